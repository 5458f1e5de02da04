//! DHCP, in English.

use crate::explain::claim::dhcp::{DhcpMessage, Step, Wish};
use crate::explain::names::Names;

/// What a DHCP message says.
pub fn sentence(message: &DhcpMessage, names: &Names) -> String {
    let client = match (message.client, &message.name) {
        (Some(hardware), Some(name)) => format!("{hardware} (“{name}”)"),
        (Some(hardware), None) => hardware.to_string(),
        (None, Some(name)) => format!("“{name}”"),
        (None, None) => "A client".to_owned(),
    };
    let server = message.server.map_or_else(|| "a server".to_owned(), |server| names.of(server));
    let speaker = message.server.map_or_else(|| "A server".to_owned(), |server| names.of(server));
    let address = message.address.map_or_else(|| "an address".to_owned(), |address| address.to_string());
    let answers = message.answers.map_or_else(String::new, |frame| format!(" in answer to #{frame}"));
    match message.step {
        Step::Discover => format!(
            "{client} has no address yet and asks all DHCP servers of this network for one{} (first of four DHCP steps).",
            message.address.map_or_else(String::new, |address| format!(", if possible {address}"))
        ),
        Step::Offer => format!(
            "{speaker} offers {client} the address {address}{answers}{}. It isn't the client's yet (second of four).",
            terms(message)
        ),
        Step::Request(Wish::Offered) => format!(
            "{client} asks for {address}, which {server} has offered. Everybody hears it, so other servers know that their offers aren't taken (third of four)."
        ),
        Step::Request(Wish::Again) => format!("{client} had the address {address} before and asks whether it may use it again."),
        Step::Request(Wish::Longer) => format!("{client} has the address {address} and asks to keep it longer."),
        Step::Decline => format!("{client} doesn't take {address}: it found that another machine uses it."),
        Step::Acknowledge => format!("{speaker} gives {client} the address {address}{answers}{}.", terms(message)),
        Step::Settings => {
            format!("{speaker} tells {client}, which has its address already, the other settings{answers}{}.", terms(message))
        }
        Step::Refuse => format!("{speaker} refuses the address that {client} asked for{answers}: the client has to begin anew."),
        Step::Release => format!("{client} gives its address {address} back to {server}. No answer follows."),
        Step::Inform => {
            format!("{client} has the address {address} already and asks only for the other settings, such as its name server.")
        }
        Step::Other(kind) => format!("A DHCP message of type {kind}, which labcap doesn't explain."),
        Step::BootRequest => format!("{client} asks for its address with BOOTP, which DHCP grew out of."),
        Step::BootReply => format!("{speaker} answers {client} with BOOTP: its address is {address}{answers}."),
    }
}

/// For how long, and what else the server tells.
fn terms(message: &DhcpMessage) -> String {
    let mut terms = String::new();
    if let Some(seconds) = message.lease {
        terms += &match seconds {
            u32::MAX => " for good".to_owned(),
            _ => format!(" for {}", duration(seconds)),
        };
    }
    if let Some(router) = message.router {
        terms += &format!(", the router {router}");
    }
    if let Some(resolver) = message.resolver {
        terms += &format!(", the name server {resolver}");
    }
    terms
}

/// In the largest unit that fits without a remainder.
fn duration(seconds: u32) -> String {
    let (number, unit) = match seconds {
        0 => (0, "second"),
        _ if seconds.is_multiple_of(86_400) => (seconds / 86_400, "day"),
        _ if seconds.is_multiple_of(3_600) => (seconds / 3_600, "hour"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}
