//! VLAN tags: IEEE 802.1Q, and 802.1ad, which puts a provider's tag before it.

use super::ethertype::EtherType;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// Bytes of a tag behind the EtherType that announces it.
const HEADER: usize = 4;

/// A VLAN tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vlan {
    /// A provider's tag (802.1ad).
    pub is_provider: bool,
    /// `vlan.priority`.
    pub priority: u8,
    /// `vlan.dei`.
    pub may_be_dropped: bool,
    /// `vlan.id`.
    pub id: u16,
    /// `vlan.etype`; `None` where the field is a length.
    pub ether_type: Option<EtherType>,
}

/// Reads a tag.
pub fn decode(announced: EtherType, payload: Payload<'_>) -> Result<(Vlan, Payload<'_>), Problem> {
    let (Some(control), Some(number)) = (payload.u16_at(0), payload.u16_at(2)) else {
        return Err(Problem::missing_bytes(LayerName::Vlan, payload));
    };
    let ether_type = EtherType::from_field(number);
    let layer = Vlan {
        is_provider: announced == EtherType::PROVIDER_BRIDGE,
        priority: (control >> 13) as u8,
        may_be_dropped: control & 0x1000 != 0,
        id: control & 0x0fff,
        ether_type,
    };
    let rest = payload.after(HEADER);
    Ok((layer, if ether_type.is_none() { rest.limited(number.into()) } else { rest }))
}
