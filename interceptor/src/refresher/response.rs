//! What a token endpoint answers (RFC 6749 §5): tokens, or why there are none.
//!
//! Takes status, header fields and body, gives a [`TokenPair`] or a [`RefreshError`] whose
//! [`Failure`](crate::error::Failure) says what has become of the refresh token. Every answer is hostile: the
//! body is one strict JSON object of at most
//! [`MAX_ANSWER_BYTES`](super::MAX_ANSWER_BYTES), a member that occurs twice refuses all of it,
//! and of what stands in it only a code and a short, masked sentence get into an error.
//!
//! | answer | failure |
//! | --- | --- |
//! | an `error` of §5.2, any other `error` with 4xx or 2xx, a bare 400 or 401 | permanent |
//! | 429, 503, `temporarily_unavailable`, `slow_down`, 407, 421, 425, a redirect, any other bare 4xx | transient |
//! | other 5xx and beyond, 408, `server_error`, a 2xx that is no token response | ambiguous |
//!
//! Permanent is what ends a session, so it takes a word of the endpoint itself. The others are tried again: a page that
//! somebody on the way has put up says nothing of the refresh token, which it never reached.

mod answer;
pub(super) mod date;
mod said;

use std::time::Duration;

use http::HeaderMap;
use http::StatusCode;
use jwt_core::NumericDate;
use jwt_core::json::Object;
use jwt_core::json::Value;

pub(super) use self::answer::Answer;
use crate::error::RefreshError;
use crate::tokens::AccessToken;
use crate::tokens::RefreshToken;
use crate::tokens::TokenPair;

/// Reads the answer of a token endpoint.
///
/// `expires_in` may be a number or a number in a string, as some servers write it; what makes no sense counts as
/// not said. A missing `token_type` counts as `Bearer`: to refuse it would lose the tokens for a formality. The
/// server's clock is taken from `Date`.
///
/// # Errors
///
/// [`RefreshError`] with the failure of the table above, the `error` of the answer, and `Retry-After` where it
/// was given: in seconds, or as a date beside the `Date` of the answer.
///
/// # Example: the answer of RFC 6749 §5.1
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use interceptor::refresher::parse_token_response;
///
/// let body = br#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600}"#;
/// let refused = parse_token_response(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();
/// assert_eq!(refused.to_string(), "the token type is not Bearer");
///
/// let body = br#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"bearer","expires_in":3600}"#;
/// let pair = parse_token_response(StatusCode::OK, &HeaderMap::new(), body)?;
/// assert_eq!(pair.access.expose(), "2YotnFZFEjr1zCsicMWpAA");
/// # Ok::<(), interceptor::error::RefreshError>(())
/// ```
pub fn parse_token_response(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<TokenPair, RefreshError> {
    read_tokens(&Answer { from: "token endpoint", status, headers, sent: &[] }, body)
}

/// The same, with what was sent: nothing of it gets into an error.
pub(super) fn read_tokens(answer: &Answer<'_>, body: &[u8]) -> Result<TokenPair, RefreshError> {
    let object = answer.object(body)?;
    if !answer.is_success() {
        return Err(answer.refuse(Some(&object)));
    }
    let access = object.get("access_token");
    let Some(access) = access.filter(|access| !is_nothing(access)) else {
        return Err(match text(&object, "error") {
            // Some servers refuse with 200, and some of those write every member that they know.
            Some(_) => answer.refuse(Some(&object)),
            None => RefreshError::ambiguous("the answer has no access_token"),
        });
    };
    // "The client MUST NOT use an access token if it does not understand the token type" (§7.1).
    let foreign = |kind: &Value<'_>| {
        !is_null(kind) && !kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("Bearer"))
    };
    if object.get("token_type").is_some_and(foreign) {
        return Err(RefreshError::permanent("the token type is not Bearer"));
    }
    let mut pair = TokenPair::new(access_token(access)?);
    pair.refresh = object.get("refresh_token").map_or(Ok(None), refresh_token)?;
    pair.expires_in = object.get("expires_in").and_then(lifetime);
    pair.scope = text(&object, "scope").map(str::to_owned);
    pair.server_time = answer.date();
    Ok(pair)
}

pub(super) fn access_token(value: &Value<'_>) -> Result<AccessToken, RefreshError> {
    let text = value.as_str().ok_or("it is no string");
    let token = text.and_then(|text| AccessToken::new(text).map_err(|_| "it is empty or unfit"));
    token.map_err(|why| RefreshError::ambiguous(format!("the access token is none: {why}")))
}

/// `null` and the empty string are no token, and no error either.
pub(super) fn refresh_token(value: &Value<'_>) -> Result<Option<RefreshToken>, RefreshError> {
    if is_nothing(value) {
        return Ok(None);
    }
    let token = value.as_str().and_then(|text| RefreshToken::new(text).ok());
    token.map(Some).ok_or_else(|| RefreshError::ambiguous("the refresh token is none"))
}

/// A span in seconds; `None` for what is negative or no number.
pub(super) fn lifetime(value: &Value<'_>) -> Option<Duration> {
    let text = value.as_number().or_else(|| value.as_str().map(str::trim))?;
    let seconds = NumericDate::parse(text).ok()?;
    seconds.duration_since(NumericDate::from_seconds(0))
}

pub(super) fn text<'o>(object: &'o Object<'_>, name: &str) -> Option<&'o str> {
    object.get(name)?.as_str()
}

fn is_null(value: &Value<'_>) -> bool {
    matches!(value.kind, jwt_core::json::Kind::Null)
}

/// `null` or the empty string, as some servers write what they have not.
fn is_nothing(value: &Value<'_>) -> bool {
    is_null(value) || value.as_str().is_some_and(str::is_empty)
}

#[cfg(test)]
mod tests;
