//! The scenarios by name show on the wire what their names say, and those that only look alike don't: real runs on real machines, where the system
//! allows network namespaces. Otherwise a line on standard error says why not.
//!
//! What is explained of a run must also be what is explained of the same run among the samples (whose expected files were read), but for times, ports
//! and the like. And what labcap records must be what tcpdump records beside it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::thread;

use labcap::capture::CaptureFile;
use serde_json::Value;

use super::lab::labcap;

/// How many scenarios run at once: most of their time they wait.
const AT_ONCE: usize = 6;

/// What a capture must hold.
#[derive(Clone, Copy, Debug)]
enum Shows {
    /// A statement, so often.
    Times(&'static str, usize),
    /// A statement, at least once.
    Any(&'static str),
    /// The states of its conversations.
    States(&'static [&'static str]),
    /// Packets in this order, others may lie between: source, destination, and what stands in the Info column.
    Order(&'static [Packet]),
    /// The same without others between.
    Directly(&'static [Packet]),
}

/// The last numbers of two addresses, and a part of the Info column.
type Packet = (&'static str, &'static str, &'static str);

use Shows::{Any, Directly, Order, States, Times};

/// A scenario, a machine that captured it, and what that must show.
const SCENARIOS: [(&str, &str, &[Shows]); 32] = [
    ("1", "mesin-1", &[Times("dns.nodata", 1), Times("dns.response", 1)]),
    (
        "2",
        "mesin-1",
        &[States(&["closed"]), Times("flow.echo", 1), Directly(&[("2", "3", "Len=32"), ("3", "2", "[ACK]"), ("2", "3", "Len=14")])],
    ),
    ("3", "mesin-1", &[States(&["reset"]), Order(&[("3", "2", "Len=31"), ("2", "3", "Len=31"), ("3", "2", "[RST, ACK]")])]),
    (
        "4",
        "mesin-1",
        &[
            States(&["closed"; 2]),
            Order(&[("4", "2", "Len=46"), ("3", "2", "[FIN, ACK]"), ("2", "4", "Len=32"), ("2", "4", "Len=14"), ("2", "4", "Len=3")]),
        ],
    ),
    ("refused", "mesin-2", &[States(&["refused"])]),
    ("unanswered", "mesin-1", &[States(&["unanswered"]), Any("tcp.retransmission")]),
    (
        "accept-queue-full",
        "mesin-1",
        &[
            States(&["closed"; 3]),
            Order(&[("5", "2", "[SYN]"), ("3", "2", "[FIN, ACK]"), ("5", "2", "[SYN]"), ("2", "5", "[SYN, ACK]")]),
            Times("tcp.syn_ack", 3),
        ],
    ),
    ("overlap", "mesin-1", &[Order(&[("4", "2", "Len=46"), ("3", "2", "[FIN, ACK]"), ("2", "4", "Len=32")]), Times("flow.echo", 2)]),
    (
        "threaded",
        "mesin-1",
        &[Order(&[("4", "2", "Len=46"), ("2", "4", "Len=32"), ("2", "3", "Len=32"), ("3", "2", "[FIN, ACK]")]), Times("flow.echo", 2)],
    ),
    (
        "idle-second-connection",
        "mesin-1",
        &[Times("flow.echo", 1), Order(&[("4", "2", "[FIN, ACK]"), ("3", "2", "[FIN, ACK]"), ("2", "4", "[FIN, ACK]")])],
    ),
    ("half-close", "mesin-1", &[Any("flow.half_close"), Order(&[("3", "2", "[FIN, ACK]"), ("2", "3", "[ACK]"), ("2", "3", "Len=16")])]),
    ("abort", "mesin-1", &[States(&["reset"]), Times("flow.echo", 0), Order(&[("3", "2", "Len=4"), ("3", "2", "[RST, ACK]")])]),
    ("abort-after-reading", "mesin-1", &[States(&["reset"]), Any("flow.echo"), Order(&[("2", "3", "Len=4"), ("3", "2", "[RST, ACK]")])]),
    (
        "zero-window",
        "mesin-2",
        &[
            Any("tcp.zero_window"),
            Any("tcp.zero_window_probe"),
            Any("tcp.window_update"),
            States(&["closed"]),
            Times("tcp.retransmission", 0),
        ],
    ),
    ("keep-alive", "mesin-2", &[Times("tcp.keep_alive", 2), Times("tcp.keep_alive_ack", 2), States(&["closed"])]),
    ("keep-alive-unanswered", "mesin-2", &[States(&["reset"]), Times("tcp.keep_alive", 2), Any("flow.reset_keep_alive")]),
    ("port-reuse", "mesin-1", &[Any("flow.port_reused"), Times("flow.closed_by_server", 2), States(&["closed"; 2])]),
    ("nagle", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("2", "3", "[ACK]"), ("3", "2", "Len=5")])]),
    ("nodelay", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("3", "2", "Len=5")])]),
    ("slow-client", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("2", "3", "[ACK]"), ("3", "2", "Len=5")])]),
    (
        "line-echo",
        "mesin-1",
        &[Any("flow.echo"), Times("flow.read_size", 0), Order(&[("3", "2", "Len=21"), ("2", "3", "Len=6"), ("2", "3", "Len=15")])],
    ),
    ("slow-server", "mesin-2", &[Any("flow.time_spent"), Directly(&[("3", "2", "Len=8"), ("2", "3", "[ACK]"), ("2", "3", "Len=7")])]),
    ("slow-link", "mesin-2", &[Any("flow.time_spent"), States(&["closed"])]),
    ("name-then-connection", "mesin-2", &[Times("flow.name", 1), Times("dns.nodata", 1)]),
    (
        "data-after-close",
        "mesin-2",
        &[States(&["reset"]), Any("flow.reset_after_close"), Order(&[("3", "2", "Len=14"), ("2", "3", "[RST]")])],
    ),
    ("simultaneous-close", "mesin-1", &[States(&["closed", "open"]), Any("flow.simultaneous_close")]),
    ("tail-loss-probe", "mesin-2", &[Times("tcp.tail_loss_probe", 1), Any("tcp.retransmission")]),
    (
        "nat",
        "mesin-1",
        &[Times("flow.translated", 2), Times("dns.pair", 1), Times("flow.echo", 1), States(&["open", "open", "closed", "closed"])],
    ),
    ("udp-port-unreachable", "mesin-2", &[States(&["refused"]), Times("icmp.port_unreachable", 1)]),
    ("ping", "mesin-2", &[Times("icmp.echo_request", 3), Times("icmp.echo_reply", 3)]),
    ("traceroute", "mesin-1", &[Times("icmp.time_exceeded", 1), Times("icmp.port_unreachable", 1)]),
    ("arp-without-answer", "mesin-1", &[Times("arp.request", 3), Times("arp.reply", 0), Times("icmp.echo_request", 0)]),
];

