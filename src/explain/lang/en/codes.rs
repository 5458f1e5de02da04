//! What every code means and what to do about it, in English. Exhaustive, as is all below: a claim without its explanation doesn't compile.

pub mod alike;
pub mod contradiction;
pub mod trigger;

use crate::explain::Code;

/// What a statement says.
pub const fn meaning(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => {
            "A client asks for a connection. The SYN states the initial sequence number; it uses that number itself, so the first byte has the next one."
        }
        Code::TcpSynAck => {
            "The server's kernel agrees to the connection: a socket listens on that port. Its program needn't have called accept() yet."
        }
        Code::TcpHandshakeAck => {
            "The client's ACK completes the handshake: the connection is open, and the server's program can get it from accept()."
        }
        Code::TcpData => {
            "A program's bytes are on their way: how many, which positions of the stream, and how they begin. In an echo also which of the client's bytes come back."
        }
        Code::TcpPush => {
            "PSH marks the end of what one write() handed over, as Linux sets it. It doesn't mean “last packet”, and the receiving program never sees it."
        }
        Code::TcpAck => "A kernel confirms bytes that it has received. Whether its program has read them, an ACK doesn't say.",
        Code::TcpFin => {
            "One side sends nothing more: its program called close() or shutdown(), or has ended. FIN uses one sequence number; receiving may go on."
        }
        Code::TcpCloseAck => "A kernel acknowledges the other side's FIN. Its own direction stays open until its program closes, too.",
        Code::TcpRst => {
            "A kernel breaks a connection off, refuses one, or answers for one that it doesn't have. The sentence says which of these the segment looks like."
        }
        Code::TcpUnusualFlags => {
            "A segment with neither SYN nor ACK nor RST. Kernels don't normally send one within a conversation, so it is probably a port scan or a test."
        }
        Code::TcpRetransmission => {
            "A sender sends again what it had sent: it had no ACK in time. Whether anything was lost, that doesn't say."
        }
        Code::TcpTailLossProbe => {
            "The last segment is sent again although earlier ones aren't acknowledged either: not the retransmission timer, but a probe that asks early for an ACK."
        }
        Code::TcpFastRetransmission => {
            "A sender sends again at once because duplicate ACKs told it of a hole, without waiting for its timer."
        }
        Code::TcpSpuriousRetransmission => {
            "A sender sends again what the other side had already acknowledged: the ACK hadn't reached it yet, or was lost."
        }
        Code::TcpOutOfOrder => {
            "A segment comes after later ones, but so soon that it was more likely overtaken on the way than sent again."
        }
        Code::TcpPreviousSegmentNotCaptured => {
            "Bytes just before this segment aren't in the capture so far: lost, late, or missed by the capture."
        }
        Code::TcpAckedUnseenSegment => {
            "A side acknowledges bytes that the capture hasn't shown so far: they were sent; the capture missed them, or has them out of order."
        }
        Code::TcpDuplicateAck => "A kernel repeats its last ACK: normally a segment has just reached it that wasn't the next one.",
        Code::TcpKeepAlive => "A kernel asks on an idle connection whether the other side is still there (SO_KEEPALIVE).",
        Code::TcpKeepAliveAck => "The other side answers a keep-alive: it is still there.",
        Code::TcpZeroWindow => "A receiver has no room: bytes come faster than its program reads them. The sender must wait.",
        Code::TcpZeroWindowProbe => "A sender tries whether the other side has room again.",
        Code::TcpZeroWindowProbeAck => "The receiver answers the probe: still no room.",
        Code::TcpWindowFull => {
            "This segment fills the window that the receiver offered: the sender may send nothing more until there is room."
        }
        Code::TcpWindowUpdate => "A receiver tells nothing but a new window: normally its program has read, and there is more room.",
        Code::UdpData => "A program sends a datagram: how many bytes, to which port, and how they begin.",
        Code::DnsQuery => "A machine asks a name server for one kind of record of a name. The answer carries the same ID.",
        Code::DnsResponse => "A name server answers with addresses (four are named), or with records that aren't told one by one.",
        Code::DnsRecords => "A name server answers with records that aren't addresses: another name, a mail server, a text.",
        Code::DnsNodata => {
            "The name exists, but it has no record of the type asked for. That is no error: an IPv4-only machine has no AAAA record."
        }
        Code::DnsReferral => "The server doesn't know the answer and names other servers, which are to be asked instead.",
        Code::DnsNxdomain => "The name doesn't exist, whatever the type.",
        Code::DnsRefused => "The server doesn't want to answer this client or this question.",
        Code::DnsServfail => "The server couldn't find an answer. It says nothing about the name itself.",
        Code::DnsError => "The server answers with another error code.",
        Code::DnsTruncated => "The response didn't fit into a datagram and is cut. A resolver normally asks again over TCP.",
        Code::MdnsQuery => "A machine asks its neighbours, not a name server, for a name; or asks whether a name that it wants is free.",
        Code::MdnsAnswer => "A machine tells its neighbours a name of its own, asked or unasked.",
        Code::LlmnrQuery => "A machine asks its neighbours for a name with LLMNR, as Windows does.",
        Code::LlmnrAnswer => "A neighbour answers a question of LLMNR.",
        Code::IcmpEchoRequest => "A ping: a machine asks another one for an echo.",
        Code::IcmpEchoReply => "The answer to a ping, and how long it took.",
        Code::IcmpPortUnreachable => "Nothing listens on that port (normally of UDP), or a firewall rejects it.",
        Code::IcmpHostUnreachable => {
            "A router, or the sender's own machine, can't reach the host: normally nobody answers ARP (or neighbor solicitations) for it."
        }
        Code::IcmpUnreachable => "A packet couldn't be delivered, for a reason that the code names.",
        Code::IcmpTimeExceeded => {
            "A router dropped a packet because the packet's hop counter (TTL or hop limit) had run down to 0: the path is too long or loops, or traceroute asked for it."
        }
        Code::IcmpPacketTooBig => "A packet is too large for the next network and may not be split. The sender has to send smaller ones.",
        Code::IcmpRedirect => "A router tells a machine of a shorter way to a destination.",
        Code::IcmpOther => "An ICMP message that labcap names only by its type and code.",
        Code::RouterSolicitation => "A machine asks which routers there are on its network, normally when its interface comes up.",
        Code::RouterAdvertisement => "A router announces itself and, for IPv6, what addresses on this network begin with.",
        Code::NeighborSolicitation => {
            "A machine asks for a neighbour's hardware address, or whether one that it knows still holds: IPv6's ARP."
        }
        Code::NeighborProbe | Code::ArpProbe => {
            "A machine asks whether somebody has the address that it wants to use. Silence is a good answer."
        }
        Code::NeighborAdvertisement => "A machine tells its hardware address, asked or unasked.",
        Code::MulticastQuery => "A router asks which multicast groups machines want packets of.",
        Code::MulticastReport => "A machine joins or leaves multicast groups.",
        Code::DhcpDiscover => "A machine without an address asks all DHCP servers of its network for one (first of four steps).",
        Code::DhcpOffer => "A server offers an address. It isn't the client's yet (second of four steps).",
        Code::DhcpRequest => "A client asks for the address that was offered, for one that it had before, or to keep its own longer.",
        Code::DhcpDecline => "The client found that another machine uses the address, and doesn't take it.",
        Code::DhcpAck => "The server gives the client its address, and for how long (last of four steps).",
        Code::DhcpSettings => "The server tells settings to a client that has its address already.",
        Code::DhcpNak => "The server refuses the address that the client asked for: the client has to begin anew.",
        Code::DhcpRelease => "The client gives its address back. No answer follows.",
        Code::DhcpInform => "A client that has an address asks only for the other settings.",
        Code::DhcpOther => "A DHCP message of a type that labcap doesn't explain.",
        Code::DhcpBootRequest => "A machine asks for its address with BOOTP, which DHCP grew out of.",
        Code::DhcpBootReply => "A server answers with BOOTP: this is your address.",
        Code::ArpRequest => {
            "A machine asks for the hardware address of an IPv4 address on its network: everybody, because it doesn't know it, or one machine, to make sure."
        }
        Code::ArpAnnouncement => "A machine announces its own address, so that others correct their tables.",
        Code::ArpReply => "A machine tells its hardware address to the one that asked.",
        Code::ArpConflict => "Two hardware addresses claim the same IPv4 address. Packets then reach now one machine, now the other.",
        Code::ArpOther => "An ARP packet that labcap names only by its operation.",
        Code::IpFragment => "A fragment: a piece of a datagram that was too large for one packet.",
        Code::IpReassembled => "The last missing fragment of a datagram: with it the contents can be read.",
        Code::PacketDuplicate => "One packet that the capture saw twice on its way. It was sent once, and isn't counted twice.",
        Code::PacketTranslated => {
            "A packet that was captured before and after a router changed one of its addresses, as home routers and container networks do (NAT)."
        }
        Code::PacketCut => "The capture kept only the beginning of this packet.",
        Code::PacketChecksum => "A checksum doesn't fit the packet's bytes.",
        Code::PacketMalformed => "The packet contradicts itself: a header ends too early, or states a version or length that can't be.",
        Code::PacketComment => "What the file's writer noted on this packet.",
        Code::LinkNotDecoded => "The packet begins with a link header that labcap doesn't know.",
        Code::NetworkNotDecoded => "The packet carries a protocol above the link that labcap doesn't decode.",
        Code::TransportNotDecoded => "The packet carries a protocol above IP that labcap doesn't decode.",
        Code::FlowOpened => "The connection was opened with three packets, and how long that took where the capture was made.",
        Code::FlowHandshakeUnfinished => "The server agreed, but the client's last ACK isn't in the capture.",
        Code::FlowMidstream => {
            "The handshake isn't in the capture: normally the connection was open before it began. Who opened it, and how large the windows are, is guessed."
        }
        Code::FlowName => "Which name probably led to this connection: the client had asked for that name's address before.",
        Code::FlowRoundTrip => {
            "How long packets took there and back as seen where the capture was made: to the server, to the client, and from data to its ACK."
        }
        Code::FlowWindow => "How many bytes each side had room for, and how the window field gives that number.",
        Code::FlowInFlight => "How many bytes were sent and not yet acknowledged at once, at most.",
        Code::FlowThroughput => "How fast the largest piece of a stream went, and how that is worked out.",
        Code::FlowSequenceNumbers => "How SYN, data and FIN use sequence numbers, with the numbers of this connection.",
        Code::FlowRetransmissionTimer => "How long a side waited each time before it sent the same segment again.",
        Code::FlowTimeSpent => "Who took most of the conversation's time: the server's program, the client's, a sender, or the network.",
        Code::FlowTranslated => {
            "Two conversations of the capture are one: a router between them translates addresses. It is told once, where it was captured first."
        }
        Code::FlowPortReused => {
            "The client's port and the server's had been used for an earlier connection; this is a new one, with a stream of its own."
        }
        Code::FlowTransferred => "How many bytes and segments each side sent, and how soon the server's first bytes came.",
        Code::FlowOneSided => "Only one side's packets are in the capture.",
        Code::FlowEcho => "The server sends back exactly what the client sends.",
        Code::FlowReadSize => {
            "How much the echoing server reads at once, as recv(n) does: its pieces are cut where no segment ends. Where the pieces don't fit one size, only how much a read takes at least."
        }
        Code::FlowRetransmissions => "How many packets each side sent again.",
        Code::FlowMissingBytes => "How many bytes of each side lie between captured ones and are missing themselves.",
        Code::FlowNagleDelayedAck => {
            "A small segment had to wait for an ACK that the other side delayed: Nagle's algorithm and delayed ACK wait for each other."
        }
        Code::FlowStalledByReceiver => "The sender had to wait because the receiver's buffer was full: how long, and how often.",
        Code::FlowAcceptQueueWait => {
            "A client's request waited until another connection had ended: probably it stood in the accept queue while the program served somebody else."
        }
        Code::FlowAcceptQueueFull => {
            "A handshake got no answer although the server was there: probably its accept queue was full, and Linux then drops SYNs and ignores the ACKs that would complete a handshake."
        }
        Code::FlowRefused => {
            "The connection was refused: nothing listens there, a firewall rejects it, or the machine can't be reached. connect() fails."
        }
        Code::FlowUnanswered => {
            "A client asked for a connection and got no answer at all. Its connect() waits until the kernel gives up (ETIMEDOUT)."
        }
        Code::FlowTooEarly => "A client asked for a connection, and the capture ends too early to say whether an answer came.",
        Code::FlowReset => {
            "The connection was broken off with a RST: before it was open, while it was, or while it was being closed; and what that means for the other program."
        }
        Code::FlowResetUnreadData => {
            "Why a RST instead of a FIN: probably the program closed its socket while received bytes were still unread."
        }
        Code::FlowResetAbort => {
            "Why a RST instead of a FIN: probably the program asked for an abrupt end, as SO_LINGER with 0 seconds does."
        }
        Code::FlowResetAfterClose => "Data came after its receiver had closed, and a RST answers it.",
        Code::FlowResetKeepAlive => "Why a RST instead of a FIN: the kernel gave the connection up, because its keep-alives got no answer.",
        Code::FlowResetOtherHops => {
            "The RST came with another time to live (hop limit) than its sender's packets before: it may come from a device between the two."
        }
        Code::FlowClosedByClient => "The client sent the first FIN, so the connection stays in TIME-WAIT at the client.",
        Code::FlowClosedByServer => {
            "The server sent the first FIN, so the connection stays in TIME-WAIT at the server; a server that is started again then needs SO_REUSEADDR."
        }
        Code::FlowSimultaneousClose => {
            "Both sides closed before they had the other's FIN. Both go through TIME-WAIT, unless a RST ends it."
        }
        Code::FlowThreeSegmentClose => "The close took three segments: the second FIN acknowledges the first one in the same segment.",
        Code::FlowFourSegmentClose => "The close took four segments: each FIN has an ACK of its own.",
        Code::FlowHalfClose => "One side had closed and the other went on sending: TCP's directions close one by one.",
        Code::FlowHalfClosedAtEnd => "Only one side has closed when the capture ends.",
        Code::FlowOpenAtEnd => "The capture shows no end of the connection.",
        Code::FlowLeftMemory => "labcap had to forget the conversation before the end of the capture; what came of it isn't known.",
        Code::UdpExchanged => "How many datagrams and bytes each side sent.",
        Code::UdpNoConnection => "UDP opens, closes and acknowledges nothing: which datagrams belong together, only the programs know.",
        Code::UdpUnanswered => "Nothing came back. With UDP that may be as it should be.",
        Code::UdpTooEarly => "The capture ends too early to say whether an answer came.",
        Code::UdpTimeExceeded => {
            "A datagram's time to live (or hop limit) ran out on the way, as traceroute intends, or in a routing loop."
        }
        Code::UdpRefused => {
            "Nothing listens on that UDP port, or a firewall rejects it. A connected socket gets ECONNREFUSED at its next call."
        }
        Code::UdpUnreachable => "The other machine couldn't be reached; the code says why.",
        Code::DnsPair => "A and AAAA were asked for one name from one socket, or at the same moment, as one getaddrinfo() call does.",
        Code::DnsLookup => "A question and what came of it, with the time between.",
        Code::DnsUnanswered => "A question got no response.",
        Code::DnsTooEarly => "The capture ends too early to say whether a response came.",
        Code::DnsUnreachable => "The name server couldn't be asked: an ICMP error came back.",
        Code::DnsManyLookups => "How many more lookups of this socket aren't told one by one.",
        Code::CaptureDropped => "Packets that a live capture didn't get, or labcap couldn't explain in time.",
        Code::CaptureOwnConnection => {
            "The SSH connection that this terminal runs over was left out: each line shown would make packets to show."
        }
        Code::CaptureHiddenByFilter => {
            "How many packets the selection hides. They are followed all the same, so phases, numbers and stories don't change."
        }
        Code::CaptureTruncatedFile => "The file ends in the middle of a record, or is damaged there; what came before it is explained.",
        Code::CaptureCutBySnaplen => "How many packets the capture kept only the beginning of.",
        Code::CaptureLinkTypeNotDecoded => "Packets of a link type that labcap doesn't decode.",
        Code::CaptureComment => "What the file's writer noted on the capture or an interface.",
        Code::CaptureMoreComments => "How many more comments the file has.",
        Code::CaptureNames => "The file gives names to addresses, and sentences use them.",
        Code::CaptureStatistics => "How many packets the capturing program received and lost, as it noted itself.",
        Code::CaptureBlocksPassed => "The file has blocks that labcap doesn't read.",
        Code::CaptureChecksumOffload => "Checksums that the sending system left to its network card. The packets aren't damaged.",
        Code::CaptureAlreadyRunning => "TCP conversations whose beginning the capture missed.",
        Code::CaptureDuplicates => "Packets that were captured more than once on their way. They aren't retransmissions.",
        Code::CaptureFlowsEvicted => "How many conversations had to leave memory before the end.",
        Code::CaptureFragmentsGivenUp => "How many datagrams couldn't be put together from fragments.",
        Code::CaptureTimeBackwards => "Packets that are stamped earlier than the one before them.",
        Code::CaptureVantage => "Which machine made the capture: times and losses are seen from there.",
        Code::ServerOneAtATime => "The server seems to serve one client at a time: whoever comes second waits until the first has gone.",
        Code::ServerConcurrent => "The server doesn't serve one client at a time: answers to two connections alternate.",
        Code::ServerOverlapNotTested => {
            "Whether the server takes several clients at once, this capture doesn't show: no connection asked something while another one that had asked was open."
        }
        Code::CaptureOneWayTimesUnseen => "How long packets took in one direction can't be told from one capture.",
        Code::CaptureLossesUnseen => "Where packets were lost can't be told from one capture.",
        Code::CaptureProgramsUnseen => {
            "What programs did isn't in a capture: how often and with what size they called recv(), what they printed."
        }
        Code::ComparePaired => "How many packets both captures have, and how many only one.",
        Code::CompareNothingInCommon => "No packet is in both captures.",
        Code::CompareClockOffset => "How far the clocks of the two captures are apart: a range.",
        Code::CompareClockOffsetUnknown => "How far the two clocks are apart can't be told.",
        Code::CompareClocksDisagree => "No one offset between the two clocks fits all packets.",
        Code::CompareNotCompared => "Packets that aren't looked for in the other capture.",
        Code::CompareNotOnTheWay => "Two machines between which the other capture has no packet.",
        Code::CompareOutsideCapture => "A packet that is earlier or later than all that the other capture has.",
        Code::CompareSentAgain => "A packet that only one capture has, and whose numbers were sent again.",
        Code::CompareOtherSegments => "A segment whose bytes are in other segments of the other capture.",
        Code::ComparePassedUnseen => "A packet that the machine of the other capture sent and that its capture hasn't got.",
        Code::CompareArrivedUnseen => "A packet that arrived at the machine of the other capture, and its capture hasn't got.",
        Code::CompareLostOrUnseen => "A packet that only one capture has; nothing says what became of it.",
        Code::CompareDirectionUnknown => "A packet that only one capture has; nothing says which way it went.",
    }
}

