//! `frame.*`: what the capture tells of a frame, whatever is in it.

use std::fmt::Write as _;

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, fields};
use crate::decode::Layer;
use crate::decode::dns::Service;
use crate::frame::LinkType;
use crate::time::{Span, Timestamp};

fields! {
    Protocol::Frame;
    FRAME = Field::protocol("frame", "Frame");
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
    // A pcapng file describes interfaces, and may leave their names out.
    let interface_name = frame.interface_name.or(frame.section.map(|_| "unknown"));
    match interface_name {
        Some(name) => tree.protocol(FRAME, bytes, format_args!("{size} on interface {name}, id {}", frame.interface)),
        None => tree.protocol(FRAME, bytes, size),
    }
    tree.below(|tree| {
        if let Some(section) = frame.section {
            tree.put(SECTION, section, &[]);
        }
        if let Some(name) = interface_name {
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
    let mut add = |name: &str| {
        if !out.is_empty() {
            out.push(':');
        }
        out.push_str(name);
    };
    for layer in &packet.layers {
        match layer {
            Layer::Sll(sll) => {
                add("sll");
                if sll.ether_type().is_some() {
                    add("ethertype");
                }
            }
            Layer::Ethernet(ethernet) => {
                add("eth");
                if ethernet.ether_type.is_some() {
                    add("ethertype");
                }
            }
            Layer::Loopback(_) => add("null"),
            Layer::Vlan(vlan) => {
                add("vlan");
                if vlan.ether_type.is_some() {
                    add("ethertype");
                }
            }
            Layer::Llc(_) => add("llc"),
            Layer::Arp(_) => add("arp"),
            Layer::Ipv4(_) => add("ip"),
            Layer::Ipv6(_) => add("ipv6"),
            Layer::Icmp(_) => add("icmp"),
            Layer::Icmpv6(_) => add("icmpv6"),
            Layer::Igmp(_) => add("igmp"),
            Layer::Udp(_) => add("udp"),
            Layer::Tcp(_) => add("tcp"),
            Layer::Dns(dns) => add(match dns.service {
                Service::Mdns => "mdns",
                Service::Llmnr => "llmnr",
                _ => "dns",
            }),
            Layer::Dhcp(_) => add("dhcp"),
            Layer::OtherNetwork(_) | Layer::OtherTransport(_) => {}
        }
    }
    if super::data::of(subject).is_some() {
        let _ = out.write_str(":data");
    }
}
