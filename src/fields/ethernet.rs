//! `eth.*`: Ethernet II and IEEE 802.3.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Id, Protocol, fields, names};
use crate::decode::ethernet::Ethernet;
use crate::decode::{Layer, Packet};

fields! {
    Protocol::Ethernet;
    ETHERNET = Field::protocol("eth", "Ethernet");
    DESTINATION = Field::of(Kind::Ethernet, "eth.dst", "Destination");
    DESTINATION_RESOLVED = Field::of(Kind::Text, "eth.dst_resolved", "Destination (resolved)");
    DESTINATION_OUI = Field::unsigned("eth.dst.oui", "Destination OUI", 24);
    ADDRESS = Field::of(Kind::Ethernet, "eth.addr", "Address");
    ADDRESS_RESOLVED = Field::of(Kind::Text, "eth.addr_resolved", "Address (resolved)");
    ADDRESS_OUI = Field::unsigned("eth.addr.oui", "Address OUI", 24);
    LOCAL = Field::boolean("eth.lg", "LG bit").mask(0x02_0000).states(LOCALLY, GLOBALLY);
    GROUP = Field::boolean("eth.ig", "IG bit").mask(0x01_0000).states(TO_A_GROUP, TO_ONE);
    DESTINATION_LOCAL = Field::boolean("eth.dst.lg", "LG bit").mask(0x02_0000).states(LOCALLY, GLOBALLY);
    DESTINATION_GROUP = Field::boolean("eth.dst.ig", "IG bit").mask(0x01_0000).states(TO_A_GROUP, TO_ONE);
    SOURCE = Field::of(Kind::Ethernet, "eth.src", "Source");
    SOURCE_RESOLVED = Field::of(Kind::Text, "eth.src_resolved", "Source (resolved)");
    SOURCE_OUI = Field::unsigned("eth.src.oui", "Source OUI", 24);
    SOURCE_LOCAL = Field::boolean("eth.src.lg", "LG bit").mask(0x02_0000).states(LOCALLY, GLOBALLY);
    SOURCE_GROUP = Field::boolean("eth.src.ig", "IG bit").mask(0x01_0000).states(TO_A_GROUP, TO_ONE);
    TYPE = Field::unsigned("eth.type", "Type", 16).hex().names(&names::ETHER_TYPES);
    LENGTH = Field::unsigned("eth.len", "Length", 16);
    PADDING = Field::of(Kind::Bytes, "eth.padding", "Padding");
    PADDING_DOUBTFUL = Field::nothing("eth.padding_bad", "Didn't find padding of zeros, and an undecoded trailer exists. There may be padding of non-zeros.");
    TRAILER = Field::of(Kind::Bytes, "eth.trailer", "Trailer");
    CHECKSUM = Field::unsigned("eth.fcs", "Frame check sequence", 32).hex();
    CHECKSUM_STATUS = Field::unsigned("eth.fcs.status", "FCS Status", 8).names(&names::CHECKSUM_STATUS);
    SOURCE_IS_GROUP = Field::nothing("eth.src_not_group", "Source MAC must not be a group address: IEEE 802.3-2002, Section 3.2.3(b)");
}

const LOCALLY: &str = "Locally administered address (this is NOT the factory default)";
const GLOBALLY: &str = "Globally unique address (factory default)";
const TO_A_GROUP: &str = "Group address (multicast/broadcast)";
const TO_ONE: &str = "Individual address (unicast)";

/// `bytes`: the header and what follows it.
pub(super) fn walk<S: Sink>(ethernet: &Ethernet, bytes: &[u8], rest: Rest<'_>, tree: &mut Tree<'_, '_, S>) {
    let header = bytes.get(..14).unwrap_or(bytes);
    let kind = if ethernet.ether_type.is_some() { "Ethernet II" } else { "IEEE 802.3 Ethernet" };
    let (source, destination) = (Mac(ethernet.source), Mac(ethernet.destination));
    match ethernet.ether_type {
        Some(_) => tree.protocol(ETHERNET, header, format_args!("{kind}, Src: {source}, Dst: {destination}")),
        None => tree.protocol(ETHERNET, header, format_args!("{kind} ")),
    }
    tree.below(|tree| {
        let at = |start: usize, length: usize| header.get(start..start + length).unwrap_or_default();
        address(&OF_DESTINATION, ethernet.destination, at(0, 6), tree);
        address(&OF_SOURCE, ethernet.source, at(6, 6), tree);
        let number = u16::from_be_bytes(at(12, 2).try_into().unwrap_or_default());
        tree.put(if ethernet.ether_type.is_some() { TYPE } else { LENGTH }, number, at(12, 2));
        rest.walk_with_checksum(tree);
    });
}

/// The fields of one of the two addresses.
struct Address {
    address: Id,
    resolved: Id,
    oui: Id,
    local: Id,
    group: Id,
}

const OF_DESTINATION: Address = Address {
    address: DESTINATION,
    resolved: DESTINATION_RESOLVED,
    oui: DESTINATION_OUI,
    local: DESTINATION_LOCAL,
    group: DESTINATION_GROUP,
};

const OF_SOURCE: Address =
    Address { address: SOURCE, resolved: SOURCE_RESOLVED, oui: SOURCE_OUI, local: SOURCE_LOCAL, group: SOURCE_GROUP };

