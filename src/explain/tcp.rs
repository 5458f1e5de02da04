//! What can be said of TCP segments.

use super::claim::packet::PacketClaim;
use super::claim::{AckManner, AfterFin, Content, Echoes, Frames, Range, Repeated, ResetKind};
use super::statement::Statement;
use crate::decode::tcp::{Flags, Tcp};
use crate::inspect::Inspected;
use crate::track::flow::{Endpoint, Flow, FlowTransport, Side};
use crate::track::seq::Seq;
use crate::track::tcp::analysis::Analysis;
use crate::track::tcp::side::TcpSide;
use crate::track::tcp::{Acknowledged, TcpFlow, TcpSeen};

/// A segment with all that its rules look at.
struct Segment<'a> {
    frame: u64,
    tcp: &'a Tcp<'a>,
    seen: &'a TcpSeen,
    state: &'a TcpFlow,
    from: Side,
    sender: Endpoint,
    receiver: Endpoint,
    client: Endpoint,
    server: Endpoint,
}

pub(super) fn explain(inspected: &Inspected<'_>, tcp: &Tcp<'_>, flow: Option<&Flow>, statements: &mut Vec<Statement>) {
    let (Some(flow), Some(seen), Some(from)) = (flow, inspected.seen.tcp(), inspected.seen.from) else { return };
    let FlowTransport::Tcp(state) = &flow.transport else { return };
    let segment = Segment {
        frame: inspected.packet.frame.number,
        tcp,
        seen,
        state,
        from,
        sender: flow.endpoint(from),
        receiver: flow.endpoint(from.other()),
        client: flow.client,
        server: flow.server,
    };
    segment.oddities(statements);
    segment.control(statements);
    segment.payload(statements);
    segment.acknowledgment(statements);
}

