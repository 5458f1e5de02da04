//! Why an input could not be opened as a capture, in words that name what it is instead and what to do.

use std::{fmt, io};

/// Nothing was read. Display is one line in lower case, to stand after the name of the input.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The path leads nowhere.
    #[error("no such file")]
    NotFound,
    /// The system forbids it.
    #[error("no permission to read it")]
    Permission,
    /// The path is a folder.
    #[error("a directory, not a capture file")]
    IsDirectory,
    /// 0 bytes: what a capture looks like whose program was killed before its first write.
    #[error("empty: it has 0 bytes, not even the header of a capture")]
    Empty,
    /// A capture may be inside, behind a compression that isn't read here.
    #[error("compressed by {name} (it starts with {start}). Hint: {command} -dc FILE | labcap analyze -")]
    Compressed {
        /// The compression.
        name: &'static str,
        /// The program that takes it away.
        command: &'static str,
        /// The first bytes.
        start: Start,
    },
    /// A capture in a format that isn't read here.
    #[error("a capture in {name} format, which is not read (it starts with {start}). Hint: editcap -F pcapng FILE - | labcap analyze -")]
    OtherFormat {
        /// The format.
        name: &'static str,
        /// The first bytes.
        start: Start,
    },
    /// Something else.
    #[error("not a pcap or pcapng capture: it starts with {0}")]
    NotCapture(Start),
    /// A version of the format that nobody has defined; tcpdump refuses the same ones.
    #[error("{format} version {major}.{minor} is not read (known: {known})")]
    Version {
        /// `pcap` or `pcapng`.
        format: &'static str,
        /// Major number as stored.
        major: u16,
        /// Minor number as stored.
        minor: u16,
        /// The versions that are read.
        known: &'static str,
    },
    /// A pcap header whose link type has bits set that the format reserves; tcpdump and Wireshark refuse the same ones.
    #[error("link type field {0:#010x} has reserved bits set")]
    LinkType(u32),
    /// The system could not read it.
    #[error("could not be read: {0}")]
    Io(io::Error),
}

/// The first bytes of an input, at most 8. Display is hexadecimal: they may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    bytes: [u8; 8],
    length: usize,
}

impl OpenError {
    /// Says what `start`, the first bytes of an input that is neither pcap nor pcapng, may be instead.
    pub(super) fn unknown(start: &[u8]) -> Self {
        if start.is_empty() {
            return Self::Empty;
        }
        let compressions: [(&[u8], _, _); 5] = [
            (&[0x1f, 0x8b], "gzip", "gzip"),
            (&[0x28, 0xb5, 0x2f, 0xfd], "zstd", "zstd"),
            (&[0x04, 0x22, 0x4d, 0x18], "lz4", "lz4"),
            (&[0xfd, b'7', b'z', b'X', b'Z', 0], "xz", "xz"),
            (b"BZh", "bzip2", "bzip2"),
        ];
        for (magic, name, command) in compressions {
            if start.starts_with(magic) {
                return Self::Compressed { name, command, start: Start::of(start) };
            }
        }
        let formats: [(&[u8], _); 3] = [(b"snoop\0\0\0", "snoop"), (b"GMBU", "Network Monitor"), (b"RTSS", "Network Monitor")];
        for (magic, name) in formats {
            if start.starts_with(magic) {
                return Self::OtherFormat { name, start: Start::of(start) };
            }
        }
        Self::NotCapture(Start::of(start))
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::Permission,
            io::ErrorKind::IsADirectory => Self::IsDirectory,
            _ => Self::Io(error),
        }
    }
}

impl Start {
    fn of(start: &[u8]) -> Self {
        let mut bytes = [0; 8];
        let length = start.len().min(bytes.len());
        for (place, &byte) in bytes.iter_mut().zip(start) {
            *place = byte;
        }
        Self { bytes, length }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.bytes.iter().take(self.length).enumerate() {
            let gap = if place == 0 { "" } else { " " };
            write!(out, "{gap}{byte:02x}")?;
        }
        Ok(())
    }
}
