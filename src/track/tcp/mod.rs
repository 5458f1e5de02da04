//! TCP connections: state by side, phases, what each segment is beside those before it (RFC 9293).

pub mod analysis;
pub mod causes;
pub mod coverage;
pub mod echo;
pub mod figures;
pub mod history;
pub mod measures;
pub mod pauses;
pub mod reads;
pub mod scoreboard;
pub mod side;
pub mod timers;
pub mod turns;

use arrayvec::ArrayVec;

use self::analysis::{Analysis, Watch};
use self::causes::{Causes, Passing};
use self::echo::{Echo, Repeated};
use self::figures::Figures;
use self::history::{Event, History};
use self::side::{Fin, Reset, Scale, Segment, Sent, TcpSide};
use super::dns::{Lookups, Transactions};
use super::flow::{BySide, FrameNumbers, Side, State};
use super::messages::Assembler;
use super::seq::Seq;
use crate::decode::icmp::Unreachable;
use crate::decode::tcp::{Flags, Tcp};
use crate::time::{Span, Timestamp};

/// A part of a connection's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// SYN, SYN,ACK, their repeats, and the first ACK of the SYN,ACK if it carries no payload.
    Handshake,
    /// All else.
    Data,
    /// FIN or RST and their repeats, and after a FIN each empty segment that acknowledges it.
    Close,
}

impl Phase {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Handshake, Self::Data, Self::Close];

    /// The word that records and tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Handshake => "handshake",
            Self::Data => "data",
            Self::Close => "close",
        }
    }
}

/// A TCP connection.
#[derive(Clone, Debug, Default)]
pub struct TcpFlow {
    /// What each side has done.
    pub sides: BySide<TcpSide>,
    /// Packet numbers by phase.
    pub phases: PhaseFrames,
    /// First packet that acknowledges the SYN,ACK, and when.
    pub handshake_ack: Option<(u64, Option<Timestamp>)>,
    /// From the SYN to the ACK that completes the handshake, as seen where the capture was made.
    pub handshake_time: Option<Span>,
    /// From the client's first payload to the server's first after it.
    pub response_time: Option<Span>,
    /// The comparison of the server's stream with the client's.
    pub echo: Echo,
    /// The side that sent FIN first.
    pub first_fin: Option<Side>,
    /// ICMP error that answered the SYN: packet number and code of Destination Unreachable.
    pub unreachable: Option<(u64, Unreachable)>,
    /// ICMP error that says that the SYN's time to live ran out on the way.
    pub expired: Option<u64>,
    /// DNS messages that it carries, on DNS's port.
    pub dns: Option<Box<TcpDns>>,
    /// The number of an earlier connection on the same addresses and ports.
    pub reuses: Option<u32>,
    /// Each side sent a SYN before it had the other's: nobody listened, nobody accepted.
    pub is_simultaneous: bool,
    /// What Wireshark's fields tell of the latest segment, where one of them is asked for.
    pub figures: Option<Box<Figures>>,
    /// What explains it across its packets, where that is told.
    pub causes: Option<Box<Causes>>,
    watch: Watch,
    keeps_story: bool,
    history: History,
    first_push: Option<u64>,
    first_data_ack: Option<u64>,
}

/// The DNS messages of a connection.
#[derive(Clone, Debug, Default)]
pub struct TcpDns {
    /// What each side has begun.
    pub(super) assemblers: BySide<Assembler>,
    /// Questions and what answered them.
    pub lookups: Lookups,
    /// The latest question of each ID, as long as figures are kept.
    pub(super) transactions: Transactions,
}

/// Packet numbers by phase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhaseFrames {
    /// Of the handshake.
    pub handshake: FrameNumbers,
    /// Of the data phase.
    pub data: FrameNumbers,
    /// Of the close.
    pub close: FrameNumbers,
}

