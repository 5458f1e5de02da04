//! A capture on one page: its figures, its protocols, who took part, when, and what can be said of it, counted by code.
//!
//! Memory is bounded: so many protocol paths, so many addresses. What comes beyond is counted: packets in their outermost protocol alone,
//! addresses together.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use super::record::{FileRecord, InterfaceRecord};
use super::view::View;
use crate::decode::{Network, ProblemKind};
use crate::explain::capture::CaptureFacts;
use crate::explain::phrase::{Phrase, SummaryLabel};
use crate::explain::{flow as flow_rules, packet as packet_rules};
use crate::fields::collect::Collector;
use crate::fields::{Id, Subject};
use crate::time::{Span, Timestamp};
use crate::track::flow::Flow;

/// Protocol paths that are told apart.
const MAX_PATHS: usize = 1024;
/// Addresses that are counted apart.
const MAX_ADDRESSES: usize = 65_536;
/// Addresses that a page shows.
const ADDRESSES: usize = 15;
/// Interfaces that a page names.
const INTERFACES: usize = 4;
/// Bars of the sparkline at most.
const BINS: usize = 60;
/// The narrowest bar.
const NARROWEST: i64 = 1_000_000;

/// Packets and their bytes on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Packets.
    pub packets: u64,
    /// Bytes on the wire.
    pub bytes: u64,
}

impl Count {
    fn add(&mut self, bytes: u32) {
        self.packets += 1;
        self.bytes += u64::from(bytes);
    }
}

/// What an address sent and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Packets from it.
    pub sent: Count,
    /// Packets to it.
    pub received: Count,
}

/// A protocol in its place among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolCount {
    /// From the outside in, as Wireshark abbreviates them: `eth`, `ip`, `tcp`.
    pub path: Vec<String>,
    /// Packets that hold it there.
    pub count: Count,
}

/// Packets over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverTime {
    /// How long one bar lasts, in nanoseconds.
    pub width: i64,
    /// Packets in each, from the first packet on; a packet that is stamped earlier counts in the first.
    pub bins: Vec<u64>,
}

impl OverTime {
    fn add(&mut self, since: Span) {
        let nanos = since.as_nanos().max(0);
        self.width = self.width.max(NARROWEST);
        while nanos / self.width >= BINS as i64 {
            self.width = self.width.saturating_mul(2);
            self.bins = self.bins.chunks(2).map(|pair| pair.iter().sum()).collect();
        }
        let index = usize::try_from(nanos / self.width).unwrap_or(0);
        if self.bins.len() <= index {
            self.bins.resize(index + 1, 0);
        }
        self.bins[index] += 1;
    }

    /// A bar for each, as high as it has packets; `·` where there is none.
    pub fn sparkline(&self) -> String {
        const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        let most = self.bins.iter().copied().max().unwrap_or(0).max(1);
        let bar = |count: &u64| match count {
            0 => '·',
            count => BARS[usize::try_from(u128::from(*count) * 8 / u128::from(most)).unwrap_or(8).clamp(1, 8) - 1],
        };
        self.bins.iter().map(bar).collect()
    }
}

/// Counts for a page.
#[derive(Clone, Debug)]
pub struct Summary {
    collector: Collector,
    protocols: Option<Id>,
    path: String,
    paths: HashMap<String, Count>,
    addresses: HashMap<IpAddr, Traffic>,
    others: Traffic,
    over_time: OverTime,
    codes: BTreeMap<&'static str, u64>,
    selected: Count,
    /// Of what is selected.
    first: Option<Timestamp>,
    last: Option<Timestamp>,
}

impl Default for Summary {
    fn default() -> Self {
        let protocols = Id::of_name("frame.protocols");
        let mut collector = Collector::default();
        if let Some(id) = protocols {
            collector.want(id);
        }
        Self {
            collector,
            protocols,
            path: String::new(),
            paths: HashMap::new(),
            addresses: HashMap::new(),
            others: Traffic::default(),
            over_time: OverTime::default(),
            codes: BTreeMap::new(),
            selected: Count::default(),
            first: None,
            last: None,
        }
    }
}

