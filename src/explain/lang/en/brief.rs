//! Each claim in a short sentence, in English. What is inferred says so by its certainty, behind it.

use super::{STYLE, bare_record, count, count_bytes, count_packets, dns, measures, positions, rcode, repeated, unreachable};
use crate::explain::claim::capture::CaptureClaim;
use crate::explain::claim::causes::Cause;
use crate::explain::claim::compare::CompareClaim;
use crate::explain::claim::dhcp::{DhcpMessage, Step, Wish};
use crate::explain::claim::flow::FlowClaim;
use crate::explain::claim::packet::PacketClaim;
use crate::explain::claim::{AckManner, AfterFin, Audience, Claim, LookupResult, ResetKind, ResetStage};
use crate::explain::lang::link_type_name;
use crate::explain::names::Names;
use crate::track::sights::Translated;

/// Addresses that a short sentence names.
const NAMED: usize = 4;

/// A claim in a short sentence, without its full stop.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    match claim {
        Claim::Packet(claim) => packet(claim, names),
        Claim::Flow(claim) => flow(claim, names),
        Claim::Cause(cause) => self::cause(cause, names),
        Claim::Measure(measure) => measures::brief(measure, names),
        Claim::Capture(claim) => capture(claim),
        Claim::Compare(claim) => compare(claim),
    }
}

