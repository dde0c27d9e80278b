//! Moments in words (RFC 7519 §2): a NumericDate as a date, as a distance from now, and back.
//!
//! Takes what now is as an argument and never asks a clock. Dates past the end of the calendar are
//! told by that end, for no calendar here has a name for them; nothing panics on any number.

mod lifetime;
mod parse;
mod unit;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jwt_core::NumericDate;

use crate::text::Lang;
use crate::text::Phrase;
use crate::text::times as words;

pub use self::lifetime::Lifetime;
pub use self::parse::TimeError;
pub use self::parse::parse_duration;
pub use self::parse::parse_moment;
pub use self::parse::parse_moment_in;
pub use self::unit::Unit;
pub use self::unit::suspect_unit;
pub use self::unit::unit;

/// What a moment past the last date of the calendar is called, in any language.
const BEYOND: &str = "after 9999-12-30";
/// The units of a distance, largest first, with their seconds.
const UNITS: [(Phrase, u64); 5] = [
    (words::YEARS, 365 * DAY),
    (words::DAYS, DAY),
    (words::HOURS, 3_600),
    (words::MINUTES, 60),
    (words::SECONDS, 1),
];
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

impl Zone<'_> {
    fn time_zone(self) -> TimeZone {
        match self {
            Self::Local => TimeZone::system(),
            Self::Named(place) => place.clone(),
            Self::Utc => TimeZone::UTC,
        }
    }
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

/// Names a clock: `Asia/Seoul`, else its offset from UTC.
#[must_use]
pub fn zone_name(moment: NumericDate, zone: Zone) -> String {
    let zone = zone.time_zone();
    match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => written(moment, zone, "%:z"),
    }
}

/// Tells how far a moment is from now, in its two largest units: `in 54m 12s`, `3h 2m ago`, `now`.
#[must_use]
pub fn relative(moment: NumericDate, now: NumericDate, lang: Lang) -> String {
    let (seconds, past) = if moment < now {
        (now.seconds().saturating_sub(moment.seconds()), true)
    } else {
        (moment.seconds().saturating_sub(now.seconds()), false)
    };
    match (seconds, past) {
        (0, _) => words::NOW.of(lang).to_owned(),
        (_, true) => words::AGO.with(lang, &[&span(seconds, lang)]),
        (_, false) => words::AHEAD.with(lang, &[&span(seconds, lang)]),
    }
}

/// Writes a number of seconds in its two largest units.
#[must_use]
pub fn span(seconds: u64, lang: Lang) -> String {
    let mut rest = seconds;
    let mut told = Vec::new();
    for (unit, size) in UNITS {
        let count = rest.checked_div(size).unwrap_or_default();
        rest = rest.checked_rem(size).unwrap_or_default();
        if count > 0 {
            told.push(unit.with(lang, &[&count]));
        }
        // "1y 5s" says no more than "1y": the second unit is the next one or none.
        if !told.is_empty() && (told.len() == 2 || count == 0) {
            break;
        }
    }
    if told.is_empty() {
        return words::SECONDS.with(lang, &[&0]);
    }
    told.join(" ")
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
            assert!(relative(at(seconds), at(0), Lang::En).starts_with("in "));
            assert!(relative(at(0), at(seconds), Lang::En).ends_with(" ago"));
        }
    }

    #[test]
    fn a_distance_has_two_units_at_most() {
        let relative = |moment, now| relative(at(moment), at(now), Lang::En);
        assert_eq!(relative(1_000 + 3_252, 1_000), "in 54m 12s");
        assert_eq!(relative(0, 3 * 3_600 + 2 * 60 + 59), "3h 2m ago");
        assert_eq!(relative(5, 5), "now");
        assert_eq!(relative(6, 5), "in 1s");
        assert_eq!(span(365 * DAY + 5, Lang::En), "1y");
        assert_eq!(span(0, Lang::En), "0s");
    }

    #[test]
    fn a_distance_is_told_in_korean() {
        assert_eq!(relative(at(4_252), at(1_000), Lang::Ko), "54분 12초 후");
        assert_eq!(relative(at(0), at(2 * DAY), Lang::Ko), "2일 전");
        assert_eq!(relative(at(0), at(0), Lang::Ko), "지금");
    }
}
