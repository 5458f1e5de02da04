//! The stable names of all statements, each once: what records, filters and `labcap codes` call them by.

use super::claim::capture::CaptureClaim;
use super::claim::causes::Cause;
use super::claim::compare::CompareClaim;
use super::claim::dhcp::Step;
use super::claim::flow::FlowClaim;
use super::claim::measures::Measure;
use super::claim::packet::PacketClaim;
use super::claim::{Claim, Neighbours};
use super::reference::Reference;
use super::statement::Certainty;

macro_rules! codes {
    ($($variant:ident $name:literal $about:ident [$($certainty:ident),*] [$($kind:ident($($place:literal),*)),*],)*) => {
        /// A kind of statement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "explained in `lang`, for users too")]
        pub enum Code {
            $($variant,)*
        }

        impl Code {
            /// All of them: on packets, on conversations, on the capture, on two captures.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As records have it: `tcp.data`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What its statements stand on.
            pub const fn about(self) -> About {
                match self {
                    $(Self::$variant => About::$about,)*
                }
            }

            /// How sure its statements are; the usual first.
            pub const fn certainties(self) -> &'static [Certainty] {
                match self {
                    $(Self::$variant => &[$(Certainty::$certainty),*],)*
                }
            }

            /// What its statements rest on beside the packets, the usual first; nothing where they are about the capture.
            pub const fn references(self) -> &'static [Reference] {
                match self {
                    $(Self::$variant => &[$(Reference::$kind($($place),*)),*],)*
                }
            }
        }
    };
}

