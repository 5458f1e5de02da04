//! Rows of the packet list, one a rule: Source, Destination, Protocol and Info of a packet that is odd in one way, as tshark 4.0 writes them.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What it shows, link type, bytes on the wire, those captured in hex, and what the columns say, with bars between them.
const ROWS: [(&str, u32, u32, &str, &str); 19] = [
    (
        "802.2: a NetBIOS access point",
        1,
        24,
        "020000000002020000000001000af0f00301020304050607",
        "02:00:00:00:00:01|02:00:00:00:00:02|LLC|U, func=UI; DSAP NetBIOS Individual, SSAP NetBIOS Command",
    ),
    (
        "802.2: a spanning tree",
        1,
        24,
        "020000000002020000000001000a42420300000000010203",
        "02:00:00:00:00:01|02:00:00:00:00:02|LLC|U, func=UI; DSAP Spanning Tree BPDU Individual, SSAP Spanning Tree BPDU Command",
    ),
    (
        "802.3: neither a type nor a length",
        1,
        64,
        "02000000000202000000000105e60000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        "02:00:00:00:00:01|02:00:00:00:00:02|Ethernet|Ethernet Unknown: Invalid length/type: 0x05e6 (1510)",
    ),
    (
        "Ethernet: a type that has no name",
        1,
        60,
        "0200000000020200000000019abc00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        "02:00:00:00:00:01|02:00:00:00:00:02|0x9abc|Ethernet II",
    ),
    ("Ethernet: cut in the sender", 1, 60, "020000000002020000", "|02:00:00:00:00:02|Ethernet|[Packet size limited during capture]"),
    (
        "Ethernet: cut in the type",
        1,
        60,
        "02000000000202000000000108",
        "02:00:00:00:00:01|02:00:00:00:00:02|Ethernet|[Packet size limited during capture]",
    ),
    (
        "cooked: a protocol that has no name",
        113,
        36,
        "00040001000602000000000100009abc0000000000000000000000000000000000000000",
        "02:00:00:00:00:01||0x9abc|Sent by us",
    ),
    ("loopback: an unknown family", 0, 24, "630000000000000000000000000000000000000000000000", "N/A|N/A|N/A|Null/Loopback"),
    (
        "raw: neither version 4 nor 6",
        101,
        31,
        "10000000000000000000000000000000000000000000000000000000000000",
        "N/A|N/A|N/A|Raw packet data",
    ),
    (
        "IPv6: shorter than its header",
        1,
        44,
        "02000000000202000000000186dd600000000000000000000000000000000000000000000000000000000000",
        "::|02:00:00:00:00:02|IPv6|Invalid IPv6 header (30 bytes, need exactly 40)[Malformed Packet]",
    ),
    (
        "IPv6: cut in its addresses",
        1,
        90,
        "02000000000202000000000186dd6000000000140640fe800000000000000000000000000001",
        "fe80::1|02:00:00:00:00:02|IPv6|[Packet size limited during capture]",
    ),
    (
        "IPv4: a length below its header",
        1,
        54,
        "02000000000202000000000108004500000100010000400600000a0000010a0000029c402328000003e800000000500201f600000000",
        "02:00:00:00:00:01|02:00:00:00:00:02|IPv4|Bogus IP length (1, less than header length 20)",
    ),
    (
        "TCP: shorter than its header",
        101,
        40,
        "4500002800010000400600000a0000010a0000029c402328000003e800000000801001f600000000",
        "10.0.0.1|10.0.0.2|TCP|40000 → 9000 [ACK] Seq=1000 Ack=0 Win=502[Malformed Packet]",
    ),
    (
        "TCP: a header length that cannot be",
        101,
        40,
        "4500002800010000400600000a0000010a0000029c402328000003e800000000301001f600000000",
        "10.0.0.1|10.0.0.2|TCP|40000 → 9000 [ACK] Seq=1 Ack=1 Win=502, bogus TCP header length (12, must be at least 20)",
    ),
    (
        "UDP: longer than its packet, and read on",
        101,
        61,
        "4500003d00010000401100000a0000010a0000029c400035012c000012340100000100000000000003777777076578616d706c6503636f6d0000010001",
        "10.0.0.1|10.0.0.2|DNS|Standard query 0x1234 A www.example.com",
    ),
    (
        "UDP: longer than its packet",
        101,
        32,
        "4500002000010000401100000a0000010a0000029c40270f012c000068616c6f",
        "10.0.0.1|10.0.0.2|UDP|40000 → 9999 [BAD UDP LENGTH 300 > IP PAYLOAD LENGTH] Len=292",
    ),
    (
        "UDP: longer than its packet, and nothing there",
        101,
        28,
        "4500001c00010000401100000a0000010a0000029c40270f012c0000",
        "10.0.0.1|10.0.0.2|UDP|40000 → 9999 [BAD UDP LENGTH 300 > IP PAYLOAD LENGTH] Len=292[Malformed Packet]",
    ),
    (
        "UDP: a length below its header",
        101,
        61,
        "4500003d00010000401100000a0000010a0000029c4000350007000012340100000100000000000003777777076578616d706c6503636f6d0000010001",
        "10.0.0.1|10.0.0.2|UDP|40000 → 53 [BAD UDP LENGTH 7 < 8]",
    ),
    (
        "UDP: a length of 0",
        101,
        61,
        "4500003d00010000401100000a0000010a0000029c4000350000000012340100000100000000000003777777076578616d706c6503636f6d0000010001",
        "10.0.0.1|10.0.0.2|UDP|40000 → 53 [BAD UDP LENGTH 0 < 8]",
    ),
];

fn pcap(link_type: u32, wire_length: u32, bytes: &[u8]) -> Vec<u8> {
    let captured = u32::try_from(bytes.len()).unwrap();
    let head = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, link_type, 1, 0, captured, wire_length];
    [head.iter().flat_map(|number: &u32| number.to_le_bytes()).collect(), bytes.to_vec()].concat()
}

#[test]
fn odd_packets_have_the_rows_that_wireshark_gives_them() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("row.pcap");
    let mut wrong = Vec::new();
    for (shows, link_type, wire_length, hex, expected) in ROWS {
        let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        fs::write(&path, pcap(link_type, wire_length, &bytes)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_labcap"));
        let command = command.arg("analyze").arg(&path).args(["--format", "csv", "--columns", "source,destination,protocol,info"]);
        let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
        // The cells that hold commas are quoted.
        let row = output.lines().nth(1).unwrap_or_default().replace('"', "");
        if row != expected.replace('|', ",") {
            wrong.push(format!("{shows}: {row}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
