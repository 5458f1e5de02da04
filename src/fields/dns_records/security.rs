//! Data of records that carry keys, signatures and hashes: DNSSEC, TSIG and TKEY, IPSEC and HIP, CAA.

use super::reader::{Reader, Shown, ascii, padded};
use crate::fields::dns as table;
use crate::fields::tree::{Sink, Tree};
use crate::fields::{Id, Value};

/// A signature (RFC 4034 3.1).
pub(super) fn signature<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u16(table::RRSIG_TYPE_COVERED, tree)?;
    reader.u8(table::RRSIG_ALGORITHM, tree)?;
    reader.u8(table::RRSIG_LABELS, tree)?;
    reader.seconds(table::RRSIG_ORIGINAL_TTL, tree)?;
    reader.time(table::RRSIG_SIGNATURE_EXPIRATION, 4, tree)?;
    reader.time(table::RRSIG_SIGNATURE_INCEPTION, 4, tree)?;
    reader.u16(table::RRSIG_KEY_TAG, tree)?;
    reader.name(table::RRSIG_SIGNERS_NAME, tree)?;
    reader.rest(table::RRSIG_SIGNATURE, end, tree)
}

/// A key (RFC 2535 3.1).
pub(super) fn key<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    const FLAGS: [(Id, u16); 7] = [
        (table::KEY_FLAGS_AUTHENTICATION, 0x8000),
        (table::KEY_FLAGS_CONFIDENTIALITY, 0x4000),
        (table::KEY_FLAGS_REQUIRED, 0x2000),
        (table::KEY_FLAGS_ASSOCIATED_USER, 0x0400),
        (table::KEY_FLAGS_ASSOCIATED_NAMED_ENTITY, 0x0200),
        (table::KEY_FLAGS_IPSEC, 0x0080),
        (table::KEY_FLAGS_MIME, 0x0040),
    ];
    let (start, whole) = (*reader, reader.message.bytes.get(reader.at..end));
    let flags = start.u16_at(0)?;
    reader.u16(table::KEY_FLAGS, tree)?;
    let bytes = start.until(reader);
    tree.below(|tree| {
        for (field, bit) in FLAGS {
            tree.put(field, flags & bit != 0, bytes);
        }
        tree.put(table::KEY_FLAGS_SIGNATORY, flags & 0xf, bytes);
    });
    reader.u8(table::KEY_PROTOCOL, tree)?;
    let algorithm = reader.u8(table::KEY_ALGORITHM, tree)?;
    tree.made(table::KEY_KEY_ID, key_id(algorithm, whole?));
    reader.rest(table::KEY_PUBLIC_KEY, end, tree)
}

/// A key (RFC 4034 2.1).
pub(super) fn dnssec_key<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let (start, whole) = (*reader, reader.message.bytes.get(reader.at..end));
    let flags = start.u16_at(0)?;
    reader.u16(table::DNSKEY_FLAGS, tree)?;
    let bytes = start.until(reader);
    tree.below(|tree| {
        tree.put(table::DNSKEY_FLAGS_ZONE_KEY, flags & 0x100 != 0, bytes);
        tree.put(table::DNSKEY_FLAGS_KEY_REVOKED, flags & 0x80 != 0, bytes);
        tree.put(table::DNSKEY_FLAGS_SECURE_ENTRY_POINT, flags & 1 != 0, bytes);
        let reserved = (flags & 0xfe00) >> 2 | (flags & 0x7e) >> 1;
        tree.put(table::DNSKEY_FLAGS_RESERVED, reserved, bytes);
    });
    reader.u8(table::DNSKEY_PROTOCOL, tree)?;
    let algorithm = reader.u8(table::DNSKEY_ALGORITHM, tree)?;
    tree.made(table::DNSKEY_KEY_ID, key_id(algorithm, whole?));
    reader.rest(table::DNSKEY_PUBLIC_KEY, end, tree)
}

/// The number that names a key (RFC 4034 B).
pub(super) fn key_id(algorithm: u8, record: &[u8]) -> u16 {
    const RSA_MD5: u8 = 1;
    if algorithm == RSA_MD5 {
        return record.last_chunk::<3>().map_or(0, |[high, low, _]| u16::from_be_bytes([*high, *low]));
    }
    let sum: u32 = record.chunks(2).map(|pair| u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |low| u32::from(*low))).sum();
    sum.wrapping_add(sum >> 16) as u16
}