// Name, what it stands on, how sure it is, what it rests on.
codes! {
    // Packets.
    TcpSyn "tcp.syn" Packet [Observed] [Rfc(9293, "3.5")],
    TcpSynAck "tcp.syn_ack" Packet [Observed] [Rfc(9293, "3.5")],
    TcpHandshakeAck "tcp.handshake_ack" Packet [Observed] [Rfc(9293, "3.5")],
    TcpData "tcp.data" Packet [Observed] [Rfc(9293, "3.8")],
    TcpPush "tcp.push" Packet [Inferred] [Rfc(9293, "3.9.1.2"), Linux("net/ipv4/tcp.c, tcp_push()")],
    TcpAck "tcp.ack" Packet [Observed] [Rfc(9293, "3.4")],
    TcpFin "tcp.fin" Packet [Observed] [Rfc(9293, "3.6")],
    TcpCloseAck "tcp.close_ack" Packet [Observed] [Rfc(9293, "3.6")],
    TcpRst "tcp.rst" Packet [Observed] [Rfc(9293, "3.5.2"), Rfc(5961, "3.2")],
    TcpUnusualFlags "tcp.unusual_flags" Packet [Inferred] [Rfc(9293, "3.10.7.4")],
    TcpRetransmission "tcp.retransmission" Packet [Observed] [Rfc(9293, "3.8.1"), Wireshark("tcp.analysis.retransmission")],
    TcpTailLossProbe "tcp.tail_loss_probe" Packet [Inferred] [Rfc(8985, "7.3"), Linux("net/ipv4/tcp_output.c, tcp_send_loss_probe()")],
    TcpFastRetransmission "tcp.fast_retransmission" Packet [Inferred] [Rfc(5681, "3.2"), Wireshark("tcp.analysis.fast_retransmission")],
    TcpSpuriousRetransmission "tcp.spurious_retransmission" Packet [Observed] [Rfc(9293, "3.8.1"), Wireshark("tcp.analysis.spurious_retransmission")],
    TcpOutOfOrder "tcp.out_of_order" Packet [Inferred] [Wireshark("tcp.analysis.out_of_order"), Rfc(9293, "3.4")],
    TcpPreviousSegmentNotCaptured "tcp.previous_segment_not_captured" Packet [Observed] [],
    TcpAckedUnseenSegment "tcp.acked_unseen_segment" Packet [Observed] [],
    TcpDuplicateAck "tcp.duplicate_ack" Packet [Observed] [Rfc(5681, "3.2"), Wireshark("tcp.analysis.duplicate_ack")],
    TcpKeepAlive "tcp.keep_alive" Packet [Inferred] [Rfc(9293, "3.8.4"), Linux("tcp(7), socket(7): SO_KEEPALIVE")],
    TcpKeepAliveAck "tcp.keep_alive_ack" Packet [Inferred] [Rfc(9293, "3.8.4")],
    TcpZeroWindow "tcp.zero_window" Packet [Inferred] [Rfc(9293, "3.8.6")],
    TcpZeroWindowProbe "tcp.zero_window_probe" Packet [Observed] [Rfc(9293, "3.8.6.1"), Linux("net/ipv4/tcp_output.c, tcp_xmit_probe_skb()")],
    TcpZeroWindowProbeAck "tcp.zero_window_probe_ack" Packet [Observed] [Rfc(9293, "3.8.6.1")],
    TcpWindowFull "tcp.window_full" Packet [Observed] [Rfc(9293, "3.8.6")],
    TcpWindowUpdate "tcp.window_update" Packet [Observed] [Rfc(9293, "3.8.6")],
    UdpData "udp.data" Packet [Observed] [Rfc(768, "")],
    DnsQuery "dns.query" Packet [Observed] [Rfc(1035, "4.1.1")],
    DnsResponse "dns.response" Packet [Observed] [Rfc(1035, "4.1.1")],
    DnsRecords "dns.records" Packet [Observed] [Rfc(1035, "4.1.3")],
    DnsNodata "dns.nodata" Packet [Observed] [Rfc(2308, "2.2")],
    DnsReferral "dns.referral" Packet [Observed] [Rfc(1034, "4.3.1")],
    DnsNxdomain "dns.nxdomain" Packet [Observed] [Rfc(2308, "2.1")],
    DnsRefused "dns.refused" Packet [Observed] [Rfc(1035, "4.1.1")],
    DnsServfail "dns.servfail" Packet [Observed] [Rfc(1035, "4.1.1")],
    DnsError "dns.error" Packet [Observed] [Rfc(1035, "4.1.1")],
    DnsTruncated "dns.truncated" Packet [Observed] [Rfc(1035, "4.2.1")],
    MdnsQuery "mdns.query" Packet [Observed] [Rfc(6762, "5"), Rfc(6762, "8.1")],
    MdnsAnswer "mdns.answer" Packet [Observed] [Rfc(6762, "6")],
    LlmnrQuery "llmnr.query" Packet [Observed] [Rfc(4795, "2")],
    LlmnrAnswer "llmnr.answer" Packet [Observed] [Rfc(4795, "2")],
    IcmpEchoRequest "icmp.echo_request" Packet [Observed] [Rfc(1122, "3.2.2.6"), Rfc(4443, "4.1")],
    IcmpEchoReply "icmp.echo_reply" Packet [Observed] [Rfc(1122, "3.2.2.6"), Rfc(4443, "4.2")],
    IcmpPortUnreachable "icmp.port_unreachable" Packet [Observed] [Rfc(1122, "3.2.2.1"), Rfc(4443, "3.1")],
    IcmpHostUnreachable "icmp.host_unreachable" Packet [Inferred] [Rfc(1122, "3.2.2.1"), Rfc(4443, "3.1")],
    IcmpUnreachable "icmp.unreachable" Packet [Observed] [Rfc(1122, "3.2.2.1"), Rfc(4443, "3.1")],
    IcmpTimeExceeded "icmp.time_exceeded" Packet [Observed] [Rfc(1122, "3.2.2.4"), Rfc(4443, "3.3")],
    IcmpPacketTooBig "icmp.packet_too_big" Packet [Observed] [Rfc(1191, "4"), Rfc(4443, "3.2")],
    IcmpRedirect "icmp.redirect" Packet [Observed] [Rfc(1122, "3.2.2.2"), Rfc(4861, "8")],
    IcmpOther "icmp.other" Packet [Observed] [Rfc(792, ""), Rfc(4443, "2.1")],
    RouterSolicitation "router.solicitation" Packet [Observed] [Rfc(1256, "3"), Rfc(4861, "6")],
    RouterAdvertisement "router.advertisement" Packet [Observed] [Rfc(1256, "3"), Rfc(4861, "6")],
    NeighborSolicitation "neighbor.solicitation" Packet [Observed] [Rfc(4861, "7.2"), Rfc(4861, "7.3")],
    NeighborProbe "neighbor.probe" Packet [Observed] [Rfc(4862, "5.4")],
    NeighborAdvertisement "neighbor.advertisement" Packet [Observed] [Rfc(4861, "7.2")],
    MulticastQuery "multicast.query" Packet [Observed] [Rfc(3376, "4"), Rfc(3810, "5")],
    MulticastReport "multicast.report" Packet [Observed] [Rfc(3376, "4"), Rfc(3810, "5")],
    DhcpDiscover "dhcp.discover" Packet [Observed] [Rfc(2131, "3.1")],
    DhcpOffer "dhcp.offer" Packet [Observed] [Rfc(2131, "3.1")],
    DhcpRequest "dhcp.request" Packet [Observed] [Rfc(2131, "4.3.2")],
    DhcpDecline "dhcp.decline" Packet [Observed] [Rfc(2131, "4.3.3")],
    DhcpAck "dhcp.ack" Packet [Observed] [Rfc(2131, "3.1")],
    DhcpSettings "dhcp.settings" Packet [Observed] [Rfc(2131, "4.3.5")],
    DhcpNak "dhcp.nak" Packet [Observed] [Rfc(2131, "3.2")],
    DhcpRelease "dhcp.release" Packet [Observed] [Rfc(2131, "4.3.4")],
    DhcpInform "dhcp.inform" Packet [Observed] [Rfc(2131, "4.3.5")],
    DhcpOther "dhcp.other" Packet [Observed] [Rfc(2132, "9.6")],
    DhcpBootRequest "dhcp.boot_request" Packet [Observed] [Rfc(951, "")],
    DhcpBootReply "dhcp.boot_reply" Packet [Observed] [Rfc(951, "")],
    ArpRequest "arp.request" Packet [Observed] [Rfc(826, "")],
    ArpProbe "arp.probe" Packet [Observed] [Rfc(5227, "2.1")],
    ArpAnnouncement "arp.announcement" Packet [Observed] [Rfc(5227, "2.3")],
    ArpReply "arp.reply" Packet [Observed] [Rfc(826, "")],
    ArpConflict "arp.conflict" Packet [Inferred] [Rfc(5227, "2.4")],
    ArpOther "arp.other" Packet [Observed] [Rfc(826, "")],
    IpFragment "ip.fragment" Packet [Observed] [Rfc(791, "3.2"), Rfc(8200, "4.5")],
    IpReassembled "ip.reassembled" Packet [Observed] [Rfc(791, "3.2"), Rfc(8200, "4.5")],
    PacketDuplicate "packet.duplicate" Packet [Inferred, Unknowable] [],
    PacketTranslated "packet.translated" Packet [Inferred] [Rfc(3022, "")],
    PacketCut "packet.cut" Packet [Observed] [],
    PacketChecksum "packet.checksum" Packet [Observed] [Rfc(1071, "")],
    PacketMalformed "packet.malformed" Packet [Observed] [],
    PacketComment "packet.comment" Packet [Observed] [],
    LinkNotDecoded "link.not_decoded" Packet [Observed] [],
    NetworkNotDecoded "network.not_decoded" Packet [Observed] [],
    TransportNotDecoded "transport.not_decoded" Packet [Observed] [],
    // Conversations.
    FlowOpened "flow.opened" Conversation [Observed] [Rfc(9293, "3.5")],
    FlowHandshakeUnfinished "flow.handshake_unfinished" Conversation [Observed] [Rfc(9293, "3.5")],
    FlowMidstream "flow.midstream" Conversation [Inferred] [],
    FlowName "flow.name" Conversation [Inferred] [Program("getaddrinfo(), connect()")],
    FlowTranslated "flow.translated" Conversation [Inferred] [Rfc(3022, "")],
    FlowPortReused "flow.port_reused" Conversation [Observed] [Rfc(9293, "3.4.1")],
    FlowTransferred "flow.transferred" Conversation [Observed] [Rfc(9293, "3.8")],
    FlowOneSided "flow.one_sided" Conversation [Observed] [],
    FlowEcho "flow.echo" Conversation [Inferred] [Program("recv(), send()")],
    FlowReadSize "flow.read_size" Conversation [Inferred] [Program("recv()")],
    FlowRetransmissions "flow.retransmissions" Conversation [Observed] [Rfc(9293, "3.8.1")],
    FlowMissingBytes "flow.missing_bytes" Conversation [Observed] [],
    FlowNagleDelayedAck "flow.nagle_delayed_ack" Conversation [Inferred] [Rfc(9293, "3.7.4"), Rfc(9293, "3.8.6.3"), Linux("tcp(7): TCP_NODELAY")],
    FlowStalledByReceiver "flow.stalled_by_receiver" Conversation [Observed] [Rfc(9293, "3.8.6")],
    FlowAcceptQueueWait "flow.accept_queue_wait" Conversation [Inferred] [Linux("listen(2), accept(2)")],
    FlowAcceptQueueFull "flow.accept_queue_full" Conversation [Inferred] [Linux("net/ipv4/tcp_input.c, tcp_conn_request()"), Linux("net/ipv4/tcp_ipv4.c, tcp_v4_syn_recv_sock()")],
    FlowRoundTrip "flow.round_trip" Conversation [Observed] [Rfc(6298, "3"), Rfc(9293, "3.8.1")],
    FlowWindow "flow.window" Conversation [Observed] [Rfc(7323, "2.3"), Rfc(9293, "3.8.6")],
    FlowInFlight "flow.in_flight" Conversation [Observed] [Rfc(9293, "3.8.6")],
    FlowThroughput "flow.throughput" Conversation [Observed] [Rfc(9293, "3.8.6")],
    FlowSequenceNumbers "flow.sequence_numbers" Conversation [Observed] [Rfc(9293, "3.4")],
    FlowRetransmissionTimer "flow.retransmission_timer" Conversation [Inferred] [Rfc(6298, "5"), Linux("tcp(7): tcp_retries2, tcp_syn_retries")],
    FlowTimeSpent "flow.time_spent" Conversation [Inferred] [Program("recv(), send()")],
    FlowRefused "flow.refused" Conversation [Observed] [Rfc(9293, "3.5.2"), Linux("net/ipv4/tcp_ipv4.c, tcp_v4_err()"), Rfc(9293, "3.9.2.2")],
    FlowUnanswered "flow.unanswered" Conversation [Inferred] [Rfc(9293, "3.8.3")],
    FlowTooEarly "flow.too_early" Conversation [Unknowable] [],
    FlowReset "flow.reset" Conversation [Inferred] [Rfc(9293, "3.5.3")],
    FlowResetUnreadData "flow.reset_unread_data" Conversation [Inferred] [Rfc(9293, "3.6.1"), Rfc(1122, "4.2.2.13"), Linux("net/ipv4/tcp.c, __tcp_close()")],
    FlowResetAbort "flow.reset_abort" Conversation [Inferred] [Rfc(9293, "3.10.5"), Linux("socket(7): SO_LINGER")],
    FlowResetAfterClose "flow.reset_after_close" Conversation [Inferred] [Rfc(9293, "3.5.2"), Rfc(9293, "3.6.1")],
    FlowResetKeepAlive "flow.reset_keep_alive" Conversation [Inferred] [Rfc(9293, "3.8.4"), Linux("net/ipv4/tcp_timer.c, tcp_keepalive_timer()")],
    FlowResetOtherHops "flow.reset_other_hops" Conversation [Inferred] [Rfc(791, "3.1"), Rfc(8200, "3")],
    FlowClosedByClient "flow.closed_by_client" Conversation [Observed, Inferred] [Rfc(9293, "3.6")],
    FlowClosedByServer "flow.closed_by_server" Conversation [Observed, Inferred] [Rfc(9293, "3.6")],
    FlowSimultaneousClose "flow.simultaneous_close" Conversation [Observed] [Rfc(9293, "3.6")],
    FlowThreeSegmentClose "flow.three_segment_close" Conversation [Observed] [Rfc(9293, "3.6")],
    FlowFourSegmentClose "flow.four_segment_close" Conversation [Observed] [Rfc(9293, "3.6")],
    FlowHalfClose "flow.half_close" Conversation [Observed] [Rfc(9293, "3.6.1")],
    FlowHalfClosedAtEnd "flow.half_closed_at_end" Conversation [Observed] [Rfc(9293, "3.6.1")],
    FlowOpenAtEnd "flow.open_at_end" Conversation [Observed] [],
    FlowLeftMemory "flow.left_memory" Conversation [Unknowable] [],
    UdpExchanged "udp.exchanged" Conversation [Observed] [Rfc(768, "")],
    UdpNoConnection "udp.no_connection" Conversation [Observed] [Rfc(768, "")],
    UdpUnanswered "udp.unanswered" Conversation [Inferred] [Rfc(768, "")],
    UdpTooEarly "udp.too_early" Conversation [Unknowable] [],
    UdpTimeExceeded "udp.time_exceeded" Conversation [Observed] [Rfc(1122, "3.2.2.4"), Rfc(4443, "3.3")],
    UdpRefused "udp.refused" Conversation [Observed] [Rfc(1122, "4.1.3.3"), Rfc(4443, "3.1")],
    UdpUnreachable "udp.unreachable" Conversation [Observed] [Rfc(1122, "4.1.3.3"), Rfc(4443, "3.1")],
    DnsPair "dns.pair" Conversation [Inferred] [Program("getaddrinfo()")],
    DnsLookup "dns.lookup" Conversation [Observed] [Rfc(1035, "7.3")],
    DnsUnanswered "dns.unanswered" Conversation [Inferred] [Rfc(1035, "4.2.1")],
    DnsTooEarly "dns.too_early" Conversation [Unknowable] [],
    DnsUnreachable "dns.unreachable" Conversation [Observed] [Rfc(1122, "4.1.3.3"), Rfc(4443, "3.1")],
    DnsManyLookups "dns.many_lookups" Conversation [Observed] [],
    // The capture.
    CaptureDropped "capture.dropped" Capture [Observed] [],
    CaptureOwnConnection "capture.own_connection" Capture [Observed] [],
    CaptureHiddenByFilter "capture.hidden_by_filter" Capture [Observed] [],
    CaptureTruncatedFile "capture.truncated_file" Capture [Observed] [],
    CaptureCutBySnaplen "capture.cut_by_snaplen" Capture [Observed] [],
    CaptureLinkTypeNotDecoded "capture.link_type_not_decoded" Capture [Observed] [],
    CaptureComment "capture.comment" Capture [Observed] [],
    CaptureMoreComments "capture.more_comments" Capture [Observed] [],
    CaptureNames "capture.names" Capture [Observed] [],
    CaptureStatistics "capture.statistics" Capture [Observed] [],
    CaptureBlocksPassed "capture.blocks_passed" Capture [Observed] [],
    CaptureChecksumOffload "capture.checksum_offload" Capture [Inferred] [],
    CaptureDuplicates "capture.duplicates" Capture [Inferred] [],
    CaptureAlreadyRunning "capture.already_running" Capture [Inferred] [],
    CaptureFlowsEvicted "capture.flows_evicted" Capture [Observed] [],
    CaptureFragmentsGivenUp "capture.fragments_given_up" Capture [Observed] [],
    CaptureTimeBackwards "capture.time_backwards" Capture [Observed] [],
    CaptureVantage "capture.vantage" Capture [Inferred] [],
    ServerOneAtATime "server.one_at_a_time" Capture [Inferred] [Program("accept(), recv(), send()")],
    ServerConcurrent "server.concurrent" Capture [Inferred] [Program("accept(), recv(), send()")],
    ServerOverlapNotTested "server.overlap_not_tested" Capture [Unknowable] [],
    CaptureProgramsUnseen "capture.programs_unseen" Capture [Unknowable] [],
    CaptureOneWayTimesUnseen "capture.one_way_times_unseen" Capture [Unknowable] [],
    CaptureLossesUnseen "capture.losses_unseen" Capture [Unknowable] [],
    // Two captures laid beside each other.
    ComparePaired "compare.paired" Comparison [Inferred] [],
    CompareNothingInCommon "compare.nothing_in_common" Comparison [Observed] [],
    CompareClockOffset "compare.clock_offset" Comparison [Inferred] [],
    CompareClockOffsetUnknown "compare.clock_offset_unknown" Comparison [Unknowable] [],
    CompareClocksDisagree "compare.clocks_disagree" Comparison [Inferred] [],
    CompareNotCompared "compare.not_compared" Comparison [Observed] [],
    CompareNotOnTheWay "compare.not_on_the_way" Comparison [Unknowable] [],
    CompareOutsideCapture "compare.outside_capture" Comparison [Inferred] [],
    CompareSentAgain "compare.sent_again" Comparison [Observed] [],
    CompareOtherSegments "compare.other_segments" Comparison [Inferred] [],
    ComparePassedUnseen "compare.passed_unseen" Comparison [Inferred] [],
    CompareArrivedUnseen "compare.arrived_unseen" Comparison [Inferred] [],
    CompareLostOrUnseen "compare.lost_or_unseen" Comparison [Unknowable] [],
    CompareDirectionUnknown "compare.direction_unknown" Comparison [Unknowable] [],
}

