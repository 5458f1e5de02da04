//! The lab's name server, over UDP: knows IPv4 addresses of a few names, and says of every other name that there is none.
//!
//! Its answers look like those of the course's name server: the name is written in full in the record too, so the answer for `www.its.ac.id` has
//! 60 bytes where compression would make 49. It asks nobody, keeps nothing and sends no more than 512 bytes for a query.

use std::fmt;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::str::FromStr;

use domain::base::iana::{Class, Opcode, Rcode, Rtype};
use domain::base::{Message, MessageBuilder, Name, Ttl};
use domain::rdata::A;
use rustix::event::PollFlags;

use super::log::{Halt, Log};
use super::{Ended, python, socket};

/// The record of the course.
pub const DEFAULT_RECORD: &str = "www.its.ac.id=103.94.189.4";

/// How long an answer may be kept, in seconds.
const TTL: u32 = 60;

/// Most bytes of an answer over UDP (RFC 1035, 2.3.4).
const MAX_ANSWER: usize = 512;

/// Longest name, in bytes as sent: an answer holds it twice, with a header of 12 bytes, 4 of the question and 14 of the record.
const MAX_NAME: usize = (MAX_ANSWER - 12 - 4 - 14) / 2;

/// Longest query that is read, in bytes. What is longer is cut, and so no query.
const MAX_QUERY: usize = 4096;

/// A name and its address. Parsed from `NAME=IPV4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    name: Name<Vec<u8>>,
    address: Ipv4Addr,
}

/// Why a text is no [`Record`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// There is no `=`.
    #[error("expected NAME=IPV4")]
    Form,
    /// No name of a host, or a longer one than an answer has room for.
    #[error("not a name of at most 239 letters")]
    Name,
    /// No IPv4 address.
    #[error("not an IPv4 address")]
    Address,
}

impl FromStr for Record {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Self, RecordError> {
        let (name, address) = text.split_once('=').ok_or(RecordError::Form)?;
        let name = Name::from_str(name).map_err(|_| RecordError::Name)?;
        if name.len() > MAX_NAME || name.is_root() {
            return Err(RecordError::Name);
        }
        let address = address.parse().map_err(|_| RecordError::Address)?;
        Ok(Self { name, address })
    }
}

/// What to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where to listen. Port 0: one that is free, which the first line names.
    pub address: SocketAddr,
    /// What is known. A name may have several addresses.
    pub records: Vec<Record>,
}

/// Answers until `stop`, or until the network refuses something. Writes a line for each query to `log`.
///
/// # Errors
///
/// `log` can't be written. What the network refuses is written there.
pub fn run(options: &Options, stop: BorrowedFd<'_>, log: impl Write) -> io::Result<Ended> {
    let mut log = Log::new(log);
    let result = serve(options, stop, &mut log);
    log.end(result)
}

