//! Every field of a packet under Wireshark's name, with its value and its bytes.
//!
//! Each protocol has one file of one shape: its table of fields, then a walk that tells a layer's fields to a [`Sink`] in the
//! order of Wireshark's details pane. Who wants a few values ([`collect`]) and who wants the whole tree walk the same way, so a
//! filter, a column and the details pane can't disagree.
//!
//! The tables don't stand in `decode`, because half of what Wireshark calls a field comes from other packets: relative
//! sequence numbers, what a response answers, time since the last frame. Walks read a layer's bytes again where the layer keeps
//! no value that nobody but a field asks for.

mod arp;
pub mod collect;
mod cut;
mod data;
mod dhcp;
mod dhcp_names;
mod dns;
mod dns_names;
mod dns_options;
mod dns_records;
mod ethernet;
mod field;
mod fragments;
mod frame;
mod icmp;
mod icmpv6;
mod igmp;
mod ipv4;
mod ipv4_options;
mod ipv6;
mod labcap;
pub mod later;
mod llc;
mod loopback;
mod names;
mod problem;
mod quoted;
mod raw;
mod reader;
mod sll;
mod tcp;
mod tcp_options;
mod tree;
mod udp;
mod value;
mod vlan;

pub use field::{Base, Field, Kind};
pub use frame::Clock;
pub use later::Later;
pub use tree::{Item, Sink, Tree};
pub use value::Value;

use self::ethernet::Rest;
use crate::decode::{Layer, Payload};
use crate::frame::LinkType;
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
    /// Domain Name System, mDNS and LLMNR.
    Dns,
    /// Dynamic Host Configuration Protocol.
    Dhcp,
    /// What no protocol here takes apart.
    Data,
    /// A capture without link layer.
    Raw,
    /// BSD's loopback header.
    Loopback,
    /// VLAN tags.
    Vlan,
    /// Logical Link Control.
    Llc,
    /// Address Resolution Protocol.
    Arp,
    /// Internet Protocol version 6.
    Ipv6,
    /// Internet Control Message Protocol.
    Icmp,
    /// Internet Control Message Protocol for IPv6.
    Icmpv6,
    /// Internet Group Management Protocol.
    Igmp,
    /// Packets that can't be read to their end.
    Problem,
    /// What labcap says.
    Labcap,
}

impl Protocol {
    /// Every protocol, in the order of the tables.
    pub const ALL: [Self; TABLES.len()] = [
        Self::Frame,
        Self::Sll,
        Self::Ethernet,
        Self::Ipv4,
        Self::Udp,
        Self::Tcp,
        Self::Dns,
        Self::Dhcp,
        Self::Data,
        Self::Raw,
        Self::Loopback,
        Self::Vlan,
        Self::Llc,
        Self::Arp,
        Self::Ipv6,
        Self::Icmp,
        Self::Icmpv6,
        Self::Igmp,
        Self::Problem,
        Self::Labcap,
    ];

    /// Whether some of its fields are worked out by the tracker only where they are asked for
    /// ([`crate::track::Limits::keeps_figures`]).
    pub const fn needs_figures(self) -> bool {
        matches!(self, Self::Tcp | Self::Dns)
    }
}

/// The tables, in the order of [`Protocol`].
const TABLES: [&[Field]; 20] = [
    frame::FIELDS,
    sll::FIELDS,
    ethernet::FIELDS,
    ipv4::FIELDS,
    udp::FIELDS,
    tcp::FIELDS,
    dns::FIELDS,
    dhcp::FIELDS,
    data::FIELDS,
    raw::FIELDS,
    loopback::FIELDS,
    vlan::FIELDS,
    llc::FIELDS,
    arp::FIELDS,
    ipv6::FIELDS,
    icmp::FIELDS,
    icmpv6::FIELDS,
    igmp::FIELDS,
    problem::FIELDS,
    labcap::FIELDS,
];

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
    /// What is said of it, where that is asked for.
    pub told: Told<'p>,
}

/// What is said of a packet and its conversation: the fields `labcap.*`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'p> {
    /// The state of its conversation.
    pub state: Option<&'static str>,
    /// The codes of the statements about it and its conversation.
    pub codes: &'p [&'static str],
}

