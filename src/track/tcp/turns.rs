//! Who let the other wait: from a request's end to the first byte of its answer, from an answer's end to the next request, and what
//! passed while one side was still sending.

use super::causes::Passing;
use crate::decode::tcp::Flags;
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};

/// With less room than this a sender may wait for more, however large its segments are (65,483 bytes over loopback).
const LITTLE_ROOM: u32 = 1460;

/// How a conversation's time went, as seen where the capture was made.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// How long each side let the other wait before it spoke: the server's answers, the client's requests.
    pub waits: BySide<Waits>,
    /// What passed between the segments of one side that nothing of the other interrupts; its repeats count too.
    pub sending: BySide<Span>,
    /// What of it the program had nothing to send: everything was acknowledged, the last segment wasn't full, and the next one wasn't
    /// made at the same time (what waits in a queue below TCP was).
    pub pauses: BySide<Span>,
    /// A wait was for room, so that the sums don't tell who was slow.
    pub waited_for_room: bool,
    /// What was said last.
    last: Option<Said>,
    /// When everything that a side had sent was acknowledged.
    cleared: BySide<Option<Timestamp>>,
    /// The other side has had little room since this one's latest payload.
    has_no_room: BySide<bool>,
}

/// Waits for one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many.
    pub count: u64,
    /// All of them together.
    pub total: Span,
    /// The longest.
    pub longest: Option<Wait>,
    /// Those that begin with a packet of the other side: seen from there they contain the way to this side and back.
    pub with_way: u64,
    /// Those of them that are shorter than the handshake's way to this side and back: what crosses waits for nothing.
    pub crossing: (u64, Span),
}

/// A wait for a side's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What it waited after: the other side's last payload, or its ACK that opened the connection.
    pub after: u64,
    /// The payload that ended it.
    pub until: u64,
    /// How long.
    pub took: Span,
}

#[derive(Clone, Copy, Debug)]
struct Said {
    by: Side,
    frame: u64,
    time: Timestamp,
    /// TCP had no more bytes then: the segment has room for more.
    has_room: bool,
    /// Its sender's clock (RFC 7323 4).
    made: Option<u32>,
}

impl Turns {
    /// Takes the next segment, and says for how long everything had been acknowledged, where its sender goes on after itself.
    pub(super) fn push(&mut self, passing: &Passing<'_>) -> Span {
        let Passing { side, tcp, frame, seen, opened, .. } = *passing;
        let Some(time) = passing.time else { return Span::ZERO };
        let room = passing.sides.of(side).known_window();
        if room.is_some_and(|room| room < passing.segment_size.unwrap_or(1).min(LITTLE_ROOM)) {
            *self.has_no_room.of_mut(side.other()) = true;
        }
        if tcp.flags.has(Flags::ACK) && passing.sides.of(side.other()).unacknowledged.is_empty() {
            self.cleared.of_mut(side.other()).get_or_insert(time);
        }
        let is_repeat = seen.repeats.is_some();
        // What is neither new nor known to be sent again says nothing.
        if tcp.length() == 0 || seen.new_bytes == 0 && !is_repeat {
            return Span::ZERO;
        }
        let made = tcp.timestamp();
        let has_room = passing.segment_size.is_some_and(|size| !tcp.length().is_multiple_of(size));
        let now = Said { by: side, frame, time, has_room, made };
        // The ACK that opens a connection is the client's, and leaves it free to ask.
        let opening = opened.and_then(|(frame, time)| Some(Said { by: Side::Client, frame, time: time?, has_room: true, made: None }));
        let is_first = self.last.is_none();
        let cleared = self.cleared.of_mut(side).take();
        let has_no_room = std::mem::take(self.has_no_room.of_mut(side));
        let Some(last) = self.last.or(opening) else {
            self.last = Some(now);
            return Span::ZERO;
        };
        let took = time.since(last.time);
        // A stamp that runs backwards, or an old repeat of the side that isn't speaking.
        if took < Span::ZERO || seen.new_bytes == 0 && last.by != side {
            return Span::ZERO;
        }
        self.last = Some(now);
        if (last.by != side || is_first) && has_no_room {
            self.waited_for_room = true;
        }
        if last.by != side || is_first {
            let (syn, syn_ack) = (passing.sides.client.syn.and_then(|syn| syn.time), passing.sides.server.syn.and_then(|syn| syn.time));
            let way = match side {
                Side::Server => syn_ack.zip(syn),
                Side::Client => opened.and_then(|(_, time)| time).zip(syn_ack),
            };
            let way = way.map(|(later, earlier)| later.since(earlier));
            self.waits.of_mut(side).add(Wait { after: last.frame, until: frame, took }, last.by != side, way);
            return Span::ZERO;
        }
        let idle = cleared.map(|cleared| time.since(cleared)).filter(|idle| (Span::ZERO..=took).contains(idle));
        let idle = idle.filter(|_| !is_repeat).unwrap_or(Span::ZERO);
        let is_pause = last.has_room && !has_no_room && (made.is_none() || made != last.made);
        // The ACK may take the way back, and what follows it the way there.
        let way = passing.round_trip.unwrap_or(Span::ZERO);
        let paused = if is_pause { Span::from_nanos((idle.as_nanos() - way.as_nanos()).max(0)) } else { Span::ZERO };
        add(self.pauses.of_mut(side), paused);
        add(self.sending.of_mut(side), Span::from_nanos(took.as_nanos() - paused.as_nanos()));
        idle
    }
}

impl Waits {
    fn add(&mut self, wait: Wait, has_way: bool, way: Option<Span>) {
        self.count += 1;
        if has_way {
            self.with_way += 1;
            if way.is_some_and(|way| wait.took < way) {
                self.crossing.0 += 1;
                add(&mut self.crossing.1, wait.took);
            }
        }
        add(&mut self.total, wait.took);
        if self.longest.is_none_or(|longest| wait.took > longest.took) {
            self.longest = Some(wait);
        }
    }
}

fn add(total: &mut Span, more: Span) {
    *total = Span::from_nanos(total.as_nanos().saturating_add(more.as_nanos()));
}
