//! Rebuilds the lab report's captures from what the report prints, so that each byte of the committed samples has a
//! reason that can be read here. `LABCAP_BLESS=1 cargo test --test suite report_samples` writes the files anew.
//!
//! What the report doesn't print is a neutral value or follows from what it prints; `samples/README.md` lists the
//! choices. The four frames that it prints in full are built by the same functions as all others and compared.

use std::net::Ipv4Addr;
use std::path::Path;

/// Time zero of each file: 2025-05-01 00:00:00 UTC, invented. The report prints only seconds since the first packet.
const EPOCH_NS: u64 = 1_746_057_600 * 1_000_000_000;

const FILLER: &str = "Filler, not from the lab report: it only sets time zero, so that Time equals the report's list.";
const SECTION: &str = "Rebuilt from what a lab report prints; see README.md beside this file.";

const NAME_SERVER: Ipv4Addr = Ipv4Addr::new(192, 168, 65, 7);
const GATEWAY: Ipv4Addr = Ipv4Addr::new(172, 18, 0, 1);
const MACHINE_2: Ipv4Addr = Ipv4Addr::new(172, 18, 0, 2);
const MACHINE_3: Ipv4Addr = Ipv4Addr::new(172, 18, 0, 3);
const MACHINE_4: Ipv4Addr = Ipv4Addr::new(172, 18, 0, 4);
const ADDRESS_OF_NAME: Ipv4Addr = Ipv4Addr::new(103, 94, 189, 4);

/// One packet of a file: nanoseconds since the file's first packet, its bytes, and a comment.
struct Packet {
    time: u64,
    bytes: Vec<u8>,
    comment: Option<&'static str>,
}

// ---- the file: pcapng blocks ----

fn put(out: &mut Vec<u8>, parts: &[&[u8]]) {
    for part in parts {
        out.extend_from_slice(part);
    }
}

fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(4), 0);
}

fn option(out: &mut Vec<u8>, code: u16, value: &[u8]) {
    let length = u16::try_from(value.len()).expect("short option");
    put(out, &[&code.to_le_bytes(), &length.to_le_bytes(), value]);
    pad(out);
}

fn block(file: &mut Vec<u8>, kind: u32, body: &[u8]) {
    let length = u32::try_from(body.len() + 12).expect("short block");
    let length = length.to_le_bytes();
    put(file, &[&kind.to_le_bytes(), &length, body, &length]);
}

fn pcapng(packets: &[Packet]) -> Vec<u8> {
    const END: [u8; 4] = [0; 4];
    let mut file = Vec::new();

    let mut section = Vec::new();
    let (major, minor, unknown_length) = (1u16, 0u16, u64::MAX);
    put(&mut section, &[&0x1a2b_3c4d_u32.to_le_bytes(), &major.to_le_bytes(), &minor.to_le_bytes(), &unknown_length.to_le_bytes()]);
    option(&mut section, 1, SECTION.as_bytes());
    put(&mut section, &[&END]);
    block(&mut file, 0x0a0d_0d0a, &section);

    let mut interface = Vec::new();
    let (link_type, reserved, snaplen) = (113u16, 0u16, 262_144u32);
    put(&mut interface, &[&link_type.to_le_bytes(), &reserved.to_le_bytes(), &snaplen.to_le_bytes()]);
    option(&mut interface, 2, b"any");
    option(&mut interface, 9, &[9]); // if_tsresol: 10^-9 s
    put(&mut interface, &[&END]);
    block(&mut file, 1, &interface);

    for packet in packets {
        let stamp = EPOCH_NS + packet.time;
        let high = u32::try_from(stamp >> 32).expect("32 bits");
        let low = u32::try_from(stamp & 0xffff_ffff).expect("32 bits");
        let length = u32::try_from(packet.bytes.len()).expect("short packet").to_le_bytes();
        let mut body = Vec::new();
        put(&mut body, &[&0u32.to_le_bytes(), &high.to_le_bytes(), &low.to_le_bytes(), &length, &length, &packet.bytes]);
        pad(&mut body);
        if let Some(comment) = packet.comment {
            option(&mut body, 1, comment.as_bytes());
            put(&mut body, &[&END]);
        }
        block(&mut file, 6, &body);
    }
    file
}

// ---- the layers ----

