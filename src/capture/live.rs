//! Frames as they pass an interface, caught by libpcap.
//!
//! Promises: waiting can be told to stop; frames of several interfaces come in the order of their stamps (for which they are held back a
//! moment); what the kernel dropped is counted; an interface that vanishes is an end and not a failure.
//!
//! The kernel hands packets over in blocks, which it closes after [`BLOCK_MILLIS`]: as good as at once for a reader, and unlike
//! libpcap's immediate mode the buffer then holds many packets on `any` too, where that mode reserves room for the longest
//! packet for each of them.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use pcap::{Active, Capture, Error, Linktype, Packet, Precision};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use super::interfaces::Interface;
use crate::frame::LinkType;
use crate::time::Timestamp;

/// How long the kernel may keep a packet to itself.
pub const BLOCK_MILLIS: i32 = 10;

/// Bytes of a packet that are kept unless told otherwise: all of any packet.
pub const SNAPLEN: u32 = 262_144;

/// Bytes of the kernel's buffer of one interface unless told otherwise.
pub const BUFFER: u32 = 32 << 20;

/// How long packets of several interfaces are held back, since an older one may still be in the block of another.
const HELD_BACK: Duration = Duration::from_millis(3 * BLOCK_MILLIS as u64);

/// How often, and how long apart, an interface is looked for that libpcap can't find any more.
const LOOKS: usize = 20;
const LOOK: Duration = Duration::from_millis(10);

/// Packets taken from one interface before the next is asked.
const BATCH: usize = 512;

/// What to catch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveOptions {
    /// Names of interfaces; `any` is all of them.
    pub interfaces: Vec<String>,
    /// BPF, run by the kernel.
    pub filter: Option<String>,
    /// Bytes of a packet that are kept.
    pub snaplen: u32,
    /// Bytes of the kernel's buffer of each interface.
    pub buffer: u32,
    /// Take in packets for other machines too (not on `any`, where there is no such thing).
    pub is_promiscuous: bool,
    /// The cooked header of `any`: v2, which names the interface of each packet, unless [`LinkType::LINUX_SLL`] is asked for.
    pub cooked: LinkType,
}

/// Why an interface can't be captured on. Display is one line in lower case, to stand after the interface's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LiveError {
    /// Capturing takes a right that this process doesn't have.
    #[error("no permission to capture")]
    Permission,
    /// There's none of that name.
    #[error("no such interface")]
    NoInterface,
    /// There is one, and it is down.
    #[error("the interface is down")]
    Down,
    /// libpcap's own words about the filter.
    #[error("not a BPF filter for it: {0}")]
    Filter(String),
    /// libpcap's own words.
    #[error("can't be captured on: {0}")]
    Other(String),
}

/// Which interface it is about, and what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{interface}: {error}")]
pub struct Refusal {
    /// As asked for.
    pub interface: String,
    /// Why.
    pub error: LiveError,
}

/// A packet that was caught.
#[derive(Clone, Copy, Debug)]
pub struct Caught<'a> {
    /// Which interface, counted from 0 in the order asked for.
    pub interface: u32,
    /// When the kernel saw it.
    pub time: Timestamp,
    /// Bytes on the wire.
    pub wire_length: u32,
    /// The bytes that were kept.
    pub bytes: &'a [u8],
}

/// What one interface counted since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Packets that the kernel's filter let pass.
    pub received: u64,
    /// Packets of those that didn't fit into the kernel's buffer.
    pub dropped_by_kernel: u64,
    /// Packets that the interface itself dropped, where it says.
    pub dropped_by_interface: u64,
}

/// What a wait ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Packets may be there.
    ByPackets,
    /// Nothing came in the time given.
    ByTime,
    /// The descriptor given says so.
    ByStop,
}

/// Interfaces that are captured on.
pub struct Live {
    sources: Vec<Source>,
    /// The latest stamp of all, and when something came last: what is held back is older than the one, or waits until nothing comes for a while.
    /// (Not the time of day: that may be set.)
    newest: Option<Timestamp>,
    latest: Instant,
}

struct Source {
    capture: Capture<Active>,
    description: Interface,
    /// The kernel's number for the interface; `any` has none.
    index: Option<u32>,
    /// libpcap's counters have 32 bits: the last ones seen, and the sums.
    last: [u32; 3],
    counts: Counts,
    /// Packets that wait for older ones of other interfaces. Unused with one interface.
    waiting: Batch,
}

/// Packets in one piece of memory, which is used again.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    packets: Vec<Stored>,
    /// How many of them have been handed on.
    next: usize,
}

#[derive(Clone, Copy)]
struct Stored {
    time: Timestamp,
    wire_length: u32,
    end: usize,
}

impl Live {
    /// Opens the interfaces. This is what takes rights; nothing that comes after does.
    ///
    /// # Errors
    /// The first interface that can't be captured on.
    pub fn open(options: &LiveOptions) -> Result<Self, Refusal> {
        let open = |name: &String| {
            Source::open(name, options).map_err(|error| Refusal { interface: name.clone(), error: classify(name, error, options) })
        };
        let sources = options.interfaces.iter().map(open).collect::<Result<_, _>>()?;
        Ok(Self { sources, newest: None, latest: Instant::now() })
    }

