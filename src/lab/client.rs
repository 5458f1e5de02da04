//! The course's `client.py`: sends a sentence, and then perhaps a file, to an echo server, and reads until as many bytes came back.
//!
//! What becomes of the file's echo is the difference between the exercises, see [`Echo`].

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::io::Errno;

use super::log::{Halt, Log};
use super::socket_info::addresses;
use super::{Ended, python, socket};

/// Most bytes of a file that are read, and given to the kernel, at once.
const CHUNK: u64 = 256 << 10;

/// How long [`Echo::LeftUnread`] waits for the whole echo.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it looks: bytes that wait to be read make poll(2) return at once, so it can't wait for more of them.
const LOOK: Duration = Duration::from_millis(5);

/// What to send, where to, and how the echo is read.
#[derive(Debug)]
pub struct Options {
    /// The server's name or address. A name's IPv4 addresses are tried before its IPv6 ones: the original has an IPv4 socket.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// What is sent. The next is sent when all of it came back.
    pub message: String,
    /// How often the message is sent over the connection.
    pub repeat: u32,
    /// Most bytes that one `recv` takes of the message's echo; at least 1.
    pub read: usize,
    /// What is sent after the messages.
    pub file: Option<Attachment>,
    /// A pause after every exchange, before the next message, the file or the close.
    pub delay: Duration,
}

/// A file that is sent after the messages.
#[derive(Debug)]
pub struct Attachment {
    /// What the line about it calls it.
    pub name: String,
    /// The file, which is read while it is sent.
    pub content: File,
    /// What becomes of its echo.
    pub echo: Echo,
}

/// What becomes of a file's echo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Echo {
    /// The connection is closed at once, as the course's program does. If the echo is there by then the server gets a reset, if it comes later too.
    Ignored,
    /// It is read, with `recv`s of at most so many bytes (at least 1).
    Read(usize),
    /// The connection is closed once all of it waits in the socket, so that the kernel resets it. It waits 10 s at most, also for a file that is
    /// larger than the kernel's buffers.
    LeftUnread,
}

/// Connects, sends and reads until `stop`. Writes the lines of `client.py` to `log`.
///
/// This makes traffic to `options.host`, and asks the name servers of this machine where that is a name.
///
/// # Errors
///
/// `log` can't be written. What the network refuses is written there; so is a server that closes before the echo is complete.
pub fn run(options: Options, stop: BorrowedFd<'_>, log: impl Write) -> io::Result<Ended> {
    let mut log = Log::new(log);
    let stream = match connect(&options, stop, &mut log) {
        Ok(stream) => stream,
        Err(halt) => return log.end(Err(halt)),
    };
    let largest = match &options.file {
        Some(Attachment { echo: Echo::Read(size), .. }) => options.read.max(*size),
        _ => options.read,
    };
    let buffer = vec![0; largest.max(1)];
    let mut conversation = Conversation { stream: &stream, stop, log: &mut log, awaited: 0, buffer };
    let result = conversation.hold(options);
    // The connection is closed after the last line, as in the original.
    log.end(result)
}

fn connect(options: &Options, stop: BorrowedFd<'_>, log: &mut Log<impl Write>) -> Result<TcpStream, Halt> {
    log.info(format_args!("connecting to ({}, {})", python::text(&options.host), options.port))?;
    let mut addresses = addresses(&options.host, options.port)?;
    addresses.sort_by_key(|address| address.is_ipv6());
    let mut result = Err(io::Error::from(io::ErrorKind::AddrNotAvailable).into());
    for address in addresses {
        result = socket::connect(address, stop);
        if !matches!(result, Err(Halt::Failed(_))) {
            break;
        }
    }
    result
}

/// An open connection.
struct Conversation<'a, W> {
    stream: &'a TcpStream,
    stop: BorrowedFd<'a>,
    log: &'a mut Log<W>,
    /// Bytes that were sent and haven't come back.
    awaited: u64,
    /// One `recv`.
    buffer: Vec<u8>,
}

/// What is done while the kernel takes no more bytes.
#[derive(Clone, Copy)]
enum Meanwhile {
    /// Reading what comes back, so many bytes at a time. Without it two programs with full buffers would wait for each other.
    Read(usize),
    /// Waiting.
    Wait,
    /// Waiting up to here.
    WaitUntil(Instant),
}

