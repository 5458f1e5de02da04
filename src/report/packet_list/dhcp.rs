//! What Wireshark's Protocol and Info say of DHCP and BOOTP messages.

use std::fmt::Write;

use crate::decode::dhcp::Dhcp;

/// The names of the message types, from 1, as Wireshark pads them.
const TYPES: [&str; 18] = [
    "Discover",
    "Offer   ",
    "Request ",
    "Decline ",
    "ACK     ",
    "NAK     ",
    "Release ",
    "Inform  ",
    "Force Renew",
    "Lease query",
    "Lease Unassigned",
    "Lease Unknown",
    "Lease Active",
    "Bulk Lease Query",
    "Lease Query Done",
    "Active LeaseQuery",
    "Lease Query Status",
    "TLS     ",
];

/// Fills both cells for a message.
pub(super) fn cells((protocol, info): (&mut String, &mut String), dhcp: &Dhcp<'_>) {
    let Some(kind) = dhcp.message_type else {
        protocol.push_str("BOOTP");
        return bootp(info, dhcp);
    };
    protocol.push_str("DHCP");
    info.push_str(if dhcp.is_proxy { "proxyDHCP " } else { "DHCP " });
    let name = usize::from(kind).checked_sub(1).and_then(|index| TYPES.get(index));
    let _ = match name {
        Some(name) => write!(info, "{name}"),
        None => write!(info, "Unknown Message Type (0x{kind:02x})"),
    };
    let _ = write!(info, " - Transaction ID 0x{:x}", dhcp.transaction);
}

fn bootp(info: &mut String, dhcp: &Dhcp<'_>) {
    match (dhcp.operation, dhcp.hardware) {
        (Some(1), Some(hardware)) => {
            info.push_str("Boot Request from ");
            sender(info, dhcp.hardware_type, hardware);
        }
        (Some(2), _) if dhcp.hardware_length.is_some() => info.push_str("Boot Reply"),
        (Some(1), None) | (Some(2), _) | (None, _) => {}
        (Some(other), _) => {
            let _ = write!(info, "Unknown BOOTP message type ({other})");
        }
    }
}

/// An Ethernet address stands twice: as its name, which `-n` leaves unresolved, and as itself.
fn sender(info: &mut String, hardware_type: u8, hardware: &[u8]) {
    /// Ethernet and the other IEEE 802 networks.
    const ETHERNET: [u8; 2] = [1, 6];
    if hardware.is_empty() {
        info.push_str("<No address>");
    } else if let (true, Ok(address)) = (ETHERNET.contains(&hardware_type), <[u8; 6]>::try_from(hardware)) {
        super::hardware(info, address);
        info.push_str(" (");
        super::hardware(info, address);
        info.push(')');
    } else {
        for byte in hardware {
            let _ = write!(info, "{byte:02x}");
        }
    }
}
