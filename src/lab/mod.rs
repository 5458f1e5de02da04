//! The lab: what makes the traffic that the other rooms explain. Its programs, the [`machines`] that they run on, and the [`scenario`]s that say
//! what runs where. Uses no other room.
//!
//! The programs are the course's Python programs once more: the same calls in the same order, so the same packets, and the same lines, so that
//! somebody who did the exercises recognises them. They write these lines to the writer that they are given; `logging` writes to standard error,
//! so that's where the command line sends them.
//!
//! Beside them stand [`calls`], which makes the socket calls of a [`script`], [`ping`] and [`traceroute`], for what the course's programs can't show.
//!
//! Every program that waits also waits for `stop`, a descriptor that becomes readable (or is hung up) when it should end. No thread, no
//! signal and no timer is needed to end one.

pub mod calls;
pub mod client;
pub mod dns;
mod error_queue;
mod log;
pub mod machines;
pub mod ping;
mod python;
pub mod scenario;
pub mod script;
pub mod server;
mod socket;
pub mod socket_info;
pub mod traceroute;

/// How a program ended, once its last line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It did what it was asked for.
    Done,
    /// `stop` told it to end.
    Stopped,
    /// The network refused something, which its line `ERROR: …` says.
    Failed,
}
