//! Decides which packets are shown.

use labcap::filter::bpf::BpfFilter;
use labcap::inspect::Inspected;

use crate::cli::flags::selection::Selection;
use crate::cli::message::Failure;

/// What the flags say, ready to be asked.
pub struct Selector<'a> {
    selection: &'a Selection,
    bpf: Option<BpfFilter>,
}

impl<'a> Selector<'a> {
    /// Reads the filter: a wrong one is known before anything else happens.
    pub fn new(selection: &'a Selection) -> Result<Self, Failure> {
        let bpf = selection.filter.as_deref().map(BpfFilter::parse).transpose();
        let bpf = bpf.map_err(|error| Failure::usage(error.to_string()))?;
        Ok(Self { selection, bpf })
    }

    /// Whether a packet is shown.
    pub(super) fn shows(&mut self, inspected: &Inspected<'_>) -> Result<bool, String> {
        let frame = &inspected.packet.frame;
        if self.selection.packets.is_some_and(|range| !range.contains(frame.number)) {
            return Ok(false);
        }
        let streams = &self.selection.streams;
        if !streams.is_empty() && !inspected.seen.stream.is_some_and(|stream| streams.contains(&stream)) {
            return Ok(false);
        }
        match &mut self.bpf {
            None => Ok(true),
            Some(filter) => filter.matches(frame.link_type, frame.wire_length, frame.bytes).map_err(|error| error.to_string()),
        }
    }
}
