//! Moments and durations as people type them.
//!
//! | typed | is |
//! | --- | --- |
//! | `1300819380`, `1300819380.5` | that NumericDate |
//! | `2011-03-22T18:43:00Z`, `2011-03-22T19:43:00+01:00` | that moment (RFC 3339) |
//! | `2011-03-22`, `2011-03-22 18:43` | that moment in UTC |
//! | `15m`, `+1h30m`, `-2d` | so long after now, or before it |
//! | `now` | now |

use core::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jwt_core::NumericDate;

/// Why a text is no moment or duration.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// The moment lies before 1970, where no NumericDate is.
    #[error("{0:?} is before 1970, where no NumericDate is")]
    BeforeEpoch(String),
    /// The text is no duration.
    #[error("expected a duration such as 90s, 15m, 1h30m or 2d, found {0:?}")]
    Duration(String),
    /// The text is no moment.
    #[error(
        "expected seconds since 1970, a date such as 2026-01-31T12:00:00Z, \
         or a time from now such as 15m, found {0:?}"
    )]
    Moment(String),
}

/// Reads a moment; `now` is what relative ones count from.
///
/// # Errors
///
/// [`TimeError::Moment`] for any other text, [`TimeError::BeforeEpoch`] for a date before 1970.
pub fn parse_moment(text: &str, now: NumericDate) -> Result<NumericDate, TimeError> {
    let trimmed = text.trim();
    if trimmed == "now" {
        return Ok(now);
    }
    if let Ok(date) = NumericDate::parse(trimmed) {
        return Ok(date);
    }
    if let Some(duration) = trimmed.strip_prefix('-').and_then(units) {
        return Ok(now.saturating_sub(duration));
    }
    if let Some(duration) = units(trimmed.strip_prefix('+').unwrap_or(trimmed)) {
        return Ok(now.saturating_add(duration));
    }
    let timestamp = calendar(trimmed).ok_or_else(|| TimeError::Moment(text.to_owned()))?;
    match u64::try_from(timestamp.as_second()) {
        Ok(seconds) => {
            let fraction = u64::try_from(timestamp.subsec_nanosecond()).unwrap_or_default();
            Ok(NumericDate::from_seconds(seconds).saturating_add(Duration::from_nanos(fraction)))
        }
        Err(_) => Err(TimeError::BeforeEpoch(text.to_owned())),
    }
}

/// Reads a duration: numbers with the units `s`, `m`, `h`, `d`, `w`; a bare number is seconds.
///
/// # Errors
///
/// [`TimeError::Duration`] for any other text.
pub fn parse_duration(text: &str) -> Result<Duration, TimeError> {
    let trimmed = text.trim();
    if let Ok(seconds) = trimmed.parse() {
        return Ok(Duration::from_secs(seconds));
    }
    units(trimmed).ok_or_else(|| TimeError::Duration(text.to_owned()))
}

/// Reads `1h30m`; without a unit it is none.
fn units(text: &str) -> Option<Duration> {
    let mut total = 0_u64;
    let mut rest = text;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|one: char| !one.is_ascii_digit())?;
        let (number, tail) = rest.split_at_checked(end)?;
        let unit = tail.chars().next()?;
        let size: u64 = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(size)?)?;
        rest = tail.strip_prefix(unit)?;
    }
    Some(Duration::from_secs(total))
}

/// Reads a date; one without an offset is in UTC.
fn calendar(text: &str) -> Option<Timestamp> {
    if let Ok(timestamp) = text.parse() {
        return Some(timestamp);
    }
    let civil: DateTime = text.parse().ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);

    fn moment(text: &str) -> u64 {
        parse_moment(text, NOW).unwrap().seconds()
    }

    #[test]
    fn dates_are_read_in_their_zone() {
        for text in [
            "1300819380",
            "2011-03-22T18:43:00Z",
            "2011-03-22t18:43:00z",
            "2011-03-22T19:43:00+01:00",
            "2011-03-22 18:43:00",
            "2011-03-22 18:43",
        ] {
            assert_eq!(moment(text), 1_300_819_380, "{text}");
        }
        assert_eq!(moment("2011-03-22"), 1_300_752_000);
    }

    #[test]
    fn a_fraction_is_kept() {
        let date = parse_moment("2011-03-22T18:43:00.25Z", NOW).unwrap();
        assert_eq!(date, NumericDate::parse("1300819380.25").unwrap());
    }

    #[test]
    fn relative_moments_count_from_now() {
        assert_eq!(moment("now"), 1_700_000_000);
        assert_eq!(moment("15m"), 1_700_000_900);
        assert_eq!(moment("+1h30m"), 1_700_005_400);
        assert_eq!(moment("-2d"), 1_700_000_000 - 172_800);
    }

    #[test]
    fn other_text_is_refused_with_the_text() {
        for text in ["", "soon", "15", "1.5h", "2011-13-01", "15x", "+", "-", "--1h"] {
            let result = parse_moment(text, NOW);
            assert!(result.is_err() || text == "15", "{text:?}: {result:?}");
        }
        assert!(parse_moment("1969-12-31", NOW).is_err());
        assert!(parse_moment("99999999999999999999w", NOW).is_err());
    }

    #[test]
    fn durations_have_units_and_bare_numbers_are_seconds() {
        assert_eq!(parse_duration("0"), Ok(Duration::ZERO));
        assert_eq!(parse_duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(parse_duration("1h30m"), Ok(Duration::from_secs(5_400)));
        assert!(parse_duration("-5s").is_err());
        assert!(parse_duration("m").is_err());
    }
}