/// A claim about a packet.
pub fn packet(claim: &PacketClaim, names: &Names) -> String {
    match claim {
        PacketClaim::TcpSyn { server, crosses: None, .. } => format!("SYN: asks for a connection to port {}", server.port),
        PacketClaim::TcpSyn { crosses: Some(other), .. } => format!("SYN: asks for a connection at the same time as #{other}"),
        PacketClaim::TcpSynAck { answers: Some(syn), .. } => format!("SYN,ACK: agrees to #{syn}"),
        PacketClaim::TcpSynAck { answers: None, .. } => "SYN,ACK: agrees to a connection".to_owned(),
        PacketClaim::TcpHandshakeAck { answers, .. } => format!("ACK of #{answers}: the connection is open"),
        PacketClaim::TcpData { bytes, echoes: Some(echoes), .. } => {
            format!("Sends {} back ({} of {})", count_bytes(u64::from(*bytes)), positions(echoes.range), STYLE.frames(&echoes.frames))
        }
        PacketClaim::TcpData { bytes, range: Some(range), echoes: None, .. } => {
            format!("Sends {} ({} of its stream)", count_bytes(u64::from(*bytes)), positions(*range))
        }
        PacketClaim::TcpData { bytes, range: None, echoes: None, .. } => format!("Sends {}", count_bytes(u64::from(*bytes))),
        PacketClaim::TcpPush { .. } => "PSH: one write() ends here".to_owned(),
        PacketClaim::TcpAck { acknowledges, .. } if acknowledges.numbers.is_empty() => "Acknowledges nothing new".to_owned(),
        PacketClaim::TcpAck { acknowledges, manner: AckManner::First | AckManner::Alone, .. } => {
            format!("Acknowledges {}", STYLE.frames(acknowledges))
        }
        PacketClaim::TcpAck { acknowledges, manner: AckManner::WithOther, .. } => {
            format!("Acknowledges {} too", STYLE.frames(acknowledges))
        }
        PacketClaim::TcpUnusualFlags { flags, .. } if flags.is_empty() => "A segment without any flag".to_owned(),
        PacketClaim::TcpUnusualFlags { flags, .. } => format!("{flags} without ACK, as kernels don't normally send it"),
        PacketClaim::TcpFin { is_first: true, .. } => "FIN: closes first".to_owned(),
        PacketClaim::TcpFin { is_first: false, acknowledges_fin: Some(fin), .. } => format!("FIN: closes too, and acknowledges FIN #{fin}"),
        PacketClaim::TcpFin { is_first: false, acknowledges_fin: None, .. } => "FIN: closes too".to_owned(),
        PacketClaim::TcpCloseAck { fin, then: AfterFin::BothClosed, .. } => format!("Acknowledges FIN #{fin}: both directions are closed"),
        PacketClaim::TcpCloseAck { fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!("Acknowledges FIN #{fin}; its own FIN, #{own}, isn't acknowledged yet")
        }
        PacketClaim::TcpCloseAck { fin, then: AfterFin::StaysOpen, .. } => format!("Acknowledges FIN #{fin}; its own direction stays open"),
        PacketClaim::TcpRst { kind: ResetKind::Refusal(syn), .. } => format!("RST: refuses SYN #{syn}"),
        PacketClaim::TcpRst { kind: ResetKind::LiveSocket | ResetKind::Other, .. } => "RST: breaks the connection off".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::Bare, .. } => "RST: no such connection (any more)".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::NoConnection(refusal), .. } => format!("RST though #{refusal} had refused"),
        PacketClaim::TcpRst { kind: ResetKind::Ahead, .. } => "RST beyond all that was captured of its sender".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::Ignored, .. } => "RST that isn't at the next expected number: changes nothing".to_owned(),
        PacketClaim::TcpRetransmission { what, of, .. } => format!("Sends {} again{}", repeated(*what), first(*of)),
        PacketClaim::TcpTailLossProbe { first, .. } => format!("Tail-loss probe (#{first} isn't acknowledged either)"),
        PacketClaim::TcpFastRetransmission { what, of, .. } => format!("Fast retransmission of {}{}", repeated(*what), first(*of)),
        PacketClaim::TcpSpuriousRetransmission { what, of, .. } => {
            format!("Sends {} again{}, although acknowledged", repeated(*what), first(*of))
        }
        PacketClaim::TcpOutOfOrder { what, .. } => format!("Out of order: {}", repeated(*what)),
        PacketClaim::TcpPreviousSegmentNotCaptured { .. } => "Bytes before it aren't in the capture so far".to_owned(),
        PacketClaim::TcpAckedUnseenSegment { .. } => "Acknowledges bytes that aren't in the capture so far".to_owned(),
        PacketClaim::TcpDuplicateAck { of, count, .. } => format!("Repeats ACK #{of} (repeat {count})"),
        PacketClaim::TcpKeepAlive { .. } => "Keep-alive: still there?".to_owned(),
        PacketClaim::TcpKeepAliveAck { .. } => "Answers the keep-alive".to_owned(),
        PacketClaim::TcpZeroWindow { .. } => "Has no room: window 0".to_owned(),
        PacketClaim::TcpZeroWindowProbe { .. } => "Probe: room again?".to_owned(),
        PacketClaim::TcpZeroWindowProbeAck { .. } => "Answers the probe: still no room".to_owned(),
        PacketClaim::TcpWindowFull { .. } => "Fills the receiver's window".to_owned(),
        PacketClaim::TcpWindowUpdate { window: Some(window), .. } => format!("New window: room for {}", count_bytes(u64::from(*window))),
        PacketClaim::TcpWindowUpdate { window: None, .. } => "New window".to_owned(),
        PacketClaim::UdpData { receiver, bytes, .. } => format!("{} to port {}", count_bytes(u64::from(*bytes)), receiver.port),
        PacketClaim::DnsQuery { name, kind, repeats: None, .. } => format!("Asks for the {} of {name}", bare_record(kind)),
        PacketClaim::DnsQuery { name, kind, repeats: Some(earlier), .. } => {
            format!("Asks again for the {} of {name} (#{earlier})", bare_record(kind))
        }
        PacketClaim::DnsResponse { lookup, addresses, more, .. } if addresses.is_empty() => {
            format!("{} of {}", count(*more, "record", "records"), lookup.name)
        }
        PacketClaim::DnsResponse { lookup, addresses, more, .. } => format!("{}: {}", lookup.name, STYLE.addresses(addresses, *more)),
        PacketClaim::DnsRecords { lookup, value, more, .. } => format!("Answer: {}", dns::records(&lookup.name, value, *more)),
        PacketClaim::NeighboursQuestion { service, name, is_probe: true, .. } => format!("{}: is {name} free?", service.as_str()),
        PacketClaim::NeighboursQuestion { service, name, is_probe: false, .. } => format!("{}: who is {name}?", service.as_str()),
        PacketClaim::NeighboursAnswer { service, name, value, more, .. } => {
            format!("{}: {}", service.as_str(), dns::records(name, value, *more))
        }
        PacketClaim::DnsNodata { lookup, .. } => format!("{} has no {} (NODATA)", lookup.name, bare_record(&lookup.kind)),
        PacketClaim::DnsReferral { lookup, .. } => format!("Other name servers are to be asked for {}", lookup.name),
        PacketClaim::DnsNxdomain { lookup, is_alias: true, .. } => {
            format!("{} is an alias of a name that doesn't exist (NXDOMAIN)", lookup.name)
        }
        PacketClaim::DnsNxdomain { lookup, is_alias: false, .. } => format!("There is no {} (NXDOMAIN)", lookup.name),
        PacketClaim::DnsRefused { lookup, .. } => format!("Refuses to answer for {} (REFUSED)", lookup.name),
        PacketClaim::DnsServfail { lookup, .. } => format!("Found no answer for {} (SERVFAIL)", lookup.name),
        PacketClaim::DnsError { lookup, rcode: code, .. } => format!("Error {} for {}", rcode(*code), lookup.name),
        PacketClaim::DnsTruncated { lookup, .. } => format!("The response for {} is cut to fit (TC)", lookup.name),
        PacketClaim::IcmpEchoRequest { sequence, .. } => format!("Ping {sequence}"),
        PacketClaim::IcmpEchoReply { answers: Some(request), .. } => format!("Answers ping #{request}"),
        PacketClaim::IcmpEchoReply { sequence, answers: None, .. } => format!("Answers ping {sequence}"),
        PacketClaim::IcmpPortUnreachable { port: Some(port), of, .. } => format!("Port {port} refused{}", answered(*of)),
        PacketClaim::IcmpPortUnreachable { port: None, of, .. } => format!("Port refused{}", answered(*of)),
        PacketClaim::IcmpHostUnreachable { host, of, .. } => {
            format!("Can't reach {}{}", host.map_or_else(|| "the host".to_owned(), |host| names.of(host)), answered(*of))
        }
        PacketClaim::IcmpUnreachable { why, of, .. } => format!("Not delivered: {}{}", unreachable(*why), answered(*of)),
        PacketClaim::IcmpTimeExceeded { of, .. } => format!("Dropped on the way: its time to live ran out{}", answered(*of)),
        PacketClaim::IcmpOther { kind, code, .. } => format!("ICMP type {kind}, code {code}"),
        PacketClaim::IcmpPacketTooBig { mtu: Some(mtu), of, .. } => {
            format!("Too large: {} fit{}", count_bytes(u64::from(*mtu)), answered(*of))
        }
        PacketClaim::IcmpPacketTooBig { mtu: None, of, .. } => format!("Too large for the next network{}", answered(*of)),
        PacketClaim::IcmpRedirect { gateway, .. } => format!("A shorter way: via {}", names.of(*gateway)),
        PacketClaim::RouterSolicitation { .. } => "Asks for routers".to_owned(),
        PacketClaim::RouterAdvertisement { .. } => "Announces itself as a router".to_owned(),
        PacketClaim::NeighborSolicitation { target, audience: Audience::Everybody, .. } => format!("Who has {}?", names.of(*target)),
        PacketClaim::NeighborSolicitation { target, audience: Audience::One, .. } => format!("Is {} still there?", names.of(*target)),
        PacketClaim::NeighborProbe { target } => format!("Is {} free?", names.of(*target)),
        PacketClaim::NeighborAdvertisement { sender, hardware, .. } => match hardware {
            Some(hardware) => format!("{} is at {hardware}", names.of(*sender)),
            None => format!("{} is there", names.of(*sender)),
        },
        PacketClaim::MulticastQuery { group: None, .. } => "Asks who wants multicast".to_owned(),
        PacketClaim::MulticastQuery { group: Some(group), .. } => format!("Does anybody still want {}?", names.of(*group)),
        PacketClaim::MulticastReport { joined, left, .. } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => "Changes its multicast sources".to_owned(),
            (_, []) => format!("Joins {}", STYLE.addresses(joined, 0)),
            ([], _) => format!("Leaves {}", STYLE.addresses(left, 0)),
            (_, _) => format!("Joins {}, leaves {}", STYLE.addresses(joined, 0), STYLE.addresses(left, 0)),
        },
        PacketClaim::Dhcp(message) => dhcp(message),
        PacketClaim::ArpRequest { target, audience: Some(Audience::One), .. } => format!("Is {} still there?", names.of((*target).into())),
        PacketClaim::ArpRequest { target, audience: Some(Audience::Everybody) | None, .. } => {
            format!("Who has {}?", names.of((*target).into()))
        }
        PacketClaim::ArpProbe { target } => format!("Is {} free?", names.of((*target).into())),
        PacketClaim::ArpAnnouncement { sender, hardware } => match hardware {
            Some(hardware) => format!("{} announces that it is at {hardware}", names.of((*sender).into())),
            None => format!("{} announces itself", names.of((*sender).into())),
        },
        PacketClaim::ArpReply { sender, hardware, .. } => match hardware {
            Some(hardware) => format!("{} is at {hardware}", names.of((*sender).into())),
            None => format!("{} is there", names.of((*sender).into())),
        },
        PacketClaim::ArpConflict { address, hardware, other, earlier } => {
            format!("{} is used twice: by {hardware} and by {other} in #{earlier}", names.of((*address).into()))
        }
        PacketClaim::ArpOther { operation } => format!("ARP operation {operation}"),
        PacketClaim::IpFragment { offset, is_last, .. } => {
            format!("{} of a datagram, from byte {offset} on", if *is_last { "Last fragment" } else { "Fragment" })
        }
        PacketClaim::IpReassembled { frames, .. } => format!("Makes a datagram whole, with {}", STYLE.frames(frames)),
        PacketClaim::Translated(Translated { frame, .. }) => format!("The same packet as #{frame}, across NAT"),
        PacketClaim::Duplicate { of, evidence } if evidence.is_certain() => format!("The same packet as #{of}"),
        PacketClaim::Duplicate { of, .. } => format!("The same as #{of}: captured or sent twice, can't be told"),
        PacketClaim::Cut { captured, length, .. } => format!("Only {captured} of {length} bytes captured"),
        PacketClaim::Checksum { layer, .. } => format!("Its {layer} checksum doesn't fit"),
        PacketClaim::Malformed { layer, .. } => format!("Its {layer} header isn't in order"),
        PacketClaim::Comment { text } => format!("Comment: “{text}”"),
        PacketClaim::LinkTypeNotDecoded { link_type } => format!("Link type {}, not decoded", link_type_name(*link_type)),
        PacketClaim::NetworkNotDecoded { name: Some(name), .. } => format!("{name}, not decoded"),
        PacketClaim::NetworkNotDecoded { name: None, .. } => "Not decoded".to_owned(),
        PacketClaim::TransportNotDecoded { protocol, .. } => format!("IP protocol {protocol}, not decoded"),
    }
}

