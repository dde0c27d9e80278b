//! Durations: numbers with units, one after the other: `1h30m`, `1 hour 30 minutes`, `1시간 30분`.

use core::time::Duration;

/// The names of each unit with its seconds.
const UNITS: [(&[&str], u64); 5] = [
    (&["s", "sec", "secs", "second", "seconds", "초"], 1),
    (&["m", "min", "mins", "minute", "minutes", "분"], 60),
    (&["h", "hr", "hrs", "hour", "hours", "시간"], 3_600),
    (&["d", "day", "days", "일"], 86_400),
    (&["w", "week", "weeks", "주", "주일"], 604_800),
];

/// Reads a duration in small letters; without a unit it is none.
pub(super) fn read(text: &str) -> Option<Duration> {
    let mut total = 0_u64;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|one: char| !one.is_ascii_digit())?;
        let (number, tail) = rest.split_at_checked(end)?;
        let tail = tail.trim_start();
        let end = tail.find(|one: char| !one.is_alphabetic()).unwrap_or(tail.len());
        let (name, tail) = tail.split_at_checked(end)?;
        let (_, size) = UNITS.iter().find(|(names, _)| names.contains(&name))?;
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(*size)?)?;
        rest = joined(tail);
    }
    Some(Duration::from_secs(total))
}

/// What comes after a unit, without the blank, comma or "and" before it.
fn joined(text: &str) -> &str {
    let text = text.trim_start_matches([' ', ',']);
    text.strip_prefix("and ").unwrap_or(text)
}
