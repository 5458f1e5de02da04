//! Live capture, with real packets on loopback: what is caught, recorded, left out and told, and what ends it.
//!
//! Capturing takes rights that not everybody has: without them these tests say on standard error that they are skipped, and why.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use labcap::capture::CaptureFile;

/// Longest wait for anything: far more than a slow machine takes, and the end of a test that would hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// An ordinary user without rights, on every Linux.
const NOBODY: u32 = 65534;

/// Whether this process may capture; if not, says that the test is skipped.
fn may_capture() -> bool {
    let output = labcap(&["live", "lo", "--duration", "1ms", "--format", "lines"]).output().expect("it starts");
    if output.status.success() {
        return true;
    }
    let reason = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(reason.contains("no permission"), "{reason}");
    skip(&reason);
    false
}

/// Whoever reads the test's output has to know. Not through the print macros: the test runner would hide it.
fn skip(reason: &str) {
    let _ = writeln!(io::stderr(), "live: SKIPPED: {}", reason.trim_end());
}

fn labcap(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.args(arguments).stdin(Stdio::null()).env_remove("SSH_CONNECTION").env_remove("SUDO_UID").env("LC_ALL", "C");
    command
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A capture that runs.
struct Live {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
    stdout: Option<thread::JoinHandle<String>>,
}

/// What a capture left.
struct Ended {
    status: ExitStatus,
    stdout: String,
    stderr: String,
}

impl Live {
    /// Starts one and waits until it catches.
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut stdout = child.stdout.take().expect("a pipe");
        let reader = thread::spawn(move || {
            let mut text = String::new();
            stdout.read_to_string(&mut text).expect("UTF-8");
            text
        });
        let mut line = String::new();
        stderr.read_line(&mut line).expect("a line");
        assert!(line.starts_with("labcap: capturing on"), "{line}");
        Self { child, stderr, stdout: Some(reader) }
    }

    fn with(arguments: &[&str]) -> Self {
        Self::start(labcap(&[&["live"], arguments].concat()))
    }

    fn signal(&self, name: &str) {
        // The shell's own kill: the program of that name isn't on every machine.
        let status = Command::new("sh").args(["-c", &format!("kill {name} {}", self.child.id())]).status();
        assert!(status.expect("a shell").success());
    }

    fn interrupt(self) -> Ended {
        self.signal("-INT");
        self.end()
    }

    /// Waits for its end.
    fn end(mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its state") {
                break status;
            }
            assert!(Instant::now() < deadline, "it still runs");
            thread::sleep(Duration::from_millis(5));
        };
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).expect("UTF-8");
        let stdout = self.stdout.take().expect("once").join().expect("read");
        Ended { status, stdout, stderr }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A socket that others can send to, and one that sends to it.
fn sockets() -> (UdpSocket, UdpSocket, u16) {
    let receiver = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let sender = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = receiver.local_addr().expect("its address").port();
    sender.connect((Ipv4Addr::LOCALHOST, port)).expect("an address");
    (receiver, sender, port)
}

fn send(sender: &UdpSocket, count: usize) {
    for _ in 0..count {
        sender.send(b"halo").expect("sent");
    }
}

