//! Which hardware addresses claim which IPv4 address: two that claim the same one disturb each other (RFC 5227 2.4).

use std::collections::{HashMap, VecDeque};
use std::net::Ipv4Addr;

use arrayvec::ArrayVec;
use foldhash::fast::RandomState;

use crate::decode::arp::{Arp, Operation};

/// Addresses that are remembered, the latest to appear.
const CAPACITY: usize = 16_384;
/// Hardware addresses of one of them.
const CLAIMS: usize = 4;

type Hardware = [u8; 6];

/// Who has said that an address is its own.
#[derive(Debug, Default)]
pub struct Claims {
    by_address: HashMap<Ipv4Addr, ArrayVec<(Hardware, u64), CLAIMS>, RandomState>,
    order: VecDeque<Ipv4Addr>,
}

/// An address that another machine had claimed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The address.
    pub address: Ipv4Addr,
    /// Who has it now.
    pub hardware: Hardware,
    /// Who had it.
    pub other: Hardware,
    /// The packet that said so.
    pub frame: u64,
}

impl Claims {
    /// Takes a request or a reply in; gives the first conflict that it makes. The same conflict is told once.
    pub fn push(&mut self, arp: &Arp, frame: u64) -> Option<Conflict> {
        if matches!(arp.operation, Operation::Other(_)) {
            return None;
        }
        let conflict = self.claim(arp.target, arp.target_hardware, frame);
        // One conflict is told at a time; a sender that makes another one will speak again.
        let is_known = arp.sender.is_some_and(|sender| self.by_address.contains_key(&sender));
        if conflict.is_some() && is_known {
            return conflict;
        }
        let second = self.claim(arp.sender, arp.sender_hardware, frame);
        conflict.or(second)
    }

    fn claim(&mut self, address: Option<Ipv4Addr>, hardware: Option<Hardware>, frame: u64) -> Option<Conflict> {
        let address = address.filter(|address| !address.is_unspecified())?;
        let hardware = hardware.filter(|[first, rest @ ..]| first & 1 == 0 && (*first != 0 || *rest != [0; 5]))?;
        let claims = self.by_address.entry(address).or_insert_with(|| {
            self.order.push_back(address);
            ArrayVec::new()
        });
        if claims.iter().any(|(known, _)| *known == hardware) {
            return None;
        }
        let earlier = claims.first().copied();
        if claims.is_full() {
            claims.pop_at(1);
        }
        claims.push((hardware, frame));
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.by_address.remove(&oldest);
        }
        earlier.map(|(other, frame)| Conflict { address, hardware, other, frame })
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
    fn a_conflict_is_told_once() {
        let (one, other) = ([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
        let mut claims = Claims::default();
        let told: Vec<_> =
            [one, other, one, other].iter().zip(1..).map(|(hardware, frame)| claims.push(&request(*hardware), frame)).collect();
        let conflict = Conflict { address: ADDRESS, hardware: other, other: one, frame: 1 };
        assert_eq!(told, [None, Some(conflict), None, None]);
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
