//! `tcp.*`: Transmission Control Protocol.

use super::field::{Base, Field, Kind};
use super::reader::Reader;
use super::tcp_options;
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, Value, fields, names};
use crate::decode::tcp::{Flags, Tcp};
use crate::time::Span;
use crate::track::Detail;
use crate::track::flow::{Flow, FlowTransport};
use crate::track::messages::Joined;
use crate::track::tcp::TcpSeen;
use crate::track::tcp::analysis::Analysis;
use crate::track::tcp::figures::Figures;

fields! {
    Protocol::Tcp;
    TCP = Field::protocol("tcp", "Transmission Control Protocol");
    SOURCE_PORT = Field::unsigned("tcp.srcport", "Source Port", 16);
    DESTINATION_PORT = Field::unsigned("tcp.dstport", "Destination Port", 16);
    PORT = Field::unsigned("tcp.port", "Source or Destination Port", 16);
    STREAM = Field::unsigned("tcp.stream", "Stream index", 32);
    COMPLETENESS = Field::unsigned("tcp.completeness", "Conversation completeness", 8);
    LENGTH = Field::unsigned("tcp.len", "TCP Segment Len", 32);
    SEQUENCE = Field::unsigned("tcp.seq", "Sequence Number", 32);
    SEQUENCE_RAW = Field::unsigned("tcp.seq_raw", "Sequence Number (raw)", 32);
    NEXT_SEQUENCE = Field::unsigned("tcp.nxtseq", "Next Sequence Number", 32);
    ACKNOWLEDGMENT = Field::unsigned("tcp.ack", "Acknowledgment Number", 32);
    ACKNOWLEDGMENT_RAW = Field::unsigned("tcp.ack_raw", "Acknowledgment number (raw)", 32);
    HEADER_LENGTH = Field::unsigned("tcp.hdr_len", "Header Length", 8);
    FLAGS = Field::unsigned("tcp.flags", "Flags", 12).hex();
    FLAGS_RESERVED = Field::flag("tcp.flags.res", "Reserved", 0xe00).among(12);
    FLAGS_AE = Field::flag("tcp.flags.ae", "Accurate ECN", 0x100).among(12);
    FLAGS_CWR = Field::flag("tcp.flags.cwr", "Congestion Window Reduced", 0x080).among(12);
    FLAGS_ECE = Field::flag("tcp.flags.ece", "ECN-Echo", 0x040).among(12);
    FLAGS_ACE = Field::unsigned("tcp.flags.ace", "ACE", 8);
    FLAGS_URG = Field::flag("tcp.flags.urg", "Urgent", 0x020).among(12);
    FLAGS_ACK = Field::flag("tcp.flags.ack", "Acknowledgment", 0x010).among(12);
    FLAGS_PUSH = Field::flag("tcp.flags.push", "Push", 0x008).among(12);
    FLAGS_RESET = Field::flag("tcp.flags.reset", "Reset", 0x004).among(12);
    FLAGS_SYN = Field::flag("tcp.flags.syn", "Syn", 0x002).among(12);
    FLAGS_FIN = Field::flag("tcp.flags.fin", "Fin", 0x001).among(12);
    FLAGS_TEXT = Field::of(Kind::Text, "tcp.flags.str", "TCP Flags");
    WINDOW = Field::unsigned("tcp.window_size_value", "Window", 16);
    WINDOW_SCALED = Field::unsigned("tcp.window_size", "Calculated window size", 32);
    WINDOW_FACTOR = Field::signed("tcp.window_size_scalefactor", "Window size scaling factor", 32);
    CHECKSUM = Field::unsigned("tcp.checksum", "Checksum", 16).hex();
    CHECKSUM_STATUS = Field::unsigned("tcp.checksum.status", "Checksum Status", 8).base(Base::Name).names(&names::CHECKSUM_STATUS);
    URGENT_POINTER = Field::unsigned("tcp.urgent_pointer", "Urgent Pointer", 16);
    OPTIONS = Field::of(Kind::Bytes, "tcp.options", "TCP Options");
    TIME_RELATIVE = Field::of(Kind::Span, "tcp.time_relative", "Time since first frame in this TCP stream");
    TIME_DELTA = Field::of(Kind::Span, "tcp.time_delta", "Time since previous frame in this TCP stream");
    ANALYSIS = Field::nothing("tcp.analysis", "SEQ/ACK analysis");
    ACKS_FRAME = Field::of(Kind::FrameNumber, "tcp.analysis.acks_frame", "This is an ACK to the segment in frame");
    ACK_RTT = Field::of(Kind::Span, "tcp.analysis.ack_rtt", "The RTT to ACK the segment was");
    INITIAL_RTT = Field::of(Kind::Span, "tcp.analysis.initial_rtt", "iRTT");
    BYTES_IN_FLIGHT = Field::unsigned("tcp.analysis.bytes_in_flight", "Bytes in flight", 32);
    PUSH_BYTES_SENT = Field::unsigned("tcp.analysis.push_bytes_sent", "Bytes sent since last PSH flag", 32);
    ANALYSIS_FLAGS = Field::nothing("tcp.analysis.flags", "TCP Analysis Flags");
    RETRANSMISSION = Field::nothing("tcp.analysis.retransmission", "This frame is a (suspected) retransmission");
    FAST_RETRANSMISSION = Field::nothing("tcp.analysis.fast_retransmission", "This frame is a (suspected) fast retransmission");
    SPURIOUS_RETRANSMISSION = Field::nothing("tcp.analysis.spurious_retransmission", "This frame is a (suspected) spurious retransmission");
    OUT_OF_ORDER = Field::nothing("tcp.analysis.out_of_order", "This frame is a (suspected) out-of-order segment");
    LOST_SEGMENT = Field::nothing("tcp.analysis.lost_segment", "Previous segment(s) not captured (common at capture start)");
    ACK_LOST_SEGMENT = Field::nothing("tcp.analysis.ack_lost_segment", "ACKed segment that wasn't captured (common at capture start)");
    WINDOW_UPDATE = Field::nothing("tcp.analysis.window_update", "TCP window update");
    WINDOW_FULL = Field::nothing("tcp.analysis.window_full", "TCP window specified by the receiver is now completely full");
    KEEP_ALIVE = Field::nothing("tcp.analysis.keep_alive", "TCP keep-alive segment");
    KEEP_ALIVE_ACK = Field::nothing("tcp.analysis.keep_alive_ack", "ACK to a TCP keep-alive segment");
    ZERO_WINDOW = Field::nothing("tcp.analysis.zero_window", "TCP Zero Window segment");
    ZERO_WINDOW_PROBE = Field::nothing("tcp.analysis.zero_window_probe", "TCP Zero Window Probe");
    ZERO_WINDOW_PROBE_ACK = Field::nothing("tcp.analysis.zero_window_probe_ack", "ACK to a TCP Zero Window Probe");
    DUPLICATE_ACK = Field::nothing("tcp.analysis.duplicate_ack", "Duplicate ACK");
    DUPLICATE_ACK_NUMBER = Field::unsigned("tcp.analysis.duplicate_ack_num", "Duplicate ACK #", 32);
    DUPLICATE_ACK_FRAME = Field::of(Kind::FrameNumber, "tcp.analysis.duplicate_ack_frame", "Duplicate to the ACK in frame");
    REUSED_PORTS = Field::nothing("tcp.analysis.reused_ports", "A new tcp session is started with the same ports as an earlier session in this trace");
    TIMEOUT = Field::of(Kind::Span, "tcp.analysis.rto", "The RTO for this segment was");
    TIMEOUT_FRAME = Field::of(Kind::FrameNumber, "tcp.analysis.rto_frame", "RTO based on delta from frame");
    PAYLOAD = Field::of(Kind::Bytes, "tcp.payload", "TCP payload");
    SEGMENT_DATA = Field::of(Kind::Bytes, "tcp.segment_data", "TCP segment data");
    MESSAGE_LENGTH = Field::unsigned("tcp.pdu.size", "PDU Size", 32);
    REASSEMBLED_IN = Field::of(Kind::FrameNumber, "tcp.reassembled_in", "Reassembled PDU in frame");
    SEGMENTS = Field::nothing("tcp.segments", "Reassembled TCP Segments");
    SEGMENT = Field::of(Kind::FrameNumber, "tcp.segment", "TCP Segment");
    SEGMENT_COUNT = Field::unsigned("tcp.segment.count", "Segment count", 32);
    REASSEMBLED_LENGTH = Field::unsigned("tcp.reassembled.length", "Reassembled TCP length", 32);
    REASSEMBLED_DATA = Field::of(Kind::Bytes, "tcp.reassembled.data", "Reassembled TCP Data");
    RESET_CAUSE = Field::of(Kind::Text, "tcp.reset_cause", "Reset cause");
    CONNECTION_SYN = Field::nothing("tcp.connection.syn", "Connection establish request (SYN)");
    CONNECTION_SYN_ACK = Field::nothing("tcp.connection.synack", "Connection establish acknowledge (SYN+ACK)");
    CONNECTION_FIN = Field::nothing("tcp.connection.fin", "Connection finish (FIN)");
    CONNECTION_FIN_ACTIVE = Field::nothing("tcp.connection.fin_active", "This frame initiates the connection closing");
    CONNECTION_FIN_PASSIVE = Field::nothing("tcp.connection.fin_passive", "This frame undergoes the connection closing");
    CONNECTION_RST = Field::nothing("tcp.connection.rst", "Connection reset (RST)");
    ACK_NONZERO = Field::nothing("tcp.ack.nonzero", "The acknowledgment number field is nonzero while the ACK flag is not set");
    URGENT_POINTER_NONZERO = Field::nothing("tcp.urgent_pointer.non_zero", "The urgent pointer field is nonzero while the URG flag is not set");
    OPTION_EOL = Field::of(Kind::Bytes, "tcp.options.eol", "TCP Option - End of Option List (EOL)");
    OPTION_NOP = Field::of(Kind::Bytes, "tcp.options.nop", "TCP Option - No-Operation (NOP)");
    OPTION_MSS = Field::of(Kind::Bytes, "tcp.options.mss", "TCP Option - Maximum segment size");
    OPTION_WSCALE = Field::of(Kind::Bytes, "tcp.options.wscale", "TCP Option - Window scale");
    OPTION_SACK_PERM = Field::of(Kind::Bytes, "tcp.options.sack_perm", "TCP Option - SACK permitted");
    OPTION_SACK = Field::of(Kind::Bytes, "tcp.options.sack", "TCP Option - SACK");
    OPTION_ECHO = Field::of(Kind::Bytes, "tcp.options.echo", "TCP Option - Echo");
    OPTION_ECHOREPLY = Field::of(Kind::Bytes, "tcp.options.echoreply", "TCP Option - Echo reply");
    OPTION_TIMESTAMP = Field::of(Kind::Bytes, "tcp.options.timestamp", "TCP Option - Timestamps");
    OPTION_CC = Field::of(Kind::Bytes, "tcp.options.cc", "TCP Option - CC");
    OPTION_CCNEW = Field::of(Kind::Bytes, "tcp.options.ccnew", "TCP Option - CC.NEW");
    OPTION_CCECHO = Field::of(Kind::Bytes, "tcp.options.ccecho", "TCP Option - CC.ECHO");
    OPTION_MD5 = Field::of(Kind::Bytes, "tcp.options.md5", "TCP Option - TCP MD5 signature");
    OPTION_SCPS = Field::of(Kind::Bytes, "tcp.options.scps", "TCP Option - SCPS capabilities");
    OPTION_SNACK = Field::of(Kind::Bytes, "tcp.options.snack", "TCP Option - Selective Negative Acknowledgment");
    OPTION_SCPSREC = Field::of(Kind::Bytes, "tcp.options.scpsrec", "TCP Option - SCPS record boundary");
    OPTION_SCPSCOR = Field::of(Kind::Bytes, "tcp.options.scpscor", "TCP Option - SCPS corruption experienced");
    OPTION_QS = Field::of(Kind::Bytes, "tcp.options.qs", "TCP Option - Quick-Start");
    OPTION_USER_TO = Field::of(Kind::Bytes, "tcp.options.user_to", "TCP Option - User Timeout");
    OPTION_AO = Field::of(Kind::Bytes, "tcp.options.ao", "TCP Option - TCP AO");
    OPTION_TFO = Field::of(Kind::Bytes, "tcp.options.tfo", "TCP Option - TCP Fast Open");
    OPTION_RVBD_PROBE = Field::of(Kind::Bytes, "tcp.options.rvbd.probe", "TCP Option - Riverbed Probe");
    OPTION_RVBD_TRPY = Field::of(Kind::Bytes, "tcp.options.rvbd.trpy", "TCP Option - Riverbed Transparency");
    OPTION_ACC_ECN = Field::of(Kind::Bytes, "tcp.options.acc_ecn", "TCP Option - Accurate ECN");
    OPTION_EXPERIMENTAL = Field::of(Kind::Bytes, "tcp.options.experimental", "TCP Option - Experimental");
    OPTION_UNKNOWN = Field::of(Kind::Bytes, "tcp.options.unknown", "TCP Option - Unknown");
    OPTION_KIND = Field::unsigned("tcp.option_kind", "Kind", 8).names(&tcp_options::KINDS);
    OPTION_LENGTH = Field::unsigned("tcp.option_len", "Length", 8);
    MSS_VALUE = Field::unsigned("tcp.options.mss_val", "MSS Value", 16);
    MSS_ABSENT = Field::nothing("tcp.options.mss.absent", "The SYN packet does not contain a MSS option");
    MSS_PRESENT = Field::nothing("tcp.options.mss.present", "The non-SYN packet does contain a MSS option");
    SCALE_SHIFT = Field::unsigned("tcp.options.wscale.shift", "Shift count", 8);
    SCALE_MULTIPLIER = Field::unsigned("tcp.options.wscale.multiplier", "Multiplier", 16);
    SACK_LEFT = Field::unsigned("tcp.options.sack_le", "TCP SACK Left Edge", 32);
    SACK_RIGHT = Field::unsigned("tcp.options.sack_re", "TCP SACK Right Edge", 32);
    SACK_COUNT = Field::unsigned("tcp.options.sack.count", "TCP SACK Count", 8);
    TIMESTAMP_VALUE = Field::unsigned("tcp.options.timestamp.tsval", "Timestamp value", 32);
    TIMESTAMP_ECHO = Field::unsigned("tcp.options.timestamp.tsecr", "Timestamp echo reply", 32);
    FAST_OPEN_REQUEST = Field::nothing("tcp.options.tfo.request", "Fast Open Cookie Request");
    FAST_OPEN_COOKIE = Field::of(Kind::Bytes, "tcp.options.tfo.cookie", "Fast Open Cookie");
    MD5_DIGEST = Field::of(Kind::Bytes, "tcp.options.md5.digest", "MD5 digest");
    USER_TIMEOUT_GRANULARITY = Field::boolean("tcp.options.user_to_granularity", "Granularity").mask(0x8000).states("Minutes", "Seconds");
    USER_TIMEOUT = Field::unsigned("tcp.options.user_to_val", "User Timeout", 16).mask(0x7fff);
    UNKNOWN_PAYLOAD = Field::of(Kind::Bytes, "tcp.options.unknown.payload", "Payload");
    EXPERIMENT = Field::unsigned("tcp.options.experimental.exid", "Experiment Identifier", 16).hex().names(&tcp_options::EXPERIMENTS);
    EXPERIMENT_DATA = Field::of(Kind::Bytes, "tcp.options.experimental.data", "Data");
    OPTION_LENGTH_WRONG = Field::nothing("tcp.option.len.invalid", "Invalid length for option");
    PADDING_NONZERO = Field::nothing("tcp.non_zero_bytes_after_eol", "Non-zero header padding");
    FOUR_NOPS = Field::nothing("tcp.nop", "4 NOP in a row - a router may have removed some options");
    SUBOPTION_WRONG = Field::nothing("tcp.suboption_malformed", "suboption would go past end of option");
    SCALE_SHIFT_WRONG = Field::nothing("tcp.options.wscale.shift.invalid", "Window scale shift exceeds 14");
    DUPLICATE_LEFT = Field::unsigned("tcp.options.sack.dsack_le", "TCP D-SACK Left Edge", 32);
    DUPLICATE_RIGHT = Field::unsigned("tcp.options.sack.dsack_re", "TCP D-SACK Right Edge", 32);
    DUPLICATE_SACK = Field::nothing("tcp.options.sack.dsack", "D-SACK Sequence");
    ECHO_VALUE = Field::unsigned("tcp.options.echo_value", "TCP Echo Option", 32);
    CONNECTION_COUNT = Field::unsigned("tcp.options.cc_value", "TCP CC Option", 32);
    AO_KEY = Field::unsigned("tcp.options.ao.keyid", "AO KeyID", 8);
    AO_NEXT_KEY = Field::unsigned("tcp.options.ao.rnextkeyid", "AO RNextKeyID", 8);
    AO_CODE = Field::of(Kind::Bytes, "tcp.options.ao.mac", "AO MAC");
    QUICK_START_RATE = Field::unsigned("tcp.options.qs.rate", "QS Rate", 8).mask(0x0f).names(&tcp_options::RATES);
    QUICK_START_LIFE = Field::unsigned("tcp.options.qs.ttl_diff", "QS Rate", 8);
    ACK_RATE = Field::unsigned("tcp.options.tarr.rate", "TARR Rate", 8).mask(0xfe);
    ACK_RATE_RESERVED = Field::unsigned("tcp.options.tar.reserved", "TARR Reserved", 8).mask(0x01);
    ECN_COUNTER_0 = Field::unsigned("tcp.options.acc_ecn.ee0b", "Accurate ECN Echo ECT(0) Byte Counter", 24);
    ECN_COUNTER_CE = Field::unsigned("tcp.options.acc_ecn.eceb", "Accurate ECN Echo CE Byte Counter", 24);
    ECN_COUNTER_1 = Field::unsigned("tcp.options.acc_ecn.ee1b", "Accurate ECN Echo ECT(1) Byte Counter", 24);
    FAST_OPEN_ACCEPTED = Field::nothing("tcp.analysis.tfo_ack", "TCP SYN-ACK accepting TFO data");
    FAST_OPEN_IGNORED = Field::nothing("tcp.analysis.tfo_ignored", "TCP SYN-ACK ignoring TFO data");
    FAST_OPEN_SYN = Field::nothing("tcp.analysis.tfo_syn", "TCP SYN with TFO Cookie");
}

