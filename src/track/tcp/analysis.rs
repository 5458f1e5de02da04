//! What a segment is beside those before it: retransmission, duplicate ACK, keep-alive and so on, by the rules that
//! Wireshark documents for `tcp.analysis.*` (User's Guide 7.5, "TCP Analysis"), checked against what tshark 4.0 prints.
//!
//! The analysis has a memory of its own, apart from what [`super::TcpFlow`] knows of the connection: Wireshark lets a RST move the
//! stream, takes the acknowledgment field of segments without ACK, and takes a packet that was captured twice for two. Info follows
//! it there; what is said about the connection doesn't.

use super::figures::State;
use super::side::Scale;
use crate::decode::tcp::{Flags, Tcp};
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};
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
    /// A SYN on the ports of an earlier connection, or a SYN,ACK with another number than its side had (`tcp.analysis.reused_ports`).
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
/// Bits of a segment that opens or ends something: none of the findings about windows and ACKs is made of it.
const CONTROL: u16 = Flags::SYN.0 | Flags::FIN.0 | Flags::RST.0;

/// What the analysis remembers of a connection.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    sides: BySide<Watched>,
    /// The latest SYN without ACK.
    asked: Option<Timestamp>,
    /// From it to the first ACK without SYN: what Wireshark takes for the round trip.
    round_trip: Option<Span>,
    /// A SYN has offered accurate ECN (RFC 9768 3.1.1).
    offers_accurate_ecn: bool,
    /// It is agreed on: three flags are a counter.
    has_accurate_ecn: bool,
    /// The latest segment acknowledges what wasn't seen, whether that is said or not.
    acks_unseen: bool,
}

/// What the analysis remembers of one side. Wireshark keeps 0 for a number that it doesn't know; a number that is 0 counts as not known.
#[derive(Clone, Debug, Default)]
struct Watched {
    /// What relative number 0 is: the SYN's number, or one before the first number seen.
    base: Option<Seq>,
    /// Number behind the highest one sent, SYN and FIN counted.
    next: Option<Seq>,
    /// When the highest number was sent.
    next_time: Option<Timestamp>,
    /// Number behind the last one sent without a gap before it; an ACK beyond it acknowledges unseen data.
    acknowledgeable: Option<Seq>,
    /// The acknowledgment field of its latest segment, with ACK or without.
    acknowledgment: Option<Seq>,
    /// When its latest segment was sent.
    time: Option<Timestamp>,
    /// The window field of its latest segment, unscaled.
    window: Option<u16>,
    /// That segment is a SYN: its window isn't scaled.
    is_syn: bool,
    /// How the window field is scaled.
    scale: Scale,
    /// Duplicate ACKs since the acknowledgment field changed.
    duplicate_acks: u32,
    /// The other side has acknowledged what the capture hasn't seen of this one, since the acknowledgment field changed.
    acked_unseen: bool,
    /// Packet that sent the current acknowledgment field first; 0, as in Wireshark, where the first segment's field is 0 already.
    first_of_acknowledgment: u64,
    /// What was said of its latest segment.
    last: Analysis,
}

/// What the analysis says of a segment.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The findings.
    pub analysis: Analysis,
    /// `tcp.seq`: relative to its side's first number.
    pub sequence: u32,
    /// `tcp.ack`: relative to the other side's first number, as sent where that isn't known.
    pub acknowledgment: u32,
    /// `tcp.window_size`: in bytes, scaled where the scale is known.
    pub window: u32,
    /// The ACK that it repeats, and how often that makes.
    pub duplicate_of: Option<(u64, u32)>,
    /// `tcp.flags.ace`: the counter of congestion marks, where both sides agreed on it.
    pub ecn_counter: Option<u8>,
}

impl Watch {
    /// A SYN without ACK and with this number starts a new connection rather than repeating this one's.
    pub(super) fn is_replaced_by_syn(&self, side: Side, number: Seq) -> bool {
        self.sides.of(side).base.is_some_and(|base| base != number)
    }

