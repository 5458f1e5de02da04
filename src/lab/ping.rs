//! `ping`: sends ICMP echo requests, and prints a line for each answer as ping of iputils does.
//!
//! It uses the ICMP socket that Linux offers without privileges, and a raw one where that isn't allowed to this user but raw sockets are.

use std::io::{self, IoSliceMut, Write};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrIn, recvmsg, setsockopt, sockopt::Ipv4RecvTtl};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, ipproto, sockopt};

use super::error_queue::{self, Reported};
use super::log::Halt;
use super::socket_info::addresses;
use super::{Ended, python, socket};

/// Longest wait after the last request where something was answered.
const LINGER: Duration = Duration::from_secs(1);

/// The same where nothing was: ARP gives up after three seconds.
const LINGER_UNANSWERED: Duration = Duration::from_secs(4);

/// Most bytes of a request behind its ICMP header: what fits an IPv4 packet.
pub const MAX_SIZE: usize = 65_507;

/// ICMP's own header, in bytes.
const HEADER: usize = 8;

/// Most messages that are read before the time is looked at.
const AT_ONCE: usize = 64;

/// What to ping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// A name or an IPv4 address. Of a name the first IPv4 address.
    pub host: String,
    /// Requests.
    pub count: u16,
    /// Time between requests.
    pub interval: Duration,
    /// Bytes behind the ICMP header, up to [`MAX_SIZE`].
    pub size: usize,
    /// Hops that a request may take.
    pub ttl: Option<u8>,
}

/// Why nothing could be asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name has no address.
    #[error("{}", python::error(.0))]
    Lookup(io::Error),
    /// It has no IPv4 address.
    #[error("no IPv4 address")]
    NoIpv4,
    /// Neither kind of socket is allowed.
    #[error("no permission for ICMP sockets")]
    Permission,
    /// The network refused.
    #[error("{}", python::error(.0))]
    Network(io::Error),
    /// The output can't be written.
    #[error(transparent)]
    Write(io::Error),
}

impl From<Halt> for Error {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Log(error) => Self::Write(error),
            Halt::Failed(error) => Self::Network(error),
            Halt::Stopped => Self::Network(Errno::INTR.into()),
        }
    }
}

impl From<Errno> for Error {
    fn from(error: Errno) -> Self {
        Self::Network(error.into())
    }
}

impl From<nix::errno::Errno> for Error {
    fn from(error: nix::errno::Errno) -> Self {
        Self::Network(error.into())
    }
}

/// The first IPv4 address of a host.
pub(super) fn address(host: &str) -> Result<Ipv4Addr, Error> {
    let addresses = addresses(host, 0).map_err(Error::Lookup)?;
    let first = addresses.iter().find_map(|address| match address {
        SocketAddr::V4(address) => Some(*address.ip()),
        SocketAddr::V6(_) => None,
    });
    first.ok_or(Error::NoIpv4)
}

/// Sends requests until as many are sent as asked for, and waits a little for the last answers. [`Ended::Failed`]: nothing was answered.
///
/// # Errors
///
/// See [`Error`]. What routers say about a request is no error: it has its line.
pub fn run(options: &Options, stop: BorrowedFd<'_>, output: impl Write) -> Result<Ended, Error> {
    let address = address(&options.host)?;
    let (socket, is_raw) = open()?;
    error_queue::keep(socket.as_fd())?;
    setsockopt(&socket, Ipv4RecvTtl, &true)?;
    if let Some(ttl) = options.ttl {
        sockopt::set_ip_ttl(&socket, ttl.into())?;
    }
    if address.is_broadcast() {
        sockopt::set_socket_broadcast(&socket, true)?;
    }
    let whole = options.size + HEADER;
    let mut ping = Ping {
        options,
        address,
        socket,
        is_raw,
        // Nothing depends on it but telling our answers from those of other raw sockets.
        identifier: std::process::id() as u16,
        asked: Vec::new(),
        times: Vec::new(),
        errors: 0,
        buffer: vec![0; whole + 60],
        output,
    };
    ping.line(format_args!("PING {} ({address}) {}({}) bytes of data.", python::line(&options.host), options.size, whole + 20))?;
    let start = Instant::now();
    let result = ping.ask(stop);
    let is_stopped = match result {
        Err(Halt::Stopped) => true,
        Err(halt) => return Err(halt.into()),
        Ok(()) => false,
    };
    ping.sum_up(start.elapsed())?;
    Ok(match (is_stopped, ping.times.is_empty()) {
        (true, _) => Ended::Stopped,
        (false, true) => Ended::Failed,
        (false, false) => Ended::Done,
    })
}

