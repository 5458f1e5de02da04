//! Each claim in a short sentence, in Indonesian. What is inferred says so by its certainty, behind it.

use super::{STYLE, count_bytes, count_packets, dns, measures, positions, rcode, record, repeated, unreachable};
use crate::explain::claim::capture::CaptureClaim;
use crate::explain::claim::causes::Cause;
use crate::explain::claim::compare::CompareClaim;
use crate::explain::claim::dhcp::{DhcpMessage, Step, Wish};
use crate::explain::claim::flow::FlowClaim;
use crate::explain::claim::packet::PacketClaim;
use crate::explain::claim::{AckManner, AfterFin, Audience, Claim, LookupResult, ResetKind, ResetStage};
use crate::explain::lang::link_type_name;
use crate::explain::names::Names;
use crate::track::sights::Translated;

/// Addresses that a short sentence names.
const NAMED: usize = 4;

/// A claim in a short sentence, without its full stop.
pub fn sentence(claim: &Claim, names: &Names) -> String {
    match claim {
        Claim::Packet(claim) => packet(claim, names),
        Claim::Flow(claim) => flow(claim, names),
        Claim::Cause(cause) => self::cause(cause, names),
        Claim::Measure(measure) => measures::brief(measure, names),
        Claim::Capture(claim) => capture(claim),
        Claim::Compare(claim) => compare(claim),
    }
}

