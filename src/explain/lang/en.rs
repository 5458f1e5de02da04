//! English.

mod causes;
mod dhcp;
mod dns;
pub mod filter;

use std::net::IpAddr;

use super::quantity::Style;
use crate::explain::claim::{
    AckManner, AfterFin, Audience, Claim, Content, Defect, HardwareAddress, InterfaceCounts, Lookup, LookupResult, PassedBlock, Range,
    RecordType, Repeated, ResetKind, ResetStage,
};
use crate::explain::names::Names;
use crate::explain::phrase::{FlowField, Phrase, SummaryLabel};
use crate::track::copies::Evidence;
use crate::track::flow::{Endpoint, State};

const STYLE: Style = Style { decimal_point: '.', and: "and", more: ("", " more"), seconds: "s" };

/// A claim as a teacher would say it.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        Claim::TcpSyn { client, server, crosses: None } => format!(
            "{} asks {} for a connection to port {} (first of three handshake packets). The SYN uses one sequence number.",
            end(client),
            end(server),
            server.port
        ),
        Claim::TcpSyn { client, server, crosses: Some(other) } => format!(
            "{} asks {} for a connection, too, without having seen the SYN #{other}: both ask at the same time (simultaneous open).",
            end(client),
            end(server)
        ),
        Claim::TcpSynAck { client, server, answers: Some(syn), is_crossed: true } => format!(
            "{} has now seen the SYN #{syn} of {} and acknowledges it; its own SYN is sent once more with it.",
            end(server),
            end(client)
        ),
        Claim::TcpSynAck { client, server, answers: Some(syn), is_crossed: false } => format!(
            "{} agrees: a socket listens on port {}, and its kernel answers {}'s SYN #{syn} by itself; the program needn't have called accept() yet (second of three).",
            end(server),
            server.port,
            end(client)
        ),
        Claim::TcpSynAck { client, server, answers: None, .. } => format!(
            "{} agrees to a connection on port {}; the SYN of {} that it answers isn't in the capture.",
            end(server),
            server.port,
            end(client)
        ),
        Claim::TcpHandshakeAck { client, server, answers, since_syn } => match since_syn {
            Some(span) => format!(
                "{} acknowledges #{answers}: the connection is open (third of three), {} after the SYN. {}'s program can now get it from accept().",
                end(client),
                STYLE.span(*span),
                end(server)
            ),
            None => format!(
                "{} acknowledges #{answers}: the connection is open. {}'s program can now get it from accept().",
                end(client),
                end(server)
            ),
        },
        Claim::TcpData { sender, receiver, bytes, range, content, echoes: None, .. } => match range {
            Some(range) => format!(
                "{} sends {} to {}, {} of its stream{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                positions(*range),
                shown(content)
            ),
            None => format!(
                "{} sends {} to {}{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                shown(content)
            ),
        },
        Claim::TcpData { sender, receiver, bytes, content, echoes: Some(echoes), .. } => format!(
            "{} sends {} back to {}, the same as {} of {}'s stream (from {}){}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            end(receiver),
            positions(echoes.range),
            end(receiver),
            STYLE.frames(&echoes.frames),
            shown(content)
        ),
        Claim::TcpPush { sender } => format!(
            "PSH marks the end of what one write() of {}'s program handed over (as Linux sets it; inferred). It doesn't mean “last packet”.",
            end(sender)
        ),
        Claim::TcpAck { sender, receiver, acknowledges, through, manner, .. } => {
            let (sender, receiver) = (end(sender), end(receiver));
            match (acknowledges.numbers.is_empty(), manner) {
                (true, _) => format!(
                    "{sender} confirms what it has received from {receiver} so far; no packet seen before it is acknowledged by it for the first time."
                ),
                (false, AckManner::WithOther) => {
                    format!("The same segment acknowledges {}.", STYLE.frames(acknowledges))
                }
                (false, AckManner::Alone | AckManner::First) if *through == 0 => format!("{sender} acknowledges {}.", STYLE.frames(acknowledges)),
                (false, AckManner::Alone) => format!(
                    "{sender} acknowledges {}: its kernel has {receiver}'s bytes up to byte {through}.",
                    STYLE.frames(acknowledges)
                ),
                (false, AckManner::First) => format!(
                    "{sender} acknowledges {}: its kernel has {receiver}'s bytes up to byte {through}. Whether the program has read them, an ACK doesn't say.",
                    STYLE.frames(acknowledges)
                ),
            }
        }
        Claim::TcpFin { sender, is_first: true, .. } => format!(
            "{} closes first: its program has called close() or shutdown(), or has ended. FIN says “I send nothing more” and uses one sequence number; receiving may go on.",
            end(sender)
        ),
        Claim::TcpFin { sender, is_first: false, acknowledges_fin: Some(fin), .. } => format!(
            "{} closes its direction too and acknowledges the FIN #{fin} in the same segment. A program normally does so once recv() has returned 0 bytes.",
            end(sender)
        ),
        Claim::TcpFin { sender, is_first: false, acknowledges_fin: None, .. } => format!(
            "{} closes its direction too; this segment was sent before the other side's FIN had arrived.",
            end(sender)
        ),
        Claim::TcpUnusualFlags { sender, receiver, flags } if flags.is_empty() => format!(
            "{} sends {} a segment without any flag. Kernels don't normally do so in a conversation; port scanners do (inferred).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpUnusualFlags { sender, receiver, flags } => format!(
            "{} sends {} a segment with {flags} but without ACK. Kernels don't normally do so in a conversation; port scanners do (inferred).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpCloseAck { sender, fin, then: AfterFin::BothClosed, .. } => {
            format!("{} acknowledges the FIN #{fin}: both directions are closed.", end(sender))
        }
        Claim::TcpCloseAck { sender, fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!("{} acknowledges the FIN #{fin}. It has closed its own direction, too (#{own}), and waits for the ACK of that.", end(sender))
        }
        Claim::TcpCloseAck { sender, fin, then: AfterFin::StaysOpen, .. } => format!(
            "{}'s kernel acknowledges the FIN #{fin}. Its own direction stays open until its program closes, too.",
            end(sender)
        ),
        Claim::TcpRst { sender, receiver, kind: ResetKind::Refusal(syn), .. } => format!(
            "{} refuses the SYN #{syn}: nothing listens on port {}, or a firewall rejects it. connect() at {} fails with ECONNREFUSED (111).",
            end(sender),
            sender.port,
            end(receiver)
        ),
        Claim::TcpRst { sender, kind: ResetKind::LiveSocket, .. } => format!(
            "{} breaks the connection off at once instead of closing it. ACK and a window show that the socket still existed.",
            end(sender)
        ),
        Claim::TcpRst { sender, kind: ResetKind::Bare, .. } => format!(
            "{}'s kernel answers for a connection that it doesn't have (any more): a bare RST without window and options.",
            end(sender)
        ),
        Claim::TcpRst { sender, kind: ResetKind::Other, .. } => {
            format!("{} breaks the connection off at once instead of closing it.", end(sender))
        }
        Claim::TcpRst { sender, receiver, kind: ResetKind::Ignored, .. } => format!(
            "A RST in {}'s name with a sequence number outside the window: {} ignores it.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpRetransmission { sender, what: Repeated::Data(None), of: None, .. } => format!(
            "{} sends bytes with lower numbers than before, whose first copy isn't in the capture: sent again, or late.",
            end(sender)
        ),
        Claim::TcpRetransmission { sender, what, of, after } => match (of, after) {
            (Some(of), Some(after)) => format!(
                "{} sends {} again, {} after #{of}: normally because no ACK came in time. Whether #{of} was lost, this doesn't say.",
                end(sender),
                repeated(*what),
                STYLE.span(*after)
            ),
            _ => format!(
                "{} sends {} again: normally because no ACK came in time. Whether anything was lost, this doesn't say.",
                end(sender),
                repeated(*what)
            ),
        },
        Claim::TcpFastRetransmission { sender, what, of } => format!(
            "{} sends {}{} again right after duplicate ACKs: a fast retransmission (inferred; a timer that ran out at the same moment would look alike).",
            end(sender),
            repeated(*what),
            first_sent(*of)
        ),
        Claim::TcpSpuriousRetransmission { sender, receiver, what, of } => format!(
            "{} sends {}{} again although {} had acknowledged it: that ACK hadn't reached it yet, or was lost.",
            end(sender),
            repeated(*what),
            first_sent(*of),
            end(receiver)
        ),
        Claim::TcpOutOfOrder { sender, what } => format!(
            "{}'s segment with {} comes after later ones, so soon that it was rather overtaken than sent again (inferred; a quick retransmission would look alike).",
            end(sender),
            repeated(*what)
        ),
        Claim::TcpPreviousSegmentNotCaptured { sender } => format!(
            "Bytes of {} just before this segment aren't in the capture so far: lost, late, or missed by the capture.",
            end(sender)
        ),
        Claim::TcpAckedUnseenSegment { sender, receiver } => format!(
            "{} acknowledges bytes of {} that the capture hasn't seen: they existed, the capture missed them.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpDuplicateAck { sender, of, count, through } => format!(
            "{} repeats its ACK #{of} (repeat {count}): it has everything up to byte {through}. Normally a segment has just reached it that wasn't the next one.",
            end(sender)
        ),
        Claim::TcpKeepAlive { sender, receiver } => format!(
            "{} asks whether {} is still there: one sequence number back and no new data, as the kernel's SO_KEEPALIVE timer does (inferred from the number).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpKeepAliveAck { sender } => {
            format!("{} answers the keep-alive: it is still there (inferred: it repeats its last ACK right after one).", end(sender))
        }
        Claim::TcpZeroWindow { sender, receiver } => format!(
            "{} has no room at this moment: data comes faster than its program reads it (inferred). {} must wait.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpZeroWindowProbe { sender, receiver } => {
            format!("{} tries whether {} has room again.", end(sender), end(receiver))
        }
        Claim::TcpZeroWindowProbeAck { sender } => format!("{} answers the probe: still no room.", end(sender)),
        Claim::TcpWindowFull { sender, receiver } => format!(
            "This fills the window that {} has offered: {} may send nothing more until there is room.",
            end(receiver),
            end(sender)
        ),
        Claim::TcpWindowUpdate { sender, receiver, window } => match window {
            Some(window) => format!(
                "{} tells {} nothing but its new window: room for {}.",
                end(sender),
                end(receiver),
                count_bytes(u64::from(*window))
            ),
            None => format!(
                "{} tells {} nothing but its new window (its scale isn't in the capture).",
                end(sender),
                end(receiver)
            ),
        },
        Claim::UdpData { sender, receiver, bytes, content } => format!(
            "{} sends a datagram of {} to port {} of {}{}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            receiver.port,
            end(receiver),
            shown(content)
        ),
        Claim::DnsQuery { client, server, id, name, kind, repeats } => match repeats {
            Some(first) => format!(
                "{} asks {} for {} of {name} again, with the same ID as in #{first}: it had no response yet.",
                host(*client),
                host(*server),
                record(kind)
            ),
            None => format!("{} asks {} for {} of {name}; the response will carry the same ID, 0x{id:04x}.", host(*client), host(*server), record(kind)),
        },
        Claim::DnsResponse { server, lookup, addresses, more, .. } if addresses.is_empty() => format!(
            "{} answers {}: {} for {} of {}.",
            host(*server),
            question(lookup),
            if *more == 1 { "1 record".to_owned() } else { format!("{more} records") },
            record(&lookup.kind),
            lookup.name
        ),
        Claim::DnsResponse { server, lookup, addresses, more, .. } => format!(
            "{} answers {}: {} has the address {}.",
            host(*server),
            question(lookup),
            lookup.name,
            STYLE.addresses(addresses, *more)
        ),
        Claim::DnsRecords { server, lookup, value, more } => {
            format!("{} answers {}: {}.", host(*server), question(lookup), dns::records(&lookup.name, value, *more))
        }
        Claim::NeighboursQuestion { service, sender, name, kind, more, is_probe } => {
            dns::question(*service, &host(*sender), name, kind, *more, *is_probe)
        }
        Claim::NeighboursAnswer { service, sender, name, value, more } => dns::answer(*service, &host(*sender), name, value, *more),
        Claim::DnsNodata { server, lookup } => format!(
            "{} answers {} without an error, but there is no record of the type asked for: {} has no {} (NODATA).",
            host(*server),
            question(lookup),
            lookup.name,
            bare_record(&lookup.kind)
        ),
        Claim::DnsReferral { server, lookup } => format!(
            "{} answers {} ({}) with the names of other name servers, which are to be asked instead.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::DnsNxdomain { server, lookup } => {
            format!("{} answers {}: there is no name {} (NXDOMAIN).", host(*server), question(lookup), lookup.name)
        }
        Claim::DnsRefused { server, lookup } => {
            format!("{} refuses to answer {} ({}): its policy forbids it (REFUSED).", host(*server), question(lookup), lookup.name)
        }
        Claim::DnsServfail { server, lookup } => format!(
            "{} couldn't find the answer to {} ({}): SERVFAIL. It says nothing about the name itself.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::DnsError { server, lookup, rcode } => {
            format!("{} answers {} ({}) with the error code {rcode}.", host(*server), question(lookup), lookup.name)
        }
        Claim::DnsTruncated { server, lookup } => format!(
            "{} answers {} ({}), but the response didn't fit and is cut (TC). A resolver normally asks again over TCP.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::IcmpEchoRequest { sender, receiver, sequence } => {
            format!("ping: {} asks {} for an echo (number {sequence}).", host(*sender), host(*receiver))
        }
        Claim::IcmpEchoReply { sender, receiver, sequence, answers, after } => match (answers, after) {
            (Some(request), Some(after)) => {
                format!("{} answers the ping #{request} of {} after {}.", host(*sender), host(*receiver), STYLE.span(*after))
            }
            (Some(request), None) => format!("{} answers the ping #{request} of {}.", host(*sender), host(*receiver)),
            (None, _) => {
                format!("{} answers ping number {sequence} of {}, which isn't in the capture.", host(*sender), host(*receiver))
            }
        },
        Claim::IcmpPortUnreachable { sender, receiver, port, of } => format!(
            "{} tells {} that nothing listens on {}{}, or that a firewall rejects it.",
            host(*sender),
            host(*receiver),
            port.map_or_else(|| "that port".to_owned(), |port| format!("port {port}")),
            for_packet(*of)
        ),
        Claim::IcmpHostUnreachable { sender, receiver, host: target, of } => format!(
            "{} tells {} that it can't reach {}{}: normally because nobody answers {} for it (inferred).",
            host(*sender),
            host(*receiver),
            target.map_or_else(|| "the host".to_owned(), host),
            for_packet(*of),
            neighbor_protocol(*sender)
        ),
        Claim::IcmpUnreachable { sender, receiver, code, of } => format!(
            "{} tells {} that a packet couldn't be delivered{} (code {code}: {}).",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            unreachable(*code)
        ),
        Claim::IcmpTimeExceeded { sender, receiver, host: target, of } => format!(
            "{} tells {} that it dropped a packet{}{}: its {} had run down to 0.",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" to {}", host(target))),
            for_packet(*of),
            hop_counter(*sender)
        ),
        Claim::IcmpOther { sender, receiver, kind, code } => {
            format!("{} sends {} an ICMP message of type {kind}, code {code}.", host(*sender), host(*receiver))
        }
        Claim::IcmpPacketTooBig { sender, receiver, host: target, mtu, of } => format!(
            "{} tells {} that a packet{}{} is too large for the next network{}. The sender has to send smaller ones; TCP learns its segment size this way.",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" to {}", host(target))),
            for_packet(*of),
            mtu.map_or_else(String::new, |mtu| format!(", where {} fit", count_bytes(mtu.into())))
        ),
        Claim::IcmpRedirect { sender, receiver, gateway, host: target, of } => format!(
            "{} tells {} of a shorter way{}: send packets to {} by {} from now on.",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            target.map_or_else(|| "that destination".to_owned(), host),
            host(*gateway)
        ),
        Claim::RouterSolicitation { sender } => format!("{} asks which routers there are on this network.", host(*sender)),
        Claim::RouterAdvertisement { sender, prefixes } if prefixes.is_empty() => {
            format!("{} announces itself as a router of this network.", host(*sender))
        }
        Claim::RouterAdvertisement { sender, prefixes } => format!(
            "{} announces itself as a router of this network, and what addresses here begin with: {}. Machines make their own addresses from it.",
            host(*sender),
            prefixes.join(", ")
        ),
        Claim::NeighborSolicitation { sender, target, audience: Audience::Everybody } => format!(
            "{} asks for the hardware address of {}, normally because it wants to send it something: what ARP is for IPv4. It asks a multicast group that few machines are in.",
            host(*sender),
            host(*target)
        ),
        Claim::NeighborSolicitation { sender, target, audience: Audience::One } => format!(
            "{} asks {} itself whether the hardware address that it knows is still right, as kernels do from time to time.",
            host(*sender),
            host(*target)
        ),
        Claim::NeighborProbe { target } => {
            format!("A machine that wants to use {} asks first whether somebody has it already.", host(*target))
        }
        Claim::NeighborAdvertisement { sender, receiver: Some(receiver), hardware, answers } => match (answers, hardware) {
            (Some(asked), Some(_)) => format!(
                "{} answers #{asked}: its hardware address is{}. {} can now send to it.",
                host(*sender),
                address(*hardware),
                host(*receiver)
            ),
            (Some(asked), None) => format!("{} answers #{asked} of {}: it is there.", host(*sender), host(*receiver)),
            (None, Some(_)) => format!("{} tells {} its hardware address:{}.", host(*sender), host(*receiver), address(*hardware)),
            (None, None) => format!("{} tells {} that it is there.", host(*sender), host(*receiver)),
        },
        Claim::NeighborAdvertisement { sender, receiver: None, hardware, .. } => {
            format!("{} announces its hardware address{}, so that others correct their tables.", host(*sender), address(*hardware))
        }
        Claim::MulticastQuery { sender, group: None } => {
            format!("{} asks all machines which multicast groups they want packets of.", host(*sender))
        }
        Claim::MulticastQuery { sender, group: Some(group) } => {
            format!("{} asks whether anybody still wants packets of the multicast group {}.", host(*sender), host(*group))
        }
        Claim::MulticastReport { sender, joined, left } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => format!("{} changes from which senders it wants packets of a multicast group.", host(*sender)),
            (_, []) => format!("{} wants packets of {}: it is a member (multicast).", host(*sender), STYLE.addresses(joined, 0)),
            ([], _) => format!("{} leaves {}: it wants no more packets of it (multicast).", host(*sender), STYLE.addresses(left, 0)),
            (_, _) => format!(
                "{} wants packets of {}, and no longer of {} (multicast).",
                host(*sender),
                STYLE.addresses(joined, 0),
                STYLE.addresses(left, 0)
            ),
        },
        Claim::Dhcp(message) => dhcp::sentence(message, names),
        Claim::Cause(cause) => causes::sentence(cause, names),
        Claim::ArpRequest { sender, target, audience } => {
            let (sender, target) = (host((*sender).into()), host((*target).into()));
            match audience {
                Some(Audience::Everybody) => format!(
                    "{sender} asks everybody on this network for the hardware address of {target}, normally because it wants to send it something."
                ),
                Some(Audience::One) => format!(
                    "{sender} asks {target} itself whether the hardware address that it knows is still right, as kernels do from time to time."
                ),
                None => format!("{sender} asks for the hardware address of {target}, normally because it wants to send it something on this network."),
            }
        }
        Claim::ArpProbe { target } => {
            format!("A machine that wants to use {} asks first whether somebody has it already.", host((*target).into()))
        }
        Claim::ArpAnnouncement { sender, hardware } => {
            format!("{} announces its hardware address{}, so that others correct their tables.", host((*sender).into()), address(*hardware))
        }
        Claim::ArpReply { sender, target, hardware, answers } => match answers {
            Some(request) => format!(
                "{} answers #{request}: its hardware address is{}. {} can now send to it.",
                host((*sender).into()),
                address(*hardware),
                host((*target).into())
            ),
            None => format!("{} tells {} its hardware address:{}.", host((*sender).into()), host((*target).into()), address(*hardware)),
        },
        Claim::ArpConflict { address: disputed, hardware, other, earlier } => format!(
            "{} is used twice: by {hardware} here and by {other} in #{earlier}. Normally two machines were given the same address, and packets reach now one, now the other (inferred; a machine may also have changed its network card, or taken another's address over).",
            host((*disputed).into())
        ),
        Claim::ArpOther { operation } => format!("An ARP packet with operation {operation}."),
        Claim::IpFragment { sender, receiver, offset, identification, is_last } => format!(
            "A {} of a datagram that was too large for one packet, from {} to {}: from byte {offset} on, ID 0x{identification:04x}.",
            if *is_last { "last piece" } else { "piece" },
            host(*sender),
            host(*receiver)
        ),
        Claim::IpReassembled { frames, bytes } => format!(
            "The last missing piece of a datagram of {}: with {} it is whole, and its contents can be read here.",
            count_bytes(u64::from(*bytes)),
            STYLE.frames(frames)
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::Identification } => format!(
            "The same packet as #{of}, captured a second time on its way (inferred: it has the same IP identification, and a packet that is sent again gets a new one)."
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::Place } => format!(
            "The same packet as #{of}, captured a second time on its way (inferred: the same bytes within 10 ms, on another interface or in the other direction)."
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::None } => format!(
            "The same as #{of} a moment before: captured twice or sent twice, which can't be told because both have the IP identification 0 and the same interface."
        ),
        Claim::PacketCut { layer: Some(layer), captured, length } => {
            format!("The capture kept only {captured} of {length} bytes of this packet; its {layer} header isn't complete.")
        }
        Claim::PacketCut { layer: None, captured, length } => {
            format!("The capture kept only {captured} of the packet's {length} bytes.")
        }
        Claim::PacketChecksum { layer, stated } => format!(
            "Its {layer} checksum 0x{stated:04x} doesn't fit its bytes. Either the packet was damaged on the way, and then the receiver drops it; or it was captured before the network card computed the sum; or it was changed afterwards. An answer to it shows that it arrived whole."
        ),
        Claim::PacketMalformed { layer, defect } => match defect {
            Defect::Short => format!("Not in order: the packet ends before its {layer} header does."),
            Defect::Version(version) => format!("Not in order: the {layer} header names version {version}."),
            Defect::HeaderLength(stated) => format!("Not in order: the {layer} header states its own length as {stated} bytes."),
            Defect::Length(stated) => format!("Not in order: the {layer} header states a length of {stated} bytes, which doesn't fit."),
        },
        Claim::PacketComment { text } => format!("A comment in the file: “{text}”."),
        Claim::LinkTypeNotDecoded { link_type } => {
            format!("labcap doesn't decode packets of link type {}.", super::link_type_name(*link_type))
        }
        Claim::NetworkNotDecoded { ether_type, name } => match (name, ether_type) {
            (Some(name), Some(number)) => format!("Carries {name} (EtherType 0x{number:04x}), which labcap doesn't decode."),
            (None, Some(number)) => format!("Carries a protocol that labcap doesn't decode (EtherType 0x{number:04x})."),
            (_, None) => "Carries a protocol that labcap doesn't decode.".to_owned(),
        },
        Claim::TransportNotDecoded { sender, receiver, protocol } => format!(
            "{} sends {} a packet of IP protocol {protocol}, which labcap doesn't decode.",
            host(*sender),
            host(*receiver)
        ),
        Claim::FlowOpened { client, server, syn, syn_ack, ack, took } => format!(
            "{} opened the connection to {} port {} with three packets (#{syn}, #{syn_ack}, #{ack}){}.",
            end(client),
            end(server),
            server.port,
            took.map_or_else(String::new, |took| format!(" in {}", STYLE.span(took)))
        ),
        Claim::FlowMidstream { client, server } => format!(
            "The handshake of {} and {} isn't in the capture: it began before, or there was none (inferred). Who opened the connection and how large the windows are is guessed.",
            end(client),
            end(server)
        ),
        Claim::FlowPortReused { client, server, earlier } => format!(
            "{} had used the same port {} for an earlier connection to {} ({earlier}); this is a new one.",
            end(client),
            client.port,
            end(server)
        ),
        Claim::FlowTransferred { client, server, bytes, segments, response_time } => {
            let (client, server) = (end(client), end(server));
            match response_time {
                Some(span) if bytes.client > 0 && bytes.server > 0 => format!(
                    "{client} sent {} in {}, {server} sent {} in {}; its first bytes came {} after the client's first.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server),
                    STYLE.span(*span)
                ),
                _ if bytes.client == 0 && bytes.server == 0 => format!("Neither {client} nor {server} sent any data."),
                _ => format!(
                    "{client} sent {} in {}, {server} sent {} in {}.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server)
                ),
            }
        }
        Claim::FlowOneSided { seen, unseen, bytes, segments } => format!(
            "Only packets of {} are in the capture: {} in {}. What {} sent isn't in it.",
            end(seen),
            count_bytes(*bytes),
            count_segments(*segments),
            end(unseen)
        ),
        Claim::FlowEcho { client, server, bytes, sent } => format!(
            "{} sent back exactly what {} had sent ({bytes} of {sent} bytes, compared byte by byte), so it looks like an echo server (inferred; one answer that differs would contradict it).",
            end(server),
            end(client)
        ),
        Claim::FlowRetransmissions { client, server, packets } => format!(
            "Packets sent again: {} by {}, {} by {}.",
            packets.client,
            end(client),
            packets.server,
            end(server)
        ),
        Claim::FlowMissingBytes { client, server, bytes } => format!(
            "Missing from the capture: {} of {} and {} of {}.",
            count_bytes(bytes.client),
            end(client),
            count_bytes(bytes.server),
            end(server)
        ),
        Claim::FlowRefused { client, server, syn, by, icmp_code } => match icmp_code {
            None => format!(
                "{} asked for a connection to {} port {} (#{syn}) and was refused (#{by}): nothing listened there at that moment, or a firewall rejected it. Its connect() failed with ECONNREFUSED (111). No connection came about.",
                end(client),
                end(server),
                server.port
            ),
            Some(code) => format!(
                "{} asked for a connection to {} port {} (#{syn}) and got an ICMP error (#{by}, {}). Its connect() failed with {}. No connection came about.",
                end(client),
                end(server),
                server.port,
                unreachable(*code),
                super::errno(*code)
            ),
        },
        Claim::FlowUnanswered { client, server, tries, waited } => format!(
            "{} asked {} port {} for a connection {} and got no answer{} (inferred: the machine is off, a firewall drops packets, or the answer took another way). Its connect() keeps waiting until its kernel gives up, and then fails with ETIMEDOUT (110). No connection came about.",
            end(client),
            end(server),
            server.port,
            if *tries == 1 { "once".to_owned() } else { format!("{tries} times") },
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited)))
        ),
        Claim::FlowTooEarly { client, server } => format!(
            "{} asked {} port {} for a connection. The capture ends too early to say whether an answer came. Up to there, no connection came about.",
            end(client),
            end(server),
            server.port
        ),
        Claim::FlowHandshakeUnfinished { client, server } => format!(
            "{} asked {} for a connection and got its consent, but the handshake's last ACK isn't in the capture.",
            end(client),
            end(server)
        ),
        Claim::FlowLeftMemory { client, server } => format!(
            "labcap had to drop what it knew of {} and {} before the end of the capture, to make room; what came of it isn't known.",
            end(client),
            end(server)
        ),
        Claim::FlowReset { by, peer, frame, stage: ResetStage::Handshake, .. } => format!(
            "{} broke off with a RST (#{frame}) before the handshake was finished. No program at {} normally gets such a connection from accept() (inferred).",
            end(by),
            end(peer)
        ),
        Claim::FlowReset { by, frame, stage: ResetStage::Closing, .. } => format!(
            "{} broke the connection off with a RST (#{frame}) while it was being closed (the consequences for the other program are inferred: normally an error, ECONNRESET or EPIPE, at its next call).",
            end(by)
        ),
        Claim::FlowReset { by, peer, frame, from_live_socket, stage: ResetStage::Established } => format!(
            "{} broke the connection off with a RST (#{frame}){}. What {} hadn't read yet it can still read; after that its recv() or send() normally fails with ECONNRESET, 104 (inferred).",
            end(by),
            if *from_live_socket { " from a socket that still existed" } else { "" },
            end(peer)
        ),
        Claim::FlowClosedByClient { client, fin, .. } => {
            format!("The client {} closed first (#{fin}), so it is the side that keeps the connection in TIME-WAIT afterwards.", end(client))
        }
        Claim::FlowClosedByServer { server, fin, .. } => {
            format!("The server {} closed first (#{fin}), so it is the side that keeps the connection in TIME-WAIT afterwards.", end(server))
        }
        Claim::FlowSimultaneousClose { client_fin, server_fin } => format!(
            "Both sides closed at the same time: neither FIN (#{client_fin}, #{server_fin}) acknowledges the other. Both go through TIME-WAIT."
        ),
        Claim::FlowThreeSegmentClose { first, second, first_fin, second_fin, last_ack } => match last_ack {
            Some(ack) => format!(
                "The close took three segments: {}'s FIN #{first_fin}, {}'s FIN #{second_fin} that also acknowledges it, and the last ACK #{ack}.",
                end(first),
                end(second)
            ),
            None => format!(
                "The close takes three segments, of which the capture shows two: {}'s FIN #{first_fin} and {}'s FIN #{second_fin} that also acknowledges it; the last ACK isn't in it.",
                end(first),
                end(second)
            ),
        },
        Claim::FlowFourSegmentClose { first, second, first_fin, ack, second_fin, last_ack } => match last_ack {
            Some(last) => format!(
                "The close took four segments: {}'s FIN #{first_fin}, its ACK #{ack}, {}'s FIN #{second_fin} and the last ACK #{last}.",
                end(first),
                end(second)
            ),
            None => format!(
                "The close takes four segments, of which the capture shows three: {}'s FIN #{first_fin}, its ACK #{ack} and {}'s FIN #{second_fin}; the last ACK isn't in it.",
                end(first),
                end(second)
            ),
        },
        Claim::FlowHalfClose { closer, sender, fin, data } => format!(
            "Half-close: after {}'s FIN #{fin} had been acknowledged, {} went on sending (from #{data}).",
            end(closer),
            end(sender)
        ),
        Claim::FlowHalfOpenEnd { closer, other, fin } => format!(
            "Only {} has closed its direction (#{fin}): the capture shows no FIN of {}.",
            end(closer),
            end(other)
        ),
        Claim::FlowStillOpen { client, server } => format!(
            "The capture shows no end of it: neither a FIN nor a RST of {} or {}.",
            end(client),
            end(server)
        ),
        Claim::UdpExchanged { client, server, packets, bytes } if packets.server == 0 => format!(
            "{} sent {} ({}) to {} port {}; nothing came back from there in this capture.",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            end(server),
            server.port
        ),
        Claim::UdpExchanged { client, server, packets, bytes } => format!(
            "{} sent {} ({}) to {} port {}, which sent {} ({}).",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            end(server),
            server.port,
            count_datagrams(packets.server),
            count_bytes(bytes.server)
        ),
        Claim::UdpNoConnection => {
            "UDP opens and closes nothing and acknowledges nothing: each datagram stands for itself. Which of them belong together, only the programs know.".to_owned()
        }
        Claim::UdpUnanswered { server, waited } => format!(
            "{} sent nothing back{} (inferred: it may not have to, or its answer took another way).",
            end(server),
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited)))
        ),
        Claim::UdpTooEarly { server } => format!("The capture ends too early to say whether {} answered.", end(server)),
        Claim::UdpTimeExceeded { server, by } => format!(
            "A datagram to {} didn't get there: its time to live ran out on the way (ICMP error #{by}), as traceroute intends.",
            end(server)
        ),
        Claim::UdpRefused { server, by } => format!(
            "{}'s port {} was refused with an ICMP error (#{by}): nothing listened there, or a firewall rejected it. A connected UDP socket gets ECONNREFUSED (111) at its next call.",
            end(server),
            server.port
        ),
        Claim::UdpUnreachable { server, by, code } => {
            format!("{} couldn't be reached: ICMP error #{by} ({}).", end(server), unreachable(*code))
        }
        Claim::DnsPair { client, server, name, a, aaaa } => format!(
            "{} asked {} for both kinds of address of {name} from one socket, IPv4 (#{a}) and IPv6 (#{aaaa}), as one getaddrinfo() call does (inferred; browsers and resolvers do the same).",
            host(*client),
            host(*server)
        ),
        Claim::DnsLookup { server, name, kind, query, response, after, result, .. } => {
            let server = host(*server);
            let after = after.map_or_else(String::new, |after| format!(" after {}", STYLE.span(after)));
            match result {
                LookupResult::Addresses(addresses) => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}): {}.",
                    record(kind),
                    STYLE.addresses(addresses, 0)
                ),
                LookupResult::Records => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}).", record(kind))
                }
                LookupResult::Nodata => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}) that there is none, which is no error.",
                    record(kind)
                ),
                LookupResult::Referral => format!(
                    "#{query} asked for {} of {name}; {server} named other name servers{after} (#{response}), which are to be asked instead.",
                    record(kind)
                ),
                LookupResult::Truncated => format!(
                    "#{query} asked for {} of {name}; {server}'s response{after} (#{response}) is cut to fit (TC); a resolver normally asks again over TCP.",
                    record(kind)
                ),
                LookupResult::Nxdomain => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}) that the name doesn't exist.", record(kind))
                }
                LookupResult::Error(code) => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}) with the error {}.", record(kind), rcode(*code))
                }
                LookupResult::Incomplete => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}), but the response can't be read whole.",
                    record(kind)
                ),
            }
        }
        Claim::DnsUnanswered { server, name, kind, query, retries, waited } => format!(
            "#{query} asked {} for {} of {name} and got no response{}{} (inferred: the query or its response was lost, or the server is silent).",
            host(*server),
            record(kind),
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited))),
            match retries {
                0 => String::new(),
                1 => ", although it was sent again once".to_owned(),
                more => format!(", although it was sent again {more} times"),
            }
        ),
        Claim::DnsTooEarly { server, name, kind, query } => format!(
            "#{query} asked {} for {} of {name}; the capture ends too early to say whether a response came.",
            host(*server),
            record(kind)
        ),
        Claim::DnsUnreachable { server, by } => {
            format!("{} couldn't be asked: the ICMP error #{by} came back, so no name server listened there, or a firewall rejected it.", host(*server))
        }
        Claim::DnsManyLookups { more } => format!("{more} more lookups aren't told one by one."),
        Claim::CaptureComment { interface: None, text } => format!("A comment in the file: “{text}”."),
        Claim::CaptureComment { interface: Some(interface), text } => format!("A comment in the file on interface {interface}: “{text}”."),
        Claim::CaptureMoreComments { more } => format!("{} more in the file: labcap keeps 100.", count(*more, "comment", "comments")),
        Claim::CaptureNames { names, more } => format!(
            "The file gives names to {}; sentences use them, but for addresses that --name names.{}",
            count(*names, "address", "addresses"),
            if *more == 0 { String::new() } else { format!(" {more} more weren't kept.") }
        ),
        Claim::CaptureStatistics(counts) => interface_counts(counts),
        Claim::CaptureBlocksPassed { kind, blocks } => format!(
            "The file also has {}; labcap doesn't read what is in them.",
            match kind {
                PassedBlock::Journal => count(*blocks, "entry of systemd's journal", "entries of systemd's journal"),
                PassedBlock::Secrets => count(*blocks, "block of keys for decryption", "blocks of keys for decryption"),
                PassedBlock::Custom => count(*blocks, "custom block", "custom blocks"),
                PassedBlock::Unknown => count(*blocks, "block of an unknown type", "blocks of unknown types"),
            }
        ),
        Claim::CaptureHiddenByFilter { hidden } => format!(
            "Your selection hides {} of this capture; conversations are followed through all of them all the same.",
            count_packets(*hidden)
        ),
        Claim::CaptureTruncatedFile { file, offset, packets, is_cut } => format!(
            "{} {} at byte {offset}, after {}: {}.",
            file.as_ref().map_or("The file".to_owned(), |file| format!("The file {file}")),
            if *is_cut { "ends in the middle of a record" } else { "is damaged" },
            count_packets(*packets),
            if file.is_some() { "the rest of it is missing" } else { "this report covers what came before" }
        ),
        Claim::CaptureCutBySnaplen { packets } => {
            format!("The capture kept only the beginning of {} (snapshot length); what stood behind isn't known.", count_packets(*packets))
        }
        Claim::CaptureLinkTypeNotDecoded { link_type, packets } => format!(
            "Link type {} isn't decoded by labcap: {} of this capture.",
            super::link_type_name(*link_type),
            count_packets(*packets)
        ),
        Claim::CaptureChecksumOffload { packets, first } => format!(
            "Checksums left unfinished: {} (#{first}{}). The sending system leaves the sum to its network card, and these packets were captured without it (virtual cards, as containers have, may never compute it); they aren't damaged (inferred: the field holds the sum of addresses, protocol and length alone).",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        Claim::CaptureDuplicates { packets, first } => format!(
            "Captured more than once: {} (#{first}{}), as happens where a packet passes several interfaces or a mirror port (inferred from the IP identification, or from the same bytes on another interface). They aren't retransmissions.",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        Claim::CaptureFlowsEvicted { flows } => {
            format!("{flows} conversations had to leave memory before the end; a later packet of theirs starts a new one.")
        }
        Claim::CaptureFragmentsGivenUp { datagrams } => format!(
            "{} in pieces couldn't be put together: a piece came more than 30 s after the first, or there were more pieces than labcap keeps.",
            if *datagrams == 1 { "1 datagram".to_owned() } else { format!("{datagrams} datagrams") }
        ),
        Claim::CaptureTimeBackwards { packets, first } => format!(
            "Time runs backwards at {} (#{first}{}): stamps of several processors, or a clock that was set.",
            count_packets(*packets),
            if *packets == 1 { "" } else { " is the first" }
        ),
        Claim::CaptureDropped { by_kernel, by_labcap: 0 } => format!(
            "Missing: {}, which the kernel dropped because its buffer was full. A gap or a repeat that they leave in a conversation is the capture's, not the network's.",
            count_packets(*by_kernel)
        ),
        Claim::CaptureDropped { by_kernel: 0, by_labcap } => format!(
            "Not explained: {}, which came faster than labcap could explain them; the file has them. A gap or a repeat that they leave in a conversation here is labcap's, not the network's.",
            count_packets(*by_labcap)
        ),
        Claim::CaptureDropped { by_kernel, by_labcap } => format!(
            "Missing: {}, which the kernel dropped because its buffer was full. Not explained: {}, which came faster than labcap could explain them; the file has them. A gap or a repeat that they leave in a conversation here isn't the network's.",
            count_packets(*by_kernel),
            count_packets(*by_labcap)
        ),
        Claim::CaptureOwnConnection { packets } => format!(
            "Left out: {} of the SSH connection that this terminal runs over (--with-ssh takes them in).",
            count_packets(*packets)
        ),
        Claim::CaptureProgramsUnseen => {
            "How often, when and with what size the programs called recv(), and what they printed: a capture shows what kernels sent, not what programs did with it.".to_owned()
        }
    }
}

