//! Text that is cut anywhere, lines that end either way, and the hex dump.

use super::*;

fn written(form: Form, pieces: &[(&'static str, &[u8])]) -> String {
    let mut writer = Follow::new(Vec::new(), form);
    for (from, bytes) in pieces {
        let piece = PieceRecord { from, content: Content::Bytes(bytes), number: Some(1), time: None, offset: 0, note: None };
        writer.piece(&piece).unwrap();
    }
    String::from_utf8(writer.finish("nothing").unwrap()).unwrap()
}

const TEXT: Form = Form::Text { color: false };

#[test]
fn text_is_the_same_wherever_it_is_cut() {
    let text = "héllo\r\nwörld €𝄞\r\n\rend\\ ü".as_bytes();
    let whole = written(TEXT, &[("client", text)]);
    assert_eq!(whole, "→ héllo\n→ wörld €𝄞\n→ \\rend\\\\ ü\n");
    for one in 0..text.len() {
        for two in one..text.len() {
            let pieces = [("client", &text[..one]), ("client", &text[one..two]), ("client", &text[two..])];
            assert_eq!(written(TEXT, &pieces), whole, "{one} {two}");
        }
    }
}

#[test]
fn a_character_that_never_ends_is_an_escape() {
    assert_eq!(written(TEXT, &[("client", b"a\xe2\x82"), ("server", b"b\xf0\x9f"), ("server", b"c\n")]), "→ a\\xe2\\x82\n← b\\xf0\\x9fc\n");
    assert_eq!(written(TEXT, &[]), "nothing\n");
}

#[test]
fn a_character_that_is_cut_between_annotated_pieces_is_shown_whole() {
    let mut writer = Follow::new(Vec::new(), TEXT);
    let euro = "1€2".as_bytes();
    for (note, bytes) in [("one", &euro[..2]), ("two", &euro[2..3]), ("three", &euro[3..])] {
        let note = Some(note.to_owned());
        let piece = PieceRecord { from: "client", content: Content::Bytes(bytes), number: Some(1), time: None, offset: 0, note };
        writer.piece(&piece).unwrap();
    }
    let text = String::from_utf8(writer.finish("nothing").unwrap()).unwrap();
    assert_eq!(text, "-- one\n→ 1\n-- two\n-- three\n→ €2\n");
}

#[test]
fn each_datagram_has_a_mark_and_its_further_lines_stand_in() {
    let text = |form| {
        let mut writer = Follow::new(Vec::new(), form);
        writer.has_messages = true;
        for (from, bytes) in [("client", "one\ntwo"), ("client", "three\n"), ("client", "\n"), ("server", "ü\r\n\nok")] {
            let content = Content::Bytes(bytes.as_bytes());
            let piece = PieceRecord { from, content, number: Some(1), time: None, offset: 0, note: None };
            writer.piece(&piece).unwrap();
        }
        // Half a character isn't ended by another datagram.
        for bytes in [b"\xc3", b"\xbc"] {
            let piece = PieceRecord { from: "server", content: Content::Bytes(bytes), number: Some(1), time: None, offset: 0, note: None };
            writer.piece(&piece).unwrap();
        }
        String::from_utf8(writer.finish("nothing").unwrap()).unwrap()
    };
    assert_eq!(text(TEXT), "→ one\n  two\n→ three\n→ \n← ü\n  \n  ok\n← \\xc3\n← \\xbc\n");
    assert!(text(Form::Text { color: true }).starts_with("→ \x1b[31mone\x1b[0m\n  \x1b[31mtwo\x1b[0m\n→ "));
}

#[test]
fn colours_stand_for_marks() {
    let text = written(Form::Text { color: true }, &[("client", b"a\n"), ("server", b"\x1b[31mb")]);
    assert_eq!(text, "\x1b[31ma\x1b[0m\n\x1b[34m\\x1b[31mb\x1b[0m\n");
}

#[test]
fn a_hex_dump_has_tsharks_lines() {
    let lines = written(Form::Hex, &[("client", b"0123456789abcdef\x00\xff"), ("server", b"x")]);
    assert_eq!(
        lines,
        "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  01234567 89abcdef\n\
         00000010  00 ff                                             ..\n\
         \t00000000  78                                                x\n"
    );
}
