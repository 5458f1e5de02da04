//! `labcap codes [CODE]`: what the codes of statements mean, when they are said, and what would contradict them.

use std::io::Write;

use clap::Args;
use labcap::explain::{Code, Lang};
use labcap::filter::display::nearest;
use labcap::render::json::codes as json;
use labcap::render::table;
use labcap::report::codes::{CodeRecord, list};

use super::locale;
use super::message::{Failure, Outcome};
use super::output::{Output, Target};

/// Explains the codes of statements
///
/// Without CODE every code with a line of meaning. With one: what the statement says, when it is made, what else makes the same packets, what would
/// contradict it, what to do about it, where its rule stands, how sure it is, and an example from the samples. With the beginning of some (`tcp.`) those.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A code, or how some begin: `flow.echo`, `flow.`
    #[arg(value_name = "CODE")]
    code: Option<String>,

    /// Write one JSON document
    #[arg(long)]
    json: bool,

    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,

    /// The language: en or id (Indonesian) [default: as LC_ALL, LC_MESSAGES or LANG say]
    #[arg(long, value_name = "LANG", value_parser = super::flags::presentation::parse_language)]
    lang: Option<Lang>,
}

const AFTER_HELP: &str = "\
Examples:
  labcap codes flow.nagle_delayed_ack
      why the second of two small writes waits, and how labcap knows
  labcap codes tcp.
      everything that is said of TCP segments";

/// Lists or explains them.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let lang = arguments.lang.unwrap_or_else(locale::language);
    let wanted = arguments.code.as_deref();
    let one = wanted.and_then(Code::from_name);
    let listed: Vec<Code> = match (one, wanted) {
        (Some(code), _) => vec![code],
        (None, None) => Code::ALL.to_vec(),
        (None, Some(start)) => beginning(start)?,
    };
    let records: Vec<CodeRecord> = listed.into_iter().map(|code| CodeRecord::new(code, lang)).collect();
    let mut output = Output::open(&Target::Stdout, &[])?;
    match (&records[..], one) {
        _ if arguments.json => json::write(&records, &mut output)?,
        ([record], Some(_)) => {
            let screen = output.screen(arguments.color);
            table::write(&record.document(lang), screen, &mut output)?;
        }
        _ if output.is_terminal() => {
            let screen = output.screen(arguments.color);
            table::write(&list(&records, lang), screen, &mut output)?;
        }
        _ => {
            let longest = records.iter().map(|record| record.code.as_str().len()).max().unwrap_or_default();
            for record in &records {
                writeln!(output, "{:longest$}  {}", record.code.as_str(), record.line())?;
            }
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// The codes below a dot: `tcp.` and `tcp` alike.
fn beginning(start: &str) -> Result<Vec<Code>, Failure> {
    let start = start.strip_suffix('.').unwrap_or(start);
    let is_below = |code: &&Code| code.as_str().strip_prefix(start).is_some_and(|rest| rest.starts_with('.'));
    let found: Vec<Code> = Code::ALL.iter().filter(is_below).copied().collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let failure = Failure::usage(format!("there is no code `{start}`"));
    Err(match nearest(start, Code::ALL.iter().map(|code| code.as_str())) {
        Some(nearest) => failure.hint(format!("did you mean `{nearest}`?")),
        None => failure.hint("labcap codes lists all of them"),
    })
}
