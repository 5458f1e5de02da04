//! A decoded packet: its layers from the outside in, and why decoding stopped where it did.

use std::net::IpAddr;

use arrayvec::ArrayVec;

use super::arp::Arp;
use super::dhcp::Dhcp;
use super::dns::{Dns, Service};
use super::ethernet::Ethernet;
use super::ethertype::EtherType;
use super::icmp::Icmp;
use super::icmpv6::Icmpv6;
use super::igmp::Igmp;
use super::ipv4::Ipv4;
use super::ipv6::Ipv6;
use super::llc::Llc;
use super::loopback::Loopback;
use super::payload::Payload;
use super::sll::Sll;
use super::tcp::Tcp;
use super::udp::Udp;
use super::vlan::Vlan;
use super::{arp, dhcp, dns, ethernet, icmp, icmpv6, igmp, ipv4, ipv6, llc, loopback, sll, tcp, udp, vlan};
use crate::frame::{Frame, LinkType};

/// How many layers a packet may have. What is nested deeper is shown as data.
const MAX_LAYERS: usize = 8;

/// A frame and what could be read of it.
#[derive(Clone, Debug)]
pub struct Packet<'a> {
    /// The frame as it was captured.
    pub frame: Frame<'a>,
    /// From the link layer inwards. Empty where the link type isn't decoded.
    pub layers: ArrayVec<Layer<'a>, MAX_LAYERS>,
    /// What each layer was read from: its bytes and all behind them.
    pub sources: ArrayVec<Payload<'a>, MAX_LAYERS>,
    /// The bytes of a network or transport layer that could not be read.
    pub unread: Payload<'a>,
    /// Why decoding stopped before the end, if it did.
    pub problem: Option<Problem>,
    /// The piece of a larger datagram that the packet carries, until [`Self::join`] goes on with all of it.
    pub piece: Option<Piece<'a>>,
}

/// A piece of a datagram that was too large for one packet.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Who sent the datagram.
    pub sender: IpAddr,
    /// Who gets it.
    pub receiver: IpAddr,
    /// What the datagram carries.
    pub protocol: u8,
    /// The same in all pieces.
    pub identification: u32,
    /// The VLAN of an IPv4 datagram, 0 without one: each counts its own.
    pub vlan: u16,
    /// Where the piece stands in the datagram's payload, in bytes.
    pub offset: u16,
    /// It isn't the last.
    pub more_fragments: bool,
    /// The piece.
    pub payload: Payload<'a>,
}

