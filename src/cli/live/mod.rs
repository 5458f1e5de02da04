//! `labcap live INTERFACE…`: what may be typed, checked and turned into [`Options`]. The work itself is in [`work`].

mod enter;
mod own_connection;
mod queue;
mod work;

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use labcap::capture::live::{BUFFER, LiveOptions, SNAPLEN};
use labcap::capture::recording::Rotation;
use labcap::filter::bpf::BpfFilter;
use labcap::frame::LinkType;

use super::flags::presentation::{Presentation, PresentationFlags};
use super::flags::selection::{Selection, SelectionFlags};
use super::message::{Failure, Outcome};
use super::output::Target;
use enter::Place;

/// Explains packets as they come
///
/// Captures on interfaces of this machine, explains each packet as it passes, and tells at the end (Ctrl-C, --count or --duration) what the
/// connections did. `any`, where nothing else is named, is all interfaces. Capturing takes root's rights or CAP_NET_RAW, which are given up
/// right after the interfaces are open.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The interfaces (`labcap interfaces` lists them); `any` is all of them
    #[arg(value_name = "INTERFACE", default_value = "any", hide_default_value = true)]
    interfaces: Vec<String>,

    #[command(flatten)]
    catching: CatchingFlags,

    #[command(flatten)]
    recording: RecordingFlags,

    #[command(flatten)]
    selection: SelectionFlags,

    #[command(flatten)]
    presentation: PresentationFlags,
}

/// What is captured, and how long.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is captured")]
struct CatchingFlags {
    /// Capture only what a BPF filter selects; the kernel runs it, and what it refuses is in no file and no explanation
    #[arg(short = 'f', value_name = "BPF")]
    bpf: Option<String>,

    /// End after N packets
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    count: Option<u64>,

    /// End after so many seconds (or with a unit: 500ms, 5m, 2h)
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    duration: Option<Duration>,

    /// Keep only the first BYTES of each packet
    #[arg(long, value_name = "BYTES", default_value_t = SNAPLEN, hide_default_value = true, value_parser = clap::value_parser!(u32).range(16..=i64::from(SNAPLEN)))]
    snaplen: u32,

    /// The kernel's buffer of each interface, in MiB
    #[arg(long, value_name = "MIB", default_value_t = BUFFER >> 20, value_parser = clap::value_parser!(u32).range(1..=1024))]
    buffer: u32,

    /// The header of packets captured on `any`: sll2 (names the interface of each packet) or sll, as Wireshark has it
    #[arg(long, value_name = "TYPE", default_value = "sll2")]
    link_type: Cooked,

    /// Leave out packets for other machines that pass a named interface
    #[arg(long)]
    no_promiscuous: bool,

    /// Capture in the network namespace NAME (of `ip netns`), or the one that a path names
    #[arg(long, value_name = "NAME", conflicts_with = "pid")]
    netns: Option<PathBuf>,

    /// Capture in the network namespace of a process, such as a container's
    #[arg(long, value_name = "PID", value_parser = clap::value_parser!(u32).range(1..))]
    pid: Option<u32>,

    /// Take in the SSH connection that this terminal runs over. Otherwise it is left out and counted: each line shown would make packets to show
    #[arg(long)]
    with_ssh: bool,
}

/// Where packets are recorded.
#[derive(Debug, Args)]
#[command(next_help_heading = "Recording")]
struct RecordingFlags {
    /// Record the packets in FILE (pcapng), which is replaced; `-` writes them to standard output and explains nothing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Explain nothing, only record
    #[arg(short = 'q', long, requires = "write")]
    quiet: bool,

    /// Begin the next file once one has so many bytes (or with a unit: 10MB, 1GiB); a number and the time are added to its name
    #[arg(long, value_name = "SIZE", requires = "write", value_parser = parse_size)]
    rotate_size: Option<u64>,

    /// Begin the next file once one is so old
    #[arg(long, value_name = "TIME", requires = "write", value_parser = parse_duration)]
    rotate_time: Option<Duration>,

    /// Keep only the latest N files
    #[arg(long, value_name = "N", requires = "write", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

const AFTER_HELP: &str = "\
Examples:
  sudo labcap live any
      explain all that this machine sends and receives
  sudo labcap live eth0 --write lab1.pcapng -f 'tcp port 10000'
      record and explain one service
  sudo labcap live any --pid $(docker inspect -f '{{.State.Pid}}' mesin-1)
      what a container sends and receives
  sudo labcap live any --write day.pcapng --rotate-size 100MB --keep 10 --quiet
      record for long, in at most 10 files
  ssh server sudo labcap live any --write - | labcap analyze -
      record there, explain here

Interfaces, filters and files are checked before the first packet; the last line on standard error tells how many packets were captured and dropped.";

/// The cooked header of `any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cooked {
    /// Linux cooked v1
    Sll,
    /// Linux cooked v2
    Sll2,
}

/// Everything `labcap live` was told, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Options {
    catching: LiveOptions,
    place: Place,
    most: Option<u64>,
    duration: Option<Duration>,
    with_ssh: bool,
    write: Option<PathBuf>,
    rotation: Rotation,
    /// Nothing is explained.
    is_quiet: bool,
    selection: Selection,
    presentation: Presentation,
}

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    work::capture(&options(arguments)?)
}

