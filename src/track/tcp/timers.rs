//! Retransmission timers as seen: how long a side waited, with nothing heard, before it sent the same segment again, and again.

use arrayvec::ArrayVec;

use super::analysis::Analysis;
use super::causes::Passing;
use crate::decode::tcp::Flags;
use crate::time::Span;
use crate::track::flow::BySide;

/// Repeats of one segment that are kept.
const KEPT: usize = 12;

/// The repeats of each side.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    /// The segment that was repeated most often.
    pub longest: BySide<Option<Box<Repeats>>>,
    current: BySide<Option<Box<Repeats>>>,
    /// The latest packet of each side.
    heard: BySide<u64>,
}

/// One segment that was sent again and again while the other side was silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// The packet that sent it first.
    pub first: u64,
    /// It is a SYN without ACK.
    pub is_syn: bool,
    /// It is a SYN, or a SYN,ACK.
    pub is_handshake: bool,
    /// Its number.
    number: u32,
    /// The packets that sent it again, and the time since the one before; the first 12.
    pub tries: ArrayVec<(u64, Span), KEPT>,
    /// Repeats in all.
    pub count: u64,
    last: u64,
}

impl Timers {
    pub(super) fn push(&mut self, passing: &Passing<'_>) {
        if let Some((earlier, Some(waited))) = passing.seen.repeats
            // Neither duplicate ACKs nor another rule of Wireshark's explains it, nor does it come before its timer; and whatever came
            // since (a SYN again, ACKs) may be why it was sent.
            && passing.seen.analysis.has(Analysis::RETRANSMISSION)
            && passing.seen.probes_tail.is_none()
            && *self.heard.of(passing.side.other()) < earlier
        {
            self.note(passing, earlier, waited);
        }
        *self.heard.of_mut(passing.side) = passing.frame;
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let kept = [&self.longest, &self.current].into_iter().flat_map(|sides| [&sides.client, &sides.server]);
        kept.flatten().count() * size_of::<Repeats>()
    }

    fn note(&mut self, passing: &Passing<'_>, earlier: u64, waited: Span) {
        let side = passing.side;
        let is_syn = passing.tcp.flags.has(Flags::SYN) && !passing.tcp.flags.has(Flags::ACK);
        let current = self.current.of_mut(side);
        let repeats = match current {
            Some(repeats) if repeats.last == earlier && repeats.number == passing.tcp.sequence => repeats,
            _ => current.insert(Box::new(Repeats {
                first: earlier,
                is_syn,
                is_handshake: passing.tcp.flags.has(Flags::SYN),
                number: passing.tcp.sequence,
                tries: ArrayVec::new(),
                count: 0,
                last: earlier,
            })),
        };
        let _ = repeats.tries.try_push((passing.frame, waited));
        repeats.count += 1;
        repeats.last = passing.frame;
        match self.longest.of_mut(side) {
            // The box stays; only what it holds is taken over.
            Some(longest) if longest.count < repeats.count || longest.first == repeats.first => longest.clone_from(repeats),
            Some(_) => {}
            longest @ None => *longest = Some(repeats.clone()),
        }
    }
}
