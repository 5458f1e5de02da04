//! What the examples of `explain::examples` say, in Indonesian. A test compares them with what the product says; `LABCAP_BLESS=1` writes them anew.

use crate::explain::Code;

/// The statement's sentence in its example.
pub const fn sentence(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::TcpSyn => {
            "172.18.0.3 meminta koneksi ke 172.18.0.2 port 10000 (paket pertama dari tiga paket handshake). SYN memakai satu nomor urut."
        }
        Code::TcpSynAck => {
            "172.18.0.2 menerima permintaan itu: ada socket yang mendengarkan di port 10000, dan kernelnya sendiri yang menjawab SYN #2 dari 172.18.0.3; program belum tentu sudah memanggil accept() (paket kedua dari tiga)."
        }
        Code::TcpHandshakeAck => {
            "172.18.0.3 mengakui #3: koneksi terbuka (paket ketiga dari tiga), 40 µs setelah SYN. Biasanya program di 172.18.0.2 sekarang bisa mengambilnya dengan accept()."
        }
        Code::TcpData => {
            "172.18.0.3 mengirim 46 byte ke 172.18.0.2, yaitu byte 1–46 dari alirannya: “INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ”."
        }
        Code::TcpPush => {
            "PSH: di sini berakhir satu write() program di 172.18.0.3, begitulah Linux memasangnya (kesimpulan; dalam write() yang panjang, Linux juga memasangnya di tengah). Artinya bukan “paket terakhir”."
        }
        Code::TcpAck => {
            "172.18.0.2 mengakui #5: kernelnya sudah memegang data 172.18.0.3 sampai byte 46. Apakah programnya sudah membacanya, tidak terlihat dari sebuah ACK."
        }
        Code::TcpFin => {
            "172.18.0.3 menutup lebih dulu: programnya memanggil close() atau shutdown(), atau sudah selesai. FIN berarti “saya tidak mengirim apa-apa lagi” dan memakai satu nomor urut; menerima masih boleh."
        }
        Code::TcpCloseAck => "172.18.0.3 mengakui FIN #13: kedua arah sudah tertutup.",
        Code::TcpRst => {
            "172.18.0.2 menolak SYN #3: tidak ada yang mendengarkan di port 10000, atau firewall menolaknya. connect() di 172.18.0.3 biasanya gagal dengan ECONNREFUSED (111)."
        }
        Code::TcpTailLossProbe => {
            "Byte yang diulang itu adalah byte terakhir yang dikirimnya, padahal #10 sebelumnya juga belum diakui; timer retransmisi akan mulai dari yang pertama. Jadi ini tail loss probe: 172.18.0.3 lebih awal meminta ACK yang menunjukkan apa yang belum diterima 172.18.0.2 (kesimpulan; mungkin saja #10 sudah diakui ACK dari 172.18.0.2 yang luput dari rekaman)."
        }
        Code::TcpRetransmission => {
            "172.18.0.5 mengirim ulang SYN-nya, 1,012 detik setelah #21: biasanya karena ACK-nya tidak datang pada waktunya. Apakah #21 hilang, tidak terlihat dari sini."
        }
        Code::TcpKeepAlive => {
            "172.18.0.3 menanyakan apakah 172.18.0.2 masih ada: mundur satu nomor urut tanpa data baru, seperti yang dilakukan timer SO_KEEPALIVE di kernel (disimpulkan dari nomornya)."
        }
        Code::TcpKeepAliveAck => {
            "172.18.0.2 menjawab keep-alive: ia masih ada (kesimpulan: ACK terakhirnya diulang tepat setelah keep-alive)."
        }
        Code::TcpZeroWindow => {
            "Saat ini 172.18.0.2 kehabisan tempat: data datang lebih cepat daripada dibaca programnya (kesimpulan). 172.18.0.3 harus menunggu."
        }
        Code::TcpZeroWindowProbe => "172.18.0.3 memeriksa apakah 172.18.0.2 sudah punya tempat lagi.",
        Code::TcpZeroWindowProbeAck => "172.18.0.2 menjawab probe itu: masih belum ada tempat.",
        Code::TcpWindowFull => {
            "Segmen ini memenuhi window yang ditawarkan 172.18.0.2: 172.18.0.3 tidak boleh mengirim lagi sampai ada tempat."
        }
        Code::TcpWindowUpdate => "172.18.0.2 hanya memberitahukan window-nya yang baru kepada 172.18.0.3: ada tempat untuk 2896 byte.",
        Code::UdpData => "172.18.0.3 mengirim satu datagram berisi 4 byte ke port 9 di 172.18.0.2: “halo”.",
        Code::DnsQuery => {
            "172.18.0.3 menanyakan alamat IPv6 (AAAA) untuk www.its.ac.id kepada 192.168.65.7; jawaban atasnya membawa ID yang sama, 0x64d1."
        }
        Code::DnsResponse => "192.168.65.7 menjawab #3 setelah 1,837 ms: alamat www.its.ac.id adalah 103.94.189.4.",
        Code::DnsNodata => {
            "192.168.65.7 menjawab #2 setelah 2,137 ms tanpa kesalahan, tetapi tidak ada record dengan tipe yang ditanyakan: www.its.ac.id tidak punya alamat IPv6 (AAAA) (NODATA)."
        }
        Code::IcmpEchoRequest => "ping: 172.18.0.3 meminta echo dari 172.18.0.2 (nomor 1).",
        Code::IcmpEchoReply => "172.18.0.2 menjawab ping #3 dari 172.18.0.3 setelah 53 µs.",
        Code::IcmpPortUnreachable => {
            "172.18.0.2 memberi tahu 172.18.0.3 bahwa port 9 tidak bisa dicapai (menyangkut #3): tidak ada yang mendengarkan di sana, atau firewall menolaknya."
        }
        Code::IcmpTimeExceeded => {
            "172.18.0.1 memberi tahu 172.18.0.2 bahwa ia membuang sebuah paket untuk 192.168.65.7 (menyangkut #3): time to live paket itu sudah habis (0)."
        }
        Code::ArpRequest => {
            "172.18.0.3 menanyakan alamat hardware 172.18.0.99 kepada semua mesin di jaringan ini, biasanya karena hendak mengirim sesuatu kepadanya, atau lewat mesin itu bila mesin itu router."
        }
        Code::ArpReply => "172.18.0.1 menjawab #1: alamat hardware-nya 02:42:ac:12:00:01. 172.18.0.2 sekarang bisa mengirim kepadanya.",
        Code::PacketDuplicate => {
            "Paket yang sama dengan #1, terekam dua kali di perjalanannya (kesimpulan: identifikasi IP-nya sama, sedangkan paket yang dikirim ulang mendapat yang baru)."
        }
        Code::PacketTranslated => {
            "Paket yang sama dengan #13 (tcp:0), diteruskan oleh router yang mengganti alamat asalnya dari 172.18.0.3 menjadi 172.18.0.2 (NAT; kesimpulan: nomornya sama dalam 10 ms, time to live-nya lebih kecil)."
        }
        Code::FlowTranslated => {
            "Ini tcp:0 di sisi lain router yang menerjemahkan alamat (NAT): ke-12 paketnya ada juga di percakapan itu. Apa yang terjadi diceritakan di sana (kesimpulan: nomornya sama dalam 10 ms, dan time to live-nya lebih kecil)."
        }
        Code::PacketComment => {
            "Komentar di berkas: “Filler, not from the lab report: it only sets time zero, so that Time equals the report's list.”."
        }
        Code::FlowOpened => "172.18.0.3 membuka koneksi ke 172.18.0.2 port 10000 dengan tiga paket (#2, #3, #4) dalam 40 µs.",
        Code::FlowMidstream => {
            "Handshake antara 127.0.0.1:48118 dan 127.0.0.1:5902 tidak ada dalam rekaman: terjadi sebelumnya, atau memang tidak ada (kesimpulan). Siapa yang membuka koneksi dan besar window hanyalah perkiraan, dan “byte 1” adalah byte pertama yang terekam, bukan byte pertama alirannya."
        }
        Code::FlowRoundTrip => {
            "Waktu sebagaimana terlihat di tempat rekaman dibuat: ke 172.18.0.2 dan kembali 12 µs (SYN sampai SYN,ACK), ke 172.18.0.3 dan kembali 28 µs (SYN,ACK sampai ACK); data 172.18.0.3 diakui setelah 3,045 µs; data 172.18.0.2 diakui setelah 5,054 µs sampai 30 µs (2 ACK). Penerima boleh menunda ACK-nya, jadi yang terpendek paling dekat dengan waktu jaringan."
        }
        Code::FlowWindow => {
            "Window setelah SYN, yaitu nilai field window dikali 2 pangkat skala dari SYN: 172.18.0.3 502 × 128 = 64256 byte sepanjang koneksi; 172.18.0.2 509 × 128 = 65152 byte sepanjang koneksi."
        }
        Code::FlowInFlight => {
            "Di perjalanan, dilihat dari tempat perekaman (sudah dikirim, belum diakui): 172.18.0.3 paling banyak 2896 byte dalam 2 segmen (#9), dari 2896 byte yang diizinkan window 172.18.0.2."
        }
        Code::FlowSequenceNumbers => {
            "Nomor urut: setiap byte memakai satu nomor, begitu pula SYN dan FIN. 172.18.0.3: SYN 0, byte-nya 1–46, FIN 47, maka Ack=48 (#13) mengakui semuanya. 172.18.0.2: SYN 0, byte-nya 1–46, FIN 47, maka Ack=48 (#14) mengakui semuanya."
        }
        Code::FlowRetransmissionTimer => {
            "Tidak ada yang datang dari 172.18.0.2, maka 172.18.0.3 mengirim #3 berulang kali: setelah 1,015 detik (#4) dan setelah 1,024 detik (#5) (kesimpulan). Lama penantiannya kira-kira sama, seperti Linux sejak 6.5 mengirim ulang SYN empat kali sebelum melipatduakannya."
        }
        Code::FlowName => {
            "172.18.0.3 sebelumnya mendapat alamat 103.94.189.4 untuk www.its.ac.id (#5), jadi kemungkinan nama itulah yang dituju koneksi ini (kesimpulan: jawaban terbaru yang berisi alamat ini dan masih berlaku)."
        }
        Code::FlowResetAfterClose => {
            "#12 datang setelah 172.18.0.2 mengirim FIN (#10), dan RST #13 menjawabnya: di sana tidak ada lagi yang membaca, jadi mungkin programnya sudah menutup seluruh socket (kesimpulan; setelah shutdown() untuk arah kirim saja, kernel masih akan menerima data itu)."
        }
        Code::FlowSimultaneousClose => {
            "Kedua pihak menutup pada saat yang sama: kedua FIN (#24, #25) tidak saling mengakui. Keduanya melewati TIME-WAIT."
        }
        Code::FlowHalfClosedAtEnd => "Hanya 172.18.0.2 yang menutup arahnya (#10): tidak ada FIN dari 172.18.0.3 dalam rekaman.",
        Code::FlowResetKeepAlive => {
            "Mengapa RST (#12) dan bukan FIN: kernel 172.18.0.3 menyerah, karena 172.18.0.2 tidak menjawab 2 keep-alive-nya (mulai #10). Program di 172.18.0.3 sendiri biasanya mendapat ETIMEDOUT, 110, pada panggilan berikutnya (kesimpulan; SO_LINGER 0 tepat saat itu akan tampak serupa)."
        }
        Code::FlowTimeSpent => {
            "Ke mana perginya 401,600 ms sejak koneksi terbuka sampai data terakhir: 401,269 ms sebelum jawaban 172.18.0.2. Jadi selama sebagian besar waktu itu 172.18.0.3 menunggu program di 172.18.0.2, paling lama dari #6 sampai #8 (401,269 ms) (kesimpulan; pemberitahuan yang tidak menjawab apa-apa, atau jawaban yang hilang atau tertahan di jalan, tampak serupa)."
        }
        Code::FlowPortReused => {
            "172.18.0.3 sudah pernah memakai port 40000 yang sama untuk koneksi sebelumnya ke 172.18.0.2 (tcp:0); ini koneksi baru."
        }
        Code::FlowTransferred => {
            "172.18.0.3 mengirim 46 byte dalam 1 segmen, 172.18.0.2 mengirim 46 byte dalam 2 segmen; byte pertamanya datang 426 µs setelah byte pertama client."
        }
        Code::FlowEcho => {
            "Semua yang dikirim 172.18.0.2 mengulang byte demi byte apa yang dikirim 172.18.0.3 (46 dari 46 byte kembali), jadi tampaknya ini server echo (kesimpulan; satu jawaban yang berbeda akan membantahnya)."
        }
        Code::FlowReadSize => {
            "Server 172.18.0.2 tampaknya membaca paling banyak 32 byte sekaligus, seperti recv(32): jawabannya #7 berakhir di tengah data yang tiba dalam satu segmen (#5), jadi yang memotong adalah programnya, bukan TCP (kesimpulan; server yang membaca record berukuran ini akan tampak serupa). Berapa banyak yang dibaca client sekaligus tidak meninggalkan jejak."
        }
        Code::FlowRetransmissions => "Paket yang dikirim ulang: 1 oleh 172.18.0.5, 0 oleh 172.18.0.2.",
        Code::FlowNagleDelayedAck => {
            "172.18.0.3 menahan #12 sampai #10 diakui (algoritma Nagle: hanya satu segmen kecil yang boleh belum diakui), dan 172.18.0.2 menunda ACK itu, #11, selama 42,032 ms. TCP_NODELAY, atau satu write() yang lebih besar sebagai ganti beberapa write(), mencegah penantian ini (kesimpulan; program yang kebetulan berhenti sejenak selama itu akan tampak serupa)."
        }
        Code::FlowStalledByReceiver => {
            "172.18.0.3 harus menunggu karena buffer penerimaan di 172.18.0.2 penuh (dari #10 sampai #14, 960,959 ms). Sementara itu ia 2 kali menanyakan apakah sudah ada tempat."
        }
        Code::FlowAcceptQueueWait => {
            "172.18.0.4 menunggu jawabannya 1,998 detik: kernel 172.18.0.2 sudah menerima koneksi dan permintaan #17, tetapi jawaban #27 baru datang ketika koneksi lain (tcp:0) berakhir (#24). Mungkin koneksi ini menunggu di antrean accept selagi program melayani client lain (kesimpulan; jawaban lambat yang kebetulan selesai saat itu akan tampak serupa, begitu juga server yang meneruskan apa yang dilakukan client lain, seperti chat)."
        }
        Code::FlowAcceptQueueFull => {
            "SYN #21 dari 172.18.0.5 tidak dijawab pada waktunya dan dikirim ulang (#32), sedangkan 1 koneksi ke port 10000 masih menunggu dilayani: mungkin antrean accept penuh, dan kernel lalu membuang SYN (kesimpulan; paket yang hilang akan tampak serupa)."
        }
        Code::FlowRefused => {
            "172.18.0.3 meminta koneksi ke 172.18.0.2 port 10000 (#3) dan ditolak (#4): saat itu tidak ada yang mendengarkan di sana, atau firewall menolaknya. Biasanya connect() lalu gagal dengan ECONNREFUSED (111). Koneksi tidak terbentuk."
        }
        Code::FlowUnanswered => {
            "172.18.0.3 meminta koneksi ke 172.18.0.2 port 10000 sebanyak 3 kali dan tidak mendapat jawaban dalam 2,039 detik (kesimpulan: mesinnya mungkin mati atau tidak ada, firewall mungkin membuang paket, ada paket yang mungkin hilang, atau jawabannya lewat jalan lain). connect() menunggu sampai kernelnya menyerah, lalu biasanya gagal dengan ETIMEDOUT (110). Koneksi tidak terbentuk."
        }
        Code::FlowReset => {
            "172.18.0.3 memutus koneksi dengan RST (#8) dari socket yang masih ada. Di Linux, data yang belum dibaca 172.18.0.2 masih bisa dibaca; setelah itu recv() atau send()-nya biasanya gagal dengan ECONNRESET, 104 (kesimpulan)."
        }
        Code::FlowResetUnreadData => {
            "Mengapa RST (#14) dan bukan FIN: setelah menerima #13, 172.18.0.3 tidak mengirim data lagi. Mungkin programnya menutup socket selagi masih ada data yang belum dibaca; dalam keadaan itu kernel mengirim RST (kesimpulan; SO_LINGER 0 detik setelah semua dibaca menghasilkan paket yang sama)."
        }
        Code::FlowResetAbort => {
            "Mengapa RST (#8) dan bukan FIN: 172.18.0.3 belum menerima data apa pun yang bisa tertinggal tanpa dibaca. Mungkin programnya sengaja memutus seketika, misalnya dengan SO_LINGER 0 detik (kesimpulan)."
        }
        Code::FlowClosedByClient => {
            "Client 172.18.0.3 menutup lebih dulu (#11), jadi pihak inilah yang setelah itu berada dalam keadaan TIME-WAIT."
        }
        Code::FlowClosedByServer => {
            "Server 172.18.0.2 menutup lebih dulu (#10), jadi pihak inilah yang setelah itu berada dalam keadaan TIME-WAIT."
        }
        Code::FlowThreeSegmentClose => {
            "Penutupannya memakai tiga segmen, dua di antaranya ada dalam rekaman: FIN #11 dari 172.18.0.3 dan FIN #12 dari 172.18.0.2 yang sekaligus mengakuinya; ACK terakhir tidak terekam."
        }
        Code::FlowFourSegmentClose => {
            "Penutupannya memakai empat segmen: FIN #8 dari 172.18.0.3, ACK #9 atas FIN itu, FIN #12 dari 172.18.0.2, dan ACK terakhir #13."
        }
        Code::FlowHalfClose => "Half-close: setelah FIN #8 dari 172.18.0.3 diakui, 172.18.0.2 masih terus mengirim (mulai #10).",
        Code::FlowOpenAtEnd => "Akhir koneksi ini tidak terekam: tidak ada FIN maupun RST dari 127.0.0.1:48118 atau 127.0.0.1:5902.",
        Code::UdpExchanged => {
            "172.18.0.3 mengirim 1 datagram (4 byte) ke 172.18.0.2 port 9; dari sana tidak ada datagram yang datang kembali dalam rekaman ini."
        }
        Code::UdpNoConnection => {
            "UDP tidak membuka, tidak menutup, dan tidak mengakui apa pun: setiap datagram berdiri sendiri. Mana yang saling berkaitan, hanya programnya yang tahu."
        }
        Code::UdpUnanswered => {
            "127.0.0.1:9 tidak mengirim apa pun sebagai balasan dalam 104,273 detik (kesimpulan: mungkin memang tidak perlu, atau balasannya lewat jalan lain)."
        }
        Code::UdpTimeExceeded => {
            "Sebuah datagram ke 192.168.65.7 tidak sampai: time to live-nya habis di perjalanan (kesalahan ICMP #4); itulah yang memang dicari traceroute, atau ada routing loop."
        }
        Code::UdpRefused => {
            "Datagram ke port 9 di 172.18.0.2 ditolak dengan kesalahan ICMP (#4): tidak ada yang mendengarkan di sana, atau firewall menolaknya. Socket UDP yang sudah di-connect() mendapat ECONNREFUSED (111) pada panggilan berikutnya."
        }
        Code::DnsPair => {
            "172.18.0.3 menanyakan kedua jenis alamat www.its.ac.id kepada 192.168.65.7 dari satu socket, IPv4 (#3) dan IPv6 (#2), seperti yang dilakukan satu panggilan getaddrinfo() (kesimpulan; browser dan resolver melakukan hal yang sama)."
        }
        Code::DnsLookup => {
            "#2 menanyakan alamat IPv6 (AAAA) untuk www.its.ac.id; 192.168.65.7 menjawab setelah 2,137 ms (#5) bahwa record itu tidak ada, dan itu bukan kesalahan."
        }
        Code::CaptureHiddenByFilter => {
            "Pilihan Anda menyembunyikan 188 paket dari rekaman ini; percakapan tetap diikuti melalui semua paketnya."
        }
        Code::CaptureComment => "Komentar di berkas: “Rebuilt from what a lab report prints; see README.md beside this file.”.",
        Code::CaptureStatistics => {
            "Menurut hitungan di berkas, tidak ada paket yang hilang dari rekaman di antarmuka any, yang menerima 200 paket."
        }
        Code::CaptureChecksumOffload => {
            "Checksum yang belum selesai dihitung: 11 paket (yang pertama #2). Sistem pengirim menyerahkan perhitungannya kepada kartu jaringan, dan paketnya terekam sebelum itu (kartu virtual, seperti pada container, mungkin tidak pernah menghitungnya); sistem penerima mungkin membiarkannya begitu bila menggabungkan segmen. Paket-paket ini tidak rusak (kesimpulan: isinya hanya jumlah dari alamat, protokol dan panjang)."
        }
        Code::CaptureAlreadyRunning => {
            "Sudah berjalan sebelum rekaman dimulai: 1 percakapan TCP (#13 adalah paket pertama yang terlihat). Handshake-nya tidak terekam, jadi siapa yang membukanya dan berapa besar window-nya hanyalah perkiraan (kesimpulan; paket yang bukan bagian dari koneksi mana pun tampak serupa, begitu juga filter perekaman yang tidak menyertakan SYN)."
        }
        Code::CaptureDuplicates => {
            "Terekam lebih dari sekali: 12 paket (yang pertama #2), seperti yang terjadi bila sebuah paket melewati beberapa antarmuka atau mirror port (disimpulkan dari identifikasi IP, atau dari byte yang sama di antarmuka lain). Ini bukan pengiriman ulang."
        }
        Code::CaptureTimeBackwards => {
            "1 paket berwaktu lebih awal daripada paket sebelumnya, yang pertama #7: waktu dicatat oleh beberapa prosesor, jamnya disetel, atau bagian berkas itu punya waktu sendiri."
        }
        Code::CaptureVantage => {
            "Yang merekam adalah mesin dengan alamat 172.18.0.2: kernelnya menandai paket dari alamat itu sebagai kirimannya sendiri (disimpulkan dari tanda itu)."
        }
        Code::ServerOneAtATime => {
            "Server 172.18.0.2 (port 10000) tampaknya melayani satu client dalam satu waktu: sekali, jawabannya baru datang ketika koneksi yang dilayani sebelumnya berakhir, walaupun permintaannya sudah ada di kernel server (misalnya permintaan #17, akhir #19, jawaban #22), dan selama itu tidak ada client lain yang dijawab (kesimpulan; server yang hanya meneruskan apa yang dilakukan client lain, seperti chat, akan tampak serupa; satu client yang dijawab selagi client lain dilayani akan membantahnya)."
        }
        Code::ServerConcurrent => {
            "Server 172.18.0.2 (port 10000) tidak melayani satu client dalam satu waktu: tcp:0 dijawab, lalu tcp:1 (#19) selagi tcp:0 masih terbuka, lalu tcp:0 lagi (#27). Dengan thread, proses atau event loop, tidak terlihat dari paket (kesimpulan)."
        }
        Code::ServerOverlapNotTested => {
            "Apakah 172.18.0.2 (port 10000) melayani beberapa client sekaligus: dari 2 koneksi yang meminta sesuatu, tidak ada yang meminta selagi koneksi lain yang sudah meminta masih terbuka."
        }
        Code::CaptureOneWayTimesUnseen => {
            "Berapa lama paket di perjalanan ke satu arah: dengan satu penunjuk waktu, yang terukur hanya waktu pulang-pergi. Rekaman di kedua ujung mempersempit perkiraannya (labcap compare)."
        }
        Code::CaptureLossesUnseen => {
            "Apa yang hilang di tempat lain: celah atau kiriman ulang di sini bisa karena ada yang hilang, bisa juga karena paket atau ACK terlambat. Apakah ada yang hilang, dan di mana, akan terlihat dari rekaman di ujung yang lain (labcap compare)."
        }
        Code::CaptureProgramsUnseen => {
            "Seberapa sering, kapan, dan dengan ukuran berapa program memanggil recv(), serta apa yang dicetaknya: rekaman menunjukkan apa yang dikirim kernel, bukan apa yang dilakukan program dengannya."
        }
        Code::TcpUnusualFlags
        | Code::TcpFastRetransmission
        | Code::TcpSpuriousRetransmission
        | Code::TcpOutOfOrder
        | Code::TcpPreviousSegmentNotCaptured
        | Code::TcpAckedUnseenSegment
        | Code::TcpDuplicateAck
        | Code::DnsRecords
        | Code::DnsReferral
        | Code::DnsNxdomain
        | Code::DnsRefused
        | Code::DnsServfail
        | Code::DnsError
        | Code::DnsTruncated
        | Code::MdnsQuery
        | Code::MdnsAnswer
        | Code::LlmnrQuery
        | Code::LlmnrAnswer
        | Code::IcmpHostUnreachable
        | Code::IcmpUnreachable
        | Code::IcmpPacketTooBig
        | Code::IcmpRedirect
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
        | Code::DhcpDecline
        | Code::DhcpAck
        | Code::DhcpSettings
        | Code::DhcpNak
        | Code::DhcpRelease
        | Code::DhcpInform
        | Code::DhcpOther
        | Code::DhcpBootRequest
        | Code::DhcpBootReply
        | Code::ArpProbe
        | Code::ArpAnnouncement
        | Code::ArpConflict
        | Code::ArpOther
        | Code::IpFragment
        | Code::IpReassembled
        | Code::PacketCut
        | Code::PacketChecksum
        | Code::PacketMalformed
        | Code::LinkNotDecoded
        | Code::NetworkNotDecoded
        | Code::TransportNotDecoded
        | Code::FlowHandshakeUnfinished
        | Code::FlowOneSided
        | Code::FlowMissingBytes
        | Code::FlowThroughput
        | Code::FlowTooEarly
        | Code::FlowResetOtherHops
        | Code::FlowLeftMemory
        | Code::UdpTooEarly
        | Code::UdpUnreachable
        | Code::DnsUnanswered
        | Code::DnsTooEarly
        | Code::DnsUnreachable
        | Code::DnsManyLookups
        | Code::CaptureDropped
        | Code::CaptureOwnConnection
        | Code::CaptureTruncatedFile
        | Code::CaptureCutBySnaplen
        | Code::CaptureLinkTypeNotDecoded
        | Code::CaptureMoreComments
        | Code::CaptureNames
        | Code::CaptureBlocksPassed
        | Code::CaptureFlowsEvicted
        | Code::CaptureFragmentsGivenUp
        | Code::ComparePaired
        | Code::CompareNothingInCommon
        | Code::CompareClockOffset
        | Code::CompareClockOffsetUnknown
        | Code::CompareClocksDisagree
        | Code::CompareNotCompared
        | Code::CompareNotOnTheWay
        | Code::CompareOutsideCapture
        | Code::CompareSentAgain
        | Code::CompareOtherSegments
        | Code::ComparePassedUnseen
        | Code::CompareArrivedUnseen
        | Code::CompareLostOrUnseen
        | Code::CompareDirectionUnknown => return None,
    })
}
