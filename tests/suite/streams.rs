//! `labcap follow`, `flows` and `summary`: what is missing is said, nothing is overwritten, captured bytes drive nothing, figures add up.

use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use domain::base::iana::{Rcode, Rtype};
use serde_json::Value;

use crate::wire::{self, Dns, End, Segment};

const CLIENT: End = (Ipv4Addr::new(10, 0, 0, 1), 40_000);
const SERVER: End = (Ipv4Addr::new(10, 0, 0, 2), 9_000);
const RESOLVER: End = (Ipv4Addr::new(10, 0, 0, 53), 53);

const ACK: u16 = 16;
const SYN: u16 = 2;
const FIN: u16 = 1;

/// A directory of this test's own, empty.
fn directory(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("streams").join(test);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// A capture of these frames, one each millisecond.
fn capture(frames: &[Vec<u8>]) -> Vec<u8> {
    capture_of(113, frames)
}

fn capture_of(link_type: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    let head = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, link_type];
    let mut bytes: Vec<u8> = head.iter().flat_map(|word| word.to_le_bytes()).collect();
    for (index, frame) in (0..).zip(frames) {
        let length = u32::try_from(frame.len()).unwrap();
        bytes.extend([index / 1000, index % 1000 * 1000, length, length].iter().flat_map(|word: &u32| word.to_le_bytes()));
        bytes.extend(frame);
    }
    bytes
}

