//! Wireshark's packet list: the text of Source, Destination, Protocol and Info, as `tshark -n -r` prints them.
//!
//! The buffers are filled anew for each packet, so that a packet costs no allocation.

mod dhcp;
mod dns;
mod link;
mod network;
mod tcp;
mod unread;

use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr};

use crate::decode::udp::Udp;
use crate::decode::{Layer, LayerName, Network, Packet, Problem, ProblemKind};
use crate::frame::LinkType;
use crate::inspect::Inspected;
use crate::track::messages::Carried;

/// The text columns of one packet.
#[derive(Clone, Debug, Default)]
pub struct PacketCells {
    /// Wireshark's Source column.
    pub source: String,
    /// Wireshark's Destination column.
    pub destination: String,
    /// Wireshark's Protocol column.
    pub protocol: String,
    /// Wireshark's Info column.
    pub info: String,
    /// What source and destination show, where both are IP addresses: the next packet is likely to have the same two.
    shown: Option<(IpAddr, IpAddr)>,
}

impl PacketCells {
    /// Fills the cells for a packet.
    pub fn fill(&mut self, inspected: &Inspected<'_>) {
        self.protocol.clear();
        self.info.clear();
        self.addresses(&inspected.packet);
        let cells = (&mut self.protocol, &mut self.info);
        match inspected.packet.last() {
            Some(Layer::Tcp(segment)) => match &inspected.seen.carried {
                Some(carried) if carried.listed().next().is_some() => self.carried(inspected, carried),
                carried => {
                    tcp::cells(cells, segment, inspected.seen.tcp(), inspected.packet.problem.is_none());
                    if carried.as_ref().is_some_and(|carried| carried.is_piece) {
                        self.info.push_str(" [TCP segment of a reassembled PDU]");
                    }
                }
            },
            Some(Layer::Udp(udp)) => udp_cells(cells, udp, &inspected.packet),
            Some(Layer::Dns(dns)) => {
                self.protocol.push_str(dns.service.as_str());
                dns::info(&mut self.info, dns);
            }
            Some(Layer::Dhcp(message)) => dhcp::cells(cells, message),
            Some(Layer::Icmp(icmp)) => network::icmp(cells, icmp, inspected),
            Some(Layer::Icmpv6(icmp)) => network::icmpv6(cells, icmp, inspected),
            Some(Layer::Igmp(igmp)) => network::igmp(cells, igmp, inspected.packet.problem.is_none()),
            Some(Layer::Arp(arp)) => network::arp(cells, arp, inspected),
            Some(Layer::Ipv4(ip)) => network::ipv4(cells, ip),
            Some(Layer::Ipv6(ip)) => network::ipv6(cells, ip),
            Some(Layer::OtherTransport(number)) => network::other_transport(cells, &inspected.packet, *number),
            Some(Layer::OtherNetwork(ether_type)) => link::other_network(cells, &inspected.packet, *ether_type),
            Some(Layer::Llc(llc)) => link::llc(cells, llc),
            Some(Layer::Vlan(tag)) => {
                self.protocol.push_str("VLAN");
                if inspected.packet.problem.is_none_or(|problem| problem.layer == LayerName::Vlan) {
                    link::vlan(&mut self.info, tag);
                }
            }
            Some(Layer::Loopback(_)) => {
                self.protocol.push_str("N/A");
                self.info.push_str("Null/Loopback");
            }
            Some(Layer::Sll(sll)) => {
                self.protocol.push_str("SLL");
                if inspected.packet.problem.is_none() {
                    self.protocol.clear();
                    link::sll((&mut self.protocol, &mut self.info), sll);
                }
            }
            Some(Layer::Ethernet(_)) => self.protocol.push_str("Ethernet"),
            None => {}
        }
        self.problem(&inspected.packet);
    }

    /// DNS messages in a TCP segment, behind what is to be said of the segment.
    fn carried(&mut self, inspected: &Inspected<'_>, carried: &Carried) {
        self.protocol.push_str("DNS");
        if let Some(seen) = inspected.seen.tcp() {
            tcp::analysis(&mut self.info, seen);
        }
        for (message, problem) in carried.listed() {
            dns::info(&mut self.info, &message);
            if let Some(problem) = problem {
                self.info.push_str(application_problem(problem.kind));
            }
        }
        dns::shorten(&mut self.info);
    }

