//! TCP sequence numbers: 32 bits that wrap (RFC 9293 3.4). All arithmetic on them lives here.

/// A raw sequence or acknowledgment number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seq(pub u32);

impl Seq {
    /// `count` numbers further on.
    pub const fn plus(self, count: u32) -> Self {
        Self(self.0.wrapping_add(count))
    }

    /// `count` numbers back.
    pub const fn minus(self, count: u32) -> Self {
        Self(self.0.wrapping_sub(count))
    }

    /// How far this number is ahead of `other`; negative where it is behind. Right for distances below 2^31.
    pub const fn distance(self, other: Self) -> i32 {
        self.0.wrapping_sub(other.0) as i32
    }

    /// Comes before `other`.
    pub const fn is_before(self, other: Self) -> bool {
        self.distance(other) < 0
    }

    /// Comes after `other`. At a distance of exactly 2^31 both are true, as in Wireshark.
    pub const fn is_after(self, other: Self) -> bool {
        other.is_before(self)
    }

    /// The number relative to `base`, as Wireshark shows it.
    pub const fn relative(self, base: Self) -> u32 {
        self.0.wrapping_sub(base.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Seq;

    #[test]
    fn order_survives_the_wrap() {
        let last = Seq(u32::MAX);
        let first = last.plus(1);
        assert_eq!(first, Seq(0));
        assert!(last.is_before(first) && first.is_after(last));
        assert_eq!(first.plus(9).relative(last), 10);
        assert_eq!(last.distance(first.plus(4)), -5);
    }
}
