//! What an expression asks, piece by piece, for whoever puts it into words.

use std::ops::Range;

use super::syntax::{Operator, Quantifier, Syntax, Term, TermKind};
use crate::fields::{Id, Kind, Protocol};

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// All of these hold.
    All(Vec<Meaning>),
    /// At least one of these holds.
    OneOf(Vec<Meaning>),
    /// This doesn't hold.
    Not(Box<Meaning>),
    /// The packet has it.
    Present(Subject),
    /// A bit of it is set.
    NotZero(Subject),
    /// Its value compares so.
    Compare {
        /// What is compared.
        subject: Subject,
        /// Every value has to fit, not just one.
        every: bool,
        /// How.
        relation: Relation,
        /// With what, as it was written.
        with: String,
    },
    /// Its value is one of these, as they were written.
    Member {
        /// What is looked for.
        subject: Subject,
        /// Every value has to be among them, not just one.
        every: bool,
        /// Values and ranges.
        set: String,
    },
}

/// What a piece is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// As it was written.
    pub text: String,
    /// Its field's title, where it is a field alone.
    pub title: Option<&'static str>,
    /// It is a protocol.
    pub is_protocol: bool,
    /// It is true or false.
    pub is_boolean: bool,
    /// A packet has it once at most.
    pub is_single: bool,
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are equal.
    Equal,
    /// They aren't.
    NotEqual,
    /// The first is greater.
    Greater,
    /// The first isn't smaller.
    GreaterEqual,
    /// The first is smaller.
    Less,
    /// The first isn't greater.
    LessEqual,
    /// The first has the second in it.
    Contains,
    /// A regular expression finds something in the first, whatever the case of its letters.
    Matches,
}

/// What a checked expression asks.
pub(super) fn of(syntax: &Syntax, expression: &str) -> Meaning {
    let written = |place: &Range<usize>| expression.get(place.clone()).unwrap_or_default().to_owned();
    match syntax {
        Syntax::All(parts) => Meaning::All(parts.iter().map(|part| of(part, expression)).collect()),
        Syntax::OneOf(parts) => Meaning::OneOf(parts.iter().map(|part| of(part, expression)).collect()),
        Syntax::Not(inner) => Meaning::Not(Box::new(of(inner, expression))),
        Syntax::Present(term) => {
            let subject = subject(term, &written(&term.place));
            if matches!(term.kind, TermKind::Arithmetic(super::syntax::Arithmetic::BitAnd, ..)) {
                Meaning::NotZero(subject)
            } else {
                Meaning::Present(subject)
            }
        }
        Syntax::Compare { quantifier, operator, left, right, .. } => Meaning::Compare {
            subject: subject(left, &written(&left.place)),
            every: *quantifier == Some(Quantifier::All),
            relation: match operator {
                Operator::Equal => Relation::Equal,
                Operator::NotEqual => Relation::NotEqual,
                Operator::Greater => Relation::Greater,
                Operator::GreaterEqual => Relation::GreaterEqual,
                Operator::Less => Relation::Less,
                Operator::LessEqual => Relation::LessEqual,
                Operator::Contains => Relation::Contains,
                Operator::Matches => Relation::Matches,
            },
            with: written(&right.place),
        },
        Syntax::Member { quantifier, left, set } => {
            let members = set.iter().map(|(first, last)| match last {
                None => written(&first.place),
                Some(last) => format!("{}..{}", written(&first.place), written(&last.place)),
            });
            Meaning::Member {
                subject: subject(left, &written(&left.place)),
                every: *quantifier == Some(Quantifier::All),
                set: members.collect::<Vec<_>>().join(", "),
            }
        }
    }
}

fn subject(term: &Term, text: &str) -> Subject {
    let id = match &term.kind {
        TermKind::Word(word) => Id::of_name(word.strip_prefix('.').unwrap_or(word)),
        _ => None,
    };
    let field = id.map(Id::field);
    Subject {
        text: text.to_owned(),
        title: field.map(|field| field.title),
        is_protocol: field.is_some_and(|field| field.kind == Kind::Protocol),
        is_boolean: field.is_some_and(|field| field.kind == Kind::Boolean),
        is_single: id.is_some_and(is_single),
    }
}

/// Whether a packet has a field once at most. Of IP and of what it carries inside ICMP there may be more, and of names and options.
fn is_single(id: Id) -> bool {
    let name = id.field().name;
    let may_repeat = ["port", "addr", "option", "segment", "comment", "code", "expert"];
    matches!(id.protocol(), Protocol::Frame | Protocol::Sll | Protocol::Arp | Protocol::Tcp | Protocol::Udp | Protocol::Labcap)
        && (matches!(name, "tcp.srcport" | "tcp.dstport" | "udp.srcport" | "udp.dstport")
            || !may_repeat.iter().any(|word| name.contains(word)))
}
