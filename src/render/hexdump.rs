//! Bytes as `tshark -x` prints them, with some of them marked.
//!
//! ```text
//! 0010  45 00 00 3c 26 88 40 00 40 06 bc 0a[ac 12 00 03]  E..<&.@.@.......
//! ```
//!
//! Without colours brackets stand where spaces would, so columns stay columns.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;

/// Bytes of a row.
const ROW: usize = 16;
const MARKED: Style = Style::new().invert();

/// Writes `bytes`; those in `marked` stand out.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(bytes: &[u8], marked: &[Range<usize>], color: bool, out: &mut impl Write) -> io::Result<()> {
    let is_marked = |index: usize| marked.iter().any(|range| range.contains(&index));
    let digits = if bytes.len() > 0xff_ffff {
        8
    } else if bytes.len() > 0xffff {
        6
    } else {
        4
    };
    for (row, chunk) in bytes.chunks(ROW).enumerate() {
        let start = row * ROW;
        write!(out, "{start:0digits$x} ")?;
        for column in 0..=ROW {
            let index = start + column;
            let is_here = column < chunk.len() && is_marked(index);
            let was_before = column > 0 && column <= chunk.len() && is_marked(index - 1);
            let space = match (was_before, is_here) {
                _ if color => " ",
                (false, true) => "[",
                (true, false) => "]",
                _ => " ",
            };
            match chunk.get(column) {
                // What stands between two marked bytes is marked too.
                Some(byte) if color && is_here && was_before => write!(out, "{MARKED}{space}{byte:02x}{MARKED:#}")?,
                Some(byte) if color && is_here => write!(out, "{space}{MARKED}{byte:02x}{MARKED:#}")?,
                Some(byte) => write!(out, "{space}{byte:02x}")?,
                None if column < ROW => write!(out, "{space}  ")?,
                None => write!(out, "{space}  ")?,
            }
        }
        for (column, &byte) in chunk.iter().enumerate() {
            let character = if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '.' };
            match color && is_marked(start + column) {
                true => write!(out, "{MARKED}{character}{MARKED:#}")?,
                false => write!(out, "{character}")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8], marked: &[Range<usize>], color: bool) -> String {
        let mut out = Vec::new();
        write(bytes, marked, color, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "ranges to mark, of which there is one")]
    fn rows_are_tsharks_and_marks_move_nothing() {
        let bytes: Vec<u8> = (0x38..0x4a).collect();
        let plain = "0000  38 39 3a 3b 3c 3d 3e 3f 40 41 42 43 44 45 46 47   89:;<=>?@ABCDEFG\n0010  48 49                                             HI\n";
        assert_eq!(written(&bytes, &[], false), plain);
        let marked = "0000  38[39 3a]3b 3c 3d 3e 3f 40 41 42 43 44 45 46[47]  89:;<=>?@ABCDEFG\n0010 [48]49                                             HI\n";
        assert_eq!(written(&bytes, &[1..3, 15..17], false), marked);
        assert!(written(&bytes, &[1..3], true).contains("\u{1b}[7m39\u{1b}[0m"));
        assert_eq!(written(&[], &[], false), "");
    }
}
