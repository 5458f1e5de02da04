//! Decode and track, in order: the one way from a frame to what is known of it.

use crate::decode::Packet;
use crate::frame::Frame;
use crate::track::flow::Flow;
use crate::track::{Limits, Seen, Slot, Tracker};

/// Inspects the frames of one capture, one after the other.
#[derive(Debug)]
pub struct Inspector {
    tracker: Tracker,
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
        Self { tracker: Tracker::new(limits) }
    }

    /// Takes the next frame in. Every frame of the capture must come, in the order of the file.
    pub fn push<'a>(&mut self, frame: Frame<'a>) -> Inspected<'a> {
        let packet = Packet::decode(frame);
        let seen = self.tracker.push(&packet);
        Inspected { packet, seen }
    }

    /// A conversation, by the packets so far.
    pub fn flow(&self, slot: Slot) -> Option<&Flow> {
        self.tracker.flow(slot)
    }

    /// The next conversation that had to leave because the budget was full.
    pub fn take_evicted(&mut self) -> Option<Flow> {
        self.tracker.take_evicted()
    }

    /// All conversations that are left, by first packet.
    pub fn finish(self) -> Vec<Flow> {
        self.tracker.finish()
    }
}
