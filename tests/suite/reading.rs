//! Reading captures: every layout of the two formats, every lie a length can tell, cuts at every byte, and random damage.
//!
//! The captures are built here, byte by byte, so that what is asserted stands beside what was stored. Those of the folder
//! `../shared/captures` are read too, where it is there.

use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::path::Path;

use labcap::capture::{CaptureFile, Damage, Format, OpenError};

/// Writes numbers in one byte order.
#[derive(Clone, Copy)]
pub struct Maker {
    pub big: bool,
}

pub const BOTH: [Maker; 2] = [Maker { big: false }, Maker { big: true }];
const LITTLE: Maker = Maker { big: false };

impl Maker {
    pub fn u16(self, number: u16) -> [u8; 2] {
        if self.big { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    pub fn u32(self, number: u32) -> [u8; 4] {
        if self.big { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    pub fn words(self, numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|&number| self.u32(number)).collect()
    }

    pub fn pcap(self, magic: u32, version: (u16, u16), snaplen: u32, link_type: u32) -> Vec<u8> {
        let version = [self.u16(version.0), self.u16(version.1)].concat();
        [self.words(&[magic]), version, self.words(&[0, 0, snaplen, link_type])].concat()
    }

    pub fn record(self, header: &[u32], bytes: &[u8]) -> Vec<u8> {
        [&self.words(header), bytes].concat()
    }

    pub fn block(self, block_type: u32, body: &[u8]) -> Vec<u8> {
        let padded = body.len().next_multiple_of(4);
        let length = u32::try_from(padded + 12).unwrap();
        let mut block = [&self.words(&[block_type, length]), body].concat();
        block.resize(padded + 8, 0);
        block.extend(self.u32(length));
        block
    }

    pub fn section(self) -> Vec<u8> {
        let version = [self.u16(1), self.u16(0)].concat();
        self.block(0x0a0d_0d0a, &[&self.u32(0x1a2b_3c4d), &version[..], &[0xff; 8]].concat())
    }

    pub fn option(self, code: u16, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap();
        let mut option = [&self.u16(code), &self.u16(length), value].concat();
        option.resize(option.len().next_multiple_of(4), 0);
        option
    }

    pub fn interface(self, link_type: u16, snaplen: u32, options: &[Vec<u8>]) -> Vec<u8> {
        // The second field is reserved: readers have to pass over whatever is there.
        let fields = [&self.u16(link_type)[..], &self.u16(7), &self.u32(snaplen)].concat();
        self.block(1, &[fields, options.concat()].concat())
    }

    pub fn packet(self, interface: u32, ticks: u64, wire_length: u32, bytes: &[u8]) -> Vec<u8> {
        let (high, low) = ((ticks >> 32) as u32, ticks as u32);
        let captured = u32::try_from(bytes.len()).unwrap();
        self.block(6, &self.record(&[interface, high, low, captured, wire_length], bytes))
    }

    pub fn simple(self, wire_length: u32, bytes: &[u8]) -> Vec<u8> {
        self.block(3, &self.record(&[wire_length], bytes))
    }
}

/// Everything a frame says, one line a frame: number, nanoseconds, decimals, interface, link type, lengths, bytes.
fn read(input: impl Read + Send + 'static) -> (Vec<String>, Option<Damage>, CaptureFile) {
    let mut file = CaptureFile::from_reader(Box::new(input), None).unwrap();
    let (rows, damage) = rows(&mut file);
    (rows, damage, file)
}

fn rows(file: &mut CaptureFile) -> (Vec<String>, Option<Damage>) {
    let mut rows = Vec::new();
    let damage = loop {
        match file.next_frame() {
            Ok(Some(frame)) => {
                let time = frame.time.map_or("-".to_owned(), |time| time.as_nanos().to_string());
                let mut row = format!("{} {time} {} {}", frame.number, frame.decimals, frame.interface);
                write!(row, " {} {} ", frame.link_type.0, frame.wire_length).unwrap();
                for byte in frame.bytes {
                    write!(row, "{byte:02x}").unwrap();
                }
                rows.push(row);
            }
            Ok(None) => break None,
            Err(damage) => break Some(damage),
        }
    };
    assert!(file.next_frame().unwrap().is_none(), "a frame after the end");
    (rows, damage)
}

fn sound(input: Vec<u8>) -> Vec<String> {
    let (rows, damage, _) = read(io::Cursor::new(input));
    assert!(damage.is_none(), "{}", damage.unwrap());
    rows
}

fn refused(input: &[u8]) -> OpenError {
    let input = Box::new(io::Cursor::new(input.to_vec()));
    CaptureFile::from_reader(input, None).err().unwrap()
}

/// Two sections of different byte order with three kinds of packet blocks, unknown blocks and odd texts.
fn two_sections() -> Vec<u8> {
    let [little, big] = BOTH;
    [
        little.section(),
        little.interface(1, 0, &[little.option(2, b"eth0\0"), little.option(9, &[9])]),
        little.block(4, &[0; 4]),
        little.packet(0, 1_700_000_000_123_456_789, 60, &[1, 2, 3, 4, 5]),
        little.interface(113, 2, &[little.option(2, &[0xff, 0xfe]), little.option(14, &[1, 0, 0, 0, 0, 0, 0, 0])]),
        little.packet(1, 1_000_000, 9, &[6, 7, 8]),
        little.block(0x8000_0001, b"an unknown block"),
        big.section(),
        big.interface(276, 4, &[big.option(9, &[0x80 | 10])]),
        big.simple(9, &[9, 9, 9, 9]),
        big.packet(0, 1024 * 5 + 512, 2, &[10]),
        // The obsolete block: interface and drops share 4 bytes.
        big.block(2, &[&big.u16(0)[..], &big.u16(3), &big.words(&[0, 1024, 1, 1]), &[11]].concat()),
    ]
    .concat()
}

#[test]
fn pcap_is_read_in_every_layout() {
    // magic, version, packet header, expected row
    let cases = [
        (0xa1b2_c3d4, (2, 4), &[5, 7, 3, 60][..], "1 5000007000 6 0 1 60 0a0b0c"),
        (0xa1b2_3c4d, (2, 4), &[5, 7, 3, 60], "1 5000000007 9 0 1 60 0a0b0c"),
        (0xa1b2_cd34, (2, 4), &[5, 7, 3, 60, 1, 8], "1 5000007000 6 0 1 60 0a0b0c"),
        (0xa1b2_c3d4, (2, 2), &[5, 7, 60, 3], "1 5000007000 6 0 1 60 0a0b0c"),
        (0xa1b2_c3d4, (2, 3), &[5, 7, 60, 3], "1 5000007000 6 0 1 60 0a0b0c"),
        (0xa1b2_c3d4, (2, 4), &[u32::MAX, 1_500_000, 3, 3], "1 4294967296500000000 6 0 1 3 0a0b0c"),
    ];
    for maker in BOTH {
        for (magic, version, header, expected) in cases {
            // Upper bits of the link type: a frame check sequence of 4 bytes.
            let head = maker.pcap(magic, version, 65_535, 0x2400_0001);
            let record = maker.record(header, &[10, 11, 12]);
            assert_eq!(sound([head, record].concat()), [expected], "{magic:x} {version:?}");
        }
    }
}

#[test]
fn pcapng_is_read_over_sections_interfaces_and_packet_blocks() {
    let (rows, damage, file) = read(io::Cursor::new(two_sections()));
    assert!(damage.is_none());
    let expected = [
        "1 1700000000123456789 9 0 1 60 0102030405",
        "2 2000000000 6 1 113 9 060708",
        "3 - 3 2 276 9 09090909",
        "4 5500000000 3 2 276 2 0a",
        "5 1000000000 3 2 276 1 0b",
    ];
    assert_eq!(rows, expected);
    assert_eq!(file.format(), Format::PcapNg);
    assert_eq!(file.bytes_read(), two_sections().len() as u64);
    let names: Vec<_> = file.interfaces().iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(names, [Some("eth0"), Some("\u{fffd}\u{fffd}"), None]);
    let oddities = file.oddities();
    assert_eq!((oddities.longer_than_snaplen, oddities.undated), (1, 1));
    let skipped: Vec<_> = oddities.skipped_blocks().map(|(kind, count)| format!("{kind} {count}")).collect();
    assert_eq!(skipped, ["unknown 1"]);
}

#[test]
fn what_is_merely_odd_is_counted_and_read() {
    let head = LITTLE.pcap(0xa1b2_c3d4, (2, 4), 2, 1);
    let odd = LITTLE.record(&[1, 1_000_000, 3, 1], &[1, 2, 3]);
    let (rows, damage, file) = read(io::Cursor::new([head, odd].concat()));
    assert!(damage.is_none());
    assert_eq!(rows, ["1 2000000000 6 0 1 1 010203"]);
    let oddities = file.oddities();
    assert_eq!(oddities.longer_than_snaplen, 1);
    assert_eq!(oddities.longer_than_wire, 1);
    assert_eq!(oddities.fraction_over_second, 1);
}

#[test]
fn lying_lengths_end_the_reading_with_offset_and_both_numbers() {
    let sound = [LITTLE.section(), LITTLE.interface(1, 0, &[]), LITTLE.packet(0, 1, 4, &[1, 2, 3, 4])].concat();
    let start = sound.len();
    let claim = |length: u32| {
        let mut block = LITTLE.packet(0, 2, 4, &[1, 2, 3, 4]);
        block[4..8].copy_from_slice(&length.to_le_bytes());
        block
    };
    let mut trailer = claim(36);
    trailer[32] = 40;
    let cases = [
        (claim(0), "a block length of 0, which has to be a multiple of 4 and at least 12"),
        (claim(4), "a block length of 4, which has to be a multiple of 4 and at least 12"),
        (claim(11), "a block length of 11, which has to be a multiple of 4 and at least 12"),
        (claim(u32::MAX), "a block length of 4294967295, which has to be a multiple of 4 and at least 12"),
        (claim(0xffff_fffc), "a block length of 4294967292, over the limit of 16777216"),
        (claim(12), "a block length of 12 at its start and of 0 at its end"),
        (trailer, "a block length of 36 at its start and of 40 at its end"),
        (LITTLE.block(6, &[0; 8]), "the packet block has 20 bytes, its fields need 32"),
        (LITTLE.packet(7, 1, 4, &[1]), "a packet of interface 7, of which the section describes 1"),
        (LITTLE.block(6, &LITTLE.words(&[0, 0, 0, 9, 9, 0])), "a captured length of 9 in a block with room for 4"),
        (LITTLE.block(6, &LITTLE.words(&[0, 0, 0, 262_145, 9])), "a captured length of 262145, over the limit of 262144 for one packet"),
        (LITTLE.simple(5, &[1, 2, 3, 4]), "a captured length of 5 in a block with room for 4"),
        (LITTLE.interface(1, 0, &[LITTLE.words(&[0x0009_0002])]), "an interface option of 9 bytes where 0 are left"),
        (
            LITTLE.block(0x0a0d_0d0a, &[1; 16]),
            "a section header with byte-order magic 0x01010101, which has to be 0x1a2b3c4d in either order",
        ),
    ];
    for (block, problem) in cases {
        let input = [&sound[..], &block, &sound].concat();
        let (rows, damage, _) = read(io::Cursor::new(input));
        assert_eq!(rows.len(), 1, "{problem}");
        let expected = format!("damaged at byte {start}: {problem} (1 packet before it)");
        assert_eq!(damage.unwrap().to_string(), expected);
    }
    let head = LITTLE.pcap(0xa1b2_c3d4, (2, 4), 65_535, 1);
    let (_, damage, _) = read(io::Cursor::new([head, LITTLE.words(&[0, 0, 262_145, 9])].concat()));
    let expected = "damaged at byte 24: a captured length of 262145, over the limit of 262144 for one packet (0 packets before it)";
    assert_eq!(damage.unwrap().to_string(), expected);
}

#[test]
fn a_file_cut_anywhere_gives_a_prefix_of_its_frames() {
    let head = LITTLE.pcap(0xa1b2_c3d4, (2, 4), 65_535, 1);
    let records = (0..5).flat_map(|number| LITTLE.record(&[number, 0, 3, 3], &[1, 2, 3]));
    let pcap = head.into_iter().chain(records).collect();
    for whole in [pcap, two_sections()] {
        let frames = sound(whole.clone());
        // Fewer than 4 bytes don't say yet that they are a capture.
        for length in 4..whole.len() {
            let (rows, damage, file) = read(io::Cursor::new(whole[..length].to_vec()));
            assert_eq!(rows, frames[..rows.len()], "cut at {length}");
            let Some(damage) = damage else {
                assert_eq!(file.bytes_read(), length as u64, "cut at {length} unnoticed");
                continue;
            };
            assert!(damage.is_cut(), "cut at {length}: {damage}");
            assert_eq!(damage.packets, rows.len() as u64);
            let found = length as u64 - damage.offset;
            assert!(damage.to_string().contains(&format!("has {found} (")), "{damage}");
        }
    }
    let (_, damage, _) = read(io::Cursor::new(two_sections()[..100].to_vec()));
    let expected = "cut short: the packet block of 40 bytes at byte 84 has 16 (0 packets before it)";
    assert_eq!(damage.unwrap().to_string(), expected);
}

/// Gives a few bytes at a time, with interruptions in between.
struct Drip {
    input: io::Cursor<Vec<u8>>,
    turn: usize,
}

impl Read for Drip {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(3) {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        let length = room.len().min(self.turn % 7 + 1);
        self.input.read(&mut room[..length])
    }
}

#[test]
fn a_slow_and_interrupted_pipe_gives_the_same_frames() {
    let input = io::Cursor::new(two_sections());
    let (rows, damage, _) = read(Drip { input, turn: 0 });
    assert!(damage.is_none());
    assert_eq!(rows, sound(two_sections()));
}

#[test]
fn a_reader_that_fails_ends_the_frames_with_its_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let whole = two_sections();
    let (rows, damage, _) = read(io::Cursor::new(whole.clone()).chain(Broken));
    assert_eq!(rows.len(), 5);
    let expected = format!("could not be read from byte {} on: the disk is gone (5 packets before it)", whole.len());
    assert_eq!(damage.unwrap().to_string(), expected);
}

#[test]
fn what_is_no_capture_is_named() {
    let version = LITTLE.pcap(0xa1b2_c3d4, (2, 5), 0, 1);
    let reserved = LITTLE.pcap(0xa1b2_c3d4, (2, 4), 0, 0x0001_0001);
    let mut section = LITTLE.section();
    section[12] = 9;
    let cases: [(&[u8], &str); 9] = [
        (b"", "empty: it has 0 bytes, not even the header of a capture"),
        (b"ab", "not a pcap or pcapng capture: it starts with 61 62"),
        (b"\x1b[31mHELLO", "not a pcap or pcapng capture: it starts with 1b 5b 33 31 6d 48 45 4c"),
        (b"\x1f\x8b\x08\0", "compressed by gzip (it starts with 1f 8b 08 00). Hint: gzip -dc FILE | labcap analyze -"),
        (b"\x28\xb5\x2f\xfd", "compressed by zstd (it starts with 28 b5 2f fd). Hint: zstd -dc FILE | labcap analyze -"),
        (b"\n\r\r\n\x1c\0\0\0MMMM", "not a pcap or pcapng capture: it starts with 0a 0d 0d 0a 1c 00 00 00"),
        (&version, "pcap version 2.5 is not read (known: 2.0 to 2.4)"),
        (&reserved, "link type field 0x00010001 has reserved bits set"),
        (&section, "pcapng version 9.0 is not read (known: 1.0 and 1.2)"),
    ];
    for (input, message) in cases {
        assert_eq!(refused(input).to_string(), message);
    }
    let opened = |path: &str| CaptureFile::open(Path::new(path)).err().unwrap();
    assert!(matches!(opened("no/such/file"), OpenError::NotFound));
    assert!(matches!(opened("."), OpenError::IsDirectory));
}

#[test]
fn seventy_thousand_interfaces_are_read() {
    let mut input = LITTLE.section();
    for number in 0..70_000_u32 {
        input.extend(LITTLE.interface(1, 0, &[LITTLE.option(2, format!("veth{number}").as_bytes())]));
    }
    input.extend(LITTLE.packet(69_999, 1_000_000, 1, &[1]));
    let (rows, damage, file) = read(io::Cursor::new(input));
    assert!(damage.is_none());
    assert_eq!(rows, ["1 1000000000 6 69999 1 1 01"]);
    assert_eq!(file.interface_count(), 70_000);
    assert_eq!(file.interfaces()[65_535].name.as_deref(), Some("veth65535"));
}

#[test]
fn random_damage_never_panics_and_never_invents_bytes() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % below
    };
    let pcap = [LITTLE.pcap(0xa1b2_c3d4, (2, 4), 65_535, 1), LITTLE.record(&[1, 2, 3, 3], &[1, 2, 3]).repeat(4)].concat();
    for whole in [pcap, two_sections()] {
        for _ in 0..20_000 {
            let mut input = whole.clone();
            for _ in 0..=random(3) {
                let at = random(input.len());
                input[at] = [0, 1, 0x7f, 0x80, 0xff, random(256) as u8][random(6)];
            }
            let length = input.len();
            let Ok(mut file) = CaptureFile::from_reader(Box::new(io::Cursor::new(input)), None) else {
                continue;
            };
            let (rows, _) = rows(&mut file);
            let digits: usize = rows.iter().map(|row| row.len() - row.rfind(' ').unwrap() - 1).sum();
            assert!(digits / 2 <= length, "{digits} digits of {length} bytes");
        }
    }
}

#[test]
fn captures_of_others_are_read_without_a_panic() {
    // Not through the print macros: the test runner would hide it.
    let mut say = io::stderr();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/captures");
    let (mut files, mut frames, mut damaged, mut refused) = (0, 0, 0, 0);
    for name in ["dev", "malformed"] {
        let Ok(entries) = folder.join(name).read_dir() else {
            writeln!(say, "reading: skipped, there is no ../shared/captures/{name}").unwrap();
            continue;
        };
        for entry in entries {
            files += 1;
            match CaptureFile::open(&entry.unwrap().path()) {
                Err(error) => refused += usize::from(!error.to_string().is_empty()),
                Ok(mut file) => {
                    let (rows, damage) = rows(&mut file);
                    frames += rows.len();
                    damaged += usize::from(damage.is_some());
                }
            }
        }
    }
    writeln!(say, "reading: {files} files of others, {frames} frames, {damaged} files damaged, {refused} no captures").unwrap();
}
