//! Resource records of DNS messages: what every record has, and the data of each type.
//!
//! Data is read as its type says; where it can't be read to its end, nothing behind it is told, as in Wireshark.

mod lines;
mod reader;
mod security;
mod services;

use std::net::{Ipv4Addr, Ipv6Addr};

pub(super) use self::lines::{Lasting, Line};
pub(super) use self::reader::{Reader, padded, put_class, put_name, put_text};
use self::security::{
    authorization, bitmap, dnssec_key, exchanged_key, gateway, hashed, host_identity, key, ranged, signature, signed, synchronization,
    windows,
};
use self::services::{endpoints, pointer, service, well_known};
use super::Id;
use super::dns as table;
use super::dns_options;
use super::tree::{Sink, Tree};
use crate::decode::dns::{Dns, Service};

pub(super) fn record<S: Sink>(dns: &Dns<'_>, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let is_mdns = dns.service == Service::Mdns;
    let start = *reader;
    let (name, name_bytes) = reader.peek_name()?;
    let (kind, class, length) = (reader.u16_at(0)?, reader.u16_at(2)?, usize::from(reader.u16_at(8)?));
    let mut behind = *reader;
    let whole = match behind.take(10 + length) {
        Some(_) => start.until(&behind),
        None => start.left(),
    };
    tree.line(format_args!("{}", Line { start, is_question: false, is_mdns }), whole);
    let mut told = None;
    tree.below(|tree| {
        told = (|| {
            if kind == 33 {
                service(name, name_bytes, tree);
            } else {
                put_name(table::RESP_NAME, name, name_bytes, tree);
            }
            let kind_bytes = reader.take(2)?;
            tree.put(table::RESP_TYPE, kind, kind_bytes);
            let class_bytes = reader.take(2)?;
            let is_option = kind == 41;
            if is_option {
                payload_size(class, is_mdns, class_bytes, tree);
            } else {
                put_class(table::RESP_CLASS, class, is_mdns, class_bytes, tree);
            }
            if is_mdns {
                tree.put(table::RESP_CACHE_FLUSH, class & 0x8000 != 0, class_bytes);
            }
            if is_option {
                extended(reader, tree)?;
            } else if reader.seconds(table::RESP_TTL, tree)? >> 31 == 1 {
                tree.below(|tree| tree.expert(table::TTL_HIGH_BIT_SET, "Warning/Protocol"));
            }
            reader.u16(table::RESP_LEN, tree)?;
            let end = reader.end_of(length);
            if length > 0 {
                data(kind, end, reader, tree)?;
            }
            reader.at = end;
            (end <= reader.message.bytes.len()).then_some(())
        })();
    });
    told
}

/// What OPT has instead of a class (RFC 6891 6.1.2).
fn payload_size<S: Sink>(class: u16, is_mdns: bool, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if is_mdns {
        let size = class & 0x7fff;
        let [high, low] = size.to_be_bytes();
        let bits = format_args!(".{:03b} {:04b} {:04b} {:04b}", high >> 4, high & 0xf, low >> 4, low & 0xf);
        tree.put_as(table::RR_UDP_PAYLOAD_SIZE, size, bytes, format_args!("{bits} = UDP payload size: 0x{size:04x}"));
    } else {
        tree.put(table::RR_UDP_PAYLOAD_SIZE, class, bytes);
    }
}

/// What OPT has instead of a time to live (RFC 6891 6.1.3).
fn extended<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.u8(table::RESP_EXT_RCODE, tree)?;
    reader.u8(table::RESP_EDNS0_VERSION, tree)?;
    let bytes = reader.take(2)?;
    let flags = u16::from_be_bytes(bytes.try_into().ok()?);
    tree.put(table::RESP_Z, flags, bytes);
    tree.below(|tree| {
        tree.put(table::RESP_Z_DO, flags & 0x8000 != 0, bytes);
        tree.put(table::RESP_Z_RESERVED, flags & 0x7fff, bytes);
    });
    Some(())
}

