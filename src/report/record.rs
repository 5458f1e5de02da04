//! The records of a report: what one packet, one flow or one capture is, in words and numbers that are
//! ready to be shown. Renderers see these and nothing behind them.
//!
//! All text in them has gone through [`crate::text::Text`] or is our own. Times are spans since the first packet of the
//! file; bytes and packets are counts.

use super::document::Tone;
pub use crate::explain::{Code, Fact, Reference};
use crate::fields::Id;
use crate::time::{Span, Timestamp};

/// One packet: a row of Wireshark's packet list, with what labcap adds to it.
#[derive(Clone, Debug, PartialEq)]
pub struct PacketRecord<'a> {
    /// The file that it is from, as the user named it, where that is to be told.
    pub file: Option<&'a str>,
    /// Number in the file, from 1 (`frame.number`).
    pub number: u64,
    /// Since the first packet of the file (`frame.time_relative`); `None` where the file stores no time.
    pub time: Option<Span>,
    /// Decimals of a second that the clock has: how [`Self::time`] is printed.
    pub decimals: u8,
    /// Absolute time.
    pub epoch: Option<Timestamp>,
    /// Name of the interface (`frame.interface_name`), where the file gives one.
    pub interface: Option<&'a str>,
    /// Wireshark's Source column.
    pub source: &'a str,
    /// Wireshark's Destination column.
    pub destination: &'a str,
    /// Wireshark's Protocol column.
    pub protocol: &'a str,
    /// Bytes on the wire (`frame.len`).
    pub length: u32,
    /// Bytes captured (`frame.cap_len`).
    pub captured: u32,
    /// Wireshark's Info column.
    pub info: &'a str,
    /// `tcp:0`, `udp:3`; `None` where the packet belongs to no flow.
    pub stream: Option<&'a str>,
    /// `handshake`, `data`, `close`; `None` where there is no TCP.
    pub phase: Option<&'static str>,
    /// The same in the chosen language, for readers.
    pub phase_word: &'static str,
    /// The values of the fields that the columns name, with commas between them.
    pub fields: &'a [FieldText],
    /// What can be said of it. Empty where the chosen format doesn't show statements.
    pub statements: &'a [StatementRecord],
}

impl PacketRecord<'_> {
    /// The values of a field that the columns name; nothing where the packet hasn't got it.
    pub fn field(&self, id: Id) -> &str {
        self.fields.iter().find(|field| field.id == id).map(|field| field.text.as_str()).unwrap_or_default()
    }

    /// What the packet is about, for colour.
    pub fn tone(&self) -> Tone {
        let is_trouble = |statement: &StatementRecord| {
            matches!(
                statement.code,
                Code::TcpRst
                    | Code::TcpRetransmission
                    | Code::TcpTailLossProbe
                    | Code::TcpFastRetransmission
                    | Code::TcpSpuriousRetransmission
                    | Code::TcpPreviousSegmentNotCaptured
                    | Code::TcpZeroWindow
                    | Code::PacketMalformed
                    | Code::IcmpPortUnreachable
                    | Code::IcmpHostUnreachable
            )
        };
        if self.statements.iter().any(is_trouble) {
            return Tone::Trouble;
        }
        match self.phase {
            Some("handshake") => Tone::Handshake,
            Some("data") => Tone::Data,
            Some("close") => Tone::Close,
            _ => Tone::Plain,
        }
    }
}

/// The values of one field in one packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// The field.
    pub id: Id,
    /// Its values with commas between them, as `tshark -T fields` prints them; empty where the packet hasn't got it.
    pub text: String,
}

impl FieldText {
    /// Wireshark's name of the field.
    pub const fn name(&self) -> &'static str {
        self.id.field().name
    }
}

/// A claim with its grounds, in the chosen language.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRecord {
    /// The file that it is about and whose packets it numbers, where several files are explained beside each other. `None` on
    /// packets and flows, which name their file themselves.
    pub file: Option<String>,
    /// Stable name: `tcp.data`.
    pub code: Code,
    /// `observed`, `inferred` or `unknowable`.
    pub certainty: &'static str,
    /// The packets that it rests on.
    pub frames: FrameList,
    /// The typed facts, in a fixed order.
    pub facts: Vec<(&'static str, Fact)>,
    /// Where the rule behind it stands, where it isn't about the capture alone.
    pub reference: Option<Reference>,
    /// The sentence, or as much as was asked for.
    pub text: String,
    /// A row of packets leaves it out: where little is to be said, it goes without saying.
    pub is_aside: bool,
}

/// Packet numbers, at most 1,000, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameList {
    /// The first numbers, ascending.
    pub numbers: Vec<u64>,
    /// How many are left out.
    pub more: u64,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRecord {
    /// The file that it is from, as the user named it, where that is to be told.
    pub file: Option<String>,
    /// `tcp:0`, `udp:3`.
    pub stream: String,
    /// `172.18.0.3:60086`.
    pub client: String,
    /// `172.18.0.2:10000`.
    pub server: String,
    /// `observed` (who sent the SYN) or `inferred`.
    pub roles: &'static str,
    /// `closed`, `refused`, `reset`, …
    pub state: &'static str,
    /// Zeek's history (conn.log), upper case the client; empty where there is none.
    pub history: String,
    /// Packets of it that were displayed.
    pub displayed: u64,
    /// Packets by phase; `None` where there is no TCP.
    pub phases: Option<PhaseFrames>,
    /// Packets sent by each side.
    pub packets: BySide,
    /// Payload bytes sent by each side, repeats left out.
    pub bytes: BySide,
    /// First packet, since the first packet of the file.
    pub start: Option<Span>,
    /// Last packet.
    pub end: Option<Span>,
    /// The flow left the tracker before the end because the budget was full.
    pub evicted: bool,
    /// What can be said of it.
    pub statements: Vec<StatementRecord>,
}

/// Packet numbers by phase of a TCP connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhaseFrames {
    /// SYN, SYN,ACK and the ACK that completes them.
    pub handshake: FrameList,
    /// Everything between.
    pub data: FrameList,
    /// FIN, RST and what acknowledges them.
    pub close: FrameList,
}

/// A count for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySide {
    /// Of the client.
    pub client: u64,
    /// Of the server.
    pub server: u64,
}

/// The capture as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureRecord {
    /// The files read, as named by the user, and their format.
    pub files: Vec<FileRecord>,
    /// The interfaces that the files name.
    pub interfaces: Vec<InterfaceRecord>,
    /// Packets read.
    pub packets: u64,
    /// Packets displayed.
    pub displayed: u64,
    /// What can be said of it. Covers all packets, whatever a filter hides.
    pub statements: Vec<StatementRecord>,
}

/// A capture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// As the user named it.
    pub name: String,
    /// `pcap` or `pcapng`.
    pub format: &'static str,
    /// Packets read from it.
    pub packets: u64,
}

/// An interface of a capture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceRecord {
    /// The file that describes it, where several files are explained beside each other.
    pub file: Option<String>,
    /// Its name, where the file gives one.
    pub name: Option<String>,
    /// `LINUX_SLL`, `ETHERNET`, or the number of a type without a name.
    pub link_type: String,
    /// Packets captured on it.
    pub packets: u64,
}

/// A point in time as RFC 3339 writes it, in UTC, to the second; `None` outside the years 1 to 9999.
pub fn utc(time: Timestamp) -> Option<String> {
    let time = jiff::Timestamp::from_nanosecond(time.as_nanos().into()).ok()?;
    Some(time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
}
