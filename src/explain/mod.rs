//! What can be said of packets, conversations and the capture, and why.
//!
//! Rules pick which claim to make; `lang` says it. A claim about a packet rests on it and on the past; what needs later
//! packets is a claim about the conversation or the capture.

mod arp;
pub mod capture;
pub mod causes;
pub mod claim;
pub mod code;
pub mod compare;
mod content;
mod dhcp;
mod dns;
pub mod examples;
mod facts;
pub mod flow;
mod fragments;
mod icmp;
pub mod lang;
mod level;
mod measures;
mod names;
pub mod phrase;
pub mod reference;
pub mod statement;
mod tcp;
mod udp;
mod undecoded;
mod vantage;

pub use code::Code;
pub use facts::Fact;
pub use lang::Lang;
pub use level::Level;
pub use names::Names;
pub use reference::Reference;
pub use statement::{Certainty, Statement};

use self::claim::packet::PacketClaim;
use crate::decode::icmp::Message;
use crate::decode::{Layer, Transport};
use crate::inspect::Inspected;
use crate::track::flow::Flow;

/// What can be said of a packet. `flow` is its conversation, by the packets so far.
pub fn packet(inspected: &Inspected<'_>, flow: Option<&Flow>) -> Vec<Statement> {
    let mut statements = Vec::new();
    if let Some(copied) = inspected.seen.copy_of {
        let claim = PacketClaim::Duplicate { of: copied.frame, evidence: copied.evidence };
        statements.push(Statement::new(claim, [copied.frame, inspected.packet.frame.number]));
        undecoded::comments(inspected, &mut statements);
        return statements;
    }
    let translated = inspected
        .seen
        .translated
        .as_deref()
        .map(|translated| Statement::new(PacketClaim::Translated(*translated), [translated.frame, inspected.packet.frame.number]));
    if translated.is_some() && is_told_elsewhere(inspected, flow) {
        statements.extend(translated);
        undecoded::explain(inspected, &mut statements);
        undecoded::comments(inspected, &mut statements);
        return statements;
    }
    if let Some(reassembled) = &inspected.seen.reassembled {
        let is_ipv6 = inspected.packet.addresses().is_some_and(|(sender, _)| sender.is_ipv6());
        statements.push(fragments::explain(reassembled, is_ipv6));
    }
    match inspected.packet.last() {
        Some(Layer::Tcp(tcp)) => {
            tcp::explain(inspected, tcp, flow, &mut statements);
            dns::explain_stream(inspected, &mut statements);
        }
        Some(Layer::Udp(udp)) => udp::explain(inspected, udp, &mut statements),
        Some(Layer::Dns(message)) => match inspected.packet.transport_layer() {
            // NetBIOS names look like DNS and are none.
            Some(Transport::Udp(udp)) if udp.source_port == 137 && udp.destination_port == 137 => {
                udp::explain(inspected, udp, &mut statements);
            }
            _ => dns::explain(inspected, message, &mut statements),
        },
        Some(Layer::Dhcp(message)) => dhcp::explain(inspected, message, &mut statements),
        Some(Layer::Icmp(message)) => icmp::explain(inspected, message, &mut statements),
        Some(Layer::Icmpv6(message)) => icmp::explain_v6(inspected, message, &mut statements),
        Some(Layer::Igmp(message)) => icmp::explain_igmp(inspected, message, &mut statements),
        Some(Layer::Arp(arp)) => arp::explain(inspected, arp, &mut statements),
        _ => {}
    }
    statements.extend(translated);
    undecoded::explain(inspected, &mut statements);
    undecoded::comments(inspected, &mut statements);
    statements
}

/// Whether a packet that was captured on both sides of a router is told where it was captured first: what is said there of a program isn't
/// true of the router.
fn is_told_elsewhere(inspected: &Inspected<'_>, flow: Option<&Flow>) -> bool {
    match (inspected.packet.last(), flow) {
        (_, Some(flow)) => flow.twin().is_some(),
        (Some(Layer::Icmp(message)), None) => matches!(message.message, Message::EchoRequest(_)),
        _ => false,
    }
}
