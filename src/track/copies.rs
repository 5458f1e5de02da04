//! One packet that the capture saw more than once: on several interfaces of a machine, or by a mirror port.
//!
//! A sender that sends again makes a new packet, with a new IP identification; the same identification within 10 ms is the
//! same packet. An identification of 0 proves nothing (Linux sends it in SYN,ACK and RST), nor does one that the sender gives to all its
//! packets; there only another place says so: another interface, or the other way through the machine (received, then sent on). At the
//! same place the two can't be told apart.

use crate::decode::sll::PacketType;
use crate::decode::tcp::Flags;
use crate::time::{Span, Timestamp};

/// The latest packets of one direction of a conversation.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    recent: [Option<Entry>; KEPT],
    next: usize,
    /// Two packets that differ had the same IP identification: the sender doesn't count it, so that it proves nothing.
    is_constant: bool,
}

/// What tells a packet from others of its direction.
#[derive(Clone, Copy, Debug)]
pub struct Print {
    /// `ip.id`.
    pub identification: u16,
    /// What the IPv4 options add up to ([`sums`]); 0 without any.
    pub options: u32,
    /// TCP: sequence and acknowledgment number; UDP: the sums of the payload's bytes ([`sums`]).
    pub numbers: [u32; 2],
    /// TCP: control bits and window; UDP: 0.
    pub control: [u16; 2],
    /// Payload bytes.
    pub length: u32,
    /// TCP: its time stamp (TSval).
    pub stamp: Option<u32>,
    /// TCP: its checksum as captured, which tells payloads apart without reading them. A router that translates addresses changes it, so it
    /// counts at one place only.
    pub checksum: Option<u16>,
}

/// Where a packet was captured, as far as the capture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's interface.
    pub interface: u32,
    /// The machine's interface, in a cooked header of version 2.
    pub index: Option<u32>,
    /// Which way it went, in a cooked header.
    pub packet_type: Option<PacketType>,
    /// The VLANs whose tags it carries, the outer one of two in the upper half; 0 for none.
    pub vlans: u32,
}

/// How a copy is known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same IP identification.
    Identification,
    /// Everything the same but the place of capture.
    Place,
    /// None: it may have been sent twice.
    None,
}

impl Evidence {
    /// Whether there is any.
    pub const fn is_certain(self) -> bool {
        !matches!(self, Self::None)
    }
}

/// The packet that another one is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its number.
    pub frame: u64,
    /// What says so.
    pub evidence: Evidence,
}

/// A packet seldom passes more interfaces than this beside the one it came by.
const KEPT: usize = 3;
/// Copies come at once.
const WITHIN: Span = Span::from_millis(10);

impl Place {
    /// Whether both are known to be the same: cooked headers of version 1 don't name the machine's interface.
    fn is_surely(self, other: Self) -> bool {
        self == other && (self.packet_type.is_none() || self.index.is_some())
    }
}

impl Print {
    /// Whether all but the checksum is the same.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let rest = |print: &Self| (print.identification, print.options, print.numbers, print.control, print.length, print.stamp);
        rest(self) == rest(other)
    }

    /// The flags of a segment; every one has some, but for scans.
    pub(super) fn flags(&self) -> Option<Flags> {
        let flags = Flags(self.control[0]);
        (flags.0 & 0xff != 0).then_some(flags)
    }

    /// Without an identification a bare ACK may well be sent twice, one right after the other; only the same stamp tells.
    pub(super) const fn may_repeat(&self) -> bool {
        const SYN_AND_FIN: u16 = 0x03;
        self.identification == 0 && self.length == 0 && self.control[0] & SYN_AND_FIN == 0
    }
}

/// Sums that tell contents apart: of the bytes, and of those sums (RFC 1950 8.2, with 32 bits for each).
pub fn sums(bytes: &[u8]) -> [u32; 2] {
    bytes.iter().fold([1, 0], |[sum, of_sums]: [u32; 2], byte| {
        let sum = sum.wrapping_add(u32::from(*byte));
        [sum, of_sums.wrapping_add(sum)]
    })
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    print: Print,
    place: Place,
    frame: u64,
    time: Timestamp,
}

impl Copies {
    /// The latest packet with this IP identification; 0 identifies none.
    pub fn find(&self, identification: u16) -> Option<u64> {
        let entries = self.recent.iter().flatten().filter(|entry| identification != 0 && entry.print.identification == identification);
        entries.map(|entry| entry.frame).max()
    }

    /// Whether the sender is seen to give its packets identifications of their own, and this is one.
    pub(super) fn counts(&self, identification: u16) -> bool {
        let mut others = self.recent.iter().flatten().map(|entry| entry.print.identification);
        identification != 0 && !self.is_constant && others.any(|other| other != 0 && other != identification)
    }

    /// Notes a packet; says of which earlier one it is a copy.
    pub fn note(&mut self, print: Print, place: Place, frame: u64, time: Option<Timestamp>) -> Option<Copied> {
        let time = time?;
        let is_copy = |entry: &&Entry| {
            let within = if print.may_repeat() && entry.place == place { Span::ZERO } else { WITHIN };
            let is_same = entry.print.checksum == print.checksum || !entry.place.is_surely(place);
            is_same && entry.print.looks_like(&print) && time.since(entry.time) <= within && entry.time.since(time) <= within
        };
        if let Some(entry) = self.recent.iter().flatten().filter(is_copy).max_by_key(|entry| entry.frame) {
            let evidence = match entry.place == place {
                _ if print.identification != 0 && !self.is_constant => Evidence::Identification,
                true => Evidence::None,
                false => Evidence::Place,
            };
            return Some(Copied { frame: entry.frame, evidence });
        }
        // The same packet long after is a copy on a slow way.
        let differs = |entry: &Entry| entry.print.identification == print.identification && !entry.print.looks_like(&print);
        self.is_constant |= print.identification != 0 && self.recent.iter().flatten().any(differs);
        if let Some(oldest) = self.recent.get_mut(self.next) {
            *oldest = Some(Entry { print, place, frame, time });
        }
        self.next = (self.next + 1) % KEPT;
        None
    }
}
