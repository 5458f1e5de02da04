//! Two captures laid beside each other, packet by packet: both numbers, both times, how long the way took, and what becomes of a packet that only one of them has.

use std::collections::{HashMap, HashSet};

use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use super::packet_list::PacketCells;
use super::record::StatementRecord;
use super::view::View;
use crate::explain::phrase::{CompareLabel, Phrase};
use crate::explain::{Code, compare};
use crate::inspect::Inspected;
use crate::time::{Span, Timestamp};
use crate::track::views::{Compared, Lone, Offset, Sight, View as Sights, Way};

/// The columns of a packet as Wireshark lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Source.
    pub source: String,
    /// Destination.
    pub destination: String,
    /// Protocol.
    pub protocol: String,
    /// Bytes on the wire.
    pub length: u32,
    /// Info.
    pub info: String,
    /// Decimals of a second that the clock has.
    pub decimals: u8,
}

/// Fills [`Listed`] packet by packet.
#[derive(Clone, Debug, Default)]
pub struct Lister {
    cells: PacketCells,
}

impl Lister {
    /// The columns of a packet.
    pub fn list(&mut self, inspected: &Inspected<'_>) -> Listed {
        self.cells.fill(inspected);
        let PacketCells { source, destination, protocol, info, .. } = self.cells.clone();
        let frame = &inspected.packet.frame;
        Listed { source, destination, protocol, length: frame.wire_length, info, decimals: frame.decimals }
    }
}

/// A packet in one capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub number: u64,
    /// Since the first packet of its file.
    pub time: Option<Span>,
    /// Absolute time.
    pub epoch: Option<Timestamp>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    /// In the first and in the second capture.
    pub places: [Option<Place>; 2],
    /// The second's time minus the first's, by their clocks.
    pub difference: Option<Span>,
    /// How long it took from one place to the other, at least and at most.
    pub took: Option<(Span, Span)>,
    /// Which way it went, where that is known.
    pub way: Option<&'static str>,
    /// As Wireshark lists it; as the second capture shows it where the first hasn't got it.
    pub listed: Listed,
    /// What can be said of a packet that only one capture has.
    pub statements: Vec<StatementRecord>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The files, as the user named them, safe to show.
    pub names: [String; 2],
    /// The rows that are shown.
    pub rows: Vec<CompareRow>,
    /// Rows that could be shown and aren't.
    pub left_out: u64,
    /// Packets in both, only in the first, only in the second, and not compared.
    pub counts: [u64; 4],
    /// The second clock minus the first, at least and at most.
    pub offset: (Option<Span>, Option<Span>),
    /// What can be said of the two.
    pub statements: Vec<StatementRecord>,
}

/// Which rows are shown, and the packets of each file that have to be listed for them.
pub fn plan(compared: &Compared, views: [&Sights; 2], limit: usize) -> (Vec<usize>, u64, [Vec<u64>; 2]) {
    let sight = |view: &Sights, index: Option<usize>| index.and_then(|index| view.sights().get(index).copied());
    let mut shown = Vec::new();
    let mut left_out = 0;
    let mut wanted = [Vec::new(), Vec::new()];
    for (index, row) in compared.rows.iter().enumerate() {
        let sights = [sight(views[0], row.first), sight(views[1], row.second)];
        if !sights.iter().flatten().any(|sight| sight.is_shown) {
            continue;
        }
        if shown.len() >= limit {
            left_out += 1;
            continue;
        }
        shown.push(index);
        match sights {
            [Some(first), _] => wanted[0].push(first.frame),
            [None, Some(second)] => wanted[1].push(second.frame),
            [None, None] => {}
        }
    }
    wanted.iter_mut().for_each(|frames| frames.sort_unstable());
    (shown, left_out, wanted)
}

