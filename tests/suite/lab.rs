//! The lab's programs, over real sockets on loopback, with ports that the kernel chooses. Nothing here waits longer than [`PATIENCE`].

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for anything: far more than a slow machine takes, and the end of a test that would hang.
pub const PATIENCE: Duration = Duration::from_secs(30);

const SENTENCE: &str = "INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ";

/// A program that runs beside the test, and is killed when the test ends however it ends.
pub struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Program {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = channel();
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// A server on a free port of 127.0.0.1, once it listens, and where.
    fn server(arguments: &[&str]) -> (Self, SocketAddr) {
        Self::listening(labcap(&[&["lab", "server", "--port", "0"], arguments].concat()))
    }

    fn listening(command: Command) -> (Self, SocketAddr) {
        let server = Self::start(command);
        let line = server.line();
        let port = line.strip_prefix("INFO:root:starting up on ('127.0.0.1', ").and_then(|rest| rest.strip_suffix(')'));
        let port = port.unwrap_or_else(|| panic!("{line}")).parse().expect("a port");
        (server, SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
    }

    pub fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("another line")
    }

    /// The lines up to the first that ends with `last`.
    pub fn lines_until(&self, last: &str) -> Vec<String> {
        let mut lines = vec![self.line()];
        while !lines.last().is_some_and(|line| line.ends_with(last)) {
            lines.push(self.line());
        }
        lines
    }

    /// The lines up to its end, and how it ended.
    pub fn finish(mut self) -> (Vec<String>, ExitStatus) {
        let deadline = Instant::now() + PATIENCE;
        let mut lines = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            lines.push(line);
        }
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its state") {
                break status;
            }
            assert!(Instant::now() < deadline, "it still runs");
            thread::sleep(Duration::from_millis(5));
        };
        (lines, status)
    }

    pub fn signal(&self, name: &str) {
        // The shell's own kill: the program of that name isn't on every machine.
        let status = Command::new("sh").args(["-c", &format!("kill {name} {}", self.child.id())]).status();
        assert!(status.expect("a shell").success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn labcap(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A client to its end.
fn client(server: SocketAddr, arguments: &[&str]) -> Output {
    started_client(server, arguments).finish_as_output()
}

fn started_client(server: SocketAddr, arguments: &[&str]) -> Program {
    let port = server.port().to_string();
    Program::start(labcap(&[&["lab", "client", "127.0.0.1", &port], arguments].concat()))
}

impl Program {
    fn finish_as_output(self) -> Output {
        let (lines, status) = self.finish();
        let stderr = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>().into_bytes();
        Output { status, stdout: Vec::new(), stderr }
    }
}

/// A file of this test's own.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lab");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, content).expect("a file");
    path
}

/// What was logged, with the addresses of the course in place of the test's ports.
fn masked(lines: &[u8]) -> String {
    let text = str::from_utf8(lines).expect("UTF-8");
    let mask = |line: &str| match line.rsplit_once(", ") {
        Some((start, _)) if line.ends_with(')') => format!("{start}, PORT)\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(mask).collect()
}

fn masked_lines(lines: &[String]) -> String {
    masked(lines.join("\n").as_bytes())
}

/// One exchange by hand.
fn echo(stream: &mut TcpStream, text: &str) {
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.write_all(text.as_bytes()).expect("sent");
    let mut received = vec![0; text.len()];
    stream.read_exact(&mut received).expect("an echo");
    assert_eq!(received, text.as_bytes());
}

#[test]
fn exercise_2_prints_the_lines_of_the_report() {
    let (server, address) = Program::server(&[]);
    let output = client(address, &[]);
    assert_eq!(output.status.code(), Some(0));
    let expected = "\
INFO:root:connecting to ('127.0.0.1', PORT)
INFO:root:sending INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ
INFO:root:b'INI ADALAH DATA '
INFO:root:b'YANG DIKIRIM ABC'
INFO:root:b'DEFGHIJKLMNOPQ'
INFO:root:closing
";
    assert_eq!(masked(&output.stderr), expected);
    let expected = "\
INFO:root:waiting for a connection
INFO:root:connection from ('127.0.0.1', PORT)
INFO:root:received b'INI ADALAH DATA YANG DIKIRIM ABC'
INFO:root:sending back data
INFO:root:received b'DEFGHIJKLMNOPQ'
INFO:root:sending back data
INFO:root:received b''
INFO:root:waiting for a connection
";
    let mut lines = server.lines_until("received b''");
    lines.push(server.line());
    assert_eq!(masked_lines(&lines), expected);
}

#[test]
fn exercise_3_ends_with_a_reset() {
    let (server, address) = Program::server(&[]);
    let path = file("file_dikirim.txt", b"Halo server mesin 1, ini Client");
    let output = client(address, &["--file", path.to_str().unwrap(), "--leave-unread"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!(
        "\
INFO:root:connecting to ('127.0.0.1', PORT)
INFO:root:sending {SENTENCE}
INFO:root:b'INI ADALAH DATA '
INFO:root:b'YANG DIKIRIM ABC'
INFO:root:b'DEFGHIJKLMNOPQ'
INFO:root:File '{}' sent successfully.
INFO:root:closing
",
        path.display()
    );
    assert_eq!(masked(&output.stderr), expected);
    let expected = "\
INFO:root:waiting for a connection
INFO:root:connection from ('127.0.0.1', PORT)
INFO:root:received b'INI ADALAH DATA YANG DIKIRIM ABC'
INFO:root:sending back data
INFO:root:received b'DEFGHIJKLMNOPQ'
INFO:root:sending back data
INFO:root:received b'Halo server mesin 1, ini Client'
INFO:root:sending back data
INFO:root:ERROR: [Errno 104] Connection reset by peer
INFO:root:closing
";
    let (lines, status) = server.finish();
    assert_eq!(masked_lines(&lines), expected);
    assert_eq!(status.code(), Some(1));
}

#[test]
fn exercise_4_serves_one_client_after_the_other() {
    let (server, address) = Program::server(&[]);
    let path = file("file_mesin2.txt", b"Halo Server, ini Pesan dari Mesin 2");
    let arguments = ["--file", path.to_str().unwrap(), "--read-file-echo", "--delay", "0.3"];
    let first = started_client(address, &arguments);
    // The second connects while the first is being served.
    first.lines_until("DEFGHIJKLMNOPQ'");
    let second = client(address, &arguments);
    let (lines, status) = first.finish();
    assert_eq!((status.code(), second.status.code()), (Some(0), Some(0)));
    let last = format!(
        "INFO:root:File '{}' sent successfully.\nINFO:root:b'Halo Server, ini Pesan dari Mesi'\nINFO:root:b'n 2'\nINFO:root:closing\n",
        path.display()
    );
    assert_eq!(masked_lines(&lines), last);
    assert!(masked(&second.stderr).ends_with(&last));
    let served = "\
INFO:root:waiting for a connection
INFO:root:connection from ('127.0.0.1', PORT)
INFO:root:received b'INI ADALAH DATA YANG DIKIRIM ABC'
INFO:root:sending back data
INFO:root:received b'DEFGHIJKLMNOPQ'
INFO:root:sending back data
INFO:root:received b'Halo Server, ini Pesan dari Mesi'
INFO:root:sending back data
INFO:root:received b'n 2'
INFO:root:sending back data
INFO:root:received b''
";
    for _ in 0..2 {
        assert_eq!(masked_lines(&server.lines_until("received b''")), served);
    }
}

#[test]
fn threads_serve_clients_at_once() {
    let (server, address) = Program::server(&["--threads"]);
    let mut first = TcpStream::connect(address).unwrap();
    let mut second = TcpStream::connect(address).unwrap();
    for _ in 0..3 {
        echo(&mut second, "second");
        echo(&mut first, "first");
    }
    // A reset ends one connection and nothing else.
    first.write_all(b"unread").unwrap();
    server.lines_until("received b'unread'");
    while first.peek(&mut [0; 8]).unwrap() < 6 {
        thread::sleep(Duration::from_millis(5));
    }
    drop(first);
    server.lines_until("ERROR: [Errno 104] Connection reset by peer");
    echo(&mut second, "still here");
}

#[test]
fn clients_that_never_read_hold_up_nobody() {
    let (server, address) = Program::server(&["--threads", "--read", "65536"]);
    let stuck: Vec<TcpStream> = (0..3).map(|_| fill(address)).collect();
    let mut honest = TcpStream::connect(address).unwrap();
    for _ in 0..10 {
        echo(&mut honest, SENTENCE);
    }
    drop(stuck);
    server.signal("-INT");
    let (lines, status) = server.finish();
    assert_eq!((lines.last().unwrap().as_str(), status.code()), ("INFO:root:closing", Some(0)));
}

/// A client that sends until the server's kernel takes no more, and reads nothing.
fn fill(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
    // Not for ever, however large the kernel's buffers are.
    for _ in 0..1000 {
        if stream.write(&[b'x'; 65536]).is_err() {
            break;
        }
    }
    stream
}

#[test]
fn the_513th_client_takes_the_place_of_the_one_silent_longest() {
    let (server, address) = Program::server(&["--threads"]);
    let mut honest = TcpStream::connect(address).unwrap();
    let mut clients = Vec::new();
    for _ in 0..600 {
        clients.push(TcpStream::connect(address).unwrap());
        echo(&mut honest, "a");
    }
    echo(&mut honest, SENTENCE);
    server.signal("-TERM");
    let (lines, status) = server.finish();
    assert_eq!(status.code(), Some(0));
    let count = |words: &str| lines.iter().filter(|line| line.contains(words)).count();
    assert_eq!(count("connection from ('127.0.0.1', ") - count("closing connection from"), 601);
    assert_eq!(count("no room beside 511 others"), 601 - 512);
    assert_eq!(clients.len(), 600);
}

#[test]
fn few_descriptors_are_survived() {
    for arguments in ["", "--threads"] {
        let mut command = Command::new("sh");
        let script = format!("ulimit -n 16; exec \"$0\" lab server --port 0 {arguments}");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_labcap")]);
        let (server, address) = Program::listening(command);
        if arguments.is_empty() {
            echo(&mut TcpStream::connect(address).unwrap(), SENTENCE);
            continue;
        }
        let clients: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(address).unwrap()).collect();
        echo(&mut TcpStream::connect(address).unwrap(), SENTENCE);
        server.signal("-INT");
        let (lines, status) = server.finish();
        assert_eq!((clients.len(), status.code()), (40, Some(0)));
        let errors = lines.iter().filter(|line| line.ends_with("ERROR: [Errno 24] Too many open files")).count();
        assert!((1..=41).contains(&errors), "{errors}");
    }
}

#[test]
fn a_refused_connection_is_errno_111() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = client(address, &[]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "\
INFO:root:connecting to ('127.0.0.1', PORT)
INFO:root:ERROR: [Errno 111] Connection refused
INFO:root:closing
";
    assert_eq!(masked(&output.stderr), expected);
}

#[test]
fn a_taken_port_is_errno_98() {
    let (_server, address) = Program::server(&[]);
    let (lines, status) = Program::start(labcap(&["lab", "server", "--port", &address.port().to_string()])).finish();
    assert_eq!(status.code(), Some(1));
    let expected = "\
INFO:root:starting up on ('127.0.0.1', PORT)
INFO:root:ERROR: [Errno 98] Address already in use
INFO:root:closing
";
    assert_eq!(masked_lines(&lines), expected);
}

#[test]
fn a_server_that_closes_early_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = started_client(listener.local_addr().unwrap(), &[]);
    let (mut stream, _) = listener.accept().unwrap();
    stream.read_exact(&mut [0; SENTENCE.len()]).unwrap();
    stream.write_all(b"INI").unwrap();
    drop(stream);
    let (lines, status) = running.finish();
    assert_eq!(status.code(), Some(1));
    let last = ["b'INI'", "b''", "ERROR: the server closed the connection before 43 bytes had come back", "closing"];
    assert_eq!(lines[2..], last.map(|line| format!("INFO:root:{line}")));
}

#[test]
fn a_file_larger_than_all_buffers_comes_back() {
    let (_server, address) = Program::server(&["--read", "65536"]);
    let path = file("large", &vec![b'x'; 16 << 20]);
    let output = client(address, &["--file", path.to_str().unwrap(), "--read-file-echo=65536"]);
    assert_eq!(output.status.code(), Some(0));
    let echoed = output.stderr.iter().filter(|&&byte| byte == b'x').count();
    assert!(echoed >= 16 << 20, "{echoed}");
}

#[test]
fn repeated_messages_share_a_connection() {
    let (server, address) = Program::server(&[]);
    let output = client(address, &["--message", "it's", "--repeat", "3", "--delay", "0.01"]);
    assert_eq!(masked(&output.stderr).matches("INFO:root:sending it's\nINFO:root:b\"it's\"\n").count(), 3);
    let lines = masked_lines(&server.lines_until("received b''"));
    assert_eq!(lines.matches("connection from").count(), 1);
    assert_eq!(lines.matches("received b\"it's\"").count(), 3);
}

#[test]
fn a_missing_file_is_noticed_before_anything_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let output = client(listener.local_addr().unwrap(), &["--file", "away.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stderr, b"labcap: away.txt: can't be read: No such file or directory; nothing was sent\n");
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[test]
fn signals_end_a_server_also_beside_a_client() {
    for (signal, arguments) in [("-INT", &[][..]), ("-TERM", &["--threads"])] {
        let (server, address) = Program::server(arguments);
        let mut stream = TcpStream::connect(address).unwrap();
        echo(&mut stream, "a");
        server.signal(signal);
        let (lines, status) = server.finish();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert_eq!(lines.last().unwrap(), "INFO:root:closing");
        assert_eq!(TcpStream::connect(address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
    }
}

#[test]
fn a_signal_ends_a_client() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = started_client(listener.local_addr().unwrap(), &[]);
    running.lines_until(SENTENCE);
    running.signal("-INT");
    let (lines, status) = running.finish();
    assert_eq!(status.code(), Some(130));
    assert_eq!(lines, ["INFO:root:closing", "labcap: interrupted before all was sent and had come back"]);
}

#[test]
fn listening_for_others_is_said() {
    let server = Program::start(labcap(&["lab", "server", "--port", "0", "--bind", "0.0.0.0"]));
    assert_eq!(server.line(), "labcap: 0.0.0.0: other machines can reach this server. Hint: without --bind only this one can");
    assert!(server.line().starts_with("INFO:root:starting up on ('0.0.0.0', "));
}

#[test]
fn socket_info_prints_what_getaddrinfo_gives() {
    let output = labcap(&["lab", "socket-info", "127.0.0.1"]).output().unwrap();
    let expected = "\
timeout : None
timeout : 10.0
[(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('127.0.0.1', 80))]
";
    assert_eq!(str::from_utf8(&output.stdout).unwrap(), expected);
    assert!(output.status.success() && output.stderr.is_empty());
    let output = labcap(&["lab", "socket-info", "localhost", "--port", "8080", "--timeout", "0.5"]).output().unwrap();
    let text = str::from_utf8(&output.stdout).unwrap();
    assert!(text.starts_with("timeout : None\ntimeout : 0.5\n[("), "{text}");
    assert!(text.contains("('127.0.0.1', 8080)") || text.contains("('::1', 8080, 0, 0)"), "{text}");
}

#[test]
fn a_name_that_cannot_be_looked_up_is_an_error_of_python() {
    // Too long for a name, so nobody is asked.
    let name = "a".repeat(300);
    let output = labcap(&["lab", "socket-info", &name]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"timeout : None\ntimeout : 10.0\n");
    let expected = format!("labcap: {name}: socket.gaierror: [Errno -");
    assert!(str::from_utf8(&output.stderr).unwrap().starts_with(&expected));
}

#[test]
fn the_name_server_answers_queries_and_survives_junk() {
    let (server, address) = Program::listening(labcap(&["lab", "name-server", "--port", "0"]));
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.connect(address).unwrap();
    let query = b"\x0b\xde\x01\0\0\x01\0\0\0\0\0\0\x03www\x03its\x02ac\x02id\0\0\x01\0\x01";
    for length in 0..12 {
        socket.send(&query[..length]).unwrap();
    }
    // An answer isn't answered: two servers would talk for ever.
    socket.send(&[0xFF; 4096]).unwrap();
    socket.send(query).unwrap();
    let mut buffer = [0; 1024];
    let length = socket.recv(&mut buffer).unwrap();
    // Of 104 bytes in the course's capture the headers are 16 + 20 + 8.
    assert_eq!(length, 104 - 16 - 20 - 8);
    assert_eq!(buffer[..4], [0x0b, 0xde, 0x81, 0x80]);
    assert_eq!(buffer[length - 4..length], [103, 94, 189, 4]);
    let mut other_type = *query;
    other_type[query.len() - 3] = 28;
    socket.send(&other_type).unwrap();
    assert_eq!(socket.recv(&mut buffer).unwrap(), query.len());
    assert_eq!(buffer[..4], [0x0b, 0xde, 0x81, 0x80]);
    server.signal("-INT");
    let (lines, status) = server.finish();
    assert_eq!(status.code(), Some(0));
    assert!(lines[0].ends_with(" asks A www.its.ac.id: 103.94.189.4"), "{lines:?}");
    assert!(lines[1].ends_with(" asks AAAA www.its.ac.id: no record of this type"), "{lines:?}");
}

#[test]
fn wrong_use_is_refused() {
    for (arguments, words) in [
        (&["server", "--read", "0"][..], "expected 1 to 65536 bytes"),
        (&["server", "--bind", "mesin-1"], "invalid IP address"),
        (&["client", "127.0.0.1"], "<PORT>"),
        (&["client", "127.0.0.1", "0"], "1..=65535"),
        (&["client", "127.0.0.1", "1", "--leave-unread"], "--file"),
        (&["client", "127.0.0.1", "1", "--file", "a", "--leave-unread", "--read-file-echo"], "cannot be used with"),
        (&["client", "127.0.0.1", "1", "--delay=-1"], "expected 0, or seconds"),
        (&["name-server", "--record", "a"], "expected NAME=IPV4"),
        (&["socket-info"], "<NAME>"),
    ] {
        let output = labcap(&[&["lab"], arguments].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(str::from_utf8(&output.stderr).unwrap().contains(words), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
