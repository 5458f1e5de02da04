//! The integration tests: one binary, one module per subject.

mod architecture;
mod codes;
mod commands;
mod compare;
mod details;
mod filters;
mod flags;
mod golden;
mod inputs;
mod lab;
mod levels;
#[cfg(feature = "libpcap")]
mod live;
mod machines;
mod named;
mod notes;
mod proof;
mod properties;
mod reading;
mod readme;
mod report_samples;
mod rows;
mod scenarios;
mod several;
mod sockets;
mod streams;
mod wire;
mod wireshark;
