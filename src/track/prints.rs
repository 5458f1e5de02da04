//! What tells a packet from others, read off its layers: the prints that [`super::copies`] and [`super::sights`] compare.

use std::net::{IpAddr, Ipv4Addr};

use super::copies::{Place, Print, sums};
use crate::decode::arp::Arp;
use crate::decode::icmp::{Icmp, Message};
use crate::decode::tcp::Tcp;
use crate::decode::udp::Udp;
use crate::decode::{Layer, Network, Packet};

/// What the options of a packet add up to; most have none.
fn ip_options(ip: &Network<'_, '_>) -> u32 {
    match ip {
        Network::Ipv4(ip) if !ip.options.is_empty() => sums(ip.options)[1],
        _ => 0,
    }
}

/// A segment, with its checksum as captured.
pub(super) fn tcp_print(ip: &Network<'_, '_>, tcp: &Tcp<'_>, checksum: Option<u16>) -> Print {
    Print {
        identification: ip.identification(),
        options: ip_options(ip),
        numbers: [tcp.sequence, tcp.acknowledgment],
        control: [tcp.flags.0, tcp.window],
        length: tcp.length(),
        stamp: tcp.timestamp(),
        checksum,
    }
}

/// ICMP belongs to no conversation, so addresses tell messages apart too.
pub(super) fn icmp_print(ip: &Network<'_, '_>, icmp: &Icmp) -> Print {
    let about = match icmp.message {
        Message::EchoRequest(echo) | Message::EchoReply(echo) => Some(u32::from(echo.identifier) << 16 | u32::from(echo.sequence)),
        Message::Unreachable(quoted) | Message::TimeExceeded(quoted) => Some(u32::from(quoted.identification)),
        _ => None,
    };
    let number = |address: IpAddr| match address {
        IpAddr::V4(address) => address.to_bits(),
        // Its end tells machines apart.
        IpAddr::V6(address) => address.to_bits() as u32,
    };
    Print {
        identification: ip.identification(),
        options: ip_options(ip),
        numbers: [number(ip.sender()), number(ip.receiver())],
        // Not where a segment has its flags: without an identification only another place tells.
        control: [u16::from(icmp.kind) << 8, u16::from(icmp.code)],
        length: 0,
        stamp: about,
        checksum: None,
    }
}

/// A ping without what a router that translates addresses changes: its identifier serves as a port.
pub(super) fn echo_print(ip: &Network<'_, '_>, icmp: &Icmp, bytes: &[u8]) -> Option<Print> {
    let (Message::EchoRequest(echo) | Message::EchoReply(echo)) = icmp.message else { return None };
    Some(Print {
        identification: ip.identification(),
        options: ip_options(ip),
        numbers: sums(bytes.get(8..)?),
        control: [u16::from(icmp.kind) << 8, echo.sequence],
        length: u32::from(echo.length),
        stamp: None,
        checksum: None,
    })
}

/// ARP has no identification: what it says tells.
pub(super) fn arp_print(arp: &Arp) -> Print {
    let number = |address: Option<Ipv4Addr>| address.map_or(0, Ipv4Addr::to_bits);
    Print {
        identification: 0,
        options: 0,
        numbers: [number(arp.sender), number(arp.target)],
        control: [arp.operation.number() << 8, 0],
        length: 0,
        stamp: None,
        checksum: None,
    }
}

/// Where a packet was captured.
pub(super) fn place(packet: &Packet<'_>) -> Place {
    let cooked = packet.layers.first().and_then(|layer| match layer {
        Layer::Sll(cooked) => Some(cooked),
        _ => None,
    });
    let vlans = match packet.layers.as_slice() {
        [_, Layer::Vlan(outer), Layer::Vlan(inner), ..] => u32::from(outer.id) << 16 | u32::from(inner.id),
        [_, Layer::Vlan(tag), ..] => tag.id.into(),
        _ => 0,
    };
    Place {
        interface: packet.frame.interface,
        index: cooked.and_then(|cooked| cooked.interface_index),
        packet_type: cooked.map(|cooked| cooked.packet_type),
        vlans,
    }
}

/// Datagrams may well be the same twice, so only the identification tells.
pub(super) fn udp_print(ip: &Network<'_, '_>, udp: &Udp<'_>) -> Option<Print> {
    (ip.identification() != 0).then_some(Print {
        identification: ip.identification(),
        options: ip_options(ip),
        numbers: sums(udp.payload.bytes),
        control: [0; 2],
        length: u32::from(udp.length),
        stamp: None,
        checksum: None,
    })
}
