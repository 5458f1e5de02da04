//! EtherType: which network protocol a link-layer header carries (IEEE 802 numbers).

/// A 16-bit EtherType.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EtherType(pub u16);

impl EtherType {
    /// Internet Protocol version 4.
    pub const IPV4: Self = Self(0x0800);
    /// Address Resolution Protocol.
    pub const ARP: Self = Self(0x0806);

    /// What Wireshark calls it in Info where it doesn't decode it further.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0x0800 => "IPv4",
            0x0806 => "ARP",
            0x8035 => "RARP",
            0x8100 => "802.1Q Virtual LAN",
            0x86dd => "IPv6",
            0x8863 => "PPPoE Discovery",
            0x8864 => "PPPoE Session",
            0x888e => "802.1X Authentication",
            0x88a8 => "802.1ad Provider Bridge (Q-in-Q)",
            0x88cc => "802.1 Link Layer Discovery Protocol (LLDP)",
            0x9000 => "Loopback",
            _ => return None,
        })
    }
}
