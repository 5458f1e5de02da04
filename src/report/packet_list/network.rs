//! The network layer's texts in Wireshark's packet list: IPv4, IPv6, ICMP, ICMPv6, IGMP and ARP.

use std::fmt::{self, Write};

use super::{Cells, hardware, number};
use crate::decode::arp::{Arp, Operation};
use crate::decode::icmp::{Echo, Icmp, Message};
use crate::decode::icmpv6::{self, Icmpv6, NeighborOptions};
use crate::decode::igmp::{Igmp, Lists, Record, Sources};
use crate::decode::ipv4::Ipv4;
use crate::decode::ipv6::{self, Extension, Ipv6};
use crate::decode::{Layer, Network, Packet};
use crate::frame::LinkType;
use crate::inspect::Inspected;
use crate::track::Detail;

pub(super) fn ipv4((protocol, info): Cells<'_>, ip: &Ipv4<'_>) {
    protocol.push_str("IPv4");
    if ip.is_fragment() {
        let name = protocol_name(ip.protocol);
        let (number, offset, identification) = (ip.protocol, ip.fragment_offset, ip.identification);
        let _ = write!(info, "Fragmented IP protocol (proto={name} {number}, off={offset}, ID={identification:04x})");
    }
}

pub(super) fn ipv6((protocol, info): Cells<'_>, ip: &Ipv6) {
    protocol.push_str("IPv6");
    if let Some(piece) = ip.piece() {
        let more = if piece.more_fragments { "y" } else { "n" };
        let (offset, identification, next) = (piece.offset, piece.identification, ip.protocol);
        let _ = write!(info, "IPv6 fragment (off={offset} more={more} ident=0x{identification:08x} nxt={next})");
        return;
    }
    info.push_str(match ip.broken {
        Some(Extension::HopByHop) => "IPv6 hop-by-hop options",
        Some(Extension::Routing) => "IPv6 routing",
        // Its text says what is in it, and nothing is.
        Some(Extension::Fragment) => "",
        Some(Extension::Destination) => "IPv6 destination options",
        None if ip.protocol == ipv6::NO_NEXT_HEADER => "IPv6 no next header",
        None => "",
    });
}

/// A transport protocol that isn't decoded.
pub(super) fn other_transport((protocol, info): Cells<'_>, packet: &Packet<'_>, number: u8) {
    /// Extension headers that Wireshark counts among the protocols: it names them nowhere.
    const UNNAMED: [u8; 3] = [51, 135, 140];
    let name = protocol_name(number);
    let _ = match packet.network_layer() {
        Some(Network::Ipv6(_)) => {
            protocol.push_str("IPv6");
            if UNNAMED.contains(&number) {
                return;
            }
            write!(info, "Unknown IP Protocol: {name} ({number})")
        }
        _ => {
            protocol.push_str("IPv4");
            write!(info, "{name} ({number})")
        }
    };
}

pub(super) fn icmp((protocol, info): Cells<'_>, icmp: &Icmp, inspected: &Inspected<'_>) {
    protocol.push_str("ICMP");
    let name = match (icmp.kind, icmp.code) {
        (0, _) => "Echo (ping) reply",
        (1 | 2, _) => "Reserved",
        (3, _) => "Destination unreachable",
        (4, _) => "Source quench",
        (5, _) => "Redirect",
        (6, _) => "Alternate host address",
        (8, _) => "Echo (ping) request",
        (9, 0 | 16) => "Mobile IP Advertisement",
        (9, _) => "Router advertisement",
        (10, _) => "Router solicitation",
        (11, _) => "Time-to-live exceeded",
        (12, _) => "Parameter problem",
        (13, _) => "Timestamp request",
        (14, _) => "Timestamp reply",
        (15, _) => "Information request",
        (16, _) => "Information reply",
        (17, _) => "Address mask request",
        (18, _) => "Address mask reply",
        (19, _) => "Reserved (for security)",
        (30, _) => "Traceroute",
        (31, _) => "Datagram Conversion Error",
        (32, _) => "Mobile Host Redirect",
        (33, _) => "IPv6 Where-Are-You",
        (34, _) => "IPv6 I-Am-Here",
        (35, _) => "Mobile Registration Request",
        (36, _) => "Mobile Registration Reply",
        (37, _) => "Domain Name Request",
        (38, _) => "Domain Name Reply",
        (39, _) => "SKIP",
        (40, _) => "Photuris",
        (41, _) => "Experimental mobility protocols",
        (42, _) => "Extended Echo request",
        (43, _) => "Extended Echo reply",
        _ => {
            info.push_str("Unknown ICMP (obsolete or malformed?)");
            return;
        }
    };
    // Wireshark fills the names up to one width, but for this one.
    let _ = if icmp.kind == 4 { info.write_str(name) } else { write!(info, "{name:<20}") };
    if let Some(code) = icmp_code(icmp.kind, icmp.code) {
        let _ = match code {
            Some(text) => write!(info, " ({text})"),
            None => write!(info, " (Unknown code: {})", icmp.code),
        };
    }
    if let Message::EchoRequest(Echo { identifier, sequence, .. })
    | Message::EchoReply(Echo { identifier, sequence, .. })
    | Message::Identified(Echo { identifier, sequence, .. }) = icmp.message
    {
        let swapped = sequence.swap_bytes();
        let _ = write!(info, " id=0x{identifier:04x}, seq={sequence}/{swapped}, ttl={}", hops_left(inspected));
        request_in(info, inspected);
    }
}