/// A heading, a label or a line of a report.
pub fn phrase(phrase: &Phrase, names: &Names) -> String {
    match phrase {
        Phrase::Capture { format, interfaces, packets, duration, start } => {
            let mut parts = vec![(*format).to_owned()];
            parts.extend(interfaces.iter().cloned());
            parts.push(count_packets(*packets));
            parts.extend(duration.map(|duration| STYLE.span(duration)));
            parts.extend(start.clone());
            parts.join(" · ")
        }
        Phrase::Flow { stream, client, server, state, roles_inferred } => format!(
            "{stream} · {} → {} · {}{}",
            super::named_endpoint(names, *client),
            super::named_endpoint(names, *server),
            state_word(*state),
            if *roles_inferred { " · who is client is guessed" } else { "" }
        ),
        Phrase::FlowCounts { packets, bytes, displayed } => {
            let total = packets.client + packets.server;
            let shown = if *displayed == total { String::new() } else { format!(" ({displayed} displayed)") };
            format!(
                "{}{shown}: {} with {} from the client, {} with {} from the server",
                count_packets(total),
                packets.client,
                count_bytes(bytes.client),
                packets.server,
                count_bytes(bytes.server)
            )
        }
        Phrase::Phases { handshake, data, close } => format!("Handshake {handshake} · data {data} · close {close}"),
        Phrase::Duration(span) => STYLE.span(*span),
        Phrase::Story => "Story".to_owned(),
        Phrase::DnsSection => "DNS questions and answers".to_owned(),
        Phrase::DnsUnanswered => "no response in the capture".to_owned(),
        Phrase::DnsNodata => "no such record (NODATA)".to_owned(),
        Phrase::DnsNxdomain => "no such name (NXDOMAIN)".to_owned(),
        Phrase::DnsError(code) => rcode(*code),
        Phrase::DnsReferral => "names other name servers".to_owned(),
        Phrase::DnsTruncated => "cut to fit (TC)".to_owned(),
        Phrase::DnsRecords => "records without addresses".to_owned(),
        Phrase::DnsIncomplete => "can't be read whole".to_owned(),
        Phrase::OtherPackets => "Other packets".to_owned(),
        Phrase::PacketList => "Packets".to_owned(),
        Phrase::CannotTell { captures } => format!("What {} can't tell", if *captures > 1 { "these captures" } else { "this capture" }),
        Phrase::AboutCapture { captures } => format!("About {}", if *captures > 1 { "these captures" } else { "this capture" }),
        Phrase::ColumnQuery => "Query".to_owned(),
        Phrase::ColumnResponse => "Response".to_owned(),
        Phrase::ColumnName => "Name".to_owned(),
        Phrase::ColumnType => "Type".to_owned(),
        Phrase::ColumnAnswer => "Answer".to_owned(),
        Phrase::ColumnTime => "Took".to_owned(),
        Phrase::ColumnPhase => "Phase".to_owned(),
        Phrase::FilterSelects => "A display filter. It selects packets for which this holds:".to_owned(),
        Phrase::FilterIsBpf => {
            "A BPF filter, tcpdump's language (`man pcap-filter` explains it): it looks at a packet's bytes, not at fields.".to_owned()
        }
        Phrase::FilterIsBpfToo => {
            "BPF, tcpdump's language, can read it too and may mean something else; --filter takes it as a display filter.".to_owned()
        }
        Phrase::FilterCounted { selected, packets } => format!("It selects {selected} of {packets} packets"),
        Phrase::ColumnExplanation => "Explanation".to_owned(),
        Phrase::ColumnStream => "Stream".to_owned(),
        Phrase::ColumnFile => "File".to_owned(),
        Phrase::Totals { packets, displayed, percent } => format!("Packets: {packets} · Displayed: {displayed} ({percent}%)"),
        Phrase::RowsNotShown { rows } => format!("{rows} more displayed rows aren't shown; --limit N and --flows N show more."),
        Phrase::FlowsNotShown { flows } => format!("{flows} more conversations aren't shown; --flows N shows more."),
        Phrase::LookupsNotShown { lookups } => format!("{lookups} more DNS questions aren't shown; --limit N shows more."),
        Phrase::FlowsEvicted { flows } => format!("{flows} conversations left memory before the end and aren't shown."),
        Phrase::NoPackets => "There is no packet in it.".to_owned(),
        Phrase::NothingDisplayed => "Nothing to display: no packet matches.".to_owned(),
        Phrase::Stream { stream, client, server } => {
            format!("{stream} · client {} · server {}", super::named_endpoint(names, *client), super::named_endpoint(names, *server))
        }
        Phrase::Piece { sender, receiver, bytes, frame, after, waited } => format!(
            "{} → {}, {}, #{frame}{}{}",
            names.of_end(*sender),
            names.of_end(*receiver),
            count_bytes(*bytes),
            after.map_or_else(String::new, |after| format!(", +{}", STYLE.span(after))),
            if *waited { ", had waited for what is before it" } else { "" }
        ),
        Phrase::BytesMissing { bytes, is_cut, given_up } => {
            let why = match (is_cut, given_up) {
                (true, _) => ": cut off by the capture",
                (_, true) => ": too much waited for them",
                _ => "",
            };
            format!("[{} missing{why}]", count_bytes(*bytes))
        }
        Phrase::BytesDiffer { bytes, frame } => {
            format!("[#{frame} brings {} again with other content; the first stand]", count_bytes(*bytes))
        }
        Phrase::NoBytes => "The stream carries no bytes in this direction, as far as it was captured.".to_owned(),
        Phrase::SummaryLabel(label) => summary_label(*label).to_owned(),
        Phrase::SummaryFigures { packets, bytes, duration } => {
            let mut parts = vec![count_packets(*packets), count_bytes(*bytes)];
            if *packets > 0 {
                parts.push(format!("{} a packet", count_bytes(bytes / packets)));
            }
            if let Some(per_second) = super::per_second(*packets, *duration) {
                parts.push(format!("{per_second} packets a second"));
            }
            format!("Counted here: {}", parts.join(" · "))
        }
        Phrase::BarsOverTime { width, most } => format!("A bar is {}; the highest is {}.", STYLE.span(*width), count_packets(*most)),
        Phrase::AddressesLeftOut { addresses } => format!("{addresses} more addresses aren't shown; --format json has them all."),
        Phrase::Conversations => "Conversations".to_owned(),
        Phrase::FlowField(field) => flow_field(*field).to_owned(),
        Phrase::FlowTotals { protocol, flows, packets, bytes } => format!(
            "{}: {}, {}, {} on the wire",
            protocol.as_str().to_uppercase(),
            count(*flows, "conversation", "conversations"),
            count_packets(*packets),
            count_bytes(*bytes)
        ),
        Phrase::FlowsLeftOut { flows } => format!("{flows} more conversations aren't shown; --top N shows more."),
    }
}

