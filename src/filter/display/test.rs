//! Asks a packet: a checked expression and the values of its fields to yes or no.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::literal::Literal;
use super::syntax::{Arithmetic, End, Piece, Quantifier};
use crate::fields::collect::{Collector, Occurrence};
use crate::fields::{Id, Kind, Value};
use crate::time::Span;

/// A checked expression.
#[derive(Debug)]
pub(super) enum Test {
    All(Vec<Test>),
    OneOf(Vec<Test>),
    Not(Box<Test>),
    Present(Operand),
    /// A bitwise operation with a result that isn't zero.
    NotZero(Operand),
    Compare {
        quantifier: Quantifier,
        relation: Relation,
        left: Operand,
        right: Operand,
    },
    Matches {
        quantifier: Quantifier,
        left: Operand,
        regex: Box<regex::bytes::Regex>,
    },
    In {
        quantifier: Quantifier,
        left: Operand,
        set: Vec<Member>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Contains,
}

#[derive(Debug)]
pub(super) enum Member {
    One(Operand),
    Between(Operand, Operand),
}

/// What has values.
#[derive(Debug)]
pub(super) enum Operand {
    /// A field, in some layers of its protocol only where pieces are named.
    Field(Id, Vec<Piece>),
    Slice(Box<Operand>, Vec<Piece>),
    Constant(Literal),
    Call(Function, Vec<Operand>),
    Negate(Box<Operand>),
    Arithmetic(Arithmetic, Box<Operand>, Box<Operand>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Length,
    Count,
    Lower,
    Upper,
    Text,
    Largest,
    Smallest,
    Absolute,
}

/// Room for values that are made on the way; used again for the next packet.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    texts: RefCell<Vec<String>>,
    bytes: RefCell<Vec<Vec<u8>>>,
}

impl Scratch {
    fn with_text<R>(&self, use_it: impl FnOnce(&mut String) -> R) -> R {
        let mut text = self.texts.borrow_mut().pop().unwrap_or_default();
        text.clear();
        let result = use_it(&mut text);
        self.texts.borrow_mut().push(text);
        result
    }

    fn with_bytes<R>(&self, use_it: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        let mut bytes = self.bytes.borrow_mut().pop().unwrap_or_default();
        bytes.clear();
        let result = use_it(&mut bytes);
        self.bytes.borrow_mut().push(bytes);
        result
    }
}

/// One value of an operand: a field's, or what an expression wrote.
#[derive(Clone, Copy, Debug)]
enum Item<'v> {
    Value(Value<'v>),
    /// Of a protocol: what slices cut and `len` counts, beside what is searched.
    Header(Value<'v>, &'v [u8]),
    Subnet4(Ipv4Addr, u8),
    Subnet6(Ipv6Addr, u8),
}

/// Takes values until it has seen enough; true ends it.
type Take<'t> = &'t mut dyn FnMut(Item<'_>) -> bool;

impl Test {
    /// Whether it holds of the packet whose values are collected.
    pub(super) fn holds(&self, values: &Collector, scratch: &Scratch) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(values, scratch)),
            Self::OneOf(parts) => parts.iter().any(|part| part.holds(values, scratch)),
            Self::Not(inner) => !inner.holds(values, scratch),
            Self::Present(operand) => operand.each(values, scratch, &mut |_| true),
            Self::NotZero(operand) => operand.each(values, scratch, &mut |item| !is_zero(item)),
            Self::Compare { quantifier, relation, left, right } => quantified(*quantifier, left, values, scratch, &mut |item| {
                quantified(*quantifier, right, values, scratch, &mut |other| relation.holds(item, other))
            }),
            Self::Matches { quantifier, left, regex } => {
                quantified(*quantifier, left, values, scratch, &mut |item| bytes_of(&item, |bytes| regex.is_match(bytes)).unwrap_or(false))
            }
            // With `all` one member of the set has to fit every value (so in Wireshark), which `any` needn't tell apart.
            Self::In { quantifier, left, set } => {
                set.iter().any(|member| quantified(*quantifier, left, values, scratch, &mut |item| member.is(item, values, scratch)))
            }
        }
    }
}

