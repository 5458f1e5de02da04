//! Transmission Control Protocol (RFC 9293; options: RFC 7323, RFC 2018).

use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;

/// Smallest header, in bytes.
const MIN_HEADER: u8 = 20;

/// A TCP segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tcp<'a> {
    /// `tcp.srcport`.
    pub source_port: u16,
    /// `tcp.dstport`.
    pub destination_port: u16,
    /// `tcp.seq_raw`.
    pub sequence: u32,
    /// `tcp.ack_raw`; meaningful only with the ACK flag.
    pub acknowledgment: u32,
    /// `tcp.flags`.
    pub flags: Flags,
    /// `tcp.window_size_value`: unscaled.
    pub window: u16,
    /// `tcp.urgent_pointer`.
    pub urgent_pointer: u16,
    /// The header as it stands, options included, as far as it was captured: at least 20 bytes.
    pub header: &'a [u8],
    /// `tcp.options`, undecoded and as far as they were captured; walk them with [`Self::options`].
    pub option_bytes: &'a [u8],
    /// `tcp.payload`; `length` is `tcp.len`.
    pub payload: Payload<'a>,
}

/// The control bits (RFC 9293 3.1; AE: RFC 7560).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(pub u16);

impl Flags {
    /// No more data from the sender.
    pub const FIN: Self = Self(0x01);
    /// Synchronize sequence numbers.
    pub const SYN: Self = Self(0x02);
    /// Reset the connection.
    pub const RST: Self = Self(0x04);
    /// Push.
    pub const PSH: Self = Self(0x08);
    /// The acknowledgment field counts.
    pub const ACK: Self = Self(0x10);
    /// The urgent pointer counts.
    pub const URG: Self = Self(0x20);
    /// ECN-Echo.
    pub const ECE: Self = Self(0x40);
    /// Congestion window reduced.
    pub const CWR: Self = Self(0x80);
    /// Accurate ECN.
    pub const AE: Self = Self(0x100);
    /// Three bits without a meaning yet; any of them.
    pub const RESERVED: Self = Self(0xe00);

    /// The three bits that count congestion marks where both sides agreed on it (RFC 9768 3.1).
    pub const COUNTER: Self = Self(0x1c0);

    /// In the order in which Wireshark names them.
    const NAMED: [(Self, &'static str); 10] = [
        (Self::FIN, "FIN"),
        (Self::SYN, "SYN"),
        (Self::RST, "RST"),
        (Self::PSH, "PSH"),
        (Self::ACK, "ACK"),
        (Self::URG, "URG"),
        (Self::ECE, "ECE"),
        (Self::CWR, "CWR"),
        (Self::AE, "AE"),
        (Self::RESERVED, "Reserved"),
    ];

    /// All of these bits are set.
    pub const fn has(self, bits: Self) -> bool {
        self.0 & bits.0 == bits.0
    }

    /// These bits alone.
    pub const fn only(self, bits: Self) -> Self {
        Self(self.0 & bits.0)
    }

    /// All but these bits.
    pub const fn without(self, bits: Self) -> Self {
        Self(self.0 & !bits.0)
    }

    /// One of these bits is set.
    pub const fn has_any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    /// The names of the bits that are set, in Wireshark's order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMED.into_iter().filter(move |(bits, _)| self.has_any(bits.0)).map(|(_, name)| name)
    }
}

/// One option of a TCP header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TcpOption<'a> {
    /// Maximum segment size in bytes (2).
    MaximumSegmentSize(u16),
    /// Window scale: the shift count as sent (3).
    WindowScale(u8),
    /// Selective acknowledgments are understood (4).
    SackPermitted,
    /// Selective acknowledgment: at least one block of received data, 8 bytes each (5).
    Sack(&'a [u8]),
    /// Timestamps: value and echo reply (8).
    Timestamps {
        /// `tcp.options.timestamp.tsval`.
        value: u32,
        /// `tcp.options.timestamp.tsecr`.
        echo: u32,
    },
    /// Another kind, kept with its data.
    Other {
        /// `tcp.option_kind`.
        kind: u8,
        /// What stands behind kind and length.
        data: &'a [u8],
    },
}

/// Walks the options of a header; stops at the end-of-list option and at the first that has no valid length.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Options<'a> {
    type Item = TcpOption<'a>;

    fn next(&mut self) -> Option<TcpOption<'a>> {
        loop {
            let (&kind, after_kind) = self.rest.split_first()?;
            match kind {
                0 => {
                    self.rest = &[];
                    return None;
                }
                1 => self.rest = after_kind,
                // What can't be read stays, so that it can be looked at.
                _ => {
                    let length = usize::from(*after_kind.first()?);
                    let data = self.rest.get(2..length)?;
                    self.rest = self.rest.get(length..)?;
                    return Some(option(kind, data));
                }
            }
        }
    }
}

