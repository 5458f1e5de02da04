//! What can be said of ICMP messages.

use std::net::IpAddr;

use super::claim::Claim;
use super::statement::Statement;
use crate::decode::icmp::{Icmp, Message};
use crate::inspect::Inspected;
use crate::track::Detail;

const HOST_UNREACHABLE: u8 = 1;
const PORT_UNREACHABLE: u8 = 3;

pub(super) fn explain(inspected: &Inspected<'_>, icmp: &Icmp<'_>, statements: &mut Vec<Statement>) {
    let frame = inspected.packet.frame.number;
    let Some((sender, receiver)) = inspected.packet.addresses() else { return };
    let (sender, receiver) = (IpAddr::V4(sender), IpAddr::V4(receiver));
    let of = match inspected.seen.detail {
        Detail::IcmpError { frame, .. } => frame,
        _ => None,
    };
    let answered = match inspected.seen.detail {
        Detail::Echo(answered) => answered,
        _ => None,
    };
    let claim = match icmp.message {
        Message::EchoRequest(echo) => Claim::IcmpEchoRequest { sender, receiver, sequence: echo.sequence },
        Message::EchoReply(echo) => Claim::IcmpEchoReply {
            sender,
            receiver,
            sequence: echo.sequence,
            answers: answered.map(|request| request.frame),
            after: answered.and_then(|request| request.after),
        },
        Message::Unreachable(quoted) if icmp.code == PORT_UNREACHABLE => {
            Claim::IcmpPortUnreachable { sender, receiver, port: quoted.ports.map(|(_, port)| port), of }
        }
        Message::Unreachable(quoted) if icmp.code == HOST_UNREACHABLE => {
            let host = quoted.addresses().map(|(_, host)| IpAddr::V4(host));
            Claim::IcmpHostUnreachable { sender, receiver, host, of }
        }
        Message::Unreachable(_) => Claim::IcmpUnreachable { sender, receiver, code: icmp.code, of },
        Message::TimeExceeded(quoted) if icmp.code == 0 => {
            let host = quoted.addresses().map(|(_, host)| IpAddr::V4(host));
            Claim::IcmpTimeExceeded { sender, receiver, host, of }
        }
        Message::TimeExceeded(_) | Message::Other => Claim::IcmpOther { sender, receiver, kind: icmp.kind, code: icmp.code },
    };
    let earlier = of.or(answered.map(|request| request.frame));
    statements.push(Statement::new(claim, earlier.into_iter().chain([frame])));
}
