//! Token revocation (RFC 7009).

use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::StatusCode;
use jwt_core::NumericDate;

use crate::demo::Client;
use crate::demo::Fingerprint;
use crate::demo::Happening;
use crate::demo::Revocation;
use crate::demo::client;
use crate::demo::form::Form;
use crate::demo::refusal::Refusal;
use crate::demo::shared::Shared;

/// 200 also for tokens that are not known: what was wanted is so (RFC 7009 §2.2).
pub(in crate::demo) async fn revoke(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match take_back(&shared, &headers, &body) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// The hint (`token_type_hint`) is not needed: the two kinds cannot be mistaken for each other.
fn take_back(shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
    let form = Form::parse(headers, body)?;
    let client = client::authenticate(shared, headers, &form)?;
    let token = form.get("token").ok_or(Refusal::request("token is missing"))?;
    let records = &shared.config.records;
    if let Some((id, family)) = records.family(Fingerprint::of(token.as_bytes())) {
        is_its_own(client, Some(&family.client))?;
        shared.close(id);
        return Ok(());
    }
    let Ok(claims) = shared.check(token) else { return Ok(()) };
    is_its_own(client, claims.get_as::<String>("client_id").as_deref())?;
    if let (Some(jti), Some(exp)) = (claims.token_id(), claims.expiration()) {
        records.revoke(&jti, end(exp), Revocation::Outdated);
        shared.tell(Happening::Revoked { tokens: 1 });
    }
    Ok(())
}

/// "If this validation fails, the request is refused and the client is informed of the error" (RFC 7009 §2.1).
fn is_its_own(client: &Client, owner: Option<&str>) -> Result<(), Refusal> {
    if owner == Some(&*client.id) { Ok(()) } else { Err(Refusal::foreign()) }
}

fn end(expiration: NumericDate) -> SystemTime {
    let seconds = Duration::from_secs(expiration.seconds());
    SystemTime::UNIX_EPOCH.checked_add(seconds).unwrap_or(SystemTime::UNIX_EPOCH)
}
