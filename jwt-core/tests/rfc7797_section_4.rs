//! The examples of RFC 7797 §4, and what its §3 and §5 to §8 demand of an unencoded payload.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::JwsError;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use serde_json::Value;

fn example(source: &str) -> (Value, SigningKey) {
    let text = include_str!("vectors/rfc/rfc7797_section_4.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let one = all.into_iter().find(|one| one["source"] == source).unwrap();
    let jwk = Jwk::from_json(one["jwk"].to_string().as_bytes()).unwrap();
    (one, jwk.signing_key(Some(Algorithm::Hs256)).unwrap())
}

fn code(token: impl AsRef<[u8]>, key: &SigningKey) -> &'static str {
    match jws::verify(&token, &key.verifying_key(), &Policy::default()) {
        Ok(_) => "accepted",
        Err(error) => error.code(),
    }
}

#[test]
fn section_4_1_an_encoded_payload_verifies() {
    let (example, key) = example("RFC7797 4.1");
    let token = example["compact"].as_str().unwrap();
    let verified = jws::verify(token, &key.verifying_key(), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), b"$.02");
    assert_eq!(jws::sign(&key, &HeaderBuilder::new(), b"$.02").unwrap(), token);
}

#[test]
fn section_4_2_an_unencoded_detached_payload_verifies_and_is_made_the_same() {
    let (example, key) = example("RFC7797 4.2");
    let token = example["compact"].as_str().unwrap();
    let keys = key.verifying_key();
    let policy = Policy::default();
    let verified = jws::verify_detached(token, b"$.02", &keys, &policy).unwrap();
    assert_eq!(verified.payload(), b"$.02");
    assert!(verified.header().is_unencoded());
    let made = jws::sign_detached(&key, &HeaderBuilder::new().unencoded(), b"$.02").unwrap();
    assert_eq!(made, token);
    for other in [&b"$.03"[..], b"JC4wMg", b"", b"$.02 "] {
        let refused = jws::verify_detached(token, other, &keys, &policy).map(drop).unwrap_err();
        assert_eq!(refused.code(), "jws.signature_mismatch");
    }
}