/// A header that an ICMP error quotes: Wireshark doesn't follow the connection through it and shows its numbers as they are.
pub(super) fn walk_quoted<S: Sink>(tcp: &Tcp<'_>, subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let header = tcp.header;
    let at = |start: usize, length: usize| header.get(start..start + length).unwrap_or_default();
    let (source, destination) = (tcp.source_port, tcp.destination_port);
    let numbers = format_args!("Src Port: {source}, Dst Port: {destination}, Seq: {}", tcp.sequence);
    match tcp.flags.has(Flags::ACK) {
        true => tree.protocol(TCP, header, format_args!("{TITLE}, {numbers}, Ack: {}", tcp.acknowledgment)),
        false => tree.protocol(TCP, header, format_args!("{TITLE}, {numbers}")),
    }
    tree.below(|tree| {
        ports(tcp, tree);
        tree.put(SEQUENCE, tcp.sequence, at(4, 4));
        if let Detail::IcmpError { number: Some(number), .. } = subject.inspected.seen.detail {
            tree.made(STREAM, number);
            if let Some(bits) = subject.later.completeness {
                tree.made_as(COMPLETENESS, bits, format_args!("Conversation completeness: {} ({bits})", completeness(bits)));
            }
        }
        acknowledgment(tcp, tcp.acknowledgment, None, tree);
        header_length(tcp, tree);
        flags(tcp, None, None, tree);
        tree.put(WINDOW, tcp.window, at(14, 2));
        tree.made_from(WINDOW_SCALED, tcp.window, at(14, 2));
        if checksum(tcp, None, tree) {
            payload(tcp, None, tree);
        }
    });
}

