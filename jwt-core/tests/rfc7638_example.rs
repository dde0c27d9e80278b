//! Thumbprints: the example of RFC 7638 §3.1, and those of the keys in RFC 7517 and RFC 7520.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::key::Jwk;
use serde_json::Value;

fn examples(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn jwk(value: &Value) -> Jwk {
    Jwk::from_json(value.to_string().as_bytes()).unwrap()
}

#[test]
fn section_3_1_has_the_thumbprint_of_the_rfc() {
    let example = &examples(include_str!("vectors/rfc/rfc7638_example.json"))[0];
    let jwk = jwk(&example["jwk"]);
    assert_eq!(jwk.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assert_eq!(example["thumbprint_sha256"], jwk.thumbprint());
}

#[test]
fn metadata_does_not_change_a_thumbprint() {
    let example = &examples(include_str!("vectors/rfc/rfc7638_example.json"))[0];
    let plain = jwk(&example["jwk"]).thumbprint();
    let named = jwk(&example["jwk"]).with_key_id("another");
    assert_eq!(named.thumbprint(), plain);
    assert_eq!(named.verifying_key(None).unwrap().thumbprint(), plain);
}

#[test]
fn keys_of_rfc_7520_have_the_thumbprints_of_their_public_halves() {
    let mut counted = 0;
    for example in examples(include_str!("vectors/rfc/rfc7520_sections_3_and_4.json")) {
        if let Some(expected) = example["thumbprint_sha256"].as_str() {
            assert_eq!(jwk(&example["jwk"]).thumbprint(), expected, "{}", example["source"]);
            counted += 1;
        }
    }
    assert_eq!(counted, 5);
}

#[test]
fn a_private_key_of_rfc_7517_has_the_thumbprint_of_its_public_half() {
    let example = &examples(include_str!("vectors/rfc/rfc7517_appendix_a.json"))[0];
    for (index, expected) in
        example["thumbprints_sha256_of_public"].as_array().unwrap().iter().enumerate()
    {
        for side in ["public", "private"] {
            let found = jwk(&example[side][index]).thumbprint();
            assert_eq!(found, expected.as_str().unwrap(), "{side} {index}");
        }
    }
}

/// The URI of the same key as RFC 9278 prints it.
#[test]
fn the_uri_of_the_thumbprint_is_that_of_rfc_9278() {
    let example = &examples(include_str!("vectors/rfc/rfc7638_example.json"))[0];
    let expected = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:\
                    NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    let jwk = jwk(&example["jwk"]);
    assert_eq!(jwk.thumbprint_uri(), expected);
    assert_eq!(jwk.verifying_key(None).unwrap().thumbprint_uri(), expected);
}