/// A claim about a conversation.
pub fn flow(claim: &FlowClaim, names: &Names) -> String {
    match claim {
        FlowClaim::Opened { syn, syn_ack, ack, took, .. } => {
            format!("Opened with #{syn}, #{syn_ack}, #{ack}{}", took.map_or_else(String::new, |took| format!(" in {}", STYLE.span(took))))
        }
        FlowClaim::Midstream { .. } => "Its handshake isn't in the capture".to_owned(),
        FlowClaim::Named { name, answer, is_one_of_several: true, .. } => {
            format!("Opened for {name} or another name, address from #{answer}")
        }
        FlowClaim::Named { name, answer, .. } => format!("Opened for {name}, address from #{answer}"),
        FlowClaim::Translated { twin, .. } => format!("{twin} across NAT"),
        FlowClaim::PortReused { earlier, .. } => format!("The ports of {earlier} again"),
        FlowClaim::Transferred { bytes, .. } => {
            format!("{} to the server, {} to the client", count_bytes(bytes.client), count_bytes(bytes.server))
        }
        FlowClaim::Echo { bytes, sent, .. } => format!("An echo: {bytes} of {sent} bytes came back"),
        FlowClaim::Retransmissions { packets, .. } => {
            format!("Sent again: {} by the client, {} by the server", packets.client, packets.server)
        }
        FlowClaim::MissingBytes { bytes, .. } => {
            format!("Missing: {} of the client, {} of the server", count_bytes(bytes.client), count_bytes(bytes.server))
        }
        FlowClaim::Refused { by, why: None, .. } => format!("Refused (#{by})"),
        FlowClaim::Refused { by, why: Some(why), .. } => format!("Refused with an ICMP error (#{by}, {})", unreachable(*why)),
        FlowClaim::Unanswered { expired: Some(by), .. } => format!("Its SYN was dropped on the way: its time to live ran out (#{by})"),
        FlowClaim::Unanswered { tries, .. } => format!("No answer to {}", count(*tries, "SYN", "SYNs")),
        FlowClaim::TooEarly { .. } | FlowClaim::UdpTooEarly { .. } => "The capture ends too early to see an answer".to_owned(),
        FlowClaim::OneSided { seen, .. } => format!("Only packets of {} are in the capture", names.of_end(*seen)),
        FlowClaim::HandshakeUnfinished { .. } => "The handshake's last ACK isn't in the capture".to_owned(),
        FlowClaim::LeftMemory { .. } => "Left memory before the end; what came of it isn't known".to_owned(),
        FlowClaim::Reset { by, frame, stage, .. } => {
            let when = match stage {
                ResetStage::Handshake => " before it was open",
                ResetStage::Established | ResetStage::NoConnection => "",
                ResetStage::BothClosing | ResetStage::AfterOwnFin | ResetStage::AfterPeersFin => " while it was being closed",
            };
            format!("{} broke the connection off with RST #{frame}{when}", names.of_end(*by))
        }
        FlowClaim::ClosedByClient { client: closer, fin, is_guess: true, .. }
        | FlowClaim::ClosedByServer { server: closer, fin, is_guess: true, .. } => {
            format!("{} closed first (#{fin})", names.of_end(*closer))
        }
        FlowClaim::ClosedByClient { fin, .. } => format!("The client closed first (#{fin})"),
        FlowClaim::ClosedByServer { fin, .. } => format!("The server closed first (#{fin})"),
        FlowClaim::SimultaneousClose { client_fin, server_fin, .. } => {
            format!("Both closed at the same time (#{client_fin}, #{server_fin})")
        }
        FlowClaim::ThreeSegmentClose { first_fin, second_fin, last_ack, .. } => {
            format!("Closed with three segments: #{first_fin}, #{second_fin}, {}", last(*last_ack))
        }
        FlowClaim::FourSegmentClose { first_fin, ack, second_fin, last_ack, .. } => {
            format!("Closed with four segments: #{first_fin}, #{ack}, #{second_fin}, {}", last(*last_ack))
        }
        FlowClaim::HalfClose { sender, fin, data, .. } => {
            format!("Half-close: {} went on (#{data}) after FIN #{fin}", names.of_end(*sender))
        }
        FlowClaim::HalfOpenEnd { closer, fin, .. } => format!("Only {} closed (#{fin})", names.of_end(*closer)),
        FlowClaim::StillOpen { .. } => "Its end isn't in the capture".to_owned(),
        FlowClaim::UdpExchanged { packets, .. } => {
            format!("{} there, {} back", count(packets.client, "datagram", "datagrams"), packets.server)
        }
        FlowClaim::UdpNoConnection => "UDP has no connections".to_owned(),
        FlowClaim::UdpUnanswered { .. } => "No datagram came back".to_owned(),
        FlowClaim::UdpTimeExceeded { by, .. } => format!("Dropped on the way: too many routers (#{by})"),
        FlowClaim::UdpRefused { server, by } => format!("Port {} refused (#{by})", server.port),
        FlowClaim::UdpUnreachable { by, why, .. } => format!("Not reached: {} (#{by})", unreachable(*why)),
        FlowClaim::DnsPair { name, a, aaaa, .. } => format!("{name}: A (#{a}) and AAAA (#{aaaa}) asked together"),
        FlowClaim::DnsLookup { name, kind, query, response, result, .. } => {
            let result = match result {
                LookupResult::Addresses(addresses) => {
                    let shown = addresses.get(..NAMED).unwrap_or(addresses);
                    STYLE.addresses(shown, (addresses.len() - shown.len()) as u64)
                }
                LookupResult::Records => "answered".to_owned(),
                LookupResult::Nodata => "no such record".to_owned(),
                LookupResult::Referral => "other servers are to be asked".to_owned(),
                LookupResult::Truncated => "cut to fit (TC)".to_owned(),
                LookupResult::Nxdomain { .. } => "no such name".to_owned(),
                LookupResult::Error(code) => rcode(*code),
                LookupResult::Incomplete => "can't be read whole".to_owned(),
            };
            format!("{name} {kind} (#{query}, #{response}): {result}")
        }
        FlowClaim::DnsUnanswered { name, kind, query, .. } => format!("{name} {kind} (#{query}): no response"),
        FlowClaim::DnsTooEarly { name, kind, query, .. } => format!("{name} {kind} (#{query}): the capture ends too early"),
        FlowClaim::DnsUnreachable { server, by } => format!("{} couldn't be asked (#{by})", names.of(*server)),
        FlowClaim::DnsManyLookups { more } => format!("{} more", count(*more, "lookup", "lookups")),
    }
}

