//! The machines of a scenario on their bridge, its gateway and the name server, as the system's `ip` makes them.
//!
//! Every command can be shown as one would type it on the machine that it runs on.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::inside::{HELD, Inside};
use super::plan::{search_path, typed};
use super::processes::{Awaited, Id, Processes, Told};
use super::{Error, Event, MACHINE_VARIABLE, Source, Tools};
use crate::lab::scenario::{GATEWAY, GATEWAY_NAME, Link, Machine, NAME_SERVER_NAME, Scenario};

/// The lab's name server, and its gateway's address beside it.
const NAME_SERVER: Ipv4Addr = Ipv4Addr::new(192, 168, 65, 7);
const NAME_SERVER_GATEWAY: Ipv4Addr = Ipv4Addr::new(192, 168, 65, 1);

/// The files below /etc that machines have of their own.
pub(super) const ETC: [&str; 3] = ["hosts", "nsswitch.conf", "resolv.conf"];

/// How long a command that makes machines may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Settings of every machine. All are changed before a link is up: IPv6 never sends a packet, forwarded packets aren't judged by where they come
/// from, ICMP errors aren't held back, and everyone may ping.
const SETTINGS: [&str; 7] = [
    "?net.ipv6.conf.all.disable_ipv6=1",
    "?net.ipv6.conf.default.disable_ipv6=1",
    "net.ipv4.conf.all.rp_filter=0",
    "net.ipv4.conf.default.rp_filter=0",
    "net.ipv4.icmp_ratelimit=0",
    "net.ipv4.ping_group_range=0 0",
    "net.ipv4.ip_forward=0",
];

/// The machines, made.
pub(super) struct Network {
    program: PathBuf,
    /// Where the machines' own files are.
    base: PathBuf,
    path: OsString,
    /// The machines' names and the processes that hold them.
    machines: Vec<(String, Id)>,
    holders: Vec<(String, i32)>,
}

impl Network {
    /// Makes the machines of `scenario`, which can reach the name server once this is done.
    pub(super) fn make(
        scenario: &Scenario,
        tools: &Tools,
        program: &Path,
        base: &Path,
        processes: &mut Processes<'_>,
    ) -> Result<Self, Error> {
        let path = write_files(scenario, program, base).map_err(|error| Error::system("the machines' files", error))?;
        let mut network = Self { program: program.to_owned(), base: base.to_owned(), path, machines: Vec::new(), holders: Vec::new() };
        let names = scenario.machines.iter().map(|machine| machine.name.as_str());
        for name in names.chain([GATEWAY_NAME, NAME_SERVER_NAME]) {
            let command = Inside::Hold(name.to_owned(), base.join("etc").join(name)).command()?;
            let id = processes.start(Source { machine: name, program: HELD }, Told::Never, command, HELD)?;
            network.machines.push((name.to_owned(), id));
        }
        for (name, id) in &network.machines {
            let is_held = processes.wait(Awaited::Text(*id), &[], Instant::now() + PATIENCE)? && processes.has_written(*id);
            if !is_held {
                return Err(making(name, "unshare", processes.last_line(*id), None));
            }
            network.holders.push((name.clone(), processes.pid(*id).as_raw_nonzero().get()));
        }
        Plumbing { network: &network, tools, processes }.lay(scenario)?;
        network.start_name_server(processes)?;
        Ok(network)
    }

    /// The scenario's machines and the processes that hold them.
    pub(super) fn holders(&self) -> Vec<(String, i32)> {
        self.holders.iter().filter(|(name, _)| !matches!(name.as_str(), GATEWAY_NAME | NAME_SERVER_NAME)).cloned().collect()
    }

    /// A command on a machine, in the folder with the scenario's files.
    pub(super) fn command(&self, machine: &str, words: &[impl Into<OsString> + Clone]) -> Result<Command, Error> {
        let holder = self.holders.iter().find(|(name, _)| name == machine).map(|(_, pid)| *pid);
        let holder = holder.ok_or_else(|| Error::Plan(format!("no machine {machine}")))?;
        let words = words.iter().cloned().map(Into::into).collect();
        let mut command = Inside::Enter(holder, self.base.join(FILES).join(machine), words).command()?;
        command.env(MACHINE_VARIABLE, machine).env("PATH", &self.path).env("PYTHONUNBUFFERED", "1");
        // A recorder would leave out the connection that this computer is used over.
        command.env_remove("SSH_CONNECTION").env_remove("SSH_CLIENT");
        Ok(command)
    }

    /// This program's command on a machine.
    pub(super) fn own_command(&self, machine: &str, arguments: &[OsString]) -> Result<Command, Error> {
        let words: Vec<OsString> = [&[self.program.clone().into_os_string()], arguments].concat();
        self.command(machine, &words)
    }

