//! What stands before a packet on BSD's loopback interfaces: a protocol family of 4 bytes, in the byte order of the
//! machine that captured (LINKTYPE_NULL) or in network order (LINKTYPE_LOOP).

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// Bytes of the header.
const HEADER: usize = 4;

/// The header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loopback {
    /// `null.family`.
    pub family: u32,
}

impl Loopback {
    /// AF_INET is 2 everywhere; each BSD has a number of its own for AF_INET6, and so do Linux and Windows.
    /// Some write an EtherType.
    pub fn ether_type(self) -> Option<EtherType> {
        match self.family {
            2 => Some(EtherType::IPV4),
            10 | 23 | 24 | 28 | 30 => Some(EtherType::IPV6),
            other => u16::try_from(other).ok().and_then(EtherType::from_field),
        }
    }
}

/// Reads the header, in whichever byte order makes sense: families are small numbers.
pub fn decode(payload: Payload<'_>) -> Result<(Loopback, Payload<'_>), Problem> {
    let Some(stored) = payload.u32_at(0) else { return Err(Problem::missing_bytes(LayerName::Loopback, payload)) };
    let family = if stored > 0xffff { stored.swap_bytes() } else { stored };
    Ok((Loopback { family }, payload.after(HEADER)))
}
