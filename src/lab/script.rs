//! The language of the scripted socket program: one system call a line, in words that a student can read aloud.
//!
//! A script is read as a whole before anything is opened: wrong words, names of sockets that don't exist and amounts beyond the limits are found
//! here, with the number of the line. What the kernel refuses is left to the kernel, since showing it is what such a script is for: sending before
//! connecting is no error here.
//!
//! `repeat` is written out when the script is read, so a script is a plain list of steps, at most [`MAX_STEPS`].

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use nix::errno::Errno;

/// Most calls of a script, once its repetitions are written out.
pub const MAX_STEPS: usize = 10_000;

/// Most bytes of one send, and of all sends together.
pub const MAX_SEND: u64 = 16 << 20;

/// Most bytes that one `recv` may take.
pub const MAX_RECEIVE: u64 = 1 << 20;

/// Longest pause and longest timeout, in seconds.
pub const MAX_SECONDS: f64 = 3600.0;

/// How deep `repeat` may stand inside `repeat`.
const MAX_DEPTH: usize = 4;

/// Every word: how it is written, and what it does.
pub const WORDS: [(&str, &str); 24] = [
    ("tcp [NAME]", "a new TCP socket; the lines below are about it"),
    ("udp [NAME]", "a new UDP socket"),
    ("use NAME", "go on with another socket; without a name they are called socket and connection"),
    ("bind [ADDRESS:]PORT", "take an address; of 127.0.0.1 unless one is given, port 0 is one that is free"),
    ("listen N", "let N connections and one more wait to be accepted"),
    ("accept [NAME]", "wait for a connection to the listening socket, and go on with it"),
    ("connect ADDRESS:PORT", "open a connection; for UDP, choose the peer"),
    ("send \"TEXT\" | N", "send a text, or N bytes of the alphabet"),
    ("sendto ADDRESS:PORT|sender \"TEXT\" | N", "send a datagram, perhaps to who sent the last one"),
    ("recv N", "one recv() of at most N bytes"),
    ("recvfrom N", "the same, and who sent it"),
    ("recv-all N", "recv() until N bytes have come"),
    ("recv-eof", "recv() until the other side has closed"),
    ("wait-unread N", "wait until N bytes lie in the socket, and leave them there"),
    ("shutdown-write", "close for sending only"),
    ("close", "close the socket"),
    ("abort", "close it with a reset (SO_LINGER with 0 seconds)"),
    ("set OPTION [VALUE]", "an option of the socket, see below"),
    ("sleep SECONDS", "do nothing"),
    ("expect-error NAME CALL", "a call that must fail, with an error such as ECONNREFUSED, or with timeout"),
    ("repeat N", "do the lines up to the end N times"),
    ("end", "the end of repeat"),
    ("# TEXT", "a remark"),
    ("\\n \\t \\\\ \\\" \\xHH", "stand in a text for what can't be typed"),
];

/// Every option of `set`: how it is written, and what it does.
pub const OPTIONS: [(&str, &str); 15] = [
    ("nodelay [on|off]", "send small segments at once (Nagle's algorithm off)"),
    ("cork [on|off]", "send full segments only"),
    ("quick-ack [on|off]", "acknowledge at once; the kernel may return to delaying"),
    ("keepalive [on|off]", "probe an idle connection"),
    ("keepalive-idle SECONDS", "idle time before the first probe"),
    ("keepalive-interval SECONDS", "time between probes"),
    ("keepalive-count N", "probes without answer before it is given up"),
    ("user-timeout SECONDS", "how long sent bytes, or a SYN, may stay unacknowledged"),
    ("receive-buffer BYTES", "room for what is received; the kernel doubles it"),
    ("send-buffer BYTES", "room for what is sent; the kernel doubles it"),
    ("mss BYTES", "largest segment, before connecting"),
    ("ttl N", "hops that packets may take"),
    ("reuse-address [on|off]", "bind a port of which a connection is in TIME-WAIT"),
    ("broadcast [on|off]", "let UDP send to everybody"),
    ("timeout SECONDS", "give a call up after this time, as Python's settimeout(); 0 waits for ever"),
];