/// The 16-bit one's complement sum, not yet complemented.
fn sum(parts: &[&[u8]]) -> u16 {
    let mut total = 0u32;
    for part in parts {
        for pair in part.chunks(2) {
            total += u32::from(pair[0]) << 8 | u32::from(pair.get(1).copied().unwrap_or(0));
        }
    }
    while total > 0xffff {
        total = (total & 0xffff) + (total >> 16);
    }
    u16::try_from(total).expect("folded")
}

/// What the kernel leaves in the checksum field for the network card to finish: the pseudo-header's sum.
fn pseudo_header_sum(source: Ipv4Addr, destination: Ipv4Addr, protocol: u8, length: u16) -> u16 {
    sum(&[&source.octets(), &destination.octets(), &[0, protocol], &length.to_be_bytes()])
}

/// How a packet met the machine that captured it: the cooked header's packet type and its two unused bytes.
#[derive(Clone, Copy)]
struct Seen {
    packet_type: u16,
    unused: [u8; 2],
}

const RECEIVED: Seen = Seen { packet_type: 0, unused: [0; 2] };
const SENT: Seen = Seen { packet_type: 4, unused: [0; 2] };

impl Seen {
    const fn unused(self, unused: [u8; 2]) -> Self {
        Self { packet_type: self.packet_type, unused }
    }
}

/// The Ethernet address that a container with this address has; a packet from outside comes from the gateway's.
fn hardware(source: Ipv4Addr) -> [u8; 6] {
    let last_hop = if source == NAME_SERVER { GATEWAY } else { source };
    let [a, b, c, d] = last_hop.octets();
    [0x02, 0x42, a, b, c, d]
}

struct Ip {
    source: Ipv4Addr,
    destination: Ipv4Addr,
    id: u16,
}

/// A Linux cooked v1 header, an IPv4 header without options, and the rest.
fn cooked(seen: Seen, hardware_type: u16, address: [u8; 6], ip: &Ip, protocol: u8, rest: &[u8]) -> Vec<u8> {
    let total = u16::try_from(20 + rest.len()).expect("short packet");
    let mut header = vec![0x45, 0];
    let (dont_fragment, ttl) = (0x4000u16, 64);
    put(
        &mut header,
        &[
            &total.to_be_bytes(),
            &ip.id.to_be_bytes(),
            &dont_fragment.to_be_bytes(),
            &[ttl, protocol, 0, 0],
            &ip.source.octets(),
            &ip.destination.octets(),
        ],
    );
    let checksum = !sum(&[&header]);
    header[10..12].copy_from_slice(&checksum.to_be_bytes());

    let mut out = Vec::new();
    put(
        &mut out,
        &[
            &seen.packet_type.to_be_bytes(),
            &hardware_type.to_be_bytes(),
            &6u16.to_be_bytes(),
            &address,
            &seen.unused,
            &0x0800u16.to_be_bytes(),
            &header,
            rest,
        ],
    );
    out
}

const ETHERNET: u16 = 1;
const LOOPBACK: u16 = 772;

fn filler() -> Packet {
    let ip = Ip { source: Ipv4Addr::LOCALHOST, destination: Ipv4Addr::LOCALHOST, id: 0 };
    let (discard, no_checksum) = (9u16.to_be_bytes(), 0u16.to_be_bytes());
    let length = u16::try_from(8 + FILLER.len()).expect("short text").to_be_bytes();
    let mut udp = Vec::new();
    put(&mut udp, &[&discard, &discard, &length, &no_checksum, FILLER.as_bytes()]);
    Packet { time: 0, bytes: cooked(RECEIVED, LOOPBACK, [0; 6], &ip, 17, &udp), comment: Some(FILLER) }
}

// ---- exercise 1: a name is asked for ----

const A: u16 = 1;
const AAAA: u16 = 28;
const NAME: &[u8] = b"\x03www\x03its\x02ac\x02id\x00";

/// A cooked UDP datagram.
fn datagram(seen: Seen, ip: &Ip, ports: (u16, u16), dns: &[u8]) -> Vec<u8> {
    let length = u16::try_from(8 + dns.len()).expect("short message");
    let checksum = pseudo_header_sum(ip.source, ip.destination, 17, length);
    let mut udp = Vec::new();
    put(&mut udp, &[&ports.0.to_be_bytes(), &ports.1.to_be_bytes(), &length.to_be_bytes(), &checksum.to_be_bytes(), dns]);
    cooked(seen, ETHERNET, hardware(ip.source), ip, 17, &udp)
}