/// What a segment is in its connection.
#[derive(Clone, Debug, PartialEq)]
pub struct TcpSeen {
    /// Its phase.
    pub phase: Phase,
    /// `tcp.seq`: relative to its side's first number.
    pub sequence: u32,
    /// `tcp.ack`: relative to the other side's first number.
    pub acknowledgment: u32,
    /// `tcp.window_size`: in bytes, scaled where the scale is known.
    pub window: u32,
    /// The window field is scaled by a factor that the capture doesn't show.
    pub window_scale_unknown: bool,
    /// What it is beside those before it.
    pub analysis: Analysis,
    /// The ACK that it repeats, and how often that makes (`tcp.analysis.duplicate_ack_frame`, `_num`).
    pub duplicate_of: Option<(u64, u32)>,
    /// `tcp.flags.ace`: the counter of congestion marks, where both sides agreed on it (RFC 9768).
    pub ecn_counter: Option<u8>,
    /// The packet whose numbers it sends again, and the time since then.
    pub repeats: Option<(u64, Option<Span>)>,
    /// It sends again the last that was sent, though bytes before it aren't acknowledged either, and nothing tells its sender what is
    /// missing: with those a retransmission timer would have begun (RFC 6298 5.4). The packet that sent the first of them.
    pub probes_tail: Option<u64>,
    /// What it acknowledges that wasn't acknowledged before.
    pub acknowledges: Acknowledged,
    /// Positions of its payload in its side's stream, first and last, from 1.
    pub range: Option<(u64, u64)>,
    /// Payload bytes that weren't seen before.
    pub new_bytes: u64,
    /// Which of the client's bytes it repeats, where it does.
    pub echoes: Option<Repeated>,
    /// The first packet of the connection with PSH that has room for more.
    pub is_first_push: bool,
    /// The first packet of the connection that acknowledges payload and carries none.
    pub is_first_data_ack: bool,
    /// It completes the handshake: the SYN,ACK that it answers and the time since the SYN.
    pub completes: Option<(u64, Option<Span>)>,
    /// The SYN that this SYN,ACK or RST answers.
    pub answers_syn: Option<u64>,
    /// It asks whether the other side's zero window has opened: one byte into it, or nothing one number back.
    pub probes_zero_window: bool,
    /// It asks whether the other side is still there: one number back, which has been acknowledged (RFC 9293 3.8.4).
    pub asks_alive: bool,
    /// The packet that it repeats had been sent again before.
    pub is_sent_thrice: bool,
    /// It sends again a byte that nobody has acknowledged, one number back.
    pub is_byte_again: bool,
    /// It answers such a probe: still no room.
    pub answers_probe: bool,
    /// Payload before it hasn't been seen.
    pub follows_gap: bool,
    /// The other side has sent at least two duplicate ACKs.
    pub after_duplicates: bool,
    /// Both sides have sent a SYN of their own, and this is a side's first SYN with ACK (RFC 9293 3.5, figure 7).
    pub is_simultaneous: bool,
    /// The capture saw the same packet a moment before.
    pub is_copy: bool,
    /// A RST whose number lies outside the window: it changes nothing (RFC 5961 3).
    pub ignored_reset: bool,
}

/// What an acknowledgment covers for the first time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acknowledged {
    /// Packets with payload that it acknowledges to the end, the first four.
    pub frames: ArrayVec<u64, 4>,
    /// Packets beyond those.
    pub more: u64,
    /// Position of the last byte that it acknowledges in the other side's stream, from 1; 0 before any.
    pub through: u64,
    /// It moves the acknowledgment number forward.
    pub is_new: bool,
    /// Payload is among it that hasn't been seen.
    pub unseen: bool,
    /// The other side's FIN is among it.
    pub fin: Option<u64>,
    /// The other side's SYN is among it.
    pub syn: Option<u64>,
    /// The latest packet with payload that it acknowledges to the end, and when that was sent; `None` where anything that it
    /// acknowledges was sent again or out of order, so that which one it answers isn't known.
    pub newest: Option<(u64, Option<Timestamp>)>,
}

impl TcpFlow {
    /// A connection before its first segment, on the ports of an earlier one if `reuses` names it.
    /// Packet numbers by phase and bytes to compare are kept if `keeps_story` says so, Wireshark's
    /// numbers if `keeps_figures` does.
    pub(super) fn new(reuses: Option<u32>, keeps_story: bool, keeps_figures: bool) -> Self {
        let figures = keeps_figures.then(Box::default);
        let causes = keeps_story.then(Box::default);
        let mut flow = Self { reuses, keeps_story, figures, causes, ..Self::default() };
        if !keeps_story {
            flow.echo.give_up();
        }
        flow
    }

    /// What has become of the connection; the first state that fits.
    pub fn state(&self) -> State {
        let saw_syn = self.sides.client.syn.is_some();
        let saw_answer = self.sides.server.syn.is_some();
        let fins = u8::from(self.sides.client.fin.is_some()) + u8::from(self.sides.server.fin.is_some());
        let refused = self.sides.server.rst.is_some_and(|rst| rst.to_syn) || self.unreachable.is_some();
        let reset =
            [&self.sides.client, &self.sides.server].iter().any(|side| side.rst.is_some_and(|rst| rst.before_both_fins && !rst.to_syn));
        if saw_syn && !saw_answer && refused {
            State::Refused
        } else if reset {
            State::Reset
        } else if fins == 2 {
            State::Closed
        } else if fins == 1 {
            State::HalfClosed
        } else if saw_syn && !saw_answer && self.phases.data.count() == 0 {
            State::Unanswered
        } else if !saw_syn && !saw_answer {
            State::Midstream
        } else {
            State::Open
        }
    }

