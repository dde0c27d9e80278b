//! The JWS examples of RFC 7520 §4 in the Compact Serialization, under the keys of its §3.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use serde_json::Value;

fn example(source: &str) -> (Value, Jwk, Algorithm) {
    let text = include_str!("vectors/rfc/rfc7520_sections_3_and_4.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let one = all.into_iter().find(|one| one["source"] == source).unwrap();
    let jwk = Jwk::from_json(one["jwk"].to_string().as_bytes()).unwrap();
    let algorithm = one["alg"].as_str().unwrap().parse().unwrap();
    (one, jwk, algorithm)
}

fn verifies(source: &str) {
    let (example, jwk, algorithm) = example(source);
    let key = jwk.public().unwrap_or(jwk).verifying_key(Some(algorithm)).unwrap();
    let token = example["compact"].as_str().unwrap();
    let verified = jws::verify(token, &vec![key], &Policy::default()).unwrap();
    assert_eq!(verified.payload(), example["payload_text"].as_str().unwrap().as_bytes());
    assert_eq!(verified.header().key_id(), example["jwk"]["kid"].as_str());
}

fn signs(source: &str) {
    let (example, jwk, algorithm) = example(source);
    let key = jwk.signing_key(Some(algorithm)).unwrap();
    let payload = example["payload_text"].as_str().unwrap();
    let made = jws::sign(&key, &HeaderBuilder::new(), payload.as_bytes()).unwrap();
    assert_eq!(made, example["compact"].as_str().unwrap());
}

#[test]
fn section_4_1_rs256_verifies_and_signing_gives_the_same_token() {
    verifies("RFC7520 4.1");
    signs("RFC7520 4.1");
}

#[test]
fn section_4_2_ps384_verifies() {
    verifies("RFC7520 4.2");
}

#[test]
fn section_4_3_es512_verifies() {
    verifies("RFC7520 4.3");
}

#[test]
fn section_4_4_hs256_verifies_and_signing_gives_the_same_token() {
    verifies("RFC7520 4.4");
    signs("RFC7520 4.4");
}
