//! `labcap show` and `labcap hex`: what they take, what they refuse, and that both give back the bytes they were given.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn labcap(arguments: &str, input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(root()).args(arguments.split_whitespace()).env("LC_ALL", "C.UTF-8").env_remove("COLUMNS");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who refuses its arguments doesn't read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn dump(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/dumps").join(name)).unwrap()
}

fn packets(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["packets"].as_array().unwrap().clone()
}

/// The whole tree, line after line.
fn lines(tree: &Value) -> Vec<&Value> {
    let branches = tree.as_array().unwrap();
    branches.iter().flat_map(|line| std::iter::once(line).chain(lines(&line["children"]))).collect()
}

#[test]
fn every_form_of_dump_gives_the_same_packet() {
    let shown = packets(&labcap("show samples/mesin-1_eth0.pcapng 30 --json", b""));
    let whole = shown[0]["bytes"].as_str().unwrap();
    let mut forms = 0;
    for entry in fs::read_dir(root().join("tests/dumps")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with("report-") || !name.ends_with(".txt") {
            continue;
        }
        let output = labcap("hex --json", &dump(&name));
        let decoded = packets(&output);
        // tcpdump -x and -X leave the link layer out.
        let has_link = !matches!(name.as_str(), "tcpdump-x.txt" | "tcpdump-X.txt");
        let expected = if has_link { whole } else { &whole[28..] };
        assert_eq!(decoded.len(), 1, "{name}");
        assert_eq!(decoded[0]["bytes"], expected, "{name}");
        let taken = if has_link { "taken as Ethernet: " } else { "taken as IPv4 without link layer: " };
        assert!(text(&output.stderr).contains(taken), "{name}: {}", text(&output.stderr));
        forms += 1;
    }
    assert!(forms >= 30, "{forms}");
}

/// The same packet as programs print it whose output isn't bytes in hexadecimal, or not with certainty. The names of the files are the commands.
#[test]
fn forms_that_could_be_misread_are_refused() {
    let mut forms = 0;
    for entry in fs::read_dir(root().join("tests/dumps/refused")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let output = labcap("hex", &dump(&format!("refused/{name}")));
        let stderr = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len(), stderr.lines().count()), (Some(1), 0, 1), "{name}: {stderr}");
        let names_what_helps =
            stderr.contains("`od -A x -t x1`") || name.starts_with("wireshark-without") && stderr.contains("paste all rows");
        assert!(stderr.contains("line ") && names_what_helps, "{name}: {stderr}");
        forms += 1;
    }
    assert!(forms >= 25, "{forms}");
}

/// The first four packets of a capture as programs print them: ARP, ARP, and two with ICMP.
#[test]
fn several_packets_are_each_taken_for_what_they_are() {
    for (name, link) in [
        ("tcpdump-x-any.txt", ["ARP", "ARP", "IPv4", "IPv4"]),
        ("tcpdump-XX-any.txt", ["Linux cooked capture v1"; 4]),
        ("tcpdump-e-t-xx.txt", ["Linux cooked capture v1"; 4]),
        ("tshark-x.txt", ["Linux cooked capture v1"; 4]),
        ("tshark-P-x.txt", ["Linux cooked capture v1"; 4]),
    ] {
        let output = labcap("hex --json", &dump(&format!("several/{name}")));
        let decoded = packets(&output);
        let shown = packets(&labcap("show samples/wireshark_any.pcapng 1-4 --json", b""));
        assert_eq!(decoded.len(), 4, "{name}");
        for (one, whole) in decoded.iter().zip(&shown) {
            let (bytes, whole) = (one["bytes"].as_str().unwrap(), whole["bytes"].as_str().unwrap());
            assert!(whole.ends_with(bytes) && (bytes.len() == whole.len() || name == "tcpdump-x-any.txt"), "{name}: {bytes}");
        }
        let stderr = text(&output.stderr);
        assert!(stderr.contains(&format!("packet 1: taken as {}", link[0])), "{name}: {stderr}");
        assert!(stderr.contains(&format!("packet 3: taken as {}", link[2])), "{name}: {stderr}");
    }
}

