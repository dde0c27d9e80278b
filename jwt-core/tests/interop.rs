//! Keys and tokens that OpenSSL, PyJWT and jose made: they must be read and verified here.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::fs;
use std::path::Path;

use jwt_core::Algorithm;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::KeyType;
use jwt_core::key::Leniency;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn pem(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/interop");
    fs::read_to_string(folder.join(format!("{name}.pem"))).unwrap()
}

fn tokens() -> Value {
    serde_json::from_str(include_str!("vectors/interop/tokens.json")).unwrap()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).unwrap().as_str().unwrap()
}

/// The public key of a token, through SPKI or the secret.
fn key_of(token: &Value, secret: &str) -> VerifyingKey {
    let algorithm = text(token, "alg").parse().unwrap();
    match token.get("key").unwrap().as_str() {
        None => VerifyingKey::hmac(algorithm, secret.as_bytes()).unwrap(),
        Some(name) => VerifyingKey::from_pem(algorithm, &pem(&format!("{name}.spki"))).unwrap(),
    }
}

#[test]
fn tokens_of_other_programs_verify() {
    let all = tokens();
    let secret = text(&all, "secret");
    let list = all.get("tokens").unwrap().as_array().unwrap();
    assert_eq!(list.len(), 43);
    for token in list {
        let verifier = Verifier::new(key_of(token, secret)).issuer("interop").subject("alice");
        let outcome = verifier.verify(text(token, "token"), 1_700_000_000);
        assert!(outcome.is_ok(), "{} {}: {outcome:?}", text(token, "by"), text(token, "alg"));
    }
}

#[test]
fn a_token_of_one_algorithm_verifies_under_no_key_of_another() {
    let all = tokens();
    let secret = text(&all, "secret");
    let list = all.get("tokens").unwrap().as_array().unwrap();
    for token in list {
        for other in list {
            if text(token, "alg") != text(other, "alg") {
                let verifier = Verifier::new(key_of(other, secret));
                let error = verifier.verify(text(token, "token"), 1_700_000_000).unwrap_err();
                assert_eq!(error.code(), "jws.algorithm_mismatch");
            }
        }
    }
}

#[test]
fn every_container_of_one_key_gives_one_thumbprint() {
    let same = |names: &[&str], kind: KeyType| {
        let jwks: Vec<Jwk> = names.iter().map(|name| Jwk::from_pem(&pem(name)).unwrap()).collect();
        for (jwk, name) in jwks.iter().zip(names) {
            assert_eq!(jwk.key_type(), kind, "{name}");
            assert_eq!(jwk.thumbprint(), jwks.first().unwrap().thumbprint(), "{name}");
            let private = !(name.contains("spki") || name.contains("pub") || name.contains("cert"));
            assert_eq!(jwk.is_private(), private, "{name}");
        }
    };
    let rsa = ["rsa.pkcs8", "rsa.pkcs1", "rsa.spki", "rsa.pkcs1.pub", "rsa.cert"];
    same(&rsa, KeyType::Rsa);
    let p256 = ["p256.pkcs8", "p256.sec1", "p256.spki", "p256.compressed.spki", "p256.cert"];
    same(&p256, KeyType::Ec(jwt_core::alg::Curve::P256));
    same(&["p256.params.sec1", "p256.params.spki"], KeyType::Ec(jwt_core::alg::Curve::P256));
    for (name, curve) in [
        ("p384", jwt_core::alg::Curve::P384),
        ("p521", jwt_core::alg::Curve::P521),
        ("k256", jwt_core::alg::Curve::Secp256k1),
    ] {
        let names = ["pkcs8", "sec1", "spki", "compressed.spki"].map(|one| format!("{name}.{one}"));
        same(&names.each_ref().map(String::as_str), KeyType::Ec(curve));
    }
    same(&["ed25519.pkcs8", "ed25519.spki"], KeyType::OkpEd25519);
}

