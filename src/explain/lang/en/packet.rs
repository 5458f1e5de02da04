//! Packets, in English.

use std::net::IpAddr;

use super::{
    STYLE, address, bare_record, count_bytes, dhcp, dns, first_sent, for_packet, hop_counter, neighbor_protocol, positions, question,
    record, repeated, shown, unreachable,
};
use crate::explain::claim::packet::PacketClaim;
use crate::explain::claim::{AckManner, AfterFin, Audience, Defect, Repeated, ResetKind};
use crate::explain::lang::{before_and_after, link_type_name};
use crate::explain::names::Names;
use crate::track::copies::Evidence;
use crate::track::flow::Endpoint;
use crate::track::sights::Translated;

/// A claim as a teacher would say it.
pub fn sentence(claim: &PacketClaim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        PacketClaim::TcpSyn { client, server, crosses: None } => format!(
            "{} asks {} for a connection to port {} (first of three handshake packets). The SYN uses one sequence number.",
            end(client),
            end(server),
            server.port
        ),
        PacketClaim::TcpSyn { client, server, crosses: Some(other) } => format!(
            "{} asks {} for a connection, too, without having seen the SYN #{other}: both ask at the same time (simultaneous open).",
            end(client),
            end(server)
        ),
        PacketClaim::TcpSynAck { client, server, answers: Some(syn), is_crossed: true } => format!(
            "{} has now seen the SYN #{syn} of {} and acknowledges it; its own SYN is sent once more with it.",
            end(server),
            end(client)
        ),
        PacketClaim::TcpSynAck { client, server, answers: Some(syn), is_crossed: false } => format!(
            "{} agrees: a socket listens on port {}, and its kernel answers {}'s SYN #{syn} by itself; the program needn't have called accept() yet (second of three).",
            end(server),
            server.port,
            end(client)
        ),
        PacketClaim::TcpSynAck { client, server, answers: None, .. } => format!(
            "{} agrees to a connection on port {}; the SYN of {} that it answers isn't in the capture.",
            end(server),
            server.port,
            end(client)
        ),
        PacketClaim::TcpHandshakeAck { client, server, answers, since_syn } => match since_syn {
            Some(span) => format!(
                "{} acknowledges #{answers}: the connection is open (third of three), {} after the SYN. {}'s program can normally get it from accept() now.",
                end(client),
                STYLE.span(*span),
                end(server)
            ),
            None => format!(
                "{} acknowledges #{answers}: the connection is open. {}'s program can normally get it from accept() now.",
                end(client),
                end(server)
            ),
        },
        PacketClaim::TcpData { sender, receiver, bytes, range, content, echoes: None, .. } => match range {
            Some(range) => format!(
                "{} sends {} to {}, {} of its stream{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                positions(*range),
                shown(content)
            ),
            None => format!("{} sends {} to {}{}", end(sender), count_bytes(u64::from(*bytes)), end(receiver), shown(content)),
        },
        PacketClaim::TcpData { sender, receiver, bytes, content, echoes: Some(echoes), .. } => format!(
            "{} sends {} back to {}, the same as {} of {}'s stream (from {}){}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            end(receiver),
            positions(echoes.range),
            end(receiver),
            STYLE.frames(&echoes.frames),
            shown(content)
        ),
        PacketClaim::TcpPush { sender } => format!(
            "PSH: a write() of {}'s program ended here, as Linux sets it (inferred; in a long write() Linux sets it in between, too). It doesn't mean “last packet”.",
            end(sender)
        ),
        PacketClaim::TcpAck { sender, receiver, acknowledges, through, manner, .. } => {
            let (sender, receiver) = (end(sender), end(receiver));
            match (acknowledges.numbers.is_empty(), manner) {
                (true, _) => format!(
                    "{sender} acknowledges what it has received from {receiver} so far; nothing in it is acknowledged for the first time, as far as the capture shows."
                ),
                (false, AckManner::WithOther) => {
                    format!("The same segment acknowledges {}.", STYLE.frames(acknowledges))
                }
                (false, AckManner::Alone | AckManner::First) if *through == 0 => {
                    format!("{sender} acknowledges {}.", STYLE.frames(acknowledges))
                }
                (false, AckManner::Alone) => {
                    format!("{sender} acknowledges {}: its kernel has {receiver}'s bytes up to byte {through}.", STYLE.frames(acknowledges))
                }
                (false, AckManner::First) => format!(
                    "{sender} acknowledges {}: its kernel has {receiver}'s bytes up to byte {through}. Whether the program has read them, an ACK doesn't say.",
                    STYLE.frames(acknowledges)
                ),
            }
        }
        PacketClaim::TcpFin { sender, is_first: true, .. } => format!(
            "{} closes first: its program has called close() or shutdown(), or has ended. FIN says “I send nothing more” and uses one sequence number; receiving may go on.",
            end(sender)
        ),
        PacketClaim::TcpFin { sender, is_first: false, acknowledges_fin: Some(fin), .. } => format!(
            "{} closes its direction too and acknowledges the FIN #{fin} in the same segment. A program normally does so once recv() has returned 0 bytes.",
            end(sender)
        ),
        PacketClaim::TcpFin { sender, is_first: false, acknowledges_fin: None, .. } => {
            format!("{} closes its direction too; when it sent this segment, it hadn't acknowledged the other side's FIN yet.", end(sender))
        }
        PacketClaim::TcpUnusualFlags { sender, receiver, flags } if flags.is_empty() => format!(
            "{} sends {} a segment without any flag. Kernels don't normally do so in a conversation; port scanners do (inferred).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpUnusualFlags { sender, receiver, flags } => format!(
            "{} sends {} a segment with {flags} but without ACK. Kernels don't normally do so in a conversation; port scanners do (inferred).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::BothClosed, .. } => {
            format!("{} acknowledges the FIN #{fin}: both directions are closed.", end(sender))
        }
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!(
                "{} acknowledges the FIN #{fin}. It has closed its own direction, too (#{own}), and waits for the ACK of that.",
                end(sender)
            )
        }
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::StaysOpen, .. } => {
            format!("{}'s kernel acknowledges the FIN #{fin}. Its own direction stays open until its program closes, too.", end(sender))
        }
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Refusal(syn), .. } => format!(
            "{} refuses the SYN #{syn}: nothing listens on port {}, or a firewall rejects it. connect() at {} normally fails with ECONNREFUSED (111).",
            end(sender),
            sender.port,
            end(receiver)
        ),
        PacketClaim::TcpRst { sender, kind: ResetKind::LiveSocket, .. } => format!(
            "{} breaks the connection off at once instead of closing it. ACK and a window show that the socket still existed.",
            end(sender)
        ),
        PacketClaim::TcpRst { sender, kind: ResetKind::Bare, .. } => format!(
            "{}'s kernel answers for a connection that it doesn't have (any more): a bare RST without window and options.",
            end(sender)
        ),
        PacketClaim::TcpRst { sender, kind: ResetKind::Other, .. } => {
            format!("{} breaks the connection off at once instead of closing it.", end(sender))
        }
        PacketClaim::TcpRst { sender, kind: ResetKind::NoConnection(refusal), .. } => format!(
            "{} sends a RST though there is no connection to break off: #{refusal} had refused it. Kernels don't normally send it; port scanners do.",
            end(sender)
        ),
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Ahead, .. } => format!(
            "A RST in {}'s name, with a number beyond all that the capture has of it. If {} has the bytes before it, the connection is broken off; otherwise {} answers with a challenge ACK and goes on.",
            end(sender),
            end(receiver),
            end(receiver)
        ),
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Ignored, .. } => {
            format!(
                "A RST in {}'s name whose sequence number isn't the next one that {} expects: it doesn't break the connection; {} ignores it or answers with a challenge ACK.",
                end(sender),
                end(receiver),
                end(receiver)
            )
        }
        PacketClaim::TcpRetransmission { sender, what: Repeated::Data(None), of: None, .. } => format!(
            "{} sends bytes with lower numbers than before, whose first copy isn't in the capture: sent again, or late.",
            end(sender)
        ),
        PacketClaim::TcpRetransmission { sender, what, of, after } => match (of, after) {
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
        PacketClaim::TcpTailLossProbe { sender, receiver, first } => format!(
            "The repeated bytes are the last ones that it sent, though #{first} before them isn't acknowledged either; a retransmission timer would begin with the first. So this is a tail-loss probe: {} asks early for an ACK that shows what {} lacks (inferred; an ACK of {} that the capture missed may have acknowledged #{first} already).",
            end(sender),
            end(receiver),
            end(receiver)
        ),
        PacketClaim::TcpFastRetransmission { sender, what, of } => format!(
            "{} sends {}{} again right after duplicate ACKs: a fast retransmission (inferred; a timer that ran out at the same moment would look alike).",
            end(sender),
            repeated(*what),
            first_sent(*of)
        ),
        PacketClaim::TcpSpuriousRetransmission { sender, receiver, what, of } => format!(
            "{} sends {}{} again although {} had already acknowledged that: the ACK hadn't arrived yet, or was lost.",
            end(sender),
            repeated(*what),
            first_sent(*of),
            end(receiver)
        ),
        PacketClaim::TcpOutOfOrder { sender, what } => format!(
            "{}'s segment with {} comes after later ones, but so soon that it was more likely overtaken on the way than sent again (inferred; a quick retransmission would look alike).",
            end(sender),
            repeated(*what)
        ),
        PacketClaim::TcpPreviousSegmentNotCaptured { sender } => {
            format!("Bytes of {} just before this segment aren't in the capture so far: lost, late, or missed by the capture.", end(sender))
        }
        PacketClaim::TcpAckedUnseenSegment { sender, receiver } => format!(
            "{} acknowledges bytes of {} that the capture hasn't shown so far: they were sent; it missed them, or has them out of order.",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpDuplicateAck { sender, of, count, through } => format!(
            "{} repeats its ACK #{of} (repeat {count}): it has everything up to byte {through}. Normally a segment has just reached it that wasn't the next one.",
            end(sender)
        ),
        PacketClaim::TcpKeepAlive { sender, receiver } => format!(
            "{} asks whether {} is still there: one sequence number back and no new data, as the kernel's SO_KEEPALIVE timer does (inferred from the number).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpKeepAliveAck { sender } => {
            format!("{} answers the keep-alive: it is still there (inferred: it repeats its last ACK right after one).", end(sender))
        }
        PacketClaim::TcpZeroWindow { sender, receiver } => format!(
            "{} has no room at this moment: data comes faster than its program reads it (inferred). {} must wait.",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpZeroWindowProbe { sender, receiver } => {
            format!("{} checks whether {} has room again.", end(sender), end(receiver))
        }
        PacketClaim::TcpZeroWindowProbeAck { sender } => format!("{} answers the probe: still no room.", end(sender)),
        PacketClaim::TcpWindowFull { sender, receiver } => {
            format!("This fills the window that {} has offered: {} may send nothing more until there is room.", end(receiver), end(sender))
        }
        PacketClaim::TcpWindowUpdate { sender, receiver, window } => match window {
            Some(window) => {
                format!("{} tells {} nothing but its new window: room for {}.", end(sender), end(receiver), count_bytes(u64::from(*window)))
            }
            None => format!("{} tells {} nothing but its new window (its scale isn't in the capture).", end(sender), end(receiver)),
        },
        PacketClaim::UdpData { sender, receiver, bytes, content } => format!(
            "{} sends a datagram of {} to port {} of {}{}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            receiver.port,
            host(receiver.address),
            shown(content)
        ),
        PacketClaim::DnsQuery { client, server, id, name, kind, repeats } => match repeats {
            Some(first) => format!(
                "{} asks {} for {} of {name} again, with the same ID as in #{first}: it had no response yet.",
                host(*client),
                host(*server),
                record(kind)
            ),
            None => format!(
                "{} asks {} for {} of {name}; a response to it carries the same ID, 0x{id:04x}.",
                host(*client),
                host(*server),
                record(kind)
            ),
        },
        PacketClaim::DnsResponse { server, lookup, addresses, more, .. } if addresses.is_empty() => format!(
            "{} answers {}: {} of {}, where {} was asked for.",
            host(*server),
            question(lookup),
            if *more == 1 { "1 record".to_owned() } else { format!("{more} records") },
            lookup.name,
            record(&lookup.kind)
        ),
        PacketClaim::DnsResponse { server, lookup, addresses, more, .. } => format!(
            "{} answers {}: {} has the {} {}.",
            host(*server),
            question(lookup),
            lookup.name,
            if addresses.len() as u64 + more == 1 { "address" } else { "addresses" },
            STYLE.addresses(addresses, *more)
        ),
        PacketClaim::DnsRecords { server, lookup, value, more } => {
            format!("{} answers {}: {}.", host(*server), question(lookup), dns::records(&lookup.name, value, *more))
        }
        PacketClaim::NeighboursQuestion { service, sender, name, kind, more, is_probe } => {
            dns::question(*service, &host(*sender), name, kind, *more, *is_probe)
        }
        PacketClaim::NeighboursAnswer { service, sender, name, value, more } => dns::answer(*service, &host(*sender), name, value, *more),
        PacketClaim::DnsNodata { server, lookup } => format!(
            "{} answers {} without an error, but there is no record of the type asked for: {} has no {} (NODATA).",
            host(*server),
            question(lookup),
            lookup.name,
            bare_record(&lookup.kind)
        ),
        PacketClaim::DnsReferral { server, lookup } => format!(
            "{} answers {} ({}) with the names of other name servers, which are to be asked instead.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsNxdomain { server, lookup, is_alias: true } => format!(
            "{} answers {}: {} is an alias, but the name that it stands for doesn't exist (NXDOMAIN).",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsNxdomain { server, lookup, is_alias: false } => {
            format!("{} answers {}: there is no name {} (NXDOMAIN).", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsRefused { server, lookup } => {
            format!("{} refuses to answer {} ({}): its policy forbids it (REFUSED).", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsServfail { server, lookup } => format!(
            "{} couldn't find the answer to {} ({}): SERVFAIL. That says nothing about the name itself.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsError { server, lookup, rcode } => {
            format!("{} answers {} ({}) with the error code {rcode}.", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsTruncated { server, lookup } => format!(
            "{} answers {} ({}), but the response didn't fit and is cut (TC). A resolver normally asks again over TCP.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::IcmpEchoRequest { sender, receiver, sequence } => {
            format!("ping: {} asks {} for an echo (number {sequence}).", host(*sender), host(*receiver))
        }
        PacketClaim::IcmpEchoReply { sender, receiver, sequence, answers, after } => match (answers, after) {
            (Some(request), Some(after)) => {
                format!("{} answers the ping #{request} of {} after {}.", host(*sender), host(*receiver), STYLE.span(*after))
            }
            (Some(request), None) => format!("{} answers the ping #{request} of {}.", host(*sender), host(*receiver)),
            (None, _) => {
                format!("{} answers ping number {sequence} of {}, which isn't in the capture.", host(*sender), host(*receiver))
            }
        },
        PacketClaim::IcmpPortUnreachable { sender, receiver, port, of } => format!(
            "{} tells {} that {} can't be reached{}: nothing listens there, or a firewall rejects it.",
            host(*sender),
            host(*receiver),
            port.map_or_else(|| "that port".to_owned(), |port| format!("port {port}")),
            for_packet(*of)
        ),
        PacketClaim::IcmpHostUnreachable { sender, receiver, host: target, of } => format!(
            "{} tells {} that it can't reach {}{}: normally because nobody answers {} for it (inferred).",
            host(*sender),
            host(*receiver),
            target.map_or_else(|| "the host".to_owned(), host),
            for_packet(*of),
            neighbor_protocol(*sender)
        ),
        PacketClaim::IcmpUnreachable { sender, receiver, why, of } => format!(
            "{} tells {} that a packet couldn't be delivered{} (code {}: {}).",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            why.code,
            unreachable(*why)
        ),
        PacketClaim::IcmpTimeExceeded { sender, receiver, host: target, of } => format!(
            "{} tells {} that it dropped a packet{}{}: the packet's {} had run down to 0.",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" to {}", host(target))),
            for_packet(*of),
            hop_counter(*sender)
        ),
        PacketClaim::IcmpOther { sender, receiver, kind, code } => {
            format!("{} sends {} an ICMP message of type {kind}, code {code}.", host(*sender), host(*receiver))
        }
        PacketClaim::IcmpPacketTooBig { sender, receiver, host: target, mtu, of } => format!(
            "{} tells {} that a packet{}{} is too large for the next network{}. The sender has to send smaller ones (path MTU discovery; TCP then sends smaller segments).",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" to {}", host(target))),
            for_packet(*of),
            mtu.map_or_else(String::new, |mtu| format!(", where at most {} fit", count_bytes(mtu.into())))
        ),
        PacketClaim::IcmpRedirect { sender, receiver, gateway, host: target, of } => format!(
            "{} tells {} of a shorter way{}: send packets to {} via {} from now on.",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            target.map_or_else(|| "that destination".to_owned(), host),
            host(*gateway)
        ),
        PacketClaim::RouterSolicitation { sender } => format!("{} asks which routers there are on this network.", host(*sender)),
        PacketClaim::RouterAdvertisement { sender, prefixes } if prefixes.is_empty() => {
            format!("{} announces itself as a router of this network.", host(*sender))
        }
        PacketClaim::RouterAdvertisement { sender, prefixes } => format!(
            "{} announces itself as a router of this network, and what addresses here begin with: {}. Where it allows so (A flag), machines make their own addresses from that.",
            host(*sender),
            prefixes.join(", ")
        ),
        PacketClaim::NeighborSolicitation { sender, target, audience: Audience::Everybody } => format!(
            "{} asks for the hardware address of {}, normally because it wants to send something to it, or through it if it is a router: what ARP is for IPv4. It asks a multicast group that few machines are in.",
            host(*sender),
            host(*target)
        ),
        PacketClaim::NeighborSolicitation { sender, target, audience: Audience::One } => format!(
            "{} asks {} itself whether the hardware address that it knows is still right, as kernels do from time to time.",
            host(*sender),
            host(*target)
        ),
        PacketClaim::NeighborProbe { target } => {
            format!("A machine that wants to use {} asks first whether somebody has it already.", host(*target))
        }
        PacketClaim::NeighborAdvertisement { sender, receiver: Some(receiver), hardware, answers } => match (answers, hardware) {
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
        PacketClaim::NeighborAdvertisement { sender, receiver: None, hardware, .. } => {
            format!("{} announces its hardware address{}, so that others update their tables.", host(*sender), address(*hardware))
        }
        PacketClaim::MulticastQuery { sender, group: None } => {
            format!("{} asks all machines which multicast groups they want packets of.", host(*sender))
        }
        PacketClaim::MulticastQuery { sender, group: Some(group) } => {
            format!("{} asks whether anybody still wants packets of the multicast group {}.", host(*sender), host(*group))
        }
        PacketClaim::MulticastReport { sender, joined, left } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => format!("{} changes from which senders it wants packets of a multicast group.", host(*sender)),
            (_, []) => {
                format!("{} wants packets sent to {}: it is a member of that multicast group.", host(*sender), STYLE.addresses(joined, 0))
            }
            ([], _) => format!("{} leaves {}: it wants no more packets of it (multicast).", host(*sender), STYLE.addresses(left, 0)),
            (_, _) => format!(
                "{} wants packets of {}, and no longer of {} (multicast).",
                host(*sender),
                STYLE.addresses(joined, 0),
                STYLE.addresses(left, 0)
            ),
        },
        PacketClaim::Dhcp(message) => dhcp::sentence(message, names),
        PacketClaim::ArpRequest { sender, target, audience } => {
            let (sender, target) = (host((*sender).into()), host((*target).into()));
            match audience {
                Some(Audience::Everybody) => format!(
                    "{sender} asks everybody on this network for the hardware address of {target}, normally because it wants to send something to it, or through it if it is a router."
                ),
                Some(Audience::One) => format!(
                    "{sender} asks {target} itself whether the hardware address that it knows is still right, as kernels do from time to time."
                ),
                None => format!(
                    "{sender} asks for the hardware address of {target}, normally because it wants to send something to it, or through it, on this network."
                ),
            }
        }
        PacketClaim::ArpProbe { target } => {
            format!("A machine that wants to use {} asks first whether somebody has it already.", host((*target).into()))
        }
        PacketClaim::ArpAnnouncement { sender, hardware } => {
            format!("{} announces its hardware address{}, so that others update their tables.", host((*sender).into()), address(*hardware))
        }
        PacketClaim::ArpReply { sender, target, hardware, answers } => match answers {
            Some(request) => format!(
                "{} answers #{request}: its hardware address is{}. {} can now send to it.",
                host((*sender).into()),
                address(*hardware),
                host((*target).into())
            ),
            None => format!("{} tells {} its hardware address:{}.", host((*sender).into()), host((*target).into()), address(*hardware)),
        },
        PacketClaim::ArpConflict { address: disputed, hardware, other, earlier } => format!(
            "{} is used twice: by {hardware} here and by {other} in #{earlier}. Normally two machines were given the same address, and packets reach now one, now the other (inferred; a machine may also have changed its network card, or taken another's address over).",
            host((*disputed).into())
        ),
        PacketClaim::ArpOther { operation } => format!("An ARP packet with operation {operation}."),
        PacketClaim::IpFragment { sender, receiver, offset, identification, is_last } => format!(
            "{} of a datagram that was too large for one packet, from {} to {}: from byte {offset} on, ID 0x{identification:04x}.",
            if *is_last { "The last fragment" } else { "A fragment" },
            host(*sender),
            host(*receiver)
        ),
        PacketClaim::IpReassembled { frames, bytes, .. } => format!(
            "The last missing fragment of a datagram of {}: together with {} it is whole, and its contents can be read here.",
            count_bytes(u64::from(*bytes)),
            STYLE.frames(frames)
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::Identification } => format!(
            "The same packet as #{of}, captured a second time on its way (inferred: it has the same IP identification, and a packet that is sent again gets a new one)."
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::Place } => format!(
            "The same packet as #{of}, captured a second time on its way (inferred: the same bytes a moment later, on another interface or VLAN, or in the other direction)."
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::None } => format!(
            "The same as #{of} a moment before. Whether it was captured twice or sent twice can't be told: both came over the same interface, and the IP identification (0, or one that this sender gives to several packets) proves nothing."
        ),
        PacketClaim::Translated(translated) => {
            let Translated { frame, stream, is_source, .. } = translated;
            let (before, after) = before_and_after(names, translated);
            let whose = if *is_source { "source" } else { "destination" };
            let of = stream.map_or_else(String::new, |stream| format!(" ({stream})"));
            format!(
                "The same packet as #{frame}{of}, passed on by a router that has changed its {whose} from {before} to {after} (NAT; inferred: the same numbers within 10 ms, a lower time to live)."
            )
        }
        PacketClaim::Cut { layer: Some(layer), captured, length } => {
            format!("The capture kept only {captured} of {length} bytes of this packet; its {layer} header isn't complete.")
        }
        PacketClaim::Cut { layer: None, captured, length } => {
            format!("The capture kept only {captured} of the packet's {length} bytes.")
        }
        PacketClaim::Checksum { layer, stated } => format!(
            "Its {layer} checksum 0x{stated:04x} doesn't fit its bytes. Either the packet was damaged on the way, and then the receiver drops it; or it was captured before the network card computed the sum; or it was changed afterwards. An answer to it would show that it arrived whole."
        ),
        PacketClaim::Malformed { layer, defect } => match defect {
            Defect::Short => format!("Malformed: the packet ends before its {layer} header does."),
            Defect::Version(version) => format!("Not in order: the {layer} header names version {version}."),
            Defect::HeaderLength(stated) => {
                format!("Malformed: the {layer} header states its own length as {stated} bytes, which can't be right.")
            }
            Defect::Length(stated) => format!("Not in order: the {layer} header states a length of {stated} bytes, which doesn't fit."),
        },
        PacketClaim::Comment { text } => format!("A comment in the file: “{text}”."),
        PacketClaim::LinkTypeNotDecoded { link_type } => {
            format!("labcap doesn't decode packets of link type {}.", link_type_name(*link_type))
        }
        PacketClaim::NetworkNotDecoded { ether_type, name } => match (name, ether_type) {
            (Some(name), Some(number)) => format!("Carries {name} (EtherType 0x{number:04x}), which labcap doesn't decode."),
            (None, Some(number)) => format!("Carries a protocol that labcap doesn't decode (EtherType 0x{number:04x})."),
            (_, None) => "Carries a protocol that labcap doesn't decode.".to_owned(),
        },
        PacketClaim::TransportNotDecoded { sender, receiver, protocol } => {
            format!("{} sends {} a packet of IP protocol {protocol}, which labcap doesn't decode.", host(*sender), host(*receiver))
        }
    }
}
