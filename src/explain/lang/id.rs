//! Indonesian.

pub mod brief;
mod capture;
mod causes;
pub mod codes;
mod compare;
mod dhcp;
mod dns;
pub mod examples;
pub mod filter;
mod flow;
mod measures;
mod packet;

use std::net::IpAddr;

use super::grounds::Words;
use super::quantity::Style;
use crate::decode::icmp::Unreachable;
use crate::explain::claim::{Claim, Content, HardwareAddress, Lookup, Range, RecordType, Repeated};
use crate::explain::code::About;
use crate::explain::names::Names;
use crate::explain::phrase::{CodeLabel, CompareLabel, FlowField, Phrase, SummaryLabel};
use crate::explain::{Certainty, Reference};
use crate::track::flow::{Protocol, State};
use crate::track::tcp::Phase;

pub(super) const STYLE: Style = Style { decimal_point: ',', and: "dan", more: ("", " lainnya"), seconds: "detik" };
pub(super) const WORDS: Words = Words {
    observed: "teramati",
    inferred: "kesimpulan",
    unknowable: "tidak bisa diketahui dari rekaman",
    rests_on: "berdasarkan",
    conversation: "seluruh percakapan",
    capture: "seluruh rekaman",
    yes: "ya",
};

/// What a phase is called.
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Handshake => "handshake",
        Phase::Data => "data",
        Phase::Close => "penutupan",
    }
}

/// A claim as a teacher would say it.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    match claim {
        Claim::Packet(claim) => packet::sentence(claim, names),
        Claim::Flow(claim) => flow::sentence(claim, names),
        Claim::Cause(cause) => causes::sentence(cause, names),
        Claim::Measure(measure) => measures::sentence(measure, names),
        Claim::Capture(claim) => capture::sentence(claim),
        Claim::Compare(claim) => compare::sentence(claim),
    }
}

