//! Display filters against tables of what tshark selects with them (`tests/filters.txt`, and `tests/filters-of-others.txt` where the captures
//! of other projects are there), packet for packet.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use labcap::capture::CaptureFile;
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::filter::display::DisplayFilter;
use labcap::inspect::{Inspected, Inspector};
use labcap::track::Limits;

/// The expressions of a table with their answers, by capture.
fn table(name: &str) -> Vec<(String, Vec<(String, String)>)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap();
    let mut captures: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("@ ") {
            Some(capture) => captures.push((capture.to_owned(), Vec::new())),
            None => {
                let (expected, expression) = line.split_once(" | ").unwrap_or_else(|| panic!("no answer: {line}"));
                captures.last_mut().expect("a capture first").1.push((expected.to_owned(), expression.to_owned()));
            }
        }
    }
    captures
}

/// 1, 2, 3, 7 as `1-3,7`.
fn ranges(numbers: &[u64]) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    if ranges.is_empty() {
        return "none".to_owned();
    }
    let written = ranges.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    written.collect::<Vec<_>>().join(",")
}

/// What all the filters select of a capture, in one pass. A filter's own last selected packet is what the next one's
/// `frame.time_delta_displayed` counts from.
fn select(capture: &Path, filters: &mut [DisplayFilter]) -> Vec<Vec<u64>> {
    let mut file = CaptureFile::open(capture).unwrap();
    let mut inspector = Inspector::new(Limits { keeps_figures: true, ..Limits::default() });
    let mut clock = Clock::default();
    let mut displayed = vec![None; filters.len()];
    let mut selected = vec![Vec::new(); filters.len()];
    while let Some(frame) = file.next_frame().unwrap() {
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        inspector.push(&mut inspected, &mut datagram);
        clock.first = clock.first.or(frame.time);
        let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
        for (index, filter) in filters.iter_mut().enumerate() {
            let clock = Clock { previous_displayed: displayed[index], ..clock };
            if filter.matches(&Subject { inspected: &inspected, flow, clock, later: Later::default(), told: Told::default() }) {
                selected[index].push(frame.number);
                displayed[index] = frame.time;
            }
        }
        clock.previous = frame.time;
    }
    selected
}

#[test]
fn filters_select_what_tshark_selects() {
    let count = compare("filters.txt", &Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"));
    assert!(count >= 200, "{count}");
}

#[test]
fn filters_select_what_tshark_selects_of_the_captures_of_others() {
    let folder = std::env::var_os("LABCAP_CAPTURES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/captures/dev"), PathBuf::from);
    if !folder.is_dir() {
        // Not through the print macros: the test runner would hide it.
        writeln!(io::stderr(), "filters: skipped, there is no folder {}", folder.display()).unwrap();
        return;
    }
    let count = compare("filters-of-others.txt", &folder);
    assert!(count >= 100, "{count}");
}

