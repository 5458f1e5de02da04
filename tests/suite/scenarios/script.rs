//! The language of scenario files: one line per packet, written as one would tell it.
//!
//! ```text
//! # what it shows and why
//! c = 10.0.0.1:40000
//! 0.000000  c > s  SYN        seq=1000 win=64240 mss=1460 ws=7 sack_perm ts=10/0
//! 0.000300  c > s  PSH,ACK    seq=1001 ack=5001 win=502 "halo"        (or len=1460: letters that follow from the number)
//! 0.000400  s > c  unreachable=3 of=1                                 (quotes packet 1; of=udp quotes an unseen datagram, of=tcp a SYN, c to s)
//! 0.000500  c > s  udp ipid=7 "halo"                                   (any packet: the IP identification; else its own number)
//! 0.000500  c > s  udp ttl=63 "halo"                                  (any packet of IPv4: its time to live, else 64)
//! 0.000500  c > s  udp sum=damaged "halo"                             (a bit of the last byte is turned; sum=unfinished: left to the network card)
//! 0.000600  c > s  query id=7 A www.example.org
//! 0.000700  s > c  response id=7 A www.example.org 10.1.1.1           (or NXDOMAIN, SERVFAIL, REFUSED; nothing: no record)
//! 0.000750  c > s  PSH,ACK    seq=1 ack=1 win=502 dns=7:A:www.example.org       (or answer=7:A:www.example.org:10.1.1.1; from=N to=N: those bytes of it)
//! 0.000760  c > s  dhcp=3 xid=7 wants=10.0.0.9 server=10.0.0.1 lease=3600 name=laptop   (the kind; gives=, has=: its addresses)
//! 0.000800  a > b  ping id=1 seq=2                                    (its answer: pong)
//! 0.000900  a > b  who-has                                            (its answer: is-at; a hardware address of its own: mac=9)
//! 0.000910  a > b  udp hex=000a8400…                                  (a payload in hex)
//! 0.000920  a > b  udp cut=50 "halo"                                  (any packet: the capture kept its first 50 bytes)
//! 0.001000  ip 60000000 0008 3a40 …                                   (any packet from its IP header on, in hex)
//! 0.001100  network 88cc 0207 0402 …                                  (any packet from its network header on, in hex, and its EtherType)
//! 0.001200  link 147 0102 …                                           (any packet of another link type, in hex)
//! ```

use std::collections::HashMap;
use std::net::IpAddr;

use domain::base::iana::{Rcode, Rtype};
use labcap::frame::LinkType;

use crate::wire::{self, Dns, End, Segment};

/// A packet of a scenario.
pub struct Scripted {
    /// Since the first second of the scenario.
    pub nanos: i64,
    pub link_type: LinkType,
    /// Bytes on the wire.
    pub wire_length: usize,
    /// Those that the capture kept.
    pub bytes: Vec<u8>,
}

impl Scripted {
    /// A packet of a cooked capture, kept whole.
    fn cooked(nanos: i64, bytes: Vec<u8>) -> Self {
        Self { nanos, link_type: LinkType::LINUX_SLL, wire_length: bytes.len(), bytes }
    }
}

/// The packets that a scenario tells.
pub fn packets(script: &str) -> Vec<Scripted> {
    let mut ends = HashMap::new();
    let mut packets: Vec<Scripted> = Vec::new();
    for (index, line) in script.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some((name, end)) = line.split_once(" = ") {
            ends.insert(name.trim().to_owned(), end_of(end.trim()));
            continue;
        }
        let scripted = raw(line).or_else(|| packet(line, &ends, &packets));
        packets.push(scripted.unwrap_or_else(|| panic!("line {}: {line}", index + 1)));
    }
    packets
}

fn end_of(text: &str) -> End {
    let (address, port) = text.split_once(':').unwrap_or((text, "0"));
    (address.parse().expect("an address"), port.parse().expect("a port"))
}