const TITLE: &str = "Transmission Control Protocol";

fn ports<S: Sink>(tcp: &Tcp<'_>, tree: &mut Tree<'_, '_, S>) {
    let at = |start: usize| tcp.header.get(start..start + 2).unwrap_or_default();
    tree.put(SOURCE_PORT, tcp.source_port, at(0));
    tree.put(DESTINATION_PORT, tcp.destination_port, at(2));
    tree.hide(PORT, tcp.source_port, at(0));
    tree.hide(PORT, tcp.destination_port, at(2));
}

/// The checksum and all behind it in the header; whether the options could be read to their end.
fn checksum<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) -> bool {
    let at = |start: usize, length: usize| tcp.header.get(start..start + length).unwrap_or_default();
    let checksum = u16::from_be_bytes(at(16, 2).try_into().unwrap_or_default());
    tree.put_as(CHECKSUM, checksum, at(16, 2), format_args!("Checksum: 0x{checksum:04x} [unverified]"));
    tree.made(CHECKSUM_STATUS, names::UNVERIFIED);
    tree.put(URGENT_POINTER, tcp.urgent_pointer, at(18, 2));
    if tcp.urgent_pointer != 0 && !tcp.flags.has(Flags::URG) {
        tree.below(|tree| tree.expert(URGENT_POINTER_NONZERO, "Note/Protocol"));
    }
    tcp_options::walk(tcp, subject, tree).is_some()
}

