//! Several files: places of capture beside each other, each as if it were alone, and parts of one capture.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A directory of this test's own, empty.
fn directory(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("several").join(test);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn run(directory: &Path, arguments: &str) -> Output {
    run_with_input(directory, arguments, b"")
}

fn run_with_input(directory: &Path, arguments: &str, input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_labcap"))
        .arg("analyze")
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

/// The output of a run that ends with `code`.
fn shown(directory: &Path, arguments: &str, code: i32) -> String {
    let output = run(directory, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

const HEADER: usize = 24;

/// A pcap capture of raw IP with a packet of two bytes at each of these microseconds.
fn pcap(times: &[u32]) -> Vec<u8> {
    let head = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 101];
    let records = times.iter().flat_map(|time| [time / 1_000_000, time % 1_000_000, 2, 2]);
    let mut bytes: Vec<u8> = head.iter().flat_map(|word: &u32| word.to_le_bytes()).collect();
    for (index, word) in records.enumerate() {
        bytes.extend(word.to_le_bytes());
        if index % 4 == 3 {
            bytes.extend([0x45, 0]);
        }
    }
    bytes
}

/// A pcapng capture whose packets have these times; those without are Simple Packet Blocks.
fn pcapng(times: &[Option<u32>]) -> Vec<u8> {
    let mut words: Vec<u32> = vec![0x0a0d_0d0a, 28, 0x1a2b_3c4d, 1, u32::MAX, u32::MAX, 28, 1, 20, 101, 0, 20];
    for time in times {
        match time {
            Some(time) => words.extend([6, 36, 0, 0, *time, 2, 2, 0x45, 36]),
            None => words.extend([3, 20, 2, 0x45, 20]),
        }
    }
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Where each record of a little-endian pcap capture ends.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let mut ends = vec![HEADER];
    let mut at = HEADER;
    while let Some(length) = bytes.get(at + 8..at + 12) {
        at += 16 + u32::from_le_bytes(length.try_into().unwrap()) as usize;
        ends.push(at);
    }
    ends
}

#[test]
fn rows_come_in_the_order_of_time() {
    let directory = directory("order");
    let write = |name: &str, bytes: Vec<u8>| fs::write(directory.join(name), bytes).unwrap();
    write("a", pcap(&[10, 20, 20, 50]));
    // Stamped backwards: it stays behind the packet before it.
    write("b", pcap(&[20, 60, 15, 70]));
    write("c", pcapng(&[None, Some(20), None, None, Some(65)]));
    write("empty", pcap(&[]));
    let rows = |files: &str| shown(&directory, &format!("{files} --format lines --columns file,number"), 0).replace("     ", "");
    let lines = |text: &str| text.split_whitespace().map(|row| format!("{row}\n")).collect::<String>();
    assert_eq!(rows("a b c empty"), lines("c1 a1 a2 a3 b1 c2 c3 c4 a4 b2 b3 c5 b4"));
    assert_eq!(rows("c b a"), lines("c1 a1 c2 c3 c4 b1 a2 a3 a4 b2 b3 c5 b4"));
    assert_eq!(rows("a --packets 2-3"), lines("a2 a3"));
    // Numbers and times are each file's own.
    let times = shown(&directory, "a b --format csv --columns file,number,time", 0);
    assert!(
        times.starts_with(
            "file,number,time\na,1,0.000000\na,2,0.000010\na,3,0.000010\nb,1,0.000000\na,4,0.000040\nb,2,0.000040\nb,3, -0.000005\n"
        ),
        "{times}"
    );
}

#[test]
fn each_file_is_followed_as_if_it_were_alone() {
    let directory = directory("alone");
    for name in ["wireshark_any.pcapng", "bridge_any.pcapng", "exercise1-machine1.pcapng"] {
        fs::write(directory.join(name), sample(name)).unwrap();
    }
    let files = ["wireshark_any.pcapng", "bridge_any.pcapng", "wireshark_any.pcapng", "exercise1-machine1.pcapng"];
    let names = ["wireshark_any.pcapng", "bridge_any.pcapng", "wireshark_any.pcapng (2)", "exercise1-machine1.pcapng"];
    let columns = "--format csv --columns file,number,time,source,info,phase,stream,explanation --limit all";
    let together = shown(&directory, &format!("{} {columns}", files.join(" ")), 0);
    for (file, name) in files.iter().zip(names) {
        let of_file: String =
            together.lines().filter_map(|row| row.strip_prefix(&format!("{name},"))).map(|row| format!("{row}\n")).collect();
        let alone = shown(&directory, &format!("{file} {}", columns.replace("file,", "")), 0);
        assert_eq!(Some(of_file.as_str()), alone.split_once('\n').map(|(_, rows)| rows), "{name}");
    }
    let together = shown(&directory, &format!("{} --format ndjson", files.join(" ")), 0);
    for (file, name) in files.iter().zip(names) {
        let key = format!(r#""file":"{name}","#);
        let of_file: Vec<String> = together
            .lines()
            .filter(|line| line.contains(&key) && !line.contains(r#""type":"capture""#))
            .map(|line| line.replacen(&key, "", 1))
            .collect();
        let alone = shown(&directory, &format!("{file} --format ndjson"), 0);
        let mut alone: Vec<&str> = alone.lines().collect();
        assert!(alone.pop().unwrap().starts_with(r#"{"type":"capture""#));
        assert_eq!(of_file, alone, "{name}");
    }
    let capture: Value = serde_json::from_str(together.lines().last().unwrap()).unwrap();
    let packets: Vec<u64> = capture["files"].as_array().unwrap().iter().map(|file| file["packets"].as_u64().unwrap()).collect();
    assert_eq!((packets[0], packets[2]), (200, 200));
    assert_eq!(capture["packets"].as_u64(), Some(packets.iter().sum()));
    assert!(capture["interfaces"].as_array().unwrap().iter().all(|interface| interface["file"].is_string()));
    assert!(capture["statements"].as_array().unwrap().iter().all(|statement| statement["file"].is_string()));
}

#[test]
fn json_is_the_same_objects_as_ndjson() {
    let directory = directory("objects");
    fs::write(directory.join("a"), sample("wireshark_any.pcapng")).unwrap();
    fs::write(directory.join("b"), sample("bridge_any.pcapng")).unwrap();
    for arguments in ["a", "a b", "a b --sequential", "a --packets 900-", "a --stream tcp:2"] {
        let lines = shown(&directory, &format!("{arguments} --format ndjson"), 0);
        let document: Value = serde_json::from_str(&shown(&directory, &format!("{arguments} --format json"), 0)).unwrap();
        let listed = ["packets", "flows"].map(|list| document[list].as_array().unwrap().clone()).concat();
        let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!([listed, vec![document["capture"].clone()]].concat(), objects, "{arguments}");
    }
}

#[test]
fn standard_input_may_be_one_of_them() {
    let directory = directory("input");
    fs::write(directory.join("a"), pcap(&[1, 3])).unwrap();
    let output = run_with_input(&directory, "a - --format csv --columns file,number", &pcap(&[2]));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "file,number\na,1\nstandard input,1\na,2\n");
    let output = run_with_input(&directory, "- a --sequential --format csv --columns file,number", &pcap(&[2]));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "file,number\nstandard input,1\na,2\na,3\n");
    let output = run(&directory, "- a -");
    assert_eq!(
        (output.status.code(), said(&output)),
        (Some(2), "labcap: standard input can be read only once. Hint: name `-` once among the files\n")
    );
}

#[test]
fn where_one_cannot_be_opened_nothing_is_read() {
    let directory = directory("missing");
    fs::write(directory.join("a"), pcap(&[1])).unwrap();
    fs::write(directory.join("words"), "these are words\n").unwrap();
    for (arguments, message) in [
        ("a away", "labcap: away: no such file. Hint: the words of a filter stand behind --filter\n"),
        ("away a --sequential", "labcap: away: no such file\n"),
        ("a words --format csv", "labcap: words: not a pcap or pcapng capture"),
    ] {
        let output = run(&directory, &format!("{arguments} -o report"));
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        assert!(said(&output).starts_with(message) && said(&output).lines().count() == 1, "{}", said(&output));
        assert!(!directory.join("report").exists(), "{arguments}");
    }
    let output = run(&directory, "words a -o a");
    assert_eq!(output.status.code(), Some(1));
    let output = run(&directory, "a a -o a");
    assert_eq!((output.status.code(), said(&output).contains("this is the capture being read; nothing was written")), (Some(2), true));
}

#[test]
fn a_damaged_one_is_told_and_the_others_go_on() {
    let directory = directory("damaged");
    let write = |name: &str, mut bytes: Vec<u8>, missing: usize| {
        bytes.truncate(bytes.len() - missing);
        fs::write(directory.join(name), bytes).unwrap();
    };
    write("a", pcap(&[1, 5]), 0);
    write("b", pcap(&[2, 3]), 1);
    write("c", pcap(&[4, 6]), 2);
    for (flags, rows) in [("", "a,1\nb,1\nc,1\na,2\n"), ("--sequential", "a,1\na,2\nb,3\nc,4\n")] {
        let output = run(&directory, &format!("a b c {flags} --format csv --columns file,number"));
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("file,number\n{rows}"));
        let kept = "what came before it is shown, and so are the other files";
        assert_eq!(
            said(&output),
            format!(
                "labcap: b: cut short: the packet of 18 bytes at byte 42 has 17 (1 packet before it); {kept}\n\
                 labcap: c: cut short: the packet of 18 bytes at byte 42 has 16 (1 packet before it); {kept}\n"
            )
        );
        let document: Value = serde_json::from_str(&shown(&directory, &format!("a b c {flags} --format json"), 3)).unwrap();
        let statements = document["capture"]["statements"].as_array().unwrap();
        let damaged = statements.iter().filter(|statement| statement["code"] == "capture.truncated_file");
        let files: Vec<&Value> =
            damaged.map(|statement| if flags.is_empty() { &statement["file"] } else { &statement["facts"]["file"] }).collect();
        assert_eq!(files, ["b", "c"]);
        assert!(shown(&directory, &format!("a b c {flags}"), 3).contains("Packets: 4 · Displayed: 4 (100.0%)"));
    }
}

#[test]
fn parts_are_the_whole() {
    let directory = directory("parts");
    let whole = sample("wireshark_any_sll2.pcap");
    let ends = ends(&whole);
    fs::write(directory.join("whole"), &whole).unwrap();
    let packets = ends.len() - 1;
    for cut in [0, 1, packets / 3, packets / 2, packets] {
        fs::write(directory.join("one"), &whole[..ends[cut]]).unwrap();
        fs::write(directory.join("two"), [&whole[..HEADER], &whole[ends[cut]..]].concat()).unwrap();
        let compare = |format: &str| {
            let parts = shown(&directory, &format!("one two --sequential --format {format}"), 0);
            (shown(&directory, &format!("whole --format {format}"), 0), parts)
        };
        for format in ["lines", "csv"] {
            let (expected, parts) = compare(format);
            assert_eq!(parts, expected, "{format}, cut behind {cut}");
        }
        let (expected, parts) = compare("ndjson");
        let (expected, last) = expected.trim_end().rsplit_once('\n').unwrap();
        let (parts, capture) = parts.trim_end().rsplit_once('\n').unwrap();
        assert_eq!(parts, expected, "cut behind {cut}");
        let [last, capture]: [Value; 2] = [last, capture].map(|line| serde_json::from_str(line).unwrap());
        assert_eq!(capture["statements"], last["statements"]);
        let read: Vec<_> = capture["files"].as_array().unwrap().iter().map(|file| file["packets"].as_u64().unwrap() as usize).collect();
        assert_eq!(read, [cut, packets - cut]);
        let read: Vec<_> = capture["interfaces"].as_array().unwrap().iter().map(|one| one["packets"].as_u64().unwrap() as usize).collect();
        assert_eq!(read, [cut, packets - cut], "each part has its own interface");
    }
}

#[test]
fn one_file_may_be_called_sequential() {
    let directory = directory("one");
    fs::write(directory.join("a"), sample("exercise2-machine1.pcapng")).unwrap();
    for format in ["table", "json", "csv", "markdown"] {
        let alone = shown(&directory, &format!("a --format {format}"), 0);
        assert_eq!(shown(&directory, &format!("a --sequential --format {format}"), 0), alone);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let directory = directory("again");
    for (name, file) in [("a", "wireshark_any.pcapng"), ("b", "wireshark_any_sll2.pcap")] {
        fs::write(directory.join(name), sample(file)).unwrap();
    }
    for format in ["csv", "json", "table", "lines"] {
        let first = shown(&directory, &format!("a b --format {format}"), 0);
        for _ in 0..4 {
            assert_eq!(shown(&directory, &format!("a b --format {format}"), 0), first);
        }
    }
}
