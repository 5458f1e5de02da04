//! What else makes the same packets, in English.

use crate::explain::Code;

/// What else makes the same packets.
pub const fn alike(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => "A port scanner sends the same segment and wants no connection.",
        Code::TcpSynAck => "A firewall or load balancer that answers for the server (SYN proxy) sends the same.",
        Code::TcpHandshakeAck => "If the real third packet was lost, this may be a later one: the time since the SYN is then too long.",
        Code::TcpData => "TCP keeps no messages: one write() may fill several segments, and several may share one.",
        Code::TcpPush => "Linux also sets PSH when half of the largest window has been filled; other systems set it by rules of their own.",
        Code::TcpAck => "A proxy between the two acknowledges by itself, before the real receiver has anything.",
        Code::TcpFin => "close(), shutdown(), exit() and a killed program make the same FIN.",
        Code::TcpCloseAck
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsReferral
        | Code::DnsRefused
        | Code::DnsError
        | Code::MdnsQuery
        | Code::LlmnrQuery
        | Code::IcmpEchoRequest
        | Code::IcmpPacketTooBig
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpRequest
        | Code::DhcpDecline
        | Code::DhcpSettings
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpProbe
        | Code::ArpOther
        | Code::IpFragment
        | Code::PacketCut
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowPortReused
        | Code::FlowClosedByClient
        | Code::FlowClosedByServer
        | Code::FlowSimultaneousClose
        | Code::FlowFourSegmentClose
        | Code::UdpNoConnection => "Nothing else: the packet's own bytes say it.",
        Code::FlowStalledByReceiver => "A sender that had nothing more to send just then.",
        Code::FlowThreeSegmentClose => "A close with four segments whose first ACK the capture missed.",
        Code::TcpRst => "Firewalls and other devices between the two send RST in the name of either.",
        Code::TcpUnusualFlags => "A broken network card or driver.",
        Code::TcpRetransmission => "A segment that came late on another way, or a packet that the capture saw twice without a sign of it.",
        Code::TcpTailLossProbe => "A sender that already had an ACK of the earlier bytes; the capture missed that ACK.",
        Code::TcpFastRetransmission => "A timer that ran out at the same moment; a retransmission that SACK or RACK chose.",
        Code::TcpSpuriousRetransmission => "A copy of the packet that the capture saw late.",
        Code::TcpOutOfOrder => "A quick retransmission; stamps of several processors or queues in the wrong order.",
        Code::TcpPreviousSegmentNotCaptured => "Loss in the network, another order and a capture that dropped packets look the same here.",
        Code::TcpAckedUnseenSegment => {
            "The packet that is acknowledged may stand later in the file, because stamps of several processors are in the wrong order."
        }
        Code::TcpDuplicateAck => {
            "An answer to a segment outside the window, an old copy of an ACK, a keep-alive whose question wasn't captured."
        }
        Code::TcpKeepAlive => "A one-byte segment that is sent again; a zero-window probe whose window wasn't captured.",
        Code::TcpKeepAliveAck => "A duplicate ACK that has another reason.",
        Code::TcpZeroWindow => "A program that is paused, or one that has stopped reading for good.",
        Code::TcpZeroWindowProbe => "A keep-alive that happens to fall into that time.",
        Code::TcpWindowFull => "A window update that had reached the sender and not the capture.",
        Code::DnsQuery => "A resolver that asks for somebody else sends the same.",
        Code::DnsResponse => "Somebody who guesses ID and port can forge it; without DNSSEC nobody sees that.",
        Code::DnsRecords => "A forged response, as with every answer of DNS.",
        Code::DnsNodata => "A resolver or firewall that filters records of one type.",
        Code::DnsNxdomain => "A resolver that blocks names answers the same.",
        Code::DnsServfail => {
            "A server of the zone that is down, a broken DNSSEC signature, a resolver without a network: all look the same."
        }
        Code::DnsTruncated => "Servers under attack cut answers on purpose, to see whether the client is real.",
        Code::MdnsAnswer | Code::LlmnrAnswer => "Any neighbour can claim any name.",
        Code::IcmpEchoReply => "A device in between may answer for the machine.",
        Code::IcmpPortUnreachable => "A firewall's reject rule sends the same message.",
        Code::IcmpHostUnreachable => "A firewall that rejects with this code; a missing route.",
        Code::IcmpUnreachable | Code::UdpUnreachable => "Firewalls choose codes freely.",
        Code::IcmpTimeExceeded => "traceroute and a routing loop make the same message; a small counter at the sender tells traceroute.",
        Code::IcmpRedirect => "An attacker on the same network can forge it, to have packets sent through his machine.",
        Code::RouterAdvertisement => "Any machine on the network can send it, by mistake or on purpose.",
        Code::NeighborAdvertisement => "Any neighbour can claim any address.",
        Code::DhcpOffer | Code::DhcpAck => "Any machine on the network can play DHCP server.",
        Code::DhcpNak => "A second DHCP server that doesn't know the client refuses, too.",
        Code::ArpRequest => "A scanner that looks for machines asks the same, for one address after the other.",
        Code::ArpAnnouncement => "An attacker, or a spare machine that takes an address over, announces just so.",
        Code::ArpReply => "A router that answers for others (proxy ARP), or an attacker: any neighbour can claim any address.",
        Code::ArpConflict => "A new network card, a container made anew with the same address, a spare machine that takes over, proxy ARP.",
        Code::IpReassembled => "Pieces of two datagrams with the same identification, as a fast sender makes them.",
        Code::PacketDuplicate => {
            "A sender that sends the same bytes again within 10 ms with identification 0, or within 200 ms where its clock ticks more slowly and the packet came another way."
        }
        Code::PacketTranslated | Code::FlowTranslated => {
            "Two machines at different distances that send one server the same datagram at once, with the same identification; a program that makes its packets with the same numbers on purpose."
        }
        Code::PacketChecksum => {
            "Damage on the way, a packet captured before the network card computed the sum, a file whose addresses were changed afterwards."
        }
        Code::PacketMalformed => "Another protocol on a well-known port; a broken sender; an attack.",
        Code::PacketComment
        | Code::FlowLeftMemory
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureStatistics
        | Code::CaptureBlocksPassed => "Nothing else: the file, or labcap's own count, says it.",
        Code::FlowOpened => {
            "Wherever the capture was made, the time holds one round trip and what both kernels took to answer; a SYN that was sent again makes it longer."
        }
        Code::FlowHandshakeUnfinished => "A lost ACK, a port scan that stops here, a capture that ends or misses a packet.",
        Code::FlowMidstream => "A capture that dropped the first packets; segments of a port scan.",
        Code::FlowTransferred
        | Code::UdpExchanged
        | Code::DnsManyLookups
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureHiddenByFilter
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureFlowsEvicted => "Nothing else: it is counted.",
        Code::FlowOneSided => "A capture filter on one direction, a mirror port of one direction, or routes that differ.",
        Code::FlowEcho => "A server whose answer happens to equal the question so far.",
        Code::FlowName => "A client that kept the address from elsewhere, or that asked for several names with one address.",
        Code::FlowRoundTrip => "A delayed ACK makes a time longer; a capture in the middle sees only its part of the way.",
        Code::FlowWindow => "Without both SYNs the scale isn't known, and the field alone says little.",
        Code::FlowInFlight => {
            "At the receiver's end segments arrive and are acknowledged at once: a capture there sees fewer bytes under way."
        }
        Code::FlowThroughput => "A program that pauses, a full window and a slow network make the same rate.",
        Code::FlowSequenceNumbers => "Relative numbers in a capture without the SYN: they start at 1 and skip what came before.",
        Code::FlowRetransmissionTimer => "A tail-loss probe comes earlier than the timer; duplicate ACKs bring a repeat without any timer.",
        Code::FlowTimeSpent => {
            "An answer that was lost or held up before the capture saw it; a queue below TCP; a capture on a machine that was itself busy."
        }
        Code::FlowReadSize => "A server that reads records of exactly this size; one that reads more and writes in pieces.",
        Code::FlowRetransmissions => "See tcp.retransmission.",
        Code::FlowMissingBytes => "Lost in the network and never sent again, or missed by the capture; acknowledged ones were missed.",
        Code::FlowNagleDelayedAck => "A program that happened to pause so long.",
        Code::FlowAcceptQueueWait => "A slow answer that happened to be ready just then; a lock or a database that both need.",
        Code::FlowAcceptQueueFull => "A lost packet.",
        Code::FlowRefused => "A firewall that answers in the machine's name.",
        Code::FlowUnanswered => "The machine is off, a firewall drops silently, the answer takes another way, the accept queue is full.",
        Code::FlowTooEarly
        | Code::FlowOpenAtEnd
        | Code::UdpTooEarly
        | Code::DnsTooEarly
        | Code::ServerOverlapNotTested
        | Code::CaptureOneWayTimesUnseen
        | Code::CaptureLossesUnseen
        | Code::CaptureProgramsUnseen => "Everything is still possible: that is what it says.",
        Code::FlowReset => "Firewalls and other devices send RST in the name of either side.",
        Code::FlowResetUnreadData => "SO_LINGER with 0 seconds after everything was read; a killed program with unread bytes.",
        Code::FlowResetAbort => "A program that answers before it has read everything and then closes; a device that cuts connections.",
        Code::FlowResetAfterClose => "A program that ended, or was killed, after its FIN.",
        Code::FlowResetKeepAlive => "A program that asks for an abrupt end just then.",
        Code::FlowResetOtherHops => "A new route just then; a kernel that uses another start value for RST.",
        Code::FlowHalfClose => "A program that hasn't noticed the FIN yet and goes on sending.",
        Code::FlowHalfClosedAtEnd => "A program that forgot to close(), one that still sends, a capture that ends early.",
        Code::UdpUnanswered => "A protocol without answers, a lost datagram, a firewall that drops, an answer on another way or port.",
        Code::UdpTimeExceeded => "A routing loop.",
        Code::UdpRefused => "A firewall's reject rule sends the same message; traceroute ends this way on purpose.",
        Code::DnsPair => "Browsers and resolvers ask for both kinds by themselves.",
        Code::DnsLookup => "A forged response that came first.",
        Code::DnsUnanswered => "The question or its response was lost, a firewall drops, the server is off or slow.",
        Code::DnsUnreachable => "A firewall that rejects.",
        Code::CaptureTruncatedFile => "A capture that is still being written looks the same.",
        Code::CaptureChecksumOffload => "A damaged checksum that happens to have this value: one in 65,536.",
        Code::CaptureAlreadyRunning => "A lone RST or ACK that belongs to no connection, as scans and forged addresses make them.",
        Code::CaptureDuplicates => "See packet.duplicate.",
        Code::CaptureFragmentsGivenUp => "Lost fragments, or fragments that the capture missed.",
        Code::CaptureTimeBackwards => "Stamps of several processors, a clock that was set, files that were merged in the wrong order.",
        Code::CaptureVantage => "A machine that changes addresses (NAT) in a way that hides others behind it.",
        Code::ServerOneAtATime => {
            "A server with several workers that were all busy with clients outside the capture; a lock that all clients need."
        }
        Code::ServerConcurrent => "Threads, processes and an event loop make the same packets.",
        Code::CompareNothingInCommon => "Captures of other times or places; translated addresses (NAT).",
        Code::CompareClocksDisagree => "A capture point that delays its stamps makes the same.",
        Code::CompareNotOnTheWay => "A capture filter that hides these machines.",
        Code::CompareOutsideCapture => "The other capture missed it.",
        Code::CompareSentAgain => "Lost on the way, or missed by the other capture.",
        Code::ComparePassedUnseen => "A capture filter, or a full buffer.",
        Code::CompareArrivedUnseen => "A capture filter, or a full buffer.",
        Code::CompareLostOrUnseen => "Lost on the way, or missed by the other capture.",
        Code::CompareDirectionUnknown => "Lost on the way, or missed by the other capture.",
        Code::ComparePaired => "Nothing else: it is counted.",
        Code::CompareClockOffset => "A clock that moved by less than the range meanwhile.",
        Code::CompareClockOffsetUnknown => "Nothing else: there is nothing to compute it from.",
        Code::CompareNotCompared => "Nothing else: it is counted.",
        Code::CompareOtherSegments => "A repeat that joins the bytes of several segments.",
    }
}
