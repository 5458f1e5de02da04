//! What can be said of a conversation once all of it is known: its story.

use std::net::IpAddr;

use domain::base::iana::{Rcode, Rtype};

use super::causes;
use super::claim::flow::FlowClaim;
use super::claim::{CloseEnd, LookupResult, RecordType, ResetStage};
use super::measures;
use super::statement::Statement;
use crate::time::{Span, Timestamp};
use crate::track::dns::{AT_ONCE, Answer, Exchange, Lookups};
use crate::track::flow::{BySide, Endpoint, Flow, FlowTransport, Roles, Side, State, StreamId, UdpFlow};
use crate::track::resolved::Asked;
use crate::track::sights::Twin;
use crate::track::tcp::TcpFlow;
use crate::track::tcp::echo::Verdict;
use crate::track::tcp::side::Fin;

/// Silence is said to be one only after this much capture, or a retry.
pub const SILENCE: Span = Span::from_seconds(5);

/// DNS lookups, and pairs of them, that are told one by one.
const TOLD_LOOKUPS: usize = 64;

/// An echo of fewer bytes needs a second exchange: a few bytes are soon equal by chance.
const MIN_ECHO: u64 = 4;

/// What can be said of a conversation. `capture_end` is the latest time stamp of the capture; `is_evicted` where the conversation
/// had to leave memory before the end.
pub fn explain(flow: &Flow, capture_end: Option<Timestamp>, is_evicted: bool) -> Vec<Statement> {
    let mut story = Story { flow, capture_end, is_evicted, statements: Vec::new() };
    if let Some(Twin { stream, packets, .. }) = flow.twin() {
        let of = flow.sent().client + flow.sent().server;
        let is_told_there = packets == of && !is_evicted;
        story.say(FlowClaim::Translated { twin: stream, packets, of, is_told_there }, [flow.first_frame]);
        if is_told_there {
            return story.statements;
        }
    }
    match &flow.transport {
        FlowTransport::Tcp(tcp) => story.tcp(tcp),
        FlowTransport::Udp(udp) if udp.lookups.exchanges.is_empty() => story.udp(udp),
        FlowTransport::Udp(udp) => story.dns(udp),
    }
    story.statements
}

/// The state with which a conversation ends: "unanswered" needs time to have passed, or a retry.
pub fn final_state(flow: &Flow, capture_end: Option<Timestamp>) -> State {
    match flow.state() {
        State::Unanswered if !is_silence(flow, capture_end) => State::Open,
        state => state,
    }
}

fn is_silence(flow: &Flow, capture_end: Option<Timestamp>) -> bool {
    let waited = capture_end.zip(flow.start).map(|(end, start)| end.since(start));
    // An ICMP error says at once that nothing will come.
    let is_known = match &flow.transport {
        FlowTransport::Tcp(_) => flow.packets.client > 1,
        FlowTransport::Udp(udp) => {
            let is_retried = udp.lookups.exchanges.iter().any(|exchange| !exchange.retries.is_empty());
            is_retried || udp.expired.is_some() || udp.unreachable.is_some()
        }
    };
    !may_stay_silent(flow.server) && (is_known || waited.is_some_and(|waited| waited >= SILENCE))
}

/// What is asked of everybody (mDNS and LLMNR among it) may stay without an answer.
fn may_stay_silent(server: Endpoint) -> bool {
    server.is_for_all() || matches!(server.port, 5353 | 5355)
}

struct Story<'a> {
    flow: &'a Flow,
    capture_end: Option<Timestamp>,
    is_evicted: bool,
    statements: Vec<Statement>,
}

