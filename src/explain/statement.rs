//! A claim with its grounds: which packets it rests on, how sure it is, which standard it follows.

use super::claim::capture::CaptureClaim;
use super::claim::flow::FlowClaim;
use super::claim::packet::PacketClaim;
use super::claim::{Claim, Neighbours};
use crate::track::copies::Evidence;

/// A claim and the packets that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is claimed.
    pub claim: Claim,
    /// The packets that it rests on, ascending; all of a conversation where empty.
    pub frames: Vec<u64>,
}

/// How sure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The bytes say so.
    Observed,
    /// A rule over several packets says so; the sentence names what would contradict it.
    Inferred,
    /// Asked often, but a capture can't tell.
    Unknowable,
}

impl Certainty {
    /// The word that records use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Inferred => "inferred",
            Self::Unknowable => "unknowable",
        }
    }
}

impl Statement {
    /// A claim that rests on these packets; packets that aren't known are left out.
    pub fn new(claim: impl Into<Claim>, frames: impl IntoIterator<Item = u64>) -> Self {
        let mut frames: Vec<u64> = frames.into_iter().collect();
        frames.sort_unstable();
        frames.dedup();
        Self { claim: claim.into(), frames }
    }

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self.claim {
            Claim::Packet(PacketClaim::TcpSyn { .. }) => "tcp.syn",
            Claim::Packet(PacketClaim::TcpSynAck { .. }) => "tcp.syn_ack",
            Claim::Packet(PacketClaim::TcpHandshakeAck { .. }) => "tcp.handshake_ack",
            Claim::Packet(PacketClaim::TcpData { .. }) => "tcp.data",
            Claim::Packet(PacketClaim::TcpPush { .. }) => "tcp.push",
            Claim::Packet(PacketClaim::TcpAck { .. }) => "tcp.ack",
            Claim::Packet(PacketClaim::TcpUnusualFlags { .. }) => "tcp.unusual_flags",
            Claim::Packet(PacketClaim::TcpFin { .. }) => "tcp.fin",
            Claim::Packet(PacketClaim::TcpCloseAck { .. }) => "tcp.close_ack",
            Claim::Packet(PacketClaim::TcpRst { .. }) => "tcp.rst",
            Claim::Packet(PacketClaim::TcpRetransmission { .. }) => "tcp.retransmission",
            Claim::Packet(PacketClaim::TcpFastRetransmission { .. }) => "tcp.fast_retransmission",
            Claim::Packet(PacketClaim::TcpSpuriousRetransmission { .. }) => "tcp.spurious_retransmission",
            Claim::Packet(PacketClaim::TcpOutOfOrder { .. }) => "tcp.out_of_order",
            Claim::Packet(PacketClaim::TcpPreviousSegmentNotCaptured { .. }) => "tcp.previous_segment_not_captured",
            Claim::Packet(PacketClaim::TcpAckedUnseenSegment { .. }) => "tcp.acked_unseen_segment",
            Claim::Packet(PacketClaim::TcpDuplicateAck { .. }) => "tcp.duplicate_ack",
            Claim::Packet(PacketClaim::TcpKeepAlive { .. }) => "tcp.keep_alive",
            Claim::Packet(PacketClaim::TcpKeepAliveAck { .. }) => "tcp.keep_alive_ack",
            Claim::Packet(PacketClaim::TcpZeroWindow { .. }) => "tcp.zero_window",
            Claim::Packet(PacketClaim::TcpZeroWindowProbe { .. }) => "tcp.zero_window_probe",
            Claim::Packet(PacketClaim::TcpZeroWindowProbeAck { .. }) => "tcp.zero_window_probe_ack",
            Claim::Packet(PacketClaim::TcpWindowFull { .. }) => "tcp.window_full",
            Claim::Packet(PacketClaim::TcpWindowUpdate { .. }) => "tcp.window_update",
            Claim::Packet(PacketClaim::UdpData { .. }) => "udp.data",
            Claim::Packet(PacketClaim::DnsQuery { .. }) => "dns.query",
            Claim::Packet(PacketClaim::DnsResponse { .. }) => "dns.response",
            Claim::Packet(PacketClaim::DnsRecords { .. }) => "dns.records",
            Claim::Packet(PacketClaim::NeighboursQuestion { service: Neighbours::Mdns, .. }) => "mdns.query",
            Claim::Packet(PacketClaim::NeighboursQuestion { service: Neighbours::Llmnr, .. }) => "llmnr.query",
            Claim::Packet(PacketClaim::NeighboursAnswer { service: Neighbours::Mdns, .. }) => "mdns.answer",
            Claim::Packet(PacketClaim::NeighboursAnswer { service: Neighbours::Llmnr, .. }) => "llmnr.answer",
            Claim::Packet(PacketClaim::DnsNodata { .. }) => "dns.nodata",
            Claim::Packet(PacketClaim::DnsReferral { .. }) => "dns.referral",
            Claim::Packet(PacketClaim::DnsNxdomain { .. }) => "dns.nxdomain",
            Claim::Packet(PacketClaim::DnsRefused { .. }) => "dns.refused",
            Claim::Packet(PacketClaim::DnsServfail { .. }) => "dns.servfail",
            Claim::Packet(PacketClaim::DnsError { .. }) => "dns.error",
            Claim::Packet(PacketClaim::DnsTruncated { .. }) => "dns.truncated",
            Claim::Packet(PacketClaim::IcmpEchoRequest { .. }) => "icmp.echo_request",
            Claim::Packet(PacketClaim::IcmpEchoReply { .. }) => "icmp.echo_reply",
            Claim::Packet(PacketClaim::IcmpPortUnreachable { .. }) => "icmp.port_unreachable",
            Claim::Packet(PacketClaim::IcmpHostUnreachable { .. }) => "icmp.host_unreachable",
            Claim::Packet(PacketClaim::IcmpUnreachable { .. }) => "icmp.unreachable",
            Claim::Packet(PacketClaim::IcmpTimeExceeded { .. }) => "icmp.time_exceeded",
            Claim::Packet(PacketClaim::IcmpOther { .. }) => "icmp.other",
            Claim::Packet(PacketClaim::IcmpPacketTooBig { .. }) => "icmp.packet_too_big",
            Claim::Packet(PacketClaim::IcmpRedirect { .. }) => "icmp.redirect",
            Claim::Packet(PacketClaim::RouterSolicitation { .. }) => "router.solicitation",
            Claim::Packet(PacketClaim::RouterAdvertisement { .. }) => "router.advertisement",
            Claim::Packet(PacketClaim::NeighborSolicitation { .. }) => "neighbor.solicitation",
            Claim::Packet(PacketClaim::NeighborProbe { .. }) => "neighbor.probe",
            Claim::Packet(PacketClaim::NeighborAdvertisement { .. }) => "neighbor.advertisement",
            Claim::Packet(PacketClaim::MulticastQuery { .. }) => "multicast.query",
            Claim::Packet(PacketClaim::MulticastReport { .. }) => "multicast.report",
            Claim::Packet(PacketClaim::Dhcp(ref message)) => message.step.code(),
            Claim::Cause(ref cause) => cause.code(),
            Claim::Compare(ref claim) => claim.code(),
            Claim::Packet(PacketClaim::ArpRequest { .. }) => "arp.request",
            Claim::Packet(PacketClaim::ArpProbe { .. }) => "arp.probe",
            Claim::Packet(PacketClaim::ArpAnnouncement { .. }) => "arp.announcement",
            Claim::Packet(PacketClaim::ArpReply { .. }) => "arp.reply",
            Claim::Packet(PacketClaim::ArpConflict { .. }) => "arp.conflict",
            Claim::Packet(PacketClaim::ArpOther { .. }) => "arp.other",
            Claim::Packet(PacketClaim::IpFragment { .. }) => "ip.fragment",
            Claim::Packet(PacketClaim::IpReassembled { .. }) => "ip.reassembled",
            Claim::Packet(PacketClaim::Duplicate { .. }) => "packet.duplicate",
            Claim::Packet(PacketClaim::Cut { .. }) => "packet.cut",
            Claim::Packet(PacketClaim::Checksum { .. }) => "packet.checksum",
            Claim::Packet(PacketClaim::Malformed { .. }) => "packet.malformed",
            Claim::Packet(PacketClaim::Comment { .. }) => "packet.comment",
            Claim::Packet(PacketClaim::LinkTypeNotDecoded { .. }) => "link.not_decoded",
            Claim::Packet(PacketClaim::NetworkNotDecoded { .. }) => "network.not_decoded",
            Claim::Packet(PacketClaim::TransportNotDecoded { .. }) => "transport.not_decoded",
            Claim::Flow(FlowClaim::Opened { .. }) => "flow.opened",
            Claim::Flow(FlowClaim::Midstream { .. }) => "flow.midstream",
            Claim::Flow(FlowClaim::PortReused { .. }) => "flow.port_reused",
            Claim::Flow(FlowClaim::Transferred { .. }) => "flow.transferred",
            Claim::Flow(FlowClaim::OneSided { .. }) => "flow.one_sided",
            Claim::Flow(FlowClaim::Echo { .. }) => "flow.echo",
            Claim::Flow(FlowClaim::Retransmissions { .. }) => "flow.retransmissions",
            Claim::Flow(FlowClaim::MissingBytes { .. }) => "flow.missing_bytes",
            Claim::Flow(FlowClaim::Refused { .. }) => "flow.refused",
            Claim::Flow(FlowClaim::Unanswered { .. }) => "flow.unanswered",
            Claim::Flow(FlowClaim::TooEarly { .. }) => "flow.too_early",
            Claim::Flow(FlowClaim::HandshakeUnfinished { .. }) => "flow.handshake_unfinished",
            Claim::Flow(FlowClaim::LeftMemory { .. }) => "flow.left_memory",
            Claim::Flow(FlowClaim::Reset { .. }) => "flow.reset",
            Claim::Flow(FlowClaim::ClosedByClient { .. }) => "flow.closed_by_client",
            Claim::Flow(FlowClaim::ClosedByServer { .. }) => "flow.closed_by_server",
            Claim::Flow(FlowClaim::SimultaneousClose { .. }) => "flow.simultaneous_close",
            Claim::Flow(FlowClaim::ThreeSegmentClose { .. }) => "flow.three_segment_close",
            Claim::Flow(FlowClaim::FourSegmentClose { .. }) => "flow.four_segment_close",
            Claim::Flow(FlowClaim::HalfClose { .. }) => "flow.half_close",
            Claim::Flow(FlowClaim::HalfOpenEnd { .. }) => "flow.half_closed_at_end",
            Claim::Flow(FlowClaim::StillOpen { .. }) => "flow.open_at_end",
            Claim::Flow(FlowClaim::UdpExchanged { .. }) => "udp.exchanged",
            Claim::Flow(FlowClaim::UdpNoConnection) => "udp.no_connection",
            Claim::Flow(FlowClaim::UdpUnanswered { .. }) => "udp.unanswered",
            Claim::Flow(FlowClaim::UdpTooEarly { .. }) => "udp.too_early",
            Claim::Flow(FlowClaim::UdpTimeExceeded { .. }) => "udp.time_exceeded",
            Claim::Flow(FlowClaim::UdpRefused { .. }) => "udp.refused",
            Claim::Flow(FlowClaim::UdpUnreachable { .. }) => "udp.unreachable",
            Claim::Flow(FlowClaim::DnsPair { .. }) => "dns.pair",
            Claim::Flow(FlowClaim::DnsLookup { .. }) => "dns.lookup",
            Claim::Flow(FlowClaim::DnsUnanswered { .. }) => "dns.unanswered",
            Claim::Flow(FlowClaim::DnsTooEarly { .. }) => "dns.too_early",
            Claim::Flow(FlowClaim::DnsUnreachable { .. }) => "dns.unreachable",
            Claim::Flow(FlowClaim::DnsManyLookups { .. }) => "dns.many_lookups",
            Claim::Capture(CaptureClaim::HiddenByFilter { .. }) => "capture.hidden_by_filter",
            Claim::Capture(CaptureClaim::TruncatedFile { .. }) => "capture.truncated_file",
            Claim::Capture(CaptureClaim::CutBySnaplen { .. }) => "capture.cut_by_snaplen",
            Claim::Capture(CaptureClaim::LinkTypeNotDecoded { .. }) => "capture.link_type_not_decoded",
            Claim::Capture(CaptureClaim::ChecksumOffload { .. }) => "capture.checksum_offload",
            Claim::Capture(CaptureClaim::Duplicates { .. }) => "capture.duplicates",
            Claim::Capture(CaptureClaim::FlowsEvicted { .. }) => "capture.flows_evicted",
            Claim::Capture(CaptureClaim::FragmentsGivenUp { .. }) => "capture.fragments_given_up",
            Claim::Capture(CaptureClaim::TimeBackwards { .. }) => "capture.time_backwards",
            Claim::Capture(CaptureClaim::Dropped { .. }) => "capture.dropped",
            Claim::Capture(CaptureClaim::OwnConnection { .. }) => "capture.own_connection",
            Claim::Capture(CaptureClaim::Comment { .. }) => "capture.comment",
            Claim::Capture(CaptureClaim::MoreComments { .. }) => "capture.more_comments",
            Claim::Capture(CaptureClaim::Names { .. }) => "capture.names",
            Claim::Capture(CaptureClaim::Statistics(_)) => "capture.statistics",
            Claim::Capture(CaptureClaim::BlocksPassed { .. }) => "capture.blocks_passed",
            Claim::Capture(CaptureClaim::ProgramsUnseen) => "capture.programs_unseen",
        }
    }

    /// How sure it is.
    pub const fn certainty(&self) -> Certainty {
        match self.claim {
            Claim::Packet(PacketClaim::TcpPush { .. })
            | Claim::Packet(PacketClaim::TcpUnusualFlags { .. })
            | Claim::Packet(PacketClaim::TcpZeroWindow { .. })
            | Claim::Flow(FlowClaim::Midstream { .. })
            | Claim::Flow(FlowClaim::Reset { .. })
            | Claim::Packet(PacketClaim::IcmpHostUnreachable { .. })
            | Claim::Packet(PacketClaim::TcpFastRetransmission { .. })
            | Claim::Packet(PacketClaim::TcpOutOfOrder { .. })
            | Claim::Packet(PacketClaim::TcpKeepAlive { .. })
            | Claim::Packet(PacketClaim::TcpKeepAliveAck { .. })
            | Claim::Flow(FlowClaim::Echo { .. })
            | Claim::Flow(FlowClaim::Unanswered { .. })
            | Claim::Flow(FlowClaim::UdpUnanswered { .. })
            | Claim::Flow(FlowClaim::DnsPair { .. })
            | Claim::Flow(FlowClaim::DnsUnanswered { .. })
            | Claim::Packet(PacketClaim::ArpConflict { .. })
            | Claim::Packet(PacketClaim::Duplicate { evidence: Evidence::Identification | Evidence::Place, .. })
            | Claim::Capture(CaptureClaim::ChecksumOffload { .. })
            | Claim::Capture(CaptureClaim::Duplicates { .. }) => Certainty::Inferred,
            Claim::Cause(ref cause) => cause.certainty(),
            Claim::Compare(ref claim) => claim.certainty(),
            Claim::Packet(PacketClaim::Duplicate { evidence: Evidence::None, .. })
            | Claim::Flow(FlowClaim::TooEarly { .. })
            | Claim::Flow(FlowClaim::LeftMemory { .. })
            | Claim::Flow(FlowClaim::UdpTooEarly { .. })
            | Claim::Flow(FlowClaim::DnsTooEarly { .. })
            | Claim::Capture(CaptureClaim::ProgramsUnseen) => Certainty::Unknowable,
            Claim::Packet(PacketClaim::TcpSyn { .. })
            | Claim::Packet(PacketClaim::TcpSynAck { .. })
            | Claim::Packet(PacketClaim::TcpHandshakeAck { .. })
            | Claim::Packet(PacketClaim::TcpData { .. })
            | Claim::Packet(PacketClaim::TcpAck { .. })
            | Claim::Packet(PacketClaim::TcpFin { .. })
            | Claim::Packet(PacketClaim::TcpCloseAck { .. })
            | Claim::Packet(PacketClaim::TcpRst { .. })
            | Claim::Packet(PacketClaim::TcpRetransmission { .. })
            | Claim::Packet(PacketClaim::TcpSpuriousRetransmission { .. })
            | Claim::Packet(PacketClaim::TcpPreviousSegmentNotCaptured { .. })
            | Claim::Packet(PacketClaim::TcpAckedUnseenSegment { .. })
            | Claim::Packet(PacketClaim::TcpDuplicateAck { .. })
            | Claim::Packet(PacketClaim::TcpZeroWindowProbe { .. })
            | Claim::Packet(PacketClaim::TcpZeroWindowProbeAck { .. })
            | Claim::Packet(PacketClaim::TcpWindowFull { .. })
            | Claim::Packet(PacketClaim::TcpWindowUpdate { .. })
            | Claim::Packet(PacketClaim::UdpData { .. })
            | Claim::Packet(PacketClaim::DnsQuery { .. })
            | Claim::Packet(PacketClaim::DnsResponse { .. })
            | Claim::Packet(PacketClaim::DnsRecords { .. })
            | Claim::Packet(PacketClaim::NeighboursQuestion { .. })
            | Claim::Packet(PacketClaim::NeighboursAnswer { .. })
            | Claim::Packet(PacketClaim::DnsNodata { .. })
            | Claim::Packet(PacketClaim::DnsReferral { .. })
            | Claim::Packet(PacketClaim::DnsNxdomain { .. })
            | Claim::Packet(PacketClaim::DnsRefused { .. })
            | Claim::Packet(PacketClaim::DnsServfail { .. })
            | Claim::Packet(PacketClaim::DnsError { .. })
            | Claim::Packet(PacketClaim::DnsTruncated { .. })
            | Claim::Packet(PacketClaim::IcmpEchoRequest { .. })
            | Claim::Packet(PacketClaim::IcmpEchoReply { .. })
            | Claim::Packet(PacketClaim::IcmpPortUnreachable { .. })
            | Claim::Packet(PacketClaim::IcmpUnreachable { .. })
            | Claim::Packet(PacketClaim::IcmpTimeExceeded { .. })
            | Claim::Packet(PacketClaim::IcmpOther { .. })
            | Claim::Packet(PacketClaim::IcmpPacketTooBig { .. })
            | Claim::Packet(PacketClaim::IcmpRedirect { .. })
            | Claim::Packet(PacketClaim::RouterSolicitation { .. })
            | Claim::Packet(PacketClaim::RouterAdvertisement { .. })
            | Claim::Packet(PacketClaim::NeighborSolicitation { .. })
            | Claim::Packet(PacketClaim::NeighborProbe { .. })
            | Claim::Packet(PacketClaim::NeighborAdvertisement { .. })
            | Claim::Packet(PacketClaim::MulticastQuery { .. })
            | Claim::Packet(PacketClaim::MulticastReport { .. })
            | Claim::Packet(PacketClaim::IpReassembled { .. })
            | Claim::Packet(PacketClaim::Dhcp(_))
            | Claim::Packet(PacketClaim::ArpRequest { .. })
            | Claim::Packet(PacketClaim::ArpProbe { .. })
            | Claim::Packet(PacketClaim::ArpAnnouncement { .. })
            | Claim::Packet(PacketClaim::ArpReply { .. })
            | Claim::Packet(PacketClaim::ArpOther { .. })
            | Claim::Packet(PacketClaim::IpFragment { .. })
            | Claim::Packet(PacketClaim::Comment { .. })
            | Claim::Packet(PacketClaim::Cut { .. })
            | Claim::Packet(PacketClaim::Checksum { .. })
            | Claim::Packet(PacketClaim::Malformed { .. })
            | Claim::Packet(PacketClaim::LinkTypeNotDecoded { .. })
            | Claim::Packet(PacketClaim::NetworkNotDecoded { .. })
            | Claim::Packet(PacketClaim::TransportNotDecoded { .. })
            | Claim::Flow(FlowClaim::Opened { .. })
            | Claim::Flow(FlowClaim::PortReused { .. })
            | Claim::Flow(FlowClaim::Transferred { .. })
            | Claim::Flow(FlowClaim::Retransmissions { .. })
            | Claim::Flow(FlowClaim::MissingBytes { .. })
            | Claim::Flow(FlowClaim::Refused { .. })
            | Claim::Flow(FlowClaim::OneSided { .. })
            | Claim::Flow(FlowClaim::HandshakeUnfinished { .. })
            | Claim::Flow(FlowClaim::ClosedByClient { .. })
            | Claim::Flow(FlowClaim::ClosedByServer { .. })
            | Claim::Flow(FlowClaim::SimultaneousClose { .. })
            | Claim::Flow(FlowClaim::ThreeSegmentClose { .. })
            | Claim::Flow(FlowClaim::FourSegmentClose { .. })
            | Claim::Flow(FlowClaim::HalfClose { .. })
            | Claim::Flow(FlowClaim::HalfOpenEnd { .. })
            | Claim::Flow(FlowClaim::StillOpen { .. })
            | Claim::Flow(FlowClaim::UdpExchanged { .. })
            | Claim::Flow(FlowClaim::UdpNoConnection)
            | Claim::Flow(FlowClaim::UdpTimeExceeded { .. })
            | Claim::Flow(FlowClaim::UdpRefused { .. })
            | Claim::Flow(FlowClaim::UdpUnreachable { .. })
            | Claim::Flow(FlowClaim::DnsLookup { .. })
            | Claim::Flow(FlowClaim::DnsUnreachable { .. })
            | Claim::Flow(FlowClaim::DnsManyLookups { .. })
            | Claim::Capture(CaptureClaim::Comment { .. })
            | Claim::Capture(CaptureClaim::MoreComments { .. })
            | Claim::Capture(CaptureClaim::Names { .. })
            | Claim::Capture(CaptureClaim::Statistics(_))
            | Claim::Capture(CaptureClaim::BlocksPassed { .. })
            | Claim::Capture(CaptureClaim::HiddenByFilter { .. })
            | Claim::Capture(CaptureClaim::TruncatedFile { .. })
            | Claim::Capture(CaptureClaim::CutBySnaplen { .. })
            | Claim::Capture(CaptureClaim::LinkTypeNotDecoded { .. })
            | Claim::Capture(CaptureClaim::FlowsEvicted { .. })
            | Claim::Capture(CaptureClaim::FragmentsGivenUp { .. })
            | Claim::Capture(CaptureClaim::Dropped { .. })
            | Claim::Capture(CaptureClaim::OwnConnection { .. })
            | Claim::Capture(CaptureClaim::TimeBackwards { .. }) => Certainty::Observed,
        }
    }

    /// The RFC and its section, where the claim is about a protocol; claims about the capture, a program or a kernel
    /// cite none.
    pub const fn reference(&self) -> Option<&'static str> {
        Some(match &self.claim {
            Claim::Packet(PacketClaim::TcpSyn { .. })
            | Claim::Packet(PacketClaim::TcpSynAck { .. })
            | Claim::Packet(PacketClaim::TcpHandshakeAck { .. })
            | Claim::Flow(FlowClaim::Opened { .. }) => "RFC 9293 3.5",
            Claim::Packet(PacketClaim::TcpData { .. }) | Claim::Flow(FlowClaim::Transferred { .. }) => "RFC 9293 3.8",
            Claim::Packet(PacketClaim::TcpPush { .. }) => "RFC 9293 3.9.1.2",
            Claim::Packet(PacketClaim::TcpAck { .. }) => "RFC 9293 3.4",
            Claim::Packet(PacketClaim::TcpFin { .. })
            | Claim::Packet(PacketClaim::TcpCloseAck { .. })
            | Claim::Flow(FlowClaim::ClosedByClient { .. })
            | Claim::Flow(FlowClaim::ClosedByServer { .. })
            | Claim::Flow(FlowClaim::ThreeSegmentClose { .. })
            | Claim::Flow(FlowClaim::FourSegmentClose { .. })
            | Claim::Flow(FlowClaim::SimultaneousClose { .. }) => "RFC 9293 3.6",
            Claim::Flow(FlowClaim::HalfClose { .. }) | Claim::Flow(FlowClaim::HalfOpenEnd { .. }) => "RFC 9293 3.6.1",
            Claim::Packet(PacketClaim::TcpRst { kind: super::claim::ResetKind::Ignored, .. }) => "RFC 5961 3.2",
            Claim::Packet(PacketClaim::TcpRst { .. })
            | Claim::Flow(FlowClaim::Reset { .. })
            | Claim::Flow(FlowClaim::Refused { icmp_code: None, .. }) => "RFC 9293 3.5.3",
            Claim::Packet(PacketClaim::TcpRetransmission { .. }) => "RFC 9293 3.8.1",
            Claim::Packet(PacketClaim::TcpFastRetransmission { .. }) | Claim::Packet(PacketClaim::TcpDuplicateAck { .. }) => "RFC 5681 3.2",
            Claim::Packet(PacketClaim::TcpKeepAlive { .. }) | Claim::Packet(PacketClaim::TcpKeepAliveAck { .. }) => "RFC 9293 3.8.4",
            Claim::Packet(PacketClaim::TcpZeroWindow { .. })
            | Claim::Packet(PacketClaim::TcpWindowFull { .. })
            | Claim::Packet(PacketClaim::TcpWindowUpdate { .. }) => "RFC 9293 3.8.6",
            Claim::Packet(PacketClaim::TcpZeroWindowProbe { .. }) | Claim::Packet(PacketClaim::TcpZeroWindowProbeAck { .. }) => {
                "RFC 9293 3.8.6.1"
            }
            Claim::Packet(PacketClaim::UdpData { .. }) | Claim::Flow(FlowClaim::UdpNoConnection) => "RFC 768",
            Claim::Packet(PacketClaim::DnsQuery { .. })
            | Claim::Packet(PacketClaim::DnsResponse { .. })
            | Claim::Packet(PacketClaim::DnsTruncated { .. }) => "RFC 1035 4.1.1",
            Claim::Packet(PacketClaim::DnsRecords { .. }) => "RFC 1035 4.1.1",
            Claim::Packet(PacketClaim::NeighboursQuestion { service: Neighbours::Mdns, is_probe: true, .. }) => "RFC 6762 8.1",
            Claim::Packet(PacketClaim::NeighboursQuestion { service: Neighbours::Mdns, .. }) => "RFC 6762 5",
            Claim::Packet(PacketClaim::NeighboursAnswer { service: Neighbours::Mdns, .. }) => "RFC 6762 6",
            Claim::Packet(PacketClaim::NeighboursQuestion { service: Neighbours::Llmnr, .. })
            | Claim::Packet(PacketClaim::NeighboursAnswer { service: Neighbours::Llmnr, .. }) => "RFC 4795 2",
            Claim::Packet(PacketClaim::DnsNodata { .. }) => "RFC 2308 2.2",
            Claim::Packet(PacketClaim::DnsNxdomain { .. }) => "RFC 2308 2.1",
            Claim::Packet(PacketClaim::DnsRefused { .. })
            | Claim::Packet(PacketClaim::DnsServfail { .. })
            | Claim::Packet(PacketClaim::DnsError { .. }) => "RFC 1035 4.1.1",
            Claim::Packet(PacketClaim::IcmpEchoRequest { sender, .. }) | Claim::Packet(PacketClaim::IcmpEchoReply { sender, .. })
                if sender.is_ipv6() =>
            {
                "RFC 4443 4"
            }
            Claim::Packet(PacketClaim::IcmpPortUnreachable { sender, .. })
            | Claim::Packet(PacketClaim::IcmpHostUnreachable { sender, .. })
            | Claim::Packet(PacketClaim::IcmpUnreachable { sender, .. })
                if sender.is_ipv6() =>
            {
                "RFC 4443 3.1"
            }
            Claim::Packet(PacketClaim::IcmpTimeExceeded { sender, .. }) if sender.is_ipv6() => "RFC 4443 3.3",
            Claim::Packet(PacketClaim::IcmpEchoRequest { .. }) | Claim::Packet(PacketClaim::IcmpEchoReply { .. }) => "RFC 1122 3.2.2.6",
            Claim::Packet(PacketClaim::IcmpPortUnreachable { .. })
            | Claim::Packet(PacketClaim::IcmpHostUnreachable { .. })
            | Claim::Packet(PacketClaim::IcmpUnreachable { .. }) => "RFC 1122 3.2.2.1",
            Claim::Packet(PacketClaim::IcmpTimeExceeded { .. }) => "RFC 1122 3.2.2.4",
            Claim::Packet(PacketClaim::Dhcp(message)) => return message.step.reference(),
            Claim::Cause(cause) => return cause.reference(),
            Claim::Packet(PacketClaim::ArpRequest { .. }) | Claim::Packet(PacketClaim::ArpReply { .. }) => "RFC 826",
            Claim::Packet(PacketClaim::IcmpPacketTooBig { sender, .. }) => {
                if sender.is_ipv4() {
                    "RFC 1191 4"
                } else {
                    "RFC 4443 3.2"
                }
            }
            Claim::Packet(PacketClaim::IcmpRedirect { sender, .. }) => {
                if sender.is_ipv4() {
                    "RFC 1122 3.2.2.2"
                } else {
                    "RFC 4861 8"
                }
            }
            Claim::Packet(PacketClaim::RouterSolicitation { sender }) | Claim::Packet(PacketClaim::RouterAdvertisement { sender, .. }) => {
                if sender.is_ipv4() {
                    "RFC 1256"
                } else {
                    "RFC 4861 6"
                }
            }
            Claim::Packet(PacketClaim::NeighborSolicitation { .. }) | Claim::Packet(PacketClaim::NeighborAdvertisement { .. }) => {
                "RFC 4861 7.2"
            }
            Claim::Packet(PacketClaim::NeighborProbe { .. }) => "RFC 4862 5.4",
            Claim::Packet(PacketClaim::MulticastQuery { sender, .. }) | Claim::Packet(PacketClaim::MulticastReport { sender, .. }) => {
                if sender.is_ipv4() {
                    "RFC 3376"
                } else {
                    "RFC 3810"
                }
            }
            Claim::Packet(PacketClaim::ArpProbe { .. }) => "RFC 5227 2.1",
            Claim::Packet(PacketClaim::ArpConflict { .. }) => "RFC 5227 2.4",
            Claim::Packet(PacketClaim::ArpAnnouncement { .. }) => "RFC 5227 2.3",
            Claim::Packet(PacketClaim::IpFragment { sender, .. }) if sender.is_ipv6() => "RFC 8200 4.5",
            Claim::Packet(PacketClaim::IpFragment { .. }) => "RFC 791 3.2",
            _ => return None,
        })
    }
}
