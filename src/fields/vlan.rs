//! `vlan.*` and `ieee8021ad.*`: VLAN tags.

use super::ethernet::Rest;
use super::field::{Field, Kind};
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Protocol, fields, names};
use crate::decode::vlan::Vlan;

fields! {
    Protocol::Vlan;
    VLAN = Field::protocol("vlan", "802.1Q Virtual LAN");
    PRIORITY = Field::unsigned("vlan.priority", "Priority", 16).mask(0xe000).names(&PRIORITIES);
    DROP = Field::boolean("vlan.dei", "DEI").mask(0x1000).states("Eligible", "Ineligible");
    NUMBER = Field::unsigned("vlan.id", "ID", 16).mask(0x0fff);
    TYPE = Field::unsigned("vlan.etype", "Type", 16).hex().names(&names::ETHER_TYPES);
    LENGTH = Field::unsigned("vlan.len", "Length", 16);
    TRAILER = Field::of(Kind::Bytes, "vlan.trailer", "Trailer");
    PROVIDER = Field::protocol("ieee8021ad", "IEEE 802.1ad");
    PROVIDER_PRIORITY = Field::unsigned("ieee8021ad.priority", "Priority", 16).mask(0xe000);
    PROVIDER_DROP = Field::unsigned("ieee8021ad.dei", "DEI", 16).mask(0x1000);
    PROVIDER_NUMBER = Field::unsigned("ieee8021ad.id", "ID", 16).mask(0x0fff);
    PROVIDER_TYPE = Field::unsigned("ieee8021ah.etype", "Type", 16).hex().names(&names::ETHER_TYPES);
}

/// What IEEE 802.1D recommends the priorities for.
const PRIORITIES: [(u64, &str); 8] = [
    (1, "Background"),
    (0, "Best Effort (default)"),
    (2, "Excellent Effort"),
    (3, "Critical Applications"),
    (4, "Video, < 100ms latency and jitter"),
    (5, "Voice, < 10ms latency and jitter"),
    (6, "Internetwork Control"),
    (7, "Network Control"),
];

/// `bytes`: the tag and what follows it; `rest`: what follows the innermost protocol.
pub(super) fn walk<S: Sink>(vlan: &Vlan, bytes: &[u8], rest: Rest<'_>, tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes);
    let header = bytes.get(..4).unwrap_or(bytes);
    if vlan.is_provider {
        tree.protocol(PROVIDER, header, format_args!("IEEE 802.1ad, ID: {}", vlan.id));
        tree.below(|tree| {
            reader.bits(&[PROVIDER_PRIORITY, PROVIDER_DROP, PROVIDER_NUMBER], 0, 2, tree);
            reader.put(PROVIDER_TYPE, 2, 2, tree);
        });
        return;
    }
    let drop = u8::from(vlan.may_be_dropped);
    tree.protocol(VLAN, header, format_args!("802.1Q Virtual LAN, PRI: {}, DEI: {drop}, ID: {}", vlan.priority, vlan.id));
    tree.below(|tree| {
        reader.bits(&[PRIORITY, DROP, NUMBER], 0, 2, tree);
        reader.put(if vlan.ether_type.is_some() { TYPE } else { LENGTH }, 2, 2, tree);
        rest.walk(TRAILER, tree);
    });
}