fn data<S: Sink>(kind: u16, end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    match kind {
        1 => reader.ipv4(table::A, tree)?,
        2 => reader.name(table::NS, tree)?,
        3 => reader.name(table::MD, tree)?,
        4 => reader.name(table::MF, tree)?,
        5 => reader.name(table::CNAME, tree)?,
        6 => {
            reader.name(table::SOA_MNAME, tree)?;
            reader.name(table::SOA_RNAME, tree)?;
            reader.u32(table::SOA_SERIAL_NUMBER, tree)?;
            for field in [table::SOA_REFRESH_INTERVAL, table::SOA_RETRY_INTERVAL, table::SOA_EXPIRE_LIMIT, table::SOA_MINIMUM_TTL] {
                reader.seconds(field, tree)?;
            }
        }
        7 => reader.name(table::MB, tree)?,
        8 => reader.name(table::MG, tree)?,
        9 => reader.name(table::MR, tree)?,
        10 => reader.rest(table::NULL, end, tree)?,
        11 => well_known(end, reader, tree)?,
        12 => reader.name(table::PTR_DOMAIN_NAME, tree)?,
        13 => {
            // Both must be there for either.
            let mut ahead = *reader;
            for _ in 0..2 {
                let length = ahead.take(1)?.first().copied()?;
                ahead.take(length.into())?;
            }
            reader.string(table::HINFO_CPU_LENGTH, table::HINFO_CPU, tree)?;
            reader.string(table::HINFO_OS_LENGTH, table::HINFO_OS, tree)?;
        }
        14 => {
            reader.name(table::MINFO_R, tree)?;
            reader.name(table::MINFO_E, tree)?;
        }
        15 => preferred(table::MX_PREFERENCE, table::MX_MAIL_EXCHANGE, reader, tree)?,
        16 => strings(table::TXT_LENGTH, table::TXT, end, reader, tree)?,
        17 => {
            reader.name(table::RP_MAILBOX, tree)?;
            reader.name(table::RP_TXT_RR, tree)?;
        }
        18 => preferred(table::AFSDB_SUBTYPE, table::AFSDB_HOSTNAME, reader, tree)?,
        19 => reader.string(table::X25_LENGTH, table::X25_PSDN_ADDRESS, tree)?,
        20 => {
            reader.string(table::IDSN_LENGTH, table::IDSN_ADDRESS, tree)?;
            if reader.at < end {
                reader.string(table::IDSN_SA_LENGTH, table::IDSN_SA_ADDRESS, tree)?;
            }
        }
        21 => preferred(table::RT_SUBTYPE, table::RT_INTERMEDIATE_HOST, reader, tree)?,
        22 => reader.rest(table::NSAP_RDATA, end, tree)?,
        23 => reader.name(table::NSAP_PTR_OWNER, tree)?,
        24 | 46 => signature(end, reader, tree)?,
        25 => key(end, reader, tree)?,
        26 => {
            preferred(table::PX_PREFERENCE, table::PX_MAP822, reader, tree)?;
            reader.name(table::PX_MAP400, tree)?;
        }
        27 => {
            reader.string(table::GPOS_LONGITUDE_LENGTH, table::GPOS_LONGITUDE, tree)?;
            reader.string(table::GPOS_LATITUDE_LENGTH, table::GPOS_LATITUDE, tree)?;
            reader.string(table::GPOS_ALTITUDE_LENGTH, table::GPOS_ALTITUDE, tree)?;
        }
        28 => reader.ipv6(table::AAAA, tree)?,
        29 => location(end, reader, tree)?,
        30 => {
            reader.name(table::NXT_NEXT_DOMAIN_NAME, tree)?;
            let bits = reader.take(end.checked_sub(reader.at)?)?;
            bitmap(0, bits, tree);
        }
        33 => {
            reader.u16(table::SRV_PRIORITY, tree)?;
            reader.u16(table::SRV_WEIGHT, tree)?;
            reader.u16(table::SRV_PORT, tree)?;
            reader.name(table::SRV_TARGET, tree)?;
        }
        35 => pointer(reader, tree)?,
        36 => preferred(table::KX_PREFERENCE, table::KX_KEY_EXCHANGE, reader, tree)?,
        37 => {
            reader.u16(table::CERT_TYPE, tree)?;
            reader.u16(table::CERT_KEY_TAG, tree)?;
            reader.u8(table::CERT_ALGORITHM, tree)?;
            reader.rest(table::CERT_CERTIFICATE, end, tree)?;
        }
        38 => chained_address(reader, tree)?,
        39 => reader.name(table::DNAME, tree)?,
        41 => dns_options::walk(end, reader, tree)?,
        42 => prefixes(end, reader, tree)?,
        43 | 59 | 32769 => {
            reader.u16(table::DS_KEY_ID, tree)?;
            reader.u8(table::DS_ALGORITHM, tree)?;
            reader.u8(table::DS_DIGEST_TYPE, tree)?;
            reader.rest(table::DS_DIGEST, end, tree)?;
        }
        44 => {
            reader.u8(table::SSHFP_ALGORITHM, tree)?;
            reader.u8(table::SSHFP_FINGERPRINT_TYPE, tree)?;
            if reader.at < end {
                reader.rest(table::SSHFP_FINGERPRINT, end, tree)?;
            }
        }
        45 => gateway(end, reader, tree)?,
        47 => {
            reader.name(table::NSEC_NEXT_DOMAIN_NAME, tree)?;
            windows(end, reader, tree)?;
        }
        48 | 60 => dnssec_key(end, reader, tree)?,
        49 => reader.rest(table::DHCID_RDATA, end, tree)?,
        50 | 51 => hashed(kind == 50, end, reader, tree)?,
        52 => {
            reader.u8(table::TLSA_CERTIFICATE_USAGE, tree)?;
            reader.u8(table::TLSA_SELECTOR, tree)?;
            reader.u8(table::TLSA_MATCHING_TYPE, tree)?;
            reader.rest(table::TLSA_CERTIFICATE_ASSOCIATION_DATA, end, tree)?;
        }
        55 => host_identity(end, reader, tree)?,
        61 => reader.text(table::OPENPGPKEY, end.checked_sub(reader.at)?, tree)?,
        62 => synchronization(end, reader, tree)?,
        63 => {
            reader.u32(table::ZONEMD_SERIAL, tree)?;
            ranged(table::ZONEMD_SCHEME, reader, tree)?;
            ranged(table::ZONEMD_HASH_ALGO, reader, tree)?;
            reader.rest(table::ZONEMD_DIGEST, end, tree)?;
        }
        64 | 65 => endpoints(end, reader, tree)?,
        99 => strings(table::SPF_LENGTH, table::SPF, end, reader, tree)?,
        104 => {
            reader.u16(table::ILNP_NID_PREFERENCE, tree)?;
            reader.bytes(table::ILNP_NID, 8, tree)?;
        }
        105 => {
            reader.u16(table::ILNP_L32_PREFERENCE, tree)?;
            reader.ipv4(table::ILNP_L32, tree)?;
        }
        106 => {
            reader.u16(table::ILNP_L64_PREFERENCE, tree)?;
            reader.bytes(table::ILNP_L64, 8, tree)?;
        }
        107 => {
            reader.u16(table::ILNP_LP_PREFERENCE, tree)?;
            reader.name(table::ILNP_LP, tree)?;
        }
        108 => {
            let bytes = reader.take(6)?;
            tree.put(table::EUI48, <[u8; 6]>::try_from(bytes).ok()?, bytes);
        }
        109 => reader.bytes(table::EUI64, 8, tree)?,
        249 => exchanged_key(reader, tree)?,
        250 => signed(reader, tree)?,
        257 => authorization(end, reader, tree)?,
        65281 => {
            local_flag(table::WINS_LOCAL_FLAG, reader, tree)?;
            reader.u32(table::WINS_LOOKUP_TIMEOUT, tree)?;
            reader.u32(table::WINS_CACHE_TIMEOUT, tree)?;
            let servers = reader.u32(table::WINS_NB_WINS_SERVERS, tree)?;
            for _ in 0..servers {
                if reader.at >= end {
                    break;
                }
                reader.ipv4(table::WINS_WINS_SERVER, tree)?;
            }
        }
        65282 => {
            local_flag(table::WINSR_LOCAL_FLAG, reader, tree)?;
            reader.u32(table::WINSR_LOOKUP_TIMEOUT, tree)?;
            reader.u32(table::WINSR_CACHE_TIMEOUT, tree)?;
            reader.name(table::WINSR_NAME_RESULT_DOMAIN, tree)?;
        }
        65422 => forwarded(reader, tree)?,
        _ => {
            tree.expert_as(
                table::UNDECODED_TYPE,
                "Note/Undecoded",
                format_args!(
                    "Dissector for DNS Type ({kind}) code not implemented, Contact Wireshark developers if you want this supported"
                ),
            );
            reader.rest(table::DATA, end, tree)?;
        }
    }
    Some(())
}