/// A heading, a label or a line of a report.
pub fn phrase(phrase: &Phrase, names: &Names) -> String {
    match phrase {
        Phrase::Capture { format, interfaces, packets, duration, start } => {
            let mut parts = vec![(*format).to_owned()];
            parts.extend(interfaces.iter().cloned());
            parts.push(count_packets(*packets));
            parts.extend(duration.map(|duration| STYLE.span(duration)));
            parts.extend(start.clone());
            parts.join(" · ")
        }
        Phrase::Flow { stream, client, server, state, is_one_way, roles_inferred } => format!(
            "{stream} · {} → {} · {}{}",
            super::named_endpoint(names, *client),
            super::named_endpoint(names, *server),
            state_word(stream.protocol, *state, *is_one_way),
            if *roles_inferred { " · siapa client-nya hanya perkiraan" } else { "" }
        ),
        Phrase::FlowCounts { packets, bytes, displayed } => {
            let total = packets.client + packets.server;
            let shown = if *displayed == total { String::new() } else { format!(" ({displayed} ditampilkan)") };
            format!(
                "{}{shown}: {} dengan {} dari client, {} dengan {} dari server",
                count_packets(total),
                packets.client,
                count_bytes(bytes.client),
                packets.server,
                count_bytes(bytes.server)
            )
        }
        Phrase::Phases { handshake, data, close } => format!("Handshake {handshake} · data {data} · penutupan {close}"),
        Phrase::Duration(span) => STYLE.span(*span),
        Phrase::CodeLabel(label) => code_label(*label).to_owned(),
        Phrase::Story => "Cerita".to_owned(),
        Phrase::Numbers => "Angka".to_owned(),
        Phrase::DnsSection => "Pertanyaan dan jawaban DNS".to_owned(),
        Phrase::DnsUnanswered => "tidak ada jawaban dalam rekaman".to_owned(),
        Phrase::DnsNodata => "record itu tidak ada (NODATA)".to_owned(),
        Phrase::DnsNxdomain => "nama itu tidak ada (NXDOMAIN)".to_owned(),
        Phrase::DnsError(code) => rcode(*code),
        Phrase::DnsReferral => "menyebut name server lain".to_owned(),
        Phrase::DnsTruncated => "terpotong agar muat (TC)".to_owned(),
        Phrase::DnsRecords => "record tanpa alamat".to_owned(),
        Phrase::DnsIncomplete => "tidak bisa dibaca seluruhnya".to_owned(),
        Phrase::OtherPackets => "Paket lain".to_owned(),
        Phrase::PacketList => "Paket".to_owned(),
        Phrase::CannotTell { captures } => {
            format!("Yang tidak bisa diketahui dari {}", if *captures > 1 { "rekaman-rekaman ini" } else { "rekaman ini" })
        }
        Phrase::Servers => "Server".to_owned(),
        Phrase::AboutCapture { captures } => format!("Tentang {}", if *captures > 1 { "rekaman-rekaman ini" } else { "rekaman ini" }),
        Phrase::ColumnQuery => "Pertanyaan".to_owned(),
        Phrase::ColumnResponse => "Jawaban".to_owned(),
        Phrase::ColumnName => "Nama".to_owned(),
        Phrase::ColumnType => "Tipe".to_owned(),
        Phrase::ColumnAnswer => "Isi".to_owned(),
        Phrase::ColumnTime => "Lama".to_owned(),
        Phrase::ColumnPhase => "Fase".to_owned(),
        Phrase::FilterSelects => "Filter tampilan. Paket terpilih bila syarat berikut terpenuhi:".to_owned(),
        Phrase::FilterIsBpf => {
            "Filter BPF, bahasa tcpdump (dijelaskan oleh `man pcap-filter`): yang diperiksa byte paket, bukan field.".to_owned()
        }
        Phrase::FilterIsBpfToo => {
            "BPF, bahasa tcpdump, juga dapat membacanya dan mungkin berarti lain; --filter membacanya sebagai filter tampilan.".to_owned()
        }
        Phrase::FilterCounted { selected, packets } => format!("Filter ini memilih {selected} dari {packets} paket"),
        Phrase::ColumnExplanation => "Penjelasan".to_owned(),
        Phrase::ColumnStream => "Stream".to_owned(),
        Phrase::ColumnFile => "Berkas".to_owned(),
        Phrase::Totals { packets, displayed, tenths } => {
            format!("Paket: {packets} · Ditampilkan: {displayed} ({})", STYLE.percent(*tenths))
        }
        Phrase::Share { tenths } => STYLE.percent(*tenths),
        Phrase::RowsNotShown { rows } => format!("{rows} baris lain tidak ditampilkan; --limit N dan --flows N menampilkan lebih banyak."),
        Phrase::FlowsNotShown { flows } => format!("{flows} percakapan lain tidak ditampilkan; --flows N menampilkan lebih banyak."),
        Phrase::LookupsNotShown { lookups } => {
            format!("{lookups} pertanyaan DNS lain tidak ditampilkan; --limit N menampilkan lebih banyak.")
        }
        Phrase::FlowsEvicted { flows } => format!("{flows} percakapan keluar dari memori sebelum akhir dan tidak ditampilkan."),
        Phrase::NoPackets => "Tidak ada paket di dalamnya.".to_owned(),
        Phrase::NothingDisplayed => "Tidak ada yang ditampilkan: tidak ada paket yang cocok.".to_owned(),
        Phrase::Stream { stream, client, server } => {
            format!("{stream} · client {} · server {}", super::named_endpoint(names, *client), super::named_endpoint(names, *server))
        }
        Phrase::Piece { sender, receiver, bytes, frame, after, waited } => format!(
            "{} → {}, {}, #{frame}{}{}",
            names.of_end(*sender),
            names.of_end(*receiver),
            count_bytes(*bytes),
            after.map_or_else(String::new, |after| format!(", +{}", STYLE.span(after))),
            if *waited { ", sempat menunggu yang sebelumnya" } else { "" }
        ),
        Phrase::PieceInBrief { bytes, frame } => format!("#{frame}, {}", count_bytes(*bytes)),
        Phrase::PieceGrounds { range, protocol: Protocol::Tcp } => {
            format!("[{} dari kirimannya, menurut nomor urutnya: {}]", positions(*range), super::cited(Reference::Rfc(9293, "3.4")))
        }
        Phrase::PieceGrounds { protocol: Protocol::Udp, .. } => format!("[satu datagram: {}]", super::cited(Reference::Rfc(768, ""))),
        Phrase::BytesMissing { bytes, is_cut, given_up } => {
            let why = match (is_cut, given_up) {
                (true, _) => ": terpotong oleh perekaman",
                (_, true) => ": terlalu banyak yang menunggunya",
                _ => "",
            };
            format!("[{} tidak terekam{why}]", count_bytes(*bytes))
        }
        Phrase::BytesDiffer { bytes, at, frame } => format!(
            "[#{frame} membawa lagi {} dengan isi lain, mulai byte {} pada arah ini; yang pertama yang berlaku]",
            count_bytes(*bytes),
            at + 1
        ),
        Phrase::NoBytes { one_direction: true } => "Sejauh terekam, stream ini tidak membawa byte ke arah ini.".to_owned(),
        Phrase::NoBytes { one_direction: false } => "Sejauh terekam, stream ini tidak membawa byte ke arah mana pun.".to_owned(),
        Phrase::SummaryLabel(label) => summary_label(*label).to_owned(),
        Phrase::SummaryFile { size, last, backward_steps } => {
            let mut parts: Vec<String> = size.map(|size| format!("berkasnya {}", count_bytes(size))).into_iter().collect();
            if let Some(last) = last {
                parts.push(format!("paket terakhir {last}"));
                parts.push(match backward_steps {
                    0 => "urut menurut waktu".to_owned(),
                    _ => format!("{backward_steps} paket bercap waktu lebih awal daripada paket sebelumnya"),
                });
            }
            parts.join(" · ")
        }
        Phrase::SummaryCapturing { limits, application } => {
            let limit = limits.map(|(least, most)| match least == most {
                true => format!("paling banyak {} dari tiap paket", count_bytes(u64::from(most))),
                false => format!("paling banyak {least} sampai {} dari tiap paket, menurut antarmuka", count_bytes(u64::from(most))),
            });
            let program = application.as_ref().map(|name| format!("direkam dengan {name}"));
            limit.into_iter().chain(program).collect::<Vec<String>>().join(" · ")
        }
        Phrase::SummaryFigures { packets, bytes, duration } => {
            let mut parts = vec![count_packets(*packets), count_bytes(*bytes)];
            if *packets > 0 {
                parts.push(format!("{} per paket", count_bytes((bytes + packets / 2) / packets)));
            }
            if let Some(per_second) = super::per_second(*packets, *duration) {
                parts.push(format!("{per_second} paket per detik"));
            }
            if let Some(per_second) = super::per_second(*bytes, *duration) {
                parts.push(format!("{} per detik", count_bytes(per_second)));
            }
            format!("Terhitung di sini: {}", parts.join(" · "))
        }
        Phrase::BarsOverTime { width, most } => format!("Satu batang {}; yang tertinggi {}.", STYLE.span(*width), count_packets(*most)),
        Phrase::CompareLabel(label) => match label {
            CompareLabel::FirstNumber => "No. 1",
            CompareLabel::FirstTime => "Waktu 1",
            CompareLabel::SecondNumber => "No. 2",
            CompareLabel::SecondTime => "Waktu 2",
            CompareLabel::OneWay => "Satu arah",
        }
        .to_owned(),
        Phrase::SpanBetween { least, most } if least == most => STYLE.span(*least),
        Phrase::SpanBetween { least, most } => format!("{}–{}", STYLE.span(*least), STYLE.span(*most)),
        Phrase::PairsNotShown { rows } => format!("{rows} baris lagi tidak ditampilkan; --limit N menampilkan lebih banyak."),
        Phrase::AddressesLeftOut { addresses, others: 0 } => {
            format!("{addresses} alamat lagi tidak ditampilkan; --format json memuat semuanya.")
        }
        Phrase::AddressesLeftOut { addresses, others } => format!(
            "{addresses} alamat lagi tidak ditampilkan; --format json memuatnya. Masih ada alamat lain: paling banyak {} dari atau ke alamat itu, dihitung bersama.",
            count_packets(*others)
        ),
        Phrase::Conversations => "Percakapan".to_owned(),
        Phrase::FlowField(field) => flow_field(*field).to_owned(),
        Phrase::FlowTotals { protocol, flows, packets, bytes } => format!(
            "{}: {flows} percakapan, {}, {} di kabel",
            protocol.as_str().to_uppercase(),
            count_packets(*packets),
            count_bytes(*bytes)
        ),
        Phrase::FlowsLeftOut { flows } => format!("{flows} percakapan lagi tidak ditampilkan; --top N menampilkan lebih banyak."),
    }
}

