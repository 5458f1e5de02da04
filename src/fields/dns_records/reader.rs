//! Reads DNS messages field by field: numbers, names, texts, classes.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use arrayvec::ArrayString;

use super::lines::Lasting;
use crate::decode::Payload;
use crate::decode::dns::Name;
use crate::fields::Id;
use crate::fields::dns as table;
use crate::fields::tree::{Sink, Tree};
use crate::time::Timestamp;

/// Bytes that a name or a string may have when shown: four for each of 255.
pub(in crate::fields) type Shown = ArrayString<1024>;

/// Reads a message and tells what it reads.
#[derive(Clone, Copy, Debug)]
pub(in crate::fields) struct Reader<'a> {
    pub(in crate::fields) message: Payload<'a>,
    pub(in crate::fields) at: usize,
}

impl<'a> Reader<'a> {
    pub(in crate::fields) const fn new(message: Payload<'a>) -> Self {
        Self { message, at: 0 }
    }

    /// All that is left of the message.
    pub(in crate::fields) fn left(&self) -> &'a [u8] {
        self.message.bytes.get(self.at..).unwrap_or_default()
    }

    pub(in crate::fields) fn is_at_end(&self) -> bool {
        self.left().is_empty()
    }

    /// More is left of data that ends there.
    pub(in crate::fields) const fn is_before(&self, end: usize) -> bool {
        self.at < end
    }

    /// The bytes from here to where another reader stands.
    pub(in crate::fields) fn until(&self, other: &Self) -> &'a [u8] {
        let end = other.at.min(self.message.bytes.len());
        self.message.bytes.get(self.at..end).unwrap_or_default()
    }

    /// Where data of `length` bytes ends.
    pub(in crate::fields) const fn end_of(&self, length: usize) -> usize {
        self.at.saturating_add(length)
    }

    /// Goes to the end of data; `None` where more than that was read.
    pub(in crate::fields) fn go_to(&mut self, end: usize) -> Option<()> {
        let is_there = end >= self.at && end <= self.message.bytes.len();
        self.at = self.at.max(end);
        is_there.then_some(())
    }

    pub(in crate::fields) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let bytes = self.message.bytes.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    /// The number `offset` bytes further on.
    pub(in crate::fields) fn u16_at(&self, offset: usize) -> Option<u16> {
        self.message.u16_at(self.at.checked_add(offset)?)
    }

    pub(in crate::fields) fn u8_at(&self, offset: usize) -> Option<u8> {
        self.message.u8_at(self.at.checked_add(offset)?)
    }

    /// Goes behind a name.
    pub(in crate::fields) fn peek_name(&mut self) -> Option<(Name<'a>, &'a [u8])> {
        let (name, behind) = Name::at(self.message, self.at)?;
        let bytes = self.message.bytes.get(self.at..behind)?;
        self.at = behind;
        Some((name, bytes))
    }

    /// The bytes of so many questions or records, as far as they can be read.
    pub(in crate::fields) fn ahead(mut self, is_question: bool, count: u16) -> &'a [u8] {
        let start = self;
        for _ in 0..count {
            let passed = self.peek_name().and_then(|_| match is_question {
                true => self.take(4),
                false => {
                    let length = self.u16_at(8)?;
                    self.take(10 + usize::from(length))
                }
            });
            if passed.is_none() {
                return start.left();
            }
        }
        start.until(&self)
    }

    pub(in crate::fields) fn u8<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u8> {
        let bytes = self.take(1)?;
        let value = *bytes.first()?;
        tree.put(field, value, bytes);
        Some(value)
    }

    pub(in crate::fields) fn u16<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u16> {
        let bytes = self.take(2)?;
        let value = u16::from_be_bytes(bytes.try_into().ok()?);
        tree.put(field, value, bytes);
        Some(value)
    }

    pub(in crate::fields) fn u32<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u32> {
        let bytes = self.take(4)?;
        let value = u32::from_be_bytes(bytes.try_into().ok()?);
        tree.put(field, value, bytes);
        Some(value)
    }

    /// Seconds, in words behind them.
    pub(in crate::fields) fn seconds<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u32> {
        let bytes = self.take(4)?;
        let value = u32::from_be_bytes(bytes.try_into().ok()?);
        tree.put_as(field, value, bytes, format_args!("{}: {value} ({})", field.field().title, Lasting(value)));
        Some(value)
    }

    /// A point in time, in seconds since the epoch.
    pub(in crate::fields) fn time<S: Sink>(&mut self, field: Id, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(length)?;
        let seconds = bytes.iter().fold(0_u64, |seconds, byte| seconds << 8 | u64::from(*byte));
        let nanos = i128::from(seconds) * 1_000_000_000;
        tree.put(field, Timestamp::from_nanos_saturating(nanos), bytes);
        Some(())
    }

    pub(in crate::fields) fn ipv4<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(4)?;
        tree.put(field, Ipv4Addr::from(<[u8; 4]>::try_from(bytes).ok()?), bytes);
        Some(())
    }

    pub(in crate::fields) fn ipv6<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(16)?;
        tree.put(field, Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?), bytes);
        Some(())
    }

    pub(in crate::fields) fn bytes<S: Sink>(&mut self, field: Id, count: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(count)?;
        tree.put(field, bytes, bytes);
        Some(())
    }

    /// What is left of data.
    pub(in crate::fields) fn rest<S: Sink>(&mut self, field: Id, end: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        self.bytes(field, end.checked_sub(self.at)?, tree)
    }

    pub(in crate::fields) fn name<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let (name, bytes) = self.peek_name()?;
        put_name(field, name, bytes, tree);
        Some(())
    }

    /// Text of so many bytes.
    pub(in crate::fields) fn text<S: Sink>(&mut self, field: Id, count: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(count)?;
        put_text(field, bytes, tree);
        Some(())
    }

    /// Text with its length before it.
    pub(in crate::fields) fn string<S: Sink>(&mut self, length: Id, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let count = self.u8(length, tree)?;
        self.text(field, count.into(), tree)
    }
}

