//! Bytes to layers. Decoding never fails and never panics: a [`Packet`] holds the layers read so far and says
//! where and why reading stopped.
//!
//! One file per protocol, all of one shape: a struct of the header's fields in host byte order under the standard's
//! names, and `decode`, which takes a [`Payload`] and gives the layer and what follows it, or a [`Problem`].
// Unit tests may panic; they stand in the same files.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::arithmetic_side_effects))]

pub mod arp;
pub mod checksum;
pub mod dhcp;
pub mod dns;
pub mod ethernet;
pub mod ethertype;
pub mod guess;
pub mod icmp;
pub mod icmpv6;
pub mod igmp;
pub mod ipv4;
pub mod ipv6;
pub mod llc;
pub mod loopback;
mod packet;
mod payload;
pub mod quoted;
pub mod sll;
pub mod tcp;
pub mod udp;
pub mod vlan;

pub use packet::{Layer, LayerName, Network, Packet, Piece, Problem, ProblemKind, Transport};
pub use payload::Payload;
