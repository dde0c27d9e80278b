//! Changes a signing key without refusing anybody: `cargo run -p jwt-core --example rotate_keys`.

use std::error::Error;

use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;

const NOW: u64 = 1_700_000_000;
const LIFETIME: u64 = 900;

/// Publishes the new key before it signs, and the old one until its last token has expired.
pub fn main() -> Result<(), Box<dyn Error>> {
    let old = named(SigningKey::generate(Algorithm::Ed25519)?);
    let new = named(SigningKey::generate(Algorithm::Ed25519)?);
    let token = |key: &SigningKey| {
        jwt::sign(key, &Claims::new().with_subject("alice").with_expiration(NOW + LIFETIME))
    };

    // 1. Both keys are published; the old one still signs. Verifiers learn the new one in time.
    let both = published(&[&old, &new])?;
    let before = token(&old)?;
    println!("published: {both}");
    check(&both, &before)?;

    // 2. The new key signs. Tokens of the old one are still good.
    let after = token(&new)?;
    check(&both, &after)?;
    check(&both, &before)?;

    // 3. When the last token of the old key has expired, it leaves the set.
    let only_new = published(&[&new])?;
    check(&only_new, &after)?;
    match check(&only_new, &before) {
        Err(error) => println!("with the old key gone: {error}"),
        Ok(()) => return Err("a token of a key that is gone was accepted".into()),
    }
    Ok(())
}

/// The thumbprint is a name that two keys never share.
fn named(key: SigningKey) -> SigningKey {
    let thumbprint = key.verifying_key().thumbprint();
    key.with_key_id(thumbprint)
}

/// The JWK Set that an issuer serves: public halves only.
fn published(keys: &[&SigningKey]) -> Result<String, KeyError> {
    let set = keys.iter().map(|key| key.jwk().clone()).collect::<JwkSet>().public();
    set.verifying_keys()?;
    Ok(set.to_json().to_string())
}

fn check(jwks: &str, token: &str) -> Result<(), Box<dyn Error>> {
    let keys = JwkSet::from_json(jwks.as_bytes())?.verifying_keys()?;
    let verified = Verifier::new(keys).verify(token, NOW).map_err(|error: VerifyError| error)?;
    println!("verified with {:?}", verified.key().key_id());
    Ok(())
}
