//! Dumps in every form, whole, cut and contradictory.

use proptest::prelude::*;

use super::*;

fn packets(text: &str) -> Vec<Vec<u8>> {
    read(text).unwrap_or_else(|error| panic!("{text}: {error}")).into_iter().map(|dumped| dumped.bytes).collect()
}

#[test]
fn text_beside_bytes_is_no_byte() {
    assert_eq!(packets("0000  45 00 ab cd  E...\n0004  01 62         .b\n"), [[0x45, 0, 0xab, 0xcd, 1, 0x62]]);
    assert_eq!(packets("0000  61 62   ab\n"), [*b"ab"]);
    assert_eq!(packets("0000  02 61 63 02 69 64 00 01 .....ac.id.....\n"), [b"\x02ac\x02id\0\x01"]);
    assert_eq!(packets("00000000  61 62 63 64 20 31 32 20  |abcd 12 |\n00000008\n"), [b"abcd 12 "]);
}

#[test]
fn packets_begin_at_zero_behind_titles_and_behind_empty_lines() {
    assert_eq!(packets("0000 01 02\n0000 03 04\n"), [[1, 2], [3, 4]]);
    assert_eq!(packets("12:00:00.1 IP a > b\n0102\n12:00:00.2 IP b > a\n0304"), [[1, 2], [3, 4]]);
    assert_eq!(packets("    1 0.000000 10.0.0.1 → 10.0.0.2 DNS 75 Standard query\n\n0000 01 02\n\n2 packets captured\n"), [[1, 2]]);
    assert_eq!(packets("01 02\n\n03 04"), [[1, 2], [3, 4]]);
    assert_eq!(packets("0000 01 02\n\n0002 03 04"), [[1, 2, 3, 4]]);
    assert_eq!(read("01 02\n\n\n03 04").unwrap().iter().map(|dumped| dumped.line).collect::<Vec<_>>(), [1, 4]);
}

#[test]
fn a_star_repeats_the_row() {
    let row = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00";
    let text = format!("00000000  01{}\n00000010  {row}\n*\n00000030  01  |.|\n00000031\n", &row[2..]);
    assert_eq!(packets(&text), [[vec![1], vec![0; 47], vec![1]].concat()]);
    let error = read(&format!("00000000  {row}\n*\n00000060  01\n")).unwrap_err();
    assert_eq!(error.to_string(), "line 3: `*` stands for rows, and the offset `00000060` may be octal or hexadecimal");
}

#[test]
fn marks_of_mail_and_of_encodings_are_no_part_of_it() {
    assert_eq!(packets("\u{feff}0000  45 00\r\n0002  00 54\r\n"), [[0x45, 0, 0, 0x54]]);
    assert_eq!(packets("> 0000  45 00\n> > 0002  00 54\n>\n> 0004  11"), [[0x45, 0, 0, 0x54, 0x11]]);
    assert_eq!(packets("data = b'\\x02B\\xac'\n"), [b"\x02B\xac"]);
    assert_eq!(packets("char a[] = {0x45, 0x00};\n"), [[0x45, 0]]);
    assert_eq!(packets("static const unsigned char pkt1[2] = {\n0x45, 0x00, /* E. */\n0x01  /* . */\n};"), [[0x45, 0, 1]]);
}