/// One run of the program: where it asks from, and both transaction IDs.
#[derive(Clone, Copy)]
struct Lookup {
    client: Ipv4Addr,
    port: u16,
    id_a: u16,
    id_aaaa: u16,
}

impl Lookup {
    fn id(&self, kind: u16) -> u16 {
        if kind == A { self.id_a } else { self.id_aaaa }
    }

    fn message(&self, kind: u16, flags: u16, answers: u16) -> Vec<u8> {
        let mut dns = Vec::new();
        for word in [self.id(kind), flags, 1, answers, 0, 0] {
            put(&mut dns, &[&word.to_be_bytes()]);
        }
        let internet = 1u16;
        put(&mut dns, &[NAME, &kind.to_be_bytes(), &internet.to_be_bytes()]);
        dns
    }

    fn query(&self, time: u64, kind: u16, ip_id: u16, unused: [u8; 2]) -> Packet {
        let ip = Ip { source: self.client, destination: NAME_SERVER, id: ip_id };
        let dns = self.message(kind, 0x0100, 0);
        let bytes = datagram(SENT.unused(unused), &ip, (self.port, 53), &dns);
        Packet { time, bytes, comment: None }
    }

    /// The answer: one address for A, whose owner name is written out in full; no record at all for AAAA.
    fn response(&self, time: u64, kind: u16) -> Packet {
        let ip = Ip { source: NAME_SERVER, destination: self.client, id: 0 };
        let mut dns = self.message(kind, 0x8180, u16::from(kind == A));
        if kind == A {
            let (internet, ttl) = (1u16, 0u32);
            put(
                &mut dns,
                &[NAME, &kind.to_be_bytes(), &internet.to_be_bytes(), &ttl.to_be_bytes(), &4u16.to_be_bytes(), &ADDRESS_OF_NAME.octets()],
            );
        }
        Packet { time, bytes: datagram(RECEIVED, &ip, (53, self.port), &dns), comment: None }
    }
}

fn exercise1_machine1() -> Vec<Packet> {
    let run = Lookup { client: MACHINE_3, port: 37511, id_a: 0x0bde, id_aaaa: 0x64d1 };
    vec![
        filler(),
        run.query(86_442_450_566, AAAA, 0xc415, [0; 2]), // 3317, printed
        run.query(86_442_450_567, A, 0xc416, [0; 2]),
        run.response(86_444_288_063, A),
        run.response(86_444_587_508, AAAA), // 3321
    ]
}

fn exercise1_machine2() -> Vec<Packet> {
    let first = Lookup { client: MACHINE_4, port: 34333, id_a: 0x5c7b, id_aaaa: 0xff75 };
    let second = Lookup { client: MACHINE_4, port: 49152, id_a: 0x2a44, id_aaaa: 0xfc4a };
    vec![
        filler(),
        first.query(56_053_175_179, AAAA, 0xe270, [0x44, 0x99]), // 13590, printed
        first.query(56_053_461_164, A, 0xe271, [0; 2]),
        first.response(56_055_206_861, A),
        first.response(56_095_164_164, AAAA),
        second.query(77_840_861_106, AAAA, 0, [0; 2]),
        second.query(77_840_859_271, A, 0, [0; 2]), // 18335: stamped before the packet above, as in the report
        second.response(77_860_648_896, A),
        second.response(77_908_267_356, AAAA),
    ]
}

// ---- exercise 2: one TCP conversation ----

const FIN: u8 = 0x01;
const SYN: u8 = 0x02;
const PSH: u8 = 0x08;
const ACK: u8 = 0x10;
const WINDOW_SHIFT: u8 = 7;
const SENTENCE: &[u8] = b"INI ADALAH DATA YANG DIKIRIM ABCDEFGHIJKLMNOPQ";

/// Both ends run on one clock of milliseconds. The printed frames show it tick between 104.272195134 (the SYN) and
/// 104.272870436 (the last echo); this is the start of the longest pause in between.
const CLOCK_TICK: u64 = 104_272_347_583;

