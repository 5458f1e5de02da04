//! Golden output: a capture, a command, the expected file. Every expected file was read before it was accepted.
//!
//! `LABCAP_BLESS=1 cargo test golden` writes the files anew; the run then fails, so that nobody accepts them unread.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Sample, arguments behind it, expected file. What needs libpcap stands in [`WITH_BPF`].
const CASES: [(&str, &str, &str); 39] = [
    ("bridge_any.pcapng", "--lang en", "bridge_any.en.txt"),
    ("bridge_any.pcapng", "--lang id --list --columns number,info,phase,explanation", "bridge_any.list.id.txt"),
    ("exercise1-machine1.pcapng", "--lang en", "exercise1-machine1.en.txt"),
    ("exercise1-machine1.pcapng", "--lang id", "exercise1-machine1.id.txt"),
    ("exercise1-machine1.pcapng", "--format lines", "exercise1-machine1.lines"),
    ("exercise1-machine1.pcapng", "--format ndjson --lang en", "exercise1-machine1.en.ndjson"),
    ("exercise1-machine2.pcapng", "--lang en", "exercise1-machine2.en.txt"),
    ("exercise1-machine2.pcapng", "--lang id", "exercise1-machine2.id.txt"),
    ("exercise1-machine2.pcapng", "--format lines", "exercise1-machine2.lines"),
    ("exercise2-machine1.pcapng", "--lang en", "exercise2-machine1.en.txt"),
    ("exercise2-machine1.pcapng", "--lang id", "exercise2-machine1.id.txt"),
    ("exercise2-machine1.pcapng", "--format lines", "exercise2-machine1.lines"),
    ("exercise2-machine1.pcapng", "--format markdown --lang en", "exercise2-machine1.en.md"),
    ("exercise2-machine1.pcapng", "--format markdown --lang id", "exercise2-machine1.id.md"),
    ("exercise2-machine1.pcapng", "--format ndjson --lang id", "exercise2-machine1.id.ndjson"),
    ("exercise2-machine2.pcapng", "--lang en --list", "exercise2-machine2.list.en.txt"),
    ("exercise2-machine2.pcapng", "--format lines", "exercise2-machine2.lines"),
    ("wireshark_any.pcapng", "--lang en", "wireshark_any.en.txt"),
    (
        "wireshark_any.pcapng",
        "--lang id --name 172.18.0.2=mesin-1 --name 172.18.0.3=mesin-2 --name 172.18.0.4=mesin-3",
        "wireshark_any.id.txt",
    ),
    ("wireshark_any.pcapng", "--format lines", "wireshark_any.lines"),
    ("wireshark_any.pcapng", "--format ndjson --lang en --stream tcp:3", "wireshark_any.tcp3.en.ndjson"),
    (
        "wireshark_any.pcapng",
        "--format lines --columns number,stream,phase,explanation --packets 75-90 --lang en",
        "wireshark_any.columns.lines",
    ),
    ("wireshark_any_sll2.pcap", "--format lines", "wireshark_any_sll2.lines"),
    ("exercise2-machine1.pcapng", "--format csv", "exercise2-machine1.csv"),
    (
        "wireshark_any.pcapng",
        "--format csv --columns file,number,time,epoch,stream,phase,explanation --packets 57-68 --lang id",
        "wireshark_any.columns.id.csv",
    ),
    ("exercise2-machine1.pcapng", "--format json --lang en", "exercise2-machine1.en.json"),
    ("exercise2-machine1.pcapng", "samples/exercise2-machine2.pcapng --format lines", "exercise2-machines.lines"),
    ("exercise2-machine1.pcapng", "samples/exercise2-machine2.pcapng --lang en", "exercise2-machines.en.txt"),
    ("exercise2-machine1.pcapng", "samples/exercise2-machine2.pcapng --lang id", "exercise2-machines.id.txt"),
    ("exercise1-machine1.pcapng", "samples/exercise1-machine2.pcapng --format ndjson --lang en", "exercise1-machines.en.ndjson"),
    ("lab/2-mesin-1.pcapng", "samples/lab/2-mesin-2.pcapng --format markdown --lang en --list", "lab-2-machines.list.en.md"),
    ("lab/arp-without-answer-mesin-1.pcapng", "samples/lab/ping-mesin-2.pcapng --lang id", "lab-arp-and-ping.id.txt"),
    ("mesin-1_eth0.pcapng", "--lang en --stream tcp:1 --stream tcp:2", "mesin-1_eth0.en.txt"),
    ("lab/3-mesin-2.pcapng", "--lang en --explain brief", "brief-lab-3-mesin-2.en.txt"),
    ("lab/4-mesin-1.pcapng", "--lang id --explain brief", "brief-lab-4-mesin-1.id.txt"),
    (
        "wireshark_any.pcapng",
        "--format csv --columns number,explanation --packets 13-31 --lang id --explain brief",
        "brief-wireshark_any.id.csv",
    ),
    ("exercise2-machine1.pcapng", "--lang en --explain why --name 172.18.0.2=mesin-1", "why-exercise2-machine1.en.txt"),
    ("lab/nagle-mesin-2.pcapng", "--lang id --explain why", "why-lab-nagle-mesin-2.id.txt"),
    ("exercise1-machine1.pcapng", "--format ndjson --lang en --explain why", "why-exercise1-machine1.en.ndjson"),
];

