//! The invariants of `src/lib.rs` that can be read off the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms that it may use.
const ROOMS: [(&str, &[&str]); 14] = [
    ("time", &[]),
    ("text", &[]),
    ("frame", &["time"]),
    ("capture", &["frame", "time"]),
    ("decode", &["frame", "text"]),
    ("track", &["decode", "frame", "time"]),
    ("inspect", &["decode", "frame", "track"]),
    ("fields", &["decode", "frame", "inspect", "text", "time", "track"]),
    ("filter", &["decode", "fields", "frame", "inspect", "time", "track"]),
    ("explain", &["decode", "filter", "frame", "inspect", "text", "time", "track"]),
    ("report", &["decode", "explain", "fields", "frame", "inspect", "text", "time", "track"]),
    ("render", &["report", "text", "time"]),
    ("lab", &[]),
    ("cli", &[]),
];

/// What no core room may name: clocks, files, sockets, processes, the terminal.
const FORBIDDEN: [&str; 24] = [
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "std::{",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "File::",
    "OpenOptions",
    "ToSocketAddrs",
    "UnixStream",
    "super::super",
    "pcap::",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "stdout()",
    "stderr()",
    "stdin()",
    "println!",
    "print!(",
    "unsafe ",
];

/// Rooms that open files or sockets, or run on a terminal.
const NOT_CORE: [&str; 3] = ["capture", "cli", "lab"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The room of a file: the first part of its path below `src`; long unit tests that stand beside their file belong to it.
fn room(path: &Path) -> String {
    let first = path.strip_prefix(root()).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").trim_end_matches("_tests").to_owned()
}

/// The one file with unsafe code, and why: see its documentation.
const UNSAFE: &str = "cli/closed_stdout.rs";

/// The one file of the core that calls out: libpcap compiles filters.
const BPF: &str = "filter/bpf.rs";

/// Wireshark's own words, the same in every language: the Info column.
const WIRESHARK_WORDS: [&str; 2] = ["report/packet_list.rs", "report/packet_list/"];

/// The lines of a file without comments and without its unit tests.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        let line = line.split("//").next().unwrap_or_default();
        lines.push((number + 1, line.to_owned()));
    }
    lines
}

/// The rooms that a line names: the words behind `crate::`.
fn used(line: &str) -> BTreeSet<String> {
    line.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect())
        .collect()
}

#[test]
fn rooms_use_only_what_lies_upstream() {
    let mut checked = 0;
    for path in sources(&root()) {
        let room = room(&path);
        if matches!(room.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{room} is no room"));
        for (number, line) in code(&path) {
            assert!(!line.contains("crate::{"), "{}:{number}: name one room per line", path.display());
            for name in used(&line) {
                let fine = name == room || allowed.contains(&name.as_str());
                assert!(fine, "{}:{number}: {room} must not use {name}", path.display());
            }
        }
        checked += 1;
    }
    assert!(checked > 40, "only {checked} files were read");
}

#[test]
fn the_core_opens_nothing_prints_nothing_and_reads_no_clock() {
    for path in sources(&root()) {
        let is_test = path.to_string_lossy().ends_with("_tests.rs");
        if is_test || matches!(room(&path).as_str(), "lib" | "main") || NOT_CORE.contains(&room(&path).as_str()) {
            continue;
        }
        for (number, line) in code(&path) {
            for word in FORBIDDEN {
                let is_compiler = word == "pcap::" && path.ends_with(BPF);
                assert!(is_compiler || !line.contains(word), "{}:{number}: {word}", path.display());
            }
        }
    }
}

/// The files of a language whose functions match every claim, every code or every phrase.
const EXHAUSTIVE: [&str; 11] = [
    ".rs",
    "/packet.rs",
    "/flow.rs",
    "/causes.rs",
    "/capture.rs",
    "/brief.rs",
    "/codes.rs",
    "/codes/trigger.rs",
    "/codes/alike.rs",
    "/codes/contradiction.rs",
    "/examples.rs",
];

#[test]
fn sentences_are_matched_without_a_catch_all() {
    for language in ["en", "id"] {
        let mut arms = 0;
        for part in EXHAUSTIVE {
            let path = root().join(format!("explain/lang/{language}{part}"));
            let mut is_inside = false;
            for (number, line) in code(&path) {
                is_inside = line.starts_with("pub fn ") || line.starts_with("pub const fn ") || is_inside && line != "}";
                // The arms of these functions stand at this depth, as rustfmt writes them.
                let is_catch_all = is_inside && line.starts_with("        _ =>");
                assert!(!is_catch_all, "{}:{number}: a catch-all hides a missing sentence", path.display());
                let is_arm = is_inside && line.starts_with("        ") && line.as_bytes().get(8).is_some_and(u8::is_ascii_uppercase);
                arms += usize::from(is_arm && line.contains("::"));
            }
        }
        assert!(arms > 700, "{language}: only {arms} arms");
    }
}

#[test]
fn sentences_live_in_lang_only() {
    for path in sources(&root()).iter().filter(|path| matches!(room(path).as_str(), "explain" | "report")) {
        if path.ancestors().any(|folder| folder.ends_with("explain/lang"))
            || WIRESHARK_WORDS.iter().any(|place| path.to_string_lossy().contains(place))
        {
            continue;
        }
        for (number, line) in code(path) {
            let quoted: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            let is_attribute = line.trim_start().starts_with("#[");
            let longest = quoted.iter().map(|text| text.split_whitespace().count()).max().unwrap_or(0);
            assert!(is_attribute || longest < 6, "{}:{number}: a sentence outside lang", path.display());
        }
    }
}

#[test]
fn unsafe_code_is_allowed_in_one_file() {
    let allowed = |path: &&PathBuf| code(path).iter().any(|(_, line)| line.contains("unsafe_code"));
    let found: Vec<_> = sources(&root()).iter().filter(allowed).cloned().collect();
    assert_eq!(found, [root().join(UNSAFE)]);
}

#[test]
fn every_file_says_why_it_exists() {
    for path in sources(&root()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{}", path.display());
    }
}
