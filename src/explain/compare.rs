//! What can be said of two captures laid beside each other: of all packets, of the clocks, and of each packet that only one of them has.

use super::Statement;
use super::claim::compare::CompareClaim;
use crate::track::views::{Compared, Lone, Offset, View};

/// Of the two as a whole. `names`: what the user calls them.
pub fn captures(compared: &Compared, views: [&View; 2], names: [&str; 2]) -> Vec<Statement> {
    let [first, second] = names.map(str::to_owned);
    let mut claims = Vec::new();
    let count = |view: &View| view.sights().len() as u64 - compared.pairs;
    if compared.pairs == 0 {
        claims.push(CompareClaim::NothingInCommon { first: first.clone(), second: second.clone() });
    } else {
        let (pairs, only_first, only_second) = (compared.pairs, count(views[0]), count(views[1]));
        claims.push(CompareClaim::Paired { first: first.clone(), second: second.clone(), pairs, only_first, only_second });
        claims.push(match compared.offset {
            Offset::Between(least, most) => {
                CompareClaim::ClockOffset { first, second, least, most, is_inferred: compared.ways_are_inferred }
            }
            Offset::Contradiction(least, most) => CompareClaim::ClocksDisagree { first, second, least, most },
            Offset::Nothing => CompareClaim::ClockOffsetUnknown { first, second, bound: None },
            Offset::AtMost(most) => CompareClaim::ClockOffsetUnknown { first, second, bound: Some((most, true)) },
            Offset::AtLeast(least) => CompareClaim::ClockOffsetUnknown { first, second, bound: Some((least, false)) },
        });
    }
    let packets = views.iter().map(|view| view.passed).sum();
    let beyond = views.iter().map(|view| view.beyond).sum();
    if packets > 0 || beyond > 0 {
        claims.push(CompareClaim::NotCompared { packets, beyond });
    }
    claims.into_iter().map(|claim| Statement::new(claim, [])).collect()
}

/// Of packet `frame`, which only one capture has; `other` is the one that hasn't got it.
pub fn lone(lone: Lone, frame: u64, other: &str) -> Statement {
    let other = other.to_owned();
    let (claim, by) = match lone {
        Lone::NotOnTheWay => (CompareClaim::NotOnTheWay { other }, None),
        Lone::OutsideTime => (CompareClaim::OutsideCapture { other }, None),
        Lone::SentAgain => (CompareClaim::SentAgain { other }, None),
        Lone::OtherSegments => (CompareClaim::OtherSegments { other }, None),
        Lone::PassedUnseen => (CompareClaim::PassedUnseen { other }, None),
        Lone::Arrived(by) => (CompareClaim::ArrivedUnseen { other, by }, Some(by)),
        Lone::LostOrUnseen => (CompareClaim::LostOrUnseen { other }, None),
        Lone::Unknown => (CompareClaim::DirectionUnknown { other }, None),
    };
    Statement::new(claim, [frame].into_iter().chain(by))
}
