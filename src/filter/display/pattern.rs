//! Regular expressions as PCRE2 reads them, which is what Wireshark's `matches` asks, put into the words of the crate that searches here.
//!
//! That crate's work grows with the text whatever the pattern; PCRE2 goes back and tries again, for as long as it takes. Their languages look
//! alike and differ in many places, so a pattern is read here (pcre2pattern(3), version 10.42; no UTF, letters without case) and written anew
//! from sets of bytes, repetitions and alternatives only. What can't be written so that it means the same is refused.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::pattern_set::{self, Set};

/// How deep groups may nest, as in PCRE2.
const MOST_NESTED: usize = 250;
/// Repetitions that a pattern may ask for.
const MOST_REPEATED: u32 = 65_535;

/// A pattern in the crate's words. It holds no letters that have a case there, and no classes but of bytes.
///
/// # Errors
/// The reason, as half a sentence.
pub(super) fn translate(pattern: &[u8]) -> Result<String, String> {
    let mut parser =
        Parser { pattern, at: 0, flags: Flags { ignores_case: true, ..Flags::default() }, groups: 0, names: HashSet::new(), depth: 0 };
    let node = parser.alternatives()?;
    if parser.at < pattern.len() {
        return Err("a closing parenthesis has no opening one".to_owned());
    }
    let mut out = String::new();
    node.write(Follow { may_end: true, ..Follow::default() }, &mut out)?;
    Ok(out)
}

/// A piece of a pattern.
#[derive(Debug)]
enum Node {
    /// A byte of these.
    One(Box<Set>),
    /// `\R`: an end of a line, of which `\r\n` is never taken apart.
    LineBreak,
    Place(Place),
    All(Vec<Node>),
    OneOf(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>),
}

/// A place between bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// `\A`, `^`, `\G`.
    Start,
    /// `$`, `\Z`: the end, or before a line feed there.
    End,
    /// `\z`.
    VeryEnd,
    /// `(?m)^`.
    LineStart,
    /// `(?m)$`.
    LineEnd,
    /// `\b`.
    Word,
    /// `\B`.
    NotWord,
}

/// What may come right behind a piece.
#[derive(Clone, Copy, Debug, Default)]
struct Follow {
    line_feed: bool,
    carriage_return: bool,
    /// `\R`.
    line_break: bool,
    /// `$`, `\Z` or `\z`.
    end: bool,
    /// `\z`.
    very_end: bool,
    other_place: bool,
    /// Nothing that takes a byte has to come.
    may_end: bool,
}

impl Follow {
    const fn or(self, other: Self) -> Self {
        Self {
            line_feed: self.line_feed || other.line_feed,
            carriage_return: self.carriage_return || other.carriage_return,
            line_break: self.line_break || other.line_break,
            end: self.end || other.end,
            very_end: self.very_end || other.very_end,
            other_place: self.other_place || other.other_place,
            may_end: self.may_end || other.may_end,
        }
    }
}

impl Node {
    /// What a piece begins with, where `behind` follows it.
    fn begins(&self, behind: Follow) -> Follow {
        match self {
            Self::One(set) => Follow { line_feed: set.has(b'\n'), carriage_return: set.has(b'\r'), ..Follow::default() },
            Self::LineBreak => Follow { line_feed: true, line_break: true, ..Follow::default() },
            Self::Place(place) => {
                let (end, very_end) = (matches!(place, Place::End | Place::VeryEnd), *place == Place::VeryEnd);
                behind.or(Follow { end, very_end, other_place: !end, ..Follow::default() })
            }
            Self::All(nodes) => nodes.iter().rev().fold(behind, |behind, node| node.begins(behind)),
            Self::OneOf(nodes) => nodes.iter().map(|node| node.begins(behind)).fold(Follow::default(), Follow::or),
            Self::Repeat(node, least, most) => {
                let again = node.begins(behind);
                match (least, most) {
                    (_, Some(0)) => behind,
                    (0, _) => again.or(behind),
                    _ => again,
                }
            }
        }
    }

