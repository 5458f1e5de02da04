//! A conversation between two endpoints: who is who, and what was counted of it.

use std::net::IpAddr;

use super::copies::Copies;
use super::dns::{Lookups, Transactions};
use super::resolved::Asked;
use super::sights::Twin;
use super::tcp::TcpFlow;
use crate::decode::icmp::Unreachable;
use crate::time::{Span, Timestamp};

/// One end of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Endpoint {
    /// Its IP address.
    pub address: IpAddr,
    /// Its port.
    pub port: u16,
}

impl Endpoint {
    /// What goes there goes to a group, or to everybody.
    pub const fn is_for_all(self) -> bool {
        match self.address {
            IpAddr::V4(address) => address.is_multicast() || address.is_broadcast(),
            IpAddr::V6(address) => address.is_multicast(),
        }
    }
}

/// The two ends' roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Who opened the conversation.
    Client,
    /// Who was asked.
    Server,
}

impl Side {
    /// Client and server.
    pub const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }

    /// `client` or `server`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// One value for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySide<T> {
    /// Of the client.
    pub client: T,
    /// Of the server.
    pub server: T,
}

impl<T> BySide<T> {
    /// What `of` gives of each side.
    pub fn from_fn(of: impl Fn(Side) -> T) -> Self {
        Self { client: of(Side::Client), server: of(Side::Server) }
    }

    /// The value of a side.
    pub const fn of(&self, side: Side) -> &T {
        match side {
            Side::Client => &self.client,
            Side::Server => &self.server,
        }
    }

    /// The value of a side, to change.
    pub const fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }

    /// The value of a side and that of the other, to change.
    pub const fn both_mut(&mut self, side: Side) -> (&mut T, &mut T) {
        match side {
            Side::Client => (&mut self.client, &mut self.server),
            Side::Server => (&mut self.server, &mut self.client),
        }
    }
}

/// Transport protocols whose conversations are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Protocol {
    /// Transmission Control Protocol: `tcp.stream`.
    Tcp,
    /// User Datagram Protocol: `udp.stream`.
    Udp,
}

impl Protocol {
    /// `tcp` or `udp`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

/// The name of a conversation: `tcp:0`. Numbered as Wireshark numbers `tcp.stream` and `udp.stream`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamId {
    /// Which numbering.
    pub protocol: Protocol,
    /// From 0.
    pub number: u32,
}

impl std::fmt::Display for StreamId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}", self.protocol.as_str(), self.number)
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.address {
            IpAddr::V4(address) => write!(out, "{address}:{}", self.port),
            IpAddr::V6(address) => write!(out, "[{address}]:{}", self.port),
        }
    }
}

/// How the roles are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roles {
    /// The SYN was captured, or for UDP the first packet of the conversation.
    Observed,
    /// Guessed: from the ports, then from who sent first.
    Inferred,
}

/// What has become of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// RST or ICMP error to the SYN, or port unreachable to a datagram.
    Refused,
    /// A valid RST before both FINs.
    Reset,
    /// Both FINs.
    Closed,
    /// One FIN.
    HalfClosed,
    /// Questions only.
    Unanswered,
    /// TCP without a SYN and without an end.
    Midstream,
    /// None of the others.
    Open,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Refused, Self::Reset, Self::Closed, Self::HalfClosed, Self::Unanswered, Self::Midstream, Self::Open];

    /// The word that records and tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Reset => "reset",
            Self::Closed => "closed",
            Self::HalfClosed => "half-closed",
            Self::Unanswered => "unanswered",
            Self::Midstream => "midstream",
            Self::Open => "open",
        }
    }
}

/// The first packet numbers of a kind, and how many there were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameNumbers {
    first: Vec<u64>,
    count: u64,
}

impl FrameNumbers {
    /// How many numbers are kept.
    pub const KEPT: usize = 1000;

    /// Adds a number; past the limit, or if `is_kept` says so, it is only counted.
    pub fn add(&mut self, number: u64, is_kept: bool) {
        if is_kept && self.first.len() < Self::KEPT {
            self.first.push(number);
        }
        self.count += 1;
    }

    /// The first numbers, in the order of the file.
    pub fn kept(&self) -> &[u64] {
        &self.first
    }

    /// Whether a number is among those kept.
    pub fn has(&self, number: u64) -> bool {
        self.first.binary_search(&number).is_ok()
    }

    /// How many were added.
    pub const fn count(&self) -> u64 {
        self.count
    }

    pub(super) const fn heap_bytes(&self) -> usize {
        self.first.capacity() * size_of::<u64>()
    }
}

