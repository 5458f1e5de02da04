//! The scripted socket program, ping and traceroute, over loopback with ports that the kernel chooses.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::process::{Output, Stdio};

use super::lab::{PATIENCE, Program, labcap};

/// A script to its end.
fn socket(lines: &[&str]) -> (Vec<String>, Option<i32>) {
    let (lines, status) = Program::start(labcap(&[&["lab", "socket"], lines].concat())).finish();
    (lines, status.code())
}

/// A script that listens, and where.
fn listening(lines: &[&str]) -> (Program, SocketAddr) {
    let start = ["lab", "socket", "tcp", "bind 0", "listen 1"];
    let program = Program::start(labcap(&[&start, lines].concat()));
    let lines = program.lines_until("listen(1) = 0");
    let port = lines[2].strip_prefix("INFO:root:getsockname() = ('127.0.0.1', ").and_then(|rest| rest.strip_suffix(')'));
    let port: u16 = port.unwrap_or_else(|| panic!("{lines:?}")).parse().expect("a port");
    (program, SocketAddr::from(([127, 0, 0, 1], port)))
}

/// The other side of a script.
fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let connect = format!("connect {}", listener.local_addr().expect("its address"));
    (listener, connect)
}

fn accept(listener: &TcpListener) -> TcpStream {
    let (stream, _) = listener.accept().expect("a client");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

fn calls(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.strip_prefix("INFO:root:").unwrap_or(line)).collect()
}

#[test]
fn each_call_has_its_line() {
    let (server, address) = listening(&["accept", "recv 4", "recv-all 6", "send \"it's\"", "recv-eof", "close", "close"]);
    let connect = format!("connect {address}");
    let client = ["tcp a", "set nodelay", &connect, "send 'halo'", "send 6", "recv 100", "shutdown-write", "recv-eof"];
    let (lines, code) = socket(&client);
    let shown = format!("a.connect(('127.0.0.1', {})) = 0", address.port());
    let expected = [
        "socket(AF_INET, SOCK_STREAM) = a",
        "a.setsockopt(TCP_NODELAY, 1) = 0",
        &shown,
        "a.send(b'halo') = 4",
        "a.send(6) = 6",
        "a.recv(100) = b\"it's\"",
        "a.shutdown(SHUT_WR) = 0",
        "a.recv(65536) = b''",
        "closing",
    ];
    assert_eq!((calls(&lines), code), (expected.to_vec(), Some(0)));
    let (lines, status) = server.finish();
    let calls = calls(&lines);
    assert!(calls[0].starts_with("accept() = (connection, ('127.0.0.1', "), "{calls:?}");
    assert_eq!(calls[1], "recv(4) = b'halo'");
    let last = ["send(b\"it's\") = 4", "recv(65536) = b''", "close() = 0", "close() = 0", "closing"];
    assert_eq!((&calls[calls.len() - 5..], status.code()), (&last[..], Some(0)));
    let echoed: String = calls[2..calls.len() - 5].iter().filter_map(|call| call.split('\'').nth(1)).collect();
    assert_eq!(echoed, "abcdef");
}

#[test]
fn failures_end_the_script_unless_expected() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let connect = format!("connect {free}");
    let shown = format!("connect(('127.0.0.1', {}))", free.port());
    let (lines, code) = socket(&["tcp", &format!("expect-error ECONNREFUSED {connect}"), "close"]);
    let refused = format!("{shown} = [Errno 111] Connection refused");
    assert_eq!((calls(&lines)[1..].to_vec(), code), (vec![&refused[..], "close() = 0", "closing"], Some(0)));
    for (call, error) in [
        (&*connect, format!("{shown}: [Errno 111] Connection refused")),
        (
            &*format!("expect-error ETIMEDOUT {connect}"),
            format!("{shown}: [Errno 111] Connection refused, but should have failed with ETIMEDOUT"),
        ),
        ("expect-error EINVAL bind 0", "the call succeeded, but should have failed with EINVAL".to_owned()),
        ("send 'halo'", "send(b'halo'): [Errno 32] Broken pipe".to_owned()),
        ("recv 1", "recv(1): [Errno 107] Transport endpoint is not connected".to_owned()),
        ("accept", "accept(): [Errno 22] Invalid argument".to_owned()),
    ] {
        let (lines, code) = socket(&["tcp", call, "sleep 60"]);
        let calls = calls(&lines);
        let last = [format!("ERROR: line 2: {error}"), "closing".to_owned()];
        assert_eq!((&calls[calls.len() - 2..], code), (&[&*last[0], &*last[1]][..], Some(1)), "{call}");
    }
}