fn code_label(label: CodeLabel) -> &'static str {
    match label {
        CodeLabel::Code => "Kode",
        CodeLabel::Meaning => "Arti",
        CodeLabel::Trigger => "Kapan pernyataan ini muncul",
        CodeLabel::Alike => "Apa lagi yang membuat paket yang sama",
        CodeLabel::Contradiction => "Apa yang akan membantahnya",
        CodeLabel::Fix => "Apa yang bisa dilakukan",
        CodeLabel::References => "Di mana aturannya tertulis",
        CodeLabel::NoReference => "Tidak dalam standar mana pun: ini tentang rekaman.",
        CodeLabel::Certainty => "Seberapa pasti",
        CodeLabel::Certain(Certainty::Observed) => "Teramati: byte-nya yang menyatakan.",
        CodeLabel::Certain(Certainty::Inferred) => "Kesimpulan: aturan atas beberapa paket yang menyatakan.",
        CodeLabel::Certain(Certainty::Unknowable) => "Tidak dapat diketahui: sering ditanyakan, tetapi rekaman tidak bisa menjawabnya.",
        CodeLabel::Example => "Contoh",
        CodeLabel::NoExample => "Tidak ada sampel yang menunjukkannya.",
        CodeLabel::About(About::Packet) => "Pernyataan tentang sebuah paket.",
        CodeLabel::About(About::Conversation) => "Pernyataan tentang sebuah percakapan.",
        CodeLabel::About(About::Capture) => "Pernyataan tentang rekaman.",
        CodeLabel::About(About::Comparison) => "Pernyataan tentang dua rekaman, atau tentang satu paket di salah satunya.",
    }
}

