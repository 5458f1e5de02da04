//! Wireshark's Info of a TCP segment: findings, ports, control bits, numbers, options in their order.

use std::fmt::Write;

use super::number;
use crate::decode::tcp::{Flags, Tcp, TcpOption};
use crate::track::tcp::TcpSeen;
use crate::track::tcp::analysis::Analysis;

pub(super) fn cells((protocol, info): (&mut String, &mut String), tcp: &Tcp<'_>, seen: Option<&TcpSeen>, is_whole: bool) {
    protocol.push_str("TCP");
    // Wireshark gives a segment whose options are cut up before it writes what it found about it.
    if let Some(seen) = seen.filter(|_| is_whole) {
        analysis(info, seen);
    }
    let before_ports = info.len();
    number(info, tcp.source_port);
    info.push_str(" → ");
    number(info, tcp.destination_port);
    info.push_str(" [");
    let mut separator = "";
    let counter = seen.and_then(|seen| seen.ecn_counter);
    // Where the counter is agreed on, three flags are its bits.
    let (flags, others) = match counter {
        Some(_) => (tcp.flags.without(Flags(Flags::COUNTER.0 | Flags::RESERVED.0)), tcp.flags.only(Flags::RESERVED)),
        None => (tcp.flags, Flags::default()),
    };
    match USUAL_FLAGS.iter().find(|(usual, _)| *usual == flags.0) {
        Some((_, names)) => {
            info.push_str(names);
            separator = ", ";
        }
        None => {
            for name in flags.names() {
                info.push_str(separator);
                info.push_str(name);
                separator = ", ";
            }
        }
    }
    if let Some(counter) = counter {
        info.push_str(separator);
        info.push_str("ACE=");
        number(info, counter);
        separator = ", ";
    }
    for name in others.names() {
        info.push_str(separator);
        info.push_str(name);
    }
    if separator.is_empty() {
        info.push_str("<None>");
    }
    info.push_str("] Seq=");
    number(info, seen.map_or(tcp.sequence, |seen| seen.sequence));
    if tcp.flags.has(Flags::ACK) {
        info.push_str(" Ack=");
        number(info, seen.map_or(tcp.acknowledgment, |seen| seen.acknowledgment));
    }
    info.push_str(" Win=");
    number(info, seen.map_or(u32::from(tcp.window), |seen| seen.window));
    if tcp.flags.has(Flags::URG) {
        info.push_str(" Urg=");
        number(info, tcp.urgent_pointer);
    }
    info.push_str(" Len=");
    number(info, tcp.length());
    let relative = |raw: u32| match seen {
        Some(seen) => raw.wrapping_sub(tcp.acknowledgment).wrapping_add(seen.acknowledgment),
        None => raw,
    };
    for option in tcp.options() {
        match of_option(info, option, relative) {
            Told::Said => {}
            Told::Optimizer(name) => info.insert_str(before_ports, name),
            Told::Transparency => {
                let after_probe = info.get(before_ports..).and_then(|rest| rest.find(", ").map(|end| before_ports + end + 2));
                let place =
                    after_probe.filter(|_| info.get(before_ports..).is_some_and(|rest| rest.starts_with('S'))).unwrap_or(before_ports);
                info.insert_str(place, "TRPY, ");
            }
            Told::Malformed => {
                // Wireshark gives the segment up before it writes what it found about it.
                info.replace_range(..before_ports, "");
                info.push_str("[Malformed Packet]");
                return;
            }
        }
    }
    if !is_whole && let Some(blocks) = tcp.cut_sack() {
        of_option(info, TcpOption::Sack(blocks), relative);
    }
}

/// The combinations that nearly every segment has, the likelier first, and their names.
const USUAL_FLAGS: [(u16, &str); 5] = [
    (Flags::ACK.0, "ACK"),
    (Flags::PSH.0 | Flags::ACK.0, "PSH, ACK"),
    (Flags::SYN.0, "SYN"),
    (Flags::SYN.0 | Flags::ACK.0, "SYN, ACK"),
    (Flags::FIN.0 | Flags::ACK.0, "FIN, ACK"),
];

