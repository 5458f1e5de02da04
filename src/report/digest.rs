//! The report that is written at the end of the input: rows are collected as they come, within limits, and laid out
//! by conversation once all is known.

use std::collections::HashMap;

use super::columns::Column;
use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use super::record::{FileRecord, InterfaceRecord, PacketRecord, PhaseFrames, StatementRecord};
use super::view::View;
use crate::explain::capture::CaptureFacts;
use crate::explain::claim::LookupResult;
use crate::explain::flow as flow_rules;
use crate::explain::phrase::Phrase;
use crate::track::dns::Exchange;
use crate::track::flow::{Flow, Roles, StreamId};

/// How much a report shows.
#[derive(Clone, Debug)]
pub struct DigestLimits {
    /// Packet rows kept, the first of those displayed.
    pub rows: usize,
    /// Conversations shown, those with most displayed packets.
    pub flows: usize,
}

/// How a report is laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Columns of the packet tables.
    pub columns: Vec<Column>,
    /// One table in the order of the file instead of one per conversation.
    pub as_list: bool,
}

/// Collects a report.
#[derive(Debug)]
pub struct Digest {
    limits: DigestLimits,
    layout: Layout,
    rows: Vec<(Option<StreamId>, Row)>,
    left_out: u64,
    flows: Vec<(Flow, u64)>,
    evicted: u64,
}

/// Packet ranges of a phase that a line names.
const NAMED_RANGES: usize = 8;

impl Digest {
    /// An empty report.
    pub fn new(limits: DigestLimits, layout: Layout) -> Self {
        Self { limits, layout, rows: Vec::new(), left_out: 0, flows: Vec::new(), evicted: 0 }
    }

    /// Whether the next row would still be kept; one that isn't needs no sentences.
    pub fn has_room(&self) -> bool {
        self.rows.len() < self.limits.rows
    }

    /// Counts a displayed packet whose row isn't kept.
    pub fn leave_out(&mut self) {
        self.left_out += 1;
    }

    /// Keeps the row of a displayed packet.
    pub fn add(&mut self, stream: Option<StreamId>, record: &PacketRecord<'_>) {
        let cells = self.layout.columns.iter().map(|column| cell(*column, record)).collect();
        self.rows.push((stream, Row { cells, tone: record.tone() }));
    }

    /// Takes a conversation of which `displayed` packets were displayed.
    pub fn add_flow(&mut self, flow: Flow, displayed: u64, evicted: bool) {
        if evicted {
            self.evicted += 1;
        }
        if displayed == 0 {
            return;
        }
        self.flows.push((flow, displayed));
        // Twice the limit is sorted out at once, so that memory stays within it whatever the capture holds.
        if self.flows.len() > 2 * self.limits.flows.max(512) {
            self.keep_largest(self.limits.flows.max(512));
        }
    }

    fn keep_largest(&mut self, count: usize) {
        self.flows.sort_by(|(one, shown), (other, also)| also.cmp(shown).then(one.first_frame.cmp(&other.first_frame)));
        self.flows.truncate(count);
    }

    /// Lays the report out. `flows_displayed` counts all conversations with a displayed packet.
    pub fn finish(
        mut self,
        view: &View,
        files: &[FileRecord],
        interfaces: &[InterfaceRecord],
        facts: &CaptureFacts,
        flows_displayed: u64,
    ) -> Document {
        self.keep_largest(self.limits.flows);
        self.flows.sort_by_key(|(flow, _)| flow.first_frame);
        let mut document = Document::default();
        self.opening(&mut document, view, files, interfaces, facts);
        if facts.displayed == 0 {
            let phrase = if facts.packets == 0 { Phrase::NoPackets } else { Phrase::NothingDisplayed };
            document.blocks.push(Block::Paragraph(view.words(&phrase)));
        } else if self.layout.as_list {
            let rows = std::mem::take(&mut self.rows).into_iter().map(|(_, row)| row).collect();
            document.blocks.push(self.table(view, rows));
        } else {
            self.conversations(&mut document, view, facts);
        }
        self.left_out(&mut document, view, flows_displayed);
        closing(&mut document, view, facts);
        document
    }

    fn opening(&self, document: &mut Document, view: &View, files: &[FileRecord], interfaces: &[InterfaceRecord], facts: &CaptureFacts) {
        let names = files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join(", ");
        document.blocks.push(Block::Heading { level: 1, text: names });
        let duration = facts.first.zip(facts.latest).map(|(first, latest)| latest.since(first));
        let phrase = Phrase::Capture {
            format: files.first().map_or("", |file| file.format),
            interfaces: interfaces.iter().take(4).map(interface_name).collect(),
            packets: facts.packets,
            duration,
            start: facts.first.and_then(super::record::utc),
        };
        document.blocks.push(Block::Line(view.words(&phrase)));
    }

