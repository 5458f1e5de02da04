//! Conversations, in English.

use std::net::IpAddr;

use super::{STYLE, count, count_bytes, count_datagrams, count_segments, hop_counter, rcode, record, unreachable};
use crate::explain::claim::flow::FlowClaim;
use crate::explain::claim::{CloseEnd, LookupResult, ResetStage};
use crate::explain::flow::SILENCE;
use crate::explain::lang::errno;
use crate::explain::names::Names;
use crate::track::flow::Endpoint;

/// A claim as a teacher would say it.
pub fn sentence(claim: &FlowClaim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        FlowClaim::Opened { client, server, syn, syn_ack, ack, took } => format!(
            "{} opened the connection to {} port {} with three packets (#{syn}, #{syn_ack}, #{ack}){}.",
            end(client),
            host(server.address),
            server.port,
            took.map_or_else(String::new, |took| format!(" in {}", STYLE.span(took)))
        ),
        FlowClaim::Midstream { client, server } => format!(
            "The handshake of {} and {} isn't in the capture: it took place before, or there was none (inferred). Who opened the connection is a guess, and so is how large the windows are; “byte 1” is the first byte captured, not the first of the stream.",
            end(client),
            end(server)
        ),
        FlowClaim::Named { client, server, name, answer, is_one_of_several: true } => format!(
            "{} had been told the address {} for {name} before (#{answer}), and for another name as well: probably it opened this connection for one of them (inferred: answers with this address, within their time to live).",
            end(client),
            server.address
        ),
        FlowClaim::Named { client, server, name, answer, is_one_of_several: false } => format!(
            "{} had been told the address {} for {name} before (#{answer}), so probably that's the name it opened this connection for (inferred: the latest answer with this address, within its time to live).",
            end(client),
            server.address
        ),
        FlowClaim::Translated { twin, of, is_told_there: true, .. } => format!(
            "This is {twin} on the other side of a router that translates addresses (NAT): {} too. What happened is told there (inferred: the same numbers within 10 ms, and a lower time to live).",
            if *of == 1 { "its one packet is in that conversation".to_owned() } else { format!("each of its {of} packets is in that conversation") }
        ),
        FlowClaim::Translated { twin, packets, of, is_told_there: false } => format!(
            "{packets} of its {of} packets {} in {twin} too: it is that conversation on the other side of a router that translates addresses (NAT; inferred: the same numbers within 10 ms, and a lower time to live).",
            if *packets == 1 { "is" } else { "are" }
        ),
        FlowClaim::PortReused { client, server, earlier } => format!(
            "{} had used the same port {} for an earlier connection to {} ({earlier}); this is a new one.",
            end(client),
            client.port,
            end(server)
        ),
        FlowClaim::Transferred { client, server, bytes, segments, response_time } => {
            let (client, server) = (end(client), end(server));
            match response_time {
                Some(span) if bytes.client > 0 && bytes.server > 0 => format!(
                    "{client} sent {} in {}, {server} sent {} in {}; its first bytes came {} after the client's first.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server),
                    STYLE.span(*span)
                ),
                _ if bytes.client == 0 && bytes.server == 0 => format!("Neither {client} nor {server} sent any data."),
                _ if bytes.server == 0 => {
                    format!("{client} sent {} in {}, and {server} no data.", count_bytes(bytes.client), count_segments(segments.client))
                }
                _ if bytes.client == 0 => {
                    format!("{server} sent {} in {}, and {client} no data.", count_bytes(bytes.server), count_segments(segments.server))
                }
                _ => format!(
                    "{client} sent {} in {}, {server} sent {} in {}.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server)
                ),
            }
        }
        FlowClaim::OneSided { seen, unseen, bytes, segments } => format!(
            "Only packets of {} are in the capture: {} in {}. What {} sent isn't in it.",
            end(seen),
            count_bytes(*bytes),
            count_segments(*segments),
            end(unseen)
        ),
        FlowClaim::Echo { client, server, bytes, sent } => format!(
            "All that {} sent repeats, byte by byte, what {} had sent ({bytes} of {sent} bytes came back), so it looks like an echo server (inferred; one answer that differs would contradict it).",
            end(server),
            end(client)
        ),
        FlowClaim::Retransmissions { client, server, packets } => format!(
            "Packets sent again: {} by {}, {} by {}.",
            packets.client,
            end(client),
            packets.server,
            end(server)
        ),
        FlowClaim::MissingBytes { client, server, bytes } => format!(
            "Missing from the capture: {} of {} and {} of {}.",
            count_bytes(bytes.client),
            end(client),
            count_bytes(bytes.server),
            end(server)
        ),
        FlowClaim::Refused { client, server, syn, by, why, again } => match why {
            None => format!(
                "{} asked for a connection to {} port {} (#{syn}) and was refused (#{by}): nothing listened there at that moment, or a firewall rejected it. {} No connection was made.",
                end(client),
                host(server.address),
                server.port,
                match again {
                    Some(again) => format!("It asked again all the same (#{again})."),
                    None => "connect() then normally fails with ECONNREFUSED (111).".to_owned(),
                }
            ),
            Some(why) => format!(
                "{} asked for a connection to {} port {} (#{syn}) and got an ICMP error (#{by}, {}). {} No connection was made.",
                end(client),
                host(server.address),
                server.port,
                unreachable(*why),
                match again {
                    Some(again) => format!("It asked again all the same (#{again}), so its connect() hadn't failed with that."),
                    None => format!("connect() normally fails then with {}.", errno(*why)),
                }
            ),
        },
        FlowClaim::Unanswered { client, server, expired: Some(by), .. } => format!(
            "{} asked {} port {} for a connection, and its SYN didn't get there: its {} ran out on the way (ICMP error #{by}), as traceroute over TCP intends, or in a routing loop. No connection was made.",
            end(client),
            host(server.address),
            server.port,
            hop_counter(server.address)
        ),
        FlowClaim::Unanswered { client, server, tries, waited, expired: None, others } => format!(
            "{} asked {} port {} for a connection {} and got no answer{} (inferred: {}). {} No connection was made.",
            end(client),
            host(server.address),
            server.port,
            if *tries == 1 { "once".to_owned() } else { format!("{tries} times") },
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited))),
            if *others {
                "the port answered others meanwhile, so its machine was up then; a firewall may drop this client's packets, the accept queue may have been full, or packets were lost"
            } else {
                "the machine may be off or not exist, a firewall may drop packets, packets may have been lost, or the answer may have taken another route"
            },
            if *tries == 1 && waited.is_some_and(|waited| waited >= SILENCE) {
                "It asked only once, where a kernel asks again after 1 to 3 seconds: probably a port scanner, or the capture missed the rest."
            } else {
                "connect() waits until its kernel gives up, and then normally fails with ETIMEDOUT (110)."
            }
        ),
        FlowClaim::TooEarly { client, server } => format!(
            "{} asked {} port {} for a connection. The capture ends too early to say whether an answer came; up to its end there was no connection.",
            end(client),
            host(server.address),
            server.port
        ),
        FlowClaim::HandshakeUnfinished { client, server } => format!(
            "{} asked {} for a connection, and the server agreed; but the handshake's last ACK isn't in the capture.",
            end(client),
            end(server)
        ),
        FlowClaim::LeftMemory { client, server } => format!(
            "labcap had to drop what it knew of {} and {} before the end of the capture, to make room; what came of it isn't known.",
            end(client),
            end(server)
        ),
        FlowClaim::Reset { by, frame, stage: ResetStage::Handshake, .. } => format!(
            "{} broke off with a RST (#{frame}) before the handshake was finished. Normally no program gets such a connection from accept() (inferred).",
            end(by)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::NoConnection, .. } => format!(
            "{} answered with a bare RST (#{frame}): its kernel knew no such connection (any more). If {} had one on its side, that one is broken off: recv() or send() there fails with ECONNRESET, 104 (inferred; a port scan sends such packets without having a connection).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::BothClosing, .. } => format!(
            "{} broke the connection off with a RST (#{frame}) after its own FIN. {}'s FIN came after that, so its program closed as well, and normally noticed nothing (inferred).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::AfterOwnFin, .. } => format!(
            "{} broke the connection off with a RST (#{frame}) after its own FIN. {}'s program normally still gets that end from recv() (0 bytes, no error), but its next send() fails with EPIPE, 32 (inferred).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::AfterPeersFin, .. } => format!(
            "{} broke the connection off with a RST (#{frame}) after {}'s FIN. If {}'s program had only shut down sending (shutdown(SHUT_WR)) and still reads, its recv() normally fails with ECONNRESET, 104; after close() it notices nothing (inferred).",
            end(by),
            end(peer),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, from_live_socket, stage: ResetStage::Established } => format!(
            "{} broke the connection off with a RST (#{frame}){}. On Linux, what {} hadn't read yet can still be read; after that, recv() or send() normally fails there with ECONNRESET, 104 (inferred).",
            end(by),
            if *from_live_socket { " from a socket that still existed" } else { "" },
            end(peer)
        ),
        FlowClaim::ClosedByClient { client: closer, fin, end: last, is_guess: true, .. }
        | FlowClaim::ClosedByServer { server: closer, fin, end: last, is_guess: true, .. } => {
            format!("{} closed first (#{fin}){} (inferred: which side is the client is a guess).", end(closer), time_wait(*last))
        }
        FlowClaim::ClosedByClient { client, fin, end: last, is_guess: false, .. } => {
            format!("The client {} closed first (#{fin}){}.", end(client), time_wait(*last))
        }
        FlowClaim::ClosedByServer { server, fin, end: last, is_guess: false, .. } => {
            format!("The server {} closed first (#{fin}){}.", end(server), time_wait(*last))
        }
        FlowClaim::SimultaneousClose { client_fin, server_fin, is_reset } => format!(
            "Both sides closed at the same time: neither FIN (#{client_fin}, #{server_fin}) acknowledges the other.{}",
            if *is_reset { " A RST came after them, so TIME-WAIT may have been cut short." } else { " Both go through TIME-WAIT." }
        ),
        FlowClaim::ThreeSegmentClose { first, second, first_fin, second_fin, last_ack } => match last_ack {
            Some(ack) => format!(
                "The close took three segments: {}'s FIN #{first_fin}, {}'s FIN #{second_fin} that also acknowledges it, and the last ACK #{ack}.",
                end(first),
                end(second)
            ),
            None => format!(
                "The close takes three segments, of which the capture shows two: {}'s FIN #{first_fin} and {}'s FIN #{second_fin} that also acknowledges it; the last ACK isn't in the capture.",
                end(first),
                end(second)
            ),
        },
        FlowClaim::FourSegmentClose { first, second, first_fin, ack, second_fin, last_ack } => match last_ack {
            Some(last) => format!(
                "The close took four segments: {}'s FIN #{first_fin}, the ACK #{ack} of that FIN, {}'s FIN #{second_fin} and the last ACK #{last}.",
                end(first),
                end(second)
            ),
            None => format!(
                "The close takes four segments, of which the capture shows three: {}'s FIN #{first_fin}, its ACK #{ack} and {}'s FIN #{second_fin}; the last ACK isn't in the capture.",
                end(first),
                end(second)
            ),
        },
        FlowClaim::HalfClose { closer, sender, fin, data } => format!(
            "Half-close: after {}'s FIN #{fin} had been acknowledged, {} went on sending (from #{data}).",
            end(closer),
            end(sender)
        ),
        FlowClaim::HalfOpenEnd { closer, other, fin } => format!(
            "Only {} has closed its direction (#{fin}): the capture shows no FIN of {}.",
            end(closer),
            end(other)
        ),
        FlowClaim::StillOpen { client, server } => format!(
            "The capture shows no end of it: neither a FIN nor a RST of {} or {}.",
            end(client),
            end(server)
        ),
        FlowClaim::UdpExchanged { client, server, packets, bytes } if packets.server == 0 => format!(
            "{} sent {} ({}) to {} port {}; no datagram came back from there in this capture.",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            host(server.address),
            server.port
        ),
        FlowClaim::UdpExchanged { client, server, packets, bytes } => format!(
            "{} sent {} ({}) to {} port {}, which sent {} ({}).",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            host(server.address),
            server.port,
            count_datagrams(packets.server),
            count_bytes(bytes.server)
        ),
        FlowClaim::UdpNoConnection => {
            "UDP opens nothing, closes nothing and acknowledges nothing: each datagram stands on its own. Which of them belong together, only the programs know.".to_owned()
        }
        FlowClaim::UdpUnanswered { server, waited } => format!(
            "{} sent nothing back{} (inferred: it may not have to, or its answer took another route).",
            end(server),
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited)))
        ),
        FlowClaim::UdpTooEarly { server } => format!("The capture ends too early to say whether {} answered.", end(server)),
        FlowClaim::UdpTimeExceeded { server, by } => format!(
            "A datagram to {} didn't get there: its {} ran out on the way (ICMP error #{by}), as traceroute intends, or in a routing loop.",
            end(server),
            hop_counter(server.address)
        ),
        FlowClaim::UdpRefused { server, by } => format!(
            "A datagram to {}'s port {} was refused with an ICMP error (#{by}): nothing listened there, or a firewall rejected it. A connected UDP socket gets ECONNREFUSED (111) at its next call.",
            host(server.address),
            server.port
        ),
        FlowClaim::UdpUnreachable { server, by, why } => {
            format!("{} couldn't be reached: ICMP error #{by} ({}).", end(server), unreachable(*why))
        }
        FlowClaim::DnsPair { client, server, name, a, aaaa, is_one_socket } => format!(
            "{} asked {} for both kinds of address of {name} {}, IPv4 (#{a}) and IPv6 (#{aaaa}), as one getaddrinfo() call does (inferred; browsers and resolvers do the same).",
            host(*client),
            host(*server),
            if *is_one_socket { "from one socket" } else { "within 5 ms, from two sockets" }
        ),
        FlowClaim::DnsLookup { server, name, kind, query, response, after, result, .. } => {
            let server = host(*server);
            let after = after.map_or_else(String::new, |after| format!(" after {}", STYLE.span(after)));
            match result {
                LookupResult::Addresses(addresses) => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}): {}.",
                    record(kind),
                    STYLE.addresses(addresses, 0)
                ),
                LookupResult::Records => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}).", record(kind))
                }
                LookupResult::Nodata => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}) that there is none, which is no error.",
                    record(kind)
                ),
                LookupResult::Referral => format!(
                    "#{query} asked for {} of {name}; {server} named other name servers{after} (#{response}), which are to be asked instead.",
                    record(kind)
                ),
                LookupResult::Truncated => format!(
                    "#{query} asked for {} of {name}; {server}'s response{after} (#{response}) is cut to fit (TC); a resolver normally asks again over TCP.",
                    record(kind)
                ),
                LookupResult::Nxdomain { is_alias: true } => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}) that it is an alias of a name that doesn't exist.",
                    record(kind)
                ),
                LookupResult::Nxdomain { is_alias: false } => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}) that the name doesn't exist.", record(kind))
                }
                LookupResult::Error(code) => {
                    format!("#{query} asked for {} of {name}; {server} answered{after} (#{response}) with the error {}.", record(kind), rcode(*code))
                }
                LookupResult::Incomplete => format!(
                    "#{query} asked for {} of {name}; {server} answered{after} (#{response}), but the response can't be read whole.",
                    record(kind)
                ),
            }
        }
        FlowClaim::DnsUnanswered { server, name, kind, query, retries, waited } => format!(
            "#{query} asked {} for {} of {name} and got no response{}{}{}.",
            host(*server),
            record(kind),
            waited.map_or_else(String::new, |waited| format!(" within {}", STYLE.span(waited))),
            match retries {
                0 => String::new(),
                1 => ", although it was sent again once".to_owned(),
                more => format!(", although it was sent again {more} times"),
            },
            match (waited, retries) {
                (None, 0) => " before its connection ended (inferred: the server left it unanswered, or its response isn't in the capture)",
                _ => " (inferred: the query or its response was lost, or the server is silent)",
            }
        ),
        FlowClaim::DnsTooEarly { server, name, kind, query } => format!(
            "#{query} asked {} for {} of {name}; the capture ends too early to say whether a response came.",
            host(*server),
            record(kind)
        ),
        FlowClaim::DnsUnreachable { server, by } => {
            format!("{} couldn't be asked: the ICMP error #{by} came back, so nothing listened there, a firewall rejected it, or the machine couldn't be reached.", host(*server))
        }
        FlowClaim::DnsManyLookups { more } => format!("{} not told one by one.", count(*more, "more lookup is", "more lookups are")),
    }
}

/// Who waits after the close.
const fn time_wait(end: CloseEnd) -> &'static str {
    match end {
        CloseEnd::Reset => "; a RST came too, so TIME-WAIT may have been cut short, or never begun",
        CloseEnd::Unacknowledged => {
            "; the other FIN was sent again and nobody acknowledged it, so TIME-WAIT didn't begin as far as the capture shows"
        }
        CloseEnd::Usual => ", so it is the side that keeps the connection in TIME-WAIT afterwards",
    }
}
