//! What everybody may know: the keys (RFC 7517 §5) and where things are (RFC 8414).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::header;
use serde_json::json;

use crate::demo::shared::Shared;

/// The public keys.
pub(in crate::demo) async fn jwks(State(shared): State<Arc<Shared>>) -> Response {
    let kind = HeaderValue::from_static("application/jwk-set+json");
    ([(header::CONTENT_TYPE, kind)], shared.mint.jwk_set()).into_response()
}

/// The metadata of the authorization server (RFC 8414 §2).
pub(in crate::demo) async fn metadata(State(shared): State<Arc<Shared>>) -> Response {
    let issuer = &shared.issuer;
    let methods = ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"];
    Json(json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/token"),
        "revocation_endpoint": format!("{issuer}/revoke"),
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "grant_types_supported": ["refresh_token", "client_credentials"],
        "response_types_supported": [],
        "scopes_supported": ["read", "write", "admin"],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
        "revocation_endpoint_auth_methods_supported": methods,
    }))
    .into_response()
}
