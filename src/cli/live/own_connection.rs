//! The SSH connection that this terminal runs over: each line that is shown makes packets of it, which would be shown, and so on for ever.

use std::fs;
use std::net::IpAddr;

use labcap::filter::bpf::BpfFilter;

/// How far up the processes that started this one are asked.
const ANCESTORS: usize = 32;

/// The filter that selects the connection's packets, if there is one.
pub(super) fn filter() -> Option<BpfFilter> {
    let connection = std::env::var("SSH_CONNECTION").ok().or_else(of_ancestors)?;
    BpfFilter::parse(&expression(&connection)?).ok()
}

/// sudo takes the variable away, but the shell that called it has it.
fn of_ancestors() -> Option<String> {
    let mut pid = "self".to_owned();
    for _ in 0..ANCESTORS {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        pid = status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().to_owned();
        // Another user's process can't be asked, and its own parents can.
        let variables = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        let mut variables = variables.split(|byte| *byte == 0);
        if let Some(connection) = variables.find_map(|variable| variable.strip_prefix(b"SSH_CONNECTION=")) {
            return String::from_utf8(connection.to_vec()).ok();
        }
    }
    None
}

/// `CLIENT PORT SERVER PORT`, as sshd writes it, in BPF.
fn expression(connection: &str) -> Option<String> {
    let mut words = connection.split_whitespace();
    let mut end = || {
        // An address may have a zone: fe80::1%eth0.
        let address = words.next()?.split('%').next()?.parse::<IpAddr>().ok()?;
        let port = words.next()?.parse::<u16>().ok()?;
        Some((address, port))
    };
    let ((client, from), (server, to)) = (end()?, end()?);
    let way = |(source, port): (IpAddr, u16), (destination, other): (IpAddr, u16)| {
        format!("(src host {source} and dst host {destination} and tcp src port {port} and tcp dst port {other})")
    };
    Some(format!("{} or {}", way((client, from), (server, to)), way((server, to), (client, from))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_and_nothing_else() {
        let text = expression("192.0.2.7 50022 192.0.2.1 22").expect("a connection");
        assert_eq!(
            text,
            "(src host 192.0.2.7 and dst host 192.0.2.1 and tcp src port 50022 and tcp dst port 22) \
             or (src host 192.0.2.1 and dst host 192.0.2.7 and tcp src port 22 and tcp dst port 50022)"
        );
        assert!(BpfFilter::parse(&text).is_ok());
        assert!(BpfFilter::parse(&expression("fe80::2%eth0 50022 fe80::1%eth0 22").expect("a connection")).is_ok());
        for text in ["", "a b c d", "192.0.2.7 50022 192.0.2.1", "192.0.2.7 500220 192.0.2.1 22"] {
            assert_eq!(expression(text), None, "{text}");
        }
    }
}