fn segment(from_client: bool, sequence: u32, acknowledgment: u32, flags: u16, payload: &[u8]) -> Vec<u8> {
    let (from, to) = if from_client { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
    let payload = payload.to_vec();
    wire::tcp(from, to, 0, &Segment { sequence, acknowledgment, flags, window: 64_000, options: Vec::new(), payload })
}

/// A handshake with initial numbers 0 (client) and 1000 (server), and then these segments.
fn connection(segments: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut frames = vec![segment(true, 0, 0, SYN, b""), segment(false, 1000, 1, SYN | ACK, b""), segment(true, 1, 1001, ACK, b"")];
    frames.extend(segments);
    frames
}

fn run_with_input(directory: &Path, arguments: &str, input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_labcap"))
        .args(arguments.split_whitespace())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("COLUMNS")
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// The output of a run on `lab.pcap` of these frames.
fn run(test: &str, frames: &[Vec<u8>], arguments: &str) -> Output {
    let directory = directory(test);
    fs::write(directory.join("lab.pcap"), capture(frames)).unwrap();
    run_with_input(&directory, arguments, b"")
}

fn shown(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
    str::from_utf8(&output.stdout).unwrap()
}

fn said(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// The client's bytes 4 to 8 were never captured; the server acknowledges them, and has bytes come twice.
fn with_a_gap() -> Vec<Vec<u8>> {
    connection(vec![
        segment(true, 1, 1001, ACK, b"one"),
        segment(true, 9, 1001, ACK, b"three\n"),
        segment(false, 1001, 15, ACK, b"got\n"),
        segment(false, 1001, 15, ACK, b"GOT\n"),
        segment(true, 15, 1005, ACK | FIN, b"end"),
    ])
}

#[test]
fn what_is_missing_is_said_in_every_format() {
    let text = run("gap-text", &with_a_gap(), "follow lab.pcap");
    assert_eq!(
        shown(&text),
        "tcp:0 · client 10.0.0.1:40000 · server 10.0.0.2:9000\n→ one\n→[5 bytes missing]\n→ three\n← got\n\
         ←[#7 brings 3 bytes again with other content, from byte 1 of this direction on; the first stand]\n→ end\n"
    );
    let raw = run("gap-raw", &with_a_gap(), "follow lab.pcap --format raw --direction client");
    assert_eq!(shown(&raw), "one[5 bytes missing]three\nend");
    assert!(said(&raw).starts_with("labcap: lab.pcap: 5 bytes of tcp:0 aren't in the capture"), "{}", said(&raw));
    let json = run("gap-json", &with_a_gap(), "follow lab.pcap --format json");
    let document: Value = serde_json::from_str(shown(&json)).unwrap();
    let pieces = document["pieces"].as_array().unwrap();
    assert_eq!(pieces[1], serde_json::json!({"from": "client", "offset": 3, "missing": 5}));
    assert_eq!(pieces[2]["offset"], 8);
    assert_eq!(pieces[4]["differing"], 3);
    let saved = run("gap-save", &with_a_gap(), "follow lab.pcap --save out");
    assert_eq!(shown(&saved), "tcp-0-client.bin: 12 bytes, 5 missing\ntcp-0-server.bin: 4 bytes\n");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("streams/gap-save/out");
    assert_eq!(fs::read(folder.join("tcp-0-client.bin")).unwrap(), b"one[5 bytes missing]three\nend");
    assert_eq!(fs::read(folder.join("tcp-0-server.bin")).unwrap(), b"got\n");
}

#[test]
fn nothing_is_saved_over_a_file_that_is_there() {
    let directory = directory("over");
    fs::write(directory.join("lab.pcap"), capture(&with_a_gap())).unwrap();
    fs::create_dir(directory.join("out")).unwrap();
    fs::write(directory.join("out/tcp-0-server.bin"), "mine").unwrap();
    fs::write(directory.join("secret"), "mine").unwrap();
    let output = run_with_input(&directory, "follow lab.pcap --save out", b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("out/tcp-0-server.bin: is there already; it was left as it is"), "{}", said(&output));
    assert_eq!(fs::read(directory.join("out/tcp-0-server.bin")).unwrap(), b"mine");
    // Not through a link either.
    fs::remove_file(directory.join("out/tcp-0-server.bin")).unwrap();
    assert!(!directory.join("out/tcp-0-client.bin").exists(), "something was written before the refusal");
    std::os::unix::fs::symlink("../secret", directory.join("out/tcp-0-client.bin")).unwrap();
    assert_eq!(run_with_input(&directory, "follow lab.pcap --save out", b"").status.code(), Some(1));
    assert_eq!(fs::read(directory.join("secret")).unwrap(), b"mine");
}

#[test]
fn what_was_acknowledged_and_never_captured_is_missing_though_nothing_follows() {
    // The client's only data packet, and the end of what the server sent, aren't in the capture.
    let frames = connection(vec![
        segment(false, 1001, 47, ACK, b""),
        segment(false, 1001, 47, ACK, b"first half"),
        segment(true, 47, 1025, ACK, b""),
        segment(true, 47, 1025, ACK | FIN, b""),
        segment(false, 1025, 48, ACK | FIN, b""),
    ]);
    let output = run("acknowledged", &frames, "follow lab.pcap --lang en");
    let text = "→[46 bytes missing]";
    assert!(shown(&output).contains(text), "{}", shown(&output));
    let (client, server) = (shown(&output).find(text).unwrap(), shown(&output).find("← first half").unwrap());
    assert!(client < server, "{}", shown(&output));
    assert!(shown(&output).contains("←[14 bytes missing]"), "{}", shown(&output));
    let raw = run("acknowledged", &frames, "follow lab.pcap --format raw --direction server");
    assert_eq!(raw.stdout, b"first half[14 bytes missing]");
    let saved = run("acknowledged", &frames, "follow lab.pcap --save out");
    assert_eq!(shown(&saved), "tcp-0-client.bin: 0 bytes, 46 missing\ntcp-0-server.bin: 10 bytes, 14 missing\n");
}

#[test]
fn datagrams_with_one_identification_are_all_shown_each_in_a_line() {
    let (client, server) = (CLIENT, SERVER);
    let frames: Vec<Vec<u8>> = ["one", "two", "two", "three"].iter().map(|text| wire::udp(client, server, 7, text.as_bytes())).collect();
    let output = run("datagrams", &frames, "follow lab.pcap --stream udp:0 --lang en");
    let lines: Vec<&str> = shown(&output).lines().skip(1).collect();
    assert_eq!(lines, ["→ one", "→ two", "→ two", "→ three"]);
}

#[test]
fn where_nothing_is_selected_nothing_is_saved() {
    let directory = directory("nothing");
    fs::write(directory.join("lab.pcap"), capture(&with_a_gap())).unwrap();
    for arguments in ["follow lab.pcap --save out --stream tcp:99", "follow lab.pcap --save out --filter arp"] {
        let output = run_with_input(&directory, arguments, b"");
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        assert!(said(&output).contains("no stream is selected, so nothing was saved"), "{}", said(&output));
        assert!(!directory.join("out").exists(), "{arguments}");
    }
    let empty = connection(Vec::new());
    let output = run("nothing-to-save", &empty, "follow lab.pcap --save out");
    assert!(said(&output).contains("1 of 1 streams carried no bytes there"), "{}", said(&output));
    let annotated = run("nothing-to-save", &empty, "follow lab.pcap --stream tcp:0 --annotate --format json");
    assert_eq!(annotated.status.code(), Some(2));
}

#[test]
fn a_pipe_is_followed_with_a_filter() {
    let directory = directory("piped");
    let output = run_with_input(&directory, "follow - --filter tcp.port == 9000 --direction client --format raw", &capture(&with_a_gap()));
    let named = run_with_input(&directory, "follow - --stream tcp:0 --direction client --format raw", &capture(&with_a_gap()));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!output.stdout.is_empty());
    assert_eq!(output.stdout, named.stdout);
}

#[test]
fn one_stream_is_followed_and_several_are_named() {
    let mut frames = with_a_gap();
    frames.push(wire::udp(CLIENT, RESOLVER, 7, b"hello"));
    let output = run("several", &frames, "follow lab.pcap");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(said(&output), "labcap: lab.pcap: 2 streams are selected, but one is followed: tcp:0, udp:0. Hint: --stream tcp:0\n");
    let output = run("several", &frames, "follow lab.pcap --filter udp");
    assert!(shown(&output).ends_with("→ hello\n"));
    let output = run("several", &frames, "follow lab.pcap --packets 8");
    assert!(shown(&output).contains("→[5 bytes missing]"), "all of the stream is shown");
    let output = run("several", &frames, "follow lab.pcap --stream tcp:1");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no stream tcp:1 in it"), "{}", said(&output));
    let directory = directory("several-pipe");
    let output = run_with_input(&directory, "follow - --stream udp:0", &capture(&frames));
    assert!(shown(&output).ends_with("→ hello\n"));
    let output = run_with_input(&directory, "follow - --filter udp", &capture(&frames));
    assert!(shown(&output).ends_with("→ hello\n"));
}

#[test]
fn a_file_behind_the_filter_is_put_right() {
    let output = run("behind", &with_a_gap(), "follow --filter tcp lab.pcap");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).ends_with("Hint: labcap follow lab.pcap --filter tcp\n"), "{}", said(&output));
    let output = run("behind", &with_a_gap(), "flows");
    assert_eq!(said(&output), "labcap: no capture file given. Hint: labcap flows FILE\n");
}

