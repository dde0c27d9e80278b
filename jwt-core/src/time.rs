//! NumericDate (RFC 7519 §2): seconds since 1970-01-01T00:00:00Z, kept exactly.
//!
//! Takes a JSON number as it is written and compares it with another: no float is in between, so a
//! fraction is never rounded into validity and 2^53+1 stays what it is. Times before 1970 and text
//! that is no number are refused. Nothing here asks a clock: now is a value from the caller.
//!
//! ```text
//! 1300819380.2500000001
//! └─seconds┘ └─ ns ──┘└ more
//! ```

mod decimal;

use core::fmt;
use core::time::Duration;
use std::time::SystemTime;

use serde::Serialize;
use serde::Serializer;
use thiserror::Error;

use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::time::decimal::Decimal;

/// A moment: seconds since 1970-01-01T00:00:00Z with any fraction, never negative.
///
/// Whole seconds reach [`u64::MAX`]; every later moment counts as that one. Order is exact even
/// below a nanosecond.
///
/// # Example: a fraction counts
///
/// ```
/// use jwt_core::NumericDate;
///
/// let now = NumericDate::from_seconds(1_300_819_380);
/// assert!(NumericDate::parse("1300819380.0000000001")? > now);
/// assert_eq!(NumericDate::parse("1.30081938e9")?, now);
/// # Ok::<(), jwt_core::time::NumericDateError>(())
/// ```
// The order of the fields is the order of moments.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NumericDate {
    seconds: u64,
    nanoseconds: u32,
    /// There is more, less than a nanosecond.
    more: bool,
}

impl NumericDate {
    /// Makes the moment that many whole seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self { seconds, nanoseconds: 0, more: false }
    }

    /// Reads a JSON number (RFC 8259 §6) as it is written, with fraction and exponent.
    ///
    /// Takes time linear in the text, however large the exponent is.
    ///
    /// # Errors
    ///
    /// [`NumericDateError::Negative`] for a number under zero (`-0` is zero),
    /// [`NumericDateError::NotANumber`] for text that is not one JSON number and nothing else, and
    /// [`NumericDateError::TooLarge`] for a number beyond the largest float, about 1.8e308, or its
    /// negative.
    pub fn parse(text: &str) -> Result<Self, NumericDateError> {
        match decimal::whole(text) {
            Some(seconds) => Ok(Self::from_seconds(seconds)),
            None => Self::parse_any(text),
        }
    }

    /// Reads a number that is nothing but digits, and gives the seconds; `None` leaves the rest to
    /// [`NumericDate::parse`].
    #[inline]
    pub(crate) fn whole_seconds(text: &str) -> Option<u64> {
        decimal::whole(text)
    }

    fn parse_any(text: &str) -> Result<Self, NumericDateError> {
        let number = Decimal::parse(text).ok_or(NumericDateError::NotANumber)?;
        // Other readers hold the number in a float (RFC 8259 §6): what is infinite there, on either
        // side of zero, is no date.
        if text.parse().is_ok_and(f64::is_infinite) {
            return Err(NumericDateError::TooLarge);
        }
        if number.negative && !number.is_zero() {
            return Err(NumericDateError::Negative);
        }
        Ok(number.date())
    }

    /// Gives the whole seconds.
    #[must_use]
    pub const fn seconds(&self) -> u64 {
        self.seconds
    }

    /// Gives the whole nanoseconds of the fraction, under 1 000 000 000.
    #[must_use]
    pub const fn nanoseconds(&self) -> u32 {
        self.nanoseconds
    }

    /// Gives the moment without its fraction, as most issuers write it.
    ///
    /// # Example: the present, in whole seconds
    ///
    /// ```
    /// use jwt_core::NumericDate;
    ///
    /// let now = NumericDate::from(std::time::SystemTime::now()).floor();
    /// assert_eq!(now.to_string(), now.seconds().to_string());
    /// ```
    #[must_use]
    pub const fn floor(self) -> Self {
        Self::from_seconds(self.seconds)
    }

    /// Gives the moment `duration` later, at most [`u64::MAX`] seconds.
    #[must_use]
    pub fn saturating_add(self, duration: Duration) -> Self {
        self.since_epoch().checked_add(duration).map_or(Self::LAST, |sum| self.moved_to(sum))
    }

    /// Gives the moment `duration` earlier, at least zero.
    #[must_use]
    pub fn saturating_sub(self, duration: Duration) -> Self {
        self.since_epoch()
            .checked_sub(duration)
            .map_or(Self::from_seconds(0), |rest| self.moved_to(rest))
    }

    /// Gives the time from `earlier` to this moment, or `None` when `earlier` is later.
    ///
    /// Meant for messages such as "expired 12 s ago": what is below a nanosecond is left out.
    #[must_use]
    pub fn duration_since(self, earlier: Self) -> Option<Duration> {
        if self < earlier {
            return None;
        }
        self.since_epoch().checked_sub(earlier.since_epoch())
    }

    /// The last moment. It has no fraction, so that all later ones can count as equal to it.
    const LAST: Self = Self::from_seconds(u64::MAX);

    fn new(seconds: u64, nanoseconds: u32, more: bool) -> Self {
        Self { seconds, nanoseconds, more }.min(Self::LAST)
    }

    fn moved_to(self, since_epoch: Duration) -> Self {
        Self::new(since_epoch.as_secs(), since_epoch.subsec_nanos(), self.more)
    }

    fn since_epoch(self) -> Duration {
        Duration::new(self.seconds, self.nanoseconds)
    }
}

