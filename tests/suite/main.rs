//! The integration tests: one binary, one module per subject.

mod architecture;
mod commands;
mod properties;
mod report_samples;
mod scenarios;
mod wire;
