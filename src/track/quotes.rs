//! The numbers of conversations of which only quotes in ICMP errors are known.
//!
//! Wireshark numbers a quoted conversation like any other, and its first own packet takes that number up. No flow comes of a quote; the
//! number is kept here until then, of the latest `CAPACITY` such conversations.

use std::collections::{HashMap, VecDeque};

use foldhash::fast::RandomState;

use super::table::Key;

const CAPACITY: usize = 16_384;

/// Numbers that wait for a conversation's first packet.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    numbers: HashMap<Key, u32, RandomState>,
    order: VecDeque<Key>,
}

impl Quotes {
    /// The number of a conversation that was quoted before.
    pub(super) fn number(&self, key: Key) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// Keeps the number of a conversation that is quoted for the first time.
    pub(super) fn keep(&mut self, key: Key, number: u32) {
        self.numbers.insert(key, number);
        self.order.push_back(key);
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.numbers.remove(&oldest);
        }
    }

    /// The number for a conversation whose first packet has come. It stays in `order`, where it costs no more than its place.
    pub(super) fn take(&mut self, key: Key) -> Option<u32> {
        if self.numbers.is_empty() { None } else { self.numbers.remove(&key) }
    }
}
