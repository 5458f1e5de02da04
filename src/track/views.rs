//! The same packets seen at two places: which packet of one capture is which of another, and what that says of their two clocks.
//!
//! Packets are paired by everything that doesn't change on the way: addresses, ports, raw numbers, flags, window, lengths, content. Those that
//! agree in all of it are told apart by their IP identification (0 proves nothing) and TCP's time stamp, and else paired in their order. What stands
//! for a packet is some hundred bytes, so [`MAX_SIGHTS`] bound the memory; packets beyond are counted. ARP and what carries no IP stay on their link and aren't paired.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use super::Seen;
use super::copies::sums;
use super::seq::Seq;
use crate::decode::sll::PacketType;
use crate::decode::tcp::Flags;
use crate::decode::{Layer, Network, Packet, Transport};
use crate::time::{Span, Timestamp};

/// Packets of one capture that are kept.
pub const MAX_SIGHTS: usize = 4_000_000;
/// Two clocks drift by less than one part in so many, unless one is set.
const DRIFT: i64 = 1000;
/// Copies of one packet that are looked through for the right one.
const MAX_ALIKE: usize = 64;

/// What doesn't change between two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Print {
    source: IpAddr,
    destination: IpAddr,
    protocol: u8,
    /// Source and destination port; kind and code of ICMP.
    ports: [u16; 2],
    /// TCP: sequence and acknowledgment number; else sums of the content.
    numbers: [u32; 2],
    /// TCP: flags and window.
    control: [u16; 2],
    length: u32,
}

/// A packet of one capture.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Its number.
    pub frame: u64,
    /// When it was captured.
    pub time: Option<Timestamp>,
    /// The capturing machine sent it (true) or got it (false), where the capture says so.
    pub is_sent: Option<bool>,
    /// The user's filter shows it.
    pub is_shown: bool,
    print: Print,
    identification: u16,
    stamp: Option<u32>,
}

/// The packets of one capture.
#[derive(Clone, Debug, Default)]
pub struct View {
    sights: Vec<Sight>,
    /// Packets that can't be paired: without IP, fragments, copies of ones captured a moment before.
    pub passed: u64,
    /// Packets beyond the limit.
    pub beyond: u64,
    /// Packets that came in went out again: the machine is a router or a bridge, and its marks don't tell where packets come from.
    passes_on: bool,
}

impl View {
    /// The packets, in the order of the file.
    pub fn sights(&self) -> &[Sight] {
        &self.sights
    }

    /// Takes the next packet in.
    pub fn push(&mut self, packet: &Packet<'_>, seen: &Seen, is_shown: bool) {
        let is_sent = match packet.layers.first() {
            Some(Layer::Sll(cooked)) => Some(cooked.packet_type == PacketType::Outgoing),
            _ => None,
        };
        let copied = seen.copy_of.filter(|copied| copied.evidence.is_certain());
        let Some((print, identification, stamp)) = print(packet).filter(|_| copied.is_none()) else {
            self.passed += 1;
            self.passes_on |= is_sent == Some(true) && copied.is_some_and(|copied| self.came_in(copied.frame));
            return;
        };
        if self.sights.len() >= MAX_SIGHTS {
            self.beyond += 1;
            return;
        }
        let frame = &packet.frame;
        self.sights.push(Sight { frame: frame.number, time: frame.time, is_sent, is_shown, print, identification, stamp });
    }
}

impl View {
    /// Whether a packet is marked as one that the capturing machine got.
    fn came_in(&self, frame: u64) -> bool {
        let place = self.sights.binary_search_by_key(&frame, |sight| sight.frame);
        place.is_ok_and(|place| self.sights.get(place).is_some_and(|sight| sight.is_sent == Some(false)))
    }
}

