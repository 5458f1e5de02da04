//! From what is known of packets, conversations and the capture to records in the chosen language.

use std::fmt::Write;
use std::net::IpAddr;

use super::packet_list::PacketCells;
use super::record::{BySide, FieldText, FlowRecord, FrameList, PacketRecord, PhaseFrames, StatementRecord};
use crate::explain::capture::CaptureFacts;
use crate::explain::phrase::Phrase;
use crate::explain::{Code, Lang, Level, Names, Statement, flow as flow_rules, packet as packet_rules};
use crate::fields::collect::Collector;
use crate::fields::{Clock, Id, Subject};
use crate::text::Text;
use crate::time::{Span, Timestamp};
use crate::track::flow::{self, Flow, FlowTransport, FrameNumbers, Roles, StreamId};
use crate::track::tcp::Phase;

/// Makes records in one language. Keeps the buffers of the latest packet.
#[derive(Clone, Debug)]
pub struct View {
    lang: Lang,
    level: Level,
    names: Names,
    /// The file that packets are from, where records tell it.
    file: Option<String>,
    clock: Clock,
    collector: Box<Collector>,
    fields: Vec<FieldText>,
    cells: PacketCells,
    interface: String,
    stream: String,
    /// The conversation that `stream` names: the next packet is likely to be of the same.
    named: Option<StreamId>,
    statements: Vec<StatementRecord>,
}

impl View {
    /// Sentences in `lang`, with the user's names for machines.
    pub fn new(lang: Lang, names: Names) -> Self {
        Self {
            lang,
            level: Level::default(),
            names,
            file: None,
            clock: Clock::default(),
            collector: Box::default(),
            fields: Vec::new(),
            cells: PacketCells::default(),
            interface: String::new(),
            stream: String::new(),
            named: None,
            statements: Vec::new(),
        }
    }

    /// How much is said of each statement; sentences unless this is called.
    pub const fn set_level(&mut self, level: Level) {
        self.level = level;
    }

    /// The language of the sentences.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The user's names.
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// Names an address as the file does, if the user gave it no name. The name must be safe to show.
    pub fn learn_name(&mut self, address: IpAddr, name: impl FnOnce() -> String) {
        self.names.learn(address, name);
    }

    /// A heading, a label or a line in the chosen language.
    pub fn words(&self, phrase: &Phrase) -> String {
        self.lang.phrase(phrase, &self.names)
    }

    /// Adds the values of a field to the records of packets.
    pub fn show_field(&mut self, id: Id) {
        self.collector.want(id);
        self.fields.push(FieldText { id, text: String::new() });
    }

    /// Records tell from now on that they are from `file`, which is safe text.
    pub fn set_file(&mut self, file: Option<String>) {
        self.file = file;
    }

