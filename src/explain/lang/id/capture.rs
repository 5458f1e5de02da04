//! The capture, in Indonesian.

use super::STYLE;
use super::count_packets;
use crate::explain::claim::capture::{CaptureClaim, InterfaceCounts, PassedBlock};
use crate::explain::lang::link_type_name;

/// A claim as a teacher would say it.
pub fn sentence(claim: &CaptureClaim) -> String {
    match claim {
        CaptureClaim::Comment { interface: None, text } => format!("Komentar di berkas: “{text}”."),
        CaptureClaim::Comment { interface: Some(interface), text } => {
            format!("Komentar di berkas tentang antarmuka {interface}: “{text}”.")
        }
        CaptureClaim::MoreComments { more } => format!("Masih ada {more} komentar lain di berkas: labcap menyimpan 100."),
        CaptureClaim::Names { names, more } => format!(
            "Berkas ini memberi nama pada {names} alamat; kalimat-kalimat memakainya, kecuali untuk alamat yang dinamai --name.{}",
            if *more == 0 { String::new() } else { format!(" {more} nama lain tidak disimpan.") }
        ),
        CaptureClaim::Statistics(counts) => interface_counts(counts),
        CaptureClaim::BlocksPassed { kind, blocks } => format!(
            "Berkas ini juga berisi {blocks} {}; labcap tidak membaca isinya.",
            match kind {
                PassedBlock::Journal => "catatan jurnal systemd",
                PassedBlock::Secrets => "blok kunci dekripsi",
                PassedBlock::Custom => "blok khusus",
                PassedBlock::Unknown => "blok dengan jenis yang tidak dikenal",
            }
        ),
        CaptureClaim::HiddenByFilter { hidden } => format!(
            "Pilihan Anda menyembunyikan {} dari rekaman ini; percakapan tetap diikuti melalui semua paketnya.",
            count_packets(*hidden)
        ),
        CaptureClaim::TruncatedFile { file, offset, packets, is_cut } => format!(
            "{} {} di byte {offset}, setelah {}: {}.",
            file.as_ref().map_or("Berkasnya".to_owned(), |file| format!("Berkas {file}")),
            if *is_cut { "terpotong di tengah sebuah record" } else { "rusak" },
            count_packets(*packets),
            if file.is_some() { "sisanya tidak ada" } else { "laporan ini mencakup bagian sebelum itu" }
        ),
        CaptureClaim::CutBySnaplen { packets } => {
            format!("{} hanya disimpan sebagian (snapshot length): apa yang ada di belakangnya tidak diketahui.", count_packets(*packets))
        }
        CaptureClaim::LinkTypeNotDecoded { link_type, packets } => {
            format!("{} memakai link type {}, yang tidak dibaca labcap.", count_packets(*packets), link_type_name(*link_type))
        }
        CaptureClaim::ChecksumOffload { packets, first } => format!(
            "Checksum yang belum selesai dihitung: {} (yang pertama #{first}). Sistem pengirim menyerahkan perhitungannya kepada kartu jaringan, dan paketnya terekam sebelum itu (kartu virtual, seperti pada container, mungkin tidak pernah menghitungnya); sistem penerima mungkin membiarkannya begitu bila menggabungkan segmen. Paket-paket ini tidak rusak (kesimpulan: isinya hanya jumlah dari alamat, protokol dan panjang).",
            count_packets(*packets)
        ),
        CaptureClaim::Duplicates { packets, first } => format!(
            "Terekam lebih dari sekali: {} (yang pertama #{first}), seperti yang terjadi bila sebuah paket melewati beberapa antarmuka atau mirror port (disimpulkan dari identifikasi IP, atau dari byte yang sama di antarmuka lain). Ini bukan pengiriman ulang.",
            count_packets(*packets)
        ),
        CaptureClaim::AlreadyRunning { conversations, first } => format!(
            "Sudah berjalan sebelum rekaman dimulai: {conversations} percakapan TCP (#{first} adalah paket pertama yang terlihat). Handshake-nya tidak terekam, jadi siapa yang membukanya dan berapa besar window-nya hanyalah perkiraan (kesimpulan; paket yang bukan bagian dari koneksi mana pun tampak serupa, begitu juga filter perekaman yang tidak menyertakan SYN)."
        ),
        CaptureClaim::FlowsEvicted { flows } => {
            format!("{flows} percakapan harus keluar dari memori sebelum akhir; paket berikutnya dari percakapan itu memulai percakapan baru.")
        }
        CaptureClaim::FragmentsGivenUp { datagrams } => format!(
            "{datagrams} datagram tidak bisa disatukan dari fragmennya: sebuah fragmen datang lebih dari 30 detik sesudah yang pertama, atau fragmennya lebih banyak daripada yang disimpan labcap."
        ),
        CaptureClaim::TimeBackwards { packets, first } => format!(
            "{} berwaktu lebih awal daripada paket sebelumnya, yang pertama #{first}: waktu dicatat oleh beberapa prosesor, jamnya disetel, atau bagian berkas itu punya waktu sendiri.",
            count_packets(*packets)
        ),
        CaptureClaim::Dropped { by_kernel, by_labcap: 0 } => format!(
            "Hilang: {}, yang dibuang kernel karena buffer-nya penuh. Celah atau pengulangan yang ditinggalkannya di sebuah percakapan berasal dari perekaman, bukan dari jaringan.",
            count_packets(*by_kernel)
        ),
        CaptureClaim::Dropped { by_kernel: 0, by_labcap } => format!(
            "Tidak dijelaskan: {}, karena paket datang terlalu cepat untuk sempat dijelaskan labcap; berkasnya memuat semuanya. Celah atau pengulangan yang ditinggalkannya di sini berasal dari labcap, bukan dari jaringan.",
            count_packets(*by_labcap)
        ),
        CaptureClaim::Dropped { by_kernel, by_labcap } => format!(
            "Hilang: {}, yang dibuang kernel karena buffer-nya penuh. Tidak dijelaskan: {}, yang datang lebih cepat daripada labcap dapat menjelaskannya; berkasnya memuat yang itu. Celah atau pengulangan yang ditinggalkannya di sini bukan berasal dari jaringan.",
            count_packets(*by_kernel),
            count_packets(*by_labcap)
        ),
        CaptureClaim::OwnConnection { packets } => format!(
            "Tidak disertakan: {} dari koneksi SSH yang dipakai terminal ini (dengan --with-ssh disertakan).",
            count_packets(*packets)
        ),
        CaptureClaim::OneWayTimesUnseen => "Berapa lama paket di perjalanan ke satu arah: dengan satu penunjuk waktu, yang terukur hanya waktu pulang-pergi. Rekaman di kedua ujung mempersempit perkiraannya (labcap compare).".to_owned(),
        CaptureClaim::LossesUnseen => "Apa yang hilang di tempat lain: celah atau kiriman ulang di sini bisa karena ada yang hilang, bisa juga karena paket atau ACK terlambat. Apakah ada yang hilang, dan di mana, akan terlihat dari rekaman di ujung yang lain (labcap compare).".to_owned(),
        CaptureClaim::ProgramsUnseen => {
            "Seberapa sering, kapan, dan dengan ukuran berapa program memanggil recv(), serta apa yang dicetaknya: rekaman menunjukkan apa yang dikirim kernel, bukan apa yang dilakukan program dengannya.".to_owned()
        }
    }
}

fn interface_counts(InterfaceCounts { interface, received, dropped, dropped_by_system }: &InterfaceCounts) -> String {
    let received = received.map(count_packets);
    let (Some(_), lost) = (dropped.or(*dropped_by_system), dropped.unwrap_or(0).saturating_add(dropped_by_system.unwrap_or(0))) else {
        return format!("Menurut hitungan di berkas, antarmuka {interface} menerima {}.", received.unwrap_or_default());
    };
    let total = received.map_or_else(String::new, |packets| format!(", yang menerima {packets}"));
    if lost == 0 {
        return format!("Menurut hitungan di berkas, tidak ada paket yang hilang dari rekaman di antarmuka {interface}{total}.");
    }
    let by = [(*dropped, "antarmuka"), (*dropped_by_system, "sistem operasi")];
    let by: Vec<String> = by.into_iter().filter_map(|(packets, who)| Some(format!("{} dibuang {who}", packets?))).collect();
    format!(
        "Menurut hitungan di berkas, {} hilang dari rekaman di antarmuka {interface}{total}: {}. Celah yang ditinggalkannya dalam percakapan berasal dari rekaman, bukan dari jaringan.",
        count_packets(lost),
        STYLE.list(&by)
    )
}
