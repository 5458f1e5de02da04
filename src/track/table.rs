//! The conversations in memory, within a budget.
//!
//! A packet finds its conversation in constant time. Over the budget the least useful conversation leaves first: one
//! that has ended, then a SYN that nobody answered, then the one that has been idle longest. Three linked lists in the
//! order of last use make that choice in constant time, too.

use std::collections::HashMap;
use std::collections::VecDeque;

use foldhash::fast::RandomState;

use super::flow::{Endpoint, Flow, Protocol, State};

/// Index of a conversation in the table. Stays the same as long as the conversation is in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot(u32);

/// Two endpoints without direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    protocol: Protocol,
    low: Endpoint,
    high: Endpoint,
}

impl Key {
    /// The key of a packet; the same in both directions.
    pub fn new(protocol: Protocol, one: Endpoint, other: Endpoint) -> Self {
        if one <= other { Self { protocol, low: one, high: other } } else { Self { protocol, low: other, high: one } }
    }
}

/// How soon a conversation may leave. In the order in which they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Ended,
    Unanswered,
    Active,
}

const CLASSES: usize = 3;
const NONE: u32 = u32::MAX;

#[derive(Debug)]
struct Entry {
    flow: Flow,
    key: Key,
    class: Class,
    heap_bytes: usize,
    older: u32,
    newer: u32,
}

#[derive(Clone, Copy, Debug)]
struct List {
    oldest: u32,
    newest: u32,
}

/// The conversations in memory.
#[derive(Debug)]
pub struct FlowTable {
    index: HashMap<Key, Slot, RandomState>,
    entries: Vec<Option<Entry>>,
    free: Vec<u32>,
    lists: [List; CLASSES],
    used_bytes: usize,
    budget_bytes: usize,
    evicted: VecDeque<Flow>,
    evicted_count: u64,
}

/// What an entry costs beside its heap: its place in the list of entries and in the map, both of which may have just been
/// doubled and copied, and what the allocator adds to a block.
const ENTRY_BYTES: usize = 2 * (size_of::<Option<Entry>>() + size_of::<Key>() + size_of::<Slot>()) + 64;

impl FlowTable {
    /// A table that keeps to `budget_bytes` of memory.
    pub fn new(budget_bytes: usize) -> Self {
        Self {
            index: HashMap::default(),
            entries: Vec::new(),
            free: Vec::new(),
            lists: [List { oldest: NONE, newest: NONE }; CLASSES],
            used_bytes: 0,
            budget_bytes,
            evicted: VecDeque::new(),
            evicted_count: 0,
        }
    }

    /// The latest conversation with that key.
    pub fn find(&self, key: Key) -> Option<Slot> {
        self.index.get(&key).copied()
    }

    /// The conversation in a slot.
    pub fn get(&self, slot: Slot) -> Option<&Flow> {
        Some(&self.entries.get(slot.0 as usize)?.as_ref()?.flow)
    }

    /// The conversation in a slot, to change; [`Self::touched`] must follow.
    pub fn get_mut(&mut self, slot: Slot) -> Option<&mut Flow> {
        Some(&mut self.entries.get_mut(slot.0 as usize)?.as_mut()?.flow)
    }

    /// Adds a conversation. One with the same key stays in the table, but is no longer found by it.
    pub fn insert(&mut self, key: Key, flow: Flow) -> Slot {
        let number = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            (self.entries.len() - 1) as u32
        });
        let heap_bytes = flow.heap_bytes();
        self.used_bytes += ENTRY_BYTES + heap_bytes;
        self.entries[number as usize] = Some(Entry { flow, key, class: Class::Active, heap_bytes, older: NONE, newer: NONE });
        self.append(number);
        self.index.insert(key, Slot(number));
        Slot(number)
    }

    /// Notes that a conversation has changed: its place in the order of use, its class, its memory. Makes room if the
    /// budget is exceeded; the conversation itself stays.
    pub fn touched(&mut self, slot: Slot) {
        let number = slot.0;
        let Some(entry) = self.entries[number as usize].as_mut() else { return };
        let heap_bytes = entry.flow.heap_bytes();
        self.used_bytes = self.used_bytes - entry.heap_bytes + heap_bytes;
        entry.heap_bytes = heap_bytes;
        let class = match entry.flow.state() {
            State::Closed | State::Reset | State::Refused => Class::Ended,
            State::Unanswered => Class::Unanswered,
            State::HalfClosed | State::Midstream | State::Open => Class::Active,
        };
        if class != entry.class || entry.newer != NONE {
            self.unlink(number);
            if let Some(entry) = self.entries[number as usize].as_mut() {
                entry.class = class;
            }
            self.append(number);
        }
        while self.used_bytes > self.budget_bytes && self.evict_one(number) {}
    }

    /// What the conversations cost, by the table's own accounts.
    pub const fn used_bytes(&self) -> usize {
        self.used_bytes
    }

    /// The next conversation that had to leave.
    pub fn take_evicted(&mut self) -> Option<Flow> {
        self.evicted.pop_front()
    }

    /// How many conversations had to leave.
    pub const fn evicted_count(&self) -> u64 {
        self.evicted_count
    }

    /// All conversations in the table, by first packet.
    pub fn into_flows(self) -> Vec<Flow> {
        let mut flows: Vec<Flow> = self.entries.into_iter().flatten().map(|entry| entry.flow).collect();
        flows.sort_by_key(|flow| flow.first_frame);
        flows
    }

    fn evict_one(&mut self, keep: u32) -> bool {
        let candidate = (0..CLASSES).find_map(|class| {
            let oldest = self.lists[class].oldest;
            if oldest == NONE || oldest != keep {
                return (oldest != NONE).then_some(oldest);
            }
            let next = self.entries[oldest as usize].as_ref().map_or(NONE, |entry| entry.newer);
            (next != NONE).then_some(next)
        });
        let Some(number) = candidate else { return false };
        self.unlink(number);
        let Some(entry) = self.entries[number as usize].take() else { return false };
        self.used_bytes -= ENTRY_BYTES + entry.heap_bytes;
        if self.index.get(&entry.key) == Some(&Slot(number)) {
            self.index.remove(&entry.key);
        }
        self.free.push(number);
        self.evicted.push_back(entry.flow);
        self.evicted_count += 1;
        true
    }

    fn append(&mut self, number: u32) {
        let Some(entry) = self.entries[number as usize].as_mut() else { return };
        let list = &mut self.lists[entry.class as usize];
        entry.older = list.newest;
        entry.newer = NONE;
        let older = list.newest;
        list.newest = number;
        if older == NONE {
            list.oldest = number;
        } else if let Some(older) = self.entries[older as usize].as_mut() {
            older.newer = number;
        }
    }

    fn unlink(&mut self, number: u32) {
        let Some(entry) = self.entries[number as usize].as_ref() else { return };
        let (class, older, newer) = (entry.class as usize, entry.older, entry.newer);
        match self.entries.get_mut(older as usize).and_then(Option::as_mut) {
            Some(entry) => entry.newer = newer,
            None => self.lists[class].oldest = newer,
        }
        match self.entries.get_mut(newer as usize).and_then(Option::as_mut) {
            Some(entry) => entry.older = older,
            None => self.lists[class].newest = older,
        }
    }
}
