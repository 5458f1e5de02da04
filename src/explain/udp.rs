//! What can be said of UDP datagrams that carry nothing labcap knows.

use super::claim::Content;
use super::claim::packet::PacketClaim;
use super::statement::Statement;
use crate::decode::udp::Udp;
use crate::inspect::Inspected;
use crate::track::flow::Endpoint;

pub(super) fn explain(inspected: &Inspected<'_>, udp: &Udp<'_>, statements: &mut Vec<Statement>) {
    let Some((source, destination)) = inspected.packet.addresses() else { return };
    let claim = PacketClaim::UdpData {
        sender: Endpoint { address: source, port: udp.source_port },
        receiver: Endpoint { address: destination, port: udp.destination_port },
        bytes: u32::try_from(udp.payload.length).unwrap_or(u32::MAX),
        content: Content::of(udp.payload),
    };
    statements.push(Statement::new(claim, [inspected.packet.frame.number]));
}