    /// Takes the next segment in and says what it is.
    pub(super) fn push(&mut self, side: Side, tcp: &Tcp<'_>, frame: u64, time: Option<Timestamp>) -> Found {
        let is_syn = tcp.flags.has(Flags::SYN);
        let has_ack = tcp.flags.has(Flags::ACK);
        let sequence = Seq(tcp.sequence);
        let acknowledgment = Seq(tcp.acknowledgment);
        let (forward, reverse) = self.sides.both_mut(side);
        let mut found = Analysis::default();
        // Wireshark goes on in the same stream, from the new number.
        if is_syn && has_ack && forward.base.is_some_and(|base| base != sequence) {
            forward.base = Some(sequence);
            found.add(Analysis::REUSED_PORTS);
        }
        // A SYN that comes again makes Wireshark expect what follows the last number without a gap before it.
        if is_syn && !has_ack && forward.base.is_some() {
            forward.next = forward.acknowledgeable;
        }
        set_bases(tcp, forward, reverse);
        if is_syn {
            set_scale(tcp, forward, reverse);
        }
        analyze(&mut found, tcp, forward, reverse);
        if forward.acknowledgment.unwrap_or_default() != acknowledgment {
            forward.first_of_acknowledgment = frame;
            forward.duplicate_acks = 0;
            forward.acked_unseen = false;
        }
        self.acks_unseen = acked_unseen(&mut found, tcp, reverse);
        repeat(&mut found, tcp, time, forward, reverse, self.round_trip);
        let duplicate_of = found.has(Analysis::DUPLICATE_ACK).then_some((forward.first_of_acknowledgment, forward.duplicate_acks));
        advance(tcp, time, found, forward);
        if is_syn && !has_ack {
            // Wireshark takes the epoch for no time.
            self.asked = time.filter(|time| *time != Timestamp::default());
        } else if has_ack && !is_syn && self.round_trip.is_none() {
            self.round_trip = self.asked.zip(time).map(|(asked, time)| time.since(asked));
        }
        let has_counter = self.has_accurate_ecn && !is_syn;
        self.note_accurate_ecn(tcp);
        let (forward, reverse) = self.sides.both_mut(side);
        let window = forward.scale.scaled(tcp.window, is_syn);
        // Out of place, but Wireshark scales the next window by it.
        if !is_syn
            && !tcp.option_bytes.is_empty()
            && !tcp.has_timestamps_only()
            && let Some(shift) = tcp.window_scale()
        {
            forward.scale = Scale::Shift(shift);
        }
        Found {
            analysis: found,
            sequence: forward.base.map_or(0, |base| sequence.relative(base)),
            acknowledgment: reverse.base.map_or(acknowledgment.0, |base| acknowledgment.relative(base)),
            window,
            duplicate_of,
            ecn_counter: has_counter.then(|| u8::try_from(tcp.flags.only(Flags::COUNTER).0 >> 6).unwrap_or_default()),
        }
    }
}

impl Watch {
    /// What [`super::figures`] needs of it, after a segment of `side`.
    pub(super) fn state(&self, side: Side) -> State {
        let window_factor = match self.sides.of(side).scale {
            Scale::Unknown => -1,
            Scale::Unused => -2,
            Scale::Shift(shift) => 1 << shift.min(14),
        };
        State { window_factor, initial_round_trip: self.round_trip, acks_unseen: self.acks_unseen }
    }

    fn note_accurate_ecn(&mut self, tcp: &Tcp<'_>) {
        const AGREES: [u16; 4] = [Flags::CWR.0, Flags::CWR.0 | Flags::ECE.0, Flags::AE.0, Flags::AE.0 | Flags::CWR.0];
        if tcp.flags.has(Flags::SYN) {
            let bits = tcp.flags.only(Flags::COUNTER);
            match tcp.flags.has(Flags::ACK) {
                false => self.offers_accurate_ecn = bits == Flags::COUNTER,
                true => self.has_accurate_ecn |= self.offers_accurate_ecn && AGREES.contains(&bits.0),
            }
        }
        if !self.has_accurate_ecn && !tcp.option_bytes.is_empty() && !tcp.has_timestamps_only() {
            self.has_accurate_ecn = tcp.has_accurate_ecn_option();
        }
    }
}

