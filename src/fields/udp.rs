//! `udp.*`: User Datagram Protocol.

use super::field::{Base, Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, fields, names};
use crate::decode::udp::Udp;
use crate::time::Span;
use crate::track::Detail;
use crate::track::flow::Flow;

fields! {
    Protocol::Udp;
    UDP = Field::protocol("udp", "User Datagram Protocol");
    SOURCE_PORT = Field::unsigned("udp.srcport", "Source Port", 16);
    DESTINATION_PORT = Field::unsigned("udp.dstport", "Destination Port", 16);
    PORT = Field::unsigned("udp.port", "Source or Destination Port", 16);
    LENGTH = Field::unsigned("udp.length", "Length", 16);
    CHECKSUM = Field::unsigned("udp.checksum", "Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("udp.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    STREAM = Field::unsigned("udp.stream", "Stream index", 32);
    TIME_RELATIVE = Field::of(Kind::Span, "udp.time_relative", "Time since first frame");
    TIME_DELTA = Field::of(Kind::Span, "udp.time_delta", "Time since previous frame");
    PAYLOAD = Field::of(Kind::Bytes, "udp.payload", "Payload");
    TRACEROUTE = Field::nothing("udp.possible_traceroute", "Possible traceroute");
}

pub(super) fn walk<S: Sink>(udp: &Udp<'_>, subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    datagram(udp, subject, false, tree);
}

/// A header that an ICMP error quotes.
pub(super) fn walk_quoted<S: Sink>(udp: &Udp<'_>, subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    datagram(udp, subject, true, tree);
}

fn datagram<S: Sink>(udp: &Udp<'_>, subject: &Subject<'_, '_>, is_quoted: bool, tree: &mut Tree<'_, '_, S>) {
    let header = udp.header;
    let at = |start: usize| header.get(start..start + 2).unwrap_or_default();
    let (source, destination) = (udp.source_port, udp.destination_port);
    tree.protocol(UDP, header, format_args!("User Datagram Protocol, Src Port: {source}, Dst Port: {destination}"));
    tree.below(|tree| {
        tree.put(SOURCE_PORT, source, at(0));
        tree.put(DESTINATION_PORT, destination, at(2));
        traceroute(source, destination, tree);
        tree.hide(PORT, source, at(0));
        tree.hide(PORT, destination, at(2));
        tree.put(LENGTH, udp.length, at(4));
        let checksum = u16::from_be_bytes(at(6).try_into().unwrap_or_default());
        if checksum == 0 {
            tree.put_as(CHECKSUM, checksum, at(6), format_args!("Checksum: 0x0000 [zero-value ignored]"));
            tree.below(|tree| tree.made(CHECKSUM_STATUS, names::NOT_PRESENT));
        } else {
            tree.put_as(CHECKSUM, checksum, at(6), format_args!("Checksum: 0x{checksum:04x} [unverified]"));
            tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        }
        let seen = &subject.inspected.seen;
        let stream = match seen.detail {
            Detail::IcmpError { number, .. } if is_quoted => number,
            _ => seen.stream.map(|stream| stream.number),
        };
        if let Some(stream) = stream {
            tree.made(STREAM, stream);
        }
        // A datagram without payload has no part in them (so in Wireshark).
        if let Some(flow) = subject.flow.filter(|_| !is_quoted && udp.length != 8) {
            times(subject, flow, tree);
        }
        let payload = udp.payload;
        if !payload.bytes.is_empty() {
            // The bytes that were captured, where TCP's line has those that were sent.
            let (captured, plural) = (payload.bytes.len(), if payload.bytes.len() == 1 { "" } else { "s" });
            tree.put_as(PAYLOAD, payload.bytes, payload.bytes, format_args!("UDP payload ({captured} byte{plural})"));
        }
    });
}

/// Ports as traceroute counts them up from 33435, three for each hop; Wireshark looks at the first ten hops.
fn traceroute<S: Sink>(source: u16, destination: u16, tree: &mut Tree<'_, '_, S>) {
    const FIRST: u16 = 33_435;
    const LAST: u16 = FIRST + 29;
    if source < 32_768 || !(FIRST..=LAST).contains(&destination) {
        return;
    }
    let count = destination - FIRST;
    tree.below(|tree| {
        let hop = format_args!("Possible traceroute: hop #{}, attempt #{}", count / 3 + 1, count % 3 + 1);
        tree.expert_as(TRACEROUTE, "Chat/Sequence", hop);
    });
}

fn times<S: Sink>(subject: &Subject<'_, '_>, flow: &Flow, tree: &mut Tree<'_, '_, S>) {
    let Some(time) = subject.inspected.packet.frame.time else { return };
    let since = |earlier| Option::map_or(earlier, Span::ZERO, |earlier| time.since(earlier));
    tree.made_line(format_args!("Timestamps"));
    tree.below(|tree| {
        let (relative, delta) = (since(flow.times.first), since(flow.times.before_last));
        tree.made(TIME_RELATIVE, relative);
        tree.made(TIME_DELTA, delta);
    });
}