impl Member {
    fn is(&self, item: Item<'_>, values: &Collector, scratch: &Scratch) -> bool {
        match self {
            Self::One(one) => one.each(values, scratch, &mut |other| Relation::Equal.holds(item, other)),
            Self::Between(first, last) => {
                first.each(values, scratch, &mut |first| Relation::GreaterEqual.holds(item, first))
                    && last.each(values, scratch, &mut |last| Relation::LessEqual.holds(item, last))
            }
        }
    }
}

/// Whether one value of the operand holds, or there are some and each does.
fn quantified(quantifier: Quantifier, operand: &Operand, values: &Collector, scratch: &Scratch, holds: Take<'_>) -> bool {
    match quantifier {
        Quantifier::Any => operand.each(values, scratch, holds),
        Quantifier::All => {
            let mut is_there = false;
            let fails = operand.each(values, scratch, &mut |item| {
                is_there = true;
                !holds(item)
            });
            is_there && !fails
        }
    }
}

impl Operand {
    /// Gives the values one after the other, until one is enough; whether one was.
    fn each(&self, values: &Collector, scratch: &Scratch, take: Take<'_>) -> bool {
        match self {
            Self::Field(id, layers) => {
                let is_protocol = id.field().kind == Kind::Protocol;
                let count = values.layers(id.protocol());
                values
                    .values(*id)
                    .filter(|occurrence| layers.is_empty() || is_in(occurrence.layer, count, layers))
                    .any(|Occurrence { value, bytes, .. }| take(if is_protocol { Item::Header(value, bytes) } else { Item::Value(value) }))
            }
            Self::Constant(literal) => with_literal(literal, take),
            Self::Slice(operand, pieces) => operand.each(values, scratch, &mut |item| {
                header_of(&item, |bytes| match pieces.as_slice() {
                    [piece] => cut(bytes, *piece).is_some_and(|bytes| take(Item::Value(Value::Bytes(bytes)))),
                    _ => scratch.with_bytes(|joined| {
                        for piece in pieces {
                            joined.extend_from_slice(cut(bytes, *piece).unwrap_or_default());
                        }
                        !joined.is_empty() && take(Item::Value(Value::Bytes(joined)))
                    }),
                })
                .unwrap_or(false)
            }),
            Self::Negate(operand) => operand.each(values, scratch, &mut |item| match item {
                Item::Value(Value::Unsigned(value)) => take(Item::Value(Value::Unsigned((value as u32).wrapping_neg().into()))),
                Item::Value(Value::Signed(value)) => take(Item::Value(Value::Signed(value.wrapping_neg()))),
                Item::Value(Value::Span(span)) => take(Item::Value(Value::Span(Span::from_nanos(span.as_nanos().saturating_neg())))),
                _ => false,
            }),
            Self::Arithmetic(operator, left, right) => left.each(values, scratch, &mut |left| {
                right.each(values, scratch, &mut |right| calculate(*operator, left, right, scratch, take))
            }),
            Self::Call(function, arguments) => call(*function, arguments, values, scratch, take),
        }
    }
}

fn with_literal(literal: &Literal, take: Take<'_>) -> bool {
    take(match literal {
        Literal::Boolean(value) => Item::Value(Value::Boolean(*value)),
        Literal::Unsigned(value) => Item::Value(Value::Unsigned(*value)),
        Literal::Signed(value) => Item::Value(Value::Signed(*value)),
        Literal::Ipv4(address, prefix) => Item::Subnet4(*address, *prefix),
        Literal::Ipv6(address, prefix) => Item::Subnet6(*address, *prefix),
        Literal::Ethernet(address) => Item::Value(Value::Ethernet(*address)),
        Literal::Bytes(bytes) => Item::Value(Value::Bytes(bytes)),
        Literal::Text(text) => Item::Value(Value::Text(text)),
        Literal::Time(time) => Item::Value(Value::Time(*time)),
        Literal::Span(span) => Item::Value(Value::Span(*span)),
        Literal::Double(value) => Item::Value(Value::Double(*value)),
    })
}