/// The state for a heading: UDP opens nothing.
fn state_word(protocol: Protocol, state: State, is_one_way: bool) -> &'static str {
    match state {
        State::Refused => "ditolak",
        State::Reset => "diputus (RST)",
        State::Closed => "tertutup",
        State::HalfClosed => "setengah tertutup",
        State::Unanswered => "tanpa jawaban",
        State::Midstream => "terekam dari tengah",
        State::Open if protocol == Protocol::Udp && is_one_way => "satu arah",
        State::Open if protocol == Protocol::Udp => "dua arah",
        State::Open => "terbuka",
    }
}

fn summary_label(label: SummaryLabel) -> &'static str {
    match label {
        SummaryLabel::OverTime => "Paket dari waktu ke waktu",
        SummaryLabel::Protocols => "Protokol",
        SummaryLabel::Addresses => "Alamat",
        SummaryLabel::Statements => "Pernyataan menurut kode",
        SummaryLabel::Protocol => "Protokol",
        SummaryLabel::Packets => "Paket",
        SummaryLabel::Share => "Bagian",
        SummaryLabel::Bytes => "Byte",
        SummaryLabel::Address => "Alamat",
        SummaryLabel::SentPackets => "Dikirim",
        SummaryLabel::SentBytes => "Byte dikirim",
        SummaryLabel::ReceivedPackets => "Diterima",
        SummaryLabel::ReceivedBytes => "Byte diterima",
        SummaryLabel::Code => "Kode",
        SummaryLabel::Times => "Jumlah",
    }
}

