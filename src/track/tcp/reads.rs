//! How much an echoing server reads at once: a piece of its echo that ends inside one of the client's segments was cut by the
//! server's program, not by the network.

use super::echo::Repeated;

/// The pieces of an echo.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// The first piece that shows a cut.
    cut: Option<Cut>,
    /// The client has sent something while all before was echoed and acknowledged, and no piece has come since.
    is_fresh: bool,
    /// The largest of the pieces that came first and alone, and its packet.
    largest: (u64, u64),
    /// Greatest common divisor of the sizes of all pieces that end inside a segment.
    divisor: u64,
    /// A piece ended where lines, texts or the network's segments end.
    is_ruled_out: bool,
    /// Pieces after the first cut.
    after: u64,
    /// Bytes that pieces end with where they end inside a segment, and those before the last one of any piece, one bit each.
    ends: [u64; 4],
    others: [u64; 4],
}

/// A piece that ends inside a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The piece's packet.
    pub frame: u64,
    /// The client's packet that it ends in.
    pub segment: u64,
    /// Bytes of the piece.
    pub bytes: u64,
}

/// What the pieces show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadSize {
    /// Every piece fits a read of this many bytes.
    Exactly(Cut),
    /// They don't fit one size; a read takes at least as much as this piece.
    AtLeast {
        /// Bytes of the piece.
        bytes: u64,
        /// Its packet.
        frame: u64,
        /// The first piece that ends inside a segment.
        cut: Cut,
    },
}

impl Reads {
    /// The client has sent something; `is_quiet` if all before it was echoed and acknowledged.
    pub(super) fn client(&mut self, is_quiet: bool) {
        self.is_fresh |= is_quiet;
    }

    /// The server has sent a piece back; `is_alone` if nothing else of its side is under way.
    pub(super) fn server(&mut self, piece: &[u8], repeated: &Repeated, frame: u64, is_alone: bool, segment_size: Option<u32>) {
        let is_first = std::mem::take(&mut self.is_fresh) && is_alone;
        let bytes = piece.len() as u64;
        if is_first && bytes > self.largest.0 {
            self.largest = (bytes, frame);
        }
        self.after += u64::from(self.cut.is_some());
        let Some((last, before)) = piece.split_last() else { return };
        for byte in before {
            mark(&mut self.others, *byte);
        }
        let Some(offset) = repeated.cut_at else { return };
        mark(&mut self.ends, *last);
        let is_of_network = segment_size.is_none_or(|size| bytes.is_multiple_of(u64::from(size)) || offset.is_multiple_of(u64::from(size)));
        self.is_ruled_out |= is_of_network || matches!(last, b'\n' | b'\r' | 0);
        self.divisor = divisor(self.divisor, bytes);
        // Beyond four packets the one that it ends in isn't named.
        if is_first && self.cut.is_none() && !repeated.frames.is_full() {
            let segment = repeated.frames.last().copied().unwrap_or(frame);
            self.cut = Some(Cut { frame, segment, bytes });
        }
    }

    /// What the pieces show, if anything.
    pub fn size(&self) -> Option<ReadSize> {
        let cut = self.cut.filter(|cut| cut.bytes > 1 && !self.is_ruled_out && self.after > 0 && !self.may_be_delimited())?;
        let fits = self.divisor.is_multiple_of(cut.bytes) && self.largest.0 <= cut.bytes;
        let (bytes, frame) = self.largest;
        Some(if fits { ReadSize::Exactly(cut) } else { ReadSize::AtLeast { bytes, frame, cut } })
    }

    /// All pieces end with the same byte where they end inside a segment, and it stands nowhere else. A single letter or digit
    /// at one cut is no delimiter that anybody uses.
    fn may_be_delimited(&self) -> bool {
        let kinds: u32 = self.ends.iter().map(|bits| bits.count_ones()).sum();
        let stands_elsewhere = self.ends.iter().zip(self.others).any(|(end, other)| end & other != 0);
        let is_letter = (0..=u8::MAX).any(|byte| byte.is_ascii_alphanumeric() && is_marked(&self.ends, byte));
        kinds == 1 && !stands_elsewhere && !is_letter
    }
}

fn mark(bits: &mut [u64; 4], byte: u8) {
    if let Some(word) = bits.get_mut(usize::from(byte >> 6)) {
        *word |= 1 << (byte & 63);
    }
}

fn is_marked(bits: &[u64; 4], byte: u8) -> bool {
    bits.get(usize::from(byte >> 6)).is_some_and(|word| word & 1 << (byte & 63) != 0)
}

const fn divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
