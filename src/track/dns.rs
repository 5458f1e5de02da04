//! DNS questions and the responses that belong to them (RFC 1035 7.3: by addresses, ports and ID).

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use domain::base::iana::{Rcode, Rtype};

use crate::decode::dns::{Dns, Question, ResourceData, Section};
use crate::time::{Span, Timestamp};

/// A question and what answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// `dns.id`.
    pub id: u16,
    /// The name asked for, safe to show.
    pub name: String,
    /// The type asked for.
    pub kind: Rtype,
    /// Packet that asks.
    pub query: u64,
    /// When it was asked.
    pub asked: Option<Timestamp>,
    /// Packets that repeat the question, the first 16.
    pub retries: Vec<u64>,
    /// What answered.
    pub answer: Option<Answer>,
    /// The packet that asked for the name's addresses of the other kind a moment before, from another socket.
    pub partner: Option<u64>,
}

/// The questions of a conversation and what answered them.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    /// The first [`Lookups::KEPT`] of them.
    pub exchanges: Vec<Exchange>,
    /// Questions beyond those.
    pub more: u64,
}

impl Lookups {
    /// Questions kept of one conversation.
    pub const KEPT: usize = 256;

    pub(super) const fn heap_bytes(&self) -> usize {
        self.exchanges.capacity() * Exchange::TYPICAL_BYTES
    }
}

/// A response to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Packet that answers.
    pub frame: u64,
    /// From the question to the response.
    pub after: Option<Span>,
    /// `dns.flags.rcode`.
    pub rcode: Rcode,
    /// Addresses in the answer section, the first 16.
    pub addresses: Vec<IpAddr>,
    /// How long all records of the answer section may be kept, in seconds.
    pub lasts: u32,
    /// The name asked for is an alias.
    pub is_alias: bool,
    /// The answer section has a record of the type asked for.
    pub has_answer: bool,
    /// The message can be read to its end; only then an absence means something.
    pub is_whole: bool,
    /// Cut to fit into a datagram (TC).
    pub is_truncated: bool,
    /// Names other name servers instead of answering.
    pub is_referral: bool,
}

/// What a DNS packet is among the others of its conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DnsSeen {
    /// The first packet that asked the same, where this one asks again.
    pub repeats: Option<u64>,
    /// The question that this response answers.
    pub answers: Option<u64>,
    /// From the question to this response; `None` where it was asked more than once: the ID doesn't say which one is answered.
    pub after: Option<Span>,
    /// The latest packet that had asked the same question again.
    pub repeat: Option<u64>,
}

/// What Wireshark says that a message is among those with its ID in the same conversation: its rules look at nothing but IDs and
/// times, so they may differ from [`DnsSeen`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// Not asked for, or a question that is no repeat.
    #[default]
    None,
    /// Answers the question in a packet, so long after it.
    Answers(u64, Option<Span>),
    /// Repeats the question in a packet.
    QueryAgain(u64),
    /// Repeats the response in a packet.
    ResponseAgain(u64),
    /// Answers nothing that was captured.
    Unsolicited,
}

/// The latest question with each ID of a conversation; at most 65536.
#[derive(Clone, Debug, Default)]
pub struct Transactions(HashMap<u16, Transaction>);

#[derive(Clone, Copy, Debug)]
struct Transaction {
    query: u64,
    asked: Option<Timestamp>,
    response: Option<u64>,
}

impl Transactions {
    /// A question that comes later than this many seconds after the first is a new one.
    const RETRANSMISSION_SECONDS: i64 = 5;

    pub(super) fn push(&mut self, dns: &Dns<'_>, frame: u64, time: Option<Timestamp>) -> Pairing {
        if !dns.has_kind() {
            return Pairing::None;
        }
        let known = self.0.get_mut(&dns.id);
        let since = |asked: Option<Timestamp>| time.zip(asked).map(|(time, asked)| time.since(asked));
        if dns.is_response {
            let Some(transaction) = known else { return Pairing::Unsolicited };
            if let Some(response) = transaction.response {
                return Pairing::ResponseAgain(response);
            }
            transaction.response = Some(frame);
            return Pairing::Answers(transaction.query, since(transaction.asked));
        }
        let limit = Span::from_seconds(Self::RETRANSMISSION_SECONDS);
        if let Some(transaction) = known
            && transaction.response.is_none()
            && since(transaction.asked).is_none_or(|span| span < limit)
        {
            return Pairing::QueryAgain(transaction.query);
        }
        self.0.insert(dns.id, Transaction { query: frame, asked: time, response: None });
        Pairing::None
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.0.capacity() * size_of::<(u16, Transaction)>()
    }
}

/// The latest questions for addresses, of all conversations.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions {
    recent: VecDeque<Recent>,
}

#[derive(Clone, Debug)]
struct Recent {
    client: IpAddr,
    server: IpAddr,
    stream: u32,
    name: String,
    kind: Rtype,
    query: u64,
    asked: Timestamp,
}

impl Questions {
    /// How many are kept.
    const KEPT: usize = 8;

