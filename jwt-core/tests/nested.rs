//! A token in a token (RFC 7519 §7.2 step 8, RFC 8725 §3.3): each layer refuses on its own.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::NestedError;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;

const NOW: u64 = 1_700_000_000;

fn inner_key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[1; 32]).unwrap()
}

fn outer_key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[2; 32]).unwrap()
}

fn inner(expiration: u64) -> String {
    jwt::sign(&inner_key(), &Claims::new().with_subject("alice").with_expiration(expiration))
        .unwrap()
}

fn wrapped(key: &SigningKey, payload: &str) -> String {
    jws::sign(key, &HeaderBuilder::new().cty("JWT"), payload.as_bytes()).unwrap()
}

fn verify(token: &str) -> Result<String, NestedError> {
    let tokens = Verifier::new(inner_key().verifying_key());
    let keys = outer_key().verifying_key();
    let nested = jwt::verify_nested(token, &keys, &Policy::default(), &tokens, NOW)?;
    Ok(nested.inner().claims().subject().unwrap_or_default().into_owned())
}

fn refused(token: &str) -> (bool, &'static str) {
    let error = verify(token).unwrap_err();
    (matches!(error, NestedError::Inner(_)), error.code())
}

#[test]
fn two_good_layers_give_the_inner_claims() {
    assert_eq!(verify(&wrapped(&outer_key(), &inner(NOW + 60))).unwrap(), "alice");
}

#[test]
fn a_bad_signature_of_either_layer_refuses_the_whole() {
    let token = wrapped(&inner_key(), &inner(NOW + 60));
    assert_eq!(refused(&token), (false, "jws.signature_mismatch"));
    let forged = jwt::sign(&outer_key(), &Claims::new().with_expiration(NOW + 60)).unwrap();
    assert_eq!(refused(&wrapped(&outer_key(), &forged)), (true, "jws.signature_mismatch"));
    let unsecured = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDA5MDB9.";
    assert_eq!(refused(&wrapped(&outer_key(), unsecured)), (true, "jws.unsecured"));
}

#[test]
fn the_claims_of_the_inner_layer_count() {
    assert_eq!(refused(&wrapped(&outer_key(), &inner(NOW - 600))), (true, "jwt.expired"));
}

#[test]
fn an_outer_token_says_that_it_holds_one() {
    for header in [HeaderBuilder::new(), HeaderBuilder::new().cty("json")] {
        let token = jws::sign(&outer_key(), &header, inner(NOW + 60).as_bytes()).unwrap();
        assert_eq!(refused(&token), (false, "jwt.not_nested"));
    }
    for cty in ["jwt", "application/jwt"] {
        let header = HeaderBuilder::new().cty(cty);
        let token = jws::sign(&outer_key(), &header, inner(NOW + 60).as_bytes()).unwrap();
        assert!(verify(&token).is_ok(), "{cty}");
    }
}

#[test]
fn there_is_exactly_one_level() {
    let third = wrapped(&inner_key(), &inner(NOW + 60));
    assert_eq!(refused(&wrapped(&outer_key(), &third)), (true, "jwt.nested"));
    assert_eq!(refused(&inner(NOW + 60)), (false, "jws.signature_mismatch"));
    let plain = jwt::sign_with(
        &outer_key(),
        &HeaderBuilder::new().cty("JWT"),
        &Claims::new().with_expiration(NOW + 60),
    );
    assert_eq!(refused(&plain.unwrap()), (true, "jws.json_serialization"));
}

/// `cty` JWT over plain claims is no advice to follow, and no nested token (RFC 7519 §5.2).
#[test]
fn a_content_type_alone_nests_nothing() {
    let claims = Claims::new().with_expiration(NOW + 60);
    let header = HeaderBuilder::new().cty("JWT");
    let token = jwt::sign_with(&outer_key(), &header, &claims).unwrap();
    let verifier = Verifier::new(outer_key().verifying_key());
    assert!(verifier.verify(&token, NOW).is_ok());
    let code = |payload: &str| {
        let token = wrapped(&outer_key(), payload);
        verifier.verify(&token, NOW).unwrap_err().code()
    };
    assert_eq!(code(&inner(NOW + 60)), "jwt.nested");
    // An encrypted one is a token too.
    assert_eq!(code("eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA"), "jwt.nested");
    assert_eq!(code("no token"), "jwt.not_a_claims_set");
    assert_eq!(code("a.b"), "jwt.not_a_claims_set");
}

/// A key that is bound to issuers vouches for no other, whatever layer it signed (RFC 8725 §3.8).
#[test]
fn a_bound_outer_key_vouches_for_its_own_issuer_only() {
    let claims = Claims::new().with_issuer("joe").with_expiration(NOW + 60);
    let of = |claims: &Claims, outer: Option<&str>, inner: Option<&str>| {
        let bound = |key: SigningKey, issuer: Option<&str>| match issuer {
            Some(issuer) => key.verifying_key().with_issuer(issuer),
            None => key.verifying_key(),
        };
        let token = wrapped(&outer_key(), &jwt::sign(&inner_key(), claims).unwrap());
        let tokens = Verifier::new(bound(inner_key(), inner));
        let keys = bound(outer_key(), outer);
        let result = jwt::verify_nested(&token, &keys, &Policy::default(), &tokens, NOW);
        result.map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(of(&claims, Some("joe"), Some("joe")), "accepted");
    assert_eq!(of(&claims, Some("joe"), None), "accepted");
    assert_eq!(of(&claims, Some("jane"), None), "jwt.issuer_of_key");
    assert_eq!(of(&claims, Some("jane"), Some("joe")), "jwt.issuer_of_key");
    assert_eq!(of(&claims, Some("joe"), Some("jane")), "jwt.issuer_of_key");
    let nameless = Claims::new().with_expiration(NOW + 60);
    assert_eq!(of(&nameless, Some("joe"), None), "jwt.claim_missing");
    assert_eq!(of(&nameless, None, None), "accepted");
}

#[test]
fn the_inner_claims_are_read_as_a_type_of_the_callers() {
    #[derive(serde::Deserialize)]
    struct Session {
        sub: String,
    }

    let keys = outer_key().verifying_key();
    let tokens = Verifier::new(inner_key().verifying_key());
    let policy = Policy::default();
    let token = wrapped(&outer_key(), &inner(NOW + 60));
    let nested = jwt::verify_nested_as::<Session>(&token, &keys, &policy, &tokens, NOW).unwrap();
    assert_eq!(nested.inner().claims().sub, "alice");
    let result = jwt::verify_nested_as::<Vec<u8>>(&token, &keys, &policy, &tokens, NOW);
    assert_eq!(result.err().map(|error| error.code()), Some("jwt.claims_shape"));
}

#[test]
fn an_encrypted_or_empty_inside_is_refused() {
    assert_eq!(refused(&wrapped(&outer_key(), "a.b.c.d.e")), (true, "jws.jwe"));
    assert_eq!(refused(&wrapped(&outer_key(), "")), (true, "jws.segment_count"));
    let unencoded = HeaderBuilder::new().cty("JWT").unencoded();
    let token = jws::sign(&outer_key(), &unencoded, b"payload").unwrap();
    assert_eq!(refused(&token), (false, "jws.unencoded"));
}
