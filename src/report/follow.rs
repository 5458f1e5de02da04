//! The bytes of one stream, piece by piece, with the words that go with them.

use crate::explain::claim::Range;
use crate::explain::phrase::Phrase;
use crate::explain::{Lang, Level, Names};
use crate::time::{Span, Timestamp};
use crate::track::assembler::{Event, Why};
use crate::track::flow::{BySide, Endpoint, Protocol, Side, StreamId};

/// What is known of the stream before its first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRecord {
    /// `tcp:0`.
    pub stream: String,
    /// The client's endpoint.
    pub client: String,
    /// The server's endpoint.
    pub server: String,
    /// The same in words, with the user's names.
    pub heading: String,
    /// Each piece is a message of its own.
    pub has_messages: bool,
}

/// The next thing that is known of the stream's bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceRecord<'a> {
    /// `client` or `server`: who sent it.
    pub from: &'static str,
    /// What it is.
    pub content: Content<'a>,
    /// The number of the packet that brought it.
    pub number: Option<u64>,
    /// When, since the first packet of the file.
    pub time: Option<Span>,
    /// Its position in what its side sent, from 0; missing bytes count.
    pub offset: u64,
    /// What is to be said of it.
    pub note: Option<String>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Captured bytes, as they are: whoever shows them makes them safe.
    Bytes(&'a [u8]),
    /// So many bytes that the capture hasn't got.
    Missing(u64),
    /// So many bytes that came again with other content; the first ones were given out.
    Differs(u64),
}

/// Makes records of one stream's bytes.
#[derive(Clone, Debug)]
pub struct StreamView {
    lang: Lang,
    names: Names,
    annotates: Option<Level>,
    stream: StreamId,
    ends: BySide<Endpoint>,
    first: Option<Timestamp>,
    previous: Option<Timestamp>,
    offsets: BySide<u64>,
}

impl StreamView {
    /// Records of the stream between these ends. Each piece is annotated as much as `annotates` says. `first` is when the file begins.
    pub fn new(
        lang: Lang,
        names: Names,
        annotates: Option<Level>,
        stream: StreamId,
        ends: BySide<Endpoint>,
        first: Option<Timestamp>,
    ) -> Self {
        Self { lang, names, annotates, stream, ends, first, previous: None, offsets: BySide::default() }
    }

    /// What is known before the first byte.
    pub fn stream(&self) -> StreamRecord {
        let stream = self.stream;
        let BySide { client, server } = self.ends;
        let heading = self.lang.phrase(&Phrase::Stream { stream, client, server }, &self.names);
        StreamRecord {
            stream: stream.to_string(),
            client: client.to_string(),
            server: server.to_string(),
            heading,
            has_messages: stream.protocol == Protocol::Udp,
        }
    }

    /// What to say where there are no bytes at all, in the one direction that was asked for or in neither.
    pub fn nothing(&self, one_direction: bool) -> String {
        self.lang.phrase(&Phrase::NoBytes { one_direction }, &self.names)
    }

    /// The record of what has become known of one side.
    pub fn piece<'e>(&mut self, side: Side, event: Event<'e>) -> PieceRecord<'e> {
        let offset = self.offsets.of_mut(side);
        let from = side.as_str();
        let since = |time: Option<Timestamp>| time.zip(self.first).map(|(time, first)| time.since(first));
        let words = |phrase: &Phrase| self.lang.phrase(phrase, &self.names);
        match event {
            Event::Bytes { bytes, origin, waited } => {
                let at = *offset;
                *offset += bytes.len() as u64;
                // A clock that was set back, or a piece that had waited, has no time behind the one before.
                let after = origin.time.zip(self.previous).map(|(time, previous)| time.since(previous));
                let after = after.filter(|after| after.as_nanos() >= 0);
                self.previous = self.previous.max(origin.time);
                let note = self.annotates.map(|level| {
                    let (sender, receiver) = (*self.ends.of(side), *self.ends.of(side.other()));
                    let bytes = bytes.len() as u64;
                    let range = Range { first: at + 1, last: at + bytes };
                    match level {
                        Level::Brief => words(&Phrase::PieceInBrief { bytes, frame: origin.frame }),
                        Level::Full => words(&Phrase::Piece { sender, receiver, bytes, frame: origin.frame, after, waited }),
                        Level::Why => {
                            let piece = words(&Phrase::Piece { sender, receiver, bytes, frame: origin.frame, after, waited });
                            format!("{piece} {}", words(&Phrase::PieceGrounds { range, protocol: self.stream.protocol }))
                        }
                    }
                });
                PieceRecord { from, content: Content::Bytes(bytes), number: Some(origin.frame), time: since(origin.time), offset: at, note }
            }
            Event::Missing { bytes, why } => {
                let at = *offset;
                *offset += bytes;
                let note = words(&Phrase::BytesMissing { bytes, is_cut: why == Why::Cut, given_up: why == Why::GivenUp });
                PieceRecord { from, content: Content::Missing(bytes), number: None, time: None, offset: at, note: Some(note) }
            }
            Event::Conflict { bytes, at, origin } => {
                let note = words(&Phrase::BytesDiffer { bytes, at, frame: origin.frame });
                PieceRecord {
                    from,
                    content: Content::Differs(bytes),
                    number: Some(origin.frame),
                    time: since(origin.time),
                    offset: at,
                    note: Some(note),
                }
            }
        }
    }
}