/// A claim about a packet.
pub fn packet(claim: &PacketClaim, names: &Names) -> String {
    match claim {
        PacketClaim::TcpSyn { server, crosses: None, .. } => format!("SYN: meminta koneksi ke port {}", server.port),
        PacketClaim::TcpSyn { crosses: Some(other), .. } => format!("SYN: meminta koneksi bersamaan dengan #{other}"),
        PacketClaim::TcpSynAck { answers: Some(syn), .. } => format!("SYN,ACK: menyetujui #{syn}"),
        PacketClaim::TcpSynAck { answers: None, .. } => "SYN,ACK: menyetujui koneksi".to_owned(),
        PacketClaim::TcpHandshakeAck { answers, .. } => format!("ACK atas #{answers}: koneksi terbuka"),
        PacketClaim::TcpData { bytes, echoes: Some(echoes), .. } => {
            format!(
                "Mengirim kembali {} ({} dari {})",
                count_bytes(u64::from(*bytes)),
                positions(echoes.range),
                STYLE.frames(&echoes.frames)
            )
        }
        PacketClaim::TcpData { bytes, range: Some(range), echoes: None, .. } => {
            format!("Mengirim {} ({} dari alirannya)", count_bytes(u64::from(*bytes)), positions(*range))
        }
        PacketClaim::TcpData { bytes, range: None, echoes: None, .. } => format!("Mengirim {}", count_bytes(u64::from(*bytes))),
        PacketClaim::TcpPush { .. } => "PSH: satu write() berakhir di sini".to_owned(),
        PacketClaim::TcpAck { acknowledges, .. } if acknowledges.numbers.is_empty() => "Tidak mengakui hal baru".to_owned(),
        PacketClaim::TcpAck { acknowledges, manner: AckManner::First | AckManner::Alone, .. } => {
            format!("Mengakui {}", STYLE.frames(acknowledges))
        }
        PacketClaim::TcpAck { acknowledges, manner: AckManner::WithOther, .. } => format!("Juga mengakui {}", STYLE.frames(acknowledges)),
        PacketClaim::TcpUnusualFlags { flags, .. } if flags.is_empty() => "Segmen tanpa flag".to_owned(),
        PacketClaim::TcpUnusualFlags { flags, .. } => format!("{flags} tanpa ACK, yang biasanya tidak dikirim kernel"),
        PacketClaim::TcpFin { is_first: true, .. } => "FIN: menutup lebih dulu".to_owned(),
        PacketClaim::TcpFin { is_first: false, acknowledges_fin: Some(fin), .. } => format!("FIN: ikut menutup, dan mengakui FIN #{fin}"),
        PacketClaim::TcpFin { is_first: false, acknowledges_fin: None, .. } => "FIN: ikut menutup".to_owned(),
        PacketClaim::TcpCloseAck { fin, then: AfterFin::BothClosed, .. } => format!("Mengakui FIN #{fin}: kedua arah tertutup"),
        PacketClaim::TcpCloseAck { fin, then: AfterFin::OwnFinWaits(own), .. } => {
            format!("Mengakui FIN #{fin}; FIN-nya sendiri, #{own}, belum diakui")
        }
        PacketClaim::TcpCloseAck { fin, then: AfterFin::StaysOpen, .. } => format!("Mengakui FIN #{fin}; arahnya sendiri tetap terbuka"),
        PacketClaim::TcpRst { kind: ResetKind::Refusal(syn), .. } => format!("RST: menolak SYN #{syn}"),
        PacketClaim::TcpRst { kind: ResetKind::LiveSocket | ResetKind::Other, .. } => "RST: memutus koneksi".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::Bare, .. } => "RST: koneksi itu tidak (lagi) ada".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::NoConnection(refusal), .. } => format!("RST padahal #{refusal} sudah menolak"),
        PacketClaim::TcpRst { kind: ResetKind::Ahead, .. } => "RST bernomor di atas semua kiriman pengirimnya yang terekam".to_owned(),
        PacketClaim::TcpRst { kind: ResetKind::Ignored, .. } => "RST yang nomornya bukan yang ditunggu: tidak mengubah apa pun".to_owned(),
        PacketClaim::TcpRetransmission { what, of, .. } => format!("Mengirim ulang {}{}", repeated(*what), first(*of)),
        PacketClaim::TcpTailLossProbe { first, .. } => format!("Tail loss probe (#{first} juga belum diakui)"),
        PacketClaim::TcpFastRetransmission { what, of, .. } => format!("Fast retransmission: {}{}", repeated(*what), first(*of)),
        PacketClaim::TcpSpuriousRetransmission { what, of, .. } => {
            format!("Mengirim ulang {}{}, padahal sudah diakui", repeated(*what), first(*of))
        }
        PacketClaim::TcpOutOfOrder { what, .. } => format!("Tidak berurutan: {}", repeated(*what)),
        PacketClaim::TcpPreviousSegmentNotCaptured { .. } => "Byte sebelumnya belum ada dalam rekaman".to_owned(),
        PacketClaim::TcpAckedUnseenSegment { .. } => "Mengakui byte yang belum ada dalam rekaman".to_owned(),
        PacketClaim::TcpDuplicateAck { of, count, .. } => format!("Mengulang ACK #{of} (ulangan ke-{count})"),
        PacketClaim::TcpKeepAlive { .. } => "Keep-alive: masih ada?".to_owned(),
        PacketClaim::TcpKeepAliveAck { .. } => "Menjawab keep-alive".to_owned(),
        PacketClaim::TcpZeroWindow { .. } => "Tidak punya tempat: window 0".to_owned(),
        PacketClaim::TcpZeroWindowProbe { .. } => "Probe: sudah ada tempat?".to_owned(),
        PacketClaim::TcpZeroWindowProbeAck { .. } => "Menjawab probe: masih belum ada tempat".to_owned(),
        PacketClaim::TcpWindowFull { .. } => "Memenuhi window penerima".to_owned(),
        PacketClaim::TcpWindowUpdate { window: Some(window), .. } => {
            format!("Window baru: tempat untuk {}", count_bytes(u64::from(*window)))
        }
        PacketClaim::TcpWindowUpdate { window: None, .. } => "Window baru".to_owned(),
        PacketClaim::UdpData { receiver, bytes, .. } => format!("{} ke port {}", count_bytes(u64::from(*bytes)), receiver.port),
        PacketClaim::DnsQuery { name, kind, repeats: None, .. } => format!("Menanyakan {} untuk {name}", record(kind)),
        PacketClaim::DnsQuery { name, kind, repeats: Some(earlier), .. } => {
            format!("Menanyakan lagi {} untuk {name} (#{earlier})", record(kind))
        }
        PacketClaim::DnsResponse { lookup, addresses, more, .. } if addresses.is_empty() => {
            format!("{more} record untuk {}", lookup.name)
        }
        PacketClaim::DnsResponse { lookup, addresses, more, .. } => format!("{}: {}", lookup.name, STYLE.addresses(addresses, *more)),
        PacketClaim::DnsRecords { lookup, value, more, .. } => format!("Jawaban: {}", dns::records(&lookup.name, value, *more)),
        PacketClaim::NeighboursQuestion { service, name, is_probe: true, .. } => {
            format!("{}: apakah {name} masih bebas?", service.as_str())
        }
        PacketClaim::NeighboursQuestion { service, name, is_probe: false, .. } => format!("{}: siapa {name}?", service.as_str()),
        PacketClaim::NeighboursAnswer { service, name, value, more, .. } => {
            format!("{}: {}", service.as_str(), dns::records(name, value, *more))
        }
        PacketClaim::DnsNodata { lookup, .. } => format!("{} tidak punya {} (NODATA)", lookup.name, record(&lookup.kind)),
        PacketClaim::DnsReferral { lookup, .. } => format!("Name server lain yang harus ditanya tentang {}", lookup.name),
        PacketClaim::DnsNxdomain { lookup, is_alias: true, .. } => {
            format!("{} adalah alias dari nama yang tidak ada (NXDOMAIN)", lookup.name)
        }
        PacketClaim::DnsNxdomain { lookup, is_alias: false, .. } => format!("Tidak ada {} (NXDOMAIN)", lookup.name),
        PacketClaim::DnsRefused { lookup, .. } => format!("Menolak menjawab tentang {} (REFUSED)", lookup.name),
        PacketClaim::DnsServfail { lookup, .. } => format!("Tidak menemukan jawaban untuk {} (SERVFAIL)", lookup.name),
        PacketClaim::DnsError { lookup, rcode: code, .. } => format!("Kesalahan {} untuk {}", rcode(*code), lookup.name),
        PacketClaim::DnsTruncated { lookup, .. } => format!("Jawaban untuk {} terpotong agar muat (TC)", lookup.name),
        PacketClaim::IcmpEchoRequest { sequence, .. } => format!("Ping {sequence}"),
        PacketClaim::IcmpEchoReply { answers: Some(request), .. } => format!("Menjawab ping #{request}"),
        PacketClaim::IcmpEchoReply { sequence, answers: None, .. } => format!("Menjawab ping {sequence}"),
        PacketClaim::IcmpPortUnreachable { port: Some(port), of, .. } => format!("Port {port} ditolak{}", answered(*of)),
        PacketClaim::IcmpPortUnreachable { port: None, of, .. } => format!("Port ditolak{}", answered(*of)),
        PacketClaim::IcmpHostUnreachable { host, of, .. } => {
            format!("{} tidak bisa dicapai{}", host.map_or_else(|| "Mesin itu".to_owned(), |host| names.of(host)), answered(*of))
        }
        PacketClaim::IcmpUnreachable { why, of, .. } => format!("Tidak sampai: {}{}", unreachable(*why), answered(*of)),
        PacketClaim::IcmpTimeExceeded { of, .. } => format!("Dibuang di jalan: time to live-nya habis{}", answered(*of)),
        PacketClaim::IcmpOther { kind, code, .. } => format!("ICMP tipe {kind}, kode {code}"),
        PacketClaim::IcmpPacketTooBig { mtu: Some(mtu), of, .. } => {
            format!("Terlalu besar: yang muat {}{}", count_bytes(u64::from(*mtu)), answered(*of))
        }
        PacketClaim::IcmpPacketTooBig { mtu: None, of, .. } => format!("Terlalu besar untuk jaringan berikutnya{}", answered(*of)),
        PacketClaim::IcmpRedirect { gateway, .. } => format!("Jalan yang lebih pendek: lewat {}", names.of(*gateway)),
        PacketClaim::RouterSolicitation { .. } => "Mencari router".to_owned(),
        PacketClaim::RouterAdvertisement { .. } => "Memperkenalkan diri sebagai router".to_owned(),
        PacketClaim::NeighborSolicitation { target, audience: Audience::Everybody, .. } => {
            format!("Siapa yang punya {}?", names.of(*target))
        }
        PacketClaim::NeighborSolicitation { target, audience: Audience::One, .. } => format!("Apakah {} masih ada?", names.of(*target)),
        PacketClaim::NeighborProbe { target } => format!("Apakah {} masih bebas?", names.of(*target)),
        PacketClaim::NeighborAdvertisement { sender, hardware, .. } => match hardware {
            Some(hardware) => format!("{} ada di {hardware}", names.of(*sender)),
            None => format!("{} ada", names.of(*sender)),
        },
        PacketClaim::MulticastQuery { group: None, .. } => "Menanyakan siapa yang menginginkan multicast".to_owned(),
        PacketClaim::MulticastQuery { group: Some(group), .. } => format!("Apakah masih ada yang menginginkan {}?", names.of(*group)),
        PacketClaim::MulticastReport { joined, left, .. } => match (joined.as_slice(), left.as_slice()) {
            ([], []) => "Mengubah sumber multicast-nya".to_owned(),
            (_, []) => format!("Masuk ke {}", STYLE.addresses(joined, 0)),
            ([], _) => format!("Keluar dari {}", STYLE.addresses(left, 0)),
            (_, _) => format!("Masuk ke {}, keluar dari {}", STYLE.addresses(joined, 0), STYLE.addresses(left, 0)),
        },
        PacketClaim::Dhcp(message) => dhcp(message),
        PacketClaim::ArpRequest { target, audience: Some(Audience::One), .. } => {
            format!("Apakah {} masih ada?", names.of((*target).into()))
        }
        PacketClaim::ArpRequest { target, audience: Some(Audience::Everybody) | None, .. } => {
            format!("Siapa yang punya {}?", names.of((*target).into()))
        }
        PacketClaim::ArpProbe { target } => format!("Apakah {} masih bebas?", names.of((*target).into())),
        PacketClaim::ArpAnnouncement { sender, hardware } => match hardware {
            Some(hardware) => format!("{} mengumumkan alamatnya {hardware}", names.of((*sender).into())),
            None => format!("{} memperkenalkan diri", names.of((*sender).into())),
        },
        PacketClaim::ArpReply { sender, hardware, .. } => match hardware {
            Some(hardware) => format!("{} ada di {hardware}", names.of((*sender).into())),
            None => format!("{} ada", names.of((*sender).into())),
        },
        PacketClaim::ArpConflict { address, hardware, other, earlier } => {
            format!("{} dipakai dua kali: oleh {hardware} dan oleh {other} dalam #{earlier}", names.of((*address).into()))
        }
        PacketClaim::ArpOther { operation } => format!("ARP operasi {operation}"),
        PacketClaim::IpFragment { offset, is_last, .. } => {
            format!("{} datagram, mulai byte {offset}", if *is_last { "Fragmen terakhir" } else { "Fragmen" })
        }
        PacketClaim::IpReassembled { frames, .. } => format!("Melengkapi datagram, bersama {}", STYLE.frames(frames)),
        PacketClaim::Translated(Translated { frame, .. }) => format!("Paket yang sama dengan #{frame}, lewat NAT"),
        PacketClaim::Duplicate { of, evidence } if evidence.is_certain() => format!("Paket yang sama dengan #{of}"),
        PacketClaim::Duplicate { of, .. } => format!("Sama dengan #{of}: terekam atau dikirim dua kali, tidak bisa dipastikan"),
        PacketClaim::Cut { captured, length, .. } => format!("Hanya {captured} dari {length} byte yang terekam"),
        PacketClaim::Checksum { layer, .. } => format!("Checksum {layer}-nya tidak cocok"),
        PacketClaim::Malformed { layer, .. } => format!("Header {layer}-nya tidak beres"),
        PacketClaim::Comment { text } => format!("Komentar: “{text}”"),
        PacketClaim::LinkTypeNotDecoded { link_type } => format!("Link type {}, tidak dibaca", link_type_name(*link_type)),
        PacketClaim::NetworkNotDecoded { name: Some(name), .. } => format!("{name}, tidak dibaca"),
        PacketClaim::NetworkNotDecoded { name: None, .. } => "Tidak dibaca".to_owned(),
        PacketClaim::TransportNotDecoded { protocol, .. } => format!("Protokol IP {protocol}, tidak dibaca"),
    }
}