/// What doesn't change on the way, the IP identification and TCP's time stamp.
fn print(packet: &Packet<'_>) -> Option<(Print, u16, Option<u32>)> {
    if packet.piece.is_some() {
        return None;
    }
    let network: Network<'_, '_> = packet.network_layer()?;
    let common = Print {
        source: network.sender(),
        destination: network.receiver(),
        protocol: 0,
        ports: [0; 2],
        numbers: [0; 2],
        control: [0; 2],
        length: 0,
    };
    let (print, stamp) =
        match (packet.transport_layer(), packet.layers.iter().rev().find(|layer| matches!(layer, Layer::Icmp(_) | Layer::Icmpv6(_)))) {
            (Some(Transport::Tcp(tcp)), _) => {
                let ports = [tcp.source_port, tcp.destination_port];
                let numbers = [tcp.sequence, tcp.acknowledgment];
                (Print { protocol: 6, ports, numbers, control: [tcp.flags.0, tcp.window], length: tcp.length(), ..common }, tcp.timestamp())
            }
            (Some(Transport::Udp(udp)), _) => {
                let ports = [udp.source_port, udp.destination_port];
                (Print { protocol: 17, ports, numbers: sums(udp.payload.bytes), length: u32::from(udp.length), ..common }, None)
            }
            (None, Some(Layer::Icmp(icmp))) => {
                let source = packet.sources.last()?;
                (Print { protocol: 1, ports: [icmp.kind.into(), icmp.code.into()], numbers: sums(source.bytes), ..common }, None)
            }
            (None, Some(Layer::Icmpv6(icmp))) => {
                let source = packet.sources.last()?;
                (Print { protocol: 58, ports: [icmp.kind.into(), icmp.code.into()], numbers: sums(source.bytes), ..common }, None)
            }
            _ => return None,
        };
    Some((print, network.identification(), stamp))
}

/// Which way a packet went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the first capture's place to the second's.
    FirstToSecond,
    /// From the second's to the first's.
    SecondToFirst,
}

/// A row of two captures laid beside each other: places in [`View::sights`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the first capture.
    pub first: Option<usize>,
    /// In the second capture.
    pub second: Option<usize>,
}

/// What becomes of a packet that only one capture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lone {
    /// No packet between its two addresses is in both: they don't pass the other place, as far as is known.
    NotOnTheWay,
    /// The other capture didn't run then.
    OutsideTime,
    /// The same numbers were sent again: this one was lost on the way, or the other capture missed it.
    SentAgain,
    /// Its bytes stand in other packets of the other capture: a network card cut or joined them.
    OtherSegments,
    /// It came from the other machine, so that it passed there.
    PassedUnseen,
    /// The other machine acknowledged it, so that it arrived there; the packet that does, in the capture that has the lone one.
    Arrived(u64),
    /// It was lost on the way, or the other capture missed it.
    LostOrUnseen,
    /// Which way it went isn't known.
    Unknown,
}

/// How far apart two clocks are: the second's time minus the first's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// No packet with times was paired.
    Nothing,
    /// Packets went one way only: it is at most this much (first to second) …
    AtMost(Span),
    /// … or at least this much.
    AtLeast(Span),
    /// Both ways: between these two.
    Between(Span, Span),
    /// The bounds contradict each other: the clocks don't run alike, or one was set meanwhile.
    Contradiction(Span, Span),
}

/// Two captures laid beside each other.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The rows, by the first capture's order; what only the second has stands behind what it follows there.
    pub rows: Vec<Pair>,
    /// Rows with both.
    pub pairs: u64,
    /// The clocks.
    pub offset: Offset,
    /// Which way packets went was read off their times, because the captures don't say it.
    pub ways_are_inferred: bool,
    /// Whether packets of an address went from the first to the second, where that was inferred.
    senders: HashMap<IpAddr, Way>,
    /// Whether each capture's marks tell where packets come from.
    has_marks: [bool; 2],
}