impl Summary {
    /// Takes the next selected packet in.
    pub fn push(&mut self, subject: &Subject<'_, '_>) {
        let packet = &subject.inspected.packet;
        let (bytes, time) = (packet.frame.wire_length, packet.frame.time);
        self.selected.add(bytes);
        self.first = self.first.map_or(time, |first| Some(time.map_or(first, |time| first.min(time))));
        self.last = self.last.max(time);
        if let Some((time, first)) = time.zip(subject.clock.first) {
            self.over_time.add(time.since(first));
        }
        if let Some(id) = self.protocols {
            self.collector.collect(subject);
            self.path.clear();
            self.collector.write(id, &mut self.path);
            // Wireshark's hierarchy counts what can't be read below what could be read.
            match packet.problem.map(|problem| problem.kind) {
                Some(ProblemKind::Short) => self.path.push_str(":_ws.malformed"),
                Some(ProblemKind::Cut) => self.path.push_str(":_ws.short"),
                _ => {}
            }
            if !self.paths.contains_key(&self.path) {
                if self.paths.len() >= MAX_PATHS {
                    let outermost = self.path.find(':').unwrap_or(self.path.len());
                    self.path.truncate(outermost);
                }
                self.paths.entry(self.path.clone()).or_default();
            }
            if let Some(count) = self.paths.get_mut(&self.path) {
                count.add(bytes);
            }
        }
        if let Some(network) = packet.network_layer() {
            self.address(network.sender()).sent.add(bytes);
            // The address in the header, as Wireshark counts endpoints: where a routing header names stops on the way, the next of them.
            let receiver = match network {
                Network::Ipv4(ip) => ip.destination.into(),
                Network::Ipv6(ip) => ip.destination.into(),
            };
            self.address(receiver).received.add(bytes);
        }
        for statement in packet_rules(subject.inspected, subject.flow) {
            *self.codes.entry(statement.code().as_str()).or_default() += 1;
        }
    }

    fn address(&mut self, address: IpAddr) -> &mut Traffic {
        let is_kept = self.addresses.len() < MAX_ADDRESSES || self.addresses.contains_key(&address);
        if is_kept { self.addresses.entry(address).or_default() } else { &mut self.others }
    }

    /// Takes a conversation in that ended, or left memory before.
    pub fn push_flow(&mut self, flow: &Flow, capture_end: Option<Timestamp>, evicted: bool) {
        for statement in flow_rules::explain(flow, capture_end, evicted) {
            *self.codes.entry(statement.code().as_str()).or_default() += 1;
        }
    }

    /// The page.
    pub fn finish(mut self, file: SummaryFile, interfaces: Vec<SummaryInterface>, facts: &CaptureFacts) -> SummaryRecord {
        for statement in facts.explain() {
            *self.codes.entry(statement.code().as_str()).or_default() += 1;
        }
        let mut tree: BTreeMap<Vec<String>, Count> = BTreeMap::new();
        for (path, count) in &self.paths {
            // To Wireshark's hierarchy what a header says of the next one is no protocol of its own, nor are IPv6's extension headers, nor what all
            // versions of IGMP have in common; what an ICMP error quotes was sent by another packet.
            let names = path.split(':').filter(|name| !name.is_empty() && *name != "ethertype" && !name.starts_with("ipv6."));
            let mut place: Vec<String> = Vec::new();
            for name in names {
                if name == "igmp" && place.last().is_some_and(|last| last == "igmp") {
                    continue;
                }
                place.push(name.to_owned());
                let entry = tree.entry(place.clone()).or_default();
                entry.packets += count.packets;
                entry.bytes += count.bytes;
                if matches!(name, "icmp" | "icmpv6") {
                    break;
                }
            }
        }
        let mut addresses: Vec<(IpAddr, Traffic)> = self.addresses.into_iter().collect();
        addresses.sort_by_key(|(address, traffic)| (std::cmp::Reverse(traffic.sent.packets + traffic.received.packets), *address));
        SummaryRecord {
            file,
            interfaces,
            packets: facts.packets,
            selected: self.selected,
            first: facts.earliest,
            last: facts.latest,
            backward_steps: facts.backwards.map_or(0, |(count, _)| count),
            duration: span(facts.earliest, facts.latest),
            selected_first: self.first,
            selected_duration: span(self.first, self.last),
            protocols: tree.into_iter().map(|(path, count)| ProtocolCount { path, count }).collect(),
            addresses,
            others: self.others,
            over_time: self.over_time,
            codes: self.codes,
        }
    }
}

