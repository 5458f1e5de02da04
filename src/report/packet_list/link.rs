//! The link layer's texts in Wireshark's packet list: what is shown where it carries nothing that is decoded.

use std::fmt::Write;

use super::Cells;
use crate::decode::ethertype::EtherType;
use crate::decode::llc::{Control, Llc};
use crate::decode::sll::{PacketType, Sll};
use crate::decode::vlan::Vlan;
use crate::decode::{Layer, Packet};

pub(super) fn sll((protocol, info): Cells<'_>, sll: &Sll) {
    protocol.push_str("SLL");
    info.push_str(packet_type(sll.packet_type));
}

const fn packet_type(packet_type: PacketType) -> &'static str {
    match packet_type {
        PacketType::Host => "Unicast to us",
        PacketType::Broadcast => "Broadcast",
        PacketType::Multicast => "Multicast",
        PacketType::OtherHost => "Unicast to another host",
        PacketType::Outgoing => "Sent by us",
        PacketType::Unknown(_) => "Unknown",
    }
}

/// A network protocol that isn't decoded: its name, or what the layer before it said.
pub(super) fn other_network((protocol, info): Cells<'_>, packet: &Packet<'_>, ether_type: EtherType) {
    let _ = write!(protocol, "0x{:04x}", ether_type.0);
    if let Some(name) = ether_type.name() {
        info.push_str(name);
        return;
    }
    match packet.layers.iter().rev().nth(1) {
        Some(Layer::Vlan(tag)) => vlan(info, tag),
        Some(Layer::Sll(sll)) => info.push_str(packet_type(sll.packet_type)),
        Some(Layer::Llc(header)) => {
            protocol.clear();
            llc((protocol, info), header);
        }
        Some(Layer::Ethernet(_)) => info.push_str("Ethernet II"),
        _ => info.push_str("Unknown"),
    }
}

pub(super) fn vlan(info: &mut String, tag: &Vlan) {
    let (priority, drop, id) = (tag.priority, u8::from(tag.may_be_dropped), tag.id);
    let _ = match tag.is_provider {
        true => write!(info, "PRI: {priority}  DROP: {drop} ID: {id}"),
        false => write!(info, "PRI: {priority}  DEI: {drop}  ID: {id}"),
    };
}

pub(super) fn llc((protocol, info): Cells<'_>, llc: &Llc) {
    protocol.push_str("LLC");
    let is_response = llc.source & 1 == 1;
    let mark = |is_set: bool| match (is_set, is_response) {
        (false, _) => "",
        (true, false) => " P",
        (true, true) => " F",
    };
    let _ = match llc.control {
        Control::Unnumbered(bits) => write!(info, "U{}, func={}", mark(bits & 0x10 != 0), unnumbered(bits & !0x10, is_response)),
        Control::Supervisory(bits) => {
            let function = ["RR", "RNR", "REJ", "SREJ"][usize::from(bits >> 2 & 3)];
            write!(info, "S{}, func={function}, N(R)={}", mark(bits & 0x100 != 0), bits >> 9)
        }
        Control::Information(bits) => write!(info, "I{}, N(R)={}, N(S)={}", mark(bits & 0x100 != 0), bits >> 9, bits >> 1 & 0x7f),
    };
    if let Some(snap) = llc.snap {
        let organization = organization(snap.organization);
        let [a, b, c] = snap.organization;
        let _ = write!(info, "; SNAP, OUI 0x{a:02X}{b:02X}{c:02X} ({organization}), PID 0x{:04X}", snap.protocol);
        return;
    }
    let group = if llc.destination & 1 == 1 { "Group" } else { "Individual" };
    let kind = if is_response { "Response" } else { "Command" };
    let _ = write!(info, "; DSAP {} {group}, SSAP {} {kind}", access_point(llc.destination & !1), access_point(llc.source & !1));
}

fn unnumbered(bits: u8, is_response: bool) -> &'static str {
    match (bits, is_response) {
        (0x03, _) => "UI",
        (0x0f, false) => "DM",
        (0x0f, true) => "DM",
        (0x43, false) => "DISC",
        (0x43, true) => "RD",
        (0x63, _) => "UA",
        (0x6f, _) => "SABME",
        (0x87, _) => "FRMR",
        (0xaf, _) => "XID",
        (0xe3, _) => "TEST",
        _ => "Unknown",
    }
}

fn access_point(number: u8) -> &'static str {
    match number {
        0x00 => "NULL LSAP",
        0x02 => "LLC Sub-Layer Management",
        0x04 => "SNA Path Control",
        0x06 => "TCP/IP",
        0x42 => "Spanning Tree BPDU",
        0xaa => "SNAP",
        0xe0 => "NetWare",
        0xf0 => "NetBIOS",
        0xfe => "ISO Network Layer",
        _ => "Unknown",
    }
}

fn organization(number: [u8; 3]) -> &'static str {
    match number {
        [0, 0, 0] => "Officially Xerox, but 0:0:0:0:0:0 is more common",
        [0, 0, 0x0c] => "Cisco Systems, Inc",
        _ => "Unknown",
    }
}
