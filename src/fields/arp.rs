//! `arp.*`: Address Resolution Protocol.

use super::field::{Field, Kind};
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, fields, names};
use crate::track::Detail;

fields! {
    Protocol::Arp;
    ARP = Field::protocol("arp", "Address Resolution Protocol");
    HARDWARE_TYPE = Field::unsigned("arp.hw.type", "Hardware type", 16).names(&HARDWARE_TYPES);
    PROTOCOL_TYPE = Field::unsigned("arp.proto.type", "Protocol type", 16).hex().names(&names::ETHER_TYPES);
    HARDWARE_SIZE = Field::unsigned("arp.hw.size", "Hardware size", 8);
    PROTOCOL_SIZE = Field::unsigned("arp.proto.size", "Protocol size", 8);
    OPERATION = Field::unsigned("arp.opcode", "Opcode", 16).names(&OPERATIONS);
    IS_GRATUITOUS = Field::boolean("arp.isgratuitous", "Is gratuitous");
    IS_PROBE = Field::boolean("arp.isprobe", "Is probe");
    IS_ANNOUNCEMENT = Field::boolean("arp.isannouncement", "Is announcement");
    SENDER_HARDWARE = Field::of(Kind::Bytes, "arp.src.hw", "Sender hardware address");
    SENDER_ETHERNET = Field::of(Kind::Ethernet, "arp.src.hw_mac", "Sender MAC address");
    SENDER_PROTOCOL = Field::of(Kind::Bytes, "arp.src.proto", "Sender protocol address");
    SENDER_IPV4 = Field::of(Kind::Ipv4, "arp.src.proto_ipv4", "Sender IP address");
    TARGET_HARDWARE = Field::of(Kind::Bytes, "arp.dst.hw", "Target hardware address");
    TARGET_ETHERNET = Field::of(Kind::Ethernet, "arp.dst.hw_mac", "Target MAC address");
    TARGET_PROTOCOL = Field::of(Kind::Bytes, "arp.dst.proto", "Target protocol address");
    TARGET_IPV4 = Field::of(Kind::Ipv4, "arp.dst.proto_ipv4", "Target IP address");
    DUPLICATE = Field::nothing("arp.duplicate-address-detected", "Duplicate IP address configured");
    DUPLICATE_FRAME = Field::of(Kind::FrameNumber, "arp.duplicate-address-frame", "Frame showing earlier use of IP address");
}

/// Hardware types (IANA, "ARP Parameters").
const HARDWARE_TYPES: [(u64, &str); 16] = [
    (0, "Reserved"),
    (1, "Ethernet"),
    (2, "Experimental Ethernet"),
    (3, "AX.25"),
    (4, "ProNET Token Ring"),
    (5, "Chaos"),
    (6, "IEEE 802"),
    (7, "ARCNET"),
    (8, "Hyperchannel"),
    (15, "Frame Relay"),
    (16, "ATM"),
    (17, "HDLC"),
    (18, "Fibre Channel"),
    (20, "Serial Line"),
    (24, "IEEE 1394.1995"),
    (32, "InfiniBand"),
];

const OPERATIONS: [(u64, &str); 9] = [
    (1, "request"),
    (2, "reply"),
    (3, "reverse request"),
    (4, "reverse reply"),
    (5, "drarp request"),
    (6, "drarp reply"),
    (7, "drarp error"),
    (8, "inverse request"),
    (9, "inverse reply"),
];

/// `bytes`: the packet and what follows it.
pub(super) fn walk<S: Sink>(bytes: &[u8], subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let packet = Packet::new(bytes);
    let reader = Reader(bytes.get(..packet.length()).unwrap_or(bytes));
    let operation = packet.operation;
    let is_gratuitous = packet.is_ip() && packet.sender().is_some() && packet.sender() == packet.target() && operation < 3;
    let is_request = operation == 1;
    let has_target = packet.target_hardware().is_some_and(|address| address.iter().any(|byte| *byte != 0));
    let is_announcement = is_gratuitous && is_request && !has_target;
    let is_probe = packet.is_ip() && is_request && packet.sender() == Some(&[0; 4][..]) && !has_target && !is_gratuitous;
    let name = match (OPERATION.field().name_of(operation.into()), is_probe, is_announcement, is_gratuitous) {
        (_, true, ..) => "ARP Probe",
        (_, _, true, _) => "ARP Announcement",
        (Some("request"), _, _, true) => "request/gratuitous ARP",
        (Some("reply"), _, _, true) => "reply/gratuitous ARP",
        (Some(name), ..) => name,
        (None, ..) => "",
    };
    let rest = reader.0;
    match name {
        "" => tree.protocol(ARP, rest, format_args!("Address Resolution Protocol (opcode 0x{operation:04x})")),
        name => tree.protocol(ARP, rest, format_args!("Address Resolution Protocol ({name})")),
    }
    tree.below(|tree| {
        fields_of(reader, packet, [is_gratuitous, is_probe, is_announcement], tree);
        duplicate(subject, tree);
    });
}

