//! Lines as Python's `logging.basicConfig(level=logging.INFO)` writes them, and how a program of the lab ends.

use std::fmt::Display;
use std::io::{self, Write};

use rustix::io::Errno;

use super::{Ended, python};

/// Why a program ends before its work is done.
#[derive(Debug)]
pub enum Halt {
    /// It was told to.
    Stopped,
    /// The network refused something. What `?` makes of an error.
    Failed(io::Error),
    /// A line couldn't be written.
    Log(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Errno> for Halt {
    fn from(error: Errno) -> Self {
        Self::Failed(error.into())
    }
}

/// Writes lines, each with one write, so that lines of several programs on one terminal don't mix.
#[derive(Debug)]
pub struct Log<W> {
    writer: W,
}

impl<W: Write> Log<W> {
    pub const fn new(writer: W) -> Self {
        Self { writer }
    }

    /// `INFO:root:TEXT`.
    pub fn info(&mut self, text: impl Display) -> Result<(), Halt> {
        let line = format!("INFO:root:{text}\n");
        self.writer.write_all(line.as_bytes()).and_then(|()| self.writer.flush()).map_err(Halt::Log)
    }

    /// `INFO:root:ERROR: [Errno …] …`.
    pub fn error(&mut self, error: &io::Error) -> Result<(), Halt> {
        self.info(format_args!("ERROR: {}", python::error(error)))
    }

    /// The last lines of every program: its error if there was one, and `closing`.
    ///
    /// # Errors
    ///
    /// A line couldn't be written.
    pub fn end(mut self, result: Result<(), Halt>) -> io::Result<Ended> {
        let ended = match &result {
            Ok(()) => Ended::Done,
            Err(Halt::Stopped) => Ended::Stopped,
            Err(Halt::Failed(_) | Halt::Log(_)) => Ended::Failed,
        };
        let written = match result {
            Err(Halt::Log(error)) => return Err(error),
            Err(Halt::Failed(error)) => self.error(&error),
            Ok(()) | Err(Halt::Stopped) => Ok(()),
        };
        match written.and_then(|()| self.info("closing")) {
            Err(Halt::Log(error) | Halt::Failed(error)) => Err(error),
            Ok(()) | Err(Halt::Stopped) => Ok(ended),
        }
    }
}
