//! Which connections share a listener, a server's address and port, and in which order it answered them: whether a server takes
//! one client at a time shows only where connections overlap.
//!
//! Of bounded size: so many listeners, and of each so many connections, whatever the capture holds.

use std::collections::HashMap;

use super::flow::{Endpoint, Flow, FlowTransport, Side};
use super::tcp::TcpSeen;
use super::tcp::causes::FullQueue;
use crate::decode::tcp::{Flags, Tcp};
use crate::time::{Span, Timestamp};

/// Listeners that are followed; later ones aren't.
const MAX_LISTENERS: usize = 256;
/// Connections of a listener that are followed at once.
const MAX_CONNECTIONS: usize = 32;
/// A wait shorter than this is no sign of anything.
const MIN_WAIT: Span = Span::from_millis(20);
/// What waited for another connection's end is answered so soon after it, or within a twentieth of its wait.
const SOON: Span = Span::from_millis(5);
/// A connection on which the server has sent nothing for so long isn't in the middle of an answer.
const QUIET: Span = Span::from_millis(50);

/// The listeners of a capture.
#[derive(Debug, Default)]
pub struct Listeners {
    known: HashMap<Endpoint, Listener>,
}

/// A server's address and port, with its connections.
#[derive(Clone, Debug, Default)]
pub struct Listener {
    connections: Vec<Connection>,
    /// Connections that asked something.
    pub asked: u64,
    /// Two of them were open at once, and both had asked something.
    pub has_overlap: bool,
    /// Answers that waited for another connection's end while nobody else was answered, and the first of them.
    pub waits: u64,
    /// The first of them.
    pub first_wait: Option<Wait>,
    /// Two connections were answered in turns.
    pub concurrent: Option<Turns>,
    /// Something doesn't fit a server that takes one at a time.
    pub is_contradicted: bool,
    first_frame: u64,
    /// The longest that an answer took which waited for nobody.
    usual: Span,
}

/// A request that was answered only when another connection had ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The request's packet.
    pub asked: u64,
    /// The server's kernel had it with this packet.
    pub delivered: u64,
    /// Number of the other connection's stream.
    pub other: u32,
    /// The packet that ended it.
    pub other_end: u64,
    /// The first answer.
    pub answer: u64,
    /// From the request to the answer.
    pub waited: Span,
    /// From the other connection's end to the answer.
    pub after_end: Span,
    /// Nobody else was answered meanwhile.
    pub is_in_turn: bool,
}

/// Two connections whose answers alternate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turns {
    /// Stream of the connection that was opened first, or was answered both before and after the other.
    pub first: u32,
    /// Stream of the other.
    pub second: u32,
    /// The request of the first that was answered last.
    pub asked: u64,
    /// The second's answer, while the first was open.
    pub between: u64,
    /// The first's answer after that.
    pub later: u64,
    /// The first had been answered before the second was.
    pub is_again: bool,
}

#[derive(Clone, Copy, Debug)]
struct Connection {
    stream: u32,
    opened: u64,
    asked: Option<(u64, Option<Timestamp>)>,
    /// The latest request that came when all before was acknowledged.
    asked_clear: Option<u64>,
    delivered: Option<u64>,
    answered: Option<u64>,
    /// Its first answer waited for another connection's end.
    has_waited: bool,
    /// Its request made the server say something to another client, which had asked nothing: its program has read it.
    was_heard: bool,
    /// The latest request, and when.
    last_asked: (u64, Option<Timestamp>),
    last_answer: u64,
    last_answered_at: Option<Timestamp>,
    end: Option<(u64, Option<Timestamp>)>,
}

impl Listeners {
    /// The listeners, by the first connection to them.
    pub fn in_order(&self) -> Vec<(Endpoint, &Listener)> {
        let mut listeners: Vec<_> = self.known.iter().map(|(server, listener)| (*server, listener)).collect();
        listeners.sort_by_key(|(_, listener)| listener.first_frame);
        listeners
    }

