//! The facts of claims that reach across packets: why a connection ended as it did, who waited for whom, how a server works.

use crate::time::Span;
use crate::track::flow::Endpoint;

/// A cause, or how far the packets tell it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum Cause {
    ResetUnreadData {
        by: Endpoint,
        peer: Endpoint,
        rst: u64,
        data: u64,
        may_be_unaccepted: bool,
    },
    ResetAbort {
        by: Endpoint,
        peer: Endpoint,
        rst: u64,
        received: bool,
        may_be_unaccepted: bool,
    },
    ResetAfterClose {
        by: Endpoint,
        peer: Endpoint,
        fin: u64,
        data: u64,
        rst: u64,
    },
    ResetKeepAlive {
        by: Endpoint,
        peer: Endpoint,
        rst: u64,
        first: u64,
        count: u64,
    },
    ResetOtherHops {
        by: Endpoint,
        rst: u64,
        hops: u8,
        usual: u8,
    },
    ReadSize {
        server: Endpoint,
        bytes: u64,
        frame: u64,
        segment: u64,
    },
    ReadAtLeast {
        server: Endpoint,
        bytes: u64,
        frame: u64,
    },
    AcceptQueueWait {
        client: Endpoint,
        server: Endpoint,
        asked: u64,
        other: u32,
        other_end: u64,
        answer: u64,
        waited: Span,
        is_in_turn: bool,
    },
    AcceptQueueFull {
        client: Endpoint,
        server: Endpoint,
        first: u64,
        again: u64,
        is_syn: bool,
        waiting: u64,
    },
    NagleDelayedAck {
        sender: Endpoint,
        receiver: Endpoint,
        small: u64,
        ack: u64,
        next: u64,
        waited: Span,
        count: u64,
    },
    StalledByReceiver {
        sender: Endpoint,
        receiver: Endpoint,
        from: u64,
        to: Option<u64>,
        lasted: Option<Span>,
        count: u64,
        probes: u64,
    },
    OneAtATime {
        server: Endpoint,
        asked: u64,
        other_end: u64,
        answer: u64,
        waits: u64,
    },
    Concurrent {
        server: Endpoint,
        first: u32,
        second: u32,
        between: u64,
        later: u64,
        is_again: bool,
    },
    OverlapNotTested {
        server: Endpoint,
        connections: u64,
    },
    Vantage {
        addresses: Vec<std::net::IpAddr>,
    },
}
