//! The pcapng format: sections of blocks, each section with its own byte order and table of interfaces.
//! Source: draft-ietf-opsawg-pcapng; limits as in libpcap's `sf-pcapng.c` and Wireshark's `wiretap/pcapng.c`.
//!
//! Interface, Enhanced Packet, Simple Packet, Name Resolution, Interface Statistics and the obsolete Packet Blocks are read, all others
//! are passed over and counted.
//! Texts, reserved fields and options that say nothing about packets can be as wrong as they like; a length that
//! can't be true ends the reading, because nothing then says where the next block starts.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use byteorder_slice::{BigEndian, LittleEndian};
use pcap_file::pcapng::blocks::block_common::RawBlock;
use pcap_file::pcapng::{PcapNgFormatError, RawBlockParseError};

use crate::frame::{LinkType, Options, Section};

use super::buffer::{Buffer, RECORD_LIMIT};
use super::clock::Clock;
use super::damage::{Corruption, Trouble};
use super::interfaces::{Interface, Interfaces};
use super::notes::FileNotes;
use super::pcap::cut;
use super::stored::{Oddities, Order, Stored, packet_limit};

/// Bytes of the smallest section header: what has to be there to read its byte order and version.
pub(super) const SECTION_HEADER: usize = 28;

/// The type of a section header, the same in both byte orders: what a pcapng file starts with.
const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const NAME_RESOLUTION: u32 = 4;
const INTERFACE_STATISTICS: u32 = 5;
const ENHANCED_PACKET: u32 = 6;

/// Bytes around the body of a block: type and length before it, length after it.
const BLOCK_FRAME: u32 = 12;
/// Offset of the body in its block.
const BODY: usize = 8;
/// Offset of the bytes of a packet in an Enhanced or obsolete Packet Block.
const PACKET_DATA: usize = 28;
/// Offset of the bytes of a packet in a Simple Packet Block.
const SIMPLE_DATA: usize = 12;
/// Interfaces of one section that are kept: 6 MiB of them.
const SECTION_INTERFACES: usize = 1 << 17;

/// Reads the packets of a pcapng file.
pub(super) struct PcapNg {
    order: Order,
    /// Sections so far.
    section: u32,
    /// The interfaces of this section.
    described: Vec<Described>,
}

/// What of an interface is needed to read its packets.
#[derive(Clone, Copy)]
struct Described {
    section: Section,
    number: u32,
    link_type: LinkType,
    snaplen: u32,
    clock: Clock,
}

/// Whether a file that starts with these bytes is pcapng, or would be if more of it were there.
pub(super) fn recognises(start: &[u8]) -> bool {
    start.starts_with(&SECTION.to_be_bytes()) && (start.len() < 12 || byte_order(start).is_some())
}

/// The version of the section header that starts here, if this build doesn't know it.
pub(super) fn unknown_version(start: &[u8]) -> Option<(u16, u16)> {
    let order = byte_order(start)?;
    let version = (order.u16(start, 12), order.u16(start, 14));
    // 1.2 was written by mistake for 1.0 and means the same (the draft, section 4.1).
    (start.len() >= 16 && !matches!(version, (1, 0 | 2))).then_some(version)
}

fn byte_order(section: &[u8]) -> Option<Order> {
    match section.get(BODY..).and_then(<[u8]>::first_chunk)? {
        [0x1a, 0x2b, 0x3c, 0x4d] => Some(Order::Big),
        [0x4d, 0x3c, 0x2b, 0x1a] => Some(Order::Little),
        _ => None,
    }
}

impl PcapNg {
    pub(super) fn new() -> Self {
        Self { order: Order::Little, section: 0, described: Vec::new() }
    }

