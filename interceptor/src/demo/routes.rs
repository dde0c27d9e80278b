//! Which path leads where.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware;
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use axum::routing::post;

use super::dialect::Dialect;
use super::endpoint;
use super::resource;
use super::shared::Shared;

/// The whole server.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    let tokens = Router::new()
        .route("/token", post(endpoint::token))
        .route("/reissue", post(endpoint::reissue))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), at_token_endpoint));
    let code = Dialect::ErrorCode { as_ok: shared.config.errors_as_ok };
    let resources = Router::new()
        .nest("/api", resource::routes(&shared, code))
        .nest("/v1", resource::routes(&shared, Dialect::Bearer))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), at_resource));
    Router::new()
        .route("/login", post(endpoint::login))
        .route("/logout", post(endpoint::logout))
        .route("/revoke", post(endpoint::revoke))
        .route("/.well-known/jwks.json", get(endpoint::jwks))
        .route("/.well-known/oauth-authorization-server", get(endpoint::metadata))
        .merge(tokens)
        .merge(resources)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(shared)
}

async fn at_token_endpoint(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    shared.counting.count(|counters| &mut counters.token_endpoint);
    shared.token_endpoint.run(&shared.time, next.run(request)).await
}

async fn at_resource(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    shared.counting.count(|counters| &mut counters.resources);
    shared.resources.run(&shared.time, next.run(request)).await
}

/// Octets of the longest body that is taken.
const MAX_BODY: usize = 4 * 1024 * 1024;
