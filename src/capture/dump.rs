//! Packets out of a dump that somebody pasted: Wireshark's bytes pane, `tcpdump -x`, `-xx` and `-X`, `xxd`, `od`, `hexdump`, a C array, plain hex.
//!
//! Offsets are used, not trusted: they say how many bytes a row has, so text that looks like hex isn't taken for bytes; an offset that
//! doesn't follow is an error, because a row is missing then. Lines that are no dump (`tcpdump`'s summaries, titles) part packets.

/// Bytes of one packet; a longer one is no packet.
const MOST_BYTES: usize = 256 << 10;

/// Why a dump can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DumpError {
    /// There isn't a byte in it.
    #[error("no bytes in hexadecimal are in it")]
    Nothing,
    /// A row is missing, or comes twice.
    #[error("line {line}: its offset says {stated} bytes come before it, but there are {there}")]
    Offset {
        /// From 1.
        line: usize,
        /// What it says.
        stated: usize,
        /// Bytes that are there.
        there: usize,
    },
    /// Half a byte.
    #[error("line {line}: `{digits}` isn't a whole number of bytes")]
    Half {
        /// From 1.
        line: usize,
        /// As typed.
        digits: String,
    },
    /// Longer than any packet.
    #[error("line {line}: a packet has no more than {MOST_BYTES} bytes")]
    TooLong {
        /// From 1.
        line: usize,
    },
}

/// The packets of a dump, at least one, none without bytes.
///
/// # Errors
/// Where nothing can be read, or what can be read contradicts itself.
pub fn read(text: &str) -> Result<Vec<Vec<u8>>, DumpError> {
    let lines: Vec<Line<'_>> = text.lines().enumerate().map(|(index, line)| Line::of(index + 1, line)).collect();
    let mut reading = Reading::default();
    for (index, line) in lines.iter().enumerate() {
        reading.take(line, lines.get(index + 1..).unwrap_or_default())?;
    }
    reading.end_packet();
    if reading.packets.is_empty() { Err(DumpError::Nothing) } else { Ok(reading.packets) }
}

/// A line and its words.
struct Line<'t> {
    number: usize,
    words: Vec<Word<'t>>,
}

/// A word of a line, and what stands behind it.
#[derive(Clone, Copy)]
struct Word<'t> {
    /// Without `0x`, commas and colons.
    digits: &'t str,
    has_colon: bool,
    /// The line from this word on.
    from_here: &'t str,
    /// Spaces before it.
    gap: usize,
}

impl<'t> Line<'t> {
    fn of(number: usize, line: &'t str) -> Self {
        let mut words = Vec::new();
        let mut rest = line.trim_end();
        loop {
            let trimmed = rest.trim_start_matches([' ', '\t', '\u{a0}']);
            if trimmed.is_empty() {
                break;
            }
            let gap = rest.chars().count() - trimmed.chars().count();
            let end = trimmed.find([' ', '\t', '\u{a0}', ',']).unwrap_or(trimmed.len());
            let (word, after) = trimmed.split_at(end);
            let word = word.trim_matches('"');
            let plain = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
            let (digits, has_colon) = plain.strip_suffix(':').map_or((plain, false), |digits| (digits, true));
            words.push(Word { digits, has_colon, from_here: trimmed, gap });
            rest = after.trim_start_matches(',');
        }
        Self { number, words }
    }

    /// The number that may stand before the bytes, in this base.
    fn offset(&self, base: u32) -> Option<usize> {
        usize::from_str_radix(self.words.first()?.digits, base).ok()
    }

    /// Its first word may be an offset.
    fn may_begin_with_offset(&self) -> bool {
        let Some(first) = self.words.first().filter(|first| is_hex(first.digits) && first.digits.len() >= 3) else { return false };
        let next = self.words.get(1);
        first.has_colon || next.is_some_and(|next| next.digits.len() != first.digits.len() && pairs(next.digits).is_some())
    }

    fn is_star(&self) -> bool {
        self.words.len() == 1 && self.words.first().is_some_and(|word| word.digits == "*")
    }
}

