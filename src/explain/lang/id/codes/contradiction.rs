//! What would contradict statements, in Indonesian.

use crate::explain::Code;

/// What would contradict it.
pub const fn contradiction(code: Code) -> &'static str {
    match code {
        Code::TcpSyn
        | Code::TcpSynAck
        | Code::TcpData
        | Code::TcpFin
        | Code::TcpCloseAck
        | Code::TcpDuplicateAck
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsQuery
        | Code::DnsReferral
        | Code::DnsRefused
        | Code::DnsServfail
        | Code::DnsError
        | Code::DnsTruncated
        | Code::MdnsQuery
        | Code::LlmnrQuery
        | Code::IcmpEchoRequest
        | Code::IcmpUnreachable
        | Code::IcmpTimeExceeded
        | Code::IcmpPacketTooBig
        | Code::IcmpRedirect
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::RouterAdvertisement
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpRequest
        | Code::DhcpDecline
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpRequest
        | Code::ArpProbe
        | Code::ArpOther
        | Code::IpFragment
        | Code::PacketCut
        | Code::PacketMalformed
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowOpened
        | Code::FlowHandshakeUnfinished
        | Code::FlowPortReused
        | Code::FlowSimultaneousClose
        | Code::FlowFourSegmentClose
        | Code::UdpNoConnection
        | Code::UdpTimeExceeded
        | Code::CaptureHiddenByFilter
        | Code::CaptureFlowsEvicted
        | Code::CaptureFragmentsGivenUp
        | Code::CaptureTimeBackwards => "Tidak ada, kecuali bila paketnya rusak atau dipalsukan.",
        Code::TcpHandshakeAck => "SYN,ACK yang diulang sesudahnya: berarti kernel server tidak menerima ACK ini, atau mengabaikannya.",
        Code::TcpPush => "Catatan program (strace) yang menunjukkan write() dengan ukuran lain.",
        Code::TcpAck => "Rekaman di penerima yang tidak memuat byte itu: berarti perangkat di antara keduanya yang mengakui atas namanya.",
        Code::TcpRst => "Time to live yang berbeda dari paket lain pengirimnya (lihat flow.reset_other_hops).",
        Code::TcpUnusualFlags => "Checksum yang rusak: flag-nya mungkin ikut rusak.",
        Code::TcpRetransmission => "Identifikasi IP yang sama dengan salinan pertama: berarti itu satu paket yang terekam dua kali.",
        Code::TcpTailLossProbe => "ACK, atau SACK, atas byte sebelumnya yang luput dari rekaman.",
        Code::TcpFastRetransmission => "Jeda 200 ms atau lebih sejak salinan pertama, seperti pada timer.",
        Code::TcpSpuriousRetransmission => "Identifikasi IP yang sama dengan salinan pertama.",
        Code::TcpOutOfOrder => "Identifikasi IP yang lebih tinggi dari segmen-segmen sebelumnya: berarti ia dikirim sesudahnya.",
        Code::TcpPreviousSegmentNotCaptured => {
            "Byte yang belum ada itu datang kemudian: berarti tidak ada yang hilang. Atau byte itu diakui: berarti luput dari rekaman."
        }
        Code::TcpAckedUnseenSegment => "Byte itu muncul kemudian dalam berkas.",
        Code::TcpKeepAlive => "Byte itu baru: berarti itu data.",
        Code::TcpKeepAliveAck => "Segmen itu mengakui sesuatu yang baru.",
        Code::TcpZeroWindow => "Window yang terbuka lagi dalam satu waktu pulang-pergi: berarti programnya tidak terlalu lambat.",
        Code::TcpZeroWindowProbe => "Pembaruan window tepat sebelumnya yang tidak terekam.",
        Code::TcpWindowFull => "Byte berikutnya sebelum ada window baru.",
        Code::DnsResponse => "Respons kedua atas pertanyaan yang sama dengan alamat lain.",
        Code::DnsRecords => "Respons kedua atas pertanyaan yang sama dengan record lain.",
        Code::DnsNodata => "Name server lain yang punya record itu.",
        Code::DnsNxdomain => "Resolver lain yang mengenal nama itu.",
        Code::MdnsAnswer | Code::LlmnrAnswer => "Mesin lain yang memberitahukan nama yang sama dengan alamat lain.",
        Code::IcmpEchoReply => "Time to live yang tidak cocok dengan paket lain dari mesin itu.",
        Code::IcmpPortUnreachable => "Jawaban dari port itu sesaat sebelum atau sesudahnya.",
        Code::IcmpHostUnreachable => "Paket dari mesin itu pada saat yang sama.",
        Code::NeighborAdvertisement => "Mesin lain yang mengaku punya alamat yang sama.",
        Code::DhcpOffer => "Tawaran server lain dengan router atau name server lain.",
        Code::DhcpAck => "Penolakan dari client atau konflik ARP tepat sesudahnya.",
        Code::ArpAnnouncement | Code::ArpReply => "Alamat hardware lain untuk alamat yang sama (arp.conflict).",
        Code::ArpConflict => "Alamat hardware pertama tidak pernah terlihat lagi: alamatnya berpindah.",
        Code::IpReassembled => "Checksum keseluruhan yang salah.",
        Code::PacketDuplicate => "Identifikasi IP lain, atau TSval lain: berarti dikirim ulang.",
        Code::PacketTranslated | Code::FlowTranslated => {
            "Nomor urut atau TSval lain di sisi sebelah: berarti sebuah proxy membuat koneksinya sendiri."
        }
        Code::PacketChecksum => "Jawaban atasnya: berarti paket itu tiba dengan utuh.",
        Code::PacketComment
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureTruncatedFile
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureStatistics
        | Code::CaptureBlocksPassed => "Tidak ada dalam paket; penulis berkasnya bisa saja keliru.",
        Code::FlowMidstream => "SYN dengan alamat dan port ini dalam rekaman lain pada waktu yang sama.",
        Code::FlowTransferred
        | Code::FlowOneSided
        | Code::FlowRetransmissions
        | Code::FlowMissingBytes
        | Code::UdpExchanged
        | Code::DnsManyLookups => "Rekaman yang kehilangan paket: angkanya lalu hanya berlaku untuk yang terekam.",
        Code::FlowEcho => "Satu byte jawaban yang berbeda.",
        Code::FlowName => "Koneksi dari client yang sama ke alamat yang sama yang dimulai sebelum jawaban itu.",
        Code::FlowRoundTrip => "Rekaman di mesin yang lain: ia melihat bagian lain dari perjalanan.",
        Code::FlowWindow => "Perangkat di jalan yang mengubah opsi pada SYN.",
        Code::FlowInFlight => "Rekaman di tempat pengirim yang menunjukkan lebih banyak.",
        Code::FlowThroughput => "Di kabel, header dan kiriman ulang ikut dihitung: lajunya lebih tinggi.",
        Code::FlowSequenceNumbers => "Payload yang bernomor sama dengan FIN.",
        Code::FlowRetransmissionTimer => "Paket dari pihak lain yang tidak terekam.",
        Code::FlowTimeSpent => "Catatan program yang memuat waktunya sendiri.",
        Code::FlowReadSize => "Potongan yang berakhir di dalam segmen dan bukan kelipatan n.",
        Code::FlowNagleDelayedAck => {
            "Segmen kecil kedua yang dikirim sebelum ACK: berarti Nagle mati. Catatan program yang menunjukkan jeda itu."
        }
        Code::FlowStalledByReceiver => "Pengirim yang tidak punya kiriman lagi: berarti ia tidak menunggu.",
        Code::FlowAcceptQueueWait => "Jawaban pertama selagi koneksi lain masih terbuka.",
        Code::FlowAcceptQueueFull => {
            "Paket hilang di koneksi lain pada saat yang sama; jawaban untuk koneksi yang menunggu tepat saat itu."
        }
        Code::FlowRefused => "Koneksi ke port yang sama yang terbuka pada saat yang sama.",
        Code::FlowUnanswered => "SYN,ACK dalam rekaman di server.",
        Code::FlowTooEarly | Code::FlowHalfClosedAtEnd | Code::FlowOpenAtEnd | Code::UdpTooEarly | Code::DnsTooEarly => {
            "Rekaman yang lebih panjang."
        }
        Code::FlowReset => "Data yang berlanjut sesudahnya: berarti RST itu diabaikan.",
        Code::FlowResetUnreadData => "Catatan program yang menunjukkan bahwa semuanya sudah dibaca.",
        Code::FlowResetAbort => "Byte belum terbaca di antrean penerima (ss -tn menampilkannya selagi program berjalan).",
        Code::FlowResetAfterClose => "ACK atas payload itu: sesudah shutdown() untuk mengirim saja, kernel menerimanya.",
        Code::FlowResetKeepAlive => "Catatan program yang menunjukkan bahwa ia sendiri yang menutup socket.",
        Code::FlowResetOtherHops => "Paket lain dari pihak itu dengan time to live yang sama dengan RST.",
        Code::FlowClosedByClient | Code::FlowClosedByServer => {
            "Rekaman di dekat satu pihak dapat melihat dua FIN yang bersilangan dalam urutan lain."
        }
        Code::FlowThreeSegmentClose => "ACK di antara kedua FIN yang luput dari rekaman: berarti ada empat.",
        Code::FlowHalfClose => "RST yang menjawab payload itu: berarti pihak pertama menutup seluruhnya (flow.reset_after_close).",
        Code::FlowLeftMemory => "Rekaman yang sama dalam bagian yang lebih kecil.",
        Code::UdpUnanswered => "Jawaban dalam rekaman di mesin lain.",
        Code::UdpRefused => "Jawaban dari port itu pada saat yang sama.",
        Code::UdpUnreachable => "Jawaban dari mesin itu pada saat yang sama.",
        Code::DnsPair => "Catatan program yang menunjukkan dua panggilan.",
        Code::DnsLookup => "Respons kedua yang berbeda.",
        Code::DnsUnanswered => "Respons dalam rekaman di server.",
        Code::DnsUnreachable => "Respons dari server itu pada saat yang sama.",
        Code::CaptureChecksumOffload => "Paket yang tiba dari mesin lain lewat jaringan nyata dengan jumlah seperti itu.",
        Code::CaptureAlreadyRunning => "Rekaman sebelumnya yang tidak menunjukkan koneksi itu.",
        Code::CaptureDuplicates => "Salinan dengan identifikasi IP masing-masing.",
        Code::CaptureVantage => "Paket dari salah satu alamat ini yang bertanda terima.",
        Code::ServerOneAtATime => "Satu client yang dijawab selagi client lain, yang diterima lebih dulu, masih terbuka dan sudah meminta.",
        Code::ServerConcurrent => "Dua server di balik satu alamat (load balancer) yang masing-masing melayani satu per satu.",
        Code::ServerOverlapNotTested => "Rekaman dengan client kedua yang meminta selagi yang pertama dilayani.",
        Code::CaptureOneWayTimesUnseen | Code::CaptureLossesUnseen => "Rekaman kedua, di ujung yang lain.",
        Code::CaptureProgramsUnseen => "Catatan program, atau strace, menceritakan apa yang tidak bisa diceritakan paket.",
        Code::ComparePaired => "Dua paket berbeda yang sama dalam semua hal yang dibandingkan.",
        Code::CompareClockOffset => "Jam yang diubah, atau berjalan lebih cepat, di antara paket-paket itu.",
        Code::CompareOutsideCapture => "Catatan kapan rekaman lain mulai dan selesai.",
        Code::ComparePassedUnseen => "Tanda arah paket yang keliru.",
        Code::CompareArrivedUnseen => "Perangkat di tengah yang mengakui atas nama penerima.",
        Code::CompareNothingInCommon => "Paket yang cocok setelah alamat terjemahannya dikembalikan.",
        Code::CompareClockOffsetUnknown => "Paket arah sebaliknya yang ada di keduanya.",
        Code::CompareClocksDisagree => "Tanda arah paket yang keliru.",
        Code::CompareNotCompared => "Tidak ada, kecuali bila paketnya rusak atau dipalsukan.",
        Code::CompareNotOnTheWay => "Paket antara keduanya dalam rekaman di sana tanpa filter.",
        Code::CompareSentAgain => "Paketnya sendiri dalam rekaman lain di mesin itu.",
        Code::CompareOtherSegments => "Segmennya sendiri dalam rekaman lain di mesin itu.",
        Code::CompareLostOrUnseen => "Paketnya sendiri dalam rekaman lain di mesin itu.",
        Code::CompareDirectionUnknown => "Paketnya sendiri dalam rekaman lain di mesin itu.",
    }
}