/// Fixes relative number 0 of both sides as soon as it is known.
fn set_bases(tcp: &Tcp<'_>, forward: &mut Watched, reverse: &mut Watched) {
    let sequence = Seq(tcp.sequence);
    let is_syn = tcp.flags.has(Flags::SYN);
    forward.base.get_or_insert(if is_syn { sequence } else { sequence.minus(1) });
    // A SYN's acknowledgment field needn't be 0; the first segment with ACK tells.
    if tcp.flags.has(Flags::ACK) {
        reverse.base.get_or_insert(Seq(tcp.acknowledgment).minus(1));
    }
}

/// Takes the window scale of a SYN: used only if both SYNs offer it (RFC 7323 2.2).
fn set_scale(tcp: &Tcp<'_>, forward: &mut Watched, reverse: &mut Watched) {
    match tcp.window_scale() {
        // A repeated SYN without the option takes nothing back, nor does a SYN,ACK what a second SYN offers.
        None if forward.scale != Scale::Unknown => {}
        // The option may stand among those that the capture cut.
        None if tcp.is_header_cut() => {}
        None => (forward.scale, reverse.scale) = (Scale::Unused, Scale::Unused),
        Some(_) if tcp.flags.has(Flags::ACK) && reverse.scale == Scale::Unused => forward.scale = Scale::Unused,
        Some(shift) => forward.scale = Scale::Shift(shift),
    }
}

/// Windows, gaps, keep-alives and duplicate ACKs: looked at before the state of the segment's side takes it in.
fn analyze(found: &mut Analysis, tcp: &Tcp<'_>, forward: &mut Watched, reverse: &mut Watched) {
    let sequence = Seq(tcp.sequence);
    let acknowledgment = Seq(tcp.acknowledgment);
    let length = tcp.length();
    let plain = !tcp.flags.has_any(CONTROL);
    let expected = forward.next.unwrap_or_default() == sequence;
    let same_acknowledgment = forward.acknowledgment.unwrap_or_default() == acknowledgment;
    let same_window = forward.window == Some(tcp.window);

    if length == 1 && expected && reverse.window == Some(0) {
        found.add(Analysis::ZERO_WINDOW_PROBE);
        return;
    }
    if tcp.window == 0 && plain {
        found.add(Analysis::ZERO_WINDOW);
    }
    if !tcp.flags.has(Flags::RST) && forward.next.is_some_and(|next| sequence.is_after(next)) {
        found.add(Analysis::PREVIOUS_NOT_CAPTURED);
    }
    if length <= 1 && plain && forward.next.unwrap_or_default().minus(1) == sequence {
        found.add(Analysis::KEEP_ALIVE);
    }
    let bare = length == 0 && plain && expected;
    if bare && same_acknowledgment && tcp.window != 0 && !same_window {
        found.add(Analysis::WINDOW_UPDATE);
    }
    if length > 0 && plain && reverse.is_filled_by(sequence.plus(length)) {
        found.add(Analysis::WINDOW_FULL);
    }
    if !bare || !same_window || !same_acknowledgment {
        return;
    }
    if tcp.window != 0 && reverse.last.has(Analysis::KEEP_ALIVE) {
        found.add(Analysis::KEEP_ALIVE_ACK);
    } else if tcp.window == 0 && reverse.last.has(Analysis::ZERO_WINDOW_PROBE) {
        found.add(Analysis::ZERO_WINDOW_PROBE_ACK);
    } else if tcp.window != 0 {
        forward.duplicate_acks = forward.duplicate_acks.saturating_add(1);
        forward.acked_unseen = false;
        found.add(Analysis::DUPLICATE_ACK);
    }
}

const fn known(number: Seq) -> Option<Seq> {
    if number.0 == 0 { None } else { Some(number) }
}

impl Watched {
    fn is_filled_by(&self, end: Seq) -> bool {
        let (Some(acknowledged), Some(window)) = (self.acknowledgment.and_then(known), self.window) else { return false };
        self.scale != Scale::Unknown && end == acknowledged.plus(self.scale.scaled(window, self.is_syn))
    }
}