    /// Finds the question of the other kind that belongs to a new one of this conversation, or keeps the new one for that.
    pub(super) fn pair(&mut self, exchange: &mut Exchange, client: IpAddr, server: IpAddr, stream: u32) {
        let Some(asked) = exchange.asked.filter(|_| matches!(exchange.kind, Rtype::A | Rtype::AAAA)) else { return };
        let is_partner = |other: &Recent| {
            (other.client, other.server) == (client, server)
                && other.kind != exchange.kind
                && (Span::ZERO..=AT_ONCE).contains(&asked.since(other.asked))
                && other.name.eq_ignore_ascii_case(&exchange.name)
        };
        if let Some(place) = self.recent.iter().position(is_partner) {
            // Those of one socket are told together anyway.
            let partner = self.recent.remove(place).filter(|partner| partner.stream != stream);
            exchange.partner = partner.map(|partner| partner.query);
            return;
        }
        if self.recent.len() >= Self::KEPT {
            self.recent.pop_front();
        }
        let (name, kind, query) = (exchange.name.clone(), exchange.kind, exchange.query);
        self.recent.push_back(Recent { client, server, stream, name, kind, query, asked });
    }
}

/// Two questions so soon one after the other are asked together.
pub const AT_ONCE: Span = Span::from_millis(5);

/// Addresses and retries kept of one exchange.
const KEPT: usize = 16;

impl Exchange {
    /// What one costs with its name and addresses: a name has at most 255 bytes (RFC 1035 2.3.4), most are short.
    const TYPICAL_BYTES: usize = size_of::<Self>() + 128;

    /// An ID may be used again, even before the first question is answered: name and type belong to what was asked.
    fn asks(&self, id: u16, question: Question<'_>) -> bool {
        self.id == id && self.kind == question.kind && question.name.is(&self.name)
    }
}

/// Whether a record of type `found` is what a question for `asked` wants: some types ask for records of all types.
pub fn is_answered_by(asked: Rtype, found: Rtype) -> bool {
    asked == found || matches!(asked, Rtype::ANY | Rtype::AXFR | Rtype::IXFR)
}

/// Notes a DNS message of a conversation.
pub(super) fn push(lookups: &mut Lookups, dns: &Dns<'_>, frame: u64, time: Option<Timestamp>) -> DnsSeen {
    if dns.is_response { response(lookups, dns, frame, time) } else { query(lookups, dns, frame, time) }
}

fn query(lookups: &mut Lookups, dns: &Dns<'_>, frame: u64, time: Option<Timestamp>) -> DnsSeen {
    let Some(question) = dns.question() else { return DnsSeen::default() };
    let open = lookups.exchanges.iter_mut().rev().find(|exchange| exchange.answer.is_none() && exchange.asks(dns.id, question));
    if let Some(exchange) = open {
        if exchange.retries.len() < KEPT {
            exchange.retries.push(frame);
        }
        return DnsSeen { repeats: Some(exchange.query), ..DnsSeen::default() };
    }
    if lookups.exchanges.len() >= Lookups::KEPT {
        lookups.more += 1;
        return DnsSeen::default();
    }
    lookups.exchanges.push(Exchange {
        id: dns.id,
        name: question.name.to_string(),
        kind: question.kind,
        query: frame,
        asked: time,
        retries: Vec::new(),
        answer: None,
        partner: None,
    });
    DnsSeen::default()
}

fn response(lookups: &mut Lookups, dns: &Dns<'_>, frame: u64, time: Option<Timestamp>) -> DnsSeen {
    // A message that says what it answers must say the same; one without a question (as some errors are) may stand.
    let asked = dns.question();
    let is_answered = |exchange: &Exchange| match asked {
        Some(question) => exchange.asks(dns.id, question),
        None => exchange.id == dns.id,
    };
    let Some(exchange) = lookups.exchanges.iter_mut().rev().find(|exchange| is_answered(exchange)) else {
        return DnsSeen::default();
    };
    let repeat = exchange.retries.last().copied();
    let after = time.zip(exchange.asked).filter(|_| repeat.is_none()).map(|(time, asked)| time.since(asked));
    if exchange.answer.is_none() {
        let addresses = dns.answer_records().filter_map(|record| match record.data {
            ResourceData::A(address) => Some(IpAddr::V4(address)),
            ResourceData::Aaaa(address) => Some(IpAddr::V6(address)),
            _ => None,
        });
        exchange.answer = Some(Answer {
            frame,
            after,
            rcode: dns.rcode,
            // A zone's records belong to many names.
            addresses: addresses.take(if matches!(exchange.kind, Rtype::AXFR | Rtype::IXFR) { 0 } else { KEPT }).collect(),
            lasts: dns.records(Section::Answer).map(|record| record.time_to_live).min().unwrap_or_default(),
            is_alias: dns.answer_records().any(|record| record.kind == Rtype::CNAME),
            has_answer: dns.records(Section::Answer).any(|record| is_answered_by(exchange.kind, record.kind)),
            is_whole: dns.is_whole() && !dns.is_truncated,
            is_truncated: dns.is_truncated,
            is_referral: dns.is_referral(),
        });
    }
    DnsSeen { answers: Some(exchange.query), after, repeat, repeats: None }
}