fn call(function: Function, arguments: &[Operand], values: &Collector, scratch: &Scratch, take: Take<'_>) -> bool {
    let Some(first) = arguments.first() else { return false };
    match function {
        Function::Count => {
            let mut count = 0_u64;
            first.each(values, scratch, &mut |_| {
                count += 1;
                false
            });
            count > 0 && take(Item::Value(Value::Unsigned(count)))
        }
        Function::Length => first
            .each(values, scratch, &mut |item| length_of(first, &item).is_some_and(|length| take(Item::Value(Value::Unsigned(length))))),
        Function::Lower | Function::Upper => first.each(values, scratch, &mut |item| {
            let Item::Value(Value::Text(text)) = item else { return false };
            scratch.with_text(|made| {
                made.push_str(text);
                if function == Function::Lower {
                    made.make_ascii_lowercase()
                } else {
                    made.make_ascii_uppercase()
                }
                take(Item::Value(Value::Text(made)))
            })
        }),
        Function::Text => first.each(values, scratch, &mut |item| {
            scratch.with_text(|made| {
                // A String takes everything.
                let _ = match item {
                    Item::Value(Value::Unsigned(value)) => write!(made, "{value}"),
                    Item::Value(Value::Signed(value)) => write!(made, "{value}"),
                    Item::Value(Value::Ipv4(address)) => write!(made, "{address}"),
                    Item::Value(Value::Ipv6(address)) => write!(made, "{address}"),
                    Item::Value(value @ (Value::Ethernet(_) | Value::Bytes(_))) => {
                        let Operand::Field(id, _) = first else { return false };
                        value.write(id.field(), made)
                    }
                    _ => return false,
                };
                take(Item::Value(Value::Text(made)))
            })
        }),
        Function::Absolute => first.each(values, scratch, &mut |item| match item {
            Item::Value(Value::Signed(value)) => take(Item::Value(Value::Signed(value.wrapping_abs()))),
            Item::Value(Value::Span(span)) => take(Item::Value(Value::Span(Span::from_nanos(span.as_nanos().saturating_abs())))),
            other => take(other),
        }),
        Function::Largest => extreme(Ordering::Greater, arguments, values, scratch, take),
        Function::Smallest => extreme(Ordering::Less, arguments, values, scratch, take),
    }
}

/// The largest or the smallest value of all: the one that none of the others surpasses. The values are walked once for each, so that
/// none has to be kept; a packet has few.
fn extreme(wanted: Ordering, arguments: &[Operand], values: &Collector, scratch: &Scratch, take: Take<'_>) -> bool {
    let mut is_found = false;
    arguments.iter().any(|argument| {
        argument.each(values, scratch, &mut |item| {
            let is_surpassed = arguments.iter().any(|other| other.each(values, scratch, &mut |other| compare(other, item) == Some(wanted)));
            if is_surpassed || is_found {
                return false;
            }
            is_found = true;
            take(item)
        })
    })
}

fn calculate(operator: Arithmetic, left: Item<'_>, right: Item<'_>, scratch: &Scratch, take: Take<'_>) -> bool {
    let value = match (left, right) {
        (Item::Value(Value::Unsigned(left)), Item::Value(Value::Unsigned(right))) => {
            // As Wireshark calculates: below zero the result is negative, and one that is too large is none.
            let is_wide = left > u64::from(u32::MAX) || right > u64::from(u32::MAX);
            let most = if is_wide { u64::MAX } else { u64::from(u32::MAX) };
            let (left, right) = (i128::from(left), i128::from(right));
            let result = match operator {
                Arithmetic::BitAnd => left & right,
                Arithmetic::Add => left + right,
                Arithmetic::Subtract => left - right,
                Arithmetic::Multiply => left.saturating_mul(right),
                Arithmetic::Divide if right != 0 => left / right,
                Arithmetic::Remainder if right != 0 => left % right,
                Arithmetic::Divide | Arithmetic::Remainder => return false,
            };
            match (u64::try_from(result), i64::try_from(result)) {
                (Ok(result), _) if result <= most => Value::Unsigned(result),
                (Err(_), Ok(result)) => Value::Signed(result),
                _ => return false,
            }
        }
        (Item::Value(Value::Signed(left)), Item::Value(Value::Signed(right))) => Value::Signed(match operator {
            Arithmetic::BitAnd => left & right,
            Arithmetic::Add => left.wrapping_add(right),
            Arithmetic::Subtract => left.wrapping_sub(right),
            Arithmetic::Multiply => left.wrapping_mul(right),
            Arithmetic::Divide => match left.checked_div(right) {
                Some(result) => result,
                None => return false,
            },
            Arithmetic::Remainder => match left.checked_rem(right) {
                Some(result) => result,
                None => return false,
            },
        }),
        (Item::Value(Value::Span(left)), Item::Value(Value::Span(right))) => Value::Span(Span::from_nanos(match operator {
            Arithmetic::Subtract => left.as_nanos().saturating_sub(right.as_nanos()),
            _ => left.as_nanos().saturating_add(right.as_nanos()),
        })),
        (Item::Value(Value::Ipv4(left)), right @ (Item::Value(Value::Ipv4(_)) | Item::Subnet4(..))) => {
            let right = match right {
                Item::Subnet4(address, _) | Item::Value(Value::Ipv4(address)) => address,
                _ => return false,
            };
            Value::Ipv4(Ipv4Addr::from_bits(left.to_bits() & right.to_bits()))
        }
        (left, right) => {
            return bytes_of(&left, |left| {
                bytes_of(&right, |right| {
                    scratch.with_bytes(|made| {
                        made.extend(left.iter().zip(right).map(|(left, right)| left & right));
                        take(Item::Value(Value::Bytes(made)))
                    })
                })
            })
            .flatten()
            .unwrap_or(false);
        }
    };
    take(Item::Value(value))
}

