//! Internet Protocol version 6 with its extension headers (RFC 8200; routing headers: RFC 5095, RFC 8754).

use std::net::Ipv6Addr;

use etherparse::{IpNumber, Ipv6FragmentHeaderSlice, Ipv6HeaderSlice, Ipv6RawExtHeaderSlice};

use super::packet::{LayerName, Problem, ProblemKind};
use super::payload::Payload;

/// Protocol number of ICMPv6.
pub const ICMPV6: u8 = 58;
/// Protocol number that says that nothing follows.
pub const NO_NEXT_HEADER: u8 = 59;

/// Bytes of the header without extensions.
const HEADER: usize = 40;
/// Extension headers beyond these are taken as a protocol that isn't decoded; packets in order have four at most.
const MAX_EXTENSIONS: usize = 16;

/// The IPv6 header and the extension headers behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv6 {
    /// `ipv6.src`.
    pub source: Ipv6Addr,
    /// `ipv6.dst`: the next router on the way where a routing header names several, else the receiver.
    pub destination: Ipv6Addr,
    /// The last address of a routing header that still has addresses to visit.
    pub routed_to: Option<Ipv6Addr>,
    /// `ipv6.hlim`.
    pub hop_limit: u8,
    /// `ipv6.plen`: bytes behind the header, extensions among them.
    pub payload_length: u16,
    /// What follows the extension headers that could be read.
    pub protocol: u8,
    /// The fragment header, if there is one.
    pub fragment: Option<Fragment>,
    /// The extension header that could not be read.
    pub broken: Option<Extension>,
}

/// `ipv6.fraghdr.*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// `ipv6.fraghdr.offset` in bytes.
    pub offset: u16,
    /// `ipv6.fraghdr.more`.
    pub more_fragments: bool,
    /// `ipv6.fraghdr.ident`.
    pub identification: u32,
}

/// Extension headers that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// Options for every router on the way (0).
    HopByHop,
    /// A list of addresses to visit (43).
    Routing,
    /// Part of a larger datagram (44).
    Fragment,
    /// Options for the receiver (60).
    Destination,
}

impl Extension {
    const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::HopByHop,
            43 => Self::Routing,
            44 => Self::Fragment,
            60 => Self::Destination,
            _ => return None,
        })
    }
}

impl Ipv6 {
    /// Who the packet is for in the end.
    pub fn receiver(&self) -> Ipv6Addr {
        self.routed_to.unwrap_or(self.destination)
    }

    /// Part of a larger datagram. A fragment header may also stand in a whole one (RFC 6946).
    pub fn piece(&self) -> Option<Fragment> {
        self.fragment.filter(|fragment| fragment.more_fragments || fragment.offset > 0)
    }
}

/// Reads the header and its extensions; what follows is the payload, without padding behind the stated length. A problem
/// in an extension header leaves the layer.
pub fn decode(payload: Payload<'_>) -> Result<(Ipv6, Payload<'_>, Option<Problem>), Problem> {
    let missing = || Problem::missing_bytes(LayerName::Ipv6, payload);
    let version = payload.u8_at(0).ok_or_else(missing)? >> 4;
    if version != 6 {
        return Err(Problem { layer: LayerName::Ipv6, kind: ProblemKind::Version(version) });
    }
    let header = Ipv6HeaderSlice::from_slice(payload.bytes).map_err(|_| missing())?;
    let mut layer = Ipv6 {
        source: header.source_addr(),
        destination: header.destination_addr(),
        routed_to: None,
        hop_limit: header.hop_limit(),
        payload_length: header.payload_length(),
        protocol: header.next_header().0,
        fragment: None,
        broken: None,
    };
    let mut rest = payload.after(HEADER);
    // 0 is a jumbogram (RFC 2675), or what a kernel leaves that lets the network card cut the segments.
    if layer.payload_length != 0 {
        rest = rest.limited(usize::from(layer.payload_length));
    }
    for _ in 0..MAX_EXTENSIONS {
        let Some(extension) = Extension::from_number(layer.protocol) else { break };
        let Some(after) = layer.extend(extension, rest) else {
            layer.broken = Some(extension);
            return Ok((layer, rest, Some(Problem::missing_bytes(LayerName::Ipv6, rest))));
        };
        rest = after;
        if layer.piece().is_some() {
            break;
        }
    }
    Ok((layer, rest, None))
}

