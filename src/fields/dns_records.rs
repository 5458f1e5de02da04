//! Resource records of DNS messages: what every record has, and the data of each type.
//!
//! Data is read as its type says; where it can't be read to its end, nothing behind it is told, as in Wireshark.

use std::fmt::{self, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr};

use arrayvec::ArrayString;
use domain::base::iana::Rtype;

use super::dns as table;
use super::dns_options;
use super::tree::{Sink, Tree};
use super::{Id, Value};
use crate::decode::Payload;
use crate::decode::dns::{Dns, Name, Service, TypeName};
use crate::text::Text;
use crate::time::Timestamp;

/// Bytes that a name or a string may have when shown: four for each of 255.
type Shown = ArrayString<1024>;

/// Reads a message and tells what it reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    message: Payload<'a>,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(message: Payload<'a>) -> Self {
        Self { message, at: 0 }
    }

    /// All that is left of the message.
    pub(super) fn left(&self) -> &'a [u8] {
        self.message.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.left().is_empty()
    }

    /// More is left of data that ends there.
    pub(super) const fn is_before(&self, end: usize) -> bool {
        self.at < end
    }

    /// The bytes from here to where another reader stands.
    pub(super) fn until(&self, other: &Self) -> &'a [u8] {
        let end = other.at.min(self.message.bytes.len());
        self.message.bytes.get(self.at..end).unwrap_or_default()
    }

    /// Where data of `length` bytes ends.
    pub(super) const fn end_of(&self, length: usize) -> usize {
        self.at.saturating_add(length)
    }

    /// Goes to the end of data; `None` where more than that was read.
    pub(super) fn go_to(&mut self, end: usize) -> Option<()> {
        let is_there = end >= self.at && end <= self.message.bytes.len();
        self.at = self.at.max(end);
        is_there.then_some(())
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let bytes = self.message.bytes.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    /// The number `offset` bytes further on.
    pub(super) fn u16_at(&self, offset: usize) -> Option<u16> {
        self.message.u16_at(self.at.checked_add(offset)?)
    }

    fn u8_at(&self, offset: usize) -> Option<u8> {
        self.message.u8_at(self.at.checked_add(offset)?)
    }

    /// Goes behind a name.
    pub(super) fn peek_name(&mut self) -> Option<(Name<'a>, &'a [u8])> {
        let (name, behind) = Name::at(self.message, self.at)?;
        let bytes = self.message.bytes.get(self.at..behind)?;
        self.at = behind;
        Some((name, bytes))
    }

    /// The bytes of so many questions or records, as far as they can be read.
    pub(super) fn ahead(mut self, is_question: bool, count: u16) -> &'a [u8] {
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

    pub(super) fn u8<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u8> {
        let bytes = self.take(1)?;
        let value = *bytes.first()?;
        tree.put(field, value, bytes);
        Some(value)
    }

    pub(super) fn u16<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u16> {
        let bytes = self.take(2)?;
        let value = u16::from_be_bytes(bytes.try_into().ok()?);
        tree.put(field, value, bytes);
        Some(value)
    }

    pub(super) fn u32<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u32> {
        let bytes = self.take(4)?;
        let value = u32::from_be_bytes(bytes.try_into().ok()?);
        tree.put(field, value, bytes);
        Some(value)
    }

    /// Seconds, in words behind them.
    fn seconds<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<u32> {
        let bytes = self.take(4)?;
        let value = u32::from_be_bytes(bytes.try_into().ok()?);
        tree.put_as(field, value, bytes, format_args!("{}: {value} ({})", field.field().title, Lasting(value)));
        Some(value)
    }

    /// A point in time, in seconds since the epoch.
    fn time<S: Sink>(&mut self, field: Id, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(length)?;
        let seconds = bytes.iter().fold(0_u64, |seconds, byte| seconds << 8 | u64::from(*byte));
        let nanos = i128::from(seconds) * 1_000_000_000;
        tree.put(field, Timestamp::from_nanos_saturating(nanos), bytes);
        Some(())
    }

    pub(super) fn ipv4<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(4)?;
        tree.put(field, Ipv4Addr::from(<[u8; 4]>::try_from(bytes).ok()?), bytes);
        Some(())
    }

    pub(super) fn ipv6<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(16)?;
        tree.put(field, Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?), bytes);
        Some(())
    }

    pub(super) fn bytes<S: Sink>(&mut self, field: Id, count: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(count)?;
        tree.put(field, bytes, bytes);
        Some(())
    }

    /// What is left of data.
    pub(super) fn rest<S: Sink>(&mut self, field: Id, end: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        self.bytes(field, end.checked_sub(self.at)?, tree)
    }

    fn name<S: Sink>(&mut self, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let (name, bytes) = self.peek_name()?;
        put_name(field, name, bytes, tree);
        Some(())
    }

    /// Text of so many bytes.
    pub(super) fn text<S: Sink>(&mut self, field: Id, count: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let bytes = self.take(count)?;
        put_text(field, bytes, tree);
        Some(())
    }

    /// Text with its length before it.
    fn string<S: Sink>(&mut self, length: Id, field: Id, tree: &mut Tree<'_, '_, S>) -> Option<()> {
        let count = self.u8(length, tree)?;
        self.text(field, count.into(), tree)
    }
}