impl Story<'_> {
    fn say(&mut self, claim: FlowClaim, frames: impl IntoIterator<Item = u64>) {
        self.statements.push(Statement::new(claim, frames));
    }

    fn waited(&self, since: Option<Timestamp>) -> Option<Span> {
        self.capture_end.zip(since).map(|(end, since)| end.since(since))
    }

    fn tcp(&mut self, tcp: &TcpFlow) {
        let (client, server) = (self.flow.client, self.flow.server);
        let sides = &tcp.sides;
        if let Some(number) = tcp.reuses {
            let earlier = StreamId { protocol: self.flow.stream.protocol, number };
            self.say(FlowClaim::PortReused { client, server, earlier }, [self.flow.first_frame]);
        }
        if let Some(asked) = self.flow.asked.as_ref().filter(|_| sides.client.syn.is_some()) {
            let Asked { name, answer, is_one_of_several } = asked;
            let claim = FlowClaim::Named { client, server, name: name.to_string(), answer: *answer, is_one_of_several: *is_one_of_several };
            self.say(claim, [*answer, self.flow.first_frame]);
        }
        let state = self.flow.state();
        if state == State::Refused {
            return self.refused(tcp);
        }
        if state == State::Unanswered {
            return self.unanswered(tcp);
        }
        if tcp.is_simultaneous {
            // Three packets didn't open it, and nobody listened.
        } else if let (Some(syn), Some(syn_ack), Some((ack, _))) = (sides.client.syn, sides.server.syn, tcp.handshake_ack) {
            // What carries payload left when the program had some to send.
            let took = tcp.handshake_time.filter(|took| *took >= Span::ZERO && tcp.phases.handshake.has(ack));
            let claim = FlowClaim::Opened { client, server, syn: syn.frame, syn_ack: syn_ack.frame, ack, took };
            self.say(claim, [syn.frame, syn_ack.frame, ack]);
        } else if sides.client.syn.is_none() && sides.server.syn.is_none() {
            self.say(FlowClaim::Midstream { client, server }, [self.flow.first_frame]);
        } else if let (Some(syn), Some(answer)) = (sides.client.syn, sides.server.syn) {
            self.say(FlowClaim::HandshakeUnfinished { client, server }, [syn.frame, answer.frame]);
        }
        self.data(tcp);
        if let Some(lookups) = self.flow.lookups() {
            self.lookups(lookups, None);
        }
        self.end(tcp, state);
    }

    fn refused(&mut self, tcp: &TcpFlow) {
        let (client, server) = (self.flow.client, self.flow.server);
        let Some(syn) = tcp.sides.client.syn else { return };
        let (by, why) = match (tcp.sides.server.rst, tcp.unreachable) {
            (Some(rst), _) => (rst.frame, None),
            (None, Some((frame, why))) => (frame, Some(why)),
            (None, None) => return,
        };
        let again = Some(syn.latest.0).filter(|again| *again > by);
        self.say(FlowClaim::Refused { client, server, syn: syn.frame, by, why, again }, [syn.frame, by].into_iter().chain(again));
    }

    fn unanswered(&mut self, tcp: &TcpFlow) {
        let (client, server) = (self.flow.client, self.flow.server);
        let frames: Vec<u64> = tcp.phases.handshake.kept().to_vec();
        if self.is_evicted {
            return self.say(FlowClaim::LeftMemory { client, server }, frames);
        }
        if !is_silence(self.flow, self.capture_end) {
            return self.say(FlowClaim::TooEarly { client, server }, frames);
        }
        let tries = tcp.phases.handshake.count();
        let waited = self.waited(self.flow.start);
        let expired = tcp.expired;
        let others = tcp.causes.as_ref().is_some_and(|causes| causes.port_answered || causes.queue.is_some());
        self.say(FlowClaim::Unanswered { client, server, tries, waited, expired, others }, frames.into_iter().chain(expired));
        self.statements.extend(measures::timers(self.flow, tcp));
        self.statements.extend(causes::unanswered(self.flow, tcp));
    }

    fn data(&mut self, tcp: &TcpFlow) {
        let (client, server) = (self.flow.client, self.flow.server);
        let bytes = tcp.bytes();
        let sides = &tcp.sides;
        let segments = BySide { client: sides.client.data_segments, server: sides.server.data_segments };
        let data = || tcp.phases.data.kept().iter().copied();
        match (self.flow.packets.client, self.flow.packets.server) {
            (0, _) => {
                self.say(FlowClaim::OneSided { seen: server, unseen: client, bytes: bytes.server, segments: segments.server }, data())
            }
            (_, 0) => {
                self.say(FlowClaim::OneSided { seen: client, unseen: server, bytes: bytes.client, segments: segments.client }, data())
            }
            _ => self.say(FlowClaim::Transferred { client, server, bytes, segments, response_time: tcp.response_time }, data()),
        }
        let echo = &tcp.echo;
        if echo.verdict() == Verdict::Same && echo.echoed() > 0 && (echo.echoed() >= MIN_ECHO || echo.exchanges() >= 2) {
            self.say(FlowClaim::Echo { client, server, bytes: echo.echoed(), sent: bytes.client }, data());
        }
        let waits = causes::waits(self.flow, tcp);
        if echo.verdict() == Verdict::Same {
            self.statements.extend(causes::reads(self.flow, tcp));
        }
        self.statements.extend(waits);
        let packets = BySide { client: sides.client.retransmissions, server: sides.server.retransmissions };
        if packets.client + packets.server > 0 {
            self.say(FlowClaim::Retransmissions { client, server, packets }, []);
        }
        let bytes = BySide { client: sides.client.coverage.missing(), server: sides.server.coverage.missing() };
        if bytes.client + bytes.server > 0 {
            self.say(FlowClaim::MissingBytes { client, server, bytes }, []);
        }
        self.statements.extend(measures::tell(self.flow, tcp));
    }

    fn end(&mut self, tcp: &TcpFlow, state: State) {
        let (client, server) = (self.flow.client, self.flow.server);
        self.close(tcp);
        if state == State::Reset {
            let sides = [(&tcp.sides.client, &tcp.sides.server, client, server), (&tcp.sides.server, &tcp.sides.client, server, client)];
            for (side, other, by, peer) in sides {
                if let Some(rst) = side.rst.filter(|rst| rst.before_both_fins && !rst.to_syn) {
                    let stage = match (tcp.handshake_ack, tcp.first_fin) {
                        _ if is_unknown_to_a_side(self.flow, tcp) => ResetStage::NoConnection,
                        (None, None) if sides_opened(tcp) => ResetStage::Handshake,
                        _ if side.fin.is_some_and(|fin| fin.frame < rst.frame) && other.fin.is_some_and(|fin| fin.frame > rst.frame) => {
                            ResetStage::BothClosing
                        }
                        _ if side.fin.is_some_and(|fin| fin.frame < rst.frame) => ResetStage::AfterOwnFin,
                        _ if other.fin.is_some_and(|fin| fin.frame < rst.frame) => ResetStage::AfterPeersFin,
                        _ => ResetStage::Established,
                    };
                    let claim = FlowClaim::Reset { by, peer, frame: rst.frame, from_live_socket: rst.from_live_socket, stage };
                    self.say(claim, [rst.frame]);
                }
            }
        } else if matches!(state, State::Open | State::Midstream) {
            let claim = if self.is_evicted { FlowClaim::LeftMemory { client, server } } else { FlowClaim::StillOpen { client, server } };
            self.say(claim, []);
        }
        self.statements.extend(causes::resets(self.flow, tcp));
        self.statements.extend(measures::sequence_numbers(self.flow, tcp));
    }

    fn close(&mut self, tcp: &TcpFlow) {
        if is_unknown_to_a_side(self.flow, tcp) {
            return;
        }
        let (client, server) = (self.flow.client, self.flow.server);
        let is_reset = tcp.sides.client.rst.is_some() || tcp.sides.server.rst.is_some();
        let (first, first_fin, second_fin) = match (tcp.sides.client.fin, tcp.sides.server.fin) {
            (None, None) => return,
            (Some(fin), None) | (None, Some(fin)) => {
                let first = if tcp.sides.client.fin.is_some() { Side::Client } else { Side::Server };
                let (closer, other) = (self.flow.endpoint(first), self.flow.endpoint(first.other()));
                self.half_close(closer, other, fin);
                return self.say(FlowClaim::HalfOpenEnd { closer, other, fin: fin.frame }, [fin.frame]);
            }
            // The one that acknowledges the other came second, in whatever order they were captured.
            (Some(of_client), Some(of_server)) => match (of_client.acknowledges_fin(&of_server), of_server.acknowledges_fin(&of_client)) {
                (true, false) => (Side::Server, of_server, of_client),
                (false, true) => (Side::Client, of_client, of_server),
                _ => {
                    let claim = FlowClaim::SimultaneousClose { client_fin: of_client.frame, server_fin: of_server.frame, is_reset };
                    let frames = [of_client.frame.min(of_server.frame), of_client.frame.max(of_server.frame)];
                    return self.say(claim, frames);
                }
            },
        };
        let (closer, other) = (self.flow.endpoint(first), self.flow.endpoint(first.other()));
        let waiting = &tcp.sides.of(first.other()).unacknowledged;
        let fin_waits = waiting.iter().any(|segment| segment.is_repeated && segment.to == second_fin.number.plus(1));
        let end = match second_fin.acknowledged_by {
            _ if is_reset => CloseEnd::Reset,
            None if fin_waits => CloseEnd::Unacknowledged,
            _ => CloseEnd::Usual,
        };
        let is_guess = self.flow.roles == Roles::Inferred;
        let closed_by = match first {
            Side::Client => FlowClaim::ClosedByClient { client, server, fin: first_fin.frame, end, is_guess },
            Side::Server => FlowClaim::ClosedByServer { client, server, fin: first_fin.frame, end, is_guess },
        };
        self.say(closed_by, [first_fin.frame]);
        self.half_close(closer, other, first_fin);
        // Where a RST came in its place, or the FIN went unanswered, there was no last ACK.
        if end == CloseEnd::Usual || second_fin.acknowledged_by.is_some() {
            self.segments(closer, other, first_fin, second_fin);
        }
    }

    /// Payload that nobody acknowledged may have met a socket that was closed whole.
    fn half_close(&mut self, closer: Endpoint, sender: Endpoint, fin: Fin) {
        if let Some(data) = fin.data_after.filter(|_| fin.data_taken) {
            self.say(FlowClaim::HalfClose { closer, sender, fin: fin.frame, data }, [fin.frame, data]);
        }
    }

    /// Three segments if the second FIN is the first to acknowledge the first one; four if an ACK came before it.
    fn segments(&mut self, first: Endpoint, second: Endpoint, first_fin: Fin, second_fin: Fin) {
        let last_ack = second_fin.acknowledged_by;
        let Some(ack) = first_fin.acknowledged_by else { return };
        let frames = [first_fin.frame, ack, second_fin.frame].into_iter().chain(last_ack);
        let claim = if ack == second_fin.frame {
            FlowClaim::ThreeSegmentClose { first, second, first_fin: first_fin.frame, second_fin: second_fin.frame, last_ack }
        } else if ack < second_fin.frame {
            FlowClaim::FourSegmentClose { first, second, first_fin: first_fin.frame, ack, second_fin: second_fin.frame, last_ack }
        } else {
            return;
        };
        self.say(claim, frames);
    }

    fn udp(&mut self, udp: &UdpFlow) {
        let (client, server) = (self.flow.client, self.flow.server);
        self.say(FlowClaim::UdpExchanged { client, server, packets: self.flow.sent(), bytes: udp.bytes }, []);
        self.say(FlowClaim::UdpNoConnection, []);
        match (udp.unreachable, self.flow.state()) {
            (Some((by, why)), _) if why.is_port() => self.say(FlowClaim::UdpRefused { server, by }, [by]),
            (Some((by, why)), _) => self.say(FlowClaim::UdpUnreachable { server, by, why }, [by]),
            (None, State::Unanswered) if udp.expired.is_some() => {
                if let Some(by) = udp.expired {
                    self.say(FlowClaim::UdpTimeExceeded { server, by }, [by]);
                }
            }
            (None, State::Unanswered) if self.is_evicted => self.say(FlowClaim::LeftMemory { client, server }, []),
            (None, State::Unanswered) if is_silence(self.flow, self.capture_end) => {
                let waited = self.waited(self.flow.start);
                self.say(FlowClaim::UdpUnanswered { server, waited }, []);
            }
            (None, State::Unanswered) if !may_stay_silent(server) => self.say(FlowClaim::UdpTooEarly { server }, []),
            (None, _) => {}
        }
    }

    fn dns(&mut self, udp: &UdpFlow) {
        let exchanged =
            FlowClaim::UdpExchanged { client: self.flow.client, server: self.flow.server, packets: self.flow.sent(), bytes: udp.bytes };
        self.say(exchanged, []);
        self.lookups(&udp.lookups, udp.unreachable.map(|(by, _)| by));
        if udp.lookups.exchanges.len() == 1 {
            self.say(FlowClaim::UdpNoConnection, []);
        }
    }

    fn lookups(&mut self, lookups: &Lookups, unreachable: Option<u64>) {
        let (client, server) = (self.flow.client.address, self.flow.server.address);
        for (a, aaaa) in pairs(&lookups.exchanges) {
            let claim = FlowClaim::DnsPair { client, server, name: a.name.clone(), a: a.query, aaaa: aaaa.query, is_one_socket: true };
            self.say(claim, [a.query, aaaa.query]);
        }
        for exchange in lookups.exchanges.iter().take(TOLD_LOOKUPS) {
            let Some(partner) = exchange.partner else { continue };
            let (a, aaaa) = if exchange.kind == Rtype::A { (exchange.query, partner) } else { (partner, exchange.query) };
            self.say(
                FlowClaim::DnsPair { client, server, name: exchange.name.clone(), a, aaaa, is_one_socket: false },
                [partner, exchange.query],
            );
        }
        for exchange in lookups.exchanges.iter().take(TOLD_LOOKUPS) {
            match &exchange.answer {
                Some(answer) => self.answered(client, server, exchange, answer),
                None => self.without_response(server, exchange, unreachable),
            }
        }
        let more = lookups.exchanges.len().saturating_sub(TOLD_LOOKUPS) as u64 + lookups.more;
        if more > 0 {
            self.say(FlowClaim::DnsManyLookups { more }, []);
        }
    }

    fn answered(&mut self, client: IpAddr, server: IpAddr, exchange: &Exchange, answer: &Answer) {
        let claim = FlowClaim::DnsLookup {
            client,
            server,
            name: exchange.name.clone(),
            kind: exchange.kind.into(),
            query: exchange.query,
            response: answer.frame,
            after: answer.after,
            result: result(answer),
        };
        self.say(claim, [exchange.query, answer.frame]);
    }

    fn without_response(&mut self, server: IpAddr, exchange: &Exchange, unreachable: Option<u64>) {
        let name = exchange.name.clone();
        let kind = RecordType::from(exchange.kind);
        let query = exchange.query;
        if may_stay_silent(self.flow.server) {
            return;
        }
        if let Some(by) = unreachable {
            return self.say(FlowClaim::DnsUnreachable { server, by }, [query, by]);
        }
        if self.is_evicted {
            return self.say(FlowClaim::LeftMemory { client: self.flow.client, server: self.flow.server }, [query]);
        }
        let waited = self.waited(exchange.asked);
        if let FlowTransport::Tcp(tcp) = &self.flow.transport {
            // Among bytes that are missing the response may be; on a connection that has ended nothing comes any more.
            if tcp.sides.server.coverage.missing() > 0 {
                return;
            }
            if matches!(tcp.state(), State::Closed | State::Reset) {
                return self.say(FlowClaim::DnsUnanswered { server, name, kind, query, retries: 0, waited: None }, [query]);
            }
        }
        // TCP sends again by itself what is lost; there a question that comes again is another one.
        let is_tcp = matches!(self.flow.transport, FlowTransport::Tcp(_));
        let retries = if is_tcp { 0 } else { exchange.retries.len() as u64 };
        if retries > 0 || waited.is_some_and(|waited| waited >= SILENCE) {
            let frames = exchange.retries.iter().copied().chain([query]).collect::<Vec<_>>();
            return self.say(FlowClaim::DnsUnanswered { server, name, kind, query, retries, waited }, frames);
        }
        self.say(FlowClaim::DnsTooEarly { server, name, kind, query }, [query]);
    }
}

