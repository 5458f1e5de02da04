//! Packet rows, one a line, as `tshark -n -r FILE` prints its default columns.
//!
//! The layout is tshark's (`print_columns`): the number right-aligned to 5, times to 10, the source to 12, the destination
//! left-aligned to 12, everything else as long as it is; one space between columns, ` → ` between a source and the destination
//! that follows it, ` ← ` the other way round. Widths are minimums: nothing is ever cut. Two things are labcap's: the last column isn't
//! filled with spaces, and the columns that tshark doesn't have.
//!
//! Written for long captures: one buffer, reused, and no allocation per packet.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::epoch::Epoch;
use crate::report::columns::Column;
use crate::report::record::PacketRecord;
use crate::text::Text;

/// Writes packet rows to `W`.
#[derive(Debug)]
pub struct Lines<W> {
    out: W,
    columns: Vec<Column>,
    /// The columns are tshark's: the usual case, which needs no look at each of them.
    is_tsharks: bool,
    line: String,
}

impl<W: Write> Lines<W> {
    /// Rows of `columns`, in that order. Give `W` a buffer: every row is one write.
    pub fn new(out: W, columns: &[Column]) -> Self {
        Self { out, columns: columns.to_vec(), is_tsharks: columns == Column::WIRESHARK, line: String::with_capacity(256) }
    }

    /// Writes one row.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>) -> io::Result<()> {
        self.row(packet);
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }

    /// The row without writing it, and without a line feed.
    pub(super) fn row(&mut self, packet: &PacketRecord<'_>) -> &str {
        self.compose(packet, String::push_str);
        // One look at the whole row is cheaper than one at each field, and a row that fails it is rare.
        if !Text::is_shown(&self.line) {
            self.compose(packet, push_safe);
        }
        &self.line
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

    /// Puts the row into the line; `push` appends the texts.
    #[inline]
    fn compose(&mut self, packet: &PacketRecord<'_>, push: impl Fn(&mut String, &str) + Copy) {
        self.line.clear();
        if self.is_tsharks {
            return append_tsharks(packet, &mut self.line, push);
        }
        let mut previous = None;
        for (index, &column) in self.columns.iter().enumerate() {
            if let Some(previous) = previous {
                push_separator(previous, column, &mut self.line);
            }
            previous = Some(column);
            let is_last = index + 1 == self.columns.len();
            append(packet, column, is_last, &mut self.line, push);
        }
    }
}

#[inline]
fn push_separator(left: Column, right: Column, line: &mut String) {
    match (left, right) {
        (Column::Source, Column::Destination) => line.push_str(" → "),
        (Column::Destination, Column::Source) => line.push_str(" ← "),
        _ => line.push(' '),
    }
}

/// Tshark's columns: what [`append`] and [`push_separator`] make of them.
#[inline]
fn append_tsharks(packet: &PacketRecord<'_>, line: &mut String, push: impl Fn(&mut String, &str)) {
    let mut digits = itoa::Buffer::new();
    push_right(digits.format(packet.number), 5, line);
    line.push(' ');
    push_time(packet, line);
    line.push(' ');
    pad(packet.source, 12, line);
    push(line, packet.source);
    line.push_str(" → ");
    push(line, packet.destination);
    pad(packet.destination, 12, line);
    line.push(' ');
    push(line, packet.protocol);
    line.push(' ');
    line.push_str(digits.format(packet.length));
    line.push(' ');
    push(line, packet.info);
}

#[inline]
fn append(packet: &PacketRecord<'_>, column: Column, is_last: bool, line: &mut String, push: impl Fn(&mut String, &str)) {
    match column {
        Column::Number => {
            let mut digits = itoa::Buffer::new();
            push_right(digits.format(packet.number), 5, line);
        }
        Column::Time => push_time(packet, line),
        Column::Source => {
            pad(packet.source, 12, line);
            push(line, packet.source);
        }
        Column::Destination => {
            push(line, packet.destination);
            if !is_last {
                pad(packet.destination, 12, line);
            }
        }
        Column::Protocol => push(line, packet.protocol),
        Column::Length => {
            let mut digits = itoa::Buffer::new();
            line.push_str(digits.format(packet.length));
        }
        Column::Info => push(line, packet.info),
        Column::Phase => line.push_str(packet.phase.unwrap_or_default()),
        Column::Explanation => {
            for (index, statement) in packet.statements.iter().filter(|statement| !statement.is_aside).enumerate() {
                if index > 0 {
                    line.push(' ');
                }
                push(line, &statement.text);
            }
        }
        Column::Stream => push(line, packet.stream.unwrap_or_default()),
        Column::Field(id) => push(line, packet.field(id)),
        Column::File => push(line, packet.file.unwrap_or_default()),
        Column::Epoch => {
            if let Some(time) = packet.epoch {
                let decimals = packet.decimals;
                // A String takes everything.
                let _ = write!(line, "{}", Epoch { time, decimals });
            }
        }
    }
}

#[inline]
fn push_time(packet: &PacketRecord<'_>, line: &mut String) {
    let Some(time) = packet.time else {
        push_spaces(10, line);
        return;
    };
    // As `Span::write_seconds` writes it.
    let decimals = usize::from(packet.decimals.min(9));
    let mut seconds = itoa::Buffer::new();
    let seconds = seconds.format(time.as_nanos().unsigned_abs() / 1_000_000_000);
    let sign = if time.as_nanos() < 0 { "-" } else { "" };
    let width = sign.len() + seconds.len() + if decimals > 0 { 1 + decimals } else { 0 };
    push_spaces(10_usize.saturating_sub(width), line);
    line.push_str(sign);
    line.push_str(seconds);
    if decimals > 0 {
        // The digits behind the point are those behind the 1.
        let fraction = 1_000_000_000 + time.as_nanos().unsigned_abs() % 1_000_000_000;
        let mut digits = itoa::Buffer::new();
        line.push('.');
        line.push_str(&digits.format(fraction)[1..=decimals]);
    }
}

