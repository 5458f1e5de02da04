//! The facts of claims about conversations as names and values.

use super::{Fact, Facts, text};
use crate::explain::claim::flow::FlowClaim;
use crate::explain::claim::{CloseEnd, LookupResult, ResetStage};

pub(super) fn facts(claim: &FlowClaim, facts: Facts) -> Facts {
    match claim {
        FlowClaim::Opened { client, server, syn, syn_ack, ack, took } => {
            facts.ends(*client, *server).with("handshake", Fact::Numbers(vec![*syn, *syn_ack, *ack])).maybe("took", *took)
        }
        FlowClaim::HandshakeUnfinished { client, server }
        | FlowClaim::LeftMemory { client, server }
        | FlowClaim::Midstream { client, server }
        | FlowClaim::TooEarly { client, server }
        | FlowClaim::StillOpen { client, server } => facts.ends(*client, *server),
        FlowClaim::Named { client, server, name, answer, is_one_of_several } => {
            facts.ends(*client, *server).with("name", name.clone()).with("answer", *answer).with("one_of_several", *is_one_of_several)
        }
        FlowClaim::Translated { twin, packets, of, .. } => facts.with("twin", text(twin)).with("packets", *packets).with("of", *of),
        FlowClaim::PortReused { earlier, .. } => facts.with("earlier", text(earlier)),
        FlowClaim::Transferred { bytes, segments, response_time, .. } => {
            facts.with("bytes", *bytes).with("segments", *segments).maybe("response_time", *response_time)
        }
        FlowClaim::OneSided { seen, bytes, segments, .. } => {
            facts.with("seen", text(seen)).with("bytes", *bytes).with("segments", *segments)
        }
        FlowClaim::Echo { bytes, sent, .. } => facts.with("bytes", *bytes).with("sent", *sent),
        FlowClaim::Retransmissions { packets, .. } => facts.with("packets", *packets),
        FlowClaim::MissingBytes { bytes, .. } => facts.with("bytes", *bytes),
        FlowClaim::Refused { client, server, syn, by, why, again } => {
            let facts = facts.ends(*client, *server).with("syn", *syn).with("by", *by);
            facts.maybe("icmp_code", why.map(|why| why.code)).maybe("again", *again)
        }
        FlowClaim::Unanswered { client, server, tries, waited, expired, others } => {
            let facts = facts.ends(*client, *server).with("tries", *tries).maybe("waited", *waited).maybe("expired", *expired);
            facts.with("others_answered", *others)
        }
        FlowClaim::Reset { by, frame, from_live_socket, stage, .. } => {
            facts.with("by", text(by)).with("frame", *frame).with("from_live_socket", *from_live_socket).with(
                "stage",
                match stage {
                    ResetStage::Handshake => "handshake",
                    ResetStage::Established => "established",
                    ResetStage::NoConnection => "no_connection",
                    ResetStage::BothClosing | ResetStage::AfterOwnFin | ResetStage::AfterPeersFin => "closing",
                },
            )
        }
        FlowClaim::ClosedByClient { fin, end, .. } | FlowClaim::ClosedByServer { fin, end, .. } => {
            facts.with("fin", *fin).with("reset", *end == CloseEnd::Reset).with("unacknowledged", *end == CloseEnd::Unacknowledged)
        }
        FlowClaim::SimultaneousClose { client_fin, server_fin, is_reset } => {
            facts.with("client_fin", *client_fin).with("server_fin", *server_fin).with("reset", *is_reset)
        }
        FlowClaim::ThreeSegmentClose { first_fin, second_fin, last_ack, .. } => {
            facts.with("first_fin", *first_fin).with("second_fin", *second_fin).maybe("last_ack", *last_ack)
        }
        FlowClaim::FourSegmentClose { first_fin, ack, second_fin, last_ack, .. } => {
            facts.with("first_fin", *first_fin).with("ack", *ack).with("second_fin", *second_fin).maybe("last_ack", *last_ack)
        }
        FlowClaim::HalfClose { closer, fin, data, .. } => facts.with("closer", text(closer)).with("fin", *fin).with("data", *data),
        FlowClaim::HalfOpenEnd { closer, fin, .. } => facts.with("closer", text(closer)).with("fin", *fin),
        FlowClaim::UdpExchanged { packets, bytes, .. } => facts.with("packets", *packets).with("bytes", *bytes),
        FlowClaim::UdpUnanswered { server, waited } => facts.with("server", text(server)).maybe("waited", *waited),
        FlowClaim::UdpTooEarly { server } => facts.with("server", text(server)),
        FlowClaim::UdpTimeExceeded { server, by } => facts.with("server", text(server)).with("by", *by),
        FlowClaim::UdpRefused { server, by } => facts.with("server", text(server)).with("by", *by),
        FlowClaim::UdpUnreachable { server, by, why } => facts.with("server", text(server)).with("by", *by).with("code", why.code),
        FlowClaim::DnsPair { name, a, aaaa, is_one_socket, .. } => {
            facts.with("name", name.clone()).with("a", *a).with("aaaa", *aaaa).with("one_socket", *is_one_socket)
        }
        FlowClaim::DnsLookup { server, name, kind, query, response, after, result, .. } => {
            let facts = facts
                .with("server", text(server))
                .with("name", name.clone())
                .with("record", text(kind))
                .with("query", *query)
                .with("response", *response)
                .maybe("after", *after);
            match result {
                LookupResult::Addresses(addresses) => facts.with("result", "addresses").addresses(addresses),
                LookupResult::Records => facts.with("result", "records"),
                LookupResult::Nodata => facts.with("result", "nodata"),
                LookupResult::Referral => facts.with("result", "referral"),
                LookupResult::Truncated => facts.with("result", "truncated"),
                LookupResult::Nxdomain { is_alias } => facts.with("result", "nxdomain").with("alias", *is_alias),
                LookupResult::Error(rcode) => facts.with("result", "error").with("rcode", *rcode),
                LookupResult::Incomplete => facts.with("result", "incomplete"),
            }
        }
        FlowClaim::DnsUnanswered { server, name, kind, query, retries, waited } => facts
            .with("server", text(server))
            .with("name", name.clone())
            .with("record", text(kind))
            .with("query", *query)
            .with("retries", *retries)
            .maybe("waited", *waited),
        FlowClaim::DnsTooEarly { server, name, kind, query } => {
            facts.with("server", text(server)).with("name", name.clone()).with("record", text(kind)).with("query", *query)
        }
        FlowClaim::DnsUnreachable { server, by } => facts.with("server", text(server)).with("by", *by),
        FlowClaim::DnsManyLookups { more } => facts.with("more", *more),
        FlowClaim::UdpNoConnection => facts,
    }
}
