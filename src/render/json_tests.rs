//! The JSON contract, pinned: keys, their order, and strict parsing of hostile text.

use serde_json::Value;

use super::super::samples;
use super::*;

fn ndjson(write: impl FnOnce(&mut Ndjson<Vec<u8>>) -> io::Result<()>) -> String {
    let mut out = Ndjson::new(Vec::new());
    write(&mut out).expect("memory");
    String::from_utf8(out.finish().expect("memory")).expect("UTF-8")
}

fn flow() -> FlowRecord {
    FlowRecord {
        file: None,
        stream: "tcp:0".to_owned(),
        client: "172.18.0.3:60086".to_owned(),
        server: "172.18.0.2:10000".to_owned(),
        roles: "observed",
        state: "closed",
        history: "ShADadFfA".to_owned(),
        displayed: 12,
        phases: Some(PhaseFrames {
            handshake: FrameList { numbers: vec![31, 32, 33], more: 0 },
            data: FrameList { numbers: vec![34, 35], more: 4 },
            close: FrameList::default(),
        }),
        packets: BySide { client: 7, server: 5 },
        bytes: BySide { client: 46, server: 46 },
        start: Some(Span::from_nanos(5_179_331_385)),
        end: Some(Span::from_nanos(5_184_240_731)),
        evicted: false,
        statements: Vec::new(),
    }
}

#[test]
fn a_packet_has_these_keys_in_this_order() {
    let statements = samples::statements();
    let packet = PacketRecord { statements: &statements, ..samples::packet() };
    assert_eq!(
        ndjson(|out| out.packet(&packet)),
        concat!(
            r#"{"type":"packet","number":34,"time":5.179870501,"epoch":"2026-11-22T12:44:05.179870501Z","interface":"any","source":"172.18.0.3","#,
            r#""destination":"172.18.0.2","protocol":"TCP","length":114,"captured":114,"#,
            r#""info":"60086 → 10000 [PSH, ACK] Seq=1 Ack=1 Win=64512 Len=46","stream":"tcp:0","phase":"data","statements":["#,
            r#"{"code":"tcp.data","certainty":"observed","frames":[34],"facts":{"bytes":46,"from":"client","text":"halo \"dunia\"","#,
            r#""after":0.000539116,"whole":true,"reads":[1,2]},"reference":"RFC 9293 3.8","text":"The client sends 46 bytes."},"#,
            r#"{"code":"tcp.ack","certainty":"inferred","frames":[33,34],"frames_more":7,"facts":{},"reference":null,"text":"They arrive in order."}]}"#,
            "\n"
        )
    );
}

#[test]
fn what_a_packet_lacks_is_null() {
    let packet = PacketRecord { time: None, epoch: None, interface: None, stream: None, phase: None, ..samples::packet() };
    let value: Value = serde_json::from_str(&ndjson(|out| out.packet(&packet))).expect("JSON");
    for key in ["time", "epoch", "interface", "stream", "phase"] {
        assert_eq!(value.get(key), Some(&Value::Null), "{key}");
    }
}

#[test]
fn a_flow_has_these_keys_in_this_order() {
    assert_eq!(
        ndjson(|out| out.flow(&flow())),
        concat!(
            r#"{"type":"flow","stream":"tcp:0","client":"172.18.0.3:60086","server":"172.18.0.2:10000","roles":"observed","state":"closed","#,
            r#""history":"ShADadFfA","displayed":12,"phases":{"handshake":[31,32,33],"data":[34,35],"data_more":4,"close":[]},"#,
            r#""packets":{"client":7,"server":5},"bytes":{"client":46,"server":46},"start":5.179331385,"end":5.184240731,"statements":[]}"#,
            "\n"
        )
    );
}