/// What a statement stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A packet.
    Packet,
    /// A conversation.
    Conversation,
    /// The capture.
    Capture,
    /// Two captures laid beside each other, or a packet of one of them.
    Comparison,
}

impl About {
    /// The word that records use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Conversation => "flow",
            Self::Capture => "capture",
            Self::Comparison => "comparison",
        }
    }
}

impl Code {
    /// It is about how the capture was made, not about what it shows.
    pub const fn about_recording(self) -> bool {
        !matches!(self, Self::ServerOneAtATime | Self::ServerConcurrent | Self::ServerOverlapNotTested)
    }

    /// It says what a connection's numbers mean, not what happened.
    pub const fn is_of_numbers(self) -> bool {
        matches!(self, Self::FlowRoundTrip | Self::FlowWindow | Self::FlowInFlight | Self::FlowThroughput | Self::FlowSequenceNumbers)
    }

    /// The code with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Claim {
    /// Which statement makes it.
    pub const fn code(&self) -> Code {
        match self {
            Self::Packet(claim) => packet(claim),
            Self::Flow(claim) => flow(claim),
            Self::Cause(cause) => self::cause(cause),
            Self::Measure(measure) => self::measure(measure),
            Self::Capture(claim) => capture(claim),
            Self::Compare(claim) => compare(claim),
        }
    }
}