/// Types that a name has, one bit for each (RFC 4034 4.1.2): windows of 256 types.
pub(super) fn windows<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while reader.at < end {
        let window = reader.take(2)?;
        let &[window, length] = window else { return None };
        let bits = reader.take(length.into())?;
        bitmap(u16::from(window) << 8, bits, tree);
    }
    (reader.at == end).then_some(())
}

pub(super) fn bitmap<S: Sink>(first: u16, bits: &[u8], tree: &mut Tree<'_, '_, S>) {
    for (index, byte) in (0_u16..).zip(bits.chunks(1)) {
        for bit in 0..8 {
            if byte.first().is_some_and(|byte| byte & 0x80 >> bit != 0) {
                let kind = first.wrapping_add(index * 8 + bit);
                match table::RESP_TYPE.field().name_of(kind.into()) {
                    Some(name) => tree.put_as(table::RESP_TYPE, kind, byte, format_args!("RR type in bit map: {name}")),
                    None => tree.put_as(table::RESP_TYPE, kind, byte, format_args!("RR type in bit map: Unknown ({kind})")),
                }
            }
        }
    }
}

/// RFC 4025 2.1.
pub(super) fn gateway<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u8(table::IPSECKEY_GATEWAY_PRECEDENCE, tree)?;
    let kind = reader.u8(table::IPSECKEY_GATEWAY_TYPE, tree)?;
    reader.u8(table::IPSECKEY_GATEWAY_ALGORITHM, tree)?;
    match kind {
        1 => reader.ipv4(table::IPSECKEY_GATEWAY_IPV4, tree)?,
        2 => reader.ipv6(table::IPSECKEY_GATEWAY_IPV6, tree)?,
        3 => reader.name(table::IPSECKEY_GATEWAY_DNS, tree)?,
        _ => {}
    }
    if reader.at == end { Some(()) } else { reader.rest(table::IPSECKEY_PUBLIC_KEY, end, tree) }
}

/// NSEC3 and NSEC3PARAM (RFC 5155 3, 4).
pub(super) fn hashed<S: Sink>(has_next: bool, end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u8(table::NSEC3_ALGO, tree)?;
    let start = *reader;
    let flags = reader.u8(table::NSEC3_FLAGS, tree)?;
    if has_next {
        tree.below(|tree| tree.put(table::NSEC3_FLAGS_OPT_OUT, flags & 1 != 0, start.until(reader)));
    }
    reader.u16(table::NSEC3_ITERATIONS, tree)?;
    let salt = reader.u8(table::NSEC3_SALT_LENGTH, tree)?;
    reader.bytes(table::NSEC3_SALT_VALUE, salt.into(), tree)?;
    if has_next {
        let length = reader.u8(table::NSEC3_HASH_LENGTH, tree)?;
        let hash = reader.take(length.into())?;
        if tree.wants_field(table::NSEC3_HASH_VALUE) {
            let mut text = Shown::new();
            base32(hash, &mut text);
            tree.put(table::NSEC3_HASH_VALUE, text.as_str(), hash);
        }
        windows(end, reader, tree)?;
    }
    Some(())
}

/// As DNSSEC writes hashes: base 32 with extended hex alphabet, no padding (RFC 4648 7).
pub(super) fn base32(bytes: &[u8], text: &mut Shown) {
    for group in bytes.chunks(5) {
        let number = u64::from_be_bytes(padded(&[&[0, 0, 0], &padded::<5>(group)[..]].concat()));
        for index in 0..(group.len() * 8).div_ceil(5) {
            let digit = (number >> (35 - index * 5) & 0x1f) as u8;
            text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
        }
    }
}

/// RFC 8005 5.
pub(super) fn host_identity<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let tag = reader.u8(table::HIP_HIT_LENGTH, tree)?;
    reader.u8(table::HIP_HIT_PK_ALGO, tree)?;
    let key = reader.u16(table::HIP_PK_LENGTH, tree)?;
    reader.bytes(table::HIP_HIT, tag.into(), tree)?;
    reader.bytes(table::HIP_PK, key.into(), tree)?;
    while reader.at < end {
        reader.name(table::HIP_RENDEZVOUS_SERVER, tree)?;
    }
    Some(())
}

/// RFC 7477 2.1.
pub(super) fn synchronization<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u32(table::CSYNC_SOA, tree)?;
    let start = *reader;
    let flags = reader.u16(table::CSYNC_FLAGS, tree)?;
    let bytes = start.until(reader);
    tree.below(|tree| {
        tree.put(table::CSYNC_FLAGS_IMMEDIATE, flags & 1 != 0, bytes);
        tree.put(table::CSYNC_FLAGS_SOAMINIMUM, flags & 2 != 0, bytes);
    });
    let start = *reader;
    reader.rest(table::CSYNC_TYPE_BITMAP, end, tree)?;
    windows(end, &mut { start }, tree)
}

