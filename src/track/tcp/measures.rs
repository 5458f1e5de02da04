//! What a connection's packets measure: how long a segment waits for its ACK, how much is under way at once, how large the windows
//! are, how fast the largest piece of a stream was. All as seen where the capture was made; of fixed size, and kept only where
//! sentences are written.

use super::causes::Passing;
use super::scoreboard::Scoreboard;
use super::side::Segment;
use super::timers::Timers;
use super::turns::Turns;
use crate::decode::tcp::Flags;
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};
use crate::track::seq::Seq;

/// What is measured of one connection, from its opening, its first payload or its first repeat on.
#[derive(Clone, Debug, Default)]
pub struct Measures {
    /// Of what each side sent.
    pub sides: BySide<Measured>,
    /// Who let the other wait.
    pub turns: Turns,
    /// How long each side waited before it sent something again.
    pub timers: Timers,
}

/// What is measured of one side's segments.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// From its segments with payload to their ACKs.
    pub round_trips: Option<RoundTrips>,
    /// The most of its bytes that waited for an acknowledgment at once.
    pub in_flight: Option<InFlight>,
    /// The windows that it stated.
    pub windows: Option<Windows>,
    /// The largest piece of its stream that neither the other side's payload nor a pause of its program interrupts.
    pub bulk: Option<Bulk>,
    /// More of it seems to be under way than the window allows: ACKs for it are missing in the capture.
    pub lacks_acks: bool,
    /// What the other side has reported of its bytes.
    reported: Scoreboard,
    /// The piece that it is sending.
    current: Option<Bulk>,
}

/// Times from segments with payload to the ACKs that cover them. A segment that was sent again gives none: its ACK may answer either
/// (Karn's rule, RFC 6298 3). A receiver may wait with its ACK, so each is an upper bound of the way there and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTrips {
    /// How many.
    pub count: u64,
    /// The shortest.
    pub least: RoundTrip,
    /// The longest.
    pub greatest: RoundTrip,
}

/// A segment and its ACK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTrip {
    /// From the segment to the ACK.
    pub took: Span,
    /// The segment's packet.
    pub segment: u64,
    /// The ACK's.
    pub ack: u64,
}

/// Bytes that waited for an acknowledgment at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InFlight {
    /// From the latest acknowledgment number to behind the last byte sent, without those that were reported as arrived behind a gap.
    pub bytes: u32,
    /// Segments that carried them.
    pub segments: u64,
    /// The packet whose payload made it so many.
    pub frame: u64,
    /// The window that the other side had stated last, in bytes; `None` where its scale isn't known.
    pub window: Option<u32>,
}

/// The windows that a side stated, its SYN's left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// The smallest.
    pub smallest: StatedWindow,
    /// The largest.
    pub largest: StatedWindow,
}

/// A window as a packet states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedWindow {
    /// The header's field, unscaled.
    pub field: u16,
    /// The packet.
    pub frame: u64,
}

/// A piece of a stream, from its first segment to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Payload bytes, repeats left out.
    pub bytes: u64,
    /// Segments that brought them.
    pub segments: u64,
    /// First packet.
    pub first: u64,
    /// Last packet.
    pub last: u64,
    /// Segments behind which the other side's window had no room for one more of full size.
    pub without_room: u64,
    started: Timestamp,
    ended: Timestamp,
}

impl Bulk {
    /// From the first packet to the last.
    pub const fn took(&self) -> Span {
        self.ended.since(self.started)
    }
}

impl Measures {
    /// A program that has nothing to send for so long has ended its piece.
    const PAUSE: Span = Span::from_millis(100);

    /// Takes a segment that is neither a copy nor a RST.
    pub(super) fn push(&mut self, passing: &Passing<'_>) {
        self.timers.push(passing);
        self.sides.of_mut(passing.side.other()).reported.push(passing.tcp);
        let idle = self.turns.push(passing);
        self.note_round_trip(passing);
        self.note_window(passing);
        if passing.tcp.length() > 0 && passing.seen.new_bytes > 0 {
            let room = self.note_in_flight(passing);
            if idle >= Self::PAUSE {
                self.end_bulk(passing.side);
            }
            self.note_bulk(passing, room);
        }
    }