#[test]
fn captured_bytes_drive_no_terminal() {
    let mut hostile: Vec<u8> = (0..=255).collect();
    hostile.extend("\u{202e}\u{200b}\u{9b}31m]0;title\u{7}\r\n\r→ no\n".bytes());
    let (head, tail) = hostile.split_at(200);
    let frames = connection(vec![segment(true, 1, 1001, ACK, head), segment(true, 201, 1001, ACK, tail)]);
    for arguments in ["", "--annotate", "--format hex", "--format json", "--color always"] {
        let output = run("hostile", &frames, &format!("follow lab.pcap {arguments}"));
        let text = shown(&output);
        let without_ours = if arguments.contains("always") { without_colors(text) } else { text.to_owned() };
        let is_fine = |character: char| {
            character == '\n'
                || character == '\t' && arguments.contains("hex")
                || !character.is_control() && !"\u{202e}\u{200b}".contains(character)
        };
        assert!(without_ours.chars().all(is_fine), "{arguments}: {without_ours:?}");
        if arguments.is_empty() {
            assert!(text.contains("→ \\r→ no"), "{text}");
        }
    }
    let json = run("hostile", &frames, "follow lab.pcap --format json");
    let document: Value = serde_json::from_str(shown(&json)).unwrap();
    let data: String = document["pieces"].as_array().unwrap().iter().map(|piece| piece["data"].as_str().unwrap()).collect();
    let expected: String = hostile.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(data, expected);
}

