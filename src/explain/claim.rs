//! Every claim that the product can make, with its typed facts. What a claim says in words stands in `lang`.

pub mod causes;
pub mod dhcp;

use std::net::{IpAddr, Ipv4Addr};

use crate::frame::LinkType;
use crate::time::Span;
use crate::track::copies::Evidence;
use crate::track::flow::{BySide, Endpoint, Side, StreamId};

/// A claim about a packet, a conversation or the capture. Positions of bytes count from 1.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum Claim {
    // Packets: TCP.
    TcpSyn {
        client: Endpoint,
        server: Endpoint,
        crosses: Option<u64>,
    },
    TcpSynAck {
        client: Endpoint,
        server: Endpoint,
        answers: Option<u64>,
        is_crossed: bool,
    },
    TcpHandshakeAck {
        client: Endpoint,
        server: Endpoint,
        answers: u64,
        since_syn: Option<Span>,
    },
    TcpData {
        from: Side,
        sender: Endpoint,
        receiver: Endpoint,
        bytes: u32,
        range: Option<Range>,
        content: Content,
        echoes: Option<Echoes>,
    },
    TcpPush {
        sender: Endpoint,
    },
    TcpAck {
        from: Side,
        sender: Endpoint,
        receiver: Endpoint,
        acknowledges: Frames,
        through: u64,
        manner: AckManner,
    },
    TcpUnusualFlags {
        sender: Endpoint,
        receiver: Endpoint,
        flags: String,
    },
    TcpFin {
        from: Side,
        sender: Endpoint,
        is_first: bool,
        acknowledges_fin: Option<u64>,
    },
    TcpCloseAck {
        from: Side,
        sender: Endpoint,
        fin: u64,
        then: AfterFin,
    },
    TcpRst {
        from: Side,
        sender: Endpoint,
        receiver: Endpoint,
        kind: ResetKind,
    },
    TcpRetransmission {
        sender: Endpoint,
        what: Repeated,
        of: Option<u64>,
        after: Option<Span>,
    },
    TcpFastRetransmission {
        sender: Endpoint,
        what: Repeated,
        of: Option<u64>,
    },
    TcpSpuriousRetransmission {
        sender: Endpoint,
        receiver: Endpoint,
        what: Repeated,
        of: Option<u64>,
    },
    TcpOutOfOrder {
        sender: Endpoint,
        what: Repeated,
    },
    TcpPreviousSegmentNotCaptured {
        sender: Endpoint,
    },
    TcpAckedUnseenSegment {
        sender: Endpoint,
        receiver: Endpoint,
    },
    TcpDuplicateAck {
        sender: Endpoint,
        of: u64,
        count: u32,
        through: u64,
    },
    TcpKeepAlive {
        sender: Endpoint,
        receiver: Endpoint,
    },
    TcpKeepAliveAck {
        sender: Endpoint,
    },
    TcpZeroWindow {
        sender: Endpoint,
        receiver: Endpoint,
    },
    TcpZeroWindowProbe {
        sender: Endpoint,
        receiver: Endpoint,
    },
    TcpZeroWindowProbeAck {
        sender: Endpoint,
    },
    TcpWindowFull {
        sender: Endpoint,
        receiver: Endpoint,
    },
    TcpWindowUpdate {
        sender: Endpoint,
        receiver: Endpoint,
        window: Option<u32>,
    },

    // Packets: UDP and DNS.
    UdpData {
        sender: Endpoint,
        receiver: Endpoint,
        bytes: u32,
        content: Content,
    },
    DnsQuery {
        client: IpAddr,
        server: IpAddr,
        id: u16,
        name: String,
        kind: RecordType,
        repeats: Option<u64>,
    },
    DnsResponse {
        client: IpAddr,
        server: IpAddr,
        lookup: Lookup,
        addresses: Vec<IpAddr>,
        more: u64,
    },
    DnsRecords {
        server: IpAddr,
        lookup: Lookup,
        value: RecordValue,
        more: u64,
    },
    NeighboursQuestion {
        service: Neighbours,
        sender: IpAddr,
        name: String,
        kind: RecordType,
        more: u64,
        is_probe: bool,
    },
    NeighboursAnswer {
        service: Neighbours,
        sender: IpAddr,
        name: String,
        value: RecordValue,
        more: u64,
    },
    DnsNodata {
        server: IpAddr,
        lookup: Lookup,
    },
    DnsReferral {
        server: IpAddr,
        lookup: Lookup,
    },
    DnsNxdomain {
        server: IpAddr,
        lookup: Lookup,
    },
    DnsRefused {
        server: IpAddr,
        lookup: Lookup,
    },
    DnsServfail {
        server: IpAddr,
        lookup: Lookup,
    },
    DnsError {
        server: IpAddr,
        lookup: Lookup,
        rcode: u16,
    },
    DnsTruncated {
        server: IpAddr,
        lookup: Lookup,
    },

    // Packets: ICMP and ARP.
    IcmpEchoRequest {
        sender: IpAddr,
        receiver: IpAddr,
        sequence: u16,
    },
    IcmpEchoReply {
        sender: IpAddr,
        receiver: IpAddr,
        sequence: u16,
        answers: Option<u64>,
        after: Option<Span>,
    },
    IcmpPortUnreachable {
        sender: IpAddr,
        receiver: IpAddr,
        port: Option<u16>,
        of: Option<u64>,
    },
    IcmpHostUnreachable {
        sender: IpAddr,
        receiver: IpAddr,
        host: Option<IpAddr>,
        of: Option<u64>,
    },
    IcmpUnreachable {
        sender: IpAddr,
        receiver: IpAddr,
        code: u8,
        of: Option<u64>,
    },
    IcmpTimeExceeded {
        sender: IpAddr,
        receiver: IpAddr,
        host: Option<IpAddr>,
        of: Option<u64>,
    },
    IcmpOther {
        sender: IpAddr,
        receiver: IpAddr,
        kind: u8,
        code: u8,
    },
    IcmpPacketTooBig {
        sender: IpAddr,
        receiver: IpAddr,
        host: Option<IpAddr>,
        mtu: Option<u32>,
        of: Option<u64>,
    },
    IcmpRedirect {
        sender: IpAddr,
        receiver: IpAddr,
        gateway: IpAddr,
        host: Option<IpAddr>,
        of: Option<u64>,
    },
    RouterSolicitation {
        sender: IpAddr,
    },
    RouterAdvertisement {
        sender: IpAddr,
        prefixes: Vec<String>,
    },
    NeighborSolicitation {
        sender: IpAddr,
        target: IpAddr,
        audience: Audience,
    },
    NeighborProbe {
        target: IpAddr,
    },
    NeighborAdvertisement {
        sender: IpAddr,
        receiver: Option<IpAddr>,
        hardware: Option<HardwareAddress>,
        answers: Option<u64>,
    },
    MulticastQuery {
        sender: IpAddr,
        group: Option<IpAddr>,
    },
    MulticastReport {
        sender: IpAddr,
        joined: Vec<IpAddr>,
        left: Vec<IpAddr>,
    },
    Dhcp(dhcp::DhcpMessage),
    ArpRequest {
        sender: Ipv4Addr,
        target: Ipv4Addr,
        audience: Option<Audience>,
    },
    ArpProbe {
        target: Ipv4Addr,
    },
    ArpAnnouncement {
        sender: Ipv4Addr,
        hardware: Option<HardwareAddress>,
    },
    ArpReply {
        sender: Ipv4Addr,
        target: Ipv4Addr,
        hardware: Option<HardwareAddress>,
        answers: Option<u64>,
    },
    ArpConflict {
        address: Ipv4Addr,
        hardware: HardwareAddress,
        other: HardwareAddress,
        earlier: u64,
    },
    ArpOther {
        operation: u16,
    },

    // Packets: what can't be read, or isn't.
    IpFragment {
        sender: IpAddr,
        receiver: IpAddr,
        offset: u16,
        identification: u32,
        is_last: bool,
    },
    IpReassembled {
        frames: Frames,
        bytes: u32,
    },
    PacketDuplicate {
        of: u64,
        evidence: Evidence,
    },
    PacketCut {
        layer: Option<&'static str>,
        captured: u32,
        length: u32,
    },
    PacketChecksum {
        layer: &'static str,
        stated: u16,
    },
    PacketMalformed {
        layer: &'static str,
        defect: Defect,
    },
    /// What the file's writer says of the packet.
    PacketComment {
        text: String,
    },
    LinkTypeNotDecoded {
        link_type: LinkType,
    },
    NetworkNotDecoded {
        ether_type: Option<u16>,
        name: Option<&'static str>,
    },
    TransportNotDecoded {
        sender: IpAddr,
        receiver: IpAddr,
        protocol: u8,
    },

    // Conversations.
    FlowOpened {
        client: Endpoint,
        server: Endpoint,
        syn: u64,
        syn_ack: u64,
        ack: u64,
        took: Option<Span>,
    },
    FlowMidstream {
        client: Endpoint,
        server: Endpoint,
    },
    FlowPortReused {
        client: Endpoint,
        server: Endpoint,
        earlier: StreamId,
    },
    FlowTransferred {
        client: Endpoint,
        server: Endpoint,
        bytes: BySide<u64>,
        segments: BySide<u64>,
        response_time: Option<Span>,
    },
    FlowEcho {
        client: Endpoint,
        server: Endpoint,
        bytes: u64,
        sent: u64,
    },
    FlowRetransmissions {
        client: Endpoint,
        server: Endpoint,
        packets: BySide<u64>,
    },
    FlowMissingBytes {
        client: Endpoint,
        server: Endpoint,
        bytes: BySide<u64>,
    },
    FlowRefused {
        client: Endpoint,
        server: Endpoint,
        syn: u64,
        by: u64,
        icmp_code: Option<u8>,
    },
    FlowUnanswered {
        client: Endpoint,
        server: Endpoint,
        tries: u64,
        waited: Option<Span>,
    },
    FlowTooEarly {
        client: Endpoint,
        server: Endpoint,
    },
    FlowOneSided {
        seen: Endpoint,
        unseen: Endpoint,
        bytes: u64,
        segments: u64,
    },
    FlowHandshakeUnfinished {
        client: Endpoint,
        server: Endpoint,
    },
    FlowLeftMemory {
        client: Endpoint,
        server: Endpoint,
    },
    FlowReset {
        by: Endpoint,
        peer: Endpoint,
        frame: u64,
        from_live_socket: bool,
        stage: ResetStage,
    },
    FlowClosedByClient {
        client: Endpoint,
        server: Endpoint,
        fin: u64,
    },
    FlowClosedByServer {
        client: Endpoint,
        server: Endpoint,
        fin: u64,
    },
    FlowSimultaneousClose {
        client_fin: u64,
        server_fin: u64,
    },
    FlowThreeSegmentClose {
        first: Endpoint,
        second: Endpoint,
        first_fin: u64,
        second_fin: u64,
        last_ack: Option<u64>,
    },
    FlowFourSegmentClose {
        first: Endpoint,
        second: Endpoint,
        first_fin: u64,
        ack: u64,
        second_fin: u64,
        last_ack: Option<u64>,
    },
    FlowHalfClose {
        closer: Endpoint,
        sender: Endpoint,
        fin: u64,
        data: u64,
    },
    FlowHalfOpenEnd {
        closer: Endpoint,
        other: Endpoint,
        fin: u64,
    },
    FlowStillOpen {
        client: Endpoint,
        server: Endpoint,
    },
    UdpExchanged {
        client: Endpoint,
        server: Endpoint,
        packets: BySide<u64>,
        bytes: BySide<u64>,
    },
    UdpNoConnection,
    UdpUnanswered {
        server: Endpoint,
        waited: Option<Span>,
    },
    UdpTooEarly {
        server: Endpoint,
    },
    UdpTimeExceeded {
        server: Endpoint,
        by: u64,
    },
    UdpRefused {
        server: Endpoint,
        by: u64,
    },
    UdpUnreachable {
        server: Endpoint,
        by: u64,
        code: u8,
    },
    DnsPair {
        client: IpAddr,
        server: IpAddr,
        name: String,
        a: u64,
        aaaa: u64,
    },
    DnsLookup {
        client: IpAddr,
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
        response: u64,
        after: Option<Span>,
        result: LookupResult,
    },
    DnsUnanswered {
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
        retries: u64,
        waited: Option<Span>,
    },
    DnsTooEarly {
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
    },
    DnsUnreachable {
        server: IpAddr,
        by: u64,
    },
    DnsManyLookups {
        more: u64,
    },

    // Across packets, conversations and the capture.
    Cause(causes::Cause),

    // The capture.
    CaptureHiddenByFilter {
        hidden: u64,
    },
    CaptureTruncatedFile {
        /// Which, where the capture lies in several.
        file: Option<String>,
        offset: u64,
        packets: u64,
        is_cut: bool,
    },
    CaptureCutBySnaplen {
        packets: u64,
    },
    CaptureLinkTypeNotDecoded {
        link_type: LinkType,
        packets: u64,
    },
    CaptureChecksumOffload {
        packets: u64,
        first: u64,
    },
    CaptureDuplicates {
        packets: u64,
        first: u64,
    },
    CaptureFlowsEvicted {
        flows: u64,
    },
    CaptureFragmentsGivenUp {
        datagrams: u64,
    },
    CaptureTimeBackwards {
        packets: u64,
        first: u64,
    },
    CaptureDropped {
        by_kernel: u64,
        by_labcap: u64,
    },
    CaptureOwnConnection {
        packets: u64,
    },
    /// What the file's writer says of it, or of an interface.
    CaptureComment {
        /// Its name, or its number from 0 where it has none.
        interface: Option<String>,
        text: String,
    },
    CaptureMoreComments {
        more: u64,
    },
    CaptureNames {
        /// Names that are used.
        names: u64,
        /// Names beyond what is kept.
        more: u64,
    },
    CaptureStatistics(InterfaceCounts),
    CaptureBlocksPassed {
        kind: PassedBlock,
        blocks: u64,
    },
    CaptureProgramsUnseen,
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
    /// Lies outside the window.
    Ignored,
}

/// How far a connection had come when it was reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetStage {
    /// The handshake wasn't finished.
    Handshake,
    /// Between handshake and close.
    Established,
    /// One of the sides had sent its FIN.
    Closing,
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
    /// The name doesn't exist.
    Nxdomain,
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
