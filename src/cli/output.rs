//! The one checked writer: stdout or `-o FILE`.
//!
//! Every byte that is data goes through it, so a full disk, a closed stdout and a reader that went away are noticed and told apart. Its errors
//! become a [`super::message::Failure`] with `?`.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::ColorChoice;
use labcap::render::table::Screen;

use super::message::{Failure, reason};
use super::{closed_stdout, screen};

const BUFFER: usize = 128 << 10;

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, which is replaced.
    File(PathBuf),
}

/// A buffered writer to a [`Target`]. Call [`Output::finish`], or a failure of the last write goes unnoticed.
#[derive(Debug)]
pub struct Output {
    writer: BufWriter<File>,
    name: String,
    is_terminal: bool,
    /// Writes so far.
    progress: Arc<AtomicU64>,
}

impl Output {
    /// Opens `target`. `reading` are the captures that are being read, which must not be written to.
    pub fn open(target: &Target, reading: &[&Path]) -> Result<Self, Failure> {
        let reading: Vec<Metadata> = reading.iter().filter_map(|path| path.metadata().ok()).collect();
        let (file, name) = match target {
            Target::Stdout => (stdout()?, "standard output".to_owned()),
            Target::File(path) => {
                let name = path.display().to_string();
                refuse_input(path.metadata().ok(), &reading, &name)?;
                let file =
                    File::create(path).map_err(|error| Failure::could_not(&name, format!("can't be written: {}", reason(&error))))?;
                (file, name)
            }
        };
        if *target == Target::Stdout {
            refuse_input(file.metadata().ok(), &reading, &name)?;
        }
        Ok(Self { is_terminal: file.is_terminal(), writer: BufWriter::with_capacity(BUFFER, file), name, progress: Arc::default() })
    }

    /// Counts writes, for whoever wants to know whether they go on.
    #[cfg(feature = "libpcap")]
    pub fn progress(&self) -> Arc<AtomicU64> {
        self.progress.clone()
    }

    /// Whether a person reads along.
    pub const fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Whether colours are wanted here.
    pub fn shows_colors(&self, choice: ColorChoice) -> bool {
        screen::shows_colors(choice, self.writer.get_ref())
    }

    /// The width and the colours to write tables with.
    pub fn screen(&self, choice: ColorChoice) -> Screen {
        Screen { width: screen::width(self.writer.get_ref()), color: self.shows_colors(choice) }
    }

    /// Writes out what is buffered and closes the file.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        Ok(())
    }

    fn named(&self, error: io::Error) -> io::Error {
        io::Error::new(error.kind(), WriteFailed { name: self.name.clone(), error })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.writer.write(bytes);
        let written = result.map_err(|error| self.named(error))?;
        self.progress.fetch_add(1, Ordering::Relaxed);
        if self.is_terminal && bytes.ends_with(b"\n") {
            self.flush()?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.writer.flush();
        result.map_err(|error| self.named(error))
    }
}

/// Stdout without the standard library's own buffer, which breaks at every line.
fn stdout() -> Result<File, Failure> {
    const NAME: &str = "standard output";
    if closed_stdout::is_closed() {
        return Err(Failure::could_not(NAME, "write failed: it is closed"));
    }
    let handle = io::stdout().as_fd().try_clone_to_owned();
    handle.map(File::from).map_err(|error| Failure::could_not(NAME, format!("write failed: {}", reason(&error))))
}

/// Writing to the capture would destroy it, or feed it with its own report for ever.
fn refuse_input(output: Option<Metadata>, inputs: &[Metadata], name: &str) -> Result<(), Failure> {
    let Some(output) = output.filter(Metadata::is_file) else {
        return Ok(());
    };
    if !inputs.iter().any(|input| (output.dev(), output.ino()) == (input.dev(), input.ino())) {
        return Ok(());
    }
    Err(Failure::usage("this is the capture being read; nothing was written").about(name).hint("choose another file for the output"))
}

/// A write that failed, and where.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {error}")]
pub struct WriteFailed {
    /// The file, as the user named it.
    pub name: String,
    /// Why.
    pub error: io::Error,
}
