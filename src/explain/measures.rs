//! What a connection's numbers teach: told only where there is something to see in them.

use super::claim::measures::{Counted, HandshakeTimes, Measure, Mostly, TimeParts, TimerWaits, WindowRange};
use super::statement::Statement;
use crate::time::Span;
use crate::track::flow::{BySide, Flow, Side};
use crate::track::tcp::TcpFlow;
use crate::track::tcp::measures::{Bulk, Measures};
use crate::track::tcp::side::{Scale, TcpSide};
use crate::track::tcp::timers::Repeats;

/// A rate needs this many bytes, segments and this much time to mean something.
const LEAST_RATE: (u64, u64, Span) = (16_384, 10, Span::from_millis(10));
/// Under this much time nobody asks who was slow.
const LEAST_TIME: Span = Span::from_millis(100);

/// What a connection's numbers teach.
pub(super) fn tell(flow: &Flow, tcp: &TcpFlow) -> Vec<Statement> {
    let mut told = Vec::new();
    told.extend(round_trips(flow, tcp));
    told.extend(windows(flow, tcp));
    told.extend(in_flight(flow, tcp));
    told.extend(Side::BOTH.into_iter().filter_map(|side| throughput(flow, tcp, side)));
    told.extend(time_spent(flow, tcp));
    told.extend(timers(flow, tcp));
    told
}

/// How often and after how long a side sent one segment again while nothing came back.
pub(super) fn timers(flow: &Flow, tcp: &TcpFlow) -> Vec<Statement> {
    let Some(measures) = measures(tcp) else { return Vec::new() };
    let repeats = |side| measures.timers.longest.of(side).as_ref().map(|repeats| (side, repeats));
    Side::BOTH.into_iter().filter_map(repeats).filter_map(|(side, repeats)| timer(flow, side, repeats)).collect()
}

fn measures(tcp: &TcpFlow) -> Option<&Measures> {
    tcp.causes.as_ref()?.measures.as_deref()
}

fn timer(flow: &Flow, side: Side, repeats: &Repeats) -> Option<Statement> {
    let tries: Vec<(u64, Span)> = repeats.tries.to_vec();
    if tries.len() < 2 {
        return None;
    }
    let frames: Vec<u64> = tries.iter().map(|(frame, _)| *frame).chain([repeats.first]).collect();
    let more = repeats.count.saturating_sub(tries.len() as u64);
    let waits = timer_waits(&tries, repeats.is_syn);
    let (sender, receiver) = (flow.endpoint(side), flow.endpoint(side.other()));
    Some(Statement::new(
        Measure::RetransmissionTimer {
            sender,
            receiver,
            first: repeats.first,
            is_syn: repeats.is_syn,
            is_handshake: repeats.is_handshake,
            tries,
            more,
            waits,
        },
        frames,
    ))
}

/// Doubling: each wait is 1.8 to 2.2 times the one before. Even: none differs from the first by more than a tenth. A SYN's may begin
/// even and double then.
fn timer_waits(tries: &[(u64, Span)], is_syn: bool) -> TimerWaits {
    let waits: Vec<i128> = tries.iter().map(|(_, waited)| i128::from(waited.as_nanos())).collect();
    let doubles = |waits: &[i128]| waits.windows(2).all(|pair| matches!(pair, [one, next] if (18 * one..=22 * one).contains(&(10 * next))));
    let first = waits.first().copied().unwrap_or_default();
    let even = waits.iter().take_while(|wait| (9 * first..=11 * first).contains(&(10 * **wait))).count();
    if doubles(&waits) {
        TimerWaits::Doubling
    } else if even == waits.len() {
        TimerWaits::Even
    } else if waits.len() > 2 && doubles(waits.get(1..).unwrap_or_default()) {
        TimerWaits::DoublingLater
    } else if is_syn && doubles(waits.get(even.saturating_sub(1)..).unwrap_or_default()) {
        TimerWaits::EvenThenDoubling
    } else {
        TimerWaits::Other
    }
}

/// That SYN and FIN use a number each shows where both streams were seen from end to end.
pub(super) fn sequence_numbers(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    let counted = BySide { client: counted(&tcp.sides.client)?, server: counted(&tcp.sides.server)? };
    if counted.client.bytes + counted.server.bytes == 0 {
        return None;
    }
    let frames = [counted.client.fin, counted.client.ack, counted.server.fin, counted.server.ack];
    Some(Statement::new(Measure::SequenceNumbers { client: flow.client, server: flow.server, sides: counted }, frames))
}