/// A cause.
pub fn cause(cause: &Cause, names: &Names) -> String {
    match cause {
        Cause::ResetUnreadData { by, rst, .. } => format!("Why RST #{rst}: {} had bytes unread when it closed", names.of_end(*by)),
        Cause::ResetAbort { rst, received: false, .. } => format!("Why RST #{rst}: an abrupt end, as by SO_LINGER 0"),
        Cause::ResetAbort { rst, received: true, .. } => format!("Why RST #{rst}: an abrupt end, as by SO_LINGER 0, or bytes unread"),
        Cause::ResetAfterClose { data, rst, .. } => format!("#{data} came after the close, so RST #{rst}"),
        Cause::ResetKeepAlive { count, .. } => format!("RST because {count} keep-alives got no answer"),
        Cause::ResetOtherHops { rst, hops, usual, .. } => format!("RST #{rst} came with time to live {hops}, not {usual}"),
        Cause::ReadSize { bytes, .. } => format!("The server reads at most {} at once", count_bytes(*bytes)),
        Cause::ReadAtLeast { bytes, .. } => format!("The server reads {} or more at once", count_bytes(*bytes)),
        Cause::AcceptQueueWait { other, waited, is_in_turn: true, .. } => {
            format!("Waited {} in the accept queue, until tcp:{other} ended", STYLE.span(*waited))
        }
        Cause::AcceptQueueWait { other, waited, is_in_turn: false, .. } => {
            format!("Waited {} for its answer, until tcp:{other} ended", STYLE.span(*waited))
        }
        Cause::AcceptQueueFull { first, again, is_syn: true, .. } => format!("The accept queue was full: SYN #{first} again as #{again}"),
        Cause::AcceptQueueFull { first, again, is_syn: false, .. } => {
            format!("The accept queue was full: SYN,ACK #{first} again as #{again}")
        }
        Cause::NagleDelayedAck { small, ack, next, waited, .. } => {
            format!("Nagle: #{next} waited {} for the delayed ACK #{ack} of #{small}", STYLE.span(*waited))
        }
        Cause::StalledByReceiver { receiver, from, lasted, .. } => {
            let lasted = lasted.map_or_else(String::new, |lasted| format!(", {}", STYLE.span(lasted)));
            format!("Waited for room at {} from #{from} on{lasted}", names.of_end(*receiver))
        }
        Cause::OneAtATime { server, .. } => format!("{} serves one client at a time", names.of_end(*server)),
        Cause::Concurrent { server, .. } => format!("{} doesn't serve one client at a time", names.of_end(*server)),
        Cause::OverlapNotTested { server, .. } => format!("Whether {} serves several clients at once", names.of_end(*server)),
        Cause::Vantage { addresses } => format!("Captured on {}", STYLE.addresses(addresses, 0)),
    }
}

