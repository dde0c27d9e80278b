//! What each text means, on a clock in UTC and on one with summer time.

use super::*;

/// 2023-11-14 22:13:20 UTC, a Tuesday.
const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);

fn at(text: &str) -> u64 {
    parse_moment(text, NOW).unwrap().seconds()
}

/// New York, by its rule, so that no database is needed.
fn new_york() -> TimeZone {
    TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap()
}

/// Reads a text in New York; both are told there.
fn in_new_york(now: &str, text: &str) -> String {
    let stamp = |text| calendar(text, &new_york()).unwrap().as_second();
    let now = NumericDate::from_seconds(stamp(now).unsigned_abs());
    let found = moment(text, now, &new_york()).unwrap();
    let found = Timestamp::from_second(found.seconds().cast_signed()).unwrap();
    found.to_zoned(new_york()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
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
        "2011-03-22 18:43 UTC",
    ] {
        assert_eq!(at(text), 1_300_819_380, "{text}");
    }
    assert_eq!(at("2011-03-22"), 1_300_752_000);
    assert_eq!(in_new_york("2026-11-01 12:00", "2026-12-24 18:00"), "2026-12-24 18:00:00 -05:00");
    assert_eq!(
        in_new_york("2026-11-01 12:00", "2026-12-24T18:00:00Z"),
        "2026-12-24 13:00:00 -05:00"
    );
}

#[test]
fn a_fraction_is_kept() {
    let date = parse_moment("2011-03-22T18:43:00.25Z", NOW).unwrap();
    assert_eq!(date, NumericDate::parse("1300819380.25").unwrap());
}

#[test]
fn distances_count_from_now() {
    assert_eq!(at("now"), 1_700_000_000);
    assert_eq!(at("지금"), 1_700_000_000);
    for text in ["15m", "+15m", "in 15 minutes", "15 min", "15분 뒤", "15분 후", "IN 15 Minutes"]
    {
        assert_eq!(at(text), 1_700_000_900, "{text}");
    }
    for text in
        ["+1h30m", "1 hour and 30 minutes", "in 1 hour, 30 min", "1시간 30분 뒤", "1시간30분 후"]
    {
        assert_eq!(at(text), 1_700_005_400, "{text}");
    }
    for text in ["-2d", "2 days ago", "2일 전"] {
        assert_eq!(at(text), 1_700_000_000 - 172_800, "{text}");
    }
    assert_eq!(at("-1w"), 1_700_000_000 - 604_800);
    assert_eq!(at("1주 뒤"), at("+7d"));
}

#[test]
fn days_have_names() {
    for (text, expected) in [
        ("today", "2023-11-14"),
        ("오늘", "2023-11-14"),
        ("tomorrow", "2023-11-15"),
        ("내일", "2023-11-15"),
        ("모레", "2023-11-16"),
        ("yesterday", "2023-11-13"),
        ("어제", "2023-11-13"),
        ("next monday", "2023-11-20"),
        ("Monday", "2023-11-20"),
        ("다음 월요일", "2023-11-20"),
        ("다음 주 월요일", "2023-11-20"),
        ("next tuesday", "2023-11-21"),
        ("next wed", "2023-11-15"),
        ("다음 주 수요일", "2023-11-22"),
        ("다음주 일요일", "2023-11-26"),
    ] {
        assert_eq!(at(text), at(expected), "{text}");
    }
}

#[test]
fn a_time_of_day_goes_with_a_day() {
    for text in [
        "tomorrow 9:00",
        "tomorrow at 9am",
        "tomorrow 9:00 am",
        "내일 9:00",
        "내일 9시",
        "내일 오전 9시",
    ] {
        assert_eq!(at(text), at("2023-11-15 09:00"), "{text}");
    }
    assert_eq!(at("next monday 18:30:05"), at("2023-11-20 18:30:05"));
    assert_eq!(at("모레 오후 3시 30분"), at("2023-11-16 15:30"));
    assert_eq!(at("모레 오후 3시 반"), at("2023-11-16 15:30"));
    assert_eq!(at("today noon"), at("2023-11-14 12:00"));
    assert_eq!(at("tomorrow 12 am"), at("2023-11-15 00:00"));
    assert_eq!(at("내일 자정"), at("2023-11-15 00:00"));
}

#[test]
fn a_time_alone_is_the_next_one() {
    assert_eq!(at("23:00"), at("2023-11-14 23:00"));
    assert_eq!(at("9:00"), at("2023-11-15 09:00"));
    assert_eq!(at("6pm"), at("2023-11-15 18:00"));
    assert_eq!(at("정오"), at("2023-11-15 12:00"));
}

#[test]
fn a_day_of_the_calendar_follows_summer_time_and_a_duration_does_not() {
    assert_eq!(in_new_york("2026-03-07 09:00", "tomorrow 9:00"), "2026-03-08 09:00:00 -04:00");
    assert_eq!(in_new_york("2026-03-07 09:00", "+1d"), "2026-03-08 10:00:00 -04:00");
    assert_eq!(in_new_york("2026-10-31 09:00", "내일 9:00"), "2026-11-01 09:00:00 -05:00");
}

#[test]
fn a_skipped_time_is_an_hour_later_and_a_double_one_the_first() {
    assert_eq!(in_new_york("2026-03-07 09:00", "tomorrow 2:30"), "2026-03-08 03:30:00 -04:00");
    assert_eq!(in_new_york("2026-10-31 09:00", "tomorrow 1:30"), "2026-11-01 01:30:00 -04:00");
}

#[test]
fn other_text_is_refused_with_the_text() {
    for text in [
        "",
        "soon",
        "1.5h",
        "2011-13-01",
        "15x",
        "+",
        "-",
        "--1h",
        "next",
        "next 9:00",
        "25:00",
        "9:60",
        "13pm",
        "tomorrow soon",
        "in",
        "ago",
        "뒤",
        "내일 9",
        "오후 25시",
        "1:2:3:4",
    ] {
        let error = parse_moment(text, NOW).unwrap_err();
        assert!(error.to_string().contains(&format!("{text:?}")), "{error}");
        assert!(error.message(Lang::Ko).contains(&format!("{text:?}")), "{error}");
    }
    assert!(parse_moment("1969-12-31", NOW).is_err());
    assert!(parse_moment("99999999999999999999w", NOW).is_err());
    assert!(parse_moment(&"1h".repeat(1_000), NOW).is_err());
}

#[test]
fn any_now_is_taken() {
    for now in [0, 1, 253_402_207_200, u64::MAX] {
        let now = NumericDate::from_seconds(now);
        for text in ["tomorrow", "yesterday", "9:00", "next monday", "+1w", "-1w", "다음 주 월요일"]
        {
            let _ = parse_moment_in(text, now, Zone::Local);
        }
    }
}

#[test]
fn durations_have_units_and_bare_numbers_are_seconds() {
    assert_eq!(parse_duration("0"), Ok(Duration::ZERO));
    assert_eq!(parse_duration("90"), Ok(Duration::from_secs(90)));
    assert_eq!(parse_duration("1h30m"), Ok(Duration::from_secs(5_400)));
    assert_eq!(parse_duration("2 minutes"), Ok(Duration::from_secs(120)));
    assert_eq!(parse_duration("2분"), Ok(Duration::from_secs(120)));
    assert!(parse_duration("-5s").is_err());
    assert!(parse_duration("m").is_err());
}
