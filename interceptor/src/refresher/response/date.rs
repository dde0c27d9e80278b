//! `Date` and `Retry-After` (RFC 9110 §6.6.1, §10.2.3).

use std::time::Duration;
use std::time::SystemTime;

use http::HeaderValue;

/// A date in one of its three forms (§5.6.7).
pub(in crate::refresher) fn parse(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}

/// How long to wait: seconds, or the time from `now`, the server's clock, to a date. One that has passed is no
/// time at all; without the server's clock a date says nothing, since ours may differ.
pub(super) fn retry_after(
    value: Option<&HeaderValue>,
    now: Option<SystemTime>,
) -> Option<Duration> {
    let value = value?;
    let text = value.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_digit()) {
        // More digits than fit are as long as it gets.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    Some(parse(value)?.duration_since(now?).unwrap_or_default())
}
