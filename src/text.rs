//! Captured bytes made safe to show: the only way captured text reaches an output.
//!
//! Whoever sends packets chooses the bytes that labcap prints. Raw, they could move the cursor, recolour the
//! terminal, reverse a line or hide a name. [`Text`] shows every byte and promises:
//! - the result is one line of valid UTF-8, without control, bidi, zero-width or other invisible characters;
//! - printable text stays as it is, in every script;
//! - nothing is dropped: what can't be shown becomes an escape;
//! - memory and work are bounded by the input, and nothing is allocated.

use std::fmt;
use std::str::Utf8Chunks;

/// Text for one line. Borrows the bytes and writes them out safely, through `Display`.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    bytes: &'a [u8],
    style: Style,
    /// Most characters that may be shown.
    limit: usize,
}

/// How escapes are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `\n`, `\x1b`, `\xff`, `\u{202e}`, `\\`: different bytes never look the same.
    Line,
    /// As Wireshark's Info column: `\n`, `\033`, `\u202E`, U+FFFD for invalid UTF-8; backslashes stay.
    Info,
    /// As `Line`, but backslashes stay, because the text may already hold escapes.
    Shown,
}

impl<'a> Text<'a> {
    /// All of `bytes` on one line. Escapes are `\n`, `\r`, `\t`, `\\`, `\x1b` for other control characters and for
    /// bytes that aren't UTF-8, `\u{202e}` for other characters that can't be seen.
    pub fn line<B: AsRef<[u8]> + ?Sized>(bytes: &'a B) -> Self {
        Self::new(bytes.as_ref(), Style::Line)
    }

    /// The start of `bytes`, as [`Text::line`] writes it: at most `max_chars` characters, of which the last is `…`
    /// where something was cut. An escape is never cut in two.
    pub fn preview<B: AsRef<[u8]> + ?Sized>(bytes: &'a B, max_chars: usize) -> Self {
        Self { limit: max_chars, ..Self::line(bytes) }
    }

    /// All of `bytes` with the escapes that Wireshark 4.0 uses in its columns, for text that has to equal them:
    /// `\a \b \t \n \v \f \r`, octal `\033`, `\u202E`, `\U000E0041`, U+FFFD for what isn't UTF-8. A backslash stays as it is.
    pub fn info<B: AsRef<[u8]> + ?Sized>(bytes: &'a B) -> Self {
        Self::new(bytes.as_ref(), Style::Info)
    }

    /// Text that should be safe already, once more: what renderers use, so that a mistake before them can't reach an
    /// output. Safe text stays byte for byte what it was.
    pub fn shown(text: &'a str) -> Self {
        Self::new(text.as_bytes(), Style::Shown)
    }

    /// Whether `text` can go to an output as it is. Quick for text that can.
    pub fn is_shown(text: &str) -> bool {
        if is_plain_or_arrows(text.as_bytes()) {
            return true;
        }
        let mut rest = text;
        while let Some((_, tail)) = rest.split_at_checked(plain_run(rest.as_bytes())) {
            let Some(character) = tail.chars().next() else {
                return true;
            };
            if !is_visible(character, tail.len() == text.len()) {
                return false;
            }
            rest = tail.get(character.len_utf8()..).unwrap_or_default();
        }
        true
    }

    /// Whether a person would call `bytes` text, so that a sentence should quote them instead of showing hex:
    /// not empty, and at least three of four characters of the first 4 KiB are printable or a line break or tab.
    pub fn is_readable(bytes: &[u8]) -> bool {
        const LOOKED_AT: usize = 4096;
        let cut = bytes.len() > LOOKED_AT;
        let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        let (mut readable, mut other) = (0_usize, 0_usize);
        for piece in Pieces::new(head, Style::Line) {
            match piece {
                Piece::Kept(text) => readable += text.chars().count(),
                Piece::Control(b'\n' | b'\r' | b'\t' | b'\\') => readable += 1,
                _ => other += 1,
            }
        }
        if cut {
            // The cut may have gone through a character.
            other = other.saturating_sub(3);
        }
        readable > 0 && readable >= other.saturating_mul(3)
    }

    fn new(bytes: &'a [u8], style: Style) -> Self {
        Self { bytes, style, limit: usize::MAX }
    }

