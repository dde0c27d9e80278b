//! A service that takes access tokens and nothing else: `cargo run -p jwt-core --example access_token`.

use std::error::Error;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKeys;

const ISSUER: &str = "https://issuer.example";
const API: &str = "https://api.example";
const NOW: u64 = 1_700_000_000;
const LIFETIME: Duration = Duration::from_secs(300);

/// Signs tokens of three kinds with one key and sends each to the service, as a bearer token.
pub fn main() -> Result<(), Box<dyn Error>> {
    let key = SigningKey::generate(Algorithm::Es256)?.with_key_id("2026-11");
    let service = service(&key)?;

    let kind = Profile::access_token(ISSUER, API).bearer();
    for rule in Profile::from(kind.clone()).rules() {
        println!("{:<11} {} ({})", rule.name(), rule.asks(), rule.section());
    }

    let claims = kind.claims("alice", "app", &jwt::random_token_id()?, NOW, LIFETIME);
    let reader = jwt::sign_with(&key, &kind.header(), &claims.clone().with("scope", "read")?)?;
    let writer =
        jwt::sign_with(&key, &kind.header(), &claims.clone().with("scope", "read write")?)?;
    answered("scope read, asks to read", respond(&service, &reader, "read", NOW), 200)?;
    answered("scope read, asks to write", respond(&service, &reader, "write", NOW), 403)?;
    answered("scope read write, asks to write", respond(&service, &writer, "write", NOW), 200)?;
    answered("an hour later", respond(&service, &writer, "write", NOW + 3600), 401)?;

    // Bound to a key of the client's, it is worth nothing without a proof of that key.
    let bound = claims.with_confirmation(&key.verifying_key().thumbprint());
    let bound = jwt::sign_with(&key, &kind.header(), &bound.with("scope", "read")?)?;
    answered("bound to a key", respond(&service, &bound, "read", NOW), 401)?;

    // The same key signed these, for the same party. They are no access tokens.
    let kind = Profile::id_token(ISSUER, API);
    let id = jwt::sign_with(&key, &kind.header(), &kind.claims("alice", NOW, LIFETIME))?;
    answered("an ID token", respond(&service, &id, "read", NOW), 401)?;
    let kind = Profile::refresh_token(ISSUER);
    let claims = kind.claims("alice", &jwt::random_token_id()?, NOW, LIFETIME);
    let refresh = jwt::sign_with(&key, &kind.header(), &claims)?;
    answered("a refresh token", respond(&service, &refresh, "read", NOW), 401)
}

/// What the service needs: the issuer's public keys, bound to that issuer, and the rules of the kind.
fn service(key: &SigningKey) -> Result<Verifier<VerifyingKeys>, Box<dyn Error>> {
    let published = JwkSet::from_iter([key.jwk().clone()]).public();
    let keys = published.verifying_keys()?.with_issuer(ISSUER);
    Ok(Verifier::new(keys).profile(Profile::access_token(ISSUER, API).bearer()))
}

/// Answers as RFC 6750 §3.1 asks: 401 for a token that is no good, 403 for one that may do less.
fn respond(
    service: &Verifier<VerifyingKeys>,
    token: &str,
    scope: &str,
    now: u64,
) -> (u16, &'static str) {
    match service.verify(token, now) {
        Ok(token) => {
            let granted: String = token.claims().get_as("scope").unwrap_or_default();
            match granted.split(' ').any(|one| one == scope) {
                true => (200, "served"),
                false => (403, "insufficient_scope"),
            }
        }
        // The token may be good: the keys could not be looked up.
        Err(error) if error.is_unavailable() => (503, error.code()),
        Err(error) => (401, error.code()),
    }
}

fn answered(what: &str, (status, why): (u16, &str), expected: u16) -> Result<(), Box<dyn Error>> {
    println!("{what:<32} {status} {why}");
    if status == expected { Ok(()) } else { Err(format!("{what}: {status} {why}").into()) }
}
