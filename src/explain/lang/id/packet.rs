//! Packets, in Indonesian.

use std::net::IpAddr;

use super::{
    STYLE, address, count_bytes, dhcp, dns, first_sent, for_packet, hop_counter, neighbor_protocol, positions, question, record, repeated,
    shown, unreachable,
};
use crate::explain::claim::packet::PacketClaim;
use crate::explain::claim::{AckManner, AfterFin, Audience, Defect, Repeated, ResetKind};
use crate::explain::lang::{before_and_after, link_type_name};
use crate::explain::names::Names;
use crate::track::copies::Evidence;
use crate::track::flow::Endpoint;
use crate::track::sights::Translated;

/// A claim as a teacher would say it.
pub fn sentence(claim: &PacketClaim, names: &Names) -> String {
    let host = |address: IpAddr| names.of(address);
    let end = |endpoint: &Endpoint| names.of_end(*endpoint);
    match claim {
        PacketClaim::TcpSyn { client, server, crosses: None } => format!(
            "{} meminta koneksi ke {} port {} (paket pertama dari tiga paket handshake). SYN memakai satu nomor urut.",
            end(client),
            end(server),
            server.port
        ),
        PacketClaim::TcpSyn { client, server, crosses: Some(other) } => format!(
            "{} juga meminta koneksi ke {}, sebelum melihat SYN #{other}: keduanya meminta pada saat yang sama (simultaneous open).",
            end(client),
            end(server)
        ),
        PacketClaim::TcpSynAck { client, server, answers: Some(syn), is_crossed: true } => format!(
            "{} sekarang sudah melihat SYN #{syn} dari {} dan mengakuinya; SYN-nya sendiri dikirim sekali lagi bersamanya.",
            end(server),
            end(client)
        ),
        PacketClaim::TcpSynAck { client, server, answers: Some(syn), is_crossed: false } => format!(
            "{} menerima permintaan itu: ada socket yang mendengarkan di port {}, dan kernelnya sendiri yang menjawab SYN #{syn} dari {}; program belum tentu sudah memanggil accept() (paket kedua dari tiga).",
            end(server),
            server.port,
            end(client)
        ),
        PacketClaim::TcpSynAck { client, server, answers: None, .. } => format!(
            "{} menerima permintaan koneksi di port {}; SYN dari {} yang dijawabnya tidak ada dalam rekaman.",
            end(server),
            server.port,
            end(client)
        ),
        PacketClaim::TcpHandshakeAck { client, server, answers, since_syn } => match since_syn {
            Some(span) => format!(
                "{} mengakui #{answers}: koneksi terbuka (paket ketiga dari tiga), {} setelah SYN. Biasanya program di {} sekarang bisa mengambilnya dengan accept().",
                end(client),
                STYLE.span(*span),
                end(server)
            ),
            None => format!(
                "{} mengakui #{answers}: koneksi terbuka. Biasanya program di {} sekarang bisa mengambilnya dengan accept().",
                end(client),
                end(server)
            ),
        },
        PacketClaim::TcpData { sender, receiver, bytes, range, content, echoes: None, .. } => match range {
            Some(range) => format!(
                "{} mengirim {} ke {}, yaitu {} dari alirannya{}",
                end(sender),
                count_bytes(u64::from(*bytes)),
                end(receiver),
                positions(*range),
                shown(content)
            ),
            None => format!("{} mengirim {} ke {}{}", end(sender), count_bytes(u64::from(*bytes)), end(receiver), shown(content)),
        },
        PacketClaim::TcpData { sender, receiver, bytes, content, echoes: Some(echoes), .. } => format!(
            "{} mengirim kembali {} ke {}, sama dengan {} dari aliran {} (dari {}){}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            end(receiver),
            positions(echoes.range),
            end(receiver),
            STYLE.frames(&echoes.frames),
            shown(content)
        ),
        PacketClaim::TcpPush { sender } => format!(
            "PSH: di sini berakhir satu write() program di {}, begitulah Linux memasangnya (kesimpulan; dalam write() yang panjang, Linux juga memasangnya di tengah). Artinya bukan “paket terakhir”.",
            end(sender)
        ),
        PacketClaim::TcpAck { sender, receiver, acknowledges, through, manner, .. } => {
            let (sender, receiver) = (end(sender), end(receiver));
            match (acknowledges.numbers.is_empty(), manner) {
                (true, _) => format!(
                    "{sender} mengakui apa yang sejauh ini diterimanya dari {receiver}; sejauh terekam, tidak ada yang diakui untuk pertama kali di sini."
                ),
                (false, AckManner::WithOther) => format!("Segmen yang sama mengakui {}.", STYLE.frames(acknowledges)),
                (false, AckManner::Alone | AckManner::First) if *through == 0 => {
                    format!("{sender} mengakui {}.", STYLE.frames(acknowledges))
                }
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
        PacketClaim::TcpFin { sender, is_first: true, .. } => format!(
            "{} menutup lebih dulu: programnya memanggil close() atau shutdown(), atau sudah selesai. FIN berarti “saya tidak mengirim apa-apa lagi” dan memakai satu nomor urut; menerima masih boleh.",
            end(sender)
        ),
        PacketClaim::TcpFin { sender, is_first: false, acknowledges_fin: Some(fin), .. } => format!(
            "{} juga menutup arahnya, dan dalam segmen yang sama mengakui FIN #{fin}. Biasanya program melakukannya setelah recv() mengembalikan 0 byte.",
            end(sender)
        ),
        PacketClaim::TcpFin { sender, is_first: false, acknowledges_fin: None, .. } => {
            format!("{} juga menutup arahnya; ketika mengirim segmen ini, ia belum mengakui FIN dari pihak lain.", end(sender))
        }
        PacketClaim::TcpUnusualFlags { sender, receiver, flags } if flags.is_empty() => format!(
            "{} mengirim ke {} sebuah segmen tanpa flag apa pun. Biasanya kernel tidak melakukannya dalam percakapan; pemindai port melakukannya (kesimpulan).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpUnusualFlags { sender, receiver, flags } => format!(
            "{} mengirim ke {} sebuah segmen dengan {flags} tetapi tanpa ACK. Biasanya kernel tidak melakukannya dalam percakapan; pemindai port melakukannya (kesimpulan).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::BothClosed, .. } => {
            format!("{} mengakui FIN #{fin}: kedua arah sudah tertutup.", end(sender))
        }
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!("{} mengakui FIN #{fin}. Arahnya sendiri juga sudah ditutupnya (#{own}), dan ia menunggu ACK untuk itu.", end(sender))
        }
        PacketClaim::TcpCloseAck { sender, fin, then: AfterFin::StaysOpen, .. } => {
            format!("Kernel {} mengakui FIN #{fin}. Arahnya sendiri tetap terbuka sampai programnya juga menutup.", end(sender))
        }
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Refusal(syn), .. } => format!(
            "{} menolak SYN #{syn}: tidak ada yang mendengarkan di port {}, atau firewall menolaknya. connect() di {} biasanya gagal dengan ECONNREFUSED (111).",
            end(sender),
            sender.port,
            end(receiver)
        ),
        PacketClaim::TcpRst { sender, kind: ResetKind::LiveSocket, .. } => {
            format!("{} memutus koneksi seketika, bukan menutupnya. ACK dan window menunjukkan bahwa socket-nya masih ada.", end(sender))
        }
        PacketClaim::TcpRst { sender, kind: ResetKind::Bare, .. } => {
            format!("Kernel {} menjawab untuk koneksi yang tidak (lagi) dimilikinya: RST tanpa window dan tanpa opsi.", end(sender))
        }
        PacketClaim::TcpRst { sender, kind: ResetKind::Other, .. } => {
            format!("{} memutus koneksi seketika, bukan menutupnya.", end(sender))
        }
        PacketClaim::TcpRst { sender, kind: ResetKind::NoConnection(refusal), .. } => format!(
            "{} mengirim RST padahal tidak ada koneksi yang bisa diputus: #{refusal} sudah menolaknya. Biasanya kernel tidak mengirimnya; pemindai port mengirimnya.",
            end(sender)
        ),
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Ahead, .. } => format!(
            "RST atas nama {} yang nomor urutnya melampaui semua kirimannya yang terekam. Bila {} sudah punya byte-byte sebelumnya, koneksinya terputus; bila belum, {} menjawab dengan challenge ACK dan koneksi berlanjut.",
            end(sender),
            end(receiver),
            end(receiver)
        ),
        PacketClaim::TcpRst { sender, receiver, kind: ResetKind::Ignored, .. } => {
            format!(
                "RST atas nama {} yang nomor urutnya bukan nomor berikutnya yang ditunggu {}: koneksi tidak terputus karenanya; {} mengabaikannya atau menjawabnya dengan challenge ACK.",
                end(sender),
                end(receiver),
                end(receiver)
            )
        }
        PacketClaim::TcpRetransmission { sender, what: Repeated::Data(None), of: None, .. } => format!(
            "{} mengirim data bernomor lebih rendah daripada sebelumnya, yang salinan pertamanya tidak terekam: dikirim ulang, atau terlambat.",
            end(sender)
        ),
        PacketClaim::TcpRetransmission { sender, what, of, after } => match (of, after) {
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
        PacketClaim::TcpTailLossProbe { sender, receiver, first } => format!(
            "Byte yang diulang itu adalah byte terakhir yang dikirimnya, padahal #{first} sebelumnya juga belum diakui; timer retransmisi akan mulai dari yang pertama. Jadi ini tail loss probe: {} lebih awal meminta ACK yang menunjukkan apa yang belum diterima {} (kesimpulan; mungkin saja #{first} sudah diakui ACK dari {} yang luput dari rekaman).",
            end(sender),
            end(receiver),
            end(receiver)
        ),
        PacketClaim::TcpFastRetransmission { sender, what, of } => format!(
            "{} mengirim ulang {}{} segera setelah ACK berulang: fast retransmission (kesimpulan; timer yang habis pada saat yang sama akan tampak serupa).",
            end(sender),
            repeated(*what),
            first_sent(*of)
        ),
        PacketClaim::TcpSpuriousRetransmission { sender, receiver, what, of } => format!(
            "{} mengirim ulang {}{} padahal {} sudah mengakuinya: ACK itu belum sampai kepadanya, atau hilang.",
            end(sender),
            repeated(*what),
            first_sent(*of),
            end(receiver)
        ),
        PacketClaim::TcpOutOfOrder { sender, what } => format!(
            "Segmen {} dengan {} datang setelah segmen yang nomornya lebih tinggi, tetapi begitu cepat sehingga lebih mungkin tersalip di jalan daripada dikirim ulang (kesimpulan; pengiriman ulang yang cepat akan tampak serupa).",
            end(sender),
            repeated(*what)
        ),
        PacketClaim::TcpPreviousSegmentNotCaptured { sender } => {
            format!("Data {} tepat sebelum segmen ini belum ada dalam rekaman: hilang, terlambat, atau tidak tertangkap.", end(sender))
        }
        PacketClaim::TcpAckedUnseenSegment { sender, receiver } => format!(
            "{} mengakui data {} yang sejauh ini belum terlihat dalam rekaman: data itu pernah dikirim, tetapi luput dari rekaman atau terekam di luar urutan.",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpDuplicateAck { sender, of, count, through } => format!(
            "{} mengulang ACK #{of} (ulangan ke-{count}): semua sampai byte {through} sudah diterimanya. Biasanya baru saja tiba segmen yang bukan segmen berikutnya dalam urutan.",
            end(sender)
        ),
        PacketClaim::TcpKeepAlive { sender, receiver } => format!(
            "{} menanyakan apakah {} masih ada: mundur satu nomor urut tanpa data baru, seperti yang dilakukan timer SO_KEEPALIVE di kernel (disimpulkan dari nomornya).",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpKeepAliveAck { sender } => {
            format!("{} menjawab keep-alive: ia masih ada (kesimpulan: ACK terakhirnya diulang tepat setelah keep-alive).", end(sender))
        }
        PacketClaim::TcpZeroWindow { sender, receiver } => format!(
            "Saat ini {} kehabisan tempat: data datang lebih cepat daripada dibaca programnya (kesimpulan). {} harus menunggu.",
            end(sender),
            end(receiver)
        ),
        PacketClaim::TcpZeroWindowProbe { sender, receiver } => {
            format!("{} memeriksa apakah {} sudah punya tempat lagi.", end(sender), end(receiver))
        }
        PacketClaim::TcpZeroWindowProbeAck { sender } => format!("{} menjawab probe itu: masih belum ada tempat.", end(sender)),
        PacketClaim::TcpWindowFull { sender, receiver } => format!(
            "Segmen ini memenuhi window yang ditawarkan {}: {} tidak boleh mengirim lagi sampai ada tempat.",
            end(receiver),
            end(sender)
        ),
        PacketClaim::TcpWindowUpdate { sender, receiver, window } => match window {
            Some(window) => format!(
                "{} hanya memberitahukan window-nya yang baru kepada {}: ada tempat untuk {}.",
                end(sender),
                end(receiver),
                count_bytes(u64::from(*window))
            ),
            None => {
                format!(
                    "{} hanya memberitahukan kepada {} window-nya yang baru (skalanya tidak ada dalam rekaman).",
                    end(sender),
                    end(receiver)
                )
            }
        },
        PacketClaim::UdpData { sender, receiver, bytes, content } => format!(
            "{} mengirim satu datagram berisi {} ke port {} di {}{}",
            end(sender),
            count_bytes(u64::from(*bytes)),
            receiver.port,
            host(receiver.address),
            shown(content)
        ),
        PacketClaim::DnsQuery { client, server, id, name, kind, repeats } => match repeats {
            Some(first) => format!(
                "{} menanyakan lagi {} untuk {name} kepada {}, dengan ID yang sama seperti #{first}: jawabannya belum datang.",
                host(*client),
                record(kind),
                host(*server)
            ),
            None => format!(
                "{} menanyakan {} untuk {name} kepada {}; jawaban atasnya membawa ID yang sama, 0x{id:04x}.",
                host(*client),
                record(kind),
                host(*server)
            ),
        },
        PacketClaim::DnsResponse { server, lookup, addresses, more, .. } if addresses.is_empty() => {
            format!(
                "{} menjawab {}: {more} record milik {}; yang ditanyakan {}.",
                host(*server),
                question(lookup),
                lookup.name,
                record(&lookup.kind)
            )
        }
        PacketClaim::DnsResponse { server, lookup, addresses, more, .. } => {
            format!("{} menjawab {}: alamat {} adalah {}.", host(*server), question(lookup), lookup.name, STYLE.addresses(addresses, *more))
        }
        PacketClaim::DnsRecords { server, lookup, value, more } => {
            format!("{} menjawab {}: {}.", host(*server), question(lookup), dns::records(&lookup.name, value, *more))
        }
        PacketClaim::NeighboursQuestion { service, sender, name, kind, more, is_probe } => {
            dns::question(*service, &host(*sender), name, kind, *more, *is_probe)
        }
        PacketClaim::NeighboursAnswer { service, sender, name, value, more } => dns::answer(*service, &host(*sender), name, value, *more),
        PacketClaim::DnsNodata { server, lookup } => format!(
            "{} menjawab {} tanpa kesalahan, tetapi tidak ada record dengan tipe yang ditanyakan: {} tidak punya {} (NODATA).",
            host(*server),
            question(lookup),
            lookup.name,
            record(&lookup.kind)
        ),
        PacketClaim::DnsReferral { server, lookup } => format!(
            "{} menjawab {} ({}) dengan menyebut name server lain yang harus ditanya.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsNxdomain { server, lookup, is_alias: true } => format!(
            "{} menjawab {}: {} hanyalah alias, dan nama yang ditunjuknya tidak ada (NXDOMAIN).",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsNxdomain { server, lookup, is_alias: false } => {
            format!("{} menjawab {}: nama {} tidak ada (NXDOMAIN).", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsRefused { server, lookup } => {
            format!("{} menolak menjawab {} ({}): aturannya tidak mengizinkan (REFUSED).", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsServfail { server, lookup } => format!(
            "{} tidak berhasil menemukan jawaban untuk {} ({}): SERVFAIL. Ini tidak mengatakan apa pun tentang nama itu sendiri.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::DnsError { server, lookup, rcode } => {
            format!("{} menjawab {} ({}) dengan kode kesalahan {rcode}.", host(*server), question(lookup), lookup.name)
        }
        PacketClaim::DnsTruncated { server, lookup } => format!(
            "{} menjawab {} ({}), tetapi jawabannya tidak muat dan terpotong (TC). Biasanya resolver bertanya lagi lewat TCP.",
            host(*server),
            question(lookup),
            lookup.name
        ),
        PacketClaim::IcmpEchoRequest { sender, receiver, sequence } => {
            format!("ping: {} meminta echo dari {} (nomor {sequence}).", host(*sender), host(*receiver))
        }
        PacketClaim::IcmpEchoReply { sender, receiver, sequence, answers, after } => match (answers, after) {
            (Some(request), Some(after)) => {
                format!("{} menjawab ping #{request} dari {} setelah {}.", host(*sender), host(*receiver), STYLE.span(*after))
            }
            (Some(request), None) => format!("{} menjawab ping #{request} dari {}.", host(*sender), host(*receiver)),
            (None, _) => {
                format!("{} menjawab ping nomor {sequence} dari {}, yang tidak ada dalam rekaman.", host(*sender), host(*receiver))
            }
        },
        PacketClaim::IcmpPortUnreachable { sender, receiver, port, of } => format!(
            "{} memberi tahu {} bahwa {} tidak bisa dicapai{}: tidak ada yang mendengarkan di sana, atau firewall menolaknya.",
            host(*sender),
            host(*receiver),
            port.map_or_else(|| "port itu".to_owned(), |port| format!("port {port}")),
            for_packet(*of)
        ),
        PacketClaim::IcmpHostUnreachable { sender, receiver, host: target, of } => format!(
            "{} memberi tahu {} bahwa {} tidak bisa dicapai{}: biasanya karena tidak ada yang menjawab {} untuknya (kesimpulan).",
            host(*sender),
            host(*receiver),
            target.map_or_else(|| "mesin tujuan".to_owned(), host),
            for_packet(*of),
            neighbor_protocol(*sender)
        ),
        PacketClaim::IcmpUnreachable { sender, receiver, why, of } => format!(
            "{} memberi tahu {} bahwa sebuah paket tidak bisa disampaikan{} (kode {}: {}).",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            why.code,
            unreachable(*why)
        ),
        PacketClaim::IcmpTimeExceeded { sender, receiver, host: target, of } => format!(
            "{} memberi tahu {} bahwa ia membuang sebuah paket{}{}: {} paket itu sudah habis (0).",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" untuk {}", host(target))),
            for_packet(*of),
            hop_counter(*sender)
        ),
        PacketClaim::IcmpOther { sender, receiver, kind, code } => {
            format!("{} mengirim pesan ICMP tipe {kind}, kode {code} ke {}.", host(*sender), host(*receiver))
        }
        PacketClaim::IcmpPacketTooBig { sender, receiver, host: target, mtu, of } => format!(
            "{} memberi tahu {} bahwa sebuah paket{}{} terlalu besar untuk jaringan berikutnya{}. Pengirim harus mengirim paket yang lebih kecil (path MTU discovery; TCP lalu memperkecil segmennya).",
            host(*sender),
            host(*receiver),
            target.map_or_else(String::new, |target| format!(" untuk {}", host(target))),
            for_packet(*of),
            mtu.map_or_else(String::new, |mtu| format!(", yang hanya muat {}", count_bytes(mtu.into())))
        ),
        PacketClaim::IcmpRedirect { sender, receiver, gateway, host: target, of } => format!(
            "{} memberitahukan jalan yang lebih pendek kepada {}{}: mulai sekarang kirimlah paket untuk {} lewat {}.",
            host(*sender),
            host(*receiver),
            for_packet(*of),
            target.map_or_else(|| "tujuan itu".to_owned(), host),
            host(*gateway)
        ),
        PacketClaim::RouterSolicitation { sender } => format!("{} menanyakan router apa saja yang ada di jaringan ini.", host(*sender)),
        PacketClaim::RouterAdvertisement { sender, prefixes } if prefixes.is_empty() => {
            format!("{} mengumumkan diri sebagai router jaringan ini.", host(*sender))
        }
        PacketClaim::RouterAdvertisement { sender, prefixes } => format!(
            "{} mengumumkan diri sebagai router jaringan ini, beserta prefix alamat di sini: {}. Bila diizinkan (flag A), tiap mesin membuat alamatnya sendiri dari prefix itu.",
            host(*sender),
            prefixes.join(", ")
        ),
        PacketClaim::NeighborSolicitation { sender, target, audience: Audience::Everybody } => format!(
            "{} menanyakan alamat hardware {}, biasanya karena hendak mengirim sesuatu kepadanya, atau lewat mesin itu bila mesin itu router: seperti ARP pada IPv4. Pertanyaannya dikirim ke grup multicast yang anggotanya sedikit.",
            host(*sender),
            host(*target)
        ),
        PacketClaim::NeighborSolicitation { sender, target, audience: Audience::One } => format!(
            "{} bertanya langsung kepada {} apakah alamat hardware yang diketahuinya masih benar, seperti yang sesekali dilakukan kernel.",
            host(*sender),
            host(*target)
        ),
        PacketClaim::NeighborProbe { target } => {
            format!("Sebuah mesin yang ingin memakai {} bertanya dulu apakah alamat itu sudah dipakai.", host(*target))
        }
        PacketClaim::NeighborAdvertisement { sender, receiver: Some(receiver), hardware, answers } => match (answers, hardware) {
            (Some(asked), Some(_)) => format!(
                "{} menjawab #{asked}: alamat hardware-nya{}. {} sekarang bisa mengirim kepadanya.",
                host(*sender),
                address(*hardware),
                host(*receiver)
            ),
            (Some(asked), None) => format!("{} menjawab #{asked} dari {}: ia ada.", host(*sender), host(*receiver)),
            (None, Some(_)) => {
                format!("{} memberitahukan alamat hardware-nya kepada {}:{}.", host(*sender), host(*receiver), address(*hardware))
            }
            (None, None) => format!("{} memberi tahu {} bahwa ia ada.", host(*sender), host(*receiver)),
        },
        PacketClaim::NeighborAdvertisement { sender, receiver: None, hardware, .. } => {
            format!("{} mengumumkan alamat hardware-nya{}, agar mesin lain memperbarui tabelnya.", host(*sender), address(*hardware))
        }
        PacketClaim::MulticastQuery { sender, group: None } => {
            format!("{} menanyakan kepada semua mesin paket grup multicast mana yang mereka inginkan.", host(*sender))
        }
        PacketClaim::MulticastQuery { sender, group: Some(group) } => {
            format!("{} menanyakan apakah masih ada yang menginginkan paket grup multicast {}.", host(*sender), host(*group))
        }
        PacketClaim::MulticastReport { sender, joined, left } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => format!("{} mengubah dari pengirim mana ia menginginkan paket sebuah grup multicast.", host(*sender)),
            (_, []) => {
                format!("{} ingin menerima paket untuk {}: ia anggota grup multicast itu.", host(*sender), STYLE.addresses(joined, 0))
            }
            ([], _) => {
                format!("{} keluar dari {}: ia tidak menginginkan paketnya lagi (multicast).", host(*sender), STYLE.addresses(left, 0))
            }
            (_, _) => format!(
                "{} menginginkan paket {}, dan tidak lagi {} (multicast).",
                host(*sender),
                STYLE.addresses(joined, 0),
                STYLE.addresses(left, 0)
            ),
        },
        PacketClaim::Dhcp(message) => dhcp::sentence(message, names),
        PacketClaim::ArpRequest { sender, target, audience } => {
            let (sender, target) = (host((*sender).into()), host((*target).into()));
            match audience {
                Some(Audience::Everybody) => format!(
                    "{sender} menanyakan alamat hardware {target} kepada semua mesin di jaringan ini, biasanya karena hendak mengirim sesuatu kepadanya, atau lewat mesin itu bila mesin itu router."
                ),
                Some(Audience::One) => format!(
                    "{sender} bertanya langsung kepada {target} apakah alamat hardware yang diketahuinya masih benar, seperti yang sesekali dilakukan kernel."
                ),
                None => format!(
                    "{sender} menanyakan alamat hardware {target}, biasanya karena hendak mengirim sesuatu kepadanya, atau lewat mesin itu, di jaringan ini."
                ),
            }
        }
        PacketClaim::ArpProbe { target } => {
            format!("Sebuah mesin yang ingin memakai {} bertanya dulu apakah alamat itu sudah dipakai.", host((*target).into()))
        }
        PacketClaim::ArpAnnouncement { sender, hardware } => format!(
            "{} mengumumkan alamat hardware-nya{}, agar mesin lain memperbarui tabelnya.",
            host((*sender).into()),
            address(*hardware)
        ),
        PacketClaim::ArpReply { sender, target, hardware, answers } => match answers {
            Some(request) => format!(
                "{} menjawab #{request}: alamat hardware-nya{}. {} sekarang bisa mengirim kepadanya.",
                host((*sender).into()),
                address(*hardware),
                host((*target).into())
            ),
            None => {
                format!(
                    "{} memberitahukan alamat hardware-nya kepada {}:{}.",
                    host((*sender).into()),
                    host((*target).into()),
                    address(*hardware)
                )
            }
        },
        PacketClaim::ArpConflict { address: disputed, hardware, other, earlier } => format!(
            "{} dipakai dua kali: oleh {hardware} di sini dan oleh {other} di #{earlier}. Biasanya dua mesin diberi alamat yang sama, sehingga paket kadang sampai ke yang satu, kadang ke yang lain (kesimpulan; bisa juga kartu jaringannya diganti, atau alamatnya diambil alih).",
            host((*disputed).into())
        ),
        PacketClaim::ArpOther { operation } => format!("Paket ARP dengan operasi {operation}."),
        PacketClaim::IpFragment { sender, receiver, offset, identification, is_last } => format!(
            "{} dari datagram yang terlalu besar untuk satu paket, dari {} ke {}: mulai byte {offset}, ID 0x{identification:04x}.",
            if *is_last { "Fragmen terakhir" } else { "Fragmen" },
            host(*sender),
            host(*receiver)
        ),
        PacketClaim::IpReassembled { frames, bytes, .. } => format!(
            "Fragmen terakhir yang masih kurang dari sebuah datagram {}: bersama {} datagram itu menjadi utuh, dan isinya bisa dibaca di sini.",
            count_bytes(u64::from(*bytes)),
            STYLE.frames(frames)
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::Identification } => format!(
            "Paket yang sama dengan #{of}, terekam dua kali di perjalanannya (kesimpulan: identifikasi IP-nya sama, sedangkan paket yang dikirim ulang mendapat yang baru)."
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::Place } => format!(
            "Paket yang sama dengan #{of}, terekam dua kali di perjalanannya (kesimpulan: byte yang sama sesaat kemudian, di antarmuka atau VLAN lain, atau ke arah yang lain)."
        ),
        PacketClaim::Duplicate { of, evidence: Evidence::None } => format!(
            "Sama dengan #{of} sesaat sebelumnya. Apakah terekam dua kali atau dikirim dua kali, tidak bisa dibedakan: antarmukanya sama, dan identifikasi IP-nya (0, atau dipakai pengirim ini untuk beberapa paket) tidak membuktikan apa pun."
        ),
        PacketClaim::Translated(translated) => {
            let Translated { frame, stream, is_source, .. } = translated;
            let (before, after) = before_and_after(names, translated);
            let whose = if *is_source { "asal" } else { "tujuan" };
            let of = stream.map_or_else(String::new, |stream| format!(" ({stream})"));
            format!(
                "Paket yang sama dengan #{frame}{of}, diteruskan oleh router yang mengganti alamat {whose}nya dari {before} menjadi {after} (NAT; kesimpulan: nomornya sama dalam 10 ms, time to live-nya lebih kecil)."
            )
        }
        PacketClaim::Cut { layer: Some(layer), captured, length } => {
            format!("Rekaman hanya menyimpan {captured} dari {length} byte paket ini; header {layer}-nya tidak lengkap.")
        }
        PacketClaim::Cut { layer: None, captured, length } => {
            format!("Rekaman hanya menyimpan {captured} dari {length} byte paket ini.")
        }
        PacketClaim::Checksum { layer, stated } => format!(
            "Checksum {layer}-nya, 0x{stated:04x}, tidak cocok dengan byte-nya. Mungkin paket ini rusak di jalan, dan kalau begitu penerima membuangnya; mungkin terekam sebelum kartu jaringan menghitung checksum-nya; atau isinya diubah sesudah itu. Kalau ada jawaban atas paket ini, berarti ia tiba utuh."
        ),
        PacketClaim::Malformed { layer, defect } => match defect {
            Defect::Short => format!("Format salah: paket berakhir sebelum header {layer}-nya selesai."),
            Defect::Version(version) => format!("Tidak beres: header {layer} menyebut versi {version}."),
            Defect::HeaderLength(stated) => {
                format!("Format salah: header {layer} menyatakan panjangnya sendiri {stated} byte, dan itu tidak mungkin.")
            }
            Defect::Length(stated) => format!("Tidak beres: header {layer} menyatakan panjang {stated} byte, yang tidak cocok."),
        },
        PacketClaim::Comment { text } => format!("Komentar di berkas: “{text}”."),
        PacketClaim::LinkTypeNotDecoded { link_type } => {
            format!("labcap tidak membaca isi paket dengan link type {}.", link_type_name(*link_type))
        }
        PacketClaim::NetworkNotDecoded { ether_type, name } => match (name, ether_type) {
            (Some(name), Some(number)) => format!("Membawa {name} (EtherType 0x{number:04x}), yang tidak dibaca labcap."),
            (None, Some(number)) => format!("Membawa protokol yang tidak dibaca labcap (EtherType 0x{number:04x})."),
            (_, None) => "Membawa protokol yang tidak dibaca labcap.".to_owned(),
        },
        PacketClaim::TransportNotDecoded { sender, receiver, protocol } => {
            format!("{} mengirim ke {} paket dengan protokol IP {protocol}, yang tidak dibaca labcap.", host(*sender), host(*receiver))
        }
    }
}
