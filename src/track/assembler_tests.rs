//! The assembler beside an oracle that keeps every byte, and at its limits.

use super::*;

const ORIGIN: Origin = Origin { frame: 1, time: None };

/// What came out: bytes, and `?` for each that is missing; with it how many came again with other content.
fn assembled(first: Seq, segments: &[(u32, Vec<u8>)]) -> (Vec<u8>, u64) {
    let mut assembler = Assembler::default();
    let mut text = Vec::new();
    let mut out = |event: Event<'_>| match event {
        Event::Bytes { bytes, .. } => text.extend_from_slice(bytes),
        Event::Missing { bytes, .. } => text.extend(std::iter::repeat_n(b'?', bytes as usize)),
        Event::Conflict { .. } => {}
    };
    assembler.begin(first);
    for (offset, bytes) in segments {
        assembler.push(first.plus(*offset), Payload::new(bytes, bytes.len()), ORIGIN, &mut out);
    }
    assembler.finish(&mut out);
    (text, assembler.conflicts())
}

/// The same by a table of all bytes: the first one at a position stays.
fn oracle(segments: &[(u32, Vec<u8>)]) -> (Vec<u8>, u64) {
    let mut table: BTreeMap<u32, u8> = BTreeMap::new();
    let mut conflicts = 0;
    for (offset, bytes) in segments {
        for (position, byte) in (*offset..).zip(bytes) {
            let first = *table.entry(position).or_insert(*byte);
            conflicts += u64::from(first != *byte);
        }
    }
    let length = table.last_key_value().map_or(0, |(position, _)| position + 1);
    ((0..length).map(|position| table.get(&position).copied().unwrap_or(b'?')).collect(), conflicts)
}

/// Every segment of at most four bytes within the first six: its bytes all say which segment brought them, or agree with the others.
fn all_segments(letter: u8) -> Vec<(u32, Vec<u8>)> {
    let places = (0..6_u32).flat_map(|offset| (1..=4_usize).map(move |length| (offset, length)));
    let places = places.filter(|(offset, length)| *offset as usize + length <= 6);
    places.map(|(offset, length)| (offset, vec![letter; length])).collect()
}

#[test]
fn every_case_of_up_to_three_segments_is_as_the_oracle_says() {
    let mut cases = 0;
    for isn in [0, 1000, u32::MAX - 7] {
        let first = Seq(isn).plus(1);
        let mut check = |segments: &[(u32, Vec<u8>)]| {
            assert_eq!(assembled(first, segments), oracle(segments), "ISN {isn}: {segments:?}");
            cases += 1;
        };
        for one in all_segments(b'a') {
            check(std::slice::from_ref(&one));
            for two in all_segments(b'b') {
                check(&[one.clone(), two.clone()]);
                for three in all_segments(b'c').into_iter().chain(all_segments(b'a')) {
                    check(&[one.clone(), two.clone(), three]);
                }
            }
        }
    }
    assert_eq!(cases, 3 * (18 + 18 * 18 + 18 * 18 * 36));
}

/// What came out of both directions, in order.
fn told(steps: impl FnOnce(&mut Assembler, &mut dyn FnMut(Event<'_>))) -> Vec<String> {
    let mut assembler = Assembler::default();
    let mut told = Vec::new();
    steps(&mut assembler, &mut |event| {
        told.push(match event {
            Event::Bytes { bytes, waited, .. } => format!("{}{}", String::from_utf8_lossy(bytes), if waited { " (waited)" } else { "" }),
            Event::Missing { bytes, why } => format!("missing {bytes} {why:?}"),
            Event::Conflict { bytes, at, origin } => format!("conflict {bytes} at {at} by #{}", origin.frame),
        });
    });
    told
}

fn origin(frame: u64) -> Origin {
    Origin { frame, time: None }
}

fn whole(bytes: &[u8]) -> Payload<'_> {
    Payload::new(bytes, bytes.len())
}

#[test]
fn what_is_acknowledged_and_was_never_captured_is_missing() {
    let told = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.push(Seq(100), whole(b"one"), origin(1), out);
        assembler.push(Seq(110), whole(b"three"), origin(2), out);
        assembler.acknowledge(Seq(103), false, out);
        assembler.acknowledge(Seq(115), false, out);
        // Too late: its place is given to what was missing.
        assembler.push(Seq(103), whole(b"twotwot"), origin(3), out);
        assembler.push(Seq(115), whole(b"four"), origin(4), out);
    });
    assert_eq!(told, ["one", "missing 7 NotCaptured", "three (waited)", "four"]);
}