/// Tells all fields of a packet, from the frame inwards. Layers of protocols that aren't wanted are passed over.
pub fn walk<S: Sink>(subject: &Subject<'_, '_>, sink: &mut S) {
    let mut tree = Tree::new(sink);
    if tree.wants(Protocol::Frame) {
        tree.enter(subject.inspected.packet.frame.bytes);
        frame::walk(subject, &mut tree);
    }
    let packet = &subject.inspected.packet;
    if tree.wants(Protocol::Raw) && matches!(packet.frame.link_type, LinkType::RAW | LinkType(12 | 14)) {
        raw::walk(packet.frame.bytes, &mut tree);
    }
    for (index, (layer, payload)) in packet.layers.iter().zip(&packet.sources).enumerate() {
        let piece = match (layer, &subject.inspected.seen.reassembled) {
            // What follows the innermost IP header was read from the whole datagram.
            (Layer::Ipv4(_) | Layer::Ipv6(_), Some(_)) => {
                packet.sources.get(index + 1).filter(|next| next.length > payload.length || is_apart(payload, next))
            }
            _ => None,
        };
        tree.enter(payload.bytes);
        match layer {
            Layer::Ipv4(ip) if tree.wants(Protocol::Ipv4) => {
                ipv4::walk(ip, payload.bytes, Some(payload.length), piece.map(|whole| (whole.bytes, subject)), subject.later, &mut tree);
            }
            Layer::Ipv6(_) if tree.wants(Protocol::Ipv6) || tree.wants(Protocol::Ipv4) => {
                ipv6::walk(payload.bytes, piece.map(|whole| (whole.bytes, subject)), subject.later, &mut tree);
            }
            _ => of_layer(layer, *payload, Rest::behind(packet, index + 1), Some(subject), &mut tree),
        }
    }
    cut::walk(packet, &mut tree);
    if (tree.wants(Protocol::Dns) || tree.wants(Protocol::Tcp))
        && let Some(carried) = &subject.inspected.seen.carried
    {
        let payload = match packet.last() {
            Some(Layer::Tcp(tcp)) => tcp.payload.bytes,
            _ => &[],
        };
        if tree.wants(Protocol::Tcp)
            && let (Some(joined), Some((_, message))) = (&carried.joined, carried.framed(payload).next())
        {
            tcp::segments(joined, message.bytes, &mut tree);
        }
        dns::walk_carried(carried, payload, subject.later.answered_in, &mut tree);
    }
    if tree.wants(Protocol::Data)
        && let Some(bytes) = data::of(subject)
    {
        tree.enter(bytes);
        data::walk(bytes, &mut tree);
    }
    if tree.wants(Protocol::Problem) {
        problem::walk(packet, &mut tree);
    }
    if tree.wants(Protocol::Labcap) {
        labcap::walk(subject, &mut tree);
    }
}

/// Whether what follows a header isn't in the bytes that the header stands in.
fn is_apart(payload: &Payload<'_>, next: &Payload<'_>) -> bool {
    let (outer, inner) = (payload.bytes.as_ptr_range(), next.bytes.as_ptr_range());
    inner.start < outer.start || inner.end > outer.end
}

/// Tells the fields of one layer. `payload` begins with it, `rest` is what follows all that it carries; `subject` is `None` where
/// an ICMP error quotes it.
fn of_layer<S: Sink>(
    layer: &Layer<'_>,
    payload: Payload<'_>,
    rest: Rest<'_>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) {
    let bytes = payload.bytes;
    match layer {
        // Padding is Ethernet's, whatever comes before it.
        Layer::Sll(sll) if tree.wants(Protocol::Sll) || tree.wants(Protocol::Ethernet) => sll::walk(sll, bytes, rest, tree),
        Layer::Ethernet(ethernet) if tree.wants(Protocol::Ethernet) => ethernet::walk(ethernet, bytes, rest, tree),
        Layer::Loopback(loopback) if tree.wants(Protocol::Loopback) => loopback::walk(*loopback, bytes, tree),
        Layer::Vlan(vlan) if tree.wants(Protocol::Vlan) || tree.wants(Protocol::Ethernet) => vlan::walk(vlan, bytes, rest, tree),
        Layer::Llc(llc) if tree.wants(Protocol::Llc) => llc::walk(llc, bytes, tree),
        Layer::Arp(_) if tree.wants(Protocol::Arp) => arp::walk(bytes, subject, tree),
        Layer::Ipv4(ip) if tree.wants(Protocol::Ipv4) => ipv4::walk(ip, bytes, None, None, Later::default(), tree),
        Layer::Ipv6(_) if tree.wants(Protocol::Ipv6) || tree.wants(Protocol::Ipv4) => ipv6::walk(bytes, None, Later::default(), tree),
        // What an error quotes, and what an echo carries, stands below it.
        Layer::Icmp(_) => icmp::walk(payload, subject.and_then(|subject| subject.inspected.packet.frame.time), subject, tree),
        Layer::Icmpv6(_) => icmpv6::walk(payload, subject, tree),
        Layer::Igmp(igmp) if tree.wants(Protocol::Igmp) => igmp::walk(igmp, payload, tree),
        Layer::Udp(udp) if tree.wants(Protocol::Udp) => {
            if let Some(subject) = subject {
                udp::walk(udp, subject, tree);
            }
        }
        Layer::Tcp(tcp) if tree.wants(Protocol::Tcp) => tcp::walk(tcp, subject, tree),
        Layer::Dhcp(dhcp) if tree.wants(Protocol::Dhcp) => dhcp::walk(dhcp, bytes, tree),
        Layer::Dns(dns) if tree.wants(Protocol::Dns) => dns::walk(dns, bytes, subject, tree),
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
