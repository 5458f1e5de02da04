//! Numbers in sentences: durations, lists of packets and of addresses, with each language's own point and its own "and".

use std::net::IpAddr;

use crate::explain::claim::Frames;
use crate::time::Span;

/// How a language writes numbers.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Between whole numbers and decimals.
    pub decimal_point: char,
    /// Before the last of several things.
    pub and: &'static str,
    /// Before the count of things left out, and behind it.
    pub more: (&'static str, &'static str),
    /// Seconds, as a unit.
    pub seconds: &'static str,
}

impl Style {
    /// A duration, rounded, in the unit that fits it: `1.837 ms`, `40 µs`, `21.788 s`.
    pub fn span(self, span: Span) -> String {
        let nanos = span.as_nanos();
        let sign = if nanos < 0 { "-" } else { "" };
        let magnitude = nanos.unsigned_abs();
        let (unit, size) = match magnitude {
            0..1_000 => return format!("{sign}{magnitude} ns"),
            1_000..1_000_000 => ("µs", 1_000),
            1_000_000..1_000_000_000 => ("ms", 1_000_000),
            _ => (self.seconds, 1_000_000_000),
        };
        if unit == "µs" && magnitude >= 10 * size {
            return format!("{sign}{} {unit}", (magnitude + size / 2) / size);
        }
        let thousandths = (magnitude + size / 2_000) / (size / 1_000);
        let (whole, thousandths) = (thousandths / 1_000, thousandths % 1_000);
        if thousandths == 0 {
            return format!("{sign}{whole} {unit}");
        }
        format!("{sign}{whole}{}{thousandths:03} {unit}", self.decimal_point)
    }

    /// So many bytes in that time, in bits a second with three digits: `6.67 Mbit/s`.
    pub fn rate(self, bytes: u64, took: Span) -> String {
        let nanos = u128::from(took.as_nanos().unsigned_abs()).max(1);
        let thousandths = u128::from(bytes) * 8 * 1_000_000_000_000 / nanos;
        let (unit, size) = match thousandths {
            0..1_000_000 => ("bit/s", 1_000),
            1_000_000..1_000_000_000 => ("kbit/s", 1_000_000),
            1_000_000_000..1_000_000_000_000 => ("Mbit/s", 1_000_000_000),
            _ => ("Gbit/s", 1_000_000_000_000),
        };
        let digits = |decimals: u32| {
            let step = 10_u128.pow(decimals);
            let rounded = (thousandths * step + size / 2) / size;
            match decimals {
                0 => format!("{rounded} {unit}"),
                _ => format!("{}{}{:0width$} {unit}", rounded / step, self.decimal_point, rounded % step, width = decimals as usize),
            }
        };
        match thousandths / size {
            0..10 => digits(2),
            10..100 => digits(1),
            _ => digits(0),
        }
    }

    /// `#8576`, `#1 and #2`, `#1, #2 and 5 more`.
    pub fn frames(self, frames: &Frames) -> String {
        let mut items: Vec<String> = frames.numbers.iter().map(|number| format!("#{number}")).collect();
        if frames.more > 0 {
            items.push(format!("{}{}{}", self.more.0, frames.more, self.more.1));
        }
        self.list(&items)
    }

    /// Tenths of a hundredth: `12.5%`.
    pub fn percent(self, tenths: u64) -> String {
        format!("{}{}{}%", tenths / 10, self.decimal_point, tenths % 10)
    }

    /// `103.94.189.4 and 103.94.189.5`.
    pub fn addresses(self, addresses: &[IpAddr], more: u64) -> String {
        let mut items: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
        if more > 0 {
            items.push(format!("{}{}{}", self.more.0, more, self.more.1));
        }
        self.list(&items)
    }

    /// `this`, `this and that`, `this, that and the other`.
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [rest @ .., last] => format!("{} {} {last}", rest.join(", "), self.and),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Style = Style { decimal_point: '.', and: "and", more: ("", " more"), seconds: "s" };

    #[test]
    fn durations_take_the_unit_that_fits() {
        for (nanos, text) in [
            (0, "0 ns"),
            (999, "999 ns"),
            (1_834, "1.834 µs"),
            (69_360, "69 µs"),
            (1_837_496, "1.837 ms"),
            (2_000_000, "2 ms"),
            (2_136_942, "2.137 ms"),
            (21_787_999_999, "21.788 s"),
            (-1_835, "-1.835 µs"),
        ] {
            assert_eq!(ENGLISH.span(Span::from_nanos(nanos)), text);
        }
    }

    #[test]
    fn rates_have_three_digits() {
        for (bytes, nanos, text) in [
            (1, 8_000_000_000, "1.00 bit/s"),
            (1_000_000, 1_200_000_000, "6.67 Mbit/s"),
            (125_000, 1_000_000_000, "1.00 Mbit/s"),
            (12_345, 1_000_000_000, "98.8 kbit/s"),
            (1_250_000_000, 1_000_000_000, "10.0 Gbit/s"),
            (0, 1, "0.00 bit/s"),
        ] {
            assert_eq!(ENGLISH.rate(bytes, Span::from_nanos(nanos)), text);
        }
    }

    #[test]
    fn lists_end_with_and() {
        let frames = |numbers: &[u64], more| Frames { numbers: numbers.to_vec(), more };
        assert_eq!(ENGLISH.frames(&frames(&[7], 0)), "#7");
        assert_eq!(ENGLISH.frames(&frames(&[7, 9], 0)), "#7 and #9");
        assert_eq!(ENGLISH.frames(&frames(&[7, 9], 3)), "#7, #9 and 3 more");
    }
}
