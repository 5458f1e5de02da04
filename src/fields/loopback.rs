//! `null.*`: the protocol family before a packet on BSD's loopback interfaces.

use super::field::Field;
use super::tree::{Sink, Tree};
use super::{Protocol, fields, names};
use crate::decode::loopback::Loopback;

fields! {
    Protocol::Loopback;
    LOOPBACK = Field::protocol("null", "Null/Loopback");
    TYPE = Field::unsigned("null.type", "Type", 16).hex().names(&names::ETHER_TYPES);
    FAMILY = Field::unsigned("null.family", "Family", 32).names(&FAMILIES);
}

/// Protocol families of the BSDs and of macOS.
const FAMILIES: [(u64, &str); 7] = [(2, "IP"), (7, "ISO"), (23, "AppleTalk"), (24, "IPv6"), (28, "IPv6"), (30, "IPv6"), (10, "IPv6")];

/// `bytes`: the header and what follows it.
pub(super) fn walk<S: Sink>(loopback: Loopback, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let header = bytes.get(..4).unwrap_or(bytes);
    tree.plain_protocol(LOOPBACK, header);
    tree.below(|tree| match u16::try_from(loopback.family) {
        Ok(family) if family >= 0x0600 => tree.put(TYPE, family, header),
        _ => tree.put(FAMILY, loopback.family, header),
    });
}
