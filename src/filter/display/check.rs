//! The types of an expression: which field a name is, what may be compared with what, and what each literal means there.

use std::ops::Range;

use super::error::{FilterError, nearest};
use super::literal::{Literal, Written, literal};
use super::pattern;
use super::syntax::{Arithmetic, Operator, Piece, Quantifier, Syntax, Term, TermKind};
use super::test::{Function, Member, Operand, Relation, Test};
use crate::fields::{self, Id, Kind};
use crate::track::flow::State;
use crate::track::tcp::Phase;

/// Checks an expression; `want` hears of each field that it looks at.
pub(super) fn check(syntax: &Syntax, expression: &str, codes: &[&'static str], want: &mut dyn FnMut(Id)) -> Result<Test, FilterError> {
    Checker { expression, codes, want }.test(syntax)
}

struct Checker<'c> {
    expression: &'c str,
    /// All codes of statements; none where they aren't known.
    codes: &'c [&'static str],
    want: &'c mut dyn FnMut(Id),
}

/// A term whose type is known, and the field whose values have names.
struct Typed {
    operand: Operand,
    kind: Kind,
    field: Option<Id>,
}

const FUNCTIONS: [(&str, Function); 8] = [
    ("len", Function::Length),
    ("count", Function::Count),
    ("lower", Function::Lower),
    ("upper", Function::Upper),
    ("string", Function::Text),
    ("max", Function::Largest),
    ("min", Function::Smallest),
    ("abs", Function::Absolute),
];

