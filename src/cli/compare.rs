//! `labcap compare A B`: the same conversation seen at two places, packet by packet.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use labcap::render::{compare as written, markdown, table};
use labcap::report::compare::{Listed, Lister, comparison, plan};
use labcap::report::view::View;
use labcap::text::Text;
use labcap::time::Timestamp;
use labcap::track::Limits;
use labcap::track::views;

use super::flags::presentation::Limit;
use super::flags::selection::SelectionFlags;
use super::flags::wording::WordingFlags;
use super::interrupt::Interrupt;
use super::message::{Failure, Outcome};
use super::output::Output;
use super::reading::{Read, Reading, Step};
use super::session::Selector;
use super::twice::Twice;

/// Lays two captures of the same conversation beside each other
///
/// Finds each packet of one capture in the other, by addresses, ports, raw numbers, flags, length, content and IP identification; shows both numbers and times,
/// how far the two clocks are apart, as far as packets of both directions tell, how long each packet was on its way, and which packets only one capture has, with what can be
/// said of them. ARP and others without IP aren't compared. A filter shows the rows of the packets that it selects in either capture.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, override_usage = "labcap compare FIRST SECOND [OPTIONS]")]
pub struct Arguments {
    /// The first capture; `-` for standard input
    #[arg(value_name = "FIRST")]
    first: PathBuf,

    /// The second capture
    #[arg(value_name = "SECOND")]
    second: PathBuf,

    #[command(flatten)]
    selection: SelectionFlags,

    /// Show the rows of packets that a BPF filter selects, as tcpdump does: -f 'port 53'
    #[arg(short = 'f', value_name = "BPF", conflicts_with_all = ["filter", "display"], help_heading = "Which packets")]
    bpf: Option<String>,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true, help_heading = "How it is shown")]
    format: Format,

    /// Show at most N rows, or `all` [default: 1000 in table and markdown, all elsewhere]
    #[arg(long, value_name = "N", value_parser = Limit::parse, help_heading = "How it is shown")]
    limit: Option<Limit>,

    #[command(flatten)]
    wording: WordingFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap compare mesin-1.pcapng mesin-2.pcapng
      which packet is which, and what is missing where
  labcap compare mesin-1.pcapng mesin-2.pcapng --filter tcp.port == 10000
      the same for one connection
  labcap compare mesin-1.pcapng mesin-2.pcapng --format csv -o both.csv
      for a spreadsheet";

/// A form of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What can be said of the two, and a table (the default)
    Table,
    /// The same as GitHub-flavoured Markdown
    Markdown,
    /// Comma-separated values, with a row of names
    Csv,
    /// One JSON object a line: pairs, then the comparison
    Ndjson,
    /// One JSON document
    Json,
}

/// Rows that a table shows unless told otherwise.
const ROWS: usize = 1000;

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    if [&arguments.first, &arguments.second].iter().all(|path| path.as_os_str() == "-") {
        return Err(Failure::usage("only one of the two captures can come from standard input"));
    }
    let selection = arguments.selection.selection(arguments.bpf);
    let wording = arguments.wording.wording()?;
    let mut selector = Selector::new(&selection)?;
    selector.tell();
    let interrupt = Interrupt::listen();
    let mut inputs = [Twice::of(&arguments.first)?, Twice::of(&arguments.second)?];
    let paths: Vec<PathBuf> = inputs.iter().filter_map(|input| input.path().map(PathBuf::from)).collect();
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    let mut output = Output::open(&wording.target, &paths)?;
    let screen = output.screen(wording.color);
    let mut seen = [views::View::default(), views::View::default()];
    let mut firsts: [Option<Timestamp>; 2] = [None; 2];
    let mut outcome = Outcome::Done;
    for (index, input) in inputs.iter_mut().enumerate() {
        let name = input.name().to_owned();
        let read = read(input, &interrupt, |step| {
            if let Step::Packet(subject) = step {
                let is_shown = selector.shows(subject).map_err(|error| Failure::usage(error).about(name.as_str()))?;
                seen[index].push(&subject.inspected.packet, &subject.inspected.seen, is_shown);
            }
            Ok(())
        })?;
        firsts[index] = read.facts.first;
        outcome = match (outcome, read.outcome) {
            (_, interrupted @ Outcome::Interrupted(..)) => return Ok(interrupted),
            (Outcome::Partial(mut messages), Outcome::Partial(more)) => {
                messages.extend(more);
                Outcome::Partial(messages)
            }
            (Outcome::Done, other) | (other, _) => other,
        };
    }
    let [first, second] = &seen;
    let compared = views::compare(first, second);
    let limit = match (arguments.limit, arguments.format) {
        (Some(limit), _) => limit.most().map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)),
        (None, Format::Table | Format::Markdown) => ROWS,
        (None, _) => usize::MAX,
    };
    let (shown, left_out, wanted) = plan(&compared, [first, second], limit);
    let mut listed: [HashMap<u64, Listed>; 2] = Default::default();
    for ((input, wanted), listed) in inputs.iter_mut().zip(wanted).zip(&mut listed) {
        let mut wanted = wanted.into_iter().peekable();
        if wanted.peek().is_none() {
            continue;
        }
        let mut lister = Lister::default();
        let read = read(input, &interrupt, |step| {
            if let Step::Packet(subject) = step
                && wanted.next_if_eq(&subject.inspected.packet.frame.number).is_some()
            {
                listed.insert(subject.inspected.packet.frame.number, lister.list(subject.inspected));
            }
            Ok(())
        })?;
        if let interrupted @ Outcome::Interrupted(..) = read.outcome {
            return Ok(interrupted);
        }
    }
    let names = short_names(inputs.each_ref().map(|input| input.name().to_owned()));
    let view = View::new(wording.lang, wording.names);
    let comparison = comparison(&compared, [first, second], names, (&shown, left_out), listed, firsts, &view);
    match arguments.format {
        Format::Table => table::write(&comparison.document(&view), screen, &mut output)?,
        Format::Markdown => markdown::write(&comparison.document(&view), &mut output)?,
        Format::Csv => written::csv(&comparison, &mut output)?,
        Format::Ndjson => written::ndjson(&comparison, &mut output)?,
        Format::Json => written::json(&comparison, &mut output)?,
    }
    output.finish()?;
    Ok(outcome)
}

/// The files' names without their folders, unless they are the same then.
fn short_names(names: [String; 2]) -> [String; 2] {
    let short =
        names.each_ref().map(|name| Path::new(name).file_name().map_or_else(|| name.clone(), |last| last.to_string_lossy().into_owned()));
    let names = if short[0] == short[1] { names } else { short };
    names.map(|name| Text::line(&name).to_string())
}

/// Copies are looked for, which only stories need.
fn read(input: &mut Twice, interrupt: &Interrupt, each: impl FnMut(Step<'_, '_, '_>) -> Result<(), Failure>) -> Result<Read, Failure> {
    let name = input.name().to_owned();
    Reading::of(&name, input.open()?).read(Limits::default(), interrupt, false, each)
}