const fn packet(claim: &PacketClaim) -> Code {
    match claim {
        PacketClaim::TcpSyn { .. } => Code::TcpSyn,
        PacketClaim::TcpSynAck { .. } => Code::TcpSynAck,
        PacketClaim::TcpHandshakeAck { .. } => Code::TcpHandshakeAck,
        PacketClaim::TcpData { .. } => Code::TcpData,
        PacketClaim::TcpPush { .. } => Code::TcpPush,
        PacketClaim::TcpAck { .. } => Code::TcpAck,
        PacketClaim::TcpUnusualFlags { .. } => Code::TcpUnusualFlags,
        PacketClaim::TcpFin { .. } => Code::TcpFin,
        PacketClaim::TcpCloseAck { .. } => Code::TcpCloseAck,
        PacketClaim::TcpRst { .. } => Code::TcpRst,
        PacketClaim::TcpRetransmission { .. } => Code::TcpRetransmission,
        PacketClaim::TcpTailLossProbe { .. } => Code::TcpTailLossProbe,
        PacketClaim::TcpFastRetransmission { .. } => Code::TcpFastRetransmission,
        PacketClaim::TcpSpuriousRetransmission { .. } => Code::TcpSpuriousRetransmission,
        PacketClaim::TcpOutOfOrder { .. } => Code::TcpOutOfOrder,
        PacketClaim::TcpPreviousSegmentNotCaptured { .. } => Code::TcpPreviousSegmentNotCaptured,
        PacketClaim::TcpAckedUnseenSegment { .. } => Code::TcpAckedUnseenSegment,
        PacketClaim::TcpDuplicateAck { .. } => Code::TcpDuplicateAck,
        PacketClaim::TcpKeepAlive { .. } => Code::TcpKeepAlive,
        PacketClaim::TcpKeepAliveAck { .. } => Code::TcpKeepAliveAck,
        PacketClaim::TcpZeroWindow { .. } => Code::TcpZeroWindow,
        PacketClaim::TcpZeroWindowProbe { .. } => Code::TcpZeroWindowProbe,
        PacketClaim::TcpZeroWindowProbeAck { .. } => Code::TcpZeroWindowProbeAck,
        PacketClaim::TcpWindowFull { .. } => Code::TcpWindowFull,
        PacketClaim::TcpWindowUpdate { .. } => Code::TcpWindowUpdate,
        PacketClaim::UdpData { .. } => Code::UdpData,
        PacketClaim::DnsQuery { .. } => Code::DnsQuery,
        PacketClaim::DnsResponse { .. } => Code::DnsResponse,
        PacketClaim::DnsRecords { .. } => Code::DnsRecords,
        PacketClaim::NeighboursQuestion { service: Neighbours::Mdns, .. } => Code::MdnsQuery,
        PacketClaim::NeighboursQuestion { service: Neighbours::Llmnr, .. } => Code::LlmnrQuery,
        PacketClaim::NeighboursAnswer { service: Neighbours::Mdns, .. } => Code::MdnsAnswer,
        PacketClaim::NeighboursAnswer { service: Neighbours::Llmnr, .. } => Code::LlmnrAnswer,
        PacketClaim::DnsNodata { .. } => Code::DnsNodata,
        PacketClaim::DnsReferral { .. } => Code::DnsReferral,
        PacketClaim::DnsNxdomain { .. } => Code::DnsNxdomain,
        PacketClaim::DnsRefused { .. } => Code::DnsRefused,
        PacketClaim::DnsServfail { .. } => Code::DnsServfail,
        PacketClaim::DnsError { .. } => Code::DnsError,
        PacketClaim::DnsTruncated { .. } => Code::DnsTruncated,
        PacketClaim::IcmpEchoRequest { .. } => Code::IcmpEchoRequest,
        PacketClaim::IcmpEchoReply { .. } => Code::IcmpEchoReply,
        PacketClaim::IcmpPortUnreachable { .. } => Code::IcmpPortUnreachable,
        PacketClaim::IcmpHostUnreachable { .. } => Code::IcmpHostUnreachable,
        PacketClaim::IcmpUnreachable { .. } => Code::IcmpUnreachable,
        PacketClaim::IcmpTimeExceeded { .. } => Code::IcmpTimeExceeded,
        PacketClaim::IcmpOther { .. } => Code::IcmpOther,
        PacketClaim::IcmpPacketTooBig { .. } => Code::IcmpPacketTooBig,
        PacketClaim::IcmpRedirect { .. } => Code::IcmpRedirect,
        PacketClaim::RouterSolicitation { .. } => Code::RouterSolicitation,
        PacketClaim::RouterAdvertisement { .. } => Code::RouterAdvertisement,
        PacketClaim::NeighborSolicitation { .. } => Code::NeighborSolicitation,
        PacketClaim::NeighborProbe { .. } => Code::NeighborProbe,
        PacketClaim::NeighborAdvertisement { .. } => Code::NeighborAdvertisement,
        PacketClaim::MulticastQuery { .. } => Code::MulticastQuery,
        PacketClaim::MulticastReport { .. } => Code::MulticastReport,
        PacketClaim::ArpRequest { .. } => Code::ArpRequest,
        PacketClaim::ArpProbe { .. } => Code::ArpProbe,
        PacketClaim::ArpAnnouncement { .. } => Code::ArpAnnouncement,
        PacketClaim::ArpReply { .. } => Code::ArpReply,
        PacketClaim::ArpConflict { .. } => Code::ArpConflict,
        PacketClaim::ArpOther { .. } => Code::ArpOther,
        PacketClaim::IpFragment { .. } => Code::IpFragment,
        PacketClaim::IpReassembled { .. } => Code::IpReassembled,
        PacketClaim::Duplicate { .. } => Code::PacketDuplicate,
        PacketClaim::Translated(_) => Code::PacketTranslated,
        PacketClaim::Cut { .. } => Code::PacketCut,
        PacketClaim::Checksum { .. } => Code::PacketChecksum,
        PacketClaim::Malformed { .. } => Code::PacketMalformed,
        PacketClaim::Comment { .. } => Code::PacketComment,
        PacketClaim::LinkTypeNotDecoded { .. } => Code::LinkNotDecoded,
        PacketClaim::NetworkNotDecoded { .. } => Code::NetworkNotDecoded,
        PacketClaim::TransportNotDecoded { .. } => Code::TransportNotDecoded,
        PacketClaim::Dhcp(message) => step(message.step),
    }
}

