//! `labcap lab traceroute`.

use clap::Args;
use labcap::lab::traceroute::{self, Options};

use super::print_until_signal;
use crate::cli::message::{Failure, Outcome};

/// Shows the routers on the way to a machine
///
/// Sends UDP datagrams that may take 1, 2, 3 … hops and prints who says that they went no further, as traceroute does, without looking up names.
/// Waits a second for each answer. Exit code 1 where the machine wasn't reached.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The machine's name or IPv4 address
    #[arg(value_name = "HOST")]
    host: String,

    /// Most hops
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u8).range(1..=64))]
    hops: u8,

    /// Send the first datagram to this port, the others to the next ones
    #[arg(long, value_name = "PORT", default_value_t = 33434, value_parser = clap::value_parser!(u16).range(1..=65_000))]
    port: u16,

    /// Send N datagrams for each number of hops
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    probes: u8,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab traceroute 172.18.0.2
      one datagram for each number of hops
  labcap lab traceroute 172.18.0.2 --probes 3
      three, as traceroute does";

/// Traces, and prints to stdout, as traceroute does.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let options = Options { host: arguments.host.clone(), hops: arguments.hops, port: arguments.port, probes: arguments.probes };
    print_until_signal(&arguments.host, |stop, output| traceroute::run(&options, stop, output))
}