/// Prints seconds, with a fraction to the nanosecond when there is one: `1300819380.25`.
impl fmt::Display for NumericDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.seconds)?;
        if self.nanoseconds == 0 {
            return Ok(());
        }
        let digits = format!("{:09}", self.nanoseconds);
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

impl From<u64> for NumericDate {
    fn from(seconds: u64) -> Self {
        Self::from_seconds(seconds)
    }
}

/// A time before 1970 becomes zero.
impl From<SystemTime> for NumericDate {
    fn from(time: SystemTime) -> Self {
        let since_epoch = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self::from_seconds(0).moved_to(since_epoch)
    }
}

/// Writes an integer when there is no fraction, else the nearest float.
impl Serialize for NumericDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.nanoseconds == 0 {
            return serializer.serialize_u64(self.seconds);
        }
        serializer.serialize_f64(self.since_epoch().as_secs_f64())
    }
}

/// Why a text is not a NumericDate.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum NumericDateError {
    /// The number is under zero: a time before 1970.
    #[error("negative number of seconds")]
    Negative,
    /// The text is not a JSON number.
    #[error("not a JSON number")]
    NotANumber,
    /// The number is beyond the largest float, or its negative.
    #[error("number too large for any reader")]
    TooLarge,
}

impl NumericDateError {
    /// Gives the stable dotted name, such as `"time.negative"`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the refusal.
    #[must_use]
    pub const fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Negative => &NEGATIVE,
            Self::NotANumber => &NOT_A_NUMBER,
            Self::TooLarge => &TOO_LARGE,
        }
    }
}

/// Every lesson of this file.
pub const EXPLANATIONS: &[&Explanation] = &[&NEGATIVE, &NOT_A_NUMBER, &TOO_LARGE];

/// Shown for a time before 1970.
pub const NEGATIVE: Explanation = Explanation {
    code: "time.negative",
    title: "The time is before 1970",
    meaning: "A NumericDate counts seconds from 1970-01-01T00:00:00Z. No token was issued before \
              that, so a negative number is a mistake or an attempt to confuse.",
    remedy: "Write the time as seconds since 1970 in UTC, such as 1300819380.",
    reference: Rfc { number: 7519, section: "2" },
};

/// Shown for a time that is no JSON number.
pub const NOT_A_NUMBER: Explanation = Explanation {
    code: "time.not_a_number",
    title: "The time is not a number",
    meaning: "A NumericDate is a JSON number: digits, perhaps a fraction and an exponent, without \
              quotes. Dates in words, Infinity and NaN are none.",
    remedy: "Write the time as seconds since 1970 in UTC, without quotes.",
    reference: Rfc { number: 7519, section: "2" },
};

/// Shown for a time that no float holds.
pub const TOO_LARGE: Explanation = Explanation {
    code: "time.too_large",
    title: "The time is too large a number",
    meaning: "JSON readers hold numbers in a float, where this one is infinite: two readers would \
              not see the same time.",
    remedy: "Write the time as seconds since 1970 in UTC, such as 1300819380.",
    reference: Rfc { number: 8259, section: "6" },
};

#[cfg(test)]
mod tests;
