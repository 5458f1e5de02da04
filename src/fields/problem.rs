//! `_ws.malformed` and `_ws.short`: a packet that can't be read to its end, because its sender made it so or because the capture cut it;
//! `_ws.expert`: a finding of any protocol.

use super::field::Field;
use super::tree::{Sink, Tree};
use super::{Protocol, Value, fields};
use crate::decode::{Packet, Problem, ProblemKind};

fields! {
    Protocol::Problem;
    MALFORMED = Field::protocol("_ws.malformed", "Malformed Packet");
    EXPERT = Field::protocol("_ws.expert", "Expert Info");
    SHORT = Field::protocol("_ws.short", "Short Frame");
}

pub(super) fn walk<S: Sink>(packet: &Packet<'_>, tree: &mut Tree<'_, '_, S>) {
    let Some(Problem { layer, kind }) = packet.problem else { return };
    let layer = layer.as_str();
    match kind {
        ProblemKind::Cut => {
            tree.put_as(SHORT, Value::Protocol(&[]), &[], format_args!("[Packet size limited during capture: {layer} truncated]"));
        }
        ProblemKind::Short => {
            tree.put_as(MALFORMED, Value::Protocol(&[]), &[], format_args!("[Malformed Packet: {layer}]"));
            // The finding about it is one too.
            tree.hide(MALFORMED, Value::Protocol(&[]), &[]);
        }
        // Wireshark reads on, and remarks on the field.
        ProblemKind::Version(_) | ProblemKind::HeaderLength(_) | ProblemKind::Length(_) => {}
    }
}
