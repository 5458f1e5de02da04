//! What this program does when it is one of the processes that make up a lab: see the parent module. Nobody types these.

use std::convert::Infallible;
use std::env;
use std::ffi::{CString, OsString};
use std::fs;
use std::io::{self, Write};
use std::os::fd::BorrowedFd;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use nix::sched::{CloneFlags, setns};
use nix::sys::signal::{SIGTTOU, SigSet};
use rustix::mount::{MountFlags, MountPropagationFlags};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, set_parent_process_death_signal};

use super::network::{ETC, Network};
use super::processes::Processes;
use super::rights::{self, Way};
use super::{Error, Event, Plan, Purpose, Tell, mount_point, running};
use crate::lab::scenario::Scenario;

/// What a process of a lab does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Leaves the namespaces of this computer, and starts [`Inside::First`] and waits for it. With the number of the process that started it, it
    /// ends when that one does; without, it stands on its own.
    Separate(Option<i32>),
    /// Process 1: makes the machines of the plan on its standard input, and does what they are for.
    First,
    /// Is a machine of this name, with these files in the folder of its own.
    Hold(String, PathBuf),
    /// Changes settings of the machine that it runs on.
    Set(Vec<String>),
    /// Becomes a program on the machine that this process holds, in this folder.
    Enter(i32, PathBuf, Vec<OsString>),
}

impl Inside {
    /// The arguments that stand for this, behind those that lead to it on the command line.
    pub fn arguments(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = Vec::new();
        match self {
            Self::Separate(parent) => {
                words.push("separate".into());
                words.extend(parent.iter().map(|pid| pid.to_string().into()));
            }
            Self::First => words.push("first".into()),
            Self::Hold(name, files) => words.extend(["hold".into(), name.into(), files.into()]),
            Self::Set(settings) => {
                words.push("set".into());
                words.extend(settings.iter().map(OsString::from));
            }
            Self::Enter(holder, folder, command) => {
                words.extend(["enter".into(), holder.to_string().into(), folder.into()]);
                words.extend(command.iter().cloned());
            }
        }
        words
    }

    /// Reads what [`Inside::arguments`] wrote.
    ///
    /// # Errors
    ///
    /// It wasn't that.
    pub fn parse(words: Vec<OsString>) -> Result<Self, Error> {
        let wrong = || Error::Plan("it belongs to a lab".to_owned());
        let text = |word: OsString| word.into_string().map_err(|_| wrong());
        let number = |word: OsString| word.to_str().and_then(|word| word.parse().ok()).ok_or_else(wrong);
        let mut words = words.into_iter();
        let mut next = || words.next().ok_or_else(wrong);
        match next()?.to_str() {
            Some("separate") => Ok(Self::Separate(next().ok().map(number).transpose()?)),
            Some("first") => Ok(Self::First),
            Some("hold") => Ok(Self::Hold(text(next()?)?, next()?.into())),
            Some("set") => Ok(Self::Set(words.map(text).collect::<Result<_, _>>()?)),
            Some("enter") => Ok(Self::Enter(number(next()?)?, next()?.into(), words.collect())),
            _ => Err(wrong()),
        }
    }

    /// The command of a process that does this.
    ///
    /// # Errors
    ///
    /// The system doesn't say which program this is.
    pub fn command(&self) -> Result<Command, Error> {
        let mut command = Command::new(own_program()?);
        command.args(["lab", "inside"]).args(self.arguments());
        Ok(command)
    }
}

/// The program that this is.
pub(super) fn own_program() -> Result<PathBuf, Error> {
    env::current_exe().map_err(|error| Error::system("the path of this program", error))
}

/// [`Inside::Separate`]: gives how `first` ended. `tell` is told what gives the rights, and the number of `first` as it is outside.
///
/// # Errors
///
/// The kernel refuses namespaces, or the process can't be started.
pub fn separate(parent: Option<i32>, tell: impl FnOnce(Way)) -> Result<ExitStatus, Error> {
    match parent {
        Some(_) => {
            end_with_parent()?;
            writes_in_background().map_err(|error| Error::system("sigprocmask", error))?;
        }
        None => {
            rustix::process::setsid().map_err(|error| Error::system("setsid", error))?;
            // What it was started in may be unmounted.
            env::set_current_dir("/").map_err(|error| Error::system("/", error))?;
        }
    }
    // Asked before the mounts are others: below a changed root the kernel then knows this program by another path.
    let mut command = Inside::First.command()?;
    let way = rights::separate()?;
    if parent.is_some() {
        // The kernel forgets it with some changes of rights.
        end_with_parent()?;
    }
    if parent.is_some() && rustix::process::getppid().map(|pid| pid.as_raw_nonzero().get()) != parent {
        return Err(Error::CalledOff);
    }
    tell(way);
    if way == Way::UserNamespace {
        // The user's number there isn't what sudo said.
        for name in ["SUDO_UID", "SUDO_GID", "SUDO_USER", "SUDO_COMMAND"] {
            command.env_remove(name);
        }
    }
    let mut first = command.spawn().map_err(|error| Error::system("process 1 of the lab", error))?;
    if parent.is_none() {
        let told = writeln!(io::stdout().lock(), "{FIRST} {}", first.id());
        told.map_err(Error::Tell)?;
    }
    first.wait().map_err(|error| Error::system("process 1 of the lab", error))
}