fn flow_field(field: FlowField) -> &'static str {
    match field {
        FlowField::Stream => "Stream",
        FlowField::Client => "Client",
        FlowField::Server => "Server",
        FlowField::Packets => "Paket →/←",
        FlowField::Bytes => "Byte →/←",
        FlowField::Data => "Data →/←",
        FlowField::Start => "Mulai",
        FlowField::Duration => "Lama",
        FlowField::State => "Keadaan",
        FlowField::History => "Riwayat",
        FlowField::Handshake => "Handshake",
        FlowField::Retransmissions => "Ulangan",
        FlowField::Closed => "Ditutup oleh",
        FlowField::Name => "Nama yang ditanyakan",
    }
}

fn count_bytes(number: u64) -> String {
    format!("{number} byte")
}

fn count_segments(number: u64) -> String {
    format!("{number} segmen")
}

fn count_datagrams(number: u64) -> String {
    format!("{number} datagram")
}

fn count_packets(number: u64) -> String {
    format!("{number} paket")
}

fn positions(range: Range) -> String {
    if range.first == range.last { format!("byte {}", range.first) } else { format!("byte {}–{}", range.first, range.last) }
}

/// The end of a sentence about a payload.
fn shown(content: &Content) -> String {
    match content {
        Content::Missing => ".".to_owned(),
        Content::Text(text) => format!(": “{text}”."),
        Content::Hex(hex) => format!(" (heks {hex})."),
    }
}

fn repeated(what: Repeated) -> String {
    match what {
        Repeated::Syn => "SYN-nya".to_owned(),
        Repeated::SynAck => "SYN,ACK-nya".to_owned(),
        Repeated::Fin => "FIN-nya".to_owned(),
        Repeated::Data(Some(range)) => positions(range),
        Repeated::Data(None) => "data".to_owned(),
    }
}

fn first_sent(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (dikirim dalam #{frame})"))
}

fn for_packet(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(" (menyangkut #{frame})"))
}

fn question(lookup: &Lookup) -> String {
    match (lookup.answers, lookup.after) {
        (Some(frame), Some(after)) => format!("#{frame} setelah {}", STYLE.span(after)),
        (Some(frame), None) => lookup.repeat.map_or_else(|| format!("#{frame}"), |repeat| format!("#{frame}, atau ulangannya #{repeat}")),
        (None, _) => "pertanyaan yang tidak ada dalam rekaman".to_owned(),
    }
}

fn record(kind: &RecordType) -> String {
    match kind {
        RecordType::A => "alamat IPv4 (A)".to_owned(),
        RecordType::Aaaa => "alamat IPv6 (AAAA)".to_owned(),
        RecordType::Other(name) => format!("record {name}"),
    }
}

/// What asks for hardware addresses in this version of IP.
const fn neighbor_protocol(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "ARP" } else { "neighbor solicitation" }
}

/// What counts the routers in this version of IP.
const fn hop_counter(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "time to live" } else { "hop limit" }
}

fn address(hardware: Option<HardwareAddress>) -> String {
    hardware.map_or_else(String::new, |address| format!(" {address}"))
}

fn rcode(code: u16) -> String {
    match code {
        1 => "FORMERR".to_owned(),
        2 => "SERVFAIL".to_owned(),
        3 => "NXDOMAIN".to_owned(),
        4 => "NOTIMP".to_owned(),
        5 => "REFUSED".to_owned(),
        other => format!("kode {other}"),
    }
}

fn unreachable(why: Unreachable) -> &'static str {
    if why.is_ipv6 {
        return match why.code {
            0 => "tidak ada rute ke sana",
            1 => "dilarang oleh administrator",
            2 => "di luar cakupan alamat asal",
            3 => "alamat tidak tercapai",
            4 => "port tidak tersedia",
            5 => "alamat asal ditolak oleh kebijakan",
            6 => "rute ditolak",
            _ => "tujuan tidak tercapai",
        };
    }
    match why.code {
        0 => "jaringan tidak tercapai",
        1 => "mesin tidak tercapai",
        2 => "protokol tidak tersedia",
        3 => "port tidak tersedia",
        4 => "perlu dipecah, tetapi dilarang",
        5 => "source route gagal",
        6 => "jaringan tidak dikenal",
        7 => "mesin tidak dikenal",
        9 | 10 | 13 => "dilarang oleh administrator",
        _ => "tujuan tidak tercapai",
    }
}