/// Whether a segment acknowledges what wasn't seen; the finding isn't made each time.
fn acked_unseen(found: &mut Analysis, tcp: &Tcp<'_>, reverse: &mut Watched) -> bool {
    let is_beyond = |limit: &Seq| tcp.flags.has(Flags::ACK) && Seq(tcp.acknowledgment).is_after(*limit);
    let Some(limit) = reverse.acknowledgeable.filter(is_beyond) else { return false };
    // Said once for each hole. Where the other side has sent nothing beyond it, its next ACK allows it to be said again,
    // and its duplicate ACKs are counted from the start.
    if let Some(next) = reverse.next.filter(|next| next.is_after(limit)) {
        reverse.acknowledgeable = Some(next);
        found.add(Analysis::ACKED_UNSEEN);
        return true;
    }
    if reverse.duplicate_acks == 0 && !reverse.acked_unseen {
        found.add(Analysis::ACKED_UNSEEN);
    }
    reverse.acked_unseen = true;
    reverse.duplicate_acks = 0;
    true
}

/// Which kind of repeat a segment that uses numbers is, if it is one.
fn repeat(found: &mut Analysis, tcp: &Tcp<'_>, time: Option<Timestamp>, forward: &Watched, reverse: &Watched, round_trip: Option<Span>) {
    let sequence = Seq(tcp.sequence);
    let length = tcp.length();
    let control = u32::from(tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0));
    if length + control == 0 || found.has(Analysis::KEEP_ALIVE) {
        return;
    }
    let acknowledged = reverse.acknowledgment.and_then(known);
    if length > 0 && acknowledged.is_some_and(|acknowledged| !sequence.plus(length).is_after(acknowledged)) {
        return found.add(Analysis::SPURIOUS_RETRANSMISSION);
    }
    let Some(next) = forward.next else { return };
    // One number back with more than one byte follows a zero window probe whose byte was refused: it adds data.
    if !sequence.is_before(next) || length > 1 && next.minus(1) == sequence {
        return;
    }
    // A time stamp that goes back is never soon after.
    let within =
        |since: Option<Timestamp>, limit: Span| time.zip(since).is_none_or(|(time, since)| time.since(since) < limit && time >= since);
    // Wireshark counts an ACK of unseen bytes like many duplicates.
    let duplicates = reverse.duplicate_acks >= 2 || reverse.acked_unseen;
    if duplicates && reverse.acknowledgment == Some(sequence) && within(reverse.time, FAST_RETRANSMISSION_WITHIN) {
        return found.add(Analysis::FAST_RETRANSMISSION);
    }
    // Wireshark counts these spans without sign: where time went back in the handshake, everything comes soon after.
    let limit = round_trip.filter(|span| *span != Span::ZERO).unwrap_or(OUT_OF_ORDER_WITHIN).as_nanos().cast_unsigned();
    let is_soon = time.zip(forward.next_time).is_none_or(|(time, next_time)| time.since(next_time).as_nanos().cast_unsigned() < limit);
    if is_soon && next != sequence.plus(length).plus(control) {
        return found.add(Analysis::OUT_OF_ORDER);
    }
    found.add(Analysis::RETRANSMISSION);
}

/// Takes the segment into its side's state.
fn advance(tcp: &Tcp<'_>, time: Option<Timestamp>, found: Analysis, forward: &mut Watched) {
    let sequence = Seq(tcp.sequence);
    let control = u32::from(tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0));
    let end = sequence.plus(tcp.length()).plus(control);
    if !found.has(Analysis::ZERO_WINDOW_PROBE) {
        if forward.next.is_none_or(|next| end.is_after(next)) {
            forward.next = known(end);
            forward.next_time = time;
        }
        // A segment that fills the first hole makes all up to the highest number acknowledgeable.
        if forward.acknowledgeable.is_none_or(|limit| limit == sequence) {
            forward.acknowledgeable = forward.next;
        }
    }
    forward.window = Some(tcp.window);
    forward.is_syn = tcp.flags.has(Flags::SYN);
    forward.acknowledgment = Some(Seq(tcp.acknowledgment));
    forward.time = time;
    forward.last = found;
}
