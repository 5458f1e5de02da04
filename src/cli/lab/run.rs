//! `labcap lab run`.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::{Args, ValueEnum};
use labcap::explain::Lang;
use labcap::lab::machines::{Inside, Plan, Purpose};
use labcap::lab::scenario::Machine;
use labcap::text::Text;
use rustix::fs::{Mode, OFlags};

use super::children;
use super::inside::AS_CALLER;
use super::machines::{Chosen, failure, summary};
use crate::cli::flags::presentation::parse_language;
use crate::cli::interrupt::{Interrupt, Signal};
use crate::cli::locale;
use crate::cli::message::{Exit, Failure, Message, Outcome, reason};
use crate::cli::output::{Output, Target};
use crate::cli::privileges::Caller;

/// How long machines may take to end: programs and captures have their own limits, which are shorter.
const MACHINES: Duration = Duration::from_secs(20);

/// How long an explanation may take to notice that it should end.
const EXPLANATION: Duration = Duration::from_secs(2);

/// Runs an exercise on machines of its own, and explains its packets
///
/// Makes the machines of an exercise, network namespaces of this computer on a bridge of their own, runs the exercise's programs there, captures on
/// each machine, prints what the programs write, and explains each machine's capture. Nothing but the captures is left behind. It takes root's
/// rights, or a kernel that lets users have user namespaces.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The exercise (`labcap lab list` shows them), or a scenario's file: ./mine.toml
    #[arg(value_name = "EXERCISE")]
    exercise: String,

    /// Put the captures into FOLDER [default: lab-EXERCISE]
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// Replace captures that are there already
    #[arg(long)]
    force: bool,

    /// The link type of the captures: sll as Wireshark on `any`, or sll2, which says on which interface a packet was seen
    #[arg(long, value_name = "TYPE", default_value = "sll")]
    link_type: LinkType,

    /// The language of explanations: en, id [default: that of the environment]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Lang>,

    /// Capture, but don't explain
    #[arg(long)]
    no_explain: bool,

    /// Show each command that makes the machines, and what the name server and the captures say
    #[arg(short = 'v', long)]
    verbose: bool,
}

const AFTER_HELP: &str = "\
Examples:
  sudo labcap lab run 2
      exercise 2, with its captures in lab-2
  labcap lab run 3 --lang id -o tugas/3
      without root, where user namespaces are allowed; explained in Indonesian
  sudo labcap lab run ./mine.toml --no-explain
      a scenario of your own, to be looked at in Wireshark";

/// How a capture on `any` heads its packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LinkType {
    /// Linux cooked v1
    Sll,
    /// Linux cooked v2
    Sll2,
}

/// Makes the machines, runs the exercise, and explains.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    if !cfg!(feature = "libpcap") {
        let failure = Failure::could_not("lab run", "this build of labcap has no libpcap, so it can't capture");
        return Err(failure.hint("cargo build --release --features libpcap"));
    }
    let chosen = Chosen::find(&arguments.exercise)?;
    let language = arguments.lang.unwrap_or_else(locale::language);
    let machines = chosen.scenario.machines.clone();
    let heading = format!("{} · {}", Text::line(&chosen.name), Text::line(summary(&chosen.scenario.summary, language)));
    let captures =
        Captures { folder: arguments.folder.unwrap_or_else(|| PathBuf::from(format!("lab-{}", chosen.name))), language, machines };
    let link_type = if arguments.link_type == LinkType::Sll { "sll" } else { "sll2" };
    let purpose = |folder| Purpose::Run { folder, link_type: link_type.to_owned() };
    let mut plan = chosen.plan(purpose(PathBuf::new()), arguments.verbose)?;
    let made = captures.prepare(arguments.force)?;
    let folder = captures.folder.canonicalize();
    plan.purpose = purpose(folder.map_err(|error| Failure::could_not(captures.folder.display().to_string(), reason(&error)))?);
    let before = captures.identities();
    let outcome = make_and_run(&heading, &plan, &captures, !arguments.no_explain);
    if made {
        // Where nothing was captured nothing is left; otherwise it isn't empty.
        let _ = fs::remove_dir(&captures.folder);
    }
    match outcome? {
        Ended::Interrupted(signal) if captures.identities() == before => {
            Ok(Outcome::Interrupted(signal, Message::new("interrupted before anything was captured")))
        }
        Ended::Interrupted(signal) => {
            let what = format!("interrupted; what was captured until then is in {}", captures.folder.display());
            Ok(Outcome::Interrupted(signal, Message::new(what)))
        }
        Ended::Done => Ok(Outcome::Done),
    }
}

/// How a run ended that didn't fail.
enum Ended {
    Done,
    /// By a signal, while machines stood.
    Interrupted(Signal),
}

