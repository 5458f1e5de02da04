//! Wireshark's packet list: the text of Source, Destination, Protocol and Info, as `tshark -n -r` prints them.
//!
//! The buffers are filled anew for each packet, so that a packet costs no allocation.

mod tcp;
mod unread;

use std::fmt::Write;
use std::net::Ipv4Addr;

use arrayvec::ArrayVec;
use domain::base::iana::{Opcode, Rcode, Rtype};

use crate::decode::arp::{Arp, Operation};
use crate::decode::dns::{Dns, ResourceData, Section};
use crate::decode::icmp::{Icmp, Message};
use crate::decode::ipv4::{self, Ipv4};
use crate::decode::udp::Udp;
use crate::decode::{Layer, Packet, ProblemKind};
use crate::inspect::Inspected;
use crate::track::Detail;

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
}

impl PacketCells {
    /// Fills the cells for a packet.
    pub fn fill(&mut self, inspected: &Inspected<'_>) {
        self.source.clear();
        self.destination.clear();
        self.protocol.clear();
        self.info.clear();
        self.addresses(&inspected.packet);
        let cells = (&mut self.protocol, &mut self.info);
        match inspected.packet.last() {
            Some(Layer::Tcp(segment)) => tcp::cells(cells, segment, inspected.seen.tcp()),
            Some(Layer::Udp(udp)) => udp_cells(cells, udp),
            Some(Layer::Dns(dns)) => dns_cells(cells, dns),
            Some(Layer::Icmp(icmp)) => icmp_cells(cells, icmp, inspected),
            Some(Layer::Arp(arp)) => arp_cells(cells, arp),
            Some(Layer::Ipv4(ip)) => ipv4_cells(cells, ip),
            Some(Layer::OtherTransport(protocol)) => other_transport(cells, *protocol),
            Some(Layer::OtherNetwork(ether_type)) => {
                let _ = write!(self.protocol, "0x{:04x}", ether_type.0);
                self.info.push_str(ether_type.name().unwrap_or("Unknown"));
            }
            Some(Layer::Sll(sll)) => {
                self.protocol.push_str("SLL");
                if inspected.packet.problem.is_none() {
                    let _ = write!(self.info, "0x{:04x}", sll.protocol);
                }
            }
            Some(Layer::Ethernet(_)) => self.protocol.push_str("Ethernet"),
            None => {}
        }
        self.problem(&inspected.packet);
    }

    /// Those of the network layer, else those of the link layer.
    fn addresses(&mut self, packet: &Packet<'_>) {
        if let Some((source, destination)) = packet.addresses() {
            ipv4_address(&mut self.source, source);
            ipv4_address(&mut self.destination, destination);
            return;
        }
        match packet.layers.first() {
            Some(Layer::Sll(sll)) => {
                if let Some(address) = sll.ethernet_address() {
                    hardware(&mut self.source, address);
                }
            }
            Some(Layer::Ethernet(ethernet)) => {
                hardware(&mut self.source, ethernet.source);
                hardware(&mut self.destination, ethernet.destination);
            }
            _ => {}
        }
    }

