//! `labcap lab client`.

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use labcap::lab::Ended;
use labcap::lab::client::{self, Attachment, Echo, Options};

use super::{parse_seconds, parse_size, run_until_signal};
use crate::cli::message::{Exit, Failure, Message, Outcome, reason};

/// Sends a sentence to an echo server
///
/// As the course's client.py: connects, sends a sentence, reads until as many bytes came back, and closes. Exit code 1 where the server refuses, or
/// closes first.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The server's name or address
    #[arg(value_name = "HOST")]
    host: String,

    /// The server's port
    #[arg(value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,

    /// What to send
    #[arg(long, value_name = "TEXT", default_value = "INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ")]
    message: String,

    /// Take at most N bytes of the echo with each recv()
    #[arg(long, value_name = "N", default_value = "16", value_parser = parse_size)]
    read: usize,

    /// Send the bytes of FILE after the text, and close without reading their echo. Which comes first, echo or close, is left to chance
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Read the file's echo too (exercise 4), at most N bytes with each recv()
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "32",
        value_parser = parse_size,
        requires = "file",
        conflicts_with = "leave_unread"
    )]
    read_file_echo: Option<usize>,

    /// Close once the file's echo waits in the socket, unread, so that the kernel resets the connection (exercise 3)
    #[arg(long, requires = "file")]
    leave_unread: bool,

    /// Send the text N times over the connection, each when the one before it came back
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    repeat: u32,

    /// Wait after each exchange, before the next text, the file or the close
    #[arg(long, value_name = "SECONDS", default_value = "0", value_parser = parse_seconds)]
    delay: f64,
}

const AFTER_HELP: &str = "\
Examples:
  labcap lab client 127.0.0.1 10000
      exercise 2
  labcap lab client 172.18.0.2 32444 --file file_dikirim.txt --leave-unread
      exercise 3: the server gets a reset
  labcap lab client 172.18.0.2 32444 --file file_mesin2.txt --read-file-echo --delay 1
      exercise 4, staying long enough for another client to overlap";

/// Sends, and reads what comes back.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let echo = match arguments.read_file_echo {
        Some(size) => Echo::Read(size),
        None if arguments.leave_unread => Echo::LeftUnread,
        None => Echo::Ignored,
    };
    let options = Options {
        host: arguments.host,
        port: arguments.port,
        message: arguments.message,
        repeat: arguments.repeat,
        read: arguments.read,
        file: arguments.file.map(|path| attach(&path, echo)).transpose()?,
        delay: Duration::from_secs_f64(arguments.delay),
    };
    match run_until_signal(|stop, log| client::run(options, stop, log))? {
        (Ended::Done, _) => Ok(Outcome::Done),
        (Ended::Stopped, Some(signal)) => {
            Ok(Outcome::Interrupted(signal, Message::new("interrupted before all was sent and had come back")))
        }
        (Ended::Stopped | Ended::Failed, _) => Err(Failure::silent(Exit::Failed)),
    }
}

/// Opens the file before any traffic is made for it.
fn attach(path: &PathBuf, echo: Echo) -> Result<Attachment, Failure> {
    let name = path.display().to_string();
    let opened = File::open(path)
        .and_then(|content| if content.metadata()?.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(content) });
    match opened {
        Ok(content) => Ok(Attachment { name, content, echo }),
        Err(error) => Err(Failure::could_not(name, format!("can't be read: {}; nothing was sent", reason(&error)))),
    }
}
