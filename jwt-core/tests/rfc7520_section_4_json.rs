//! The JWS examples of RFC 7520 §4 in JSON Serialization, general and flattened, and those of RFC
//! 7515 A.6 and A.7.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn example(file: &str, source: &str) -> Value {
    let all: Vec<Value> = serde_json::from_str(file).unwrap();
    all.into_iter().find(|one| one["source"] == source).unwrap()
}

fn rfc7520(section: &str) -> Value {
    let source = format!("RFC7520 {section}");
    example(include_str!("vectors/rfc/rfc7520_section_4_json.json"), &source)
}

fn rfc7515(section: &str) -> Value {
    let source = format!("RFC7515 {section}");
    example(include_str!("vectors/rfc/rfc7515_appendix_a.json"), &source)
}

/// The public keys of an example, each for every algorithm that the example uses.
fn keys(example: &Value) -> Vec<VerifyingKey> {
    let jwks = example["jwks"].as_array().unwrap();
    let jwks = jwks.iter().map(|jwk| Jwk::from_json(jwk.to_string().as_bytes()).unwrap());
    let bound = |jwk: Jwk| {
        let jwk = jwk.public().unwrap_or(jwk);
        Algorithm::ALL.iter().filter_map(move |one| jwk.verifying_key(Some(*one)).ok())
    };
    jwks.flat_map(bound).collect()
}

fn verifies(example: &Value, form: &str, policy: &Policy) -> usize {
    let text = example[form].to_string();
    let payload = example["payload_text"].as_str().map(str::as_bytes);
    let keys = keys(example);
    let verified = match example[form].get("payload") {
        Some(_) => jws::verify_json(&text, &keys, policy).unwrap(),
        None => jws::verify_json_detached(&text, payload.unwrap(), &keys, policy).unwrap(),
    };
    if let Some(payload) = payload {
        assert_eq!(verified.payload(), payload);
    }
    assert!(verified.refused().is_empty(), "{:?}", verified.refused());
    verified.signatures().len()
}

fn refused(example: &Value, form: &str) -> &'static str {
    let text = example[form].to_string();
    jws::verify_json(&text, &keys(example), &Policy::default()).map(drop).unwrap_err().code()
}

#[test]
fn sections_4_1_to_4_4_verify_in_both_forms() {
    for section in ["4.1", "4.2", "4.3", "4.4"] {
        for form in ["json", "flattened"] {
            assert_eq!(verifies(&rfc7520(section), form, &Policy::default()), 1, "{section}");
        }
    }
}

#[test]
fn section_4_5_a_detached_payload_verifies_in_both_forms() {
    for form in ["json", "flattened"] {
        assert_eq!(verifies(&rfc7520("4.5"), form, &Policy::default()), 1);
        assert_eq!(refused(&rfc7520("4.5"), form), "jws.json_shape");
    }
}

#[test]
fn section_4_6_an_unprotected_kid_is_only_a_hint() {
    for form in ["json", "flattened"] {
        assert_eq!(verifies(&rfc7520("4.6"), form, &Policy::default()), 1);
    }
    // Somebody on the way changes it: it chose nothing before and chooses nothing now.
    let mut example = rfc7520("4.6");
    example["flattened"]["header"]["kid"] = "another".into();
    assert_eq!(verifies(&example, "flattened", &Policy::default()), 1);
}

#[test]
fn section_4_7_an_unprotected_algorithm_has_to_be_believed_by_name() {
    for form in ["json", "flattened"] {
        assert_eq!(refused(&rfc7520("4.7"), form), "jws.unprotected");
        assert_eq!(verifies(&rfc7520("4.7"), form, &Policy::default().accept_unprotected()), 1);
    }
}

#[test]
fn section_4_8_three_signatures_one_of_them_unprotected() {
    let example = rfc7520("4.8");
    assert_eq!(refused(&example, "json"), "jws.unprotected");
    let policy = Policy::default().accept_unprotected();
    assert_eq!(verifies(&example, "json", &policy), 3);
    assert_eq!(verifies(&example, "json", &policy.require_all_signatures()), 3);
}

#[test]
fn a6_two_signatures_of_two_algorithms() {
    let example = rfc7515("A.6");
    assert_eq!(verifies(&example, "json", &Policy::default()), 2);
    // With one key alone one signature is enough, unless all are asked for.
    let text = example["json"].to_string();
    let rsa: Vec<_> =
        keys(&example).into_iter().filter(|key| key.algorithm() == Algorithm::Rs256).collect();
    let verified = jws::verify_json(&text, &rsa, &Policy::default()).unwrap();
    assert_eq!((verified.signatures()[0].index(), verified.refused()[0].index), (0, 1));
    let all = Policy::default().require_all_signatures();
    let error = jws::verify_json(&text, &rsa, &all).map(drop).unwrap_err();
    assert_eq!(error.code(), "jws.signatures");
}

#[test]
fn a7_flattened() {
    assert_eq!(verifies(&rfc7515("A.7"), "json", &Policy::default()), 1);
}
