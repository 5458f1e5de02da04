//! What every command that explains packets does with each of them: `inspector.push → filter.matches → explain → report → render`.
//!
//! A command brings frames, one after the other, and says how they ended; where they come from is its own business. Several captures are
//! followed apart, each as if it were alone, and written together.

mod ends;
mod select;
mod selector;
mod sink;
mod tally;

use labcap::capture::Interface;
use labcap::explain::capture::{Damaged, Losses, Notes};
use labcap::explain::{self, Names};
use labcap::fields::{Clock, Id, Later, Protocol, Subject, Told};
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::report::columns::Column;
use labcap::report::ended::EndedCapture;
use labcap::report::record::FileRecord;
use labcap::report::view::View;
use labcap::text::Text;
use labcap::time::Timestamp;
use labcap::track::Limits;
use labcap::track::flow::Flow;

use ends::End;
pub use ends::{Ends, Foresight};
pub use select::Select;
pub use selector::{Selector, read};
use sink::Sink;
use tally::Tally;

use super::flags::presentation::Presentation;
use super::message::Failure;
use super::output::Output;

/// Memory for conversations where each is written at the end, and where none is. Captures share it.
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

/// How a capture ended.
#[derive(Default)]
pub struct Ending {
    /// The files that it lies in, in order.
    pub files: Vec<FileRecord>,
    /// The interfaces that they describe.
    pub interfaces: Vec<Interface>,
    /// What they say in their writer's words.
    pub notes: Notes,
    /// Why the rest of them couldn't be read.
    pub damage: Vec<Damaged>,
    /// What never came.
    pub losses: Losses,
}

/// The work on one capture, or on several beside each other.
pub struct Session<'a> {
    selector: Selector<'a>,
    sink: Sink<'a>,
    captures: Vec<Followed>,
    names_files: bool,
    /// The filter or a column asks for fields of labcap's own.
    asks_for_statements: bool,
    packets: u64,
}

/// A capture, and what is known of it so far.
struct Followed {
    /// What it is called in messages.
    name: String,
    view: View,
    clock: Clock,
    /// Names of the current file that the view knows.
    names: usize,
    inspector: Inspector,
    tally: Tally,
    /// How its conversations end, where that is known beforehand.
    ends: Option<Ends>,
}

impl<'a> Session<'a> {
    /// Work on the captures of these names, written to `output` as `presentation` says.
    pub fn new(
        names: Vec<String>,
        selector: Selector<'a>,
        output: Output,
        presentation: &'a Presentation,
        rows: Rows,
    ) -> Result<Self, Failure> {
        let sink = Sink::new(output, presentation, rows)?;
        let count = names.len().max(1);
        let fields = presentation.columns.iter().filter_map(|column| match column {
            Column::Field(id) => Some(*id),
            _ => None,
        });
        let fields: Vec<Id> = fields.collect();
        let asks_for_statements = selector.needs(Protocol::Labcap) || fields.iter().any(|id| id.protocol() == Protocol::Labcap);
        let limits = Limits {
            budget_bytes: if sink.needs_flows() { BUDGET_WITH_FLOWS } else { BUDGET_OF_LINES } / count,
            datagram_bytes: Limits::default().datagram_bytes / count,
            keeps_story: sink.explains() || asks_for_statements,
            keeps_figures: selector.needs_figures() || fields.iter().any(|id| id.protocol().needs_figures()),
        };
        let names_files = names.len() > 1 || presentation.columns.contains(&Column::File);
        let follow = |name: String| {
            let mut view = View::new(presentation.lang, machines(presentation));
            view.set_level(presentation.level);
            view.set_file(names_files.then(|| Text::line(name.as_str()).to_string()));
            for id in &fields {
                view.show_field(*id);
            }
            Followed {
                name,
                view,
                clock: Clock::default(),
                names: 0,
                inspector: Inspector::new(limits),
                tally: Tally::new(limits.keeps_story),
                ends: None,
            }
        };
        Ok(Self { selector, captures: names.into_iter().map(follow).collect(), sink, names_files, asks_for_statements, packets: 0 })
    }

    /// Whether it matters to know beforehand how conversations end.
    pub const fn asks_for_ends(&self) -> bool {
        self.asks_for_statements
    }

    /// Makes known how the conversations of a capture end.
    pub fn foresee(&mut self, capture: usize, ends: Ends) {
        self.captures[capture].ends = Some(ends);
    }

    /// Packets taken in so far.
    pub const fn packets(&self) -> u64 {
        self.packets
    }