fn hops_left(inspected: &Inspected<'_>) -> u8 {
    inspected.packet.network_layer().map_or(0, |network| network.hops())
}

/// Which request an echo reply answers.
fn request_in(info: &mut String, inspected: &Inspected<'_>) {
    if let Detail::Echo(Some(request)) = inspected.seen.detail
        && request.is_first
    {
        let _ = write!(info, " (request in {})", request.frame);
    }
}

/// What a code says, of the types whose codes say something; `Some(None)` where this code isn't known.
fn icmp_code(kind: u8, code: u8) -> Option<Option<&'static str>> {
    let texts: &[&str] = match kind {
        3 => &[
            "Network unreachable",
            "Host unreachable",
            "Protocol unreachable",
            "Port unreachable",
            "Fragmentation needed",
            "Source route failed",
            "Destination network unknown",
            "Destination host unknown",
            "Source host isolated",
            "Network administratively prohibited",
            "Host administratively prohibited",
            "Network unreachable for TOS",
            "Host unreachable for TOS",
            "Communication administratively filtered",
            "Host precedence violation",
            "Precedence cutoff in effect",
        ],
        4 => return Some(Some("flow control")),
        5 => &["Redirect for network", "Redirect for host", "Redirect for TOS and network", "Redirect for TOS and host"],
        6 => &["Alternate address for host"],
        9 if code == 16 => return Some(Some("Does not route common traffic")),
        9 => &["Normal router advertisement"],
        11 => &["Time to live exceeded in transit", "Fragment reassembly time exceeded"],
        12 => &["Pointer indicates the error", "Required option missing", "Bad length"],
        40 => {
            &["Bad SPI", "Authentication Failed", "Decompression Failed", "Decryption Failed", "Need Authentication", "Need Authorization"]
        }
        42 => &["No error"],
        43 => EXTENDED_REPLY,
        _ => return None,
    };
    Some(texts.get(usize::from(code)).copied())
}

const EXTENDED_REPLY: &[&str] =
    &["No error", "Malformed Query", "No Such Interface", "No Such Table Entry", "Multiple Interfaces Satisfy Query"];

pub(super) fn icmpv6((protocol, info): Cells<'_>, icmp: &Icmpv6<'_>, inspected: &Inspected<'_>) {
    use icmpv6::Message;
    protocol.push_str("ICMPv6");
    let Some(name) = icmpv6_name(icmp.kind) else {
        let _ = write!(info, "Unknown ({})", icmp.kind);
        return;
    };
    info.push_str(name);
    if let Some(code) = icmpv6_code(icmp.kind, icmp.code) {
        let _ = match code {
            Some(text) => write!(info, " ({text})"),
            // Of unreachable destinations alone Wireshark doesn't say the number.
            None if icmp.kind == 1 => write!(info, " (Unknown)"),
            None => write!(info, " (Unknown ({}))", icmp.code),
        };
    }
    match icmp.message {
        Message::EchoRequest(echo) | Message::EchoReply(echo) => {
            let _ = write!(info, " id=0x{:04x}, seq={}, hop limit={}", echo.identifier, echo.sequence, hops_left(inspected));
            request_in(info, inspected);
        }
        Message::RouterSolicitation(options) | Message::RouterAdvertisement(options) => from(info, options),
        Message::NeighborSolicitation { target, options } => {
            let _ = write!(info, " for {target}");
            from(info, options);
        }
        Message::NeighborAdvertisement { target, flags, options } => {
            let _ = write!(info, " {target} (");
            let mut separator = "";
            for (flag, name) in [(icmpv6::ROUTER, "rtr"), (icmpv6::SOLICITED, "sol"), (icmpv6::OVERRIDE, "ovr")] {
                if flags & flag != 0 {
                    info.push_str(separator);
                    info.push_str(name);
                    separator = ", ";
                }
            }
            info.push_str(if separator.is_empty() { "none)" } else { ")" });
            from(info, options);
        }
        Message::Redirect { options, .. } => from(info, options),
        _ => {}
    }
}

