//! `tcp.options.*`: the options of a TCP header, each with its kind and its length.
//!
//! An option that the capture cut is told as far as its bytes go; one whose length can't be true is told as what it is, and how long it
//! should be. Surprises that are Wireshark's: the list of options names only those that could be read to their end; what repeats a kind's
//! earlier form (echo reply, CC.NEW) has the title of the first.

use super::tcp::{
    ACK_RATE, ACK_RATE_RESERVED, AO_CODE, AO_KEY, AO_NEXT_KEY, CONNECTION_COUNT, DUPLICATE_LEFT, DUPLICATE_RIGHT, DUPLICATE_SACK,
    ECHO_VALUE, ECN_COUNTER_0, ECN_COUNTER_1, ECN_COUNTER_CE, EXPERIMENT, EXPERIMENT_DATA, FAST_OPEN_COOKIE, FAST_OPEN_REQUEST,
    FAST_OPEN_SYN, FOUR_NOPS, MD5_DIGEST, MSS_ABSENT, MSS_PRESENT, MSS_VALUE, OPTION_KIND, OPTION_LENGTH, OPTION_LENGTH_WRONG, OPTIONS,
    PADDING_NONZERO, QUICK_START_LIFE, QUICK_START_RATE, SACK_COUNT, SACK_LEFT, SACK_RIGHT, SCALE_MULTIPLIER, SCALE_SHIFT,
    SCALE_SHIFT_WRONG, SUBOPTION_WRONG, TIMESTAMP_ECHO, TIMESTAMP_VALUE, UNKNOWN_PAYLOAD, USER_TIMEOUT, USER_TIMEOUT_GRANULARITY,
};
use super::tree::{Sink, Tree};
use super::{Id, Subject, Value, tcp};
use crate::decode::tcp::{Flags, Tcp};
use crate::track::seq::Seq;

/// Kinds of options (IANA, "TCP Option Kind Numbers"), as Wireshark calls their field.
pub(super) const KINDS: [(u64, &str); 38] = [
    (0, "End of Option List"),
    (1, "No-Operation"),
    (2, "Maximum Segment Size"),
    (3, "Window Scale"),
    (4, "SACK Permitted"),
    (5, "SACK"),
    (6, "Echo"),
    (7, "Echo Reply"),
    (8, "Time Stamp Option"),
    (9, "Partial Order Connection Permitted"),
    (10, "Partial Order Service Profile"),
    (11, "CC"),
    (12, "CC.NEW"),
    (13, "CC.ECHO"),
    (14, "TCP Alternate Checksum Request"),
    (15, "TCP Alternate Checksum Data"),
    (16, "Skeeter"),
    (17, "Bubba"),
    (18, "Trailer Checksum Option"),
    (19, "MD5 Signature Option"),
    (20, "SCPS Capabilities"),
    (21, "Selective Negative Acknowledgements"),
    (22, "Record Boundaries"),
    (23, "Corruption experienced"),
    (24, "SNAP"),
    (25, "Unassigned"),
    (26, "TCP Compression Filter"),
    (27, "Quick-Start Response"),
    (28, "User Timeout Option"),
    (29, "The TCP Authentication Option"),
    (30, "Multipath TCP"),
    (34, "TCP Fast Open Cookie"),
    (76, "Riverbed Probe"),
    (78, "Riverbed Transparency"),
    (172, "Accurate ECN Order 0"),
    (174, "Accurate ECN Order 1"),
    (253, "RFC3692-style Experiment 1"),
    (254, "RFC3692-style Experiment 2"),
];

/// Experiments that share two kinds (IANA, "TCP Experimental Option Experiment Identifiers").
pub(super) const EXPERIMENTS: [(u64, &str); 14] = [
    (0x00ac, "TCP ACK Rate Request"),
    (0x0348, "Host ID"),
    (0x0a0d, "Autonomous System Compensation"),
    (0x0ca0, "Capability Option"),
    (0x0ed0, "Extended Data Offset"),
    (0x454e, "Encryption Negotiation"),
    (0x5323, "Service Number"),
    (0x75ec, "Timestamp Interval"),
    (0xacc0, "Accurate ECN - Order 0"),
    (0xacc1, "Accurate ECN - Order 1"),
    (0xacce, "Accurate ECN"),
    (0xe2d4, "Shared Memory communications over RMDA protocol"),
    (0xf989, "Fast Open"),
    (0xf990, "Low Latency"),
];

