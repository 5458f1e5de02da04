//! Bytes in a string of C or Python: `"\x45\x00"`, `b'E\x00\x00b'`.

/// The bytes of the strings on a line; `None` where something isn't certain. What stands before the first of them (`data = `) is left out.
pub(super) fn bytes(line: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let Some(first) = line.find(['"', '\'']) else {
        escapes(line.trim_end_matches(';'), None, &mut bytes)?;
        return Some(bytes);
    };
    let (mut is_python, mut rest) = (line[..first].ends_with('b'), &line[first..]);
    loop {
        let quote = rest.chars().next()?;
        let inner = &rest[quote.len_utf8()..];
        let end = escapes(inner, Some((quote, is_python)), &mut bytes)?;
        // Another string may follow, and what ends a statement.
        rest = inner.get(end + quote.len_utf8()..)?.trim_start_matches([' ', '\t', '+', '\\', ',']);
        let next = rest.strip_prefix('b').filter(|next| next.starts_with(['"', '\'']));
        is_python = next.is_some();
        rest = next.unwrap_or(rest);
        if !rest.starts_with(['"', '\'']) {
            return rest.chars().all(|c| matches!(c, ')' | ']' | '}' | ';' | ' ' | '\t')).then_some(bytes);
        }
    }
}

/// Whether a line is such a string.
pub(super) fn is_literal(line: &str) -> bool {
    line.contains("\\x") || line.starts_with("b\"") || line.starts_with("b'")
}

/// Adds the bytes up to the closing quote and tells where that is. `quoted`: the quote, and whether Python's rules hold.
fn escapes(text: &str, quoted: Option<(char, bool)>, bytes: &mut Vec<u8>) -> Option<usize> {
    let mut rest = text;
    let mut is_behind_hex = false;
    loop {
        let Some(first) = rest.chars().next() else { return quoted.is_none().then_some(text.len()) };
        if quoted.is_some_and(|(quote, _)| quote == first) {
            return Some(text.len() - rest.len());
        }
        if let Some(after) = rest.strip_prefix("\\x") {
            let pair = after.get(..2).filter(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            bytes.push(u8::from_str_radix(pair, 16).ok()?);
            rest = &after[2..];
            is_behind_hex = true;
            continue;
        }
        let (_, is_python) = quoted?;
        let (byte, length) = if first == '\\' {
            let byte = match rest.as_bytes().get(1)? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                same @ (b'\\' | b'\'' | b'"') => *same,
                _ => return None,
            };
            (byte, 2)
        } else {
            // C goes on reading digits of the number: \x41B is no \x41 and B.
            if !matches!(first, ' '..='~') || is_behind_hex && !is_python && first.is_ascii_hexdigit() {
                return None;
            }
            (u8::try_from(first).ok()?, 1)
        };
        bytes.push(byte);
        rest = rest.get(length..)?;
        is_behind_hex = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_their_language_reads_them() {
        for (line, expected) in [
            (r#"b"\x02\x42\xac""#, Some(&b"\x02\x42\xac"[..])),
            (r#"data = b'\x02B\xac\n\\\''"#, Some(b"\x02B\xac\n\\'")),
            (r#"(b'E\x00' b"\x00b")"#, Some(b"E\0\0b")),
            (r#""\x45\x00" "\x01";"#, Some(b"\x45\0\x01")),
            (r"\x45\x00;", Some(b"\x45\0")),
            (r#""\x45B""#, None),
            (r#""\x4""#, None),
            (r#"b"\x45\q""#, None),
            (r#"b"\x45"#, None),
            (r#"b"\x45" 46"#, None),
            (r#""\x45 46"#, None),
            (r"\x45 46", None),
        ] {
            assert_eq!(bytes(line).as_deref(), expected, "{line}");
        }
    }
}
