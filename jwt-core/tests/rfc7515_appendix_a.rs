//! The examples of RFC 7515, Appendix A: the values printed there verify, and no others do.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use jwt_core::Algorithm;
use jwt_core::inspect;
use jwt_core::inspect::Form;
use jwt_core::jws;
use jwt_core::jws::Compact;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Part;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

/// The example of this name, such as `"RFC7515 A.1"`.
fn example(source: &str) -> Value {
    let text = include_str!("vectors/rfc/rfc7515_appendix_a.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    all.into_iter().find(|one| one["source"] == source).unwrap()
}

fn token(example: &Value) -> &str {
    example["compact"].as_str().unwrap()
}

fn algorithm(example: &Value) -> Algorithm {
    example["alg"].as_str().unwrap().parse().unwrap()
}

fn jwk(example: &Value) -> Jwk {
    Jwk::from_json(example["jwk"].to_string().as_bytes()).unwrap()
}

/// The key of the example out of a JWK Set, bound to the algorithm that the RFC's text names.
fn keys(example: &Value) -> Vec<VerifyingKey> {
    let set = format!(r#"{{"keys":[{}]}}"#, example["jwk"]);
    let set = JwkSet::from_json(set.as_bytes()).unwrap();
    let public = set.keys[0].public().unwrap_or_else(|| set.keys[0].clone());
    vec![public.verifying_key(Some(algorithm(example))).unwrap()]
}

fn verifies(source: &str) {
    let example = example(source);
    let verified = jws::verify(token(&example), &keys(&example), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), example["payload_text"].as_str().unwrap().as_bytes());
    assert_eq!(verified.header().json(), example["header_text"].as_str().unwrap());
    assert_eq!(verified.header().algorithm_name(), example["alg"].as_str().unwrap());
}

#[test]
fn a1_hs256_verifies() {
    verifies("RFC7515 A.1");
}

#[test]
fn a2_rs256_verifies() {
    verifies("RFC7515 A.2");
}

#[test]
fn a3_es256_verifies() {
    verifies("RFC7515 A.3");
}

#[test]
fn a4_es512_verifies() {
    verifies("RFC7515 A.4");
}

/// Signs the Signing Input of an example; the header of A.1 has white space that no writer makes.
fn signed_again(source: &str) -> String {
    let example = example(source);
    let (signing_input, _) = token(&example).rsplit_once('.').unwrap();
    let key = jwk(&example).signing_key(Some(algorithm(&example))).unwrap();
    let signature = key.sign(signing_input.as_bytes()).unwrap();
    format!("{signing_input}.{}", jwt_core::base64url::encode(signature))
}

#[test]
fn signing_a1_gives_the_octets_of_the_rfc() {
    assert_eq!(signed_again("RFC7515 A.1"), token(&example("RFC7515 A.1")));
}

#[test]
fn signing_a2_gives_the_octets_of_the_rfc() {
    assert_eq!(signed_again("RFC7515 A.2"), token(&example("RFC7515 A.2")));
}

#[test]
fn signing_a2_as_a_token_gives_the_whole_token_of_the_rfc() {
    let example = example("RFC7515 A.2");
    let key = jwk(&example).signing_key(Some(Algorithm::Rs256)).unwrap();
    let payload = example["payload_text"].as_str().unwrap();
    let made = jws::sign(&key, &HeaderBuilder::new(), payload.as_bytes()).unwrap();
    assert_eq!(made, token(&example));
}

#[test]
fn signing_a3_and_a4_gives_tokens_that_the_keys_of_the_rfc_verify() {
    for source in ["RFC7515 A.3", "RFC7515 A.4"] {
        let made = signed_again(source);
        assert_ne!(made, token(&example(source)), "the RFC's own nonce was random");
        jws::verify(&made, &keys(&example(source)), &Policy::default()).unwrap();
    }
}

/// Changes each character of a segment to its neighbour in the alphabet and collects the refusals.
fn codes_after_changing_each(source: &str, part: Part) -> Vec<String> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let example = example(source);
    let (token, keys) = (token(&example), keys(&example));
    let policy = Policy::default();
    let compact = Compact::parse(token, &policy.caps).unwrap();
    let range = match part {
        Part::Header => compact.header_range(),
        Part::Payload => compact.payload_range(),
        Part::Signature => compact.signature_range(),
        Part::Token => 0..0,
    };
    assert!(range.len() > 9);
    let mut codes = Vec::new();
    for at in range {
        let place = ALPHABET.iter().position(|octet| *octet == token.as_bytes()[at]).unwrap();
        let mut changed = token.as_bytes().to_vec();
        changed[at] = ALPHABET[(place + 1) % 64];
        let refused = jws::verify(&changed, &keys, &policy).map(|_| at).unwrap_err();
        codes.push(refused.code().to_owned());
    }
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn one_changed_character_of_the_signature_is_refused_wherever_it_stands() {
    for source in ["RFC7515 A.1", "RFC7515 A.2", "RFC7515 A.3", "RFC7515 A.4"] {
        let codes = codes_after_changing_each(source, Part::Signature);
        // The neighbour of the last symbol differs in the bits that belong to nothing.
        let expected = ["base64url.trailing_bits", "jws.signature_mismatch"];
        assert_eq!(codes, expected[usize::from(source.ends_with('4'))..], "{source}");
    }
}

#[test]
fn one_changed_character_of_the_payload_is_refused_wherever_it_stands() {
    for source in ["RFC7515 A.1", "RFC7515 A.2", "RFC7515 A.3", "RFC7515 A.4"] {
        // Nothing of the payload is looked at before the signature.
        let codes = codes_after_changing_each(source, Part::Payload);
        assert_eq!(codes, ["jws.signature_mismatch"], "{source}");
    }
}

#[test]
fn one_changed_character_of_the_header_is_refused_wherever_it_stands() {
    for source in ["RFC7515 A.1", "RFC7515 A.2", "RFC7515 A.3", "RFC7515 A.4"] {
        let codes = codes_after_changing_each(source, Part::Header);
        for code in codes {
            let known = ["base64url.", "json.", "jws.algorithm_m", "jws.signature_mismatch"];
            assert!(known.iter().any(|start| code.starts_with(start)), "{source}: {code}");
        }
    }
}

#[test]
fn a5_unsecured_is_refused_as_such_under_every_key() {
    let unsecured = example("RFC7515 A.5 = RFC7519 6.1");
    for source in ["RFC7515 A.1", "RFC7515 A.2", "RFC7515 A.3", "RFC7515 A.4"] {
        let refused = jws::verify(token(&unsecured), &keys(&example(source)), &Policy::default());
        assert_eq!(refused.map(drop).unwrap_err().code(), "jws.unsecured");
    }
}

#[test]
fn a6_and_a7_are_recognised_as_json_and_refused() {
    for (source, form) in [("RFC7515 A.6", Form::JsonGeneral), ("RFC7515 A.7", Form::JsonFlattened)]
    {
        let example = example(source);
        let text = example["json"].to_string();
        let refused = jws::verify(&text, &keys(&self::example("RFC7515 A.3")), &Policy::default());
        assert_eq!(refused.map(drop).unwrap_err().code(), "jws.json_serialization");
        assert_eq!(inspect::inspect(text.as_bytes()).form, form);
    }
}

#[test]
fn appendix_e_critical_extension_is_refused() {
    let example = example("RFC7515 E");
    let refused =
        jws::verify(token(&example), &keys(&self::example("RFC7515 A.1")), &Policy::default());
    // Its alg is none, which is found first; with another alg its crit is what refuses it.
    assert_eq!(refused.map(drop).unwrap_err().code(), "jws.unsecured");
    let header = r#"{"alg":"HS256","crit":["http://example.com/UNDEFINED"],"http://example.com/UNDEFINED":true}"#;
    let signing_input = format!("{}.RkFJTA", jwt_core::base64url::encode(header));
    let key = jwk(&self::example("RFC7515 A.1")).signing_key(Some(Algorithm::Hs256)).unwrap();
    let signature = jwt_core::base64url::encode(key.sign(signing_input.as_bytes()).unwrap());
    let made = format!("{signing_input}.{signature}");
    let refused = jws::verify(&made, &key.verifying_key(), &Policy::default());
    assert_eq!(refused.map(drop).unwrap_err().code(), "jws.critical");
}

#[test]
fn without_its_last_characters_no_example_verifies() {
    for source in ["RFC7515 A.1", "RFC7515 A.2", "RFC7515 A.3", "RFC7515 A.4"] {
        let example = example(source);
        let (token, keys) = (token(&example), keys(&example));
        for length in 0..token.len() {
            let refused = jws::verify(&token[..length], &keys, &Policy::default());
            assert!(refused.is_err(), "{source} cut to {length} of {}", token.len());
        }
    }
}
