//! The command line as its manual describes it: what each flag takes, what it refuses, and how refusals read.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A directory of this test's own, with an empty capture `lab.pcap` in it.
fn directory(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flags").join(test);
    fs::create_dir_all(&directory).expect("a directory");
    let mut capture = vec![0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0];
    capture.extend([0; 8]);
    capture.extend([0, 0, 4, 0, 1, 0, 0, 0]);
    fs::write(directory.join("lab.pcap"), capture).expect("a file");
    directory
}

fn labcap(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.args(arguments).current_dir(directory).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    labcap(directory, arguments).output().expect("labcap runs")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("UTF-8")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("UTF-8")
}

/// Each line of `forms`, after `labcap analyze lab.pcap`, is no wrong use.
fn accepts(test: &str, forms: &[&[&str]]) {
    let directory = directory(test);
    for form in forms {
        let output = run(&directory, &[&["analyze", "lab.pcap"], *form].concat());
        assert_ne!(output.status.code(), Some(2), "{form:?}: {}", stderr(&output));
        assert_ne!(output.status.code(), Some(70), "{form:?}: {}", stderr(&output));
    }
}

/// Each of `forms`, after `labcap analyze lab.pcap`, is refused with exit code 2, nothing on stdout, and these words on stderr.
fn refuses(test: &str, forms: &[(&[&str], &str)]) {
    let directory = directory(test);
    for (form, words) in forms {
        let output = run(&directory, &[&["analyze", "lab.pcap"], *form].concat());
        assert_eq!(output.status.code(), Some(2), "{form:?}");
        assert!(output.stdout.is_empty(), "{form:?}");
        assert!(stderr(&output).contains(words), "{form:?}: {}", stderr(&output));
    }
}

#[test]
fn without_arguments_the_help_is_shown_and_the_use_is_wrong() {
    let output = run(&directory("nothing"), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("Usage: labcap <COMMAND>"));
}

