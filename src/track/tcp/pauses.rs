//! Where one side of a connection waited for the other: for an acknowledgment that the other side delayed, or for room.

use super::analysis::Analysis;
use super::causes::Passing;
use crate::decode::tcp::Flags;
use crate::time::{Span, Timestamp};
use crate::track::flow::BySide;

/// An ACK that comes later than this after its segment was delayed; on Linux the delay is 40 ms at least.
const DELAYED: Span = Span::from_millis(30);
/// What waited for an ACK leaves within this time after it.
const AT_ONCE: Span = Span::from_millis(1);
/// What waited for room leaves within this time after it is there.
const SOON: Span = Span::from_millis(5);

/// The pauses of a connection.
#[derive(Clone, Debug, Default)]
pub struct Pauses {
    /// Small segments that waited for a delayed ACK, of the side that sent them.
    pub held: BySide<Option<Held>>,
    /// What a side's full buffer held up.
    pub stalls: BySide<Stalls>,
    small: BySide<Option<Small>>,
    cleared: BySide<Option<Cleared>>,
}

/// Small segments that waited for a delayed ACK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The first of them: the small segment in flight.
    pub small: u64,
    /// The ACK that it waited for.
    pub ack: u64,
    /// What left right after it.
    pub next: u64,
    /// From the first to the ACK.
    pub waited: Span,
    /// How often it happened.
    pub count: u64,
}

/// What a full receive buffer held up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stalls {
    /// Since when the window is 0.
    since: Option<(u64, Option<Timestamp>)>,
    /// When it opened last; until the sender goes on.
    opened: Option<(u64, Option<Timestamp>)>,
    /// The longest: first packet with window 0, the one that opened it, how long between.
    pub longest: Option<(u64, u64, Span)>,
    /// How often the window was 0.
    pub count: u64,
    /// All of that time; the stall in which the capture ends isn't in it.
    pub total: Span,
    /// Probes that the sender sent.
    pub probes: u64,
    /// The sender had more to send: it probed, or went on as soon as there was room.
    pub held_up: bool,
}

impl Stalls {
    /// The packet since which the window is 0, where it is still so.
    pub fn open_since(&self) -> Option<(u64, Option<Timestamp>)> {
        self.since
    }
}

#[derive(Clone, Copy, Debug)]
struct Small {
    frame: u64,
    time: Timestamp,
    end: u32,
    /// Room that the other side had beyond it.
    room: u32,
}

#[derive(Clone, Copy, Debug)]
struct Cleared {
    small: u64,
    ack: u64,
    at: Timestamp,
    waited: Span,
    room: u32,
}

impl Pauses {
    pub(super) fn push(&mut self, passing: &Passing<'_>) {
        self.note_window(passing);
        let Passing { side, tcp, sides, .. } = *passing;
        if tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0 | Flags::RST.0) {
            (self.small, self.cleared) = Default::default();
            return;
        }
        if tcp.length() > 0 {
            self.payload(passing);
        } else if let Some(small) = *self.small.of(side.other())
            && tcp.flags.has(Flags::ACK)
            && tcp.acknowledgment == small.end
        {
            *self.small.of_mut(side.other()) = None;
            *self.cleared.of_mut(side.other()) = passing.time.map(|at| Cleared {
                small: small.frame,
                ack: passing.frame,
                at,
                waited: at.since(small.time),
                room: small.room.min(sides.of(side).scaled(tcp.window, false)),
            });
        }
    }

    fn payload(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, sides, seen, .. } = *passing;
        let cleared = self.cleared.of_mut(side).take();
        // The other side answers: what it sends carries the ACK.
        *self.small.of_mut(side.other()) = None;
        *self.cleared.of_mut(side.other()) = None;
        *self.small.of_mut(side) = None;
        let (Some(time), Some(round_trip), Some(segment_size)) = (passing.time, passing.round_trip, passing.segment_size) else { return };
        let own = sides.of(side);
        let is_new = seen.new_bytes == u64::from(tcp.length()) && !seen.follows_gap && !seen.analysis.repeats_data();
        if !is_new || tcp.length() >= segment_size || own.retransmissions > 0 {
            return;
        }
        let thrice = Span::from_nanos(round_trip.as_nanos().saturating_mul(3));
        if let Some(cleared) = cleared.filter(|cleared| cleared.waited >= DELAYED.max(thrice) && cleared.room >= tcp.length()) {
            let after = time.since(cleared.at);
            if after >= Span::ZERO && after <= AT_ONCE.max(round_trip) {
                let Cleared { small, ack, waited, .. } = cleared;
                let held = self.held.of_mut(side).get_or_insert(Held { small, ack, next: frame, waited, count: 0 });
                held.count += 1;
            }
        }
        let is_alone = matches!(own.unacknowledged.front(), Some(first) if first.frame == frame);
        if is_alone && own.unacknowledged.len() == 1 {
            let peer = sides.of(side.other());
            let room = peer.scaled(peer.window, peer.window_is_of_syn).saturating_sub(tcp.length());
            *self.small.of_mut(side) = Some(Small { frame, time, end: tcp.sequence.wrapping_add(tcp.length()), room });
        }
    }

    fn note_window(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, time, seen, sides, .. } = *passing;
        if tcp.flags.has_any(Flags::SYN.0 | Flags::RST.0) || !tcp.flags.has(Flags::ACK) {
            return;
        }
        self.sent(passing);
        let sender_has_closed = sides.of(side.other()).fin.is_some();
        let is_filling = seen.analysis.has(Analysis::ZERO_WINDOW) && !sender_has_closed;
        let stalls = self.stalls.of_mut(side);
        match stalls.since {
            None if is_filling => {
                stalls.since = Some((frame, time));
                stalls.opened = None;
                stalls.count += 1;
            }
            Some((first, since)) if tcp.window > 0 => {
                stalls.since = None;
                stalls.opened = Some((frame, time));
                if let Some(lasted) = time.zip(since).map(|(time, since)| time.since(since)) {
                    stalls.total = Span::from_nanos(stalls.total.as_nanos().saturating_add(lasted.as_nanos()));
                    if stalls.longest.is_none_or(|(_, _, longest)| lasted > longest) {
                        stalls.longest = Some((first, frame, lasted));
                    }
                }
            }
            _ => {}
        }
    }

    /// A side has sent something: what does it tell of the other side's window?
    fn sent(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, time, seen, round_trip, .. } = *passing;
        let stalls = self.stalls.of_mut(side.other());
        if seen.probes_zero_window {
            stalls.probes += 1;
            stalls.held_up = true;
        } else if tcp.length() > 0
            && let Some((_, opened)) = stalls.opened.take()
        {
            // Seen from the receiver's side the sender learns of it half a way later, and what it sends takes another.
            let soon = SOON.max(round_trip.unwrap_or(Span::ZERO));
            stalls.held_up |= time.zip(opened).is_some_and(|(time, opened)| time.since(opened) <= soon);
        }
    }
}
