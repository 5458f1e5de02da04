//! Conversations, a row each: what a table of them tells, in which order, and their totals.

use std::cmp::{Ordering, Reverse};

use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use super::view::View;
use crate::explain::flow::final_state;
use crate::explain::phrase::{FlowField, Phrase};
use crate::time::{Span, Timestamp};
pub use crate::track::flow::{BySide, Roles};
use crate::track::flow::{Endpoint, Flow, FlowTransport, Protocol, Side, State, StreamId};
use crate::track::resolved::Asked;

/// One conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRow {
    /// Its name.
    pub stream: StreamId,
    /// Number of its first packet: what rows are ordered by unless told otherwise.
    pub first_frame: u64,
    /// Its two ends.
    pub ends: BySide<Endpoint>,
    /// How the roles are known.
    pub roles: Roles,
    /// Packets sent by each side.
    pub packets: BySide<u64>,
    /// Their bytes on the wire, headers included: what Wireshark's table of conversations counts.
    pub bytes: BySide<u64>,
    /// Payload bytes sent by each side, repeats left out.
    pub data: BySide<u64>,
    /// First packet, since the first of the file.
    pub start: Option<Span>,
    /// From the earliest to the latest packet.
    pub duration: Span,
    /// What has become of it.
    pub state: State,
    /// Zeek's history; empty for UDP.
    pub history: Box<str>,
    /// From the SYN to the ACK that completes the handshake.
    pub handshake: Option<Span>,
    /// Packets that sent again what had been sent before; `None` for UDP.
    pub retransmissions: Option<u64>,
    /// What closed it.
    pub closed: Option<Closed>,
    /// The DNS name that led to it.
    pub name: Option<Asked>,
    /// It left memory before the end.
    pub evicted: bool,
}

/// What closed a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Who did; `None` for an ICMP error.
    pub by: Option<Side>,
    /// `FIN`, `RST` or `ICMP`.
    pub with: &'static str,
    /// The packet that did.
    pub frame: u64,
}

impl FlowRow {
    /// The row of a conversation, in a file that begins at `first` and ends at `latest`.
    pub fn new(flow: &Flow, first: Option<Timestamp>, latest: Option<Timestamp>, evicted: bool) -> Self {
        let (history, handshake, retransmissions) = match &flow.transport {
            FlowTransport::Tcp(tcp) => {
                let repeats = tcp.sides.client.retransmissions + tcp.sides.server.retransmissions;
                (tcp.history(), tcp.handshake_time, Some(repeats))
            }
            FlowTransport::Udp(_) => ("", None, None),
        };
        let state = final_state(flow, latest);
        Self {
            stream: flow.stream,
            first_frame: flow.first_frame,
            ends: BySide { client: flow.client, server: flow.server },
            roles: flow.roles,
            packets: flow.packets,
            bytes: flow.frame_bytes,
            data: flow.bytes(),
            start: flow.start.zip(first).map(|(start, first)| start.since(first)),
            duration: flow.duration(),
            state,
            history: history.into(),
            handshake,
            retransmissions,
            closed: closed(flow, state),
            name: flow.asked.clone(),
            evicted,
        }
    }

    /// `client FIN #40`, `ICMP #7`; empty where nothing closed it.
    pub fn closed_text(&self) -> String {
        match self.closed {
            None => String::new(),
            Some(Closed { by: Some(side), with, frame }) => format!("{} {with} #{frame}", side.as_str()),
            Some(Closed { by: None, with, frame }) => format!("{with} #{frame}"),
        }
    }

    /// The DNS name that led to it; empty where none is known.
    pub fn name_text(&self) -> &str {
        self.name.as_ref().map_or("", |asked| &asked.name)
    }
}

