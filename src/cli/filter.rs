//! `labcap filter EXPRESSION [FILE]`: what an expression selects, in words, and which packets of a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use labcap::capture::CaptureFile;
use labcap::explain::phrase::Phrase;
use labcap::explain::{Lang, Names};
use labcap::fields::Protocol;
use labcap::filter::bpf::BpfFilter;
use labcap::text::Text;

use super::flags::selection::{FilterText, Selection};
use super::locale;
use super::message::{Failure, Message, Outcome};
use super::output::{Output, Target};
use super::session::{Ends, Foresight, Select, Selector, read};

/// Says in words what a filter selects
///
/// Reads a filter as --filter does and explains what it asks of a packet; with a file, also which of its packets it selects.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The filter, in one argument
    #[arg(value_name = "EXPRESSION", allow_hyphen_values = true)]
    expression: String,

    /// The capture; `-` for standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Language of the explanation: en or id
    #[arg(long, value_name = "LANG", value_parser = super::flags::presentation::parse_language)]
    lang: Option<Lang>,
}

const AFTER_HELP: &str = "\
Examples:
  labcap filter 'tcp.port != 80'
      what it asks, with the traps of the language
  labcap filter 'tcp.flags.syn == 1 && !tcp.flags.ack' lab1.pcapng
      and which packets it selects";

/// Explains it.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let selection = Selection { filter: Some(FilterText::Either(arguments.expression.clone())), ..Selection::default() };
    let selector = Selector::new(&selection)?;
    let lang = arguments.lang.unwrap_or_else(locale::language);
    let says = |phrase: &Phrase| lang.phrase(phrase, &Names::default());
    let mut output = Output::open(&Target::Stdout, &[])?;
    match read(&arguments.expression) {
        Ok(filter) => {
            writeln!(output, "{}", says(&Phrase::FilterSelects))?;
            for (depth, line) in lang.filter(&filter.meaning()) {
                writeln!(output, "{:indent$}- {}", "", Text::shown(&line), indent = depth * 2)?;
            }
            if BpfFilter::parse(&arguments.expression).is_ok() {
                writeln!(output, "{}", says(&Phrase::FilterIsBpfToo))?;
            }
        }
        Err(error) => {
            Message::new(format!("this is no display filter: {}", error.reason())).below(error.marked()).print();
            writeln!(output, "{}", says(&Phrase::FilterIsBpf))?;
        }
    }
    let Some(file) = &arguments.file else {
        output.finish()?;
        return Ok(Outcome::Done);
    };
    let name = file.display().to_string();
    let capture = if file.as_os_str() == "-" { CaptureFile::from_reader(Box::new(io::stdin()), None) } else { CaptureFile::open(file) };
    let mut capture = capture.map_err(|error| Failure::could_not(&name, error.to_string()))?;
    let ends = if selector.needs(Protocol::Labcap) && file.is_file() { Some(foresee(file, &name)?) } else { None };
    let mut select = Select::new(selector, ends);
    let mut selected = Ranges::default();
    let damage = loop {
        match capture.next_frame() {
            Ok(None) => break None,
            Ok(Some(frame)) => {
                let number = frame.number;
                if select.push(frame).map_err(|error| Failure::usage(error).about(&name))? {
                    selected.add(number);
                }
            }
            Err(damage) => break Some(damage),
        }
    };
    let counted = Phrase::FilterCounted { selected: selected.count, packets: select.packets() };
    writeln!(output, "{}{}", says(&counted), selected.written())?;
    output.finish()?;
    Ok(match damage {
        None => Outcome::Done,
        Some(damage) => Outcome::Partial(vec![Message::new(damage.to_string()).about(name)]),
    })
}

/// How the conversations of a file end.
fn foresee(file: &Path, name: &str) -> Result<Ends, Failure> {
    let mut capture = CaptureFile::open(file).map_err(|error| Failure::could_not(name, error.to_string()))?;
    let mut foresight = Foresight::new(1);
    // What is wrong with the file is said when it is read again.
    while let Ok(Some(frame)) = capture.next_frame() {
        foresight.push(frame);
    }
    Ok(foresight.finish())
}

/// Packet numbers as ranges, of which the first are kept.
#[derive(Debug, Default)]
struct Ranges {
    count: u64,
    kept: Vec<(u64, u64)>,
    is_cut: bool,
}

impl Ranges {
    const MOST: usize = 200;

    fn add(&mut self, number: u64) {
        self.count += 1;
        let has_room = self.kept.len() < Self::MOST;
        match self.kept.last_mut() {
            Some((_, last)) if *last + 1 == number && !self.is_cut => *last = number,
            _ if has_room => self.kept.push((number, number)),
            _ => self.is_cut = true,
        }
    }

    fn written(&self) -> String {
        if self.count == 0 {
            return String::new();
        }
        let ranges = self.kept.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
        let more = if self.is_cut { ", …" } else { "" };
        format!(": {}{more}", ranges.collect::<Vec<_>>().join(", "))
    }
}
