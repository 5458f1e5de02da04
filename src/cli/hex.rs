//! `labcap hex`: a dump that was pasted, decoded and shown as `labcap show` shows packets.

use std::io::{self, Read};

use clap::Args;
use labcap::capture::dump::{self, Dumped};
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
/// Takes what Wireshark's bytes pane, tcpdump -x, -xx, -X and -XX, xxd, xxd -p, hexdump -C, hexdump and od -t x1 print, C arrays, strings of C and
/// Python, or plain hex, with or without offsets and the text beside them. Anything that isn't certain is an error that names the line:
/// half a byte, a missing row, words whose bytes may be swapped (od -x, xxd -e), numbers that aren't hexadecimal. Tries which link layer it
/// is and says on stderr what it took and why.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Don't try: the bytes begin with this link layer (ethernet, linux_sll, linux_sll2, raw, ipv4, ipv6, arp, null, loop)
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
  od -A x -t x1 frame.bin | labcap hex
      od -x and plain od print words and octal numbers, which aren't read
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
    let dumped =
        dump::read(&String::from_utf8_lossy(&text)).map_err(|error| Failure::could_not(NAME, error.to_string()).hint(error.hint()))?;
    let known = known(&dumped, arguments.link_type)?;
    let frames = || known.frames.iter().map(|known| frame(known.number, known.link_type, known.bytes));
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
    Ok(if known.unknown.is_empty() { Outcome::Done } else { Outcome::Partial(known.unknown) })
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

/// The packets of a dump whose link layer is known, and what is to be said of the others.
struct KnownPackets<'d> {
    frames: Vec<Known<'d>>,
    unknown: Vec<Message>,
}

/// A packet and its link layer.
struct Known<'d> {
    number: u64,
    link_type: LinkType,
    bytes: &'d [u8],
}

/// Tries each packet, and says once for those that follow each other with the same result what it was taken for.
fn known(dumped: &[Dumped], said: Option<LinkType>) -> Result<KnownPackets<'_>, Failure> {
    const FIRST: usize = 10;
    let mut told: Option<String> = None;
    let mut frames = Vec::new();
    let mut unknown: Vec<(String, &'static str)> = Vec::new();
    for (packet, number) in dumped.iter().zip(1_u64..) {
        let Dumped { bytes, line, .. } = packet;
        let place = format!("packet {number} (line {line}, {})", count_bytes(bytes.len()));
        if packet.order_is_open && !is_in_order(bytes, said) {
            let what = format!("{place}: in which order the bytes of its words are isn't certain");
            unknown.push((what, "write single bytes, as `od -A x -t x1` and `xxd -g 1` do"));
            continue;
        }
        let Some(guess) = said.map_or_else(|| guess::link_type(bytes), |link_type| Some(guess::weigh(link_type, bytes))) else {
            let what = format!("{place}: no link layer fits that could lead to IPv4, IPv6 or ARP");
            unknown.push((what, "--link-type NAME says which it is"));
            continue;
        };
        let words = grounds(&guess);
        if said.is_none() && told.as_ref() != Some(&words) {
            let which = if dumped.len() > 1 { format!("packet {number}: ") } else { String::new() };
            Message::new(format!("{which}{words}")).about(NAME).print();
            told = Some(words);
        }
        frames.push(Known { number, link_type: guess.link_type, bytes });
    }
    let more = unknown.len().saturating_sub(FIRST);
    if frames.is_empty()
        && let Some((what, hint)) = unknown.first()
    {
        let others = if unknown.len() > 1 { format!("; so it is with the {} others", unknown.len() - 1) } else { String::new() };
        return Err(Failure::could_not(NAME, format!("{what}{others}")).hint(*hint));
    }
    let messages =
        unknown.into_iter().take(FIRST).map(|(what, hint)| Message::new(format!("{what}; it isn't shown")).about(NAME).hint(hint));
    let mut messages: Vec<Message> = messages.collect();
    if more > 0 {
        messages.push(Message::new(format!("{more} more packets aren't shown for such reasons")).about(NAME));
    }
    Ok(KnownPackets { frames, unknown: messages })
}

/// Whether the order of bytes in words is certain: they lead to a packet as they are written, and wouldn't if they were swapped.
fn is_in_order(bytes: &[u8], said: Option<LinkType>) -> bool {
    let fits = |bytes: &[u8]| {
        let guess = said.map_or_else(|| guess::link_type(bytes), |link_type| Some(guess::weigh(link_type, bytes)));
        guess.is_some_and(|guess| guess::is_certain(&guess))
    };
    let swapped: Vec<u8> = bytes.chunks(2).flat_map(|pair| pair.iter().rev().copied()).collect();
    fits(bytes) && !fits(&swapped)
}

fn count_bytes(count: usize) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

/// What was taken, and why.
fn grounds(guess: &Guess) -> String {
    let why: Vec<&str> = guess
        .grounds
        .iter()
        .map(|ground| match ground {
            Ground::HeaderChecksum => "the IPv4 header's checksum is right",
            Ground::Length => "the length in the IP header is that of the bytes behind it",
            Ground::ArpSizes if guess.link_type == LinkType::ARP => "it begins as an ARP packet for Ethernet and IPv4 does",
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
        LinkType::ARP => "ARP without link layer",
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
        ("arp", LinkType::ARP),
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
