//! The details pane: every field of a packet as a line, with its place in the packet's bytes.
//!
//! Lines are written as `tshark -V` writes them: `Title: value`, the bits of a field that shares its bytes, brackets around what no byte
//! says. A field carries a slice of what was read; where that slice lies tells its place, so no walk has to count.

use std::fmt::Write as _;
use std::ops::Range;

use crate::decode::Layer;
use crate::fields::{Base, Field, Id, Item, Kind, Sink, Subject, Value, walk};
use crate::text::Text;

/// Bytes of a value that its line shows (so in Wireshark).
const SHOWN_BYTES: usize = 36;

/// A packet, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The lines, in the order of the pane.
    pub lines: Vec<Line>,
    /// Its bytes: as captured, then those of the datagram that it makes whole.
    pub sources: Vec<Source>,
}

/// Bytes that fields were read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `Frame (76 bytes)`.
    pub title: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// One line of the pane. Its texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How many lines it stands below.
    pub depth: usize,
    /// Its field; `None` where the line is text alone.
    pub field: Option<Id>,
    /// The field's value as it stands in a column; `None` for a line that is text alone, and for a protocol.
    pub value: Option<String>,
    /// The line, without brackets.
    pub text: String,
    /// Where its bytes are.
    pub place: Option<Place>,
    /// No byte says it.
    pub is_generated: bool,
    /// It can be asked for and isn't shown.
    pub is_hidden: bool,
}

/// Where the bytes of a field are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the packet's sources.
    pub source: usize,
    /// The bytes there, at least one.
    pub bytes: Range<usize>,
}

impl Line {
    /// Wireshark's name of its field.
    pub fn name(&self) -> Option<&'static str> {
        self.field.map(|id| id.field().name)
    }

    /// Wireshark's title of its field.
    pub fn title(&self) -> Option<&'static str> {
        self.field.map(|id| id.field().title)
    }

    /// As the pane shows it.
    pub fn shown(&self) -> String {
        if self.is_generated { format!("[{}]", self.text) } else { self.text.clone() }
    }
}

impl Details {
    /// Takes a packet apart.
    pub fn of(subject: &Subject<'_, '_>) -> Self {
        let packet = &subject.inspected.packet;
        let mut sources = vec![packet.frame.bytes];
        // What a piece makes whole was put together elsewhere.
        let joined = packet.sources.iter().find(|source| within(packet.frame.bytes, source.bytes).is_none() && !source.bytes.is_empty());
        sources.extend(joined.map(|source| source.bytes));
        let is_joined_datagram = sources.len() > 1;
        if let Some(carried) = &subject.inspected.seen.carried
            && carried.joined.is_some()
        {
            sources.extend(carried.framed(&[]).next().map(|(_, message)| message.bytes));
        }
        let mut pane = Pane { sources: &sources, lines: Vec::new(), depth: 0 };
        walk(subject, &mut pane);
        let lines = pane.lines;
        let title = |index: usize, bytes: &[u8]| {
            let name = match (index, packet.layers.iter().any(|layer| matches!(layer, Layer::Ipv6(_)))) {
                (0, _) => "Frame",
                (1, _) if !is_joined_datagram => "Reassembled TCP",
                (2.., _) => "Reassembled TCP",
                (_, true) => "Reassembled IPv6",
                (_, false) => "Reassembled IPv4",
            };
            format!("{name} ({} byte{})", bytes.len(), if bytes.len() == 1 { "" } else { "s" })
        };
        let sources = sources.iter().enumerate().map(|(index, bytes)| Source { title: title(index, bytes), bytes: bytes.to_vec() });
        Self { lines, sources: sources.collect() }
    }
}

/// Where `part` lies in `whole`.
fn within(whole: &[u8], part: &[u8]) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let end = start.checked_add(part.len())?;
    (end <= whole.len()).then_some(start..end)
}

/// Takes the lines of a walk.
struct Pane<'p> {
    sources: &'p [&'p [u8]],
    lines: Vec<Line>,
    depth: usize,
}