#[test]
fn section_4_2_stands_in_json_as_it_is() {
    let (example, key) = example("RFC7797 4.2");
    let token = example["compact"].as_str().unwrap();
    let (protected, signature) = token.split_once("..").unwrap();
    let text =
        format!(r#"{{"protected":"{protected}","payload":"$.02","signature":"{signature}"}}"#);
    let verified = jws::verify_json(&text, &key.verifying_key(), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), b"$.02");
    let made = JsonSigning::new(b"$.02").signature(&key, &HeaderBuilder::new().unencoded());
    let made: Value = serde_json::from_str(&made.unwrap().flattened().unwrap()).unwrap();
    assert_eq!(made, serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn a_detached_token_without_its_payload_does_not_hold() {
    let (example, key) = example("RFC7797 4.2");
    let token = example["compact"].as_str().unwrap();
    assert_eq!(code(token, &key), "jws.signature_mismatch");
    // Encoded in its place it is another payload: the signature covers four octets, not six.
    assert_eq!(code(token.replace("..", ".JC4wMg."), &key), "jws.signature_mismatch");
}

#[test]
fn section_5_2_printable_ascii_without_dots_stands_in_a_compact_token() {
    let (_, key) = example("RFC7797 4.2");
    let header = HeaderBuilder::new().unencoded();
    let token = jws::sign(&key, &header, b"$-02 {as=it+is/}~").unwrap();
    assert!(token.contains(".$-02 {as=it+is/}~."));
    let verified = jws::verify(&token, &key.verifying_key(), &Policy::default()).unwrap();
    assert_eq!(verified.payload(), b"$-02 {as=it+is/}~");
    for payload in [&b"$.02"[..], b"a\nb", "\u{e9}".as_bytes(), b"\xff", b"\x7f"] {
        let refused = jws::sign(&key, &header, payload).unwrap_err();
        assert_eq!(refused.code(), "jws.payload_unwritable", "{payload:?}");
    }
    let (before, after) = token.split_once('$').unwrap();
    for (foreign, code_of) in [
        ("\n", "jws.unencoded_payload"),
        ("\u{e9}", "jws.unencoded_payload"),
        (".", "jws.segment_count"),
    ] {
        assert_eq!(code(format!("{before}{foreign}{after}"), &key), code_of, "{foreign:?}");
    }
    // Octets that are no text have no other reason than letters beyond ASCII.
    let octets = [before.as_bytes(), b"\xff", after.as_bytes()].concat();
    for policy in [Policy::default(), Policy::default().refuse_unencoded()] {
        let refused = jws::verify(&octets, &key.verifying_key(), &policy).unwrap_err();
        assert_eq!(refused, JwsError::UnencodedPayload { offset: before.len() });
        assert_eq!(refused.span(), Some(before.len()..before.len() + 1));
    }
    let outside = [token.as_bytes(), b"\xff"].concat();
    assert_eq!(code(outside, &key), "base64url.not_ascii");
    // Only the payload may: the signature stays base64url.
    assert_eq!(code(format!("{token} "), &key), "base64url.white_space");
}

#[test]
fn section_6_b64_must_be_critical() {
    let (_, key) = example("RFC7797 4.2");
    let header = HeaderBuilder::new().member("b64", &false).unwrap();
    let refused = jws::sign(&key, &header, b"payload").unwrap_err();
    assert_eq!(refused.code(), "jws.critical");
    let header = base64url::encode(r#"{"alg":"HS256","b64":false}"#);
    let token = format!("{header}.$.AAAA");
    let refused = jws::verify(&token, &key.verifying_key(), &Policy::default()).unwrap_err();
    assert_eq!(refused.code(), "jws.critical");
    // There is no crit to point at: the place is that of b64.
    let span = refused.span().unwrap();
    assert_eq!(octets_of(&token, span), "false");
}

/// What the octets are, that stand in these characters of the first segment, cut at groups of four.
fn octets_of(token: &str, span: std::ops::Range<usize>) -> String {
    let header = base64url::decode(token.split('.').next().unwrap()).unwrap();
    let octets = base64url::octets_of_chars(span);
    let text = String::from_utf8(header[octets].to_vec()).unwrap();
    text.trim_matches([':', ',', '}']).to_owned()
}

#[test]
fn section_7_a_jwt_is_never_unencoded() {
    let (_, key) = example("RFC7797 4.2");
    let header = HeaderBuilder::new().unencoded();
    let claims = r#"{"exp":4102444800}"#;
    assert_eq!(
        jwt_core::jwt::sign_with(&key, &header, &serde_json::json!({})).unwrap_err().code(),
        "jws.payload_unwritable"
    );
    let token = jws::sign(&key, &header, claims.as_bytes()).unwrap();
    assert_eq!(code(&token, &key), "accepted");
    let refused = Verifier::new(key.verifying_key()).verify(&token, 0).unwrap_err();
    assert_eq!(refused.code(), "jws.unencoded");
    // A caller who says that it understands b64 does not change that.
    let verifier = Verifier::new(key.verifying_key()).understands("b64");
    assert_eq!(verifier.verify(&token, 0).unwrap_err().code(), "jws.unencoded");
}

#[test]
fn a_payload_that_stands_in_the_token_is_not_replaced() {
    let (_, key) = example("RFC7797 4.1");
    let token = jws::sign(&key, &HeaderBuilder::new(), b"$.02").unwrap();
    let keys = key.verifying_key();
    let refused = jws::verify_detached(&token, b"$.02", &keys, &Policy::default());
    assert_eq!(refused.map(drop).unwrap_err().code(), "jws.not_detached");
}
