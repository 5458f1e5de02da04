//! `--explain brief|full|why`: how much is said changes, what is said doesn't.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SAMPLES: [&str; 7] = [
    "exercise1-machine2.pcapng",
    "bridge_any.pcapng",
    "wireshark_any.pcapng",
    "lab/zero-window-mesin-2.pcapng",
    "lab/accept-queue-full-mesin-1.pcapng",
    "lab/threaded-mesin-1.pcapng",
    "lab/traceroute-mesin-1.pcapng",
];

fn labcap(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).args(arguments.split_whitespace()).env("LC_ALL", "C.UTF-8");
    command.output().unwrap()
}

/// The records, and their statements' texts taken out of them.
fn records(arguments: &str) -> (Vec<Value>, Vec<String>) {
    let output = labcap(arguments);
    assert!(output.status.success(), "{arguments}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut texts = Vec::new();
    let mut records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for statement in records.iter_mut().flat_map(|record| record["statements"].as_array_mut().unwrap()) {
        texts.push(statement["text"].take().as_str().unwrap().to_owned());
    }
    (records, texts)
}

#[test]
fn levels_change_nothing_but_the_text() {
    for sample in SAMPLES {
        for lang in ["en", "id"] {
            let at = |level: &str| records(&format!("analyze samples/{sample} --format ndjson --lang {lang} --explain {level}"));
            let (full, sentences) = at("full");
            assert_eq!(records(&format!("analyze samples/{sample} --format ndjson --lang {lang}")), (full.clone(), sentences.clone()));
            let (brief, phrases) = at("brief");
            let (why, grounds) = at("why");
            assert_eq!((&brief, &why), (&full, &full), "{sample}");
            for ((sentence, phrase), grounds) in sentences.iter().zip(&phrases).zip(&grounds) {
                assert!(phrase.chars().count() <= 130 && phrase.len() <= sentence.len() + 16, "{phrase} for {sentence}");
                assert!(phrase.ends_with(['.', '?']) && !phrase.contains(") (inferred)") && !phrase.contains(") (kesimpulan)"), "{phrase}");
                let grounds = grounds.strip_prefix(sentence.as_str()).unwrap();
                assert!(grounds.starts_with(" [") && grounds.ends_with(']'), "{grounds}");
            }
        }
    }
}

#[test]
fn a_row_in_brief_is_what_matters_of_the_packet() {
    let command = "analyze samples/exercise2-machine1.pcapng --format lines --columns explanation --packets 5 --lang en";
    let row = |level: &str| String::from_utf8(labcap(&format!("{command} --explain {level}")).stdout).unwrap();
    assert_eq!(row("brief"), "Sends 46 bytes (bytes 1–46 of its stream).\n");
    assert!(row("full").contains("PSH"));
}

#[test]
fn a_level_needs_something_to_explain() {
    for (arguments, says) in [
        ("analyze samples/bridge_any.pcapng --format lines --explain brief", "explain only in a column"),
        ("follow samples/bridge_any.pcapng --stream tcp:0 --explain why", "Hint: add --annotate"),
        ("analyze samples/bridge_any.pcapng --explain much", "[possible values: brief, full, why]"),
    ] {
        let output = labcap(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains(says) && message.lines().count() == 1, "{message}");
    }
}
