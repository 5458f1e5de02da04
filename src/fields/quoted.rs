//! The packet that an ICMP error quotes: its headers have the same fields as those of any packet, so that `ip.addr` and
//! `udp.port` find the error too.

use super::tree::{Sink, Tree};
use super::{Protocol, Subject, tcp, udp};
use crate::decode::ethertype::EtherType;
use crate::decode::{Layer, Packet, Payload, ipv4};
use crate::frame::Frame;

/// Of which IP the quoted packet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// IPv4.
    Four,
    /// IPv6.
    Six,
}

/// The quoted packet.
pub(super) fn packet<'a>(version: Version, quote: Payload<'a>, frame: Frame<'a>) -> Packet<'a> {
    let ether_type = if version == Version::Four { EtherType::IPV4 } else { EtherType::IPV6 };
    Packet::quoted(frame, ether_type, quote)
}

/// Tells its fields.
pub(super) fn walk<S: Sink>(version: Version, quote: Payload<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let Some(subject) = subject else { return };
    let frame = Frame { bytes: quote.bytes, interface_name: None, ..subject.inspected.packet.frame };
    let packet = packet(version, quote, frame);
    let mut tree = tree.apart();
    let tree = &mut tree;
    for (layer, payload) in packet.layers.iter().zip(&packet.sources) {
        tree.enter(payload.bytes);
        match layer {
            Layer::Udp(layer) if tree.wants(Protocol::Udp) => udp::walk_quoted(layer, subject, tree),
            Layer::Tcp(layer) if tree.wants(Protocol::Tcp) => tcp::walk_quoted(layer, subject, tree),
            Layer::Icmp(_) => super::icmp::walk(*payload, frame.time, None, tree),
            _ => super::of_layer(layer, *payload, super::Rest::default(), None, tree),
        }
    }
    let is_tcp = matches!(packet.layers.last(), Some(Layer::Ipv4(ip)) if ip.protocol == ipv4::TCP);
    if is_tcp && tree.wants(Protocol::Tcp) && !packet.unread.bytes.is_empty() {
        tcp::walk_start(packet.unread.bytes, subject, tree);
    }
}

/// The packet that a packet's innermost layer quotes.
pub(super) fn of<'a>(packet: &Packet<'a>) -> Option<Packet<'a>> {
    let (version, quote) = match (packet.layers.last()?, packet.sources.last()?) {
        (Layer::Icmp(icmp), payload) if matches!(icmp.kind, 3 | 4 | 5 | 11 | 12) => {
            (Version::Four, super::icmp::parts(icmp.kind, *payload)?.0)
        }
        (Layer::Icmpv6(icmp), payload) if matches!(icmp.kind, 1..=4) => (Version::Six, payload.after(8)),
        _ => return None,
    };
    Some(self::packet(version, quote, Frame { bytes: quote.bytes, interface_name: None, ..packet.frame }))
}

/// What the innermost protocol of the quoted packet carries.
pub(super) fn data<'a>(packet: &Packet<'a>) -> Option<&'a [u8]> {
    super::data::carried(&of(packet)?)
}
