//! Each reason is brought about by a real key and a real token.

use jwt_core::alg::Hash;
use jwt_core::inspect::forge::Forgery;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::SigningKey;

use super::*;

fn key(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm).unwrap()
}

fn token(key: &SigningKey) -> Vec<u8> {
    jws::sign(key, &HeaderBuilder::new(), b"{}").unwrap().into_bytes()
}

fn one(token: &[u8], jwk: &Jwk) -> Examination {
    examine(token, [jwk]).into_iter().next().unwrap()
}

/// A key with members added to its JSON.
fn with(jwk: &Jwk, members: &str) -> Jwk {
    let json = jwk.to_json();
    let open = json.strip_suffix('}').unwrap();
    Jwk::from_json(format!("{open},{members}}}")).unwrap()
}

#[test]
fn a_pair_fits_by_either_half_with_every_algorithm() {
    for &algorithm in Algorithm::ALL {
        let key = key(algorithm);
        let token = token(&key);
        let public = key.jwk().public().unwrap_or_else(|| key.jwk().clone());
        for jwk in [key.jwk(), &public] {
            assert_eq!(one(&token, jwk).fit, Fit::Yes { algorithm, is_weak: false }, "{algorithm}");
        }
    }
}

#[test]
fn a_short_secret_fits_and_is_called_weak() {
    let key = SigningKey::hmac_weak(Algorithm::Hs256, b"hunter2").unwrap();
    let jwk = Jwk::from_secret(b"hunter2").unwrap();
    let expected = Fit::Yes { algorithm: Algorithm::Hs256, is_weak: true };
    assert_eq!(one(&token(&key), &jwk).fit, expected);
}

#[test]
fn another_family_is_told_from_another_curve() {
    let es256 = token(&key(Algorithm::Es256));
    let rsa = one(&es256, key(Algorithm::Rs256).jwk()).fit;
    assert!(
        matches!(rsa, Fit::OtherFamily { found: KeyType::Rsa, confusion: None, .. }),
        "{rsa:?}"
    );
    let es384 = one(&es256, key(Algorithm::Es384).jwk()).fit;
    assert!(matches!(es384, Fit::OtherCurve { .. }), "{es384:?}");
    let ml65 = one(&token(&key(Algorithm::MlDsa44)), key(Algorithm::MlDsa65).jwk()).fit;
    assert!(matches!(ml65, Fit::OtherCurve { .. }), "{ml65:?}");
}

#[test]
fn a_key_for_another_algorithm_is_not_tried() {
    let rsa = key(Algorithm::Rs256);
    let token = token(&rsa);
    let bound = rsa.jwk().clone().with_algorithm(Algorithm::Ps256);
    let wanted = Algorithm::Rs256;
    let other = |bound: &str| Fit::OtherAlgorithm { wanted, bound: bound.to_owned() };
    assert_eq!(one(&token, &bound).fit, other("PS256"));
    let mut unbound = rsa.jwk().to_json().to_string();
    unbound = unbound.replace(",\"alg\":\"RS256\"", "").replace('}', ",\"alg\":\"RSA-OAEP\"}");
    assert_eq!(one(&token, &Jwk::from_json(unbound).unwrap()).fit, other("RSA-OAEP"));
}

#[test]
fn use_and_key_ops_forbid() {
    let key = key(Algorithm::Es256);
    let token = token(&key);
    let public = key.jwk().public().unwrap();
    for (members, member) in [(r#""use":"enc""#, "use"), (r#""key_ops":["deriveKey"]"#, "key_ops")]
    {
        let fit = one(&token, &with(&public, members)).fit;
        assert!(
            matches!(&fit, Fit::Forbidden { member: found, .. } if *found == member),
            "{fit:?}"
        );
    }
}

#[test]
fn another_kid_is_tried_all_the_same() {
    let key = key(Algorithm::Es256).with_key_id("a");
    let token = token(&key);
    let other = key.jwk().clone().with_key_id("b");
    let examined = one(&token, &other);
    assert!(examined.fit.is_yes());
    assert_eq!((examined.key_id, examined.wanted.as_deref()), (KeyId::Differs, Some("a")));
    assert_eq!(one(&token, key.jwk()).key_id, KeyId::Same);
    let unnamed = self::key(Algorithm::Es256);
    assert_eq!(one(&token, unnamed.jwk()).key_id, KeyId::OnlyToken);
    assert_eq!(one(&self::token(&unnamed), key.jwk()).key_id, KeyId::OnlyKey);
    assert_eq!(one(&self::token(&unnamed), unnamed.jwk()).key_id, KeyId::Neither);
}

#[test]
fn a_key_of_somebody_else_does_not_match() {
    let algorithm = Algorithm::EdDsa;
    let fit = one(&token(&key(algorithm)), key(algorithm).jwk()).fit;
    assert_eq!(fit, Fit::Mismatch { algorithm });
}

#[test]
fn a_key_that_no_rule_lets_pass_is_unusable() {
    let token = token(&key(Algorithm::Rs256));
    // 512 bits, which anybody can factor.
    let n = jwt_core::base64url::encode([0xff_u8; 64]);
    let small = Jwk::from_json(format!(r#"{{"kty":"RSA","e":"AQAB","n":"{n}"}}"#)).unwrap();
    let fit = one(&token, &small).fit;
    assert!(matches!(fit, Fit::Unusable(KeyError::RsaSize { found: 512, .. })), "{fit:?}");
}

#[test]
fn no_key_fits_a_token_without_an_algorithm_or_in_pieces() {
    let key = key(Algorithm::Hs256);
    let encode = jwt_core::base64url::encode;
    for (header, found) in
        [(r#"{"alg":"none"}"#, Some("none")), (r#"{"alg":"ES999"}"#, Some("ES999")), ("{}", None)]
    {
        let token = format!("{}.e30.", encode(header));
        let fit = one(token.as_bytes(), key.jwk()).fit;
        assert_eq!(fit, Fit::NoAlgorithm { found: found.map(str::to_owned) });
        assert!(fit.is_open());
    }
    let broken = format!("{}.e3+0.AAAA", encode(r#"{"alg":"HS256"}"#));
    assert!(one(broken.as_bytes(), key.jwk()).fit.is_open());
    assert!(one(b"", key.jwk()).fit.is_open());
}

#[test]
fn a_public_key_that_was_taken_for_a_secret_is_told() {
    let pair = key(Algorithm::Es256);
    let pem = pair.jwk().public().unwrap().to_pem().unwrap();
    let forged = Forgery::new().alg("HS256").payload(b"{}").hmac(Hash::Sha256, pem.as_bytes());
    let real = Forgery::new().alg("HS256").payload(b"{}").hmac(Hash::Sha256, b"a secret");
    for (token, expected) in [(forged, Some("PEM")), (real, None)] {
        let fit = one(token.as_bytes(), pair.jwk()).fit;
        assert!(matches!(fit, Fit::OtherFamily { confusion, .. } if confusion == expected));
    }
}
