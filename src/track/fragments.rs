//! Pieces of datagrams that were too large for one packet, until they are whole (RFC 791 3.2, RFC 8200 4.5).
//!
//! Memory is bounded: over the budget the datagram that has waited longest leaves and is counted. A datagram takes pieces for
//! 30 s of capture time, as a receiver would. Where pieces overlap, the one that begins first wins, and of two that begin
//! together the one that came first.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use foldhash::fast::RandomState;

use crate::decode::Piece;
use crate::time::{Span, Timestamp};

/// How long the first piece waits for the last (RFC 8200: 60 s, RFC 1122: 60 to 120 s, Linux: 30 s).
const PATIENCE: Span = Span::from_seconds(30);
/// Pieces of one datagram; in order it has 45 at 1,500 bytes each.
const MAX_PIECES: usize = 1_024;
/// Bytes of the largest datagram.
const MAX_LENGTH: usize = 65_535;
/// What a datagram and a piece cost beside their bytes: twice their place in a map or list that may have just been doubled.
const DATAGRAM_BYTES: usize = 2 * (size_of::<Key>() * 2 + size_of::<Waiting>()) + 64;
const PIECE_BYTES: usize = 2 * size_of::<Part>() + 16;

/// What the pieces of a datagram have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    sender: IpAddr,
    receiver: IpAddr,
    protocol: u8,
    identification: u32,
    vlan: u16,
}

/// A datagram of which pieces are missing.
#[derive(Debug)]
struct Waiting {
    /// By where they begin, then by when they came.
    parts: Vec<Part>,
    /// Where the datagram ends, once its last piece is there.
    length: Option<usize>,
    /// Bytes of the pieces, those that overlap counted twice.
    bytes: usize,
    since: Option<Timestamp>,
    /// Tells it from an earlier datagram of the same key.
    serial: u64,
}

#[derive(Debug)]
struct Part {
    offset: usize,
    frame: u64,
    bytes: Box<[u8]>,
}

/// A datagram that its last missing piece has made whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reassembled {
    /// The packets with its pieces, ascending.
    pub frames: Vec<u64>,
    /// Bytes of its payload.
    pub bytes: u32,
    /// Its pieces, by where they begin.
    pub pieces: Vec<PieceSeen>,
}

/// A piece of a datagram that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceSeen {
    /// Its packet.
    pub frame: u64,
    /// Where it begins, in bytes.
    pub offset: usize,
    /// Its bytes.
    pub length: usize,
    /// A piece that begins before it has some of its bytes.
    pub overlaps: bool,
    /// And they aren't the same.
    pub conflicts: bool,
}

/// The datagrams that wait for pieces.
#[derive(Debug)]
pub struct Fragments {
    /// Bytes that waiting pieces may take up, with what it costs to keep them.
    budget_bytes: usize,
    waiting: HashMap<Key, Waiting, RandomState>,
    order: VecDeque<(Key, u64)>,
    serial: u64,
    used_bytes: usize,
    given_up: u64,
}

impl Fragments {
    /// Nothing waits; what will may take up `budget_bytes`.
    pub fn new(budget_bytes: usize) -> Self {
        Self { budget_bytes, waiting: HashMap::default(), order: VecDeque::new(), serial: 0, used_bytes: 0, given_up: 0 }
    }