/// A script that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    pub(super) steps: Vec<Step>,
}

/// One call of a script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// The line that it stands in, from 1.
    pub line: usize,
    /// The socket that it is about: its number, in the order in which the script makes sockets.
    pub socket: usize,
    pub call: Call,
    /// How it must fail.
    pub expected: Option<Expected>,
}

/// How a call must fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// With this number.
    Error(Errno),
    /// Because the time of `set timeout` is over.
    Timeout,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Call {
    /// `name` is shown before the socket's calls, where the script gives it one.
    Socket {
        name: Option<String>,
        transport: Transport,
        is_ipv6: bool,
    },
    Bind(SocketAddr),
    Listen(u16),
    /// Makes the socket with this number.
    Accept {
        connection: usize,
        name: Option<String>,
    },
    Connect(SocketAddr),
    Send(Content),
    SendTo(Peer, Content),
    Receive(usize),
    ReceiveFrom(usize),
    ReceiveAll(u64),
    ReceiveEof,
    WaitUnread(u64),
    ShutdownWrite,
    Close,
    Abort,
    Set(Setting),
    Sleep(Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Tcp,
    Udp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Address(SocketAddr),
    /// Who sent what `recvfrom` gave last.
    Sender,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Text(Arc<[u8]>),
    /// So many bytes of the alphabet, over and over.
    Alphabet(usize),
}

impl Content {
    pub fn bytes(&self) -> Arc<[u8]> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Alphabet(count) => (b'a'..=b'z').cycle().take(*count).collect(),
        }
    }

    fn len(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::Alphabet(count) => *count as u64,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Setting {
    NoDelay(bool),
    Cork(bool),
    QuickAck(bool),
    KeepAlive(bool),
    /// Seconds, as the two below.
    KeepAliveIdle(u32),
    KeepAliveInterval(u32),
    KeepAliveCount(u32),
    UserTimeout(Duration),
    /// Bytes, as the two below.
    ReceiveBuffer(u32),
    SendBuffer(u32),
    SegmentSize(u32),
    TimeToLive(u32),
    ReuseAddress(bool),
    Broadcast(bool),
    /// `None`: for ever.
    Timeout(Option<Duration>),
}

/// Why a script can't be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct ScriptError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No line says anything.
    #[error("there is no call")]
    Empty,
    /// No word of the language.
    #[error("“{0}” is none of the words")]
    Word(String),
    /// No option of `set`.
    #[error("“{0}” is none of the options")]
    Option(String),
    /// A quotation mark without its fellow.
    #[error("the text has no end: a quotation mark is missing")]
    OpenText,
    /// A backslash before something else.
    #[error("“\\{0}” stands for nothing")]
    Escape(String),
    /// The arguments of a word aren't those that it takes.
    #[error("it is written “{0}”")]
    Form(&'static str),
    /// No number, or a larger one.
    #[error("expected a number from {least} to {most} instead of “{given}”")]
    Number {
        /// What was written.
        given: String,
        /// The smallest.
        least: u64,
        /// The largest.
        most: u64,
    },
    /// No time, or a longer one.
    #[error("expected seconds from 0 to {MAX_SECONDS} instead of “{0}”")]
    Seconds(String),
    /// No address.
    #[error("expected {expected} instead of “{given}”; names aren't looked up")]
    Address {
        /// What was written.
        given: String,
        /// What an address looks like here.
        expected: &'static str,
    },
    /// Text without quotation marks.
    #[error("expected a number, or a text in quotation marks, instead of “{0}”")]
    Content(String),
    /// No error of this system.
    #[error("“{0}” is no error; one is called ECONNREFUSED, for example, and what `set timeout` ends is called timeout")]
    Errno(String),
    /// A call without a socket.
    #[error("there is no open socket; “tcp” or “udp” makes one")]
    NoSocket,
    /// A name that no open socket has.
    #[error("no open socket is called {0}")]
    Unknown(String),
    /// A name that an open socket has.
    #[error("an open socket is called {0}: close it, or give the new one another name")]
    Taken(String),
    /// A word for the other kind of socket.
    #[error("this is for {0} sockets")]
    Transport(&'static str),
    /// An IPv4 and an IPv6 address.
    #[error("the socket had an address of the other IP version above")]
    Family,
    /// `sendto sender` with nobody to send to.
    #[error("no recvfrom stands before it, so there is no sender yet")]
    NoSender,
    /// `repeat` without `end`, or `end` alone.
    #[error("repeat and end don't match")]
    Repeat,
    /// `repeat` inside `repeat`, too deep.
    #[error("repeat stands inside more than {MAX_DEPTH} others")]
    Depth,
    /// More calls than [`MAX_STEPS`].
    #[error("the script has more than {MAX_STEPS} calls")]
    Long,
    /// More bytes than [`MAX_SEND`].
    #[error("the script sends more than {MAX_SEND} bytes")]
    Much,
    /// What can't be expected to fail.
    #[error("only a call can be expected to fail")]
    Expectation,
}

impl Script {
    /// Reads a script, of which each item is one line.
    ///
    /// # Errors
    ///
    /// The first line that is wrong, and why.
    pub fn parse<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Self, ScriptError> {
        let mut read = Vec::new();
        for (index, text) in lines.into_iter().enumerate() {
            let line = index + 1;
            let words = words(text).map_err(|problem| ScriptError { line, problem })?;
            if !words.is_empty() {
                read.push(Line { number: line, words });
            }
        }
        let Some(last) = read.last().map(|line| line.number) else {
            return Err(ScriptError { line: 1, problem: Problem::Empty });
        };
        let mut written_out = Vec::new();
        let rest = write_out(&read, 0, &mut written_out)?;
        if let Some(line) = rest.first() {
            return Err(ScriptError { line: line.number, problem: Problem::Repeat });
        }
        let mut reader = Reader::default();
        for line in written_out {
            reader.read(line).map_err(|problem| ScriptError { line: line.number, problem })?;
        }
        if reader.steps.is_empty() {
            return Err(ScriptError { line: last, problem: Problem::Empty });
        }
        Ok(Self { steps: reader.steps })
    }

    /// The addresses at which the script takes what anybody sends: connections, or datagrams to a port that it has chosen.
    pub fn serves_at(&self) -> Vec<IpAddr> {
        let mut bound = BTreeMap::new();
        let mut datagrams = BTreeSet::new();
        let mut served = BTreeSet::new();
        for step in &self.steps {
            match step.call {
                Call::Socket { transport: Transport::Udp, .. } => {
                    datagrams.insert(step.socket);
                }
                Call::Bind(address) => {
                    bound.insert(step.socket, address.ip());
                    if datagrams.contains(&step.socket) {
                        served.insert(address.ip());
                    }
                }
                // Without bind(2) the kernel takes all addresses, and a port that is free.
                Call::Listen(_) => {
                    served.insert(bound.get(&step.socket).copied().unwrap_or(Ipv4Addr::UNSPECIFIED.into()));
                }
                _ => {}
            }
        }
        served.into_iter().collect()
    }
}

/// A line that says something.
struct Line {
    number: usize,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Plain(String),
    Quoted(Vec<u8>),
}

impl Word {
    /// As it was written, more or less: for messages.
    fn shown(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Quoted(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    fn plain(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Quoted(_) => None,
        }
    }
}

/// The words of a line, without its remark.
fn words(line: &str) -> Result<Vec<Word>, Problem> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next().filter(|&first| first != '#') {
        let (word, behind) = if matches!(first, '"' | '\'') {
            quoted(&rest[1..], first)?
        } else {
            let (word, behind) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            (Word::Plain(word.to_owned()), behind)
        };
        words.push(word);
        rest = behind.trim_start();
    }
    Ok(words)
}

/// A text up to `quote`, and what stands behind it.
fn quoted(text: &str, quote: char) -> Result<(Word, &str), Problem> {
    let mut bytes = Vec::new();
    let mut rest = text;
    loop {
        let mut characters = rest.chars();
        match characters.next().ok_or(Problem::OpenText)? {
            '\\' => {
                let escaped = characters.next().ok_or(Problem::OpenText)?;
                bytes.push(match escaped {
                    'n' => b'\n',
                    'r' => b'\r',
                    't' => b'\t',
                    '\\' | '"' | '\'' => escaped as u8,
                    'x' => {
                        let digits = characters.as_str().get(..2).unwrap_or_default();
                        characters = characters.as_str().get(2..).unwrap_or_default().chars();
                        u8::from_str_radix(digits, 16).map_err(|_| Problem::Escape(format!("x{digits}")))?
                    }
                    other => return Err(Problem::Escape(other.to_string())),
                });
            }
            end if end == quote => return Ok((Word::Quoted(bytes), characters.as_str())),
            other => bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = characters.as_str();
    }
}

/// Puts the lines up to the `end` of this depth into `written_out`, repeated ones as often as they are to be done, and gives the lines from there.
fn write_out<'a>(mut lines: &'a [Line], depth: usize, written_out: &mut Vec<&'a Line>) -> Result<&'a [Line], ScriptError> {
    while let Some((line, rest)) = lines.split_first() {
        let fail = |problem| ScriptError { line: line.number, problem };
        match line.words[0].plain() {
            Some("end") => return Ok(lines),
            Some("repeat") => {
                let [_, times] = line.words.as_slice() else {
                    return Err(fail(Problem::Form("repeat N")));
                };
                let times = number(times, 1, MAX_STEPS as u64).map_err(fail)?;
                if depth == MAX_DEPTH {
                    return Err(fail(Problem::Depth));
                }
                let start = written_out.len();
                let behind = write_out(rest, depth + 1, written_out)?;
                let block = written_out[start..].to_vec();
                if block.len().saturating_mul(times as usize) > MAX_STEPS {
                    return Err(fail(Problem::Long));
                }
                for _ in 1..times {
                    written_out.extend_from_slice(&block);
                }
                lines = behind.split_first().ok_or_else(|| fail(Problem::Repeat))?.1;
            }
            _ => {
                written_out.push(line);
                lines = rest;
            }
        }
        if written_out.len() > MAX_STEPS {
            return Err(fail(Problem::Long));
        }
    }
    Ok(lines)
}

/// An open socket, as far as a script tells.
#[derive(Debug)]
struct Socket {
    number: usize,
    transport: Transport,
    /// The step that makes it, where it isn't accepted.
    made: Option<usize>,
    is_ipv6: Option<bool>,
    listens: bool,
    has_sender: bool,
}

/// Reads lines one after the other and keeps in mind which sockets are open.
#[derive(Debug, Default)]
struct Reader {
    steps: Vec<Step>,
    open: BTreeMap<String, Socket>,
    /// Names of open sockets, that of the current one last.
    order: Vec<String>,
    sockets: usize,
    sent: u64,
}

impl Reader {
    fn read(&mut self, line: &Line) -> Result<(), Problem> {
        let mut words = line.words.as_slice();
        let mut expected = None;
        if words[0].plain() == Some("expect-error") {
            let [_, error, rest @ ..] = words else {
                return Err(Problem::Form(form("expect-error")));
            };
            if rest.is_empty() {
                return Err(Problem::Form(form("expect-error")));
            }
            expected = Some(parse_expected(&error.shown())?);
            words = rest;
        }
        let word = words[0].plain().ok_or_else(|| Problem::Word(words[0].shown()))?;
        let arguments = &words[1..];
        let (socket, call) = match (word, arguments) {
            ("tcp" | "udp" | "use" | "sleep", _) if expected.is_some() => return Err(Problem::Expectation),
            ("expect-error", _) => return Err(Problem::Expectation),
            ("tcp", []) => self.make(None, Transport::Tcp)?,
            ("tcp", [name]) => self.make(Some(name), Transport::Tcp)?,
            ("udp", []) => self.make(None, Transport::Udp)?,
            ("udp", [name]) => self.make(Some(name), Transport::Udp)?,
            ("use", [name]) => return self.go_on_with(&name.shown()),
            ("sleep", [time]) => (0, Call::Sleep(seconds(time)?)),
            ("accept", []) => self.accept(None, expected.is_some())?,
            ("accept", [name]) => self.accept(Some(name), expected.is_some())?,
            ("close", []) => self.close(Call::Close)?,
            ("abort", []) => self.close(Call::Abort)?,
            _ => {
                let call = self.call(word, arguments)?;
                (self.current()?.number, call)
            }
        };
        self.steps.push(Step { line: line.number, socket, call, expected });
        Ok(())
    }

    /// The calls that neither make nor close a socket.
    fn call(&mut self, word: &str, arguments: &[Word]) -> Result<Call, Problem> {
        let call = match (word, arguments) {
            ("bind", [address]) => Call::Bind(self.address(address, true)?),
            ("connect", [address]) => Call::Connect(self.address(address, false)?),
            ("listen", [backlog]) => {
                self.current()?.listens = true;
                Call::Listen(number(backlog, 0, 4096)? as u16)
            }
            ("send", [content]) => Call::Send(self.content(content)?),
            ("sendto", [peer, content]) => {
                let peer = match peer.plain() {
                    Some("sender") if self.only(Transport::Udp)?.has_sender => Peer::Sender,
                    Some("sender") => return Err(Problem::NoSender),
                    _ => Peer::Address(self.address(peer, false)?),
                };
                self.only(Transport::Udp)?;
                Call::SendTo(peer, self.content(content)?)
            }
            ("recv", [count]) => Call::Receive(number(count, 1, MAX_RECEIVE)? as usize),
            ("recvfrom", [count]) => {
                self.only(Transport::Udp)?.has_sender = true;
                Call::ReceiveFrom(number(count, 1, MAX_RECEIVE)? as usize)
            }
            ("recv-all", [count]) => {
                self.only(Transport::Tcp)?;
                Call::ReceiveAll(number(count, 1, MAX_SEND)?)
            }
            ("recv-eof", []) => {
                self.only(Transport::Tcp)?;
                Call::ReceiveEof
            }
            ("wait-unread", [count]) => Call::WaitUnread(number(count, 1, MAX_SEND)?),
            ("shutdown-write", []) => Call::ShutdownWrite,
            ("set", [option]) => Call::Set(setting(option, None)?),
            ("set", [option, value]) => Call::Set(setting(option, Some(value))?),
            ("repeat" | "end", _) => return Err(Problem::Repeat),
            _ => {
                let known = WORDS.iter().find(|(form, _)| form.split(' ').next() == Some(word) && word.starts_with(char::is_alphabetic));
                return Err(known.map_or_else(|| Problem::Word(word.to_owned()), |(form, _)| Problem::Form(form)));
            }
        };
        self.current()?;
        Ok(call)
    }

    /// The socket that calls are about.
    fn current(&mut self) -> Result<&mut Socket, Problem> {
        let name = self.order.last().ok_or(Problem::NoSocket)?;
        self.open.get_mut(name).ok_or(Problem::NoSocket)
    }

    fn only(&mut self, transport: Transport) -> Result<&mut Socket, Problem> {
        let socket = self.current()?;
        match transport {
            _ if socket.transport == transport => Ok(socket),
            Transport::Tcp => Err(Problem::Transport("TCP")),
            Transport::Udp => Err(Problem::Transport("UDP")),
        }
    }

    fn go_on_with(&mut self, name: &str) -> Result<(), Problem> {
        let place = self.order.iter().position(|open| open == name).ok_or_else(|| Problem::Unknown(name.to_owned()))?;
        let name = self.order.remove(place);
        self.order.push(name);
        Ok(())
    }

    fn make(&mut self, name: Option<&Word>, transport: Transport) -> Result<(usize, Call), Problem> {
        let name = name.map(Word::shown);
        let made = Some(self.steps.len());
        let called = name.clone().unwrap_or_else(|| "socket".to_owned());
        let number = self.add(called, transport, made, None)?;
        Ok((number, Call::Socket { name, transport, is_ipv6: false }))
    }

    fn add(&mut self, name: String, transport: Transport, made: Option<usize>, is_ipv6: Option<bool>) -> Result<usize, Problem> {
        if self.open.contains_key(&name) {
            return Err(Problem::Taken(name));
        }
        let number = self.sockets;
        self.sockets += 1;
        let socket = Socket { number, transport, made, is_ipv6, listens: false, has_sender: false };
        self.open.insert(name.clone(), socket);
        self.order.push(name);
        Ok(number)
    }

    /// Of the current socket if it listens, else of the listening one that was used last, else of the current one, for the kernel to refuse.
    fn accept(&mut self, name: Option<&Word>, must_fail: bool) -> Result<(usize, Call), Problem> {
        let listening = self.order.iter().rev().filter_map(|name| self.open.get(name)).find(|socket| socket.listens);
        let (number, is_ipv6) = match listening {
            Some(socket) => (socket.number, socket.is_ipv6),
            None => {
                let socket = self.current()?;
                (socket.number, socket.is_ipv6)
            }
        };
        let name = name.map(Word::shown);
        let connection = if must_fail {
            usize::MAX
        } else {
            let called = name.clone().unwrap_or_else(|| "connection".to_owned());
            self.add(called, Transport::Tcp, None, is_ipv6)?
        };
        Ok((number, Call::Accept { connection, name }))
    }

    fn close(&mut self, call: Call) -> Result<(usize, Call), Problem> {
        let number = self.current()?.number;
        if let Some(name) = self.order.pop() {
            self.open.remove(&name);
        }
        Ok((number, call))
    }

    /// `[ADDRESS:]PORT`, which also settles the IP version of the current socket.
    fn address(&mut self, word: &Word, may_be_port: bool) -> Result<SocketAddr, Problem> {
        let given = word.shown();
        let port = given.parse().ok().filter(|_| may_be_port);
        let expected = if may_be_port { "PORT or ADDRESS:PORT" } else { "ADDRESS:PORT, as in 127.0.0.1:10000," };
        let address = match port {
            Some(port) => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            None => SocketAddr::from_str(&given).map_err(|_| Problem::Address { given, expected })?,
        };
        let socket = self.current()?;
        if socket.is_ipv6.is_some_and(|is_ipv6| is_ipv6 != address.is_ipv6()) {
            return Err(Problem::Family);
        }
        socket.is_ipv6 = Some(address.is_ipv6());
        if let Some(made) = socket.made
            && let Call::Socket { is_ipv6, .. } = &mut self.steps[made].call
        {
            *is_ipv6 = address.is_ipv6();
        }
        Ok(address)
    }

    fn content(&mut self, word: &Word) -> Result<Content, Problem> {
        let content = match word {
            Word::Quoted(bytes) => Content::Text(bytes.as_slice().into()),
            Word::Plain(text) if text.starts_with(|first: char| first.is_ascii_digit()) => {
                Content::Alphabet(number(word, 0, MAX_SEND)? as usize)
            }
            Word::Plain(text) => return Err(Problem::Content(text.clone())),
        };
        self.sent += content.len();
        if self.sent > MAX_SEND { Err(Problem::Much) } else { Ok(content) }
    }
}

/// How a word is written.
fn form(word: &str) -> &'static str {
    WORDS.iter().chain(&OPTIONS).map(|(form, _)| *form).find(|form| form.split(' ').next() == Some(word)).unwrap_or_default()
}

fn number(word: &Word, least: u64, most: u64) -> Result<u64, Problem> {
    let given = word.shown();
    match given.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(Problem::Number { given, least, most }),
    }
}

fn seconds(word: &Word) -> Result<Duration, Problem> {
    let given = word.shown();
    match given.parse() {
        Ok(seconds) if (0.0..=MAX_SECONDS).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(Problem::Seconds(given)),
    }
}

/// The error with a name as errno(3) has it.
fn parse_expected(name: &str) -> Result<Expected, Problem> {
    /// Above the last error of Linux.
    const BEHIND_LAST: i32 = 256;
    if name == "timeout" {
        return Ok(Expected::Timeout);
    }
    let known = (1..BEHIND_LAST).map(Errno::from_raw).find(|error| *error != Errno::UnknownErrno && format!("{error:?}") == name);
    known.map(Expected::Error).ok_or_else(|| Problem::Errno(name.to_owned()))
}

fn setting(option: &Word, value: Option<&Word>) -> Result<Setting, Problem> {
    let option = option.shown();
    let form = OPTIONS.iter().map(|(form, _)| *form).find(|form| form.split(' ').next() == Some(&option));
    let form = form.ok_or_else(|| Problem::Option(option.clone()))?;
    let switch = || match value.map(|value| value.plain()) {
        None | Some(Some("on")) => Ok(true),
        Some(Some("off")) => Ok(false),
        Some(_) => Err(Problem::Form(form)),
    };
    let given = || value.ok_or(Problem::Form(form));
    let count = || number(given()?, 0, i32::MAX as u64).map(|count| count as u32);
    let time = || seconds(given()?);
    Ok(match option.as_str() {
        "nodelay" => Setting::NoDelay(switch()?),
        "cork" => Setting::Cork(switch()?),
        "quick-ack" => Setting::QuickAck(switch()?),
        "keepalive" => Setting::KeepAlive(switch()?),
        "keepalive-idle" => Setting::KeepAliveIdle(count()?),
        "keepalive-interval" => Setting::KeepAliveInterval(count()?),
        "keepalive-count" => Setting::KeepAliveCount(count()?),
        "user-timeout" => Setting::UserTimeout(time()?),
        "receive-buffer" => Setting::ReceiveBuffer(count()?),
        "send-buffer" => Setting::SendBuffer(count()?),
        "mss" => Setting::SegmentSize(count()?),
        "ttl" => Setting::TimeToLive(count()?),
        "reuse-address" => Setting::ReuseAddress(switch()?),
        "broadcast" => Setting::Broadcast(switch()?),
        "timeout" => Setting::Timeout(Some(time()?).filter(|time| !time.is_zero())),
        _ => return Err(Problem::Option(option)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(lines: &[&str]) -> (usize, String) {
        let error = Script::parse(lines.iter().copied()).unwrap_err();
        (error.line, error.to_string())
    }

    #[test]
    fn repetitions_are_written_out() {
        let script = ["tcp # one socket", "", "repeat 2", "send 'a b'", "repeat 3", "recv 1", "end", "end", "close"];
        let script = Script::parse(script).unwrap();
        let lines: Vec<usize> = script.steps.iter().map(|step| step.line).collect();
        assert_eq!(lines, [1, 4, 6, 6, 6, 4, 6, 6, 6, 9]);
        assert_eq!(script.steps[1].call, Call::Send(Content::Text(b"a b".as_slice().into())));
    }

    #[test]
    fn a_socket_may_be_made_again_once_it_is_closed() {
        assert!(Script::parse(["repeat 2", "tcp", "close", "end"]).is_ok());
        assert_eq!(problem(&["repeat 2", "tcp", "end"]).0, 2);
    }

    #[test]
    fn accepting_goes_on_with_the_listening_socket() {
        let script = ["tcp", "bind 0", "listen 1", "accept a", "accept b", "use a", "close", "recv 1", "close", "accept"];
        let script = Script::parse(script).unwrap();
        let sockets: Vec<usize> = script.steps.iter().map(|step| step.socket).collect();
        assert_eq!(sockets, [0, 0, 0, 0, 0, 1, 2, 2, 0]);
    }

    #[test]
    fn the_first_address_settles_the_ip_version() {
        let script = Script::parse(["udp a", "sendto [::1]:9 'x'"]).unwrap();
        assert!(matches!(script.steps[0].call, Call::Socket { is_ipv6: true, .. }));
        assert_eq!(problem(&["udp", "bind 1", "connect [::1]:9"]), (3, Problem::Family.to_string()));
    }

    #[test]
    fn where_a_script_serves_is_known() {
        let addresses = |lines: &[&str]| Script::parse(lines.iter().copied()).unwrap().serves_at();
        assert_eq!(addresses(&["tcp", "bind 0.0.0.0:1", "listen 1"]), [IpAddr::from(Ipv4Addr::UNSPECIFIED)]);
        assert_eq!(addresses(&["udp", "bind 10.0.0.1:1"]), [IpAddr::from([10, 0, 0, 1])]);
        assert_eq!(addresses(&["tcp", "listen 1"]), [IpAddr::from(Ipv4Addr::UNSPECIFIED)]);
        assert!(addresses(&["tcp", "bind 10.0.0.1:1", "connect 10.0.0.2:1"]).is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (lines, line, words) in [
            (&["", " # nothing"][..], 1, "no call"),
            (&["tcp", "conect 127.0.0.1:1"], 2, "“conect”"),
            (&["tcp", "send"], 2, "send \"TEXT\" | N"),
            (&["tcp", "send halo"], 2, "quotation marks"),
            (&["tcp", "send \"halo"], 2, "no end"),
            (&["tcp", "send '\\q'"], 2, "\\q"),
            (&["tcp", "send '\\x4é'"], 2, "stands for nothing"),
            (&["tcp", "recv 0"], 2, "1 to 1048576"),
            (&["recv 1"], 1, "no open socket"),
            (&["sleep 1", "close"], 2, "no open socket"),
            (&["tcp", "use b"], 2, "called b"),
            (&["tcp", "tcp"], 2, "called socket"),
            (&["tcp", "connect mesin-1:80"], 2, "names aren't looked up"),
            (&["tcp", "connect 80"], 2, "ADDRESS:PORT"),
            (&["tcp", "recvfrom 1"], 2, "UDP"),
            (&["udp", "recv-eof"], 2, "TCP"),
            (&["udp", "sendto sender 'x'"], 2, "no sender"),
            (&["tcp", "set nodely"], 2, "“nodely”"),
            (&["tcp", "set nodelay maybe"], 2, "nodelay [on|off]"),
            (&["tcp", "set ttl"], 2, "ttl N"),
            (&["tcp", "sleep -1"], 2, "seconds"),
            (&["tcp", "sleep nan"], 2, "seconds"),
            (&["tcp", "expect-error ENOTHING recv 1"], 2, "ENOTHING"),
            (&["tcp", "expect-error ECONNREFUSED"], 2, "expect-error NAME CALL"),
            (&["expect-error EPERM tcp"], 1, "only a call"),
            (&["tcp", "repeat 2", "recv 1"], 2, "don't match"),
            (&["tcp", "end"], 2, "don't match"),
            (&["tcp", "repeat 101", "repeat 100", "recv 1", "end", "end"], 2, "10000 calls"),
            (&["tcp", "repeat 2", "send 9000000", "end"], 3, "sends more"),
            (&["\"tcp\""], 1, "none of the words"),
            (&["tcp", "#x", "\\n x"], 3, "none of the words"),
        ] {
            let (found, what) = problem(lines);
            assert!(found == line && what.contains(words), "{lines:?}: line {found}: {what}");
        }
    }

    #[test]
    fn every_word_and_option_that_is_documented_exists() {
        for (form, _) in WORDS {
            let word = form.split(' ').next().unwrap();
            if word.starts_with(char::is_alphabetic) {
                let result = Script::parse(["tcp", word]);
                assert!(!matches!(result, Err(ScriptError { problem: Problem::Word(_), .. })), "{word}");
            }
        }
        for (form, _) in OPTIONS {
            let line = format!("set {}", form.split(' ').next().unwrap());
            let result = Script::parse(["tcp", &line]);
            assert!(!matches!(result, Err(ScriptError { problem: Problem::Option(_), .. })), "{line}");
        }
    }
}