/// A claim about the capture.
pub fn capture(claim: &CaptureClaim) -> String {
    match claim {
        CaptureClaim::HiddenByFilter { hidden } => format!("{} hidden by your selection", count_packets(*hidden)),
        CaptureClaim::TruncatedFile { file, packets, is_cut, .. } => {
            let file = file.as_ref().map_or_else(|| "The file".to_owned(), |file| format!("The file {file}"));
            format!("{file} {} after {}", if *is_cut { "is cut" } else { "is damaged" }, count_packets(*packets))
        }
        CaptureClaim::CutBySnaplen { packets } => format!("{} cut by the snapshot length", count_packets(*packets)),
        CaptureClaim::LinkTypeNotDecoded { link_type, packets } => {
            format!("{} of link type {}, not decoded", count_packets(*packets), link_type_name(*link_type))
        }
        CaptureClaim::ChecksumOffload { packets, .. } => format!("{} with checksums left to the network card", count_packets(*packets)),
        CaptureClaim::Duplicates { packets, .. } => format!("{} captured more than once", count_packets(*packets)),
        CaptureClaim::AlreadyRunning { conversations, .. } => {
            format!("{} running before the capture began", count(*conversations, "TCP conversation", "TCP conversations"))
        }
        CaptureClaim::FlowsEvicted { flows } => format!("{} left memory before the end", count(*flows, "conversation", "conversations")),
        CaptureClaim::FragmentsGivenUp { datagrams } => {
            format!("{} not put together from fragments", count(*datagrams, "datagram", "datagrams"))
        }
        CaptureClaim::TimeBackwards { packets, first } => format!("Time runs backwards at {} (first #{first})", count_packets(*packets)),
        CaptureClaim::Dropped { by_kernel, by_labcap } => {
            format!("Missing: {} dropped by the kernel; not explained: {}", count_packets(*by_kernel), by_labcap)
        }
        CaptureClaim::OwnConnection { packets } => format!("{} of this terminal's SSH connection left out", count_packets(*packets)),
        CaptureClaim::Comment { interface: None, text } => format!("Comment: “{text}”"),
        CaptureClaim::Comment { interface: Some(interface), text } => format!("Comment on {interface}: “{text}”"),
        CaptureClaim::MoreComments { more } => format!("{} more", count(*more, "comment", "comments")),
        CaptureClaim::Names { names, .. } => format!("The file names {}", count(*names, "address", "addresses")),
        CaptureClaim::Statistics(counts) => {
            let lost = counts.dropped.unwrap_or(0).saturating_add(counts.dropped_by_system.unwrap_or(0));
            match (counts.dropped.or(counts.dropped_by_system), counts.received) {
                (Some(_), _) => format!("{} lost at interface {}, by the file's own count", count_packets(lost), counts.interface),
                (None, received) => {
                    format!("{} at interface {}, by the file's own count", count_packets(received.unwrap_or_default()), counts.interface)
                }
            }
        }
        CaptureClaim::BlocksPassed { blocks, .. } => format!("{} of the file not read", count(*blocks, "block", "blocks")),
        CaptureClaim::OneWayTimesUnseen => "How long a packet took in one direction".to_owned(),
        CaptureClaim::LossesUnseen => "Where a packet was lost".to_owned(),
        CaptureClaim::ProgramsUnseen => "What the programs called and printed".to_owned(),
    }
}

