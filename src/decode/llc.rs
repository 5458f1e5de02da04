//! IEEE 802.2 Logical Link Control, and the Subnetwork Access Protocol behind it (RFC 1042).

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// The service access point that announces SNAP.
const SNAP: u8 = 0xaa;
/// An unnumbered frame that carries data.
const UNNUMBERED_INFORMATION: u8 = 0x03;

/// An LLC header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Llc {
    /// `llc.dsap`, the lowest bit for a group of receivers.
    pub destination: u8,
    /// `llc.ssap`, the lowest bit for a response.
    pub source: u8,
    /// `llc.control`.
    pub control: Control,
    /// The SNAP header, if there is one.
    pub snap: Option<Snap>,
}

/// What an LLC frame does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A numbered frame with data: its bits.
    Information(u16),
    /// Acknowledges numbered frames: its bits.
    Supervisory(u16),
    /// A frame without number: its bits.
    Unnumbered(u8),
}

/// A SNAP header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    /// `llc.oui`: who numbers the protocols.
    pub organization: [u8; 3],
    /// `llc.pid`, or an EtherType where the organization is 0.
    pub protocol: u16,
}

impl Llc {
    /// Bytes of the header.
    pub const fn length(&self) -> usize {
        match (self.control, self.snap) {
            (_, Some(_)) => 8,
            (Control::Unnumbered(_), None) => 3,
            _ => 4,
        }
    }

    /// The network protocol, where SNAP names one by its EtherType.
    pub fn ether_type(&self) -> Option<EtherType> {
        const ENCAPSULATED_ETHERNET: [u8; 3] = [0; 3];
        const IP: u8 = 6;
        if self.snap.is_none() && self.destination == IP && matches!(self.control, Control::Unnumbered(3)) {
            return Some(EtherType::IPV4);
        }
        self.snap.filter(|snap| snap.organization == ENCAPSULATED_ETHERNET).map(|snap| EtherType(snap.protocol))
    }
}

/// Reads the header; what follows is the payload.
pub fn decode(payload: Payload<'_>) -> Result<(Llc, Payload<'_>), Problem> {
    let missing = || Problem::missing_bytes(LayerName::Llc, payload);
    let [destination, source, first] = payload.array_at(0).ok_or_else(missing)?;
    let (control, length) = if first & 3 == 3 {
        (Control::Unnumbered(first), 3)
    } else {
        // Numbered frames have a second control byte, and write the first one first.
        let bits = u16::from_le_bytes(payload.array_at(2).ok_or_else(missing)?);
        (if first & 1 == 0 { Control::Information(bits) } else { Control::Supervisory(bits) }, 4)
    };
    let mut rest = payload.after(length);
    let mut snap = None;
    if destination == SNAP && source == SNAP && control == Control::Unnumbered(UNNUMBERED_INFORMATION) {
        let (Some(organization), Some(protocol)) = (rest.array_at(0), rest.u16_at(3)) else { return Err(missing()) };
        snap = Some(Snap { organization, protocol });
        rest = rest.after(5);
    }
    Ok((Llc { destination, source, control, snap }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snap_names_an_ethertype() {
        let bytes = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45];
        let (layer, rest) = decode(Payload::new(&bytes, bytes.len())).expect("a header");
        assert_eq!((layer.ether_type(), rest.length), (Some(EtherType::IPV4), 1));
    }
}