    /// Whether a RST comes from a socket that still exists: it has ACK, a window, and a time stamp where the connection uses them.
    pub fn is_from_live_socket(&self, tcp: &Tcp<'_>) -> bool {
        let has_stamps = self.causes.as_ref().is_some_and(|causes| causes.has_stamps());
        tcp.flags.has(Flags::ACK) && tcp.window != 0 && (tcp.timestamp().is_some() || !has_stamps)
    }

    /// Payload bytes sent by each side, repeats left out.
    pub const fn bytes(&self) -> BySide<u64> {
        BySide { client: self.sides.client.coverage.unique(), server: self.sides.server.coverage.unique() }
    }

    /// Zeek's history.
    pub fn history(&self) -> &str {
        self.history.as_str()
    }

    /// A SYN with this number starts a new connection on the same ports rather than repeating this one's.
    pub(super) fn is_replaced_by_syn(&self, side: Side, number: Seq) -> bool {
        self.watch.is_replaced_by_syn(side, number)
    }

    /// Takes a segment in; `copied` where the capture saw the same packet before, with that number. What it is goes to `place` and
    /// is filled there: a move of it is felt.
    pub(super) fn push<'s>(
        &mut self,
        side: Side,
        tcp: &Tcp<'_>,
        frame: u64,
        time: Option<Timestamp>,
        copied: Option<u64>,
        place: &'s mut Option<TcpSeen>,
    ) -> &'s mut TcpSeen {
        // A stamp beyond what can be counted is none.
        let time = time.filter(|time| time.as_nanos() != i64::MAX);
        let is_copy = copied.is_some();
        let sequence = Seq(tcp.sequence);
        let length = tcp.length();
        let is_syn = tcp.flags.has(Flags::SYN);
        let is_fin = tcp.flags.has(Flags::FIN);
        let is_rst = tcp.flags.has(Flags::RST);
        let has_ack = tcp.flags.has(Flags::ACK);
        let found = self.watch.push(side, tcp, frame, time);
        let analysis = found.analysis;
        if let Some(figures) = &mut self.figures {
            figures.push(side, tcp, analysis, frame, time, self.watch.state(side));
        }
        let (forward, reverse) = self.sides.both_mut(side);

        // What answers a SYN without acknowledging it is of an older connection (RFC 9293 3.5.1): its numbers tell nothing of this one.
        let is_older = side == Side::Server
            && !is_syn
            && forward.syn.is_none()
            && has_ack
            && length == 0
            && !is_fin
            && !acknowledges_sent(tcp, reverse);
        if !is_older {
            set_bases(tcp, forward, reverse);
        }
        if is_syn {
            set_scale(tcp, forward, reverse);
        }
        let used = length.saturating_add(u32::from(is_syn || is_fin));
        let is_simultaneous = is_syn && has_ack && forward.syn.is_some_and(|syn| !syn.with_ack) && reverse.syn.is_some();
        let probes_tail = find_tail_probed(tcp, analysis, is_copy, forward, reverse);
        let zero_window = reverse.last_ack.is_some() && reverse.window == 0;
        let probes_zero_window =
            analysis.has(Analysis::ZERO_WINDOW_PROBE) || analysis.has(Analysis::KEEP_ALIVE) && length == 0 && zero_window;
        // What stands before its side's FIN came late, and a byte that nobody has acknowledged is sent again.
        let is_acknowledged = length == 0 || reverse.last_ack.is_none_or(|acknowledged| acknowledged.is_after(sequence));
        let is_before_fin = forward.fin.is_some_and(|fin| fin.number == sequence && fin.acknowledged_by.is_none());
        let asks_alive = analysis.has(Analysis::KEEP_ALIVE) && !probes_zero_window && is_acknowledged && !is_before_fin;
        // Wireshark calls that a keep-alive as well.
        let is_byte_again = analysis.has(Analysis::KEEP_ALIVE) && length > 0 && !asks_alive && !probes_zero_window;
        let is_again = is_byte_again || analysis.repeats_data() || analysis.has(Analysis::OUT_OF_ORDER);
        let repeated = if is_again && !is_simultaneous && !is_copy { find_repeated(tcp, used, time, forward) } else { None };
        let repeats = repeated.map(|(frame, since, _)| (frame, since));
        let is_sent_thrice = repeated.is_some_and(|(_, _, was_repeated)| was_repeated);
        let answers_probe = reverse.probes && length == 0 && analysis.has(Analysis::ZERO_WINDOW) && forward.window == 0;
        let position = position(sequence.plus(u32::from(is_syn)), forward);
        let follows_gap = position.is_some_and(|position| position > forward.coverage.end());
        let ignored_reset = is_rst && !is_taken(sequence, forward, reverse);

        let after_duplicates = reverse.duplicate_acks >= 2;
        if has_ack && forward.last_ack != Some(Seq(tcp.acknowledgment)) {
            forward.duplicate_acks = 0;
        }
        forward.duplicate_acks += u32::from(analysis.has(Analysis::DUPLICATE_ACK) && !is_copy);
        let acknowledges =
            if has_ack && !ignored_reset && !is_older { acknowledge(Seq(tcp.acknowledgment), reverse) } else { Acknowledged::default() };
        if let Some(fin) = &mut forward.fin
            && fin.data_after.is_some()
            && !is_rst
        {
            let came = fin.data_after;
            fin.data_taken |= acknowledges.frames.iter().any(|frame| came.is_some_and(|came| *frame >= came));
        }
        // A RST without ACK acknowledges nothing, and its number doesn't move the stream.
        if !is_rst && !is_older {
            advance(tcp, frame, time, analysis, (is_copy, repeats.is_some()), forward);
        }
        forward.resets += u64::from(is_rst);
        forward.window = tcp.window;
        forward.window_is_of_syn = is_syn;
        if has_ack && !is_older {
            forward.last_ack = Some(Seq(tcp.acknowledgment));
            // What was sent after a RST has arrived: the connection went on.
            let sent = || acknowledges.frames.iter().copied().chain(acknowledges.fin);
            let goes_on = |rst: &Reset| !rst.to_syn && sent().any(|frame| frame > rst.frame);
            // Or the other side answers one at a number that it doesn't expect.
            let is_undone = !is_rst && (reverse.rst.is_some_and(|rst| goes_on(&rst)) || forward.rst.is_some_and(|rst| goes_on(&rst)));
            let is_asked_back = !is_rst && reverse.rst.is_some_and(|rst| !rst.is_expected && !rst.to_syn);
            if is_undone || is_asked_back {
                (forward.rst, reverse.rst) = (None, None);
                if let Some(causes) = &mut self.causes {
                    causes.ending = None;
                }
            }
        }
        forward.probes = probes_zero_window;

        let mut new_bytes = 0;
        let mut range = None;
        if length > 0 && !is_rst {
            forward.data_segments += u64::from(!is_copy);
            forward.first_data.get_or_insert((frame, time));
            if let Some(from) = position {
                let to = from + u64::from(length);
                new_bytes = forward.coverage.add(from, to);
                range = Some((from + 1, to));
            }
            // What doesn't acknowledge the FIN was sent before it came, and overtaken.
            if let Some(fin) = &mut reverse.fin
                && fin.acknowledged_by.is_some()
                && Seq(tcp.acknowledgment).is_after(fin.number)
                && new_bytes > 0
            {
                fin.data_after.get_or_insert(frame);
            }
        }
        // A segment of which nothing was seen before may only be late, unless duplicate ACKs asked for it.
        let is_asked_for = after_duplicates && analysis.has(Analysis::FAST_RETRANSMISSION);
        let is_probe = asks_alive || probes_zero_window || analysis.has(Analysis::ZERO_WINDOW_PROBE);
        let repeats_bytes = if length > 0 { range.is_some() && new_bytes < u64::from(length) } else { repeats.is_some() };
        if (is_asked_for || repeats_bytes && !is_probe) && !is_simultaneous && !is_copy && !is_rst {
            forward.retransmissions += 1;
        }
        // In the middle of a long write() full segments have PSH, too.
        let size = self.causes.as_ref().and_then(|causes| causes.segment_size());
        let is_full = size.is_some_and(|size| length.is_multiple_of(size));
        let seen = place.insert(TcpSeen {
            phase: Phase::Data,
            sequence: found.sequence,
            acknowledgment: found.acknowledgment,
            window: found.window,
            window_scale_unknown: forward.scale == Scale::Unknown && !is_syn,
            analysis,
            duplicate_of: found.duplicate_of,
            ecn_counter: found.ecn_counter,
            repeats,
            probes_tail,
            acknowledges,
            range,
            new_bytes,
            echoes: None,
            is_first_push: tcp.flags.has(Flags::PSH) && length > 0 && !is_full && self.first_push.is_none(),
            is_first_data_ack: false,
            completes: None,
            answers_syn: None,
            probes_zero_window,
            asks_alive,
            is_sent_thrice,
            is_byte_again,
            answers_probe,
            follows_gap,
            after_duplicates,
            is_simultaneous,
            is_copy,
            ignored_reset,
        });
        if seen.is_first_push {
            self.first_push = Some(frame);
        }
        self.note(side, tcp, frame, time, seen);
        if let Some(causes) = self.causes.as_mut().filter(|_| !is_copy) {
            let (sides, round_trip, segment_size) = (&self.sides, self.handshake_time, causes.segment_size());
            let opened = self.handshake_ack;
            causes.push(&Passing { side, tcp, frame, time, seen, sides, round_trip, opened, segment_size });
        }
        // The ACK that completes a handshake is only once the first; its copies belong where it does.
        if copied.is_some_and(|copied| self.handshake_ack.is_some_and(|(ack, _)| ack == copied) && self.phases.handshake.has(copied)) {
            seen.phase = Phase::Handshake;
        }
        match seen.phase {
            Phase::Handshake => self.phases.handshake.add(frame, self.keeps_story),
            Phase::Data => self.phases.data.add(frame, self.keeps_story),
            Phase::Close => self.phases.close.add(frame, self.keeps_story),
        }
        seen
    }

    /// What the segment means for the connection as a whole.
    fn note(&mut self, side: Side, tcp: &Tcp<'_>, frame: u64, time: Option<Timestamp>, seen: &mut TcpSeen) {
        let is_syn = tcp.flags.has(Flags::SYN);
        let is_rst = tcp.flags.has(Flags::RST);
        let is_fin = tcp.flags.has(Flags::FIN) && !is_rst;
        let has_ack = tcp.flags.has(Flags::ACK);
        let length = tcp.length();
        self.note_history(side, tcp, seen);
        if is_syn && !is_rst {
            let peer = self.sides.of(side.other()).syn;
            if has_ack {
                seen.answers_syn = peer.map(|syn| syn.latest.0);
            }
            let latest = (frame, time);
            let first = Sent { frame, time, number: Seq(tcp.sequence), latest, with_ack: has_ack };
            let sent = self.sides.of_mut(side).syn.get_or_insert(first);
            if !seen.is_copy {
                sent.latest = latest;
            }
            sent.with_ack |= has_ack;
            self.is_simultaneous |= seen.is_simultaneous;
            seen.phase = Phase::Handshake;
        } else if is_rst {
            self.note_reset(side, tcp, frame, seen);
            seen.phase = Phase::Close;
        } else {
            self.note_handshake_ack(side, tcp, frame, time, seen);
        }
        if is_fin {
            let number = Seq(tcp.sequence).plus(length);
            let acknowledges = has_ack.then_some(Seq(tcp.acknowledgment));
            self.sides.of_mut(side).fin.get_or_insert(Fin {
                frame,
                number,
                acknowledges,
                acknowledged_by: None,
                data_after: None,
                data_taken: false,
            });
            self.first_fin.get_or_insert(side);
            seen.phase = Phase::Close;
        }
        let acknowledges_fin = has_ack && !is_rst && self.note_fin_acknowledged(side, Seq(tcp.acknowledgment), frame);
        if acknowledges_fin && length == 0 && !is_syn {
            seen.phase = Phase::Close;
        }
        if length > 0 && !is_rst {
            seen.echoes = self.compare(side, tcp, frame, time, seen);
        }
        let covers_payload = seen.acknowledges.is_new && seen.acknowledges.through > 0;
        if covers_payload && length == 0 && seen.phase == Phase::Data && self.first_data_ack.is_none() {
            self.first_data_ack = Some(frame);
            seen.is_first_data_ack = true;
        }
    }

    fn note_history(&mut self, side: Side, tcp: &Tcp<'_>, seen: &TcpSeen) {
        if seen.is_copy || !self.keeps_story {
            return;
        }
        let flags = tcp.flags;
        let mut note = |event| self.history.note(side, event);
        if flags.has(Flags::SYN) && flags.has_any(Flags::FIN.0 | Flags::RST.0) {
            note(Event::MultiFlag);
        }
        if flags.has(Flags(Flags::FIN.0 | Flags::RST.0)) {
            note(Event::Inconsistent);
        }
        if flags.has(Flags::SYN) {
            note(if flags.has(Flags::ACK) { Event::SynAck } else { Event::Syn });
        }
        if flags == Flags::ACK && tcp.length() == 0 {
            note(Event::Ack);
        }
        if seen.analysis.has(Analysis::PREVIOUS_NOT_CAPTURED) {
            note(Event::Gap);
        }
        if tcp.length() > 0 {
            note(if seen.analysis.repeats_data() { Event::Retransmission } else { Event::Data });
        }
        if seen.analysis.has(Analysis::ZERO_WINDOW) {
            note(Event::ZeroWindow);
        }
        if flags.has(Flags::FIN) {
            note(Event::Fin);
        }
        if flags.has(Flags::RST) {
            note(Event::Rst);
        }
    }

    fn note_reset(&mut self, side: Side, tcp: &Tcp<'_>, frame: u64, seen: &mut TcpSeen) {
        let both_fins = self.sides.client.fin.is_some() && self.sides.server.fin.is_some();
        let peer_syn = self.sides.of(side.other()).syn;
        // A RST to a SYN acknowledges exactly it (RFC 9293 3.10.7.1).
        let to_syn = side == Side::Server
            && self.sides.server.syn.is_none()
            && peer_syn.is_some_and(|syn| tcp.flags.has(Flags::ACK) && !Seq(tcp.acknowledgment).is_before(syn.number.plus(1)));
        if to_syn {
            seen.answers_syn = peer_syn.map(|syn| syn.latest.0);
            seen.ignored_reset = false;
        }
        if seen.ignored_reset {
            return;
        }
        let from_live_socket = self.is_from_live_socket(tcp);
        let expected = self.sides.of(side.other()).last_ack;
        let is_expected =
            expected.is_none_or(|expected| expected == Seq(tcp.sequence)) || self.sides.of(side).next == Some(Seq(tcp.sequence));
        self.sides.of_mut(side).rst.get_or_insert(Reset { frame, is_expected, from_live_socket, before_both_fins: !both_fins, to_syn });
    }

    fn note_handshake_ack(&mut self, side: Side, tcp: &Tcp<'_>, frame: u64, time: Option<Timestamp>, seen: &mut TcpSeen) {
        if self.handshake_ack.is_some() || side != Side::Client || !tcp.flags.has(Flags::ACK) {
            return;
        }
        let Some(answer) = self.sides.server.syn else { return };
        if Seq(tcp.acknowledgment).is_before(answer.number.plus(1)) {
            return;
        }
        self.handshake_ack = Some((frame, time));
        let since_syn = self.sides.client.syn.and_then(|syn| syn.time).zip(time).map(|(syn, time)| time.since(syn));
        self.handshake_time = since_syn;
        seen.completes = Some((answer.frame, since_syn)).filter(|_| !self.is_simultaneous);
        if tcp.length() == 0 && !tcp.flags.has(Flags::FIN) {
            seen.phase = Phase::Handshake;
        }
    }

    /// Whether the segment acknowledges the other side's FIN.
    fn note_fin_acknowledged(&mut self, side: Side, acknowledgment: Seq, frame: u64) -> bool {
        let Some(fin) = &mut self.sides.of_mut(side.other()).fin else { return false };
        if fin.frame == frame || !acknowledgment.is_after(fin.number) {
            return false;
        }
        fin.acknowledged_by.get_or_insert(frame);
        true
    }

    fn compare(&mut self, side: Side, tcp: &Tcp<'_>, frame: u64, time: Option<Timestamp>, seen: &TcpSeen) -> Option<Repeated> {
        // A server that speaks first answers nothing with it.
        if side == Side::Server && self.sides.server.first_data.is_some_and(|(first, _)| first == frame) {
            let asked = self.sides.client.first_data.and_then(|(_, asked)| asked);
            self.response_time = asked.zip(time).map(|(asked, time)| time.since(asked)).filter(|took| *took >= Span::ZERO);
        }
        if seen.new_bytes == 0 {
            return None;
        }
        let in_order = seen.new_bytes == u64::from(tcp.length()) && self.sides.of(side).coverage.is_whole();
        // A stream whose start wasn't captured can't be compared from its start.
        let from_start = self.sides.client.syn.is_some() || self.sides.server.syn.is_some();
        if !in_order || !from_start || tcp.payload.is_cut() {
            self.echo.give_up();
            return None;
        }
        match side {
            Side::Client => {
                let is_quiet = self.echo.is_caught_up() && self.sides.server.unacknowledged.is_empty();
                if let Some(causes) = &mut self.causes {
                    causes.reads.client(is_quiet);
                }
                self.echo.client(tcp.payload.bytes, frame);
                None
            }
            Side::Server => {
                let repeated = self.echo.server(tcp.payload.bytes);
                if let (Some(causes), Some(repeated)) = (&mut self.causes, &repeated) {
                    let waiting = &self.sides.server.unacknowledged;
                    let is_alone = waiting.len() == 1 && waiting.front().is_some_and(|first| first.frame == frame);
                    let segment_size = causes.segment_size();
                    causes.reads.server(tcp.payload.bytes, repeated, frame, is_alone, segment_size);
                }
                repeated
            }
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.sides.client.heap_bytes()
            + self.sides.server.heap_bytes()
            + self.echo.heap_bytes()
            + self.phases.handshake.heap_bytes()
            + self.phases.data.heap_bytes()
            + self.phases.close.heap_bytes()
            + self.causes.as_ref().map_or(0, |causes| size_of::<Causes>() + causes.heap_bytes())
            + self.dns.as_ref().map_or(0, |dns| {
                size_of::<TcpDns>()
                    + dns.assemblers.client.heap_bytes()
                    + dns.assemblers.server.heap_bytes()
                    + dns.lookups.heap_bytes()
                    + dns.transactions.heap_bytes()
            })
    }
}

