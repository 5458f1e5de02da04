//! `ip.*`: Internet Protocol version 4.

use std::net::Ipv4Addr;

use super::field::{Base, Field, Kind};
use super::fragments::{self, Names};
use super::ipv4_options;
use super::later::Later;
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, fields, names};
use crate::decode::ipv4::Ipv4;

fields! {
    Protocol::Ipv4;
    IP = Field::protocol("ip", "Internet Protocol Version 4");
    VERSION = Field::unsigned("ip.version", "Version", 8).mask(0xf0);
    HEADER_LENGTH = Field::unsigned("ip.hdr_len", "Header Length", 8).mask(0x0f);
    SERVICE = Field::unsigned("ip.dsfield", "Differentiated Services Field", 8).hex();
    DSCP = Field::unsigned("ip.dsfield.dscp", "Differentiated Services Codepoint", 8).mask(0xfc).names(&DSCPS);
    ECN = Field::unsigned("ip.dsfield.ecn", "Explicit Congestion Notification", 8).mask(0x03).names(&ECNS);
    LENGTH = Field::unsigned("ip.len", "Total Length", 16);
    IDENTIFICATION = Field::unsigned("ip.id", "Identification", 16).base(Base::HexDecimal);
    FLAGS = Field::unsigned("ip.flags", "Flags", 8).hex().mask(0xe0);
    RESERVED = Field::flag("ip.flags.rb", "Reserved bit", 0x80);
    DONT_FRAGMENT = Field::flag("ip.flags.df", "Don't fragment", 0x40);
    MORE_FRAGMENTS = Field::flag("ip.flags.mf", "More fragments", 0x20);
    OFFSET = Field::unsigned("ip.frag_offset", "Fragment Offset", 16).mask(0x1fff);
    TIME_TO_LIVE = Field::unsigned("ip.ttl", "Time to Live", 8);
    PROTOCOL = Field::unsigned("ip.proto", "Protocol", 8).names(&names::IP_PROTOCOLS);
    CHECKSUM = Field::unsigned("ip.checksum", "Header Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("ip.checksum.status", "Header checksum status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    SOURCE = Field::of(Kind::Ipv4, "ip.src", "Source Address");
    SOURCE_HOST = Field::of(Kind::Text, "ip.src_host", "Source Host");
    DESTINATION = Field::of(Kind::Ipv4, "ip.dst", "Destination Address");
    DESTINATION_HOST = Field::of(Kind::Text, "ip.dst_host", "Destination Host");
    ADDRESS = Field::of(Kind::Ipv4, "ip.addr", "Source or Destination Address");
    HOST = Field::of(Kind::Text, "ip.host", "Source or Destination Host");
    TTL_LOCAL = Field::nothing("ip.ttl.lncb", "Time To Live");
    TTL_SMALL = Field::nothing("ip.ttl.too_small", "Time To Live");
    OPTION = Field::unsigned("ip.opt.type", "Type", 8);
    OPTION_COPY = Field::boolean("ip.opt.type.copy", "Copy on fragmentation").mask(0x80).states("Yes", "No");
    OPTION_CLASS = Field::unsigned("ip.opt.type.class", "Class", 8).mask(0x60).names(&OPTION_CLASSES);
    OPTION_NUMBER = Field::unsigned("ip.opt.type.number", "Number", 8).mask(0x1f).names(&OPTION_NUMBERS);
    OPTION_LENGTH = Field::unsigned("ip.opt.len", "Length", 8);
    OPTION_POINTER = Field::unsigned("ip.opt.ptr", "Pointer", 8);
    OPTION_STREAM = Field::unsigned("ip.opt.sid", "Stream Identifier", 16);
    OPTION_ALERT = Field::unsigned("ip.opt.ra", "Router Alert", 16);
    OPTION_OVERFLOW = Field::unsigned("ip.opt.overflow", "Overflow", 8).mask(0xf0);
    OPTION_FLAG = Field::unsigned("ip.opt.flag", "Flag", 8).hex().mask(0x0f).names(&STAMP_FLAGS);
    OPTION_STAMP = Field::unsigned("ip.opt.time_stamp", "Time stamp", 32);
    OPTION_STAMP_ADDRESS = Field::of(Kind::Ipv4, "ip.opt.time_stamp_addr", "Address");
    RECORDED_ROUTE = Field::of(Kind::Ipv4, "ip.rec_rt", "Recorded Route");
    RECORDED_ROUTE_HOST = Field::of(Kind::Text, "ip.rec_rt_host", "Recorded Route Host");
    EMPTY_ROUTE = Field::of(Kind::Ipv4, "ip.empty_rt", "Empty Route");
    EMPTY_ROUTE_HOST = Field::of(Kind::Text, "ip.empty_rt_host", "Empty Route Host");
    CURRENT_ROUTE = Field::of(Kind::Ipv4, "ip.cur_rt", "Current Route");
    CURRENT_ROUTE_HOST = Field::of(Kind::Text, "ip.cur_rt_host", "Current Route Host");
    SOURCE_ROUTE = Field::of(Kind::Ipv4, "ip.src_rt", "Source Route");
    SOURCE_ROUTE_HOST = Field::of(Kind::Text, "ip.src_rt_host", "Source Route Host");
    OPTIONS_END = Field::of(Kind::Bytes, "ip.options.eol", "IP Option - End of Options List (EOL)");
    OPTIONS_NONE = Field::of(Kind::Bytes, "ip.options.nop", "IP Option - No-Operation (NOP)");
    OPTIONS_SECURITY = Field::of(Kind::Bytes, "ip.options.security", "IP Option - Security");
    OPTIONS_LOOSE = Field::of(Kind::Bytes, "ip.options.route", "IP Option - Loose Source Route");
    OPTIONS_STAMP = Field::of(Kind::Bytes, "ip.options.timestamp", "IP Option - Time Stamp");
    OPTIONS_RECORD = Field::of(Kind::Bytes, "ip.options.record_route", "IP Option - Record Route");
    OPTIONS_STREAM = Field::of(Kind::Bytes, "ip.options.sid", "IP Option - Stream ID");
    OPTIONS_STRICT = Field::of(Kind::Bytes, "ip.options.source_route", "IP Option - Strict Source Route");
    OPTIONS_ALERT = Field::of(Kind::Bytes, "ip.options.routeralert", "IP Option - Router Alert");
    LENGTH_WRONG = Field::nothing("ip.bogus_ip_length", "Bogus IP length");
    FRAGMENTS = Field::of(Kind::Bytes, "ip.fragments", "IPv4 Fragments");
    FRAGMENT = Field::of(Kind::FrameNumber, "ip.fragment", "IPv4 Fragment");
    FRAGMENT_OVERLAP = Field::boolean("ip.fragment.overlap", "Fragment overlap");
    FRAGMENT_CONFLICT = Field::boolean("ip.fragment.overlap.conflict", "Conflicting data in fragment overlap");
    FRAGMENT_ERROR = Field::of(Kind::FrameNumber, "ip.fragment.error", "Defragmentation error");
    FRAGMENT_COUNT = Field::unsigned("ip.fragment.count", "Fragment count", 32);
    REASSEMBLED_IN = Field::of(Kind::FrameNumber, "ip.reassembled_in", "Reassembled IPv4 in frame");
    REASSEMBLED_LENGTH = Field::unsigned("ip.reassembled.length", "Reassembled IPv4 length", 32);
    REASSEMBLED_DATA = Field::of(Kind::Bytes, "ip.reassembled.data", "Reassembled IPv4 data");
}

const OPTION_CLASSES: [(u64, &str); 4] =
    [(0, "Control"), (1, "Reserved for future use"), (2, "Debugging and measurement"), (3, "Reserved for future use")];

const OPTION_NUMBERS: [(u64, &str); 12] = [
    (0, "End of Option List (EOL)"),
    (1, "No-Operation (NOP)"),
    (2, "Security"),
    (3, "Loose source route"),
    (4, "Time stamp"),
    (5, "Extended Security"),
    (6, "Commercial IP security option"),
    (7, "Record route"),
    (8, "Stream identifier"),
    (9, "Strict source route"),
    (18, "Traceroute"),
    (20, "Router Alert"),
];

const STAMP_FLAGS: [(u64, &str); 3] =
    [(0, "Time stamps only"), (1, "Time stamp and address"), (3, "Time stamps for prespecified addresses")];

/// The fields of whole options, in the order of the list of their kinds.
pub(super) const OPTIONS: [Id; 9] = [
    OPTIONS_END,
    OPTIONS_NONE,
    OPTIONS_SECURITY,
    OPTIONS_LOOSE,
    OPTIONS_STAMP,
    OPTIONS_RECORD,
    OPTIONS_STREAM,
    OPTIONS_STRICT,
    OPTIONS_ALERT,
];

/// Addresses of a route, each with its host: recorded, still empty, the next one, those to come.
pub(super) const ROUTES: [(Id, Id); 4] = [
    (RECORDED_ROUTE, RECORDED_ROUTE_HOST),
    (EMPTY_ROUTE, EMPTY_ROUTE_HOST),
    (CURRENT_ROUTE, CURRENT_ROUTE_HOST),
    (SOURCE_ROUTE, SOURCE_ROUTE_HOST),
];

const PIECES: Names = Names {
    title: "IPv4",
    list: FRAGMENTS,
    piece: FRAGMENT,
    overlap: FRAGMENT_OVERLAP,
    conflict: FRAGMENT_CONFLICT,
    error: FRAGMENT_ERROR,
    count: FRAGMENT_COUNT,
    length: REASSEMBLED_LENGTH,
    data: REASSEMBLED_DATA,
};

/// Differentiated services code points (IANA, "DSCP").
pub(super) const DSCPS: [(u64, &str); 23] = [
    (0, "Default"),
    (1, "Lower Effort"),
    (8, "Class Selector 1"),
    (10, "Assured Forwarding 11"),
    (12, "Assured Forwarding 12"),
    (14, "Assured Forwarding 13"),
    (16, "Class Selector 2"),
    (18, "Assured Forwarding 21"),
    (20, "Assured Forwarding 22"),
    (22, "Assured Forwarding 23"),
    (24, "Class Selector 3"),
    (26, "Assured Forwarding 31"),
    (28, "Assured Forwarding 32"),
    (30, "Assured Forwarding 33"),
    (32, "Class Selector 4"),
    (34, "Assured Forwarding 41"),
    (36, "Assured Forwarding 42"),
    (38, "Assured Forwarding 43"),
    (40, "Class Selector 5"),
    (44, "Voice Admit"),
    (46, "Expedited Forwarding"),
    (48, "Class Selector 6"),
    (56, "Class Selector 7"),
];

/// Their short forms, in the line of the whole field.
const DSCPS_SHORT: [(u8, &str); 23] = [
    (0, "CS0"),
    (1, "LE"),
    (8, "CS1"),
    (10, "AF11"),
    (12, "AF12"),
    (14, "AF13"),
    (16, "CS2"),
    (18, "AF21"),
    (20, "AF22"),
    (22, "AF23"),
    (24, "CS3"),
    (26, "AF31"),
    (28, "AF32"),
    (30, "AF33"),
    (32, "CS4"),
    (34, "AF41"),
    (36, "AF42"),
    (38, "AF43"),
    (40, "CS5"),
    (44, "VOICE-ADMIT"),
    (46, "EF PHB"),
    (48, "CS6"),
    (56, "CS7"),
];

/// Explicit congestion notification (RFC 3168 5).
pub(super) const ECNS: [(u64, &str); 4] = [
    (0, "Not ECN-Capable Transport"),
    (1, "ECN-Capable Transport codepoint '01'"),
    (2, "ECN-Capable Transport codepoint '10'"),
    (3, "Congestion Experienced"),
];

const ECNS_SHORT: [&str; 4] = ["Not-ECT", "ECT(1)", "ECT(0)", "CE"];

/// The short names of both parts of a differentiated services field.
pub(super) fn service_names(field: u8) -> (&'static str, &'static str) {
    let dscp = DSCPS_SHORT.iter().find(|(number, _)| *number == field >> 2).map_or("Unknown", |(_, name)| name);
    (dscp, ECNS_SHORT[usize::from(field & 3)])
}

/// `bytes`: the header and what follows it, of `sent` bytes on the wire, where that isn't a quote. `whole`: the datagram that this packet completes.
pub(super) fn walk<S: Sink>(
    ip: &Ipv4<'_>,
    bytes: &[u8],
    sent: Option<usize>,
    whole: Option<(&[u8], &Subject<'_, '_>)>,
    later: Later,
    tree: &mut Tree<'_, '_, S>,
) {
    let length = 20 + ip.options.len();
    let header = bytes.get(..length).unwrap_or(bytes);
    let at = |start: usize, length: usize| header.get(start..start + length).unwrap_or_default();
    let byte = |index: usize| header.get(index).copied().unwrap_or_default();
    tree.protocol(IP, header, format_args!("Internet Protocol Version 4, Src: {}, Dst: {}", ip.source, ip.destination));
    tree.below(|tree| {
        tree.put(VERSION, byte(0) >> 4, at(0, 1));
        // Wireshark takes the field's value in bytes.
        tree.put_as(
            HEADER_LENGTH,
            length,
            at(0, 1),
            format_args!(".... {:04b} = Header Length: {length} bytes ({})", length / 4, length / 4),
        );
        service(at(1, 1), tree);
        match ip.total_length {
            // Left to the network card: Wireshark takes what is there.
            0 => {
                let length = bytes.len();
                let why = "presumed to be because of \"TCP segmentation offload\" (TSO)";
                tree.put_as(LENGTH, length, at(2, 2), format_args!("Total Length: {length} bytes (reported as 0, {why})"));
            }
            length => {
                tree.put(LENGTH, length, at(2, 2));
                if let Some(sent) = sent.filter(|sent| usize::from(length) > *sent) {
                    let text = format_args!("IPv4 total length exceeds packet length ({sent} bytes)");
                    tree.below(|tree| tree.expert_as(LENGTH_WRONG, "Error/Protocol", text));
                }
            }
        }
        tree.put(IDENTIFICATION, ip.identification, at(4, 2));
        flags(byte(6), at(6, 1), tree);
        offset(at(6, 2), tree);
        tree.put(TIME_TO_LIVE, ip.time_to_live, at(8, 1));
        time_to_live(ip, tree);
        tree.put(PROTOCOL, ip.protocol, at(9, 1));
        let checksum = u16::from_be_bytes([byte(10), byte(11)]);
        tree.put_as(CHECKSUM, checksum, at(10, 2), format_args!("Header Checksum: 0x{checksum:04x} [validation disabled]"));
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        address(SOURCE, SOURCE_HOST, ip.source, at(12, 4), tree);
        address(DESTINATION, DESTINATION_HOST, ip.destination, at(16, 4), tree);
        ipv4_options::walk(header, tree);
        if let Some(frame) = later.reassembled_in {
            tree.made(REASSEMBLED_IN, frame);
        }
        if let Some((data, subject)) = whole {
            fragments::walk(&PIECES, data, subject, tree);
        }
    });
}

/// The byte of the differentiated services field.
pub(super) fn service<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let service = bytes.first().copied().unwrap_or_default();
    let (dscp, ecn) = service_names(service);
    tree.put_as(SERVICE, service, bytes, format_args!("Differentiated Services Field: 0x{service:02x} (DSCP: {dscp}, ECN: {ecn})"));
    tree.below(|tree| {
        tree.put(DSCP, service >> 2, bytes);
        tree.put(ECN, service & 3, bytes);
    });
}

