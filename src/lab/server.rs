//! The course's `server.py`: sends back what it receives, as much at a time as one `recv` gives.
//!
//! Like the original it serves one client at a time: meanwhile the kernel answers the handshakes of others and keeps their bytes, until the
//! accept queue is full. It ends at the first error of a connection, a reset for example, as the original does.
//!
//! [`Clients::Many`] does on the wire what a server with a thread for each client does, but in one thread, so that a client costs a few hundred
//! bytes and none waits for another: who was given least comes first, and after `ROUND` bytes the server looks again who is ready. At most
//! [`MAX_CLIENTS`] are served: for one more, the client leaves that has been silent longest. It does the same where the system has no descriptor
//! left, and errors of a connection end only that connection.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::BorrowedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::log::{Halt, Log};
use super::{Ended, python, socket};

/// Most clients that are served at once.
pub const MAX_CLIENTS: usize = 512;

/// Largest [`Options::read`], in bytes: all clients together stay below 64 MiB.
pub const MAX_READ: usize = 64 << 10;

/// How many bytes are received, logged and sent back before the server looks again who is ready.
const ROUND: u64 = 128 << 10;

/// What being served costs beside the bytes, in bytes: the calls and the lines of the log.
const COST: u64 = 1 << 10;

/// After so many bytes in all, what each client was given counts half: enough for every client to have had its largest `recv`.
const MEMORY: u64 = (MAX_CLIENTS * MAX_READ) as u64;

/// How long new clients wait where the system can't give another descriptor and no client can be spared.
const REST: Duration = Duration::from_millis(100);

/// What to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where to listen. Port 0: one that is free, which the first line names.
    pub address: SocketAddr,
    /// Most bytes that one `recv` takes, up to [`MAX_READ`].
    pub read: usize,
    /// Length of the accept queue, as in listen(2).
    pub backlog: u16,
    /// How many at once.
    pub clients: Clients,
}

/// How many clients are served at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clients {
    /// One; the others wait in the kernel's queue.
    One,
    /// Up to [`MAX_CLIENTS`].
    Many,
}

/// Serves until `stop`, or until the network refuses something that it can't go on without. Writes the lines of `server.py` to `log`.
///
/// # Errors
///
/// `log` can't be written. What the network refuses is written there.
pub fn run(options: &Options, stop: BorrowedFd<'_>, log: impl Write) -> io::Result<Ended> {
    let mut log = Log::new(log);
    let listener = match listen(options, &mut log) {
        Ok(listener) => listener,
        Err(halt) => return log.end(Err(halt)),
    };
    let mut server = Server {
        listener,
        clients: Vec::new(),
        limit: if options.clients == Clients::One { 1 } else { MAX_CLIENTS },
        buffer: vec![0; options.read.clamp(1, MAX_READ)],
        moment: 0,
        given: 0,
        accepting: Accepting::Next,
    };
    let result = server.serve(stop, &mut log);
    // The sockets are closed after the last line, as in the original.
    log.end(result)
}

fn listen(options: &Options, log: &mut Log<impl Write>) -> Result<TcpListener, Halt> {
    // The original says it first; this way whoever reads the line can connect.
    let listening = socket::listen(options.address, options.backlog).and_then(|listener| Ok((listener.local_addr()?, listener)));
    let address = listening.as_ref().map_or(options.address, |(address, _)| *address);
    log.info(format_args!("starting up on {}", python::address(address)))?;
    Ok(listening?.1)
}

/// A server that listens.
struct Server {
    listener: TcpListener,
    clients: Vec<Client>,
    limit: usize,
    /// One `recv` of any client.
    buffer: Vec<u8>,
    /// Counts what clients did, to tell who has been silent longest.
    moment: u64,
    /// What clients were given since it last was made to count half, in bytes.
    given: u64,
    accepting: Accepting,
}

/// Where the server stands with new clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Accepting {
    /// It will say that it waits for one.
    Next,
    /// It has said so.
    Waiting,
    /// The system had no descriptor for one.
    Resting,
}

/// A client that is served.
struct Client {
    stream: TcpStream,
    address: SocketAddr,
    /// Received and not yet sent back.
    unsent: Vec<u8>,
    /// When it last did something.
    moment: u64,
    /// What it was given, in bytes; what lies back counts less. Whose is lowest comes first, so who asks for little needn't wait for those who
    /// send as much as they can, however many they are.
    given: u64,
}

impl Server {
    fn serve(&mut self, stop: BorrowedFd<'_>, log: &mut Log<impl Write>) -> Result<(), Halt> {
        loop {
            let takes_clients = self.limit > 1 || self.clients.is_empty();
            if takes_clients && self.accepting == Accepting::Next {
                log.info("waiting for a connection")?;
                self.accepting = Accepting::Waiting;
            }
            let (is_called, mut ready) = self.wait(stop, takes_clients)?;
            ready.sort_unstable_by_key(|&client| self.clients[client].given);
            let mut work = 0;
            for client in ready {
                work += self.serve_client(client, log)?;
                if work >= ROUND {
                    break;
                }
            }
            self.remember(work);
            self.clients.retain(|client| client.moment != ENDED);
            if is_called {
                self.accept(log)?;
            }
        }
    }

    /// Counts what clients were given, and lets it count less after a while: a client that was given much isn't behind all new ones for ever.
    fn remember(&mut self, work: u64) {
        self.given += work;
        if self.given >= MEMORY {
            self.given = 0;
            for client in &mut self.clients {
                client.given /= 2;
            }
        }
    }