/// Rates of Quick-Start (RFC 4782 3.1).
pub(super) const RATES: [(u64, &str); 16] = [
    (0, "0 bit/s"),
    (1, "80 Kbit/s"),
    (2, "160 Kbit/s"),
    (3, "320 Kbit/s"),
    (4, "640 Kbit/s"),
    (5, "1.28 Mbit/s"),
    (6, "2.56 Mbit/s"),
    (7, "5.12 Mbit/s"),
    (8, "10.24 Mbit/s"),
    (9, "20.48 Mbit/s"),
    (10, "40.96 Mbit/s"),
    (11, "81.92 Mbit/s"),
    (12, "163.84 Mbit/s"),
    (13, "327.68 Mbit/s"),
    (14, "655.36 Mbit/s"),
    (15, "1.31072 Gbit/s"),
];

/// The protocol that an option is to Wireshark; the list of options calls it by the protocol's title.
const fn protocol(kind: u8) -> Id {
    match kind {
        0 => tcp::OPTION_EOL,
        1 => tcp::OPTION_NOP,
        2 => tcp::OPTION_MSS,
        3 => tcp::OPTION_WSCALE,
        4 => tcp::OPTION_SACK_PERM,
        5 => tcp::OPTION_SACK,
        6 => tcp::OPTION_ECHO,
        7 => tcp::OPTION_ECHOREPLY,
        8 => tcp::OPTION_TIMESTAMP,
        11 => tcp::OPTION_CC,
        12 => tcp::OPTION_CCNEW,
        13 => tcp::OPTION_CCECHO,
        19 => tcp::OPTION_MD5,
        20 => tcp::OPTION_SCPS,
        21 => tcp::OPTION_SNACK,
        22 => tcp::OPTION_SCPSREC,
        23 => tcp::OPTION_SCPSCOR,
        27 => tcp::OPTION_QS,
        28 => tcp::OPTION_USER_TO,
        29 => tcp::OPTION_AO,
        34 => tcp::OPTION_TFO,
        76 => tcp::OPTION_RVBD_PROBE,
        78 => tcp::OPTION_RVBD_TRPY,
        172 | 174 => tcp::OPTION_ACC_ECN,
        253 | 254 => tcp::OPTION_EXPERIMENTAL,
        _ => tcp::OPTION_UNKNOWN,
    }
}

/// The field that Wireshark tells an option as: one for all kinds of echoes, one for all connection counts.
const fn told_as(kind: u8) -> Id {
    match kind {
        7 => tcp::OPTION_ECHO,
        12 | 13 => tcp::OPTION_CC,
        _ => protocol(kind),
    }
}

/// What the list of options calls a kind.
struct Title(u8);

impl std::fmt::Display for Title {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let title = protocol(self.0).field().title;
        match title.strip_prefix("TCP Option - ").unwrap_or(title) {
            "Unknown" if self.0 == 30 => formatter.write_str("MPTCP"),
            "Unknown" => write!(formatter, "Unknown (0x{:02x})", self.0),
            title => formatter.write_str(title),
        }
    }
}

/// The length that an option of a kind must have.
const fn length_of(kind: u8) -> Option<usize> {
    Some(match kind {
        4 | 22 | 23 => 2,
        3 => 3,
        2 | 28 => 4,
        6 | 7 | 11..=13 | 21 => 6,
        27 => 8,
        8 => 10,
        78 => 16,
        19 => 18,
        _ => return None,
    })
}

/// What the options of a header come to, one after the other.
#[derive(Clone, Copy)]
enum Step<'a> {
    /// An option of so many bytes, with those of them that were captured: two at least, where it has a length.
    Told { kind: u8, length: usize, bytes: &'a [u8] },
    /// Its length can't be true; nothing behind it is read.
    Wrong { kind: u8, why: Wrong, bytes: &'a [u8] },
    /// Bytes behind the end of the list that aren't zero.
    Padding(&'a [u8]),
    /// The capture ends before the option's length.
    Cut,
}

/// Why a length can't be true.
#[derive(Clone, Copy)]
enum Wrong {
    NoLength,
    TooShort(usize),
    PastEnd(usize),
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = |length: usize| if length == 1 { "" } else { "s" };
        match *self {
            Self::NoLength => formatter.write_str("(length byte past end of options)"),
            Self::TooShort(length) => write!(formatter, "(with too-short option length = {length} byte{})", plural(length)),
            Self::PastEnd(length) => {
                write!(formatter, "(option length = {length} byte{} says option goes past end of options)", plural(length))
            }
        }
    }
}

/// Walks the options. What follows the end of the list is padding, which Wireshark takes for more ends as long as it is zero.
#[derive(Clone, Copy)]
struct Steps<'a> {
    /// What was captured of the rest.
    rest: &'a [u8],
    /// Its bytes on the wire.
    left: usize,
    is_behind_end: bool,
}