#[test]
fn every_way_to_close_is_seen_by_the_other_side() {
    let (listener, connect) = listener();
    for (ending, unread, end) in [
        (&["close"][..], "", None),
        (&["shutdown-write", "recv-all 2"], "", None),
        (&["abort"], "", Some(ErrorKind::ConnectionReset)),
        (&["wait-unread 6", "close"], "unread", Some(ErrorKind::ConnectionReset)),
    ] {
        let running = Program::start(labcap(&[&["lab", "socket", "tcp", &connect, "send 'halo'"], ending].concat()));
        let mut stream = accept(&listener);
        stream.read_exact(&mut [0; 4]).expect("what was sent");
        stream.write_all(unread.as_bytes()).expect("sent");
        let result = stream.read(&mut [0; 1]);
        assert_eq!(result.map_err(|error| error.kind()), end.map_or(Ok(0), Err), "{ending:?}");
        if ending[0] == "shutdown-write" {
            stream.write_all(b"ya").expect("the other direction is open");
        }
        let (lines, status) = running.finish();
        assert_eq!(status.code(), Some(0), "{ending:?}: {lines:?}");
    }
}

#[test]
fn too_few_bytes_are_a_failure() {
    let (listener, connect) = listener();
    for call in ["recv-all 5", "wait-unread 5"] {
        let running = Program::start(labcap(&["lab", "socket", "tcp", &connect, call]));
        accept(&listener).write_all(b"halo").expect("sent");
        let (lines, status) = running.finish();
        let error = "ERROR: line 3: the other side closed the connection when 4 of 5 bytes had come";
        assert_eq!((calls(&lines)[lines.len() - 2], status.code()), (error, Some(1)), "{call}");
    }
}

#[test]
fn datagrams_come_and_go() {
    let other = UdpSocket::bind("127.0.0.1:0").expect("a port");
    other.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let address = other.local_addr().expect("its address");
    let send = format!("sendto {address} 'halo'");
    let running = Program::start(labcap(&["lab", "socket", "udp", &send, "recvfrom 2", "sendto sender 3"]));
    let mut buffer = [0; 16];
    let (length, sender) = other.recv_from(&mut buffer).expect("a datagram");
    assert_eq!(&buffer[..length], b"halo");
    other.send_to(b"cut", sender).expect("sent");
    let (length, _) = other.recv_from(&mut buffer).expect("a datagram");
    assert_eq!(&buffer[..length], b"abc");
    let (lines, status) = running.finish();
    let port = address.port();
    let expected = [
        "socket(AF_INET, SOCK_DGRAM) = socket",
        &*format!("sendto(b'halo', ('127.0.0.1', {port})) = 4"),
        &*format!("recvfrom(2) = (b'cu', ('127.0.0.1', {port}))"),
        &*format!("sendto(3, ('127.0.0.1', {port})) = 3"),
        "closing",
    ];
    assert_eq!((calls(&lines), status.code()), (expected.to_vec(), Some(0)));
    drop(other);
    let connect = format!("connect {address}");
    let (lines, code) =
        socket(&["udp", &connect, "send 'halo'", "expect-error ECONNREFUSED recv 1", "set timeout 0.01", "expect-error timeout recv 1"]);
    assert_eq!(code, Some(0), "{lines:?}");
}

