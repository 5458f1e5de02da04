//! What is written in an expression to a value of the field's type.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::fields::{Field, Kind};
use crate::time::{Span, Timestamp};

/// A value that stands in an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Boolean(bool),
    Unsigned(u64),
    Signed(i64),
    /// An address and the bits of it that count.
    Ipv4(Ipv4Addr, u8),
    Ipv6(Ipv6Addr, u8),
    Ethernet([u8; 6]),
    Bytes(Vec<u8>),
    Text(String),
    Time(Timestamp),
    Span(Span),
    Double(f64),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written<'w> {
    Word(&'w str),
    Text(&'w [u8]),
    Character(u8),
}

/// The value that `written` stands for beside values of `kind`. `field` is the field whose values have names.
///
/// # Errors
/// The reason, as half a sentence.
pub(super) fn literal(written: Written<'_>, kind: Kind, field: Option<&Field>) -> Result<Literal, String> {
    match kind {
        Kind::Boolean => boolean(written, field),
        Kind::Unsigned(_) | Kind::Signed(_) | Kind::FrameNumber | Kind::Character => number(written, kind, field),
        Kind::Ipv4 => ipv4(written),
        Kind::Ipv6 => ipv6(written),
        Kind::Ethernet => ethernet(written),
        Kind::Bytes | Kind::Protocol | Kind::Eui64 => bytes(written).map(Literal::Bytes),
        Kind::Text => Ok(Literal::Text(match written {
            Written::Word(word) => word.to_owned(),
            Written::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Written::Character(byte) => char::from(byte).to_string(),
        })),
        Kind::Time => time(written).map(Literal::Time),
        Kind::Span => span(written).map(Literal::Span),
        Kind::Double => match written {
            Written::Word(word) => word.parse().map(Literal::Double).map_err(|_| format!("`{word}` is no number")),
            Written::Text(_) | Written::Character(_) => Err("this is no number".to_owned()),
        },
        Kind::Nothing => Err("there is nothing to compare in a field that is only there or not".to_owned()),
    }
}

fn text_of<'w>(written: Written<'w>) -> Option<&'w str> {
    match written {
        Written::Word(word) => Some(word),
        Written::Text(bytes) => str::from_utf8(bytes).ok(),
        Written::Character(_) => None,
    }
}

fn boolean(written: Written<'_>, field: Option<&Field>) -> Result<Literal, String> {
    if let (Some(text), Some(field)) = (text_of(written), field) {
        let (set, clear) = field.states;
        if text.eq_ignore_ascii_case(set) || matches!(text, "True" | "TRUE") {
            return Ok(Literal::Boolean(true));
        }
        if text.eq_ignore_ascii_case(clear) || matches!(text, "False" | "FALSE") {
            return Ok(Literal::Boolean(false));
        }
    }
    match written {
        Written::Word(word) => match integer(word) {
            Some(number) => Ok(Literal::Boolean(number != 0)),
            None => Err(format!("`{word}` is neither true nor false: write 1 or 0, True or False")),
        },
        Written::Text(_) | Written::Character(_) => Err("this text is neither true nor false: write 1 or 0, True or False".to_owned()),
    }
}

/// A number as C writes it: decimal, `0x`, `0b`, octal behind a 0.
fn integer(word: &str) -> Option<u64> {
    let (digits, radix) = match word.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&word[2..], 16),
        [b'0', b'b' | b'B', ..] => (&word[2..], 2),
        [b'0', _, ..] => (&word[1..], 8),
        _ => (word, 10),
    };
    // `u64::from_str_radix` would take a sign.
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    u64::from_str_radix(digits, radix).ok()
}

fn number(written: Written<'_>, kind: Kind, field: Option<&Field>) -> Result<Literal, String> {
    let is_signed = matches!(kind, Kind::Signed(_));
    let value = match written {
        Written::Character(byte) => Some(u64::from(byte)),
        Written::Word(word) => integer(word),
        Written::Text(_) => None,
    };
    if let Some(value) = value {
        let bits = match kind {
            Kind::Unsigned(bits) => storage(bits),
            Kind::Signed(bits) => storage(bits) - 1,
            Kind::Character => 8,
            _ => 32,
        };
        let most = u64::MAX >> (64 - bits);
        if value > most {
            return Err(format!("{value} is too large for this field: it holds at most {most}"));
        }
        return Ok(if is_signed { Literal::Signed(i64::try_from(value).unwrap_or(i64::MAX)) } else { Literal::Unsigned(value) });
    }
    let Some(text) = text_of(written) else { return Err("this is no number".to_owned()) };
    // Wireshark shows the names of this one's values, and doesn't know them in filters.
    let names = field.filter(|field| field.name != "icmp.type").map_or(&[][..], |field| field.names);
    if let Some((value, _)) = names.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)) {
        return Ok(if is_signed { Literal::Signed(i64::try_from(*value).unwrap_or(i64::MAX)) } else { Literal::Unsigned(*value) });
    }
    if names.is_empty() {
        return Err(format!("`{text}` is no number, and the values of this field have no names here"));
    }
    let known: Vec<&str> = names.iter().take(6).map(|(_, name)| *name).collect();
    let more = if names.len() > known.len() { ", …" } else { "" };
    Err(format!("`{text}` is no number and none of the names of this field's values ({}{more})", known.join(", ")))
}