#[test]
fn what_is_missing_at_the_end_is_told() {
    // An answer tells at once, a bare ACK may have overtaken what it acknowledges in the capture.
    let answered = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.push(Seq(100), whole(b"one"), origin(1), out);
        assembler.acknowledge(Seq(106), false, out);
        assembler.push(Seq(103), whole(b"two"), origin(2), out);
        assembler.acknowledge(Seq(146), true, out);
        assembler.push(Seq(146), whole(b"four"), origin(3), out);
    });
    assert_eq!(answered, ["one", "two", "missing 40 NotCaptured", "four"]);
    // What nobody answered is told once nothing can come any more.
    let ended = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.acknowledge(Seq(146), false, out);
        assembler.finish(out);
    });
    assert_eq!(ended, ["missing 46 NotCaptured"]);
    // Nor is it one where more comes behind it.
    let goes_on = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.push(Seq(100), whole(b"one"), origin(1), out);
        assembler.end_before(Seq(103));
        assembler.push(Seq(104), whole(b"two"), origin(2), out);
        assembler.push(Seq(107), whole(b"three"), origin(3), out);
        assembler.finish(out);
    });
    assert_eq!(goes_on, ["one", "two", "three"]);
    // The number of a FIN is no byte, whether the FIN was captured or not.
    let closed = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.push(Seq(100), whole(b"one"), origin(1), out);
        assembler.acknowledge(Seq(104), true, out);
        assembler.finish(out);
    });
    assert_eq!(closed, ["one"]);
    let closed = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.push(Seq(100), whole(b"one"), origin(1), out);
        assembler.end_before(Seq(104));
        assembler.acknowledge(Seq(105), true, out);
        assembler.finish(out);
    });
    assert_eq!(closed, ["one", "missing 1 NotCaptured"]);
    // A FIN alone says where the stream ends.
    let unacknowledged = told(|assembler, out| {
        assembler.begin(Seq(100));
        assembler.end_before(Seq(110));
        assembler.finish(out);
    });
    assert_eq!(unacknowledged, ["missing 10 NotCaptured"]);
}

#[test]
fn what_is_out_of_order_waits_and_other_content_is_told() {
    let told = told(|assembler, out| {
        assembler.begin(Seq(u32::MAX));
        assembler.push(Seq(2), whole(b"DEF"), origin(1), out);
        assembler.push(Seq(1), whole(b"cXXf"), origin(2), out);
        assembler.push(Seq(u32::MAX), whole(b"ab"), origin(3), out);
        assembler.push(Seq(0), whole(b"bc"), origin(4), out);
        assembler.push(Seq(0), whole(b"bY"), origin(5), out);
    });
    assert_eq!(told, ["conflict 3 at 3 by #2", "ab", "c (waited)", "DEF (waited)", "conflict 1 at 2 by #5"]);
}

#[test]
fn what_a_capture_cut_off_is_missing() {
    let told = told(|assembler, out| {
        assembler.push(Seq(5), Payload::new(b"ab", 10), origin(1), out);
        assembler.push(Seq(25), Payload::new(b"ef", 10), origin(2), out);
        assembler.push(Seq(15), Payload::new(b"cd", 10), origin(3), out);
    });
    assert_eq!(told, ["ab", "missing 8 Cut", "cd", "missing 8 Cut", "ef (waited)", "missing 8 Cut"]);
}

#[test]
fn no_more_waits_than_the_limits_allow() {
    let mut assembler = Assembler::default();
    let (mut delivered, mut missing, mut most) = (0, 0, 0);
    assembler.begin(Seq(0));
    for index in 0..50_000_u32 {
        let mut out = |event: Event<'_>| match event {
            Event::Bytes { bytes, .. } => delivered += bytes.len() as u64,
            Event::Missing { bytes, .. } => missing += bytes,
            Event::Conflict { .. } => panic!("nothing came again"),
        };
        assembler.push(Seq(1 + index * 2), whole(b"x"), origin(1), &mut out);
        most = most.max(assembler.waiting.len());
    }
    assert!(most <= MAX_PIECES, "{most}");
    let large = vec![b'y'; 60_000];
    for index in 0..100_u32 {
        let mut out = |event: Event<'_>| match event {
            Event::Bytes { bytes, .. } => delivered += bytes.len() as u64,
            Event::Missing { bytes, .. } => missing += bytes,
            Event::Conflict { .. } => panic!("nothing came again"),
        };
        assembler.push(Seq(200_000 + index * 60_001), whole(&large), origin(1), &mut out);
        assert!(assembler.waiting_bytes() <= MAX_BYTES);
    }
    assembler.finish(&mut |event| match event {
        Event::Bytes { bytes, .. } => delivered += bytes.len() as u64,
        Event::Missing { bytes, .. } => missing += bytes,
        Event::Conflict { .. } => panic!("nothing came again"),
    });
    assert_eq!(delivered, 50_000 + 100 * 60_000);
    assert_eq!(delivered + missing, assembler.end());
    assert!(assembler.recent.len() <= 2 * REMEMBERED);
}

#[test]
fn numbers_far_away_and_before_the_beginning_do_no_harm() {
    let told = told(|assembler, out| {
        assembler.begin(Seq(1000));
        assembler.push(Seq(990), whole(b"0123456789AB"), origin(1), out);
        assembler.push(Seq(900), whole(b"old"), origin(2), out);
        assembler.push(Seq(1002 ^ 0x8000_0000), whole(b"far"), origin(3), out);
        assembler.push(Seq(1002), whole(b"C"), origin(4), out);
    });
    assert_eq!(told, ["AB", "C"]);
}