/// Whether a segment acknowledges something that the other side has sent since its SYN, or the SYN wasn't seen.
fn acknowledges_sent(tcp: &Tcp<'_>, reverse: &TcpSide) -> bool {
    let (Some(syn), Some(next)) = (reverse.syn, reverse.next) else { return true };
    let number = Seq(tcp.acknowledgment);
    number.is_after(syn.number) && !number.is_after(next)
}

/// Fixes relative number 0 of both sides as soon as it is known.
fn set_bases(tcp: &Tcp<'_>, forward: &mut TcpSide, reverse: &mut TcpSide) {
    let sequence = Seq(tcp.sequence);
    if forward.base.is_none() {
        let is_syn = tcp.flags.has(Flags::SYN);
        forward.base = Some(if is_syn { sequence } else { sequence.minus(1) });
    }
    // A SYN's acknowledgment field needn't be 0; the first segment with ACK tells.
    if reverse.base.is_none() && tcp.flags.has(Flags::ACK) {
        reverse.base = Some(Seq(tcp.acknowledgment).minus(1));
    }
}

/// Takes the window scale of a SYN: used only if both SYNs offer it (RFC 7323 2.2).
fn set_scale(tcp: &Tcp<'_>, forward: &mut TcpSide, reverse: &mut TcpSide) {
    match tcp.window_scale() {
        // A repeated SYN without the option takes nothing back.
        None if forward.scale != Scale::Unknown => {}
        // The option may stand among those that the capture cut.
        None if tcp.is_header_cut() => {}
        None => (forward.scale, reverse.scale) = (Scale::Unused, Scale::Unused),
        Some(_) if tcp.flags.has(Flags::ACK) && reverse.scale == Scale::Unused => forward.scale = Scale::Unused,
        Some(shift) => forward.scale = Scale::Shift(shift),
    }
}