    /// Fixes what the times of the packets to come are compared with: time 0 of the Time column is that of the file's first packet.
    pub const fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// The record of a packet, without what can be said of it.
    pub fn row(&mut self, subject: &Subject<'_, '_>) -> PacketRecord<'_> {
        self.statements.clear();
        self.fill(subject)
    }

    /// The record of a packet with what can be said of it.
    pub fn explained_row(&mut self, subject: &Subject<'_, '_>) -> PacketRecord<'_> {
        let statements = packet_rules(subject.inspected, subject.flow);
        self.statements = statements.iter().map(|statement| self.statement(statement)).collect();
        if self.level == Level::Brief {
            for statement in self.statements.iter_mut().skip(1) {
                statement.is_aside = matches!(statement.code, Code::TcpPush | Code::TcpAck);
            }
        }
        self.fill(subject)
    }

    fn fill(&mut self, subject: &Subject<'_, '_>) -> PacketRecord<'_> {
        let inspected = subject.inspected;
        if !self.fields.is_empty() {
            self.collector.collect(subject);
            for field in &mut self.fields {
                field.text.clear();
                self.collector.write(field.id, &mut field.text);
            }
        }
        let frame = &inspected.packet.frame;
        self.cells.fill(inspected);
        if let Some(stream) = inspected.seen.stream
            && self.named.replace(stream) != Some(stream)
        {
            self.stream.clear();
            self.stream.push_str(stream.protocol.as_str());
            self.stream.push(':');
            self.stream.push_str(itoa::Buffer::new().format(stream.number));
        }
        self.interface.clear();
        if let Some(name) = frame.interface_name {
            let _ = write!(self.interface, "{}", Text::line(name.as_bytes()));
        }
        let phase = inspected.seen.tcp().map(|tcp| tcp.phase);
        PacketRecord {
            file: self.file.as_deref(),
            number: frame.number,
            time: self.since_first(frame.time),
            decimals: frame.decimals,
            epoch: frame.time,
            interface: frame.interface_name.map(|_| self.interface.as_str()),
            source: &self.cells.source,
            destination: &self.cells.destination,
            protocol: &self.cells.protocol,
            length: frame.wire_length,
            captured: u32::try_from(frame.bytes.len()).unwrap_or(u32::MAX),
            info: &self.cells.info,
            stream: inspected.seen.stream.map(|_| self.stream.as_str()),
            phase: phase.map(Phase::as_str),
            phase_word: phase.map_or("", |phase| self.lang.phase(phase)),
            fields: &self.fields,
            statements: &self.statements,
        }
    }

    /// The record of a conversation. `displayed` of its packets were shown.
    pub fn flow(&self, flow: &Flow, displayed: u64, capture_end: Option<Timestamp>, evicted: bool) -> FlowRecord {
        let statements = flow_rules::explain(flow, capture_end, evicted);
        let (history, phases) = match &flow.transport {
            FlowTransport::Tcp(tcp) => (
                tcp.history().to_owned(),
                Some(PhaseFrames {
                    handshake: frame_list(&tcp.phases.handshake),
                    data: frame_list(&tcp.phases.data),
                    close: frame_list(&tcp.phases.close),
                }),
            ),
            FlowTransport::Udp(_) => (String::new(), None),
        };
        FlowRecord {
            file: self.file.clone(),
            stream: flow.stream.to_string(),
            client: flow.client.to_string(),
            server: flow.server.to_string(),
            roles: match flow.roles {
                Roles::Observed => "observed",
                Roles::Inferred => "inferred",
            },
            state: flow_rules::final_state(flow, capture_end).as_str(),
            history,
            displayed,
            phases,
            packets: by_side(flow.packets),
            bytes: by_side(flow.bytes()),
            start: self.since_first(flow.start),
            end: self.since_first(flow.end),
            evicted,
            statements: statements.iter().map(|statement| self.statement(statement)).collect(),
        }
    }

    /// What can be said of a capture.
    pub fn about_capture(&self, facts: &CaptureFacts) -> Vec<StatementRecord> {
        facts.explain().iter().map(|statement| self.statement(statement)).collect()
    }

    /// Statements in words.
    pub fn told(&self, statements: &[Statement]) -> Vec<StatementRecord> {
        statements.iter().map(|statement| self.statement(statement)).collect()
    }

    fn statement(&self, statement: &Statement) -> StatementRecord {
        let more = statement.frames.len().saturating_sub(FrameNumbers::KEPT) as u64;
        StatementRecord {
            file: None,
            code: statement.code(),
            certainty: statement.certainty().as_str(),
            frames: FrameList { numbers: statement.frames.iter().copied().take(FrameNumbers::KEPT).collect(), more },
            facts: statement.claim.facts(),
            reference: statement.reference(),
            text: self.lang.told(statement, self.level, &self.names),
            is_aside: false,
        }
    }

    fn since_first(&self, time: Option<Timestamp>) -> Option<Span> {
        time.zip(self.clock.first).map(|(time, first)| time.since(first))
    }
}

fn frame_list(numbers: &FrameNumbers) -> FrameList {
    FrameList { numbers: numbers.kept().to_vec(), more: numbers.count() - numbers.kept().len() as u64 }
}

fn by_side(counts: flow::BySide<u64>) -> BySide {
    BySide { client: counts.client, server: counts.server }
}
