//! Wireshark's packet list: the text of Source, Destination, Protocol and Info, as `tshark -n -r` prints them.
//!
//! The buffers are filled anew for each packet, so that a packet costs no allocation.

mod dhcp;
mod dns;

use std::fmt::Write;
use std::net::Ipv4Addr;

use arrayvec::ArrayVec;

use crate::decode::arp::{Arp, Operation};
use crate::decode::dns::Service;
use crate::decode::icmp::{Icmp, Message};
use crate::decode::ipv4::{self, Ipv4};
use crate::decode::tcp::{Flags, Tcp, TcpOption};
use crate::decode::udp::Udp;
use crate::decode::{self, Layer, LayerName, Packet, ProblemKind};
use crate::inspect::Inspected;
use crate::track::Detail;
use crate::track::messages::Carried;
use crate::track::tcp::TcpSeen;
use crate::track::tcp::analysis::Analysis;

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
            Some(Layer::Tcp(tcp)) => match &inspected.seen.carried {
                Some(carried) if carried.listed().next().is_some() => self.carried(inspected, carried),
                carried => {
                    tcp_cells(cells, tcp, inspected.seen.tcp());
                    if carried.as_ref().is_some_and(|carried| carried.is_piece) {
                        self.info.push_str(" [TCP segment of a reassembled PDU]");
                    }
                }
            },
            Some(Layer::Udp(udp)) => udp_cells(cells, udp),
            Some(Layer::Dns(dns)) => {
                self.protocol.push_str(dns.service.as_str());
                dns::info(&mut self.info, dns);
            }
            Some(Layer::Dhcp(message)) => dhcp::cells(cells, message),
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

    /// DNS messages in a TCP segment, behind what is to be said of the segment.
    fn carried(&mut self, inspected: &Inspected<'_>, carried: &Carried) {
        self.protocol.push_str("DNS");
        if let Some(seen) = inspected.seen.tcp() {
            analysis(&mut self.info, seen);
        }
        for payload in carried.listed() {
            let (message, problem) = decode::dns::decode(payload, Service::Dns);
            dns::info(&mut self.info, &message);
            if let Some(problem) = problem {
                self.info.push_str(application_problem(problem.kind));
            }
        }
        dns::shorten(&mut self.info);
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
        // What lies above TCP and UDP keeps its own name in Protocol and its text in Info.
        if matches!(problem.layer, LayerName::Dns | LayerName::Dhcp | LayerName::Payload) {
            self.info.push_str(application_problem(problem.kind));
            return dns::shorten(&mut self.info);
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

fn tcp_cells((protocol, info): (&mut String, &mut String), tcp: &Tcp<'_>, seen: Option<&TcpSeen>) {
    protocol.push_str("TCP");
    if let Some(seen) = seen {
        analysis(info, seen);
    }
    number(info, tcp.source_port);
    info.push_str(" → ");
    number(info, tcp.destination_port);
    info.push_str(" [");
    let mut separator = "";
    for name in tcp.flags.names() {
        info.push_str(separator);
        info.push_str(name);
        separator = ", ";
    }
    if separator.is_empty() {
        info.push_str("<None>");
    }
    info.push_str("] Seq=");
    number(info, seen.map_or(tcp.sequence, |seen| seen.sequence));
    if tcp.flags.has(Flags::ACK) {
        info.push_str(" Ack=");
        number(info, seen.map_or(tcp.acknowledgment, |seen| seen.acknowledgment));
    }
    info.push_str(" Win=");
    number(info, seen.map_or(u32::from(tcp.window), |seen| seen.window));
    if tcp.flags.has(Flags::URG) {
        info.push_str(" Urg=");
        number(info, tcp.urgent_pointer);
    }
    info.push_str(" Len=");
    number(info, tcp.length());
    let relative = |raw: u32| match seen {
        Some(seen) => raw.wrapping_sub(tcp.acknowledgment).wrapping_add(seen.acknowledgment),
        None => raw,
    };
    for option in tcp.options() {
        tcp_option(info, option, relative);
    }
}

/// The bracketed findings before the ports, in Wireshark's order.
fn analysis(info: &mut String, seen: &TcpSeen) {
    let found = seen.analysis;
    if found == Analysis::default() {
        return;
    }
    for (finding, text) in [
        (Analysis::ZERO_WINDOW_PROBE_ACK, "[TCP ZeroWindowProbeAck] "),
        (Analysis::ZERO_WINDOW, "[TCP ZeroWindow] "),
        (Analysis::ZERO_WINDOW_PROBE, "[TCP ZeroWindowProbe] "),
    ] {
        if found.has(finding) {
            info.push_str(text);
        }
    }
    if let Some((frame, count)) = seen.duplicate_of {
        info.push_str("[TCP Dup ACK ");
        number(info, frame);
        info.push('#');
        number(info, count);
        info.push_str("] ");
    }
    for (finding, text) in [
        (Analysis::KEEP_ALIVE_ACK, "[TCP Keep-Alive ACK] "),
        (Analysis::KEEP_ALIVE, "[TCP Keep-Alive] "),
        (Analysis::WINDOW_FULL, "[TCP Window Full] "),
        (Analysis::WINDOW_UPDATE, "[TCP Window Update] "),
        (Analysis::ACKED_UNSEEN, "[TCP ACKed unseen segment] "),
        (Analysis::PREVIOUS_NOT_CAPTURED, "[TCP Previous segment not captured] "),
        (Analysis::REUSED_PORTS, "[TCP Port numbers reused] "),
        (Analysis::OUT_OF_ORDER, "[TCP Out-Of-Order] "),
        (Analysis::SPURIOUS_RETRANSMISSION, "[TCP Spurious Retransmission] "),
        (Analysis::FAST_RETRANSMISSION, "[TCP Fast Retransmission] "),
        (Analysis::RETRANSMISSION, "[TCP Retransmission] "),
    ] {
        if found.has(finding) {
            info.push_str(text);
        }
    }
}

/// `relative` makes a raw number of the other side's relative.
fn tcp_option(info: &mut String, option: TcpOption<'_>, relative: impl Fn(u32) -> u32) {
    match option {
        TcpOption::MaximumSegmentSize(bytes) => {
            info.push_str(" MSS=");
            number(info, bytes);
        }
        TcpOption::WindowScale(shift) => {
            info.push_str(" WS=");
            number(info, 1u32 << shift.min(14));
        }
        TcpOption::SackPermitted => info.push_str(" SACK_PERM"),
        TcpOption::Timestamps { value, echo } => {
            info.push_str(" TSval=");
            number(info, value);
            info.push_str(" TSecr=");
            number(info, echo);
        }
        TcpOption::Sack(blocks) => {
            for block in blocks.chunks_exact(8) {
                let &[a, b, c, d, e, f, g, h] = block else { continue };
                info.push_str(" SLE=");
                number(info, relative(u32::from_be_bytes([a, b, c, d])));
                info.push_str(" SRE=");
                number(info, relative(u32::from_be_bytes([e, f, g, h])));
            }
        }
        // Fast Open (RFC 7413; before it, an experiment's number): a cookie, or the request for one.
        TcpOption::Other { kind: 34, data } | TcpOption::Other { kind: 254, data: [0xf9, 0x89, data @ ..] } => {
            info.push_str(if data.is_empty() { " TFO=R" } else { " TFO=C" });
        }
        TcpOption::Other { .. } => {}
    }
}

fn udp_cells((protocol, info): (&mut String, &mut String), udp: &Udp<'_>) {
    protocol.push_str("UDP");
    number(info, udp.source_port);
    info.push_str(" → ");
    number(info, udp.destination_port);
    info.push_str(" Len=");
    number(info, udp.payload.length);
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