    /// Waits until something can be done: whether a client wants to connect, and which clients can be served.
    fn wait(&mut self, stop: BorrowedFd<'_>, takes_clients: bool) -> Result<(bool, Vec<usize>), Halt> {
        let is_resting = takes_clients && self.accepting == Accepting::Resting;
        let calls = if takes_clients && !is_resting { PollFlags::IN } else { PollFlags::empty() };
        let mut waiting = vec![PollFd::new(&stop, PollFlags::IN), PollFd::new(&self.listener, calls)];
        waiting.extend(self.clients.iter().map(|client| PollFd::new(&client.stream, client.waits_for())));
        socket::poll(&mut waiting, is_resting.then_some(REST))?;
        let mut has_event = waiting.iter().map(|descriptor| !descriptor.revents().is_empty());
        if has_event.next() == Some(true) {
            return Err(Halt::Stopped);
        }
        let is_called = has_event.next() == Some(true) || is_resting;
        let ready = has_event.enumerate().filter(|&(_, is_ready)| is_ready).map(|(client, _)| client).collect();
        Ok((is_called, ready))
    }

    fn accept(&mut self, log: &mut Log<impl Write>) -> Result<(), Halt> {
        let (stream, address) = match self.listener.accept() {
            Ok(accepted) => accepted,
            Err(error) if is_short(&error) => return self.make_room(&error, log),
            Err(error) if is_fatal(&error) => return Err(error.into()),
            // The client is gone already, or somebody else's signal came.
            Err(_) => return Ok(()),
        };
        stream.set_nonblocking(true)?;
        if self.clients.len() >= self.limit {
            self.dismiss(log)?;
        }
        log.info(format_args!("connection from {}", python::address(address)))?;
        self.moment += 1;
        self.clients.push(Client { stream, address, unsent: Vec::new(), moment: self.moment, given: 0 });
        self.accepting = Accepting::Next;
        Ok(())
    }

    /// The system can't give another descriptor: a client leaves, or new ones have to wait.
    fn make_room(&mut self, error: &io::Error, log: &mut Log<impl Write>) -> Result<(), Halt> {
        if self.accepting != Accepting::Resting {
            log.error(error)?;
        }
        // Of the process's own limit a client can give something back.
        if Errno::from_io_error(error) == Some(Errno::MFILE) && !self.clients.is_empty() {
            return self.dismiss(log);
        }
        self.accepting = Accepting::Resting;
        Ok(())
    }

    /// Closes the connection of the client that has been silent longest.
    fn dismiss(&mut self, log: &mut Log<impl Write>) -> Result<(), Halt> {
        let Some(longest) = (0..self.clients.len()).min_by_key(|&client| self.clients[client].moment) else {
            return Ok(());
        };
        let client = self.clients.swap_remove(longest);
        let others = self.clients.len();
        log.info(format_args!("closing connection from {}: no room beside {others} others", python::address(client.address)))
    }

    /// Does what a client lets be done without waiting, and gives what that cost, in bytes.
    fn serve_client(&mut self, client: usize, log: &mut Log<impl Write>) -> Result<u64, Halt> {
        let client = &mut self.clients[client];
        self.moment += 1;
        let cost = match client.echo(&mut self.buffer, log) {
            Ok(Step::Waits) => COST,
            Ok(Step::Moved(bytes)) => {
                client.moment = self.moment;
                COST + bytes
            }
            Ok(Step::Closed) => {
                client.moment = ENDED;
                COST
            }
            Err(Halt::Failed(error)) if self.limit > 1 => {
                client.moment = ENDED;
                log.error(&error)?;
                COST
            }
            Err(halt) => return Err(halt),
        };
        client.given += cost;
        Ok(cost)
    }
}

/// The moment of a client that is served no more.
const ENDED: u64 = u64::MAX;

/// What a client let be done.
enum Step {
    /// Nothing.
    Waits,
    /// So many bytes came or went.
    Moved(u64),
    /// It sends nothing more.
    Closed,
}

impl Client {
    /// What has to happen before it can be served: as in the original nothing is received before all is sent back.
    fn waits_for(&self) -> PollFlags {
        if self.unsent.is_empty() { PollFlags::IN } else { PollFlags::OUT }
    }

    /// One `recv`, if nothing waits to be sent, and as much of `sendall` as the kernel takes.
    fn echo(&mut self, buffer: &mut [u8], log: &mut Log<impl Write>) -> Result<Step, Halt> {
        let mut moved = 0;
        if self.unsent.is_empty() {
            let received = match (&self.stream).read(buffer) {
                Ok(count) => &buffer[..count],
                Err(error) if socket::is_not_now(&error) => return Ok(Step::Waits),
                Err(error) => return Err(error.into()),
            };
            log.info(format_args!("received {}", python::bytes(received)))?;
            if received.is_empty() {
                return Ok(Step::Closed);
            }
            log.info("sending back data")?;
            self.unsent.extend_from_slice(received);
            moved += received.len() as u64;
        }
        while !self.unsent.is_empty() {
            match (&self.stream).write(&self.unsent) {
                Ok(count) => {
                    self.unsent.drain(..count);
                    moved += count as u64;
                }
                Err(error) if socket::is_not_now(&error) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(if moved == 0 { Step::Waits } else { Step::Moved(moved) })
    }
}

/// Whether accept(2) lacks descriptors or memory, which come back.
fn is_short(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::MFILE | Errno::NFILE | Errno::NOBUFS | Errno::NOMEM))
}

/// Whether accept(2) won't work later either. All else is about one connection.
fn is_fatal(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::BADF | Errno::INVAL | Errno::NOTSOCK))
}
