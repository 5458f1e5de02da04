//! Dua rekaman yang disandingkan, dalam bahasa Indonesia.

use super::{STYLE, count_packets};
use crate::explain::claim::compare::CompareClaim;
use crate::time::Span;

/// A claim as a teacher would say it.
pub fn sentence(claim: &CompareClaim) -> String {
    match claim {
        CompareClaim::Paired { first, second, pairs, only_first, only_second } => format!(
            "{pairs} paket ada di kedua rekaman, {only_first} hanya di {first}, {only_second} hanya di {second} (kesimpulan: dipasangkan menurut alamat, port, nomor urut dan nomor pengakuan mentah, flag, window, panjang, isi, dan identifikasi IP)."
        ),
        CompareClaim::NothingInCommon { first, second } => format!(
            "Tidak ada paket {first} yang juga ada di {second}. Waktu atau tempat perekamannya berbeda, atau alamatnya diterjemahkan di perjalanan (NAT) sehingga paketnya tidak dapat dikenali lagi di sini."
        ),
        CompareClaim::ClockOffset { first, second, least, most, is_inferred } => format!(
            "Jam {second} {} (kesimpulan dari paket kedua arah: tidak ada paket yang tiba sebelum dikirim{}).",
            between(*least, *most, first),
            if *is_inferred { "; arah tiap paket juga disimpulkan dari waktunya, karena rekamannya tidak menandainya" } else { "" }
        ),
        CompareClaim::ClockOffsetUnknown { bound: None, .. } => {
            "Selisih kedua jam tidak dapat diketahui: tidak ada paket berarah jelas yang memiliki waktu di kedua rekaman.".to_owned()
        }
        CompareClaim::ClockOffsetUnknown { first, second, bound: Some((bound, is_most)) } => format!(
            "Selisih kedua jam tidak dapat diketahui, karena paket yang ada di keduanya hanya menuju satu arah. Jam {second} {} dibandingkan jam {first}, termasuk lama perjalanannya.",
            bounded(*bound, *is_most)
        ),
        CompareClaim::ClocksDisagree { first, second, least, most } => format!(
            "Kedua jam tidak berjalan sama: menurut sebagian paket jam {second} {}, menurut yang lain {}, dibandingkan jam {first}. Salah satunya sempat diubah, atau berjalan lebih cepat.",
            bounded(*least, false),
            bounded(*most, true)
        ),
        CompareClaim::NotCompared { packets, beyond: 0 } => {
            format!(
                "{} tidak dibandingkan: ARP dan lainnya tanpa IP, fragmen datagram, salinan paket yang baru saja terekam.",
                count_packets(*packets)
            )
        }
        CompareClaim::NotCompared { packets, beyond } => format!(
            "{} tidak dibandingkan (ARP dan lainnya tanpa IP, fragmen datagram, salinan), begitu pula {beyond} lagi karena tempatnya tidak cukup.",
            count_packets(*packets)
        ),
        CompareClaim::NotOnTheWay { other } => format!(
            "Tidak ada paket antara kedua mesin ini di {other}: kiriman mereka tidak lewat di sana, atau filter perekamannya menyembunyikan semuanya. Yang mana, tidak terlihat dari paketnya."
        ),
        CompareClaim::OutsideCapture { other } => {
            format!(
                "{other} tidak memiliki paket seawal atau selambat ini: perekamannya belum mulai atau sudah selesai, atau paket ini terlewat (kesimpulan dari kedua jam)."
            )
        }
        CompareClaim::SentAgain { other } => {
            format!(
                "Paket ini tidak ada di {other}, dan nomornya dikirim ulang: paketnya hilang di perjalanan, atau terlewat oleh {other}."
            )
        }
        CompareClaim::OtherSegments { other } => {
            format!(
                "Byte-nya ada di paket lain dalam {other}: kartu jaringan atau kernel memotong atau menggabungkannya di perjalanan (kesimpulan)."
            )
        }
        CompareClaim::PassedUnseen { other } => format!(
            "Paket ini datang dari mesin tempat {other} direkam, jadi {other} melewatkannya atau filternya menyembunyikannya (kesimpulan dari arahnya)."
        ),
        CompareClaim::ArrivedUnseen { other, by } => format!(
            "Mesin di seberang sudah mengakuinya di #{by}, jadi paketnya tiba di sana: {other} melewatkannya atau filternya menyembunyikannya (kesimpulan)."
        ),
        CompareClaim::LostOrUnseen { other } => {
            format!(
                "Paket ini tidak ada di {other}: hilang di perjalanan, atau terlewat oleh {other}. Yang mana, tidak dapat diketahui di sini."
            )
        }
        CompareClaim::DirectionUnknown { other } => {
            format!("Paket ini tidak ada di {other}. Arahnya tidak dapat diketahui di sini, jadi paketnya mungkin hilang atau terlewat.")
        }
    }
}

/// `5 ms lebih cepat`, `5 ms lebih lambat`.
fn ahead(offset: Span) -> String {
    let magnitude = Span::from_nanos(offset.as_nanos().saturating_abs());
    format!("{} {}", STYLE.span(magnitude), if offset.as_nanos() < 0 { "lebih lambat" } else { "lebih cepat" })
}

/// A bound of the offset: one below 0 bounds how far the clock is behind the other way round.
fn bounded(bound: Span, is_most: bool) -> String {
    format!("{} {}", if is_most == (bound.as_nanos() >= 0) { "paling banyak" } else { "paling sedikit" }, ahead(bound))
}

fn between(least: Span, most: Span, other: &str) -> String {
    match (least.as_nanos(), most.as_nanos()) {
        (0, 0) => format!("sama dengan jam {other}"),
        (least_nanos, most_nanos) if least_nanos == most_nanos => format!("{} daripada jam {other}", ahead(least)),
        _ => format!("antara {} dan {} daripada jam {other}", ahead(least), ahead(most)),
    }
}
