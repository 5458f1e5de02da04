//! What a connection's numbers mean, in Indonesian.

use super::{STYLE, count_bytes, count_segments};
use crate::explain::claim::measures::{Counted, Measure, Mostly, TimerWaits, WindowRange};
use crate::explain::names::Names;
use crate::time::Span;
use crate::track::flow::{Endpoint, Side};
use crate::track::tcp::measures::{InFlight, RoundTrips};

/// A claim as a teacher would say it.
pub fn sentence(measure: &Measure, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match measure {
        Measure::SequenceNumbers { client, server, sides } => format!(
            "Nomor urut: setiap byte memakai satu nomor, begitu pula SYN dan FIN. {}: {}. {}: {}.",
            end(client),
            counted(&sides.client),
            end(server),
            counted(&sides.server)
        ),
        Measure::Windows { client, server, sides } => {
            let told: Vec<String> = [(client, sides.client), (server, sides.server)]
                .into_iter()
                .filter_map(|(of, range)| Some(format!("{} {}", end(of), window(range?))))
                .collect();
            format!("Window setelah SYN, yaitu nilai field window dikali 2 pangkat skala dari SYN: {}.", told.join("; "))
        }
        Measure::RoundTrips { client, server, handshake, sides } => {
            let mut told = Vec::new();
            if let Some(times) = handshake {
                told.push(format!(
                    "ke {} dan kembali {} (SYN sampai SYN,ACK), ke {} dan kembali {} (SYN,ACK sampai ACK)",
                    end(server),
                    STYLE.span(times.to_server),
                    end(client),
                    STYLE.span(times.to_client)
                ));
            }
            let acks = [(client, sides.client), (server, sides.server)];
            told.extend(acks.into_iter().filter_map(|(of, times)| Some(format!("data {} diakui {}", end(of), ack_times(times?)))));
            format!(
                "Waktu sebagaimana terlihat di tempat rekaman dibuat: {}. Penerima boleh menunda ACK-nya, jadi yang terpendek paling dekat dengan waktu jaringan.",
                told.join("; ")
            )
        }
        Measure::InFlight { client, server, sides } => {
            let told = [(client, server, sides.client), (server, client, sides.server)];
            let told: Vec<String> =
                told.into_iter().filter_map(|(from, to, flight)| Some(under_way(flight?, &end(from), &end(to)))).collect();
            format!("Di perjalanan, dilihat dari tempat perekaman (sudah dikirim, belum diakui): {}.", told.join("; "))
        }
        Measure::Throughput { sender, receiver, bytes, segments, first, last, took, without_room } => {
            let limit = if *without_room > 0 {
                format!(
                    " Setelah {without_room} dari {segments} segmennya, window {} tidak lagi punya ruang untuk satu segmen berukuran penuh.",
                    end(receiver)
                )
            } else {
                String::new()
            };
            format!(
                "{} mengirim {} dari #{first} sampai #{last}, tanpa jeda programnya selama 100 ms atau lebih, dalam {}: {bytes} × 8 bit dalam waktu itu sama dengan {} (hanya payload, tanpa kiriman ulang).{limit}",
                end(sender),
                count_bytes(*bytes),
                STYLE.span(*took),
                STYLE.rate(*bytes, *took)
            )
        }
        Measure::RetransmissionTimer { sender, receiver, first, is_syn, is_handshake, tries, more, waits } => {
            let rule = match waits {
                TimerWaits::Doubling => {
                    " (kesimpulan). Tiap penantian kira-kira dua kali penantian sebelumnya, seperti dilakukan timer retransmisi."
                }
                TimerWaits::DoublingLater => {
                    " (kesimpulan). Mulai yang kedua, tiap penantian kira-kira dua kali penantian sebelumnya, seperti dilakukan timer retransmisi; timer pertama dimulai lebih awal atau lebih lambat."
                }
                TimerWaits::EvenThenDoubling => {
                    " (kesimpulan). Lama penantiannya mula-mula kira-kira sama, lalu berlipat dua, seperti Linux sejak 6.5 mengirim ulang SYN."
                }
                TimerWaits::Even if *is_syn => {
                    " (kesimpulan). Lama penantiannya kira-kira sama, seperti Linux sejak 6.5 mengirim ulang SYN empat kali sebelum melipatduakannya."
                }
                TimerWaits::Other if *is_handshake => " (kesimpulan). Penantiannya tidak menjadi dua kali lipat setiap kali.",
                TimerWaits::Even if *is_handshake => " (kesimpulan). Lama penantiannya kira-kira sama.",
                TimerWaits::Even | TimerWaits::Other => {
                    " (kesimpulan). Penantiannya tidak menjadi dua kali lipat setiap kali; tail loss probe, misalnya, datang sebelum timer-nya habis."
                }
            };
            format!(
                "Tidak ada yang datang dari {}, maka {} mengirim #{first} berulang kali: {}{rule}",
                end(receiver),
                end(sender),
                repeats(tries, *more)
            )
        }
        Measure::TimeSpent { client, server, parts, mostly } => {
            let of = |side: &Side| match side {
                Side::Client => client,
                Side::Server => server,
            };
            let mut told = Vec::new();
            let mut tell = |took: Span, what: String| {
                // What is less than a hundredth of it nobody asks for.
                if took.as_nanos() >= parts.total.as_nanos() / 100 {
                    told.push(format!("{} {what}", STYLE.span(took)));
                }
            };
            tell(parts.waits.server, format!("sebelum jawaban {}", end(server)));
            tell(parts.waits.client, format!("sebelum data berikutnya dari {}", end(client)));
            for (of, sending, pauses) in
                [(client, parts.sending.client, parts.pauses.client), (server, parts.sending.server, parts.pauses.server)]
            {
                tell(sending, format!("di antara segmen-segmen {}", end(of)));
                tell(pauses, format!("tanpa byte di perjalanan sebelum {} melanjutkan", end(of)));
            }
            tell(parts.way, format!("di perjalanan ({} kali berganti giliran, menurut waktu terpendek yang terlihat)", parts.turns));
            let longest = |side: Side| {
                let longest = *parts.longest.of(side);
                longest.map_or_else(String::new, |(after, until, took)| {
                    format!(", paling lama dari #{after} sampai #{until} ({})", STYLE.span(took))
                })
            };
            let so = match mostly {
                Mostly::Waiting(Side::Server) => format!(
                    "Jadi selama sebagian besar waktu itu {} menunggu program di {}{} (kesimpulan; pemberitahuan yang tidak menjawab apa-apa, atau jawaban yang hilang atau tertahan di jalan, tampak serupa)",
                    end(client),
                    end(server),
                    longest(Side::Server)
                ),
                Mostly::Waiting(Side::Client) => format!(
                    "Jadi selama sebagian besar waktu itu {} menunggu program di {} atau penggunanya{} (kesimpulan; data yang hilang atau tertahan di jalan tampak serupa)",
                    end(server),
                    end(client),
                    longest(Side::Client)
                ),
                Mostly::Sending(side) => format!(
                    "Jadi sebagian besar waktu itu habis untuk mengirim data {}: menurut kecepatan jaringan, sambil menunggu ACK, ruang, atau kiriman ulang, atau selambat programnya menulis (kesimpulan; satu rekaman tidak membedakannya)",
                    end(of(side))
                ),
                Mostly::Pausing(side) => format!(
                    "Jadi selama sebagian besar waktu itu program di {} berhenti sejenak di antara write(): sebelum tiap jeda semua yang dikirimnya sudah diakui, dan segmen terakhirnya masih punya ruang (kesimpulan; antrean di bawah TCP tampak serupa)",
                    end(of(side))
                ),
                Mostly::Way => format!(
                    "Jadi sebagian besar waktu itu habis di jaringan di antara keduanya, {} pulang-pergi, bukan di program mereka (kesimpulan)",
                    STYLE.span(parts.round_trip)
                ),
            };
            format!("Ke mana perginya {} sejak koneksi terbuka sampai data terakhir: {}. {so}.", STYLE.span(parts.total), told.join(", "))
        }
    }
}