    /// Reads on to the next packet; None at the end of the file.
    #[inline]
    pub(super) fn next(
        &mut self,
        buffer: &mut Buffer,
        interfaces: &mut Interfaces,
        oddities: &mut Oddities,
        notes: &mut FileNotes,
    ) -> Result<Option<Stored>, Trouble> {
        loop {
            let Some((block_type, length)) = self.fill_block(buffer)? else {
                return Ok(None);
            };
            let block = buffer.unread().get(..length as usize).unwrap_or_default();
            match block_type {
                ENHANCED_PACKET | OBSOLETE_PACKET => {
                    let packet = self.packet(block_type, block, oddities)?;
                    return Ok(Some(packet.passed(buffer, length)));
                }
                SIMPLE_PACKET => {
                    let packet = self.simple_packet(block)?;
                    oddities.undated = oddities.undated.saturating_add(1);
                    return Ok(Some(packet.passed(buffer, length)));
                }
                SECTION => self.section(block, notes)?,
                INTERFACE => self.interface(block, interfaces, notes)?,
                NAME_RESOLUTION => notes.take_names(self.options(block, BODY)),
                INTERFACE_STATISTICS => self.statistics(block, notes),
                other => oddities.skip(other),
            }
            buffer.pass(length as usize, 0..0);
        }
    }

    /// Reads the next block whole and checks its frame. Gives its type and length; None at the end of the file.
    #[inline]
    fn fill_block(&mut self, buffer: &mut Buffer) -> Result<Option<(u32, u32)>, Trouble> {
        let found = buffer.fill(BLOCK_FRAME as usize)?;
        if found < BLOCK_FRAME as usize {
            return match found {
                0 => Ok(None),
                _ => Err(cut("block header", BLOCK_FRAME as usize, found)),
            };
        }
        let header = buffer.unread();
        let block_type = self.order.u32(header, 0);
        if block_type == SECTION {
            let magic = Order::Big.u32(header, BODY);
            self.order = byte_order(header).ok_or(Corruption::ByteOrder(magic))?;
        }
        let length = self.order.u32(header, 4);
        if length < BLOCK_FRAME || !length.is_multiple_of(4) {
            return Err(Corruption::BlockLength(length).into());
        }
        if length > RECORD_LIMIT {
            let limit = RECORD_LIMIT;
            return Err(Corruption::BlockOverLimit { length, limit }.into());
        }
        let found = buffer.fill(length as usize)?;
        if found < length as usize {
            return Err(cut(name_of(block_type), length as usize, found));
        }
        let block = buffer.unread().get(..length as usize).unwrap_or_default();
        check_frame(self.order, block, length)?;
        Ok(Some((block_type, length)))
    }

    fn section(&mut self, block: &[u8], notes: &mut FileNotes) -> Result<(), Corruption> {
        check_minimum(SECTION, block, SECTION_HEADER)?;
        if let Some((major, minor)) = unknown_version(block) {
            return Err(Corruption::Version { major, minor });
        }
        self.section = self.section.saturating_add(1);
        self.described.clear();
        notes.take_application(self.options(block, 24));
        notes.take_comments(None, self.options(block, 24));
        Ok(())
    }

    fn interface(&mut self, block: &[u8], interfaces: &mut Interfaces, notes: &mut FileNotes) -> Result<(), Corruption> {
        check_minimum(INTERFACE, block, 20)?;
        if self.described.len() >= SECTION_INTERFACES {
            return Err(Corruption::TooManyInterfaces(SECTION_INTERFACES as u32));
        }
        let options = block.get(16..block.len().saturating_sub(4));
        let mut options = InterfaceOptions::read(self.order, options.unwrap_or_default())?;
        let clock = Clock::new(options.resolution, options.offset);
        let link_type = LinkType(self.order.u16(block, BODY));
        let snaplen = self.order.u32(block, 12);
        let number = interfaces.push(Interface {
            name: options.name.take(),
            description: options.description.take(),
            filter: options.filter.take(),
            link_type,
            snaplen,
            decimals: clock.decimals(),
        });
        notes.take_comments(Some(number), self.options(block, 16));
        // At most SECTION_INTERFACES.
        let section = Section { number: self.section, interface: self.described.len() as u32 };
        self.described.push(Described { section, number, link_type, snaplen, clock });
        Ok(())
    }

