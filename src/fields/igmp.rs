//! `igmp.*`: Internet Group Management Protocol.

use super::field::{Base, Field, Kind};
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Protocol, fields, names};
use crate::decode::Payload;
use crate::decode::checksum::internet;
use crate::decode::igmp::Igmp;

fields! {
    Protocol::Igmp;
    IGMP = Field::protocol("igmp", "Internet Group Management Protocol");
    VERSION = Field::unsigned("igmp.version", "IGMP Version", 8);
    TYPE = Field::unsigned("igmp.type", "Type", 8).hex().names(&TYPES);
    RESERVED = Field::of(Kind::Bytes, "igmp.reserved", "Reserved");
    RESPONSE_TIME = Field::unsigned("igmp.max_resp", "Max Resp Time", 8);
    CHECKSUM = Field::unsigned("igmp.checksum", "Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("igmp.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    CHECKSUM_BAD = Field::nothing("igmp.bad_checksum", "Bad checksum");
    GROUP = Field::of(Kind::Ipv4, "igmp.maddr", "Multicast Address");
    SUPPRESS = Field::boolean("igmp.s", "S").mask(0x08).states("Suppress router side processing", "Do not suppress router side processing");
    ROBUSTNESS = Field::unsigned("igmp.qrv", "QRV", 8).mask(0x07);
    INTERVAL = Field::unsigned("igmp.qqic", "QQIC", 8);
    SOURCE_COUNT = Field::unsigned("igmp.num_src", "Num Src", 16);
    SOURCE = Field::of(Kind::Ipv4, "igmp.saddr", "Source Address");
    RECORD_COUNT = Field::unsigned("igmp.num_grp_recs", "Num Group Records", 16);
    RECORD_TYPE = Field::unsigned("igmp.record_type", "Record Type", 8).names(&RECORD_TYPES);
    AUXILIARY_LENGTH = Field::unsigned("igmp.aux_data_len", "Aux Data Len", 8);
    AUXILIARY = Field::of(Kind::Bytes, "igmp.aux_data", "Aux Data");
    DATA = Field::of(Kind::Bytes, "igmp.data", "Data");
}

const TYPES: [(u64, &str); 5] = [
    (0x11, "Membership Query"),
    (0x12, "Membership Report"),
    (0x16, "Membership Report"),
    (0x17, "Leave Group"),
    (0x22, "Membership Report"),
];

const RECORD_TYPES: [(u64, &str); 6] = [
    (1, "Mode Is Include"),
    (2, "Mode Is Exclude"),
    (3, "Change To Include Mode"),
    (4, "Change To Exclude Mode"),
    (5, "Allow New Sources"),
    (6, "Block Old Sources"),
];

/// `payload`: the message.
pub(super) fn walk<S: Sink>(igmp: &Igmp<'_>, payload: Payload<'_>, tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(payload.bytes);
    tree.plain_protocol(IGMP, payload.bytes);
    tree.below(|tree| {
        message(igmp, reader, payload, tree);
    });
}

fn message<S: Sink>(igmp: &Igmp<'_>, reader: Reader<'_>, payload: Payload<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    if let Some(version) = igmp.version {
        tree.made(VERSION, version);
    }
    reader.put(TYPE, 0, 1, tree)?;
    let stated = reader.number(1, 1)?;
    match (igmp.kind, igmp.version) {
        (Igmp::REPORT_V3, _) => {
            reader.put(RESERVED, 1, 1, tree)?;
        }
        (_, Some(3)) => response_time(reader, tree)?,
        (_, Some(2)) => {
            let tenths = format_args!("Max Resp Time: {}.{} sec (0x{stated:02x})", stated / 10, stated % 10);
            reader.put_as(RESPONSE_TIME, 1, 1, tenths, tree)?;
        }
        (_, Some(_)) => {
            reader.put(RESERVED, 1, 1, tree)?;
        }
        (_, None) => {
            reader.put(DATA, 1, payload.bytes.len() - 1, tree)?;
            return Some(());
        }
    }
    checksum(reader, payload, tree)?;
    if igmp.kind == Igmp::REPORT_V3 {
        reader.put(RESERVED, 4, 2, tree)?;
        let count = reader.put(RECORD_COUNT, 6, 2, tree)?;
        let mut rest = reader.after(8);
        for _ in 0..count {
            rest = record(rest, tree)?;
        }
        return Some(());
    }
    reader.put(GROUP, 4, 4, tree)?;
    if igmp.version == Some(3) {
        reader.put(SUPPRESS, 8, 1, tree)?;
        reader.put(ROBUSTNESS, 8, 1, tree)?;
        reader.put(INTERVAL, 9, 1, tree)?;
        let count = reader.put(SOURCE_COUNT, 10, 2, tree)? as usize;
        for index in 0..count {
            reader.put(SOURCE, 12 + index * 4, 4, tree)?;
        }
    }
    Some(())
}

/// Tenths of a second; from 128 on a number with an exponent (RFC 3376 4.1.1).
fn response_time<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let stated = reader.number(1, 1)?;
    let tenths = if stated < 128 { stated } else { (stated & 0x0f | 0x10) << ((stated >> 4 & 7) + 3) };
    reader.put_as(RESPONSE_TIME, 1, 1, format_args!("Max Resp Time: {}.{} sec (0x{stated:02x})", tenths / 10, tenths % 10), tree)?;
    Some(())
}

fn checksum<S: Sink>(reader: Reader<'_>, payload: Payload<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let stated = reader.number(2, 2)?;
    if payload.is_cut() {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [unverified]"), tree)?;
        tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
        return Some(());
    }
    let right = internet(&[], payload.bytes, 2);
    if u64::from(right) == stated {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} [correct]"), tree)?;
        tree.made(CHECKSUM_STATUS, names::GOOD);
    } else {
        reader.put_as(CHECKSUM, 2, 2, format_args!("Checksum: 0x{stated:04x} incorrect, should be 0x{right:04x}"), tree)?;
        tree.below(|tree| tree.expert(CHECKSUM_BAD, "Warning/Checksum"));
        tree.made(CHECKSUM_STATUS, names::BAD);
    }
    Some(())
}

fn record<'a, S: Sink>(reader: Reader<'a>, tree: &mut Tree<'_, '_, S>) -> Option<Reader<'a>> {
    let count = reader.number(2, 2)? as usize;
    let auxiliary = reader.number(1, 1)? as usize * 4;
    let length = 8 + count * 4 + auxiliary;
    let group = std::net::Ipv4Addr::from_bits(reader.number(4, 4)? as u32);
    let name = RECORD_TYPE.field().name_of(reader.number(0, 1)?).unwrap_or_default();
    tree.line(format_args!("Group Record : {group}  {name}"), reader.at(0, length).unwrap_or(reader.0));
    tree.below(|tree| {
        reader.put(RECORD_TYPE, 0, 1, tree)?;
        reader.put(AUXILIARY_LENGTH, 1, 1, tree)?;
        reader.put(SOURCE_COUNT, 2, 2, tree)?;
        reader.put(GROUP, 4, 4, tree)?;
        for index in 0..count {
            reader.put(SOURCE, 8 + index * 4, 4, tree)?;
        }
        if auxiliary > 0 {
            reader.put(AUXILIARY, 8 + count * 4, auxiliary, tree)?;
        }
        Some(0)
    });
    reader.at(0, length)?;
    Some(reader.after(length))
}
