//! A row of a dump: an offset perhaps, bytes, the text beside them perhaps.

use super::DumpError;

/// A word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// Without `0x` and a colon at its end.
    pub(super) digits: &'t str,
    pub(super) has_colon: bool,
    pub(super) has_prefix: bool,
    /// The line from this word on.
    pub(super) from_here: &'t str,
    /// Spaces before it.
    pub(super) gap: usize,
}

impl<'t> Word<'t> {
    pub(super) fn new(word: &'t str, from_here: &'t str, gap: usize) -> Self {
        let bare = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).filter(|bare| !bare.is_empty());
        let plain = bare.unwrap_or(word);
        let (digits, has_colon) = plain.strip_suffix(':').map_or((plain, false), |digits| (digits, true));
        Self { digits, has_colon, has_prefix: bare.is_some(), from_here, gap }
    }

    /// As it is written, up to the next space.
    pub(super) fn text(&self) -> &'t str {
        const SHOWN: usize = 24;
        let word = self.from_here.split([' ', '\t', ',']).next().unwrap_or_default();
        word.char_indices().nth(SHOWN).map_or(word, |(end, _)| &word[..end])
    }
}

/// What a row says of its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offset<'t> {
    pub(super) digits: &'t str,
    pub(super) has_colon: bool,
    /// `0x` says that it is hexadecimal.
    pub(super) is_marked: bool,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row<'t> {
    pub(super) offset: Option<Offset<'t>>,
    pub(super) bytes: Vec<u8>,
    /// Bytes of a word.
    pub(super) word: usize,
    /// The text beside the bytes shows that words are in the order of their bytes.
    pub(super) order_is_shown: bool,
    /// More than a space stands between offset and words.
    pub(super) is_wide: bool,
    /// The digits of the one word that it consists of.
    pub(super) alone: Option<&'t str>,
}

/// Rows of this many bytes are usual: text may follow them behind one space.
const FULL: usize = 16;
/// Two spaces stand in the middle of such rows.
const MIDDLE: usize = 8;

impl<'t> Row<'t> {
    /// Bytes joined by colons or dashes: `02:42:ac:12`. `None` where the line isn't that.
    pub(super) fn joined(number: usize, words: &[Word<'t>]) -> Result<Option<Self>, DumpError> {
        let parts_of = |word: &Word<'t>| -> Option<Vec<&'t str>> {
            let parts: Vec<&str> = word.digits.split([':', '-']).collect();
            (parts.len() >= 4 && parts.iter().all(|part| is_hex(part))).then_some(parts)
        };
        if words.first().and_then(parts_of).is_none() || words.iter().any(|word| word.digits == ">") {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        for word in words {
            let not_bytes = || DumpError::NotBytes { line: number, word: word.text().to_owned() };
            for part in parts_of(word).ok_or_else(not_bytes)? {
                match *pairs(part).ok_or_else(|| DumpError::Half { line: number, digits: part.to_owned() })? {
                    [byte] => bytes.push(byte),
                    _ => return Err(not_bytes()),
                }
            }
        }
        Ok(Some(Self { offset: None, bytes, word: 1, order_is_shown: false, is_wide: false, alone: None }))
    }

    /// A row whose first word is in hexadecimal.
    ///
    /// # Errors
    /// Where anything is uncertain.
    pub(super) fn of(number: usize, words: &[Word<'t>]) -> Result<Self, DumpError> {
        let offset = offset(words);
        let body = if offset.is_some() { words.get(1..).unwrap_or_default() } else { words };
        let alone = words.first().filter(|_| words.len() == 1).map(|word| word.digits);
        let Some(first) = body.first() else {
            return Err(DumpError::NotBytes { line: number, word: words.first().map_or("", Word::text).to_owned() });
        };
        let width = first.digits.len();
        let form = |what| DumpError::Form { line: number, what };
        let is_among = |digits: &[u8]| body.iter().all(|word| word.digits.bytes().all(|byte| digits.contains(&byte)));
        if offset.is_some() && width == 6 && is_among(b"01234567") {
            return Err(form("these are octal words"));
        }
        // Seven digits alone may be the length behind rows with offsets; whether they are, their neighbours tell.
        if offset.is_none() && alone.is_some_and(|digits| digits.len() == 7) {
            return Ok(Self { offset, bytes: Vec::new(), word: 1, order_is_shown: false, is_wide: false, alone });
        }
        let (bytes, text) = split(number, body, offset.is_some())?;
        let mut row = Self { offset, bytes, word: 1, order_is_shown: false, is_wide: first.gap > 1, alone };
        let has_words = width > 2 && (offset.is_some() || body.len() > 1);
        if has_words {
            row.word = width / 2;
            let is_shown = text.is_some_and(|text| is_rendering(text, &row.bytes));
            if width == 8 && !is_shown && row.bytes.iter().all(|byte| matches!(byte, 0 | 1 | 0x10 | 0x11)) {
                return Err(form("these are binary numbers"));
            }
            if let Some(text) = text {
                let in_order = is_rendering(text, &row.bytes);
                let swapped: Vec<u8> = row.bytes.chunks(row.word).flat_map(|word| word.iter().rev().copied()).collect();
                let reversed = is_rendering(text, &swapped);
                if reversed && !in_order {
                    return Err(form("the text beside these words shows that their bytes are swapped"));
                }
                row.order_is_shown = in_order && !reversed;
            }
        }
        Ok(row)
    }
}

/// What the first word says of the row's place, where it isn't bytes.
fn offset<'t>(words: &[Word<'t>]) -> Option<Offset<'t>> {
    let first = words.first()?;
    let offset = Offset { digits: first.digits, has_colon: first.has_colon, is_marked: first.has_prefix };
    if first.has_colon && first.digits.len() >= 2 {
        return Some(offset);
    }
    // A C array's bytes have the prefix, an offset without colon hasn't.
    let second = words.get(1)?;
    (first.digits.len() >= 3 && !first.has_prefix && second.digits.len() != first.digits.len()).then_some(offset)
}

