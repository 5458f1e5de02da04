//! What explains a connection across its packets, gathered as they pass: why it was reset, how much the server reads at once, who
//! waited for whom. Kept only where sentences are written; of fixed size, whatever the connection carries.

use super::TcpSeen;
use super::measures::Measures;
use super::pauses::Pauses;
use super::reads::Reads;
use super::side::TcpSide;
use crate::decode::tcp::{Flags, Tcp, TcpOption};
use crate::time::{Span, Timestamp};
use crate::track::flow::{BySide, Side};
use crate::track::listeners::Wait;
use crate::track::seq::Seq;

/// What is gathered of one connection.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    /// Why it was reset, where the packets tell.
    pub ending: Option<Ending>,
    /// Data that came after its receiver had closed, and the RST that answers it.
    pub after_close: Option<AfterClose>,
    /// How much the server reads at once.
    pub reads: Reads,
    /// Where one side waited for the other.
    pub pauses: Pauses,
    /// Times and sizes, once the connection is open, or something was sent again.
    pub measures: Option<Box<Measures>>,
    /// Its request waited until another connection had ended.
    pub wait: Option<Wait>,
    /// Its handshake got no answer while others waited to be served: their SYNs' packet numbers.
    pub queue: Option<FullQueue>,
    /// Its SYN got no answer while the same port answered others.
    pub port_answered: bool,
    hops: BySide<Option<u8>>,
    latest: BySide<Option<Latest>>,
    late: BySide<Option<(u64, Seq)>>,
    /// Keep-alives that have had no answer.
    unanswered: BySide<Option<KeepAlives>>,
    stamps: BySide<bool>,
    segment_sizes: BySide<Option<u16>>,
}

/// Signs of a full accept queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullQueue {
    /// The packet that had to be sent again.
    pub first: u64,
    /// The first packet that sent it again.
    pub again: u64,
    /// It is the SYN; otherwise the SYN,ACK, whose ACK was ignored.
    pub is_syn: bool,
    /// Connections to the same port that were open and had no answer then.
    pub waiting: u64,
}

/// Why a connection was reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Who sent the RST.
    pub by: Side,
    /// Its packet.
    pub rst: u64,
    /// What the packets before it tell.
    pub kind: EndingKind,
}

/// What the packets before a RST tell of its cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingKind {
    /// The last payload that its sender had received, in this packet, came after all that it sent.
    Unread(u64),
    /// Its sender had received nothing, or had sent something after all that it received.
    Abort {
        /// Something was received.
        received: bool,
    },
    /// Its sender's keep-alives got no answer.
    KeptAlive {
        /// The first of them.
        first: u64,
        /// How many.
        count: u64,
    },
    /// It came over another number of routers than its sender's packets before.
    OtherHops {
        /// The RST's time to live.
        hops: u8,
        /// That of the packets before.
        usual: u8,
    },
}

/// Data after a close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AfterClose {
    /// Who had closed.
    pub by: Side,
    /// Its FIN.
    pub fin: u64,
    /// The other side's data.
    pub data: u64,
    /// The answer to it.
    pub rst: u64,
}

/// A side's keep-alives that have had no answer.
#[derive(Clone, Copy, Debug)]
struct KeepAlives {
    first: u64,
    count: u64,
    latest: Option<Timestamp>,
    /// Between the latest two.
    interval: Option<Span>,
}

/// The latest new payload of a side.
#[derive(Clone, Copy, Debug)]
struct Latest {
    frame: u64,
    end: Seq,
    /// What its segment acknowledges: all that its sender had received then.
    received: Seq,
}

/// A segment with what its connection knows after it.
pub(super) struct Passing<'a> {
    pub side: Side,
    pub tcp: &'a Tcp<'a>,
    pub frame: u64,
    pub time: Option<Timestamp>,
    pub seen: &'a TcpSeen,
    pub sides: &'a BySide<TcpSide>,
    pub round_trip: Option<Span>,
    /// The ACK that completes the handshake, and when.
    pub opened: Option<(u64, Option<Timestamp>)>,
    /// Payload of one segment, where both SYNs or one of them told.
    pub segment_size: Option<u32>,
}

impl Causes {
    /// Takes the routers' counter of the next segment, which isn't a copy.
    pub(in crate::track) fn note_hops(&mut self, side: Side, hops: u8, is_reset: bool) {
        let usual = self.hops.of_mut(side);
        if is_reset {
            if let Some(ending) = self.ending.as_mut().filter(|ending| ending.by == side)
                && let Some(usual) = usual.filter(|usual| *usual != hops)
            {
                ending.kind = EndingKind::OtherHops { hops, usual };
            }
        } else {
            *usual = Some(hops);
        }
    }

