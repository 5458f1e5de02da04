//! What every command that explains packets does with each of them: `inspector.push → filter.matches → explain → report → render`.
//!
//! A command brings frames, one after the other, and says how they ended; where they come from is its own business.

mod selector;
mod sink;
mod tally;

use labcap::capture::Interface;
use labcap::explain::Names;
use labcap::explain::capture::{Damaged, Losses};
use labcap::fields::{Clock, Protocol, Subject};
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::report::columns::Column;
use labcap::report::record::FileRecord;
use labcap::report::view::View;
use labcap::track::Limits;

pub use selector::Selector;
use sink::Sink;
use tally::Tally;

use super::flags::presentation::Presentation;
use super::message::Failure;
use super::output::Output;

/// Memory for conversations where each is written at the end, and where none is.
const BUDGET_WITH_FLOWS: usize = 256 << 20;
const BUDGET_OF_LINES: usize = 24 << 20;

/// When the rows of a report (`table`) are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Under their conversations, once everything is known.
    AtTheEnd,
    /// One by one; the report at the end has none.
    AsTheyCome,
}

/// The work on one capture.
pub struct Session<'a> {
    /// What the capture is called in messages.
    name: String,
    selector: Selector<'a>,
    sink: Sink<'a>,
    view: View,
    clock: Clock,
    inspector: Inspector,
    tally: Tally,
}

impl<'a> Session<'a> {
    /// Work on the capture `name`, written to `output` as `presentation` says.
    pub fn new(name: String, selector: Selector<'a>, output: Output, presentation: &'a Presentation, rows: Rows) -> Self {
        let sink = Sink::new(output, presentation, rows);
        let budget_bytes = if sink.needs_flows() { BUDGET_WITH_FLOWS } else { BUDGET_OF_LINES };
        let explains = sink.explains();
        let mut view = View::new(presentation.lang, names(presentation));
        let mut keeps_figures = false;
        for column in &presentation.columns {
            if let Column::Field(id) = column {
                view.show_field(*id);
                keeps_figures |= matches!(id.protocol(), Protocol::Tcp | Protocol::Dns);
            }
        }
        Self {
            name,
            selector,
            view,
            clock: Clock::default(),
            inspector: Inspector::new(Limits { budget_bytes, keeps_story: explains, keeps_figures }),
            sink,
            tally: Tally::new(explains),
        }
    }

    /// Packets taken in so far.
    pub const fn packets(&self) -> u64 {
        self.tally.facts.packets
    }

    /// Nothing more will be written, whatever comes.
    pub const fn is_satisfied(&self) -> bool {
        self.sink.is_satisfied()
    }

    /// Takes the next frame in, and writes what can be written of it.
    pub fn push(&mut self, frame: Frame<'_>) -> Result<(), Failure> {
        self.tally.count_interface(&frame);
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        self.inspector.push(&mut inspected, &mut datagram);
        self.tally.facts.push(&inspected);
        self.clock.first = self.tally.facts.first;
        self.view.set_clock(self.clock);
        let flow = inspected.seen.flow.and_then(|slot| self.inspector.flow(slot));
        let subject = Subject { inspected: &inspected, flow, clock: self.clock };
        if self.selector.shows(&inspected).map_err(|error| Failure::usage(error).about(&self.name))? {
            self.tally.count_displayed(&inspected, self.sink.needs_flows());
            self.sink.packet(&mut self.view, &subject)?;
            self.clock.previous_displayed = frame.time.or(self.clock.previous_displayed);
        }
        self.clock.previous = frame.time.or(self.clock.previous);
        while let Some(flow) = self.inspector.take_evicted() {
            self.tally.facts.evicted += 1;
            let displayed = self.tally.displayed.remove(&flow.stream).unwrap_or(0);
            self.sink.flow(&self.view, flow, displayed, &self.tally.facts, true)?;
        }
        Ok(())
    }

    /// Writes out what is buffered, for whoever reads along.
    #[cfg_attr(not(feature = "libpcap"), expect(dead_code, reason = "only live capture is read along"))]
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.sink.flush()?)
    }

    /// Ends with what has come so far and nothing that needs the end.
    pub fn abandon(self) -> Result<(), Failure> {
        self.sink.abandon()
    }

    /// Ends with conversations and capture. `damaged` says why the rest of a file couldn't be read, `losses` what never came.
    pub fn finish(
        mut self,
        files: Vec<FileRecord>,
        interfaces: &[Interface],
        damaged: Option<Damaged>,
        losses: Losses,
    ) -> Result<(), Failure> {
        self.tally.facts.damage = damaged;
        self.tally.facts.losses = losses;
        self.tally.facts.datagrams_given_up = self.inspector.datagrams_given_up();
        if self.sink.needs_flows() {
            for flow in self.inspector.finish() {
                let displayed = self.tally.displayed.remove(&flow.stream).unwrap_or(0);
                self.sink.flow(&self.view, flow, displayed, &self.tally.facts, false)?;
            }
        }
        let interfaces = self.tally.interfaces(interfaces);
        self.sink.finish(&self.view, files, interfaces, &self.tally.facts, self.tally.flows_displayed)
    }
}

fn names(presentation: &Presentation) -> Names {
    let mut names = Names::default();
    for machine in &presentation.names {
        names.insert(machine.address, machine.name.clone());
    }
    names
}