impl Checker<'_> {
    fn error(&self, place: &Range<usize>, reason: impl Into<String>) -> FilterError {
        FilterError::at(self.expression, place.clone(), reason)
    }

    fn test(&mut self, syntax: &Syntax) -> Result<Test, FilterError> {
        Ok(match syntax {
            Syntax::All(parts) => Test::All(parts.iter().map(|part| self.test(part)).collect::<Result<_, _>>()?),
            Syntax::OneOf(parts) => Test::OneOf(parts.iter().map(|part| self.test(part)).collect::<Result<_, _>>()?),
            Syntax::Not(inner) => Test::Not(Box::new(self.test(inner)?)),
            Syntax::Present(term) => self.present(term)?,
            Syntax::Compare { quantifier, operator, left, right, place } => self.compare(*quantifier, *operator, left, right, place)?,
            Syntax::Member { quantifier, left, set } => self.member(*quantifier, left, set)?,
        })
    }

    fn present(&mut self, term: &Term) -> Result<Test, FilterError> {
        if let TermKind::Call(name, arguments) = &term.kind {
            // What is wrong with the call itself is said first.
            let typed = self.call(name, arguments, term)?;
            let error = self.error(&term.place, format!("what {name}() gives is to be compared; alone it says nothing"));
            let call = self.expression.get(term.place.clone()).unwrap_or_default();
            return Err(match typed.kind {
                Kind::Text => error.hint(format!("{call} == \"…\"")),
                Kind::Unsigned(_) | Kind::Signed(_) | Kind::FrameNumber => error.hint(format!("{call} > 0")),
                _ => error.hint(format!("{call} == …")),
            });
        }
        if let Some(reason) = constant(term) {
            let error = self.error(&term.place, format!("{reason} is neither a field nor a protocol"));
            return Err(match &term.kind {
                TermKind::Word(word) => suggest(error, word),
                _ => error,
            });
        }
        let typed = self.left(term)?;
        Ok(match term.kind {
            TermKind::Arithmetic(Arithmetic::BitAnd, ..) => Test::NotZero(typed.operand),
            _ => Test::Present(typed.operand),
        })
    }

    fn compare(
        &mut self,
        quantifier: Option<Quantifier>,
        operator: Operator,
        left: &Term,
        right: &Term,
        place: &Range<usize>,
    ) -> Result<Test, FilterError> {
        if let Some(reason) = constant(left) {
            let symbol = self.expression.get(place.clone()).unwrap_or_default();
            return Err(match &left.kind {
                TermKind::Word(word) if word.starts_with(char::is_alphabetic) => {
                    suggest(self.error(&left.place, format!("there is no field {reason}")), word)
                }
                _ => self.error(&left.place, format!("left of `{symbol}` stands a field or a function, not {reason}")),
            });
        }
        let typed = self.left(left)?;
        self.allow(operator, &typed, left)?;
        let quantifier = quantifier.unwrap_or(Quantifier::Any);
        let relation = match operator {
            Operator::Matches => {
                let TermKind::Text(pattern) = &right.kind else {
                    let error = self.error(&right.place, "behind `matches` stands a text in double quotes");
                    return Err(error.hint("dns.qry.name matches \"^www\""));
                };
                let regex = regex(pattern).map_err(|reason| self.error(&right.place, format!("the regular expression: {reason}")))?;
                return Ok(Test::Matches { quantifier, left: typed.operand, regex: Box::new(regex) });
            }
            Operator::Equal => Relation::Equal,
            Operator::NotEqual => Relation::NotEqual,
            Operator::Greater => Relation::Greater,
            Operator::GreaterEqual => Relation::GreaterEqual,
            Operator::Less => Relation::Less,
            Operator::LessEqual => Relation::LessEqual,
            Operator::Contains => Relation::Contains,
        };
        let kind = if operator == Operator::Contains && typed.kind != Kind::Text { Kind::Bytes } else { typed.kind };
        let operand = self.right(right, kind, &typed)?;
        if operator != Operator::Contains {
            self.known_word(&typed, &operand, right)?;
        }
        Ok(Test::Compare { quantifier, relation, left: typed.operand, right: operand })
    }

    fn allow(&self, operator: Operator, left: &Typed, term: &Term) -> Result<(), FilterError> {
        let is_allowed = match operator {
            Operator::Contains | Operator::Matches => {
                matches!(left.kind, Kind::Text | Kind::Bytes | Kind::Protocol | Kind::Ethernet | Kind::Eui64)
            }
            _ => left.kind != Kind::Nothing,
        };
        if is_allowed {
            return Ok(());
        }
        let text = self.expression.get(term.place.clone()).unwrap_or_default();
        let error = self.error(&term.place, format!("`{text}` ({}) can't be compared in this way", left.kind.as_str()));
        Err(match left.kind {
            Kind::Nothing => error.hint(format!("it is there or not: write `{text}` alone")),
            Kind::Ipv4 | Kind::Ipv6 => error.hint(format!("compare it with a subnet, as {text} == 192.0.2.0/24, or take string({text})")),
            _ => error.hint(format!("string({text}) is its text")),
        })
    }

    fn member(&mut self, quantifier: Option<Quantifier>, left: &Term, set: &[(Term, Option<Term>)]) -> Result<Test, FilterError> {
        if let Some(reason) = constant(left) {
            let error = self.error(&left.place, format!("left of `in` stands a field, not {reason}"));
            return Err(match &left.kind {
                TermKind::Word(word) => suggest(error, word),
                _ => error,
            });
        }
        if !matches!(left.kind, TermKind::Word(_) | TermKind::Layers(..)) {
            return Err(self.error(&left.place, "only a field can be looked for in a set").hint("compare with == and put || between"));
        }
        let typed = self.left(left)?;
        self.allow(Operator::Equal, &typed, left)?;
        let mut members = Vec::new();
        for (first, last) in set {
            let term = first;
            let first = self.right(term, typed.kind, &typed)?;
            self.known_word(&typed, &first, term)?;
            members.push(match last {
                None => Member::One(first),
                Some(last) => Member::Between(first, self.right(last, typed.kind, &typed)?),
            });
        }
        Ok(Test::In { quantifier: quantifier.unwrap_or(Quantifier::Any), left: typed.operand, set: members })
    }

    /// labcap's own words are closed sets: one that isn't among them would select nothing, and say nothing.
    fn known_word(&self, left: &Typed, right: &Operand, term: &Term) -> Result<(), FilterError> {
        let (Some(id), Operand::Constant(Literal::Text(word))) = (left.field, right) else { return Ok(()) };
        let known: Vec<&str> = match id.field().name {
            "labcap.phase" => Phase::ALL.map(Phase::as_str).to_vec(),
            "labcap.state" => State::ALL.map(State::as_str).to_vec(),
            "labcap.code" => self.codes.to_vec(),
            _ => return Ok(()),
        };
        if known.is_empty() || known.contains(&word.as_str()) {
            return Ok(());
        }
        let error = self.error(&term.place, format!("{} is never \"{word}\"", id.field().name));
        Err(match nearest(word, known.iter().copied()) {
            Some(name) => error.hint(format!("did you mean \"{name}\"?")),
            None if known.len() <= 10 => error.hint(format!("it is one of {}", known.join(", "))),
            None => error.hint("the codes are those in the records of --format ndjson"),
        })
    }

    /// A term that has a type of its own.
    fn left(&mut self, term: &Term) -> Result<Typed, FilterError> {
        match &term.kind {
            TermKind::Word(word) => {
                let id = self.field(word, &term.place)?;
                Ok(Typed { operand: Operand::Field(id, Vec::new()), kind: id.field().kind, field: Some(id) })
            }
            TermKind::Layers(inner, pieces) => {
                let TermKind::Word(word) = &inner.kind else {
                    return Err(self.error(&term.place, "only a field stands in a layer").hint("write # right behind the field: ip.src#1"));
                };
                let id = self.field(word, &inner.place)?;
                Ok(Typed { operand: Operand::Field(id, pieces.clone()), kind: id.field().kind, field: Some(id) })
            }
            TermKind::Slice(inner, pieces) => self.slice(inner, pieces),
            TermKind::Call(name, arguments) => self.call(name, arguments, term),
            TermKind::Negate(inner) => {
                let typed = self.left(inner)?;
                if !matches!(typed.kind, Kind::Unsigned(_) | Kind::Signed(_) | Kind::Span) {
                    return Err(self.error(&inner.place, format!("{} has no negative", typed.kind.as_str())));
                }
                Ok(Typed { operand: Operand::Negate(Box::new(typed.operand)), ..typed })
            }
            TermKind::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, term),
            TermKind::Text(_) | TermKind::Character(_) => {
                Err(self.error(&term.place, "a field or a function is expected here, not a text"))
            }
        }
    }

    fn field(&mut self, word: &str, place: &Range<usize>) -> Result<Id, FilterError> {
        match Id::of_name(word.strip_prefix('.').unwrap_or(word)) {
            Some(id) => {
                (self.want)(id);
                Ok(id)
            }
            None => Err(suggest(self.error(place, format!("`{word}` is neither a field nor a protocol")), word)),
        }
    }

    fn slice(&mut self, inner: &Term, pieces: &[Piece]) -> Result<Typed, FilterError> {
        let typed = self.left(inner)?;
        let has_bytes =
            matches!(typed.kind, Kind::Bytes | Kind::Text | Kind::Protocol | Kind::Ethernet | Kind::Eui64 | Kind::Ipv4 | Kind::Ipv6);
        if !has_bytes {
            let text = self.expression.get(inner.place.clone()).unwrap_or_default();
            let error = self.error(&inner.place, format!("`{text}` ({}) can't be cut into bytes", typed.kind.as_str()));
            return Err(error.hint("take the protocol's bytes, as tcp[13]"));
        }
        Ok(Typed { operand: Operand::Slice(Box::new(typed.operand), pieces.to_vec()), kind: Kind::Bytes, field: None })
    }

    fn call(&mut self, name: &str, arguments: &[Term], term: &Term) -> Result<Typed, FilterError> {
        let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let error = self.error(&term.place, format!("there is no function {name}()"));
            let known: Vec<String> = FUNCTIONS.iter().map(|(name, _)| format!("{name}()")).collect();
            return Err(error.hint(format!("the functions are {}", known.join(", "))));
        };
        let takes_many = matches!(function, Function::Largest | Function::Smallest);
        let (Some(first), true) = (arguments.first(), takes_many || arguments.len() == 1) else {
            let wanted = if takes_many { "one or more values" } else { "one value" };
            return Err(self.error(&term.place, format!("{name}() takes {wanted}, not {}", arguments.len())));
        };
        if let Some(reason) = constant(first) {
            let error = self.error(&first.place, format!("{name}() takes a field, not {reason}"));
            return Err(match &first.kind {
                TermKind::Word(word) => suggest(error, word),
                _ => error,
            });
        }
        let typed = self.left(first)?;
        let wrong =
            |checker: &Self, wanted: &str| checker.error(&first.place, format!("{name}() takes {wanted}, not {}", typed.kind.as_str()));
        let is_field = matches!(first.kind, TermKind::Word(_) | TermKind::Layers(..));
        let kind = match function {
            Function::Length | Function::Count if !is_field => return Err(wrong(self, "a field")),
            Function::Length | Function::Count => Kind::Unsigned(32),
            Function::Lower | Function::Upper if typed.kind != Kind::Text || !is_field => return Err(wrong(self, "a field with text")),
            Function::Lower | Function::Upper => Kind::Text,
            Function::Text
                if !is_field
                    || !matches!(
                        typed.kind,
                        Kind::Unsigned(_)
                            | Kind::Signed(_)
                            | Kind::Ipv4
                            | Kind::Ipv6
                            | Kind::Ethernet
                            | Kind::Eui64
                            | Kind::FrameNumber
                            | Kind::Character
                    ) =>
            {
                return Err(wrong(self, "a field with a number or an address"));
            }
            Function::Text => Kind::Text,
            Function::Absolute if !matches!(typed.kind, Kind::Unsigned(_) | Kind::Signed(_) | Kind::Span) => {
                return Err(wrong(self, "a number or a span of time"));
            }
            Function::Absolute | Function::Largest | Function::Smallest => typed.kind,
        };
        let mut operands = Vec::new();
        for argument in &arguments[1..] {
            operands.push(self.right(argument, typed.kind, &typed)?);
        }
        let field = if matches!(function, Function::Largest | Function::Smallest | Function::Absolute) { typed.field } else { None };
        operands.insert(0, typed.operand);
        Ok(Typed { operand: Operand::Call(*function, operands), kind, field })
    }

    fn arithmetic(&mut self, operator: Arithmetic, left: &Term, right: &Term, term: &Term) -> Result<Typed, FilterError> {
        if let Some(reason) = constant(left) {
            return Err(self.error(&left.place, format!("left of an arithmetic operator stands a field or a function, not {reason}")));
        }
        let typed = self.left(left)?;
        let is_allowed = matches!(
            (operator, typed.kind),
            (_, Kind::Unsigned(_) | Kind::Signed(_) | Kind::FrameNumber | Kind::Character)
                | (Arithmetic::BitAnd, Kind::Bytes | Kind::Ipv4 | Kind::Ethernet)
                | (Arithmetic::Add | Arithmetic::Subtract, Kind::Span)
        );
        if !is_allowed {
            return Err(self.error(&term.place, format!("{} can't be used in this calculation", typed.kind.as_str())));
        }
        let right = self.right(right, typed.kind, &typed)?;
        Ok(Typed { operand: Operand::Arithmetic(operator, Box::new(typed.operand), Box::new(right)), kind: typed.kind, field: None })
    }

    /// A term beside values of `kind`: a literal of that type, or a field, a function or a calculation that has it.
    fn right(&mut self, term: &Term, kind: Kind, beside: &Typed) -> Result<Operand, FilterError> {
        let named = beside.field.map(Id::field).filter(|field| field.kind == kind);
        let written = match &term.kind {
            TermKind::Word(word) if Id::of_name(word).is_some() || word.starts_with('.') && Id::of_name(&word[1..]).is_some() => None,
            TermKind::Word(word) => Some(Written::Word(word)),
            TermKind::Text(bytes) => Some(Written::Text(bytes)),
            TermKind::Character(byte) => Some(Written::Character(*byte)),
            TermKind::Negate(inner) if constant(inner).is_some() => {
                let operand = self.right(inner, kind, beside)?;
                return match operand {
                    Operand::Constant(Literal::Unsigned(value)) => Ok(Operand::Constant(Literal::Unsigned(negative(value, kind)))),
                    Operand::Constant(Literal::Signed(value)) => Ok(Operand::Constant(Literal::Signed(-value))),
                    Operand::Constant(Literal::Span(span)) => {
                        Ok(Operand::Constant(Literal::Span(crate::time::Span::from_nanos(span.as_nanos().saturating_neg()))))
                    }
                    _ => Err(self.error(&term.place, format!("{} has no negative", kind.as_str()))),
                };
            }
            TermKind::Arithmetic(operator, left, right) if constant(left).is_some() => {
                let is_number = matches!(kind, Kind::Unsigned(_) | Kind::Signed(_) | Kind::FrameNumber | Kind::Span);
                if !is_number {
                    return Err(self.error(&term.place, format!("{} can't be used in this calculation", kind.as_str())));
                }
                let (left, right) = (self.right(left, kind, beside)?, self.right(right, kind, beside)?);
                return Ok(Operand::Arithmetic(*operator, Box::new(left), Box::new(right)));
            }
            _ => None,
        };
        let Some(written) = written else {
            let typed = self.left(term)?;
            // Bytes that were cut out of something are laid beside the bytes of addresses and texts.
            let is_piece = |one: &Typed, other: Kind| {
                matches!(one.operand, Operand::Slice(..)) && matches!(other, Kind::Ipv4 | Kind::Ipv6 | Kind::Text)
            };
            if !are_comparable(kind, typed.kind) && !is_piece(beside, typed.kind) && !is_piece(&typed, kind) {
                let reason = format!("{} and {} can't be compared", kind.as_str(), typed.kind.as_str());
                let error = self.error(&term.place, reason);
                return Err(match &term.kind {
                    TermKind::Word(word) => error.hint(format!("`{word}` is a field too; in quotes it's a text: \"{word}\"")),
                    _ => error,
                });
            }
            return Ok(typed.operand);
        };
        literal(written, kind, named).map(Operand::Constant).map_err(|reason| self.error(&term.place, reason))
    }
}