/// The hardware addresses in the options, whatever the message.
fn from(info: &mut String, options: NeighborOptions<'_>) {
    if let Some(address) = options.source_hardware() {
        info.push_str(" from ");
        hardware(info, address);
    }
    if let Some(address) = options.target_hardware() {
        info.push_str(" is at ");
        hardware(info, address);
    }
}

fn icmpv6_name(kind: u8) -> Option<&'static str> {
    Some(match kind {
        1 => "Destination Unreachable",
        2 => "Packet Too Big",
        3 => "Time Exceeded",
        4 => "Parameter Problem",
        100 | 101 | 200 | 201 => "Private experimentation",
        127 => "Reserved for expansion of ICMPv6 error messages",
        128 => "Echo (ping) request",
        129 => "Echo (ping) reply",
        130 => "Multicast Listener Query",
        131 => "Multicast Listener Report",
        132 => "Multicast Listener Done",
        133 => "Router Solicitation",
        134 => "Router Advertisement",
        135 => "Neighbor Solicitation",
        136 => "Neighbor Advertisement",
        137 => "Redirect",
        138 => "Router Renumbering",
        139 => "Node Information Query",
        140 => "Node Information Reply",
        141 => "Inverse Neighbor Discovery Solicitation",
        142 => "Inverse Neighbor Discovery Advertisement",
        143 => "Multicast Listener Report Message v2",
        144 => "Home Agent Address Discovery Request",
        145 => "Home Agent Address Discovery Reply",
        146 => "Mobile Prefix Solicitation",
        147 => "Mobile Prefix Advertisement",
        148 => "Certification Path Solicitation",
        149 => "Certification Path Advertisement",
        150 => "Experimental Mobility",
        151 => "Multicast Router Advertisement",
        152 => "Multicast Router Solicitation",
        153 => "Multicast Router Termination",
        154 => "FMIPv6",
        155 => "RPL Control",
        156 => "Locator Update",
        157 => "Duplicate Address Request",
        158 => "Duplicate Address Confirmation",
        159 => "MPL Control Message",
        160 => "Extended Echo request",
        161 => "Extended Echo reply",
        255 => "Reserved for expansion of ICMPv6 informational messages",
        _ => return None,
    })
}

/// As [`icmp_code`].
fn icmpv6_code(kind: u8, code: u8) -> Option<Option<&'static str>> {
    let texts: &[&str] = match kind {
        1 => &[
            "no route to destination",
            "Administratively prohibited",
            "Beyond scope of source address",
            "Address unreachable",
            "Port unreachable",
            "Source address failed ingress/egress policy",
            "Reject route to destination",
            "Error in Source Routing Header",
        ],
        3 => &["hop limit exceeded in transit", "fragment reassembly time exceeded"],
        4 => &[
            "erroneous header field encountered",
            "unrecognized Next Header type encountered",
            "unrecognized IPv6 option encountered",
            "IPv6 First Fragment has incomplete IPv6 Header Chain",
        ],
        138 => &["Command", "Result"],
        139 => &["Query subject = IPv6 addresses", "Query subject = DNS name or empty", "Query subject = IPv4 addresses"],
        140 => &["Successful", "Refused", "Unknown query type"],
        150 | 154 => &[],
        155 => &[
            "DODAG Information Solicitation",
            "DODAG Information Object",
            "Destination Advertisement Object",
            "Destination Advertisement Object Acknowledgment",
            "P2P Discovery Reply Object",
            "P2P Discovery Reply Object Acknowledgement",
        ],
        160 => &["No error"],
        161 => EXTENDED_REPLY,
        _ => return None,
    };
    Some(texts.get(usize::from(code)).copied())
}