impl Sink for Pane<'_> {
    fn item(&mut self, item: &Item<'_>) {
        let mut text = String::new();
        match (item.text, item.field) {
            // A String takes everything.
            (Some(words), _) => _ = text.write_fmt(words),
            (None, Some(id)) => write_line(id.field(), item, &mut text),
            (None, None) => {}
        }
        if !Text::is_shown(&text) {
            text = Text::info(&text).to_string();
        }
        let value = item.field.filter(|id| id.field().kind != Kind::Protocol).map(|id| {
            let mut value = String::new();
            if item.value != Value::Present {
                _ = item.value.write(id.field(), &mut value);
            }
            value
        });
        let place = self.sources.iter().enumerate().find_map(|(source, whole)| {
            let bytes = within(whole, item.bytes).filter(|bytes| !bytes.is_empty())?;
            Some(Place { source, bytes })
        });
        let (is_generated, is_hidden) = (item.is_generated, item.is_hidden);
        self.lines.push(Line { depth: self.depth, field: item.field, value, text, place, is_generated, is_hidden });
    }

    fn open(&mut self) {
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// The line that Wireshark makes of a title and a value.
fn write_line(field: &Field, item: &Item<'_>, out: &mut String) {
    let title = field.title;
    if field.mask != 0 {
        let number = match item.value {
            Value::Boolean(value) => Some(if value { field.mask } else { 0 }),
            Value::Unsigned(value) => Some(value << field.mask.trailing_zeros()),
            Value::Signed(value) => Some((value as u64) << field.mask.trailing_zeros()),
            _ => None,
        };
        if let Some(number) = number {
            write_bits(number, field.mask, width(field, item.bytes), out);
            out.push_str(" = ");
        }
    }
    // A String takes everything.
    _ = match item.value {
        Value::Present | Value::Protocol(_) => write!(out, "{title}"),
        Value::Boolean(value) => write!(out, "{title}: {}", if value { field.states.0 } else { field.states.1 }),
        Value::Unsigned(value) if field.kind == Kind::Character => match char::from_u32(value as u32).filter(char::is_ascii_graphic) {
            Some(character) => write!(out, "{title}: '{character}'"),
            None => write!(out, "{title}: '\\x{value:02x}'"),
        },
        Value::Unsigned(value) => write_number(field, value, &Number { field, value }, out),
        Value::Signed(value) => write_number(field, value as u64, &value, out),
        Value::Bytes([]) => write!(out, "{title}: {}", field.nothing),
        Value::Bytes(bytes) if field.kind == Kind::Bytes => {
            _ = write!(out, "{title}: ");
            for byte in bytes.iter().take(SHOWN_BYTES) {
                _ = write!(out, "{byte:02x}");
            }
            if bytes.len() > SHOWN_BYTES { out.write_str("…") } else { Ok(()) }
        }
        Value::Span(_) => {
            _ = write!(out, "{title}: ");
            _ = item.value.write(field, out);
            out.write_str(" seconds")
        }
        // Text may hold what Wireshark would escape in its own way.
        Value::Text(text) => write!(out, "{title}: {}", Text::info(text.as_bytes())),
        _ => {
            _ = write!(out, "{title}: ");
            item.value.write(field, out)
        }
    };
}

fn write_number(field: &Field, value: u64, number: &dyn std::fmt::Display, out: &mut String) -> std::fmt::Result {
    let title = field.title;
    if field.names.is_empty() {
        return write!(out, "{title}: {number}");
    }
    let name = field.name_of(value).unwrap_or("Unknown");
    if field.base == Base::Name { write!(out, "{title}: {name}") } else { write!(out, "{title}: {name} ({number})") }
}

/// A number in the base of its field, with both where the field has two.
struct Number<'f> {
    field: &'f Field,
    value: u64,
}

impl std::fmt::Display for Number<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = digits(self.field);
        let value = self.value;
        match self.field.base {
            Base::Decimal | Base::Name => write!(formatter, "{value}"),
            Base::Hex => write!(formatter, "0x{value:0digits$x}"),
            Base::DecimalHex => write!(formatter, "{value} (0x{value:0digits$x})"),
            Base::HexDecimal => write!(formatter, "0x{value:0digits$x} ({value})"),
            Base::Octal => write!(formatter, "0{value:o}"),
        }
    }
}