    fn note_round_trip(&mut self, passing: &Passing<'_>) {
        let Some((segment, Some(sent))) = passing.seen.acknowledges.newest else { return };
        let Some(took) = passing.time.map(|time| time.since(sent)).filter(|took| *took >= Span::ZERO) else { return };
        let sample = RoundTrip { took, segment, ack: passing.frame };
        let trips = &mut self.sides.of_mut(passing.side.other()).round_trips;
        let trips = trips.get_or_insert(RoundTrips { count: 0, least: sample, greatest: sample });
        trips.count += 1;
        if took < trips.least.took {
            trips.least = sample;
        }
        if took > trips.greatest.took {
            trips.greatest = sample;
        }
    }

    fn note_window(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, .. } = *passing;
        if tcp.flags.has(Flags::SYN) || !tcp.flags.has(Flags::ACK) {
            return;
        }
        let stated = StatedWindow { field: tcp.window, frame };
        let windows = self.sides.of_mut(side).windows.get_or_insert(Windows { smallest: stated, largest: stated });
        if stated.field < windows.smallest.field {
            windows.smallest = stated;
        }
        if stated.field > windows.largest.field {
            windows.largest = stated;
        }
    }

    /// Notes the bytes that wait for an acknowledgment now, where the segment carries the latest of them; the room that is left in the window.
    fn note_in_flight(&mut self, passing: &Passing<'_>) -> Option<u32> {
        let Passing { side, tcp, frame, sides, .. } = *passing;
        let (own, peer) = (sides.of(side), sides.of(side.other()));
        let end = Seq(tcp.sequence).plus(tcp.length());
        if own.next.is_some_and(|next| end.is_before(next.minus(u32::from(tcp.flags.has(Flags::FIN))))) {
            return None;
        }
        // Before any ACK is seen it is at least what was captured.
        let first = own.unacknowledged.front().map_or(Seq(tcp.sequence), |first| first.from);
        let from = peer.last_ack.unwrap_or(first);
        let waiting = u32::try_from(end.distance(from)).ok()?;
        let window = peer.known_window();
        let measured = self.sides.of_mut(side);
        // More than the window allows means that ACKs are missing here.
        measured.lacks_acks |= window.is_some_and(|window| waiting > window);
        let bytes = waiting.saturating_sub(measured.reported.bytes_before(end));
        if measured.in_flight.is_none_or(|most| bytes > most.bytes) {
            let mut behind = None;
            let is_another = |segment: &&Segment| {
                let is_new = segment.has_payload && behind.replace(segment.to) != Some(segment.to);
                is_new && !measured.reported.has(segment.from, segment.to)
            };
            let segments = own.unacknowledged.iter().filter(is_another).count() as u64;
            measured.in_flight = Some(InFlight { bytes, segments, frame, window });
        }
        Some(window?.saturating_sub(waiting))
    }

    fn note_bulk(&mut self, passing: &Passing<'_>, room: Option<u32>) {
        let Passing { side, frame, time, seen, segment_size, .. } = *passing;
        self.end_bulk(side.other());
        let Some(time) = time else { return };
        let start = Bulk { bytes: 0, segments: 0, first: frame, last: frame, without_room: 0, started: time, ended: time };
        let bulk = self.sides.of_mut(side).current.get_or_insert(start);
        bulk.bytes += seen.new_bytes;
        bulk.segments += 1;
        bulk.last = frame;
        bulk.ended = time;
        bulk.without_room += u64::from(room.zip(segment_size).is_some_and(|(room, size)| room < size));
        let (bytes, longest) = (bulk.bytes, *bulk);
        let largest = &mut self.sides.of_mut(side).bulk;
        if largest.is_none_or(|largest| bytes >= largest.bytes) {
            *largest = Some(longest);
        }
    }

    /// The other side has spoken, or this one's program paused: what comes next of it is another piece.
    fn end_bulk(&mut self, side: Side) {
        self.sides.of_mut(side).current = None;
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.timers.heap_bytes() + self.sides.client.reported.heap_bytes() + self.sides.server.reported.heap_bytes()
    }
}
