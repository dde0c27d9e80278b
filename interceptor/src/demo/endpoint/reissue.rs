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
use crate::demo::dialect::error_code;
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
    let refuse = |status, code, message| {
        error_code(if as_ok { StatusCode::OK } else { status }, code, message)
    };
    let Ok(body) = serde_json::from_slice::<Reissue>(&body) else {
        return refuse(StatusCode::BAD_REQUEST, MALFORMED, "expected refreshToken");
    };
    let Some(client) = client::find(&shared, None) else {
        return refuse(StatusCode::UNAUTHORIZED, INVALID, "there is no client");
    };
    match shared.refresh(&client.id, &body.refresh_token) {
        Ok(pair) => answer(&shared, &pair),
        Err(refusal) => {
            shared.refused(&refusal);
            refuse(StatusCode::UNAUTHORIZED, INVALID, "the refresh token is invalid")
        }
    }
}