const fn flow(claim: &FlowClaim) -> Code {
    match claim {
        FlowClaim::Opened { .. } => Code::FlowOpened,
        FlowClaim::Midstream { .. } => Code::FlowMidstream,
        FlowClaim::Named { .. } => Code::FlowName,
        FlowClaim::Translated { .. } => Code::FlowTranslated,
        FlowClaim::PortReused { .. } => Code::FlowPortReused,
        FlowClaim::Transferred { .. } => Code::FlowTransferred,
        FlowClaim::OneSided { .. } => Code::FlowOneSided,
        FlowClaim::Echo { .. } => Code::FlowEcho,
        FlowClaim::Retransmissions { .. } => Code::FlowRetransmissions,
        FlowClaim::MissingBytes { .. } => Code::FlowMissingBytes,
        FlowClaim::Refused { .. } => Code::FlowRefused,
        FlowClaim::Unanswered { .. } => Code::FlowUnanswered,
        FlowClaim::TooEarly { .. } => Code::FlowTooEarly,
        FlowClaim::HandshakeUnfinished { .. } => Code::FlowHandshakeUnfinished,
        FlowClaim::LeftMemory { .. } => Code::FlowLeftMemory,
        FlowClaim::Reset { .. } => Code::FlowReset,
        FlowClaim::ClosedByClient { .. } => Code::FlowClosedByClient,
        FlowClaim::ClosedByServer { .. } => Code::FlowClosedByServer,
        FlowClaim::SimultaneousClose { .. } => Code::FlowSimultaneousClose,
        FlowClaim::ThreeSegmentClose { .. } => Code::FlowThreeSegmentClose,
        FlowClaim::FourSegmentClose { .. } => Code::FlowFourSegmentClose,
        FlowClaim::HalfClose { .. } => Code::FlowHalfClose,
        FlowClaim::HalfOpenEnd { .. } => Code::FlowHalfClosedAtEnd,
        FlowClaim::StillOpen { .. } => Code::FlowOpenAtEnd,
        FlowClaim::UdpExchanged { .. } => Code::UdpExchanged,
        FlowClaim::UdpNoConnection => Code::UdpNoConnection,
        FlowClaim::UdpUnanswered { .. } => Code::UdpUnanswered,
        FlowClaim::UdpTooEarly { .. } => Code::UdpTooEarly,
        FlowClaim::UdpTimeExceeded { .. } => Code::UdpTimeExceeded,
        FlowClaim::UdpRefused { .. } => Code::UdpRefused,
        FlowClaim::UdpUnreachable { .. } => Code::UdpUnreachable,
        FlowClaim::DnsPair { .. } => Code::DnsPair,
        FlowClaim::DnsLookup { .. } => Code::DnsLookup,
        FlowClaim::DnsUnanswered { .. } => Code::DnsUnanswered,
        FlowClaim::DnsTooEarly { .. } => Code::DnsTooEarly,
        FlowClaim::DnsUnreachable { .. } => Code::DnsUnreachable,
        FlowClaim::DnsManyLookups { .. } => Code::DnsManyLookups,
    }
}

