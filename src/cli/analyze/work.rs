//! The work of `labcap analyze`: one loop, `source.next → inspector.push → filter.matches → explain → report → render`.

use std::collections::HashMap;
use std::io;
use std::io::IsTerminal;

use labcap::capture::{CaptureFile, Damage, OpenError};
use labcap::explain::Names;
use labcap::explain::capture::{CaptureFacts, Damaged};
use labcap::filter::bpf::BpfFilter;
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::render::json::Ndjson;
use labcap::render::lines::Lines;
use labcap::render::{markdown, table};
use labcap::report::columns::Column;
use labcap::report::digest::{Digest, DigestLimits, Layout};
use labcap::report::record::{FileRecord, InterfaceRecord};
use labcap::report::view::View;
use labcap::text::Text;
use labcap::track::Limits;
use labcap::track::flow::{Flow, StreamId};

use super::{Input, Options};
use crate::cli::flags::presentation::{Format, Presentation};
use crate::cli::flags::selection::Selection;
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Message, Outcome};
use crate::cli::output::Output;
use crate::cli::progress::Progress;

/// Memory for conversations where each is written at the end, and where none is.
const BUDGET_WITH_FLOWS: usize = 256 << 20;
const BUDGET_OF_LINES: usize = 24 << 20;

/// Reads the capture and writes what `options` ask for. The output is opened after the input, or a mistyped capture would
/// cost the last report its content.
pub(super) fn analyze(options: &Options, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let name = options.input.name();
    let mut selector = Selector::new(&options.selection)?;
    let mut source = open(&options.input).map_err(|error| could_not_open(&name, &error))?;
    let output = Output::open(&options.presentation.target, options.input.path())?;
    let rows_to_terminal = options.presentation.format.streams() && output.is_terminal();
    let mut progress = Progress::new(source.size(), io::stderr().is_terminal() && !rows_to_terminal);

    let mut sink = Sink::new(output, &options.presentation);
    let mut view = View::new(options.presentation.lang, names(&options.presentation));
    let budget_bytes = if sink.needs_flows() { BUDGET_WITH_FLOWS } else { BUDGET_OF_LINES };
    let mut inspector = Inspector::new(Limits { budget_bytes, keeps_story: sink.explains() });
    let mut tally = Tally::default();
    let damage = loop {
        if let Some(signal) = interrupt.signal() {
            progress.finish();
            sink.abandon()?;
            let what = format!("interrupted after {} packets", tally.facts.packets);
            return Ok(Outcome::Interrupted(signal, Message::new(what).about(name)));
        }
        let frame = match source.next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) => break None,
            Err(damage) => break Some(damage),
        };
        tally.count_interface(&frame);
        let inspected = inspector.push(frame);
        tally.facts.push(&inspected);
        view.set_first(tally.facts.first);
        if selector.shows(&inspected).map_err(|error| Failure::usage(error).about(&name))? {
            tally.count_displayed(&inspected, sink.needs_flows());
            sink.packet(&mut view, &inspected, &inspector)?;
        }
        // The packet borrows from the source, which is asked next.
        drop(inspected);
        while let Some(flow) = inspector.take_evicted() {
            tally.facts.evicted += 1;
            let displayed = tally.displayed.remove(&flow.stream).unwrap_or(0);
            sink.flow(&view, flow, displayed, &tally.facts, true)?;
        }
        if sink.is_satisfied() {
            break None;
        }
        if tally.facts.packets.is_multiple_of(1024) {
            progress.at(source.bytes_read(), tally.facts.packets);
        }
    };
    progress.finish();
    tally.facts.damage = damage.as_ref().map(told);
    if sink.needs_flows() {
        for flow in inspector.finish() {
            let displayed = tally.displayed.remove(&flow.stream).unwrap_or(0);
            sink.flow(&view, flow, displayed, &tally.facts, false)?;
        }
    }
    let files = vec![FileRecord { name: Text::line(name.as_str()).to_string(), format: source.format().name() }];
    sink.finish(&view, files, tally.interfaces(&source), &tally.facts, tally.flows_displayed)?;
    Ok(match damage {
        None => Outcome::Done,
        Some(damage) => Outcome::Partial(partial(&name, &damage)),
    })
}

