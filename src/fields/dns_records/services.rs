//! Data of records that say where a service is: SRV, WKS, NAPTR, SVCB and HTTPS.

use std::fmt::{self, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr};

use super::reader::{Reader, Shown, padded, put_name};
use crate::decode::dns::Name;
use crate::fields::Value;
use crate::fields::dns as table;
use crate::fields::tree::{Sink, Tree};
use crate::text::Text;

/// What the name of a SRV record is made of: up to the first dot, up to the second, and the rest.
pub(super) fn service<S: Sink>(name: Name<'_>, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if ![table::SRV_SERVICE, table::SRV_PROTO, table::SRV_NAME].into_iter().any(|field| tree.wants_field(field)) {
        return;
    }
    let mut text = Shown::new();
    // Names that are too long are only named so.
    let _ = write!(text, "{name}");
    for (field, part) in [table::SRV_SERVICE, table::SRV_PROTO, table::SRV_NAME].into_iter().zip(text.splitn(3, '.')) {
        tree.put(field, part, bytes);
    }
}

/// The services of an address (RFC 1035 3.4.2).
pub(super) fn well_known<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.ipv4(table::WKS_ADDRESS, tree)?;
    reader.u8(table::WKS_PROTOCOL, tree)?;
    let bits = reader.take(end.checked_sub(reader.at)?)?;
    for (index, byte) in bits.chunks(1).enumerate().filter(|(_, byte)| *byte != [0]) {
        let value = byte.first().copied()?;
        let mut ports = Shown::new();
        for bit in (0..8).filter(|bit| value & 0x80 >> bit != 0) {
            let separator = if ports.is_empty() { "" } else { ", " };
            // Eight numbers have room.
            let _ = write!(ports, "{separator}{}", index * 8 + bit);
        }
        tree.put_as(table::WKS_BITS, value, byte, format_args!("Bits: 0x{value:02x} ({ports})"));
    }
    Some(())
}

/// RFC 3403 4.1.
pub(super) fn pointer<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u16(table::NAPTR_ORDER, tree)?;
    reader.u16(table::NAPTR_PREFERENCE, tree)?;
    reader.string(table::NAPTR_FLAGS_LENGTH, table::NAPTR_FLAGS, tree)?;
    reader.string(table::NAPTR_SERVICE_LENGTH, table::NAPTR_SERVICE, tree)?;
    reader.string(table::NAPTR_REGEX_LENGTH, table::NAPTR_REGEX, tree)?;
    let (name, bytes) = reader.peek_name()?;
    tree.put(table::NAPTR_REPLACEMENT_LENGTH, name.length(), &[]);
    put_name(table::NAPTR_REPLACEMENT, name, bytes, tree);
    Some(())
}

/// Service bindings (RFC 9460 2.2).
pub(super) fn endpoints<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u16(table::SVCB_SVCPRIORITY, tree)?;
    reader.name(table::SVCB_TARGETNAME, tree)?;
    while reader.at < end {
        let (key, length) = (reader.u16_at(0)?, usize::from(reader.u16_at(2)?));
        let whole = reader.left();
        let whole = whole.get(..length + 4).unwrap_or(whole);
        let value = whole.get(4..).unwrap_or_default();
        tree.put_as(table::SVCB_SVCPARAM, Value::Present, whole, format_args!("SvcParam: {}", Parameter { key, value }));
        let mut told = None;
        tree.below(|tree| told = parameter(key, length, reader, tree));
        told?;
    }
    Some(())
}

