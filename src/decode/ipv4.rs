//! Internet Protocol version 4 (RFC 791).

use std::net::Ipv4Addr;

use etherparse::Ipv4HeaderSlice;

use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;

/// Protocol number of ICMP.
pub const ICMP: u8 = 1;
/// Protocol number of IGMP.
pub const IGMP: u8 = 2;
/// Protocol number of IPv4 in IP (RFC 2003).
pub const IPV4: u8 = 4;
/// Protocol number of TCP.
pub const TCP: u8 = 6;
/// Protocol number of UDP.
pub const UDP: u8 = 17;
/// Protocol number of IPv6 in IP (RFC 4213).
pub const IPV6: u8 = 41;

/// Smallest header, in bytes.
const MIN_HEADER: usize = 20;

/// The IPv4 header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv4<'a> {
    /// `ip.src`.
    pub source: Ipv4Addr,
    /// `ip.dst`.
    pub destination: Ipv4Addr,
    /// `ip.proto`.
    pub protocol: u8,
    /// `ip.ttl`.
    pub time_to_live: u8,
    /// `ip.id`.
    pub identification: u16,
    /// `ip.flags.df`.
    pub dont_fragment: bool,
    /// `ip.flags.mf`.
    pub more_fragments: bool,
    /// `ip.frag_offset` in bytes.
    pub fragment_offset: u16,
    /// `ip.len`: header and payload in bytes. 0 where the sending kernel left it to the network card.
    pub total_length: u16,
    /// `ip.options.*`, undecoded.
    pub options: &'a [u8],
}

impl Ipv4<'_> {
    /// Part of a larger datagram.
    pub fn is_fragment(&self) -> bool {
        self.more_fragments || self.fragment_offset > 0
    }
}

/// Reads the header; what follows is the payload, without padding behind the stated length.
pub fn decode(payload: Payload<'_>) -> Result<(Ipv4<'_>, Payload<'_>), Problem> {
    let Some(first) = payload.u8_at(0) else {
        return Err(Problem::missing_bytes(LayerName::Ipv4, payload));
    };
    let wrong = |kind| Problem { layer: LayerName::Ipv4, kind };
    let version = first >> 4;
    if version != 4 {
        return Err(wrong(ProblemKind::Version(version)));
    }
    let header_length = (first & 0x0f).saturating_mul(4);
    if usize::from(header_length) < MIN_HEADER {
        return Err(wrong(ProblemKind::HeaderLength(header_length)));
    }
    let header = Ipv4HeaderSlice::from_slice(payload.bytes).map_err(|_| Problem::missing_bytes(LayerName::Ipv4, payload))?;
    let total_length = header.total_len();
    // 0 is what a kernel leaves that lets the network card cut the segments (RFC 791 has no such value).
    if total_length != 0 && total_length < u16::from(header_length) {
        return Err(wrong(ProblemKind::Length(total_length)));
    }
    let layer = Ipv4 {
        source: header.source_addr(),
        destination: header.destination_addr(),
        protocol: header.protocol().0,
        time_to_live: header.ttl(),
        identification: header.identification(),
        dont_fragment: header.dont_fragment(),
        more_fragments: header.more_fragments(),
        fragment_offset: header.fragments_offset().value().saturating_mul(8),
        total_length,
        options: header.slice().get(MIN_HEADER..).unwrap_or_default(),
    };
    let datagram = if total_length == 0 { payload } else { payload.limited(usize::from(total_length)) };
    Ok((layer, datagram.after(usize::from(header_length))))
}