    /// Leaves a connection out that is another one beyond a router.
    pub(super) fn forget(&mut self, server: Endpoint, stream: u32) {
        if let Some(listener) = self.known.get_mut(&server) {
            listener.connections.retain(|connection| connection.stream != stream);
        }
    }

    /// Takes a segment in that isn't a copy, after its connection has.
    pub(super) fn push(&mut self, flow: &mut Flow, side: Side, tcp: &Tcp<'_>, seen: &TcpSeen, frame: u64, time: Option<Timestamp>) {
        let (server, stream) = (flow.server, flow.stream.number);
        let FlowTransport::Tcp(state) = &mut flow.transport else { return };
        if tcp.flags.has(Flags::SYN) {
            let queue = self.known.get(&server).and_then(|listener| listener.full_queue(state, side, tcp, frame));
            if let Some(causes) = &mut state.causes {
                causes.queue = causes.queue.or(queue);
                let asked = state.sides.client.syn.map_or(frame, |syn| syn.frame);
                let answers = |listener: &Listener| listener.connections.iter().any(|other| other.opened > asked);
                causes.port_answered |= side == Side::Client && asked < frame && self.known.get(&server).is_some_and(answers);
            }
            return;
        }
        if seen.completes.is_some() {
            if self.known.len() >= MAX_LISTENERS && !self.known.contains_key(&server) {
                return;
            }
            let listener = self.known.entry(server).or_insert_with(|| Listener { first_frame: frame, ..Listener::default() });
            listener.open(stream, frame);
            // Data may come with the SYN (RFC 7413).
            if let Some((asked, at)) = state.sides.client.first_data.filter(|(asked, _)| *asked < frame)
                && let Some(index) = listener.connections.iter().rposition(|connection| connection.stream == stream)
            {
                listener.ask(index, asked, at, true);
            }
        }
        let ends = tcp.flags.has(Flags::FIN) || tcp.flags.has(Flags::RST) && !seen.ignored_reset;
        let acknowledges = side == Side::Server && seen.acknowledges.through > 0;
        if seen.new_bytes == 0 && !ends && !acknowledges {
            return;
        }
        let Some(listener) = self.known.get_mut(&server) else { return };
        let Some(index) = listener.connections.iter().rposition(|connection| connection.stream == stream) else { return };
        if acknowledges && let Some(own) = listener.connections.get_mut(index).filter(|own| own.asked.is_some()) {
            own.delivered.get_or_insert(frame);
        }
        if seen.new_bytes > 0 && side == Side::Client {
            listener.ask(index, frame, time, state.sides.server.unacknowledged.is_empty());
        }
        let was_accepted = state.sides.server.syn.is_some_and(|syn| syn.latest.0 == syn.frame);
        if seen.new_bytes > 0
            && side == Side::Server
            && let Some(wait) = listener.answer(index, frame, time, seen.echoes.is_none(), was_accepted)
            && let Some(causes) = &mut state.causes
        {
            causes.wait = Some(wait);
        }
        if ends && let Some(own) = listener.connections.get_mut(index) {
            own.end.get_or_insert((frame, time));
        }
    }
}

impl Listener {
    fn open(&mut self, stream: u32, frame: u64) {
        if self.connections.len() >= MAX_CONNECTIONS {
            match self.connections.iter().position(|connection| connection.end.is_some()) {
                Some(ended) => drop(self.connections.remove(ended)),
                // Not all can be watched: no more is said of the order.
                None => return self.is_contradicted = true,
            }
        }
        let fresh = Connection {
            stream,
            opened: frame,
            asked: None,
            asked_clear: None,
            delivered: None,
            answered: None,
            has_waited: false,
            was_heard: false,
            last_asked: (0, None),
            last_answer: 0,
            last_answered_at: None,
            end: None,
        };
        self.connections.push(fresh);
    }

