//! Two captures laid beside each other, in English.

use super::{STYLE, count_packets};
use crate::explain::claim::compare::CompareClaim;
use crate::time::Span;

/// A claim as a teacher would say it.
pub fn sentence(claim: &CompareClaim) -> String {
    match claim {
        CompareClaim::Paired { first, second, pairs, only_first, only_second } => format!(
            "{} in both captures, {only_first} only in {first}, {only_second} only in {second} (inferred: paired by addresses, ports, raw sequence and acknowledgment numbers, flags, window, length, content and IP identification).",
            are(*pairs)
        ),
        CompareClaim::NothingInCommon { first, second } => format!(
            "No packet of {first} is in {second}. They are of other times or places, or an address was translated on the way (NAT), after which packets can't be recognized here."
        ),
        CompareClaim::ClockOffset { first, second, least, most, is_inferred } => format!(
            "The clock of {second} is {} (inferred from packets of both directions: none can arrive before it was sent{}).",
            between(*least, *most, first),
            if *is_inferred { "; which way each went is read off the times as well, since the captures don't mark it" } else { "" }
        ),
        CompareClaim::ClockOffsetUnknown { bound: None, .. } => {
            "How far the two clocks are apart can't be told: no packet that went a known way has a time in both captures.".to_owned()
        }
        CompareClaim::ClockOffsetUnknown { first, second, bound: Some((bound, is_most)) } => format!(
            "How far the two clocks are apart can't be told, because packets that both have went one way only. The clock of {second} is {}, compared with that of {first}, counting what the way took.",
            bounded(*bound, *is_most)
        ),
        CompareClaim::ClocksDisagree { first, second, least, most } => format!(
            "The two clocks don't run alike: some packets put the clock of {second} {}, others {}, against that of {first}. One was set meanwhile, or runs faster.",
            bounded(*least, false),
            bounded(*most, true)
        ),
        CompareClaim::NotCompared { packets, beyond: 0 } => {
            format!(
                "Not compared: {} (ARP and others without IP, fragments of datagrams, copies of packets captured a moment before).",
                count_packets(*packets)
            )
        }
        CompareClaim::NotCompared { packets, beyond } => format!(
            "Not compared: {} (ARP and others without IP, fragments of datagrams, copies), and {} more, for which there was no room.",
            count_packets(*packets),
            beyond
        ),
        CompareClaim::NotOnTheWay { other } => format!(
            "No packet between these two machines is in {other}: what they send each other doesn't pass there, or its capture filter hid all of it. Packets can't tell which."
        ),
        CompareClaim::OutsideCapture { other } => {
            format!(
                "{other} has no packet as early or as late as this one: it didn't run yet or any more, or missed it (inferred from the clocks)."
            )
        }
        CompareClaim::SentAgain { other } => {
            format!("{other} hasn't got this one, and its numbers were sent again: it was lost on the way, or {other} missed it.")
        }
        CompareClaim::OtherSegments { other } => {
            format!("Its bytes are in other packets of {other}: a network card or the kernel cut or joined them on the way (inferred).")
        }
        CompareClaim::PassedUnseen { other } => {
            format!(
                "It came from the machine where {other} was captured, so {other} missed it or its filter hid it (inferred from the way it went)."
            )
        }
        CompareClaim::ArrivedUnseen { other, by } => {
            format!("The other machine acknowledged it in #{by}, so it arrived there: {other} missed it or its filter hid it (inferred).")
        }
        CompareClaim::LostOrUnseen { other } => {
            format!("{other} hasn't got it: it was lost on the way, or {other} missed it. Nothing here tells which.")
        }
        CompareClaim::DirectionUnknown { other } => {
            format!("{other} hasn't got it. Nothing here tells which way it went, so it may have been lost or missed.")
        }
    }
}

fn are(pairs: u64) -> String {
    if pairs == 1 { "1 packet is".to_owned() } else { format!("{pairs} packets are") }
}

/// `5 ms ahead`, `5 ms behind`.
fn ahead(offset: Span) -> String {
    let magnitude = Span::from_nanos(offset.as_nanos().saturating_abs());
    format!("{} {}", STYLE.span(magnitude), if offset.as_nanos() < 0 { "behind" } else { "ahead" })
}

/// A bound of the offset: one below 0 bounds how far the clock is behind the other way round.
fn bounded(bound: Span, is_most: bool) -> String {
    format!("{} {}", if is_most == (bound.as_nanos() >= 0) { "at most" } else { "at least" }, ahead(bound))
}

/// The same, before what it is compared with.
fn against(offset: Span) -> String {
    let text = ahead(offset);
    if offset.as_nanos() < 0 { text } else { format!("{text} of") }
}

fn between(least: Span, most: Span, other: &str) -> String {
    match (least.as_nanos(), most.as_nanos()) {
        (0, 0) => format!("equal to that of {other}"),
        (least_nanos, most_nanos) if least_nanos == most_nanos => format!("{} that of {other}", against(least)),
        _ => format!("between {} and {} that of {other}", ahead(least), against(most)),
    }
}
