//! Which packets are shown: filter, streams and ranges. The tracker sees all packets, whatever these hide.

use clap::{ArgAction, Args};
use labcap::track::flow::{Protocol, StreamId};

/// The flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which packets")]
pub struct SelectionFlags {
    /// Select packets with a filter: Wireshark's display language, or else BPF (tcpdump's)
    ///
    /// Takes all words up to the next argument that starts with `-`, so it needs no quotes; a file or an interface stands before it.
    /// Examples: --filter ip.addr == 172.18.0.2 and not dns; --filter host 172.18.0.2 and tcp port 10000. Where both languages can read
    /// it, it is the display language (-f reads BPF only, -Y the display language only).
    #[arg(long, value_name = "WORDS", num_args = 1.., action = ArgAction::Set)]
    filter: Option<Vec<String>>,

    /// Select packets with a display filter, as tshark -Y does: -Y 'tcp.port == 80 && !dns'
    #[arg(short = 'Y', value_name = "DISPLAY", conflicts_with = "filter", allow_hyphen_values = true)]
    display: Option<String>,

    /// Select the packets of a stream, as Wireshark numbers tcp.stream and udp.stream; may be repeated
    #[arg(long, value_name = "tcp:N|udp:N", value_parser = parse_stream)]
    stream: Vec<StreamId>,

    /// Select packets by their numbers in the file: 31-42, 31- or 31
    #[arg(long, value_name = "A-B", value_parser = PacketRange::parse, allow_negative_numbers = true)]
    packets: Option<PacketRange>,
}

/// What the flags say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The filter, not yet read.
    pub filter: Option<FilterText>,
    /// Streams, any of which a packet may belong to. Empty: all.
    pub streams: Vec<StreamId>,
    /// Packet numbers.
    pub packets: Option<PacketRange>,
}

/// A filter as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterText {
    /// In the display language, or else BPF.
    Either(String),
    /// BPF.
    Bpf(String),
    /// In the display language.
    Display(String),
}

/// Packet numbers from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PacketRange {
    /// From 1.
    pub first: u64,
    /// `None`: to the end.
    pub last: Option<u64>,
}

impl SelectionFlags {
    /// Whether any of them is given.
    #[cfg(feature = "libpcap")]
    pub fn is_given(&self) -> bool {
        self.filter.is_some() || self.display.is_some() || !self.stream.is_empty() || self.packets.is_some()
    }

    /// What the flags say; a BPF filter may have been given by another one.
    pub fn selection(self, bpf: Option<String>) -> Selection {
        let words = self.filter.map(|words| FilterText::Either(words.join(" ")));
        let filter = words.or(self.display.map(FilterText::Display)).or(bpf.map(FilterText::Bpf));
        Selection { filter, streams: self.stream, packets: self.packets }
    }
}

fn parse_stream(text: &str) -> Result<StreamId, String> {
    let stream = text.split_once(':').and_then(|(protocol, number)| {
        let number = number.parse().ok()?;
        let protocol = [Protocol::Tcp, Protocol::Udp].into_iter().find(|known| known.as_str() == protocol)?;
        Some(StreamId { protocol, number })
    });
    stream.ok_or_else(|| "a stream is tcp: or udp: and a number, such as tcp:0".to_owned())
}

impl PacketRange {
    /// Whether the packet with this number is in it.
    pub fn contains(&self, number: u64) -> bool {
        number >= self.first && self.last.is_none_or(|last| number <= last)
    }

    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let numbers = match text.split_once('-') {
            None => (Some(text), Some(text)),
            Some((first, last)) => (Some(first).filter(|first| !first.is_empty()), Some(last).filter(|last| !last.is_empty())),
        };
        let number = |text: &str| text.parse::<u64>().ok().filter(|&number| number > 0);
        let range = match numbers {
            (Some(first), None) => number(first).map(|first| (first, None)),
            (None, Some(last)) => number(last).map(|last| (1, Some(last))),
            (Some(first), Some(last)) => number(first).zip(number(last)).map(|(first, last)| (first, Some(last))),
            (None, None) => None,
        };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(large) = text.split('-').find(|part| is_number(part) && part.parse::<u64>().is_err()) {
            return Err(format!("no capture has as many packets as {large}"));
        }
        match range {
            Some((first, Some(last))) if first > last => Err(format!("{first} comes after {last}")),
            Some((first, last)) => Ok(Self { first, last }),
            None => Err("packets are counted from 1: 31-42, 31- (to the end), -42 (from the first) or 31".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (text, first, last) in [("31-42", 31, Some(42)), ("31-", 31, None), ("-42", 1, Some(42)), ("31", 31, Some(31))] {
            assert_eq!(PacketRange::parse(text), Ok(PacketRange { first, last }), "{text}");
        }
        for text in ["", "-", "0", "0-3", "x", "3-x", "1-2-3", "5-4", "99999999999999999999"] {
            assert!(PacketRange::parse(text).is_err(), "{text}");
        }
        let range = PacketRange { first: 2, last: Some(3) };
        assert!(!range.contains(1) && range.contains(2) && range.contains(3) && !range.contains(4));
    }

    #[test]
    fn streams() {
        assert_eq!(parse_stream("tcp:0"), Ok(StreamId { protocol: Protocol::Tcp, number: 0 }));
        assert_eq!(parse_stream("udp:17"), Ok(StreamId { protocol: Protocol::Udp, number: 17 }));
        for text in ["", "tcp", "tcp:", "tcp:-1", "icmp:0", "TCP:0", "0", "tcp:99999999999"] {
            assert!(parse_stream(text).is_err(), "{text}");
        }
    }
}