    fn write(&self, behind: Follow, out: &mut String) -> Result<(), String> {
        match self {
            Self::One(set) => set.write(out),
            Self::LineBreak => {
                if behind.line_feed || behind.other_place {
                    return Err("what follows `\\R` may begin inside \\r\\n".to_owned());
                }
                out.push_str(r"(?:\x0d\x0a|[\x0a-\x0d\x85])");
            }
            Self::Place(place) => {
                match place {
                    // The line feed is taken along, so nothing may look at it afterwards.
                    Place::End if behind.line_feed || behind.very_end || behind.other_place => {
                        return Err("behind `$` and `\\Z` nothing more is read; write `\\z` for the very end".to_owned());
                    }
                    // To PCRE2 no line begins at the very end.
                    Place::LineStart if behind.may_end => return Err("behind `^` in (?m) something has to follow".to_owned()),
                    _ => {}
                }
                out.push_str(match place {
                    Place::Start => r"\A",
                    Place::End => r"(?:\x0a?\z)",
                    Place::VeryEnd => r"\z",
                    Place::LineStart => "(?m:^)",
                    Place::LineEnd => "(?m:$)",
                    Place::Word => r"\b",
                    Place::NotWord => r"\B",
                });
            }
            Self::All(nodes) => {
                let mut follows: Vec<Follow> = Vec::with_capacity(nodes.len());
                let mut next = behind;
                for node in nodes.iter().rev() {
                    follows.push(next);
                    next = node.begins(next);
                }
                out.push_str("(?:");
                for (node, follow) in nodes.iter().zip(follows.into_iter().rev()) {
                    node.write(follow, out)?;
                }
                out.push(')');
            }
            Self::OneOf(nodes) => {
                out.push_str("(?:");
                for (index, node) in nodes.iter().enumerate() {
                    if index > 0 {
                        out.push('|');
                    }
                    node.write(behind, out)?;
                }
                out.push(')');
            }
            Self::Repeat(node, least, most) => {
                // Nor what `\R?` took.
                if matches!(**node, Self::LineBreak) && (*least > 1 || *most != Some(*least) && behind.carriage_return) {
                    return Err("this repetition of `\\R` isn't read; write `\\r?\\n`".to_owned());
                }
                // PCRE2 doesn't give back what `.*` took, though it may be \r.
                if behind.line_break && matches!(&**node, Self::One(set) if set.has(b'\r') && !set.has(b'\n')) && *most != Some(*least) {
                    return Err("`\\R` right behind a repetition isn't read; write `\\r?\\n`".to_owned());
                }
                // A run of line breaks is divided in one way; what follows can't begin inside.
                let is_run = matches!(**node, Self::LineBreak);
                let inner = if is_run || *most == Some(1) { behind } else { node.begins(behind).or(behind) };
                node.write(inner, out)?;
                // A String takes everything.
                let _ = match most {
                    Some(most) => write!(out, "{{{least},{most}}}"),
                    None => write!(out, "{{{least},}}"),
                };
            }
        }
        Ok(())
    }

    fn is_place(&self) -> bool {
        matches!(self, Self::Place(_))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    ignores_case: bool,
    dot_takes_all: bool,
    has_lines: bool,
    is_extended: bool,
    does_not_capture: bool,
}

struct Parser<'p> {
    pattern: &'p [u8],
    at: usize,
    flags: Flags,
    groups: usize,
    names: HashSet<&'p [u8]>,
    depth: usize,
}

/// What a backslash and what stands behind it mean.
enum Escape {
    Byte(u8),
    Set(Box<Set>),
    Place(Place),
    LineBreak,
    /// `\Q`.
    Quote,
    /// `\E`: nothing that counts here.
    Nothing,
    /// `\K`: where what was found begins, which nobody asks.
    Kept,
}

