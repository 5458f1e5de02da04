//! `labcap.*`: what labcap itself says of a packet and its conversation.
//!
//! State and codes are worked out by whoever explains, and handed in with the [`Subject`].

use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Protocol, Subject, Value, fields};

fields! {
    Protocol::Labcap;
    LABCAP = Field::protocol("labcap", "What labcap says");
    STREAM = Field::of(Kind::Text, "labcap.stream", "Stream");
    PHASE = Field::of(Kind::Text, "labcap.phase", "Phase of the connection");
    STATE = Field::of(Kind::Text, "labcap.state", "State of the conversation");
    CODE = Field::of(Kind::Text, "labcap.code", "Code of a statement");
}

pub(super) fn walk<S: Sink>(subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let seen = &subject.inspected.seen;
    tree.hide(LABCAP, Value::Present, &[]);
    if let Some(stream) = seen.stream.filter(|_| tree.wants_field(STREAM)) {
        let name = stream.to_string();
        tree.hide(STREAM, name.as_str(), &[]);
    }
    if let Some(tcp) = seen.tcp() {
        tree.hide(PHASE, tcp.phase.as_str(), &[]);
    }
    if let Some(state) = subject.told.state {
        tree.hide(STATE, state, &[]);
    }
    for code in subject.told.codes {
        tree.hide(CODE, *code, &[]);
    }
}
