//! `sll.*`: Linux cooked capture.

use super::ethernet::Rest;
use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, fields, names};
use crate::decode::sll::{PacketType, Sll};

fields! {
    Protocol::Sll;
    SLL = Field::protocol("sll", "Linux cooked-mode capture");
    PACKET_TYPE = Field::unsigned("sll.pkttype", "Packet type", 16).names(&PACKET_TYPES);
    HARDWARE = Field::unsigned("sll.hatype", "Link-layer address type", 16).names(&names::ARPHRD);
    ADDRESS_LENGTH = Field::unsigned("sll.halen", "Link-layer address length", 16);
    SOURCE_ETHERNET = Field::of(Kind::Ethernet, "sll.src.eth", "Source");
    SOURCE_IPV4 = Field::of(Kind::Ipv4, "sll.src.ipv4", "Source");
    SOURCE_OTHER = Field::of(Kind::Bytes, "sll.src.other", "Source");
    UNUSED = Field::of(Kind::Bytes, "sll.unused", "Unused");
    ETHER_TYPE = Field::unsigned("sll.etype", "Protocol", 16).hex().names(&names::ETHER_TYPES);
    LINUX_TYPE = Field::unsigned("sll.ltype", "Protocol", 16).hex();
    INTERFACE = Field::unsigned("sll.ifindex", "Interface index", 32);
    TRAILER = Field::of(Kind::Bytes, "sll.trailer", "Trailer");
}

const PACKET_TYPES: [(u64, &str); 5] =
    [(0, "Unicast to us"), (1, "Broadcast"), (2, "Multicast"), (3, "Unicast to another host"), (4, "Sent by us")];

/// `bytes`: the header and what follows it.
pub(super) fn walk<S: Sink>(sll: &Sll, bytes: &[u8], rest: Rest<'_>, tree: &mut Tree<'_, '_, S>) {
    let is_v2 = sll.interface_index.is_some();
    let header = bytes.get(..if is_v2 { 20 } else { 16 }).unwrap_or(bytes);
    tree.protocol(SLL, header, format_args!("Linux cooked capture v{}", if is_v2 { 2 } else { 1 }));
    let at = |start: usize, length: usize| header.get(start..start + length).unwrap_or_default();
    tree.below(|tree| {
        if is_v2 {
            protocol(sll, at(0, 2), tree);
            tree.put(INTERFACE, sll.interface_index.unwrap_or_default(), at(4, 4));
            tree.put(HARDWARE, sll.arphrd, at(8, 2));
            tree.put(PACKET_TYPE, packet_type(sll.packet_type), at(10, 1));
            tree.put(ADDRESS_LENGTH, sll.address_length, at(11, 1));
            address(sll, at(12, 8), tree);
        } else {
            tree.put(PACKET_TYPE, packet_type(sll.packet_type), at(0, 2));
            tree.put(HARDWARE, sll.arphrd, at(2, 2));
            tree.put(ADDRESS_LENGTH, sll.address_length, at(4, 2));
            address(sll, at(6, 8), tree);
            protocol(sll, at(14, 2), tree);
        }
        rest.walk(TRAILER, tree);
    });
}

fn address<S: Sink>(sll: &Sll, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let length = usize::from(sll.address_length).min(8);
    let (used, unused) = bytes.split_at_checked(length).unwrap_or_default();
    match (length, used) {
        (0, _) => {}
        (4, &[a, b, c, d]) => tree.put(SOURCE_IPV4, std::net::Ipv4Addr::new(a, b, c, d), used),
        (6, &[a, b, c, d, e, f]) => tree.put(SOURCE_ETHERNET, [a, b, c, d, e, f], used),
        _ => tree.put(SOURCE_OTHER, used, used),
    }
    if !unused.is_empty() {
        tree.put(UNUSED, unused, unused);
    }
}

fn protocol<S: Sink>(sll: &Sll, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    match sll.ether_type() {
        Some(_) => tree.put(ETHER_TYPE, sll.protocol, bytes),
        None => tree.put(LINUX_TYPE, sll.protocol, bytes),
    }
}

const fn packet_type(packet_type: PacketType) -> u16 {
    match packet_type {
        PacketType::Host => 0,
        PacketType::Broadcast => 1,
        PacketType::Multicast => 2,
        PacketType::OtherHost => 3,
        PacketType::Outgoing => 4,
        PacketType::Unknown(number) => number,
    }
}
