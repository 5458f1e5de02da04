//! Points in time and the distances between them, as captures state them.
//!
//! Everything is a count of nanoseconds in 64 bits: 1677 to 2262 with room for every clock a capture
//! file can name. This file can't read a clock; times come from frames only.

/// A point in time: nanoseconds since 1970-01-01T00:00:00Z, negative before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A signed distance between two points in time, in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl Timestamp {
    /// `nanos` nanoseconds since the epoch.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// Nanoseconds since the epoch; what does not fit in 64 bits is held at the nearest end of the range.
    pub const fn from_nanos_saturating(nanos: i128) -> Self {
        if nanos > i64::MAX as i128 {
            Self(i64::MAX)
        } else if nanos < i64::MIN as i128 {
            Self(i64::MIN)
        } else {
            Self(nanos as i64)
        }
    }

    /// Nanoseconds since the epoch.
    pub const fn as_nanos(self) -> i64 {
        self.0
    }

    /// The distance from `earlier` to this point; negative where this point is the earlier one.
    /// Distances over 292 years are held at that.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// No distance.
    pub const ZERO: Self = Self(0);

    /// `nanos` nanoseconds, negative backwards.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// `millis` milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis.saturating_mul(1_000_000))
    }

    /// `seconds` seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000_000))
    }

    /// Nanoseconds, negative backwards.
    pub const fn as_nanos(self) -> i64 {
        self.0
    }

    /// Seconds as a floating-point number: for showing and comparing, not for adding up.
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// Appends the span in seconds with `decimals` digits (0 to 9) after the point, cut and not rounded,
    /// as Wireshark prints `frame.time_relative`: `-0.000001834`.
    pub fn write_seconds(self, decimals: u8, out: &mut String) {
        let magnitude = self.0.unsigned_abs();
        if self.0 < 0 {
            out.push('-');
        }
        let mut digits = itoa::Buffer::new();
        out.push_str(digits.format(magnitude / 1_000_000_000));
        if decimals == 0 {
            return;
        }
        out.push('.');
        let mut rest = magnitude % 1_000_000_000;
        let mut unit = 100_000_000;
        for _ in 0..decimals.min(9) {
            out.push(char::from(b'0' + (rest / unit) as u8));
            rest %= unit;
            unit /= 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(nanos: i64, decimals: u8) -> String {
        let mut out = String::new();
        Span::from_nanos(nanos).write_seconds(decimals, &mut out);
        out
    }

    #[test]
    fn seconds_are_cut_and_not_rounded() {
        assert_eq!(seconds(104_272_195_134, 9), "104.272195134");
        assert_eq!(seconds(1_999_999_999, 6), "1.999999");
        assert_eq!(seconds(5, 0), "0");
        assert_eq!(seconds(-1_834, 9), "-0.000001834");
        assert_eq!(seconds(i64::MIN, 9), "-9223372036.854775808");
    }

    #[test]
    fn distances_keep_their_sign_and_never_overflow() {
        let early = Timestamp::from_nanos(i64::MIN);
        let late = Timestamp::from_nanos(i64::MAX);
        assert_eq!(late.since(early).as_nanos(), i64::MAX);
        assert_eq!(early.since(late).as_nanos(), i64::MIN);
        assert_eq!(Timestamp::from_nanos_saturating(i128::MAX), late);
    }
}
