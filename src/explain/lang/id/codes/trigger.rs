//! When statements are made, in Indonesian.

use crate::explain::Code;

/// The rule, with its numbers.
pub const fn trigger(code: Code) -> &'static str {
    match code {
        Code::TcpSyn => {
            "Segmen dengan SYN tanpa ACK yang tidak mengulang SYN sebelumnya. Bila SYN dari pihak lain datang lebih dulu dan belum diakui, keduanya meminta bersamaan."
        }
        Code::TcpSynAck => "Segmen dengan SYN dan ACK yang tidak mengulang segmen sebelumnya. SYN yang dijawabnya disebut bila terekam.",
        Code::TcpHandshakeAck => {
            "Segmen pertama dari client yang nomor pengakuannya melewati SYN,ACK; tidak bila kedua pihak mengirim SYN sendiri."
        }
        Code::TcpData => {
            "Segmen tanpa RST yang membawa payload, dengan paling sedikit satu byte baru, dan bukan keep-alive. Yang ditampilkan 48 karakter pertama, atau 16 byte bila bukan teks. Disebut “kembali” selama seluruh aliran server mengulang aliran client."
        }
        Code::TcpPush => {
            "Segmen pertama dalam koneksi yang membawa data dan PSH dan tidak penuh: dalam write() yang panjang, Linux juga memasang PSH pada segmen penuh."
        }
        Code::TcpAck => {
            "Segmen dengan ACK tanpa SYN dan RST yang mengakui paket untuk pertama kalinya (empat disebut). Bila tidak ada yang baru diakui, hal itu hanya dikatakan bila tidak ada pernyataan lain tentangnya."
        }
        Code::TcpFin => {
            "Segmen pertama dengan FIN dari pihak itu. “Lebih dulu” adalah pihak yang FIN-nya terekam lebih dulu; apakah ia mengakui FIN yang lain dibaca dari nomornya."
        }
        Code::TcpCloseAck => "Segmen tanpa FIN yang untuk pertama kalinya mengakui FIN dari pihak lain.",
        Code::TcpRst => {
            "Setiap segmen dengan RST. Ini penolakan bila mengakui SYN; tidak mengubah apa pun bila nomornya bukan nomor yang diterima pihak lain, dan mungkin tidak mengubah apa pun bila melampaui semua yang terekam; tidak ada yang bisa diputus bila pihak lain sudah menolak. Dengan ACK, window bukan 0 dan TSval yang dipakai koneksinya, socket-nya masih ada; dengan window 0 tanpa opsi, pada nomor yang diakui pihak lain (dengan ACK hanya atas segmen tanpa ACK), kernel menjawab untuk socket yang sudah tidak ada."
        }
        Code::TcpUnusualFlags => "SYN, ACK dan RST semuanya tidak ada.",
        Code::TcpRetransmission => {
            "Aturan Wireshark: payload, SYN atau FIN dengan nomor di bawah nomor tertinggi yang pernah dikirim, belum diakui, dan bukan fast retransmission maupun tidak berurutan. Tidak dikatakan untuk salinan, SYN yang bersilangan, atau FIN pertama satu pihak."
        }
        Code::TcpTailLossProbe => {
            "Retransmisi yang byte terakhirnya adalah byte terakhir yang pernah dikirim, sementara byte sebelumnya dari pengirim yang sama belum diakui dan belum ada yang dikirim ulang; pihak lain sudah mengirim ACK, tetapi bukan ACK berulang, dan window-nya bukan 0."
        }
        Code::TcpFastRetransmission => {
            "Pengulangan yang mulai tepat di nomor yang diminta oleh paling sedikit dua ACK berulang, dalam 20 ms sesudah yang terakhir, dan belum pernah dikirim ulang sebelumnya."
        }
        Code::TcpSpuriousRetransmission => {
            "Seluruh payload-nya berada di bawah pengakuan tertinggi dari pihak lain yang terekam, dan paling sedikit satu byte-nya pernah terlihat."
        }
        Code::TcpOutOfOrder => {
            "Nomor lebih rendah dari nomor tertinggi yang pernah dikirim, belum diakui, kurang dari satu waktu pulang-pergi handshake (3 ms bila tidak diketahui) sesudahnya, dan tidak berakhir di tempat yang sama."
        }
        Code::TcpPreviousSegmentNotCaptured => {
            "Nomor segmen lebih tinggi dari nomor berikutnya yang diharapkan dari pihak itu, dan payload sebelumnya belum terlihat."
        }
        Code::TcpAckedUnseenSegment => {
            "Nomor pengakuan melewati yang terekam dari pihak lain tanpa celah, dan ada payload sebelumnya yang tidak terekam."
        }
        Code::TcpDuplicateAck => {
            "Tanpa payload, nomor yang diharapkan, nomor pengakuan dan window yang sama (bukan 0) dengan segmen sebelumnya dari pihak itu, dan tanpa SYN, FIN atau RST."
        }
        Code::TcpKeepAlive => {
            "Paling banyak satu byte, dengan nomor tepat di bawah nomor berikutnya, tanpa SYN, FIN atau RST; bukan segmen kosong ke arah window 0, karena itu probe; bukan byte yang belum diakui siapa pun, dan bukan nomor FIN yang belum diakui."
        }
        Code::TcpKeepAliveAck => "Segmen tanpa payload yang mengulang ACK dan window terakhir pihaknya tepat sesudah keep-alive.",
        Code::TcpZeroWindow => "Field window bernilai 0 pada segmen tanpa SYN, FIN dan RST yang tidak menjawab probe.",
        Code::TcpZeroWindowProbe => {
            "Window terakhir pihak lain bernilai 0, dan segmen ini membawa satu byte di nomor berikutnya, atau tanpa byte dengan nomor tepat di bawahnya (begitulah Linux; Wireshark menyebutnya Keep-Alive)."
        }
        Code::TcpZeroWindowProbeAck => {
            "Segmen tanpa payload dengan window 0, seperti segmen sebelumnya dari pihak itu, tepat sesudah probe pihak lain."
        }
        Code::TcpWindowFull => {
            "Byte terakhirnya tepat berada di pengakuan terakhir pihak lain ditambah window-nya; skala window harus diketahui, dan tidak ada SYN, FIN atau RST."
        }
        Code::TcpWindowUpdate => {
            "Tanpa payload, nomor yang diharapkan, pengakuan yang sama seperti sebelumnya, window lain yang bukan 0, dan tanpa SYN, FIN atau RST."
        }
        Code::UdpData => {
            "Datagram UDP yang isinya tidak dibaca labcap. Yang ditampilkan 48 karakter pertama, atau 16 byte bila bukan teks."
        }
        Code::DnsQuery => {
            "Pesan DNS tanpa bit respons yang memuat pertanyaan. Disebut bertanya lagi bila ID, nama dan tipe yang sama sudah ditanyakan dari socket ini dan belum dijawab."
        }
        Code::DnsResponse => {
            "Respons tanpa kesalahan yang bagian jawabannya memuat record dengan tipe yang ditanyakan. Respons ini milik pertanyaan terakhir dengan ID, nama dan tipe itu."
        }
        Code::DnsRecords => {
            "Respons tanpa kesalahan yang memuat record dengan tipe yang ditanyakan dan tanpa alamat; yang pertama diceritakan."
        }
        Code::DnsNodata => {
            "Respons tanpa kesalahan yang dapat dibaca sampai akhir, tidak terpotong, tanpa record dengan tipe yang ditanyakan, dan tidak menunjuk server lain."
        }
        Code::DnsReferral => "Respons utuh tanpa kesalahan dan tanpa record jawaban, yang bagian authority-nya memuat record NS tanpa SOA.",
        Code::DnsNxdomain => "Kode respons 3 (NXDOMAIN).",
        Code::DnsRefused => "Kode respons 5 (REFUSED).",
        Code::DnsServfail => "Kode respons 2 (SERVFAIL).",
        Code::DnsError => "Kode respons selain 0, 2, 3 dan 5.",
        Code::DnsTruncated => "Respons dengan bit TC.",
        Code::MdnsQuery => {
            "Pesan DNS tanpa bit respons di port 5353. Ini probe bila menanyakan semua record (ANY) dan memuat record-nya sendiri di bagian authority."
        }
        Code::MdnsAnswer => "Pesan DNS dengan bit respons di port 5353 yang memuat jawaban; record pertama diceritakan.",
        Code::LlmnrQuery => "Pesan DNS tanpa bit respons di port 5355.",
        Code::LlmnrAnswer => "Pesan DNS dengan bit respons di port 5355 yang memuat jawaban; record pertama diceritakan.",
        Code::IcmpEchoRequest => "ICMP tipe 8, atau ICMPv6 tipe 128.",
        Code::IcmpEchoReply => {
            "ICMP tipe 0, atau ICMPv6 tipe 129. Ini menjawab permintaan terakhir dengan alamat, pengenal dan nomor yang sama, bila terekam."
        }
        Code::IcmpPortUnreachable => {
            "ICMP Destination Unreachable dengan kode 3, atau ICMPv6 dengan kode 4. Paket yang dikutipnya disebut bila terekam."
        }
        Code::IcmpHostUnreachable => {
            "ICMP Destination Unreachable dengan kode 1, atau ICMPv6 Destination Unreachable dengan kode 3 (alamat tidak tercapai)."
        }
        Code::IcmpUnreachable => {
            "ICMP Destination Unreachable dengan kode selain mesin, port, dan “perlu dipecah”, atau ICMPv6 Destination Unreachable dengan kode selain 3 (alamat) dan 4 (port)."
        }
        Code::IcmpTimeExceeded => "ICMP Time Exceeded atau ICMPv6 Time Exceeded dengan kode 0.",
        Code::IcmpPacketTooBig => "ICMP Destination Unreachable dengan kode 4, atau ICMPv6 tipe 2.",
        Code::IcmpRedirect => "ICMP tipe 5, atau ICMPv6 tipe 137.",
        Code::IcmpOther => "Tipe atau kode yang tidak dibahas pernyataan lain.",
        Code::RouterSolicitation => "ICMPv6 tipe 133, atau ICMP tipe 10.",
        Code::RouterAdvertisement => "ICMPv6 tipe 134, atau ICMP tipe 9.",
        Code::NeighborSolicitation => {
            "ICMPv6 tipe 135 dari alamat yang sudah ditentukan (bukan ::). Dikirim ke grup multicast berarti bertanya kepada semua; ke satu mesin berarti memastikan."
        }
        Code::NeighborProbe => "ICMPv6 tipe 135 dari alamat yang belum ditentukan (::).",
        Code::NeighborAdvertisement => "ICMPv6 tipe 136. Ini menjawab permintaan terakhir untuk alamatnya, bila terekam.",
        Code::MulticastQuery => "IGMP tipe 17, atau ICMPv6 tipe 130.",
        Code::MulticastReport => "Report atau leave IGMP, atau Multicast Listener Report atau Done ICMPv6.",
        Code::DhcpDiscover => "Pesan DHCP tipe 1.",
        Code::DhcpOffer => "Pesan DHCP tipe 2.",
        Code::DhcpRequest => {
            "Pesan DHCP tipe 3. Bila ada pengenal server, alamat itu ditawarkan server tersebut; bila tidak ada tetapi alamat client terisi, yang diminta adalah perpanjangan; selain itu, alamat yang pernah dipakai."
        }
        Code::DhcpDecline => "Pesan DHCP tipe 4.",
        Code::DhcpAck => "Pesan DHCP tipe 5 yang memberi alamat.",
        Code::DhcpSettings => "Pesan DHCP tipe 5 yang tidak memberi alamat.",
        Code::DhcpNak => "Pesan DHCP tipe 6.",
        Code::DhcpRelease => "Pesan DHCP tipe 7.",
        Code::DhcpInform => "Pesan DHCP tipe 8.",
        Code::DhcpOther => "Tipe pesan DHCP selain 1 sampai 8.",
        Code::DhcpBootRequest => "Operasi 1 tanpa tipe pesan DHCP.",
        Code::DhcpBootReply => "Operasi 2 tanpa tipe pesan DHCP.",
        Code::ArpRequest => {
            "Permintaan ARP dengan alamat pengirim yang bukan alamat yang ditanyakan. Siapa yang dicapainya dibaca dari header link, bila disebut di sana."
        }
        Code::ArpProbe => "Permintaan ARP dengan alamat pengirim 0.0.0.0.",
        Code::ArpAnnouncement => "Permintaan atau jawaban ARP yang alamat pengirim dan sasarannya sama.",
        Code::ArpReply => "Jawaban ARP. Ini menjawab permintaan terakhir untuk alamat itu, bila terekam.",
        Code::ArpConflict => {
            "ARP menyebut alamat hardware untuk alamat IPv4 yang sebelumnya diklaim alamat hardware lain dalam rekaman ini. Setiap pasangan disebut sekali."
        }
        Code::ArpOther => "Operasi selain permintaan dan jawaban, atau alamat yang bukan IPv4.",
        Code::IpFragment => {
            "Header IPv4 atau IPv6 yang menyatakan masih ada fragmen lain, atau bahwa fragmen ini tidak mulai di byte 0, bila paket ini tidak melengkapi datagramnya."
        }
        Code::IpReassembled => {
            "Fragmen dengan alamat, protokol dan identifikasi yang sama menutupi datagram tanpa celah, dan tidak ada yang datang lebih dari 30 detik sesudah yang pertama."
        }
        Code::PacketDuplicate => {
            "Dalam 10 ms dengan alamat, port, nomor, flag, window, panjang dan TSval yang sama; dalam 200 ms bila ada TSval dan pengirimnya memberi paket-paketnya identifikasi IP masing-masing, atau tempatnya lain. Dengan identifikasi IP bukan 0 itu satu paket; dengan 0 antarmuka, VLAN atau arah lain yang harus menunjukkannya, kalau tidak, tidak bisa dipastikan."
        }
        Code::PacketTranslated => {
            "Dalam 10 ms ada paket dengan identifikasi IP, nomor urut, flag, window, TSval dan panjang yang sama (pada UDP dan ping juga isinya), time to live yang lebih kecil 1 sampai 4, salah satu ujungnya sama dan ujung lainnya mesin lain. Nomornya harus bukan kebetulan: pada TCP kedua nomor urut, atau TSval sebuah SYN; pada UDP pengirim yang terlihat menghitung identifikasinya; pada ping sebuah identifikasi. Setelah dua percakapan diketahui satu, paket-paket lainnya butuh lebih sedikit bukti."
        }
        Code::PacketCut => "Byte yang terekam lebih sedikit daripada yang ada di kabel.",
        Code::PacketChecksum => {
            "Checksum header IPv4, atau TCP, UDP, ICMP, ICMPv6 atau IGMP, tidak benar dan bukan pula jumlah belum selesai dari offload. Pesan yang terpotong tidak diperiksa."
        }
        Code::PacketMalformed => "Pembacaan berhenti di dalam header walaupun rekaman memuat semua byte paket itu.",
        Code::PacketComment => "Komentar pada paket dalam berkas pcapng; 16 diceritakan.",
        Code::LinkNotDecoded => "Link type antarmukanya tidak termasuk yang dibaca labcap.",
        Code::NetworkNotDecoded => "EtherType selain IPv4, IPv6, ARP dan VLAN, atau paket LLC.",
        Code::TransportNotDecoded => "Nomor protokol IP selain TCP, UDP, ICMP, ICMPv6 dan IGMP.",
        Code::FlowOpened => {
            "SYN dari client, SYN,ACK dari server dan ACK pertamanya semua ada dalam rekaman, dan hanya satu pihak yang meminta."
        }
        Code::FlowHandshakeUnfinished => "SYN dan SYN,ACK terekam, tetapi tidak ada segmen dari client yang mengakui SYN,ACK.",
        Code::FlowMidstream => "Tidak ada SYN dari kedua pihak dalam rekaman.",
        Code::FlowTranslated => {
            "Paket-paketnya berpasangan menurut packet.translated dengan paket satu percakapan lain yang terekam lebih dulu. Bila semuanya berpasangan, tidak ada hal lain yang diceritakan tentangnya."
        }
        Code::FlowPortReused => "SYN dengan nomor urut lain pada alamat dan port yang sama dengan koneksi sebelumnya.",
        Code::FlowTransferred => "Paket dari kedua pihak ada dalam rekaman. Byte dihitung sekali, berapa kali pun dikirim.",
        Code::FlowOneSided => "Koneksi yang tidak punya satu paket pun dari pihak lain, kecuali bila hanya ada SYN.",
        Code::FlowEcho => {
            "Semua yang dikirim server sama dengan awal kiriman client, byte demi byte: paling sedikit 4 byte, atau paling sedikit dua kali pertukaran. Paling banyak 64 KiB boleh menunggu echo-nya; tidak boleh ada byte yang tidak terekam."
        }
        Code::FlowName => {
            "Jawaban DNS untuk client ini yang berisi alamat server, yang terbaru, dan masa berlakunya belum habis ketika koneksi dimulai."
        }
        Code::FlowRoundTrip => {
            "Payload yang ACK-nya ada dalam rekaman; segmen yang dikirim ulang tidak dihitung (aturan Karn). Dua waktu handshake hanya jika tidak ada SYN yang dikirim ulang."
        }
        Code::FlowWindow => "Ada payload, kedua SYN, dan skala window di kedua pihak; window pada SYN dan RST tidak dihitung.",
        Code::FlowInFlight => {
            "Dua segmen berisi payload atau lebih menunggu ACK pada saat yang sama. Yang dilaporkan SACK sudah tiba tidak menunggu lagi."
        }
        Code::FlowThroughput => {
            "16.384 byte dalam 10 segmen atau lebih selama 10 ms atau lebih, tanpa diselingi payload pihak lain atau jeda 100 ms ketika tidak ada byte di perjalanan."
        }
        Code::FlowSequenceNumbers => {
            "Kedua SYN dan kedua FIN ada, tidak ada byte di antaranya yang tidak terekam, kedua FIN diakui, dan ada payload."
        }
        Code::FlowRetransmissionTimer => {
            "Satu segmen dikirim ulang dua kali atau lebih, dan sementara itu tidak ada paket dari pihak lain."
        }
        Code::FlowTimeSpent => {
            "100 ms atau lebih sejak koneksi terbuka sampai payload terakhir, tidak ada yang tidak terekam, dan satu bagiannya mencapai setengah atau lebih: penantian sebelum payload suatu pihak dikurangi waktu perjalanan menurut handshake, jeda di antara segmen satu pihak, jeda programnya (semua sudah diakui, segmen terakhir tidak penuh, dan menurut TSval segmen berikutnya tidak dibuat pada saat yang sama), atau perjalanan. Tidak jika antrean, algoritma Nagle, atau buffer penuh sudah menjelaskan penantian itu."
        }
        Code::FlowReadSize => {
            "Dalam echo, potongan paling sedikit 2 byte yang dikirim tanpa ada yang lain di jalan berakhir di dalam satu segmen client, dan ada potongan berikutnya. n dinyatakan bila setiap potongan yang berakhir di dalam segmen adalah kelipatan n dan tidak ada potongan yang dikirim pertama dan sendirian yang lebih panjang. Gugur bila potongan berakhir sesudah line feed, carriage return atau NUL, pada kelipatan ukuran segmen, atau selalu sesudah pemisah yang sama."
        }
        Code::FlowRetransmissions => {
            "Menghitung segmen yang menurut aturan Wireshark adalah pengiriman ulang (ketiga jenisnya); salinan paket tidak dihitung."
        }
        Code::FlowMissingBytes => "Posisi aliran di antara byte pertama dan terakhir yang terekam yang tidak tercakup segmen mana pun.",
        Code::FlowNagleDelayedAck => {
            "Satu segmen kecil (di bawah ukuran segmen) sendirian di jalan; pihak lain hanya mengirim ACK-nya, paling sedikit 30 ms dan tiga kali waktu pulang-pergi handshake kemudian; segmen kecil berikutnya berangkat paling lama 1 ms (atau satu waktu pulang-pergi) sesudah ACK itu, muat di window, dan pihaknya tidak mengulang apa pun. Diceritakan yang pertama dan berapa kali."
        }
        Code::FlowStalledByReceiver => {
            "Window 0 selagi pengirim belum menutup, dan tanda bahwa ia masih punya kiriman: ia mengirim probe, atau melanjutkan dalam 5 ms begitu ada tempat. Diceritakan waktu terlama dari window 0 sampai window lain."
        }
        Code::FlowAcceptQueueWait => {
            "Permintaan sudah diakui kernel server; koneksi lain ke port yang sama, yang dijawab sementara itu, berakhir paling sedikit 20 ms sesudah permintaan (dan tiga kali lebih lama daripada jawaban paling lambat yang tidak menunggu siapa pun); jawaban pertama datang dalam 5 ms, atau seperduapuluh waktu tunggu, sesudah akhir itu. Bila koneksi ketiga dijawab sementara itu, kalimatnya menyebut worker yang sibuk atau jawaban yang lambat."
        }
        Code::FlowAcceptQueueFull => {
            "SYN dikirim ulang tanpa SYN,ACK, atau SYN,ACK dikirim ulang walaupun sudah diakui, selagi paling sedikit satu koneksi sebelumnya ke port yang sama punya permintaan di kernel server tanpa jawaban (atau baru dijawab sesudah koneksi lain berakhir)."
        }
        Code::FlowRefused => {
            "SYN tanpa SYN,ACK yang dijawab RST yang mengakuinya, atau ICMP Destination Unreachable yang mengutipnya. Kode kesalahan connect() yang disebut adalah kode Linux."
        }
        Code::FlowUnanswered => {
            "SYN tanpa SYN,ACK, RST atau kesalahan ICMP, dengan SYN yang diulang atau paling sedikit 5 detik rekaman sesudah yang pertama."
        }
        Code::FlowTooEarly => "Satu SYN tanpa jawaban, dan kurang dari 5 detik rekaman sesudahnya.",
        Code::FlowReset => {
            "RST di dalam window sebelum kedua FIN terlihat. RST dari socket yang masih hidup membawa ACK dan window bukan 0."
        }
        Code::FlowResetUnreadData => {
            "RST dari socket yang masih hidup (ACK, window bukan 0, timestamp bila koneksi memakainya), yang pertama dalam koneksi dan tanpa FIN pengirimnya sebelumnya; dan pengirimnya tidak mengirim apa-apa sesudah payload terakhir yang diterimanya, yang semuanya diakuinya."
        }
        Code::FlowResetAbort => {
            "RST dari socket yang masih hidup tanpa FIN sebelumnya, yang pengirimnya tidak menerima payload sama sekali, atau sudah mengirim sesuatu sesudah semua yang diterimanya."
        }
        Code::FlowResetAfterClose => {
            "FIN, lalu payload dari pihak lain, lalu RST tanpa ACK, opsi dan window dari pihak yang sudah menutup, dengan nomor yang diakui payload itu."
        }
        Code::FlowResetKeepAlive => {
            "RST dari socket yang masih hidup tepat setelah dua keep-alive atau lebih dari pengirimnya, tanpa paket dari pihak lain sejak yang pertama."
        }
        Code::FlowResetOtherHops => {
            "RST dari socket yang masih hidup tanpa FIN sebelumnya, yang time to live-nya (hop limit) berbeda dari paket terakhir pihak yang sama."
        }
        Code::FlowClosedByClient => "FIN dari client yang pertama, dan paling sedikit satu FIN mengakui yang lain.",
        Code::FlowClosedByServer => "FIN dari server yang pertama, dan paling sedikit satu FIN mengakui yang lain.",
        Code::FlowSimultaneousClose => "Kedua FIN ada, dan tidak satu pun mengakui yang lain.",
        Code::FlowThreeSegmentClose => {
            "FIN kedua adalah segmen pertama yang mengakui FIN pertama. Disebut pula apakah ACK terakhir terekam."
        }
        Code::FlowFourSegmentClose => "Ada segmen sebelum FIN kedua yang mengakui FIN pertama.",
        Code::FlowHalfClose => "Payload baru dari pihak lain sesudah ia mengakui FIN pertama.",
        Code::FlowHalfClosedAtEnd => "Satu FIN, dan tidak ada dari pihak lain.",
        Code::FlowOpenAtEnd => "Tidak ada FIN maupun RST (di dalam window) dari kedua pihak.",
        Code::FlowLeftMemory => {
            "Memori untuk percakapan (256 MiB) penuh. Yang keluar lebih dulu yang sudah berakhir, lalu SYN tanpa jawaban, lalu yang paling lama diam."
        }
        Code::UdpExchanged => "Dihitung untuk setiap pasangan endpoint UDP; client adalah yang tampaknya bertanya.",
        Code::UdpNoConnection => "Dikatakan tentang setiap percakapan UDP, kecuali yang memuat beberapa pertanyaan DNS.",
        Code::UdpUnanswered => {
            "Datagram dari satu pihak saja, paling sedikit 5 detik rekaman sesudah yang pertama, tanpa kesalahan ICMP; tidak ke alamat multicast atau broadcast, dan tidak ke port mDNS dan LLMNR."
        }
        Code::UdpTooEarly => "Datagram dari satu pihak saja, dan kurang dari 5 detik rekaman sesudah yang pertama.",
        Code::UdpTimeExceeded => "ICMP Time Exceeded yang mengutip datagram percakapan ini, dan tidak ada jawaban.",
        Code::UdpRefused => "ICMP port unreachable yang mengutip datagram percakapan ini.",
        Code::UdpUnreachable => "ICMP Destination Unreachable selain port unreachable yang mengutip datagram percakapan ini.",
        Code::DnsPair => {
            "Dua pertanyaan untuk nama yang sama pada satu socket, satu untuk A dan satu untuk AAAA; yang kedua datang dalam 5 ms, atau dalam 5 detik dan sebelum yang pertama dijawab. Dari dua socket satu mesin ke satu server hanya bila dalam 5 ms."
        }
        Code::DnsLookup => {
            "Respons dengan ID, nama dan tipe dari pertanyaan sebelumnya pada socket yang sama. 64 yang pertama dari satu socket diceritakan."
        }
        Code::DnsUnanswered => {
            "Tidak ada respons dengan ID, nama dan tipenya, dan ada pengulangan atau paling sedikit 5 detik rekaman sesudahnya; tidak pernah untuk mDNS dan LLMNR."
        }
        Code::DnsTooEarly => "Pertanyaan tanpa respons atau pengulangan, dan kurang dari 5 detik rekaman sesudahnya.",
        Code::DnsUnreachable => "Pertanyaan tanpa respons, dan ICMP Destination Unreachable yang mengutip datagram dari socket-nya.",
        Code::DnsManyLookups => "Lebih dari 64 pertanyaan pada satu socket.",
        Code::CaptureDropped => "Penghitung paket terbuang di kernel, atau antrean labcap sendiri, tidak 0 pada akhirnya.",
        Code::CaptureOwnConnection => "Perekaman langsung dalam sesi SSH; koneksinya yang disebut SSH_CONNECTION.",
        Code::CaptureHiddenByFilter => "Filter, --stream atau --packets menyembunyikan paket.",
        Code::CaptureTruncatedFile => "Pembacaan berhenti sebelum akhir berkas, atau sebuah record tidak utuh.",
        Code::CaptureCutBySnaplen => "Paket yang byte terekamnya lebih sedikit daripada di kabel.",
        Code::CaptureLinkTypeNotDecoded => "Link type sebuah antarmuka tidak termasuk yang dibaca labcap.",
        Code::CaptureComment => "Komentar dalam berkas pcapng pada section atau antarmuka.",
        Code::CaptureMoreComments => "Lebih dari 100 komentar.",
        Code::CaptureNames => "Blok resolusi nama dalam berkas pcapng; paling banyak 10.000 nama disimpan.",
        Code::CaptureStatistics => "Blok statistik antarmuka dalam berkas pcapng.",
        Code::CaptureBlocksPassed => "Catatan jurnal systemd, kunci dekripsi, blok khusus atau blok tak dikenal dalam berkas pcapng.",
        Code::CaptureChecksumOffload => {
            "Checksum TCP, UDP atau ICMPv6 sama dengan jumlah alamat, protokol dan panjang saja. Dihitung atas semua paket."
        }
        Code::CaptureAlreadyRunning => {
            "Menghitung percakapan TCP yang SYN maupun SYN,ACK-nya tidak ada dalam rekaman; tidak jika ada percakapan yang harus keluar dari memori."
        }
        Code::CaptureDuplicates => "Menghitung salinan yang dipastikan packet.duplicate.",
        Code::CaptureFlowsEvicted => "Memori untuk percakapan (256 MiB) penuh.",
        Code::CaptureFragmentsGivenUp => {
            "Sebuah fragmen datang lebih dari 30 detik sesudah yang pertama, atau fragmennya lebih banyak daripada yang disimpan labcap (1.024 per datagram, 32 MiB seluruhnya)."
        }
        Code::CaptureTimeBackwards => "Cap waktu di bawah cap waktu paket sebelumnya dalam berkas.",
        Code::CaptureVantage => {
            "Dalam rekaman cooked (any), alamat yang menjadi asal paket bertanda kirim dan tujuan paket bertanda terima, dan tidak pernah sebaliknya; paling banyak 4, dan tidak bila mesin itu meneruskan paket."
        }
        Code::ServerOneAtATime => {
            "Paling sedikit satu permintaan menunggu akhir koneksi lain (lihat flow.accept_queue_wait) sementara tidak ada yang lain dijawab, dan tidak ada jawaban di port ini yang mendahului giliran."
        }
        Code::ServerConcurrent => {
            "Sebuah koneksi dijawab, lalu koneksi lain selagi yang pertama masih terbuka, lalu yang pertama lagi, yang sudah meminta lagi. Atau koneksi yang datang belakangan dijawab selagi koneksi yang diterima lebih dulu masih terbuka, lalu yang pertama: permintaannya sudah di kernel server sebelum koneksi yang kedua ada, atau ia baru meminta sesudah itu sementara yang kedua masih terbuka."
        }
        Code::ServerOverlapNotTested => {
            "Paling sedikit dua koneksi ke satu port meminta sesuatu, dan tidak satu pun meminta selagi koneksi lain yang sudah meminta masih terbuka."
        }
        Code::CaptureOneWayTimesUnseen => "Dikatakan tentang setiap rekaman percakapan yang berjalan dua arah.",
        Code::CaptureLossesUnseen => "Dikatakan tentang setiap rekaman percakapan TCP yang berjalan dua arah.",
        Code::CaptureProgramsUnseen => "Dikatakan tentang setiap rekaman yang memuat paket.",
        Code::ComparePaired => {
            "Paket dengan alamat, port, nomor mentah, flag, window, panjang, dan isi yang sama; di antara beberapa yang serupa, yang identifikasi IP-nya (selain 0) dan TSval-nya sama, selebihnya menurut urutannya."
        }
        Code::CompareNothingInCommon => "Tidak ada paket yang dapat dipasangkan.",
        Code::CompareClockOffset => {
            "Paket dari kedua arah dapat dipasangkan: selisih jam paling sedikit sebesar beda waktu terbesar pada satu arah, dan paling banyak sebesar beda waktu terkecil pada arah lainnya. Arah diambil dari tanda rekaman cooked, atau dari waktu dua pengirim."
        }
        Code::CompareClockOffsetUnknown => "Hanya paket satu arah yang dapat dipasangkan, atau tidak ada yang memiliki waktu.",
        Code::CompareClocksDisagree => "Batas bawah dari satu arah lebih besar daripada batas atas dari arah lain.",
        Code::CompareNotCompared => {
            "Paket tanpa IP (ARP), fragmen datagram, salinan paket yang baru saja terekam, dan paket setelah yang ke-4.000.000."
        }
        Code::CompareNotOnTheWay => "Tidak ada paket antara kedua alamat ini yang dapat dipasangkan.",
        Code::CompareOutsideCapture => {
            "Selisih jam diketahui, dan menempatkan paket ini sebelum paket pertama atau setelah paket terakhir rekaman lain."
        }
        Code::CompareSentAgain => {
            "Rekaman yang memilikinya memuat nomor urut yang sama lebih dari sekali, dan paketnya menuju tempat rekaman lain."
        }
        Code::CompareOtherSegments => "Semua byte-nya ada di rekaman lain, dalam segmen yang mulai atau berakhir di tempat lain.",
        Code::ComparePassedUnseen => "Paketnya datang dari tempat rekaman lain.",
        Code::CompareArrivedUnseen => "Paketnya menuju tempat rekaman lain, dan paket lain sesudahnya di rekaman ini mengakui seluruhnya.",
        Code::CompareLostOrUnseen => "Paketnya menuju tempat rekaman lain, dan tidak ada yang mengakuinya, atau bukan TCP.",
        Code::CompareDirectionUnknown => "Tanda rekaman maupun waktunya tidak menunjukkan arahnya.",
    }
}
