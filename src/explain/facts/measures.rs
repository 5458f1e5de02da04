//! The facts of what a connection's numbers mean as names and values. Pairs are the client's and the server's.

use super::{Fact, Facts, text};
use crate::explain::claim::measures::{Measure, Mostly, TimerWaits, WindowRange};
use crate::track::flow::Side;
use crate::track::tcp::measures::{InFlight, RoundTrips};

pub(super) fn facts(measure: &Measure, facts: Facts) -> Facts {
    match measure {
        Measure::SequenceNumbers { client, server, sides } => facts
            .ends(*client, *server)
            .with("bytes", Fact::Numbers(vec![sides.client.bytes, sides.server.bytes]))
            .with("fins", Fact::Numbers(vec![sides.client.fin, sides.server.fin]))
            .with("acks", Fact::Numbers(vec![sides.client.ack, sides.server.ack])),
        Measure::Windows { client, server, sides } => {
            let facts = facts.ends(*client, *server);
            let facts = windows(facts, ["client_shift", "client_smallest", "client_largest"], sides.client);
            windows(facts, ["server_shift", "server_smallest", "server_largest"], sides.server)
        }
        Measure::RoundTrips { client, server, handshake, sides } => {
            let facts = facts
                .ends(*client, *server)
                .maybe("to_server", handshake.map(|times| times.to_server))
                .maybe("to_client", handshake.map(|times| times.to_client));
            let facts = ack_times(facts, ["client_acks", "client_least", "client_greatest"], sides.client);
            ack_times(facts, ["server_acks", "server_least", "server_greatest"], sides.server)
        }
        Measure::InFlight { client, server, sides } => {
            let facts = facts.ends(*client, *server);
            let facts = under_way(facts, ["client_bytes", "client_segments", "client_frame", "client_window"], sides.client);
            under_way(facts, ["server_bytes", "server_segments", "server_frame", "server_window"], sides.server)
        }
        Measure::Throughput { sender, receiver, bytes, segments, first, last, took, without_room } => facts
            .with("sender", text(sender))
            .with("receiver", text(receiver))
            .with("bytes", *bytes)
            .with("segments", *segments)
            .with("first", *first)
            .with("last", *last)
            .with("took", *took)
            .with("without_room", *without_room),
        Measure::RetransmissionTimer { sender, receiver, first, is_syn, is_handshake: _, tries, more, waits } => facts
            .with("sender", text(sender))
            .with("receiver", text(receiver))
            .with("first", *first)
            .with("syn", *is_syn)
            .with("repeats", Fact::Numbers(tries.iter().map(|(frame, _)| *frame).collect()))
            .maybe("shortest_wait", tries.iter().map(|(_, waited)| *waited).min())
            .maybe("longest_wait", tries.iter().map(|(_, waited)| *waited).max())
            .with("more", *more)
            .with(
                "waits",
                match waits {
                    TimerWaits::Doubling => "doubling",
                    TimerWaits::DoublingLater => "doubling_later",
                    TimerWaits::Even => "even",
                    TimerWaits::EvenThenDoubling => "even_then_doubling",
                    TimerWaits::Other => "other",
                },
            ),
        Measure::TimeSpent { client, server, parts, mostly } => facts
            .ends(*client, *server)
            .with("total", parts.total)
            .with("before_server", parts.waits.server)
            .with("before_client", parts.waits.client)
            .with("client_sending", parts.sending.client)
            .with("server_sending", parts.sending.server)
            .with("client_pausing", parts.pauses.client)
            .with("server_pausing", parts.pauses.server)
            .with("way", parts.way)
            .with("turns", parts.turns)
            .with("round_trip", parts.round_trip)
            .with(
                "mostly",
                match mostly {
                    Mostly::Waiting(Side::Client) => "before_client",
                    Mostly::Waiting(Side::Server) => "before_server",
                    Mostly::Sending(Side::Client) => "client_sending",
                    Mostly::Sending(Side::Server) => "server_sending",
                    Mostly::Pausing(Side::Client) => "client_pausing",
                    Mostly::Pausing(Side::Server) => "server_pausing",
                    Mostly::Way => "way",
                },
            ),
    }
}

fn windows(facts: Facts, [shift, smallest, largest]: [&'static str; 3], range: Option<WindowRange>) -> Facts {
    let Some(range) = range else { return facts };
    let bytes = |field: u16| u64::from(field) << range.shift;
    facts.with(shift, range.shift).with(smallest, bytes(range.smallest.0)).with(largest, bytes(range.largest.0))
}

fn ack_times(facts: Facts, [count, least, greatest]: [&'static str; 3], times: Option<RoundTrips>) -> Facts {
    let Some(times) = times else { return facts };
    facts.with(count, times.count).with(least, times.least.took).with(greatest, times.greatest.took)
}

fn under_way(facts: Facts, [bytes, segments, frame, window]: [&'static str; 4], flight: Option<InFlight>) -> Facts {
    let Some(flight) = flight else { return facts };
    facts.with(bytes, flight.bytes).with(segments, flight.segments).with(frame, flight.frame).maybe(window, flight.window)
}