#[test]
fn help_and_version_are_data() {
    let directory = directory("help");
    for arguments in [
        &["--help"][..],
        &["help"],
        &["analyze", "--help"],
        &["help", "analyze"],
        &["man", "--help"],
        &["lab", "--help"],
        &["lab", "server", "--help"],
        &["help", "lab", "client"],
    ] {
        let output = run(&directory, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let has_examples = ["Examples:\n  labcap ", "Examples:\n  sudo labcap "].iter().any(|start| stdout(&output).contains(start));
        assert!(has_examples, "{arguments:?}");
        assert!(stdout(&output).lines().all(|line| line.chars().count() <= 100), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
    let output = run(&directory, &["--version"]);
    assert_eq!(stdout(&output), concat!("labcap ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn examples_in_help_run() {
    let directory = directory("examples");
    for name in ["report.md", "flows.csv", "answer.bin"] {
        let _ = fs::remove_file(directory.join(name));
    }
    let _ = fs::remove_dir_all(directory.join("streams"));
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/wireshark_any.pcapng");
    for name in ["lab1", "machine1", "machine2", "ring_00001", "ring_00002"] {
        fs::copy(&sample, directory.join(format!("{name}.pcapng"))).expect("a copy");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_labcap")).parent().expect("a folder").display();
    for command in ["analyze", "follow", "flows", "summary", "show", "filter", "fields"] {
        let help = run(&directory, &[command, "--help"]);
        let examples: Vec<&str> =
            stdout(&help).lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.starts_with("labcap ")).collect();
        assert!(!examples.is_empty(), "{command}");
        for example in examples {
            // Filters in BPF need libpcap.
            if cfg!(not(feature = "libpcap")) && example.contains("--filter host") {
                continue;
            }
            let output = Command::new("sh")
                .args(["-c", &format!("PATH={program}:$PATH; {example}")])
                .current_dir(&directory)
                .stdin(Stdio::null())
                .output()
                .expect("sh runs");
            // This capture may have nothing that a filter selects.
            let is_nothing = output.status.code() == Some(1) && stderr(&output).contains("is selected");
            assert!(output.status.success() || is_nothing, "{example}: {}", stderr(&output));
        }
    }
}

#[test]
fn help_names_every_flag() {
    let output = run(&directory("every"), &["analyze", "--help"]);
    for flag in [
        "--filter <WORDS>...",
        "-f <BPF>",
        "-Y <DISPLAY>",
        "--stream <tcp:N|udp:N>",
        "--packets <A-B>",
        "--format <FORMAT>",
        "--columns <LIST>",
        "--list",
        "--sequential",
        "--limit <N>",
        "--flows <N>",
        "-o, --output <FILE>",
        "--color <WHEN>",
        "--lang <LANG>",
        "--name <IP=NAME>",
    ] {
        assert!(stdout(&output).contains(flag), "{flag}");
    }
}

#[test]
fn an_unknown_command_gets_a_suggestion() {
    let output = run(&directory("unknown"), &["analyse", "lab.pcap"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("'analyze'"), "{}", stderr(&output));
}

#[test]
fn a_wrong_flag_leads_to_the_help_of_its_command() {
    let directory = directory("wrong-flag");
    for (words, help) in [
        (&["--such"][..], "labcap --help"),
        (&["lab", "--such"], "labcap lab --help"),
        (&["lab", "server", "--such"], "labcap lab server --help"),
        (&["lab", "server", "--port", "many"], "labcap lab server --help"),
    ] {
        let output = run(&directory, words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(stderr(&output).ends_with(&format!(". Hint: {help}\n")), "{words:?}: {}", stderr(&output));
    }
}

#[test]
fn a_file_in_the_wrong_place_gets_the_corrected_command() {
    let directory = directory("corrected");
    for (arguments, expected) in [
        (
            &["analyze", "--filter", "host", "1.2.3.4", "lab.pcap"][..],
            "labcap: --filter takes all words up to the next flag, so the capture file has to stand before it. Hint: labcap analyze lab.pcap --filter host 1.2.3.4\n",
        ),
        (
            &["analyze", "--filter", "tcp", "&&", "ip", "away.pcapng", "--list"],
            "labcap: --filter takes all words up to the next flag, so the capture file has to stand before it. Hint: labcap analyze away.pcapng --filter tcp '&&' ip --list\n",
        ),
        (
            &["analyze", "--filter", "tcp", "a.pcap", "b.pcap", "--list"],
            "labcap: --filter takes all words up to the next flag, so the capture file has to stand before it. Hint: labcap analyze a.pcap b.pcap --filter tcp --list\n",
        ),
        (
            &["analyze", "--filter", "host", "172.18.0.2"],
            "labcap: no capture file given; it stands before --filter. Hint: labcap analyze FILE --filter host 172.18.0.2\n",
        ),
        (&["analyze"], "labcap: no capture file given. Hint: labcap analyze FILE\n"),
        (&["lab.pcap", "--list"], "labcap: the command is missing: what to do with the capture. Hint: labcap analyze lab.pcap --list\n"),
    ] {
        let output = run(&directory, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stderr(&output), expected);
    }
}

#[test]
fn filters() {
    #[cfg(feature = "libpcap")]
    accepts("filter", &[&["--filter", "tcp", "port", "10000"], &["--filter", "tcp port 10000", "--list"], &["-f", "host 172.18.0.2"]]);
    accepts("filter", &[&["--filter", "ip.addr", "==", "172.18.0.2"], &["-Y", "tcp.port == 80 && !udp"], &["-Y", "-tcp.port == -1"]]);
    refuses(
        "filter",
        &[
            (&["--filter"], "a value is required"),
            (&["--filter", "tcp", "--filter", "udp"], "cannot be used multiple times"),
            (&["--filter", "tcp", "-f", "tcp"], "cannot be used with"),
            (&["--filter", "tcp", "-Y", "tcp"], "cannot be used with"),
            (&["-f", "tcp", "-Y", "tcp"], "cannot be used with"),
            (
                &["-f", "ip.addr == 172.18.0.2"],
                "`ip.addr` belongs to the display-filter language, which -Y and --filter take. Hint: in BPF it is `host 172.18.0.2`",
            ),
            (&["--filter", "host", "mesin-1"], "names of hosts are not looked up"),
            (
                &["-Y", "tcp and ip.adr == 172.18.0.2"],
                "labcap: there is no field `ip.adr`. Hint: did you mean `ip.addr`?\n  tcp and ip.adr == 172.18.0.2\n          ^^^^^^\n",
            ),
        ],
    );
    #[cfg(feature = "libpcap")]
    refuses(
        "filter",
        &[
            (&["-f", "host and"], "not a BPF filter: "),
            (
                &["--filter", "host", "and"],
                "labcap: this is no display filter: behind `and` something is missing\n  host and\n          ^\nlabcap: nor is it a BPF filter: can't parse",
            ),
        ],
    );
}

#[test]
fn streams() {
    accepts("stream", &[&["--stream", "tcp:0"], &["--stream", "tcp:0", "--stream=udp:17"]]);
    refuses(
        "stream",
        &[
            (&["--stream", "0"], "a stream is tcp: or udp: and a number, such as tcp:0"),
            (&["--stream", "icmp:0"], "a stream is"),
            (&["--stream", "tcp:-1"], "a stream is"),
        ],
    );
}

#[test]
fn packets() {
    accepts("packets", &[&["--packets", "31-42"], &["--packets", "31-"], &["--packets", "-42"], &["--packets=-42"], &["--packets", "31"]]);
    refuses(
        "packets",
        &[
            (&["--packets", "42-31"], "42 comes after 31"),
            (&["--packets", "0"], "packets are counted from 1"),
            (&["--packets", "x"], "packets are counted from 1"),
            (&["--packets", "99999999999999999999"], "no capture has as many packets as 99999999999999999999"),
        ],
    );
}

#[test]
fn formats_and_columns() {
    accepts(
        "format",
        &[
            &["--format", "table"],
            &["--format", "lines"],
            &["--format", "markdown"],
            &["--format", "csv", "--columns", "file,number"],
            &["--format", "ndjson"],
            &["--format", "json"],
            &["--format", "lines", "--columns", "number,phase,explanation"],
            &["--columns", "number", "--columns", "info"],
            &["--list"],
        ],
    );
    refuses(
        "format",
        &[
            (&["--format", "xml"], "possible values: table, lines, csv, markdown, ndjson, json"),
            (&["--columns", "number,colour"], "the columns are number, time, source"),
            (&["--columns", ""], "the columns are"),
            (&["--format", "ndjson", "--columns", "number"], "--columns adds fields to --format ndjson"),
            (&["--format", "json", "--columns", "ip.ttl,number"], "--columns adds fields to --format ndjson and json"),
            (&["--format", "csv", "--list"], "--list is for --format table and markdown"),
            (&["--format", "json", "--flows", "3"], "--flows is for --format table and markdown"),
            (&["--format", "lines", "--list"], "--list is for --format table and markdown"),
            (&["--format", "lines", "--flows", "3"], "--flows is for --format table and markdown"),
        ],
    );
}

#[test]
fn limits() {
    accepts(
        "limit",
        &[&["--limit", "5"], &["--limit", "all"], &["--flows", "5"], &["--flows", "all"], &["--format", "lines", "--limit", "1"]],
    );
    refuses(
        "limit",
        &[
            (&["--limit", "0"], "give a number from 1, or all"),
            (&["--limit", "many"], "give a number from 1, or all"),
            (&["--flows", "-1"], "give a number from 1, or all"),
        ],
    );
}

#[test]
fn language_colours_and_names() {
    accepts(
        "words",
        &[
            &["--lang", "en"],
            &["--lang", "id"],
            &["--color", "auto"],
            &["--color", "always"],
            &["--color", "never"],
            &["--name", "172.18.0.2=server", "--name", "::1=mesin 1"],
        ],
    );
    refuses(
        "words",
        &[
            (&["--lang", "fr"], "the languages are en and id"),
            (&["--color", "sometimes"], "possible values: auto, always, never"),
            (&["--name", "server"], "give an address and a name: 172.18.0.2=server"),
            (&["--name", "server=172.18.0.2"], "server is no IP address"),
            (&["--name", "172.18.0.2="], "the name is empty"),
            (&["--name", "172.18.0.2=a\u{1b}[31m"], "a name is at most 32 printable characters"),
            (&["--name", "10.0.0.1=a", "--name", "10.0.0.1=b"], "--name names 10.0.0.1 twice"),
        ],
    );
}

#[test]
fn output_goes_to_a_file() {
    accepts("output", &[&["-o", "report.txt"], &["--output", "report.txt"], &["--output=report.txt"]]);
    refuses("output", &[(&["-o"], "a value is required"), (&["-o", "a", "-o", "b"], "cannot be used multiple times")]);
    let output = run(&directory("output"), &["analyze", "lab.pcap", "-o", "no/such/place"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "labcap: no/such/place: can't be written: No such file or directory\n");
}

#[test]
fn the_capture_is_never_written_to() {
    let directory = directory("same");
    let before = fs::read(directory.join("lab.pcap")).expect("the capture");
    let _ = fs::remove_file(directory.join("link.pcap"));
    fs::hard_link(directory.join("lab.pcap"), directory.join("link.pcap")).expect("a link");
    for output in ["lab.pcap", "./lab.pcap", "link.pcap"] {
        let output = run(&directory, &["analyze", "lab.pcap", "-o", output]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("this is the capture being read; nothing was written"));
    }
    let appending = File::options().append(true).open(directory.join("lab.pcap")).expect("the capture");
    let status = labcap(&directory, &["analyze", "lab.pcap", "--format", "lines"]).stdout(appending).stderr(Stdio::null()).status();
    assert_eq!(status.expect("labcap runs").code(), Some(2));
    assert_eq!(fs::read(directory.join("lab.pcap")).expect("the capture"), before);
}

#[test]
fn a_missing_capture_is_named_on_one_line() {
    let output = run(&directory("missing"), &["analyze", "no\u{1b}[31m\n.pcap"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).lines().count(), 1);
    assert!(stderr(&output).starts_with("labcap: no\\x1b[31m\\n.pcap: "), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn completions_and_the_manual() {
    let directory = directory("scripts");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&directory, &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("analyze"), "{shell}");
    }
    assert_eq!(run(&directory, &["completions"]).status.code(), Some(2));
    assert_eq!(run(&directory, &["completions", "cmd"]).status.code(), Some(2));
    let page = run(&directory, &["man"]);
    assert_eq!(page.status.code(), Some(0));
    for part in [".TH labcap 1", ".SH \"LABCAP ANALYZE\"", ".SS EXAMPLES", "tcp:N|udp:N", ".SH \"LABCAP LAB SERVER\""] {
        assert!(stdout(&page).contains(part), "{part}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_with_a_reason() {
    let directory = directory("full");
    let full = File::options().write(true).open("/dev/full").expect("/dev/full");
    let output = labcap(&directory, &["man"]).stdout(full).output().expect("labcap runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "labcap: standard output: write failed: No space left on device\n");
}

#[test]
#[cfg(target_os = "linux")]
fn a_closed_stdout_is_a_failure_and_a_null_device_is_none() {
    let directory = directory("closed");
    let closed = Command::new("sh")
        .args(["-c", "exec \"$0\" man >&-", env!("CARGO_BIN_EXE_labcap")])
        .current_dir(&directory)
        .output()
        .expect("sh runs");
    assert_eq!(closed.status.code(), Some(1));
    assert_eq!(stderr(&closed), "labcap: standard output: write failed: it is closed\n");
    let null = labcap(&directory, &["man"]).stdout(Stdio::null()).status();
    assert_eq!(null.expect("labcap runs").code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let directory = directory("pipe");
    let mut child = labcap(&directory, &["man"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("labcap runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("labcap ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