fn state_word(state: State) -> &'static str {
    state.as_str()
}

fn count(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

fn interface_counts(InterfaceCounts { interface, received, dropped, dropped_by_system }: &InterfaceCounts) -> String {
    let received = received.map(count_packets);
    let (Some(_), lost) = (dropped.or(*dropped_by_system), dropped.unwrap_or(0).saturating_add(dropped_by_system.unwrap_or(0))) else {
        return format!("As the file counts, interface {interface} received {}.", received.unwrap_or_default());
    };
    let total = received.map_or_else(String::new, |packets| format!(", which received {packets}"));
    if lost == 0 {
        return format!("As the file counts, the capture lost no packet at interface {interface}{total}.");
    }
    format!(
        "As the file counts, the capture lost {} at interface {interface}{total}: the interface dropped {}, the operating system {}. A gap that they leave in a conversation is the capture's, not the network's.",
        count_packets(lost),
        dropped.unwrap_or(0),
        dropped_by_system.unwrap_or(0)
    )
}

fn summary_label(label: SummaryLabel) -> &'static str {
    match label {
        SummaryLabel::OverTime => "Packets over time",
        SummaryLabel::Protocols => "Protocols",
        SummaryLabel::Addresses => "Addresses",
        SummaryLabel::Statements => "Statements by code",
        SummaryLabel::Protocol => "Protocol",
        SummaryLabel::Packets => "Packets",
        SummaryLabel::Share => "Share",
        SummaryLabel::Bytes => "Bytes",
        SummaryLabel::Address => "Address",
        SummaryLabel::SentPackets => "Sent",
        SummaryLabel::SentBytes => "Bytes sent",
        SummaryLabel::ReceivedPackets => "Received",
        SummaryLabel::ReceivedBytes => "Bytes received",
        SummaryLabel::Code => "Code",
        SummaryLabel::Times => "Times",
    }
}

