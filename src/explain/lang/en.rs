//! English.

pub mod brief;
mod capture;
mod causes;
pub mod codes;
mod compare;
mod dhcp;
mod dns;
pub mod examples;
pub mod filter;
mod flow;
mod measures;
mod packet;

use std::net::IpAddr;

use super::grounds::Words;
use super::quantity::Style;
use crate::decode::icmp::Unreachable;
use crate::explain::claim::{Claim, Content, HardwareAddress, Lookup, Range, RecordType, Repeated};
use crate::explain::code::About;
use crate::explain::names::Names;
use crate::explain::phrase::{CodeLabel, CompareLabel, FlowField, Phrase, SummaryLabel};
use crate::explain::{Certainty, Reference};
use crate::track::flow::{Protocol, State};
use crate::track::tcp::Phase;

pub(super) const STYLE: Style = Style { decimal_point: '.', and: "and", more: ("", " more"), seconds: "s" };
pub(super) const WORDS: Words = Words {
    observed: "observed",
    inferred: "inferred",
    unknowable: "can't be told from a capture",
    rests_on: "rests on",
    conversation: "the whole conversation",
    capture: "the whole capture",
    yes: "yes",
};

/// What a phase is called.
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Handshake => "handshake",
        Phase::Data => "data",
        Phase::Close => "close",
    }
}

/// A claim as a teacher would say it.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    match claim {
        Claim::Packet(claim) => packet::sentence(claim, names),
        Claim::Flow(claim) => flow::sentence(claim, names),
        Claim::Cause(cause) => causes::sentence(cause, names),
        Claim::Measure(measure) => measures::sentence(measure, names),
        Claim::Capture(claim) => capture::sentence(claim),
        Claim::Compare(claim) => compare::sentence(claim),
    }
}

