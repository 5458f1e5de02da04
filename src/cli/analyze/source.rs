//! Where the frames of `labcap analyze` come from: one file, several beside each other, or several one after the other.

use labcap::capture::{CaptureFile, Damage, FileNotes, InSequence, Interface, Oddities, Together};
use labcap::frame::Frame;

/// What is read.
pub(super) enum Source {
    /// One file: nothing to put in order.
    One(Box<CaptureFile>),
    /// Several places of capture.
    Together(Together),
    /// Parts of one capture.
    InSequence(Box<InSequence>),
}

impl Source {
    /// Places of capture.
    pub(super) fn of(mut captures: Vec<CaptureFile>) -> Self {
        match captures.pop() {
            Some(only) if captures.is_empty() => Self::One(Box::new(only)),
            last => Self::Together(Together::new(captures.into_iter().chain(last).collect())),
        }
    }

    /// The next frame and the index of its file; or what ends that file. None at the end of all.
    pub(super) fn next_frame(&mut self) -> Option<(usize, Result<Frame<'_>, Damage>)> {
        match self {
            Self::One(capture) => Some((0, capture.next_frame().transpose()?)),
            Self::Together(captures) => captures.next_frame(),
            Self::InSequence(parts) => parts.next_frame(),
        }
    }

    /// Bytes taken apart so far, of all files.
    pub(super) fn bytes_read(&self) -> u64 {
        match self {
            Self::One(capture) => capture.bytes_read(),
            Self::Together(captures) => captures.captures().iter().map(CaptureFile::bytes_read).sum(),
            Self::InSequence(parts) => parts.bytes_read(),
        }
    }

    /// Packets that were read of a file.
    pub(super) fn packets_of(&self, file: usize) -> u64 {
        match self {
            Self::InSequence(parts) => parts.packets_of_parts().get(file).copied().unwrap_or(0),
            _ => self.capture(file).map_or(0, CaptureFile::packets_read),
        }
    }

    /// The interfaces that a file describes; of parts, the first has them all.
    pub(super) fn interfaces_of(&self, file: usize) -> &[Interface] {
        match self {
            Self::InSequence(parts) if file == 0 => parts.interfaces(),
            Self::InSequence(_) => &[],
            _ => self.capture(file).map_or(&[], CaptureFile::interfaces),
        }
    }

    /// What a file says of itself, and what was odd about it; of parts, the first has it all.
    pub(super) fn notes_of(&self, file: usize) -> Option<(&FileNotes, &Oddities)> {
        match self {
            Self::InSequence(parts) => (file == 0).then(|| (parts.notes(), parts.oddities())),
            _ => self.capture(file).map(|capture| (capture.notes(), capture.oddities())),
        }
    }

    fn capture(&self, file: usize) -> Option<&CaptureFile> {
        match self {
            Self::One(capture) => Some(capture),
            Self::Together(captures) => captures.captures().get(file),
            Self::InSequence(_) => None,
        }
    }
}
