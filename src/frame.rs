//! What the capture room gives and the decode room takes: one frame as it was stored.

use std::net::IpAddr;

use crate::time::Timestamp;

/// One captured frame. Borrows its bytes from the source's buffer.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Position in the file, from 1, whatever a filter hides (Wireshark: `frame.number`).
    pub number: u64,
    /// When it was captured; `None` where the format stores no time (pcapng Simple Packet Blocks).
    pub time: Option<Timestamp>,
    /// Decimals of a second that the clock of its interface has: 6 for microseconds, 9 for nanoseconds.
    pub decimals: u8,
    /// The section of the file that it is in; `None` where the format has no sections.
    pub section: Option<Section>,
    /// Index of its interface among all interfaces of the file, from 0, over all sections.
    pub interface: u32,
    /// The interface's name, where the file gives one (`frame.interface_name`).
    pub interface_name: Option<&'a str>,
    /// How the first header is laid out.
    pub link_type: LinkType,
    /// Bytes that were on the wire (Wireshark: `frame.len`).
    pub wire_length: u32,
    /// The bytes that were captured (`frame.cap_len` of them).
    pub bytes: &'a [u8],
    /// What the file's writer says of it.
    pub notes: Notes<'a>,
}

/// A section of a pcapng file, and what it calls a frame's interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// From 1 (`frame.section_number`).
    pub number: u32,
    /// Index of the interface among those of this section, from 0 (`frame.interface_id`).
    pub interface: u32,
}

/// What a file says in its writer's words: nothing that was on the wire. All of it is as stored, so not safe to show unescaped.
#[derive(Clone, Copy, Debug, Default)]
pub struct Notes<'a> {
    /// The options of the packet's block.
    pub options: Options<'a>,
    /// The names of addresses that the file has given by then, in its order.
    pub names: &'a [(IpAddr, Box<str>)],
}

impl<'a> Notes<'a> {
    /// The comments on the packet (`frame.comment`).
    pub fn comments(self) -> impl Iterator<Item = &'a [u8]> {
        self.options.comments()
    }
}

/// A list of codes and values as pcapng stores options and records of names. It ends where its end is marked, where its bytes do, or at a
/// length that can't be true.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    rest: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Options<'a> {
    /// The code of a comment in every block.
    const COMMENT: u16 = 1;

    /// The list in `bytes`.
    #[inline]
    pub const fn new(bytes: &'a [u8], is_big_endian: bool) -> Self {
        Self { rest: bytes, is_big_endian }
    }

    /// The comments among them; none is empty. A text ends at its first NUL, which some writers leave garbage behind.
    pub fn comments(self) -> impl Iterator<Item = &'a [u8]> {
        let texts = self.filter(|(code, _)| *code == Self::COMMENT).filter_map(|(_, text)| text.split(|byte| *byte == 0).next());
        texts.filter(|text| !text.is_empty())
    }

    /// The flags of a packet and how many packets were lost before it (`epb_flags`, `epb_dropcount`).
    pub fn flags_and_drops(self) -> (Option<u32>, Option<u64>) {
        const FLAGS: u16 = 2;
        const DROPS: u16 = 4;
        let mut found = (None, None);
        let is_big_endian = self.is_big_endian;
        for (code, value) in self {
            match code {
                FLAGS => {
                    found.0 =
                        value.try_into().ok().map(|bytes| if is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
                }
                DROPS => {
                    found.1 =
                        value.try_into().ok().map(|bytes| if is_big_endian { u64::from_be_bytes(bytes) } else { u64::from_le_bytes(bytes) })
                }
                _ => {}
            }
        }
        found
    }

    /// What stands behind the mark of its end.
    pub fn behind(mut self) -> Self {
        while self.next().is_some() {}
        Self { rest: self.rest.get(4..).unwrap_or_default(), ..self }
    }
}

impl<'a> Iterator for Options<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([first, second, third, fourth], body) = self.rest.split_first_chunk()?;
        let number = |bytes| if self.is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) };
        let (code, length) = (number([*first, *second]), usize::from(number([*third, *fourth])));
        if code == 0 {
            return None;
        }
        let value = body.get(..length)?;
        self.rest = body.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some((code, value))
    }
}

/// Link-layer header type, as numbered in the registry of LINKTYPE_ values that pcap and pcapng share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkType(pub u16);

impl LinkType {
    /// BSD loopback: a 4-byte protocol family, in the byte order of the machine that captured.
    pub const NULL: Self = Self(0);
    /// Ethernet.
    pub const ETHERNET: Self = Self(1);
    /// Raw IPv4 or IPv6.
    pub const RAW: Self = Self(101);
    /// OpenBSD's loopback: a 4-byte protocol family in network byte order.
    pub const LOOP: Self = Self(108);
    /// Raw IPv4.
    pub const IPV4: Self = Self(228);
    /// Raw IPv6.
    pub const IPV6: Self = Self(229);
    /// Linux cooked capture v1, what `any` gave for long.
    pub const LINUX_SLL: Self = Self(113);
    /// Linux cooked capture v2.
    pub const LINUX_SLL2: Self = Self(276);
    /// ARP without a link layer, as `tcpdump -x` prints it. The registry has no number for that, and this one is reserved.
    pub const ARP: Self = Self(u16::MAX);

    /// The registry's name without its prefix, where this build knows it.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "NULL",
            1 => "ETHERNET",
            6 => "IEEE802_5",
            8 => "SLIP",
            9 => "PPP",
            10 => "FDDI",
            12 | 14 | 101 => "RAW",
            50 => "PPP_HDLC",
            51 => "PPP_ETHER",
            100 => "ATM_RFC1483",
            104 => "C_HDLC",
            105 => "IEEE802_11",
            107 => "FRELAY",
            108 => "LOOP",
            113 => "LINUX_SLL",
            117 => "PFLOG",
            119 => "IEEE802_11_PRISM",
            127 => "IEEE802_11_RADIOTAP",
            143 => "DOCSIS",
            147..=162 => "USER",
            187 => "BLUETOOTH_HCI_H4",
            189 => "USB_LINUX",
            192 => "PPI",
            195 => "IEEE802_15_4_WITHFCS",
            201 => "BLUETOOTH_HCI_H4_WITH_PHDR",
            220 => "USB_LINUX_MMAPPED",
            227 => "CAN_SOCKETCAN",
            228 => "IPV4",
            229 => "IPV6",
            239 => "NFLOG",
            249 => "USBPCAP",
            252 => "WIRESHARK_UPPER_PDU",
            253 => "NETLINK",
            276 => "LINUX_SLL2",
            _ => return None,
        })
    }
}
