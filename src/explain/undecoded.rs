//! Packets that can't be read to the end, or aren't: cut by the capture, damaged, malformed, fragments, other protocols. And what their
//! file's writer says of packets.

use super::claim::Defect;
use super::claim::packet::PacketClaim;
use super::statement::Statement;
use crate::decode::checksum::{self, Checksum};
use crate::decode::{Layer, ProblemKind};
use crate::inspect::Inspected;
use crate::text::Text;

/// Comments on one packet that are told.
const COMMENTS: usize = 16;
/// Characters of a comment that are told.
const COMMENT_CHARACTERS: usize = 1000;

/// What the file's writer says of the packet.
pub(super) fn comments(inspected: &Inspected<'_>, statements: &mut Vec<Statement>) {
    let frame = &inspected.packet.frame;
    for text in frame.notes.comments().take(COMMENTS) {
        let text = Text::preview(text, COMMENT_CHARACTERS).to_string();
        statements.push(Statement::new(PacketClaim::Comment { text }, [frame.number]));
    }
}

/// What can be said of what isn't decoded.
pub(super) fn explain(inspected: &Inspected<'_>, statements: &mut Vec<Statement>) {
    let packet = &inspected.packet;
    let frame = packet.frame.number;
    let mut state = |claim| statements.push(Statement::new(claim, [frame]));
    if let Some(problem) = packet.problem {
        let layer = problem.layer.as_str();
        let defect = match problem.kind {
            ProblemKind::Cut => {
                let captured = u32::try_from(packet.frame.bytes.len()).unwrap_or(u32::MAX);
                return state(PacketClaim::Cut { layer: Some(layer), captured, length: packet.frame.wire_length });
            }
            ProblemKind::Short => Defect::Short,
            ProblemKind::Version(version) => Defect::Version(version),
            ProblemKind::HeaderLength(bytes) => Defect::HeaderLength(bytes),
            ProblemKind::Length(bytes) => Defect::Length(bytes),
        };
        return state(PacketClaim::Malformed { layer, defect });
    }
    if packet.frame.bytes.len() < packet.frame.wire_length as usize {
        let captured = u32::try_from(packet.frame.bytes.len()).unwrap_or(u32::MAX);
        state(PacketClaim::Cut { layer: None, captured, length: packet.frame.wire_length });
    }
    if let Checksum::Wrong(stated) = checksum::check_ipv4(packet) {
        state(PacketClaim::Checksum { layer: "IPv4", stated });
    }
    if let Checksum::Wrong(stated) = checksum::check(packet) {
        let layer = packet.layers.iter().rev().find_map(|layer| match layer {
            Layer::Tcp(_) => Some("TCP"),
            Layer::Udp(_) => Some("UDP"),
            Layer::Icmp(_) => Some("ICMP"),
            Layer::Icmpv6(_) => Some("ICMPv6"),
            Layer::Igmp(_) => Some("IGMP"),
            _ => None,
        });
        state(PacketClaim::Checksum { layer: layer.unwrap_or_default(), stated });
    }
    match packet.last() {
        None => state(PacketClaim::LinkTypeNotDecoded { link_type: packet.frame.link_type }),
        Some(Layer::Ipv4(_) | Layer::Ipv6(_)) => {
            if let Some(piece) = packet.piece {
                state(PacketClaim::IpFragment {
                    sender: piece.sender,
                    receiver: piece.receiver,
                    offset: piece.offset,
                    identification: piece.identification,
                    is_last: !piece.more_fragments,
                });
            }
        }
        Some(Layer::OtherTransport(protocol)) => {
            if let Some((sender, receiver)) = packet.addresses() {
                state(PacketClaim::TransportNotDecoded { sender, receiver, protocol: *protocol });
            }
        }
        Some(Layer::OtherNetwork(ether_type)) => {
            state(PacketClaim::NetworkNotDecoded { ether_type: Some(ether_type.0), name: ether_type.name() });
        }
        Some(Layer::Sll(_) | Layer::Ethernet(_) | Layer::Loopback(_) | Layer::Llc(_) | Layer::Vlan(_)) => {
            state(PacketClaim::NetworkNotDecoded { ether_type: None, name: None })
        }
        Some(_) => {}
    }
}
