//! Whether a body is worth looking at, by its header fields (RFC 9110 §8). What is unclear is not.

use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::header::CONTENT_ENCODING;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_RANGE;
use http::header::CONTENT_TYPE;

/// Whether the body is one JSON text, as it stands: `application/json` or `application/…+json`, in any case and
/// with any parameters, neither compressed nor a part of a longer one. Streams of many texts have other media
/// types.
pub(super) fn is_plain_json(headers: &HeaderMap) -> bool {
    let plain = headers.get_all(CONTENT_ENCODING).iter().all(|coding| {
        coding.to_str().is_ok_and(|coding| coding.trim().eq_ignore_ascii_case("identity"))
    });
    let whole = !headers.contains_key(CONTENT_RANGE);
    plain
        && whole
        && only(headers, &CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(is_json)
}

/// Whether the body may be no longer than `limit`: it is not known where it comes in chunks.
pub(super) fn may_fit(headers: &HeaderMap, limit: usize) -> bool {
    if !headers.contains_key(CONTENT_LENGTH) {
        return true;
    }
    let length = only(headers, &CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    // A body of nothing says nothing.
    length
        .and_then(|length| length.parse().ok())
        .is_some_and(|length| (1..=limit).contains(&length))
}

/// The value of a field that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}

fn is_json(media_type: &str) -> bool {
    let (essence, _) = media_type.split_once(';').unwrap_or((media_type, ""));
    let Some((kind, subtype)) = essence.trim().split_once('/') else { return false };
    let suffix = subtype.rsplit_once('+').map_or(subtype, |(_, suffix)| suffix);
    kind.eq_ignore_ascii_case("application") && suffix.eq_ignore_ascii_case("json")
}