    /// Nothing more will be written, whatever comes.
    pub const fn is_satisfied(&self) -> bool {
        self.sink.is_satisfied()
    }

    /// The packets of a capture come from the file `name` from now on.
    pub fn begin_file(&mut self, capture: usize, name: &str) {
        self.captures[capture].names = 0;
        if self.names_files {
            self.captures[capture].view.set_file(Some(Text::line(name).to_string()));
        }
    }

    /// Takes the next frame of a capture in, and writes what can be written of it.
    pub fn push(&mut self, capture: usize, frame: Frame<'_>) -> Result<(), Failure> {
        self.packets += 1;
        let asks_for_statements = self.asks_for_statements;
        let Followed { name, view, clock, names, inspector, tally, ends } = &mut self.captures[capture];
        if let Some((from, new)) = frame.notes.names.split_at_checked(*names).filter(|(_, new)| !new.is_empty()) {
            *names = from.len() + new.len();
            for (address, name) in new {
                view.learn_name(*address, || Text::line(&**name).to_string());
            }
        }
        tally.count_interface(&frame);
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        inspector.push(&mut inspected, &mut datagram);
        tally.facts.push(&inspected);
        // As in Wireshark, a first packet without a time is at the epoch.
        clock.first.get_or_insert(frame.time.unwrap_or_default());
        view.set_clock(*clock);
        let flow = inspected.seen.flow.and_then(|slot| inspector.flow(slot));
        let said = if asks_for_statements { said(&inspected, flow, ends.as_ref(), tally.facts.latest) } else { End::default() };
        let told = Told { state: said.state, codes: &said.codes };
        let subject = Subject { inspected: &inspected, flow, clock: *clock, later: Later::default(), told };
        if self.selector.shows(&subject).map_err(|error| Failure::usage(error).about(name.as_str()))? {
            tally.count_displayed(&inspected, self.sink.needs_flows());
            self.sink.packet(capture, view, &subject)?;
            clock.previous_displayed = frame.time.or(clock.previous_displayed);
        }
        clock.previous = frame.time.or(clock.previous);
        while let Some(flow) = inspector.take_evicted() {
            tally.facts.evicted += 1;
            tally.facts.note_conversation(&flow);
            let displayed = tally.displayed.remove(&flow.stream).unwrap_or(0);
            self.sink.flow(capture, view, flow, displayed, &tally.facts, true)?;
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

    /// Ends with conversations and captures. There are as many endings as captures, in their order.
    pub fn finish(mut self, endings: Vec<Ending>) -> Result<(), Failure> {
        let mut ended = Vec::new();
        let mut flows_displayed = 0;
        for (index, (followed, ending)) in self.captures.into_iter().zip(endings).enumerate() {
            let Followed { view, inspector, mut tally, .. } = followed;
            tally.facts.damage = ending.damage;
            tally.facts.notes = ending.notes;
            tally.facts.losses = ending.losses;
            tally.facts.datagrams_given_up = inspector.datagrams_given_up();
            tally.facts.note_servers(inspector.listeners());
            if self.sink.needs_flows() {
                let flows = inspector.finish();
                flows.iter().for_each(|flow| tally.facts.note_conversation(flow));
                for flow in flows {
                    let displayed = tally.displayed.remove(&flow.stream).unwrap_or(0);
                    self.sink.flow(index, &view, flow, displayed, &tally.facts, false)?;
                }
            }
            flows_displayed += tally.flows_displayed;
            let interfaces = tally.interfaces(&ending.interfaces);
            ended.push(EndedCapture { view, files: ending.files, interfaces, facts: tally.facts });
        }
        self.sink.finish(&ended, flows_displayed)
    }
}

fn machines(presentation: &Presentation) -> Names {
    let mut names = Names::default();
    for machine in &presentation.names {
        names.insert(machine.address, machine.name.clone());
    }
    names
}

/// What is said of a packet and its conversation: as it ends, where that is known, or by the packets so far.
fn said(inspected: &Inspected<'_>, flow: Option<&Flow>, ends: Option<&Ends>, latest: Option<Timestamp>) -> End {
    let mut said = match (flow, ends) {
        (None, _) => End::default(),
        (Some(flow), None) => End::of(flow, latest, false),
        (Some(flow), Some(ends)) => ends.get(&flow.stream).cloned().unwrap_or_default(),
    };
    said.codes.extend(explain::packet(inspected, flow).iter().map(|statement| statement.code().as_str()));
    said
}
