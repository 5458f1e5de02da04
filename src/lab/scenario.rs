//! Scenarios: what an exercise does, as a small TOML file that a teacher can write. `scenarios/README.md` describes its keys.
//!
//! Reading one checks all that can be checked before anything runs: every error names its line and what is allowed instead.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

/// The scenarios that come with the program, by name, in the order in which they are listed.
pub const EMBEDDED: [(&str, &str); 32] = [
    ("1", include_str!("scenarios/1.toml")),
    ("2", include_str!("scenarios/2.toml")),
    ("3", include_str!("scenarios/3.toml")),
    ("4", include_str!("scenarios/4.toml")),
    ("refused", include_str!("scenarios/refused.toml")),
    ("unanswered", include_str!("scenarios/unanswered.toml")),
    ("accept-queue-full", include_str!("scenarios/accept-queue-full.toml")),
    ("overlap", include_str!("scenarios/overlap.toml")),
    ("threaded", include_str!("scenarios/threaded.toml")),
    ("idle-second-connection", include_str!("scenarios/idle-second-connection.toml")),
    ("half-close", include_str!("scenarios/half-close.toml")),
    ("abort", include_str!("scenarios/abort.toml")),
    ("abort-after-reading", include_str!("scenarios/abort-after-reading.toml")),
    ("zero-window", include_str!("scenarios/zero-window.toml")),
    ("keep-alive", include_str!("scenarios/keep-alive.toml")),
    ("keep-alive-unanswered", include_str!("scenarios/keep-alive-unanswered.toml")),
    ("port-reuse", include_str!("scenarios/port-reuse.toml")),
    ("nagle", include_str!("scenarios/nagle.toml")),
    ("nodelay", include_str!("scenarios/nodelay.toml")),
    ("slow-client", include_str!("scenarios/slow-client.toml")),
    ("line-echo", include_str!("scenarios/line-echo.toml")),
    ("slow-server", include_str!("scenarios/slow-server.toml")),
    ("slow-link", include_str!("scenarios/slow-link.toml")),
    ("name-then-connection", include_str!("scenarios/name-then-connection.toml")),
    ("data-after-close", include_str!("scenarios/data-after-close.toml")),
    ("simultaneous-close", include_str!("scenarios/simultaneous-close.toml")),
    ("tail-loss-probe", include_str!("scenarios/tail-loss-probe.toml")),
    ("nat", include_str!("scenarios/nat.toml")),
    ("udp-port-unreachable", include_str!("scenarios/udp-port-unreachable.toml")),
    ("ping", include_str!("scenarios/ping.toml")),
    ("traceroute", include_str!("scenarios/traceroute.toml")),
    ("arp-without-answer", include_str!("scenarios/arp-without-answer.toml")),
];

/// The address of the machines' gateway.
pub const GATEWAY: Ipv4Addr = Ipv4Addr::new(172, 18, 0, 1);

/// The names of the machines that every lab has, beside those of its scenario.
pub const GATEWAY_NAME: &str = "gateway";
/// See [`GATEWAY_NAME`].
pub const NAME_SERVER_NAME: &str = "name-server";

/// Largest file that is read, in bytes.
pub const MAX_FILE: usize = 1 << 20;

/// Most machines of a scenario.
const MAX_MACHINES: usize = 16;

/// Most steps of a scenario.
const MAX_STEPS: usize = 1000;

/// Longest name of a machine or a started program, in bytes.
const MAX_NAME: usize = 32;

/// A scenario, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// One line, in both languages.
    pub summary: Summary,
    /// How long all steps together may take.
    pub limit: Duration,
    /// In the order of their addresses. At least one.
    pub machines: Vec<Machine>,
    /// Names and contents.
    pub files: BTreeMap<String, String>,
    /// In the order in which they happen.
    pub steps: Vec<Step>,
}

/// What a scenario shows, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// In English.
    pub en: String,
    /// In Indonesian.
    pub id: String,
}

