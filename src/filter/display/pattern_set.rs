//! Sets of bytes for patterns: what stands between brackets, the classes with a letter, a name or a property.

use std::fmt::Write as _;

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set([bool; 256]);

impl Set {
    pub(super) const EMPTY: Self = Self([false; 256]);
    pub(super) const ALL: Self = Self([true; 256]);
    pub(super) const DIGITS: Self = Self::range(b'0', b'9');
    pub(super) const SPACES: Self = Self::of(b" \t\n\x0b\x0c\r");
    pub(super) const WORD: Self = Self::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    pub(super) const fn of(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut index = 0;
        while index < bytes.len() {
            set[bytes[index] as usize] = true;
            index += 1;
        }
        Self(set)
    }

    pub(super) const fn range(first: u8, last: u8) -> Self {
        let mut set = [false; 256];
        let mut byte = first as usize;
        while byte <= last as usize {
            set[byte] = true;
            byte += 1;
        }
        Self(set)
    }

    pub(super) fn negated(mut self) -> Self {
        self.0.iter_mut().for_each(|has| *has = !*has);
        self
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(has, more)| *has |= more);
    }

    /// Adds the other case of each letter.
    pub(super) fn fold(&mut self) {
        for upper in b'A'..=b'Z' {
            let either = self.has(upper) || self.has(upper.to_ascii_lowercase());
            self.0[usize::from(upper)] = either;
            self.0[usize::from(upper.to_ascii_lowercase())] = either;
        }
    }

    pub(super) const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Writes it as a class.
    pub(super) fn write(&self, out: &mut String) {
        let bytes: Vec<u8> = (0..=u8::MAX).filter(|byte| self.has(*byte)).collect();
        if let [byte] = bytes[..] {
            // A String takes everything.
            let _ = write!(out, "\\x{byte:02x}");
            return;
        }
        if bytes.is_empty() {
            out.push_str(r"[^\x00-\xff]");
            return;
        }
        out.push('[');
        for run in bytes.chunk_by(|one, next| one + 1 == *next) {
            let _ = match run {
                [only] => write!(out, "\\x{only:02x}"),
                [first, .., last] => write!(out, "\\x{first:02x}-\\x{last:02x}"),
                [] => Ok(()),
            };
        }
        out.push(']');
    }
}

/// `[:name:]`, of ASCII.
pub(super) fn posix(name: &[u8], ignores_case: bool) -> Option<Set> {
    let of = |test: fn(&u8) -> bool| {
        let bytes: Vec<u8> = (0..=0x7f).filter(test).collect();
        Set::of(&bytes)
    };
    Some(match name {
        b"alpha" => of(u8::is_ascii_alphabetic),
        b"lower" | b"upper" if ignores_case => of(u8::is_ascii_alphabetic),
        b"lower" => of(u8::is_ascii_lowercase),
        b"upper" => of(u8::is_ascii_uppercase),
        b"alnum" => of(u8::is_ascii_alphanumeric),
        b"ascii" => of(u8::is_ascii),
        b"blank" => Set::of(b" \t"),
        b"cntrl" => of(u8::is_ascii_control),
        b"digit" => Set::DIGITS,
        b"graph" => of(u8::is_ascii_graphic),
        b"print" => Set::range(b' ', b'~'),
        b"punct" => of(u8::is_ascii_punctuation),
        b"space" => Set::SPACES,
        b"word" => Set::WORD,
        b"xdigit" => of(u8::is_ascii_hexdigit),
        _ => return None,
    })
}

/// The characters of a general category, by its name in small letters. Bytes are the characters of Latin-1, as PCRE2 takes them where there is no
/// UTF (Unicode 14, UnicodeData.txt).
pub(super) fn category(name: &str) -> Option<Set> {
    const CATEGORIES: [(&str, &[(u8, u8)]); 30] = [
        ("lu", &[(b'A', b'Z'), (0xc0, 0xd6), (0xd8, 0xde)]),
        ("ll", &[(b'a', b'z'), (0xb5, 0xb5), (0xdf, 0xf6), (0xf8, 0xff)]),
        ("lt", &[]),
        ("lm", &[]),
        ("lo", &[(0xaa, 0xaa), (0xba, 0xba)]),
        ("mn", &[]),
        ("mc", &[]),
        ("me", &[]),
        ("nd", &[(b'0', b'9')]),
        ("nl", &[]),
        ("no", &[(0xb2, 0xb3), (0xb9, 0xb9), (0xbc, 0xbe)]),
        ("pc", &[(b'_', b'_')]),
        ("pd", &[(b'-', b'-')]),
        ("ps", &[(b'(', b'('), (b'[', b'['), (b'{', b'{')]),
        ("pe", &[(b')', b')'), (b']', b']'), (b'}', b'}')]),
        ("pi", &[(0xab, 0xab)]),
        ("pf", &[(0xbb, 0xbb)]),
        (
            "po",
            &[
                (b'!', b'#'),
                (b'%', b'\''),
                (b'*', b'*'),
                (b',', b','),
                (b'.', b'/'),
                (b':', b';'),
                (b'?', b'@'),
                (b'\\', b'\\'),
                (0xa1, 0xa1),
                (0xa7, 0xa7),
                (0xb6, 0xb7),
                (0xbf, 0xbf),
            ],
        ),
        ("sm", &[(b'+', b'+'), (b'<', b'>'), (b'|', b'|'), (b'~', b'~'), (0xac, 0xac), (0xb1, 0xb1), (0xd7, 0xd7), (0xf7, 0xf7)]),
        ("sc", &[(b'$', b'$'), (0xa2, 0xa5)]),
        ("sk", &[(b'^', b'^'), (b'`', b'`'), (0xa8, 0xa8), (0xaf, 0xaf), (0xb4, 0xb4), (0xb8, 0xb8)]),
        ("so", &[(0xa6, 0xa6), (0xa9, 0xa9), (0xae, 0xae), (0xb0, 0xb0)]),
        ("zs", &[(b' ', b' '), (0xa0, 0xa0)]),
        ("zl", &[]),
        ("zp", &[]),
        ("cc", &[(0, 0x1f), (0x7f, 0x9f)]),
        ("cf", &[(0xad, 0xad)]),
        ("cn", &[]),
        ("co", &[]),
        ("cs", &[]),
    ];
    let is_meant = |known: &str| match name {
        "any" => true,
        "l&" | "lc" => matches!(known, "lu" | "ll" | "lt"),
        name if name.len() == 1 => known.starts_with(name),
        name => known == name,
    };
    let mut meant = CATEGORIES.iter().filter(|(known, _)| is_meant(known)).peekable();
    meant.peek()?;
    let mut set = Set::EMPTY;
    meant.flat_map(|(_, ranges)| *ranges).for_each(|&(first, last)| set.add(&Set::range(first, last)));
    Some(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_one_category() {
        let names = "lu ll lt lm lo mn mc me nd nl no pc pd ps pe pi pf po sm sc sk so zs zl zp cc cf cn co cs";
        for byte in 0..=u8::MAX {
            let having: Vec<&str> = names.split(' ').filter(|name| category(name).is_some_and(|set| set.has(byte))).collect();
            assert_eq!(having.len(), 1, "{byte:#x}: {having:?}");
        }
        assert_eq!((category("any"), category("greek")), (Some(Set::ALL), None));
    }
}
