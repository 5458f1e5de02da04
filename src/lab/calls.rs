//! Runs a script of socket calls: the calls in its order, and a line for each of them once it is done, between Python's and strace's way to write.
//!
//! The sockets are non-blocking, but every call waits as a blocking one would, until `stop` or the time is over. So `send` returns once the kernel
//! has taken all bytes. Nothing is called that the script doesn't name, but getsockname(2) where the kernel chose the port.

use std::fmt::Display;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use nix::sys::socket::{setsockopt, sockopt::TcpMaxSeg};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, Shutdown, SocketAddrAny, SocketFlags, SocketType, sockopt};

use super::log::{Halt, Log};
use super::script::{Call, Content, Expected, Peer, Script, Setting, Step, Transport};
use super::{Ended, python, socket};

/// What one `recv` of `recv-eof` takes at most, in bytes.
const CHUNK: usize = 64 << 10;

/// Most bytes that a line shows.
const SHOWN: usize = 64;

/// How often `wait-unread` looks: bytes that wait to be read make poll(2) return at once, so it can't wait for more of them.
const LOOK: Duration = Duration::from_millis(5);

const FLAGS: SocketFlags = SocketFlags::CLOEXEC.union(SocketFlags::NONBLOCK);

/// Runs `script` until it or `limit` is over, a call fails that isn't expected to, or `stop`. Writes a line for each call to `log`.
///
/// # Errors
///
/// `log` can't be written. What the kernel refuses is written there.
pub fn run(script: &Script, limit: Duration, stop: BorrowedFd<'_>, log: impl Write) -> io::Result<Ended> {
    let mut log = Log::new(log);
    let mut program = Program { sockets: Vec::new(), buffer: Vec::new(), stop, limit, deadline: Instant::now() + limit, log: &mut log };
    let result = script.steps.iter().try_for_each(|step| program.take(step));
    // The sockets that the script leaves open are closed after the last line.
    let sockets = program.sockets;
    let ended = log.end(result);
    drop(sockets);
    ended
}

/// Why a call isn't done.
enum Undone {
    /// The kernel refused `call`.
    Refused { call: String, error: io::Error },
    /// The time of `set timeout` is over.
    Late { call: String },
    /// The program can't go on.
    Halt(Halt),
}

impl From<Halt> for Undone {
    fn from(halt: Halt) -> Self {
        Self::Halt(halt)
    }
}

/// A socket of the script.
struct Socket {
    /// What stands before its calls: nothing, or its name and a full stop.
    prefix: String,
    /// `None` once it is closed.
    descriptor: Option<OwnedFd>,
    is_ipv6: bool,
    timeout: Option<Duration>,
    /// Who sent the last datagram.
    sender: Option<SocketAddr>,
}

impl Socket {
    fn new(name: Option<&String>, descriptor: OwnedFd, is_ipv6: bool) -> Self {
        let prefix = name.map(|name| format!("{}.", python::line(name))).unwrap_or_default();
        Self { prefix, descriptor: Some(descriptor), is_ipv6, timeout: None, sender: None }
    }

    fn descriptor(&self) -> Result<BorrowedFd<'_>, Errno> {
        self.descriptor.as_ref().map(AsFd::as_fd).ok_or(Errno::BADF)
    }
}

struct Program<'a, W> {
    /// By their numbers in the script.
    sockets: Vec<Socket>,
    /// One `recv`.
    buffer: Vec<u8>,
    stop: BorrowedFd<'a>,
    limit: Duration,
    deadline: Instant,
    log: &'a mut Log<W>,
}