#[test]
fn plain_words_leave_their_order_open() {
    let read = read("4500 0024\n\n45 00\n\n4500").unwrap();
    assert_eq!(read.iter().map(|dumped| dumped.order_is_open).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn what_isnt_certain_is_said() {
    for (text, expected) in [
        ("", "no bytes in hexadecimal are in it"),
        ("what is this", "no bytes in hexadecimal are in it"),
        ("0\u{0}0\u{0}", "line 1: there are zero bytes in the text, as UTF-16 has; save it as UTF-8"),
        // Rows missing, cut, twice, without offset.
        ("0000  01 02\n0010  03 04\n", "line 2: its offset says 16 bytes come before it, but there are 2"),
        ("0000  01 02\n0002  03 04\n0002  03 04\n", "line 3: its offset says 2 bytes come before it, but there are 4"),
        ("0010  45 00\n0012  00 54\n", "line 1: its offset is `0010`, but no row with offset 0 comes before it"),
        ("\u{feff}0010: 4500\n", "line 1: its offset is `0010`, but no row with offset 0 comes before it"),
        ("\tO000  45 00 00 54\n\t0004  00\n", "line 1: `O000` stands where a byte in hexadecimal is expected"),
        ("0000  45 00\ngarbled\n0002  00 54\n", "line 3: its offset is `0002`, but no row with offset 0 comes before it"),
        ("0000  45 00\n00 54\n", "line 2: it has no offset, though the rows before it have one"),
        ("0000  45 00\n54\n", "line 2: it has no offset, though the rows before it have one"),
        ("0000  45 00\n0002  00 54 11\n", "line 2: it has 3 bytes, more than the rows before it with 2"),
        ("0000  45 00\n00000003\n", "line 2: its offset says 3 bytes come before it, but there are 2"),
        ("0000  45 00\n*\n", "line 1: a row stands behind it for others, and how many isn't told"),
        // Half bytes.
        ("450", "line 1: `450` isn't a whole number of bytes"),
        ("45 00 00 5", "line 1: `5` isn't a whole number of bytes"),
        ("45 00 0 54 11", "line 1: `0` isn't a whole number of bytes"),
        ("0000  45 00 00 54\n0004  11 2\n", "line 2: `2` isn't a whole number of bytes"),
        ("45:00:0:54", "line 1: `0` isn't a whole number of bytes"),
        ("0x45, 0x0, 0x54", "line 1: `0x0` isn't a whole number of bytes"),
        ("4500005", "line 1: `4500005` isn't a whole number of bytes"),
        ("\"\\x45\\x0\"", "line 1: the string can't be read with certainty"),
        // Something else.
        ("45 00 zz 54", "line 1: `zz` stands where a byte in hexadecimal is expected"),
        ("45 zz 00 54", "line 1: `zz` stands where a byte in hexadecimal is expected"),
        ("0000  45 00 0O 54\n", "line 1: `0O` stands where a byte in hexadecimal is expected"),
        ("0000  45 00  00 54\n", "line 1: `00` stands where a byte in hexadecimal is expected"),
        ("45 00   what", "line 1: `what` stands where a byte in hexadecimal is expected"),
        ("0000  61 62 ab\n", "line 1: `ab` stands where a byte in hexadecimal is expected"),
        // Words.
        ("45000054 00000000", "line 1: the order of the bytes in words of more than two isn't known"),
        ("00000000: 45000054 00000000\n", "line 1: in which order the bytes of these words were isn't certain"),
        ("00000000: 54000045  E..T\n", "line 1: the text beside these words shows that their bytes are swapped"),
        (
            "0000000 0045 5400\n0000004\n",
            "line 1: in which order the bytes of these words were isn't certain: od -x or hexdump may have printed them",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn plain_hexdump_fills_up_its_last_word() {
    let row = "0000000 0045 5400 0000 0000 0000 0000 0000 0000\n";
    assert_eq!(packets(&format!("{row}0000010 0041\n0000011\n")).concat().len(), 17);
    assert_eq!(packets(&format!("{row}0000010 0041\n0000012\n")).concat().len(), 18);
    assert_eq!(packets(&format!("{row}0000010 4141\n")).concat().len(), 18);
    let error = read(&format!("{row}0000010 0041\n")).unwrap_err();
    assert_eq!(error.to_string(), "line 2: the last byte may be one too many: only the line behind it, with the length, can tell");
}

#[test]
fn long_lines_cost_what_they_are_long() {
    assert!(matches!(read(&"00 ".repeat(MOST_BYTES + 1)), Err(DumpError::TooLong { line: 1 })));
    for long in ["00  ", "00 ", "00   ", "20 ", "0", "00:", "00,", "00. ", ". ", "> ", "\\x00", "'", "{", "00000000 "] {
        let _ = read(&long.repeat(400_000));
        let _ = read(&format!("0000  {}", long.repeat(100_000)));
        let _ = read(&long.repeat(60_000));
    }
    let _ = read(&"0000  45 00\n".repeat(50_000));
    let _ = read(&"*\n".repeat(200_000));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[0-9a-fx:|*. \\n\\\\\"-]{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn what_is_dumped_is_read(bytes in prop::collection::vec(any::<u8>(), 1..100), words in any::<bool>()) {
        let mut text = String::new();
        for (row, chunk) in bytes.chunks(16).enumerate() {
            let pairs: Vec<String> = chunk.chunks(if words { 2 } else { 1 }).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
            let shown: String = chunk.iter().map(|&byte| if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '.' }).collect();
            text += &format!("{:08x}: {:<47}   {shown}\n", row * 16, pairs.join(" "));
        }
        let read: Vec<Vec<u8>> = read(&text).unwrap().into_iter().map(|dumped| dumped.bytes).collect();
        prop_assert_eq!(read, vec![bytes]);
    }

    /// One character changed somewhere: the same number of bytes, or an error. The bytes aren't letters, since a byte with a wrong letter may happen to
    /// be the text beside those before it.
    #[test]
    fn a_typing_error_never_changes_the_count(bytes in prop::collection::vec(0x80_u8.., 20..70), place in any::<prop::sample::Index>(), typed in "[ 0-9a-gO.:x]", form in 0..3) {
        let mut text = String::new();
        for (row, chunk) in bytes.chunks(16).enumerate() {
            let pairs: Vec<String> = chunk.iter().map(|byte| format!("{byte:02x}")).collect();
            text += &match form {
                0 => format!("{:04x}  {}\n", row * 16, pairs.join(" ")),
                1 => format!("{:07o} {}\n", row * 16, pairs.join(" ")),
                _ => format!("{}\n", pairs.join(" ")),
            };
        }
        let at = place.index(text.len() - 1);
        text.replace_range(at..at + 1, &typed);
        if let Ok(read) = read(&text) {
            let count: usize = read.iter().map(|dumped| dumped.bytes.len()).sum();
            prop_assert!(count == bytes.len() || form == 2 && text.lines().any(|line| line.trim_start().len() < line.len()), "{}", text);
        }
    }
}
