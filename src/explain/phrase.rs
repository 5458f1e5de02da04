//! The words of a report that aren't claims: headings, labels, lines of counts.

use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, State, StreamId};

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
    Story,
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
        percent: String,
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
}