/// The word before the number of process 1, for whoever leaves machines standing.
pub(super) const FIRST: &str = "first";

/// Lets this process and `first` write to the terminal as they are, in a group that isn't its foreground one: with `stty tostop` that would stop them.
fn writes_in_background() -> nix::Result<()> {
    SigSet::from(SIGTTOU).thread_block()
}

fn end_with_parent() -> Result<(), Error> {
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(|error| Error::system("prctl", error))
}

/// [`Inside::First`]: makes the machines of `plan` and does what they are for. `stdin` stays open for as long as that is wanted.
///
/// # Errors
///
/// Machines can't be made, or a step fails. By then all programs are stopped and captures are complete.
pub fn first(plan: &Plan, stdin: BorrowedFd<'_>, tell: &mut Tell<'_>) -> Result<(), Error> {
    end_with_parent()?;
    let scenario = Scenario::parse(&plan.scenario).map_err(|error| Error::Plan(error.to_string()))?;
    let program = own_program()?;
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let mut needed = vec![program.clone(), here, plan.tools.ip.clone()];
    if let Purpose::Run { folder, .. } = &plan.purpose {
        needed.push(folder.clone());
    }
    let base = mount_point(&needed)?;
    mount_own(&base)?;
    let mut processes = Processes::new(stdin, tell, plan.is_verbose)?;
    let network = Network::make(&scenario, &plan.tools, &program, &base, &mut processes)?;
    match &plan.purpose {
        Purpose::Run { folder, link_type } => running::run(&scenario, &network, folder, link_type, &mut processes),
        Purpose::Stand => stand(&network, &mut processes, stdin),
    }
}

/// Mounts what this process namespace needs. Nothing of it reaches the rest of the computer.
fn mount_own(base: &Path) -> Result<(), Error> {
    let failed = |what: String| move |error: rustix::io::Errno| Error::system(what, error);
    let flags = MountFlags::NOSUID | MountFlags::NODEV;
    refuse_chroot()?;
    rustix::mount::mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC).map_err(failed("mount /".to_owned()))?;
    // Where parts of /proc are hidden, as in containers, the kernel lets no user mount a whole one.
    rustix::mount::mount("proc", "/proc", "proc", flags | MountFlags::NOEXEC, None).map_err(|error| Error::Making {
        machine: "lab".to_owned(),
        command: "mount -t proc proc /proc".to_owned(),
        said: io::Error::from(error).kind().to_string(),
        hint: Some("in a container: start that with --privileged"),
    })?;
    rustix::mount::mount("labcap", base, "tmpfs", flags, Some(c"mode=755")).map_err(failed(format!("mount {}", base.display())))
}

/// Who enters a mount namespace is outside of any chroot, so programs would run on other files than one sees here.
fn refuse_chroot() -> Result<(), Error> {
    let root = || fs::metadata("/").map(|root| (root.dev(), root.ino())).map_err(|error| Error::system("/", error));
    let here = root()?;
    let namespace = fs::File::open("/proc/self/ns/mnt").map_err(|error| Error::system("/proc/self/ns/mnt", error))?;
    let folder = env::current_dir();
    setns(namespace, CloneFlags::CLONE_NEWNS).map_err(|error| Error::system("setns", error))?;
    if root()? != here {
        return Err(Error::Chroot);
    }
    // Entering went to the root folder.
    folder.and_then(env::set_current_dir).map_err(|error| Error::system("the folder that this was started in", error))
}

/// Keeps the machines until this process is killed; until somebody has noted that they stand, only as long as somebody wants to.
fn stand(network: &Network, processes: &mut Processes<'_>, stdin: BorrowedFd<'_>) -> Result<(), Error> {
    let holders = network.holders();
    processes.tell(Event::Stand(&holders))?;
    let mut noted = [0];
    let count = rustix::io::read(stdin, &mut noted).map_err(|error| Error::system("standard input", error))?;
    if count == 0 {
        return Err(Error::CalledOff);
    }
    processes.is_ending = true;
    // Nobody reads any more what is written here.
    processes.hush();
    loop {
        processes.turn(None)?;
    }
}

/// [`Inside::Hold`]: becomes a machine, says so on standard output and stays. `files` hold its `etc`.
///
/// # Errors
///
/// The kernel refuses a namespace, a mount or a setting.
pub fn hold(name: &str, files: &Path) -> Result<Infallible, Error> {
    end_with_parent()?;
    let failed = |what: String| move |error: rustix::io::Errno| Error::system(what, error);
    let kinds = CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWUTS;
    nix::sched::unshare(kinds).map_err(|error| Error::system("unshare", error))?;
    rustix::system::sethostname(name.as_bytes()).map_err(failed("sethostname".to_owned()))?;
    give_files(files)?;
    // A cache of names would ask this computer's name servers.
    let cache = Path::new("/run/nscd");
    if cache.is_dir() {
        rustix::mount::mount("labcap", cache, "tmpfs", MountFlags::NOSUID | MountFlags::NODEV, None).map_err(failed("mount".to_owned()))?;
    }
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{HELD}").and_then(|()| stdout.flush()).map_err(Error::Tell)?;
    loop {
        std::thread::park();
    }
}