#[test]
fn scenarios_show_what_their_names_say() {
    if !cfg!(feature = "libpcap") {
        return skipped("this build can't capture");
    }
    let parent = std::env::temp_dir().join(format!("labcap-named-{}", std::process::id()));
    fs::create_dir_all(&parent).expect("a folder");
    let first = run(&parent.join("first"), "refused");
    if let Some(reason) = refusal(&first) {
        fs::remove_dir_all(&parent).expect("removed");
        return skipped(&reason);
    }
    let lacking: Vec<&Need> = NEEDS.iter().filter(|need| is_lacking(need, &parent.join(need.tried))).collect();
    let can_run = |name: &str| !lacking.iter().any(|need| scenario(name).contains(need.text));
    let waiting = Mutex::new(SCENARIOS.iter().filter(|(name, ..)| can_run(name)));
    let failures: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    let mut failures = Vec::new();
                    loop {
                        let next = waiting.lock().expect("a list").next();
                        let Some((name, machine, shows)) = next else { return failures };
                        failures.extend(failure(&parent.join(name), name, machine, shows));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a result")).collect()
    });
    assert!(failures.is_empty(), "{}\nthe captures are in {}", failures.join("\n"), parent.display());
    fs::remove_dir_all(&parent).expect("removed");
}

/// Seen also where tests' output is caught.
fn skipped(why: &str) {
    let mut file = fs::OpenOptions::new().append(true).open("/dev/stderr").expect("stderr");
    writeln!(file, "skipped, scenarios by name: {why}").expect("stderr");
}

fn run(folder: &Path, name: &str) -> Output {
    labcap(&["lab", "run", name, "--no-explain", "-o", folder.to_str().expect("UTF-8")]).output().expect("it ran")
}

/// Why this system can't make machines, if it can't.
fn refusal(output: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stderr);
    let can_not = |line: &&str| ["is missing", "namespaces", "unshare", "chroot"].iter().any(|words| line.contains(words));
    let line = text.lines().find(|line| line.starts_with("labcap: ") && can_not(line))?;
    (!output.status.success()).then(|| line.to_owned())
}

/// What some scenarios take and not every system has.
struct Need {
    /// How their files show it.
    text: &'static str,
    /// One of them.
    tried: &'static str,
    /// What its failed run says then.
    said: &'static str,
    /// What is missing.
    name: &'static str,
}

const NEEDS: [Need; 2] = [
    Need { text: "\nrate = ", tried: "slow-link", said: "sch_tbf", name: "slow links (the kernel's sch_tbf)" },
    Need { text: "\nrun = \"nft ", tried: "nat", said: ": nft -f ", name: "address translation (nftables)" },
];

