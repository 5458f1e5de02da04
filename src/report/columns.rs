//! The columns of the packet list: Wireshark's seven and what labcap adds.

use super::document::Align;
use crate::fields::{Id, Kind};

/// A column of the packet list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// `No.`: number in the file.
    Number,
    /// `Time`: seconds since the first packet of the file.
    Time,
    /// `Source`.
    Source,
    /// `Destination`.
    Destination,
    /// `Protocol`.
    Protocol,
    /// `Length`: bytes on the wire.
    Length,
    /// `Info`.
    Info,
    /// `Phase`: handshake, data or close.
    Phase,
    /// `Explanation`: the packet's statements, in the chosen language.
    Explanation,
    /// `Stream`: `tcp:0`.
    Stream,
    /// `Epoch`: absolute time, RFC 3339.
    Epoch,
    /// `File`: the file that the packet is from, as the user named it.
    File,
    /// A field under Wireshark's name: its values, with commas between them.
    Field(Id),
}

impl Column {
    /// All columns that aren't fields, in the order in which help names them.
    pub const ALL: [Self; 12] = [
        Self::Number,
        Self::Time,
        Self::Source,
        Self::Destination,
        Self::Protocol,
        Self::Length,
        Self::Info,
        Self::Phase,
        Self::Explanation,
        Self::Stream,
        Self::Epoch,
        Self::File,
    ];

    /// Wireshark's seven: what `lines` prints unless told otherwise.
    pub const WIRESHARK: [Self; 7] = [Self::Number, Self::Time, Self::Source, Self::Destination, Self::Protocol, Self::Length, Self::Info];

    /// Wireshark's seven, Phase and Explanation: what tables show unless told otherwise.
    pub const EXPLAINED: [Self; 9] = [
        Self::Number,
        Self::Time,
        Self::Source,
        Self::Destination,
        Self::Protocol,
        Self::Length,
        Self::Info,
        Self::Phase,
        Self::Explanation,
    ];

    /// Its name on the command line: `number`, `time`, `source`, …; a field's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Time => "time",
            Self::Source => "source",
            Self::Destination => "destination",
            Self::Protocol => "protocol",
            Self::Length => "length",
            Self::Info => "info",
            Self::Phase => "phase",
            Self::Explanation => "explanation",
            Self::Stream => "stream",
            Self::Epoch => "epoch",
            Self::File => "file",
            Self::Field(id) => id.field().name,
        }
    }

    /// The column with that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key).or_else(|| Id::of_name(key).map(Self::Field))
    }

    /// Numbers line up on the right.
    pub const fn align(self) -> Align {
        match self {
            Self::Number | Self::Time | Self::Length => Align::Right,
            Self::Field(id) if matches!(id.field().kind, Kind::Unsigned(_) | Kind::Signed(_) | Kind::FrameNumber | Kind::Span) => {
                Align::Right
            }
            _ => Align::Left,
        }
    }
}