/// A name, written out only where it is wanted.
pub(in crate::fields) fn put_name<S: Sink>(field: Id, name: Name<'_>, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if tree.wants_field(field) {
        let mut text = Shown::new();
        // Names that are too long are only named so.
        let _ = write!(text, "{name}");
        tree.put(field, text.as_str(), bytes);
    }
}

/// ASCII text up to its first NUL, written out only where it is wanted.
pub(in crate::fields) fn put_text<S: Sink>(field: Id, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if !tree.wants_field(field) {
        return;
    }
    let shown = bytes.iter().take_while(|byte| **byte != 0);
    if bytes.len() <= 255 {
        let mut text = Shown::new();
        shown.for_each(|byte| text.push(ascii(*byte)));
        tree.put(field, text.as_str(), bytes);
    } else {
        let text: String = shown.map(|byte| ascii(*byte)).collect();
        tree.put(field, text.as_str(), bytes);
    }
}

/// A class; of mDNS without the bit that means something else.
pub(in crate::fields) fn put_class<S: Sink>(field: Id, class: u16, is_mdns: bool, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if is_mdns {
        let class = class & 0x7fff;
        let name = class_name(class);
        let [high, low] = class.to_be_bytes();
        let bits = format_args!(".{:03b} {:04b} {:04b} {:04b}", high >> 4, high & 0xf, low >> 4, low & 0xf);
        tree.put_as(field, class, bytes, format_args!("{bits} = Class: {name} (0x{class:04x})"));
    } else {
        tree.put(field, class, bytes);
    }
}

pub(in crate::fields) fn class_name(class: u16) -> &'static str {
    table::QRY_CLASS.field().name_of(class.into()).unwrap_or("Unknown")
}

/// The start of an address, the rest 0.
pub(in crate::fields) fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut address = [0; N];
    for (to, from) in address.iter_mut().zip(bytes) {
        *to = *from;
    }
    address
}

pub(in crate::fields) fn ascii(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER }
}
