//! An expression to words.

use std::ops::Range;

use super::error::FilterError;

/// A word of an expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// In bytes of the expression.
    pub(super) place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A name, a number, an address: anything without quotes.
    Word(String),
    /// `"text"`, as the bytes that it stands for.
    Text(Vec<u8>),
    /// `'c'`.
    Character(u8),
    /// An operator or a bracket, by its first spelling.
    Symbol(Symbol),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    And,
    Or,
    Not,
    Any,
    All,
    AnyEqual,
    AllEqual,
    AnyNotEqual,
    AllNotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Contains,
    Matches,
    In,
    BitAnd,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
    Open,
    Close,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Range,
    Hash,
    Dollar,
}

/// The longest spellings first.
const SYMBOLS: [(&str, Symbol); 29] = [
    ("===", Symbol::AllEqual),
    ("!==", Symbol::AnyNotEqual),
    ("==", Symbol::AnyEqual),
    ("!=", Symbol::AllNotEqual),
    ("~=", Symbol::AnyNotEqual),
    (">=", Symbol::GreaterEqual),
    ("<=", Symbol::LessEqual),
    ("&&", Symbol::And),
    ("||", Symbol::Or),
    ("..", Symbol::Range),
    (">", Symbol::Greater),
    ("<", Symbol::Less),
    ("!", Symbol::Not),
    ("~", Symbol::Matches),
    ("&", Symbol::BitAnd),
    ("+", Symbol::Plus),
    ("-", Symbol::Minus),
    ("*", Symbol::Times),
    ("/", Symbol::Divide),
    ("%", Symbol::Remainder),
    ("(", Symbol::Open),
    (")", Symbol::Close),
    ("{", Symbol::OpenBrace),
    ("}", Symbol::CloseBrace),
    ("[", Symbol::OpenBracket),
    ("]", Symbol::CloseBracket),
    (",", Symbol::Comma),
    ("#", Symbol::Hash),
    ("$", Symbol::Dollar),
];

const WORDS: [(&str, Symbol); 19] = [
    ("and", Symbol::And),
    ("or", Symbol::Or),
    ("not", Symbol::Not),
    ("any", Symbol::Any),
    ("all", Symbol::All),
    ("eq", Symbol::AnyEqual),
    ("any_eq", Symbol::AnyEqual),
    ("all_eq", Symbol::AllEqual),
    ("ne", Symbol::AllNotEqual),
    ("all_ne", Symbol::AllNotEqual),
    ("any_ne", Symbol::AnyNotEqual),
    ("gt", Symbol::Greater),
    ("ge", Symbol::GreaterEqual),
    ("lt", Symbol::Less),
    ("le", Symbol::LessEqual),
    ("contains", Symbol::Contains),
    ("matches", Symbol::Matches),
    ("in", Symbol::In),
    ("bitwise_and", Symbol::BitAnd),
];

/// Reads the words of an expression.
pub(super) fn tokens(expression: &str) -> Result<Vec<Token>, FilterError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = expression.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = next(expression, at, rest, first)?;
        tokens.push(Token { kind, place: at..at + length });
        at += length;
    }
    Ok(tokens)
}

fn next(expression: &str, at: usize, rest: &str, first: char) -> Result<(TokenKind, usize), FilterError> {
    if first == '"' {
        return text(expression, at, 1, false);
    }
    if rest.starts_with("r\"") || rest.starts_with("R\"") {
        return text(expression, at, 2, true);
    }
    if first == '\'' {
        return character(expression, at);
    }
    let length = word_length(rest);
    if length > 0 {
        let word = &rest[..length];
        let symbol = WORDS.iter().find(|(name, _)| *name == word).map(|(_, symbol)| TokenKind::Symbol(*symbol));
        return Ok((symbol.unwrap_or_else(|| TokenKind::Word(word.to_owned())), length));
    }
    match SYMBOLS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
        Some((spelling, symbol)) => Ok((TokenKind::Symbol(*symbol), spelling.len())),
        None => {
            let error = FilterError::at(expression, at..at + first.len_utf8(), format!("`{first}` isn't expected here"));
            Err(match first {
                '=' => error.hint("to compare, write =="),
                '|' => error.hint("or is written || or `or`"),
                '^' => error.hint("there is no exclusive or: write (a || b) && !(a && b)"),
                _ => error,
            })
        }
    }
}

/// Bytes of the word that `rest` begins with: letters, digits, `_`, and `.`, `:` and `-` between them; `..` ends it. Of `/` and
/// a number behind an address it takes both: `10.0.0.0/8`.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let begins = match at(0) {
        b'.' => is_letter(at(1)),
        // `::1`, `:80`, and the whole of a slice, `[:]`.
        b':' => matches!(at(1), b':' | b']') || is_letter(at(1)),
        first => is_letter(first),
    };
    if !begins {
        return 0;
    }
    let mut length = 0;
    loop {
        let byte = at(length);
        let goes_on = match byte {
            b'.' => at(length + 1) != b'.' && (length == 0 || is_letter(at(length + 1))),
            b':' => true,
            b'-' => length > 0 && is_letter(at(length + 1)),
            _ => is_letter(byte),
        };
        if !goes_on {
            break;
        }
        length += 1;
    }
    // A prefix length belongs to an address, which has dots or colons and begins like one.
    let word = &rest[..length];
    let is_address =
        word.parse::<std::net::IpAddr>().is_ok() || word.split('.').all(|part| part.parse::<u8>().is_ok()) && word.contains('.');
    if is_address && at(length) == b'/' && at(length + 1).is_ascii_digit() {
        length += 1;
        while at(length).is_ascii_digit() {
            length += 1;
        }
    }
    length
}

