//! The pcap format: one header, then packets. Source: draft-ietf-opsawg-pcap; libpcap's `sf-pcap.c` where
//! the draft is silent (old versions with swapped lengths, the modified header, limits).

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use crate::frame::LinkType;
use crate::time::Timestamp;

use super::buffer::Buffer;
use super::damage::{Corruption, Trouble};
use super::interfaces::Interface;
use super::open_error::OpenError;
use super::stored::{Oddities, Order, Stored, packet_limit};

/// Bytes of the file header.
pub(super) const HEADER: usize = 24;

/// Bytes of a packet header.
const PACKET_HEADER: usize = 16;

/// How a pcap file is laid out: what its first 4 bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    order: Order,
    /// Nanoseconds in one unit of the fraction: 1000 or 1.
    fraction: u32,
    /// Bytes of a packet header: 16, or 24 in the modified format of Alexey Kuznetzov, which adds the
    /// interface's index, the protocol and the packet's direction; these are passed over.
    packet_header: usize,
}

/// Reads the packets of a pcap file.
pub(super) struct Pcap {
    layout: Layout,
    link_type: LinkType,
    snaplen: u32,
    decimals: u8,
    lengths: Lengths,
}

/// In which order a packet header states the captured and the wire length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lengths {
    CapturedFirst,
    /// Before version 2.3, and in 543.0 by DG/UX.
    WireFirst,
    /// Version 2.3 was written both ways: the smaller one is the captured length.
    SmallerIsCaptured,
}

impl Layout {
    /// The layout that the first 4 bytes of a file name, if it is a pcap file.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        let magic = start.first_chunk()?;
        let (order, fraction, packet_header) = match u32::from_be_bytes(*magic) {
            0xa1b2_c3d4 => (Order::Big, 1000, PACKET_HEADER),
            0xd4c3_b2a1 => (Order::Little, 1000, PACKET_HEADER),
            0xa1b2_3c4d => (Order::Big, 1, PACKET_HEADER),
            0x4d3c_b2a1 => (Order::Little, 1, PACKET_HEADER),
            0xa1b2_cd34 => (Order::Big, 1000, 24),
            0x34cd_b2a1 => (Order::Little, 1000, 24),
            _ => return None,
        };
        Some(Self { order, fraction, packet_header })
    }

    pub(super) fn is_modified(self) -> bool {
        self.packet_header != PACKET_HEADER
    }

    pub(super) fn has_nanoseconds(self) -> bool {
        self.fraction == 1
    }
}

impl Pcap {
    /// Reads the file header: `header` has its [`HEADER`] bytes.
    pub(super) fn new(layout: Layout, header: &[u8]) -> Result<Self, OpenError> {
        let order = layout.order;
        let lengths = match (order.u16(header, 4), order.u16(header, 6)) {
            (2, 0..=2) | (543, 0) => Lengths::WireFirst,
            (2, 3) => Lengths::SmallerIsCaptured,
            (2, 4) => Lengths::CapturedFirst,
            (major, minor) => {
                return Err(OpenError::Version { format: "pcap", major, minor, known: "2.0 to 2.4" });
            }
        };
        // The upper 6 bits tell of a frame check sequence at the end of packets; the 10 below them are reserved.
        let field = order.u32(header, 20);
        if field & 0x03ff_0000 != 0 {
            return Err(OpenError::LinkType(field));
        }
        Ok(Self {
            layout,
            link_type: LinkType((field & 0xffff) as u16),
            snaplen: order.u32(header, 16),
            decimals: if layout.has_nanoseconds() { 9 } else { 6 },
            lengths,
        })
    }

    /// The one interface of the file.
    pub(super) fn interface(&self) -> Interface {
        Interface { name: None, description: None, filter: None, link_type: self.link_type, snaplen: self.snaplen, decimals: self.decimals }
    }

    /// Reads the next packet; None at the end of the file.
    #[inline]
    pub(super) fn next(&self, buffer: &mut Buffer, oddities: &mut Oddities) -> Result<Option<Stored>, Trouble> {
        let Layout { order, fraction: unit, packet_header } = self.layout;
        let found = buffer.fill(packet_header)?;
        if found < packet_header {
            return match found {
                0 => Ok(None),
                _ => Err(cut("packet header", packet_header, found)),
            };
        }
        let header = buffer.unread();
        let [seconds, fraction, first, second] = order.words(header);
        let (captured, wire_length) = self.lengths(first, second);
        let limit = packet_limit(self.link_type);
        if captured > limit {
            let length = captured;
            return Err(Corruption::PacketOverLimit { length, limit }.into());
        }
        let length = packet_header.saturating_add(captured as usize);
        let found = buffer.fill(length)?;
        if found < length {
            return Err(cut("packet", length, found));
        }
        if captured > wire_length {
            oddities.longer_than_wire = oddities.longer_than_wire.saturating_add(1);
        }
        if captured > self.snaplen && self.snaplen != 0 {
            oddities.longer_than_snaplen = oddities.longer_than_snaplen.saturating_add(1);
        }
        // Wireshark keeps nanoseconds in 32 bits, and so agrees with itself only on fractions below 2.1 seconds.
        let part = i64::from(fraction.wrapping_mul(unit).cast_signed());
        if i64::from(fraction).saturating_mul(i64::from(unit)) >= 1_000_000_000 {
            oddities.fraction_over_second = oddities.fraction_over_second.saturating_add(1);
        }
        let nanos = i64::from(seconds).saturating_mul(1_000_000_000);
        Ok(Some(Stored {
            time: Some(Timestamp::from_nanos(nanos.saturating_add(part))),
            decimals: self.decimals,
            section: None,
            interface: 0,
            link_type: self.link_type,
            wire_length,
            bytes: buffer.pass(length, packet_header..length),
            options: 0..0,
            is_big_endian: false,
        }))
    }

    #[inline]
    fn lengths(&self, first: u32, second: u32) -> (u32, u32) {
        match self.lengths {
            Lengths::CapturedFirst => (first, second),
            Lengths::WireFirst => (second, first),
            Lengths::SmallerIsCaptured => (first.min(second), first.max(second)),
        }
    }
}

/// The file ends inside `record`. Lengths here are below 2^32.
pub(super) fn cut(record: &'static str, expected: usize, found: usize) -> Trouble {
    Trouble::Cut { record, expected: expected as u64, found: found as u64 }
}
