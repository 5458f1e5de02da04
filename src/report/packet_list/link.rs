//! The link layer's texts in Wireshark's packet list: what is shown where it carries nothing that is decoded.

use std::fmt::{self, Write};

use super::Cells;
use crate::decode::ethertype::EtherType;
use crate::decode::llc::{Control, Llc};
use crate::decode::sll::{PacketType, Sll};
use crate::decode::vlan::Vlan;
use crate::decode::{Layer, Packet};

pub(super) fn sll((protocol, info): Cells<'_>, sll: &Sll) {
    protocol.push_str("SLL");
    packet_type(info, shown_type(sll));
}

/// Wireshark reads the packet type of v2 as two bytes: the second is the length of the address.
fn shown_type(sll: &Sll) -> PacketType {
    match sll.interface_index {
        Some(_) => (sll.packet_type.number() << 8 | sll.address_length & 0xff).into(),
        None => sll.packet_type,
    }
}

fn packet_type(info: &mut String, packet_type: PacketType) {
    info.push_str(match packet_type {
        PacketType::Host => "Unicast to us",
        PacketType::Broadcast => "Broadcast",
        PacketType::Multicast => "Multicast",
        PacketType::OtherHost => "Unicast to another host",
        PacketType::Outgoing => "Sent by us",
        PacketType::Unknown(number) => {
            let _ = write!(info, "Unknown ({number})");
            return;
        }
    });
}

/// A network protocol that isn't decoded: its name, or what the layer before it said.
pub(super) fn other_network((protocol, info): Cells<'_>, packet: &Packet<'_>, ether_type: EtherType) {
    if (1501..1536).contains(&ether_type.0) && matches!(packet.layers.iter().rev().nth(1), Some(Layer::Ethernet(_))) {
        protocol.push_str("Ethernet");
        let _ = write!(info, "Ethernet Unknown: Invalid length/type: 0x{0:04x} ({0})", ether_type.0);
        return;
    }
    let _ = write!(protocol, "0x{:04x}", ether_type.0);
    if let Some(name) = ether_type.name() {
        info.push_str(name);
        return;
    }
    match packet.layers.iter().rev().nth(1) {
        Some(Layer::Vlan(tag)) => vlan(info, tag),
        Some(Layer::Sll(sll)) => packet_type(info, shown_type(sll)),
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
        Control::Information(bits) => {
            write!(info, "I{}, N(R)={}, N(S)={}", if bits & 0x100 != 0 { " P" } else { "" }, bits >> 9, bits >> 1 & 0x7f)
        }
    };
    if let Some(snap) = llc.snap {
        let organization = organization(snap.organization);
        let [a, b, c] = snap.organization;
        let _ = write!(info, "; SNAP, OUI 0x{a:02X}{b:02X}{c:02X} ({organization}), PID 0x{:04X}", snap.protocol);
        return;
    }
    let group = if llc.destination & 1 == 1 { "Group" } else { "Individual" };
    let kind = if is_response { "Response" } else { "Command" };
    let _ = write!(info, "; DSAP {} {group}, SSAP {} {kind}", AccessPoint(llc.destination & !1), AccessPoint(llc.source & !1));
}

fn unnumbered(bits: u8, is_response: bool) -> &'static str {
    match (bits, is_response) {
        (0x03, _) => "UI",
        (0x07, false) => "SIM",
        (0x07, true) => "RIM",
        (0x0f, false) => "SARM",
        (0x0f, true) => "DM",
        (0x23, _) => "UP",
        (0x2f, _) => "SABM",
        (0x43, false) => "DISC",
        (0x43, true) => "RD",
        (0x4f, _) => "SARME",
        (0x63, _) => "UA",
        (0x6f, _) => "SABME",
        (0x83, _) => "SNRM",
        (0x87, _) => "FRMR",
        (0x8f, _) => "RESET",
        (0xaf, _) => "XID",
        (0xc7, _) => "CFGR",
        (0xcf, _) => "SNRME",
        (0xe3, _) => "TEST",
        (0xef, _) => "BCN",
        _ => "Unknown",
    }
}

/// A service access point without its lowest bit: its name, or its number.
struct AccessPoint(u8);

impl fmt::Display for AccessPoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.0 {
            0x00 => "NULL LSAP",
            0x02 => "LLC Sub-Layer Management",
            0x04 => "SNA Path Control",
            0x06 => "TCP/IP",
            0x08 | 0x0c => "SNA",
            0x0e => "PROWAY (IEC955) Network Management and Initialization",
            0x10 => "NetWare (unofficial?)",
            0x14 => "ISO Network Layer (OSLAN 1)",
            0x18 => "Texas Instruments",
            0x20 | 0x34 => "ISO Network Layer (unofficial?)",
            0x42 => "Spanning Tree BPDU",
            0x4e => "EIA RS-511 Manufacturing Message Service",
            0x54 => "ISO Network Layer (OSLAN 2)",
            0x7e => "ISO 8208 (X.25 over 802.2)",
            0x80 => "XNS",
            0x82 => "BACnet",
            0x86 => "Nestar",
            0x8e => "PROWAY (IEC955) Active Station List Maintenance",
            0x98 => "ARP",
            0xaa => "SNAP",
            0xb4 => "HP JetDirect Printer",
            0xba | 0xbc => "Banyan Vines",
            0xe0 => "NetWare",
            0xf0 => "NetBIOS",
            0xf4 => "IBM Net Management",
            0xf8 => "HP Extended LLC",
            0xfa => "Ungermann-Bass",
            0xfc => "Remote Program Load",
            0xfe => "ISO Network Layer",
            other => return write!(out, "0x{other:02x}"),
        })
    }
}

fn organization(number: [u8; 3]) -> &'static str {
    match number {
        [0, 0, 0] => "Officially Xerox, but 0:0:0:0:0:0 is more common",
        [0, 0, 0x0c] => "Cisco Systems, Inc",
        [0, 0, 0x81] => "Bay Networks",
        [0, 0x60, 0x1d] => "Lucent Technologies",
        [0, 0xe0, 0x2b] => "Extreme Networks Headquarters",
        [8, 0, 7] => "Apple, Inc.",
        _ => "Unknown",
    }
}
