//! What is known of one side of a TCP connection: what it has sent, what of that is unacknowledged, its window.

use std::collections::VecDeque;

use super::coverage::Coverage;
use crate::time::Timestamp;
use crate::track::seq::Seq;

/// One side of a connection. "Not yet seen" is `None` throughout.
#[derive(Clone, Debug, Default)]
pub struct TcpSide {
    /// What relative number 0 is: the SYN's number, or one before the first number seen.
    pub base: Option<Seq>,
    /// Number behind the highest one sent (`nextseq` in Wireshark's terms), SYN and FIN counted.
    pub next: Option<Seq>,
    /// The latest acknowledgment number sent.
    pub last_ack: Option<Seq>,
    /// The latest window field sent, unscaled.
    pub window: u16,
    /// How the window field is scaled.
    pub scale: Scale,
    /// Only the SYN's window, which isn't scaled, has been seen.
    pub window_is_of_syn: bool,
    /// Duplicate ACKs since the acknowledgment number changed, those left out that the capture saw twice.
    pub duplicate_acks: u32,
    /// This side's latest segment asks whether the other side's zero window has opened.
    pub probes: bool,
    /// Sent and not yet acknowledged, by number.
    pub unacknowledged: VecDeque<Segment>,
    /// Payload positions seen.
    pub coverage: Coverage,
    /// Position of [`Self::next`] in [`Self::coverage`]'s terms.
    pub next_position: u64,
    /// Segments with payload, repeats included.
    pub data_segments: u64,
    /// First packet with payload, and when.
    pub first_data: Option<(u64, Option<Timestamp>)>,
    /// The SYN, or the SYN,ACK.
    pub syn: Option<Sent>,
    /// The first FIN.
    pub fin: Option<Fin>,
    /// The first RST.
    pub rst: Option<Reset>,
    /// RSTs, counted.
    pub resets: u64,
    /// Packets that sent again what had been sent before, counted.
    pub retransmissions: u64,
}

/// How a side's window field is scaled (RFC 7323 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Its SYN wasn't captured.
    #[default]
    Unknown,
    /// One of the two SYNs lacked the option: windows are as sent.
    Unused,
    /// Shifted left by this much.
    Shift(u8),
}

impl Scale {
    /// The window in bytes; a SYN's is never scaled.
    pub const fn scaled(self, window: u16, is_syn: bool) -> u32 {
        match self {
            Self::Shift(shift) if !is_syn => (window as u32) << shift,
            _ => window as u32,
        }
    }
}

/// A segment that waits for its acknowledgment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Packet number.
    pub frame: u64,
    /// When it was sent.
    pub time: Option<Timestamp>,
    /// First number.
    pub from: Seq,
    /// Number behind the last.
    pub to: Seq,
    /// It carries payload; SYN and FIN without any are told of apart.
    pub has_payload: bool,
    /// It, or a part of it, was sent more than once: which of them an ACK answers isn't known.
    pub is_repeated: bool,
}

/// A packet of the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Packet number.
    pub frame: u64,
    /// When it was sent.
    pub time: Option<Timestamp>,
    /// Its sequence number.
    pub number: Seq,
    /// The latest packet that sent it, and when: which one an answer answers can't be told, the latest is the likely one.
    pub latest: (u64, Option<Timestamp>),
    /// The side has sent it with ACK.
    pub with_ack: bool,
}

/// A side's FIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fin {
    /// Packet number.
    pub frame: u64,
    /// The number that the FIN uses.
    pub number: Seq,
    /// What it acknowledges.
    pub acknowledges: Option<Seq>,
    /// First packet that acknowledges it.
    pub acknowledged_by: Option<u64>,
    /// First packet in which the other side sent payload after that.
    pub data_after: Option<u64>,
    /// Its sender has acknowledged payload that came then: the socket still takes data.
    pub data_taken: bool,
}

/// A side's RST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reset {
    /// Packet number.
    pub frame: u64,
    /// Its number is the next one that was expected, as far as the capture shows.
    pub is_expected: bool,
    /// It carries ACK, a window and timestamps where the connection uses them: a socket still lived there.
    pub from_live_socket: bool,
    /// It came before both sides had sent FIN.
    pub before_both_fins: bool,
    /// It answers a SYN.
    pub to_syn: bool,
}

impl Fin {
    /// It acknowledges the other side's FIN, whichever was captured first.
    pub fn acknowledges_fin(&self, other: &Self) -> bool {
        self.acknowledges.is_some_and(|acknowledged| acknowledged.is_after(other.number))
    }
}

impl TcpSide {
    /// The window in bytes that a segment of this side states.
    pub const fn scaled(&self, window: u16, is_syn: bool) -> u32 {
        self.scale.scaled(window, is_syn)
    }

    /// The window that it stated last, in bytes; `None` before any, and where its scale isn't known.
    pub fn known_window(&self) -> Option<u32> {
        let is_known = self.last_ack.is_some() && (self.scale != Scale::Unknown || self.window_is_of_syn);
        is_known.then(|| self.scaled(self.window, self.window_is_of_syn))
    }

    /// Adds a segment that waits for its acknowledgment; repeats take their place by number.
    pub fn wait(&mut self, segment: Segment) {
        if self.unacknowledged.len() >= Self::MAX_WAITING {
            return;
        }
        let place = self.unacknowledged.iter().rposition(|other| !other.to.is_after(segment.to)).map_or(0, |index| index + 1);
        self.unacknowledged.insert(place, segment);
    }

    /// Segments remembered per side. Beyond it, which packet an ACK answers is no longer said.
    const MAX_WAITING: usize = 1024;

    pub(super) fn heap_bytes(&self) -> usize {
        self.unacknowledged.capacity() * size_of::<Segment>() + self.coverage.heap_bytes()
    }
}