    /// What Wireshark shows where a layer could not be read.
    fn problem(&mut self, packet: &Packet<'_>) {
        let Some(problem) = packet.problem else { return };
        if unread::fill((&mut self.protocol, &mut self.info), packet, problem) {
            return;
        }
        self.protocol.clear();
        self.protocol.push_str(problem.layer.as_str());
        let separator = if self.info.is_empty() { "" } else { " " };
        let text = match problem.kind {
            ProblemKind::Cut => "[Packet size limited during capture]",
            ProblemKind::Short | ProblemKind::Version(_) => "[Malformed Packet]",
            ProblemKind::HeaderLength(stated) => {
                let _ = write!(self.info, "{separator}Bogus header length ({stated})");
                return;
            }
            ProblemKind::Length(stated) => {
                let _ = write!(self.info, "{separator}Bogus length ({stated})");
                return;
            }
        };
        self.info.push_str(separator);
        self.info.push_str(text);
    }
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

fn ipv4_address(out: &mut String, address: Ipv4Addr) {
    // Written into one piece first: four short copies into a String cost more than one.
    let mut text = ArrayVec::<u8, 16>::new();
    for (index, octet) in address.octets().into_iter().enumerate() {
        if index > 0 {
            text.push(b'.');
        }
        if octet >= 100 {
            text.push(b'0' + octet / 100);
        }
        if octet >= 10 {
            text.push(b'0' + octet / 10 % 10);
        }
        text.push(b'0' + octet % 10);
    }
    out.push_str(str::from_utf8(&text).unwrap_or_default());
}

fn udp_cells((protocol, info): (&mut String, &mut String), udp: &Udp<'_>) {
    protocol.push_str("UDP");
    number(info, udp.source_port);
    info.push_str(" → ");
    number(info, udp.destination_port);
    if udp.length == 0 {
        info.push_str(" [BAD UDP LENGTH 0 < 8]");
        return;
    }
    info.push_str(" Len=");
    number(info, udp.payload.length);
}

fn dns_cells((protocol, info): (&mut String, &mut String), dns: &Dns<'_>) {
    protocol.push_str("DNS");
    info.push_str(match dns.opcode {
        Opcode::QUERY => "Standard query",
        Opcode::IQUERY => "Inverse query",
        Opcode::STATUS => "Server status request",
        Opcode::NOTIFY => "Zone change notification",
        Opcode::UPDATE => "Dynamic update",
        _ => "Unknown operation",
    });
    if dns.is_response {
        info.push_str(" response");
    }
    let _ = write!(info, " 0x{:04x}", dns.id);
    if dns.is_response && dns.rcode != Rcode::NOERROR {
        info.push(' ');
        info.push_str(rcode_text(dns.rcode));
    }
    if let Some(question) = dns.question() {
        let _ = write!(info, " {} {}", TypeName(question.kind), question.name);
    }
    for section in [Section::Answer, Section::Authority, Section::Additional] {
        for record in dns.records(section) {
            let _ = write!(info, " {}", TypeName(record.kind));
            let _ = match record.data {
                ResourceData::A(address) => write!(info, " {address}"),
                ResourceData::Aaaa(address) => write!(info, " {address}"),
                ResourceData::Cname(name) | ResourceData::Ns(name) | ResourceData::Ptr(name) | ResourceData::Soa(name) => {
                    write!(info, " {name}")
                }
                ResourceData::Mx(preference, name) => write!(info, " {preference} {name}"),
                ResourceData::Other => Ok(()),
            };
        }
    }
}

/// What Wireshark calls a record type: its mnemonic, or its number.
struct TypeName(Rtype);

impl std::fmt::Display for TypeName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.to_mnemonic_str() {
            Some(name) => out.write_str(name),
            None => write!(out, "Unknown ({})", self.0.to_int()),
        }
    }
}

fn rcode_text(rcode: Rcode) -> &'static str {
    match rcode {
        Rcode::FORMERR => "Format error",
        Rcode::SERVFAIL => "Server failure",
        Rcode::NXDOMAIN => "No such name",
        Rcode::NOTIMP => "Not implemented",
        Rcode::REFUSED => "Refused",
        Rcode::YXDOMAIN => "Name exists",
        Rcode::YXRRSET => "RRset exists",
        Rcode::NXRRSET => "RRset does not exist",
        Rcode::NOTAUTH => "Not authoritative",
        Rcode::NOTZONE => "Name out of zone",
        _ => "Unknown error",
    }
}

