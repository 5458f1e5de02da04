//! Frames as they stand on the wire, for tests that need packets of their own: Linux cooked v1, IPv4 and what it carries.

use std::net::Ipv4Addr;

use domain::base::iana::{Rcode, Rtype};
use domain::base::{MessageBuilder, Name};
use domain::rdata::{A, Aaaa};
use etherparse::{
    ArpHardwareId, ArpOperation, ArpPacket, EtherType, IpHeaders, IpNumber, Ipv4Header, LinuxSllPacketType, PacketBuilder, TcpHeader,
    icmpv4,
};

/// Bytes of the Linux cooked v1 header that every frame below begins with.
const COOKED_HEADER: usize = 16;

/// An address and a port.
pub type End = (Ipv4Addr, u16);

/// A TCP segment; `flags` are the header's bits, FIN lowest.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    pub sequence: u32,
    pub acknowledgment: u32,
    pub flags: u16,
    pub window: u16,
    pub options: Vec<u8>,
    pub payload: Vec<u8>,
}

pub fn tcp(from: End, to: End, identification: u16, segment: &Segment) -> Vec<u8> {
    let mut header = TcpHeader::new(from.1, to.1, segment.sequence, segment.window);
    header.acknowledgment_number = segment.acknowledgment;
    header.set_options_raw(&segment.options).expect("at most 40 bytes");
    let bit = |number: u16| segment.flags >> number & 1 == 1;
    (header.fin, header.syn, header.rst, header.psh) = (bit(0), bit(1), bit(2), bit(3));
    (header.ack, header.urg, header.ece, header.cwr, header.ns) = (bit(4), bit(5), bit(6), bit(7), bit(8));
    let builder = cooked(from.0).ip(ip(from.0, to.0, IpNumber::TCP, identification)).tcp_header(header);
    let mut out = Vec::new();
    builder.write(&mut out, &segment.payload).expect("fits");
    out
}

/// Leaves the transport checksum as a system does that hands it to its network card: the pseudo-header's sum alone.
pub fn leave_checksum(frame: &mut [u8]) {
    let packet = &mut frame[COOKED_HEADER..];
    let transport = usize::from(packet[0] & 15) * 4;
    let length = u32::try_from(packet.len() - transport).expect("fits");
    let words = packet[12..20].chunks_exact(2).map(|word| u32::from(u16::from_be_bytes([word[0], word[1]])));
    let mut sum = words.sum::<u32>() + u32::from(packet[9]) + length;
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    let field = transport + if packet[9] == 6 { 16 } else { 6 };
    packet[field..field + 2].copy_from_slice(&u16::try_from(sum).expect("folded").to_be_bytes());
}

/// Makes an IPv4 packet one that has come some way: gives it another time to live.
pub fn set_hops(frame: &mut [u8], hops: u8) {
    let (mut header, _) = Ipv4Header::from_slice(&frame[COOKED_HEADER..]).expect("an IPv4 header");
    header.time_to_live = hops;
    header.header_checksum = header.calc_header_checksum();
    let bytes = header.to_bytes();
    frame[COOKED_HEADER..COOKED_HEADER + bytes.len()].copy_from_slice(&bytes);
}

pub fn udp(from: End, to: End, identification: u16, payload: &[u8]) -> Vec<u8> {
    let builder = cooked(from.0).ip(ip(from.0, to.0, IpNumber::UDP, identification)).udp(from.1, to.1);
    let mut out = Vec::new();
    builder.write(&mut out, payload).expect("fits");
    out
}

/// A ping or its answer.
pub fn echo(from: Ipv4Addr, to: Ipv4Addr, is_reply: bool, identifier: u16, sequence: u16) -> Vec<u8> {
    let builder = cooked(from).ip(ip(from, to, IpNumber::ICMP, 0));
    let builder =
        if is_reply { builder.icmpv4_echo_reply(identifier, sequence) } else { builder.icmpv4_echo_request(identifier, sequence) };
    let mut out = Vec::new();
    builder.write(&mut out, b"ping").expect("fits");
    out
}

