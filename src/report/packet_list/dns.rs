//! What Wireshark's Info says of DNS, mDNS and LLMNR messages.
//!
//! Surprises that are Wireshark's: "No error" is never named, an error code in a query neither; some types repeat the record's
//! name behind their own; data is read as its type says even where the record's length says otherwise.

use std::fmt::Write;

use domain::base::iana::{Rcode, Rtype};

use crate::decode::dns::{Dns, Element, ResourceData, Service, TypeName};
use crate::text::Text;

/// Bytes that Wireshark keeps of Info, without the one that ends it.
const LONGEST: usize = 4095;

/// Adds a message's text.
pub(super) fn info(info: &mut String, dns: &Dns<'_>) {
    if !dns.has_kind() {
        return;
    }
    let start = info.len();
    operation(info, dns);
    for element in dns.elements() {
        let _ = match element {
            Element::Question(question) => {
                let unicast = if question.class & 0x8000 == 0 { "M" } else { "U" };
                let _ = write!(info, " {} {}", TypeName(question.kind), question.name);
                if dns.service == Service::Mdns { write!(info, ", \"Q{unicast}\" question") } else { Ok(()) }
            }
            Element::Record(record) => {
                let _ = write!(info, " {}", TypeName(record.kind));
                if dns.service == Service::Mdns && record.class & 0x8000 != 0 {
                    info.push_str(", cache flush");
                }
                match record.data {
                    ResourceData::Other if repeats_name(record.kind) => write!(info, " {}", record.name),
                    data => write_data(info, data),
                }
            }
            Element::Unreadable(_) => break,
        };
        if info.len().saturating_sub(start) > LONGEST {
            break;
        }
    }
    shorten(info);
}

/// Cuts what Wireshark has no room for.
pub(super) fn shorten(info: &mut String) {
    info.truncate(info.floor_char_boundary(LONGEST));
}

fn operation(info: &mut String, dns: &Dns<'_>) {
    let name = match dns.opcode.to_int() {
        0 => "Standard query",
        1 => "Inverse query",
        2 => "Server status request",
        4 => "Zone change notification",
        5 => "Dynamic update",
        6 => "DNS Stateful operations (DSO)",
        _ => "Unknown operation",
    };
    info.push_str(name);
    if name == "Unknown operation" {
        let _ = write!(info, " ({})", dns.opcode.to_int());
    }
    if dns.is_response {
        info.push_str(" response");
    }
    let _ = write!(info, " 0x{:04x}", dns.id);
    if dns.is_response && dns.rcode != Rcode::NOERROR {
        let _ = match rcode_text(dns.rcode) {
            Some(text) => write!(info, " {text}"),
            None => write!(info, " Unknown error ({})", dns.rcode.to_int()),
        };
    }
}

fn write_data(info: &mut String, data: ResourceData<'_>) -> std::fmt::Result {
    match data {
        ResourceData::A(address) | ResourceData::Wks(address) => write!(info, " {address}"),
        ResourceData::Aaaa(address) => write!(info, " {address}"),
        ResourceData::Cname(name)
        | ResourceData::Dname(name)
        | ResourceData::Ns(name)
        | ResourceData::Ptr(name)
        | ResourceData::Nsec(name)
        | ResourceData::WinsReverse(name)
        | ResourceData::Soa(name) => write!(info, " {name}"),
        ResourceData::Mx(preference, name) | ResourceData::Kx(preference, name) => write!(info, " {preference} {name}"),
        ResourceData::Srv { priority, weight, port, target } => write!(info, " {priority} {weight} {port} {target}"),
        ResourceData::Naptr(order, preference, flags) => write!(info, " {order} {preference} {}", Text::info(flags)),
        ResourceData::Hinfo(processor, system) => write!(info, " {} {}", Text::info(processor), Text::info(system)),
        ResourceData::A6(prefix, address, Some(name)) => write!(info, " {prefix} {address} {name}"),
        ResourceData::A6(prefix, address, None) => write!(info, " {prefix} {address}"),
        ResourceData::Text(_) | ResourceData::Other | ResourceData::Unreadable | ResourceData::Empty => Ok(()),
    }
}

/// Types for which Wireshark puts the record's name where others have their data.
fn repeats_name(kind: Rtype) -> bool {
    matches!(kind.to_int(), 3 | 4 | 7 | 8 | 9 | 10 | 14 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 26 | 27 | 42 | 49 | 51 | 52 | 55)
}

fn rcode_text(rcode: Rcode) -> Option<&'static str> {
    Some(match rcode.to_int() {
        1 => "Format error",
        2 => "Server failure",
        3 => "No such name",
        4 => "Not implemented",
        5 => "Refused",
        6 => "Name exists",
        7 => "RRset exists",
        8 => "RRset does not exist",
        9 => "Not authoritative",
        10 => "Name out of zone",
        11 => "DSO-Type not implemented",
        _ => return None,
    })
}
