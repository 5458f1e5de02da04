//! What can be said of DHCP messages: who gets which address from whom, and for how long.

use std::net::{IpAddr, Ipv4Addr};

use super::claim::HardwareAddress;
use super::claim::dhcp::{DhcpMessage, Step, Wish};
use super::claim::packet::PacketClaim;
use super::statement::Statement;
use crate::decode::dhcp::Dhcp;
use crate::inspect::Inspected;
use crate::text::Text;
use crate::track::Detail;

/// Characters of a machine's name that a sentence quotes.
const QUOTED: usize = 48;

pub(super) fn explain(inspected: &Inspected<'_>, dhcp: &Dhcp<'_>, statements: &mut Vec<Statement>) {
    // Without its kind nothing can be said; why it is missing is said elsewhere.
    if inspected.packet.problem.is_some() && dhcp.message_type.is_none() {
        return;
    }
    let frame = inspected.packet.frame.number;
    let answers = match inspected.seen.detail {
        Detail::Dhcp(Some(answered)) => Some(answered.frame),
        _ => None,
    };
    let wanted = dhcp.address(50);
    let named = Some(dhcp.your).filter(|address| !address.is_unspecified());
    let own = Some(dhcp.client).filter(|address| !address.is_unspecified());
    let (step, address) = match (dhcp.message_type, dhcp.operation) {
        (Some(1), _) => (Step::Discover, wanted),
        (Some(2), _) => (Step::Offer, named),
        (Some(3), _) => request(dhcp, wanted, own),
        (Some(4), _) => (Step::Decline, wanted),
        (Some(5), _) if named.is_none() => (Step::Settings, own),
        (Some(5), _) => (Step::Acknowledge, named),
        (Some(6), _) => (Step::Refuse, None),
        (Some(7), _) => (Step::Release, own),
        (Some(8), _) => (Step::Inform, own),
        (Some(other), _) => (Step::Other(other), None),
        (None, Some(2)) => (Step::BootReply, named),
        (None, _) => (Step::BootRequest, None),
    };
    let message = DhcpMessage {
        step,
        client: dhcp.hardware.and_then(|bytes| bytes.try_into().ok()).map(HardwareAddress),
        name: dhcp.option(12).map(|name| Text::preview(name, QUOTED).to_string()),
        server: dhcp.address(54).map(IpAddr::from).or_else(|| source(inspected).filter(|_| dhcp.operation == Some(2))),
        address: address.map(IpAddr::V4),
        lease: dhcp.number(51),
        router: dhcp.address(3).map(IpAddr::V4),
        resolver: dhcp.address(6).map(IpAddr::V4),
        answers,
    };
    statements.push(Statement::new(PacketClaim::Dhcp(message), answers.into_iter().chain([frame])));
}

/// A client that has chosen an offer names its server; one that has used the address before asks for it; one that uses it now asks
/// to keep it (RFC 2131 4.3.2).
fn request(dhcp: &Dhcp<'_>, wanted: Option<Ipv4Addr>, own: Option<Ipv4Addr>) -> (Step, Option<Ipv4Addr>) {
    match (dhcp.address(54), own) {
        (Some(_), _) => (Step::Request(Wish::Offered), wanted),
        (None, Some(own)) => (Step::Request(Wish::Longer), Some(own)),
        (None, None) => (Step::Request(Wish::Again), wanted),
    }
}

fn source(inspected: &Inspected<'_>) -> Option<IpAddr> {
    inspected.packet.addresses().map(|(source, _)| source).filter(|source| !source.is_unspecified())
}
