//! `tcp.options.*`: the options of a TCP header, each with its kind and its length.

use super::tcp::{
    EXPERIMENT, EXPERIMENT_DATA, FAST_OPEN_COOKIE, FAST_OPEN_REQUEST, MD5_DIGEST, MSS_ABSENT, MSS_PRESENT, MSS_VALUE, OPTION_END,
    OPTION_EXPERIMENTAL, OPTION_FAST_OPEN, OPTION_KIND, OPTION_LENGTH, OPTION_MD5, OPTION_MSS, OPTION_NOP, OPTION_SACK,
    OPTION_SACK_PERMITTED, OPTION_SCALE, OPTION_TIMESTAMP, OPTION_UNKNOWN, OPTION_USER_TIMEOUT, OPTIONS, SACK_COUNT, SACK_LEFT, SACK_RIGHT,
    SCALE_MULTIPLIER, SCALE_SHIFT, TIMESTAMP_ECHO, TIMESTAMP_VALUE, UNKNOWN_PAYLOAD, USER_TIMEOUT, USER_TIMEOUT_GRANULARITY,
};
use super::tree::{Sink, Tree};
use super::{Id, Subject, Value};
use crate::decode::tcp::{Flags, Tcp};

/// Kinds of options (IANA, "TCP Option Kind Numbers"), as Wireshark calls their field.
pub(super) const KINDS: [(u64, &str); 19] = [
    (0, "End of Option List"),
    (1, "No-Operation"),
    (2, "Maximum Segment Size"),
    (3, "Window Scale"),
    (4, "SACK Permitted"),
    (5, "SACK"),
    (6, "Echo"),
    (7, "Echo Reply"),
    (8, "Time Stamp Option"),
    (11, "CC"),
    (12, "CC.NEW"),
    (13, "CC.ECHO"),
    (19, "MD5 Signature Option"),
    (27, "Quick-Start Response"),
    (28, "User Timeout Option"),
    (29, "The TCP Authentication Option"),
    (30, "Multipath TCP"),
    (34, "TCP Fast Open Cookie"),
    (253, "RFC3692-style Experiment 1"),
];

/// What an option's line calls it.
const fn title(kind: u8) -> Option<&'static str> {
    Some(match kind {
        0 => "End of Option List (EOL)",
        1 => "No-Operation (NOP)",
        2 => "Maximum segment size",
        3 => "Window scale",
        4 => "SACK permitted",
        5 => "SACK",
        6 => "Echo",
        7 => "Echo reply",
        8 => "Timestamps",
        11 => "CC",
        12 => "CC.NEW",
        13 => "CC.ECHO",
        19 => "TCP MD5 signature",
        28 => "User Timeout",
        34 => "Fast Open",
        253 | 254 => "Experimental",
        _ => return None,
    })
}

/// One option: its kind, all its bytes and its data.
struct Options<'a>(&'a [u8]);

impl<'a> Iterator for Options<'a> {
    type Item = (u8, &'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&kind, after) = self.0.split_first()?;
        let length = match kind {
            0 | 1 => 1,
            _ => usize::from(*after.first()?),
        };
        let (whole, rest) = self.0.split_at_checked(length.max(if kind < 2 { 1 } else { 2 }))?;
        self.0 = rest;
        Some((kind, whole, whole.get(2..).unwrap_or_default()))
    }
}

pub(super) fn walk<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let bytes = tcp.option_bytes;
    if bytes.is_empty() {
        return;
    }
    if tree.wants_field(OPTIONS) {
        let mut list = String::new();
        for (kind, ..) in Options(bytes) {
            list.push_str(", ");
            list.push_str(title(kind).unwrap_or("Unknown"));
        }
        tree.put_as(OPTIONS, bytes, bytes, format_args!("Options: ({} bytes){list}", bytes.len()));
    }
    tree.below(|tree| {
        for (kind, whole, data) in Options(bytes) {
            option(kind, whole, data, tcp, subject, tree);
        }
        let has_size = Options(bytes).any(|(kind, ..)| kind == 2);
        let is_syn = tcp.flags.has(Flags::SYN);
        if is_syn && !has_size {
            tree.expert(MSS_ABSENT, "Note/Protocol");
        } else if !is_syn && has_size {
            tree.expert(MSS_PRESENT, "Note/Protocol");
        }
    });
}