/// What `len` counts: bytes of a value.
fn length_of(operand: &Operand, item: &Item<'_>) -> Option<u64> {
    let Operand::Field(id, _) = operand else { return None };
    Some(match (item, id.field().kind) {
        (_, Kind::Unsigned(bits) | Kind::Signed(bits)) => u64::from(bits.div_ceil(8)),
        (_, Kind::Character) => 1,
        (_, Kind::FrameNumber) => 4,
        (_, Kind::Boolean | Kind::Nothing | Kind::Time | Kind::Span) => 0,
        (Item::Header(_, header), _) => header.len() as u64,
        _ => bytes_of(item, |bytes| bytes.len() as u64)?,
    })
}

/// Whether a layer is among those that are named; `count` is how many there are.
fn is_in(layer: u16, count: u16, pieces: &[Piece]) -> bool {
    let (layer, count) = (i32::from(layer), i32::from(count));
    let from_start = |number: i32| if number < 0 { count + 1 + number } else { number };
    pieces.iter().any(|piece| {
        let start = from_start(piece.start);
        match piece.end {
            End::Length(length) => layer >= start && i64::from(layer) < i64::from(start) + i64::from(length),
            End::Last(last) => layer >= start && layer <= from_start(last),
            End::Open => layer >= start,
        }
    })
}

/// The bytes that a piece cuts out: all of them, or none where the value is shorter.
fn cut(bytes: &[u8], piece: Piece) -> Option<&[u8]> {
    let from_start = |offset: i32| {
        let offset = i64::from(offset);
        usize::try_from(if offset < 0 { bytes.len() as i64 + offset } else { offset }).ok()
    };
    let start = from_start(piece.start)?;
    let end = match piece.end {
        End::Length(length) => start.checked_add(length as usize)?,
        End::Last(last) => from_start(last)? + 1,
        End::Open => bytes.len(),
    };
    bytes.get(start..end).filter(|bytes| !bytes.is_empty())
}

/// The bytes of a value that has some.
fn bytes_of<R>(item: &Item<'_>, use_them: impl FnOnce(&[u8]) -> R) -> Option<R> {
    Some(match item {
        Item::Value(Value::Bytes(bytes) | Value::Protocol(bytes)) | Item::Header(Value::Protocol(bytes), _) => use_them(bytes),
        Item::Value(Value::Text(text)) => use_them(text.as_bytes()),
        Item::Value(Value::Ethernet(address)) => use_them(address),
        Item::Value(Value::Ipv4(address)) | Item::Subnet4(address, _) => use_them(&address.octets()),
        Item::Value(Value::Ipv6(address)) | Item::Subnet6(address, _) => use_them(&address.octets()),
        _ => return None,
    })
}

/// The bytes that slices cut: of a protocol its header.
fn header_of<R>(item: &Item<'_>, use_them: impl FnOnce(&[u8]) -> R) -> Option<R> {
    match item {
        Item::Header(_, header) => Some(use_them(header)),
        _ => bytes_of(item, use_them),
    }
}

