//! Who let the other wait: from a request's end to the first byte of its answer, from an answer's end to the next request, and what
//! passed while one side was still sending.

use super::causes::Passing;
use crate::decode::tcp::Flags;
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};

/// How a conversation's time went, as seen where the capture was made.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// How long each side let the other wait before it spoke: the server's answers, the client's requests.
    pub waits: BySide<Waits>,
    /// What passed between the segments of one side that nothing of the other interrupts, while bytes of it were in flight; its
    /// repeats count too.
    pub sending: BySide<Span>,
    /// What passed between them after everything had been acknowledged: the program had nothing to send.
    pub pauses: BySide<Span>,
    /// From the last payload to the first FIN, and who sent that.
    pub closing: Option<(Side, Span)>,
    /// What was said last.
    last: Option<Said>,
    /// When everything that a side had sent was acknowledged.
    cleared: BySide<Option<Timestamp>>,
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
}

impl Turns {
    pub(super) fn push(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, seen, opened, .. } = *passing;
        let Some(time) = passing.time else { return };
        if tcp.flags.has(Flags::ACK) && passing.sides.of(side.other()).unacknowledged.is_empty() {
            self.cleared.of_mut(side.other()).get_or_insert(time);
        }
        let is_fin = tcp.flags.has(Flags::FIN);
        let is_repeat = seen.repeats.is_some();
        if tcp.length() == 0 && !is_fin {
            return;
        }
        let is_new = seen.new_bytes > 0;
        if tcp.length() > 0 && !is_new && !is_repeat {
            return;
        }
        let now = Said { by: side, frame, time };
        // The ACK that opens a connection is the client's, and leaves it free to ask.
        let opening = opened.and_then(|(frame, time)| Some(Said { by: Side::Client, frame, time: time? }));
        let Some(last) = self.last.or(opening) else {
            self.last = Some(now);
            return;
        };
        let took = time.since(last.time);
        if took < Span::ZERO {
            return;
        }
        let is_first = self.last.is_none();
        if tcp.length() == 0 {
            // A FIN alone ends what its side says; the time before it is nobody's answer.
            if !is_repeat && self.closing.is_none() && passing.sides.of(side.other()).fin.is_none() {
                self.closing = Some((side, took));
                self.last = Some(now);
            }
            return;
        }
        if !is_new {
            // What is sent again counts for who was speaking; an old repeat of the other side tells nothing.
            if last.by != side {
                return;
            }
            add(self.sending.of_mut(side), took);
        } else if last.by == side && !is_first {
            let idle = self.cleared.of(side).map(|cleared| time.since(cleared)).filter(|idle| (Span::ZERO..=took).contains(idle));
            let idle = idle.unwrap_or(Span::ZERO);
            add(self.pauses.of_mut(side), idle);
            add(self.sending.of_mut(side), Span::from_nanos(took.as_nanos() - idle.as_nanos()));
        } else {
            self.waits.of_mut(side).add(Wait { after: last.frame, until: frame, took }, last.by != side);
        }
        *self.cleared.of_mut(side) = None;
        self.last = Some(now);
        if is_fin && self.closing.is_none() {
            self.closing = Some((side, Span::ZERO));
        }
    }
}

impl Waits {
    fn add(&mut self, wait: Wait, has_way: bool) {
        self.count += 1;
        self.with_way += u64::from(has_way);
        add(&mut self.total, wait.took);
        if self.longest.is_none_or(|longest| wait.took > longest.took) {
            self.longest = Some(wait);
        }
    }
}

fn add(total: &mut Span, more: Span) {
    *total = Span::from_nanos(total.as_nanos().saturating_add(more.as_nanos()));
}
