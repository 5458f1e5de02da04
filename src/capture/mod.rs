//! Where frames come from. The only room that opens captures.
//!
//! `file` reads pcap and pcapng from a file, a pipe or any other reader, frame by frame, in bounded memory and
//! without trusting a single length in it. Nothing here prints; what is odd about an input is counted, what ends
//! it early is a [`Damage`] that says where and with which numbers.

mod buffer;
mod clock;
mod damage;
pub mod file;
mod interfaces;
mod open_error;
mod pcap;
mod pcapng;
mod stored;

pub use damage::{Corruption, Damage, Trouble};
pub use file::{CaptureFile, Format};
pub use interfaces::Interface;
pub use open_error::{OpenError, Start};
pub use stored::{BlockKind, Oddities};
