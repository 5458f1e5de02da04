//! Sentences. Each language has one file with an exhaustive match, so that a missing translation doesn't compile.

pub mod en;
mod grounds;
pub mod id;
mod quantity;
pub mod sections;

use super::claim::Claim;
use super::code::Code;
use super::level::Level;
use super::names::Names;
use super::phrase::Phrase;
use super::reference::Reference;
use super::statement::{Certainty, Statement};
use crate::decode::icmp::Unreachable;
use crate::filter::display::meaning::Meaning;
use crate::frame::LinkType;
use crate::time::Span;
use crate::track::flow::Endpoint;
use crate::track::sights::Translated;
use crate::track::tcp::Phase;

/// A language that explanations are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Indonesian.
    Id,
}

impl Lang {
    /// Its ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    /// The language with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::En, Self::Id].into_iter().find(|lang| lang.code() == code)
    }

    /// A claim as a teacher would say it.
    pub fn sentence(self, claim: &Claim, names: &Names) -> String {
        match self {
            Self::En => en::sentence(claim, names),
            Self::Id => id::sentence(claim, names),
        }
    }

    /// A statement as it is told at this level.
    pub fn told(self, statement: &Statement, level: Level, names: &Names) -> String {
        match level {
            Level::Brief => self.brief(statement, names),
            Level::Full => self.sentence(&statement.claim, names),
            Level::Why => {
                let grounds = match self {
                    Self::En => en::WORDS.grounds(en::STYLE, statement),
                    Self::Id => id::WORDS.grounds(id::STYLE, statement),
                };
                format!("{} {grounds}", self.sentence(&statement.claim, names))
            }
        }
    }

    /// A short sentence; what is inferred says so.
    fn brief(self, statement: &Statement, names: &Names) -> String {
        let (sentence, inferred) = match self {
            Self::En => (en::brief::sentence(&statement.claim, names), en::WORDS.inferred),
            Self::Id => (id::brief::sentence(&statement.claim, names), id::WORDS.inferred),
        };
        match statement.certainty() {
            Certainty::Inferred => format!("{sentence} ({inferred})."),
            Certainty::Observed | Certainty::Unknowable if sentence.ends_with('?') => sentence,
            Certainty::Observed | Certainty::Unknowable => format!("{sentence}."),
        }
    }

    /// What a code's statements say.
    pub const fn meaning(self, code: Code) -> &'static str {
        match self {
            Self::En => en::codes::meaning(code),
            Self::Id => id::codes::meaning(code),
        }
    }

    /// When a code's statements are made: the rule, with its numbers.
    pub const fn trigger(self, code: Code) -> &'static str {
        match self {
            Self::En => en::codes::trigger::trigger(code),
            Self::Id => id::codes::trigger::trigger(code),
        }
    }

    /// What else makes the packets that a code's statements are made of.
    pub const fn alike(self, code: Code) -> &'static str {
        match self {
            Self::En => en::codes::alike::alike(code),
            Self::Id => id::codes::alike::alike(code),
        }
    }

    /// What would contradict a code's statements.
    pub const fn contradiction(self, code: Code) -> &'static str {
        match self {
            Self::En => en::codes::contradiction::contradiction(code),
            Self::Id => id::codes::contradiction::contradiction(code),
        }
    }

    /// What to do about what a code's statements say, where there is something to do.
    pub const fn fix(self, code: Code) -> Option<&'static str> {
        match self {
            Self::En => en::codes::fix(code),
            Self::Id => id::codes::fix(code),
        }
    }

    /// What the example of a code says, where there is one.
    pub const fn example(self, code: Code) -> Option<&'static str> {
        match self {
            Self::En => en::examples::sentence(code),
            Self::Id => id::examples::sentence(code),
        }
    }

    /// What a filter asks, in lines, each with how deep it stands.
    pub fn filter(self, meaning: &Meaning) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        match self {
            Self::En => en::filter::lines(meaning, 0, &mut lines),
            Self::Id => id::filter::lines(meaning, 0, &mut lines),
        }
        lines
    }

    /// What a phase of a connection is called.
    pub const fn phase(self, phase: Phase) -> &'static str {
        match self {
            Self::En => en::phase(phase),
            Self::Id => id::phase(phase),
        }
    }

    /// A heading, a label or a line of a report.
    pub fn phrase(self, phrase: &Phrase, names: &Names) -> String {
        match self {
            Self::En => en::phrase(phrase, names),
            Self::Id => id::phrase(phrase, names),
        }
    }
}

/// A reference with the title of its section.
fn cited(reference: Reference) -> String {
    match reference.title() {
        Some(title) => format!("{reference}, {title}"),
        None => reference.to_string(),
    }
}

/// How many of them there are in a second, rounded, where there is a time to divide by and it is at least one.
fn per_second(count: u64, duration: Option<Span>) -> Option<u64> {
    let nanos = u128::from(duration?.as_nanos().unsigned_abs());
    let rate = (u128::from(count) * 1_000_000_000 + nanos / 2).checked_div(nanos)?;
    u64::try_from(rate).ok().filter(|rate| *rate > 0)
}

/// An endpoint as headings show it: `mesin-1 (172.18.0.2:10000)`, or without a name the address alone.
fn named_endpoint(names: &Names, endpoint: Endpoint) -> String {
    let name = names.of(endpoint.address);
    if name == endpoint.address.to_string() { endpoint.to_string() } else { format!("{name} ({endpoint})") }
}

/// The two ends that a router made one of the other: their addresses, with the ports where those differ.
fn before_and_after(names: &Names, translated: &Translated) -> (String, String) {
    let Translated { before, after, .. } = translated;
    let end = |end: &Endpoint| match before.port == after.port {
        true => names.of(end.address),
        false => format!("{}:{}", names.of(end.address), end.port),
    };
    (end(before), end(after))
}

/// A link type by number and name, the same in every language.
fn link_type_name(link_type: LinkType) -> String {
    match link_type.name() {
        Some(name) => format!("{} ({name})", link_type.0),
        None => link_type.0.to_string(),
    }
}

/// What connect() fails with after Destination Unreachable, on Linux (`icmp_err_convert`, and `tab_unreach` for ICMPv6).
const fn errno(why: Unreachable) -> &'static str {
    match (why.is_ipv6, why.code) {
        (false, 2) => "ENOPROTOOPT (92)",
        (false, 3) | (true, 4) => "ECONNREFUSED (111)",
        (false, 0 | 6 | 9 | 11) | (true, 0) => "ENETUNREACH (101)",
        (false, 5) => "EOPNOTSUPP (95)",
        (false, 7) => "EHOSTDOWN (112)",
        (false, 8) => "ENONET (64)",
        (true, 1 | 5 | 6) => "EACCES (13)",
        _ => "EHOSTUNREACH (113)",
    }
}