fn flow_field(field: FlowField) -> &'static str {
    match field {
        FlowField::Stream => "Stream",
        FlowField::Client => "Client",
        FlowField::Server => "Server",
        FlowField::Packets => "Packets →/←",
        FlowField::Bytes => "Bytes →/←",
        FlowField::Data => "Data →/←",
        FlowField::Start => "Start",
        FlowField::Duration => "Duration",
        FlowField::State => "State",
        FlowField::History => "History",
        FlowField::Handshake => "Handshake",
        FlowField::Retransmissions => "Repeats",
        FlowField::Closed => "Closed by",
        FlowField::Name => "Name asked for",
    }
}

fn count_bytes(number: u64) -> String {
    count(number, "byte", "bytes")
}

fn count_segments(number: u64) -> String {
    count(number, "segment", "segments")
}

fn count_datagrams(number: u64) -> String {
    count(number, "datagram", "datagrams")
}

fn count_packets(number: u64) -> String {
    count(number, "packet", "packets")
}

fn positions(range: Range) -> String {
    if range.first == range.last { format!("byte {}", range.first) } else { format!("bytes {}–{}", range.first, range.last) }
}

/// The end of a sentence about a payload.
fn shown(content: &Content) -> String {
    match content {
        Content::Missing => ".".to_owned(),
        Content::Text(text) => format!(": “{text}”."),
        Content::Hex(hex) => format!(" (hex {hex})."),
    }
}

