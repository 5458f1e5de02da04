//! Where records go: the writer that the chosen format needs.

use std::env;
use std::io::{self, Write};

use labcap::explain::capture::CaptureFacts;
use labcap::fields::Subject;
use labcap::render::csv::Csv;
use labcap::render::json::{Document, Ndjson};
use labcap::render::lines::Lines;
use labcap::render::rows::Rows as StreamedRows;
use labcap::render::{markdown, table};
use labcap::report::columns::Column;
use labcap::report::digest::{Digest, DigestLimits, Layout};
use labcap::report::ended::{EndedCapture, capture_record};
use labcap::report::view::View;
use labcap::track::flow::Flow;
use tempfile::SpooledTempFile;

use super::Rows;
use crate::cli::flags::presentation::{Format, Presentation};
use crate::cli::message::Failure;
use crate::cli::output::{Output, WriteFailed};

/// Bytes of conversations that left memory early which wait there for their place in a JSON document; more of them wait in a temporary file.
const WAITING_BYTES: usize = 4 << 20;

/// Where records go.
pub(super) struct Sink<'a> {
    presentation: &'a Presentation,
    writer: Writer,
    /// Rows that may still be written.
    room: u64,
}

enum Writer {
    Lines {
        lines: Lines<Output>,
        is_explained: bool,
    },
    Csv {
        csv: Box<Csv<Output>>,
        is_explained: bool,
        /// A person reads along.
        is_terminal: bool,
    },
    Ndjson(Ndjson<Output>),
    Json(Box<Document<Output, SpooledTempFile>>),
    Digest {
        digest: Box<Digest>,
        output: Output,
    },
    /// The packets first, the rest at the end.
    Rows {
        rows: StreamedRows,
        digest: Box<Digest>,
        output: Output,
    },
}

impl<'a> Sink<'a> {
    pub(super) fn new(output: Output, presentation: &'a Presentation, rows: Rows) -> io::Result<Self> {
        let is_explained = presentation.columns.contains(&Column::Explanation);
        let writer = match presentation.format {
            Format::Lines => Writer::Lines { lines: Lines::new(output, &presentation.columns), is_explained },
            Format::Csv => {
                let is_terminal = output.is_terminal();
                Writer::Csv { csv: Box::new(Csv::new(output, &presentation.columns)?), is_explained, is_terminal }
            }
            Format::Json => Writer::Json(Box::new(Document::new(output, SpooledTempFile::new(WAITING_BYTES))?)),
            Format::Ndjson => Writer::Ndjson(Ndjson::new(output)),
            Format::Table | Format::Markdown => {
                let most = |limit: Option<u64>| limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
                let limits = DigestLimits { rows: most(presentation.limit), flows: most(presentation.flows) };
                if presentation.format == Format::Table && rows == Rows::AsTheyCome {
                    let rows = StreamedRows::new(&presentation.columns, output.screen(presentation.color));
                    let layout = Layout { columns: Vec::new(), flow_columns: Vec::new(), as_list: false };
                    Writer::Rows { rows, digest: Box::new(Digest::new(limits, layout)), output }
                } else {
                    let layout = Layout {
                        columns: presentation.columns.clone(),
                        flow_columns: presentation.flow_columns.clone(),
                        as_list: presentation.list,
                    };
                    Writer::Digest { digest: Box::new(Digest::new(limits, layout)), output }
                }
            }
        };
        Ok(Self { presentation, writer, room: presentation.limit.unwrap_or(u64::MAX) })
    }

    /// Packet rows tell nothing of conversations.
    pub(super) const fn needs_flows(&self) -> bool {
        !matches!(self.writer, Writer::Lines { .. } | Writer::Csv { .. })
    }

    /// Whether sentences are written.
    pub(super) const fn explains(&self) -> bool {
        !matches!(self.writer, Writer::Lines { is_explained: false, .. } | Writer::Csv { is_explained: false, .. })
    }

    /// Nothing more will be written, whatever comes.
    pub(super) const fn is_satisfied(&self) -> bool {
        !self.needs_flows() && self.room == 0
    }