pub(super) fn igmp((protocol, info): Cells<'_>, igmp: &Igmp<'_>, is_whole: bool) {
    protocol.push_str("IGMP");
    if let Some(version) = igmp.version {
        protocol.push('v');
        number(protocol, version);
    }
    let name = match igmp.kind {
        Igmp::QUERY => "Membership Query",
        Igmp::REPORT_V1 | Igmp::REPORT_V2 | Igmp::REPORT_V3 => "Membership Report",
        Igmp::LEAVE => "Leave Group",
        0x01 => "Create Group Request",
        0x02 => "Create Group Reply",
        0x03 => "Join Group Request",
        0x04 => "Join Group Reply",
        0x05 => "Leave Group Request",
        0x06 => "Leave Group Reply",
        0x07 => "Confirm Group Request",
        0x08 => "Confirm Group Reply",
        0x13 => "DVMRP Protocol",
        0x14 => "PIM Routing Message",
        0x1e => "Traceroute Response",
        0x1f => "Traceroute Query",
        other => {
            let _ = write!(info, "Unknown Type:0x{other:02x}");
            return;
        }
    };
    info.push_str(name);
    match igmp.lists {
        Lists::Records(records) => {
            for record in records.iter() {
                group_record(info, &record);
            }
            if records.count == 0 && is_whole {
                info.push_str(" - General query");
            }
        }
        Lists::None | Lists::Sources(_) => {
            let group = igmp.group;
            let _ = match igmp.kind {
                _ if igmp.version < Some(2) || !is_whole => Ok(()),
                _ if group.is_unspecified() => write!(info, ", general"),
                Igmp::QUERY => write!(info, ", specific for group {group}"),
                Igmp::LEAVE => write!(info, " {group}"),
                _ => write!(info, " group {group}"),
            };
            if let Lists::Sources(sources) = igmp.lists
                && sources.count > 0
            {
                let _ = write!(info, ", source{} {}", plural(sources), Braces(sources));
            }
        }
    }
}

fn plural(sources: Sources<'_>) -> &'static str {
    if sources.count > 1 { "s" } else { "" }
}

/// `{10.0.0.1, 10.0.0.2}`
struct Braces<'a>(Sources<'a>);

impl fmt::Display for Braces<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "{";
        for source in self.0.iter() {
            write!(out, "{separator}{source}")?;
            separator = ", ";
        }
        out.write_str("}")
    }
}

fn group_record(info: &mut String, record: &Record<'_>) {
    let Record { kind, group, sources } = *record;
    let (some, s, listed) = (sources.count > 0, plural(sources), Braces(sources));
    let within = if sources.count > 1 { " in" } else { "" };
    let _ = match kind {
        1 | 3 if some => write!(info, " / Join group {group} for source{s}{within} {listed}"),
        1 | 3 => write!(info, " / Leave group {group}"),
        2 | 4 if some => write!(info, " / Join group {group}, for source{s} not{within} {listed}"),
        2 | 4 => write!(info, " / Join group {group} for any sources"),
        5 if some => write!(info, " / Group {group}, new source{s} {listed}"),
        5 => write!(info, " / Group {group}, ALLOW_NEW_SOURCES but no source specified (?)"),
        6 if some => write!(info, " / Group {group}, block source{s} {listed}"),
        6 => write!(info, " / Group {group}, BLOCK_OLD_SOURCES but no source specified (?)"),
        _ if some => write!(info, " / Group {group}, unknown record type (?), sources {listed}"),
        _ => write!(info, " / Group {group}, unknown record type (?)"),
    };
}