/// One layer of a packet.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// Linux cooked capture, v1 or v2.
    Sll(Sll),
    /// Ethernet II or IEEE 802.3.
    Ethernet(Ethernet),
    /// The protocol family before a packet on BSD's loopback interfaces.
    Loopback(Loopback),
    /// A VLAN tag.
    Vlan(Vlan),
    /// IEEE 802.2 Logical Link Control.
    Llc(Llc),
    /// Address Resolution Protocol.
    Arp(Arp),
    /// Internet Protocol version 4.
    Ipv4(Ipv4<'a>),
    /// Internet Protocol version 6.
    Ipv6(Ipv6),
    /// Internet Control Message Protocol.
    Icmp(Icmp),
    /// Internet Control Message Protocol for IPv6.
    Icmpv6(Icmpv6<'a>),
    /// Internet Group Management Protocol.
    Igmp(Igmp<'a>),
    /// User Datagram Protocol.
    Udp(Udp<'a>),
    /// Transmission Control Protocol.
    Tcp(Tcp<'a>),
    /// Domain Name System.
    Dns(Dns<'a>),
    /// Dynamic Host Configuration Protocol, or BOOTP.
    Dhcp(Dhcp<'a>),
    /// A network protocol that isn't decoded.
    OtherNetwork(EtherType),
    /// A transport protocol that isn't decoded, by its number in the IP header.
    OtherTransport(u8),
}

/// A network layer that has addresses.
#[derive(Clone, Copy, Debug)]
pub enum Network<'p, 'a> {
    /// Internet Protocol version 4.
    Ipv4(&'p Ipv4<'a>),
    /// Internet Protocol version 6.
    Ipv6(&'p Ipv6),
}

impl Network<'_, '_> {
    /// How many routers may still pass it on: IPv4's time to live, IPv6's hop limit.
    pub const fn hops(&self) -> u8 {
        match self {
            Self::Ipv4(ip) => ip.time_to_live,
            Self::Ipv6(ip) => ip.hop_limit,
        }
    }

    /// Who sent the packet.
    pub fn sender(&self) -> IpAddr {
        match self {
            Self::Ipv4(ip) => ip.source.into(),
            Self::Ipv6(ip) => ip.source.into(),
        }
    }

    /// Who the packet is for in the end.
    pub fn receiver(&self) -> IpAddr {
        match self {
            Self::Ipv4(ip) => ip.destination.into(),
            Self::Ipv6(ip) => ip.receiver().into(),
        }
    }

    /// The IPv4 identification; 0, which identifies nothing, for IPv6.
    pub const fn identification(&self) -> u16 {
        match self {
            Self::Ipv4(ip) => ip.identification,
            Self::Ipv6(_) => 0,
        }
    }
}

/// A transport layer that has ports.
#[derive(Clone, Copy, Debug)]
pub enum Transport<'p, 'a> {
    /// Transmission Control Protocol.
    Tcp(&'p Tcp<'a>),
    /// User Datagram Protocol.
    Udp(&'p Udp<'a>),
}

/// The name of a layer, where a problem is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LayerName {
    /// Linux cooked capture.
    Sll,
    /// Ethernet.
    Ethernet,
    /// BSD's loopback header.
    Loopback,
    /// A VLAN tag.
    Vlan,
    /// Logical Link Control.
    Llc,
    /// Address Resolution Protocol.
    Arp,
    /// Internet Protocol version 4.
    Ipv4,
    /// Internet Protocol version 6.
    Ipv6,
    /// Internet Control Message Protocol.
    Icmp,
    /// Internet Control Message Protocol for IPv6.
    Icmpv6,
    /// Internet Group Management Protocol.
    Igmp,
    /// User Datagram Protocol.
    Udp,
    /// Transmission Control Protocol.
    Tcp,
    /// Domain Name System.
    Dns,
    /// Dynamic Host Configuration Protocol.
    Dhcp,
    /// What a datagram carries, so short that it can't be told what it is.
    Payload,
}

impl LayerName {
    /// As the standards write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sll => "Linux cooked",
            Self::Ethernet => "Ethernet",
            Self::Loopback => "Null/Loopback",
            Self::Vlan => "VLAN",
            Self::Llc => "LLC",
            Self::Arp => "ARP",
            Self::Ipv4 => "IPv4",
            Self::Ipv6 => "IPv6",
            Self::Icmp => "ICMP",
            Self::Icmpv6 => "ICMPv6",
            Self::Igmp => "IGMP",
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
            Self::Dns => "DNS",
            Self::Dhcp => "DHCP",
            Self::Payload => "UDP payload",
        }
    }
}

/// Why a layer could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The layer that could not be read.
    pub layer: LayerName,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The capture kept too few bytes; the packet itself may be in order.
    Cut,
    /// The packet ends before the layer's header does.
    Short,
    /// The version field names another protocol version: the value found.
    Version(u8),
    /// The header length field is below the smallest header: bytes stated.
    HeaderLength(u8),
    /// A length field is below the header or above what is there: bytes stated.
    Length(u16),
}

impl Problem {
    /// A header that needs more bytes than `payload` has: cut by the capture, or short on the wire.
    pub fn missing_bytes(layer: LayerName, payload: Payload<'_>) -> Self {
        let kind = if payload.is_cut() { ProblemKind::Cut } else { ProblemKind::Short };
        Self { layer, kind }
    }
}

impl<'a> Packet<'a> {
    /// A frame of which nothing has been read.
    #[inline]
    pub const fn new(frame: Frame<'a>) -> Self {
        let unread = Payload { bytes: &[], length: 0 };
        Self { frame, layers: ArrayVec::new_const(), sources: ArrayVec::new_const(), unread, problem: None, piece: None }
    }

    /// Reads as many layers as can be read.
    pub fn decode(&mut self) {
        let payload = Payload::new(self.frame.bytes, self.frame.wire_length as usize);
        if let Err(problem) = self.link(self.frame.link_type, payload) {
            self.problem = Some(problem);
        }
    }

    /// The packet that an ICMP error quotes, as far as it does: its length fields state more than is there.
    pub fn quoted(frame: Frame<'a>, ether_type: EtherType, quote: Payload<'a>) -> Self {
        let mut packet = Self::new(frame);
        let stated = match ether_type {
            EtherType::IPV4 => quote.u16_at(2).map(usize::from),
            _ => quote.u16_at(4).map(|length| usize::from(length).saturating_add(40)),
        };
        let payload = Payload::new(quote.bytes, stated.unwrap_or_default());
        if let Err(problem) = packet.network(ether_type, payload) {
            packet.problem = Some(problem);
        }
        packet
    }

    /// Goes on with the datagram that the packet's piece completes.
    pub fn join(&mut self, datagram: &'a [u8]) {
        let Some(piece) = self.piece.take() else { return };
        let payload = Payload::new(datagram, datagram.len());
        let (protocol, payload) = if piece.sender.is_ipv6() {
            match ipv6::after_extensions(piece.protocol, payload) {
                Ok((ipv6::NO_NEXT_HEADER, _)) => return,
                Ok(found) => found,
                Err(problem) => {
                    self.problem = Some(problem);
                    return;
                }
            }
        } else {
            (piece.protocol, payload)
        };
        if let Err(problem) = self.transport(protocol, payload) {
            self.problem = Some(problem);
        }
    }

    fn link(&mut self, link_type: LinkType, payload: Payload<'a>) -> Result<(), Problem> {
        let (ether_type, rest) = match link_type {
            LinkType::LINUX_SLL | LinkType::LINUX_SLL2 => {
                let (layer, rest) = if link_type == LinkType::LINUX_SLL { sll::decode_v1(payload)? } else { sll::decode_v2(payload)? };
                self.add(Layer::Sll(layer), payload);
                if layer.carries_llc() {
                    return self.llc(rest);
                }
                match layer.ether_type() {
                    Some(ether_type) => (ether_type, rest),
                    None => return Ok(()),
                }
            }
            LinkType::ETHERNET => {
                let (layer, rest) = ethernet::decode(payload)?;
                self.add(Layer::Ethernet(layer), payload);
                match layer.ether_type {
                    Some(ether_type) => (ether_type, rest),
                    None => return self.llc(rest),
                }
            }
            LinkType::NULL | LinkType::LOOP => {
                let (layer, rest) = loopback::decode(payload)?;
                self.add(Layer::Loopback(layer), payload);
                match layer.ether_type() {
                    Some(ether_type) => (ether_type, rest),
                    None => return Ok(()),
                }
            }
            LinkType::IPV4 => (EtherType::IPV4, payload),
            LinkType::IPV6 => (EtherType::IPV6, payload),
            LinkType::ARP => (EtherType::ARP, payload),
            // 12 and 14 are what some systems' own numbers for raw IP became in files.
            LinkType::RAW | LinkType(12 | 14) => match payload.u8_at(0).map(|first| first >> 4) {
                Some(6) => (EtherType::IPV6, payload),
                _ => (EtherType::IPV4, payload),
            },
            _ => return Ok(()),
        };
        self.network(ether_type, rest)
    }

    fn llc(&mut self, payload: Payload<'a>) -> Result<(), Problem> {
        let (layer, rest) = llc::decode(payload)?;
        self.add(Layer::Llc(layer), payload);
        match layer.ether_type() {
            Some(ether_type) => self.network(ether_type, rest),
            None => Ok(()),
        }
    }

    fn network(&mut self, ether_type: EtherType, payload: Payload<'a>) -> Result<(), Problem> {
        match ether_type {
            // The version decides, whatever the link layer says.
            EtherType::IPV4 if payload.u8_at(0).is_some_and(|first| first >> 4 == 6) => self.ipv6(payload),
            EtherType::IPV4 => self.ipv4(payload),
            EtherType::IPV6 => self.ipv6(payload),
            EtherType::ARP | EtherType::REVERSE_ARP => {
                self.add(Layer::Arp(arp::decode(payload)?), payload);
                Ok(())
            }
            EtherType::VLAN | EtherType::PROVIDER_BRIDGE | EtherType::OLD_PROVIDER_BRIDGE => {
                let (layer, rest) = vlan::decode(ether_type, payload)?;
                if self.layers.is_full() {
                    return Ok(());
                }
                self.add(Layer::Vlan(layer), payload);
                match layer.ether_type {
                    Some(inner) => self.network(inner, rest),
                    None => self.llc(rest),
                }
            }
            other => {
                self.add(Layer::OtherNetwork(other), payload);
                Ok(())
            }
        }
    }

    fn ipv4(&mut self, payload: Payload<'a>) -> Result<(), Problem> {
        let (layer, rest) = ipv4::decode(payload).inspect_err(|_| self.unread = payload)?;
        if self.layers.is_full() {
            return Ok(());
        }
        self.add(Layer::Ipv4(layer), payload);
        if layer.is_fragment() && !(layer.fragment_offset == 0 && rest.is_cut()) {
            let vlan = self.layers.iter().rev().find_map(|layer| match layer {
                Layer::Vlan(vlan) => Some(vlan.id),
                _ => None,
            });
            self.piece = Some(Piece {
                vlan: vlan.unwrap_or(0),
                sender: layer.source.into(),
                receiver: layer.destination.into(),
                protocol: layer.protocol,
                identification: layer.identification.into(),
                offset: layer.fragment_offset,
                more_fragments: layer.more_fragments,
                payload: rest,
            });
            return Ok(());
        }
        // Nothing behind the header: nothing to be read, and nothing wrong.
        if rest.length == 0 { Ok(()) } else { self.transport(layer.protocol, rest) }
    }

    fn ipv6(&mut self, payload: Payload<'a>) -> Result<(), Problem> {
        let (layer, rest, problem) = ipv6::decode(payload).inspect_err(|_| self.unread = payload)?;
        if self.layers.is_full() {
            return Ok(());
        }
        self.add(Layer::Ipv6(layer), payload);
        if let Some(problem) = problem {
            return Err(problem);
        }
        match layer.piece() {
            Some(fragment) => {
                self.piece = Some(Piece {
                    vlan: 0,
                    sender: layer.source.into(),
                    receiver: layer.receiver().into(),
                    protocol: layer.protocol,
                    identification: fragment.identification,
                    offset: fragment.offset,
                    more_fragments: fragment.more_fragments,
                    payload: rest,
                });
                Ok(())
            }
            _ if layer.protocol == ipv6::NO_NEXT_HEADER => Ok(()),
            _ => self.transport(layer.protocol, rest),
        }
    }

    fn transport(&mut self, protocol: u8, payload: Payload<'a>) -> Result<(), Problem> {
        match protocol {
            ipv4::TCP => {
                let (layer, problem) = tcp::decode(payload).inspect_err(|_| self.unread = payload)?;
                self.add(Layer::Tcp(layer), payload);
                return problem.map_or(Ok(()), Err);
            }
            ipv4::UDP => {
                let (layer, rest) = udp::decode(payload).inspect_err(|_| self.unread = payload)?;
                self.add(Layer::Udp(layer), payload);
                // Wireshark goes no further where the header states 0.
                if layer.length == 0 {
                    return Ok(());
                }
                self.application(layer, rest)?;
                return layer.overlong().map_or(Ok(()), Err);
            }
            ipv4::ICMP => {
                let (layer, problem) = icmp::decode(payload)?;
                self.add(Layer::Icmp(layer), payload);
                return problem.map_or(Ok(()), Err);
            }
            ipv6::ICMPV6 => {
                let (layer, problem) = icmpv6::decode(payload)?;
                self.add(Layer::Icmpv6(layer), payload);
                return problem.map_or(Ok(()), Err);
            }
            ipv4::IGMP => {
                let (layer, problem) = igmp::decode(payload)?;
                self.add(Layer::Igmp(layer), payload);
                return problem.map_or(Ok(()), Err);
            }
            ipv4::IPV4 => return self.network(EtherType::IPV4, payload),
            ipv4::IPV6 => return self.ipv6(payload),
            other => self.add(Layer::OtherTransport(other), payload),
        }
        Ok(())
    }

    /// What a datagram carries: the lower port says, then the higher one, then the looks of the datagram.
    fn application(&mut self, udp: Udp<'a>, payload: Payload<'a>) -> Result<(), Problem> {
        if payload.length == 0 {
            let nothing = Problem { layer: LayerName::Payload, kind: ProblemKind::Short };
            return if udp.overlong().is_some() { Err(nothing) } else { Ok(()) };
        }
        if payload.bytes.is_empty() {
            return Err(Problem { layer: LayerName::Payload, kind: ProblemKind::Cut });
        }
        let ports = [udp.source_port.min(udp.destination_port), udp.source_port.max(udp.destination_port)];
        for port in ports {
            if let Some(service) = Service::of_port(port) {
                return self.dns(payload, service);
            }
            if matches!(port, dhcp::SERVER_PORT | dhcp::CLIENT_PORT | dhcp::PROXY_PORT) {
                let (message, problem) =
                    dhcp::decode(payload, udp.source_port == dhcp::PROXY_PORT || udp.destination_port == dhcp::PROXY_PORT);
                self.add(Layer::Dhcp(message), payload);
                return problem.map_or(Ok(()), Err);
            }
        }
        match dns::looks_like(payload) {
            Ok(true) => self.dns(payload, Service::Dns),
            Ok(false) => Ok(()),
            Err(kind) => Err(Problem { layer: LayerName::Payload, kind }),
        }
    }

    fn dns(&mut self, payload: Payload<'a>, service: Service) -> Result<(), Problem> {
        let (message, problem) = dns::decode(payload, service);
        self.add(Layer::Dns(message), payload);
        problem.map_or(Ok(()), Err)
    }

    /// Layers beyond the limit are left out; none of today's protocols nests that deep.
    fn add(&mut self, layer: Layer<'a>, source: Payload<'a>) {
        let _ = self.layers.try_push(layer);
        let _ = self.sources.try_push(source);
    }

    /// The innermost layer.
    pub fn last(&self) -> Option<&Layer<'a>> {
        self.layers.last()
    }

    /// The innermost network layer with addresses.
    pub fn network_layer(&self) -> Option<Network<'_, 'a>> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Ipv4(ip) => Some(Network::Ipv4(ip)),
            Layer::Ipv6(ip) => Some(Network::Ipv6(ip)),
            _ => None,
        })
    }

    /// Sender and receiver in the network layer.
    pub fn addresses(&self) -> Option<(IpAddr, IpAddr)> {
        self.network_layer().map(|network| (network.sender(), network.receiver()))
    }

    /// The transport layer with ports.
    pub fn transport_layer(&self) -> Option<Transport<'_, 'a>> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Tcp(tcp) => Some(Transport::Tcp(tcp)),
            Layer::Udp(udp) => Some(Transport::Udp(udp)),
            _ => None,
        })
    }
}
