//! `labcap lab up`.

use std::io::{self, Write};

use clap::Args;
use labcap::lab::machines::standing::{self, Standing};
use labcap::lab::machines::{Error, Purpose};

use super::machines::{Chosen, failure};
use crate::cli::message::{Failure, Outcome};
use crate::cli::output::{Output, Target};

/// Leaves machines standing, to work on them by hand
///
/// Makes the machines of an exercise, without its programs, and leaves them standing in the background until `labcap lab down`, or until the
/// computer is switched off. `labcap lab enter` works on them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sudo labcap lab up
      three machines
  labcap lab up ./mine.toml
      those of a scenario, without root where user namespaces are allowed")]
pub struct Arguments {
    /// The exercise, or a scenario's file
    #[arg(value_name = "EXERCISE", default_value = "4")]
    exercise: String,

    /// Show each command that makes the machines
    #[arg(short = 'v', long)]
    verbose: bool,
}

/// Makes them, and returns.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let chosen = Chosen::find(&arguments.exercise)?;
    let (title, machines) = (chosen.title.clone(), chosen.scenario.machines.clone());
    let plan = chosen.plan(Purpose::Stand, arguments.verbose)?;
    if let Err(error @ Error::Note { .. }) = Standing::find() {
        // Replaced by the note of these machines.
        failure(&error, &title).warn();
    }
    let mut relay = |line: &str| {
        // Where stderr can't be written, the exit code has to do.
        let _ = writeln!(io::stderr().lock(), "{line}");
    };
    let left = standing::leave(&title, &plan, &mut relay).map_err(|error| failure(&error, &title))?;
    if left.is_none() {
        return Err(
            Failure::could_not("lab", "machines stand already").hint("labcap lab enter MACHINE works on them, labcap lab down ends them")
        );
    }
    let mut output = Output::open(&Target::Stdout, &[])?;
    for machine in &machines {
        writeln!(output, "{} {}", machine.name, machine.address)?;
    }
    let first = machines.first().map_or("", |machine| machine.name.as_str());
    writeln!(output, "They stand until `labcap lab down`; `labcap lab enter {first}` gives a shell there.")?;
    output.finish()?;
    Ok(Outcome::Done)
}
