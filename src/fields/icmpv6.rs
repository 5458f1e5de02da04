//! `icmpv6.*`: Internet Control Message Protocol for IPv6, neighbour discovery with its options and multicast listeners.

use std::net::{IpAddr, Ipv6Addr};

use super::field::{Base, Field, Kind};
use super::icmp::milliseconds;
use super::quoted::{self, Version};
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, Value, data, fields, names};
use crate::decode::Payload;
use crate::decode::checksum::internet;
use crate::track::Detail;

fields! {
    Protocol::Icmpv6;
    ICMPV6 = Field::protocol("icmpv6", "Internet Control Message Protocol v6");
    TYPE = Field::unsigned("icmpv6.type", "Type", 8).names(&TYPES);
    CODE = Field::unsigned("icmpv6.code", "Code", 8);
    CHECKSUM = Field::unsigned("icmpv6.checksum", "Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("icmpv6.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    CHECKSUM_BAD = Field::nothing("icmpv6.checksum_bad.expert", "Bad checksum");
    RESERVED = Field::of(Kind::Bytes, "icmpv6.reserved", "Reserved");
    DATA = Field::of(Kind::Bytes, "icmpv6.data", "Data");
    MTU = Field::unsigned("icmpv6.mtu", "MTU", 32);
    POINTER = Field::unsigned("icmpv6.pointer", "Pointer", 32);
    IDENTIFIER = Field::unsigned("icmpv6.echo.identifier", "Identifier", 16).hex();
    SEQUENCE = Field::unsigned("icmpv6.echo.sequence_number", "Sequence", 16);
    RESPONSE_IN = Field::of(Kind::FrameNumber, "icmpv6.resp_in", "Response In");
    RESPONSE_TO = Field::of(Kind::FrameNumber, "icmpv6.resp_to", "Response To");
    RESPONSE_TIME = Field::of(Kind::Double, "icmpv6.resptime", "Response Time");
    ROUTER_HOPS = Field::unsigned("icmpv6.nd.ra.cur_hop_limit", "Cur hop limit", 8);
    ROUTER_FLAGS = Field::unsigned("icmpv6.nd.ra.flag", "Flags", 8).hex();
    ROUTER_MANAGED = Field::flag("icmpv6.nd.ra.flag.m", "Managed address configuration", 0x80);
    ROUTER_OTHER = Field::flag("icmpv6.nd.ra.flag.o", "Other configuration", 0x40);
    ROUTER_HOME = Field::flag("icmpv6.nd.ra.flag.h", "Home Agent", 0x20);
    ROUTER_PREFERENCE = Field::unsigned("icmpv6.nd.ra.flag.prf", "Prf (Default Router Preference)", 8).mask(0x18).names(&PREFERENCES);
    ROUTER_PROXY = Field::flag("icmpv6.nd.ra.flag.p", "Proxy", 0x04);
    ROUTER_RESERVED = Field::unsigned("icmpv6.nd.ra.flag.rsv", "Reserved", 8).mask(0x03);
    ROUTER_LIFETIME = Field::unsigned("icmpv6.nd.ra.router_lifetime", "Router lifetime (s)", 16);
    ROUTER_REACHABLE = Field::unsigned("icmpv6.nd.ra.reachable_time", "Reachable time (ms)", 32);
    ROUTER_RETRANSMISSION = Field::unsigned("icmpv6.nd.ra.retrans_timer", "Retrans timer (ms)", 32);
    SOLICITED_TARGET = Field::of(Kind::Ipv6, "icmpv6.nd.ns.target_address", "Target Address");
    ADVERTISED_FLAGS = Field::unsigned("icmpv6.nd.na.flag", "Flags", 32).hex();
    ADVERTISED_ROUTER = Field::flag("icmpv6.nd.na.flag.r", "Router", 0x8000_0000);
    ADVERTISED_SOLICITED = Field::flag("icmpv6.nd.na.flag.s", "Solicited", 0x4000_0000);
    ADVERTISED_OVERRIDE = Field::flag("icmpv6.nd.na.flag.o", "Override", 0x2000_0000);
    ADVERTISED_RESERVED = Field::unsigned("icmpv6.nd.na.flag.rsv", "Reserved", 32).mask(0x1fff_ffff);
    ADVERTISED_TARGET = Field::of(Kind::Ipv6, "icmpv6.nd.na.target_address", "Target Address");
    REDIRECT_TARGET = Field::of(Kind::Ipv6, "icmpv6.nd.rd.target_address", "Target Address");
    REDIRECT_DESTINATION = Field::of(Kind::Ipv6, "icmpv6.rd.na.destination_address", "Destination Address");
    OPTION = Field::nothing("icmpv6.opt", "ICMPv6 Option");
    OPTION_TYPE = Field::unsigned("icmpv6.opt.type", "Type", 8).names(&OPTIONS);
    OPTION_LENGTH = Field::unsigned("icmpv6.opt.length", "Length", 8);
    OPTION_RESERVED = Field::nothing("icmpv6.opt.reserved", "Reserved");
    LINK_ADDRESS = Field::of(Kind::Ethernet, "icmpv6.opt.linkaddr", "Link-layer address");
    SOURCE_LINK = Field::of(Kind::Ethernet, "icmpv6.opt.src_linkaddr", "Source Link-layer address");
    TARGET_LINK = Field::of(Kind::Ethernet, "icmpv6.opt.target_linkaddr", "Target Link-layer address");
    PREFIX_LENGTH = Field::unsigned("icmpv6.opt.prefix.length", "Prefix Length", 8);
    PREFIX_FLAGS = Field::unsigned("icmpv6.opt.prefix.flag", "Flag", 8).hex();
    PREFIX_ON_LINK = Field::flag("icmpv6.opt.prefix.flag.l", "On-link flag(L)", 0x80);
    PREFIX_AUTONOMOUS = Field::flag("icmpv6.opt.prefix.flag.a", "Autonomous address-configuration flag(A)", 0x40);
    PREFIX_ROUTER = Field::flag("icmpv6.opt.prefix.flag.r", "Router address flag(R)", 0x20);
    PREFIX_RESERVED = Field::unsigned("icmpv6.opt.prefix.flag.reserved", "Reserved", 8).mask(0x1f);
    PREFIX_VALID = Field::unsigned("icmpv6.opt.prefix.valid_lifetime", "Valid Lifetime", 32);
    PREFIX_PREFERRED = Field::unsigned("icmpv6.opt.prefix.preferred_lifetime", "Preferred Lifetime", 32);
    PREFIX = Field::of(Kind::Ipv6, "icmpv6.opt.prefix", "Prefix");
    REDIRECTED = Field::nothing("icmpv6.opt.redirected_packet", "Redirected Packet");
    OPTION_MTU = Field::unsigned("icmpv6.opt.mtu", "MTU", 32);
    NONCE = Field::of(Kind::Bytes, "icmpv6.opt.nonce", "Nonce");
    ROUTE_FLAGS = Field::unsigned("icmpv6.opt.route_info.flag", "Flag", 8).hex();
    ROUTE_PREFERENCE = Field::unsigned("icmpv6.opt.route_info.flag.route_preference", "Route Preference", 8).mask(0x18).names(&PREFERENCES);
    ROUTE_RESERVED = Field::unsigned("icmpv6.opt.route_info.flag.reserved", "Reserved", 8).mask(0xe7);
    ROUTE_LIFETIME = Field::unsigned("icmpv6.opt.route_lifetime", "Route Lifetime", 32);
    SERVER_LIFETIME = Field::unsigned("icmpv6.opt.rdnss.lifetime", "Lifetime", 32);
    SERVER = Field::of(Kind::Ipv6, "icmpv6.opt.rdnss", "Recursive DNS Servers");
    SEARCH_LIFETIME = Field::unsigned("icmpv6.opt.dnssl.lifetime", "Lifetime", 32);
    SEARCH = Field::of(Kind::Text, "icmpv6.opt.dnssl", "Domain Names");
    RESPONSE_DELAY = Field::unsigned("icmpv6.mld.maximum_response_delay", "Maximum Response Delay [ms]", 16);
    RESPONSE_CODE = Field::unsigned("icmpv6.mld.maximum_response_code", "Maximum Response Code", 16);
    GROUP = Field::of(Kind::Ipv6, "icmpv6.mld.multicast_address", "Multicast Address");
    QUERY_FLAGS = Field::unsigned("icmpv6.mld.flag", "Flags", 8).hex();
    QUERY_SUPPRESS = Field::flag("icmpv6.mld.flag.s", "Suppress Router-Side Processing", 0x08);
    QUERY_ROBUSTNESS = Field::unsigned("icmpv6.mld.flag.qrv", "QRV (Querier's Robustness Variable)", 8).mask(0x07);
    QUERY_RESERVED = Field::unsigned("icmpv6.mld.flag.reserved", "Reserved", 8).mask(0xf0);
    QUERY_INTERVAL = Field::unsigned("icmpv6.mld.qqi", "QQIC (Querier's Query Interval Code)", 8);
    QUERY_SOURCE_COUNT = Field::unsigned("icmpv6.mld.nb_sources", "Number of Sources", 16);
    QUERY_SOURCE = Field::of(Kind::Ipv6, "icmpv6.mld.source_address", "Source Address");
    RECORD_COUNT = Field::unsigned("icmpv6.mldr.nb_mcast_records", "Number of Multicast Address Records", 16);
    RECORD = Field::nothing("icmpv6.mldr.mar", "Multicast Address Record");
    RECORD_TYPE = Field::unsigned("icmpv6.mldr.mar.record_type", "Record Type", 8).names(&RECORD_TYPES);
    RECORD_AUXILIARY_LENGTH = Field::unsigned("icmpv6.mldr.mar.aux_data_len", "Aux Data Len", 8);
    RECORD_SOURCE_COUNT = Field::unsigned("icmpv6.mldr.mar.nb_sources", "Number of Sources", 16);
    RECORD_GROUP = Field::of(Kind::Ipv6, "icmpv6.mldr.mar.multicast_address", "Multicast Address");
    RECORD_SOURCE = Field::of(Kind::Ipv6, "icmpv6.mldr.mar.source_address", "Source Address");
    RECORD_AUXILIARY = Field::of(Kind::Bytes, "icmpv6.mldr.mar.auxiliary_data", "Auxiliary Data");
}

const TYPES: [(u64, &str); 15] = [
    (1, "Destination Unreachable"),
    (2, "Packet Too Big"),
    (3, "Time Exceeded"),
    (4, "Parameter Problem"),
    (128, "Echo (ping) request"),
    (129, "Echo (ping) reply"),
    (130, "Multicast Listener Query"),
    (131, "Multicast Listener Report"),
    (132, "Multicast Listener Done"),
    (133, "Router Solicitation"),
    (134, "Router Advertisement"),
    (135, "Neighbor Solicitation"),
    (136, "Neighbor Advertisement"),
    (137, "Redirect"),
    (143, "Multicast Listener Report Message v2"),
];

/// The names of codes, by type.
const CODES: [(u8, &[(u64, &str)]); 3] = [
    (
        1,
        &[
            (0, "no route to destination"),
            (1, "Administratively prohibited"),
            (2, "Beyond scope of source address"),
            (3, "Address unreachable"),
            (4, "Port unreachable"),
            (5, "Source address failed ingress/egress policy"),
            (6, "Reject route to destination"),
            (7, "Error in Source Routing Header"),
        ],
    ),
    (3, &[(0, "hop limit exceeded in transit"), (1, "fragment reassembly time exceeded")]),
    (
        4,
        &[
            (0, "erroneous header field encountered"),
            (1, "unrecognized Next Header type encountered"),
            (2, "unrecognized IPv6 option encountered"),
            (3, "IPv6 First Fragment has incomplete IPv6 Header Chain"),
        ],
    ),
];

const PREFERENCES: [(u64, &str); 4] = [(0, "Medium"), (1, "High"), (2, "Reserved"), (3, "Low")];

const OPTIONS: [(u64, &str); 13] = [
    (1, "Source link-layer address"),
    (2, "Target link-layer address"),
    (3, "Prefix information"),
    (4, "Redirected header"),
    (5, "MTU"),
    (7, "Advertisement Interval"),
    (8, "Home Agent Information"),
    (14, "Nonce"),
    (24, "Route Information"),
    (25, "Recursive DNS Server"),
    (31, "DNS Search List Option"),
    (37, "Captive-Portal"),
    (38, "PREF64 Option"),
];

const RECORD_TYPES: [(u64, &str); 6] = [
    (1, "Include"),
    (2, "Exclude"),
    (3, "Changed to include"),
    (4, "Changed to exclude"),
    (5, "Allow new sources"),
    (6, "Block old sources"),
];

/// `payload`: the message.
pub(super) fn walk<S: Sink>(payload: Payload<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(payload.bytes);
    tree.plain_protocol(ICMPV6, payload.bytes);
    tree.below(|tree| {
        message(reader, payload, subject, tree);
    });
}

fn message<S: Sink>(reader: Reader<'_>, payload: Payload<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let kind = reader.put(TYPE, 0, 1, tree)?;
    let code = reader.number(1, 1)?;
    let name = CODES.iter().find(|(of, _)| u64::from(*of) == kind).and_then(|(_, names)| names.iter().find(|(number, _)| *number == code));
    match name {
        Some((_, name)) => reader.put_as(CODE, 1, 1, format_args!("Code: {code} ({name})"), tree)?,
        None => reader.put(CODE, 1, 1, tree)?,
    };
    checksum(reader, payload, subject, tree)?;
    match kind {
        1..=4 => {
            match kind {
                2 => reader.put(MTU, 4, 4, tree)?,
                4 => reader.put(POINTER, 4, 4, tree)?,
                _ => reader.put(RESERVED, 4, 4, tree)?,
            };
            quoted::walk(Version::Six, payload.after(8), subject, tree);
        }
        128 | 129 => echo(reader, kind, subject, tree)?,
        130 if payload.length >= 28 => query(reader, tree)?,
        130..=132 => {
            reader.put(RESPONSE_DELAY, 4, 2, tree)?;
            reader.put(RESERVED, 6, 2, tree)?;
            reader.put(GROUP, 8, 16, tree)?;
        }
        133 => {
            reader.put(RESERVED, 4, 4, tree)?;
            options(reader.after(8), tree)?;
        }
        134 => {
            router(reader, tree)?;
            options(reader.after(16), tree)?;
        }
        135 => {
            reader.put(RESERVED, 4, 4, tree)?;
            reader.put(SOLICITED_TARGET, 8, 16, tree)?;
            options(reader.after(24), tree)?;
        }
        136 => {
            let names = [ADVERTISED_ROUTER, ADVERTISED_SOLICITED, ADVERTISED_OVERRIDE];
            flags(reader, ADVERTISED_FLAGS, &names, 4, 4, tree)?;
            tree.below(|tree| {
                reader.bits(&names, 4, 4, tree)?;
                reader.put(ADVERTISED_RESERVED, 4, 4, tree)
            });
            reader.put(ADVERTISED_TARGET, 8, 16, tree)?;
            options(reader.after(24), tree)?;
        }
        137 => {
            reader.put(RESERVED, 4, 4, tree)?;
            reader.put(REDIRECT_TARGET, 8, 16, tree)?;
            reader.put(REDIRECT_DESTINATION, 24, 16, tree)?;
            options(reader.after(40), tree)?;
        }
        143 => {
            reader.put(RESERVED, 4, 2, tree)?;
            let count = reader.put(RECORD_COUNT, 6, 2, tree)?;
            let mut rest = reader.after(8);
            for _ in 0..count {
                rest = record(rest, tree)?;
            }
        }
        _ if reader.0.len() > 4 => {
            reader.put(DATA, 4, reader.0.len() - 4, tree)?;
        }
        _ => {}
    }
    Some(())
}

/// A byte of flags with the names of those that are set.
fn flags<S: Sink>(reader: Reader<'_>, field: Id, names: &[Id], start: usize, length: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bits = reader.number(start, length)?;
    if tree.wants_field(field) {
        let set = names.iter().filter(|id| bits & id.field().mask != 0).map(|id| format!(", {}", id.field().title)).collect::<String>();
        let width = length * 2;
        let title = field.field().title;
        reader.put_as(field, start, length, format_args!("{title}: 0x{bits:0width$x}{set}"), tree)?;
    }
    Some(())
}

fn checksum<S: Sink>(
    reader: Reader<'_>,
    payload: Payload<'_>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    let stated = reader.number(2, 2)?;
    let addresses = subject.and_then(|subject| subject.inspected.packet.addresses());
    let (Some((IpAddr::V6(sender), IpAddr::V6(receiver))), false) = (addresses, payload.is_cut()) else {
        let note = if subject.is_none() { " [in ICMP error packet]" } else { "" };
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [unverified]{note}"), tree)?;
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        return Some(());
    };
    let mut pseudo = [0; 40];
    pseudo[..16].copy_from_slice(&sender.octets());
    pseudo[16..32].copy_from_slice(&receiver.octets());
    pseudo[32..36].copy_from_slice(&u32::try_from(payload.bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    pseudo[39] = 58;
    let right = internet(&pseudo, payload.bytes, 2);
    if u64::from(right) == stated {
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

fn echo<S: Sink>(reader: Reader<'_>, kind: u64, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(IDENTIFIER, 4, 2, tree)?;
    reader.put(SEQUENCE, 6, 2, tree)?;
    if kind == 128
        && let Some(frame) = subject.and_then(|subject| subject.later.answered_in)
    {
        tree.made(RESPONSE_IN, frame);
    }
    if kind == 129
        && let Some(Detail::Echo(Some(answered))) = subject.map(|subject| &subject.inspected.seen.detail)
        && answered.is_first
    {
        tree.made(RESPONSE_TO, answered.frame);
        if let Some(after) = answered.after {
            let after = milliseconds(after);
            tree.made_as(RESPONSE_TIME, after, format_args!("Response Time: {after:.3} ms"));
        }
    }
    let rest = reader.after(8).0;
    if !rest.is_empty() {
        data::walk(rest, tree);
    }
    Some(())
}

fn router<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(ROUTER_HOPS, 4, 1, tree)?;
    let bits = reader.number(5, 1)?;
    if tree.wants_field(ROUTER_FLAGS) {
        let set = [ROUTER_MANAGED, ROUTER_OTHER, ROUTER_HOME].into_iter().filter(|id| bits & id.field().mask != 0);
        let set = set.map(|id| format!(", {}", id.field().title)).collect::<String>();
        let preference = PREFERENCES.get((bits >> 3 & 3) as usize).map_or("", |(_, name)| name);
        let proxy = if bits & 4 != 0 { ", Proxy" } else { "" };
        let line = format_args!("Flags: 0x{bits:02x}{set}, Prf (Default Router Preference): {preference}{proxy}");
        reader.put_as(ROUTER_FLAGS, 5, 1, line, tree)?;
    }
    tree.below(|tree| {
        let names = [ROUTER_MANAGED, ROUTER_OTHER, ROUTER_HOME, ROUTER_PREFERENCE, ROUTER_PROXY, ROUTER_RESERVED];
        reader.bits(&names, 5, 1, tree)
    });
    reader.put(ROUTER_LIFETIME, 6, 2, tree)?;
    reader.put(ROUTER_REACHABLE, 8, 4, tree)?;
    reader.put(ROUTER_RETRANSMISSION, 12, 4, tree)?;
    Some(())
}

fn query<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(RESPONSE_CODE, 4, 2, tree)?;
    reader.put(RESERVED, 6, 2, tree)?;
    reader.put(GROUP, 8, 16, tree)?;
    flags(reader, QUERY_FLAGS, &[QUERY_SUPPRESS], 24, 1, tree)?;
    tree.below(|tree| reader.bits(&[QUERY_SUPPRESS, QUERY_ROBUSTNESS, QUERY_RESERVED], 24, 1, tree));
    reader.put(QUERY_INTERVAL, 25, 1, tree)?;
    let count = reader.put(QUERY_SOURCE_COUNT, 26, 2, tree)? as usize;
    for index in 0..count {
        reader.put(QUERY_SOURCE, 28 + index * 16, 16, tree)?;
    }
    Some(())
}

fn record<'a, S: Sink>(reader: Reader<'a>, tree: &mut Tree<'_, '_, S>) -> Option<Reader<'a>> {
    let auxiliary = reader.number(1, 1)? as usize * 4;
    let count = reader.number(2, 2)? as usize;
    let length = 20 + count * 16 + auxiliary;
    let group = Ipv6Addr::from(<[u8; 16]>::try_from(reader.at(4, 16)?).ok()?);
    let name = RECORD_TYPE.field().name_of(reader.number(0, 1)?).unwrap_or("Unknown Record Type");
    let whole = reader.at(0, length).unwrap_or(reader.0);
    tree.put_as(RECORD, Value::Present, whole, format_args!("Multicast Address Record {name}: {group}"));
    tree.below(|tree| {
        reader.put(RECORD_TYPE, 0, 1, tree)?;
        reader.put(RECORD_AUXILIARY_LENGTH, 1, 1, tree)?;
        reader.put(RECORD_SOURCE_COUNT, 2, 2, tree)?;
        reader.put(RECORD_GROUP, 4, 16, tree)?;
        for index in 0..count {
            reader.put(RECORD_SOURCE, 20 + index * 16, 16, tree)?;
        }
        if auxiliary > 0 {
            reader.put(RECORD_AUXILIARY, 20 + count * 16, auxiliary, tree)?;
        }
        Some(0)
    });
    reader.at(0, length)?;
    Some(reader.after(length))
}

fn options<S: Sink>(mut reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while let Some(kind) = reader.number(0, 1) {
        let length = reader.number(1, 1)? as usize * 8;
        if length == 0 {
            break;
        }
        let whole = Reader(reader.at(0, length)?);
        let name = OPTION_TYPE.field().name_of(kind).unwrap_or("Unknown");
        match (kind, whole.0) {
            (1 | 2, &[_, _, a, b, c, d, e, f]) => {
                let address = format_args!("ICMPv6 Option ({name} : {a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x})");
                tree.put_as(OPTION, Value::Present, whole.0, address);
            }
            (3, _) if length == 32 => {
                let prefix = Ipv6Addr::from(<[u8; 16]>::try_from(whole.at(16, 16)?).ok()?);
                tree.put_as(OPTION, Value::Present, whole.0, format_args!("ICMPv6 Option ({name} : {prefix}/{})", whole.number(2, 1)?));
            }
            (5, _) => {
                tree.put_as(OPTION, Value::Present, whole.0, format_args!("ICMPv6 Option ({name} : {})", whole.number(4, 4)?));
            }
            _ => tree.put_as(OPTION, Value::Present, whole.0, format_args!("ICMPv6 Option ({name})")),
        }
        tree.below(|tree| option(kind, whole, tree));
        reader = reader.after(length);
    }
    Some(())
}

fn option<S: Sink>(kind: u64, whole: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let length = whole.0.len();
    whole.put(OPTION_TYPE, 0, 1, tree)?;
    whole.put_as(OPTION_LENGTH, 1, 1, format_args!("Length: {} ({length} bytes)", length / 8), tree)?;
    match kind {
        1 | 2 if length == 8 => {
            let &[_, _, a, b, c, d, e, f] = whole.0 else { return None };
            let line = format_args!("Link-layer address: {a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}");
            whole.put_as(LINK_ADDRESS, 2, 6, line, tree)?;
            whole.hide(if kind == 1 { SOURCE_LINK } else { TARGET_LINK }, 2, 6, tree)?;
        }
        3 => {
            let names = [PREFIX_ON_LINK, PREFIX_AUTONOMOUS, PREFIX_ROUTER];
            whole.put(PREFIX_LENGTH, 2, 1, tree)?;
            flags(whole, PREFIX_FLAGS, &names, 3, 1, tree)?;
            tree.below(|tree| {
                whole.bits(&names, 3, 1, tree)?;
                whole.put(PREFIX_RESERVED, 3, 1, tree)
            });
            lifetime(whole, PREFIX_VALID, 4, tree)?;
            lifetime(whole, PREFIX_PREFERRED, 8, tree)?;
            whole.put_as(OPTION_RESERVED, 12, 4, format_args!("Reserved"), tree)?;
            whole.put(PREFIX, 16, 16, tree)?;
        }
        4 => {
            whole.put_as(OPTION_RESERVED, 2, 6, format_args!("Reserved"), tree)?;
            whole.put_as(REDIRECTED, 8, length.checked_sub(8)?, format_args!("Redirected Packet"), tree)?;
        }
        5 => {
            whole.put_as(OPTION_RESERVED, 2, 2, format_args!("Reserved"), tree)?;
            whole.put(OPTION_MTU, 4, 4, tree)?;
        }
        14 => {
            whole.put(NONCE, 2, length - 2, tree)?;
        }
        24 => {
            whole.put(PREFIX_LENGTH, 2, 1, tree)?;
            let bits = whole.number(3, 1)?;
            whole.put_as(ROUTE_FLAGS, 3, 1, format_args!("Flag: 0x{bits:02x}, Route Preference: {}", preference(bits)), tree)?;
            tree.below(|tree| whole.bits(&[ROUTE_PREFERENCE, ROUTE_RESERVED], 3, 1, tree));
            lifetime(whole, ROUTE_LIFETIME, 4, tree)?;
            let mut prefix = [0; 16];
            let stated = whole.after(8).0;
            prefix.get_mut(..stated.len())?.copy_from_slice(stated);
            tree.put(PREFIX, Ipv6Addr::from(prefix), stated);
        }
        25 => {
            whole.put_as(OPTION_RESERVED, 2, 2, format_args!("Reserved"), tree)?;
            lifetime(whole, SERVER_LIFETIME, 4, tree)?;
            for start in (8..length).step_by(16) {
                whole.put(SERVER, start, 16, tree)?;
            }
        }
        31 => {
            whole.put_as(OPTION_RESERVED, 2, 2, format_args!("Reserved"), tree)?;
            lifetime(whole, SEARCH_LIFETIME, 4, tree)?;
            names_of(whole.after(8), tree)?;
        }
        _ => {}
    }
    Some(())
}

fn preference(bits: u64) -> &'static str {
    PREFERENCES.get((bits >> 3 & 3) as usize).map_or("", |(_, name)| name)
}

fn lifetime<S: Sink>(reader: Reader<'_>, field: Id, start: usize, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    match reader.number(start, 4)? {
        number @ 0xffff_ffff => reader.put_as(field, start, 4, format_args!("{}: Infinity ({number})", field.field().title), tree)?,
        _ => reader.put(field, start, 4, tree)?,
    };
    Some(())
}

/// Names written as DNS does, without pointers.
fn names_of<S: Sink>(mut reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    if !tree.wants_field(SEARCH) {
        return Some(());
    }
    while reader.number(0, 1)? != 0 {
        let (mut name, mut at) = (String::new(), 0);
        while let Some(length) = reader.number(at, 1).filter(|length| *length != 0) {
            let label = reader.at(at + 1, length as usize)?;
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&String::from_utf8_lossy(label));
            at += 1 + length as usize;
        }
        tree.put(SEARCH, name.as_str(), reader.at(0, at + 1)?);
        reader = reader.after(at + 1);
    }
    Some(())
}
