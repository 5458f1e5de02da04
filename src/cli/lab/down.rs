//! `labcap lab down`.

use clap::Args;
use labcap::lab::machines::standing::Standing;

use super::enter::nothing_stands;
use super::machines::failure;
use crate::cli::message::{Failure, Outcome};

/// Ends the machines that stand
///
/// Ends the machines of `labcap lab up`, and all programs that run on them. Where none stand it says so, with exit code 1.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sudo labcap lab down
      end what sudo labcap lab up left standing")]
pub struct Arguments {}

/// Ends them; afterwards they are gone.
pub fn run() -> Result<Outcome, Failure> {
    let failed = |error| failure(&error, "lab");
    let Some(standing) = Standing::find().map_err(failed)? else {
        return Err(nothing_stands());
    };
    standing.end().map_err(failed)?;
    Ok(Outcome::Done)
}
