//! What is counted on the way.

use std::collections::HashMap;

use labcap::capture::Interface;
use labcap::explain::capture::CaptureFacts;
use labcap::frame::Frame;
use labcap::inspect::Inspected;
use labcap::report::record::InterfaceRecord;
use labcap::text::Text;
use labcap::track::flow::StreamId;

/// Counts of one capture.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) facts: CaptureFacts,
    /// Displayed packets of the conversations that are still followed.
    pub(super) displayed: HashMap<StreamId, u64>,
    pub(super) flows_displayed: u64,
    packets_of_interface: Vec<u64>,
}

/// Interfaces whose packets are counted apart; a capture with more is no lab's.
const COUNTED_INTERFACES: usize = 4096;

impl Tally {
    /// Counts from 0; `explains` where explanations are written.
    pub(super) fn new(explains: bool) -> Self {
        Self { facts: CaptureFacts::new(explains), ..Self::default() }
    }

    pub(super) fn count_interface(&mut self, frame: &Frame<'_>) {
        let index = frame.interface as usize;
        if index >= self.packets_of_interface.len() && index < COUNTED_INTERFACES {
            self.packets_of_interface.resize(index + 1, 0);
        }
        if let Some(count) = self.packets_of_interface.get_mut(index) {
            *count += 1;
        }
    }

    pub(super) fn count_displayed(&mut self, inspected: &Inspected<'_>, by_flow: bool) {
        self.facts.displayed += 1;
        if let Some(stream) = inspected.seen.stream.filter(|_| by_flow) {
            let count = self.displayed.entry(stream).or_default();
            *count += 1;
            if *count == 1 {
                self.flows_displayed += 1;
            }
        }
    }

    pub(super) fn interfaces(&self, known: &[Interface]) -> Vec<InterfaceRecord> {
        let counts = self.packets_of_interface.iter().copied().chain(std::iter::repeat(0));
        known
            .iter()
            .take(COUNTED_INTERFACES)
            .zip(counts)
            .map(|(interface, packets)| InterfaceRecord {
                file: None,
                name: interface.name.as_deref().map(|name| Text::line(name).to_string()),
                link_type: interface.link_type.name().map_or_else(|| interface.link_type.0.to_string(), str::to_owned),
                packets,
            })
            .collect()
    }
}
