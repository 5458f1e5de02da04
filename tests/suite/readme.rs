//! The README tells the truth: its example is the program's real output, and it names every code there is.

use std::fs;
use std::path::Path;
use std::process::Command;

use labcap::explain::Code;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Commands that the README shows with their output, `$ ./labcap …` in a block of code.
fn examples(readme: &str) -> Vec<(&str, &str)> {
    readme
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.trim_start_matches('\n').strip_prefix("$ ./labcap "))
        .map(|block| block.split_once('\n').unwrap_or((block, "")))
        .collect()
}

/// The program as somebody with a terminal of 96 columns runs it.
fn output(arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.current_dir(root()).args(arguments.split_whitespace()).env("COLUMNS", "96").env("LC_ALL", "C.UTF-8");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn examples_are_real_output() {
    let path = root().join("README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    let blessed = std::env::var_os("LABCAP_BLESS").is_some();
    let shown: Vec<(String, String)> = examples(&readme).iter().map(|(one, two)| ((*one).to_owned(), (*two).to_owned())).collect();
    assert!(!shown.is_empty());
    for (arguments, expected) in shown {
        let real = output(&arguments);
        if blessed {
            let old = format!("$ ./labcap {arguments}\n{expected}");
            readme = readme.replace(&old, &format!("$ ./labcap {arguments}\n{real}"));
            continue;
        }
        assert_eq!(expected, real, "{arguments}");
    }
    if blessed {
        fs::write(&path, readme).unwrap();
    }
}

#[test]
fn the_scenario_is_the_real_exercise() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let exercise = fs::read_to_string(root().join("src/lab/scenarios/3.toml")).unwrap();
    let lines: Vec<&str> = exercise.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(shown.trim(), lines.join("\n").trim());
}

#[test]
fn every_code_is_named() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for code in Code::ALL {
        assert!(readme.contains(&format!("`{code}`")), "{code} isn't in the README");
    }
}