pub(super) fn arp((protocol, info): Cells<'_>, arp: &Arp, inspected: &Inspected<'_>) {
    let number = arp.operation.number();
    protocol.push_str(match number {
        3 | 4 => "RARP",
        5..=7 => "DRARP",
        8 | 9 => "Inverse ARP",
        11..=22 => "MARS",
        23 => "MAPOS",
        _ => "ARP",
    });
    let (Some(sender), Some(target)) = (arp.sender, arp.target) else { return };
    let is_about_itself = sender == target;
    let has_target_hardware = arp.target_hardware.is_some_and(|address| address != [0; 6]);
    let _ = match arp.operation {
        Operation::Request if is_about_itself && has_target_hardware => write!(info, "Gratuitous ARP for {sender} (Request)"),
        Operation::Request if is_about_itself => write!(info, "ARP Announcement for {sender}"),
        Operation::Request if sender.is_unspecified() => write!(info, "Who has {target}? (ARP Probe)"),
        Operation::Request => write!(info, "Who has {target}? Tell {sender}"),
        Operation::Reply if is_about_itself => write!(info, "Gratuitous ARP for {sender} (Reply)"),
        Operation::Reply => write!(info, "{sender} is at {}", Hardware(arp.sender_hardware)),
        Operation::Other(number) => other_operation(info, arp, number),
    };
    if let Detail::Arp { conflict: Some(conflict), .. } = inspected.seen.detail
        && conflict.is_last
    {
        let _ = write!(info, " (duplicate use of {} detected!)", conflict.address);
    }
}

fn other_operation(info: &mut String, arp: &Arp, number: u16) -> fmt::Result {
    let (sender, target) = (Hardware(arp.sender_hardware), Hardware(arp.target_hardware));
    let (Some(sender_address), Some(target_address)) = (arp.sender, arp.target) else { return Ok(()) };
    let name = match number {
        0 | 65_535 => return write!(info, "Reserved opcode {number}"),
        3 | 5 | 8 => return write!(info, "Who is {target}? Tell {sender}"),
        4 | 6 => return write!(info, "{target} is at {target_address}"),
        7 => return info.write_str("DRARP Error"),
        9 => return write!(info, "{sender} is at {sender_address}"),
        10 => return info.write_str("ARP NAK"),
        11 => "MARS request",
        12 => "MARS MULTI request",
        13 => "MARS MSERV request",
        14 => "MARS JOIN request",
        15 => "MARS LEAVE",
        16 => "MARS NAK",
        17 => "MARS UNSERV request",
        18 => "MARS SJOIN request",
        19 => "MARS SLEAVE",
        20 => "MARS grouplist request",
        21 => "MARS grouplist reply",
        22 => "MARS redirect map",
        23 => "MAPOS UNARP request",
        24 | 25 => return write!(info, "Experimental {} ( opcode {number} )", number - 23),
        _ => return write!(info, "Unknown ARP opcode 0x{number:04x}"),
    };
    write!(info, "{name} from {sender} at {sender_address}")
}

struct Hardware(Option<[u8; 6]>);

impl fmt::Display for Hardware {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some([a, b, c, d, e, f]) = self.0 else { return out.write_str("<No address>") };
        write!(out, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
    }
}

/// What Wireshark says of a network layer whose version doesn't fit.
pub(super) fn version((protocol, info): Cells<'_>, packet: &Packet<'_>, is_ipv6: bool, version: u8) {
    let (name, expected) = if is_ipv6 { ("IPv6", 6) } else { ("IPv4", 4) };
    protocol.clear();
    info.clear();
    match packet.last() {
        // Behind a link layer that names IPv6, another version is taken as something unknown.
        Some(Layer::Ethernet(_) | Layer::Sll(_) | Layer::Vlan(_)) if is_ipv6 => {
            protocol.push_str("0x86dd");
            info.push_str("IPv6");
        }
        None if matches!(packet.frame.link_type, LinkType::RAW | LinkType(12 | 14)) => {
            protocol.push_str("N/A");
            info.push_str("Raw packet data");
        }
        None if !is_ipv6 => {
            protocol.push_str("IP");
            let _ = write!(info, "Bogus IP version ({version})");
        }
        _ => {
            protocol.push_str(name);
            let _ = write!(info, "Bogus {name} version ({version}, must be {expected})");
        }
    }
}

