//! `labcap lab name-server`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;
use labcap::lab::dns::{self, DEFAULT_RECORD, Options, Record};

use super::{run_until_signal, served, warn_beyond_loopback};
use crate::cli::message::{Failure, Outcome};

/// Answers DNS queries for a few names
///
/// The lab's name server, over UDP: knows IPv4 addresses of a few names, and says of every other name that it doesn't exist. It asks nobody. Ctrl-C
/// ends it.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The port to listen on; 0 takes one that is free. Below 1024 takes root's rights
    #[arg(long, value_name = "PORT", default_value_t = 53)]
    port: u16,

    /// The address to listen on; 0.0.0.0 for all of this machine's
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,

    /// A name and its address; may be repeated
    #[arg(long = "record", value_name = "NAME=IPV4", default_value = DEFAULT_RECORD)]
    records: Vec<Record>,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab name-server --port 5353
      know www.its.ac.id
  labcap lab name-server --bind 192.168.65.7 --record mesin-1=172.18.0.2 --record mesin-2=172.18.0.3
      know the machines of a lab";

/// Answers until Ctrl-C.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let options = Options { address: SocketAddr::new(arguments.bind, arguments.port), records: arguments.records };
    warn_beyond_loopback(arguments.bind);
    let (ended, _) = run_until_signal(|stop, log| dns::run(&options, stop, log))?;
    served(ended)
}
