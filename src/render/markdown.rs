//! A document as GitHub-flavoured Markdown.
//!
//! Every character of a cell or sentence renders as itself: whatever Markdown or HTML could read as markup is escaped, so captured text
//! can make no link, no HTML and no further cell. A table row is one line.

use std::io::{self, Write};

use super::wrap::safe;
use crate::report::document::{Align, Block, Document, Table};

/// Writes `document`.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(document: &Document, mut out: impl Write) -> io::Result<()> {
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        write_block(block, &mut out)?;
        match (block, blocks.peek()) {
            (_, None) => {}
            // Two lines of one paragraph, kept apart by a hard break.
            (Block::Line(_), Some(Block::Line(_))) => writeln!(out, "\\")?,
            (Block::Line(_) | Block::Paragraph(_) | Block::Heading { .. }, Some(_)) => write!(out, "\n\n")?,
            (Block::List(_) | Block::Table(_), Some(_)) => writeln!(out)?,
        }
        if blocks.peek().is_none() && !matches!(block, Block::List(_) | Block::Table(_)) {
            writeln!(out)?;
        }
    }
    Ok(())
}

fn write_block(block: &Block, out: &mut impl Write) -> io::Result<()> {
    match block {
        Block::Heading { level, text } => {
            let marks = "#".repeat(usize::from(*level).clamp(1, 6));
            write!(out, "{marks} {}", escaped(text))
        }
        Block::Line(text) | Block::Paragraph(text) => write!(out, "{}", escaped(text)),
        Block::List(items) => items.iter().try_for_each(|item| writeln!(out, "- {}", escaped(item))),
        Block::Table(table) => write_table(table, out),
    }
}

fn write_table(table: &Table, out: &mut impl Write) -> io::Result<()> {
    write_row(table.columns.iter().map(|head| head.title.as_str()), out)?;
    for head in &table.columns {
        out.write_all(match head.align {
            Align::Left => b"| --- ",
            Align::Right => b"| ---: ",
        })?;
    }
    writeln!(out, "|")?;
    for row in &table.rows {
        // A cell too few or too many must not move the others.
        let given = row.cells.iter().map(String::as_str);
        write_row(given.chain(std::iter::repeat("")).take(table.columns.len()), out)?;
    }
    Ok(())
}

fn write_row<'a>(cells: impl Iterator<Item = &'a str>, out: &mut impl Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {} ", escaped(cell))?;
    }
    writeln!(out, "|")
}

/// `text` so that it renders as it reads.
fn escaped(text: &str) -> String {
    let text = safe(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 16);
    for (offset, character) in text.char_indices() {
        let rest = &text[offset + character.len_utf8()..];
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if rest.starts_with(|next: char| next == '#' || next.is_ascii_alphabetic()) => out.push_str("&amp;"),
            _ if is_markup(character, &text[..offset], rest) => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// Whether Markdown would read `character` as markup between `before` and `rest`. All of these may follow a backslash.
fn is_markup(character: char, before: &str, rest: &str) -> bool {
    match character {
        '\\' | '|' | '`' | '*' | '[' | ']' | '~' | '$' => true,
        // Inside a word, as in SACK_PERM, it is no emphasis.
        '_' => !(before.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric)),
        // A heading, a list, a rule or an underline.
        '#' | '-' | '+' | '=' => before.is_empty() && (ends_mark(rest) || rest.starts_with(character)),
        // An ordered list.
        '.' | ')' if is_list_number(before) => ends_mark(rest),
        '!' => rest.starts_with('['),
        // What becomes a link without any brackets.
        ':' => rest.starts_with("//"),
        '.' => before.ends_with("www") || before.ends_with("WWW"),
        _ => false,
    }
}

/// Whether a mark at the start of a line counts as one, with `rest` behind it.
fn ends_mark(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

fn is_list_number(before: &str) -> bool {
    !before.is_empty() && before.len() < 10 && before.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::report::document::{ColumnHead, Row, Tone};

    fn markdown(blocks: Vec<Block>) -> String {
        let mut out = Vec::new();
        write(&Document { blocks }, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    fn table(titles: [&str; 2], cells: [&str; 2]) -> Block {
        Block::Table(Table {
            columns: titles.map(|title| ColumnHead { title: title.to_owned(), align: Align::Right, wraps: false }).to_vec(),
            rows: vec![Row { cells: cells.map(str::to_owned).to_vec(), tone: Tone::Plain }],
        })
    }

    #[test]
    fn blocks_are_apart_and_lines_together() {
        let text = markdown(vec![
            Block::Heading { level: 2, text: "tcp:0".to_owned() },
            Block::Line("one".to_owned()),
            Block::Line("two".to_owned()),
            table(["No.", "Info"], ["31", "60086 → 10000 [SYN] a|b"]),
            Block::List(vec!["x".to_owned(), "- y".to_owned()]),
            Block::Paragraph("End.".to_owned()),
        ]);
        assert_eq!(
            text,
            "## tcp:0\n\none\\\ntwo\n\n| No. | Info |\n| ---: | ---: |\n| 31 | 60086 → 10000 \\[SYN\\] a\\|b |\n\n- x\n- \\- y\n\nEnd.\n"
        );
    }

    #[test]
    fn markup_is_shown_and_not_followed() {
        for (text, expected) in [
            ("<b>&amp;&#60;", "&lt;b&gt;&amp;amp;&amp;#60;"),
            ("`a` *b* _c_ ~d~", "\\`a\\` \\*b\\* \\_c\\_ \\~d\\~"),
            ("[x](y) ![i](j)", "\\[x\\](y) \\!\\[i\\](j)"),
            ("SACK_PERM _a b_", "SACK_PERM \\_a b\\_"),
            ("5.179331385", "5.179331385"),
            ("-0.000001834", "-0.000001834"),
            ("# h", "\\# h"),
            ("## h", "\\## h"),
            ("---", "\\---"),
            ("- l", "\\- l"),
            ("1. l", "1\\. l"),
            ("2024) l", "2024\\) l"),
            ("=== a", "\\=== a"),
            ("a\\|b", "a\\\\\\|b"),
            ("http://e.x www.e.x", "http\\://e.x www\\.e.x"),
            ("answers #8576 & more at 10:20", "answers #8576 & more at 10:20"),
            ("a\nb", "a\\\\nb"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_text_keeps_the_tables_shape() {
        let hostile = samples::hostile();
        let text = markdown(vec![table([&hostile, "b"], [&hostile, &hostile])]);
        samples::assert_safe(&text);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        for line in lines {
            // Pipes that no odd run of backslashes stands before.
            let bars = line
                .char_indices()
                .filter(|&(offset, character)| {
                    let backslashes = line[..offset].len() - line[..offset].trim_end_matches('\\').len();
                    character == '|' && backslashes % 2 == 0
                })
                .count();
            assert_eq!(bars, 3, "{line}");
            assert!(!line.contains('<'), "{line}");
        }
    }
}
