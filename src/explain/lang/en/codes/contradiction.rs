//! What would contradict statements, in English.

use crate::explain::Code;

/// What would contradict it.
pub const fn contradiction(code: Code) -> &'static str {
    match code {
        Code::TcpSyn
        | Code::TcpSynAck
        | Code::TcpData
        | Code::TcpFin
        | Code::TcpCloseAck
        | Code::TcpDuplicateAck
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsQuery
        | Code::DnsReferral
        | Code::DnsRefused
        | Code::DnsServfail
        | Code::DnsError
        | Code::DnsTruncated
        | Code::MdnsQuery
        | Code::LlmnrQuery
        | Code::IcmpEchoRequest
        | Code::IcmpUnreachable
        | Code::IcmpTimeExceeded
        | Code::IcmpPacketTooBig
        | Code::IcmpRedirect
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::RouterAdvertisement
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpRequest
        | Code::DhcpDecline
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpRequest
        | Code::ArpProbe
        | Code::ArpOther
        | Code::IpFragment
        | Code::PacketCut
        | Code::PacketMalformed
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowOpened
        | Code::FlowHandshakeUnfinished
        | Code::FlowPortReused
        | Code::FlowSimultaneousClose
        | Code::FlowFourSegmentClose
        | Code::UdpNoConnection
        | Code::UdpTimeExceeded
        | Code::CaptureHiddenByFilter
        | Code::CaptureFlowsEvicted
        | Code::CaptureFragmentsGivenUp
        | Code::CaptureTimeBackwards => "Nothing, unless the packet was damaged or forged.",
        Code::TcpHandshakeAck => "A repeated SYN,ACK after it: then the server's kernel didn't get this ACK, or ignored it.",
        Code::TcpPush => "A log of the program (strace) that shows a write() of another size.",
        Code::TcpAck => "A capture at the receiver that lacks these bytes: then a device between the two acknowledged in its name.",
        Code::TcpRst => "A time to live unlike that of its sender's other packets (see flow.reset_other_hops).",
        Code::TcpUnusualFlags => "A damaged checksum: then the flags may be damaged, too.",
        Code::TcpRetransmission => "The same IP identification as the first copy: then it is one packet, captured twice.",
        Code::TcpTailLossProbe => "An ACK, or a SACK, of the earlier bytes that the capture missed.",
        Code::TcpFastRetransmission => "A wait of 200 ms or more since the first copy, as a timer has.",
        Code::TcpSpuriousRetransmission => "The same IP identification as the first copy.",
        Code::TcpOutOfOrder => "An IP identification above that of the segments that came before it: then it was sent after them.",
        Code::TcpPreviousSegmentNotCaptured => {
            "The missing bytes come later: then nothing was lost. Or they are acknowledged: then the capture missed them."
        }
        Code::TcpAckedUnseenSegment => "The bytes come later in the file.",
        Code::TcpKeepAlive => "The byte is new: then it is data.",
        Code::TcpKeepAliveAck => "It acknowledges something new.",
        Code::TcpZeroWindow => "A window that opens again within one round trip: then the program was hardly too slow.",
        Code::TcpZeroWindowProbe => "A window update just before it that wasn't captured.",
        Code::TcpWindowFull => "More bytes before a new window.",
        Code::DnsResponse => "A second response to the same question with other addresses.",
        Code::DnsRecords => "A second response to the same question with other records.",
        Code::DnsNodata => "Another name server that has such a record.",
        Code::DnsNxdomain => "Another resolver that knows the name.",
        Code::MdnsAnswer | Code::LlmnrAnswer => "Another machine that tells the same name with another address.",
        Code::IcmpEchoReply => "A time to live that doesn't fit the machine's other packets.",
        Code::IcmpPortUnreachable => "An answer from that port soon before or after.",
        Code::IcmpHostUnreachable => "A packet from that host at the same time.",
        Code::NeighborAdvertisement => "Another machine that claims the same address.",
        Code::DhcpOffer => "An offer of another server with another router or name server.",
        Code::DhcpAck => "A decline or an ARP conflict right after it.",
        Code::ArpAnnouncement | Code::ArpReply => "Another hardware address for the same address (arp.conflict).",
        Code::ArpConflict => "The first hardware address is never seen again: then the address moved.",
        Code::IpReassembled => "A wrong checksum of the whole.",
        Code::PacketDuplicate => "Another IP identification, or another TSval: then it was sent again.",
        Code::PacketTranslated | Code::FlowTranslated => {
            "Other sequence numbers or another TSval on the other side: then a proxy made a connection of its own."
        }
        Code::PacketChecksum => "An answer to it: then it arrived whole.",
        Code::PacketComment
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureTruncatedFile
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureStatistics
        | Code::CaptureBlocksPassed => "Nothing in the packets; who wrote the file may be wrong.",
        Code::FlowMidstream => "A SYN with these addresses and ports in another capture of the same time.",
        Code::FlowTransferred
        | Code::FlowOneSided
        | Code::FlowRetransmissions
        | Code::FlowMissingBytes
        | Code::UdpExchanged
        | Code::DnsManyLookups => "A capture that missed packets: then the numbers hold only for what it has.",
        Code::FlowEcho => "One byte of an answer that differs.",
        Code::FlowName => "A connection of the same client to the same address that began before the response.",
        Code::FlowRoundTrip => "A capture at the other machine: it sees the other part of the way.",
        Code::FlowWindow => "A device on the way that changes the SYN's options.",
        Code::FlowInFlight => "A capture at the sender, where it shows more.",
        Code::FlowThroughput => "Headers and repeats count too on the wire: there the rate is higher.",
        Code::FlowSequenceNumbers => "Payload with the FIN's number.",
        Code::FlowRetransmissionTimer => "Packets of the other side that the capture missed.",
        Code::FlowTimeSpent => "A log of the program with its own times.",
        Code::FlowReadSize => "A piece that ends inside a segment and isn't a multiple of n.",
        Code::FlowNagleDelayedAck => {
            "A second small segment sent before the ACK: then Nagle was off. A program's log that shows the pause."
        }
        Code::FlowStalledByReceiver => "A sender that had nothing more to send: then it didn't wait.",
        Code::FlowAcceptQueueWait => "A first answer while the other connection was still open.",
        Code::FlowAcceptQueueFull => "Loss in other connections at the same time; an answer to the waiting connections just then.",
        Code::FlowRefused => "A connection to the same port that opens at the same time.",
        Code::FlowUnanswered => "A SYN,ACK in a capture at the server.",
        Code::FlowTooEarly | Code::FlowHalfClosedAtEnd | Code::FlowOpenAtEnd | Code::UdpTooEarly | Code::DnsTooEarly => "A longer capture.",
        Code::FlowReset => "Data that goes on after it: then it was ignored.",
        Code::FlowResetUnreadData => "A log of the program that shows that it had read everything.",
        Code::FlowResetAbort => "Unread bytes in the socket's receive queue (Recv-Q of ss -tn, while the program runs).",
        Code::FlowResetAfterClose => "An ACK of that payload: after shutdown() of sending alone the kernel takes it.",
        Code::FlowResetKeepAlive => "A log of the program that shows that it closed the socket itself.",
        Code::FlowResetOtherHops => "Other packets of that side with the RST's time to live.",
        Code::FlowClosedByClient | Code::FlowClosedByServer => "A capture near one side may see two crossing FINs in the other order.",
        Code::FlowThreeSegmentClose => "An ACK between the FINs that the capture missed: then there were four.",
        Code::FlowHalfClose => "A RST that answers that payload: then the first side had closed altogether (flow.reset_after_close).",
        Code::FlowLeftMemory => "The same capture in smaller parts.",
        Code::UdpUnanswered => "An answer in a capture at the other machine.",
        Code::UdpRefused => "An answer from that port at the same time.",
        Code::UdpUnreachable => "An answer from that machine at the same time.",
        Code::DnsPair => "A log of the program that shows two calls.",
        Code::DnsLookup => "A second, different response.",
        Code::DnsUnanswered => "A response in a capture at the server.",
        Code::DnsUnreachable => "A response from that server at the same time.",
        Code::CaptureChecksumOffload => "Packets that arrived from another machine over a real network with such a sum.",
        Code::CaptureAlreadyRunning => "An earlier capture that shows no such connection.",
        Code::CaptureDuplicates => "Copies with IP identifications of their own.",
        Code::CaptureVantage => "A packet from one of these addresses that is marked as received.",
        Code::ServerOneAtATime => "One client that is answered while another one, accepted earlier, is open and has asked.",
        Code::ServerConcurrent => "Two servers behind one address (a load balancer), each of which takes one at a time.",
        Code::ServerOverlapNotTested => "A capture in which a second client asks while the first is being served.",
        Code::CaptureOneWayTimesUnseen | Code::CaptureLossesUnseen => "A second capture, at the other end.",
        Code::CaptureProgramsUnseen => "A log of the program, or strace, tells what the packets can't.",
        Code::ComparePaired => "Two different packets that agree in all that is compared.",
        Code::CompareClockOffset => "A clock that was set, or runs faster, between the packets.",
        Code::CompareOutsideCapture => "A record of the other capture's start and end.",
        Code::ComparePassedUnseen => "Marks of the packet's direction that are wrong.",
        Code::CompareArrivedUnseen => "A device between that acknowledges in the receiver's name.",
        Code::CompareNothingInCommon => "Packets that agree once translated addresses are put back.",
        Code::CompareClockOffsetUnknown => "A packet of the other direction that both have.",
        Code::CompareClocksDisagree => "Marks of the packets' directions that are wrong.",
        Code::CompareNotCompared => "Nothing, unless the packet was damaged or forged.",
        Code::CompareNotOnTheWay => "A packet between them in a capture there without a filter.",
        Code::CompareSentAgain => "The packet itself in another capture at that machine.",
        Code::CompareOtherSegments => "The segment itself in another capture at that machine.",
        Code::CompareLostOrUnseen => "The packet itself in another capture at that machine.",
        Code::CompareDirectionUnknown => "The packet itself in another capture at that machine.",
    }
}