/// `labcap follow`, `flows`, `summary` and `compare`: the command, the sample, arguments behind it, expected file.
const OTHERS: [(&str, &str, &str, &str); 21] = [
    ("follow", "bridge_any.pcapng", "--lang en --annotate --name 10.7.0.2=mesin-1", "follow-bridge_any.en.txt"),
    ("follow", "exercise2-machine1.pcapng", "--lang id --stream tcp:0 --annotate", "follow-exercise2-machine1.id.txt"),
    ("follow", "wireshark_any.pcapng", "--stream tcp:3 --lang en", "follow-wireshark_any.tcp3.en.txt"),
    ("follow", "wireshark_any.pcapng", "--stream tcp:6 --format hex --lang en", "follow-wireshark_any.tcp6.hex"),
    ("follow", "wireshark_any.pcapng", "--filter udp.port == 54728 --format json", "follow-wireshark_any.udp0.json"),
    ("follow", "wireshark_any.pcapng", "--stream tcp:4 --direction server --format raw", "follow-wireshark_any.tcp4.raw"),
    (
        "follow",
        "exercise2-machine1.pcapng",
        "--lang en --stream tcp:0 --annotate --explain brief",
        "follow-brief-exercise2-machine1.en.txt",
    ),
    ("follow", "wireshark_any.pcapng", "--lang id --stream udp:0 --annotate --explain why", "follow-why-wireshark_any.id.txt"),
    ("flows", "wireshark_any.pcapng", "--lang en", "flows-wireshark_any.en.txt"),
    ("flows", "wireshark_any.pcapng", "--lang id --format markdown --sort bytes --top 4", "flows-wireshark_any.id.md"),
    ("flows", "wireshark_any.pcapng", "--format csv -Y tcp", "flows-wireshark_any.csv"),
    ("flows", "lab/4-mesin-1.pcapng", "--format ndjson", "flows-lab-4-mesin-1.ndjson"),
    ("flows", "exercise2-machine1.pcapng", "--format json", "flows-exercise2-machine1.json"),
    ("summary", "wireshark_any.pcapng", "--lang en", "summary-wireshark_any.en.txt"),
    ("compare", "exercise2-machine1.pcapng", "samples/exercise2-machine2.pcapng --lang en", "compare-exercise2.en.txt"),
    ("compare", "lab/2-mesin-1.pcapng", "samples/lab/2-mesin-2.pcapng --lang id --format markdown", "compare-lab-2.id.md"),
    ("compare", "lab/4-mesin-1.pcapng", "samples/lab/4-mesin-3.pcapng --lang en", "compare-lab-4.en.txt"),
    ("compare", "lab/4-mesin-2.pcapng", "samples/lab/4-mesin-1.pcapng --format csv --lang en", "compare-lab-4.csv"),
    ("compare", "lab/2-mesin-1.pcapng", "samples/lab/2-mesin-2.pcapng --format json --limit 3 --lang id", "compare-lab-2.id.json"),
    ("summary", "exercise2-machine1.pcapng", "--lang id --format markdown", "summary-exercise2-machine1.id.md"),
    ("summary", "wireshark_any.pcapng", "--format json --filter udp.port == 53", "summary-wireshark_any.json"),
];

/// The cases that filter with BPF.
const WITH_BPF: [(&str, &str, &str); 2] = [
    ("wireshark_any.pcapng", "--lang en --limit 12 --flows 2 --filter host 172.18.0.3 and tcp", "wireshark_any.filter.en.txt"),
    ("wireshark_any_sll2.pcap", "--lang id -f arp", "wireshark_any_sll2.arp.id.txt"),
];

