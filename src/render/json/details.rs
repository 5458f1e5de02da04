//! Packets with their fields and their bytes as one document:
//!
//! `{"packets":[{"packet":PACKET,"tree":[LINE…],"bytes":"hex","reassembled":"hex"}…]}`, where `PACKET` is the packet's usual record, with its
//! statements, `reassembled` is null where the packet makes no datagram whole, and
//! `LINE = {"name":…,"title":…,"value":…,"text":…,"source":…,"offset":…,"length":…,"generated":…,"hidden":…,"children":[LINE…]}`:
//! `name`, `title` and `value` are null for a line that is no field, `value` is what `tshark -T fields` prints, `text` is the line of the pane
//! without brackets; `source` (`frame` or `reassembled`), `offset` and `length` say which bytes and are null where none.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Packet, Safe, Shown, append};
use crate::report::details::{Details, Line};
use crate::report::record::PacketRecord;

/// Writes the document, packet by packet.
#[derive(Debug)]
pub struct DetailsDocument<W> {
    out: W,
    line: Vec<u8>,
    is_empty: bool,
}

impl<W: Write> DetailsDocument<W> {
    /// Begins the document.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"{\"packets\":[")?;
        Ok(Self { out, line: Vec::new(), is_empty: true })
    }

    /// Writes a packet.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>, details: &Details) -> io::Result<()> {
        self.line.clear();
        self.line.extend_from_slice(if self.is_empty { b"\n" } else { b",\n" });
        self.is_empty = false;
        append(&Detailed { packet, details }, &mut self.line)?;
        self.out.write_all(&self.line)
    }

    /// Ends the document and gives the writer back.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

struct Detailed<'a> {
    packet: &'a PacketRecord<'a>,
    details: &'a Details,
}

impl Serialize for Detailed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = |index: usize| self.details.sources.get(index).map(|source| Shown(Hex(&source.bytes)));
        let mut record = serializer.serialize_struct("detailed", 4)?;
        record.serialize_field("packet", &Packet(self.packet))?;
        record.serialize_field("tree", &Lines(&self.details.lines))?;
        record.serialize_field("bytes", &bytes(0))?;
        record.serialize_field("reassembled", &bytes(1))?;
        record.end()
    }
}

struct Hex<'a>(&'a [u8]);

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Lines that begin with one of the smallest depth, each followed by what stands below it.
struct Lines<'a>(&'a [Line]);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let depth = self.0.first().map_or(0, |line| line.depth);
        serializer.collect_seq(self.0.chunk_by(|_, next| next.depth > depth).map(Branch))
    }
}

/// A line and what stands below it.
struct Branch<'a>(&'a [Line]);

impl Serialize for Branch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((line, below)) = self.0.split_first() else { return serializer.serialize_none() };
        let place = line.place.as_ref();
        let mut record = serializer.serialize_struct("line", 10)?;
        record.serialize_field("name", &line.name())?;
        record.serialize_field("title", &line.title())?;
        record.serialize_field("value", &line.value.as_deref().map(Safe))?;
        record.serialize_field("text", &Safe(&line.text))?;
        record.serialize_field("source", &place.map(|place| if place.source == 0 { "frame" } else { "reassembled" }))?;
        record.serialize_field("offset", &place.map(|place| place.bytes.start))?;
        record.serialize_field("length", &place.map(|place| place.bytes.len()))?;
        record.serialize_field("generated", &line.is_generated)?;
        record.serialize_field("hidden", &line.is_hidden)?;
        record.serialize_field("children", &Lines(below))?;
        record.end()
    }
}
