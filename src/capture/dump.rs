//! Packets out of a dump that somebody pasted: bytes in hexadecimal as Wireshark's bytes pane, `tcpdump -x`, `-X`, `-xx` and `-XX`, `xxd`,
//! `xxd -p`, `hexdump -C`, plain `hexdump` and `od -t x1` print them, C arrays, strings of C and Python, plain digits.
//!
//! What is read is read with certainty: whatever may be no byte, half of one, a row without its neighbours or a word whose order of bytes
//! isn't known is an error that names the line. Offsets tell where rows stand, never what to leave out. Lines that are no dump (`tcpdump`'s
//! summaries, titles) part packets.

mod line;
mod literal;
mod row;

use self::line::Line;
use self::row::{Offset, Row};

/// Bytes of one packet; a longer one is no packet.
const MOST_BYTES: usize = 256 << 10;

/// A packet of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dumped {
    /// Its bytes, at least one.
    pub bytes: Vec<u8>,
    /// The line that it begins in, from 1.
    pub line: usize,
    /// It was written in words of two bytes, with nothing that tells their order; taken as it is written.
    pub order_is_open: bool,
}

/// Why a dump can't be read. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DumpError {
    /// There isn't a byte in it.
    #[error("no bytes in hexadecimal are in it")]
    Nothing,
    /// It has zero bytes, as UTF-16 has.
    #[error("line {line}: there are zero bytes in the text, as UTF-16 has; save it as UTF-8")]
    Encoding {
        /// Where the first one is.
        line: usize,
    },
    /// The first rows are missing.
    #[error("line {line}: its offset is `{offset}`, but no row with offset 0 comes before it")]
    FirstRow {
        /// Where.
        line: usize,
        /// As written.
        offset: String,
    },
    /// A row is missing, was cut, or comes twice.
    #[error("line {line}: its offset says {stated} bytes come before it, but there are {there}")]
    Offset {
        /// Where.
        line: usize,
        /// What it says.
        stated: usize,
        /// Bytes that are there.
        there: usize,
    },
    /// Whether offsets are octal, decimal or hexadecimal can't be known where a star stands for rows.
    #[error("line {line}: `*` stands for rows, and the offset `{offset}` may be octal or hexadecimal")]
    Star {
        /// Where.
        line: usize,
        /// As written.
        offset: String,
    },
    /// Rows with offsets and one without.
    #[error("line {line}: it has no offset, though the rows before it have one")]
    NoOffset {
        /// Where.
        line: usize,
    },
    /// More bytes than the rows before, so some of them may be the text beside.
    #[error("line {line}: it has {there} bytes, more than the rows before it with {usual}")]
    LongRow {
        /// Where.
        line: usize,
        /// Its bytes.
        there: usize,
        /// Theirs.
        usual: usize,
    },
    /// Half a byte.
    #[error("line {line}: `{digits}` isn't a whole number of bytes")]
    Half {
        /// Where.
        line: usize,
        /// As written.
        digits: String,
    },
    /// Something else among the bytes.
    #[error("line {line}: `{word}` stands where a byte in hexadecimal is expected")]
    NotBytes {
        /// Where.
        line: usize,
        /// As written.
        word: String,
    },
    /// A form that isn't read.
    #[error("line {line}: {what}")]
    Form {
        /// Where.
        line: usize,
        /// Why.
        what: &'static str,
    },
    /// Longer than any packet.
    #[error("line {line}: a packet has no more than {MOST_BYTES} bytes")]
    TooLong {
        /// Where.
        line: usize,
    },
}

impl DumpError {
    /// What to do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::FirstRow { .. } | Self::Offset { .. } | Self::NoOffset { .. } | Self::LongRow { .. } => {
                "paste all rows of the packet, each on a line of its own"
            }
            Self::Star { .. } => "`od -v -A x -t x1` and `hexdump -v -C` print all rows",
            Self::Half { .. } | Self::NotBytes { .. } | Self::Form { .. } => {
                "these print bytes in a form that is read: Wireshark's bytes pane, `tcpdump -XX`, `xxd`, `hexdump -C`, `od -A x -t x1`"
            }
            Self::Nothing | Self::Encoding { .. } | Self::TooLong { .. } => {
                "paste a dump as Wireshark, tcpdump -x or xxd prints it, or plain hexadecimal digits"
            }
        }
    }
}

