//! A recording: one file, or a row of files that take turns by size or time.
//!
//! A file of a row is named after the recording, its number and when it was begun (UTC): `lab_00002_20261122T150647Z.pcapng`. Where
//! only so many may stay, the oldest of this recording is removed when one more is begun.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::interfaces::Interface;
use super::live::Caught;
use super::record::{Recorder, Statistics};
use crate::time::Timestamp;

/// When the next file is begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    /// Once a file has so many bytes.
    pub size: Option<u64>,
    /// Once a file is so old and another packet comes.
    pub age: Option<Duration>,
    /// How many files may stay.
    pub files: Option<usize>,
}

/// Where packets are recorded.
pub struct Recording {
    path: PathBuf,
    rotation: Rotation,
    interfaces: Vec<Interface>,
    comment: Option<String>,
    recorder: Recorder,
    /// The files that are there, the latest last.
    files: VecDeque<PathBuf>,
    /// How many were begun.
    begun: u64,
    /// Packets in the files before the latest.
    packets_before: u64,
}

/// A file that can't be written any more, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct RecordError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl Rotation {
    const fn is_wanted(&self) -> bool {
        self.size.is_some() || self.age.is_some()
    }
}

impl Recording {
    /// Begins the first file, replacing what is there. `-` is standard output.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn begin(path: &Path, rotation: Rotation, interfaces: Vec<Interface>, comment: Option<String>) -> Result<Self, RecordError> {
        let now = now();
        let first = if rotation.is_wanted() { numbered(path, 1, now) } else { path.to_owned() };
        let recorder = start(&first, &interfaces, comment.as_deref(), now)?;
        let files = VecDeque::from([first]);
        Ok(Self { path: path.to_owned(), rotation, interfaces, comment, recorder, files, begun: 1, packets_before: 0 })
    }

    /// Takes a packet in. `statistics` are asked for where a file ends.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn packet(&mut self, caught: &Caught<'_>, statistics: &[Statistics]) -> Result<(), RecordError> {
        if self.is_full(caught.time) {
            self.next(statistics)?;
        }
        let result = self.recorder.packet(caught.interface, caught.time, caught.wire_length, caught.bytes);
        result.map_err(|error| self.failed(error))
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn flush(&mut self) -> Result<(), RecordError> {
        self.recorder.flush().map_err(|error| self.failed(error))
    }

    /// Writes what waits, and the statistics.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn finish(&mut self, statistics: &[Statistics]) -> Result<(), RecordError> {
        self.recorder.finish(now(), statistics).map_err(|error| self.failed(error))
    }

    /// Packets that are in the files, those that were removed among them.
    pub fn packets(&self) -> u64 {
        self.packets_before + self.recorder.packets()
    }

    /// The files that are there, the latest last.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// How many files were begun.
    pub const fn begun(&self) -> u64 {
        self.begun
    }

    fn is_full(&self, time: Timestamp) -> bool {
        let age = u64::try_from(time.since(self.recorder.start()).as_nanos()).map_or(Duration::ZERO, Duration::from_nanos);
        self.rotation.size.is_some_and(|size| self.recorder.bytes() >= size) || self.rotation.age.is_some_and(|limit| age >= limit)
    }

    fn next(&mut self, statistics: &[Statistics]) -> Result<(), RecordError> {
        self.finish(statistics)?;
        let now = now();
        let path = numbered(&self.path, self.begun + 1, now);
        let recorder = start(&path, &self.interfaces, self.comment.as_deref(), now)?;
        self.packets_before += self.recorder.packets();
        self.recorder = recorder;
        self.begun += 1;
        self.files.push_back(path);
        while self.rotation.files.is_some_and(|most| self.files.len() > most.max(1)) {
            let Some(oldest) = self.files.pop_front() else { break };
            match fs::remove_file(&oldest) {
                // Somebody else may have taken it away.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(RecordError { path: oldest, error }),
                _ => {}
            }
        }
        Ok(())
    }

    fn failed(&self, error: io::Error) -> RecordError {
        RecordError { path: self.files.back().unwrap_or(&self.path).clone(), error }
    }
}

fn start(path: &Path, interfaces: &[Interface], comment: Option<&str>, now: Timestamp) -> Result<Recorder, RecordError> {
    let opened = if path.as_os_str() == "-" { stdout() } else { File::create(path) };
    let recorder = opened.and_then(|file| Recorder::new(file, interfaces, comment, now));
    recorder.map_err(|error| RecordError { path: path.to_owned(), error })
}

/// Standard output without the standard library's buffer.
fn stdout() -> io::Result<File> {
    Ok(File::from(rustix::io::dup(rustix::stdio::stdout())?))
}

/// `lab.pcapng` as number 2 begun at some time: `lab_00002_20261122T150647Z.pcapng`.
fn numbered(path: &Path, number: u64, time: Timestamp) -> PathBuf {
    let time = jiff::Timestamp::from_nanosecond(time.as_nanos().into()).map(|time| time.strftime("%Y%m%dT%H%M%SZ").to_string());
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("_{number:05}_{}", time.unwrap_or_default()));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// The clock that the kernel stamps packets with.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_nanos_saturating(i128::try_from(since.as_nanos()).unwrap_or(i128::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_row_are_named_after_it() {
        let time = Timestamp::from_nanos(1_795_360_007_000_000_000);
        for (path, expected) in
            [("lab.pcapng", "lab_00002_20261122T150647Z.pcapng"), ("/tmp/a.b/lab", "/tmp/a.b/lab_00002_20261122T150647Z")]
        {
            assert_eq!(numbered(Path::new(path), 2, time), Path::new(expected));
        }
    }
}