/// An ICMP error that quotes the packet in `frame`, as much of it as Linux does.
pub fn icmp_error(from: Ipv4Addr, to: Ipv4Addr, kind: u8, code: u8, frame: &[u8]) -> Vec<u8> {
    let builder = cooked(from).ip(ip(from, to, IpNumber::ICMP, 0));
    let quoted = &frame[COOKED_HEADER..frame.len().min(COOKED_HEADER + 548)];
    let mut out = Vec::new();
    builder.icmpv4_raw(kind, code, [0; 4]).write(&mut out, quoted).expect("fits");
    assert!(matches!(kind, icmpv4::TYPE_DEST_UNREACH | icmpv4::TYPE_TIME_EXCEEDED), "{kind} is no error");
    out
}

pub fn arp(from: Ipv4Addr, to: Ipv4Addr, is_reply: bool) -> Vec<u8> {
    let operation = if is_reply { ArpOperation::REPLY } else { ArpOperation::REQUEST };
    let target_hardware = if is_reply { hardware(to) } else { [0; 6] };
    let packet = ArpPacket::new(
        ArpHardwareId::ETHERNET,
        EtherType::IPV4,
        operation,
        &hardware(from),
        &from.octets(),
        &target_hardware,
        &to.octets(),
    )
    .expect("addresses of equal length");
    let mut out = Vec::new();
    cooked(from).arp(packet).write(&mut out).expect("fits");
    out
}

/// Last byte of the sender's hardware address in what [`arp`] makes.
pub const ARP_SENDER_END: usize = COOKED_HEADER + 13;

/// A packet from its IP header on.
pub fn raw(packet: &[u8]) -> Vec<u8> {
    let mut out = cooked_bytes(if packet[0] >> 4 == 6 { 0x86dd } else { 0x0800 });
    out.extend(packet);
    out
}

/// A packet from its network header on.
pub fn network(ether_type: u16, packet: &[u8]) -> Vec<u8> {
    let mut out = cooked_bytes(ether_type);
    out.extend(packet);
    out
}

fn cooked_bytes(ether_type: u16) -> Vec<u8> {
    let mut out = vec![0, 0, 0, 1, 0, 6, 0x02, 0x42, 0, 0, 0, 1, 0, 0];
    out.extend(ether_type.to_be_bytes());
    out
}

/// A DNS query, or a response with these addresses.
pub struct Dns<'a> {
    pub id: u16,
    pub kind: Rtype,
    pub name: &'a str,
    /// The response's code and its addresses; `None` for a query.
    pub response: Option<(Rcode, Vec<std::net::IpAddr>)>,
}

impl Dns<'_> {
    pub fn message(&self) -> Vec<u8> {
        let name: Name<Vec<u8>> = self.name.parse().expect("a name");
        let mut builder = MessageBuilder::new_vec();
        let header = builder.header_mut();
        header.set_id(self.id);
        header.set_rd(true);
        if let Some((rcode, _)) = &self.response {
            header.set_qr(true);
            header.set_ra(true);
            header.set_rcode(*rcode);
        }
        let mut builder = builder.question();
        builder.push((&name, self.kind)).expect("fits");
        let mut builder = builder.answer();
        for address in self.response.iter().flat_map(|(_, addresses)| addresses) {
            match address {
                std::net::IpAddr::V4(address) => builder.push((&name, 60, A::new(*address))).expect("fits"),
                std::net::IpAddr::V6(address) => builder.push((&name, 60, Aaaa::new(*address))).expect("fits"),
            }
        }
        builder.finish()
    }
}

/// The Ethernet address that a container with this address has.
fn hardware(address: Ipv4Addr) -> [u8; 6] {
    let [a, b, c, d] = address.octets();
    [0x02, 0x42, a, b, c, d]
}

fn cooked(from: Ipv4Addr) -> etherparse::PacketBuilderStep<etherparse::LinuxSllHeader> {
    let [a, b, c, d, e, f] = hardware(from);
    PacketBuilder::linux_sll(LinuxSllPacketType::HOST, 6, [a, b, c, d, e, f, 0, 0])
}

fn ip(from: Ipv4Addr, to: Ipv4Addr, protocol: IpNumber, identification: u16) -> IpHeaders {
    let mut header = Ipv4Header::new(0, 64, protocol, from.octets(), to.octets()).expect("fits");
    header.identification = identification;
    IpHeaders::Ipv4(header, Default::default())
}