/// The packet whose numbers a repeating segment sends again, the time since then, and whether they had been sent again before.
fn find_repeated(tcp: &Tcp<'_>, used: u32, time: Option<Timestamp>, forward: &mut TcpSide) -> Option<(u64, Option<Span>, bool)> {
    if used == 0 {
        return None;
    }
    let sequence = Seq(tcp.sequence);
    let end = sequence.plus(used);
    let waiting = forward.unacknowledged.iter_mut().rfind(|segment| segment.from.is_before(end) && segment.to.is_after(sequence));
    // A SYN is known also after it has been acknowledged.
    let syn = forward.syn.filter(|_| tcp.flags.has(Flags::SYN)).map(|syn| syn.latest);
    let (frame, earlier, was_repeated) = match waiting {
        Some(segment) => (segment.frame, segment.time, std::mem::replace(&mut segment.is_repeated, true)),
        // Nor is a FIN forgotten that has been acknowledged.
        None => match forward.fin.filter(|fin| tcp.flags.has(Flags::FIN) && fin.number.plus(1) == end) {
            Some(fin) => (fin.frame, None, false),
            None => syn.map(|(frame, time)| (frame, time, false))?,
        },
    };
    Some((frame, time.zip(earlier).map(|(time, earlier)| time.since(earlier)), was_repeated))
}