/// Lays two captures beside each other.
pub fn compare(first: &View, second: &View) -> Compared {
    let mut waiting: HashMap<Print, Vec<usize>> = HashMap::new();
    for (index, sight) in second.sights.iter().enumerate().rev() {
        waiting.entry(sight.print).or_default().push(index);
    }
    let mut rows = Vec::with_capacity(first.sights.len());
    let mut taken = vec![false; second.sights.len()];
    let mut pairs = 0;
    let mut next = 0;
    let partners: Vec<Option<usize>> = first
        .sights
        .iter()
        .map(|sight| {
            let alike = waiting.get_mut(&sight.print)?;
            // The earliest stands last.
            let from = alike.len().saturating_sub(MAX_ALIKE);
            let place = alike.get(from..)?.iter().rposition(|other| is_same(sight, &second.sights[*other]))?;
            let other = alike.remove(from + place);
            taken[other] = true;
            Some(other)
        })
        .collect();
    for (index, partner) in partners.iter().enumerate() {
        if let Some(partner) = *partner {
            while next < partner {
                if !taken[next] {
                    rows.push(Pair { first: None, second: Some(next) });
                }
                next += 1;
            }
            next = next.max(partner + 1);
            pairs += 1;
        }
        rows.push(Pair { first: Some(index), second: *partner });
    }
    rows.extend((next..second.sights.len()).filter(|index| !taken[*index]).map(|index| Pair { first: None, second: Some(index) }));
    let has_marks = [!first.passes_on, !second.passes_on];
    let mut compared = Compared { rows, pairs, offset: Offset::Nothing, ways_are_inferred: false, senders: HashMap::new(), has_marks };
    compared.infer_ways(first, second);
    compared.offset = compared.bounds(first, second);
    compared
}

/// A true repeat has an identification or a time stamp of its own.
fn is_same(one: &Sight, other: &Sight) -> bool {
    if one.identification != 0 && other.identification != 0 {
        return one.identification == other.identification;
    }
    one.stamp == other.stamp
}

