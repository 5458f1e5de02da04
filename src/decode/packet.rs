//! A decoded packet: its layers from the outside in, and why decoding stopped where it did.

use std::net::Ipv4Addr;

use arrayvec::ArrayVec;

use super::arp::Arp;
use super::dhcp::Dhcp;
use super::dns::{Dns, Service};
use super::ethernet::Ethernet;
use super::ethertype::EtherType;
use super::icmp::Icmp;
use super::ipv4::Ipv4;
use super::payload::Payload;
use super::sll::Sll;
use super::tcp::Tcp;
use super::udp::Udp;
use super::{arp, dhcp, dns, ethernet, icmp, ipv4, sll, tcp, udp};
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
    /// Why decoding stopped before the end, if it did.
    pub problem: Option<Problem>,
}

/// One layer of a packet.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// Linux cooked capture, v1 or v2.
    Sll(Sll),
    /// Ethernet II or IEEE 802.3.
    Ethernet(Ethernet),
    /// Address Resolution Protocol.
    Arp(Arp),
    /// Internet Protocol version 4.
    Ipv4(Ipv4<'a>),
    /// Internet Control Message Protocol.
    Icmp(Icmp<'a>),
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
    /// Address Resolution Protocol.
    Arp,
    /// Internet Protocol version 4.
    Ipv4,
    /// Internet Control Message Protocol.
    Icmp,
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
            Self::Arp => "ARP",
            Self::Ipv4 => "IPv4",
            Self::Icmp => "ICMP",
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
    /// Reads as many layers as can be read.
    pub fn decode(frame: Frame<'a>) -> Self {
        let mut packet = Self { frame, layers: ArrayVec::new(), problem: None };
        let payload = Payload::new(frame.bytes, frame.wire_length as usize);
        if let Err(problem) = packet.link(frame.link_type, payload) {
            packet.problem = Some(problem);
        }
        packet
    }

    fn link(&mut self, link_type: LinkType, payload: Payload<'a>) -> Result<(), Problem> {
        let (ether_type, rest) = match link_type {
            LinkType::LINUX_SLL | LinkType::LINUX_SLL2 => {
                let (layer, rest) = if link_type == LinkType::LINUX_SLL { sll::decode_v1(payload)? } else { sll::decode_v2(payload)? };
                self.add(Layer::Sll(layer));
                match layer.ether_type() {
                    Some(ether_type) => (ether_type, rest),
                    None => return Ok(()),
                }
            }
            LinkType::ETHERNET => {
                let (layer, rest) = ethernet::decode(payload)?;
                self.add(Layer::Ethernet(layer));
                match layer.ether_type {
                    Some(ether_type) => (ether_type, rest),
                    None => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        self.network(ether_type, rest)
    }

    fn network(&mut self, ether_type: EtherType, payload: Payload<'a>) -> Result<(), Problem> {
        match ether_type {
            EtherType::IPV4 => {
                let (layer, rest) = ipv4::decode(payload)?;
                self.add(Layer::Ipv4(layer));
                if layer.is_fragment() {
                    return Ok(());
                }
                self.transport(layer.protocol, rest)
            }
            EtherType::ARP => {
                self.add(Layer::Arp(arp::decode(payload)?));
                Ok(())
            }
            other => {
                self.add(Layer::OtherNetwork(other));
                Ok(())
            }
        }
    }

    fn transport(&mut self, protocol: u8, payload: Payload<'a>) -> Result<(), Problem> {
        match protocol {
            ipv4::ICMP => self.add(Layer::Icmp(icmp::decode(payload)?)),
            ipv4::TCP => self.add(Layer::Tcp(tcp::decode(payload)?)),
            ipv4::UDP => {
                let (layer, rest) = udp::decode(payload)?;
                self.add(Layer::Udp(layer));
                return self.application(layer, rest);
            }
            other => self.add(Layer::OtherTransport(other)),
        }
        Ok(())
    }

    /// What a datagram carries: the lower port says, then the higher one, then the looks of the datagram.
    fn application(&mut self, udp: Udp<'a>, payload: Payload<'a>) -> Result<(), Problem> {
        if payload.length == 0 {
            return Ok(());
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
                self.add(Layer::Dhcp(message));
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
        self.add(Layer::Dns(message));
        problem.map_or(Ok(()), Err)
    }

    /// Layers beyond the limit are left out; none of today's protocols nests that deep.
    fn add(&mut self, layer: Layer<'a>) {
        let _ = self.layers.try_push(layer);
    }

    /// The innermost layer.
    pub fn last(&self) -> Option<&Layer<'a>> {
        self.layers.last()
    }

    /// The innermost network layer with addresses.
    pub fn network_layer(&self) -> Option<Network<'_, 'a>> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Ipv4(ipv4) => Some(Network::Ipv4(ipv4)),
            _ => None,
        })
    }

    /// Source and destination of the network layer.
    pub fn addresses(&self) -> Option<(Ipv4Addr, Ipv4Addr)> {
        self.network_layer().map(|Network::Ipv4(ipv4)| (ipv4.source, ipv4.destination))
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
