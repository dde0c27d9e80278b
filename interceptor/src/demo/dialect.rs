//! Two ways to say that an access token will not do: a code in JSON, or RFC 6750.

use axum::Json;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header;

use super::Trouble;

/// How errors are said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Dialect {
    /// `{"errorCode": 5001, "message": …}`; with HTTP 200 when the service's rule is "200 means it arrived".
    ErrorCode {
        /// Whether the status is 200 all the same.
        as_ok: bool,
    },
    /// `WWW-Authenticate: Bearer error="…"` (RFC 6750 §3).
    Bearer,
}

impl Dialect {
    /// The answer to a request with this trouble.
    pub(super) fn answer(self, trouble: Trouble) -> Response {
        match self {
            Self::ErrorCode { as_ok } => {
                let status = if as_ok { StatusCode::OK } else { status(trouble) };
                error_code(status, code(trouble), &trouble.to_string())
            }
            Self::Bearer => bearer(trouble),
        }
    }
}

/// `{"errorCode": …, "message": …}`.
pub(super) fn error_code(status: StatusCode, code: u16, message: &str) -> Response {
    let body = serde_json::json!({ "errorCode": code, "message": message });
    (status, Json(body)).into_response()
}

fn bearer(trouble: Trouble) -> Response {
    let challenge = match trouble {
        // "If the request lacks any authentication information, the resource server SHOULD NOT include an
        // error code" (RFC 6750 §3.1).
        Trouble::Missing => "Bearer realm=\"demo\"".to_owned(),
        Trouble::Malformed => {
            format!(
                "Bearer realm=\"demo\", error=\"invalid_request\", error_description=\"{trouble}\""
            )
        }
        Trouble::Scope => {
            format!(
                "Bearer realm=\"demo\", error=\"insufficient_scope\", \
                 error_description=\"{trouble}\", scope=\"admin\""
            )
        }
        _ => {
            format!(
                "Bearer realm=\"demo\", error=\"invalid_token\", error_description=\"{trouble}\""
            )
        }
    };
    let mut response = status(trouble).into_response();
    // All of it is written above: there is nothing that a header field cannot carry.
    if let Ok(challenge) = HeaderValue::try_from(challenge) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

fn status(trouble: Trouble) -> StatusCode {
    match trouble {
        Trouble::Malformed => StatusCode::BAD_REQUEST,
        Trouble::Scope => StatusCode::FORBIDDEN,
        _ => StatusCode::UNAUTHORIZED,
    }
}

fn code(trouble: Trouble) -> u16 {
    match trouble {
        Trouble::Expired | Trouble::Outdated => EXPIRED,
        Trouble::Scope => NOT_PERMITTED,
        Trouble::Malformed => MALFORMED,
        Trouble::Missing | Trouble::Invalid | Trouble::Over => INVALID,
    }
}

/// Re-issue and repeat.
pub(super) const EXPIRED: u16 = 5001;
/// The session is over: log in.
pub(super) const INVALID: u16 = 5002;
const NOT_PERMITTED: u16 = 5003;
/// The request is no such request.
pub(super) const MALFORMED: u16 = 4000;
/// The server itself is in trouble.
pub(super) const UNABLE: u16 = 5000;
/// Wrong user or password.
pub(super) const WRONG_PASSWORD: u16 = 4001;
