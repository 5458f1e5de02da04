//! Indonesian.

mod causes;
mod dhcp;
mod dns;
pub mod filter;

use std::net::IpAddr;

use super::quantity::Style;
use crate::explain::claim::{
    AckManner, AfterFin, Audience, Claim, Content, Defect, HardwareAddress, InterfaceCounts, Lookup, LookupResult, PassedBlock, Range,
    RecordType, Repeated, ResetKind, ResetStage,
};
use crate::explain::names::Names;
use crate::explain::phrase::{FlowField, Phrase, SummaryLabel};
use crate::track::copies::Evidence;
use crate::track::flow::{Endpoint, State};

const STYLE: Style = Style { decimal_point: ',', and: "dan", more: ("", " lainnya"), seconds: "detik" };

/// A claim as a teacher would say it.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        Claim::TcpSyn { client, server, crosses: None } => format!(
            "{} meminta koneksi ke {} port {} (paket pertama dari tiga paket handshake). SYN memakai satu nomor urut.",
            end(client),
            end(server),
            server.port
        ),
        Claim::TcpSyn { client, server, crosses: Some(other) } => format!(
            "{} juga meminta koneksi ke {}, sebelum melihat SYN #{other}: keduanya meminta pada saat yang sama (simultaneous open).",
            end(client),
            end(server)
        ),
        Claim::TcpSynAck { client, server, answers: Some(syn), is_crossed: true } => format!(
            "{} sekarang sudah melihat SYN #{syn} dari {} dan mengakuinya; SYN-nya sendiri dikirim sekali lagi bersamanya.",
            end(server),
            end(client)
        ),
        Claim::TcpSynAck { client, server, answers: Some(syn), is_crossed: false } => format!(
            "{} menerima permintaan itu: ada socket yang mendengarkan di port {}, dan kernelnya sendiri yang menjawab SYN #{syn} dari {}; program belum tentu sudah memanggil accept() (paket kedua dari tiga).",
            end(server),
            server.port,
            end(client)
        ),
        Claim::TcpSynAck { client, server, answers: None, .. } => format!(
            "{} menerima permintaan koneksi di port {}; SYN dari {} yang dijawabnya tidak ada dalam rekaman.",
            end(server),
            server.port,
            end(client)
        ),
        Claim::TcpHandshakeAck { client, server, answers, since_syn } => match since_syn {
            Some(span) => format!(
                "{} mengakui #{answers}: koneksi terbuka (paket ketiga dari tiga), {} setelah SYN. Program di {} sekarang bisa menerimanya lewat accept().",
                end(client),
                STYLE.span(*span),
                end(server)
            ),
            None => format!(
                "{} mengakui #{answers}: koneksi terbuka. Program di {} sekarang bisa menerimanya lewat accept().",
                end(client),
                end(server)
            ),
        },
        Claim::TcpData { sender, receiver, bytes, range, content, echoes: None, .. } => match range {
            Some(range) => format!(
                "{} mengirim {} ke {}, yaitu {} dari alirannya{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                positions(*range),
                shown(content)
            ),
            None => format!(
                "{} mengirim {} ke {}{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                shown(content)
            ),
        },
        Claim::TcpData { sender, receiver, bytes, content, echoes: Some(echoes), .. } => format!(
            "{} mengirim balik {} ke {}, sama dengan {} dari aliran {} (dari {}){}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            end(receiver),
            positions(echoes.range),
            end(receiver),
            STYLE.frames(&echoes.frames),
            shown(content)
        ),
        Claim::TcpPush { sender } => format!(
            "PSH menandai akhir dari apa yang diserahkan satu write() program di {} (begitulah Linux memasangnya; kesimpulan). Artinya bukan “paket terakhir”.",
            end(sender)
        ),
        Claim::TcpAck { sender, receiver, acknowledges, through, manner, .. } => {
            let (sender, receiver) = (end(sender), end(receiver));
            match (acknowledges.numbers.is_empty(), manner) {
                (true, _) => format!(
                    "{sender} mengakui lagi apa yang sudah diterimanya dari {receiver}; tidak ada paket sebelumnya yang baru diakui olehnya."
                ),
                (false, AckManner::WithOther) => format!("Segmen yang sama mengakui {}.", STYLE.frames(acknowledges)),
                (false, AckManner::Alone | AckManner::First) if *through == 0 => format!("{sender} mengakui {}.", STYLE.frames(acknowledges)),
                (false, AckManner::Alone) => format!(
                    "{sender} mengakui {}: kernelnya sudah memegang data {receiver} sampai byte {through}.",
                    STYLE.frames(acknowledges)
                ),
                (false, AckManner::First) => format!(
                    "{sender} mengakui {}: kernelnya sudah memegang data {receiver} sampai byte {through}. Apakah programnya sudah membacanya, tidak terlihat dari sebuah ACK.",
                    STYLE.frames(acknowledges)
                ),
            }
        }
        Claim::TcpFin { sender, is_first: true, .. } => format!(
            "{} menutup lebih dulu: programnya memanggil close() atau shutdown(), atau sudah selesai. FIN berarti “saya tidak mengirim apa-apa lagi” dan memakai satu nomor urut; menerima masih boleh.",
            end(sender)
        ),
        Claim::TcpFin { sender, is_first: false, acknowledges_fin: Some(fin), .. } => format!(
            "{} juga menutup arahnya, dan dalam segmen yang sama mengakui FIN #{fin}. Biasanya program melakukannya setelah recv() mengembalikan 0 byte.",
            end(sender)
        ),
        Claim::TcpFin { sender, is_first: false, acknowledges_fin: None, .. } => format!(
            "{} juga menutup arahnya; segmen ini dikirim sebelum FIN dari pihak lain sampai.",
            end(sender)
        ),
        Claim::TcpUnusualFlags { sender, receiver, flags } if flags.is_empty() => format!(
            "{} mengirim ke {} sebuah segmen tanpa flag apa pun. Biasanya kernel tidak melakukannya dalam percakapan; pemindai port melakukannya (kesimpulan).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpUnusualFlags { sender, receiver, flags } => format!(
            "{} mengirim ke {} sebuah segmen dengan {flags} tetapi tanpa ACK. Biasanya kernel tidak melakukannya dalam percakapan; pemindai port melakukannya (kesimpulan).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpCloseAck { sender, fin, then: AfterFin::BothClosed, .. } => {
            format!("{} mengakui FIN #{fin}: kedua arah sudah tertutup.", end(sender))
        }
        Claim::TcpCloseAck { sender, fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!("{} mengakui FIN #{fin}. Arahnya sendiri juga sudah ditutupnya (#{own}), dan ia menunggu ACK untuk itu.", end(sender))
        }
        Claim::TcpCloseAck { sender, fin, then: AfterFin::StaysOpen, .. } => format!(
            "Kernel {} mengakui FIN #{fin}. Arahnya sendiri tetap terbuka sampai programnya juga menutup.",
            end(sender)
        ),
        Claim::TcpRst { sender, receiver, kind: ResetKind::Refusal(syn), .. } => format!(
            "{} menolak SYN #{syn}: tidak ada yang mendengarkan di port {}, atau firewall menolaknya. connect() di {} gagal dengan ECONNREFUSED (111).",
            end(sender),
            sender.port,
            end(receiver)
        ),
        Claim::TcpRst { sender, kind: ResetKind::LiveSocket, .. } => format!(
            "{} memutus koneksi seketika, bukan menutupnya. ACK dan window menunjukkan bahwa socket-nya masih ada.",
            end(sender)
        ),
        Claim::TcpRst { sender, kind: ResetKind::Bare, .. } => format!(
            "Kernel {} menjawab untuk koneksi yang tidak (lagi) dimilikinya: RST tanpa window dan tanpa opsi.",
            end(sender)
        ),
        Claim::TcpRst { sender, kind: ResetKind::Other, .. } => {
            format!("{} memutus koneksi seketika, bukan menutupnya.", end(sender))
        }
        Claim::TcpRst { sender, receiver, kind: ResetKind::Ignored, .. } => format!(
            "RST atas nama {} dengan nomor urut di luar window: {} mengabaikannya.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpRetransmission { sender, what: Repeated::Data(None), of: None, .. } => format!(
            "{} mengirim data bernomor lebih rendah daripada sebelumnya, yang salinan pertamanya tidak terekam: dikirim ulang, atau terlambat.",
            end(sender)
        ),
        Claim::TcpRetransmission { sender, what, of, after } => match (of, after) {
            (Some(of), Some(after)) => format!(
                "{} mengirim ulang {}, {} setelah #{of}: biasanya karena ACK-nya tidak datang pada waktunya. Apakah #{of} hilang, tidak terlihat dari sini.",
                end(sender),
                repeated(*what),
                STYLE.span(*after)
            ),
            _ => format!(
                "{} mengirim ulang {}: biasanya karena ACK-nya tidak datang pada waktunya. Apakah ada yang hilang, tidak terlihat dari sini.",
                end(sender),
                repeated(*what)
            ),
        },
        Claim::TcpFastRetransmission { sender, what, of } => format!(
            "{} mengirim ulang {}{} segera setelah ACK berulang: fast retransmission (kesimpulan; timer yang habis pada saat yang sama akan tampak serupa).",
            end(sender),
            repeated(*what),
            first_sent(*of)
        ),
        Claim::TcpSpuriousRetransmission { sender, receiver, what, of } => format!(
            "{} mengirim ulang {}{} padahal {} sudah mengakuinya: ACK itu belum sampai kepadanya, atau hilang.",
            end(sender),
            repeated(*what),
            first_sent(*of),
            end(receiver)
        ),
        Claim::TcpOutOfOrder { sender, what } => format!(
            "Segmen {} dengan {} datang setelah segmen yang lebih baru, begitu cepat sehingga lebih mungkin tersalip daripada dikirim ulang (kesimpulan; pengiriman ulang yang cepat akan tampak serupa).",
            end(sender),
            repeated(*what)
        ),
        Claim::TcpPreviousSegmentNotCaptured { sender } => format!(
            "Data {} tepat sebelum segmen ini belum ada dalam rekaman: hilang, terlambat, atau tidak tertangkap.",
            end(sender)
        ),
        Claim::TcpAckedUnseenSegment { sender, receiver } => format!(
            "{} mengakui data {} yang tidak terlihat dalam rekaman: data itu ada, hanya tidak tertangkap.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpDuplicateAck { sender, of, count, through } => format!(
            "{} mengulang ACK #{of} (ulangan ke-{count}): semua sampai byte {through} sudah diterimanya. Biasanya baru saja sampai sebuah segmen yang bukan gilirannya.",
            end(sender)
        ),
        Claim::TcpKeepAlive { sender, receiver } => format!(
            "{} menanyakan apakah {} masih ada: mundur satu nomor urut tanpa data baru, seperti yang dilakukan timer SO_KEEPALIVE di kernel (disimpulkan dari nomornya).",
            end(sender),
            end(receiver)
        ),
        Claim::TcpKeepAliveAck { sender } => format!(
            "{} menjawab keep-alive: ia masih ada (kesimpulan: ACK terakhirnya diulang tepat setelah keep-alive).",
            end(sender)
        ),
        Claim::TcpZeroWindow { sender, receiver } => format!(
            "Saat ini {} kehabisan tempat: data datang lebih cepat daripada dibaca programnya (kesimpulan). {} harus menunggu.",
            end(sender),
            end(receiver)
        ),
        Claim::TcpZeroWindowProbe { sender, receiver } => {
            format!("{} mencoba apakah {} sudah punya tempat lagi.", end(sender), end(receiver))
        }
        Claim::TcpZeroWindowProbeAck { sender } => format!("{} menjawab percobaan itu: masih tidak ada tempat.", end(sender)),
        Claim::TcpWindowFull { sender, receiver } => format!(
            "Segmen ini memenuhi window yang ditawarkan {}: {} tidak boleh mengirim lagi sampai ada tempat.",
            end(receiver),
            end(sender)
        ),
        Claim::TcpWindowUpdate { sender, receiver, window } => match window {
            Some(window) => format!(
                "{} hanya memberi tahu {} window-nya yang baru: ada tempat untuk {}.",
                end(sender),
                end(receiver),
                count_bytes(u64::from(*window))
            ),
            None => format!(
                "{} hanya memberi tahu {} window-nya yang baru (skalanya tidak ada dalam rekaman).",
                end(sender),
                end(receiver)
            ),
        },
        Claim::UdpData { sender, receiver, bytes, content } => format!(
            "{} mengirim satu datagram berisi {} ke port {} di {}{}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            receiver.port,
            end(receiver),
            shown(content)
        ),
        Claim::DnsQuery { client, server, id, name, kind, repeats } => match repeats {
            Some(first) => format!(
                "{} menanyakan lagi {} untuk {name} kepada {}, dengan ID yang sama seperti #{first}: jawabannya belum datang.",
                host(*client),
                record(kind),
                host(*server)
            ),
            None => format!(
                "{} menanyakan {} untuk {name} kepada {}; jawabannya akan membawa ID yang sama, 0x{id:04x}.",
                host(*client),
                record(kind),
                host(*server)
            ),
        },
        Claim::DnsResponse { server, lookup, addresses, more, .. } if addresses.is_empty() => format!(
            "{} menjawab {}: {more} record untuk {} dari {}.",
            host(*server),
            question(lookup),
            record(&lookup.kind),
            lookup.name
        ),
        Claim::DnsResponse { server, lookup, addresses, more, .. } => format!(
            "{} menjawab {}: alamat {} adalah {}.",
            host(*server),
            question(lookup),
            lookup.name,
            STYLE.addresses(addresses, *more)
        ),
        Claim::DnsRecords { server, lookup, value, more } => {
            format!("{} menjawab {}: {}.", host(*server), question(lookup), dns::records(&lookup.name, value, *more))
        }
        Claim::NeighboursQuestion { service, sender, name, kind, more, is_probe } => {
            dns::question(*service, &host(*sender), name, kind, *more, *is_probe)
        }
        Claim::NeighboursAnswer { service, sender, name, value, more } => dns::answer(*service, &host(*sender), name, value, *more),
        Claim::DnsNodata { server, lookup } => format!(
            "{} menjawab {} tanpa kesalahan, tetapi tidak ada record dengan tipe yang ditanyakan: {} tidak punya {} (NODATA).",
            host(*server),
            question(lookup),
            lookup.name,
            record(&lookup.kind)
        ),
        Claim::DnsReferral { server, lookup } => format!(
            "{} menjawab {} ({}) dengan menyebut name server lain yang harus ditanya.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::DnsNxdomain { server, lookup } => {
            format!("{} menjawab {}: nama {} tidak ada (NXDOMAIN).", host(*server), question(lookup), lookup.name)
        }
        Claim::DnsRefused { server, lookup } => format!(
            "{} menolak menjawab {} ({}): aturannya tidak mengizinkan (REFUSED).",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::DnsServfail { server, lookup } => format!(
            "{} tidak berhasil menemukan jawaban untuk {} ({}): SERVFAIL. Ini tidak mengatakan apa pun tentang nama itu sendiri.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::DnsError { server, lookup, rcode } => {
            format!("{} menjawab {} ({}) dengan kode kesalahan {rcode}.", host(*server), question(lookup), lookup.name)
        }
        Claim::DnsTruncated { server, lookup } => format!(
            "{} menjawab {} ({}), tetapi jawabannya tidak muat dan terpotong (TC). Biasanya resolver bertanya lagi lewat TCP.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        Claim::IcmpEchoRequest { sender, receiver, sequence } => {
            format!("ping: {} meminta gema dari {} (nomor {sequence}).", host(*sender), host(*receiver))
        }
        Claim::IcmpEchoReply { sender, receiver, sequence, answers, after } => match (answers, after) {
            (Some(request), Some(after)) => {
                format!("{} menjawab ping #{request} dari {} setelah {}.", host(*sender), host(*receiver), STYLE.span(*after))
            }
            (Some(request), None) => format!("{} menjawab ping #{request} dari {}.", host(*sender), host(*receiver)),
            (None, _) => format!(
                "{} menjawab ping nomor {sequence} dari {}, yang tidak ada dalam rekaman.",
                host(*sender),
                host(*receiver)
            ),
        },
        Claim::IcmpPortUnreachable { sender, receiver, port, of } => format!(
            "{} memberi tahu {} bahwa tidak ada yang mendengarkan di {}{}, atau firewall menolaknya.",
            host(*sender),
            host(*receiver),
            port.map_or_else(|| "port itu".to_owned(), |port| format!("port {port}")),
            for_packet(*of)
        ),
        Claim::IcmpHostUnreachable { sender, receiver, host: target, of } => format!(
            "{} memberi tahu {} bahwa {} tidak bisa dicapai{}: biasanya karena tidak ada yang menjawab {} untuknya (kesimpulan).",
            host(*sender),
            host(*receiver),
            target.map_or_else(|| "mesin tujuan".to_owned(), host),
            for_packet(*of),
            neighbor_protocol(*sender)
        ),
        Claim::IcmpUnreachable { sender, receiver, code, of } => format!(
            "{} memberi tahu {} bahwa sebuah paket tidak bisa disampaikan{} (kode {code}: {}).",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            unreachable(*code)
        ),
        Claim::IcmpTimeExceeded { sender, receiver, host: target, of } => format!(
            "{} memberi tahu {} bahwa ia membuang sebuah paket{}{}: {}-nya sudah habis (0).",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" untuk {}", host(target))),
            for_packet(*of),
            hop_counter(*sender)
        ),
        Claim::IcmpOther { sender, receiver, kind, code } => {
            format!("{} mengirim pesan ICMP tipe {kind}, kode {code} ke {}.", host(*sender), host(*receiver))
        }
        Claim::IcmpPacketTooBig { sender, receiver, host: target, mtu, of } => format!(
            "{} memberi tahu {} bahwa sebuah paket{}{} terlalu besar untuk jaringan berikutnya{}. Pengirim harus mengirim paket yang lebih kecil; begitulah TCP mengetahui ukuran segmennya.",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" untuk {}", host(target))),
            for_packet(*of),
            mtu.map_or_else(String::new, |mtu| format!(", yang muat {}", count_bytes(mtu.into())))
        ),
        Claim::IcmpRedirect { sender, receiver, gateway, host: target, of } => format!(
            "{} memberi tahu {} jalan yang lebih pendek{}: mulai sekarang kirimlah paket untuk {} lewat {}.",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            target.map_or_else(|| "tujuan itu".to_owned(), host),
            host(*gateway)
        ),
        Claim::RouterSolicitation { sender } => format!("{} menanyakan router apa saja yang ada di jaringan ini.", host(*sender)),
        Claim::RouterAdvertisement { sender, prefixes } if prefixes.is_empty() => {
            format!("{} mengumumkan diri sebagai router jaringan ini.", host(*sender))
        }
        Claim::RouterAdvertisement { sender, prefixes } => format!(
            "{} mengumumkan diri sebagai router jaringan ini, beserta awalan alamat di sini: {}. Dari situ tiap mesin membuat alamatnya sendiri.",
            host(*sender),
            prefixes.join(", ")
        ),
        Claim::NeighborSolicitation { sender, target, audience: Audience::Everybody } => format!(
            "{} menanyakan alamat hardware {}, biasanya karena hendak mengirim sesuatu kepadanya: seperti ARP pada IPv4. Pertanyaannya dikirim ke grup multicast yang anggotanya sedikit.",
            host(*sender),
            host(*target)
        ),
        Claim::NeighborSolicitation { sender, target, audience: Audience::One } => format!(
            "{} bertanya langsung kepada {} apakah alamat hardware yang diketahuinya masih benar, seperti yang sesekali dilakukan kernel.",
            host(*sender),
            host(*target)
        ),
        Claim::NeighborProbe { target } => {
            format!("Sebuah mesin yang ingin memakai {} bertanya dulu apakah alamat itu sudah dipakai.", host(*target))
        }
        Claim::NeighborAdvertisement { sender, receiver: Some(receiver), hardware, answers } => match (answers, hardware) {
            (Some(asked), Some(_)) => format!(
                "{} menjawab #{asked}: alamat hardware-nya{}. {} sekarang bisa mengirim kepadanya.",
                host(*sender),
                address(*hardware),
                host(*receiver)
            ),
            (Some(asked), None) => format!("{} menjawab #{asked} dari {}: ia ada.", host(*sender), host(*receiver)),
            (None, Some(_)) => format!("{} memberi tahu {} alamat hardware-nya:{}.", host(*sender), host(*receiver), address(*hardware)),
            (None, None) => format!("{} memberi tahu {} bahwa ia ada.", host(*sender), host(*receiver)),
        },
        Claim::NeighborAdvertisement { sender, receiver: None, hardware, .. } => {
            format!("{} mengumumkan alamat hardware-nya{}, agar mesin lain memperbarui tabelnya.", host(*sender), address(*hardware))
        }
        Claim::MulticastQuery { sender, group: None } => {
            format!("{} menanyakan kepada semua mesin paket grup multicast mana yang mereka inginkan.", host(*sender))
        }
        Claim::MulticastQuery { sender, group: Some(group) } => {
            format!("{} menanyakan apakah masih ada yang menginginkan paket grup multicast {}.", host(*sender), host(*group))
        }
        Claim::MulticastReport { sender, joined, left } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => format!("{} mengubah dari pengirim mana ia menginginkan paket sebuah grup multicast.", host(*sender)),
            (_, []) => format!("{} menginginkan paket {}: ia anggotanya (multicast).", host(*sender), STYLE.addresses(joined, 0)),
            ([], _) => format!("{} keluar dari {}: ia tidak menginginkan paketnya lagi (multicast).", host(*sender), STYLE.addresses(left, 0)),
            (_, _) => format!(
                "{} menginginkan paket {}, dan tidak lagi {} (multicast).",
                host(*sender),
                STYLE.addresses(joined, 0),
                STYLE.addresses(left, 0)
            ),
        },
        Claim::Dhcp(message) => dhcp::sentence(message, names),
        Claim::Cause(cause) => causes::sentence(cause, names),
        Claim::ArpRequest { sender, target, audience } => {
            let (sender, target) = (host((*sender).into()), host((*target).into()));
            match audience {
                Some(Audience::Everybody) => format!(
                    "{sender} menanyakan alamat hardware {target} kepada semua mesin di jaringan ini, biasanya karena hendak mengirim sesuatu kepadanya."
                ),
                Some(Audience::One) => format!(
                    "{sender} bertanya langsung kepada {target} apakah alamat hardware yang diketahuinya masih benar, seperti yang sesekali dilakukan kernel."
                ),
                None => format!("{sender} menanyakan alamat hardware {target}, biasanya karena hendak mengirim sesuatu kepadanya di jaringan ini."),
            }
        }
        Claim::ArpProbe { target } => {
            format!("Sebuah mesin yang ingin memakai {} bertanya dulu apakah alamat itu sudah dipakai.", host((*target).into()))
        }
        Claim::ArpAnnouncement { sender, hardware } => format!(
            "{} mengumumkan alamat hardware-nya{}, agar mesin lain memperbarui tabelnya.",
            host((*sender).into()),
            address(*hardware)
        ),
        Claim::ArpReply { sender, target, hardware, answers } => match answers {
            Some(request) => format!(
                "{} menjawab #{request}: alamat hardware-nya{}. {} sekarang bisa mengirim kepadanya.",
                host((*sender).into()),
                address(*hardware),
                host((*target).into())
            ),
            None => format!("{} memberi tahu {} alamat hardware-nya:{}.", host((*sender).into()), host((*target).into()), address(*hardware)),
        },
        Claim::ArpConflict { address: disputed, hardware, other, earlier } => format!(
            "{} dipakai dua kali: oleh {hardware} di sini dan oleh {other} di #{earlier}. Biasanya dua mesin diberi alamat yang sama, sehingga paket kadang sampai ke yang satu, kadang ke yang lain (kesimpulan; bisa juga kartu jaringannya diganti, atau alamatnya diambil alih).",
            host((*disputed).into())
        ),
        Claim::ArpOther { operation } => format!("Paket ARP dengan operasi {operation}."),
        Claim::IpFragment { sender, receiver, offset, identification, is_last } => format!(
            "{} dari datagram yang terlalu besar untuk satu paket, dari {} ke {}: mulai byte {offset}, ID 0x{identification:04x}.",
            if *is_last { "Potongan terakhir" } else { "Potongan" },
            host(*sender),
            host(*receiver)
        ),
        Claim::IpReassembled { frames, bytes } => format!(
            "Potongan terakhir yang belum ada dari sebuah datagram {}: bersama {} datagram itu utuh, dan isinya bisa dibaca di sini.",
            count_bytes(u64::from(*bytes)),
            STYLE.frames(frames)
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::Identification } => format!(
            "Paket yang sama dengan #{of}, terekam dua kali di perjalanannya (kesimpulan: identifikasi IP-nya sama, sedangkan paket yang dikirim ulang mendapat yang baru)."
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::Place } => format!(
            "Paket yang sama dengan #{of}, terekam dua kali di perjalanannya (kesimpulan: byte yang sama dalam 10 ms, di antarmuka lain atau ke arah yang lain)."
        ),
        Claim::PacketDuplicate { of, evidence: Evidence::None } => format!(
            "Sama dengan #{of} sesaat sebelumnya: terekam dua kali atau dikirim dua kali, tidak bisa dibedakan karena identifikasi IP keduanya 0 dan antarmukanya sama."
        ),
        Claim::PacketCut { layer: Some(layer), captured, length } => {
            format!("Rekaman hanya menyimpan {captured} dari {length} byte paket ini; header {layer}-nya tidak lengkap.")
        }
        Claim::PacketCut { layer: None, captured, length } => {
            format!("Rekaman hanya menyimpan {captured} dari {length} byte paket ini.")
        }
        Claim::PacketChecksum { layer, stated } => format!(
            "Checksum {layer}-nya, 0x{stated:04x}, tidak cocok dengan byte-nya. Mungkin paket ini rusak di jalan, dan kalau begitu penerima membuangnya; mungkin terekam sebelum kartu jaringan menghitung checksum-nya; atau isinya diubah sesudah itu. Jawaban atas paket ini menunjukkan bahwa ia tiba utuh."
        ),
        Claim::PacketMalformed { layer, defect } => match defect {
            Defect::Short => format!("Tidak beres: paket berakhir sebelum header {layer}-nya selesai."),
            Defect::Version(version) => format!("Tidak beres: header {layer} menyebut versi {version}."),
            Defect::HeaderLength(stated) => format!("Tidak beres: header {layer} menyatakan panjangnya sendiri {stated} byte."),
            Defect::Length(stated) => format!("Tidak beres: header {layer} menyatakan panjang {stated} byte, yang tidak cocok."),
        },
        Claim::PacketComment { text } => format!("Komentar di berkas: “{text}”."),
        Claim::LinkTypeNotDecoded { link_type } => {
            format!("labcap tidak membaca isi paket dengan link type {}.", super::link_type_name(*link_type))
        }
        Claim::NetworkNotDecoded { ether_type, name } => match (name, ether_type) {
            (Some(name), Some(number)) => format!("Membawa {name} (EtherType 0x{number:04x}), yang tidak dibaca labcap."),
            (None, Some(number)) => format!("Membawa protokol yang tidak dibaca labcap (EtherType 0x{number:04x})."),
            (_, None) => "Membawa protokol yang tidak dibaca labcap.".to_owned(),
        },
        Claim::TransportNotDecoded { sender, receiver, protocol } => format!(
            "{} mengirim paket dengan protokol IP {protocol} ke {}, yang tidak dibaca labcap.",
            host(*sender),
            host(*receiver)
        ),
        Claim::FlowOpened { client, server, syn, syn_ack, ack, took } => format!(
            "{} membuka koneksi ke {} port {} dengan tiga paket (#{syn}, #{syn_ack}, #{ack}){}.",
            end(client),
            end(server),
            server.port,
            took.map_or_else(String::new, |took| format!(" dalam {}", STYLE.span(took)))
        ),
        Claim::FlowMidstream { client, server } => format!(
            "Handshake antara {} dan {} tidak ada dalam rekaman: terjadi sebelumnya, atau memang tidak ada (kesimpulan). Siapa yang membuka koneksi dan besar window hanyalah perkiraan.",
            end(client),
            end(server)
        ),
        Claim::FlowPortReused { client, server, earlier } => format!(
            "{} sudah pernah memakai port {} yang sama untuk koneksi sebelumnya ke {} ({earlier}); ini koneksi baru.",
            end(client),
            client.port,
            end(server)
        ),
        Claim::FlowTransferred { client, server, bytes, segments, response_time } => {
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
                _ => format!(
                    "{client} mengirim {} dalam {}, {server} mengirim {} dalam {}.",
                    count_bytes(bytes.client),
                    count_segments(segments.client),
                    count_bytes(bytes.server),
                    count_segments(segments.server)
                ),
            }
        }
        Claim::FlowOneSided { seen, unseen, bytes, segments } => format!(
            "Hanya paket dari {} yang ada dalam rekaman: {} dalam {}. Apa yang dikirim {} tidak terekam.",
            end(seen),
            count_bytes(*bytes),
            count_segments(*segments),
            end(unseen)
        ),
        Claim::FlowEcho { client, server, bytes, sent } => format!(
            "{} mengirim balik persis apa yang dikirim {} ({bytes} dari {sent} byte, dibandingkan byte demi byte), jadi tampaknya ini server echo (kesimpulan; satu jawaban yang berbeda akan membantahnya).",
            end(server),
            end(client)
        ),
        Claim::FlowRetransmissions { client, server, packets } => format!(
            "Paket yang dikirim ulang: {} oleh {}, {} oleh {}.",
            packets.client,
            end(client),
            packets.server,
            end(server)
        ),
        Claim::FlowMissingBytes { client, server, bytes } => format!(
            "Tidak ada dalam rekaman: {} dari {} dan {} dari {}.",
            count_bytes(bytes.client),
            end(client),
            count_bytes(bytes.server),
            end(server)
        ),
        Claim::FlowRefused { client, server, syn, by, icmp_code } => match icmp_code {
            None => format!(
                "{} meminta koneksi ke {} port {} (#{syn}) dan ditolak (#{by}): saat itu tidak ada yang mendengarkan di sana, atau firewall menolaknya. connect()-nya gagal dengan ECONNREFUSED (111). Koneksi tidak terjadi.",
                end(client),
                end(server),
                server.port
            ),
            Some(code) => format!(
                "{} meminta koneksi ke {} port {} (#{syn}) dan mendapat kesalahan ICMP (#{by}, {}). connect()-nya gagal dengan {}. Koneksi tidak terjadi.",
                end(client),
                end(server),
                server.port,
                unreachable(*code),
                super::errno(*code)
            ),
        },
        Claim::FlowUnanswered { client, server, tries, waited } => format!(
            "{} meminta koneksi ke {} port {} sebanyak {tries} kali dan tidak mendapat jawaban{} (kesimpulan: mesinnya mati, firewall membuang paket, atau jawabannya lewat jalan lain). connect()-nya terus menunggu sampai kernelnya menyerah, lalu gagal dengan ETIMEDOUT (110). Koneksi tidak terjadi.",
            end(client),
            end(server),
            server.port,
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited)))
        ),
        Claim::FlowTooEarly { client, server } => format!(
            "{} meminta koneksi ke {} port {}. Rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban. Sampai saat itu belum ada koneksi.",
            end(client),
            end(server),
            server.port
        ),
        Claim::FlowHandshakeUnfinished { client, server } => format!(
            "{} meminta koneksi ke {} dan permintaannya diterima, tetapi ACK terakhir handshake tidak ada dalam rekaman.",
            end(client),
            end(server)
        ),
        Claim::FlowLeftMemory { client, server } => format!(
            "labcap harus melepas apa yang diketahuinya tentang {} dan {} sebelum akhir rekaman untuk memberi tempat; kelanjutannya tidak diketahui.",
            end(client),
            end(server)
        ),
        Claim::FlowReset { by, peer, frame, stage: ResetStage::Handshake, .. } => format!(
            "{} memutus dengan RST (#{frame}) sebelum handshake selesai. Biasanya program di {} tidak pernah menerima koneksi seperti itu dari accept() (kesimpulan).",
            end(by),
            end(peer)
        ),
        Claim::FlowReset { by, frame, stage: ResetStage::Closing, .. } => format!(
            "{} memutus koneksi dengan RST (#{frame}) ketika koneksi sedang ditutup (akibatnya bagi program lain disimpulkan: biasanya kesalahan ECONNRESET atau EPIPE pada panggilan berikutnya).",
            end(by)
        ),
        Claim::FlowReset { by, peer, frame, from_live_socket, stage: ResetStage::Established } => format!(
            "{} memutus koneksi dengan RST (#{frame}){}. Yang belum dibaca {} masih bisa dibacanya; setelah itu recv() atau send()-nya biasanya gagal dengan ECONNRESET, 104 (kesimpulan).",
            end(by),
            if *from_live_socket { " dari socket yang masih ada" } else { "" },
            end(peer)
        ),
        Claim::FlowClosedByClient { client, fin, .. } => format!(
            "Client {} menutup lebih dulu (#{fin}), jadi dialah yang setelah itu menyimpan koneksi dalam keadaan TIME-WAIT.",
            end(client)
        ),
        Claim::FlowClosedByServer { server, fin, .. } => format!(
            "Server {} menutup lebih dulu (#{fin}), jadi dialah yang setelah itu menyimpan koneksi dalam keadaan TIME-WAIT.",
            end(server)
        ),
        Claim::FlowSimultaneousClose { client_fin, server_fin } => format!(
            "Kedua pihak menutup pada saat yang sama: kedua FIN (#{client_fin}, #{server_fin}) tidak saling mengakui. Keduanya melewati TIME-WAIT."
        ),
        Claim::FlowThreeSegmentClose { first, second, first_fin, second_fin, last_ack } => match last_ack {
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
        Claim::FlowFourSegmentClose { first, second, first_fin, ack, second_fin, last_ack } => match last_ack {
            Some(last) => format!(
                "Penutupannya memakai empat segmen: FIN #{first_fin} dari {}, ACK-nya #{ack}, FIN #{second_fin} dari {}, dan ACK terakhir #{last}.",
                end(first),
                end(second)
            ),
            None => format!(
                "Penutupannya memakai empat segmen, tiga di antaranya ada dalam rekaman: FIN #{first_fin} dari {}, ACK-nya #{ack}, dan FIN #{second_fin} dari {}; ACK terakhir tidak terekam.",
                end(first),
                end(second)
            ),
        },
        Claim::FlowHalfClose { closer, sender, fin, data } => format!(
            "Half-close: setelah FIN #{fin} dari {} diakui, {} masih terus mengirim (mulai #{data}).",
            end(closer),
            end(sender)
        ),
        Claim::FlowHalfOpenEnd { closer, other, fin } => format!(
            "Hanya {} yang menutup arahnya (#{fin}): tidak ada FIN dari {} dalam rekaman.",
            end(closer),
            end(other)
        ),
        Claim::FlowStillOpen { client, server } => format!(
            "Akhir koneksi ini tidak terekam: tidak ada FIN maupun RST dari {} atau {}.",
            end(client),
            end(server)
        ),
        Claim::UdpExchanged { client, server, packets, bytes } if packets.server == 0 => format!(
            "{} mengirim {} ({}) ke {} port {}; dari sana tidak ada yang datang kembali dalam rekaman ini.",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            end(server),
            server.port
        ),
        Claim::UdpExchanged { client, server, packets, bytes } => format!(
            "{} mengirim {} ({}) ke {} port {}, yang mengirim {} ({}).",
            end(client),
            count_datagrams(packets.client),
            count_bytes(bytes.client),
            end(server),
            server.port,
            count_datagrams(packets.server),
            count_bytes(bytes.server)
        ),
        Claim::UdpNoConnection => {
            "UDP tidak membuka, tidak menutup, dan tidak mengakui apa pun: setiap datagram berdiri sendiri. Mana yang saling berkaitan, hanya programnya yang tahu.".to_owned()
        }
        Claim::UdpUnanswered { server, waited } => format!(
            "{} tidak mengirim apa pun sebagai balasan{} (kesimpulan: mungkin memang tidak perlu, atau balasannya lewat jalan lain).",
            end(server),
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited)))
        ),
        Claim::UdpTooEarly { server } => {
            format!("Rekaman berakhir terlalu cepat untuk mengetahui apakah {} membalas.", end(server))
        }
        Claim::UdpTimeExceeded { server, by } => format!(
            "Sebuah datagram ke {} tidak sampai: time to live-nya habis di perjalanan (kesalahan ICMP #{by}), seperti yang dimaksudkan traceroute.",
            end(server)
        ),
        Claim::UdpRefused { server, by } => format!(
            "Port {} di {} ditolak dengan kesalahan ICMP (#{by}): tidak ada yang mendengarkan di sana, atau firewall menolaknya. Socket UDP yang terhubung mendapat ECONNREFUSED (111) pada panggilan berikutnya.",
            server.port,
            end(server)
        ),
        Claim::UdpUnreachable { server, by, code } => {
            format!("{} tidak bisa dicapai: kesalahan ICMP #{by} ({}).", end(server), unreachable(*code))
        }
        Claim::DnsPair { client, server, name, a, aaaa } => format!(
            "{} menanyakan kedua jenis alamat {name} kepada {} dari satu socket, IPv4 (#{a}) dan IPv6 (#{aaaa}), seperti yang dilakukan satu panggilan getaddrinfo() (kesimpulan; browser dan resolver melakukan hal yang sama).",
            host(*client),
            host(*server)
        ),
        Claim::DnsLookup { server, name, kind, query, response, after, result, .. } => {
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
                LookupResult::Nxdomain => format!(
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
        Claim::DnsUnanswered { server, name, kind, query, retries, waited } => format!(
            "#{query} menanyakan {} untuk {name} kepada {} dan tidak mendapat jawaban{}{} (kesimpulan: pertanyaan atau jawabannya hilang, atau server diam).",
            record(kind),
            host(*server),
            waited.map_or_else(String::new, |waited| format!(" dalam {}", STYLE.span(waited))),
            match retries {
                0 => String::new(),
                more => format!(", walaupun dikirim ulang {more} kali"),
            }
        ),
        Claim::DnsTooEarly { server, name, kind, query } => format!(
            "#{query} menanyakan {} untuk {name} kepada {}; rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban.",
            record(kind),
            host(*server)
        ),
        Claim::DnsUnreachable { server, by } => format!(
            "{} tidak bisa ditanya: kesalahan ICMP #{by} datang kembali, jadi tidak ada name server yang mendengarkan di sana, atau firewall menolaknya.",
            host(*server)
        ),
        Claim::DnsManyLookups { more } => format!("{more} pertanyaan lain tidak diceritakan satu per satu."),
        Claim::CaptureComment { interface: None, text } => format!("Komentar di berkas: “{text}”."),
        Claim::CaptureComment { interface: Some(interface), text } => {
            format!("Komentar di berkas tentang antarmuka {interface}: “{text}”.")
        }
        Claim::CaptureMoreComments { more } => format!("Masih ada {more} komentar lain di berkas: labcap menyimpan 100."),
        Claim::CaptureNames { names, more } => format!(
            "Berkas ini memberi nama pada {names} alamat; kalimat-kalimat memakainya, kecuali untuk alamat yang dinamai --name.{}",
            if *more == 0 { String::new() } else { format!(" {more} nama lain tidak disimpan.") }
        ),
        Claim::CaptureStatistics(counts) => interface_counts(counts),
        Claim::CaptureBlocksPassed { kind, blocks } => format!(
            "Berkas ini juga berisi {blocks} {}; labcap tidak membaca isinya.",
            match kind {
                PassedBlock::Journal => "catatan jurnal systemd",
                PassedBlock::Secrets => "blok kunci dekripsi",
                PassedBlock::Custom => "blok khusus",
                PassedBlock::Unknown => "blok dengan jenis yang tidak dikenal",
            }
        ),
        Claim::CaptureHiddenByFilter { hidden } => format!(
            "Pilihan Anda menyembunyikan {} dari rekaman ini; percakapan tetap diikuti melalui semua paketnya.",
            count_packets(*hidden)
        ),
        Claim::CaptureTruncatedFile { file, offset, packets, is_cut } => format!(
            "{} {} di byte {offset}, setelah {}: {}.",
            file.as_ref().map_or("Berkasnya".to_owned(), |file| format!("Berkas {file}")),
            if *is_cut { "terpotong di tengah data sebuah paket" } else { "rusak" },
            count_packets(*packets),
            if file.is_some() { "sisanya tidak ada" } else { "laporan ini mencakup bagian sebelum itu" }
        ),
        Claim::CaptureCutBySnaplen { packets } => {
            format!("{} hanya disimpan sebagian (snapshot length): apa yang ada di belakangnya tidak diketahui.", count_packets(*packets))
        }
        Claim::CaptureLinkTypeNotDecoded { link_type, packets } => {
            format!("{} memakai link type {}, yang tidak dibaca labcap.", count_packets(*packets), super::link_type_name(*link_type))
        }
        Claim::CaptureChecksumOffload { packets, first } => format!(
            "Checksum yang belum selesai dihitung: {} (yang pertama #{first}). Sistem pengirim menyerahkan perhitungannya kepada kartu jaringan, dan paket-paket ini terekam tanpa hasilnya (kartu virtual, seperti pada container, mungkin tidak pernah menghitungnya); paket-paket ini tidak rusak (kesimpulan: isinya hanya jumlah dari alamat, protokol dan panjang).",
            count_packets(*packets)
        ),
        Claim::CaptureDuplicates { packets, first } => format!(
            "Terekam lebih dari sekali: {} (yang pertama #{first}), seperti yang terjadi bila sebuah paket melewati beberapa antarmuka atau mirror port (disimpulkan dari identifikasi IP, atau dari byte yang sama di antarmuka lain). Ini bukan pengiriman ulang.",
            count_packets(*packets)
        ),
        Claim::CaptureFlowsEvicted { flows } => {
            format!("{flows} percakapan harus keluar dari memori sebelum akhir; paket berikutnya dari percakapan itu memulai percakapan baru.")
        }
        Claim::CaptureFragmentsGivenUp { datagrams } => format!(
            "{datagrams} datagram yang terpotong-potong tidak bisa disatukan: sebuah potongan datang lebih dari 30 detik sesudah yang pertama, atau potongannya lebih banyak daripada yang disimpan labcap."
        ),
        Claim::CaptureTimeBackwards { packets, first } => format!(
            "{} berwaktu lebih awal daripada paket sebelumnya, yang pertama #{first}: waktu dicatat oleh beberapa prosesor, atau jamnya disetel.",
            count_packets(*packets)
        ),
        Claim::CaptureDropped { by_kernel, by_labcap: 0 } => format!(
            "Hilang: {}, yang dibuang kernel karena buffernya penuh. Celah atau pengulangan yang ditinggalkannya di sebuah percakapan berasal dari perekaman, bukan dari jaringan.",
            count_packets(*by_kernel)
        ),
        Claim::CaptureDropped { by_kernel: 0, by_labcap } => format!(
            "Tidak dijelaskan: {}, yang datang lebih cepat daripada labcap dapat menjelaskannya; berkasnya memuat semuanya. Celah atau pengulangan yang ditinggalkannya di sini berasal dari labcap, bukan dari jaringan.",
            count_packets(*by_labcap)
        ),
        Claim::CaptureDropped { by_kernel, by_labcap } => format!(
            "Hilang: {}, yang dibuang kernel karena buffernya penuh. Tidak dijelaskan: {}, yang datang lebih cepat daripada labcap dapat menjelaskannya; berkasnya memuat yang itu. Celah atau pengulangan yang ditinggalkannya di sini bukan berasal dari jaringan.",
            count_packets(*by_kernel),
            count_packets(*by_labcap)
        ),
        Claim::CaptureOwnConnection { packets } => format!(
            "Tidak disertakan: {} dari koneksi SSH yang dipakai terminal ini (dengan --with-ssh disertakan).",
            count_packets(*packets)
        ),
        Claim::CaptureProgramsUnseen => {
            "Seberapa sering, kapan, dan dengan ukuran berapa program memanggil recv(), serta apa yang dicetaknya: rekaman menunjukkan apa yang dikirim kernel, bukan apa yang dilakukan program dengannya.".to_owned()
        }
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
        Phrase::Flow { stream, client, server, state, roles_inferred } => format!(
            "{stream} · {} → {} · {}{}",
            super::named_endpoint(names, *client),
            super::named_endpoint(names, *server),
            state_word(*state),
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
        Phrase::Story => "Cerita".to_owned(),
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
        Phrase::ColumnStream => "Aliran".to_owned(),
        Phrase::ColumnFile => "Berkas".to_owned(),
        Phrase::Totals { packets, displayed, percent } => {
            format!("Paket: {packets} · Ditampilkan: {displayed} ({}%)", percent.replace('.', ","))
        }
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
        Phrase::BytesMissing { bytes, is_cut, given_up } => {
            let why = match (is_cut, given_up) {
                (true, _) => ": terpotong oleh perekaman",
                (_, true) => ": terlalu banyak yang menunggunya",
                _ => "",
            };
            format!("[{} hilang{why}]", count_bytes(*bytes))
        }
        Phrase::BytesDiffer { bytes, frame } => {
            format!("[#{frame} membawa lagi {} dengan isi lain; yang pertama yang berlaku]", count_bytes(*bytes))
        }
        Phrase::NoBytes => "Sejauh terekam, stream ini tidak membawa byte ke arah ini.".to_owned(),
        Phrase::SummaryLabel(label) => summary_label(*label).to_owned(),
        Phrase::SummaryFigures { packets, bytes, duration } => {
            let mut parts = vec![count_packets(*packets), count_bytes(*bytes)];
            if *packets > 0 {
                parts.push(format!("{} per paket", count_bytes(bytes / packets)));
            }
            if let Some(per_second) = super::per_second(*packets, *duration) {
                parts.push(format!("{per_second} paket per detik"));
            }
            format!("Terhitung di sini: {}", parts.join(" · "))
        }
        Phrase::BarsOverTime { width, most } => format!("Satu batang {}; yang tertinggi {}.", STYLE.span(*width), count_packets(*most)),
        Phrase::AddressesLeftOut { addresses } => format!("{addresses} alamat lagi tidak ditampilkan; --format json memuat semuanya."),
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

fn state_word(state: State) -> &'static str {
    match state {
        State::Refused => "ditolak",
        State::Reset => "diputus (RST)",
        State::Closed => "tertutup",
        State::HalfClosed => "setengah tertutup",
        State::Unanswered => "tanpa jawaban",
        State::Midstream => "terekam dari tengah",
        State::Open => "terbuka",
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
    format!(
        "Menurut hitungan di berkas, {} hilang dari rekaman di antarmuka {interface}{total}: {} dibuang antarmuka, {} dibuang sistem operasi. Celah yang ditinggalkannya dalam percakapan berasal dari rekaman, bukan dari jaringan.",
        count_packets(lost),
        dropped.unwrap_or(0),
        dropped_by_system.unwrap_or(0)
    )
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
        SummaryLabel::Times => "Kali",
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
    frame.map_or_else(String::new, |frame| format!(" (ini menjawab #{frame})"))
}

fn question(lookup: &Lookup) -> String {
    match (lookup.answers, lookup.after) {
        (Some(frame), Some(after)) => format!("#{frame} setelah {}", STYLE.span(after)),
        (Some(frame), None) => format!("#{frame}"),
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

fn unreachable(code: u8) -> &'static str {
    match code {
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