/// What came of a question.
pub fn result(answer: &Answer) -> LookupResult {
    match answer.rcode {
        _ if answer.is_truncated => LookupResult::Truncated,
        Rcode::NOERROR if !answer.addresses.is_empty() => LookupResult::Addresses(answer.addresses.clone()),
        Rcode::NOERROR if answer.has_answer => LookupResult::Records,
        Rcode::NOERROR if answer.is_whole && answer.is_referral => LookupResult::Referral,
        Rcode::NOERROR if answer.is_whole => LookupResult::Nodata,
        Rcode::NOERROR => LookupResult::Incomplete,
        Rcode::NXDOMAIN => LookupResult::Nxdomain { is_alias: answer.is_alias },
        other => LookupResult::Error(u16::from(other.to_int())),
    }
}

/// One side's kernel knew no such connection: all that it said are bare RSTs, as it answers a scan.
pub(super) fn is_unknown_to_a_side(flow: &Flow, tcp: &TcpFlow) -> bool {
    let is_nobodys = |side: Side| {
        let own = tcp.sides.of(side);
        own.rst.is_some_and(|rst| !rst.from_live_socket) && own.resets == *flow.packets.of(side)
    };
    tcp.sides.client.syn.is_none() && tcp.sides.server.syn.is_none() && Side::BOTH.into_iter().any(is_nobodys)
}