#[derive(Default)]
struct Reading {
    packets: Vec<Vec<u8>>,
    bytes: Vec<u8>,
    /// The base of the offsets; `None` until two of them told it.
    base: Option<u32>,
    has_offsets: bool,
    /// Bytes of the longest row so far.
    row: usize,
    /// The latest row stands for the rows up to the next offset.
    repeats: bool,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>, following: &[Line<'_>]) -> Result<(), DumpError> {
        if line.words.is_empty() {
            if !self.has_offsets {
                self.end_packet();
            }
            return Ok(());
        }
        if line.is_star() && self.has_offsets && self.row > 0 {
            self.repeats = true;
            return Ok(());
        }
        if let Some(stated) = self.offset_of(line) {
            return self.take_row(line, stated, following);
        }
        // `od` and `hexdump` end with the length alone.
        if self.has_offsets && line.words.len() == 1 && [16, 8, 10].into_iter().any(|base| self.is_end(line.offset(base))) {
            let length =
                [self.base.unwrap_or(16), 16, 8, 10].into_iter().find_map(|base| line.offset(base).filter(|&end| self.is_end(Some(end))));
            self.repeat_to(length.unwrap_or(self.bytes.len()));
            self.bytes.truncate(length.unwrap_or(self.bytes.len()));
            self.end_packet();
            return Ok(());
        }
        let words = &line.words[..];
        if words.first().is_none_or(|first| bytes_of(first.digits).is_none()) {
            let looks_like_half = words.first().is_some_and(|first| is_hex(first.digits) && first.digits.len() > 2);
            if looks_like_half && words.len() == 1 {
                return Err(DumpError::Half { line: line.number, digits: words[0].digits.to_owned() });
            }
            self.end_packet();
            return Ok(());
        }
        if self.has_offsets {
            self.end_packet();
        }
        self.add(line.number, words, usize::MAX, false)
    }

    /// The bytes that a row says come before it.
    fn offset_of(&self, line: &Line<'_>) -> Option<usize> {
        if !line.may_begin_with_offset() {
            return None;
        }
        let bases = self.base.map_or([16, 8, 10], |base| [base; 3]);
        let stated = bases.map(|base| line.offset(base));
        let there = self.bytes.len();
        if stated.contains(&Some(0)) {
            return Some(0);
        }
        if let Some(fits) = stated.into_iter().flatten().find(|&stated| stated == there && self.has_offsets) {
            return Some(fits);
        }
        let has_colon = line.words.first().is_some_and(|first| first.has_colon);
        // Behind rows with offsets a number that looks like one is one; without them it has to be marked.
        if has_colon || self.has_offsets { stated.into_iter().flatten().next() } else { None }
    }

    fn is_end(&self, stated: Option<usize>) -> bool {
        let there = self.bytes.len();
        stated.is_some_and(|stated| stated == there || self.repeats && stated > there || stated.checked_add(1) == Some(there))
    }

