//! DNS messages in a TCP stream (RFC 1035 4.2.2): each has its length before it; a segment may hold several, or a piece of one.
//!
//! Follows Wireshark's rules, so that the packet list can say what Wireshark says: only segments that are new and in order count;
//! after a gap, a segment is taken to begin with a message. At most one message, of at most 64 KiB, is kept for each side.

use std::ops::Range;

use super::dns::{DnsSeen, Pairing};
use super::seq::Seq;
use crate::decode::dns::{self, Dns, Service};
use crate::decode::{Payload, Problem};

/// Bytes of the length before each message.
const PREFIX: usize = 2;

/// What a segment carries of DNS messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    bytes: Vec<u8>,
    messages: Vec<Message>,
    /// The first message began in an earlier segment and has its own place in Info.
    begins_earlier: bool,
    /// What the first message was put together from, where it began in an earlier segment.
    pub joined: Option<Joined>,
    /// Where the segment's payload begins among the bytes.
    payload_at: usize,
    /// Bytes at the segment's end that begin a message.
    pub left: usize,
    /// What it carries belongs to a message that isn't complete.
    pub is_piece: bool,
    /// What each message is among the others, as long as conversations keep their story.
    pub seen: Vec<DnsSeen>,
    /// What Wireshark says that each message is among the others, as long as figures are kept.
    pub pairings: Vec<Pairing>,
}

/// A message that came in several segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Its segments, in their order; the last is the one that completes it.
    pub segments: Vec<Segment>,
    /// What the last one has of it, within its payload.
    pub own: Range<usize>,
}

/// A segment that a message was put together from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its packet.
    pub frame: u64,
    /// Where its bytes stand in the message with its length before it.
    pub offset: usize,
    /// How many of them it has.
    pub length: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    place: Range<usize>,
    /// Bytes it had on the wire.
    length: usize,
    /// What its header says; it holds no bytes.
    header: Dns<'static>,
    problem: Option<Problem>,
}

impl Carried {
    /// The messages that this segment completes, and what is wrong with them.
    pub fn messages(&self) -> impl Iterator<Item = (Dns<'_>, Option<Problem>)> {
        self.messages.iter().map(|message| self.read(message))
    }

    /// The messages that this segment completes, each with its bytes and its length before them: those of the segment's own `payload`,
    /// where it has all of them.
    pub fn framed<'s>(&'s self, payload: &'s [u8]) -> impl Iterator<Item = (Dns<'s>, Payload<'s>)> {
        self.messages.iter().map(move |message| {
            let Range { start, end } = message.place;
            let start = start.saturating_sub(PREFIX);
            let place = |at: usize| at.checked_sub(self.payload_at);
            let own = place(start).zip(place(end)).and_then(|(start, end)| payload.get(start..end));
            let bytes = own.or_else(|| self.bytes.get(start..end)).unwrap_or_default();
            let framed = Payload::new(bytes, message.length + PREFIX);
            (message.header.over(framed.after(PREFIX)), framed)
        })
    }

    /// The messages that Wireshark's Info names: one that began earlier, and the last of the others.
    pub fn listed(&self) -> impl Iterator<Item = (Dns<'_>, Option<Problem>)> {
        let earlier = usize::from(self.begins_earlier);
        let first = self.messages.iter().take(earlier);
        let last = self.messages.iter().skip(earlier).next_back();
        first.chain(last).map(|message| self.read(message))
    }

    fn read<'s>(&'s self, message: &'s Message) -> (Dns<'s>, Option<Problem>) {
        (message.header.over(self.payload(message)), message.problem)
    }

    fn add(&mut self, place: Range<usize>, length: usize) {
        let (message, problem) = dns::decode(Payload::new(self.bytes.get(place.clone()).unwrap_or_default(), length), Service::Dns);
        let header = message.over(Payload::default());
        self.messages.push(Message { place, length, header, problem });
    }

    fn payload(&self, message: &Message) -> Payload<'_> {
        Payload::new(self.bytes.get(message.place.clone()).unwrap_or_default(), message.length)
    }

    /// Takes messages off the bytes from `start`; gives where the first that isn't complete begins.
    fn split(&mut self, start: usize, length: usize) -> usize {
        let mut at = start;
        while let Some(stated) = stated(self.bytes.get(at..).unwrap_or_default()) {
            let end = at + PREFIX + stated;
            if end > length {
                break;
            }
            let captured = self.bytes.len();
            self.add((at + PREFIX).min(captured)..end.min(captured), stated);
            at = end;
        }
        at
    }
}

fn stated(bytes: &[u8]) -> Option<usize> {
    bytes.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length)))
}

/// The message of one side that isn't complete.
#[derive(Clone, Debug, Default)]
pub struct Assembler {
    piece: Option<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    start: Seq,
    bytes: Vec<u8>,
    /// Bytes with the length before it; `None` where not even that is there yet.
    needed: Option<usize>,
    /// A part of it was skipped: it will never be complete.
    has_gap: bool,
    segments: Vec<Segment>,
}

impl Assembler {
    /// Takes the next segment that is no repeat, of packet `frame`.
    pub(super) fn push(&mut self, sequence: Seq, payload: Payload<'_>, frame: u64) -> Carried {
        if payload.is_cut() {
            return cut(payload);
        }
        let Some(piece) = self.piece.take() else { return self.begin(sequence, payload.bytes, frame) };
        let offset = sequence.distance(piece.start);
        let is_within = usize::try_from(offset).is_ok_and(|offset| offset < piece.needed.unwrap_or(piece.bytes.len() + 1));
        if is_within { self.go_on(piece, offset, payload.bytes, frame) } else { self.begin(sequence, payload.bytes, frame) }
    }

