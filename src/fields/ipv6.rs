//! `ipv6.*`: Internet Protocol version 6 with its extension headers.

use std::net::Ipv6Addr;

use super::field::{Field, Kind};
use super::fragments::{self, Names};
use super::ipv4::{DSCPS, ECNS, service_names};
use super::later::Later;
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, Value, fields, names};

fields! {
    Protocol::Ipv6;
    IPV6 = Field::protocol("ipv6", "Internet Protocol Version 6");
    VERSION = Field::unsigned("ipv6.version", "Version", 8).mask(0xf0);
    CLASS = Field::unsigned("ipv6.tclass", "Traffic Class", 32).hex().mask(0x0ff0_0000);
    DSCP = Field::unsigned("ipv6.tclass.dscp", "Differentiated Services Codepoint", 32).mask(0x0fc0_0000).names(&DSCPS);
    ECN = Field::unsigned("ipv6.tclass.ecn", "Explicit Congestion Notification", 32).mask(0x0030_0000).names(&ECNS);
    FLOW = Field::unsigned("ipv6.flow", "Flow Label", 24).hex().mask(0x0f_ffff);
    LENGTH = Field::unsigned("ipv6.plen", "Payload Length", 16);
    NEXT = Field::unsigned("ipv6.nxt", "Next Header", 8).names(&names::IP_PROTOCOLS);
    HOPS = Field::unsigned("ipv6.hlim", "Hop Limit", 8);
    SOURCE = Field::of(Kind::Ipv6, "ipv6.src", "Source Address");
    SOURCE_HOST = Field::of(Kind::Text, "ipv6.src_host", "Source Host");
    DESTINATION = Field::of(Kind::Ipv6, "ipv6.dst", "Destination Address");
    DESTINATION_HOST = Field::of(Kind::Text, "ipv6.dst_host", "Destination Host");
    ADDRESS = Field::of(Kind::Ipv6, "ipv6.addr", "Source or Destination Address");
    HOST = Field::of(Kind::Text, "ipv6.host", "Source or Destination Host");
    SOURCE_MAC = Field::of(Kind::Ethernet, "ipv6.src_slaac_mac", "Source SLAAC MAC");
    DESTINATION_MAC = Field::of(Kind::Ethernet, "ipv6.dst_slaac_mac", "Destination SLAAC MAC");
    MAC = Field::of(Kind::Ethernet, "ipv6.slaac_mac", "SLAAC MAC");
    OPTION = Field::nothing("ipv6.opt", "IPv6 Option");
    OPTION_TYPE = Field::unsigned("ipv6.opt.type", "Type", 8).hex().names(&OPTIONS);
    OPTION_ACTION = Field::unsigned("ipv6.opt.type.action", "Action", 8).mask(0xc0).names(&ACTIONS);
    OPTION_CHANGE = Field::boolean("ipv6.opt.type.change", "May Change").mask(0x20).states("Yes", "No");
    OPTION_REST = Field::unsigned("ipv6.opt.type.rest", "Low-Order Bits", 8).hex().mask(0x1f);
    OPTION_LENGTH = Field::unsigned("ipv6.opt.length", "Length", 8);
    OPTION_PAD1 = Field::nothing("ipv6.opt.pad1", "Pad1");
    OPTION_PADN = Field::of(Kind::Bytes, "ipv6.opt.padn", "PadN").or_none();
    OPTION_ALERT = Field::unsigned("ipv6.opt.router_alert", "Router Alert", 16).names(&ALERTS);
    OPTION_TUNNEL = Field::unsigned("ipv6.opt.tel", "Tunnel Encapsulation Limit", 8);
    OPTION_JUMBO = Field::unsigned("ipv6.opt.jumbo", "Payload Length", 32);
    OPTION_HOME = Field::of(Kind::Ipv6, "ipv6.opt.mipv6.home_address", "MIPv6 Home Address");
    OPTION_EXPERIMENT = Field::of(Kind::Bytes, "ipv6.opt.experimental", "Experimental Option");
    OPTION_UNKNOWN = Field::of(Kind::Bytes, "ipv6.opt.unknown", "Unknown Option Payload");
    HOP_BY_HOP = Field::protocol("ipv6.hopopts", "IPv6 Hop-by-Hop Option");
    HOP_BY_HOP_NEXT = Field::unsigned("ipv6.hopopts.nxt", "Next Header", 8).names(&names::IP_PROTOCOLS);
    HOP_BY_HOP_LENGTH = Field::unsigned("ipv6.hopopts.len", "Length", 8);
    HOP_BY_HOP_OCTETS = Field::unsigned("ipv6.hopopts.len_oct", "Length", 16);
    FOR_RECEIVER = Field::protocol("ipv6.dstopts", "Destination Options for IPv6");
    FOR_RECEIVER_NEXT = Field::unsigned("ipv6.dstopts.nxt", "Next Header", 8).names(&names::IP_PROTOCOLS);
    FOR_RECEIVER_LENGTH = Field::unsigned("ipv6.dstopts.len", "Length", 8);
    FOR_RECEIVER_OCTETS = Field::unsigned("ipv6.dstopts.len_oct", "Length", 16);
    ROUTING = Field::protocol("ipv6.routing", "Routing Header for IPv6");
    ROUTING_NEXT = Field::unsigned("ipv6.routing.nxt", "Next Header", 8).names(&names::IP_PROTOCOLS);
    ROUTING_LENGTH = Field::unsigned("ipv6.routing.len", "Length", 8);
    ROUTING_OCTETS = Field::unsigned("ipv6.routing.len_oct", "Length", 16);
    ROUTING_TYPE = Field::unsigned("ipv6.routing.type", "Type", 8).names(&ROUTING_TYPES);
    ROUTING_DEPRECATED = Field::nothing("ipv6.routing.deprecated", "Routing header type is deprecated");
    ROUTING_LEFT = Field::unsigned("ipv6.routing.segleft", "Segments Left", 8);
    ROUTING_RESERVED = Field::of(Kind::Bytes, "ipv6.routing.src.reserved", "Reserved");
    ROUTING_ADDRESS = Field::of(Kind::Ipv6, "ipv6.routing.src.addr", "Address");
    ROUTING_MOBILE_RESERVED = Field::of(Kind::Bytes, "ipv6.routing.mipv6.reserved", "Reserved");
    ROUTING_HOME = Field::of(Kind::Ipv6, "ipv6.routing.mipv6.home_address", "Home Address");
    ROUTING_LAST = Field::unsigned("ipv6.routing.srh.last_entry", "Last Entry", 8);
    ROUTING_FLAGS = Field::unsigned("ipv6.routing.srh.flags", "Flags", 8).hex();
    ROUTING_TAG = Field::of(Kind::Bytes, "ipv6.routing.srh.tag", "Tag");
    ROUTING_SEGMENT = Field::of(Kind::Ipv6, "ipv6.routing.srh.addr", "Address");
    ROUTING_UNKNOWN = Field::of(Kind::Bytes, "ipv6.routing.unknown_data", "Type-Specific Data");
    FRAGMENT_HEADER = Field::protocol("ipv6.fraghdr", "Fragment Header for IPv6");
    FRAGMENT_NEXT = Field::unsigned("ipv6.fraghdr.nxt", "Next header", 8).names(&names::IP_PROTOCOLS);
    FRAGMENT_RESERVED = Field::unsigned("ipv6.fraghdr.reserved_octet", "Reserved octet", 8).hex();
    FRAGMENT_OFFSET = Field::unsigned("ipv6.fraghdr.offset", "Offset", 16).mask(0xfff8);
    FRAGMENT_BITS = Field::unsigned("ipv6.fraghdr.reserved_bits", "Reserved bits", 16).mask(0x0006);
    FRAGMENT_MORE = Field::boolean("ipv6.fraghdr.more", "More Fragments").mask(0x0001).states("Yes", "No");
    FRAGMENT_NUMBER = Field::unsigned("ipv6.fraghdr.ident", "Identification", 32).hex();
    REASSEMBLED_IN = Field::of(Kind::FrameNumber, "ipv6.reassembled_in", "Reassembled IPv6 in frame");
    FRAGMENTS = Field::nothing("ipv6.fragments", "IPv6 Fragments");
    FRAGMENT = Field::of(Kind::FrameNumber, "ipv6.fragment", "IPv6 Fragment");
    FRAGMENT_OVERLAP = Field::boolean("ipv6.fragment.overlap", "Fragment overlap");
    FRAGMENT_CONFLICT = Field::boolean("ipv6.fragment.overlap.conflict", "Conflicting data in fragment overlap");
    FRAGMENT_ERROR = Field::of(Kind::FrameNumber, "ipv6.fragment.error", "Defragmentation error");
    FRAGMENT_COUNT = Field::unsigned("ipv6.fragment.count", "Fragment count", 32);
    REASSEMBLED_LENGTH = Field::unsigned("ipv6.reassembled.length", "Reassembled IPv6 length", 32);
    REASSEMBLED_DATA = Field::of(Kind::Bytes, "ipv6.reassembled.data", "Reassembled IPv6 data");
}