fn preferred<S: Sink>(number: Id, name: Id, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    // Both must be there for either.
    let mut ahead = *reader;
    ahead.take(2)?;
    ahead.peek_name()?;
    reader.u16(number, tree)?;
    reader.name(name, tree)
}

fn strings<S: Sink>(length: Id, text: Id, end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while reader.at < end {
        reader.string(length, text, tree)?;
    }
    Some(())
}

/// A place on the earth (RFC 1876).
fn location<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    if reader.u8(table::LOC_VERSION, tree)? != 0 {
        // From the version on.
        reader.at = reader.at.saturating_sub(1);
        return reader.rest(table::LOC_UNKNOWN_DATA, end, tree);
    }
    for field in [table::LOC_SIZE, table::LOC_HORIZONTAL_PRECISION, table::LOC_VERTICAL_PRECISION] {
        let bytes = reader.take(1)?;
        let value = *bytes.first()?;
        let metres = f64::from(value >> 4) * 10_f64.powi(i32::from(value & 0xf)) / 100.0;
        tree.put_as(field, value, bytes, format_args!("{}: {value} ({metres} m)", field.field().title));
    }
    for (field, directions, most) in [(table::LOC_LATITUDE, ['N', 'S'], 90), (table::LOC_LONGITUDE, ['E', 'W'], 180)] {
        let bytes = reader.take(4)?;
        let value = u32::from_be_bytes(bytes.try_into().ok()?);
        let arc = value.abs_diff(1 << 31);
        let direction = directions[usize::from(value < 1 << 31)];
        let title = field.field().title;
        let (seconds, thousandths) = (arc / 1000, arc % 1000);
        let (degrees, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match arc > most * 3_600_000 {
            true => tree.put_as(field, value, bytes, format_args!("{title}: {value} (Value out of range)")),
            false => tree.put_as(
                field,
                value,
                bytes,
                format_args!("{title}: {value} ({degrees} deg {minutes} min {seconds}.{thousandths:03} sec {direction})"),
            ),
        }
    }
    let bytes = reader.take(4)?;
    let value = u32::from_be_bytes(bytes.try_into().ok()?);
    let metres = (f64::from(value) - 10_000_000.0) / 100.0;
    tree.put_as(table::LOC_ALTITUDE, value, bytes, format_args!("Altitude: {value} ({metres} m)"));
    Some(())
}

