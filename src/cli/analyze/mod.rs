//! `labcap analyze FILE…`: what may be typed, checked and turned into [`Options`]. The work itself is in [`work`].

mod source;
mod work;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::Args;

use super::flags::presentation::{Presentation, PresentationFlags};
use super::flags::selection::{Selection, SelectionFlags};
use super::interrupt::Interrupt;
use super::message::{Failure, Outcome};

/// Explains a capture
///
/// Reads a capture (pcap or pcapng; `-` reads standard input), follows every connection in it and explains the packets: what each of them is for, what
/// the connections did, and what the capture can't tell. Filters hide packets from view, never from the analysis.
///
/// Several files are several places of capture: each is followed apart, with its own numbers and streams, and packets are shown in the order of time.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, override_usage = "labcap analyze FILE... [OPTIONS]")]
pub struct Arguments {
    /// The capture, or several; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Take the files as parts of one capture, one after the other as they are given (as dumpcap's ring of files or mergecap -a)
    #[arg(long)]
    sequential: bool,

    #[command(flatten)]
    selection: SelectionFlags,

    /// Show the packets that a BPF filter selects, as tcpdump does: -f 'host 172.18.0.2'
    #[arg(short = 'f', value_name = "BPF", conflicts_with_all = ["filter", "display"], help_heading = "Which packets")]
    bpf: Option<String>,

    #[command(flatten)]
    presentation: PresentationFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap analyze lab1.pcapng
      explain all of it, flow by flow
  labcap analyze lab1.pcapng --filter host 172.18.0.2 --name 172.18.0.2=server
      only the packets of one machine, called by its name
  labcap analyze lab1.pcapng --stream tcp:0 --format markdown -o report.md
      one connection, as a report to hand in
  labcap analyze lab1.pcapng --format lines --packets 31-42
      the packet list as tshark prints it
  labcap analyze machine1.pcapng machine2.pcapng --format lines
      what two machines saw, in the order of time
  labcap analyze ring_00001.pcapng ring_00002.pcapng --sequential
      one capture that was written to several files
  tcpdump -r lab1.pcap -w - port 80 | labcap analyze - --format ndjson
      for another program";

/// Everything `labcap analyze` was told, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The captures, of which there is one at least.
    pub inputs: Vec<Input>,
    /// They are parts of one.
    pub is_sequential: bool,
    /// Which packets are shown.
    pub selection: Selection,
    /// How they are shown, and where.
    pub presentation: Presentation,
}

/// Where the capture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// What was typed as a file: `-` is standard input.
    pub fn of(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let inputs: Vec<Input> = arguments.files.into_iter().map(Input::of).collect();
    if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
        return Err(Failure::usage("standard input can be read only once").hint("name `-` once among the files"));
    }
    let is_several = inputs.len() > 1 && !arguments.sequential;
    let options = Options {
        inputs,
        is_sequential: arguments.sequential,
        selection: arguments.selection.selection(arguments.bpf),
        presentation: arguments.presentation.presentation(false, is_several)?,
    };
    work::analyze(&options, &Interrupt::listen())
}

/// What to say where no FILE was given: `--filter` takes all words after it, so the file may be among them.
pub fn no_file(arguments: &[OsString]) -> Failure {
    let Some(filter) = arguments.iter().position(|argument| argument == "--filter") else {
        return Failure::usage("no capture file given").hint(format!("labcap {} FILE", verb(arguments)));
    };
    let is_flag = |argument: &&OsString| argument.as_encoded_bytes().starts_with(b"-") && *argument != "-";
    let words = arguments.iter().skip(filter + 1).take_while(|word| !is_flag(word)).count();
    let end = filter + 1 + words;
    let files: Vec<usize> = (filter + 1..end).filter(|&word| is_capture(&arguments[word])).collect();
    match files.is_empty() {
        false => Failure::usage("--filter takes all words up to the next flag, so the capture file has to stand before it")
            .hint(command_line(arguments, &files)),
        true => {
            let mut with_file = arguments.to_vec();
            with_file.push("FILE".into());
            let file = with_file.len() - 1;
            Failure::usage("no capture file given; it stands before --filter").hint(command_line(&with_file, &[file]))
        }
    }
}

/// Whether a word among a filter's is more likely the capture.
fn is_capture(word: &OsStr) -> bool {
    let name = word.to_string_lossy().to_ascii_lowercase();
    let looks_so = [".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz"];
    looks_so.iter().any(|ending| name.ends_with(ending)) || Path::new(word).is_file() || word == "-"
}

/// The commands that read a capture.
pub const READING: [&str; 4] = ["analyze", "follow", "flows", "summary"];

/// The command that was typed; `analyze` where none was.
fn verb(arguments: &[OsString]) -> &str {
    let typed = arguments.get(1).and_then(|word| word.to_str());
    typed.filter(|word| READING.contains(word)).unwrap_or("analyze")
}

/// `labcap analyze FILE… …` for a shell: the arguments numbered `files` move to the front.
pub fn command_line(arguments: &[OsString], files: &[usize]) -> String {
    let verb = verb(arguments);
    let is_front = |index: usize, argument: &OsString| files.contains(&index) || index == 1 && argument == verb;
    let others = arguments.iter().enumerate().skip(1).filter(|&(index, argument)| !is_front(index, argument));
    let words = others.map(|(_, argument)| quoted(argument));
    let front = ["labcap".to_owned(), verb.to_owned()];
    let files = files.iter().map(|&file| quoted(&arguments[file]));
    front.into_iter().chain(files).chain(words).collect::<Vec<_>>().join(" ")
}

/// A word as a shell reads it back.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |character: char| character.is_alphanumeric() || "-_./:=,@%+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.into_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(arguments: &[&str], file: usize) -> String {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        command_line(&arguments, &[file])
    }

    #[test]
    fn the_corrected_command_can_be_pasted() {
        assert_eq!(
            line(&["labcap", "analyze", "--filter", "host", "1.2.3.4", "my lab.pcap"], 5),
            "labcap analyze 'my lab.pcap' --filter host 1.2.3.4"
        );
        assert_eq!(
            line(&["/usr/bin/labcap", "analyze", "--filter", "tcp.port == 80 && ip.ttl < 'x'", "a.pcap", "--list"], 4),
            r"labcap analyze a.pcap --filter 'tcp.port == 80 && ip.ttl < '\''x'\''' --list"
        );
        assert_eq!(line(&["labcap", "a.pcap", "--list"], 1), "labcap analyze a.pcap --list");
    }
}
