//! When statements are made, in English.

use crate::explain::Code;

/// The rule, with its numbers.
pub const fn trigger(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => {
            "A segment with SYN and without ACK that doesn't repeat an earlier SYN. Where the other side's SYN came first and isn't acknowledged, both asked at once."
        }
        Code::TcpSynAck => {
            "A segment with SYN and ACK that doesn't repeat an earlier one. The SYN that it answers is named where it was captured."
        }
        Code::TcpHandshakeAck => {
            "The first segment of the client whose acknowledgment number lies behind the SYN,ACK's; not where both sides had sent a SYN of their own."
        }
        Code::TcpData => {
            "A segment without RST that carries payload, brings at least one new byte and is no keep-alive. Shown are the first 48 characters, or 16 bytes that aren't text. “Back” is said while the whole of the server's stream repeats the client's."
        }
        Code::TcpPush => {
            "The first segment of the connection that carries data and PSH and isn't a full one: in a long write() Linux sets PSH in full segments, too."
        }
        Code::TcpAck => {
            "A segment with ACK and without SYN and RST that acknowledges packets for the first time (four are named). One that acknowledges nothing new is told only if nothing else is said of it."
        }
        Code::TcpFin => {
            "The first segment with FIN of its side. “First” is the side whose FIN was captured first; whether it acknowledges the other FIN is read from its number."
        }
        Code::TcpCloseAck => "A segment without a FIN that acknowledges the other side's FIN for the first time.",
        Code::TcpRst => {
            "Any segment with RST. It refuses if it acknowledges a SYN; it changes nothing if its number isn't one at which its receiver takes it, and may change nothing if it lies beyond all that was captured; there is nothing to break off if the other side had refused. With ACK, a window other than 0 and the TSval that the connection uses its socket still existed; with window 0 and no options, at the number that the other side acknowledges (with ACK only to a segment without), the kernel answers for a socket that is gone."
        }
        Code::TcpUnusualFlags => "SYN, ACK and RST are all missing.",
        Code::TcpRetransmission => {
            "Wireshark's rule: payload, SYN or FIN with a number below the highest one sent, not yet acknowledged, and neither a fast retransmission nor out of order. Not said of copies, of crossing SYNs or of a side's first FIN."
        }
        Code::TcpTailLossProbe => {
            "A retransmission whose last byte is the last one sent, while earlier bytes of the same sender are unacknowledged and none of them was sent again; the other side has sent ACKs, but no duplicate ones, and its window isn't 0."
        }
        Code::TcpFastRetransmission => {
            "A repeat that starts at exactly the number that at least two duplicate ACKs asked for, within 20 ms after the last of them, and that hadn't been sent again before."
        }
        Code::TcpSpuriousRetransmission => {
            "All of its payload lies below the highest acknowledgment that was captured from the other side, and at least one byte of it has been seen before."
        }
        Code::TcpOutOfOrder => {
            "A lower number than the highest one sent, not acknowledged, less than one handshake round trip (3 ms where that isn't known) after the highest one, and not ending where that ended."
        }
        Code::TcpPreviousSegmentNotCaptured => {
            "The segment's number is higher than the next one expected of its side, and payload before it hasn't been seen."
        }
        Code::TcpAckedUnseenSegment => {
            "The acknowledgment number lies behind what was captured of the other side without a gap, and payload is missing before it."
        }
        Code::TcpDuplicateAck => {
            "No payload, the expected number, the same acknowledgment number and the same window (not 0) as the segment before of its side, and no SYN, FIN or RST."
        }
        Code::TcpKeepAlive => {
            "At most one byte, with the number just below the next one, and no SYN, FIN or RST; not an empty segment towards a window of 0, which is a probe; not a byte that nobody has acknowledged, and not the number of a FIN that isn't acknowledged."
        }
        Code::TcpKeepAliveAck => "A segment without payload that repeats its side's last ACK and window right after a keep-alive.",
        Code::TcpZeroWindow => "The window field is 0 in a segment without SYN, FIN and RST that doesn't answer a probe.",
        Code::TcpZeroWindowProbe => {
            "The other side's latest window is 0, and the segment has either one byte at the next number, or none and the number just below it (as Linux does; Wireshark calls that Keep-Alive)."
        }
        Code::TcpZeroWindowProbeAck => {
            "A segment without payload whose window is 0, as that of its side before, right after a probe of the other side."
        }
        Code::TcpWindowFull => {
            "Its last byte lies exactly at the other side's latest acknowledgment plus its window; the window's scale must be known, and there is no SYN, FIN or RST."
        }
        Code::TcpWindowUpdate => {
            "No payload, the expected number, the same acknowledgment as before, another window, which isn't 0, and no SYN, FIN or RST."
        }
        Code::UdpData => {
            "A UDP datagram whose content labcap doesn't decode. Shown are the first 48 characters, or 16 bytes that aren't text."
        }
        Code::DnsQuery => {
            "A DNS message without the response bit that has a question. It asks again if the same ID, name and type had been asked on this socket and had no response."
        }
        Code::DnsResponse => {
            "A response without error whose answer section has records of the type asked for. It belongs to the latest question with its ID, name and type."
        }
        Code::DnsRecords => "A response without error that has records of the type asked for and no address; the first is told.",
        Code::DnsNodata => {
            "A response without error that can be read to its end, isn't cut, has no record of the type asked for, and names no other servers instead."
        }
        Code::DnsReferral => {
            "A whole response without error and without any answer record, whose authority section has NS records and no SOA."
        }
        Code::DnsNxdomain => "Response code 3 (NXDOMAIN).",
        Code::DnsRefused => "Response code 5 (REFUSED).",
        Code::DnsServfail => "Response code 2 (SERVFAIL).",
        Code::DnsError => "A response code other than 0, 2, 3 and 5.",
        Code::DnsTruncated => "A response with the TC bit.",
        Code::MdnsQuery => {
            "A DNS message without the response bit on port 5353. It is a probe if it asks for all records (ANY) and has records of its own in the authority section."
        }
        Code::MdnsAnswer => "A DNS message with the response bit on port 5353 that has an answer; the first record is told.",
        Code::LlmnrQuery => "A DNS message without the response bit on port 5355.",
        Code::LlmnrAnswer => "A DNS message with the response bit on port 5355 that has an answer; the first record is told.",
        Code::IcmpEchoRequest => "ICMP type 8, or ICMPv6 type 128.",
        Code::IcmpEchoReply => {
            "ICMP type 0, or ICMPv6 type 129. It answers the latest request with its addresses, identifier and number, if that was captured."
        }
        Code::IcmpPortUnreachable => {
            "ICMP Destination Unreachable with code 3, or ICMPv6 with code 4. The packet that it quotes is named where it was captured."
        }
        Code::IcmpHostUnreachable => {
            "ICMP Destination Unreachable with code 1, or ICMPv6 Destination Unreachable with code 3 (address unreachable)."
        }
        Code::IcmpUnreachable => {
            "ICMP Destination Unreachable with a code other than host, port and “fragmentation needed”, or ICMPv6 Destination Unreachable with a code other than 3 (address) and 4 (port)."
        }
        Code::IcmpTimeExceeded => "ICMP Time Exceeded or ICMPv6 Time Exceeded with code 0.",
        Code::IcmpPacketTooBig => "ICMP Destination Unreachable with code 4, or ICMPv6 type 2.",
        Code::IcmpRedirect => "ICMP type 5, or ICMPv6 type 137.",
        Code::IcmpOther => "A type or code that none of the other statements is about.",
        Code::RouterSolicitation => "ICMPv6 type 133, or ICMP type 10.",
        Code::RouterAdvertisement => "ICMPv6 type 134, or ICMP type 9.",
        Code::NeighborSolicitation => {
            "ICMPv6 type 135 from a real address. Sent to a multicast group it asks everybody; sent to one machine it makes sure."
        }
        Code::NeighborProbe => "ICMPv6 type 135 from the unspecified address (::).",
        Code::NeighborAdvertisement => "ICMPv6 type 136. It answers the latest solicitation for its address, if that was captured.",
        Code::MulticastQuery => "IGMP type 17, or ICMPv6 type 130.",
        Code::MulticastReport => "An IGMP report or leave, or a multicast listener report or done of ICMPv6.",
        Code::DhcpDiscover => "DHCP message type 1.",
        Code::DhcpOffer => "DHCP message type 2.",
        Code::DhcpRequest => {
            "DHCP message type 3. With a server's identifier the address was offered; without it, but with the client's own address filled in, it is to be kept longer; otherwise it is one from before."
        }
        Code::DhcpDecline => "DHCP message type 4.",
        Code::DhcpAck => "DHCP message type 5 that gives an address.",
        Code::DhcpSettings => "DHCP message type 5 that gives no address.",
        Code::DhcpNak => "DHCP message type 6.",
        Code::DhcpRelease => "DHCP message type 7.",
        Code::DhcpInform => "DHCP message type 8.",
        Code::DhcpOther => "A DHCP message type other than 1 to 8.",
        Code::DhcpBootRequest => "Operation 1 without a DHCP message type.",
        Code::DhcpBootReply => "Operation 2 without a DHCP message type.",
        Code::ArpRequest => {
            "An ARP request with a sender's address that isn't the one asked for. Whom it reaches is read from the link header, where that says so."
        }
        Code::ArpProbe => "An ARP request whose sender's address is 0.0.0.0.",
        Code::ArpAnnouncement => "An ARP request or reply whose sender's and target's address are the same.",
        Code::ArpReply => "An ARP reply. It answers the latest request for that address, if that was captured.",
        Code::ArpConflict => {
            "ARP names a hardware address for an IPv4 address that another one had claimed before in this capture. Each pair is told once."
        }
        Code::ArpOther => "An operation other than request and reply, or addresses that aren't IPv4.",
        Code::IpFragment => {
            "An IPv4 or IPv6 header that says that more fragments follow, or that this one doesn't begin at byte 0, where this packet doesn't make the datagram whole."
        }
        Code::IpReassembled => {
            "Pieces with the same addresses, protocol and identification cover the datagram without a gap, and none came more than 30 s after the first."
        }
        Code::PacketDuplicate => {
            "Within 10 ms the same addresses, ports, numbers, flags, window, length and TSval; within 200 ms where there is a TSval and the sender gives its packets IP identifications of their own, or the place is another. With an IP identification other than 0 it is one packet; with 0 another interface, VLAN or direction has to say so, otherwise it can't be told."
        }
        Code::PacketTranslated => {
            "Within 10 ms a packet with the same IP identification, sequence numbers, flags, window, TSval and length (of UDP and ping the same content), a time to live lower by 1 to 4, one of its two ends the same and the other another machine's. It takes numbers that are no chance: of TCP both sequence numbers, or a SYN's TSval; of UDP a sender that is seen to count its identifications; of ping an identification. Once two conversations are known to be one, their other packets need less."
        }
        Code::PacketCut => "Fewer bytes were captured than the packet had on the wire.",
        Code::PacketChecksum => {
            "The IPv4 header's checksum, or that of TCP, UDP, ICMP, ICMPv6 or IGMP, is neither right nor the unfinished sum that offload leaves. A message that was cut isn't checked."
        }
        Code::PacketMalformed => "Decoding stops in a header although the capture has all of the packet's bytes.",
        Code::PacketComment => "A comment on the packet in a pcapng file; 16 are told.",
        Code::LinkNotDecoded => "The link type of its interface isn't among those that labcap decodes.",
        Code::NetworkNotDecoded => "An EtherType other than IPv4, IPv6, ARP and VLAN, or an LLC packet.",
        Code::TransportNotDecoded => "An IP protocol number other than those of TCP, UDP, ICMP, ICMPv6 and IGMP.",
        Code::FlowOpened => {
            "The client's SYN, the server's SYN,ACK and the first ACK of it are all in the capture, and only one side asked."
        }
        Code::FlowHandshakeUnfinished => "SYN and SYN,ACK were captured, and no segment of the client that acknowledges the SYN,ACK.",
        Code::FlowMidstream => "No SYN of either side is in the capture.",
        Code::FlowTranslated => {
            "Packets of it are packet.translated's pairs with those of one other conversation, which was captured first. Where all are, nothing else is told of it."
        }
        Code::FlowPortReused => "A SYN with other sequence numbers on the same addresses and ports as an earlier connection.",
        Code::FlowTransferred => "Packets of both sides are in the capture. Bytes count once, however often they were sent.",
        Code::FlowOneSided => "A connection of which no packet of the other side was captured, unless only SYNs were.",
        Code::FlowEcho => {
            "All that the server sent equals the beginning of what the client sent, byte by byte: at least 4 bytes, or at least two exchanges. At most 64 KiB may wait for their echo; no byte may be missing."
        }
        Code::FlowName => {
            "A DNS response to this client with the server's address, the latest one, and its time to live hasn't run out when the connection begins."
        }
        Code::FlowRoundTrip => {
            "Payload whose ACK is in the capture; segments that were sent again are left out (Karn's rule). The handshake's two times where neither SYN was sent again."
        }
        Code::FlowWindow => "Payload, both SYNs, and window scaling on both sides; windows of SYN and RST are left out.",
        Code::FlowInFlight => {
            "Two segments with payload or more that wait for an ACK at once. What SACK reports as arrived waits no longer."
        }
        Code::FlowThroughput => {
            "At least 16,384 bytes in at least 10 segments over at least 10 ms, interrupted neither by payload of the other side nor by a pause of 100 ms with nothing in flight."
        }
        Code::FlowSequenceNumbers => {
            "Both SYNs and both FINs are there, no byte between them is missing, both FINs are acknowledged, and there is payload."
        }
        Code::FlowRetransmissionTimer => "One segment is sent again twice or more, and no packet of the other side comes meanwhile.",
        Code::FlowTimeSpent => {
            "100 ms or more from the open connection to the last payload, nothing missing, and one part of it is half or more: waits before a side's payload less the handshake's way to it, gaps between one side's own segments, pauses of its program (all acknowledged, the last segment not full, the next one not made at the same time by TSval), or the way. Not where a queue, Nagle's algorithm or a full buffer explains the wait."
        }
        Code::FlowReadSize => {
            "In an echo, a piece of at least 2 bytes that was sent with nothing else under way ends inside one of the client's segments, and another piece follows. n is claimed if every piece that ends inside a segment is a multiple of n and no piece sent first and alone is longer. Ruled out by a cut behind a line feed, carriage return or NUL, at a multiple of the segment size, or always behind the same separator."
        }
        Code::FlowRetransmissions => {
            "Counts the segments that Wireshark's rules call retransmissions (all three kinds); copies of a packet don't count."
        }
        Code::FlowMissingBytes => "Positions of a stream between its first and its last captured byte that no captured segment covers.",
        Code::FlowNagleDelayedAck => {
            "One small segment (below the segment size) is alone under way; the other side sends nothing but an ACK for it, at least 30 ms and three handshake round trips later; the next small segment leaves at most 1 ms (or one round trip) after that ACK, fits the window, and its side repeats nothing. Told is the first such wait and how many there were."
        }
        Code::FlowStalledByReceiver => {
            "A window of 0 while the sender hadn't closed, and a sign that it had more to send: it probed, or went on within 5 ms once there was room. Told is the longest time from window 0 to another window."
        }
        Code::FlowAcceptQueueWait => {
            "The request was acknowledged by the server's kernel; another connection to the same port, answered meanwhile, ended at least 20 ms after the request (and three times as long as the slowest answer that waited for nobody); the first answer came within 5 ms, or a twentieth of the wait, after that end. Where third connections were answered meanwhile, the sentence names busy workers or a slow answer instead."
        }
        Code::FlowAcceptQueueFull => {
            "A SYN goes out again without a SYN,ACK, or a SYN,ACK goes out again although it was acknowledged, while at least one earlier connection to the same port has a request at the server's kernel and no answer (or got its answer only after another connection's end)."
        }
        Code::FlowRefused => {
            "A SYN without SYN,ACK that is answered by a RST that acknowledges it, or by an ICMP Destination Unreachable that quotes it. The error of connect() is Linux's."
        }
        Code::FlowUnanswered => {
            "SYNs without a SYN,ACK, RST or ICMP error, and either a repeated SYN or at least 5 s of capture after the first."
        }
        Code::FlowTooEarly => "One SYN without an answer, and less than 5 s of capture after it.",
        Code::FlowReset => "A RST inside the window before both FINs were seen. A RST of a live socket has ACK and a window other than 0.",
        Code::FlowResetUnreadData => {
            "A RST of a live socket (ACK, a window other than 0, timestamps where the connection has them), the first of the connection and without a FIN of its sender before; and its sender sent nothing after the last payload that it received, all of which it acknowledges."
        }
        Code::FlowResetAbort => {
            "A RST of a live socket without a FIN before, whose sender had received no payload at all, or had sent something after all that it received."
        }
        Code::FlowResetAfterClose => {
            "A FIN, then payload of the other side, then a RST without ACK, options and window from the side that had closed, with the number that the payload acknowledges."
        }
        Code::FlowResetKeepAlive => {
            "A RST of a live socket right behind two or more keep-alives of its sender, with nothing of the other side since the first of them."
        }
        Code::FlowResetOtherHops => {
            "A RST of a live socket without a FIN before, whose time to live (hop limit) differs from that of the latest packet of the same side."
        }
        Code::FlowClosedByClient => "The client's FIN is the first, and at least one FIN acknowledges the other.",
        Code::FlowClosedByServer => "The server's FIN is the first, and at least one FIN acknowledges the other.",
        Code::FlowSimultaneousClose => "Both FINs are there, and neither acknowledges the other.",
        Code::FlowThreeSegmentClose => {
            "The second FIN is the first segment that acknowledges the first FIN. Whether the last ACK was captured is said."
        }
        Code::FlowFourSegmentClose => "A segment before the second FIN acknowledges the first FIN.",
        Code::FlowHalfClose => "New payload of the other side after its ACK of the first FIN.",
        Code::FlowHalfClosedAtEnd => "One FIN, and none of the other side.",
        Code::FlowOpenAtEnd => "Neither a FIN nor a RST (inside the window) of either side.",
        Code::FlowLeftMemory => {
            "The memory for conversations (256 MiB) was full. First those that have ended go, then SYNs without answer, then the longest idle."
        }
        Code::UdpExchanged => "Counted for every pair of UDP endpoints; client is who seems to have asked.",
        Code::UdpNoConnection => "Said of every UDP conversation, but for those with several DNS lookups.",
        Code::UdpUnanswered => {
            "Datagrams of one side only, at least 5 s of capture after the first, no ICMP error; not to multicast or broadcast addresses, nor to the ports of mDNS and LLMNR."
        }
        Code::UdpTooEarly => "Datagrams of one side only, and less than 5 s of capture after the first.",
        Code::UdpTimeExceeded => "An ICMP Time Exceeded that quotes a datagram of this conversation, and no answer.",
        Code::UdpRefused => "An ICMP port unreachable that quotes a datagram of this conversation.",
        Code::UdpUnreachable => "An ICMP Destination Unreachable other than port unreachable that quotes a datagram of this conversation.",
        Code::DnsPair => {
            "Two questions for the same name on one socket, one for A and one for AAAA; the second came within 5 ms, or within 5 s and before the first was answered. From two sockets of one machine to one server only within 5 ms."
        }
        Code::DnsLookup => {
            "A response with the ID, name and type of an earlier question on the same socket. The first 64 of a socket are told."
        }
        Code::DnsUnanswered => {
            "No response with its ID, name and type, and either a repeat of it or at least 5 s of capture after it; never for mDNS and LLMNR."
        }
        Code::DnsTooEarly => "A question without a response or a repeat, and less than 5 s of capture after it.",
        Code::DnsUnreachable => "A question without a response, and an ICMP Destination Unreachable that quotes a datagram of its socket.",
        Code::DnsManyLookups => "More than 64 questions on one socket.",
        Code::CaptureDropped => "The kernel's counter of dropped packets, or labcap's own queue, isn't 0 at the end.",
        Code::CaptureOwnConnection => "A live capture in an SSH session; the connection is the one that SSH_CONNECTION names.",
        Code::CaptureHiddenByFilter => "A filter, --stream or --packets leaves packets out.",
        Code::CaptureTruncatedFile => "Reading stops before the file's end, or a record isn't whole.",
        Code::CaptureCutBySnaplen => "Packets of which fewer bytes were captured than they had on the wire.",
        Code::CaptureLinkTypeNotDecoded => "The link type of an interface isn't among those that labcap decodes.",
        Code::CaptureComment => "A comment in a pcapng file on its section or an interface.",
        Code::CaptureMoreComments => "More than 100 comments.",
        Code::CaptureNames => "A name resolution block in a pcapng file; at most 10,000 names are kept.",
        Code::CaptureStatistics => "An interface statistics block in a pcapng file.",
        Code::CaptureBlocksPassed => "Entries of systemd's journal, keys for decryption, custom blocks or unknown ones in a pcapng file.",
        Code::CaptureChecksumOffload => {
            "The checksum of TCP, UDP or ICMPv6 equals the sum of addresses, protocol and length alone. Counted over all packets."
        }
        Code::CaptureAlreadyRunning => {
            "TCP conversations of which the capture has neither SYN nor SYN,ACK, counted; not where conversations had to leave memory."
        }
        Code::CaptureDuplicates => "Counts the copies that packet.duplicate is sure of.",
        Code::CaptureFlowsEvicted => "The memory for conversations (256 MiB) was full.",
        Code::CaptureFragmentsGivenUp => {
            "A fragment came more than 30 s after the first, or there were more fragments than labcap keeps (1,024 of a datagram, 32 MiB in all)."
        }
        Code::CaptureTimeBackwards => "A time stamp below that of the packet before it in the file.",
        Code::CaptureVantage => {
            "In a cooked capture (any), addresses that packets marked as sent come from and packets marked as received go to, and never the other way round; at most 4, and not where the machine passes packets on."
        }
        Code::ServerOneAtATime => {
            "At least one request waited for another connection's end (see flow.accept_queue_wait) while nobody else was answered, and no answer to this port came out of turn."
        }
        Code::ServerConcurrent => {
            "A connection is answered, then another one while the first is open, and then the first again, which has asked again. Or a later one is answered while one that was accepted earlier is open, and then the earlier one: its request had been at the server's kernel before the later connection was there, or it asked only then, and the later one is still open."
        }
        Code::ServerOverlapNotTested => {
            "At least two connections to one port asked something, and none of them asked while another one that had asked was still open."
        }
        Code::CaptureOneWayTimesUnseen => "Said of every capture of a conversation that went both ways.",
        Code::CaptureLossesUnseen => "Said of every capture of a TCP conversation that went both ways.",
        Code::CaptureProgramsUnseen => "Said of every capture that has a packet.",
        Code::ComparePaired => {
            "Packets with the same addresses, ports, raw numbers, flags, window, lengths and content; of several alike, those with the same IP identification (other than 0) and TSval, else in their order."
        }
        Code::CompareNothingInCommon => "No packet could be paired.",
        Code::CompareClockOffset => {
            "Packets of both directions were paired: the offset is at least the largest difference of times in one direction and at most the smallest in the other. Directions are those that cooked captures mark, else those that the times of two senders tell."
        }
        Code::CompareClockOffsetUnknown => "Packets of one known direction only were paired, or none with a time.",
        Code::CompareClocksDisagree => "The least that one direction allows is more than the most that the other does.",
        Code::CompareNotCompared => {
            "Packets without IP (ARP), fragments of datagrams, copies of packets captured a moment before, and those beyond 4,000,000."
        }
        Code::CompareNotOnTheWay => "No packet between these two addresses could be paired.",
        Code::CompareOutsideCapture => {
            "The offset of the clocks is known, and puts the packet before the first or behind the last packet of the other capture."
        }
        Code::CompareSentAgain => "The capture that has it has the same sequence numbers more than once, and it went towards the other.",
        Code::CompareOtherSegments => "Its bytes are all in the other capture, in segments that begin or end elsewhere.",
        Code::ComparePassedUnseen => "It went from the other capture's place to this one's.",
        Code::CompareArrivedUnseen => {
            "It went towards the other capture's place, and a later packet in this capture acknowledges all of it."
        }
        Code::CompareLostOrUnseen => "It went towards the other capture's place, and nothing acknowledges it, or it is no TCP.",
        Code::CompareDirectionUnknown => "Neither a mark of the captures nor the times tell which way it went.",
    }
}
