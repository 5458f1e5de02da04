//! The bytes that one layer hands to the next, with the length that they had on the wire.

/// Bytes of a layer: those that were captured, and how many there were.
///
/// A capture may keep only the start of each packet; `bytes` is then shorter than `length`. Padding and trailers
/// behind the length that a header states are cut off before the next layer sees them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payload<'a> {
    /// The captured bytes.
    pub bytes: &'a [u8],
    /// Bytes on the wire; at least `bytes.len()`.
    pub length: usize,
}

impl<'a> Payload<'a> {
    /// `bytes` of `length` bytes on the wire. A length below the captured one is taken as equal to it.
    pub fn new(bytes: &'a [u8], length: usize) -> Self {
        Self { bytes, length: length.max(bytes.len()) }
    }

    /// What follows a header of `header` bytes.
    pub fn after(self, header: usize) -> Self {
        Self { bytes: self.bytes.get(header..).unwrap_or_default(), length: self.length.saturating_sub(header) }
    }

    /// No more than the first `length` bytes.
    pub fn limited(self, length: usize) -> Self {
        Self { bytes: self.bytes.get(..length).unwrap_or(self.bytes), length: self.length.min(length) }
    }

    /// The capture kept less than there was.
    pub fn is_cut(self) -> bool {
        self.bytes.len() < self.length
    }

    /// The big-endian 16-bit number at `offset` bytes.
    pub fn u16_at(self, offset: usize) -> Option<u16> {
        self.array_at(offset).map(u16::from_be_bytes)
    }

    /// The big-endian 32-bit number at `offset` bytes.
    pub fn u32_at(self, offset: usize) -> Option<u32> {
        self.array_at(offset).map(u32::from_be_bytes)
    }

    /// The byte at `offset`.
    pub fn u8_at(self, offset: usize) -> Option<u8> {
        self.bytes.get(offset).copied()
    }

    /// The `N` bytes from `offset`.
    pub fn array_at<const N: usize>(self, offset: usize) -> Option<[u8; N]> {
        self.bytes.get(offset..)?.first_chunk().copied()
    }
}