/// A machine of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    /// Lower-case letters, digits and hyphens.
    pub name: String,
    /// In 172.18.0.0/16.
    pub address: Ipv4Addr,
    /// What its link does.
    pub link: Link,
    /// Kernel settings below `net.`, with dots.
    pub sysctl: BTreeMap<String, String>,
}

/// What a link does to the packets that its machine sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Most that it carries, in bit/s.
    pub rate: Option<u64>,
    /// How much later packets arrive.
    pub delay: Option<Duration>,
    /// How many packets it loses, in percent.
    pub loss: Option<f64>,
    /// Largest packet, in bytes.
    pub mtu: Option<u16>,
    /// Whether the kernel leaves checksums and segments to the network card. What nothing says stays as the kernel has it.
    pub offload: Option<bool>,
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The line of the file that it begins in, from 1.
    pub line: usize,
    /// What it does.
    pub action: Action,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Runs a program to its end.
    Run(Program, u8),
    /// Starts a program and waits until a line of its output holds the text.
    Start(Program, String),
    /// Waits until the started program of this name ends with this code.
    Wait(String, u8),
    /// Ends the started program of this name; its code is judged if there is one.
    Stop(String, Option<u8>),
    /// Waits.
    Pause(Duration),
}

/// A program of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The machine that it runs on.
    pub machine: String,
    /// What it's called in the output and by other steps.
    pub name: String,
    /// The command as it stands in the file.
    pub command: String,
    /// Its words. At least one.
    pub words: Vec<String>,
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.action {
            Action::Run(program, _) | Action::Start(program, _) => write!(formatter, "{}: {}", program.machine, program.command),
            Action::Wait(name, _) => write!(formatter, "wait = {name}"),
            Action::Stop(name, _) => write!(formatter, "stop = {name}"),
            Action::Pause(pause) => write!(formatter, "pause = {}", pause.as_secs_f64()),
        }
    }
}

/// Why a text is no scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ScenarioError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what is allowed.
    pub what: String,
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    ///
    /// The text isn't TOML, has a key that there isn't, or says what can't be done.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        let error = |offset: usize, what: String| ScenarioError { line: line_at(text, offset), what };
        if text.len() > MAX_FILE {
            return Err(error(0, format!("a scenario has at most {MAX_FILE} bytes")));
        }
        let file: File = toml::from_str(text).map_err(|wrong| {
            let what = wrong.message().split_whitespace().collect::<Vec<_>>().join(" ");
            error(wrong.span().map_or(0, |span| span.start), what)
        })?;
        let summary = file.summary.get_ref();
        if [&summary.en, &summary.id].iter().any(|line| line.chars().any(char::is_control)) {
            return Err(error(file.summary.span().start, "`summary` is one line in each language, without control characters".into()));
        }
        let limit = file.limit.map_or(Ok(Duration::from_secs(30)), |limit| {
            let seconds = *limit.get_ref();
            let is_fine = (1.0..=600.0).contains(&seconds);
            if is_fine {
                Ok(Duration::from_secs_f64(seconds))
            } else {
                Err(error(limit.span().start, "`limit` is 1 to 600 seconds".into()))
            }
        })?;
        let machines = machines(file.machines).map_err(|(offset, what)| error(offset, what))?;
        for (name, content) in &file.files {
            if !is_file_name(name) {
                return Err(error(content.span().start, format!("`{name}` is no name of a file: letters, digits, `.`, `_` and `-`")));
            }
        }
        let steps = Steps { text, machines: &machines, started: BTreeMap::new() }.check(file.steps);
        let steps = steps.map_err(|(offset, what)| error(offset, what))?;
        let files = file.files.into_iter().map(|(name, content)| (name, content.into_inner())).collect();
        Ok(Self { summary: file.summary.into_inner(), limit, machines, files, steps })
    }

    /// The scenario of this name that comes with the program: its text.
    pub fn embedded(name: &str) -> Option<&'static str> {
        EMBEDDED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

