//! Packets with their explanations, written one by one as they come, for reading along:
//!
//! ```text
//! No.  Time  Source → Destination  Protocol  Length  Phase
//!     Info
//!       Explanation
//! ```
//!
//! As the blocks of a report's tables, but that no row knows of the next: columns have the packet list's widths.

use std::io::{self, Write};

use super::lines::Lines;
use super::table::{Screen, style_of, write_styled};
use super::wrap::{safe, wrap};
use crate::report::columns::Column;
use crate::report::record::PacketRecord;

/// How far Info stands in, and the explanation.
const INDENTS: [usize; 2] = [4, 6];

/// Writes packets to a screen.
#[derive(Debug)]
pub struct Rows {
    screen: Screen,
    /// The columns of the first line.
    first: Lines<io::Sink>,
    shows_info: bool,
    shows_explanation: bool,
}

impl Rows {
    /// Rows of `columns`: Info and Explanation, where they are among them, on lines of their own.
    pub fn new(columns: &[Column], screen: Screen) -> Self {
        let short: Vec<Column> = columns.iter().copied().filter(|column| !matches!(column, Column::Info | Column::Explanation)).collect();
        Self {
            screen,
            first: Lines::new(io::sink(), &short),
            shows_info: columns.contains(&Column::Info),
            shows_explanation: columns.contains(&Column::Explanation),
        }
    }

    /// Writes one packet and an empty line.
    ///
    /// # Errors
    /// When `out` can't be written to.
    pub fn packet(&mut self, packet: &PacketRecord<'_>, out: &mut impl Write) -> io::Result<()> {
        let style = style_of(packet.tone(), false);
        write_styled(self.first.row(packet).trim_end(), style, self.screen, out)?;
        if self.shows_info {
            self.wrapped(packet.info, INDENTS[0], packet, out)?;
        }
        if self.shows_explanation && !packet.statements.is_empty() {
            let sentences: Vec<&str> =
                packet.statements.iter().filter(|statement| !statement.is_aside).map(|statement| statement.text.as_str()).collect();
            self.wrapped(&sentences.join(" "), INDENTS[1], packet, out)?;
        }
        writeln!(out)
    }

    fn wrapped(&self, text: &str, indent: usize, packet: &PacketRecord<'_>, out: &mut impl Write) -> io::Result<()> {
        let indent = indent.min(self.screen.width / 2);
        for line in wrap(&safe(text), self.screen.width.saturating_sub(indent)) {
            write_styled(&format!("{:indent$}{line}", ""), style_of(packet.tone(), false), self.screen, out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn written(packet: &PacketRecord<'_>, columns: &[Column], width: usize) -> String {
        let mut out = Vec::new();
        Rows::new(columns, Screen { width, color: false }).packet(packet, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_packet_is_a_block() {
        let statements = samples::statements();
        let packet = PacketRecord { statements: &statements, ..samples::packet() };
        let text = written(&packet, &Column::EXPLAINED, 60);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("   34 ") && lines[0].ends_with(" data"), "{text}");
        assert!(lines[1].starts_with("    ") && !lines[1].starts_with("     "), "{text}");
        assert!(lines.iter().any(|line| line.starts_with("      The client sends 46 bytes.")), "{text}");
        assert!(lines.iter().all(|line| line.chars().count() <= 60 || line == &lines[0]) && text.ends_with("\n\n"), "{text}");
        assert_eq!(written(&packet, &[Column::Number], 60), "   34\n\n");
    }

    #[test]
    fn hostile_text_stays_inside() {
        let hostile = samples::hostile();
        let statements = samples::hostile_statements();
        samples::assert_safe(&written(&samples::hostile_packet(&hostile, &statements), &Column::ALL, 80));
    }
}
