//! Machines that stand in the background: how they are left standing, found again, entered and ended. One lab for each user.
//!
//! What is noted is the number of process 1 and the moment it started, so that a number that another process has got since is no lab.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sched::{CloneFlags, setns};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{Pid, PidfdFlags, Signal, geteuid, pidfd_open, pidfd_send_signal};
use serde::{Deserialize, Serialize};

use super::inside::{FIRST, own_program};
use super::{Error, Inside, MACHINE_VARIABLE, Plan};

/// How long a killed lab may take to be gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// The word before what [`write_holders`] writes.
const STAND: &str = "stand";

/// A lab that stands.
#[derive(Debug)]
pub struct Standing {
    noted: Noted,
    process: OwnedFd,
    file: PathBuf,
}

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Noted {
    scenario: String,
    /// The number of process 1 outside.
    process: i32,
    /// When it started, in clock ticks since the computer did (proc(5), `starttime`).
    started: u64,
    /// The processes that hold the machines, numbered as inside.
    machines: BTreeMap<String, i32>,
}

impl Standing {
    /// The lab of this user, if one stands.
    ///
    /// # Errors
    ///
    /// The folder where it would be noted isn't this user's alone, or what's there can't be read ([`Error::Note`]).
    pub fn find() -> Result<Option<Self>, Error> {
        let folder = folder();
        if check(&folder).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(None);
        }
        check(&folder).map_err(|error| Error::system(folder.display().to_string(), error))?;
        Self::read(folder.join("lab.json"))
    }

    fn read(file: PathBuf) -> Result<Option<Self>, Error> {
        let failed = |error| Error::Note { file: file.clone(), error };
        let text = match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            result => result.map_err(failed)?,
        };
        let noted: Noted = serde_json::from_slice(&text).map_err(|error| failed(error.into()))?;
        let process = Some(noted.process)
            .filter(|number| *number > 0)
            .and_then(Pid::from_raw)
            .and_then(|pid| pidfd_open(pid, PidfdFlags::empty()).ok());
        // Once it is open the descriptor stays with its process, so this can't be about another.
        match process {
            Some(process) if start_of(noted.process) == Some(noted.started) => Ok(Some(Self { noted, process, file })),
            _ => Ok(None),
        }
    }

    /// The name of its scenario.
    pub fn scenario(&self) -> &str {
        &self.noted.scenario
    }

    /// The names of its machines.
    pub fn machines(&self) -> impl Iterator<Item = &str> {
        self.noted.machines.keys().map(String::as_str)
    }

    /// The command of a program on a machine, in a folder if the machine has it. Afterwards this process is half in the lab, so only while it has
    /// one thread.
    ///
    /// # Errors
    ///
    /// There is no such machine, or the lab ended meanwhile.
    pub fn enter(&self, machine: &str, folder: &Path, command: Vec<OsString>) -> Result<Command, Error> {
        let holder = self.noted.machines.get(machine).ok_or_else(|| Error::Plan(format!("there is no machine {machine}")))?;
        // Afterwards /proc is that of the lab, which doesn't know this process.
        let program = own_program()?;
        let mut kinds = CloneFlags::CLONE_NEWPID | CloneFlags::CLONE_NEWNS;
        let user_namespace = |process: &str| fs::read_link(format!("/proc/{process}/ns/user")).ok();
        if user_namespace("self") != user_namespace(&self.noted.process.to_string()) {
            kinds |= CloneFlags::CLONE_NEWUSER;
        }
        setns(&self.process, kinds).map_err(|error| Error::system("the lab can't be entered", error))?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own_folder = program.parent().map(Path::to_owned);
        let folders = own_folder.into_iter().chain(std::env::split_paths(&path));
        let mut entering = Command::new(&program);
        entering.args(["lab", "inside"]).args(Inside::Enter(*holder, folder.to_owned(), command).arguments());
        entering.env(MACHINE_VARIABLE, machine);
        if let Ok(path) = std::env::join_paths(folders) {
            entering.env("PATH", path);
        }
        Ok(entering)
    }

    /// Ends the lab; it is gone afterwards.
    ///
    /// # Errors
    ///
    /// The kernel doesn't let us.
    pub fn end(self) -> Result<(), Error> {
        let failed = |error: rustix::io::Errno| Error::system("the lab can't be ended", error);
        match pidfd_send_signal(&self.process, Signal::KILL) {
            Ok(()) | Err(rustix::io::Errno::SRCH) => {}
            Err(error) => return Err(failed(error)),
        }
        // Process 1 has ended only once all others of its namespace have.
        let mut waiting = [PollFd::new(&self.process, PollFlags::IN)];
        let patience = Timespec::try_from(PATIENCE).ok();
        let count = rustix::event::poll(&mut waiting, patience.as_ref()).map_err(failed)?;
        if count == 0 {
            return Err(failed(rustix::io::Errno::TIMEDOUT));
        }
        fs::remove_file(&self.file).map_err(|error| Error::system(self.file.display().to_string(), error))?;
        // An empty folder does no harm.
        let _ = self.file.parent().map(fs::remove_dir);
        Ok(())
    }
}

