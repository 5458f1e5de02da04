//! Which sample shows a statement. A test runs the product on each.

use super::code::Code;

/// A sample and what shows the statement there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The file, from the folder of the project.
    pub sample: &'static str,
    /// Arguments of `labcap analyze` behind it; empty where it needs none.
    pub arguments: &'static str,
}

/// The sample that shows a statement; `None` where none of them does.
pub const fn example(code: Code) -> Option<Example> {
    let (sample, arguments) = match code {
        Code::TcpSyn => ("samples/exercise2-machine1.pcapng", "--packets 2"),
        Code::TcpSynAck => ("samples/exercise2-machine1.pcapng", "--packets 3"),
        Code::TcpHandshakeAck => ("samples/exercise2-machine1.pcapng", "--packets 4"),
        Code::TcpData | Code::TcpPush => ("samples/exercise2-machine1.pcapng", "--packets 5"),
        Code::TcpAck => ("samples/exercise2-machine1.pcapng", "--packets 6"),
        Code::TcpFin => ("samples/exercise2-machine1.pcapng", "--packets 11"),
        Code::TcpCloseAck => ("samples/lab/2-mesin-1.pcapng", "--packets 14"),
        Code::TcpRst => ("samples/lab/refused-mesin-2.pcapng", "--packets 4"),
        Code::TcpRetransmission => ("samples/lab/accept-queue-full-mesin-1.pcapng", "--packets 32"),
        Code::TcpTailLossProbe => ("samples/lab/tail-loss-probe-mesin-2.pcapng", "--packets 12"),
        Code::TcpKeepAlive => ("samples/lab/keep-alive-mesin-2.pcapng", "--packets 8"),
        Code::TcpKeepAliveAck => ("samples/lab/keep-alive-mesin-2.pcapng", "--packets 9"),
        Code::TcpZeroWindow => ("samples/lab/zero-window-mesin-2.pcapng", "--packets 10"),
        Code::TcpZeroWindowProbe => ("samples/lab/zero-window-mesin-2.pcapng", "--packets 11"),
        Code::TcpZeroWindowProbeAck => ("samples/lab/zero-window-mesin-2.pcapng", "--packets 12"),
        Code::TcpWindowFull => ("samples/lab/zero-window-mesin-2.pcapng", "--packets 9"),
        Code::TcpWindowUpdate => ("samples/lab/zero-window-mesin-2.pcapng", "--packets 14"),
        Code::UdpData => ("samples/lab/udp-port-unreachable-mesin-2.pcapng", "--packets 3"),
        Code::DnsQuery => ("samples/exercise1-machine1.pcapng", "--packets 2"),
        Code::DnsResponse => ("samples/exercise1-machine1.pcapng", "--packets 4"),
        Code::DnsNodata => ("samples/exercise1-machine1.pcapng", "--packets 5"),
        Code::IcmpEchoRequest => ("samples/lab/ping-mesin-2.pcapng", "--packets 3"),
        Code::IcmpEchoReply => ("samples/lab/ping-mesin-2.pcapng", "--packets 4"),
        Code::IcmpPortUnreachable => ("samples/lab/udp-port-unreachable-mesin-2.pcapng", "--packets 4"),
        Code::IcmpTimeExceeded => ("samples/lab/traceroute-mesin-1.pcapng", "--packets 4"),
        Code::ArpRequest => ("samples/lab/arp-without-answer-mesin-1.pcapng", "--packets 1"),
        Code::ArpReply => ("samples/lab/1-mesin-1.pcapng", "--packets 2"),
        Code::PacketDuplicate => ("samples/bridge_any.pcapng", "--packets 2"),
        Code::PacketTranslated => ("samples/lab/nat-mesin-1.pcapng", "--packets 16"),
        Code::FlowTranslated => ("samples/lab/nat-mesin-1.pcapng", "--stream tcp:1"),
        Code::PacketComment => ("samples/exercise2-machine1.pcapng", "--packets 1"),
        Code::FlowOpened
        | Code::FlowTransferred
        | Code::FlowEcho
        | Code::FlowReadSize
        | Code::FlowClosedByClient
        | Code::FlowRoundTrip
        | Code::FlowWindow
        | Code::FlowThreeSegmentClose => ("samples/exercise2-machine1.pcapng", "--stream tcp:0"),
        Code::FlowMidstream | Code::FlowOpenAtEnd => ("samples/wireshark_any.pcapng", "--stream tcp:0"),
        Code::FlowPortReused => ("samples/lab/port-reuse-mesin-1.pcapng", "--stream tcp:1"),
        Code::FlowRetransmissions | Code::FlowAcceptQueueFull => ("samples/lab/accept-queue-full-mesin-1.pcapng", "--stream tcp:2"),
        Code::FlowNagleDelayedAck => ("samples/lab/nagle-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowStalledByReceiver => ("samples/lab/zero-window-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowAcceptQueueWait => ("samples/lab/4-mesin-1.pcapng", "--stream tcp:1"),
        Code::FlowSequenceNumbers => ("samples/lab/2-mesin-1.pcapng", "--stream tcp:0"),
        Code::FlowInFlight => ("samples/lab/zero-window-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowRetransmissionTimer => ("samples/lab/unanswered-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowResetKeepAlive => ("samples/lab/keep-alive-unanswered-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowTimeSpent => ("samples/lab/slow-server-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowName => ("samples/lab/name-then-connection-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowResetAfterClose | Code::FlowHalfClosedAtEnd => ("samples/lab/data-after-close-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowSimultaneousClose => ("samples/lab/simultaneous-close-mesin-1.pcapng", "--stream tcp:0"),
        Code::FlowRefused => ("samples/lab/refused-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowUnanswered => ("samples/lab/unanswered-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowReset | Code::FlowResetAbort => ("samples/lab/abort-mesin-1.pcapng", "--stream tcp:0"),
        Code::FlowResetUnreadData => ("samples/lab/3-mesin-2.pcapng", "--stream tcp:0"),
        Code::FlowClosedByServer => ("samples/lab/port-reuse-mesin-1.pcapng", "--stream tcp:0"),
        Code::FlowFourSegmentClose | Code::FlowHalfClose => ("samples/lab/half-close-mesin-1.pcapng", "--stream tcp:0"),
        Code::UdpExchanged | Code::UdpNoConnection | Code::UdpRefused => {
            ("samples/lab/udp-port-unreachable-mesin-2.pcapng", "--stream udp:0")
        }
        Code::UdpUnanswered => ("samples/exercise2-machine1.pcapng", "--stream udp:0"),
        Code::UdpTimeExceeded => ("samples/lab/traceroute-mesin-1.pcapng", "--stream udp:0"),
        Code::DnsPair | Code::DnsLookup => ("samples/exercise1-machine1.pcapng", "--stream udp:1"),
        Code::CaptureHiddenByFilter => ("samples/wireshark_any.pcapng", "--stream tcp:2"),
        Code::CaptureComment
        | Code::CaptureChecksumOffload
        | Code::CaptureProgramsUnseen
        | Code::CaptureOneWayTimesUnseen
        | Code::CaptureLossesUnseen => ("samples/exercise2-machine1.pcapng", ""),
        Code::CaptureStatistics | Code::CaptureVantage | Code::CaptureAlreadyRunning => ("samples/wireshark_any.pcapng", ""),
        Code::CaptureDuplicates => ("samples/bridge_any.pcapng", ""),
        Code::CaptureTimeBackwards => ("samples/exercise1-machine2.pcapng", ""),
        Code::ServerOneAtATime => ("samples/lab/overlap-mesin-1.pcapng", ""),
        Code::ServerConcurrent => ("samples/lab/threaded-mesin-1.pcapng", ""),
        Code::ServerOverlapNotTested => ("samples/lab/port-reuse-mesin-1.pcapng", ""),
        Code::TcpUnusualFlags
        | Code::TcpFastRetransmission
        | Code::TcpSpuriousRetransmission
        | Code::TcpOutOfOrder
        | Code::TcpPreviousSegmentNotCaptured
        | Code::TcpAckedUnseenSegment
        | Code::TcpDuplicateAck
        | Code::DnsRecords
        | Code::DnsReferral
        | Code::DnsNxdomain
        | Code::DnsRefused
        | Code::DnsServfail
        | Code::DnsError
        | Code::DnsTruncated
        | Code::MdnsQuery
        | Code::MdnsAnswer
        | Code::LlmnrQuery
        | Code::LlmnrAnswer
        | Code::IcmpHostUnreachable
        | Code::IcmpUnreachable
        | Code::IcmpPacketTooBig
        | Code::IcmpRedirect
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::RouterAdvertisement
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::NeighborAdvertisement
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpOffer
        | Code::DhcpRequest
        | Code::DhcpDecline
        | Code::DhcpAck
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpProbe
        | Code::ArpAnnouncement
        | Code::ArpConflict
        | Code::ArpOther
        | Code::IpFragment
        | Code::IpReassembled
        | Code::PacketCut
        | Code::PacketChecksum
        | Code::PacketMalformed
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowHandshakeUnfinished
        | Code::FlowOneSided
        | Code::FlowMissingBytes
        | Code::FlowThroughput
        | Code::FlowTooEarly
        | Code::FlowResetOtherHops
        | Code::FlowLeftMemory
        | Code::UdpTooEarly
        | Code::UdpUnreachable
        | Code::DnsUnanswered
        | Code::DnsTooEarly
        | Code::DnsUnreachable
        | Code::DnsManyLookups
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureTruncatedFile
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureBlocksPassed
        | Code::CaptureFlowsEvicted
        | Code::CaptureFragmentsGivenUp
        | Code::ComparePaired
        | Code::CompareNothingInCommon
        | Code::CompareClockOffset
        | Code::CompareClockOffsetUnknown
        | Code::CompareClocksDisagree
        | Code::CompareNotCompared
        | Code::CompareNotOnTheWay
        | Code::CompareOutsideCapture
        | Code::CompareSentAgain
        | Code::CompareOtherSegments
        | Code::ComparePassedUnseen
        | Code::CompareArrivedUnseen
        | Code::CompareLostOrUnseen
        | Code::CompareDirectionUnknown => return None,
    };
    Some(Example { sample, arguments })
}
