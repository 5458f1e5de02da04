//! Ctrl-C, SIGTERM and SIGHUP: work stops at the next packet, what was written is flushed, and the exit code says which signal it was.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// How long work may take to notice a signal. Work that waits for a pipe never does, and is ended from here.
const PATIENCE: Duration = Duration::from_secs(1);

/// A second signal this soon is the first one once more: `timeout`, for one, signals its child and then the child's group.
const ECHO: Duration = Duration::from_millis(300);

/// A signal that ends work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT: Ctrl-C.
    Interrupt,
    /// SIGTERM.
    Terminate,
    /// SIGHUP: the terminal is gone.
    HangUp,
}

impl Signal {
    /// 128 and the signal's number, as shells count it.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Interrupt => 130,
            Self::Terminate => 143,
            Self::HangUp => 129,
        }
    }
}

/// Whether a signal came. Cheap enough to ask at every packet.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// 0, or the exit code of the signal.
    caught: Arc<AtomicU8>,
    noticed: Arc<AtomicBool>,
}

impl Interrupt {
    /// From now on signals are noted instead of ending the program. Where they can't be caught they still end it.
    pub fn listen() -> Self {
        let interrupt = Self::new();
        let _ = interrupt.catch(None);
        interrupt
    }

    /// The same for work that waits in poll(2): the descriptor is hung up, and so readable, once a signal came.
    pub fn listen_with_descriptor() -> io::Result<(Self, OwnedFd)> {
        let (line, descriptor) = UnixStream::pair()?;
        let interrupt = Self::new();
        interrupt.catch(Some(line))?;
        Ok((interrupt, descriptor.into()))
    }

    fn new() -> Self {
        Self { caught: Arc::new(AtomicU8::new(0)), noticed: Arc::new(AtomicBool::new(false)) }
    }

    fn catch(&self, line: Option<UnixStream>) -> io::Result<()> {
        let mut numbers = vec![SIGINT, SIGTERM];
        // Whoever started this with nohup wants it to go on.
        if !is_ignored(SIGHUP) {
            numbers.push(SIGHUP);
        }
        let signals = Signals::new(numbers)?;
        let listener = self.clone();
        std::thread::spawn(move || listener.wait(signals, line));
        Ok(())
    }

    /// The signal that came, if one did.
    pub fn signal(&self) -> Option<Signal> {
        let signal = match self.caught.load(Ordering::Relaxed) {
            0 => return None,
            130 => Signal::Interrupt,
            129 => Signal::HangUp,
            _ => Signal::Terminate,
        };
        self.noticed.store(true, Ordering::Relaxed);
        Some(signal)
    }

    fn wait(&self, mut signals: Signals, mut line: Option<UnixStream>) {
        let mut first: Option<Instant> = None;
        for number in signals.forever() {
            let signal = match number {
                SIGINT => Signal::Interrupt,
                SIGHUP => Signal::HangUp,
                _ => Signal::Terminate,
            };
            match first {
                Some(first) if first.elapsed() < ECHO => continue,
                // Whoever sends a second one doesn't want to wait.
                Some(_) => std::process::exit(signal.exit_code().into()),
                None => first = Some(Instant::now()),
            }
            self.caught.store(signal.exit_code(), Ordering::Relaxed);
            drop(line.take());
            let interrupt = self.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !interrupt.noticed.load(Ordering::Relaxed) {
                    std::process::exit(signal.exit_code().into());
                }
            });
        }
    }
}

/// Whether this process was started with a signal ignored.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_is_noted_and_told_apart() {
        let interrupt = Interrupt::listen();
        assert_eq!(interrupt.signal(), None);
        signal_hook::low_level::raise(SIGTERM).expect("a signal");
        let caught = std::iter::repeat_with(|| {
            std::thread::yield_now();
            interrupt.signal()
        });
        assert_eq!(caught.flatten().next(), Some(Signal::Terminate));
        assert_eq!(Signal::Terminate.exit_code(), 143);
    }
}
