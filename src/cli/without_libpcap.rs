//! `labcap live` in a build without libpcap: says what it needs.

use std::ffi::OsString;

use clap::Args;

use super::message::{Failure, Outcome};

/// Explains packets as they come (this build can't: it has no libpcap)
#[derive(Debug, Args)]
pub struct Arguments {
    /// Whatever live capture is told
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    words: Vec<OsString>,
}

/// Says what it needs.
pub fn run(_: Arguments) -> Result<Outcome, Failure> {
    Err(Failure::could_not("live", "this build of labcap has no libpcap").hint("cargo build --release --features libpcap"))
}