/// A regular expression, of PCRE2's language; the work of building it and of searching with it is bounded.
///
/// # Errors
/// The reason, as half a sentence.
pub(super) fn regex(pattern: &[u8]) -> Result<regex::bytes::Regex, String> {
    // Each group and repetition nests, and the pattern's own nesting is bounded.
    const MOST_NESTED: u32 = 4096;
    let text = pattern::translate(pattern)?;
    let built =
        regex::bytes::RegexBuilder::new(&text).unicode(false).size_limit(1 << 20).dfa_size_limit(1 << 20).nest_limit(MOST_NESTED).build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        other => other.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    })
}

/// How an unsigned type holds a negative number: as C does.
const fn negative(value: u64, kind: Kind) -> u64 {
    match kind {
        Kind::Unsigned(33..) => value.wrapping_neg(),
        _ => (value as u32).wrapping_neg() as u64,
    }
}

const fn are_comparable(left: Kind, right: Kind) -> bool {
    const fn class(kind: Kind) -> u8 {
        match kind {
            Kind::Nothing => 0,
            Kind::Boolean => 1,
            Kind::Unsigned(_) | Kind::FrameNumber | Kind::Character => 2,
            Kind::Signed(_) => 3,
            Kind::Ipv4 => 4,
            Kind::Ipv6 => 5,
            Kind::Ethernet | Kind::Eui64 | Kind::Bytes => 6,
            Kind::Protocol => 11,
            Kind::Text => 7,
            Kind::Time => 8,
            Kind::Span => 9,
            Kind::Double => 10,
        }
    }
    class(left) == class(right)
}

/// What a term is where it is no field, function or calculation with one.
fn constant(term: &Term) -> Option<String> {
    match &term.kind {
        TermKind::Word(word) => match Id::of_name(word.strip_prefix('.').unwrap_or(word)) {
            Some(_) => None,
            None => Some(format!("`{word}`")),
        },
        TermKind::Text(_) => Some("a text".to_owned()),
        TermKind::Character(_) => Some("a character".to_owned()),
        TermKind::Negate(inner) => constant(inner),
        TermKind::Arithmetic(_, left, right) => constant(left).and_then(|_| constant(right)).map(|_| "a calculation of numbers".to_owned()),
        TermKind::Layers(..) | TermKind::Slice(..) | TermKind::Call(..) => None,
    }
}

/// Adds the name that was perhaps meant.
fn suggest(error: FilterError, word: &str) -> FilterError {
    match nearest(word, fields::all().map(|id| id.field().name)) {
        Some(name) => error.hint(format!("did you mean `{name}`?")),
        None => error.hint("`labcap fields` lists the fields"),
    }
}
