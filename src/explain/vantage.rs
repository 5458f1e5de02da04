//! Which machine captured: where packets are marked as sent by it or to it, its addresses are those that only it sends from.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::decode::Layer;
use crate::decode::sll::PacketType;
use crate::inspect::Inspected;

/// Addresses that are kept; a machine that has seen more passes others' packets on.
const MAX_ADDRESSES: usize = 256;
/// Addresses that a lab's machine has at most.
const MAX_OWN: usize = 4;

/// Who sent what, by the marks of cooked captures.
#[derive(Clone, Debug, Default)]
pub struct Vantage {
    sent: BTreeSet<IpAddr>,
    /// Came in: from somewhere else, or passed on for somebody else.
    came: BTreeSet<IpAddr>,
    is_full: bool,
}

impl Vantage {
    /// Takes the next packet in.
    pub fn push(&mut self, inspected: &Inspected<'_>) {
        let Some(Layer::Sll(cooked)) = inspected.packet.layers.first() else { return };
        let Some(network) = inspected.packet.network_layer() else { return };
        let sender = network.sender();
        if sender.is_loopback() || sender.is_unspecified() || sender.is_multicast() || self.is_full {
            return;
        }
        let addresses = match cooked.packet_type {
            PacketType::Outgoing => &mut self.sent,
            PacketType::Unknown(_) => return,
            _ => &mut self.came,
        };
        addresses.insert(sender);
        self.is_full = self.sent.len() > MAX_ADDRESSES || self.came.len() > MAX_ADDRESSES;
    }

    /// The capturing machine's addresses, where they can be told from those of others.
    pub fn addresses(&self) -> Option<Vec<IpAddr>> {
        let own: Vec<IpAddr> = self.sent.difference(&self.came).copied().collect();
        (!self.is_full && !self.came.is_empty() && (1..=MAX_OWN).contains(&own.len())).then_some(own)
    }
}
