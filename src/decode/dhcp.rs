//! Dynamic Host Configuration Protocol (RFC 2131; options: RFC 2132) and the BOOTP that it grew out of (RFC 951).

use std::net::Ipv4Addr;

use super::ProblemKind;
use super::packet::{LayerName, Problem};
use super::payload::Payload;

/// The server's port.
pub const SERVER_PORT: u16 = 67;
/// The client's port.
pub const CLIENT_PORT: u16 = 68;
/// Where a proxy server tells what to boot (PXE).
pub const PROXY_PORT: u16 = 4011;

/// What options begin with.
const COOKIE: u32 = 0x6382_5363;
/// Bytes before that.
const FIXED: usize = 236;
const OPTIONS: usize = 240;
/// Bytes of the vendor's part, where no cookie stands before it.
const VENDOR: usize = 64;

/// The option that names the kind of message.
const MESSAGE_TYPE: u8 = 53;
const END: u8 = 255;

/// A DHCP or BOOTP message. Fields that weren't captured are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dhcp<'a> {
    /// `dhcp.type`: 1 asks, 2 answers; `None` where not even that was captured.
    pub operation: Option<u8>,
    /// `dhcp.hw.type`: 1 is Ethernet.
    pub hardware_type: u8,
    /// `dhcp.id`: the same in all messages of one exchange.
    pub transaction: u32,
    /// `dhcp.ip.client`: the address the client has already.
    pub client: Ipv4Addr,
    /// `dhcp.ip.your`: the address the client gets.
    pub your: Ipv4Addr,
    /// `dhcp.ip.relay`: who passed the message on.
    pub relay: Ipv4Addr,
    /// `dhcp.hw.len`; `None` where it wasn't captured.
    pub hardware_length: Option<u8>,
    /// `dhcp.hw.mac_addr`, as long as the message says; `None` where it wasn't captured whole.
    pub hardware: Option<&'a [u8]>,
    /// `dhcp.option.dhcp`: what kind of message it is; BOOTP has none.
    pub message_type: Option<u8>,
    /// Sent to or from a proxy server's port.
    pub is_proxy: bool,
    /// The options, undecoded; walk them with [`Self::options`].
    pub option_bytes: &'a [u8],
}

/// Reads a message as far as it goes; the problem is that of the whole message.
pub fn decode(payload: Payload<'_>, is_proxy: bool) -> (Dhcp<'_>, Option<Problem>) {
    let byte = |offset| payload.u8_at(offset).unwrap_or(0);
    let address = |offset| payload.array_at::<4>(offset).map_or(Ipv4Addr::UNSPECIFIED, Ipv4Addr::from);
    let hardware_end = usize::from(byte(2)).saturating_add(28);
    let mut dhcp = Dhcp {
        operation: payload.u8_at(0),
        hardware_type: byte(1),
        transaction: payload.u32_at(4).unwrap_or(0),
        client: address(12),
        your: address(16),
        relay: address(24),
        hardware_length: payload.u8_at(2),
        hardware: payload.bytes.get(28..hardware_end),
        message_type: None,
        is_proxy,
        option_bytes: payload.bytes.get(OPTIONS..).unwrap_or_default(),
    };
    let problem = read_options(payload, &mut dhcp).err().map(|kind| Problem { layer: LayerName::Dhcp, kind });
    (dhcp, problem)
}

