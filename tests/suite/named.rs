//! The scenarios by name show on the wire what their names say, and those that only look alike don't: real runs on real machines, where the system
//! allows network namespaces. Otherwise a line on standard error says why not.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::thread;

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
const SCENARIOS: [(&str, &str, &[Shows]); 19] = [
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
    ("port-reuse", "mesin-1", &[Any("flow.port_reused"), Times("flow.closed_by_server", 2), States(&["closed"; 2])]),
    ("nagle", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("2", "3", "[ACK]"), ("3", "2", "Len=5")])]),
    ("nodelay", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("3", "2", "Len=5")])]),
    ("slow-client", "mesin-2", &[Directly(&[("3", "2", "Len=6"), ("2", "3", "[ACK]"), ("3", "2", "Len=5")])]),
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
    let waiting = Mutex::new(SCENARIOS.iter());
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
    let can_not = |line: &&str| ["is missing", "namespaces", "unshare"].iter().any(|words| line.contains(words));
    let line = text.lines().find(|line| line.starts_with("labcap: ") && can_not(line))?;
    (!output.status.success()).then(|| line.to_owned())
}

/// What a scenario doesn't show though it must.
fn failure(folder: &Path, name: &str, machine: &str, shows: &[Shows]) -> Option<String> {
    let output = run(folder, name);
    let said = || format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        return Some(format!("{name}: {}\n{}", output.status, said()));
    }
    let capture = folder.join(format!("{machine}.pcapng"));
    let analyzed = labcap(&["analyze", capture.to_str().expect("UTF-8"), "--format", "ndjson"]).output().expect("it ran");
    let text = String::from_utf8(analyzed.stdout).expect("UTF-8");
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let missing = shows.iter().find(|shows| !is_shown(shows, &records))?;
    Some(format!("{name}: {missing:?}\n{}\n{text}", said()))
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
