//! The facts of claims about two captures laid beside each other. Captures are named as the user named them.

use crate::time::Span;

/// What two captures of the same packets say of each other, or of a packet that only one of them has.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the facts' names say what they are; units stand in their types")]
pub enum CompareClaim {
    /// So many packets are in both.
    Paired { first: String, second: String, pairs: u64, only_first: u64, only_second: u64 },
    /// No packet is in both.
    NothingInCommon { first: String, second: String },
    /// The second clock minus the first lies between these two.
    ClockOffset { first: String, second: String, least: Span, most: Span, is_inferred: bool },
    /// Packets went one way only, or none has a time: the bound that is known, and whether it is the largest value.
    ClockOffsetUnknown { first: String, second: String, bound: Option<(Span, bool)> },
    /// No offset fits all packets.
    ClocksDisagree { first: String, second: String, least: Span, most: Span },
    /// Packets that weren't compared: without IP, in pieces, or copies; and those beyond the limit.
    NotCompared { packets: u64, beyond: u64 },
    /// No packet between its two addresses is in both.
    NotOnTheWay { other: String },
    /// The other capture didn't run when the packet was captured.
    OutsideCapture { other: String },
    /// The packet's numbers were sent again.
    SentAgain { other: String },
    /// Its bytes are in other packets there.
    OtherSegments { other: String },
    /// It came from there.
    PassedUnseen { other: String },
    /// The other side acknowledged it.
    ArrivedUnseen { other: String, by: u64 },
    /// Nothing says what became of it.
    LostOrUnseen { other: String },
    /// Nothing says which way it went.
    DirectionUnknown { other: String },
}
