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
        Some(name) => VerifyingKey::from_pem(algorithm, pem(&format!("{name}.spki"))).unwrap(),
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
        let jwks: Vec<Jwk> = names.iter().map(|name| Jwk::from_pem(pem(name)).unwrap()).collect();
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
        assert_eq!(*Jwk::from_pem(pem(name)).unwrap().to_pem().unwrap(), pem(name), "{name}");
    }
    for name in ["rsa.pkcs8", "p256.pkcs8", "p384.pkcs8", "p521.pkcs8", "ed25519.pkcs8"] {
        assert_eq!(*Jwk::from_pem(pem(name)).unwrap().to_pem().unwrap(), pem(name), "{name}");
    }
}

#[test]
fn jwks_of_node_are_the_same_keys() {
    let all = tokens();
    for (name, jwk) in all.get("jwks").unwrap().as_object().unwrap() {
        let jwk = Jwk::from_json(jwk.as_str().unwrap().as_bytes()).unwrap();
        let same = Jwk::from_pem(pem(&format!("{name}.spki"))).unwrap();
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
        assert_eq!(jwk.thumbprint(), Jwk::from_pem(pem(name)).unwrap().thumbprint(), "{name}");
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
        assert_eq!(Jwk::from_pem(pem(name)).unwrap_err().code(), "key.encrypted", "{name}");
    }
    assert_eq!(Jwk::from_der(&der(&pem("encrypted.pkcs8"))).unwrap_err().code(), "key.encrypted");
}

#[test]
fn keys_that_cannot_sign_a_jws_are_refused_by_name() {
    for name in ["x25519.pkcs8", "x25519.spki"] {
        let error = Jwk::from_pem(pem(name)).unwrap_err();
        assert_eq!(error.code(), "key.unsupported", "{name}");
        assert!(error.to_string().contains("X25519"), "{error}");
    }
}

#[test]
fn small_and_odd_rsa_keys_are_refused_with_the_reason() {
    let public = VerifyingKey::from_pem(Algorithm::Rs256, pem("rsa1024.spki")).unwrap_err();
    assert_eq!(public.to_string(), "the RSA modulus has 1024 bits, expected 2048 to 8192");
    let private = SigningKey::from_pem(Algorithm::Ps256, pem("rsa1024.pkcs8")).unwrap_err();
    assert_eq!(private.code(), "key.rsa_size");
    for name in ["rsae3.spki", "rsae3.pkcs8"] {
        let jwk = Jwk::from_pem(pem(name)).unwrap().public().unwrap();
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
            let public = Jwk::from_pem(pem(&format!("{name}.spki"))).unwrap();
            let private = Jwk::from_pem(pem(&format!("{name}.pkcs8"))).unwrap();
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
            assert_eq!(Jwk::from_pem(written.to_pem().unwrap()).unwrap().bits(), private.bits());
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
        let key = VerifyingKey::from_pem(algorithm, pem(name));
        key.map_or_else(|error| error.code(), |_| "bound")
    };
    assert_eq!(bind(Algorithm::Ps512, "rsa.spki"), "bound");
    assert_eq!(bind(Algorithm::Rs256, "rsa.spki"), "bound");
    assert_eq!(bind(Algorithm::Ps512, "pss.spki"), "bound");
    assert_eq!(bind(Algorithm::Rs256, "pss.spki"), "key.kind_mismatch");
    assert_eq!(bind(Algorithm::Ps256, "pss256.spki"), "bound");
    assert_eq!(bind(Algorithm::Ps512, "pss256.spki"), "key.algorithm_mismatch");
    assert!(SigningKey::from_pem(Algorithm::Ps384, pem("pss.pkcs8")).is_ok());
    assert!(SigningKey::from_pem(Algorithm::Rs384, pem("pss.pkcs8")).is_err());
}

#[test]
fn a_pss_key_serves_nothing_else_in_whatever_form_it_is_written() {
    use Algorithm::*;
    let all = [Rs256, Rs384, Rs512, Ps256, Ps384, Ps512];
    let served = |jwk: &Jwk| -> Vec<Algorithm> {
        let names = |one: &Algorithm| jwk.algorithms().contains(one);
        let binds = |one: &Algorithm| match jwk.is_private() {
            true => jwk.signing_key(Some(*one)).is_ok(),
            false => jwk.verifying_key(Some(*one)).is_ok(),
        };
        for one in &all {
            assert_eq!(names(one), binds(one), "{one}");
        }
        all.into_iter().filter(names).collect()
    };
    for name in ["pss256.spki", "pss256.pkcs8", "pss.spki", "pss.pkcs8"] {
        let open = !name.starts_with("pss256");
        let jwk = Jwk::from_pem(pem(name)).unwrap();
        let expected = if open { vec![Ps256, Ps384, Ps512] } else { vec![Ps256] };
        assert_eq!(served(&jwk), expected, "{name}");
        // To the octet what OpenSSL wrote, with the parameters.
        let text = jwk.to_pem().unwrap();
        assert_eq!(*text, pem(name), "{name}");
        // JSON cannot leave the hash open.
        let json = Jwk::from_json(jwk.to_json().as_bytes()).unwrap();
        assert_eq!(json.algorithm_name(), Some("PS256"), "{name}");
        assert_eq!(served(&json), [Ps256], "{name}");
        // Another name does not loosen it, in any form.
        for other in all {
            let renamed = jwk.clone().with_algorithm(other);
            let again = Jwk::from_json(renamed.to_json().as_bytes()).unwrap();
            let allowed = expected.contains(&other);
            assert_eq!(served(&again), [if allowed { other } else { Ps256 }], "{name} {other}");
            assert_eq!(*renamed.to_pem().unwrap(), pem(name), "{name} {other}");
            let bound = match jwk.is_private() {
                true => renamed.signing_key(None).map(drop),
                false => renamed.verifying_key(None).map(drop),
            };
            assert_eq!(bound.is_ok(), allowed, "{name} {other}");
        }
    }
    let told = Jwk::from_pem(pem("pss256.spki")).unwrap().with_algorithm(Ps512);
    let error = told.verifying_key(None).unwrap_err().to_string();
    assert_eq!(error, "the key is for PS256, expected PS512");
}

