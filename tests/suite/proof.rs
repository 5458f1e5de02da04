//! For every code a capture that shows it, and one that looks alike and must not: the table `tests/proof.txt`.
//!
//! Scenarios and samples go through the program like any capture. What takes more room than there is, or an accident that can't be had
//! when it is wanted, is made here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use labcap::explain::capture::{CaptureFacts, Losses};
use labcap::explain::{Code, flow};
use labcap::frame::{Frame, LinkType};
use labcap::inspect::{Inspected, Inspector};
use labcap::time::Timestamp;
use labcap::track::Limits;

use super::reading::{BOTH, Maker};
use super::{scenarios, wire};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A row of the table.
struct Row {
    code: String,
    shown_by: Vec<String>,
    not_by: Vec<String>,
}

fn table() -> Vec<Row> {
    let text = fs::read_to_string(root().join("tests/proof.txt")).unwrap();
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [code, shown_by, not_by, alike] = cells.as_slice() else { panic!("{line}") };
        assert!(!alike.is_empty(), "{line}");
        let captures = |cell: &str| cell.split(", ").map(str::to_owned).collect();
        Row { code: (*code).to_owned(), shown_by: captures(shown_by), not_by: captures(not_by) }
    });
    rows.collect()
}

#[test]
fn every_code_is_shown_and_has_a_capture_that_must_not_show_it() {
    let mut known = BTreeMap::new();
    let mut wrong = Vec::new();
    for Row { code, shown_by, not_by } in table() {
        let captures = shown_by.into_iter().map(|capture| (capture, true)).chain(not_by.into_iter().map(|capture| (capture, false)));
        for (capture, expected) in captures {
            if capture.starts_with("test ") {
                if !is_tested(&capture, &code, expected) {
                    wrong.push(format!("{code}: no such test, or it doesn't name the code: {capture}"));
                }
                continue;
            }
            let said = known.entry(capture.clone()).or_insert_with(|| codes_of(&capture));
            if said.contains(&code) != expected {
                wrong.push(format!("{code}: {capture} {} it", if expected { "doesn't show" } else { "shows" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_row() {
    let rows: Vec<String> = table().into_iter().map(|row| row.code).collect();
    let unique: BTreeSet<&String> = rows.iter().collect();
    assert_eq!(unique.len(), rows.len(), "a code has two rows");
    let missing: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| !rows.iter().any(|row| row == code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unknown: Vec<&String> = rows.iter().filter(|row| Code::from_name(row).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Whether a test of that name is there, in a file that names the code, or need not because it must not show it.
fn is_tested(reference: &str, code: &str, expected: bool) -> bool {
    let Some((file, function)) = reference.strip_prefix("test ").and_then(|name| name.split_once("::")) else { return false };
    let source = fs::read_to_string(root().join(format!("tests/suite/{file}.rs"))).unwrap_or_default();
    source.contains(&format!("fn {function}()"))
        && (!expected || source.contains(&format!("{code}\"")) || source.contains(&format!("{code}\\\"")))
}

/// What is said of a capture of the table.
fn codes_of(capture: &str) -> BTreeSet<String> {
    let (path, arguments) = match capture.split_once(' ') {
        _ if capture.starts_with("first ") => (beginning(capture), Vec::new()),
        _ if !capture.starts_with("samples/") => (scenario(capture), Vec::new()),
        Some((sample, arguments)) => (root().join(sample), arguments.split(' ').collect()),
        None => (root().join(capture), Vec::new()),
    };
    codes(&path, &arguments)
}

fn codes(path: &Path, arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_labcap"))
        .arg("analyze")
        .arg(path)
        .args(["--format", "ndjson", "--lang", "en"])
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.is_empty(), "{}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    text.split("\"code\":\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn scenario(name: &str) -> PathBuf {
    let text = fs::read_to_string(root().join(format!("tests/scenarios/{name}.txt"))).unwrap_or_else(|_| panic!("no scenario {name}"));
    written(&format!("proof-{name}.pcap"), &scenarios::capture(&text))
}

/// `first N of FILE`.
fn beginning(told: &str) -> PathBuf {
    let words: Vec<&str> = told.split(' ').collect();
    let ["first", count, "of", sample] = words.as_slice() else { panic!("{told}") };
    let bytes = fs::read(root().join(sample)).unwrap();
    written("proof-beginning.pcapng", &bytes[..count.parse().unwrap()])
}

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// An unknown link type, more comments than are kept, blocks that aren't read; nothing at all; packets that a kernel dropped, which it
/// doesn't do on demand.
#[test]
fn what_a_capture_says_of_itself() {
    for maker in BOTH {
        let Maker { big } = maker;
        let comments = (0..150).flat_map(|number| maker.option(1, format!("comment {number}").as_bytes())).collect::<Vec<_>>();
        let capture =
            [maker.section(), maker.interface(147, 0, &[comments]), maker.packet(0, 1, 4, &[1, 2, 3, 4]), maker.block(0x0bad, b"mine")]
                .concat();
        let said = codes(&written(&format!("proof-odd-{big}.pcapng"), &capture), &[]);
        for code in ["link.not_decoded", "capture.link_type_not_decoded", "capture.more_comments", "capture.blocks_passed"] {
            assert!(said.contains(code), "{code}: {said:?}");
        }
        let nothing = codes(&written(&format!("proof-empty-{big}.pcapng"), &[maker.section(), maker.interface(1, 0, &[])].concat()), &[]);
        assert!(!nothing.contains("capture.programs_unseen"), "{nothing:?}");
    }
    let mut facts = CaptureFacts::new(true);
    facts.losses = Losses { by_kernel: 7, ..Losses::default() };
    assert!(facts.explain().iter().any(|statement| statement.code().as_str() == "capture.dropped"));
}

/// Conversations that leave memory because it is full, and more lookups in one than are kept.
#[test]
fn what_needs_room() {
    let server = ([10, 0, 0, 2].into(), 80);
    let mut inspector = Inspector::new(Limits { budget_bytes: 64 << 10, ..Limits::default() });
    let mut facts = CaptureFacts::new(true);
    let mut left = BTreeSet::new();
    for number in 1..=200_u16 {
        let segment = wire::Segment { sequence: 1000, flags: 0x18, window: 500, payload: vec![b'a'; 200], ..wire::Segment::default() };
        push(&mut inspector, &mut facts, number.into(), &wire::tcp(([10, 0, 0, 1].into(), 1000 + number), server, number, &segment));
    }
    while let Some(flow) = inspector.take_evicted() {
        facts.evicted += 1;
        left.extend(flow::explain(&flow, facts.latest, true).iter().map(|statement| statement.code().as_str()));
    }
    assert!(left.contains("flow.left_memory"), "{left:?}");
    assert!(facts.explain().iter().any(|statement| statement.code().as_str() == "capture.flows_evicted"));

    let mut inspector = Inspector::new(Limits::default());
    let mut number = 0;
    for id in 0..2000_u16 {
        for response in [None, Some((domain::base::iana::Rcode::NOERROR, vec![[10, 1, 1, 1].into()]))] {
            number += 1;
            let ends = [([10, 0, 0, 1].into(), 4000), ([10, 0, 0, 53].into(), 53)];
            let [from, to] = if response.is_some() { [ends[1], ends[0]] } else { ends };
            let message = wire::Dns { id, kind: domain::base::iana::Rtype::A, name: "www.example.org", response }.message();
            let bytes = wire::udp(from, to, 1 + id, &message);
            push(&mut inspector, &mut CaptureFacts::new(false), number, &bytes);
        }
    }
    let said: BTreeSet<&str> = inspector
        .finish()
        .into_iter()
        .flat_map(|flow| flow::explain(&flow, None, false).into_iter().map(|statement| statement.code().as_str()))
        .collect();
    assert!(said.contains("dns.many_lookups"), "{said:?}");
}

/// Takes a cooked packet in.
fn push(inspector: &mut Inspector, facts: &mut CaptureFacts, number: u64, bytes: &[u8]) {
    let frame = Frame {
        number,
        time: Some(Timestamp::from_nanos(i64::try_from(number).unwrap() * 1_000_000)),
        decimals: 9,
        section: None,
        interface: 0,
        interface_name: None,
        link_type: LinkType::LINUX_SLL,
        wire_length: u32::try_from(bytes.len()).unwrap(),
        bytes,
        notes: Default::default(),
    };
    let mut datagram = Vec::new();
    let mut inspected = Inspected::new(frame);
    inspector.push(&mut inspected, &mut datagram);
    facts.push(&inspected);
}
