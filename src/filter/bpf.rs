//! Capture filters (BPF): libpcap compiles the expression, once per link type, and the program runs here.
//!
//! Promises: nothing but libpcap's compiler is called, never the network (names of hosts are refused before libpcap could look
//! them up), no expression costs more than a moment, and every refusal says what to write instead. What an expression
//! means is libpcap's word for word: names of services (`port http`) are looked up by libpcap in the system's list of
//! services, a local file.
//!
//! A program isn't run by libpcap: the binding passes the captured length as the wire length, so `greater 100` would
//! miss packets that the capture cut.

// Without libpcap there is nothing to compile with, so nothing to run.
#![cfg_attr(not(feature = "libpcap"), allow(dead_code))]

mod machine;
mod words;

use crate::frame::LinkType;

use machine::Program;

/// A filter expression that at least one link type can be filtered with, and its programs so far.
#[derive(Debug)]
pub struct BpfFilter {
    expression: String,
    /// At most one per link type that occurred.
    programs: Vec<(LinkType, Program)>,
    /// Room for a packet whose first header has to be rewritten.
    rewritten: Vec<u8>,
}

/// Why an expression can't filter. Display is one line in lower case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BpfError {
    /// Nothing was written.
    #[error("the filter is empty")]
    Empty,
    /// Over the limit, in bytes.
    #[error("the filter has {length} bytes, over the limit of {limit}")]
    TooLong {
        /// As written.
        length: usize,
        /// What is read.
        limit: usize,
    },
    /// Over the limit of words, which bounds libpcap's optimizer.
    #[error("the filter has more than {0} words")]
    TooManyWords(usize),
    /// Parentheses, brackets or negations over the limit.
    #[error("the filter is nested more than {0} deep")]
    TooDeep(usize),
    /// A character that no filter has.
    #[error("the filter has a character that BPF doesn't know at byte {0}")]
    Character(usize),
    /// A name where an address has to stand.
    #[error(
        "`{0}` is no address: names of hosts are not looked up, because that would touch the network. Hint: write the address, as `host 192.0.2.1`"
    )]
    HostName(String),
    /// The expression is of the other language.
    #[error("`{word}` belongs to the display-filter language, which -Y and --filter take.{}", hint(.bpf.as_deref()))]
    DisplayLanguage {
        /// The word that shows it.
        word: String,
        /// What to write in BPF, where that is known.
        bpf: Option<String>,
    },
    /// libpcap's own words.
    #[error("not a BPF filter: {0}")]
    Refused(String),
    /// Valid, but not for packets that start like these.
    #[error("the BPF filter can't be used on link type {}: {message}", name(*.link_type))]
    LinkType {
        /// What the packets are.
        link_type: LinkType,
        /// libpcap's own words.
        message: String,
    },
    /// This build has no libpcap.
    #[error("BPF filters need a build with libpcap (cargo build --features libpcap)")]
    NoLibpcap,
}

/// What an expression is tried on before anything is read: an expression has to be valid for one of them.
const TRIED: [LinkType; 6] = [
    LinkType::ETHERNET,
    LinkType::LINUX_SLL,
    LinkType::LINUX_SLL2,
    LinkType::RAW,
    LinkType::NULL,
    // IEEE802_11_RADIOTAP
    LinkType(127),
];

/// libpcap's words for an expression that no packet of a link type can match, as `arp` on raw IP.
const REJECTS_ALL: &str = "expression rejects all packets";

/// The longest expression, in words, that libpcap optimizes.
const OPTIMIZED_WORDS: usize = 40;

impl BpfFilter {
    /// Reads an expression, before any packet is: `tcp port 80 and host 192.0.2.1`.
    ///
    /// # Errors
    /// Where no common link type can be filtered with it. One that is valid for some only is found by
    /// [`BpfFilter::matches`].
    pub fn parse(expression: &str) -> Result<Self, BpfError> {
        words::check(expression)?;
        let mut refusal = None;
        for link_type in TRIED {
            match compile(expression, link_type) {
                // tcpdump refuses these, too: `ip and arp`.
                Ok(program) if program.is_empty() => {
                    return Err(BpfError::Refused(REJECTS_ALL.to_owned()));
                }
                Ok(program) => {
                    return Ok(Self { expression: expression.to_owned(), programs: vec![(link_type, program)], rewritten: Vec::new() });
                }
                // What libpcap says of Ethernet is what a reader expects.
                Err(error) => refusal = refusal.or(Some(error)),
            }
        }
        Err(refusal.unwrap_or(BpfError::NoLibpcap))
    }

