//! The records as JSON, one object a line or all in one document: a contract with users' scripts.
//!
//! Keys are stable, always there and always in this order; what isn't known is `null`. Three keys appear only where they say something:
//! - `"file"`, behind `type` or first, where several files are explained beside each other: on packets, flows, and the interfaces and
//!   statements of the capture;
//! - `"evicted":true` on a flow that left the tracker before the end;
//! - after a list of packet numbers that was cut at 1,000, how many are missing, under the list's name and `_more`:
//!   `"frames":[…],"frames_more":8`, `"data":[…],"data_more":8`.
//!
//! Times are seconds as exact decimal numbers with at least one decimal (`5.179870501`, `3.0`), `epoch` is RFC 3339 in UTC.
//! A record is written with one write and without allocating. The document is `{"packets":[…],"flows":[…],"capture":{…}}`, each record on a line
//! of its own; where the work ends early it is closed all the same, and `capture` is null.

pub mod codes;
mod details;

use std::fmt;
use std::io::{self, Read, Seek, Write};

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::ser::Formatter;

use super::epoch::Epoch;
use super::seconds::Seconds;
use crate::report::record::{
    BySide, CaptureRecord, Fact, FieldText, FileRecord, FlowRecord, FrameList, InterfaceRecord, PacketRecord, PhaseFrames, StatementRecord,
};
use crate::text::Text;
use crate::time::Span;

pub use details::DetailsDocument;

/// Writes records to `W`, one a line.
#[derive(Debug)]
pub struct Ndjson<W> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Ndjson<W> {
    /// Give `W` a buffer: every record is one write.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::with_capacity(1024) }
    }

    /// Writes a packet.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>) -> io::Result<()> {
        self.write(&Packet(packet))
    }

    /// Writes a flow.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn flow(&mut self, flow: &FlowRecord) -> io::Result<()> {
        self.write(&Flow(flow))
    }

    /// Writes the capture's record.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn capture(&mut self, capture: &CaptureRecord) -> io::Result<()> {
        self.write(&Capture(capture))
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes out what is buffered and gives the writer back.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.line.clear();
        append(record, &mut self.line)?;
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }
}

/// Writes records to `W` as one document. Conversations that leave memory while packets still come wait in `S` for theirs: a file, so that
/// memory stays flat.
#[derive(Debug)]
pub struct Document<W, S> {
    out: W,
    line: Vec<u8>,
    waiting: S,
    /// A conversation waits.
    has_waiting: bool,
    section: Section,
    /// The list that is open has no record yet.
    is_empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Packets,
    Flows,
}

impl<W: Write, S: Read + Write + Seek> Document<W, S> {
    /// Begins the document. Give `W` a buffer, and an empty `waiting`.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn new(mut out: W, waiting: S) -> io::Result<Self> {
        out.write_all(b"{\"packets\":[")?;
        Ok(Self { out, line: Vec::with_capacity(1024), waiting, has_waiting: false, section: Section::Packets, is_empty: true })
    }

    /// Writes a packet. All come before the first conversation that hasn't left early.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>) -> io::Result<()> {
        debug_assert_eq!(self.section, Section::Packets, "packets come first");
        self.write(&Packet(packet))
    }

    /// Writes a flow, or lets it wait for the packets' end.
    ///
    /// # Errors
    /// When `W` or `S` can't be written to.
    pub fn flow(&mut self, flow: &FlowRecord) -> io::Result<()> {
        if flow.evicted && self.section == Section::Packets {
            self.line.clear();
            self.line.extend_from_slice(if self.has_waiting { b",\n" } else { b"\n" });
            append(&Flow(flow), &mut self.line)?;
            self.has_waiting = true;
            return self.waiting.write_all(&self.line);
        }
        self.begin_flows()?;
        self.write(&Flow(flow))
    }

    /// Ends the document with the capture's record; `None` where the work ended before the input. Gives the writer back.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn finish(mut self, capture: Option<&CaptureRecord>) -> io::Result<W> {
        self.begin_flows()?;
        self.line.clear();
        self.line.extend_from_slice(if self.is_empty { b"],\"capture\":" } else { b"\n],\"capture\":" });
        match capture {
            Some(capture) => append(&Capture(capture), &mut self.line)?,
            None => self.line.extend_from_slice(b"null"),
        }
        self.line.extend_from_slice(b"}\n");
        self.out.write_all(&self.line)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn begin_flows(&mut self) -> io::Result<()> {
        if self.section == Section::Flows {
            return Ok(());
        }
        self.section = Section::Flows;
        self.out.write_all(if self.is_empty { b"],\"flows\":[" } else { b"\n],\"flows\":[" })?;
        self.is_empty = !self.has_waiting;
        if self.has_waiting {
            self.waiting.rewind()?;
            io::copy(&mut self.waiting, &mut self.out)?;
        }
        Ok(())
    }

    fn write(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.line.clear();
        self.line.extend_from_slice(if self.is_empty { b"\n" } else { b",\n" });
        self.is_empty = false;
        append(record, &mut self.line)?;
        self.out.write_all(&self.line)
    }
}

