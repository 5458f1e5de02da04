//! Linux cooked capture, v1 (LINKTYPE_LINUX_SLL) and v2 (LINKTYPE_LINUX_SLL2): what capturing on `any` gives
//! instead of a link-layer header (tcpdump.org, link-layer header types).
//!
//! Any ARPHRD_ value is read: loopback (772), Ethernet (1), tunnels and those to come.

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// Bytes of a v1 header.
const V1_LENGTH: usize = 16;
/// Bytes of a v2 header.
const V2_LENGTH: usize = 20;
/// ARPHRD_NETLINK: the protocol field holds a netlink family.
const ARPHRD_NETLINK: u16 = 824;
/// ARPHRD_IPGRE: the protocol field holds a GRE protocol type, which are EtherTypes too.
const ARPHRD_FRAD: u16 = 770;
/// Protocol values below this aren't EtherTypes: 1 is 802.3 without LLC, 4 is 802.2 LLC, 0x0c is CAN.
const FIRST_ETHER_TYPE: u16 = 0x0600;

/// The cooked header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sll {
    /// `sll.pkttype`.
    pub packet_type: PacketType,
    /// `sll.hatype`: ARPHRD_ value of the interface.
    pub arphrd: u16,
    /// Bytes of [`Self::address`] that are in use, as stated (`sll.halen`).
    pub address_length: u16,
    /// `sll.src.*`: the sender's link-layer address, unused bytes as captured.
    pub address: [u8; 8],
    /// `sll.etype` and its like: an EtherType, or another protocol number where the ARPHRD says so.
    pub protocol: u16,
    /// `sll.ifindex`: the interface's index on the machine that captured; v1 has none.
    pub interface_index: Option<u32>,
}

/// Which way the packet went, as the capturing machine's kernel saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketType {
    /// Sent to this machine (0).
    Host,
    /// Broadcast by somebody else (1).
    Broadcast,
    /// Multicast by somebody else (2).
    Multicast,
    /// Sent by somebody else to somebody else (3).
    OtherHost,
    /// Sent by this machine (4).
    Outgoing,
    /// A value that the format doesn't define.
    Unknown(u16),
}

impl From<u16> for PacketType {
    fn from(number: u16) -> Self {
        match number {
            0 => Self::Host,
            1 => Self::Broadcast,
            2 => Self::Multicast,
            3 => Self::OtherHost,
            4 => Self::Outgoing,
            other => Self::Unknown(other),
        }
    }
}

impl PacketType {
    /// The value that stands for it.
    pub const fn number(self) -> u16 {
        match self {
            Self::Host => 0,
            Self::Broadcast => 1,
            Self::Multicast => 2,
            Self::OtherHost => 3,
            Self::Outgoing => 4,
            Self::Unknown(number) => number,
        }
    }
}

impl Sll {
    /// The network protocol, where the protocol field holds one.
    pub fn ether_type(&self) -> Option<EtherType> {
        let is_ether_type = self.protocol >= FIRST_ETHER_TYPE && !matches!(self.arphrd, ARPHRD_NETLINK | ARPHRD_FRAD);
        is_ether_type.then_some(EtherType(self.protocol))
    }

    /// LLC follows.
    pub const fn carries_llc(&self) -> bool {
        const LLC: u16 = 4;
        self.protocol == LLC && !matches!(self.arphrd, ARPHRD_NETLINK | ARPHRD_FRAD)
    }

    /// The sender's address, where it is a 6-byte one.
    pub fn ethernet_address(&self) -> Option<[u8; 6]> {
        (self.address_length == 6).then(|| self.address.first_chunk().copied()).flatten()
    }
}

/// Reads a v1 header.
pub fn decode_v1(payload: Payload<'_>) -> Result<(Sll, Payload<'_>), Problem> {
    let read = || {
        Some(Sll {
            packet_type: payload.u16_at(0)?.into(),
            arphrd: payload.u16_at(2)?,
            address_length: payload.u16_at(4)?,
            address: payload.array_at(6)?,
            protocol: payload.u16_at(14)?,
            interface_index: None,
        })
    };
    let layer = read().ok_or_else(|| Problem::missing_bytes(LayerName::Sll, payload))?;
    Ok((layer, payload.after(V1_LENGTH)))
}

/// Reads a v2 header.
pub fn decode_v2(payload: Payload<'_>) -> Result<(Sll, Payload<'_>), Problem> {
    let read = || {
        Some(Sll {
            protocol: payload.u16_at(0)?,
            interface_index: Some(payload.u32_at(4)?),
            arphrd: payload.u16_at(8)?,
            packet_type: u16::from(payload.u8_at(10)?).into(),
            address_length: u16::from(payload.u8_at(11)?),
            address: payload.array_at(12)?,
        })
    };
    let layer = read().ok_or_else(|| Problem::missing_bytes(LayerName::Sll, payload))?;
    Ok((layer, payload.after(V2_LENGTH)))
}