/// The text without the codes of our own colours, which begin with ESC [ and end with m.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut text, part| {
        let (code, rest) = part.split_once('m').expect("a code");
        assert!(code.chars().all(|character| character.is_ascii_digit() || character == ';'), "{code:?}");
        text.push_str(rest);
        text
    })
}

fn looked_up() -> Vec<Vec<u8>> {
    let ask = Dns { id: 7, kind: Rtype::A, name: "lab.example", response: None };
    let answer = Dns { id: 7, kind: Rtype::A, name: "lab.example", response: Some((Rcode::NOERROR, vec![IpAddr::V4(SERVER.0)])) };
    let mut frames = vec![wire::udp(CLIENT, RESOLVER, 1, &ask.message()), wire::udp(RESOLVER, CLIENT, 2, &answer.message())];
    frames.extend(with_a_gap());
    frames
}

#[test]
fn flows_tell_their_name_and_end_and_add_up() {
    let output = run("flows", &looked_up(), "flows lab.pcap --format json");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    let flows = document["flows"].as_array().unwrap();
    assert_eq!(flows.len(), 2);
    let tcp = &flows[1];
    assert_eq!(tcp["name"], serde_json::json!({"name": "lab.example", "answer": 2}));
    assert_eq!(tcp["closed"], serde_json::json!({"by": "client", "with": "FIN", "frame": 10}));
    assert_eq!((&tcp["state"], &tcp["handshake"]), (&Value::from("half-closed"), &Value::from(0.002)));
    assert_eq!(tcp["packets"], serde_json::json!({"client": 5, "server": 3}));
    let length = |frames: &[Vec<u8>]| frames.iter().map(|frame| frame.len() as u64).sum::<u64>();
    let frames = looked_up();
    assert_eq!(document["totals"]["tcp"], serde_json::json!({"flows": 1, "packets": 8, "bytes": length(&frames[2..])}));
    assert_eq!(document["totals"]["udp"], serde_json::json!({"flows": 1, "packets": 2, "bytes": length(&frames[..2])}));

    let output = run("flows", &looked_up(), "flows lab.pcap --sort packets --top 1 --lang en");
    let text = shown(&output);
    assert!(text.contains("lab.example") && text.contains("1 more conversation isn't shown"), "{text}");
    let output = run("flows", &looked_up(), "flows lab.pcap --format lines --filter tcp.flags.fin == 1");
    assert_eq!(shown(&output).lines().count(), 1);
    assert!(shown(&output).starts_with("tcp:0\t10.0.0.1:40000\t"), "{}", shown(&output));
    for (format, arguments) in [("csv", ""), ("ndjson", ""), ("csv", "--sort name"), ("markdown", "")] {
        let one = run("flows", &looked_up(), &format!("flows lab.pcap --format {format} {arguments}"));
        let other = run("flows", &looked_up(), &format!("flows lab.pcap --format {format} {arguments}"));
        assert_eq!(shown(&one), shown(&other));
        assert!(shown(&one).contains("lab.example"), "{format}");
    }
}

#[test]
fn a_summary_counts_what_is_selected() {
    let frames = looked_up();
    let output = run("summary", &frames, "summary lab.pcap --format json");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    assert_eq!(document["selected"]["packets"], frames.len() as u64);
    let bars = document["over_time"]["packets"].as_array().unwrap();
    assert_eq!(bars.iter().map(|bar| bar.as_u64().unwrap()).sum::<u64>(), frames.len() as u64);
    assert_eq!(document["statements"]["tcp.syn"], 1);
    let addresses = document["addresses"].as_array().unwrap();
    assert_eq!(addresses[0]["address"], "10.0.0.1");
    assert_eq!((&addresses[0]["sent"]["packets"], &addresses[0]["received"]["packets"]), (&Value::from(6), &Value::from(4)));
    let output = run("summary", &frames, "summary lab.pcap --format json --filter udp");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    assert_eq!((&document["packets"], &document["selected"]["packets"]), (&Value::from(10), &Value::from(2)));
    let output = run("summary", &[], "summary lab.pcap --lang en");
    assert!(shown(&output).contains("0 packets"), "{}", shown(&output));
}