impl Segment<'_> {
    fn state(&self, statements: &mut Vec<Statement>, claim: PacketClaim, earlier: impl IntoIterator<Item = u64>) {
        statements.push(Statement::new(claim, earlier.into_iter().chain([self.frame])));
    }

    fn has(&self, finding: Analysis) -> bool {
        self.seen.analysis.has(finding)
    }

    /// What makes the segment unlike the one that was expected.
    fn oddities(&self, statements: &mut Vec<Statement>) {
        let (sender, receiver) = (self.sender, self.receiver);
        let of = self.seen.repeats.map(|(frame, _)| frame);
        if self.has(Analysis::PREVIOUS_NOT_CAPTURED) && self.seen.follows_gap {
            self.state(statements, PacketClaim::TcpPreviousSegmentNotCaptured { sender }, []);
        }
        if self.has(Analysis::ACKED_UNSEEN) && self.seen.acknowledges.unseen {
            self.state(statements, PacketClaim::TcpAckedUnseenSegment { sender, receiver }, []);
        }
        if self.has(Analysis::SPURIOUS_RETRANSMISSION) && self.brings_old_bytes() {
            self.state(statements, PacketClaim::TcpSpuriousRetransmission { sender, receiver, what: self.repeated(), of }, of);
        } else if self.has(Analysis::FAST_RETRANSMISSION) && self.seen.after_duplicates && !self.seen.is_sent_thrice {
            self.state(statements, PacketClaim::TcpFastRetransmission { sender, what: self.repeated(), of }, of);
        } else if self.has(Analysis::OUT_OF_ORDER) && !self.brings_old_bytes() {
            self.state(statements, PacketClaim::TcpOutOfOrder { sender, what: self.carried(self.range()) }, []);
        } else if self.has_any_retransmission()
            && !self.seen.is_simultaneous
            && (self.tcp.length() > 0 || of.is_some())
            && !self.is_first_fin()
        {
            let after = self.seen.repeats.and_then(|(_, after)| after);
            self.state(statements, PacketClaim::TcpRetransmission { sender, what: self.repeated(), of, after }, of);
            if let Some(first) = self.seen.probes_tail {
                self.state(statements, PacketClaim::TcpTailLossProbe { sender, receiver, first }, [first]);
            }
        }
        if self.seen.asks_alive {
            self.state(statements, PacketClaim::TcpKeepAlive { sender, receiver }, []);
        }
        if self.has(Analysis::KEEP_ALIVE_ACK) {
            self.state(statements, PacketClaim::TcpKeepAliveAck { sender }, []);
        }
        if self.seen.probes_zero_window {
            self.state(statements, PacketClaim::TcpZeroWindowProbe { sender, receiver }, []);
        }
        if self.seen.answers_probe {
            self.state(statements, PacketClaim::TcpZeroWindowProbeAck { sender }, []);
        } else if self.has(Analysis::ZERO_WINDOW) {
            self.state(statements, PacketClaim::TcpZeroWindow { sender, receiver }, []);
        }
        if self.has(Analysis::WINDOW_FULL) {
            self.state(statements, PacketClaim::TcpWindowFull { sender, receiver }, []);
        }
        if self.has(Analysis::WINDOW_UPDATE) {
            let window = (!self.seen.window_scale_unknown).then_some(self.seen.window);
            self.state(statements, PacketClaim::TcpWindowUpdate { sender, receiver, window }, []);
        }
        // Packet 0 stands for none: Wireshark takes an acknowledgment field of 0 for one that has been there before.
        if let Some((of, count)) = self.seen.duplicate_of.filter(|(of, _)| *of > 0) {
            let claim = PacketClaim::TcpDuplicateAck { sender, of, count, through: self.seen.acknowledges.through };
            self.state(statements, claim, [of]);
        }
    }

    /// Some of its payload has been seen before.
    fn brings_old_bytes(&self) -> bool {
        self.seen.new_bytes < u64::from(self.tcp.length())
    }

    /// It uses old numbers, but this side's FIN hasn't been sent before.
    fn is_first_fin(&self) -> bool {
        let fin = self.state.sides.of(self.from).fin;
        self.tcp.length() == 0 && self.tcp.flags.has(Flags::FIN) && fin.is_some_and(|fin| fin.frame == self.frame)
    }

    /// A timer's retransmission, or what Wireshark calls a fast one without duplicate ACKs before it, or out of order though its bytes
    /// have been seen before.
    fn has_any_retransmission(&self) -> bool {
        self.seen.is_byte_again
            || self.has(Analysis::RETRANSMISSION)
            || self.has(Analysis::FAST_RETRANSMISSION)
            || self.has(Analysis::OUT_OF_ORDER)
    }

    /// What the segment carries; of its payload `range`.
    fn carried(&self, range: Option<Range>) -> Repeated {
        let flags = self.tcp.flags;
        match (self.tcp.length(), flags.has(Flags::SYN), flags.has(Flags::ACK)) {
            (0, true, true) => Repeated::SynAck,
            (0, true, false) => Repeated::Syn,
            (0, false, _) => Repeated::Fin,
            _ => Repeated::Data(range),
        }
    }

    /// What the segment sends again; what it brings for the first time stands at its end.
    fn repeated(&self) -> Repeated {
        let old = self.range().filter(|_| self.brings_old_bytes());
        self.carried(old.map(|range| Range { last: range.last - self.seen.new_bytes, ..range }))
    }

    fn range(&self) -> Option<Range> {
        self.seen.range.map(|(first, last)| Range { first, last })
    }

    /// SYN, FIN and RST.
    fn control(&self, statements: &mut Vec<Statement>) {
        let (client, server, sender, receiver) = (self.client, self.server, self.sender, self.receiver);
        let flags = self.tcp.flags;
        let is_first_syn = flags.has(Flags::SYN) && self.state.sides.of(self.from).syn.is_some_and(|syn| syn.frame == self.frame);
        let is_repeat = self.seen.analysis.repeats_data() && !self.is_first_fin() && !is_first_syn;
        if flags.has(Flags::RST) {
            return self.reset(statements);
        }
        // A SYN with FIN asks for nothing: it would open and close at once, and systems drop it.
        if !flags.has(Flags::ACK) && (!flags.has(Flags::SYN) || flags.has(Flags::FIN)) {
            let flags = flags.names().collect::<Vec<_>>().join(", ");
            return self.state(statements, PacketClaim::TcpUnusualFlags { sender, receiver, flags }, []);
        }
        let is_crossed = self.seen.is_simultaneous;
        if flags.has(Flags::SYN) && (!is_repeat || is_crossed) {
            let own = self.state.sides.of(self.from).syn;
            let peer = self.state.sides.of(self.from.other()).syn;
            let earlier = peer.filter(|syn| syn.frame < self.frame && !syn.with_ack).map(|syn| syn.frame);
            if flags.has(Flags::ACK) {
                let answers = self.seen.answers_syn.or(earlier.filter(|_| is_crossed));
                let claim = PacketClaim::TcpSynAck { client: receiver, server: sender, answers, is_crossed };
                return self.state(statements, claim, answers);
            }
            // A late copy of this side's own SYN asks nothing new.
            if own.is_some_and(|own| own.frame < self.frame) {
                return;
            }
            return self.state(statements, PacketClaim::TcpSyn { client: sender, server: receiver, crosses: earlier }, earlier);
        }
        if let Some((answers, since_syn)) = self.seen.completes {
            self.state(statements, PacketClaim::TcpHandshakeAck { client, server, answers, since_syn }, [answers]);
        }
        let this_side = self.state.sides.of(self.from);
        if let Some(fin) = this_side.fin
            && flags.has(Flags::FIN)
            && !is_repeat
        {
            let peer_fin = self.state.sides.of(self.from.other()).fin.filter(|peer| peer.frame < self.frame);
            let acknowledges_fin = peer_fin.filter(|peer| fin.acknowledges_fin(peer)).map(|peer| peer.frame);
            let is_first = self.state.first_fin == Some(self.from);
            self.state(statements, PacketClaim::TcpFin { from: self.from, sender, is_first, acknowledges_fin }, acknowledges_fin);
        }
    }

    fn reset(&self, statements: &mut Vec<Statement>) {
        let kind = match self.seen.answers_syn {
            Some(syn) => ResetKind::Refusal(syn),
            None if self.seen.ignored_reset => ResetKind::Ignored,
            None if self.is_ahead() => ResetKind::Ahead,
            None => match self.state.sides.of(self.from.other()) {
                TcpSide { syn: None, rst: Some(refusal), .. } if refusal.to_syn => ResetKind::NoConnection(refusal.frame),
                _ if self.state.is_from_live_socket(self.tcp) => ResetKind::LiveSocket,
                _ if self.is_bare_answer() => ResetKind::Bare,
                _ => ResetKind::Other,
            },
        };
        let claim = PacketClaim::TcpRst { from: self.from, sender: self.sender, receiver: self.receiver, kind };
        self.state(statements, claim, self.seen.answers_syn);
    }

    /// A kernel that knows no such connection answers at the number that the segment acknowledges; with ACK only where that has none
    /// (RFC 9293 3.10.7.1).
    fn is_bare_answer(&self) -> bool {
        let answered = self.state.sides.of(self.from.other()).last_ack;
        let is_answer = match self.tcp.flags.has(Flags::ACK) {
            true => answered.is_none(),
            // Or at its own FIN's, which it has sent last.
            false => answered.is_none_or(|acknowledged| {
                let own_fin = self.state.sides.of(self.from).fin;
                acknowledged == Seq(self.tcp.sequence) || own_fin.is_some_and(|fin| fin.number == Seq(self.tcp.sequence))
            }),
        };
        is_answer && self.tcp.window == 0 && self.tcp.option_bytes.is_empty()
    }

    /// Whether the segment's number lies beyond all that was captured of its sender, and isn't the one that the receiver expects.
    fn is_ahead(&self) -> bool {
        let (own, peer) = (self.state.sides.of(self.from), self.state.sides.of(self.from.other()));
        let number = Seq(self.tcp.sequence);
        peer.last_ack.is_some_and(|expected| expected != number) && own.next.is_some_and(|next| number.is_after(next))
    }

    fn payload(&self, statements: &mut Vec<Statement>) {
        let bytes = self.tcp.length();
        let only_repeats = self.seen.analysis.repeats_data() && self.seen.new_bytes == 0;
        if bytes == 0 || self.tcp.flags.has(Flags::RST) || only_repeats || self.has(Analysis::KEEP_ALIVE) {
            return;
        }
        let echoes = self.seen.echoes.as_ref().map(|repeated| Echoes {
            range: Range { first: repeated.first, last: repeated.last },
            frames: Frames { numbers: repeated.frames.to_vec(), more: 0 },
        });
        let earlier = echoes.iter().flat_map(|echoes| echoes.frames.numbers.clone()).collect::<Vec<_>>();
        let claim = PacketClaim::TcpData {
            from: self.from,
            sender: self.sender,
            receiver: self.receiver,
            bytes,
            range: self.range(),
            content: Content::of(self.tcp.payload),
            echoes,
        };
        self.state(statements, claim, earlier);
        if self.seen.is_first_push {
            self.state(statements, PacketClaim::TcpPush { sender: self.sender }, []);
        }
    }

    fn acknowledgment(&self, statements: &mut Vec<Statement>) {
        let flags = self.tcp.flags;
        if !flags.has(Flags::ACK) || flags.has_any(Flags::SYN.0 | Flags::RST.0) {
            return;
        }
        let Acknowledged { frames, more, through, fin, syn, .. } = &self.seen.acknowledges;
        if let Some(fin) = fin
            && !flags.has(Flags::FIN)
        {
            let then = match self.state.sides.of(self.from).fin {
                None => AfterFin::StaysOpen,
                Some(own) if own.acknowledged_by.is_some() => AfterFin::BothClosed,
                Some(own) => AfterFin::OwnFinWaits(own.frame),
            };
            let claim = PacketClaim::TcpCloseAck { from: self.from, sender: self.sender, fin: *fin, then };
            self.state(statements, claim, [*fin]);
        }
        // The SYN and the FIN have claims of their own; an ACK speaks of payload.
        let mut numbers: Vec<u64> = frames.iter().copied().filter(|frame| Some(*frame) != *fin && Some(*frame) != *syn).collect();
        numbers.sort_unstable();
        let manner = match (self.tcp.length() > 0 || flags.has(Flags::FIN), self.seen.is_first_data_ack) {
            (true, _) => AckManner::WithOther,
            (false, true) => AckManner::First,
            (false, false) => AckManner::Alone,
        };
        if numbers.is_empty() && !statements.is_empty() {
            return;
        }
        if numbers.is_empty() {
            numbers.extend(*syn);
        }
        let acknowledges = Frames { numbers: numbers.clone(), more: *more };
        let claim =
            PacketClaim::TcpAck { from: self.from, sender: self.sender, receiver: self.receiver, acknowledges, through: *through, manner };
        self.state(statements, claim, numbers);
    }
}