const fn capture(claim: &CaptureClaim) -> Code {
    match claim {
        CaptureClaim::HiddenByFilter { .. } => Code::CaptureHiddenByFilter,
        CaptureClaim::TruncatedFile { .. } => Code::CaptureTruncatedFile,
        CaptureClaim::CutBySnaplen { .. } => Code::CaptureCutBySnaplen,
        CaptureClaim::LinkTypeNotDecoded { .. } => Code::CaptureLinkTypeNotDecoded,
        CaptureClaim::ChecksumOffload { .. } => Code::CaptureChecksumOffload,
        CaptureClaim::Duplicates { .. } => Code::CaptureDuplicates,
        CaptureClaim::AlreadyRunning { .. } => Code::CaptureAlreadyRunning,
        CaptureClaim::FlowsEvicted { .. } => Code::CaptureFlowsEvicted,
        CaptureClaim::FragmentsGivenUp { .. } => Code::CaptureFragmentsGivenUp,
        CaptureClaim::TimeBackwards { .. } => Code::CaptureTimeBackwards,
        CaptureClaim::Dropped { .. } => Code::CaptureDropped,
        CaptureClaim::OwnConnection { .. } => Code::CaptureOwnConnection,
        CaptureClaim::Comment { .. } => Code::CaptureComment,
        CaptureClaim::MoreComments { .. } => Code::CaptureMoreComments,
        CaptureClaim::Names { .. } => Code::CaptureNames,
        CaptureClaim::Statistics(_) => Code::CaptureStatistics,
        CaptureClaim::BlocksPassed { .. } => Code::CaptureBlocksPassed,
        CaptureClaim::ProgramsUnseen => Code::CaptureProgramsUnseen,
        CaptureClaim::OneWayTimesUnseen => Code::CaptureOneWayTimesUnseen,
        CaptureClaim::LossesUnseen => Code::CaptureLossesUnseen,
    }
}

