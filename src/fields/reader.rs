//! Reads fields out of a layer's bytes as their table entries say: so many bytes, of this type, these bits.

use super::field::Kind;
use super::tree::{Sink, Tree};
use super::{Id, Value};

/// The bytes of a layer. What the capture hasn't got isn't told, and the walk that asks for it ends there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// Bytes from a place on.
    pub(super) fn at(self, start: usize, length: usize) -> Option<&'a [u8]> {
        self.0.get(start..)?.get(..length)
    }

    /// All bytes from a place on.
    pub(super) fn after(self, start: usize) -> Reader<'a> {
        Reader(self.0.get(start..).unwrap_or_default())
    }

    /// A number of so many bytes.
    pub(super) fn number(self, start: usize, length: usize) -> Option<u64> {
        self.at(start, length).map(number)
    }

    /// Tells a field of so many bytes; gives its number, if it is one.
    pub(super) fn put<S: Sink>(self, field: Id, start: usize, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<u64> {
        let bytes = self.at(start, length)?;
        let (value, number) = read(field, bytes)?;
        tree.put(field, value, bytes);
        Some(number)
    }

    /// Tells a field that has a line of its own; gives its number.
    pub(super) fn put_as<S: Sink>(
        self,
        field: Id,
        start: usize,
        length: usize,
        text: std::fmt::Arguments<'_>,
        tree: &mut Tree<'_, '_, S>,
    ) -> Option<u64> {
        let bytes = self.at(start, length)?;
        let (value, number) = read(field, bytes)?;
        tree.put_as(field, value, bytes, text);
        Some(number)
    }

    /// Tells a field that isn't shown.
    pub(super) fn hide<S: Sink>(self, field: Id, start: usize, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<u64> {
        let bytes = self.at(start, length)?;
        let (value, number) = read(field, bytes)?;
        tree.hide(field, value, bytes);
        Some(number)
    }

    /// Tells several fields that are bits of the same bytes.
    pub(super) fn bits<S: Sink>(self, fields: &[Id], start: usize, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<u64> {
        for field in fields {
            self.put(*field, start, length, tree)?;
        }
        Some(0)
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The value of a field and its number.
fn read(field: Id, bytes: &[u8]) -> Option<(Value<'_>, u64)> {
    let field = field.field();
    let whole = number(bytes);
    let number = if field.mask == 0 { whole } else { (whole & field.mask) >> field.mask.trailing_zeros() };
    let value = match field.kind {
        Kind::Protocol | Kind::Nothing => Value::Present,
        Kind::Boolean => Value::Boolean(number != 0),
        Kind::Signed(bits) => Value::Signed((number << (64 - u32::from(bits))).cast_signed() >> (64 - u32::from(bits))),
        Kind::Ipv4 => Value::Ipv4(<[u8; 4]>::try_from(bytes).ok()?.into()),
        Kind::Ipv6 => Value::Ipv6(<[u8; 16]>::try_from(bytes).ok()?.into()),
        Kind::Ethernet => Value::Ethernet(bytes.try_into().ok()?),
        Kind::Bytes | Kind::Eui64 => Value::Bytes(bytes),
        _ => Value::Unsigned(number),
    };
    Some((value, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Id;

    #[test]
    fn the_table_says_what_is_read() {
        let reader = |name: &str, bytes| read(Id::of_name(name).expect("a field"), bytes).map(|(_, number)| number);
        assert_eq!(reader("ip.version", &[0x45]), Some(4));
        assert_eq!(reader("ip.frag_offset", &[0x20, 0xb9]), Some(0xb9));
        assert_eq!(reader("eth.src", &[1, 2]), None);
    }
}
