//! Looks through an expression before libpcap's compiler sees it.
//!
//! libpcap looks up any name that it takes for a host, through the network. So every word that stands where it could do so has
//! to be a keyword or an address. What is too long or too deep is refused too: libpcap's parser and optimizer have no
//! limit of their own. Everything else about an expression is left to libpcap to judge.
//! Source: libpcap's `scanner.l` and `grammar.y.in` (1.10).

use super::BpfError;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Bytes of an expression.
const LENGTH: usize = 1 << 16;
/// Words and marks of an expression. libpcap takes time by their square: 80 ms for the worst of 200.
const WORDS: usize = 200;
/// Parentheses and brackets within each other, or negations in a row.
const DEPTH: usize = 200;

/// What a word that is no keyword means where it stands. It lasts over `and`, `or` and parentheses: `port http or ssh`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An address, which libpcap would look up if it were a name.
    Address,
    /// A name in a list that is on the machine: services, protocols, kinds of wireless frames, interfaces.
    Listed,
}

/// Refuses what libpcap must not see.
pub(super) fn check(expression: &str) -> Result<(), BpfError> {
    if expression.trim().is_empty() {
        return Err(BpfError::Empty);
    }
    let length = expression.len();
    if length > LENGTH {
        return Err(BpfError::TooLong { length, limit: LENGTH });
    }
    let known = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    if let Some(at) = expression.bytes().position(|byte| !known(byte)) {
        return Err(BpfError::Character(at));
    }
    let words = split(expression);
    check_depth(&words)?;
    check_language(&words)?;
    if words.len() > WORDS {
        return Err(BpfError::TooManyWords(WORDS));
    }
    check_names(&words)
}

/// The number of words and marks.
pub(super) fn count(expression: &str) -> usize {
    split(expression).len()
}

/// Words and marks. Within brackets a colon is a mark, as in `ip[2:2]`, outside it is part of an address.
fn split(expression: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut brackets = 0_usize;
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let in_word = |c: char| c.is_ascii_alphanumeric() || "._-\\$".contains(c) || (c == ':' && brackets == 0);
        let mut end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        // In brackets a minus is one, but for the names of flags: tcp-syn.
        if brackets > 0 && first.is_ascii_digit() {
            end = rest.find(|c| !in_word(c) || c == '-').unwrap_or(end);
        }
        match first {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        let (word, after) = rest.split_at(end.max(first.len_utf8()));
        words.push(word);
        rest = after.trim_start();
    }
    words
}

fn check_depth(words: &[&str]) -> Result<(), BpfError> {
    let (mut open, mut negations) = (0_usize, 0_usize);
    for &word in words {
        match word {
            "(" | "[" => open += 1,
            ")" | "]" => open = open.saturating_sub(1),
            _ => {}
        }
        negations = match word {
            "not" | "!" | "-" => negations + 1,
            "(" => negations,
            _ => 0,
        };
        if open.max(negations) > DEPTH {
            return Err(BpfError::TooDeep(DEPTH));
        }
    }
    Ok(())
}

/// Fields with dots and words for comparing are of the display-filter language.
fn check_language(words: &[&str]) -> Result<(), BpfError> {
    // After these a word with dots is the name of a host.
    let names_host = ["host", "net", "src", "dst", "gateway", "port"];
    let mut before = "";
    let found = words.iter().find(|&&word| {
        let named = names_host.contains(&std::mem::replace(&mut before, word));
        is_comparison(word) || is_field(word) && !named
    });
    let Some(&word) = found else {
        return Ok(());
    };
    Err(BpfError::DisplayLanguage { word: shown(word), bpf: in_bpf(words) })
}

fn is_comparison(word: &str) -> bool {
    let words = ["contains", "matches", "eq", "ne", "gt", "lt", "ge", "le"];
    words.contains(&word) || word == "\"" || word == "{"
}

