//! The bytes of a TCP connection in the order in which they became deliverable, as Wireshark's Follow TCP Stream has them.
//!
//! One [`Assembler`] for each direction, two of them in a [`Dialogue`]. Promises:
//! - first byte to arrive wins; bytes that come again with other content are counted and told, as long as the first ones are remembered;
//! - what is out of order waits for what is before it. If the receiver acknowledges what was never captured, or more waits than
//!   [`MAX_BYTES`] and [`MAX_PIECES`] allow, what is missing is told as missing: never zeros, never joined silently;
//! - memory is flat, whatever the stream's length: what is delivered is handed out at once.

use std::collections::BTreeMap;

use super::flow::{BySide, Side};
use super::seq::Seq;
use super::tcp::TcpSeen;
use super::tcp::analysis::Analysis;
use crate::decode::Payload;
use crate::decode::tcp::{Flags, Tcp};
use crate::time::Timestamp;

/// Bytes that may wait in one direction.
pub const MAX_BYTES: usize = 1 << 20;

/// Pieces that may wait in one direction.
pub const MAX_PIECES: usize = 1024;

/// Delivered bytes that are remembered, to compare with what comes again.
const REMEMBERED: usize = 64 << 10;

/// The packet that brought something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its number.
    pub frame: u64,
    /// When it was captured.
    pub time: Option<Timestamp>,
}

/// What has become known of one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The next bytes of the stream.
    Bytes {
        /// They are never empty.
        bytes: &'a [u8],
        /// Who brought them first.
        origin: Origin,
        /// They waited for what is before them.
        waited: bool,
    },
    /// The next bytes of the stream are none that the capture has.
    Missing {
        /// How many.
        bytes: u64,
        /// Why.
        why: Why,
    },
    /// Bytes came again, with other content. The first ones stand.
    Conflict {
        /// How many differ.
        bytes: u64,
        /// Position of the first of them in the stream, from 0.
        at: u64,
        /// Who brought them again.
        origin: Origin,
    },
}

/// Why bytes are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Never captured: the receiver acknowledged them, or the capture ended before they came.
    NotCaptured,
    /// Only the start of their packet was captured.
    Cut,
    /// They may still have come; too much waited for them.
    GivenUp,
}

/// Puts one direction of a connection in order.
#[derive(Clone, Debug)]
pub struct Assembler {
    /// The number of the byte to deliver next.
    next: Option<Seq>,
    /// Its position: bytes delivered and missing so far.
    end: u64,
    /// What the other side has acknowledged, and where the FIN says that the stream ends, as positions.
    acknowledged: Option<u64>,
    fin: Option<u64>,
    /// What came too early, by position. None overlaps another.
    waiting: BTreeMap<u64, Waiting>,
    waiting_bytes: usize,
    recent: Vec<u8>,
    /// Delivered bytes that are remembered at least, as long as nothing is missing.
    remembered: usize,
    conflicts: u64,
}

#[derive(Clone, Debug)]
struct Waiting {
    content: Content,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Content {
    Bytes(Vec<u8>),
    /// Bytes that were on the wire, but aren't in the capture.
    Cut(u64),
}

impl Content {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Cut(length) => *length,
        }
    }
}

impl Default for Assembler {
    fn default() -> Self {
        Self {
            next: None,
            end: 0,
            acknowledged: None,
            fin: None,
            waiting: BTreeMap::new(),
            waiting_bytes: 0,
            recent: Vec::new(),
            remembered: REMEMBERED,
            conflicts: 0,
        }
    }
}

impl Assembler {
    /// One that compares what comes again with at least this many of the latest bytes.
    pub fn remembering(bytes: usize) -> Self {
        Self { remembered: bytes, ..Self::default() }
    }

    /// The first byte has this number, unless the stream has begun already.
    pub fn begin(&mut self, first: Seq) {
        if self.next.is_none() {
            self.next = Some(first);
        }
    }

    /// A SYN says that the first byte has this number: a later SYN takes an earlier one's place as long as nothing has come.
    pub fn begin_anew(&mut self, first: Seq) {
        if self.end == 0 && self.waiting.is_empty() {
            self.next = Some(first);
        }
    }