pub(super) fn walk<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let header = tcp.header;
    let seen = subject.and_then(|subject| subject.inspected.seen.tcp());
    let figures = subject.and_then(|subject| subject.flow).and_then(figures);
    let (source, destination) = (tcp.source_port, tcp.destination_port);
    let sequence = seen.map_or(tcp.sequence, |seen| seen.sequence);
    // Without ACK the field means nothing, and Wireshark leaves it as it is.
    let acknowledgment = seen.filter(|_| tcp.flags.has(Flags::ACK)).map_or(tcp.acknowledgment, |seen| seen.acknowledgment);
    let has_ack = tcp.flags.has(Flags::ACK);
    let start = format_args!("{TITLE}, Src Port: {source}, Dst Port: {destination}, Seq: {sequence}");
    match has_ack {
        true => tree.protocol(TCP, header, format_args!("{start}, Ack: {acknowledgment}, Len: {}", tcp.payload.length)),
        false => tree.protocol(TCP, header, format_args!("{start}, Len: {}", tcp.payload.length)),
    }
    tree.below(|tree| {
        ports(tcp, tree);
        if let Some(stream) = subject.and_then(|subject| subject.inspected.seen.stream) {
            tree.made(STREAM, stream.number);
        }
        if let Some(figures) = figures {
            let reuses_ports = tcp.flags.has(Flags::SYN) && subject.and_then(|subject| subject.flow).is_some_and(reuses_ports);
            // A SYN counts for itself where a connection on its ports was there before.
            let so_far = figures.completeness | u8::from(figures.completeness == 0 && reuses_ports);
            let bits = subject.and_then(|subject| subject.later.completeness).unwrap_or(so_far);
            tree.made_as(COMPLETENESS, bits, format_args!("Conversation completeness: {} ({bits})", completeness(bits)));
        }
        tree.made(LENGTH, tcp.payload.length);
        numbers(tcp, sequence, acknowledgment, subject.and_then(|subject| subject.flow), tree);
        flags(tcp, seen, subject, tree);
        window(tcp, seen, figures, tree);
        let is_read = checksum(tcp, subject, tree);
        let Some(subject) = subject else { return };
        if let Some(flow) = subject.flow {
            times(subject, flow, tree);
        }
        // Where its options end too early, Wireshark gives a segment up before it says what it found about it.
        if is_read {
            if let Some(seen) = seen {
                analysis(tcp, seen, figures, subject, tree);
            }
            payload(tcp, Some(subject), tree);
        }
    });
}