/// The file as TOML has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    summary: Spanned<Summary>,
    limit: Option<Spanned<f64>>,
    machines: BTreeMap<String, Spanned<RawMachine>>,
    #[serde(default)]
    files: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    steps: Vec<Spanned<RawStep>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMachine {
    address: Ipv4Addr,
    rate: Option<String>,
    delay: Option<String>,
    loss: Option<String>,
    mtu: Option<u16>,
    offload: Option<bool>,
    #[serde(default)]
    sysctl: BTreeMap<String, Setting>,
}

/// A value of a kernel setting: `0`, or `"0 0"`.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a number or a text in quotes")]
enum Setting {
    Number(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    on: Option<String>,
    run: Option<String>,
    name: Option<String>,
    until: Option<String>,
    exit: Option<u8>,
    wait: Option<String>,
    stop: Option<String>,
    pause: Option<f64>,
}

/// What is wrong, and at which byte of the file.
type Wrong = (usize, String);

fn machines(raw: BTreeMap<String, Spanned<RawMachine>>) -> Result<Vec<Machine>, Wrong> {
    if raw.is_empty() || raw.len() > MAX_MACHINES {
        return Err((0, format!("a scenario has 1 to {MAX_MACHINES} machines")));
    }
    let mut machines: Vec<Machine> = Vec::new();
    for (name, machine) in raw {
        let offset = machine.span().start;
        let wrong = |what: String| Err((offset, what));
        let RawMachine { address, rate, delay, loss, mtu, offload, sysctl } = machine.into_inner();
        if matches!(name.as_str(), GATEWAY_NAME | NAME_SERVER_NAME) {
            return wrong(format!("every lab has a machine `{name}` already"));
        }
        if !is_machine_name(&name) {
            return wrong(format!("`{name}` is no name of a machine: up to {MAX_NAME} lower-case letters, digits and hyphens"));
        }
        let [first, second, last @ ..] = address.octets();
        if (first, second) != (172, 18) || address == GATEWAY || matches!(last, [0, 0] | [255, 255]) {
            return wrong(format!("{address} is no address of a machine: they are in 172.18.0.0/16, and {GATEWAY} is the gateway"));
        }
        if let Some(other) = machines.iter().find(|other| other.address == address) {
            return wrong(format!("{} has the address {address} too", other.name));
        }
        if mtu.is_some_and(|mtu| !(576..=1500).contains(&mtu)) {
            return wrong("`mtu` is 576 to 1500 bytes".to_owned());
        }
        let link = Link {
            rate: with(rate, parse_rate).map_err(|what| (offset, what))?,
            delay: with(delay, parse_delay).map_err(|what| (offset, what))?,
            loss: with(loss, parse_loss).map_err(|what| (offset, what))?,
            mtu,
            offload,
        };
        let mut settings = BTreeMap::new();
        for (key, value) in sysctl {
            let value = match value {
                Setting::Number(number) => number.to_string(),
                Setting::Text(text) => text,
            };
            if !is_setting(&key) || !value.chars().all(|character| character == ' ' || character.is_ascii_graphic()) {
                return wrong(format!("`{key}` = {value:?}: a setting is of the machine's network, such as \"net.ipv4.tcp_sack\" = 0"));
            }
            settings.insert(key, value);
        }
        machines.push(Machine { name, address, link, sysctl: settings });
    }
    machines.sort_by_key(|machine| machine.address);
    Ok(machines)
}

fn with<T>(text: Option<String>, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    text.map(|text| parse(&text)).transpose()
}

/// Bits per second: `"1mbit"`.
fn parse_rate(text: &str) -> Result<u64, String> {
    let units = [("kbit", 1_000), ("mbit", 1_000_000), ("gbit", 1_000_000_000), ("bit", 1)];
    let parsed = units.iter().find_map(|(unit, scale)| text.strip_suffix(unit)?.trim_end().parse::<u64>().ok()?.checked_mul(*scale));
    let rate = parsed.filter(|rate| (8_000..=100_000_000_000).contains(rate));
    rate.ok_or_else(|| format!("`rate` is {text:?}; it is \"8kbit\" to \"100gbit\", in bit, kbit, mbit or gbit"))
}

/// `"40ms"`, `"1.5s"`.
fn parse_delay(text: &str) -> Result<Duration, String> {
    let (number, scale) = match text.strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.strip_suffix('s').unwrap_or_default(), 1.0),
    };
    let seconds = number.trim_end().parse::<f64>().ok().map(|number| number * scale).filter(|seconds| (0.000_1..=60.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| format!("`delay` is {text:?}; it is \"0.1ms\" to \"60s\", in ms or s"))
}