    /// Takes the next piece in. If the datagram is whole with it, its bytes are written over `datagram`.
    pub fn push(&mut self, piece: &Piece<'_>, frame: u64, time: Option<Timestamp>, datagram: &mut Vec<u8>) -> Option<Reassembled> {
        let key = Key {
            sender: piece.sender,
            receiver: piece.receiver,
            protocol: piece.protocol,
            identification: piece.identification,
            vlan: piece.vlan,
        };
        let offset = usize::from(piece.offset);
        let end = offset + piece.payload.bytes.len();
        if piece.payload.is_cut() || piece.payload.length == 0 || end > MAX_LENGTH {
            return None;
        }
        let is_stale = |waiting: &Waiting| time.zip(waiting.since).is_some_and(|(time, since)| time.since(since) > PATIENCE);
        if self.waiting.get(&key).is_some_and(is_stale) {
            self.give_up(key);
        }
        let waiting = self.waiting.entry(key).or_insert_with(|| {
            self.serial += 1;
            self.used_bytes += DATAGRAM_BYTES;
            self.order.push_back((key, self.serial));
            Waiting { parts: Vec::new(), length: None, bytes: 0, since: time, serial: self.serial }
        });
        let before = waiting.cost();
        waiting.add(offset, frame, piece.payload.bytes);
        if !piece.more_fragments {
            waiting.length.get_or_insert(end);
        }
        self.used_bytes += waiting.cost() - before;
        if waiting.is_whole() {
            let waiting = self.remove(key)?;
            return Some(waiting.join(datagram));
        }
        self.make_room();
        None
    }

    /// Datagrams that never became whole: too old, or too many.
    pub const fn given_up(&self) -> u64 {
        self.given_up
    }

    fn give_up(&mut self, key: Key) {
        if self.remove(key).is_some() {
            self.given_up += 1;
        }
    }

    fn remove(&mut self, key: Key) -> Option<Waiting> {
        let waiting = self.waiting.remove(&key)?;
        self.used_bytes -= DATAGRAM_BYTES + waiting.cost();
        Some(waiting)
    }

    fn make_room(&mut self) {
        // Datagrams that became whole leave their place in the order; it is cleared before it outgrows the map.
        if self.order.len() > 2 * self.waiting.len() + 64 {
            self.order.retain(|(key, serial)| self.waiting.get(key).is_some_and(|waiting| waiting.serial == *serial));
        }
        while self.used_bytes > self.budget_bytes
            && let Some((key, serial)) = self.order.pop_front()
        {
            if self.waiting.get(&key).is_some_and(|waiting| waiting.serial == serial) {
                self.give_up(key);
            }
        }
    }
}

impl Waiting {
    const fn cost(&self) -> usize {
        self.bytes + self.parts.len() * PIECE_BYTES
    }

    fn add(&mut self, offset: usize, frame: u64, bytes: &[u8]) {
        let place = self.parts.partition_point(|part| part.offset <= offset);
        let is_repeated =
            self.parts[..place].iter().rev().take_while(|part| part.offset == offset).any(|part| part.bytes.len() == bytes.len());
        if is_repeated || self.parts.len() >= MAX_PIECES {
            return;
        }
        self.bytes += bytes.len();
        self.parts.insert(place, Part { offset, frame, bytes: bytes.into() });
    }

    fn is_whole(&self) -> bool {
        let Some(length) = self.length else { return false };
        // Cheap first: it can't be whole before there are enough bytes.
        if self.bytes < length {
            return false;
        }
        let mut reached = 0;
        for part in &self.parts {
            if part.offset > reached {
                return false;
            }
            reached = reached.max(part.offset + part.bytes.len());
        }
        reached >= length
    }

    fn join(self, datagram: &mut Vec<u8>) -> Reassembled {
        let length = self.length.unwrap_or(0);
        datagram.clear();
        let mut pieces = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let known = datagram.len().saturating_sub(part.offset);
            let common = known.min(part.bytes.len());
            pieces.push(PieceSeen {
                frame: part.frame,
                offset: part.offset,
                length: part.bytes.len(),
                overlaps: common > 0,
                conflicts: datagram.get(part.offset..part.offset + common) != part.bytes.get(..common),
            });
            datagram.extend_from_slice(part.bytes.get(known..).unwrap_or_default());
        }
        datagram.truncate(length);
        let mut frames: Vec<u64> = self.parts.iter().map(|part| part.frame).collect();
        frames.sort_unstable();
        Reassembled { frames, bytes: u32::try_from(datagram.len()).unwrap_or(u32::MAX), pieces }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    const BUDGET_BYTES: usize = 32 << 20;

