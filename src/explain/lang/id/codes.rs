//! What every code means and what to do about it, in Indonesian. Exhaustive, as is all below: a claim without its explanation doesn't compile.

pub mod alike;
pub mod contradiction;
pub mod trigger;

use crate::explain::Code;

/// What a statement says.
pub const fn meaning(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => "Client meminta koneksi. SYN menyebut nomor urut awal alirannya, dan SYN sendiri memakai satu nomor.",
        Code::TcpSynAck => {
            "Kernel server menyetujui koneksi: ada socket yang mendengarkan di port itu. Programnya belum tentu sudah memanggil accept()."
        }
        Code::TcpHandshakeAck => {
            "ACK dari client menyelesaikan handshake: koneksi terbuka, dan program server dapat mengambilnya dengan accept()."
        }
        Code::TcpData => {
            "Byte sebuah program sedang dikirim: berapa banyak, posisi mana dari aliran, dan bagaimana awalnya. Pada echo juga byte client mana yang kembali."
        }
        Code::TcpPush => {
            "PSH menandai akhir dari yang diserahkan satu write(), sebagaimana Linux memasangnya. Artinya bukan “paket terakhir”, dan program penerima tidak pernah melihatnya."
        }
        Code::TcpAck => "Kernel mengakui byte yang sudah diterimanya. Apakah programnya sudah membacanya, ACK tidak mengatakannya.",
        Code::TcpFin => {
            "Satu pihak tidak mengirim apa-apa lagi: programnya memanggil close() atau shutdown(), atau sudah berakhir. FIN memakai satu nomor urut; menerima masih mungkin."
        }
        Code::TcpCloseAck => "Kernel mengakui FIN dari pihak lain. Arahnya sendiri tetap terbuka sampai programnya juga menutup.",
        Code::TcpRst => {
            "Kernel memutus koneksi, menolaknya, atau menjawab untuk koneksi yang tidak dimilikinya. Kalimatnya menyebut yang mana yang sesuai dengan segmen ini."
        }
        Code::TcpUnusualFlags => {
            "Segmen tanpa SYN, ACK, maupun RST. Biasanya kernel tidak mengirim segmen seperti itu di dalam percakapan, jadi mungkin ini pemindaian port atau uji coba."
        }
        Code::TcpRetransmission => {
            "Pengirim mengirim ulang yang sudah dikirimnya: ACK tidak datang pada waktunya. Apakah ada yang hilang, itu tidak terlihat dari sini."
        }
        Code::TcpTailLossProbe => {
            "Segmen terakhir dikirim ulang padahal segmen sebelumnya juga belum diakui: bukan timer retransmisi, melainkan probe yang lebih awal meminta ACK."
        }
        Code::TcpFastRetransmission => {
            "Pengirim langsung mengirim ulang karena ACK berulang memberitahunya ada celah, tanpa menunggu timer-nya."
        }
        Code::TcpSpuriousRetransmission => {
            "Pengirim mengirim ulang yang sudah diakui pihak lain: ACK-nya belum sampai kepadanya, atau hilang."
        }
        Code::TcpOutOfOrder => {
            "Segmen datang sesudah segmen yang nomornya lebih tinggi, tetapi begitu cepat sehingga lebih mungkin tersalip di jalan daripada dikirim ulang."
        }
        Code::TcpPreviousSegmentNotCaptured => {
            "Byte tepat sebelum segmen ini belum ada dalam rekaman: hilang, terlambat, atau luput dari rekaman."
        }
        Code::TcpAckedUnseenSegment => {
            "Satu pihak mengakui byte yang sejauh ini belum terlihat dalam rekaman: byte itu pernah dikirim, tetapi luput dari rekaman atau terekam di luar urutan."
        }
        Code::TcpDuplicateAck => "Kernel mengulang ACK terakhirnya: biasanya baru saja tiba segmen yang bukan segmen berikutnya.",
        Code::TcpKeepAlive => "Kernel menanyakan pada koneksi yang diam apakah pihak lain masih ada (SO_KEEPALIVE).",
        Code::TcpKeepAliveAck => "Pihak lain menjawab keep-alive: ia masih ada.",
        Code::TcpZeroWindow => "Penerima tidak punya tempat: byte datang lebih cepat daripada programnya membaca. Pengirim harus menunggu.",
        Code::TcpZeroWindowProbe => "Pengirim mencoba apakah pihak lain sudah punya tempat lagi.",
        Code::TcpZeroWindowProbeAck => "Penerima menjawab probe: masih belum ada tempat.",
        Code::TcpWindowFull => "Segmen ini memenuhi window yang ditawarkan penerima: pengirim tidak boleh mengirim lagi sampai ada tempat.",
        Code::TcpWindowUpdate => "Penerima hanya memberitahukan window baru: biasanya programnya sudah membaca, dan tempatnya bertambah.",
        Code::UdpData => "Sebuah program mengirim datagram: berapa byte, ke port mana, dan bagaimana awalnya.",
        Code::DnsQuery => "Sebuah mesin menanyakan satu tipe record dari sebuah nama kepada name server. Jawabannya membawa ID yang sama.",
        Code::DnsResponse => "Name server menjawab dengan alamat (empat disebut), atau dengan record yang tidak diceritakan satu per satu.",
        Code::DnsRecords => "Name server menjawab dengan record yang bukan alamat: nama lain, server email, teks.",
        Code::DnsNodata => {
            "Namanya ada, tetapi tidak punya record dengan tipe yang ditanyakan. Itu bukan kesalahan: mesin yang hanya memakai IPv4 tidak punya record AAAA."
        }
        Code::DnsReferral => "Server tidak tahu jawabannya dan menyebut server lain yang harus ditanya.",
        Code::DnsNxdomain => "Nama itu tidak ada, apa pun tipe record-nya.",
        Code::DnsRefused => "Server tidak mau menjawab client atau pertanyaan ini.",
        Code::DnsServfail => "Server tidak berhasil menemukan jawaban. Itu tidak mengatakan apa pun tentang nama itu sendiri.",
        Code::DnsError => "Server menjawab dengan kode kesalahan lain.",
        Code::DnsTruncated => "Respons tidak muat dalam satu datagram dan dipotong. Biasanya resolver bertanya lagi lewat TCP.",
        Code::MdnsQuery => {
            "Sebuah mesin menanyakan nama kepada tetangganya, bukan kepada name server; atau menanyakan apakah nama yang diinginkannya masih bebas."
        }
        Code::MdnsAnswer => "Sebuah mesin memberitahukan namanya kepada tetangganya, ditanya atau tidak.",
        Code::LlmnrQuery => "Sebuah mesin menanyakan nama kepada tetangganya dengan LLMNR, seperti Windows.",
        Code::LlmnrAnswer => "Mesin tetangga menjawab pertanyaan LLMNR.",
        Code::IcmpEchoRequest => "Ping: sebuah mesin meminta echo dari mesin lain.",
        Code::IcmpEchoReply => "Jawaban atas ping, dan berapa lama waktunya.",
        Code::IcmpPortUnreachable => "Tidak ada yang mendengarkan di port itu (biasanya UDP), atau firewall menolaknya.",
        Code::IcmpHostUnreachable => {
            "Router, atau mesin pengirim sendiri, tidak bisa mencapai mesin itu: biasanya tidak ada yang menjawab ARP (atau neighbor solicitation)."
        }
        Code::IcmpUnreachable => "Sebuah paket tidak bisa disampaikan, dengan alasan yang disebut kodenya.",
        Code::IcmpTimeExceeded => {
            "Router membuang paket karena TTL (atau hop limit) paket itu habis: jalurnya terlalu panjang atau membentuk routing loop, atau traceroute memang memintanya."
        }
        Code::IcmpPacketTooBig => {
            "Paket terlalu besar untuk jaringan berikutnya dan tidak boleh dipecah. Pengirim harus mengirim yang lebih kecil."
        }
        Code::IcmpRedirect => "Router memberitahukan jalan yang lebih pendek ke suatu tujuan kepada sebuah mesin.",
        Code::IcmpOther => "Pesan ICMP yang hanya disebut labcap dengan tipe dan kodenya.",
        Code::RouterSolicitation => {
            "Sebuah mesin menanyakan router apa saja yang ada di jaringannya, biasanya ketika antarmukanya menyala."
        }
        Code::RouterAdvertisement => "Router mengumumkan dirinya dan, untuk IPv6, prefix alamat di jaringan ini.",
        Code::NeighborSolicitation => {
            "Sebuah mesin menanyakan alamat hardware tetangganya, atau apakah yang diketahuinya masih benar: ARP untuk IPv6."
        }
        Code::NeighborProbe | Code::ArpProbe => {
            "Sebuah mesin menanyakan apakah alamat yang ingin dipakainya sudah dipakai. Bila tidak ada yang menjawab, alamat itu bebas."
        }
        Code::NeighborAdvertisement => "Sebuah mesin memberitahukan alamat hardware-nya, ditanya atau tidak.",
        Code::MulticastQuery => "Router menanyakan paket grup multicast mana yang diinginkan mesin-mesin.",
        Code::MulticastReport => "Sebuah mesin masuk ke atau keluar dari grup multicast.",
        Code::DhcpDiscover => "Mesin tanpa alamat memintanya kepada semua server DHCP di jaringannya (langkah pertama dari empat).",
        Code::DhcpOffer => "Server menawarkan alamat. Alamat itu belum menjadi milik client (langkah kedua dari empat).",
        Code::DhcpRequest => "Client meminta alamat yang ditawarkan, yang pernah dipakainya, atau perpanjangan alamatnya.",
        Code::DhcpDecline => "Client menemukan bahwa mesin lain memakai alamat itu, dan tidak jadi mengambilnya.",
        Code::DhcpAck => "Server memberikan alamat kepada client, dan untuk berapa lama (langkah terakhir dari empat).",
        Code::DhcpSettings => "Server memberitahukan pengaturan kepada client yang sudah punya alamat.",
        Code::DhcpNak => "Server menolak alamat yang diminta client: client harus mulai dari awal.",
        Code::DhcpRelease => "Client mengembalikan alamatnya. Tidak ada jawaban sesudahnya.",
        Code::DhcpInform => "Client yang sudah punya alamat hanya meminta pengaturan lainnya.",
        Code::DhcpOther => "Pesan DHCP dengan tipe yang tidak dijelaskan labcap.",
        Code::DhcpBootRequest => "Sebuah mesin meminta alamatnya dengan BOOTP, pendahulu DHCP.",
        Code::DhcpBootReply => "Server menjawab dengan BOOTP: inilah alamatmu.",
        Code::ArpRequest => {
            "Sebuah mesin menanyakan alamat hardware dari alamat IPv4 di jaringannya: kepada semua karena belum tahu, atau kepada satu mesin untuk memastikan."
        }
        Code::ArpAnnouncement => "Sebuah mesin mengumumkan alamatnya sendiri, agar mesin lain membetulkan tabelnya.",
        Code::ArpReply => "Sebuah mesin memberitahukan alamat hardware-nya kepada yang bertanya.",
        Code::ArpConflict => {
            "Dua alamat hardware mengaku punya alamat IPv4 yang sama. Paket lalu sampai kadang ke mesin yang satu, kadang ke yang lain."
        }
        Code::ArpOther => "Paket ARP yang hanya disebut labcap dengan operasinya.",
        Code::IpFragment => "Fragmen: potongan dari datagram yang terlalu besar untuk satu paket.",
        Code::IpReassembled => "Fragmen terakhir yang kurang dari sebuah datagram: dengannya isinya dapat dibaca.",
        Code::PacketDuplicate => {
            "Satu paket yang terekam dua kali di perjalanannya. Paket itu dikirim sekali, dan tidak dihitung dua kali."
        }
        Code::PacketTranslated => {
            "Paket yang terekam sebelum dan sesudah router mengganti salah satu alamatnya, seperti yang dilakukan router rumah dan jaringan container (NAT)."
        }
        Code::PacketCut => "Rekaman hanya menyimpan awal paket ini.",
        Code::PacketChecksum => "Checksum tidak cocok dengan byte paketnya.",
        Code::PacketMalformed => {
            "Paket ini bertentangan dengan dirinya: header-nya berakhir terlalu awal, atau menyebut versi atau panjang yang mustahil."
        }
        Code::PacketComment => "Catatan penulis berkas tentang paket ini.",
        Code::LinkNotDecoded => "Paket diawali header link yang tidak dikenal labcap.",
        Code::NetworkNotDecoded => "Paket membawa protokol di atas link yang tidak dibaca labcap.",
        Code::TransportNotDecoded => "Paket membawa protokol di atas IP yang tidak dibaca labcap.",
        Code::FlowOpened => "Koneksi dibuka dengan tiga paket, dan berapa lama itu di tempat perekaman.",
        Code::FlowHandshakeUnfinished => "Server sudah setuju, tetapi ACK terakhir dari client tidak ada dalam rekaman.",
        Code::FlowMidstream => {
            "Handshake-nya tidak terekam: biasanya koneksi sudah terbuka sebelum rekaman dimulai. Siapa yang membukanya, dan seberapa besar window-nya, hanya perkiraan."
        }
        Code::FlowName => "Nama yang kemungkinan dituju koneksi ini: client sebelumnya menanyakan alamat nama itu.",
        Code::FlowRoundTrip => {
            "Berapa lama paket pergi dan kembali sebagaimana terlihat di tempat rekaman dibuat: ke server, ke client, dan dari data sampai ACK-nya."
        }
        Code::FlowWindow => "Berapa byte ruang yang tersedia di tiap pihak, dan bagaimana field window menghasilkan angka itu.",
        Code::FlowInFlight => "Berapa byte paling banyak yang sudah dikirim dan belum diakui pada satu saat.",
        Code::FlowThroughput => "Seberapa cepat potongan terbesar suatu aliran data dikirim, dan bagaimana itu dihitung.",
        Code::FlowSequenceNumbers => "Bagaimana SYN, data, dan FIN memakai nomor urut, dengan angka-angka koneksi ini.",
        Code::FlowRetransmissionTimer => "Berapa lama suatu pihak menunggu setiap kali sebelum mengirim ulang segmen yang sama.",
        Code::FlowTimeSpent => {
            "Siapa yang paling banyak memakan waktu percakapan: program server, program client, pengirim, atau jaringan."
        }
        Code::FlowTranslated => {
            "Dua percakapan dalam rekaman ini sebenarnya satu: router di antaranya menerjemahkan alamat. Ceritanya ada di percakapan yang terekam lebih dulu."
        }
        Code::FlowPortReused => {
            "Port client dan server sudah pernah dipakai untuk koneksi sebelumnya; ini koneksi baru, dengan aliran sendiri."
        }
        Code::FlowTransferred => "Berapa byte dan segmen yang dikirim tiap pihak, dan seberapa cepat byte pertama server datang.",
        Code::FlowOneSided => "Hanya paket dari satu pihak yang ada dalam rekaman.",
        Code::FlowEcho => "Server mengirim kembali persis apa yang dikirim client.",
        Code::FlowReadSize => {
            "Berapa banyak yang dibaca server echo sekaligus, seperti recv(n): potongannya berakhir di tempat yang bukan akhir segmen. Bila tidak cocok dengan satu ukuran, hanya batas bawahnya."
        }
        Code::FlowRetransmissions => "Berapa paket yang dikirim ulang tiap pihak.",
        Code::FlowMissingBytes => "Berapa byte dari tiap pihak yang berada di antara yang terekam tetapi tidak ikut terekam.",
        Code::FlowNagleDelayedAck => {
            "Sebuah segmen kecil harus menunggu ACK yang ditunda pihak lain: algoritma Nagle dan delayed ACK saling menunggu."
        }
        Code::FlowStalledByReceiver => "Pengirim harus menunggu karena buffer penerima penuh: berapa lama, dan berapa kali.",
        Code::FlowAcceptQueueWait => {
            "Permintaan client menunggu sampai koneksi lain berakhir: mungkin ia berada di antrean accept selagi program melayani yang lain."
        }
        Code::FlowAcceptQueueFull => {
            "Handshake tidak dijawab walaupun servernya ada: mungkin antrean accept-nya penuh, dan Linux lalu membuang SYN serta mengabaikan ACK yang menyelesaikan handshake."
        }
        Code::FlowRefused => {
            "Koneksi ditolak: tidak ada yang mendengarkan di sana, firewall menolaknya, atau mesinnya tidak bisa dicapai. connect() gagal."
        }
        Code::FlowUnanswered => {
            "Client meminta koneksi dan tidak mendapat jawaban sama sekali. connect()-nya menunggu sampai kernel menyerah (ETIMEDOUT)."
        }
        Code::FlowTooEarly => "Client meminta koneksi, dan rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban.",
        Code::FlowReset => {
            "Koneksi diputus dengan RST: sebelum terbuka, selagi terbuka, atau selagi ditutup; dan apa artinya bagi program di pihak lain."
        }
        Code::FlowResetUnreadData => {
            "Mengapa RST dan bukan FIN: mungkin program menutup socket selagi masih ada byte diterima yang belum dibaca."
        }
        Code::FlowResetAbort => "Mengapa RST dan bukan FIN: mungkin program sengaja memutus seketika, misalnya dengan SO_LINGER 0 detik.",
        Code::FlowResetAfterClose => "Data datang sesudah penerimanya menutup, dan dijawab RST.",
        Code::FlowResetKeepAlive => "Mengapa RST dan bukan FIN: kernel menyerah karena keep-alive-nya tidak dijawab.",
        Code::FlowResetOtherHops => {
            "RST datang dengan time to live (hop limit) yang berbeda dari paket pengirimnya sebelumnya: mungkin berasal dari perangkat di antara keduanya."
        }
        Code::FlowClosedByClient => "Client mengirim FIN pertama, jadi client yang kemudian berada dalam keadaan TIME-WAIT.",
        Code::FlowClosedByServer => {
            "Server mengirim FIN pertama, jadi koneksi tinggal dalam TIME-WAIT di server; server yang dijalankan lagi lalu membutuhkan SO_REUSEADDR."
        }
        Code::FlowSimultaneousClose => {
            "Kedua pihak menutup sebelum menerima FIN dari yang lain. Keduanya melalui TIME-WAIT, kecuali RST mengakhirinya."
        }
        Code::FlowThreeSegmentClose => "Penutupan memakai tiga segmen: FIN kedua mengakui yang pertama dalam segmen yang sama.",
        Code::FlowFourSegmentClose => "Penutupan memakai empat segmen: setiap FIN punya ACK sendiri.",
        Code::FlowHalfClose => "Satu pihak sudah menutup dan pihak lain terus mengirim: arah-arah TCP ditutup satu per satu.",
        Code::FlowHalfClosedAtEnd => "Hanya satu pihak yang sudah menutup ketika rekaman berakhir.",
        Code::FlowOpenAtEnd => "Akhir koneksi ini tidak terekam.",
        Code::FlowLeftMemory => "labcap harus melupakan percakapan itu sebelum akhir rekaman; akhirnya tidak diketahui.",
        Code::UdpExchanged => "Berapa datagram dan byte yang dikirim tiap pihak.",
        Code::UdpNoConnection => {
            "UDP tidak membuka, menutup atau mengakui apa pun: datagram mana yang saling berkaitan, hanya programnya yang tahu."
        }
        Code::UdpUnanswered => "Tidak ada yang datang kembali. Pada UDP hal itu tidak selalu berarti ada masalah.",
        Code::UdpTooEarly | Code::DnsTooEarly => "Rekaman berakhir terlalu cepat untuk mengetahui apakah ada jawaban.",
        Code::UdpTimeExceeded => {
            "Time to live (atau hop limit) sebuah datagram habis di perjalanan, seperti yang dimaksudkan traceroute, atau karena routing loop."
        }
        Code::UdpRefused => {
            "Tidak ada yang mendengarkan di port UDP itu, atau firewall menolaknya. Socket yang terhubung mendapat ECONNREFUSED pada panggilan berikutnya."
        }
        Code::UdpUnreachable => "Mesin lain tidak bisa dicapai; kodenya menyebut sebabnya.",
        Code::DnsPair => {
            "A dan AAAA ditanyakan untuk satu nama dari satu socket, atau pada saat yang sama, seperti satu panggilan getaddrinfo()."
        }
        Code::DnsLookup => "Sebuah pertanyaan dan hasilnya, beserta waktu di antaranya.",
        Code::DnsUnanswered => "Sebuah pertanyaan tidak dijawab.",
        Code::DnsUnreachable => "Name server tidak bisa ditanya: kesalahan ICMP datang kembali.",
        Code::DnsManyLookups => "Berapa pertanyaan lagi dari socket ini yang tidak diceritakan satu per satu.",
        Code::CaptureDropped => "Paket yang tidak didapat perekaman langsung, atau tidak sempat dijelaskan labcap.",
        Code::CaptureOwnConnection => {
            "Koneksi SSH yang dipakai terminal ini tidak disertakan: setiap baris yang tampil akan membuat paket baru."
        }
        Code::CaptureHiddenByFilter => {
            "Berapa paket yang disembunyikan pilihan Anda. Paket itu tetap diikuti, jadi fase, angka, dan cerita tidak berubah."
        }
        Code::CaptureTruncatedFile => "Berkas berakhir di tengah sebuah record, atau rusak di sana; bagian sebelumnya dijelaskan.",
        Code::CaptureCutBySnaplen => "Berapa paket yang hanya disimpan bagian awalnya.",
        Code::CaptureLinkTypeNotDecoded => "Paket dengan link type yang tidak dibaca labcap.",
        Code::CaptureComment => "Catatan penulis berkas tentang rekaman atau antarmuka.",
        Code::CaptureMoreComments => "Berapa komentar lagi yang ada di berkas.",
        Code::CaptureNames => "Berkas memberi nama pada alamat, dan kalimat-kalimat memakainya.",
        Code::CaptureStatistics => "Berapa paket yang diterima dan hilang menurut catatan program perekam sendiri.",
        Code::CaptureBlocksPassed => "Berkas memuat blok yang tidak dibaca labcap.",
        Code::CaptureChecksumOffload => "Checksum yang diserahkan sistem pengirim kepada kartu jaringannya. Paketnya tidak rusak.",
        Code::CaptureAlreadyRunning => "Percakapan TCP yang awalnya tidak terekam.",
        Code::CaptureDuplicates => "Paket yang terekam lebih dari sekali di perjalanannya. Ini bukan pengiriman ulang.",
        Code::CaptureFlowsEvicted => "Berapa percakapan yang harus keluar dari memori sebelum akhir.",
        Code::CaptureFragmentsGivenUp => "Berapa datagram terfragmentasi yang tidak bisa disatukan.",
        Code::CaptureTimeBackwards => "Paket yang bercap waktu lebih awal daripada paket sebelumnya.",
        Code::CaptureVantage => "Mesin mana yang merekam: waktu dan kehilangan dilihat dari sana.",
        Code::ServerOneAtATime => {
            "Server tampaknya melayani satu client dalam satu waktu: yang datang kedua menunggu sampai yang pertama pergi."
        }
        Code::ServerConcurrent => "Server tidak melayani satu client dalam satu waktu: jawaban kepada dua koneksi bergantian.",
        Code::ServerOverlapNotTested => {
            "Apakah server melayani beberapa client sekaligus tidak terlihat di sini: tidak ada koneksi yang meminta sesuatu selagi koneksi lain yang sudah meminta masih terbuka."
        }
        Code::CaptureOneWayTimesUnseen => "Lamanya perjalanan paket ke satu arah tidak bisa diketahui dari satu rekaman.",
        Code::CaptureLossesUnseen => "Tempat hilangnya paket tidak bisa diketahui dari satu rekaman.",
        Code::CaptureProgramsUnseen => {
            "Apa yang dilakukan program tidak ada dalam rekaman: seberapa sering dan dengan ukuran berapa recv() dipanggil, apa yang dicetak."
        }
        Code::ComparePaired => "Berapa paket yang ada di kedua rekaman, dan berapa yang hanya ada di salah satunya.",
        Code::CompareNothingInCommon => "Tidak ada paket yang ada di kedua rekaman.",
        Code::CompareClockOffset => "Selisih jam kedua rekaman: sebuah rentang.",
        Code::CompareClockOffsetUnknown => "Selisih kedua jam tidak dapat diketahui.",
        Code::CompareClocksDisagree => "Tidak ada satu selisih jam yang cocok untuk semua paket.",
        Code::CompareNotCompared => "Paket yang tidak dicari di rekaman lain.",
        Code::CompareNotOnTheWay => "Dua mesin yang paket di antara keduanya tidak ada di rekaman lain.",
        Code::CompareOutsideCapture => "Paket yang lebih awal atau lebih lambat daripada seluruh isi rekaman lain.",
        Code::CompareSentAgain => "Paket yang hanya ada di satu rekaman, dan nomornya dikirim ulang.",
        Code::CompareOtherSegments => "Segmen yang byte-nya ada di segmen lain dalam rekaman lain.",
        Code::ComparePassedUnseen => "Paket yang dikirim mesin tempat rekaman lain dibuat, tetapi tidak ada di rekaman itu.",
        Code::CompareArrivedUnseen => "Paket yang tiba di mesin tempat rekaman lain dibuat, tetapi tidak ada di rekaman itu.",
        Code::CompareLostOrUnseen => "Paket yang hanya ada di satu rekaman; tidak ada yang menunjukkan nasibnya.",
        Code::CompareDirectionUnknown => "Paket yang hanya ada di satu rekaman; arahnya tidak diketahui.",
    }
}

