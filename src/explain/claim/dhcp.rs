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
