//! Tables of what [`super::Text`] does with every byte and with every code point that could mislead.

use super::Text;

/// Code points that must never reach an output as they are.
const HOSTILE: &[u32] = &[
    0x00, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x8D, 0x90, 0x9B, 0x9C, 0x9D, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F,
    0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060,
    0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x206F, 0x2800, 0x3164, 0xE000, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB,
    0xFFFE, 0xFFFF, 0x1BCA0, 0x1D173, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xF0000, 0x10FFFF,
];

fn is_safe(text: &str) -> bool {
    !text.chars().any(|character| HOSTILE.contains(&u32::from(character)) || character.is_control())
}

#[test]
fn all_256_bytes_alone() {
    for byte in 0..=u8::MAX {
        let shown = Text::line(&[byte]).to_string();
        let expected = match byte {
            b'\n' => "\\n".to_owned(),
            b'\r' => "\\r".to_owned(),
            b'\t' => "\\t".to_owned(),
            b'\\' => "\\\\".to_owned(),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("\\x{byte:02x}"),
        };
        assert_eq!(shown, expected, "byte {byte:#04x}");
    }
}

#[test]
fn all_256_bytes_together_look_different_from_each_other() {
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    let shown = Text::line(&bytes).to_string();
    assert!(is_safe(&shown));
    assert!(shown.starts_with("\\x00\\x01"));
    assert!(shown.ends_with("\\xfe\\xff"));
    let mut each: Vec<_> = bytes.iter().map(|byte| Text::line(&[*byte]).to_string()).collect();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), 256);
}

#[test]
fn hostile_code_points_become_escapes_in_every_style() {
    for &code in HOSTILE {
        let character = char::from_u32(code).expect("a code point");
        let text = format!("a{character}b");
        let expected = match code {
            0x09 => "a\\tb".to_owned(),
            0x0A => "a\\nb".to_owned(),
            0x0D => "a\\rb".to_owned(),
            ..=0x7F => format!("a\\x{code:02x}b"),
            _ => format!("a\\u{{{code:x}}}b"),
        };
        assert_eq!(Text::line(&text).to_string(), expected);
        assert_eq!(Text::shown(&text).to_string(), expected);
        assert!(is_safe(&Text::info(&text).to_string()), "{code:#x}");
        assert!(!Text::is_shown(&text), "{code:#x}");
    }
}

#[test]
fn every_code_point_is_either_kept_or_escaped_and_never_a_control() {
    // Every one below U+3400; of the rest, where classes are large, every seventh.
    let rest = ('\u{3400}'..=char::MAX).step_by(7);
    for character in ('\u{80}'..'\u{3400}').chain(rest) {
        let mut buffer = [0; 4];
        let text = character.encode_utf8(&mut buffer);
        let shown = Text::line(text).to_string();
        assert!(shown == *text || shown == format!("\\u{{{:x}}}", u32::from(character)), "{character:?}");
        assert!(is_safe(&shown), "{character:?}");
        assert!(Text::is_shown(&shown), "{character:?}");
    }
}

#[test]
fn printable_text_of_every_script_stays() {
    for text in [
        "GET / HTTP/1.1",
        "60086 → 10000 [PSH, ACK]",
        "naïve café",
        "こんにちは",
        "नमस्ते",
        "สวัสดี",
        "Привет",
        "😀",
        "שלום",
        "it's \"quoted\"",
        "e\u{301}",
    ] {
        assert_eq!(Text::line(text).to_string(), text);
        assert!(Text::is_shown(text), "{text}");
        assert!(Text::is_readable(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_combining_mark_cannot_join_what_stands_before_the_text() {
    assert_eq!(Text::line("\u{301}e").to_string(), "\\u{301}e");
}

#[test]
fn broken_utf8_is_shown_byte_by_byte() {
    for (bytes, expected) in [
        (&b"a\xc3"[..], "a\\xc3"),
        (b"\xc3\xa9\xc3", "é\\xc3"),
        (b"\xed\xa0\x80", "\\xed\\xa0\\x80"),
        (b"\xf4\x90\x80\x80z", "\\xf4\\x90\\x80\\x80z"),
        (b"\xc0\xaf", "\\xc0\\xaf"),
        (b"\xe2\x80", "\\xe2\\x80"),
    ] {
        assert_eq!(Text::line(bytes).to_string(), expected);
    }
}

#[test]
fn info_spells_escapes_as_wireshark_does() {
    for (bytes, expected) in [
        (&b"\\n a\\b"[..], "\\n a\\b"),
        (b"\x1b[31m", "\\033[31m"),
        ("\u{202e}\u{200b}\u{ad}\u{85}é→".as_bytes(), "\\u202E\\u200B\\u00AD\\u0085é→"),
        (b"\xff\xfe\x80", "\u{fffd}\u{fffd}\u{fffd}"),
        (b"\t\0\x07\x08\x0b\x0c\r\n\x7f", "\\t\\000\\a\\b\\v\\f\\r\\n\\177"),
        ("\u{e0041}".as_bytes(), "\\U000E0041"),
        (b"\xe2\x80a", "\u{fffd}a"),
    ] {
        assert_eq!(Text::info(bytes).to_string(), expected);
    }
}

#[test]
fn a_preview_holds_its_limit_and_says_when_it_cut() {
    for (bytes, limit, expected) in [
        (&b"hello"[..], 5, "hello"),
        (b"hello", 4, "hel…"),
        (b"hello", 1, "…"),
        (b"hello", 0, ""),
        (b"", 3, ""),
        (b"ab\n", 4, "ab\\n"),
        (b"ab\n", 3, "ab…"),
        (b"ab\ncd", 5, "ab\\n…"),
        (b"ab\ncd", 4, "ab…"),
        ("ééé".as_bytes(), 2, "é…"),
        (b"\x1b\x1b", 8, "\\x1b\\x1b"),
        (b"\x1b\x1b", 7, "\\x1b…"),
    ] {
        let shown = Text::preview(bytes, limit).to_string();
        assert_eq!(shown, expected);
        assert!(shown.chars().count() <= limit);
    }
}

#[test]
fn readable_is_what_a_person_would_call_text() {
    for bytes in [&b"x"[..], b"hello\n", b"hello\0", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"C:\\temp", "日本".as_bytes(), b"\n"] {
        assert!(Text::is_readable(bytes), "{bytes:?}");
    }
    for bytes in [&b""[..], b"\0", b"A\0\0\0", b"\x16\x03\x01\x02\x00", b"\xff\xfe\xfd", b"\0\0\0\x05hello"] {
        assert!(!Text::is_readable(bytes), "{bytes:?}");
    }
    assert!(Text::is_readable("é".repeat(4096).as_bytes()));
    assert!(Text::is_readable("→".repeat(4096).as_bytes()));
}

#[test]
fn what_was_shown_is_shown_unchanged() {
    let bytes: Vec<u8> = (0..=u8::MAX).chain("\u{202e}→é".bytes()).collect();
    let once = Text::line(&bytes).to_string();
    assert_eq!(Text::shown(&once).to_string(), once);
    assert!(Text::is_shown(&once));
}

#[test]
fn the_quick_look_finds_every_byte_at_every_place() {
    for character in '\0'..='\u{FF}' {
        let expected = Text::shown(character.encode_utf8(&mut [0; 4])).to_string().chars().eq([character]);
        for place in 0..20 {
            let text: String = std::iter::repeat_n('~', place).chain([character]).chain([' '; 3]).collect();
            assert_eq!(Text::is_shown(&text), expected, "{text:?}");
        }
    }
}