/// The protocol behind the extension headers that stand in a datagram's pieces, and its bytes.
pub fn after_extensions(protocol: u8, payload: Payload<'_>) -> Result<(u8, Payload<'_>), Problem> {
    let (mut protocol, mut rest) = (protocol, payload);
    for _ in 0..MAX_EXTENSIONS {
        if !matches!(Extension::from_number(protocol), Some(Extension::HopByHop | Extension::Routing | Extension::Destination)) {
            break;
        }
        let header = Ipv6RawExtHeaderSlice::from_slice(rest.bytes).map_err(|_| Problem::missing_bytes(LayerName::Ipv6, rest))?;
        protocol = header.next_header().0;
        rest = rest.after(header.slice().len());
    }
    Ok((protocol, rest))
}

impl Ipv6 {
    /// Takes the next extension header in; gives what follows it.
    fn extend<'a>(&mut self, extension: Extension, payload: Payload<'a>) -> Option<Payload<'a>> {
        if extension == Extension::Fragment {
            let header = Ipv6FragmentHeaderSlice::from_slice(payload.bytes).ok()?;
            self.fragment = Some(Fragment {
                offset: header.fragment_offset().value().saturating_mul(8),
                more_fragments: header.more_fragments(),
                identification: header.identification(),
            });
            self.protocol = header.next_header().0;
            return Some(payload.after(header.slice().len()));
        }
        let number = IpNumber(self.protocol);
        debug_assert!(Ipv6RawExtHeaderSlice::header_type_supported(number), "{number:?}");
        let header = Ipv6RawExtHeaderSlice::from_slice(payload.bytes).ok()?;
        if extension == Extension::Routing {
            self.routed_to = last_address(header.slice()).or(self.routed_to);
        }
        self.protocol = header.next_header().0;
        Some(payload.after(header.slice().len()))
    }
}

/// Where a routing header sends the packet in the end: of type 0 the last address of its list; of type 4 (segment
/// routing) the first, for its list goes backwards; of type 2 (mobile IPv6) its only one.
fn last_address(header: &[u8]) -> Option<Ipv6Addr> {
    const FIXED: usize = 8;
    let (kind, left) = (*header.get(2)?, *header.get(3)?);
    if left == 0 {
        return None;
    }
    let list = header.get(FIXED..)?;
    let address: [u8; 16] = match kind {
        0 => *list.last_chunk()?,
        2 | 4 => *list.first_chunk()?,
        _ => return None,
    };
    Some(address.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header with this protocol and these bytes behind it.
    fn packet(protocol: u8, behind: &[u8]) -> Vec<u8> {
        let mut out = vec![0x60, 0, 0, 0, 0, behind.len() as u8, protocol, 64];
        out.extend([0; 15]);
        out.push(1);
        out.extend([0; 15]);
        out.push(2);
        out.extend(behind);
        out
    }

    fn read(bytes: &[u8]) -> (Ipv6, usize, Option<Problem>) {
        let (layer, rest, problem) = decode(Payload::new(bytes, bytes.len())).expect("a header");
        (layer, rest.length, problem)
    }

    #[test]
    fn extension_headers_are_passed_over() {
        let bytes = packet(0, &[60, 0, 1, 4, 0, 0, 0, 0, ICMPV6, 0, 1, 4, 0, 0, 0, 0, 1, 2, 3]);
        let (layer, rest, problem) = read(&bytes);
        assert_eq!((layer.protocol, rest, problem), (ICMPV6, 3, None));
    }

    #[test]
    fn a_routing_header_names_the_receiver() {
        let mut routing = vec![17, 2, 0, 1, 0, 0, 0, 0];
        routing.extend([0; 15]);
        routing.push(7);
        let (layer, ..) = read(&packet(43, &routing));
        assert_eq!(layer.receiver(), "::7".parse::<Ipv6Addr>().unwrap());
        routing[3] = 0;
        assert_eq!(read(&packet(43, &routing)).0.receiver(), "::2".parse::<Ipv6Addr>().unwrap());
    }

    #[test]
    fn a_fragment_header_may_stand_in_a_whole_datagram() {
        let (layer, rest, _) = read(&packet(44, &[ICMPV6, 0, 0, 0, 0, 0, 0, 9, 1]));
        assert_eq!((layer.piece(), layer.protocol, rest), (None, ICMPV6, 1));
        let (layer, ..) = read(&packet(44, &[ICMPV6, 0, 0, 9, 0, 0, 0, 9, 1]));
        assert_eq!(layer.piece(), Some(Fragment { offset: 8, more_fragments: true, identification: 9 }));
    }

    #[test]
    fn a_broken_extension_header_leaves_the_addresses() {
        let (layer, _, problem) = read(&packet(60, &[ICMPV6, 9, 0, 0, 0, 0, 0, 0]));
        assert_eq!(layer.broken, Some(Extension::Destination));
        assert_eq!(problem.map(|problem| problem.kind), Some(ProblemKind::Short));
    }
}