/// The two bytes with the fragment's offset in units of 8 bytes, behind the flags.
pub(super) fn offset<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let units = u16::from_be_bytes(bytes.try_into().unwrap_or_default()) & 0x1fff;
    let (a, b, c, d) = (units >> 12, units >> 8 & 15, units >> 4 & 15, units & 15);
    tree.put_as(OFFSET, units, bytes, format_args!("...{a:b} {b:04b} {c:04b} {d:04b} = Fragment Offset: {}", u32::from(units) * 8));
}

/// What Wireshark remarks of a life that seems too short, or too long for the local network.
fn time_to_live<S: Sink>(ip: &Ipv4<'_>, tree: &mut Tree<'_, '_, S>) {
    const PIM: u8 = 103;
    const OSPF: u8 = 89;
    let life = ip.time_to_live;
    if let [224, 0, 0, last] = ip.destination.octets() {
        let right = match last {
            18 | 102 => 255,
            // IGMP, multicast DNS, LLMNR: any.
            22 | 251 | 252 => life,
            _ => 1,
        };
        if life != right {
            let text = "for a packet sent to the Local Network Control Block (see RFC 3171)";
            tree.below(|tree| {
                let line = format_args!("\"Time To Live\" != {right} {text}");
                tree.expert_as(TTL_LOCAL, "Note/Sequence", line);
            });
        }
    } else if life < 5 && !ip.destination.is_multicast() && !matches!(ip.protocol, PIM | OSPF) {
        tree.below(|tree| {
            tree.expert_as(TTL_SMALL, "Note/Sequence", format_args!("\"Time To Live\" only {life}"));
        });
    }
}

