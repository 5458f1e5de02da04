//! A document as text for a terminal of a given width, or for a pipe.
//!
//! Nothing is cut and no line is wider than the terminal, unless the terminal is too narrow for a single character of a
//! table's indentation. Colour only repeats what the words say.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::grid;
use super::wrap::{safe, width, wrap};
use crate::report::document::{Block, Document, Tone};

/// What the text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns of text that fit.
    pub width: usize,
    /// Whether escape codes for colours and bold may be written.
    pub color: bool,
}

const HEADING: Style = Style::new().bold();
const BULLET: &str = "• ";

/// Writes `document`.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(document: &Document, screen: Screen, mut out: impl Write) -> io::Result<()> {
    let mut previous = None;
    for block in &document.blocks {
        if previous.is_some_and(|previous| stand_apart(previous, block)) {
            writeln!(out)?;
        }
        write_block(block, screen, &mut out)?;
        previous = Some(block);
    }
    Ok(())
}

/// Whether an empty line belongs between two blocks.
fn stand_apart(above: &Block, below: &Block) -> bool {
    !matches!(
        (above, below),
        (Block::Heading { .. } | Block::Line(_), Block::Line(_)) | (Block::Heading { .. }, Block::Paragraph(_) | Block::List(_))
    )
}

fn write_block(block: &Block, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    match block {
        Block::Heading { level, text } => write_heading(*level, text, screen, out),
        Block::Line(text) | Block::Paragraph(text) => write_wrapped(text, screen, out),
        Block::List(items) => items.iter().try_for_each(|item| write_item(item, screen, out)),
        Block::Table(table) => {
            for line in grid::lines(table, screen.width) {
                write_styled(&line.text, style_of(line.tone, line.is_head), screen, out)?;
            }
            Ok(())
        }
    }
}

/// Headings are bold and, so that they stand out without colours too, underlined above level 3.
fn write_heading(level: u8, text: &str, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    let lines = wrap(&safe(text), screen.width);
    for line in &lines {
        write_styled(line, HEADING, screen, out)?;
    }
    let underline = match level {
        1 => "═",
        2 => "─",
        _ => return Ok(()),
    };
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    writeln!(out, "{}", underline.repeat(widest))
}

fn write_wrapped(text: &str, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    wrap(&safe(text), screen.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn write_item(item: &str, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    let indent = width(BULLET);
    for (index, line) in wrap(&safe(item), screen.width.saturating_sub(indent)).iter().enumerate() {
        match index {
            0 => writeln!(out, "{BULLET}{line}")?,
            _ => writeln!(out, "{:indent$}{line}", "")?,
        }
    }
    Ok(())
}

pub(super) fn write_styled(text: &str, style: Style, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    if !screen.color || text.is_empty() {
        return writeln!(out, "{text}");
    }
    writeln!(out, "{style}{text}{style:#}")
}

pub(super) const fn style_of(tone: Tone, is_head: bool) -> Style {
    if is_head {
        return Style::new().bold();
    }
    let color = match tone {
        Tone::Plain | Tone::Data => return Style::new(),
        Tone::Handshake => AnsiColor::Green,
        Tone::Close => AnsiColor::Cyan,
        Tone::Trouble => AnsiColor::Red,
    };
    color.on_default()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
