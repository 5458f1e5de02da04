//! What can be said of a packet that makes a datagram whole.

use super::claim::Frames;
use super::claim::packet::PacketClaim;
use super::statement::Statement;
use crate::track::fragments::Reassembled;

/// Packet numbers that a sentence names.
const NAMED: usize = 4;

pub(super) fn explain(reassembled: &Reassembled, is_ipv6: bool) -> Statement {
    let frames = &reassembled.frames;
    let numbers: Vec<u64> = frames.iter().copied().take(NAMED).collect();
    let more = (frames.len() - numbers.len()) as u64;
    let claim = PacketClaim::IpReassembled { frames: Frames { numbers, more }, bytes: reassembled.bytes, is_ipv6 };
    Statement::new(claim, frames.iter().copied())
}
