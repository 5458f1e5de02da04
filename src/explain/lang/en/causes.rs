//! Causes, in English.

use super::{STYLE, count, count_bytes};
use crate::explain::claim::causes::Cause;
use crate::explain::names::Names;
use crate::track::flow::Endpoint;

/// A cause as a teacher would say it.
pub fn sentence(cause: &Cause, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match cause {
        Cause::ResetUnreadData { by, rst, data, may_be_unaccepted, .. } => format!(
            "Why a RST (#{rst}) and no FIN: {} sent nothing more after it had received #{data}, so its program probably closed the socket while received bytes were still unread, and the kernel then sends RST (inferred; SO_LINGER with 0 seconds after reading everything makes the same packets{}).",
            end(by),
            unaccepted(*may_be_unaccepted)
        ),
        Cause::ResetAbort { by, rst, received: false, may_be_unaccepted, .. } => format!(
            "Why a RST (#{rst}) and no FIN: {} had received no data that could be left unread, so its program probably asked for an abrupt end, as SO_LINGER with 0 seconds does (inferred{}).",
            end(by),
            unaccepted(*may_be_unaccepted)
        ),
        Cause::ResetAbort { by, rst, received: true, .. } => format!(
            "Why a RST (#{rst}) and no FIN: {} had sent something after all that it received. Either its program asked for an abrupt end, as SO_LINGER with 0 seconds does, or it had answered without reading everything and then closed (inferred; the packets are the same).",
            end(by)
        ),
        Cause::ResetAfterClose { by, fin, data, rst, .. } => format!(
            "#{data} came after {} had sent FIN (#{fin}), and the RST #{rst} answers it: nobody reads there any more, so its program had probably closed the whole socket (inferred; after shutdown() of sending alone the kernel would have taken the data).",
            end(by)
        ),
        Cause::ResetKeepAlive { by, peer, rst, first, count } => format!(
            "Why a RST (#{rst}) and no FIN: {}'s kernel gave the connection up, since {} had left its {count} keep-alives (from #{first} on) without an answer. {}'s own program normally gets ETIMEDOUT, 110, from its next call (inferred; SO_LINGER 0 just then would look alike).",
            end(by),
            end(peer),
            end(by)
        ),
        Cause::ResetOtherHops { by, rst, hops, usual } => format!(
            "The RST #{rst} arrived with a time to live (or hop limit) of {hops}, {}'s packets before it with {usual}: it may come from a device between the two (inferred; a new route would look alike).",
            end(by)
        ),
        Cause::ReadSize { server, bytes, frame, segment } => format!(
            "The server {} seems to read at most {} at once, as recv({bytes}) does: its answer #{frame} ends in the middle of what arrived in one segment (#{segment}), so its program made the cut, not TCP (inferred; a server that reads records of this size would look alike). How much the client reads at once leaves no trace.",
            end(server),
            count_bytes(*bytes)
        ),
        Cause::ReadAtLeast { server, bytes, frame } => format!(
            "The server {}'s answers don't fit one read size. If it sends back each read at once, a read takes {} or more (#{frame}; inferred).",
            end(server),
            count_bytes(*bytes)
        ),
        Cause::AcceptQueueWait { client, server, asked, other, other_end, answer, waited, is_in_turn } => format!(
            "{} waited {} for its answer: {}'s kernel had taken the connection and the request #{asked}, but the answer #{answer} came only when another connection (tcp:{other}) was ending (#{other_end}). {}",
            end(client),
            STYLE.span(*waited),
            end(server),
            if *is_in_turn {
                "So this connection probably stood in the accept queue while the program served the other client (inferred; a slow answer that happened to be ready just then would look alike, and so would a server that passes on what other clients do, as a chat does)."
            } else {
                "Others were answered meanwhile: all workers of the server may have been busy, or this answer was slow (inferred)."
            }
        ),
        Cause::AcceptQueueFull { client, server, first, again, is_syn: true, waiting } => format!(
            "{}'s SYN #{first} got no answer in time and went out again (#{again}), while {} to port {} {} still waiting to be served: probably the accept queue was full, and the kernel then drops SYNs (inferred; a lost packet would look alike).",
            end(client),
            count(*waiting, "connection", "connections"),
            server.port,
            if *waiting == 1 { "was" } else { "were" }
        ),
        Cause::AcceptQueueFull { server, first, again, is_syn: false, waiting, .. } => format!(
            "{} sent its SYN,ACK #{first} again (#{again}) although it had been acknowledged, while {} to port {} {} still waiting to be served: probably the accept queue was full, and the kernel ignored the ACK (inferred; a lost ACK would look alike).",
            end(server),
            count(*waiting, "connection", "connections"),
            server.port,
            if *waiting == 1 { "was" } else { "were" }
        ),
        Cause::NagleDelayedAck { sender, receiver, small, ack, next, waited, count: times } => format!(
            "{} held #{next} back until #{small} was acknowledged (Nagle's algorithm: only one small segment in flight), and {} delayed that ACK, #{ack}, by {}{}. TCP_NODELAY, or one larger write() instead of several, avoids the wait (inferred; a program that happened to pause so long would look alike).",
            end(sender),
            end(receiver),
            STYLE.span(*waited),
            if *times > 1 { format!("; this happened {times} times") } else { String::new() }
        ),
        Cause::StalledByReceiver { sender, receiver, from, to, lasted, count: times, probes } => {
            let lasted = lasted.map_or_else(String::new, |lasted| format!(", {}", STYLE.span(lasted)));
            let until = match to {
                Some(to) => format!("from #{from} to #{to}{lasted}"),
                None => format!("from #{from} on, as far as the capture shows{lasted}"),
            };
            let more = if *times > 1 { format!("; the longest of {times} such waits") } else { String::new() };
            let probes = match (*probes, *times > 1) {
                (0, _) => String::new(),
                (probes, false) => format!(" It asked {} meanwhile whether there was room.", count(probes, "time", "times")),
                (probes, true) => format!(" In all these waits it asked {} whether there was room.", count(probes, "time", "times")),
            };
            format!("{} had to wait for {}, whose receive buffer was full ({until}{more}).{probes}", end(sender), end(receiver))
        }
        Cause::OneAtATime { server, asked, other_end, answer, waits } => format!(
            "The server {} (port {}) seems to serve one client at a time: {}, with the request already at its kernel, an answer came only when the connection served before was ending (for example request #{asked}, end #{other_end}, answer #{answer}), and nobody else was answered meanwhile (inferred; a server that only passes on what other clients do, as a chat does, would look alike; one client answered while another is being served would contradict it).",
            names.of(server.address),
            server.port,
            if *waits == 1 { "once".to_owned() } else { format!("{waits} times") }
        ),
        Cause::Concurrent { server, first, second, between, later, is_again: true } => format!(
            "The server {} (port {}) doesn't serve one client at a time: it answered tcp:{first}, then tcp:{second} (#{between}) while tcp:{first} was open, and then tcp:{first} again (#{later}). Whether by threads, processes or an event loop, packets don't show (inferred).",
            names.of(server.address),
            server.port
        ),
        Cause::Concurrent { server, first, second, between, later, is_again: false } => format!(
            "The server {} (port {}) doesn't serve one client at a time: it answered tcp:{second} (#{between}) while tcp:{first}, accepted earlier, was open, and then tcp:{first} (#{later}). Whether by threads, processes or an event loop, packets don't show (inferred).",
            names.of(server.address),
            server.port
        ),
        Cause::OverlapNotTested { server, connections } => format!(
            "Whether {} (port {}) serves several clients at once: of its {connections} connections that asked something, none did so while another that had asked was open.",
            names.of(server.address),
            server.port
        ),
        Cause::Vantage { addresses } => format!(
            "The machine with {} {} made this capture: its kernel marked the packets from there as sent by itself (inferred from those marks).",
            if addresses.len() == 1 { "the address" } else { "the addresses" },
            STYLE.addresses(addresses, 0)
        ),
    }
}

/// What else makes a server's kernel reset a connection on which it has sent nothing.
const fn unaccepted(may_be: bool) -> &'static str {
    if may_be { "; a server whose program ended before accept() took this connection makes the same packets" } else { "" }
}