fn counted(side: &TcpSide) -> Option<Counted> {
    let (syn, fin) = (side.syn?, side.fin?);
    let bytes = side.coverage.unique();
    // What one SYN, that many bytes and the FIN use, as long as 32 bits hold it.
    let is_whole = side.coverage.missing() == 0 && i64::from(fin.number.distance(syn.number)) == i64::try_from(bytes).ok()? + 1;
    is_whole.then_some(Counted { bytes, fin: fin.frame, ack: fin.acknowledged_by? })
}

fn windows(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    // Each side scales only if both SYNs offer it.
    let has_syns = tcp.sides.client.syn.is_some() && tcp.sides.server.syn.is_some();
    let measures = measures(tcp).filter(|_| has_syns && tcp.bytes().client + tcp.bytes().server > 0)?;
    let of = |side: Side| match tcp.sides.of(side).scale {
        Scale::Shift(shift) if shift > 0 => measures.sides.of(side).windows.map(|windows| WindowRange {
            shift,
            smallest: (windows.smallest.field, windows.smallest.frame),
            largest: (windows.largest.field, windows.largest.frame),
        }),
        _ => None,
    };
    let sides = BySide::from_fn(of);
    let told: Vec<u64> = [sides.client, sides.server].into_iter().flatten().flat_map(|range| [range.smallest.1, range.largest.1]).collect();
    (!told.is_empty()).then(|| Statement::new(Measure::Windows { client: flow.client, server: flow.server, sides }, told))
}

fn round_trips(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    let handshake = handshake(tcp);
    let measures = measures(tcp)?;
    let sides = BySide::from_fn(|side| measures.sides.of(side).round_trips);
    let samples = [sides.client, sides.server].into_iter().flatten().flat_map(|trips| [trips.least, trips.greatest]);
    let frames: Vec<u64> = samples.flat_map(|trip| [trip.segment, trip.ack]).collect();
    (!frames.is_empty()).then(|| Statement::new(Measure::RoundTrips { client: flow.client, server: flow.server, handshake, sides }, frames))
}

/// The handshake's two halves, where neither SYN was sent twice.
fn handshake(tcp: &TcpFlow) -> Option<HandshakeTimes> {
    let (syn, syn_ack) = (tcp.sides.client.syn?, tcp.sides.server.syn?);
    let (ack, opened) = tcp.handshake_ack?;
    // A kernel sends a bare ACK at once; what carries payload waited for the program.
    let is_bare = tcp.phases.handshake.has(ack);
    let is_plain = is_bare && syn.latest.0 == syn.frame && syn_ack.latest.0 == syn_ack.frame && !tcp.is_simultaneous;
    let to_server = syn_ack.time?.since(syn.time?);
    let to_client = opened?.since(syn_ack.time?);
    (is_plain && to_server >= Span::ZERO && to_client >= Span::ZERO).then_some(HandshakeTimes { to_server, to_client })
}

fn in_flight(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    let measures = measures(tcp)?;
    // One segment under way is what every exchange has.
    let is_whole = |side: Side| !measures.sides.of(side).lacks_acks && tcp.sides.of(side).coverage.missing() == 0;
    let told = |side: Side| measures.sides.of(side).in_flight.filter(|_| is_whole(side));
    let sides = BySide::from_fn(|side| told(side).filter(|flight| flight.segments > 1));
    let frames: Vec<u64> = [sides.client, sides.server].into_iter().flatten().map(|flight| flight.frame).collect();
    (!frames.is_empty()).then(|| Statement::new(Measure::InFlight { client: flow.client, server: flow.server, sides }, frames))
}

fn throughput(flow: &Flow, tcp: &TcpFlow, side: Side) -> Option<Statement> {
    let measured = measures(tcp)?.sides.of(side);
    let bulk = measured.bulk?;
    // Without the other side's ACKs a pause can't be seen, without all of the bytes their number.
    if measured.lacks_acks || *flow.packets.of(side.other()) == 0 || tcp.sides.of(side).coverage.missing() > 0 {
        return None;
    }
    let took = bulk.took();
    if bulk.bytes < LEAST_RATE.0 || bulk.segments < LEAST_RATE.1 || took < LEAST_RATE.2 {
        return None;
    }
    let Bulk { bytes, segments, first, last, without_room, .. } = bulk;
    let (sender, receiver) = (flow.endpoint(side), flow.endpoint(side.other()));
    let measure = Measure::Throughput { sender, receiver, bytes, segments, first, last, took, without_room };
    Some(Statement::new(measure, [first, last]))
}