/// A claim about a conversation.
pub fn flow(claim: &FlowClaim, names: &Names) -> String {
    match claim {
        FlowClaim::Opened { syn, syn_ack, ack, took, .. } => {
            format!(
                "Dibuka dengan #{syn}, #{syn_ack}, #{ack}{}",
                took.map_or_else(String::new, |took| format!(" dalam {}", STYLE.span(took)))
            )
        }
        FlowClaim::Midstream { .. } => "Handshake-nya tidak ada dalam rekaman".to_owned(),
        FlowClaim::Named { name, answer, is_one_of_several: true, .. } => {
            format!("Dibuka untuk {name} atau nama lain, alamat dari #{answer}")
        }
        FlowClaim::Named { name, answer, .. } => format!("Dibuka untuk {name}, alamat dari #{answer}"),
        FlowClaim::Translated { twin, .. } => format!("{twin} lewat NAT"),
        FlowClaim::PortReused { earlier, .. } => format!("Port yang sama dengan {earlier}"),
        FlowClaim::Transferred { bytes, .. } => {
            format!("{} ke server, {} ke client", count_bytes(bytes.client), count_bytes(bytes.server))
        }
        FlowClaim::Echo { bytes, sent, .. } => format!("Echo: {bytes} dari {sent} byte kembali"),
        FlowClaim::Retransmissions { packets, .. } => {
            format!("Dikirim ulang: {} oleh client, {} oleh server", packets.client, packets.server)
        }
        FlowClaim::MissingBytes { bytes, .. } => {
            format!("Tidak terekam: {} dari client, {} dari server", count_bytes(bytes.client), count_bytes(bytes.server))
        }
        FlowClaim::Refused { by, why: None, .. } => format!("Ditolak (#{by})"),
        FlowClaim::Refused { by, why: Some(why), .. } => format!("Ditolak dengan kesalahan ICMP (#{by}, {})", unreachable(*why)),
        FlowClaim::Unanswered { expired: Some(by), .. } => format!("SYN-nya dibuang di jalan: time to live-nya habis (#{by})"),
        FlowClaim::Unanswered { tries, .. } => format!("{tries} SYN tanpa jawaban"),
        FlowClaim::TooEarly { .. } | FlowClaim::UdpTooEarly { .. } => "Rekaman berakhir sebelum jawaban bisa terlihat".to_owned(),
        FlowClaim::OneSided { seen, .. } => format!("Hanya paket dari {} yang ada dalam rekaman", names.of_end(*seen)),
        FlowClaim::HandshakeUnfinished { .. } => "ACK terakhir handshake tidak ada dalam rekaman".to_owned(),
        FlowClaim::LeftMemory { .. } => "Keluar dari memori sebelum akhir; kelanjutannya tidak diketahui".to_owned(),
        FlowClaim::Reset { by, frame, stage, .. } => {
            let when = match stage {
                ResetStage::Handshake => " sebelum terbuka",
                ResetStage::Established | ResetStage::NoConnection => "",
                ResetStage::BothClosing | ResetStage::AfterOwnFin | ResetStage::AfterPeersFin => " selagi ditutup",
            };
            format!("{} memutusnya dengan RST #{frame}{when}", names.of_end(*by))
        }
        FlowClaim::ClosedByClient { client: closer, fin, is_guess: true, .. }
        | FlowClaim::ClosedByServer { server: closer, fin, is_guess: true, .. } => {
            format!("{} menutup lebih dulu (#{fin})", names.of_end(*closer))
        }
        FlowClaim::ClosedByClient { fin, .. } => format!("Client menutup lebih dulu (#{fin})"),
        FlowClaim::ClosedByServer { fin, .. } => format!("Server menutup lebih dulu (#{fin})"),
        FlowClaim::SimultaneousClose { client_fin, server_fin, .. } => format!("Keduanya menutup bersamaan (#{client_fin}, #{server_fin})"),
        FlowClaim::ThreeSegmentClose { first_fin, second_fin, last_ack, .. } => {
            format!("Ditutup dengan tiga segmen: #{first_fin}, #{second_fin}, {}", last(*last_ack))
        }
        FlowClaim::FourSegmentClose { first_fin, ack, second_fin, last_ack, .. } => {
            format!("Ditutup dengan empat segmen: #{first_fin}, #{ack}, #{second_fin}, {}", last(*last_ack))
        }
        FlowClaim::HalfClose { sender, fin, data, .. } => {
            format!("Half-close: {} masih mengirim (#{data}) sesudah FIN #{fin}", names.of_end(*sender))
        }
        FlowClaim::HalfOpenEnd { closer, fin, .. } => format!("Hanya {} yang menutup (#{fin})", names.of_end(*closer)),
        FlowClaim::StillOpen { .. } => "Akhirnya tidak terekam".to_owned(),
        FlowClaim::UdpExchanged { packets, .. } => {
            format!("{} datagram pergi, {} kembali", packets.client, packets.server)
        }
        FlowClaim::UdpNoConnection => "UDP tidak mengenal koneksi".to_owned(),
        FlowClaim::UdpUnanswered { .. } => "Tidak ada datagram yang datang kembali".to_owned(),
        FlowClaim::UdpTimeExceeded { by, .. } => format!("Dibuang di jalan: terlalu banyak router (#{by})"),
        FlowClaim::UdpRefused { server, by } => format!("Port {} ditolak (#{by})", server.port),
        FlowClaim::UdpUnreachable { by, why, .. } => format!("Tidak tercapai: {} (#{by})", unreachable(*why)),
        FlowClaim::DnsPair { name, a, aaaa, .. } => format!("{name}: A (#{a}) dan AAAA (#{aaaa}) ditanyakan bersama"),
        FlowClaim::DnsLookup { name, kind, query, response, result, .. } => {
            let result = match result {
                LookupResult::Addresses(addresses) => {
                    let shown = addresses.get(..NAMED).unwrap_or(addresses);
                    STYLE.addresses(shown, (addresses.len() - shown.len()) as u64)
                }
                LookupResult::Records => "terjawab".to_owned(),
                LookupResult::Nodata => "record itu tidak ada".to_owned(),
                LookupResult::Referral => "server lain yang harus ditanya".to_owned(),
                LookupResult::Truncated => "terpotong agar muat (TC)".to_owned(),
                LookupResult::Nxdomain { .. } => "nama itu tidak ada".to_owned(),
                LookupResult::Error(code) => rcode(*code),
                LookupResult::Incomplete => "tidak bisa dibaca seluruhnya".to_owned(),
            };
            format!("{name} {kind} (#{query}, #{response}): {result}")
        }
        FlowClaim::DnsUnanswered { name, kind, query, .. } => format!("{name} {kind} (#{query}): tanpa jawaban"),
        FlowClaim::DnsTooEarly { name, kind, query, .. } => format!("{name} {kind} (#{query}): rekaman berakhir terlalu cepat"),
        FlowClaim::DnsUnreachable { server, by } => format!("{} tidak bisa ditanya (#{by})", names.of(*server)),
        FlowClaim::DnsManyLookups { more } => format!("{more} pertanyaan lain"),
    }
}