#[test]
fn the_kernel_takes_every_option() {
    let options = [
        "nodelay",
        "cork off",
        "quick-ack",
        "keepalive",
        "keepalive-idle 1",
        "keepalive-interval 1",
        "keepalive-count 2",
        "user-timeout 1.5",
        "receive-buffer 4096",
        "send-buffer 4096",
        "mss 536",
        "ttl 9",
        "reuse-address",
        "broadcast",
        "timeout 1",
    ];
    let lines: Vec<String> = options.iter().map(|option| format!("set {option}")).collect();
    let lines: Vec<&str> = [&["tcp"], &lines.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat();
    let (shown, code) = socket(&lines);
    assert_eq!(code, Some(0), "{shown:?}");
    assert_eq!(calls(&shown)[8], "setsockopt(TCP_USER_TIMEOUT, 1500) = 0");
    assert_eq!(calls(&shown)[15], "settimeout(1)");
    let (shown, code) = socket(&["tcp", "set ttl 256"]);
    assert_eq!((calls(&shown)[1], code), ("ERROR: line 2: setsockopt(IP_TTL, 256): [Errno 22] Invalid argument", Some(1)));
}

#[test]
fn large_amounts_are_bounded_and_shortened_in_the_log() {
    let (server, address) = listening(&["accept", "recv-all 3000000", "send 'ya'"]);
    let (lines, code) = socket(&["tcp", &format!("connect {address}"), "send 3000000", "recv 2"]);
    assert_eq!((calls(&lines)[2], code), ("send(3000000) = 3000000", Some(0)));
    let (lines, status) = server.finish();
    assert_eq!(status.code(), Some(0));
    assert!(lines.iter().all(|line| line.len() < 120), "{lines:?}");
}

#[test]
fn waiting_ends_with_its_time_or_a_signal() {
    let (listener, connect) = listener();
    let (lines, code) = socket(&["--limit", "0.2", "tcp", &connect, "recv 1"]);
    let error = "ERROR: recv(1): not done when the time limit of 0.2 s was over";
    assert_eq!((calls(&lines)[2], code), (error, Some(1)));
    let (lines, code) = socket(&["--limit", "0.2", "sleep 60"]);
    assert_eq!(code, Some(1), "{lines:?}");
    for last in ["recv 1", "wait-unread 1", "sleep 60", "accept"] {
        let running = Program::start(labcap(&["lab", "socket", "tcp", &connect, "tcp b", "bind 0", "listen 0", "use socket", last]));
        running.lines_until("listen(0) = 0");
        running.signal("-INT");
        let (lines, status) = running.finish();
        let expected = ["INFO:root:closing", "labcap: interrupted before the end of the script"];
        assert_eq!((&lines[lines.len() - 2..], status.code()), (&expected.map(str::to_owned)[..], Some(130)), "{last}");
    }
    drop(listener);
}

#[test]
fn a_script_may_be_a_file_or_standard_input() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sockets");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("script.txt");
    fs::write(&path, "tcp # a socket\n\nrepeat 2\nbind 0\nend\n").expect("a file");
    // The second bind() is refused: the socket has an address.
    let from_file = labcap(&["lab", "socket", "--script", path.to_str().unwrap()]).output().expect("it ran");
    let mut command = labcap(&["lab", "socket", "--script", "-"]);
    let from_stdin = command.stdin(fs::File::open(&path).expect("the file")).stderr(Stdio::piped()).output().expect("it ran");
    for output in [from_file, from_stdin] {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains("ERROR: line 4: bind(('127.0.0.1', 0)): [Errno 22]"), "{text}");
        assert_eq!(output.status.code(), Some(1));
    }
    fs::write(&path, "tcp\nbnd 0\n").expect("a file");
    let output = labcap(&["lab", "socket", "--script", path.to_str().unwrap()]).output().expect("it ran");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.starts_with(&format!(
        "labcap: {}, line 2: “bnd” is none of the words; nothing was sent. Hint: the words are tcp, ",
        path.display()
    )));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_wrong_script_sends_nothing() {
    let (listener, connect) = listener();
    listener.set_nonblocking(true).expect("non-blocking");
    for (last, words) in [
        ("sned 'halo'", "line 3: “sned” is none of the words; nothing was sent. Hint: the words are tcp, udp"),
        ("set nodely", "line 3: “nodely” is none of the options; nothing was sent. Hint: the options are nodelay"),
        ("send halo", "in quotation marks"),
        ("repeat 2", "repeat and end don't match"),
        ("send 999999999", "expected a number from 0 to"),
        ("\u{1b}[31m", "\\x1b[31m"),
    ] {
        let (lines, code) = socket(&["tcp", &connect, last]);
        assert!(lines.len() == 1 && lines[0].contains(words), "{lines:?}");
        assert_eq!(code, Some(2), "{last}");
    }
    assert_eq!(listener.accept().expect_err("nobody").kind(), ErrorKind::WouldBlock);
}

