//! A packet as Wireshark's lower panes show it: what can be said of it, its fields, its bytes.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::hexdump;
use super::table::{Screen, write_styled};
use super::wrap::{safe, wrap};
use crate::report::details::{Details, Line};
use crate::report::record::PacketRecord;

const INDENT: usize = 4;
const PROTOCOL: Style = Style::new().bold();
const GENERATED: Style = AnsiColor::Cyan.on_default();
const MARKED: Style = Style::new().invert();

/// Writes a packet. The lines for which `is_marked` says so stand out, with their bytes; they are shown even where they usually aren't.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(
    packet: &PacketRecord<'_>,
    details: &Details,
    is_marked: impl Fn(&Line) -> bool,
    screen: Screen,
    out: &mut impl Write,
) -> io::Result<()> {
    for statement in packet.statements {
        for line in wrap(&safe(&statement.text), screen.width) {
            writeln!(out, "{line}")?;
        }
    }
    if !packet.statements.is_empty() {
        writeln!(out)?;
    }
    let mut marked: Vec<Vec<Range<usize>>> = vec![Vec::new(); details.sources.len()];
    for line in &details.lines {
        let is_marked = is_marked(line);
        if line.is_hidden && !is_marked {
            continue;
        }
        let indent = line.depth * INDENT;
        let mut text = format!("{:indent$}{}", "", safe(&line.shown()));
        if is_marked && let Some(place) = &line.place {
            text.push_str(&format!("  ← {}", offsets(&place.bytes)));
            marked[place.source].push(place.bytes.clone());
        }
        let style = match (is_marked, line.depth, line.is_generated) {
            (true, ..) => MARKED,
            (_, 0, _) => PROTOCOL,
            (.., true) => GENERATED,
            _ => Style::new(),
        };
        write_styled(&text, style, screen, out)?;
    }
    let has_titles = details.sources.len() > 1;
    for (source, marked) in details.sources.iter().zip(&marked) {
        writeln!(out)?;
        if has_titles {
            writeln!(out, "{}:", safe(&source.title))?;
        }
        hexdump::write(&source.bytes, marked, screen.color, out)?;
    }
    Ok(())
}

/// Where bytes are, in the numbers that stand before the rows of a dump.
fn offsets(bytes: &Range<usize>) -> String {
    match bytes.len() {
        0 | 1 => format!("{:04x}", bytes.start),
        _ => format!("{:04x}–{:04x}", bytes.start, bytes.end - 1),
    }
}