impl Compared {
    fn both<'v>(&self, first: &'v View, second: &'v View) -> impl Iterator<Item = (&'v Sight, &'v Sight)> + use<'_, 'v> {
        self.rows.iter().filter_map(|row| Some((first.sights.get(row.first?)?, second.sights.get(row.second?)?)))
    }

    /// Which way a packet went, by what the captures say, else by its sender.
    pub fn way(&self, first: Option<&Sight>, second: Option<&Sight>) -> Option<Way> {
        match self.marks(first, second) {
            [Some(true), Some(true)] => None,
            [Some(true), _] => Some(Way::FirstToSecond),
            [_, Some(true)] => Some(Way::SecondToFirst),
            [Some(false), None] => Some(Way::SecondToFirst),
            [None, Some(false)] => Some(Way::FirstToSecond),
            _ => self.senders.get(&first.or(second)?.print.source).copied(),
        }
    }

    /// What the captures say of a packet: whether the machine there sent it.
    fn marks(&self, first: Option<&Sight>, second: Option<&Sight>) -> [Option<bool>; 2] {
        // What a router sends, and hasn't got a moment before, comes from it.
        let mark = |sight: Option<&Sight>, tells: bool| sight?.is_sent.filter(|is_sent| tells || *is_sent);
        [mark(first, self.has_marks[0]), mark(second, self.has_marks[1])]
    }

    /// Where nothing says which way packets went: the later they come at the second place, the nearer their sender is to the first. That
    /// holds for two senders whose packets' differences lie further apart than clocks drift from one's packets to the other's.
    fn infer_ways(&mut self, first: &View, second: &View) {
        /// The least and the greatest of something.
        #[derive(Clone, Copy)]
        struct Extent(i64, i64);
        impl Extent {
            fn add(&mut self, value: i64) {
                *self = Self(self.0.min(value), self.1.max(value));
            }
        }
        let mut seen: HashMap<IpAddr, (Extent, Extent)> = HashMap::new();
        for (one, other) in self.both(first, second) {
            if self.marks(Some(one), Some(other)) != [None, None] {
                return;
            }
            let (Some(difference), Some(time)) = (difference(one, other), one.time) else { continue };
            let (nanos, time) = (difference.as_nanos(), time.as_nanos());
            let (differences, times) = seen.entry(one.print.source).or_insert((Extent(nanos, nanos), Extent(time, time)));
            differences.add(nanos);
            times.add(time);
        }
        let mut senders: Vec<(IpAddr, (Extent, Extent))> = seen.into_iter().collect();
        senders.sort_by_key(|(_, (differences, _))| differences.0);
        if let [(nearer_second, (Extent(_, most), one)), (nearer_first, (Extent(least, _), other))] = senders.as_slice()
            && (one.0.max(other.0) - one.1.min(other.1)).max(0) / DRIFT < least - most
        {
            self.ways_are_inferred = true;
            self.senders = HashMap::from([(*nearer_second, Way::SecondToFirst), (*nearer_first, Way::FirstToSecond)]);
        }
    }

    fn bounds(&self, first: &View, second: &View) -> Offset {
        let (mut most, mut least): (Option<Span>, Option<Span>) = (None, None);
        for (one, other) in self.both(first, second) {
            let Some(difference) = difference(one, other) else { continue };
            match self.way(Some(one), Some(other)) {
                Some(Way::FirstToSecond) => most = Some(most.map_or(difference, |most| most.min(difference))),
                Some(Way::SecondToFirst) => least = Some(least.map_or(difference, |least| least.max(difference))),
                None => {}
            }
        }
        match (least, most) {
            (None, None) => Offset::Nothing,
            (None, Some(most)) => Offset::AtMost(most),
            (Some(least), None) => Offset::AtLeast(least),
            (Some(least), Some(most)) if least <= most => Offset::Between(least, most),
            (Some(least), Some(most)) => Offset::Contradiction(least, most),
        }
    }

    /// How long a packet took on its way, at least and at most.
    pub fn took(&self, first: &Sight, second: &Sight) -> Option<(Span, Span)> {
        let Offset::Between(least, most) = self.offset else { return None };
        let difference = difference(first, second)?.as_nanos();
        let (shortest, longest) = match self.way(Some(first), Some(second))? {
            Way::FirstToSecond => (difference - most.as_nanos(), difference - least.as_nanos()),
            Way::SecondToFirst => (least.as_nanos() - difference, most.as_nanos() - difference),
        };
        Some((Span::from_nanos(shortest.max(0)), Span::from_nanos(longest.max(0))))
    }

    /// What becomes of the packets that only one capture has, in the order of the rows; `None` for those that both have.
    pub fn lone(&self, first: &View, second: &View) -> Vec<Option<Lone>> {
        let streams = [Streams::of(first), Streams::of(second)];
        let bounds = [first, second].map(|view| {
            let times = || view.sights.iter().filter_map(|sight| sight.time);
            times().min().zip(times().max())
        });
        let ends = |sight: &Sight| {
            let (source, destination) = (sight.print.source, sight.print.destination);
            if source <= destination { (source, destination) } else { (destination, source) }
        };
        let on_the_way: HashSet<(IpAddr, IpAddr)> = self.both(first, second).map(|(sight, _)| ends(sight)).collect();
        let lone = |row: &Pair| {
            let (sight, here, is_first) = match (row.first, row.second) {
                (Some(index), None) => (first.sights.get(index)?, 0, true),
                (None, Some(index)) => (second.sights.get(index)?, 1, false),
                _ => return None,
            };
            if !on_the_way.contains(&ends(sight)) {
                return Some(Lone::NotOnTheWay);
            }
            if self.is_outside(sight, is_first, bounds[1 - here]) {
                return Some(Lone::OutsideTime);
            }
            let is_repeated = streams[here].repeats(&sight.print);
            if !is_repeated && streams[1 - here].holds(&sight.print) {
                return Some(Lone::OtherSegments);
            }
            let way = if is_first { self.way(Some(sight), None) } else { self.way(None, Some(sight)) };
            let came_from_there = match way {
                None => return Some(Lone::Unknown),
                Some(Way::FirstToSecond) => !is_first,
                Some(Way::SecondToFirst) => is_first,
            };
            if came_from_there {
                return Some(Lone::PassedUnseen);
            }
            if is_repeated {
                return Some(Lone::SentAgain);
            }
            Some(streams[here].acknowledged(sight).map_or(Lone::LostOrUnseen, Lone::Arrived))
        };
        self.rows.iter().map(lone).collect()
    }

    /// Whether a packet was captured surely before or after the other capture ran.
    fn is_outside(&self, sight: &Sight, is_first: bool, other: Option<(Timestamp, Timestamp)>) -> bool {
        let (Offset::Between(least, most), Some((begin, end)), Some(time)) = (self.offset, other, sight.time) else { return false };
        let (earliest, latest) = match is_first {
            true => (time.as_nanos().saturating_add(least.as_nanos()), time.as_nanos().saturating_add(most.as_nanos())),
            false => (time.as_nanos().saturating_sub(most.as_nanos()), time.as_nanos().saturating_sub(least.as_nanos())),
        };
        latest < begin.as_nanos() || earliest > end.as_nanos()
    }
}

