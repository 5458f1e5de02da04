//! A claim with its grounds: which packets it rests on, how sure it is, which standard it follows.

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
    pub fn new(claim: Claim, frames: impl IntoIterator<Item = u64>) -> Self {
        let mut frames: Vec<u64> = frames.into_iter().collect();
        frames.sort_unstable();
        frames.dedup();
        Self { claim, frames }
    }

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self.claim {
            Claim::TcpSyn { .. } => "tcp.syn",
            Claim::TcpSynAck { .. } => "tcp.syn_ack",
            Claim::TcpHandshakeAck { .. } => "tcp.handshake_ack",
            Claim::TcpData { .. } => "tcp.data",
            Claim::TcpPush { .. } => "tcp.push",
            Claim::TcpAck { .. } => "tcp.ack",
            Claim::TcpUnusualFlags { .. } => "tcp.unusual_flags",
            Claim::TcpFin { .. } => "tcp.fin",
            Claim::TcpCloseAck { .. } => "tcp.close_ack",
            Claim::TcpRst { .. } => "tcp.rst",
            Claim::TcpRetransmission { .. } => "tcp.retransmission",
            Claim::TcpFastRetransmission { .. } => "tcp.fast_retransmission",
            Claim::TcpSpuriousRetransmission { .. } => "tcp.spurious_retransmission",
            Claim::TcpOutOfOrder { .. } => "tcp.out_of_order",
            Claim::TcpPreviousSegmentNotCaptured { .. } => "tcp.previous_segment_not_captured",
            Claim::TcpAckedUnseenSegment { .. } => "tcp.acked_unseen_segment",
            Claim::TcpDuplicateAck { .. } => "tcp.duplicate_ack",
            Claim::TcpKeepAlive { .. } => "tcp.keep_alive",
            Claim::TcpKeepAliveAck { .. } => "tcp.keep_alive_ack",
            Claim::TcpZeroWindow { .. } => "tcp.zero_window",
            Claim::TcpZeroWindowProbe { .. } => "tcp.zero_window_probe",
            Claim::TcpZeroWindowProbeAck { .. } => "tcp.zero_window_probe_ack",
            Claim::TcpWindowFull { .. } => "tcp.window_full",
            Claim::TcpWindowUpdate { .. } => "tcp.window_update",
            Claim::UdpData { .. } => "udp.data",
            Claim::DnsQuery { .. } => "dns.query",
            Claim::DnsResponse { .. } => "dns.response",
            Claim::DnsRecords { .. } => "dns.records",
            Claim::NeighboursQuestion { service: Neighbours::Mdns, .. } => "mdns.query",
            Claim::NeighboursQuestion { service: Neighbours::Llmnr, .. } => "llmnr.query",
            Claim::NeighboursAnswer { service: Neighbours::Mdns, .. } => "mdns.answer",
            Claim::NeighboursAnswer { service: Neighbours::Llmnr, .. } => "llmnr.answer",
            Claim::DnsNodata { .. } => "dns.nodata",
            Claim::DnsReferral { .. } => "dns.referral",
            Claim::DnsNxdomain { .. } => "dns.nxdomain",
            Claim::DnsRefused { .. } => "dns.refused",
            Claim::DnsServfail { .. } => "dns.servfail",
            Claim::DnsError { .. } => "dns.error",
            Claim::DnsTruncated { .. } => "dns.truncated",
            Claim::IcmpEchoRequest { .. } => "icmp.echo_request",
            Claim::IcmpEchoReply { .. } => "icmp.echo_reply",
            Claim::IcmpPortUnreachable { .. } => "icmp.port_unreachable",
            Claim::IcmpHostUnreachable { .. } => "icmp.host_unreachable",
            Claim::IcmpUnreachable { .. } => "icmp.unreachable",
            Claim::IcmpTimeExceeded { .. } => "icmp.time_exceeded",
            Claim::IcmpOther { .. } => "icmp.other",
            Claim::IcmpPacketTooBig { .. } => "icmp.packet_too_big",
            Claim::IcmpRedirect { .. } => "icmp.redirect",
            Claim::RouterSolicitation { .. } => "router.solicitation",
            Claim::RouterAdvertisement { .. } => "router.advertisement",
            Claim::NeighborSolicitation { .. } => "neighbor.solicitation",
            Claim::NeighborProbe { .. } => "neighbor.probe",
            Claim::NeighborAdvertisement { .. } => "neighbor.advertisement",
            Claim::MulticastQuery { .. } => "multicast.query",
            Claim::MulticastReport { .. } => "multicast.report",
            Claim::Dhcp(ref message) => message.step.code(),
            Claim::Cause(ref cause) => cause.code(),
            Claim::ArpRequest { .. } => "arp.request",
            Claim::ArpProbe { .. } => "arp.probe",
            Claim::ArpAnnouncement { .. } => "arp.announcement",
            Claim::ArpReply { .. } => "arp.reply",
            Claim::ArpConflict { .. } => "arp.conflict",
            Claim::ArpOther { .. } => "arp.other",
            Claim::IpFragment { .. } => "ip.fragment",
            Claim::IpReassembled { .. } => "ip.reassembled",
            Claim::PacketDuplicate { .. } => "packet.duplicate",
            Claim::PacketCut { .. } => "packet.cut",
            Claim::PacketChecksum { .. } => "packet.checksum",
            Claim::PacketMalformed { .. } => "packet.malformed",
            Claim::PacketComment { .. } => "packet.comment",
            Claim::LinkTypeNotDecoded { .. } => "link.not_decoded",
            Claim::NetworkNotDecoded { .. } => "network.not_decoded",
            Claim::TransportNotDecoded { .. } => "transport.not_decoded",
            Claim::FlowOpened { .. } => "flow.opened",
            Claim::FlowMidstream { .. } => "flow.midstream",
            Claim::FlowPortReused { .. } => "flow.port_reused",
            Claim::FlowTransferred { .. } => "flow.transferred",
            Claim::FlowOneSided { .. } => "flow.one_sided",
            Claim::FlowEcho { .. } => "flow.echo",
            Claim::FlowRetransmissions { .. } => "flow.retransmissions",
            Claim::FlowMissingBytes { .. } => "flow.missing_bytes",
            Claim::FlowRefused { .. } => "flow.refused",
            Claim::FlowUnanswered { .. } => "flow.unanswered",
            Claim::FlowTooEarly { .. } => "flow.too_early",
            Claim::FlowHandshakeUnfinished { .. } => "flow.handshake_unfinished",
            Claim::FlowLeftMemory { .. } => "flow.left_memory",
            Claim::FlowReset { .. } => "flow.reset",
            Claim::FlowClosedByClient { .. } => "flow.closed_by_client",
            Claim::FlowClosedByServer { .. } => "flow.closed_by_server",
            Claim::FlowSimultaneousClose { .. } => "flow.simultaneous_close",
            Claim::FlowThreeSegmentClose { .. } => "flow.three_segment_close",
            Claim::FlowFourSegmentClose { .. } => "flow.four_segment_close",
            Claim::FlowHalfClose { .. } => "flow.half_close",
            Claim::FlowHalfOpenEnd { .. } => "flow.half_closed_at_end",
            Claim::FlowStillOpen { .. } => "flow.open_at_end",
            Claim::UdpExchanged { .. } => "udp.exchanged",
            Claim::UdpNoConnection => "udp.no_connection",
            Claim::UdpUnanswered { .. } => "udp.unanswered",
            Claim::UdpTooEarly { .. } => "udp.too_early",
            Claim::UdpTimeExceeded { .. } => "udp.time_exceeded",
            Claim::UdpRefused { .. } => "udp.refused",
            Claim::UdpUnreachable { .. } => "udp.unreachable",
            Claim::DnsPair { .. } => "dns.pair",
            Claim::DnsLookup { .. } => "dns.lookup",
            Claim::DnsUnanswered { .. } => "dns.unanswered",
            Claim::DnsTooEarly { .. } => "dns.too_early",
            Claim::DnsUnreachable { .. } => "dns.unreachable",
            Claim::DnsManyLookups { .. } => "dns.many_lookups",
            Claim::CaptureHiddenByFilter { .. } => "capture.hidden_by_filter",
            Claim::CaptureTruncatedFile { .. } => "capture.truncated_file",
            Claim::CaptureCutBySnaplen { .. } => "capture.cut_by_snaplen",
            Claim::CaptureLinkTypeNotDecoded { .. } => "capture.link_type_not_decoded",
            Claim::CaptureChecksumOffload { .. } => "capture.checksum_offload",
            Claim::CaptureDuplicates { .. } => "capture.duplicates",
            Claim::CaptureFlowsEvicted { .. } => "capture.flows_evicted",
            Claim::CaptureFragmentsGivenUp { .. } => "capture.fragments_given_up",
            Claim::CaptureTimeBackwards { .. } => "capture.time_backwards",
            Claim::CaptureDropped { .. } => "capture.dropped",
            Claim::CaptureOwnConnection { .. } => "capture.own_connection",
            Claim::CaptureComment { .. } => "capture.comment",
            Claim::CaptureMoreComments { .. } => "capture.more_comments",
            Claim::CaptureNames { .. } => "capture.names",
            Claim::CaptureStatistics(_) => "capture.statistics",
            Claim::CaptureBlocksPassed { .. } => "capture.blocks_passed",
            Claim::CaptureProgramsUnseen => "capture.programs_unseen",
        }
    }

    /// How sure it is.
    pub const fn certainty(&self) -> Certainty {
        match self.claim {
            Claim::TcpPush { .. }
            | Claim::TcpUnusualFlags { .. }
            | Claim::TcpZeroWindow { .. }
            | Claim::FlowMidstream { .. }
            | Claim::FlowReset { .. }
            | Claim::IcmpHostUnreachable { .. }
            | Claim::TcpFastRetransmission { .. }
            | Claim::TcpOutOfOrder { .. }
            | Claim::TcpKeepAlive { .. }
            | Claim::TcpKeepAliveAck { .. }
            | Claim::FlowEcho { .. }
            | Claim::FlowUnanswered { .. }
            | Claim::UdpUnanswered { .. }
            | Claim::DnsPair { .. }
            | Claim::DnsUnanswered { .. }
            | Claim::ArpConflict { .. }
            | Claim::PacketDuplicate { evidence: Evidence::Identification | Evidence::Place, .. }
            | Claim::CaptureChecksumOffload { .. }
            | Claim::CaptureDuplicates { .. } => Certainty::Inferred,
            Claim::Cause(ref cause) => cause.certainty(),
            Claim::PacketDuplicate { evidence: Evidence::None, .. }
            | Claim::FlowTooEarly { .. }
            | Claim::FlowLeftMemory { .. }
            | Claim::UdpTooEarly { .. }
            | Claim::DnsTooEarly { .. }
            | Claim::CaptureProgramsUnseen => Certainty::Unknowable,
            Claim::TcpSyn { .. }
            | Claim::TcpSynAck { .. }
            | Claim::TcpHandshakeAck { .. }
            | Claim::TcpData { .. }
            | Claim::TcpAck { .. }
            | Claim::TcpFin { .. }
            | Claim::TcpCloseAck { .. }
            | Claim::TcpRst { .. }
            | Claim::TcpRetransmission { .. }
            | Claim::TcpSpuriousRetransmission { .. }
            | Claim::TcpPreviousSegmentNotCaptured { .. }
            | Claim::TcpAckedUnseenSegment { .. }
            | Claim::TcpDuplicateAck { .. }
            | Claim::TcpZeroWindowProbe { .. }
            | Claim::TcpZeroWindowProbeAck { .. }
            | Claim::TcpWindowFull { .. }
            | Claim::TcpWindowUpdate { .. }
            | Claim::UdpData { .. }
            | Claim::DnsQuery { .. }
            | Claim::DnsResponse { .. }
            | Claim::DnsRecords { .. }
            | Claim::NeighboursQuestion { .. }
            | Claim::NeighboursAnswer { .. }
            | Claim::DnsNodata { .. }
            | Claim::DnsReferral { .. }
            | Claim::DnsNxdomain { .. }
            | Claim::DnsRefused { .. }
            | Claim::DnsServfail { .. }
            | Claim::DnsError { .. }
            | Claim::DnsTruncated { .. }
            | Claim::IcmpEchoRequest { .. }
            | Claim::IcmpEchoReply { .. }
            | Claim::IcmpPortUnreachable { .. }
            | Claim::IcmpUnreachable { .. }
            | Claim::IcmpTimeExceeded { .. }
            | Claim::IcmpOther { .. }
            | Claim::IcmpPacketTooBig { .. }
            | Claim::IcmpRedirect { .. }
            | Claim::RouterSolicitation { .. }
            | Claim::RouterAdvertisement { .. }
            | Claim::NeighborSolicitation { .. }
            | Claim::NeighborProbe { .. }
            | Claim::NeighborAdvertisement { .. }
            | Claim::MulticastQuery { .. }
            | Claim::MulticastReport { .. }
            | Claim::IpReassembled { .. }
            | Claim::Dhcp(_)
            | Claim::ArpRequest { .. }
            | Claim::ArpProbe { .. }
            | Claim::ArpAnnouncement { .. }
            | Claim::ArpReply { .. }
            | Claim::ArpOther { .. }
            | Claim::IpFragment { .. }
            | Claim::PacketComment { .. }
            | Claim::PacketCut { .. }
            | Claim::PacketChecksum { .. }
            | Claim::PacketMalformed { .. }
            | Claim::LinkTypeNotDecoded { .. }
            | Claim::NetworkNotDecoded { .. }
            | Claim::TransportNotDecoded { .. }
            | Claim::FlowOpened { .. }
            | Claim::FlowPortReused { .. }
            | Claim::FlowTransferred { .. }
            | Claim::FlowRetransmissions { .. }
            | Claim::FlowMissingBytes { .. }
            | Claim::FlowRefused { .. }
            | Claim::FlowOneSided { .. }
            | Claim::FlowHandshakeUnfinished { .. }
            | Claim::FlowClosedByClient { .. }
            | Claim::FlowClosedByServer { .. }
            | Claim::FlowSimultaneousClose { .. }
            | Claim::FlowThreeSegmentClose { .. }
            | Claim::FlowFourSegmentClose { .. }
            | Claim::FlowHalfClose { .. }
            | Claim::FlowHalfOpenEnd { .. }
            | Claim::FlowStillOpen { .. }
            | Claim::UdpExchanged { .. }
            | Claim::UdpNoConnection
            | Claim::UdpTimeExceeded { .. }
            | Claim::UdpRefused { .. }
            | Claim::UdpUnreachable { .. }
            | Claim::DnsLookup { .. }
            | Claim::DnsUnreachable { .. }
            | Claim::DnsManyLookups { .. }
            | Claim::CaptureComment { .. }
            | Claim::CaptureMoreComments { .. }
            | Claim::CaptureNames { .. }
            | Claim::CaptureStatistics(_)
            | Claim::CaptureBlocksPassed { .. }
            | Claim::CaptureHiddenByFilter { .. }
            | Claim::CaptureTruncatedFile { .. }
            | Claim::CaptureCutBySnaplen { .. }
            | Claim::CaptureLinkTypeNotDecoded { .. }
            | Claim::CaptureFlowsEvicted { .. }
            | Claim::CaptureFragmentsGivenUp { .. }
            | Claim::CaptureDropped { .. }
            | Claim::CaptureOwnConnection { .. }
            | Claim::CaptureTimeBackwards { .. } => Certainty::Observed,
        }
    }

    /// The RFC and its section, where the claim is about a protocol; claims about the capture, a program or a kernel
    /// cite none.
    pub const fn reference(&self) -> Option<&'static str> {
        Some(match &self.claim {
            Claim::TcpSyn { .. } | Claim::TcpSynAck { .. } | Claim::TcpHandshakeAck { .. } | Claim::FlowOpened { .. } => "RFC 9293 3.5",
            Claim::TcpData { .. } | Claim::FlowTransferred { .. } => "RFC 9293 3.8",
            Claim::TcpPush { .. } => "RFC 9293 3.9.1.2",
            Claim::TcpAck { .. } => "RFC 9293 3.4",
            Claim::TcpFin { .. }
            | Claim::TcpCloseAck { .. }
            | Claim::FlowClosedByClient { .. }
            | Claim::FlowClosedByServer { .. }
            | Claim::FlowThreeSegmentClose { .. }
            | Claim::FlowFourSegmentClose { .. }
            | Claim::FlowSimultaneousClose { .. } => "RFC 9293 3.6",
            Claim::FlowHalfClose { .. } | Claim::FlowHalfOpenEnd { .. } => "RFC 9293 3.6.1",
            Claim::TcpRst { kind: super::claim::ResetKind::Ignored, .. } => "RFC 5961 3.2",
            Claim::TcpRst { .. } | Claim::FlowReset { .. } | Claim::FlowRefused { icmp_code: None, .. } => "RFC 9293 3.5.3",
            Claim::TcpRetransmission { .. } => "RFC 9293 3.8.1",
            Claim::TcpFastRetransmission { .. } | Claim::TcpDuplicateAck { .. } => "RFC 5681 3.2",
            Claim::TcpKeepAlive { .. } | Claim::TcpKeepAliveAck { .. } => "RFC 9293 3.8.4",
            Claim::TcpZeroWindow { .. } | Claim::TcpWindowFull { .. } | Claim::TcpWindowUpdate { .. } => "RFC 9293 3.8.6",
            Claim::TcpZeroWindowProbe { .. } | Claim::TcpZeroWindowProbeAck { .. } => "RFC 9293 3.8.6.1",
            Claim::UdpData { .. } | Claim::UdpNoConnection => "RFC 768",
            Claim::DnsQuery { .. } | Claim::DnsResponse { .. } | Claim::DnsTruncated { .. } => "RFC 1035 4.1.1",
            Claim::DnsRecords { .. } => "RFC 1035 4.1.1",
            Claim::NeighboursQuestion { service: Neighbours::Mdns, is_probe: true, .. } => "RFC 6762 8.1",
            Claim::NeighboursQuestion { service: Neighbours::Mdns, .. } => "RFC 6762 5",
            Claim::NeighboursAnswer { service: Neighbours::Mdns, .. } => "RFC 6762 6",
            Claim::NeighboursQuestion { service: Neighbours::Llmnr, .. } | Claim::NeighboursAnswer { service: Neighbours::Llmnr, .. } => {
                "RFC 4795 2"
            }
            Claim::DnsNodata { .. } => "RFC 2308 2.2",
            Claim::DnsNxdomain { .. } => "RFC 2308 2.1",
            Claim::DnsRefused { .. } | Claim::DnsServfail { .. } | Claim::DnsError { .. } => "RFC 1035 4.1.1",
            Claim::IcmpEchoRequest { sender, .. } | Claim::IcmpEchoReply { sender, .. } if sender.is_ipv6() => "RFC 4443 4",
            Claim::IcmpPortUnreachable { sender, .. }
            | Claim::IcmpHostUnreachable { sender, .. }
            | Claim::IcmpUnreachable { sender, .. }
                if sender.is_ipv6() =>
            {
                "RFC 4443 3.1"
            }
            Claim::IcmpTimeExceeded { sender, .. } if sender.is_ipv6() => "RFC 4443 3.3",
            Claim::IcmpEchoRequest { .. } | Claim::IcmpEchoReply { .. } => "RFC 1122 3.2.2.6",
            Claim::IcmpPortUnreachable { .. } | Claim::IcmpHostUnreachable { .. } | Claim::IcmpUnreachable { .. } => "RFC 1122 3.2.2.1",
            Claim::IcmpTimeExceeded { .. } => "RFC 1122 3.2.2.4",
            Claim::Dhcp(message) => return message.step.reference(),
            Claim::Cause(cause) => return cause.reference(),
            Claim::ArpRequest { .. } | Claim::ArpReply { .. } => "RFC 826",
            Claim::IcmpPacketTooBig { sender, .. } => {
                if sender.is_ipv4() {
                    "RFC 1191 4"
                } else {
                    "RFC 4443 3.2"
                }
            }
            Claim::IcmpRedirect { sender, .. } => {
                if sender.is_ipv4() {
                    "RFC 1122 3.2.2.2"
                } else {
                    "RFC 4861 8"
                }
            }
            Claim::RouterSolicitation { sender } | Claim::RouterAdvertisement { sender, .. } => {
                if sender.is_ipv4() {
                    "RFC 1256"
                } else {
                    "RFC 4861 6"
                }
            }
            Claim::NeighborSolicitation { .. } | Claim::NeighborAdvertisement { .. } => "RFC 4861 7.2",
            Claim::NeighborProbe { .. } => "RFC 4862 5.4",
            Claim::MulticastQuery { sender, .. } | Claim::MulticastReport { sender, .. } => {
                if sender.is_ipv4() {
                    "RFC 3376"
                } else {
                    "RFC 3810"
                }
            }
            Claim::ArpProbe { .. } => "RFC 5227 2.1",
            Claim::ArpConflict { .. } => "RFC 5227 2.4",
            Claim::ArpAnnouncement { .. } => "RFC 5227 2.3",
            Claim::IpFragment { sender, .. } if sender.is_ipv6() => "RFC 8200 4.5",
            Claim::IpFragment { .. } => "RFC 791 3.2",
            _ => return None,
        })
    }
}