fn is_zero(item: Item<'_>) -> bool {
    match item {
        Item::Value(Value::Unsigned(value)) => value == 0,
        Item::Value(Value::Signed(value)) => value == 0,
        _ => bytes_of(&item, |bytes| bytes.iter().all(|&byte| byte == 0)).unwrap_or(true),
    }
}

impl Relation {
    fn holds(self, left: Item<'_>, right: Item<'_>) -> bool {
        if self == Self::Contains {
            // Nothing is in all bytes, and in no text and no protocol (so in Wireshark).
            let is_bytes = matches!(left, Item::Value(Value::Bytes(_)));
            if !is_bytes && bytes_of(&right, <[u8]>::is_empty) == Some(true) {
                return false;
            }
            return bytes_of(&left, |left| bytes_of(&right, |right| memchr::memmem::find(left, right).is_some()))
                .flatten()
                .unwrap_or(false);
        }
        let Some(order) = compare(left, right) else { return false };
        match self {
            Self::Equal => order == Ordering::Equal,
            Self::NotEqual => order != Ordering::Equal,
            Self::Greater => order == Ordering::Greater,
            Self::GreaterEqual => order != Ordering::Less,
            Self::Less => order == Ordering::Less,
            Self::LessEqual => order != Ordering::Greater,
            Self::Contains => false,
        }
    }
}

/// How two values of one type stand; an address and a subnet by the bits that count.
fn compare(left: Item<'_>, right: Item<'_>) -> Option<Ordering> {
    Some(match (left, right) {
        (Item::Value(Value::Unsigned(left)), Item::Value(Value::Unsigned(right))) => left.cmp(&right),
        (Item::Value(Value::Signed(left)), Item::Value(Value::Signed(right))) => left.cmp(&right),
        // What a calculation has made negative.
        (Item::Value(Value::Signed(left)), Item::Value(Value::Unsigned(right))) => i128::from(left).cmp(&i128::from(right)),
        (Item::Value(Value::Unsigned(left)), Item::Value(Value::Signed(right))) => i128::from(left).cmp(&i128::from(right)),
        (Item::Value(Value::Boolean(left)), Item::Value(Value::Boolean(right))) => left.cmp(&right),
        (Item::Value(Value::Double(left)), Item::Value(Value::Double(right))) => left.partial_cmp(&right)?,
        (Item::Value(Value::Time(left)), Item::Value(Value::Time(right))) => left.cmp(&right),
        (Item::Value(Value::Span(left)), Item::Value(Value::Span(right))) => left.cmp(&right),
        (Item::Value(Value::Text(left)), Item::Value(Value::Text(right))) => left.cmp(right),
        (Item::Value(Value::Ipv4(left)), Item::Value(Value::Ipv4(right))) => left.cmp(&right),
        (Item::Value(Value::Ipv6(left)), Item::Value(Value::Ipv6(right))) => left.cmp(&right),
        (Item::Value(Value::Ipv4(address)), Item::Subnet4(subnet, prefix)) => of_prefix4(address, prefix).cmp(&of_prefix4(subnet, prefix)),
        (Item::Subnet4(subnet, prefix), Item::Value(Value::Ipv4(address))) => of_prefix4(subnet, prefix).cmp(&of_prefix4(address, prefix)),
        (Item::Value(Value::Ipv6(address)), Item::Subnet6(subnet, prefix)) => of_prefix6(address, prefix).cmp(&of_prefix6(subnet, prefix)),
        (Item::Subnet6(subnet, prefix), Item::Value(Value::Ipv6(address))) => of_prefix6(subnet, prefix).cmp(&of_prefix6(address, prefix)),
        // The longer of two byte strings is the greater (so in Wireshark).
        _ => bytes_of(&left, |left| bytes_of(&right, |right| left.len().cmp(&right.len()).then_with(|| left.cmp(right)))).flatten()?,
    })
}

fn of_prefix4(address: Ipv4Addr, prefix: u8) -> u32 {
    address.to_bits().checked_shr(u32::from(32 - prefix.min(32))).unwrap_or(0)
}

fn of_prefix6(address: Ipv6Addr, prefix: u8) -> u128 {
    address.to_bits().checked_shr(u32::from(128 - prefix.min(128))).unwrap_or(0)
}