/// Appends a record as compact JSON.
pub(super) fn append(record: &impl Serialize, line: &mut Vec<u8>) -> io::Result<()> {
    Ok(record.serialize(&mut serde_json::Serializer::with_formatter(line, ExactTimes))?)
}

/// Compact JSON in which a 128-bit integer is a span in nanoseconds and is written in seconds. No other number of a record is that wide,
/// and a floating-point number couldn't hold all digits of a long capture's times.
struct ExactTimes;

impl Formatter for ExactTimes {
    fn write_i128<W: ?Sized + Write>(&mut self, writer: &mut W, value: i128) -> io::Result<()> {
        let nanos = i64::try_from(value).map_err(io::Error::other)?;
        write!(writer, "{}", Seconds(Span::from_nanos(nanos)))
    }
}

/// A span, in seconds with all its digits.
pub(super) struct Time(pub Span);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i128(i128::from(self.0.as_nanos()))
    }
}

/// Text that JSON alone would let through: JSON escapes C0, and neither C1 nor what turns or hides text.
pub(super) struct Safe<'a>(pub &'a str);

impl Serialize for Safe<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if Text::is_shown(self.0) { serializer.serialize_str(self.0) } else { serializer.collect_str(&Text::shown(self.0)) }
    }
}

/// What is written through `Display`.
struct Shown<D>(D);

impl<D: fmt::Display> Serialize for Shown<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

struct Packet<'a>(&'a PacketRecord<'a>);

impl Serialize for Packet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packet = self.0;
        let decimals = packet.decimals;
        let mut record = serializer.serialize_struct("packet", 16)?;
        record.serialize_field("type", "packet")?;
        file(&mut record, packet.file)?;
        record.serialize_field("number", &packet.number)?;
        record.serialize_field("time", &packet.time.map(Time))?;
        record.serialize_field("epoch", &packet.epoch.map(|time| Shown(Epoch { time, decimals })))?;
        record.serialize_field("interface", &packet.interface.map(Safe))?;
        record.serialize_field("source", &Safe(packet.source))?;
        record.serialize_field("destination", &Safe(packet.destination))?;
        record.serialize_field("protocol", &Safe(packet.protocol))?;
        record.serialize_field("length", &packet.length)?;
        record.serialize_field("captured", &packet.captured)?;
        record.serialize_field("info", &Safe(packet.info))?;
        record.serialize_field("stream", &packet.stream.map(Safe))?;
        record.serialize_field("phase", &packet.phase)?;
        if !packet.fields.is_empty() {
            record.serialize_field("fields", &Fields(packet.fields))?;
        }
        record.serialize_field("statements", &Statements(packet.statements))?;
        record.end()
    }
}

/// The fields that were asked for and that the packet has.
struct Fields<'a>(&'a [FieldText]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().filter(|field| !field.text.is_empty()).map(|field| (field.name(), Safe(&field.text))))
    }
}

struct Flow<'a>(&'a FlowRecord);

impl Serialize for Flow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let flow = self.0;
        let history = Some(flow.history.as_str()).filter(|history| !history.is_empty());
        let mut record = serializer.serialize_struct("flow", 17)?;
        record.serialize_field("type", "flow")?;
        file(&mut record, flow.file.as_deref())?;
        record.serialize_field("stream", &Safe(&flow.stream))?;
        record.serialize_field("client", &Safe(&flow.client))?;
        record.serialize_field("server", &Safe(&flow.server))?;
        record.serialize_field("roles", flow.roles)?;
        record.serialize_field("state", flow.state)?;
        record.serialize_field("history", &history.map(Safe))?;
        record.serialize_field("displayed", &flow.displayed)?;
        record.serialize_field("phases", &flow.phases.as_ref().map(Phases))?;
        record.serialize_field("packets", &Sides(flow.packets))?;
        record.serialize_field("bytes", &Sides(flow.bytes))?;
        record.serialize_field("start", &flow.start.map(Time))?;
        record.serialize_field("end", &flow.end.map(Time))?;
        if flow.evicted {
            record.serialize_field("evicted", &true)?;
        }
        record.serialize_field("statements", &Statements(&flow.statements))?;
        record.end()
    }
}

