//! The pieces of a datagram and what they make together, in the packet that completes it: the same in IPv4 and in IPv6.

use super::Id;
use super::Subject;
use super::tree::{Sink, Tree};

/// The fields of one of the two.
pub(super) struct Names {
    /// `IPv4` or `IPv6`.
    pub title: &'static str,
    pub list: Id,
    pub piece: Id,
    pub overlap: Id,
    pub conflict: Id,
    /// A piece that contradicts another has this field.
    pub error: Id,
    pub count: Id,
    pub length: Id,
    pub data: Id,
}

/// `data`: the datagram.
pub(super) fn walk<S: Sink>(names: &Names, data: &[u8], subject: &Subject<'_, '_>, tree: &mut Tree<'_, '_, S>) {
    let Some(whole) = &subject.inspected.seen.reassembled else { return };
    let pieces = &whole.pieces;
    if tree.wants_field(names.list) {
        let list = pieces.iter().map(|piece| format!("#{}({})", piece.frame, piece.length)).collect::<Vec<_>>().join(", ");
        let (count, title, bytes) = (pieces.len(), names.title, whole.bytes);
        let line = format_args!("{count} {title} Fragments ({bytes} bytes): {list}");
        match names.list.field().kind {
            super::Kind::Bytes => tree.made_as(names.list, data, line),
            _ => tree.made_as(names.list, super::Value::Present, line),
        }
    }
    tree.below(|tree| {
        for piece in pieces {
            let last = (piece.offset + piece.length).saturating_sub(1);
            let line = format_args!("Frame: {}, payload: {}-{last} ({} bytes)", piece.frame, piece.offset, piece.length);
            tree.made_as(if piece.conflicts { names.error } else { names.piece }, piece.frame, line);
            if piece.overlaps {
                tree.below(|tree| {
                    tree.made(names.overlap, true);
                    if piece.conflicts {
                        tree.made(names.conflict, true);
                    }
                });
            }
        }
        tree.made(names.count, pieces.len());
        tree.made(names.length, whole.bytes);
        tree.made(names.data, data);
    });
}
