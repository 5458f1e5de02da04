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

/// The latest name for an address.
#[derive(Clone, Debug)]
struct Known {
    asked: Asked,
    /// When the address may no longer be used for the name.
    until: Option<Timestamp>,
    /// The same of other names with this address.
    others_until: Option<Timestamp>,
}

/// The latest answers, by who asked and which address came.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    names: HashMap<(IpAddr, IpAddr), Known, RandomState>,
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
            let others_until = self.names.get(&key).and_then(|earlier| {
                let is_other = !earlier.asked.name.eq_ignore_ascii_case(&name);
                earlier.until.filter(|_| is_other).max(earlier.others_until)
            });
            let asked = Asked { name: name.clone(), answer: answer.frame, is_one_of_several: false };
            if self.names.insert(key, Known { asked, until, others_until }).is_none() {
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
        let Known { asked, until, others_until } = self.names.get(&(client, server))?;
        let lasts = |until: Option<Timestamp>| time.zip(until).is_some_and(|(time, until)| time <= until);
        let is_one_of_several = lasts(*others_until);
        (until.is_none() || time.is_none() || lasts(*until)).then(|| Asked { is_one_of_several, ..asked.clone() })
    }
}