/// Leaves the machines of `plan` standing, and notes them. `relay` gets the lines that the lab writes meanwhile.
///
/// # Errors
///
/// A lab stands already (`Ok(None)`), or machines can't be made: a line said why.
pub fn leave(scenario: &str, plan: &Plan, relay: &mut dyn FnMut(&str)) -> Result<Option<Standing>, Error> {
    let folder = folder();
    let failed = |error: io::Error| Error::system(folder.display().to_string(), error);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        result => result.map_err(failed)?,
    }
    check(&folder).map_err(failed)?;
    // Of two that want to, one goes first. The folder is unlocked when this ends.
    let lock = File::open(&folder).map_err(failed)?;
    lock.lock().map_err(failed)?;
    let file = folder.join("lab.json");
    match Standing::read(file.clone()) {
        Ok(Some(_)) => return Ok(None),
        // A note that says nothing is replaced.
        Ok(None) | Err(Error::Note { .. }) => {}
        Err(error) => return Err(error),
    }
    let (output, writer) = io::pipe().map_err(failed)?;
    let both = writer.try_clone().map_err(failed)?;
    let mut command = Inside::Separate(None).command()?;
    let spawned = command.stdin(Stdio::piped()).stdout(writer).stderr(both).spawn();
    drop(command);
    let mut child = spawned.map_err(failed)?;
    let mut stdin = child.stdin.take().ok_or_else(|| failed(io::ErrorKind::BrokenPipe.into()))?;
    match plan.write(&mut stdin) {
        // It ended already, and what it said is in its output.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result.map_err(failed)?,
    }
    let mut process = None;
    for line in BufReader::new(output).lines() {
        let line = line.map_err(failed)?;
        match line.split_once(' ') {
            Some((FIRST, number)) => process = number.parse().ok(),
            Some((STAND, machines)) => {
                let machines = serde_json::from_str(machines).map_err(|error| failed(error.into()))?;
                let started = process.and_then(|process| Some((process, start_of(process)?)));
                let Some((process, started)) = started else {
                    break;
                };
                let noted = Noted { scenario: scenario.to_owned(), process, started, machines };
                note(&file, &noted).map_err(failed)?;
                stdin.write_all(b"+").map_err(failed)?;
                return Standing::read(file)
                    .and_then(|standing| standing.map(Some).ok_or_else(|| Error::system("the lab", io::Error::other("it ended at once"))));
            }
            _ => relay(&line),
        }
    }
    Err(Error::CalledOff)
}

/// What [`leave`] reads: the machines' holders.
///
/// # Errors
///
/// `writer` can't be written.
pub fn write_holders(holders: &[(String, i32)], mut writer: impl Write) -> io::Result<()> {
    let holders: BTreeMap<&str, i32> = holders.iter().map(|(name, pid)| (name.as_str(), *pid)).collect();
    writeln!(writer, "{STAND} {}", serde_json::to_string(&holders)?)
}

/// Writes the file at once: it is complete, or as it was.
fn note(file: &Path, noted: &Noted) -> io::Result<()> {
    let new = file.with_extension("new");
    fs::write(&new, serde_json::to_vec(noted)?)?;
    fs::rename(&new, file)
}

/// Whether root has a lab, which this user isn't told more about.
pub fn root_may_have_one() -> bool {
    !geteuid().is_root() && Path::new(ROOT_FOLDER).exists()
}

const ROOT_FOLDER: &str = "/run/labcap";

/// Where this user's lab is noted.
fn folder() -> PathBuf {
    let user = geteuid();
    if user.is_root() {
        return PathBuf::from(ROOT_FOLDER);
    }
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let own = own.filter(|folder| folder.is_absolute() && folder.metadata().is_ok_and(|found| found.uid() == user.as_raw()));
    own.map_or_else(|| PathBuf::from(format!("/tmp/labcap-{}", user.as_raw())), |folder| folder.join("labcap"))
}

/// Nobody else may write there.
fn check(folder: &Path) -> io::Result<()> {
    let found = folder.symlink_metadata()?;
    let is_ours = found.is_dir() && found.uid() == geteuid().as_raw() && found.mode() & 0o077 == 0;
    if is_ours { Ok(()) } else { Err(io::Error::new(io::ErrorKind::PermissionDenied, "not a folder that is yours alone (mode 0700)")) }
}

/// When a process started, in clock ticks since the computer did.
fn start_of(process: i32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program may hold spaces and parentheses; behind it comes field 3.
    stat.rsplit_once(')')?.1.split_whitespace().nth(22 - 3)?.parse().ok()
}
