//! `icmp.*`: Internet Control Message Protocol, with the packet that an error quotes and the extensions behind it (RFC 4884).

use super::field::{Base, Field, Kind};
use super::quoted::{self, Version};
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, Value, data, fields, names};
use crate::decode::Payload;
use crate::decode::checksum::internet;
use crate::time::{Span, Timestamp};
use crate::track::Detail;

fields! {
    Protocol::Icmp;
    ICMP = Field::protocol("icmp", "Internet Control Message Protocol");
    TYPE = Field::unsigned("icmp.type", "Type", 8).names(&TYPES);
    CODE = Field::unsigned("icmp.code", "Code", 8);
    CHECKSUM = Field::unsigned("icmp.checksum", "Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("icmp.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    CHECKSUM_BAD = Field::nothing("icmp.checksum_bad", "Bad checksum");
    UNUSED = Field::of(Kind::Bytes, "icmp.unused", "Unused");
    IDENTIFIER = Field::unsigned("icmp.ident", "Identifier (BE)", 16).base(Base::DecimalHex);
    IDENTIFIER_SWAPPED = Field::unsigned("icmp.ident_le", "Identifier (LE)", 16).base(Base::DecimalHex);
    SEQUENCE = Field::unsigned("icmp.seq", "Sequence Number (BE)", 16).base(Base::DecimalHex);
    SEQUENCE_SWAPPED = Field::unsigned("icmp.seq_le", "Sequence Number (LE)", 16).base(Base::DecimalHex);
    MTU = Field::unsigned("icmp.mtu", "MTU of next hop", 16);
    ADDRESS_COUNT = Field::unsigned("icmp.num_addrs", "Number of addresses", 8);
    ADDRESS_SIZE = Field::unsigned("icmp.addr_entry_size", "Address entry size", 8);
    LIFETIME = Field::unsigned("icmp.lifetime", "Lifetime", 16);
    POINTER = Field::unsigned("icmp.pointer", "Pointer", 32);
    ROUTER = Field::of(Kind::Ipv4, "icmp.router_address", "Router address");
    PREFERENCE = Field::signed("icmp.pref_level", "Preference level", 32);
    ORIGINATE = Field::unsigned("icmp.originate_timestamp", "Originate Timestamp", 32);
    RECEIVE = Field::unsigned("icmp.receive_timestamp", "Receive Timestamp", 32);
    TRANSMIT = Field::unsigned("icmp.transmit_timestamp", "Transmit Timestamp", 32);
    MASK = Field::of(Kind::Ipv4, "icmp.address_mask", "Address Mask");
    GATEWAY = Field::of(Kind::Ipv4, "icmp.redir_gw", "Gateway Address");
    LENGTH = Field::unsigned("icmp.length", "Length", 8);
    ORIGINAL_LENGTH = Field::unsigned("icmp.length.original_datagram", "Length of original datagram", 8);
    DATA_TIME = Field::of(Kind::Time, "icmp.data_time", "Timestamp from icmp data");
    DATA_TIME_RELATIVE = Field::of(Kind::Span, "icmp.data_time_relative", "Timestamp from icmp data (relative)");
    RESPONSE_IN = Field::of(Kind::FrameNumber, "icmp.resp_in", "Response frame");
    RESPONSE_TO = Field::of(Kind::FrameNumber, "icmp.resp_to", "Request frame");
    RESPONSE_TIME = Field::of(Kind::Double, "icmp.resptime", "Response time");
    EXTENSIONS = Field::nothing("icmp.ext", "ICMP Extensions");
    EXTENSION_VERSION = Field::unsigned("icmp.ext.version", "Version", 8).mask(0xf0);
    EXTENSION_RESERVED = Field::unsigned("icmp.ext.res", "Reserved", 16).hex().mask(0x0fff);
    EXTENSION_CHECKSUM = Field::unsigned("icmp.ext.checksum", "Checksum", 16).hex();
    EXTENSION_CHECKSUM_STATUS = Field::unsigned("icmp.ext.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    EXTENSION_CHECKSUM_BAD = Field::nothing("icmp.ext.checksum_bad", "Bad checksum");
    OBJECT_LENGTH = Field::unsigned("icmp.ext.length", "Length", 16);
    OBJECT_CLASS = Field::unsigned("icmp.ext.class", "Class", 8).names(&OBJECT_CLASSES);
    OBJECT_KIND = Field::unsigned("icmp.ext.ctype", "C-Type", 8);
    OBJECT_DATA = Field::of(Kind::Bytes, "icmp.ext.data", "Data");
    LABEL = Field::unsigned("icmp.mpls.label", "Label", 24).mask(0xff_fff0);
    EXPERIMENTAL = Field::unsigned("icmp.mpls.exp", "Experimental", 24).mask(0x0e);
    STACK = Field::flag("icmp.mpls.s", "Stack bit", 0x01);
    LABEL_TTL = Field::unsigned("icmp.mpls.ttl", "Time to live", 8);
    MOBILE_TYPE = Field::unsigned("icmp.mip.type", "Extension Type", 8).names(&MOBILE_TYPES);
    MOBILE_LENGTH = Field::unsigned("icmp.mip.length", "Length", 8);
    MOBILE_PREFIX = Field::unsigned("icmp.mip.prefixlength", "Prefix Length", 8);
    MOBILE_SEQUENCE = Field::unsigned("icmp.mip.seq", "Sequence Number", 16);
    MOBILE_LIFE = Field::unsigned("icmp.mip.life", "Registration Lifetime", 16);
    MOBILE_FLAGS = Field::unsigned("icmp.mip.flags", "Flags", 16).hex();
    MOBILE_REQUIRED = Field::boolean("icmp.mip.r", "Registration Required").mask(0x8000);
    MOBILE_BUSY = Field::boolean("icmp.mip.b", "Busy").mask(0x4000);
    MOBILE_HOME = Field::boolean("icmp.mip.h", "Home Agent").mask(0x2000);
    MOBILE_FOREIGN = Field::boolean("icmp.mip.f", "Foreign Agent").mask(0x1000);
    MOBILE_MINIMAL = Field::boolean("icmp.mip.m", "Minimal Encapsulation").mask(0x0800);
    MOBILE_GRE = Field::boolean("icmp.mip.g", "GRE").mask(0x0400);
    MOBILE_COMPRESSION = Field::boolean("icmp.mip.v", "VJ Comp").mask(0x0200);
    MOBILE_REVERSE = Field::boolean("icmp.mip.rt", "Reverse tunneling").mask(0x0100);
    MOBILE_UDP = Field::boolean("icmp.mip.u", "UDP tunneling").mask(0x0080);
    MOBILE_REVOCATION = Field::boolean("icmp.mip.x", "Revocation support").mask(0x0040);
    MOBILE_RESERVED = Field::unsigned("icmp.mip.reserved", "Reserved", 16).hex().mask(0x003f);
    MOBILE_CARE_OF = Field::of(Kind::Ipv4, "icmp.mip.coa", "Care-Of-Address");
    MOBILE_CHALLENGE = Field::of(Kind::Bytes, "icmp.mip.challenge", "Challenge");
    MOBILE_CONTENT = Field::of(Kind::Bytes, "icmp.mip.content", "Content");
}

const TYPES: [(u64, &str); 19] = [
    (0, "Echo (ping) reply"),
    (3, "Destination unreachable"),
    (4, "Source quench (flow control)"),
    (5, "Redirect"),
    (6, "Alternate host address"),
    (8, "Echo (ping) request"),
    (9, "Router advertisement"),
    (10, "Router solicitation"),
    (11, "Time-to-live exceeded"),
    (12, "Parameter problem"),
    (13, "Timestamp request"),
    (14, "Timestamp reply"),
    (15, "Information request"),
    (16, "Information reply"),
    (17, "Address mask request"),
    (18, "Address mask reply"),
    (40, "Photuris"),
    (42, "Extended Echo request"),
    (43, "Extended Echo reply"),
];

/// The names of codes, by type.
const CODES: [(u8, &[(u64, &str)]); 6] = [
    (
        3,
        &[
            (0, "Network unreachable"),
            (1, "Host unreachable"),
            (2, "Protocol unreachable"),
            (3, "Port unreachable"),
            (4, "Fragmentation needed"),
            (5, "Source route failed"),
            (6, "Destination network unknown"),
            (7, "Destination host unknown"),
            (8, "Source host isolated"),
            (9, "Network administratively prohibited"),
            (10, "Host administratively prohibited"),
            (11, "Network unreachable for TOS"),
            (12, "Host unreachable for TOS"),
            (13, "Communication administratively filtered"),
            (14, "Host precedence violation"),
            (15, "Precedence cutoff in effect"),
        ],
    ),
    (5, &[(0, "Redirect for network"), (1, "Redirect for host"), (2, "Redirect for TOS and network"), (3, "Redirect for TOS and host")]),
    (6, &[(0, "Alternate address for host")]),
    (9, &[(0, "Normal router advertisement"), (16, "Does not route common traffic")]),
    (11, &[(0, "Time to live exceeded in transit"), (1, "Fragment reassembly time exceeded")]),
    (12, &[(0, "Pointer indicates the error"), (1, "Required option missing"), (2, "Bad length")]),
];

const OBJECT_CLASSES: [(u64, &str); 3] =
    [(1, "MPLS Label Stack Class"), (2, "Interface Information Object"), (3, "Interface Identification Object")];

const MOBILE_TYPES: [(u64, &str); 4] = [
    (0, "One byte padding extension"),
    (16, "Mobility Agent Advertisement Extension"),
    (19, "Prefix Lengths Extension"),
    (24, "Challenge Extension"),
];

/// `payload`: the message; `now`: when it was captured.
pub(super) fn walk<S: Sink>(payload: Payload<'_>, now: Option<Timestamp>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(payload.bytes);
    tree.plain_protocol(ICMP, payload.bytes);
    tree.below(|tree| {
        message(reader, payload, now, subject, tree);
    });
}

fn message<S: Sink>(
    reader: Reader<'_>,
    payload: Payload<'_>,
    now: Option<Timestamp>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    let kind = *payload.bytes.first()?;
    let mobile = kind == 9 && payload.bytes.len() > 8 + extra(reader);
    let name = if mobile || kind == 9 {
        "Mobile IP Advertisement"
    } else {
        TYPE.field().name_of(kind.into()).unwrap_or("Unknown ICMP (obsolete or malformed?)")
    };
    reader.put_as(TYPE, 0, 1, format_args!("Type: {kind} ({name})"), tree)?;
    let code = u64::from(*payload.bytes.get(1)?);
    let names = CODES.iter().find(|(of, _)| *of == kind).and_then(|(_, names)| names.iter().find(|(number, _)| *number == code));
    match names {
        Some((_, name)) => reader.put_as(CODE, 1, 1, format_args!("Code: {code} ({name})"), tree)?,
        None => reader.put(CODE, 1, 1, tree)?,
    };
    checksum(reader, payload, subject, tree)?;
    match kind {
        0 | 8 | 13..=18 => identified(reader, kind, now, subject, tree),
        3 | 4 | 5 | 11 | 12 => error(reader, kind, code, payload, subject, tree),
        9 => router_advertisement(reader, tree),
        _ => Some(()),
    }
}

/// Bytes of the addresses of a router advertisement.
fn extra(reader: Reader<'_>) -> usize {
    let at = |index| reader.number(index, 1).unwrap_or_default() as usize;
    at(4) * at(5) * 4
}

fn checksum<S: Sink>(
    reader: Reader<'_>,
    payload: Payload<'_>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    let stated = reader.number(2, 2)?;
    let Some(subject) = subject else {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [unverified] [in ICMP error packet]"), tree)?;
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        return Some(());
    };
    if payload.is_cut() || subject.inspected.packet.piece.is_some() {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [unverified] [fragmented datagram]"), tree)?;
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        return Some(());
    }
    let right = internet(&[], payload.bytes, 2);
    if u64::from(right) == stated || internet(&[], payload.bytes, usize::MAX) == 0 {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [correct]"), tree)?;
        tree.made(CHECKSUM_STATUS, names::GOOD);
    } else {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} incorrect, should be 0x{right:04x}"), tree)?;
        tree.below(|tree| {
            tree.expert_as(CHECKSUM_BAD, "Warning/Checksum", format_args!("Bad checksum [should be 0x{right:04x}]"));
        });
        tree.made(CHECKSUM_STATUS, names::BAD);
    }
    Some(())
}

fn identified<S: Sink>(
    reader: Reader<'_>,
    kind: u8,
    now: Option<Timestamp>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    for (field, swapped, start) in [(IDENTIFIER, IDENTIFIER_SWAPPED, 4), (SEQUENCE, SEQUENCE_SWAPPED, 6)] {
        let bytes = reader.at(start, 2)?;
        reader.put(field, start, 2, tree)?;
        tree.put(swapped, u16::from_le_bytes(bytes.try_into().ok()?), bytes);
    }
    match kind {
        0 | 8 => {
            if kind == 8
                && let Some(frame) = subject.and_then(|subject| subject.later.answered_in)
            {
                tree.made(RESPONSE_IN, frame);
            }
            if kind == 0
                && let Some(Detail::Echo(Some(answered))) = subject.map(|subject| &subject.inspected.seen.detail)
                && answered.is_first
            {
                tree.made(RESPONSE_TO, answered.frame);
                if let Some(after) = answered.after {
                    let after = milliseconds(after);
                    tree.made_as(RESPONSE_TIME, after, format_args!("Response time: {after:.3} ms"));
                }
            }
            let rest = reader.after(8);
            let used = match data_time(rest.0, now) {
                Some((time, relative)) => {
                    let bytes = rest.at(0, time.1)?;
                    tree.put(DATA_TIME, time.0, bytes);
                    tree.made(DATA_TIME_RELATIVE, relative);
                    time.1
                }
                None => 0,
            };
            let rest = rest.after(used);
            if !rest.0.is_empty() {
                data::walk(rest.0, tree);
            }
        }
        13 | 14 => {
            for (field, start) in [(ORIGINATE, 8), (RECEIVE, 12), (TRANSMIT, 16)] {
                day_time(reader, field, start, tree)?;
            }
        }
        17 | 18 => {
            reader.put(MASK, 8, 4, tree)?;
        }
        _ => {}
    }
    Some(())
}

/// From milliseconds of a span.
pub(super) fn milliseconds(span: Span) -> f64 {
    let nanos = span.as_nanos();
    (nanos / 1_000_000_000) as f64 * 1000.0 + (nanos % 1_000_000_000) as f64 / 1_000_000.0
}

/// Milliseconds since midnight; what a system with the wrong byte order sends is turned around.
fn day_time<S: Sink>(reader: Reader<'_>, field: super::Id, start: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    const DAY: u64 = 86_400_000;
    let stated = reader.number(start, 4)?;
    let swapped = u64::from((stated as u32).swap_bytes());
    let time = if stated >= DAY && swapped < DAY { swapped } else { stated };
    let title = field.field().title;
    reader.put_as(field, start, 4, format_args!("{title}: {stated} ({} after midnight UTC)", Duration(time)), tree)?;
    Some(())
}

/// Milliseconds in words.
struct Duration(u64);

impl std::fmt::Display for Duration {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (seconds, rest) = (self.0 / 1000, self.0 % 1000);
        let mut is_first = true;
        for (count, name) in [(seconds / 86_400, "day"), (seconds / 3600 % 24, "hour"), (seconds / 60 % 60, "minute")] {
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                write!(formatter, "{}{count} {name}{plural}", if is_first { "" } else { ", " })?;
                is_first = false;
            }
        }
        let seconds = seconds % 60;
        if rest > 0 {
            write!(formatter, "{}{seconds}.{rest:03} seconds", if is_first { "" } else { ", " })
        } else if seconds > 0 || is_first {
            let plural = if seconds == 1 { "" } else { "s" };
            write!(formatter, "{}{seconds} second{plural}", if is_first { "" } else { ", " })
        } else {
            Ok(())
        }
    }
}

