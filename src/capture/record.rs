//! Captures on their way into a pcapng file: whole blocks only, written at the latest when [`Recorder::flush`] is called.
//!
//! Promises: whatever ends the writing (a full disk, a killed process between two writes), the file ends at a whole block and
//! [`Recorder::packets`] counts those that are in it. pcap-file makes the blocks.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Write};
use std::time::Duration;

use pcap_file::pcapng::PcapNgWriter;
use pcap_file::pcapng::blocks::enhanced_packet::EnhancedPacketBlock;
use pcap_file::pcapng::blocks::interface_description::{InterfaceDescriptionBlock, InterfaceDescriptionOption, InterfaceTsResolution};
use pcap_file::pcapng::blocks::interface_statistics::{InterfaceStatisticsBlock, InterfaceStatisticsOption};
use pcap_file::pcapng::blocks::opt_common::CommonOption;
use pcap_file::pcapng::blocks::section_header::{SectionHeaderBlock, SectionHeaderOption};
use pcap_file::{DataLink, Endianness};

use super::interfaces::Interface;
use crate::time::Timestamp;

/// Bytes of blocks that wait before they are written.
const BUFFER: usize = 256 << 10;

/// The most that an interface's name or filter takes in the file: pcapng counts an option's bytes in 16 bits.
const LONGEST_TEXT: usize = 4096;

/// A file that is being written.
pub struct Recorder {
    /// Whole blocks that wait.
    blocks: PcapNgWriter<Vec<u8>>,
    file: File,
    /// A regular file can be cut back to a whole block.
    is_regular: bool,
    /// Bytes of whole blocks in the file.
    written: u64,
    /// Packets in the file, and in the blocks that wait.
    packets: u64,
    waiting: u64,
    /// Packets of each interface, in file and blocks.
    by_interface: Vec<u64>,
    start: Timestamp,
}

/// What an interface counted, for the file's statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Packets that passed the kernel's filter (isb_filteraccept).
    pub accepted: u64,
    /// Packets that the kernel dropped (isb_osdrop).
    pub dropped_by_kernel: u64,
    /// Packets that the interface dropped (isb_ifdrop).
    pub dropped_by_interface: u64,
}

