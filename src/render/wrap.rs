//! Text in columns of a terminal: how wide it is and where its lines break.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::Text;

/// How many columns of a terminal `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` as it may be shown.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    if Text::is_shown(text) { Cow::Borrowed(text) } else { Cow::Owned(Text::shown(text).to_string()) }
}

/// `text` in lines of at most `columns` columns, broken at spaces; a word that is longer than a line is broken inside.
/// Text without words gives no lines. Every line takes at least one character, however narrow `columns` is.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word;
        if used > 0 && used + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
            used += 1 + width(word);
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
        }
        while width(word) > columns {
            let (head, tail) = word.split_at(fitting(word, columns));
            if tail.is_empty() {
                break;
            }
            lines.push(head.to_owned());
            word = tail;
        }
        line.push_str(word);
        used = width(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many bytes at the start of `word` fit, at least one character.
fn fitting(word: &str, columns: usize) -> usize {
    let mut used = 0;
    for (offset, character) in word.char_indices() {
        used += character.width().unwrap_or(0);
        if used > columns && offset > 0 {
            return offset;
        }
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_inside() {
        for (text, columns, expected) in [
            ("one two three", 7, &["one two", "three"][..]),
            ("one two three", 80, &["one two three"]),
            ("  spaced   out ", 80, &["spaced out"]),
            ("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]),
            ("日本語", 4, &["日本", "語"]),
            ("日本", 1, &["日", "本"]),
            ("ab", 0, &["a", "b"]),
            ("", 10, &[]),
        ] {
            assert_eq!(wrap(text, columns), expected, "{text}");
        }
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let text = "The client's connect() sends a SYN; 172.18.0.2 answers with SYN, ACK → 中文字符 and so on".repeat(3);
        for columns in 2..120 {
            let lines = wrap(&text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
