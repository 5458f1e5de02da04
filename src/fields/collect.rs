//! Takes the values of a few fields out of a walk: what a filter compares, what a column shows.
//!
//! Its memory is used again for the next packet: nothing is allocated once it has seen the largest.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Id, Item, Kind, Protocol, Sink, Subject, TABLES, Value};
use crate::time::{Span, Timestamp};

/// Fields that one protocol may have.
const MOST_FIELDS: usize = 512;
/// Bytes of values kept of one packet; what is beyond isn't found.
const MOST_BYTES: usize = 1 << 20;

/// A set of fields.
#[derive(Clone, Debug)]
struct Set([[u64; MOST_FIELDS / 64]; TABLES.len()]);

impl Set {
    const EMPTY: Self = Self([[0; MOST_FIELDS / 64]; TABLES.len()]);

    fn add(&mut self, id: Id) {
        self.0[id.protocol() as usize][id.index() / 64] |= 1 << (id.index() % 64);
    }

    #[inline]
    fn has(&self, id: Id) -> bool {
        self.0[id.protocol() as usize][id.index() / 64] >> (id.index() % 64) & 1 == 1
    }
}

/// Whether it is told once for each layer of its protocol. Options and extension headers are protocols to Wireshark, with names of
/// several parts, and no layers.
fn is_layer(id: Id) -> bool {
    id.field().kind == Kind::Protocol && !id.field().name.contains('.')
}

/// The values of the wanted fields of one packet.
#[derive(Clone, Debug)]
pub struct Collector {
    wanted: Set,
    /// Those, and the protocols that they belong to, whose layers are counted.
    heard: Set,
    with_bytes: Set,
    protocols: [bool; TABLES.len()],
    found: Vec<Found>,
    bytes: Vec<u8>,
    text: String,
    layers: [u16; TABLES.len()],
}

/// One value that was found.
#[derive(Clone, Copy, Debug)]
struct Found {
    id: Id,
    layer: u16,
    value: Stored,
    bytes: Piece,
}

/// A piece of the collector's bytes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
}

/// A value that outlives the walk.
#[derive(Clone, Copy, Debug)]
enum Stored {
    Present,
    Protocol(Piece),
    Boolean(bool),
    Unsigned(u64),
    Signed(i64),
    Double(f64),
    Ipv4(Ipv4Addr),
    Ipv6(Ipv6Addr),
    Ethernet([u8; 6]),
    Bytes(Piece),
    Text(Piece),
    Time(Timestamp),
    Span(Span),
}

/// A value of a wanted field.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence<'c> {
    /// The value.
    pub value: Value<'c>,
    /// The bytes that it was read from, where they were asked for.
    pub bytes: &'c [u8],
    /// Which layer of its protocol it stands in, from 1.
    pub layer: u16,
}

impl Default for Collector {
    fn default() -> Self {
        Self {
            wanted: Set::EMPTY,
            heard: Set::EMPTY,
            with_bytes: Set::EMPTY,
            protocols: [false; TABLES.len()],
            found: Vec::new(),
            bytes: Vec::new(),
            text: String::new(),
            layers: [0; TABLES.len()],
        }
    }
}

impl Collector {
    /// Wants a field's values.
    pub fn want(&mut self, id: Id) {
        debug_assert!(id.index() < MOST_FIELDS, "{id:?}");
        self.wanted.add(id);
        self.heard.add(id);
        super::all().filter(|other| other.protocol() == id.protocol() && is_layer(*other)).for_each(|layer| self.heard.add(layer));
        self.protocols[id.protocol() as usize] = true;
        // Findings stand in every protocol.
        if id == super::problem::EXPERT {
            self.protocols = [true; TABLES.len()];
        }
    }

    /// Wants a field's values and the bytes that they were read from; of a protocol the bytes rather than its line.
    pub fn want_bytes(&mut self, id: Id) {
        self.want(id);
        self.with_bytes.add(id);
    }

    /// Forgets the packet before, and takes the values of this one.
    pub fn collect(&mut self, subject: &Subject<'_, '_>) {
        self.found.clear();
        self.bytes.clear();
        self.layers = [0; TABLES.len()];
        super::walk(subject, self);
    }

