//! Writes packets with what can be said of them, their fields and their bytes: what `show` and `hex` have in common.

use std::io::Write;

use labcap::explain::Names;
use labcap::fields::later::Lookahead;
use labcap::fields::{Clock, Later, Subject, Told};
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::render::details;
use labcap::render::json::DetailsDocument;
use labcap::render::table::Screen;
use labcap::report::details::Details;
use labcap::report::view::View;
use labcap::track::Limits;

use super::flags::details::DetailsOptions;
use super::message::{Failure, Message};
use super::output::Output;

/// Writes packets.
pub struct Pane<'a> {
    options: &'a DetailsOptions,
    view: View,
    writer: Writer,
}

enum Writer {
    Text { output: Output, screen: Screen, is_first: bool },
    Json(DetailsDocument<Output>),
}

impl<'a> Pane<'a> {
    /// Packets that come are written to `output`.
    pub fn new(options: &'a DetailsOptions, output: Output) -> Result<Self, Failure> {
        let writer = match options.is_json {
            true => Writer::Json(DetailsDocument::new(output)?),
            false => Writer::Text { screen: output.screen(options.color), output, is_first: true },
        };
        let mut view = View::new(options.lang, Names::clone(&options.names));
        view.set_level(options.level);
        Ok(Self { options, view, writer })
    }

    /// Writes a packet.
    pub fn packet(&mut self, subject: &Subject<'_, '_>) -> Result<(), Failure> {
        let details = Details::of(subject);
        for field in self.options.fields.iter().filter(|&&field| !details.lines.iter().any(|line| line.field == Some(field))) {
            Message::new(format!("packet {} has no {}", subject.inspected.packet.frame.number, field.field().name)).print();
        }
        self.view.set_clock(subject.clock);
        let record = self.view.explained_row(subject);
        match &mut self.writer {
            Writer::Json(document) => document.packet(&record, &details)?,
            Writer::Text { output, screen, is_first } => {
                if !std::mem::take(is_first) {
                    writeln!(output)?;
                }
                let is_marked = |line: &labcap::report::details::Line| line.field.is_some_and(|field| self.options.fields.contains(&field));
                details::write(&record, &details, is_marked, *screen, output)?;
            }
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(self) -> Result<(), Failure> {
        match self.writer {
            Writer::Json(document) => document.finish()?.finish(),
            Writer::Text { output, .. } => output.finish(),
        }
    }
}

/// One reading of a capture, packet after packet.
pub struct Reading {
    inspector: Inspector,
    clock: Clock,
}

impl Reading {
    /// Nothing was read.
    pub fn new() -> Self {
        Self { inspector: Inspector::new(Limits { keeps_figures: true, ..Limits::default() }), clock: Clock::default() }
    }

    /// Takes the next frame in; `look` sees it among those before it. `ahead` knows those behind it, once they were read.
    pub fn push<T>(&mut self, frame: Frame<'_>, ahead: Option<&Lookahead>, look: impl FnOnce(&Subject<'_, '_>) -> T) -> T {
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        self.inspector.push(&mut inspected, &mut datagram);
        let clock = &mut self.clock;
        clock.first = clock.first.or(frame.time);
        let flow = inspected.seen.flow.and_then(|slot| self.inspector.flow(slot));
        let later = ahead.map_or_else(Later::default, |ahead| ahead.of(&inspected));
        let result = look(&Subject { inspected: &inspected, flow, clock: *clock, later, told: Told::default() });
        clock.previous = frame.time.or(clock.previous);
        // Without a filter every packet is displayed.
        clock.previous_displayed = clock.previous;
        while self.inspector.take_evicted().is_some() {}
        result
    }
}
