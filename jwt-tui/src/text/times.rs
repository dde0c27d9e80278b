//! The words of moments and durations, and of texts that are none.

use crate::text::phrases;

phrases! {
    /// No distance at all.
    NOW = "now", "지금";
    /// A moment that has passed: how long ago.
    AGO = "{0} ago", "{0} 전";
    /// A moment to come: in how long.
    AHEAD = "in {0}", "{0} 후";
    /// Years, written after their number.
    YEARS = "{0}y", "{0}년";
    /// Days.
    DAYS = "{0}d", "{0}일";
    /// Hours.
    HOURS = "{0}h", "{0}시간";
    /// Minutes.
    MINUTES = "{0}m", "{0}분";
    /// Seconds.
    SECONDS = "{0}s", "{0}초";
    /// When a date lies before all that can be written: the text.
    BEFORE_EPOCH = "{0} is before 1970, where no NumericDate is",
        "{0}: NumericDate로 나타낼 수 없는 1970년 이전 시각입니다";
    /// When a text is no duration: the text.
    NO_DURATION = "expected a duration such as 90s, 15m, 1h30m or 2d, found {0}",
        "90s, 15m, 1h30m, 2d 같은 기간이어야 합니다. 실제 값 {0}";
    /// When a text is no moment: the text.
    NO_MOMENT = "expected seconds since 1970, a date such as 2026-01-31T12:00:00Z, \
        a time from now such as 15m, or words such as tomorrow 9:00, found {0}",
        "1970년부터 센 초, 2026-01-31T12:00:00Z 같은 날짜, 15m 같은 지금부터의 시간, \
        내일 9:00 같은 말이어야 합니다. 실제 값 {0}";
    /// A unit that stands where seconds belong.
    MILLISECONDS = "milliseconds", "밀리초";
    /// The same, a thousandth of it.
    MICROSECONDS = "microseconds", "마이크로초";
    /// The same, a thousandth of that.
    NANOSECONDS = "nanoseconds", "나노초";
}
