//! What a line of a dump is: a row, a string, a title.

use super::row::{Row, Word, is_hex};
use super::{DumpError, MOST_BYTES, literal};

/// A line.
pub(super) enum Line<'t> {
    Empty,
    /// Stands for rows like the one before.
    Star,
    /// Bytes of a string of C or Python.
    Literal(Vec<u8>),
    Row(Row<'t>),
    /// No dump.
    Title,
}

/// So many bytes in a row make a line suspicious that is no row.
const SUSPICIOUS: usize = 3;

impl<'t> Line<'t> {
    /// Reads a line; work grows with its length.
    ///
    /// # Errors
    /// Where it may be a row, and can't be read with certainty.
    pub(super) fn of(number: usize, text: &'t str) -> Result<Self, DumpError> {
        let text = unquoted(text).trim_end();
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            return Ok(Self::Empty);
        }
        if trimmed == "*" {
            return Ok(Self::Star);
        }
        let begins_with_digits = trimmed.split([' ', '\t', '\u{a0}']).next().is_some_and(|first| is_hex(first.trim_end_matches(':')));
        if literal::is_literal(trimmed) && !begins_with_digits {
            let bytes = literal::bytes(trimmed);
            return bytes.map(Self::Literal).ok_or(DumpError::Form { line: number, what: "the string can't be read with certainty" });
        }
        let words = words(number, array(trimmed))?;
        let Some(first) = words.first() else { return Ok(Self::Title) };
        if let Some(row) = Row::joined(number, &words)? {
            return Ok(Self::Row(row));
        }
        let begins_like_a_row = is_hex(first.digits) && !is_title(&words);
        if begins_like_a_row {
            return Row::of(number, &words).map(Self::Row);
        }
        let has_many = words.windows(SUSPICIOUS).any(|some| {
            let is_byte = |word: &Word<'_>| is_hex(word.digits) && matches!(word.digits.len(), 2 | 4);
            some.iter().all(is_byte) && some.iter().skip(1).all(|word| word.gap <= 1 && word.digits.len() == some[0].digits.len())
        });
        if has_many || is_suspicious(&words) {
            Err(DumpError::NotBytes { line: number, word: first.text().to_owned() })
        } else {
            Ok(Self::Title)
        }
    }
}

/// Whether the first word may be an offset or a byte with one wrong character.
fn is_suspicious(words: &[Word<'_>]) -> bool {
    let Some((first, others)) = words.split_first() else { return false };
    let wrong = first.digits.chars().filter(|c| !c.is_ascii_hexdigit()).count();
    let has_digit = first.digits.bytes().any(|byte| byte.is_ascii_digit());
    let is_byte = |word: &Word<'_>| is_hex(word.digits) && matches!(word.digits.len(), 2 | 4) && !word.has_colon;
    wrong == 1
        && match others.first() {
            // A space between two bytes, or a digit of one.
            None if first.digits.find(|c: char| !c.is_ascii_hexdigit()).is_some_and(|at| at % 2 == 0 && first.digits.len() == at + 3) => {
                true
            }
            None => has_digit || first.digits.len() == 2 || first.digits.contains([':', '.', '-']),
            Some(second) => is_byte(second) && (has_digit || others.iter().all(is_byte)),
        }
}

/// Whether words that begin with digits are words all the same: `4 packets captured`, `34 5.179870501 172.18.0.3 → …`.
fn is_title(words: &[Word<'_>]) -> bool {
    let Some((second, others)) = words.get(1..).and_then(<[_]>::split_first) else { return false };
    let is_time = second.digits.contains('.') && second.digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_prose = second.digits.len() >= 3 && second.digits.chars().all(char::is_alphabetic) && !is_hex(second.digits);
    let has_bytes = others.iter().any(|word| is_hex(word.digits) && word.digits.len() == 2);
    // A number of packets has no zeros before it, as offsets have.
    let is_number = words.first().is_some_and(|first| first.digits == "0" || !first.digits.starts_with('0'));
    let is_count = is_prose && is_number && !others.is_empty() && !has_bytes;
    is_count || is_time && second.digits.len() >= 3 && others.iter().any(|word| !is_hex(word.digits))
}

/// Without the marks that mail programs put before a line.
fn unquoted(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = text.trim_start().strip_prefix('>') {
        text = rest;
    }
    text
}

/// What stands in the braces of a C array, without comments.
fn array(text: &str) -> &str {
    let (name, inner) = text.split_once('{').unwrap_or(("", text));
    let is_array = name.trim_end().ends_with('=') || name.is_empty() && inner.trim_start().starts_with("0x");
    // The text beside a row may have braces too.
    let is_row = text.split_whitespace().next().is_some_and(|first| first.ends_with(':') || is_hex(first));
    if !is_array || is_row {
        return text;
    }
    let inner = inner.split("/*").next().unwrap_or_default();
    let inner = inner.split("//").next().unwrap_or_default();
    inner.trim_end().trim_end_matches(';').trim_end().trim_end_matches('}').trim_end()
}

fn words(number: usize, line: &str) -> Result<Vec<Word<'_>>, DumpError> {
    const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];
    let mut words = Vec::new();
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start_matches(SPACES);
        if trimmed.is_empty() {
            return Ok(words);
        }
        let gap = rest[..rest.len() - trimmed.len()].chars().count();
        let end = trimmed.find([' ', '\t', '\u{a0}', ',']).unwrap_or(trimmed.len());
        let (word, after) = trimmed.split_at(end);
        words.push(Word::new(word, trimmed, gap));
        if words.len() > MOST_BYTES + 1 {
            return Err(DumpError::TooLong { line: number });
        }
        rest = after.strip_prefix(',').unwrap_or(after);
    }
}
