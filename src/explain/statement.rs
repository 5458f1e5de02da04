//! A claim with its grounds: which packets it rests on, how sure it is, which standard it follows.

use super::claim::Claim;
use super::claim::flow::FlowClaim;
use super::claim::packet::PacketClaim;
use super::code::Code;
use super::reference::Reference;
use crate::track::copies::Evidence;

/// A claim and the packets that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is claimed.
    pub claim: Claim,
    /// The packets that it rests on, ascending; all of a conversation where empty.
    pub frames: Vec<u64>,
}

/// How sure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The bytes say so.
    Observed,
    /// A rule over several packets says so; the sentence names what would contradict it.
    Inferred,
    /// Asked often, but a capture can't tell.
    Unknowable,
}

impl Certainty {
    /// The word that records use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Inferred => "inferred",
            Self::Unknowable => "unknowable",
        }
    }
}

impl Statement {
    /// A claim that rests on these packets; packets that aren't known are left out.
    pub fn new(claim: impl Into<Claim>, frames: impl IntoIterator<Item = u64>) -> Self {
        let mut frames: Vec<u64> = frames.into_iter().collect();
        frames.sort_unstable();
        frames.dedup();
        Self { claim: claim.into(), frames }
    }

    /// Its stable name.
    pub const fn code(&self) -> Code {
        self.claim.code()
    }

    /// How sure it is.
    pub const fn certainty(&self) -> Certainty {
        match (&self.claim, self.code().certainties()) {
            (Claim::Packet(PacketClaim::Duplicate { evidence: Evidence::None, .. }), _) => Certainty::Unknowable,
            (Claim::Flow(FlowClaim::ClosedByClient { is_guess: true, .. } | FlowClaim::ClosedByServer { is_guess: true, .. }), _) => {
                Certainty::Inferred
            }
            (_, [usual, ..]) => *usual,
            (_, []) => Certainty::Observed,
        }
    }

    /// Where the rule behind it stands, where it isn't about the capture alone.
    pub fn reference(&self) -> Option<Reference> {
        self.claim.reference()
    }
}