/// Hexadecimal digits of a field's value: where it has only some bits, as many as those need.
fn digits(field: &Field) -> usize {
    if field.mask == 0 {
        return field.hex_digits();
    }
    (field.mask.count_ones() as usize).div_ceil(4)
}

/// How many bits a field with a mask is shown among.
fn width(field: &Field, bytes: &[u8]) -> u32 {
    let needed = (u64::BITS - field.mask.leading_zeros()).next_multiple_of(8);
    match field.kind {
        _ if field.among > 0 => field.among.into(),
        Kind::Unsigned(_) | Kind::Signed(_) => (field.hex_digits() as u32 * 4).max(needed.min(64)),
        _ => ((bytes.len() as u32).saturating_mul(8)).clamp(needed, 64),
    }
}

/// `..0. ....`: the bits of a mask with their values, the others as dots.
fn write_bits(number: u64, mask: u64, width: u32, out: &mut String) {
    for index in (0..width).rev() {
        out.push(match (mask >> index & 1, number >> index & 1) {
            (0, _) => '.',
            (_, 0) => '0',
            _ => '1',
        });
        if index > 0 && index % 4 == 0 {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(field: &Field, value: Value<'_>, bytes: &[u8]) -> String {
        let mut out = String::new();
        let item = Item { field: None, value, bytes, text: None, is_generated: false, is_hidden: false };
        write_line(field, &item, &mut out);
        out
    }

    #[test]
    fn lines_are_wiresharks() {
        const NAMES: &[(u64, &str)] = &[(6, "TCP")];
        for (field, value, bytes, expected) in [
            (Field::unsigned("a", "Length", 16), Value::Unsigned(60), 2, "Length: 60"),
            (Field::unsigned("a", "Protocol", 8).names(NAMES), Value::Unsigned(6), 1, "Protocol: TCP (6)"),
            (Field::unsigned("a", "Protocol", 8).names(NAMES), Value::Unsigned(7), 1, "Protocol: Unknown (7)"),
            (Field::unsigned("a", "Type", 16).hex(), Value::Unsigned(24), 2, "Type: 0x0018"),
            (Field::unsigned("a", "Id", 16).base(Base::HexDecimal), Value::Unsigned(498), 2, "Id: 0x01f2 (498)"),
            (Field::unsigned("a", "Version", 8).mask(0xf0), Value::Unsigned(4), 1, "0100 .... = Version: 4"),
            (Field::unsigned("a", "Offset", 16).mask(0x1fff), Value::Unsigned(1), 1, "...0 0000 0000 0001 = Offset: 1"),
            (Field::flag("a", "Syn", 2).among(12), Value::Boolean(true), 1, ".... .... ..1. = Syn: Set"),
            (Field::flag("a", "Recursion desired", 0x100), Value::Boolean(false), 2, ".... ...0 .... .... = Recursion desired: Not set"),
            (Field::boolean("a", "Marked"), Value::Boolean(false), 0, "Marked: False"),
            (Field::of(Kind::Span, "a", "RTT"), Value::Span(crate::time::Span::from_nanos(38_598)), 0, "RTT: 0.000038598 seconds"),
            (Field::of(Kind::Bytes, "a", "Unused"), Value::Bytes(&[0, 1]), 2, "Unused: 0001"),
            (Field::of(Kind::Bytes, "a", "Data"), Value::Bytes(&[]), 0, "Data: <MISSING>"),
            (Field::nothing("a", "Label"), Value::Present, 0, "Label"),
        ] {
            assert_eq!(line(&field, value, &[0; 4][..bytes]), expected);
        }
        let long = line(&Field::of(Kind::Bytes, "a", "Data"), Value::Bytes(&[0xab; 37]), &[]);
        assert_eq!(long, format!("Data: {}…", "ab".repeat(36)));
    }

    #[test]
    fn a_part_is_found_where_it_lies() {
        let (whole, other) = ([1, 2, 3, 4], [1, 2]);
        assert_eq!(within(&whole, &whole[1..3]), Some(1..3));
        assert_eq!(within(&whole[1..], &whole[..2]), None);
        assert!(within(&whole, &other).is_none());
    }
}