#[test]
fn packets_that_fit_are_shown_and_the_others_named() {
    let pasted = [dump("several/tcpdump-x-any.txt"), b"title\n0000  ff ff ff\n".to_vec()].concat();
    let output = labcap("hex --lang en", &pasted);
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert!(stdout.contains("Address Resolution Protocol (request)") && stdout.contains("Frame 4: 76 bytes"), "{stdout}");
    let expected = "labcap: standard input: packet 5 (line 20, 3 bytes): no link layer fits that could lead to IPv4, IPv6 or ARP; it isn't shown. Hint: ";
    assert!(stderr.contains(expected), "{stderr}");
}

/// A segment alone has no capture around it that could tell what it acknowledges.
#[test]
fn nothing_is_said_of_a_capture_that_isnt_there() {
    let shown = packets(&labcap("show samples/exercise2-machine1.pcapng 10 --json", b""));
    let pasted = labcap("hex --lang en", shown[0]["bytes"].as_str().unwrap().as_bytes());
    let stdout = text(&pasted.stdout);
    assert_eq!(pasted.status.code(), Some(0));
    assert!(!stdout.split("Frame 1").next().unwrap().contains("this capture"), "{stdout}");
}

#[test]
fn plain_words_are_read_where_their_order_is_certain() {
    let words = "4500 001c 0001 0000 4011 66ce 0a00 0001 0a00 0002 0001 0002 0008 0000";
    let output = labcap("hex --json", words.as_bytes());
    assert_eq!(packets(&output)[0]["bytes"], words.replace(' ', ""));
}

/// The lab report's dumps as its text has them, with what got lost of the characters beside the bytes, decode to what its lists say.
#[test]
fn the_reports_dumps_decode_to_its_listings() {
    for (name, sample, number, info, protocol, length) in [
        ("report-3317.txt", "exercise1-machine1.pcapng", 2, "Standard query 0x64d1 AAAA www.its.ac.id", "DNS", 75),
        ("report-13590.txt", "exercise1-machine2.pcapng", 2, "Standard query 0xff75 AAAA www.its.ac.id", "DNS", 75),
        ("report-8581.txt", "exercise2-machine1.pcapng", 10, "43396 → 10000 [ACK] Seq=", "TCP", 68),
        ("report-4928.txt", "exercise2-machine2.pcapng", 2, "43396 → 10000 [SYN] Seq=0 Win=64240 Len=0 MSS=1460", "TCP", 76),
    ] {
        let output = labcap("hex --json", &dump(name));
        assert!(text(&output.stderr).contains("taken as Linux cooked capture v1: the IPv4 header's checksum is right"), "{name}");
        let decoded = packets(&output);
        let packet = &decoded[0]["packet"];
        assert!(packet["info"].as_str().unwrap().starts_with(info), "{name}: {}", packet["info"]);
        assert_eq!((packet["protocol"].as_str(), packet["length"].as_u64()), (Some(protocol), Some(length)), "{name}");
        let shown = packets(&labcap(&format!("show samples/{sample} {number} --json"), b""));
        assert_eq!(decoded[0]["bytes"], shown[0]["bytes"], "{name}");
    }
}

#[test]
fn offsets_are_where_the_bytes_are() {
    let shown = packets(&labcap("show samples/exercise2-machine1.pcapng 5 --json", b""));
    let bytes = shown[0]["bytes"].as_str().unwrap();
    let all = lines(&shown[0]["tree"]);
    for (name, hex) in [("ip.src", "ac120003"), ("tcp.srcport", "a984"), ("tcp.flags", "8018"), ("tcp.options.timestamp.tsval", "732ecbca")]
    {
        let line = all.iter().find(|line| line["name"] == name).unwrap();
        let place = |key: &str| usize::try_from(line[key].as_u64().unwrap()).unwrap() * 2;
        assert_eq!(&bytes[place("offset")..place("offset") + place("length")], hex, "{name}");
        assert_eq!(line["source"], "frame");
    }
    let made = all.iter().find(|line| line["name"] == "tcp.stream").unwrap();
    assert_eq!((&made["offset"], &made["generated"]), (&Value::Null, &Value::Bool(true)));
}

#[test]
fn later_packets_are_known_from_a_pipe_too() {
    let capture = fs::read(root().join("samples/exercise2-machine1.pcapng")).unwrap();
    let piped = labcap("show - 2 --lang en", &capture);
    let read = labcap("show samples/exercise2-machine1.pcapng 2 --lang en", b"");
    assert_eq!(text(&piped.stdout), text(&read.stdout));
    assert!(text(&read.stdout).contains("[Conversation completeness: Complete, WITH_DATA (31)]"));
}

