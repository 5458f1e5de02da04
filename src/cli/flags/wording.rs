//! Words, names, colours and where to: what every report has to know, whatever it is about.

use std::path::PathBuf;

use clap::{Args, ColorChoice};
use labcap::explain::{Lang, Names};

use super::presentation::{MachineName, first_repeated, parse_language};
use crate::cli::locale;
use crate::cli::message::Failure;
use crate::cli::output::Target;

/// The flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it is shown")]
pub struct WordingFlags {
    /// Write to FILE instead of standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: ColorChoice,

    /// The language of words: en or id (Indonesian) [default: as LC_ALL, LC_MESSAGES or LANG say]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Lang>,

    /// Call the machine with this address NAME; may be repeated
    #[arg(long = "name", value_name = "IP=NAME", value_parser = MachineName::parse)]
    names: Vec<MachineName>,
}

/// What the flags say.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Where to.
    pub target: Target,
    /// When to use colours.
    pub color: ColorChoice,
    /// The language.
    pub lang: Lang,
    /// Names of machines.
    pub names: Names,
}

impl WordingFlags {
    /// What the flags say, if they go together.
    pub fn wording(self) -> Result<Wording, Failure> {
        if let Some(twice) = first_repeated(&self.names) {
            return Err(Failure::usage(format!("--name names {} twice", twice.address)));
        }
        let mut names = Names::default();
        for machine in self.names {
            names.insert(machine.address, machine.name);
        }
        Ok(Wording {
            target: self.output.map_or(Target::Stdout, Target::File),
            color: self.color,
            lang: self.lang.unwrap_or_else(locale::language),
            names,
        })
    }
}
