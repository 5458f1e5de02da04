//! One packet on both sides of a router that translates addresses (RFC 3022): the router changes an address, perhaps its port, the checksums
//! and the time to live, and nothing else. So two conversations of a capture may be one.
//!
//! Only packets of the last moment are compared, in a table of fixed size: where one takes the place of another, a pair is missed.

use super::copies::Print;
use super::flow::{Endpoint, StreamId};
use super::table::Slot;
use crate::time::{Span, Timestamp};

/// A packet that is another one's beyond a router.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The number of the packet captured first.
    pub frame: u64,
    /// Its conversation; `None` for ICMP.
    pub stream: Option<StreamId>,
    /// The address and port that it had there; the port is 0 for ICMP.
    pub before: Endpoint,
    /// What the router made of it.
    pub after: Endpoint,
    /// It is the sender's.
    pub is_source: bool,
}

/// The other conversation that a conversation is, on the near side of a router.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The one that was captured first.
    pub stream: StreamId,
    /// Packets that both have, copies at the same place aside.
    pub packets: u64,
}

/// A packet as it was captured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    pub frame: u64,
    pub time: Timestamp,
    /// How many routers may still pass it on.
    pub hops: u8,
    pub source: Endpoint,
    pub destination: Endpoint,
    /// Its conversation.
    pub flow: Option<(Slot, StreamId)>,
}

/// The latest packets of all conversations.
#[derive(Debug, Default)]
pub(super) struct Sights {
    /// Packets whose prints meet at one place stand together.
    places: Vec<[Option<(Print, Sight)>; TOGETHER]>,
}

/// Places: a power of two.
const PLACES: usize = 128;
/// Packets at one place.
const TOGETHER: usize = 4;
/// A router passes a packet on at once.
const WITHIN: Span = Span::from_millis(10);

impl Sights {
    /// Notes a packet that isn't a copy at the same place; says which earlier one of another conversation it is, and what was changed.
    pub fn note(&mut self, print: Print, sight: Sight) -> Option<(Sight, Translated)> {
        if self.places.is_empty() {
            self.places.resize(PLACES, [None; TOGETHER]);
        }
        let together = self.places.get_mut(place(&print))?;
        let is_same = |(earlier, _): &&(Print, Sight)| earlier.is_translated(&print);
        let found = together.iter().flatten().filter(is_same).find_map(|(_, earlier)| Some((*earlier, earlier.beyond(&sight)?)));
        // The one that came first stays, for there may be a second router.
        if found.is_none()
            && let Some(oldest) = together.iter_mut().min_by_key(|entry| entry.map(|(_, sight)| sight.frame))
        {
            *oldest = Some((print, sight));
        }
        found
    }
}

impl Sight {
    /// What became of this packet, if the later one is it beyond a router: its time to live has gone down, and one end is another.
    fn beyond(&self, later: &Self) -> Option<Translated> {
        let is_soon = later.time.since(self.time) <= WITHIN && self.time.since(later.time) <= WITHIN;
        if !is_soon || later.hops >= self.hops {
            return None;
        }
        let (before, after, is_source) = match (self.source == later.source, self.destination == later.destination) {
            (false, true) => (self.source, later.source, true),
            (true, false) => (self.destination, later.destination, false),
            _ => return None,
        };
        Some(Translated { frame: self.frame, stream: self.flow.map(|(_, stream)| stream), before, after, is_source })
    }
}

/// Where a packet stands in the table: by what a router leaves as it is.
fn place(print: &Print) -> usize {
    /// 2^32 divided by the golden ratio spreads numbers (Knuth, The Art of Computer Programming 3, 6.4).
    const SPREAD: u32 = 0x9e37_79b1;
    let [one, other] = print.numbers;
    let mixed = (one ^ other.rotate_left(16) ^ u32::from(print.identification)).wrapping_mul(SPREAD);
    mixed as usize >> (u32::BITS - PLACES.trailing_zeros())
}
