//! The report that is written at the end of the input: rows are collected as they come, within limits, and laid out
//! by conversation once all is known.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::columns::Column;
use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use super::ended::EndedCapture;
use super::record::{InterfaceRecord, PacketRecord, PhaseFrames, StatementRecord};
use super::view::View;
use crate::explain::Code;
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
    /// Columns of tables that hold packets of several conversations.
    pub columns: Vec<Column>,
    /// Columns of the table of one conversation.
    pub flow_columns: Vec<Column>,
    /// One table in the order of the file instead of one per conversation.
    pub as_list: bool,
}

/// Collects a report.
#[derive(Debug)]
pub struct Digest {
    limits: DigestLimits,
    layout: Layout,
    rows: Vec<(Option<FlowKey>, Row)>,
    left_out: u64,
    flows: Vec<Conversation>,
    evicted: u64,
}

/// The index of a capture among those of the report, and a stream of it.
type FlowKey = (usize, StreamId);

/// A conversation to show.
#[derive(Debug)]
struct Conversation {
    /// The index of its capture.
    capture: usize,
    flow: Flow,
    displayed: u64,
}

/// Interfaces that the line on a capture names.
const NAMED_INTERFACES: usize = 4;

/// File names that the heading of a report lists.
const NAMED_FILES: usize = 4;

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

    /// Keeps the row of a displayed packet of the capture with that index.
    pub fn add(&mut self, capture: usize, stream: Option<StreamId>, record: &PacketRecord<'_>) {
        let key = stream.filter(|_| !self.layout.as_list).map(|stream| (capture, stream));
        let columns = if key.is_some() { &self.layout.flow_columns } else { &self.layout.columns };
        let cells = columns.iter().map(|column| cell(*column, record)).collect();
        self.rows.push((key, Row { cells, tone: record.tone() }));
    }

    /// Takes a conversation of which `displayed` packets were displayed.
    pub fn add_flow(&mut self, capture: usize, flow: Flow, displayed: u64, evicted: bool) {
        if evicted {
            self.evicted += 1;
        }
        if displayed == 0 {
            return;
        }
        self.flows.push(Conversation { capture, flow, displayed });
        // Twice the limit is sorted out at once, so that memory stays within it whatever the capture holds.
        if self.flows.len() > 2 * self.limits.flows.max(512) {
            self.keep_largest(self.limits.flows.max(512));
        }
    }

    fn keep_largest(&mut self, count: usize) {
        let rank = |one: &Conversation| (Reverse(one.displayed), one.flow.first_frame, one.capture);
        self.flows.sort_by_key(rank);
        self.flows.truncate(count);
    }

    /// Lays the report out. `flows_displayed` counts all conversations with a displayed packet.
    pub fn finish(mut self, captures: &[EndedCapture], flows_displayed: u64) -> Document {
        let mut document = Document::default();
        let Some(view) = captures.first().map(|capture| &capture.view) else { return document };
        self.keep_largest(self.limits.flows);
        if captures.len() > 1 {
            // Numbers of different files can't be compared; times can.
            self.flows.sort_by_key(|one| (one.flow.start, one.capture, one.flow.first_frame));
        } else {
            self.flows.sort_by_key(|one| one.flow.first_frame);
        }
        opening(&mut document, captures);
        hygiene(&mut document, captures);
        let sum = |count: fn(&EndedCapture) -> u64| captures.iter().map(count).sum::<u64>();
        if sum(|capture| capture.facts.displayed) == 0 {
            let is_empty = sum(|capture| capture.facts.packets) == 0;
            let phrase = if is_empty { Phrase::NoPackets } else { Phrase::NothingDisplayed };
            document.blocks.push(Block::Paragraph(view.words(&phrase)));
        } else if self.layout.as_list {
            let rows = std::mem::take(&mut self.rows).into_iter().map(|(_, row)| row).collect();
            document.blocks.push(table(view, &self.layout.columns, rows));
        } else {
            self.conversations(&mut document, captures);
        }
        self.left_out(&mut document, view, flows_displayed);
        closing(&mut document, captures);
        document
    }

    fn conversations(&mut self, document: &mut Document, captures: &[EndedCapture]) {
        let mut by_flow: HashMap<FlowKey, Vec<Row>> = HashMap::new();
        let mut other = Vec::new();
        for (key, row) in std::mem::take(&mut self.rows) {
            match key {
                Some(key) => by_flow.entry(key).or_default().push(row),
                None => other.push(row),
            }
        }
        for conversation in &self.flows {
            let rows = by_flow.remove(&(conversation.capture, conversation.flow.stream)).unwrap_or_default();
            self.conversation(document, captures, conversation, rows);
        }
        self.left_out += by_flow.values().map(|rows| rows.len() as u64).sum::<u64>();
        self.lookups(document, captures);
        if !other.is_empty()
            && let Some(EndedCapture { view, .. }) = captures.first()
        {
            document.blocks.push(Block::Heading { level: 2, text: view.words(&Phrase::OtherPackets) });
            document.blocks.push(table(view, &self.layout.columns, other));
        }
    }

    fn conversation(&self, document: &mut Document, captures: &[EndedCapture], conversation: &Conversation, rows: Vec<Row>) {
        let Conversation { capture, flow, displayed } = conversation;
        let Some(EndedCapture { view, facts, .. }) = captures.get(*capture) else { return };
        let record = view.flow(flow, *displayed, facts.latest, false);
        let heading = Phrase::Flow {
            stream: flow.stream,
            client: flow.client,
            server: flow.server,
            state: flow_rules::final_state(flow, facts.latest),
            is_one_way: flow.packets.client == 0 || flow.packets.server == 0,
            roles_inferred: flow.roles == Roles::Inferred && record.phases.is_some(),
        };
        let heading = view.words(&heading);
        let text = if captures.len() > 1 { format!("{} · {heading}", captures[*capture].name()) } else { heading };
        document.blocks.push(Block::Heading { level: 2, text });
        let counts = Phrase::FlowCounts { packets: flow.packets, bytes: flow.bytes(), displayed: *displayed };
        document.blocks.push(Block::Line(view.words(&counts)));
        if let Some(phases) = &record.phases {
            document.blocks.push(Block::Line(view.words(&phase_line(phases))));
        }
        if !rows.is_empty() {
            document.blocks.push(table(view, &self.layout.flow_columns, rows));
        }
        let (numbers, told): (Vec<_>, Vec<_>) = record.statements.into_iter().partition(|statement| statement.code.is_of_numbers());
        document.blocks.push(Block::Heading { level: 3, text: view.words(&Phrase::Story) });
        document.blocks.push(Block::Paragraph(story(&told)));
        if !numbers.is_empty() {
            document.blocks.push(Block::Heading { level: 3, text: view.words(&Phrase::Numbers) });
            document.blocks.push(Block::List(numbers.into_iter().map(|statement| statement.text).collect()));
        }
    }

    fn lookups(&self, document: &mut Document, captures: &[EndedCapture]) {
        let mut rows = Vec::new();
        let mut left_out = 0;
        for Conversation { capture, flow, .. } in &self.flows {
            let (Some(capture), Some(lookups)) = (captures.get(*capture), flow.lookups()) else { continue };
            left_out += lookups.more;
            for exchange in &lookups.exchanges {
                if rows.len() < self.limits.rows {
                    let mut row = lookup_row(&capture.view, exchange);
                    if captures.len() > 1 {
                        row.cells.insert(0, capture.name().to_owned());
                    }
                    rows.push(row);
                } else {
                    left_out += 1;
                }
            }
        }
        let Some(EndedCapture { view, .. }) = captures.first().filter(|_| !rows.is_empty()) else { return };
        document.blocks.push(Block::Heading { level: 2, text: view.words(&Phrase::DnsSection) });
        let columns = [
            (Phrase::ColumnFile, Align::Left),
            (Phrase::ColumnQuery, Align::Right),
            (Phrase::ColumnResponse, Align::Right),
            (Phrase::ColumnName, Align::Left),
            (Phrase::ColumnType, Align::Left),
            (Phrase::ColumnAnswer, Align::Left),
            (Phrase::ColumnTime, Align::Right),
        ];
        let columns = columns
            .iter()
            .skip(usize::from(captures.len() < 2))
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
}