#[test]
fn clocks_that_jump_keep_the_page_small() {
    let directory = directory("clocks");
    let mut bytes = capture(&with_a_gap());
    // The fifth packet is stamped in 2106, the sixth in 1970.
    let frames = with_a_gap();
    let mut at = 24;
    for (index, frame) in frames.iter().enumerate() {
        if index == 4 {
            bytes[at..at + 4].fill(0xff);
        }
        at += 16 + frame.len();
    }
    fs::write(directory.join("lab.pcap"), bytes).unwrap();
    let output = run_with_input(&directory, "summary lab.pcap --format json", b"");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    assert!(document["over_time"]["packets"].as_array().unwrap().len() <= 60);
    let output = run_with_input(&directory, "follow lab.pcap --annotate --lang en", b"");
    assert!(!shown(&output).contains("+-"), "{}", shown(&output));
}

#[test]
fn a_cut_capture_shows_what_came_before() {
    let directory = directory("cut");
    let bytes = capture(&looked_up());
    fs::write(directory.join("lab.pcap"), &bytes[..bytes.len() - 5]).unwrap();
    for arguments in ["follow lab.pcap --stream tcp:0", "flows lab.pcap --format json", "summary lab.pcap"] {
        let output = run_with_input(&directory, arguments, b"");
        assert_eq!(output.status.code(), Some(3), "{arguments}");
        assert!(!output.stdout.is_empty(), "{arguments}");
        assert!(said(&output).contains("what came before it is shown"), "{}", said(&output));
    }
}

/// An IPv6 packet with a hop-by-hop header, and a routing header that names one more stop; three bytes for port 53.
fn routed_to_a_name_server(last: &str) -> Vec<u8> {
    let bytes = |address: &str| address.parse::<std::net::Ipv6Addr>().unwrap().octets();
    let mut packet = vec![0x60, 0, 0, 0, 0, 8 + 24 + 11, 0, 64];
    packet.extend(bytes("2001:db8::1"));
    packet.extend(bytes("2001:db8::2"));
    packet.extend([43, 0, 1, 4, 0, 0, 0, 0]);
    packet.extend([17, 2, 0, 1, 0, 0, 0, 0]);
    packet.extend(bytes(last));
    packet.extend([0x9c, 0x40, 0, 53, 0, 11, 0, 0, 1, 2, 3]);
    wire::raw(&packet)
}

