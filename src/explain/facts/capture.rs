//! The facts of claims about captures as names and values.

use super::{Fact, Facts};
use crate::explain::claim::capture::CaptureClaim;

pub(super) fn facts(claim: &CaptureClaim, facts: Facts) -> Facts {
    match claim {
        CaptureClaim::Comment { interface, text } => {
            facts.maybe("interface", interface.clone().map(Fact::Text)).with("comment", Fact::Text(text.clone()))
        }
        CaptureClaim::MoreComments { more } => facts.with("more", *more),
        CaptureClaim::Names { names, more } => facts.with("names", *names).with("more", *more),
        CaptureClaim::Statistics(counts) => facts
            .with("interface", Fact::Text(counts.interface.clone()))
            .maybe("received", counts.received)
            .maybe("dropped", counts.dropped)
            .maybe("dropped_by_system", counts.dropped_by_system),
        CaptureClaim::BlocksPassed { kind, blocks } => facts.with("kind", kind.as_str()).with("blocks", *blocks),
        CaptureClaim::HiddenByFilter { hidden } => facts.with("hidden", *hidden),
        CaptureClaim::TruncatedFile { file, offset, packets, is_cut } => {
            facts.maybe("file", file.clone()).with("offset", *offset).with("packets", *packets).with("cut", *is_cut)
        }
        CaptureClaim::CutBySnaplen { packets } => facts.with("packets", *packets),
        CaptureClaim::LinkTypeNotDecoded { link_type, packets } => {
            facts.with("link_type", link_type.0).maybe("name", link_type.name()).with("packets", *packets)
        }
        CaptureClaim::ChecksumOffload { packets, first } => facts.with("packets", *packets).with("first", *first),
        CaptureClaim::Duplicates { packets, first } => facts.with("packets", *packets).with("first", *first),
        CaptureClaim::AlreadyRunning { conversations, first } => facts.with("conversations", *conversations).with("first", *first),
        CaptureClaim::FragmentsGivenUp { datagrams } => facts.with("datagrams", *datagrams),
        CaptureClaim::FlowsEvicted { flows } => facts.with("flows", *flows),
        CaptureClaim::TimeBackwards { packets, first } => facts.with("packets", *packets).with("first", *first),
        CaptureClaim::Dropped { by_kernel, by_labcap } => facts.with("by_kernel", *by_kernel).with("by_labcap", *by_labcap),
        CaptureClaim::OwnConnection { packets } => facts.with("packets", *packets),
        CaptureClaim::ProgramsUnseen | CaptureClaim::OneWayTimesUnseen | CaptureClaim::LossesUnseen => facts,
    }
}