fn address<S: Sink>(fields: &Address, address: [u8; 6], bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.put_as(fields.address, address, bytes, format_args!("{}: {}", fields.address.field().title, Mac(address)));
    tree.below(|tree| {
        let first = bytes.get(..3).unwrap_or_default();
        let [a, b, c, ..] = address;
        let oui = u32::from_be_bytes([0, a, b, c]);
        // Names of makers aren't looked up: the resolved form is the address.
        if tree.wants_field(fields.resolved) {
            tree.hide(fields.resolved, Mac(address).to_string().as_str(), bytes);
        }
        tree.hide(fields.oui, oui, first);
        tree.put(ADDRESS, address, bytes);
        if tree.wants_field(ADDRESS_RESOLVED) {
            tree.hide(ADDRESS_RESOLVED, Mac(address).to_string().as_str(), bytes);
        }
        tree.hide(ADDRESS_OUI, oui, first);
        let (is_local, is_group) = (a & 2 != 0, a & 1 != 0);
        tree.hide(fields.local, is_local, first);
        tree.put(LOCAL, is_local, first);
        tree.hide(fields.group, is_group, first);
        tree.put(GROUP, is_group, first);
        if is_group && fields.address == SOURCE {
            tree.expert(SOURCE_IS_GROUP, "Warning/Protocol");
        }
    });
}

/// A MAC address.
struct Mac([u8; 6]);

impl std::fmt::Display for Mac {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c, d, e, f] = self.0;
        write!(formatter, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
    }
}

/// The smallest Ethernet frame, in bytes, without its checksum.
const SMALLEST: usize = 60;

/// What follows the innermost protocol of a frame: padding up to the smallest Ethernet frame, and what else is there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rest<'a> {
    bytes: &'a [u8],
    before: usize,
}

impl<'a> Rest<'a> {
    /// What follows the network layer at `index` in a frame that was captured whole.
    pub(super) fn behind(packet: &Packet<'a>, index: usize) -> Self {
        let frame = packet.frame.bytes;
        let Some(source) = packet.sources.get(index).filter(|_| frame.len() == packet.frame.wire_length as usize) else {
            return Self::default();
        };
        let start = frame.len().saturating_sub(source.bytes.len());
        let length = match packet.layers.get(index) {
            Some(Layer::Ipv4(ip)) if ip.total_length > 0 => ip.total_length.into(),
            Some(Layer::Ipv6(ip)) if ip.payload_length > 0 => usize::from(ip.payload_length) + 40,
            Some(Layer::Arp(_)) => match source.bytes {
                [_, _, _, _, hardware, protocol, ..] => 8 + 2 * (usize::from(*hardware) + usize::from(*protocol)),
                _ => return Self::default(),
            },
            // IEEE 802.3 says where the rest begins; a cooked header doesn't.
            Some(Layer::Llc(_)) if !matches!(packet.layers.first(), Some(Layer::Sll(_))) => source.length,
            _ => return Self::default(),
        };
        match packet.layers.get(index) {
            Some(Layer::Llc(_)) => {
                let header = packet.sources.get(index.wrapping_sub(1)).map_or(0, |link| frame.len() - link.bytes.len() + 14);
                Self { bytes: frame.get(header + length..).unwrap_or_default(), before: header + length }
            }
            _ => Self { bytes: frame.get(start + length..).unwrap_or_default(), before: start + length },
        }
    }

    /// Tells it: zeros up to 60 bytes are padding, the rest is a trailer.
    pub(super) fn walk<S: Sink>(self, trailer: Id, tree: &mut Tree<'_, '_, S>) {
        let (padding, rest) = self.parts();
        if !padding.is_empty() {
            tree.put(PADDING, padding, padding);
        }
        if !rest.is_empty() {
            tree.put(trailer, rest, rest);
            self.doubt(padding, tree);
        }
    }

    /// What stands where the padding of a smallest frame would, and isn't zero.
    fn doubt<S: Sink>(self, padding: &[u8], tree: &mut Tree<'_, '_, S>) {
        if padding.is_empty() && self.before < SMALLEST && self.before + self.bytes.len() >= SMALLEST {
            tree.below(|tree| tree.expert(PADDING_DOUBTFUL, "Note/Protocol"));
        }
    }

    fn parts(self) -> (&'a [u8], &'a [u8]) {
        if self.before + self.bytes.len() < SMALLEST {
            return (&[], self.bytes);
        }
        let (padding, rest) = self.bytes.split_at(SMALLEST.saturating_sub(self.before).min(self.bytes.len()));
        if padding.iter().all(|byte| *byte == 0) { (padding, rest) } else { (&[], self.bytes) }
    }

    /// The same for Ethernet, whose last four bytes may be the frame check sequence.
    fn walk_with_checksum<S: Sink>(self, tree: &mut Tree<'_, '_, S>) {
        const WITH_CHECKSUM: usize = 64;
        let (padding, rest) = self.parts();
        if !padding.is_empty() {
            tree.put(PADDING, padding, padding);
        }
        let has_checksum = rest.len() >= 4 && self.before + self.bytes.len() >= WITH_CHECKSUM;
        let (trailer, checksum) = rest.split_at(if has_checksum { rest.len() - 4 } else { rest.len() });
        if !trailer.is_empty() {
            tree.put(TRAILER, trailer, trailer);
            self.doubt(padding, tree);
        }
        if let &[a, b, c, d] = checksum {
            let sum = u32::from_be_bytes([a, b, c, d]);
            tree.put_as(CHECKSUM, sum, checksum, format_args!("Frame check sequence: 0x{sum:08x} [unverified]"));
            tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        }
    }
}