    /// Whether a packet passes. `wire_length` in bytes is what `len`, `less` and `greater` mean; a test of bytes that
    /// the capture cut is false, as is then the whole filter.
    ///
    /// # Errors
    /// [`BpfError::LinkType`] where the expression can't be used on packets of this link type.
    pub fn matches(&mut self, link_type: LinkType, wire_length: u32, bytes: &[u8]) -> Result<bool, BpfError> {
        let bytes = match family_of_this_system(link_type, bytes) {
            None => bytes,
            Some(family) => {
                self.rewritten.clear();
                self.rewritten.extend_from_slice(bytes);
                self.rewritten.splice(..family.len(), family);
                &self.rewritten
            }
        };
        if let Some((_, program)) = self.programs.iter().find(|(known, _)| *known == link_type) {
            return Ok(program.accepts(wire_length, bytes));
        }
        let program = compile(&self.expression, link_type).map_err(|error| match error {
            BpfError::Refused(message) => BpfError::LinkType { link_type, message },
            other => other,
        })?;
        let accepted = program.accepts(wire_length, bytes);
        self.programs.push((link_type, program));
        Ok(accepted)
    }
}

#[cfg(feature = "libpcap")]
fn compile(expression: &str, link_type: LinkType) -> Result<Program, BpfError> {
    let message = |error| match error {
        pcap::Error::PcapError(message) => message,
        other => other.to_string(),
    };
    let capture = pcap::Capture::dead(pcap::Linktype(dlt(link_type)));
    // libpcap's optimizer takes minutes for what a page of expression can make it work on. What it leaves out
    // changes no answer.
    let optimize = words::count(expression) <= OPTIMIZED_WORDS;
    let compiled = capture.and_then(|capture| capture.compile(expression, optimize));
    match compiled.map_err(message) {
        Ok(program) => {
            Program::of(program.get_instructions()).ok_or_else(|| BpfError::Refused("libpcap's program can't be run".to_owned()))
        }
        // What can't match hides packets; in a file of several link types it is no mistake.
        Err(message) if message == REJECTS_ALL => Ok(Program::default()),
        Err(message) => Err(BpfError::Refused(message)),
    }
}

#[cfg(not(feature = "libpcap"))]
fn compile(_expression: &str, _link_type: LinkType) -> Result<Program, BpfError> {
    Err(BpfError::NoLibpcap)
}

/// libpcap's number for a link type, which differs from the one in files for the few types that systems
/// numbered differently (libpcap's `pcap-common.c`).
#[cfg(feature = "libpcap")]
fn dlt(link_type: LinkType) -> i32 {
    match link_type.0 {
        // RAW, as files number it and as OpenBSD does
        101 | 14 => 12,
        // ATM_RFC1483
        100 => 11,
        // SLIP_BSDOS, PPP_BSDOS
        102 => 13,
        103 => 14,
        // ATM_CLIP
        106 => 19,
        // PFSYNC
        246 => 18,
        same => i32::from(same),
    }
}

/// The number that this system's libpcap compiles for IPv6 where a protocol family is stored.
const INET6: u32 = if cfg!(target_os = "linux") {
    10
} else if cfg!(target_os = "macos") {
    30
} else if cfg!(target_os = "freebsd") {
    28
} else {
    24
};

/// The protocol family that a packet of link type NULL or LOOP starts with, as this system would have written it. The
/// systems number IPv6 differently, and NULL is in the byte order of the one that captured.
/// libpcap knows that of its own files only.
fn family_of_this_system(link_type: LinkType, bytes: &[u8]) -> Option<[u8; 4]> {
    let field = *bytes.first_chunk()?;
    let (family, is_null) = match link_type {
        // Families are small numbers: read in the wrong order they are large.
        LinkType::NULL => (u32::from_le_bytes(field).min(u32::from_be_bytes(field)), true),
        // LOOP
        LinkType(108) => (u32::from_be_bytes(field), false),
        _ => return None,
    };
    let family = match family {
        10 | 24 | 28 | 30 => INET6,
        same => same,
    };
    Some(if is_null { family.to_ne_bytes() } else { family.to_be_bytes() })
}

fn hint(bpf: Option<&str>) -> String {
    bpf.map_or_else(String::new, |bpf| format!(" Hint: in BPF it is `{bpf}`"))
}

fn name(link_type: LinkType) -> String {
    let name = link_type.name();
    name.map_or_else(|| link_type.0.to_string(), str::to_owned)
}

#[cfg(all(test, feature = "libpcap"))]
mod tests {
    use super::*;

    /// An Ethernet frame of ARP: who has 172.18.0.3, tell 172.18.0.2.
    const ARP: &[u8] = &[
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0x42, 0xac, 0x12, 0, 2, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0x42, 0xac, 0x12, 0, 2, 172, 18, 0,
        2, 0, 0, 0, 0, 0, 0, 172, 18, 0, 3,
    ];

    fn refusal(expression: &str) -> String {
        BpfFilter::parse(expression).unwrap_err().to_string()
    }

    #[test]
    fn expressions_match_as_libpcap_means_them() {
        let cases = [
            ("arp", true),
            ("host 172.18.0.3", true),
            ("ether host 02:42:ac:12:00:02 and not ip", true),
            ("ip or ip6", false),
            ("net 172.18 or port 80 or 53", true),
            ("arp[6:2] = 1", true),
            ("ether[0] & 1 != 0", true),
            ("greater 60", true),
            ("len <= 42", false),
            ("src host 172.18.0.3", false),
        ];
        for (expression, expected) in cases {
            let mut filter = BpfFilter::parse(expression).unwrap();
            let matched = filter.matches(LinkType::ETHERNET, 60, ARP).unwrap();
            assert_eq!(matched, expected, "{expression}");
        }
    }