/// A heading, a label or a line of a report.
pub fn phrase(phrase: &Phrase, names: &Names) -> String {
    match phrase {
        Phrase::Capture { format, interfaces, packets, duration, start } => {
            let mut parts = vec![(*format).to_owned()];
            parts.extend(interfaces.iter().cloned());
            parts.push(count_packets(*packets));
            parts.extend(duration.map(|duration| STYLE.span(duration)));
            parts.extend(start.clone());
            parts.join(" · ")
        }
        Phrase::Flow { stream, client, server, state, is_one_way, roles_inferred } => format!(
            "{stream} · {} → {} · {}{}",
            super::named_endpoint(names, *client),
            super::named_endpoint(names, *server),
            state_word(stream.protocol, *state, *is_one_way),
            if *roles_inferred { " · which side is the client is a guess" } else { "" }
        ),
        Phrase::FlowCounts { packets, bytes, displayed } => {
            let total = packets.client + packets.server;
            let shown = if *displayed == total { String::new() } else { format!(" ({displayed} displayed)") };
            format!(
                "{}{shown}: {} with {} from the client, {} with {} from the server",
                count_packets(total),
                packets.client,
                count_bytes(bytes.client),
                packets.server,
                count_bytes(bytes.server)
            )
        }
        Phrase::Phases { handshake, data, close } => format!("Handshake {handshake} · data {data} · close {close}"),
        Phrase::Duration(span) => STYLE.span(*span),
        Phrase::CodeLabel(label) => code_label(*label).to_owned(),
        Phrase::Story => "Story".to_owned(),
        Phrase::Numbers => "Numbers".to_owned(),
        Phrase::DnsSection => "DNS questions and answers".to_owned(),
        Phrase::DnsUnanswered => "no response in the capture".to_owned(),
        Phrase::DnsNodata => "no such record (NODATA)".to_owned(),
        Phrase::DnsNxdomain => "no such name (NXDOMAIN)".to_owned(),
        Phrase::DnsError(code) => rcode(*code),
        Phrase::DnsReferral => "names other name servers".to_owned(),
        Phrase::DnsTruncated => "cut to fit (TC)".to_owned(),
        Phrase::DnsRecords => "records without addresses".to_owned(),
        Phrase::DnsIncomplete => "can't be read whole".to_owned(),
        Phrase::OtherPackets => "Other packets".to_owned(),
        Phrase::PacketList => "Packets".to_owned(),
        Phrase::CannotTell { captures } => format!("What {} can't tell", if *captures > 1 { "these captures" } else { "this capture" }),
        Phrase::Servers => "Servers".to_owned(),
        Phrase::AboutCapture { captures } => format!("About {}", if *captures > 1 { "these captures" } else { "this capture" }),
        Phrase::ColumnQuery => "Query".to_owned(),
        Phrase::ColumnResponse => "Response".to_owned(),
        Phrase::ColumnName => "Name".to_owned(),
        Phrase::ColumnType => "Type".to_owned(),
        Phrase::ColumnAnswer => "Answer".to_owned(),
        Phrase::ColumnTime => "Took".to_owned(),
        Phrase::ColumnPhase => "Phase".to_owned(),
        Phrase::FilterSelects => "A display filter. It selects packets for which this holds:".to_owned(),
        Phrase::FilterIsBpf => {
            "A BPF filter, tcpdump's language (`man pcap-filter` explains it): it looks at a packet's bytes, not at fields.".to_owned()
        }
        Phrase::FilterIsBpfToo => {
            "BPF, tcpdump's language, can read it too and may mean something else; --filter takes it as a display filter.".to_owned()
        }
        Phrase::FilterCounted { selected, packets } => format!("It selects {selected} of {packets} packets"),
        Phrase::ColumnExplanation => "Explanation".to_owned(),
        Phrase::ColumnStream => "Stream".to_owned(),
        Phrase::ColumnFile => "File".to_owned(),
        Phrase::Totals { packets, displayed, tenths } => {
            format!("Packets: {packets} · Displayed: {displayed} ({})", STYLE.percent(*tenths))
        }
        Phrase::Share { tenths } => STYLE.percent(*tenths),
        Phrase::RowsNotShown { rows } => {
            format!("{} shown; --limit N and --flows N show more.", count(*rows, "more row isn't", "more rows aren't"))
        }
        Phrase::FlowsNotShown { flows: 1 } => "1 more conversation isn't shown; --flows N shows more.".to_owned(),
        Phrase::FlowsNotShown { flows } => format!("{flows} more conversations aren't shown; --flows N shows more."),
        Phrase::LookupsNotShown { lookups } => {
            format!("{} shown; --limit N shows more.", count(*lookups, "more DNS question isn't", "more DNS questions aren't"))
        }
        Phrase::FlowsEvicted { flows } => {
            format!("{} left memory before the end: not shown.", count(*flows, "conversation", "conversations"))
        }
        Phrase::NoPackets => "There is no packet in it.".to_owned(),
        Phrase::NothingDisplayed => "Nothing to display: no packet matches.".to_owned(),
        Phrase::Stream { stream, client, server } => {
            format!("{stream} · client {} · server {}", super::named_endpoint(names, *client), super::named_endpoint(names, *server))
        }
        Phrase::Piece { sender, receiver, bytes, frame, after, waited } => format!(
            "{} → {}, {}, #{frame}{}{}",
            names.of_end(*sender),
            names.of_end(*receiver),
            count_bytes(*bytes),
            after.map_or_else(String::new, |after| format!(", +{}", STYLE.span(after))),
            if *waited { ", had waited for what is before it" } else { "" }
        ),
        Phrase::PieceInBrief { bytes, frame } => format!("#{frame}, {}", count_bytes(*bytes)),
        Phrase::PieceGrounds { range, protocol: Protocol::Tcp } => {
            format!(
                "[{} of what it sent, in the order of their sequence numbers: {}]",
                positions(*range),
                super::cited(Reference::Rfc(9293, "3.4"))
            )
        }
        Phrase::PieceGrounds { protocol: Protocol::Udp, .. } => format!("[one datagram: {}]", super::cited(Reference::Rfc(768, ""))),
        Phrase::BytesMissing { bytes, is_cut, given_up } => {
            let why = match (is_cut, given_up) {
                (true, _) => ": cut off by the capture",
                (_, true) => ": too much waited for them",
                _ => "",
            };
            format!("[{} missing{why}]", count_bytes(*bytes))
        }
        Phrase::BytesDiffer { bytes, at, frame } => format!(
            "[#{frame} brings {} again with other content, from byte {} of this direction on; the first stand]",
            count_bytes(*bytes),
            at + 1
        ),
        Phrase::NoBytes { one_direction: true } => "The stream carries no bytes in this direction, as far as it was captured.".to_owned(),
        Phrase::NoBytes { one_direction: false } => {
            "The stream carries no bytes in either direction, as far as it was captured.".to_owned()
        }
        Phrase::SummaryLabel(label) => summary_label(*label).to_owned(),
        Phrase::SummaryFile { size, last, backward_steps } => {
            let mut parts: Vec<String> = size.map(|size| format!("{} in the file", count_bytes(size))).into_iter().collect();
            if let Some(last) = last {
                parts.push(format!("last packet {last}"));
                parts.push(match backward_steps {
                    0 => "in the order of time".to_owned(),
                    1 => "1 packet stamped earlier than the one before".to_owned(),
                    _ => format!("{backward_steps} packets stamped earlier than the one before"),
                });
            }
            parts.join(" · ")
        }
        Phrase::SummaryCapturing { limits, application } => {
            let limit = limits.map(|(least, most)| match least == most {
                true => format!("at most {} of a packet", count_bytes(u64::from(most))),
                false => format!("at most {least} to {} of a packet, by interface", count_bytes(u64::from(most))),
            });
            let program = application.as_ref().map(|name| format!("captured with {name}"));
            limit.into_iter().chain(program).collect::<Vec<String>>().join(" · ")
        }
        Phrase::SummaryFigures { packets, bytes, duration } => {
            let mut parts = vec![count_packets(*packets), count_bytes(*bytes)];
            if *packets > 0 {
                parts.push(format!("{} a packet", count_bytes((bytes + packets / 2) / packets)));
            }
            if let Some(per_second) = super::per_second(*packets, *duration) {
                parts.push(format!("{per_second} packets a second"));
            }
            if let Some(per_second) = super::per_second(*bytes, *duration) {
                parts.push(format!("{} a second", count_bytes(per_second)));
            }
            format!("Counted here: {}", parts.join(" · "))
        }
        Phrase::BarsOverTime { width, most } => format!("A bar is {}; the highest is {}.", STYLE.span(*width), count_packets(*most)),
        Phrase::CompareLabel(label) => match label {
            CompareLabel::FirstNumber => "No. 1",
            CompareLabel::FirstTime => "Time 1",
            CompareLabel::SecondNumber => "No. 2",
            CompareLabel::SecondTime => "Time 2",
            CompareLabel::OneWay => "One way",
        }
        .to_owned(),
        Phrase::SpanBetween { least, most } if least == most => STYLE.span(*least),
        Phrase::SpanBetween { least, most } => format!("{}–{}", STYLE.span(*least), STYLE.span(*most)),
        Phrase::PairsNotShown { rows } => format!("{} shown; --limit N shows more.", count(*rows, "more row isn't", "more rows aren't")),
        Phrase::AddressesLeftOut { addresses, others: 0 } => match addresses {
            1 => "1 more address isn't shown; --format json has them all.".to_owned(),
            _ => format!("{addresses} more addresses aren't shown; --format json has them all."),
        },
        Phrase::AddressesLeftOut { addresses, others } => format!(
            "{addresses} more addresses aren't shown; --format json has them. There are still more: up to {} to or from them, counted together.",
            count_packets(*others)
        ),
        Phrase::Conversations => "Conversations".to_owned(),
        Phrase::FlowField(field) => flow_field(*field).to_owned(),
        Phrase::FlowTotals { protocol, flows, packets, bytes } => format!(
            "{}: {}, {}, {} on the wire",
            protocol.as_str().to_uppercase(),
            count(*flows, "conversation", "conversations"),
            count_packets(*packets),
            count_bytes(*bytes)
        ),
        Phrase::FlowsLeftOut { flows: 1 } => "1 more conversation isn't shown; --top N shows more.".to_owned(),
        Phrase::FlowsLeftOut { flows } => format!("{flows} more conversations aren't shown; --top N shows more."),
    }
}