/// The start of a header, of which an old ICMP error quotes eight bytes: Wireshark shows the sequence number as it is.
pub(super) fn walk_start<S: Sink>(bytes: &[u8], subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let &[a, b, c, d, ..] = bytes else { return };
    let (source, destination) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
    tree.protocol(TCP, bytes, format_args!("Transmission Control Protocol, Src Port: {source}, Dst Port: {destination}"));
    tree.below(|tree| {
        let reader = Reader(bytes);
        reader.put(SOURCE_PORT, 0, 2, tree);
        reader.put(DESTINATION_PORT, 2, 2, tree);
        reader.hide(PORT, 0, 2, tree);
        reader.hide(PORT, 2, 2, tree);
        reader.put(SEQUENCE, 4, 4, tree);
        if let Detail::IcmpError { number: Some(number), .. } = subject.inspected.seen.detail {
            tree.made(STREAM, number);
        }
    });
}

fn figures(flow: &Flow) -> Option<&Figures> {
    match &flow.transport {
        FlowTransport::Tcp(tcp) => tcp.figures.as_deref(),
        FlowTransport::Udp(_) => None,
    }
}

fn numbers<S: Sink>(tcp: &Tcp<'_>, sequence: u32, acknowledged: u32, flow: Option<&Flow>, tree: &mut Tree<'_, '_, S>) {
    let at = |start: usize, length: usize| tcp.header.get(start..start + length).unwrap_or_default();
    tree.put_as(SEQUENCE, sequence, at(4, 4), format_args!("Sequence Number: {sequence}    (relative sequence number)"));
    tree.put(SEQUENCE_RAW, tcp.sequence, at(4, 4));
    let uses = u32::from(tcp.flags.has(Flags::SYN)) + u32::from(tcp.flags.has(Flags::FIN));
    let next = sequence.wrapping_add(tcp.length()).wrapping_add(uses.min(1));
    tree.made_as(NEXT_SEQUENCE, next, format_args!("Next Sequence Number: {next}    (relative sequence number)"));
    acknowledgment(tcp, acknowledged, flow, tree);
    header_length(tcp, tree);
}

fn acknowledgment<S: Sink>(tcp: &Tcp<'_>, acknowledgment: u32, flow: Option<&Flow>, tree: &mut Tree<'_, '_, S>) {
    let at = |start: usize, length: usize| tcp.header.get(start..start + length).unwrap_or_default();
    if tcp.flags.has(Flags::ACK) {
        tree.put_as(
            ACKNOWLEDGMENT,
            acknowledgment,
            at(8, 4),
            format_args!("Acknowledgment Number: {acknowledgment}    (relative ack number)"),
        );
        if tcp.flags.has(Flags::SYN) && flow.is_some_and(began_with_data) {
            let field = if acknowledgment > 1 { FAST_OPEN_ACCEPTED } else { FAST_OPEN_IGNORED };
            tree.below(|tree| tree.expert(field, "Note/Sequence"));
        }
        tree.put(ACKNOWLEDGMENT_RAW, tcp.acknowledgment, at(8, 4));
    } else {
        // Without ACK the field means nothing, and Wireshark leaves it as it is.
        tree.put(ACKNOWLEDGMENT, acknowledgment, at(8, 4));
        if tcp.acknowledgment != 0 {
            tree.below(|tree| tree.expert(ACK_NONZERO, "Note/Protocol"));
        }
        tree.put(ACKNOWLEDGMENT_RAW, tcp.acknowledgment, at(8, 4));
    }
}