/// Bits of the smallest type of Wireshark's that holds so many.
const fn storage(bits: u8) -> u32 {
    match bits {
        ..=8 => 8,
        9..=16 => 16,
        17..=24 => 24,
        25..=32 => 32,
        33..=40 => 40,
        41..=48 => 48,
        49..=56 => 56,
        57.. => 64,
    }
}

fn ipv4(written: Written<'_>) -> Result<Literal, String> {
    let Written::Word(word) = written else { return Err("an IPv4 address stands without quotes".to_owned()) };
    let (address, prefix) = word.split_once('/').map_or((word, None), |(address, prefix)| (address, Some(prefix)));
    let address: Ipv4Addr = address
        .parse()
        .map_err(|_| format!("`{address}` is no IPv4 address; names of hosts aren't looked up, because that would touch the network"))?;
    match prefix.map(str::parse::<u8>) {
        None => Ok(Literal::Ipv4(address, 32)),
        Some(Ok(prefix @ 0..=32)) => Ok(Literal::Ipv4(address, prefix)),
        Some(_) => Err("the prefix of an IPv4 address has 0 to 32 bits".to_owned()),
    }
}

fn ipv6(written: Written<'_>) -> Result<Literal, String> {
    let Written::Word(word) = written else { return Err("an IPv6 address stands without quotes".to_owned()) };
    let (address, prefix) = word.split_once('/').map_or((word, None), |(address, prefix)| (address, Some(prefix)));
    let address: Ipv6Addr = address
        .parse()
        .map_err(|_| format!("`{address}` is no IPv6 address; names of hosts aren't looked up, because that would touch the network"))?;
    match prefix.map(str::parse::<u8>) {
        None => Ok(Literal::Ipv6(address, 128)),
        Some(Ok(prefix @ 0..=128)) => Ok(Literal::Ipv6(address, prefix)),
        Some(_) => Err("the prefix of an IPv6 address has 0 to 128 bits".to_owned()),
    }
}

fn ethernet(written: Written<'_>) -> Result<Literal, String> {
    let bytes = bytes(written)?;
    match <[u8; 6]>::try_from(bytes.as_slice()) {
        Ok(address) => Ok(Literal::Ethernet(address)),
        Err(_) => Err(format!("a MAC address has 6 bytes, this has {}", bytes.len())),
    }
}

/// Bytes: `02:42:ac`, with `-`, `.` or nothing for the colon; `0x02` or one digit for a single byte; a text as its bytes.
pub(super) fn bytes(written: Written<'_>) -> Result<Vec<u8>, String> {
    let word = match written {
        Written::Text(bytes) => return Ok(bytes.to_vec()),
        Written::Character(byte) => return Ok(vec![byte]),
        Written::Word(word) => word.strip_prefix(':').unwrap_or(word),
    };
    let wrong = || format!("`{word}` are no bytes: write them in hexadecimal (02:42:ac) or a text in quotes");
    let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    if let Some(hex) = hex {
        return match u8::from_str_radix(hex, 16) {
            Ok(byte) if !hex.starts_with('+') => Ok(vec![byte]),
            _ => Err(wrong()),
        };
    }
    let mut out = Vec::new();
    for part in word.split([':', '-', '.']) {
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        // An odd number of digits: the first stands alone.
        let (alone, pairs) = part.split_at(part.len() % 2);
        if !alone.is_empty() {
            out.push(u8::from_str_radix(alone, 16).map_err(|_| wrong())?);
        }
        for pair in pairs.as_bytes().chunks(2) {
            let pair = str::from_utf8(pair).map_err(|_| wrong())?;
            out.push(u8::from_str_radix(pair, 16).map_err(|_| wrong())?);
        }
    }
    Ok(out)
}