/// The second's time minus the first's.
fn difference(first: &Sight, second: &Sight) -> Option<Span> {
    first.time.zip(second.time).map(|(first, second)| second.since(first))
}

/// One direction of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Direction {
    source: IpAddr,
    destination: IpAddr,
    ports: [u16; 2],
}

impl Direction {
    const fn of(print: &Print) -> Self {
        Self { source: print.source, destination: print.destination, ports: print.ports }
    }

    const fn back(self) -> Self {
        Self { source: self.destination, destination: self.source, ports: [self.ports[1], self.ports[0]] }
    }
}

/// What each direction of a capture's connections carried and acknowledged.
#[derive(Default)]
struct Streams {
    /// Bytes of a direction: positions from its first number on, in order, none touching another.
    bytes: HashMap<Direction, Bytes>,
    /// Acknowledgments that a direction sent, each beyond the one before, with their packets.
    acknowledgments: HashMap<Direction, Vec<(Seq, u64)>>,
    /// How often a direction used a number.
    uses: HashMap<(Direction, u32), u32>,
}

struct Bytes {
    base: Seq,
    /// The latest number and its position.
    latest: (Seq, i64),
    pieces: Vec<(i64, i64)>,
    /// Behind the last byte so far.
    end: i64,
    /// Pieces of which bytes had been there before.
    again: Vec<(i64, i64)>,
}

impl Bytes {
    /// Where a number stands, near the latest one.
    fn position(&self, number: Seq) -> i64 {
        self.latest.1 + i64::from(number.distance(self.latest.0))
    }

    fn add(&mut self, from: Seq, length: u32) {
        let start = self.position(from);
        let end = start + i64::from(length);
        if start < self.end {
            self.again.push((start, end));
        }
        self.end = self.end.max(end);
        match self.pieces.last_mut() {
            // What goes on where the last ended is one piece.
            Some((_, latest)) if *latest == start => *latest = end,
            _ => self.pieces.push((start, end)),
        }
        if start > self.latest.1 {
            self.latest = (from, start);
        }
    }

    fn sort(&mut self) {
        for pieces in [&mut self.pieces, &mut self.again] {
            pieces.sort_unstable();
            let mut merged: Vec<(i64, i64)> = Vec::new();
            for (start, end) in pieces.drain(..) {
                match merged.last_mut() {
                    Some((_, latest)) if start <= *latest => *latest = (*latest).max(end),
                    _ => merged.push((start, end)),
                }
            }
            *pieces = merged;
        }
    }

