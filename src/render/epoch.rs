//! Absolute times as RFC 3339 in UTC, with as many decimals as the clock has.

use std::fmt;

use crate::time::Timestamp;

/// `2026-11-22T12:44:05.179870501Z`. The whole range of a [`Timestamp`] can be written; digits beyond `decimals` are cut.
pub(super) struct Epoch {
    pub time: Timestamp,
    /// 0 to 9.
    pub decimals: u8,
}

impl fmt::Display for Epoch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = i128::from(self.time.as_nanos());
        let Ok(time) = jiff::Timestamp::from_nanosecond(nanos) else {
            // jiff reaches from -9999 to 9999, a timestamp from 1677 to 2262.
            return Err(fmt::Error);
        };
        let precision = usize::from(self.decimals.min(9));
        // jiff writes through a buffer of its own, which is several times as fast as going through format arguments.
        write!(formatter, "{time:.precision$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_decides_the_decimals_and_no_time_panics() {
        for (nanos, decimals, expected) in [
            (1_795_351_445_179_870_501, 9, "2026-11-22T12:44:05.179870501Z"),
            (1_795_351_445_179_870_501, 6, "2026-11-22T12:44:05.179870Z"),
            (1_795_351_445_000_000_000, 3, "2026-11-22T12:44:05.000Z"),
            (1_795_351_445_999_999_999, 0, "2026-11-22T12:44:05Z"),
            (0, 9, "1970-01-01T00:00:00.000000000Z"),
            (-1, 9, "1969-12-31T23:59:59.999999999Z"),
            (-500_000_000, 1, "1969-12-31T23:59:59.5Z"),
            (i64::MAX, 9, "2262-04-11T23:47:16.854775807Z"),
            (i64::MIN, 9, "1677-09-21T00:12:43.145224192Z"),
            (i64::MAX, 200, "2262-04-11T23:47:16.854775807Z"),
        ] {
            let time = Timestamp::from_nanos(nanos);
            assert_eq!(Epoch { time, decimals }.to_string(), expected);
        }
    }
}
