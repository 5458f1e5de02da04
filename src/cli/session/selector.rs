//! Decides which packets are shown.

use labcap::explain::Code;
use labcap::fields::{Protocol, Subject};
use labcap::filter::bpf::BpfFilter;
use labcap::filter::display::{DisplayFilter, FilterError};

use crate::cli::flags::selection::{FilterText, Selection};
use crate::cli::message::{Failure, Message};

/// What the flags say, ready to be asked.
pub struct Selector<'a> {
    selection: &'a Selection,
    filter: Option<Filter>,
}

enum Filter {
    Bpf(BpfFilter),
    Display(Box<DisplayFilter>),
}

impl<'a> Selector<'a> {
    /// Reads the filter: a wrong one is known before anything else happens.
    pub fn new(selection: &'a Selection) -> Result<Self, Failure> {
        let filter = match &selection.filter {
            None => None,
            Some(FilterText::Bpf(text)) => Some(bpf(text)?),
            Some(FilterText::Display(text)) => Some(display(text)?),
            Some(FilterText::Either(text)) => Some(either(text)?),
        };
        Ok(Self { selection, filter })
    }

    /// Whether the filter looks at a field of a protocol.
    pub fn needs(&self, protocol: Protocol) -> bool {
        matches!(&self.filter, Some(Filter::Display(filter)) if filter.needs(protocol))
    }

    /// Whether it looks at a field that the tracker works out only where it is asked for.
    pub fn needs_figures(&self) -> bool {
        Protocol::ALL.into_iter().any(|protocol| protocol.needs_figures() && self.needs(protocol))
    }

    /// Says on stderr what has to be known of how the filter was read.
    pub fn tell(&self) {
        if let (Some(Filter::Display(_)), Some(FilterText::Either(text))) = (&self.filter, &self.selection.filter)
            && BpfFilter::parse(text).is_ok()
        {
            Message::new(format!("`{text}` is read as a display filter; as BPF it may select other packets"))
                .hint(format!("-f '{text}' reads it as BPF, -Y '{text}' as a display filter without this line"))
                .print();
        }
    }

    /// Whether a packet is shown.
    pub fn shows(&mut self, subject: &Subject<'_, '_>) -> Result<bool, String> {
        let frame = &subject.inspected.packet.frame;
        if self.selection.packets.is_some_and(|range| !range.contains(frame.number)) {
            return Ok(false);
        }
        let streams = &self.selection.streams;
        if !streams.is_empty() && !subject.inspected.seen.stream.is_some_and(|stream| streams.contains(&stream)) {
            return Ok(false);
        }
        match &mut self.filter {
            None => Ok(true),
            Some(Filter::Display(filter)) => Ok(filter.matches(subject)),
            Some(Filter::Bpf(filter)) => filter.matches(frame.link_type, frame.wire_length, frame.bytes).map_err(|error| error.to_string()),
        }
    }
}

fn bpf(text: &str) -> Result<Filter, Failure> {
    BpfFilter::parse(text).map(Filter::Bpf).map_err(|error| Failure::usage(error.to_string()))
}

/// Reads a display filter, which may name no codes but those that there are.
pub fn read(text: &str) -> Result<DisplayFilter, FilterError> {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    DisplayFilter::parse_knowing(text, &codes)
}

fn display(text: &str) -> Result<Filter, Failure> {
    read(text).map(Box::new).map(Filter::Display).map_err(|error| Failure::usage(error.reason()).below(error.marked()))
}

/// The display language first. Where neither language can read it, the likelier one speaks first.
fn either(text: &str) -> Result<Filter, Failure> {
    let refusal = match read(text) {
        Ok(filter) => return Ok(Filter::Display(Box::new(filter))),
        Err(refusal) => refusal,
    };
    BpfFilter::parse(text).map(Filter::Bpf).map_err(|bpf| {
        let bpf = bpf.to_string();
        let bpf = bpf.strip_prefix("not a BPF filter: ").unwrap_or(&bpf);
        // Where BPF only says that it is the other language, that one's reason is enough.
        if bpf.contains("belongs to the display-filter language") {
            return Failure::usage(refusal.reason()).below(refusal.marked());
        }
        Message::new(format!("this is no display filter: {}", refusal.reason())).below(refusal.marked()).print();
        Failure::usage(format!("nor is it a BPF filter: {bpf}"))
    })
}
