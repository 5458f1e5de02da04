//! The facts of claims that teach what a connection's numbers mean: sequence numbers, windows, times, rates.

use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, Side};
use crate::track::tcp::measures::{InFlight, RoundTrips};

/// A number of a connection, and how it came about. What is told by side is told of what that side sent.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum Measure {
    SequenceNumbers {
        client: Endpoint,
        server: Endpoint,
        sides: BySide<Counted>,
    },
    Windows {
        client: Endpoint,
        server: Endpoint,
        sides: BySide<Option<WindowRange>>,
    },
    RoundTrips {
        client: Endpoint,
        server: Endpoint,
        handshake: Option<HandshakeTimes>,
        sides: BySide<Option<RoundTrips>>,
    },
    InFlight {
        client: Endpoint,
        server: Endpoint,
        sides: BySide<Option<InFlight>>,
    },
    Throughput {
        sender: Endpoint,
        receiver: Endpoint,
        bytes: u64,
        segments: u64,
        first: u64,
        last: u64,
        took: Span,
        without_room: u64,
    },
    RetransmissionTimer {
        sender: Endpoint,
        receiver: Endpoint,
        first: u64,
        is_syn: bool,
        is_handshake: bool,
        tries: Vec<(u64, Span)>,
        more: u64,
        waits: TimerWaits,
    },
    TimeSpent {
        client: Endpoint,
        server: Endpoint,
        parts: TimeParts,
        mostly: Mostly,
    },
}

/// The numbers that a side used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Payload bytes, each once.
    pub bytes: u64,
    /// The packet with the FIN.
    pub fin: u64,
    /// The packet that acknowledges the FIN, and with it everything before.
    pub ack: u64,
}

/// The windows that a side stated, fields as in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowRange {
    /// Bits by which the field is shifted left.
    pub shift: u8,
    /// The smallest field, and its packet.
    pub smallest: (u16, u64),
    /// The largest.
    pub largest: (u16, u64),
}

/// How the handshake's time divides at the point of the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandshakeTimes {
    /// From the SYN to the SYN,ACK.
    pub to_server: Span,
    /// From the SYN,ACK to the ACK.
    pub to_client: Span,
}

/// How the times between repeats follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerWaits {
    /// Each is about twice the one before.
    Doubling,
    /// From the second on each is about twice the one before.
    DoublingLater,
    /// All are about equal.
    Even,
    /// The first ones are about equal, and from the last of them on each is about twice the one before.
    EvenThenDoubling,
    /// Neither.
    Other,
}

/// Where a conversation's time went, from the open connection to the last data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeParts {
    /// All of it.
    pub total: Span,
    /// Before the payload of a side, without the way to it and back.
    pub waits: BySide<Span>,
    /// The longest wait before the payload of a side, way included: after which packet, until which.
    pub longest: BySide<Option<(u64, u64, Span)>>,
    /// Between the segments of a side that follow each other, while bytes of it were in flight.
    pub sending: BySide<Span>,
    /// Between them after everything had been acknowledged.
    pub pauses: BySide<Span>,
    /// On the way: as often as the turn changed, at the handshake's round trip.
    pub way: Span,
    /// How often a side spoke after the other.
    pub turns: u64,
    /// The handshake's way there and back.
    pub round_trip: Span,
}

/// What took most of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mostly {
    /// Waiting for a side's program.
    Waiting(Side),
    /// A side's own segments, with bytes in flight.
    Sending(Side),
    /// A side's program, between its own segments.
    Pausing(Side),
    /// The way between them.
    Way,
}
