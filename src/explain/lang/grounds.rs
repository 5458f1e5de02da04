//! What a statement rests on, behind its sentence: how sure it is, its packets, its facts and where its rule stands.

use super::quantity::Style;
use crate::explain::claim::Frames;
use crate::explain::code::About;
use crate::explain::{Certainty, Fact, Statement};

/// Packets that grounds name.
const NAMED: usize = 6;
/// Values of one fact that grounds show.
const SHOWN: usize = 6;

/// A language's words for grounds.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The bytes say so.
    pub observed: &'static str,
    /// A rule says so; behind a short sentence too.
    pub inferred: &'static str,
    /// A capture can't tell.
    pub unknowable: &'static str,
    /// Before the packets.
    pub rests_on: &'static str,
    /// All packets of it.
    pub conversation: &'static str,
    /// All packets of it.
    pub capture: &'static str,
    /// A fact that holds.
    pub yes: &'static str,
}

impl Words {
    const fn certainty(self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Observed => self.observed,
            Certainty::Inferred => self.inferred,
            Certainty::Unknowable => self.unknowable,
        }
    }

    /// `[observed; rests on #57 and #58; bytes=46, from=client; RFC 9293 3.8, Data Communication]`. Facts have the names that records give them;
    /// addresses and texts, which the sentence has, are left out.
    pub fn grounds(self, style: Style, statement: &Statement) -> String {
        let mut parts = vec![self.certainty(statement.certainty()).to_owned()];
        let frames = &statement.frames;
        let more = frames.len().saturating_sub(NAMED) as u64;
        let on = match statement.code().about() {
            About::Conversation if frames.is_empty() => self.conversation.to_owned(),
            About::Packet | About::Capture | About::Comparison if frames.is_empty() => self.capture.to_owned(),
            About::Packet | About::Conversation | About::Capture | About::Comparison => {
                style.frames(&Frames { numbers: frames.iter().copied().take(NAMED).collect(), more })
            }
        };
        parts.push(format!("{} {on}", self.rests_on));
        let facts: Vec<String> = statement.claim.facts().iter().filter_map(|(name, fact)| self.fact(style, name, fact)).collect();
        if !facts.is_empty() {
            parts.push(facts.join(", "));
        }
        if let Some(reference) = statement.reference() {
            parts.push(super::cited(reference));
        }
        format!("[{}]", parts.join("; "))
    }

    fn fact(self, style: Style, name: &str, fact: &Fact) -> Option<String> {
        let value = match fact {
            Fact::Number(0) if name == "more" => return None,
            Fact::Number(number) => number.to_string(),
            Fact::Seconds(span) => style.span(*span),
            Fact::Flag(true) => self.yes.to_owned(),
            Fact::Word(word) => (*word).to_owned(),
            Fact::Numbers(numbers) if !numbers.is_empty() => {
                let cut = if numbers.len() > SHOWN { "/…" } else { "" };
                // First and last of something, or one of each side, or packets in their order.
                let between = if matches!(name, "range" | "echoes") { "–" } else { "/" };
                numbers.iter().take(SHOWN).map(u64::to_string).collect::<Vec<_>>().join(between) + cut
            }
            Fact::Flag(false) | Fact::Numbers(_) | Fact::Text(_) | Fact::Texts(_) => return None,
        };
        Some(format!("{name}={value}"))
    }
}