/// Asks the expressions of a table, and gives their number.
fn compare(name: &str, captures: &Path) -> usize {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (capture, rows) in table(name) {
        let mut filters = Vec::new();
        let mut asked = Vec::new();
        for (expected, expression) in &rows {
            count += 1;
            match (DisplayFilter::parse(expression), expected.as_str()) {
                (Err(_), "refused") => {}
                (Err(error), _) => wrong.push(format!("{capture}: {expression}: refused: {error}")),
                (Ok(_), "refused") => wrong.push(format!("{capture}: {expression}: tshark refuses it")),
                (Ok(filter), _) => {
                    filters.push(filter);
                    asked.push((expected, expression));
                }
            }
        }
        for (numbers, (expected, expression)) in select(&captures.join(&capture), &mut filters).iter().zip(asked) {
            if ranges(numbers) != *expected {
                wrong.push(format!("{capture}: {expression}:\n    labcap {}\n    tshark {expected}", ranges(numbers)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn a_refusal_says_where_why_and_what_was_meant() {
    for (expression, column, words) in [
        ("tcp and ip.adr == 1.2.3.4", 9, "did you mean `ip.addr`?"),
        ("tcp.port == 70000", 13, "it holds at most 65535"),
        ("tcp.port = 80", 10, "write =="),
        ("tcp.port in {80 443}", 17, "commas"),
        ("ip.src == 172.18.0.0/33", 11, "0 to 32 bits"),
        ("ip.src == mesin-1", 11, "names of hosts aren't looked up"),
        ("tcp.payload matches \"[\"", 21, "the regular expression: a bracket isn't closed"),
        ("dns.qry.name == \"www", 17, "the quotes don't end"),
        ("len(ip.src)", 1, "is to be compared; alone it says nothing. Hint: len(ip.src) > 0"),
        ("lower(dns.qry.name)", 1, "lower(dns.qry.name) == \"…\""),
        ("lower(tcp.port)", 7, "lower() takes a field with text, not unsigned, 16 bits"),
        ("foo(tcp.port)", 1, "there is no function foo()"),
        ("len()", 1, "len() takes one value, not 0"),
        ("count(1)", 7, "count() takes a field, not `1`"),
        ("icmp.type == \"Echo (ping) request\"", 14, "have no names here"),
        ("labcap.phase == \"clos\"", 17, "did you mean \"close\"?"),
        ("labcap.state in {\"closed\", \"shut\"}", 28, "it is one of refused, reset, closed,"),
        ("labcap.state != \"close\"", 17, "did you mean \"closed\"?"),
        ("tcp.payload matches \"A*+A\"", 21, "possessive repetitions"),
        ("tcp.payload matches r\"(?=a)\"", 21, "looking ahead and behind"),
        ("tcp.payload matches r\"(a)\\1\"", 21, "references to other groups"),
        ("tcp.payload matches r\"(?-u)a\"", 21, "`(?u` isn't known"),
        ("tcp.payload matches r\"(a{1000}){1000}\"", 21, "it is too large"),
        ("ip.src contains \"1\"", 1, "string(ip.src)"),
        ("tcp.flags.syn == yes", 18, "write 1 or 0"),
        ("eth.src[0:0] == 1", 9, "selects nothing"),
        ("(tcp", 1, "this `(` isn't closed"),
        ("(tcp &&", 8, "behind `&&` something is missing"),
        ("tcp.port in {80", 13, "this `{` isn't closed"),
        ("tcp ^^ udp", 5, "no exclusive or"),
        ("sll.pkttype == outgoing", 16, "Sent by us"),
    ] {
        let error = DisplayFilter::parse(expression).unwrap_err();
        assert_eq!(error.column(), Some(column), "{expression}: {error}");
        assert!(error.reason().contains(words), "{expression}: {error}");
    }
}

#[test]
fn what_is_too_long_or_too_deep_is_refused_at_once() {
    for expression in ["(".repeat(1 << 20), "not ".repeat(16_000) + "tcp", "{".repeat(60_000), "-".repeat(60_000), "!(".repeat(30_000)] {
        assert!(DisplayFilter::parse(&expression).is_err());
    }
    let bombs = ["(a{1000}){1000}", "((((a{30}){30}){30}){30}){30}", "(.*)*$", "\\\\w{5000}"];
    for bomb in bombs {
        // Whether it is refused or read: at once.
        let _ = DisplayFilter::parse(&format!("tcp.payload matches \"{bomb}\""));
    }
    let chain = "tcp.port == 1 or ".repeat(3_000) + "tcp";
    assert!(DisplayFilter::parse(&chain).is_ok());
}

#[test]
fn every_field_has_one_name_and_a_table_that_fits() {
    let mut names = HashMap::new();
    for id in labcap::fields::all() {
        let field = id.field();
        assert!(!field.name.is_empty() && !field.title.is_empty(), "{field:?}");
        assert!(id.index() < 512, "{}", field.name);
        assert_eq!(names.insert(field.name, id), None, "{} stands twice", field.name);
    }
}

#[test]
fn codes_are_a_closed_set_where_they_are_known() {
    let codes = ["flow.echo", "tcp.data"];
    assert!(DisplayFilter::parse_knowing("labcap.code == \"flow.echo\"", &codes).is_ok());
    assert!(DisplayFilter::parse_knowing("labcap.code contains \"flow\"", &codes).is_ok());
    let error = DisplayFilter::parse_knowing("labcap.code == \"flow.ecko\"", &codes).unwrap_err();
    assert_eq!(error.reason(), "labcap.code is never \"flow.ecko\". Hint: did you mean \"flow.echo\"?");
    assert!(DisplayFilter::parse("labcap.code == \"any\"").is_ok());
}

/// What `labcap filter` writes: standard output, standard error, exit code.
fn explained(expression: &str) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    let output = command.args(["filter", "--lang", "en", expression]).env("LC_ALL", "C.UTF-8").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn an_explanation_says_what_holds_of_the_field() {
    for (expression, expected) in [
        ("frame.number > 3", "- frame.number (Frame Number) is greater than 3\n"),
        ("tcp.seq != 4", "- tcp.seq (Sequence Number) is there and isn't 4\n"),
        ("tcp.port == 80", "- tcp.port (Source or Destination Port) is 80; of several values, one is enough\n"),
        // ICMP errors quote a second header.
        ("ip.ttl > 3", "- ip.ttl (Time to Live) is greater than 3; of several values, one is enough\n"),
        (
            "tcp.flags.syn",
            "- the packet has the field tcp.flags.syn (Syn), set or not; to ask whether it is set, write `tcp.flags.syn == 1`\n",
        ),
    ] {
        let (stdout, stderr, code) = explained(expression);
        assert!(stdout.ends_with(expected), "{expression}: {stdout}");
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{expression}");
    }
}

#[test]
fn what_no_display_filter_is_says_why() {
    let (stdout, stderr, code) = explained("labcap.code == \"flow.ecko\"");
    let expected = "labcap: labcap.code is never \"flow.ecko\". Hint: did you mean \"flow.echo\"?\n  labcap.code == \"flow.ecko\"\n                 ^^^^^^^^^^^\n";
    assert_eq!((stdout.as_str(), code), ("", Some(2)));
    if cfg!(feature = "libpcap") {
        assert_eq!(stderr, expected);
        let (stdout, stderr, code) = explained("host 172.18.0.3");
        assert!(stdout.starts_with("A BPF filter"), "{stdout}");
        assert!(stderr.starts_with("labcap: this is no display filter: `172.18.0.3` isn't expected here\n"), "{stderr}");
        assert_eq!(code, Some(0));
    }
}
