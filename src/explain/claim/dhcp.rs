//! The facts of what is said of a DHCP message.

use std::net::IpAddr;

use super::HardwareAddress;

/// A DHCP or BOOTP message and what matters of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DhcpMessage {
    /// Which step of the exchange it is.
    pub step: Step,
    /// The client's hardware address, if it is an Ethernet address.
    pub client: Option<HardwareAddress>,
    /// The client's name, if it tells one; safe to show.
    pub name: Option<String>,
    /// The server that speaks or is meant.
    pub server: Option<IpAddr>,
    /// The address that it is about.
    pub address: Option<IpAddr>,
    /// How long the client may keep the address, in seconds; the largest number means forever.
    pub lease: Option<u32>,
    /// The first router it names.
    pub router: Option<IpAddr>,
    /// The first name server it names.
    pub resolver: Option<IpAddr>,
    /// The packet that it answers.
    pub answers: Option<u64>,
}

/// A step of a DHCP exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The client looks for servers.
    Discover,
    /// A server offers an address.
    Offer,
    /// The client asks for an address.
    Request(Wish),
    /// The client found the address in use.
    Decline,
    /// The server gives the address.
    Acknowledge,
    /// The server tells settings to a client that has its address already.
    Settings,
    /// The server refuses.
    Refuse,
    /// The client gives the address back.
    Release,
    /// The client has an address and asks for the other settings.
    Inform,
    /// Another kind of message, by its number.
    Other(u8),
    /// A BOOTP question.
    BootRequest,
    /// A BOOTP answer.
    BootReply,
}

/// Which address a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// One that a server has offered.
    Offered,
    /// One that it had before.
    Again,
    /// The one that it has, for longer.
    Longer,
}

impl Step {
    /// The stable name of the claim.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Discover => "dhcp.discover",
            Self::Offer => "dhcp.offer",
            Self::Request(_) => "dhcp.request",
            Self::Decline => "dhcp.decline",
            Self::Acknowledge => "dhcp.ack",
            Self::Settings => "dhcp.settings",
            Self::Refuse => "dhcp.nak",
            Self::Release => "dhcp.release",
            Self::Inform => "dhcp.inform",
            Self::Other(_) => "dhcp.other",
            Self::BootRequest => "dhcp.boot_request",
            Self::BootReply => "dhcp.boot_reply",
        }
    }

    /// The RFC and its section.
    pub const fn reference(self) -> Option<&'static str> {
        Some(match self {
            Self::Discover | Self::Offer | Self::Acknowledge => "RFC 2131 3.1",
            Self::Request(_) => "RFC 2131 4.3.2",
            Self::Decline => "RFC 2131 4.3.3",
            Self::Refuse => "RFC 2131 3.2",
            Self::Release => "RFC 2131 4.3.4",
            Self::Inform | Self::Settings => "RFC 2131 4.3.5",
            Self::BootRequest | Self::BootReply => "RFC 951",
            Self::Other(_) => return None,
        })
    }
}