fn header_length<S: Sink>(tcp: &Tcp<'_>, tree: &mut Tree<'_, '_, S>) {
    let words = tcp.header_length() / 4;
    let bytes = tcp.header.get(12..13).unwrap_or_default();
    tree.put_as(HEADER_LENGTH, words * 4, bytes, format_args!("{words:04b} .... = Header Length: {} bytes ({words})", words * 4));
}

fn reuses_ports(flow: &Flow) -> bool {
    matches!(&flow.transport, FlowTransport::Tcp(tcp) if tcp.reuses.is_some())
}

/// The client's SYN carried payload, as Fast Open allows (RFC 7413).
fn began_with_data(flow: &Flow) -> bool {
    let FlowTransport::Tcp(tcp) = &flow.transport else { return false };
    let client = &tcp.sides.client;
    client.syn.zip(client.first_data).is_some_and(|(syn, (first, _))| syn.frame == first)
}

fn flags<S: Sink>(tcp: &Tcp<'_>, seen: Option<&TcpSeen>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let bytes = tcp.header.get(12..14).unwrap_or_default();
    let flags = tcp.flags;
    let (source, destination) = (tcp.source_port, tcp.destination_port);
    if tree.wants_field(FLAGS) {
        let mut names = String::new();
        for name in flags.names() {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(name);
        }
        if let Some(counter) = seen.and_then(|seen| seen.ecn_counter) {
            names = flags_with_counter(flags, counter);
        }
        let names = if names.is_empty() { "<None>" } else { &names };
        tree.put_as(FLAGS, flags.0, bytes, format_args!("Flags: 0x{:03x} ({names})", flags.0));
    }
    tree.below(|tree| {
        let (high, low) = bytes.split_at_checked(1).unwrap_or_default();
        let counter = seen.and_then(|seen| seen.ecn_counter);
        tree.put(FLAGS_RESERVED, flags.has_any(Flags::RESERVED.0), high);
        match counter {
            Some(counter) => {
                tree.put_as(FLAGS_ACE, counter, bytes, format_args!("...{:b} {:02b}.. .... = ACE: {counter}", counter >> 2, counter & 3));
            }
            None => {
                tree.put(FLAGS_AE, flags.has(Flags::AE), high);
                tree.put(FLAGS_CWR, flags.has(Flags::CWR), low);
                tree.put(FLAGS_ECE, flags.has(Flags::ECE), low);
            }
        }
        tree.put(FLAGS_URG, flags.has(Flags::URG), low);
        tree.put(FLAGS_ACK, flags.has(Flags::ACK), low);
        tree.put(FLAGS_PUSH, flags.has(Flags::PSH), low);
        tree.put(FLAGS_RESET, flags.has(Flags::RST), low);
        if flags.has(Flags::RST) {
            tree.below(|tree| tree.expert(CONNECTION_RST, "Warning/Sequence"));
        }
        tree.put(FLAGS_SYN, flags.has(Flags::SYN), low);
        if flags.has(Flags::SYN) {
            tree.below(|tree| match flags.has(Flags::ACK) {
                true => expert_of_server(CONNECTION_SYN_ACK, source, tree),
                false => expert_of_server(CONNECTION_SYN, destination, tree),
            });
        }
        tree.put(FLAGS_FIN, flags.has(Flags::FIN), low);
        if flags.has(Flags::FIN) {
            tree.below(|tree| tree.expert(CONNECTION_FIN, "Chat/Sequence"));
        }
        if tree.wants_field(FLAGS_TEXT) {
            let mut letters = String::with_capacity(24);
            let bits = u16::from(counter.unwrap_or_default());
            for (index, (bit, letter)) in LETTERS.into_iter().enumerate() {
                match (counter, index) {
                    (Some(_), 4) => letters.push(char::from(b'0' + (bits as u8 & 7))),
                    (Some(_), 3 | 5) => letters.push('-'),
                    _ => letters.push(if flags.has_any(bit) { letter } else { '·' }),
                }
            }
            tree.made_from(FLAGS_TEXT, letters.as_str(), bytes);
        }
        if flags.has(Flags::FIN)
            && let Some(is_first) = subject.and_then(is_first_fin)
        {
            let field = if is_first { CONNECTION_FIN_ACTIVE } else { CONNECTION_FIN_PASSIVE };
            tree.below(|tree| tree.expert(field, "Note/Sequence"));
        }
    });
}

/// The names of the flags where three of them are a counter.
fn flags_with_counter(flags: Flags, counter: u8) -> String {
    let (before, after) = (flags.without(Flags(Flags::COUNTER.0 | Flags::RESERVED.0)), flags.only(Flags::RESERVED));
    let counter = format!("ACE={counter}");
    before.names().map(str::to_owned).chain([counter]).chain(after.names().map(str::to_owned)).collect::<Vec<_>>().join(", ")
}

