//! `labcap doctor`: what this machine lacks for live capture and for the lab, and how to get it.
//!
//! Nothing is guessed from settings: each thing is tried, by this program started again, in a folder that's gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use labcap::render::table;
use labcap::report::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};

use super::interrupt::Interrupt;
use super::message::{Exit, Failure, Message, Outcome, reason};
use super::output::{Output, Target};

/// Says what this machine lacks for live capture and for the lab
///
/// Tries what live capture and the lab take, and says what to do where something is missing. Run it with sudo to see what root can do. Exit code 1
/// where live capture or the lab doesn't work.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,
}

/// What was tried, and what came of it.
struct Check {
    what: &'static str,
    /// Live capture or the lab don't work without it.
    is_needed: bool,
    result: Result<String, Lacking>,
}

/// What is missing, and how to get it.
struct Lacking {
    what: String,
    advice: String,
}

/// Tries everything.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let interrupt = Interrupt::listen();
    let folder = Folder::make()?;
    let checks = [
        Check { what: "files", is_needed: true, result: Ok("pcap and pcapng are read, without any rights".to_owned()) },
        Check { what: "live capture", is_needed: true, result: live() },
        Check { what: "lab machines", is_needed: true, result: lab(&folder.path, "machines", "") },
        Check { what: "limited rate", is_needed: false, result: lab(&folder.path, "rate", "rate = \"10mbit\"") },
        Check { what: "delay and loss", is_needed: false, result: lab(&folder.path, "delay", "delay = \"1ms\"") },
        Check { what: "no offload", is_needed: false, result: lab(&folder.path, "offload", "offload = false") },
    ];
    if let Some(signal) = interrupt.signal() {
        return Ok(Outcome::Interrupted(signal, Message::new("interrupted before everything was tried")));
    }
    let lacks = checks.iter().any(|check| check.is_needed && check.result.is_err());
    let mut output = Output::open(&Target::Stdout, &[])?;
    let screen = output.screen(arguments.color);
    table::write(&document(&checks), screen, &mut output)?;
    output.finish()?;
    if lacks { Err(Failure::silent(Exit::Failed)) } else { Ok(Outcome::Done) }
}

fn document(checks: &[Check]) -> Document {
    let column = |title: &str, wraps| ColumnHead { title: title.to_owned(), align: Align::Left, wraps };
    let columns = vec![column("For", false), column("", false), column("Found", true), column("What to do", true)];
    let rows = checks.iter().map(|check| {
        let (state, found, advice, tone) = match &check.result {
            Ok(found) => ("works", found, "", Tone::Handshake),
            Err(lacking) if check.is_needed => ("lacking", &lacking.what, lacking.advice.as_str(), Tone::Trouble),
            Err(lacking) => ("optional", &lacking.what, lacking.advice.as_str(), Tone::Plain),
        };
        Row { cells: vec![check.what.to_owned(), state.to_owned(), found.clone(), advice.to_owned()], tone }
    });
    Document { blocks: vec![Block::Table(Table { columns, rows: rows.collect() })] }
}

fn live() -> Result<String, Lacking> {
    let said = start(&["live", "any", "--duration", "1ms", "--format", "lines"])?;
    let on = said.lines().find_map(|line| line.strip_prefix("labcap: capturing on ")).unwrap_or_default();
    Ok(format!("captured on {}", on.split(';').next().unwrap_or_default()))
}

/// Runs a scenario with a machine that has a property, which does nothing.
fn lab(folder: &Path, name: &str, property: &str) -> Result<String, Lacking> {
    let scenario = format!(
        "summary.en = \"doctor\"\nsummary.id = \"doctor\"\n[machines.mesin-1]\naddress = \"172.18.0.2\"\n{property}\n\
         [[steps]]\non = \"mesin-1\"\nrun = \"labcap lab socket-info localhost\"\n"
    );
    let file = folder.join(format!("{name}.toml"));
    let captures = folder.join(name);
    fs::write(&file, scenario)
        .map_err(|error| Lacking { what: format!("{}: {}", file.display(), reason(&error)), advice: String::new() })?;
    let said = start(&["lab", "run", &file.to_string_lossy(), "--no-explain", "-o", &captures.to_string_lossy()])?;
    let way = said.lines().find_map(|line| line.strip_prefix("labcap: the machines are made ")).unwrap_or_default();
    Ok(format!("a machine was made and captured on, {way}"))
}

/// Starts this program again; gives what it says on standard error, or what it lacks.
fn start(arguments: &[&str]) -> Result<String, Lacking> {
    let failed = |error: std::io::Error| Lacking { what: reason(&error), advice: String::new() };
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(program);
    // As who this is: what is tried belongs to nobody else.
    command.env_remove("SUDO_UID").env_remove("SUDO_GID");
    let output = command.args(arguments).stdin(Stdio::null()).output().map_err(failed)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    // The last line is the program's own; others are of those that it started.
    let line = said.lines().rev().find_map(|line| line.strip_prefix("labcap: ")).unwrap_or(said.trim_end());
    let (what, advice) = line.split_once(". Hint: ").unwrap_or((line, ""));
    Err(Lacking { what: what.to_owned(), advice: advice.to_owned() })
}

/// A folder that's gone afterwards.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn make() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("labcap-doctor-{}", std::process::id()));
        // Not one that somebody else has prepared.
        fs::create_dir(&path)
            .map_err(|error| Failure::could_not(path.display().to_string(), format!("can't be made: {}", reason(&error))))?;
        Ok(Self { path })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed is small and in the folder for that.
        let _ = fs::remove_dir_all(&self.path);
    }
}