fn packet(line: &str, ends: &HashMap<String, End>, earlier: &[Scripted]) -> Option<Scripted> {
    let (line, text) = match line.split_once('"') {
        Some((line, text)) => (line, Some(text.strip_suffix('"')?)),
        None => (line, None),
    };
    let words: Vec<&str> = line.split_whitespace().collect();
    let [time, from, ">", to, kind, rest @ ..] = words.as_slice() else { return None };
    let (from, to) = (*ends.get(*from)?, *ends.get(*to)?);
    let chosen = rest.iter().find_map(|word| word.strip_prefix("ipid="));
    let identification = chosen.map_or_else(|| u16::try_from(earlier.len() + 1).ok(), |number| number.parse().ok())?;
    let told = Told { from, to, rest, text, identification };
    let (kind, value) = kind.split_once('=').unwrap_or((kind, ""));
    let bytes = match kind {
        "udp" => match told.value("hex") {
            Some(digits) => wire::udp(from, to, told.identification, &bytes_of(digits)?),
            None => wire::udp(from, to, told.identification, told.text.unwrap_or_default().as_bytes()),
        },
        "dhcp" => wire::udp(from, to, told.identification, &told.dhcp(value.parse().ok()?)?),
        "query" | "response" => told.dns(kind == "response")?,
        "ping" | "pong" => wire::echo(from.0, to.0, kind == "pong", told.number("id")?, told.number("seq")?),
        "who-has" | "is-at" => {
            let mut bytes = wire::arp(from.0, to.0, kind == "is-at");
            if let Some(last) = told.number("mac") {
                bytes[wire::ARP_SENDER_END] = last;
            }
            bytes
        }
        "unreachable" => told.icmp_error(3, value.parse().ok()?, earlier, ends)?,
        "expired" => told.icmp_error(11, 0, earlier, ends)?,
        flags => told.segment(flags)?,
    };
    let mut bytes = bytes;
    if let Some(hops) = told.number("ttl") {
        wire::set_hops(&mut bytes, hops);
    }
    match told.value("sum") {
        Some("unfinished") => wire::leave_checksum(&mut bytes),
        Some("damaged") => *bytes.last_mut()? ^= 1,
        _ => {}
    }
    let mut scripted = Scripted::cooked(nanos(time)?, bytes);
    if let Some(kept) = told.number("cut") {
        scripted.bytes.truncate(kept);
    }
    Some(scripted)
}

/// A packet in hex.
fn raw(line: &str) -> Option<Scripted> {
    let mut words = line.split_whitespace();
    let nanos = nanos(words.next()?)?;
    let from = words.next()?;
    match from {
        "ip" => Some(Scripted::cooked(nanos, wire::raw(&bytes_of(&words.collect::<String>())?))),
        "network" => {
            let ether_type = u16::from_str_radix(words.next()?, 16).ok()?;
            Some(Scripted::cooked(nanos, wire::network(ether_type, &bytes_of(&words.collect::<String>())?)))
        }
        "link" => {
            let link_type = LinkType(words.next()?.parse().ok()?);
            let bytes = bytes_of(&words.collect::<String>())?;
            Some(Scripted { nanos, link_type, wire_length: bytes.len(), bytes })
        }
        _ => None,
    }
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    (0..digits.len()).step_by(2).map(|place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok()).collect()
}

/// `1.000300` in nanoseconds.
fn nanos(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once('.')?;
    let fraction: i64 = format!("{fraction:0<9}").parse().ok()?;
    Some(seconds.parse::<i64>().ok()? * 1_000_000_000 + fraction)
}

/// One line's words.
struct Told<'a> {
    from: End,
    to: End,
    rest: &'a [&'a str],
    text: Option<&'a str>,
    identification: u16,
}

