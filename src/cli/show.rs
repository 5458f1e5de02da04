//! `labcap show FILE N`: packets in full. The file is read twice, because later packets say things of earlier ones: which packet answers, how
//! complete a connection is in the end.

use std::path::PathBuf;

use clap::Args;
use labcap::capture::Damage;
use labcap::fields::later::Lookahead;

use super::flags::details::{DetailsFlags, DetailsOptions};
use super::flags::selection::PacketRange;
use super::interrupt::Interrupt;
use super::message::{Failure, Message, Outcome};
use super::output::{Output, Target};
use super::pane::{Pane, Reading};
use super::twice::Twice;

/// Shows packets in full: explanation, every field, bytes
///
/// First what can be said of the packet, then every field of it as Wireshark's details pane has it, with what later packets say (which
/// packet answers it, how complete its connection is in the end), then its bytes.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The capture; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The packets, by their numbers in the file: 34, 31-42, 31- or 1,5,9
    #[arg(value_name = "N", required = true, value_delimiter = ',', value_parser = PacketRange::parse)]
    packets: Vec<PacketRange>,

    #[command(flatten)]
    details: DetailsFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap show lab1.pcapng 34
      packet 34 in full
  labcap show lab1.pcapng 34 --field tcp.flags
      the same, with the bytes of the TCP flags marked
  labcap show lab1.pcapng 31-33 --json
      three packets for another program";

/// Checks what was typed and does it.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let options = arguments.details.options()?;
    show(Twice::of(&arguments.file)?, &arguments.packets, &options, &Interrupt::listen())
}

fn show(mut input: Twice, packets: &[PacketRange], options: &DetailsOptions, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let mut ahead = Lookahead::default();
    let mut first = Reading::new();
    let mut capture = input.open()?;
    let mut damage: Option<Damage> = None;
    let mut count = 0_u64;
    loop {
        if let Some(signal) = interrupt.signal() {
            return Ok(Outcome::Interrupted(signal, Message::new(format!("interrupted after {count} packets")).about(input.name())));
        }
        match capture.next_frame() {
            Ok(None) => break,
            Ok(Some(frame)) => first.push(frame, None, |subject| ahead.push(subject.inspected, subject.flow)),
            Err(found) => {
                damage = Some(found);
                break;
            }
        }
        count += 1;
    }
    if let Some(missing) = packets.iter().find(|range| range.first > count) {
        let cut = damage.as_ref().map_or_else(String::new, |damage| format!(" ({damage})"));
        return Err(Failure::could_not(input.name(), format!("there is no packet {}: {}{cut}", missing.first, packets_in_all(count))));
    }
    let last = packets.iter().map(|range| range.last.unwrap_or(count)).max().unwrap_or(count).min(count);
    let reading: Vec<_> = input.path().into_iter().collect();
    let mut pane = Pane::new(options, Output::open(&Target::Stdout, &reading)?)?;
    let mut second = Reading::new();
    let mut capture = input.open()?;
    let mut number = 0;
    while number < last
        && let Ok(Some(frame)) = capture.next_frame()
    {
        number = frame.number;
        if let Some(signal) = interrupt.signal() {
            pane.finish()?;
            return Ok(Outcome::Interrupted(signal, Message::new(format!("interrupted at packet {number}")).about(input.name())));
        }
        let is_wanted = packets.iter().any(|range| range.contains(number));
        second.push(frame, Some(&ahead), |subject| if is_wanted { pane.packet(subject) } else { Ok(()) })?;
    }
    pane.finish()?;
    if ahead.left_out() > 0 {
        let what = format!("{} facts that later packets tell are left out: the capture is too large to keep them all", ahead.left_out());
        Message::new(what).about(input.name()).print();
    }
    Ok(match damage {
        None => Outcome::Done,
        Some(damage) => Outcome::Partial(vec![Message::new(format!("{damage}; later packets aren't known")).about(input.name())]),
    })
}

fn packets_in_all(count: u64) -> String {
    match count {
        0 => "it has no packets".to_owned(),
        1 => "it has 1 packet".to_owned(),
        _ => format!("it has {count} packets"),
    }
}
