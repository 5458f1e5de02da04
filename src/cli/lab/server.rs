//! `labcap lab server`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;
use labcap::lab::server::{self, Clients, Options};

use super::{parse_size, run_until_signal, served, warn_beyond_loopback};
use crate::cli::message::{Failure, Outcome};

/// Sends back what clients send
///
/// An echo server, as the course's server.py: serves one client after the other and sends back what each recv() gives. Ctrl-C ends it. Like the
/// original it also ends where a client resets its connection (exit code 1), unless it serves many.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The port to listen on; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 10000)]
    port: u16,

    /// Take at most N bytes with each recv()
    #[arg(long, value_name = "N", default_value = "32", value_parser = parse_size)]
    read: usize,

    /// Serve many clients at once, up to 512, as a server with a thread for each does. For one more, the client that has been silent longest
    /// has to leave
    #[arg(long)]
    threads: bool,

    /// Let N clients and one more wait until they are accepted [default: 1, with --threads 128]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(..=4096))]
    backlog: Option<u16>,

    /// The address to listen on; 0.0.0.0 for all of this machine's
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab server
      serve this machine on port 10000
  labcap lab server --bind 0.0.0.0 --port 32444
      serve the others too
  labcap lab server --threads
      serve many at once";

/// Serves until Ctrl-C.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let clients = if arguments.threads { Clients::Many } else { Clients::One };
    let options = Options {
        address: SocketAddr::new(arguments.bind, arguments.port),
        read: arguments.read,
        backlog: arguments.backlog.unwrap_or(if arguments.threads { 128 } else { 1 }),
        clients,
    };
    warn_beyond_loopback(arguments.bind);
    let (ended, _) = run_until_signal(|stop, log| server::run(&options, stop, log))?;
    served(ended)
}
