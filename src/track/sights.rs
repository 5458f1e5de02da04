//! One packet seen again where [`super::copies`] doesn't look: in another conversation, or long after.
//!
//! A router that translates addresses (RFC 3022) changes an address, perhaps its port, the checksums and the time to live, and nothing else. So two
//! conversations of a capture may be one. And a copy may come late, on a slow way: its sender's clock stamps it, so that it can't have been
//! made again.
//!
//! Only packets of the last moment are compared, in a table of fixed size: where one takes the place of another, a pair is missed.

use super::copies::{Copied, Evidence, Place, Print};
use super::flow::{Endpoint, StreamId};
use super::table::Slot;
use crate::decode::tcp::Flags;
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
    /// Packets that both have, copies aside, each once.
    pub packets: u64,
    /// One of them has numbers that are no chance.
    pub(super) is_certain: bool,
}

/// What a packet is that was seen before.
#[derive(Clone, Copy, Debug)]
pub(super) enum Again {
    /// A copy of one of its conversation.
    Copied(Copied),
    /// One of another conversation beyond a router.
    Translated {
        translated: Translated,
        /// Its numbers say so alone.
        is_certain: bool,
    },
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
    pub place: Place,
    /// Its sender gives its packets identifications of their own.
    pub is_counted: bool,
    /// It has been seen beyond a router.
    pub has_passed: bool,
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
/// A capture seldom sees a packet with more routers between two places.
const MAX_ROUTERS: u8 = 4;
/// A router passes a packet on at once.
const WITHIN: Span = Span::from_millis(10);
/// A slow way takes longer; a timer that sends again waits longer still, or stamps anew.
const WITHIN_LATE: Span = Span::from_millis(200);

impl Sights {
    /// Notes a packet that isn't a copy at once; says which earlier one it is, and how.
    pub fn note(&mut self, print: Print, sight: Sight) -> Option<(Sight, Again)> {
        if self.places.is_empty() {
            self.places.resize(PLACES, [None; TOGETHER]);
        }
        let together = self.places.get_mut(place(&print))?;
        // A copy of one of its own conversation before a packet of another.
        let entries = || together.iter().flatten();
        let copied = entries().find_map(|(was, earlier)| Some((*earlier, Again::Copied(earlier.copied(&sight, was, &print)?))));
        if copied.is_some() {
            return copied;
        }
        let beyond = together.iter_mut().flatten().filter_map(|(was, earlier)| {
            let translated = earlier.beyond(&sight, was, &print)?;
            Some((earlier, translated))
        });
        let found = beyond.min_by_key(|(earlier, _)| earlier.frame).map(|(earlier, translated)| {
            let was = *earlier;
            earlier.has_passed = true;
            (was, Again::Translated { translated, is_certain: is_no_chance(&print, &was, &sight) })
        });
        if let Some(oldest) = together.iter_mut().min_by_key(|entry| entry.map(|(_, sight)| sight.frame)) {
            *oldest = Some((print, sight));
        }
        found
    }
}

/// Whether two prints that are alike can't well be those of two packets: senders choose TCP's numbers at random, and a stamp with them; a
/// datagram takes a sender that is seen to count its packets.
fn is_no_chance(print: &Print, earlier: &Sight, later: &Sight) -> bool {
    match print.flags() {
        Some(flags) if flags.has(Flags::RST) => false,
        Some(flags) if flags.has(Flags::ACK) => print.numbers.iter().all(|number| *number != 0),
        Some(flags) => flags.has(Flags::SYN) && print.stamp.is_some() && print.numbers[0] != 0,
        None => print.identification != 0 && (earlier.flow.is_none() || earlier.is_counted || later.is_counted),
    }
}

impl Sight {
    fn is_within(&self, span: Span, later: &Self) -> bool {
        later.time.since(self.time) <= span && self.time.since(later.time) <= span
    }

    /// The later packet is a copy of this one: the same ends and the same stamp, and an identification of its own or another place.
    fn copied(&self, later: &Self, was: &Print, print: &Print) -> Option<Copied> {
        let is_same = self.source == later.source && self.destination == later.destination && was.looks_like(print);
        if !is_same || print.stamp.is_none() || !self.is_within(WITHIN_LATE, later) {
            return None;
        }
        // A bare ACK may well be sent twice.
        let evidence = match (later.is_counted, self.place == later.place) {
            (true, _) => Evidence::Identification,
            (false, false) if !print.may_repeat() => Evidence::Place,
            (false, _) => return None,
        };
        Some(Copied { frame: self.frame, evidence })
    }

    /// What became of this packet, if the later one is it beyond a router: its time to live has gone down, and one end is another machine.
    fn beyond(&self, later: &Self, was: &Print, print: &Print) -> Option<Translated> {
        let passed = self.hops.checked_sub(later.hops)?;
        if !(1..=MAX_ROUTERS).contains(&passed) || !was.looks_like(print) || !self.is_within(WITHIN, later) {
            return None;
        }
        let (before, after, is_source) = match (self.source == later.source, self.destination == later.destination) {
            (false, true) => (self.source, later.source, true),
            (true, false) => (self.destination, later.destination, false),
            _ => return None,
        };
        // A datagram to everybody has many ends, and two ports of one machine are two programs.
        if before.address == after.address || before.is_for_all() || after.is_for_all() {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use super::{Again, Endpoint, Evidence, Place, Print, Sight, Sights, Span, Timestamp};

    /// A stamped segment without an identification, so many milliseconds after the first, with the tags of these VLANs.
    fn noted(sights: &mut Sights, frame: u64, millis: i64, vlans: u32, length: u32) -> Option<Evidence> {
        let end = |last| Endpoint { address: [10, 0, 0, last].into(), port: 9000 };
        let print =
            Print { identification: 0, options: 0, numbers: [7, 8], control: [0x18, 502], length, stamp: Some(10), checksum: Some(1) };
        let place = Place { interface: 0, index: None, packet_type: None, vlans };
        let time = Timestamp::from_nanos(Span::from_millis(millis).as_nanos());
        let (source, destination) = (end(1), end(2));
        let sight = Sight { frame, time, hops: 64, source, destination, flow: None, place, is_counted: false, has_passed: false };
        match sights.note(print, sight) {
            Some((_, Again::Copied(copied))) => Some(copied.evidence),
            _ => None,
        }
    }

    #[test]
    fn a_late_copy_takes_another_place_and_comes_before_a_timer_does() {
        let mut sights = Sights::default();
        assert_eq!(noted(&mut sights, 1, 0, 0, 4), None);
        assert_eq!(noted(&mut sights, 2, 50, 42, 4), Some(Evidence::Place));
        assert_eq!(noted(&mut sights, 3, 60, 0, 4), None, "the same place: it may have been sent again");
        let mut sights = Sights::default();
        assert_eq!(noted(&mut sights, 1, 0, 0, 4), None);
        assert_eq!(noted(&mut sights, 2, 201, 42, 4), None, "too late");
        let mut sights = Sights::default();
        assert_eq!(noted(&mut sights, 1, 0, 0, 0), None);
        assert_eq!(noted(&mut sights, 2, 50, 42, 0), None, "an ACK without data may be sent twice");
    }
}
