//! Moments and durations as people type them, in English or Korean, whatever language is spoken.
//!
//! | typed | is |
//! | --- | --- |
//! | `1300819380`, `1300819380.5` | that NumericDate |
//! | `2011-03-22T18:43:00Z`, `2011-03-22T19:43:00+01:00` | that moment (RFC 3339) |
//! | `2011-03-22`, `2011-03-22 18:43` | that moment on the clock asked for |
//! | `15m`, `+1h30m`, `-2d`, `in 15 minutes`, `2 days ago`, `1시간 30분 뒤`, `3일 전` | so long after now, or before it |
//! | `now`, `지금` | now |
//! | `today`, `tomorrow`, `yesterday`, `오늘`, `내일`, `모레`, `어제` | the begin of that day |
//! | `monday`, `next monday`, `월요일`, `다음 월요일` | the begin of the first Monday after today |
//! | `다음 주 월요일` | the begin of the Monday of the week after this one |
//! | `18:00`, `6pm`, `noon`, `오후 6시`, `정오` | the next moment at which it is so late |
//! | `tomorrow 9:00`, `next monday at 6:30 pm`, `내일 오전 9시 30분` | that moment of that day |
//!
//! Days and weeks of a duration have 24 hours each. Days of the calendar follow the clock asked for,
//! also where summer time begins or ends: a time that the clock skips is told an hour later, one
//! that comes twice is the first.

mod day;
mod span;

use core::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jwt_core::NumericDate;

use super::Zone;
use crate::text::Lang;
use crate::text::times as words;

/// Texts longer than this are no moment; reading them would only cost time.
const LONGEST: usize = 128;

/// Why a text is no moment or duration.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
#[non_exhaustive]
pub enum TimeError {
    /// The moment lies before 1970, where no NumericDate is.
    BeforeEpoch(String),
    /// The text is no duration.
    Duration(String),
    /// The text is no moment.
    Moment(String),
}

impl TimeError {
    /// Says it in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (phrase, text) = match self {
            Self::BeforeEpoch(text) => (words::BEFORE_EPOCH, text),
            Self::Duration(text) => (words::NO_DURATION, text),
            Self::Moment(text) => (words::NO_MOMENT, text),
        };
        phrase.with(lang, &[&format_args!("{text:?}")])
    }
}

/// Reads a moment; `now` is what relative ones count from. Dates without a zone are in UTC.
///
/// # Errors
///
/// [`TimeError::Moment`] for any other text, [`TimeError::BeforeEpoch`] for a date before 1970.
pub fn parse_moment(text: &str, now: NumericDate) -> Result<NumericDate, TimeError> {
    parse_moment_in(text, now, Zone::Utc)
}

/// Reads a moment; days and dates without a zone are those of the clock asked for.
///
/// # Errors
///
/// As [`parse_moment`].
pub fn parse_moment_in(text: &str, now: NumericDate, zone: Zone) -> Result<NumericDate, TimeError> {
    moment(text, now, &zone.time_zone())
}

/// Reads a duration: numbers with units such as `s`, `m`, `h`, `d`, `w`; a bare number is seconds.
///
/// # Errors
///
/// [`TimeError::Duration`] for any other text.
pub fn parse_duration(text: &str) -> Result<Duration, TimeError> {
    let trimmed = text.trim();
    if let Ok(seconds) = trimmed.parse() {
        return Ok(Duration::from_secs(seconds));
    }
    span::read(&lowered(trimmed)).ok_or_else(|| TimeError::Duration(text.to_owned()))
}

fn moment(text: &str, now: NumericDate, zone: &TimeZone) -> Result<NumericDate, TimeError> {
    let trimmed = text.trim();
    if let Ok(date) = NumericDate::parse(trimmed) {
        return Ok(date);
    }
    let refused = || TimeError::Moment(text.to_owned());
    if trimmed.len() > LONGEST {
        return Err(refused());
    }
    let lowered = lowered(trimmed);
    if matches!(lowered.as_str(), "now" | "지금") {
        return Ok(now);
    }
    if let Some(date) = from_now(&lowered, now) {
        return Ok(date);
    }
    let timestamp = calendar(trimmed, zone)
        .or_else(|| day::read(&lowered, stamp(now)?.to_zoned(zone.clone())))
        .ok_or_else(refused)?;
    match u64::try_from(timestamp.as_second()) {
        Ok(seconds) => {
            let fraction = u64::try_from(timestamp.subsec_nanosecond()).unwrap_or_default();
            Ok(NumericDate::from_seconds(seconds).saturating_add(Duration::from_nanos(fraction)))
        }
        Err(_) => Err(TimeError::BeforeEpoch(text.to_owned())),
    }
}

/// Reads a distance from now, with the direction before or behind it.
fn from_now(text: &str, now: NumericDate) -> Option<NumericDate> {
    let before = text.strip_prefix('-').or_else(|| text.strip_suffix(" ago"));
    let before = before.or_else(|| text.strip_suffix('전'));
    if let Some(duration) = before.and_then(span::read) {
        return Some(now.saturating_sub(duration));
    }
    let after = text.strip_prefix('+').or_else(|| text.strip_prefix("in "));
    let after = after.or_else(|| text.strip_suffix(" from now"));
    let after = after.or_else(|| text.strip_suffix(['뒤', '후']));
    span::read(after.unwrap_or(text)).map(|duration| now.saturating_add(duration))
}

/// Reads a date; one without an offset is on the clock asked for.
fn calendar(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(timestamp) = text.parse() {
        return Some(timestamp);
    }
    let (text, zone) = match text.strip_suffix("UTC").or_else(|| text.strip_suffix("utc")) {
        Some(before) => (before.trim_end(), TimeZone::UTC),
        None => (text, zone.clone()),
    };
    let civil: DateTime = text.parse().ok()?;
    civil.to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}

fn stamp(date: NumericDate) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(date.seconds()).ok()?).ok()
}

/// Small letters, and one blank where there were more.
fn lowered(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