/// Packets in full: sample, arguments behind it, expected file.
const SHOWN: [(&str, &str, &str); 9] = [
    ("exercise2-machine1.pcapng", "2 --lang en", "show-syn.en.txt"),
    ("exercise2-machine1.pcapng", "5 --lang id --name 172.18.0.2=mesin-1 --field tcp.flags --field tcp.payload", "show-data.id.txt"),
    ("exercise1-machine1.pcapng", "4 --lang en --field udp.port", "show-dns-response.en.txt"),
    ("mesin-1_eth0.pcapng", "2 --lang en", "show-arp.en.txt"),
    ("mesin-1_eth0.pcapng", "24 --lang en", "show-icmp-error.en.txt"),
    ("exercise2-machine1.pcapng", "11-12 --lang en --color always --field tcp.flags.fin", "show-fin.colors.en.txt"),
    ("exercise2-machine1.pcapng", "2,4 --lang en --json", "show-handshake.en.json"),
    ("bridge_any.pcapng", "6,8 --lang en", "show-retransmission.en.txt"),
    ("lab/refused-mesin-2.pcapng", "4 --lang id --explain why", "show-why-refused.id.txt"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn labcap(verb: &str, sample: &str, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(root()).arg(verb).arg(format!("samples/{sample}")).args(arguments.split_whitespace());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// The lab's captures: all in English, the exercises in Indonesian too, with the machines' names.
fn lab_cases() -> Vec<(String, String, String)> {
    let mut cases = Vec::new();
    let folder = fs::read_dir(root().join("samples/lab")).unwrap();
    let mut files: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    for file in files {
        let stem = file.strip_suffix(".pcapng").unwrap();
        let sample = format!("lab/{file}");
        cases.push((sample.clone(), "--lang en".to_owned(), format!("lab-{stem}.en.txt")));
        if stem.starts_with(|first: char| first.is_ascii_digit()) {
            let names = "--lang id --name 172.18.0.2=mesin-1 --name 172.18.0.3=mesin-2 --name 172.18.0.4=mesin-3";
            cases.push((sample, names.to_owned(), format!("lab-{stem}.id.txt")));
        }
    }
    cases
}

/// Cases of one command.
fn compare_of<T: AsRef<str>>(command: &str, cases: &[(T, T, T)]) {
    let cases: Vec<_> = cases.iter().map(|(sample, arguments, expected)| (command, sample, arguments, expected)).collect();
    compare_all(&cases);
}

fn compare<T: AsRef<str>>(cases: &[(T, T, T)]) {
    compare_of("analyze", cases);
    count(cases);
}

fn compare_all<T: AsRef<str>>(cases: &[(&str, T, T, T)]) {
    let mut wrong = Vec::new();
    for (verb, sample, arguments, expected) in cases {
        let (sample, arguments, expected) = (sample.as_ref(), arguments.as_ref(), expected.as_ref());
        let output = labcap(verb, sample, arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{sample} {arguments}");
        let path = root().join("tests/golden").join(expected);
        if std::env::var_os("LABCAP_BLESS").is_some() {
            fs::write(&path, &output.stdout).unwrap();
            wrong.push(format!("{expected}: written anew; read it, then run without LABCAP_BLESS"));
            continue;
        }
        let written = fs::read(&path).unwrap_or_default();
        if written != output.stdout {
            let both = [written.as_slice(), output.stdout.as_slice()].map(String::from_utf8_lossy);
            let line = both[0].lines().zip(both[1].lines()).position(|(one, other)| one != other);
            let at = line.map_or_else(|| "at its end".to_owned(), |line| format!("from line {}", line + 1));
            wrong.push(format!("{expected} differs {at}: labcap {verb} samples/{sample} {arguments}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tells `./check` how many captures were compared.
fn count<T: AsRef<str>>(cases: &[(T, T, T)]) {
    let Some(path) = std::env::var_os("LABCAP_COUNT_FILE") else { return };
    let captures: BTreeSet<_> = cases.iter().map(|(sample, _, _)| sample.as_ref()).collect();
    let mut file = OpenOptions::new().append(true).create(true).open(path).unwrap();
    writeln!(file, "captures {}", captures.len()).unwrap();
}

#[test]
fn golden_output_stays_as_it_was_read() {
    compare(&CASES);
}

#[test]
fn golden_output_of_packets_in_full_stays_as_it_was_read() {
    compare_of("show", &SHOWN);
}

#[test]
fn golden_output_of_other_commands_stays_as_it_was_read() {
    compare_all(&OTHERS);
}

#[test]
fn golden_output_of_the_lab_stays_as_it_was_read() {
    compare(&lab_cases());
}

#[test]
#[cfg(feature = "libpcap")]
fn golden_output_of_bpf_filters_stays_as_it_was_read() {
    compare(&WITH_BPF);
}

#[test]
fn every_expected_file_belongs_to_a_case() {
    let known: BTreeSet<String> = CASES
        .iter()
        .chain(&WITH_BPF)
        .chain(&SHOWN)
        .map(|(_, _, expected)| (*expected).to_owned())
        .chain(OTHERS.iter().map(|(_, _, _, expected)| (*expected).to_owned()))
        .chain(lab_cases().into_iter().map(|(_, _, expected)| expected))
        .collect();
    let there: BTreeSet<String> =
        fs::read_dir(root().join("tests/golden")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, known);
}