const PIECES: Names = Names {
    title: "IPv6",
    list: FRAGMENTS,
    piece: FRAGMENT,
    overlap: FRAGMENT_OVERLAP,
    conflict: FRAGMENT_CONFLICT,
    error: FRAGMENT_ERROR,
    count: FRAGMENT_COUNT,
    length: REASSEMBLED_LENGTH,
    data: REASSEMBLED_DATA,
};

const OPTIONS: [(u64, &str); 8] = [
    (0x00, "Pad1"),
    (0x01, "PadN"),
    (0x04, "Tunnel Encapsulation Limit"),
    (0x05, "Router Alert"),
    (0x07, "CALIPSO"),
    (0x1e, "Experimental (0x1E)"),
    (0xc2, "Jumbo Payload"),
    (0xc9, "Home Address"),
];

const ACTIONS: [(u64, &str); 4] = [
    (0, "Skip and continue"),
    (1, "Discard"),
    (2, "Discard and send ICMP Parameter Problem to source"),
    (3, "Discard and send ICMP Parameter Problem to unicast source"),
];

const ALERTS: [(u64, &str); 3] = [(0, "MLD"), (1, "RSVP"), (2, "Active Network")];

const ROUTING_TYPES: [(u64, &str); 6] = [
    (0, "Source Route"),
    (1, "Nimrod"),
    (2, "Type 2 Routing"),
    (3, "RPL Source Route"),
    (4, "Segment Routing"),
    (5, "Compact Routing (16 bits)"),
];

