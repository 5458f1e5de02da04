//! The numbers that Wireshark works out of a connection: what an ACK acknowledges and after how long, bytes in flight, what a
//! retransmission waited for, how much of the connection the capture has seen (`tcp.analysis.*`, `tcp.completeness`).
//!
//! Kept only where a field asks for them. The rules are those that tshark 4.0 shows, so that a filter or a column on these
//! fields selects what it does there; what is said about a connection rests on [`super::TcpFlow`], not on them.

use std::collections::VecDeque;

use super::analysis::Analysis;
use crate::decode::tcp::{Flags, Tcp};
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};
use crate::track::seq::Seq;

/// Segments of one side that wait for their ACK; beyond them none is added (so in Wireshark).
const MOST_WAITING: usize = 10_000;

/// The numbers of a connection's latest segment, and what the next ones need.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// `tcp.completeness`, before this segment: 1 SYN, 2 SYN,ACK, 4 ACK, 8 payload, 16 FIN, 32 RST.
    pub completeness: u8,
    /// Wireshark has something to say of the segment (`tcp.analysis`).
    pub is_analysed: bool,
    /// `tcp.analysis.acks_frame` and `tcp.analysis.ack_rtt`.
    pub acknowledges: Option<(u64, Option<Span>)>,
    /// `tcp.analysis.initial_rtt`.
    pub initial_round_trip: Option<Span>,
    /// `tcp.analysis.bytes_in_flight`.
    pub bytes_in_flight: Option<u32>,
    /// `tcp.analysis.push_bytes_sent`.
    pub bytes_since_push: Option<u32>,
    /// `tcp.analysis.rto_frame` and `tcp.analysis.rto`.
    pub timeout: Option<(u64, Option<Span>)>,
    /// `tcp.window_size_scalefactor`: -1 unknown, -2 none.
    pub window_factor: i32,
    seen: u8,
    has_begun: bool,
    sides: BySide<Sent>,
}

/// What is remembered of one side.
#[derive(Clone, Debug, Default)]
struct Sent {
    /// Segments that wait for their ACK, the oldest first.
    waiting: VecDeque<Waiting>,
    /// A gap makes bytes in flight unknown until the other side acknowledges something.
    is_uncertain: bool,
    /// Who sent the highest number, and when.
    highest: Option<(Seq, u64, Option<Timestamp>)>,
    /// Payload bytes since the last PSH.
    since_push: u32,
    was_push: bool,
    /// What the other side's latest SACK blocks cover of its bytes.
    selectively_acknowledged: u32,
}

/// A segment that waits for its ACK.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    frame: u64,
    time: Option<Timestamp>,
    from: Seq,
    to: Seq,
}

impl Figures {
    /// Takes the next segment in; `analysis` is what it was found to be.
    pub(super) fn push(&mut self, side: Side, tcp: &Tcp<'_>, analysis: Analysis, frame: u64, time: Option<Timestamp>, state: State) {
        self.completeness = self.seen;
        self.window_factor = state.window_factor;
        self.acknowledges = None;
        self.bytes_in_flight = None;
        self.bytes_since_push = None;
        self.timeout = None;
        self.initial_round_trip = state.initial_round_trip;
        self.note_completeness(tcp);
        let (forward, reverse) = self.sides.both_mut(side);
        let sequence = Seq(tcp.sequence);
        let length = tcp.length();
        let uses = u32::from(tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0));
        let end = sequence.plus(length).plus(uses);
        if analysis.has(Analysis::PREVIOUS_NOT_CAPTURED) {
            forward.is_uncertain = true;
        }
        if tcp.flags.has(Flags::ACK) {
            reverse.is_uncertain = false;
        }
        if analysis.has(Analysis::RETRANSMISSION) {
            self.timeout = forward.timeout(time);
        }
        if length + uses > 0 && forward.waiting.len() < MOST_WAITING {
            forward.waiting.push_back(Waiting { frame, time, from: sequence, to: end });
        }
        if forward.highest.is_none_or(|(highest, ..)| end.is_after(highest)) && !analysis.has(Analysis::ZERO_WINDOW_PROBE) {
            forward.highest = Some((end, frame, time));
        }
        if tcp.flags.has(Flags::ACK) {
            self.acknowledges = reverse.acknowledge(Seq(tcp.acknowledgment), time);
            reverse.selectively_acknowledged = selectively_acknowledged(tcp);
        }
        let counts_flight = length > 0 && !forward.waiting.is_empty() && !forward.is_uncertain;
        if counts_flight {
            self.bytes_in_flight = forward.in_flight(uses);
            let since_push = forward.since_push(length, tcp.flags.has(Flags::PSH));
            self.bytes_since_push = self.bytes_in_flight.map(|_| since_push);
        }
        // Wireshark counts as a finding what it has looked into, even where that came to nothing.
        let is_looked_into = counts_flight || state.acks_unseen;
        self.is_analysed = analysis != Analysis::default() || self.acknowledges.is_some() || is_looked_into;
    }

    /// `tcp.completeness` of the segments so far, this one with them.
    pub const fn completeness_so_far(&self) -> u8 {
        self.seen
    }

    fn note_completeness(&mut self, tcp: &Tcp<'_>) {
        let flags = tcp.flags;
        let has_syn = flags.has(Flags::SYN);
        let has_ack = flags.has(Flags::ACK);
        // The first segment doesn't count where the capture began later than the connection.
        let is_first = !self.has_begun && !has_syn;
        self.has_begun = true;
        if is_first {
            return;
        }
        for (condition, bit) in [
            (has_syn && !has_ack, 1),
            (has_syn && has_ack, 2),
            (!has_syn && has_ack && tcp.length() == 0, 4),
            (tcp.length() > 0, 8),
            (flags.has(Flags::FIN) && has_ack, 16),
            (flags.has(Flags::RST), 32),
        ] {
            self.seen |= if condition { bit } else { 0 };
        }
    }
}