    /// Whether these bytes are there.
    fn has(&self, from: Seq, length: u32) -> bool {
        self.places(from).any(|start| {
            let place = self.pieces.partition_point(|(_, end)| *end <= start);
            self.pieces.get(place).is_some_and(|(first, end)| *first <= start && start + i64::from(length) <= *end)
        })
    }

    /// Whether one of these bytes is there more than once.
    fn has_again(&self, from: Seq, length: u32) -> bool {
        self.places(from).any(|start| {
            let place = self.again.partition_point(|(_, end)| *end <= start);
            self.again.get(place).is_some_and(|(first, _)| *first < start + i64::from(length))
        })
    }

    /// Where a number may stand; numbers begin anew every 4 GiB.
    fn places(&self, from: Seq) -> impl Iterator<Item = i64> {
        const ROUND: i64 = 1 << 32;
        let start = i64::from(from.distance(self.base));
        (0..=self.end / ROUND + 1).map(move |round| start + round * ROUND)
    }
}

impl Streams {
    fn of(view: &View) -> Self {
        let mut streams = Self::default();
        for sight in &view.sights {
            let print = &sight.print;
            if print.protocol != 6 {
                continue;
            }
            let direction = Direction::of(print);
            let from = Seq(print.numbers[0]);
            if uses(print) > 0 {
                *streams.uses.entry((direction, print.numbers[0])).or_default() += 1;
            }
            if print.length > 0 {
                let bytes = Bytes { base: from, latest: (from, 0), pieces: Vec::new(), end: 0, again: Vec::new() };
                streams.bytes.entry(direction).or_insert(bytes).add(from, print.length);
            }
            if Flags(print.control[0]).has(Flags::ACK) {
                let acknowledgments = streams.acknowledgments.entry(direction).or_default();
                let number = Seq(print.numbers[1]);
                if acknowledgments.last().is_none_or(|(latest, _)| number.is_after(*latest)) {
                    acknowledgments.push((number, sight.frame));
                }
            }
        }
        streams.bytes.values_mut().for_each(Bytes::sort);
        streams
    }

    /// Whether the bytes of a segment stand in this capture.
    fn holds(&self, print: &Print) -> bool {
        let bytes = self.bytes.get(&Direction::of(print));
        print.protocol == 6 && print.length > 0 && bytes.is_some_and(|bytes| bytes.has(Seq(print.numbers[0]), print.length))
    }

    /// Whether this capture has numbers of a segment more than once.
    fn repeats(&self, print: &Print) -> bool {
        let direction = Direction::of(print);
        let is_used_again = || self.uses.get(&(direction, print.numbers[0])).is_some_and(|count| *count > 1);
        let has_again = || self.bytes.get(&direction).is_some_and(|bytes| bytes.has_again(Seq(print.numbers[0]), print.length));
        print.protocol == 6 && (is_used_again() || print.length > 0 && has_again())
    }

    /// The first packet behind a segment in the file that acknowledges all of it.
    fn acknowledged(&self, sight: &Sight) -> Option<u64> {
        let print = &sight.print;
        if print.protocol != 6 || uses(print) == 0 {
            return None;
        }
        let end = Seq(print.numbers[0]).plus(uses(print));
        let all = self.acknowledgments.get(&Direction::of(print).back())?;
        let later = all.get(all.partition_point(|(_, frame)| *frame <= sight.frame)..)?;
        let lacks = |(number, _): &(Seq, u64)| end.is_after(*number);
        // Numbers can be compared near each other only, so the search goes out from here.
        let mut reach = 1;
        while later.get(reach - 1).is_some_and(lacks) {
            reach *= 2;
        }
        let near = later.get(..reach.min(later.len()))?;
        near.get(near.partition_point(lacks)).map(|(_, frame)| *frame)
    }
}

/// Sequence numbers that a segment uses.
fn uses(print: &Print) -> u32 {
    print.length + u32::from(Flags(print.control[0]).has_any(Flags::SYN.0 | Flags::FIN.0))
}

#[cfg(test)]
#[path = "views_tests.rs"]
mod tests;