/// RFC 2874 3.1.
fn chained_address<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    // All of it must be there for any of it.
    let mut ahead = *reader;
    let prefix = ahead.take(1)?.first().copied()?;
    ahead.take(usize::from(128_u8.saturating_sub(prefix).div_ceil(8)))?;
    if prefix > 0 {
        ahead.peek_name()?;
    }
    reader.u8(table::A6_PREFIX_LEN, tree)?;
    let suffix = reader.take(usize::from(128_u8.saturating_sub(prefix).div_ceil(8)))?;
    tree.put(table::A6_ADDRESS_SUFFIX, suffix_address(suffix), suffix);
    if prefix > 0 {
        reader.name(table::A6_PREFIX_NAME, tree)?;
    }
    Some(())
}

fn suffix_address(suffix: &[u8]) -> Ipv6Addr {
    let mut address = [0; 16];
    for (to, from) in address.iter_mut().rev().zip(suffix.iter().rev()) {
        *to = *from;
    }
    address.into()
}

/// Address prefixes (RFC 3123).
fn prefixes<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while reader.at < end {
        let family = reader.u16(table::APL_ADDRESS_FAMILY, tree)?;
        reader.u8(table::APL_CODED_PREFIX, tree)?;
        let bytes = reader.take(1)?;
        let (is_negated, length) = (bytes.first()? & 0x80 != 0, bytes.first()? & 0x7f);
        tree.put(table::APL_NEGATION, is_negated, bytes);
        tree.put(table::APL_AFDLENGTH, length, bytes);
        let address = reader.take(length.into())?;
        match (family, length) {
            (1, ..=4) => tree.put(table::APL_AFDPART_IPV4, Ipv4Addr::from(padded(address)), address),
            (2, ..=16) => tree.put(table::APL_AFDPART_IPV6, Ipv6Addr::from(padded(address)), address),
            _ => tree.put(table::APL_AFDPART_DATA, address, address),
        }
    }
    Some(())
}

fn local_flag<S: Sink>(field: Id, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(4)?;
    tree.put(field, bytes.last()? & 1 != 0, bytes);
    Some(())
}

/// Whose message a proxy passes on.
fn forwarded<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(1)?;
    let version = bytes.first()? & 0xf;
    tree.put(table::XPF_IP_VERSION, version, bytes);
    reader.u8(table::XPF_PROTOCOL, tree)?;
    match version {
        4 => {
            reader.ipv4(table::XPF_SOURCE_IPV4, tree)?;
            reader.ipv4(table::XPF_DESTINATION_IPV4, tree)?;
        }
        6 => {
            reader.ipv6(table::XPF_SOURCE_IPV6, tree)?;
            reader.ipv6(table::XPF_DESTINATION_IPV6, tree)?;
        }
        _ => {}
    }
    reader.u16(table::XPF_SPORT, tree)?;
    reader.u16(table::XPF_DPORT, tree)?;
    Some(())
}
