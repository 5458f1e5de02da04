//! Decode and track, in order: the one way from a frame to what is known of it.

use crate::decode::Packet;
use crate::frame::Frame;
use crate::track::flow::Flow;
use crate::track::fragments::Fragments;
use crate::track::{Limits, Seen, Slot, Tracker};

/// Inspects the frames of one capture, one after the other.
#[derive(Debug)]
pub struct Inspector {
    tracker: Tracker,
    fragments: Fragments,
}

/// A packet and what it is among the others.
#[derive(Clone, Debug)]
pub struct Inspected<'a> {
    /// Its layers.
    pub packet: Packet<'a>,
    /// Its place among the others.
    pub seen: Seen,
}

impl Inspector {
    /// An inspector that keeps to its limits.
    pub fn new(limits: Limits) -> Self {
        Self { tracker: Tracker::new(limits), fragments: Fragments::new(limits.datagram_bytes) }
    }

    /// Takes the next frame in. Every frame of the capture must come, in the order of the file.
    ///
    /// `datagram` takes the bytes of a datagram that the frame's piece makes whole.
    pub fn push<'a>(&mut self, frame: Frame<'a>, datagram: &'a mut Vec<u8>) -> Inspected<'a> {
        // Made where it's given back: a packet is some hundred bytes, and every move of it is felt.
        let mut inspected = Inspected { packet: Packet::decode(frame), seen: Seen::default() };
        let mut reassembled = None;
        if let Some(piece) = &inspected.packet.piece {
            reassembled = self.fragments.push(piece, frame.number, frame.time, datagram);
            if reassembled.is_some() {
                inspected.packet.join(datagram);
            }
        }
        inspected.seen = self.tracker.push(&inspected.packet);
        inspected.seen.reassembled = reassembled;
        inspected
    }

    /// A conversation, by the packets so far.
    pub fn flow(&self, slot: Slot) -> Option<&Flow> {
        self.tracker.flow(slot)
    }

    /// The next conversation that had to leave because the budget was full.
    pub fn take_evicted(&mut self) -> Option<Flow> {
        self.tracker.take_evicted()
    }

    /// Datagrams of which pieces never came, or came too late, or too many.
    pub const fn datagrams_given_up(&self) -> u64 {
        self.fragments.given_up()
    }

    /// All conversations that are left, by first packet.
    pub fn finish(self) -> Vec<Flow> {
        self.tracker.finish()
    }
}