/// One end of the connection, as far as its next segment depends on the segments before.
struct End {
    address: Ipv4Addr,
    port: u16,
    ip_id: u16,
    next: u32,
    clock: u32,
    peer_clock: u32,
}

impl End {
    fn segment(&mut self, peer: &mut End, seen: Seen, row: &Row) -> Vec<u8> {
        let clock = self.clock + u32::from(row.time >= CLOCK_TICK);
        let syn = row.flags & SYN != 0;
        let acknowledged = if row.flags & ACK != 0 { peer.next } else { 0 };
        let mut options = Vec::new();
        if syn {
            let (mss, sack_permitted) = ([2, 4, 0x05, 0xb4], [4, 2]);
            put(&mut options, &[&mss, &sack_permitted]);
        } else {
            put(&mut options, &[&[1, 1]]);
        }
        put(&mut options, &[&[8, 10], &clock.to_be_bytes(), &self.peer_clock.to_be_bytes()]);
        if syn {
            put(&mut options, &[&[1, 3, 3, WINDOW_SHIFT]]);
        }
        let header_length = u8::try_from(20 + options.len()).expect("short options");
        let length = u16::from(header_length) + u16::try_from(row.payload.len()).expect("short payload");
        let window = if syn { row.window } else { row.window >> WINDOW_SHIFT };
        let urgent = 0u16;

        let mut tcp = Vec::new();
        put(
            &mut tcp,
            &[
                &self.port.to_be_bytes(),
                &peer.port.to_be_bytes(),
                &self.next.to_be_bytes(),
                &acknowledged.to_be_bytes(),
                &[(header_length / 4) << 4, row.flags],
                &window.to_be_bytes(),
                &pseudo_header_sum(self.address, peer.address, 6, length).to_be_bytes(),
                &urgent.to_be_bytes(),
                &options,
                row.payload,
            ],
        );
        let ip = Ip { source: self.address, destination: peer.address, id: self.ip_id };

        self.ip_id = self.ip_id.wrapping_add(1);
        self.next += u32::from(length) - u32::from(header_length) + u32::from(row.flags & (SYN | FIN) != 0);
        peer.peer_clock = clock;
        cooked(seen, ETHERNET, hardware(self.address), &ip, 6, &tcp)
    }
}

/// A row of the report's list: its number at machine 1, and what the sender put into the segment.
struct Row {
    number: u32,
    time: u64,
    from_client: bool,
    flags: u8,
    window: u16,
    payload: &'static [u8],
}

/// The list, with windows as it shows them: after scaling.
fn rows() -> [Row; 11] {
    let row = |from_client| move |number, time, flags, window, payload| Row { number, time, from_client, flags, window, payload };
    let (client, server) = (row(true), row(false));
    let (first_echo, second_echo) = SENTENCE.split_at(32);
    [
        client(8573, 104_272_195_134, SYN, 64240, b""),
        server(8574, 104_272_207_136, SYN | ACK, 65160, b""),
        client(8575, 104_272_234_848, ACK, 64256, b""),
        client(8576, 104_272_344_537, PSH | ACK, 64256, SENTENCE),
        server(8577, 104_272_347_582, ACK, 65152, b""),
        server(8578, 104_272_770_652, PSH | ACK, 65152, first_echo),
        client(8579, 104_272_801_076, ACK, 64256, b""),
        server(8580, 104_272_870_436, PSH | ACK, 65152, second_echo),
        client(8581, 104_272_875_490, ACK, 64256, b""),
        client(8582, 104_272_922_610, FIN | ACK, 64256, b""),
        server(8584, 104_273_210_825, FIN | ACK, 65152, b""),
    ]
}

/// The conversation as one of both machines captured it. `printed` names the row whose frame the report prints for
/// that machine, and the unused bytes which that frame has.
fn exercise2(at_client: bool, printed: (u32, [u8; 2])) -> Vec<Packet> {
    let mut client = End { address: MACHINE_3, port: 43396, ip_id: 0xfff7, next: 0x258b_b2c5, clock: 0x732e_cbca, peer_clock: 0 };
    let mut server = End { address: MACHINE_2, port: 10000, ip_id: 0, next: 0x6ebd_6ac6 - 47, clock: 0x7073_4c41, peer_clock: 0 };
    let mut packets = vec![filler()];
    for row in rows() {
        let seen = if row.from_client == at_client { SENT } else { RECEIVED };
        let seen = if row.number == printed.0 { seen.unused(printed.1) } else { seen };
        let bytes = if row.from_client { client.segment(&mut server, seen, &row) } else { server.segment(&mut client, seen, &row) };
        packets.push(Packet { time: row.time, bytes, comment: None });
    }
    packets
}