const fn compare(claim: &CompareClaim) -> Code {
    match claim {
        CompareClaim::Paired { .. } => Code::ComparePaired,
        CompareClaim::NothingInCommon { .. } => Code::CompareNothingInCommon,
        CompareClaim::ClockOffset { .. } => Code::CompareClockOffset,
        CompareClaim::ClockOffsetUnknown { .. } => Code::CompareClockOffsetUnknown,
        CompareClaim::ClocksDisagree { .. } => Code::CompareClocksDisagree,
        CompareClaim::NotCompared { .. } => Code::CompareNotCompared,
        CompareClaim::NotOnTheWay { .. } => Code::CompareNotOnTheWay,
        CompareClaim::OutsideCapture { .. } => Code::CompareOutsideCapture,
        CompareClaim::SentAgain { .. } => Code::CompareSentAgain,
        CompareClaim::OtherSegments { .. } => Code::CompareOtherSegments,
        CompareClaim::PassedUnseen { .. } => Code::ComparePassedUnseen,
        CompareClaim::ArrivedUnseen { .. } => Code::CompareArrivedUnseen,
        CompareClaim::LostOrUnseen { .. } => Code::CompareLostOrUnseen,
        CompareClaim::DirectionUnknown { .. } => Code::CompareDirectionUnknown,
    }
}