/// A cause.
pub fn cause(cause: &Cause, names: &Names) -> String {
    match cause {
        Cause::ResetUnreadData { by, rst, .. } => format!("Mengapa RST #{rst}: {} menutup selagi ada byte belum dibaca", names.of_end(*by)),
        Cause::ResetAbort { rst, received: false, .. } => format!("Mengapa RST #{rst}: akhir mendadak, seperti dengan SO_LINGER 0"),
        Cause::ResetAbort { rst, received: true, .. } => {
            format!("Mengapa RST #{rst}: akhir mendadak, seperti dengan SO_LINGER 0, atau byte belum dibaca")
        }
        Cause::ResetAfterClose { data, rst, .. } => format!("#{data} datang sesudah penutupan, karena itu RST #{rst}"),
        Cause::ResetKeepAlive { count, .. } => format!("RST karena {count} keep-alive tidak dijawab"),
        Cause::ResetOtherHops { rst, hops, usual, .. } => format!("RST #{rst} datang dengan time to live {hops}, bukan {usual}"),
        Cause::ReadSize { bytes, .. } => format!("Server membaca paling banyak {} sekaligus", count_bytes(*bytes)),
        Cause::ReadAtLeast { bytes, .. } => format!("Server membaca {} atau lebih sekaligus", count_bytes(*bytes)),
        Cause::AcceptQueueWait { other, waited, is_in_turn: true, .. } => {
            format!("Menunggu {} di antrean accept, sampai tcp:{other} berakhir", STYLE.span(*waited))
        }
        Cause::AcceptQueueWait { other, waited, is_in_turn: false, .. } => {
            format!("Menunggu {} untuk jawabannya, sampai tcp:{other} berakhir", STYLE.span(*waited))
        }
        Cause::AcceptQueueFull { first, again, is_syn: true, .. } => format!("Antrean accept penuh: SYN #{first} diulang sebagai #{again}"),
        Cause::AcceptQueueFull { first, again, is_syn: false, .. } => {
            format!("Antrean accept penuh: SYN,ACK #{first} diulang sebagai #{again}")
        }
        Cause::NagleDelayedAck { small, ack, next, waited, .. } => {
            format!("Nagle: #{next} menunggu {} karena ACK #{ack} (atas #{small}) ditunda", STYLE.span(*waited))
        }
        Cause::StalledByReceiver { receiver, from, lasted, .. } => {
            let lasted = lasted.map_or_else(String::new, |lasted| format!(", {}", STYLE.span(lasted)));
            format!("Menunggu tempat di {} sejak #{from}{lasted}", names.of_end(*receiver))
        }
        Cause::OneAtATime { server, .. } => format!("{} melayani satu client dalam satu waktu", names.of_end(*server)),
        Cause::Concurrent { server, .. } => format!("{} tidak melayani satu client dalam satu waktu", names.of_end(*server)),
        Cause::OverlapNotTested { server, .. } => format!("Apakah {} melayani beberapa client sekaligus", names.of_end(*server)),
        Cause::Vantage { addresses } => format!("Direkam di {}", STYLE.addresses(addresses, 0)),
    }
}