    /// Counters of an interface. Those of one that was never described are nobody's.
    fn statistics(&self, block: &[u8], notes: &mut FileNotes) {
        if block.len() < 24 {
            return;
        }
        if let Some(described) = self.described.get(self.order.u32(block, BODY) as usize) {
            notes.take_statistics(described.number, self.options(block, 20), |field| self.order.u64(field));
        }
    }

    /// The options that begin at this offset of a block.
    fn options<'a>(&self, block: &'a [u8], at: usize) -> Options<'a> {
        Options::new(block.get(at..block.len().saturating_sub(4)).unwrap_or_default(), self.order == Order::Big)
    }

    /// An Enhanced Packet Block, or the obsolete one, which differs in its first 4 bytes: interface and drops.
    #[inline]
    fn packet(&self, block_type: u32, block: &[u8], oddities: &mut Oddities) -> Result<InBlock, Corruption> {
        check_minimum(block_type, block, 32)?;
        let fields = block.get(BODY..).unwrap_or_default();
        let [interface, high, low, captured, wire_length] = self.order.words(fields);
        let interface = match block_type {
            ENHANCED_PACKET => interface,
            _ => u32::from(self.order.u16(fields, 0)),
        };
        let described = self.described(interface)?;
        check_captured(described.link_type, captured, block, PACKET_DATA)?;
        if captured > wire_length {
            oddities.longer_than_wire = oddities.longer_than_wire.saturating_add(1);
        }
        if captured > described.snaplen && described.snaplen != 0 {
            oddities.longer_than_snaplen = oddities.longer_than_snaplen.saturating_add(1);
        }
        let ticks = (u64::from(high) << 32) | u64::from(low);
        Ok(InBlock { described, ticks: Some(ticks), wire_length, data: PACKET_DATA, captured, is_big_endian: self.order == Order::Big })
    }

    /// Always of the section's first interface, without a time, and cut by that interface's snaplen.
    fn simple_packet(&self, block: &[u8]) -> Result<InBlock, Corruption> {
        check_minimum(SIMPLE_PACKET, block, 16)?;
        let described = self.described(0)?;
        let wire_length = self.order.u32(block, BODY);
        let captured = match described.snaplen {
            0 => wire_length,
            snaplen => wire_length.min(snaplen),
        };
        check_captured(described.link_type, captured, block, SIMPLE_DATA)?;
        Ok(InBlock { described, ticks: None, wire_length, data: SIMPLE_DATA, captured, is_big_endian: self.order == Order::Big })
    }

    /// tcpdump and Wireshark stop at an interface that was never described, too.
    #[inline]
    fn described(&self, interface: u32) -> Result<Described, Corruption> {
        let found = self.described.get(interface as usize).copied();
        found.ok_or(Corruption::UnknownInterface {
            interface,
            // At most SECTION_INTERFACES.
            described: self.described.len() as u32,
        })
    }
}

/// A packet as its block states it, checked, before the block is passed.
struct InBlock {
    described: Described,
    ticks: Option<u64>,
    wire_length: u32,
    /// Offset of its bytes in the block.
    data: usize,
    captured: u32,
    is_big_endian: bool,
}

impl InBlock {
    #[inline]
    fn passed(self, buffer: &mut Buffer, length: u32) -> Stored {
        let Described { section, number, link_type, clock, .. } = self.described;
        // Behind the packet, filled up to 4 bytes, its options, and the length again.
        let end = (length as usize).saturating_sub(4);
        let all = buffer.pass(length as usize, self.data..end);
        let behind = |bytes: usize| all.start.saturating_add(bytes).min(all.end);
        let captured = self.captured as usize;
        Stored {
            time: self.ticks.map(|ticks| clock.time(ticks)),
            decimals: clock.decimals(),
            section: Some(section),
            interface: number,
            link_type,
            wire_length: self.wire_length,
            bytes: all.start..behind(captured),
            options: behind(captured.next_multiple_of(4))..all.end,
            is_big_endian: self.is_big_endian,
        }
    }
}

