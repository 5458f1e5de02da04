//! Names, in English: DNS records, mDNS and LLMNR.

use crate::explain::claim::{Neighbours, RecordType, RecordValue};

/// What records say of `name`; `more` aren't told.
pub fn records(name: &str, value: &RecordValue, more: u64) -> String {
    let said = match value {
        RecordValue::Address(address) => format!("{name} has the address {address}"),
        RecordValue::Alias(other) => format!("{name} is another name for {other}"),
        RecordValue::NameServer(server) => format!("{server} is a name server of {name}"),
        RecordValue::Pointer(other) => format!("{name} points to {other}"),
        RecordValue::Mail { preference, name: server } => {
            format!("mail for {name} goes to {server} (preference {preference}; the lowest is tried first)")
        }
        RecordValue::Start(server) => format!("the zone {name} is kept on {server}"),
        RecordValue::Service { port, name: machine } => format!("the service {name} runs on {machine}, port {port}"),
        RecordValue::Text(text) => format!("the text of {name} is “{text}”"),
        RecordValue::Other => format!("there is a record for {name}"),
    };
    match more {
        0 => said,
        1 => format!("{said}, and 1 record more"),
        _ => format!("{said}, and {more} records more"),
    }
}

/// A machine asks its neighbours.
pub fn question(service: Neighbours, sender: &str, name: &str, kind: &RecordType, more: u64, is_probe: bool) -> String {
    let service = service.as_str();
    if is_probe {
        return format!(
            "{sender} wants to use the name {name} and asks all machines of this network whether it is taken ({service} probe). Silence is a good answer."
        );
    }
    let more = match more {
        0 => String::new(),
        1 => " and one name more".to_owned(),
        _ => format!(" and {more} names more"),
    };
    format!(
        "{sender} asks all machines of this network, not a name server, for the {kind} record of {name}{more} ({service}). The machine that has it answers; all others stay silent."
    )
}

/// A neighbour answers, or tells of itself.
pub fn answer(service: Neighbours, sender: &str, name: &str, value: &RecordValue, more: u64) -> String {
    format!("{sender} tells its neighbours ({}): {}.", service.as_str(), records(name, value, more))
}
