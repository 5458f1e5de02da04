//! The processes of the machines, as process 1 of their namespace sees them: their output line by line, their ends, and those of orphans.
//!
//! One thread, one poll(2): output, ends of children and the wish to end come one after the other, so what is told stays in order.

use std::io::{self, PipeReader, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions};
use signal_hook::consts::SIGCHLD;

use super::{Error, Event, Source, Tell};

/// Longest line, in bytes; a longer one is told in parts.
const MAX_LINE: usize = 4096;

/// All processes that were started here.
pub(super) struct Processes<'a> {
    processes: Vec<Process>,
    /// Readable once a child ended.
    ends: UnixStream,
    /// Hung up once nobody wants this any more.
    lifeline: BorrowedFd<'a>,
    /// Whether the end has begun, so that the lifeline doesn't matter.
    pub(super) is_ending: bool,
    tell: &'a mut Tell<'a>,
    /// Whether telling failed once, or nobody listens any more.
    is_silent: bool,
    pub(super) is_verbose: bool,
}

/// A process.
struct Process {
    pid: Pid,
    machine: String,
    program: String,
    /// Whether what it does is told.
    is_told: bool,
    output: Option<PipeReader>,
    /// The beginning of a line.
    pending: Vec<u8>,
    /// The last line that wasn't empty.
    last: String,
    /// A text that a line of its output is to hold; empty once one did.
    awaited: String,
    code: Option<i32>,
}

/// When it is told what a process writes and how it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Always.
    Always,
    /// To whoever wants to know everything.
    Verbosely,
    /// Never: its last line is in the error, if there is one.
    Never,
}

/// What names a process of [`Processes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(usize);

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// The awaited text, or its end.
    Text(Id),
    /// The end of a process.
    End(Id),
    /// The end of each of the programs that still run.
    Ends,
    /// The deadline.
    Deadline,
}

impl<'a> Processes<'a> {
    pub(super) fn new(lifeline: BorrowedFd<'a>, tell: &'a mut Tell<'a>, is_verbose: bool) -> Result<Self, Error> {
        let (ends, signals) = UnixStream::pair().map_err(|error| Error::system("ends of processes", error))?;
        let watched = ends.set_nonblocking(true).and_then(|()| signal_hook::low_level::pipe::register(SIGCHLD, signals).map(drop));
        watched.map_err(|error| Error::system("ends of processes", error))?;
        Ok(Self { processes: Vec::new(), ends, lifeline, is_ending: false, tell, is_silent: false, is_verbose })
    }

    /// Tells of an event. Where that fails it is an error once, and what follows isn't told.
    pub(super) fn tell(&mut self, event: Event<'_>) -> Result<(), Error> {
        told(self.tell, &mut self.is_silent, event)
    }

    /// From now on tells of nothing: not of processes that run, nor of those that are still to be started.
    pub(super) fn hush(&mut self) {
        self.is_silent = true;
        self.is_verbose = false;
    }

    /// Starts a process in a group of its own. `awaited` is a text that its output should hold some time.
    pub(super) fn start(&mut self, source: Source<'_>, told: Told, mut command: Command, awaited: &str) -> Result<Id, Error> {
        let failed = |error| Error::system(format!("{}: {} can't be started", source.machine, source.program), error);
        let (output, writer) = io::pipe().map_err(failed)?;
        rustix::io::ioctl_fionbio(&output, true).map_err(|error| failed(error.into()))?;
        let both = writer.try_clone().map_err(failed)?;
        command.stdin(Stdio::null()).stdout(writer).stderr(both).process_group(0);
        // Its end is reaped with all others', so nothing is asked of the handle.
        let child = command.spawn().map_err(failed)?;
        drop(command);
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
        self.processes.push(Process {
            pid,
            machine: source.machine.to_owned(),
            program: source.program.to_owned(),
            is_told: told == Told::Always || told == Told::Verbosely && self.is_verbose,
            output: Some(output),
            pending: Vec::new(),
            last: String::new(),
            awaited: awaited.to_owned(),
            code: None,
        });
        Ok(Id(self.processes.len() - 1))
    }

    /// The process number, as this process namespace counts.
    pub(super) fn pid(&self, id: Id) -> Pid {
        self.processes[id.0].pid
    }

    /// The code that it ended with, 128 and the signal's number where a signal ended it.
    pub(super) fn code(&self, id: Id) -> Option<i32> {
        self.processes[id.0].code
    }

    /// Whether the awaited text came.
    pub(super) fn has_written(&self, id: Id) -> bool {
        self.processes[id.0].awaited.is_empty()
    }

    /// Its last line.
    pub(super) fn last_line(&self, id: Id) -> &str {
        &self.processes[id.0].last
    }

    /// Sends a signal to a process and those that it started, if it still runs.
    pub(super) fn signal(&self, id: Id, signal: Signal) {
        if self.code(id).is_none() {
            // It may be gone already, its end not yet read.
            let _ = rustix::process::kill_process_group(self.pid(id), signal);
        }
    }

