//! What holds for every input: nothing panics, counts add up, memory stays within its budget.
//!
//! Each property runs from a fixed seed, so that a change is judged by the same cases, and from a fresh one, which a
//! failure names. `LABCAP_SEED=N` runs from that one instead, `LABCAP_CASES=N` runs N times as many.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::Ipv4Addr;
use std::path::Path;

use labcap::decode::Packet;
use labcap::explain::{Lang, Names};
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::frame::{Frame, LinkType};
use labcap::inspect::{Inspected, Inspector};
use labcap::render::csv::Csv;
use labcap::report::columns::Column;
use labcap::report::record::PacketRecord;
use labcap::report::view::View;
use labcap::text::Text;
use labcap::time::Timestamp;
use labcap::track::flow::{Flow, FlowTransport, Side};
use labcap::track::tcp::coverage::Coverage;
use labcap::track::{Limits, Seen, Tracker};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::wire::{self, Dns, End, Segment};

const FIXED_SEED: u64 = 0x6c61_6263_6170;
const CLIENT: End = (Ipv4Addr::new(10, 0, 0, 1), 40_000);
const SERVER: End = (Ipv4Addr::new(10, 0, 0, 2), 9_000);

/// Runs a property `cases` times from the fixed seed and as often from a fresh one.
fn holds<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let named = std::env::var("LABCAP_SEED").ok().and_then(|seed| seed.parse().ok());
    let times = std::env::var("LABCAP_CASES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let fresh = RandomState::new().build_hasher().finish();
    for seed in named.map_or_else(|| vec![FIXED_SEED, fresh], |seed| vec![seed]) {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&u64::to_le_bytes(seed));
        let config = Config { cases: cases.saturating_mul(times), failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        match runner.run(&strategy, &property) {
            Ok(()) => {}
            Err(TestError::Fail(reason, value)) => panic!("LABCAP_SEED={seed}: {reason}\nsmallest case: {value:?}"),
            Err(TestError::Abort(reason)) => panic!("LABCAP_SEED={seed}: {reason}"),
        }
    }
}

/// A frame and when it was captured.
type Stamped = (Vec<u8>, Option<i64>);

/// Takes frames the whole way, in both languages; gives all that was said, and the conversations.
fn inspected(frames: &[Stamped], link_type: LinkType) -> (String, Vec<Flow>) {
    let mut inspector = Inspector::new(Limits::default());
    let mut views = [Lang::En, Lang::Id].map(|lang| View::new(lang, Names::default()));
    let mut said = String::new();
    for (index, (bytes, nanos)) in frames.iter().enumerate() {
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame(index, bytes, *nanos, link_type));
        inspector.push(&mut inspected, &mut datagram);
        let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
        for view in &mut views {
            said.push_str(&format!(
                "{:?}\n",
                view.explained_row(&Subject {
                    inspected: &inspected,
                    flow,
                    clock: Clock::default(),
                    later: Later::default(),
                    told: Told::default()
                })
            ));
        }
    }
    let end = frames.iter().filter_map(|(_, nanos)| nanos.map(Timestamp::from_nanos)).max();
    let flows = inspector.finish();
    for flow in &flows {
        for view in &views {
            said.push_str(&format!("{:?}\n", view.flow(flow, 0, end, false)));
        }
    }
    (said, flows)
}

fn frame(index: usize, bytes: &[u8], nanos: Option<i64>, link_type: LinkType) -> Frame<'_> {
    Frame {
        number: index as u64 + 1,
        time: nanos.map(Timestamp::from_nanos),
        decimals: 9,
        section: None,
        interface: 0,
        interface_name: Some("any"),
        link_type,
        wire_length: u32::try_from(bytes.len()).unwrap(),
        bytes,
        notes: Default::default(),
    }
}

fn link_types() -> impl Strategy<Value = LinkType> {
    prop_oneof![
        Just(LinkType::LINUX_SLL),
        Just(LinkType::LINUX_SLL2),
        Just(LinkType::ETHERNET),
        Just(LinkType::RAW),
        Just(LinkType::NULL),
        any::<u16>().prop_map(LinkType),
    ]
}

#[test]
fn any_bytes_are_decoded_tracked_and_explained() {
    holds(2_000, (vec(vec(any::<u8>(), 0..160), 1..4), link_types(), any::<i64>()), |(frames, link_type, nanos)| {
        let frames: Vec<Stamped> = frames.into_iter().map(|bytes| (bytes, Some(nanos))).collect();
        inspected(&frames, link_type);
        Ok(())
    });
}

