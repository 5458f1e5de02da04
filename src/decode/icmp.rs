//! Internet Control Message Protocol (RFC 792; codes: RFC 1122 3.2.2.1, RFC 1812 5.2.7.1; router discovery: RFC 1256;
//! next-hop MTU: RFC 1191 4).

use std::net::Ipv4Addr;

use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;
use super::quoted::Quoted;

/// Bytes of the ICMP header.
const HEADER: usize = 8;
/// Bytes that every message has: type, code and checksum.
const COMMON: usize = 4;

/// Why a destination couldn't be reached: the code of ICMP's or of ICMPv6's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// `icmp.code` or `icmpv6.code`.
    pub code: u8,
    /// Which of the two; they number differently.
    pub is_ipv6: bool,
}

impl Unreachable {
    /// Nobody has the port.
    pub const fn is_port(self) -> bool {
        matches!((self.is_ipv6, self.code), (false, 3) | (true, 4))
    }

    /// Nobody has the address.
    pub const fn is_host(self) -> bool {
        matches!((self.is_ipv6, self.code), (false, 1) | (true, 3))
    }
}

/// An ICMP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icmp {
    /// `icmp.type`.
    pub kind: u8,
    /// `icmp.code`.
    pub code: u8,
    /// What the type carries.
    pub message: Message,
}

/// What an ICMP message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Echo reply (0).
    EchoReply(Echo),
    /// Destination unreachable (3), and the start of the packet that could not be delivered.
    Unreachable(Quoted),
    /// Destination unreachable, code 4: the packet is too large for the next network, and what fits it (0: not said).
    FragmentationNeeded {
        /// `icmp.mtu`: bytes.
        mtu: u16,
        /// The start of the packet.
        quoted: Quoted,
    },
    /// Source quench (4).
    SourceQuench(Quoted),
    /// Redirect (5): a better first router for what the packet is for.
    Redirect {
        /// `icmp.redir_gw`.
        gateway: Ipv4Addr,
        /// The start of the packet.
        quoted: Quoted,
    },
    /// Echo request (8).
    EchoRequest(Echo),
    /// Router advertisement (9).
    RouterAdvertisement,
    /// Router solicitation (10).
    RouterSolicitation,
    /// Time exceeded (11), and the start of the packet that was dropped.
    TimeExceeded(Quoted),
    /// Parameter problem (12), and the start of the packet that has it.
    ParameterProblem(Quoted),
    /// Timestamp, information and address mask requests and replies (13 to 18).
    Identified(Echo),
    /// Another type, or a message that ends before its fields do.
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

/// Reads an ICMP message. A message without its fields leaves the layer and the problem.
pub fn decode(payload: Payload<'_>) -> Result<(Icmp, Option<Problem>), Problem> {
    let missing = || Problem::missing_bytes(LayerName::Icmp, payload);
    // Every type has something behind type, code and checksum.
    let (Some(kind), Some(code), Some(_)) = (payload.u8_at(0), payload.u8_at(1), payload.u16_at(COMMON)) else { return Err(missing()) };
    let message = message(kind, code, payload);
    let problem = match message {
        None => Some(missing()),
        Some(message) if message.quoted().is_some_and(|quoted| quoted.is_cut) => Some(missing()),
        Some(_) if payload.bytes.len() < whole_length(kind, payload) => Some(missing()),
        Some(_) => wrong_length(kind, payload),
    };
    Ok((Icmp { kind, code, message: message.unwrap_or(Message::Other) }, problem))
}

/// Bytes that a message has at least.
fn whole_length(kind: u8, payload: Payload<'_>) -> usize {
    match kind {
        // A list of addresses: how many there are, and words of four bytes for each.
        9 => match payload.array_at(COMMON) {
            Some([count, words]) => usize::from(count).saturating_mul(usize::from(words)).saturating_mul(4).saturating_add(HEADER),
            None => HEADER,
        },
        13 | 14 => 20,
        17 | 18 => 12,
        _ => 0,
    }
}

/// Where extensions follow what an error quotes (RFC 4884), it says how long that is, in words of four bytes: more than there is.
fn wrong_length(kind: u8, payload: Payload<'_>) -> Option<Problem> {
    /// Where extensions stand that know nothing of the length field: behind 128 bytes (RFC 4884 5).
    const EXTENSIONS: usize = 136;
    const EXTENSIONS_VERSION: u8 = 2;
    let has_extensions = matches!(kind, 3 | 11 | 12) && payload.u32_at(EXTENSIONS)?.to_be_bytes().first()? >> 4 == EXTENSIONS_VERSION;
    let stated = u16::from(payload.u8_at(5)?).saturating_mul(4);
    let is_wrong = has_extensions && usize::from(stated).saturating_add(HEADER) > payload.length;
    is_wrong.then_some(Problem { layer: LayerName::Icmp, kind: ProblemKind::Length(stated) })
}

impl Message {
    /// The packet that an error quotes.
    pub const fn quoted(&self) -> Option<Quoted> {
        match self {
            Self::Unreachable(quoted)
            | Self::FragmentationNeeded { quoted, .. }
            | Self::SourceQuench(quoted)
            | Self::Redirect { quoted, .. }
            | Self::TimeExceeded(quoted)
            | Self::ParameterProblem(quoted) => Some(*quoted),
            _ => None,
        }
    }
}

fn message(kind: u8, code: u8, payload: Payload<'_>) -> Option<Message> {
    let error = || {
        payload.u32_at(COMMON)?;
        Some(Quoted::ipv4(payload.after(HEADER)))
    };
    Some(match kind {
        0 => Message::EchoReply(echo(payload)?),
        3 if code == 4 => Message::FragmentationNeeded { quoted: error()?, mtu: payload.u16_at(6)? },
        3 => Message::Unreachable(error()?),
        4 => Message::SourceQuench(error()?),
        5 => Message::Redirect { quoted: error()?, gateway: payload.array_at::<4>(COMMON)?.into() },
        8 => Message::EchoRequest(echo(payload)?),
        9 => Message::RouterAdvertisement,
        10 => Message::RouterSolicitation,
        11 => Message::TimeExceeded(error()?),
        12 => Message::ParameterProblem(error()?),
        13..=18 => Message::Identified(echo(payload)?),
        _ => Message::Other,
    })
}

/// Identifier and sequence number behind the first four bytes, in ICMP and in ICMPv6.
pub(super) fn echo(payload: Payload<'_>) -> Option<Echo> {
    Some(Echo {
        identifier: payload.u16_at(4)?,
        sequence: payload.u16_at(6)?,
        length: u16::try_from(payload.length.saturating_sub(HEADER)).unwrap_or(u16::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_its_fields_leaves_type_and_problem() {
        let bytes = [8, 0, 0, 0, 0, 1];
        let (layer, problem) = decode(Payload::new(&bytes, 64)).expect("a type");
        assert_eq!((layer.kind, layer.message), (8, Message::Other));
        assert_eq!(problem.map(|problem| problem.kind), Some(crate::decode::ProblemKind::Cut));
    }

    #[test]
    fn too_large_a_packet_says_what_fits() {
        let bytes = [3, 4, 0, 0, 0, 0, 0x05, 0x14];
        let (layer, _) = decode(Payload::new(&bytes, bytes.len())).expect("a type");
        assert!(matches!(layer.message, Message::FragmentationNeeded { mtu: 1300, .. }));
    }
}