impl Recorder {
    /// Starts a capture of `interfaces` in `file`, which is empty. `comment` is the section's.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn new(file: File, interfaces: &[Interface], comment: Option<&str>, start: Timestamp) -> io::Result<Self> {
        let mut options = vec![
            SectionHeaderOption::OS(Cow::Borrowed(std::env::consts::OS)),
            SectionHeaderOption::UserApplication(Cow::Borrowed(concat!("labcap ", env!("CARGO_PKG_VERSION")))),
        ];
        options.extend(comment.map(|comment| SectionHeaderOption::Common(CommonOption::Comment(Cow::Borrowed(fitting(comment))))));
        let section = SectionHeaderBlock { endianness: Endianness::native(), options, ..Default::default() };
        let mut blocks = PcapNgWriter::with_section_header(Vec::with_capacity(2 * BUFFER), section).map_err(io::Error::other)?;
        for interface in interfaces {
            blocks.write_pcapng_block(description(interface)).map_err(io::Error::other)?;
        }
        let is_regular = file.metadata()?.is_file();
        let by_interface = vec![0; interfaces.len()];
        let mut recorder = Self { blocks, file, is_regular, written: 0, packets: 0, waiting: 0, by_interface, start };
        // A reader may follow the file from now on, and a disk that's full is known before a packet is lost.
        recorder.flush()?;
        Ok(recorder)
    }

    /// Takes a packet in. `interface` counts from 0.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn packet(&mut self, interface: u32, time: Timestamp, wire_length: u32, bytes: &[u8]) -> io::Result<()> {
        let captured = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let block = EnhancedPacketBlock {
            interface_id: interface,
            timestamp: since_epoch(time),
            original_len: wire_length.max(captured),
            data: Cow::Borrowed(bytes),
            options: Vec::new(),
        };
        self.blocks.write_pcapng_block(block).map_err(io::Error::other)?;
        self.waiting += 1;
        if let Some(count) = self.by_interface.get_mut(interface as usize) {
            *count += 1;
        }
        if self.blocks.get_ref().len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// Where the file can't be written. What it holds then ends at a whole block.
    pub fn flush(&mut self) -> io::Result<()> {
        let waiting = self.blocks.get_mut();
        let mut done = 0;
        let result = loop {
            match self.file.write(&waiting[done..]) {
                _ if done == waiting.len() => break Ok(()),
                Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        let (whole, lost) = whole_blocks(waiting, done);
        self.written += whole as u64;
        self.packets += self.waiting - lost;
        self.waiting = 0;
        waiting.clear();
        if result.is_err() && self.is_regular {
            // Where even that fails the file ends inside a block, which readers of captures can bear.
            let _ = self.file.set_len(self.written);
        }
        result
    }

    /// Packets that are in the file.
    pub const fn packets(&self) -> u64 {
        self.packets
    }

    /// Bytes that are in the file or wait.
    pub fn bytes(&self) -> u64 {
        self.written + self.blocks.get_ref().len() as u64
    }

    /// When this file was begun.
    pub const fn start(&self) -> Timestamp {
        self.start
    }

    /// Writes what waits, and the statistics. `statistics` has one entry for each interface.
    ///
    /// # Errors
    /// Where the file can't be written. What it holds then ends at a whole block.
    pub fn finish(&mut self, end: Timestamp, statistics: &[Statistics]) -> io::Result<()> {
        let (started, ended) = (since_epoch(self.start), since_epoch(end));
        for (interface, (statistics, delivered)) in statistics.iter().zip(&self.by_interface).enumerate() {
            let block = InterfaceStatisticsBlock {
                interface_id: u32::try_from(interface).unwrap_or(u32::MAX),
                timestamp: ended,
                options: vec![
                    InterfaceStatisticsOption::IsbStartTime(started),
                    InterfaceStatisticsOption::IsbEndTime(ended),
                    InterfaceStatisticsOption::IsbIfDrop(statistics.dropped_by_interface),
                    InterfaceStatisticsOption::IsbFilterAccept(statistics.accepted),
                    InterfaceStatisticsOption::IsbOsDrop(statistics.dropped_by_kernel),
                    InterfaceStatisticsOption::IsbUsrDeliv(*delivered),
                ],
            };
            self.blocks.write_pcapng_block(block).map_err(io::Error::other)?;
        }
        self.flush()
    }
}

fn description(interface: &Interface) -> InterfaceDescriptionBlock<'_> {
    let mut options = Vec::new();
    options.extend(interface.name.as_deref().map(|name| InterfaceDescriptionOption::IfName(Cow::Borrowed(fitting(name)))));
    // The first byte of a filter says how it is written: 0 is libpcap's language.
    options.extend(
        interface
            .filter
            .as_deref()
            .map(|filter| InterfaceDescriptionOption::IfFilter(Cow::Owned([&[0], fitting(filter).as_bytes()].concat()))),
    );
    options.push(InterfaceDescriptionOption::IfTsResol(InterfaceTsResolution::NANO));
    options.push(InterfaceDescriptionOption::IfOs(Cow::Borrowed(std::env::consts::OS)));
    InterfaceDescriptionBlock { linktype: DataLink::from(u32::from(interface.link_type.0)), snaplen: interface.snaplen, options }
}

fn fitting(text: &str) -> &str {
    let end = (0..=LONGEST_TEXT.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// pcapng counts from 1970 on; a clock that says less is shown as that.
fn since_epoch(time: Timestamp) -> Duration {
    Duration::from_nanos(u64::try_from(time.as_nanos()).unwrap_or(0))
}

/// How many of the first `done` bytes of `blocks` are whole blocks, and how many packets lie behind them.
fn whole_blocks(blocks: &[u8], done: usize) -> (usize, u64) {
    const ENHANCED_PACKET: u32 = 6;
    let field = |at: usize| Some(u32::from_ne_bytes(blocks.get(at..at + 4)?.try_into().ok()?));
    if done == blocks.len() {
        return (done, 0);
    }
    let (mut at, mut whole, mut lost) = (0, 0, 0);
    while let (Some(kind), Some(length)) = (field(at), field(at + 4)) {
        at += length as usize;
        if at <= done {
            whole = at;
        } else if kind == ENHANCED_PACKET {
            lost += 1;
        }
    }
    (whole, lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_is_cut_leaves_whole_blocks() {
        let block = |kind: u32, length: u32| {
            let mut block = vec![0; length as usize];
            block[..4].copy_from_slice(&kind.to_ne_bytes());
            block[4..8].copy_from_slice(&length.to_ne_bytes());
            block
        };
        let blocks = [block(10, 28), block(6, 40), block(6, 32), block(5, 24)].concat();
        for (done, expected) in [(0, (0, 2)), (27, (0, 2)), (28, (28, 2)), (67, (28, 2)), (68, (68, 1)), (100, (100, 0)), (124, (124, 0))] {
            assert_eq!(whole_blocks(&blocks, done), expected, "{done}");
        }
    }

    #[test]
    fn texts_that_pcapng_has_no_room_for_are_cut() {
        assert_eq!(fitting("any"), "any");
        assert_eq!(fitting(&"é".repeat(4000)).len(), 4096);
        assert_eq!(fitting(&format!("x{}", "é".repeat(4000))).len(), 4095);
    }
}
