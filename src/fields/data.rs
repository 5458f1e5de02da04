//! `data.*`: what a datagram or a segment carries that no protocol here takes apart.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, fields};
use crate::decode::Layer;

fields! {
    Protocol::Data;
    PROTOCOL = Field::protocol("data", "Data");
    DATA = Field::of(Kind::Bytes, "data.data", "Data");
    LENGTH = Field::signed("data.len", "Length", 32);
}

/// The bytes that nothing takes apart, if there are any.
pub(super) fn of<'a>(subject: &Subject<'_, 'a>) -> Option<&'a [u8]> {
    let payload = match subject.inspected.packet.layers.last()? {
        Layer::Tcp(_) if subject.inspected.seen.tcp().is_some_and(super::tcp::is_repeated) => return None,
        Layer::Tcp(tcp) => tcp.payload,
        Layer::Udp(udp) => udp.payload,
        _ => return None,
    };
    (subject.inspected.seen.carried.is_none() && !payload.bytes.is_empty()).then_some(payload.bytes)
}

pub(super) fn walk<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let length = bytes.len();
    tree.protocol(PROTOCOL, bytes, format_args!("Data ({length} byte{})", if length == 1 { "" } else { "s" }));
    tree.below(|tree| {
        tree.put(DATA, bytes, bytes);
        tree.made(LENGTH, length);
    });
}
