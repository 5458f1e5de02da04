//! `labcap lab list`.

use std::io::Write;

use clap::Args;
use labcap::explain::Lang;
use labcap::lab::machines::standing::Standing;
use labcap::lab::scenario::{EMBEDDED, Scenario};
use labcap::text::Text;

use super::machines::{failure, summary};
use crate::cli::flags::presentation::parse_language;
use crate::cli::locale;
use crate::cli::message::{Failure, Outcome};
use crate::cli::output::{Output, Target};

/// Lists the exercises, and the machines that stand
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  labcap lab list
      what `labcap lab run` knows
  labcap lab list --lang id
      the same in Indonesian")]
pub struct Arguments {
    /// The language: en, id [default: that of the environment]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Lang>,
}

/// Prints a line for each.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let language = arguments.lang.unwrap_or_else(locale::language);
    // The exercises are what they are, whatever stands.
    let standing = Standing::find().unwrap_or_else(|error| {
        failure(&error, "lab").warn();
        None
    });
    let mut output = Output::open(&Target::Stdout, &[])?;
    let width = EMBEDDED.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, text) in EMBEDDED {
        let scenario = Scenario::parse(text).map_err(|error| Failure::usage(error.to_string()).about(name))?;
        let machines: Vec<&str> = scenario.machines.iter().map(|machine| machine.name.as_str()).collect();
        writeln!(output, "{name:width$}  {} ({})", summary(&scenario.summary, language), machines.join(", "))?;
    }
    if let Some(standing) = standing {
        let machines: Vec<&str> = standing.machines().collect();
        match language {
            Lang::En => writeln!(output, "\nMachines of {} stand: {}", Text::line(standing.scenario()), machines.join(", "))?,
            Lang::Id => writeln!(output, "\nMesin dari {} sedang berdiri: {}", Text::line(standing.scenario()), machines.join(", "))?,
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}
