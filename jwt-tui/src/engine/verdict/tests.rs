//! What decides, told apart by kind.

use jwt_core::jws::HeaderBuilder;
use jwt_core::jwt;
use jwt_core::jwt::Claims;

use super::*;

const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);

fn key(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm).unwrap()
}

/// The key as other software writes it: without `alg`.
fn unpinned(key: &SigningKey) -> Jwk {
    let json = key.jwk().to_json();
    let alg = format!(",\"alg\":\"{}\"", key.algorithm());
    Jwk::from_json(json.replace(&alg, "").as_bytes()).unwrap()
}

fn supply(keys: &[Jwk]) -> KeySupply {
    KeySupply::new(keys.to_vec(), "test")
}

fn token(key: &SigningKey, claims: Claims) -> String {
    jwt::sign(key, &claims).unwrap()
}

fn kind(token: &str, keys: Option<&KeySupply>, rules: &Rules) -> Option<FailureKind> {
    judge(token.as_bytes(), keys, rules, NOW).failure.map(|failure| failure.kind)
}

#[test]
fn a_key_without_alg_takes_the_headers_and_says_so() {
    let signer = key(Algorithm::Es256);
    let token = token(&signer, Claims::new().with_expiration(1_700_000_060));
    let judgement =
        judge(token.as_bytes(), Some(&supply(&[unpinned(&signer)])), &Rules::default(), NOW);
    assert_eq!(judgement.failure, None);
    let key = judgement.key.as_ref().unwrap();
    assert!(key.trust.contains("not pinned"), "{}", key.trust);
    assert!(key.trust.contains("public half"), "{}", key.trust);
    assert_eq!(judgement.verdicts.key.message, key.trust);
    assert_eq!(
        judgement.headline(Zone::Utc),
        "signature holds, valid until 2023-11-14 22:14:20 UTC (in 1m)"
    );
}

#[test]
fn a_header_never_chooses_outside_the_keys_family() {
    let signer = key(Algorithm::Es256);
    // Something that everybody knows of the public key and that is no key text itself.
    let known = signer.jwk().thumbprint();
    let forged = SigningKey::hmac(Algorithm::Hs256, known.as_bytes()).unwrap();
    let token = token(&forged, Claims::new());
    let keys = supply(&[unpinned(&signer)]);
    assert_eq!(kind(&token, Some(&keys), &Rules::default()), Some(FailureKind::Algorithm));
}

#[test]
fn what_decides_is_the_first_failure() {
    let signer = key(Algorithm::Hs256);
    let keys = supply(&[signer.jwk().clone()]);
    let with = |claims: Claims| token(&signer, claims);
    let rules = Rules { issuer: Some("joe".to_owned()), ..Rules::default() };
    let expired = with(Claims::new().with_expiration(1_600_000_000).with_issuer("eve"));
    for (token, wanted) in [
        (with(Claims::new().with_issuer("joe")), None),
        (with(Claims::new().with_issuer("eve")), Some(FailureKind::Claims)),
        (with(Claims::new()), Some(FailureKind::Claims)),
        (expired.clone(), Some(FailureKind::Expired)),
        (with(Claims::new().with_not_before(1_800_000_000)), Some(FailureKind::NotYetValid)),
        (format!("{expired}AA"), Some(FailureKind::NotAToken)),
        ("hello".to_owned(), Some(FailureKind::NotAToken)),
        (String::new(), Some(FailureKind::NotAToken)),
        ("eyJhbGciOiJub25lIn0.e30.".to_owned(), Some(FailureKind::Algorithm)),
        ("eyJ0eXAiOiJKV1QifQ.e30.".to_owned(), Some(FailureKind::Algorithm)),
        ("eyJhbGciOiJ4In0.e30.".to_owned(), Some(FailureKind::Algorithm)),
    ] {
        assert_eq!(kind(&token, Some(&keys), &rules), wanted, "{token}");
    }
    let other = supply(&[key(Algorithm::Hs256).jwk().clone()]);
    assert_eq!(kind(&expired, Some(&other), &rules), Some(FailureKind::Signature));
    assert_eq!(kind(&expired, None, &rules), Some(FailureKind::NoKey));
}

#[test]
fn expired_is_said_of_a_signature_that_holds() {
    let signer = key(Algorithm::Hs256);
    let keys = supply(&[signer.jwk().clone()]);
    let token = token(&signer, Claims::new().with_expiration(1_300_819_380));
    let judgement = judge(token.as_bytes(), Some(&keys), &Rules::default(), NOW);
    assert!(judgement.signature_holds());
    let headline = judgement.headline(Zone::Utc);
    assert!(
        headline.starts_with("signature holds, expired since 2011-03-22 18:43:00 UTC ("),
        "{headline}"
    );
    assert_eq!(judgement.verdicts.time.state, State::Fail);
}