/// What to do about it, where there is something to do.
pub const fn fix(code: Code) -> Option<&'static str> {
    match code {
        Code::TcpSyn
        | Code::TcpSynAck
        | Code::TcpHandshakeAck
        | Code::TcpData
        | Code::TcpPush
        | Code::TcpAck
        | Code::TcpFin
        | Code::TcpCloseAck
        | Code::TcpRst
        | Code::TcpUnusualFlags
        | Code::TcpRetransmission
        | Code::TcpTailLossProbe
        | Code::TcpFastRetransmission
        | Code::TcpSpuriousRetransmission
        | Code::TcpOutOfOrder
        | Code::TcpDuplicateAck
        | Code::TcpKeepAlive
        | Code::TcpKeepAliveAck
        | Code::TcpZeroWindowProbe
        | Code::TcpZeroWindowProbeAck
        | Code::TcpWindowUpdate
        | Code::UdpData
        | Code::DnsQuery
        | Code::DnsResponse
        | Code::DnsRecords
        | Code::DnsNodata
        | Code::DnsError
        | Code::MdnsQuery
        | Code::MdnsAnswer
        | Code::LlmnrQuery
        | Code::LlmnrAnswer
        | Code::IcmpEchoRequest
        | Code::IcmpEchoReply
        | Code::IcmpOther
        | Code::RouterSolicitation
        | Code::RouterAdvertisement
        | Code::NeighborSolicitation
        | Code::NeighborProbe
        | Code::NeighborAdvertisement
        | Code::MulticastQuery
        | Code::MulticastReport
        | Code::DhcpDiscover
        | Code::DhcpOffer
        | Code::DhcpRequest
        | Code::DhcpAck
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpRequest
        | Code::ArpProbe
        | Code::ArpAnnouncement
        | Code::ArpReply
        | Code::ArpOther
        | Code::IpReassembled
        | Code::PacketMalformed
        | Code::PacketComment
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowOpened
        | Code::FlowHandshakeUnfinished
        | Code::FlowName
        | Code::FlowRoundTrip
        | Code::FlowWindow
        | Code::FlowInFlight
        | Code::FlowThroughput
        | Code::FlowSequenceNumbers
        | Code::FlowPortReused
        | Code::FlowTransferred
        | Code::FlowEcho
        | Code::FlowReadSize
        | Code::FlowRetransmissions
        | Code::FlowReset
        | Code::FlowResetOtherHops
        | Code::FlowClosedByClient
        | Code::FlowClosedByServer
        | Code::FlowSimultaneousClose
        | Code::FlowThreeSegmentClose
        | Code::FlowFourSegmentClose
        | Code::FlowHalfClose
        | Code::FlowOpenAtEnd
        | Code::UdpExchanged
        | Code::UdpNoConnection
        | Code::UdpUnanswered
        | Code::UdpTimeExceeded
        | Code::DnsPair
        | Code::DnsLookup
        | Code::DnsManyLookups
        | Code::CaptureHiddenByFilter
        | Code::CaptureComment
        | Code::CaptureMoreComments
        | Code::CaptureBlocksPassed
        | Code::CaptureFragmentsGivenUp
        | Code::CaptureVantage
        | Code::ServerConcurrent => None,
        Code::TcpPreviousSegmentNotCaptured => {
            Some("Bila rekaman membuang paket (capture.dropped, capture.statistics): buffer yang lebih besar, atau filter perekaman.")
        }
        Code::TcpAckedUnseenSegment => {
            Some("Rekam dengan buffer yang lebih besar, atau di mesin itu sendiri; kedua arah harus melewati antarmukanya.")
        }
        Code::TcpZeroWindow => Some("Baca lebih awal atau lebih banyak sekaligus; SO_RCVBUF yang lebih besar hanya menundanya."),
        Code::TcpWindowFull => Some("SO_RCVBUF yang lebih besar bila jalurnya panjang; program yang membaca lebih cepat bila tidak."),
        Code::DnsReferral => Some("Tanyakan kepada resolver yang mencari sendiri lebih lanjut."),
        Code::DnsNxdomain => Some("Periksa ejaan dan domain pencarian; tanyakan kepada resolver lain."),
        Code::DnsRefused => Some("Tanyakan kepada resolver yang disediakan untuk jaringan ini."),
        Code::DnsServfail => Some("Tanyakan lagi nanti, atau kepada resolver lain."),
        Code::DnsTruncated => Some("Izinkan DNS lewat TCP (port 53) di firewall."),
        Code::IcmpPortUnreachable => Some("Jalankan server sebelum client; periksa port dan alamat; lihat firewall."),
        Code::IcmpHostUnreachable => Some("Periksa apakah mesin menyala dan memakai alamat itu; cari permintaan ARP tanpa jawaban."),
        Code::IcmpUnreachable => Some("Periksa rute dan firewall."),
        Code::IcmpTimeExceeded => Some("Bila tidak ada yang menjalankan traceroute: cari routing loop."),
        Code::IcmpPacketTooBig => Some("Izinkan pesan ini di semua firewall; tanpanya koneksi macet pada segmen besar."),
        Code::IcmpRedirect => Some("Beri mesin itu rute yang benar."),
        Code::DhcpDecline => Some("Cari mesin yang memakai alamat itu tanpa memintanya (arp.conflict menyebutnya)."),
        Code::ArpConflict => Some("Beri salah satunya alamat lain."),
        Code::IpFragment => Some("Kirim datagram yang lebih kecil: satu fragmen hilang berarti semuanya hilang."),
        Code::CaptureAlreadyRunning => Some("Mulai merekam sebelum program dijalankan."),
        Code::PacketDuplicate | Code::CaptureDuplicates | Code::PacketTranslated | Code::FlowTranslated => {
            Some("Rekam di satu antarmuka, bukan any.")
        }
        Code::PacketCut | Code::CaptureCutBySnaplen => {
            Some("Rekam dengan snapshot length yang lebih besar (labcap live: --snaplen; tcpdump: -s 0).")
        }
        Code::PacketChecksum => Some("Bila karena offload: ethtool -K ANTARMUKA tx off selama merekam."),
        Code::LinkNotDecoded | Code::CaptureLinkTypeNotDecoded => Some("Rekam di any, atau di antarmuka Ethernet."),
        Code::FlowMidstream => Some("Mulai merekam sebelum programnya dijalankan."),
        Code::FlowOneSided => Some("Rekam di salah satu dari kedua mesin."),
        Code::FlowMissingBytes => Some("Rekam dengan buffer yang lebih besar."),
        Code::FlowNagleDelayedAck => Some("TCP_NODELAY, atau satu write() yang lebih besar sebagai ganti beberapa yang kecil."),
        Code::FlowStalledByReceiver => Some("Biarkan program penerima membaca lebih awal, atau lebih banyak sekaligus."),
        Code::FlowAcceptQueueWait => Some("Layani tiap client dengan thread, proses atau event loop; atau jawab dan tutup lebih cepat."),
        Code::FlowAcceptQueueFull => Some("Panggil accept() lebih cepat; backlog yang lebih besar di listen() (dan net.core.somaxconn)."),
        Code::FlowRefused => Some("Jalankan server lebih dulu; periksa alamat dan port (0.0.0.0 atau 127.0.0.1?); lihat firewall."),
        Code::FlowUnanswered => Some("Periksa apakah mesin menyala, alamatnya, rute baliknya, dan firewall yang membuang paket."),
        Code::FlowTooEarly | Code::UdpTooEarly | Code::DnsTooEarly => Some("Biarkan perekaman berjalan paling sedikit 5 detik lebih lama."),
        Code::FlowResetUnreadData => Some("Baca sampai recv() mengembalikan 0 byte sebelum close()."),
        Code::FlowResetAbort => Some("Jangan pakai SO_LINGER 0, dan tutup dengan close() biasa."),
        Code::FlowResetAfterClose => Some("Tutup hanya setelah pihak lain mengirim semuanya; shutdown(SHUT_WR), lalu baca sampai habis."),
        Code::FlowResetKeepAlive => {
            Some("Cari tahu mengapa mesin yang lain diam: mati, dinyalakan ulang, atau perangkat di antaranya melupakan koneksi itu.")
        }
        Code::FlowTimeSpent => Some("Periksa bagian yang disebut: program server, program client, atau jalurnya (ping, traceroute)."),
        Code::FlowRetransmissionTimer => {
            Some("Periksa apakah mesin yang lain hidup dan tidak ada yang membuang paket di jalan (ping, firewall).")
        }
        Code::FlowHalfClosedAtEnd => Some("close() socket begitu recv() mengembalikan 0 byte."),
        Code::FlowLeftMemory | Code::CaptureFlowsEvicted => Some("Potong dulu rekaman ke percakapan yang diperlukan."),
        Code::UdpRefused => Some("Jalankan server lebih dulu; periksa port dan alamat."),
        Code::UdpUnreachable => Some("Periksa alamat, rute dan firewall."),
        Code::DnsUnanswered => Some("Periksa alamat name server (/etc/resolv.conf) dan port 53 di firewall."),
        Code::DnsUnreachable => Some("Jalankan name server, atau tanyakan kepada yang lain."),
        Code::CaptureDropped => Some("--buffer yang lebih besar, filter perekaman (-f), atau --quiet selama merekam."),
        Code::CaptureOwnConnection => Some("--with-ssh menyertakannya."),
        Code::CaptureTruncatedFile => Some("Salin lagi berkasnya, setelah perekaman selesai."),
        Code::CaptureNames => Some("--name IP=NAMA mengganti nama dari berkas dengan nama Anda."),
        Code::CaptureStatistics => Some("Bila ada paket hilang: buffer yang lebih besar, atau filter perekaman."),
        Code::CaptureChecksumOffload => Some("ethtool -K ANTARMUKA tx off, bila checksum-nya diperlukan."),
        Code::CaptureTimeBackwards => Some("reordercap (dari Wireshark) mengurutkan berkas menurut waktu."),
        Code::ServerOneAtATime => Some("Thread, proses atau event loop untuk tiap client."),
        Code::ServerOverlapNotTested => Some("Biarkan client kedua meminta sesuatu selagi koneksi pertama terbuka."),
        Code::CaptureOneWayTimesUnseen | Code::CaptureLossesUnseen => {
            Some("Rekam di kedua ujung pada saat yang sama, lalu sandingkan dengan labcap compare.")
        }
        Code::CaptureProgramsUnseen => Some("Biarkan program mencatat panggilannya, atau jalankan dengan strace -f -e trace=network."),
        Code::CompareNothingInCommon => Some("Rekam di kedua mesin pada waktu yang sama, di sisi yang alamatnya tidak diterjemahkan."),
        Code::CompareClockOffsetUnknown => Some("Rekam kedua arah."),
        Code::CompareClocksDisagree => Some("Jalankan NTP atau chrony di kedua mesin."),
        Code::CompareOutsideCapture => Some("Mulai kedua perekaman sebelum programnya, dan akhiri sesudahnya."),
        Code::ComparePassedUnseen => Some("Rekam tanpa filter, dengan buffer lebih besar."),
        Code::CompareArrivedUnseen => Some("Rekam tanpa filter, dengan buffer lebih besar."),
        Code::ComparePaired
        | Code::CompareClockOffset
        | Code::CompareNotCompared
        | Code::CompareNotOnTheWay
        | Code::CompareSentAgain
        | Code::CompareOtherSegments
        | Code::CompareLostOrUnseen
        | Code::CompareDirectionUnknown => None,
    }
}
