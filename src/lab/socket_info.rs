//! The course's `socket_info.py`: the default timeout of sockets before and after it is set, and the addresses of a name.

use std::io::{self, Write};
use std::net::{SocketAddr, ToSocketAddrs};

use super::python;

/// What to look up.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The name, or an address.
    pub name: String,
    /// The port that the addresses are given with.
    pub port: u16,
    /// The timeout in seconds that is set, as the second line shows. It is for connections, of which there are none here: getaddrinfo(3)
    /// keeps its own time.
    pub timeout: f64,
}

/// Why the list of addresses wasn't written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// getaddrinfo(3) has no address, in Python's words.
    #[error("socket.gaierror: {}", python::error(.0))]
    Lookup(io::Error),
    /// The output can't be written.
    #[error(transparent)]
    Write(io::Error),
}

/// Writes the three lines of `socket_info.py` to `output`.
///
/// This asks the name servers of this machine, where `name` isn't an address or in its own list of hosts.
///
/// # Errors
///
/// See [`Error`]; the first two lines are written before the name is looked up.
pub fn run(options: &Options, mut output: impl Write) -> Result<(), Error> {
    let timeouts = format!("timeout : None\ntimeout : {:?}\n", options.timeout);
    output.write_all(timeouts.as_bytes()).and_then(|()| output.flush()).map_err(Error::Write)?;
    let addresses = addresses(&options.name, options.port).map_err(Error::Lookup)?;
    writeln!(output, "[{}]", addresses.iter().map(entry).collect::<Vec<_>>().join(", ")).map_err(Error::Write)
}

/// The addresses that getaddrinfo(3) gives for streams, in its order.
pub(super) fn addresses(name: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    Ok((name, port).to_socket_addrs()?.collect())
}

/// One element of `socket.getaddrinfo(name, port, proto=socket.IPPROTO_TCP)`. Linux numbers the families 2 and 10, TCP is protocol 6.
fn entry(address: &SocketAddr) -> String {
    let family = if address.is_ipv4() { "<AddressFamily.AF_INET: 2>" } else { "<AddressFamily.AF_INET6: 10>" };
    format!("({family}, <SocketKind.SOCK_STREAM: 1>, 6, '', {})", python::address(*address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_the_course() {
        let options = Options { name: "103.94.189.4".to_owned(), port: 80, timeout: 10.0 };
        let mut output = Vec::new();
        run(&options, &mut output).unwrap();
        let expected = "timeout : None\ntimeout : 10.0\n\
                        [(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('103.94.189.4', 80))]\n";
        assert_eq!(String::from_utf8(output).unwrap(), expected);
        let of_both: Vec<String> = ["[::1]:80", "127.0.0.1:80"].iter().map(|address| entry(&address.parse().unwrap())).collect();
        assert_eq!(of_both[0], "(<AddressFamily.AF_INET6: 10>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('::1', 80, 0, 0))");
    }
}
