//! `frame.*`: what the capture tells of a frame, whatever is in it.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, fields};
use crate::decode::dns::Service;
use crate::decode::icmp::Message;
use crate::decode::{Layer, Packet};
use crate::frame::LinkType;
use crate::time::{Span, Timestamp};

fields! {
    Protocol::Frame;
    FRAME = Field::protocol("frame", "Frame");
    COMMENT = Field::of(Kind::Text, "frame.comment", "Comment");
    SECTION = Field::unsigned("frame.section_number", "Section number", 32);
    INTERFACE_ID = Field::unsigned("frame.interface_id", "Interface id", 32);
    INTERFACE_NAME = Field::of(Kind::Text, "frame.interface_name", "Interface name");
    ENCAPSULATION = Field::signed("frame.encap_type", "Encapsulation type", 16).names(&ENCAPSULATIONS);
    TIME = Field::of(Kind::Time, "frame.time", "Arrival Time");
    OFFSET_SHIFT = Field::of(Kind::Span, "frame.offset_shift", "Time shift for this packet");
    TIME_EPOCH = Field::of(Kind::Span, "frame.time_epoch", "Epoch Time");
    TIME_DELTA = Field::of(Kind::Span, "frame.time_delta", "Time delta from previous captured frame");
    TIME_DELTA_DISPLAYED = Field::of(Kind::Span, "frame.time_delta_displayed", "Time delta from previous displayed frame");
    TIME_RELATIVE = Field::of(Kind::Span, "frame.time_relative", "Time since reference or first frame");
    NUMBER = Field::unsigned("frame.number", "Frame Number", 32);
    LENGTH = Field::unsigned("frame.len", "Frame Length", 32);
    CAPTURED = Field::unsigned("frame.cap_len", "Capture Length", 32);
    MARKED = Field::boolean("frame.marked", "Frame is marked");
    IGNORED = Field::boolean("frame.ignored", "Frame is ignored");
    PROTOCOLS = Field::of(Kind::Text, "frame.protocols", "Protocols in frame");
}

/// Wireshark's own numbers for link types.
const ENCAPSULATIONS: [(u64, &str); 9] = [
    (1, "Ethernet"),
    (7, "Raw IP"),
    (15, "NULL/Loopback"),
    (25, "Linux cooked-mode capture v1"),
    (49, "OpenBSD enc(4) encapsulating interface"),
    (129, "Raw IPv4"),
    (130, "Raw IPv6"),
    (210, "Linux cooked-mode capture v2"),
    (214, "Linux Netlink"),
];

/// The times that a packet's time is compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// Of the first packet of the file.
    pub first: Option<Timestamp>,
    /// Of the packet before it.
    pub previous: Option<Timestamp>,
    /// Of the packet displayed before it.
    pub previous_displayed: Option<Timestamp>,
}

pub(super) fn walk<S: Sink>(subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let frame = &subject.inspected.packet.frame;
    let bytes = frame.bytes;
    let (wire, captured) = (frame.wire_length, bytes.len());
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let (of_wire, of_captured) = (plural(wire as usize), plural(captured));
    let (wire_bits, captured_bits) = (u64::from(wire) * 8, captured * 8);
    let size = format_args!(
        "Frame {}: {wire} byte{of_wire} on wire ({wire_bits} bits), {captured} byte{of_captured} captured ({captured_bits} bits)",
        frame.number
    );
    // Of a pcapng file, even an interface without name has a number.
    let interface = frame.interface_name.or(frame.section.map(|_| "unknown"));
    match interface {
        Some(name) => tree.protocol(FRAME, bytes, format_args!("{size} on interface {name}, id {}", frame.interface)),
        None => tree.protocol(FRAME, bytes, size),
    }
    tree.below(|tree| {
        for comment in frame.notes.comments() {
            // What isn't UTF-8 is shown as Unicode's replacement character.
            tree.put(COMMENT, &*String::from_utf8_lossy(comment), &[]);
        }
        if let Some(section) = frame.section {
            tree.put(SECTION, section, &[]);
        }
        if let Some(name) = interface {
            tree.put_as(INTERFACE_ID, frame.interface, &[], format_args!("Interface id: {} ({name})", frame.interface));
            tree.below(|tree| tree.put(INTERFACE_NAME, name, &[]));
        }
        if let Some(number) = encapsulation(frame.link_type) {
            tree.put(ENCAPSULATION, number, &[]);
        }
        if let Some(time) = frame.time {
            times(subject.clock, time, tree);
        }
        tree.put(NUMBER, frame.number, &[]);
        tree.put_as(LENGTH, wire, &[], format_args!("Frame Length: {wire} byte{of_wire} ({wire_bits} bits)"));
        tree.put_as(CAPTURED, captured, &[], format_args!("Capture Length: {captured} byte{of_captured} ({captured_bits} bits)"));
        tree.made(MARKED, false);
        tree.made(IGNORED, false);
        if tree.wants_field(PROTOCOLS) {
            let mut names = String::with_capacity(64);
            protocols(subject, &mut names);
            tree.made(PROTOCOLS, names.as_str());
        }
    });
}