fn span(written: Written<'_>) -> Result<Span, String> {
    let Written::Word(word) = written else { return Err("a span of time is a number of seconds, without quotes".to_owned()) };
    let wrong = || format!("`{word}` is no span of time: write seconds, as 0.25");
    let (seconds, fraction) = word.split_once('.').unwrap_or((word, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if seconds.is_empty() || !all_digits(seconds) || !all_digits(fraction) || fraction.len() > 9 {
        return Err(wrong());
    }
    let seconds: i64 = seconds.parse().map_err(|_| wrong())?;
    let nanos: i64 = format!("{fraction:0<9}").parse().map_err(|_| wrong())?;
    seconds.checked_mul(1_000_000_000).and_then(|whole| whole.checked_add(nanos)).map(Span::from_nanos).ok_or_else(wrong)
}

/// A point in time: `2026-11-22 15:06:48.5`, `2026-11-22T15:06:48Z`, `Nov 22, 2026 15:06:48`; UTC where nothing else is said.
fn time(written: Written<'_>) -> Result<Timestamp, String> {
    let text = text_of(written).unwrap_or_default();
    let wrong = || format!("`{text}` is no point in time: write \"2026-11-22 15:06:48.5\" or \"Nov 22, 2026 15:06:48.5\" (UTC)");
    let trimmed = text.trim();
    // A zone or an offset behind it.
    let parsed: Option<jiff::Timestamp> = trimmed.parse().ok().or_else(|| {
        let local = trimmed.strip_suffix("UTC").or_else(|| trimmed.strip_suffix('Z')).unwrap_or(trimmed).trim_end();
        let (local, nanos) = match local.rsplit_once('.') {
            Some((local, fraction)) if fraction.len() <= 9 && fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
                (local, format!("{fraction:0<9}").parse::<i32>().ok()?)
            }
            _ => (local, 0),
        };
        const FORMATS: [&str; 8] = [
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%dT%H:%M",
            "%b %d, %Y %H:%M:%S",
            "%b %d, %Y %H:%M",
            "%Y-%m-%d",
            "%b %d, %Y",
        ];
        FORMATS.iter().find_map(|format| {
            let broken = jiff::fmt::strtime::parse(format, local).ok()?;
            let date = broken.to_date().ok()?;
            let time = broken.to_time().unwrap_or(jiff::civil::Time::midnight());
            let civil = date.to_datetime(time);
            let time = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
            time.checked_add(jiff::SignedDuration::new(0, nanos)).ok()
        })
    });
    let nanos = parsed.ok_or_else(wrong)?.as_nanosecond();
    i64::try_from(nanos).map(Timestamp::from_nanos).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (word, expected) in [
            ("53", Some(53)),
            ("0x35", Some(53)),
            ("065", Some(53)),
            ("0b110101", Some(53)),
            ("0", Some(0)),
            ("53.0", None),
            ("0o65", None),
            ("1e1", None),
        ] {
            assert_eq!(integer(word), expected, "{word}");
        }
        assert!(number(Written::Word("70000"), Kind::Unsigned(16), None).is_err());
        assert_eq!(number(Written::Word("65535"), Kind::Unsigned(16), None), Ok(Literal::Unsigned(65535)));
    }

    #[test]
    fn bytes_in_all_spellings() {
        for (word, expected) in [
            ("02:42:ac", Some(&[2, 0x42, 0xac][..])),
            ("02-42-ac", Some(&[2, 0x42, 0xac])),
            ("0242.ac12", Some(&[2, 0x42, 0xac, 0x12])),
            ("0242ac", Some(&[2, 0x42, 0xac])),
            ("2", Some(&[2])),
            ("0x02", Some(&[2])),
            ("0x0fff", None),
            ("INI", None),
            ("", None),
        ] {
            assert_eq!(bytes(Written::Word(word)).ok().as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn points_in_time() {
        let expected = time(Written::Word("2026-11-22T15:06:48.5Z")).expect("a time");
        for text in [
            "2026-11-22 15:06:48.5",
            "2026-11-22T15:06:48.500000000",
            "Nov 22, 2026 15:06:48.5",
            "Nov 22, 2026 15:06:48.5 UTC",
            "2026-11-22T16:06:48.5+01:00",
        ] {
            assert_eq!(time(Written::Text(text.as_bytes())), Ok(expected), "{text}");
        }
        for text in ["yesterday", "1795360009", "Nov 22 2026 15:06:48", ""] {
            assert!(time(Written::Text(text.as_bytes())).is_err(), "{text}");
        }
        assert!(time(Written::Word("2026-11-22")).is_ok());
    }

    #[test]
    fn spans() {
        assert_eq!(span(Written::Word("1.5")), Ok(Span::from_nanos(1_500_000_000)));
        assert_eq!(span(Written::Word("2")), Ok(Span::from_nanos(2_000_000_000)));
        for word in ["1s", "", ".5", "1.x", "99999999999999999999"] {
            assert!(span(Written::Word(word)).is_err(), "{word}");
        }
    }
}
