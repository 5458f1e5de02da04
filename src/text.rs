//! Captured bytes made safe to show: the only way captured text reaches an output.

use std::fmt;

/// Placeholder until merged.
pub struct Text<'a>(&'a [u8]);
impl<'a> Text<'a> {
    /// One line.
    pub fn line(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
}
impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}
impl<'a> Text<'a> {
    /// p
    pub fn preview(bytes: &'a [u8], _n: usize) -> Self {
        Self(bytes)
    }
    /// p
    pub fn is_readable(bytes: &[u8]) -> bool {
        std::str::from_utf8(bytes).is_ok()
    }
}