struct Phases<'a>(&'a PhaseFrames);

impl Serialize for Phases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("phases", 6)?;
        frames(&mut record, ["handshake", "handshake_more"], &self.0.handshake)?;
        frames(&mut record, ["data", "data_more"], &self.0.data)?;
        frames(&mut record, ["close", "close_more"], &self.0.close)?;
        record.end()
    }
}

fn frames<S: SerializeStruct>(record: &mut S, [key, more]: [&'static str; 2], frames: &FrameList) -> Result<(), S::Error> {
    record.serialize_field(key, &frames.numbers)?;
    if frames.more > 0 {
        record.serialize_field(more, &frames.more)?;
    }
    Ok(())
}

fn file<S: SerializeStruct>(record: &mut S, file: Option<&str>) -> Result<(), S::Error> {
    file.map_or(Ok(()), |file| record.serialize_field("file", &Safe(file)))
}

struct Sides(BySide);

impl Serialize for Sides {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("sides", 2)?;
        record.serialize_field("client", &self.0.client)?;
        record.serialize_field("server", &self.0.server)?;
        record.end()
    }
}

struct Capture<'a>(&'a CaptureRecord);

impl Serialize for Capture<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let capture = self.0;
        let mut record = serializer.serialize_struct("capture", 6)?;
        record.serialize_field("type", "capture")?;
        record.serialize_field("files", &Each(&capture.files, File))?;
        record.serialize_field("interfaces", &Each(&capture.interfaces, Interface))?;
        record.serialize_field("packets", &capture.packets)?;
        record.serialize_field("displayed", &capture.displayed)?;
        record.serialize_field("statements", &Statements(&capture.statements))?;
        record.end()
    }
}

/// A list of records, each seen through its JSON shape.
struct Each<'a, T, F>(&'a [T], F);

impl<'a, T, J: Serialize, F: Fn(&'a T) -> J> Serialize for Each<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

struct File<'a>(&'a FileRecord);

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("file", 3)?;
        record.serialize_field("name", &Safe(&self.0.name))?;
        record.serialize_field("format", self.0.format)?;
        record.serialize_field("packets", &self.0.packets)?;
        record.end()
    }
}

struct Interface<'a>(&'a InterfaceRecord);

impl Serialize for Interface<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("interface", 4)?;
        file(&mut record, self.0.file.as_deref())?;
        record.serialize_field("name", &self.0.name.as_deref().map(Safe))?;
        record.serialize_field("link_type", &Safe(&self.0.link_type))?;
        record.serialize_field("packets", &self.0.packets)?;
        record.end()
    }
}

/// Statements.
pub(super) struct Statements<'a>(pub &'a [StatementRecord]);

impl Serialize for Statements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Each(self.0, Statement).serialize(serializer)
    }
}

struct Statement<'a>(&'a StatementRecord);

impl Serialize for Statement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let statement = self.0;
        let mut record = serializer.serialize_struct("statement", 8)?;
        file(&mut record, statement.file.as_deref())?;
        record.serialize_field("code", statement.code.as_str())?;
        record.serialize_field("certainty", statement.certainty)?;
        frames(&mut record, ["frames", "frames_more"], &statement.frames)?;
        record.serialize_field("facts", &Facts(&statement.facts))?;
        record.serialize_field("reference", &statement.reference.map(Shown))?;
        record.serialize_field("text", &Safe(&statement.text))?;
        record.end()
    }
}

struct Facts<'a>(&'a [(&'static str, Fact)]);

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut facts = serializer.serialize_map(Some(self.0.len()))?;
        for (name, fact) in self.0 {
            match fact {
                Fact::Number(number) => facts.serialize_entry(name, number)?,
                Fact::Seconds(span) => facts.serialize_entry(name, &Time(*span))?,
                Fact::Flag(flag) => facts.serialize_entry(name, flag)?,
                Fact::Word(word) => facts.serialize_entry(name, word)?,
                Fact::Text(text) => facts.serialize_entry(name, &Safe(text))?,
                Fact::Numbers(numbers) => facts.serialize_entry(name, numbers)?,
                Fact::Texts(texts) => facts.serialize_entry(name, &texts.iter().map(|text| Safe(text)).collect::<Vec<_>>())?,
            }
        }
        facts.end()
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
