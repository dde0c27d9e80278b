//! RFC 8725 §3: the subject that a caller expects (§3.8), and the sizes of RSA keys (§3.5).
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::json;

const NOW: u64 = 1_700_000_000;

/// §3.8: "the application MUST validate that the subject value corresponds to a valid subject".
#[test]
fn section_3_8_sub_is_compared_as_a_whole_and_required_when_named() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let verifier = Verifier::new(key.verifying_key()).subject("alice");
    let answer = |sub: Option<Value>| {
        let claims = Claims::new().with_expiration(NOW + 900);
        let claims = match sub {
            Some(sub) => claims.with("sub", &sub).unwrap(),
            None => claims,
        };
        let token = jwt::sign(&key, &claims).unwrap();
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(answer(Some(json!("alice"))), "accepted");
    for other in ["", "Alice", "alice ", " alice", "alic", "alicea", "alice\u{0}", "al\u{131}ce"] {
        assert_eq!(answer(Some(json!(other))), "jwt.subject", "{other:?}");
    }
    for other in [json!(["alice"]), json!(null), json!({"alice": true}), json!(1)] {
        assert_eq!(answer(Some(other.clone())), "jwt.claim_type", "{other}");
    }
    assert_eq!(answer(None), "jwt.claim_missing");
}

/// A modulus of so many bits: odd, and of no particular kind.
fn rsa(bits: usize) -> Result<VerifyingKey, &'static str> {
    let mut octets: Vec<u8> =
        (0..bits.div_ceil(8)).map(|at| u8::try_from(at % 251).unwrap() | 1).collect();
    let top = (bits - 1) % 8;
    octets[0] = octets[0] & ((1 << top) - 1) | 1 << top;
    let jwk = json!({ "kty": "RSA", "n": base64url::encode(octets), "e": "AQAB" });
    let jwk = Jwk::from_json(jwk.to_string().as_bytes()).map_err(|error| error.code())?;
    assert_eq!(jwk.bits(), bits);
    jwk.verifying_key(Some(Algorithm::Rs256)).map_err(|error| error.code())
}

/// §3.5, and the cost of a verification: both limits, and one bit beyond each.
#[test]
fn section_3_5_an_rsa_modulus_has_2048_to_8192_bits() {
    for (bits, code) in [
        (2047, Some("key.rsa_size")),
        (2048, None),
        (8192, None),
        (8193, Some("key.rsa_size")),
        (8200, Some("key.rsa_size")),
    ] {
        assert_eq!(rsa(bits).err(), code, "{bits}");
    }
}