/// An IP header in order, and any bytes behind it: what a random header would seldom lead to.
fn behind_ip() -> impl Strategy<Value = Vec<u8>> {
    let protocol = prop_oneof![Just(58), Just(2), Just(1), Just(0), Just(43), Just(44), Just(60), Just(4), Just(41), Just(17), any::<u8>()];
    let first = prop_oneof![128u8..138, Just(143), Just(0x11), Just(0x16), Just(0x22), 0u8..19, any::<u8>()];
    (any::<bool>(), protocol, first, any::<u16>(), vec(any::<u8>(), 0..120)).prop_map(|(is_ipv6, protocol, first, piece, mut tail)| {
        tail.insert(0, first);
        let mut packet = if is_ipv6 { vec![0; 40] } else { vec![0; 20] };
        if is_ipv6 {
            (packet[0], packet[5], packet[6], packet[7]) = (0x60, tail.len() as u8, protocol, 64);
        } else {
            let piece = if piece % 4 == 0 { (piece & 0x2007).to_be_bytes() } else { [0; 2] };
            (packet[0], packet[3], packet[6], packet[7], packet[9]) = (0x45, 20 + tail.len() as u8, piece[0], piece[1], protocol);
        }
        wire::raw(&[packet, tail].concat())
    })
}

#[test]
fn any_bytes_behind_an_ip_header_are_decoded_tracked_and_explained() {
    holds(2_000, vec((behind_ip(), 0i64..40_000_000_000), 1..12), |frames| {
        let frames: Vec<Stamped> = frames.into_iter().map(|(bytes, nanos)| (bytes, Some(nanos))).collect();
        inspected(&frames, LinkType::LINUX_SLL);
        Ok(())
    });
}

#[test]
fn a_capture_may_keep_less_than_there_was() {
    let frames = real_frames();
    holds(500, (0..frames.len(), any::<prop::sample::Index>(), any::<u32>()), move |(which, cut, wire_length)| {
        let bytes = &frames[which];
        let kept = &bytes[..cut.index(bytes.len() + 1)];
        let mut tracker = Tracker::new(Limits::default());
        let mut packet = Packet::new(Frame { wire_length, ..frame(0, kept, None, LinkType::LINUX_SLL) });
        packet.decode();
        tracker.push(&packet, &mut Seen::default());
        for flow in tracker.finish() {
            let FlowTransport::Tcp(tcp) = &flow.transport else { continue };
            prop_assert!(tcp.bytes().client <= u64::from(wire_length.max(kept.len() as u32)));
        }
        Ok(())
    });
}

/// A change to a frame: where, and what.
#[derive(Clone, Debug)]
enum Mutation {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, u8),
    Remove(prop::sample::Index),
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    use prop::sample::Index;
    let byte = prop_oneof![Just(0), Just(0xff), any::<u8>()];
    let one = prop_oneof![
        4 => (any::<Index>(), byte).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        4 => (any::<Index>(), 0u8..8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        1 => any::<Index>().prop_map(Mutation::Cut),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Insert(at, byte)),
        1 => any::<Index>().prop_map(Mutation::Remove),
    ];
    vec(one, 0..6)
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match mutation {
        Mutation::Set(at, byte) => bytes[at.index(length)] = *byte,
        Mutation::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
        Mutation::Cut(at) => bytes.truncate(at.index(length)),
        Mutation::Insert(at, byte) => bytes.insert(at.index(length), *byte),
        Mutation::Remove(at) => {
            bytes.remove(at.index(length));
        }
    }
}

#[test]
fn damaged_frames_are_decoded_tracked_and_explained() {
    let frames = real_frames();
    assert!(frames.len() > 20, "only {} frames", frames.len());
    let damaged = vec((0..frames.len(), mutations(), any::<u32>()), 1..12);
    holds(1_000, damaged, |packets| {
        let damaged: Vec<Stamped> = packets
            .iter()
            .map(|(which, mutations, nanos)| {
                let mut bytes = frames[*which].clone();
                mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
                (bytes, Some(i64::from(*nanos)))
            })
            .collect();
        inspected(&damaged, LinkType::LINUX_SLL);
        Ok(())
    });
}