fn make_and_run(heading: &str, plan: &Plan, captures: &Captures, is_explained: bool) -> Result<Ended, Failure> {
    let mut output = Output::open(&Target::Stdout, &[])?;
    match writeln!(output, "{heading}").and_then(|()| output.flush()) {
        // Nobody reads it, but the captures are wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result?,
    }
    drop(output);
    let listening = Interrupt::listen_with_descriptor();
    let (interrupt, stop) = listening.map_err(|error| Failure::could_not("Ctrl-C", reason(&error)))?;
    let own = i32::try_from(std::process::id()).ok();
    let mut command = Inside::Separate(own).command().map_err(|error| failure(&error, "lab"))?;
    // In a group of its own, so that Ctrl-C comes here only, and things end in order.
    let spawned = command.stdin(Stdio::piped()).process_group(0).spawn();
    let mut child = spawned.map_err(|error| Failure::could_not("lab", reason(&error)))?;
    let mut lifeline = child.stdin.take();
    if let Some(stdin) = &mut lifeline {
        match plan.write(stdin) {
            // It ended already and has said why.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            result => result.map_err(|error| Failure::could_not("lab", reason(&error)))?,
        }
    }
    let waited = children::wait(child, &interrupt, &stop, MACHINES, || drop(lifeline.take()));
    let ended = waited.map_err(|error| Failure::could_not("lab", reason(&error)))?;
    drop(lifeline);
    if let Some(signal) = ended.signal {
        return Ok(Ended::Interrupted(signal));
    }
    match ended.status.code() {
        Some(0) => {}
        Some(code) => return Err(Failure::silent(Exit::OfProgram(u8::try_from(code).unwrap_or(1)))),
        None => return Err(Failure::could_not("lab", format!("something else ended the machines ({})", ended.status))),
    }
    if is_explained {
        captures.explain(&interrupt, &stop)?;
    }
    Ok(Ended::Done)
}

/// The captures of a run.
struct Captures {
    folder: PathBuf,
    language: Lang,
    machines: Vec<Machine>,
}

impl Captures {
    fn file(&self, machine: &Machine) -> PathBuf {
        self.folder.join(format!("{}.pcapng", machine.name))
    }

    /// What tells the captures that are there from others that come in their place: number, seconds and nanoseconds of the last change.
    fn identities(&self) -> Vec<Option<(u64, i64, i64)>> {
        let identity = |file: PathBuf| file.metadata().ok().map(|found| (found.ino(), found.mtime(), found.mtime_nsec()));
        self.machines.iter().map(|machine| identity(self.file(machine))).collect()
    }

    /// Makes the folder if it isn't there, and sees to it that nothing is lost in it. Whether it was made.
    fn prepare(&self, may_replace: bool) -> Result<bool, Failure> {
        let found = self.machines.iter().map(|machine| self.file(machine)).find(|file| file.symlink_metadata().is_ok());
        if let Some(file) = found.filter(|_| !may_replace) {
            let hint = "--force replaces it, -o FOLDER takes another folder";
            return Err(Failure::could_not(file.display().to_string(), "is there already; nothing was run").hint(hint));
        }
        if self.folder.is_dir() {
            return Ok(false);
        }
        let failed = |error| Failure::could_not(self.folder.display().to_string(), format!("can't be made: {}", reason(&error)));
        make_folder(&self.folder).map(|()| true).map_err(failed)
    }

    /// Explains each machine's capture with `labcap analyze`.
    fn explain(&self, interrupt: &Interrupt, stop: &std::os::fd::OwnedFd) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::could_not("labcap analyze", reason(&error));
        let mut worst = 0;
        for machine in &self.machines {
            let mut output = Output::open(&Target::Stdout, &[])?;
            let heading = format!("{} · {}", machine.name, machine.address);
            writeln!(output, "\n{heading}\n{}\n", "━".repeat(heading.chars().count()))?;
            output.finish()?;
            let mut command = Command::new(std::env::current_exe().map_err(failed)?);
            if Caller::of_sudo().is_some() {
                // What machines sent is read without the rights that making them took.
                command.args(["lab", "inside", AS_CALLER, "labcap"]);
            }
            command.args(["analyze", "--lang", if self.language == Lang::Id { "id" } else { "en" }]);
            for named in &self.machines {
                command.arg("--name").arg(format!("{}={}", named.address, named.name));
            }
            command.arg("--").arg(self.file(machine));
            let child = command.stdin(Stdio::null()).spawn().map_err(failed)?;
            let pid = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
            let end = || {
                let _ = pid.map(|pid| rustix::process::kill_process(pid, rustix::process::Signal::TERM));
            };
            let ended = children::wait(child, interrupt, stop, EXPLANATION, end).map_err(failed)?;
            if let Some(signal) = ended.signal {
                return Err(Failure::silent(Exit::Signal(signal)));
            }
            worst = worst.max(ended.status.code().unwrap_or(1));
        }
        match worst {
            0 => Ok(()),
            code => Err(Failure::silent(Exit::OfProgram(u8::try_from(code).unwrap_or(1)))),
        }
    }
}

/// Makes a folder and those above it; they belong to whoever called sudo, as the captures will.
fn make_folder(folder: &Path) -> io::Result<()> {
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.is_dir()) {
        make_folder(parent)?;
    }
    match DirBuilder::new().mode(0o755).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => return Ok(()),
        result => result?,
    }
    let Some(caller) = Caller::of_sudo() else {
        return Ok(());
    };
    // Their folder may be above it, so what is there by now may be something else.
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let opened = File::from(rustix::fs::open(folder, flags, Mode::empty())?);
    if fs::read_dir(format!("/proc/self/fd/{}", opened.as_raw_fd()))?.next().is_some() {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    caller.give(&opened)
}
