//! The compact examples and thumbprints that the RFCs print, and what one changed character does.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

const EXAMPLES: &str = include_str!("vectors/rfc.json");

struct Example {
    algorithm: Algorithm,
    compact: String,
    deterministic: bool,
    jwk: Jwk,
    payload: Vec<u8>,
}

impl Example {
    fn of(source: &str) -> Self {
        let value = value(source);
        let text = |name: &str| value.get(name).unwrap().as_str().unwrap().to_owned();
        Self {
            algorithm: text("alg").parse().unwrap(),
            compact: text("compact"),
            deterministic: value.get("deterministic").unwrap().as_bool().unwrap(),
            jwk: Jwk::from_json(text("jwk").as_bytes()).unwrap(),
            payload: base64url::decode(text("payload_b64u")).unwrap(),
        }
    }

    fn key(&self) -> VerifyingKey {
        let public = self.jwk.public().unwrap_or_else(|| self.jwk.clone());
        public.verifying_key(Some(self.algorithm)).unwrap()
    }

    /// Verifies, signs again where the algorithm fixes the octets, and refuses each changed character.
    fn holds(&self) {
        let verified = jws::verify(&self.compact, &self.key(), &Policy::default()).unwrap();
        assert_eq!(verified.payload(), self.payload);
        if self.jwk.is_private() && self.deterministic {
            let (signing_input, signature) = self.compact.rsplit_once('.').unwrap();
            let key = self.jwk.signing_key(Some(self.algorithm)).unwrap();
            let made = key.sign(signing_input.as_bytes()).unwrap();
            assert_eq!(base64url::encode(made), signature);
        }
        self.refuses_each_changed_character();
    }

    /// Every character takes another value of the alphabet; the dots become letters.
    fn refuses_each_changed_character(&self) {
        let key = self.key();
        // A verification on P-521 takes a while: every third character shows the same.
        let step = if self.algorithm == Algorithm::Es512 { 3 } else { 1 };
        for (at, character) in self.compact.char_indices().step_by(step) {
            let other = if character == 'A' { 'B' } else { 'A' };
            let mut changed = self.compact.clone();
            changed.replace_range(at..=at, &other.to_string());
            assert!(jws::verify(&changed, &key, &Policy::default()).is_err(), "byte {at}");
        }
    }
}

fn value(source: &str) -> Value {
    let all: Value = serde_json::from_str(EXAMPLES).unwrap();
    let mut list = all.get("compact").unwrap().as_array().unwrap().iter();
    list.find(|one| one.get("source").unwrap() == source).unwrap().clone()
}

#[test]
fn rfc7515_a1_hs256() {
    Example::of("RFC7515 A.1").holds();
}

#[test]
fn rfc7515_a2_rs256() {
    Example::of("RFC7515 A.2").holds();
}

#[test]
fn rfc7515_a3_es256() {
    Example::of("RFC7515 A.3").holds();
}

#[test]
fn rfc7515_a4_es512() {
    Example::of("RFC7515 A.4").holds();
}

#[test]
fn rfc7515_a5_unsecured_is_refused() {
    let (token, key) = (value("RFC7515 A.5"), Example::of("RFC7515 A.1").key());
    let compact = token.get("compact").unwrap().as_str().unwrap();
    let error = jws::verify(compact, &key, &Policy::default()).unwrap_err();
    assert_eq!(error.code(), "jws.unsecured");
}

#[test]
fn rfc7515_e_critical_header_is_refused() {
    let (token, key) = (value("RFC7515 E"), Example::of("RFC7515 A.1").key());
    let compact = token.get("compact").unwrap().as_str().unwrap();
    assert!(jws::verify(compact, &key, &Policy::default()).is_err());
}

#[test]
fn rfc7519_3_1_expires_on_the_second_of_exp() {
    let example = Example::of("RFC7515 A.1");
    let verifier = Verifier::new(example.key()).leeway(std::time::Duration::ZERO).issuer("joe");
    let at = |seconds| verifier.verify(&example.compact, NumericDate::from_seconds(seconds));
    let claims = at(1_300_819_379).unwrap().into_claims();
    assert_eq!(claims.get_as("http://example.com/is_root"), Some(true));
    assert_eq!(at(1_300_819_380).unwrap_err().code(), "jwt.expired");
}

#[test]
fn rfc7515_a4_carries_no_claims() {
    let example = Example::of("RFC7515 A.4");
    let error = Verifier::new(example.key()).verify(&example.compact, 0).unwrap_err();
    assert_eq!(error.code(), "jwt.not_a_claims_set");
    assert!(error.signature_holds());
}

#[test]
fn rfc7520_4_1_rs256() {
    Example::of("RFC7520 4.1").holds();
}

#[test]
fn rfc7520_4_2_ps384() {
    Example::of("RFC7520 4.2").holds();
}

#[test]
fn rfc7520_4_3_es512() {
    Example::of("RFC7520 4.3").holds();
}

#[test]
fn rfc7520_4_4_hs256() {
    Example::of("RFC7520 4.4").holds();
}

#[test]
fn rfc7797_4_1_hs256() {
    Example::of("RFC7797 4.1").holds();
}

#[test]
fn rfc8037_a4_eddsa() {
    Example::of("RFC8037 A.4").holds();
}

#[test]
fn thumbprints_of_rfc7638_rfc7520_and_rfc8037() {
    let all: Value = serde_json::from_str(EXAMPLES).unwrap();
    let list = all.get("thumbprints").unwrap().as_array().unwrap();
    assert_eq!(list.len(), 7);
    for one in list {
        let text = |name: &str| one.get(name).unwrap().as_str().unwrap();
        let jwk = Jwk::from_json(text("jwk").as_bytes()).unwrap();
        assert_eq!(jwk.thumbprint(), text("thumbprint"), "{}", text("source"));
    }
}