/// What the options of an Interface Description Block say about reading its packets.
struct InterfaceOptions {
    name: Option<Box<str>>,
    description: Option<Box<str>>,
    filter: Option<Box<str>>,
    resolution: u8,
    offset: i64,
}

impl InterfaceOptions {
    fn read(order: Order, mut rest: &[u8]) -> Result<Self, Corruption> {
        let mut options = Self { name: None, description: None, filter: None, resolution: 6, offset: 0 };
        while rest.len() >= 4 {
            let (code, length) = (order.u16(rest, 0), order.u16(rest, 2));
            // opt_endofopt
            if code == 0 {
                break;
            }
            let body = rest.get(4..).unwrap_or_default();
            let Some(value) = body.get(..usize::from(length)) else {
                return Err(Corruption::OptionOverBlock { length: u32::from(length), room: u32::try_from(body.len()).unwrap_or(u32::MAX) });
            };
            options.take(order, code, value);
            let padded = usize::from(length).next_multiple_of(4);
            rest = body.get(padded..).unwrap_or_default();
        }
        Ok(options)
    }

    fn take(&mut self, order: Order, code: u16, value: &[u8]) {
        match (code, value) {
            (2, _) => self.name = text(value),
            (3, _) => self.description = text(value),
            (9, [resolution]) => self.resolution = *resolution,
            // The first byte tells an expression (0) from a program (1).
            (11, [0, expression @ ..]) => self.filter = text(expression),
            (14, _) => {
                if let Some(offset) = value.first_chunk() {
                    self.offset = order.i64(*offset);
                }
            }
            _ => {}
        }
    }
}

/// Texts should be UTF-8 and needn't end in NUL; some writers do neither.
fn text(value: &[u8]) -> Option<Box<str>> {
    let text = String::from_utf8_lossy(value);
    let text = text.trim_end_matches('\0');
    (!text.is_empty()).then(|| text.into())
}

/// The frame of a whole block: what pcap-file reads of it, in our own words where it refuses.
#[inline]
fn check_frame(order: Order, block: &[u8], length: u32) -> Result<(), Corruption> {
    let framed = match order {
        Order::Little => RawBlock::from_slice::<LittleEndian>(block).map(|_| ()),
        Order::Big => RawBlock::from_slice::<BigEndian>(block).map(|_| ()),
    };
    framed.map_err(|error| match error {
        RawBlockParseError::InvalidFormat(PcapNgFormatError::BlockLengthMismatch(length, trailer)) => {
            Corruption::Trailer { length, trailer }
        }
        _ => Corruption::BlockLength(length),
    })
}

#[inline]
fn check_minimum(block_type: u32, block: &[u8], minimum: usize) -> Result<(), Corruption> {
    if block.len() >= minimum {
        return Ok(());
    }
    // Both are at most RECORD_LIMIT.
    Err(Corruption::BlockTooShort { record: name_of(block_type), length: block.len() as u32, minimum: minimum as u32 })
}

#[inline]
fn check_captured(link_type: LinkType, captured: u32, block: &[u8], data: usize) -> Result<(), Corruption> {
    let length = captured;
    let limit = packet_limit(link_type);
    if length > limit {
        return Err(Corruption::PacketOverLimit { length, limit });
    }
    let room = block.len().saturating_sub(data).saturating_sub(4);
    if length as usize > room {
        // At most RECORD_LIMIT.
        let room = room as u32;
        return Err(Corruption::PacketOverBlock { length, room });
    }
    Ok(())
}

fn name_of(block_type: u32) -> &'static str {
    match block_type {
        SECTION => "section header",
        INTERFACE => "interface block",
        OBSOLETE_PACKET | ENHANCED_PACKET => "packet block",
        SIMPLE_PACKET => "simple packet block",
        _ => "block",
    }
}
