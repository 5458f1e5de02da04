//! The work of `labcap analyze`: one loop, `source.next → inspector.push → filter.matches → explain → report → render`.

use std::io::IsTerminal;

use super::Options;
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::progress::Progress;

/// Reads the capture and writes what `options` ask for.
///
/// - Writing to the output gives `io::Error`s that `?` turns into the right [`Failure`]: a reader that went away ends the run as a success.
/// - `interrupt.signal()` is asked at every packet; where it gives one, what was written is flushed with `output.finish()` and the result is
///   [`Outcome::Interrupted`].
/// - The output is opened after the input, or a mistyped capture would cost the last report its content.
pub(super) fn analyze(options: &Options, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let name = options.input.name();
    let size = match options.input.path() {
        Some(path) => {
            let metadata = path.metadata();
            let metadata = metadata
                .map_err(|error| Failure::could_not(&name, crate::cli::message::reason(&error)))?;
            Some(metadata.len()).filter(|_| metadata.is_file())
        }
        None => None,
    };
    let output = Output::open(&options.presentation.target, options.input.path())?;
    let rows_to_terminal = options.presentation.format.streams() && output.is_terminal();
    let progress = Progress::new(size, std::io::stderr().is_terminal() && !rows_to_terminal);

    // The loop goes here.
    let _ = (interrupt, progress);
    output.finish()?;
    Err(Failure::could_not(name, "reading captures is unfinished"))
}
