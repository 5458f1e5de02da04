//! A header that ends before its fields do, because the capture cut it or because it was sent so: its fields as far as the bytes go.
//!
//! Such a layer isn't among those of its packet; nothing rests on what is told of it here. Where Wireshark stops is kept: of a TCP header
//! it shows the ports alone.

use std::net::Ipv4Addr;

use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Protocol, ipv4, ipv6, names, tcp, udp};
use crate::decode::{LayerName, Packet, Problem, ProblemKind};

/// What Wireshark calls the layer of a packet that can't be read, where it is one of these.
pub(super) fn name(packet: &Packet<'_>) -> Option<&'static str> {
    let layer = packet.problem?.layer;
    if packet.layers.is_full() {
        return None;
    }
    match layer {
        LayerName::Tcp | LayerName::Udp if packet.transport_layer().is_some() => None,
        LayerName::Ipv4 => Some("ip"),
        LayerName::Ipv6 => Some("ipv6"),
        LayerName::Tcp => Some("tcp"),
        LayerName::Udp => Some("udp"),
        LayerName::Arp => Some("arp"),
        _ => None,
    }
}

pub(super) fn walk<'p, S: Sink>(packet: &Packet<'p>, tree: &mut Tree<'_, 'p, S>) {
    let (Some(Problem { layer, kind: ProblemKind::Cut | ProblemKind::Short }), Some(_)) = (packet.problem, name(packet)) else { return };
    let bytes = packet.unread.bytes;
    tree.enter(bytes);
    match layer {
        LayerName::Ipv4 if tree.wants(Protocol::Ipv4) && !bytes.is_empty() => version_4(bytes, tree),
        LayerName::Ipv6 if tree.wants(Protocol::Ipv6) || tree.wants(Protocol::Ipv4) => ipv6::walk_cut(bytes, tree),
        LayerName::Tcp if tree.wants(Protocol::Tcp) => segment(bytes, tree),
        LayerName::Udp if tree.wants(Protocol::Udp) => datagram(bytes, tree),
        _ => {}
    }
}

fn version_4<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes);
    let address = |at: usize| reader.at(at, 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).map(Ipv4Addr::from);
    const TITLE: &str = "Internet Protocol Version 4";
    match address(12) {
        Some(source) => tree.protocol(ipv4::IP, bytes, format_args!("{TITLE}, Src: {source}")),
        None => tree.protocol(ipv4::IP, bytes, format_args!("{TITLE}")),
    }
    tree.below(|tree| {
        reader.put(ipv4::VERSION, 0, 1, tree)?;
        let units = reader.number(0, 1)? & 15;
        tree.put_as(
            ipv4::HEADER_LENGTH,
            units * 4,
            reader.at(0, 1)?,
            format_args!(".... {units:04b} = Header Length: {} bytes ({units})", units * 4),
        );
        ipv4::service(reader.at(1, 1)?, tree);
        reader.put(ipv4::LENGTH, 2, 2, tree)?;
        reader.put(ipv4::IDENTIFICATION, 4, 2, tree)?;
        ipv4::flags(*reader.at(6, 2)?.first()?, reader.at(6, 1)?, tree);
        ipv4::offset(reader.at(6, 2)?, tree);
        reader.put(ipv4::TIME_TO_LIVE, 8, 1, tree)?;
        reader.put(ipv4::PROTOCOL, 9, 1, tree)?;
        let checksum = reader.number(10, 2)?;
        tree.put_as(ipv4::CHECKSUM, checksum, reader.at(10, 2)?, format_args!("Header Checksum: 0x{checksum:04x} [validation disabled]"));
        tree.made(ipv4::CHECKSUM_STATUS, names::UNVERIFIED);
        ipv4::address(ipv4::SOURCE, ipv4::SOURCE_HOST, address(12)?, reader.at(12, 4)?, tree);
        Some(())
    });
}

fn segment<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes);
    let (Some(source), Some(destination)) = (reader.number(0, 2), reader.number(2, 2)) else { return };
    let header = format_args!("Transmission Control Protocol, Src Port: {source}, Dst Port: {destination}");
    tree.protocol(tcp::TCP, bytes, header);
    tree.below(|tree| {
        reader.put(tcp::SOURCE_PORT, 0, 2, tree);
        reader.put(tcp::DESTINATION_PORT, 2, 2, tree);
        reader.hide(tcp::PORT, 0, 2, tree);
        reader.hide(tcp::PORT, 2, 2, tree);
    });
}

fn datagram<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes);
    let (Some(source), Some(destination)) = (reader.number(0, 2), reader.number(2, 2)) else { return };
    tree.protocol(udp::UDP, bytes, format_args!("User Datagram Protocol, Src Port: {source}, Dst Port: {destination}"));
    tree.below(|tree| {
        reader.put(udp::SOURCE_PORT, 0, 2, tree);
        reader.put(udp::DESTINATION_PORT, 2, 2, tree);
        reader.hide(udp::PORT, 0, 2, tree);
        reader.hide(udp::PORT, 2, 2, tree);
        reader.put(udp::LENGTH, 4, 2, tree)
    });
}
