//! What a pcapng file says in its writer's words: comments on itself and on its interfaces, names of addresses, counters of interfaces, the program that
//! captured it.
//!
//! Everything is kept for the report within a bounded memory; what doesn't fit is counted. Comments on packets stay where they are and are
//! lent with them.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::frame::Options;

/// Comments that are kept.
const COMMENTS: usize = 100;
/// Bytes of a comment that are kept.
const COMMENT_BYTES: usize = 4096;
/// A comment that says nothing.
const COUNTERS_ARE_COUNTERS: &[u8] = b"Counters provided by dumpcap";
/// Names that are kept.
const NAMES: usize = 10_000;
/// Bytes of the longest name that is one (RFC 1035 2.3.4).
const NAME_BYTES: usize = 255;
/// Bytes of the capturing program's name that are kept.
const APPLICATION_BYTES: usize = 255;
/// Interfaces whose counters are kept.
const COUNTED: usize = 4096;

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileNotes {
    /// Comments on the file and on its interfaces, the first 100.
    pub comments: Vec<FileComment>,
    /// How many comments aren't kept.
    pub more_comments: u64,
    /// The first name of each address, the first 10,000.
    pub names: Vec<(IpAddr, Box<str>)>,
    /// How many names aren't kept.
    pub more_names: u64,
    /// The program that captured the first section, in its own words (`shb_userappl`). As stored, so not safe to show unescaped.
    pub application: Option<Box<str>>,
    /// The latest counters of interfaces, which are numbered as [`crate::frame::Frame::interface`].
    pub statistics: BTreeMap<u32, InterfaceStatistics>,
}

/// A comment that is on no packet. Its text is as stored, so not safe to show unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileComment {
    /// The interface that it is on, numbered as [`crate::frame::Frame::interface`]; `None` where it is on a section of the file.
    pub interface: Option<u32>,
    /// Its first 4,096 bytes.
    pub text: Box<str>,
}

/// Packets that an interface counted while it was captured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterfaceStatistics {
    /// Received (`isb_ifrecv`).
    pub received: Option<u64>,
    /// Dropped by the interface for lack of room (`isb_ifdrop`).
    pub dropped: Option<u64>,
    /// Dropped by the operating system (`isb_osdrop`).
    pub dropped_by_system: Option<u64>,
}

impl FileNotes {
    /// Keeps the name of the capturing program among the options of a section's header.
    pub(super) fn take_application(&mut self, mut options: Options<'_>) {
        if self.application.is_none()
            && let Some((_, name)) = options.find(|(code, value)| *code == 4 && !value.is_empty())
        {
            // Some writers leave garbage behind a NUL.
            let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
            let name = name.get(..APPLICATION_BYTES).unwrap_or(name);
            self.application = Some(String::from_utf8_lossy(name).into());
        }
    }

    /// Keeps the comments among the options of a block.
    pub(super) fn take_comments(&mut self, interface: Option<u32>, options: Options<'_>) {
        for text in options.comments() {
            // What capturing programs write beside every counter.
            if text == COUNTERS_ARE_COUNTERS {
                continue;
            }
            if self.comments.len() >= COMMENTS {
                self.more_comments = self.more_comments.saturating_add(1);
                continue;
            }
            let text = text.get(..COMMENT_BYTES).unwrap_or(text);
            self.comments.push(FileComment { interface, text: String::from_utf8_lossy(text).into() });
        }
    }

    /// Keeps the names of a Name Resolution Block, whose body this is.
    pub(super) fn take_names(&mut self, records: Options<'_>) {
        for (kind, value) in records {
            let split = match kind {
                1 => value.split_first_chunk().map(|(address, names)| (IpAddr::from(Ipv4Addr::from(*address)), names)),
                2 => value.split_first_chunk().map(|(address, names)| (IpAddr::from(Ipv6Addr::from(*address)), names)),
                _ => None,
            };
            let Some((address, names)) = split else { continue };
            let name = names.split(|byte| *byte == 0).next().unwrap_or_default();
            if name.is_empty() || name.len() > NAME_BYTES {
                continue;
            }
            if self.names.len() >= NAMES {
                self.more_names = self.more_names.saturating_add(1);
                continue;
            }
            self.names.push((address, String::from_utf8_lossy(name).into()));
        }
        self.take_comments(None, records.behind());
    }