/// `"5%"`.
fn parse_loss(text: &str) -> Result<f64, String> {
    let percent = text.strip_suffix('%').and_then(|number| number.trim_end().parse::<f64>().ok());
    percent.filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| format!("`loss` is {text:?}; it is \"0%\" to \"100%\""))
}

fn is_machine_name(name: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= MAX_NAME && name.bytes().all(is_fine) && !name.starts_with('-') && !name.ends_with('-')
}

fn is_file_name(name: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    !name.is_empty() && name.len() <= 255 && name.bytes().all(is_fine) && !matches!(name, "." | "..") && !name.starts_with('-')
}

/// Only below `net.`, where a network namespace has its own: all else would be the whole computer's.
fn is_setting(key: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    key.starts_with("net.") && key.split('.').all(is_word)
}

/// Checks steps one after the other.
struct Steps<'a> {
    text: &'a str,
    machines: &'a [Machine],
    /// Names of programs that were started, and the lines of their steps.
    started: BTreeMap<String, usize>,
}

impl Steps<'_> {
    fn check(mut self, raw: Vec<Spanned<RawStep>>) -> Result<Vec<Step>, Wrong> {
        if raw.len() > MAX_STEPS {
            return Err((0, format!("a scenario has at most {MAX_STEPS} steps")));
        }
        let mut steps = Vec::new();
        for step in raw {
            let offset = step.span().start;
            let line = line_at(self.text, offset);
            let action = self.action(line, step.into_inner()).map_err(|what| (offset, what))?;
            steps.push(Step { line, action });
        }
        Ok(steps)
    }

    fn action(&mut self, line: usize, raw: RawStep) -> Result<Action, String> {
        match raw {
            RawStep { on: Some(machine), run: Some(command), name, until, exit, wait: None, stop: None, pause: None } => {
                let program = self.program(machine, command, name)?;
                match until {
                    None => Ok(Action::Run(program, exit.unwrap_or(0))),
                    Some(text) if text.is_empty() => Err("`until` is empty: it's a text that the program writes".to_owned()),
                    Some(_) if exit.is_some() => Err("`exit` belongs to the step that waits for this program's end".to_owned()),
                    Some(text) => {
                        if let Some(before) = self.started.insert(program.name.clone(), line) {
                            return Err(format!("`{}` was started in line {before}; give this one another `name`", program.name));
                        }
                        Ok(Action::Start(program, text))
                    }
                }
            }
            RawStep { on: None, run: None, name: None, until: None, exit, wait: Some(name), stop: None, pause: None } => {
                self.known(&name)?;
                Ok(Action::Wait(name, exit.unwrap_or(0)))
            }
            RawStep { on: None, run: None, name: None, until: None, exit, wait: None, stop: Some(name), pause: None } => {
                self.known(&name)?;
                Ok(Action::Stop(name, exit))
            }
            RawStep { on: None, run: None, name: None, until: None, exit: None, wait: None, stop: None, pause: Some(seconds) } => {
                let is_fine = (0.001..=600.0).contains(&seconds);
                if is_fine {
                    Ok(Action::Pause(Duration::from_secs_f64(seconds)))
                } else {
                    Err("`pause` is 0.001 to 600 seconds".to_owned())
                }
            }
            _ => Err("a step is `on` and `run` (with `name`, `until`, `exit`), `wait` or `stop` (with `exit`), or `pause`".to_owned()),
        }
    }

    fn program(&self, machine: String, command: String, name: Option<String>) -> Result<Program, String> {
        if !self.machines.iter().any(|known| known.name == machine) {
            let known: Vec<&str> = self.machines.iter().map(|machine| machine.name.as_str()).collect();
            return Err(format!("there is no machine `{machine}`, but {}", known.join(", ")));
        }
        let Some(words) = shlex::split(&command).filter(|words| !words.is_empty()) else {
            return Err(format!("`run` = {command:?}: no command, or a quote without its end"));
        };
        let name = name.unwrap_or_else(|| program_name(&words));
        if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(|character| character == ' ' || character.is_ascii_graphic()) {
            return Err(format!("`name` has 1 to {MAX_NAME} letters without accents, not {name:?}"));
        }
        Ok(Program { machine, name, command, words })
    }

    fn known(&self, name: &str) -> Result<(), String> {
        if self.started.contains_key(name) {
            return Ok(());
        }
        let known: Vec<&str> = self.started.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "none is: `until` starts one".to_owned() } else { format!("only {}", known.join(", ")) };
        Err(format!("no program `{name}` was started before, {known}"))
    }
}