/// A claim in a short sentence, without its full stop.
pub fn brief(measure: &Measure, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match measure {
        Measure::SequenceNumbers { sides, .. } => format!(
            "SYN dan FIN masing-masing memakai satu nomor: client {} byte, Ack={}; server {} byte, Ack={}",
            sides.client.bytes,
            sides.client.bytes + 2,
            sides.server.bytes,
            sides.server.bytes + 2
        ),
        Measure::Windows { sides, .. } => {
            let side =
                |range: Option<WindowRange>| range.map_or_else(|| "tanpa skala".to_owned(), |range| format!("× {}", 1_u32 << range.shift));
            format!("Field window: client {}, server {}", side(sides.client), side(sides.server))
        }
        Measure::RoundTrips { handshake: Some(times), .. } => {
            format!("Pulang-pergi {} ke server, {} ke client", STYLE.span(times.to_server), STYLE.span(times.to_client))
        }
        Measure::RoundTrips { sides, .. } => {
            let least = [sides.client, sides.server].into_iter().flatten().map(|times| times.least.took).min().unwrap_or(Span::ZERO);
            format!("Data diakui paling cepat setelah {}", STYLE.span(least))
        }
        Measure::InFlight { sides, .. } => {
            let side =
                |flight: Option<InFlight>| flight.map_or_else(|| "satu segmen".to_owned(), |flight| count_bytes(flight.bytes.into()));
            format!("Terbanyak di perjalanan: client {}, server {}", side(sides.client), side(sides.server))
        }
        Measure::Throughput { sender, bytes, took, .. } => {
            format!("{} mengirim dengan laju {}", end(sender), STYLE.rate(*bytes, *took))
        }
        Measure::RetransmissionTimer { first, tries, more, .. } => {
            format!("#{first} dikirim ulang {} kali", tries.len() as u64 + more)
        }
        Measure::TimeSpent { client, server, parts, mostly } => match mostly {
            Mostly::Waiting(Side::Server) => {
                format!("Sebagian besar waktu lewat sebelum jawaban {}, {}", end(server), STYLE.span(parts.waits.server))
            }
            Mostly::Waiting(Side::Client) => {
                format!("Sebagian besar waktu lewat sebelum data berikutnya dari {}, {}", end(client), STYLE.span(parts.waits.client))
            }
            Mostly::Sending(Side::Client) => format!("Sebagian besar waktu habis untuk mengirim data {}", end(client)),
            Mostly::Sending(Side::Server) => format!("Sebagian besar waktu habis untuk mengirim data {}", end(server)),
            Mostly::Pausing(Side::Client) => format!("Program di {} berhenti sejenak selama sebagian besar waktu", end(client)),
            Mostly::Pausing(Side::Server) => format!("Program di {} berhenti sejenak selama sebagian besar waktu", end(server)),
            Mostly::Way => format!("Sebagian besar waktu lewat di perjalanan, {}", STYLE.span(parts.way)),
        },
    }
}

