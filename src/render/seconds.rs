//! Times as JSON numbers: a span in seconds with exactly the digits that it has, never a rounded one.

use std::fmt;

use crate::time::Span;

/// A span in seconds: at least one decimal, no trailing zeros after it, `5.179870501`, `-0.5`, `3.0`.
pub(super) struct Seconds(pub Span);

impl fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.as_nanos();
        let digits = fraction(self.0);
        let significant = digits.iter().rposition(|&digit| digit != b'0').unwrap_or(0) + 1;
        if nanos < 0 {
            formatter.write_str("-")?;
        }
        let mut seconds = itoa::Buffer::new();
        formatter.write_str(seconds.format(nanos.unsigned_abs() / 1_000_000_000))?;
        formatter.write_str(".")?;
        // Digits are ASCII.
        formatter.write_str(str::from_utf8(&digits[..significant]).unwrap_or("0"))
    }
}

/// The nine digits after the point of a span in seconds. Dividing by a constant from the right is several times as fast as
/// dividing by a falling power of ten.
pub(super) fn fraction(span: Span) -> [u8; 9] {
    let mut digits = [b'0'; 9];
    let mut rest = (span.as_nanos().unsigned_abs() % 1_000_000_000) as u32;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_exact() {
        for (nanos, expected) in [
            (0, "0.0"),
            (5_179_870_501, "5.179870501"),
            (602_000, "0.000602"),
            (-1_834, "-0.000001834"),
            (3_000_000_000, "3.0"),
            (10, "0.00000001"),
            (i64::MAX, "9223372036.854775807"),
            (i64::MIN, "-9223372036.854775808"),
        ] {
            assert_eq!(Seconds(Span::from_nanos(nanos)).to_string(), expected);
        }
    }
}