impl<'p> Parser<'p> {
    fn rest(&self) -> &'p [u8] {
        self.pattern.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.pattern.get(self.at).copied()
    }

    fn take(&mut self, text: &[u8]) -> bool {
        let is_it = self.rest().starts_with(text);
        self.at += if is_it { text.len() } else { 0 };
        is_it
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        let mut all = vec![self.sequence()?];
        while self.take(b"|") {
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::OneOf(all) })
    }

    /// Pieces up to `|`, `)` or the end.
    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes: Vec<Node> = Vec::new();
        // Only a piece right before it can be repeated.
        let mut can_repeat = false;
        loop {
            self.skip();
            let Some(byte) = self.peek() else { break };
            match byte {
                b'|' | b')' => break,
                b'*' | b'+' | b'?' => {
                    self.at += 1;
                    let (least, most) = match byte {
                        b'*' => (0, None),
                        b'+' => (1, None),
                        _ => (0, Some(1)),
                    };
                    self.repeat(&mut nodes, can_repeat, least, most)?;
                    can_repeat = false;
                    continue;
                }
                b'{' => {
                    if let Some((least, most)) = self.counts()? {
                        self.repeat(&mut nodes, can_repeat, least, most)?;
                        can_repeat = false;
                        continue;
                    }
                    self.at += 1;
                    nodes.push(self.byte(b'{'));
                }
                b'\\' => match self.escape(false)? {
                    Escape::Byte(byte) => nodes.push(self.byte(byte)),
                    Escape::Set(set) => nodes.push(Node::One(set)),
                    Escape::Place(place) => nodes.push(Node::Place(place)),
                    Escape::LineBreak => nodes.push(Node::LineBreak),
                    Escape::Quote => {
                        let quoted = self.quoted();
                        can_repeat |= !quoted.is_empty();
                        let bytes: Vec<Node> = quoted.iter().map(|byte| self.byte(*byte)).collect();
                        nodes.extend(bytes);
                        continue;
                    }
                    Escape::Nothing => continue,
                    Escape::Kept => {
                        can_repeat = false;
                        continue;
                    }
                },
                b'(' => match self.group()? {
                    Some(node) => nodes.push(node),
                    None => {
                        can_repeat = false;
                        continue;
                    }
                },
                b'[' => nodes.push(Node::One(Box::new(self.class()?))),
                b'.' => {
                    self.at += 1;
                    nodes.push(Node::One(Box::new(if self.flags.dot_takes_all { Set::ALL } else { Set::of(b"\n").negated() })));
                }
                b'^' | b'$' => {
                    self.at += 1;
                    nodes.push(Node::Place(match (byte, self.flags.has_lines) {
                        (b'^', false) => Place::Start,
                        (b'^', true) => Place::LineStart,
                        (_, false) => Place::End,
                        (_, true) => Place::LineEnd,
                    }));
                }
                byte => {
                    self.at += 1;
                    nodes.push(self.byte(byte));
                }
            }
            can_repeat = true;
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    /// Comments, and with (?x) what is there for the eye.
    fn skip(&mut self) {
        loop {
            let start = self.at;
            if self.rest().starts_with(b"(?#")
                && let Some(end) = self.rest().iter().position(|byte| *byte == b')')
            {
                self.at += end + 1;
            }
            if self.flags.is_extended {
                while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0b | 0x0c | b'\r')) {
                    self.at += 1;
                }
                if self.peek() == Some(b'#') {
                    let end = self.rest().iter().position(|byte| *byte == b'\n').map_or(self.rest().len(), |end| end + 1);
                    self.at += end;
                }
            }
            if self.at == start {
                return;
            }
        }
    }

    /// A byte as it is written, in both cases where they don't matter.
    fn byte(&self, byte: u8) -> Node {
        let mut set = Set::of(&[byte]);
        if self.flags.ignores_case {
            set.fold();
        }
        Node::One(Box::new(set))
    }

    fn repeat(&mut self, nodes: &mut Vec<Node>, can_repeat: bool, least: u32, most: Option<u32>) -> Result<(), String> {
        self.skip();
        if self.take(b"+") {
            return Err("possessive repetitions (`*+`, `++`, `?+`, `}+`) aren't read".to_owned());
        }
        // Whether as few or as many as possible are taken doesn't change whether something is found.
        self.take(b"?");
        let Some(node) = nodes.pop().filter(|_| can_repeat) else { return Err("a repetition has nothing to repeat".to_owned()) };
        if node.is_place() {
            return Err("a place like `^`, `$` or `\\b` can't be repeated".to_owned());
        }
        nodes.push(Node::Repeat(Box::new(node), least, most));
        Ok(())
    }

    /// `{2}`, `{2,}`, `{2,3}`; anything else in braces is text.
    fn counts(&mut self) -> Result<Option<(u32, Option<u32>)>, String> {
        let Some(end) = self.rest().iter().position(|byte| *byte == b'}') else { return Ok(None) };
        let Ok(inner) = str::from_utf8(&self.rest()[1..end]) else { return Ok(None) };
        let (least, most) = inner.split_once(',').map_or((inner, None), |(least, most)| (least, Some(most)));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if least.is_empty() || !is_number(least) || !is_number(most.unwrap_or_default()) {
            return Ok(None);
        }
        let number = |text: &str| {
            let number = text.parse::<u32>().ok().filter(|number| *number <= MOST_REPEATED);
            number.ok_or_else(|| format!("a repetition has at most {MOST_REPEATED} times"))
        };
        let least = number(least)?;
        let most = match most {
            None => Some(least),
            Some("") => None,
            Some(most) => Some(number(most)?),
        };
        if most.is_some_and(|most| most < least) {
            return Err("a repetition has its numbers in the wrong order".to_owned());
        }
        self.at += end + 1;
        Ok(Some((least, most)))
    }

    /// The text up to `\E`.
    fn quoted(&mut self) -> &'p [u8] {
        let rest = self.rest();
        let end = rest.windows(2).position(|pair| pair == b"\\E");
        self.at += end.map_or(rest.len(), |end| end + 2);
        &rest[..end.unwrap_or(rest.len())]
    }

    /// A group; `None` where it only sets options.
    fn group(&mut self) -> Result<Option<Node>, String> {
        let flags = self.flags;
        self.at += 1;
        if self.peek() == Some(b'*') {
            return Err("`(*…)` isn't read".to_owned());
        }
        if self.take(b"?") {
            let rest = self.rest();
            let refused = |what: &str| Err(format!("{what} aren't read: they could take unbounded time"));
            match rest {
                [b'=' | b'!' | b'*', ..] | [b'<', b'=' | b'!' | b'*', ..] => {
                    return refused("looking ahead and behind, `(?=…)`, `(?<=…)`,");
                }
                [b'>', ..] => return refused("atomic groups, `(?>…)`,"),
                [b'(', ..] => return refused("conditions, `(?(…)…)`,"),
                [b'R' | b'&' | b'+' | b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] | [b'P', b'>' | b'=', ..] => {
                    return refused("references to other groups");
                }
                [b'C', ..] => return Err("`(?C…)` isn't read".to_owned()),
                [b'|', ..] => return Err("`(?|…)` isn't read; write `(?:…)`".to_owned()),
                [b'#', ..] => return Err("a comment `(?#` doesn't end".to_owned()),
                [b':', ..] => self.at += 1,
                [b'<' | b'\'', ..] | [b'P', b'<', ..] => self.name()?,
                _ => {
                    if !self.options()? {
                        return Ok(None);
                    }
                }
            }
        } else if !flags.does_not_capture {
            self.groups += 1;
        }
        self.depth += 1;
        if self.depth > MOST_NESTED {
            return Err(format!("groups nest more than {MOST_NESTED} levels deep"));
        }
        let node = self.alternatives()?;
        self.depth -= 1;
        if !self.take(b")") {
            return Err("a parenthesis isn't closed".to_owned());
        }
        self.flags = flags;
        // So that a repetition takes the group, and a place in it isn't one alone.
        Ok(Some(Node::All(vec![node])))
    }

    /// `<name>`, `'name'`, `P<name>`.
    fn name(&mut self) -> Result<(), String> {
        self.take(b"P");
        let close = if self.take(b"<") { b'>' } else { b'\'' };
        self.take(b"'");
        let rest = self.rest();
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(rest.len());
        let name = &rest[..length];
        let is_name = !name.is_empty() && name.len() <= 32 && !name[0].is_ascii_digit() && rest.get(length) == Some(&close);
        if !is_name {
            return Err("the name of a group is letters, digits and _, at most 32".to_owned());
        }
        if !self.names.insert(name) {
            return Err("two groups have the same name".to_owned());
        }
        self.at += length + 1;
        self.groups += 1;
        Ok(())
    }

    /// `i-s`, `^x`; whether a group follows, as in `(?i:…)`.
    fn options(&mut self) -> Result<bool, String> {
        let mut flags = self.flags;
        let mut value = true;
        if self.take(b"^") {
            flags = Flags::default();
        }
        loop {
            let Some(byte) = self.peek() else { return Err("a parenthesis isn't closed".to_owned()) };
            self.at += 1;
            match byte {
                b'i' => flags.ignores_case = value,
                b's' => flags.dot_takes_all = value,
                b'm' => flags.has_lines = value,
                b'n' => flags.does_not_capture = value,
                b'x' if value && self.peek() == Some(b'x') => return Err("`(?xx)` isn't read".to_owned()),
                b'x' => flags.is_extended = value,
                // Whether as few as possible are taken, or names may come twice: without meaning here, or refused where it has one.
                b'U' | b'J' => {}
                b'-' if value => value = false,
                b')' => {
                    self.flags = flags;
                    return Ok(false);
                }
                b':' => {
                    self.flags = flags;
                    return Ok(true);
                }
                byte => return Err(format!("`(?{}` isn't known", char::from(byte).escape_default())),
            }
        }
    }

    /// What a backslash means, outside of classes or inside.
    fn escape(&mut self, is_in_class: bool) -> Result<Escape, String> {
        self.at += 1;
        let Some(byte) = self.peek() else { return Err("a backslash stands at the end".to_owned()) };
        self.at += 1;
        let set = |set: Set| Ok(Escape::Set(Box::new(set)));
        let place = |place: Place| Ok(Escape::Place(place));
        match byte {
            b'd' => set(Set::DIGITS),
            b'D' => set(Set::DIGITS.negated()),
            b's' => set(Set::SPACES),
            b'S' => set(Set::SPACES.negated()),
            b'w' => set(Set::WORD),
            b'W' => set(Set::WORD.negated()),
            b'h' => set(Set::of(b"\t \xa0")),
            b'H' => set(Set::of(b"\t \xa0").negated()),
            b'v' => set(Set::of(b"\n\x0b\x0c\r\x85")),
            b'V' => set(Set::of(b"\n\x0b\x0c\r\x85").negated()),
            b'p' | b'P' => {
                let found = self.property()?;
                set(if byte == b'P' { found.negated() } else { found })
            }
            b'a' => Ok(Escape::Byte(7)),
            b'e' => Ok(Escape::Byte(0x1b)),
            b'f' => Ok(Escape::Byte(0x0c)),
            b'n' => Ok(Escape::Byte(b'\n')),
            b'r' => Ok(Escape::Byte(b'\r')),
            b't' => Ok(Escape::Byte(b'\t')),
            b'c' => {
                let letter = self.peek().filter(|byte| (0x20..0x7f).contains(byte)).ok_or("behind `\\c` a letter is missing")?;
                self.at += 1;
                Ok(Escape::Byte(letter.to_ascii_uppercase() ^ 0x40))
            }
            b'x' | b'o' | b'0'..=b'9' => self.number(byte, is_in_class).map(Escape::Byte),
            b'Q' => Ok(Escape::Quote),
            b'E' => Ok(Escape::Nothing),
            b'b' if is_in_class => Ok(Escape::Byte(8)),
            byte if byte.is_ascii_alphabetic() && is_in_class => Err(format!("`\\{}` can't stand between brackets", char::from(byte))),
            b'b' => place(Place::Word),
            b'B' => place(Place::NotWord),
            b'A' | b'G' => place(Place::Start),
            b'Z' => place(Place::End),
            b'z' => place(Place::VeryEnd),
            b'R' => Ok(Escape::LineBreak),
            b'C' => set(Set::ALL),
            b'K' => Ok(Escape::Kept),
            b'N' if self.peek() == Some(b'{') && !matches!(self.clone_at().counts(), Ok(Some(_))) => Err("`\\N{…}` isn't read".to_owned()),
            b'N' => set(Set::of(b"\n").negated()),
            b'k' | b'g' => Err("references to other groups aren't read: they could take unbounded time".to_owned()),
            byte if byte.is_ascii_alphabetic() => Err(format!("`\\{}` isn't known", char::from(byte))),
            byte => Ok(Escape::Byte(byte)),
        }
    }

    /// Another parser at this place, to look ahead with.
    fn clone_at(&self) -> Self {
        Self { pattern: self.pattern, at: self.at, flags: self.flags, groups: self.groups, names: HashSet::new(), depth: self.depth }
    }

    /// The number of a byte: `\x41`, `\x{41}`, `\o{101}`, `\101`.
    fn number(&mut self, kind: u8, is_in_class: bool) -> Result<u8, String> {
        let too_large = || "the number of a byte is at most 255".to_owned();
        if (kind == b'x' && self.peek() == Some(b'{')) || kind == b'o' {
            let wrong = || format!("`\\{}{{…}}` isn't a number", char::from(kind));
            let end = self.rest().iter().position(|byte| *byte == b'}').ok_or_else(wrong)?;
            let digits = self.rest().get(1..end).filter(|_| self.peek() == Some(b'{')).ok_or_else(wrong)?;
            let radix = if kind == b'x' { 16 } else { 8 };
            if digits.is_empty() || !digits.iter().all(|digit| char::from(*digit).is_digit(radix)) {
                return Err(wrong());
            }
            self.at += end + 1;
            let digits = str::from_utf8(digits).map_err(|_| wrong())?.trim_start_matches('0');
            return u8::from_str_radix(if digits.is_empty() { "0" } else { digits }, radix).map_err(|_| too_large());
        }
        let digits = |from: usize, most: usize, radix: u32| {
            self.pattern[from..].iter().take(most).map_while(|byte| char::from(*byte).to_digit(radix)).collect::<Vec<u32>>()
        };
        let (found, radix) = if kind == b'x' {
            (digits(self.at, 2, 16), 16)
        } else {
            let start = self.at - 1;
            if kind != b'0' && !is_in_class {
                let decimal =
                    digits(start, 10, 10).iter().fold(0_usize, |number, digit| number.saturating_mul(10).saturating_add(*digit as usize));
                if decimal < 10 || kind >= b'8' || decimal <= self.groups {
                    return Err("references to other groups aren't read: they could take unbounded time".to_owned());
                }
            }
            if kind >= b'8' {
                return Err(format!("`\\{}` isn't known", char::from(kind)));
            }
            self.at = start;
            (digits(start, 3, 8), 8)
        };
        self.at += found.len();
        u8::try_from(found.iter().fold(0, |number, digit| number * radix + digit)).map_err(|_| too_large())
    }

    /// `L`, `{Lu}`, `{^Nd}`.
    fn property(&mut self) -> Result<Set, String> {
        let wrong = "a property of characters is missing behind `\\p`";
        let name = match self.peek().ok_or(wrong)? {
            b'{' => {
                let end = self.rest().iter().position(|byte| *byte == b'}').ok_or(wrong)?;
                let name = &self.rest()[1..end];
                self.at += end + 1;
                name
            }
            _ => {
                self.at += 1;
                &self.pattern[self.at - 1..self.at]
            }
        };
        let (is_negated, name) = name.strip_prefix(b"^").map_or((false, name), |name| (true, name));
        let name: String =
            name.iter().map(|byte| char::from(byte.to_ascii_lowercase())).filter(|c| !matches!(c, ' ' | '_' | '-')).collect();
        let set = pattern_set::category(&name)
            .ok_or_else(|| format!("`\\p{{{}}}` isn't read; general categories are, as \\p{{L}}", name.escape_default()))?;
        Ok(if is_negated { set.negated() } else { set })
    }

    /// `[…]`.
    fn class(&mut self) -> Result<Set, String> {
        if self.rest().starts_with(b"[[:<:]]") || self.rest().starts_with(b"[[:>:]]") {
            return Err("`[[:<:]]` and `[[:>:]]` aren't read; write `\\b`".to_owned());
        }
        if self.posix_end().is_some() {
            return Err("named classes stand between brackets: [[:alpha:]]".to_owned());
        }
        self.at += 1;
        while self.take(b"\\E") || self.take(b"\\Q\\E") {}
        let is_negated = self.take(b"^");
        while self.take(b"\\E") || self.take(b"\\Q\\E") {}
        let mut set = Set::EMPTY;
        let mut is_first = true;
        // The latest byte, from which a range may go on; `Err` behind a set, which has no ranges.
        let mut latest: Option<Result<u8, ()>> = None;
        let mut quoted: &[u8] = &[];
        loop {
            let (byte, is_plain) = if let Some((byte, others)) = quoted.split_first() {
                quoted = others;
                (*byte, false)
            } else {
                let Some(byte) = self.peek() else { return Err("a bracket isn't closed".to_owned()) };
                if byte == b']' && !is_first {
                    self.at += 1;
                    break;
                }
                is_first = false;
                match byte {
                    b'[' if self.posix_end().is_some() => {
                        self.posix(&mut set)?;
                        latest = Some(Err(()));
                        continue;
                    }
                    b'\\' => match self.escape(true)? {
                        Escape::Byte(byte) => (byte, false),
                        Escape::Set(other) => {
                            set.add(&other);
                            latest = Some(Err(()));
                            continue;
                        }
                        Escape::Quote => {
                            quoted = self.quoted();
                            continue;
                        }
                        Escape::Nothing => continue,
                        Escape::Place(_) | Escape::LineBreak | Escape::Kept => {
                            return Err("a place can't stand between brackets".to_owned());
                        }
                    },
                    byte => {
                        self.at += 1;
                        (byte, true)
                    }
                }
            };
            if byte == b'-' && is_plain && self.peek() != Some(b']') {
                match latest {
                    Some(Ok(first)) => {
                        let last = self.range_end()?;
                        if last < first {
                            return Err("a range between brackets has its ends in the wrong order".to_owned());
                        }
                        self.add(&mut set, first, last);
                        latest = None;
                        continue;
                    }
                    Some(Err(())) => return Err("a range between brackets can't begin with a set".to_owned()),
                    None => {}
                }
            }
            self.add(&mut set, byte, byte);
            latest = Some(Ok(byte));
        }
        Ok(if is_negated { set.negated() } else { set })
    }

    fn add(&self, set: &mut Set, first: u8, last: u8) {
        let mut range = Set::range(first, last);
        if self.flags.ignores_case {
            range.fold();
        }
        set.add(&range);
    }

    /// The byte behind the `-` of a range.
    fn range_end(&mut self) -> Result<u8, String> {
        let not_a_byte = "a range between brackets can't end with a set";
        match self.peek() {
            None => Err("a bracket isn't closed".to_owned()),
            Some(b'[') if self.posix_end().is_some() => Err(not_a_byte.to_owned()),
            Some(b'\\') => match self.escape(true)? {
                Escape::Byte(byte) => Ok(byte),
                Escape::Quote | Escape::Nothing => Err("`\\Q` and `\\E` aren't read in a range".to_owned()),
                _ => Err(not_a_byte.to_owned()),
            },
            Some(byte) => {
                self.at += 1;
                Ok(byte)
            }
        }
    }

    /// Where `[:name:]` ends, if it begins here.
    fn posix_end(&self) -> Option<usize> {
        let rest = self.rest();
        let mark = *rest.get(1).filter(|mark| matches!(mark, b':' | b'.' | b'='))?;
        let mut index = 2;
        while let (Some(&one), Some(&next)) = (rest.get(index), rest.get(index + 1)) {
            if one == b'\\' && matches!(next, b']' | b'\\') {
                index += 1;
            } else if one == b'[' && next == mark || one == b']' {
                return None;
            } else if one == mark && next == b']' {
                return Some(self.at + index + 2);
            }
            index += 1;
        }
        None
    }

    fn posix(&mut self, set: &mut Set) -> Result<(), String> {
        let end = self.posix_end().unwrap_or(self.at);
        let text = &self.pattern[self.at..end];
        self.at = end;
        let name = text.get(2..text.len().saturating_sub(2)).unwrap_or_default();
        let (is_negated, name) = name.strip_prefix(b"^").map_or((false, name), |name| (true, name));
        let found = if text.get(1) == Some(&b':') { pattern_set::posix(name, self.flags.ignores_case) } else { None };
        let found = found.ok_or_else(|| format!("`{}` is no named class", text.escape_ascii()))?;
        set.add(&if is_negated { found.negated() } else { found });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that `scripts/patterns-beside-pcre2` made: what PCRE2 finds, and what is refused here.
    #[test]
    fn patterns_find_what_pcre2_finds() {
        let table = include_str!("../../../tests/patterns.txt");
        let (mut wrong, mut count) = (Vec::new(), 0);
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [expected, pattern, subjects @ ..] = &columns[..] else { panic!("{line}") };
            count += 1;
            let found = match regex(&unescaped(pattern)) {
                Err(_) => "refused".to_owned(),
                Ok(regex) => subjects.iter().map(|subject| if regex.is_match(&unescaped(subject)) { '1' } else { '0' }).collect(),
            };
            if found != *expected {
                wrong.push(format!("{pattern}: {found}, expected {expected}: {subjects:?}"));
            }
        }
        assert!(count > 150, "{count}");
        assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    }

    fn regex(pattern: &[u8]) -> Result<regex::bytes::Regex, String> {
        super::super::check::regex(pattern)
    }

    /// `\xHH` and `\\` of the table.
    fn unescaped(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&first, others)) = rest.split_first() {
            rest = others;
            bytes.push(match (first, others) {
                (b'\\', [b'x', high, low, after @ ..]) => {
                    rest = after;
                    u8::from_str_radix(str::from_utf8(&[*high, *low]).unwrap(), 16).unwrap()
                }
                (b'\\', [b'\\', after @ ..]) => {
                    rest = after;
                    b'\\'
                }
                (byte, _) => byte,
            });
        }
        bytes
    }

    proptest::proptest! {
        /// Whatever is translated, the crate can read.
        #[test]
        fn what_is_translated_is_readable(pattern in r"[a\-\[\]\\(){}|*+?^$.,:&~QEbdwRxZ01=<!\nié]{0,24}") {
            if let Ok(text) = translate(pattern.as_bytes()) {
                let built = regex::bytes::RegexBuilder::new(&text).unicode(false).nest_limit(4096).build();
                let is_fine = built.as_ref().map_or_else(|error| matches!(error, regex::Error::CompiledTooBig(_)), |_| true);
                proptest::prop_assert!(is_fine, "{:?}: {}: {:?}", pattern, text, built.err());
            }
        }
    }
}