fn push_right(text: &str, width: usize, line: &mut String) {
    pad(text, width, line);
    line.push_str(text);
}

/// The spaces that `text` lacks to `width`, at most 12; tshark counts bytes.
fn pad(text: &str, width: usize, line: &mut String) {
    push_spaces(width.saturating_sub(text.len()), line);
}

/// At most 12 spaces. A copy of a fixed length that is cut again costs less than one of any length.
fn push_spaces(count: usize, line: &mut String) {
    let length = line.len() + count;
    line.push_str("            ");
    line.truncate(length);
}

fn push_safe(line: &mut String, text: &str) {
    if Text::is_shown(text) {
        line.push_str(text);
    } else {
        // A String takes everything.
        let _ = write!(line, "{}", Text::shown(text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::time::Span;

    fn row(packet: &PacketRecord<'_>, columns: &[Column]) -> String {
        let mut lines = Lines::new(Vec::new(), columns);
        lines.packet(packet).expect("memory");
        String::from_utf8(lines.finish().expect("memory")).expect("UTF-8")
    }

    #[test]
    fn the_first_seven_columns_are_tsharks() {
        let mut packet = PacketRecord {
            number: 1,
            time: Some(Span::ZERO),
            decimals: 6,
            source: "10.99.99.1",
            destination: "10.99.99.45",
            protocol: "TCP",
            length: 78,
            info: "55533 → 80 [SYN] Seq=0 Win=29200 Len=0 MSS=1460 SACK_PERM TSval=14248099 TSecr=0 WS=128 TFO=R",
            ..samples::packet()
        };
        assert_eq!(
            row(&packet, &Column::WIRESHARK),
            "    1   0.000000   10.99.99.1 → 10.99.99.45  TCP 78 55533 → 80 [SYN] Seq=0 Win=29200 Len=0 MSS=1460 SACK_PERM TSval=14248099 TSecr=0 WS=128 TFO=R\n"
        );
        packet.time = Some(Span::from_nanos(-9_000_000_000));
        packet.number = 1_234_567;
        packet.source = "fe80::a00:27ff:fe4e:66a1";
        packet.info = "x ";
        assert_eq!(row(&packet, &Column::WIRESHARK), "1234567  -9.000000 fe80::a00:27ff:fe4e:66a1 → 10.99.99.45  TCP 78 x \n");
    }

    #[test]
    fn times_are_written_as_spans_write_them() {
        for nanos in [0, 1, -1, 999_999_999, 5_179_870_501, -1_834, 1_000_000_000_000, i64::MAX, i64::MIN] {
            for decimals in 0..=10 {
                let span = Span::from_nanos(nanos);
                let packet = PacketRecord { time: Some(span), decimals, ..samples::packet() };
                let mut expected = String::new();
                span.write_seconds(decimals, &mut expected);
                assert_eq!(row(&packet, &[Column::Time]), format!("{expected:>10}\n"));
            }
        }
    }

    #[test]
    fn tsharks_columns_are_written_like_any_others() {
        let mut columns = Column::WIRESHARK.to_vec();
        columns.push(Column::Stream);
        for (number, source, destination, info) in
            [(1, "1.2.3.4", "1.2.3.5", "x"), (1_234_567, "fe80::a00:27ff:fe4e:66a1", "fe80::1", "x\u{202e}y"), (7, "", "", "")]
        {
            let packet = PacketRecord { number, source, destination, info, stream: None, ..samples::packet() };
            let others = row(&packet, &columns);
            assert_eq!(row(&packet, &Column::WIRESHARK), others.replace(" \n", "\n"));
        }
    }

    #[test]
    fn a_packet_without_time_leaves_it_blank() {
        let packet = PacketRecord {
            number: 1,
            time: None,
            source: "0.0.0.0",
            destination: "255.255.255.255",
            protocol: "DHCP",
            length: 314,
            info: "DHCP Discover - Transaction ID 0x3d1d",
            ..samples::packet()
        };
        assert_eq!(
            row(&packet, &Column::WIRESHARK),
            "    1                 0.0.0.0 → 255.255.255.255 DHCP 314 DHCP Discover - Transaction ID 0x3d1d\n"
        );
    }

    #[test]
    fn other_columns_keep_the_style() {
        let statements = samples::statements();
        let packet = PacketRecord { source: "10.0.0.1", destination: "10.0.0.2", statements: &statements, ..samples::packet() };
        for (columns, expected) in [
            (&[Column::Destination, Column::Source][..], "10.0.0.2     ←     10.0.0.1\n"),
            (&[Column::Destination], "10.0.0.2\n"),
            (&[Column::Source, Column::Protocol, Column::Destination, Column::Number], "    10.0.0.1 TCP 10.0.0.2        34\n"),
            (&[Column::Number, Column::Phase, Column::Stream], "   34 data tcp:0\n"),
            (&[Column::Epoch], "2026-11-22T12:44:05.179870501Z\n"),
            (&[Column::Explanation], "The client sends 46 bytes. They arrive in order.\n"),
            (&[], "\n"),
        ] {
            assert_eq!(row(&packet, columns), expected);
        }
    }

    #[test]
    fn hostile_text_stays_on_one_line() {
        let hostile = samples::hostile();
        let statements = samples::hostile_statements();
        let packet = samples::hostile_packet(&hostile, &statements);
        let text = row(&packet, &Column::ALL);
        samples::assert_safe(&text);
        assert_eq!(text.lines().count(), 1);
    }
}
