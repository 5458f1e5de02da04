//! Which hardware addresses claim which IPv4 address: two that claim the same one disturb each other (RFC 5227 2.4).

use std::collections::{HashMap, VecDeque};
use std::net::Ipv4Addr;

use foldhash::fast::RandomState;

use crate::decode::arp::{Arp, Operation};

/// Addresses that are remembered, the latest to appear.
const CAPACITY: usize = 16_384;

type Hardware = [u8; 6];

/// Who has said that an address is its own.
#[derive(Debug, Default)]
pub struct Claims {
    /// Who said so first, and the latest packet in which it did.
    by_address: HashMap<Ipv4Addr, (Hardware, u64), RandomState>,
    order: VecDeque<Ipv4Addr>,
}

/// An address that another machine had claimed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The address.
    pub address: Ipv4Addr,
    /// Who claims it now.
    pub hardware: Hardware,
    /// Who had claimed it first.
    pub other: Hardware,
    /// The latest packet in which that one did.
    pub frame: u64,
    /// It is the one that Wireshark looked at last; its Info tells no other.
    pub is_last: bool,
}

impl Claims {
    /// Takes a request or a reply in; gives the conflict that it makes; the target's takes the place of the sender's.
    ///
    /// As in Wireshark a request says nothing of its target, and a reply's target is looked at unless its sender's conflict is about
    /// the same address.
    pub fn push(&mut self, arp: &Arp, frame: u64) -> Option<Conflict> {
        if matches!(arp.operation, Operation::Other(_)) {
            return None;
        }
        let of_sender = self.claim(arp.sender, arp.sender_hardware, frame);
        let looks_further = arp.operation == Operation::Reply && of_sender.is_none_or(|conflict| Some(conflict.address) != arp.target);
        let of_target = if looks_further { self.claim(arp.target, arp.target_hardware, frame) } else { None };
        of_target.or(of_sender.map(|conflict| Conflict { is_last: !looks_further, ..conflict }))
    }

    fn claim(&mut self, address: Option<Ipv4Addr>, hardware: Option<Hardware>, frame: u64) -> Option<Conflict> {
        let address = address.filter(|address| !address.is_unspecified())?;
        let hardware = hardware.filter(|[first, rest @ ..]| first & 1 == 0 && (*first != 0 || *rest != [0; 5]))?;
        if let Some((other, latest)) = self.by_address.get_mut(&address) {
            if *other != hardware {
                return Some(Conflict { address, hardware, other: *other, frame: *latest, is_last: true });
            }
            *latest = frame;
            return None;
        }
        self.by_address.insert(address, (hardware, frame));
        self.order.push_back(address);
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.by_address.remove(&oldest);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);

    fn request(hardware: Hardware) -> Arp {
        Arp {
            operation: Operation::Request,
            sender_hardware: Some(hardware),
            sender: Some(ADDRESS),
            target_hardware: Some([0; 6]),
            target: Some(Ipv4Addr::new(10, 0, 0, 9)),
        }
    }

    #[test]
    fn a_conflict_is_told_each_time_and_the_first_one_stays() {
        let (one, other) = ([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
        let mut claims = Claims::default();
        let told: Vec<_> =
            [one, other, one, other].iter().zip(1..).map(|(hardware, frame)| claims.push(&request(*hardware), frame)).collect();
        let conflict = Conflict { address: ADDRESS, hardware: other, other: one, frame: 1, is_last: true };
        assert_eq!(told, [None, Some(conflict), None, Some(Conflict { frame: 3, ..conflict })]);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut claims = Claims::default();
        for number in 0..100_000_u32 {
            let sender = Some(Ipv4Addr::from(number + 1));
            claims.push(&Arp { sender, ..request([2, 0, 0, 0, 0, 1]) }, 1);
        }
        assert_eq!((claims.by_address.len(), claims.order.len()), (CAPACITY, CAPACITY));
    }
}