fn table(view: &View, columns: &[Column], rows: Vec<Row>) -> Block {
    let columns = columns.iter().map(|column| head(view, *column)).collect();
    Block::Table(Table { columns, rows })
}

/// The files, and what each of the captures in them is.
fn opening(document: &mut Document, captures: &[EndedCapture]) {
    let files: Vec<&str> = captures.iter().flat_map(|capture| &capture.files).map(|file| file.name.as_str()).collect();
    let mut names = files.iter().take(NAMED_FILES).copied().collect::<Vec<_>>().join(", ");
    if files.len() > NAMED_FILES {
        names = format!("{names}, … ({})", files.len());
    }
    document.blocks.push(Block::Heading { level: 1, text: names });
    for capture in captures {
        let EndedCapture { view, files, interfaces, facts } = capture;
        let mut interfaces: Vec<String> = interfaces.iter().map(interface_name).collect();
        if files.len() > 1 {
            // Each part of a capture describes them anew.
            let mut seen = HashSet::new();
            interfaces.retain(|interface| seen.insert(interface.clone()));
        }
        interfaces.truncate(NAMED_INTERFACES);
        let phrase = Phrase::Capture {
            format: files.first().map_or("", |file| file.format),
            interfaces,
            packets: facts.packets,
            duration: facts.first.zip(facts.latest).map(|(first, latest)| latest.since(first)),
            start: facts.first.and_then(super::record::utc),
        };
        let words = view.words(&phrase);
        let text = if captures.len() > 1 { format!("{}: {words}", capture.name()) } else { words };
        document.blocks.push(Block::Line(text));
    }
}

