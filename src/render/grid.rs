//! How a table is laid out on a terminal: side by side where its columns have room, else each row as a small block.
//!
//! ```text
//! No.         Time  Source       Destination  Protocol  Length  Phase
//!     Info
//!       Explanation
//! ```
//!
//! Columns that don't wrap are never broken, so what is left for the wrapping ones decides: below [`ROOM`] columns for each of
//! them a table would be a stack of syllables.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use super::wrap::{safe, width, wrap};
use crate::report::document::{Align, ColumnHead, Table, Tone};

/// Columns that a wrapping column has on average, or the table becomes blocks.
const ROOM: usize = 20;
/// A wrapping column isn't made narrower than this.
const NARROWEST: usize = 14;
/// A cell of one word isn't broken up to this width, which is the widest endpoint's: its halves would read as other ones.
const LONGEST_WORD: usize = "[2001:db8:1111:2222:3333:4444:5555:6666]:65535".len();
/// Spaces between columns.
const GAP: usize = 2;
/// How far the first wrapping cell of a block stands in; each further one stands in 2 more.
const INDENT: usize = 4;
/// Takes the place of the line between rows until the table is laid out. No cell can hold it.
const BETWEEN_ROWS: char = '\u{1}';

const PLAIN: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─')).row_separator(LineStyle::none().fill(BETWEEN_ROWS));

/// A line of a table.
pub(super) struct GridLine {
    /// Without a line feed.
    pub text: String,
    /// What its row is about.
    pub tone: Tone,
    /// Belongs to the header.
    pub is_head: bool,
}

/// The lines of `table`, none wider than `available` columns.
pub(super) fn lines(table: &Table, available: usize) -> Vec<GridLine> {
    let cells: Vec<Vec<String>> = std::iter::once(table.columns.iter().map(|head| shown(&head.title)).collect())
        .chain(table.rows.iter().map(|row| {
            // A cell too few or too many must not move the others.
            let given = row.cells.iter().map(|cell| shown(cell));
            given.chain(std::iter::repeat_with(String::new)).take(table.columns.len()).collect()
        }))
        .collect();
    let tones: Vec<Tone> = std::iter::once(Tone::Plain).chain(table.rows.iter().map(|row| row.tone)).collect();
    match column_widths(&table.columns, &cells, available) {
        Some(widths) => side_by_side(&table.columns, &cells, &tones, &widths),
        None => blocks(&table.columns, &cells, &tones, available),
    }
}

fn shown(cell: &str) -> String {
    safe(cell).into_owned()
}

fn natural_widths(columns: &[ColumnHead], cells: &[Vec<String>]) -> Vec<usize> {
    (0..columns.len()).map(|index| cells.iter().map(|row| width(&row[index])).max().unwrap_or(0)).collect()
}

/// The width of each column, or nothing where the columns don't fit side by side.
fn column_widths(columns: &[ColumnHead], cells: &[Vec<String>], available: usize) -> Option<Vec<usize>> {
    let mut widths = natural_widths(columns, cells);
    let gaps = GAP * columns.len().saturating_sub(1);
    if widths.iter().sum::<usize>() + gaps <= available {
        return Some(widths);
    }
    let fixed: usize = columns.iter().zip(&widths).filter(|(head, _)| !head.wraps).map(|(_, width)| width).sum();
    let room = available.checked_sub(fixed + gaps)?;
    let wrapping: Vec<usize> = (0..columns.len()).filter(|&index| columns[index].wraps).collect();
    let floors: Vec<usize> = (0..columns.len()).map(|index| floor(cells, index)).collect();
    let needed: usize = wrapping.iter().map(|&index| widths[index].min(ROOM).max(floors[index])).sum();
    if wrapping.is_empty() || room < needed {
        return None;
    }
    share_out(&mut widths, &floors, &wrapping, cells, room);
    Some(widths)
}

/// How wide a column has to be for its cells of one word.
fn floor(cells: &[Vec<String>], column: usize) -> usize {
    let words = cells.iter().map(|row| row[column].as_str()).filter(|cell| !cell.contains(' '));
    words.map(width).filter(|width| *width <= LONGEST_WORD).max().unwrap_or(0)
}

