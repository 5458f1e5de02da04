//! What can be said of the capture as a whole, and what it can't tell.

use std::collections::BTreeMap;

use super::causes;
use super::claim::capture::{CaptureClaim, InterfaceCounts, PassedBlock};
use super::claim::causes::Cause;
use super::statement::Statement;
use crate::decode::checksum::{self, Checksum};
use crate::frame::LinkType;
use crate::inspect::Inspected;
use crate::time::Timestamp;
use crate::track::flow::{Flow, FlowTransport};
use crate::track::listeners::Listeners;

use super::vantage::Vantage;

/// What is counted over all packets of a capture, whatever a filter hides.
#[derive(Clone, Debug, Default)]
pub struct CaptureFacts {
    /// Packets read.
    pub packets: u64,
    /// Packets displayed.
    pub displayed: u64,
    /// Packets of which only a part was captured.
    pub cut: u64,
    /// Packets whose link type isn't decoded, by link type.
    pub not_decoded: BTreeMap<LinkType, u64>,
    /// Conversations that left memory before the end.
    pub evicted: u64,
    /// Datagrams in pieces that weren't kept until they were whole.
    pub datagrams_given_up: u64,
    /// Packets stamped earlier than the one before, and the first of them.
    pub backwards: Option<(u64, u64)>,
    /// Packets that are copies of ones captured a moment before, and the first of them.
    pub duplicates: Option<(u64, u64)>,
    /// Checksums are looked at; it takes reading every byte, which only an explanation needs.
    checks_checksums: bool,
    /// TCP conversations whose beginning isn't in the capture, and the first packet of the first; known at the end.
    pub running: Option<(u64, u64)>,
    /// Packets of a conversation went both ways; known at the end.
    has_exchange: bool,
    /// One of them is TCP's.
    has_connection: bool,
    /// Packets whose checksum the sender left to its network card, and the first of them.
    pub unfinished: Option<(u64, u64)>,
    /// Files that couldn't be read to their end, and why.
    pub damage: Vec<Damaged>,
    /// What the files say in their writer's words.
    pub notes: Notes,
    /// How the servers took their clients; known at the end.
    pub servers: Vec<Statement>,
    /// Who captured, as far as the packets' marks tell.
    vantage: Vantage,
    /// Packets of a live capture that never came this far.
    pub losses: Losses,
    /// Time stamp of the first packet that has one.
    pub first: Option<Timestamp>,
    /// Earliest time stamp.
    pub earliest: Option<Timestamp>,
    /// Latest time stamp.
    pub latest: Option<Timestamp>,
    previous: Option<Timestamp>,
}

/// Where the reading of a file ended before the file did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Which file, as the user named it and safe to show, where the capture lies in several.
    pub file: Option<String>,
    /// Bytes from the start of the file.
    pub offset: u64,
    /// Packets read before it.
    pub packets: u64,
    /// The file merely ends early; otherwise it is wrong there.
    pub is_cut: bool,
}

/// What the files say in their writer's words, and what of them wasn't read. All text is safe to show.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Comments, and the interface that each is on.
    pub comments: Vec<(Option<String>, String)>,
    /// Comments that weren't kept.
    pub more_comments: u64,
    /// Names of addresses.
    pub names: u64,
    /// Names that weren't kept.
    pub more_names: u64,
    /// Counters of interfaces.
    pub statistics: Vec<InterfaceCounts>,
    /// Blocks that weren't read.
    pub passed: Vec<(PassedBlock, u64)>,
}

/// Packets that were there and aren't among those that were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// The kernel's buffer, or the network card's, was full.
    pub by_kernel: u64,
    /// Recorded, but they came faster than they could be explained.
    pub by_labcap: u64,
    /// Left out: they are of the SSH connection over which the user reads this.
    pub own_connection: u64,
}

impl CaptureFacts {
    /// Counts from 0. Checksums are looked at if `checks_checksums` says so.
    pub fn new(checks_checksums: bool) -> Self {
        Self { checks_checksums, ..Self::default() }
    }

    /// Takes the next packet in.
    pub fn push(&mut self, inspected: &Inspected<'_>) {
        let frame = &inspected.packet.frame;
        self.packets += 1;
        if frame.bytes.len() < frame.wire_length as usize {
            self.cut += 1;
        }
        if inspected.packet.layers.is_empty() && inspected.packet.problem.is_none() {
            *self.not_decoded.entry(frame.link_type).or_default() += 1;
        }
        if inspected.seen.copy_of.is_some_and(|copied| copied.evidence.is_certain()) {
            let (count, first) = self.duplicates.unwrap_or((0, frame.number));
            self.duplicates = Some((count + 1, first));
        }
        if self.checks_checksums && checksum::check(&inspected.packet) == Checksum::Unfinished {
            let (count, first) = self.unfinished.unwrap_or((0, frame.number));
            self.unfinished = Some((count + 1, first));
        }
        if self.checks_checksums {
            self.vantage.push(inspected);
        }
        let Some(time) = frame.time else { return };
        self.first.get_or_insert(time);
        if self.previous.is_some_and(|previous| time < previous) {
            let (count, first) = self.backwards.unwrap_or((0, frame.number));
            self.backwards = Some((count + 1, first));
        }
        self.previous = Some(time);
        self.earliest = Some(self.earliest.map_or(time, |earliest| earliest.min(time)));
        self.latest = Some(self.latest.map_or(time, |latest| latest.max(time)));
    }

