//! `raw`: a capture without link layer.

use super::field::Field;
use super::tree::{Sink, Tree};
use super::{Protocol, fields};

fields! {
    Protocol::Raw;
    RAW = Field::protocol("raw", "Raw packet data");
}

pub(super) fn walk<S: Sink>(frame: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.plain_protocol(RAW, frame);
}
