//! The facts of claims about two captures.

use super::{Facts, text};
use crate::explain::claim::compare::CompareClaim;

/// Names and values.
pub(super) fn facts(claim: &CompareClaim, facts: Facts) -> Facts {
    match claim {
        CompareClaim::Paired { first, second, pairs, only_first, only_second } => facts
            .with("first", text(first))
            .with("second", text(second))
            .with("pairs", *pairs)
            .with("only_first", *only_first)
            .with("only_second", *only_second),
        CompareClaim::NothingInCommon { first, second } => facts.with("first", text(first)).with("second", text(second)),
        CompareClaim::ClockOffset { first, second, least, most, is_inferred } => facts
            .with("first", text(first))
            .with("second", text(second))
            .with("least", *least)
            .with("most", *most)
            .with("ways_inferred", *is_inferred),
        CompareClaim::ClockOffsetUnknown { first, second, bound } => {
            let facts = facts.with("first", text(first)).with("second", text(second));
            match bound {
                Some((most, true)) => facts.with("most", *most),
                Some((least, false)) => facts.with("least", *least),
                None => facts,
            }
        }
        CompareClaim::ClocksDisagree { first, second, least, most } => {
            facts.with("first", text(first)).with("second", text(second)).with("least", *least).with("most", *most)
        }
        CompareClaim::NotCompared { packets, beyond } => facts.with("packets", *packets).with("beyond", *beyond),
        CompareClaim::ArrivedUnseen { other, by } => facts.with("other", text(other)).with("by", *by),
        CompareClaim::NotOnTheWay { other }
        | CompareClaim::OutsideCapture { other }
        | CompareClaim::SentAgain { other }
        | CompareClaim::OtherSegments { other }
        | CompareClaim::PassedUnseen { other }
        | CompareClaim::LostOrUnseen { other }
        | CompareClaim::DirectionUnknown { other } => facts.with("other", text(other)),
    }
}