    /// Takes in a conversation, once all of it is known.
    pub fn note_conversation(&mut self, flow: &Flow) {
        self.has_exchange |= flow.packets.client > 0 && flow.packets.server > 0;
        let FlowTransport::Tcp(tcp) = &flow.transport else { return };
        self.has_connection |= flow.packets.client > 0 && flow.packets.server > 0;
        // Without ACK nothing belongs to an open connection (RFC 9293 3.10.7.4).
        let is_open = tcp.sides.client.last_ack.is_some() || tcp.sides.server.last_ack.is_some();
        let is_late = tcp.sides.client.syn.is_none() && tcp.sides.server.syn.is_none();
        if is_open && is_late && !super::flow::is_unknown_to_a_side(flow, tcp) {
            let (count, first) = self.running.unwrap_or((0, flow.first_frame));
            self.running = Some((count + 1, first.min(flow.first_frame)));
        }
    }

    /// Takes in how the servers took their clients, at the end of the capture.
    pub fn note_servers(&mut self, listeners: &Listeners) {
        self.servers = causes::servers(listeners);
    }

    /// What can be said.
    pub fn explain(&self) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut say = |claim, frames: Vec<u64>| statements.push(Statement::new(claim, frames));
        for Damaged { file, offset, packets, is_cut } in &self.damage {
            let file = file.clone();
            say(CaptureClaim::TruncatedFile { file, offset: *offset, packets: *packets, is_cut: *is_cut }, vec![]);
        }
        let hidden = self.packets.saturating_sub(self.displayed);
        if hidden > 0 {
            say(CaptureClaim::HiddenByFilter { hidden }, vec![]);
        }
        let Losses { by_kernel, by_labcap, own_connection } = self.losses;
        if by_kernel + by_labcap > 0 {
            say(CaptureClaim::Dropped { by_kernel, by_labcap }, vec![]);
        }
        if own_connection > 0 {
            say(CaptureClaim::OwnConnection { packets: own_connection }, vec![]);
        }
        if self.cut > 0 {
            say(CaptureClaim::CutBySnaplen { packets: self.cut }, vec![]);
        }
        // A conversation that had left memory looks like one that was running.
        if let Some((conversations, first)) = self.running.filter(|_| self.evicted == 0) {
            say(CaptureClaim::AlreadyRunning { conversations, first }, vec![first]);
        }
        if let Some((packets, first)) = self.unfinished {
            say(CaptureClaim::ChecksumOffload { packets, first }, vec![first]);
        }
        if let Some((packets, first)) = self.duplicates {
            say(CaptureClaim::Duplicates { packets, first }, vec![first]);
        }
        if let Some((packets, first)) = self.backwards {
            say(CaptureClaim::TimeBackwards { packets, first }, vec![first]);
        }
        for (link_type, packets) in &self.not_decoded {
            say(CaptureClaim::LinkTypeNotDecoded { link_type: *link_type, packets: *packets }, vec![]);
        }
        if self.evicted > 0 {
            say(CaptureClaim::FlowsEvicted { flows: self.evicted }, vec![]);
        }
        if self.datagrams_given_up > 0 {
            say(CaptureClaim::FragmentsGivenUp { datagrams: self.datagrams_given_up }, vec![]);
        }
        let Notes { comments, more_comments, names, more_names, statistics, passed } = &self.notes;
        for (interface, text) in comments {
            say(CaptureClaim::Comment { interface: interface.clone(), text: text.clone() }, vec![]);
        }
        if *more_comments > 0 {
            say(CaptureClaim::MoreComments { more: *more_comments }, vec![]);
        }
        if *names > 0 {
            say(CaptureClaim::Names { names: *names, more: *more_names }, vec![]);
        }
        for counts in statistics {
            say(CaptureClaim::Statistics(counts.clone()), vec![]);
        }
        for (kind, blocks) in passed {
            say(CaptureClaim::BlocksPassed { kind: *kind, blocks: *blocks }, vec![]);
        }
        if let Some(addresses) = self.vantage.addresses() {
            statements.push(Statement::new(Cause::Vantage { addresses }, []));
        }
        statements.extend(self.servers.iter().cloned());
        if self.packets > 0 {
            statements.push(Statement::new(CaptureClaim::ProgramsUnseen, []));
        }
        if self.has_exchange {
            statements.push(Statement::new(CaptureClaim::OneWayTimesUnseen, []));
        }
        if self.has_connection {
            statements.push(Statement::new(CaptureClaim::LossesUnseen, []));
        }
        statements
    }
}
