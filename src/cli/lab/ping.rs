//! `labcap lab ping`.

use std::time::Duration;

use clap::Args;
use labcap::lab::ping::{self, Error, MAX_SIZE, Options};

use super::{parse_seconds, print_until_signal};
use crate::cli::message::{Failure, Outcome};

/// Asks a machine whether it answers
///
/// Sends ICMP echo requests and prints the answers as ping does. Exit code 1 where nothing was answered.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The machine's name or IPv4 address
    #[arg(value_name = "HOST")]
    host: String,

    /// Send N requests
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// Time between requests
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = parse_seconds)]
    interval: f64,

    /// Bytes behind the ICMP header
    #[arg(long, value_name = "N", default_value = "56", value_parser = parse_request_size)]
    size: usize,

    /// Hops that a request may take
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    ttl: Option<u8>,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab ping 172.18.0.2
      three requests
  labcap lab ping 172.18.0.2 --ttl 1
      let the first router say that it is too far";

/// Asks, and prints to stdout, as ping does.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let options = Options {
        host: arguments.host.clone(),
        count: arguments.count,
        interval: Duration::from_secs_f64(arguments.interval),
        size: arguments.size,
        ttl: arguments.ttl,
    };
    print_until_signal(&arguments.host, |stop, output| ping::run(&options, stop, output))
}

/// What has to be said where nothing could be asked.
pub(super) fn failure(host: &str, error: Error) -> Failure {
    match error {
        Error::Write(error) => error.into(),
        Error::Permission => Failure::could_not(host, error.to_string())
            .hint("run as root, or let users: sysctl -w net.ipv4.ping_group_range='0 2147483647'"),
        error => Failure::could_not(host, error.to_string()),
    }
}

fn parse_request_size(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|size| *size <= MAX_SIZE).ok_or_else(|| format!("expected 0 to {MAX_SIZE} bytes"))
}