fn exercise2_machine1() -> Vec<Packet> {
    exercise2(false, (8581, [0x83, 0xa3]))
}

fn exercise2_machine2() -> Vec<Packet> {
    exercise2(true, (8573, [0x6f, 0x6f])) // 4928 at machine 2
}

// ---- the tests ----

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("hex byte")).collect()
}

#[test]
fn printed_frames_are_equal_byte_for_byte() {
    let frame_3317 = "
        00 04 00 01 00 06 02 42 ac 12 00 03 00 00 08 00 45 00 00 3b c4 15 40 00 40 11 c8 d7 ac 12 00 03
        c0 a8 41 07 92 87 00 35 00 27 ad fd 64 d1 01 00 00 01 00 00 00 00 00 00 03 77 77 77 03 69 74 73
        02 61 63 02 69 64 00 00 1c 00 01";
    let frame_13590 = "
        00 04 00 01 00 06 02 42 ac 12 00 04 44 99 08 00 45 00 00 3b e2 70 40 00 40 11 aa 7b ac 12 00 04
        c0 a8 41 07 86 1d 00 35 00 27 ad fe ff 75 01 00 00 01 00 00 00 00 00 00 03 77 77 77 03 69 74 73
        02 61 63 02 69 64 00 00 1c 00 01";
    let frame_4928 = "
        00 04 00 01 00 06 02 42 ac 12 00 03 6f 6f 08 00 45 00 00 3c ff f7 40 00 40 06 e2 9a ac 12 00 03
        ac 12 00 02 a9 84 27 10 25 8b b2 c5 00 00 00 00 a0 02 fa f0 58 58 00 00 02 04 05 b4 04 02 08 0a
        73 2e cb ca 00 00 00 00 01 03 03 07";
    let frame_8581 = "
        00 00 00 01 00 06 02 42 ac 12 00 03 83 a3 08 00 45 00 00 34 ff fb 40 00 40 06 e2 9e ac 12 00 03
        ac 12 00 02 a9 84 27 10 25 8b b2 f4 6e bd 6a c6 80 10 01 f6 58 50 00 00 01 01 08 0a 73 2e cb cb
        70 73 4c 42";
    assert_eq!(exercise1_machine1()[1].bytes, hex(frame_3317));
    assert_eq!(exercise1_machine2()[1].bytes, hex(frame_13590));
    assert_eq!(exercise2_machine2()[1].bytes, hex(frame_4928));
    assert_eq!(exercise2_machine1()[9].bytes, hex(frame_8581));
}

#[test]
fn frame_lengths_are_the_reports() {
    let lengths = |packets: Vec<Packet>| -> Vec<usize> { packets.iter().skip(1).map(|packet| packet.bytes.len()).collect() };
    assert_eq!(lengths(exercise1_machine1()), [75, 75, 104, 75]);
    assert_eq!(lengths(exercise1_machine2()), [75, 75, 104, 75, 75, 75, 104, 75]);
    let conversation = [76, 76, 68, 114, 68, 100, 68, 82, 68, 68, 68];
    assert_eq!(lengths(exercise2_machine1()), conversation);
    assert_eq!(lengths(exercise2_machine2()), conversation);
}

#[test]
fn committed_files_are_rebuilt_byte_for_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let bless = std::env::var_os("LABCAP_BLESS").is_some_and(|value| value == "1");
    for (name, packets) in [
        ("exercise1-machine1.pcapng", exercise1_machine1()),
        ("exercise1-machine2.pcapng", exercise1_machine2()),
        ("exercise2-machine1.pcapng", exercise2_machine1()),
        ("exercise2-machine2.pcapng", exercise2_machine2()),
    ] {
        let path = folder.join(name);
        let built = pcapng(&packets);
        if bless {
            std::fs::write(&path, &built).expect("samples/ can be written");
        }
        let committed = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}; LABCAP_BLESS=1 writes it"));
        assert!(committed == built, "{name} isn't what this test builds; LABCAP_BLESS=1 writes it anew");
    }
}
