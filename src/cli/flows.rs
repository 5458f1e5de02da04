//! `labcap flows FILE`: one row per conversation.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use labcap::explain::phrase::FlowField;
use labcap::render::flows::{Flows, Form};
use labcap::render::{markdown, table};
use labcap::report::flows::{FlowRow, Rows, Totals, document};
use labcap::report::view::View;
use labcap::track::Limits;
use labcap::track::flow::{Flow, StreamId};

use super::analyze::Input;
use super::flags::presentation::Limit;
use super::flags::selection::SelectionFlags;
use super::flags::wording::WordingFlags;
use super::interrupt::Interrupt;
use super::message::{Failure, Outcome};
use super::output::Output;
use super::reading::{Reading, Step};
use super::session::Selector;

/// Lists the conversations of a capture, one row each
///
/// Stream, client and server, packets and bytes each way (→ from the client, ← from the server; bytes on the wire as Wireshark's Conversations count them, and
/// payload without repeats), start, duration, state, Zeek's history, the handshake's round trip, retransmissions, what closed it, and the name that the client had asked
/// DNS for. A filter shows the conversations of which it selects a packet; their figures cover all their packets.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, override_usage = "labcap flows FILE [OPTIONS]")]
pub struct Arguments {
    /// The capture; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    selection: SelectionFlags,

    /// Show the conversations of packets that a BPF filter selects, as tcpdump does: -f 'port 53'
    #[arg(short = 'f', value_name = "BPF", conflicts_with_all = ["filter", "display"], help_heading = "Which packets")]
    bpf: Option<String>,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true, help_heading = "How it is shown")]
    format: Format,

    /// Order by this: what is counted or measured largest first, everything else smallest first [default: first packet]
    #[arg(long, value_name = "COLUMN", value_parser = PossibleValuesParser::new(FlowField::ALL.map(FlowField::key)), help_heading = "How it is shown")]
    sort: Option<String>,

    /// Show the first N of that order, or `all` [default: 1000 in table and markdown, all elsewhere]
    #[arg(long, value_name = "N", value_parser = Limit::parse, allow_negative_numbers = true, help_heading = "How it is shown")]
    top: Option<Limit>,

    #[command(flatten)]
    wording: WordingFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap flows lab1.pcapng
      all conversations, by first packet
  labcap flows lab1.pcapng --sort bytes --top 10
      the ten largest
  labcap flows lab1.pcapng --filter tcp.flags.reset == 1
      those with a reset
  labcap flows lab1.pcapng --format csv -o flows.csv
      for a spreadsheet";

/// A format of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table, after a line of totals for each protocol (the default)
    Table,
    /// One line a conversation, its columns separated by tabs
    Lines,
    /// Comma-separated values, with a row of names
    Csv,
    /// The table as GitHub-flavoured Markdown
    Markdown,
    /// One JSON object a line
    Ndjson,
    /// One JSON document
    Json,
}

/// Rows that a table shows unless told otherwise.
const ROWS: usize = 1000;
/// Rows that are put in another order unless told otherwise.
const SORTED: usize = 200_000;

/// Where rows go: to the output as they come, or into an order first.
enum Collected {
    Streamed(Box<Flows<Output>>),
    Ordered { rows: Rows, output: Output },
}

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let input = Input::of(arguments.file);
    let selection = arguments.selection.selection(arguments.bpf);
    let wording = arguments.wording.wording()?;
    let mut selector = Selector::new(&selection)?;
    selector.tell();
    let format = arguments.format;
    let form = match format {
        Format::Lines => Some(Form::Lines),
        Format::Csv => Some(Form::Csv),
        Format::Ndjson => Some(Form::Ndjson),
        Format::Json => Some(Form::Json),
        Format::Table | Format::Markdown => None,
    };
    let reading = Reading::open(&input)?;
    let paths: Vec<_> = input.path().into_iter().collect();
    let output = Output::open(&wording.target, &paths)?;
    let screen = output.screen(wording.color);
    let is_quiet = output.is_terminal() && form.is_some();
    let sort = arguments.sort.as_deref().and_then(|key| FlowField::ALL.into_iter().find(|field| field.key() == key));
    let most = match (arguments.top, form) {
        (Some(limit), _) => limit.most().map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)),
        (None, None) => ROWS,
        (None, Some(_)) => SORTED,
    };
    let mut collected = match form {
        Some(form) if sort.is_none() && arguments.top.is_none() => Collected::Streamed(Box::new(Flows::new(output, form)?)),
        _ => Collected::Ordered { rows: Rows::new(sort.unwrap_or(FlowField::Start), most), output },
    };
    let mut totals = Totals::default();
    let mut shown: HashSet<StreamId> = HashSet::new();
    let is_all = selection.filter.is_none() && selection.packets.is_none() && selection.streams.is_empty();
    let interrupt = Interrupt::listen();
    let (mut first, mut latest) = (None, None);
    let mut add = |flow: &Flow, shown: &mut HashSet<StreamId>, times, evicted| -> Result<(), Failure> {
        if !is_all && !shown.remove(&flow.stream) {
            return Ok(());
        }
        let (first, latest) = times;
        let row = FlowRow::new(flow, first, latest, evicted);
        totals.add(&row);
        match &mut collected {
            Collected::Streamed(writer) => Ok(writer.row(&row)?),
            Collected::Ordered { rows, .. } => {
                rows.add(row);
                Ok(())
            }
        }
    };
    let limits = Limits::default();
    let name = input.name();
    let read = reading.read(limits, &interrupt, is_quiet, |step| match step {
        Step::Evicted(flow) => add(flow, &mut shown, (first, latest), true),
        Step::Packet(subject) => {
            first = subject.clock.first;
            latest = latest.max(subject.inspected.packet.frame.time);
            if let Some(stream) = subject.inspected.seen.stream
                && !is_all
                && !shown.contains(&stream)
                && selector.shows(subject).map_err(|error| Failure::usage(error).about(name.as_str()))?
            {
                shown.insert(stream);
            }
            Ok(())
        }
    })?;
    for flow in &read.flows {
        add(flow, &mut shown, (read.facts.first, read.facts.latest), false)?;
    }
    match collected {
        Collected::Streamed(writer) => writer.finish(&totals, 0)?.finish()?,
        Collected::Ordered { rows, mut output } => {
            let (rows, left_out) = rows.finish();
            match form {
                Some(form) => {
                    let mut writer = Flows::new(output, form)?;
                    rows.iter().try_for_each(|row| writer.row(row))?;
                    writer.finish(&totals, left_out)?.finish()?;
                }
                None => {
                    let view = View::new(wording.lang, wording.names);
                    let document = document(&view, &rows, left_out, &totals);
                    match format {
                        Format::Markdown => markdown::write(&document, &mut output)?,
                        _ => table::write(&document, screen, &mut output)?,
                    }
                    output.finish()?;
                }
            }
        }
    }
    Ok(read.outcome)
}