/// The packets of a capture, which must be whole.
fn packets(path: &Path) -> usize {
    let mut capture = CaptureFile::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut count = 0;
    while let Some(frame) = capture.next_frame().unwrap_or_else(|damage| panic!("{}: {damage}", path.display())) {
        assert!(frame.time.is_some() && frame.decimals == 9);
        count += 1;
    }
    count
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn what_was_sent_before_the_signal_is_in_the_file() {
    if !may_capture() {
        return;
    }
    let path = folder("bursts").join("burst.pcapng");
    for link in ["lo", "any"] {
        for _ in 0..3 {
            let (_receiver, sender, port) = sockets();
            let live = Live::with(&[link, "-f", &format!("udp port {port}"), "--write", text(&path), "--quiet"]);
            send(&sender, 500);
            let ended = live.interrupt();
            assert_eq!((ended.status.code(), packets(&path)), (Some(0), 500), "{link}: {}", ended.stderr);
            assert!(ended.stderr.starts_with(&format!("labcap: {link}: 500 packets captured, ")), "{}", ended.stderr);
            assert!(ended.stderr.contains(", 0 dropped by kernel, 0 dropped by labcap, 500 written to "), "{}", ended.stderr);
        }
    }
}

#[test]
fn packets_are_explained_as_they_come_and_the_story_follows() {
    if !may_capture() {
        return;
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("its address");
    let filter = format!("tcp port {}", address.port());
    let mut command = labcap(&["live", "lo", "-f", &filter, "--lang", "en"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    stderr.read_line(&mut String::new()).expect("a line");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));

    let mut client = TcpStream::connect(address).expect("a connection");
    let (mut server, _) = listener.accept().expect("a connection");
    // Nothing ends yet: the handshake is shown at once, or this waits for ever.
    let mut shown = String::new();
    while !shown.contains("the connection is open (third of three)") {
        assert!(stdout.read_line(&mut shown).expect("a line") > 0, "{shown}");
    }
    client.write_all(b"halo").expect("sent");
    let mut received = [0; 4];
    server.read_exact(&mut received).expect("received");
    server.write_all(&received).expect("sent");
    client.read_exact(&mut received).expect("received");
    drop(client);
    assert_eq!(server.read(&mut received).expect("the end"), 0);
    drop(server);
    let live = Live {
        child,
        stderr,
        stdout: Some(thread::spawn(move || {
            stdout.read_to_string(&mut shown).expect("UTF-8");
            shown
        })),
    };
    let ended = live.interrupt();
    assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
    for expected in ["live · lo (ETHERNET)", " · closed\n", "Story\n", "repeats, byte by byte, what", "Packets: "] {
        assert!(ended.stdout.contains(expected), "{expected}: {}", ended.stdout);
    }
    let rows = ended.stdout.split("\nlo\n").next().expect("rows");
    assert_eq!(rows.matches("[SYN]").count(), 1, "{rows}");
}

#[test]
fn counts_and_times_end_a_capture() {
    if !may_capture() {
        return;
    }
    let (_receiver, sender, port) = sockets();
    let filter = format!("udp port {port}");
    let live = Live::with(&["lo", "-f", &filter, "--count", "3", "--format", "ndjson"]);
    send(&sender, 10);
    let ended = live.end();
    let kinds: Vec<_> = ended.stdout.lines().map(|line| line.split('"').nth(3).unwrap_or_default()).collect();
    assert_eq!((ended.status.code(), kinds), (Some(0), vec!["packet", "packet", "packet", "flow", "capture"]), "{}", ended.stdout);
    for format in ["csv", "json"] {
        let live = Live::with(&["lo", "-f", &filter, "--count", "3", "--format", format]);
        send(&sender, 10);
        let ended = live.end();
        assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
        if format == "csv" {
            assert_eq!(ended.stdout.lines().count(), 4, "{}", ended.stdout);
            continue;
        }
        let document: serde_json::Value = serde_json::from_str(&ended.stdout).expect("JSON");
        let count = |list: &str| document[list].as_array().map(Vec::len);
        assert_eq!((count("packets"), count("flows"), &document["capture"]["packets"]), (Some(3), Some(1), &3.into()));
        assert_eq!(document["capture"]["files"][0]["packets"], 3);
    }
    let ended = Live::with(&["lo", "-f", &filter, "--duration", "50ms", "--format", "lines"]).end();
    assert_eq!((ended.status.code(), ended.stdout.as_str()), (Some(0), ""));
}

#[test]
fn a_killed_recording_lacks_at_most_the_last_second() {
    if !may_capture() {
        return;
    }
    let path = folder("killed").join("killed.pcapng");
    let (_receiver, sender, port) = sockets();
    let live = Live::with(&["lo", "-f", &format!("udp port {port}"), "--write", text(&path), "--quiet"]);
    send(&sender, 100);
    // However slow this machine is: they come into the file without being asked for.
    let deadline = Instant::now() + PATIENCE;
    while packets(&path) < 100 {
        assert!(Instant::now() < deadline, "{} packets", packets(&path));
        thread::sleep(Duration::from_millis(20));
    }
    send(&sender, 100);
    live.signal("-KILL");
    live.end();
    let count = packets(&path);
    assert!((100..=200).contains(&count), "{count}");
}

#[test]
fn files_take_turns_and_the_oldest_go() {
    if !may_capture() {
        return;
    }
    let folder = folder("turns");
    let (_receiver, sender, port) = sockets();
    let path = folder.join("row.pcapng");
    let filter = format!("udp port {port}");
    let live = Live::with(&["lo", "-f", &filter, "--write", text(&path), "--quiet", "--rotate-size", "4096", "--keep", "3"]);
    send(&sender, 500);
    let ended = live.interrupt();
    assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
    let files: BTreeSet<PathBuf> = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(files.len(), 3, "{files:?}");
    let counts: Vec<usize> = files.iter().map(|file| packets(file)).collect();
    // 4096 bytes hold some 40 packets of 46 bytes with their headers.
    assert!(counts[0] == counts[1] && counts[2] <= counts[0] && counts[0] < 60, "{counts:?}");
    assert!(ended.stderr.contains("500 packets captured") && ended.stderr.contains("500 written to "), "{}", ended.stderr);
}

#[test]
fn the_terminals_own_connection_is_left_out_and_counted() {
    if !may_capture() {
        return;
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("its address");
    let own = TcpStream::connect(address).expect("a connection");
    let client = own.local_addr().expect("its address");
    let (mut served, _) = listener.accept().expect("a connection");
    let filter = format!("tcp port {}", address.port());
    for (flags, expected) in [(&[][..], 0), (&["--with-ssh"][..], 1)] {
        let mut command = labcap(&[&["live", "lo", "-f", &filter, "--format", "ndjson"], flags].concat());
        command.env("SSH_CONNECTION", format!("127.0.0.1 {} 127.0.0.1 {}", client.port(), address.port()));
        let live = Live::start(command);
        served.write_all(b"a line on the screen").expect("sent");
        drop(TcpStream::connect(address).expect("another connection"));
        let ended = live.interrupt();
        let is_flow_of = |line: &&str, port: u16| line.starts_with(r#"{"type":"flow""#) && line.contains(&format!("127.0.0.1:{port}\""));
        let shows = |port: u16| ended.stdout.lines().filter(|line| is_flow_of(line, port)).count();
        assert_eq!(shows(client.port()), expected, "{}", ended.stdout);
        assert_eq!(ended.stdout.contains("\"capture.own_connection\""), expected == 0, "{}", ended.stdout);
        assert_eq!(ended.stderr.contains("2 of this terminal's SSH connection left out"), expected == 0, "{}", ended.stderr);
    }
}

#[test]
fn rights_are_given_up_before_packets_are_looked_at() {
    if !may_capture() || !is_root() {
        return;
    }
    // Where everybody can go, which isn't so of every checkout.
    let folder = std::env::temp_dir().join(format!("labcap-rights-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    std::os::unix::fs::chown(&folder, Some(NOBODY), Some(NOBODY)).expect("root may");
    let path = folder.join("own.pcapng");
    let mut command = labcap(&["live", "lo", "--write", text(&path)]);
    command.env("SUDO_UID", NOBODY.to_string()).env("SUDO_GID", NOBODY.to_string());
    for (mut command, user) in [(command, NOBODY), (labcap(&["live", "lo"]), 0)] {
        command.stderr(Stdio::piped());
        let live = Live::start(command);
        let mut threads = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", live.child.id())).expect("its threads") {
            let status = fs::read_to_string(thread.expect("a thread").path().join("status")).expect("its state");
            let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
            assert_eq!(field("Uid:"), vec![user.to_string(); 4].join("\t"));
            for set in ["CapEff:", "CapPrm:", "CapInh:", "CapAmb:"] {
                assert_eq!(field(set), "0000000000000000", "{set}");
            }
            assert_eq!(field("NoNewPrivs:"), "1");
            threads += 1;
        }
        assert!(threads >= 2, "{threads}");
        assert_eq!(live.interrupt().status.code(), Some(0));
    }
    assert_eq!(std::os::unix::fs::MetadataExt::uid(&fs::metadata(&path).expect("a file")), NOBODY);
    fs::remove_dir_all(&folder).expect("removed");
}

fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let is_root = status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"));
    if !is_root {
        skip("only root has rights to give up");
    }
    is_root
}

#[test]
fn who_may_not_capture_is_told_three_ways() {
    if !is_root() {
        return;
    }
    let mut command = labcap(&["live", "lo"]);
    let Ok(output) = command.uid(NOBODY).gid(NOBODY).output() else {
        return skip("another user can't run the program from this folder");
    };
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.starts_with("labcap: lo: no permission to capture. Hint: "), "{stderr}");
    assert!(["sudo", "setcap", "unshare"].iter().all(|way| stderr.contains(way)), "{stderr}");
    assert_eq!(stderr.lines().count(), 1);
}

#[test]
fn what_cannot_be_done_is_said_in_one_line() {
    if !may_capture() {
        return;
    }
    for (arguments, code, expected) in [
        (&["no-such-0"][..], 1, "labcap: no-such-0: no such interface. Hint: labcap interfaces lists"),
        (&["any", "lo"], 2, "labcap: `any` is all interfaces already, so it stands alone\n"),
        (&["lo", "-f", "host example.com"], 2, "labcap: -f: `example.com` is no address"),
        (&["lo", "-f", "tcp and and"], 2, "labcap: -f: not a BPF filter: "),
        (
            &["lo", "--write", "/no/such/folder/x.pcapng"],
            1,
            "labcap: /no/such/folder/x.pcapng: can't be written: No such file or directory",
        ),
        (&["lo", "--write", "/dev/full"], 1, "labcap: /dev/full: can't be written: No space left on device"),
        (&["lo", "--write", "-", "--rotate-size", "1MB"], 2, "labcap: standard output can't be rotated\n"),
        (&["lo", "--write", "x.pcapng", "--keep", "2"], 2, "labcap: --keep is for files that take turns. Hint: "),
        (&["lo", "--write", "x.pcapng", "-o", "./x.pcapng"], 2, "labcap: --write and --output name the same file\n"),
        (&["lo", "--write", "x.pcapng", "-q", "--format", "lines"], 2, "labcap: nothing is explained, so flags"),
        (&["lo", "--write", "-", "--filter", "udp"], 2, "labcap: nothing is explained, so flags"),
        (&["lo", "--list"], 2, "labcap: --list is for --format markdown"),
        (&["lo", "--quiet"], 2, "labcap: the following required arguments were not provided: --write <FILE>. Hint: "),
        (&["lo", "--netns", "no-such-namespace"], 1, "labcap: no-such-namespace: no such network namespace. Hint: `ip netns` lists them\n"),
        (&["lo", "--pid", "4194304"], 1, "labcap: process 4194304: there is none with this number\n"),
    ] {
        let output = labcap(&[&["live"], arguments].concat()).output().expect("it starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(code) && stderr.starts_with(expected), "{arguments:?}: {stderr}");
        assert!(stderr.lines().count() == 1 && output.stdout.is_empty(), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    if !may_capture() {
        return;
    }
    let (_receiver, sender, port) = sockets();
    let mut command = labcap(&["live", "lo", "-f", &format!("udp port {port}"), "--format", "lines"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    stderr.read_line(&mut String::new()).expect("a line");
    drop(child.stdout.take());
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        send(&sender, 1);
        if let Some(status) = child.try_wait().expect("its state") {
            break status;
        }
        assert!(Instant::now() < deadline, "it still runs");
        thread::sleep(Duration::from_millis(20));
    };
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("UTF-8");
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
}

#[test]
fn every_signal_ends_it_in_order() {
    if !may_capture() {
        return;
    }
    let path = folder("signals").join("signal.pcapng");
    // Under nohup a hang-up ends nothing, neither this test nor what it starts.
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).expect("a mask");
    let is_under_nohup = u64::from_str_radix(ignored.trim(), 16).expect("a mask") & 1 != 0;
    let signals = if is_under_nohup { &["-INT", "-TERM"][..] } else { &["-INT", "-TERM", "-HUP"] };
    if is_under_nohup {
        skip("a hang-up is ignored here, as under nohup");
    }
    for signal in signals {
        let (_receiver, sender, port) = sockets();
        let live = Live::with(&["lo", "-f", &format!("udp port {port}"), "--write", text(&path)]);
        send(&sender, 3000);
        live.signal(signal);
        let ended = live.end();
        assert_eq!((ended.status.code(), packets(&path)), (Some(0), 3000), "{signal}: {}", ended.stderr);
        assert!(ended.stdout.contains("Packets: 3000 "), "{signal}: no story");
        assert!(ended.stderr.contains("3000 packets captured") && ended.stderr.contains("0 dropped by labcap"), "{}", ended.stderr);
    }
}

/// A capture whose output nobody takes: what is recorded is whole, and a signal ends it all the same.
#[test]
fn a_reader_that_stands_still_holds_up_nothing() {
    if !may_capture() {
        return;
    }
    let path = folder("stalled").join("stalled.pcapng");
    for flags in [&["--write", text(&path)][..], &[]] {
        let (_receiver, sender, port) = sockets();
        let filter = format!("udp port {port}");
        let mut command = labcap(&[&["live", "lo", "-f", &filter, "--format", "ndjson"], flags].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        stderr.read_line(&mut String::new()).expect("a line");
        send(&sender, 5000);
        let stdout = child.stdout.take();
        let live = Live { child, stderr, stdout: Some(thread::spawn(String::new)) };
        let ended = live.interrupt();
        assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
        assert!(ended.stderr.contains(" packets captured, ") && ended.stderr.contains("weren't read to their end"), "{}", ended.stderr);
        drop(stdout);
    }
    assert_eq!(packets(&path), 5000);
}

#[test]
fn a_recording_goes_on_without_a_reader() {
    if !may_capture() {
        return;
    }
    let path = folder("unread").join("unread.pcapng");
    let (_receiver, sender, port) = sockets();
    let filter = format!("udp port {port}");
    let mut command = labcap(&["live", "lo", "-f", &filter, "--write", text(&path), "--format", "lines"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    stderr.read_line(&mut String::new()).expect("a line");
    drop(child.stdout.take());
    for _ in 0..20 {
        send(&sender, 50);
        thread::sleep(Duration::from_millis(10));
    }
    let ended = Live { child, stderr, stdout: Some(thread::spawn(String::new)) }.interrupt();
    assert_eq!((ended.status.code(), packets(&path)), (Some(0), 1000), "{}", ended.stderr);
    assert!(ended.stderr.contains("1000 packets captured"), "{}", ended.stderr);
}

/// The two ends of a virtual cable, captured on by name: each packet comes twice, in order.
#[test]
fn packets_of_several_interfaces_come_in_order() {
    let Some(ip) = ip() else { return };
    if !may_capture() || !is_root() {
        return;
    }
    let set_up = format!(
        "echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6; {ip} link add v0 type veth peer name v1 && {ip} address add 10.9.0.1/24 dev v0 && \
         {ip} link set v0 up && {ip} link set v1 up && {ip} neighbour add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0 && echo ready && exec timeout 30 cat"
    );
    let mut holder = Command::new("unshare");
    let mut holder = holder.args(["-n", "sh", "-c", &set_up]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("unshare");
    let mut ready = String::new();
    BufReader::new(holder.stdout.take().expect("a pipe")).read_line(&mut ready).expect("a line");
    if ready != "ready\n" {
        holder.wait().expect("its end");
        return skip("no virtual cables here");
    }
    let pid = holder.id().to_string();
    let path = folder("several").join("several.pcapng");
    let live = Live::with(&["v0", "v1", "--pid", &pid, "--write", text(&path), "--format", "ndjson"]);
    let send = "exec 3>/dev/udp/10.9.0.2/9; for i in $(seq 200); do echo $i >&3; done";
    let sent = Command::new("nsenter").args(["-n", "-t", &pid, "bash", "-c", send]).status();
    assert!(sent.expect("nsenter").success());
    let ended = live.interrupt();
    assert_eq!(packets(&path), 400, "{}", ended.stderr);
    // A socket counts its packets from where chance has it, and an identification of 0 proves nothing.
    let unmarked = labcap(&["analyze", text(&path), "-Y", "ip.id == 0", "--format", "lines"]).output().expect("it ran");
    let unmarked = String::from_utf8_lossy(&unmarked.stdout).lines().count() / 2;
    assert_eq!(ended.stdout.matches("\"packet.duplicate\"").count() + unmarked, 200);
    assert!(!ended.stdout.contains("capture.time_backwards"));
    drop(holder.stdin.take());
    assert!(holder.wait().expect("its end").success());
}

#[test]
fn a_recording_can_be_piped_into_an_analysis() {
    if !may_capture() {
        return;
    }
    let (_receiver, sender, port) = sockets();
    let mut live = labcap(&["live", "lo", "-f", &format!("udp port {port}"), "--write", "-", "--count", "2"]);
    let mut live = live.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stderr = BufReader::new(live.stderr.take().expect("a pipe"));
    stderr.read_line(&mut String::new()).expect("a line");
    let mut analyze = labcap(&["analyze", "-", "--format", "lines"]);
    let analyze = analyze.stdin(live.stdout.take().expect("a pipe")).stdout(Stdio::piped()).spawn().expect("it starts");
    send(&sender, 2);
    let output = analyze.wait_with_output().expect("its output");
    assert!(live.wait().expect("its end").success() && output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
}

#[test]
fn interfaces_are_listed_and_one_is_advised() {
    let output = labcap(&["interfaces"]).env("COLUMNS", "200").output().expect("it starts");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(stdout.lines().any(|line| line.starts_with("lo ") && line.contains("127.0.0.1/8")), "{stdout}");
    assert!(stdout.contains("A lab wants `any`"), "{stdout}");
}

#[test]
fn the_doctor_tries_and_advises() {
    let output = labcap(&["doctor"]).env("COLUMNS", "300").output().expect("it starts");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let line = |what: &str| stdout.lines().find(|line| line.starts_with(what)).unwrap_or_else(|| panic!("{what}: {stdout}"));
    let works = |what: &str| line(what).contains("works");
    assert!(works("files") && output.stderr.is_empty(), "{stdout}");
    assert_eq!(works("live capture"), may_capture(), "{stdout}");
    assert_eq!(output.status.success(), works("live capture") && works("lab machines"), "{stdout}");
    for what in ["live capture", "lab machines", "limited rate", "delay and loss", "no offload"] {
        // What doesn't work has an advice in the last column, far to the right.
        assert!(works(what) || line(what).split("  ").filter(|cell| !cell.trim().is_empty()).count() == 4, "{stdout}");
    }
}

/// Needs a network of its own, so that an interface can be taken away.
#[test]
fn an_interface_that_vanishes_ends_it_cleanly() {
    let Some(ip) = ip() else { return };
    let path = folder("vanishing").join("vanishing.pcapng");
    let script = format!(
        "set -e; {ip} link add v0 type veth peer name v1; {ip} link set v0 up; {ip} link set v1 up; \
         exec 3>&1; \"$0\" live v0 --write \"$1\" --quiet 2>&1 >&3 | while read -r line; do echo \"$line\"; \
         case $line in *capturing*) {ip} link del v0;; esac; done"
    );
    let arguments = [OsStr::new("-c"), OsStr::new(&script), OsStr::new(env!("CARGO_BIN_EXE_labcap")), path.as_os_str()];
    let own_network = if is_root() { "-n" } else { "-Urn" };
    let output = Command::new("timeout").args(["30", "unshare"]).arg(own_network).arg("sh").args(arguments).output().expect("unshare");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if stderr.contains("unshare") || stderr.contains("not permitted") || stderr.contains("Unknown device type") {
        return skip(&stderr);
    }
    assert!(stdout.contains("labcap: v0: the interface is gone; what it brought before is kept"), "{stdout}{stderr}");
    assert!(packets(&path) < 20);
}

/// A network of its own, as a container has, held by a process.
#[test]
fn another_network_can_be_captured_in() {
    let Some(ip) = ip() else { return };
    if !may_capture() || !is_root() {
        return;
    }
    let mut holder = Command::new("unshare");
    holder.args(["-n", "sh", "-c", &format!("{ip} link set lo up && echo ready && exec timeout 30 cat")]);
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("unshare");
    let mut ready = String::new();
    BufReader::new(holder.stdout.take().expect("a pipe")).read_line(&mut ready).expect("a line");
    assert_eq!(ready, "ready\n");
    let pid = holder.id().to_string();
    for place in [["--pid", &pid], ["--netns", &format!("/proc/{pid}/ns/net")]] {
        let live = Live::with(&[&["lo", "--count", "1", "--format", "lines"], &place[..]].concat());
        let sent = Command::new("nsenter").args(["-n", "-t", &pid, "bash", "-c", "echo halo >/dev/udp/127.0.0.1/4242"]).status();
        assert!(sent.expect("nsenter").success());
        let ended = live.end();
        assert!(ended.stdout.contains(" → 4242 Len=5"), "{place:?}: {}{}", ended.stdout, ended.stderr);
    }
    drop(holder.stdin.take());
    assert!(holder.wait().expect("its end").success());
}

/// The path of `ip`; without it says that the test is skipped.
fn ip() -> Option<&'static str> {
    let path = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"].into_iter().find(|path| Path::new(path).exists());
    if path.is_none() {
        skip("no `ip` (package iproute2)");
    }
    path
}