/// Cooked frames of the committed samples, and one of each kind that they lack.
fn real_frames() -> Vec<Vec<u8>> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut frames = Vec::new();
    for name in ["exercise1-machine1", "exercise2-machine1", "wireshark_any"] {
        let file = fs::read(samples.join(name).with_extension("pcapng")).unwrap();
        frames.extend(enhanced_packets(&file).take(60));
    }
    let datagram = wire::udp(CLIENT, SERVER, 1, b"datagram");
    frames.push(wire::icmp_error(SERVER.0, CLIENT.0, 3, 3, &datagram));
    frames.push(wire::icmp_error(SERVER.0, CLIENT.0, 11, 0, &datagram));
    frames.push(datagram);
    frames.push(wire::echo(CLIENT.0, SERVER.0, false, 1, 1));
    frames.push(wire::echo(SERVER.0, CLIENT.0, true, 1, 1));
    frames.push(wire::arp(CLIENT.0, SERVER.0, false));
    frames.push(wire::arp(SERVER.0, CLIENT.0, true));
    let options = [vec![2, 4, 5, 180, 3, 3, 7, 4, 2, 5, 10], vec![0; 8], vec![8, 10], vec![0; 8], vec![1]].concat();
    frames.push(wire::tcp(CLIENT, SERVER, 1, &Segment { flags: 2, options, ..Segment::default() }));
    let response = Some((domain::base::iana::Rcode::NOERROR, vec![Ipv4Addr::LOCALHOST.into()]));
    let dns = Dns { id: 1, kind: domain::base::iana::Rtype::A, name: "www.example.org", response };
    frames.push(wire::udp((SERVER.0, 53), CLIENT, 1, &dns.message()));
    frames
}

/// The frames of a little-endian pcapng file's Enhanced Packet Blocks.
fn enhanced_packets(file: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    const ENHANCED_PACKET: u32 = 6;
    let word = |at: usize| file.get(at..at + 4).map(|bytes| u32::from_le_bytes(bytes.try_into().unwrap()));
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (kind, length) = (word(at)?, word(at + 4)? as usize);
            let block = at;
            at += length;
            if kind == ENHANCED_PACKET {
                let captured = word(block + 20)? as usize;
                return Some(file.get(block + 28..block + 28 + captured)?.to_vec());
            }
        }
    })
}

/// A segment of one of few conversations, with numbers near those of the others.
#[derive(Clone, Debug)]
struct RandomSegment {
    port: u16,
    from_client: bool,
    segment: Segment,
    nanos: i64,
}

fn segments() -> impl Strategy<Value = Vec<RandomSegment>> {
    let likely = prop_oneof![Just(0x10), Just(0x18), Just(0x02), Just(0x12), Just(0x11), Just(0x04), Just(0x14)];
    let flags = prop_oneof![6 => likely, 1 => 0u16..0x200];
    let base = prop_oneof![Just(0u32), Just(1000), Just(u32::MAX - 8)];
    let near = || prop_oneof![8 => 0u32..40, 1 => any::<u32>()];
    let window = prop_oneof![Just(0u16), Just(20), Just(u16::MAX), any::<u16>()];
    let nanos = prop_oneof![8 => 0i64..50_000_000, 1 => any::<i64>()];
    let options = prop_oneof![4 => Just(Vec::new()), 1 => Just(vec![3, 3, 14, 0]), 1 => vec(any::<u8>(), 0..10).prop_map(padded)];
    let one = (0u16..2, any::<bool>(), flags, near(), near(), window, 0usize..12, nanos, options);
    (base, vec(one, 1..40)).prop_map(|(base, list)| {
        let segment = |(port, from_client, flags, sequence, acknowledgment, window, length, nanos, options)| RandomSegment {
            port,
            from_client,
            nanos,
            segment: Segment {
                sequence: base.wrapping_add(sequence),
                acknowledgment: base.wrapping_add(acknowledgment),
                flags,
                window,
                options,
                payload: vec![b'x'; length],
            },
        };
        list.into_iter().map(segment).collect()
    })
}

fn padded(mut options: Vec<u8>) -> Vec<u8> {
    options.resize(options.len().next_multiple_of(4), 1);
    options
}

#[test]
fn counts_add_up_whatever_the_segments_are() {
    holds(600, segments(), |segments| {
        let frames: Vec<Stamped> = segments
            .iter()
            .map(|random| {
                let client = (CLIENT.0, CLIENT.1 + random.port);
                let (from, to) = if random.from_client { (client, SERVER) } else { (SERVER, client) };
                (wire::tcp(from, to, 1, &random.segment), Some(random.nanos))
            })
            .collect();
        let (said, flows) = inspected(&frames, LinkType::LINUX_SLL);
        prop_assert_eq!(&said, &inspected(&frames, LinkType::LINUX_SLL).0, "the same packets, other words");
        let packets: u64 = flows.iter().map(|flow| flow.packets.client + flow.packets.server).sum();
        prop_assert_eq!(packets, frames.len() as u64);
        let (mut sent, mut counted) = (0, 0);
        for random in &segments {
            sent += random.segment.payload.len() as u64;
        }
        for flow in &flows {
            let FlowTransport::Tcp(tcp) = &flow.transport else { continue };
            let phases = tcp.phases.handshake.count() + tcp.phases.data.count() + tcp.phases.close.count();
            prop_assert_eq!(phases, flow.packets.client + flow.packets.server);
            for side in [Side::Client, Side::Server] {
                let state = tcp.sides.of(side);
                counted += *tcp.bytes().of(side);
                prop_assert!(state.retransmissions <= *flow.packets.of(side));
                prop_assert!(state.coverage.unique() + state.coverage.missing() <= state.coverage.end());
            }
        }
        prop_assert!(counted <= sent, "{counted} bytes of {sent}");
        Ok(())
    });
}

