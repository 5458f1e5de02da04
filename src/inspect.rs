//! Decode and track, in order: the one way from a frame to what is known of it.

use crate::decode::Packet;
use crate::frame::Frame;
use crate::track::flow::Flow;
use crate::track::fragments::Fragments;
use crate::track::listeners::Listeners;
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

impl<'a> Inspected<'a> {
    /// A frame of which nothing is known yet. It is filled where it stands: every move of its some hundred bytes is felt.
    #[inline]
    pub fn new(frame: Frame<'a>) -> Self {
        Self { packet: Packet::new(frame), seen: Seen::default() }
    }
}

impl Inspector {
    /// An inspector that keeps to its limits.
    pub fn new(limits: Limits) -> Self {
        Self { tracker: Tracker::new(limits), fragments: Fragments::new(limits.datagram_bytes) }
    }

    /// Takes the next frame in. Every frame of the capture must come, in the order of the file.
    ///
    /// `datagram` takes the bytes of a datagram that the frame's piece makes whole.
    pub fn push<'a>(&mut self, inspected: &mut Inspected<'a>, datagram: &'a mut Vec<u8>) {
        let Inspected { packet, seen } = inspected;
        packet.decode();
        if let Some(piece) = packet.piece {
            seen.reassembled = self.fragments.push(&piece, packet.frame.number, packet.frame.time, datagram);
            if seen.reassembled.is_some() {
                packet.join(datagram);
            }
        }
        self.tracker.push(packet, seen);
    }

    /// A conversation, by the packets so far.
    pub fn flow(&self, slot: Slot) -> Option<&Flow> {
        self.tracker.flow(slot)
    }

    /// The next conversation that had to leave because the budget was full.
    pub fn take_evicted(&mut self) -> Option<Flow> {
        self.tracker.take_evicted()
    }

    /// Servers' ports and who shared them, by the packets so far.
    pub const fn listeners(&self) -> &Listeners {
        self.tracker.listeners()
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
