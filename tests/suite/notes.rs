//! What the writer of a pcapng file says in it: comments, names of addresses, counters, and blocks that labcap doesn't read.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::reading::{BOTH, Maker};

/// A ping from 10.0.0.1 to 10.0.0.2, Ethernet.
const PING: [u8; 42] = [
    2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 28, 0, 1, 0, 0, 64, 1, 0x66, 0xde, 10, 0, 0, 1, 10, 0, 0, 2, 8, 0, 0xf7, 0xfd, 0,
    1, 0, 1,
];

fn options(maker: Maker, options: &[(u16, &[u8])]) -> Vec<u8> {
    options.iter().flat_map(|(code, value)| maker.option(*code, value)).collect()
}

fn long(maker: Maker, number: u64) -> [u8; 8] {
    if maker.big { number.to_be_bytes() } else { number.to_le_bytes() }
}

/// One packet and everything that can be said beside it.
fn capture(maker: Maker) -> Vec<u8> {
    let head = [&maker.u32(0x1a2b_3c4d)[..], &maker.u16(1), &maker.u16(0), &[0xff; 8]].concat();
    let section = maker.block(0x0a0d_0d0a, &[head, options(maker, &[(1, b"exercise\x1b[2J 2"), (0, b"")])].concat());
    let interface = maker.interface(1, 0, &[options(maker, &[(2, b"eth0"), (1, b"behind the switch")])]);
    let names: [(u16, &[u8]); 4] = [(1, b"\x0a\0\0\x01mesin-1\0"), (1, b"\x0a\0\0\x02web\0www\0"), (0, b""), (1, b"from the hosts file")];
    let names = maker.block(4, &options(maker, &names));
    let packet =
        [&maker.words(&[0, 0, 1, 42, 42])[..], &PING, &[0; 2], &options(maker, &[(1, b"look here\0garbage"), (1, b"again")])].concat();
    let counters: [(u16, &[u8]); 4] =
        [(1, b"Counters provided by dumpcap"), (4, &long(maker, 9)), (5, &long(maker, 3)), (7, &long(maker, 1))];
    let counters = maker.block(5, &[maker.words(&[0, 0, 0]), options(maker, &counters)].concat());
    let others = [(0x0bad, "mine"), (0x4000_0bad, "mine"), (10, "keys"), (9, "journal"), (0x8000_0001, "who knows")];
    let others = others.map(|(kind, body)| maker.block(kind, body.as_bytes())).concat();
    [section, interface, names, maker.block(6, &packet), counters, others].concat()
}

fn analyzed(name: &str, bytes: &[u8], arguments: &[&str]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_labcap")).arg("analyze").arg(&path).args(arguments).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn comments_names_and_counters_are_told_in_either_byte_order() {
    for maker in BOTH {
        let said = analyzed(&format!("notes-{}.pcapng", maker.big), &capture(maker), &["--format", "ndjson", "--lang", "en"]);
        let expected = [
            r#""code":"packet.comment","certainty":"observed","frames":[1],"facts":{"comment":"look here"},"reference":null,"text":"A comment in the file: “look here”.""#,
            r#""facts":{"comment":"again"}"#,
            r#""code":"capture.comment","certainty":"observed","frames":[],"facts":{"comment":"exercise\\x1b[2J 2"}"#,
            r#""facts":{"interface":"eth0","comment":"behind the switch"}"#,
            r#""facts":{"comment":"from the hosts file"}"#,
            r#""code":"capture.names","certainty":"observed","frames":[],"facts":{"names":2,"more":0}"#,
            r#""code":"capture.statistics","certainty":"observed","frames":[],"facts":{"interface":"eth0","received":9,"dropped":3,"dropped_by_system":1}"#,
            r#""facts":{"kind":"custom","blocks":2}"#,
            r#""facts":{"kind":"secrets","blocks":1}"#,
            r#""facts":{"kind":"journal","blocks":1}"#,
            r#""facts":{"kind":"unknown","blocks":1}"#,
        ];
        for part in expected {
            assert!(said.contains(part), "{part} isn't in\n{said}");
        }
        assert!(!said.contains("garbage") && !said.contains("dumpcap"), "{said}");
    }
}

#[test]
fn sentences_use_the_names_of_the_file_and_the_users_win() {
    let list = |language: &str, more: &[&str]| {
        let arguments = [&["--format", "json", "--lang", language], more].concat();
        analyzed(&format!("notes-{language}{}.pcapng", more.len()), &capture(BOTH[0]), &arguments)
    };
    let said = list("en", &[]);
    assert!(said.contains("mesin-1 asks web for an echo"), "{said}");
    assert!(said.contains(r#""source":"10.0.0.1","destination":"10.0.0.2""#), "columns keep the address: {said}");
    let said = list("id", &["--name", "10.0.0.2=server"]);
    assert!(said.contains("mesin-1") && said.contains("server") && !said.contains("web"), "{said}");
    assert!(said.contains("Komentar di berkas tentang antarmuka eth0: “behind the switch”."), "{said}");
    assert!(
        said.contains(
            "4 paket hilang dari rekaman di antarmuka eth0, yang menerima 9 paket: 3 dibuang antarmuka dan 1 dibuang sistem operasi."
        ),
        "{said}"
    );
}

#[test]
fn parts_of_one_capture_keep_their_notes_and_their_names() {
    let path = |index: usize| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("notes-part-{index}.pcapng"));
    for (index, maker) in BOTH.iter().enumerate() {
        fs::write(path(index), capture(*maker)).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_labcap"))
        .args(["analyze", "--sequential", "--format", "ndjson", "--lang", "en"])
        .args([path(0), path(1)])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.matches(r#""code":"capture.statistics""#).count(), 2, "{said}");
    assert_eq!(said.matches("behind the switch").count(), 4, "fact and text of both parts: {said}");
    assert!(said.contains(r#""facts":{"kind":"custom","blocks":4}"#), "{said}");
}