    /// Waits; `false` if the deadline came first.
    pub(super) fn wait(&mut self, awaited: Awaited, running: &[Id], deadline: Instant) -> Result<bool, Error> {
        loop {
            let is_done = match awaited {
                Awaited::Text(id) => self.has_written(id) || self.code(id).is_some(),
                Awaited::End(id) => self.code(id).is_some(),
                Awaited::Ends => running.iter().all(|&id| self.code(id).is_some()),
                Awaited::Deadline => false,
            };
            if is_done {
                return Ok(true);
            }
            let rest = deadline.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return Ok(false);
            }
            self.turn(Some(rest))?;
        }
    }

    /// Waits until something happens, and deals with it.
    pub(super) fn turn(&mut self, patience: Option<Duration>) -> Result<(), Error> {
        let (is_called_off, readable) = self.poll(patience).map_err(|error| Error::system("poll", error))?;
        for index in readable {
            self.read(index)?;
        }
        let mut marks = [0; 64];
        while self.ends.read(&mut marks).is_ok_and(|count| count > 0) {}
        self.reap()?;
        if is_called_off { Err(Error::CalledOff) } else { Ok(()) }
    }

    fn poll(&self, patience: Option<Duration>) -> io::Result<(bool, Vec<usize>)> {
        let mut indexes = Vec::new();
        let mut waiting = vec![PollFd::new(&self.ends, PollFlags::IN)];
        for (index, process) in self.processes.iter().enumerate() {
            if let Some(output) = &process.output {
                indexes.push(index);
                waiting.push(PollFd::from_borrowed_fd(output.as_fd(), PollFlags::IN));
            }
        }
        if !self.is_ending {
            waiting.push(PollFd::from_borrowed_fd(self.lifeline, PollFlags::empty()));
        }
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        match rustix::event::poll(&mut waiting, patience.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok((false, Vec::new())),
            Err(error) => return Err(error.into()),
        }
        let is_ready = |descriptor: &PollFd<'_>| !descriptor.revents().is_empty();
        let is_called_off = !self.is_ending && waiting.last().is_some_and(is_ready);
        let readable = indexes.into_iter().zip(&waiting[1..]).filter(|(_, descriptor)| is_ready(descriptor)).map(|(index, _)| index);
        Ok((is_called_off, readable.collect()))
    }

    /// Takes what a process wrote so far.
    fn read(&mut self, index: usize) -> Result<(), Error> {
        let mut buffer = [0; MAX_LINE];
        // A process that never stops writing mustn't keep the others waiting.
        for _ in 0..64 {
            let process = &mut self.processes[index];
            let Some(output) = &mut process.output else {
                return Ok(());
            };
            match output.read(&mut buffer) {
                Ok(0) => {
                    process.output = None;
                    return self.end_line(index);
                }
                Ok(count) => self.take(index, &buffer[..count])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(Error::system("output of a program", error)),
            }
        }
        Ok(())
    }

    fn take(&mut self, index: usize, bytes: &[u8]) -> Result<(), Error> {
        for &byte in bytes {
            let pending = &mut self.processes[index].pending;
            match byte {
                b'\n' => self.end_line(index)?,
                _ => pending.push(byte),
            }
            if self.processes[index].pending.len() >= MAX_LINE {
                self.end_line(index)?;
            }
        }
        // A question has no end of line.
        self.processes[index].notice();
        Ok(())
    }

    fn end_line(&mut self, index: usize) -> Result<(), Error> {
        let process = &mut self.processes[index];
        process.notice();
        if process.output.is_none() && process.pending.is_empty() {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&std::mem::take(&mut process.pending)).into_owned();
        let line = line.strip_suffix('\r').unwrap_or(&line);
        if !line.trim().is_empty() {
            line.clone_into(&mut process.last);
        }
        if process.is_told {
            let source = Source { machine: &process.machine, program: &process.program };
            told(self.tell, &mut self.is_silent, Event::Writes(source, line))?;
        }
        Ok(())
    }

    /// Takes the ends of children: of those started here, and of orphans, which belong to process 1.
    fn reap(&mut self) -> Result<(), Error> {
        loop {
            let (pid, status) = match rustix::process::wait(WaitOptions::NOHANG) {
                Ok(Some(ended)) => ended,
                Ok(None) | Err(Errno::CHILD) => return Ok(()),
                Err(Errno::INTR) => continue,
                Err(error) => return Err(Error::system("wait", error)),
            };
            let code = status.exit_status().or(status.terminating_signal().map(|signal| 128 + signal));
            let found = self.processes.iter().position(|process| process.pid == pid && process.code.is_none());
            let (Some(index), Some(code)) = (found, code) else {
                continue;
            };
            // What it wrote comes before its end. Processes that it left may keep writing.
            self.read(index)?;
            let process = &mut self.processes[index];
            process.code = Some(code);
            if code != 0 && process.is_told {
                let source = Source { machine: &process.machine, program: &process.program };
                told(self.tell, &mut self.is_silent, Event::Ends(source, code))?;
            }
        }
    }
}

/// [`Processes::tell`], for where a part of that is in use.
fn told(tell: &mut Tell<'_>, is_silent: &mut bool, event: Event<'_>) -> Result<(), Error> {
    if *is_silent {
        return Ok(());
    }
    tell(event).map_err(|error| {
        *is_silent = true;
        Error::Tell(error)
    })
}

impl Process {
    /// Looks for the awaited text in the line so far.
    fn notice(&mut self) {
        let awaited = self.awaited.as_bytes();
        if !awaited.is_empty() && self.pending.windows(awaited.len()).any(|window| window == awaited) {
            self.awaited.clear();
        }
    }
}
