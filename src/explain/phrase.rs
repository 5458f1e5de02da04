//! The words of a report that aren't claims: headings, labels, lines of counts.

use super::claim::Range;
use super::code::About;
use super::statement::Certainty;
use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, Protocol, State, StreamId};

/// A heading, a label or a line of a report.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are")]
pub enum Phrase {
    /// What the capture is, in one line.
    Capture {
        format: &'static str,
        interfaces: Vec<String>,
        packets: u64,
        duration: Option<Span>,
        start: Option<String>,
    },
    /// Heading of a conversation.
    Flow {
        stream: StreamId,
        client: Endpoint,
        server: Endpoint,
        state: State,
        is_one_way: bool,
        roles_inferred: bool,
    },
    /// What was counted of a conversation.
    FlowCounts {
        packets: BySide<u64>,
        bytes: BySide<u64>,
        displayed: u64,
    },
    /// Which packets belong to which phase.
    Phases {
        handshake: String,
        data: String,
        close: String,
    },
    /// A length of time.
    Duration(Span),
    /// A label of what explains a code.
    CodeLabel(CodeLabel),
    Story,
    /// What a connection's numbers mean.
    Numbers,
    DnsSection,
    DnsUnanswered,
    DnsNodata,
    DnsNxdomain,
    DnsError(u16),
    DnsReferral,
    DnsTruncated,
    DnsRecords,
    DnsIncomplete,
    OtherPackets,
    PacketList,
    /// How the servers of the capture take their clients.
    Servers,
    CannotTell {
        captures: usize,
    },
    AboutCapture {
        captures: usize,
    },
    ColumnQuery,
    ColumnResponse,
    ColumnName,
    ColumnType,
    ColumnAnswer,
    ColumnTime,
    ColumnPhase,
    /// What a display filter selects follows.
    FilterSelects,
    /// It is BPF, whose words aren't explained.
    FilterIsBpf,
    /// It could be BPF too.
    FilterIsBpfToo,
    /// How many packets of a file it selects.
    FilterCounted {
        /// Selected packets.
        selected: u64,
        /// All packets.
        packets: u64,
    },
    ColumnExplanation,
    ColumnStream,
    ColumnFile,
    /// The last line.
    Totals {
        packets: u64,
        displayed: u64,
        /// Of a hundredth.
        tenths: u64,
    },
    /// A part of the whole, in percent.
    Share {
        /// Of a hundredth.
        tenths: u64,
    },
    RowsNotShown {
        rows: u64,
    },
    FlowsNotShown {
        flows: u64,
    },
    LookupsNotShown {
        lookups: u64,
    },
    FlowsEvicted {
        flows: u64,
    },
    NoPackets,
    NothingDisplayed,
    /// Heading of a stream's bytes.
    Stream {
        stream: StreamId,
        client: Endpoint,
        server: Endpoint,
    },
    /// What brought the bytes that follow. `waited`: for what is before them.
    Piece {
        sender: Endpoint,
        receiver: Endpoint,
        bytes: u64,
        frame: u64,
        after: Option<Span>,
        waited: bool,
    },
    /// The same in a phrase.
    PieceInBrief {
        bytes: u64,
        frame: u64,
    },
    /// What it rests on that a piece stands in its place.
    PieceGrounds {
        range: Range,
        protocol: Protocol,
    },
    /// Bytes of a stream that the capture hasn't got.
    BytesMissing {
        bytes: u64,
        is_cut: bool,
        given_up: bool,
    },
    /// Bytes that came again with other content.
    BytesDiffer {
        bytes: u64,
        /// Position of the first of them, from 0.
        at: u64,
        frame: u64,
    },
    /// There are none in one direction, or in neither.
    NoBytes {
        one_direction: bool,
    },
    /// Heading of a table of conversations.
    Conversations,
    /// What stands over a column of it.
    FlowField(FlowField),
    /// All conversations of one protocol together.
    FlowTotals {
        protocol: Protocol,
        flows: u64,
        packets: u64,
        bytes: u64,
    },
    /// How many conversations a table leaves out.
    FlowsLeftOut {
        flows: u64,
    },
    /// A heading or a column of a page on a capture.
    SummaryLabel(SummaryLabel),
    /// What else is known of the file on that page.
    SummaryFile {
        /// Bytes.
        size: Option<u64>,
        /// The latest time stamp.
        last: Option<String>,
        /// Packets stamped earlier than the one before.
        backward_steps: u64,
    },
    /// How it was captured.
    SummaryCapturing {
        /// The most bytes of a packet that an interface was to capture: the smallest and the largest of those that have a limit.
        limits: Option<(u32, u32)>,
        /// The program that captured it.
        application: Option<String>,
    },
    /// What was counted on that page.
    SummaryFigures {
        packets: u64,
        bytes: u64,
        duration: Option<Span>,
    },
    /// What a bar of the sparkline stands for.
    BarsOverTime {
        width: Span,
        most: u64,
    },
    /// Headings of a table of two captures.
    CompareLabel(CompareLabel),
    /// A length of time that is known to lie between two others.
    SpanBetween {
        least: Span,
        most: Span,
    },
    /// How many rows of two captures are left out.
    PairsNotShown {
        rows: u64,
    },
    /// How many addresses a table leaves out.
    AddressesLeftOut {
        /// Packets of still others, at least in one direction.
        others: u64,
        addresses: u64,
    },
}

/// Columns of two captures laid beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum CompareLabel {
    FirstNumber,
    FirstTime,
    SecondNumber,
    SecondTime,
    OneWay,
}

/// Headings and columns of a page on a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum SummaryLabel {
    OverTime,
    Protocols,
    Addresses,
    Statements,
    Protocol,
    Packets,
    Share,
    Bytes,
    Address,
    SentPackets,
    SentBytes,
    ReceivedPackets,
    ReceivedBytes,
    Code,
    Times,
}

/// What a table of conversations tells of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what they are")]
pub enum FlowField {
    Stream,
    Client,
    Server,
    Packets,
    Bytes,
    Data,
    Start,
    Duration,
    State,
    History,
    Handshake,
    Retransmissions,
    Closed,
    Name,
}

impl FlowField {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 14] = [
        Self::Stream,
        Self::Client,
        Self::Server,
        Self::Packets,
        Self::Bytes,
        Self::Data,
        Self::Start,
        Self::Duration,
        Self::State,
        Self::History,
        Self::Handshake,
        Self::Retransmissions,
        Self::Closed,
        Self::Name,
    ];

    /// Its name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Client => "client",
            Self::Server => "server",
            Self::Packets => "packets",
            Self::Bytes => "bytes",
            Self::Data => "data",
            Self::Start => "start",
            Self::Duration => "duration",
            Self::State => "state",
            Self::History => "history",
            Self::Handshake => "handshake",
            Self::Retransmissions => "retransmissions",
            Self::Closed => "closed",
            Self::Name => "name",
        }
    }
}

/// A label of what explains a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say what they are")]
pub enum CodeLabel {
    Code,
    Meaning,
    Trigger,
    Alike,
    Contradiction,
    Fix,
    References,
    /// It is about the capture.
    NoReference,
    Certainty,
    Certain(Certainty),
    Example,
    NoExample,
    About(About),
}