/// Who took the time. Where another cause tells it more exactly (a queue, Nagle's algorithm, a full buffer), or where a part of
/// the conversation isn't in the capture, nothing is said.
fn time_spent(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    let causes = tcp.causes.as_ref()?;
    let turns = &measures(tcp)?.turns;
    let missing = Side::BOTH.into_iter().any(|side| tcp.sides.of(side).coverage.missing() > 0);
    let is_told = causes.wait.is_some()
        || causes.after_close.is_some()
        || causes.queue.is_some()
        || Side::BOTH.into_iter().any(|side| causes.pauses.held.of(side).is_some() || causes.pauses.stalls.of(side).held_up);
    if missing || is_told || turns.waited_for_room {
        return None;
    }
    let ways = BySide { client: way(tcp, Side::Client)?, server: way(tcp, Side::Server)? };
    let way_to = |side: Side| {
        let waits = turns.waits.of(side);
        let way = ways.of(side).as_nanos();
        let (crossing, shorter) = waits.crossing;
        let whole = i64::try_from(waits.with_way - crossing).ok()?.checked_mul(way)?;
        let crossing = i64::try_from(crossing).ok()?.checked_mul(way)?.min(shorter.as_nanos());
        Some(Span::from_nanos(whole.saturating_add(crossing).min(waits.total.as_nanos())))
    };
    let way = BySide { client: way_to(Side::Client)?, server: way_to(Side::Server)? };
    let without_way = |side: Side| minus(turns.waits.of(side).total, *way.of(side));
    let parts = TimeParts {
        total: [turns.waits.client.total, turns.waits.server.total, turns.sending.client, turns.sending.server]
            .into_iter()
            .chain([turns.pauses.client, turns.pauses.server])
            .fold(Span::ZERO, plus),
        waits: BySide::from_fn(without_way),
        longest: BySide::from_fn(|side| {
            let longest = turns.waits.of(side).longest?;
            Some((longest.after, longest.until, longest.took.min(without_way(side))))
        }),
        sending: turns.sending,
        pauses: turns.pauses,
        way: plus(way.client, way.server),
        turns: turns.waits.client.with_way + turns.waits.server.with_way,
        round_trip: plus(ways.client, ways.server),
    };
    let asked = [
        (Mostly::Waiting(Side::Client), parts.waits.client),
        (Mostly::Waiting(Side::Server), parts.waits.server),
        (Mostly::Sending(Side::Client), parts.sending.client),
        (Mostly::Sending(Side::Server), parts.sending.server),
        (Mostly::Pausing(Side::Client), parts.pauses.client),
        (Mostly::Pausing(Side::Server), parts.pauses.server),
        (Mostly::Way, parts.way),
    ];
    let (mostly, most) = asked.into_iter().max_by_key(|(_, took)| *took)?;
    // Half of it and more; otherwise nobody in particular was slow.
    if parts.total < LEAST_TIME || most.as_nanos().saturating_mul(2) < parts.total.as_nanos() {
        return None;
    }
    let frames = match mostly {
        Mostly::Waiting(side) => parts.longest.of(side).map(|(after, until, _)| vec![after, until]).unwrap_or_default(),
        Mostly::Sending(_) | Mostly::Pausing(_) | Mostly::Way => Vec::new(),
    };
    Some(Statement::new(Measure::TimeSpent { client: flow.client, server: flow.server, parts, mostly }, frames))
}

/// From where the capture was made to a side and back: the handshake's time, or a shorter one that an ACK shows.
fn way(tcp: &TcpFlow, to: Side) -> Option<Span> {
    let times = handshake(tcp)?;
    let of_handshake = match to {
        Side::Client => times.to_client,
        Side::Server => times.to_server,
    };
    let measures = measures(tcp)?;
    let of_acks = measures.sides.of(to.other()).round_trips.map(|trips| trips.least.took);
    of_acks.into_iter().chain([of_handshake]).min()
}

fn plus(one: Span, other: Span) -> Span {
    Span::from_nanos(one.as_nanos().saturating_add(other.as_nanos()))
}

fn minus(one: Span, other: Span) -> Span {
    Span::from_nanos(one.as_nanos().saturating_sub(other.as_nanos()))
}