/// A number whose other values are ranges without a name each.
pub(super) fn ranged<S: Sink>(field: Id, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(1)?;
    let value = *bytes.first()?;
    let name = match value {
        240..=254 => "Private Use",
        _ => field.field().name_of(value.into()).unwrap_or("Unassigned"),
    };
    tree.put_as(field, value, bytes, format_args!("{}: {name} ({value})", field.field().title));
    Some(())
}

/// RFC 2930 2.
pub(super) fn exchanged_key<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.name(table::TKEY_ALGO_NAME, tree)?;
    reader.time(table::TKEY_SIGNATURE_INCEPTION, 4, tree)?;
    reader.time(table::TKEY_SIGNATURE_EXPIRATION, 4, tree)?;
    reader.u16(table::TKEY_MODE, tree)?;
    reader.u16(table::TKEY_ERROR, tree)?;
    let length = reader.u16(table::TKEY_KEY_SIZE, tree)?;
    if length > 0 {
        reader.bytes(table::TKEY_KEY_DATA, length.into(), tree)?;
    }
    let length = reader.u16(table::TKEY_OTHER_SIZE, tree)?;
    if length > 0 {
        reader.bytes(table::TKEY_OTHER_DATA, length.into(), tree)?;
    }
    Some(())
}

/// RFC 8945 4.2.
pub(super) fn signed<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let mut start = *reader;
    reader.name(table::TSIG_ALGORITHM_NAME, tree)?;
    reader.time(table::TSIG_TIME_SIGNED, 6, tree)?;
    reader.u16(table::TSIG_FUDGE, tree)?;
    let length = reader.u16(table::TSIG_MAC_SIZE, tree)?;
    if length > 0 {
        let (name, _) = start.peek_name()?;
        let bytes = reader.take(length.into())?;
        tree.put_as(table::TSIG_MAC, Value::Present, bytes, format_args!("MAC"));
        tree.below(|tree| {
            let text = format_args!("No dissector for algorithm:{name}");
            tree.expert_as(table::TSIG_NOALG, "Warning/Undecoded", text);
        });
    }
    reader.u16(table::TSIG_ORIGINAL_ID, tree)?;
    reader.u16(table::TSIG_ERROR, tree)?;
    let length = reader.u16(table::TSIG_OTHER_LEN, tree)?;
    if length > 0 {
        reader.bytes(table::TSIG_OTHER_DATA, length.into(), tree)?;
    }
    Some(())
}

/// Who may issue certificates (RFC 8659 4.1).
pub(super) fn authorization<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let start = *reader;
    let flags = reader.u8(table::CAA_FLAGS, tree)?;
    let bytes = start.until(reader);
    tree.below(|tree| tree.put(table::CAA_FLAGS_ISSUER_CRITICAL, flags & 0x80 != 0, bytes));
    let length = usize::from(reader.u8_at(0)?);
    let whole = reader.message.bytes.get(reader.at..end)?;
    let (tag, value) = whole.get(1..)?.split_at_checked(length)?;
    let field = match tag {
        b"issue" => table::CAA_ISSUE,
        b"issuewild" => table::CAA_ISSUEWILD,
        b"iodef" => table::CAA_IODEF,
        _ => table::CAA_UNKNOWN,
    };
    if tree.wants_field(field) {
        let text: String = value.iter().take_while(|byte| **byte != 0).map(|byte| ascii(*byte)).collect();
        tree.put(field, text.as_str(), whole);
    }
    let mut told = None;
    tree.below(|tree| {
        told = (|| {
            reader.u8(table::CAA_TAG_LENGTH, tree)?;
            reader.text(table::CAA_TAG, length, tree)?;
            reader.text(table::CAA_VALUE, end.checked_sub(reader.at)?, tree)
        })();
    });
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_number_that_wireshark_gives_them() {
        assert_eq!(key_id(8, b"\x01\x01\x03\x08\x03\x01\0\x01AAAAAA"), 51_918);
        assert_eq!(key_id(1, b"\x01\x80\x03\x01\x03\x01\0\x01AAAAAA"), 16_705);
    }

    #[test]
    fn hashes_are_written_as_in_zones() {
        let mut text = Shown::new();
        base32(b"HASHXYZ", &mut text);
        assert_eq!(text.as_str(), "910l6i2ob5d0");
    }
}
