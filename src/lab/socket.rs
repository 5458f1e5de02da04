//! Sockets with what the standard library doesn't let choose, and waiting that can be told to stop.
//!
//! All sockets here are non-blocking: a program tries, and waits where it would block.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, sockopt};

use super::log::Halt;

/// A listening socket. The kernel keeps `backlog` + 1 connections that wait for accept(2). `SO_REUSEADDR` lets a server start again at once.
///
/// # Errors
///
/// What bind(2) or listen(2) refuses: the port is taken, the address isn't this machine's, no permission.
pub fn listen(address: SocketAddr, backlog: u16) -> io::Result<TcpListener> {
    let socket = stream(address)?;
    sockopt::set_socket_reuseaddr(&socket, true)?;
    rustix::net::bind(&socket, &address)?;
    rustix::net::listen(&socket, backlog.into())?;
    Ok(socket.into())
}

/// A connection to `address`.
pub fn connect(address: SocketAddr, stop: BorrowedFd<'_>) -> Result<TcpStream, Halt> {
    let socket = stream(address)?;
    match rustix::net::connect(&socket, &address) {
        Ok(()) => return Ok(socket.into()),
        Err(Errno::INPROGRESS | Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    wait(socket.as_fd(), PollFlags::OUT, stop, None)?;
    sockopt::socket_error(&socket)??;
    Ok(socket.into())
}

fn stream(address: SocketAddr) -> io::Result<OwnedFd> {
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    Ok(rustix::net::socket_with(family, SocketType::STREAM, flags, None)?)
}

/// Waits until `socket` has one of `events` (or an error), and gives what it has: nothing if `patience` ran out first.
pub fn wait(socket: BorrowedFd<'_>, events: PollFlags, stop: BorrowedFd<'_>, patience: Option<Duration>) -> Result<PollFlags, Halt> {
    let mut waiting = [PollFd::new(&stop, PollFlags::IN), PollFd::new(&socket, events)];
    poll(&mut waiting, patience)?;
    if !waiting[0].revents().is_empty() {
        return Err(Halt::Stopped);
    }
    Ok(waiting[1].revents())
}

/// Waits for nothing but `stop`, up to `patience`.
pub fn pause(stop: BorrowedFd<'_>, patience: Duration) -> Result<(), Halt> {
    let mut waiting = [PollFd::new(&stop, PollFlags::IN)];
    poll(&mut waiting, Some(patience))?;
    if waiting[0].revents().is_empty() { Ok(()) } else { Err(Halt::Stopped) }
}

/// poll(2). A signal is no event: it ends the wait with nothing.
pub fn poll(waiting: &mut [PollFd<'_>], patience: Option<Duration>) -> Result<(), Halt> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    match rustix::event::poll(waiting, patience.as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Whether an error only says: not now.
pub fn is_not_now(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}