impl<'a> Steps<'a> {
    fn of(tcp: &Tcp<'a>) -> Self {
        Self { rest: tcp.option_bytes, left: tcp.header_length().saturating_sub(20), is_behind_end: false }
    }

    fn end(&mut self) {
        (self.rest, self.left) = (&[], 0);
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.left == 0 {
            return None;
        }
        let Some(&kind) = self.rest.first() else {
            self.end();
            return Some(Step::Cut);
        };
        if self.is_behind_end && self.rest.iter().any(|byte| *byte != 0) {
            let padding = self.rest;
            self.end();
            return Some(Step::Padding(padding));
        }
        let wrong = |why, bytes| Some(Step::Wrong { kind, why, bytes });
        let first = self.rest.get(..1).unwrap_or_default();
        let length = match (kind, self.rest.get(1)) {
            (0 | 1, _) => 1,
            _ if self.left == 1 => {
                self.end();
                return wrong(Wrong::NoLength, first);
            }
            (_, None) => {
                self.end();
                return Some(Step::Cut);
            }
            (_, Some(length)) => usize::from(*length),
        };
        self.is_behind_end |= kind == 0;
        let head = self.rest.get(..2).unwrap_or(first);
        if kind > 1 && (length < 2 || length > self.left) {
            self.end();
            return wrong(if length < 2 { Wrong::TooShort(length) } else { Wrong::PastEnd(length) }, head);
        }
        let bytes = self.rest.get(..length).unwrap_or(self.rest);
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.left -= length;
        Some(Step::Told { kind, length, bytes })
    }
}

/// Whether the options can't be read to their end because one of them ends before its fields do: Wireshark calls the packet malformed.
pub(super) fn is_malformed(tcp: &Tcp<'_>) -> bool {
    !tcp.option_bytes.is_empty()
        && Steps::of(tcp)
            .any(|step| matches!(step, Step::Told { kind, length, bytes } if bytes.len() == length && is_too_short(kind, bytes)))
}

