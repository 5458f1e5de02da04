//! The readable beginning of a payload.

use super::claim::Content;
use crate::decode::Payload;
use crate::text::Text;

/// Characters of text, or bytes in hex, that a sentence quotes.
const QUOTED_CHARACTERS: usize = 48;
const QUOTED_BYTES: usize = 16;

impl Content {
    /// What a sentence shows of a payload, as far as it was captured.
    pub fn of(payload: Payload<'_>) -> Self {
        let bytes = payload.bytes;
        if bytes.is_empty() {
            return Self::Missing;
        }
        let cut = if payload.is_cut() { "…" } else { "" };
        if Text::is_readable(bytes) {
            let shown = Text::preview(bytes, QUOTED_CHARACTERS).to_string();
            let ends_cut = shown.ends_with('…');
            return Self::Text(if ends_cut { shown } else { shown + cut });
        }
        let mut hex = String::with_capacity(2 * QUOTED_BYTES + 3);
        for byte in bytes.iter().take(QUOTED_BYTES) {
            hex.push_str(&format!("{byte:02x}"));
        }
        hex.push_str(if bytes.len() > QUOTED_BYTES { "…" } else { cut });
        Self::Hex(hex)
    }
}