#[test]
fn keys_written_here_are_the_octets_that_openssl_writes() {
    for name in ["rsa.spki", "p256.spki", "p384.spki", "p521.spki", "k256.spki", "ed25519.spki"] {
        assert_eq!(*Jwk::from_pem(&pem(name)).unwrap().to_pem().unwrap(), pem(name), "{name}");
    }
    for name in ["rsa.pkcs8", "p256.pkcs8", "p384.pkcs8", "p521.pkcs8", "ed25519.pkcs8"] {
        assert_eq!(*Jwk::from_pem(&pem(name)).unwrap().to_pem().unwrap(), pem(name), "{name}");
    }
}

#[test]
fn jwks_of_node_are_the_same_keys() {
    let all = tokens();
    for (name, jwk) in all.get("jwks").unwrap().as_object().unwrap() {
        let jwk = Jwk::from_json(jwk.as_str().unwrap().as_bytes()).unwrap();
        let same = Jwk::from_pem(&pem(&format!("{name}.spki"))).unwrap();
        assert_eq!(jwk.thumbprint(), same.thumbprint(), "{name}");
    }
}

#[test]
fn der_is_read_as_pem_is() {
    for name in
        ["rsa.pkcs8", "rsa.pkcs1.pub", "p256.sec1", "p256.spki", "rsa.cert", "ed25519.pkcs8"]
    {
        let der = der(&pem(name));
        let jwk = Jwk::from_der(&der).unwrap();
        assert_eq!(jwk.thumbprint(), Jwk::from_pem(&pem(name)).unwrap().thumbprint(), "{name}");
        let mut longer = der.clone();
        longer.push(0);
        assert_eq!(Jwk::from_der(&longer).unwrap_err().code(), "key.malformed", "{name}");
        let shorter = der.split_last().unwrap().1;
        assert_eq!(Jwk::from_der(shorter).unwrap_err().code(), "key.malformed", "{name}");
    }
}

fn der(pem: &str) -> Vec<u8> {
    use base64::Engine;
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    base64::engine::general_purpose::STANDARD.decode(body).unwrap()
}

#[test]
fn encrypted_keys_are_refused_by_name() {
    for name in ["encrypted.pkcs8", "encrypted.pkcs1"] {
        assert_eq!(Jwk::from_pem(&pem(name)).unwrap_err().code(), "key.encrypted", "{name}");
    }
    assert_eq!(Jwk::from_der(&der(&pem("encrypted.pkcs8"))).unwrap_err().code(), "key.encrypted");
}

#[test]
fn keys_that_cannot_sign_a_jws_are_refused_by_name() {
    for name in ["x25519.pkcs8", "x25519.spki"] {
        let error = Jwk::from_pem(&pem(name)).unwrap_err();
        assert_eq!(error.code(), "key.unsupported", "{name}");
        assert!(error.to_string().contains("X25519"), "{error}");
    }
}

#[test]
fn small_and_odd_rsa_keys_are_refused_with_the_reason() {
    let public = VerifyingKey::from_pem(Algorithm::Rs256, &pem("rsa1024.spki")).unwrap_err();
    assert_eq!(public.to_string(), "the RSA modulus has 1024 bits, expected 2048 to 8192");
    let private = SigningKey::from_pem(Algorithm::Ps256, &pem("rsa1024.pkcs8")).unwrap_err();
    assert_eq!(private.code(), "key.rsa_size");
    for name in ["rsae3.spki", "rsae3.pkcs8"] {
        let jwk = Jwk::from_pem(&pem(name)).unwrap().public().unwrap();
        let refused = jwk.verifying_key(Some(Algorithm::Rs256)).unwrap_err();
        assert_eq!(refused.code(), "key.rsa_exponent", "{name}");
    }
}