fn code_label(label: CodeLabel) -> &'static str {
    match label {
        CodeLabel::Code => "Code",
        CodeLabel::Meaning => "Meaning",
        CodeLabel::Trigger => "When it is said",
        CodeLabel::Alike => "What else makes the same packets",
        CodeLabel::Contradiction => "What would contradict it",
        CodeLabel::Fix => "What to do",
        CodeLabel::References => "Where the rule stands",
        CodeLabel::NoReference => "In no standard: it is about the capture.",
        CodeLabel::Certainty => "How sure it is",
        CodeLabel::Certain(Certainty::Observed) => "Observed: the bytes say so.",
        CodeLabel::Certain(Certainty::Inferred) => "Inferred: a rule over several packets says so.",
        CodeLabel::Certain(Certainty::Unknowable) => "Unknowable: it is asked often, but a capture can't tell.",
        CodeLabel::Example => "Example",
        CodeLabel::NoExample => "No sample shows it.",
        CodeLabel::About(About::Packet) => "A statement on a packet.",
        CodeLabel::About(About::Conversation) => "A statement on a conversation.",
        CodeLabel::About(About::Capture) => "A statement on the capture.",
        CodeLabel::About(About::Comparison) => "A statement on two captures, or on a packet of one of them.",
    }
}

/// The state for a heading: UDP opens nothing.
fn state_word(protocol: Protocol, state: State, is_one_way: bool) -> &'static str {
    match (protocol, state) {
        (Protocol::Udp, State::Open) if is_one_way => "one way",
        (Protocol::Udp, State::Open) => "both ways",
        _ => state.as_str(),
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

fn summary_label(label: SummaryLabel) -> &'static str {
    match label {
        SummaryLabel::OverTime => "Packets over time",
        SummaryLabel::Protocols => "Protocols",
        SummaryLabel::Addresses => "Addresses",
        SummaryLabel::Statements => "Statements by code",
        SummaryLabel::Protocol => "Protocol",
        SummaryLabel::Packets => "Packets",
        SummaryLabel::Share => "Share",
        SummaryLabel::Bytes => "Bytes",
        SummaryLabel::Address => "Address",
        SummaryLabel::SentPackets => "Sent",
        SummaryLabel::SentBytes => "Bytes sent",
        SummaryLabel::ReceivedPackets => "Received",
        SummaryLabel::ReceivedBytes => "Bytes received",
        SummaryLabel::Code => "Code",
        SummaryLabel::Times => "Times",
    }
}

