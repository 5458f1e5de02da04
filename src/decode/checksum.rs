//! The checksums of TCP, UDP, ICMP, ICMPv6, IGMP and of the IPv4 header (RFC 9293 3.1, RFC 768, RFC 792, RFC 4443 2.3, RFC 791 3.1): right,
//! damaged, or never computed.
//!
//! A system that leaves the sum to its network card writes only the sum of the pseudo-header there (Linux `CHECKSUM_PARTIAL`); a capture
//! on the sender sees that, and over veth the receiver too. Such a packet isn't damaged.

use etherparse::checksum::Sum16BitWords;

use super::packet::Network;
use super::{Layer, Packet, ipv4, ipv6};

/// What a checksum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// It fits the packet.
    Right,
    /// The sum of the pseudo-header alone: the sender left the rest to its network card.
    Unfinished,
    /// It fits neither: the value found.
    Wrong(u16),
    /// Nothing to check: no layer with a checksum, bytes are missing, UDP without checksum, or a packet that says nothing of its
    /// length (0, as segmentation left to the network card does), without which there is no pseudo-header.
    Unknown,
}

/// Checks the checksum of the innermost message: TCP, UDP, ICMP, ICMPv6 or IGMP. It reads all of the packet's bytes.
pub fn check(packet: &Packet<'_>) -> Checksum {
    let layers = packet.layers.iter().zip(&packet.sources).rev();
    let found = layers.clone().find_map(|(layer, source)| {
        let (number, offset, message) = match layer {
            Layer::Tcp(_) => (ipv4::TCP, 16, *source),
            Layer::Udp(udp) if udp.length == 0 => (ipv4::UDP, 6, *source),
            Layer::Udp(udp) => (ipv4::UDP, 6, source.limited(udp.length.into())),
            Layer::Icmp(_) => (ipv4::ICMP, 2, *source),
            Layer::Icmpv6(_) => (ipv6::ICMPV6, 2, *source),
            Layer::Igmp(_) => (ipv4::IGMP, 2, *source),
            _ => return None,
        };
        Some((number, offset, message))
    });
    let Some((number, offset, message)) = found else { return Checksum::Unknown };
    let has_pseudo = matches!(number, ipv4::TCP | ipv4::UDP | ipv6::ICMPV6);
    let (Some(stated), Ok(length)) = (message.array_at::<2>(offset), u32::try_from(message.length)) else { return Checksum::Unknown };
    let pseudo = match packet.network_layer() {
        Some(Network::Ipv4(ip)) if ip.total_length != 0 => {
            Sum16BitWords::new().add_4bytes(ip.source.octets()).add_4bytes(ip.destination.octets())
        }
        Some(Network::Ipv6(ip)) => Sum16BitWords::new().add_16bytes(ip.source.octets()).add_16bytes(ip.receiver().octets()),
        _ => return Checksum::Unknown,
    };
    let is_unset_udp = number == ipv4::UDP && stated == [0, 0];
    if is_unset_udp || message.is_cut() && !has_pseudo {
        return Checksum::Unknown;
    }
    if !has_pseudo {
        let is_right = Sum16BitWords::new().add_slice(message.bytes).ones_complement() == 0;
        return if is_right { Checksum::Right } else { Checksum::Wrong(u16::from_be_bytes(stated)) };
    }
    let pseudo = pseudo.add_2bytes([0, number]).add_4bytes(length.to_be_bytes());
    if !message.is_cut() && pseudo.clone().add_slice(message.bytes).ones_complement() == 0 {
        return Checksum::Right;
    }
    // The field holds the sum as it stands, not yet complemented; that shows in a message that was cut as well.
    if (!pseudo.ones_complement()).to_ne_bytes() == stated {
        return Checksum::Unfinished;
    }
    if message.is_cut() {
        return Checksum::Unknown;
    }
    Checksum::Wrong(u16::from_be_bytes(stated))
}

/// Checks the header checksum of the innermost IPv4 layer; one that is 0 was left to the network card.
pub fn check_ipv4(packet: &Packet<'_>) -> Checksum {
    let mut layers = packet.layers.iter().zip(&packet.sources).rev();
    let Some(source) = layers.find_map(|(layer, source)| matches!(layer, Layer::Ipv4(_)).then_some(source)) else {
        return Checksum::Unknown;
    };
    let length = usize::from(source.u8_at(0).unwrap_or_default() & 0x0f).saturating_mul(4);
    match (source.bytes.get(..length), source.u16_at(10)) {
        (Some(header), Some(stated)) => {
            if Sum16BitWords::new().add_slice(header).ones_complement() == 0 {
                Checksum::Right
            } else if stated == 0 {
                Checksum::Unfinished
            } else {
                Checksum::Wrong(stated)
            }
        }
        _ => Checksum::Unknown,
    }
}

/// The Internet checksum (RFC 1071) of a pseudo-header and of bytes, with the two at `skipped` taken as 0.
pub fn internet(pseudo: &[u8], bytes: &[u8], skipped: usize) -> u16 {
    let (before, after) = bytes.split_at_checked(skipped).unwrap_or((bytes, &[]));
    let sum = Sum16BitWords::new().add_slice(pseudo).add_slice(before).add_slice(after.get(2..).unwrap_or_default());
    u16::from_be(sum.ones_complement())
}

#[cfg(test)]
mod tests {
    use super::{Checksum, check, check_ipv4};
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
            section: None,
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
    fn decoded(bytes: &[u8], link_type: LinkType) -> (Checksum, Checksum) {
        let frame = Frame {
            number: 1,
            time: None,
            decimals: 6,
            section: None,
            interface: 0,
            interface_name: None,
            link_type,
            wire_length: u32::try_from(bytes.len()).expect("short"),
            bytes,
            notes: Default::default(),
        };
        let mut packet = Packet::new(frame);
        packet.decode();
        (check(&packet), check_ipv4(&packet))
    }

    #[test]
    fn headers_and_messages_of_every_kind_are_checked() {
        // A ping of 10.0.0.1 to 10.0.0.2.
        let mut ping = vec![0x45, 0, 0, 28, 0, 1, 0, 0, 64, 1, 0x66, 0xde, 10, 0, 0, 1, 10, 0, 0, 2, 8, 0, 0xf7, 0xfd, 0, 1, 0, 1];
        assert_eq!(decoded(&ping, LinkType::RAW), (Checksum::Right, Checksum::Right));
        ping[27] = 2;
        ping[8] = 63;
        assert_eq!(decoded(&ping, LinkType::RAW), (Checksum::Wrong(0xf7fd), Checksum::Wrong(0x66de)));
        ping[10] = 0;
        ping[11] = 0;
        assert_eq!(decoded(&ping, LinkType::RAW).1, Checksum::Unfinished);
        // A router solicitation from :: to ::; next header and length: 3a + 8 + 8500 = 8542.
        let mut solicitation = vec![0x60, 0, 0, 0, 0, 8, 58, 255];
        solicitation.extend([0; 32]);
        solicitation.extend([133, 0, 0x7a, 0xbd, 0, 0, 0, 0]);
        assert_eq!(decoded(&solicitation, LinkType::RAW), (Checksum::Right, Checksum::Unknown));
        solicitation[42] = 1;
        assert_eq!(decoded(&solicitation, LinkType::RAW).0, Checksum::Wrong(0x01bd));
    }
}
