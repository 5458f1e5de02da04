//! Display filters against a table of what tshark selects with them (`tests/filters.txt`), packet for packet.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use labcap::capture::CaptureFile;
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::filter::display::DisplayFilter;
use labcap::inspect::{Inspected, Inspector};
use labcap::track::Limits;

/// The expressions of the table with their answers, by capture.
fn table() -> Vec<(String, Vec<(String, String)>)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filters.txt")).unwrap();
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
fn select(capture: &str, filters: &mut [DisplayFilter]) -> Vec<Vec<u64>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(capture);
    let mut file = CaptureFile::open(&path).unwrap();
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
    let mut wrong = Vec::new();
    let mut count = 0;
    for (capture, rows) in table() {
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
        for (numbers, (expected, expression)) in select(&capture, &mut filters).iter().zip(asked) {
            if ranges(numbers) != *expected {
                wrong.push(format!("{capture}: {expression}:\n    labcap {}\n    tshark {expected}", ranges(numbers)));
            }
        }
    }
    assert!(count >= 200, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
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
        ("tcp.payload matches \"[\"", 21, "not a regular expression"),
        ("dns.qry.name == \"www", 17, "the quotes don't end"),
        ("len(ip.src)", 1, "compare it"),
        ("ip.src contains \"1\"", 1, "string(ip.src)"),
        ("tcp.flags.syn == yes", 18, "write 1 or 0"),
        ("eth.src[0:0] == 1", 9, "selects nothing"),
        ("(tcp", 5, "ends too early"),
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