/// An ICMP socket, and whether it is a raw one.
fn open() -> Result<(OwnedFd, bool), Error> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    match rustix::net::socket_with(AddressFamily::INET, SocketType::DGRAM, flags, Some(ipproto::ICMP)) {
        Ok(socket) => return Ok((socket, false)),
        Err(Errno::ACCESS | Errno::PERM) => {}
        Err(error) => return Err(error.into()),
    }
    match rustix::net::socket_with(AddressFamily::INET, SocketType::RAW, flags, Some(ipproto::ICMP)) {
        Ok(socket) => Ok((socket, true)),
        Err(Errno::ACCESS | Errno::PERM) => Err(Error::Permission),
        Err(error) => Err(error.into()),
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Awaited,
    Answered,
    Failed,
}

struct Ping<'a, W> {
    options: &'a Options,
    address: Ipv4Addr,
    socket: OwnedFd,
    is_raw: bool,
    identifier: u16,
    /// When each request was sent, and what became of it.
    asked: Vec<(Instant, Fate)>,
    /// Round-trip times, in milliseconds.
    times: Vec<f64>,
    errors: u32,
    buffer: Vec<u8>,
    output: W,
}

impl<W: Write> Ping<'_, W> {
    fn line(&mut self, line: impl std::fmt::Display) -> Result<(), Halt> {
        writeln!(self.output, "{line}").and_then(|()| self.output.flush()).map_err(Halt::Log)
    }

    fn ask(&mut self, stop: BorrowedFd<'_>) -> Result<(), Halt> {
        let mut next = Instant::now();
        loop {
            let now = Instant::now();
            let is_last = self.asked.len() == usize::from(self.options.count);
            if !is_last && now >= next {
                next = now + self.options.interval;
                self.send()?;
                // Without an interval nothing else would notice.
                socket::pause(stop, Duration::ZERO)?;
            }
            let end = match self.asked.last() {
                Some((sent, _)) if self.asked.len() == usize::from(self.options.count) => {
                    *sent + if self.times.is_empty() { LINGER_UNANSWERED } else { LINGER }
                }
                _ => next,
            };
            let is_complete = self.asked.len() == usize::from(self.options.count);
            if is_complete && (now >= end || self.asked.iter().all(|(_, fate)| *fate != Fate::Awaited)) {
                return Ok(());
            }
            socket::wait(self.socket.as_fd(), PollFlags::IN, stop, Some(end.saturating_duration_since(Instant::now())))?;
            self.read()?;
        }
    }

    /// Sends the next request.
    fn send(&mut self) -> Result<(), Halt> {
        let sequence = self.asked.len() as u16 + 1;
        let request = request(self.identifier, sequence, self.options.size);
        let address = SocketAddr::V4(SocketAddrV4::new(self.address, 0));
        self.asked.push((Instant::now(), Fate::Awaited));
        let mut sent = rustix::net::sendto(&self.socket, &request, SendFlags::empty(), &address);
        if sent.is_err() {
            // What was reported for an earlier request, perhaps.
            self.read()?;
            sent = rustix::net::sendto(&self.socket, &request, SendFlags::empty(), &address);
        }
        sent?;
        Ok(())
    }

    /// Reads what has come: errors, and answers.
    fn read(&mut self) -> Result<(), Halt> {
        for _ in 0..AT_ONCE {
            let Some(reported) = error_queue::next(self.socket.as_fd()).map_err(io::Error::from)? else {
                break;
            };
            self.show_error(&reported)?;
        }
        for _ in 0..AT_ONCE {
            let now = Instant::now();
            let (length, from, ttl) = {
                let mut pieces = [IoSliceMut::new(&mut self.buffer)];
                let mut beside = [0; 64];
                match recvmsg::<SockaddrIn>(self.socket.as_raw_fd(), &mut pieces, Some(&mut beside), MsgFlags::MSG_DONTWAIT) {
                    Ok(message) => {
                        let ttl = message.cmsgs().map_err(io::Error::from)?.find_map(|control| match control {
                            ControlMessageOwned::Ipv4Ttl(ttl) => Some(ttl),
                            _ => None,
                        });
                        (message.bytes, message.address.map(|address| address.ip()), ttl)
                    }
                    Err(nix::errno::Errno::EAGAIN) => return Ok(()),
                    // The kernel says once more what the queue has told.
                    Err(_) => continue,
                }
            };
            self.show_answer(now, length, from, ttl)?;
        }
        Ok(())
    }

    fn show_answer(&mut self, now: Instant, length: usize, from: Option<Ipv4Addr>, ttl: Option<i32>) -> Result<(), Halt> {
        let message = &self.buffer[..length.min(self.buffer.len())];
        // A raw socket gives the IP header too.
        let header = if self.is_raw { message.first().map_or(0, |first| usize::from(first & 0x0F) * 4) } else { 0 };
        let Some(&[0, 0, _, _, a, b, c, d]) = message.get(header..header + HEADER) else {
            return Ok(());
        };
        let sequence = u16::from_be_bytes([c, d]);
        if self.is_raw && u16::from_be_bytes([a, b]) != self.identifier {
            return Ok(());
        }
        let size = message.len() - header;
        let Some((sent, fate)) = self.asked.get_mut(usize::from(sequence).wrapping_sub(1)) else {
            return Ok(());
        };
        let time = now.saturating_duration_since(*sent).as_secs_f64() * 1000.0;
        let again = if *fate == Fate::Answered { " (DUP!)" } else { "" };
        *fate = Fate::Answered;
        if again.is_empty() {
            self.times.push(time);
        }
        let from = from.unwrap_or(self.address);
        let ttl = ttl.map(|ttl| format!(" ttl={ttl}")).unwrap_or_default();
        self.line(format_args!("{size} bytes from {from}: icmp_seq={sequence}{ttl} time={} ms{again}", milliseconds(time)))
    }

    fn show_error(&mut self, reported: &Reported) -> Result<(), Halt> {
        let Some(&[8, 0, _, _, a, b, c, d]) = reported.sent.get(..HEADER) else {
            return Ok(());
        };
        let sequence = u16::from_be_bytes([c, d]);
        if self.is_raw && u16::from_be_bytes([a, b]) != self.identifier {
            return Ok(());
        }
        if let Some((_, fate)) = self.asked.get_mut(usize::from(sequence).wrapping_sub(1)) {
            *fate = Fate::Failed;
        }
        self.errors += 1;
        let what = meaning(reported);
        match reported.from {
            Some(from) => self.line(format_args!("From {from} icmp_seq={sequence} {what}")),
            None => self.line(format_args!("ping: local error: {what}")),
        }
    }

    fn sum_up(&mut self, time: Duration) -> Result<(), Halt> {
        let (sent, received) = (self.asked.len(), self.times.len());
        let lost = (sent - received) * 100 / sent.max(1);
        let errors = if self.errors == 0 { String::new() } else { format!(" +{} errors,", self.errors) };
        let host = python::line(&self.options.host);
        self.line(format_args!("\n--- {host} ping statistics ---"))?;
        let time = time.as_millis();
        self.line(format_args!("{sent} packets transmitted, {received} received,{errors} {lost}% packet loss, time {time}ms"))?;
        if received == 0 {
            return Ok(());
        }
        let mean = self.times.iter().sum::<f64>() / received as f64;
        let square = self.times.iter().map(|time| time * time).sum::<f64>() / received as f64;
        let deviation = (square - mean * mean).max(0.0).sqrt();
        let least = self.times.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.times.iter().copied().fold(0.0, f64::max);
        self.line(format_args!("rtt min/avg/max/mdev = {least:.3}/{mean:.3}/{most:.3}/{deviation:.3} ms"))
    }
}