/// `server` for `labcap lab server …`, `sh` for `/bin/sh …`.
fn program_name(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let word = match words[..] {
        ["labcap", "lab", word, ..] | ["labcap", word, ..] => word,
        [word, ..] => word.rsplit('/').next().unwrap_or(word),
        [] => "",
    };
    word.chars().take(MAX_NAME).collect()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "summary = { en = \"a\", id = \"b\" }\n";
    const MACHINE: &str = "machines.a.address = \"172.18.0.2\"\n";

    #[test]
    fn every_embedded_scenario_is_one_and_every_file_is_embedded() {
        for (name, text) in EMBEDDED {
            let scenario = Scenario::parse(text).unwrap_or_else(|error| panic!("{name}.toml, {error}"));
            assert!(!scenario.steps.is_empty(), "{name}");
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lab/scenarios");
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let file = entry.expect("an entry").file_name().into_string().expect("a name");
            if let Some(name) = file.strip_suffix(".toml") {
                assert!(Scenario::embedded(name).is_some(), "{file} isn't in EMBEDDED");
            }
        }
    }

    #[test]
    fn all_keys() {
        let text = r#"
            limit = 5
            [summary]
            en = "a"
            id = "b"
            [machines.z]
            address = "172.18.0.9"
            [machines.a]
            address = "172.18.1.0"
            rate = "1.5mbit"
        "#;
        assert_eq!(Scenario::parse(text).expect_err("no whole number").line, 8);
        let text = text.replace("1.5mbit", "15mbit")
            + r#"
            delay = "40ms"
            loss = "0.5%"
            mtu = 600
            offload = false
            sysctl = { "net.ipv4.tcp_sack" = 0, "net.ipv4.ping_group_range" = "1 0" }
            [files]
            "a.txt" = "one\ntwo"
            [[steps]]
            on = "z"
            run = "labcap lab server --port '1 2'"
            until = "waiting"
            [[steps]]
            pause = 0.5
            [[steps]]
            on = "a"
            name = "shell"
            run = "/bin/sh -c 'exit 3'"
            exit = 3
            [[steps]]
            wait = "server"
            exit = 1
            [[steps]]
            stop = "server"
        "#;
        let scenario = Scenario::parse(&text).expect("a scenario");
        assert_eq!(scenario.limit, Duration::from_secs(5));
        let names: Vec<&str> = scenario.machines.iter().map(|machine| machine.name.as_str()).collect();
        assert_eq!(names, ["z", "a"], "by address");
        let link =
            Link { rate: Some(15_000_000), delay: Some(Duration::from_millis(40)), loss: Some(0.5), mtu: Some(600), offload: Some(false) };
        assert_eq!(scenario.machines[1].link, link);
        assert_eq!(scenario.machines[1].sysctl["net.ipv4.ping_group_range"], "1 0");
        assert_eq!(scenario.files["a.txt"], "one\ntwo");
        let [Action::Start(server, until), Action::Pause(_), Action::Run(shell, 3), Action::Wait(waited, 1), Action::Stop(stopped, None)] =
            &scenario.steps.iter().map(|step| step.action.clone()).collect::<Vec<_>>()[..]
        else {
            panic!("{:?}", scenario.steps);
        };
        assert_eq!((server.name.as_str(), until.as_str()), ("server", "waiting"));
        assert_eq!(server.words, ["labcap", "lab", "server", "--port", "1 2"]);
        assert_eq!((shell.machine.as_str(), shell.name.as_str()), ("a", "shell"));
        assert_eq!((waited.as_str(), stopped.as_str()), ("server", "server"));
        assert_eq!(scenario.steps[1].to_string(), "pause = 0.5");
    }

    #[test]
    fn errors_name_the_line_and_what_is_allowed() {
        let machines = |text: &str| format!("{HEAD}[machines.a]\naddress = \"172.18.0.2\"\n{text}");
        let steps = |text: &str| format!("{HEAD}{MACHINE}[[steps]]\n{text}\n");
        for (text, line, words) in [
            ("summary = ".to_owned(), 1, "quoted"),
            (format!("{HEAD}machine = 1"), 2, "unknown field `machine`, expected one of `summary`, `limit`, `machines`"),
            (HEAD.to_owned(), 1, "missing field `machines`"),
            (format!("summary = {{ en = \"a\", id = \"\\u001b[2J\" }}\n{MACHINE}"), 1, "without control characters"),
            (format!("summary = {{ en = \"a\\nb\", id = \"b\" }}\n{MACHINE}"), 1, "one line"),
            (format!("{HEAD}{MACHINE}limit = 0"), 3, "1 to 600"),
            (format!("{HEAD}machines.a.address = \"10.0.0.1\""), 2, "172.18.0.0/16"),
            (format!("{HEAD}machines.a.address = \"mesin\""), 2, "invalid IPv4 address"),
            (format!("{HEAD}machines.A.address = \"172.18.0.2\""), 2, "lower-case"),
            (format!("{HEAD}{MACHINE}machines.b.address = \"172.18.0.2\""), 3, "a has the address 172.18.0.2 too"),
            (machines("rate = \"fast\""), 2, "`rate`"),
            (machines("delay = \"-1ms\""), 2, "`delay`"),
            (machines("loss = \"101%\""), 2, "`loss`"),
            (machines("mtu = 9000"), 2, "`mtu`"),
            (machines("sysctl = { \"kernel.panic\" = 1 }"), 2, "of the machine's network"),
            (machines("sysctl = { \"net.ipv4.tcp_sack\" = true }"), 4, "a number or a text"),
            (format!("{HEAD}{MACHINE}[files]\n\"../a\" = \"\""), 4, "no name of a file"),
            (steps("on = \"a\""), 3, "a step is"),
            (steps("on = \"b\"\nrun = \"true\""), 3, "no machine `b`, but a"),
            (steps("on = \"a\"\nrun = \"echo '\""), 3, "a quote without its end"),
            (steps("on = \"a\"\nrun = \"\""), 3, "no command"),
            (steps("on = \"a\"\nrun = \"true\"\nuntil = \"\""), 3, "`until` is empty"),
            (steps("on = \"a\"\nrun = \"true\"\nuntil = \"x\"\nexit = 1"), 3, "`exit` belongs to"),
            (steps("wait = \"server\""), 3, "no program `server` was started before"),
            (steps("pause = 0"), 3, "`pause`"),
            (steps("pause = 1\nstop = \"a\""), 3, "a step is"),
            (steps("on = \"a\"\nrun = \"true\"\nexit = 256"), 6, "256"),
            (steps("on = \"a\"\nrun = \"x\"\nuntil = \"x\"\n[[steps]]\non = \"a\"\nrun = \"x\"\nuntil = \"x\""), 7, "started in line 3"),
        ] {
            let error = Scenario::parse(&text).expect_err(&text);
            assert!(error.what.contains(words), "{text}\n{error}");
            assert_eq!(error.line, line, "{text}\n{error}");
        }
    }
}