    /// Those of the network layer, else those of the link layer.
    fn addresses(&mut self, packet: &Packet<'_>) {
        let addresses = packet.addresses();
        match (addresses, self.shown) {
            (Some(new), Some(shown)) if new == shown => return,
            (Some((source, destination)), Some(shown)) if (destination, source) == shown => {
                std::mem::swap(&mut self.source, &mut self.destination);
                self.shown = addresses;
                return;
            }
            _ => {}
        }
        self.source.clear();
        self.destination.clear();
        self.shown = addresses;
        if let Some((source, destination)) = addresses {
            ip_address(&mut self.source, source);
            ip_address(&mut self.destination, destination);
            return;
        }
        self.link_addresses(packet);
        // Of a header that was cut, the addresses that are left take their place.
        let (at, length) = match packet.problem {
            Some(Problem { layer: LayerName::Ipv4, kind: ProblemKind::Cut | ProblemKind::Short }) => (12, 4),
            Some(Problem { layer: LayerName::Ipv6, kind: ProblemKind::Cut | ProblemKind::Short }) => (8, 16),
            _ => return,
        };
        for (at, cell) in [(at, &mut self.source), (at + length, &mut self.destination)] {
            let address: Option<IpAddr> = match length {
                4 => packet.unread.array_at::<4>(at).map(IpAddr::from),
                _ => packet.unread.array_at::<16>(at).map(IpAddr::from),
            };
            if let Some(address) = address {
                cell.clear();
                ip_address(cell, address);
            }
        }
    }

    fn link_addresses(&mut self, packet: &Packet<'_>) {
        match packet.layers.first() {
            // Of a header that was cut, those that are left.
            None if packet.frame.link_type == LinkType::ETHERNET => {
                let bytes = packet.frame.bytes;
                for (cell, at) in [(&mut self.destination, 0), (&mut self.source, 6)] {
                    if let Some(address) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
                        hardware(cell, *address);
                    }
                }
            }
            Some(Layer::Sll(sll)) => {
                if let Some(address) = sll.ethernet_address() {
                    hardware(&mut self.source, address);
                }
            }
            Some(Layer::Ethernet(ethernet)) => {
                hardware(&mut self.source, ethernet.source);
                hardware(&mut self.destination, ethernet.destination);
            }
            _ if matches!(packet.frame.link_type, LinkType::NULL | LinkType::LOOP | LinkType::RAW | LinkType(12 | 14)) => {
                self.source.push_str("N/A");
                self.destination.push_str("N/A");
            }
            _ => {}
        }
    }

    /// What Wireshark shows where a layer could not be read.
    fn problem(&mut self, packet: &Packet<'_>) {
        let Some(problem) = packet.problem else { return };
        // What lies above TCP and UDP keeps its own name in Protocol and its text in Info.
        if matches!(problem.layer, LayerName::Dns | LayerName::Dhcp | LayerName::Payload) {
            self.info.push_str(application_problem(problem.kind));
            return dns::shorten(&mut self.info);
        }
        // Said with the length, or not at all where the datagram carries what Wireshark knows.
        if problem.layer == LayerName::Udp && packet.transport_layer().is_some() {
            return;
        }
        if unread::fill((&mut self.protocol, &mut self.info), packet, problem) {
            return;
        }
        // A message of several versions says its own in its name.
        if !self.protocol.starts_with(problem.layer.as_str()) {
            self.protocol.clear();
            self.protocol.push_str(problem.layer.as_str());
        }
        let separator = if self.info.is_empty() { "" } else { " " };
        let text = match problem.kind {
            ProblemKind::Cut => "[Packet size limited during capture]",
            ProblemKind::Version(version) => {
                let is_ipv6 = problem.layer == LayerName::Ipv6;
                return network::version((&mut self.protocol, &mut self.info), packet, is_ipv6, version);
            }
            ProblemKind::Short if problem.layer == LayerName::Ipv6 && !matches!(packet.last(), Some(Layer::Ipv6(_))) => {
                let _ = write!(self.info, "Invalid IPv6 header ({} bytes, need exactly 40)", packet.unread.length);
                "[Malformed Packet]"
            }
            ProblemKind::Short => "[Malformed Packet]",
            ProblemKind::HeaderLength(stated) => {
                let _ = match problem.layer {
                    LayerName::Ipv4 => write!(self.info, "{separator}Bogus IP header length ({stated}, must be at least 20)"),
                    _ => write!(self.info, "{separator}Bogus header length ({stated})"),
                };
                return;
            }
            ProblemKind::Length(_) if problem.layer == LayerName::Icmp => "[Malformed Packet]",
            ProblemKind::Length(stated) if problem.layer == LayerName::Ipv4 => {
                let header = packet.unread.u8_at(0).unwrap_or_default() & 15;
                let _ = write!(self.info, "{separator}Bogus IP length ({stated}, less than header length {})", header * 4);
                return;
            }
            ProblemKind::Length(stated) => {
                let _ = write!(self.info, "{separator}Bogus length ({stated})");
                return;
            }
        };
        self.info.push_str(text);
    }
}