    use super::*;
    use crate::decode::Payload;

    fn piece(identification: u32, offset: u16, more_fragments: bool, bytes: &[u8]) -> Piece<'_> {
        Piece {
            vlan: 0,
            sender: Ipv4Addr::LOCALHOST.into(),
            receiver: Ipv4Addr::LOCALHOST.into(),
            protocol: 17,
            identification,
            offset,
            more_fragments,
            payload: Payload::new(bytes, bytes.len()),
        }
    }

    fn at(seconds: i64) -> Option<Timestamp> {
        Some(Timestamp::from_nanos(seconds * 1_000_000_000))
    }

    /// Joins these pieces of one datagram: where they begin, whether more follow, their bytes.
    fn join(pieces: &[(u16, bool, &[u8])]) -> Option<Vec<u8>> {
        let (mut fragments, mut datagram) = (Fragments::new(BUDGET_BYTES), Vec::new());
        let mut whole = None;
        for (index, (offset, more, bytes)) in pieces.iter().enumerate() {
            if fragments.push(&piece(1, *offset, *more, bytes), index as u64 + 1, at(0), &mut datagram).is_some() {
                whole = Some(datagram.clone());
            }
        }
        whole
    }

    #[test]
    fn pieces_join_in_any_order() {
        let (first, second, last): (_, _, (u16, bool, &[u8])) =
            ((0, true, &b"aaaaaaaa"[..]), (8, true, &b"bbbbbbbb"[..]), (16, false, b"cc"));
        for order in [[first, second, last], [last, second, first], [second, last, first]] {
            assert_eq!(join(&order).as_deref(), Some(&b"aaaaaaaabbbbbbbbcc"[..]));
        }
        assert_eq!(join(&[first, last]), None);
    }

    #[test]
    fn the_piece_that_begins_first_wins() {
        let overlapping = join(&[(0, true, b"aaaaaaaaAAAAAAAA"), (8, true, b"bbbbbbbbBBBBBBBB"), (24, false, b"c")]);
        assert_eq!(overlapping.as_deref(), Some(&b"aaaaaaaaAAAAAAAABBBBBBBBc"[..]));
    }

    #[test]
    fn a_datagram_waits_half_a_minute() {
        let (mut fragments, mut datagram) = (Fragments::new(BUDGET_BYTES), Vec::new());
        assert_eq!(fragments.push(&piece(1, 0, true, b"aaaaaaaa"), 1, at(0), &mut datagram), None);
        assert_eq!(fragments.push(&piece(1, 8, false, b"b"), 2, at(31), &mut datagram), None);
        assert_eq!(fragments.given_up(), 1);
    }

    #[test]
    fn a_flood_stays_within_the_budget() {
        let (mut fragments, mut datagram) = (Fragments::new(BUDGET_BYTES), Vec::new());
        let bytes = [0; 1_480];
        for number in 0..100_000 {
            fragments.push(&piece(number, 0, true, &bytes), u64::from(number) + 1, at(0), &mut datagram);
            assert!(fragments.used_bytes <= BUDGET_BYTES, "{}", fragments.used_bytes);
        }
        assert!(fragments.given_up() > 0 && fragments.order.len() <= 2 * fragments.waiting.len() + 64);
    }

    #[test]
    fn nothing_is_kept_of_a_datagram_that_is_whole() {
        let (mut fragments, mut datagram) = (Fragments::new(BUDGET_BYTES), Vec::new());
        for number in 0..1_000 {
            fragments.push(&piece(number, 0, true, b"aaaaaaaa"), 1, at(0), &mut datagram);
            let joined = fragments.push(&piece(number, 8, false, b"b"), 2, at(0), &mut datagram);
            assert_eq!(joined.map(|joined| (joined.frames, joined.bytes)), Some((vec![1, 2], 9)));
        }
        assert_eq!((fragments.used_bytes, fragments.waiting.len()), (0, 0));
    }
}
