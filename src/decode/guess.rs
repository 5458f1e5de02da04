//! Which link layer bytes without a capture around them begin with, found by trying.

use super::sll::PacketType;
use super::{Layer, Packet, ProblemKind};
use crate::frame::{Frame, LinkType};

/// The link layers that are tried, likeliest first: of two that fit as well the first is taken.
pub const TRIED: [LinkType; 8] = [
    LinkType::ETHERNET,
    LinkType::LINUX_SLL,
    LinkType::LINUX_SLL2,
    LinkType::IPV4,
    LinkType::IPV6,
    LinkType::ARP,
    LinkType::NULL,
    LinkType::LOOP,
];

/// A link layer that fits, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The link layer.
    pub link_type: LinkType,
    /// What fits, strongest first.
    pub grounds: Vec<Ground>,
    weight: u32,
}

/// What speaks for a link layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The sum over the IPv4 header is right.
    HeaderChecksum,
    /// The length that the IP header states is the length of what is there.
    Length,
    /// An ARP packet with the sizes of Ethernet and IPv4.
    ArpSizes,
    /// The header's fields have values that occur.
    Header,
    /// A transport protocol could be read.
    Transport,
}

/// The link layer that fits best; `None` where none leads to a network protocol.
pub fn link_type(bytes: &[u8]) -> Option<Guess> {
    let mut best: Option<Guess> = None;
    for link_type in TRIED {
        let guess = weigh(link_type, bytes);
        if guess.weight > best.as_ref().map_or(0, |best| best.weight) {
            best = Some(guess);
        }
    }
    best
}

/// Whether a link layer fits for a reason that no other bytes would give: a right sum, a right length, the sizes in an ARP packet.
pub fn is_certain(guess: &Guess) -> bool {
    guess.grounds.iter().any(|ground| matches!(ground, Ground::HeaderChecksum | Ground::Length | Ground::ArpSizes))
}

/// How well bytes fit that are said to begin with this link layer.
pub fn weigh(link_type: LinkType, bytes: &[u8]) -> Guess {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let frame = Frame {
        number: 1,
        time: None,
        decimals: 6,
        section: None,
        interface: 0,
        notes: Default::default(),
        interface_name: None,
        link_type,
        wire_length: length,
        bytes,
    };
    let mut packet = Packet::new(frame);
    packet.decode();
    let mut guess = Guess { link_type, grounds: Vec::new(), weight: 0 };
    let Some((network, source)) = packet.layers.iter().zip(&packet.sources).find(|(layer, _)| is_network(layer)) else { return guess };
    let mut add = |ground: Ground, weight: u32| {
        guess.grounds.push(ground);
        guess.weight = guess.weight.saturating_add(weight);
    };
    match network {
        Layer::Ipv4(ip) => {
            let header = source.bytes.get(..ip.options.len().saturating_add(20)).unwrap_or_default();
            if is_sum_right(header) {
                add(Ground::HeaderChecksum, 16);
            }
            if usize::from(ip.total_length) == source.bytes.len() {
                add(Ground::Length, 8);
            }
        }
        Layer::Ipv6(_) => {
            let stated = source.u16_at(4).map(usize::from).and_then(|stated| stated.checked_add(40));
            if stated == Some(source.bytes.len()) {
                add(Ground::Length, 12);
            }
        }
        Layer::Arp(_) if source.bytes.get(..6) == Some(&[0, 1, 8, 0, 6, 4]) => add(Ground::ArpSizes, 16),
        // Nothing before it says that it is ARP.
        Layer::Arp(_) if link_type == LinkType::ARP => return guess,
        _ => {}
    }
    let is_usual = match packet.layers.first() {
        Some(Layer::Sll(sll)) => !matches!(sll.packet_type, PacketType::Unknown(_)) && sll.address_length <= 8,
        Some(Layer::Ethernet(ethernet)) => ethernet.source.first().is_some_and(|first| first & 1 == 0),
        _ => true,
    };
    if is_usual {
        add(Ground::Header, 2);
    }
    let has_transport =
        matches!(packet.last(), Some(Layer::Tcp(_) | Layer::Udp(_) | Layer::Dns(_) | Layer::Dhcp(_) | Layer::Icmp(_) | Layer::Icmpv6(_)));
    if has_transport && !packet.problem.is_some_and(|problem| problem.kind != ProblemKind::Cut) {
        add(Ground::Transport, 2);
    }
    guess
}

const fn is_network(layer: &Layer<'_>) -> bool {
    matches!(layer, Layer::Ipv4(_) | Layer::Ipv6(_) | Layer::Arp(_))
}

fn is_sum_right(header: &[u8]) -> bool {
    !header.is_empty() && etherparse::checksum::Sum16BitWords::new().add_slice(header).ones_complement() == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An ARP request's bytes behind the link layer.
    const ARP: [u8; 28] = [0, 1, 8, 0, 6, 4, 0, 1, 2, 66, 172, 18, 0, 3, 172, 18, 0, 3, 0, 0, 0, 0, 0, 0, 172, 18, 0, 2];
    const IPV4: [u8; 28] = [0x45, 0, 0, 28, 0, 1, 0, 0, 64, 17, 102, 206, 10, 0, 0, 1, 10, 0, 0, 2, 0, 1, 0, 2, 0, 8, 0, 0];

    fn behind(header: &[u8], rest: &[u8]) -> Option<LinkType> {
        link_type(&[header, rest].concat()).map(|guess| guess.link_type)
    }

    #[test]
    fn each_link_layer_is_told_by_what_follows_it() {
        let ethernet = |kind: [u8; 2]| [&[2, 66, 172, 18, 0, 2, 2, 66, 172, 18, 0, 3][..], &kind].concat();
        let sll = |kind: [u8; 2]| [&[0, 4, 0, 1, 0, 6, 2, 66, 172, 18, 0, 3, 0, 0][..], &kind].concat();
        let sll2 = |kind: [u8; 2]| [&kind[..], &[0, 0, 0, 0, 0, 2, 0, 1, 4, 6, 2, 66, 172, 18, 0, 3, 0, 0]].concat();
        for (kind, rest) in [([8, 0], &IPV4), ([8, 6], &ARP)] {
            assert_eq!(behind(&ethernet(kind), rest), Some(LinkType::ETHERNET));
            assert_eq!(behind(&sll(kind), rest), Some(LinkType::LINUX_SLL));
            assert_eq!(behind(&sll2(kind), rest), Some(LinkType::LINUX_SLL2));
        }
        assert_eq!(behind(&[], &IPV4), Some(LinkType::IPV4));
        assert_eq!(behind(&[], &ARP), Some(LinkType::ARP));
        assert_eq!(behind(&[2, 0, 0, 0], &IPV4), Some(LinkType::NULL));
        assert_eq!(behind(&[], &[0xff; 40]), None);
        assert_eq!(behind(&[], &[]), None);
    }
}
