//! The integration tests: one binary, one module per subject.

mod architecture;
mod commands;
mod flags;
mod report_samples;
