//! What a connection's numbers mean, in English.

use super::{STYLE, count, count_bytes, count_segments};
use crate::explain::claim::measures::{Counted, Measure, Mostly, TimerWaits, WindowRange};
use crate::explain::names::Names;
use crate::time::Span;
use crate::track::flow::{Endpoint, Side};
use crate::track::tcp::measures::{InFlight, RoundTrips};

/// A claim as a teacher would say it.
pub fn sentence(measure: &Measure, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match measure {
        Measure::SequenceNumbers { client, server, sides } => format!(
            "Sequence numbers: every byte uses one, and so do SYN and FIN. {}: {}. {}: {}.",
            end(client),
            counted(&sides.client),
            end(server),
            counted(&sides.server)
        ),
        Measure::Windows { client, server, sides } => {
            let told: Vec<String> = [(client, sides.client), (server, sides.server)]
                .into_iter()
                .filter_map(|(of, range)| Some(format!("{} {}", end(of), window(range?))))
                .collect();
            format!("Windows after the SYNs, the field times 2 to the power of the scale in the SYN: {}.", told.join("; "))
        }
        Measure::RoundTrips { client, server, handshake, sides } => {
            let mut told = Vec::new();
            if let Some(times) = handshake {
                told.push(format!(
                    "to {} and back {} (SYN to SYN,ACK), to {} and back {} (SYN,ACK to ACK)",
                    end(server),
                    STYLE.span(times.to_server),
                    end(client),
                    STYLE.span(times.to_client)
                ));
            }
            let acks = [(client, sides.client), (server, sides.server)];
            told.extend(acks.into_iter().filter_map(|(of, times)| Some(format!("{}'s data acknowledged {}", end(of), ack_times(times?)))));
            format!(
                "Times as seen where the capture was made: {}. A receiver may delay its ACK, so the shortest time is closest to the network's own.",
                told.join("; ")
            )
        }
        Measure::InFlight { client, server, sides } => {
            let told = [(client, server, sides.client), (server, client, sides.server)];
            let told: Vec<String> =
                told.into_iter().filter_map(|(from, to, flight)| Some(under_way(flight?, &end(from), &end(to)))).collect();
            format!("In flight where the capture was made (sent, not yet acknowledged): {}.", told.join("; "))
        }
        Measure::Throughput { sender, receiver, bytes, segments, first, last, took, without_room } => {
            let limit = if *without_room > 0 {
                format!(
                    " After {without_room} of its {segments} segments, {}'s window had no room for another full-size one.",
                    end(receiver)
                )
            } else {
                String::new()
            };
            format!(
                "{} sent {} from #{first} to #{last}, without a pause of its program of 100 ms or more, in {}: {bytes} × 8 bits in that time are {} (payload alone, repeats left out).{limit}",
                end(sender),
                count_bytes(*bytes),
                STYLE.span(*took),
                STYLE.rate(*bytes, *took)
            )
        }
        Measure::RetransmissionTimer { sender, receiver, first, is_syn, is_handshake, tries, more, waits } => {
            let rule = match waits {
                TimerWaits::Doubling => " (inferred). Each wait is about twice the one before, as a retransmission timer doubles it.",
                TimerWaits::DoublingLater => {
                    " (inferred). From the second on each wait is about twice the one before, as a retransmission timer doubles it; the first timer had begun earlier, or later."
                }
                TimerWaits::EvenThenDoubling => {
                    " (inferred). The waits are about equal at first and then double, as Linux since 6.5 sends a SYN again."
                }
                TimerWaits::Even if *is_syn => {
                    " (inferred). The waits are about equal, as Linux since 6.5 sends a SYN again four times before it doubles them."
                }
                TimerWaits::Other if *is_handshake => " (inferred). The waits don't double from one to the next.",
                TimerWaits::Even if *is_handshake => " (inferred). The waits are about equal.",
                TimerWaits::Even | TimerWaits::Other => {
                    " (inferred). The waits don't double from one to the next; a tail-loss probe, for one, comes before its timer."
                }
            };
            format!(
                "Nothing came from {}, so {} sent #{first} again and again: {}{rule}",
                end(receiver),
                end(sender),
                repeats(tries, *more)
            )
        }
        Measure::TimeSpent { client, server, parts, mostly } => {
            let of = |side: &Side| match side {
                Side::Client => client,
                Side::Server => server,
            };
            let mut told = Vec::new();
            let mut tell = |took: Span, what: String| {
                // What is less than a hundredth of it nobody asks for.
                if took.as_nanos() >= parts.total.as_nanos() / 100 {
                    told.push(format!("{} {what}", STYLE.span(took)));
                }
            };
            tell(parts.waits.server, format!("before {}'s answers", end(server)));
            tell(parts.waits.client, format!("before {}'s next data", end(client)));
            for (of, sending, pauses) in
                [(client, parts.sending.client, parts.pauses.client), (server, parts.sending.server, parts.pauses.server)]
            {
                tell(sending, format!("between {}'s own segments", end(of)));
                tell(pauses, format!("with nothing in flight before {} went on", end(of)));
            }
            tell(parts.way, format!("on the way ({}, at the shortest times seen)", count(parts.turns, "turn", "turns")));
            let longest = |side: Side| {
                let longest = *parts.longest.of(side);
                longest
                    .map_or_else(String::new, |(after, until, took)| format!(", longest from #{after} to #{until} ({})", STYLE.span(took)))
            };
            let so = match mostly {
                Mostly::Waiting(Side::Server) => format!(
                    "So for most of it {} waited for {}'s program{} (inferred; a notice that answers nothing, or an answer lost or held up on its way, looks alike)",
                    end(client),
                    end(server),
                    longest(Side::Server)
                ),
                Mostly::Waiting(Side::Client) => format!(
                    "So for most of it {} waited for {}'s program, or for its user{} (inferred; data lost or held up on its way looks alike)",
                    end(server),
                    end(client),
                    longest(Side::Client)
                ),
                Mostly::Sending(side) => format!(
                    "So most of it went into sending {}'s data: at the network's rate, with waits for ACKs, for room or for a repeat, or as slowly as the program wrote (inferred; one capture doesn't tell these apart)",
                    end(of(side))
                ),
                Mostly::Pausing(side) => format!(
                    "So for most of it {}'s program paused between its writes: before each pause all that it had sent was acknowledged, and its last segment had room for more (inferred; a queue below TCP looks alike)",
                    end(of(side))
                ),
                Mostly::Way => format!(
                    "So the network between the two took most of it ({} there and back), not their programs (inferred)",
                    STYLE.span(parts.round_trip)
                ),
            };
            format!("Where the {} from the connection's opening to the last data went: {}. {so}.", STYLE.span(parts.total), told.join(", "))
        }
    }
}