pub(super) fn flags<S: Sink>(byte: u8, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let flags = byte >> 5;
    let names = match flags {
        0b010 => ", Don't fragment",
        0b001 => ", More fragments",
        0b011 => ", Don't fragment, More fragments",
        0b100 => ", Reserved bit",
        0b110 => ", Reserved bit, Don't fragment",
        0b101 => ", Reserved bit, More fragments",
        0b111 => ", Reserved bit, Don't fragment, More fragments",
        _ => "",
    };
    tree.put_as(FLAGS, flags, bytes, format_args!("{flags:03b}. .... = Flags: 0x{flags:x}{names}"));
    tree.below(|tree| {
        tree.put(RESERVED, flags & 4 != 0, bytes);
        tree.put(DONT_FRAGMENT, flags & 2 != 0, bytes);
        tree.put(MORE_FRAGMENTS, flags & 1 != 0, bytes);
    });
}

pub(super) fn address<S: Sink>(field: Id, host: Id, address: Ipv4Addr, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.put(field, address, bytes);
    tree.hide(ADDRESS, address, bytes);
    // Names of hosts aren't looked up.
    if tree.wants_field(host) || tree.wants_field(HOST) {
        let name = address.to_string();
        tree.hide(host, name.as_str(), bytes);
        tree.hide(HOST, name.as_str(), bytes);
    }
}
