//! Options of EDNS (RFC 6891 6.1.2).

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Value;
use super::dns as table;
use super::dns_records::{Reader, padded, put_text};
use super::tree::{Sink, Tree};

/// Tells the options up to `end`.
pub(super) fn walk<S: Sink>(end: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while reader.is_before(end) {
        let (code, length) = (reader.u16_at(0)?, usize::from(reader.u16_at(2)?));
        let whole = reader.left();
        let whole = whole.get(..length + 4).unwrap_or(whole);
        match table::OPT_CODE.field().name_of(code.into()) {
            Some(name) => tree.put_as(table::OPT, Value::Present, whole, format_args!("Option: {name}")),
            None => tree.put_as(table::OPT, Value::Present, whole, format_args!("Option: Unknown ({code})")),
        }
        let mut told = None;
        tree.below(|tree| told = option(code, length, reader, tree));
        told?;
    }
    Some(())
}

fn option<S: Sink>(code: u16, length: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    const EXPERIMENTAL_SUBNET: u16 = 20730;
    reader.u16(table::OPT_CODE, tree)?;
    if code == EXPERIMENTAL_SUBNET {
        tree.below(|tree| {
            let text = format_args!("Deprecated opcode. Client subnet OPT assigned as 8.");
            tree.expert_as(table::DEPR_OPC, "Warning/Protocol", text);
        });
    }
    reader.u16(table::OPT_LEN, tree)?;
    let data = reader.take(length)?;
    tree.put(table::OPT_DATA, data, data);
    let algorithms = match code {
        5 => table::OPT_DAU,
        6 => table::OPT_DHU,
        7 => table::OPT_N3U,
        8 | EXPERIMENTAL_SUBNET => return subnet(data, tree),
        10 => {
            let (client, server) = data.split_at_checked(8)?;
            tree.put(table::OPT_COOKIE_CLIENT, client, client);
            tree.put(table::OPT_COOKIE_SERVER, server, server);
            return Some(());
        }
        11 => {
            if let Some(timeout) = data.first_chunk() {
                tree.put(table::OPT_EDNS_TCP_KEEPALIVE_TIMEOUT, u16::from_be_bytes(*timeout), timeout);
            }
            return Some(());
        }
        12 => {
            tree.put(table::OPT_PADDING, data, data);
            return Some(());
        }
        13 => {
            put_text(table::OPT_CHAIN_FQDN, data, tree);
            return Some(());
        }
        15 => return extended_error(data, tree),
        _ => return Some(()),
    };
    for byte in data.chunks(1) {
        tree.put(algorithms, byte.first().copied()?, byte);
    }
    Some(())
}

/// Whose network asks (RFC 7871 6).
fn subnet<S: Sink>(data: &[u8], tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let (head, address) = data.split_at_checked(4)?;
    let &[high, low, netmask, scope] = head else { return None };
    let family = u16::from_be_bytes([high, low]);
    tree.put(table::OPT_CLIENT_FAMILY, family, head.get(..2)?);
    tree.put(table::OPT_CLIENT_NETMASK, netmask, head.get(2..3)?);
    tree.put(table::OPT_CLIENT_SCOPE, scope, head.get(3..)?);
    match family {
        1 => tree.put(table::OPT_CLIENT_ADDR4, Ipv4Addr::from(padded(address)), address),
        2 => tree.put(table::OPT_CLIENT_ADDR6, Ipv6Addr::from(padded(address)), address),
        _ => tree.put(table::OPT_CLIENT_ADDR, address, address),
    }
    Some(())
}

/// RFC 8914 2.
fn extended_error<S: Sink>(data: &[u8], tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let (code_bytes, text) = data.split_at_checked(2)?;
    let code = u16::from_be_bytes(code_bytes.try_into().ok()?);
    let name = match code {
        30..=49151 => "Unassigned",
        49152.. => "Reserved for Private Use",
        _ => table::OPT_EXT_ERROR_INFO_CODE.field().name_of(code.into()).unwrap_or("Unknown"),
    };
    tree.put_as(table::OPT_EXT_ERROR_INFO_CODE, code, code_bytes, format_args!("Info Code: {name} ({code})"));
    if !text.is_empty() && tree.wants_field(table::OPT_EXT_ERROR_EXTRA_TEXT) {
        let shown = String::from_utf8_lossy(text);
        tree.put(table::OPT_EXT_ERROR_EXTRA_TEXT, shown.as_ref(), text);
    }
    Some(())
}