impl Told<'_> {
    fn value(&self, key: &str) -> Option<&str> {
        self.rest.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.value(key)?.parse().ok()
    }

    fn segment(&self, flags: &str) -> Option<Vec<u8>> {
        const NAMES: [&str; 9] = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"];
        let mut bits = 0;
        for flag in flags.split(',') {
            bits |= 1 << NAMES.iter().position(|name| *name == flag)?;
        }
        let sequence: u32 = self.number("seq")?;
        let payload = match (self.text, self.number::<u32>("len")) {
            (Some(text), _) => text.as_bytes().to_vec(),
            (None, None) if self.value("dns").or(self.value("answer")).is_some() => self.dns_in_stream()?,
            (None, length) => (0..length.unwrap_or(0)).map(|place| b'a' + (sequence.wrapping_add(place) % 26) as u8).collect(),
        };
        let segment = Segment {
            sequence,
            acknowledgment: self.number("ack").unwrap_or(0),
            flags: bits,
            window: self.number("win")?,
            options: self.options()?,
            payload,
        };
        Some(wire::tcp(self.from, self.to, self.identification, &segment))
    }

    /// A DNS message with its length before it, or a part of that.
    fn dns_in_stream(&self) -> Option<Vec<u8>> {
        let words: Vec<&str> = self.value("dns").or(self.value("answer"))?.split(':').collect();
        let [id, kind, name, addresses @ ..] = words.as_slice() else { return None };
        let addresses = addresses.iter().map(|address| address.parse().ok()).collect::<Option<Vec<IpAddr>>>()?;
        let response = self.value("answer").map(|_| (Rcode::NOERROR, addresses));
        let message = Dns { id: id.parse().ok()?, kind: kind.parse().ok()?, name, response }.message();
        let stream = [u16::try_from(message.len()).ok()?.to_be_bytes().to_vec(), message].concat();
        let to = self.number("to").unwrap_or(stream.len());
        Some(stream.get(self.number("from").unwrap_or(0)..to)?.to_vec())
    }

    /// A DHCP message of this kind, for one client.
    fn dhcp(&self, kind: u8) -> Option<Vec<u8>> {
        let address = |key: &str| match self.value(key) {
            Some(text) => text.parse::<std::net::Ipv4Addr>().ok().map(|address| address.octets()),
            None => Some([0; 4]),
        };
        let is_answer = matches!(kind, 2 | 5 | 6);
        let mut out = vec![1 + u8::from(is_answer), 1, 6, 0];
        out.extend(self.number::<u32>("xid")?.to_be_bytes());
        out.extend([0; 4]);
        out.extend(address("has")?);
        out.extend(address("gives")?);
        out.extend([0; 8]);
        out.extend([2, 0, 0, 0, 0, 7]);
        out.resize(236, 0);
        out.extend([0x63, 0x82, 0x53, 0x63, 53, 1, kind]);
        for (code, key) in [(50, "wants"), (54, "server"), (3, "router"), (6, "resolver")] {
            if self.value(key).is_some() {
                out.extend([code, 4]);
                out.extend(address(key)?);
            }
        }
        if let Some(seconds) = self.number::<u32>("lease") {
            out.extend([51, 4]);
            out.extend(seconds.to_be_bytes());
        }
        if let Some(name) = self.value("name") {
            out.extend([12, u8::try_from(name.len()).ok()?]);
            out.extend(name.as_bytes());
        }
        out.push(255);
        Some(out)
    }

    fn options(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        for word in self.rest {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let pair = |separator| {
                let (one, other) = value.split_once(separator)?;
                Some([one.parse::<u32>().ok()?.to_be_bytes(), other.parse::<u32>().ok()?.to_be_bytes()].concat())
            };
            match key {
                "mss" => out.extend([[2, 4], value.parse::<u16>().ok()?.to_be_bytes()].concat()),
                "ws" => out.extend([3, 3, value.parse().ok()?]),
                "sack_perm" => out.extend([4, 2]),
                "sack" => out.extend([vec![5, 10], pair('-')?].concat()),
                "ts" => out.extend([vec![8, 10], pair('/')?].concat()),
                _ => {}
            }
        }
        out.resize(out.len().next_multiple_of(4), 1);
        Some(out)
    }

    fn icmp_error(&self, kind: u8, code: u8, earlier: &[Scripted], ends: &HashMap<String, End>) -> Option<Vec<u8>> {
        let quoted = match self.value("of")? {
            protocol @ ("tcp" | "udp") => {
                let (from, to) = (*ends.get("c")?, *ends.get("s")?);
                match protocol {
                    "tcp" => wire::tcp(from, to, 1, &Segment { flags: 2, ..Segment::default() }),
                    _ => wire::udp(from, to, 1, b"unseen"),
                }
            }
            number => earlier.get(number.parse::<usize>().ok()?.checked_sub(1)?)?.bytes.clone(),
        };
        Some(wire::icmp_error(self.from.0, self.to.0, kind, code, &quoted))
    }

    fn dns(&self, is_response: bool) -> Option<Vec<u8>> {
        let [_, kind, name, rest @ ..] = self.rest else { return None };
        let mut rcode = Rcode::NOERROR;
        let mut addresses = Vec::new();
        for word in rest.iter().filter(|word| !word.contains('=')) {
            match *word {
                "NXDOMAIN" => rcode = Rcode::NXDOMAIN,
                "SERVFAIL" => rcode = Rcode::SERVFAIL,
                "REFUSED" => rcode = Rcode::REFUSED,
                address => addresses.push(address.parse::<IpAddr>().ok()?),
            }
        }
        let kind = if *kind == "AAAA" { Rtype::AAAA } else { Rtype::A };
        let message = Dns { id: self.number("id")?, kind, name, response: is_response.then_some((rcode, addresses)) }.message();
        Some(wire::udp(self.from, self.to, self.identification, &message))
    }
}