fn dhcp(message: &DhcpMessage) -> String {
    let address = message.address.map_or_else(|| "an address".to_owned(), |address| address.to_string());
    match message.step {
        Step::Discover => "DHCP: asks for an address".to_owned(),
        Step::Offer => format!("DHCP: offers {address}"),
        Step::Request(Wish::Offered) => format!("DHCP: takes {address}"),
        Step::Request(Wish::Again) => format!("DHCP: may it use {address} again?"),
        Step::Request(Wish::Longer) => format!("DHCP: may it keep {address} longer?"),
        Step::Decline => format!("DHCP: {address} is used already"),
        Step::Acknowledge => format!("DHCP: gives {address}"),
        Step::Settings => "DHCP: tells settings".to_owned(),
        Step::Refuse => "DHCP: refuses".to_owned(),
        Step::Release => format!("DHCP: gives {address} back"),
        Step::Inform => "DHCP: asks for settings".to_owned(),
        Step::Other(kind) => format!("DHCP type {kind}"),
        Step::BootRequest => "BOOTP: asks for an address".to_owned(),
        Step::BootReply => format!("BOOTP: {address}"),
    }
}

fn first(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(", as in #{frame}"))
}

fn answered(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(", answering #{frame}"))
}

fn last(ack: Option<u64>) -> String {
    ack.map_or_else(|| "the last ACK isn't in the capture".to_owned(), |ack| format!("#{ack}"))
}