fn open(input: &Input) -> Result<CaptureFile, OpenError> {
    match input {
        Input::Stdin => CaptureFile::from_reader(Box::new(io::stdin()), None),
        Input::File(path) => CaptureFile::open(path),
    }
}

fn could_not_open(name: &str, error: &OpenError) -> Failure {
    Failure::could_not(name, error.to_string())
}

fn partial(name: &str, damage: &Damage) -> Message {
    Message::new(format!("{damage}; what came before it is shown")).about(name)
}

fn told(damage: &Damage) -> Damaged {
    Damaged { offset: damage.offset, packets: damage.packets, is_cut: damage.is_cut() }
}

fn names(presentation: &Presentation) -> Names {
    let mut names = Names::default();
    for machine in &presentation.names {
        names.insert(machine.address, machine.name.clone());
    }
    names
}

/// Decides which packets are shown.
struct Selector<'a> {
    selection: &'a Selection,
    bpf: Option<BpfFilter>,
}

impl<'a> Selector<'a> {
    fn new(selection: &'a Selection) -> Result<Self, Failure> {
        let bpf = selection.filter.as_deref().map(BpfFilter::parse).transpose();
        let bpf = bpf.map_err(|error| Failure::usage(error.to_string()))?;
        Ok(Self { selection, bpf })
    }

    fn shows(&mut self, inspected: &Inspected<'_>) -> Result<bool, String> {
        let frame = &inspected.packet.frame;
        if self.selection.packets.is_some_and(|range| !range.contains(frame.number)) {
            return Ok(false);
        }
        let streams = &self.selection.streams;
        if !streams.is_empty() && !inspected.seen.stream.is_some_and(|stream| streams.contains(&stream)) {
            return Ok(false);
        }
        match &mut self.bpf {
            None => Ok(true),
            Some(filter) => filter.matches(frame.link_type, frame.wire_length, frame.bytes).map_err(|error| error.to_string()),
        }
    }
}

/// What is counted while reading.
#[derive(Default)]
struct Tally {
    facts: CaptureFacts,
    /// Displayed packets of the conversations that are still followed.
    displayed: HashMap<StreamId, u64>,
    flows_displayed: u64,
    packets_of_interface: Vec<u64>,
}

/// Interfaces whose packets are counted apart; a capture with more is no lab's.
const COUNTED_INTERFACES: usize = 4096;

impl Tally {
    fn count_interface(&mut self, frame: &Frame<'_>) {
        let index = frame.interface as usize;
        if index >= self.packets_of_interface.len() && index < COUNTED_INTERFACES {
            self.packets_of_interface.resize(index + 1, 0);
        }
        if let Some(count) = self.packets_of_interface.get_mut(index) {
            *count += 1;
        }
    }

    fn count_displayed(&mut self, inspected: &Inspected<'_>, by_flow: bool) {
        self.facts.displayed += 1;
        if let Some(stream) = inspected.seen.stream.filter(|_| by_flow) {
            let count = self.displayed.entry(stream).or_default();
            *count += 1;
            if *count == 1 {
                self.flows_displayed += 1;
            }
        }
    }

    fn interfaces(&self, source: &CaptureFile) -> Vec<InterfaceRecord> {
        let counts = self.packets_of_interface.iter().copied().chain(std::iter::repeat(0));
        let known = source.interfaces().iter().take(COUNTED_INTERFACES).zip(counts);
        known
            .map(|(interface, packets)| InterfaceRecord {
                name: interface.name.as_deref().map(|name| Text::line(name).to_string()),
                link_type: interface.link_type.name().map_or_else(|| interface.link_type.0.to_string(), str::to_owned),
                packets,
            })
            .collect()
    }
}

/// Where records go.
struct Sink<'a> {
    presentation: &'a Presentation,
    writer: Writer,
    /// Rows that may still be written.
    room: u64,
}

