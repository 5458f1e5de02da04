//! The integration tests: one binary, one module per subject.

mod commands;
mod report_samples;