/// The Protocol and the Info column of a row.
type Cells<'c> = (&'c mut String, &'c mut String);
/// What Wireshark adds where a message above TCP or UDP can't be read to its end.
fn application_problem(kind: ProblemKind) -> &'static str {
    if kind == ProblemKind::Cut { "[Packet size limited during capture]" } else { "[Malformed Packet]" }
}

fn number(out: &mut String, value: impl itoa::Integer) {
    out.push_str(itoa::Buffer::new().format(value));
}

fn hardware(out: &mut String, address: [u8; 6]) {
    for (index, byte) in address.into_iter().enumerate() {
        if index > 0 {
            out.push(':');
        }
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from_digit(nibble.into(), 16).unwrap_or('?'));
        }
    }
}

fn ip_address(out: &mut String, address: IpAddr) {
    match address {
        IpAddr::V4(address) => ipv4_address(out, address),
        IpAddr::V6(address) => {
            // The IPv4 part of a compatible address (RFC 4291 2.5.5.1) is written as one.
            let segments = address.segments();
            let [high, low] = [segments[6], segments[7]];
            let _ = if segments[..6] == [0; 6] && high != 0 {
                write!(out, "::{}", Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
            } else {
                write!(out, "{address}")
            };
        }
    }
}

/// Every octet in decimal with a dot behind it and spaces to four characters: four copies of a fixed length cost less than as many
/// divisions.
const OCTETS: &str = {
    const BYTES: [u8; 4 * 256] = {
        let mut bytes = [b' '; 4 * 256];
        let mut octet = 0;
        while octet < 256 {
            let digits = [b'0' + (octet / 100) as u8, b'0' + (octet / 10 % 10) as u8, b'0' + (octet % 10) as u8];
            let mut digit = 3 - width_of_octet(octet as u8);
            let mut at = 4 * octet;
            while digit < 3 {
                bytes[at] = digits[digit];
                (at, digit) = (at + 1, digit + 1);
            }
            bytes[at] = b'.';
            octet += 1;
        }
        bytes
    };
    match str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("digits, dots and spaces are UTF-8"),
    }
};

/// Its decimal digits.
const fn width_of_octet(octet: u8) -> usize {
    1 + (octet >= 10) as usize + (octet >= 100) as usize
}

fn ipv4_address(out: &mut String, address: Ipv4Addr) {
    for octet in address.octets() {
        let end = out.len() + width_of_octet(octet) + 1;
        let at = 4 * usize::from(octet);
        out.push_str(&OCTETS[at..at + 4]);
        out.truncate(end);
    }
    // The last dot is one too many.
    out.truncate(out.len() - 1);
}

fn udp_cells((protocol, info): (&mut String, &mut String), udp: &Udp<'_>, packet: &Packet<'_>) {
    protocol.push_str("UDP");
    number(info, udp.source_port);
    info.push_str(" → ");
    number(info, udp.destination_port);
    if udp.length == 0 {
        // Over IPv6 it may be a jumbogram (RFC 2675 4).
        if packet.network_layer().is_some_and(|network| network.sender().is_ipv6()) {
            info.push_str(" Len=");
            number(info, udp.payload.length);
            info.push_str(" [Jumbogram]");
        } else {
            info.push_str(" [BAD UDP LENGTH 0 < 8]");
        }
        return;
    }
    if udp.overlong().is_some() {
        info.push_str(" [BAD UDP LENGTH ");
        number(info, udp.length);
        info.push_str(" > IP PAYLOAD LENGTH] Len=");
        number(info, udp.length.saturating_sub(8));
    } else {
        info.push_str(" Len=");
        number(info, udp.payload.length);
    }
    // IPv6 has no checksum of its own: a datagram without one isn't allowed (RFC 8200 8.1).
    if matches!(packet.network_layer(), Some(Network::Ipv6(_))) && udp.header.get(6..8) == Some(&[0, 0]) {
        info.push_str(" [ILLEGAL CHECKSUM (0)]");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_octet_is_written_as_the_standard_library_does() {
        for octet in 0..=255 {
            let address = Ipv4Addr::new(octet, 0, octet, 255 - octet);
            let mut text = String::new();
            ipv4_address(&mut text, address);
            assert_eq!(text, address.to_string());
        }
    }
}
