//! `labcap follow FILE`: what may be typed, and which stream that means. Its bytes are written by [`work`], or by [`save`] to files.

mod save;
mod work;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use labcap::explain::Level;
use labcap::track::Limits;
use labcap::track::flow::{Side, StreamId};

use super::analyze::Input;
use super::flags::presentation::ExplainLevel;
use super::flags::selection::SelectionFlags;
use super::flags::wording::WordingFlags;
use super::interrupt::Interrupt;
use super::message::{Failure, Outcome};
use super::reading::{Reading, Step};
use super::session::Selector;
use super::twice::Twice;

/// Shows what the two ends of a stream said to each other
///
/// Writes the bytes of one TCP connection or UDP conversation, both directions in the order in which they were delivered, as Wireshark's Follow Stream
/// does: repeats once, what came out of order in its place, and what the capture hasn't got as [N bytes missing]. A stream is named with --stream, or by
/// any filter that selects packets of one stream only.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, override_usage = "labcap follow FILE [OPTIONS]")]
pub struct Arguments {
    /// The capture; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    selection: SelectionFlags,

    /// Follow the stream whose packets a BPF filter selects, as tcpdump does: -f 'port 10000'
    #[arg(short = 'f', value_name = "BPF", conflicts_with_all = ["filter", "display"], help_heading = "Which packets")]
    bpf: Option<String>,

    /// How bytes are written
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true, help_heading = "How it is shown")]
    format: Format,

    /// Show only what this side sent
    #[arg(long, value_name = "SIDE", help_heading = "How it is shown")]
    direction: Option<Direction>,

    /// Say of each piece who sent it, how many bytes, in which packet and how long after the one before
    #[arg(long, help_heading = "How it is shown")]
    annotate: bool,

    /// How much --annotate says of each piece
    #[arg(long, value_name = "LEVEL", help_heading = "How it is shown")]
    explain: Option<ExplainLevel>,

    /// Write each direction of each selected stream to a file of its own in DIR: tcp-0-client.bin, tcp-0-server.bin; never over a file that is there
    #[arg(long, value_name = "DIR", conflicts_with_all = ["format", "annotate", "output"], help_heading = "How it is shown")]
    save: Option<PathBuf>,

    #[command(flatten)]
    wording: WordingFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap follow lab1.pcapng --stream tcp:0
      the first connection, as text
  labcap follow lab1.pcapng --filter tcp.port == 40002 --annotate
      the connection of that port, each piece with its packet
  labcap follow lab1.pcapng --stream tcp:0 --direction server --format raw > answer.bin
      the bytes that the server sent
  labcap follow lab1.pcapng --filter dns --save streams
      both directions of every selected stream, a file each";

/// How bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text; what isn't text as escapes (the default)
    Text,
    /// A hex dump, as `tshark -z follow,tcp,hex` prints it
    Hex,
    /// The bytes as they are, for a file or another program
    Raw,
    /// One JSON document
    Json,
}

/// Whose bytes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Direction {
    /// Who opened the stream
    Client,
    /// Who was asked
    Server,
}

/// Streams that a message names.
const NAMED: usize = 12;

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let input = Input::of(arguments.file.clone());
    let selection = arguments.selection.selection(arguments.bpf);
    let wording = arguments.wording.wording()?;
    if arguments.annotate && matches!(arguments.format, Format::Raw | Format::Json) {
        let hint = "--format json tells of each piece who sent it, in which packet and when";
        return Err(Failure::usage("--annotate goes with text and hex").hint(hint));
    }
    if arguments.explain.is_some() && !arguments.annotate {
        return Err(Failure::usage("--explain says how much --annotate says, which isn't given").hint("add --annotate"));
    }
    let interrupt = Interrupt::listen();
    let direction = arguments.direction.map(|direction| match direction {
        Direction::Client => Side::Client,
        Direction::Server => Side::Server,
    });
    let selector = Selector::new(&selection)?;
    selector.tell();
    let name = input.name();
    let names_only = selection.filter.is_none() && selection.packets.is_none();
    let is_known = names_only && (selection.streams.len() == 1 || arguments.save.is_some());
    let (wanted, reading) = if is_known {
        (None, Reading::open(&input)?)
    } else {
        // The capture has to be read to know which streams are meant, and once more for their bytes.
        let mut twice = Twice::of(&arguments.file)?;
        let wanted = selected(Reading::of(&name, twice.open()?), &name, selector, &interrupt)?;
        (Some(wanted), Reading::of(&name, twice.open()?))
    };
    if let Some(folder) = arguments.save {
        let wants = |stream: StreamId| match &wanted {
            Some(streams) => streams.contains(&stream),
            None => selection.streams.is_empty() || selection.streams.contains(&stream),
        };
        return save::run(reading, &input, &folder, wants, direction, &wording, &interrupt);
    }
    let stream = match (&selection.streams[..], wanted) {
        ([only], None) => *only,
        (_, wanted) => {
            let mut streams = wanted.unwrap_or_default().into_iter();
            match (streams.next(), streams.len()) {
                (None, _) => return Err(Failure::could_not(name, "no packet of a TCP or UDP stream is selected")),
                (Some(only), 0) => only,
                (Some(first), rest) => {
                    let named: Vec<String> = [first].into_iter().chain(streams).take(NAMED).map(|stream| stream.to_string()).collect();
                    let more = if rest + 1 > NAMED { format!(" and {} more", rest + 1 - NAMED) } else { String::new() };
                    let what = format!("{} streams are selected, but one is followed: {}{more}", rest + 1, named.join(", "));
                    return Err(Failure::usage(what).about(name).hint(format!("--stream {first}")));
                }
            }
        }
    };
    let annotates = arguments.annotate.then(|| arguments.explain.map(Level::from).unwrap_or_default());
    let options = work::Options { stream, direction, format: arguments.format, annotates, wording };
    work::run(reading, &input, &options, &interrupt)
}

/// The numbers of streams are the same in every reading: the same limits, the same evictions.
fn limits() -> Limits {
    Limits { keeps_story: false, ..Limits::default() }
}

/// The streams of the selected packets.
fn selected(reading: Reading, name: &str, mut selector: Selector<'_>, interrupt: &Interrupt) -> Result<BTreeSet<StreamId>, Failure> {
    let mut streams = BTreeSet::new();
    let read = reading.read(limits(), interrupt, false, |step| {
        if let Step::Packet(subject) = step
            && let Some(stream) = subject.inspected.seen.stream
            && !streams.contains(&stream)
            && selector.shows(subject).map_err(|error| Failure::usage(error).about(name))?
        {
            streams.insert(stream);
        }
        Ok(())
    })?;
    match read.outcome {
        Outcome::Interrupted(signal, message) => {
            message.print();
            Err(Failure::silent(super::message::Exit::Signal(signal)))
        }
        _ => Ok(streams),
    }
}