/// The plainest way to know which bytes have been seen.
fn oracle(pieces: &[(u64, u64)]) -> (u64, u64) {
    let seen: BTreeSet<u64> = pieces.iter().flat_map(|(from, length)| *from..from + length).collect();
    let end = seen.last().map_or(0, |last| last + 1);
    (seen.len() as u64, end - seen.len() as u64)
}

#[test]
fn coverage_equals_a_set_of_bytes() {
    holds(2_000, vec((0u64..200, 1u64..20), 1..40), |pieces| {
        let mut coverage = Coverage::default();
        let new: u64 = pieces.iter().map(|(from, length)| coverage.add(*from, from + length)).sum();
        prop_assert_eq!((new, coverage.missing()), oracle(&pieces));
        prop_assert_eq!(coverage.unique(), new);
        Ok(())
    });
}

/// Every way in which up to three segments can overlap, follow one another or leave holes.
#[test]
fn every_overlap_of_three_segments_counts_each_byte_once() {
    const NUMBERS: [u32; 3] = [0, 1000, u32::MAX - 7];
    let choices: Vec<(u64, u64)> = (0..5).flat_map(|from| (1..4).map(move |length| (from, length))).collect();
    let mut cases: Vec<Vec<(u64, u64)>> = choices.iter().map(|one| vec![*one]).collect();
    for _ in 0..2 {
        let longer: Vec<_> = cases.iter().flat_map(|case| choices.iter().map(|one| [case.as_slice(), &[*one]].concat())).collect();
        cases.extend(longer);
    }
    cases.sort();
    cases.dedup();
    for number in NUMBERS {
        let segment =
            |flags, sequence, length: u64| Segment { flags, sequence, payload: vec![b'x'; length as usize], ..Segment::default() };
        let syn = wire::tcp(CLIENT, SERVER, 1, &segment(2, number, 0));
        let frames: Vec<((u64, u64), Vec<u8>)> = choices
            .iter()
            .map(|&(from, length)| {
                let sequence = number.wrapping_add(1).wrapping_add(from as u32);
                ((from, length), wire::tcp(CLIENT, SERVER, 1, &segment(0x10, sequence, length)))
            })
            .collect();
        for case in &cases {
            let mut tracker = Tracker::new(Limits::default());
            track(&mut tracker, frame(0, &syn, Some(0), LinkType::LINUX_SLL));
            for (index, piece) in case.iter().enumerate() {
                let (_, bytes) = frames.iter().find(|(of, _)| of == piece).unwrap();
                track(&mut tracker, frame(index + 1, bytes, Some(0), LinkType::LINUX_SLL));
            }
            let flows = tracker.finish();
            let FlowTransport::Tcp(tcp) = &flows[0].transport else { panic!("no TCP") };
            let coverage = &tcp.sides.client.coverage;
            assert_eq!((coverage.unique(), coverage.missing()), oracle(case), "{case:?} from {number}");
        }
    }
}

const SMALL: Limits = Limits { budget_bytes: 2 * 1024 * 1024, datagram_bytes: 32 << 20, keeps_story: true, keeps_figures: false };

/// Pushes one segment of the conversation of `port`; gives the conversations that had to leave.
fn push(tracker: &mut Tracker, number: usize, port: u32, from_client: bool, flags: u16, sequence: u32) -> Vec<Flow> {
    let [_, _, high, low] = port.to_be_bytes();
    let client = (Ipv4Addr::new(10, 1, (port >> 16) as u8, 1), u16::from_be_bytes([high, low]));
    let (from, to) = if from_client { (client, SERVER) } else { (SERVER, client) };
    let bytes = wire::tcp(from, to, 1, &Segment { flags, sequence, acknowledgment: 1, ..Segment::default() });
    track(tracker, frame(number, &bytes, Some(number as i64), LinkType::LINUX_SLL));
    assert!(tracker.used_bytes() <= SMALL.budget_bytes, "{} bytes at packet {number}", tracker.used_bytes());
    std::iter::from_fn(|| tracker.take_evicted()).collect()
}

