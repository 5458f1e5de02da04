//! The checksum of TCP and UDP (RFC 9293 3.1, RFC 768): right, damaged, or never computed.
//!
//! A system that leaves the sum to its network card writes only the sum of the pseudo-header there (Linux `CHECKSUM_PARTIAL`); a capture
//! on the sender sees that, and over veth the receiver too. Such a packet isn't damaged.

use etherparse::checksum::Sum16BitWords;

use super::{Layer, Packet};

/// What a transport checksum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// It fits the packet.
    Right,
    /// The sum of the pseudo-header alone: the sender left the rest to its network card.
    Unfinished,
    /// It fits neither: the value found.
    Wrong(u16),
    /// Nothing to check: no transport layer with ports over IPv4, bytes are missing, UDP without checksum, or a packet that says nothing of its
    /// length (0, as segmentation left to the network card does), without which there is no pseudo-header.
    Unknown,
}

/// Checks the transport checksum of a packet. It reads all of the packet's bytes.
pub fn check(packet: &Packet<'_>) -> Checksum {
    let ip = packet.layers.iter().rev().find_map(|layer| match layer {
        Layer::Ipv4(ip) => Some(ip),
        _ => None,
    });
    let transport = packet.layers.iter().rev().find_map(|layer| match layer {
        Layer::Tcp(tcp) => Some((tcp.header, tcp.payload, 16)),
        Layer::Udp(udp) => Some((udp.header, udp.payload, 6)),
        _ => None,
    });
    let (Some(ip), Some((header, payload, offset))) = (ip, transport) else { return Checksum::Unknown };
    let Some(stated) = header.get(offset..).and_then(|rest| rest.first_chunk::<2>()) else { return Checksum::Unknown };
    let Ok(length) = u16::try_from(header.len().saturating_add(payload.length)) else { return Checksum::Unknown };
    let is_unset_udp = offset == 6 && *stated == [0, 0];
    if payload.is_cut() || is_unset_udp || ip.total_length == 0 {
        return Checksum::Unknown;
    }
    let pseudo = Sum16BitWords::new()
        .add_4bytes(ip.source.octets())
        .add_4bytes(ip.destination.octets())
        .add_2bytes([0, ip.protocol])
        .add_2bytes(length.to_be_bytes());
    if pseudo.clone().add_slice(header).add_slice(payload.bytes).ones_complement() == 0 {
        return Checksum::Right;
    }
    // The field holds the sum as it stands, not yet complemented.
    if (!pseudo.ones_complement()).to_ne_bytes() == *stated {
        return Checksum::Unfinished;
    }
    Checksum::Wrong(u16::from_be_bytes(*stated))
}

#[cfg(test)]
mod tests {
    use super::{Checksum, check};
    use crate::decode::Packet;
    use crate::frame::{Frame, LinkType};

    fn checked(checksum: u16) -> Checksum {
        checked_in(30, checksum)
    }

    /// A datagram from 10.0.0.1:1 to 10.0.0.2:2 that carries `hi`, with this total length and checksum.
    fn checked_in(total_length: u8, checksum: u16) -> Checksum {
        let mut bytes = vec![0; 12];
        bytes.extend([8, 0, 0x45, 0, 0, total_length, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 1, 0, 2, 0, 10]);
        bytes.extend(checksum.to_be_bytes());
        bytes.extend(b"hi");
        let frame = Frame {
            number: 1,
            time: None,
            decimals: 6,
            interface: 0,
            interface_name: None,
            link_type: LinkType::ETHERNET,
            wire_length: 44,
            bytes: &bytes,
            notes: Default::default(),
        };
        let mut packet = Packet::new(frame);
        packet.decode();
        check(&packet)
    }

    #[test]
    fn damage_and_offload_are_told_apart() {
        // Pseudo-header: 0a00 + 0001 + 0a00 + 0002 + 0011 + 000a = 141e; with ports, length and payload 7c94.
        assert_eq!(checked(0x141e), Checksum::Unfinished);
        assert_eq!(checked(!0x7c94), Checksum::Right);
        assert_eq!(checked(0x1234), Checksum::Wrong(0x1234));
        assert_eq!(checked(0), Checksum::Unknown);
        assert_eq!(checked_in(0, 0x1234), Checksum::Unknown);
    }
}