/// `bytes`: the header and what follows it. `whole`: the datagram that this packet completes.
/// A header that ends before its fields do; Wireshark tells the protocol even where nothing of it is there.
pub(super) fn walk_cut<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.protocol(IPV6, bytes, format_args!("Internet Protocol Version 6"));
    tree.below(|tree| fixed(Reader(bytes), tree));
}

pub(super) fn walk<S: Sink>(bytes: &[u8], whole: Option<(&[u8], &Subject<'_, '_>)>, later: Later, tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes);
    let address = |start| reader.at(start, 16).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()).unwrap_or_default();
    let (source, destination) = (Ipv6Addr::from(address(8)), Ipv6Addr::from(address(24)));
    let header = reader.at(0, 40).unwrap_or(bytes);
    tree.protocol(IPV6, header, format_args!("Internet Protocol Version 6, Src: {source}, Dst: {destination}"));
    tree.below(|tree| {
        fixed(reader, tree);
        let mut kind = bytes.get(6).copied().unwrap_or_default();
        let mut rest = reader.after(40);
        while let Some((next, length)) = extension(kind, rest, tree) {
            let is_fragment = kind == 44;
            if is_fragment {
                if let Some(frame) = later.reassembled_in {
                    tree.made(REASSEMBLED_IN, frame);
                }
                if let Some((data, subject)) = whole {
                    fragments::walk(&PIECES, data, subject, tree);
                }
                // Beyond it is a piece of a datagram.
                let is_piece = rest.number(2, 2).is_some_and(|field| field & 0xfff9 != 0);
                if is_piece {
                    break;
                }
            }
            (kind, rest) = (next, rest.after(length));
        }
    });
}