    /// A segment that begins with a message.
    fn begin(&mut self, sequence: Seq, bytes: &[u8], frame: u64) -> Carried {
        let mut carried = Carried { bytes: bytes.to_vec(), ..Carried::default() };
        let rest = carried.split(0, bytes.len());
        self.keep(&mut carried, sequence, rest, frame);
        carried
    }

    /// Keeps what is left behind the complete messages.
    fn keep(&mut self, carried: &mut Carried, sequence: Seq, rest: usize, frame: u64) {
        let left = carried.bytes.get(rest..).unwrap_or_default();
        carried.is_piece = !left.is_empty() && carried.messages.is_empty();
        carried.left = left.len();
        self.piece = (!left.is_empty()).then(|| Piece {
            start: sequence.plus(u32::try_from(rest).unwrap_or(u32::MAX)),
            bytes: left.to_vec(),
            needed: stated(left).map(|length| length + PREFIX),
            has_gap: false,
            segments: vec![Segment { frame, offset: 0, length: left.len() }],
        });
    }

    fn go_on(&mut self, mut piece: Piece, offset: i32, bytes: &[u8], frame: u64) -> Carried {
        let offset = usize::try_from(offset).unwrap_or(0);
        let known = piece.bytes.len();
        if offset > known || piece.has_gap {
            piece.has_gap = true;
            let is_over = piece.needed.is_none_or(|needed| offset + bytes.len() >= needed);
            self.piece = (!is_over).then_some(piece);
            return Carried { is_piece: true, ..Carried::default() };
        }
        let new = bytes.get(known - offset..).unwrap_or_default();
        let length_was_known = piece.needed.is_some();
        let new_length = new.len();
        piece.bytes.extend_from_slice(new);
        let needed = piece.needed.or_else(|| stated(&piece.bytes).map(|length| length + PREFIX));
        let start = piece.start;
        match needed {
            Some(needed) if piece.bytes.len() >= needed => {
                piece.segments.push(Segment { frame, offset: known, length: needed - known });
                let own = known - offset..needed - offset;
                let mut carried = Carried {
                    bytes: piece.bytes,
                    begins_earlier: length_was_known,
                    joined: Some(Joined { segments: piece.segments, own }),
                    payload_at: offset,
                    ..Carried::default()
                };
                let total = carried.bytes.len();
                let rest = carried.split(0, total);
                self.keep(&mut carried, start, rest, frame);
                carried
            }
            _ => {
                piece.needed = needed;
                piece.segments.push(Segment { frame, offset: known, length: new_length });
                self.piece = Some(piece);
                Carried { is_piece: true, ..Carried::default() }
            }
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.piece.as_ref().map_or(0, |piece| piece.bytes.capacity() + piece.segments.capacity() * size_of::<Segment>())
    }
}

/// What was captured of a segment that wasn't captured whole; nothing is put together from it.
fn cut(payload: Payload<'_>) -> Carried {
    let mut carried = Carried { bytes: payload.bytes.to_vec(), ..Carried::default() };
    let rest = carried.split(0, payload.length);
    if rest < payload.length {
        let length = stated(carried.bytes.get(rest..).unwrap_or_default()).unwrap_or(payload.length - rest).min(payload.length - rest);
        let captured = carried.bytes.len();
        carried.add((rest + PREFIX).min(captured)..captured, length);
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three messages of 3, 4 and 5 bytes with their lengths.
    const STREAM: &[u8] = b"\0\x03one\0\x04twoo\0\x05three";

    /// What is listed of each segment, and whether it is a piece.
    fn fed(pieces: &[(u32, &[u8])]) -> Vec<(String, bool)> {
        let mut assembler = Assembler::default();
        let text = |carried: &Carried| {
            carried.listed().map(|(message, _)| String::from_utf8_lossy(message.payload().bytes).into_owned()).collect::<Vec<_>>().join("+")
        };
        pieces
            .iter()
            .map(|(sequence, bytes)| {
                let carried = assembler.push(Seq(u32::MAX).plus(*sequence), Payload::new(bytes, bytes.len()), 1);
                (text(&carried), carried.is_piece)
            })
            .collect()
    }

    #[test]
    fn the_last_of_several_is_listed() {
        assert_eq!(fed(&[(0, STREAM)]), [("three".to_owned(), false)]);
        assert_eq!(fed(&[(0, &STREAM[..14]), (14, &STREAM[14..])]), [("twoo".to_owned(), false), ("three".to_owned(), false)]);
    }

    #[test]
    fn one_that_began_earlier_is_listed_beside_the_last() {
        assert_eq!(fed(&[(0, &STREAM[..2]), (2, &STREAM[2..])]), [(String::new(), true), ("one+three".to_owned(), false)]);
        // Not so where even the length was cut in two: then all of it is taken anew.
        assert_eq!(fed(&[(0, &STREAM[..1]), (1, &STREAM[1..])]), [(String::new(), true), ("three".to_owned(), false)]);
    }

    #[test]
    fn after_a_gap_nothing_is_put_together() {
        let long = b"\0\x20aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        let parts = fed(&[(0, &long[..9]), (12, &long[12..20]), (20, &long[20..]), (34, STREAM)]);
        let is_piece: Vec<bool> = parts.iter().map(|(_, is_piece)| *is_piece).collect();
        assert_eq!(is_piece, [true, true, true, false]);
        assert_eq!(parts[3].0, "three");
    }
}
