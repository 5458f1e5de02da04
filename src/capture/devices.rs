//! The interfaces of this machine that can be captured on. Listing them takes no rights.

use std::fs;
use std::net::IpAddr;
use std::path::Path;

use pcap::Device;

/// Where the kernel tells what it knows about its interfaces.
const KERNEL: &str = "/sys/class/net";

/// An interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name, to capture on it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Switched on.
    pub is_up: bool,
    /// Can send and receive: a cable is in, a peer is there.
    pub is_running: bool,
    /// Its addresses, with the lengths of their networks' prefixes where known.
    pub addresses: Vec<(IpAddr, Option<u8>)>,
    /// The way to everything that isn't near leads over it.
    pub is_default_route: bool,
}

/// What an interface is, as far as the kernel says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All interfaces at once (libpcap's `any`).
    All,
    /// Traffic of this machine with itself.
    Loopback,
    /// A wireless card.
    Wireless,
    /// A virtual switch, as containers are connected to.
    Bridge,
    /// One end of a virtual cable, as a container has.
    Veth,
    /// A tunnel.
    Tunnel,
    /// A card that frames come from as from Ethernet.
    Ethernet,
    /// No interface of the kernel's: libpcap's way to other sources, such as USB.
    Other,
}

/// All that libpcap offers, in its order.
///
/// # Errors
/// libpcap's words.
pub fn list() -> Result<Vec<Listed>, String> {
    let devices = Device::list().map_err(|error| error.to_string())?;
    let default_route = default_route();
    let listed = devices.into_iter().map(|device| {
        let kind = kind(&device);
        Listed {
            is_up: device.flags.is_up(),
            is_running: device.flags.is_running(),
            addresses: device.addresses.iter().map(|address| (address.addr, address.netmask.map(prefix_length))).collect(),
            is_default_route: default_route.as_deref() == Some(&device.name),
            kind,
            name: device.name,
        }
    });
    Ok(listed.collect())
}

fn kind(device: &Device) -> Kind {
    let folder = Path::new(KERNEL).join(&device.name);
    let type_of_device = fs::read_to_string(folder.join("uevent")).unwrap_or_default();
    let is = |name: &str| type_of_device.lines().any(|line| line.strip_prefix("DEVTYPE=") == Some(name));
    if device.name == "any" {
        Kind::All
    } else if device.flags.is_loopback() {
        Kind::Loopback
    } else if !folder.exists() {
        Kind::Other
    } else if device.flags.is_wireless() || is("wlan") {
        Kind::Wireless
    } else if folder.join("bridge").exists() {
        Kind::Bridge
    } else if folder.join("tun_flags").exists() || is("wireguard") {
        Kind::Tunnel
    } else if is_virtual(&folder) && has_peer(&folder) {
        Kind::Veth
    } else {
        Kind::Ethernet
    }
}

fn is_virtual(folder: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|path| path.components().any(|part| part.as_os_str() == "virtual"))
}

/// A veth's link is its peer; other virtual interfaces link to themselves.
fn has_peer(folder: &Path) -> bool {
    let number = |file: &str| fs::read_to_string(folder.join(file)).ok()?.trim().parse::<u32>().ok();
    number("iflink").zip(number("ifindex")).is_some_and(|(link, index)| link != index)
}

/// The interface of the IPv4 route to everything.
fn default_route() -> Option<String> {
    let routes = fs::read_to_string("/proc/net/route").ok()?;
    let mut fields = routes.lines().skip(1).map(|line| line.split_whitespace());
    fields.find_map(|mut fields| {
        let (name, destination) = (fields.next()?, fields.next()?);
        let mask = fields.nth(5)?;
        (destination == "00000000" && mask == "00000000").then(|| name.to_owned())
    })
}

fn prefix_length(mask: IpAddr) -> u8 {
    let ones = match mask {
        IpAddr::V4(mask) => mask.to_bits().count_ones(),
        IpAddr::V6(mask) => mask.to_bits().count_ones(),
    };
    u8::try_from(ones).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_can_capture_on_all_interfaces_and_on_loopback() {
        let listed = list().expect("libpcap lists");
        assert_eq!(listed.iter().filter(|interface| interface.kind == Kind::All).count(), 1);
        let loopback = listed.iter().find(|interface| interface.name == "lo").expect("every Linux has one");
        assert_eq!(loopback.kind, Kind::Loopback);
    }

    #[test]
    fn masks_have_lengths() {
        for (mask, length) in [("255.255.0.0", 16), ("0.0.0.0", 0), ("ffff:ffff::", 32)] {
            assert_eq!(prefix_length(mask.parse().expect("an address")), length);
        }
    }
}
