//! What was caught on its way to the thread that explains it, so that a slow terminal never holds up the catching.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};

use labcap::capture::live::Caught;
use labcap::time::Timestamp;

/// Batches that may wait.
const BATCHES: usize = 64;

/// Bytes of a batch, after which it is handed over.
const BATCH: usize = 256 << 10;

/// A packet of a [`Batch`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    /// Its number among all captured packets.
    pub number: u64,
    /// Its interface, from 0.
    pub interface: u32,
    /// When it passed.
    pub time: Timestamp,
    /// Bytes on the wire.
    pub wire_length: u32,
    /// Where its bytes end.
    end: usize,
}

/// Packets in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    packets: Vec<Stored>,
}

impl Batch {
    /// The packets and their bytes, in order.
    pub(super) fn packets(&self) -> impl Iterator<Item = (Stored, &[u8])> {
        let starts = std::iter::once(0).chain(self.packets.iter().map(|packet| packet.end));
        self.packets.iter().zip(starts).map(|(packet, start)| (*packet, &self.bytes[start..packet.end]))
    }
}

/// The end that catches.
pub(super) struct Inlet {
    batch: Batch,
    sender: SyncSender<Batch>,
    /// Packets that found no room.
    dropped: u64,
    /// Whether packets may be dropped; otherwise batches grow.
    may_drop: bool,
    is_closed: bool,
}

/// The end that explains.
pub(super) struct Outlet {
    receiver: Receiver<Batch>,
}

/// What an [`Outlet`] gives.
pub(super) enum Next {
    /// Packets.
    Batch(Batch),
    /// Nothing now.
    Nothing,
    /// Nothing ever again.
    End,
}

/// A queue, into which packets go that may be dropped or not.
pub(super) fn queue(may_drop: bool) -> (Inlet, Outlet) {
    let (sender, receiver) = sync_channel(BATCHES);
    (Inlet { batch: Batch::default(), sender, dropped: 0, may_drop, is_closed: false }, Outlet { receiver })
}

impl Inlet {
    /// Takes a packet in. Where the batch is full and there's still no room for it, the packet is dropped and counted.
    pub(super) fn push(&mut self, number: u64, caught: &Caught<'_>) {
        if self.batch.bytes.len() >= BATCH && !self.hand_over() && self.may_drop {
            self.dropped += 1;
            return;
        }
        self.batch.bytes.extend_from_slice(caught.bytes);
        let Caught { interface, time, wire_length, .. } = *caught;
        self.batch.packets.push(Stored { number, interface, time, wire_length, end: self.batch.bytes.len() });
    }

    /// Hands over what has gathered, if there's room for it.
    pub(super) fn hand_over(&mut self) -> bool {
        if self.batch.packets.is_empty() {
            return true;
        }
        match self.sender.try_send(std::mem::take(&mut self.batch)) {
            Ok(()) => true,
            Err(TrySendError::Full(batch)) => {
                self.batch = batch;
                false
            }
            Err(TrySendError::Disconnected(_)) => {
                self.is_closed = true;
                true
            }
        }
    }

    /// Whether packets that find no room are dropped.
    pub(super) const fn may_drop(&self) -> bool {
        self.may_drop
    }

    /// Whether nobody reads any more.
    pub(super) const fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// How many packets found no room, with those that still wait for it.
    pub(super) fn dropped(&self) -> u64 {
        self.dropped + self.batch.packets.len() as u64
    }
}

impl Outlet {
    /// What there is now.
    pub(super) fn poll(&self) -> Next {
        match self.receiver.try_recv() {
            Ok(batch) => Next::Batch(batch),
            Err(TryRecvError::Empty) => Next::Nothing,
            Err(TryRecvError::Disconnected) => Next::End,
        }
    }

    /// Waits for packets or the end.
    pub(super) fn wait(&self) -> Next {
        self.receiver.recv().map_or(Next::End, Next::Batch)
    }
}
