//! `data.*`: what a datagram or a segment carries that no protocol here takes apart.

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, fields, quoted};
use crate::decode::tcp::{Flags, Tcp};
use crate::decode::{Layer, Packet};
use crate::inspect::Inspected;
use crate::track::tcp::analysis::Analysis;
use crate::track::{carries_dns, is_left_out};

fields! {
    Protocol::Data;
    PROTOCOL = Field::protocol("data", "Data");
    DATA = Field::of(Kind::Bytes, "data.data", "Data");
    LENGTH = Field::signed("data.len", "Length", 32);
}

/// The bytes that nothing takes apart, if there are any.
pub(super) fn of<'a>(subject: &Subject<'_, 'a>) -> Option<&'a [u8]> {
    let Inspected { packet, seen } = subject.inspected;
    if seen.carried.is_some() {
        return None;
    }
    if let (Some(Layer::Tcp(tcp)), Some(seen)) = (packet.layers.last(), seen.tcp())
        && (tcp.is_header_cut() || !shows_data(tcp, seen.analysis))
    {
        return None;
    }
    carried(packet).or_else(|| quoted::data(packet)).filter(|bytes| !bytes.is_empty())
}

/// Whether Wireshark shows what a segment carries as data: not what it takes for a repeat or out of order, but for a fast retransmission,
/// and a keep-alive's byte.
fn shows_data(tcp: &Tcp<'_>, analysis: Analysis) -> bool {
    let is_fast = analysis.has(Analysis::FAST_RETRANSMISSION) && !carries_dns(tcp);
    is_fast || analysis.has(Analysis::KEEP_ALIVE) && !tcp.flags.has(Flags::RST) || !is_left_out(tcp, analysis)
}

/// What a packet's innermost protocol carries, where no protocol here takes it apart.
pub(super) fn carried<'a>(packet: &Packet<'a>) -> Option<&'a [u8]> {
    let source = packet.sources.last()?;
    let bytes = match packet.layers.last()? {
        Layer::Tcp(tcp) => tcp.payload.bytes,
        Layer::Udp(udp) => udp.payload.bytes,
        Layer::OtherNetwork(_) | Layer::OtherTransport(_) => source.bytes,
        Layer::Ipv4(_) | Layer::Ipv6(_) => packet.piece?.payload.bytes,
        Layer::Llc(llc) if llc.ether_type().is_none() => source.bytes.get(llc.length()..)?,
        Layer::Sll(sll) if sll.ether_type().is_none() => source.bytes.get(if sll.interface_index.is_some() { 20 } else { 16 }..)?,
        Layer::Loopback(loopback) if loopback.ether_type().is_none() => source.bytes.get(4..)?,
        _ => return None,
    };
    (!bytes.is_empty()).then_some(bytes)
}

pub(super) fn walk<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let length = bytes.len();
    tree.put_as(PROTOCOL, bytes, bytes, format_args!("Data ({length} byte{})", if length == 1 { "" } else { "s" }));
    tree.below(|tree| {
        tree.put(DATA, bytes, bytes);
        tree.made(LENGTH, length);
    });
}
