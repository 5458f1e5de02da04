//! What a segment is beside those before it: retransmission, duplicate ACK, keep-alive and so on, by the rules that
//! Wireshark documents for `tcp.analysis.*` (User's Guide 7.5, "TCP Analysis").

use super::side::{Scale, TcpSide};
use crate::decode::tcp::{Flags, Tcp};
use crate::time::{Span, Timestamp};
use crate::track::seq::Seq;

/// The findings about one segment, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analysis(u16);

impl Analysis {
    /// Payload that its side has sent before (`tcp.analysis.retransmission`).
    pub const RETRANSMISSION: Self = Self(1);
    /// A retransmission right after duplicate ACKs (`tcp.analysis.fast_retransmission`).
    pub const FAST_RETRANSMISSION: Self = Self(1 << 1);
    /// Payload that the other side has acknowledged before (`tcp.analysis.spurious_retransmission`).
    pub const SPURIOUS_RETRANSMISSION: Self = Self(1 << 2);
    /// Earlier numbers than expected, so soon that it rather took another way (`tcp.analysis.out_of_order`).
    pub const OUT_OF_ORDER: Self = Self(1 << 3);
    /// Later numbers than expected (`tcp.analysis.lost_segment`).
    pub const PREVIOUS_NOT_CAPTURED: Self = Self(1 << 4);
    /// Acknowledges numbers that weren't seen (`tcp.analysis.ack_lost_segment`).
    pub const ACKED_UNSEEN: Self = Self(1 << 5);
    /// The same ACK again (`tcp.analysis.duplicate_ack`).
    pub const DUPLICATE_ACK: Self = Self(1 << 6);
    /// One number back, 0 or 1 byte (`tcp.analysis.keep_alive`).
    pub const KEEP_ALIVE: Self = Self(1 << 7);
    /// Answers a keep-alive (`tcp.analysis.keep_alive_ack`).
    pub const KEEP_ALIVE_ACK: Self = Self(1 << 8);
    /// Its window is 0 (`tcp.analysis.zero_window`).
    pub const ZERO_WINDOW: Self = Self(1 << 9);
    /// One byte into a zero window (`tcp.analysis.zero_window_probe`).
    pub const ZERO_WINDOW_PROBE: Self = Self(1 << 10);
    /// Answers a zero window probe (`tcp.analysis.zero_window_probe_ack`).
    pub const ZERO_WINDOW_PROBE_ACK: Self = Self(1 << 11);
    /// Fills the other side's window to the last byte (`tcp.analysis.window_full`).
    pub const WINDOW_FULL: Self = Self(1 << 12);
    /// Only the window is new (`tcp.analysis.window_update`).
    pub const WINDOW_UPDATE: Self = Self(1 << 13);
    /// A SYN on the ports of an earlier connection (`tcp.analysis.reused_ports`).
    pub const REUSED_PORTS: Self = Self(1 << 14);

    /// All findings of `other` are in it.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// One of the four kinds of segments that bring nothing new.
    pub const fn repeats_data(self) -> bool {
        self.0 & (Self::RETRANSMISSION.0 | Self::FAST_RETRANSMISSION.0 | Self::SPURIOUS_RETRANSMISSION.0) != 0
    }

    /// Adds a finding.
    pub const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Within this time after the last duplicate ACK a retransmission is a fast one.
const FAST_RETRANSMISSION_WITHIN: Span = Span::from_millis(20);
/// Within this time after the highest number a lower one is out of order, where the round trip isn't known.
const OUT_OF_ORDER_WITHIN: Span = Span::from_millis(3);

/// Looks at a segment before the state of its side takes it in.
pub(super) fn analyze(
    tcp: &Tcp<'_>,
    time: Option<Timestamp>,
    forward: &mut TcpSide,
    reverse: &mut TcpSide,
    round_trip: Option<Span>,
) -> Analysis {
    let mut found = Analysis::default();
    let sequence = Seq(tcp.sequence);
    let acknowledgment = Seq(tcp.acknowledgment);
    let length = tcp.length();
    let plain = !tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0 | Flags::RST.0);
    let has_ack = tcp.flags.has(Flags::ACK);
    let expected = forward.next == Some(sequence);
    let same_ack = forward.last_ack == Some(acknowledgment);