#[test]
fn wrong_use_is_refused_in_one_line() {
    for (arguments, input, code, expected) in [
        (
            "show samples/exercise2-machine1.pcapng 99",
            "",
            1,
            "labcap: samples/exercise2-machine1.pcapng: there is no packet 99: it has 12 packets\n",
        ),
        (
            "show samples/exercise2-machine1.pcapng 2 --field tcp.flgs",
            "",
            2,
            "labcap: --field: there is no field `tcp.flgs`. Hint: did you mean `tcp.flags`?\n",
        ),
        ("show missing.pcapng 2", "", 1, "labcap: missing.pcapng: no such file\n"),
        ("hex", "hello", 1, "labcap: standard input: no bytes in hexadecimal are in it. Hint: "),
        (
            "hex",
            "ff ff ff",
            1,
            "labcap: standard input: packet 1 (line 1, 3 bytes): no link layer fits that could lead to IPv4, IPv6 or ARP. Hint: ",
        ),
        ("hex --link-type foo", "", 2, "labcap: invalid value 'foo' for '--link-type <NAME>': the link layers are ethernet, linux_sll,"),
        (
            "hex",
            "0000 45 00\n0010 00 00",
            1,
            "labcap: standard input: line 2: its offset says 16 bytes come before it, but there are 2. Hint: ",
        ),
    ] {
        let output = labcap(arguments, input.as_bytes());
        let stderr = text(&output.stderr);
        assert!(stderr.starts_with(expected), "{arguments}: {stderr}");
        assert_eq!((output.status.code(), stderr.lines().count(), output.stdout.len()), (Some(code), 1, 0), "{arguments}: {stderr}");
    }
}

#[test]
fn a_cut_capture_is_shown_as_far_as_it_goes() {
    let capture = fs::read(root().join("samples/exercise2-machine1.pcapng")).unwrap();
    let cut = labcap("show - 2", &capture[..capture.len() - 10]);
    assert_eq!(cut.status.code(), Some(3));
    assert!(text(&cut.stdout).contains("Frame 2: 76 bytes on wire"));
    assert!(text(&cut.stderr).contains("later packets aren't known"), "{}", text(&cut.stderr));
}

#[test]
fn a_forced_link_type_is_taken_without_a_word() {
    let output = labcap("hex --link-type ipv4 --lang en", &dump("tcpdump-x.txt"));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert!(text(&output.stdout).contains("\nInternet Protocol Version 4, Src: 172.18.0.3, Dst: 172.18.0.2\n"));
}

#[test]
fn the_readmes_excerpt_is_real_output() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let block = readme.split("$ labcap show ").nth(1).unwrap().split("```").next().unwrap();
    let (arguments, expected) = block.split_once('\n').unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(root()).arg("show").args(arguments.split_whitespace()).env("COLUMNS", "96").env("LC_ALL", "C.UTF-8");
    let real = text(&command.output().unwrap().stdout);
    let mut rest = real.lines();
    for line in expected.lines().filter(|line| *line != "…") {
        assert!(rest.any(|real| real == line), "not in this order: {line}\n{real}");
    }
}

/// Two pieces of one datagram: the first knows where it is whole, the second shows all of it.
#[test]
fn a_datagram_in_pieces_is_shown_whole() {
    let pieces = "\
4500 0024 0001 2000 4011 0000 7f00 0001 7f00 0001 1388 1389 0018 0000 4142 4344 4546 4748
4500 001c 0001 0002 4011 0000 7f00 0001 7f00 0001 494a 4b4c 4d4e 4f50";
    let pieces = pieces.replace(' ', "");
    let output = labcap("hex --link-type ipv4 --lang en --field udp.payload", pieces.replace('\n', "\n\n").as_bytes());
    let shown = text(&output.stdout);
    assert!(shown.contains("    [Reassembled IPv4 in frame: 2]\n"), "{shown}");
    assert!(shown.contains("    UDP payload (16 bytes)  ← 0008–0017\n"), "{shown}");
    assert!(shown.contains("\nFrame (28 bytes):\n0000  45 00 00 1c"), "{shown}");
    assert!(
        shown.contains(
            "\nReassembled IPv4 (24 bytes):\n0000  13 88 13 89 00 18 00 00[41 42 43 44 45 46 47 48]  ........ABCDEFGH\n0010 [49 4a"
        ),
        "{shown}"
    );
}
