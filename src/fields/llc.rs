//! `llc.*`: Logical Link Control and the Subnetwork Access Protocol.

use super::field::Field;
use super::reader::Reader;
use super::tree::{Sink, Tree};
use super::{Protocol, fields, names};
use crate::decode::llc::{Control, Llc};

fields! {
    Protocol::Llc;
    LLC = Field::protocol("llc", "Logical-Link Control");
    DESTINATION = Field::unsigned("llc.dsap", "DSAP", 8).hex().names(&ACCESS_POINTS);
    DESTINATION_POINT = Field::unsigned("llc.dsap.sap", "SAP", 8).mask(0xfe);
    DESTINATION_GROUP = Field::boolean("llc.dsap.ig", "IG Bit").mask(0x01).states("Group", "Individual");
    SOURCE = Field::unsigned("llc.ssap", "SSAP", 8).hex().names(&ACCESS_POINTS);
    SOURCE_POINT = Field::unsigned("llc.ssap.sap", "SAP", 8).mask(0xfe);
    SOURCE_RESPONSE = Field::boolean("llc.ssap.cr", "CR Bit").mask(0x01).states("Response", "Command");
    CONTROL = Field::unsigned("llc.control", "Control field", 16).hex();
    RECEIVED = Field::unsigned("llc.control.n_r", "N(R)", 16).mask(0xfe00);
    SENT = Field::unsigned("llc.control.n_s", "N(S)", 16).mask(0x00fe);
    POLL = Field::flag("llc.control.p", "Poll", 0x10);
    FINAL = Field::flag("llc.control.f", "Final", 0x10);
    SUPERVISORY = Field::unsigned("llc.control.s_ftype", "Supervisory frame type", 16).hex().mask(0x0c).names(&SUPERVISORIES);
    COMMAND = Field::unsigned("llc.control.u_modifier_cmd", "Command", 8).hex().mask(0xec).names(&COMMANDS);
    RESPONSE = Field::unsigned("llc.control.u_modifier_resp", "Response", 8).hex().mask(0xec).names(&RESPONSES);
    FRAME_TYPE = Field::unsigned("llc.control.ftype", "Frame type", 16).hex();
    ORGANIZATION = Field::unsigned("llc.oui", "Organization Code", 24);
    TYPE = Field::unsigned("llc.type", "Type", 16).hex().names(&names::ETHER_TYPES);
    PROTOCOL_ID = Field::unsigned("llc.pid", "Protocol ID", 16).hex();
}

/// Service access points (IEEE).
const ACCESS_POINTS: [(u64, &str); 12] = [
    (0x00, "NULL LSAP"),
    (0x02, "LLC Sub-Layer Management"),
    (0x06, "TCP/IP"),
    (0x0e, "PROWAY (IEC955) Network Management and Initialization"),
    (0x42, "Spanning Tree BPDU"),
    (0x4e, "EIA RS-511 Manufacturing Message Service"),
    (0x7e, "ISO 8208 (X.25 over 802.2)"),
    (0xaa, "SNAP"),
    (0xe0, "NetWare"),
    (0xf0, "NetBIOS"),
    (0xfe, "ISO Network Layer"),
    (0xff, "Global DSAP"),
];

const SUPERVISORIES: [(u64, &str); 3] = [(0, "Receiver ready"), (1, "Receiver not ready"), (2, "Reject")];

const COMMANDS: [(u64, &str); 5] = [
    (0x00, "Unnumbered Information"),
    (0x1b, "Set Asynchronous Balanced Mode Extended"),
    (0x10, "Disconnect"),
    (0x2b, "Exchange identification"),
    (0x38, "Test"),
];

const RESPONSES: [(u64, &str); 5] = [
    (0x18, "Unnumbered Acknowledge"),
    (0x03, "Disconnected mode"),
    (0x21, "Frame reject"),
    (0x2b, "Exchange identification"),
    (0x38, "Test"),
];