fn options(arguments: Arguments) -> Result<Options, Failure> {
    let Arguments { interfaces, catching, recording, selection, presentation } = arguments;
    // Checked here, not only by libpcap: that would look up names of hosts.
    if let Some(filter) = &catching.bpf {
        BpfFilter::parse(filter).map_err(|error| Failure::usage(error.to_string()).about("-f"))?;
    }
    if recording.keep.is_some() && recording.rotate_size.is_none() && recording.rotate_time.is_none() {
        return Err(Failure::usage("--keep is for files that take turns").hint("add --rotate-size or --rotate-time"));
    }
    let to_stdout = recording.write.as_deref().is_some_and(|path| path.as_os_str() == "-");
    if to_stdout && (recording.rotate_size.is_some() || recording.rotate_time.is_some()) {
        return Err(Failure::usage("standard output can't be rotated"));
    }
    let is_quiet = recording.quiet || to_stdout;
    if is_quiet && (selection.is_given() || presentation.is_given()) {
        let hint = if to_stdout { "--write FILE explains as well" } else { "leave --quiet out" };
        return Err(Failure::usage("nothing is explained, so flags that say what is shown and how have no meaning").hint(hint));
    }
    let presentation = presentation.presentation(true, false)?;
    if let (Some(recorded), Target::File(shown)) = (&recording.write, &presentation.target)
        && is_same(recorded, shown)
    {
        return Err(Failure::usage("--write and --output name the same file"));
    }
    let mut interfaces = interfaces;
    let mut seen = std::collections::HashSet::new();
    interfaces.retain(|name| seen.insert(name.clone()));
    if interfaces.len() > 1 && interfaces.iter().any(|name| name == "any") {
        return Err(Failure::usage("`any` is all interfaces already, so it stands alone"));
    }
    Ok(Options {
        catching: LiveOptions {
            interfaces,
            filter: catching.bpf,
            snaplen: catching.snaplen,
            buffer: catching.buffer << 20,
            is_promiscuous: !catching.no_promiscuous,
            cooked: match catching.link_type {
                Cooked::Sll => LinkType::LINUX_SLL,
                Cooked::Sll2 => LinkType::LINUX_SLL2,
            },
        },
        place: match (catching.netns, catching.pid) {
            (Some(name), _) => Place::Named(name),
            (None, Some(pid)) => Place::OfProcess(pid),
            (None, None) => Place::Here,
        },
        most: catching.count,
        duration: catching.duration,
        with_ssh: catching.with_ssh,
        rotation: Rotation {
            size: recording.rotate_size,
            age: recording.rotate_time,
            files: recording.keep.and_then(|keep| usize::try_from(keep).ok()),
        },
        is_quiet,
        write: recording.write,
        selection: selection.selection(None),
        presentation,
    })
}

/// Whether two paths lead to one file, which needn't be there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        path.canonicalize().or_else(|_| Ok::<_, std::io::Error>(folder.canonicalize()?.join(path.file_name().unwrap_or_default()))).ok()
    };
    let file = |path: &Path| path.metadata().ok().filter(Metadata::is_file).map(|metadata| (metadata.dev(), metadata.ino()));
    place(one).is_some_and(|one| Some(one) == place(other)) || file(one).is_some_and(|one| Some(one) == file(other))
}

/// A time with or without its unit; seconds where there is none.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = split_unit(text);
    let scale = match unit {
        "" | "s" => 1.0,
        "ms" => 0.001,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err("the units of time are ms, s, m and h".to_owned()),
    };
    let seconds = number.parse::<f64>().ok().map(|number| number * scale).filter(|seconds| (0.001..=31_536_000.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "expected 1ms to a year, such as 10, 500ms or 5m".to_owned())
}

/// A number of bytes with or without its unit.
fn parse_size(text: &str) -> Result<u64, String> {
    let (number, unit) = split_unit(text);
    let scale: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return Err("the units of size are kB, MB, GB, KiB, MiB and GiB".to_owned()),
    };
    let size = number.parse::<u64>().ok().and_then(|number| number.checked_mul(scale)).filter(|&size| size >= 4096);
    size.ok_or_else(|| "expected at least 4096 bytes, such as 10MB".to_owned())
}

fn split_unit(text: &str) -> (&str, &str) {
    let end = text.find(|character: char| character.is_ascii_alphabetic()).unwrap_or(text.len());
    (text[..end].trim_end(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units() {
        for (text, millis) in [("10", 10_000), ("0.5", 500), ("500ms", 500), ("5m", 300_000), ("2h", 7_200_000), ("1 s", 1000)] {
            assert_eq!(parse_duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for (text, bytes) in [("4096", 4096), ("10MB", 10_000_000), ("1GiB", 1 << 30), ("64k", 64_000)] {
            assert_eq!(parse_size(text), Ok(bytes), "{text}");
        }
        for text in ["", "-1", "0", "x", "1d", "1e400s", "NaN", "inf"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
        for text in ["", "-1", "0", "10", "x", "1TB", "99999999999999999999", "99999999999GB"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}
