//! Which name led to an address: what a machine had asked DNS before it opened a conversation.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::dns::Exchange;
use crate::time::Timestamp;

/// Answers that are remembered; the oldest is forgotten for a new one.
const KEPT: usize = 4096;

/// A name that was asked for, and the packet that answered with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name, safe to show.
    pub name: Arc<str>,
    /// The packet that answered.
    pub answer: u64,
}

/// The latest answers, by who asked and which address came.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// With the time at which the address may no longer be used for the name.
    names: HashMap<(IpAddr, IpAddr), (Asked, Option<Timestamp>), RandomState>,
    order: VecDeque<(IpAddr, IpAddr)>,
}

impl Resolved {
    /// Notes what answered a question of `asker`.
    pub(super) fn note(&mut self, asker: IpAddr, exchange: &Exchange) {
        let Some(answer) = &exchange.answer else { return };
        if answer.addresses.is_empty() {
            return;
        }
        let came = exchange.asked.zip(answer.after).map(|(asked, after)| asked.as_nanos().saturating_add(after.as_nanos()));
        let until = came.map(|came| Timestamp::from_nanos(came.saturating_add(i64::from(answer.lasts) * 1_000_000_000)));
        let name: Arc<str> = exchange.name.as_str().into();
        for address in &answer.addresses {
            let key = (asker, *address);
            if self.names.insert(key, (Asked { name: name.clone(), answer: answer.frame }, until)).is_none() {
                self.order.push_back(key);
            }
        }
        while self.order.len() > KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.names.remove(&oldest);
            }
        }
    }

    /// What `client` had asked when it was given `server`'s address, where that still lasts at `time`.
    pub(super) fn name_of(&self, client: IpAddr, server: IpAddr, time: Option<Timestamp>) -> Option<Asked> {
        let (asked, until) = self.names.get(&(client, server))?;
        time.zip(*until).is_none_or(|(time, until)| time <= until).then(|| asked.clone())
    }
}