/// A claim about the capture.
pub fn capture(claim: &CaptureClaim) -> String {
    match claim {
        CaptureClaim::HiddenByFilter { hidden } => format!("{} disembunyikan pilihan Anda", count_packets(*hidden)),
        CaptureClaim::TruncatedFile { file, packets, is_cut, .. } => {
            let file = file.as_ref().map_or_else(|| "Berkasnya".to_owned(), |file| format!("Berkas {file}"));
            format!("{file} {} setelah {}", if *is_cut { "terpotong" } else { "rusak" }, count_packets(*packets))
        }
        CaptureClaim::CutBySnaplen { packets } => format!("{} terpotong oleh snapshot length", count_packets(*packets)),
        CaptureClaim::LinkTypeNotDecoded { link_type, packets } => {
            format!("{} dengan link type {}, tidak dibaca", count_packets(*packets), link_type_name(*link_type))
        }
        CaptureClaim::ChecksumOffload { packets, .. } => {
            format!("{} dengan checksum yang diserahkan kepada kartu jaringan", count_packets(*packets))
        }
        CaptureClaim::Duplicates { packets, .. } => format!("{} terekam lebih dari sekali", count_packets(*packets)),
        CaptureClaim::AlreadyRunning { conversations, .. } => format!("{conversations} percakapan TCP sudah berjalan sebelum rekaman"),
        CaptureClaim::FlowsEvicted { flows } => format!("{flows} percakapan keluar dari memori sebelum akhir"),
        CaptureClaim::FragmentsGivenUp { datagrams } => {
            format!("{datagrams} datagram dalam fragmen tidak bisa disatukan")
        }
        CaptureClaim::TimeBackwards { packets, first } => {
            format!("Waktu berjalan mundur pada {} (pertama #{first})", count_packets(*packets))
        }
        CaptureClaim::Dropped { by_kernel, by_labcap } => {
            format!("Hilang: {} dibuang kernel; tidak dijelaskan: {}", count_packets(*by_kernel), by_labcap)
        }
        CaptureClaim::OwnConnection { packets } => format!("{} dari koneksi SSH terminal ini tidak disertakan", count_packets(*packets)),
        CaptureClaim::Comment { interface: None, text } => format!("Komentar: “{text}”"),
        CaptureClaim::Comment { interface: Some(interface), text } => format!("Komentar tentang {interface}: “{text}”"),
        CaptureClaim::MoreComments { more } => format!("{more} komentar lain"),
        CaptureClaim::Names { names, .. } => format!("Berkas menamai {names} alamat"),
        CaptureClaim::Statistics(counts) => {
            let lost = counts.dropped.unwrap_or(0).saturating_add(counts.dropped_by_system.unwrap_or(0));
            match (counts.dropped.or(counts.dropped_by_system), counts.received) {
                (Some(_), _) => format!("{} hilang di antarmuka {}, menurut berkas", count_packets(lost), counts.interface),
                (None, received) => {
                    format!("{} di antarmuka {}, menurut berkas", count_packets(received.unwrap_or_default()), counts.interface)
                }
            }
        }
        CaptureClaim::BlocksPassed { blocks, .. } => format!("{blocks} blok berkas tidak dibaca"),
        CaptureClaim::OneWayTimesUnseen => "Berapa lama paket berjalan ke satu arah".to_owned(),
        CaptureClaim::LossesUnseen => "Di mana sebuah paket hilang".to_owned(),
        CaptureClaim::ProgramsUnseen => "Apa yang dipanggil dan dicetak program".to_owned(),
    }
}