    /// Takes a segment that isn't a copy.
    pub(super) fn push(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, seen, sides, .. } = *passing;
        let acknowledged = Seq(tcp.acknowledgment);
        if tcp.flags.has(Flags::SYN) {
            for option in tcp.options() {
                match option {
                    TcpOption::MaximumSegmentSize(size) => *self.segment_sizes.of_mut(side) = Some(size),
                    TcpOption::Timestamps { .. } => *self.stamps.of_mut(side) = true,
                    _ => {}
                }
            }
        }
        if tcp.flags.has(Flags::RST) {
            self.pauses.push(passing);
            if !seen.ignored_reset && seen.answers_syn.is_none() {
                self.reset(passing);
            }
            return;
        }
        let earlier = self.unanswered.of_mut(side).take();
        *self.unanswered.of_mut(side) = seen.asks_alive.then(|| KeepAlives {
            first: earlier.map_or(frame, |earlier| earlier.first),
            count: earlier.map_or(0, |earlier| earlier.count) + 1,
            interval: earlier.and_then(|earlier| Some(passing.time?.since(earlier.latest?))),
            latest: passing.time,
        });
        *self.unanswered.of_mut(side.other()) = None;
        if tcp.length() > 0 && tcp.flags.has(Flags::ACK) {
            // The first segment behind the FIN is the first that a RST answers.
            if sides.of(side.other()).fin.is_some_and(|fin| fin.frame < frame) {
                self.late.of_mut(side).get_or_insert((frame, acknowledged));
            }
            let end = Seq(tcp.sequence).plus(tcp.length());
            if seen.new_bytes > 0 && self.latest.of(side).is_none_or(|latest| end.is_after(latest.end)) {
                *self.latest.of_mut(side) = Some(Latest { frame, end, received: acknowledged });
            }
        }
        self.pauses.push(passing);
        if self.measures.is_none() && (passing.opened.is_some() || tcp.length() > 0 || seen.repeats.is_some()) {
            self.measures = Some(Box::default());
        }
        if let Some(measures) = &mut self.measures {
            measures.push(passing);
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.measures.as_ref().map_or(0, |measures| size_of::<Measures>() + measures.heap_bytes())
    }

    /// The most payload that a segment carries on this path, as both SYNs tell; timestamps take 12 bytes of it.
    pub(super) fn segment_size(&self) -> Option<u32> {
        let sizes = self.segment_sizes.client.into_iter().chain(self.segment_sizes.server);
        let room = if self.has_stamps() { 12 } else { 0 };
        sizes.min().map(|size| u32::from(size).saturating_sub(room)).filter(|size| *size > 0)
    }

    /// Both sides' segments carry time stamps, as both SYNs agreed.
    pub(super) const fn has_stamps(&self) -> bool {
        self.stamps.client && self.stamps.server
    }

    fn reset(&mut self, passing: &Passing<'_>) {
        let Passing { side, tcp, frame, time, sides, .. } = *passing;
        let (own, peer) = (sides.of(side), sides.of(side.other()));
        let has_ack = tcp.flags.has(Flags::ACK);
        let is_bare = !has_ack && tcp.window == 0 && tcp.option_bytes.is_empty();
        if is_bare
            && let Some(fin) = own.fin
            && let Some((data, acknowledged)) = *self.late.of(side.other())
            && data > fin.frame
            && Seq(tcp.sequence) == acknowledged
        {
            self.after_close.get_or_insert(AfterClose { by: side, fin: fin.frame, data, rst: frame });
        }
        let is_live = own.rst.is_some_and(|rst| rst.frame == frame && rst.from_live_socket);
        // Another RST came first, or the socket was closed the usual way before.
        if !is_live || self.ending.is_some() || own.fin.is_some() || peer.rst.is_some() {
            return;
        }
        let opened = own.syn.is_some() && peer.syn.is_some();
        let taken = Seq(tcp.acknowledgment);
        // The kernel gives up one interval after its last one, and only if answers could have been seen.
        let waited_out = |asked: &KeepAlives| {
            let waited = time.zip(asked.latest).map(|(time, latest)| time.since(latest));
            waited.zip(asked.interval).is_some_and(|(waited, interval)| waited.as_nanos() >= interval.as_nanos() / 2)
        };
        let kept_alive = self.unanswered.of(side).filter(|asked| asked.count > 1 && peer.last_ack.is_some() && waited_out(asked));
        let kind = match (*self.latest.of(side), *self.latest.of(side.other())) {
            _ if let Some(KeepAlives { first, count, .. }) = kept_alive => EndingKind::KeptAlive { first, count },
            (_, None) if opened => EndingKind::Abort { received: false },
            (_, None) => return,
            // Bytes are under way that the RST's sender may or may not have had.
            (_, Some(received)) if taken.is_before(received.end) => return,
            (Some(sent), Some(received)) if !sent.received.is_before(received.end) => EndingKind::Abort { received: true },
            // Without the start of a connection its sender may have spoken last before the capture began.
            (_, Some(received)) => EndingKind::Unread(received.frame),
        };
        self.ending = Some(Ending { by: side, rst: frame, kind });
    }
}
