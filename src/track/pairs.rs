//! Questions and answers below the transport layer: ICMP echo requests and replies, ARP requests and replies.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use foldhash::fast::RandomState;

use crate::time::{Span, Timestamp};

/// Questions that wait for an answer, the latest `CAPACITY` of them.
#[derive(Debug)]
pub struct Pairs<Question> {
    waiting: HashMap<Question, Asked, RandomState>,
    order: VecDeque<Question>,
}

/// A question, and whether something has answered it.
#[derive(Clone, Copy, Debug)]
struct Asked {
    frame: u64,
    time: Option<Timestamp>,
    is_answered: bool,
}

/// The question that a packet answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Packet that asked.
    pub frame: u64,
    /// From the question to the answer.
    pub after: Option<Span>,
    /// Nothing has answered it before.
    pub is_first: bool,
}

const CAPACITY: usize = 16_384;

impl<Question: Copy + Eq + Hash> Default for Pairs<Question> {
    fn default() -> Self {
        Self { waiting: HashMap::default(), order: VecDeque::new() }
    }
}

impl<Question: Copy + Eq + Hash> Pairs<Question> {
    /// Notes a question; an answer belongs to the latest of its kind.
    pub fn ask(&mut self, question: Question, frame: u64, time: Option<Timestamp>) {
        if self.waiting.insert(question, Asked { frame, time, is_answered: false }).is_some() {
            return;
        }
        self.order.push_back(question);
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.waiting.remove(&oldest);
        }
    }

    /// The question that an answer belongs to. It stays, for the answer may come twice.
    pub fn answer(&mut self, question: Question, time: Option<Timestamp>) -> Option<Answered> {
        let asked = self.waiting.get_mut(&question)?;
        let is_first = !std::mem::replace(&mut asked.is_answered, true);
        Some(Answered { frame: asked.frame, after: time.zip(asked.time).map(|(time, asked)| time.since(asked)), is_first })
    }
}
