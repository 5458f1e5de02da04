//! Internet Group Management Protocol, versions 1 to 3 (RFC 1112, RFC 2236, RFC 3376).

use std::net::Ipv4Addr;

use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// Bytes of a message of version 1 or 2, and of the fixed part of a report of version 3.
const HEADER: usize = 8;
/// Bytes of the fixed part of a query of version 3.
const QUERY_HEADER: usize = 12;

/// Bytes of a message of RFC 988: a group and an access key of 8 bytes.
const OLDEST_MESSAGE: usize = 20;

/// An IGMP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Igmp<'a> {
    /// `igmp.type`.
    pub kind: u8,
    /// `igmp.version`, where the message tells it.
    pub version: Option<u8>,
    /// `igmp.maddr`; 0.0.0.0 where a query asks for all.
    pub group: Ipv4Addr,
    /// What follows: the sources of a query, the records of a report.
    pub lists: Lists<'a>,
}

/// What a message of version 3 lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists<'a> {
    /// Nothing.
    None,
    /// Sources that a query asks for.
    Sources(Sources<'a>),
    /// Groups and their sources.
    Records(Records<'a>),
}

/// A list of IPv4 addresses, as stated and as far as it was captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sources<'a> {
    /// How many there are, as stated.
    pub count: u16,
    bytes: &'a [u8],
}

impl<'a> Sources<'a> {
    fn new(count: u16, payload: Payload<'a>) -> Self {
        let length = usize::from(count).saturating_mul(4);
        Self { count, bytes: payload.bytes.get(..length).unwrap_or(payload.bytes) }
    }

    /// The addresses.
    pub fn iter(self) -> impl Iterator<Item = Ipv4Addr> + use<'a> {
        self.bytes.as_chunks().0.iter().map(|octets: &[u8; 4]| Ipv4Addr::from(*octets))
    }

    fn is_whole(self) -> bool {
        self.bytes.len() == usize::from(self.count).saturating_mul(4)
    }
}

/// A group record of a report of version 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// `igmp.record_type`.
    pub kind: u8,
    /// `igmp.maddr`.
    pub group: Ipv4Addr,
    /// `igmp.saddr`.
    pub sources: Sources<'a>,
}

/// The group records of a report of version 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records<'a> {
    /// How many there are, as stated.
    pub count: u16,
    payload: Payload<'a>,
}

impl<'a> Records<'a> {
    /// The records up to the first that can't be read.
    pub fn iter(self) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let mut rest = self.payload;
        (0..self.count).map_while(move |_| {
            let count = rest.u16_at(2)?;
            let record =
                Record { kind: rest.u8_at(0)?, group: rest.array_at::<4>(4)?.into(), sources: Sources::new(count, rest.after(HEADER)) };
            if !record.sources.is_whole() {
                return None;
            }
            let auxiliary = usize::from(rest.u8_at(1)?).saturating_mul(4);
            rest = rest.after(usize::from(count).saturating_mul(4).saturating_add(HEADER).saturating_add(auxiliary));
            Some(record)
        })
    }
}

impl Igmp<'_> {
    /// Who are the members of a group?
    pub const QUERY: u8 = 0x11;
    /// I am one, version 1.
    pub const REPORT_V1: u8 = 0x12;
    /// I am one, version 2.
    pub const REPORT_V2: u8 = 0x16;
    /// I am no longer one, version 2.
    pub const LEAVE: u8 = 0x17;
    /// Of these groups I am one, version 3.
    pub const REPORT_V3: u8 = 0x22;
}

/// Reads an IGMP message. A message without its fields leaves the layer and the problem.
pub fn decode(payload: Payload<'_>) -> Result<(Igmp<'_>, Option<Problem>), Problem> {
    let missing = || Problem::missing_bytes(LayerName::Igmp, payload);
    let Some(kind) = payload.u8_at(0) else { return Err(missing()) };
    let code = payload.u8_at(1).unwrap_or_default();
    let version = match kind {
        // A query says its version by its length and its response time (RFC 3376 7.1).
        Igmp::QUERY if payload.length >= QUERY_HEADER => Some(3),
        Igmp::QUERY => Some(if code == 0 { 1 } else { 2 }),
        Igmp::REPORT_V1 => Some(1),
        Igmp::REPORT_V2 | Igmp::LEAVE => Some(2),
        Igmp::REPORT_V3 => Some(3),
        // The protocol's first form (RFC 988), whose messages all have the same fields.
        0..=0x0f => Some(0),
        _ => None,
    };
    let mut layer = Igmp { kind, version, group: Ipv4Addr::UNSPECIFIED, lists: Lists::None };
    let is_whole = match version {
        Some(0) => payload.bytes.len() >= OLDEST_MESSAGE,
        Some(_) => layer.fields(payload).is_some(),
        // Type and what may be a response time are all that Wireshark looks for.
        None => payload.bytes.len() >= 2,
    };
    Ok((layer, (!is_whole).then(missing)))
}

impl<'a> Igmp<'a> {
    /// Reads the fields behind the first; `None` where one is missing.
    fn fields(&mut self, payload: Payload<'a>) -> Option<()> {
        if self.kind == Self::REPORT_V3 {
            let records = Records { count: payload.u16_at(6)?, payload: payload.after(HEADER) };
            self.lists = Lists::Records(records);
            return (records.iter().count() == usize::from(records.count)).then_some(());
        }
        self.group = payload.array_at::<4>(4)?.into();
        if self.version == Some(3) {
            let sources = Sources::new(payload.u16_at(10)?, payload.after(QUERY_HEADER));
            self.lists = Lists::Sources(sources);
            return sources.is_whole().then_some(());
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_says_its_version_by_its_length() {
        let version = |bytes: &[u8]| decode(Payload::new(bytes, bytes.len())).expect("a message").0.version;
        assert_eq!(version(&[0x11, 0, 0, 0, 0, 0, 0, 0]), Some(1));
        assert_eq!(version(&[0x11, 100, 0, 0, 0, 0, 0, 0]), Some(2));
        assert_eq!(version(&[0x11, 100, 0, 0, 0, 0, 0, 0, 2, 125, 0, 0]), Some(3));
    }

    #[test]
    fn a_message_of_the_first_form_has_an_access_key() {
        for (length, is_whole) in [(1, false), (8, false), (20, true)] {
            let bytes = vec![1; length];
            let (layer, problem) = decode(Payload::new(&bytes, bytes.len())).expect("a message");
            assert_eq!((layer.version, problem.is_none()), (Some(0), is_whole), "{length}");
        }
    }

    #[test]
    fn records_are_read_with_their_sources() {
        let bytes = [0x22, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 1, 224, 0, 0, 5, 10, 0, 0, 1, 3, 0, 0, 0, 224, 0, 0, 6];
        let (layer, problem) = decode(Payload::new(&bytes, bytes.len())).expect("a message");
        let Lists::Records(records) = layer.lists else { panic!("{layer:?}") };
        let read: Vec<_> = records.iter().map(|record| (record.kind, record.group, record.sources.iter().count())).collect();
        assert_eq!(read, [(1, Ipv4Addr::new(224, 0, 0, 5), 1), (3, Ipv4Addr::new(224, 0, 0, 6), 0)]);
        assert_eq!(problem, None);
    }
}