    /// How many of the bytes are shown, and whether that leaves any out.
    fn cut(&self) -> (&'a [u8], bool) {
        if self.limit == usize::MAX {
            return (self.bytes, false);
        }
        let (mut used, mut taken, mut kept) = (0_usize, 0_usize, 0_usize);
        for piece in Pieces::new(self.bytes, self.style) {
            for (length, width) in piece.steps(self.style) {
                used += width;
                taken += length;
                if used > self.limit {
                    return (self.bytes.get(..kept).unwrap_or_default(), true);
                }
                if used < self.limit {
                    kept = taken;
                }
            }
        }
        (self.bytes, false)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bytes, cut) = self.cut();
        for piece in Pieces::new(bytes, self.style) {
            piece.write(self.style, formatter)?;
        }
        if cut && self.limit > 0 {
            formatter.write_str("…")?;
        }
        Ok(())
    }
}

/// A part of the bytes that is shown in one way.
enum Piece<'a> {
    /// Printable text.
    Kept(&'a str),
    /// An ASCII control character or a backslash.
    Control(u8),
    /// A character that can't be seen.
    Hidden(char),
    /// Bytes that are no UTF-8: one, or with Wireshark's escapes all that stand for one character.
    Invalid(&'a [u8]),
}

impl Piece<'_> {
    /// The pieces it may be cut into: bytes taken and characters shown by each.
    fn steps(&self, style: Style) -> impl Iterator<Item = (usize, usize)> {
        let (kept, escaped) = match *self {
            Self::Kept(text) => (text, None),
            Self::Control(_) => ("", Some((1, self.width(style)))),
            Self::Hidden(character) => ("", Some((character.len_utf8(), self.width(style)))),
            Self::Invalid(bytes) => ("", Some((bytes.len(), self.width(style)))),
        };
        kept.chars().map(|character| (character.len_utf8(), 1)).chain(escaped)
    }

    /// Characters that the escape is written with.
    fn width(&self, style: Style) -> usize {
        let mut counter = Counter(0);
        // A counter can't fail.
        let _ = self.write(style, &mut counter);
        counter.0
    }

    fn write(&self, style: Style, out: &mut impl fmt::Write) -> fmt::Result {
        match *self {
            Self::Kept(text) => out.write_str(text),
            Self::Control(byte) => write_control(byte, style, out),
            Self::Hidden(character) if style == Style::Info => match u32::from(character) {
                code @ ..=0xFFFF => write!(out, "\\u{code:04X}"),
                code => write!(out, "\\U{code:08X}"),
            },
            Self::Hidden(character) => write!(out, "\\u{{{:x}}}", u32::from(character)),
            Self::Invalid(_) if style == Style::Info => out.write_str("\u{FFFD}"),
            Self::Invalid(bytes) => bytes.iter().try_for_each(|byte| write!(out, "\\x{byte:02x}")),
        }
    }
}

fn write_control(byte: u8, style: Style, out: &mut impl fmt::Write) -> fmt::Result {
    match byte {
        b'\n' => out.write_str("\\n"),
        b'\r' => out.write_str("\\r"),
        b'\t' => out.write_str("\\t"),
        b'\\' => out.write_str("\\\\"),
        _ if style != Style::Info => write!(out, "\\x{byte:02x}"),
        0x07 => out.write_str("\\a"),
        0x08 => out.write_str("\\b"),
        0x0B => out.write_str("\\v"),
        0x0C => out.write_str("\\f"),
        _ => write!(out, "\\{byte:03o}"),
    }
}

struct Counter(usize);

impl fmt::Write for Counter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.chars().count();
        Ok(())
    }
}

/// Cuts bytes into pieces, in order; together they cover every byte. Looks at each byte a fixed number of times.
struct Pieces<'a> {
    chunks: Utf8Chunks<'a>,
    /// What is left of the chunk's valid part.
    text: &'a str,
    /// What is left of the bytes that end the chunk's valid part.
    invalid: &'a [u8],
    style: Style,
    /// A combining mark here would join the character that stands before the text.
    at_start: bool,
}

impl<'a> Pieces<'a> {
    fn new(bytes: &'a [u8], style: Style) -> Self {
        Self { chunks: bytes.utf8_chunks(), text: "", invalid: &[], style, at_start: true }
    }

    fn is_kept(&self, character: char, at_start: bool) -> bool {
        match character {
            '\\' => self.style != Style::Line,
            ' '..='~' => true,
            _ => is_visible(character, at_start),
        }
    }

