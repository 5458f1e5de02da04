//! labcap's packet list beside tshark's, byte for byte: over the samples, and over `../shared/captures/dev` where it is there
//! (`LABCAP_CAPTURES` names another folder).
//!
//! The judge is one-pass `tshark -n -r FILE` 4.0 with only the protocols switched on that labcap decodes. Where it isn't installed the
//! test is skipped and says so. What can't be equal stands in [`EXCEPTIONS`] with its reason; an exception that isn't needed any more fails.
//!
//! What Wireshark 4.0 does that we found surprising, each of which labcap does too:
//! - A packet that was captured on two interfaces is a retransmission, and a bare ACK captured twice is a duplicate ACK.
//! - A RST moves the stream: what comes after it is compared with its numbers.
//! - The acknowledgment field counts in segments without the ACK flag.
//! - A sequence or acknowledgment number of 0 counts as not known.
//! - An ACK of bytes that weren't seen counts like two duplicate ACKs: what comes within 20 ms is a fast retransmission.
//! - A SYN that comes again makes all that was seen acknowledgeable: a gap before it is forgotten.
//! - A SYN,ACK with a new number goes on in the same stream; a SYN with a new number begins another.
//! - A SYN stamped at the epoch, 0 seconds since 1970, counts as not timed: the round trip stays unknown.
//! - Spans are compared without sign where a segment is out of order or retransmitted: a stamp that goes back is very late.
//! - A window scale in a segment without SYN counts for the windows after it.
//! - A first packet without a time stamp is at the epoch: the times of all others are seconds since 1970.
//! - A fraction of a second in a pcap file is multiplied by 1000 in 32 bits: one of 2,147,483,648 µs is 0.
//! - Custom blocks of a pcapng file are packets, with numbers.
//! - Headers quoted in an ICMP error take a stream number, though they are no conversation.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Wireshark's names of what labcap decodes.
const PROTOCOLS: &str = "_ws.expert _ws.malformed _ws.short arp data dhcp dns eth ethertype file-pcap file-pcapng frame icmp icmpv6 ieee8021ad \
    igmp ip ipv6 ipv6.dstopts ipv6.fraghdr ipv6.hopopts ipv6.routing ipv6.routing.type.crh ipv6.routing.type.mipv6 ipv6.routing.type.rt0 \
    ipv6.routing.type.srh ipv6.shim6 llc llmnr mdns null pkap raw sll tcp udp vlan";

/// Where a list can't equal tshark's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Excepted {
    /// tshark numbers records of the capture format as packets (protocol `PCAPNG`). They are left out, and the rows compared without number
    /// and time: times are counted from the first row.
    Records,
    /// The times, which lie outside of what 64 bits of nanoseconds hold: 1677 to 2262.
    Times,
    /// The text of packets whose link type labcap doesn't decode: tshark gives its own internal number for it.
    LinkType,
}

/// Files of `../shared/captures/dev`.
const EXCEPTIONS: [(&str, Excepted); 5] = [
    ("pcapng-all-block-types-be.pcapng", Excepted::Records),
    ("pcapng-custom-blocks-be.pcapng", Excepted::Records),
    ("pcapng-multi-section-mixed-endian-be.pcapng", Excepted::Records),
    // Stamped before 1970 and stored as if unsigned: the year 586,524.
    ("pcapng-comments-sll1-ethernet.pcapng", Excepted::Times),
    // A link type that only its writer knows.
    ("pcapng-obsolete-packet-block.pcapng", Excepted::LinkType),
];

/// A configuration of tshark that knows [`PROTOCOLS`] only; `None`, and why, where there is no tshark to ask.
fn judge() -> Option<&'static Path> {
    static JUDGE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let made = JUDGE.get_or_init(|| {
        let run = |arguments: &[&str]| {
            let output = Command::new("tshark").args(arguments).output().ok()?;
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let version = run(&["--version"]).unwrap_or_else(|| "none".to_owned());
        let version = version.lines().next().unwrap_or_default();
        if !version.contains(" 4.0.") {
            // Not through the print macros: the test runner would hide it.
            let mut say = io::stderr();
            writeln!(say, "wireshark: skipped, it needs tshark 4.0 and here is: {version}").unwrap();
            return None;
        }
        let known = run(&["-G", "protocols"])?;
        let known = known.lines().filter_map(|line| line.split('\t').nth(2));
        let others: Vec<&str> = known.filter(|name| PROTOCOLS.split_whitespace().all(|kept| kept != *name)).collect();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tshark-with-our-protocols");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("disabled_protos"), others.join("\n") + "\n").unwrap();
        Some(folder)
    });
    made.as_deref()
}