/// What has become of an option.
enum Told {
    /// Its text is written, if it has one.
    Said,
    /// A WAN optimizer names itself before the ports (Riverbed's probe).
    Optimizer(&'static str),
    /// Riverbed's transparency option; named there too, behind the probe.
    Transparency,
    /// It ends before its fields do. Nothing behind it is read.
    Malformed,
}

/// The bracketed findings before the ports, in Wireshark's order.
pub(super) fn analysis(info: &mut String, seen: &TcpSeen) {
    let found = seen.analysis;
    if found == Analysis::default() {
        return;
    }
    for (finding, text) in [
        (Analysis::ZERO_WINDOW_PROBE_ACK, "[TCP ZeroWindowProbeAck] "),
        (Analysis::ZERO_WINDOW, "[TCP ZeroWindow] "),
        (Analysis::ZERO_WINDOW_PROBE, "[TCP ZeroWindowProbe] "),
    ] {
        if found.has(finding) {
            info.push_str(text);
        }
    }
    if let Some((frame, count)) = seen.duplicate_of {
        info.push_str("[TCP Dup ACK ");
        number(info, frame);
        info.push('#');
        number(info, count);
        info.push_str("] ");
    }
    for (finding, text) in [
        (Analysis::KEEP_ALIVE_ACK, "[TCP Keep-Alive ACK] "),
        (Analysis::KEEP_ALIVE, "[TCP Keep-Alive] "),
        (Analysis::WINDOW_FULL, "[TCP Window Full] "),
        (Analysis::WINDOW_UPDATE, "[TCP Window Update] "),
        (Analysis::ACKED_UNSEEN, "[TCP ACKed unseen segment] "),
        (Analysis::PREVIOUS_NOT_CAPTURED, "[TCP Previous segment not captured] "),
        (Analysis::OUT_OF_ORDER, "[TCP Out-Of-Order] "),
        (Analysis::SPURIOUS_RETRANSMISSION, "[TCP Spurious Retransmission] "),
        (Analysis::FAST_RETRANSMISSION, "[TCP Fast Retransmission] "),
        (Analysis::RETRANSMISSION, "[TCP Retransmission] "),
        (Analysis::REUSED_PORTS, "[TCP Port numbers reused] "),
    ] {
        if found.has(finding) {
            info.push_str(text);
        }
    }
}

/// `relative` makes a raw number of the other side's relative.
fn of_option(info: &mut String, option: TcpOption<'_>, relative: impl Fn(u32) -> u32) -> Told {
    match option {
        TcpOption::MaximumSegmentSize(bytes) => field(info, " MSS=", bytes),
        TcpOption::WindowScale(shift) => field(info, " WS=", 1u32 << shift.min(14)),
        TcpOption::SackPermitted => info.push_str(" SACK_PERM"),
        TcpOption::Timestamps { value, echo } => {
            field(info, " TSval=", value);
            field(info, " TSecr=", echo);
        }
        TcpOption::Sack(blocks) => {
            for block in blocks.chunks_exact(8) {
                let &[a, b, c, d, e, f, g, h] = block else { continue };
                field(info, " SLE=", relative(u32::from_be_bytes([a, b, c, d])));
                field(info, " SRE=", relative(u32::from_be_bytes([e, f, g, h])));
            }
        }
        TcpOption::Other { kind, data } => return of_rare_option(info, kind, data),
    }
    Told::Said
}

fn field(info: &mut String, name: &str, value: impl itoa::Integer) {
    info.push_str(name);
    number(info, value);
}

/// Options that few senders use, by the numbers under which IANA lists them. A kind that isn't here has no text in Info.
fn of_rare_option(info: &mut String, kind: u8, data: &[u8]) -> Told {
    match (kind, data) {
        // Too short for what they must hold: SACK, selective negative acknowledgment (SCPS), Riverbed's probe.
        (5, _) | (21, [_, _, _, _]) => return Told::Malformed,
        (76, &[kind, ..]) if kind & 1 == 1 => {
            let (bytes, name) = match kind >> 4 {
                0 | 4 => (8, "S+, "),
                1 => (12, "SA+, "),
                3 => (8, "S#, "),
                _ => return Told::Said,
            };
            return if data.len() < bytes { Told::Malformed } else { Told::Optimizer(name) };
        }
        (78, _) => return Told::Transparency,
        // Echo and its reply (RFC 1072), connection counts (RFC 1644).
        (6 | 7, &[a, b, c, d]) => field(info, " ECHO=", u32::from_be_bytes([a, b, c, d])),
        (11..=13, &[a, b, c, d]) => field(info, " CC=", u32::from_be_bytes([a, b, c, d])),
        // Signatures (RFC 2385, RFC 5925).
        (19, _) => info.push_str(" MD5"),
        (29, _) => info.push_str("TCP AO"),
        (20, &[capabilities, connection]) => space_capabilities(info, capabilities, connection),
        (27, &[first, _, _, _, _, _]) => quick_start(info, first),
        // User timeout (RFC 5482): the first bit says minutes rather than seconds, and isn't shown.
        (28, &[high, low]) => field(info, " USER_TO=", u16::from_be_bytes([high & 0x7f, low])),
        // Fast Open (RFC 7413; before it, an experiment's number): a cookie, or the request for one.
        (34, cookie) | (253 | 254, [0xf9, 0x89, cookie @ ..]) => info.push_str(if cookie.is_empty() { " TFO=R" } else { " TFO=C" }),
        // A request for a rate of ACKs; other lengths than these have no text.
        (253 | 254, &[0x00, 0xac]) => info.push_str(" TARR"),
        (253 | 254, &[0x00, 0xac, rate]) => field(info, " TARR=", rate >> 1),
        (253 | 254, &[0x00, 0xac, ..]) => {}
        // Experiments (RFC 6994).
        (253 | 254, &[high, low, ..]) => {
            let _ = write!(info, " ExID={:X}", u16::from_be_bytes([high, low]));
        }
        (172, _) => accurate_ecn(info, data, ["EE0B", "ECEB", "EE1B"]),
        (174, _) => accurate_ecn(info, data, ["EE1B", "ECEB", "EE0B"]),
        _ => {}
    }
    Told::Said
}

/// Space Communications Protocol Specifications (CCSDS 714.0-B): what the sender can do.
fn space_capabilities(info: &mut String, capabilities: u8, connection: u8) {
    const NAMED: [(u8, &str); 6] = [(0x80, "BETS"), (0x40, "SNACK1"), (0x20, "SNACK2"), (0x10, "COMP"), (0x08, "NLTS"), (0x07, "RESERVED")];
    let mut separator = " SCPS[";
    for (bits, name) in NAMED {
        if capabilities & bits != 0 {
            info.push_str(separator);
            info.push_str(name);
            separator = ", ";
        }
    }
    if capabilities != 0 {
        info.push(']');
    }
    field(info, " Connection ID=", connection);
}

/// Quick-Start (RFC 4782): the rate that is asked for or granted.
fn quick_start(info: &mut String, first: u8) {
    info.push_str(" QSresp=");
    info.push_str(match first & 0x0f {
        0 => "0 bit/s",
        1 => "80 Kbit/s",
        2 => "160 Kbit/s",
        3 => "320 Kbit/s",
        4 => "640 Kbit/s",
        5 => "1.28 Mbit/s",
        6 => "2.56 Mbit/s",
        7 => "5.12 Mbit/s",
        8 => "10.24 Mbit/s",
        9 => "20.48 Mbit/s",
        10 => "40.96 Mbit/s",
        11 => "81.92 Mbit/s",
        12 => "163.84 Mbit/s",
        13 => "327.68 Mbit/s",
        14 => "655.36 Mbit/s",
        _ => "1.31072 Gbit/s",
    });
}

/// Accurate ECN (RFC 9768): up to three counters of 24 bits.
fn accurate_ecn(info: &mut String, data: &[u8], names: [&str; 3]) {
    if data.len() > 9 || !data.len().is_multiple_of(3) {
        return;
    }
    if data.is_empty() {
        info.push_str(" AccECN");
    }
    for (name, counter) in names.into_iter().zip(data.chunks_exact(3)) {
        let &[a, b, c] = counter else { continue };
        let _ = write!(info, " {name}={}", u32::from_be_bytes([0, a, b, c]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_flags_have_the_names_that_each_has() {
        for (flags, names) in USUAL_FLAGS {
            assert_eq!(Flags(flags).names().collect::<Vec<_>>().join(", "), names);
        }
    }
}