    fn start_name_server(&self, processes: &mut Processes<'_>) -> Result<(), Error> {
        let words = ["lab", "name-server", "--bind", &NAME_SERVER.to_string()].map(OsString::from);
        let source = Source { machine: NAME_SERVER_NAME, program: "name-server" };
        let server = processes.start(source, Told::Verbosely, self.own_command(NAME_SERVER_NAME, &words)?, "starting up on")?;
        let has_started = processes.wait(Awaited::Text(server), &[], Instant::now() + PATIENCE)? && processes.has_written(server);
        let failed = || making(NAME_SERVER_NAME, "labcap lab name-server", processes.last_line(server), None);
        if has_started { Ok(()) } else { Err(failed()) }
    }
}

/// The folder of the files that programs start beside, and that of `labcap`.
const FILES: &str = "files";
const PROGRAMS: &str = "bin";

/// Writes the machines' own files below `base`, and gives the `PATH` of their programs.
fn write_files(scenario: &Scenario, program: &Path, base: &Path) -> io::Result<OsString> {
    let mut hosts = String::from("127.0.0.1\tlocalhost\n");
    for machine in &scenario.machines {
        hosts += &format!("{}\t{}\n", machine.address, machine.name);
    }
    hosts += &format!("{GATEWAY}\t{GATEWAY_NAME}\n");
    let names = scenario.machines.iter().map(|machine| machine.name.as_str());
    for name in names.chain([GATEWAY_NAME, NAME_SERVER_NAME]) {
        let etc = base.join("etc").join(name);
        fs::create_dir_all(&etc)?;
        fs::write(etc.join("hosts"), &hosts)?;
        // No other service is asked, so that no question leaves the machines.
        fs::write(etc.join("nsswitch.conf"), "hosts: files dns\n")?;
        fs::write(etc.join("resolv.conf"), format!("nameserver {NAME_SERVER}\n"))?;
        let files = base.join(FILES).join(name);
        fs::create_dir_all(&files)?;
        for (file, content) in &scenario.files {
            fs::write(files.join(file), content)?;
        }
    }
    let programs = base.join(PROGRAMS);
    fs::create_dir(&programs)?;
    std::os::unix::fs::symlink(program, programs.join("labcap"))?;
    let folders = std::iter::once(programs).chain(search_path());
    std::env::join_paths(folders).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
}

/// Lays the links between machines that have none.
struct Plumbing<'a, 'b, 'c> {
    network: &'a Network,
    tools: &'a Tools,
    processes: &'b mut Processes<'c>,
}

