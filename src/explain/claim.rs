//! Every claim that the product can make, with its typed facts. What a claim says in words stands in `lang`.

pub mod capture;
pub mod causes;
pub mod compare;
pub mod dhcp;
pub mod flow;
pub mod measures;
pub mod packet;

use std::net::IpAddr;

use self::capture::CaptureClaim;
use self::causes::Cause;
use self::compare::CompareClaim;
use self::flow::FlowClaim;
use self::measures::Measure;
use self::packet::PacketClaim;
use crate::time::Span;

/// A claim about a packet, a conversation or the capture. Positions of bytes count from 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// About a packet.
    Packet(PacketClaim),
    /// About a conversation.
    Flow(FlowClaim),
    /// Why something is as it is, across packets, conversations and the capture.
    Cause(Cause),
    /// What a connection's numbers mean.
    Measure(Measure),
    /// About the capture.
    Capture(CaptureClaim),
    /// About two captures laid beside each other.
    Compare(CompareClaim),
}

impl From<CompareClaim> for Claim {
    fn from(claim: CompareClaim) -> Self {
        Self::Compare(claim)
    }
}

impl From<PacketClaim> for Claim {
    fn from(claim: PacketClaim) -> Self {
        Self::Packet(claim)
    }
}

impl From<FlowClaim> for Claim {
    fn from(claim: FlowClaim) -> Self {
        Self::Flow(claim)
    }
}

impl From<Measure> for Claim {
    fn from(measure: Measure) -> Self {
        Self::Measure(measure)
    }
}

impl From<Cause> for Claim {
    fn from(cause: Cause) -> Self {
        Self::Cause(cause)
    }
}

impl From<CaptureClaim> for Claim {
    fn from(claim: CaptureClaim) -> Self {
        Self::Capture(claim)
    }
}

/// Positions of bytes in a stream, first and last, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Position of the first byte.
    pub first: u64,
    /// Position of the last byte.
    pub last: u64,
}

/// The beginning of a payload, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing of it was captured.
    Missing,
    /// Readable text, cut with `…` where it is long.
    Text(String),
    /// Bytes that aren't text, in hex, cut with `…` where they are many.
    Hex(String),
}

/// What stays to be done once a FIN has been acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFin {
    /// The acknowledging side hasn't closed.
    StaysOpen,
    /// Its own FIN, sent in this packet before, waits for its ACK.
    OwnFinWaits(u64),
    /// Nothing.
    BothClosed,
}

/// How an acknowledgment travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckManner {
    /// In a segment of its own, the first of the connection that acknowledges payload.
    First,
    /// In a segment of its own.
    Alone,
    /// With payload or a FIN.
    WithOther,
}

/// Whom a request reaches, where the link layer says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Every machine on the network.
    Everybody,
    /// One machine.
    One,
}

/// Which of the client's bytes a server's segment repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echoes {
    /// Positions in the client's stream.
    pub range: Range,
    /// The client's packets that carried them.
    pub frames: Frames,
}

/// Packet numbers and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// The first of them.
    pub numbers: Vec<u64>,
    /// How many are left out.
    pub more: u64,
}

/// What a repeated segment carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// A SYN.
    Syn,
    /// A SYN,ACK.
    SynAck,
    /// A FIN without payload.
    Fin,
    /// Payload; positions where they are known.
    Data(Option<Range>),
}

/// What a RST does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetKind {
    /// Answers a SYN: the packet number.
    Refusal(u64),
    /// Ends the connection; the socket still lived.
    LiveSocket,
    /// Answers for a socket that is gone: no window, no options.
    Bare,
    /// Neither of these.
    Other,
    /// There is no connection: the other side had refused it, with this packet.
    NoConnection(u64),
    /// Its number lies beyond all that the capture has of its sender.
    Ahead,
    /// Its number isn't one at which the receiver takes it.
    Ignored,
}

/// How a close went that both sides have begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseEnd {
    /// As usual, as far as the capture shows.
    Usual,
    /// A RST came as well.
    Reset,
    /// The second FIN was sent again, and nobody acknowledged it.
    Unacknowledged,
}

/// How far a connection had come when it was reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetStage {
    /// The handshake wasn't finished.
    Handshake,
    /// Between handshake and close.
    Established,
    /// The capture shows no connection: a packet, and a bare RST for an answer.
    NoConnection,
    /// Whoever breaks off had sent its own FIN.
    AfterOwnFin,
    /// Its sender had sent FIN, and the other side's FIN came after it.
    BothClosing,
    /// The other side had sent its FIN.
    AfterPeersFin,
}

/// What is wrong with a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// It ends before its header does.
    Short,
    /// It names this protocol version.
    Version(u8),
    /// It states a header of this many bytes.
    HeaderLength(u8),
    /// It states a length of this many bytes.
    Length(u16),
}

/// A DNS record type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordType {
    /// IPv4 address.
    A,
    /// IPv6 address.
    Aaaa,
    /// Another type, by its mnemonic or number.
    Other(String),
}

/// The question that a DNS response repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The question's packet, where it was captured.
    pub answers: Option<u64>,
    /// The latest packet that had asked it again: the response may answer that one.
    pub repeat: Option<u64>,
    /// The name asked for.
    pub name: String,
    /// The type asked for.
    pub kind: RecordType,
    /// From the question to the response.
    pub after: Option<Span>,
}

/// How machines ask their neighbours for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neighbours {
    /// Multicast DNS.
    Mdns,
    /// Link-local multicast name resolution.
    Llmnr,
}

impl Neighbours {
    /// As it is usually written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mdns => "mDNS",
            Self::Llmnr => "LLMNR",
        }
    }
}

/// What a resource record says; names and texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordValue {
    /// An address.
    Address(IpAddr),
    /// Another name for the same thing.
    Alias(String),
    /// Who knows the zone.
    NameServer(String),
    /// The name that belongs to an address, or one that offers a service.
    Pointer(String),
    /// Who takes mail; the lowest preference first.
    Mail {
        /// Lower first.
        preference: u16,
        /// The mail server.
        name: String,
    },
    /// The zone's first name server.
    Start(String),
    /// Where a service runs.
    Service {
        /// The service's port.
        port: u16,
        /// The machine.
        name: String,
    },
    /// Free text.
    Text(String),
    /// Something that isn't told.
    Other,
}

/// What came of a DNS question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupResult {
    /// These addresses.
    Addresses(Vec<IpAddr>),
    /// Records without addresses.
    Records,
    /// NOERROR without a record of the type.
    Nodata,
    /// Neither: other name servers are named instead.
    Referral,
    /// The response was cut to fit (TC).
    Truncated,
    /// The name doesn't exist, or the one that it is an alias of.
    Nxdomain {
        /// It is an alias.
        is_alias: bool,
    },
    /// Another response code.
    Error(u16),
    /// The response can't be read whole.
    Incomplete,
}

/// A 48-bit hardware address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardwareAddress(pub [u8; 6]);

impl std::fmt::Display for HardwareAddress {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c, d, e, f] = self.0;
        write!(out, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
    }
}

impl std::fmt::Display for RecordType {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Other(name) => name,
        })
    }
}