    /// The interfaces as a capture file describes them, in the order asked for.
    pub fn interfaces(&self) -> Vec<Interface> {
        self.sources.iter().map(|source| source.description.clone()).collect()
    }

    /// Waits for packets, for `stop` (readable or hung up) or until `patience` runs out.
    ///
    /// # Errors
    /// What poll(2) refuses.
    pub fn wait(&self, stop: Option<BorrowedFd<'_>>, patience: Duration) -> io::Result<Woken> {
        let mut waiting: Vec<PollFd<'_>> =
            self.sources.iter().map(|source| PollFd::from_borrowed_fd(source.capture.as_fd(), PollFlags::IN)).collect();
        waiting.extend(stop.map(|stop| PollFd::from_borrowed_fd(stop, PollFlags::IN)));
        let timeout = Timespec::try_from(patience).ok();
        match rustix::event::poll(&mut waiting, timeout.as_ref()) {
            Ok(0) | Err(Errno::INTR) => return Ok(Woken::ByTime),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let is_stopped = stop.is_some() && waiting.last().is_some_and(|stop| !stop.revents().is_empty());
        Ok(if is_stopped { Woken::ByStop } else { Woken::ByPackets })
    }

    /// Takes what is there now, up to some hundred packets of each interface, and hands it on in order: with one interface all, with several
    /// what has been held back long enough, or all if this `is_end`. Never waits.
    ///
    /// # Errors
    /// Where an interface vanished or failed. What came before has been handed on.
    pub fn take(&mut self, is_end: bool, mut hand_on: impl FnMut(Caught<'_>)) -> Result<(), Refusal> {
        if let [source] = &mut self.sources[..] {
            let result = source.capture.dispatch(Some(BATCH), |packet| {
                hand_on(Caught { interface: 0, time: time_of(&packet), wire_length: packet.header.len, bytes: packet.data });
            });
            return result.map(drop).map_err(|error| source.failed(error));
        }
        let mut failed = None;
        for source in &mut self.sources {
            let Source { capture, waiting, .. } = source;
            let known = waiting.packets.len();
            if let Err(error) = capture.dispatch(Some(BATCH), |packet| waiting.push(&packet)) {
                failed = Some(source.failed(error));
            }
            if let Some(newest) = source.waiting.packets[known..].iter().map(|packet| packet.time).max() {
                self.newest = self.newest.max(Some(newest));
                self.latest = Instant::now();
            }
        }
        let is_end = is_end || failed.is_some() || self.latest.elapsed() >= HELD_BACK;
        let horizon = self.newest.filter(|_| !is_end).map(|newest| {
            let held_back = i128::try_from(HELD_BACK.as_nanos()).unwrap_or_default();
            Timestamp::from_nanos_saturating(i128::from(newest.as_nanos()) - held_back)
        });
        self.merge(horizon, hand_on);
        failed.map_or(Ok(()), Err)
    }

    /// Whether packets are held back, so that they have to be asked for again soon.
    pub fn holds_back(&self) -> bool {
        self.sources.iter().any(|source| source.waiting.next < source.waiting.packets.len())
    }

    /// Looks whether the interfaces are still there. The kernel tells that one is gone only once, at a time when it still looks as if it were
    /// just down.
    ///
    /// # Errors
    /// The first that is gone.
    pub fn check(&self) -> Result<(), Refusal> {
        self.sources.iter().find(|source| source.is_gone()).map_or(Ok(()), |source| {
            let interface = source.description.name.as_deref().unwrap_or_default().to_owned();
            Err(Refusal { interface, error: LiveError::NoInterface })
        })
    }

    /// What each interface counted so far, in the order asked for.
    pub fn counts(&mut self) -> Vec<Counts> {
        self.sources.iter_mut().map(Source::count).collect()
    }

    /// Hands on what is older than the horizon, if there is one, oldest first.
    fn merge(&mut self, horizon: Option<Timestamp>, mut hand_on: impl FnMut(Caught<'_>)) {
        loop {
            let heads = self.sources.iter().enumerate();
            let times = heads.filter_map(|(index, source)| Some((source.waiting.packets.get(source.waiting.next)?.time, index)));
            let oldest = times.min().filter(|(time, _)| horizon.is_none_or(|horizon| *time <= horizon));
            let Some((_, index)) = oldest else { break };
            let batch = &mut self.sources[index].waiting;
            let start = batch.next.checked_sub(1).map_or(0, |before| batch.packets[before].end);
            let Stored { time, wire_length, end } = batch.packets[batch.next];
            hand_on(Caught { interface: index as u32, time, wire_length, bytes: &batch.bytes[start..end] });
            batch.next += 1;
        }
        self.sources.iter_mut().for_each(|source| source.waiting.forget());
    }
}

impl Source {
    fn open(name: &str, options: &LiveOptions) -> Result<Self, Error> {
        let is_any = name == "any";
        let mut capture = Capture::from_device(name)?
            .precision(Precision::Nano)
            .snaplen(i32::try_from(options.snaplen).unwrap_or(i32::MAX))
            .buffer_size(i32::try_from(options.buffer).unwrap_or(i32::MAX))
            .promisc(options.is_promiscuous && !is_any)
            .timeout(BLOCK_MILLIS)
            .open()?;
        // An old libpcap knows v1 only, and gives that.
        if is_any && options.cooked == LinkType::LINUX_SLL2 {
            let cooked = Linktype(i32::from(LinkType::LINUX_SLL2.0));
            if capture.list_datalinks()?.contains(&cooked) {
                capture.set_datalink(cooked)?;
            }
        }
        if let Some(filter) = &options.filter {
            capture.filter(filter, true)?;
        }
        let description = Interface {
            name: Some(name.into()),
            description: None,
            filter: options.filter.as_deref().map(Into::into),
            link_type: link_type(capture.get_datalink()),
            snaplen: options.snaplen,
            decimals: 9,
        };
        let capture = capture.setnonblock()?;
        let index = nix::net::if_::if_nametoindex(name).ok().filter(|_| !is_any);
        Ok(Self { capture, description, index, last: [0; 3], counts: Counts::default(), waiting: Batch::default() })
    }

    fn count(&mut self) -> Counts {
        // A socket whose interface is gone can't be asked; what it counted before stands.
        if let Ok(stat) = self.capture.stats() {
            let now = [stat.received, stat.dropped, stat.if_dropped];
            let sums = [&mut self.counts.received, &mut self.counts.dropped_by_kernel, &mut self.counts.dropped_by_interface];
            for ((sum, now), last) in sums.into_iter().zip(now).zip(self.last) {
                *sum += u64::from(now.wrapping_sub(last));
            }
            self.last = now;
        }
        self.counts
    }

    /// Whether the kernel doesn't know the interface any more. (libpcap looks for its name, which may have been changed.)
    fn is_gone(&self) -> bool {
        self.index.is_some_and(|index| match nix::net::if_::if_indextoname(index) {
            // What the binding makes of the answer "none".
            Ok(name) => name.is_empty(),
            Err(error) => error == nix::errno::Errno::ENXIO,
        })
    }

    /// The same for one that is on its way out: the kernel takes it away step by step.
    fn is_going(&self) -> bool {
        let mut looks = std::iter::repeat_with(|| {
            std::thread::sleep(LOOK);
            self.is_gone()
        });
        self.is_gone() || looks.by_ref().take(LOOKS).any(|is_gone| is_gone)
    }

    fn failed(&self, error: Error) -> Refusal {
        let name = self.description.name.as_deref().unwrap_or_default();
        let error = match error {
            Error::PcapError(text) if text.contains("disappeared") && self.is_going() => LiveError::NoInterface,
            Error::PcapError(text) if text.contains("disappeared") => LiveError::Down,
            Error::PcapError(text) if text.contains("went down") || text.contains("Network is down") => LiveError::Down,
            error => LiveError::Other(words(error)),
        };
        Refusal { interface: name.to_owned(), error }
    }
}

impl Batch {
    /// Makes room where much has been handed on, or all.
    fn forget(&mut self) {
        if self.next < self.packets.len() && self.next < BATCH {
            return;
        }
        let gone = self.next.checked_sub(1).map_or(0, |before| self.packets[before].end);
        self.bytes.drain(..gone);
        self.packets.drain(..self.next);
        self.packets.iter_mut().for_each(|packet| packet.end -= gone);
        self.next = 0;
    }

    fn push(&mut self, packet: &Packet<'_>) {
        self.bytes.extend_from_slice(packet.data);
        self.packets.push(Stored { time: time_of(packet), wire_length: packet.header.len, end: self.bytes.len() });
    }
}

/// With nanoseconds asked for, the field for microseconds has them.
fn time_of(packet: &Packet<'_>) -> Timestamp {
    let ts = packet.header.ts;
    Timestamp::from_nanos_saturating(i128::from(ts.tv_sec) * 1_000_000_000 + i128::from(ts.tv_usec))
}

/// libpcap counts some link types otherwise than its files do.
fn link_type(datalink: Linktype) -> LinkType {
    match datalink.0 {
        12 | 14 => LinkType::RAW,
        number => LinkType(u16::try_from(number).unwrap_or(u16::MAX)),
    }
}

fn classify(name: &str, error: Error, options: &LiveOptions) -> LiveError {
    let text = words(error);
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["ermission", "not permitted", "CAP_NET_RAW"]) {
        LiveError::Permission
    } else if says(&["No such device", "doesn't exist"]) {
        LiveError::NoInterface
    } else if says(&["is not up", "is down"]) {
        LiveError::Down
    } else if options.filter.is_some() && says(&["syntax error", "expression", "unknown", "not supported", "illegal"]) {
        LiveError::Filter(text)
    } else {
        LiveError::Other(text.strip_prefix(name).map_or(text.clone(), |rest| rest.trim_start_matches(": ").to_owned()))
    }
}

/// libpcap's words without what the binding puts before them.
fn words(error: Error) -> String {
    match error {
        Error::PcapError(text) => text,
        other => other.to_string(),
    }
}