const fn cause(cause: &Cause) -> Code {
    match cause {
        Cause::ResetUnreadData { .. } => Code::FlowResetUnreadData,
        Cause::ResetAbort { .. } => Code::FlowResetAbort,
        Cause::ResetAfterClose { .. } => Code::FlowResetAfterClose,
        Cause::ResetKeepAlive { .. } => Code::FlowResetKeepAlive,
        Cause::ResetOtherHops { .. } => Code::FlowResetOtherHops,
        Cause::ReadSize { .. } | Cause::ReadAtLeast { .. } => Code::FlowReadSize,
        Cause::AcceptQueueWait { .. } => Code::FlowAcceptQueueWait,
        Cause::AcceptQueueFull { .. } => Code::FlowAcceptQueueFull,
        Cause::NagleDelayedAck { .. } => Code::FlowNagleDelayedAck,
        Cause::StalledByReceiver { .. } => Code::FlowStalledByReceiver,
        Cause::OneAtATime { .. } => Code::ServerOneAtATime,
        Cause::Concurrent { .. } => Code::ServerConcurrent,
        Cause::OverlapNotTested { .. } => Code::ServerOverlapNotTested,
        Cause::Vantage { .. } => Code::CaptureVantage,
    }
}

const fn measure(measure: &Measure) -> Code {
    match measure {
        Measure::SequenceNumbers { .. } => Code::FlowSequenceNumbers,
        Measure::Windows { .. } => Code::FlowWindow,
        Measure::RoundTrips { .. } => Code::FlowRoundTrip,
        Measure::InFlight { .. } => Code::FlowInFlight,
        Measure::Throughput { .. } => Code::FlowThroughput,
        Measure::RetransmissionTimer { .. } => Code::FlowRetransmissionTimer,
        Measure::TimeSpent { .. } => Code::FlowTimeSpent,
    }
}

const fn step(step: Step) -> Code {
    match step {
        Step::Discover => Code::DhcpDiscover,
        Step::Offer => Code::DhcpOffer,
        Step::Request(_) => Code::DhcpRequest,
        Step::Decline => Code::DhcpDecline,
        Step::Acknowledge => Code::DhcpAck,
        Step::Settings => Code::DhcpSettings,
        Step::Refuse => Code::DhcpNak,
        Step::Release => Code::DhcpRelease,
        Step::Inform => Code::DhcpInform,
        Step::Other(_) => Code::DhcpOther,
        Step::BootRequest => Code::DhcpBootRequest,
        Step::BootReply => Code::DhcpBootReply,
    }
}