/// What the analysis knows when a segment comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub window_factor: i32,
    pub initial_round_trip: Option<Span>,
    /// It acknowledges what wasn't seen.
    pub acks_unseen: bool,
}

impl Sent {
    /// What a retransmission waited for: the oldest segment without ACK, else the one with the highest number.
    fn timeout(&self, time: Option<Timestamp>) -> Option<(u64, Option<Span>)> {
        let since = |earlier: Option<Timestamp>| time.zip(earlier).map(|(time, earlier)| time.since(earlier));
        let waiting = self.waiting.front();
        waiting.map(|waiting| (waiting.frame, since(waiting.time))).or_else(|| self.highest.map(|(_, frame, sent)| (frame, since(sent))))
    }

    /// Takes an ACK of the other side in; gives the segment that it acknowledges to the byte.
    fn acknowledge(&mut self, acknowledgment: Seq, time: Option<Timestamp>) -> Option<(u64, Option<Span>)> {
        let mut found = None;
        // The newest first, as Wireshark does: the last one that fits is the oldest.
        for waiting in self.waiting.iter_mut().rev() {
            if waiting.to == acknowledgment {
                found = Some((waiting.frame, time.zip(waiting.time).map(|(time, sent)| time.since(sent))));
            } else if acknowledgment.is_after(waiting.from) && acknowledgment.is_before(waiting.to) {
                waiting.from = acknowledgment;
            }
        }
        self.waiting.retain(|waiting| waiting.to.is_after(acknowledgment));
        found
    }

    /// From the lowest to the highest number that waits. Of the latest segment, the number that its SYN or FIN `uses` isn't counted; of
    /// earlier ones it is (so in Wireshark).
    fn in_flight(&self, uses: u32) -> Option<u32> {
        let base = self.waiting.front()?.from;
        let mut lowest = base;
        let mut highest = base;
        for waiting in &self.waiting {
            if waiting.from.is_before(lowest) {
                lowest = waiting.from;
            }
            if waiting.to.is_after(highest) {
                highest = waiting.to;
            }
        }
        let bytes = highest.relative(lowest).wrapping_sub(uses).wrapping_sub(self.selectively_acknowledged);
        (1..2_000_000_000).contains(&bytes).then_some(bytes)
    }

    fn since_push(&mut self, length: u32, is_push: bool) -> u32 {
        self.since_push = if self.was_push { length } else { self.since_push.saturating_add(length) };
        self.was_push = is_push;
        self.since_push
    }
}

/// Bytes that the SACK blocks of a segment cover.
fn selectively_acknowledged(tcp: &Tcp<'_>) -> u32 {
    tcp.sack_blocks().fold(0, |bytes, (from, end)| bytes.wrapping_add(end.wrapping_sub(from)))
}