fn counted(counted: &Counted) -> String {
    let Counted { bytes, ack, .. } = *counted;
    let stream = match bytes {
        0 => String::new(),
        1 => ", byte-nya 1".to_owned(),
        _ => format!(", byte-nya 1–{bytes}"),
    };
    format!("SYN 0{stream}, FIN {}, maka Ack={} (#{ack}) mengakui semuanya", bytes + 1, bytes + 2)
}

fn window(range: WindowRange) -> String {
    let WindowRange { shift, smallest, largest } = range;
    let (unit, bytes) = (1_u32 << shift, |field: u16| u32::from(field) << shift);
    if smallest.0 == largest.0 {
        return format!("{} × {unit} = {} byte sepanjang koneksi", largest.0, bytes(largest.0));
    }
    format!(
        "paling sedikit {} × {unit} = {} byte (#{}) dan paling banyak {} × {unit} = {} byte (#{})",
        smallest.0,
        bytes(smallest.0),
        smallest.1,
        largest.0,
        bytes(largest.0),
        largest.1
    )
}

fn ack_times(times: RoundTrips) -> String {
    match times.count {
        1 => format!("setelah {}", STYLE.span(times.least.took)),
        count => format!("setelah {} sampai {} ({count} ACK)", STYLE.span(times.least.took), STYLE.span(times.greatest.took)),
    }
}

fn under_way(flight: InFlight, from: &str, to: &str) -> String {
    let window = flight.window.map_or_else(String::new, |window| format!(", dari {window} byte yang diizinkan window {to}"));
    format!(
        "{from} paling banyak {} dalam {} (#{}){window}",
        count_bytes(flight.bytes.into()),
        count_segments(flight.segments),
        flight.frame
    )
}

fn repeats(tries: &[(u64, Span)], more: u64) -> String {
    let mut told: Vec<String> = tries.iter().map(|(frame, waited)| format!("setelah {} (#{frame})", STYLE.span(*waited))).collect();
    if more > 0 {
        told.push(format!("{more} kali lagi"));
    }
    STYLE.list(&told)
}
