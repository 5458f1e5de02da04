//! Layouts at several widths, and hostile text.

use super::super::samples;
use super::*;
use crate::report::document::{Align, ColumnHead, Row, Table};

fn draw(document: &Document, width: usize, color: bool) -> String {
    let mut out = Vec::new();
    write(document, Screen { width, color }, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

fn small() -> Document {
    let head = |title: &str, align, wraps| ColumnHead { title: title.to_owned(), align, wraps };
    let row = |cells: [&str; 4], tone| Row { cells: cells.map(str::to_owned).to_vec(), tone };
    Document {
        blocks: vec![
            Block::Heading { level: 2, text: "tcp:0".to_owned() },
            Block::Line("handshake #31-33".to_owned()),
            Block::Table(Table {
                columns: vec![
                    head("No.", Align::Right, false),
                    head("Source", Align::Left, false),
                    head("Destination", Align::Left, false),
                    head("Explanation", Align::Left, true),
                ],
                rows: vec![
                    row(["31", "10.0.0.1", "10.0.0.2", "The client asks for a connection and waits."], Tone::Handshake),
                    row(["132", "10.0.0.2", "10.0.0.1", "The server's kernel agrees."], Tone::Plain),
                ],
            }),
            Block::List(vec!["one two three four".to_owned(), "five".to_owned()]),
            Block::Paragraph("End.".to_owned()),
        ],
    }
}

#[test]
fn wide_terminals_get_a_table() {
    let expected = "\
tcp:0
─────
handshake #31-33

No.  Source    Destination  Explanation
───────────────────────────────────────────────────────────────────────
 31  10.0.0.1  10.0.0.2     The client asks for a connection and waits.
132  10.0.0.2  10.0.0.1     The server's kernel agrees.

• one two three four
• five

End.
";
    assert_eq!(draw(&small(), 100, false), expected);
}

#[test]
fn cells_wrap_where_there_is_room_for_a_column() {
    let expected = "\
No.  Source    Destination  Explanation
────────────────────────────────────────────────
 31  10.0.0.1  10.0.0.2     The client asks for
                            a connection and
                            waits.

132  10.0.0.2  10.0.0.1     The server's kernel
                            agrees.
";
    let text = draw(&small(), 48, false);
    assert!(text.contains(expected), "{text}");
}

#[test]
fn narrow_terminals_get_blocks() {
    let expected = "\
No.  Source   → Destination
    Explanation
───────────────────────────
 31  10.0.0.1 → 10.0.0.2
    The client asks for a
    connection and waits.

132  10.0.0.2 → 10.0.0.1
    The server's kernel
    agrees.

• one two three four
";
    let text = draw(&small(), 28, false);
    assert!(text.contains(expected), "{text}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in 12..200 {
        let text = draw(&small(), width, false);
        for line in text.lines() {
            assert!(super::width(line) <= width, "{width}: {line}");
        }
    }
    // However narrow, it ends.
    for width in 0..12 {
        draw(&small(), width, false);
    }
}

#[test]
fn colour_marks_rows_and_changes_no_text() {
    let coloured = draw(&small(), 100, true);
    assert!(coloured.contains("\u{1b}[1mtcp:0\u{1b}[0m\n"), "{coloured}");
    assert!(coloured.contains("\u{1b}[32m 31  10.0.0.1"), "{coloured}");
    let mut plain = coloured;
    for code in ["\u{1b}[1m", "\u{1b}[32m", "\u{1b}[0m"] {
        plain = plain.replace(code, "");
    }
    assert_eq!(plain, draw(&small(), 100, false));
}

#[test]
fn hostile_text_adds_no_line_and_no_escape_code() {
    let hostile = samples::hostile();
    let row = Row {
        // One cell too many and one too few are as hostile.
        cells: vec![hostile.clone(); 3],
        tone: Tone::Trouble,
    };
    let document = |text: &str| Document {
        blocks: vec![
            Block::Heading { level: 1, text: text.to_owned() },
            Block::Line(text.to_owned()),
            Block::Paragraph(text.to_owned()),
            Block::List(vec![text.to_owned()]),
            Block::Table(Table {
                columns: ["a", text].map(|title| ColumnHead { title: title.to_owned(), align: Align::Left, wraps: true }).to_vec(),
                rows: vec![row.clone(), Row { cells: vec![text.to_owned()], ..row.clone() }],
            }),
        ],
    };
    for width in [1, 20, 80, 160, 5000] {
        samples::assert_safe(&draw(&document(&hostile), width, false));
    }
}