    fn conversations(&mut self, document: &mut Document, view: &View, facts: &CaptureFacts) {
        let mut by_stream: HashMap<StreamId, Vec<Row>> = HashMap::new();
        let mut other = Vec::new();
        for (stream, row) in std::mem::take(&mut self.rows) {
            match stream {
                Some(stream) => by_stream.entry(stream).or_default().push(row),
                None => other.push(row),
            }
        }
        for (flow, displayed) in &self.flows {
            let rows = by_stream.remove(&flow.stream).unwrap_or_default();
            self.conversation(document, view, facts, flow, *displayed, rows);
        }
        self.left_out += by_stream.values().map(|rows| rows.len() as u64).sum::<u64>();
        self.lookups(document, view);
        if !other.is_empty() {
            document.blocks.push(Block::Heading { level: 2, text: view.words(&Phrase::OtherPackets) });
            document.blocks.push(self.table(view, other));
        }
    }

    fn conversation(&self, document: &mut Document, view: &View, facts: &CaptureFacts, flow: &Flow, displayed: u64, rows: Vec<Row>) {
        let record = view.flow(flow, displayed, facts.latest, false);
        let heading = Phrase::Flow {
            stream: flow.stream,
            client: flow.client,
            server: flow.server,
            state: flow_rules::final_state(flow, facts.latest),
            roles_inferred: flow.roles == Roles::Inferred && record.phases.is_some(),
        };
        document.blocks.push(Block::Heading { level: 2, text: view.words(&heading) });
        let counts = Phrase::FlowCounts { packets: flow.packets, bytes: flow.bytes(), displayed };
        document.blocks.push(Block::Line(view.words(&counts)));
        if let Some(phases) = &record.phases {
            document.blocks.push(Block::Line(view.words(&phase_line(phases))));
        }
        if !rows.is_empty() {
            document.blocks.push(self.table(view, rows));
        }
        document.blocks.push(Block::Heading { level: 3, text: view.words(&Phrase::Story) });
        document.blocks.push(Block::Paragraph(story(&record.statements)));
    }

    fn lookups(&self, document: &mut Document, view: &View) {
        let mut rows = Vec::new();
        let mut left_out = 0;
        for (flow, _) in &self.flows {
            let Some(lookups) = flow.lookups() else { continue };
            left_out += lookups.more;
            for exchange in &lookups.exchanges {
                if rows.len() < self.limits.rows {
                    rows.push(lookup_row(view, exchange));
                } else {
                    left_out += 1;
                }
            }
        }
        if rows.is_empty() {
            return;
        }
        document.blocks.push(Block::Heading { level: 2, text: view.words(&Phrase::DnsSection) });
        let columns = [
            (Phrase::ColumnQuery, Align::Right),
            (Phrase::ColumnResponse, Align::Right),
            (Phrase::ColumnName, Align::Left),
            (Phrase::ColumnType, Align::Left),
            (Phrase::ColumnAnswer, Align::Left),
            (Phrase::ColumnTime, Align::Right),
        ];
        let columns = columns
            .iter()
            .map(|(title, align)| ColumnHead { title: view.words(title), align: *align, wraps: *title == Phrase::ColumnAnswer })
            .collect();
        document.blocks.push(Block::Table(Table { columns, rows }));
        if left_out > 0 {
            document.blocks.push(Block::Line(view.words(&Phrase::LookupsNotShown { lookups: left_out })));
        }
    }

    fn left_out(&self, document: &mut Document, view: &View, flows_displayed: u64) {
        let mut say = |phrase: Phrase| document.blocks.push(Block::Line(view.words(&phrase)));
        if self.left_out > 0 {
            say(Phrase::RowsNotShown { rows: self.left_out });
        }
        let hidden = flows_displayed.saturating_sub(self.flows.len() as u64);
        if hidden > 0 && !self.layout.as_list {
            say(Phrase::FlowsNotShown { flows: hidden });
        }
        if self.evicted > 0 {
            say(Phrase::FlowsEvicted { flows: self.evicted });
        }
    }

    fn table(&self, view: &View, rows: Vec<Row>) -> Block {
        let columns = self.layout.columns.iter().map(|column| head(view, *column)).collect();
        Block::Table(Table { columns, rows })
    }
}

/// What the capture says of itself, what it can't tell, and the totals.
fn closing(document: &mut Document, view: &View, facts: &CaptureFacts) {
    let statements = view.capture(Vec::new(), Vec::new(), facts).statements;
    let (unknowable, known): (Vec<_>, Vec<_>) = statements.into_iter().partition(|statement| statement.certainty == "unknowable");
    for (title, statements) in [(Phrase::AboutCapture, known), (Phrase::CannotTell, unknowable)] {
        if !statements.is_empty() {
            document.blocks.push(Block::Heading { level: 2, text: view.words(&title) });
            document.blocks.push(Block::List(statements.into_iter().map(|statement| statement.text).collect()));
        }
    }
    let tenths = (facts.displayed * 1000 + facts.packets / 2).checked_div(facts.packets).unwrap_or(0);
    let percent = format!("{}.{}", tenths / 10, tenths % 10);
    let totals = Phrase::Totals { packets: facts.packets, displayed: facts.displayed, percent };
    document.blocks.push(Block::Line(view.words(&totals)));
}