fn dhcp(message: &DhcpMessage) -> String {
    let address = message.address.map_or_else(|| "sebuah alamat".to_owned(), |address| address.to_string());
    match message.step {
        Step::Discover => "DHCP: meminta alamat".to_owned(),
        Step::Offer => format!("DHCP: menawarkan {address}"),
        Step::Request(Wish::Offered) => format!("DHCP: mengambil {address}"),
        Step::Request(Wish::Again) => format!("DHCP: boleh memakai {address} lagi?"),
        Step::Request(Wish::Longer) => format!("DHCP: boleh memakai {address} lebih lama?"),
        Step::Decline => format!("DHCP: {address} sudah dipakai"),
        Step::Acknowledge => format!("DHCP: memberi {address}"),
        Step::Settings => "DHCP: memberitahukan pengaturan".to_owned(),
        Step::Refuse => "DHCP: menolak".to_owned(),
        Step::Release => format!("DHCP: mengembalikan {address}"),
        Step::Inform => "DHCP: meminta pengaturan".to_owned(),
        Step::Other(kind) => format!("DHCP tipe {kind}"),
        Step::BootRequest => "BOOTP: meminta alamat".to_owned(),
        Step::BootReply => format!("BOOTP: {address}"),
    }
}

fn first(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(", seperti dalam #{frame}"))
}

