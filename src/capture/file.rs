//! Reading captures from files, pipes and any other reader: one frame at a time, in bounded memory.
//!
//! Promises: no input makes it panic, hang or hold more than 16 MiB of it; a frame borrows from the buffer and costs
//! no allocation; a file that is cut anywhere gives a prefix of the whole file's frames and then a [`Damage`] with
//! numbers; packet counts are those of tcpdump, or Wireshark's where tcpdump can't read the kind of file.
//!
//! pcap-file checks the frame of each pcapng block; the fields are read here: its typed readers stop at oddities that real
//! captures have, its raw ones don't know pcap's swapped lengths and modified header, and neither says where and with
//! which numbers a file goes wrong. It also writes the captures that the tests compare with.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::frame::{Frame, Notes, Options};
use crate::time::Timestamp;

use super::buffer::Buffer;
use super::damage::{Damage, Trouble};
use super::interfaces::{Interface, Interfaces};
use super::notes::FileNotes;
use super::open_error::OpenError;
use super::pcap::{self, Layout, Pcap};
use super::pcapng::{self, PcapNg};
use super::stored::{Oddities, Stored};

/// A capture that is being read.
pub struct CaptureFile {
    buffer: Buffer,
    reader: Reader,
    format: Format,
    interfaces: Interfaces,
    oddities: Oddities,
    notes: FileNotes,
    packets: u64,
    size: Option<u64>,
    state: State,
    /// The packet that [`CaptureFile::advance`] found.
    current: Option<Stored>,
}

enum Reader {
    Pcap(Pcap),
    PcapNg(PcapNg),
    /// The file ends inside its first header: `State::Damaged` from the start.
    Nothing,
}

enum State {
    Reading,
    /// Damage that was found and not yet told.
    Damaged(Damage),
    Ended,
}

/// The file format. Display is the name to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// pcap with microseconds.
    Pcap,
    /// pcap with nanoseconds.
    PcapNanoseconds,
    /// pcap as modified by Alexey Kuznetzov: longer packet headers.
    PcapModified,
    /// pcapng.
    PcapNg,
}

impl Format {
    /// `pcap` or `pcapng`: the word that records use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcap | Self::PcapNanoseconds | Self::PcapModified => "pcap",
            Self::PcapNg => "pcapng",
        }
    }
}