fn is_field(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(protocol, rest)| FIELD_PROTOCOLS.contains(&protocol) && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// A single comparison for equality in BPF: `ip.addr == 192.0.2.1` is `host 192.0.2.1`.
fn in_bpf(words: &[&str]) -> Option<String> {
    let (field, negated, value) = match words {
        [field] => (*field, false, None),
        [field, "eq", value] | [field, "=", "=", value] => (*field, false, Some(*value)),
        [field, "ne", value] | [field, "!", "=", value] => (*field, true, Some(*value)),
        _ => return None,
    };
    let phrase = match field {
        "ip.addr" | "ipv6.addr" => "host",
        "ip.src" | "ipv6.src" => "src host",
        "ip.dst" | "ipv6.dst" => "dst host",
        "tcp.port" => "tcp port",
        "tcp.srcport" => "tcp src port",
        "tcp.dstport" => "tcp dst port",
        "udp.port" => "udp port",
        "udp.srcport" => "udp src port",
        "udp.dstport" => "udp dst port",
        "eth.addr" => "ether host",
        "eth.src" => "ether src",
        "eth.dst" => "ether dst",
        "vlan.id" => "vlan",
        _ => return None,
    };
    let value = value.filter(|value| is_literal(value))?;
    let negation = if negated { "not " } else { "" };
    Some(format!("{negation}{phrase} {value}"))
}

fn check_names(words: &[&str]) -> Result<(), BpfError> {
    let mut place = Place::Address;
    for &word in words {
        let is_mark = !word.contains(|c: char| c.is_ascii_alphanumeric());
        if is_mark || matches!(word, "and" | "or" | "not") || is_literal(word) {
            continue;
        }
        if LISTS.contains(&word) {
            place = Place::Listed;
        } else if KEYWORDS.contains(&word) {
            place = Place::Address;
        } else if place == Place::Address || !is_list_name(word) {
            return Err(BpfError::HostName(shown(word)));
        }
    }
    Ok(())
}

/// The word as an error shows it: its first 60 bytes, which are ASCII.
fn shown(word: &str) -> String {
    word.chars().take(60).collect()
}

/// Numbers and addresses exactly as libpcap's scanner takes them: what it doesn't take it would look up as a name.
fn is_literal(word: &str) -> bool {
    is_number(word) || is_ipv4(word) || is_ethernet(word) || word.parse::<Ipv6Addr>().is_ok()
}

fn is_number(word: &str) -> bool {
    let (digits, radix) = match word.strip_prefix("0x").or(word.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => (word, 10),
    };
    !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
}

/// Two to four numbers: nets may leave the last ones out, as `net 10.1`.
fn is_ipv4(word: &str) -> bool {
    let parts = word.split('.').count();
    let missing = 4_usize.saturating_sub(parts);
    let whole = format!("{word}{}", ".0".repeat(missing));
    parts >= 2 && whole.parse::<Ipv4Addr>().is_ok()
}

/// Six bytes of one or two hexadecimal digits between one of `:-.`, three of four between dots, or twelve digits.
/// A lone byte after a dollar sign is an ARCNET address.
fn is_ethernet(word: &str) -> bool {
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let of = |mark: char, count, lengths: std::ops::RangeInclusive<usize>| {
        word.split(mark).count() == count && word.split(mark).all(|part| digits(part, lengths.clone()))
    };
    let arcnet = word.strip_prefix('$').is_some_and(|byte| digits(byte, 1..=2));
    let bytes = [':', '-', '.'].iter().any(|&mark| of(mark, 6, 1..=2));
    bytes || of('.', 3, 4..=4) || digits(word, 12..=12) || arcnet
}

/// Names of services, protocols and kinds of frames: no dots, no colons.
fn is_list_name(word: &str) -> bool {
    let name = word.strip_prefix('\\').unwrap_or(word);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Keywords after which names come from a list on the machine.
const LISTS: &[&str] = &[
    "port",
    "portrange",
    "proto",
    "protochain",
    "type",
    "subtype",
    "dir",
    "direction",
    "ifname",
    "on",
    "rset",
    "ruleset",
    "reason",
    "action",
];

/// libpcap's other keywords, and the names that stand for numbers in arithmetic.
const KEYWORDS: &[&str] = &[
    "dst",
    "src",
    "link",
    "ether",
    "ppp",
    "slip",
    "fddi",
    "tr",
    "wlan",
    "arp",
    "rarp",
    "ip",
    "sctp",
    "tcp",
    "udp",
    "icmp",
    "igmp",
    "igrp",
    "pim",
    "vrrp",
    "carp",
    "radio",
    "ip6",
    "icmp6",
    "ah",
    "esp",
    "atalk",
    "aarp",
    "decnet",
    "lat",
    "sca",
    "moprc",
    "mopdl",
    "iso",
    "esis",
    "es-is",
    "isis",
    "is-is",
    "l1",
    "l2",
    "iih",
    "lsp",
    "snp",
    "csnp",
    "psnp",
    "clnp",
    "stp",
    "ipx",
    "netbeui",
    "host",
    "net",
    "mask",
    "gateway",
    "less",
    "greater",
    "byte",
    "broadcast",
    "multicast",
    "len",
    "length",
    "inbound",
    "outbound",
    "ifindex",
    "vlan",
    "mpls",
    "pppoed",
    "pppoes",
    "geneve",
    "vxlan",
    "lane",
    "metac",
    "bcc",
    "oam",
    "oamf4",
    "oamf4ec",
    "oamf4sc",
    "sc",
    "ilmic",
    "vpi",
    "vci",
    "connectmsg",
    "metaconnect",
    "bridge",
    "fisu",
    "lssu",
    "lsu",
    "msu",
    "hfisu",
    "hlssu",
    "hmsu",
    "sio",
    "opc",
    "dpc",
    "sls",
    "hsio",
    "hopc",
    "hdpc",
    "hsls",
    "rnr",
    "rulenum",
    "srnr",
    "subrulenum",
    "addr1",
    "addr2",
    "addr3",
    "addr4",
    "address1",
    "address2",
    "address3",
    "address4",
    "ra",
    "ta",
    "tcpflags",
    "tcp-fin",
    "tcp-syn",
    "tcp-rst",
    "tcp-push",
    "tcp-ack",
    "tcp-urg",
    "tcp-ece",
    "tcp-cwr",
    "icmptype",
    "icmpcode",
    "icmp-echoreply",
    "icmp-unreach",
    "icmp-sourcequench",
    "icmp-redirect",
    "icmp-echo",
    "icmp-routeradvert",
    "icmp-routersolicit",
    "icmp-timxceed",
    "icmp-paramprob",
    "icmp-tstamp",
    "icmp-tstampreply",
    "icmp-ireq",
    "icmp-ireqreply",
    "icmp-maskreq",
    "icmp-maskreply",
    "icmp6type",
    "icmp6code",
    "icmp6-destinationunreach",
    "icmp6-packettoobig",
    "icmp6-timeexceeded",
    "icmp6-parameterproblem",
    "icmp6-echo",
    "icmp6-echoreply",
    "icmp6-multicastlistenerquery",
    "icmp6-multicastlistenerreportv1",
    "icmp6-multicastlistenerdone",
    "icmp6-routersolicit",
    "icmp6-routeradvert",
    "icmp6-neighborsolicit",
    "icmp6-neighboradvert",
    "icmp6-redirect",
    "icmp6-routerrenum",
    "icmp6-nodeinformationquery",
    "icmp6-nodeinformationresponse",
    "icmp6-ineighbordiscoverysolicit",
    "icmp6-ineighbordiscoveryadvert",
    "icmp6-multicastlistenerreportv2",
    "icmp6-homeagentdiscoveryrequest",
    "icmp6-homeagentdiscoveryreply",
    "icmp6-mobileprefixsolicit",
    "icmp6-mobileprefixadvert",
    "icmp6-certpathsolicit",
    "icmp6-certpathadvert",
    "icmp6-multicastrouteradvert",
    "icmp6-multicastroutersolicit",
    "icmp6-multicastrouterterm",
];

/// What the fields of the display-filter language start with.
const FIELD_PROTOCOLS: &[&str] = &[
    "ip", "ipv6", "tcp", "udp", "eth", "arp", "icmp", "icmpv6", "dns", "frame", "vlan", "sll", "http", "tls", "dhcp", "_ws", "igmp",
    "quic", "mdns",
];