/// The message type may stand anywhere, so all options are passed once to find it and once more to see that each is there.
fn read_options(payload: Payload<'_>, dhcp: &mut Dhcp<'_>) -> Result<(), ProblemKind> {
    let need = |end: usize| match payload.bytes.get(..end) {
        Some(_) => Ok(()),
        None if end <= payload.length => Err(ProblemKind::Cut),
        None => Err(ProblemKind::Short),
    };
    let at = |offset: usize| need(offset.saturating_add(1)).map(|()| payload.u8_at(offset).unwrap_or(0));
    // Wireshark begins its text with the client's address, or for an answer with no more than the next byte.
    need(usize::from(payload.u8_at(2).unwrap_or(0)).saturating_add(28))?;
    // The rest of the hardware address, the server's name and the boot file, one after the other: which of them meets the capture's end first
    // decides between cut and short.
    for end in [44, 45, 108, 109] {
        need(end)?;
    }
    need(FIXED)?;
    // Where the capture ends within these four bytes, Wireshark calls the message malformed.
    need(OPTIONS).map_err(|_| ProblemKind::Short)?;
    if payload.u32_at(FIXED) != Some(COOKIE) {
        return need(FIXED.saturating_add(VENDOR));
    }
    let mut offset = OPTIONS;
    let mut found = None;
    let mut is_empty = false;
    while offset < payload.length {
        let code = at(offset)?;
        let length = match code {
            0 => None,
            END => {
                offset = payload.length;
                break;
            }
            _ => match at(offset.saturating_add(1)) {
                Ok(length) => Some(length),
                Err(problem) => {
                    if problem == ProblemKind::Short {
                        dhcp.message_type = found;
                    }
                    return Err(problem);
                }
            },
        };
        if code == MESSAGE_TYPE {
            found = Some(at(offset.saturating_add(2))?);
            is_empty = length == Some(0);
        }
        offset = offset.saturating_add(length.map_or(1, |length| usize::from(length).saturating_add(2)));
    }
    dhcp.message_type = found;
    if is_empty { Err(ProblemKind::Short) } else { need(offset) }
}

/// One option: its number and its data.
pub type DhcpOption<'a> = (u8, &'a [u8]);

impl<'a> Dhcp<'a> {
    /// The options in their order, up to the end or the first that wasn't captured whole.
    pub fn options(&self) -> impl Iterator<Item = DhcpOption<'a>> + use<'a> {
        let mut rest = self.option_bytes;
        std::iter::from_fn(move || {
            loop {
                let (&code, after) = rest.split_first()?;
                match code {
                    0 => rest = after,
                    END => return None,
                    _ => {
                        let (&length, after) = after.split_first()?;
                        let (data, behind) = after.split_at_checked(length.into())?;
                        rest = behind;
                        return Some((code, data));
                    }
                }
            }
        })
    }

    /// The data of the first option with this number.
    pub fn option(&self, wanted: u8) -> Option<&'a [u8]> {
        self.options().find(|(code, _)| *code == wanted).map(|(_, data)| data)
    }

    /// The first address in an option.
    pub fn address(&self, wanted: u8) -> Option<Ipv4Addr> {
        self.option(wanted)?.first_chunk::<4>().copied().map(Ipv4Addr::from)
    }

    /// The 32-bit number in an option.
    pub fn number(&self, wanted: u8) -> Option<u32> {
        self.option(wanted)?.first_chunk::<4>().copied().map(u32::from_be_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(options: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; FIXED];
        bytes.splice(..8, [1, 1, 6, 0, 0, 0, 0, 9]);
        bytes.extend(COOKIE.to_be_bytes());
        bytes.extend(options);
        bytes
    }

    fn read(bytes: &[u8], length: usize) -> (Dhcp<'_>, Option<ProblemKind>) {
        let (dhcp, problem) = decode(Payload::new(bytes, length), false);
        (dhcp, problem.map(|problem| problem.kind))
    }

    #[test]
    fn the_message_type_may_stand_anywhere() {
        let bytes = message(&[0, 12, 1, b'h', 50, 4, 10, 0, 0, 9, 53, 1, 3, 255, 53, 1, 1]);
        let (dhcp, problem) = read(&bytes, bytes.len());
        assert_eq!((dhcp.message_type, dhcp.transaction, problem), (Some(3), 9, None));
        assert_eq!(dhcp.address(50), Some(Ipv4Addr::new(10, 0, 0, 9)));
        assert_eq!(dhcp.options().count(), 3);
    }

    #[test]
    fn cut_and_short_are_told_apart() {
        let bytes = message(&[53, 1, 1, 12, 9, b'h']);
        assert_eq!(read(&bytes, bytes.len()).1, Some(ProblemKind::Short));
        assert_eq!(read(&bytes, bytes.len() + 20).1, Some(ProblemKind::Cut));
        assert_eq!(read(&bytes, bytes.len()).0.message_type, Some(1));
        for end in 0..bytes.len() {
            let start = bytes.get(..end).unwrap_or_default();
            assert_ne!(read(start, end).1.is_some(), end == OPTIONS || end == OPTIONS + 3, "{end}");
        }
    }
}