/// A claim in a short sentence, without its full stop.
pub fn brief(measure: &Measure, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match measure {
        Measure::SequenceNumbers { sides, .. } => format!(
            "SYN and FIN use one number each: client {}, Ack={}; server {}, Ack={}",
            count_bytes(sides.client.bytes),
            sides.client.bytes + 2,
            count_bytes(sides.server.bytes),
            sides.server.bytes + 2
        ),
        Measure::Windows { sides, .. } => {
            let side =
                |range: Option<WindowRange>| range.map_or_else(|| "not scaled".to_owned(), |range| format!("× {}", 1_u32 << range.shift));
            format!("Window fields: client {}, server {}", side(sides.client), side(sides.server))
        }
        Measure::RoundTrips { handshake: Some(times), .. } => {
            format!("Round trip {} to the server, {} to the client", STYLE.span(times.to_server), STYLE.span(times.to_client))
        }
        Measure::RoundTrips { sides, .. } => {
            let least = [sides.client, sides.server].into_iter().flatten().map(|times| times.least.took).min().unwrap_or(Span::ZERO);
            format!("Data acknowledged after {} at least", STYLE.span(least))
        }
        Measure::InFlight { sides, .. } => {
            let side =
                |flight: Option<InFlight>| flight.map_or_else(|| "one segment".to_owned(), |flight| count_bytes(flight.bytes.into()));
            format!("Most in flight: client {}, server {}", side(sides.client), side(sides.server))
        }
        Measure::Throughput { sender, bytes, took, .. } => format!("{} sent at {}", end(sender), STYLE.rate(*bytes, *took)),
        Measure::RetransmissionTimer { first, tries, more, .. } => {
            format!("#{first} sent again {}", count(tries.len() as u64 + more, "time", "times"))
        }
        Measure::TimeSpent { client, server, parts, mostly } => match mostly {
            Mostly::Waiting(Side::Server) => {
                format!("Most of the time passed before {}'s answers, {}", end(server), STYLE.span(parts.waits.server))
            }
            Mostly::Waiting(Side::Client) => {
                format!("Most of the time went before {}'s next data, {}", end(client), STYLE.span(parts.waits.client))
            }
            Mostly::Sending(Side::Client) => format!("Most of the time went into sending {}'s data", end(client)),
            Mostly::Sending(Side::Server) => format!("Most of the time went into sending {}'s data", end(server)),
            Mostly::Pausing(Side::Client) => format!("Most of the time {}'s program paused", end(client)),
            Mostly::Pausing(Side::Server) => format!("Most of the time {}'s program paused", end(server)),
            Mostly::Way => format!("Most of the time went on the way, {}", STYLE.span(parts.way)),
        },
    }
}

fn counted(counted: &Counted) -> String {
    let Counted { bytes, ack, .. } = *counted;
    let stream = match bytes {
        0 => String::new(),
        1 => ", its byte 1".to_owned(),
        _ => format!(", its bytes 1–{bytes}"),
    };
    format!("SYN 0{stream}, FIN {}, so Ack={} (#{ack}) acknowledges all of it", bytes + 1, bytes + 2)
}

fn window(range: WindowRange) -> String {
    let WindowRange { shift, smallest, largest } = range;
    let (unit, bytes) = (1_u32 << shift, |field: u16| u32::from(field) << shift);
    if smallest.0 == largest.0 {
        return format!("{} × {unit} = {} bytes throughout", largest.0, bytes(largest.0));
    }
    format!(
        "{} × {unit} = {} bytes at least (#{}) and {} × {unit} = {} bytes at most (#{})",
        smallest.0,
        bytes(smallest.0),
        smallest.1,
        largest.0,
        bytes(largest.0),
        largest.1
    )
}

fn ack_times(times: RoundTrips) -> String {
    match times.count {
        1 => format!("after {}", STYLE.span(times.least.took)),
        count => format!("after {} to {} ({count} ACKs)", STYLE.span(times.least.took), STYLE.span(times.greatest.took)),
    }
}

fn under_way(flight: InFlight, from: &str, to: &str) -> String {
    let window = flight.window.map_or_else(String::new, |window| format!(", of {window} that {to}'s window allowed"));
    format!("{from} at most {} in {} (#{}){window}", count_bytes(flight.bytes.into()), count_segments(flight.segments), flight.frame)
}

fn repeats(tries: &[(u64, Span)], more: u64) -> String {
    let mut told: Vec<String> = tries.iter().map(|(frame, waited)| format!("after {} (#{frame})", STYLE.span(*waited))).collect();
    if more > 0 {
        told.push(count(more, "more time", "more times"));
    }
    STYLE.list(&told)
}
