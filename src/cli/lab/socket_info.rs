//! `labcap lab socket-info`.

use clap::Args;
use labcap::lab::socket_info::{self, Error, Options};

use super::parse_seconds;
use crate::cli::message::{Failure, Outcome};
use crate::cli::output::{Output, Target};

/// Looks up the addresses of a name
///
/// As the course's socket_info.py: prints the default timeout of sockets, sets it and prints it again, and prints the addresses of a name as Python's
/// getaddrinfo() gives them. This asks the name servers of this machine. The timeout is only set: it is for connections, not for looking up names.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The name, or an address
    #[arg(value_name = "NAME")]
    name: String,

    /// The port to print with the addresses
    #[arg(long, value_name = "PORT", default_value_t = 80)]
    port: u16,

    /// The timeout that is set
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = parse_seconds)]
    timeout: f64,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab socket-info www.its.ac.id
      exercise 1
  labcap lab socket-info localhost
      without asking anybody, on most machines";

/// Prints to stdout, as `print` does.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let options = Options { name: arguments.name, port: arguments.port, timeout: arguments.timeout };
    let mut output = Output::open(&Target::Stdout, &[])?;
    match socket_info::run(&options, &mut output) {
        Ok(()) => output.finish().map(|()| Outcome::Done),
        Err(Error::Write(error)) => Err(error.into()),
        Err(error @ Error::Lookup(_)) => Err(Failure::could_not(options.name, error.to_string())),
    }
}