    pub(super) fn packet(&mut self, capture: usize, view: &mut View, subject: &Subject<'_, '_>) -> io::Result<()> {
        let has_room = self.room > 0;
        self.room = self.room.saturating_sub(1);
        match &mut self.writer {
            _ if !has_room => {
                if let Writer::Digest { digest, .. } | Writer::Rows { digest, .. } = &mut self.writer {
                    digest.leave_out();
                }
                Ok(())
            }
            Writer::Lines { lines, is_explained: false } => lines.packet(&view.row(subject)),
            Writer::Lines { lines, is_explained: true } => lines.packet(&view.explained_row(subject)),
            Writer::Csv { csv, is_explained, is_terminal } => {
                let row = if *is_explained { view.explained_row(subject) } else { view.row(subject) };
                csv.packet(&row)?;
                if *is_terminal { csv.flush() } else { Ok(()) }
            }
            Writer::Json(json) => json.packet(&view.explained_row(subject)),
            Writer::Ndjson(json) => json.packet(&view.explained_row(subject)),
            Writer::Digest { digest, .. } => {
                digest.add(capture, subject.inspected.seen.stream, &view.explained_row(subject));
                Ok(())
            }
            Writer::Rows { rows, output, .. } => rows.packet(&view.explained_row(subject), output),
        }
    }

    pub(super) fn flow(
        &mut self,
        capture: usize,
        view: &View,
        flow: Flow,
        displayed: u64,
        facts: &CaptureFacts,
        evicted: bool,
    ) -> io::Result<()> {
        match &mut self.writer {
            Writer::Lines { .. } | Writer::Csv { .. } => Ok(()),
            Writer::Ndjson(_) | Writer::Json(_) if displayed == 0 => Ok(()),
            Writer::Json(json) => json.flow(&view.flow(&flow, displayed, facts.latest, evicted)).map_err(waiting_failed),
            Writer::Ndjson(json) => json.flow(&view.flow(&flow, displayed, facts.latest, evicted)),
            Writer::Digest { digest, .. } | Writer::Rows { digest, .. } => {
                digest.add_flow(capture, flow, displayed, evicted);
                Ok(())
            }
        }
    }

    /// Writes out what is buffered.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Lines { lines, .. } => lines.flush(),
            Writer::Csv { csv, .. } => csv.flush(),
            Writer::Ndjson(json) => json.flush(),
            Writer::Json(json) => json.flush(),
            Writer::Digest { .. } => Ok(()),
            Writer::Rows { output, .. } => output.flush(),
        }
    }

    /// Writes what has come so far and nothing that needs the end but what closes a JSON document.
    pub(super) fn abandon(self) -> Result<(), Failure> {
        match self.writer {
            Writer::Lines { lines, .. } => lines.finish()?.finish(),
            Writer::Csv { csv, .. } => csv.finish()?.finish(),
            Writer::Ndjson(json) => json.finish()?.finish(),
            Writer::Json(json) => json.finish(None).map_err(waiting_failed)?.finish(),
            Writer::Digest { output, .. } | Writer::Rows { output, .. } => output.finish(),
        }
    }

    pub(super) fn finish(self, captures: &[EndedCapture], flows_displayed: u64) -> Result<(), Failure> {
        match self.writer {
            Writer::Lines { lines, .. } => lines.finish()?.finish(),
            Writer::Ndjson(mut json) => {
                json.capture(&capture_record(captures))?;
                json.finish()?.finish()
            }
            Writer::Csv { csv, .. } => csv.finish()?.finish(),
            Writer::Json(json) => json.finish(Some(&capture_record(captures))).map_err(waiting_failed)?.finish(),
            Writer::Digest { digest, mut output } | Writer::Rows { digest, mut output, .. } => {
                let document = digest.finish(captures, flows_displayed);
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

/// Names the temporary file in an error that isn't the output's.
fn waiting_failed(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(|inner| inner.is::<WriteFailed>()) {
        return error;
    }
    let name = format!("a temporary file in {}", env::temp_dir().display());
    io::Error::other(WriteFailed { name, error })
}
