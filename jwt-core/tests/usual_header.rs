//! A token under the usual header is the token that the builder of headers makes.

use jwt_core::Algorithm;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jws::SignError;
use jwt_core::jws::Signer;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;
use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeMap;
use serde_json::value::RawValue;

const NOW: u64 = 1_700_000_000;

fn claims() -> Claims {
    Claims::new().with_subject("alice").with_expiration(NOW + 900)
}

/// A signer of the caller's, with what the trait provides.
struct Elsewhere {
    key: SigningKey,
    signature: Option<Vec<u8>>,
}

impl Signer for Elsewhere {
    fn algorithm(&self) -> Algorithm {
        self.key.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        match &self.signature {
            Some(signature) => Ok(signature.clone()),
            None => self.key.sign(signing_input).map_err(SignError::signer),
        }
    }
}

#[test]
fn the_usual_header_is_that_of_the_builder_whatever_the_key_is_called() {
    let long = ["k".repeat(60), "k".repeat(90), "k".repeat(91), "k".repeat(500)];
    let names = ["", "1", "é😀", "\"", "\\", "a\nb", "\u{0}", "\u{7f}", "\u{2028}", " "];
    let header = HeaderBuilder::new().typ("JWT");
    for algorithm in [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512, Algorithm::Ed25519] {
        let key = SigningKey::generate(algorithm).unwrap();
        let token = jwt::sign(&key, &claims()).unwrap();
        assert_eq!(token, jwt::sign_with(&key, &header, &claims()).unwrap());
        for name in names.into_iter().chain(long.iter().map(String::as_str)) {
            let key = key.clone().with_key_id(name);
            let token = jwt::sign(&key, &claims()).unwrap();
            assert_eq!(token, jwt::sign_with(&key, &header, &claims()).unwrap(), "{name:?}");
            let verified = Verifier::new(key.verifying_key()).verify(&token, NOW).unwrap();
            assert_eq!(verified.header().key_id(), Some(name));
            assert_eq!(verified.header().typ(), Some("JWT"));
            let elsewhere = Elsewhere { key, signature: None };
            assert_eq!(token, jwt::sign(&elsewhere, &claims()).unwrap(), "{name:?}");
            assert_eq!(token, jwt::sign(&Box::new(elsewhere), &claims()).unwrap(), "{name:?}");
        }
    }
}

#[test]
fn a_signature_of_the_wrong_length_makes_no_token() {
    for algorithm in [Algorithm::Hs256, Algorithm::Es256] {
        for octets in [0, 1, 31, 33, 65, 600] {
            let key = SigningKey::generate(algorithm).unwrap();
            let signer = Elsewhere { key, signature: Some(vec![1; octets]) };
            let error = jwt::sign(&signer, &claims()).unwrap_err();
            assert_eq!(error.code(), "jws.signer_length");
            let with = jwt::sign_with(&signer, &HeaderBuilder::new(), &claims()).unwrap_err();
            assert_eq!(error, with);
        }
    }
}

#[test]
fn claims_over_any_length_are_signed_and_verified() {
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let verifier = Verifier::new(key.verifying_key());
    let policy = Policy::default();
    assert!(policy.caps.token_bytes > 12_000);
    for length in (0..600).chain([4096, 8191]) {
        let claims = claims().with("text", "x".repeat(length)).unwrap();
        let token = jwt::sign(&key, &claims).unwrap();
        assert_eq!(verifier.verify(&token, NOW).unwrap().into_claims(), claims);
    }
}

/// Writes a name twice.
struct Twice;

impl Serialize for Twice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("sub", "alice")?;
        map.serialize_entry("sub", "bob")?;
        map.end()
    }
}

/// A plain struct whose value is deeper than any verifier reads.
#[derive(Serialize)]
struct Deep {
    deep: Box<RawValue>,
}

#[test]
fn what_is_no_strict_object_is_not_signed() {
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let refused = |error: SignError| assert_eq!(error.code(), "jwt.claims_unwritable");
    refused(jwt::sign(&key, &Twice).unwrap_err());
    refused(jwt::sign(&key, &[("sub", Twice)]).unwrap_err());
    let deep = RawValue::from_string(format!("{}{}", "[".repeat(128), "]".repeat(128))).unwrap();
    refused(jwt::sign(&key, &Deep { deep }).unwrap_err());
    refused(jwt::sign(&key, "text").unwrap_err());
    refused(jwt::sign(&key, &vec![claims()]).unwrap_err());
    refused(jwt::sign(&key, &()).unwrap_err());
    for text in
        [r#"{"a":{"b":1,"b":2}}"#, r#"{"a":"\ud800"}"#, r#"{"$serde_json::private::Number":"1"}"#]
    {
        let raw = RawValue::from_string(text.to_owned()).unwrap();
        refused(jwt::sign(&key, &raw).unwrap_err());
    }
    let raw = RawValue::from_string(r#" {"a\u0062":"\n","c":[1,{}]} "#.to_owned()).unwrap();
    assert!(jwt::sign(&key, &raw).is_ok());
}
