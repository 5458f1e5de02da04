//! Internet Control Message Protocol for IPv6 (RFC 4443), neighbour discovery (RFC 4861) and multicast listener
//! discovery (RFC 2710, RFC 3810).

use std::net::Ipv6Addr;

use super::icmp::{Echo, echo};
use super::packet::{LayerName, Problem};
use super::payload::Payload;
use super::quoted::Quoted;

/// Bytes that every message has: type, code and checksum.
const COMMON: usize = 4;
/// Bytes before what an error quotes.
const ERROR_HEADER: usize = 8;

/// An ICMPv6 message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icmpv6<'a> {
    /// `icmpv6.type`.
    pub kind: u8,
    /// `icmpv6.code`.
    pub code: u8,
    /// What the type carries.
    pub message: Message<'a>,
}

/// What an ICMPv6 message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// Destination unreachable (1).
    Unreachable(Quoted),
    /// Packet too big (2).
    PacketTooBig {
        /// `icmpv6.mtu`: what fits the next network, in bytes.
        mtu: u32,
        /// The start of the packet.
        quoted: Quoted,
    },
    /// Time exceeded (3).
    TimeExceeded(Quoted),
    /// Parameter problem (4).
    ParameterProblem(Quoted),
    /// Echo request (128).
    EchoRequest(Echo),
    /// Echo reply (129).
    EchoReply(Echo),
    /// Multicast listener query (130); the group is `::` where it asks for all.
    ListenerQuery(Ipv6Addr),
    /// Multicast listener report, version 1 (131).
    ListenerReport(Ipv6Addr),
    /// Multicast listener done (132).
    ListenerDone(Ipv6Addr),
    /// Multicast listener report, version 2 (143).
    ListenerReports(ListenerRecords<'a>),
    /// Router solicitation (133).
    RouterSolicitation(NeighborOptions<'a>),
    /// Router advertisement (134).
    RouterAdvertisement(NeighborOptions<'a>),
    /// Neighbour solicitation (135).
    NeighborSolicitation {
        /// `icmpv6.nd.ns.target_address`.
        target: Ipv6Addr,
        /// The options behind it.
        options: NeighborOptions<'a>,
    },
    /// Neighbour advertisement (136).
    NeighborAdvertisement {
        /// `icmpv6.nd.na.target_address`.
        target: Ipv6Addr,
        /// `icmpv6.nd.na.flag`: router, solicited, override, from the highest bit.
        flags: u8,
        /// The options behind it.
        options: NeighborOptions<'a>,
    },
    /// Redirect (137).
    Redirect {
        /// `icmpv6.rd.na.target_address`: the better next router.
        target: Ipv6Addr,
        /// `icmpv6.rd.na.destination_address`: for packets to this address.
        destination: Ipv6Addr,
        /// The options behind them.
        options: NeighborOptions<'a>,
    },
    /// Another type, or a message that ends before its fields do.
    Other,
}

/// The sender of the neighbour advertisement is a router.
pub const ROUTER: u8 = 0x80;
/// It answers a solicitation.
pub const SOLICITED: u8 = 0x40;
/// It replaces what the receiver knows.
pub const OVERRIDE: u8 = 0x20;

/// The options of a neighbour discovery message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeighborOptions<'a>(Payload<'a>);

/// An option of a neighbour discovery message: its type and what follows its length.
pub type NeighborOption<'a> = (u8, &'a [u8]);

impl<'a> NeighborOptions<'a> {
    const SOURCE_ADDRESS: u8 = 1;
    const TARGET_ADDRESS: u8 = 2;
    const PREFIX: u8 = 3;

    /// The options up to the first that can't be read.
    pub fn iter(self) -> impl Iterator<Item = NeighborOption<'a>> {
        let mut rest = self.0.bytes;
        std::iter::from_fn(move || {
            let (option, after) = Self::split(rest)?;
            rest = after;
            Some(option)
        })
    }

    fn split(bytes: &[u8]) -> Option<(NeighborOption<'_>, &[u8])> {
        let (&[kind, units], _) = bytes.split_first_chunk()?;
        let (option, after) = bytes.split_at_checked(usize::from(units).saturating_mul(8))?;
        Some(((kind, option.get(2..)?), after))
    }

    /// The last option is longer than what is left. One of length 0 only ends the list.
    fn is_broken(self) -> bool {
        let read: usize = self.iter().map(|(_, bytes)| bytes.len().saturating_add(2)).sum();
        let rest = self.0.after(read);
        rest.length > 0 && rest.u8_at(1) != Some(0)
    }

    fn hardware(self, wanted: u8) -> Option<[u8; 6]> {
        self.iter().find_map(|(kind, bytes)| (kind == wanted).then(|| bytes.first_chunk().copied())?)
    }

    /// The sender's Ethernet address.
    pub fn source_hardware(self) -> Option<[u8; 6]> {
        self.hardware(Self::SOURCE_ADDRESS)
    }

    /// The target's Ethernet address.
    pub fn target_hardware(self) -> Option<[u8; 6]> {
        self.hardware(Self::TARGET_ADDRESS)
    }

    /// The prefixes that a router announces: address and length in bits.
    pub fn prefixes(self) -> impl Iterator<Item = (Ipv6Addr, u8)> {
        self.iter().filter(|(kind, _)| *kind == Self::PREFIX).filter_map(|(_, bytes)| {
            let address: [u8; 16] = bytes.get(14..)?.first_chunk().copied()?;
            Some((address.into(), *bytes.first()?))
        })
    }
}

/// The group records of a multicast listener report, version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenerRecords<'a> {
    count: u16,
    payload: Payload<'a>,
}