#[test]
fn weak_rsa_keys_sign_and_verify_where_a_caller_allows_them_by_name() {
    let small = Leniency::NONE.with_rsa_from_1024_bits();
    let odd = Leniency::NONE.with_small_rsa_exponents();
    for (name, right, wrong) in [("rsa1024", small, odd), ("rsae3", odd, small)] {
        for algorithm in [Algorithm::Rs256, Algorithm::Ps256] {
            let public = Jwk::from_pem(&pem(&format!("{name}.spki"))).unwrap();
            let private = Jwk::from_pem(&pem(&format!("{name}.pkcs8"))).unwrap();
            let verifying = VerifyingKey::from_jwk_with(&public, Some(algorithm), right).unwrap();
            let signing = SigningKey::from_jwk_with(&private, Some(algorithm), right).unwrap();
            let signature = signing.sign(b"message").unwrap();
            assert_eq!(verifying.verify(b"message", &signature), Ok(()), "{name} {algorithm}");
            assert!(signing.verifying_key().verify(b"message", &signature).is_ok());
            assert!(verifying.verify(b"messagf", &signature).is_err());
            // One switch opens no other door, and the weak constructor is about secrets alone.
            for refused in [
                VerifyingKey::from_jwk_with(&public, Some(algorithm), wrong).map(drop),
                VerifyingKey::from_jwk_weak(&public, Some(algorithm)).map(drop),
                VerifyingKey::from_jwk(&public, Some(algorithm)).map(drop),
                SigningKey::from_jwk_with(&private, Some(algorithm), wrong).map(drop),
                SigningKey::from_jwk_weak(&private, Some(algorithm)).map(drop),
            ] {
                let code = refused.unwrap_err().code();
                assert!(["key.rsa_size", "key.rsa_exponent"].contains(&code), "{code}");
            }
            // Such a key can be kept in every form.
            let written = Jwk::from_json(signing.jwk().to_json().as_bytes()).unwrap();
            assert_eq!(written.to_json(), signing.jwk().to_json());
            assert!(written.to_json().contains("\"qi\":"));
            assert_eq!(Jwk::from_pem(&written.to_pem().unwrap()).unwrap().bits(), private.bits());
        }
    }
}

#[test]
fn a_pss_key_whose_mask_is_made_with_another_hash_is_refused() {
    const SHA256: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    let mut der = der(&pem("pss256.spki"));
    assert!(VerifyingKey::from_der(Algorithm::Ps256, &der).is_ok());
    let places: Vec<usize> =
        (0..der.len()).filter(|&place| der[place..].starts_with(&SHA256)).collect();
    assert_eq!(places.len(), 2, "one of the digest, one of the mask");
    // SHA-512 in the second.
    der[places[1] + SHA256.len() - 1] = 0x03;
    let refused = VerifyingKey::from_der(Algorithm::Ps256, &der).map(drop).unwrap_err();
    assert_eq!(refused.code(), "key.malformed");
}

#[test]
fn a_plain_rsa_key_serves_pss_and_a_pss_key_nothing_else() {
    let bind = |algorithm, name: &str| {
        let key = VerifyingKey::from_pem(algorithm, &pem(name));
        key.map_or_else(|error| error.code(), |_| "bound")
    };
    assert_eq!(bind(Algorithm::Ps512, "rsa.spki"), "bound");
    assert_eq!(bind(Algorithm::Rs256, "rsa.spki"), "bound");
    assert_eq!(bind(Algorithm::Ps512, "pss.spki"), "bound");
    assert_eq!(bind(Algorithm::Rs256, "pss.spki"), "key.kind_mismatch");
    assert_eq!(bind(Algorithm::Ps256, "pss256.spki"), "bound");
    assert_eq!(bind(Algorithm::Ps512, "pss256.spki"), "key.algorithm_mismatch");
    assert!(SigningKey::from_pem(Algorithm::Ps384, &pem("pss.pkcs8")).is_ok());
    assert!(SigningKey::from_pem(Algorithm::Rs384, &pem("pss.pkcs8")).is_err());
}

#[test]
fn a_key_on_one_curve_serves_no_other_in_any_container() {
    let curves = [
        ("p256", Algorithm::Es256),
        ("p384", Algorithm::Es384),
        ("p521", Algorithm::Es512),
        ("k256", Algorithm::Es256k),
    ];
    for (name, own) in curves {
        let spki = pem(&format!("{name}.spki"));
        let jwk = Jwk::from_pem(&spki).unwrap();
        for (_, algorithm) in curves {
            let expected = algorithm == own;
            assert_eq!(VerifyingKey::from_pem(algorithm, &spki).is_ok(), expected);
            assert_eq!(VerifyingKey::from_der(algorithm, &der(&spki)).is_ok(), expected);
            assert_eq!(jwk.verifying_key(Some(algorithm)).is_ok(), expected);
        }
    }
}
