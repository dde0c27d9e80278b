//! The examples of RFC 7797 §4: the ordinary one verifies, the unencoded one is refused for now.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn example(source: &str) -> (Value, VerifyingKey) {
    let text = include_str!("vectors/rfc/rfc7797_section_4.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let one = all.into_iter().find(|one| one["source"] == source).unwrap();
    let jwk = Jwk::from_json(one["jwk"].to_string().as_bytes()).unwrap();
    (one, jwk.verifying_key(Some(Algorithm::Hs256)).unwrap())
}

#[test]
fn section_4_1_an_encoded_payload_verifies() {
    let (example, key) = example("RFC7797 4.1");
    let token = example["compact"].as_str().unwrap();
    assert_eq!(jws::verify(token, &key, &Policy::default()).unwrap().payload(), b"$.02");
}

#[test]
fn section_4_2_an_unencoded_detached_payload_is_refused_by_name() {
    let (example, key) = example("RFC7797 4.2");
    let token = example["compact"].as_str().unwrap();
    let refused = jws::verify(token, &key, &Policy::default()).map(drop).unwrap_err();
    assert_eq!(refused.code(), "jws.unencoded");
}

#[test]
fn saying_that_b64_is_understood_does_not_make_it_read_wrongly() {
    let (example, key) = example("RFC7797 4.2");
    let token = example["compact"].as_str().unwrap();
    let mut policy = Policy::default();
    policy.understands.push("b64".to_owned());
    let refused = jws::verify(token, &key, &policy).map(drop).unwrap_err();
    assert_eq!(refused.code(), "jws.unencoded");
    // The same with the payload in its place, as it is and encoded.
    for payload in ["$.02", "JC4wMg"] {
        let attached = token.replace("..", &format!(".{payload}."));
        assert!(jws::verify(&attached, &key, &policy).is_err(), "{payload}");
    }
}
