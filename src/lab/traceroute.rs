//! `traceroute`: sends UDP datagrams that may take 1, 2, 3 … hops, and prints who says that they went no further.
//!
//! Each router on the way answers one with “time exceeded”, the last machine answers with “port unreachable”. Reading these answers takes no
//! privilege (`error_queue`). Names of routers aren't looked up.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use rustix::event::PollFlags;

use super::error_queue::{self, Reported};
use super::log::Halt;
use super::ping::{Error, address, milliseconds};
use super::{Ended, python, socket};

/// How long each answer is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes of a datagram, as the usual traceroute sends: 60 with the headers of IP and UDP.
const SIZE: usize = 32;

/// Where to trace the way to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// A name or an IPv4 address. Of a name the first IPv4 address.
    pub host: String,
    /// Most hops.
    pub hops: u8,
    /// The port of the first datagram; each further one goes to the next port. The last must not lie beyond 65535.
    pub port: u16,
    /// Datagrams for each number of hops.
    pub probes: u8,
}

/// Sends datagrams until one arrives. [`Ended::Failed`]: none did.
///
/// # Errors
///
/// See [`Error`]. What routers say is no error.
pub fn run(options: &Options, stop: BorrowedFd<'_>, mut output: impl Write) -> Result<Ended, Error> {
    let address = address(&options.host)?;
    let mut print = |text: String| writeln!(output, "{text}").and_then(|()| output.flush()).map_err(Error::Write);
    let (host, hops) = (python::line(&options.host), options.hops);
    print(format!("traceroute to {host} ({address}), {hops} hops max, {} byte packets", SIZE + 28))?;
    let mut port = options.port;
    for ttl in 1..=options.hops {
        let mut line = format!("{ttl:>2} ");
        let mut shown = None;
        let mut has_ended = false;
        for _ in 0..options.probes {
            let answer = match probe(SocketAddrV4::new(address, port), ttl, stop) {
                Err(Halt::Stopped) => return Ok(Ended::Stopped),
                result => result?,
            };
            port = port.saturating_add(1);
            let Some(answer) = answer else {
                line.push_str(" *");
                continue;
            };
            // Writing to a String can't fail.
            if shown != Some(answer.from) {
                let _ = write!(line, " {}", answer.from);
                shown = Some(answer.from);
            }
            let _ = write!(line, "  {} ms{}", milliseconds(answer.time.as_secs_f64() * 1000.0), answer.remark);
            has_ended |= answer.is_last;
        }
        print(line)?;
        if has_ended {
            return Ok(Ended::Done);
        }
    }
    Ok(Ended::Failed)
}

/// What a datagram was answered with.
struct Answer {
    from: Ipv4Addr,
    time: Duration,
    /// Why it went no further, where that isn't what traceroute expects.
    remark: String,
    /// No further datagram would get further.
    is_last: bool,
}

/// Sends a datagram from a port of its own, so that a late answer to an earlier one can't be taken for its own.
fn probe(target: SocketAddrV4, ttl: u8, stop: BorrowedFd<'_>) -> Result<Option<Answer>, Halt> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.set_nonblocking(true)?;
    socket.set_ttl(ttl.into())?;
    error_queue::keep(socket.as_fd()).map_err(io::Error::from)?;
    socket.connect(SocketAddr::V4(target))?;
    let content: Vec<u8> = (b'@'..).take(SIZE).collect();
    let sent = Instant::now();
    socket.send(&content)?;
    loop {
        let left = PATIENCE.saturating_sub(sent.elapsed());
        let ready = socket::wait(socket.as_fd(), PollFlags::IN, stop, Some(left))?;
        let time = sent.elapsed();
        if let Some(reported) = error_queue::next(socket.as_fd()).map_err(io::Error::from)? {
            return Ok(Some(answer(&reported, *target.ip(), time)));
        }
        if ready.contains(PollFlags::IN) && socket.recv(&mut [0; SIZE]).is_ok() {
            // A program uses that port, and has answered.
            return Ok(Some(Answer { from: *target.ip(), time, remark: String::new(), is_last: true }));
        }
        if left.is_zero() {
            return Ok(None);
        }
    }
}

fn answer(reported: &Reported, target: Ipv4Addr, time: Duration) -> Answer {
    let (remark, is_last) = match reported.icmp {
        Some((11, _)) => (String::new(), false),
        Some((3, 3)) => (String::new(), true),
        Some((3, 0)) => (" !N".to_owned(), true),
        Some((3, 1)) => (" !H".to_owned(), true),
        Some((3, 2)) => (" !P".to_owned(), true),
        Some((3, 13)) => (" !X".to_owned(), true),
        Some((3, code)) => (format!(" !{code}"), true),
        Some((kind, code)) => (format!(" !ICMP {kind}/{code}"), false),
        None => (format!(" {}", python::error(&io::Error::from_raw_os_error(reported.errno))), true),
    };
    Answer { from: reported.from.unwrap_or(target), time, remark, is_last }
}
