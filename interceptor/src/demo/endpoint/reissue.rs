//! The refresh of an API that is not OAuth: JSON in, JSON out, errors as `errorCode`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::login::answer;
use crate::demo::client;
use crate::demo::dialect::INVALID;
use crate::demo::dialect::MALFORMED;
use crate::demo::dialect::UNABLE;
use crate::demo::dialect::error_code;
use crate::demo::refusal::Refusal;
use crate::demo::resource::parameter;
use crate::demo::shared::Shared;

#[derive(Deserialize)]
pub(super) struct Reissue {
    #[serde(rename = "refreshToken")]
    pub(super) refresh_token: String,
}

/// `{"refreshToken"}` → `{"accessToken", "refreshToken", "expiresIn"}`, or `{"errorCode": 5002, …}`.
pub(in crate::demo) async fn reissue(
    State(shared): State<Arc<Shared>>,
    query: RawQuery,
    body: Bytes,
) -> Response {
    let as_ok = shared.config.errors_as_ok || parameter(&query, "http").as_deref() == Some("200");
    let Ok(body) = serde_json::from_slice::<Reissue>(&body) else {
        return refuse(as_ok, StatusCode::BAD_REQUEST, MALFORMED, "expected refreshToken");
    };
    let Some(client) = client::find(&shared, None) else {
        return refuse(as_ok, StatusCode::UNAUTHORIZED, INVALID, "there is no client");
    };
    match shared.refresh(&client.id, &body.refresh_token, None) {
        Ok(pair) => answer(&shared, &pair),
        Err(refusal) => {
            shared.refused(&refusal);
            in_json(refusal, as_ok)
        }
    }
}

fn in_json(refusal: Refusal, as_ok: bool) -> Response {
    if refusal.is_of_the_server() {
        // Nothing was done, and it is no word about the refresh token: it must not be taken for one.
        return error_code(StatusCode::SERVICE_UNAVAILABLE, UNABLE, "try again");
    }
    refuse(as_ok, StatusCode::UNAUTHORIZED, INVALID, "the refresh token is invalid")
}

fn refuse(as_ok: bool, status: StatusCode, code: u16, message: &str) -> Response {
    error_code(if as_ok { StatusCode::OK } else { status }, code, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_of_the_server_is_no_invalid_refresh_token() {
        for as_ok in [false, true] {
            let status = |refusal| in_json(refusal, as_ok).status().as_u16();
            assert_eq!(status(Refusal::server()), 503);
            assert_eq!(status(Refusal::grant()), if as_ok { 200 } else { 401 });
        }
    }
}