/// The bytes of words, and the text that stands beside them.
fn split<'t>(number: usize, words: &[Word<'t>], has_offset: bool) -> Result<(Vec<u8>, Option<&'t str>), DumpError> {
    let width = words.first().map_or(0, |word| word.digits.len());
    let mut bytes: Vec<u8> = Vec::new();
    let mut is_short = false;
    for (index, word) in words.iter().enumerate() {
        let not_bytes = || Err(DumpError::NotBytes { line: number, word: word.text().to_owned() });
        let is_word = is_hex(word.digits) && word.digits.len() == width && !word.has_colon && !is_short;
        let is_shown = index > 0 && (word.gap > 1 || has_offset && word.from_here.len() <= FULL) && is_rendering(word.from_here, &bytes);
        let is_in_the_middle = word.gap == 2 && bytes.len() == MIDDLE && width == 2 && is_word && !is_shown;
        if index > 0 && word.gap > 1 && !is_in_the_middle {
            let mut others = words[index..].iter().filter(|word| pairs(word.digits).is_some());
            if !is_shown && (!has_offset || is_hex(word.digits) || others.nth(1).is_some()) {
                return not_bytes();
            }
            return Ok((bytes, Some(word.from_here)));
        }
        let pair = pairs(word.digits).filter(|_| !word.has_colon);
        match pair {
            // The text beside bytes may look like more of them.
            Some(_) if is_shown => return not_bytes(),
            Some(pair) if is_word => bytes.extend(&*pair),
            // Half a word at the end, where the number of bytes is odd.
            Some(pair) if index > 0 && word.digits.len() < width && !is_short => {
                bytes.extend(&*pair);
                is_short = true;
            }
            _ if index > 0 && has_offset && is_text(&words[index..], &bytes) => return Ok((bytes, Some(word.from_here))),
            _ if is_hex(word.digits) => return Err(DumpError::Half { line: number, digits: word.text().to_owned() }),
            _ => return not_bytes(),
        }
    }
    Ok((bytes, None))
}

/// Whether words right behind bytes are the text beside them, from which spaces got lost.
fn is_text(words: &[Word<'_>], bytes: &[u8]) -> bool {
    let Some(first) = words.first() else { return false };
    if is_rendering(first.from_here, bytes) {
        return true;
    }
    if bytes.len() == FULL {
        return !is_hex(first.digits) && words.iter().filter(|word| pairs(word.digits).is_some()).count() <= 2;
    }
    let begins_with_byte = first.digits.bytes().take_while(u8::is_ascii_hexdigit).count() >= 2;
    first.digits.contains('.') && !begins_with_byte && first.text().chars().count() != 2 && !words.iter().any(|word| is_hex(word.digits))
}

pub(super) fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Bytes written as pairs of digits.
fn pairs(digits: &str) -> Option<Box<[u8]>> {
    if !is_hex(digits) || !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Whether `text` is what a dump shows of `bytes` beside them. Work grows with the bytes, whatever the text.
fn is_rendering(text: &str, bytes: &[u8]) -> bool {
    if text.len() > bytes.len() * 4 + 2 {
        return false;
    }
    let inner = ['|', '>'].iter().zip(['|', '<']).find_map(|(&open, close)| text.strip_prefix(open)?.strip_suffix(close));
    // Spaces at its beginning look like those before it.
    let begun = bytes.iter().position(|&byte| byte != b' ').unwrap_or(bytes.len());
    is_rendering_of(text, bytes) || is_rendering_of(text, &bytes[begun..]) || inner.is_some_and(|inner| is_rendering_of(inner, bytes))
}

fn is_rendering_of(text: &str, bytes: &[u8]) -> bool {
    let is_same = |(character, &byte): (char, &u8)| match byte {
        0x20..=0x7e => character == char::from(byte) || character == '.',
        _ => !character.is_ascii_alphanumeric(),
    };
    let (shown, there) = (text.chars().count(), bytes.len());
    // Spaces at the end of a line get lost.
    let lost = bytes.iter().rev().take_while(|&&byte| byte == b' ').count();
    there > 0 && shown <= there && shown + lost >= there && text.chars().zip(bytes).all(is_same)
}
