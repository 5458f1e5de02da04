//! How conversations end: what a filter on `labcap.state` or `labcap.code` has to know before the first packet is shown.
//!
//! A file is read twice for it. Where the input can be read only once, a conversation is what it is by the packets so far.

use std::collections::HashMap;

use labcap::explain;
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::time::Timestamp;
use labcap::track::Limits;
use labcap::track::flow::{Flow, StreamId};

/// What is said of a conversation.
#[derive(Clone, Debug, Default)]
pub struct End {
    /// Its state.
    pub(super) state: Option<&'static str>,
    /// The codes of the statements about it, each once.
    pub(super) codes: Vec<&'static str>,
}

impl End {
    /// What can be said of a conversation where the capture ends at `end`.
    pub(super) fn of(flow: &Flow, end: Option<Timestamp>, is_evicted: bool) -> Self {
        let mut codes: Vec<&'static str> =
            explain::flow::explain(flow, end, is_evicted).iter().map(|statement| statement.code().as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        Self { state: Some(explain::flow::final_state(flow, end).as_str()), codes }
    }
}

/// The ends of a capture's conversations.
pub type Ends = HashMap<StreamId, End>;

/// Follows a capture to its end, only to know how its conversations do.
#[derive(Debug)]
pub struct Foresight {
    inspector: Inspector,
    latest: Option<Timestamp>,
    ends: Ends,
}

impl Foresight {
    /// Of `count` captures beside each other, which share the memory for conversations.
    pub fn new(count: usize) -> Self {
        let limits = Limits { budget_bytes: Limits::default().budget_bytes / count.max(1), ..Limits::default() };
        Self { inspector: Inspector::new(limits), latest: None, ends: Ends::new() }
    }

    /// Takes the next frame in.
    pub fn push(&mut self, frame: Frame<'_>) {
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        self.inspector.push(&mut inspected, &mut datagram);
        self.latest = self.latest.max(frame.time);
        while let Some(flow) = self.inspector.take_evicted() {
            self.ends.insert(flow.stream, End::of(&flow, self.latest, true));
        }
    }

    /// The ends of all conversations.
    pub fn finish(self) -> Ends {
        let Self { inspector, latest, mut ends } = self;
        for flow in inspector.finish() {
            ends.insert(flow.stream, End::of(&flow, latest, false));
        }
        ends
    }
}
