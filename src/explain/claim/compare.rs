//! The facts of claims about two captures laid beside each other. Captures are named as the user named them.

use crate::explain::Certainty;
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

impl CompareClaim {
    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Paired { .. } => "compare.paired",
            Self::NothingInCommon { .. } => "compare.nothing_in_common",
            Self::ClockOffset { .. } => "compare.clock_offset",
            Self::ClockOffsetUnknown { .. } => "compare.clock_offset_unknown",
            Self::ClocksDisagree { .. } => "compare.clocks_disagree",
            Self::NotCompared { .. } => "compare.not_compared",
            Self::NotOnTheWay { .. } => "compare.not_on_the_way",
            Self::OutsideCapture { .. } => "compare.outside_capture",
            Self::SentAgain { .. } => "compare.sent_again",
            Self::OtherSegments { .. } => "compare.other_segments",
            Self::PassedUnseen { .. } => "compare.passed_unseen",
            Self::ArrivedUnseen { .. } => "compare.arrived_unseen",
            Self::LostOrUnseen { .. } => "compare.lost_or_unseen",
            Self::DirectionUnknown { .. } => "compare.direction_unknown",
        }
    }

    /// How sure it is.
    pub const fn certainty(&self) -> Certainty {
        match self {
            Self::NothingInCommon { .. } | Self::NotCompared { .. } | Self::SentAgain { .. } => Certainty::Observed,
            Self::Paired { .. }
            | Self::ClockOffset { .. }
            | Self::ClocksDisagree { .. }
            | Self::OutsideCapture { .. }
            | Self::OtherSegments { .. }
            | Self::PassedUnseen { .. }
            | Self::ArrivedUnseen { .. } => Certainty::Inferred,
            Self::NotOnTheWay { .. } | Self::ClockOffsetUnknown { .. } | Self::LostOrUnseen { .. } | Self::DirectionUnknown { .. } => {
                Certainty::Unknowable
            }
        }
    }
}
