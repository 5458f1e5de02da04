//! How Python prints bytes, text, addresses and errors.

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;

/// `repr(bytes)`: `b'INI ADALAH\n\x00'`.
pub fn bytes(bytes: &[u8]) -> String {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut shown = String::with_capacity(bytes.len() + 3);
    shown.push('b');
    shown.push(quote);
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && *byte != b'\\' && char::from(*byte) != quote;
    let mut rest = bytes;
    loop {
        let plain = rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        shown.push_str(&String::from_utf8_lossy(&rest[..plain]));
        rest = &rest[plain..];
        let Some((&byte, others)) = rest.split_first() else {
            break;
        };
        rest = others;
        let character = char::from(byte);
        match byte {
            _ if character == quote => shown.extend(['\\', quote]),
            b'\\' | b'\n' | b'\r' | b'\t' => push(&mut shown, character),
            _ => push_hex(&mut shown, 'x', 2, byte.into()),
        }
    }
    shown.push(quote);
    shown
}

/// `repr(str)`: `'mesin-1'`.
pub fn text(text: &str) -> String {
    let quote = quote(text.contains('\''), text.contains('"'));
    let mut shown = String::with_capacity(text.len() + 2);
    shown.push(quote);
    for character in text.chars() {
        if character == quote {
            shown.push('\\');
            shown.push(quote);
        } else {
            push(&mut shown, character);
        }
    }
    shown.push(quote);
    shown
}

/// Text as `print` shows it, but for what would break the line or the terminal, which is escaped.
pub fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => shown.push('\\'),
            _ => push(&mut shown, character),
        }
    }
    shown
}

/// A socket's address as a tuple: `('127.0.0.1', 10000)`, and `('::1', 10000, 0, 0)` with flow label and scope.
pub fn address(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => format!("('{}', {})", address.ip(), address.port()),
        SocketAddr::V6(address) => {
            format!("('{}', {}, {}, {})", address.ip(), address.port(), address.flowinfo(), address.scope_id())
        }
    }
}

/// `str(OSError)`: `[Errno 111] Connection refused`; the text alone where there is no number.
pub fn error(error: &io::Error) -> String {
    let text = error.to_string();
    if let Some(number) = error.raw_os_error() {
        let words = text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words);
        return format!("[Errno {number}] {words}");
    }
    let Some(words) = text.strip_prefix("failed to lookup address information: ") else {
        return text;
    };
    match LOOKUP_ERRORS.iter().find(|(_, known)| *known == words) {
        Some((number, _)) => format!("[Errno {number}] {words}"),
        None => words.to_owned(),
    }
}

/// glibc's errors of getaddrinfo. The standard library keeps their words but not their numbers.
const LOOKUP_ERRORS: [(i8, &str); 9] = [
    (-1, "Bad value for ai_flags"),
    (-2, "Name or service not known"),
    (-3, "Temporary failure in name resolution"),
    (-4, "Non-recoverable failure in name resolution"),
    (-5, "No address associated with hostname"),
    (-6, "ai_family not supported"),
    (-7, "ai_socktype not supported"),
    (-8, "Servname not supported for ai_socktype"),
    (-10, "Memory allocation failure"),
];

/// Python quotes with `'` unless only `"` needs no backslash.
const fn quote(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// One character inside quotes.
fn push(shown: &mut String, character: char) {
    let code = u32::from(character);
    match character {
        '\\' => shown.push_str("\\\\"),
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        ' '..='~' => shown.push(character),
        // What Rust's own escaping leaves alone is printable; combining characters it leaves alone behind another one.
        '\u{a1}'.. if format!("a{character}").escape_debug().count() == 2 => shown.push(character),
        _ if code <= 0xFF => push_hex(shown, 'x', 2, code),
        _ if code <= 0xFFFF => push_hex(shown, 'u', 4, code),
        _ => push_hex(shown, 'U', 8, code),
    }
}

fn push_hex(shown: &mut String, letter: char, digits: usize, code: u32) {
    // Writing to a String can't fail.
    let _ = write!(shown, "\\{letter}{code:0digits$x}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_python_prints_them() {
        for (given, shown) in [
            (&b""[..], "b''"),
            (b"INI ADALAH DATA ", "b'INI ADALAH DATA '"),
            (b"it's", "b\"it's\""),
            (b"say \"it\"", "b'say \"it\"'"),
            (b"it's \"it\"", "b'it\\'s \"it\"'"),
            (b"\n\t\r\\\0\x1b\x7f\x80\xff", r"b'\n\t\r\\\x00\x1b\x7f\x80\xff'"),
        ] {
            assert_eq!(bytes(given), shown);
        }
    }

    #[test]
    fn text_as_python_prints_it() {
        for (given, shown) in [
            ("mesin-1", "'mesin-1'"),
            ("it's", "\"it's\""),
            ("a\nb\u{1b}[0m\u{7f}\\", r"'a\nb\x1b[0m\x7f\\'"),
            ("é日😀e\u{301}", "'é日😀e\u{301}'"),
            ("\u{9b}\u{202e}\u{e0001}", r"'\x9b\u202e\U000e0001'"),
        ] {
            assert_eq!(text(given), shown);
        }
        assert_eq!(line("it's \\ a\nb"), "it's \\ a\\nb");
    }

    #[test]
    fn addresses_and_errors_as_python_prints_them() {
        assert_eq!(address("172.18.0.3:41482".parse().unwrap()), "('172.18.0.3', 41482)");
        assert_eq!(address("[::1]:80".parse().unwrap()), "('::1', 80, 0, 0)");
        assert_eq!(error(&io::Error::from_raw_os_error(104)), "[Errno 104] Connection reset by peer");
        let unknown = io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(error(&unknown), "[Errno -2] Name or service not known");
        assert_eq!(error(&io::Error::other("gone")), "gone");
    }
}