impl<'a> ListenerRecords<'a> {
    /// Type, number of sources and group of each record up to the first that can't be read.
    pub fn iter(self) -> impl Iterator<Item = (u8, u16, Ipv6Addr)> + use<'a> {
        let mut rest = self.payload;
        (0..self.count).map_while(move |_| {
            let sources = rest.u16_at(2)?;
            let record = (rest.u8_at(0)?, sources, rest.array_at::<16>(4)?.into());
            let auxiliary = usize::from(rest.u8_at(1)?).saturating_mul(4);
            let length = usize::from(sources).saturating_mul(16).saturating_add(20).saturating_add(auxiliary);
            if length > rest.bytes.len() {
                return None;
            }
            rest = rest.after(length);
            Some(record)
        })
    }
}

/// Reads an ICMPv6 message. A message without its fields leaves the layer and the problem.
pub fn decode(payload: Payload<'_>) -> Result<(Icmpv6<'_>, Option<Problem>), Problem> {
    let missing = || Problem::missing_bytes(LayerName::Icmpv6, payload);
    let (Some(kind), Some(code), Some(_)) = (payload.u8_at(0), payload.u8_at(1), payload.u16_at(2)) else { return Err(missing()) };
    let message = message(kind, payload);
    let is_broken = match message {
        None => true,
        Some(
            Message::RouterSolicitation(options)
            | Message::RouterAdvertisement(options)
            | Message::NeighborSolicitation { options, .. }
            | Message::NeighborAdvertisement { options, .. }
            | Message::Redirect { options, .. },
        ) => options.is_broken(),
        Some(
            Message::Unreachable(quoted)
            | Message::PacketTooBig { quoted, .. }
            | Message::TimeExceeded(quoted)
            | Message::ParameterProblem(quoted),
        ) => quoted.is_cut,
        Some(Message::ListenerReports(records)) => records.iter().count() < usize::from(records.count),
        Some(_) => false,
    };
    let layer = Icmpv6 { kind, code, message: message.unwrap_or(Message::Other) };
    Ok((layer, is_broken.then(missing)))
}

fn message(kind: u8, payload: Payload<'_>) -> Option<Message<'_>> {
    let quoted = || Quoted::ipv6(payload.after(ERROR_HEADER));
    let address = |offset| payload.array_at::<16>(offset).map(Ipv6Addr::from);
    let options = |offset| NeighborOptions(payload.after(offset));
    Some(match kind {
        1 => Message::Unreachable(quoted()),
        2 => Message::PacketTooBig { mtu: payload.u32_at(COMMON)?, quoted: quoted() },
        3 => Message::TimeExceeded(quoted()),
        4 => Message::ParameterProblem(quoted()),
        128 => Message::EchoRequest(echo(payload)?),
        129 => Message::EchoReply(echo(payload)?),
        130 => Message::ListenerQuery(address(8)?),
        131 => Message::ListenerReport(address(8)?),
        132 => Message::ListenerDone(address(8)?),
        133 => payload.u32_at(COMMON).map(|_| Message::RouterSolicitation(options(8)))?,
        134 => payload.u32_at(12).map(|_| Message::RouterAdvertisement(options(16)))?,
        135 => Message::NeighborSolicitation { target: address(8)?, options: options(24) },
        136 => Message::NeighborAdvertisement { target: address(8)?, flags: payload.u8_at(COMMON)?, options: options(24) },
        137 => Message::Redirect { target: address(8)?, destination: address(24)?, options: options(40) },
        143 => Message::ListenerReports(ListenerRecords { count: payload.u16_at(6)?, payload: payload.after(8) }),
        _ if payload.bytes.len() < smallest(kind) => return None,
        _ => Message::Other,
    })
}

/// Bytes that a message of one of the other types has at least.
const fn smallest(kind: u8) -> usize {
    match kind {
        // Inverse neighbour discovery and the mobility messages begin with 4 bytes of their own, as do extended echoes.
        141 | 142 | 144..=148 | 150 | 151 | 154 | 156 | 160 | 161 => 8,
        149 => 12,
        138..=140 => 16,
        157 | 158 => 32,
        _ => COMMON,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solicitation(options: &[u8]) -> Vec<u8> {
        let mut bytes = vec![135, 0, 0, 0, 0, 0, 0, 0];
        bytes.extend([0; 15]);
        bytes.push(9);
        bytes.extend(options);
        bytes
    }

    #[test]
    fn a_solicitation_says_who_asks() {
        let bytes = solicitation(&[1, 1, 2, 0, 0, 0, 0, 7]);
        let (layer, problem) = decode(Payload::new(&bytes, bytes.len())).expect("a message");
        let Message::NeighborSolicitation { target, options } = layer.message else { panic!("{layer:?}") };
        assert_eq!((target, options.source_hardware(), problem), ("::9".parse().unwrap(), Some([2, 0, 0, 0, 0, 7]), None));
    }

    #[test]
    fn an_option_of_length_0_ends_the_list_and_one_that_is_too_long_is_a_problem() {
        for (units, is_broken) in [(0, false), (1, false), (2, true)] {
            let bytes = solicitation(&[1, units, 2, 0, 0, 0, 0, 7]);
            let (_, problem) = decode(Payload::new(&bytes, bytes.len())).expect("a message");
            assert_eq!(problem.is_some(), is_broken, "{units}");
        }
    }

    #[test]
    fn a_report_that_states_more_records_than_it_has_is_a_problem() {
        let mut bytes = vec![143, 0, 0, 0, 0, 0, 0, 2, 4, 0, 0, 0];
        bytes.extend([0; 16]);
        let (layer, problem) = decode(Payload::new(&bytes, bytes.len())).expect("a message");
        let Message::ListenerReports(records) = layer.message else { panic!("{layer:?}") };
        assert_eq!((records.iter().count(), problem.is_some()), (1, true));
    }
}
