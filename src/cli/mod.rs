//! The command line: what may be typed, where output goes, what a failure says and which code the program ends with.
//!
//! Only this room knows argv, a terminal, a signal or an exit code. Flags are only read and checked here; what they do is the library's.
//! Nothing is written to stdout but through [`output::Output`], and nothing to stderr but one [`message::Message`], usage errors, a
//! progress bar and the log of the lab's programs.

mod analyze;
mod bug;
mod closed_stdout;
mod codes;
mod compare;
mod completions;
mod doctor;
mod fields;
mod filter;
mod flags;
mod flows;
mod follow;
mod hex;
#[cfg(feature = "libpcap")]
mod interfaces;
mod interrupt;
mod lab;
#[cfg(feature = "libpcap")]
mod live;
#[cfg(not(feature = "libpcap"))]
#[path = "without_libpcap.rs"]
mod live;
mod locale;
mod man;
mod message;
mod output;
mod pane;
mod privileges;
mod progress;
mod reading;
mod screen;
mod session;
mod show;
mod summary;
mod twice;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use message::{Exit, Failure, Outcome};
use output::{Output, Target};

/// Explains the traffic of a networking lab
///
/// labcap reads a packet capture, lists its packets as Wireshark does, and says what each of them is for: which program
/// call or kernel rule made it, what it answers, and what the capture can't tell.
#[derive(Debug, Parser)]
#[command(
    name = "labcap",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = AFTER_HELP
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  labcap analyze lab1.pcapng
      explain everything in lab1.pcapng
  labcap analyze lab1.pcapng --filter tcp port 10000
      the same for what a BPF filter selects
  labcap follow lab1.pcapng --stream tcp:0
      what the two ends of its first connection said to each other
  labcap help analyze
      the manual of a command

Exit codes: 0 done, 1 could not, 2 wrong use, 3 in part (the input is cut or damaged), 130 and 143 interrupted, 70 a bug.";

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(Box<analyze::Arguments>),
    Show(show::Arguments),
    Hex(hex::Arguments),
    Follow(Box<follow::Arguments>),
    Flows(Box<flows::Arguments>),
    Summary(Box<summary::Arguments>),
    Compare(Box<compare::Arguments>),
    Live(Box<live::Arguments>),
    #[cfg(feature = "libpcap")]
    Interfaces(interfaces::Arguments),
    Fields(fields::Arguments),
    Filter(filter::Arguments),
    Codes(codes::Arguments),
    Lab(lab::Arguments),
    Doctor(doctor::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the program with its arguments, of which the first is its own name, and gives the code to end with.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    bug::announce();
    let Ok(exit) = std::panic::catch_unwind(|| run_command(&arguments)) else {
        return Exit::Bug.into();
    };
    exit.into()
}

fn run_command(arguments: &[OsString]) -> Exit {
    let result = match lab::inside::words(arguments) {
        Some(words) => lab::inside::run(words),
        None => run_typed(arguments),
    };
    result.map_or_else(Failure::report, Outcome::report)
}

/// Runs what may be typed.
fn run_typed(arguments: &[OsString]) -> Result<Outcome, Failure> {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Analyze(analyze) => analyze::run(*analyze),
            Command::Show(show) => show::run(show),
            Command::Hex(hex) => hex::run(hex),
            Command::Follow(follow) => follow::run(*follow),
            Command::Flows(flows) => flows::run(*flows),
            Command::Summary(summary) => summary::run(*summary),
            Command::Compare(compare) => compare::run(*compare),
            Command::Live(live) => live::run(*live),
            #[cfg(feature = "libpcap")]
            Command::Interfaces(arguments) => interfaces::run(&arguments),
            Command::Fields(arguments) => fields::run(&arguments),
            Command::Filter(arguments) => filter::run(&arguments),
            Command::Codes(arguments) => codes::run(&arguments),
            Command::Lab(lab) => lab::run(lab),
            Command::Doctor(arguments) => doctor::run(&arguments),
            Command::Completions(completions) => completions::run(&completions, &mut Cli::command()),
            Command::Man(_) => man::run(Cli::command()),
        },
        Err(error) => explain_usage(&error, arguments),
    }
}

/// Answers what clap calls an error: help and version too.
fn explain_usage(error: &clap::Error, arguments: &[OsString]) -> Result<Outcome, Failure> {
    let command = arguments.get(1).and_then(|command| command.to_str());
    match error.kind() {
        ErrorKind::MissingRequiredArgument if command.is_some_and(|command| analyze::READING.contains(&command)) => {
            return Err(analyze::no_file(arguments));
        }
        ErrorKind::InvalidSubcommand if arguments.get(1).is_some_and(|first| Path::new(first).is_file()) => {
            let hint = analyze::command_line(arguments, &[1]);
            return Err(Failure::usage("the command is missing: what to do with the capture").hint(hint));
        }
        _ => {}
    }
    let text = error.render();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Where stderr can't be written, the exit code has to do.
        let _ = io::stderr().lock().write_all(text.to_string().as_bytes());
        return Err(Failure::silent(Exit::Usage));
    }
    if error.use_stderr() {
        return Err(one_line(&text.to_string(), arguments));
    }
    let mut output = Output::open(&Target::Stdout, &[])?;
    if output.shows_colors(clap::ColorChoice::Auto) {
        write!(output, "{}", text.ansi())?;
    } else {
        write!(output, "{text}")?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// clap's words in the form of all messages: the error, then its tip or where to read on.
fn one_line(text: &str, arguments: &[OsString]) -> Failure {
    let mut paragraphs = text.split("\n\n");
    let error = paragraphs.next().unwrap_or_default();
    let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = error.strip_prefix("error: ").unwrap_or(&error).to_owned();
    let tip = paragraphs.find_map(|paragraph| paragraph.trim().strip_prefix("tip: "));
    Failure::usage(what).hint(tip.map_or_else(|| help_of(arguments), |tip| tip.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// What shows the manual of the command that these arguments name, as far as they name one.
fn help_of(arguments: &[OsString]) -> String {
    let (mut command, mut words) = (&Cli::command(), "labcap".to_owned());
    for word in arguments.iter().skip(1) {
        let Some(next) = command.find_subcommand(word) else {
            break;
        };
        words = format!("{words} {}", next.get_name());
        command = next;
    }
    words + " --help"
}
