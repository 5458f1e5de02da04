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
