//! The program: calls `cli::run` and returns its exit code.

use std::process::ExitCode;

// The analyze command uses the rest once its loop is in place.
#[allow(dead_code)]
mod cli;

fn main() -> ExitCode {
    cli::run(std::env::args_os().collect())
}
