//! The resources: each once, told in two dialects.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Body;
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::RawQuery;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use axum::routing::post;
use base64ct::Base64;
use base64ct::Encoding;
use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use jwt_core::jwt::Claims;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;

use super::Happening;
use super::Trouble;
use super::dialect::Dialect;
use super::fault::LARGEST;
use super::mint;
use super::shared::Shared;

#[derive(Clone)]
struct Desk {
    shared: Arc<Shared>,
    dialect: Dialect,
}

/// The resources in one dialect.
pub(super) fn routes(shared: &Arc<Shared>, dialect: Dialect) -> Router<Arc<Shared>> {
    Router::new()
        .route("/me", get(me))
        .route("/orders", post(place))
        .route("/orders/{id}", get(order))
        .route("/large", get(large))
        .route("/admin", get(admin))
        .route("/never", get(never).post(never))
        .with_state(Desk { shared: Arc::clone(shared), dialect })
}

/// Who the token says one is, and which token it is.
async fn me(State(desk): State<Desk>, query: RawQuery, headers: HeaderMap) -> Response {
    desk.guarded("GET /me", &query, &headers, "", |claims| {
        let jti = claims.token_id().unwrap_or_default();
        Json(json!({ "user": claims.subject(), "token": mint::serial(&jti) })).into_response()
    })
}

async fn order(
    State(desk): State<Desk>,
    Path(id): Path<u64>,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    desk.guarded("GET /orders/{id}", &query, &headers, "", |claims| {
        Json(json!({ "order": id, "user": claims.subject() })).into_response()
    })
}

/// Gives the body back as it came, with its SHA-256 (RFC 9530).
async fn place(
    State(desk): State<Desk>,
    query: RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    desk.guarded("POST /orders", &query, &headers, "", |_| {
        let digest = Base64::encode_string(&Sha256::digest(&body));
        let mut response = (StatusCode::CREATED, body).into_response();
        let fields = response.headers_mut();
        if let Ok(digest) = HeaderValue::try_from(format!("sha-256=:{digest}:")) {
            fields.insert(CONTENT_DIGEST, digest);
        }
        for name in [header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            fields.remove(&name);
            if let Some(value) = headers.get(&name) {
                fields.insert(name, value.clone());
            }
        }
        response
    })
}

/// Ten million octets of JSON; `?octets=` says how many else.
async fn large(State(desk): State<Desk>, query: RawQuery, headers: HeaderMap) -> Response {
    let octets = parameter(&query, "octets").and_then(|text| text.parse().ok());
    let octets = octets.unwrap_or(10_000_000_usize).clamp(2, LARGEST);
    desk.guarded("GET /large", &query, &headers, "", |_| {
        let mut text = vec![b'{'];
        text.resize(octets.saturating_sub(1), b' ');
        text.push(b'}');
        let kind = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, kind)], Body::from(text)).into_response()
    })
}

/// Asks for a scope that few have (RFC 6750 §3.1, `insufficient_scope`).
async fn admin(State(desk): State<Desk>, query: RawQuery, headers: HeaderMap) -> Response {
    desk.guarded("GET /admin", &query, &headers, "admin", |_| {
        Json(json!({ "secrets": 42 })).into_response()
    })
}

/// Says of every token that it has expired: a resource server that is badly set up.
async fn never(State(desk): State<Desk>, query: RawQuery, headers: HeaderMap) -> Response {
    desk.refuse("/never", &query, serial(&headers), Trouble::Expired)
}

impl Desk {
    /// Lets in whoever has a token that is good for `scope`.
    fn guarded(
        &self,
        resource: &'static str,
        query: &RawQuery,
        headers: &HeaderMap,
        scope: &str,
        serve: impl FnOnce(&Claims) -> Response,
    ) -> Response {
        let claims = bearer(headers).and_then(|token| self.shared.check(token));
        let claims = claims.and_then(|claims| {
            if has_scope(&claims, scope) { Ok(claims) } else { Err(Trouble::Scope) }
        });
        match claims {
            Ok(claims) => {
                let jti = claims.token_id().unwrap_or_default();
                let serial = mint::serial(&jti);
                self.shared.tell(Happening::Requested { resource, serial, trouble: None });
                serve(&claims)
            }
            Err(trouble) => self.refuse(resource, query, serial(headers), trouble),
        }
    }

    fn refuse(
        &self,
        resource: &'static str,
        query: &RawQuery,
        serial: Option<u64>,
        trouble: Trouble,
    ) -> Response {
        self.shared.tell(Happening::Requested { resource, serial, trouble: Some(trouble) });
        let dialect = match self.dialect {
            Dialect::ErrorCode { as_ok } => {
                let wish = parameter(query, "http");
                Dialect::ErrorCode { as_ok: as_ok || wish.as_deref() == Some("200") }
            }
            Dialect::Bearer => Dialect::Bearer,
        };
        dialect.answer(trouble)
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750 §2.1); other ways to send one are not taken.
pub(super) fn bearer(headers: &HeaderMap) -> Result<&str, Trouble> {
    let mut fields = headers.get_all(header::AUTHORIZATION).iter();
    let Some(field) = fields.next() else { return Err(Trouble::Missing) };
    if fields.next().is_some() {
        return Err(Trouble::Malformed);
    }
    let text = field.to_str().map_err(|_| Trouble::Malformed)?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => Ok(token.trim_start()),
        _ => Err(Trouble::Missing),
    }
}

/// The serial number that a token claims to have, for the log alone: nobody has checked it.
fn serial(headers: &HeaderMap) -> Option<u64> {
    let inspection = jwt_core::inspect::inspect(bearer(headers).ok()?.as_bytes());
    let payload = inspection.payload()?.json()?.value?;
    mint::serial(payload.as_object()?.get("jti")?.as_str()?)
}

fn has_scope(claims: &Claims, wanted: &str) -> bool {
    let scope: String = claims.get_as("scope").unwrap_or_default();
    wanted.is_empty() || scope.split(' ').any(|scope| scope == wanted)
}

/// A parameter of the query.
pub(super) fn parameter(RawQuery(query): &RawQuery, name: &str) -> Option<String> {
    let query = query.as_deref().unwrap_or_default();
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