impl Plumbing<'_, '_, '_> {
    fn lay(&mut self, scenario: &Scenario) -> Result<(), Error> {
        for (name, _) in &self.network.machines {
            self.set(name, SETTINGS.map(str::to_owned).to_vec())?;
            self.ip(name, "link set lo up")?;
        }
        self.set(GATEWAY_NAME, vec!["net.ipv4.ip_forward=1".to_owned()])?;
        let bridge = format!("link add br0 address {} type bridge stp_state 0 mcast_snooping 0", hardware_address(GATEWAY));
        self.ip(GATEWAY_NAME, &bridge)?;
        self.ip(GATEWAY_NAME, &format!("address add {GATEWAY}/16 dev br0"))?;
        for (index, machine) in scenario.machines.iter().enumerate() {
            let port = format!("port{}", index + 1);
            let (name, address) = (&machine.name, machine.address);
            let peer = format!("netns {} address {}", self.holder(name), hardware_address(address));
            self.ip(GATEWAY_NAME, &format!("link add {port} type veth peer name eth0 {peer}"))?;
            self.ip(GATEWAY_NAME, &format!("link set {port} master br0 up"))?;
            self.ip(name, &format!("address add {address}/16 dev eth0"))?;
            self.shape(machine)?;
            self.ip(name, "link set eth0 up")?;
        }
        self.ip(GATEWAY_NAME, "link set br0 up")?;
        for machine in &scenario.machines {
            self.ip(&machine.name, &format!("route add default via {GATEWAY}"))?;
            let settings = machine.sysctl.iter().map(|(key, value)| format!("{key}={value}")).collect();
            self.set(&machine.name, settings)?;
        }
        let peer = format!("netns {}", self.holder(NAME_SERVER_NAME));
        self.ip(GATEWAY_NAME, &format!("link add uplink type veth peer name eth0 {peer}"))?;
        self.ip(GATEWAY_NAME, &format!("address add {NAME_SERVER_GATEWAY}/24 dev uplink"))?;
        self.ip(GATEWAY_NAME, "link set uplink up")?;
        self.ip(NAME_SERVER_NAME, &format!("address add {NAME_SERVER}/24 dev eth0"))?;
        self.ip(NAME_SERVER_NAME, "link set eth0 up")?;
        self.ip(NAME_SERVER_NAME, &format!("route add default via {NAME_SERVER_GATEWAY}"))
    }

    /// What the machine's link does to packets that it sends.
    fn shape(&mut self, machine: &Machine) -> Result<(), Error> {
        let Link { rate, delay, loss, mtu, offload } = machine.link;
        if let Some(mtu) = mtu {
            self.ip(&machine.name, &format!("link set eth0 mtu {mtu}"))?;
        }
        let tools = self.tools;
        if let (Some(on), Some(ethtool)) = (offload, &tools.ethtool) {
            let on = if on { "on" } else { "off" };
            self.tool(&machine.name, ethtool, &format!("-K eth0 tx {on} tso {on} gso {on} gro {on}"), None)?;
        }
        let mut netem = String::new();
        if let Some(delay) = delay {
            netem += &format!(" delay {}us", delay.as_micros());
        }
        if let Some(loss) = loss {
            netem += &format!(" loss {loss}%");
        }
        let queue = match rate {
            None if netem.is_empty() => return Ok(()),
            // As many bytes at once as the rate gives in 10 ms, and at least some packets.
            Some(rate) if netem.is_empty() => format!("tbf rate {rate}bit burst {} latency 1s", (rate / 8 / 100).max(10_000)),
            Some(rate) => format!("netem{netem} rate {rate}bit"),
            None => format!("netem{netem}"),
        };
        let hint =
            "the kernel may lack it: `delay` and `loss` take the module sch_netem, `rate` sch_tbf; as root: modprobe sch_netem sch_tbf";
        match &tools.tc {
            Some(tc) => self.tool(&machine.name, tc, &format!("qdisc add dev eth0 root {queue}"), Some(hint)),
            None => Ok(()),
        }
    }

    fn holder(&self, machine: &str) -> i32 {
        self.network.holders.iter().find(|(name, _)| name == machine).map_or(0, |(_, pid)| *pid)
    }

    fn ip(&mut self, machine: &str, arguments: &str) -> Result<(), Error> {
        let tools = self.tools;
        self.tool(machine, &tools.ip, arguments, None)
    }

    fn set(&mut self, machine: &str, settings: Vec<String>) -> Result<(), Error> {
        if settings.is_empty() {
            return Ok(());
        }
        let quoted = |setting: &String| if setting.contains(' ') { typed(setting) } else { setting.clone() };
        let shown: Vec<String> = settings.iter().map(quoted).collect();
        let shown = format!("sysctl -w {}", shown.join(" ").replace('?', ""));
        let command =
            self.network.own_command(machine, &[&["lab".into(), "inside".into()], &Inside::Set(settings).arguments()[..]].concat())?;
        self.make(machine, &shown, command, None)
    }

    fn tool(&mut self, machine: &str, program: &Path, arguments: &str, hint: Option<&'static str>) -> Result<(), Error> {
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let words: Vec<OsString> =
            std::iter::once(program.as_os_str().to_owned()).chain(arguments.split_whitespace().map(OsString::from)).collect();
        let command = self.network.command(machine, &words)?;
        self.make(machine, &format!("{name} {arguments}"), command, hint)
    }

    /// Runs a command that makes machines to its end.
    fn make(&mut self, machine: &str, shown: &str, command: Command, hint: Option<&'static str>) -> Result<(), Error> {
        if self.processes.is_verbose {
            self.processes.tell(Event::Makes(machine, shown))?;
        }
        let id = self.processes.start(Source { machine, program: "make" }, Told::Never, command, "")?;
        let has_ended = self.processes.wait(Awaited::End(id), &[], Instant::now() + PATIENCE)?;
        if self.processes.code(id) == Some(0) {
            return Ok(());
        }
        let said = if has_ended { self.processes.last_line(id) } else { "it doesn't end" };
        Err(making(machine, shown, said, hint))
    }
}

fn making(machine: &str, command: &str, said: &str, hint: Option<&'static str>) -> Error {
    let said = said.strip_prefix("labcap: ").unwrap_or(said).to_owned();
    let said = if said.is_empty() { "it said nothing".to_owned() } else { said };
    Error::Making { machine: machine.to_owned(), command: command.to_owned(), said, hint }
}

/// 02:42 and the address, as Docker numbers its containers.
fn hardware_address(address: Ipv4Addr) -> String {
    let [a, b, c, d] = address.octets();
    format!("02:42:{a:02x}:{b:02x}:{c:02x}:{d:02x}")
}
