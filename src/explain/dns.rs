//! What can be said of DNS messages.

use std::net::IpAddr;

use domain::base::iana::{Rcode, Rtype};

use super::claim::{Claim, Lookup, RecordType};
use super::statement::Statement;
use crate::decode::dns::{Dns, ResourceData, Section};
use crate::inspect::Inspected;
use crate::track::Detail;

/// Addresses that a sentence names.
const NAMED_ADDRESSES: usize = 4;

impl From<Rtype> for RecordType {
    fn from(kind: Rtype) -> Self {
        match kind {
            Rtype::A => Self::A,
            Rtype::AAAA => Self::Aaaa,
            other => Self::Other(other.to_mnemonic_str().map_or_else(|| format!("TYPE{}", other.to_int()), str::to_owned)),
        }
    }
}

pub(super) fn explain(inspected: &Inspected<'_>, dns: &Dns<'_>, statements: &mut Vec<Statement>) {
    let frame = inspected.packet.frame.number;
    let Some((source, destination)) = inspected.packet.addresses() else { return };
    let Some(question) = dns.question() else { return };
    let Detail::Dns(seen) = inspected.seen.detail else { return };
    let name = question.name.to_string();
    let kind = RecordType::from(question.kind);
    if !dns.is_response {
        let claim = Claim::DnsQuery { client: source, server: destination, id: dns.id, name, kind, repeats: seen.repeats };
        return statements.push(Statement::new(claim, seen.repeats.into_iter().chain([frame])));
    }
    let server = source;
    let lookup = Lookup { answers: seen.answers, name, kind, after: seen.after };
    let claim = match dns.rcode {
        _ if dns.is_truncated => Claim::DnsTruncated { server, lookup },
        Rcode::NOERROR => answer(server, destination, dns, question.kind, lookup),
        Rcode::NXDOMAIN => Claim::DnsNxdomain { server, lookup },
        Rcode::REFUSED => Claim::DnsRefused { server, lookup },
        Rcode::SERVFAIL => Claim::DnsServfail { server, lookup },
        other => Claim::DnsError { server, lookup, rcode: u16::from(other.to_int()) },
    };
    statements.push(Statement::new(claim, seen.answers.into_iter().chain([frame])));
}

/// NOERROR: the records asked for, or none of them. "None" needs a message that can be read to its end.
fn answer(server: IpAddr, client: IpAddr, dns: &Dns<'_>, kind: Rtype, lookup: Lookup) -> Claim {
    let records = dns.records(Section::Answer).filter(|record| record.kind == kind || kind == Rtype::ANY).count();
    if records == 0 && dns.is_whole() {
        return if dns.is_referral() { Claim::DnsReferral { server, lookup } } else { Claim::DnsNodata { server, lookup } };
    }
    let mut addresses: Vec<IpAddr> = dns
        .records(Section::Answer)
        .filter_map(|record| match record.data {
            ResourceData::A(address) => Some(IpAddr::V4(address)),
            ResourceData::Aaaa(address) => Some(IpAddr::V6(address)),
            _ => None,
        })
        .collect();
    let more = if addresses.is_empty() { records } else { addresses.len().saturating_sub(NAMED_ADDRESSES) };
    addresses.truncate(NAMED_ADDRESSES);
    Claim::DnsResponse { client, server, lookup, addresses, more: more as u64 }
}
