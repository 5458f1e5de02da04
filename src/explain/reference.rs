//! What statements rest on beside the packets: the section of a standard, a rule of a kernel, of a program or of Wireshark.
//!
//! Statements about a protocol cite an RFC and its section, or the RFC as a whole where it has none; what a kernel or a program does
//! says so. Statements about the capture cite nothing.

use std::fmt;

use super::claim::causes::Cause;
use super::claim::flow::FlowClaim;
use super::claim::packet::PacketClaim;
use super::claim::{Audience, Claim, ResetKind};
use super::lang::sections;

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// An RFC, and a section of it; empty where it has no numbered ones or all of it is meant.
    Rfc(u16, &'static str),
    /// Linux: a file and a function of its sources, or a page of its manual.
    Linux(&'static str),
    /// A field of Wireshark's, whose rule its User's Guide tells ("TCP Analysis").
    Wireshark(&'static str),
    /// The calls of a program that make packets so; no standard asks for them.
    Program(&'static str),
}

impl Reference {
    /// The title of the section, as the RFC has it.
    pub fn title(&self) -> Option<&'static str> {
        match self {
            Self::Rfc(number, section) => sections::title(*number, section),
            Self::Linux(_) | Self::Wireshark(_) | Self::Program(_) => None,
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rfc(number, "") => write!(out, "RFC {number}"),
            Self::Rfc(number, section) => write!(out, "RFC {number} {section}"),
            Self::Linux(place) => write!(out, "Linux: {place}"),
            Self::Wireshark(field) => write!(out, "Wireshark: {field}"),
            Self::Program(calls) => write!(out, "Program: {calls}"),
        }
    }
}

impl Claim {
    /// What it rests on: the usual reference of its code, or the one that fits its version of IP or its kind.
    pub fn reference(&self) -> Option<Reference> {
        let cited = self.code().references();
        cited.get(self.place()).or_else(|| cited.first()).copied()
    }

    /// Which reference of its code it is.
    const fn place(&self) -> usize {
        let is_second = match self {
            Self::Packet(claim) => match claim {
                PacketClaim::TcpRst { kind: ResetKind::Ahead | ResetKind::Ignored, .. }
                | PacketClaim::NeighboursQuestion { is_probe: true, .. }
                | PacketClaim::NeighborSolicitation { audience: Audience::One, .. } => true,
                PacketClaim::IcmpEchoRequest { sender, .. }
                | PacketClaim::IcmpEchoReply { sender, .. }
                | PacketClaim::IcmpPortUnreachable { sender, .. }
                | PacketClaim::IcmpHostUnreachable { sender, .. }
                | PacketClaim::IcmpUnreachable { sender, .. }
                | PacketClaim::IcmpTimeExceeded { sender, .. }
                | PacketClaim::IcmpPacketTooBig { sender, .. }
                | PacketClaim::IcmpRedirect { sender, .. }
                | PacketClaim::IcmpOther { sender, .. }
                | PacketClaim::RouterSolicitation { sender }
                | PacketClaim::RouterAdvertisement { sender, .. }
                | PacketClaim::MulticastQuery { sender, .. }
                | PacketClaim::MulticastReport { sender, .. }
                | PacketClaim::IpFragment { sender, .. } => sender.is_ipv6(),
                PacketClaim::IpReassembled { is_ipv6, .. } => *is_ipv6,
                _ => false,
            },
            Self::Flow(claim) => match claim {
                FlowClaim::Refused { why, .. } => why.is_some(),
                FlowClaim::UdpTimeExceeded { server, .. }
                | FlowClaim::UdpRefused { server, .. }
                | FlowClaim::UdpUnreachable { server, .. } => server.address.is_ipv6(),
                FlowClaim::DnsUnreachable { server, .. } => server.is_ipv6(),
                _ => false,
            },
            Self::Cause(cause) => match cause {
                Cause::ResetOtherHops { by, .. } => by.address.is_ipv6(),
                Cause::AcceptQueueFull { is_syn, .. } => !*is_syn,
                _ => false,
            },
            Self::Measure(_) | Self::Capture(_) | Self::Compare(_) => false,
        };
        if is_second { 1 } else { 0 }
    }
}