/// Both sides have shown a SYN.
const fn sides_opened(tcp: &TcpFlow) -> bool {
    tcp.sides.client.syn.is_some() && tcp.sides.server.syn.is_some()
}

/// Two questions belong together if the second was asked before the first was answered, or at once.
fn are_asked_together(one: &Exchange, other: &Exchange) -> bool {
    let is_close = one.asked.zip(other.asked).is_some_and(|(one, other)| other.since(one) <= AT_ONCE);
    is_close
        || one.answer.as_ref().is_none_or(|answer| answer.frame > other.query)
            && one.asked.zip(other.asked).is_none_or(|(one, other)| other.since(one) < SILENCE)
}

/// A and AAAA questions for one name from this socket, each with the next of the other kind.
fn pairs(exchanges: &[Exchange]) -> Vec<(&Exchange, &Exchange)> {
    let mut found = Vec::new();
    let mut used = vec![false; exchanges.len()];
    for (index, one) in exchanges.iter().enumerate() {
        let wanted = match one.kind {
            Rtype::A => Rtype::AAAA,
            Rtype::AAAA => Rtype::A,
            _ => continue,
        };
        if used.get(index) == Some(&true) || found.len() == TOLD_LOOKUPS {
            continue;
        }
        let partner = exchanges.iter().enumerate().skip(index + 1).find(|(place, other)| {
            used.get(*place) == Some(&false)
                && other.kind == wanted
                && are_asked_together(one, other)
                && other.name.eq_ignore_ascii_case(&one.name)
        });
        let Some((place, other)) = partner else { continue };
        if let Some(taken) = used.get_mut(place) {
            *taken = true;
        }
        found.push(if one.kind == Rtype::A { (one, other) } else { (other, one) });
    }
    found
}