#[test]
fn a_certificate_for_pss_alone_narrows_its_jwk_to_the_hash_of_its_parameters() {
    // The certificate of the plain key, its SPKI exchanged for another: the signature is not looked at.
    let swapped = |name: &str| {
        let (certificate, plain, other) =
            (der(&pem("rsa.cert")), der(&pem("rsa.spki")), der(&pem(name)));
        let at = certificate.windows(plain.len()).position(|part| part == plain).unwrap();
        // Certificate, then TBSCertificate: both have lengths of two octets.
        let mut made = [&certificate[..at], &other, &certificate[at + plain.len()..]].concat();
        for place in [2, 6] {
            let length = u16::from_be_bytes([made[place], made[place + 1]]);
            let length = usize::from(length) + other.len() - plain.len();
            made[place..place + 2].copy_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
        }
        made
    };
    let read = |name: &str, alg: &str| {
        use base64::Engine;
        let text = base64::engine::general_purpose::STANDARD.encode(swapped(name));
        // The members of the key alone, without what its own container says.
        let json = Jwk::from_pem(pem(name)).unwrap().to_json().to_string();
        let mut members: Value = serde_json::from_str(&json).unwrap();
        let members = members.as_object_mut().unwrap();
        members.remove("alg");
        members.insert("x5c".to_owned(), [text].as_slice().into());
        if !alg.is_empty() {
            members.insert("alg".to_owned(), alg.into());
        }
        Jwk::from_json(serde_json::to_string(members).unwrap().as_bytes())
    };
    let narrowed = read("pss256.spki", "").unwrap();
    assert_eq!(narrowed.algorithm_name(), Some("PS256"));
    assert_eq!(narrowed.algorithms(), [Algorithm::Ps256]);
    assert!(narrowed.verifying_key(Some(Algorithm::Ps256)).is_ok());
    let open = read("pss.spki", "").unwrap();
    assert_eq!(open.algorithms(), [Algorithm::Ps256, Algorithm::Ps384, Algorithm::Ps512]);
    for (name, alg, expected) in [
        ("pss256.spki", "PS256", "read"),
        ("pss256.spki", "PS512", "key.member"),
        ("pss256.spki", "RS256", "key.member"),
        ("pss.spki", "PS512", "read"),
        ("pss.spki", "RS256", "key.member"),
        ("pss.spki", "RSA-OAEP", "key.member"),
    ] {
        let code = read(name, alg).map_or_else(|error| error.code(), |_| "read");
        assert_eq!(code, expected, "{name} {alg}");
    }
}

#[test]
fn a_modulus_without_room_for_the_salt_of_ps512_is_refused_when_it_is_bound() {
    let lenient = Leniency::NONE.with_rsa_from_1024_bits();
    let public = Jwk::from_pem(pem("rsa1024.spki")).unwrap();
    let private = Jwk::from_pem(pem("rsa1024.pkcs8")).unwrap();
    for algorithm in [Algorithm::Rs512, Algorithm::Ps384] {
        let signing = SigningKey::from_jwk_with(&private, Some(algorithm), lenient).unwrap();
        let verifying = VerifyingKey::from_jwk_with(&public, Some(algorithm), lenient).unwrap();
        let signature = signing.sign(b"m").unwrap();
        assert_eq!(verifying.verify(b"m", &signature), Ok(()), "{algorithm}");
    }
    let told = "the RSA modulus has 1024 bits, expected 1034 to 8192";
    let ps512 = Some(Algorithm::Ps512);
    let refused = SigningKey::from_jwk_with(&private, ps512, lenient).map(drop).unwrap_err();
    assert_eq!(refused.to_string(), told);
    let refused = VerifyingKey::from_jwk_with(&public, ps512, lenient).map(drop).unwrap_err();
    assert_eq!(refused.to_string(), told);
}

#[test]
fn a_small_exponent_without_primes_is_refused_by_name() {
    let jwk = Jwk::from_pem(pem("rsae3.pkcs8")).unwrap();
    let mut members: Value = serde_json::from_str(&jwk.to_json()).unwrap();
    for name in ["p", "q", "dp", "dq", "qi"] {
        members.as_object_mut().unwrap().remove(name);
    }
    let bare = Jwk::from_json(members.to_string().as_bytes()).unwrap();
    let lenient = Leniency::NONE.with_small_rsa_exponents();
    let bind = |jwk: &Jwk, leniency| {
        SigningKey::from_jwk_with(jwk, Some(Algorithm::Rs256), leniency).map(drop)
    };
    assert_eq!(bind(&jwk, lenient), Ok(()));
    let refused = bind(&bare, lenient).unwrap_err();
    assert_eq!(refused.code(), "key.member");
    assert!(refused.to_string().starts_with("p: is missing, and the primes cannot"), "{refused}");
    assert_eq!(bare.to_pem().unwrap_err(), refused);
    let strict = bind(&bare, Leniency::NONE).unwrap_err().to_string();
    assert_eq!(strict, "the RSA exponent e must be odd, at least 65537 and below 2^33");
    members.as_object_mut().unwrap().insert("e".to_owned(), "Ag".into());
    let even = Jwk::from_json(members.to_string().as_bytes()).unwrap_err().to_string();
    assert_eq!(even, "the RSA exponent e must be odd, at least 3 and below 2^33");
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