/// A text in quotes. `raw`: a backslash is a backslash.
fn text(expression: &str, at: usize, opening: usize, raw: bool) -> Result<(TokenKind, usize), FilterError> {
    let bytes = expression.as_bytes();
    let mut out = Vec::new();
    let mut index = at + opening;
    loop {
        match bytes.get(index) {
            None => {
                let error = FilterError::at(expression, at..expression.len(), "the quotes don't end");
                return Err(error.hint("write a \" behind the text"));
            }
            Some(b'"') => return Ok((TokenKind::Text(out), index + 1 - at)),
            Some(b'\\') if raw => {
                out.push(b'\\');
                index += 1;
                // A raw text may hold a quote behind a backslash, and both stay.
                if bytes.get(index) == Some(&b'"') {
                    out.push(b'"');
                    index += 1;
                }
            }
            Some(b'\\') => {
                let (byte, length) = escape(expression, index)?;
                out.push(byte);
                index += length;
            }
            Some(&byte) => {
                out.push(byte);
                index += 1;
            }
        }
    }
}

/// The byte that an escape stands for, and its length.
fn escape(expression: &str, at: usize) -> Result<(u8, usize), FilterError> {
    let bytes = expression.as_bytes();
    let digit = |index: usize, radix: u32| bytes.get(index).and_then(|&byte| char::from(byte).to_digit(radix));
    let after = bytes.get(at + 1).copied().unwrap_or_default();
    let simple = match after {
        b'"' | b'\'' | b'\\' | b'?' => Some(after),
        b'a' => Some(7),
        b'b' => Some(8),
        b'f' => Some(12),
        b'n' => Some(10),
        b'r' => Some(13),
        b't' => Some(9),
        b'v' => Some(11),
        _ => None,
    };
    if let Some(byte) = simple {
        return Ok((byte, 2));
    }
    if after == b'x'
        && let Some(high) = digit(at + 2, 16)
    {
        return Ok(match digit(at + 3, 16) {
            Some(low) => ((high * 16 + low) as u8, 4),
            None => (high as u8, 3),
        });
    }
    let octal: Vec<u32> = (1..=3).map_while(|offset| digit(at + offset, 8)).collect();
    if !octal.is_empty() {
        let value = octal.iter().fold(0, |value, digit| value * 8 + digit);
        if let Ok(byte) = u8::try_from(value) {
            return Ok((byte, 1 + octal.len()));
        }
    }
    let end = expression.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(1, |c| 1 + c.len_utf8());
    let error = FilterError::at(expression, at..at + end, "not an escape that a text knows");
    Err(error.hint("write \\\\ for a backslash, or a raw text: r\"…\""))
}

fn character(expression: &str, at: usize) -> Result<(TokenKind, usize), FilterError> {
    let bytes = expression.as_bytes();
    let (byte, length) = match bytes.get(at + 1) {
        Some(b'\\') => escape(expression, at + 1)?,
        Some(&byte) if byte != b'\'' && byte.is_ascii() => (byte, 1),
        _ => return Err(FilterError::at(expression, at..at + 1, "a character between single quotes is missing")),
    };
    if bytes.get(at + 1 + length) != Some(&b'\'') {
        let end = expression.get(at + 1..).and_then(|rest| rest.find('\'')).map_or(expression.len(), |end| at + 2 + end);
        let error = FilterError::at(expression, at..end, "one character stands between single quotes");
        return Err(error.hint("write a text between double quotes"));
    }
    Ok((TokenKind::Character(byte), length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(expression: &str) -> Vec<String> {
        let tokens = tokens(expression).unwrap_or_default();
        tokens.iter().map(|token| expression[token.place.clone()].to_owned()).collect()
    }

    #[test]
    fn words_end_where_wiresharks_do() {
        for (expression, expected) in [
            ("tcp.port==80&&!udp", &["tcp.port", "==", "80", "&&", "!", "udp"][..]),
            ("tcp.srcport-1", &["tcp.srcport-1"]),
            ("tcp.srcport/2", &["tcp.srcport", "/", "2"]),
            ("10.0.0.0/8", &["10.0.0.0/8"]),
            ("fe80::/10", &["fe80::/10"]),
            ("::1", &["::1"]),
            ("{1..5, 172.18.0.1..172.18.0.2}", &["{", "1", "..", "5", ",", "172.18.0.1", "..", "172.18.0.2", "}"]),
            ("tcp[2:2] == 27:10", &["tcp", "[", "2:2", "]", "==", "27:10"]),
            ("tcp[-2:]", &["tcp", "[", "-", "2:", "]"]),
            ("tcp[:2]", &["tcp", "[", ":2", "]"]),
            ("ip.src#1", &["ip.src", "#", "1"]),
            (".ip.src", &[".ip.src"]),
            ("eth.src == 02-42-ac-12-00-02", &["eth.src", "==", "02-42-ac-12-00-02"]),
            ("a contains \"x\\\"y\" or 'c'", &["a", "contains", "\"x\\\"y\"", "or", "'c'"]),
        ] {
            assert_eq!(words(expression), expected, "{expression}");
        }
    }

    #[test]
    fn escapes() {
        let tokens = tokens(r#""\x49\116\n\\" r"\d\"" '\t'"#).expect("words");
        let kinds: Vec<TokenKind> = tokens.into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::Text(b"IN\n\\".to_vec()), TokenKind::Text(b"\\d\\\"".to_vec()), TokenKind::Character(b'\t')]);
    }
}