/// The packet with the first unacknowledged bytes, where the segment repeats only the last ones that were sent.
fn find_tail_probed(tcp: &Tcp<'_>, analysis: Analysis, is_copy: bool, forward: &TcpSide, reverse: &TcpSide) -> Option<u64> {
    let sequence = Seq(tcp.sequence);
    let is_last = forward.next == Some(sequence.plus(tcp.length()));
    // What SACK or duplicate ACKs tell, and what follows a timer that ran out, is another kind of repeat; nor does a closed window tell.
    let is_told = reverse.last_ack.is_none() || reverse.duplicate_acks > 0 || reverse.window == 0;
    if !analysis.has(Analysis::RETRANSMISSION) || is_copy || tcp.length() == 0 || tcp.flags.has(Flags::SYN) || !is_last || is_told {
        return None;
    }
    let first = forward.unacknowledged.front().filter(|first| first.has_payload && first.from.is_before(sequence))?;
    (!forward.unacknowledged.iter().any(|segment| segment.is_repeated)).then_some(first.frame)
}

/// Position of a number in its side's stream.
fn position(sequence: Seq, forward: &TcpSide) -> Option<u64> {
    match forward.next {
        Some(next) => forward.next_position.checked_add_signed(i64::from(sequence.distance(next))),
        None => Some(start(sequence, forward)),
    }
}