fn closed(flow: &Flow, state: State) -> Option<Closed> {
    match &flow.transport {
        FlowTransport::Udp(udp) => udp.unreachable.map(|(frame, _)| Closed { by: None, with: "ICMP", frame }),
        FlowTransport::Tcp(tcp) => {
            let reset = |side: Side| tcp.sides.of(side).rst.map(|rst| Closed { by: Some(side), with: "RST", frame: rst.frame });
            match state {
                State::Refused => reset(Side::Server).or(tcp.unreachable.map(|(frame, _)| Closed { by: None, with: "ICMP", frame })),
                State::Reset => {
                    let both = [reset(Side::Client), reset(Side::Server)];
                    both.into_iter().flatten().min_by_key(|closed| closed.frame)
                }
                State::Closed | State::HalfClosed => {
                    let side = tcp.first_fin?;
                    tcp.sides.of(side).fin.map(|fin| Closed { by: Some(side), with: "FIN", frame: fin.frame })
                }
                State::Unanswered | State::Midstream | State::Open => None,
            }
        }
    }
}

/// All conversations of one protocol together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many there are.
    pub flows: u64,
    /// Their packets.
    pub packets: u64,
    /// Their bytes on the wire.
    pub bytes: u64,
}

/// The totals of TCP and of UDP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// TCP.
    pub tcp: Total,
    /// UDP.
    pub udp: Total,
}

impl Totals {
    /// Adds a conversation.
    pub fn add(&mut self, row: &FlowRow) {
        let total = match row.stream.protocol {
            Protocol::Tcp => &mut self.tcp,
            Protocol::Udp => &mut self.udp,
        };
        total.flows += 1;
        total.packets += row.packets.client + row.packets.server;
        total.bytes += row.bytes.client + row.bytes.server;
    }
}

/// Collects the rows that are shown: no more than twice as many as that are kept at a time.
#[derive(Clone, Debug)]
pub struct Rows {
    sort: FlowField,
    most: usize,
    rows: Vec<FlowRow>,
    left_out: u64,
}

impl Rows {
    /// The first `most` rows in the order of `sort`: what is counted or measured has its largest first, everything else its smallest.
    pub fn new(sort: FlowField, most: usize) -> Self {
        Self { sort, most, rows: Vec::new(), left_out: 0 }
    }

    /// Takes a row in.
    pub fn add(&mut self, row: FlowRow) {
        self.rows.push(row);
        if self.rows.len() > self.most.saturating_mul(2).max(1024) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        let sort = self.sort;
        self.rows.sort_by(|one, other| order(sort, one, other).then(one.first_frame.cmp(&other.first_frame)));
        self.left_out += self.rows.len().saturating_sub(self.most) as u64;
        self.rows.truncate(self.most);
    }

    /// The rows in order, and how many there are beyond them.
    pub fn finish(mut self) -> (Vec<FlowRow>, u64) {
        self.cut();
        (self.rows, self.left_out)
    }
}

fn order(sort: FlowField, one: &FlowRow, other: &FlowRow) -> Ordering {
    let sum = |counts: BySide<u64>| Reverse(counts.client + counts.server);
    match sort {
        FlowField::Stream => one.stream.cmp(&other.stream),
        FlowField::Client => one.ends.client.cmp(&other.ends.client),
        FlowField::Server => one.ends.server.cmp(&other.ends.server),
        FlowField::Packets => sum(one.packets).cmp(&sum(other.packets)),
        FlowField::Bytes => sum(one.bytes).cmp(&sum(other.bytes)),
        FlowField::Data => sum(one.data).cmp(&sum(other.data)),
        FlowField::Start => one.start.map(Span::as_nanos).cmp(&other.start.map(Span::as_nanos)),
        FlowField::Duration => other.duration.as_nanos().cmp(&one.duration.as_nanos()),
        FlowField::State => one.state.as_str().cmp(other.state.as_str()),
        FlowField::History => one.history.cmp(&other.history),
        FlowField::Handshake => other.handshake.map(Span::as_nanos).cmp(&one.handshake.map(Span::as_nanos)),
        FlowField::Retransmissions => other.retransmissions.cmp(&one.retransmissions),
        FlowField::Closed => one.closed_text().cmp(&other.closed_text()),
        FlowField::Name => (one.name_text().is_empty(), one.name_text()).cmp(&(other.name_text().is_empty(), other.name_text())),
    }
}