    /// Bytes that came again with other content.
    pub const fn conflicts(&self) -> u64 {
        self.conflicts
    }

    /// Bytes delivered and missing so far.
    pub const fn end(&self) -> u64 {
        self.end
    }

    /// Bytes that wait.
    pub const fn waiting_bytes(&self) -> usize {
        self.waiting_bytes
    }

    /// Takes a segment's payload in.
    pub fn push(&mut self, sequence: Seq, payload: Payload<'_>, origin: Origin, out: &mut dyn FnMut(Event<'_>)) {
        self.begin(sequence);
        // What comes behind the FIN's number follows the last byte: the number is no byte.
        if self.fin == Some(self.end) && self.position(sequence) == i64::try_from(self.end + 1).ok() {
            self.next = self.next.map(|next| next.plus(1));
            self.fin = None;
        }
        let Some(start) = self.position(sequence) else { return };
        let from = start.max(0).unsigned_abs();
        let Some(to) = start.checked_add_unsigned(payload.length as u64).and_then(|to| u64::try_from(to).ok()) else { return };
        // What lies before the stream's beginning has no place any more.
        let before = usize::try_from(from.saturating_add_signed(-start)).unwrap_or(usize::MAX);
        let payload = payload.after(before);
        if from >= to {
            return;
        }
        self.compare(from, payload.bytes, origin, out);
        if self.waiting.is_empty() && from <= self.end {
            let known = usize::try_from(self.end - from).unwrap_or(usize::MAX);
            let rest = payload.after(known);
            self.deliver(rest.bytes, origin, false, out);
            self.miss((rest.length - rest.bytes.len()) as u64, Why::Cut, out);
            return;
        }
        self.keep(from, to, payload, origin);
        self.drain(Some(origin), out);
        while self.waiting_bytes > MAX_BYTES || self.waiting.len() > MAX_PIECES {
            self.give_up(out);
        }
    }

    /// The other side says that it has everything before `number`. With `is_answer` it goes on to send something itself, which the capture
    /// can't have seen before what is answered: what hasn't come by then won't.
    pub fn acknowledge(&mut self, number: Seq, is_answer: bool, out: &mut dyn FnMut(Event<'_>)) {
        let Some(acknowledged) = self.position(number).and_then(|position| u64::try_from(position).ok()) else { return };
        self.acknowledged = self.acknowledged.max(Some(acknowledged));
        while let Some((&first, _)) = self.waiting.first_key_value()
            && acknowledged > first
        {
            self.miss(first.saturating_sub(self.end), Why::NotCaptured, out);
            self.drain(None, out);
        }
        if is_answer {
            self.miss_acknowledged(out);
        }
    }

    /// The stream ends before `number`, which the FIN uses.
    pub fn end_before(&mut self, number: Seq) {
        if let Some(position) = self.position(number).and_then(|position| u64::try_from(position).ok()) {
            self.fin.get_or_insert(position);
        }
    }

    /// Tells as missing what was acknowledged and never came. One number beyond may be that of a FIN that wasn't captured either.
    fn miss_acknowledged(&mut self, out: &mut dyn FnMut(Event<'_>)) {
        let Some(acknowledged) = self.acknowledged else { return };
        let to = self.fin.map_or(acknowledged, |fin| fin.min(acknowledged));
        let bytes = to.saturating_sub(self.end);
        if bytes > 1 || self.fin.is_some() {
            self.miss(bytes, Why::NotCaptured, out);
            self.drain(None, out);
        }
    }

    /// Waits no longer for what is missing first.
    pub fn give_up(&mut self, out: &mut dyn FnMut(Event<'_>)) {
        self.skip(Why::GivenUp, out);
    }

    /// The capture has ended: gives out what still waits, and tells what is missing at the end.
    pub fn finish(&mut self, out: &mut dyn FnMut(Event<'_>)) {
        while !self.waiting.is_empty() {
            self.skip(Why::NotCaptured, out);
        }
        self.miss_acknowledged(out);
        if let Some(fin) = self.fin {
            self.miss(fin.saturating_sub(self.end), Why::NotCaptured, out);
        }
    }

    fn skip(&mut self, why: Why, out: &mut dyn FnMut(Event<'_>)) {
        if let Some((&first, _)) = self.waiting.first_key_value() {
            self.miss(first.saturating_sub(self.end), why, out);
            self.drain(None, out);
        }
    }

    /// Where a number stands in the stream; negative before its beginning.
    fn position(&self, number: Seq) -> Option<i64> {
        let next = self.next?;
        i64::try_from(self.end).ok()?.checked_add(i64::from(number.distance(next)))
    }

    /// Keeps what has no place yet, between what waits already.
    fn keep(&mut self, from: u64, to: u64, payload: Payload<'_>, origin: Origin) {
        let captured = from + payload.bytes.len() as u64;
        let mut at = from.max(self.end);
        while at < to {
            let holder = self.waiting.range(..=at).next_back().map(|(start, waiting)| start + waiting.content.length());
            if let Some(end) = holder.filter(|end| *end > at) {
                at = end;
                continue;
            }
            let next = self.waiting.range(at..).next().map_or(to, |(start, _)| *start).min(to);
            let split = captured.clamp(at, next);
            if at < split {
                let (first, last) = ((at - from) as usize, (split - from) as usize);
                let bytes = payload.bytes.get(first..last).unwrap_or_default().to_vec();
                self.waiting_bytes += bytes.len();
                self.waiting.insert(at, Waiting { content: Content::Bytes(bytes), origin });
            }
            if split < next {
                self.waiting.insert(split, Waiting { content: Content::Cut(next - split), origin });
            }
            at = next;
        }
    }

    /// Delivers what waits no longer. What `current` brought didn't wait.
    fn drain(&mut self, current: Option<Origin>, out: &mut dyn FnMut(Event<'_>)) {
        while let Some(entry) = self.waiting.first_entry()
            && *entry.key() <= self.end
        {
            let Waiting { content, origin } = entry.remove();
            match content {
                Content::Bytes(bytes) => {
                    self.waiting_bytes -= bytes.len();
                    self.deliver(&bytes, origin, current != Some(origin), out);
                }
                Content::Cut(length) => self.miss(length, Why::Cut, out),
            }
        }
    }

    fn deliver(&mut self, bytes: &[u8], origin: Origin, waited: bool, out: &mut dyn FnMut(Event<'_>)) {
        if bytes.is_empty() {
            return;
        }
        out(Event::Bytes { bytes, origin, waited });
        self.advance(bytes.len() as u64);
        if bytes.len() >= self.remembered {
            self.recent.clear();
        } else if self.recent.len() + bytes.len() > 2 * self.remembered {
            self.recent.drain(..self.recent.len().saturating_sub(self.remembered));
        }
        self.recent.extend_from_slice(bytes.get(bytes.len().saturating_sub(self.remembered)..).unwrap_or_default());
    }

    fn miss(&mut self, bytes: u64, why: Why, out: &mut dyn FnMut(Event<'_>)) {
        if bytes == 0 {
            return;
        }
        out(Event::Missing { bytes, why });
        self.advance(bytes);
        self.recent.clear();
    }

    fn advance(&mut self, bytes: u64) {
        self.end += bytes;
        // The lower 32 bits are what a number counts with.
        self.next = self.next.map(|next| next.plus(bytes as u32));
    }

    /// Tells where bytes differ from those that came before them.
    fn compare(&mut self, from: u64, bytes: &[u8], origin: Origin, out: &mut dyn FnMut(Event<'_>)) {
        let (mut count, mut at) = (0, None);
        let mut differ = |start: u64, known: &[u8]| {
            let skip = usize::try_from(from.saturating_sub(start)).unwrap_or(usize::MAX);
            let offset = usize::try_from(start.saturating_sub(from)).unwrap_or(usize::MAX);
            let (known, bytes) = (known.get(skip..).unwrap_or_default(), bytes.get(offset..).unwrap_or_default());
            let common = known.len().min(bytes.len());
            if known.get(..common) == bytes.get(..common) {
                return;
            }
            for (index, _) in known.iter().zip(bytes).enumerate().filter(|(_, (known, byte))| known != byte) {
                count += 1;
                at.get_or_insert(start.max(from) + index as u64);
            }
        };
        if from < self.end {
            differ(self.end - self.recent.len() as u64, &self.recent);
        }
        if !self.waiting.is_empty() {
            let first = self.waiting.range(..=from).next_back().map_or(from, |(start, _)| *start);
            for (start, waiting) in self.waiting.range(first..from + bytes.len() as u64) {
                if let Content::Bytes(known) = &waiting.content {
                    differ(*start, known);
                }
            }
        }
        if let Some(at) = at {
            self.conflicts += count;
            out(Event::Conflict { bytes: count, at, origin });
        }
    }
}

/// Both directions of a connection: what each segment delivers, and what its acknowledgment says of the other direction.
#[derive(Clone, Debug, Default)]
pub struct Dialogue {
    sides: BySide<Assembler>,
}

impl Dialogue {
    /// One that compares what comes again with at least this many of the latest bytes of each side.
    pub fn remembering(bytes: usize) -> Self {
        Self { sides: BySide { client: Assembler::remembering(bytes), server: Assembler::remembering(bytes) } }
    }

    /// Takes the next segment of a side in. What it makes known is given to `out` with the side that sent it.
    pub fn push(&mut self, side: Side, tcp: &Tcp<'_>, seen: &TcpSeen, origin: Origin, out: &mut dyn FnMut(Side, Event<'_>)) {
        // What a RST carries is a reason, no part of the stream (RFC 9293 3.10.7.4).
        if tcp.flags.has(Flags::RST) {
            return;
        }
        let (forward, reverse) = self.sides.both_mut(side);
        if tcp.flags.has(Flags::ACK) {
            let number = Seq(tcp.acknowledgment);
            reverse.begin(number);
            let is_answer = tcp.payload.length > 0 || tcp.flags.has(Flags::FIN);
            reverse.acknowledge(number, is_answer, &mut |event| out(side.other(), event));
        }
        let is_syn = tcp.flags.has(Flags::SYN);
        let first = Seq(tcp.sequence).plus(u32::from(is_syn));
        if is_syn {
            forward.begin_anew(first);
        }
        // A keep-alive repeats one byte, whatever it was.
        let is_data = tcp.payload.length > 0 && !seen.analysis.has(Analysis::KEEP_ALIVE);
        if is_data {
            forward.push(first, tcp.payload, origin, &mut |event| out(side, event));
        } else if !is_syn {
            forward.begin(first);
        }
        if tcp.flags.has(Flags::FIN) {
            forward.end_before(first.plus(tcp.length()));
        }
    }

    /// A datagram stands by itself: its bytes, and what the capture cut off.
    pub fn datagram(payload: Payload<'_>, origin: Origin, out: &mut dyn FnMut(Event<'_>)) {
        if !payload.bytes.is_empty() {
            out(Event::Bytes { bytes: payload.bytes, origin, waited: false });
        }
        if payload.is_cut() {
            out(Event::Missing { bytes: (payload.length - payload.bytes.len()) as u64, why: Why::Cut });
        }
    }

    /// The capture has ended: gives out what still waits.
    pub fn finish(&mut self, out: &mut dyn FnMut(Side, Event<'_>)) {
        for side in Side::BOTH {
            self.sides.of_mut(side).finish(&mut |event| out(side, event));
        }
    }

    /// Waits no longer for what is missing first, in the direction in which more waits.
    pub fn give_up(&mut self, out: &mut dyn FnMut(Side, Event<'_>)) {
        let BySide { client, server } = &self.sides;
        let side = if client.waiting_bytes() >= server.waiting_bytes() { Side::Client } else { Side::Server };
        self.sides.of_mut(side).give_up(&mut |event| out(side, event));
    }

    /// Bytes that wait in both directions.
    pub const fn waiting_bytes(&self) -> usize {
        self.sides.client.waiting_bytes() + self.sides.server.waiting_bytes()
    }
}

#[cfg(test)]
#[path = "assembler_tests.rs"]
mod tests;
