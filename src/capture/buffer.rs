//! The window over the input that frames borrow from.
//!
//! One code path for files, pipes and files that still grow: plain `read()`, no mapping, so no signal when a file
//! shrinks. Promises: it starts at [`INITIAL`] bytes, never grows over [`RECORD_LIMIT`], and grows only as far as bytes
//! arrive, so a record that claims a length it doesn't have costs at most twice what was really there.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use std::io::{ErrorKind, Read, Result};
use std::ops::Range;

/// Bytes of the buffer at the start. Larger ones are slower: they leave the processor's second-level cache.
const INITIAL: usize = 1 << 20;

/// The longest record, with its headers, that is read: 16 MiB, the limit that libpcap and Wireshark put on a pcapng block.
pub(super) const RECORD_LIMIT: u32 = 16 << 20;

/// Bytes that were read and not yet passed, and where they stand in the input.
pub(super) struct Buffer {
    reader: Box<dyn Read + Send>,
    bytes: Vec<u8>,
    /// First byte not yet passed. `start <= end <= bytes.len()` always.
    start: usize,
    /// One past the last byte read.
    end: usize,
    /// Offset of `start` in the input.
    offset: u64,
    /// The reader said that nothing more comes; it isn't asked again.
    ended: bool,
}

impl Buffer {
    pub(super) fn new(reader: Box<dyn Read + Send>) -> Self {
        Self { reader, bytes: vec![0; INITIAL], start: 0, end: 0, offset: 0, ended: false }
    }

    /// Offset in the input, in bytes, of the first byte not yet passed.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// What was read and not yet passed.
    #[inline]
    pub(super) fn unread(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// The bytes of a range that [`Buffer::pass`] returned: valid until the next [`Buffer::fill`].
    #[inline]
    pub(super) fn slice(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// Reads until `wanted` bytes (at most [`RECORD_LIMIT`]) are unread or the input ends. Gives the number that is
    /// unread: below `wanted` only at the end of the input.
    #[inline]
    pub(super) fn fill(&mut self, wanted: usize) -> Result<usize> {
        let unread = self.end.saturating_sub(self.start);
        if unread >= wanted || self.ended {
            return Ok(unread);
        }
        self.read_more(wanted)
    }

    /// Passes `length` bytes and gives the range of the bytes `part` of them for [`Buffer::slice`].
    #[inline]
    pub(super) fn pass(&mut self, length: usize, part: Range<usize>) -> Range<usize> {
        let from = self.start.saturating_add(part.start);
        let to = self.start.saturating_add(part.end);
        let length = length.min(self.end.saturating_sub(self.start));
        self.start = self.start.saturating_add(length);
        self.offset = self.offset.saturating_add(length as u64);
        from..to
    }

    #[cold]
    fn read_more(&mut self, wanted: usize) -> Result<usize> {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end = self.end.saturating_sub(self.start);
        self.start = 0;
        while self.end < wanted {
            if self.end == self.bytes.len() {
                let doubled = self.bytes.len().saturating_mul(2);
                let target = doubled.min(RECORD_LIMIT as usize);
                if target == self.bytes.len() {
                    break;
                }
                self.bytes.reserve_exact(target.saturating_sub(self.end));
                self.bytes.resize(target, 0);
            }
            let room = self.bytes.get_mut(self.end..).unwrap_or_default();
            let space = room.len();
            match self.reader.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                // A reader that claims more than it was given room for would break the invariant.
                Ok(count) => self.end = self.end.saturating_add(count.min(space)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.end)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io;

    /// Gives one byte at a time, interrupted before each.
    struct Drip {
        left: usize,
        interrupt: bool,
    }

    impl Read for Drip {
        fn read(&mut self, room: &mut [u8]) -> Result<usize> {
            self.interrupt = !self.interrupt;
            if self.interrupt {
                return Err(io::Error::from(ErrorKind::Interrupted));
            }
            let Some(first) = room.first_mut().filter(|_| self.left > 0) else {
                return Ok(0);
            };
            *first = u8::try_from(self.left).unwrap();
            self.left = self.left.saturating_sub(1);
            Ok(1)
        }
    }

    #[test]
    fn interrupted_and_short_reads_are_no_end() {
        let mut buffer = Buffer::new(Box::new(Drip { left: 9, interrupt: false }));
        assert_eq!(buffer.fill(4).unwrap(), 4);
        let part = buffer.pass(4, 1..3);
        assert_eq!(buffer.slice(part), [8, 7]);
        assert_eq!(buffer.offset(), 4);
        assert_eq!(buffer.fill(10).unwrap(), 5);
        assert_eq!(buffer.unread(), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn a_claimed_length_alone_allocates_nothing() {
        let mut buffer = Buffer::new(Box::new(&[1_u8; 100][..]));
        assert_eq!(buffer.fill(RECORD_LIMIT as usize).unwrap(), 100);
        assert_eq!(buffer.bytes.capacity(), INITIAL);
    }

    #[test]
    fn the_buffer_grows_to_its_limit_and_not_past_it() {
        let mut buffer = Buffer::new(Box::new(io::repeat(7)));
        assert_eq!(buffer.fill(RECORD_LIMIT as usize).unwrap(), RECORD_LIMIT as usize);
        assert_eq!(buffer.bytes.capacity(), RECORD_LIMIT as usize);
    }
}
