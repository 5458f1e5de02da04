//! Names that the user or the file gives to machines. They appear in sentences, never in Wireshark's columns.

use std::collections::BTreeMap;
use std::net::IpAddr;

use crate::track::flow::Endpoint;

/// Names by address.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_address: BTreeMap<IpAddr, String>,
}

impl Names {
    /// Gives an address a name, which must be safe to show.
    pub fn insert(&mut self, address: IpAddr, name: String) {
        self.by_address.insert(address, name);
    }

    /// Gives an address a name, which must be safe to show, if it has none.
    pub fn learn(&mut self, address: IpAddr, name: impl FnOnce() -> String) {
        self.by_address.entry(address).or_insert_with(name);
    }

    /// The name of an address, or the address itself.
    pub fn of(&self, address: IpAddr) -> String {
        self.by_address.get(&address).cloned().unwrap_or_else(|| address.to_string())
    }

    /// The name of an endpoint's machine, or its address. On loopback both ends have one address, so there the port tells
    /// them apart.
    pub fn of_end(&self, endpoint: Endpoint) -> String {
        let machine = self.of(endpoint.address);
        if endpoint.address.is_loopback() { format!("{machine}:{}", endpoint.port) } else { machine }
    }
}
