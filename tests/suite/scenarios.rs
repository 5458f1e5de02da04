//! What labcap says of small conversations, each told in a file of its own: packets above the line `---`, below it what
//! must be said of them.
//!
//! The frames are real ones and go the whole way: decode, track, explain, report. `LABCAP_BLESS=1` writes the lower parts
//! anew; read them against the RFCs before you keep them. `LABCAP_SCENARIO_PCAP=FOLDER` writes the frames as captures, to
//! lay beside Wireshark; `LABCAP_SCENARIO_TEXT=1` prints the sentences.

mod script;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use labcap::explain::capture::CaptureFacts;
use labcap::explain::{Code, Lang, Names};
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::frame::{Frame, LinkType};
use labcap::inspect::{Inspected, Inspector};
use labcap::report::record::{Fact, FlowRecord, FrameList, StatementRecord};
use labcap::report::view::View;
use labcap::time::Timestamp;
use labcap::track::Limits;
use labcap::track::flow::{Flow, FlowTransport};

use self::script::Scripted;

/// 2025-05-01 00:00:00 UTC.
const EPOCH: i64 = 1_746_057_600 * 1_000_000_000;
const RULE: &str = "\n---\n";

#[test]
fn scenarios() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let wrong: Vec<String> = paths.iter().filter_map(|path| check(path)).collect();
    assert!(wrong.is_empty(), "{} of {} scenarios:\n{}", wrong.len(), paths.len(), wrong.join("\n"));
    assert!(paths.len() > 50, "only {} scenarios", paths.len());
}

/// The packets of a scenario file as a capture with nanoseconds. Only cooked packets can stand in it.
pub fn capture(text: &str) -> Vec<u8> {
    let (script, _) = text.split_once(RULE).unwrap_or((text, ""));
    let mut packets = script::packets(script);
    packets.retain(|packet| packet.link_type == LinkType::LINUX_SLL);
    pcap(&packets)
}

/// What is wrong with a scenario, if anything.
fn check(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let (script, expected) = text.split_once(RULE).unwrap_or((text.trim_end(), ""));
    let name = path.file_stem().unwrap().to_string_lossy();
    let packets = script::packets(script);
    if let Some(folder) = std::env::var_os("LABCAP_SCENARIO_PCAP") {
        fs::write(Path::new(&folder).join(format!("{name}.pcap")), pcap(&packets)).unwrap();
    }
    let said = told(&packets);
    if said == expected {
        return None;
    }
    if std::env::var_os("LABCAP_BLESS").is_some() {
        fs::write(path, format!("{script}{RULE}{said}")).unwrap();
        return Some(format!("{name}: blessed, run again"));
    }
    let mut difference = format!("{name}:");
    for (side, one, other) in [('-', expected, said.as_str()), ('+', said.as_str(), expected)] {
        for line in one.lines().filter(|line| !other.lines().any(|other| other == *line)) {
            let _ = write!(difference, "\n  {side} {line}");
        }
    }
    Some(difference)
}

/// All that is said of these packets, in a line each, and of their conversations.
fn told(packets: &[Scripted]) -> String {
    let mut out = String::new();
    let mut inspector = Inspector::new(Limits::default());
    let mut view = View::new(Lang::En, Names::default());
    let clock = Clock { first: packets.first().map(|packet| Timestamp::from_nanos(EPOCH + packet.nanos)), ..Clock::default() };
    view.set_clock(clock);
    let mut facts = CaptureFacts::new(true);
    for (index, packet) in packets.iter().enumerate() {
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame(index, packet));
        inspector.push(&mut inspected, &mut datagram);
        facts.push(&inspected);
        let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
        let row = view.explained_row(&Subject { inspected: &inspected, flow, clock, later: Later::default(), told: Told::default() });
        let phase = row.phase.unwrap_or("-");
        let said = statements(row.statements, Some(row.number));
        let stream = row.stream.unwrap_or("-");
        let _ = writeln!(out, "{} {stream} {phase} | {} | {said}", row.number, row.info);
        speak(row.statements);
    }
    let end = packets.iter().map(|packet| Timestamp::from_nanos(EPOCH + packet.nanos)).max();
    for flow in inspector.finish() {
        let record = view.flow(&flow, 0, end, false);
        let _ = writeln!(out, "{}", flow_line(&record, &flow));
        speak(&record.statements);
    }
    // Of the capture as a whole only this: the others are tested where a capture is read.
    let capture: Vec<StatementRecord> = view.about_capture(&facts);
    let offload: Vec<StatementRecord> = capture.into_iter().filter(|said| said.code == Code::CaptureChecksumOffload).collect();
    if !offload.is_empty() {
        let _ = writeln!(out, "capture | {}", statements(&offload, None));
        speak(&offload);
    }
    out
}

