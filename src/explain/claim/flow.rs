//! The facts of what is said of a conversation once all of it is known.

use std::net::IpAddr;

use super::{CloseEnd, LookupResult, RecordType, ResetStage};
use crate::decode::icmp::Unreachable;
use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, StreamId};

/// A claim about a conversation.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum FlowClaim {
    Opened {
        client: Endpoint,
        server: Endpoint,
        syn: u64,
        syn_ack: u64,
        ack: u64,
        took: Option<Span>,
    },
    Midstream {
        client: Endpoint,
        server: Endpoint,
    },
    Named {
        client: Endpoint,
        server: Endpoint,
        name: String,
        answer: u64,
        is_one_of_several: bool,
    },
    /// All or some of its packets are those of another conversation, on the other side of a router that translates addresses.
    Translated {
        twin: StreamId,
        packets: u64,
        of: u64,
        /// Nothing else is told of it.
        is_told_there: bool,
    },
    PortReused {
        client: Endpoint,
        server: Endpoint,
        earlier: StreamId,
    },
    Transferred {
        client: Endpoint,
        server: Endpoint,
        bytes: BySide<u64>,
        segments: BySide<u64>,
        response_time: Option<Span>,
    },
    Echo {
        client: Endpoint,
        server: Endpoint,
        bytes: u64,
        sent: u64,
    },
    Retransmissions {
        client: Endpoint,
        server: Endpoint,
        packets: BySide<u64>,
    },
    MissingBytes {
        client: Endpoint,
        server: Endpoint,
        bytes: BySide<u64>,
    },
    Refused {
        client: Endpoint,
        server: Endpoint,
        syn: u64,
        by: u64,
        why: Option<Unreachable>,
        again: Option<u64>,
    },
    Unanswered {
        client: Endpoint,
        server: Endpoint,
        tries: u64,
        waited: Option<Span>,
        expired: Option<u64>,
        others: bool,
    },
    TooEarly {
        client: Endpoint,
        server: Endpoint,
    },
    OneSided {
        seen: Endpoint,
        unseen: Endpoint,
        bytes: u64,
        segments: u64,
    },
    HandshakeUnfinished {
        client: Endpoint,
        server: Endpoint,
    },
    LeftMemory {
        client: Endpoint,
        server: Endpoint,
    },
    Reset {
        by: Endpoint,
        peer: Endpoint,
        frame: u64,
        from_live_socket: bool,
        stage: ResetStage,
    },
    ClosedByClient {
        client: Endpoint,
        server: Endpoint,
        fin: u64,
        end: CloseEnd,
        is_guess: bool,
    },
    ClosedByServer {
        client: Endpoint,
        server: Endpoint,
        fin: u64,
        end: CloseEnd,
        is_guess: bool,
    },
    SimultaneousClose {
        client_fin: u64,
        server_fin: u64,
        is_reset: bool,
    },
    ThreeSegmentClose {
        first: Endpoint,
        second: Endpoint,
        first_fin: u64,
        second_fin: u64,
        last_ack: Option<u64>,
    },
    FourSegmentClose {
        first: Endpoint,
        second: Endpoint,
        first_fin: u64,
        ack: u64,
        second_fin: u64,
        last_ack: Option<u64>,
    },
    HalfClose {
        closer: Endpoint,
        sender: Endpoint,
        fin: u64,
        data: u64,
    },
    HalfOpenEnd {
        closer: Endpoint,
        other: Endpoint,
        fin: u64,
    },
    StillOpen {
        client: Endpoint,
        server: Endpoint,
    },
    UdpExchanged {
        client: Endpoint,
        server: Endpoint,
        packets: BySide<u64>,
        bytes: BySide<u64>,
    },
    UdpNoConnection,
    UdpUnanswered {
        server: Endpoint,
        waited: Option<Span>,
    },
    UdpTooEarly {
        server: Endpoint,
    },
    UdpTimeExceeded {
        server: Endpoint,
        by: u64,
    },
    UdpRefused {
        server: Endpoint,
        by: u64,
    },
    UdpUnreachable {
        server: Endpoint,
        by: u64,
        why: Unreachable,
    },
    DnsPair {
        client: IpAddr,
        server: IpAddr,
        name: String,
        a: u64,
        aaaa: u64,
        is_one_socket: bool,
    },
    DnsLookup {
        client: IpAddr,
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
        response: u64,
        after: Option<Span>,
        result: LookupResult,
    },
    DnsUnanswered {
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
        retries: u64,
        waited: Option<Span>,
    },
    DnsTooEarly {
        server: IpAddr,
        name: String,
        kind: RecordType,
        query: u64,
    },
    DnsUnreachable {
        server: IpAddr,
        by: u64,
    },
    DnsManyLookups {
        more: u64,
    },
}