fn icmp_cells((protocol, info): (&mut String, &mut String), icmp: &Icmp<'_>, inspected: &Inspected<'_>) {
    protocol.push_str("ICMP");
    let name = match icmp.kind {
        0 => "Echo (ping) reply   ",
        3 => "Destination unreachable",
        4 => "Source quench",
        5 => "Redirect            ",
        8 => "Echo (ping) request ",
        9 => "Router advertisement",
        10 => "Router solicitation",
        11 => "Time-to-live exceeded",
        12 => "Parameter problem",
        13 => "Timestamp request   ",
        14 => "Timestamp reply     ",
        17 => "Address mask request",
        18 => "Address mask reply  ",
        _ => "Unknown ICMP",
    };
    info.push_str(name);
    match icmp.message {
        Message::EchoRequest(echo) | Message::EchoReply(echo) => {
            let ttl = inspected.packet.layers.iter().rev().find_map(|layer| match layer {
                Layer::Ipv4(ip) => Some(ip.time_to_live),
                _ => None,
            });
            let swapped = echo.sequence.swap_bytes();
            let _ = write!(info, " id=0x{:04x}, seq={}/{swapped}, ttl={}", echo.identifier, echo.sequence, ttl.unwrap_or(0));
            if let Detail::Echo(Some(request)) = inspected.seen.detail
                && request.is_first
            {
                let _ = write!(info, " (request in {})", request.frame);
            }
        }
        Message::Unreachable(_) => {
            let _ = write!(info, " ({})", unreachable_text(icmp.code));
        }
        Message::TimeExceeded(_) => info.push_str(match icmp.code {
            0 => " (Time to live exceeded in transit)",
            1 => " (Fragment reassembly time exceeded)",
            _ => " (Unknown code)",
        }),
        Message::Other => {}
    }
}

fn unreachable_text(code: u8) -> &'static str {
    match code {
        0 => "Network unreachable",
        1 => "Host unreachable",
        2 => "Protocol unreachable",
        3 => "Port unreachable",
        4 => "Fragmentation needed",
        5 => "Source route failed",
        6 => "Destination network unknown",
        7 => "Destination host unknown",
        8 => "Source host isolated",
        9 => "Network administratively prohibited",
        10 => "Host administratively prohibited",
        11 => "Network unreachable for TOS",
        12 => "Host unreachable for TOS",
        13 => "Communication administratively filtered",
        14 => "Host precedence violation",
        15 => "Precedence cutoff in effect",
        _ => "Unknown code",
    }
}

fn arp_cells((protocol, info): (&mut String, &mut String), arp: &Arp) {
    protocol.push_str("ARP");
    let (Some(sender), Some(target)) = (arp.sender, arp.target) else { return };
    let _ = match arp.operation {
        Operation::Request if sender == target => write!(info, "ARP Announcement for {sender}"),
        Operation::Request if sender.is_unspecified() => write!(info, "Who has {target}? (ARP Probe)"),
        Operation::Request => write!(info, "Who has {target}? Tell {sender}"),
        Operation::Reply => {
            if sender == target {
                let _ = write!(info, "Gratuitous ARP for {sender} (Reply)");
                return;
            }
            let _ = write!(info, "{sender} is at ");
            if let Some(address) = arp.sender_hardware {
                hardware(info, address);
            }
            Ok(())
        }
        Operation::Other(number) => write!(info, "Unknown ARP opcode 0x{number:04x}"),
    };
}

fn ipv4_cells((protocol, info): (&mut String, &mut String), ip: &Ipv4<'_>) {
    protocol.push_str("IPv4");
    if ip.is_fragment() {
        let name = protocol_name(ip.protocol);
        let _ =
            write!(info, "Fragmented IP protocol (proto={name} {}, off={}, ID={:04x})", ip.protocol, ip.fragment_offset, ip.identification);
    }
}

fn other_transport((protocol, info): (&mut String, &mut String), number: u8) {
    protocol.push_str("IPv4");
    let _ = write!(info, "{} ({number})", protocol_name(number));
}

fn protocol_name(number: u8) -> &'static str {
    match number {
        ipv4::ICMP => "ICMP",
        2 => "IGMP",
        4 => "IPIP",
        ipv4::TCP => "TCP",
        ipv4::UDP => "UDP",
        41 => "IPv6",
        47 => "GRE",
        50 => "ESP",
        51 => "AH",
        58 => "ICMPv6",
        89 => "OSPF",
        132 => "SCTP",
        _ => "Unknown",
    }
}