fn fields_of<S: Sink>(reader: Reader<'_>, packet: Packet<'_>, kinds: [bool; 3], tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(HARDWARE_TYPE, 0, 2, tree)?;
    reader.put(PROTOCOL_TYPE, 2, 2, tree)?;
    reader.put(HARDWARE_SIZE, 4, 1, tree)?;
    reader.put(PROTOCOL_SIZE, 5, 1, tree)?;
    reader.put(OPERATION, 6, 2, tree)?;
    for (is_so, field) in kinds.into_iter().zip([IS_GRATUITOUS, IS_PROBE, IS_ANNOUNCEMENT]) {
        if is_so {
            tree.made(field, true);
        }
    }
    let (hardware, protocol) = (packet.hardware_size, packet.protocol_size);
    let mut start = 8;
    for (bytes, mac, other, ip) in
        [(SENDER_HARDWARE, SENDER_ETHERNET, SENDER_PROTOCOL, SENDER_IPV4), (TARGET_HARDWARE, TARGET_ETHERNET, TARGET_PROTOCOL, TARGET_IPV4)]
    {
        for (field, length) in
            [(if packet.is_ethernet() { mac } else { bytes }, hardware), (if packet.is_ip() { ip } else { other }, protocol)]
        {
            if length > 0 {
                address(reader, field, start, length, tree)?;
                start += length;
            }
        }
    }
    Some(())
}

fn address<S: Sink>(reader: Reader<'_>, field: Id, start: usize, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<u64> {
    let bytes = reader.at(start, length)?;
    match (field.field().kind, bytes) {
        (Kind::Ethernet, &[a, b, c, d, e, f]) => {
            tree.put_as(
                field,
                [a, b, c, d, e, f],
                bytes,
                format_args!("{}: {a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}", field.field().title),
            );
            Some(0)
        }
        _ => reader.put(field, start, length, tree),
    }
}

fn duplicate<S: Sink>(subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let Some(Detail::Arp { conflict: Some(conflict), .. }) = subject.map(|subject| &subject.inspected.seen.detail) else { return };
    let [a, b, c, d, e, f] = conflict.hardware;
    let other = conflict.other.map(|byte| format!("{byte:02x}")).join(":");
    tree.made_line(format_args!(
        "Duplicate IP address detected for {} ({a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}) - also in use by {other} (frame {})",
        conflict.address, conflict.frame
    ));
    tree.below(|tree| {
        tree.made(DUPLICATE_FRAME, conflict.frame);
        tree.below(|tree| {
            let use_of = format_args!("Duplicate IP address configured ({})", conflict.address);
            tree.expert_as(DUPLICATE, "Warning/Sequence", use_of);
        });
    });
}

/// What the fixed part says of the addresses behind it.
#[derive(Clone, Copy)]
struct Packet<'a> {
    bytes: &'a [u8],
    hardware_type: u16,
    protocol_type: u16,
    hardware_size: usize,
    protocol_size: usize,
    operation: u16,
}

impl<'a> Packet<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let [h, t, p, q, hardware, protocol, o, u] = bytes.first_chunk().copied().unwrap_or_default();
        Self {
            bytes,
            hardware_type: u16::from_be_bytes([h, t]),
            protocol_type: u16::from_be_bytes([p, q]),
            hardware_size: hardware.into(),
            protocol_size: protocol.into(),
            operation: u16::from_be_bytes([o, u]),
        }
    }

    const fn length(self) -> usize {
        8 + 2 * (self.hardware_size + self.protocol_size)
    }

    /// The types are seldom right where the sizes aren't.
    fn is_ethernet(self) -> bool {
        matches!(self.hardware_type, 1 | 6) && self.hardware_size == 6
    }

    fn is_ip(self) -> bool {
        self.protocol_type == 0x0800 && self.protocol_size == 4
    }

    fn part(self, start: usize, length: usize) -> Option<&'a [u8]> {
        self.bytes.get(start..start + length)
    }

    fn sender(self) -> Option<&'a [u8]> {
        self.part(8 + self.hardware_size, self.protocol_size)
    }

    fn target_hardware(self) -> Option<&'a [u8]> {
        self.part(8 + self.hardware_size + self.protocol_size, self.hardware_size)
    }

    fn target(self) -> Option<&'a [u8]> {
        self.part(8 + 2 * self.hardware_size + self.protocol_size, self.protocol_size)
    }
}
