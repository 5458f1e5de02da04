//! The value of a field, and how it stands in a column.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::field::{Base, Field, Kind};
use crate::text::Text;
use crate::time::{Span, Timestamp};

/// The value of a field in one packet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'v> {
    /// It is there.
    Present,
    /// A protocol, with its bytes and all behind them.
    Protocol(&'v [u8]),
    /// True or false.
    Boolean(bool),
    /// A number.
    Unsigned(u64),
    /// A number with a sign.
    Signed(i64),
    /// A number with a fraction.
    Double(f64),
    /// An IPv4 address.
    Ipv4(Ipv4Addr),
    /// An IPv6 address.
    Ipv6(Ipv6Addr),
    /// A MAC address.
    Ethernet([u8; 6]),
    /// Bytes.
    Bytes(&'v [u8]),
    /// Text, as it was captured.
    Text(&'v str),
    /// A point in time.
    Time(Timestamp),
    /// A span of time.
    Span(Span),
}

macro_rules! from_unsigned {
    ($($type:ty),+) => {
        $(impl From<$type> for Value<'_> {
            fn from(value: $type) -> Self {
                Self::Unsigned(value.into())
            }
        })+
    };
}
from_unsigned!(u8, u16, u32, u64);

impl From<usize> for Value<'_> {
    fn from(value: usize) -> Self {
        Self::Unsigned(value as u64)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

impl From<Ipv4Addr> for Value<'_> {
    fn from(value: Ipv4Addr) -> Self {
        Self::Ipv4(value)
    }
}

impl From<Ipv6Addr> for Value<'_> {
    fn from(value: Ipv6Addr) -> Self {
        Self::Ipv6(value)
    }
}

impl From<[u8; 6]> for Value<'_> {
    fn from(value: [u8; 6]) -> Self {
        Self::Ethernet(value)
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(value: &'v [u8]) -> Self {
        Self::Bytes(value)
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(value: &'v str) -> Self {
        Self::Text(value)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Time(value)
    }
}

impl From<Span> for Value<'_> {
    fn from(value: Span) -> Self {
        Self::Span(value)
    }
}

impl Value<'_> {
    /// Writes the value as it stands alone in a column, as `tshark -T fields` prints it.
    ///
    /// # Errors
    /// When `out` can't be written to.
    pub fn write(&self, field: &Field, out: &mut impl fmt::Write) -> fmt::Result {
        match *self {
            Self::Present => out.write_str("1"),
            Self::Protocol(_) => out.write_str(field.name),
            Self::Boolean(value) => out.write_str(if value { "1" } else { "0" }),
            Self::Unsigned(value) => match (field.kind, field.base) {
                (Kind::Character, _) => write!(out, "0x{value:02x}"),
                (_, Base::Hex | Base::HexDecimal) => write!(out, "0x{value:0width$x}", width = field.hex_digits()),
                (_, Base::Octal) => write!(out, "{value:#o}"),
                _ => write!(out, "{value}"),
            },
            Self::Signed(value) => write!(out, "{value}"),
            Self::Double(value) => write!(out, "{value}"),
            Self::Ipv4(address) => write!(out, "{address}"),
            Self::Ipv6(address) => write!(out, "{address}"),
            Self::Ethernet(address) => separated(&address, ":", out),
            Self::Bytes([]) => out.write_str(field.nothing),
            Self::Bytes(bytes) if field.kind == Kind::Eui64 => separated(bytes, ":", out),
            Self::Bytes(bytes) => separated(bytes, "", out),
            Self::Text(text) => write!(out, "{}", Text::shown(text)),
            Self::Time(time) => match jiff::Timestamp::from_nanosecond(time.as_nanos().into()) {
                Ok(time) => write!(out, "{} UTC", time.strftime("%b %e, %Y %H:%M:%S.%9f")),
                Err(_) => write!(out, "{time:?}"),
            },
            Self::Span(span) => {
                let mut text = String::new();
                span.write_seconds(9, &mut text);
                out.write_str(&text)
            }
        }
    }
}

/// Bytes in hexadecimal with something between them.
fn separated(bytes: &[u8], separator: &str, out: &mut impl fmt::Write) -> fmt::Result {
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            out.write_str(separator)?;
        }
        write!(out, "{byte:02x}")?;
    }
    Ok(())
}
