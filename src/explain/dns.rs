//! What can be said of DNS messages.

use std::net::IpAddr;

use domain::base::iana::{Rcode, Rtype};

use super::claim::packet::PacketClaim;
use super::claim::{Lookup, Neighbours, RecordType, RecordValue};
use super::statement::Statement;
use crate::decode::dns::{Dns, Resource, ResourceData, Section, Service};
use crate::inspect::Inspected;
use crate::text::Text;
use crate::track::Detail;
use crate::track::dns::{DnsSeen, is_answered_by};

/// Addresses that a sentence names.
const NAMED_ADDRESSES: usize = 4;
/// Characters of a TXT record that a sentence quotes.
const QUOTED_CHARACTERS: usize = 48;

impl From<Rtype> for RecordType {
    fn from(kind: Rtype) -> Self {
        match kind {
            Rtype::A => Self::A,
            Rtype::AAAA => Self::Aaaa,
            other => Self::Other(other.to_mnemonic_str().map_or_else(|| format!("TYPE{}", other.to_int()), str::to_owned)),
        }
    }
}

/// DNS messages of one TCP segment that are told one by one.
const TOLD_MESSAGES: usize = 4;

pub(super) fn explain(inspected: &Inspected<'_>, dns: &Dns<'_>, statements: &mut Vec<Statement>) {
    match (dns.service, &inspected.seen.detail) {
        (Service::Dns, Detail::Dns(seen)) => message(inspected, dns, *seen, statements),
        (Service::Dns, _) => {}
        (Service::Mdns | Service::Llmnr, _) => neighbours(inspected, dns, statements),
    }
}

/// What a TCP segment carries of DNS.
pub(super) fn explain_stream(inspected: &Inspected<'_>, statements: &mut Vec<Statement>) {
    let Some(carried) = &inspected.seen.carried else { return };
    for ((dns, _), seen) in carried.messages().zip(&carried.seen).take(TOLD_MESSAGES) {
        message(inspected, &dns, *seen, statements);
    }
}

/// What machines ask their neighbours, and what those answer.
fn neighbours(inspected: &Inspected<'_>, dns: &Dns<'_>, statements: &mut Vec<Statement>) {
    let Some((source, _)) = inspected.packet.addresses() else { return };
    let sender = source;
    let service = if dns.service == Service::Mdns { Neighbours::Mdns } else { Neighbours::Llmnr };
    let claim = if dns.is_response {
        let mut records = dns.records(Section::Answer);
        let Some(first) = records.next() else { return };
        let name = first.name.to_string();
        PacketClaim::NeighboursAnswer { service, sender, name, value: value(&first), more: records.count() as u64 }
    } else {
        let Some(question) = dns.question() else { return };
        let kind = RecordType::from(question.kind);
        // Who asks for all records of a name and says which it will give itself wants to know whether the name is taken (RFC 6762 8.1).
        let is_probe = service == Neighbours::Mdns && question.kind == Rtype::ANY && dns.authorities > 0;
        PacketClaim::NeighboursQuestion {
            service,
            sender,
            name: question.name.to_string(),
            kind,
            more: u64::from(dns.questions.saturating_sub(1)),
            is_probe,
        }
    };
    statements.push(Statement::new(claim, [inspected.packet.frame.number]));
}

fn message(inspected: &Inspected<'_>, dns: &Dns<'_>, seen: DnsSeen, statements: &mut Vec<Statement>) {
    let frame = inspected.packet.frame.number;
    let Some((source, destination)) = inspected.packet.addresses() else { return };
    let Some(question) = dns.question() else { return };
    let name = question.name.to_string();
    let kind = RecordType::from(question.kind);
    if !dns.is_response {
        let claim = PacketClaim::DnsQuery { client: source, server: destination, id: dns.id, name, kind, repeats: seen.repeats };
        return statements.push(Statement::new(claim, seen.repeats.into_iter().chain([frame])));
    }
    let server = source;
    let lookup = Lookup { answers: seen.answers, repeat: seen.repeat, name, kind, after: seen.after };
    let claim = match dns.rcode {
        _ if dns.is_truncated => PacketClaim::DnsTruncated { server, lookup },
        Rcode::NOERROR => answer(server, destination, dns, question.kind, lookup),
        Rcode::NXDOMAIN => {
            let is_alias = dns.answer_records().any(|record| record.kind == Rtype::CNAME);
            PacketClaim::DnsNxdomain { server, lookup, is_alias }
        }
        Rcode::REFUSED => PacketClaim::DnsRefused { server, lookup },
        Rcode::SERVFAIL => PacketClaim::DnsServfail { server, lookup },
        other => PacketClaim::DnsError { server, lookup, rcode: u16::from(other.to_int()) },
    };
    statements.push(Statement::new(claim, seen.answers.into_iter().chain([frame])));
}

/// NOERROR: the records asked for, or none of them. "None" needs a message that can be read to its end.
fn answer(server: IpAddr, client: IpAddr, dns: &Dns<'_>, kind: Rtype, lookup: Lookup) -> PacketClaim {
    let records = dns.records(Section::Answer).filter(|record| is_answered_by(kind, record.kind)).count();
    if records == 0 && dns.is_whole() {
        return if dns.is_referral() { PacketClaim::DnsReferral { server, lookup } } else { PacketClaim::DnsNodata { server, lookup } };
    }
    // A zone's records belong to many names.
    if matches!(kind, Rtype::AXFR | Rtype::IXFR) {
        return PacketClaim::DnsResponse { client, server, lookup, addresses: Vec::new(), more: records as u64 };
    }
    let mut addresses: Vec<IpAddr> = dns
        .answer_records()
        .filter_map(|record| match record.data {
            ResourceData::A(address) => Some(IpAddr::V4(address)),
            ResourceData::Aaaa(address) => Some(IpAddr::V6(address)),
            _ => None,
        })
        .collect();
    if addresses.is_empty() && records > 0 {
        let mut values = dns.answer_records().filter(|record| is_answered_by(kind, record.kind)).map(|record| value(&record));
        // Records of other names answer nothing.
        if let Some(first) = values.next() {
            return PacketClaim::DnsRecords { server, lookup, value: first, more: values.count() as u64 };
        }
    }
    let more = if addresses.is_empty() { records } else { addresses.len().saturating_sub(NAMED_ADDRESSES) };
    addresses.truncate(NAMED_ADDRESSES);
    PacketClaim::DnsResponse { client, server, lookup, addresses, more: more as u64 }
}

/// What a record says, safe to show.
fn value(record: &Resource<'_>) -> RecordValue {
    match record.data {
        ResourceData::A(address) => RecordValue::Address(address.into()),
        ResourceData::Aaaa(address) => RecordValue::Address(address.into()),
        ResourceData::Cname(name) | ResourceData::Dname(name) => RecordValue::Alias(name.to_string()),
        ResourceData::Ns(name) => RecordValue::NameServer(name.to_string()),
        ResourceData::Ptr(name) => RecordValue::Pointer(name.to_string()),
        ResourceData::Mx(preference, name) => RecordValue::Mail { preference, name: name.to_string() },
        ResourceData::Soa(name) => RecordValue::Start(name.to_string()),
        ResourceData::Srv { port, target, .. } => RecordValue::Service { port, name: target.to_string() },
        ResourceData::Text(text) => RecordValue::Text(Text::preview(text, QUOTED_CHARACTERS).to_string()),
        _ => RecordValue::Other,
    }
}
