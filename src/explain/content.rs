//! The readable beginning of a payload.

use super::claim::Content;
use crate::text::Text;

/// Characters of text, or bytes in hex, that a sentence quotes.
const QUOTED_CHARACTERS: usize = 48;
const QUOTED_BYTES: usize = 16;

impl Content {
    /// What a sentence shows of these captured bytes.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Missing;
        }
        if Text::is_readable(bytes) {
            return Self::Text(Text::preview(bytes, QUOTED_CHARACTERS).to_string());
        }
        let mut hex = String::with_capacity(2 * QUOTED_BYTES + 3);
        for byte in bytes.iter().take(QUOTED_BYTES) {
            hex.push_str(&format!("{byte:02x}"));
        }
        if bytes.len() > QUOTED_BYTES {
            hex.push('…');
        }
        Self::Hex(hex)
    }
}
