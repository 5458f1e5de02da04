//! The facts of causes as names and values.

use super::{Fact, Facts, text};
use crate::explain::claim::causes::Cause;

pub(super) fn facts(cause: &Cause, facts: Facts) -> Facts {
    match cause {
        Cause::ResetUnreadData { by, peer, rst, data, may_be_unaccepted } => {
            let facts = facts.with("by", text(by)).with("peer", text(peer)).with("frame", *rst).with("data", *data);
            facts.with("may_be_unaccepted", *may_be_unaccepted)
        }
        Cause::ResetAbort { by, peer, rst, received, may_be_unaccepted } => {
            let facts = facts.with("by", text(by)).with("peer", text(peer)).with("frame", *rst).with("received", *received);
            facts.with("may_be_unaccepted", *may_be_unaccepted)
        }
        Cause::ResetAfterClose { by, peer, fin, data, rst, .. } => {
            facts.with("by", text(by)).with("peer", text(peer)).with("fin", *fin).with("data", *data).with("frame", *rst)
        }
        Cause::ResetKeepAlive { by, peer, rst, first, count } => {
            facts.with("by", text(by)).with("peer", text(peer)).with("frame", *rst).with("first", *first).with("count", *count)
        }
        Cause::ResetOtherHops { by, rst, hops, usual } => {
            facts.with("by", text(by)).with("frame", *rst).with("hops", *hops).with("usual", *usual)
        }
        Cause::ReadSize { server, bytes, frame, segment } => {
            facts.with("server", text(server)).with("bytes", *bytes).with("exact", true).with("frame", *frame).with("segment", *segment)
        }
        Cause::ReadAtLeast { server, bytes, frame } => {
            facts.with("server", text(server)).with("bytes", *bytes).with("exact", false).with("frame", *frame)
        }
        Cause::AcceptQueueWait { client, server, asked, other, other_end, answer, waited, is_in_turn } => facts
            .ends(*client, *server)
            .with("asked", *asked)
            .with("other", format!("tcp:{other}"))
            .with("other_end", *other_end)
            .with("answer", *answer)
            .with("waited", *waited)
            .with("in_turn", *is_in_turn),
        Cause::AcceptQueueFull { client, server, first, again, is_syn, waiting } => facts
            .ends(*client, *server)
            .with("ignored", if *is_syn { "SYN" } else { "ACK" })
            .with("first", *first)
            .with("again", *again)
            .with("waiting", *waiting),
        Cause::NagleDelayedAck { sender, receiver, small, ack, next, waited, count } => facts
            .with("sender", text(sender))
            .with("receiver", text(receiver))
            .with("segments", Fact::Numbers(vec![*small, *ack, *next]))
            .with("waited", *waited)
            .with("count", *count),
        Cause::StalledByReceiver { sender, receiver, from, to, lasted, count, probes } => facts
            .with("sender", text(sender))
            .with("receiver", text(receiver))
            .with("from", *from)
            .maybe("to", *to)
            .maybe("lasted", *lasted)
            .with("count", *count)
            .with("probes", *probes),
        Cause::OneAtATime { server, asked, other_end, answer, waits } => facts
            .with("server", text(server))
            .with("asked", *asked)
            .with("other_end", *other_end)
            .with("answer", *answer)
            .with("waits", *waits),
        Cause::Concurrent { server, first, second, between, later, is_again } => facts
            .with("server", text(server))
            .with("first", format!("tcp:{first}"))
            .with("second", format!("tcp:{second}"))
            .with("between", *between)
            .with("later", *later)
            .with("again", *is_again),
        Cause::OverlapNotTested { server, connections } => facts.with("server", text(server)).with("connections", *connections),
        Cause::Vantage { addresses } => facts.with("addresses", Fact::Texts(addresses.iter().map(ToString::to_string).collect())),
    }
}