#[test]
fn wrong_use_of_the_programs_is_refused() {
    for (arguments, words) in [
        (&["socket", "tcp", "--script", "a"][..], "cannot be used with"),
        (&["socket", "tcp", "--limit=-1"], "expected 0, or seconds"),
        (&["ping"], "<HOST>"),
        (&["ping", "127.0.0.1", "--count", "0"], "1..="),
        (&["ping", "127.0.0.1", "--size", "65508"], "expected 0 to 65507"),
        (&["ping", "127.0.0.1", "--ttl", "0"], "1..=255"),
        (&["traceroute", "127.0.0.1", "--hops", "65"], "1..=64"),
    ] {
        let output = labcap(&[&["lab"], arguments].concat()).output().expect("it ran");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(str::from_utf8(&output.stderr).unwrap().contains(words), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let missing = labcap(&["lab", "socket", "--script", "away.txt"]).output().expect("it ran");
    let expected = "labcap: away.txt: can't be read: No such file or directory; nothing was sent\n";
    assert_eq!((str::from_utf8(&missing.stderr).unwrap(), missing.status.code()), (expected, Some(1)));
}

/// What ping says, or `None` where this user may not ping.
fn ping(arguments: &[&str]) -> Option<Output> {
    let output = labcap(&[&["lab", "ping"], arguments].concat()).output().expect("it ran");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    if error.contains("no permission for ICMP sockets") {
        assert!(error.contains("ping_group_range"), "{error}");
        writeln!(std::io::stderr(), "skipped: ping, since this user may not open ICMP sockets").expect("stderr");
        return None;
    }
    Some(output)
}

#[test]
fn this_machine_answers_a_ping() {
    let Some(output) = ping(&["127.0.0.1", "--count", "2", "--interval", "0.01", "--size", "100"]) else {
        return;
    };
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "PING 127.0.0.1 (127.0.0.1) 100(128) bytes of data.");
    for (index, line) in lines[1..3].iter().enumerate() {
        assert!(line.starts_with(&format!("108 bytes from 127.0.0.1: icmp_seq={} ttl=64 time=", index + 1)), "{line}");
    }
    assert_eq!(lines[3..5], ["", "--- 127.0.0.1 ping statistics ---"]);
    assert!(lines[5].starts_with("2 packets transmitted, 2 received, 0% packet loss, time "), "{text}");
    assert!(lines[6].starts_with("rtt min/avg/max/mdev = "), "{text}");
}

#[test]
fn the_way_to_this_machine_has_one_hop() {
    // Where a program happens to use this port it is reached too.
    let output = labcap(&["lab", "traceroute", "127.0.0.1", "--probes", "2"]).output().expect("it ran");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "traceroute to 127.0.0.1 (127.0.0.1), 30 hops max, 60 byte packets");
    assert!(lines[1].starts_with(" 1  127.0.0.1  ") && lines[1].matches(" ms").count() == 2, "{text}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn unknown_hosts_are_said_in_one_line() {
    for program in ["ping", "traceroute"] {
        let output = labcap(&["lab", program, "::1"]).output().expect("it ran");
        assert_eq!(str::from_utf8(&output.stderr).unwrap(), "labcap: ::1: no IPv4 address\n");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    }
}
