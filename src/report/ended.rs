//! What is known of captures once they were read to their end: what the last record and the frame of a report are made of.

use super::record::{CaptureRecord, FileRecord, InterfaceRecord};
use super::view::View;
use crate::explain::capture::CaptureFacts;

/// A capture that was read to its end. Several files are several captures, or parts of one.
#[derive(Clone, Debug)]
pub struct EndedCapture {
    /// What made its records.
    pub view: View,
    /// Its parts, in order.
    pub files: Vec<FileRecord>,
    /// The interfaces that its files describe.
    pub interfaces: Vec<InterfaceRecord>,
    /// What was counted.
    pub facts: CaptureFacts,
}

impl EndedCapture {
    /// What it's called beside others: the name of its file.
    pub fn name(&self) -> &str {
        self.files.first().map_or("", |file| &file.name)
    }
}

/// The record of all of them. Where there are several, interfaces and statements name their file.
pub fn capture_record(captures: &[EndedCapture]) -> CaptureRecord {
    let file = |capture: &EndedCapture| (captures.len() > 1).then(|| capture.name().to_owned());
    let mut record = CaptureRecord { files: Vec::new(), interfaces: Vec::new(), packets: 0, displayed: 0, statements: Vec::new() };
    for capture in captures {
        record.files.extend(capture.files.iter().cloned());
        let interfaces = capture.interfaces.iter().cloned();
        record.interfaces.extend(interfaces.map(|interface| InterfaceRecord { file: file(capture), ..interface }));
        record.packets += capture.facts.packets;
        record.displayed += capture.facts.displayed;
        let mut statements = capture.view.about_capture(&capture.facts);
        for statement in &mut statements {
            statement.file = file(capture);
        }
        record.statements.extend(statements);
    }
    record
}