#[test]
fn a_summary_has_wiresharks_tree_and_endpoints() {
    let report = [[0x45, 0, 0, 28, 0, 1, 0, 0, 1, 2], [0, 0, 10, 0, 0, 1, 224, 0, 0, 9]].concat();
    let report = wire::raw(&[report, vec![0x16, 0, 0, 0, 224, 0, 0, 9]].concat());
    let arp = wire::arp(CLIENT.0, SERVER.0, false);
    let frames = [report, routed_to_a_name_server("2001:db8::3"), arp.clone()];
    let output = run("tree", &frames, "summary lab.pcap --format json");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    let path =
        |protocol: &Value| protocol["path"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join(" ");
    let paths: Vec<String> = document["protocols"].as_array().unwrap().iter().map(path).collect();
    let expected =
        ["sll", "sll arp", "sll ip", "sll ip igmp", "sll ipv6", "sll ipv6 udp", "sll ipv6 udp dns", "sll ipv6 udp dns _ws.malformed"];
    assert_eq!(paths, expected);
    let addresses: Vec<&Value> = document["addresses"].as_array().unwrap().iter().map(|one| &one["address"]).collect();
    assert_eq!(addresses, ["10.0.0.1", "224.0.0.9", "2001:db8::1", "2001:db8::2"]);
    let output = run("tree", &[arp], "summary lab.pcap --lang en");
    assert!(shown(&output).contains("Protocols") && !shown(&output).contains("Addresses"), "{}", shown(&output));
}

#[test]
fn a_summary_tells_the_file_and_what_is_selected_apart() {
    let frames = looked_up();
    let length = capture(&frames).len();
    let output = run("page", &frames, "summary lab.pcap --format json --filter tcp");
    let text = shown(&output);
    let document: Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        document["file"],
        serde_json::json!({"name": "lab.pcap", "format": "pcap", "packets": 10, "size": length, "application": null})
    );
    assert_eq!((&document["duration"], &document["selected"]["duration"]), (&Value::from(0.009), &Value::from(0.007)));
    assert_eq!(document["last"], "1970-01-01T00:00:00.009000000Z");
    assert_eq!(document["interfaces"][0]["snaplen"], 262_144);
    assert_eq!(document["backward_steps"], 0);
    // Their order is part of the contract.
    let keys = [
        "file",
        "name",
        "format",
        "packets",
        "size",
        "application",
        "packets",
        "first",
        "last",
        "duration",
        "backward_steps",
        "selected",
        "packets",
        "bytes",
        "first",
        "duration",
        "interfaces",
        "name",
        "link_type",
        "packets",
        "snaplen",
        "protocols",
        "path",
        "packets",
        "bytes",
    ];
    let mut rest = text;
    for key in keys {
        let wanted = format!("\"{key}\":");
        rest = rest.split_once(&wanted).unwrap_or_else(|| panic!("{key} isn't there, or too early: {rest}")).1;
    }
    for (before, after) in [
        ("\"protocols\"", "\"addresses\""),
        ("\"addresses\"", "\"others\""),
        ("\"others\"", "\"over_time\""),
        ("\"over_time\"", "\"statements\""),
    ] {
        assert!(text.find(before).unwrap() < text.find(after).unwrap(), "{before} {after}");
    }
    assert!(text.contains("{\"address\":\"10.0.0.1\",\"sent\":{\"packets\":5,\"bytes\":"), "{text}");
    let output = run("page", &frames, "summary lab.pcap --filter tcp --lang en");
    let page = shown(&output);
    assert!(page.contains(" · 10 packets · 9 ms · 1970-01-01 00:00:00 UTC\n"), "{page}");
    let figures = format!(
        "\n{length} bytes in the file · last packet 1970-01-01 00:00:00 UTC · in the order of time\nat most 262144 bytes of a packet\n"
    );
    assert!(page.contains(&figures), "{page}");
}

#[test]
fn an_endpoint_is_never_broken_in_a_table() {
    let ends = [("2001:db8:1111:2222:3333:4444:5555:6666", 40_000_u16), ("2001:db8:1111:2222:3333:4444:5555:7777", 50_000)];
    let bytes = |address: &str| address.parse::<std::net::Ipv6Addr>().unwrap().octets();
    let mut packet = vec![0x60, 0, 0, 0, 0, 11, 17, 64];
    packet.extend(ends.iter().flat_map(|(address, _)| bytes(address)));
    packet.extend(ends.iter().flat_map(|(_, port)| port.to_be_bytes()));
    packet.extend([0, 11, 0, 0, 1, 2, 3]);
    let mut frames = with_a_gap();
    frames.push(wire::raw(&packet));
    let directory = directory("wide");
    fs::write(directory.join("lab.pcap"), capture(&frames)).unwrap();
    for columns in (60..260).step_by(10) {
        let output = Command::new(env!("CARGO_BIN_EXE_labcap"))
            .args(["flows", "lab.pcap", "--lang", "en"])
            .env("COLUMNS", columns.to_string())
            .current_dir(&directory)
            .output()
            .unwrap();
        for (address, port) in ends {
            assert!(shown(&output).contains(&format!("[{address}]:{port}")), "{columns}: {}", shown(&output));
        }
    }
}