/// What to do about it, where there is something to do.
pub const fn fix(code: Code) -> Option<&'static str> {
    match code {
        Code::TcpSyn
        | Code::TcpSynAck
        | Code::TcpHandshakeAck
        | Code::TcpData
        | Code::TcpPush
        | Code::TcpAck
        | Code::TcpFin
        | Code::TcpCloseAck
        | Code::TcpRst
        | Code::TcpUnusualFlags
        | Code::TcpRetransmission
        | Code::TcpTailLossProbe
        | Code::TcpFastRetransmission
        | Code::TcpSpuriousRetransmission
        | Code::TcpOutOfOrder
        | Code::TcpDuplicateAck
        | Code::TcpKeepAlive
        | Code::TcpKeepAliveAck
        | Code::TcpZeroWindowProbe
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsQuery
        | Code::DnsResponse
        | Code::DnsRecords
        | Code::DnsNodata
        | Code::DnsError
        | Code::MdnsQuery
        | Code::MdnsAnswer
        | Code::LlmnrQuery
        | Code::LlmnrAnswer
        | Code::IcmpEchoRequest
        | Code::IcmpEchoReply
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
        | Code::DhcpAck
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpRequest
        | Code::ArpProbe
        | Code::ArpAnnouncement
        | Code::ArpReply
        | Code::ArpOther
        | Code::IpReassembled
        | Code::PacketMalformed
        | Code::PacketComment
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowOpened
        | Code::FlowHandshakeUnfinished
        | Code::FlowName
        | Code::FlowRoundTrip
        | Code::FlowWindow
        | Code::FlowInFlight
        | Code::FlowThroughput
        | Code::FlowSequenceNumbers
        | Code::FlowPortReused
        | Code::FlowTransferred
        | Code::FlowEcho
        | Code::FlowReadSize
        | Code::FlowRetransmissions
        | Code::FlowReset
        | Code::FlowResetOtherHops
        | Code::FlowClosedByClient
        | Code::FlowClosedByServer
        | Code::FlowSimultaneousClose
        | Code::FlowThreeSegmentClose
        | Code::FlowFourSegmentClose
        | Code::FlowHalfClose
        | Code::FlowOpenAtEnd
        | Code::UdpExchanged
        | Code::UdpNoConnection
        | Code::UdpUnanswered
        | Code::UdpTimeExceeded
        | Code::DnsPair
        | Code::DnsLookup
        | Code::DnsManyLookups
        | Code::CaptureHiddenByFilter
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureBlocksPassed
        | Code::CaptureFragmentsGivenUp
        | Code::CaptureVantage
        | Code::ServerConcurrent => None,
        Code::TcpPreviousSegmentNotCaptured => {
            Some("If the capture dropped packets (capture.dropped, capture.statistics): a larger buffer, or a capture filter.")
        }
        Code::TcpAckedUnseenSegment => {
            Some("Capture with a larger buffer, or on the machine itself; both directions must pass the interface.")
        }
        Code::TcpZeroWindow => Some("Read sooner or more at once; a larger SO_RCVBUF only delays it."),
        Code::TcpWindowFull => Some("A larger SO_RCVBUF where the path is long; a program that reads faster where it isn't."),
        Code::DnsReferral => Some("Ask a resolver that looks further by itself."),
        Code::DnsNxdomain => Some("Check the spelling and the search domain; ask another resolver."),
        Code::DnsRefused => Some("Ask the resolver that is meant for this network."),
        Code::DnsServfail => Some("Ask again later, or another resolver."),
        Code::DnsTruncated => Some("Let DNS over TCP (port 53) through the firewall."),
        Code::IcmpPortUnreachable => Some("Start the server before the client; check port and address; look at the firewall."),
        Code::IcmpHostUnreachable => Some("Check that the machine is on and has this address; look for ARP requests without an answer."),
        Code::IcmpUnreachable => Some("Check routes and firewall."),
        Code::IcmpTimeExceeded => Some("If nobody ran traceroute: look for a loop in the routes."),
        Code::IcmpPacketTooBig => Some("Let these messages through every firewall; without them connections hang on large segments."),
        Code::IcmpRedirect => Some("Give the machine the right route."),
        Code::DhcpDecline => Some("Find the machine that uses the address without having asked for it (arp.conflict names it)."),
        Code::ArpConflict => Some("Give one of the two another address."),
        Code::IpFragment => Some("Send smaller datagrams: one lost fragment loses the whole."),
        Code::CaptureAlreadyRunning => Some("Start the capture before the programs."),
        Code::PacketDuplicate | Code::CaptureDuplicates | Code::PacketTranslated | Code::FlowTranslated => {
            Some("Capture on one interface instead of any.")
        }
        Code::PacketCut | Code::CaptureCutBySnaplen => {
            Some("Capture with a larger snapshot length (labcap live: --snaplen; tcpdump: -s 0).")
        }
        Code::PacketChecksum => Some("If it is offload: ethtool -K INTERFACE tx off while capturing."),
        Code::LinkNotDecoded | Code::CaptureLinkTypeNotDecoded => Some("Capture on any, or on an Ethernet interface."),
        Code::FlowMidstream => Some("Start the capture before the programs."),
        Code::FlowOneSided => Some("Capture on one of the two machines."),
        Code::FlowMissingBytes => Some("Capture with a larger buffer."),
        Code::FlowNagleDelayedAck => Some("TCP_NODELAY, or one larger write() instead of several small ones."),
        Code::FlowStalledByReceiver => Some("Let the receiving program read sooner, or more at once."),
        Code::FlowAcceptQueueWait => Some("Serve each client in a thread, a process or an event loop; or answer and close sooner."),
        Code::FlowAcceptQueueFull => Some("Call accept() sooner; a larger backlog in listen() (and net.core.somaxconn)."),
        Code::FlowRefused => Some("Start the server first; check address and port (0.0.0.0 or 127.0.0.1?); look at the firewall."),
        Code::FlowUnanswered => Some("Check that the machine is on, its address, its route back, and firewalls that drop."),
        Code::FlowTooEarly | Code::UdpTooEarly | Code::DnsTooEarly => Some("Let the capture run at least 5 s longer."),
        Code::FlowResetUnreadData => Some("Read until recv() returns 0 bytes before close()."),
        Code::FlowResetAbort => Some("Leave SO_LINGER 0 out, and close() the usual way."),
        Code::FlowResetAfterClose => Some("Close only once the other side has sent everything; shutdown(SHUT_WR), then read to the end."),
        Code::FlowResetKeepAlive => {
            Some("Find out why the other machine is silent: it is off, was restarted, or a device in between forgot the connection.")
        }
        Code::FlowTimeSpent => Some("Look at the part that is named: the server's program, the client's, or the path (ping, traceroute)."),
        Code::FlowRetransmissionTimer => {
            Some("Check that the other machine is up and that nothing on the way drops packets (ping, firewall).")
        }
        Code::FlowHalfClosedAtEnd => Some("close() the socket once recv() returns 0 bytes."),
        Code::FlowLeftMemory | Code::CaptureFlowsEvicted => Some("Cut the capture to the conversations of interest first."),
        Code::UdpRefused => Some("Start the server first; check port and address."),
        Code::UdpUnreachable => Some("Check address, route and firewall."),
        Code::DnsUnanswered => Some("Check the name server's address (/etc/resolv.conf) and port 53 in the firewall."),
        Code::DnsUnreachable => Some("Start the name server, or ask another one."),
        Code::CaptureDropped => Some("A larger --buffer, a capture filter (-f), or --quiet while recording."),
        Code::CaptureOwnConnection => Some("--with-ssh takes it in."),
        Code::CaptureTruncatedFile => Some("Copy the file again, once the capture has ended."),
        Code::CaptureNames => Some("--name IP=NAME puts your own name in place of the file's."),
        Code::CaptureStatistics => Some("If packets were lost: a larger buffer, or a capture filter."),
        Code::CaptureChecksumOffload => Some("ethtool -K INTERFACE tx off, if the sums are needed."),
        Code::CaptureTimeBackwards => Some("reordercap (of Wireshark) sorts a file by time."),
        Code::ServerOneAtATime => Some("A thread, a process or an event loop for each client."),
        Code::ServerOverlapNotTested => Some("Let a second client ask something while the first connection is open."),
        Code::CaptureOneWayTimesUnseen | Code::CaptureLossesUnseen => {
            Some("Capture at both ends at the same time and lay the captures beside each other with labcap compare.")
        }
        Code::CaptureProgramsUnseen => Some("Let the program log its calls, or run it under strace -f -e trace=network."),
        Code::CompareNothingInCommon => Some("Capture on both machines at the same time, on the side where addresses aren't translated."),
        Code::CompareClockOffsetUnknown => Some("Capture both directions."),
        Code::CompareClocksDisagree => Some("Run NTP or chrony on both machines."),
        Code::CompareOutsideCapture => Some("Start both captures before the programs, and end them after."),
        Code::ComparePassedUnseen => Some("Capture without a filter, with a larger buffer."),
        Code::CompareArrivedUnseen => Some("Capture without a filter, with a larger buffer."),
        Code::ComparePaired
        | Code::CompareClockOffset
        | Code::CompareNotCompared
        | Code::CompareNotOnTheWay
        | Code::CompareSentAgain
        | Code::CompareOtherSegments
        | Code::CompareLostOrUnseen
        | Code::CompareDirectionUnknown => None,
    }
}
