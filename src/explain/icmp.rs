//! What can be said of ICMP and ICMPv6 messages, neighbour discovery among them.

use std::net::IpAddr;

use super::claim::packet::PacketClaim;
use super::claim::{Audience, HardwareAddress};
use super::statement::Statement;
use crate::decode::icmp::{Echo, Icmp, Message, Unreachable};
use crate::decode::icmpv6::{self, Icmpv6};
use crate::decode::igmp::{Igmp, Lists};
use crate::decode::quoted::Quoted;
use crate::inspect::Inspected;
use crate::track::Detail;
use crate::track::pairs::Answered;

/// What the sentences need of a message, whichever version it is of.
struct Told {
    sender: IpAddr,
    receiver: IpAddr,
    kind: u8,
    code: u8,
    /// The packet that an error quotes.
    of: Option<u64>,
    /// The request that a reply answers.
    answered: Option<Answered>,
}

impl Told {
    fn new(inspected: &Inspected<'_>, kind: u8, code: u8) -> Option<Self> {
        let (sender, receiver) = inspected.packet.addresses()?;
        let (of, answered) = match inspected.seen.detail {
            Detail::IcmpError { frame, .. } => (frame, None),
            Detail::Echo(answered) | Detail::Neighbor(answered) => (None, answered),
            _ => (None, None),
        };
        Some(Self { sender, receiver, kind, code, of, answered })
    }

    fn state(&self, claim: PacketClaim, frame: u64, statements: &mut Vec<Statement>) {
        let earlier = self.of.or(self.answered.map(|request| request.frame));
        statements.push(Statement::new(claim, earlier.into_iter().chain([frame])));
    }

    fn echo_request(&self, echo: Echo) -> PacketClaim {
        PacketClaim::IcmpEchoRequest { sender: self.sender, receiver: self.receiver, sequence: echo.sequence }
    }

    fn echo_reply(&self, echo: Echo) -> PacketClaim {
        PacketClaim::IcmpEchoReply {
            sender: self.sender,
            receiver: self.receiver,
            sequence: echo.sequence,
            answers: self.answered.map(|request| request.frame),
            after: self.answered.and_then(|request| request.after),
        }
    }

    fn unreachable(&self, quoted: Quoted, why: Unreachable) -> PacketClaim {
        let Self { sender, receiver, of, .. } = *self;
        if why.is_port() {
            PacketClaim::IcmpPortUnreachable { sender, receiver, port: quoted.ports.map(|(_, port)| port), of }
        } else if why.is_host() {
            PacketClaim::IcmpHostUnreachable { sender, receiver, host: host(quoted), of }
        } else {
            PacketClaim::IcmpUnreachable { sender, receiver, why, of }
        }
    }

    fn time_exceeded(&self, quoted: Quoted) -> PacketClaim {
        let Self { sender, receiver, of, .. } = *self;
        if self.code == 0 { PacketClaim::IcmpTimeExceeded { sender, receiver, host: host(quoted), of } } else { self.other() }
    }

    fn too_big(&self, quoted: Quoted, mtu: u32) -> PacketClaim {
        let Self { sender, receiver, of, .. } = *self;
        PacketClaim::IcmpPacketTooBig { sender, receiver, host: host(quoted), mtu: (mtu > 0).then_some(mtu), of }
    }

    fn redirect(&self, gateway: IpAddr, host: Option<IpAddr>) -> PacketClaim {
        PacketClaim::IcmpRedirect { sender: self.sender, receiver: self.receiver, gateway, host, of: self.of }
    }

    fn other(&self) -> PacketClaim {
        PacketClaim::IcmpOther { sender: self.sender, receiver: self.receiver, kind: self.kind, code: self.code }
    }
}

/// Who the quoted packet was for.
fn host(quoted: Quoted) -> Option<IpAddr> {
    quoted.addresses.map(|(_, host)| host)
}

pub(super) fn explain(inspected: &Inspected<'_>, icmp: &Icmp, statements: &mut Vec<Statement>) {
    let Some(told) = Told::new(inspected, icmp.kind, icmp.code) else { return };
    let claim = match icmp.message {
        Message::EchoRequest(echo) => told.echo_request(echo),
        Message::EchoReply(echo) => told.echo_reply(echo),
        Message::Unreachable(quoted) => told.unreachable(quoted, Unreachable { code: icmp.code, is_ipv6: false }),
        Message::FragmentationNeeded { mtu, quoted } => told.too_big(quoted, mtu.into()),
        Message::TimeExceeded(quoted) => told.time_exceeded(quoted),
        Message::Redirect { gateway, quoted } => told.redirect(gateway.into(), host(quoted)),
        Message::RouterSolicitation => PacketClaim::RouterSolicitation { sender: told.sender },
        Message::RouterAdvertisement => PacketClaim::RouterAdvertisement { sender: told.sender, prefixes: Vec::new() },
        Message::SourceQuench(_) | Message::ParameterProblem(_) | Message::Identified(_) | Message::Other => told.other(),
    };
    told.state(claim, inspected.packet.frame.number, statements);
}

