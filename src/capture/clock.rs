//! What the ticks of a pcapng interface mean: its resolution and offset, turned into nanoseconds since the epoch.
//!
//! Every one of the 256 resolutions that the format can name is read; times that don't fit are held at the nearest
//! end of the range. Source: draft-ietf-opsawg-pcapng, section 4.2, options if_tsresol and if_tsoffset.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::arithmetic_side_effects)]

use crate::time::Timestamp;

/// The clock of one interface.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    tick: Tick,
    /// Seconds to add to each time (if_tsoffset).
    offset: i64,
    decimals: u8,
}

#[derive(Clone, Copy, Debug)]
enum Tick {
    /// A tick is this many nanoseconds.
    Nanoseconds(u64),
    /// A nanosecond is ten to this power of ticks.
    Finer(u8),
    /// A tick is a second halved this many times.
    Binary(u8),
}

impl Clock {
    /// `resolution` as stored in if_tsresol: negative power of 10, or of 2 where the highest bit is set.
    /// `offset` in seconds, as stored in if_tsoffset.
    pub(super) const fn new(resolution: u8, offset: i64) -> Self {
        let exponent = resolution & 0x7f;
        let (tick, decimals) = if resolution & 0x80 != 0 {
            (Tick::Binary(exponent), binary_decimals(exponent))
        } else if exponent <= 9 {
            let tick = 10_u64.pow(9_u8.saturating_sub(exponent) as u32);
            (Tick::Nanoseconds(tick), decimal_decimals(exponent))
        } else {
            (Tick::Finer(exponent.saturating_sub(9)), 9)
        };
        Self { tick, offset, decimals }
    }

    /// Decimals of a second to show.
    pub(super) const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The time that `ticks` stand for, cut to whole nanoseconds.
    #[inline]
    pub(super) fn time(self, ticks: u64) -> Timestamp {
        if let Tick::Nanoseconds(tick) = self.tick
            && self.offset == 0
            && let Some(nanos) = ticks.checked_mul(tick)
            && let Ok(nanos) = i64::try_from(nanos)
        {
            return Timestamp::from_nanos(nanos);
        }
        self.rare_time(ticks)
    }

    /// Can't overflow: ticks and factors are below 2^64 and 2^30, offsets below 2^63 and 2^30.
    #[cold]
    fn rare_time(self, ticks: u64) -> Timestamp {
        let ticks = i128::from(ticks);
        let since_offset = match self.tick {
            Tick::Nanoseconds(tick) => ticks.saturating_mul(i128::from(tick)),
            // Over 10^38 the power doesn't fit, and all 64 bits of ticks are no nanosecond anyway.
            Tick::Finer(exponent) => {
                let per_nanosecond = 10_i128.checked_pow(u32::from(exponent));
                per_nanosecond.and_then(|per| ticks.checked_div(per)).unwrap_or(0)
            }
            Tick::Binary(exponent) => ticks.saturating_mul(1_000_000_000) >> exponent,
        };
        let offset = i128::from(self.offset).saturating_mul(1_000_000_000);
        Timestamp::from_nanos_saturating(since_offset.saturating_add(offset))
    }
}

/// Wireshark 4.0 shows 0, 1, 2, 3, 6 or 9 decimals: as many of these as the resolution fills.
const fn decimal_decimals(exponent: u8) -> u8 {
    match exponent {
        0..=3 => exponent,
        4 | 5 => 3,
        6..=8 => 6,
        _ => 9,
    }
}

/// The same for powers of 2: 2^4 is the first over 10, 2^7 over 100, 2^10 over 1,000, 2^20 over 10^6, 2^30 over 10^9.
const fn binary_decimals(exponent: u8) -> u8 {
    match exponent {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        10..=19 => 3,
        20..=29 => 6,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolutions_give_the_nanoseconds_and_decimals_that_wireshark_gives() {
        let cases = [
            (0, 1_700_000_000, 1_700_000_000_000_000_000, 0),
            (1, 17_000_000_001, 1_700_000_000_100_000_000, 1),
            (4, 17_000_000_001_234, 1_700_000_000_123_400_000, 3),
            (6, 1_700_000_000_123_456, 1_700_000_000_123_456_000, 6),
            (7, 17_000_000_001_234_567, 1_700_000_000_123_456_700, 6),
            (9, 1_700_000_000_123_456_789, 1_700_000_000_123_456_789, 9),
            (12, 1_500_000_000_999, 1_500_000_000, 9),
            (27, u64::MAX, 18, 9),
            (127, u64::MAX, 0, 9),
            (0x80, 3, 3_000_000_000, 0),
            (0x84, 17, 1_062_500_000, 1),
            (0x80 | 10, 1025, 1_000_976_562, 3),
            (0x80 | 64, 1 << 63, 500_000_000, 9),
            (0xff, u64::MAX, 0, 9),
            (0, u64::MAX, i64::MAX, 0),
        ];
        for (resolution, ticks, nanos, decimals) in cases {
            let clock = Clock::new(resolution, 0);
            assert_eq!(clock.time(ticks).as_nanos(), nanos, "{resolution}");
            assert_eq!(clock.decimals(), decimals, "{resolution}");
        }
    }

    #[test]
    fn offsets_move_times_both_ways_and_never_overflow() {
        let time = |offset, ticks| Clock::new(6, offset).time(ticks).as_nanos();
        assert_eq!(time(-10, 500_000), -9_500_000_000);
        assert_eq!(time(1, 1), 1_000_001_000);
        assert_eq!(time(i64::MIN, 0), i64::MIN);
        assert_eq!(time(i64::MAX, u64::MAX), i64::MAX);
    }
}
