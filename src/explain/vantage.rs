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

/// Who sent what to whom, by the marks of cooked captures.
#[derive(Clone, Debug, Default)]
pub struct Vantage {
    /// Senders and receivers of packets marked as sent by this machine.
    sent: Ends,
    /// Senders and receivers of packets that came in.
    came: Ends,
    is_full: bool,
}

#[derive(Clone, Debug, Default)]
struct Ends {
    from: BTreeSet<IpAddr>,
    to: BTreeSet<IpAddr>,
}

impl Vantage {
    /// Takes the next packet in.
    pub fn push(&mut self, inspected: &Inspected<'_>) {
        let Some(Layer::Sll(cooked)) = inspected.packet.layers.first() else { return };
        let Some(network) = inspected.packet.network_layer() else { return };
        let (sender, receiver) = (network.sender(), network.receiver());
        if sender.is_loopback() || sender.is_unspecified() || self.is_full {
            return;
        }
        let ends = match cooked.packet_type {
            PacketType::Outgoing => &mut self.sent,
            PacketType::Host => &mut self.came,
            _ => return,
        };
        ends.from.insert(sender);
        ends.to.insert(receiver);
        self.is_full = ends.from.len().max(ends.to.len()) > MAX_ADDRESSES;
    }

    /// The capturing machine's addresses: it sends from them and receives at them, and never the other way round. Those of
    /// containers and of machines behind a router are both.
    pub fn addresses(&self) -> Option<Vec<IpAddr>> {
        let is_own =
            |address: &&IpAddr| self.came.to.contains(address) && !self.came.from.contains(address) && !self.sent.to.contains(address);
        let own: Vec<IpAddr> = self.sent.from.iter().filter(is_own).copied().collect();
        // Who passes packets on may change their addresses too (NAT), and then none of them tells.
        let passes_on = !self.sent.from.is_disjoint(&self.came.from);
        (!self.is_full && !passes_on && (1..=MAX_OWN).contains(&own.len())).then_some(own)
    }
}