enum Writer {
    Lines { lines: Lines<Output>, is_explained: bool },
    Ndjson(Ndjson<Output>),
    Digest { digest: Box<Digest>, output: Output },
}

impl<'a> Sink<'a> {
    fn new(output: Output, presentation: &'a Presentation) -> Self {
        let writer = match presentation.format {
            Format::Lines => Writer::Lines {
                lines: Lines::new(output, &presentation.columns),
                is_explained: presentation.columns.contains(&Column::Explanation),
            },
            Format::Ndjson => Writer::Ndjson(Ndjson::new(output)),
            Format::Table | Format::Markdown => {
                let most = |limit: Option<u64>| limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
                let limits = DigestLimits { rows: most(presentation.limit), flows: most(presentation.flows) };
                let layout = Layout { columns: presentation.columns.clone(), as_list: presentation.list };
                Writer::Digest { digest: Box::new(Digest::new(limits, layout)), output }
            }
        };
        Self { presentation, writer, room: presentation.limit.unwrap_or(u64::MAX) }
    }

    /// Lines tell nothing of conversations.
    const fn needs_flows(&self) -> bool {
        !matches!(self.writer, Writer::Lines { .. })
    }

    /// Whether sentences are written.
    const fn explains(&self) -> bool {
        !matches!(self.writer, Writer::Lines { is_explained: false, .. })
    }

    /// Nothing more will be written, whatever comes.
    const fn is_satisfied(&self) -> bool {
        matches!(self.writer, Writer::Lines { .. }) && self.room == 0
    }

    fn packet(&mut self, view: &mut View, inspected: &Inspected<'_>, inspector: &Inspector) -> io::Result<()> {
        let has_room = self.room > 0;
        self.room = self.room.saturating_sub(1);
        let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
        match &mut self.writer {
            _ if !has_room => {
                if let Writer::Digest { digest, .. } = &mut self.writer {
                    digest.leave_out();
                }
                Ok(())
            }
            Writer::Lines { lines, is_explained: false } => lines.packet(&view.row(inspected)),
            Writer::Lines { lines, is_explained: true } => lines.packet(&view.explained_row(inspected, flow)),
            Writer::Ndjson(json) => json.packet(&view.explained_row(inspected, flow)),
            Writer::Digest { digest, .. } => {
                digest.add(inspected.seen.stream, &view.explained_row(inspected, flow));
                Ok(())
            }
        }
    }

    fn flow(&mut self, view: &View, flow: Flow, displayed: u64, facts: &CaptureFacts, evicted: bool) -> io::Result<()> {
        match &mut self.writer {
            Writer::Lines { .. } => Ok(()),
            Writer::Ndjson(_) if displayed == 0 => Ok(()),
            Writer::Ndjson(json) => json.flow(&view.flow(&flow, displayed, facts.latest, evicted)),
            Writer::Digest { digest, .. } => {
                digest.add_flow(flow, displayed, evicted);
                Ok(())
            }
        }
    }

    /// Writes what has come so far and nothing that needs the end.
    fn abandon(self) -> Result<(), Failure> {
        match self.writer {
            Writer::Lines { lines, .. } => lines.finish()?.finish(),
            Writer::Ndjson(json) => json.finish()?.finish(),
            Writer::Digest { output, .. } => output.finish(),
        }
    }

    fn finish(
        self,
        view: &View,
        files: Vec<FileRecord>,
        interfaces: Vec<InterfaceRecord>,
        facts: &CaptureFacts,
        flows_displayed: u64,
    ) -> Result<(), Failure> {
        match self.writer {
            Writer::Lines { lines, .. } => lines.finish()?.finish(),
            Writer::Ndjson(mut json) => {
                json.capture(&view.capture(files, interfaces, facts))?;
                json.finish()?.finish()
            }
            Writer::Digest { digest, mut output } => {
                let document = digest.finish(view, &files, &interfaces, facts, flows_displayed);
                let screen = output.screen(self.presentation.color);
                match self.presentation.format {
                    Format::Markdown => markdown::write(&document, &mut output)?,
                    _ => table::write(&document, screen, &mut output)?,
                }
                output.finish()
            }
        }
    }
}
