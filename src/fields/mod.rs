//! Every field of a packet under Wireshark's name, with its value and its bytes.
//!
//! Each protocol has one file of one shape: its table of fields, then a walk that tells a layer's fields to a [`Sink`] in the
//! order of Wireshark's details pane. Who wants a few values ([`collect`]) and who wants the whole tree walk the same way, so a
//! filter, a column and the details pane can't disagree.
//!
//! The tables don't stand in `decode`, because half of what Wireshark calls a field comes from other packets: relative
//! sequence numbers, what a response answers, time since the last frame. Walks read a layer's bytes again where the layer keeps
//! no value that nobody but a field asks for.

pub mod collect;
mod data;
mod ethernet;
mod field;
mod frame;
mod ipv4;
pub mod later;
mod names;
mod sll;
mod tcp;
mod tcp_options;
mod tree;
mod udp;
mod value;

pub use field::{Base, Field, Kind};
pub use frame::Clock;
pub use later::Later;
pub use tree::{Item, Sink, Tree};
pub use value::Value;

use crate::decode::Layer;
use crate::inspect::Inspected;
use crate::track::flow::Flow;

/// A protocol that has fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Protocol {
    /// What the capture tells of a frame.
    Frame,
    /// Linux cooked capture.
    Sll,
    /// Ethernet.
    Ethernet,
    /// Internet Protocol version 4.
    Ipv4,
    /// User Datagram Protocol.
    Udp,
    /// Transmission Control Protocol.
    Tcp,
    /// What no protocol here takes apart.
    Data,
}

impl Protocol {
    /// Every protocol, in the order of the tables.
    pub const ALL: [Self; TABLES.len()] = [Self::Frame, Self::Sll, Self::Ethernet, Self::Ipv4, Self::Udp, Self::Tcp, Self::Data];
}

/// The tables, in the order of [`Protocol`].
const TABLES: [&[Field]; 7] = [frame::FIELDS, sll::FIELDS, ethernet::FIELDS, ipv4::FIELDS, udp::FIELDS, tcp::FIELDS, data::FIELDS];

/// A field: its protocol and its place in that protocol's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id {
    protocol: Protocol,
    index: u16,
}

impl Id {
    /// The protocol whose file has it.
    pub const fn protocol(self) -> Protocol {
        self.protocol
    }

    /// Its place in its protocol's table.
    pub const fn index(self) -> usize {
        self.index as usize
    }

    /// What is known of it.
    pub const fn field(self) -> &'static Field {
        &TABLES[self.protocol as usize][self.index as usize]
    }

    /// The field of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        all().find(|id| id.field().name == name)
    }
}

/// Every field, protocol by protocol.
pub fn all() -> impl Iterator<Item = Id> {
    Protocol::ALL.into_iter().flat_map(|protocol| {
        let count = u16::try_from(TABLES[protocol as usize].len()).unwrap_or(u16::MAX);
        (0..count).map(move |index| Id { protocol, index })
    })
}

/// What a walk looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'p, 'a> {
    /// The packet and what it is among the others.
    pub inspected: &'p Inspected<'a>,
    /// Its conversation, by the packets so far.
    pub flow: Option<&'p Flow>,
    /// The times of the packets before it.
    pub clock: Clock,
    /// What packets behind it say of it, where those are known.
    pub later: Later,
}

/// Tells all fields of a packet, from the frame inwards. Layers of protocols that aren't wanted are passed over.
pub fn walk<S: Sink>(subject: &Subject<'_, '_>, sink: &mut S) {
    let mut tree = Tree::new(sink);
    if tree.wants(Protocol::Frame) {
        tree.enter(subject.inspected.packet.frame.bytes);
        frame::walk(subject, &mut tree);
    }
    let packet = &subject.inspected.packet;
    for (layer, payload) in packet.layers.iter().zip(&packet.sources) {
        tree.enter(payload.bytes);
        of_layer(layer, payload.bytes, Some(subject), &mut tree);
    }
    if tree.wants(Protocol::Data)
        && let Some(bytes) = data::of(subject)
    {
        tree.enter(bytes);
        data::walk(bytes, &mut tree);
    }
}

/// Tells the fields of one layer. `bytes` begin with it; `subject` is `None` where an ICMP error quotes it.
fn of_layer<S: Sink>(layer: &Layer<'_>, bytes: &[u8], subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    match layer {
        Layer::Sll(sll) if tree.wants(Protocol::Sll) => sll::walk(sll, bytes, tree),
        Layer::Ethernet(ethernet) if tree.wants(Protocol::Ethernet) => ethernet::walk(ethernet, bytes, tree),
        Layer::Ipv4(ip) if tree.wants(Protocol::Ipv4) => ipv4::walk(ip, bytes, subject, tree),
        Layer::Udp(udp) if tree.wants(Protocol::Udp) => udp::walk(udp, subject, tree),
        Layer::Tcp(tcp) if tree.wants(Protocol::Tcp) => tcp::walk(tcp, subject, tree),
        _ => {}
    }
}

/// The table of a protocol: a constant [`Id`] for each field, and `FIELDS`.
macro_rules! fields {
    ($protocol:expr; $($name:ident = $field:expr;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the constants below, under the same names")]
        #[repr(u16)]
        enum Index { $($name),+ }
        $(pub(super) const $name: $crate::fields::Id = $crate::fields::Id { protocol: $protocol, index: Index::$name as u16 };)+
        /// The fields, in the order of their constants.
        pub(super) const FIELDS: &[$crate::fields::Field] = &[$($field),+];
    };
}
use fields;