pub(super) fn parameter<S: Sink>(key: u16, length: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u16(table::SVCB_SVCPARAM_KEY, tree)?;
    reader.u16(table::SVCB_SVCPARAM_VALUE_LENGTH, tree)?;
    let end = reader.end_of(length);
    match key {
        3 => {
            reader.u16(table::SVCB_SVCPARAM_PORT, tree)?;
        }
        5 | 32769 => {
            let field = if key == 5 { table::SVCB_SVCPARAM_ECHCONFIG } else { table::SVCB_SVCPARAM_ODOHCONFIG };
            let bytes = reader.take(length)?;
            tree.put_as(field, bytes, bytes, format_args!("{}: {}", field.field().title, Base64(bytes)));
        }
        2 => {}
        0 | 1 | 4 | 6 => {
            while reader.at < end {
                match key {
                    0 => drop(reader.u16(table::SVCB_SVCPARAM_MANDATORY_KEY, tree)?),
                    1 => reader.string(table::SVCB_SVCPARAM_ALPN_LENGTH, table::SVCB_SVCPARAM_ALPN, tree)?,
                    4 => reader.ipv4(table::SVCB_SVCPARAM_IPV4HINT_IP, tree)?,
                    _ => reader.ipv6(table::SVCB_SVCPARAM_IPV6HINT_IP, tree)?,
                }
            }
        }
        _ if length > 0 => reader.rest(table::SVCB_SVCPARAM_VALUE, end, tree)?,
        _ => {}
    }
    reader.at = end;
    Some(())
}

/// What a service parameter says, as its line has it.
pub(super) struct Parameter<'a> {
    key: u16,
    value: &'a [u8],
}

impl fmt::Display for Parameter<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |key: u16| table::SVCB_SVCPARAM_KEY.field().name_of(key.into());
        match name(self.key) {
            Some(name) => out.write_str(name)?,
            None => write!(out, "key{}", self.key)?,
        }
        if self.value.is_empty() {
            return Ok(());
        }
        out.write_str("=")?;
        let comma = |out: &mut fmt::Formatter<'_>, index| if index > 0 { out.write_str(",") } else { Ok(()) };
        match self.key {
            0 => {
                for (index, key) in self.value.chunks_exact(2).enumerate() {
                    comma(out, index)?;
                    let key = u16::from_be_bytes(padded(key));
                    match name(key) {
                        Some(name) => out.write_str(name)?,
                        None => write!(out, "key{key}")?,
                    }
                }
                Ok(())
            }
            1 => {
                let mut rest = self.value;
                let mut index = 0;
                while let Some((length, text)) = rest.split_first() {
                    let (text, after) = text.split_at_checked(usize::from(*length)).unwrap_or((text, &[]));
                    comma(out, index)?;
                    write!(out, "{}", Text::info(text))?;
                    (rest, index) = (after, index + 1);
                }
                Ok(())
            }
            3 => write!(out, "{}", u16::from_be_bytes(padded(self.value))),
            4 => {
                for (index, address) in self.value.chunks_exact(4).enumerate() {
                    comma(out, index)?;
                    write!(out, "{}", Ipv4Addr::from(padded(address)))?;
                }
                Ok(())
            }
            6 => {
                for (index, address) in self.value.chunks_exact(16).enumerate() {
                    comma(out, index)?;
                    write!(out, "{}", Ipv6Addr::from(padded(address)))?;
                }
                Ok(())
            }
            5 | 32769 => write!(out, "{}", Base64(self.value)),
            _ => write!(out, "{}", Text::info(self.value)),
        }
    }
}

/// Base 64 with padding (RFC 4648 4).
pub(super) struct Base64<'a>(&'a [u8]);

impl fmt::Display for Base64<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for group in self.0.chunks(3) {
            let [a, b, c] = padded(group);
            let number = u32::from_be_bytes([0, a, b, c]);
            for index in 0..4 {
                let digit = DIGITS[(number >> (18 - index * 6) & 0x3f) as usize];
                out.write_char(if index <= group.len() { digit.into() } else { '=' })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_as_in_zones() {
        assert_eq!(Base64(b"echc").to_string(), "ZWNoYw==");
        assert_eq!(Parameter { key: 1, value: b"\x02h2\x02h3" }.to_string(), "alpn=h2,h3");
        assert_eq!(Parameter { key: 7, value: b"/dq" }.to_string(), "key7=/dq");
    }
}
