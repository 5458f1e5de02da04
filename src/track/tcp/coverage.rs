//! Which bytes of one direction have been seen: repeats aren't counted twice, holes are known.

use std::collections::VecDeque;

/// Positions of one direction of a stream that segments have covered. Positions count bytes from 0 at the first
/// payload byte after the SYN, or after the first captured segment where the SYN is missing.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    end: u64,
    holes: VecDeque<(u64, u64)>,
    unique: u64,
}

/// Holes remembered per direction. The oldest is given up for a new one; its bytes then count as repeats if they come.
const MAX_HOLES: usize = 64;

impl Coverage {
    /// Position behind the last byte seen.
    pub const fn end(&self) -> u64 {
        self.end
    }

    /// Bytes seen, repeats left out.
    pub const fn unique(&self) -> u64 {
        self.unique
    }

    /// Nothing is missing before [`Self::end`], as far as remembered.
    pub fn is_whole(&self) -> bool {
        self.holes.is_empty()
    }

    /// Bytes in the holes that are remembered.
    pub fn missing(&self) -> u64 {
        self.holes.iter().map(|(from, to)| to - from).sum()
    }

    /// Whether bytes before `position` haven't been seen, as far as remembered.
    pub fn lacks_before(&self, position: u64) -> bool {
        position > self.end || self.holes.front().is_some_and(|(start, _)| *start < position)
    }

    /// Takes the bytes `from..to` and says how many of them are new.
    pub fn add(&mut self, from: u64, to: u64) -> u64 {
        let mut new = 0;
        if to > self.end {
            if from > self.end {
                if self.holes.len() == MAX_HOLES {
                    self.holes.pop_front();
                }
                self.holes.push_back((self.end, from));
            }
            new = to - from.max(self.end);
        }
        if from < self.end && !self.holes.is_empty() {
            new += self.fill(from, to.min(self.end));
        }
        self.end = self.end.max(to);
        self.unique += new;
        new
    }

    fn fill(&mut self, from: u64, to: u64) -> u64 {
        let mut filled = 0;
        let mut left = VecDeque::with_capacity(self.holes.len() + 1);
        for &(start, end) in &self.holes {
            let (overlap_from, overlap_to) = (start.max(from), end.min(to));
            if overlap_from >= overlap_to {
                left.push_back((start, end));
                continue;
            }
            filled += overlap_to - overlap_from;
            if start < overlap_from {
                left.push_back((start, overlap_from));
            }
            if overlap_to < end {
                left.push_back((overlap_to, end));
            }
        }
        while left.len() > MAX_HOLES {
            left.pop_front();
        }
        self.holes = left;
        filled
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.holes.capacity() * size_of::<(u64, u64)>()
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage;

    #[test]
    fn repeats_and_filled_holes_are_counted_once() {
        let mut coverage = Coverage::default();
        assert_eq!(coverage.add(0, 10), 10);
        assert_eq!(coverage.add(5, 12), 2);
        assert_eq!(coverage.add(20, 30), 10);
        assert_eq!((coverage.missing(), coverage.is_whole()), (8, false));
        assert_eq!(coverage.add(14, 16), 2);
        assert_eq!(coverage.add(0, 40), 16);
        assert_eq!((coverage.unique(), coverage.missing(), coverage.is_whole()), (40, 0, true));
        assert_eq!(coverage.add(0, 40), 0);
    }
}
