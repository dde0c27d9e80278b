//! The examples of RFC 7519: the JWT of §3.1 and the unsecured one of §6.1.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use core::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn examples() -> Vec<Value> {
    // The tokens are those of RFC 7515, Appendix A.1 and A.5.
    serde_json::from_str(include_str!("vectors/rfc/rfc7515_appendix_a.json")).unwrap()
}

fn section_3_1() -> (String, Verifier<VerifyingKey>) {
    let example = &examples()[0];
    let key = Jwk::from_json(example["jwk"].to_string().as_bytes()).unwrap();
    let key = key.verifying_key(Some(Algorithm::Hs256)).unwrap();
    let verifier = Verifier::new(key).issuer("joe").leeway(Duration::ZERO);
    (example["compact"].as_str().unwrap().to_owned(), verifier)
}

const EXP: u64 = 1_300_819_380;

#[test]
fn section_3_1_verifies_until_the_second_before_exp() {
    let (token, verifier) = section_3_1();
    let verified = verifier.verify(&token, EXP - 1).unwrap();
    let claims = verified.claims();
    assert_eq!(claims.issuer().as_deref(), Some("joe"));
    assert_eq!(claims.expiration(), Some(NumericDate::from_seconds(EXP)));
    assert_eq!(claims.get("http://example.com/is_root").unwrap().get(), "true");
    assert_eq!(verified.header().typ(), Some("JWT"));
    assert_eq!(verified.header().json(), "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}");
}

#[test]
fn section_3_1_is_expired_on_the_second_of_exp() {
    let (token, verifier) = section_3_1();
    for now in [EXP, EXP + 1, 1_700_000_000, u64::MAX] {
        let refused = verifier.verify(&token, now).map(drop).unwrap_err();
        assert_eq!(refused.code(), "jwt.expired", "at {now}");
        assert!(refused.signature_holds());
    }
}

#[test]
fn section_3_1_with_the_default_leeway_lives_a_minute_longer() {
    let (token, verifier) = section_3_1();
    let verifier = verifier.leeway(Duration::from_secs(60));
    assert!(verifier.verify(&token, EXP + 59).is_ok());
    assert_eq!(verifier.verify(&token, EXP + 60).map(drop).unwrap_err().code(), "jwt.expired");
}

#[test]
fn section_6_1_unsecured_is_refused() {
    let (_, verifier) = section_3_1();
    let token = examples()[4]["compact"].as_str().unwrap().to_owned();
    assert!(token.ends_with('.'));
    let refused = verifier.verify(&token, EXP - 1).map(drop).unwrap_err();
    assert_eq!(refused.code(), "jws.unsecured");
    assert!(!refused.signature_holds());
}

/// Section 4.1.4 and its siblings: a date is a number; what else stands there is told as what it is.
#[test]
fn a_date_of_a_wrong_type_is_told_as_what_it_is_and_never_as_missing() {
    use jwt_core::jwt::VerifyError;
    use jwt_core::key::SigningKey;
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let verifier = Verifier::new(key.verifying_key());
    for (claim, value, found) in [
        ("exp", "\"1300819380\"", "string"),
        ("exp", "null", "null"),
        ("exp", "true", "boolean"),
        ("exp", "[1300819380]", "array"),
        ("nbf", "{}", "object"),
        ("iat", "\"now\"", "string"),
    ] {
        let exp = if claim == "exp" { "" } else { "\"exp\":1300819380," };
        let payload = format!("{{{exp}\"{claim}\":{value}}}");
        let token =
            jwt_core::jws::sign(&key, &jwt_core::jws::HeaderBuilder::new(), payload.as_bytes());
        let error = verifier.verify(&token.unwrap(), EXP - 1).map(drop).unwrap_err();
        let VerifyError::Claims(errors) = error else { panic!("{error}") };
        let error = errors.first();
        assert_eq!((error.code(), error.claim()), ("jwt.claim_type", claim));
        assert_eq!(error.found().as_deref(), Some(found), "{payload}");
        let span = error.span().unwrap();
        assert_eq!(payload.get(span), Some(value));
    }
}
