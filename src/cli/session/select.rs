//! Only asks which packets of a capture a filter selects.

use labcap::fields::{Clock, Later, Protocol, Subject, Told};
use labcap::frame::Frame;
use labcap::inspect::{Inspected, Inspector};
use labcap::time::Timestamp;
use labcap::track::Limits;

use super::{End, Ends, Selector, said};

/// Follows a capture and asks the filter.
pub struct Select<'a> {
    selector: Selector<'a>,
    inspector: Inspector,
    clock: Clock,
    latest: Option<Timestamp>,
    ends: Option<Ends>,
    packets: u64,
}

impl<'a> Select<'a> {
    /// Asks `selector`. `ends` says how the conversations end, where that is known.
    pub fn new(selector: Selector<'a>, ends: Option<Ends>) -> Self {
        let limits = Limits { keeps_story: selector.needs(Protocol::Labcap), keeps_figures: selector.needs_figures(), ..Limits::default() };
        Self { selector, inspector: Inspector::new(limits), clock: Clock::default(), latest: None, ends, packets: 0 }
    }

    /// Packets so far.
    pub const fn packets(&self) -> u64 {
        self.packets
    }

    /// Whether the next packet is selected.
    ///
    /// # Errors
    /// Where a BPF filter can't be used on its link type.
    pub fn push(&mut self, frame: Frame<'_>) -> Result<bool, String> {
        self.packets += 1;
        let mut datagram = Vec::new();
        let mut inspected = Inspected::new(frame);
        self.inspector.push(&mut inspected, &mut datagram);
        self.latest = self.latest.max(frame.time);
        self.clock.first = self.clock.first.or(frame.time);
        let flow = inspected.seen.flow.and_then(|slot| self.inspector.flow(slot));
        let asks = self.selector.needs(Protocol::Labcap);
        let said = if asks { said(&inspected, flow, self.ends.as_ref(), self.latest) } else { End::default() };
        let told = Told { state: said.state, codes: &said.codes };
        let is_selected =
            self.selector.shows(&Subject { inspected: &inspected, flow, clock: self.clock, later: Later::default(), told })?;
        if is_selected {
            self.clock.previous_displayed = frame.time.or(self.clock.previous_displayed);
        }
        self.clock.previous = frame.time.or(self.clock.previous);
        while self.inspector.take_evicted().is_some() {}
        Ok(is_selected)
    }
}