/// The time that ping writes into its data: of 8 bytes in either byte order, and within a day of the packet's own.
fn data_time(bytes: &[u8], now: Option<Timestamp>) -> Option<((Timestamp, usize), Span)> {
    const DAY: i64 = 86_400_000_000_000;
    let now = now?;
    let candidate = |seconds: i64, micros: i64, length: usize| {
        if !(0..1_000_000).contains(&micros) {
            return None;
        }
        let time = Timestamp::from_nanos(seconds.checked_mul(1_000_000_000)?.checked_add(micros * 1000)?);
        let relative = now.since(time);
        ((0..DAY).contains(&relative.as_nanos())).then_some(((time, length), relative))
    };
    let [a, b, c, d, e, f, g, h] = *bytes.first_chunk::<8>()?;
    candidate(u32::from_le_bytes([a, b, c, d]).into(), u32::from_le_bytes([e, f, g, h]).into(), 8)
        .or_else(|| candidate(u32::from_be_bytes([a, b, c, d]).into(), u32::from_be_bytes([e, f, g, h]).into(), 8))
}

fn error<S: Sink>(
    reader: Reader<'_>,
    kind: u8,
    code: u64,
    payload: Payload<'_>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    let length = reader.number(5, 1)? as usize * 4;
    match (kind, code) {
        (4, _) => {}
        (5, _) => {
            reader.put(GATEWAY, 4, 4, tree)?;
        }
        (3 | 11 | 12, _) if length > 0 => {
            match kind {
                12 => reader.put(POINTER, 4, 1, tree)?,
                _ => reader.put(UNUSED, 4, 1, tree)?,
            };
            reader.put(LENGTH, 5, 1, tree)?;
            tree.made(ORIGINAL_LENGTH, length);
            match (kind, code) {
                (3, 4) => reader.put(MTU, 6, 2, tree)?,
                _ => reader.put(UNUSED, 6, 2, tree)?,
            };
        }
        (3, 4) => {
            reader.put(UNUSED, 4, 2, tree)?;
            reader.put(MTU, 6, 2, tree)?;
        }
        (12, _) => {
            reader.put(POINTER, 4, 1, tree)?;
            reader.put(UNUSED, 5, 3, tree)?;
        }
        _ => {
            reader.put(UNUSED, 4, 4, tree)?;
        }
    }
    let (quote, extensions) = parts(kind, payload)?;
    if subject.is_some() {
        quoted::walk(Version::Four, quote, subject, tree);
    }
    if let Some(extensions) = extensions {
        self::extensions(extensions, tree);
    }
    Some(())
}

