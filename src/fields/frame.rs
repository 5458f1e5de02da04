//! `frame.*`: what the capture tells of a frame, whatever is in it.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, Value, fields};
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
    PACKET_FLAGS = Field::unsigned("frame.packet_flags", "Packet flags", 32).hex();
    DIRECTION = Field::unsigned("frame.packet_flags_direction", "Direction", 32).hex().mask(0x3).names(&DIRECTIONS);
    RECEPTION = Field::unsigned("frame.packet_flags_reception_type", "Reception type", 32).mask(0x1c).names(&RECEPTIONS);
    CHECKSUM_LENGTH = Field::unsigned("frame.packet_flags_fcs_length", "FCS length", 32).mask(0x1e0);
    FLAGS_RESERVED = Field::unsigned("frame.packet_flags_reserved", "Reserved", 32).mask(0xfe00);
    CRC_ERROR = Field::flag("frame.packet_flags_crc_error", "CRC error", 0x0100_0000).among(32);
    TOO_LONG = Field::flag("frame.packet_flags_packet_too_error", "Packet too long error", 0x0200_0000).among(32);
    TOO_SHORT = Field::flag("frame.packet_flags_packet_too_short_error", "Packet too short error", 0x0400_0000).among(32);
    WRONG_GAP = Field::flag("frame.packet_flags_wrong_inter_frame_gap_error", "Wrong interframe gap error", 0x0800_0000).among(32);
    UNALIGNED = Field::flag("frame.packet_flags_unaligned_frame_error", "Unaligned frame error", 0x1000_0000).among(32);
    NO_DELIMITER = Field::flag("frame.packet_flags_start_frame_delimiter_error", "Start frame delimiter error", 0x2000_0000).among(32);
    WRONG_PREAMBLE = Field::flag("frame.packet_flags_preamble_error", "Preamble error", 0x4000_0000).among(32);
    WRONG_SYMBOL = Field::flag("frame.packet_flags_symbol_error", "Symbol error", 0x8000_0000).among(32);
    DROP_COUNT = Field::unsigned("frame.drop_count", "Drop Count", 64);
    WAY = Field::signed("frame.p2p_dir", "Point-to-Point Direction", 8).names(&WAYS);
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

const DIRECTIONS: [(u64, &str); 3] = [(0, "Unknown"), (1, "Inbound"), (2, "Outbound")];

const RECEPTIONS: [(u64, &str); 5] = [(0, "Not specified"), (1, "Unicast"), (2, "Multicast"), (3, "Broadcast"), (4, "Promiscuous")];

const WAYS: [(u64, &str); 2] = [(0, "Sent"), (1, "Received")];

/// The bits of the packet flags that say what was wrong with the frame.
const ERRORS: [Id; 8] = [CRC_ERROR, TOO_LONG, TOO_SHORT, WRONG_GAP, UNALIGNED, NO_DELIMITER, WRONG_PREAMBLE, WRONG_SYMBOL];

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
    let id = frame.section.map_or(frame.interface, |section| section.interface);
    let (packet_flags, drops) = frame.notes.options.flags_and_drops();
    let way = match packet_flags.unwrap_or_default() & 3 {
        1 => " (inbound)",
        2 => " (outbound)",
        _ => "",
    };
    match interface {
        Some(name) => tree.protocol(FRAME, bytes, format_args!("{size} on interface {name}, id {id}{way}")),
        None => tree.protocol(FRAME, bytes, size),
    }
    tree.below(|tree| {
        for comment in frame.notes.comments() {
            // What isn't UTF-8 is shown as Unicode's replacement character.
            tree.put(COMMENT, &*String::from_utf8_lossy(comment), &[]);
        }
        if let Some(section) = frame.section {
            tree.put(SECTION, section.number, &[]);
        }
        if let Some(name) = interface {
            tree.put_as(INTERFACE_ID, id, &[], format_args!("Interface id: {id} ({name})"));
            tree.below(|tree| tree.put(INTERFACE_NAME, name, &[]));
        }
        if let Some(packet_flags) = packet_flags {
            flags(packet_flags, tree);
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
        if let Some(drops) = drops {
            tree.put(DROP_COUNT, drops, &[]);
        }
        tree.made(MARKED, false);
        tree.made(IGNORED, false);
        if let Some(way @ (1 | 2)) = packet_flags.map(|flags| flags & 3) {
            tree.put(WAY, Value::Signed(i64::from(way == 1)), &[]);
        }
        if tree.wants_field(PROTOCOLS) {
            let mut names = String::with_capacity(64);
            protocols(subject, &mut names);
            tree.made(PROTOCOLS, names.as_str());
        }
    });
}

/// What the network card's driver said of the frame.
fn flags<S: Sink>(flags: u32, tree: &mut Tree<'_, '_, S>) {
    tree.put(PACKET_FLAGS, flags, &[]);
    tree.below(|tree| {
        let bits = |id: Id| (u64::from(flags) & id.field().mask) >> id.field().mask.trailing_zeros();
        for field in [DIRECTION, RECEPTION, CHECKSUM_LENGTH, FLAGS_RESERVED] {
            tree.put(field, bits(field), &[]);
        }
        for field in ERRORS {
            tree.put(field, bits(field) != 0, &[]);
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
        if carried.messages().next().is_some() {
            add("dns", out);
        }
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
