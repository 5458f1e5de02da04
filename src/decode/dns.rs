//! Domain Name System (RFC 1035; EDNS: RFC 6891).
//!
//! The header is read at once; questions and records are read from the message when they are asked for, each a
//! result of its own, so that one bad record doesn't hide the others.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use domain::base::iana::{Opcode, Rcode, Rtype};
use domain::base::name::ParsedName;
use domain::base::{Message, ParsedRecord};
use domain::rdata::{A, Aaaa, Cname, Mx, Ns, Ptr, Soa};

use super::packet::{LayerName, Problem};
use super::payload::Payload;
use crate::text::Text;

/// The UDP port of DNS.
pub const PORT: u16 = 53;

/// A DNS message.
#[derive(Clone, Copy, Debug)]
pub struct Dns<'a> {
    /// `dns.id`.
    pub id: u16,
    /// `dns.flags.response`.
    pub is_response: bool,
    /// `dns.flags.truncated`.
    pub is_truncated: bool,
    /// `dns.flags.authoritative`.
    pub is_authoritative: bool,
    /// `dns.flags.opcode`.
    pub opcode: Opcode,
    /// `dns.flags.rcode`.
    pub rcode: Rcode,
    /// `dns.count.queries`, as stated.
    pub questions: u16,
    /// `dns.count.answers`, as stated.
    pub answers: u16,
    /// `dns.count.auth_rr`, as stated.
    pub authorities: u16,
    /// `dns.count.add_rr`, as stated.
    pub additionals: u16,
    message: &'a Message<[u8]>,
}

/// Reads the message's header.
pub fn decode(payload: Payload<'_>) -> Result<Dns<'_>, Problem> {
    let message = Message::from_slice(payload.bytes).map_err(|_| Problem::missing_bytes(LayerName::Dns, payload))?;
    let header = message.header();
    let counts = message.header_counts();
    Ok(Dns {
        id: header.id(),
        is_response: header.qr(),
        is_truncated: header.tc(),
        is_authoritative: header.aa(),
        opcode: header.opcode(),
        rcode: header.rcode(),
        questions: counts.qdcount(),
        answers: counts.ancount(),
        authorities: counts.nscount(),
        additionals: counts.arcount(),
        message,
    })
}

/// A question: the name and the type asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// `dns.qry.name`.
    pub name: Name<'a>,
    /// `dns.qry.type`.
    pub kind: Rtype,
}

/// A domain name as it stands in a message; shown with dots between its labels.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a>(ParsedName<&'a [u8]>);

/// A resource record.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    /// `dns.resp.name`.
    pub name: Name<'a>,
    /// `dns.resp.type`.
    pub kind: Rtype,
    /// `dns.resp.ttl`, in seconds.
    pub time_to_live: u32,
    /// What the record holds.
    pub data: ResourceData<'a>,
}

/// The data of a resource record, for the types that labcap reads.
#[derive(Clone, Copy, Debug)]
pub enum ResourceData<'a> {
    /// `dns.a`.
    A(Ipv4Addr),
    /// `dns.aaaa`.
    Aaaa(Ipv6Addr),
    /// `dns.cname`.
    Cname(Name<'a>),
    /// `dns.ns`.
    Ns(Name<'a>),
    /// `dns.ptr.domain_name`.
    Ptr(Name<'a>),
    /// `dns.mx.preference` and `dns.mx.mail_exchange`.
    Mx(u16, Name<'a>),
    /// `dns.soa.mname`.
    Soa(Name<'a>),
    /// A type that isn't read further, or data that doesn't fit its type.
    Other,
}

/// A section of resource records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The answers.
    Answer,
    /// Name servers, or the SOA record of a negative answer.
    Authority,
    /// Everything else, EDNS's OPT among it.
    Additional,
}

impl<'a> Dns<'a> {
    /// The first question, if it can be read.
    pub fn question(&self) -> Option<Question<'a>> {
        let question = self.message.question().next()?.ok()?;
        Some(Question { name: Name(*question.qname()), kind: question.qtype() })
    }

    /// The records of a section up to the first that can't be read.
    pub fn records(&self, section: Section) -> impl Iterator<Item = Resource<'a>> {
        let records = match section {
            Section::Answer => self.message.answer(),
            Section::Authority => self.message.authority(),
            Section::Additional => self.message.additional(),
        };
        records.into_iter().flatten().map_while(Result::ok).map(resource)
    }

    /// Names other name servers instead of answering: no answers, NS records and no SOA (RFC 2308 2.2).
    pub fn is_referral(&self) -> bool {
        let has = |kind| self.records(Section::Authority).any(|record| record.kind == kind);
        self.answers == 0 && has(Rtype::NS) && !has(Rtype::SOA)
    }

    /// Whether the message can be read to its stated end.
    pub fn is_whole(&self) -> bool {
        let count = |section| u16::try_from(self.records(section).count()).unwrap_or(u16::MAX);
        let questions = u16::try_from(self.message.question().map_while(Result::ok).count()).unwrap_or(u16::MAX);
        questions == self.questions
            && count(Section::Answer) == self.answers
            && count(Section::Authority) == self.authorities
            && count(Section::Additional) == self.additionals
    }
}

fn resource<'a>(record: ParsedRecord<'a, [u8]>) -> Resource<'a> {
    Resource { name: Name(record.owner()), kind: record.rtype(), time_to_live: record.ttl().as_secs(), data: data(&record) }
}

fn data<'a>(record: &ParsedRecord<'a, [u8]>) -> ResourceData<'a> {
    let read = || {
        Some(match record.rtype() {
            Rtype::A => ResourceData::A(record.to_record::<A>().ok()??.data().addr()),
            Rtype::AAAA => ResourceData::Aaaa(record.to_record::<Aaaa>().ok()??.data().addr()),
            Rtype::CNAME => ResourceData::Cname(Name(*record.to_record::<Cname<_>>().ok()??.data().cname())),
            Rtype::NS => ResourceData::Ns(Name(*record.to_record::<Ns<_>>().ok()??.data().nsdname())),
            Rtype::PTR => ResourceData::Ptr(Name(*record.to_record::<Ptr<_>>().ok()??.data().ptrdname())),
            Rtype::MX => {
                let record = record.to_record::<Mx<_>>().ok()??;
                ResourceData::Mx(record.data().preference(), Name(*record.data().exchange()))
            }
            Rtype::SOA => ResourceData::Soa(Name(*record.to_record::<Soa<_>>().ok()??.data().mname())),
            _ => return None,
        })
    };
    read().unwrap_or(ResourceData::Other)
}

impl Name<'_> {
    /// Compares as the DNS does: letters without case.
    pub fn is(&self, text: &str) -> bool {
        self.to_string().eq_ignore_ascii_case(text)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut labels = self.0.iter().filter(|label| !label.is_root()).peekable();
        if labels.peek().is_none() {
            return out.write_str("<Root>");
        }
        while let Some(label) = labels.next() {
            write!(out, "{}", Text::info(label.as_slice()))?;
            if labels.peek().is_some() {
                out.write_str(".")?;
            }
        }
        Ok(())
    }
}
