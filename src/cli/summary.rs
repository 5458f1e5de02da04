//! `labcap summary FILE`: a capture on one page.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use labcap::render::{markdown, summary, table};
use labcap::report::record::InterfaceRecord;
use labcap::report::summary::{Summary, SummaryFile, SummaryInterface};
use labcap::report::view::View;
use labcap::text::Text;
use labcap::track::Limits;
use labcap::track::flow::StreamId;

use super::analyze::Input;
use super::flags::selection::SelectionFlags;
use super::flags::wording::WordingFlags;
use super::interrupt::Interrupt;
use super::message::{Failure, Outcome};
use super::output::Output;
use super::reading::{Reading, Step};
use super::session::Selector;

/// Tells what a capture holds, on one page
///
/// Its figures as capinfos has them, its protocols as a tree, the addresses with what each sent and received, packets over time, and how often each statement
/// of `labcap analyze` is made of it. With a filter, everything but the statements on the capture as a whole is counted over the packets that it selects.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, override_usage = "labcap summary FILE [OPTIONS]")]
pub struct Arguments {
    /// The capture; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    selection: SelectionFlags,

    /// Count the packets that a BPF filter selects, as tcpdump does: -f 'port 53'
    #[arg(short = 'f', value_name = "BPF", conflicts_with_all = ["filter", "display"], help_heading = "Which packets")]
    bpf: Option<String>,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true, help_heading = "How it is shown")]
    format: Format,

    #[command(flatten)]
    wording: WordingFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap summary lab1.pcapng
      the whole capture
  labcap summary lab1.pcapng --filter ip.addr == 172.18.0.2
      what one machine has to do with it
  labcap summary lab1.pcapng --format json
      for another program";

/// A form of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal (the default)
    Table,
    /// GitHub-flavoured Markdown
    Markdown,
    /// One JSON document
    Json,
}

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let input = Input::of(arguments.file);
    let selection = arguments.selection.selection(arguments.bpf);
    let wording = arguments.wording.wording()?;
    let mut selector = Selector::new(&selection)?;
    selector.tell();
    let reading = Reading::open(&input)?;
    let paths: Vec<_> = input.path().into_iter().collect();
    let mut output = Output::open(&wording.target, &paths)?;
    let screen = output.screen(wording.color);
    let name = input.name();
    let mut page = Summary::default();
    let mut displayed = 0;
    let mut shown: HashSet<StreamId> = HashSet::new();
    let mut latest = None;
    let mut read = reading.read(Limits::default(), &Interrupt::listen(), false, |step| match step {
        Step::Evicted(flow) => {
            if shown.remove(&flow.stream) {
                page.push_flow(flow, latest, true);
            }
            Ok(())
        }
        Step::Packet(subject) => {
            latest = latest.max(subject.inspected.packet.frame.time);
            if selector.shows(subject).map_err(|error| Failure::usage(error).about(name.as_str()))? {
                displayed += 1;
                shown.extend(subject.inspected.seen.stream);
                page.push(subject);
            }
            Ok(())
        }
    })?;
    for flow in read.flows.iter().filter(|flow| shown.contains(&flow.stream)) {
        page.push_flow(flow, read.facts.latest, false);
    }
    read.facts.displayed = displayed;
    let interfaces = read.interfaces.iter().zip(read.interface_packets.iter().copied().chain(std::iter::repeat(0)));
    let interfaces = interfaces.map(|(interface, packets)| SummaryInterface {
        record: InterfaceRecord {
            file: None,
            name: interface.name.as_deref().map(|name| Text::line(name).to_string()),
            link_type: interface.link_type.name().map_or_else(|| interface.link_type.0.to_string(), str::to_owned),
            packets,
        },
        snaplen: interface.snaplen,
    });
    let file = SummaryFile { record: read.file, size: read.size, application: read.application };
    let record = page.finish(file, interfaces.collect(), &read.facts);
    match arguments.format {
        Format::Json => summary::write(&record, &mut output)?,
        Format::Table => table::write(&record.document(&View::new(wording.lang, wording.names)), screen, &mut output)?,
        Format::Markdown => markdown::write(&record.document(&View::new(wording.lang, wording.names)), &mut output)?,
    }
    output.finish()?;
    Ok(read.outcome)
}