/// Puts the machine's own files in the place of this computer's. Each is mounted on the one that it hides; where there is none to hide, or only a link
/// that leads nowhere, all are laid over the folder, which can't be written to then.
fn give_files(files: &Path) -> Result<(), Error> {
    let target = |file: &str| Path::new("/etc").join(file);
    let Some(missing) = ETC.into_iter().map(target).find(|target| !target.exists()) else {
        return ETC.into_iter().map(|file| (files.join(file), target(file))).try_for_each(|(own, target)| {
            rustix::mount::mount_bind(own, &target).map_err(|error| Error::system(format!("mount {}", target.display()), error))
        });
    };
    let lower = CString::new(format!("lowerdir={}:/etc", files.display())).map_err(|error| Error::system("the machines' files", error))?;
    rustix::mount::mount("labcap", "/etc", "overlay", MountFlags::NOSUID | MountFlags::NODEV, lower.as_c_str()).map_err(|error| {
        let said = io::Error::from(error).kind();
        let what =
            format!("is missing, or a link that leads nowhere, and /etc can't be overlaid ({said}); make that file, an empty one will do");
        Error::system(missing.display().to_string(), io::Error::other(what))
    })
}

/// What a holder writes once it is a machine.
pub(super) const HELD: &str = "held";

/// [`Inside::Set`]: changes settings of this machine's network; those that begin with `?` only if the kernel has them.
///
/// # Errors
///
/// The kernel doesn't have a setting, or refuses the value.
pub fn set(settings: &[String]) -> Result<(), Error> {
    for setting in settings {
        let Some((key, value)) = setting.split_once('=') else {
            return Err(Error::Plan(setting.clone()));
        };
        let (key, is_optional) = key.strip_prefix('?').map_or((key, false), |key| (key, true));
        match fs::write(format!("/proc/sys/{}", key.replace('.', "/")), value) {
            Err(error) if is_optional && error.kind() == io::ErrorKind::NotFound => {}
            result => result.map_err(|error| Error::system(format!("{key} = {value}"), error))?,
        }
    }
    Ok(())
}

/// [`Inside::Enter`]: becomes `command` on the machine that the process `holder` holds.
///
/// # Errors
///
/// The machine is gone, or the program can't be started.
pub fn enter(holder: i32, folder: &Path, command: &[OsString]) -> Result<Infallible, Error> {
    end_with_parent()?;
    let Some((program, arguments)) = command.split_first() else {
        return Err(Error::Plan("no command".to_owned()));
    };
    let failed = |error: io::Error| Error::system("the machine can't be entered", error);
    let pid = Pid::from_raw(holder).ok_or_else(|| Error::Plan(holder.to_string()))?;
    let machine = pidfd_open(pid, PidfdFlags::empty()).map_err(|error| failed(error.into()))?;
    let kinds = CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWUTS;
    setns(&machine, kinds).map_err(|error| failed(error.into()))?;
    // Folders of this computer may be hidden on the machine.
    if env::set_current_dir(folder).is_err() {
        env::set_current_dir("/").map_err(failed)?;
    }
    // For programs it is as usual.
    SigSet::from(SIGTTOU).thread_unblock().map_err(|error| failed(error.into()))?;
    let mut error = Command::new(program).args(arguments).exec();
    if error.kind() == io::ErrorKind::PermissionDenied && !is_there(Path::new(program)) {
        // One of the folders of PATH can't be looked into, which says nothing of the program.
        error = rustix::io::Errno::NOENT.into();
    }
    Err(Error::Program { program: program.to_string_lossy().into_owned(), error })
}

/// Whether there is a file that this name of a program could mean.
fn is_there(program: &Path) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    program.components().count() != 1 || program.has_root() || env::split_paths(&path).any(|folder| folder.join(program).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_as_they_were_written() {
        for inside in [
            Inside::Separate(Some(12)),
            Inside::Separate(None),
            Inside::First,
            Inside::Hold("mesin-1".to_owned(), "/mnt/a b".into()),
            Inside::Set(vec!["?net.ipv6.conf.all.disable_ipv6=1".to_owned(), "net.ipv4.ping_group_range=0 0".to_owned()]),
            Inside::Enter(7, "/".into(), vec!["sh".into(), "-c".into(), "true".into()]),
        ] {
            assert_eq!(Inside::parse(inside.arguments()).expect("the same"), inside);
        }
        for words in [&[][..], &["hold"], &["enter", "x"], &["separate", "x"], &["first "]] {
            assert!(Inside::parse(words.iter().map(OsString::from).collect()).is_err(), "{words:?}");
        }
    }
}