/// Whether this system lacks something; said where it does.
fn is_lacking(need: &Need, folder: &Path) -> bool {
    let output = run(folder, need.tried);
    let is_lacking = !output.status.success() && String::from_utf8_lossy(&output.stderr).contains(need.said);
    if is_lacking {
        skipped(&format!("this system has no {}", need.name));
    }
    is_lacking
}

/// The file of a scenario.
fn scenario(name: &str) -> String {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/lab/scenarios/{name}.toml"));
    fs::read_to_string(scenario).expect("a scenario")
}

/// Into how many packets the kernel joins what waits for a slow link, whose FIN is first where both close at once, and whether the second
/// question leaves before the first is answered (from then on it is certain that two conversations are one), is chance.
const NEVER_THE_SAME: [&str; 3] = ["slow-link", "simultaneous-close", "nat"];

/// How often a scenario is run where it doesn't show what it must, or what is explained isn't what it was: kernels of two machines may send
/// in another order, or join two ACKs. An explanation that has changed is another one every time.
const ATTEMPTS: usize = 4;

/// What a scenario doesn't show though it must.
fn failure(folder: &Path, name: &str, machine: &str, shows: &[Shows]) -> Option<String> {
    let mut latest = None;
    for attempt in 0..ATTEMPTS {
        let folder = folder.join(attempt.to_string());
        // Machines that are busy may let a moment pass that a scenario is about.
        latest = wrong_run(&folder, name, machine, shows);
        if latest.is_some() {
            continue;
        }
        latest = if NEVER_THE_SAME.contains(&name) { None } else { unlike_the_samples(&folder, name) };
        if latest.is_none() {
            break;
        }
    }
    latest
}

/// The first line that is explained otherwise than in the sample of the same machine.
fn unlike_the_samples(folder: &Path, name: &str) -> Option<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/lab");
    let mut compared = 0;
    for machine in ["mesin-1", "mesin-2", "mesin-3"] {
        let sample = samples.join(format!("{name}-{machine}.pcapng"));
        if !sample.exists() {
            continue;
        }
        compared += 1;
        let (expected, found) = (told(&sample), told(&folder.join(format!("{machine}.pcapng"))));
        if let Some((expected, found)) = expected.iter().zip(&found).find(|(expected, found)| expected != found) {
            return Some(format!("{name}, {machine}:\n  sample: {expected}\n  run:    {found}"));
        }
        if expected.len() != found.len() {
            return Some(format!("{name}, {machine}: {} lines in the sample, {} in the run", expected.len(), found.len()));
        }
    }
    (compared == 0).then(|| format!("{name}: no sample to compare with"))
}

/// What is explained of a capture, without what differs from run to run, sorted.
fn told(capture: &Path) -> Vec<String> {
    let mut lines: Vec<String> = analyzed(capture)
        .iter()
        .map(|record| {
            let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
            let statements = record["statements"].as_array().into_iter().flatten();
            let sentences =
                statements.map(|statement| format!("{}: {}", statement["code"], statement["text"])).collect::<Vec<_>>().join(" ");
            let head = ["type", "source", "client", "phase", "info", "state", "history"].map(text).join(" ");
            masked(&format!("{head} {sentences}"))
        })
        .collect();
    lines.sort();
    lines
}