#[test]
fn a_payload_that_is_no_claims_set_passes_as_a_jws_only() {
    let signer = key(Algorithm::Ed25519);
    let token = jws::sign(&signer, &HeaderBuilder::new(), b"Payload").unwrap();
    let keys = supply(&[signer.jwk().clone()]);
    let judgement = judge(token.as_bytes(), Some(&keys), &Rules::default(), NOW);
    assert_eq!(judgement.headline(Zone::Utc), "signature holds but the payload is no Claims Set");
    assert_eq!(judgement.failure.unwrap().kind, FailureKind::Claims);
    let jws = Rules { jws_only: true, ..Rules::default() };
    assert_eq!(kind(&token, Some(&keys), &jws), None);
}

#[test]
fn keys_of_a_set_are_chosen_by_kid_then_by_kind() {
    let [first, second, third] = [Algorithm::Es256, Algorithm::Es256, Algorithm::Ed25519].map(key);
    let set: Vec<Jwk> = [(&first, "a"), (&second, "b"), (&third, "c")]
        .map(|(key, kid)| unpinned(key).with_key_id(kid))
        .to_vec();
    let keys = supply(&set);
    let claims = Claims::new();
    let rules = Rules::default();
    let named = token(&second.clone().with_key_id("b"), claims.clone());
    assert_eq!(kind(&named, Some(&keys), &rules), None);
    let unnamed = token(&third, claims.clone());
    assert_eq!(kind(&unnamed, Some(&keys), &rules), None);
    let swapped = token(&second.clone().with_key_id("a"), claims.clone());
    assert_eq!(kind(&swapped, Some(&keys), &rules), Some(FailureKind::Signature));
    let unknown = token(&second.with_key_id("x"), claims);
    let judgement = judge(unknown.as_bytes(), Some(&keys), &rules, NOW);
    let failure = judgement.failure.unwrap();
    assert_eq!(failure.kind, FailureKind::Key);
    assert!(failure.message.contains("\"a\", \"b\", \"c\""), "{}", failure.message);
}

#[test]
fn an_algorithm_that_was_not_asked_for_is_refused_before_any_key() {
    let signer = key(Algorithm::Hs256);
    let token = token(&signer, Claims::new());
    let rules = Rules { algorithms: vec![Algorithm::Es256], ..Rules::default() };
    assert_eq!(kind(&token, None, &rules), Some(FailureKind::Algorithm));
    let keys = supply(&[unpinned(&signer)]);
    assert_eq!(kind(&token, Some(&keys), &rules), Some(FailureKind::Algorithm));
}

#[test]
fn a_key_for_another_algorithm_is_unusable() {
    let signer = key(Algorithm::Hs256);
    let token = token(&signer, Claims::new());
    let keys = supply(&[signer.jwk().clone().with_algorithm(Algorithm::Hs512)]);
    let rules = Rules { algorithms: vec![Algorithm::Hs256], ..Rules::default() };
    let judgement = judge(token.as_bytes(), Some(&keys), &rules, NOW);
    assert_eq!(judgement.failure.unwrap().kind, FailureKind::Key);
    assert_eq!(judgement.verdicts.key.state, State::Fail);
    assert_eq!(judgement.verdicts.signature.state, State::NotChecked);
}

#[test]
fn a_short_secret_works_and_is_called_weak() {
    let signer = SigningKey::hmac_weak(Algorithm::Hs256, b"secret").unwrap();
    let token = token(&signer, Claims::new());
    let mut keys = supply(&[Jwk::from_secret(b"secret").unwrap()]);
    let judgement = judge(token.as_bytes(), Some(&keys), &Rules::default(), NOW);
    assert_eq!(judgement.failure, None);
    let key = judgement.key.unwrap();
    assert!(key.weak);
    assert_eq!(key.thumbprint, None);
    keys.weak_secrets_allowed = false;
    assert_eq!(kind(&token, Some(&keys), &Rules::default()), Some(FailureKind::Key));
}

#[test]
fn no_claim_is_judged_under_a_bad_signature() {
    let signer = key(Algorithm::Hs256);
    let token = token(&signer, Claims::new().with_expiration(1));
    let other = supply(&[key(Algorithm::Hs256).jwk().clone()]);
    let judgement = judge(token.as_bytes(), Some(&other), &Rules::default(), NOW);
    assert_eq!(judgement.verdicts.time.state, State::NotChecked);
    assert_eq!(judgement.verdicts.claims.state, State::NotChecked);
    assert_eq!(judgement.expiration, None);
}

proptest::proptest! {
    #[test]
    fn any_octets_are_judged_and_never_pass(octets: Vec<u8>) {
        let keys = supply(&[Jwk::from_secret(b"0123456789abcdef0123456789abcdef").unwrap()]);
        let judgement = judge(&octets, Some(&keys), &Rules::default(), NOW);
        proptest::prop_assert!(judgement.failure.is_some());
        proptest::prop_assert!(!judgement.headline(Zone::Utc).is_empty());
    }
}