    fn ask(&mut self, index: usize, frame: u64, time: Option<Timestamp>, is_clear: bool) {
        let others =
            self.connections.iter().enumerate().any(|(place, other)| place != index && other.asked.is_some() && other.end.is_none());
        let Some(own) = self.connections.get_mut(index) else { return };
        if is_clear {
            own.asked_clear = Some(frame);
        }
        own.last_asked = (frame, time);
        if own.asked.is_none() {
            own.asked = Some((frame, time));
            self.asked += 1;
            self.has_overlap |= others;
        }
    }

    /// `is_fresh` unless it goes on with an echo; `was_accepted` where its handshake went through at once.
    fn answer(&mut self, index: usize, frame: u64, time: Option<Timestamp>, is_fresh: bool, was_accepted: bool) -> Option<Wait> {
        let own = *self.connections.get(index)?;
        if is_fresh && self.concurrent.is_none() {
            // It had long had all that this one asked, and was quiet: what another one has just asked made it speak.
            let ago = |then: Option<Timestamp>| time.zip(then).map(|(time, then)| time.since(then));
            let is_old = ago(own.last_asked.1).is_some_and(|ago| ago > SOON);
            let was_quiet = own.answered.is_none() || ago(own.last_answered_at).is_some_and(|ago| ago > QUIET);
            for other in self.connections.iter_mut().filter(|other| is_old && was_quiet && other.stream != own.stream) {
                let (asked, at) = other.last_asked;
                if asked > own.last_asked.0 && ago(at).is_some_and(|ago| ago <= SOON) {
                    other.was_heard = true;
                    // Beside several waits in order once is a coincidence.
                    self.is_contradicted |= self.waits < 2;
                }
            }
        }
        let (asked, asked_at) = own.asked?;
        self.take_turns(&own, asked, frame, was_accepted);
        let mut wait = None;
        if own.answered.is_none() {
            wait = self.waited(&own, asked, asked_at, frame, time);
            // Answered while another one that had asked before it was still open: that one was left waiting, or served besides.
            let besides = |other: &Connection| {
                other.stream != own.stream
                    && other.end.is_none()
                    && other.opened < own.opened
                    && other.asked.is_some_and(|(other, _)| other < asked)
            };
            self.is_contradicted |= self.connections.iter().any(besides);
            match wait {
                Some(wait) if wait.is_in_turn => {
                    self.waits += 1;
                    self.first_wait.get_or_insert(wait);
                }
                Some(_) => self.is_contradicted = true,
                None => {
                    let took = time.zip(asked_at).map_or(Span::ZERO, |(time, asked)| time.since(asked));
                    self.usual = self.usual.max(took);
                }
            }
        }
        let own = self.connections.get_mut(index)?;
        own.answered.get_or_insert(frame);
        own.has_waited |= wait.is_some();
        own.last_answer = frame;
        own.last_answered_at = time;
        wait
    }

    /// Was another connection answered since this one asked, though this one was accepted before it?
    fn take_turns(&mut self, own: &Connection, asked: u64, frame: u64, was_accepted: bool) {
        if self.concurrent.is_some() {
            return;
        }
        for other in &self.connections {
            let (Some((other_asked, _)), Some(answered)) = (other.asked, other.answered) else { continue };
            if other.stream == own.stream || own.end.is_some_and(|(end, _)| end < answered) {
                continue;
            }
            // It asked again after the other's answer, having got all before, and is served again, whichever was accepted first.
            let is_again = own.answered.is_some_and(|first| first < answered) && own.asked_clear.is_some_and(|again| again > answered);
            if other.opened < own.opened && !is_again {
                continue;
            }
            // Or its request was waiting with the server's kernel before the other connection was there.
            let was_passed_over = own.answered.is_none() && own.delivered.is_some_and(|delivered| delivered < other.opened);
            // Or the other one was opened after it and answered before this one had asked anything, and is still there: of two at once
            // one is served besides the other, whichever was accepted first.
            let was_idle = own.answered.is_none() && asked > answered && other.end.is_none() && was_accepted;
            if was_passed_over || is_again || was_idle {
                let asked = if was_passed_over || was_idle { asked } else { own.asked_clear.unwrap_or(other_asked) };
                self.concurrent = Some(Turns { first: own.stream, second: other.stream, asked, between: answered, later: frame, is_again });
                self.is_contradicted = true;
                return;
            }
        }
    }

