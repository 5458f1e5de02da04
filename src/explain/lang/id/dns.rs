//! Names, in Indonesian: DNS records, mDNS and LLMNR.

use crate::explain::claim::{Neighbours, RecordType, RecordValue};

/// What records say of `name`; `more` aren't told.
pub fn records(name: &str, value: &RecordValue, more: u64) -> String {
    let said = match value {
        RecordValue::Address(address) => format!("alamat {name} adalah {address}"),
        RecordValue::Alias(other) => format!("{name} adalah nama lain dari {other}"),
        RecordValue::NameServer(server) => format!("{server} adalah name server untuk {name}"),
        RecordValue::Pointer(other) => format!("{name} menunjuk ke {other}"),
        RecordValue::Mail { preference, name: server } => {
            format!("email untuk {name} dikirim ke {server} (preferensi {preference}; yang terkecil dicoba dulu)")
        }
        RecordValue::Start(server) => format!("zona {name} disimpan di {server}"),
        RecordValue::Service { port, name: machine } => format!("layanan {name} berjalan di {machine}, port {port}"),
        RecordValue::Text(text) => format!("teks untuk {name} adalah “{text}”"),
        RecordValue::Other => format!("ada record untuk {name}"),
    };
    match more {
        0 => said,
        _ => format!("{said}, dan {more} record lagi"),
    }
}

/// A machine asks its neighbours.
pub fn question(service: Neighbours, sender: &str, name: &str, kind: &RecordType, more: u64, is_probe: bool) -> String {
    let service = service.as_str();
    if is_probe {
        return format!(
            "{sender} ingin memakai nama {name} dan bertanya kepada semua mesin di jaringan ini apakah nama itu sudah dipakai (probe {service}). Tidak ada jawaban berarti boleh."
        );
    }
    let more = match more {
        0 => String::new(),
        _ => format!(" dan {more} nama lagi"),
    };
    format!(
        "{sender} menanyakan record {kind} untuk {name}{more} kepada semua mesin di jaringan ini, bukan kepada name server ({service}). Mesin yang memilikinya menjawab; yang lain diam."
    )
}

/// A neighbour answers, or tells of itself.
pub fn answer(service: Neighbours, sender: &str, name: &str, value: &RecordValue, more: u64) -> String {
    format!("{sender} memberi tahu tetangganya ({}): {}.", service.as_str(), records(name, value, more))
}