/// A name, written out only where it is wanted.
pub(super) fn put_name<S: Sink>(field: Id, name: Name<'_>, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    if tree.wants_field(field) {
        let mut text = Shown::new();
        // Names that are too long are only named so.
        let _ = write!(text, "{name}");
        tree.put(field, text.as_str(), bytes);
    }
}

/// ASCII text up to its first NUL, written out only where it is wanted.
pub(super) fn put_text<S: Sink>(field: Id, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
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
pub(super) fn put_class<S: Sink>(field: Id, class: u16, is_mdns: bool, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
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

fn class_name(class: u16) -> &'static str {
    table::QRY_CLASS.field().name_of(class.into()).unwrap_or("Unknown")
}

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

/// What the name of a SRV record is made of: up to the first dot, up to the second, and the rest.
fn service<S: Sink>(name: Name<'_>, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
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

/// The services of an address (RFC 1035 3.4.2).
fn well_known<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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

/// A signature (RFC 4034 3.1).
fn signature<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn key<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn dnssec_key<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn key_id(algorithm: u8, record: &[u8]) -> u16 {
    const RSA_MD5: u8 = 1;
    if algorithm == RSA_MD5 {
        return record.last_chunk::<3>().map_or(0, |[high, low, _]| u16::from_be_bytes([*high, *low]));
    }
    let sum: u32 = record.chunks(2).map(|pair| u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |low| u32::from(*low))).sum();
    sum.wrapping_add(sum >> 16) as u16
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

/// Types that a name has, one bit for each (RFC 4034 4.1.2): windows of 256 types.
fn windows<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while reader.at < end {
        let window = reader.take(2)?;
        let &[window, length] = window else { return None };
        let bits = reader.take(length.into())?;
        bitmap(u16::from(window) << 8, bits, tree);
    }
    (reader.at == end).then_some(())
}

fn bitmap<S: Sink>(first: u16, bits: &[u8], tree: &mut Tree<'_, '_, S>) {
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

/// RFC 3403 4.1.
fn pointer<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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

/// The start of an address, the rest 0.
pub(super) fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut address = [0; N];
    for (to, from) in address.iter_mut().zip(bytes) {
        *to = *from;
    }
    address
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

/// RFC 4025 2.1.
fn gateway<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn hashed<S: Sink>(has_next: bool, end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn base32(bytes: &[u8], text: &mut Shown) {
    for group in bytes.chunks(5) {
        let number = u64::from_be_bytes(padded(&[&[0, 0, 0], &padded::<5>(group)[..]].concat()));
        for index in 0..(group.len() * 8).div_ceil(5) {
            let digit = (number >> (35 - index * 5) & 0x1f) as u8;
            text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
        }
    }
}

/// RFC 8005 5.
fn host_identity<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn synchronization<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn ranged<S: Sink>(field: Id, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(1)?;
    let value = *bytes.first()?;
    let name = match value {
        240..=254 => "Private Use",
        _ => field.field().name_of(value.into()).unwrap_or("Unassigned"),
    };
    tree.put_as(field, value, bytes, format_args!("{}: {name} ({value})", field.field().title));
    Some(())
}

/// Service bindings (RFC 9460 2.2).
fn endpoints<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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

fn parameter<S: Sink>(key: u16, length: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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

/// RFC 2930 2.
fn exchanged_key<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn signed<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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
fn authorization<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
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

fn ascii(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER }
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

/// The line of a question or a record.
pub(super) struct Line<'a> {
    pub(super) start: Reader<'a>,
    pub(super) is_question: bool,
    pub(super) is_mdns: bool,
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
fn summary(kind: u16, mut reader: Reader<'_>, out: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
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

/// What a service parameter says, as its line has it.
struct Parameter<'a> {
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
struct Base64<'a>(&'a [u8]);

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

/// Seconds in words: `1 hour, 1 minute, 1 second`.
pub(super) struct Lasting(pub(super) u32);

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

    #[test]
    fn keys_have_the_number_that_wireshark_gives_them() {
        assert_eq!(key_id(8, b"\x01\x01\x03\x08\x03\x01\0\x01AAAAAA"), 51_918);
        assert_eq!(key_id(1, b"\x01\x80\x03\x01\x03\x01\0\x01AAAAAA"), 16_705);
    }

    #[test]
    fn hashes_and_parameters_are_written_as_in_zones() {
        let mut text = Shown::new();
        base32(b"HASHXYZ", &mut text);
        assert_eq!(text.as_str(), "910l6i2ob5d0");
        assert_eq!(Base64(b"echc").to_string(), "ZWNoYw==");
        assert_eq!(Parameter { key: 1, value: b"\x02h2\x02h3" }.to_string(), "alpn=h2,h3");
        assert_eq!(Parameter { key: 7, value: b"/dq" }.to_string(), "key7=/dq");
    }
}
