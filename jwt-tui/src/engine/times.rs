//! Moments in words (RFC 7519 §2): a NumericDate as a date, as a distance from now, and back.
//!
//! Takes what now is as an argument and never asks a clock. Dates past the year 9999 are said to be
//! beyond the calendar, for no calendar here has a name for them; nothing panics on any number.

mod parse;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jwt_core::NumericDate;

pub use self::parse::TimeError;
pub use self::parse::parse_duration;
pub use self::parse::parse_moment;

/// What a moment past the last date of the calendar is called.
const BEYOND: &str = "beyond the calendar";
/// The units of a distance, largest first, with their seconds.
const UNITS: [(&str, u64); 5] = [("y", 365 * DAY), ("d", DAY), ("h", 3_600), ("m", 60), ("s", 1)];
const DAY: u64 = 86_400;
/// A date with the offset of its clock.
const WITH_OFFSET: &str = "%Y-%m-%d %H:%M:%S %:z";

/// Whose clock a date is shown on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Zone<'z> {
    /// That of this machine, with its offset from UTC.
    Local,
    /// That of a place, with its offset from UTC.
    Named(&'z TimeZone),
    /// Coordinated Universal Time, in which a NumericDate counts.
    #[default]
    Utc,
}

/// Writes a moment on the clock asked for.
#[must_use]
pub fn in_zone(moment: NumericDate, zone: Zone) -> String {
    match zone {
        Zone::Local => local(moment),
        Zone::Named(place) => written(moment, place.clone(), WITH_OFFSET),
        Zone::Utc => utc(moment),
    }
}

/// Writes a moment in UTC: `2011-03-22 18:43:00 UTC`.
#[must_use]
pub fn utc(moment: NumericDate) -> String {
    written(moment, TimeZone::UTC, "%Y-%m-%d %H:%M:%S UTC")
}

/// Writes a moment on this machine's clock: `2011-03-23 03:43:00 +09:00`.
#[must_use]
pub fn local(moment: NumericDate) -> String {
    written(moment, TimeZone::system(), WITH_OFFSET)
}

/// Tells how far a moment is from now, in its two largest units: `in 54m 12s`, `3h 2m ago`, `now`.
#[must_use]
pub fn relative(moment: NumericDate, now: NumericDate) -> String {
    let (seconds, past) = if moment < now {
        (now.seconds().saturating_sub(moment.seconds()), true)
    } else {
        (moment.seconds().saturating_sub(now.seconds()), false)
    };
    match (seconds, past) {
        (0, _) => "now".to_owned(),
        (_, true) => format!("{} ago", span(seconds)),
        (_, false) => format!("in {}", span(seconds)),
    }
}

/// Tells whether a moment looks like milliseconds where seconds belong.
///
/// It does when it lies past the year 5138 as seconds, and within 200 years of now as milliseconds.
#[must_use]
pub fn suspect_unit(moment: NumericDate, now: NumericDate) -> bool {
    let as_milliseconds = moment.seconds() / 1_000;
    moment.seconds() >= 100_000_000_000
        && as_milliseconds.abs_diff(now.seconds()) < 200_u64.saturating_mul(365 * DAY)
}

/// Writes a number of seconds in its two largest units.
#[must_use]
pub fn span(seconds: u64) -> String {
    let mut rest = seconds;
    let mut words = Vec::new();
    for (name, size) in UNITS {
        let count = rest.checked_div(size).unwrap_or_default();
        rest = rest.checked_rem(size).unwrap_or_default();
        if count > 0 {
            words.push(format!("{count}{name}"));
        }
        // "1y 5s" says no more than "1y": the second unit is the next one or none.
        if !words.is_empty() && (words.len() == 2 || count == 0) {
            break;
        }
    }
    if words.is_empty() {
        return "0s".to_owned();
    }
    words.join(" ")
}

fn written(moment: NumericDate, zone: TimeZone, form: &str) -> String {
    let timestamp = i64::try_from(moment.seconds())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    match timestamp {
        Some(timestamp) => timestamp.to_zoned(zone).strftime(form).to_string(),
        None => BEYOND.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> NumericDate {
        NumericDate::from_seconds(seconds)
    }

    #[test]
    fn a_date_is_written_in_utc() {
        assert_eq!(utc(at(1_300_819_380)), "2011-03-22 18:43:00 UTC");
        assert_eq!(utc(at(0)), "1970-01-01 00:00:00 UTC");
        assert_eq!(utc(at(253_402_207_200)), "9999-12-30 22:00:00 UTC");
    }

    #[test]
    fn any_number_has_words() {
        for seconds in [253_402_300_800, i64::MAX.unsigned_abs(), u64::MAX] {
            assert_eq!(utc(at(seconds)), BEYOND);
            assert_eq!(local(at(seconds)), BEYOND);
            assert!(relative(at(seconds), at(0)).starts_with("in "));
            assert!(relative(at(0), at(seconds)).ends_with(" ago"));
        }
    }

    #[test]
    fn a_distance_has_two_units_at_most() {
        assert_eq!(relative(at(1_000 + 3_252), at(1_000)), "in 54m 12s");
        assert_eq!(relative(at(0), at(3 * 3_600 + 2 * 60 + 59)), "3h 2m ago");
        assert_eq!(relative(at(5), at(5)), "now");
        assert_eq!(relative(at(6), at(5)), "in 1s");
        assert_eq!(span(365 * DAY + 5), "1y");
        assert_eq!(span(0), "0s");
    }

    #[test]
    fn milliseconds_are_suspected_and_far_dates_are_not() {
        let now = at(1_700_000_000);
        assert!(suspect_unit(at(1_700_000_000_000), now));
        assert!(!suspect_unit(at(1_700_000_000), now));
        assert!(!suspect_unit(at(u64::MAX), now));
    }
}