    /// Keeps the counters of an interface; later ones replace those before.
    pub(super) fn take_statistics(&mut self, interface: u32, options: Options<'_>, number: impl Fn([u8; 8]) -> u64) {
        let count = |wanted: u16| {
            let value = options.filter(|(code, _)| *code == wanted).last().and_then(|(_, value)| value.first_chunk().copied());
            value.map(&number)
        };
        if self.statistics.len() < COUNTED || self.statistics.contains_key(&interface) {
            let latest = InterfaceStatistics { received: count(4), dropped: count(5), dropped_by_system: count(7) };
            if latest != InterfaceStatistics::default() {
                self.statistics.insert(interface, latest);
            }
        }
        self.take_comments(Some(interface), options);
    }

    /// Takes in what the next part of a capture says, whose first interface has this number.
    pub(super) fn extend(&mut self, part: &Self, first_interface: u32) {
        let room = COMMENTS.saturating_sub(self.comments.len());
        self.more_comments = self.more_comments.saturating_add(part.more_comments);
        self.more_comments = self.more_comments.saturating_add(part.comments.len().saturating_sub(room) as u64);
        if self.application.is_none() {
            self.application.clone_from(&part.application);
        }
        let renumbered = |interface: u32| interface.saturating_add(first_interface);
        let comments = part.comments.iter().take(room).cloned();
        self.comments.extend(comments.map(|comment| FileComment { interface: comment.interface.map(renumbered), ..comment }));
        let room = NAMES.saturating_sub(self.names.len());
        self.more_names = self.more_names.saturating_add(part.more_names);
        self.more_names = self.more_names.saturating_add(part.names.len().saturating_sub(room) as u64);
        self.names.extend(part.names.iter().take(room).cloned());
        let room = COUNTED.saturating_sub(self.statistics.len());
        self.statistics.extend(part.statistics.iter().take(room).map(|(interface, one)| (renumbered(*interface), *one)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (code, value) in records {
            bytes.extend(code.to_le_bytes());
            bytes.extend(u16::try_from(value.len()).expect("short").to_le_bytes());
            bytes.extend(*value);
            bytes.resize(bytes.len().next_multiple_of(4), 0);
        }
        bytes
    }

    #[test]
    fn names_and_the_comment_behind_them_are_kept() {
        let bytes = list(&[(1, b"\x0a\0\0\x01mesin-1\0other\0"), (2, &[0; 3]), (1, b"\x0a\0\0\x02\0"), (0, b""), (1, b"from /etc/hosts")]);
        let mut notes = FileNotes::default();
        notes.take_names(Options::new(&bytes, false));
        assert_eq!(notes.names, [(IpAddr::from([10, 0, 0, 1]), "mesin-1".into())]);
        assert_eq!(notes.comments, [FileComment { interface: None, text: "from /etc/hosts".into() }]);
    }

    #[test]
    fn a_length_that_cannot_be_true_ends_the_list() {
        let mut bytes = list(&[(1, b"one"), (1, b"two")]);
        *bytes.get_mut(10).expect("the second length") = 200;
        assert_eq!(Options::new(&bytes, false).count(), 1);
        assert_eq!(Options::new(bytes.first_chunk::<3>().expect("long enough"), false).count(), 0);
    }

    #[test]
    fn the_latest_counters_count_and_floods_are_only_counted() {
        let mut notes = FileNotes::default();
        for dropped in [1_u64, 9] {
            let bytes = list(&[(5, &dropped.to_le_bytes()), (7, &[1])]);
            notes.take_statistics(3, Options::new(&bytes, false), u64::from_le_bytes);
        }
        assert_eq!(
            notes.statistics,
            BTreeMap::from([(3, InterfaceStatistics { received: None, dropped: Some(9), dropped_by_system: None })])
        );
        let again: (u16, &[u8]) = (1, b"again");
        let bytes = list(&[again; 150]);
        notes.take_comments(None, Options::new(&bytes, false));
        assert_eq!((notes.comments.len(), notes.more_comments), (COMMENTS, 50));
        let mut all = notes.clone();
        all.extend(&notes, 10);
        assert_eq!((all.comments.len(), all.more_comments), (COMMENTS, 200));
        assert_eq!(all.statistics.keys().copied().collect::<Vec<_>>(), [3, 13]);
    }
}