/// A conversation.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its name.
    pub stream: StreamId,
    /// Who opened it.
    pub client: Endpoint,
    /// Who was asked.
    pub server: Endpoint,
    /// How the roles are known.
    pub roles: Roles,
    /// Packets sent by each side.
    pub packets: BySide<u64>,
    /// Bytes of those packets on the wire, headers included (the sum of `frame.len`).
    pub frame_bytes: BySide<u64>,
    /// The name whose address the client had asked DNS for before it began.
    pub asked: Option<Asked>,
    /// Number of the first packet.
    pub first_frame: u64,
    /// Number of the last packet.
    pub last_frame: u64,
    /// Earliest time stamp among its packets.
    pub start: Option<Timestamp>,
    /// Latest time stamp among its packets.
    pub end: Option<Timestamp>,
    /// Time stamps of some of its packets, in the order of the file.
    pub times: Times,
    /// Packets of [`Self::packets`] that are copies of others.
    pub copied: BySide<u64>,
    /// The conversation that it is on the other side of a router that translates addresses, where that was captured first.
    pub(super) twin: Option<Twin>,
    /// The latest packets of each side, to know their copies by.
    pub(super) copies: BySide<Copies>,
    /// What the transport protocol adds.
    pub transport: FlowTransport,
}

/// Time stamps of a conversation's packets, in the order of the file, whatever they say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// Of the first packet.
    pub first: Option<Timestamp>,
    /// Of the latest packet.
    pub last: Option<Timestamp>,
    /// Of the one before it; the first packet counts as before itself.
    pub before_last: Option<Timestamp>,
}

/// What the transport protocol adds to a conversation.
#[derive(Clone, Debug)]
pub enum FlowTransport {
    /// A TCP connection.
    Tcp(Box<TcpFlow>),
    /// UDP datagrams.
    Udp(UdpFlow),
}

/// What is kept of a UDP conversation.
#[derive(Clone, Debug, Default)]
pub struct UdpFlow {
    /// Payload bytes sent by each side.
    pub bytes: BySide<u64>,
    /// The ICMP error that a datagram of it met: packet number and code of Destination Unreachable.
    pub unreachable: Option<(u64, Unreachable)>,
    /// The ICMP error that says that a datagram's time to live ran out on the way: packet number.
    pub expired: Option<u64>,
    /// DNS questions and what answered them.
    pub lookups: Lookups,
    /// The latest DNS question of each ID, as long as figures are kept.
    pub(super) transactions: Transactions,
}

impl Flow {
    /// Packets sent by each side: those captured, without their copies.
    pub const fn sent(&self) -> BySide<u64> {
        BySide {
            client: self.packets.client.saturating_sub(self.copied.client),
            server: self.packets.server.saturating_sub(self.copied.server),
        }
    }

    /// Duration from the earliest to the latest packet.
    pub fn duration(&self) -> Span {
        match (self.start, self.end) {
            (Some(start), Some(end)) => end.since(start),
            _ => Span::ZERO,
        }
    }

    /// The conversation that it is on the other side of a router, where that is certain.
    pub fn twin(&self) -> Option<Twin> {
        self.twin.filter(|twin| twin.is_certain)
    }

    /// The endpoint on a side.
    pub const fn endpoint(&self, side: Side) -> Endpoint {
        match side {
            Side::Client => self.client,
            Side::Server => self.server,
        }
    }

    /// What has become of it, by the packets so far.
    pub fn state(&self) -> State {
        match &self.transport {
            FlowTransport::Tcp(tcp) => tcp.state(),
            FlowTransport::Udp(udp) if udp.unreachable.is_some_and(|(_, why)| why.is_port()) => State::Refused,
            // Only questions stay unanswered; what was captured of the server alone answers something.
            FlowTransport::Udp(_) if self.packets.server > 0 => State::Open,
            FlowTransport::Udp(_) => State::Unanswered,
        }
    }

    /// Payload bytes sent by each side, repeats left out.
    pub fn bytes(&self) -> BySide<u64> {
        match &self.transport {
            FlowTransport::Tcp(tcp) => tcp.bytes(),
            FlowTransport::Udp(udp) => udp.bytes,
        }
    }

    /// DNS questions and what answered them, where the conversation carries DNS.
    pub fn lookups(&self) -> Option<&Lookups> {
        match &self.transport {
            FlowTransport::Tcp(tcp) => tcp.dns.as_ref().map(|dns| &dns.lookups),
            FlowTransport::Udp(udp) => Some(&udp.lookups),
        }
        .filter(|lookups| !lookups.exchanges.is_empty())
    }

    pub(super) fn heap_bytes(&self) -> usize {
        match &self.transport {
            FlowTransport::Tcp(tcp) => size_of::<TcpFlow>() + tcp.heap_bytes(),
            FlowTransport::Udp(udp) => udp.lookups.heap_bytes() + udp.transactions.heap_bytes(),
        }
    }
}