fn answered(frame: Option<u64>) -> String {
    frame.map_or_else(String::new, |frame| format!(", menjawab #{frame}"))
}

fn last(ack: Option<u64>) -> String {
    ack.map_or_else(|| "ACK terakhir tidak terekam".to_owned(), |ack| format!("#{ack}"))
}

/// A claim about two captures.
pub fn compare(claim: &CompareClaim) -> String {
    match claim {
        CompareClaim::Paired { pairs, only_first, only_second, .. } => {
            format!("{pairs} di keduanya, {only_first} hanya di yang pertama, {only_second} hanya di yang kedua")
        }
        CompareClaim::NothingInCommon { .. } => "Tidak ada yang sama".to_owned(),
        CompareClaim::ClockOffset { least, most, .. } => format!("Selisih jam {} sampai {}", STYLE.span(*least), STYLE.span(*most)),
        CompareClaim::ClockOffsetUnknown { .. } => "Selisih jam tidak dapat diketahui".to_owned(),
        CompareClaim::ClocksDisagree { .. } => "Kedua jam tidak berjalan sama".to_owned(),
        CompareClaim::NotCompared { packets, beyond } => format!("{} paket tidak dibandingkan", packets + beyond),
        CompareClaim::NotOnTheWay { other } => format!("Tidak ada paket antara kedua mesin ini di {other}"),
        CompareClaim::OutsideCapture { other } => format!("Sebelum atau setelah {other}"),
        CompareClaim::SentAgain { other } => format!("Tidak ada di {other}; dikirim ulang"),
        CompareClaim::OtherSegments { other } => format!("Di segmen lain dalam {other}"),
        CompareClaim::PassedUnseen { other } => format!("Dikirim di tempat {other} direkam, terlewat di sana"),
        CompareClaim::ArrivedUnseen { other, by } => format!("Tiba (#{by}), terlewat oleh {other}"),
        CompareClaim::LostOrUnseen { other } => format!("Hilang, atau terlewat oleh {other}"),
        CompareClaim::DirectionUnknown { other } => format!("Tidak ada di {other}"),
    }
}