fn option<S: Sink>(kind: u8, whole: &[u8], data: &[u8], tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let name = title(kind).unwrap_or("Unknown");
    let word = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap_or_default());
    match (kind, data) {
        (2, &[high, low]) => {
            let size = u16::from_be_bytes([high, low]);
            tree.put_as(field(kind), whole, whole, format_args!("TCP Option - {name}: {size} bytes"));
            tree.below(|tree| {
                head(kind, whole, tree);
                tree.put(MSS_VALUE, size, data);
            });
        }
        (3, &[shift]) => {
            // More than 14 counts as 14 (RFC 7323 2.3).
            let multiplier = 1_u32 << shift.min(14);
            tree.put_as(field(kind), whole, whole, format_args!("TCP Option - {name}: {shift} (multiply by {multiplier})"));
            tree.below(|tree| {
                head(kind, whole, tree);
                tree.put(SCALE_SHIFT, shift, data);
                tree.made_from(SCALE_MULTIPLIER, multiplier, data);
            });
        }
        (5, _) => {
            let base = relative_base(tcp, subject);
            tree.put_as(field(kind), whole, whole, format_args!("TCP Option - {name}{}", Blocks { data, base }));
            tree.below(|tree| {
                head(kind, whole, tree);
                let note = if base.is_some() { " (relative)" } else { "" };
                for block in data.chunks_exact(8) {
                    let (left, right) = block.split_at(4);
                    let relative = |bytes: &[u8]| word(bytes).wrapping_sub(base.unwrap_or_default());
                    tree.put_as(SACK_LEFT, relative(left), left, format_args!("left edge = {}{note}", relative(left)));
                    tree.put_as(SACK_RIGHT, relative(right), right, format_args!("right edge = {}{note}", relative(right)));
                }
                tree.made(SACK_COUNT, data.len() / 8);
            });
        }
        (8, &[_, _, _, _, _, _, _, _]) => {
            let (value, echo) = data.split_at(4);
            tree.put_as(field(kind), whole, whole, format_args!("TCP Option - {name}: TSval {}, TSecr {}", word(value), word(echo)));
            tree.below(|tree| {
                head(kind, whole, tree);
                tree.put(TIMESTAMP_VALUE, word(value), value);
                tree.put(TIMESTAMP_ECHO, word(echo), echo);
            });
        }
        _ => {
            tree.put_as(field(kind), whole, whole, format_args!("TCP Option - {name}"));
            tree.below(|tree| {
                head(kind, whole, tree);
                rare(kind, data, tree);
            });
        }
    }
}

/// The field of a whole option.
const fn field(kind: u8) -> Id {
    match kind {
        0 => OPTION_END,
        1 => OPTION_NOP,
        2 => OPTION_MSS,
        3 => OPTION_SCALE,
        4 => OPTION_SACK_PERMITTED,
        5 => OPTION_SACK,
        8 => OPTION_TIMESTAMP,
        19 => OPTION_MD5,
        28 => OPTION_USER_TIMEOUT,
        34 => OPTION_FAST_OPEN,
        253 | 254 => OPTION_EXPERIMENTAL,
        _ => OPTION_UNKNOWN,
    }
}

fn head<S: Sink>(kind: u8, whole: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.put(OPTION_KIND, kind, whole.get(..1).unwrap_or_default());
    if kind > 1 {
        tree.put(OPTION_LENGTH, whole.len(), whole.get(1..2).unwrap_or_default());
    }
}

fn rare<S: Sink>(kind: u8, data: &[u8], tree: &mut Tree<'_, '_, S>) {
    match (kind, data) {
        (19, _) => tree.put(MD5_DIGEST, data, data),
        (28, &[high, low]) => {
            let field = u16::from_be_bytes([high, low]);
            tree.put(USER_TIMEOUT_GRANULARITY, field & 0x8000 != 0, data);
            tree.put(USER_TIMEOUT, field & 0x7fff, data);
        }
        (34, []) => tree.put(FAST_OPEN_REQUEST, Value::Present, data),
        (34, _) => tree.put(FAST_OPEN_COOKIE, data, data),
        (253 | 254, [high, low, rest @ ..]) => {
            tree.put(EXPERIMENT, u16::from_be_bytes([*high, *low]), data.get(..2).unwrap_or_default());
            match (high, low, rest) {
                (0xf9, 0x89, []) => tree.put(FAST_OPEN_REQUEST, Value::Present, rest),
                (0xf9, 0x89, _) => tree.put(FAST_OPEN_COOKIE, rest, rest),
                (_, _, []) => {}
                _ => tree.put(EXPERIMENT_DATA, rest, rest),
            }
        }
        (0..=8 | 11..=13, _) | (_, []) => {}
        _ => tree.put(UNKNOWN_PAYLOAD, data, data),
    }
}

/// Relative number 0 of the other side, whose bytes the blocks name.
fn relative_base(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>) -> Option<u32> {
    let seen = subject?.inspected.seen.tcp()?;
    Some(tcp.acknowledgment.wrapping_sub(seen.acknowledgment))
}

/// The blocks of a SACK option, in its line.
struct Blocks<'a> {
    data: &'a [u8],
    base: Option<u32>,
}

impl std::fmt::Display for Blocks<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for block in self.data.chunks_exact(8) {
            let (left, right) = block.split_at(4);
            let relative =
                |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap_or_default()).wrapping_sub(self.base.unwrap_or_default());
            write!(formatter, " {}-{}", relative(left), relative(right))?;
        }
        Ok(())
    }
}