fn head(view: &View, column: Column) -> ColumnHead {
    let title = match column {
        Column::Number => "No.".to_owned(),
        Column::Time => "Time".to_owned(),
        Column::Source => "Source".to_owned(),
        Column::Destination => "Destination".to_owned(),
        Column::Protocol => "Protocol".to_owned(),
        Column::Length => "Length".to_owned(),
        Column::Info => "Info".to_owned(),
        Column::Epoch => "Epoch".to_owned(),
        Column::Field(id) => id.field().name.to_owned(),
        Column::Phase => view.words(&Phrase::ColumnPhase),
        Column::Explanation => view.words(&Phrase::ColumnExplanation),
        Column::Stream => view.words(&Phrase::ColumnStream),
    };
    ColumnHead { title, align: column.align(), wraps: matches!(column, Column::Info | Column::Explanation) }
}

fn cell(column: Column, record: &PacketRecord<'_>) -> String {
    match column {
        Column::Number => record.number.to_string(),
        Column::Time => {
            let mut out = String::new();
            if let Some(time) = record.time {
                time.write_seconds(record.decimals, &mut out);
            }
            out
        }
        Column::Source => record.source.to_owned(),
        Column::Destination => record.destination.to_owned(),
        Column::Protocol => record.protocol.to_owned(),
        Column::Length => record.length.to_string(),
        Column::Info => record.info.to_owned(),
        Column::Phase => record.phase.unwrap_or_default().to_owned(),
        Column::Explanation => sentences(record.statements),
        Column::Stream => record.stream.unwrap_or_default().to_owned(),
        Column::Field(id) => record.field(id).to_owned(),
        Column::Epoch => record.epoch.and_then(super::record::utc).unwrap_or_default(),
    }
}

fn sentences(statements: &[StatementRecord]) -> String {
    statements.iter().map(|statement| statement.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The sentences of a conversation. Of many lookups on one socket a story tells the first; the table of questions and
/// answers has them all.
fn story(statements: &[StatementRecord]) -> String {
    let mut told = Vec::new();
    let (mut pairs, mut lookups) = (0, 0);
    for statement in statements {
        let (count, most) = match statement.code {
            "dns.pair" => (&mut pairs, 1),
            "dns.lookup" | "dns.unanswered" | "dns.too_early" | "dns.unreachable" => (&mut lookups, 2),
            _ => (&mut 0, 1),
        };
        *count += 1;
        if *count <= most {
            told.push(statement.text.as_str());
        }
    }
    told.join(" ")
}

fn interface_name(interface: &InterfaceRecord) -> String {
    match &interface.name {
        Some(name) => format!("{name} ({})", interface.link_type),
        None => interface.link_type.clone(),
    }
}

fn phase_line(phases: &PhaseFrames) -> Phrase {
    let text = |list: &super::record::FrameList| ranges(&list.numbers, list.more);
    Phrase::Phases { handshake: text(&phases.handshake), data: text(&phases.data), close: text(&phases.close) }
}

/// `#31–33, #40`, or `–` where there are none.
fn ranges(numbers: &[u64], more: u64) -> String {
    let mut found: Vec<(u64, u64)> = Vec::new();
    for &number in numbers {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => found.push((number, number)),
        }
    }
    let is_cut = found.len() > NAMED_RANGES || more > 0;
    found.truncate(NAMED_RANGES);
    let mut text: Vec<String> =
        found.iter().map(|(first, last)| if first == last { format!("#{first}") } else { format!("#{first}–{last}") }).collect();
    if is_cut {
        text.push("…".to_owned());
    }
    if text.is_empty() { "–".to_owned() } else { text.join(", ") }
}

fn lookup_row(view: &View, exchange: &Exchange) -> Row {
    let (response, answer, took) = match &exchange.answer {
        None => (String::new(), view.words(&Phrase::DnsUnanswered), String::new()),
        Some(answer) => {
            let text = match flow_rules::result(answer) {
                LookupResult::Addresses(addresses) => addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
                LookupResult::Records => view.words(&Phrase::DnsRecords),
                LookupResult::Nodata => view.words(&Phrase::DnsNodata),
                LookupResult::Referral => view.words(&Phrase::DnsReferral),
                LookupResult::Truncated => view.words(&Phrase::DnsTruncated),
                LookupResult::Nxdomain => view.words(&Phrase::DnsNxdomain),
                LookupResult::Error(code) => view.words(&Phrase::DnsError(code)),
                LookupResult::Incomplete => view.words(&Phrase::DnsIncomplete),
            };
            let took = answer.after.map_or_else(String::new, |after| view.words(&Phrase::Duration(after)));
            (format!("#{}", answer.frame), text, took)
        }
    };
    let kind = crate::explain::claim::RecordType::from(exchange.kind).to_string();
    Row { cells: vec![format!("#{}", exchange.query), response, exchange.name.clone(), kind, answer, took], tone: Tone::Plain }
}