/// What opens a connection: its line names the server's port.
fn expert_of_server<S: Sink>(field: Id, port: u16, tree: &mut Tree<'_, '_, S>) {
    tree.expert_as(field, "Chat/Sequence", format_args!("{}: server port {port}", field.field().title));
}

/// One letter for each flag, as `tcp.flags.str` has them.
const LETTERS: [(u16, char); 12] = [
    (0x800, 'R'),
    (0x400, 'R'),
    (0x200, 'R'),
    (0x100, 'A'),
    (0x080, 'C'),
    (0x040, 'E'),
    (0x020, 'U'),
    (0x010, 'A'),
    (0x008, 'P'),
    (0x004, 'R'),
    (0x002, 'S'),
    (0x001, 'F'),
];

/// Whether the FIN is of the side that closes first.
fn is_first_fin(subject: &Subject<'_, '_>) -> Option<bool> {
    let FlowTransport::Tcp(tcp) = &subject.flow?.transport else { return None };
    Some(tcp.first_fin? == subject.inspected.seen.from?)
}

fn window<S: Sink>(tcp: &Tcp<'_>, seen: Option<&TcpSeen>, figures: Option<&Figures>, tree: &mut Tree<'_, '_, S>) {
    let bytes = tcp.header.get(14..16).unwrap_or_default();
    tree.put(WINDOW, tcp.window, bytes);
    let Some(seen) = seen else { return };
    tree.made_from(WINDOW_SCALED, seen.window, bytes);
    let Some(figures) = figures.filter(|_| !tcp.flags.has(Flags::SYN)) else { return };
    let factor = figures.window_factor;
    let meaning = match factor {
        -1 => " (unknown)",
        -2 => " (no window scaling used)",
        _ => "",
    };
    tree.made_from_as(WINDOW_FACTOR, Value::Signed(factor.into()), bytes, format_args!("Window size scaling factor: {factor}{meaning}"));
}

fn times<S: Sink>(subject: &Subject<'_, '_>, flow: &Flow, tree: &mut Tree<'_, '_, S>) {
    let Some(time) = subject.inspected.packet.frame.time else { return };
    let since = |earlier| Option::map_or(earlier, Span::ZERO, |earlier| time.since(earlier));
    let (relative, delta) = (since(flow.times.first), since(flow.times.before_last));
    tree.made_line(format_args!("Timestamps"));
    tree.below(|tree| {
        tree.made(TIME_RELATIVE, relative);
        tree.made(TIME_DELTA, delta);
    });
}

fn analysis<S: Sink>(tcp: &Tcp<'_>, seen: &TcpSeen, figures: Option<&Figures>, subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let Some(figures) = figures.filter(|figures| figures.is_analysed || seen.analysis != Analysis::default()) else { return };
    tree.made_as(ANALYSIS, Value::Present, format_args!("SEQ/ACK analysis"));
    tree.below(|tree| {
        if let Some((frame, round_trip)) = figures.acknowledges {
            tree.made(ACKS_FRAME, frame);
            // One that took no time isn't shown.
            if let Some(round_trip) = round_trip.filter(|round_trip| *round_trip != Span::ZERO) {
                tree.made(ACK_RTT, round_trip);
            }
        }
        if let Some(round_trip) = figures.initial_round_trip.or(subject.later.initial_round_trip) {
            tree.made(INITIAL_RTT, round_trip);
        }
        if let Some(bytes) = figures.bytes_in_flight {
            tree.made(BYTES_IN_FLIGHT, bytes);
        }
        if let Some(bytes) = figures.bytes_since_push {
            tree.made(PUSH_BYTES_SENT, bytes);
        }
        findings(tcp, seen, figures, tree);
    });
}

fn findings<S: Sink>(_tcp: &Tcp<'_>, seen: &TcpSeen, figures: &Figures, tree: &mut Tree<'_, '_, S>) {
    const FINDINGS: [(Analysis, Id, &str); 14] = [
        (Analysis::REUSED_PORTS, REUSED_PORTS, "Note/Sequence"),
        (Analysis::RETRANSMISSION, RETRANSMISSION, "Note/Sequence"),
        (Analysis::FAST_RETRANSMISSION, FAST_RETRANSMISSION, "Note/Sequence"),
        (Analysis::SPURIOUS_RETRANSMISSION, SPURIOUS_RETRANSMISSION, "Note/Sequence"),
        (Analysis::OUT_OF_ORDER, OUT_OF_ORDER, "Warning/Sequence"),
        (Analysis::PREVIOUS_NOT_CAPTURED, LOST_SEGMENT, "Warning/Sequence"),
        (Analysis::ACKED_UNSEEN, ACK_LOST_SEGMENT, "Warning/Sequence"),
        (Analysis::WINDOW_UPDATE, WINDOW_UPDATE, "Chat/Sequence"),
        (Analysis::WINDOW_FULL, WINDOW_FULL, "Warning/Sequence"),
        (Analysis::KEEP_ALIVE, KEEP_ALIVE, "Note/Sequence"),
        (Analysis::KEEP_ALIVE_ACK, KEEP_ALIVE_ACK, "Note/Sequence"),
        (Analysis::ZERO_WINDOW_PROBE, ZERO_WINDOW_PROBE, "Note/Sequence"),
        (Analysis::ZERO_WINDOW, ZERO_WINDOW, "Warning/Sequence"),
        (Analysis::ZERO_WINDOW_PROBE_ACK, ZERO_WINDOW_PROBE_ACK, "Note/Sequence"),
    ];
    let found = seen.analysis;
    if found == Analysis::default() {
        return;
    }
    tree.made_as(ANALYSIS_FLAGS, Value::Present, format_args!("TCP Analysis Flags"));
    tree.below(|tree| {
        for (finding, field, severity) in FINDINGS {
            if found.has(finding) {
                // A fast or a spurious retransmission is one too.
                if matches!(finding, Analysis::FAST_RETRANSMISSION | Analysis::SPURIOUS_RETRANSMISSION) {
                    tree.expert(field, severity);
                    tree.expert(RETRANSMISSION, severity);
                    continue;
                }
                tree.expert(field, severity);
            }
        }
        // One that waited no time isn't shown.
        if let Some((frame, timeout)) = figures.timeout
            && let Some(timeout) = timeout.filter(|timeout| *timeout != Span::ZERO)
        {
            tree.made(TIMEOUT, timeout);
            tree.made(TIMEOUT_FRAME, frame);
        }
        if seen.duplicate_of.is_some() {
            tree.made_as(DUPLICATE_ACK, Value::Present, format_args!("This is a TCP duplicate ack"));
        }
    });
    if let Some((frame, number)) = seen.duplicate_of {
        tree.made(DUPLICATE_ACK_NUMBER, number);
        tree.made(DUPLICATE_ACK_FRAME, frame);
        tree.below(|tree| tree.expert_as(DUPLICATE_ACK, "Note/Sequence", format_args!("Duplicate ACK (#{number})")));
    }
}