impl<W: Write> Program<'_, W> {
    fn take(&mut self, step: &Step) -> Result<(), Halt> {
        let line = step.line;
        let outcome = self.call(step);
        // A script that never waits notices here that it should end.
        socket::pause(self.stop, Duration::ZERO)?;
        let failed = |what: String| Err(Halt::Failed(io::Error::other(format!("line {line}: {what}"))));
        match (outcome, &step.expected) {
            (Ok(()), None) => Ok(()),
            (Ok(()), Some(expected)) => failed(format!("the call succeeded, but should have failed with {}", name(expected))),
            (Err(Undone::Refused { call, error }), Some(Expected::Error(expected))) if error.raw_os_error() == Some(*expected as i32) => {
                self.log.info(format_args!("{call} = {}", python::error(&error)))
            }
            (Err(Undone::Late { call }), Some(Expected::Timeout)) => self.log.info(format_args!("{call} = timed out")),
            (Err(Undone::Refused { call, error }), None) => failed(format!("{call}: {}", python::error(&error))),
            (Err(Undone::Refused { call, error }), Some(expected)) => {
                failed(format!("{call}: {}, but should have failed with {}", python::error(&error), name(expected)))
            }
            (Err(Undone::Late { call }), None) => failed(format!("{call}: timed out")),
            (Err(Undone::Late { call }), Some(expected)) => {
                failed(format!("{call}: timed out, but should have failed with {}", name(expected)))
            }
            (Err(Undone::Halt(halt)), _) => Err(halt),
        }
    }

    fn call(&mut self, step: &Step) -> Result<(), Undone> {
        let number = step.socket;
        match &step.call {
            Call::Socket { name, transport, is_ipv6 } => self.make(name.as_ref(), *transport, *is_ipv6),
            Call::Bind(address) => self.bind(number, *address),
            Call::Listen(backlog) => {
                let result = self.on(number, |socket| rustix::net::listen(socket, (*backlog).into()));
                self.note(number, format_args!("listen({backlog})"), result)
            }
            Call::Accept { name, .. } => self.accept(number, name.as_ref()),
            Call::Connect(address) => self.connect(number, *address),
            Call::Send(content) => self.send(number, content),
            Call::SendTo(peer, content) => self.send_to(number, *peer, content),
            Call::Receive(size) => self.receive(number, *size).map(|_| ()),
            Call::ReceiveFrom(size) => self.receive_from(number, *size),
            Call::ReceiveAll(count) => self.receive_all(step, *count),
            Call::ReceiveEof => {
                while self.receive(number, CHUNK)? > 0 {
                    self.check_time(number, "recv-eof")?;
                }
                Ok(())
            }
            Call::WaitUnread(count) => self.wait_unread(step, *count),
            Call::ShutdownWrite => {
                let result = self.on(number, |socket| rustix::net::shutdown(socket, Shutdown::Write));
                self.note(number, "shutdown(SHUT_WR)", result)
            }
            Call::Close => self.close(number),
            Call::Abort => {
                let result = self.on(number, |socket| sockopt::set_socket_linger(socket, Some(Duration::ZERO)));
                self.note(number, "setsockopt(SO_LINGER, (1, 0))", result)?;
                self.close(number)
            }
            Call::Set(setting) => self.set(number, *setting),
            Call::Sleep(time) => {
                self.log.info(format_args!("sleep({})", time.as_secs_f64()))?;
                let end = Instant::now() + *time;
                while Instant::now() < end {
                    self.check_time(usize::MAX, "sleep")?;
                    socket::pause(self.stop, end.min(self.deadline).saturating_duration_since(Instant::now()))?;
                }
                Ok(())
            }
        }
    }

    fn on<T>(&self, number: usize, call: impl FnOnce(BorrowedFd<'_>) -> Result<T, Errno>) -> Result<T, Errno> {
        call(self.sockets[number].descriptor()?)
    }

    /// Writes `call = 0`, or gives the error to whoever knows whether it was expected.
    fn note(&mut self, number: usize, call: impl Display, result: Result<(), Errno>) -> Result<(), Undone> {
        let value = result.map(|()| 0);
        self.note_value(number, call, value)
    }

    fn note_value(&mut self, number: usize, call: impl Display, result: Result<impl Display, Errno>) -> Result<(), Undone> {
        let call = self.named(number, call);
        match result {
            Ok(value) => Ok(self.log.info(format_args!("{call} = {value}"))?),
            Err(error) => Err(Undone::Refused { call, error: error.into() }),
        }
    }

    fn named(&self, number: usize, call: impl Display) -> String {
        format!("{}{call}", self.sockets.get(number).map_or("", |socket| &socket.prefix))
    }

    /// Repeats `call` until it doesn't say "not now", and waits for `events` meanwhile. `shown` is only for the message where time is over.
    fn wait_for<T>(
        &mut self,
        number: usize,
        events: PollFlags,
        shown: impl Display,
        mut call: impl FnMut(BorrowedFd<'_>, &mut Vec<u8>) -> Result<T, Errno>,
    ) -> Result<Result<T, Errno>, Undone> {
        let late = self.sockets[number].timeout.map(|timeout| Instant::now() + timeout);
        loop {
            let socket = match self.sockets[number].descriptor() {
                Ok(socket) => socket,
                Err(error) => return Ok(Err(error)),
            };
            match call(socket, &mut self.buffer) {
                Err(Errno::AGAIN | Errno::INTR) => {}
                result => return Ok(result),
            }
            let end = late.map_or(self.deadline, |late| late.min(self.deadline));
            let left = end.saturating_duration_since(Instant::now());
            let ready = socket::wait(socket, events, self.stop, Some(left))?;
            if ready.is_empty() && left.is_zero() {
                self.check_time(number, &shown)?;
                return Err(Undone::Late { call: self.named(number, shown) });
            }
        }
    }

    /// Ends the program where its time is over.
    fn check_time(&self, number: usize, call: impl Display) -> Result<(), Undone> {
        if Instant::now() < self.deadline {
            return Ok(());
        }
        let what = format!("{}: not done when the time limit of {} s was over", self.named(number, call), self.limit.as_secs_f64());
        Err(Halt::Failed(io::Error::new(io::ErrorKind::TimedOut, what)).into())
    }

    fn make(&mut self, name: Option<&String>, transport: Transport, is_ipv6: bool) -> Result<(), Undone> {
        let (family, family_name) = if is_ipv6 { (AddressFamily::INET6, "AF_INET6") } else { (AddressFamily::INET, "AF_INET") };
        let (kind, kind_name) = match transport {
            Transport::Tcp => (SocketType::STREAM, "SOCK_STREAM"),
            Transport::Udp => (SocketType::DGRAM, "SOCK_DGRAM"),
        };
        let call = format!("socket({family_name}, {kind_name})");
        match rustix::net::socket_with(family, kind, FLAGS, None) {
            Ok(descriptor) => self.sockets.push(Socket::new(name, descriptor, is_ipv6)),
            Err(error) => return Err(Undone::Refused { call, error: error.into() }),
        }
        let name = name.map_or("socket", String::as_str);
        Ok(self.log.info(format_args!("{call} = {}", python::line(name)))?)
    }

    fn bind(&mut self, number: usize, address: SocketAddr) -> Result<(), Undone> {
        let result = self.on(number, |socket| rustix::net::bind(socket, &address));
        self.note(number, format_args!("bind({})", python::address(address)), result)?;
        if address.port() != 0 {
            return Ok(());
        }
        let chosen = self.on(number, |socket| rustix::net::getsockname(socket)).map(|address| shown_address(Some(address)));
        self.note_value(number, "getsockname()", chosen)
    }

    fn accept(&mut self, number: usize, name: Option<&String>) -> Result<(), Undone> {
        let result = self.wait_for(number, PollFlags::IN, "accept()", |socket, _| rustix::net::acceptfrom_with(socket, FLAGS))?;
        let result = result.map(|(descriptor, address)| {
            let is_ipv6 = self.sockets[number].is_ipv6;
            self.sockets.push(Socket::new(name, descriptor, is_ipv6));
            format!("({}, {})", python::line(name.map_or("connection", String::as_str)), shown_address(address))
        });
        self.note_value(number, "accept()", result)
    }

    fn connect(&mut self, number: usize, address: SocketAddr) -> Result<(), Undone> {
        let call = format!("connect({})", python::address(address));
        let mut has_begun = false;
        let result = self.wait_for(number, PollFlags::OUT, &call, |socket, _| {
            if has_begun {
                let mut waiting = [rustix::event::PollFd::new(&socket, PollFlags::OUT)];
                let now = rustix::event::Timespec::default();
                if rustix::event::poll(&mut waiting, Some(&now))? == 0 {
                    return Err(Errno::AGAIN);
                }
                return sockopt::socket_error(socket)?;
            }
            has_begun = true;
            match rustix::net::connect(socket, &address) {
                Err(Errno::INPROGRESS) => Err(Errno::AGAIN),
                // It goes on in the kernel.
                result => result,
            }
        })?;
        self.note(number, call, result)
    }

    fn send(&mut self, number: usize, content: &Content) -> Result<(), Undone> {
        let bytes = content.bytes();
        let call = format!("send({})", shown_content(content, &bytes));
        let mut sent = 0;
        loop {
            let result =
                self.wait_for(number, PollFlags::OUT, &call, |socket, _| rustix::net::send(socket, &bytes[sent..], SendFlags::NOSIGNAL))?;
            match result {
                Ok(count) if sent + count < bytes.len() => sent += count,
                result => return self.note_value(number, &call, result.map(|count| sent + count)),
            }
        }
    }

    fn send_to(&mut self, number: usize, peer: Peer, content: &Content) -> Result<(), Undone> {
        let address = match peer {
            Peer::Address(address) => Some(address),
            Peer::Sender => self.sockets[number].sender,
        };
        let bytes = content.bytes();
        let Some(address) = address else {
            return self.note(number, "sendto(sender)", Err(Errno::DESTADDRREQ));
        };
        let call = format!("sendto({}, {})", shown_content(content, &bytes), python::address(address));
        let result =
            self.wait_for(number, PollFlags::OUT, &call, |socket, _| rustix::net::sendto(socket, &bytes, SendFlags::NOSIGNAL, &address))?;
        self.note_value(number, &call, result)
    }

    /// `recv(size)`: how many bytes came.
    fn receive(&mut self, number: usize, size: usize) -> Result<usize, Undone> {
        let call = format!("recv({size})");
        let result = self.wait_for(number, PollFlags::IN, &call, |socket, buffer| {
            buffer.resize(size.max(buffer.len()), 0);
            rustix::net::recv(socket, &mut buffer[..size], RecvFlags::empty()).map(|(count, _)| count)
        })?;
        let shown = result.map(|count| shown_bytes(&self.buffer[..count]));
        self.note_value(number, call, shown)?;
        Ok(result.unwrap_or(0))
    }

    fn receive_from(&mut self, number: usize, size: usize) -> Result<(), Undone> {
        let call = format!("recvfrom({size})");
        let result = self.wait_for(number, PollFlags::IN, &call, |socket, buffer| {
            buffer.resize(size.max(buffer.len()), 0);
            rustix::net::recvfrom(socket, &mut buffer[..size], RecvFlags::empty()).map(|(count, _, sender)| (count, sender))
        })?;
        let shown = result.map(|(count, sender)| {
            self.sockets[number].sender = sender.clone().and_then(|sender| SocketAddr::try_from(sender).ok());
            format!("({}, {})", shown_bytes(&self.buffer[..count]), shown_address(sender))
        });
        self.note_value(number, call, shown)
    }

    fn receive_all(&mut self, step: &Step, count: u64) -> Result<(), Undone> {
        let mut left = count;
        while left > 0 {
            let size = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK);
            let received = self.receive(step.socket, size)? as u64;
            if received == 0 {
                return Err(too_few(step, count - left, count));
            }
            left -= received;
            self.check_time(step.socket, "recv-all")?;
        }
        Ok(())
    }

    fn wait_unread(&mut self, step: &Step, count: u64) -> Result<(), Undone> {
        const CALL: &str = "ioctl(FIONREAD)";
        let number = step.socket;
        let late = self.sockets[number].timeout.map(|timeout| Instant::now() + timeout);
        loop {
            let unread = match self.on(number, |socket| rustix::io::ioctl_fionread(socket)) {
                Ok(unread) if unread < count => unread,
                result => return self.note_value(number, CALL, result),
            };
            let socket = self.on(number, |socket| Ok(socket::wait(socket, PollFlags::RDHUP, self.stop, Some(LOOK))));
            let ended = match socket {
                Ok(ready) => ready?,
                Err(error) => return self.note(number, CALL, Err(error)),
            };
            if !ended.is_empty() {
                // What came with the end has arrived before it.
                let last = self.on(number, |socket| rustix::io::ioctl_fionread(socket)).unwrap_or(unread);
                if last >= count {
                    continue;
                }
                return Err(too_few(step, last, count));
            }
            self.check_time(number, CALL)?;
            if late.is_some_and(|late| Instant::now() >= late) {
                return Err(Undone::Late { call: self.named(number, CALL) });
            }
        }
    }

    fn close(&mut self, number: usize) -> Result<(), Undone> {
        let closed = self.sockets[number].descriptor.take().map(drop).ok_or(Errno::BADF);
        self.note(number, "close()", closed)
    }

    fn set(&mut self, number: usize, setting: Setting) -> Result<(), Undone> {
        let is_ipv6 = self.sockets[number].is_ipv6;
        let whole = |seconds: u32| Duration::from_secs(seconds.into());
        let (option, value) = match setting {
            Setting::NoDelay(on) => ("TCP_NODELAY", on.into()),
            Setting::Cork(on) => ("TCP_CORK", on.into()),
            Setting::QuickAck(on) => ("TCP_QUICKACK", on.into()),
            Setting::KeepAlive(on) => ("SO_KEEPALIVE", on.into()),
            Setting::KeepAliveIdle(seconds) => ("TCP_KEEPIDLE", seconds),
            Setting::KeepAliveInterval(seconds) => ("TCP_KEEPINTVL", seconds),
            Setting::KeepAliveCount(count) => ("TCP_KEEPCNT", count),
            Setting::UserTimeout(time) => ("TCP_USER_TIMEOUT", u32::try_from(time.as_millis()).unwrap_or(u32::MAX)),
            Setting::ReceiveBuffer(bytes) => ("SO_RCVBUF", bytes),
            Setting::SendBuffer(bytes) => ("SO_SNDBUF", bytes),
            Setting::SegmentSize(bytes) => ("TCP_MAXSEG", bytes),
            Setting::TimeToLive(hops) => (if is_ipv6 { "IPV6_UNICAST_HOPS" } else { "IP_TTL" }, hops),
            Setting::ReuseAddress(on) => ("SO_REUSEADDR", on.into()),
            Setting::Broadcast(on) => ("SO_BROADCAST", on.into()),
            Setting::Timeout(timeout) => {
                self.sockets[number].timeout = timeout;
                let shown = timeout.map_or("None".to_owned(), |timeout| timeout.as_secs_f64().to_string());
                let call = self.named(number, format_args!("settimeout({shown})"));
                return Ok(self.log.info(call)?);
            }
        };
        let result = self.on(number, |socket| match setting {
            Setting::NoDelay(on) => sockopt::set_tcp_nodelay(socket, on),
            Setting::Cork(on) => sockopt::set_tcp_cork(socket, on),
            Setting::QuickAck(on) => sockopt::set_tcp_quickack(socket, on),
            Setting::KeepAlive(on) => sockopt::set_socket_keepalive(socket, on),
            Setting::KeepAliveIdle(seconds) => sockopt::set_tcp_keepidle(socket, whole(seconds)),
            Setting::KeepAliveInterval(seconds) => sockopt::set_tcp_keepintvl(socket, whole(seconds)),
            Setting::KeepAliveCount(count) => sockopt::set_tcp_keepcnt(socket, count),
            Setting::UserTimeout(_) => sockopt::set_tcp_user_timeout(socket, value),
            Setting::ReceiveBuffer(bytes) => sockopt::set_socket_recv_buffer_size(socket, bytes as usize),
            Setting::SendBuffer(bytes) => sockopt::set_socket_send_buffer_size(socket, bytes as usize),
            Setting::SegmentSize(bytes) => setsockopt(&socket, TcpMaxSeg, &bytes).map_err(|error| Errno::from_raw_os_error(error as i32)),
            Setting::TimeToLive(hops) if is_ipv6 => sockopt::set_ipv6_unicast_hops(socket, u8::try_from(hops).ok()),
            Setting::TimeToLive(hops) => sockopt::set_ip_ttl(socket, hops),
            Setting::ReuseAddress(on) => sockopt::set_socket_reuseaddr(socket, on),
            Setting::Broadcast(on) => sockopt::set_socket_broadcast(socket, on),
            Setting::Timeout(_) => Ok(()),
        });
        self.note(number, format_args!("setsockopt({option}, {value})"), result)
    }
}

fn too_few(step: &Step, came: u64, count: u64) -> Undone {
    let what = format!("line {}: the other side closed the connection when {came} of {count} bytes had come", step.line);
    Halt::Failed(io::Error::new(io::ErrorKind::UnexpectedEof, what)).into()
}

fn name(expected: &Expected) -> String {
    match expected {
        Expected::Error(error) => format!("{error:?}"),
        Expected::Timeout => "timeout".to_owned(),
    }
}

fn shown_address(address: Option<SocketAddrAny>) -> String {
    address.and_then(|address| SocketAddr::try_from(address).ok()).map_or_else(|| "None".to_owned(), python::address)
}

fn shown_content(content: &Content, bytes: &[u8]) -> String {
    match content {
        Content::Text(_) => shown_bytes(bytes),
        Content::Alphabet(count) => count.to_string(),
    }
}

/// As Python prints bytes, but no more than fit a line.
fn shown_bytes(bytes: &[u8]) -> String {
    match bytes.get(..SHOWN) {
        Some(start) if bytes.len() > SHOWN => format!("{}... {} bytes", python::bytes(start), bytes.len()),
        _ => python::bytes(bytes),
    }
}
