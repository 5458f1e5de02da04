//! Several captures read together, in the order of time.
//!
//! Each keeps its own order: a frame that is stamped earlier than the one before it comes right after it, and so does a frame without a
//! time. Of frames stamped alike, that of the capture named first comes first. No more than one frame of each is looked at ahead.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::frame::Frame;
use crate::time::Timestamp;

use super::damage::Damage;
use super::file::CaptureFile;

/// Captures that are read together.
pub struct Together {
    captures: Vec<CaptureFile>,
    /// The captures that have a frame, and when it comes.
    next: BinaryHeap<Reverse<(Option<Timestamp>, usize)>>,
    /// Captures of which the next frame isn't looked at yet, and when their latest came.
    behind: Vec<(Option<Timestamp>, usize)>,
}

impl Together {
    /// Nothing is read yet.
    pub fn new(captures: Vec<CaptureFile>) -> Self {
        // Taken from the end.
        let behind = (0..captures.len()).rev().map(|index| (None, index)).collect();
        Self { next: BinaryHeap::with_capacity(captures.len()), behind, captures }
    }

    /// The next frame of all, and the index of its capture; or the damage that ends one of them, and the others go on. None once all have ended.
    pub fn next_frame(&mut self) -> Option<(usize, Result<Frame<'_>, Damage>)> {
        while let Some((latest, index)) = self.behind.pop() {
            let capture = self.captures.get_mut(index)?;
            match capture.advance() {
                Ok(true) => self.next.push(Reverse((capture.time().or(latest), index))),
                Ok(false) => {}
                Err(damage) => return Some((index, Err(damage))),
            }
        }
        let Reverse((time, index)) = self.next.pop()?;
        self.behind.push((time, index));
        Some((index, Ok(self.captures.get(index)?.frame()?)))
    }

    /// All of them, in the order in which they were given.
    pub fn captures(&self) -> &[CaptureFile] {
        &self.captures
    }
}