fn option(kind: u8, data: &[u8]) -> TcpOption<'_> {
    let other = TcpOption::Other { kind, data };
    match (kind, data) {
        (2, &[high, low]) => TcpOption::MaximumSegmentSize(u16::from_be_bytes([high, low])),
        (3, &[shift]) => TcpOption::WindowScale(shift),
        (4, _) => TcpOption::SackPermitted,
        (5, _) if data.len() >= 8 => TcpOption::Sack(data),
        (8, &[a, b, c, d, e, f, g, h]) => {
            TcpOption::Timestamps { value: u32::from_be_bytes([a, b, c, d]), echo: u32::from_be_bytes([e, f, g, h]) }
        }
        _ => other,
    }
}

impl<'a> Tcp<'a> {
    /// The options, in their order.
    pub fn options(&self) -> Options<'a> {
        Options { rest: self.option_bytes }
    }

    /// `tcp.hdr_len`: what the header says of its length in bytes, however much of it was captured.
    pub fn header_length(&self) -> usize {
        self.header.get(12).map_or(0, |byte| usize::from(byte >> 4)).saturating_mul(4)
    }

    /// The capture kept only some of its options.
    pub fn is_header_cut(&self) -> bool {
        self.header.len() < self.header_length()
    }

    /// The whole blocks of a selective acknowledgment that the capture cut.
    pub fn cut_sack(&self) -> Option<&'a [u8]> {
        let mut options = self.options();
        options.by_ref().for_each(drop);
        let &[5, length, ref blocks @ ..] = options.rest else { return None };
        let end = self.header.len().checked_sub(options.rest.len())?.checked_add(length.into())?;
        (end <= self.header_length()).then_some(blocks.as_chunks::<8>().0.as_flattened())
    }

    /// The blocks of its selective acknowledgments: first number, and the one behind the last (RFC 2018 3).
    pub fn sack_blocks(&self) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let has_any = !self.option_bytes.is_empty() && !self.has_timestamps_only();
        let whole = has_any.then(|| self.options()).into_iter().flatten().filter_map(|option| match option {
            TcpOption::Sack(blocks) => Some(blocks),
            _ => None,
        });
        let cut = if has_any { self.cut_sack() } else { None };
        whole.chain(cut).flat_map(|blocks| blocks.as_chunks::<8>().0).map(|block| {
            let [a, b, c, d, e, f, g, h] = *block;
            (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
        })
    }

    /// The shift count of its window scale option, if it has one; more than 14 counts as 14 (RFC 7323 2.3).
    pub fn window_scale(&self) -> Option<u8> {
        self.options().find_map(|option| match option {
            TcpOption::WindowScale(shift) => Some(shift.min(14)),
            _ => None,
        })
    }

    /// Its sender's clock, where it has the timestamps option (`tcp.options.timestamp.tsval`, RFC 7323 3).
    pub fn timestamp(&self) -> Option<u32> {
        self.options().find_map(|option| match option {
            TcpOption::Timestamps { value, .. } => Some(value),
            _ => None,
        })
    }

    /// It has an option of accurate ECN (RFC 9768 3.2.3).
    pub fn has_accurate_ecn_option(&self) -> bool {
        self.options().any(|option| matches!(option, TcpOption::Other { kind: 172 | 174, data } if matches!(data.len(), 0 | 3 | 6 | 9)))
    }

    /// Nothing but time stamps among its options, as in most segments after the handshake.
    pub fn has_timestamps_only(&self) -> bool {
        self.option_bytes.len() == 12 && self.option_bytes.starts_with(&[1, 1, 8, 10])
    }

    /// Payload bytes on the wire (`tcp.len`).
    pub fn length(&self) -> u32 {
        u32::try_from(self.payload.length).unwrap_or(u32::MAX)
    }
}

/// Reads the header; what follows is the payload. Where the capture kept only some of the options, those are read, and the problem says so.
pub fn decode(payload: Payload<'_>) -> Result<(Tcp<'_>, Option<Problem>), Problem> {
    let missing = Problem::missing_bytes(LayerName::Tcp, payload);
    let header_length = (payload.u8_at(12).ok_or(missing)? >> 4).saturating_mul(4);
    if header_length < MIN_HEADER {
        return Err(Problem { layer: LayerName::Tcp, kind: ProblemKind::HeaderLength(header_length) });
    }
    let whole = usize::from(header_length);
    if payload.bytes.len() < usize::from(MIN_HEADER) || payload.length < whole {
        return Err(missing);
    }
    let is_cut = payload.bytes.len() < whole;
    let header = payload.limited(whole).bytes;
    let flags = payload.u16_at(12).ok_or(missing)? & 0x0fff;
    let layer = Tcp {
        source_port: payload.u16_at(0).ok_or(missing)?,
        destination_port: payload.u16_at(2).ok_or(missing)?,
        sequence: payload.u32_at(4).ok_or(missing)?,
        acknowledgment: payload.u32_at(8).ok_or(missing)?,
        flags: Flags(flags),
        window: payload.u16_at(14).ok_or(missing)?,
        urgent_pointer: payload.u16_at(18).ok_or(missing)?,
        header,
        option_bytes: header.get(usize::from(MIN_HEADER)..).unwrap_or_default(),
        payload: payload.after(whole),
    };
    Ok((layer, is_cut.then_some(missing)))
}
