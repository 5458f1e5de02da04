//! Bytes to layers. Decoding never fails and never panics: a [`Packet`] holds the layers read so far and says
//! where and why reading stopped.
//!
//! One file per protocol, all of one shape: a struct of the header's fields in host byte order under the standard's
//! names, and `decode`, which takes a [`Payload`] and gives the layer and what follows it, or a [`Problem`].
#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::arithmetic_side_effects)]

pub mod arp;
pub mod dhcp;
pub mod dns;
pub mod ethernet;
pub mod ethertype;
pub mod icmp;
pub mod ipv4;
mod packet;
mod payload;
pub mod sll;
pub mod tcp;
pub mod udp;

pub use packet::{Layer, LayerName, Network, Packet, Problem, ProblemKind, Transport};
pub use payload::Payload;
