//! Days by name and times of day: `tomorrow 9:00`, `next monday`, `6pm`, `내일 오전 9시 30분`.

use jiff::Span;
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::civil::Time;
use jiff::civil::Weekday;

const DAYS: [(&[&str], i32); 4] = [
    (&["today", "오늘"], 0),
    (&["tomorrow", "내일"], 1),
    (&["모레"], 2),
    (&["yesterday", "어제"], -1),
];

const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["monday", "mon", "월요일"], Weekday::Monday),
    (&["tuesday", "tue", "화요일"], Weekday::Tuesday),
    (&["wednesday", "wed", "수요일"], Weekday::Wednesday),
    (&["thursday", "thu", "목요일"], Weekday::Thursday),
    (&["friday", "fri", "금요일"], Weekday::Friday),
    (&["saturday", "sat", "토요일"], Weekday::Saturday),
    (&["sunday", "sun", "일요일"], Weekday::Sunday),
];

/// Reads a day, a time of day, or both, in small letters; `now` has the zone.
pub(super) fn read(text: &str, now: Zoned) -> Option<Timestamp> {
    let (date, rest) = match day(text, &now) {
        Some((date, rest)) => (Some(date), rest),
        None => (None, text),
    };
    if let (Some(date), "") = (date, rest) {
        return at(date, Time::midnight(), &now);
    }
    let time = time_of_day(rest.strip_prefix("at ").unwrap_or(rest))?;
    if let Some(date) = date {
        return at(date, time, &now);
    }
    let today = at(now.date(), time, &now)?;
    if today > now.timestamp() { Some(today) } else { at(after(now.date(), 1)?, time, &now) }
}

/// A day at the begin of the text, and what comes after it.
fn day<'t>(text: &'t str, now: &Zoned) -> Option<(Date, &'t str)> {
    let today = now.date();
    for (names, distance) in DAYS {
        if let Some(rest) = names.iter().find_map(|name| word(text, name)) {
            return Some((after(today, distance)?, rest));
        }
    }
    let (of_next_week, text) = match word(text, "다음 주").or_else(|| word(text, "다음주")) {
        Some(rest) => (true, rest),
        None => (false, word(text, "next").or_else(|| word(text, "다음")).unwrap_or(text)),
    };
    let (weekday, rest) = WEEKDAYS.iter().find_map(|(names, weekday)| {
        Some((*weekday, names.iter().find_map(|name| word(text, name))?))
    })?;
    let distance = if of_next_week {
        let into_week = today.weekday().to_monday_zero_offset();
        7_i8.saturating_sub(into_week).saturating_add(weekday.to_monday_zero_offset())
    } else {
        match today.weekday().until(weekday) {
            0 => 7,
            days => days,
        }
    };
    Some((after(today, i32::from(distance))?, rest))
}

/// What comes after a word that the text begins with.
fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
}

/// Reads `18:00`, `9:30:05`, `6pm`, `6:30 pm`, `noon`, `오후 6시 30분`.
fn time_of_day(text: &str) -> Option<Time> {
    match text {
        "noon" | "정오" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" | "자정" => return Some(Time::midnight()),
        _ => {}
    }
    let before = [("오전 ", false), ("오후 ", true)];
    let behind = [("am", false), ("pm", true)];
    let half = before.iter().find_map(|(word, late)| Some((text.strip_prefix(word)?, *late)));
    let half = half
        .or_else(|| behind.iter().find_map(|(word, late)| Some((text.strip_suffix(word)?, *late))));
    let (clock, late) = match half {
        Some((clock, late)) => (clock.trim(), Some(late)),
        None => (text, None),
    };
    let [hour, minute, second] = numbers(clock, late.is_some())?;
    let hour = match late {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(late) => (hour % 12).saturating_add(if late { 12 } else { 0 }),
    };
    Time::new(hour, minute, second, 0).ok()
}

/// Hour, minute and second; the hour alone only where something else says that it is one.
fn numbers(clock: &str, is_hour_enough: bool) -> Option<[i8; 3]> {
    if let Some((hour, rest)) = clock.split_once('시') {
        let rest = rest.trim();
        let minute = match rest {
            "" => 0,
            "반" => 30,
            _ => number(rest.strip_suffix('분')?.trim())?,
        };
        return Some([number(hour.trim())?, minute, 0]);
    }
    let mut numbers = [0; 3];
    let parts: Vec<_> = clock.split(':').collect();
    if parts.len() > 3 || (parts.len() == 1 && !is_hour_enough) {
        return None;
    }
    for (place, part) in numbers.iter_mut().zip(parts) {
        *place = number(part)?;
    }
    Some(numbers)
}

fn number(text: &str) -> Option<i8> {
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    text.parse().ok().filter(|_| is_short)
}

fn after(date: Date, days: i32) -> Option<Date> {
    let span: Span = days.days();
    date.checked_add(span).ok()
}

fn at(date: Date, time: Time, now: &Zoned) -> Option<Timestamp> {
    let zone = now.time_zone().clone();
    date.to_datetime(time).to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}