#[test]
fn an_evicted_flow_says_so() {
    let flow = FlowRecord { evicted: true, phases: None, history: String::new(), ..flow() };
    let text = ndjson(|out| out.flow(&flow));
    assert!(text.contains(r#""history":null,"displayed":12,"phases":null,"#), "{text}");
    assert!(text.ends_with("\"end\":5.184240731,\"evicted\":true,\"statements\":[]}\n"), "{text}");
}

#[test]
fn a_capture_has_these_keys_in_this_order() {
    let capture = CaptureRecord {
        files: vec![FileRecord { name: "lab.pcapng".to_owned(), format: "pcapng", packets: 42 }],
        interfaces: vec![InterfaceRecord { file: None, name: None, link_type: "LINUX_SLL".to_owned(), packets: 42 }],
        packets: 42,
        displayed: 12,
        statements: Vec::new(),
    };
    assert_eq!(
        ndjson(|out| out.capture(&capture)),
        concat!(
            r#"{"type":"capture","files":[{"name":"lab.pcapng","format":"pcapng","packets":42}],"#,
            r#""interfaces":[{"name":null,"link_type":"LINUX_SLL","packets":42}],"packets":42,"displayed":12,"statements":[]}"#,
            "\n"
        )
    );
}

#[test]
fn times_keep_every_digit() {
    let packet = PacketRecord { time: Some(Span::from_nanos(i64::MAX)), ..samples::packet() };
    assert!(ndjson(|out| out.packet(&packet)).contains("\"time\":9223372036.854775807,"));
}

#[test]
fn hostile_text_stays_one_strict_and_visible_line() {
    let text = samples::hostile();
    let statements = samples::hostile_statements();
    let capture = CaptureRecord {
        files: vec![FileRecord { name: text.clone(), format: "pcap", packets: 1 }],
        interfaces: vec![InterfaceRecord { file: Some(text.clone()), name: Some(text.clone()), link_type: text.clone(), packets: 1 }],
        packets: 1,
        displayed: 1,
        statements: statements.clone(),
    };
    let flow = FlowRecord {
        stream: text.clone(),
        client: text.clone(),
        server: text.clone(),
        history: text.clone(),
        statements: statements.clone(),
        ..flow()
    };
    let lines = ndjson(|out| {
        out.packet(&samples::hostile_packet(&text, &statements))?;
        out.flow(&flow)?;
        out.capture(&capture)
    });
    assert_eq!(lines.lines().count(), 3);
    samples::assert_safe(&lines);
    for line in lines.lines() {
        serde_json::from_str::<Value>(line).expect("JSON");
    }
}

#[test]
fn several_files_are_told_apart() {
    let statements = samples::statements();
    let packet = PacketRecord { file: Some("a.pcap"), statements: &statements, ..samples::packet() };
    let text = ndjson(|out| out.packet(&packet));
    assert!(text.starts_with(r#"{"type":"packet","file":"a.pcap","number":34,"#) && text.matches("a.pcap").count() == 1, "{text}");
    let text = ndjson(|out| out.flow(&FlowRecord { file: Some("a.pcap".to_owned()), ..flow() }));
    assert!(text.starts_with(r#"{"type":"flow","file":"a.pcap","stream":"tcp:0","#), "{text}");
    let file = Some("a.pcap".to_owned());
    let capture = CaptureRecord {
        files: vec![],
        interfaces: vec![InterfaceRecord { file: file.clone(), name: None, link_type: "RAW".to_owned(), packets: 1 }],
        packets: 1,
        displayed: 1,
        statements: vec![StatementRecord { file, ..statements[0].clone() }],
    };
    let text = ndjson(|out| out.capture(&capture));
    assert!(text.contains(r#""interfaces":[{"file":"a.pcap","name":null,"#), "{text}");
    assert!(text.contains(r#""statements":[{"file":"a.pcap","code":"tcp.data","#), "{text}");
}

type Memory = Document<Vec<u8>, io::Cursor<Vec<u8>>>;

/// A document, and the same records one a line.
fn document(write: impl FnOnce(&mut Memory) -> io::Result<()>, capture: Option<&CaptureRecord>) -> String {
    let mut out = Document::new(Vec::new(), io::Cursor::default()).expect("memory");
    write(&mut out).expect("memory");
    String::from_utf8(out.finish(capture).expect("memory")).expect("UTF-8")
}

#[test]
fn a_document_holds_the_records_in_their_lists() {
    let capture = CaptureRecord { files: vec![], interfaces: vec![], packets: 2, displayed: 2, statements: vec![] };
    let evicted = FlowRecord { evicted: true, ..flow() };
    let lines = ndjson(|out| {
        out.packet(&samples::packet())?;
        out.packet(&samples::packet())?;
        out.flow(&evicted)?;
        out.flow(&evicted)?;
        out.flow(&flow())?;
        out.flow(&evicted)?;
        out.capture(&capture)
    });
    let text = document(
        |out| {
            out.packet(&samples::packet())?;
            out.flow(&evicted)?;
            out.packet(&samples::packet())?;
            out.flow(&evicted)?;
            out.flow(&flow())?;
            out.flow(&evicted)
        },
        Some(&capture),
    );
    let lines: Vec<&str> = lines.lines().collect();
    let expected =
        format!("{{\"packets\":[\n{}\n],\"flows\":[\n{}\n],\"capture\":{}}}\n", lines[..2].join(",\n"), lines[2..6].join(",\n"), lines[6]);
    assert_eq!(text, expected);
    serde_json::from_str::<Value>(&text).expect("JSON");
}

#[test]
fn a_document_is_closed_wherever_it_ends() {
    assert_eq!(document(|_| Ok(()), None), "{\"packets\":[],\"flows\":[],\"capture\":null}\n");
    let evicted = FlowRecord { evicted: true, ..flow() };
    for text in [document(|out| out.packet(&samples::packet()), None), document(|out| out.flow(&evicted), None)] {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            value["packets"].as_array().map(Vec::len).zip(value["flows"].as_array().map(Vec::len)).map(|(one, other)| one + other),
            Some(1)
        );
        assert_eq!(value["capture"], Value::Null);
    }
}
