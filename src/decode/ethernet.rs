//! Ethernet II and IEEE 802.3 (RFC 894; IEEE 802.3 clause 3).

use etherparse::Ethernet2HeaderSlice;

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// The longest payload that a length field may state.
const LONGEST: u16 = 1500;

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
    // What can't be a length isn't one: 0, and what is longer than a frame may be (IEEE 802.3 leaves 1501 to 1535 open).
    let ether_type = (!(1..=LONGEST).contains(&number)).then_some(EtherType(number));
    let layer = Ethernet { destination: header.destination(), source: header.source(), ether_type };
    let rest = payload.after(header.slice().len());
    Ok((layer, if ether_type.is_none() { rest.limited(number.into()) } else { rest }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_cannot_be_a_length_is_a_type() {
        for (number, is_length) in [(0, false), (1, true), (1500, true), (1501, false), (0x0800, false)] {
            let mut bytes = vec![0; 12];
            bytes.extend(u16::to_be_bytes(number));
            let (layer, _) = decode(Payload::new(&bytes, bytes.len())).expect("a header");
            assert_eq!(layer.ether_type.is_none(), is_length, "{number}");
        }
    }
}