/// What an error quotes, and the extensions behind it.
pub(super) fn parts(kind: u8, payload: Payload<'_>) -> Option<(Payload<'_>, Option<Payload<'_>>)> {
    /// Where extensions stand that know nothing of the length field.
    const OLD_PLACE: usize = 128;
    let rest = payload.after(8);
    if !matches!(kind, 3 | 11 | 12) {
        return Some((rest, None));
    }
    let stated = usize::from(*payload.bytes.get(5)?) * 4;
    let length = if stated > 0 { stated } else { OLD_PLACE };
    let extensions = rest.after(length);
    let has_extensions = extensions.bytes.first().is_some_and(|first| first >> 4 == 2) && extensions.length >= 4;
    if !has_extensions {
        return Some((if stated > 0 { rest.limited(stated) } else { rest }, None));
    }
    Some((rest.limited(length), Some(extensions)))
}

fn extensions<S: Sink>(payload: Payload<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let reader = Reader(payload.bytes);
    tree.put_as(EXTENSIONS, Value::Present, payload.bytes, format_args!("ICMP Multi-Part Extensions"));
    tree.below(|tree| {
        reader.put_as(EXTENSION_VERSION, 0, 1, format_args!("Version: {}", reader.number(0, 1)? >> 4), tree)?;
        reader.put(EXTENSION_RESERVED, 0, 2, tree)?;
        let stated = reader.number(2, 2)?;
        let right = internet(&[], payload.bytes, 2);
        if u64::from(right) == stated {
            reader.put_as(EXTENSION_CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [correct]"), tree)?;
            tree.made(EXTENSION_CHECKSUM_STATUS, names::GOOD);
        } else {
            reader.put_as(EXTENSION_CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} incorrect, should be 0x{right:04x}"), tree)?;
            tree.below(|tree| tree.expert(EXTENSION_CHECKSUM_BAD, "Warning/Checksum"));
            tree.made(EXTENSION_CHECKSUM_STATUS, names::BAD);
        }
        let mut rest = reader.after(4);
        while let Some(length) = rest.number(0, 2) {
            let length = length as usize;
            let Some(object) = rest.at(0, length).filter(|_| length >= 4) else { break };
            self::object(Reader(object), tree);
            rest = rest.after(length);
        }
        Some(())
    });
    Some(())
}

fn object<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) {
    let class = reader.number(2, 1).unwrap_or_default();
    let title = match class {
        1 => "MPLS Stack Entry",
        2 => "Interface Information Object",
        3 => "Interface Identification Object",
        _ => "Unknown object",
    };
    tree.line(format_args!("{title}"), reader.0);
    tree.below(|tree| {
        reader.put(OBJECT_LENGTH, 0, 2, tree);
        reader.put(OBJECT_CLASS, 2, 1, tree);
        reader.put(OBJECT_KIND, 3, 1, tree);
        if class != 1 {
            if reader.0.len() > 4 {
                reader.put(OBJECT_DATA, 4, reader.0.len() - 4, tree);
            }
            return;
        }
        for start in (4..reader.0.len()).step_by(4) {
            let Some(entry) = reader.number(start, 4) else { break };
            let (label, experimental, stack, life) = (entry >> 12, entry >> 9 & 7, entry >> 8 & 1, entry & 0xff);
            let bytes = reader.at(start, 4).unwrap_or_default();
            tree.line(format_args!("Label: {label}, Exp: {experimental}, S: {stack}, TTL: {life}"), bytes);
            tree.below(|tree| {
                reader.bits(&[LABEL, EXPERIMENTAL, STACK], start, 3, tree);
                reader.put(LABEL_TTL, start + 3, 1, tree);
            });
        }
    });
}