/// The packets of a dump, at least one.
///
/// # Errors
/// Where nothing can be read, or what can be read isn't certain.
pub fn read(text: &str) -> Result<Vec<Dumped>, DumpError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading::default();
    for (number, text) in (1..).zip(text.lines()) {
        if text.contains('\0') {
            return Err(DumpError::Encoding { line: number });
        }
        reading.take(number, &Line::of(number, text)?)?;
    }
    reading.end_packet()?;
    if reading.packets.is_empty() { Err(DumpError::Nothing) } else { Ok(reading.packets) }
}

/// What the rows so far have told.
#[derive(Default)]
struct Reading {
    packets: Vec<Dumped>,
    bytes: Vec<u8>,
    first_line: usize,
    last_line: usize,
    /// The bases that all offsets of this packet are right in; `None` where it has no offsets.
    bases: Option<Bases>,
    /// Digits of its first offset.
    digits: usize,
    /// Bytes of its longest row.
    row: usize,
    /// The latest row stands for the rows up to the next offset.
    repeats: bool,
    /// Bytes of its longest word, where it is written in words.
    word: usize,
    /// The text beside a row has shown that words are written in the order of their bytes.
    order_is_shown: bool,
    /// Words of two bytes, the second byte first, as plain `hexdump` prints them.
    is_swapped: bool,
}

/// Bases of numbers, of which one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bases([bool; 3]);

impl Bases {
    const ALL: [u32; 3] = [16, 8, 10];

    /// Those in which `digits` means a number for which this holds.
    fn keep(self, digits: &str, holds: impl Fn(usize) -> bool) -> Self {
        let mut kept = self;
        for (is_kept, base) in kept.0.iter_mut().zip(Self::ALL) {
            *is_kept = *is_kept && usize::from_str_radix(digits, base).is_ok_and(&holds);
        }
        kept
    }

    fn iter(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().zip(Self::ALL).filter_map(|(is_kept, base)| is_kept.then_some(base))
    }

    const fn are_none(self) -> bool {
        matches!(self.0, [false, false, false])
    }

    fn are_hexadecimal(self) -> bool {
        self.0 == [true, false, false]
    }
}

impl Reading {
    fn take(&mut self, number: usize, line: &Line<'_>) -> Result<(), DumpError> {
        match line {
            Line::Empty => {
                if self.bases.is_none() {
                    self.end_packet()?;
                }
                Ok(())
            }
            Line::Star if self.bases.is_some() && self.row > 0 => {
                self.repeats = true;
                Ok(())
            }
            Line::Star | Line::Title => self.end_packet(),
            Line::Literal(bytes) => self.plain(number, bytes, 1),
            Line::Row(row) => match row.offset {
                Some(offset) => self.row_at(number, offset, row),
                None if self.bases.is_some() => self.length(number, row),
                None if row.bytes.is_empty() => Err(DumpError::Half { line: number, digits: row.alone.unwrap_or_default().to_owned() }),
                None => {
                    self.plain(number, &row.bytes, row.word)?;
                    self.word = self.word.max(row.word);
                    Ok(())
                }
            },
        }
    }

    fn plain(&mut self, number: usize, bytes: &[u8], word: usize) -> Result<(), DumpError> {
        if self.bases.is_some() {
            return Err(DumpError::NoOffset { line: number });
        }
        if word > 2 {
            return Err(DumpError::Form { line: number, what: "the order of the bytes in words of more than two isn't known" });
        }
        self.add(number, bytes)
    }

    fn row_at(&mut self, number: usize, offset: Offset<'_>, row: &Row<'_>) -> Result<(), DumpError> {
        let is_like_those_before = self.bytes.is_empty() || self.bases.is_some() && self.digits == offset.digits.len();
        if offset.digits.bytes().all(|digit| digit == b'0') {
            if !is_like_those_before {
                return Err(DumpError::Offset { line: number, stated: 0, there: self.bytes.len() });
            }
            self.end_packet()?;
            self.digits = offset.digits.len();
            self.bases = Some(Bases([true, !offset.is_marked, !offset.is_marked]));
        } else {
            self.follow(number, offset.digits)?;
        }
        if self.row > 0 && row.bytes.len() > self.row {
            return Err(DumpError::LongRow { line: number, there: row.bytes.len(), usual: self.row });
        }
        self.row = self.row.max(row.bytes.len());
        self.word = self.word.max(row.word);
        self.order_is_shown |= row.order_is_shown;
        if row.word > 1 && !offset.has_colon {
            // Plain hexdump has offsets of 7 digits; od -x too, but in octal, which shows when the packet ends.
            if row.word != 2 || offset.digits.len() != 7 || row.is_wide {
                return Err(DumpError::Form { line: number, what: "in which order the bytes of these words were isn't certain" });
            }
            self.is_swapped = true;
        }
        if self.is_swapped {
            let swapped: Vec<u8> = row.bytes.chunks(2).flat_map(|pair| pair.iter().rev().copied()).collect();
            return self.add(number, &swapped);
        }
        self.add(number, &row.bytes)
    }

