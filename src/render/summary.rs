//! A capture on one page, as one JSON document. Its keys are these, in this order, always there:
//!
//! - `file`: `name`, `format`, `packets`, `size` (bytes; null where it is no file), `application` (the program that captured it, or null);
//! - `packets`, `first`, `last`, `duration`, `backward_steps` (packets stamped earlier than the one before): the file's;
//! - `selected`: `packets`, `bytes`, `first`, `duration` of what the filter selects, over which everything below is counted but `interfaces` and
//!   statements on the whole capture;
//! - `interfaces`: `name`, `link_type`, `packets`, `snaplen` (null: no limit);
//! - `protocols`: in the order of a tree, each with its `path` from the outside in, `packets`, `bytes`;
//! - `addresses`: the busiest first, each with `address`, `sent`, `received`, which have `packets` and `bytes`; `others`: the same of those that weren't
//!   counted apart;
//! - `over_time`: how many `seconds` a bar lasts, and the `packets` of each;
//! - `statements`: how often each code was said.

use std::io::{self, Write};

use serde::Serialize;

use super::epoch::Epoch;
use super::seconds::Seconds;
use crate::report::summary::{Count, SummaryRecord, Traffic};
use crate::time::{Span, Timestamp};

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    format: &'a str,
    packets: u64,
    size: Option<u64>,
    application: Option<&'a str>,
}

#[derive(Serialize)]
struct Interface<'a> {
    name: Option<&'a str>,
    link_type: &'a str,
    packets: u64,
    snaplen: Option<u32>,
}

#[derive(Serialize)]
struct Protocol<'a> {
    path: &'a [String],
    packets: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct Counted {
    packets: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct Both {
    sent: Counted,
    received: Counted,
}

#[derive(Serialize)]
struct Address {
    address: String,
    #[serde(flatten)]
    both: Both,
}

impl From<Traffic> for Both {
    fn from(traffic: Traffic) -> Self {
        let counted = |Count { packets, bytes }: Count| Counted { packets, bytes };
        Self { sent: counted(traffic.sent), received: counted(traffic.received) }
    }
}

/// Writes the document.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(record: &SummaryRecord, mut out: impl Write) -> io::Result<()> {
    let time = |time: Option<Timestamp>| time.map_or_else(|| "null".to_owned(), |time| format!("\"{}\"", Epoch { time, decimals: 9 }));
    let duration = |span: Option<Span>| span.map_or_else(|| "null".to_owned(), |span| Seconds(span).to_string());
    let file = File {
        name: &record.file.record.name,
        format: record.file.record.format,
        packets: record.file.record.packets,
        size: record.file.size,
        application: record.file.application.as_deref(),
    };
    writeln!(out, "{{\"file\":{},", text(&file)?)?;
    let (first, last, lasting) = (time(record.first), time(record.last), duration(record.duration));
    let backward_steps = record.backward_steps;
    writeln!(out, "\"packets\":{},", record.packets)?;
    writeln!(out, "\"first\":{first},\"last\":{last},\"duration\":{lasting},\"backward_steps\":{backward_steps},")?;
    let Count { packets, bytes } = record.selected;
    let (first, lasting) = (time(record.selected_first), duration(record.selected_duration));
    writeln!(out, "\"selected\":{{\"packets\":{packets},\"bytes\":{bytes},\"first\":{first},\"duration\":{lasting}}},")?;
    let interfaces = record.interfaces.iter().map(|one| Interface {
        name: one.record.name.as_deref(),
        link_type: &one.record.link_type,
        packets: one.record.packets,
        snaplen: Some(one.snaplen).filter(|limit| *limit > 0),
    });
    list(&mut out, "interfaces", interfaces)?;
    let protocols = record.protocols.iter().map(|protocol| {
        let Count { packets, bytes } = protocol.count;
        Protocol { path: &protocol.path, packets, bytes }
    });
    list(&mut out, "protocols", protocols)?;
    let addresses = record.addresses.iter().map(|(address, traffic)| Address { address: address.to_string(), both: (*traffic).into() });
    list(&mut out, "addresses", addresses)?;
    writeln!(out, "\"others\":{},", text(&Both::from(record.others))?)?;
    let width = Seconds(Span::from_nanos(record.over_time.width));
    writeln!(out, "\"over_time\":{{\"seconds\":{width},\"packets\":{}}},", text(&record.over_time.bins)?)?;
    writeln!(out, "\"statements\":{}}}", text(&record.codes)?)?;
    out.flush()
}

fn text<T: Serialize + ?Sized>(value: &T) -> io::Result<String> {
    serde_json::to_string(value).map_err(io::Error::from)
}

/// A list, an item a line.
fn list<T: Serialize>(out: &mut impl Write, key: &str, values: impl Iterator<Item = T>) -> io::Result<()> {
    let lines: Vec<String> = values.map(|value| text(&value)).collect::<Result<_, _>>()?;
    match lines.is_empty() {
        true => writeln!(out, "\"{key}\":[],"),
        false => writeln!(out, "\"{key}\":[\n{}\n],", lines.join(",\n")),
    }
}
