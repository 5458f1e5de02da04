//! Packet rows as comma-separated values, for spreadsheets and scripts: a row of column names, then a row a packet.
//!
//! Quoting is RFC 4180's (the `csv` crate does it), a line ends with a line feed. A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for
//! a formula, and whoever sends packets chooses what is in some cells, so no cell starts so:
//! - a text that does (spaces before it don't count, full-width forms do) gets an apostrophe before it, as OWASP advises for CSV injection. A text that
//!   starts with an apostrophe gets one too, so that taking one away always gives the text back;
//! - a time below zero gets a space before it: it stays a number for spreadsheets and scripts alike.
//!
//! Tabs and line ends can't start a cell: [`Text`] shows them escaped. Written for long captures: one buffer, reused, and no allocation per packet.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::epoch::Epoch;
use crate::report::columns::Column;
use crate::report::record::PacketRecord;
use crate::text::Text;

/// What makes a formula of a cell, and its full-width forms; and the apostrophe that says that it is none.
const MARKS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];

/// Writes packet rows to `W`.
#[derive(Debug)]
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<Column>,
    cell: String,
}

impl<W: Write> Csv<W> {
    /// Rows of `columns`, in that order; their names are written at once.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|column| column.key())).map_err(as_io)?;
        Ok(Self { out, columns: columns.to_vec(), cell: String::with_capacity(256) })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>) -> io::Result<()> {
        for &column in &self.columns {
            self.cell.clear();
            append(packet, column, &mut self.cell);
            self.out.write_field(&self.cell).map_err(as_io)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(as_io)
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
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The writer's own error: a reader that went away has to be told from a full disk.
pub(super) fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Rows of different lengths: all have the columns.
        other => io::Error::other(format!("{other:?}")),
    }
}

fn append(packet: &PacketRecord<'_>, column: Column, cell: &mut String) {
    match column {
        Column::Number => cell.push_str(itoa::Buffer::new().format(packet.number)),
        Column::Time => {
            if let Some(time) = packet.time {
                if time.as_nanos() < 0 {
                    cell.push(' ');
                }
                time.write_seconds(packet.decimals, cell);
            }
        }
        Column::Source => push_text(packet.source, cell),
        Column::Destination => push_text(packet.destination, cell),
        Column::Protocol => push_text(packet.protocol, cell),
        Column::Length => cell.push_str(itoa::Buffer::new().format(packet.length)),
        Column::Info => push_text(packet.info, cell),
        Column::Phase => cell.push_str(packet.phase.unwrap_or_default()),
        Column::Explanation => {
            for (index, statement) in packet.statements.iter().filter(|statement| !statement.is_aside).enumerate() {
                if index > 0 {
                    cell.push(' ');
                }
                push_text(&statement.text, cell);
            }
        }
        Column::Stream => push_text(packet.stream.unwrap_or_default(), cell),
        Column::Epoch => {
            if let Some(time) = packet.epoch {
                // A String takes everything.
                let _ = write!(cell, "{}", Epoch { time, decimals: packet.decimals });
            }
        }
        Column::Field(id) => match packet.field(id) {
            // A number below zero, as a time.
            number if number.parse::<f64>().is_ok_and(|value| value < 0.0) => {
                cell.push(' ');
                cell.push_str(number);
            }
            text => push_text(text, cell),
        },
        Column::File => push_text(packet.file.unwrap_or_default(), cell),
    }
}

/// Appends text, safe, and with an apostrophe before it where it starts the cell as a formula does.
pub(super) fn push_text(text: &str, cell: &mut String) {
    if cell.is_empty() && text.trim_start().starts_with(MARKS) {
        cell.push('\'');
    }
    if Text::is_shown(text) {
        cell.push_str(text);
    } else {
        // A String takes everything.
        let _ = write!(cell, "{}", Text::shown(text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::time::Span;

    fn written(packet: &PacketRecord<'_>, columns: &[Column]) -> String {
        let mut csv = Csv::new(Vec::new(), columns).expect("memory");
        csv.packet(packet).expect("memory");
        String::from_utf8(csv.finish().expect("memory")).expect("UTF-8")
    }

    fn row(packet: &PacketRecord<'_>, columns: &[Column]) -> String {
        written(packet, columns).split_once('\n').expect("two rows").1.to_owned()
    }

    #[test]
    fn names_of_columns_come_first() {
        assert_eq!(
            written(&samples::packet(), &Column::WIRESHARK),
            "number,time,source,destination,protocol,length,info\n\
             34,5.179870501,172.18.0.3,172.18.0.2,TCP,114,\"60086 → 10000 [PSH, ACK] Seq=1 Ack=1 Win=64512 Len=46\"\n"
        );
        assert_eq!(written(&samples::packet(), &[Column::Phase]), "phase\ndata\n");
    }

    #[test]
    fn all_columns() {
        let statements = samples::statements();
        let packet = PacketRecord { file: Some("a, b.pcap"), statements: &statements, info: "say \"x\"", ..samples::packet() };
        assert_eq!(
            row(&packet, &Column::ALL),
            "34,5.179870501,172.18.0.3,172.18.0.2,TCP,114,\"say \"\"x\"\"\",data,The client sends 46 bytes. They arrive in order.,tcp:0,\
             2026-11-22T12:44:05.179870501Z,\"a, b.pcap\"\n"
        );
        let packet = PacketRecord { time: None, epoch: None, stream: None, phase: None, ..samples::packet() };
        assert_eq!(
            row(&packet, &[Column::Time, Column::Epoch, Column::Stream, Column::Phase, Column::File, Column::Explanation]),
            ",,,,,\n"
        );
    }

    #[test]
    fn no_cell_starts_as_a_formula() {
        for (info, cell) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("\t=1", "'\\t=1"),
            ("\tx", "\\tx"),
            ("a=1", "a=1"),
            ("", "\"\""),
        ] {
            assert_eq!(row(&PacketRecord { info, ..samples::packet() }, &[Column::Info]), format!("{cell}\n"), "{info}");
        }
        let mut statements = samples::statements();
        statements[0].text = "=1,".to_owned();
        statements[1].text = "=2".to_owned();
        let packet = PacketRecord { statements: &statements, ..samples::packet() };
        assert_eq!(row(&packet, &[Column::Explanation]), "\"'=1, =2\"\n");
    }

    #[test]
    fn times_below_zero_stay_numbers() {
        for nanos in [-1, -1_834, -9_000_000_000, i64::MIN] {
            let span = Span::from_nanos(nanos);
            let text = row(&PacketRecord { time: Some(span), decimals: 9, ..samples::packet() }, &[Column::Time]);
            assert!(text.starts_with(" -"), "{text}");
            assert_eq!(text.trim().parse::<f64>().expect("a number"), span.as_seconds());
        }
    }

    #[test]
    fn hostile_text_keeps_its_cell() {
        let hostile = samples::hostile();
        let statements = samples::hostile_statements();
        let packet = samples::hostile_packet(&hostile, &statements);
        let text = written(&packet, &Column::ALL);
        samples::assert_safe(&text);
        assert_eq!(text.lines().count(), 2);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().expect("a row").expect("CSV");
        assert_eq!(record.len(), Column::ALL.len());
        assert!(record.iter().all(|cell| !cell.starts_with(&MARKS[..8]) && !cell.starts_with(['\t', '\r'])), "{text}");
        assert_eq!(record.get(6), Some(format!("'{}", Text::shown(&hostile)).as_str()));
    }
}
