//! Does the server send back what the client sent? Bytes are compared as they pass; only what hasn't been echoed yet
//! is kept, and nothing once an answer differs.

use std::collections::VecDeque;

use arrayvec::ArrayVec;

use crate::track::flow::Side;

/// The comparison of the server's stream with the client's.
#[derive(Clone, Debug, Default)]
pub struct Echo {
    verdict: Verdict,
    /// Client bytes from position `echoed` on.
    waiting: VecDeque<u8>,
    /// End position and packet number of the client's segments that aren't echoed whole.
    segments: VecDeque<(u64, u64)>,
    echoed: u64,
    /// End position of the latest of the client's segments that is echoed whole.
    whole: u64,
    exchanges: u32,
    last: Option<Side>,
}

/// What the comparison has shown so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Every server byte so far repeats the client's stream from its start.
    #[default]
    Same,
    /// A server byte differs, or came before the client's.
    Different,
    /// Bytes are missing, or more was waiting than is kept.
    Unknown,
}

/// Client bytes that a server segment repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    /// Position of the first repeated byte in the client's stream, from 1.
    pub first: u64,
    /// Position of the last.
    pub last: u64,
    /// The client's packets that carried them, the first four.
    pub frames: ArrayVec<u64, 4>,
    /// They end inside one of the client's segments, behind this many of its bytes.
    pub cut_at: Option<u64>,
}

/// Bytes and segments that may wait for their echo.
const MAX_WAITING: usize = 64 * 1024;
const MAX_SEGMENTS: usize = 1024;

impl Echo {
    /// What the comparison has shown so far.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Bytes of the client's stream that the server has repeated.
    pub const fn echoed(&self) -> u64 {
        self.echoed
    }

    /// How often the server has answered something new of the client.
    pub const fn exchanges(&self) -> u32 {
        self.exchanges
    }

    /// All that the client has sent has come back.
    pub fn is_caught_up(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Bytes are missing from one of the streams: no claim is possible any more.
    pub fn give_up(&mut self) {
        self.settle(Verdict::Unknown);
    }

    /// Takes the next bytes of the client's stream.
    pub fn client(&mut self, bytes: &[u8], frame: u64) {
        if self.verdict != Verdict::Same {
            return;
        }
        if self.waiting.len() + bytes.len() > MAX_WAITING || self.segments.len() == MAX_SEGMENTS {
            return self.settle(Verdict::Unknown);
        }
        self.waiting.extend(bytes);
        self.segments.push_back((self.echoed + self.waiting.len() as u64, frame));
        self.last = Some(Side::Client);
    }

    /// Takes the next bytes of the server's stream; says which of the client's they repeat.
    pub fn server(&mut self, bytes: &[u8]) -> Option<Repeated> {
        if self.verdict != Verdict::Same || bytes.is_empty() {
            return None;
        }
        if !self.waits_for(bytes) {
            self.settle(Verdict::Different);
            return None;
        }
        self.waiting.drain(..bytes.len());
        let mut repeated =
            Repeated { first: self.echoed + 1, last: self.echoed + bytes.len() as u64, frames: ArrayVec::new(), cut_at: None };
        self.echoed = repeated.last;
        while let Some(&(end, frame)) = self.segments.front() {
            let _ = repeated.frames.try_push(frame);
            if end > repeated.last {
                repeated.cut_at = Some(repeated.last - self.whole);
                break;
            }
            self.segments.pop_front();
            self.whole = end;
            if end == repeated.last {
                break;
            }
        }
        if self.last != Some(Side::Server) {
            self.exchanges += 1;
        }
        self.last = Some(Side::Server);
        Some(repeated)
    }

    /// The waiting bytes start with these.
    fn waits_for(&self, bytes: &[u8]) -> bool {
        let (front, back) = self.waiting.as_slices();
        match bytes.split_at_checked(front.len()) {
            Some((head, tail)) => head == front && back.starts_with(tail),
            None => front.starts_with(bytes),
        }
    }

    fn settle(&mut self, verdict: Verdict) {
        self.verdict = verdict;
        self.waiting = VecDeque::new();
        self.segments = VecDeque::new();
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.waiting.capacity() + self.segments.capacity() * size_of::<(u64, u64)>()
    }
}
