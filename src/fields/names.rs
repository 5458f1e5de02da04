//! Names of numbers that several protocols share, as the registries and Wireshark write them.

/// EtherTypes (IEEE, IANA).
pub(super) const ETHER_TYPES: [(u64, &str); 15] = [
    (0x0800, "IPv4"),
    (0x0806, "ARP"),
    (0x0842, "Wake on LAN"),
    (0x6558, "Transparent Ethernet bridging"),
    (0x8035, "RARP"),
    (0x8100, "802.1Q Virtual LAN"),
    (0x86dd, "IPv6"),
    (0x8847, "MPLS label switched packet"),
    (0x8848, "MPLS multicast label switched packet"),
    (0x8863, "PPPoE Discovery"),
    (0x8864, "PPPoE Session"),
    (0x888e, "802.1X Authentication"),
    (0x88a8, "802.1ad Provider Bridge (Q-in-Q)"),
    (0x88cc, "802.1 Link Layer Discovery Protocol (LLDP)"),
    (0x9100, "802.1QinQ (old)"),
];

/// ARPHRD_ values (Linux `if_arp.h`).
pub(super) const ARPHRD: [(u64, &str); 11] = [
    (0, "NET/ROM pseudo"),
    (1, "Ethernet"),
    (6, "IEEE 802"),
    (512, "PPP"),
    (768, "IPIP tunnel"),
    (769, "IP6IP6 tunnel"),
    (772, "Loopback"),
    (776, "sit0 device - IPv6-in-IPv4"),
    (778, "GRE over IP"),
    (801, "IEEE 802.11"),
    (824, "Netlink"),
];

/// Protocol numbers of IP (IANA).
pub(super) const IP_PROTOCOLS: [(u64, &str); 24] = [
    (0, "IPv6 Hop-by-Hop Option"),
    (1, "ICMP"),
    (2, "IGMP"),
    (4, "IPIP"),
    (6, "TCP"),
    (8, "EGP"),
    (17, "UDP"),
    (33, "DCCP"),
    (41, "IPv6"),
    (43, "Routing Header for IPv6"),
    (44, "Fragment Header for IPv6"),
    (46, "Reservation Protocol"),
    (47, "Generic Routing Encapsulation"),
    (50, "Encap Security Payload"),
    (51, "Authentication Header"),
    (58, "ICMPv6"),
    (59, "No Next Header for IPv6"),
    (60, "Destination Options for IPv6"),
    (89, "OSPF IGP"),
    (103, "PIM"),
    (112, "VRRP"),
    (115, "Layer 2 Tunneling"),
    (132, "SCTP"),
    (136, "UDPlite"),
];

/// What is known of a checksum.
pub(super) const CHECKSUM_STATUS: [(u64, &str); 4] = [(0, "Bad"), (1, "Good"), (2, "Unverified"), (3, "Not present")];
/// The sum is wrong.
pub(super) const BAD: u8 = 0;
/// The sum is right.
pub(super) const GOOD: u8 = 1;
/// Wireshark checks the sums of IPv4, TCP and UDP only where it's told to.
pub(super) const UNVERIFIED: u8 = 2;
/// UDP may go without one.
pub(super) const NOT_PRESENT: u8 = 3;
