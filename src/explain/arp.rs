//! What can be said of ARP packets.

use super::claim::packet::PacketClaim;
use super::claim::{Audience, HardwareAddress};
use super::statement::Statement;
use crate::decode::arp::{Arp, Operation};
use crate::decode::sll::PacketType;
use crate::decode::{Layer, Packet};
use crate::inspect::Inspected;
use crate::track::Detail;
use crate::track::arp::Conflict;

pub(super) fn explain(inspected: &Inspected<'_>, arp: &Arp, statements: &mut Vec<Statement>) {
    let frame = inspected.packet.frame.number;
    let hardware = arp.sender_hardware.map(HardwareAddress);
    let (Some(sender), Some(target)) = (arp.sender, arp.target) else {
        let operation = arp.operation.number();
        return statements.push(Statement::new(PacketClaim::ArpOther { operation }, [frame]));
    };
    let answers = match inspected.seen.detail {
        Detail::Arp { answers: Some(answered), .. } => Some(answered.frame),
        _ => None,
    };
    let claim = match arp.operation {
        Operation::Request | Operation::Reply if sender == target => PacketClaim::ArpAnnouncement { sender, hardware },
        Operation::Request if sender.is_unspecified() => PacketClaim::ArpProbe { target },
        Operation::Request => PacketClaim::ArpRequest { sender, target, audience: audience(&inspected.packet) },
        Operation::Reply => PacketClaim::ArpReply { sender, target, hardware, answers },
        Operation::Other(operation) => PacketClaim::ArpOther { operation },
    };
    statements.push(Statement::new(claim, answers.into_iter().chain([frame])));
    if let Detail::Arp { conflict: Some(conflict), .. } = inspected.seen.detail {
        let Conflict { address, hardware, other, frame: earlier, .. } = conflict;
        let (hardware, other) = (HardwareAddress(hardware), HardwareAddress(other));
        statements.push(Statement::new(PacketClaim::ArpConflict { address, hardware, other, earlier }, [earlier, frame]));
    }
}

/// A kernel asks everybody for an address that it doesn't know, and one machine to make sure of an address that it knows.
/// A cooked header of a packet that this machine sent doesn't tell which.
fn audience(packet: &Packet<'_>) -> Option<Audience> {
    match packet.layers.first()? {
        Layer::Ethernet(ethernet) if ethernet.destination == [0xff; 6] => Some(Audience::Everybody),
        Layer::Ethernet(_) => Some(Audience::One),
        Layer::Sll(sll) => match sll.packet_type {
            PacketType::Broadcast => Some(Audience::Everybody),
            PacketType::Host => Some(Audience::One),
            _ => None,
        },
        _ => None,
    }
}