fn fixed<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(VERSION, 0, 1, tree)?;
    // Wireshark gives both protocols this field.
    tree.below(|tree| reader.hide(super::ipv4::VERSION, 0, 1, tree));
    let class = (reader.number(0, 2)? >> 4 & 0xff) as u8;
    let (dscp, ecn) = service_names(class);
    let (high, low) = (class >> 4, class & 0x0f);
    let bits = format_args!(".... {high:04b} {low:04b} .... .... .... .... .... = Traffic Class: 0x{class:02x} (DSCP: {dscp}, ECN: {ecn})");
    reader.put_as(CLASS, 0, 4, bits, tree)?;
    tree.below(|tree| reader.bits(&[DSCP, ECN], 0, 4, tree));
    let flow = reader.number(1, 3)? & 0x0f_ffff;
    let digit = |index: u64| flow >> (16 - index * 4) & 0x0f;
    let (a, b, c, d, e) = (digit(0), digit(1), digit(2), digit(3), digit(4));
    let bits = format_args!(".... {a:04b} {b:04b} {c:04b} {d:04b} {e:04b} = Flow Label: 0x{flow:05x}");
    reader.put_as(FLOW, 1, 3, bits, tree)?;
    reader.put(LENGTH, 4, 2, tree)?;
    reader.put(NEXT, 6, 1, tree)?;
    reader.put(HOPS, 7, 1, tree)?;
    address(reader, [SOURCE, SOURCE_HOST], 8, tree)?;
    address(reader, [DESTINATION, DESTINATION_HOST], 24, tree)?;
    mac(reader, SOURCE_MAC, 8, tree);
    mac(reader, DESTINATION_MAC, 24, tree);
    Some(())
}

fn address<S: Sink>(reader: Reader<'_>, [field, host]: [Id; 2], start: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(field, start, 16, tree)?;
    reader.hide(ADDRESS, start, 16, tree)?;
    if tree.wants_field(host) || tree.wants_field(HOST) {
        let bytes = reader.at(start, 16)?;
        let name = Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?).to_string();
        tree.hide(host, name.as_str(), bytes);
        tree.hide(HOST, name.as_str(), bytes);
    }
    Some(())
}

/// The MAC address that an interface identifier was made of (RFC 4291, appendix A).
fn mac<S: Sink>(reader: Reader<'_>, field: Id, start: usize, tree: &mut Tree<'_, '_, S>) {
    let bytes = reader.at(start + 8, 8).unwrap_or_default();
    let is_multicast = reader.number(start, 1) == Some(0xff);
    let &[a, b, c, 0xff, 0xfe, d, e, f] = bytes else { return };
    if a & 2 == 0 || is_multicast {
        return;
    }
    let mac = [a ^ 2, b, c, d, e, f];
    let text = format_args!("{}: {:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}", field.field().title, a ^ 2);
    tree.made_as(field, mac, text);
    tree.hide(MAC, mac, bytes);
}