/// The report: a table of rows, and the totals.
pub fn document(view: &View, rows: &[FlowRow], left_out: u64, totals: &Totals) -> Document {
    let mut document = Document::default();
    document.blocks.push(Block::Heading { level: 1, text: view.words(&Phrase::Conversations) });
    for (protocol, total) in [(Protocol::Tcp, totals.tcp), (Protocol::Udp, totals.udp)] {
        let Total { flows, packets, bytes } = total;
        document.blocks.push(Block::Line(view.words(&Phrase::FlowTotals { protocol, flows, packets, bytes })));
    }
    if !rows.is_empty() {
        // A column that says nothing of any row isn't shown.
        let rows: Vec<[String; 14]> = rows.iter().map(|row| FlowField::ALL.map(|field| cell(view, field, row))).collect();
        let shown: Vec<usize> = (0..FlowField::ALL.len()).filter(|index| rows.iter().any(|row| !row[*index].is_empty())).collect();
        let head = |index: &usize| {
            let field = FlowField::ALL[*index];
            ColumnHead { title: view.words(&Phrase::FlowField(field)), align: align(field), wraps: wraps(field) }
        };
        let columns = shown.iter().map(head).collect();
        let cells = |row: [String; 14]| Row {
            cells: row.into_iter().enumerate().filter(|(index, _)| shown.contains(index)).map(|(_, cell)| cell).collect(),
            tone: Tone::Plain,
        };
        document.blocks.push(Block::Table(Table { columns, rows: rows.into_iter().map(cells).collect() }));
    }
    if left_out > 0 {
        document.blocks.push(Block::Line(view.words(&Phrase::FlowsLeftOut { flows: left_out })));
    }
    document
}

const fn align(field: FlowField) -> Align {
    match field {
        FlowField::Packets
        | FlowField::Bytes
        | FlowField::Data
        | FlowField::Start
        | FlowField::Duration
        | FlowField::Handshake
        | FlowField::Retransmissions => Align::Right,
        _ => Align::Left,
    }
}

const fn wraps(field: FlowField) -> bool {
    matches!(field, FlowField::Client | FlowField::Server | FlowField::History | FlowField::Name | FlowField::Closed)
}

fn cell(view: &View, field: FlowField, row: &FlowRow) -> String {
    let pair = |counts: BySide<u64>| format!("{}/{}", counts.client, counts.server);
    let span = |span: Option<Span>| span.map_or_else(String::new, |span| view.words(&Phrase::Duration(span)));
    let named = |endpoint: Endpoint| {
        let name = view.names().of(endpoint.address);
        if name == endpoint.address.to_string() { endpoint.to_string() } else { format!("{name}:{}", endpoint.port) }
    };
    match field {
        FlowField::Stream => row.stream.to_string(),
        FlowField::Client => named(row.ends.client),
        FlowField::Server => named(row.ends.server),
        FlowField::Packets => pair(row.packets),
        FlowField::Bytes => pair(row.bytes),
        FlowField::Data => pair(row.data),
        FlowField::Start => row.start.map_or_else(String::new, |start| {
            let mut text = String::new();
            start.write_seconds(6, &mut text);
            text
        }),
        FlowField::Duration => span(Some(row.duration)),
        FlowField::State => row.state.as_str().to_owned(),
        FlowField::History => row.history.to_string(),
        FlowField::Handshake => span(row.handshake),
        FlowField::Retransmissions => row.retransmissions.map_or_else(String::new, |count| count.to_string()),
        FlowField::Closed => row.closed_text(),
        FlowField::Name => row.name_text().to_owned(),
    }
}
