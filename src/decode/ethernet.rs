//! Ethernet II and IEEE 802.3 (RFC 894; IEEE 802.3 clause 3).

use etherparse::Ethernet2HeaderSlice;

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// The Ethernet header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ethernet {
    /// `eth.dst`.
    pub destination: [u8; 6],
    /// `eth.src`.
    pub source: [u8; 6],
    /// `eth.type`; `None` where the field is a length (IEEE 802.3 with LLC).
    pub ether_type: Option<EtherType>,
}

/// Reads the header; what follows is the payload, with any padding still behind it, but for IEEE 802.3, which states a length.
pub fn decode(payload: Payload<'_>) -> Result<(Ethernet, Payload<'_>), Problem> {
    let header = Ethernet2HeaderSlice::from_slice(payload.bytes).map_err(|_| Problem::missing_bytes(LayerName::Ethernet, payload))?;
    let number = header.ether_type().0;
    // A length of 0 is taken as a type.
    let ether_type = EtherType::from_field(number).or((number == 0).then_some(EtherType(0)));
    let layer = Ethernet { destination: header.destination(), source: header.source(), ether_type };
    let rest = payload.after(header.slice().len());
    Ok((layer, if ether_type.is_none() { rest.limited(number.into()) } else { rest }))
}