    /// The connection whose end this first answer followed, if it waited for one.
    fn waited(&self, own: &Connection, asked: u64, asked_at: Option<Timestamp>, frame: u64, time: Option<Timestamp>) -> Option<Wait> {
        let delivered = own.delivered.filter(|_| self.concurrent.is_none() && !own.was_heard)?;
        let (time, asked_at) = time.zip(asked_at)?;
        let ended = |other: &&Connection| {
            other.stream != own.stream
                && other.asked.is_some()
                && other.answered.is_some_and(|answered| answered < frame)
                && other.end.is_some_and(|(end, _)| end > delivered && end < frame)
        };
        let other = self.connections.iter().filter(ended).max_by_key(|other| other.end.map(|(end, _)| end))?;
        let (other_end, end_at) = other.end?;
        let end_at = end_at?;
        let waited = time.since(asked_at);
        let before_end = end_at.since(asked_at);
        let after_end = time.since(end_at);
        let usual = Span::from_nanos(self.usual.as_nanos().saturating_mul(3));
        let soon = SOON.max(Span::from_nanos(waited.as_nanos() / 20));
        if before_end < MIN_WAIT || before_end <= usual || after_end < Span::ZERO || after_end > soon {
            return None;
        }
        // One was served before the other came in turn, if others were answered at all meanwhile.
        let first_of_other = other.answered?;
        let is_in_order = |third: &Connection| {
            third.stream == own.stream
                || third.stream == other.stream
                || third.last_answer < asked
                || third.end.is_some_and(|(end, _)| end < first_of_other)
        };
        let is_in_turn = self.connections.iter().all(is_in_order);
        Some(Wait { asked, delivered, other: other.stream, other_end, answer: frame, waited, after_end, is_in_turn })
    }

    /// A SYN that got no answer, or an ACK of a SYN,ACK that was ignored, while connections before it weren't served.
    fn full_queue(&self, state: &super::tcp::TcpFlow, side: Side, tcp: &Tcp<'_>, frame: u64) -> Option<FullQueue> {
        let client_syn = state.sides.client.syn?;
        let is_syn = !tcp.flags.has(Flags::ACK);
        let first = if is_syn {
            Some(client_syn.frame).filter(|first| side == Side::Client && *first < frame && state.sides.server.syn.is_none())?
        } else {
            let answer = state.sides.server.syn.filter(|answer| side == Side::Server && answer.frame < frame)?;
            let (ack, _) = state.handshake_ack?;
            Some(answer.frame).filter(|first| *first < ack && ack < frame)?
        };
        // A server that takes turns accepts; so does one that opened and answered another connection meanwhile.
        // What waited itself shows nothing: it got a place that had just become free.
        let is_served =
            |other: &Connection| other.opened > first && !other.has_waited && other.answered.is_some_and(|answered| answered < frame);
        if self.concurrent.is_some() || self.connections.iter().any(is_served) {
            return None;
        }
        // One that is answered soon shows a server at work: then a lost packet is likelier.
        let is_waiting = |other: &&Connection| {
            let at = match other.answered {
                // It waited when the SYN came first.
                Some(answered) if other.has_waited && answered > client_syn.frame => client_syn.frame,
                Some(_) => return false,
                // Or it still waits.
                None => frame,
            };
            other.opened < at
                && other.delivered.is_some_and(|delivered| delivered < at)
                && other.end.is_none_or(|(end, _)| end > client_syn.frame)
        };
        let waiting = self.connections.iter().filter(is_waiting).count() as u64;
        (waiting > 0).then_some(FullQueue { first, again: frame, is_syn, waiting })
    }
}
