//! Several files read one after the other, as parts of one capture: what a capturing program writes that begins a new file now and then.
//!
//! Numbers of packets and of interfaces go on from part to part; each part's interfaces are its own. A part that can't be read to its end is
//! told, and the next one goes on.

use std::io;
use std::path::PathBuf;

use crate::frame::Frame;

use super::damage::{Damage, Trouble};
use super::file::CaptureFile;
use super::interfaces::{Interface, Interfaces};
use super::notes::FileNotes;
use super::stored::Oddities;

/// A file that its turn will come for.
pub enum Part {
    /// Opened: a pipe can't be opened twice.
    Open(Box<CaptureFile>),
    /// Opened when its turn comes, so that a thousand parts take no more than one.
    At(PathBuf),
}

/// Files that are read one after the other.
pub struct InSequence {
    waiting: std::vec::IntoIter<Part>,
    current: Option<CaptureFile>,
    /// Packets of each part that was begun, but for the current one.
    packets: Vec<u64>,
    packets_before: u64,
    bytes_before: u64,
    /// The interfaces of the parts before the current one.
    interfaces: Interfaces,
    notes: FileNotes,
    oddities: Oddities,
}

impl InSequence {
    /// Nothing is read yet.
    pub fn new(parts: Vec<Part>) -> Self {
        Self {
            waiting: parts.into_iter(),
            current: None,
            packets: Vec::new(),
            packets_before: 0,
            bytes_before: 0,
            interfaces: Interfaces::default(),
            notes: FileNotes::default(),
            oddities: Oddities::default(),
        }
    }

    /// The next frame and the index of its part; or the damage that ends a part, counted from the part's beginning, and the next one goes on.
    /// None once all have ended.
    pub fn next_frame(&mut self) -> Option<(usize, Result<Frame<'_>, Damage>)> {
        let part = loop {
            if self.current.is_none() {
                match open(self.waiting.next()?) {
                    Ok(file) => self.current = Some(file),
                    Err(damage) => {
                        self.packets.push(0);
                        return Some((self.packets.len() - 1, Err(damage)));
                    }
                }
            }
            let part = self.packets.len();
            match self.current.as_mut()?.advance() {
                Ok(true) => break part,
                Ok(false) => self.leave(),
                Err(damage) => {
                    self.leave();
                    return Some((part, Err(damage)));
                }
            }
        };
        let frame = self.current.as_ref()?.frame()?;
        let number = self.packets_before.saturating_add(frame.number);
        let interface = self.interfaces.count.saturating_add(frame.interface);
        Some((part, Ok(Frame { number, interface, ..frame })))
    }

    /// Packets of each part that was read.
    pub fn packets_of_parts(&self) -> &[u64] {
        &self.packets
    }

    /// The interfaces of the parts that were read, in the order of [`Frame::interface`], as far as they are kept.
    pub fn interfaces(&self) -> &[Interface] {
        &self.interfaces.kept
    }

    /// What the parts that were read say of themselves.
    pub fn notes(&self) -> &FileNotes {
        &self.notes
    }

    /// What was odd about the parts that were read.
    pub fn oddities(&self) -> &Oddities {
        &self.oddities
    }

    /// Bytes of all parts that were taken apart so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_before.saturating_add(self.current.as_ref().map_or(0, CaptureFile::bytes_read))
    }

    /// The current part has ended.
    fn leave(&mut self) {
        let Some(file) = self.current.take() else { return };
        self.packets.push(file.packets_read());
        self.packets_before = self.packets_before.saturating_add(file.packets_read());
        self.bytes_before = self.bytes_before.saturating_add(file.bytes_read());
        self.notes.extend(file.notes(), self.interfaces.count);
        self.oddities.add(file.oddities());
        for interface in file.interfaces() {
            self.interfaces.push(interface.clone());
        }
        let not_kept = file.interface_count().saturating_sub(u32::try_from(file.interfaces().len()).unwrap_or(u32::MAX));
        self.interfaces.pass(not_kept);
    }
}

fn open(part: Part) -> Result<CaptureFile, Damage> {
    match part {
        Part::Open(file) => Ok(*file),
        // It could be opened before: it was taken away since.
        Part::At(path) => CaptureFile::open(&path).map_err(|error| {
            let trouble = Trouble::Read(io::Error::other(error.to_string()));
            Damage { offset: 0, packets: 0, trouble }
        }),
    }
}
