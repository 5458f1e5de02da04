//! `labcap completions SHELL`: what a shell needs to complete labcap's commands and flags.

use std::io::Write;

use clap_complete::Shell;

use super::message::{Failure, Outcome};
use super::output::{Output, Target};

/// Prints the completions of a shell
///
/// Prints a script that lets the shell complete labcap's commands and flags.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The shell to write for.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

const AFTER_HELP: &str = "\
Examples:
  labcap completions bash > ~/.local/share/bash-completion/completions/labcap
  labcap completions zsh > ~/.zfunc/_labcap
  labcap completions fish > ~/.config/fish/completions/labcap.fish";

/// Writes the script of `arguments.shell` for `command` to stdout.
pub fn run(arguments: &Arguments, command: &mut clap::Command) -> Result<Outcome, Failure> {
    // clap_complete panics where it can't write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, command, "labcap", &mut script);
    let mut output = Output::open(&Target::Stdout, &[])?;
    output.write_all(&script)?;
    output.finish()?;
    Ok(Outcome::Done)
}