/// Position of a side's first captured number: behind what the other side's ACKs show to have come before it.
fn start(sequence: Seq, forward: &TcpSide) -> u64 {
    let before = forward.base.map_or(0, |base| sequence.distance(base.plus(1)));
    u64::from(before.max(0).unsigned_abs())
}

/// Whether a RST counts: its number is the one that the other side expects next (RFC 5961 3.2), by its latest ACK, or by what was sent
/// before the RST and may have arrived. Since packets may be missing here, what lies behind that counts within the window; without
/// knowledge it counts.
fn is_taken(sequence: Seq, forward: &TcpSide, reverse: &TcpSide) -> bool {
    /// The most that a window can be scaled (RFC 7323 2.3).
    const LARGEST: Scale = Scale::Shift(14);
    let Some(expected) = reverse.last_ack else { return true };
    let scale = if reverse.scale == Scale::Unknown { LARGEST } else { reverse.scale };
    let window = scale.scaled(reverse.window, reverse.window_is_of_syn).max(1);
    let is_within = sequence.relative(expected) < window;
    // Linux takes the number of its sender's FIN as well, where that has been acknowledged.
    let is_of_fin = forward.fin.is_some_and(|fin| fin.number == sequence && sequence.plus(1) == expected);
    let is_next = forward.next == Some(sequence);
    sequence == expected || is_next || is_of_fin || is_within && forward.next.is_none_or(|next| !sequence.is_before(next))
}

