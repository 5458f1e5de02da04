//! Conversations as CSV, as tab-separated lines, as one JSON object a line, or as one JSON document; written as they come.
//!
//! Keys and columns are the same, in this order, always there: `stream`, `client`, `server`, `roles`, `packets`, `bytes` (on the wire, headers included), `data`
//! (payload, repeats left out), `start`, `duration`, `state`, `history`, `handshake`, `retransmissions`, `closed`, `name`. What is counted for each side is an
//! object in JSON and two columns elsewhere. JSON ends with the totals of TCP and UDP; `"evicted":true` stands on a conversation that left memory early.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::csv::{as_io, push_text};
use super::seconds::Seconds;
use crate::report::flows::{BySide, Roles};
use crate::report::flows::{Closed, FlowRow, Total, Totals};
use crate::time::Span;

/// The columns of CSV and lines.
const COLUMNS: [&str; 18] = [
    "stream",
    "client",
    "server",
    "roles",
    "packets_client",
    "packets_server",
    "bytes_client",
    "bytes_server",
    "data_client",
    "data_server",
    "start",
    "duration",
    "state",
    "history",
    "handshake",
    "retransmissions",
    "closed",
    "name",
];

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tabs between the columns, no row of names.
    Lines,
    /// Commas, and a row of names first.
    Csv,
    /// An object a line.
    Ndjson,
    /// One document.
    Json,
}

/// Writes rows to `W`.
#[derive(Debug)]
pub struct Flows<W> {
    out: W,
    form: Form,
    is_empty: bool,
    line: String,
}

impl<W: Write> Flows<W> {
    /// Give `W` a buffer: every row is one write.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn new(mut out: W, form: Form) -> io::Result<Self> {
        match form {
            Form::Csv => writeln!(out, "{}", COLUMNS.join(","))?,
            Form::Json => out.write_all(b"{\"flows\":[")?,
            Form::Lines | Form::Ndjson => {}
        }
        Ok(Self { out, form, is_empty: true, line: String::new() })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn row(&mut self, row: &FlowRow) -> io::Result<()> {
        self.line.clear();
        match self.form {
            Form::Lines => {
                self.line.push_str(&cells(row).join("\t"));
                self.line.push('\n');
            }
            Form::Csv => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(cells(row)).map_err(as_io)?;
                let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
                return self.out.write_all(&bytes);
            }
            Form::Ndjson => {
                json(row, &mut self.line)?;
                self.line.push('\n');
            }
            Form::Json => {
                self.line.push_str(if self.is_empty { "\n" } else { ",\n" });
                json(row, &mut self.line)?;
            }
        }
        self.is_empty = false;
        self.out.write_all(self.line.as_bytes())
    }

    /// Writes the totals, where the form has them, and how many rows were left out.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn finish(mut self, totals: &Totals, left_out: u64) -> io::Result<W> {
        let total = |total: Total| {
            let Total { flows, packets, bytes } = total;
            format!("{{\"flows\":{flows},\"packets\":{packets},\"bytes\":{bytes}}}")
        };
        let totals = format!("\"tcp\":{},\"udp\":{},\"left_out\":{left_out}", total(totals.tcp), total(totals.udp));
        match self.form {
            Form::Lines | Form::Csv => {}
            Form::Ndjson => writeln!(self.out, "{{\"type\":\"totals\",{totals}}}")?,
            Form::Json => writeln!(self.out, "{}],\"totals\":{{{totals}}}}}", if self.is_empty { "" } else { "\n" })?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

fn cells(row: &FlowRow) -> [String; 18] {
    let text = |text: &str| {
        let mut cell = String::new();
        push_text(text, &mut cell);
        cell
    };
    let seconds = |span: Span| {
        let number = Seconds(span).to_string();
        // No cell starts as a formula does, and it stays a number.
        if number.starts_with('-') { format!(" {number}") } else { number }
    };
    let optional = |span: Option<Span>| span.map_or_else(String::new, seconds);
    [
        row.stream.to_string(),
        row.ends.client.to_string(),
        row.ends.server.to_string(),
        roles(row).to_owned(),
        row.packets.client.to_string(),
        row.packets.server.to_string(),
        row.bytes.client.to_string(),
        row.bytes.server.to_string(),
        row.data.client.to_string(),
        row.data.server.to_string(),
        optional(row.start),
        seconds(row.duration),
        row.state.as_str().to_owned(),
        text(&row.history),
        optional(row.handshake),
        row.retransmissions.map_or_else(String::new, |count| count.to_string()),
        row.closed_text(),
        text(row.name_text()),
    ]
}

const fn roles(row: &FlowRow) -> &'static str {
    match row.roles {
        Roles::Observed => "observed",
        Roles::Inferred => "inferred",
    }
}

fn json(row: &FlowRow, line: &mut String) -> io::Result<()> {
    let pair = |counts: BySide<u64>| format!("{{\"client\":{},\"server\":{}}}", counts.client, counts.server);
    let span = |span: Option<Span>| span.map_or_else(|| "null".to_owned(), |span| Seconds(span).to_string());
    let closed = match row.closed {
        None => "null".to_owned(),
        Some(Closed { by, with, frame }) => {
            let by = by.map_or_else(|| "null".to_owned(), |side| format!("\"{}\"", side.as_str()));
            format!("{{\"by\":{by},\"with\":\"{with}\",\"frame\":{frame}}}")
        }
    };
    let name = match &row.name {
        None => "null".to_owned(),
        Some(asked) => format!("{{\"name\":{},\"answer\":{}}}", serde_json::to_string(&*asked.name)?, asked.answer),
    };
    let evicted = if row.evicted { ",\"evicted\":true" } else { "" };
    // A String takes everything.
    let _ = write!(
        line,
        "{{\"type\":\"flow\",\"stream\":\"{}\",\"client\":\"{}\",\"server\":\"{}\",\"roles\":\"{}\",\"packets\":{},\"bytes\":{},\"data\":{},\"start\":{},\"duration\":{},\"state\":\"{}\",\"history\":\"{}\",\"handshake\":{},\"retransmissions\":{},\"closed\":{closed},\"name\":{name}{evicted}}}",
        row.stream,
        row.ends.client,
        row.ends.server,
        roles(row),
        pair(row.packets),
        pair(row.bytes),
        pair(row.data),
        span(row.start),
        Seconds(row.duration),
        row.state.as_str(),
        row.history,
        span(row.handshake),
        row.retransmissions.map_or_else(|| "null".to_owned(), |count| count.to_string()),
    );
    Ok(())
}
