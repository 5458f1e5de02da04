//! User Datagram Protocol (RFC 768).

use etherparse::UdpHeaderSlice;

use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;

/// Bytes of the UDP header.
const HEADER: usize = 8;

/// A UDP datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Udp<'a> {
    /// `udp.srcport`.
    pub source_port: u16,
    /// `udp.dstport`.
    pub destination_port: u16,
    /// `udp.length`: header and payload in bytes.
    pub length: u16,
    /// The header as it stands.
    pub header: &'a [u8],
    /// `udp.payload`, as far as it was captured.
    pub payload: Payload<'a>,
}

impl Udp<'_> {
    /// The stated length is more than the network layer carries; what is there is read all the same, as Wireshark does.
    pub fn overlong(&self) -> Option<Problem> {
        let is_overlong = usize::from(self.length) > self.payload.length.saturating_add(HEADER);
        is_overlong.then_some(Problem { layer: LayerName::Udp, kind: ProblemKind::Length(self.length) })
    }
}

/// Reads the header; what follows is the payload, cut to the stated length.
pub fn decode(payload: Payload<'_>) -> Result<(Udp<'_>, Payload<'_>), Problem> {
    let header = UdpHeaderSlice::from_slice(payload.bytes).map_err(|_| Problem::missing_bytes(LayerName::Udp, payload))?;
    let length = header.length();
    // 0 stands for a jumbogram (RFC 2675) or a length left to the network card. One over what is there is told by `overlong`.
    if length != 0 && usize::from(length) < HEADER {
        return Err(Problem { layer: LayerName::Udp, kind: ProblemKind::Length(length) });
    }
    let datagram = if length == 0 { payload } else { payload.limited(usize::from(length)) };
    let rest = datagram.after(HEADER);
    let layer = Udp {
        source_port: header.source_port(),
        destination_port: header.destination_port(),
        length,
        header: header.slice(),
        payload: rest,
    };
    Ok((layer, rest))
}
