//! `labcap hex`: a dump that was pasted, decoded and shown as `labcap show` shows packets.

use std::io::{self, Read};

use clap::Args;
use labcap::capture::dump;
use labcap::decode::guess::{self, Ground, Guess};
use labcap::fields::later::Lookahead;
use labcap::frame::{Frame, LinkType};

use super::flags::details::DetailsFlags;
use super::message::{Failure, Message, Outcome, reason};
use super::output::{Output, Target};
use super::pane::{Pane, Reading};

/// Text that is read at most.
const MOST_TEXT: u64 = 16 << 20;
const NAME: &str = "standard input";

/// Decodes bytes in hexadecimal from standard input
///
/// Takes what Wireshark's bytes pane, tcpdump -x, -xx and -X, xxd, od and hexdump print, a C array, or plain hex, with or without
/// offsets and the text beside them; tries which link layer it is and says on stderr what it took and why.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Don't try: the bytes begin with this link layer (ethernet, linux_sll, linux_sll2, raw, ipv4, ipv6, null, loop)
    #[arg(long, value_name = "NAME", value_parser = parse_link_type)]
    link_type: Option<LinkType>,

    #[command(flatten)]
    details: DetailsFlags,
}

const AFTER_HELP: &str = "\
Examples:
  labcap hex
      paste a dump, then press Ctrl-D
  xxd frame.bin | labcap hex --field ip.src
      with the bytes of the sender's address marked
  tcpdump -r lab1.pcap -c 1 -x | labcap hex --link-type ipv4
      tcpdump -x leaves the link layer out (-xx doesn't)";

/// Reads the dump and shows its packets.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let options = arguments.details.options()?;
    let mut text = Vec::new();
    let read = io::stdin().take(MOST_TEXT + 1).read_to_end(&mut text);
    read.map_err(|error| Failure::could_not(NAME, format!("can't be read: {}", reason(&error))))?;
    if text.len() as u64 > MOST_TEXT {
        return Err(Failure::could_not(NAME, format!("a dump of more than {} MiB isn't read", MOST_TEXT >> 20)));
    }
    let packets = dump::read(&String::from_utf8_lossy(&text)).map_err(|error| {
        Failure::could_not(NAME, error.to_string())
            .hint("paste a dump as Wireshark, tcpdump -x or xxd prints it, or plain hexadecimal digits")
    })?;
    let link_types = match arguments.link_type {
        Some(link_type) => vec![link_type; packets.len()],
        None => guess_all(&packets)?,
    };
    let frames = || packets.iter().zip(&link_types).zip(1..).map(|((bytes, &link_type), number)| frame(number, link_type, bytes));
    let mut ahead = Lookahead::default();
    let mut first = Reading::new();
    for frame in frames() {
        first.push(frame, None, |subject| ahead.push(subject.inspected, subject.flow));
    }
    let mut pane = Pane::new(&options, Output::open(&Target::Stdout, &[])?)?;
    let mut second = Reading::new();
    for frame in frames() {
        second.push(frame, Some(&ahead), |subject| pane.packet(subject))?;
    }
    pane.finish()?;
    Ok(Outcome::Done)
}

fn frame(number: u64, link_type: LinkType, bytes: &[u8]) -> Frame<'_> {
    let wire_length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    Frame {
        number,
        time: None,
        decimals: 6,
        section: None,
        interface: 0,
        interface_name: None,
        link_type,
        wire_length,
        bytes,
        notes: Default::default(),
    }
}

/// Tries each packet, and says once for those that follow each other with the same result.
fn guess_all(packets: &[Vec<u8>]) -> Result<Vec<LinkType>, Failure> {
    let mut told: Option<String> = None;
    let mut link_types = Vec::new();
    for (bytes, number) in packets.iter().zip(1_u64..) {
        let Some(guess) = guess::link_type(bytes) else {
            let count = bytes.len();
            let what = format!("packet {number} ({count} bytes): no link layer fits that could lead to IPv4, IPv6 or ARP");
            return Err(Failure::could_not(NAME, what).hint("--link-type NAME says which it is"));
        };
        let words = grounds(&guess);
        if told.as_ref() != Some(&words) {
            let which = if packets.len() > 1 { format!("packet {number}: ") } else { String::new() };
            Message::new(format!("{which}{words}")).about(NAME).print();
            told = Some(words);
        }
        link_types.push(guess.link_type);
    }
    Ok(link_types)
}

/// What was taken, and why.
fn grounds(guess: &Guess) -> String {
    let why: Vec<&str> = guess
        .grounds
        .iter()
        .map(|ground| match ground {
            Ground::HeaderChecksum => "the IPv4 header's checksum is right",
            Ground::Length => "the length in the IP header is that of the bytes behind it",
            Ground::ArpSizes => "an ARP packet for Ethernet and IPv4 follows it",
            Ground::Header => "its header has usual values",
            Ground::Transport => "a transport protocol can be read",
        })
        .take(2)
        .collect();
    let why = if why.is_empty() { "nothing else fits".to_owned() } else { why.join(", and ") };
    format!("taken as {}: {why}", name_of(guess.link_type))
}

fn name_of(link_type: LinkType) -> &'static str {
    match link_type {
        LinkType::ETHERNET => "Ethernet",
        LinkType::LINUX_SLL => "Linux cooked capture v1",
        LinkType::LINUX_SLL2 => "Linux cooked capture v2",
        LinkType::IPV4 => "IPv4 without link layer",
        LinkType::IPV6 => "IPv6 without link layer",
        LinkType::NULL => "BSD loopback",
        LinkType::LOOP => "OpenBSD loopback",
        _ => "raw IP",
    }
}

fn parse_link_type(text: &str) -> Result<LinkType, String> {
    let wanted = text.to_ascii_lowercase().replace('-', "_");
    let known = [
        ("ethernet", LinkType::ETHERNET),
        ("linux_sll", LinkType::LINUX_SLL),
        ("linux_sll2", LinkType::LINUX_SLL2),
        ("raw", LinkType::RAW),
        ("ipv4", LinkType::IPV4),
        ("ipv6", LinkType::IPV6),
        ("null", LinkType::NULL),
        ("loop", LinkType::LOOP),
    ];
    let short = match wanted.as_str() {
        "en10mb" | "eth" | "ether" => "ethernet",
        "sll" => "linux_sll",
        "sll2" => "linux_sll2",
        other => other,
    };
    known.into_iter().find(|(name, _)| *name == short).map(|(_, link_type)| link_type).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        format!("the link layers are {}", names.join(", "))
    })
}
