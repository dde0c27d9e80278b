//! Another library's answer to the same token.
//!
//! Signatures, the form of header and claims, and every claim are compared: time and audience are
//! switched off there and not asked for here. When we accept, the other must accept and read the same
//! claims; the other way round it is known to be laxer and is not asked: it passes over `crit` and
//! `b64`, and takes names that occur twice among the claims. What it refuses though the standards allow
//! it is excluded, with the reason, in [`is_beyond`].

use std::sync::LazyLock;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use jwt_core::Algorithm;
use jwt_core::jws::Header;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verified;
use jwt_core::jwt::Verifier;
use jwt_core::key::VerifyingKey;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::forgery::Forgery;
use crate::ring;

/// The algorithms that are compared.
pub const ALGORITHMS: &[Algorithm] =
    &[Algorithm::Hs256, Algorithm::Es256, Algorithm::EdDsa, Algorithm::Rs256];

/// The verifier of ours that the target `differential` asks: as lax about time and audience as theirs.
pub fn verifier(algorithm: Algorithm) -> Verifier<VerifyingKey> {
    let verifier = Verifier::new(ring::signing(algorithm).verifying_key());
    verifier.allow_any_audience().allow_missing_expiration()
}

/// Claims that a token we accept is good for `jsonwebtoken` and gives the same claims, unless it is
/// beyond that library. A token that nobody touched is beyond nobody.
pub fn agrees(verified: &Verified<Claims>, forgery: &Forgery) {
    let claims = serde_json::to_string(verified.claims()).expect("claims are written");
    if is_beyond(verified.header(), &claims) {
        assert!(!forgery.is_good());
        return;
    }
    let ours = serde_json::from_str::<Map<String, Value>>(&claims).map_err(|one| one.to_string());
    let theirs = read(forgery.algorithm, &forgery.token);
    assert_eq!(theirs, ours, "{}", forgery.token.escape_ascii());
}

/// Asks `jsonwebtoken` for the claims of a token; an error is in its own words.
fn read(algorithm: Algorithm, token: &[u8]) -> Result<Map<String, Value>, String> {
    let (theirs, key) =
        &THEIRS[ALGORITHMS.iter().position(|one| *one == algorithm).expect("known")];
    let mut validation = Validation::new(*theirs);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let answer = jsonwebtoken::decode(token, key, &validation);
    answer.map(|token| token.claims).map_err(|error| error.to_string())
}

/// Tells whether a token that is good by the standards is beyond the other library.
fn is_beyond(header: &Header<'_>, claims: &str) -> bool {
    // Its values hold numbers as `f64`: one such as 1e999 refuses the token.
    let read = |json: &str| serde_json::from_str::<Map<String, Value>>(json).ok();
    let (Some(parameters), Some(_)) = (read(header.json()), read(claims)) else { return true };
    // Its header gives types to parameters that a JWS need not understand (RFC 7515 §4) and whose
    // keys we never use. A value that is not of its type is asked for alone.
    let fits = |name: &str| {
        let header = json!({"alg": "HS256", name: parameters.get(name)});
        serde_json::from_value::<jsonwebtoken::Header>(header).is_ok()
    };
    !["enc", "jwk", "nonce", "url", "x5c", "zip"].into_iter().all(fits)
}

static THEIRS: LazyLock<Vec<(jsonwebtoken::Algorithm, DecodingKey)>> = LazyLock::new(|| {
    let pem = |algorithm| ring::public_pem(algorithm).into_bytes();
    let good = "a key that we wrote is read";
    vec![
        (jsonwebtoken::Algorithm::HS256, DecodingKey::from_secret(ring::SECRET)),
        (
            jsonwebtoken::Algorithm::ES256,
            DecodingKey::from_ec_pem(&pem(Algorithm::Es256)).expect(good),
        ),
        (
            jsonwebtoken::Algorithm::EdDSA,
            DecodingKey::from_ed_pem(&pem(Algorithm::EdDsa)).expect(good),
        ),
        (
            jsonwebtoken::Algorithm::RS256,
            DecodingKey::from_rsa_pem(&pem(Algorithm::Rs256)).expect(good),
        ),
    ]
});
