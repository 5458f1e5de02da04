//! What the examples of `explain::examples` say, in English. A test compares them with what the product says; `LABCAP_BLESS=1` writes them anew.

use crate::explain::Code;

/// The statement's sentence in its example.
pub const fn sentence(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::TcpSyn => {
            "172.18.0.3 asks 172.18.0.2 for a connection to port 10000 (first of three handshake packets). The SYN uses one sequence number."
        }
        Code::TcpSynAck => {
            "172.18.0.2 agrees: a socket listens on port 10000, and its kernel answers 172.18.0.3's SYN #2 by itself; the program needn't have called accept() yet (second of three)."
        }
        Code::TcpHandshakeAck => {
            "172.18.0.3 acknowledges #3: the connection is open (third of three), 40 µs after the SYN. 172.18.0.2's program can normally get it from accept() now."
        }
        Code::TcpData => {
            "172.18.0.3 sends 46 bytes to 172.18.0.2, bytes 1–46 of its stream: “INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ”."
        }
        Code::TcpPush => {
            "PSH: a write() of 172.18.0.3's program ended here, as Linux sets it (inferred; in a long write() Linux sets it in between, too). It doesn't mean “last packet”."
        }
        Code::TcpAck => {
            "172.18.0.2 acknowledges #5: its kernel has 172.18.0.3's bytes up to byte 46. Whether the program has read them, an ACK doesn't say."
        }
        Code::TcpFin => {
            "172.18.0.3 closes first: its program has called close() or shutdown(), or has ended. FIN says “I send nothing more” and uses one sequence number; receiving may go on."
        }
        Code::TcpCloseAck => "172.18.0.3 acknowledges the FIN #13: both directions are closed.",
        Code::TcpRst => {
            "172.18.0.2 refuses the SYN #3: nothing listens on port 10000, or a firewall rejects it. connect() at 172.18.0.3 normally fails with ECONNREFUSED (111)."
        }
        Code::TcpTailLossProbe => {
            "The repeated bytes are the last ones that it sent, though #10 before them isn't acknowledged either; a retransmission timer would begin with the first. So this is a tail-loss probe: 172.18.0.3 asks early for an ACK that shows what 172.18.0.2 lacks (inferred; an ACK of 172.18.0.2 that the capture missed may have acknowledged #10 already)."
        }
        Code::TcpRetransmission => {
            "172.18.0.5 sends its SYN again, 1.012 s after #21: normally because no ACK came in time. Whether #21 was lost, this doesn't say."
        }
        Code::TcpKeepAlive => {
            "172.18.0.3 asks whether 172.18.0.2 is still there: one sequence number back and no new data, as the kernel's SO_KEEPALIVE timer does (inferred from the number)."
        }
        Code::TcpKeepAliveAck => {
            "172.18.0.2 answers the keep-alive: it is still there (inferred: it repeats its last ACK right after one)."
        }
        Code::TcpZeroWindow => {
            "172.18.0.2 has no room at this moment: data comes faster than its program reads it (inferred). 172.18.0.3 must wait."
        }
        Code::TcpZeroWindowProbe => "172.18.0.3 checks whether 172.18.0.2 has room again.",
        Code::TcpZeroWindowProbeAck => "172.18.0.2 answers the probe: still no room.",
        Code::TcpWindowFull => "This fills the window that 172.18.0.2 has offered: 172.18.0.3 may send nothing more until there is room.",
        Code::TcpWindowUpdate => "172.18.0.2 tells 172.18.0.3 nothing but its new window: room for 2896 bytes.",
        Code::UdpData => "172.18.0.3 sends a datagram of 4 bytes to port 9 of 172.18.0.2: “halo”.",
        Code::DnsQuery => {
            "172.18.0.3 asks 192.168.65.7 for the IPv6 address (AAAA) of www.its.ac.id; a response to it carries the same ID, 0x64d1."
        }
        Code::DnsResponse => "192.168.65.7 answers #3 after 1.837 ms: www.its.ac.id has the address 103.94.189.4.",
        Code::DnsNodata => {
            "192.168.65.7 answers #2 after 2.137 ms without an error, but there is no record of the type asked for: www.its.ac.id has no IPv6 address (AAAA) (NODATA)."
        }
        Code::IcmpEchoRequest => "ping: 172.18.0.3 asks 172.18.0.2 for an echo (number 1).",
        Code::IcmpEchoReply => "172.18.0.2 answers the ping #3 of 172.18.0.3 after 53 µs.",
        Code::IcmpPortUnreachable => {
            "172.18.0.2 tells 172.18.0.3 that port 9 can't be reached (concerning #3): nothing listens there, or a firewall rejects it."
        }
        Code::IcmpTimeExceeded => {
            "172.18.0.1 tells 172.18.0.2 that it dropped a packet to 192.168.65.7 (concerning #3): the packet's time to live had run down to 0."
        }
        Code::ArpRequest => {
            "172.18.0.3 asks everybody on this network for the hardware address of 172.18.0.99, normally because it wants to send something to it, or through it if it is a router."
        }
        Code::ArpReply => "172.18.0.1 answers #1: its hardware address is 02:42:ac:12:00:01. 172.18.0.2 can now send to it.",
        Code::PacketDuplicate => {
            "The same packet as #1, captured a second time on its way (inferred: it has the same IP identification, and a packet that is sent again gets a new one)."
        }
        Code::PacketTranslated => {
            "The same packet as #13 (tcp:0), passed on by a router that has changed its source from 172.18.0.3 to 172.18.0.2 (NAT; inferred: the same numbers within 10 ms, a lower time to live)."
        }
        Code::FlowTranslated => {
            "This is tcp:0 on the other side of a router that translates addresses (NAT): each of its 12 packets is in that conversation too. What happened is told there (inferred: the same numbers within 10 ms, and a lower time to live)."
        }
        Code::PacketComment => {
            "A comment in the file: “Filler, not from the lab report: it only sets time zero, so that Time equals the report's list.”."
        }
        Code::FlowOpened => "172.18.0.3 opened the connection to 172.18.0.2 port 10000 with three packets (#2, #3, #4) in 40 µs.",
        Code::FlowMidstream => {
            "The handshake of 127.0.0.1:48118 and 127.0.0.1:5902 isn't in the capture: it took place before, or there was none (inferred). Who opened the connection is a guess, and so is how large the windows are; “byte 1” is the first byte captured, not the first of the stream."
        }
        Code::FlowRoundTrip => {
            "Times as seen where the capture was made: to 172.18.0.2 and back 12 µs (SYN to SYN,ACK), to 172.18.0.3 and back 28 µs (SYN,ACK to ACK); 172.18.0.3's data acknowledged after 3.045 µs; 172.18.0.2's data acknowledged after 5.054 µs to 30 µs (2 ACKs). A receiver may delay its ACK, so the shortest time is closest to the network's own."
        }
        Code::FlowWindow => {
            "Windows after the SYNs, the field times 2 to the power of the scale in the SYN: 172.18.0.3 502 × 128 = 64256 bytes throughout; 172.18.0.2 509 × 128 = 65152 bytes throughout."
        }
        Code::FlowInFlight => {
            "In flight where the capture was made (sent, not yet acknowledged): 172.18.0.3 at most 2896 bytes in 2 segments (#9), of 2896 that 172.18.0.2's window allowed."
        }
        Code::FlowSequenceNumbers => {
            "Sequence numbers: every byte uses one, and so do SYN and FIN. 172.18.0.3: SYN 0, its bytes 1–46, FIN 47, so Ack=48 (#13) acknowledges all of it. 172.18.0.2: SYN 0, its bytes 1–46, FIN 47, so Ack=48 (#14) acknowledges all of it."
        }
        Code::FlowRetransmissionTimer => {
            "Nothing came from 172.18.0.2, so 172.18.0.3 sent #3 again and again: after 1.015 s (#4) and after 1.024 s (#5) (inferred). The waits are about equal, as Linux since 6.5 sends a SYN again four times before it doubles them."
        }
        Code::FlowName => {
            "172.18.0.3 had been told the address 103.94.189.4 for www.its.ac.id before (#5), so probably that's the name it opened this connection for (inferred: the latest answer with this address, within its time to live)."
        }
        Code::FlowResetAfterClose => {
            "#12 came after 172.18.0.2 had sent FIN (#10), and the RST #13 answers it: nobody reads there any more, so its program had probably closed the whole socket (inferred; after shutdown() of sending alone the kernel would have taken the data)."
        }
        Code::FlowSimultaneousClose => {
            "Both sides closed at the same time: neither FIN (#24, #25) acknowledges the other. Both go through TIME-WAIT."
        }
        Code::FlowHalfClosedAtEnd => "Only 172.18.0.2 has closed its direction (#10): the capture shows no FIN of 172.18.0.3.",
        Code::FlowResetKeepAlive => {
            "Why a RST (#12) and no FIN: 172.18.0.3's kernel gave the connection up, since 172.18.0.2 had left its 2 keep-alives (from #10 on) without an answer. 172.18.0.3's own program normally gets ETIMEDOUT, 110, from its next call (inferred; SO_LINGER 0 just then would look alike)."
        }
        Code::FlowTimeSpent => {
            "Where the 401.600 ms from the connection's opening to the last data went: 401.269 ms before 172.18.0.2's answers. So for most of it 172.18.0.3 waited for 172.18.0.2's program, longest from #6 to #8 (401.269 ms) (inferred; a notice that answers nothing, or an answer lost or held up on its way, looks alike)."
        }
        Code::FlowPortReused => {
            "172.18.0.3 had used the same port 40000 for an earlier connection to 172.18.0.2 (tcp:0); this is a new one."
        }
        Code::FlowTransferred => {
            "172.18.0.3 sent 46 bytes in 1 segment, 172.18.0.2 sent 46 bytes in 2 segments; its first bytes came 426 µs after the client's first."
        }
        Code::FlowEcho => {
            "All that 172.18.0.2 sent repeats, byte by byte, what 172.18.0.3 had sent (46 of 46 bytes came back), so it looks like an echo server (inferred; one answer that differs would contradict it)."
        }
        Code::FlowReadSize => {
            "The server 172.18.0.2 seems to read at most 32 bytes at once, as recv(32) does: its answer #7 ends in the middle of what arrived in one segment (#5), so its program made the cut, not TCP (inferred; a server that reads records of this size would look alike). How much the client reads at once leaves no trace."
        }
        Code::FlowRetransmissions => "Packets sent again: 1 by 172.18.0.5, 0 by 172.18.0.2.",
        Code::FlowNagleDelayedAck => {
            "172.18.0.3 held #12 back until #10 was acknowledged (Nagle's algorithm: only one small segment in flight), and 172.18.0.2 delayed that ACK, #11, by 42.032 ms. TCP_NODELAY, or one larger write() instead of several, avoids the wait (inferred; a program that happened to pause so long would look alike)."
        }
        Code::FlowStalledByReceiver => {
            "172.18.0.3 had to wait for 172.18.0.2, whose receive buffer was full (from #10 to #14, 960.959 ms). It asked 2 times meanwhile whether there was room."
        }
        Code::FlowAcceptQueueWait => {
            "172.18.0.4 waited 1.998 s for its answer: 172.18.0.2's kernel had taken the connection and the request #17, but the answer #27 came only when another connection (tcp:0) was ending (#24). So this connection probably stood in the accept queue while the program served the other client (inferred; a slow answer that happened to be ready just then would look alike, and so would a server that passes on what other clients do, as a chat does)."
        }
        Code::FlowAcceptQueueFull => {
            "172.18.0.5's SYN #21 got no answer in time and went out again (#32), while 1 connection to port 10000 was still waiting to be served: probably the accept queue was full, and the kernel then drops SYNs (inferred; a lost packet would look alike)."
        }
        Code::FlowRefused => {
            "172.18.0.3 asked for a connection to 172.18.0.2 port 10000 (#3) and was refused (#4): nothing listened there at that moment, or a firewall rejected it. connect() then normally fails with ECONNREFUSED (111). No connection was made."
        }
        Code::FlowUnanswered => {
            "172.18.0.3 asked 172.18.0.2 port 10000 for a connection 3 times and got no answer within 2.039 s (inferred: the machine may be off or not exist, a firewall may drop packets, packets may have been lost, or the answer may have taken another route). connect() waits until its kernel gives up, and then normally fails with ETIMEDOUT (110). No connection was made."
        }
        Code::FlowReset => {
            "172.18.0.3 broke the connection off with a RST (#8) from a socket that still existed. On Linux, what 172.18.0.2 hadn't read yet can still be read; after that, recv() or send() normally fails there with ECONNRESET, 104 (inferred)."
        }
        Code::FlowResetUnreadData => {
            "Why a RST (#14) and no FIN: 172.18.0.3 sent nothing more after it had received #13, so its program probably closed the socket while received bytes were still unread, and the kernel then sends RST (inferred; SO_LINGER with 0 seconds after reading everything makes the same packets)."
        }
        Code::FlowResetAbort => {
            "Why a RST (#8) and no FIN: 172.18.0.3 had received no data that could be left unread, so its program probably asked for an abrupt end, as SO_LINGER with 0 seconds does (inferred)."
        }
        Code::FlowClosedByClient => {
            "The client 172.18.0.3 closed first (#11), so it is the side that keeps the connection in TIME-WAIT afterwards."
        }
        Code::FlowClosedByServer => {
            "The server 172.18.0.2 closed first (#10), so it is the side that keeps the connection in TIME-WAIT afterwards."
        }
        Code::FlowThreeSegmentClose => {
            "The close takes three segments, of which the capture shows two: 172.18.0.3's FIN #11 and 172.18.0.2's FIN #12 that also acknowledges it; the last ACK isn't in the capture."
        }
        Code::FlowFourSegmentClose => {
            "The close took four segments: 172.18.0.3's FIN #8, the ACK #9 of that FIN, 172.18.0.2's FIN #12 and the last ACK #13."
        }
        Code::FlowHalfClose => "Half-close: after 172.18.0.3's FIN #8 had been acknowledged, 172.18.0.2 went on sending (from #10).",
        Code::FlowOpenAtEnd => "The capture shows no end of it: neither a FIN nor a RST of 127.0.0.1:48118 or 127.0.0.1:5902.",
        Code::UdpExchanged => {
            "172.18.0.3 sent 1 datagram (4 bytes) to 172.18.0.2 port 9; no datagram came back from there in this capture."
        }
        Code::UdpNoConnection => {
            "UDP opens nothing, closes nothing and acknowledges nothing: each datagram stands on its own. Which of them belong together, only the programs know."
        }
        Code::UdpUnanswered => {
            "127.0.0.1:9 sent nothing back within 104.273 s (inferred: it may not have to, or its answer took another route)."
        }
        Code::UdpTimeExceeded => {
            "A datagram to 192.168.65.7 didn't get there: its time to live ran out on the way (ICMP error #4), as traceroute intends, or in a routing loop."
        }
        Code::UdpRefused => {
            "A datagram to 172.18.0.2's port 9 was refused with an ICMP error (#4): nothing listened there, or a firewall rejected it. A connected UDP socket gets ECONNREFUSED (111) at its next call."
        }
        Code::DnsPair => {
            "172.18.0.3 asked 192.168.65.7 for both kinds of address of www.its.ac.id from one socket, IPv4 (#3) and IPv6 (#2), as one getaddrinfo() call does (inferred; browsers and resolvers do the same)."
        }
        Code::DnsLookup => {
            "#2 asked for the IPv6 address (AAAA) of www.its.ac.id; 192.168.65.7 answered after 2.137 ms (#5) that there is none, which is no error."
        }
        Code::CaptureHiddenByFilter => {
            "Your selection hides 188 packets of this capture; conversations are still followed through all packets."
        }
        Code::CaptureComment => "A comment in the file: “Rebuilt from what a lab report prints; see README.md beside this file.”.",
        Code::CaptureStatistics => "By the file's own count, the capture lost no packet at interface any, which received 200 packets.",
        Code::CaptureChecksumOffload => {
            "Checksums left unfinished: 11 packets (#2 is the first). A sending system leaves the sum to its network card, and these were captured before it was computed (virtual cards, as containers have, may never do it); a receiving system may leave it so where it joins segments. They aren't damaged (inferred: the field holds the sum of addresses, protocol and length alone)."
        }
        Code::CaptureAlreadyRunning => {
            "Running before the capture began: 1 TCP conversation (#13 is the first packet seen). Its handshake isn't in the capture, so who opened it and how large the windows are is guessed (inferred; packets that belong to no connection look alike, and so does a capture filter that left the SYNs out)."
        }
        Code::CaptureDuplicates => {
            "Captured more than once: 12 packets (#2 is the first), as happens where a packet passes several interfaces or a mirror port (inferred from the IP identification, or from the same bytes on another interface). They aren't retransmissions."
        }
        Code::CaptureTimeBackwards => {
            "Time runs backwards at 1 packet (#7): stamps of several processors, a clock that was set, or a part of the file with times of its own."
        }
        Code::CaptureVantage => {
            "The machine with the address 172.18.0.2 made this capture: its kernel marked the packets from there as sent by itself (inferred from those marks)."
        }
        Code::ServerOneAtATime => {
            "The server 172.18.0.2 (port 10000) seems to serve one client at a time: once, with the request already at its kernel, an answer came only when the connection served before was ending (for example request #17, end #19, answer #22), and nobody else was answered meanwhile (inferred; a server that only passes on what other clients do, as a chat does, would look alike; one client answered while another is being served would contradict it)."
        }
        Code::ServerConcurrent => {
            "The server 172.18.0.2 (port 10000) doesn't serve one client at a time: it answered tcp:0, then tcp:1 (#19) while tcp:0 was open, and then tcp:0 again (#27). Whether by threads, processes or an event loop, packets don't show (inferred)."
        }
        Code::ServerOverlapNotTested => {
            "Whether 172.18.0.2 (port 10000) serves several clients at once: of its 2 connections that asked something, none did so while another that had asked was open."
        }
        Code::CaptureOneWayTimesUnseen => {
            "How long a packet was on its way in one direction: one clock sees only there and back. Captures at both ends narrow it down (labcap compare)."
        }
        Code::CaptureLossesUnseen => {
            "What was lost elsewhere: a gap or a repeat here may come from a loss, but also from a late packet or ACK. Whether something was lost, and where, a capture at the other end tells (labcap compare)."
        }
        Code::CaptureProgramsUnseen => {
            "How often, when and with what size the programs called recv(), and what they printed: a capture shows what kernels sent, not what programs did with it."
        }
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
    })
}
