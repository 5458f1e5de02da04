//! The questions and records of a message, read one after the other.

use std::net::{Ipv4Addr, Ipv6Addr};

use domain::base::iana::Rtype;

use super::name::Name;
use super::{HEADER, Payload};
use crate::decode::ProblemKind;

/// A question: the name and the type asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// `dns.qry.name`.
    pub name: Name<'a>,
    /// `dns.qry.type`.
    pub kind: Rtype,
    /// `dns.qry.class`, as sent: mDNS uses the highest bit to ask for a unicast answer.
    pub class: u16,
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

/// A resource record.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    /// Where it stands.
    pub section: Section,
    /// `dns.resp.name`.
    pub name: Name<'a>,
    /// `dns.resp.type`.
    pub kind: Rtype,
    /// `dns.resp.class`, as sent: mDNS uses the highest bit to have older records forgotten.
    pub class: u16,
    /// `dns.resp.ttl`, in seconds.
    pub time_to_live: u32,
    /// What the record holds, as far as it could be read.
    pub data: ResourceData<'a>,
    /// Why the data can't be read to its end; nothing can be read behind it.
    pub problem: Option<ProblemKind>,
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
    /// `dns.dname`.
    Dname(Name<'a>),
    /// `dns.ns`.
    Ns(Name<'a>),
    /// `dns.ptr.domain_name`.
    Ptr(Name<'a>),
    /// `dns.mx.preference` and `dns.mx.mail_exchange`.
    Mx(u16, Name<'a>),
    /// Preference and name of a key exchanger.
    Kx(u16, Name<'a>),
    /// `dns.soa.mname`.
    Soa(Name<'a>),
    /// `dns.nsec.next_domain_name`.
    Nsec(Name<'a>),
    /// `dns.srv.priority`, `dns.srv.weight`, `dns.srv.port` and `dns.srv.target`.
    Srv {
        /// Lower first.
        priority: u16,
        /// Share among those of the same priority.
        weight: u16,
        /// Where the service listens.
        port: u16,
        /// Who offers it.
        target: Name<'a>,
    },
    /// Order, preference and flags of a NAPTR record.
    Naptr(u16, u16, &'a [u8]),
    /// `dns.txt`: the first string.
    Text(&'a [u8]),
    /// Processor and operating system.
    Hinfo(&'a [u8], &'a [u8]),
    /// The address whose services are listed.
    Wks(Ipv4Addr),
    /// Prefix length, address suffix and the prefix's name.
    A6(u8, Ipv6Addr, Option<Name<'a>>),
    /// A Windows name server's answer to an address.
    WinsReverse(Name<'a>),
    /// A type that isn't read further.
    Other,
    /// Data that can't be read to its end.
    Unreadable,
    /// No data at all.
    Empty,
}

/// What stands in a message, in its order.
#[derive(Clone, Copy, Debug)]
pub enum Element<'a> {
    /// A question.
    Question(Question<'a>),
    /// A record.
    Record(Resource<'a>),
    /// What comes next can't be read.
    Unreadable(ProblemKind),
}

/// Reads a message from its beginning; a copy reads on independently.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) payload: Payload<'a>,
    pub(super) offset: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], ProblemKind> {
        let end = self.offset.saturating_add(count);
        let Some(bytes) = self.payload.bytes.get(self.offset..end) else {
            return Err(if end <= self.payload.length { ProblemKind::Cut } else { ProblemKind::Short });
        };
        self.offset = end;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ProblemKind> {
        self.bytes(N)?.first_chunk().copied().ok_or(ProblemKind::Short)
    }

    pub(super) fn u8(&mut self) -> Result<u8, ProblemKind> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u16(&mut self) -> Result<u16, ProblemKind> {
        self.array().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Result<u32, ProblemKind> {
        self.array().map(u32::from_be_bytes)
    }

    /// A string with its length before it.
    fn string(&mut self) -> Result<&'a [u8], ProblemKind> {
        let length = self.u8()?;
        self.bytes(length.into())
    }
}

/// Walks a message.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    reader: Reader<'a>,
    /// Questions, answers, authorities, additionals that are still to come.
    left: [u16; 4],
    is_over: bool,
}

impl<'a> Elements<'a> {
    pub(super) fn new(payload: Payload<'a>, counts: [u16; 4]) -> Self {
        Self { reader: Reader { payload, offset: 0 }, left: counts, is_over: false }
    }

    fn read(&mut self) -> Result<Option<Element<'a>>, ProblemKind> {
        if self.reader.offset == 0 {
            self.reader.bytes(HEADER)?;
        }
        let [questions, answers, authorities, additionals] = &mut self.left;
        if take(questions) {
            return self.question().map(|question| Some(Element::Question(question)));
        }
        let section = if take(answers) {
            Section::Answer
        } else if take(authorities) {
            Section::Authority
        } else if take(additionals) {
            Section::Additional
        } else {
            return Ok(None);
        };
        self.record(section).map(|record| Some(Element::Record(record)))
    }

    fn question(&mut self) -> Result<Question<'a>, ProblemKind> {
        let name = Name::read(&mut self.reader)?;
        Ok(Question { name, kind: Rtype::from_int(self.reader.u16()?), class: self.reader.u16()? })
    }

    fn record(&mut self, section: Section) -> Result<Resource<'a>, ProblemKind> {
        let reader = &mut self.reader;
        let name = Name::read(reader)?;
        let kind = Rtype::from_int(reader.u16()?);
        let class = reader.u16()?;
        let time_to_live = reader.u32()?;
        let length = usize::from(reader.u16()?);
        let (data, problem) = data(*reader, kind, length);
        self.is_over = problem.is_some();
        self.reader.offset = self.reader.offset.saturating_add(length);
        Ok(Resource { section, name, kind, class, time_to_live, data, problem })
    }
}

fn take(left: &mut u16) -> bool {
    let has = *left > 0;
    *left = left.saturating_sub(1);
    has
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        if self.is_over {
            return None;
        }
        self.read().unwrap_or_else(|problem| {
            self.is_over = true;
            Some(Element::Unreadable(problem))
        })
    }
}

/// The data of a record of `length` bytes, and why it can't be read to its end. As Wireshark does, a type's fields are read to
/// their end even where they pass `length`.
fn data<'a>(mut reader: Reader<'a>, kind: Rtype, length: usize) -> (ResourceData<'a>, Option<ProblemKind>) {
    if length == 0 {
        return (ResourceData::Empty, None);
    }
    let end = reader.offset.saturating_add(length);
    match fields(&mut reader, kind, end) {
        // What a list of types should stand behind is shown, though the data ends within it.
        Ok(found @ ResourceData::Nsec(_)) if reader.offset > end => (found, Some(ProblemKind::Short)),
        Ok(found) if length < least(kind) => (found, Some(ProblemKind::Short)),
        Ok(found) => (found, None),
        Err(problem) => (ResourceData::Unreadable, Some(problem)),
    }
}

/// The bytes that a type's fixed fields take, for types whose fields Wireshark doesn't read past the data's end.
const fn least(kind: Rtype) -> usize {
    match kind.to_int() {
        11 => 5,
        24 | 46 => 17,
        37 => 4,
        25 | 43 | 48 | 59 | 60 | 32_769 => 3,
        52 => 2,
        62 | 63 => 6,
        _ => 0,
    }
}

fn fields<'a>(reader: &mut Reader<'a>, kind: Rtype, end: usize) -> Result<ResourceData<'a>, ProblemKind> {
    Ok(match kind {
        Rtype::A => ResourceData::A(reader.array::<4>()?.into()),
        Rtype::AAAA => ResourceData::Aaaa(reader.array::<16>()?.into()),
        Rtype::CNAME => ResourceData::Cname(Name::read(reader)?),
        Rtype::DNAME => ResourceData::Dname(Name::read(reader)?),
        Rtype::NS => ResourceData::Ns(Name::read(reader)?),
        Rtype::PTR => ResourceData::Ptr(Name::read(reader)?),
        Rtype::MX => ResourceData::Mx(reader.u16()?, Name::read(reader)?),
        Rtype::KX => ResourceData::Kx(reader.u16()?, Name::read(reader)?),
        Rtype::SOA => {
            let server = Name::read(reader)?;
            Name::read(reader)?;
            reader.bytes(20)?;
            ResourceData::Soa(server)
        }
        Rtype::NSEC | Rtype::NXT => {
            let next = Name::read(reader)?;
            rest(reader, end)?;
            ResourceData::Nsec(next)
        }
        Rtype::SRV => {
            let (priority, weight, port) = (reader.u16()?, reader.u16()?, reader.u16()?);
            ResourceData::Srv { priority, weight, port, target: Name::read(reader)? }
        }
        Rtype::NAPTR => {
            let (order, preference, flags) = (reader.u16()?, reader.u16()?, reader.string()?);
            reader.string()?;
            reader.string()?;
            Name::read(reader)?;
            ResourceData::Naptr(order, preference, flags)
        }
        Rtype::HINFO => ResourceData::Hinfo(reader.string()?, reader.string()?),
        Rtype::WKS => {
            let address = reader.array::<4>()?.into();
            rest(reader, end)?;
            ResourceData::Wks(address)
        }
        Rtype::A6 => a6(reader)?,
        Rtype::TXT | SPF => {
            let first = reader.string()?;
            while reader.offset < end {
                reader.string()?;
            }
            ResourceData::Text(first)
        }
        WINS_REVERSE => {
            reader.bytes(12)?;
            ResourceData::WinsReverse(Name::read(reader)?)
        }
        _ => {
            rest(reader, end)?;
            ResourceData::Other
        }
    })
}

/// Asks a Windows name server for the name of an address.
const WINS_REVERSE: Rtype = Rtype::from_int(65_282);

/// Once meant for mail's sender policy, as TXT is used now (RFC 7208 3.1).
const SPF: Rtype = Rtype::from_int(99);

/// What is left of the data must be there.
fn rest(reader: &mut Reader<'_>, end: usize) -> Result<(), ProblemKind> {
    reader.bytes(end.saturating_sub(reader.offset)).map(drop)
}

/// RFC 2874 3.1.
fn a6<'a>(reader: &mut Reader<'a>) -> Result<ResourceData<'a>, ProblemKind> {
    let prefix = reader.u8()?;
    let suffix = reader.bytes(usize::from(128_u8.saturating_sub(prefix).div_ceil(8)))?;
    let mut address = [0; 16];
    for (to, from) in address.iter_mut().rev().zip(suffix.iter().rev()) {
        *to = *from;
    }
    let name = if prefix > 0 { Some(Name::read(reader)?) } else { None };
    Ok(ResourceData::A6(prefix, address.into(), name))
}
