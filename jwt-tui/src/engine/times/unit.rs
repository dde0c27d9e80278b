//! Numbers that count something smaller than the seconds of a NumericDate (RFC 7519 §2).
//!
//! Most clocks of programs count milliseconds, some micro- or nanoseconds; a date written so lies
//! thousands of years ahead and never expires.

use jwt_core::NumericDate;

use crate::text::Phrase;
use crate::text::times as words;

/// From here on, the year 5138, a number of seconds is hardly meant as one.
const LEAST: u64 = 100_000_000_000;
/// How far from now a date is believed: 200 years.
const NEAR: u64 = 200 * 365 * 86_400;

/// A unit that stands where seconds belong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Thousandths of a second.
    Milliseconds,
    /// Millionths.
    Microseconds,
    /// Billionths.
    Nanoseconds,
}

impl Unit {
    /// Every unit, the largest first.
    pub const ALL: [Self; 3] = [Self::Milliseconds, Self::Microseconds, Self::Nanoseconds];

    /// How many of them are a second.
    #[must_use]
    pub fn in_a_second(self) -> u64 {
        match self {
            Self::Milliseconds => 1_000,
            Self::Microseconds => 1_000_000,
            Self::Nanoseconds => 1_000_000_000,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> Phrase {
        match self {
            Self::Milliseconds => words::MILLISECONDS,
            Self::Microseconds => words::MICROSECONDS,
            Self::Nanoseconds => words::NANOSECONDS,
        }
    }

    /// Its sign: `ms`.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Milliseconds => "ms",
            Self::Microseconds => "µs",
            Self::Nanoseconds => "ns",
        }
    }

    /// Reads a number of this unit as the moment that was meant, in whole seconds.
    #[must_use]
    pub fn to_seconds(self, number: NumericDate) -> NumericDate {
        let seconds = number.seconds().checked_div(self.in_a_second()).unwrap_or_default();
        NumericDate::from_seconds(seconds)
    }
}

/// Tells in which smaller unit a number seems to be; none when it may well be seconds.
///
/// It must lie past the year 5138 as seconds, and within 200 years of now in the other unit.
#[must_use]
pub fn unit(number: NumericDate, now: NumericDate) -> Option<Unit> {
    let is_near = |unit: &Unit| unit.to_seconds(number).seconds().abs_diff(now.seconds()) < NEAR;
    Unit::ALL.into_iter().find(is_near).filter(|_| number.seconds() >= LEAST)
}

/// Tells whether a number looks like another unit where seconds belong.
#[must_use]
pub fn suspect_unit(number: NumericDate, now: NumericDate) -> bool {
    unit(number, now).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);

    fn of(number: u64) -> Option<Unit> {
        unit(NumericDate::from_seconds(number), NOW)
    }

    #[test]
    fn smaller_units_are_told_apart_and_far_dates_are_none() {
        assert_eq!(of(1_700_000_000_000), Some(Unit::Milliseconds));
        assert_eq!(of(1_700_000_000_000_000), Some(Unit::Microseconds));
        assert_eq!(of(1_700_000_000_000_000_000), Some(Unit::Nanoseconds));
        for seconds in [0, 1_700_000_000, 9_999_999_999, i64::MAX.unsigned_abs(), u64::MAX] {
            assert_eq!(of(seconds), None, "{seconds}");
        }
    }

    #[test]
    fn the_moment_that_was_meant_is_found() {
        for unit in Unit::ALL {
            let number = NumericDate::from_seconds(1_700_000_000 * unit.in_a_second() + 999);
            assert_eq!(unit.to_seconds(number).seconds(), 1_700_000_000);
        }
    }
}
