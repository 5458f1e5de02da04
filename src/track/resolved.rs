//! Which name led to an address: what a machine had asked DNS before it opened a conversation.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::Arc;

use domain::base::iana::Rcode;
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
    /// Another name that was asked for has the same address, and lasts as well.
    pub is_one_of_several: bool,
}

/// The latest answers, by who asked and which address came.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// With the time at which the address may no longer be used for the name.
    names: HashMap<(IpAddr, IpAddr), (Asked, Option<Timestamp>), RandomState>,
    order: VecDeque<(IpAddr, IpAddr)>,
}

impl Resolved {
    /// Notes what answered a question of `asker` just now.
    pub(super) fn note(&mut self, asker: IpAddr, exchange: &Exchange, time: Option<Timestamp>) {
        let Some(answer) = &exchange.answer else { return };
        // What comes with an error is no answer.
        if answer.addresses.is_empty() || answer.rcode != Rcode::NOERROR {
            return;
        }
        let came = time.map(Timestamp::as_nanos);
        let until = came.map(|came| Timestamp::from_nanos(came.saturating_add(i64::from(answer.lasts) * 1_000_000_000)));
        let name: Arc<str> = exchange.name.as_str().into();
        for address in &answer.addresses {
            let key = (asker, *address);
            let is_one_of_several = self.names.get(&key).is_some_and(|(earlier, until)| {
                let lasts = came.zip(*until).is_none_or(|(came, until)| came <= until.as_nanos());
                lasts && (earlier.is_one_of_several || !earlier.name.eq_ignore_ascii_case(&name))
            });
            let asked = Asked { name: name.clone(), answer: answer.frame, is_one_of_several };
            if self.names.insert(key, (asked, until)).is_none() {
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
