//! Wireshark's Info of a TCP or UDP header that ends too early or states a wrong length: the fields that are there, then what is wrong.

use super::number;
use crate::decode::tcp::Flags;
use crate::decode::{LayerName, Packet, Payload, Problem, ProblemKind};

/// Fills the cells where that is what's wrong with the packet.
pub(super) fn fill((protocol, info): (&mut String, &mut String), packet: &Packet<'_>, problem: Problem) -> bool {
    let is_tcp = problem.layer == LayerName::Tcp;
    if !is_tcp && problem.layer != LayerName::Udp {
        return false;
    }
    let verdict = match problem.kind {
        ProblemKind::Cut => "[Packet size limited during capture]",
        ProblemKind::Short => "[Malformed Packet]",
        _ => "",
    };
    // The header is there but for some options: the packet list has told it already.
    if is_tcp && packet.transport_layer().is_some() {
        info.push_str(verdict);
        return true;
    }
    info.clear();
    protocol.clear();
    let unread = packet.unread;
    let (Some(source), Some(destination)) = (unread.u16_at(0), unread.u16_at(2)) else {
        // Without ports the row stays that of the layer outside.
        protocol.push_str("IPv4");
        info.push_str(verdict);
        return true;
    };
    protocol.push_str(problem.layer.as_str());
    number(info, source);
    info.push_str(" → ");
    number(info, destination);
    if is_tcp {
        tcp(info, unread, problem.kind)
    } else {
        udp(info, unread)
    }
    info.push_str(if !is_tcp && unread.bytes.len() >= 8 { "" } else { verdict });
    true
}

/// Control bits, numbers and window. The connection isn't followed through such a segment: its numbers are those of a first one.
fn tcp(info: &mut String, unread: Payload<'_>, kind: ProblemKind) {
    let (Some(bits), Some(window)) = (unread.u16_at(12), unread.u16_at(14)) else { return };
    let flags = Flags(bits & 0x0fff);
    let mut separator = " [";
    for name in flags.names() {
        info.push_str(separator);
        info.push_str(name);
        separator = ", ";
    }
    info.push_str(if flags == Flags::default() { " [<None>]" } else { "]" });
    // Where the segment is shorter than its header, Wireshark never gets to know its connection.
    let is_short = kind == ProblemKind::Short;
    let (sequence, acknowledgment) = match (unread.u32_at(4), unread.u32_at(8)) {
        (Some(sequence), Some(acknowledgment)) if is_short => (sequence, acknowledgment),
        _ => (u32::from(!flags.has(Flags::SYN)), 1),
    };
    info.push_str(" Seq=");
    number(info, sequence);
    if flags.has(Flags::ACK) {
        info.push_str(" Ack=");
        number(info, acknowledgment);
    }
    info.push_str(" Win=");
    number(info, window);
    if let ProblemKind::HeaderLength(stated) = kind {
        info.push_str(", bogus TCP header length (");
        number(info, stated);
        info.push_str(", must be at least 20)");
    }
}

/// The length, and whether it can be.
fn udp(info: &mut String, unread: Payload<'_>) {
    let Some(length) = unread.u16_at(4) else { return };
    let Some(payload) = length.checked_sub(8) else {
        info.push_str(" [BAD UDP LENGTH ");
        number(info, length);
        info.push_str(" < 8]");
        return;
    };
    if usize::from(length) > unread.length {
        info.push_str(" [BAD UDP LENGTH ");
        number(info, length);
        info.push_str(" > IP PAYLOAD LENGTH]");
    }
    info.push_str(" Len=");
    number(info, payload);
}
