//! Why a token endpoint gives no tokens, and how it says so (RFC 6749 §5.2).

use axum::Json;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header;

/// An error of RFC 6749 §5.2.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Refusal {
    /// The member `error`.
    pub(super) error: &'static str,
    description: &'static str,
    status: StatusCode,
    /// Whether the client tried by `Authorization`, so that it must be told how.
    basic: bool,
}

impl Refusal {
    /// The request itself is wrong.
    pub(super) const fn request(description: &'static str) -> Self {
        Self::of("invalid_request", description, StatusCode::BAD_REQUEST)
    }

    /// The refresh token is not good. Why it is not, is not told: whoever stole one would learn from it.
    pub(super) const fn grant() -> Self {
        let description = "the refresh token is unknown, expired, revoked or used";
        Self::of("invalid_grant", description, StatusCode::BAD_REQUEST)
    }

    /// The client may not ask for this.
    pub(super) const fn unauthorized() -> Self {
        let description = "this client may not use this grant";
        Self::of("unauthorized_client", description, StatusCode::BAD_REQUEST)
    }

    /// There is no such grant here.
    pub(super) const fn grant_type() -> Self {
        Self::of("unsupported_grant_type", "unknown grant_type", StatusCode::BAD_REQUEST)
    }

    /// More is asked for than was granted.
    pub(super) const fn scope() -> Self {
        Self::of("invalid_scope", "the scope exceeds the grant", StatusCode::BAD_REQUEST)
    }

    /// The server could not make what was asked for.
    pub(super) const fn server() -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::of("server_error", "the server has no randomness", status)
    }

    /// The token was issued to another client (RFC 7009 §2.1).
    pub(super) const fn foreign() -> Self {
        let description = "the token was issued to another client";
        Self::of("invalid_grant", description, StatusCode::BAD_REQUEST)
    }

    /// Whether it is the server's own trouble, and not the client's.
    pub(super) fn is_of_the_server(&self) -> bool {
        self.status.is_server_error()
    }

    /// The client has not proved who it is.
    pub(super) const fn client(basic: bool) -> Self {
        let refusal =
            Self::of("invalid_client", "unknown client or wrong proof", StatusCode::UNAUTHORIZED);
        Self { basic, ..refusal }
    }

    /// The same, by `Authorization`.
    pub(super) const fn basic() -> Self {
        Self::client(true)
    }

    const fn of(error: &'static str, description: &'static str, status: StatusCode) -> Self {
        Self { error, description, status, basic: false }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = serde_json::json!({
            "error": self.error,
            "error_description": self.description,
        });
        let mut response = (self.status, NO_STORE, Json(body)).into_response();
        if self.basic {
            let challenge = HeaderValue::from_static("Basic realm=\"demo\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// "The authorization server MUST include the HTTP Cache-Control response header field with a value of
/// no-store in any response containing tokens" (RFC 6749 §5.1).
pub(super) const NO_STORE: [(header::HeaderName, HeaderValue); 2] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::PRAGMA, HeaderValue::from_static("no-cache")),
];
