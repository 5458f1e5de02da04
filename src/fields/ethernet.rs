//! `eth.*`: Ethernet II and IEEE 802.3.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Id, Protocol, fields, names};
use crate::decode::ethernet::Ethernet;

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
}

const LOCALLY: &str = "Locally administered address (this is NOT the factory default)";
const GLOBALLY: &str = "Globally unique address (factory default)";
const TO_A_GROUP: &str = "Group address (multicast/broadcast)";
const TO_ONE: &str = "Individual address (unicast)";

/// `bytes`: the header and what follows it.
pub(super) fn walk<S: Sink>(ethernet: &Ethernet, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
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