impl CaptureFile {
    /// Opens the file or FIFO at `path`, which may block until a FIFO has a writer. Standard input is
    /// [`CaptureFile::from_reader`]'s.
    ///
    /// # Errors
    /// Where nothing is there to read or it isn't a capture; a capture that is cut inside its first header opens and
    /// then gives its [`Damage`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(OpenError::IsDirectory);
        }
        let size = metadata.is_file().then_some(metadata.len());
        Self::from_reader(Box::new(file), size)
    }

    /// Reads from `reader`, whose whole length in bytes may be known as `size`. Blocks for the first header.
    ///
    /// # Errors
    /// As [`CaptureFile::open`].
    pub fn from_reader(reader: Box<dyn Read + Send>, size: Option<u64>) -> Result<Self, OpenError> {
        let mut buffer = Buffer::new(reader);
        // Only as many bytes as settle what it is: a writer into a pipe may send its first header and then wait.
        buffer.fill(4)?;
        if let Some(layout) = Layout::of(buffer.unread()) {
            return Self::from_pcap(buffer, layout, size);
        }
        if !pcapng::recognises(buffer.unread()) {
            buffer.fill(8)?;
            return Err(OpenError::unknown(buffer.unread()));
        }
        Self::from_pcapng(buffer, size)
    }

    /// Reads the next frame; None at the end. After None or an error it is always None.
    ///
    /// # Errors
    /// Where the rest can't be read: see [`Trouble`].
    pub fn next_frame(&mut self) -> Result<Option<Frame<'_>>, Damage> {
        Ok(self.next_stored()?.map(|stored| self.lend(stored)))
    }

    /// Goes to the next frame, to be looked at before it is taken with [`CaptureFile::frame`]; whether there is one.
    ///
    /// # Errors
    /// As [`CaptureFile::next_frame`].
    pub(super) fn advance(&mut self) -> Result<bool, Damage> {
        self.current = None;
        self.current = self.next_stored()?;
        Ok(self.current.is_some())
    }

    /// The time of the frame that [`CaptureFile::advance`] went to.
    pub(super) fn time(&self) -> Option<Timestamp> {
        self.current.as_ref()?.time
    }

    /// The frame that [`CaptureFile::advance`] went to.
    pub(super) fn frame(&self) -> Option<Frame<'_>> {
        self.current.clone().map(|stored| self.lend(stored))
    }

    #[inline]
    fn next_stored(&mut self) -> Result<Option<Stored>, Damage> {
        if !matches!(self.state, State::Reading) {
            return self.after_the_end();
        }
        let (buffer, oddities) = (&mut self.buffer, &mut self.oddities);
        let stored = match &mut self.reader {
            Reader::Pcap(pcap) => pcap.next(buffer, oddities),
            Reader::PcapNg(pcapng) => pcapng.next(buffer, &mut self.interfaces, oddities, &mut self.notes),
            Reader::Nothing => Ok(None),
        };
        let stored = match stored {
            Ok(Some(stored)) => stored,
            Ok(None) => {
                self.state = State::Ended;
                return Ok(None);
            }
            Err(trouble) => {
                self.state = State::Ended;
                return Err(self.damage(trouble));
            }
        };
        self.packets = self.packets.saturating_add(1);
        Ok(Some(stored))
    }

    #[inline]
    fn lend(&self, stored: Stored) -> Frame<'_> {
        Frame {
            number: self.packets,
            time: stored.time,
            decimals: stored.decimals,
            section: stored.section,
            interface: stored.interface,
            interface_name: self.interfaces.kept.get(stored.interface as usize).and_then(|interface| interface.name.as_deref()),
            link_type: stored.link_type,
            wire_length: stored.wire_length,
            bytes: self.buffer.slice(stored.bytes),
            notes: Notes { options: Options::new(self.buffer.slice(stored.options), stored.is_big_endian), names: &self.notes.names },
        }
    }

    /// The file format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The interfaces described so far, in the order of [`Frame::interface`]. The first 65,536 are kept, and 2 MiB of their
    /// texts.
    pub fn interfaces(&self) -> &[Interface] {
        &self.interfaces.kept
    }

    /// All interfaces described so far, kept or not.
    pub fn interface_count(&self) -> u32 {
        self.interfaces.count
    }

    /// What was odd so far.
    pub fn oddities(&self) -> &Oddities {
        &self.oddities
    }

    /// What the file said of itself so far.
    pub fn notes(&self) -> &FileNotes {
        &self.notes
    }

    /// Packets read so far.
    pub fn packets_read(&self) -> u64 {
        self.packets
    }

    /// Bytes of the input that were taken apart so far.
    pub fn bytes_read(&self) -> u64 {
        self.buffer.offset()
    }

    /// Bytes of the whole input, where it is known: not for a pipe, and a file that still grows may have more.
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    fn from_pcap(mut buffer: Buffer, layout: Layout, size: Option<u64>) -> Result<Self, OpenError> {
        let format = if layout.is_modified() {
            Format::PcapModified
        } else if layout.has_nanoseconds() {
            Format::PcapNanoseconds
        } else {
            Format::Pcap
        };
        let found = buffer.fill(pcap::HEADER)?;
        if found < pcap::HEADER {
            let trouble = pcap::cut("file header", pcap::HEADER, found);
            return Ok(Self::new(buffer, Reader::Nothing, format, size).damaged(trouble));
        }
        let pcap = Pcap::new(layout, buffer.unread())?;
        buffer.pass(pcap::HEADER, 0..0);
        let interface = pcap.interface();
        let mut file = Self::new(buffer, Reader::Pcap(pcap), format, size);
        file.interfaces.push(interface);
        Ok(file)
    }

    fn from_pcapng(mut buffer: Buffer, size: Option<u64>) -> Result<Self, OpenError> {
        let found = buffer.fill(pcapng::SECTION_HEADER)?;
        let start = buffer.unread();
        if !pcapng::recognises(start) {
            return Err(OpenError::unknown(start));
        }
        if let Some((major, minor)) = pcapng::unknown_version(start) {
            return Err(OpenError::Version { format: "pcapng", major, minor, known: "1.0 and 1.2" });
        }
        if found < pcapng::SECTION_HEADER {
            let trouble = pcap::cut("section header", pcapng::SECTION_HEADER, found);
            let file = Self::new(buffer, Reader::Nothing, Format::PcapNg, size);
            return Ok(file.damaged(trouble));
        }
        let reader = Reader::PcapNg(PcapNg::new());
        Ok(Self::new(buffer, reader, Format::PcapNg, size))
    }

    fn new(buffer: Buffer, reader: Reader, format: Format, size: Option<u64>) -> Self {
        Self {
            buffer,
            reader,
            format,
            interfaces: Interfaces::default(),
            oddities: Oddities::default(),
            notes: FileNotes::default(),
            packets: 0,
            size,
            state: State::Reading,
            current: None,
        }
    }

    fn damaged(mut self, trouble: Trouble) -> Self {
        self.state = State::Damaged(self.damage(trouble));
        self
    }

    #[cold]
    fn damage(&self, trouble: Trouble) -> Damage {
        Damage { offset: self.buffer.offset(), packets: self.packets, trouble }
    }

    #[cold]
    fn after_the_end(&mut self) -> Result<Option<Stored>, Damage> {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Damaged(damage) => Err(damage),
            State::Reading | State::Ended => Ok(None),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Pcap => "pcap",
            Self::PcapNanoseconds => "nanosecond pcap",
            Self::PcapModified => "modified pcap",
            Self::PcapNg => "pcapng",
        })
    }
}