fn times<S: Sink>(clock: Clock, time: Timestamp, tree: &mut Tree<'_, '_, S>) {
    tree.put(TIME, time, &[]);
    tree.made(OFFSET_SHIFT, Span::ZERO);
    let epoch = Span::from_nanos(time.as_nanos());
    tree.put(TIME_EPOCH, epoch, &[]);
    let since = |earlier: Option<Timestamp>| earlier.map_or(Span::ZERO, |earlier| time.since(earlier));
    tree.made(TIME_DELTA, since(clock.previous));
    tree.made(TIME_DELTA_DISPLAYED, since(clock.previous_displayed));
    tree.made(TIME_RELATIVE, since(clock.first));
}

const fn encapsulation(link_type: LinkType) -> Option<u64> {
    Some(match link_type {
        LinkType::ETHERNET => 1,
        LinkType::RAW | LinkType(12 | 14) => 7,
        LinkType::NULL | LinkType::LOOP => 15,
        LinkType::LINUX_SLL => 25,
        LinkType::IPV4 => 129,
        LinkType::IPV6 => 130,
        LinkType::LINUX_SLL2 => 210,
        _ => return None,
    })
}

/// Wireshark's names of the layers, from the outside in.
fn protocols(subject: &Subject<'_, '_>, out: &mut String) {
    let packet = &subject.inspected.packet;
    if matches!(packet.frame.link_type, LinkType::RAW | LinkType(12 | 14)) {
        add("raw", out);
    }
    layers(packet, out);
    if let Some(name) = super::cut::name(packet) {
        add(name, out);
    }
    if let Some(carried) = &subject.inspected.seen.carried {
        // Several messages of one segment are one layer.
        carried.messages().take(1).for_each(|_| add("dns", out));
    }
    if super::data::of(subject).is_some() {
        add("data", out);
    }
}

fn add(name: &str, out: &mut String) {
    if !out.is_empty() {
        out.push(':');
    }
    out.push_str(name);
}

fn layers(packet: &Packet<'_>, out: &mut String) {
    for (layer, source) in packet.layers.iter().zip(&packet.sources) {
        let (name, has_type) = match layer {
            Layer::Sll(sll) => ("sll", sll.ether_type().is_some()),
            Layer::Ethernet(ethernet) => ("eth", ethernet.ether_type.is_some()),
            Layer::Loopback(loopback) => ("null", loopback.family >= 0x0600),
            Layer::Vlan(vlan) if vlan.is_provider => ("ieee8021ad", vlan.ether_type.is_some()),
            Layer::Vlan(vlan) => ("vlan", vlan.ether_type.is_some()),
            Layer::Llc(_) => ("llc", false),
            Layer::Arp(_) => ("arp", false),
            Layer::Ipv4(_) => ("ip", false),
            Layer::Ipv6(_) => ("ipv6", false),
            Layer::Icmp(_) => ("icmp", false),
            Layer::Icmpv6(_) => ("icmpv6", false),
            // Wireshark counts what all versions have in common as a layer.
            Layer::Igmp(_) => ("igmp:igmp", false),
            Layer::Udp(_) => ("udp", false),
            Layer::Tcp(_) => ("tcp", false),
            Layer::Dns(dns) => match dns.service {
                Service::Mdns => ("mdns", false),
                Service::Llmnr => ("llmnr", false),
                _ => ("dns", false),
            },
            Layer::Dhcp(_) => ("dhcp", false),
            Layer::OtherNetwork(_) | Layer::OtherTransport(_) => continue,
        };
        add(name, out);
        if has_type {
            add("ethertype", out);
        }
        match layer {
            Layer::Ipv6(_) => extensions(source.bytes, out),
            Layer::Icmp(icmp) if matches!(icmp.message, Message::EchoReply(_) | Message::EchoRequest(_)) && source.bytes.len() > 8 => {
                add("data", out);
            }
            Layer::Icmpv6(icmp) if matches!(icmp.kind, 128 | 129) && source.bytes.len() > 8 => add("data", out),
            _ => {}
        }
    }
    if let Some(quoted) = super::quoted::of(packet) {
        layers(&quoted, out);
        if !quoted.unread.bytes.is_empty() {
            add("tcp", out);
        }
    }
}

/// The extension headers of IPv6 are layers of their own.
fn extensions(bytes: &[u8], out: &mut String) {
    let mut kind = bytes.get(6).copied().unwrap_or_default();
    let mut rest = bytes.get(40..).unwrap_or_default();
    loop {
        let name = match kind {
            0 => "ipv6.hopopts",
            43 => "ipv6.routing",
            44 => "ipv6.fraghdr",
            60 => "ipv6.dstopts",
            _ => return,
        };
        let (Some(next), Some(units)) = (rest.first(), rest.get(1)) else { return };
        add(name, out);
        let is_piece = kind == 44 && rest.get(2..4).is_some_and(|field| matches!(field, [high, low] if *high != 0 || low & 0xf9 != 0));
        if is_piece {
            return;
        }
        let length = if kind == 44 { 8 } else { (usize::from(*units) + 1) * 8 };
        kind = *next;
        rest = rest.get(length..).unwrap_or_default();
    }
}