impl<W: Write> Conversation<'_, W> {
    fn hold(&mut self, options: Options) -> Result<(), Halt> {
        for _ in 0..options.repeat {
            self.log.info(format_args!("sending {}", python::line(&options.message)))?;
            self.send(options.message.as_bytes(), Meanwhile::Read(options.read))?;
            self.read_echo(options.read)?;
            self.pause(options.delay)?;
        }
        let Some(file) = options.file else {
            return Ok(());
        };
        let deadline = Instant::now() + PATIENCE;
        let meanwhile = match file.echo {
            Echo::Ignored => Meanwhile::Wait,
            Echo::Read(size) => Meanwhile::Read(size),
            Echo::LeftUnread => Meanwhile::WaitUntil(deadline),
        };
        self.send_file(&file.content, meanwhile)?;
        self.log.info(format_args!("File '{}' sent successfully.", python::line(&file.name)))?;
        match file.echo {
            Echo::Ignored => {}
            Echo::Read(size) => self.read_echo(size)?,
            Echo::LeftUnread => self.wait_for_echo(deadline)?,
        }
        self.pause(options.delay)
    }

    fn send_file(&mut self, content: &File, meanwhile: Meanwhile) -> Result<(), Halt> {
        let mut chunk = Vec::new();
        loop {
            chunk.clear();
            content.take(CHUNK).read_to_end(&mut chunk)?;
            if chunk.is_empty() {
                return Ok(());
            }
            self.send(&chunk, meanwhile)?;
        }
    }

    /// `sendall`.
    fn send(&mut self, mut bytes: &[u8], meanwhile: Meanwhile) -> Result<(), Halt> {
        while !bytes.is_empty() {
            match self.stream.write(bytes) {
                Ok(count) => {
                    bytes = &bytes[count..];
                    self.awaited += count as u64;
                }
                Err(error) if socket::is_not_now(&error) => self.wait_to_send(meanwhile)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn wait_to_send(&mut self, meanwhile: Meanwhile) -> Result<(), Halt> {
        match meanwhile {
            Meanwhile::Wait => {
                self.wait(PollFlags::OUT, None)?;
            }
            Meanwhile::WaitUntil(deadline) => {
                let patience = deadline.saturating_duration_since(Instant::now());
                if self.wait(PollFlags::OUT, Some(patience))?.is_empty() && patience.is_zero() {
                    return Err(Errno::TIMEDOUT.into());
                }
            }
            Meanwhile::Read(size) => {
                let ready = self.wait(PollFlags::OUT | PollFlags::IN, None)?;
                if ready.contains(PollFlags::IN) && !ready.contains(PollFlags::OUT) {
                    self.receive(size)?;
                }
            }
        }
        Ok(())
    }

    /// Reads until as many bytes came back as were sent.
    fn read_echo(&mut self, size: usize) -> Result<(), Halt> {
        while self.awaited > 0 {
            self.receive(size)?;
        }
        Ok(())
    }

    /// `recv(size)`, once something is there.
    fn receive(&mut self, size: usize) -> Result<(), Halt> {
        let size = size.clamp(1, self.buffer.len());
        let count = loop {
            match self.stream.read(&mut self.buffer[..size]) {
                Ok(count) => break count,
                Err(error) if socket::is_not_now(&error) => self.wait(PollFlags::IN, None)?,
                Err(error) => return Err(error.into()),
            };
        };
        self.log.info(python::bytes(&self.buffer[..count]))?;
        if count == 0 {
            let what = format!("the server closed the connection before {} bytes had come back", self.awaited);
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, what).into());
        }
        self.awaited = self.awaited.saturating_sub(count as u64);
        Ok(())
    }

    /// Waits until the whole echo lies in the socket.
    fn wait_for_echo(&mut self, deadline: Instant) -> Result<(), Halt> {
        loop {
            let unread = rustix::io::ioctl_fionread(self.stream)?;
            if unread >= self.awaited {
                return Ok(());
            }
            let has_ended = !self.wait(PollFlags::RDHUP, Some(LOOK))?.is_empty();
            if has_ended || Instant::now() >= deadline {
                return self.log.info(format_args!("only {unread} of {} bytes came back", self.awaited));
            }
        }
    }

    fn pause(&self, delay: Duration) -> Result<(), Halt> {
        let end = Instant::now() + delay;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            socket::pause(self.stop, left)?;
        }
    }

    fn wait(&self, events: PollFlags, patience: Option<Duration>) -> Result<PollFlags, Halt> {
        socket::wait(self.stream.as_fd(), events, self.stop, patience)
    }
}