    #[test]
    fn each_link_type_has_its_own_program() {
        let mut filter = BpfFilter::parse("ip proto 6").unwrap();
        let mut ip = [0_u8; 40];
        ip[0] = 0x45;
        ip[9] = 6;
        let sll = [&[0; 14][..], &[8, 0], &ip].concat();
        let sll2 = [&[8, 0][..], &[0; 18], &ip].concat();
        let ethernet = [&[0; 12][..], &[8, 0], &ip].concat();
        let null = [&[2, 0, 0, 0][..], &ip].concat();
        for (link_type, bytes) in [
            (LinkType::RAW, &ip[..]),
            (LinkType(12), &ip),
            (LinkType::LINUX_SLL, &sll),
            (LinkType::LINUX_SLL2, &sll2),
            (LinkType::ETHERNET, &ethernet),
            (LinkType::NULL, &null),
        ] {
            assert!(filter.matches(link_type, 60, bytes).unwrap(), "{link_type:?}");
            assert!(!filter.matches(link_type, 60, &bytes[..4]).unwrap());
        }
        assert_eq!(filter.programs.len(), 6);
    }

    #[test]
    fn loopback_families_of_other_systems_are_understood() {
        let mut filter = BpfFilter::parse("ip6").unwrap();
        let mut matches = |link_type, family: [u8; 4]| {
            let bytes = [&family[..], &[0x60], &[0; 39]].concat();
            filter.matches(link_type, 44, &bytes).unwrap()
        };
        for family in [10_u32, 24, 28, 30] {
            assert!(matches(LinkType::NULL, family.to_le_bytes()), "{family}");
            assert!(matches(LinkType::NULL, family.to_be_bytes()), "{family}");
            assert!(matches(LinkType(108), family.to_be_bytes()), "{family}");
        }
        assert!(!matches(LinkType::NULL, 2_u32.to_le_bytes()));
        assert!(!matches(LinkType(108), 30_u32.to_le_bytes()));
    }

    #[test]
    fn an_expression_for_other_packets_says_so_when_it_meets_them() {
        let mut arp = BpfFilter::parse("arp").unwrap();
        assert!(!arp.matches(LinkType::RAW, 42, ARP).unwrap());
        assert!(arp.matches(LinkType::ETHERNET, 42, ARP).unwrap());
        assert!(refusal("ip and arp").contains(REJECTS_ALL));
        let mut filter = BpfFilter::parse("ether host 02:42:ac:12:00:02").unwrap();
        let error = filter.matches(LinkType::RAW, 4, &[0; 4]).unwrap_err();
        assert!(error.to_string().starts_with("the BPF filter can't be used on link type RAW: "));
    }

    #[test]
    fn names_of_hosts_are_refused_before_anything_looks_them_up() {
        for expression in [
            "host example.com",
            "server",
            "not port 80 and tcp www",
            "port http and host ssh",
            "src mesin-1",
            "net loopback",
            "gateway router",
            "host 300.1.1.1",
            "host 1.2.3.4.5",
            "host 1234.1.1.1",
            "ether host abcd",
            "host fe80",
            "host foo:80",
            "tcp src port 80 or dst ftp.example.com",
            "port www.example",
            "host dns.example",
            "host \\www",
            "dst host 10.0.0.1 or xn--a",
        ] {
            assert!(refusal(expression).contains("is no address"), "{expression}");
        }
    }

    #[test]
    fn display_filters_are_told_apart_and_translated_where_that_is_plain() {
        for (expression, hint) in [
            ("ip.addr == 172.18.0.2", "in BPF it is `host 172.18.0.2`"),
            ("tcp.port != 80", "in BPF it is `not tcp port 80`"),
            ("eth.src eq 02:42:ac:12:00:02", "in BPF it is `ether src 02:42:ac:12:00:02`"),
            ("tcp.flags.syn == 1 && ip", "`tcp.flags.syn` belongs to the display-filter language"),
            ("tcp contains \"GET\"", "`contains` belongs"),
        ] {
            assert!(refusal(expression).contains(hint), "{}", refusal(expression));
        }
    }

    #[test]
    fn floods_are_refused_before_libpcap_sees_them() {
        let cases = [
            ("(".repeat(1 << 20), "bytes"),
            ("(".repeat(60_000), "deep"),
            ("not ".repeat(16_000), "deep"),
            ("not (".repeat(201), "deep"),
            (format!("arp{}", " or arp".repeat(200)), "words"),
            ("arp \u{202e}".to_owned(), "character"),
            (" \t".to_owned(), "empty"),
            ("tcp and and".to_owned(), "not a BPF filter"),
        ];
        for (expression, why) in cases {
            assert!(refusal(&expression).contains(why), "{}", refusal(&expression));
        }
    }
}

#[cfg(all(test, not(feature = "libpcap")))]
#[test]
fn a_build_without_libpcap_says_what_it_needs() {
    let error = BpfFilter::parse("tcp port 80").unwrap_err();
    assert_eq!(error, BpfError::NoLibpcap);
}