fn payload<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let payload = tcp.payload;
    if payload.bytes.is_empty() {
        return;
    }
    let plural = if payload.length == 1 { "" } else { "s" };
    if tcp.flags.has(Flags::RST) {
        tree.put_as(RESET_CAUSE, "", payload.bytes, format_args!("Reset cause"));
        return;
    }
    tree.put_as(PAYLOAD, payload.bytes, payload.bytes, format_args!("TCP payload ({} byte{plural})", payload.length));
    if let Some(subject) = subject
        && let Some(carried) = &subject.inspected.seen.carried
    {
        if let Some(frame) = subject.later.message_in {
            tree.made(REASSEMBLED_IN, frame);
        }
        for (_, message) in carried.framed(payload.bytes) {
            tree.made_from(MESSAGE_LENGTH, message.length, message.bytes);
        }
        let own = carried.joined.as_ref().map(|joined| joined.own.clone());
        let left = payload.bytes.len().saturating_sub(carried.left)..payload.bytes.len();
        let parts = if carried.is_piece { [Some(0..payload.bytes.len()), None] } else { [own, Some(left)] };
        for bytes in parts.into_iter().flatten().filter_map(|part| payload.bytes.get(part)).filter(|bytes| !bytes.is_empty()) {
            let plural = if bytes.len() == 1 { "" } else { "s" };
            tree.put_as(SEGMENT_DATA, bytes, bytes, format_args!("TCP segment data ({} byte{plural})", bytes.len()));
        }
    }
    let seen = subject.and_then(|subject| subject.inspected.seen.tcp());
    // What the capture cut isn't put together, nor told to be a part of anything.
    if seen.is_some_and(|seen| seen.analysis.has(Analysis::RETRANSMISSION)) && !payload.is_cut() {
        let text = format_args!("Retransmitted TCP segment data ({} byte{plural})", payload.length);
        tree.put_as(SEGMENT_DATA, payload.bytes, payload.bytes, text);
    }
}

/// The segments that the first message of a segment was put together from, in a branch of its own behind TCP's.
pub(super) fn segments<S: Sink>(joined: &Joined, message: &[u8], tree: &mut Tree<'_, '_, S>) {
    let (count, length) = (joined.segments.len(), message.len());
    if tree.wants_field(SEGMENTS) {
        let list = joined.segments.iter().map(|segment| format!("#{}({})", segment.frame, segment.length)).collect::<Vec<_>>().join(", ");
        tree.made_from_as(SEGMENTS, Value::Present, message, format_args!("{count} Reassembled TCP Segments ({length} bytes): {list}"));
    }
    tree.below(|tree| {
        for segment in &joined.segments {
            let (first, end) = (segment.offset, segment.offset + segment.length);
            let plural = if segment.length == 1 { "" } else { "s" };
            let last = end.saturating_sub(1);
            let line = format_args!("Frame: {}, payload: {first}-{last} ({} byte{plural})", segment.frame, segment.length);
            tree.made_from_as(SEGMENT, segment.frame, message.get(first..end).unwrap_or_default(), line);
        }
        tree.made(SEGMENT_COUNT, count);
        tree.made(REASSEMBLED_LENGTH, length);
        tree.made_from(REASSEMBLED_DATA, message, message);
    });
}

/// What has been seen of a connection (Wireshark User's Guide 7.5.1).
const fn completeness(bits: u8) -> &'static str {
    match bits {
        0x20..=0x3f if bits & 0x1f == 0 => "Incomplete",
        1 => "Incomplete, SYN_SENT",
        3 => "Incomplete, CLIENT_ESTABLISHED",
        7 => "Incomplete, ESTABLISHED",
        15 => "Incomplete, DATA",
        23 | 39 | 55 => "Complete, NO_DATA",
        31 | 47 | 63 => "Complete, WITH_DATA",
        _ => "Incomplete",
    }
}
