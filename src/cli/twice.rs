//! A capture that is read twice: first for what must be known beforehand, then for what is shown.

use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

use labcap::capture::CaptureFile;

use super::message::{Failure, reason};

/// What is read, from its start each time.
pub struct Twice {
    name: String,
    path: PathBuf,
    /// A copy of what can be read only once.
    copy: Option<File>,
}

impl Twice {
    /// The capture that was typed: `-` is standard input. That and pipes are copied to a temporary file first.
    pub fn of(path: &Path) -> Result<Self, Failure> {
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
        let is_once = is_stdin || path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
        let copied = |mut from: Box<dyn io::Read>| -> io::Result<File> {
            let mut copy = tempfile::tempfile()?;
            io::copy(&mut from, &mut copy)?;
            Ok(copy)
        };
        let copy = match (is_once, is_stdin) {
            (false, _) => None,
            (true, true) => Some(copied(Box::new(io::stdin()))),
            (true, false) => Some(File::open(path).and_then(|file| copied(Box::new(file)))),
        };
        let copy = copy.transpose();
        let copy = copy.map_err(|error| Failure::could_not(&name, format!("can't be copied to read it twice: {}", reason(&error))))?;
        Ok(Self { name, path: path.to_owned(), copy })
    }

    /// Its name in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file that is read, where that isn't a copy.
    pub fn path(&self) -> Option<&Path> {
        self.copy.is_none().then_some(self.path.as_path())
    }

    /// Begins to read it, from its start.
    pub fn open(&mut self) -> Result<CaptureFile, Failure> {
        let opened = match &mut self.copy {
            None => CaptureFile::open(&self.path),
            Some(copy) => {
                let again = copy.rewind().and_then(|()| copy.try_clone());
                let again = again.map_err(|error| Failure::could_not(&self.name, reason(&error)))?;
                CaptureFile::from_reader(Box::new(again), None)
            }
        };
        opened.map_err(|error| Failure::could_not(&self.name, error.to_string()))
    }
}
