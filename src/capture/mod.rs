//! Where frames come from, and where recorded ones go. The only room that opens captures.
//!
//! `file` reads pcap and pcapng from a file, a pipe or any other reader, frame by frame, in bounded memory and
//! without trusting a single length in it. Nothing here prints; what is odd about an input is counted, what ends
//! it early is a [`Damage`] that says where and with which numbers. `live` catches packets as they pass an interface,
//! `recording` puts them into pcapng files; both need libpcap.

mod buffer;
mod clock;
mod damage;
#[cfg(feature = "libpcap")]
pub mod devices;
pub mod dump;
pub mod file;
mod in_sequence;
mod interfaces;
#[cfg(feature = "libpcap")]
pub mod live;
mod notes;
mod open_error;
mod pcap;
mod pcapng;
#[cfg(feature = "libpcap")]
mod record;
#[cfg(feature = "libpcap")]
pub mod recording;
mod stored;
mod together;

pub use damage::{Corruption, Damage, Trouble};
pub use file::{CaptureFile, Format};
pub use in_sequence::{InSequence, Part};
pub use interfaces::Interface;
pub use notes::{FileComment, FileNotes, InterfaceStatistics};
pub use open_error::{OpenError, Start};
#[cfg(feature = "libpcap")]
pub use record::Statistics;
pub use stored::{BlockKind, Oddities};
pub use together::Together;