fn flow_field(field: FlowField) -> &'static str {
    match field {
        FlowField::Stream => "Stream",
        FlowField::Client => "Client",
        FlowField::Server => "Server",
        FlowField::Packets => "Packets →/←",
        FlowField::Bytes => "Bytes →/←",
        FlowField::Data => "Data →/←",
        FlowField::Start => "Start",
        FlowField::Duration => "Duration",
        FlowField::State => "State",
        FlowField::History => "History",
        FlowField::Handshake => "Handshake",
        FlowField::Retransmissions => "Repeats",
        FlowField::Closed => "Closed by",
        FlowField::Name => "Name asked for",
    }
}

fn count_bytes(number: u64) -> String {
    count(number, "byte", "bytes")
}

fn count_segments(number: u64) -> String {
    count(number, "segment", "segments")
}

fn count_datagrams(number: u64) -> String {
    count(number, "datagram", "datagrams")
}

fn count_packets(number: u64) -> String {
    count(number, "packet", "packets")
}

fn positions(range: Range) -> String {
    if range.first == range.last { format!("byte {}", range.first) } else { format!("bytes {}–{}", range.first, range.last) }
}

/// The end of a sentence about a payload.
fn shown(content: &Content) -> String {
    match content {
        Content::Missing => ".".to_owned(),
        Content::Text(text) => format!(": “{text}”."),
        Content::Hex(hex) => format!(" (hex {hex})."),
    }
}

fn repeated(what: Repeated) -> String {
    match what {
        Repeated::Syn => "its SYN".to_owned(),
        Repeated::SynAck => "its SYN,ACK".to_owned(),
        Repeated::Fin => "its FIN".to_owned(),
        Repeated::Data(Some(range)) => positions(range),
        Repeated::Data(None) => "data".to_owned(),
    }
}

fn first_sent(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (sent in #{frame})"))
}

fn for_packet(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (concerning #{frame})"))
}

fn question(lookup: &Lookup) -> String {
    match (lookup.answers, lookup.after) {
        (Some(frame), Some(after)) => format!("#{frame} after {}", STYLE.span(after)),
        (Some(frame), None) => lookup.repeat.map_or_else(|| format!("#{frame}"), |repeat| format!("#{frame}, or its repeat #{repeat}")),
        (None, _) => "a question that isn't in the capture".to_owned(),
    }
}

fn record(kind: &RecordType) -> String {
    match kind {
        RecordType::A => "the IPv4 address (A)".to_owned(),
        RecordType::Aaaa => "the IPv6 address (AAAA)".to_owned(),
        RecordType::Other(name) => format!("the {name} record"),
    }
}

fn bare_record(kind: &RecordType) -> String {
    match kind {
        RecordType::A => "IPv4 address (A)".to_owned(),
        RecordType::Aaaa => "IPv6 address (AAAA)".to_owned(),
        RecordType::Other(name) => format!("{name} record"),
    }
}

/// What asks for hardware addresses in this version of IP.
const fn neighbor_protocol(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "ARP" } else { "neighbor solicitations" }
}

/// What counts the routers in this version of IP.
const fn hop_counter(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "time to live" } else { "hop limit" }
}

fn address(hardware: Option<HardwareAddress>) -> String {
    hardware.map_or_else(String::new, |address| format!(" {address}"))
}

fn rcode(code: u16) -> String {
    match code {
        1 => "FORMERR".to_owned(),
        2 => "SERVFAIL".to_owned(),
        3 => "NXDOMAIN".to_owned(),
        4 => "NOTIMP".to_owned(),
        5 => "REFUSED".to_owned(),
        other => format!("code {other}"),
    }
}

fn unreachable(why: Unreachable) -> &'static str {
    if why.is_ipv6 {
        return match why.code {
            0 => "no route there",
            1 => "forbidden by an administrator",
            2 => "beyond the scope of the source address",
            3 => "address unreachable",
            4 => "port unreachable",
            5 => "source address not allowed by policy",
            6 => "route refused",
            _ => "destination unreachable",
        };
    }
    match why.code {
        0 => "network unreachable",
        1 => "host unreachable",
        2 => "protocol unreachable",
        3 => "port unreachable",
        4 => "fragmentation needed, but forbidden",
        5 => "source route failed",
        6 => "network unknown",
        7 => "host unknown",
        9 | 10 | 13 => "forbidden by an administrator",
        _ => "destination unreachable",
    }
}
