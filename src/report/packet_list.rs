//! Wireshark's packet list: the text of Source, Destination, Protocol and Info, as `tshark -n -r` prints them.
//!
//! The buffers are filled anew for each packet, so that a packet costs no allocation.

mod link;
mod network;
mod tcp;
mod unread;

use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr};

use arrayvec::ArrayVec;
use domain::base::iana::{Opcode, Rcode, Rtype};

use crate::decode::dns::{Dns, ResourceData, Section};
use crate::decode::udp::Udp;
use crate::decode::{Layer, LayerName, Packet, ProblemKind};
use crate::inspect::Inspected;

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
                if inspected.packet.problem.is_none() {
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

    /// Those of the network layer, else those of the link layer.
    fn addresses(&mut self, packet: &Packet<'_>) {
        if let Some((source, destination)) = packet.addresses() {
            ip_address(&mut self.source, source);
            ip_address(&mut self.destination, destination);
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
            ProblemKind::Short => "[Malformed Packet]",
            ProblemKind::HeaderLength(stated) => {
                let _ = write!(self.info, "{separator}Bogus header length ({stated})");
                return;
            }
            ProblemKind::Length(_) if problem.layer == LayerName::Icmp => "[Malformed Packet]",
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
            let _ = write!(out, "{address}");
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
