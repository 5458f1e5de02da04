//! The errors that ICMP reports for what a socket sent: who reported it, and what was sent.
//!
//! Linux keeps them beside the socket (`IP_RECVERR`), so no raw socket and no privilege is needed to read them.

use std::io::IoSliceMut;
use std::net::Ipv4Addr;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};

use nix::errno::Errno;
use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrIn, recvmsg, setsockopt, sockopt};

/// Room for what comes beside a message: a TTL or an error.
const BESIDE: usize = 512;

/// Start of what was sent that is kept, in bytes.
const KEPT: usize = 64;

/// `SO_EE_ORIGIN_ICMP`.
const ORIGIN_ICMP: u8 = 2;

/// An error that was reported for what a socket sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// As errno has it.
    pub errno: i32,
    /// Type and code of the ICMP message; `None` where this machine itself couldn't send.
    pub icmp: Option<(u8, u8)>,
    /// Who reported it.
    pub from: Option<Ipv4Addr>,
    /// The start of what had been sent, without the headers of IP and UDP.
    pub sent: Vec<u8>,
}

/// Lets the kernel keep errors of an IPv4 socket.
pub fn keep(socket: BorrowedFd<'_>) -> Result<(), Errno> {
    setsockopt(&socket, sockopt::Ipv4RecvErr, &true)
}

/// The next error, if there is one.
pub fn next(socket: BorrowedFd<'_>) -> Result<Option<Reported>, Errno> {
    let mut sent = [0; KEPT];
    let mut pieces = [IoSliceMut::new(&mut sent)];
    let mut beside = [0; BESIDE];
    let flags = MsgFlags::MSG_ERRQUEUE | MsgFlags::MSG_DONTWAIT;
    let message = match recvmsg::<SockaddrIn>(socket.as_fd().as_raw_fd(), &mut pieces, Some(&mut beside), flags) {
        Ok(message) => message,
        Err(Errno::EAGAIN | Errno::EINTR) => return Ok(None),
        Err(error) => return Err(error),
    };
    let length = message.bytes;
    let error = message.cmsgs()?.find_map(|control| match control {
        ControlMessageOwned::Ipv4RecvErr(error, from) => Some((error, from)),
        _ => None,
    });
    let Some((error, from)) = error else {
        return Ok(None);
    };
    Ok(Some(Reported {
        errno: i32::try_from(error.ee_errno).unwrap_or_default(),
        icmp: (error.ee_origin == ORIGIN_ICMP).then_some((error.ee_type, error.ee_code)),
        from: from.map(|from| Ipv4Addr::from(u32::from_be(from.sin_addr.s_addr))).filter(|from| !from.is_unspecified()),
        sent: sent[..length.min(KEPT)].to_vec(),
    }))
}
