//! The facts of what is said of a packet, by itself and by the packets before it.

use std::net::{IpAddr, Ipv4Addr};

use super::dhcp::DhcpMessage;
use super::{
    AckManner, AfterFin, Audience, Content, Defect, Echoes, Frames, HardwareAddress, Lookup, Neighbours, Range, RecordType, RecordValue,
    Repeated, ResetKind,
};
use crate::decode::icmp::Unreachable;
use crate::frame::LinkType;
use crate::time::Span;
use crate::track::copies::Evidence;
use crate::track::flow::{Endpoint, Side};
use crate::track::sights::Translated;

/// A claim about a packet. Positions of bytes count from 1.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum PacketClaim {
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
    TcpTailLossProbe {
        sender: Endpoint,
        receiver: Endpoint,
        first: u64,
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
        is_alias: bool,
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
        why: Unreachable,
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
    Dhcp(DhcpMessage),
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
        is_ipv6: bool,
    },
    Duplicate {
        of: u64,
        evidence: Evidence,
    },
    Translated(Translated),
    Cut {
        layer: Option<&'static str>,
        captured: u32,
        length: u32,
    },
    Checksum {
        layer: &'static str,
        stated: u16,
    },
    Malformed {
        layer: &'static str,
        defect: Defect,
    },
    /// What the file's writer says of the packet.
    Comment {
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
}