#[test]
fn a_segment_with_other_bytes_is_no_copy() {
    // On a capture without cooked headers, where the place is known: the same identification and numbers, but other bytes.
    let one = |payload: &[u8]| {
        let segment =
            Segment { sequence: 1, acknowledgment: 1001, flags: ACK, window: 64_000, options: Vec::new(), payload: payload.to_vec() };
        wire::tcp(CLIENT, SERVER, 7, &segment)
    };
    let mut frames = connection(vec![one(b"one"), one(b"two"), one(b"one")]);
    frames.iter_mut().for_each(|frame| drop(frame.drain(..16)));
    let directory = directory("other-bytes");
    fs::write(directory.join("lab.pcap"), capture_of(101, &frames)).unwrap();
    let output = run_with_input(&directory, "follow lab.pcap --lang en", b"");
    assert!(shown(&output).contains("[#5 brings 3 bytes again with other content"), "{}", shown(&output));
    let output = run_with_input(&directory, "analyze lab.pcap --format ndjson --packets 5", b"");
    let packet: Value = serde_json::from_str(shown(&output).lines().next().unwrap()).unwrap();
    let codes: Vec<&str> = packet["statements"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(!codes.contains(&"packet.duplicate") && codes.iter().any(|code| code.contains("retransmission")), "{codes:?}");
}

#[test]
fn a_number_below_one_is_refused_in_words_of_its_own() {
    for (arguments, flag) in
        [("flows lab.pcap --top -1", "--top"), ("analyze lab.pcap --limit -1", "--limit"), ("analyze lab.pcap --flows -3", "--flows")]
    {
        let output = run("below-one", &with_a_gap(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(said(&output).contains(flag) && said(&output).contains("give a number from 1, or all"), "{}", said(&output));
    }
}

/// Frames of more protocol paths than a page keeps apart: every order of two kinds of VLAN tags, over everything that may follow.
fn of_many_paths() -> Vec<Vec<u8>> {
    let content = |head: &[u8], length: usize| head.iter().copied().chain(std::iter::repeat(0)).take(length).collect::<Vec<u8>>();
    let ip = |protocol: u8| content(&[8, 0, 0x45, 0, 0, 52, 0, 0, 0, 0, 9, protocol], 54);
    let ipv6 = |protocol: u8| content(&[0x86, 0xdd, 0x60, 0, 0, 0, 0, 32, protocol, 9], 74);
    let mut ends: Vec<Vec<u8>> = [1, 2, 6, 17, 99].map(ip).into();
    ends.extend([6, 17, 58, 99].map(ipv6));
    ends.extend([content(&[8, 6, 0, 1, 8, 0, 6, 4, 0, 1], 30), content(&[8, 6, 0, 1], 8), content(&[0x12, 0x34], 20)]);
    let mut tags: Vec<Vec<u8>> = vec![Vec::new()];
    for level in 0..7 {
        let longest: Vec<Vec<u8>> = tags.iter().filter(|tags| tags.len() == level * 4).cloned().collect();
        for kind in [[0x81, 0], [0x88, 0xa8]] {
            tags.extend(longest.iter().map(|tags| [tags.as_slice(), &kind, &[0, 1]].concat()));
        }
    }
    let frame = |tags: &Vec<u8>, end: &Vec<u8>| [[0; 12].as_slice(), tags, end].concat();
    tags.iter().flat_map(|tags| ends.iter().map(move |end| frame(tags, end))).collect()
}

#[test]
fn protocols_beyond_those_that_are_kept_apart_count_in_the_outermost() {
    let directory = directory("paths");
    let frames = of_many_paths();
    fs::write(directory.join("lab.pcap"), capture_of(1, &frames)).unwrap();
    let output = run_with_input(&directory, "summary lab.pcap --format json", b"");
    let document: Value = serde_json::from_str(shown(&output)).unwrap();
    let protocols = document["protocols"].as_array().unwrap();
    assert_eq!(protocols[0]["path"], serde_json::json!(["eth"]));
    assert_eq!(protocols[0]["packets"], frames.len() as u64);
    assert_eq!(protocols[0]["bytes"], frames.iter().map(Vec::len).sum::<usize>() as u64);
    // Some are kept apart, and not all of them.
    let below = protocols.iter().filter(|protocol| protocol["path"].as_array().unwrap().len() == 2);
    let below: u64 = below.map(|protocol| protocol["packets"].as_u64().unwrap()).sum();
    assert!(below > 1000 && below < frames.len() as u64, "{below} of {}", frames.len());
}
