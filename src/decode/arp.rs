//! Address Resolution Protocol (RFC 826; announcements and probes: RFC 5227).

use std::net::Ipv4Addr;

use etherparse::ArpPacketSlice;

use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// An ARP packet. Addresses that aren't Ethernet and IPv4 are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arp {
    /// `arp.opcode`.
    pub operation: Operation,
    /// `arp.src.hw_mac`, if 6 bytes long.
    pub sender_hardware: Option<[u8; 6]>,
    /// `arp.src.proto_ipv4`, if 4 bytes long.
    pub sender: Option<Ipv4Addr>,
    /// `arp.dst.hw_mac`, if 6 bytes long.
    pub target_hardware: Option<[u8; 6]>,
    /// `arp.dst.proto_ipv4`, if 4 bytes long.
    pub target: Option<Ipv4Addr>,
}

/// What an ARP packet wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Who has this address (1).
    Request,
    /// It is at this hardware address (2).
    Reply,
    /// Another operation, by its number.
    Other(u16),
}

impl Operation {
    /// `arp.opcode`.
    pub const fn number(self) -> u16 {
        match self {
            Self::Request => 1,
            Self::Reply => 2,
            Self::Other(number) => number,
        }
    }
}

/// Reads an ARP packet.
pub fn decode(payload: Payload<'_>) -> Result<Arp, Problem> {
    let slice = ArpPacketSlice::from_slice(payload.bytes).map_err(|_| Problem::missing_bytes(LayerName::Arp, payload))?;
    Ok(Arp {
        operation: match slice.operation().0 {
            1 => Operation::Request,
            2 => Operation::Reply,
            other => Operation::Other(other),
        },
        sender_hardware: slice.sender_hw_addr().try_into().ok(),
        sender: ipv4(slice.sender_protocol_addr()),
        target_hardware: slice.target_hw_addr().try_into().ok(),
        target: ipv4(slice.target_protocol_addr()),
    })
}

fn ipv4(bytes: &[u8]) -> Option<Ipv4Addr> {
    <[u8; 4]>::try_from(bytes).ok().map(Ipv4Addr::from)
}
