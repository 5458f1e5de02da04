//! `_ws.malformed` and `_ws.short`: a packet that can't be read to its end, because its sender made it so or because the capture cut it;
//! `_ws.expert`: a finding of any protocol.

use super::field::Field;
use super::tree::{Sink, Tree};
use super::{Protocol, Value, fields, tcp_options};
use crate::decode::dns::Service;
use crate::decode::{Layer, LayerName, Packet, Problem, ProblemKind};

fields! {
    Protocol::Problem;
    MALFORMED = Field::protocol("_ws.malformed", "Malformed Packet");
    EXPERT = Field::protocol("_ws.expert", "Expert Info");
    SHORT = Field::protocol("_ws.short", "Short Frame");
    MALFORMED_FOUND = Field::nothing("_ws.malformed.expert", "Malformed Packet (Exception occurred)");
}

pub(super) fn walk<S: Sink>(packet: &Packet<'_>, tree: &mut Tree<'_, '_, S>) {
    let found = packet.problem.or_else(|| match packet.last() {
        Some(Layer::Tcp(tcp)) if tcp_options::is_malformed(tcp) => Some(Problem { layer: LayerName::Tcp, kind: ProblemKind::Short }),
        _ => None,
    });
    let Some(Problem { layer, kind }) = found else { return };
    let title = title(layer, packet);
    match kind {
        ProblemKind::Cut => {
            tree.put_as(SHORT, Value::Protocol(&[]), &[], format_args!("[Packet size limited during capture: {title} truncated]"));
        }
        ProblemKind::Short => malformed(title, tree),
        // The extensions of an ICMP error, behind what it quotes, aren't where its length says.
        ProblemKind::Length(_) if layer == LayerName::Icmp => malformed(title, tree),
        // Wireshark reads on, and remarks on the field.
        ProblemKind::Version(_) | ProblemKind::HeaderLength(_) | ProblemKind::Length(_) => {}
    }
}

fn malformed<S: Sink>(title: &str, tree: &mut Tree<'_, '_, S>) {
    tree.put_as(MALFORMED, Value::Protocol(&[]), &[], format_args!("[Malformed Packet: {title}]"));
    tree.below(|tree| tree.expert(MALFORMED_FOUND, "Error/Malformed"));
}

/// What Wireshark calls the layer that ends too early.
fn title(layer: LayerName, packet: &Packet<'_>) -> &'static str {
    match layer {
        LayerName::Dhcp => "DHCP/BOOTP",
        LayerName::Dns => match packet.last() {
            Some(Layer::Dns(dns)) if dns.service == Service::Mdns => "mDNS",
            Some(Layer::Dns(dns)) => dns.service.as_str(),
            _ => layer.as_str(),
        },
        _ => layer.as_str(),
    }
}
