//! Follows one stream: packet after packet into its two assemblers, and what they give out to the writer.

use std::io;

use labcap::explain::Level;
use labcap::fields::Subject;
use labcap::render::follow::{Follow, Form};
use labcap::report::follow::StreamView;
use labcap::track::assembler::{Dialogue, Event, Origin};
use labcap::track::flow::{BySide, Side, StreamId};

use super::{Format, limits};
use crate::cli::analyze::Input;
use crate::cli::flags::wording::Wording;
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Message, Outcome};
use crate::cli::output::Output;
use crate::cli::reading::{Reading, Step};

/// What to follow, and how it is shown.
pub(super) struct Options {
    pub(super) stream: StreamId,
    /// Only this side's bytes.
    pub(super) direction: Option<Side>,
    pub(super) format: Format,
    /// How much is said of each piece, if anything.
    pub(super) annotates: Option<Level>,
    pub(super) wording: Wording,
}

/// What is written so far.
struct Page {
    view: StreamView,
    direction: Option<Side>,
    /// Bytes that the capture hasn't got, of the sides that are shown.
    missing: u64,
    /// The first write that failed: nothing is written after it.
    failed: io::Result<()>,
}

impl Page {
    fn put(&mut self, writer: &mut Follow<Output>, side: Side, event: Event<'_>) {
        if self.direction.is_some_and(|wanted| wanted != side) || self.failed.is_err() {
            return;
        }
        if let Event::Missing { bytes, .. } = event {
            self.missing += bytes;
        }
        self.failed = writer.piece(&self.view.piece(side, event));
    }
}

/// Takes a packet of a stream into its dialogue.
pub(super) fn take(dialogue: &mut Dialogue, subject: &Subject<'_, '_>, out: &mut dyn FnMut(Side, Event<'_>)) {
    use labcap::decode::Transport;
    let inspected = subject.inspected;
    let Some(side) = inspected.seen.from else { return };
    let frame = &inspected.packet.frame;
    let origin = Origin { frame: frame.number, time: frame.time };
    match inspected.packet.transport_layer() {
        Some(Transport::Tcp(tcp)) => {
            if let Some(seen) = inspected.seen.tcp() {
                dialogue.push(side, tcp, seen, origin, out);
            }
        }
        // The same datagram on several interfaces was sent once.
        Some(Transport::Udp(_)) if inspected.seen.copy_of.is_some_and(|copied| copied.evidence.is_certain()) => {}
        Some(Transport::Udp(udp)) => Dialogue::datagram(udp.payload, origin, &mut |event| out(side, event)),
        None => {}
    }
}

/// Writes the stream's bytes as `options` ask.
pub(super) fn run(reading: Reading, input: &Input, options: &Options, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let paths: Vec<_> = input.path().into_iter().collect();
    let name = input.name();
    let wording = &options.wording;
    let output = Output::open(&wording.target, &paths)?;
    if options.format == Format::Raw && output.is_terminal() {
        return Err(Failure::usage("raw bytes could drive this terminal").hint("-o FILE, or --format text or hex"));
    }
    let is_terminal = output.is_terminal();
    let form = match options.format {
        Format::Text => Form::Text { color: output.shows_colors(wording.color) },
        Format::Hex => Form::Hex,
        Format::Raw => Form::Raw,
        Format::Json => Form::Json,
    };
    let mut writer = Follow::new(output, form);
    let mut page: Option<Page> = None;
    let mut dialogue = Dialogue::default();
    let mut has_left = false;
    let read = reading.read(limits(), interrupt, is_terminal, |step| {
        let subject = match step {
            Step::Evicted(flow) => {
                has_left |= flow.stream == options.stream;
                return Ok(());
            }
            Step::Packet(subject) if subject.inspected.seen.stream == Some(options.stream) => subject,
            Step::Packet(_) => return Ok(()),
        };
        let Some(flow) = subject.flow else { return Ok(()) };
        let page = match &mut page {
            Some(page) => page,
            None => {
                let ends = BySide { client: flow.client, server: flow.server };
                let view =
                    StreamView::new(wording.lang, wording.names.clone(), options.annotates, options.stream, ends, subject.clock.first);
                writer.begin(&view.stream())?;
                page.insert(Page { view, direction: options.direction, missing: 0, failed: Ok(()) })
            }
        };
        take(&mut dialogue, subject, &mut |side, event| page.put(&mut writer, side, event));
        Ok(std::mem::replace(&mut page.failed, Ok(()))?)
    })?;
    let Some(mut page) = page else {
        return Err(Failure::could_not(name, format!("there is no stream {} in it", options.stream)).hint("labcap flows lists the streams"));
    };
    dialogue.finish(&mut |side, event| page.put(&mut writer, side, event));
    page.failed?;
    writer.finish(&page.view.nothing(page.direction.is_some()))?.finish()?;
    if options.format == Format::Raw && page.missing > 0 {
        let what = format!("{} bytes of {} aren't in the capture; [N bytes missing] stands for them", page.missing, options.stream);
        Message::new(what).about(&name).print();
    }
    if has_left {
        let what = format!("{} left memory before the end; what it sent after that is another stream", options.stream);
        Message::new(what).about(&name).print();
    }
    Ok(read.outcome)
}