/// What is known of the file.
#[derive(Clone, Debug)]
pub struct SummaryFile {
    /// Its name, its format, its packets.
    pub record: FileRecord,
    /// Its bytes; `None` for what isn't a file.
    pub size: Option<u64>,
    /// The program that captured it, as it calls itself; safe to show.
    pub application: Option<String>,
}

/// What is known of an interface.
#[derive(Clone, Debug)]
pub struct SummaryInterface {
    /// Its name, its link type, its packets.
    pub record: InterfaceRecord,
    /// The most bytes of a packet that were to be captured; 0 is no limit.
    pub snaplen: u32,
}

/// A page, finished.
#[derive(Clone, Debug)]
pub struct SummaryRecord {
    /// The file.
    pub file: SummaryFile,
    /// Its interfaces.
    pub interfaces: Vec<SummaryInterface>,
    /// Packets of the file.
    pub packets: u64,
    /// Packets that are counted here, and their bytes.
    pub selected: Count,
    /// The earliest time stamp of the file.
    pub first: Option<Timestamp>,
    /// The latest one.
    pub last: Option<Timestamp>,
    /// Packets stamped earlier than the one before.
    pub backward_steps: u64,
    /// From the earliest to the latest time stamp of the file.
    pub duration: Option<Span>,
    /// The earliest time stamp of what is selected.
    pub selected_first: Option<Timestamp>,
    /// From the earliest to the latest time stamp of what is selected.
    pub selected_duration: Option<Span>,
    /// Protocols, each below the one that carries it.
    pub protocols: Vec<ProtocolCount>,
    /// Addresses, the busiest first.
    pub addresses: Vec<(IpAddr, Traffic)>,
    /// Addresses beyond those, together.
    pub others: Traffic,
    /// Packets over time.
    pub over_time: OverTime,
    /// How often each statement was made.
    pub codes: BTreeMap<&'static str, u64>,
}