/// Times, packet numbers, ephemeral ports, time stamps and identifiers as letters.
fn masked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(|character: char| !character.is_ascii_alphanumeric() && character != '.').unwrap_or(from.len());
        let number = from[..end].trim_end_matches('.');
        let after = &from[number.len()..];
        let behind_time = ["ns", "µs", "ms", "s"].iter().find_map(|unit| {
            let rest = after.strip_prefix(' ').and_then(|after| after.strip_prefix(unit));
            rest.filter(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let is_port = number.parse::<u32>().is_ok_and(|port| (32_768..65_536).contains(&port));
        let is_identifier = number.starts_with("0x") || ["TSval=", "TSecr=", "id="].iter().any(|name| out.ends_with(name));
        out.push_str(match () {
            () if behind_time.is_some() => "TIME",
            () if out.ends_with('#') => "N",
            () if is_identifier => "ID",
            () if is_port => "PORT",
            () => number,
        });
        rest = behind_time.unwrap_or(after);
    }
    out + rest
}

/// The records of a capture.
fn analyzed(capture: &Path) -> Vec<Value> {
    let analyzed = labcap(&["analyze", capture.to_str().expect("UTF-8"), "--format", "ndjson", "--lang", "en"]).output().expect("it ran");
    let text = String::from_utf8(analyzed.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// What a run doesn't show though it must.
fn wrong_run(folder: &Path, name: &str, machine: &str, shows: &[Shows]) -> Option<String> {
    let output = run(folder, name);
    let said = || format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        return Some(format!("{name}: {}\n{}", output.status, said()));
    }
    let records = analyzed(&folder.join(format!("{machine}.pcapng")));
    let missing = shows.iter().find(|shows| !is_shown(shows, &records))?;
    let text: Vec<String> = records.iter().map(Value::to_string).collect();
    Some(format!("{name}: {missing:?}\n{}\n{}", said(), text.join("\n")))
}

fn is_shown(shows: &Shows, records: &[Value]) -> bool {
    let of = |kind: &'static str| records.iter().filter(move |record| record["type"] == kind);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in records.iter().filter_map(|record| record["statements"].as_array()).flatten() {
        *codes.entry(statement["code"].as_str().unwrap_or_default()).or_default() += 1;
    }
    let is = |packet: &Value, (source, destination, info): &Packet| {
        packet["source"] == format!("172.18.0.{source}")
            && packet["destination"] == format!("172.18.0.{destination}")
            && packet["info"]
                .as_str()
                .is_some_and(|text| text.split(' ').any(|word| word == *info) || info.contains('[') && text.contains(info))
    };
    match shows {
        Times(code, count) => codes.get(code).copied().unwrap_or(0) == *count,
        Any(code) => codes.contains_key(code),
        States(states) => of("flow").map(|flow| flow["state"].as_str().unwrap_or_default()).eq(states.iter().copied()),
        Order(packets) => {
            let mut rest = of("packet");
            packets.iter().all(|wanted| rest.any(|packet| is(packet, wanted)))
        }
        Directly(packets) => {
            let all: Vec<&Value> = of("packet").collect();
            all.windows(packets.len()).any(|some| some.iter().zip(*packets).all(|(packet, wanted)| is(packet, wanted)))
        }
    }
}

/// Both record on the same machine at the same time; tcpdump is given time for the packets that it would otherwise lose at its end.
#[test]
fn the_recorder_sees_what_tcpdump_sees() {
    if !cfg!(feature = "libpcap") {
        return skipped("this build can't capture");
    }
    let folder = std::env::temp_dir().join(format!("labcap-beside-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let beside = folder.join("tcpdump.pcap");
    let scenario = folder.join("beside.toml");
    let script = format!(
        r#"
summary.en = "beside tcpdump"
summary.id = "di samping tcpdump"
[machines.mesin-1]
address = "172.18.0.2"
[machines.mesin-2]
address = "172.18.0.3"
[[steps]]
on = "mesin-1"
run = "tcpdump -Z root -U -n -i any -y LINUX_SLL --time-stamp-precision=nano -w {}"
until = "listening on"
[[steps]]
on = "mesin-1"
run = "labcap lab server --bind 172.18.0.2"
until = "waiting for a connection"
[[steps]]
on = "mesin-2"
run = "labcap lab client 172.18.0.2 10000 --repeat 100"
[[steps]]
on = "mesin-2"
run = "labcap lab ping 172.18.0.2 --count 3 --interval 0.1"
[[steps]]
pause = 1.5
[[steps]]
stop = "tcpdump"
"#,
        beside.display()
    );
    fs::write(&scenario, script).expect("a file");
    let output = run(&folder.join("run"), scenario.to_str().expect("UTF-8"));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if let Some(reason) = refusal(&output) {
        skipped(&reason);
    } else if !output.status.success() && !beside.exists() && said.contains("tcpdump") {
        skipped(&format!("no tcpdump to compare with: {}", said.lines().last().unwrap_or_default()));
    } else {
        assert!(output.status.success(), "{said}");
        let (own, its) = (packets(&folder.join("run/mesin-1.pcapng")), packets(&beside));
        assert!(its.len() > 300, "{} packets", its.len());
        // Each starts and ends at a moment of its own, and where two processors are at work the kernel may give each socket another order.
        let (mut missing, mut left) = (0, own);
        for packet in &its {
            match left.iter().position(|own| own == packet) {
                Some(place) => drop(left.remove(place)),
                None => missing += 1,
            }
        }
        assert!(missing == 0 && left.len() < 4, "{missing} missing, {} more, of {}", left.len(), its.len());
    }
    fs::remove_dir_all(&folder).expect("removed");
}

/// The bytes of a capture's packets. Of the cooked header's 8 bytes for the address only 6 mean something here; the kernel leaves in the others what
/// was there before.
fn packets(path: &Path) -> Vec<Vec<u8>> {
    let mut capture = CaptureFile::open(path).expect("a capture");
    let mut packets = Vec::new();
    while let Some(frame) = capture.next_frame().expect("whole") {
        let mut bytes = frame.bytes.to_vec();
        bytes[12..14].fill(0);
        packets.push(bytes);
    }
    packets
}