/// A claim about two captures.
pub fn compare(claim: &CompareClaim) -> String {
    match claim {
        CompareClaim::Paired { pairs, only_first, only_second, .. } => {
            format!("{pairs} in both, {only_first} only in the first, {only_second} only in the second")
        }
        CompareClaim::NothingInCommon { .. } => "Nothing in common".to_owned(),
        CompareClaim::ClockOffset { least, most, .. } => format!("Clock offset {} to {}", STYLE.span(*least), STYLE.span(*most)),
        CompareClaim::ClockOffsetUnknown { .. } => "How far the clocks are apart can't be told".to_owned(),
        CompareClaim::ClocksDisagree { .. } => "The clocks don't run alike".to_owned(),
        CompareClaim::NotCompared { packets, beyond } => format!("{} not compared", count_packets(packets + beyond)),
        CompareClaim::NotOnTheWay { other } => format!("No packet between these two machines is in {other}"),
        CompareClaim::OutsideCapture { other } => format!("Before or after {other}"),
        CompareClaim::SentAgain { other } => format!("Not in {other}; sent again"),
        CompareClaim::OtherSegments { other } => format!("In other segments of {other}"),
        CompareClaim::PassedUnseen { other } => format!("Sent where {other} was captured, missed there"),
        CompareClaim::ArrivedUnseen { other, by } => format!("Arrived (#{by}), missed by {other}"),
        CompareClaim::LostOrUnseen { other } => format!("Lost, or missed by {other}"),
        CompareClaim::DirectionUnknown { other } => format!("Not in {other}"),
    }
}