/// Both lists of a file: tshark's, then labcap's.
fn lists(file: &Path, judge: &Path) -> [Vec<String>; 2] {
    let mut tshark = Command::new("tshark");
    tshark.arg("-n").arg("-r").arg(file).env("WIRESHARK_CONFIG_DIR", judge);
    let mut labcap = Command::new(env!("CARGO_BIN_EXE_labcap"));
    labcap.arg("analyze").arg(file).args(["--format", "lines"]);
    [tshark, labcap].map(|mut command| {
        let output = command.env("LC_ALL", "C.UTF-8").env("TZ", "UTC").output().unwrap();
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
    })
}

/// A row without its number and time: from the last word before the arrow on.
fn undated(row: &str) -> String {
    let (before, after) = row.split_once(" → ").unwrap_or(("", row));
    format!("{} → {after}", before.split_whitespace().next_back().unwrap_or_default())
}

/// A row without its time.
fn untimed(row: &str) -> String {
    format!("{} {}", row.split_whitespace().next().unwrap_or_default(), undated(row))
}

/// What is left to compare where `excepted` is left out.
fn without(excepted: Excepted, [tshark, labcap]: &[Vec<String>; 2]) -> [Vec<String>; 2] {
    let told = |rows: &[String], tell: fn(&str) -> String| rows.iter().map(|row| tell(row)).collect();
    match excepted {
        Excepted::Records => {
            let packets: Vec<String> = tshark.iter().filter(|row| !row.contains(" PCAPNG ")).cloned().collect();
            [told(&packets, undated), told(labcap, undated)]
        }
        Excepted::Times => [told(tshark, untimed), told(labcap, untimed)],
        Excepted::LinkType => {
            let is_known: Vec<bool> = tshark.iter().map(|row| !row.contains(" UNKNOWN ")).collect();
            let known = |rows: &[String]| rows.iter().zip(&is_known).filter(|(_, known)| **known).map(|(row, _)| row.clone()).collect();
            [known(tshark), known(labcap)]
        }
    }
}

/// What is wrong with a file's list, if anything.
fn check(file: &Path, judge: &Path) -> Option<String> {
    let name = file.file_name().and_then(OsStr::to_str).unwrap();
    let lists = lists(file, judge);
    let excepted = EXCEPTIONS.iter().find(|(excepted, _)| *excepted == name).map(|(_, excepted)| *excepted);
    let [tshark, labcap] = match excepted {
        None => lists,
        Some(excepted) if lists[0] == lists[1] => return Some(format!("{name}: equal, though {excepted:?} is excepted")),
        Some(excepted) => without(excepted, &lists),
    };
    if tshark.len() != labcap.len() {
        return Some(format!("{name}: {} rows, tshark has {}", labcap.len(), tshark.len()));
    }
    let mut differing = tshark.iter().zip(&labcap).filter(|(one, other)| one != other);
    let (theirs, ours) = differing.next()?;
    Some(format!("{name}: {} rows differ\n  tshark {theirs}\n  labcap {ours}", 1 + differing.count()))
}

fn captures(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ["pcap", "pcapng", "cap"].iter().any(|known| ending == *known)))
        .collect();
    files.sort();
    files
}

fn compare(folders: &[PathBuf]) {
    let Some(judge) = judge() else { return };
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| captures(folder)).collect();
    let half = files.len().div_ceil(2).max(1);
    let check_all = |files: &[PathBuf]| files.iter().filter_map(|file| check(file, judge)).collect::<Vec<_>>();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let halves: Vec<_> = files.chunks(half).map(|files| scope.spawn(move || check_all(files))).collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} of {} files:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

#[test]
fn lists_of_the_samples_are_those_of_tshark() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    compare(&[samples.join("lab"), samples]);
}

#[test]
fn lists_of_the_captures_of_others_are_those_of_tshark() {
    let folder = std::env::var_os("LABCAP_CAPTURES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/captures/dev"), PathBuf::from);
    if folder.is_dir() {
        compare(&[folder]);
    } else {
        let mut say = io::stderr();
        writeln!(say, "wireshark: skipped, there is no folder {}", folder.display()).unwrap();
    }
}

#[test]
fn a_row_is_told_without_number_and_time() {
    let timed = "    2 1340954905.298858  192.168.0.1 → 192.168.0.10 DHCP 342 DHCP Offer";
    assert_eq!(undated(timed), "192.168.0.1 → 192.168.0.10 DHCP 342 DHCP Offer");
    assert_eq!(undated("    1                 0.0.0.0 → 255.255.255.255 DHCP"), "0.0.0.0 → 255.255.255.255 DHCP");
    assert_eq!(untimed(timed), "2 192.168.0.1 → 192.168.0.10 DHCP 342 DHCP Offer");
}
