//! A capture on one page, as one JSON document: `{"file","packets","first","duration","selected","interfaces","protocols","addresses","others","over_time","statements"}`.
//!
//! `packets`, `first` and `duration` are the file's; `selected` has `packets`, `bytes`, `first` and `duration` of what the filter selects and all else counts.
//! `protocols` are in the order of a tree, each with its `path` from the outside in; `addresses` are all of them, the busiest first; `over_time` has how many seconds a bar
//! lasts and its packets; `statements` count by code.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::epoch::Epoch;
use super::seconds::Seconds;
use crate::report::summary::{Count, SummaryRecord};
use crate::time::{Span, Timestamp};

/// Writes the document.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(record: &SummaryRecord, mut out: impl Write) -> io::Result<()> {
    let count = |count: Count| json!({ "packets": count.packets, "bytes": count.bytes });
    let text = |value: &Value| serde_json::to_string(value).map_err(io::Error::from);
    let list = |values: Vec<Value>| -> io::Result<String> {
        let lines: Result<Vec<String>, io::Error> = values.iter().map(text).collect();
        let lines = lines?;
        Ok(if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) })
    };
    let protocols = record.protocols.iter().map(|protocol| {
        let Count { packets, bytes } = protocol.count;
        json!({ "path": protocol.path, "packets": packets, "bytes": bytes })
    });
    let addresses = record.addresses.iter().map(
        |(address, traffic)| json!({ "address": address.to_string(), "sent": count(traffic.sent), "received": count(traffic.received) }),
    );
    let interfaces =
        record.interfaces.iter().map(|one| json!({ "name": one.name, "link_type": one.link_type, "packets": one.packets })).collect();
    let codes: Map<String, Value> = record.codes.iter().map(|(code, count)| ((*code).to_owned(), json!(count))).collect();
    let first = |time: Option<Timestamp>| time.map_or_else(|| "null".to_owned(), |time| format!("\"{}\"", Epoch { time, decimals: 9 }));
    let duration = |span: Option<Span>| span.map_or_else(|| "null".to_owned(), |span| Seconds(span).to_string());
    writeln!(out, "{{\"file\":{},", text(&json!({ "name": record.file.name, "format": record.file.format }))?)?;
    writeln!(out, "\"packets\":{},", record.packets)?;
    writeln!(out, "\"first\":{},\"duration\":{},", first(record.first), duration(record.duration))?;
    let Count { packets, bytes } = record.selected;
    let (from, lasting) = (first(record.selected_first), duration(record.selected_duration));
    writeln!(out, "\"selected\":{{\"packets\":{packets},\"bytes\":{bytes},\"first\":{from},\"duration\":{lasting}}},")?;
    writeln!(out, "\"interfaces\":{},", list(interfaces)?)?;
    writeln!(out, "\"protocols\":{},", list(protocols.collect())?)?;
    writeln!(out, "\"addresses\":{},", list(addresses.collect())?)?;
    let others = json!({ "sent": count(record.others.sent), "received": count(record.others.received) });
    writeln!(out, "\"others\":{},", text(&others)?)?;
    let width = Seconds(Span::from_nanos(record.over_time.width));
    writeln!(out, "\"over_time\":{{\"seconds\":{width},\"packets\":{}}},", text(&json!(record.over_time.bins))?)?;
    writeln!(out, "\"statements\":{}}}", text(&Value::Object(codes))?)?;
    out.flush()
}