/// `bytes`: the header and what follows it.
pub(super) fn walk<S: Sink>(llc: &Llc, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(bytes.get(..llc.length()).unwrap_or(bytes));
    tree.plain_protocol(LLC, reader.0);
    tree.below(|tree| {
        header(llc, reader, tree);
    });
}

fn header<S: Sink>(llc: &Llc, reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    for (start, whole, point, bit) in [(0, DESTINATION, DESTINATION_POINT, DESTINATION_GROUP), (1, SOURCE, SOURCE_POINT, SOURCE_RESPONSE)] {
        let address = reader.number(start, 1)?;
        let name = DESTINATION.field().name_of(address & if start == 0 { 0xff } else { 0xfe }).unwrap_or("Unknown");
        reader.put_as(whole, start, 1, format_args!("{}: {name} (0x{address:02x})", whole.field().title), tree)?;
        tree.below(|tree| {
            let bits = address >> 1;
            let text = format_args!("{:04b} {:03b}. = SAP: {name}", bits >> 3, bits & 7);
            reader.put_as(point, start, 1, text, tree)?;
            reader.put(bit, start, 1, tree)
        });
    }
    let is_response = llc.source & 1 == 1;
    match llc.control {
        Control::Unnumbered(bits) => {
            let modifier = u64::from(bits & 0xec) >> 2;
            let (field, kind) = if is_response { (RESPONSE, "F") } else { (COMMAND, "P") };
            let short = match (modifier, is_response) {
                (0x00, _) => "UI",
                (0x1b, _) => "SABME",
                (0x10, _) => "DISC",
                (0x2b, _) => "XID",
                (0x38, _) => "TEST",
                (0x18, _) => "UA",
                (0x03, _) => "DM",
                (0x21, _) => "FRMR",
                _ => "Unknown",
            };
            let poll = if bits & 0x10 != 0 { kind } else { "" };
            let separator = if poll.is_empty() { "" } else { " " };
            let line = format_args!("Control field: U{separator}{poll}, func={short} (0x{bits:02x})");
            reader.put_as(CONTROL, 2, 1, line, tree)?;
            tree.below(|tree| {
                reader.put(field, 2, 1, tree)?;
                if bits & 0x10 != 0 {
                    reader.put(if is_response { FINAL } else { POLL }, 2, 1, tree)?;
                }
                tree.put_as(FRAME_TYPE, bits & 3, reader.at(2, 1)?, format_args!(".... ..11 = Frame type: Unnumbered frame (0x3)"));
                Some(0)
            });
        }
        Control::Information(bits) | Control::Supervisory(bits) => {
            let bytes = reader.at(2, 2)?;
            let (received, sent) = (bits >> 9, bits >> 1 & 0x7f);
            let is_information = matches!(llc.control, Control::Information(_));
            match is_information {
                true => tree.put_as(CONTROL, bits, bytes, format_args!("Control field: I, N(R)={received}, N(S)={sent} (0x{bits:04x})")),
                false => tree.put_as(CONTROL, bits, bytes, format_args!("Control field: S, N(R)={received} (0x{bits:04x})")),
            }
            tree.below(|tree| {
                tree.put(RECEIVED, received, bytes);
                if bits & 0x100 != 0 {
                    tree.put(if is_response { FINAL } else { POLL }, true, bytes);
                }
                if is_information {
                    tree.put(SENT, sent, bytes);
                } else {
                    tree.put(SUPERVISORY, bits >> 2 & 3, bytes);
                }
                let name = if is_information { "Information frame" } else { "Supervisory frame" };
                let value = if is_information { 0 } else { bits & 3 };
                tree.put_as(FRAME_TYPE, value, bytes, format_args!("Frame type: {name} (0x{value:x})"));
            });
        }
    }
    if let Some(snap) = llc.snap {
        let [a, b, c] = snap.organization;
        reader.put_as(ORGANIZATION, 3, 3, format_args!("Organization Code: {a:02x}:{b:02x}:{c:02x}"), tree)?;
        reader.put(if llc.ether_type().is_some() { TYPE } else { PROTOCOL_ID }, 6, 2, tree)?;
    }
    Some(())
}
