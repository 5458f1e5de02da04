//! What the other side has reported by selective acknowledgments (RFC 2018): bytes behind a gap that have arrived. Of bounded size.

use crate::decode::tcp::{Flags, Tcp};
use crate::track::seq::Seq;

/// Bytes reported as arrived, beyond the latest acknowledgment number.
#[derive(Clone, Debug, Default)]
pub struct Scoreboard {
    /// Pieces in order, none touching another: first number, and the one behind the last.
    pieces: Vec<(Seq, Seq)>,
    /// The highest acknowledgment number so far: an older segment may come late.
    through: Option<Seq>,
}

/// Pieces that are kept; what is reported beyond them counts as under way.
const MAX_PIECES: usize = 64;
/// No window is larger (RFC 7323 2.3): what lies further on isn't of this connection.
const FURTHEST: i32 = 1 << 30;

impl Scoreboard {
    /// Takes in what a segment of the receiver acknowledges.
    pub(super) fn push(&mut self, tcp: &Tcp<'_>) {
        if !tcp.flags.has(Flags::ACK) {
            return;
        }
        let stated = Seq(tcp.acknowledgment);
        let acknowledged = self.through.filter(|through| through.is_after(stated)).unwrap_or(stated);
        self.through = Some(acknowledged);
        if !self.pieces.is_empty() {
            self.pieces.retain(|(_, end)| end.is_after(acknowledged));
        }
        for (from, end) in tcp.sack_blocks().map(|(from, end)| (Seq(from), Seq(end))) {
            // A block below tells what arrived twice (RFC 2883).
            if from.is_after(acknowledged) && end.is_after(from) && end.distance(acknowledged) <= FURTHEST {
                self.add(from, end);
            }
        }
    }

    fn add(&mut self, mut from: Seq, mut end: Seq) {
        self.pieces.retain(|piece| {
            let touches = !piece.0.is_after(end) && !piece.1.is_before(from);
            if touches {
                from = if piece.0.is_before(from) { piece.0 } else { from };
                end = if piece.1.is_after(end) { piece.1 } else { end };
            }
            !touches
        });
        if self.pieces.len() < MAX_PIECES {
            let place = self.pieces.partition_point(|piece| piece.0.is_before(from));
            self.pieces.insert(place, (from, end));
        }
    }

    /// How many bytes before `end` have been reported.
    pub(super) fn bytes_before(&self, end: Seq) -> u32 {
        let pieces = self.pieces.iter().filter(|piece| piece.0.is_before(end));
        pieces
            .map(|piece| if piece.1.is_after(end) { end.relative(piece.0) } else { piece.1.relative(piece.0) })
            .fold(0, u32::saturating_add)
    }

    /// Whether all of these bytes have been reported.
    pub(super) fn has(&self, from: Seq, end: Seq) -> bool {
        self.pieces.iter().any(|piece| !piece.0.is_after(from) && !piece.1.is_before(end))
    }

    pub(super) const fn heap_bytes(&self) -> usize {
        self.pieces.capacity() * size_of::<(Seq, Seq)>()
    }
}

#[cfg(test)]
mod tests {
    use super::{Scoreboard, Seq};

    #[test]
    fn pieces_join_and_wrap() {
        let mut board = Scoreboard::default();
        let start = Seq(u32::MAX - 9);
        board.add(start, start.plus(5));
        board.add(start.plus(20), start.plus(30));
        assert_eq!(board.bytes_before(start.plus(30)), 15);
        assert_eq!(board.bytes_before(start.plus(25)), 10);
        board.add(start.plus(5), start.plus(20));
        assert_eq!(board.pieces, [(start, start.plus(30))]);
        assert!(board.has(start.plus(1), start.plus(30)) && !board.has(start, start.plus(31)));
    }
}
