//! The lines of questions and records in the details pane.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::reader::{Reader, class_name};
use domain::base::iana::Rtype;

use super::suffix_address;
use crate::decode::dns::TypeName;
use crate::text::Text;

/// The line of a question or a record.
pub(in crate::fields) struct Line<'a> {
    pub(in crate::fields) start: Reader<'a>,
    pub(in crate::fields) is_question: bool,
    pub(in crate::fields) is_mdns: bool,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reader = self.start;
        let Some((name, _)) = reader.peek_name() else { return Ok(()) };
        let (Some(kind), Some(class)) = (reader.u16_at(0), reader.u16_at(2)) else { return Ok(()) };
        write!(out, "{name}: type {}", TypeName(Rtype::from_int(kind)))?;
        let has_bit = self.is_mdns && class & 0x8000 != 0;
        if kind != 41 || self.is_question {
            let class = if self.is_mdns { class & 0x7fff } else { class };
            write!(out, ", class {}", class_name(class))?;
        }
        if self.is_question {
            return match (self.is_mdns, has_bit) {
                (true, true) => out.write_str(", \"QU\" question"),
                (true, false) => out.write_str(", \"QM\" question"),
                _ => Ok(()),
            };
        }
        if has_bit {
            out.write_str(", cache flush")?;
        }
        let length = reader.u16_at(8).unwrap_or(0);
        if length == 0 || reader.take(10).is_none() {
            return Ok(());
        }
        summary(kind, reader, out).unwrap_or(Ok(()))
    }
}

/// What the line of a record says of its data; `None` where that can't be read.
pub(in crate::fields) fn summary(kind: u16, mut reader: Reader<'_>, out: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
    let reader = &mut reader;
    let shown = |reader: &mut Reader<'_>| {
        let length = reader.take(1)?.first().copied()?;
        Some(Text::info(reader.take(length.into())?).to_string())
    };
    Some(match kind {
        1 | 11 => write!(out, ", addr {}", Ipv4Addr::from(<[u8; 4]>::try_from(reader.take(4)?).ok()?)),
        28 => write!(out, ", addr {}", Ipv6Addr::from(<[u8; 16]>::try_from(reader.take(16)?).ok()?)),
        2 => write!(out, ", ns {}", reader.peek_name()?.0),
        5 => write!(out, ", cname {}", reader.peek_name()?.0),
        6 => write!(out, ", mname {}", reader.peek_name()?.0),
        12 => write!(out, ", {}", reader.peek_name()?.0),
        39 => write!(out, ", dname {}", reader.peek_name()?.0),
        30 | 47 => write!(out, ", next domain name {}", reader.peek_name()?.0),
        13 => write!(out, ", CPU {}, OS {}", shown(reader)?, shown(reader)?),
        15 | 36 => {
            let number = reader.u16_at(0)?;
            reader.take(2)?;
            write!(out, ", preference {number}, {} {}", if kind == 15 { "mx" } else { "kx" }, reader.peek_name()?.0)
        }
        33 => {
            let (priority, weight, port) = (reader.u16_at(0)?, reader.u16_at(2)?, reader.u16_at(4)?);
            reader.take(6)?;
            write!(out, ", priority {priority}, weight {weight}, port {port}, target {}", reader.peek_name()?.0)
        }
        35 => {
            let (order, preference) = (reader.u16_at(0)?, reader.u16_at(2)?);
            reader.take(4)?;
            write!(out, ", order {order}, preference {preference}, flags {}", shown(reader)?)
        }
        38 => {
            let prefix = reader.take(1)?.first().copied()?;
            let suffix = reader.take(usize::from(128_u8.saturating_sub(prefix).div_ceil(8)))?;
            let address = suffix_address(suffix);
            match prefix {
                0 => write!(out, ", addr {prefix} {address} "),
                _ => write!(out, ", addr {prefix} {address} {}", reader.peek_name()?.0),
            }
        }
        65282 => {
            reader.take(12)?;
            write!(out, ", name result domain {}", reader.peek_name()?.0)
        }
        _ => Ok(()),
    })
}

/// Seconds in words: `1 hour, 1 minute, 1 second`.
pub(in crate::fields) struct Lasting(pub(in crate::fields) u32);

impl fmt::Display for Lasting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0;
        let parts = [(seconds / 86_400, "day"), (seconds / 3600 % 24, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
        let mut is_first = true;
        for (count, unit) in parts {
            if count > 0 || seconds == 0 && unit == "second" {
                let (separator, plural) = (if is_first { "" } else { ", " }, if count == 1 { "" } else { "s" });
                write!(out, "{separator}{count} {unit}{plural}")?;
                is_first = false;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_in_words() {
        for (seconds, words) in [(0, "0 seconds"), (60, "1 minute"), (3661, "1 hour, 1 minute, 1 second"), (172_800, "2 days")] {
            assert_eq!(Lasting(seconds).to_string(), words);
        }
    }
}