impl SummaryRecord {
    /// The page in words.
    pub fn document(&self, view: &View) -> Document {
        let label = |label: SummaryLabel| view.words(&Phrase::SummaryLabel(label));
        let heading = |text: SummaryLabel| Block::Heading { level: 2, text: label(text) };
        let head = |text: SummaryLabel, align: Align| ColumnHead { title: label(text), align, wraps: false };
        let mut document = Document::default();
        let mut put = |block: Block| document.blocks.push(block);
        put(Block::Heading { level: 1, text: self.file.record.name.clone() });
        put(Block::Line(view.words(&Phrase::Capture {
            format: self.file.record.format,
            interfaces: self.interfaces.iter().take(INTERFACES).map(|one| interface(&one.record)).collect(),
            packets: self.packets,
            duration: self.duration,
            start: self.first.and_then(super::record::utc),
        })));
        put(Block::Line(view.words(&Phrase::SummaryFile {
            size: self.file.size,
            last: self.last.and_then(super::record::utc),
            backward_steps: self.backward_steps,
        })));
        let capturing = view.words(&Phrase::SummaryCapturing { limits: self.limits(), application: self.file.application.clone() });
        if !capturing.is_empty() {
            put(Block::Line(capturing));
        }
        let Count { packets, bytes } = self.selected;
        put(Block::Line(view.words(&Phrase::SummaryFigures { packets, bytes, duration: self.selected_duration })));
        if packets == 0 {
            return document;
        }
        put(heading(SummaryLabel::OverTime));
        put(Block::Line(self.over_time.sparkline()));
        let most = self.over_time.bins.iter().copied().max().unwrap_or(0);
        put(Block::Line(view.words(&Phrase::BarsOverTime { width: Span::from_nanos(self.over_time.width), most })));
        put(heading(SummaryLabel::Protocols));
        let columns = vec![
            head(SummaryLabel::Protocol, Align::Left),
            head(SummaryLabel::Packets, Align::Right),
            head(SummaryLabel::Share, Align::Right),
            head(SummaryLabel::Bytes, Align::Right),
        ];
        let rows = self.protocols.iter().map(|protocol| {
            let name = protocol.path.last().map_or("", String::as_str);
            let share = rounded(protocol.count.packets.saturating_mul(1000), packets);
            plain(vec![
                format!("{}{name}", "› ".repeat(protocol.path.len() - 1)),
                protocol.count.packets.to_string(),
                view.words(&Phrase::Share { tenths: share }),
                protocol.count.bytes.to_string(),
            ])
        });
        put(Block::Table(Table { columns, rows: rows.collect() }));
        if !self.addresses.is_empty() {
            put(heading(SummaryLabel::Addresses));
            let columns = vec![
                head(SummaryLabel::Address, Align::Left),
                head(SummaryLabel::Packets, Align::Right),
                head(SummaryLabel::Bytes, Align::Right),
                head(SummaryLabel::SentPackets, Align::Right),
                head(SummaryLabel::SentBytes, Align::Right),
                head(SummaryLabel::ReceivedPackets, Align::Right),
                head(SummaryLabel::ReceivedBytes, Align::Right),
            ];
            let rows = self.addresses.iter().take(ADDRESSES).map(|(address, traffic)| {
                let name = view.names().of(*address);
                let text = address.to_string();
                let Traffic { sent, received } = *traffic;
                let mut cells = vec![if name == text { text } else { format!("{name} ({text})") }];
                let counts = [
                    sent.packets + received.packets,
                    sent.bytes + received.bytes,
                    sent.packets,
                    sent.bytes,
                    received.packets,
                    received.bytes,
                ];
                cells.extend(counts.iter().map(ToString::to_string));
                plain(cells)
            });
            put(Block::Table(Table { columns, rows: rows.collect() }));
            let left_out = self.addresses.len().saturating_sub(ADDRESSES) as u64;
            let Traffic { sent, received } = self.others;
            let others = sent.packets.max(received.packets);
            if left_out > 0 || others > 0 {
                put(Block::Line(view.words(&Phrase::AddressesLeftOut { addresses: left_out, others })));
            }
        }
        put(heading(SummaryLabel::Statements));
        let columns = vec![head(SummaryLabel::Code, Align::Left), head(SummaryLabel::Times, Align::Right)];
        let mut codes: Vec<(&str, u64)> = self.codes.iter().map(|(code, count)| (*code, *count)).collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        let rows = codes.into_iter().map(|(code, count)| plain(vec![code.to_owned(), count.to_string()]));
        put(Block::Table(Table { columns, rows: rows.collect() }));
        document
    }
}

impl SummaryRecord {
    /// The smallest and the largest limit of an interface to a packet's captured bytes.
    fn limits(&self) -> Option<(u32, u32)> {
        let limits = || self.interfaces.iter().map(|one| one.snaplen).filter(|limit| *limit > 0);
        limits().min().zip(limits().max())
    }
}

fn interface(interface: &InterfaceRecord) -> String {
    match &interface.name {
        Some(name) => format!("{name} ({})", interface.link_type),
        None => interface.link_type.clone(),
    }
}

fn span(first: Option<Timestamp>, last: Option<Timestamp>) -> Option<Span> {
    first.zip(last).map(|(first, last)| last.since(first))
}

/// A quotient, rounded as one rounds by hand.
fn rounded(of: u64, by: u64) -> u64 {
    of.saturating_add(by / 2) / by.max(1)
}

fn plain(cells: Vec<String>) -> Row {
    Row { cells, tone: Tone::Plain }
}