/// Whether a whole option ends before the fields that its kind must have.
fn is_too_short(kind: u8, bytes: &[u8]) -> bool {
    match (kind, bytes.len()) {
        // The first block is looked at for duplicates.
        (5, length) => length < 10,
        (20, length) => length != 4,
        (21, length) => length == 6,
        // What a Riverbed probe of its type holds.
        (76, length) => match bytes.get(2) {
            Some(first) if first & 1 == 1 => match first >> 4 {
                0 | 3 | 4 => length < 10,
                1 => length < 14,
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

/// Tells the options. `None` where Wireshark stops reading the segment among them.
pub(super) fn walk<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = tcp.option_bytes;
    let length = tcp.header_length() - 20;
    if length == 0 {
        return Some(());
    }
    if bytes.is_empty() {
        return None;
    }
    if tree.wants_field(OPTIONS) {
        let mut list = String::new();
        for step in Steps::of(tcp) {
            let Step::Told { kind, length, bytes } = step else { break };
            if bytes.len() < length || is_too_short(kind, bytes) {
                break;
            }
            list.push_str(", ");
            list.push_str(&Title(kind).to_string());
        }
        tree.put_as(OPTIONS, bytes, bytes, format_args!("Options: ({length} bytes){list}"));
    }
    let mut end = Some(());
    tree.below(|tree| {
        end = each(tcp, subject, tree);
    });
    end
}

fn each<S: Sink>(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let is_syn = tcp.flags.has(Flags::SYN);
    let mut nops = 0;
    let mut has_size = false;
    for step in Steps::of(tcp) {
        match step {
            Step::Told { kind, length, bytes } => {
                if kind == 1 {
                    let offset = tcp.header_length().min(tcp.header.len()) - tail(tcp, bytes);
                    if nops == 0 || !offset.is_multiple_of(4) {
                        nops += 1;
                        if nops == 4 {
                            tree.expert(FOUR_NOPS, "Warning/Protocol");
                        }
                    } else {
                        nops = 0;
                    }
                }
                has_size |= kind == 2;
                option(kind, length, bytes, tcp, subject, tree)?;
            }
            Step::Wrong { kind, why, bytes } => {
                tree.line(format_args!("{} {why}", Title(kind)), bytes);
                tree.below(|tree| tree.expert_as(OPTION_LENGTH_WRONG, "Note/Sequence", format_args!("{} {why}", Title(kind))));
            }
            Step::Padding(bytes) => {
                tree.line(format_args!("{}", PADDING_NONZERO.field().title), bytes);
                tree.below(|tree| tree.expert(PADDING_NONZERO, "Error/Protocol"));
            }
            Step::Cut => return None,
        }
    }
    if is_syn && !has_size {
        tree.expert(MSS_ABSENT, "Note/Protocol");
    }
    Some(())
}

/// Bytes from where an option begins to the end of what was captured of the header.
fn tail(tcp: &Tcp<'_>, option: &[u8]) -> usize {
    (tcp.option_bytes.as_ptr_range().end as usize).saturating_sub(option.as_ptr() as usize)
}

/// One option; `None` where it isn't there to its end.
fn option<S: Sink>(
    kind: u8,
    length: usize,
    bytes: &[u8],
    tcp: &Tcp<'_>,
    subject: Option<&Subject<'_, '_>>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    let field = told_as(kind);
    let title = field.field().title;
    let data = bytes.get(2..).unwrap_or_default();
    let is_whole = bytes.len() == length && !is_too_short(kind, bytes);
    let has_right_length = length_of(kind).is_none_or(|right| right == length);
    let word = |at: usize| data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    match (kind, data) {
        _ if !has_right_length => tree.put_as(field, bytes, bytes, format_args!("{title}")),
        (2, &[high, low]) => tree.put_as(field, bytes, bytes, format_args!("{title}: {} bytes", u16::from_be_bytes([high, low]))),
        // More than 14 counts as 14 (RFC 7323 2.3).
        (3, &[shift]) => tree.put_as(field, bytes, bytes, format_args!("{title}: {shift} (multiply by {})", 1_u32 << shift.min(14))),
        (5, _) => tree.put_as(field, bytes, bytes, format_args!("{title}{}", Blocks { data, base: relative_base(tcp, subject) })),
        (6 | 7, _) if let Some(value) = word(0) => tree.put_as(field, bytes, bytes, format_args!("{title}: {value}")),
        (8, _) if let (Some(value), Some(echo)) = (word(0), word(4)) => {
            tree.put_as(field, bytes, bytes, format_args!("{title}: TSval {value}, TSecr {echo}"));
        }
        (172 | 174, [_, ..]) if is_whole && data.len() <= 9 && data.len().is_multiple_of(3) => {
            tree.put_as(field, bytes, bytes, format_args!("{title} (Order {}): {}", u8::from(kind == 174), Counters(kind, data)));
        }
        (253 | 254, &[high, low, ref rest @ ..]) => {
            let name = EXPERIMENT.field().name_of(u16::from_be_bytes([high, low]).into()).unwrap_or("Unknown");
            let rate = rest
                .first()
                .filter(|_| (high, low) == (0, 0xac) && rest.len() == 1)
                .map(|rate| format!(" {}", rate >> 1))
                .unwrap_or_default();
            tree.put_as(field, bytes, bytes, format_args!("{title}: {name}{rate}"));
        }
        _ => tree.put_as(field, bytes, bytes, format_args!("{title}")),
    }
    tree.below(|tree| {
        if kind == 2 && !tcp.flags.has(Flags::SYN) {
            tree.expert(MSS_PRESENT, "Warning/Protocol");
        }
        head(kind, length, bytes, tree);
        if experiment(kind, data) == Some(0x00ac) && length > 5 {
            tree.below(|tree| {
                let text = format_args!("option length should be 4 or 5 instead of {length}");
                tree.expert_as(OPTION_LENGTH_WRONG, "Note/Sequence", text);
            });
        }
        if !has_right_length {
            let right = length_of(kind).unwrap_or_default();
            return tree
                .below(|tree| tree.expert_as(OPTION_LENGTH_WRONG, "Note/Sequence", format_args!("option length should be {right}")));
        }
        match kind {
            5 => blocks(data, length - 2, tcp, subject, tree),
            _ => usual(kind, data, is_whole, tcp, tree),
        }
    });
    is_whole.then_some(())
}

/// Which experiment an option is of.
fn experiment(kind: u8, data: &[u8]) -> Option<u16> {
    match (kind, data) {
        (253 | 254, &[high, low, ..]) => Some(u16::from_be_bytes([high, low])),
        _ => None,
    }
}

fn head<S: Sink>(kind: u8, length: usize, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    tree.put(OPTION_KIND, kind, bytes.get(..1).unwrap_or_default());
    if kind > 1 {
        tree.put(OPTION_LENGTH, length, bytes.get(1..2).unwrap_or_default());
    }
}

/// What stands behind kind and length, where that isn't selective acknowledgments; `is_whole` says that nothing of it was cut.
fn usual<S: Sink>(kind: u8, data: &[u8], is_whole: bool, tcp: &Tcp<'_>, tree: &mut Tree<'_, '_, S>) {
    let word =
        |at: usize| data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(|word| (u32::from_be_bytes(word), &data[at..at + 4]));
    let number = |field: Id, at: usize, tree: &mut Tree<'_, '_, S>| {
        if let Some((value, bytes)) = word(at) {
            tree.put(field, value, bytes);
        }
    };
    match (kind, data) {
        (2, &[high, low]) => tree.put(MSS_VALUE, u16::from_be_bytes([high, low]), data),
        (3, &[shift]) => {
            tree.put(SCALE_SHIFT, shift, data);
            if shift > 14 {
                tree.below(|tree| tree.expert(SCALE_SHIFT_WRONG, "Warning/Protocol"));
            }
            tree.made_from(SCALE_MULTIPLIER, 1_u32 << shift.min(14), data);
        }
        (6 | 7, _) => number(ECHO_VALUE, 0, tree),
        (8, _) => {
            number(TIMESTAMP_VALUE, 0, tree);
            number(TIMESTAMP_ECHO, 4, tree);
        }
        (11..=13, _) => number(CONNECTION_COUNT, 0, tree),
        (19, _) if is_whole => tree.put(MD5_DIGEST, data, data),
        (27, &[rate, life, ..]) => {
            tree.put(QUICK_START_RATE, rate & 0x0f, &data[..1]);
            tree.put(QUICK_START_LIFE, life, &data[1..2]);
        }
        (28, &[high, low]) => {
            let field = u16::from_be_bytes([high, low]);
            tree.put(USER_TIMEOUT_GRANULARITY, field & 0x8000 != 0, data);
            tree.put(USER_TIMEOUT, field & 0x7fff, data);
        }
        (29, [key, next, code @ ..]) => {
            tree.put(AO_KEY, *key, &data[..1]);
            tree.put(AO_NEXT_KEY, *next, &data[1..2]);
            if is_whole && !code.is_empty() {
                tree.put(AO_CODE, code, code);
            }
        }
        (34, _) if is_whole => fast_open(data, data, tcp, tree),
        (172 | 174, _) if is_whole => counters(kind, data, tree),
        (253 | 254, [high, low, rest @ ..]) => {
            let experiment = u16::from_be_bytes([*high, *low]);
            tree.put(EXPERIMENT, experiment, &data[..2]);
            match (experiment, rest) {
                (0xf989, _) if is_whole => fast_open(rest, &data[..2], tcp, tree),
                (0x00ac, &[_, _, ..]) => {}
                (0x00ac, &[rate]) => {
                    tree.put(ACK_RATE, rate >> 1, rest);
                    tree.put(ACK_RATE_RESERVED, rate & 1, rest);
                }
                (_, []) => {}
                _ if is_whole => tree.put(EXPERIMENT_DATA, rest, rest),
                _ => {}
            }
        }
        (253 | 254, _) if is_whole => {
            let length = data.len() + 2;
            tree.below(|tree| {
                tree.expert_as(OPTION_LENGTH_WRONG, "Note/Sequence", format_args!("option length {length} smaller than 4"));
            });
        }
        (0..=8 | 19..=23 | 27 | 28 | 34 | 76 | 78, _) | (_, []) => {}
        _ if is_whole => tree.put(UNKNOWN_PAYLOAD, data, data),
        _ => {}
    }
}

/// The request for a cookie, or the cookie (RFC 7413); `request` are the bytes that a request is taken to be in.
fn fast_open<S: Sink>(cookie: &[u8], request: &[u8], tcp: &Tcp<'_>, tree: &mut Tree<'_, '_, S>) {
    if cookie.is_empty() {
        return tree.put(FAST_OPEN_REQUEST, Value::Present, request);
    }
    tree.put(FAST_OPEN_COOKIE, cookie, cookie);
    if tcp.flags.has(Flags::SYN) && !tcp.flags.has(Flags::ACK) {
        tree.below(|tree| tree.expert(FAST_OPEN_SYN, "Note/Sequence"));
    }
}

/// The counters of accurate ECN, in the order that the kind says (RFC 9768 3.2.3).
const fn counters_of(kind: u8) -> [(Id, &'static str); 3] {
    match kind {
        174 => [(ECN_COUNTER_1, "EE1B"), (ECN_COUNTER_CE, "ECEB"), (ECN_COUNTER_0, "EE0B")],
        _ => [(ECN_COUNTER_0, "EE0B"), (ECN_COUNTER_CE, "ECEB"), (ECN_COUNTER_1, "EE1B")],
    }
}

fn counter(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn counters<S: Sink>(kind: u8, data: &[u8], tree: &mut Tree<'_, '_, S>) {
    if data.len() > 9 || !data.len().is_multiple_of(3) {
        let length = data.len() + 2;
        return tree.below(|tree| {
            let text = format_args!("option length should be 2, 5, 8, or 11 instead of {length}");
            tree.expert_as(OPTION_LENGTH_WRONG, "Note/Sequence", text);
        });
    }
    for ((field, _), bytes) in counters_of(kind).into_iter().zip(data.chunks_exact(3)) {
        tree.put(field, counter(bytes), bytes);
    }
}

/// The counters of accurate ECN, in their option's line.
struct Counters<'a>(u8, &'a [u8]);

impl std::fmt::Display for Counters<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, ((_, name), bytes)) in counters_of(self.0).into_iter().zip(self.1.chunks_exact(3)).enumerate() {
            let separator = if index > 0 { ", " } else { "" };
            write!(formatter, "{separator}{name} {}", counter(bytes))?;
        }
        Ok(())
    }
}

/// Relative number 0 of the other side, whose bytes the blocks name.
fn relative_base(tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>) -> Option<u32> {
    let seen = subject?.inspected.seen.tcp()?;
    Some(tcp.acknowledgment.wrapping_sub(seen.acknowledgment))
}

/// The blocks of a selective acknowledgment that states `stated` bytes of them.
fn blocks<S: Sink>(data: &[u8], stated: usize, tcp: &Tcp<'_>, subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    let base = relative_base(tcp, subject);
    let note = if base.is_some() { " (relative)" } else { "" };
    let raw = |edge: &[u8]| u32::from_be_bytes(edge.try_into().unwrap_or_default());
    let relative = |edge: &[u8]| raw(edge).wrapping_sub(base.unwrap_or_default());
    let edges = data.chunks(4).take_while(|edge| edge.len() == 4);
    for (index, edge) in edges.clone().enumerate() {
        let (field, side) = if index % 2 == 0 { (SACK_LEFT, "left") } else { (SACK_RIGHT, "right") };
        tree.put_as(field, relative(edge), edge, format_args!("{side} edge = {}{note}", relative(edge)));
    }
    // Behind what the capture cut, Wireshark reads nothing.
    if data.len() < stated {
        return;
    }
    if !stated.is_multiple_of(8) {
        let rest = data.get(stated / 4 * 4..).unwrap_or_default();
        tree.line(format_args!("{}", SUBOPTION_WRONG.field().title), rest);
        tree.below(|tree| tree.expert(SUBOPTION_WRONG, "Error/Malformed"));
    }
    tree.made(SACK_COUNT, data.len() / 8);
    let mut edges = edges;
    let (first, second) = ((edges.next(), edges.next()), (edges.next(), edges.next()));
    let (Some(left), Some(right)) = first else { return };
    // What was received twice: below what is acknowledged, or within the second block (RFC 2883 4).
    let is_below = !Seq(raw(right)).is_after(Seq(tcp.acknowledgment));
    let is_within = matches!(second, (Some(from), Some(to))
        if Seq(raw(from)).is_before(Seq(raw(left))) && !Seq(raw(to)).is_before(Seq(raw(right))));
    if is_below || is_within {
        tree.made_from_as(DUPLICATE_LEFT, relative(left), left, format_args!("D-SACK Left Edge = {}{note}", relative(left)));
        tree.made_from_as(DUPLICATE_RIGHT, relative(right), right, format_args!("D-SACK Right Edge = {}{note}", relative(right)));
        tree.line(format_args!("{}", DUPLICATE_SACK.field().title), data);
        tree.below(|tree| tree.expert(DUPLICATE_SACK, "Warning/Sequence"));
    }
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
