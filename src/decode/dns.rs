//! Domain Name System (RFC 1035; EDNS: RFC 6891) and what speaks its language: mDNS (RFC 6762) and LLMNR (RFC 4795).
//!
//! The header is read at once; questions and records are read from the message when they are asked for, in their order,
//! up to the first that can't be read. A record's data is read as far as its type says, also where its length says otherwise.

mod message;
mod name;

use arrayvec::ArrayVec;
use domain::base::iana::{Opcode, Rcode, Rtype};

pub use self::message::{Element, Elements, Question, Resource, ResourceData, Section};
pub use self::name::Name;
use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;

/// The port of DNS.
pub const PORT: u16 = 53;

/// Bytes of the header.
const HEADER: usize = 12;
/// Names that are followed from a question's by aliases.
const LONGEST_CHAIN: usize = 16;

/// Who speaks DNS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// A client and a name server.
    Dns,
    /// Multicast DNS: everybody asks everybody.
    Mdns,
    /// Link-local multicast name resolution: what Windows asks its neighbours.
    Llmnr,
}

impl Service {
    /// As Wireshark's Protocol column names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dns => "DNS",
            Self::Mdns => "MDNS",
            Self::Llmnr => "LLMNR",
        }
    }

    /// What a UDP port stands for.
    pub const fn of_port(port: u16) -> Option<Self> {
        match port {
            PORT => Some(Self::Dns),
            5353 => Some(Self::Mdns),
            5355 => Some(Self::Llmnr),
            _ => None,
        }
    }
}

/// A DNS message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dns<'a> {
    /// Who speaks it.
    pub service: Service,
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
    payload: Payload<'a>,
}

/// What Wireshark calls a record type: its mnemonic, or its number.
#[derive(Clone, Copy, Debug)]
pub struct TypeName(pub Rtype);

impl std::fmt::Display for TypeName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = self.0.to_int();
        let name = match number {
            0 => "Unused",
            10 => "NULL",
            23 => "NSAP-PTR",
            63 => "ZONEMD",
            101 => "UID",
            102 => "GID",
            103 => "UNSPEC",
            253 => "MAILA",
            254 => "MAILB",
            65281 => "WINS",
            65282 => "WINS-R",
            65422 => "XPF",
            // Registered, but not in Wireshark's list.
            53 | 54 | 56 | 66..=98 | 110..=248 | 258..=32767 => "",
            _ => self.0.to_mnemonic_str().unwrap_or_default(),
        };
        if name.is_empty() { write!(out, "Unknown ({number})") } else { out.write_str(name) }
    }
}

/// Reads a message as far as it goes: what can't be read of the header is 0. The problem is that of the whole message.
pub fn decode(payload: Payload<'_>, service: Service) -> (Dns<'_>, Option<Problem>) {
    let number = |offset| payload.u16_at(offset).unwrap_or(0);
    let flags = number(2);
    let has = |bit: u16| flags & bit != 0;
    let low = |value: u16| u8::try_from(value & 0x0f).unwrap_or(0);
    let dns = Dns {
        service,
        id: number(0),
        is_response: has(0x8000),
        is_truncated: has(0x0200),
        is_authoritative: has(0x0400),
        opcode: Opcode::from_int(low(flags >> 11)),
        rcode: Rcode::masked_from_int(low(flags)),
        questions: number(4),
        answers: number(6),
        authorities: number(8),
        additionals: number(10),
        payload,
    };
    let problem = dns.problem().map(|kind| Problem { layer: LayerName::Dns, kind });
    (dns, problem)
}

/// Whether a datagram between any ports is a DNS message by its looks: one question and nothing that answers it, or a response.
/// Wireshark takes such datagrams for DNS, too.
///
/// # Errors
/// The capture ends before that can be told.
pub fn looks_like(payload: Payload<'_>) -> Result<bool, ProblemKind> {
    const MOST_ANSWERS: u16 = 100;
    const MOST_OTHERS: u16 = 10;
    const OPCODE: u16 = 0x7800;
    const RESPONSE: u16 = 0x8000;
    if payload.length <= HEADER {
        return Ok(false);
    }
    let number = |offset| payload.u16_at(offset).ok_or(ProblemKind::Cut);
    let flags = number(2)?;
    let is_response = flags & RESPONSE != 0;
    // One after the other: the first that speaks against it spares the rest.
    Ok(flags & OPCODE == 0
        && (if is_response { number(4)? <= 1 } else { number(4)? == 1 })
        && number(6)? <= if is_response { MOST_ANSWERS } else { 0 }
        && number(8)? <= if is_response { MOST_OTHERS } else { 0 }
        && number(10)? <= MOST_OTHERS)
}

