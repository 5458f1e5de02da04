//! `labcap lab enter`.

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;
use labcap::lab::machines::standing::{self, Standing};
use signal_hook::consts::{SIGINT, SIGQUIT};

use super::machines::failure;
use crate::cli::message::{Exit, Failure, Outcome, reason};
use crate::cli::output::{Output, Target};

/// Runs a shell or a program on a machine that stands
///
/// Gives a shell on a machine of `labcap lab up`, or runs a program there and ends with its exit code. Without a machine, lists them. Files are
/// those of this computer; network, name of the host and looking up names are the machine's.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sudo labcap lab enter mesin-2
      a shell on mesin-2
  sudo labcap lab enter mesin-2 -- labcap lab client 172.18.0.2 10000
      one program")]
pub struct Arguments {
    /// The machine
    #[arg(value_name = "MACHINE")]
    machine: Option<String>,

    /// The program and its arguments, behind `--` [default: your shell]
    #[arg(value_name = "COMMAND", last = true)]
    command: Vec<OsString>,
}

/// Runs it to its end.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let failed = |error| failure(&error, "lab");
    let Some(standing) = Standing::find().map_err(failed)? else {
        return Err(nothing_stands());
    };
    let machines: Vec<&str> = standing.machines().collect();
    let Some(machine) = arguments.machine else {
        let mut output = Output::open(&Target::Stdout, &[])?;
        machines.iter().try_for_each(|machine| writeln!(output, "{machine}"))?;
        output.finish()?;
        return Ok(Outcome::Done);
    };
    if !machines.contains(&machine.as_str()) {
        let hint = format!("one of {}", machines.join(", "));
        return Err(Failure::could_not(machine, "no such machine stands").hint(hint));
    }
    let command = if arguments.command.is_empty() {
        vec![std::env::var_os("SHELL").filter(|shell| !shell.is_empty()).unwrap_or_else(|| "/bin/sh".into())]
    } else {
        arguments.command
    };
    // Ctrl-C is for the program. Unlike one that's ignored, a signal that's caught is as usual for it again.
    for signal in [SIGINT, SIGQUIT] {
        signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)))
            .map_err(|error| Failure::could_not("Ctrl-C", reason(&error)))?;
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let mut command = standing.enter(&machine, &here, command).map_err(failed)?;
    let status = command.status().map_err(|error| Failure::could_not(machine, reason(&error)))?;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(1);
    match u8::try_from(code).unwrap_or(1) {
        0 => Ok(Outcome::Done),
        code => Err(Failure::silent(Exit::OfProgram(code))),
    }
}

/// There is nothing to enter or end.
pub(super) fn nothing_stands() -> Failure {
    let hint = if standing::root_may_have_one() { "labcap lab up; what root's lab is takes sudo" } else { "labcap lab up" };
    Failure::could_not("lab", "no machines stand").hint(hint)
}