    fn take_row(&mut self, line: &Line<'_>, stated: usize, following: &[Line<'_>]) -> Result<(), DumpError> {
        if stated == 0 {
            self.end_packet();
        }
        self.repeat_to(stated);
        let there = self.bytes.len();
        if stated != there {
            return Err(DumpError::Offset { line: line.number, stated, there });
        }
        self.has_offsets = true;
        let words = line.words.get(1..).unwrap_or_default();
        let most = self.row_length(there, words, following);
        let is_swapped = line.words.first().is_some_and(|first| !first.has_colon && first.digits.len() == 7);
        self.add(line.number, words, most, is_swapped)
    }

    /// How many bytes a row has at most: the next offset tells, or the rows before.
    fn row_length(&mut self, there: usize, words: &[Word<'_>], following: &[Line<'_>]) -> usize {
        let next = following.iter().find(|line| !line.words.is_empty() && !line.is_star());
        let is_row = |line: &&Line<'_>| line.may_begin_with_offset() || line.words.len() == 1;
        if let Some(next) = next.filter(is_row) {
            let available: usize = words.iter().map_while(|word| bytes_of(word.digits)).map(|bytes| bytes.len()).sum();
            let bases = self.base.map_or([16, 10, 8], |base| [base; 3]);
            let fits = |base: &u32| next.offset(*base).is_some_and(|end| end > there && end - there <= available);
            if let Some(base) = bases.into_iter().find(fits) {
                self.base = Some(base);
                return next.offset(base).unwrap_or(usize::MAX) - there;
            }
        }
        if self.row > 0 { self.row } else { usize::MAX }
    }

    /// Adds the bytes of words, up to what is text.
    fn add(&mut self, line: usize, words: &[Word<'_>], most: usize, is_swapped: bool) -> Result<(), DumpError> {
        let mut row = Vec::new();
        for word in words {
            // No dump leaves three spaces between bytes; two stand in the middle of a row.
            let is_text = word.gap > 2 && !row.is_empty() || word.gap > 1 && is_rendering(word.from_here, &row);
            if row.len() >= most || is_text {
                break;
            }
            let Some(mut bytes) = bytes_of(word.digits) else { break };
            if is_swapped && bytes.len() == 2 {
                bytes.reverse();
            }
            row.extend(bytes);
        }
        row.truncate(most);
        self.row = self.row.max(row.len());
        self.bytes.extend(row);
        if self.bytes.len() > MOST_BYTES { Err(DumpError::TooLong { line }) } else { Ok(()) }
    }

    /// Fills up with the latest row, where a star stands for what is like it.
    fn repeat_to(&mut self, length: usize) {
        if !std::mem::take(&mut self.repeats) || length > MOST_BYTES {
            return;
        }
        while self.bytes.len() < length && self.row > 0 && self.bytes.len() >= self.row {
            self.bytes.extend_from_within(self.bytes.len() - self.row..);
        }
        self.bytes.truncate(length);
    }

    fn end_packet(&mut self) {
        if !self.bytes.is_empty() {
            self.packets.push(std::mem::take(&mut self.bytes));
        }
        (self.row, self.repeats, self.has_offsets, self.base) = (0, false, false, None);
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The bytes of a word: `4500`, `45:00`, `\x45\x00`.
fn bytes_of(word: &str) -> Option<Vec<u8>> {
    if let Some(escaped) = word.strip_prefix("\\x") {
        return escaped.trim_end_matches(['"', ';']).split("\\x").map(|pair| pairs(pair).filter(|bytes| bytes.len() == 1)).try_fold(
            Vec::new(),
            |mut all, pair| {
                all.extend(pair?);
                Some(all)
            },
        );
    }
    if word.contains([':', '-', '.']) {
        let parts: Vec<Vec<u8>> = word.split([':', '-', '.']).map(pairs).collect::<Option<_>>()?;
        return (parts.len() >= 4 && parts.iter().all(|part| part.len() == 1)).then(|| parts.concat());
    }
    pairs(word)
}

/// Bytes written as pairs of digits.
fn pairs(digits: &str) -> Option<Vec<u8>> {
    if !is_hex(digits) || !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Whether `text` is what a dump shows of `bytes` beside them.
fn is_rendering(text: &str, bytes: &[u8]) -> bool {
    let text = text.trim_matches(['|', '>', '<']);
    let is_same = |(character, &byte): (char, &u8)| match byte {
        0x20..=0x7e => character == char::from(byte) || character == '.',
        _ => !character.is_ascii_alphanumeric(),
    };
    let (shown, there) = (text.chars().count(), bytes.len());
    // Spaces at the end of a line get lost.
    let lost = bytes.iter().rev().take_while(|&&byte| byte == b' ').count();
    there > 0 && shown <= there && shown + lost >= there && text.chars().zip(bytes).all(is_same)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_beside_bytes_is_no_byte() {
        let packet = read("0000  45 00 ab cd  E.be\n0004  01 02         be\n").unwrap();
        assert_eq!(packet, [[0x45, 0, 0xab, 0xcd, 1, 2]]);
        assert_eq!(read("0000  61 62   ab\n").unwrap(), [*b"ab"]);
    }

    #[test]
    fn packets_begin_at_zero_behind_titles_and_behind_empty_lines() {
        assert_eq!(read("0000 01 02\n0000 03 04\n").unwrap(), [[1, 2], [3, 4]]);
        assert_eq!(read("12:00:00.1 IP a > b\n0102\n12:00:00.2 IP b > a\n0304").unwrap(), [[1, 2], [3, 4]]);
        assert_eq!(read("01 02\n\n03 04").unwrap(), [[1, 2], [3, 4]]);
        assert_eq!(read("0000 01 02\n\n0002 03 04").unwrap(), [[1, 2, 3, 4]]);
    }

    #[test]
    fn a_star_repeats_the_row() {
        let text = "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030  01  |.|\n00000031\n";
        assert_eq!(read(text).unwrap(), [[vec![0; 48], vec![1]].concat()]);
    }

    #[test]
    fn what_contradicts_itself_is_said() {
        for (text, expected) in [
            ("", "no bytes in hexadecimal are in it"),
            ("what is this", "no bytes in hexadecimal are in it"),
            ("0000  01 02\n0010  03 04\n", "line 2: its offset says 16 bytes come before it, but there are 2"),
            ("450", "line 1: `450` isn't a whole number of bytes"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), expected, "{text}");
        }
        assert!(matches!(read(&"00 ".repeat(MOST_BYTES + 1)), Err(DumpError::TooLong { line: 1 })));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9a-fx:|*. \\n\\\\\"-]{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn what_is_dumped_is_read(bytes in prop::collection::vec(any::<u8>(), 1..100), words in any::<bool>()) {
            let mut text = String::new();
            for (row, chunk) in bytes.chunks(16).enumerate() {
                let pairs: Vec<String> = chunk.chunks(if words { 2 } else { 1 }).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
                let shown: String = chunk.iter().map(|&byte| if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '.' }).collect();
                text += &format!("{:08x}: {:<47}   {shown}\n", row * 16, pairs.join(" "));
            }
            prop_assert_eq!(read(&text).unwrap(), vec![bytes]);
        }
    }
}