impl<'a> Dns<'a> {
    /// What it was read from.
    pub const fn payload(&self) -> Payload<'a> {
        self.payload
    }

    /// The same message, read from the same bytes elsewhere, or from none: what its header says stays.
    pub const fn over<'b>(&self, payload: Payload<'b>) -> Dns<'b> {
        let Self { service, id, is_response, is_truncated, is_authoritative, opcode, rcode, .. } = *self;
        let Self { questions, answers, authorities, additionals, .. } = *self;
        Dns {
            service,
            id,
            is_response,
            is_truncated,
            is_authoritative,
            opcode,
            rcode,
            questions,
            answers,
            authorities,
            additionals,
            payload,
        }
    }

    /// Identification and flags are there: enough to say what kind of message it is.
    pub const fn has_kind(&self) -> bool {
        self.payload.bytes.len() >= 4
    }

    /// Questions and records in their order, up to the first that can't be read.
    pub fn elements(&self) -> Elements<'a> {
        Elements::new(self.payload, [self.questions, self.answers, self.authorities, self.additionals])
    }

    /// The first question, if it can be read.
    pub fn question(&self) -> Option<Question<'a>> {
        match self.elements().next()? {
            Element::Question(question) => Some(question),
            _ => None,
        }
    }

    /// The records of a section up to the first that can't be read.
    pub fn records(&self, section: Section) -> impl Iterator<Item = Resource<'a>> + use<'a> {
        self.elements().filter_map(move |element| match element {
            Element::Record(record) if record.section == section && record.problem.is_none() => Some(record),
            _ => None,
        })
    }

    /// The records of the answer section that belong to the question: those of its name, and of what that is an alias of
    /// (RFC 1034 3.6.2). Without a question all of them.
    pub fn answer_records(&self) -> impl Iterator<Item = Resource<'a>> + use<'a> {
        let mut names = ArrayVec::<Name<'a>, LONGEST_CHAIN>::new();
        let mut is_any = false;
        match self.question() {
            // A zone's records have many names.
            Some(question) if !matches!(question.kind, Rtype::AXFR | Rtype::IXFR) => names.push(question.name),
            _ => is_any = true,
        }
        while let Some(last) = names.last().copied() {
            let alias = self.records(Section::Answer).find_map(|record| match record.data {
                ResourceData::Cname(target) if record.name.is_same(last) => Some(target),
                // The alias that it stands for needn't be there.
                ResourceData::Dname(_) => {
                    is_any = true;
                    None
                }
                _ => None,
            });
            match alias {
                Some(target) if !names.iter().any(|name| name.is_same(target)) && names.try_push(target).is_ok() => {}
                _ => break,
            }
        }
        self.records(Section::Answer).filter(move |record| is_any || names.iter().any(|name| name.is_same(record.name)))
    }

    /// Names other name servers instead of answering: no answers, NS records and no SOA (RFC 2308 2.2).
    pub fn is_referral(&self) -> bool {
        let has = |kind| self.records(Section::Authority).any(|record| record.kind == kind);
        self.answers == 0 && has(Rtype::NS) && !has(Rtype::SOA)
    }

    /// Whether the message can be read to its stated end.
    pub fn is_whole(&self) -> bool {
        self.problem().is_none()
    }

    /// What keeps the message from being read to its stated end.
    fn problem(&self) -> Option<ProblemKind> {
        self.elements().find_map(|element| match element {
            Element::Question(_) => None,
            Element::Record(record) => record.problem,
            Element::Unreadable(problem) => Some(problem),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query with this question, its type A and its class IN.
    fn query(name: &[u8]) -> Vec<u8> {
        [b"\0\x07\x01\0\0\x01\0\0\0\0\0\0", name, b"\0\x01\0\x01"].concat()
    }

    fn read(bytes: &[u8], length: usize) -> (String, Option<ProblemKind>) {
        let (dns, problem) = decode(Payload::new(bytes, length), Service::Dns);
        let name = dns.question().map_or_else(String::new, |question| question.name.to_string());
        (name, problem.map(|problem| problem.kind))
    }

    #[test]
    fn names_that_are_none_say_so() {
        for (name, shown) in [
            (&b"\x03www\x07example\0"[..], "www.example"),
            (b"\0", "<Root>"),
            (b"\xc0\x0c", "<Name contains a pointer that loops>"),
            (b"\x01a\xc0\x0c", "<Name contains a pointer that loops>"),
            (b"\xc0\x0e", "<Root>"),
            (b"\x03a\0b\0", "a\\000b"),
        ] {
            let bytes = query(name);
            assert_eq!(read(&bytes, bytes.len()), (shown.to_owned(), None), "{name:?}");
        }
        for name in [&b"\x80a\0"[..], b"\x41a\0", b"\xc0\xff"] {
            let bytes = query(name);
            assert_eq!(read(&bytes, bytes.len()), (String::new(), Some(ProblemKind::Short)), "{name:?}");
        }
    }

    #[test]
    fn a_name_holds_254_characters() {
        let label = |length: u8| [vec![length], vec![b'a'; length.into()]].concat();
        let name = |last| [label(63), label(63), label(63), label(last), vec![0]].concat();
        let shown = |last| {
            let bytes = query(&name(last));
            read(&bytes, bytes.len()).0
        };
        assert_eq!(shown(61).len(), 253);
        assert_eq!(shown(62), "<Name too long>");
    }

    #[test]
    fn cut_and_malformed_are_told_apart() {
        let bytes = query(b"\x03www\0");
        for end in 0..bytes.len() {
            let start = bytes.get(..end).unwrap_or_default();
            assert_eq!(read(start, bytes.len()).1, Some(ProblemKind::Cut), "{end}");
            assert_eq!(read(start, end).1, Some(ProblemKind::Short), "{end}");
        }
    }

    #[test]
    fn looks_are_one_question_or_a_response() {
        let looks = |bytes: &[u8], length| looks_like(Payload::new(bytes, length));
        let bytes = query(b"\x01a\0");
        assert_eq!(looks(&bytes, bytes.len()), Ok(true));
        assert_eq!(looks(&[0; 40], 40), Ok(false));
        assert_eq!(looks(b"GET / HTTP/1.1\r\n", 16), Ok(false));
        assert_eq!(looks(bytes.get(..9).unwrap_or_default(), 30), Err(ProblemKind::Cut));
        assert_eq!(looks(bytes.get(..9).unwrap_or_default(), 9), Ok(false));
    }
}
