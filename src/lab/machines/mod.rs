//! The lab's machines: network namespaces on one bridge, made for one run or left standing.
//!
//! No name and no file keeps a machine alive, only processes do, and all of them live in one process namespace:
//!
//! ```text
//! labcap lab run ──▶ separate ──▶ first ──▶ hold (one for each machine), programs, recorders
//!                    outside      process 1 of a process namespace, which ends when it does
//! ```
//!
//! Each dies with the one before it (`PR_SET_PDEATHSIG`), and with `first` the kernel ends every process of its namespace. With the last of them
//! namespaces, links and mounts are gone, however the run ended. Nothing is written but the captures.
//!
//! Those processes are this program again, with an [`Inside`] for its arguments: namespaces are entered by a process that has one thread, before
//! it becomes the program that is to run there, so that no code runs between fork and exec.

pub mod inside;
mod network;
mod plan;
mod processes;
mod rights;
mod running;
pub mod standing;

use std::io;
use std::path::PathBuf;

pub use inside::Inside;
use plan::typed;
pub use plan::{Plan, Purpose, Tools};
pub use rights::Way;

/// Tells a program that it runs on a machine of the lab, and on which.
pub const MACHINE_VARIABLE: &str = "LABCAP_MACHINE";

/// What happens on the machines, as it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A program starts, with this command.
    Starts(Source<'a>, &'a str),
    /// It wrote a line.
    Writes(Source<'a>, &'a str),
    /// It ended with a code that isn't 0.
    Ends(Source<'a>, i32),
    /// A command that makes a machine, as one would type it there.
    Makes(&'a str, &'a str),
    /// The machines stand: their names and the processes that hold them, numbered as their own process namespace numbers them.
    Stand(&'a [(String, i32)]),
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The machine's name.
    pub machine: &'a str,
    /// The program's name.
    pub program: &'a str,
}

/// Who wants to know of events. An error of it ends the run.
pub type Tell<'a> = dyn FnMut(Event<'_>) -> io::Result<()> + 'a;

/// Why machines can't be made, or a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The kernel refuses namespaces.
    #[error("{0}")]
    Refused(rights::Refusal),
    /// A program that makes machines is missing.
    #[error("the program `{program}` is missing")]
    Missing {
        /// Its name.
        program: &'static str,
        /// What it comes in.
        package: &'static str,
    },
    /// Something that makes machines failed.
    #[error("{machine}: `{command}` failed: {said}")]
    Making {
        /// Where.
        machine: String,
        /// What was run.
        command: String,
        /// What it wrote.
        said: String,
        /// What to do about it.
        hint: Option<&'static str>,
    },
    /// The root folder isn't that of the mount namespace.
    #[error("this runs in a chroot, where machines can't be made")]
    Chroot,
    /// The system refused something.
    #[error("{what}: {error}")]
    System {
        /// What was tried.
        what: String,
        /// What it said.
        error: io::Error,
    },
    /// A program can't be started on its machine.
    #[error("{program}: {error}")]
    Program {
        /// As it was typed.
        program: String,
        /// What the system said.
        error: io::Error,
    },
    /// The note of the machines that stand makes no sense.
    #[error("{}: can't be read, so it isn't known which machines stand ({error})", file.display())]
    Note {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        error: io::Error,
    },
    /// A step of the scenario failed.
    #[error("line {line} ({step}): {what}")]
    Step {
        /// Its line in the scenario.
        line: usize,
        /// The step.
        step: String,
        /// What went wrong, with the program's last line.
        what: String,
    },
    /// A capture couldn't be made.
    #[error("the capture of {machine} failed: {said}")]
    Capture {
        /// The machine.
        machine: String,
        /// The recorder's last line.
        said: String,
    },
    /// What was told couldn't be written.
    #[error("{0}")]
    Tell(io::Error),
    /// Whoever started this wants it to end.
    #[error("called off")]
    CalledOff,
    /// What this process was given makes no sense; nobody types that.
    #[error("this process can't be started by hand: {0}")]
    Plan(String),
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) => Some(refusal.hint()),
            Self::Missing { package, .. } => Some(format!("apt-get install {package}")),
            Self::Making { hint, .. } => hint.map(str::to_owned),
            Self::Note { file, .. } => Some(format!("rm {}, then labcap lab up", typed(&file.to_string_lossy()))),
            Self::Chroot => Some("run it outside, or in a container".to_owned()),
            _ => None,
        }
    }

    fn system(what: impl Into<String>, error: impl Into<io::Error>) -> Self {
        Self::System { what: what.into(), error: error.into() }
    }
}

/// A folder for mounts that isn't above any of `needed`: it is hidden from the machines. Nothing is written there.
fn mount_point(needed: &[PathBuf]) -> Result<PathBuf, Error> {
    let candidates = ["/dev/shm", "/mnt", "/srv", "/media", "/opt", "/tmp"].map(PathBuf::from);
    let is_fine = |folder: &PathBuf| folder.is_dir() && !folder.is_symlink() && !needed.iter().any(|path| path.starts_with(folder));
    let missing =
        || Error::system("the machines' files", io::Error::new(io::ErrorKind::NotFound, "no folder to mount them on, such as /mnt"));
    candidates.into_iter().find(is_fine).ok_or_else(missing)
}
