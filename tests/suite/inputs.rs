//! Where captures come from, and what happens when they are cut: files, standard input, FIFOs, a missing end.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn labcap(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.arg("analyze").args(arguments).env("LC_ALL", "C.UTF-8").env_remove("COLUMNS");
    command
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

fn piped(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut child = labcap(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may have seen enough before all is written.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Rows of packets only: what is written while reading.
fn packets(output: &[u8]) -> String {
    text(output).lines().filter(|line| !line.starts_with(r#"{"type":"#) || line.starts_with(r#"{"type":"packet""#)).fold(
        String::new(),
        |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        },
    )
}

#[test]
fn a_cut_file_gives_the_beginning_of_what_the_whole_gives() {
    let bytes = fs::read(sample("exercise2-machine1.pcapng")).unwrap();
    for format in ["lines", "csv", "ndjson"] {
        let names = usize::from(format == "csv");
        let whole = packets(&piped(&["-", "--format", format], &bytes).stdout);
        let mut cuts = 0;
        for length in (4..bytes.len()).step_by(11) {
            let output = piped(&["-", "--format", format], &bytes[..length]);
            let rows = packets(&output.stdout);
            assert!(whole.starts_with(&rows), "{format}, cut at {length}");
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 3)), "{format}, cut at {length}: {code:?}");
            if code == Some(3) {
                let message = format!("({} packet", rows.lines().count() - names);
                assert!(text(&output.stderr).contains(&message), "{length}: {}", text(&output.stderr));
                assert!(text(&output.stderr).contains(" at byte "), "{length}: {}", text(&output.stderr));
                cuts += 1;
            }
        }
        assert!(cuts > 100, "{cuts}");
    }
}

#[test]
fn a_cut_file_gives_a_whole_json_document() {
    let bytes = fs::read(sample("exercise2-machine1.pcapng")).unwrap();
    let document = |bytes: &[u8]| {
        let output = piped(&["-", "--format", "json"], bytes);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), document)
    };
    let (code, whole) = document(&bytes);
    assert_eq!((code, whole["capture"]["packets"].as_u64()), (Some(0), Some(12)));
    let whole = whole["packets"].as_array().unwrap();
    for length in (4..bytes.len()).step_by(37) {
        let (code, part) = document(&bytes[..length]);
        assert!(matches!(code, Some(0 | 3)), "cut at {length}: {code:?}");
        let packets = part["packets"].as_array().unwrap();
        assert_eq!(packets[..], whole[..packets.len()], "cut at {length}");
        assert_eq!(part["capture"]["packets"].as_u64(), Some(packets.len() as u64), "cut at {length}");
        assert!(part["flows"].as_array().unwrap().len() <= packets.len(), "cut at {length}");
        let says_so = part["capture"]["statements"].as_array().unwrap().iter().any(|said| said["code"] == "capture.truncated_file");
        assert_eq!(says_so, code == Some(3), "cut at {length}");
    }
}

#[test]
fn an_interrupted_json_document_is_closed() {
    let bytes = fs::read(sample("wireshark_any_sll2.pcap")).unwrap();
    let shown = std::env::temp_dir().join(format!("labcap-interrupted-{}.json", std::process::id()));
    let mut child = labcap(&["-", "--format", "json", "-o", shown.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // Packets without end, until nobody reads them.
    let writer = std::thread::spawn(move || {
        let mut is_read = input.write_all(&bytes).is_ok();
        while is_read {
            is_read = input.write_all(&bytes[24..]).is_ok();
        }
    });
    for _ in 0..600 {
        if fs::metadata(&shown).is_ok_and(|file| file.len() > 0) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    let document: serde_json::Value = serde_json::from_slice(&fs::read(&shown).unwrap()).unwrap();
    fs::remove_file(&shown).unwrap();
    assert!(document["packets"].as_array().unwrap().len() > 10);
    assert_eq!(document["capture"], serde_json::Value::Null);
}

#[test]
fn a_cut_file_says_so_in_its_report() {
    let bytes = fs::read(sample("exercise2-machine1.pcapng")).unwrap();
    let output = piped(&["-"], &bytes[..bytes.len() - 20]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("The file ends in the middle of a record at byte "), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("Packets: 11 · Displayed: 11 (100.0%)"));
}

#[test]
fn standard_input_and_fifos_give_what_the_file_gives() {
    let path = sample("wireshark_any.pcapng");
    let file = labcap(&[path.to_str().unwrap(), "--format", "lines"]).output().unwrap();
    assert_eq!(text(&file.stdout).lines().count(), 200);
    let bytes = fs::read(&path).unwrap();
    assert_eq!(piped(&["-", "--format", "lines"], &bytes).stdout, file.stdout);

    let fifo = std::env::temp_dir().join(format!("labcap-fifo-{}", std::process::id()));
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let child = labcap(&[fifo.to_str().unwrap(), "--format", "lines"]).stdout(Stdio::piped()).spawn().unwrap();
    fs::write(&fifo, &bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    fs::remove_file(&fifo).unwrap();
    assert_eq!(output.stdout, file.stdout);
}

#[test]
fn what_is_no_capture_gets_one_line_that_says_what_it_is() {
    let folder = std::env::temp_dir();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(format!("labcap-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        path
    };
    let empty = file("empty", b"");
    let gzip = file("gzip", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    let words = file("words", b"these are words\n");
    let away = folder.join("labcap-not-there");
    for (path, says) in [
        (&empty, "empty"),
        (&gzip, "gzip -dc FILE | labcap analyze -"),
        (&words, "not a pcap or pcapng capture"),
        (&away, "o such file"),
        (&folder, "directory"),
    ] {
        let output = labcap(&[path.to_str().unwrap()]).output().unwrap();
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(output.stdout.is_empty());
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(message.starts_with(&format!("labcap: {}: ", path.display())) && message.contains(says), "{message}");
    }
    for path in [empty, gzip, words] {
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn writing_that_fails_is_told_and_a_reader_that_leaves_is_not() {
    let path = sample("wireshark_any.pcapng");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = labcap(&[path.to_str().unwrap()]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("write failed"), "{}", text(&output.stderr));

    for format in ["ndjson", "json", "csv", "lines"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = labcap(&[path.to_str().unwrap(), "--format", format]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert_eq!(text(&output.stderr), "labcap: standard output: write failed: No space left on device\n", "{format}");
        let script = format!(
            "'{}' analyze '{}' '{1}' '{1}' --format {format} | head -1; exit ${{PIPESTATUS[0]}}",
            env!("CARGO_BIN_EXE_labcap"),
            path.display()
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{format}");
    }
}
