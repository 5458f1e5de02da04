//! What later packets say of a packet: the facts that Wireshark shows once it has read the whole file.
//!
//! Reading goes one way. Whoever shows such facts reads the file twice: [`Lookahead`] takes every packet of the first reading in and keeps
//! little of each; the second reading asks it.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::inspect::Inspected;
use crate::time::Span;
use crate::track::Detail;
use crate::track::flow::{Flow, FlowTransport, Protocol};

/// Facts of one sort that are kept: some 16 MiB of each.
const MOST: usize = 1 << 20;

/// What later packets say of one packet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Later {
    /// The packet that answers it: a DNS response, an echo reply, an ARP reply.
    pub answered_in: Option<u64>,
    /// The packet whose piece makes its datagram whole.
    pub reassembled_in: Option<u64>,
    /// The packet whose segment completes the DNS message that a segment holds a part of.
    pub message_in: Option<u64>,
    /// `tcp.completeness` of its whole connection.
    pub completeness: Option<u8>,
    /// `tcp.analysis.initial_rtt` of its connection.
    pub initial_round_trip: Option<Span>,
}

/// What a first reading of a file keeps for the second.
#[derive(Clone, Debug, Default)]
pub struct Lookahead {
    answered_in: HashMap<u64, u64, RandomState>,
    reassembled_in: HashMap<u64, u64, RandomState>,
    message_in: HashMap<u64, u64, RandomState>,
    /// By the number of the TCP stream.
    streams: HashMap<u32, (u8, Option<Span>), RandomState>,
    left_out: u64,
}

impl Lookahead {
    /// Takes the next packet of the first reading in.
    pub fn push(&mut self, inspected: &Inspected<'_>, flow: Option<&Flow>) {
        let frame = inspected.packet.frame.number;
        let seen = &inspected.seen;
        let question = match &seen.detail {
            Detail::Dns(dns) => dns.answers,
            Detail::Echo(Some(answered))
            | Detail::Arp { answers: Some(answered), .. }
            | Detail::Neighbor(Some(answered))
            | Detail::Dhcp(Some(answered)) => Some(answered.frame),
            _ => None,
        };
        let carried = seen.carried.iter().flat_map(|carried| &carried.seen).filter_map(|dns| dns.answers);
        for question in question.into_iter().chain(carried) {
            keep(&mut self.answered_in, question, frame, false, &mut self.left_out);
        }
        for piece in seen.reassembled.iter().flat_map(|datagram| &datagram.frames).filter(|&&piece| piece != frame) {
            keep(&mut self.reassembled_in, *piece, frame, true, &mut self.left_out);
        }
        let joined = seen.carried.iter().filter_map(|carried| carried.joined.as_ref()).flat_map(|joined| &joined.segments);
        for segment in joined.filter(|segment| segment.frame != frame) {
            keep(&mut self.message_in, segment.frame, frame, false, &mut self.left_out);
        }
        if let Some(flow) = flow.filter(|flow| flow.stream.protocol == Protocol::Tcp)
            && let FlowTransport::Tcp(tcp) = &flow.transport
            && let Some(figures) = &tcp.figures
        {
            let known = (figures.completeness_so_far(), figures.initial_round_trip);
            keep(&mut self.streams, flow.stream.number, known, true, &mut self.left_out);
        }
    }

    /// What is known of a packet of the second reading.
    pub fn of(&self, inspected: &Inspected<'_>) -> Later {
        let frame = inspected.packet.frame.number;
        // An error tells of the connection that it quotes.
        let stream = match inspected.seen.detail {
            Detail::IcmpError { stream, .. } => stream,
            _ => inspected.seen.stream,
        };
        let stream = stream.filter(|stream| stream.protocol == Protocol::Tcp);
        let connection = stream.and_then(|stream| self.streams.get(&stream.number).copied());
        Later {
            answered_in: self.answered_in.get(&frame).copied(),
            reassembled_in: self.reassembled_in.get(&frame).copied(),
            message_in: self.message_in.get(&frame).copied(),
            completeness: connection.map(|(completeness, _)| completeness),
            initial_round_trip: connection.and_then(|(_, round_trip)| round_trip),
        }
    }

    /// Facts that had no place.
    pub const fn left_out(&self) -> u64 {
        self.left_out
    }
}

/// Keeps a fact, the first or the latest of its kind.
fn keep<Key: Eq + std::hash::Hash, Fact>(
    facts: &mut HashMap<Key, Fact, RandomState>,
    key: Key,
    fact: Fact,
    replaces: bool,
    left_out: &mut u64,
) {
    if let Some(known) = facts.get_mut(&key) {
        if replaces {
            *known = fact;
        }
    } else if facts.len() < MOST {
        facts.insert(key, fact);
    } else {
        *left_out += 1;
    }
}