    /// The values of a field, in the order of the walk.
    pub fn values(&self, id: Id) -> impl Iterator<Item = Occurrence<'_>> {
        self.found.iter().filter(move |found| found.id == id).map(|found| Occurrence {
            value: self.value(found.value),
            bytes: self.piece(found.bytes),
            layer: found.layer,
        })
    }

    /// How many layers of a protocol the packet has.
    pub const fn layers(&self, protocol: Protocol) -> u16 {
        self.layers[protocol as usize]
    }

    /// Writes the values of a field with commas between them, as `tshark -T fields` does.
    pub fn write(&self, id: Id, out: &mut String) {
        let field = id.field();
        for (index, occurrence) in self.values(id).enumerate() {
            if index > 0 {
                out.push(',');
            }
            // A String takes everything.
            let _ = occurrence.value.write(field, out);
        }
    }

    fn keep(&mut self, bytes: &[u8]) -> Piece {
        let start = self.bytes.len();
        let room = MOST_BYTES.saturating_sub(start).min(bytes.len());
        self.bytes.extend_from_slice(&bytes[..room]);
        Piece { start, end: start + room }
    }

    fn piece(&self, piece: Piece) -> &[u8] {
        self.bytes.get(piece.start..piece.end).unwrap_or_default()
    }

    fn value(&self, stored: Stored) -> Value<'_> {
        match stored {
            Stored::Present => Value::Present,
            Stored::Protocol(piece) => Value::Protocol(self.piece(piece)),
            Stored::Boolean(value) => Value::Boolean(value),
            Stored::Unsigned(value) => Value::Unsigned(value),
            Stored::Signed(value) => Value::Signed(value),
            Stored::Double(value) => Value::Double(value),
            Stored::Ipv4(address) => Value::Ipv4(address),
            Stored::Ipv6(address) => Value::Ipv6(address),
            Stored::Ethernet(address) => Value::Ethernet(address),
            Stored::Bytes(piece) => Value::Bytes(self.piece(piece)),
            Stored::Text(piece) => Value::Text(str::from_utf8(self.piece(piece)).unwrap_or_default()),
            Stored::Time(time) => Value::Time(time),
            Stored::Span(span) => Value::Span(span),
        }
    }
}

impl Sink for Collector {
    #[inline]
    fn wants(&self, protocol: Protocol) -> bool {
        self.protocols[protocol as usize]
    }

    #[inline]
    fn wants_field(&self, field: Id) -> bool {
        self.heard.has(field)
    }

    #[inline]
    fn item(&mut self, item: &Item<'_>) {
        let Some(id) = item.field else { return };
        if is_layer(id) {
            self.layers[id.protocol() as usize] += 1;
        }
        if self.wanted.has(id) {
            self.take(id, item);
        }
    }
}

impl Collector {
    fn take(&mut self, id: Id, item: &Item<'_>) {
        let value = match item.value {
            Value::Present => Stored::Present,
            Value::Protocol(whole) if self.with_bytes.has(id) => Stored::Protocol(self.keep(whole)),
            // What a protocol's line says is its value in a column.
            Value::Protocol(_) => {
                let mut line = std::mem::take(&mut self.text);
                line.clear();
                match item.text {
                    // A String takes everything.
                    Some(text) => drop(line.write_fmt(text)),
                    None => line.push_str(id.field().name),
                }
                let piece = self.keep(line.as_bytes());
                self.text = line;
                Stored::Text(piece)
            }
            Value::Boolean(value) => Stored::Boolean(value),
            Value::Unsigned(value) => match id.field().kind {
                Kind::Signed(_) => Stored::Signed(i64::try_from(value).unwrap_or(i64::MAX)),
                _ => Stored::Unsigned(value),
            },
            Value::Signed(value) => Stored::Signed(value),
            Value::Double(value) => Stored::Double(value),
            Value::Ipv4(address) => Stored::Ipv4(address),
            Value::Ipv6(address) => Stored::Ipv6(address),
            Value::Ethernet(address) => Stored::Ethernet(address),
            Value::Bytes(bytes) => Stored::Bytes(self.keep(bytes)),
            Value::Text(text) => Stored::Text(self.keep(text.as_bytes())),
            Value::Time(time) => Stored::Time(time),
            Value::Span(span) => Stored::Span(span),
        };
        let bytes = if self.with_bytes.has(id) { self.keep(item.bytes) } else { Piece { start: 0, end: 0 } };
        let layer = self.layers[id.protocol() as usize];
        self.found.push(Found { id, layer, value, bytes });
    }
}
