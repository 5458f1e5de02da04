//! `labcap compare`: what only one capture has is judged by what the packets say, whichever capture comes first.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::wire::{self, End, Segment};

const CLIENT: End = (Ipv4Addr::new(10, 0, 0, 1), 40_000);
const SERVER: End = (Ipv4Addr::new(10, 0, 0, 2), 9_000);

/// A packet: microseconds, the client's or the server's, number, acknowledgment, IP identification, payload.
type Told = (u32, bool, u32, u32, u16, &'static str);

const TALK: [Told; 5] = [
    (0, true, 100, 500, 1, "hello"),
    (100, false, 500, 105, 2, ""),
    (200, false, 500, 105, 3, "world"),
    (300, true, 105, 505, 4, ""),
    (400, true, 105, 505, 5, "again"),
];

/// A capture at one of the two machines. Its clock is `clock` microseconds ahead; each packet takes 20 microseconds.
fn capture(name: &str, at_client: bool, clock: i64, packets: &[Told]) -> PathBuf {
    let head = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 113_u32];
    let mut bytes: Vec<u8> = head.iter().flat_map(|word| word.to_le_bytes()).collect();
    for (time, from_client, sequence, acknowledgment, identification, payload) in packets {
        let (from, to) = if *from_client { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
        let payload = payload.as_bytes().to_vec();
        let segment =
            Segment { sequence: *sequence, acknowledgment: *acknowledgment, flags: 0x10, window: 500, options: Vec::new(), payload };
        let mut frame = wire::tcp(from, to, *identification, &segment);
        let is_sent = *from_client == at_client;
        // The packet type of the cooked header: sent by this machine, or to it.
        frame[1] = if is_sent { 4 } else { 0 };
        let micros = 1_000_000 + i64::from(*time) + clock + if is_sent { 0 } else { 20 };
        let (seconds, micros) = (u32::try_from(micros / 1_000_000).unwrap(), u32::try_from(micros % 1_000_000).unwrap());
        let length = u32::try_from(frame.len()).unwrap();
        bytes.extend([seconds, micros, length, length].iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(frame);
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compare-{name}.pcap"));
    fs::write(&path, bytes).unwrap();
    path
}

fn run(first: &Path, second: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_labcap")).arg("compare").args([first, second]).args(arguments).output().unwrap()
}

fn records(first: &Path, second: &Path) -> Vec<Value> {
    let output = run(first, second, &["--format", "ndjson", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The codes of the rows that only one capture has, and of the two as a whole.
fn codes(first: &Path, second: &Path) -> Vec<String> {
    let records = records(first, second);
    let statements = records.iter().flat_map(|record| record["statements"].as_array().unwrap());
    statements.map(|statement| statement["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn clocks_are_put_together_whichever_capture_comes_first() {
    let client = capture("client", true, 0, &TALK);
    let server = capture("server", false, 5_000, &TALK);
    for (first, second, expected) in [(&client, &server, [0.00498, 0.00502]), (&server, &client, [-0.00502, -0.00498])] {
        let records = records(first, second);
        let whole = records.last().unwrap();
        assert_eq!((&whole["pairs"], &whole["only_first"], &whole["only_second"]), (&5.into(), &0.into(), &0.into()));
        let offset: Vec<f64> = whole["clock_offset"].as_array().unwrap().iter().map(|bound| bound.as_f64().unwrap()).collect();
        assert_eq!(offset, expected);
        assert_eq!(records[0]["one_way"], serde_json::json!([0.0, 0.00004]));
    }
    assert_eq!(codes(&client, &client), ["compare.paired", "compare.clock_offset_unknown"]);
}

#[test]
fn what_only_one_has_is_judged_by_what_followed() {
    let without = |index: usize| TALK.iter().enumerate().filter(|(place, _)| *place != index).map(|(_, told)| *told).collect::<Vec<_>>();
    let client = capture("all", true, 0, &TALK);
    // The server's capture begins later.
    assert_eq!(codes(&client, &capture("begins-later", false, 0, &without(0)))[0], "compare.outside_capture");
    // The server acknowledges what its own capture hasn't got.
    let mut answered: Vec<Told> = TALK.iter().copied().chain([(600, false, 505, 110, 6, "")]).collect();
    let client_too = capture("answered", true, 0, &answered);
    answered.remove(4);
    let missed = capture("missed", false, 0, &answered);
    assert_eq!(codes(&client_too, &missed), ["compare.arrived_unseen", "compare.paired", "compare.clock_offset"]);
    assert_eq!(codes(&missed, &client_too), ["compare.arrived_unseen", "compare.paired", "compare.clock_offset"]);
    // Nothing answers the last packet: it may be lost.
    let lost = capture("lost", false, 0, &without(4));
    assert_eq!(codes(&client, &lost)[0], "compare.outside_capture", "the server's capture ended before");
    let later: Vec<Told> = TALK.iter().copied().chain([(900, false, 505, 105, 6, "")]).collect();
    let (longer, lost) =
        (capture("longer", true, 0, &later), capture("lost-later", false, 0, &[TALK[0], TALK[1], TALK[2], TALK[3], later[5]]));
    assert_eq!(codes(&longer, &lost)[0], "compare.lost_or_unseen");
    // It is sent again, and that arrives.
    let again: Vec<Told> = TALK.iter().copied().chain([(900, true, 105, 505, 6, "again"), (950, false, 505, 110, 7, "")]).collect();
    let mut arrived = again.clone();
    arrived.remove(4);
    assert_eq!(codes(&capture("again", true, 0, &again), &capture("arrived", false, 0, &arrived))[0], "compare.sent_again");
    // The server sent it, so it passed the server's capture.
    let hidden = capture("hidden", false, 0, &without(2));
    assert_eq!(codes(&client, &hidden)[0], "compare.passed_unseen");
    // A network card joins two segments on their way.
    let joined = [TALK[0], (400, true, 105, 505, 8, "againandmore")];
    let cut = [TALK[0], (400, true, 105, 505, 8, "again"), (401, true, 110, 505, 9, "andmore")];
    let said = codes(&capture("joined", true, 0, &joined), &capture("cut", false, 0, &cut));
    assert_eq!(said[..3], ["compare.other_segments", "compare.other_segments", "compare.other_segments"]);
}

#[test]
fn clocks_that_can_not_be_put_together_are_told() {
    let client = capture("forth", true, 0, &TALK[..1]);
    assert_eq!(codes(&client, &capture("forth-server", false, 0, &TALK[..1])), ["compare.paired", "compare.clock_offset_unknown"]);
    // The second clock is set back by a second in between.
    let server = capture("jumps", false, 0, &TALK);
    let mut bytes = fs::read(&server).unwrap();
    let second = 24 + 16 + u32::from_le_bytes(bytes[32..36].try_into().unwrap()) as usize;
    bytes[second..second + 4].copy_from_slice(&9_u32.to_le_bytes());
    fs::write(&server, bytes).unwrap();
    assert_eq!(codes(&capture("steady", true, 0, &TALK), &server), ["compare.paired", "compare.clocks_disagree"]);
}

#[test]
fn captures_without_anything_in_common_say_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let said = codes(&root.join("exercise1-machine1.pcapng"), &root.join("lab/nagle-mesin-2.pcapng"));
    assert!(said.contains(&"compare.nothing_in_common".to_owned()), "{said:?}");
    assert!(said.contains(&"compare.not_on_the_way".to_owned()), "{said:?}");
    assert!(said.contains(&"compare.not_compared".to_owned()), "{said:?}");
    let output = run(Path::new("-"), Path::new("-"), &[]);
    assert_eq!(output.status.code(), Some(2));
}

/// Without the packet types of cooked captures the way is read off the times, or not at all.
#[test]
fn without_marks_the_way_is_inferred_or_unknown() {
    let unmarked = |path: PathBuf| {
        let mut bytes = fs::read(&path).unwrap();
        let mut at = 24;
        let mut out = bytes[..20].to_vec();
        out.extend(101_u32.to_le_bytes());
        while at < bytes.len() {
            let length = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap());
            out.extend(&bytes[at..at + 8]);
            out.extend([length - 16, length - 16].iter().flat_map(|word| word.to_le_bytes()));
            out.extend(bytes.drain(at + 16..at + 16 + length as usize).skip(16));
            at += 16;
        }
        fs::write(&path, out).unwrap();
        path
    };
    let client = unmarked(capture("raw-client", true, 0, &TALK));
    let server = unmarked(capture("raw-server", false, 7_000, &TALK));
    let whole = records(&client, &server).pop().unwrap();
    assert_eq!(whole["statements"][1]["facts"]["ways_inferred"], true);
    assert_eq!(whole["clock_offset"], serde_json::json!([0.00698, 0.00702]));
    let lone = unmarked(capture("raw-lone", false, 0, &TALK[..1]));
    assert_eq!(codes(&client, &lone)[0], "compare.direction_unknown");
}
