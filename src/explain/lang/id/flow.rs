//! Conversations, in Indonesian.

use std::net::IpAddr;

use super::{STYLE, count_bytes, count_datagrams, count_segments, hop_counter, rcode, record, unreachable};
use crate::explain::claim::flow::FlowClaim;
use crate::explain::claim::{CloseEnd, LookupResult, ResetStage};
use crate::explain::flow::SILENCE;
use crate::explain::lang::errno;
use crate::explain::names::Names;
use crate::track::flow::Endpoint;

/// A claim as a teacher would say it.
pub fn sentence(claim: &FlowClaim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        FlowClaim::Opened { client, server, syn, syn_ack, ack, took } => format!(
            "{} membuka koneksi ke {} port {} dengan tiga paket (#{syn}, #{syn_ack}, #{ack}){}.",
            end(client),
            host(server.address),
            server.port,
            took.map_or_else(String::new, |took| format!(" dalam {}", STYLE.span(took)))
        ),
        FlowClaim::Midstream { client, server } => format!(
            "Handshake antara {} dan {} tidak ada dalam rekaman: terjadi sebelumnya, atau memang tidak ada (kesimpulan). Siapa yang membuka koneksi dan besar window hanyalah perkiraan, dan “byte 1” adalah byte pertama yang terekam, bukan byte pertama alirannya.",
            end(client),
            end(server)
        ),
        FlowClaim::Named { client, server, name, answer, is_one_of_several: true } => format!(
            "{} sebelumnya mendapat alamat {} untuk {name} (#{answer}), dan juga untuk nama lain: kemungkinan salah satunya yang dituju koneksi ini (kesimpulan: jawaban yang berisi alamat ini dan masih berlaku).",
            end(client),
            server.address
        ),
        FlowClaim::Named { client, server, name, answer, is_one_of_several: false } => format!(
            "{} sebelumnya mendapat alamat {} untuk {name} (#{answer}), jadi kemungkinan nama itulah yang dituju koneksi ini (kesimpulan: jawaban terbaru yang berisi alamat ini dan masih berlaku).",
            end(client),
            server.address
        ),
        FlowClaim::Translated { twin, of, is_told_there: true, .. } => format!(
            "Ini {twin} di sisi lain router yang menerjemahkan alamat (NAT): {} ada juga di percakapan itu. Apa yang terjadi diceritakan di sana (kesimpulan: nomornya sama dalam 10 ms, dan time to live-nya lebih kecil).",
            if *of == 1 { "satu-satunya paketnya".to_owned() } else { format!("ke-{of} paketnya") }
        ),
        FlowClaim::Translated { twin, packets, of, is_told_there: false } => format!(
            "{packets} dari {of} paketnya ada juga di {twin}: ini percakapan itu di sisi lain router yang menerjemahkan alamat (NAT; kesimpulan: nomornya sama dalam 10 ms, dan time to live-nya lebih kecil)."
        ),
        FlowClaim::PortReused { client, server, earlier } => format!(
            "{} sudah pernah memakai port {} yang sama untuk koneksi sebelumnya ke {} ({earlier}); ini koneksi baru.",
            end(client),
            client.port,
            end(server)
        ),
        FlowClaim::Transferred { client, server, bytes, segments, response_time } => {
            let (client, server) = (end(client), end(server));
            match response_time {
                Some(span) if bytes.client > 0 && bytes.server > 0 => format!(
                    "{client} mengirim {} dalam {}, {server} mengirim {} dalam {}; byte pertamanya datang {} setelah byte pertama client.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server),
                    STYLE.span(*span)
                ),
                _ if bytes.client == 0 && bytes.server == 0 => {
                    format!("Baik {client} maupun {server} tidak mengirim data.")
                }
                _ if bytes.server == 0 => format!(
                    "{client} mengirim {} dalam {}, sedangkan {server} tidak mengirim data.",
                    count_bytes(bytes.client),
                    count_segments(segments.client)
                ),
                _ if bytes.client == 0 => format!(
                    "{server} mengirim {} dalam {}, sedangkan {client} tidak mengirim data.",
                    count_bytes(bytes.server),
                    count_segments(segments.server)
                ),
                _ => format!(
                    "{client} mengirim {} dalam {}, {server} mengirim {} dalam {}.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server)
                ),
            }
        }
        FlowClaim::OneSided { seen, unseen, bytes, segments } => format!(
            "Hanya paket dari {} yang ada dalam rekaman: {} dalam {}. Apa yang dikirim {} tidak terekam.",
            end(seen),
            count_bytes(*bytes),
            count_segments(*segments),
            end(unseen)
        ),
        FlowClaim::Echo { client, server, bytes, sent } => format!(
            "Semua yang dikirim {} mengulang byte demi byte apa yang dikirim {} ({bytes} dari {sent} byte kembali), jadi tampaknya ini server echo (kesimpulan; satu jawaban yang berbeda akan membantahnya).",
            end(server),
            end(client)
        ),
        FlowClaim::Retransmissions { client, server, packets } => format!(
            "Paket yang dikirim ulang: {} oleh {}, {} oleh {}.",
            packets.client,
            end(client),
            packets.server,
            end(server)
        ),
        FlowClaim::MissingBytes { client, server, bytes } => format!(
            "Tidak ada dalam rekaman: {} dari {} dan {} dari {}.",
            count_bytes(bytes.client),
            end(client),
            count_bytes(bytes.server),
            end(server)
        ),
        FlowClaim::Refused { client, server, syn, by, why, again } => match why {
            None => format!(
                "{} meminta koneksi ke {} port {} (#{syn}) dan ditolak (#{by}): saat itu tidak ada yang mendengarkan di sana, atau firewall menolaknya. {} Koneksi tidak terbentuk.",
                end(client),
                host(server.address),
                server.port,
                match again {
                    Some(again) => format!("Ia tetap meminta lagi (#{again})."),
                    None => "Biasanya connect() lalu gagal dengan ECONNREFUSED (111).".to_owned(),
                }
            ),
            Some(why) => format!(
                "{} meminta koneksi ke {} port {} (#{syn}) dan mendapat kesalahan ICMP (#{by}, {}). {} Koneksi tidak terbentuk.",
                end(client),
                host(server.address),
                server.port,
                unreachable(*why),
                match again {
                    Some(again) => format!("Ia tetap meminta lagi (#{again}), jadi connect()-nya tidak gagal karena itu."),
                    None => format!("connect() lalu biasanya gagal dengan {}.", errno(*why)),
                }
            ),
        },
        FlowClaim::Unanswered { client, server, expired: Some(by), .. } => format!(
            "{} meminta koneksi ke {} port {}, tetapi SYN-nya tidak sampai: {}-nya habis di perjalanan (kesalahan ICMP #{by}); itulah yang memang dicari traceroute lewat TCP, atau ada routing loop. Koneksi tidak terbentuk.",
            end(client),
            host(server.address),
            server.port,
            hop_counter(server.address)
        ),
        FlowClaim::Unanswered { client, server, tries, waited, expired: None, others } => format!(
            "{} meminta koneksi ke {} port {} sebanyak {tries} kali dan tidak mendapat jawaban{} (kesimpulan: {}). {} Koneksi tidak terbentuk.",
            end(client),
            host(server.address),
            server.port,
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited))),
            if *others {
                "sementara itu port tersebut menjawab client lain, jadi saat itu mesinnya hidup; mungkin firewall membuang paket client ini, antrean accept penuh, atau ada paket yang hilang"
            } else {
                "mesinnya mungkin mati atau tidak ada, firewall mungkin membuang paket, ada paket yang mungkin hilang, atau jawabannya lewat jalan lain"
            },
            if *tries == 1 && waited.is_some_and(|waited| waited >= SILENCE) {
                "Ia hanya meminta sekali, padahal kernel meminta lagi setelah 1 sampai 3 detik: mungkin pemindai port, atau sisanya luput dari rekaman."
            } else {
                "connect() menunggu sampai kernelnya menyerah, lalu biasanya gagal dengan ETIMEDOUT (110)."
            }
        ),
        FlowClaim::TooEarly { client, server } => format!(
            "{} meminta koneksi ke {} port {}. Rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban. Sampai saat itu belum ada koneksi.",
            end(client),
            host(server.address),
            server.port
        ),
        FlowClaim::HandshakeUnfinished { client, server } => format!(
            "{} meminta koneksi ke {} dan permintaannya diterima, tetapi ACK terakhir handshake tidak ada dalam rekaman.",
            end(client),
            end(server)
        ),
        FlowClaim::LeftMemory { client, server } => format!(
            "labcap harus melepas apa yang diketahuinya tentang {} dan {} sebelum akhir rekaman untuk memberi tempat; kelanjutannya tidak diketahui.",
            end(client),
            end(server)
        ),
        FlowClaim::Reset { by, frame, stage: ResetStage::Handshake, .. } => format!(
            "{} memutus dengan RST (#{frame}) sebelum handshake selesai. Biasanya tidak ada program yang mendapat koneksi seperti itu dari accept() (kesimpulan).",
            end(by)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::NoConnection, .. } => format!(
            "{} menjawab dengan RST polos (#{frame}): kernelnya tidak (lagi) mengenal koneksi itu. Kalau {} memang punya koneksi itu di pihaknya, koneksi itu terputus: recv() atau send() gagal dengan ECONNRESET, 104 (kesimpulan; pemindaian port mengirim paket seperti itu tanpa koneksi).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::BothClosing, .. } => format!(
            "{} memutus koneksi dengan RST (#{frame}) sesudah FIN-nya sendiri. FIN {} datang sesudah itu, jadi programnya juga menutup, dan biasanya tidak melihat apa-apa (kesimpulan).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::AfterOwnFin, .. } => format!(
            "{} memutus koneksi dengan RST (#{frame}) setelah FIN-nya sendiri. Program di {} biasanya masih mendapat akhir itu dari recv() (0 byte, bukan kesalahan), tetapi send() berikutnya gagal dengan EPIPE, 32 (kesimpulan).",
            end(by),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, stage: ResetStage::AfterPeersFin, .. } => format!(
            "{} memutus koneksi dengan RST (#{frame}) setelah FIN dari {}. Jika program di {} hanya menutup arah kirim (shutdown(SHUT_WR)) dan masih membaca, recv()-nya biasanya gagal dengan ECONNRESET, 104; setelah close() program tidak melihat apa-apa (kesimpulan).",
            end(by),
            end(peer),
            end(peer)
        ),
        FlowClaim::Reset { by, peer, frame, from_live_socket, stage: ResetStage::Established } => format!(
            "{} memutus koneksi dengan RST (#{frame}){}. Di Linux, data yang belum dibaca {} masih bisa dibaca; setelah itu recv() atau send()-nya biasanya gagal dengan ECONNRESET, 104 (kesimpulan).",
            end(by),
            if *from_live_socket { " dari socket yang masih ada" } else { "" },
            end(peer)
        ),
        FlowClaim::ClosedByClient { client: closer, fin, end: last, is_guess: true, .. }
        | FlowClaim::ClosedByServer { server: closer, fin, end: last, is_guess: true, .. } => {
            format!("{} menutup lebih dulu (#{fin}){} (kesimpulan: pihak mana yang client hanyalah perkiraan).", end(closer), time_wait(*last))
        }
        FlowClaim::ClosedByClient { client, fin, end: last, is_guess: false, .. } => {
            format!("Client {} menutup lebih dulu (#{fin}){}.", end(client), time_wait(*last))
        }
        FlowClaim::ClosedByServer { server, fin, end: last, is_guess: false, .. } => {
            format!("Server {} menutup lebih dulu (#{fin}){}.", end(server), time_wait(*last))
        }
        FlowClaim::SimultaneousClose { client_fin, server_fin, is_reset } => format!(
            "Kedua pihak menutup pada saat yang sama: kedua FIN (#{client_fin}, #{server_fin}) tidak saling mengakui.{}",
            if *is_reset { " Sesudahnya datang RST, jadi TIME-WAIT mungkin berakhir lebih awal." } else { " Keduanya melewati TIME-WAIT." }
        ),
        FlowClaim::ThreeSegmentClose { first, second, first_fin, second_fin, last_ack } => match last_ack {
            Some(ack) => format!(
                "Penutupannya memakai tiga segmen: FIN #{first_fin} dari {}, FIN #{second_fin} dari {} yang sekaligus mengakuinya, dan ACK terakhir #{ack}.",
                end(first),
                end(second)
            ),
            None => format!(
                "Penutupannya memakai tiga segmen, dua di antaranya ada dalam rekaman: FIN #{first_fin} dari {} dan FIN #{second_fin} dari {} yang sekaligus mengakuinya; ACK terakhir tidak terekam.",
                end(first),
                end(second)
            ),
        },
        FlowClaim::FourSegmentClose { first, second, first_fin, ack, second_fin, last_ack } => match last_ack {
            Some(last) => format!(
                "Penutupannya memakai empat segmen: FIN #{first_fin} dari {}, ACK #{ack} atas FIN itu, FIN #{second_fin} dari {}, dan ACK terakhir #{last}.",
                end(first),
                end(second)
            ),
            None => format!(
                "Penutupannya memakai empat segmen, tiga di antaranya ada dalam rekaman: FIN #{first_fin} dari {}, ACK-nya #{ack}, dan FIN #{second_fin} dari {}; ACK terakhir tidak terekam.",
                end(first),
                end(second)
            ),
        },
        FlowClaim::HalfClose { closer, sender, fin, data } => format!(
            "Half-close: setelah FIN #{fin} dari {} diakui, {} masih terus mengirim (mulai #{data}).",
            end(closer),
            end(sender)
        ),
        FlowClaim::HalfOpenEnd { closer, other, fin } => format!(
            "Hanya {} yang menutup arahnya (#{fin}): tidak ada FIN dari {} dalam rekaman.",
            end(closer),
            end(other)
        ),
        FlowClaim::StillOpen { client, server } => format!(
            "Akhir koneksi ini tidak terekam: tidak ada FIN maupun RST dari {} atau {}.",
            end(client),
            end(server)
        ),
        FlowClaim::UdpExchanged { client, server, packets, bytes } if packets.server == 0 => format!(
            "{} mengirim {} ({}) ke {} port {}; dari sana tidak ada datagram yang datang kembali dalam rekaman ini.",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            host(server.address),
            server.port
        ),
        FlowClaim::UdpExchanged { client, server, packets, bytes } => format!(
            "{} mengirim {} ({}) ke {} port {}, yang mengirim {} ({}).",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            host(server.address),
            server.port,
            count_datagrams(packets.server),
            count_bytes(bytes.server)
        ),
        FlowClaim::UdpNoConnection => {
            "UDP tidak membuka, tidak menutup, dan tidak mengakui apa pun: setiap datagram berdiri sendiri. Mana yang saling berkaitan, hanya programnya yang tahu.".to_owned()
        }
        FlowClaim::UdpUnanswered { server, waited } => format!(
            "{} tidak mengirim apa pun sebagai balasan{} (kesimpulan: mungkin memang tidak perlu, atau balasannya lewat jalan lain).",
            end(server),
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited)))
        ),
        FlowClaim::UdpTooEarly { server } => {
            format!("Rekaman berakhir terlalu cepat untuk mengetahui apakah {} membalas.", end(server))
        }
        FlowClaim::UdpTimeExceeded { server, by } => format!(
            "Sebuah datagram ke {} tidak sampai: {}-nya habis di perjalanan (kesalahan ICMP #{by}); itulah yang memang dicari traceroute, atau ada routing loop.",
            end(server),
            hop_counter(server.address)
        ),
        FlowClaim::UdpRefused { server, by } => format!(
            "Datagram ke port {} di {} ditolak dengan kesalahan ICMP (#{by}): tidak ada yang mendengarkan di sana, atau firewall menolaknya. Socket UDP yang sudah di-connect() mendapat ECONNREFUSED (111) pada panggilan berikutnya.",
            server.port,
            end(server)
        ),
        FlowClaim::UdpUnreachable { server, by, why } => {
            format!("{} tidak bisa dicapai: kesalahan ICMP #{by} ({}).", end(server), unreachable(*why))
        }
        FlowClaim::DnsPair { client, server, name, a, aaaa, is_one_socket } => format!(
            "{} menanyakan kedua jenis alamat {name} kepada {} {}, IPv4 (#{a}) dan IPv6 (#{aaaa}), seperti yang dilakukan satu panggilan getaddrinfo() (kesimpulan; browser dan resolver melakukan hal yang sama).",
            host(*client),
            host(*server),
            if *is_one_socket { "dari satu socket" } else { "dalam 5 ms, dari dua socket" }
        ),
        FlowClaim::DnsLookup { server, name, kind, query, response, after, result, .. } => {
            let server = host(*server);
            let after = after.map_or_else(String::new, |after| format!(" setelah {}", STYLE.span(after)));
            match result {
                LookupResult::Addresses(addresses) => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}): {}.",
                    record(kind),
                    STYLE.addresses(addresses, 0)
                ),
                LookupResult::Records => {
                    format!("#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}).", record(kind))
                }
                LookupResult::Nodata => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}) bahwa record itu tidak ada, dan itu bukan kesalahan.",
                    record(kind)
                ),
                LookupResult::Referral => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menyebut name server lain{after} (#{response}) yang harus ditanya.",
                    record(kind)
                ),
                LookupResult::Truncated => format!(
                    "#{query} menanyakan {} untuk {name}; jawaban {server}{after} (#{response}) terpotong agar muat (TC); biasanya resolver bertanya lagi lewat TCP.",
                    record(kind)
                ),
                LookupResult::Nxdomain { is_alias: true } => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}) bahwa nama itu alias dari nama yang tidak ada.",
                    record(kind)
                ),
                LookupResult::Nxdomain { is_alias: false } => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}) bahwa nama itu tidak ada.",
                    record(kind)
                ),
                LookupResult::Error(code) => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}) dengan kesalahan {}.",
                    record(kind),
                    rcode(*code)
                ),
                LookupResult::Incomplete => format!(
                    "#{query} menanyakan {} untuk {name}; {server} menjawab{after} (#{response}), tetapi jawabannya tidak bisa dibaca seluruhnya.",
                    record(kind)
                ),
            }
        }
        FlowClaim::DnsUnanswered { server, name, kind, query, retries, waited } => format!(
            "#{query} menanyakan {} untuk {name} kepada {} dan tidak mendapat jawaban{}{}{}.",
            record(kind),
            host(*server),
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited))),
            match retries {
                0 => String::new(),
                more => format!(", walaupun dikirim ulang {more} kali"),
            },
            match (waited, retries) {
                (None, 0) => " sebelum koneksinya berakhir (kesimpulan: server tidak menjawabnya, atau jawabannya tidak terekam)",
                _ => " (kesimpulan: pertanyaan atau jawabannya hilang, atau server diam)",
            }
        ),
        FlowClaim::DnsTooEarly { server, name, kind, query } => format!(
            "#{query} menanyakan {} untuk {name} kepada {}; rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban.",
            record(kind),
            host(*server)
        ),
        FlowClaim::DnsUnreachable { server, by } => format!(
            "{} tidak bisa ditanya: yang kembali hanya kesalahan ICMP #{by}. Artinya tidak ada yang mendengarkan di sana, firewall menolaknya, atau mesinnya tidak bisa dicapai.",
            host(*server)
        ),
        FlowClaim::DnsManyLookups { more } => format!("{more} pertanyaan lain tidak diceritakan satu per satu."),
    }
}

/// Who waits after the close.
const fn time_wait(end: CloseEnd) -> &'static str {
    match end {
        CloseEnd::Reset => "; ada juga RST, jadi TIME-WAIT mungkin terputus atau tidak pernah dimulai",
        CloseEnd::Unacknowledged => {
            "; FIN yang satunya dikirim ulang dan tidak ada yang mengakuinya, jadi sejauh terekam TIME-WAIT tidak dimulai"
        }
        CloseEnd::Usual => ", jadi pihak inilah yang setelah itu berada dalam keadaan TIME-WAIT",
    }
}
