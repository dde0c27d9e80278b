//! From when to when a token lives, and how much of that has gone.

use jwt_core::NumericDate;

/// The time in which a token is to be accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lifetime {
    /// `nbf`, else `iat`.
    pub from: NumericDate,
    /// `exp`.
    pub to: NumericDate,
}

impl Lifetime {
    /// Takes the dates of a token; none where an end is missing or there is nothing between them.
    #[must_use]
    pub fn new(
        issued: Option<NumericDate>,
        not_before: Option<NumericDate>,
        expires: Option<NumericDate>,
    ) -> Option<Self> {
        let (from, to) = (not_before.or(issued)?, expires?);
        (from.seconds() < to.seconds()).then_some(Self { from, to })
    }

    /// How many of `parts` equal parts have gone, rounded down: `used(now, 100)` is percent.
    ///
    /// Before its begin nothing has gone, after its end all.
    #[must_use]
    pub fn used(self, now: NumericDate, parts: usize) -> usize {
        let whole = u128::from(self.to.seconds().saturating_sub(self.from.seconds()));
        let gone = u128::from(now.seconds().saturating_sub(self.from.seconds())).min(whole);
        let parts = gone.saturating_mul(u128::try_from(parts).unwrap_or_default());
        parts.checked_div(whole).and_then(|part| usize::try_from(part).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> NumericDate {
        NumericDate::from_seconds(seconds)
    }

    #[test]
    fn a_tenth_is_ten_percent() {
        let life = Lifetime::new(Some(at(100)), None, Some(at(1_100))).unwrap();
        assert_eq!(life.used(at(200), 100), 10);
        assert_eq!(life.used(at(0), 100), 0);
        assert_eq!(life.used(at(9_999), 100), 100);
        assert_eq!(life.used(at(1_099), 100), 99);
    }

    #[test]
    fn a_later_begin_counts_and_an_empty_time_is_none() {
        let life = Lifetime::new(Some(at(0)), Some(at(50)), Some(at(150))).unwrap();
        assert_eq!(life.used(at(100), 10), 5);
        assert_eq!(Lifetime::new(Some(at(9)), None, Some(at(9))), None);
        assert_eq!(Lifetime::new(None, None, Some(at(9))), None);
    }

    #[test]
    fn the_largest_numbers_have_a_share() {
        let life = Lifetime::new(Some(at(0)), None, Some(at(u64::MAX))).unwrap();
        assert_eq!(life.used(at(u64::MAX / 2), usize::MAX), usize::MAX / 2);
        assert_eq!(life.used(at(u64::MAX), 100), 100);
    }
}
