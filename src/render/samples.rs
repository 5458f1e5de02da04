//! Records for the renderers' tests: a usual one, and one whose every text field is hostile.

use crate::report::record::{Code, Fact, FrameList, PacketRecord, Reference, StatementRecord};
use crate::text::Text;
use crate::time::{Span, Timestamp};

/// Packet 34 of the lab's capture.
pub fn packet() -> PacketRecord<'static> {
    PacketRecord {
        file: None,
        number: 34,
        time: Some(Span::from_nanos(5_179_870_501)),
        decimals: 9,
        epoch: Some(Timestamp::from_nanos(1_795_351_445_179_870_501)),
        interface: Some("any"),
        source: "172.18.0.3",
        destination: "172.18.0.2",
        protocol: "TCP",
        length: 114,
        captured: 114,
        info: "60086 → 10000 [PSH, ACK] Seq=1 Ack=1 Win=64512 Len=46",
        stream: Some("tcp:0"),
        phase: Some("data"),
        phase_word: "data",
        fields: &[],
        statements: &[],
    }
}

/// Two statements with every kind of fact.
pub fn statements() -> Vec<StatementRecord> {
    vec![
        StatementRecord {
            file: None,
            code: Code::TcpData,
            certainty: "observed",
            frames: FrameList { numbers: vec![34], more: 0 },
            facts: vec![
                ("bytes", Fact::Number(46)),
                ("from", Fact::Word("client")),
                ("text", Fact::Text("halo \"dunia\"".to_owned())),
                ("after", Fact::Seconds(Span::from_nanos(539_116))),
                ("whole", Fact::Flag(true)),
                ("reads", Fact::Numbers(vec![1, 2])),
            ],
            reference: Some(Reference::Rfc(9293, "3.8")),
            text: "The client sends 46 bytes.".to_owned(),
            is_aside: false,
        },
        StatementRecord {
            file: None,
            code: Code::TcpAck,
            certainty: "inferred",
            frames: FrameList { numbers: vec![33, 34], more: 7 },
            facts: Vec::new(),
            reference: None,
            text: "They arrive in order.".to_owned(),
            is_aside: false,
        },
    ]
}

/// All control characters, escape codes, bidi and invisible characters, and what formats give a meaning to.
pub fn hostile() -> String {
    let controls: String = ('\0'..='\u{9F}').collect();
    format!(
        "=+@{controls}\r\n\r\n# h\n- l\n| a | b |\n|---|---|\n\u{1b}[31mred\u{1b}]0;t\u{7}\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}\u{2028}\u{2029}\u{e0041}\
         <script>alert(1)</script> [x](javascript:y) ![i](j) `c` **b** __u__ ~~s~~ \\| \\\\| https://e.x &amp; \"q\" 'q'"
    )
}

/// A statement whose text and facts are hostile.
pub fn hostile_statements() -> Vec<StatementRecord> {
    let mut statements = statements();
    for statement in &mut statements {
        statement.text = hostile();
        statement.facts = vec![("text", Fact::Text(hostile()))];
    }
    statements
}

/// A packet whose every text field is `text`.
pub fn hostile_packet<'a>(text: &'a str, statements: &'a [StatementRecord]) -> PacketRecord<'a> {
    PacketRecord {
        file: Some(text),
        interface: Some(text),
        source: text,
        destination: text,
        protocol: text,
        info: text,
        stream: Some(text),
        statements,
        ..packet()
    }
}

/// Nothing but safe text and line feeds.
pub fn assert_safe(text: &str) {
    for line in text.split('\n') {
        assert!(Text::is_shown(line), "{line:?}");
    }
}