#[test]
fn a_flood_of_syns_stays_within_the_budget() {
    const FLOOD: u32 = 100_000;
    let mut tracker = Tracker::new(SMALL);
    let mut evicted = 0;
    for port in 0..FLOOD {
        evicted += push(&mut tracker, port as usize, port, true, 2, 0).len() as u64;
    }
    assert_eq!(tracker.evicted_count(), evicted);
    let left = tracker.finish().len() as u64;
    assert!(left > 100, "only {left} are left");
    assert_eq!(evicted + left, u64::from(FLOOD));
}

#[test]
fn what_has_ended_leaves_first_then_the_unanswered_then_the_idle() {
    let mut tracker = Tracker::new(SMALL);
    let mut number = 0;
    let mut say = |tracker: &mut Tracker, port, from_client, flags, sequence| {
        number += 1;
        push(tracker, number, port, from_client, flags, sequence)
    };
    // 100 that are open, the oldest of all; 100 unanswered; 100 that have ended, the youngest.
    for port in 0..300 {
        let mut gone = say(&mut tracker, port, true, 2, 0);
        if !(100..200).contains(&port) {
            gone.extend(say(&mut tracker, port, false, 0x12, 0));
        }
        if port >= 200 {
            gone.extend(say(&mut tracker, port, true, 0x14, 1));
        }
        assert!(gone.is_empty(), "the budget is too small for this test");
    }
    // Open ones fill the rest and push out the others.
    let mut left = Vec::new();
    for port in 1000..3000 {
        left.extend(say(&mut tracker, port, true, 2, 0));
        left.extend(say(&mut tracker, port, false, 0x12, 0));
    }
    let kind = |flow: &Flow| flow.state().as_str();
    let order: Vec<&str> = left.iter().map(kind).collect();
    assert!(order[..100].iter().all(|kind| *kind == "reset"), "{:?}", &order[..100]);
    assert!(order[100..200].iter().all(|kind| *kind == "unanswered"), "{:?}", &order[100..200]);
    assert!(order[200..300].iter().all(|kind| *kind == "open"), "{:?}", &order[200..300]);
    let idle: Vec<u64> = left[200..300].iter().map(|flow| flow.last_frame).collect();
    assert!(idle.is_sorted(), "the longest idle leaves first: {idle:?}");
}

fn track(tracker: &mut Tracker, frame: Frame<'_>) {
    let mut packet = Packet::new(frame);
    packet.decode();
    tracker.push(&packet, &mut Seen::default());
}

/// Text that a cell may be made of: mostly what a spreadsheet or a reader of CSV gives a meaning to.
fn cells() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        '=', '+', '-', '@', '＝', '\'', '"', ',', ';', '\t', '\r', '\n', ' ', '\u{a0}', '\u{1b}', '\u{202e}', '1',
    ]);
    vec(prop_oneof![3 => mark, 1 => any::<char>()], 0..12).prop_map(|letters| letters.into_iter().collect())
}

#[test]
fn any_text_is_one_cell_that_is_no_formula_and_can_be_had_back() {
    holds(2_000, (cells(), cells(), any::<Option<i64>>(), 0u8..10), |(source, info, nanos, decimals)| {
        let record = PacketRecord {
            file: None,
            number: 1,
            time: nanos.map(labcap::time::Span::from_nanos),
            decimals,
            epoch: nanos.map(Timestamp::from_nanos),
            interface: None,
            source: &source,
            destination: &info,
            protocol: "",
            length: 1,
            captured: 1,
            info: &info,
            stream: None,
            phase: None,
            phase_word: "",
            fields: &[],
            statements: &[],
        };
        let mut csv = Csv::new(Vec::new(), &Column::ALL).unwrap();
        csv.packet(&record).unwrap();
        let written = csv.finish().unwrap();
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(&written[..]).records().map(Result::unwrap).collect();
        prop_assert_eq!((rows.len(), rows[0].len()), (1, Column::ALL.len()));
        prop_assert_eq!(written.iter().filter(|&&byte| byte == b'\n').count(), 2);
        for cell in &rows[0] {
            prop_assert!(Text::is_shown(cell), "{:?}", cell);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{:?}", cell);
        }
        for (cell, text) in [(&rows[0][2], &source), (&rows[0][6], &info)] {
            prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), Text::shown(text).to_string());
        }
        let expected = record.time.map(|time| {
            let mut text = String::new();
            time.write_seconds(decimals, &mut text);
            text
        });
        prop_assert_eq!(rows[0][1].trim_start(), expected.unwrap_or_default());
        Ok(())
    });
}