fn repeated(what: Repeated) -> String {
    match what {
        Repeated::Syn => "its SYN".to_owned(),
        Repeated::SynAck => "its SYN,ACK".to_owned(),
        Repeated::Fin => "its FIN".to_owned(),
        Repeated::Data(Some(range)) => positions(range),
        Repeated::Data(None) => "data".to_owned(),
    }
}

fn first_sent(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (sent in #{frame})"))
}

fn for_packet(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (it answers #{frame})"))
}

fn question(lookup: &Lookup) -> String {
    match (lookup.answers, lookup.after) {
        (Some(frame), Some(after)) => format!("#{frame} after {}", STYLE.span(after)),
        (Some(frame), None) => format!("#{frame}"),
        (None, _) => "a question that isn't in the capture".to_owned(),
    }
}

fn record(kind: &RecordType) -> String {
    match kind {
        RecordType::A => "the IPv4 address (A)".to_owned(),
        RecordType::Aaaa => "the IPv6 address (AAAA)".to_owned(),
        RecordType::Other(name) => format!("the {name} record"),
    }
}

fn bare_record(kind: &RecordType) -> String {
    match kind {
        RecordType::A => "IPv4 address (A)".to_owned(),
        RecordType::Aaaa => "IPv6 address (AAAA)".to_owned(),
        RecordType::Other(name) => format!("{name} record"),
    }
}

/// What asks for hardware addresses in this version of IP.
const fn neighbor_protocol(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "ARP" } else { "neighbor solicitations" }
}

/// What counts the routers in this version of IP.
const fn hop_counter(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "time to live" } else { "hop limit" }
}

fn address(hardware: Option<HardwareAddress>) -> String {
    hardware.map_or_else(String::new, |address| format!(" {address}"))
}

fn rcode(code: u16) -> String {
    match code {
        1 => "FORMERR".to_owned(),
        2 => "SERVFAIL".to_owned(),
        3 => "NXDOMAIN".to_owned(),
        4 => "NOTIMP".to_owned(),
        5 => "REFUSED".to_owned(),
        other => format!("code {other}"),
    }
}

fn unreachable(code: u8) -> &'static str {
    match code {
        0 => "network unreachable",
        1 => "host unreachable",
        2 => "protocol unreachable",
        3 => "port unreachable",
        4 => "fragmentation needed, but forbidden",
        5 => "source route failed",
        6 => "network unknown",
        7 => "host unknown",
        9 | 10 | 13 => "forbidden by an administrator",
        _ => "destination unreachable",
    }
}
