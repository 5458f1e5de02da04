//! What else makes the same packets, in Indonesian.

use crate::explain::Code;

/// What else makes the same packets.
pub const fn alike(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => "Pemindai port mengirim segmen yang sama tanpa menginginkan koneksi.",
        Code::TcpSynAck => "Firewall atau load balancer yang menjawab atas nama server (SYN proxy) mengirim segmen yang sama.",
        Code::TcpHandshakeAck => {
            "Bila paket ketiga yang asli hilang, ini mungkin paket sesudahnya: kalau begitu, waktu sejak SYN terlalu panjang."
        }
        Code::TcpData => {
            "TCP tidak menyimpan batas pesan: satu write() dapat mengisi beberapa segmen, dan beberapa write() dapat berbagi satu segmen."
        }
        Code::TcpPush => "Linux juga memasang PSH ketika setengah dari window terbesar sudah terisi; sistem lain punya aturan sendiri.",
        Code::TcpAck => "Proxy di antara keduanya mengakui sendiri, sebelum penerima sebenarnya mendapat apa pun.",
        Code::TcpFin => "close(), shutdown(), exit() dan program yang dihentikan paksa membuat FIN yang sama.",
        Code::TcpCloseAck
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsReferral
        | Code::DnsRefused
        | Code::DnsError
        | Code::MdnsQuery
        | Code::LlmnrQuery
        | Code::IcmpEchoRequest
        | Code::IcmpPacketTooBig
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpRequest
        | Code::DhcpDecline
        | Code::DhcpSettings
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpProbe
        | Code::ArpOther
        | Code::IpFragment
        | Code::PacketCut
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowPortReused
        | Code::FlowClosedByClient
        | Code::FlowClosedByServer
        | Code::FlowSimultaneousClose
        | Code::FlowFourSegmentClose
        | Code::UdpNoConnection => "Tidak ada: byte paketnya sendiri yang menyatakannya.",
        Code::FlowStalledByReceiver => "Pengirim yang saat itu memang tidak punya kiriman lagi.",
        Code::FlowThreeSegmentClose => "Penutupan dengan empat segmen yang ACK pertamanya luput dari rekaman.",
        Code::TcpRst => "Firewall dan perangkat lain di antara keduanya mengirim RST atas nama salah satunya.",
        Code::TcpUnusualFlags => "Kartu jaringan atau driver yang rusak.",
        Code::TcpRetransmission => "Segmen yang terlambat lewat jalan lain, atau paket yang terekam dua kali tanpa tanda.",
        Code::TcpTailLossProbe => "Pengirim yang sudah menerima ACK atas byte sebelumnya, tetapi ACK itu luput dari rekaman.",
        Code::TcpFastRetransmission => "Timer yang habis pada saat yang sama; pengiriman ulang yang dipilih oleh SACK atau RACK.",
        Code::TcpSpuriousRetransmission => "Salinan paket yang terlambat terekam.",
        Code::TcpOutOfOrder => "Pengiriman ulang yang cepat; cap waktu dari beberapa prosesor atau antrean yang salah urut.",
        Code::TcpPreviousSegmentNotCaptured => {
            "Kehilangan di jaringan, urutan yang tertukar dan perekaman yang membuang paket tampak sama di sini."
        }
        Code::TcpAckedUnseenSegment => {
            "Paket yang diakui mungkin berada lebih belakang di berkas, karena cap waktu beberapa prosesor salah urut."
        }
        Code::TcpDuplicateAck => {
            "Jawaban atas segmen di luar window, salinan lama dari ACK, jawaban keep-alive yang pertanyaannya tidak terekam."
        }
        Code::TcpKeepAlive => "Segmen satu byte yang dikirim ulang; zero-window probe yang window-nya tidak terekam.",
        Code::TcpKeepAliveAck => "ACK berulang yang punya sebab lain.",
        Code::TcpZeroWindow => "Program yang dijeda, atau yang memang berhenti membaca.",
        Code::TcpZeroWindowProbe => "Keep-alive yang kebetulan jatuh pada waktu itu.",
        Code::TcpWindowFull => "Pembaruan window yang sudah sampai ke pengirim tetapi belum ke rekaman.",
        Code::DnsQuery => "Resolver yang bertanya untuk pihak lain mengirim hal yang sama.",
        Code::DnsResponse => "Siapa pun yang menebak ID dan port dapat memalsukannya; tanpa DNSSEC hal itu tidak terlihat.",
        Code::DnsRecords => "Respons palsu, seperti pada semua jawaban DNS.",
        Code::DnsNodata => "Resolver atau firewall yang menyaring record dengan tipe tertentu.",
        Code::DnsNxdomain => "Resolver yang memblokir nama menjawab hal yang sama.",
        Code::DnsServfail => "Server zona yang mati, tanda tangan DNSSEC yang rusak, resolver tanpa jaringan: semuanya tampak sama.",
        Code::DnsTruncated => "Server yang diserang sengaja memotong jawaban, untuk memastikan client-nya nyata.",
        Code::MdnsAnswer | Code::LlmnrAnswer => "Setiap tetangga dapat mengaku punya nama apa pun.",
        Code::IcmpEchoReply => "Perangkat di antaranya dapat menjawab atas nama mesin itu.",
        Code::IcmpPortUnreachable => "Aturan reject pada firewall mengirim pesan yang sama.",
        Code::IcmpHostUnreachable => "Firewall yang menolak dengan kode ini; rute yang tidak ada.",
        Code::IcmpUnreachable | Code::UdpUnreachable => "Firewall bebas memilih kode.",
        Code::IcmpTimeExceeded => "traceroute dan routing loop membuat pesan yang sama; TTL awal yang kecil menandakan traceroute.",
        Code::IcmpRedirect => "Penyerang di jaringan yang sama dapat memalsukannya, agar paket lewat mesinnya.",
        Code::RouterAdvertisement => "Mesin mana pun di jaringan dapat mengirimnya, sengaja atau tidak.",
        Code::NeighborAdvertisement => "Setiap tetangga dapat mengaku punya alamat apa pun.",
        Code::DhcpOffer | Code::DhcpAck => "Mesin mana pun di jaringan dapat berperan sebagai server DHCP.",
        Code::DhcpNak => "Server DHCP kedua yang tidak mengenal client juga menolak.",
        Code::ArpRequest => "Pemindai yang mencari mesin menanyakan hal yang sama, alamat demi alamat.",
        Code::ArpAnnouncement => "Penyerang, atau mesin cadangan yang mengambil alih sebuah alamat, mengumumkan dengan cara yang sama.",
        Code::ArpReply => {
            "Router yang menjawab untuk yang lain (proxy ARP), atau penyerang: setiap tetangga dapat mengaku punya alamat apa pun."
        }
        Code::ArpConflict => {
            "Kartu jaringan baru, container yang dibuat ulang dengan alamat sama, mesin cadangan yang mengambil alih, proxy ARP."
        }
        Code::IpReassembled => "Fragmen dari dua datagram dengan identifikasi sama, seperti yang dibuat pengirim cepat.",
        Code::PacketDuplicate => {
            "Pengirim yang mengirim byte yang sama lagi dalam 10 ms dengan identifikasi 0, atau dalam 200 ms bila jamnya berdetak lebih lambat dan paketnya lewat jalan lain."
        }
        Code::PacketTranslated | Code::FlowTranslated => {
            "Dua mesin yang berbeda jaraknya mengirim datagram yang sama ke satu server pada saat yang sama, dengan identifikasi yang sama; program yang sengaja membuat paket dengan nomor yang sama."
        }
        Code::PacketChecksum => {
            "Kerusakan di jalan, paket yang terekam sebelum kartu jaringan menghitung jumlahnya, berkas yang alamatnya diubah sesudahnya."
        }
        Code::PacketMalformed => "Protokol lain di port yang sudah dikenal; pengirim yang rusak; serangan.",
        Code::PacketComment
        | Code::FlowLeftMemory
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureStatistics
        | Code::CaptureBlocksPassed => "Tidak ada: berkasnya, atau hitungan labcap sendiri, yang menyatakannya.",
        Code::FlowOpened => {
            "Di mana pun direkam, waktu itu mencakup satu kali pulang-pergi, ditambah waktu kedua kernel untuk menjawab; SYN yang dikirim ulang memperpanjangnya."
        }
        Code::FlowHandshakeUnfinished => {
            "ACK yang hilang, pemindaian port yang berhenti di sini, rekaman yang berakhir atau kehilangan paket."
        }
        Code::FlowMidstream => "Rekaman yang membuang paket-paket pertama; segmen pemindaian port.",
        Code::FlowTransferred
        | Code::UdpExchanged
        | Code::DnsManyLookups
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureHiddenByFilter
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureFlowsEvicted => "Tidak ada: ini hasil hitungan.",
        Code::FlowOneSided => "Filter perekaman satu arah, mirror port satu arah, atau rute yang berbeda.",
        Code::FlowEcho => "Server yang jawabannya kebetulan sama dengan pertanyaan sejauh ini.",
        Code::FlowName => "Client yang mendapat alamat itu dari tempat lain, atau menanyakan beberapa nama yang alamatnya sama.",
        Code::FlowRoundTrip => "ACK yang ditunda memperpanjang waktu; rekaman di tengah jalan hanya melihat bagiannya sendiri.",
        Code::FlowWindow => "Tanpa kedua SYN skalanya tidak diketahui, dan field itu sendiri tidak banyak berarti.",
        Code::FlowInFlight => {
            "Di tempat penerima, segmen tiba dan langsung diakui: rekaman di sana melihat lebih sedikit byte di perjalanan."
        }
        Code::FlowThroughput => "Program yang berhenti sejenak, window penuh, dan jaringan lambat menghasilkan laju yang sama.",
        Code::FlowSequenceNumbers => "Nomor relatif dalam rekaman tanpa SYN: dimulai dari 1 dan melewatkan yang sebelumnya.",
        Code::FlowRetransmissionTimer => {
            "Tail loss probe datang lebih awal daripada timer; ACK berulang menimbulkan kiriman ulang tanpa timer."
        }
        Code::FlowTimeSpent => {
            "Jawaban yang hilang atau tertahan sebelum terekam; antrean di bawah TCP; rekaman di mesin yang sedang sibuk."
        }
        Code::FlowReadSize => "Server yang membaca record tepat sebesar ini; server yang membaca lebih banyak lalu menulis per bagian.",
        Code::FlowRetransmissions => "Lihat tcp.retransmission.",
        Code::FlowMissingBytes => "Hilang di jaringan dan tidak pernah dikirim ulang, atau luput dari rekaman; yang diakui berarti luput.",
        Code::FlowNagleDelayedAck => "Program yang kebetulan berhenti selama itu.",
        Code::FlowAcceptQueueWait => "Jawaban lambat yang kebetulan siap saat itu; kunci atau basis data yang dipakai keduanya.",
        Code::FlowAcceptQueueFull => "Paket yang hilang.",
        Code::FlowRefused => "Firewall yang menjawab atas nama mesin itu.",
        Code::FlowUnanswered => "Mesin mati, firewall membuang diam-diam, jawaban lewat jalan lain, antrean accept penuh.",
        Code::FlowTooEarly
        | Code::FlowOpenAtEnd
        | Code::UdpTooEarly
        | Code::DnsTooEarly
        | Code::ServerOverlapNotTested
        | Code::CaptureOneWayTimesUnseen
        | Code::CaptureLossesUnseen
        | Code::CaptureProgramsUnseen => "Semuanya masih mungkin: itulah yang dikatakannya.",
        Code::FlowReset => "Firewall dan perangkat lain mengirim RST atas nama salah satu pihak.",
        Code::FlowResetUnreadData => "SO_LINGER 0 detik sesudah semuanya dibaca; program yang dihentikan dengan byte belum terbaca.",
        Code::FlowResetAbort => "Program yang menjawab sebelum membaca semuanya lalu menutup; perangkat yang memutus koneksi.",
        Code::FlowResetAfterClose => "Program yang berakhir, atau dihentikan, sesudah FIN-nya.",
        Code::FlowResetKeepAlive => "Program yang sengaja memutus seketika tepat saat itu.",
        Code::FlowResetOtherHops => "Rute baru tepat saat itu; kernel yang memakai nilai awal lain untuk RST.",
        Code::FlowHalfClose => "Program yang belum menyadari FIN itu dan terus mengirim.",
        Code::FlowHalfClosedAtEnd => "Program yang lupa close(), yang masih mengirim, rekaman yang berakhir lebih awal.",
        Code::UdpUnanswered => "Protokol tanpa jawaban, datagram yang hilang, firewall yang membuang, jawaban lewat jalan atau port lain.",
        Code::UdpTimeExceeded => "Routing loop.",
        Code::UdpRefused => "Aturan reject pada firewall mengirim pesan yang sama; traceroute memang berakhir begini.",
        Code::DnsPair => "Browser dan resolver sendiri menanyakan kedua jenis itu.",
        Code::DnsLookup => "Respons palsu yang datang lebih dulu.",
        Code::DnsUnanswered => "Pertanyaan atau jawabannya hilang, firewall membuang, server mati atau lambat.",
        Code::DnsUnreachable => "Firewall yang menolak.",
        Code::CaptureTruncatedFile => "Rekaman yang masih sedang ditulis tampak sama.",
        Code::CaptureChecksumOffload => "Checksum rusak yang kebetulan bernilai begini: satu dari 65.536.",
        Code::CaptureAlreadyRunning => {
            "RST atau ACK sendirian yang bukan bagian dari koneksi mana pun, seperti pada pemindaian dan alamat palsu."
        }
        Code::CaptureDuplicates => "Lihat packet.duplicate.",
        Code::CaptureFragmentsGivenUp => "Fragmen yang hilang, atau yang luput dari rekaman.",
        Code::CaptureTimeBackwards => "Cap waktu beberapa prosesor, jam yang disetel, berkas yang digabung dengan urutan salah.",
        Code::CaptureVantage => "Mesin yang mengganti alamat (NAT) sehingga mesin lain tersembunyi di belakangnya.",
        Code::ServerOneAtATime => {
            "Server dengan beberapa worker yang semuanya sibuk dengan client di luar rekaman; kunci yang diperlukan semua client."
        }
        Code::ServerConcurrent => "Thread, proses dan event loop membuat paket yang sama.",
        Code::CompareNothingInCommon => "Rekaman dari waktu atau tempat lain; alamat yang diterjemahkan (NAT).",
        Code::CompareClocksDisagree => "Tempat perekaman yang terlambat memberi cap waktu terlihat sama.",
        Code::CompareNotOnTheWay => "Filter perekaman yang menyembunyikan mesin-mesin ini.",
        Code::CompareOutsideCapture => "Paketnya terlewat oleh rekaman lain.",
        Code::CompareSentAgain => "Hilang di perjalanan, atau terlewat oleh rekaman lain.",
        Code::ComparePassedUnseen => "Filter perekaman, atau buffer yang penuh.",
        Code::CompareArrivedUnseen => "Filter perekaman, atau buffer yang penuh.",
        Code::CompareLostOrUnseen => "Hilang di perjalanan, atau terlewat oleh rekaman lain.",
        Code::CompareDirectionUnknown => "Hilang di perjalanan, atau terlewat oleh rekaman lain.",
        Code::ComparePaired => "Tidak ada: ini hasil hitungan.",
        Code::CompareClockOffset => "Jam yang sempat bergeser kurang dari rentang itu.",
        Code::CompareClockOffsetUnknown => "Tidak ada: tidak ada yang dapat dihitung.",
        Code::CompareNotCompared => "Tidak ada: ini hasil hitungan.",
        Code::CompareOtherSegments => "Kiriman ulang yang menggabungkan byte beberapa segmen.",
    }
}
