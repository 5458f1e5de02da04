//! Two captures laid beside each other, as CSV or JSON.
//!
//! JSON has a record for each row, `{"type":"pair","first","second","difference","one_way","way","source","destination","protocol","length","info","statements"}`, and at the
//! end `{"type":"comparison","first","second","pairs","only_first","only_second","not_compared","rows_left_out","clock_offset","statements"}`. `first` and `second` of a pair are
//! `{"number","time","epoch"}` or null; `difference` is the second's time minus the first's, `one_way` and `clock_offset` are the least and the most, in seconds or null; `way` is
//! `first_to_second`, `second_to_first` or null. One a line (`ndjson`), or in a document with `pairs` and `comparison` (`json`).

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::csv::{as_io, push_text};
use super::epoch::Epoch;
use super::json::{Safe, Statements, Time, append};
use super::seconds::Seconds;
use crate::report::compare::{CompareRow, Comparison, Place};
use crate::time::Span;

/// Writes a record a line.
///
/// # Errors
/// When `out` can't be written to.
pub fn ndjson(comparison: &Comparison, mut out: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    for row in &comparison.rows {
        line.clear();
        append(&Pair(row), &mut line)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    line.clear();
    append(&Whole(comparison), &mut line)?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.flush()
}

/// Writes one document.
///
/// # Errors
/// When `out` can't be written to.
pub fn json(comparison: &Comparison, mut out: impl Write) -> io::Result<()> {
    let mut line = b"{\"pairs\":[".to_vec();
    for (index, row) in comparison.rows.iter().enumerate() {
        line.extend_from_slice(if index > 0 { b",\n" } else { b"\n" });
        append(&Pair(row), &mut line)?;
        out.write_all(&line)?;
        line.clear();
    }
    line.extend_from_slice(if comparison.rows.is_empty() { b"],\"comparison\":" } else { b"\n],\"comparison\":" });
    append(&Whole(comparison), &mut line)?;
    line.extend_from_slice(b"}\n");
    out.write_all(&line)?;
    out.flush()
}

/// The columns of CSV.
const COLUMNS: [&str; 14] = [
    "first_number",
    "first_time",
    "second_number",
    "second_time",
    "difference",
    "one_way_least",
    "one_way_most",
    "way",
    "source",
    "destination",
    "protocol",
    "length",
    "info",
    "explanation",
];

/// Writes comma-separated values with a row of names.
///
/// # Errors
/// When `out` can't be written to.
pub fn csv(comparison: &Comparison, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS).map_err(as_io)?;
    for row in &comparison.rows {
        let number = |place: Option<Place>| place.map(|place| place.number.to_string()).unwrap_or_default();
        let time = |place: Option<Place>| span(place.and_then(|place| place.time));
        let text = |text: &str| {
            let mut cell = String::new();
            push_text(text, &mut cell);
            cell
        };
        let texts: Vec<&str> = row.statements.iter().map(|statement| statement.text.as_str()).collect();
        let [first, second] = row.places;
        let cells = [
            number(first),
            time(first),
            number(second),
            time(second),
            span(row.difference),
            span(row.took.map(|took| took.0)),
            span(row.took.map(|took| took.1)),
            row.way.unwrap_or_default().to_owned(),
            text(&row.listed.source),
            text(&row.listed.destination),
            text(&row.listed.protocol),
            row.listed.length.to_string(),
            text(&row.listed.info),
            text(&texts.join(" ")),
        ];
        csv.write_record(cells).map_err(as_io)?;
    }
    csv.flush()
}

/// In seconds; behind a space where it is below zero, so that no spreadsheet takes it for a formula.
fn span(span: Option<Span>) -> String {
    span.map_or_else(String::new, |span| format!("{}{}", if span.as_nanos() < 0 { " " } else { "" }, Seconds(span)))
}

struct Pair<'a>(&'a CompareRow);

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let mut record = serializer.serialize_struct("pair", 12)?;
        record.serialize_field("type", "pair")?;
        record.serialize_field("first", &row.places[0].map(|place| Seen(place, row.listed.decimals)))?;
        record.serialize_field("second", &row.places[1].map(|place| Seen(place, row.listed.decimals)))?;
        record.serialize_field("difference", &row.difference.map(Time))?;
        record.serialize_field("one_way", &row.took.map(|(least, most)| [Time(least), Time(most)]))?;
        record.serialize_field("way", &row.way)?;
        record.serialize_field("source", &Safe(&row.listed.source))?;
        record.serialize_field("destination", &Safe(&row.listed.destination))?;
        record.serialize_field("protocol", &Safe(&row.listed.protocol))?;
        record.serialize_field("length", &row.listed.length)?;
        record.serialize_field("info", &Safe(&row.listed.info))?;
        record.serialize_field("statements", &Statements(&row.statements))?;
        record.end()
    }
}

struct Seen(Place, u8);

impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(place, decimals) = *self;
        let mut record = serializer.serialize_struct("place", 3)?;
        record.serialize_field("number", &place.number)?;
        record.serialize_field("time", &place.time.map(Time))?;
        record.serialize_field("epoch", &place.epoch.map(|time| Epoch { time, decimals }.to_string()))?;
        record.end()
    }
}

struct Whole<'a>(&'a Comparison);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let comparison = self.0;
        let mut record = serializer.serialize_struct("comparison", 10)?;
        record.serialize_field("type", "comparison")?;
        record.serialize_field("first", &Safe(&comparison.names[0]))?;
        record.serialize_field("second", &Safe(&comparison.names[1]))?;
        for (name, count) in ["pairs", "only_first", "only_second", "not_compared"].into_iter().zip(comparison.counts) {
            record.serialize_field(name, &count)?;
        }
        record.serialize_field("rows_left_out", &comparison.left_out)?;
        record.serialize_field("clock_offset", &[comparison.offset.0.map(Time), comparison.offset.1.map(Time)])?;
        record.serialize_field("statements", &Statements(&comparison.statements))?;
        record.end()
    }
}