fn serve(options: &Options, stop: BorrowedFd<'_>, log: &mut Log<impl Write>) -> Result<(), Halt> {
    let bound = UdpSocket::bind(options.address).and_then(|socket| Ok((socket.local_addr()?, socket)));
    let address = bound.as_ref().map_or(options.address, |(address, _)| *address);
    log.info(format_args!("starting up on {}", python::address(address)))?;
    let (_, socket) = bound?;
    socket.set_nonblocking(true)?;
    let mut buffer = [0; MAX_QUERY];
    loop {
        let (length, client) = match socket.recv_from(&mut buffer) {
            Ok(received) => received,
            Err(error) if socket::is_not_now(&error) => {
                socket::wait(socket.as_fd(), PollFlags::IN, stop, None)?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        // A flood of queries leaves no time to wait, and so to see that it's over.
        socket::pause(stop, std::time::Duration::ZERO)?;
        let Some(answer) = answer(&buffer[..length], &options.records) else {
            continue;
        };
        log.info(format_args!("{} {}", python::address(client), answer.summary))?;
        // Who can't be answered asks again.
        let _ = socket.send_to(&answer.bytes, client);
    }
}

/// What is sent for a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The message.
    pub bytes: Vec<u8>,
    /// The query and the answer in a few words, safe to show.
    pub summary: String,
}

/// Answers a datagram with what `records` say. `None`: it is no query, or too short to answer.
///
/// A known name gives its A records; for other types it has no records, without an error (NODATA). An unknown name gives NXDOMAIN, another class
/// REFUSED, another operation NOTIMP, and a query that isn't one whole question FORMERR.
pub fn answer(datagram: &[u8], records: &[Record]) -> Option<Answer> {
    let query = Message::from_octets(datagram).ok()?;
    if query.header().qr() {
        return None;
    }
    if query.header().opcode() != Opcode::QUERY {
        return Some(refusal(&query, Rcode::NOTIMP));
    }
    let Ok(question) = query.sole_question() else {
        return Some(refusal(&query, Rcode::FORMERR));
    };
    if question.qclass() != Class::IN {
        return Some(refusal(&query, Rcode::REFUSED));
    }
    let known: Vec<Ipv4Addr> = records.iter().filter(|record| record.name == *question.qname()).map(|record| record.address).collect();
    let rcode = if known.is_empty() { Rcode::NXDOMAIN } else { Rcode::NOERROR };
    let mut builder = MessageBuilder::new_vec();
    // What reaches the limit is already too long for it.
    builder.set_push_limit(MAX_ANSWER + 1);
    builder.header_mut().set_ra(true);
    let Ok(mut builder) = builder.start_answer(&query, rcode) else {
        return Some(refusal(&query, Rcode::SERVFAIL));
    };
    let wanted: &[Ipv4Addr] = if question.qtype() == Rtype::A { &known } else { &[] };
    for address in wanted {
        // Of more addresses than there's room for the first ones are sent.
        if builder.push((question.qname(), Class::IN, Ttl::from_secs(TTL), A::new(*address))).is_err() {
            break;
        }
    }
    let found: &dyn fmt::Display = match wanted.first() {
        Some(address) => address,
        None if rcode == Rcode::NXDOMAIN => &"no such name",
        None => &"no record of this type",
    };
    let summary = format!("asks {} {}: {found}", question.qtype(), python::line(&question.qname().to_string()));
    Some(Answer { bytes: builder.finish(), summary })
}

/// An answer without the question.
fn refusal(query: &Message<&[u8]>, rcode: Rcode) -> Answer {
    let mut builder = MessageBuilder::new_vec();
    let asked = query.header();
    let header = builder.header_mut();
    header.set_id(asked.id());
    header.set_qr(true);
    header.set_opcode(asked.opcode());
    header.set_rd(asked.rd());
    header.set_ra(true);
    header.set_rcode(rcode);
    Answer { bytes: builder.finish(), summary: format!("asks what isn't answered: {rcode}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<Record> {
        vec![DEFAULT_RECORD.parse().unwrap()]
    }

    fn query(name: &str, rtype: Rtype) -> Vec<u8> {
        let mut builder = MessageBuilder::new_vec();
        builder.header_mut().set_id(0x0bde);
        builder.header_mut().set_rd(true);
        let mut builder = builder.question();
        builder.push((Name::<Vec<u8>>::from_str(name).unwrap(), rtype)).unwrap();
        builder.finish()
    }

    #[test]
    fn answers_have_the_sizes_of_the_course() {
        let asked = query("www.its.ac.id", Rtype::A);
        let answered = answer(&asked, &records()).unwrap();
        assert_eq!((asked.len(), answered.bytes.len()), (31, 60));
        assert_eq!(answered.bytes[2..4], [0x81, 0x80]);
        assert_eq!(answered.bytes[31..46], asked[12..27]);
        assert!(answered.bytes.ends_with(&[0, 4, 103, 94, 189, 4]));
        assert_eq!(answered.summary, "asks A www.its.ac.id: 103.94.189.4");
        let empty = answer(&query("WWW.its.ac.id", Rtype::AAAA), &records()).unwrap();
        assert_eq!((empty.bytes.len(), empty.bytes[3] & 15), (31, 0));
        let unknown = answer(&query("its.ac.id", Rtype::A), &records()).unwrap();
        assert_eq!((unknown.bytes.len(), unknown.bytes[3] & 15), (27, 3));
    }

    #[test]
    fn whatever_comes_is_answered_shortly_or_not_at_all() {
        let asked = query("www.its.ac.id", Rtype::A);
        for length in 0..asked.len() {
            let answered = answer(&asked[..length], &records());
            assert_eq!(answered.is_some(), length >= 12, "{length}");
        }
        for place in 0..asked.len() {
            for bit in 0..8 {
                let mut damaged = asked.clone();
                damaged[place] ^= 1 << bit;
                let answered = answer(&damaged, &records());
                assert!(answered.is_none_or(|answered| answered.bytes.len() <= MAX_ANSWER));
            }
        }
        assert_eq!(answer(&[0xFF; 4096], &records()), None);
        assert_eq!(answer(&[0; 4096], &records()).unwrap().bytes.len(), 12);
    }

    #[test]
    fn records_are_checked() {
        for (text, error) in [
            ("a", RecordError::Form),
            ("=1.2.3.4", RecordError::Name),
            (".=1.2.3.4", RecordError::Name),
            ("a..b=1.2.3.4", RecordError::Name),
            ("a=::1", RecordError::Address),
        ] {
            assert_eq!(text.parse::<Record>(), Err(error), "{text}");
        }
        let label = "a".repeat(60);
        let longest = format!("{label}.{label}.{label}.{}", "a".repeat(56));
        let long = vec![format!("{longest}=1.2.3.4").parse().unwrap()];
        assert_eq!(answer(&query(&longest, Rtype::A), &long).unwrap().bytes.len(), MAX_ANSWER);
        assert_eq!(format!("{longest}a=1.2.3.4").parse::<Record>(), Err(RecordError::Name));
    }
}
