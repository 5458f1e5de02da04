//! The start of a packet that an ICMP or ICMPv6 error quotes (RFC 792; RFC 4443 3).

use std::net::IpAddr;

use super::payload::Payload;
use super::{ipv4, ipv6};

/// The packet that an error quotes, as far as it could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// Its source and destination.
    pub addresses: Option<(IpAddr, IpAddr)>,
    /// Its transport protocol's number.
    pub protocol: u8,
    /// Its IPv4 identification; 0 for IPv6, which has none.
    pub identification: u16,
    /// Its source and destination port, where it is UDP or TCP.
    pub ports: Option<(u16, u16)>,
    /// Enough of its UDP or TCP header is there for Wireshark to number its conversation: of TCP's, all up to the window.
    pub is_numbered: bool,
    /// Its sequence number, where it is TCP.
    pub sequence: Option<u32>,
    /// The capture ends within its headers.
    pub is_cut: bool,
}

impl Quoted {
    /// Reads a quoted IPv4 packet. An error quotes only the start of a packet (at least 8 bytes behind the IP header), so
    /// its length fields state more than is there.
    pub(super) fn ipv4(payload: Payload<'_>) -> Self {
        let Ok((ip, rest)) = ipv4::decode(payload) else { return Self { is_cut: payload.is_cut(), ..Self::default() } };
        let addresses = (ip.source.into(), ip.destination.into());
        Self::transport(addresses, ip.protocol, ip.identification, ip.fragment_offset, rest)
    }

    /// Reads a quoted IPv6 packet.
    pub(super) fn ipv6(payload: Payload<'_>) -> Self {
        let Ok((ip, rest, _)) = ipv6::decode(payload) else { return Self { is_cut: payload.is_cut(), ..Self::default() } };
        let addresses = (ip.source.into(), ip.receiver().into());
        Self::transport(addresses, ip.protocol, 0, ip.fragment.map_or(0, |fragment| fragment.offset), rest)
    }

    fn transport(addresses: (IpAddr, IpAddr), protocol: u8, identification: u16, offset: u16, rest: Payload<'_>) -> Self {
        let has_ports = matches!(protocol, ipv4::TCP | ipv4::UDP) && offset == 0;
        let ports = if has_ports { rest.u16_at(0).zip(rest.u16_at(2)) } else { None };
        let is_numbered = ports.is_some() && rest.bytes.len() >= if protocol == ipv4::TCP { 16 } else { 8 };
        let sequence = ports.filter(|_| protocol == ipv4::TCP).and_then(|_| rest.u32_at(4));
        let header = match protocol {
            ipv4::TCP => 20,
            ipv4::UDP | ipv4::ICMP | ipv6::ICMPV6 => 8,
            _ => 0,
        };
        let is_cut = rest.is_cut() && offset == 0 && rest.bytes.len() < header;
        Self { addresses: Some(addresses), protocol, identification, ports, is_numbered, sequence, is_cut }
    }
}