/// Moves the other side's unacknowledged segments out of the way.
fn acknowledge(number: Seq, reverse: &mut TcpSide) -> Acknowledged {
    let mut found = Acknowledged::default();
    let (mut is_clear, mut newest) = (true, 0);
    while let Some(segment) = reverse.unacknowledged.front() {
        if segment.to.is_after(number) {
            break;
        }
        let segment = *segment;
        reverse.unacknowledged.pop_front();
        is_clear &= !segment.is_repeated && segment.frame > newest;
        newest = segment.frame;
        // A FIN behind it changes nothing of what the payload waited.
        let payload = segment.has_payload.then_some((segment.frame, segment.time));
        found.newest = payload.or(found.newest).filter(|_| is_clear);
        if segment.has_payload && found.frames.try_push(segment.frame).is_err() {
            found.more += 1;
        }
        let is = |sent: Option<u64>| sent.filter(|sent| *sent == segment.frame);
        found.syn = found.syn.or(is(reverse.syn.map(|syn| syn.frame)));
        found.fin = found.fin.or(is(reverse.fin.map(|fin| fin.frame)));
        found.is_new = true;
    }
    if let Some(first) = reverse.unacknowledged.front_mut()
        && number.is_after(first.from)
    {
        first.from = number;
        found.is_new = true;
    }
    let fin_used = u64::from(reverse.fin.is_some_and(|fin| number.is_after(fin.number)));
    found.through = position(number, reverse).unwrap_or(0).saturating_sub(fin_used);
    found.unseen = reverse.next.is_some() && reverse.coverage.lacks_before(found.through);
    found
}

/// Takes the segment's numbers into its side's state; whether it is a copy, and whether it repeats one that still waits.
fn advance(
    tcp: &Tcp<'_>,
    frame: u64,
    time: Option<Timestamp>,
    analysis: Analysis,
    (is_copy, repeats): (bool, bool),
    forward: &mut TcpSide,
) {
    let sequence = Seq(tcp.sequence);
    let control = u32::from(tcp.flags.has_any(Flags::SYN.0 | Flags::FIN.0));
    let used = tcp.length().saturating_add(control);
    let end = sequence.plus(used);
    // What can't be acknowledged for the first time any more doesn't wait for it; nor does a keep-alive's old byte.
    let waits = used > 0 && !is_copy && !analysis.has(Analysis::SPURIOUS_RETRANSMISSION) && !analysis.has(Analysis::KEEP_ALIVE);
    if waits {
        // A probe's byte is sent again and again until there is room for it.
        let is_repeated = repeats || analysis.repeats_data() || analysis.has(Analysis::ZERO_WINDOW_PROBE);
        forward.wait(Segment { frame, time, from: sequence, to: end, has_payload: tcp.length() > 0, is_repeated });
    }
    if analysis.has(Analysis::ZERO_WINDOW_PROBE) {
        return;
    }
    match forward.next {
        Some(next) if !end.is_after(next) => {}
        next => {
            let moved = next.map_or(used, |next| end.relative(next));
            let starts_stream = next.is_none() && tcp.flags.has(Flags::SYN);
            // Positions count payload: the SYN's own number lies before position 0.
            if next.is_none() && !starts_stream {
                forward.next_position = start(sequence, forward);
            }
            forward.next_position += u64::from(if starts_stream { moved - 1 } else { moved });
            forward.next = Some(end);
        }
    }
}
