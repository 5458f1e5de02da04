//! What `labcap codes` says is true: every example is what the product says of the sample, every reference is of a section that exists, and
//! which codes have no example or cite nothing is listed here, so that neither list grows unseen.
//!
//! `LABCAP_BLESS=1` writes the examples' sentences anew; read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use labcap::explain::examples::{Example, example};
use labcap::explain::lang::sections::SECTIONS;
use labcap::explain::{Code, Lang, Reference};
use serde_json::Value;

/// Codes that no sample shows; scenarios in `tests/scenarios` show most of them.
const WITHOUT_EXAMPLE: [&str; 91] = [
    "tcp.unusual_flags",
    "tcp.fast_retransmission",
    "tcp.spurious_retransmission",
    "tcp.out_of_order",
    "tcp.previous_segment_not_captured",
    "tcp.acked_unseen_segment",
    "tcp.duplicate_ack",
    "dns.records",
    "dns.referral",
    "dns.nxdomain",
    "dns.refused",
    "dns.servfail",
    "dns.error",
    "dns.truncated",
    "mdns.query",
    "mdns.answer",
    "llmnr.query",
    "llmnr.answer",
    "icmp.host_unreachable",
    "icmp.unreachable",
    "icmp.packet_too_big",
    "icmp.redirect",
    "icmp.other",
    "router.solicitation",
    "router.advertisement",
    "neighbor.solicitation",
    "neighbor.probe",
    "neighbor.advertisement",
    "multicast.query",
    "multicast.report",
    "dhcp.discover",
    "dhcp.offer",
    "dhcp.request",
    "dhcp.decline",
    "dhcp.ack",
    "dhcp.settings",
    "dhcp.nak",
    "dhcp.release",
    "dhcp.inform",
    "dhcp.other",
    "dhcp.boot_request",
    "dhcp.boot_reply",
    "arp.probe",
    "arp.announcement",
    "arp.conflict",
    "arp.other",
    "ip.fragment",
    "ip.reassembled",
    "packet.cut",
    "packet.checksum",
    "packet.malformed",
    "link.not_decoded",
    "network.not_decoded",
    "transport.not_decoded",
    "flow.handshake_unfinished",
    "flow.one_sided",
    "flow.missing_bytes",
    "flow.throughput",
    "flow.too_early",
    "flow.reset_other_hops",
    "flow.left_memory",
    "udp.too_early",
    "udp.unreachable",
    "dns.unanswered",
    "dns.too_early",
    "dns.unreachable",
    "dns.many_lookups",
    "capture.dropped",
    "capture.own_connection",
    "capture.truncated_file",
    "capture.cut_by_snaplen",
    "capture.link_type_not_decoded",
    "capture.more_comments",
    "capture.names",
    "capture.blocks_passed",
    "capture.flows_evicted",
    "capture.fragments_given_up",
    "compare.paired",
    "compare.nothing_in_common",
    "compare.clock_offset",
    "compare.clock_offset_unknown",
    "compare.clocks_disagree",
    "compare.not_compared",
    "compare.not_on_the_way",
    "compare.outside_capture",
    "compare.sent_again",
    "compare.other_segments",
    "compare.passed_unseen",
    "compare.arrived_unseen",
    "compare.lost_or_unseen",
    "compare.direction_unknown",
];

