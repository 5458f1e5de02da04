//! Internet Control Message Protocol (RFC 792; codes: RFC 1122 3.2.2.1, RFC 1812 5.2.7.1).

use std::net::Ipv4Addr;

use super::ipv4;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// Bytes of the ICMP header.
const HEADER: usize = 8;

/// An ICMP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icmp<'a> {
    /// `icmp.type`.
    pub kind: u8,
    /// `icmp.code`.
    pub code: u8,
    /// What the type carries.
    pub message: Message<'a>,
}

/// What an ICMP message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// Echo reply (0).
    EchoReply(Echo),
    /// Destination unreachable (3), and the start of the packet that could not be delivered.
    Unreachable(Quoted<'a>),
    /// Echo request (8).
    EchoRequest(Echo),
    /// Time exceeded (11), and the start of the packet that was dropped.
    TimeExceeded(Quoted<'a>),
    /// Another type.
    Other,
}

/// The fields of an echo request or reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Echo {
    /// `icmp.ident`.
    pub identifier: u16,
    /// `icmp.seq`.
    pub sequence: u16,
    /// Bytes of data behind the header.
    pub length: u16,
}

/// The packet that an ICMP error quotes, as far as it could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quoted<'a> {
    /// Its IPv4 header.
    pub ip: Option<ipv4::Ipv4<'a>>,
    /// Its source and destination port, where it is UDP or TCP.
    pub ports: Option<(u16, u16)>,
    /// Its sequence number, where it is TCP.
    pub sequence: Option<u32>,
}

impl Quoted<'_> {
    /// Source and destination of the quoted packet.
    pub fn addresses(&self) -> Option<(Ipv4Addr, Ipv4Addr)> {
        self.ip.map(|ip| (ip.source, ip.destination))
    }
}

/// Reads an ICMP message.
pub fn decode(payload: Payload<'_>) -> Result<Icmp<'_>, Problem> {
    let missing = || Problem::missing_bytes(LayerName::Icmp, payload);
    let kind = payload.u8_at(0).ok_or_else(missing)?;
    let code = payload.u8_at(1).ok_or_else(missing)?;
    let rest = payload.after(HEADER);
    let message = match kind {
        0 => Message::EchoReply(echo(payload).ok_or_else(missing)?),
        3 => Message::Unreachable(quoted(rest)),
        8 => Message::EchoRequest(echo(payload).ok_or_else(missing)?),
        11 => Message::TimeExceeded(quoted(rest)),
        _ => Message::Other,
    };
    Ok(Icmp { kind, code, message })
}

fn echo(payload: Payload<'_>) -> Option<Echo> {
    Some(Echo {
        identifier: payload.u16_at(4)?,
        sequence: payload.u16_at(6)?,
        length: u16::try_from(payload.length.saturating_sub(HEADER)).unwrap_or(u16::MAX),
    })
}

/// An error quotes only the start of a packet (RFC 792: 8 bytes behind the IP header), so its length fields
/// state more than is there.
fn quoted(payload: Payload<'_>) -> Quoted<'_> {
    let Ok((ip, rest)) = ipv4::decode(payload) else {
        return Quoted::default();
    };
    let has_ports = matches!(ip.protocol, ipv4::TCP | ipv4::UDP) && ip.fragment_offset == 0;
    let ports = if has_ports { rest.u16_at(0).zip(rest.u16_at(2)) } else { None };
    let sequence = ports.filter(|_| ip.protocol == ipv4::TCP).and_then(|_| rest.u32_at(4));
    Quoted { ip: Some(ip), ports, sequence }
}
