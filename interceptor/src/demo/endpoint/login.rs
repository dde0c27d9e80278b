//! Logging in and out, in JSON.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::StatusCode;
use jwt_core::secret::Secret;
use serde::Deserialize;
use serde_json::json;

use crate::demo::Fingerprint;
use crate::demo::client;
use crate::demo::dialect::INVALID;
use crate::demo::dialect::MALFORMED;
use crate::demo::dialect::WRONG_PASSWORD;
use crate::demo::dialect::error_code;
use crate::demo::refusal::NO_STORE;
use crate::demo::resource;
use crate::demo::shared::Pair;
use crate::demo::shared::Shared;

#[derive(Deserialize)]
struct Login {
    user: String,
    password: String,
    /// The client that will renew the tokens; without it the first.
    #[serde(rename = "clientId")]
    client: Option<String>,
}

/// `{"user", "password"}` → `{"accessToken", "refreshToken", "expiresIn"}`.
pub(in crate::demo) async fn login(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let Ok(login) = serde_json::from_slice::<Login>(&body) else {
        return error_code(StatusCode::BAD_REQUEST, MALFORMED, "expected user and password");
    };
    let password = Secret::from(login.password.into_bytes());
    let user = shared.config.users.iter().find(|user| user.name == login.user);
    // One answer for both: whether there is such a user is nobody's business.
    let user = user.filter(|user| user.password == password);
    let client = client::find(&shared, login.client.as_deref());
    let (Some(user), Some(client)) = (user, client) else {
        return error_code(StatusCode::UNAUTHORIZED, WRONG_PASSWORD, "wrong user or password");
    };
    match shared.log_in(user, &client.id) {
        Ok(pair) => answer(&shared, &pair),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Ends the session of `{"refreshToken"}`, or of the access token. 204 also when there is no such session: it is over.
pub(in crate::demo) async fn logout(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let token = serde_json::from_slice::<super::reissue::Reissue>(&body).ok();
    if let Some(body) = token {
        let presented = Fingerprint::of(body.refresh_token.as_bytes());
        if let Some((family, _)) = shared.config.records.family(presented) {
            shared.close(family);
        }
        return StatusCode::NO_CONTENT.into_response();
    }
    let claims = resource::bearer(&headers).and_then(|token| shared.check(token));
    match claims {
        Ok(claims) => {
            let jti = claims.token_id().unwrap_or_default();
            if let Some(family) = shared.config.records.family_of(&jti) {
                shared.close(family);
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Err(trouble) => error_code(StatusCode::UNAUTHORIZED, INVALID, &trouble.to_string()),
    }
}

/// A pair under the names of this API.
pub(super) fn answer(shared: &Shared, pair: &Pair) -> Response {
    let body = json!({
        "accessToken": pair.access.text,
        "refreshToken": String::from_utf8_lossy(pair.refresh.expose()),
        "expiresIn": shared.mint.life().as_secs(),
    });
    (NO_STORE, Json(body)).into_response()
}
