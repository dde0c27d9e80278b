//! The token endpoint (RFC 6749 §3.2).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use serde_json::Value;
use serde_json::json;

use crate::demo::Client;
use crate::demo::ClientKind;
use crate::demo::Happening;
use crate::demo::client;
use crate::demo::form::Form;
use crate::demo::mint::Mint;
use crate::demo::refusal::NO_STORE;
use crate::demo::refusal::Refusal;
use crate::demo::shared::Shared;
use crate::demo::shared::is_within;

/// `grant_type` `refresh_token` (§6) or `client_credentials` (§4.4).
pub(in crate::demo) async fn token(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match grant(&shared, &headers, &body) {
        Ok(body) => (NO_STORE, Json(body)).into_response(),
        Err(refusal) => {
            shared.refused(&refusal);
            refusal.into_response()
        }
    }
}

fn grant(shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Result<Value, Refusal> {
    let form = Form::parse(headers, body)?;
    let client = client::authenticate(shared, headers, &form)?;
    match form.get("grant_type") {
        Some("refresh_token") => refresh(shared, client, &form),
        Some("client_credentials") => credentials(shared, client, &form),
        Some(_) => Err(Refusal::grant_type()),
        None => Err(Refusal::request("grant_type is missing")),
    }
}

fn refresh(shared: &Shared, client: &Client, form: &Form) -> Result<Value, Refusal> {
    let token = form.get("refresh_token").ok_or(Refusal::request("refresh_token is missing"))?;
    let pair = shared.refresh(&client.id, token, form.get("scope"))?;
    Ok(json!({
        "access_token": pair.access.text,
        "token_type": "Bearer",
        "expires_in": shared.mint.life().as_secs(),
        "refresh_token": String::from_utf8_lossy(pair.refresh.expose()),
        "scope": pair.scope,
    }))
}

fn credentials(shared: &Shared, client: &Client, form: &Form) -> Result<Value, Refusal> {
    // "The client credentials grant type MUST only be used by confidential clients" (RFC 6749 §4.4).
    if matches!(client.kind, ClientKind::Public) {
        return Err(Refusal::unauthorized());
    }
    let scope = form.get("scope").unwrap_or(GRANTED);
    if !is_within(scope, GRANTED) {
        return Err(Refusal::scope());
    }
    let chance = Mint::chance().map_err(|_| Refusal::server())?;
    let access = shared.access_token(&client.id, &client.id, scope, None, &chance);
    let access = access.map_err(|_| Refusal::server())?;
    shared.tell(Happening::Granted { serial: access.serial });
    // "A refresh token SHOULD NOT be included" (RFC 6749 §4.4.3).
    Ok(json!({
        "access_token": access.text,
        "token_type": "Bearer",
        "expires_in": shared.mint.life().as_secs(),
        "scope": scope,
    }))
}

/// What a client may do in its own name.
const GRANTED: &str = "read write";
