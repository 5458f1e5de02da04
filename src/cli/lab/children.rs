//! Waiting for a child and for Ctrl-C at once.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, ExitStatus};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::cli::interrupt::{Interrupt, Signal};

/// How a child ended, and the signal that came meanwhile or before.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) signal: Option<Signal>,
}

/// Waits until the child ends. When a signal comes `call_off` is told to end it; where that takes longer than `patience` it is killed.
pub(super) fn wait(
    mut child: Child,
    interrupt: &Interrupt,
    stop: &OwnedFd,
    patience: Duration,
    call_off: impl FnOnce(),
) -> io::Result<Ended> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::InvalidData)?;
    let process = pidfd_open(pid, PidfdFlags::empty())?;
    poll(&mut [PollFd::new(&process, PollFlags::IN), PollFd::from_borrowed_fd(stop.as_fd(), PollFlags::IN)], None)?;
    let signal = interrupt.signal();
    if signal.is_some() {
        call_off();
        let has_ended = poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(patience))?;
        if !has_ended {
            child.kill()?;
        }
    }
    Ok(Ended { status: child.wait()?, signal: interrupt.signal() })
}

/// Waits for one of `waiting`; `false` if patience ran out first.
fn poll(waiting: &mut [PollFd<'_>], patience: Option<Duration>) -> io::Result<bool> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        match rustix::event::poll(waiting, patience.as_ref()) {
            Ok(count) => return Ok(count > 0),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
