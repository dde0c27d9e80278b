//! `private_key_jwt`: a client proves who it is by a JWT that it has signed (RFC 7523 §3).

use std::time::Duration;
use std::time::UNIX_EPOCH;

use jwt_core::inspect::inspect;
use jwt_core::jwt::Verifier;

use super::Client;
use super::ClientKind;
use super::client::find;
use super::form::Form;
use super::refusal::Refusal;
use super::shared::Shared;

/// Checks the assertion and gives the client that signed it.
pub(super) fn check<'s>(
    shared: &'s Shared,
    form: &Form,
    assertion: &str,
) -> Result<&'s Client, Refusal> {
    if form.get("client_assertion_type") != Some(KIND) {
        return Err(Refusal::request("client_assertion_type is missing or unknown"));
    }
    let client = signer(shared, form, assertion).ok_or(Refusal::client(false))?;
    let ClientKind::Key(key) = &client.kind else { return Err(Refusal::client(false)) };
    // The issuer is named beside the URL: clients differ in what they call this server.
    let verifier = Verifier::new(key.as_ref().clone())
        .issuer(&client.id)
        .subject(&client.id)
        .audience(&*shared.issuer)
        .audience(format!("{}/token", shared.issuer))
        .require("jti");
    let now = shared.time.now();
    let verified = verifier.verify(assertion, now).map_err(|_| Refusal::client(false))?;
    let claims = verified.claims();
    let id = claims.token_id().unwrap_or_default();
    let expiration = claims.expiration().map_or(0, |exp| exp.seconds());
    let until = UNIX_EPOCH
        .checked_add(Duration::from_secs(expiration).saturating_add(LEEWAY))
        .filter(|until| until.duration_since(now).is_ok_and(|left| left <= LONGEST));
    // Each is good once, so it must not live so long that remembering it becomes a burden.
    let until = until.ok_or(Refusal::client(false))?;
    if shared.assertions.is_new(&client.id, &id, until, now) {
        Ok(client)
    } else {
        Err(Refusal::client(false))
    }
}

/// Whom the assertion names, unverified: only to find the key that must have signed it.
fn signer<'s>(shared: &'s Shared, form: &Form, assertion: &str) -> Option<&'s Client> {
    let inspection = inspect(assertion.as_bytes());
    let payload = inspection.payload()?.json()?.value?;
    let claims = payload.as_object()?;
    let issuer = claims.get("iss")?.as_str()?;
    // "The client_id is unnecessary […] but if present, MUST identify the same client" (RFC 7521 §4.2).
    if form.get("client_id").is_some_and(|id| id != issuer) {
        return None;
    }
    find(shared, Some(issuer))
}

const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a verifier grants unless told otherwise.
const LEEWAY: Duration = Duration::from_secs(60);

/// How long an assertion may live from now on.
const LONGEST: Duration = Duration::from_secs(600);