/// Codes that cite nothing: they are about the capture, or about what labcap reads of it.
const WITHOUT_REFERENCE: [&str; 54] = [
    "tcp.previous_segment_not_captured",
    "tcp.acked_unseen_segment",
    "packet.duplicate",
    "packet.cut",
    "packet.malformed",
    "packet.comment",
    "link.not_decoded",
    "network.not_decoded",
    "transport.not_decoded",
    "flow.midstream",
    "flow.one_sided",
    "flow.missing_bytes",
    "flow.too_early",
    "flow.open_at_end",
    "flow.left_memory",
    "udp.too_early",
    "dns.too_early",
    "dns.many_lookups",
    "capture.dropped",
    "capture.own_connection",
    "capture.hidden_by_filter",
    "capture.truncated_file",
    "capture.cut_by_snaplen",
    "capture.link_type_not_decoded",
    "capture.comment",
    "capture.more_comments",
    "capture.names",
    "capture.statistics",
    "capture.blocks_passed",
    "capture.checksum_offload",
    "capture.duplicates",
    "capture.already_running",
    "capture.flows_evicted",
    "capture.fragments_given_up",
    "capture.time_backwards",
    "capture.vantage",
    "server.overlap_not_tested",
    "capture.programs_unseen",
    "capture.one_way_times_unseen",
    "capture.losses_unseen",
    "compare.paired",
    "compare.nothing_in_common",
    "compare.clock_offset",
    "compare.clock_offset_unknown",
    "compare.clocks_disagree",
    "compare.not_compared",
    "compare.not_on_the_way",
    "compare.outside_capture",
    "compare.sent_again",
    "compare.other_segments",
    "compare.passed_unseen",
    "compare.arrived_unseen",
    "compare.lost_or_unseen",
    "compare.direction_unknown",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn labcap(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(root()).args(arguments.split_whitespace()).env("COLUMNS", "96").env("LC_ALL", "C.UTF-8");
    command.output().unwrap()
}

/// The statements on a sample, in each record.
fn statements(arguments: &str) -> Vec<Value> {
    let output = labcap(&format!("analyze {arguments} --format ndjson"));
    assert!(output.status.success(), "{arguments}");
    let text = String::from_utf8(output.stdout).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.flat_map(|record| record["statements"].as_array().unwrap().clone()).collect()
}

#[test]
fn every_example_is_what_the_product_says() {
    let blessed = std::env::var_os("LABCAP_BLESS").is_some();
    let mut said: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for lang in [Lang::En, Lang::Id] {
        let path = root().join(format!("src/explain/lang/{}/examples.rs", lang.code()));
        let mut source = fs::read_to_string(&path).unwrap();
        for code in Code::ALL {
            let Some(Example { sample, arguments }) = example(*code) else {
                assert_eq!(lang.example(*code), None, "{code}");
                continue;
            };
            let command = format!("{sample} {arguments} --lang {}", lang.code());
            let said = said.entry(command.clone()).or_insert_with(|| statements(&command));
            let of_code: Vec<&str> =
                said.iter().filter(|one| one["code"] == code.as_str()).map(|one| one["text"].as_str().unwrap()).collect();
            let expected = lang.example(*code).unwrap_or_default();
            if of_code.contains(&expected) {
                continue;
            }
            wrong.push(format!("{code}: `labcap analyze {command}` says {of_code:?}, not {expected:?}"));
            if let Some(first) = of_code.first().filter(|_| blessed) {
                source = source.replace(&format!("{expected:?}"), &format!("{first:?}"));
            }
        }
        if blessed {
            fs::write(&path, source).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn which_codes_no_sample_shows_is_known() {
    let without: Vec<&str> = Code::ALL.iter().filter(|code| example(**code).is_none()).map(|code| code.as_str()).collect();
    assert_eq!(without, WITHOUT_EXAMPLE);
}

#[test]
fn a_code_without_example_is_shown_by_no_sample() {
    let mut shown = BTreeSet::new();
    for folder in ["samples", "samples/lab"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".pcapng") && !name.ends_with(".pcap") {
                continue;
            }
            for statement in statements(&format!("{folder}/{name} --lang en")) {
                let code = Code::from_name(statement["code"].as_str().unwrap()).unwrap();
                let certainties: Vec<&str> = code.certainties().iter().map(|certainty| certainty.as_str()).collect();
                assert!(certainties.contains(&statement["certainty"].as_str().unwrap()), "{code} in {name}: {statement}");
                let references: Vec<Value> = code.references().iter().map(|cited| Value::String(cited.to_string())).collect();
                let fits = references.contains(&statement["reference"]) || references.is_empty() && statement["reference"].is_null();
                assert!(fits, "{code} in {name}: {statement}");
                shown.insert(code.as_str());
            }
        }
    }
    let unseen: Vec<&str> = WITHOUT_EXAMPLE.into_iter().filter(|code| shown.contains(code)).collect();
    assert!(unseen.is_empty(), "{unseen:?} are shown by a sample now: give them an example");
}

#[test]
fn every_reference_is_of_a_section_that_exists() {
    let mut used = BTreeSet::new();
    for code in Code::ALL {
        for reference in code.references() {
            if let Reference::Rfc(number, section) = *reference {
                assert!(reference.title().is_some(), "{code} cites {reference}, which the table of sections hasn't got");
                used.insert((number, section));
            }
        }
    }
    let listed: BTreeSet<(u16, &str)> = SECTIONS.iter().map(|(number, section, _)| (*number, *section)).collect();
    assert_eq!(listed.difference(&used).collect::<Vec<_>>(), Vec::<&(u16, &str)>::new(), "sections that nothing cites");
    assert_eq!(listed.len(), SECTIONS.len(), "a section stands twice");
    let without: Vec<&str> = Code::ALL.iter().filter(|code| code.references().is_empty()).map(|code| code.as_str()).collect();
    assert_eq!(without, WITHOUT_REFERENCE);
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let mut names = BTreeSet::new();
    for code in Code::ALL {
        assert!(names.insert(code.as_str()), "{code} stands twice");
        assert!(!code.certainties().is_empty(), "{code}");
        for lang in [Lang::En, Lang::Id] {
            let texts = [lang.meaning(*code), lang.trigger(*code), lang.alike(*code), lang.contradiction(*code)];
            for text in texts.into_iter().chain(lang.fix(*code)) {
                let is_sentence = text.ends_with('.') && text.chars().next().is_some_and(|first| !first.is_whitespace());
                assert!(is_sentence && !text.contains('"') && !text.contains("  "), "{code}: {text:?}");
            }
        }
        let is_told = |lang: Lang| (lang.fix(*code).is_some(), lang.example(*code).is_some());
        assert_eq!(is_told(Lang::En), is_told(Lang::Id), "{code}");
        assert_ne!(Lang::En.meaning(*code), Lang::Id.meaning(*code), "{code}");
    }
}

#[test]
fn codes_are_listed_and_explained() {
    let all = String::from_utf8(labcap("codes").stdout).unwrap();
    assert_eq!(all.lines().count(), Code::ALL.len());
    let dns = String::from_utf8(labcap("codes dns.").stdout).unwrap();
    assert!(dns.lines().count() > 10 && dns.lines().all(|line| line.starts_with("dns.")), "{dns}");
    let page = String::from_utf8(labcap("codes tcp.syn --lang id").stdout).unwrap();
    assert!(page.contains("RFC 9293 3.5, Establishing a Connection") && page.contains("Kapan pernyataan ini muncul"), "{page}");
    let none = String::from_utf8(labcap("codes tcp.unusual_flags --lang en").stdout).unwrap();
    assert!(none.contains("No sample shows it."), "{none}");
}

#[test]
fn a_code_that_does_not_exist_is_wrong_use() {
    for (typed, hint) in [("flow.ecko", "did you mean `flow.echo`?"), ("zzzzzz", "labcap codes lists all of them")] {
        let output = labcap(&format!("codes {typed}"));
        assert_eq!(output.status.code(), Some(2), "{typed}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(message, format!("labcap: there is no code `{typed}`. Hint: {hint}\n"));
    }
}

#[test]
fn codes_are_written_for_programs() {
    const KEYS: [&str; 10] =
        ["code", "about", "meaning", "trigger", "alike", "contradiction", "fix", "certainties", "references", "example"];
    let document: Value = serde_json::from_slice(&labcap("codes --json").stdout).unwrap();
    let codes = document["codes"].as_array().unwrap();
    assert_eq!(codes.len(), Code::ALL.len());
    for code in codes {
        let keys: BTreeSet<&str> = code.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(KEYS));
    }
    let text = String::from_utf8(labcap("codes flow.echo --json --lang en").stdout).unwrap();
    let places: Vec<Option<usize>> = KEYS.iter().map(|key| text.find(&format!("\"{key}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
}
