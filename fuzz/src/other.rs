//! Another library's answer to the same token.
//!
//! Only signatures and the form of header and claims are compared: time and audience are switched
//! off there and not asked for here. When we accept, the other must accept; the other way round it is
//! known to be laxer and is not asked: it passes over `crit` and `b64`, and takes names that occur
//! twice among the claims. What it refuses though the standards allow it is excluded, with the reason,
//! in [`is_beyond`].

use std::sync::LazyLock;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use jwt_core::Algorithm;
use jwt_core::jws::Header;
use serde_json::Map;
use serde_json::Value;

use crate::ring;

/// The algorithms that are compared.
pub const ALGORITHMS: &[Algorithm] =
    &[Algorithm::Hs256, Algorithm::Es256, Algorithm::EdDsa, Algorithm::Rs256];

/// Asks `jsonwebtoken` about a token.
///
/// # Errors
///
/// Its own words.
pub fn accepts(algorithm: Algorithm, token: &[u8]) -> Result<(), String> {
    let (theirs, key) =
        &THEIRS[ALGORITHMS.iter().position(|one| *one == algorithm).expect("known")];
    let mut validation = Validation::new(*theirs);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let claims = jsonwebtoken::decode::<Map<String, Value>>(token, key, &validation);
    claims.map(drop).map_err(|error| error.to_string())
}

/// Tells whether a token that is good by the standards is beyond the other library.
pub fn is_beyond(header: &Header, claims: &str) -> bool {
    let numbers_fit = |json: &str| serde_json::from_str::<Map<String, Value>>(json).is_ok();
    let (Ok(parameters), true) = (
        serde_json::from_str::<Map<String, Value>>(header.json()),
        // Its values hold numbers as `f64`: one such as 1e999 refuses the token.
        numbers_fit(claims),
    ) else {
        return true;
    };
    // Its header gives types to parameters that a JWS need not understand (RFC 7515 §4) and whose
    // keys we never use.
    ["enc", "jwk", "nonce", "url", "x5c", "zip"].iter().any(|name| parameters.contains_key(*name))
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
