//! The examples of RFC 8037, Appendix A: Ed25519 keys, their thumbprint, and a signature.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn example(source: &str) -> Value {
    let text = include_str!("vectors/rfc/rfc8037_appendix_a.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    all.into_iter().find(|one| one["source"] == source).unwrap()
}

fn jwk(example: &Value) -> Jwk {
    Jwk::from_json(example["jwk"].to_string().as_bytes()).unwrap()
}

fn key() -> VerifyingKey {
    let public = jwk(&example("RFC8037 A.4")).public().unwrap();
    public.verifying_key(Some(Algorithm::EdDsa)).unwrap()
}

#[test]
fn a1_the_private_key_belongs_to_the_public_key_of_a2() {
    let private = jwk(&example("RFC8037 A.4"));
    assert!(private.is_private());
    assert_eq!(private.thumbprint(), jwk(&example("RFC8037 A.3")).thumbprint());
}

#[test]
fn a3_has_the_thumbprint_of_the_rfc() {
    assert_eq!(
        jwk(&example("RFC8037 A.3")).thumbprint(),
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    );
}

#[test]
fn a4_signing_gives_the_token_of_the_rfc() {
    let example = example("RFC8037 A.4");
    let key = jwk(&example).signing_key(Some(Algorithm::EdDsa)).unwrap();
    let payload = example["payload_text"].as_str().unwrap();
    let made = jws::sign(&key, &HeaderBuilder::new(), payload.as_bytes()).unwrap();
    assert_eq!(made, example["compact"].as_str().unwrap());
}

#[test]
fn a5_verifies() {
    let example = example("RFC8037 A.4");
    let token = example["compact"].as_str().unwrap();
    let verified = jws::verify(token, &key(), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), b"Example of Ed25519 signing");
}

#[test]
fn a5_is_no_jwt_for_its_payload_is_no_claims_set() {
    let example = example("RFC8037 A.4");
    let token = example["compact"].as_str().unwrap();
    let refused = Verifier::new(key()).verify(token, 0_u64).map(drop).unwrap_err();
    assert_eq!(refused.code(), "jwt.not_a_claims_set");
    assert!(refused.signature_holds());
}

#[test]
fn the_two_names_of_the_algorithm_are_not_mixed() {
    let example = example("RFC8037 A.4");
    let token = example["compact"].as_str().unwrap();
    let public = jwk(&example).public().unwrap();
    let named_exactly = public.verifying_key(Some(Algorithm::Ed25519)).unwrap();
    let refused = jws::verify(token, &named_exactly, &Policy::default()).map(drop).unwrap_err();
    assert_eq!(refused.code(), "jws.algorithm_mismatch");
}

#[test]
fn one_changed_character_is_refused_wherever_it_stands() {
    let example = example("RFC8037 A.4");
    let token = example["compact"].as_str().unwrap();
    let header = token.find('.').unwrap();
    for at in 0..token.len() {
        let mut changed = token.as_bytes().to_vec();
        changed[at] = if changed[at] == b'Q' { b'g' } else { b'Q' };
        let code = jws::verify(&changed, &key(), &Policy::default()).map(drop).unwrap_err().code();
        if token.as_bytes()[at] == b'.' {
            assert_eq!(code, "jws.segment_count");
        } else if at > header {
            assert_eq!(code, "jws.signature_mismatch", "at {at}");
        }
    }
}
