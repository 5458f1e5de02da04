//! The facts of a claim as names and values, the same in every language: what programs read where people read sentences.

mod capture;
mod causes;
mod compare;
mod flow;
mod measures;
mod packet;

use std::net::IpAddr;

use super::claim::{Audience, Claim, Content, Echoes, Frames, HardwareAddress, Lookup, Range, RecordValue, Repeated};
use crate::time::Span;
use crate::track::flow::{BySide, Endpoint, Side};

/// A value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A count, or a number from a field.
    Number(u64),
    /// A length of time.
    Seconds(Span),
    /// Yes or no.
    Flag(bool),
    /// A word of labcap's own.
    Word(&'static str),
    /// An address, or captured text made safe.
    Text(String),
    /// Packet numbers, positions or counts.
    Numbers(Vec<u64>),
    /// Addresses.
    Texts(Vec<String>),
}

impl From<u64> for Fact {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Fact {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u16> for Fact {
    fn from(value: u16) -> Self {
        Self::Number(value.into())
    }
}

impl From<u8> for Fact {
    fn from(value: u8) -> Self {
        Self::Number(value.into())
    }
}

impl From<bool> for Fact {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<Span> for Fact {
    fn from(value: Span) -> Self {
        Self::Seconds(value)
    }
}

impl From<&'static str> for Fact {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl From<Side> for Fact {
    fn from(value: Side) -> Self {
        Self::Word(value.as_str())
    }
}

impl From<Range> for Fact {
    fn from(value: Range) -> Self {
        Self::Numbers(vec![value.first, value.last])
    }
}

impl From<BySide<u64>> for Fact {
    fn from(value: BySide<u64>) -> Self {
        Self::Numbers(vec![value.client, value.server])
    }
}

impl From<String> for Fact {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

fn text(value: impl ToString) -> Fact {
    Fact::Text(value.to_string())
}

const fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Everybody => "everybody",
        Audience::One => "one",
    }
}

fn addresses(addresses: &[IpAddr]) -> Fact {
    Fact::Texts(addresses.iter().map(IpAddr::to_string).collect())
}

/// A list of facts in a fixed order; what isn't known is left out.
#[derive(Default)]
struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    fn record_value(self, value: &RecordValue) -> Self {
        match value {
            RecordValue::Address(address) => self.with("value", text(address)),
            RecordValue::Alias(name)
            | RecordValue::NameServer(name)
            | RecordValue::Pointer(name)
            | RecordValue::Start(name)
            | RecordValue::Text(name) => self.with("value", name.clone()),
            RecordValue::Mail { preference, name } => self.with("value", name.clone()).with("preference", *preference),
            RecordValue::Service { port, name } => self.with("value", name.clone()).with("port", *port),
            RecordValue::Other => self,
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<Fact>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    fn maybe(self, name: &'static str, value: Option<impl Into<Fact>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn ends(self, client: Endpoint, server: Endpoint) -> Self {
        self.with("client", text(client)).with("server", text(server))
    }

    fn hosts(self, sender: IpAddr, receiver: IpAddr) -> Self {
        self.with("sender", text(sender)).with("receiver", text(receiver))
    }

    fn content(self, content: &Content) -> Self {
        match content {
            Content::Missing => self,
            Content::Text(shown) => self.with("text", shown.clone()),
            Content::Hex(shown) => self.with("hex", shown.clone()),
        }
    }

    fn repeated(self, what: Repeated) -> Self {
        match what {
            Repeated::Syn => self.with("what", "SYN"),
            Repeated::SynAck => self.with("what", "SYN,ACK"),
            Repeated::Fin => self.with("what", "FIN"),
            Repeated::Data(range) => self.with("what", "data").maybe("range", range),
        }
    }

    fn frames(self, name: &'static str, frames: &Frames) -> Self {
        let facts = self.with(name, Fact::Numbers(frames.numbers.clone()));
        if frames.more > 0 { facts.with("more", frames.more) } else { facts }
    }

    fn echoes(self, echoes: Option<&Echoes>) -> Self {
        match echoes {
            Some(echoes) => self.with("echoes", echoes.range).frames("echoes_frames", &echoes.frames),
            None => self,
        }
    }

    fn hardware(self, hardware: Option<HardwareAddress>) -> Self {
        self.maybe("hardware", hardware.map(text))
    }

    fn lookup(self, server: IpAddr, lookup: &Lookup) -> Self {
        self.with("server", text(server))
            .with("name", lookup.name.clone())
            .with("record", text(&lookup.kind))
            .maybe("answers", lookup.answers)
            .maybe("repeat", lookup.repeat)
            .maybe("after", lookup.after)
    }

    fn addresses(self, addresses: &[IpAddr]) -> Self {
        self.with("addresses", self::addresses(addresses))
    }
}

impl Claim {
    /// The typed facts by name, in a fixed order.
    pub fn facts(&self) -> Vec<(&'static str, Fact)> {
        let facts = Facts::default();
        let facts = match self {
            Self::Packet(claim) => packet::facts(claim, facts),
            Self::Flow(claim) => flow::facts(claim, facts),
            Self::Cause(cause) => causes::facts(cause, facts),
            Self::Measure(measure) => measures::facts(measure, facts),
            Self::Capture(claim) => capture::facts(claim, facts),
            Self::Compare(claim) => compare::facts(claim, facts),
        };
        facts.0
    }
}