/// The protocols' names as Wireshark writes them, by IANA's protocol numbers.
fn protocol_name(number: u8) -> &'static str {
    match number {
        0 => "IPv6 Hop-by-Hop Option",
        1 => "ICMP",
        2 => "IGMP",
        3 => "GGP",
        4 => "IPIP",
        5 => "Stream",
        6 => "TCP",
        7 => "CBT",
        8 => "EGP",
        9 => "IGRP",
        10 => "BBN RCC",
        11 => "Network Voice",
        12 => "PUP",
        13 => "ARGUS",
        14 => "EMCON",
        15 => "XNET",
        16 => "CHAOS",
        17 => "UDP",
        18 => "Multiplex",
        19 => "DCN Measurement",
        20 => "Host Monitoring",
        21 => "Packet radio",
        22 => "IDP",
        23 => "Trunk-1",
        24 => "Trunk-2",
        25 => "Leaf-1",
        26 => "Leaf-2",
        27 => "Reliable Data",
        28 => "IRT",
        29 => "ISO TP4",
        30 => "Bulk Data",
        31 => "MFE NSP",
        32 => "Merit Internodal",
        33 => "Datagram Congestion Control Protocol",
        34 => "3rd Party Connect",
        35 => "Inter-Domain Policy Routing Protocol",
        36 => "XTP",
        37 => "Datagram delivery",
        38 => "Control Message",
        39 => "TP++",
        40 => "IL",
        41 => "IPv6",
        42 => "Source demand routing",
        43 => "Routing Header for IPv6",
        44 => "Fragment Header for IPv6",
        45 => "Inter-Domain Routing Protocol",
        46 => "Reservation Protocol",
        47 => "Generic Routing Encapsulation",
        48 => "Dynamic source routing",
        49 => "BNA",
        50 => "Encap Security Payload",
        51 => "Authentication Header",
        52 => "INSLP",
        53 => "SWIPE",
        54 => "NBMA ARP",
        55 => "IP Mobility",
        56 => "TLSP Kryptonet",
        57 => "SKIP",
        58 => "ICMPv6",
        59 => "No Next Header for IPv6",
        60 => "Destination Options for IPv6",
        61 => "any host internal protocol",
        62 => "Mobile IPv6 (old)",
        63 => "any local network",
        64 => "SATNET EXPAK",
        65 => "Kryptolan",
        66 => "Remote Virtual Disk",
        67 => "IPPC",
        68 => "any distributed file system",
        69 => "SATNET Monitoring",
        70 => "VISA",
        71 => "IPCV",
        72 => "CPNX",
        73 => "CPHB",
        74 => "Wang Span",
        75 => "Packet Video",
        76 => "Backroom SATNET Mon",
        77 => "Sun ND Protocol",
        78 => "Wideband Mon",
        79 => "Wideband Expak",
        80 => "ISO Internet Protocol",
        81 => "VMTP",
        82 => "Secure VMTP",
        83 => "VINES",
        84 => "TTP",
        85 => "NSFNET IGP",
        86 => "Dissimilar Gateway",
        87 => "TCF",
        88 => "EIGRP",
        89 => "OSPF IGP",
        90 => "Sprite RPC",
        91 => "Locus ARP",
        92 => "Multicast Transport",
        93 => "AX.25 Frames",
        94 => "IP in IP",
        95 => "MICP",
        96 => "Semaphore",
        97 => "Ether in IP",
        98 => "ENCAP",
        99 => "any private encryption scheme",
        100 => "GMTP",
        101 => "Ipsilon Flow",
        102 => "PNNI over IP",
        103 => "PIM",
        104 => "ARIS",
        105 => "SCPS",
        106 => "QNX",
        107 => "Active Networks",
        108 => "IPComp",
        109 => "Sitara Networks",
        110 => "Compaq Peer",
        111 => "IPX IN IP",
        112 => "VRRP",
        113 => "PGM",
        114 => "any 0-hop protocol",
        115 => "Layer 2 Tunneling",
        116 => "DDX",
        117 => "IATP",
        118 => "STP",
        119 => "SpectraLink",
        120 => "UTI",
        121 => "SMP",
        122 => "SM",
        123 => "PTP",
        124 => "ISIS over IP",
        125 => "FIRE",
        126 => "CRTP",
        127 => "CRUDP",
        128 => "SSCOPMCE",
        129 => "IPLT",
        130 => "Secure Packet",
        131 => "PIPE",
        132 => "SCTP",
        133 => "Fibre Channel",
        134 => "RSVP E2EI",
        135 => "Mobile IPv6",
        136 => "UDPLite",
        137 => "MPLS in IP",
        138 => "MANET",
        139 => "HIP",
        140 => "Shim6 header",
        141 => "WESP",
        142 => "ROHC",
        144..=172 => "Unassigned",
        173 => "AX/4000 Testframe",
        174..=223 => "Unassigned",
        224 => "Novell NCS Heartbeat",
        _ => "Unknown",
    }
}