    /// The next piece of the valid part, which isn't empty.
    fn next_of_text(&mut self) -> Option<Piece<'a>> {
        let text = self.text;
        let at_start = std::mem::replace(&mut self.at_start, false);
        let hidden = text.char_indices().find(|&(offset, character)| !self.is_kept(character, at_start && offset == 0));
        let Some((kept, character)) = hidden else {
            self.text = "";
            return Some(Piece::Kept(text));
        };
        if kept > 0 {
            let (head, tail) = text.split_at_checked(kept)?;
            self.text = tail;
            return Some(Piece::Kept(head));
        }
        self.text = text.get(character.len_utf8()..)?;
        Some(match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => Piece::Control(byte),
            _ => Piece::Hidden(character),
        })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.text.is_empty() && self.invalid.is_empty() {
            let chunk = self.chunks.next()?;
            self.text = chunk.valid();
            self.invalid = chunk.invalid();
        }
        if !self.text.is_empty() {
            return self.next_of_text();
        }
        self.at_start = false;
        let length = match self.style {
            Style::Info => self.invalid.len(),
            Style::Line | Style::Shown => 1,
        };
        let (head, tail) = self.invalid.split_at_checked(length)?;
        self.invalid = tail;
        Some(Piece::Invalid(head))
    }
}

/// Nothing but printable ASCII and the bytes of `→`, which stands in nearly every row; no character made of these alone is
/// hidden (they begin at U+2186). Looks at all bytes without a branch, many at a time.
fn is_plain_or_arrows(bytes: &[u8]) -> bool {
    let is_other = |byte: u8| {
        u8::from(byte.wrapping_sub(b' ') > b'~' - b' ') & u8::from(byte != 0xe2) & u8::from(byte != 0x86) & u8::from(byte != 0x92)
    };
    let (blocks, rest) = bytes.as_chunks::<32>();
    let others = blocks.iter().fold(0, |found, block| found | block.iter().fold(0, |found, &byte| found | is_other(byte)));
    others | rest.iter().fold(0, |found, &byte| found | is_other(byte)) == 0
}

/// How many bytes at the start are printable ASCII: the usual case, so long runs are passed by the block and only the block that ends
/// one is looked through.
fn plain_run(bytes: &[u8]) -> usize {
    let is_other = |byte: &u8| byte.wrapping_sub(b' ') > b'~' - b' ';
    let (blocks, _) = bytes.as_chunks::<32>();
    let passed = blocks.iter().take_while(|block| !block.iter().fold(false, |found, byte| found | is_other(byte))).count();
    let start = passed * 32;
    let (words, rest) = bytes.get(start..).unwrap_or_default().as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let others = others(u64::from_le_bytes(*word));
        if others != 0 {
            return start + index * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    bytes.len() - rest.len() + rest.iter().position(is_other).unwrap_or(rest.len())
}

/// The top bit of each byte that isn't printable ASCII. A borrow may mark bytes above the first of them too, but never one below it.
const fn others(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
    let not_delete = word ^ (ONES * 0x7F);
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let delete = not_delete.wrapping_sub(ONES) & !not_delete;
    (word | below_space | delete) & TOPS
}

/// Whether a character that isn't printable ASCII can be seen and leaves the characters around it alone.
fn is_visible(character: char, at_start: bool) -> bool {
    match character {
        // Latin letters and arrows, without the soft hyphen: common enough to be worth a shortcut.
        '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2190}'..='\u{21FF}' => true,
        // Ignorable by default (Unicode: Default_Ignorable_Code_Point) or blank, though not of a class that `escape_debug` hides:
        // grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian and other variation selectors, Braille blank.
        '\u{34F}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => false,
        // Asked for by name, because everything rests on them: soft hyphen, Arabic letter mark, zero-width characters and
        // directional marks, line and paragraph separators, embeddings and overrides, word joiner to isolates, byte order mark.
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => false,
        _ => is_printable(character, at_start),
    }
}

/// Whether the standard library's tables call it printable (assigned, and no control, format, private or blank character).
/// They also know the marks that combine with the character before them: those are fine but at the start.
fn is_printable(character: char, at_start: bool) -> bool {
    if at_start {
        return character.escape_debug().len() == 1;
    }
    let mut buffer = [b'a'; 5];
    let Some(place) = buffer.get_mut(1..) else {
        return false;
    };
    let length = 1 + character.encode_utf8(place).len();
    buffer.get(..length).and_then(|bytes| str::from_utf8(bytes).ok()).is_some_and(|pair| pair.escape_debug().count() == 2)
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
