//! The facts of what is said of a capture as a whole.

use crate::frame::LinkType;

/// A claim about the capture.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum CaptureClaim {
    HiddenByFilter {
        hidden: u64,
    },
    TruncatedFile {
        /// Which, where the capture lies in several.
        file: Option<String>,
        offset: u64,
        packets: u64,
        is_cut: bool,
    },
    CutBySnaplen {
        packets: u64,
    },
    LinkTypeNotDecoded {
        link_type: LinkType,
        packets: u64,
    },
    ChecksumOffload {
        packets: u64,
        first: u64,
    },
    Duplicates {
        packets: u64,
        first: u64,
    },
    AlreadyRunning {
        conversations: u64,
        first: u64,
    },
    FlowsEvicted {
        flows: u64,
    },
    FragmentsGivenUp {
        datagrams: u64,
    },
    TimeBackwards {
        packets: u64,
        first: u64,
    },
    Dropped {
        by_kernel: u64,
        by_labcap: u64,
    },
    OwnConnection {
        packets: u64,
    },
    /// What the file's writer says of it, or of an interface.
    Comment {
        /// Its name, or its number from 0 where it has none.
        interface: Option<String>,
        text: String,
    },
    MoreComments {
        more: u64,
    },
    Names {
        /// Names that are used.
        names: u64,
        /// Names beyond what is kept.
        more: u64,
    },
    Statistics(InterfaceCounts),
    BlocksPassed {
        kind: PassedBlock,
        blocks: u64,
    },
    ProgramsUnseen,
    OneWayTimesUnseen,
    LossesUnseen,
}

/// What an interface counted while it was captured; `None` where the file doesn't say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceCounts {
    /// Its name, or its number from 0 where it has none.
    pub interface: String,
    /// Packets received.
    pub received: Option<u64>,
    /// Packets that it dropped.
    pub dropped: Option<u64>,
    /// Packets that the operating system dropped.
    pub dropped_by_system: Option<u64>,
}

/// Blocks of a pcapng file that aren't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedBlock {
    /// Entries of systemd's journal.
    Journal,
    /// Keys for decryption.
    Secrets,
    /// Somebody's own.
    Custom,
    /// Of a type that this build doesn't know.
    Unknown,
}

impl PassedBlock {
    /// The word that records use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Secrets => "secrets",
            Self::Custom => "custom",
            Self::Unknown => "unknown",
        }
    }
}