/// Makes the records. `listed`: what was listed of each file; `firsts`: when each file begins.
pub fn comparison(
    compared: &Compared,
    views: [&Sights; 2],
    names: [String; 2],
    (shown, left_out): (&[usize], u64),
    mut listed: [HashMap<u64, Listed>; 2],
    firsts: [Option<Timestamp>; 2],
    words: &View,
) -> Comparison {
    let lone = compared.lone(views[0], views[1]);
    let place = |sight: &Sight, first: Option<Timestamp>| Place {
        number: sight.frame,
        time: sight.time.zip(first).map(|(time, first)| time.since(first)),
        epoch: sight.time,
    };
    let rows = shown.iter().filter_map(|index| {
        let row = compared.rows.get(*index)?;
        let first = row.first.and_then(|index| views[0].sights().get(index));
        let second = row.second.and_then(|index| views[1].sights().get(index));
        let both = first.zip(second);
        let difference = both.and_then(|(first, second)| first.time.zip(second.time)).map(|(first, second)| second.since(first));
        let statement = match (first, second, lone.get(*index).copied().flatten()) {
            (Some(sight), None, Some(found)) => Some(compare::lone(found, sight.frame, &names[1])),
            (None, Some(sight), Some(found)) => Some(compare::lone(found, sight.frame, &names[0])),
            _ => None,
        };
        let taken = match (first, second) {
            (Some(sight), _) => listed[0].remove(&sight.frame),
            (None, Some(sight)) => listed[1].remove(&sight.frame),
            (None, None) => None,
        };
        Some(CompareRow {
            places: [first.map(|sight| place(sight, firsts[0])), second.map(|sight| place(sight, firsts[1]))],
            difference,
            took: both.and_then(|(first, second)| compared.took(first, second)),
            way: compared.way(first, second).filter(|_| lone.get(*index) != Some(&Some(Lone::NotOnTheWay))).map(|way| match way {
                Way::FirstToSecond => "first_to_second",
                Way::SecondToFirst => "second_to_first",
            }),
            listed: taken.unwrap_or_default(),
            statements: words.told(statement.as_slice()),
        })
    });
    let rows: Vec<CompareRow> = rows.collect();
    let only = |view: &Sights| view.sights().len() as u64 - compared.pairs;
    let not_compared = views.iter().map(|view| view.passed + view.beyond).sum();
    let offset = match compared.offset {
        Offset::Nothing => (None, None),
        Offset::AtMost(most) => (None, Some(most)),
        Offset::AtLeast(least) => (Some(least), None),
        Offset::Between(least, most) | Offset::Contradiction(least, most) => (Some(least), Some(most)),
    };
    let statements = words.told(&compare::captures(compared, views, [&names[0], &names[1]]));
    let counts = [compared.pairs, only(views[0]), only(views[1]), not_compared];
    Comparison { names, rows, left_out, counts, offset, statements }
}

impl Comparison {
    /// The report in words.
    pub fn document(&self, view: &View) -> Document {
        let label = |label: CompareLabel| view.words(&Phrase::CompareLabel(label));
        let mut document = Document::default();
        let [first, second] = &self.names;
        document.blocks.push(Block::Heading { level: 1, text: format!("1: {first} · 2: {second}") });
        document.blocks.push(Block::List(self.statements.iter().map(|statement| statement.text.clone()).collect()));
        if !self.rows.is_empty() {
            let head = |text: String, align: Align, wraps: bool| ColumnHead { title: text, align, wraps };
            let columns = vec![
                head(label(CompareLabel::FirstNumber), Align::Right, false),
                head(label(CompareLabel::FirstTime), Align::Right, false),
                head(label(CompareLabel::SecondNumber), Align::Right, false),
                head(label(CompareLabel::SecondTime), Align::Right, false),
                head(label(CompareLabel::OneWay), Align::Left, false),
                head("Source".to_owned(), Align::Left, false),
                head("Destination".to_owned(), Align::Left, false),
                head("Protocol".to_owned(), Align::Left, false),
                head("Length".to_owned(), Align::Right, false),
                head("Info".to_owned(), Align::Left, true),
            ];
            // Of two machines that one capture doesn't know it is said once.
            let mut unknown: HashSet<[&str; 2]> = HashSet::new();
            let rows = self.rows.iter().map(|row| {
                let [first, second] = row.places;
                let number = |place: Option<Place>| place.map_or_else(|| "–".to_owned(), |place| place.number.to_string());
                let time = |place: Option<Place>| {
                    let mut text = String::new();
                    if let Some(time) = place.and_then(|place| place.time) {
                        time.write_seconds(row.listed.decimals, &mut text);
                    }
                    text
                };
                let arrow = match row.way {
                    Some("first_to_second") => "1→2",
                    Some(_) => "2→1",
                    None => "",
                };
                let took = row.took.map(|(least, most)| view.words(&Phrase::SpanBetween { least, most }));
                let way = [arrow.to_owned(), took.unwrap_or_default()].join(" ");
                let mut info = row.listed.info.clone();
                let mut ends = [row.listed.source.as_str(), row.listed.destination.as_str()];
                ends.sort_unstable();
                for statement in &row.statements {
                    if statement.code == Code::CompareNotOnTheWay && !unknown.insert(ends) {
                        continue;
                    }
                    info.push_str(" — ");
                    info.push_str(&statement.text);
                }
                let cells = vec![
                    number(first),
                    time(first),
                    number(second),
                    time(second),
                    way.trim().to_owned(),
                    row.listed.source.clone(),
                    row.listed.destination.clone(),
                    row.listed.protocol.clone(),
                    row.listed.length.to_string(),
                    info,
                ];
                Row { cells, tone: if row.statements.is_empty() { Tone::Plain } else { Tone::Trouble } }
            });
            document.blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
        }
        if self.left_out > 0 {
            document.blocks.push(Block::Line(view.words(&Phrase::PairsNotShown { rows: self.left_out })));
        }
        document
    }
}
