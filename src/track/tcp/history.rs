//! A connection's history in Zeek's letters (conn.log, field `history`): upper case the client, each kind once per
//! side in the order of first appearance; counted kinds again at 10, 100, … of them.

use arrayvec::ArrayString;

use crate::track::flow::{BySide, Side};

/// The letters so far.
#[derive(Clone, Debug, Default)]
pub struct History {
    letters: ArrayString<64>,
    seen: BySide<u16>,
    repeats: BySide<u32>,
    zero_windows: BySide<u32>,
    gaps: BySide<u32>,
}

/// What a letter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A SYN without ACK.
    Syn,
    /// A SYN with ACK.
    SynAck,
    /// A pure ACK.
    Ack,
    /// Payload.
    Data,
    /// A FIN.
    Fin,
    /// A RST.
    Rst,
    /// SYN with FIN or RST.
    MultiFlag,
    /// FIN with RST.
    Inconsistent,
    /// Payload that was sent before.
    Retransmission,
    /// A zero window.
    ZeroWindow,
    /// Bytes were missed.
    Gap,
}

impl History {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.letters
    }

    /// Notes an event of a side.
    pub fn note(&mut self, side: Side, event: Event) {
        let counted = match event {
            Event::Retransmission => Some(self.repeats.of_mut(side)),
            Event::ZeroWindow => Some(self.zero_windows.of_mut(side)),
            Event::Gap => Some(self.gaps.of_mut(side)),
            _ => None,
        };
        let shown = match counted {
            Some(count) => {
                *count = count.saturating_add(1);
                is_power_of_ten(*count)
            }
            None => {
                let bit = 1 << event as u16;
                let seen = self.seen.of_mut(side);
                let first = *seen & bit == 0;
                *seen |= bit;
                first
            }
        };
        if shown {
            let letter = event.letter();
            // More than the letters can hold takes millions of repeats on both sides; the rest stays unsaid.
            let _ = self.letters.try_push(if side == Side::Client { letter.to_ascii_uppercase() } else { letter });
        }
    }
}

impl Event {
    const fn letter(self) -> char {
        match self {
            Self::Syn => 's',
            Self::SynAck => 'h',
            Self::Ack => 'a',
            Self::Data => 'd',
            Self::Fin => 'f',
            Self::Rst => 'r',
            Self::MultiFlag => 'q',
            Self::Inconsistent => 'i',
            Self::Retransmission => 't',
            Self::ZeroWindow => 'w',
            Self::Gap => 'g',
        }
    }
}

const fn is_power_of_ten(mut count: u32) -> bool {
    while count >= 10 {
        if !count.is_multiple_of(10) {
            return false;
        }
        count /= 10;
    }
    count == 1
}