    /// The bytes have to come as far as an offset says.
    fn follow(&mut self, number: usize, digits: &str) -> Result<(), DumpError> {
        let Some(bases) = self.bases.filter(|_| !self.bytes.is_empty()) else {
            return Err(DumpError::FirstRow { line: number, offset: digits.to_owned() });
        };
        let there = self.bytes.len();
        let kept = if self.repeats {
            let row = self.row;
            bases.keep(digits, |stated| stated > there && (stated - there).is_multiple_of(row))
        } else {
            bases.keep(digits, |stated| stated == there)
        };
        let stated = |bases: Bases| bases.iter().find_map(|base| usize::from_str_radix(digits, base).ok());
        if kept.are_none() {
            return Err(DumpError::Offset { line: number, stated: stated(bases).unwrap_or_default(), there });
        }
        if self.repeats {
            if kept.iter().count() > 1 {
                return Err(DumpError::Star { line: number, offset: digits.to_owned() });
            }
            self.repeat_to(number, stated(kept).unwrap_or_default())?;
        }
        self.bases = Some(kept);
        Ok(())
    }

    /// A line of one word behind rows with offsets: `od` and `hexdump` end with the length.
    fn length(&mut self, number: usize, row: &Row<'_>) -> Result<(), DumpError> {
        let Some(digits) = row.alone.filter(|digits| digits.len() >= 6) else { return Err(DumpError::NoOffset { line: number }) };
        let there = self.bytes.len();
        let bases = self.bases.unwrap_or(Bases([false; 3]));
        // Plain hexdump fills the last word up with a zero byte.
        let shorter = bases.keep(digits, |stated| self.is_swapped && !self.repeats && stated + 1 == there);
        if shorter.are_none() || self.bytes.last() != Some(&0) {
            self.follow(number, digits)?;
        } else {
            self.bytes.pop();
            self.bases = Some(shorter);
        }
        self.end(true)
    }

    fn add(&mut self, number: usize, bytes: &[u8]) -> Result<(), DumpError> {
        if self.bytes.is_empty() {
            self.first_line = number;
        }
        self.last_line = number;
        self.bytes.extend(bytes);
        if self.bytes.len() > MOST_BYTES { Err(DumpError::TooLong { line: number }) } else { Ok(()) }
    }

    /// Fills up with the latest row, where a star stands for what is like it.
    fn repeat_to(&mut self, number: usize, length: usize) -> Result<(), DumpError> {
        self.repeats = false;
        if length > MOST_BYTES {
            return Err(DumpError::TooLong { line: number });
        }
        while self.row > 0 && self.bytes.len() < length && self.bytes.len() >= self.row {
            self.bytes.extend_from_within(self.bytes.len() - self.row..);
        }
        self.bytes.truncate(length);
        Ok(())
    }

    fn end_packet(&mut self) -> Result<(), DumpError> {
        self.end(false)
    }

    /// Ends a packet, if one is begun. `length_is_told`: a last line said how long it is.
    fn end(&mut self, length_is_told: bool) -> Result<(), DumpError> {
        let ended = std::mem::take(self);
        self.packets = ended.packets;
        if ended.bytes.is_empty() {
            return Ok(());
        }
        let form = |what| DumpError::Form { line: ended.last_line, what };
        if ended.repeats {
            return Err(form("a row stands behind it for others, and how many isn't told"));
        }
        if ended.is_swapped && !ended.bases.is_some_and(Bases::are_hexadecimal) {
            return Err(form("in which order the bytes of these words were isn't certain: od -x or hexdump may have printed them"));
        }
        if ended.is_swapped && !length_is_told && ended.bytes.last() == Some(&0) {
            return Err(form("the last byte may be one too many: only the line behind it, with the length, can tell"));
        }
        if ended.word > 2 && !ended.order_is_shown {
            return Err(form("in which order the bytes of these words were isn't certain"));
        }
        let order_is_open = ended.word == 2 && ended.bases.is_none();
        self.packets.push(Dumped { bytes: ended.bytes, line: ended.first_line, order_is_open });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
