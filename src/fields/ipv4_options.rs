//! `ip.opt.*`: the options of an IPv4 header, and where a route that they record stands.

use super::Id;
use super::ipv4::{
    OPTION, OPTION_ALERT, OPTION_CLASS, OPTION_COPY, OPTION_FLAG, OPTION_LENGTH, OPTION_NUMBER, OPTION_OVERFLOW, OPTION_POINTER,
    OPTION_STAMP, OPTION_STAMP_ADDRESS, OPTION_STREAM, OPTIONS, ROUTES,
};
use super::reader::Reader;
use super::tree::{Sink, Tree};

/// What an option's line calls it, and the field that holds all of it.
fn option(kind: u8) -> Option<(&'static str, Id)> {
    let index = [0, 1, 130, 131, 68, 7, 136, 137, 148].iter().position(|known| *known == kind)?;
    let name = [
        "End of Options List (EOL)",
        "No-Operation (NOP)",
        "Security",
        "Loose Source Route",
        "Time Stamp",
        "Record Route",
        "Stream ID",
        "Strict Source Route",
        "Router Alert",
    ];
    Some((name.get(index)?, *OPTIONS.get(index)?))
}

/// `header`: all of it.
pub(super) fn walk<S: Sink>(header: &[u8], tree: &mut Tree<'_, '_, S>) {
    let Some(bytes) = header.get(20..).filter(|bytes| !bytes.is_empty()) else { return };
    let names = || Options(bytes).map(|(kind, _)| option(kind).map_or("Unknown", |(name, _)| name));
    let mut list = String::new();
    for name in names() {
        list.push_str(", ");
        list.push_str(name);
    }
    tree.line(format_args!("Options: ({} bytes){list}", bytes.len()), bytes);
    tree.below(|tree| {
        for (kind, whole) in Options(bytes) {
            self::whole(kind, whole, tree);
        }
    });
}

fn whole<S: Sink>(kind: u8, whole: &[u8], tree: &mut Tree<'_, '_, S>) {
    let reader = Reader(whole);
    let length = whole.len();
    let alert = reader.number(2, 2).map(|number| if number == 0 { "Router shall examine packet" } else { "Reserved" });
    match (option(kind), alert) {
        (Some((name, field)), _) if kind < 2 => tree.put_as(field, whole, whole, format_args!("IP Option - {name}")),
        (Some((name, field)), Some(alert)) if kind == 148 => {
            let number = reader.number(2, 2).unwrap_or_default();
            tree.put_as(field, whole, whole, format_args!("IP Option - {name} ({length} bytes): {alert} ({number})"));
        }
        (Some((name, field)), _) => tree.put_as(field, whole, whole, format_args!("IP Option - {name} ({length} bytes)")),
        (None, _) => tree.line(format_args!("IP Option - Unknown ({length} bytes)"), whole),
    }
    tree.below(|tree| {
        reader.put(OPTION, 0, 1, tree)?;
        tree.below(|tree| reader.bits(&[OPTION_COPY, OPTION_CLASS, OPTION_NUMBER], 0, 1, tree));
        if kind < 2 {
            return Some(());
        }
        reader.put(OPTION_LENGTH, 1, 1, tree)?;
        match kind {
            7 | 131 | 137 => route(reader, kind == 7, tree),
            68 => stamps(reader, tree),
            136 => reader.put(OPTION_STREAM, 2, 2, tree).map(|_| ()),
            148 => {
                let number = reader.number(2, 2)?;
                reader.put_as(OPTION_ALERT, 2, 2, format_args!("Router Alert: {} ({number})", alert?), tree).map(|_| ())
            }
            _ => Some(()),
        }
    });
}

fn route<S: Sink>(reader: Reader<'_>, is_record: bool, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let pointer = reader.put(OPTION_POINTER, 2, 1, tree)? as usize;
    for start in (3..reader.0.len()).step_by(4) {
        let address = std::net::Ipv4Addr::from_bits(reader.number(start, 4)? as u32);
        let is_next = start + 1 == pointer;
        let [recorded, empty, current, source] = ROUTES;
        let (field, host) = match (is_record, start + 1 < pointer, is_next) {
            (true, true, _) => recorded,
            (true, ..) => empty,
            (false, true, _) => recorded,
            (false, _, true) => current,
            (false, ..) => source,
        };
        let mark = if is_next { " <- (next)" } else { "" };
        let title = field.field().title;
        reader.put_as(field, start, 4, format_args!("{title}: {address}{mark}"), tree)?;
        if tree.wants_field(host) {
            tree.hide(host, address.to_string().as_str(), reader.at(start, 4)?);
        }
    }
    Some(())
}

fn stamps<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    reader.put(OPTION_POINTER, 2, 1, tree)?;
    reader.put(OPTION_OVERFLOW, 3, 1, tree)?;
    let flag = reader.put(OPTION_FLAG, 3, 1, tree)?;
    let mut start = 4;
    while start < reader.0.len() {
        if flag != 0 {
            reader.put(OPTION_STAMP_ADDRESS, start, 4, tree)?;
            start += 4;
        }
        reader.put(OPTION_STAMP, start, 4, tree)?;
        start += 4;
    }
    Some(())
}

/// One option: its kind and all its bytes. The end of the list is the last one.
struct Options<'a>(&'a [u8]);

impl<'a> Iterator for Options<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&kind, after) = self.0.split_first()?;
        let length = if kind < 2 { 1 } else { usize::from(*after.first()?) };
        let (whole, rest) = self.0.split_at_checked(length.max(if kind < 2 { 1 } else { 2 }))?;
        self.0 = if kind == 0 { &[] } else { rest };
        Some((kind, whole))
    }
}