    if length == 1 && expected && reverse.last_ack.is_some() && reverse.window == 0 {
        found.add(Analysis::ZERO_WINDOW_PROBE);
        return acked_unseen(found, has_ack, acknowledgment, reverse);
    }
    if tcp.window == 0 && plain {
        found.add(Analysis::ZERO_WINDOW);
    }
    if !tcp.flags.has(Flags::RST) && forward.next.is_some_and(|next| sequence.is_after(next)) {
        found.add(Analysis::PREVIOUS_NOT_CAPTURED);
    }
    if length <= 1 && plain && forward.next.is_some_and(|next| sequence == next.minus(1)) {
        found.add(Analysis::KEEP_ALIVE);
    }
    let bare = length == 0 && plain && expected;
    if bare && same_ack && tcp.window != 0 && tcp.window != forward.window {
        found.add(Analysis::WINDOW_UPDATE);
    }
    if length > 0 && plain && fills_window(sequence.plus(length), reverse) {
        found.add(Analysis::WINDOW_FULL);
    }
    let repeats_ack = bare && same_ack && tcp.window == forward.window;
    if repeats_ack && tcp.window != 0 && reverse.last_analysis.has(Analysis::KEEP_ALIVE) {
        found.add(Analysis::KEEP_ALIVE_ACK);
    } else if bare
        && tcp.window == 0
        && forward.window == 0
        && reverse.last_analysis.has(Analysis::ZERO_WINDOW_PROBE)
        && forward.last_ack.is_some_and(|last| acknowledgment == last || acknowledgment == last.plus(1))
    {
        found.add(Analysis::ZERO_WINDOW_PROBE_ACK);
    } else if repeats_ack && tcp.window != 0 {
        forward.duplicate_acks += 1;
        found.add(Analysis::DUPLICATE_ACK);
    }
    found = acked_unseen(found, has_ack, acknowledgment, reverse);
    if (length > 0 || tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0)) && !found.has(Analysis::KEEP_ALIVE) {
        found.0 |= repeat(tcp, time, forward, reverse, round_trip).0;
    }
    found
}

fn fills_window(end: Seq, reverse: &TcpSide) -> bool {
    let Some(acknowledged) = reverse.last_ack else { return false };
    reverse.scale != Scale::Unknown && end == acknowledged.plus(reverse.scaled(reverse.window, reverse.window_is_of_syn))
}

fn acked_unseen(mut found: Analysis, has_ack: bool, acknowledgment: Seq, reverse: &mut TcpSide) -> Analysis {
    if has_ack && reverse.acknowledgeable.is_some_and(|limit| acknowledgment.is_after(limit)) {
        found.add(Analysis::ACKED_UNSEEN);
        // Said once: what is acknowledged counts as seen from here on.
        reverse.acknowledgeable = Some(acknowledgment);
    }
    found
}

/// Which kind of repeat a segment that uses numbers is, if it is one.
fn repeat(tcp: &Tcp<'_>, time: Option<Timestamp>, forward: &TcpSide, reverse: &TcpSide, round_trip: Option<Span>) -> Analysis {
    let sequence = Seq(tcp.sequence);
    let length = tcp.length();
    let Some(next) = forward.next else { return Analysis::default() };
    if length > 0 && reverse.last_ack.is_some_and(|acknowledged| !sequence.plus(length).is_after(acknowledged)) {
        return Analysis::SPURIOUS_RETRANSMISSION;
    }
    // One number back with more than one byte follows a zero window probe whose byte was refused: it adds data.
    let behind = sequence.is_before(next) && !(length > 1 && next.minus(1) == sequence);
    if !behind {
        return Analysis::default();
    }
    let within = |since: Option<Timestamp>, limit: Span| time.zip(since).is_none_or(|(time, since)| time.since(since) < limit);
    if reverse.duplicate_acks >= 2 && reverse.last_ack == Some(sequence) && within(reverse.last_ack_time, FAST_RETRANSMISSION_WITHIN) {
        return Analysis::FAST_RETRANSMISSION;
    }
    let limit = round_trip.filter(|span| *span != Span::ZERO).unwrap_or(OUT_OF_ORDER_WITHIN);
    if within(forward.next_time, limit) && next != sequence.plus(length) {
        return Analysis::OUT_OF_ORDER;
    }
    Analysis::RETRANSMISSION
}
