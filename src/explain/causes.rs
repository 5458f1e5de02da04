//! Causes: what the packets of a connection, or of all connections to a server, tell together.

use super::claim::causes::Cause;
use super::statement::Statement;
use crate::track::flow::{Flow, Side};
use crate::track::listeners::{Listeners, Turns};
use crate::track::tcp::TcpFlow;
use crate::track::tcp::causes::{AfterClose, Causes, EndingKind};
use crate::track::tcp::pauses::Stalls;
use crate::track::tcp::reads::ReadSize;

/// Servers of which it is said whether they take one client at a time.
const TOLD_SERVERS: usize = 16;

fn say(cause: Cause, frames: impl IntoIterator<Item = u64>) -> Statement {
    Statement::new(cause, frames)
}

/// The server's reads: said beside the echo that shows them.
pub(super) fn reads(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    let server = flow.server;
    Some(match tcp.causes.as_ref()?.reads.size()? {
        ReadSize::Exactly(cut) => {
            let cause = Cause::ReadSize { server, bytes: cut.bytes, frame: cut.frame, segment: cut.segment };
            say(cause, [cut.segment, cut.frame])
        }
        ReadSize::AtLeast { bytes, frame, cut } => say(Cause::ReadAtLeast { server, bytes, frame }, [cut.segment, cut.frame, frame]),
    })
}

/// Who waited for whom.
pub(super) fn waits(flow: &Flow, tcp: &TcpFlow) -> Vec<Statement> {
    let Some(causes) = &tcp.causes else { return Vec::new() };
    let (client, server) = (flow.client, flow.server);
    let mut statements = Vec::new();
    if let Some(queue) = causes.queue {
        statements.push(full_queue(flow, queue));
    }
    if let Some(wait) = causes.wait {
        let cause = Cause::AcceptQueueWait {
            client,
            server,
            asked: wait.asked,
            other: wait.other,
            other_end: wait.other_end,
            answer: wait.answer,
            waited: wait.waited,
            is_in_turn: wait.is_in_turn,
        };
        statements.push(say(cause, [wait.asked, wait.delivered, wait.other_end, wait.answer]));
    }
    for side in Side::BOTH {
        let (own, peer) = (flow.endpoint(side), flow.endpoint(side.other()));
        if let Some(held) = *causes.pauses.held.of(side) {
            let cause = Cause::NagleDelayedAck {
                sender: own,
                receiver: peer,
                small: held.small,
                ack: held.ack,
                next: held.next,
                waited: held.waited,
                count: held.count,
            };
            statements.push(say(cause, [held.small, held.ack, held.next]));
        }
        statements.extend(stall(flow, side, causes.pauses.stalls.of(side)));
    }
    statements
}

/// A side's buffer was full, and the other side had to wait.
fn stall(flow: &Flow, side: Side, stalls: &Stalls) -> Option<Statement> {
    if !stalls.held_up {
        return None;
    }
    let open = stalls.open_since().map(|(from, since)| (from, flow.end.zip(since).map(|(end, since)| end.since(since))));
    let (from, to, lasted) = match (stalls.longest, open) {
        (Some((_, _, lasted)), Some((from, Some(still)))) if still > lasted => (from, None, Some(still)),
        (Some((from, to, lasted)), _) => (from, Some(to), Some(lasted)),
        (None, Some((from, still))) => (from, None, still),
        (None, None) => return None,
    };
    let (receiver, sender) = (flow.endpoint(side), flow.endpoint(side.other()));
    let cause = Cause::StalledByReceiver { sender, receiver, from, to, lasted, count: stalls.count, probes: stalls.probes };
    Some(say(cause, [from].into_iter().chain(to)))
}

/// The SYN got no answer because of a full queue.
pub(super) fn unanswered(flow: &Flow, tcp: &TcpFlow) -> Option<Statement> {
    tcp.causes.as_ref().and_then(|causes| causes.queue).map(|queue| full_queue(flow, queue))
}

fn full_queue(flow: &Flow, queue: crate::track::tcp::causes::FullQueue) -> Statement {
    let (first, again) = (queue.first, queue.again);
    let (client, server) = (flow.client, flow.server);
    say(Cause::AcceptQueueFull { client, server, first, again, is_syn: queue.is_syn, waiting: queue.waiting }, [first, again])
}

/// Why the connection was reset.
pub(super) fn resets(flow: &Flow, tcp: &TcpFlow) -> Vec<Statement> {
    let Some(causes) = &tcp.causes else { return Vec::new() };
    let Causes { ending, after_close, .. } = &**causes;
    let mut statements = Vec::new();
    if let Some(ending) = ending {
        let (by, peer, rst) = (flow.endpoint(ending.by), flow.endpoint(ending.by.other()), ending.rst);
        // Of a listener that is closed, the kernel resets what it hasn't handed over yet.
        let may_be_unaccepted = ending.by == Side::Server && tcp.sides.server.first_data.is_none();
        statements.push(match ending.kind {
            EndingKind::Unread(data) => say(Cause::ResetUnreadData { by, peer, rst, data, may_be_unaccepted }, [data, rst]),
            EndingKind::Abort { received } => say(Cause::ResetAbort { by, peer, rst, received, may_be_unaccepted }, [rst]),
            EndingKind::KeptAlive { first, count } => say(Cause::ResetKeepAlive { by, peer, rst, first, count }, [first, rst]),
            EndingKind::OtherHops { hops, usual } => say(Cause::ResetOtherHops { by, rst, hops, usual }, [rst]),
        });
    }
    // A socket that has taken data after its FIN wasn't closed whole.
    let took = |side: Side| tcp.sides.of(side).fin.is_some_and(|fin| fin.data_taken);
    if let Some(AfterClose { by, fin, data, rst }) = after_close.filter(|after| !took(after.by)) {
        let (by, peer) = (flow.endpoint(by), flow.endpoint(by.other()));
        statements.push(say(Cause::ResetAfterClose { by, peer, fin, data, rst }, [fin, data, rst]));
    }
    statements
}

/// How the servers of a capture take their clients.
pub fn servers(listeners: &Listeners) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (server, listener) in listeners.in_order() {
        if let Some(turns) = listener.concurrent {
            let Turns { first, second, between, later, is_again, .. } = turns;
            let cause = Cause::Concurrent { server, first, second, between, later, is_again };
            statements.push(say(cause, [turns.asked, turns.between, turns.later]));
        } else if let Some(wait) = listener.first_wait.filter(|_| !listener.is_contradicted) {
            let cause =
                Cause::OneAtATime { server, asked: wait.asked, other_end: wait.other_end, answer: wait.answer, waits: listener.waits };
            statements.push(say(cause, [wait.asked, wait.other_end, wait.answer]));
        } else if listener.asked > 1 && !listener.has_overlap {
            statements.push(say(Cause::OverlapNotTested { server, connections: listener.asked }, []));
        }
    }
    statements.truncate(TOLD_SERVERS);
    statements
}