/// Tells an extension header; gives what follows it and its length.
fn extension<S: Sink>(kind: u8, reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<(u8, usize)> {
    let (protocol, next, length, octets) = match kind {
        0 => (HOP_BY_HOP, HOP_BY_HOP_NEXT, HOP_BY_HOP_LENGTH, HOP_BY_HOP_OCTETS),
        43 => (ROUTING, ROUTING_NEXT, ROUTING_LENGTH, ROUTING_OCTETS),
        60 => (FOR_RECEIVER, FOR_RECEIVER_NEXT, FOR_RECEIVER_LENGTH, FOR_RECEIVER_OCTETS),
        44 => return Some((fragment(reader, tree)?, 8)),
        _ => return None,
    };
    let size = (reader.number(1, 1)? as usize + 1) * 8;
    let whole = Reader(reader.at(0, size)?);
    match kind {
        43 => {
            let name = ROUTING_TYPE.field().name_of(whole.number(2, 1)?).unwrap_or("Unknown");
            tree.protocol(protocol, whole.0, format_args!("Routing Header for IPv6 ({name})"));
        }
        _ => tree.plain_protocol(protocol, whole.0),
    }
    tree.below(|tree| {
        whole.put(next, 0, 1, tree)?;
        whole.put(length, 1, 1, tree)?;
        tree.made_as(octets, size, format_args!("Length: {size} bytes"));
        if kind == 43 { routing(whole, tree) } else { options(whole.after(2), tree) }
    });
    Some((whole.number(0, 1)? as u8, size))
}

fn fragment<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<u8> {
    let header = Reader(reader.at(0, 8)?);
    tree.plain_protocol(FRAGMENT_HEADER, header.0);
    tree.below(|tree| {
        header.put(FRAGMENT_NEXT, 0, 1, tree)?;
        header.put(FRAGMENT_RESERVED, 1, 1, tree)?;
        let offset = header.number(2, 2)? >> 3;
        let (a, b, c, d) = (offset >> 9, offset >> 5 & 15, offset >> 1 & 15, offset & 1);
        let line = format_args!("{a:04b} {b:04b} {c:04b} {d:b}... = Offset: {offset} ({} bytes)", offset * 8);
        header.put_as(FRAGMENT_OFFSET, 2, 2, line, tree)?;
        header.bits(&[FRAGMENT_BITS, FRAGMENT_MORE], 2, 2, tree)?;
        header.put(FRAGMENT_NUMBER, 4, 4, tree)
    });
    header.0.first().copied()
}

fn options<S: Sink>(mut reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while let Some(kind) = reader.number(0, 1) {
        let size = if kind == 0 { 1 } else { reader.number(1, 1)? as usize + 2 };
        let whole = Reader(reader.at(0, size)?);
        let name = OPTION_TYPE.field().name_of(kind).unwrap_or("Unknown IPv6 Option");
        match kind {
            0 => tree.put_as(OPTION_PAD1, Value::Present, whole.0, format_args!("Pad1")),
            _ => tree.put_as(OPTION, Value::Present, whole.0, format_args!("{name}")),
        }
        tree.below(|tree| option(kind, whole, tree));
        reader = reader.after(size);
    }
    Some(())
}

fn option<S: Sink>(kind: u64, whole: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    whole.put(OPTION_TYPE, 0, 1, tree)?;
    tree.below(|tree| whole.bits(&[OPTION_ACTION, OPTION_CHANGE, OPTION_REST], 0, 1, tree));
    if kind == 0 {
        return Some(());
    }
    let length = whole.put(OPTION_LENGTH, 1, 1, tree)? as usize;
    let (field, length) = match (kind, length) {
        (1, 0) => {
            tree.put(OPTION_PADN, &[][..], &[]);
            return Some(());
        }
        (1, _) => (OPTION_PADN, length),
        (4, 1) => (OPTION_TUNNEL, 1),
        (5, 2) => (OPTION_ALERT, 2),
        (0xc2, 4) => (OPTION_JUMBO, 4),
        (0xc9, 16) => (OPTION_HOME, 16),
        (0x1e, _) => (OPTION_EXPERIMENT, length),
        _ => (OPTION_UNKNOWN, length),
    };
    whole.put(field, 2, length, tree).map(|_| ())
}

fn routing<S: Sink>(whole: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let kind = whole.put(ROUTING_TYPE, 2, 1, tree)?;
    if kind == 0 {
        tree.below(|tree| tree.expert(ROUTING_DEPRECATED, "Note/Deprecated"));
    }
    whole.put(ROUTING_LEFT, 3, 1, tree)?;
    let count = whole.0.len().saturating_sub(8) / 16;
    match kind {
        0 => {
            whole.put(ROUTING_RESERVED, 4, 4, tree)?;
            for index in 0..count {
                let address = Ipv6Addr::from(<[u8; 16]>::try_from(whole.at(8 + index * 16, 16)?).ok()?);
                whole.put_as(ROUTING_ADDRESS, 8 + index * 16, 16, format_args!("Address[{}]: {address}", index + 1), tree)?;
            }
        }
        2 => {
            whole.put(ROUTING_MOBILE_RESERVED, 4, 4, tree)?;
            whole.put(ROUTING_HOME, 8, 16, tree)?;
        }
        4 => {
            let last = whole.put(ROUTING_LAST, 4, 1, tree)? as usize;
            whole.put(ROUTING_FLAGS, 5, 1, tree)?;
            whole.put(ROUTING_TAG, 6, 2, tree)?;
            for index in 0..count.min(last + 1) {
                let address = Ipv6Addr::from(<[u8; 16]>::try_from(whole.at(8 + index * 16, 16)?).ok()?);
                whole.put_as(ROUTING_SEGMENT, 8 + index * 16, 16, format_args!("Address[{index}]: {address}"), tree)?;
            }
        }
        _ => {
            whole.put(ROUTING_UNKNOWN, 4, whole.0.len() - 4, tree)?;
        }
    }
    Some(())
}