fn frame(index: usize, packet: &Scripted) -> Frame<'_> {
    Frame {
        number: index as u64 + 1,
        time: Some(Timestamp::from_nanos(EPOCH + packet.nanos)),
        decimals: 9,
        section: None,
        interface: 0,
        interface_name: Some("any"),
        link_type: packet.link_type,
        wire_length: u32::try_from(packet.wire_length).unwrap(),
        bytes: &packet.bytes,
        notes: Default::default(),
    }
}

fn flow_line(record: &FlowRecord, flow: &Flow) -> String {
    let mut out = format!("{} {} > {} {} {}", record.stream, record.client, record.server, record.roles, record.state);
    if let Some(phases) = &record.phases {
        let _ = write!(out, " {}", if record.history.is_empty() { "-" } else { &record.history });
        for (name, list) in [("handshake", &phases.handshake), ("data", &phases.data), ("close", &phases.close)] {
            let _ = write!(out, " {name}={}", numbers(list));
        }
    }
    let _ = write!(out, " packets={}+{}", record.packets.client, record.packets.server);
    let _ = write!(out, " bytes={}+{}", record.bytes.client, record.bytes.server);
    if let FlowTransport::Tcp(tcp) = &flow.transport {
        let _ = write!(out, " retransmissions={}+{}", tcp.sides.client.retransmissions, tcp.sides.server.retransmissions);
    }
    out + " | " + &statements(&record.statements, None)
}

/// Codes with what they rest on: `tcp.data(1–4 #3)` speaks of bytes 1 to 4 and names packet 3.
fn statements(statements: &[StatementRecord], own: Option<u64>) -> String {
    let one = |statement: &StatementRecord| {
        let mut words = Vec::new();
        for (_, fact) in statement.facts.iter().filter(|(name, _)| matches!(*name, "range" | "echoes")) {
            if let Fact::Numbers(numbers) = fact {
                words.push(numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("–"));
            }
        }
        for (name, fact) in &statement.facts {
            match (*name, fact) {
                ("kind" | "stage", Fact::Word(word)) => words.push((*word).to_owned()),
                ("again" | "unacknowledged" | "reset", Fact::Flag(true)) => words.push((*name).to_owned()),
                ("packets" | "of", Fact::Number(number)) if statement.code == Code::FlowTranslated => words.push(number.to_string()),
                _ => {}
            }
        }
        words.extend(statement.frames.numbers.iter().filter(|frame| Some(**frame) != own).map(|frame| format!("#{frame}")));
        if words.is_empty() { statement.code.to_string() } else { format!("{}({})", statement.code, words.join(" ")) }
    };
    statements.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn numbers(list: &FrameList) -> String {
    if list.numbers.is_empty() {
        return "-".to_owned();
    }
    list.numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(",")
}

#[expect(clippy::print_stdout, reason = "for whoever reads the sentences of a scenario")]
fn speak(statements: &[StatementRecord]) {
    if std::env::var_os("LABCAP_SCENARIO_TEXT").is_none() {
        return;
    }
    for statement in statements {
        println!("{:?} {}: {}", statement.frames.numbers, statement.code, statement.text);
    }
}

/// The frames as a capture with nanoseconds.
fn pcap(packets: &[Scripted]) -> Vec<u8> {
    let mut out = Vec::new();
    let link_type = u32::from(LinkType::LINUX_SLL.0);
    for word in [0xa1b2_3c4d, 0x0004_0002, 0, 0, 262_144, link_type] {
        out.extend(word.to_le_bytes());
    }
    for packet in packets {
        let nanos = EPOCH + packet.nanos;
        let (kept, length) = (packet.bytes.len() as u32, packet.wire_length as u32);
        for word in [(nanos / 1_000_000_000) as u32, (nanos % 1_000_000_000) as u32, kept, length] {
            out.extend(word.to_le_bytes());
        }
        out.extend(&packet.bytes);
    }
    out
}