/// A list of what is said of the captures. What holds for several files is said once.
fn section(document: &mut Document, captures: &[EndedCapture], title: Phrase, is_wanted: impl Fn(&StatementRecord) -> bool) {
    let Some(EndedCapture { view, .. }) = captures.first() else { return };
    let mut said: Vec<(StatementRecord, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for capture in captures {
        for statement in capture.view.about_capture(&capture.facts).into_iter().filter(&is_wanted) {
            let place = *places.entry(statement.text.clone()).or_insert(said.len());
            match said.get_mut(place) {
                Some((_, files)) if files.last() == Some(&capture.name()) => {}
                Some((_, files)) => files.push(capture.name()),
                None => said.push((statement, vec![capture.name()])),
            }
        }
    }
    if said.is_empty() {
        return;
    }
    document.blocks.push(Block::Heading { level: 2, text: view.words(&title) });
    let items = said.into_iter().map(|(statement, files)| {
        // Figures are each file's own, even where they are alike.
        let is_of_all = captures.len() == 1 || files.len() == captures.len() && statement.facts.is_empty();
        if is_of_all { statement.text } else { format!("{}: {}", files.join(", "), statement.text) }
    });
    document.blocks.push(Block::List(items.collect()));
}

/// What has to be known of the captures before the rest is read.
fn hygiene(document: &mut Document, captures: &[EndedCapture]) {
    section(document, captures, Phrase::AboutCapture { captures: captures.len() }, |statement| {
        statement.certainty != "unknowable" && statement.code.about_recording()
    });
}

/// How the servers work, what the captures can't tell, and the totals.
fn closing(document: &mut Document, captures: &[EndedCapture]) {
    let Some(EndedCapture { view, .. }) = captures.first() else { return };
    section(document, captures, Phrase::Servers, |statement| statement.certainty != "unknowable" && !statement.code.about_recording());
    section(document, captures, Phrase::CannotTell { captures: captures.len() }, |statement| statement.certainty == "unknowable");
    let sum = |count: fn(&EndedCapture) -> u64| captures.iter().map(count).sum::<u64>();
    let (packets, displayed) = (sum(|capture| capture.facts.packets), sum(|capture| capture.facts.displayed));
    let tenths = (displayed * 1000 + packets / 2).checked_div(packets).unwrap_or(0);
    document.blocks.push(Block::Line(view.words(&Phrase::Totals { packets, displayed, tenths })));
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
        Column::File => view.words(&Phrase::ColumnFile),
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
        Column::Phase => record.phase_word.to_owned(),
        Column::Explanation => sentences(record.statements),
        Column::Stream => record.stream.unwrap_or_default().to_owned(),
        Column::Field(id) => record.field(id).to_owned(),
        Column::Epoch => record.epoch.and_then(super::record::utc).unwrap_or_default(),
        Column::File => record.file.unwrap_or_default().to_owned(),
    }
}

fn sentences(statements: &[StatementRecord]) -> String {
    statements.iter().filter(|statement| !statement.is_aside).map(|statement| statement.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The sentences of a conversation. Of many lookups on one socket a story tells the first; the table of questions and
/// answers has them all.
fn story(statements: &[StatementRecord]) -> String {
    let mut told = Vec::new();
    let (mut pairs, mut lookups) = (0, 0);
    for statement in statements {
        let (count, most) = match statement.code {
            Code::DnsPair => (&mut pairs, 1),
            Code::DnsLookup | Code::DnsUnanswered | Code::DnsTooEarly | Code::DnsUnreachable => (&mut lookups, 2),
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
                LookupResult::Nxdomain { .. } => view.words(&Phrase::DnsNxdomain),
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
