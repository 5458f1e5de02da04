//! Sebab: causes, in Indonesian.

use super::{STYLE, count_bytes};
use crate::explain::claim::causes::Cause;
use crate::explain::names::Names;
use crate::track::flow::Endpoint;

/// A cause as a teacher would say it.
pub fn sentence(cause: &Cause, names: &Names) -> String {
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match cause {
        Cause::ResetUnreadData { by, rst, data, may_be_unaccepted, .. } => format!(
            "Mengapa RST (#{rst}) dan bukan FIN: setelah menerima #{data}, {} tidak mengirim data lagi. Mungkin programnya menutup socket selagi masih ada data yang belum dibaca; dalam keadaan itu kernel mengirim RST (kesimpulan; SO_LINGER 0 detik setelah semua dibaca menghasilkan paket yang sama{}).",
            end(by),
            unaccepted(*may_be_unaccepted)
        ),
        Cause::ResetAbort { by, rst, received: false, may_be_unaccepted, .. } => format!(
            "Mengapa RST (#{rst}) dan bukan FIN: {} belum menerima data apa pun yang bisa tertinggal tanpa dibaca. Mungkin programnya sengaja memutus seketika, misalnya dengan SO_LINGER 0 detik (kesimpulan{}).",
            end(by),
            unaccepted(*may_be_unaccepted)
        ),
        Cause::ResetAbort { by, rst, received: true, .. } => format!(
            "Mengapa RST (#{rst}) dan bukan FIN: {} masih mengirim sesuatu setelah menerima semua datanya. Programnya sengaja memutus seketika, misalnya dengan SO_LINGER 0 detik, atau menjawab tanpa membaca semuanya lalu menutup (kesimpulan; paketnya sama).",
            end(by)
        ),
        Cause::ResetAfterClose { by, fin, data, rst, .. } => format!(
            "#{data} datang setelah {} mengirim FIN (#{fin}), dan RST #{rst} menjawabnya: di sana tidak ada lagi yang membaca, jadi mungkin programnya sudah menutup seluruh socket (kesimpulan; setelah shutdown() untuk arah kirim saja, kernel masih akan menerima data itu).",
            end(by)
        ),
        Cause::ResetKeepAlive { by, peer, rst, first, count } => format!(
            "Mengapa RST (#{rst}) dan bukan FIN: kernel {} menyerah, karena {} tidak menjawab {count} keep-alive-nya (mulai #{first}). Program di {} sendiri biasanya mendapat ETIMEDOUT, 110, pada panggilan berikutnya (kesimpulan; SO_LINGER 0 tepat saat itu akan tampak serupa).",
            end(by),
            end(peer),
            end(by)
        ),
        Cause::ResetOtherHops { by, rst, hops, usual } => format!(
            "RST #{rst} tiba dengan time to live (atau hop limit) {hops}, sedangkan paket {} sebelumnya dengan {usual}: mungkin RST ini berasal dari perangkat di antara keduanya (kesimpulan; rute yang berubah akan tampak serupa).",
            end(by)
        ),
        Cause::ReadSize { server, bytes, frame, segment } => format!(
            "Server {} tampaknya membaca paling banyak {} sekaligus, seperti recv({bytes}): jawabannya #{frame} berakhir di tengah data yang tiba dalam satu segmen (#{segment}), jadi yang memotong adalah programnya, bukan TCP (kesimpulan; server yang membaca record berukuran ini akan tampak serupa). Berapa banyak yang dibaca client sekaligus tidak meninggalkan jejak.",
            end(server),
            count_bytes(*bytes)
        ),
        Cause::ReadAtLeast { server, bytes, frame } => format!(
            "Jawaban server {} tidak cocok dengan satu ukuran baca. Kalau setiap hasil baca langsung dikirim balik, sekali baca memuat {} atau lebih (#{frame}; kesimpulan).",
            end(server),
            count_bytes(*bytes)
        ),
        Cause::AcceptQueueWait { client, server, asked, other, other_end, answer, waited, is_in_turn } => format!(
            "{} menunggu jawabannya {}: kernel {} sudah menerima koneksi dan permintaan #{asked}, tetapi jawaban #{answer} baru datang ketika koneksi lain (tcp:{other}) berakhir (#{other_end}). {}",
            end(client),
            STYLE.span(*waited),
            end(server),
            if *is_in_turn {
                "Mungkin koneksi ini menunggu di antrean accept selagi program melayani client lain (kesimpulan; jawaban lambat yang kebetulan selesai saat itu akan tampak serupa, begitu juga server yang meneruskan apa yang dilakukan client lain, seperti chat)."
            } else {
                "Sementara itu client lain dijawab: mungkin semua worker server sedang sibuk, atau jawaban ini memang lambat (kesimpulan)."
            }
        ),
        Cause::AcceptQueueFull { client, server, first, again, is_syn: true, waiting } => format!(
            "SYN #{first} dari {} tidak dijawab pada waktunya dan dikirim ulang (#{again}), sedangkan {waiting} koneksi ke port {} masih menunggu dilayani: mungkin antrean accept penuh, dan kernel lalu membuang SYN (kesimpulan; paket yang hilang akan tampak serupa).",
            end(client),
            server.port
        ),
        Cause::AcceptQueueFull { server, first, again, is_syn: false, waiting, .. } => format!(
            "{} mengirim ulang SYN,ACK #{first} (#{again}) padahal sudah diakui, sedangkan {waiting} koneksi ke port {} masih menunggu dilayani: mungkin antrean accept penuh, dan kernel mengabaikan ACK itu (kesimpulan; ACK yang hilang akan tampak serupa).",
            end(server),
            server.port
        ),
        Cause::NagleDelayedAck { sender, receiver, small, ack, next, waited, count: times } => format!(
            "{} menahan #{next} sampai #{small} diakui (algoritma Nagle: hanya satu segmen kecil yang boleh belum diakui), dan {} menunda ACK itu, #{ack}, selama {}{}. TCP_NODELAY, atau satu write() yang lebih besar sebagai ganti beberapa write(), mencegah penantian ini (kesimpulan; program yang kebetulan berhenti sejenak selama itu akan tampak serupa).",
            end(sender),
            end(receiver),
            STYLE.span(*waited),
            if *times > 1 { format!("; ini terjadi {times} kali") } else { String::new() }
        ),
        Cause::StalledByReceiver { sender, receiver, from, to, lasted, count: times, probes } => {
            let lasted = lasted.map_or_else(String::new, |lasted| format!(", {}", STYLE.span(lasted)));
            let until = match to {
                Some(to) => format!("dari #{from} sampai #{to}{lasted}"),
                None => format!("sejak #{from}, sejauh yang terlihat dalam rekaman{lasted}"),
            };
            let more = if *times > 1 { format!("; yang terlama dari {times} kali") } else { String::new() };
            let probes = match (*probes, *times > 1) {
                (0, _) => String::new(),
                (probes, false) => format!(" Sementara itu ia {probes} kali menanyakan apakah sudah ada tempat."),
                (probes, true) => format!(" Selama semua penantian itu ia {probes} kali menanyakan apakah sudah ada tempat."),
            };
            format!("{} harus menunggu karena buffer penerimaan di {} penuh ({until}{more}).{probes}", end(sender), end(receiver))
        }
        Cause::OneAtATime { server, asked, other_end, answer, waits } => format!(
            "Server {} (port {}) tampaknya melayani satu client dalam satu waktu: {} jawabannya baru datang ketika koneksi yang dilayani sebelumnya berakhir, walaupun permintaannya sudah ada di kernel server (misalnya permintaan #{asked}, akhir #{other_end}, jawaban #{answer}), dan selama itu tidak ada client lain yang dijawab (kesimpulan; server yang hanya meneruskan apa yang dilakukan client lain, seperti chat, akan tampak serupa; satu client yang dijawab selagi client lain dilayani akan membantahnya).",
            names.of(server.address),
            server.port,
            if *waits == 1 { "sekali,".to_owned() } else { format!("{waits} kali,") }
        ),
        Cause::Concurrent { server, first, second, between, later, is_again: true } => format!(
            "Server {} (port {}) tidak melayani satu client dalam satu waktu: tcp:{first} dijawab, lalu tcp:{second} (#{between}) selagi tcp:{first} masih terbuka, lalu tcp:{first} lagi (#{later}). Dengan thread, proses atau event loop, tidak terlihat dari paket (kesimpulan).",
            names.of(server.address),
            server.port
        ),
        Cause::Concurrent { server, first, second, between, later, is_again: false } => format!(
            "Server {} (port {}) tidak melayani satu client dalam satu waktu: tcp:{second} dijawab (#{between}) selagi tcp:{first}, yang diterima lebih dulu, masih terbuka, lalu tcp:{first} dijawab (#{later}). Dengan thread, proses atau event loop, tidak terlihat dari paket (kesimpulan).",
            names.of(server.address),
            server.port
        ),
        Cause::OverlapNotTested { server, connections } => format!(
            "Apakah {} (port {}) melayani beberapa client sekaligus: dari {connections} koneksi yang meminta sesuatu, tidak ada yang meminta selagi koneksi lain yang sudah meminta masih terbuka.",
            names.of(server.address),
            server.port
        ),
        Cause::Vantage { addresses } => format!(
            "Yang merekam adalah mesin dengan alamat {}: kernelnya menandai paket dari alamat itu sebagai kirimannya sendiri (disimpulkan dari tanda itu).",
            STYLE.addresses(addresses, 0)
        ),
    }
}

/// What else makes a server's kernel reset a connection on which it has sent nothing.
const fn unaccepted(may_be: bool) -> &'static str {
    if may_be { "; server yang berakhir sebelum mengambil koneksi ini dengan accept() menghasilkan paket yang sama" } else { "" }
}
