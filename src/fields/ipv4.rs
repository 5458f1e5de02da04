//! `ip.*`: Internet Protocol version 4.

use std::net::Ipv4Addr;

use super::field::{Base, Field, Kind};
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
    REASSEMBLED_IN = Field::of(Kind::FrameNumber, "ip.reassembled_in", "Reassembled IPv4 in frame");
}

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

/// `bytes`: the header and what follows it. `subject` is `None` for a header that an ICMP error quotes.
pub(super) fn walk<S: Sink>(ip: &Ipv4<'_>, bytes: &[u8], subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
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
        let service = byte(1);
        let (dscp, ecn) = service_names(service);
        tree.put_as(SERVICE, service, at(1, 1), format_args!("Differentiated Services Field: 0x{service:02x} (DSCP: {dscp}, ECN: {ecn})"));
        tree.below(|tree| {
            tree.put(DSCP, service >> 2, at(1, 1));
            tree.put(ECN, service & 3, at(1, 1));
        });
        tree.put(LENGTH, ip.total_length, at(2, 2));
        tree.put(IDENTIFICATION, ip.identification, at(4, 2));
        flags(byte(6), at(6, 1), tree);
        tree.put(OFFSET, ip.fragment_offset, at(6, 2));
        tree.put(TIME_TO_LIVE, ip.time_to_live, at(8, 1));
        tree.put(PROTOCOL, ip.protocol, at(9, 1));
        let checksum = u16::from_be_bytes([byte(10), byte(11)]);
        tree.put_as(CHECKSUM, checksum, at(10, 2), format_args!("Header Checksum: 0x{checksum:04x} [validation disabled]"));
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        address(SOURCE, SOURCE_HOST, ip.source, at(12, 4), tree);
        address(DESTINATION, DESTINATION_HOST, ip.destination, at(16, 4), tree);
        if let Some(frame) = subject.and_then(|subject| subject.later.reassembled_in) {
            tree.made(REASSEMBLED_IN, frame);
        }
    });
}

fn flags<S: Sink>(byte: u8, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
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

fn address<S: Sink>(field: Id, host: Id, address: Ipv4Addr, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.put(field, address, bytes);
    tree.hide(ADDRESS, address, bytes);
    // Names of hosts aren't looked up.
    if tree.wants_field(host) || tree.wants_field(HOST) {
        let name = address.to_string();
        tree.hide(host, name.as_str(), bytes);
        tree.hide(HOST, name.as_str(), bytes);
    }
}