fn router_advertisement<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let count = reader.put(ADDRESS_COUNT, 4, 1, tree)? as usize;
    let size = reader.put(ADDRESS_SIZE, 5, 1, tree)? as usize * 4;
    let lifetime = reader.number(6, 2)?;
    reader.put_as(LIFETIME, 6, 2, format_args!("Lifetime: {lifetime} ({})", Duration(lifetime * 1000)), tree)?;
    let mut start = 8;
    if size >= 8 {
        for _ in 0..count {
            reader.put(ROUTER, start, 4, tree)?;
            reader.put(PREFERENCE, start + 4, 4, tree)?;
            start += size;
        }
    }
    let mut rest = reader.after(start);
    while let Some(kind) = rest.number(0, 1) {
        let length = if kind == 0 { 1 } else { rest.number(1, 1)? as usize + 2 };
        mobile(Reader(rest.at(0, length)?), kind, tree);
        rest = rest.after(length);
    }
    Some(())
}

fn mobile<S: Sink>(reader: Reader<'_>, kind: u64, tree: &mut Tree<'_, '_, S>) {
    let name = MOBILE_TYPE.field().name_of(kind).unwrap_or("Unknown ext");
    tree.line(format_args!("Ext: {name}"), reader.0);
    tree.below(|tree| {
        reader.put(MOBILE_TYPE, 0, 1, tree)?;
        if kind == 0 {
            return Some(0);
        }
        reader.put(MOBILE_LENGTH, 1, 1, tree)?;
        let length = reader.0.len() - 2;
        match kind {
            16 => {
                reader.put(MOBILE_SEQUENCE, 2, 2, tree)?;
                reader.put(MOBILE_LIFE, 4, 2, tree)?;
                reader.put(MOBILE_FLAGS, 6, 2, tree)?;
                tree.below(|tree| {
                    let flags = [
                        MOBILE_REQUIRED,
                        MOBILE_BUSY,
                        MOBILE_HOME,
                        MOBILE_FOREIGN,
                        MOBILE_MINIMAL,
                        MOBILE_GRE,
                        MOBILE_COMPRESSION,
                        MOBILE_REVERSE,
                        MOBILE_UDP,
                        MOBILE_REVOCATION,
                        MOBILE_RESERVED,
                    ];
                    reader.bits(&flags, 6, 2, tree);
                });
                for start in (8..reader.0.len()).step_by(4) {
                    reader.put(MOBILE_CARE_OF, start, 4, tree)?;
                }
            }
            19 => {
                for start in 2..reader.0.len() {
                    reader.put(MOBILE_PREFIX, start, 1, tree)?;
                }
            }
            24 => {
                reader.put(MOBILE_CHALLENGE, 2, length, tree)?;
            }
            _ => {
                reader.put(MOBILE_CONTENT, 2, length, tree)?;
            }
        }
        Some(0)
    });
}