/// An echo request, with the bytes that ping sends.
fn request(identifier: u16, sequence: u16, size: usize) -> Vec<u8> {
    let mut message = vec![8, 0, 0, 0];
    message.extend(identifier.to_be_bytes());
    message.extend(sequence.to_be_bytes());
    message.extend((0..size).map(|index| index as u8));
    let sum = checksum(&message);
    message[2..4].copy_from_slice(&sum.to_be_bytes());
    message
}

/// The internet checksum (RFC 1071) of a message whose own field is 0.
fn checksum(message: &[u8]) -> u16 {
    let mut sum: u32 = message.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(*pair.get(1).unwrap_or(&0))).sum();
    while sum > 0xFFFF {
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    !(sum as u16)
}

/// Milliseconds with as many digits as ping prints.
pub(super) fn milliseconds(time: f64) -> String {
    match time {
        100.0.. => format!("{time:.0}"),
        10.0.. => format!("{time:.1}"),
        1.0.. => format!("{time:.2}"),
        _ => format!("{time:.3}"),
    }
}

/// An error in ping's words.
fn meaning(reported: &Reported) -> String {
    let words = match reported.icmp {
        Some((3, 0)) => "Destination Net Unreachable",
        Some((3, 1)) => "Destination Host Unreachable",
        Some((3, 2)) => "Destination Protocol Unreachable",
        Some((3, 3)) => "Destination Port Unreachable",
        Some((3, 4)) => "Frag needed and DF set",
        Some((3, 13)) => "Packet filtered",
        Some((3, code)) => return format!("Dest Unreachable, Bad Code: {code}"),
        Some((11, 0)) => "Time to live exceeded",
        Some((11, _)) => "Frag reassembly time exceeded",
        Some((kind, code)) => return format!("ICMP type {kind} code {code}"),
        None => return python::error(&io::Error::from_raw_os_error(reported.errno)),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_sums_up() {
        let message = request(0x1234, 1, 57);
        assert_eq!((message.len(), message[8], message[64]), (65, 0, 56));
        let mut whole = message.clone();
        whole.push(0);
        let sum = whole.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])).sum::<u32>();
        assert_eq!((sum & 0xFFFF) + (sum >> 16), 0xFFFF);
    }

    #[test]
    fn times_have_the_digits_of_ping() {
        assert_eq!([0.0451, 1.234, 12.34, 123.4].map(milliseconds), ["0.045", "1.23", "12.3", "123"]);
    }
}
