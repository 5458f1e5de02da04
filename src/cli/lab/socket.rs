//! `labcap lab socket`.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use labcap::lab::Ended;
use labcap::lab::calls;
use labcap::lab::script::{OPTIONS, Problem, Script, WORDS};

use super::{parse_seconds, run_until_signal, warn_beyond_loopback};
use crate::cli::message::{Exit, Failure, Message, Outcome, reason};

/// Longest script that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Makes the socket calls of a script
///
/// Makes exactly the system calls that a script names, one a line, to show what each of them does on the wire. Every argument is a line; or the
/// lines are those of a file. Each call prints a line once it is done. A call that fails ends the program with exit code 1, unless it was expected
/// to. A script that is wrong is refused before anything is sent.
#[derive(Debug, Args)]
#[command(after_help = after_help(), arg_required_else_help = true)]
pub struct Arguments {
    /// The lines
    #[arg(value_name = "LINE", required_unless_present = "script")]
    lines: Vec<String>,

    /// Take the lines from FILE; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "lines")]
    script: Option<PathBuf>,

    /// End after this time, however far it is
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = parse_seconds)]
    limit: f64,
}

/// Runs the script to its end.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let script = match &arguments.script {
        Some(path) => {
            let name = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
            let text =
                read(path).map_err(|error| Failure::could_not(&name, format!("can't be read: {}; nothing was sent", reason(&error))))?;
            parse(text.lines(), &format!("{name}, line"))?
        }
        None => parse(arguments.lines.iter().map(String::as_str), "line")?,
    };
    script.serves_at().into_iter().for_each(warn_beyond_loopback);
    let limit = Duration::from_secs_f64(arguments.limit);
    match run_until_signal(|stop, log| calls::run(&script, limit, stop, log))? {
        (Ended::Done, _) => Ok(Outcome::Done),
        (Ended::Stopped, Some(signal)) => Ok(Outcome::Interrupted(signal, Message::new("interrupted before the end of the script"))),
        (Ended::Stopped | Ended::Failed, _) => Err(Failure::silent(Exit::Failed)),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let length = if path == Path::new("-") {
        io::stdin().lock().take(LONGEST + 1).read_to_string(&mut text)?
    } else {
        File::open(path)?.take(LONGEST + 1).read_to_string(&mut text)?
    };
    if length as u64 > LONGEST {
        return Err(io::Error::other(format!("it has more than {LONGEST} bytes")));
    }
    Ok(text)
}

fn parse<'a>(lines: impl Iterator<Item = &'a str>, place: &str) -> Result<Script, Failure> {
    Script::parse(lines).map_err(|error| {
        let failure = Failure::usage(format!("{error}; nothing was sent")).about(format!("{place} {}", error.line));
        match error.problem {
            Problem::Word(_) => failure.hint(format!("the words are {}", names(&WORDS))),
            Problem::Option(_) => failure.hint(format!("the options are {}", names(&OPTIONS))),
            _ => failure.hint("labcap lab socket --help"),
        }
    })
}

/// The first words of a table.
fn names(table: &[(&str, &str)]) -> String {
    let names = table.iter().filter_map(|(form, _)| form.split(' ').next());
    names.filter(|name| name.starts_with(char::is_alphabetic)).collect::<Vec<_>>().join(", ")
}

fn after_help() -> String {
    let mut help = "Words:\n".to_owned();
    for (table, title) in [(&WORDS[..], ""), (&OPTIONS[..], "\nOptions of set:\n")] {
        help.push_str(title);
        for (form, meaning) in table {
            // Writing to a String can't fail.
            let _ = writeln!(help, "  {form}\n      {meaning}");
        }
    }
    help.push_str(EXAMPLES);
    help
}

const EXAMPLES: &str = "
Examples:
  labcap lab socket tcp 'connect 127.0.0.1:10000' 'send \"halo\"' 'wait-unread 4' close
      close while the echo is unread: the server gets a reset
  labcap lab socket tcp 'expect-error ECONNREFUSED connect 127.0.0.1:9'
      a port on which nothing listens
  labcap lab socket --script half-close.txt
      the lines of a file";
