//! Why the reading of a capture ended before the capture did: where, and what was expected against what was found.

use std::{fmt, io};

/// The end of what can be read of an input. What came before it was handed out and stands.
///
/// Display is one line in lower case that names the offset, both numbers and the packets before it:
/// `cut short: the packet block of 124 bytes at byte 8812 has 60 (17 packets before it)`.
#[derive(Debug, thiserror::Error)]
pub struct Damage {
    /// Where the record that could not be read starts, in bytes from the start of the input.
    pub offset: u64,
    /// Packets that were read before it.
    pub packets: u64,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What is wrong with the record at which reading ended.
#[derive(Debug)]
pub enum Trouble {
    /// The input ends inside a record: what a capture looks like that still runs, or that a full disk ended.
    Cut {
        /// What the record is, as `packet block`.
        record: &'static str,
        /// Its bytes as it states them.
        expected: u64,
        /// Those of them that are there.
        found: u64,
    },
    /// The record contradicts itself or the format, so where the next one starts isn't known.
    Corrupt(Corruption),
    /// The system could not read on.
    Read(io::Error),
}

/// How a record contradicts itself or the format. All lengths are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Corruption {
    /// A pcapng block shorter than its frame of 12, or one that would end off the 4-byte grid.
    #[error("a block length of {0}, which has to be a multiple of 4 and at least 12")]
    BlockLength(u32),
    /// A pcapng block over the limit.
    #[error("a block length of {length}, over the limit of {limit}")]
    BlockOverLimit {
        /// As stated.
        length: u32,
        /// 16 MiB.
        limit: u32,
    },
    /// The two lengths of a pcapng block differ.
    #[error("a block length of {length} at its start and of {trailer} at its end")]
    Trailer {
        /// Before the body.
        length: u32,
        /// After the body.
        trailer: u32,
    },
    /// A pcapng block with less room than its own fields need.
    #[error("the {record} has {length} bytes, its fields need {minimum}")]
    BlockTooShort {
        /// What the block is.
        record: &'static str,
        /// As stated.
        length: u32,
        /// What the format asks for.
        minimum: u32,
    },
    /// A section header whose byte order can't be told.
    #[error("a section header with byte-order magic {0:#010x}, which has to be 0x1a2b3c4d in either order")]
    ByteOrder(u32),
    /// A section of a version that nobody has defined.
    #[error("a section of pcapng version {major}.{minor}, this reader knows 1.0 and 1.2")]
    Version {
        /// Major number.
        major: u16,
        /// Minor number.
        minor: u16,
    },
    /// More captured bytes than any packet of this link type has.
    #[error("a captured length of {length}, over the limit of {limit} for one packet")]
    PacketOverLimit {
        /// As stated.
        length: u32,
        /// libpcap's and Wireshark's limit for the link type.
        limit: u32,
    },
    /// More captured bytes than the block around them has.
    #[error("a captured length of {length} in a block with room for {room}")]
    PacketOverBlock {
        /// As stated.
        length: u32,
        /// What the block holds beside its fields.
        room: u32,
    },
    /// A packet of an interface that was never described, so neither its layout nor its clock is known.
    #[error("a packet of interface {interface}, of which the section describes {described}")]
    UnknownInterface {
        /// As stated, from 0.
        interface: u32,
        /// Interfaces described so far in this section.
        described: u32,
    },
    /// An option of an interface that reaches over the end of its block.
    #[error("an interface option of {length} bytes where {room} are left")]
    OptionOverBlock {
        /// As stated.
        length: u32,
        /// What the block has left.
        room: u32,
    },
    /// More interfaces in one section than are kept.
    #[error("more than {0} interfaces in one section")]
    TooManyInterfaces(u32),
}

impl Damage {
    /// Whether the input merely ends early; otherwise it is wrong or could not be read.
    pub fn is_cut(&self) -> bool {
        matches!(self.trouble, Trouble::Cut { .. })
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.offset;
        match &self.trouble {
            Trouble::Cut { record, expected, found } => {
                write!(out, "cut short: the {record} of {expected} bytes at byte {offset} has {found}")?
            }
            Trouble::Corrupt(corruption) => write!(out, "damaged at byte {offset}: {corruption}")?,
            Trouble::Read(error) => write!(out, "could not be read from byte {offset} on: {error}")?,
        }
        match self.packets {
            1 => out.write_str(" (1 packet before it)"),
            packets => write!(out, " ({packets} packets before it)"),
        }
    }
}

impl From<Corruption> for Trouble {
    fn from(corruption: Corruption) -> Self {
        Self::Corrupt(corruption)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}
