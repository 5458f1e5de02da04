//! What both formats share: a packet as its record states it, numbers in either byte order, and what was odd.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use crate::frame::{LinkType, Section};
use crate::time::Timestamp;
use std::fmt;
use std::ops::Range;

use super::buffer::RECORD_LIMIT;

/// A packet that was read, before it is lent out: its bytes are still a place in the buffer.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) time: Option<Timestamp>,
    pub(super) decimals: u8,
    pub(super) section: Option<Section>,
    pub(super) interface: u32,
    pub(super) link_type: LinkType,
    pub(super) wire_length: u32,
    pub(super) bytes: Range<usize>,
    /// The options of its block.
    pub(super) options: Range<usize>,
    /// They are in big-endian order.
    pub(super) is_big_endian: bool,
}

/// The byte order of a file or section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    /// The 16-bit number at offset `at` of `bytes`; 0 past their end, which callers rule out beforehand.
    #[inline]
    pub(super) fn u16(self, bytes: &[u8], at: usize) -> u16 {
        let field = bytes.get(at..).and_then(<[u8]>::first_chunk);
        let field = field.copied().unwrap_or_default();
        match self {
            Self::Little => u16::from_le_bytes(field),
            Self::Big => u16::from_be_bytes(field),
        }
    }

    /// The 32-bit number at offset `at` of `bytes`; 0 past their end, which callers rule out beforehand.
    #[inline]
    pub(super) fn u32(self, bytes: &[u8], at: usize) -> u32 {
        let field = bytes.get(at..).and_then(<[u8]>::first_chunk);
        let field = field.copied().unwrap_or_default();
        match self {
            Self::Little => u32::from_le_bytes(field),
            Self::Big => u32::from_be_bytes(field),
        }
    }

    /// The first 32-bit numbers of `bytes`; 0 past their end, which callers rule out beforehand.
    #[inline]
    pub(super) fn words<const COUNT: usize>(self, bytes: &[u8]) -> [u32; COUNT] {
        let mut words = [0; COUNT];
        for (word, field) in words.iter_mut().zip(bytes.as_chunks().0) {
            *word = u32::from_le_bytes(*field);
        }
        match self {
            Self::Little => words,
            Self::Big => words.map(u32::swap_bytes),
        }
    }

    /// The 64-bit number in these 8 bytes.
    pub(super) fn u64(self, field: [u8; 8]) -> u64 {
        self.i64(field).cast_unsigned()
    }

    /// The signed 64-bit number in these 8 bytes.
    pub(super) fn i64(self, field: [u8; 8]) -> i64 {
        match self {
            Self::Little => i64::from_le_bytes(field),
            Self::Big => i64::from_be_bytes(field),
        }
    }
}

/// The most bytes that a captured packet may have before it is taken for damage. The figures are libpcap's
/// and Wireshark's, but for the two kinds where they allow 128 MiB and a record of 16 MiB is the end here.
pub(super) fn packet_limit(link_type: LinkType) -> u32 {
    match link_type.0 {
        // D-Bus, USBPcap: the longest packet that a record of 16 MiB holds beside its headers.
        231 | 249 => RECORD_LIMIT.saturating_sub(64),
        // EBHSCR
        279 => 8 << 20,
        _ => 262_144,
    }
}

/// What was odd about an input and did not stop its reading: counts of packets and blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Packets with more captured bytes than their interface's snaplen; all their bytes are kept. (tcpdump cuts
    /// them in a pcap file and stops at them in a pcapng file; Wireshark keeps them.)
    pub longer_than_snaplen: u64,
    /// Packets with more captured bytes than were on the wire; all their bytes are kept.
    pub longer_than_wire: u64,
    /// Packets whose fraction of a second is a second or more (pcap only); it is added to the seconds.
    pub fraction_over_second: u64,
    /// Packets without a time (pcapng Simple Packet Blocks).
    pub undated: u64,
    skipped: [u64; BlockKind::ALL.len()],
}

impl Oddities {
    /// The kinds of pcapng blocks that were passed over unread, with their number, without the kinds that don't occur.
    pub fn skipped_blocks(&self) -> impl Iterator<Item = (BlockKind, u64)> {
        let kinds = BlockKind::ALL.iter().copied().zip(self.skipped);
        kinds.filter(|&(_, count)| count > 0)
    }

    /// Adds what was odd about another input.
    pub(super) fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.longer_than_snaplen, other.longer_than_snaplen),
            (&mut self.longer_than_wire, other.longer_than_wire),
            (&mut self.fraction_over_second, other.fraction_over_second),
            (&mut self.undated, other.undated),
        ];
        for (sum, count) in pairs.into_iter().chain(self.skipped.iter_mut().zip(other.skipped)) {
            *sum = sum.saturating_add(count);
        }
    }

    pub(super) fn skip(&mut self, block_type: u32) {
        let kind = BlockKind::of(block_type);
        let place = BlockKind::ALL.iter().position(|&known| known == kind);
        if let Some(count) = place.and_then(|at| self.skipped.get_mut(at)) {
            *count = count.saturating_add(1);
        }
    }
}

/// The pcapng blocks that hold no packet and don't say how to read one. Display is the name to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A journal entry of systemd.
    SystemdJournal,
    /// Keys for decryption.
    DecryptionSecrets,
    /// Somebody's own block.
    Custom,
    /// Any other type.
    Unknown,
}

impl BlockKind {
    const ALL: [Self; 4] = [Self::SystemdJournal, Self::DecryptionSecrets, Self::Custom, Self::Unknown];

    fn of(block_type: u32) -> Self {
        match block_type {
            9 => Self::SystemdJournal,
            10 => Self::DecryptionSecrets,
            0x0bad | 0x4000_0bad => Self::Custom,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::SystemdJournal => "systemd journal",
            Self::DecryptionSecrets => "decryption secrets",
            Self::Custom => "custom",
            Self::Unknown => "unknown",
        })
    }
}
