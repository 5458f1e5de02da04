//! The codes of statements as one document, a code a line:
//!
//! `{"codes":[{"code","about","meaning","trigger","alike","contradiction","fix","certainties","references","example"}…]}`. `about` is `packet`, `flow`
//! or `capture`; `fix` and `example` are null where there is none; a reference has `reference` and `title` (null where it is no section of an
//! RFC), an example `file`, `command` and `text`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Safe, Shown, append};
use crate::report::codes::{CitedRecord, CodeRecord, ExampleRecord};

/// Writes the document.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(records: &[CodeRecord], out: &mut impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    out.write_all(b"{\"codes\":[")?;
    for (index, record) in records.iter().enumerate() {
        line.clear();
        line.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        append(&Explained(record), &mut line)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]}\n")
}

struct Explained<'a>(&'a CodeRecord);

impl Serialize for Explained<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = self.0;
        let mut record = serializer.serialize_struct("code", 10)?;
        record.serialize_field("code", code.code.as_str())?;
        record.serialize_field("about", code.code.about().as_str())?;
        record.serialize_field("meaning", &Safe(code.meaning))?;
        record.serialize_field("trigger", &Safe(code.trigger))?;
        record.serialize_field("alike", &Safe(code.alike))?;
        record.serialize_field("contradiction", &Safe(code.contradiction))?;
        record.serialize_field("fix", &code.fix.map(Safe))?;
        record.serialize_field("certainties", &code.certainties)?;
        record.serialize_field("references", &code.references.iter().map(Cited).collect::<Vec<_>>())?;
        record.serialize_field("example", &code.example.as_ref().map(Shows))?;
        record.end()
    }
}

struct Cited<'a>(&'a CitedRecord);

impl Serialize for Cited<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("reference", 2)?;
        record.serialize_field("reference", &Shown(self.0.reference))?;
        record.serialize_field("title", &self.0.title)?;
        record.end()
    }
}

struct Shows<'a>(&'a ExampleRecord);

impl Serialize for Shows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("example", 3)?;
        record.serialize_field("file", self.0.file)?;
        record.serialize_field("command", &Safe(&self.0.command))?;
        record.serialize_field("text", &Safe(self.0.text))?;
        record.end()
    }
}
