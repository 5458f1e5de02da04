//! Reads one capture from its first packet to its last, for commands that look at all of it: every frame is inspected, whatever is shown.

use std::io::{self, IsTerminal};

use labcap::capture::{CaptureFile, Interface};
use labcap::explain::capture::{CaptureFacts, Damaged};
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::inspect::{Inspected, Inspector};
use labcap::report::record::FileRecord;
use labcap::text::Text;
use labcap::track::Limits;
use labcap::track::flow::Flow;

use super::analyze::Input;
use super::interrupt::{Interrupt, Signal};
use super::message::{Failure, Message, Outcome};
use super::progress::Progress;

/// Interfaces whose packets are counted apart; a capture with more is no lab's.
const COUNTED_INTERFACES: usize = 4096;

/// What reading comes upon.
pub enum Step<'s, 'p, 'a> {
    /// The next packet.
    Packet(&'s Subject<'p, 'a>),
    /// A conversation that left memory before the end.
    Evicted(&'s Flow),
}

/// A capture that was read as far as it goes.
pub struct Read {
    /// The file.
    pub file: FileRecord,
    /// Its bytes, where it is a file.
    pub size: Option<u64>,
    /// The program that captured it, as it calls itself; safe to show.
    pub application: Option<String>,
    /// The interfaces that it describes.
    pub interfaces: Vec<Interface>,
    /// Packets of the first of them.
    pub interface_packets: Vec<u64>,
    /// Counted over all packets.
    pub facts: CaptureFacts,
    /// The conversations that were still in memory, by first packet.
    pub flows: Vec<Flow>,
    /// What has to be said on stderr, and the code to end with.
    pub outcome: Outcome,
}

/// An open capture.
pub struct Reading {
    name: String,
    capture: CaptureFile,
}

impl Reading {
    /// Opens a capture.
    pub fn open(input: &Input) -> Result<Self, Failure> {
        let opened = match input {
            Input::Stdin => CaptureFile::from_reader(Box::new(io::stdin()), None),
            Input::File(path) => CaptureFile::open(path),
        };
        let name = input.name();
        let capture = opened.map_err(|error| Failure::could_not(&name, error.to_string()))?;
        Ok(Self { name, capture })
    }

    /// A capture that is open already.
    pub fn of(name: &str, capture: CaptureFile) -> Self {
        Self { name: name.to_owned(), capture }
    }

    /// Reads it to its end, or until a signal comes. `is_quiet`: something else is written to the terminal meanwhile.
    pub fn read(
        mut self,
        limits: Limits,
        interrupt: &Interrupt,
        is_quiet: bool,
        mut each: impl FnMut(Step<'_, '_, '_>) -> Result<(), Failure>,
    ) -> Result<Read, Failure> {
        let mut progress = Progress::new(self.capture.size(), io::stderr().is_terminal() && !is_quiet);
        // A filter may ask for what only figures tell.
        let mut inspector = Inspector::new(Limits { keeps_figures: true, ..limits });
        let mut facts = CaptureFacts::new(limits.keeps_story);
        let mut clock = Clock::default();
        let mut outcome = Outcome::Done;
        let mut interrupted: Option<Signal> = None;
        let mut damage = Vec::new();
        let mut interface_packets = Vec::new();
        loop {
            if let Some(signal) = interrupt.signal() {
                interrupted = Some(signal);
                break;
            }
            let frame = match self.capture.next_frame().transpose() {
                None => break,
                Some(Ok(frame)) => frame,
                Some(Err(found)) => {
                    damage.push(Damaged { file: None, offset: found.offset, packets: found.packets, is_cut: found.is_cut() });
                    outcome = Outcome::Partial(vec![Message::new(format!("{found}; what came before it is shown")).about(&self.name)]);
                    break;
                }
            };
            count_interface(&mut interface_packets, frame.interface);
            let mut datagram = Vec::new();
            let mut inspected = Inspected::new(frame);
            inspector.push(&mut inspected, &mut datagram);
            facts.push(&inspected);
            clock.first = facts.first;
            let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
            each(Step::Packet(&Subject { inspected: &inspected, flow, clock, later: Later::default(), told: Told::default() }))?;
            clock.previous = frame.time.or(clock.previous);
            while let Some(flow) = inspector.take_evicted() {
                facts.evicted += 1;
                facts.note_conversation(&flow);
                each(Step::Evicted(&flow))?;
            }
            drop(inspected);
            if facts.packets.is_multiple_of(1024) {
                progress.at(self.capture.bytes_read(), facts.packets);
            }
        }
        progress.finish();
        if let Some(signal) = interrupted {
            let message = Message::new(format!("interrupted after {} packets", facts.packets)).about(&self.name);
            outcome = Outcome::Interrupted(signal, message);
        }
        facts.damage = damage;
        facts.datagrams_given_up = inspector.datagrams_given_up();
        let file = FileRecord {
            name: Text::line(self.name.as_str()).to_string(),
            format: self.capture.format().name(),
            packets: self.capture.packets_read(),
        };
        let interfaces = self.capture.interfaces().iter().take(COUNTED_INTERFACES).cloned().collect();
        let application = self.capture.notes().application.as_deref().map(|name| Text::line(name).to_string());
        let size = self.capture.size();
        let flows = inspector.finish();
        flows.iter().for_each(|flow| facts.note_conversation(flow));
        Ok(Read { file, size, application, interfaces, interface_packets, facts, flows, outcome })
    }
}

fn count_interface(counts: &mut Vec<u64>, interface: u32) {
    let index = interface as usize;
    if index >= counts.len() && index < COUNTED_INTERFACES {
        counts.resize(index + 1, 0);
    }
    if let Some(count) = counts.get_mut(index) {
        *count += 1;
    }
}