/// The same of ICMPv6, and neighbour discovery.
pub(super) fn explain_v6(inspected: &Inspected<'_>, icmp: &Icmpv6<'_>, statements: &mut Vec<Statement>) {
    use icmpv6::Message;
    let Some(told) = Told::new(inspected, icmp.kind, icmp.code) else { return };
    let (sender, receiver) = (told.sender, told.receiver);
    let claim = match icmp.message {
        Message::EchoRequest(echo) => told.echo_request(echo),
        Message::EchoReply(echo) => told.echo_reply(echo),
        Message::Unreachable(quoted) => told.unreachable(quoted, Unreachable { code: icmp.code, is_ipv6: true }),
        Message::PacketTooBig { mtu, quoted } => told.too_big(quoted, mtu),
        Message::TimeExceeded(quoted) => told.time_exceeded(quoted),
        Message::Redirect { target, destination, .. } => told.redirect(target.into(), Some(destination.into())),
        Message::RouterSolicitation(_) => PacketClaim::RouterSolicitation { sender },
        Message::RouterAdvertisement(options) => {
            let prefixes = options.prefixes().map(|(address, bits)| format!("{address}/{bits}")).collect();
            PacketClaim::RouterAdvertisement { sender, prefixes }
        }
        Message::NeighborSolicitation { target, .. } if sender.is_unspecified() => PacketClaim::NeighborProbe { target: target.into() },
        Message::NeighborSolicitation { target, .. } => {
            let audience = if receiver.is_multicast() { Audience::Everybody } else { Audience::One };
            PacketClaim::NeighborSolicitation { sender, target: target.into(), audience }
        }
        Message::NeighborAdvertisement { target, flags, options } => PacketClaim::NeighborAdvertisement {
            sender: target.into(),
            receiver: (flags & icmpv6::SOLICITED != 0).then_some(receiver),
            hardware: options.target_hardware().map(HardwareAddress),
            answers: told.answered.map(|solicitation| solicitation.frame),
        },
        Message::ListenerQuery(group) => PacketClaim::MulticastQuery { sender, group: (!group.is_unspecified()).then_some(group.into()) },
        Message::ListenerReport(group) => multicast_report(sender, [(group.into(), true)]),
        Message::ListenerDone(group) => multicast_report(sender, [(group.into(), false)]),
        Message::ListenerReports(records) => {
            multicast_report(sender, records.iter().filter_map(|(kind, sources, group)| Some((group.into(), joins(kind, sources)?))))
        }
        Message::ParameterProblem(_) | Message::Other => told.other(),
    };
    told.state(claim, inspected.packet.frame.number, statements);
}

/// IGMP: the same as multicast listener discovery.
pub(super) fn explain_igmp(inspected: &Inspected<'_>, igmp: &Igmp<'_>, statements: &mut Vec<Statement>) {
    let Some((sender, _)) = inspected.packet.addresses() else { return };
    let claim = match (igmp.kind, igmp.lists) {
        (Igmp::QUERY, _) => PacketClaim::MulticastQuery { sender, group: (!igmp.group.is_unspecified()).then_some(igmp.group.into()) },
        (_, Lists::Records(records)) => multicast_report(
            sender,
            records.iter().filter_map(|record| Some((record.group.into(), joins(record.kind, record.sources.count)?))),
        ),
        (Igmp::REPORT_V1 | Igmp::REPORT_V2, _) => multicast_report(sender, [(igmp.group.into(), true)]),
        (Igmp::LEAVE, _) => multicast_report(sender, [(igmp.group.into(), false)]),
        _ => return,
    };
    statements.push(Statement::new(claim, [inspected.packet.frame.number]));
}

/// Whether a group record wants the group's packets: those of some sources, or of all but some (RFC 3376 4.2.12, RFC 3810
/// 5.2.12). `None` where only the sources change.
const fn joins(kind: u8, sources: u16) -> Option<bool> {
    match kind {
        1 | 3 => Some(sources > 0),
        2 | 4 => Some(true),
        _ => None,
    }
}

fn multicast_report(sender: IpAddr, groups: impl IntoIterator<Item = (IpAddr, bool)>) -> PacketClaim {
    let (mut joined, mut left) = (Vec::new(), Vec::new());
    for (group, joins) in groups {
        if joins { &mut joined } else { &mut left }.push(group);
    }
    PacketClaim::MulticastReport { sender, joined, left }
}
