//! Text, hex, raw and JSON of pieces that are hostile.
