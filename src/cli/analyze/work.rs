//! The work of `labcap analyze`: frame after frame from a file or a pipe into a [`Session`].

use std::io;
use std::io::IsTerminal;

use labcap::capture::{CaptureFile, Damage, OpenError};
use labcap::explain::capture::{Damaged, Losses};
use labcap::report::record::FileRecord;
use labcap::text::Text;

use super::{Input, Options};
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Message, Outcome};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::session::{Rows, Selector, Session};

/// Reads the capture and writes what `options` ask for. The output is opened after the input, or a mistyped capture would
/// cost the last report its content.
pub(super) fn analyze(options: &Options, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let name = options.input.name();
    let selector = Selector::new(&options.selection)?;
    let mut source = open(&options.input).map_err(|error| Failure::could_not(&name, error.to_string()))?;
    let output = Output::open(&options.presentation.target, options.input.path())?;
    let rows_to_terminal = options.presentation.format.streams() && output.is_terminal();
    let mut progress = Progress::new(source.size(), io::stderr().is_terminal() && !rows_to_terminal);

    let mut session = Session::new(name.clone(), selector, output, &options.presentation, Rows::AtTheEnd);
    let damage = loop {
        if let Some(signal) = interrupt.signal() {
            progress.finish();
            let what = format!("interrupted after {} packets", session.packets());
            session.abandon()?;
            return Ok(Outcome::Interrupted(signal, Message::new(what).about(name)));
        }
        match source.next_frame() {
            Ok(Some(frame)) => session.push(frame)?,
            Ok(None) => break None,
            Err(damage) => break Some(damage),
        }
        if session.is_satisfied() {
            break None;
        }
        if session.packets().is_multiple_of(1024) {
            progress.at(source.bytes_read(), session.packets());
        }
    };
    progress.finish();
    let files = vec![FileRecord { name: Text::line(name.as_str()).to_string(), format: source.format().name() }];
    session.finish(files, source.interfaces(), damage.as_ref().map(told), Losses::default())?;
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

fn partial(name: &str, damage: &Damage) -> Message {
    Message::new(format!("{damage}; what came before it is shown")).about(name)
}

fn told(damage: &Damage) -> Damaged {
    Damaged { offset: damage.offset, packets: damage.packets, is_cut: damage.is_cut() }
}