/// Shares `room` among the wrapping columns by how much text they hold, so that their cells become about as high; each gets its floor at least.
fn share_out(widths: &mut [usize], floors: &[usize], wrapping: &[usize], cells: &[Vec<String>], room: usize) {
    let amount = |index: usize| cells.iter().map(|row| width(&row[index])).sum::<usize>().max(1);
    let mut open: Vec<usize> = wrapping.to_vec();
    let mut left = room;
    // Who needs less than its share takes what it needs; the others share the rest.
    while !open.is_empty() {
        let total: usize = open.iter().map(|&index| amount(index)).sum();
        let reserved: usize = open.iter().map(|&index| floors[index]).sum();
        let share = |index: usize| {
            let most = (left + floors[index]).saturating_sub(reserved);
            (left * amount(index) / total).max(NARROWEST.min(left / open.len())).min(most).max(floors[index])
        };
        let Some(place) = open.iter().position(|&index| widths[index] <= share(index)) else {
            let mut shares: Vec<(usize, usize)> = open.iter().map(|&index| (index, share(index))).collect();
            // The minimums may have taken too much: who has most beyond its floor gives it back.
            let mut over = shares.iter().map(|(_, share)| share).sum::<usize>().saturating_sub(left);
            while over > 0
                && let Some((index, share)) = shares.iter_mut().rev().max_by_key(|(index, share)| share.saturating_sub(floors[*index]))
                && *share > floors[*index]
            {
                let back = over.min(*share - floors[*index]);
                *share -= back;
                over -= back;
            }
            for (index, share) in shares {
                widths[index] = share.max(1);
            }
            return;
        };
        left -= widths[open[place]].min(left);
        open.remove(place);
    }
}

fn side_by_side(columns: &[ColumnHead], cells: &[Vec<String>], tones: &[Tone], widths: &[usize]) -> Vec<GridLine> {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(PLAIN)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(cells.first().cloned().unwrap_or_default())
        .add_rows(cells.iter().skip(1).cloned());
    for (index, head) in columns.iter().enumerate() {
        let Some(column) = drawn.column_mut(index) else {
            continue;
        };
        let gap = if index + 1 == columns.len() { 0 } else { GAP };
        let total = u16::try_from(widths[index] + gap).unwrap_or(u16::MAX);
        column.set_padding((0, gap as u16)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(total))).set_cell_alignment(match head
            .align
        {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    by_row(drawn.lines(), cells, tones, widths)
}

/// Gives each drawn line the tone of its row, and puts an empty line between rows where some row takes several.
fn by_row(drawn: impl Iterator<Item = String>, cells: &[Vec<String>], tones: &[Tone], widths: &[usize]) -> Vec<GridLine> {
    let is_high = cells.iter().skip(1).any(|row| row.iter().zip(widths).any(|(cell, &available)| width(cell) > available));
    let mut row = 0;
    let mut lines = Vec::new();
    for text in drawn {
        let is_between = text.starts_with(BETWEEN_ROWS);
        let is_under_head = row == 0 && text.starts_with('─');
        if is_between || is_under_head {
            row += 1;
        }
        if is_between && !is_high {
            continue;
        }
        lines.push(GridLine {
            text: if is_between { String::new() } else { text.trim_end().to_owned() },
            tone: if is_between || is_under_head { Tone::Plain } else { tones.get(row).copied().unwrap_or_default() },
            is_head: row == 0,
        });
    }
    lines
}

fn blocks(columns: &[ColumnHead], cells: &[Vec<String>], tones: &[Tone], available: usize) -> Vec<GridLine> {
    let widths = natural_widths(columns, cells);
    let first: Vec<usize> = (0..columns.len()).filter(|&index| !columns[index].wraps).collect();
    let arrow_or_gap = |place: usize| match place {
        0 => "",
        _ if leads_to(&columns[first[place - 1]], &columns[first[place]]) => " → ",
        _ => "  ",
    };
    let separators: usize = (0..first.len()).map(|place| width(arrow_or_gap(place))).sum();
    let lines_up = first.iter().map(|&index| widths[index]).sum::<usize>() + separators <= available;
    let mut lines = Vec::new();
    for (row, (cells, &tone)) in cells.iter().zip(tones).enumerate() {
        let is_head = row == 0;
        let mut push = |text: String| lines.push(GridLine { text, tone, is_head });
        if row > 1 {
            push(String::new());
        }
        let mut line = String::new();
        for (place, &index) in first.iter().enumerate() {
            let spaces = " ".repeat(if lines_up { widths[index] - width(&cells[index]) } else { 0 });
            line.push_str(arrow_or_gap(place));
            match columns[index].align {
                Align::Left => line.extend([cells[index].as_str(), spaces.as_str()]),
                Align::Right => line.extend([spaces.as_str(), cells[index].as_str()]),
            }
        }
        if lines_up {
            push(line.trim_end().to_owned());
        } else {
            wrap(&line, available).into_iter().for_each(&mut push);
        }
        let wrapping = (0..columns.len()).filter(|&index| columns[index].wraps);
        for (depth, index) in wrapping.enumerate() {
            let indent = (INDENT + 2 * depth).min(available / 2);
            for line in wrap(&cells[index], available - indent) {
                push(format!("{:indent$}{line}", ""));
            }
        }
        if is_head {
            lines.push(GridLine {
                text: "─".repeat(available.min(lines.iter().map(|line| width(&line.text)).max().unwrap_or(0))),
                tone: Tone::Plain,
                is_head: false,
            });
        }
    }
    lines
}

/// Whether an arrow says how the two columns belong together: Wireshark's names, the same in every language.
fn leads_to(left: &ColumnHead, right: &ColumnHead) -> bool {
    left.title == "Source" && right.title == "Destination"
}
