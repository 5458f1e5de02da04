//! `labcap lab`: the programs of the lab, and the machines that they run on. What they do is the library's; here are their flags, and how they are
//! told to end.

mod children;
mod client;
mod down;
mod enter;
pub(super) mod inside;
mod list;
mod machines;
mod name_server;
mod ping;
mod run;
mod server;
mod socket;
mod socket_info;
mod traceroute;
mod up;

use std::io::{self, Stderr};
use std::net::IpAddr;
use std::os::fd::{AsFd, BorrowedFd};

use clap::{Args, Subcommand};
use labcap::lab::Ended;

use super::interrupt::{Interrupt, Signal};
use super::message::{Exit, Failure, Message, Outcome, reason};
use super::output::{Output, Target};

/// Runs the lab's exercises and programs
///
/// Runs an exercise on machines that it makes for it: network namespaces of this computer, whose packets are captured and explained. Or one of the
/// lab's programs here: an echo server and its client, what looks up a name, and a name server. They do and print what the course's Python
/// programs do and print, so they write their lines, as Python's logging does, to standard error. With them come a program that makes
/// the socket calls of a script, and ping and traceroute.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true, subcommand_required = true)]
pub struct Arguments {
    #[command(subcommand)]
    program: Program,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab list
      the exercises
  sudo labcap lab run 2
      exercise 2: a server on mesin-1, a client on mesin-2, captured and explained
  labcap lab server
      start the echo server on 127.0.0.1 port 10000; Ctrl-C ends it
  labcap lab client 127.0.0.1 10000
      send it a sentence, from another terminal
  labcap lab socket-info www.its.ac.id
      look up a name
  labcap help lab client
      the manual of a program";

#[derive(Debug, Subcommand)]
enum Program {
    Run(run::Arguments),
    List(list::Arguments),
    Up(up::Arguments),
    Enter(enter::Arguments),
    Down(down::Arguments),
    Server(server::Arguments),
    Client(client::Arguments),
    SocketInfo(socket_info::Arguments),
    NameServer(name_server::Arguments),
    Socket(socket::Arguments),
    Ping(ping::Arguments),
    Traceroute(traceroute::Arguments),
}

/// Runs a program.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    match arguments.program {
        Program::Run(arguments) => run::run(arguments),
        Program::List(arguments) => list::run(&arguments),
        Program::Up(arguments) => up::run(&arguments),
        Program::Enter(arguments) => enter::run(arguments),
        Program::Down(_) => down::run(),
        Program::Server(arguments) => server::run(&arguments),
        Program::Client(arguments) => client::run(arguments),
        Program::SocketInfo(arguments) => socket_info::run(arguments),
        Program::NameServer(arguments) => name_server::run(arguments),
        Program::Socket(arguments) => socket::run(&arguments),
        Program::Ping(arguments) => ping::run(&arguments),
        Program::Traceroute(arguments) => traceroute::run(&arguments),
    }
}

/// Runs what waits for the network, with its log on stderr, until it ends or a signal comes.
fn run_until_signal(program: impl FnOnce(BorrowedFd<'_>, Stderr) -> io::Result<Ended>) -> Result<(Ended, Option<Signal>), Failure> {
    let listening = Interrupt::listen_with_descriptor();
    let (interrupt, stop) = listening.map_err(|error| Failure::could_not("Ctrl-C", reason(&error)))?;
    let result = program(stop.as_fd(), io::stderr());
    let signal = interrupt.signal();
    match result {
        Ok(ended) => Ok((ended, signal)),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::silent(Exit::Done)),
        Err(error) => Err(Failure::could_not("standard error", format!("write failed: {}", reason(&error)))),
    }
}

/// Runs what asks `host` something, with its lines on stdout, until it ends or a signal comes.
fn print_until_signal(
    host: &str,
    program: impl FnOnce(BorrowedFd<'_>, &mut Output) -> Result<Ended, labcap::lab::ping::Error>,
) -> Result<Outcome, Failure> {
    let listening = Interrupt::listen_with_descriptor();
    let (interrupt, stop) = listening.map_err(|error| Failure::could_not("Ctrl-C", reason(&error)))?;
    let mut output = Output::open(&Target::Stdout, &[])?;
    let ended = program(stop.as_fd(), &mut output).map_err(|error| ping::failure(host, error))?;
    output.finish()?;
    match (ended, interrupt.signal()) {
        (Ended::Done, _) => Ok(Outcome::Done),
        (Ended::Stopped, Some(signal)) => Ok(Outcome::Interrupted(signal, Message::new("interrupted before all was asked").about(host))),
        (Ended::Stopped | Ended::Failed, _) => Err(Failure::silent(Exit::Failed)),
    }
}

/// How a server ended: a signal is how it's meant to end. What failed is in its log.
fn served(ended: Ended) -> Result<Outcome, Failure> {
    match ended {
        Ended::Done | Ended::Stopped => Ok(Outcome::Done),
        Ended::Failed => Err(Failure::silent(Exit::Failed)),
    }
}

/// Warns of an address that isn't this machine's own business.
fn warn_beyond_loopback(address: IpAddr) {
    // On a machine of the lab that is what it's for.
    if address.is_loopback() || std::env::var_os(labcap::lab::machines::MACHINE_VARIABLE).is_some() {
        return;
    }
    Message::new("other machines can reach this server").about(address.to_string()).hint("without --bind only this one can").print();
}

/// A size of reads, in bytes.
fn parse_size(text: &str) -> Result<usize, String> {
    let largest = labcap::lab::server::MAX_READ;
    text.parse().ok().filter(|size| (1..=largest).contains(size)).ok_or_else(|| format!("expected 1 to {largest} bytes"))
}

/// Seconds, with or without a fraction.
fn parse_seconds(text: &str) -> Result<f64, String> {
    let is_fine = |seconds: &f64| *seconds == 0.0 || (0.001..=86_400.0).contains(seconds);
    text.parse().ok().filter(is_fine).ok_or_else(|| "expected 0, or seconds from 0.001 to 86400".to_owned())
}
