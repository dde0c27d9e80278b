//! What a build has, and what it says of what it leaves out: true for any set of the features of algorithm families.
//!
//! `.ci/run` runs it with every family, with HMAC alone and with none.

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::key::Certificate;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;

const CONTAINERS: &str = "one of the features ecdsa, eddsa, ml-dsa or rsa of jwt-core must be on";

const ED25519_PEM: &str = "-----BEGIN PUBLIC KEY-----\n\
    MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n\
    -----END PUBLIC KEY-----\n";

const CERTIFICATE: &str = "MIHvMIGioAMCAQICAgp/MAUGAytlcDARMQ8wDQYDVQQDDAZpc3N1ZXIwIBcNMjYwMTAxMDAwMDAwWhgPM\
    jA1MTAxMDEwMDAwMDBaMC8xFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xFTATBgNVBAMMDGV4YW1wbGUKbG\
    VhZjAqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1EaMAUGAytlcANBAE4TiJd\
    Qxiger0xKbKsrKjbEj41zV4DDcV/LYJI3GU1HOvCxU/pOTWiSkxEBFqqXfQQWSjWWajEM0bZcaPctXgw=";

/// One public key of each kind, from RFC 7515 §A.2 and §A.3, RFC 8037 §A.2, and octets of the right length.
fn public_keys() -> [(Family, String); 4] {
    let rsa = "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx\
        HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb\
        _7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5\
        ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}";
    let ec = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    let okp = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let akp = jwt_core::base64url::encode([7; 1312]);
    let akp = format!(r#"{{"kty":"AKP","alg":"ML-DSA-44","pub":"{akp}"}}"#);
    [
        (Family::RsaPkcs1, rsa.to_owned()),
        (Family::Ecdsa, ec.to_owned()),
        (Family::EdDsa, okp.to_owned()),
        (Family::MlDsa, akp),
    ]
}

fn has_containers() -> bool {
    public_keys().iter().any(|(family, _)| family.is_built_in())
}

/// Asserts that the lesson is what to do about a feature that is off, under the code of what is not supported.
fn asks_for_feature(error: &KeyError) {
    assert_eq!(error.code(), "key.unsupported");
    let lesson = error.explanation();
    assert!(lesson.remedy.starts_with("Turn the feature on"), "{}", lesson.remedy);
    assert!(!lesson.meaning.contains("Signatures here use"), "{}", lesson.meaning);
}

/// Asserts that the error says which feature is missing.
fn names_feature(error: &KeyError, family: Family) {
    asks_for_feature(error);
    let told = error.to_string();
    let feature = family.feature();
    assert!(
        told.ends_with(&format!("for which the feature {feature} of jwt-core must be on")),
        "{told}"
    );
}

#[test]
fn an_algorithm_is_whole_or_refused_with_its_feature() {
    for &algorithm in Algorithm::ALL {
        let family = algorithm.family();
        let key = match SigningKey::generate(algorithm) {
            Ok(key) => key,
            Err(error) => {
                assert!(!family.is_built_in(), "{algorithm}: {error}");
                names_feature(&error, family);
                continue;
            }
        };
        assert!(family.is_built_in(), "{algorithm}");
        let signature = key.sign(b"message").unwrap();
        let verifying_key = key.verifying_key().prepare();
        assert_eq!(verifying_key.verify(b"message", &signature), Ok(()), "{algorithm}");
        assert!(verifying_key.verify(b"massage", &signature).is_err(), "{algorithm}");
        let again = Jwk::from_json(key.jwk().to_json().as_bytes()).unwrap();
        let again = again.signing_key(None).unwrap().verifying_key();
        assert_eq!(again.verify(b"message", &signature), Ok(()), "{algorithm}");
        if family != Family::Hmac {
            let again = SigningKey::from_pem(algorithm, &*key.jwk().to_pem().unwrap()).unwrap();
            assert_eq!(again.verifying_key().verify(b"message", &signature), Ok(()), "{algorithm}");
        }
    }
}

#[test]
fn a_jwk_is_read_or_refused_with_its_feature() {
    for (family, jwk) in public_keys() {
        match Jwk::from_json(&jwk) {
            Ok(read) => {
                assert!(family.is_built_in(), "{jwk}");
                assert!(read.algorithms().iter().all(|one| one.family().is_built_in()));
            }
            Err(error) => names_feature(&error, family),
        }
    }
    match Jwk::from_secret(&[7; 32]) {
        Ok(_) => assert!(Family::Hmac.is_built_in()),
        Err(error) => names_feature(&error, Family::Hmac),
    }
}

#[test]
fn what_is_expected_is_what_the_build_has() {
    let unknown = Jwk::from_json(r#"{"kty":"NEW"}"#).unwrap_err();
    let told = unknown.to_string();
    assert!(unknown.explanation().remedy.starts_with("Use a key of one of these kinds"));
    for (family, name) in [
        (Family::Ecdsa, "EC"),
        (Family::EdDsa, "OKP Ed25519"),
        (Family::Hmac, "oct"),
        (Family::MlDsa, "AKP ML-DSA"),
        (Family::RsaPss, "RSA"),
    ] {
        assert_eq!(told.contains(name), family.is_built_in(), "{told}");
    }
}

#[test]
fn pem_der_and_certificates_come_with_any_family_that_has_public_keys() {
    let key = Jwk::from_pem(ED25519_PEM);
    let certificate = Certificate::from_base64(CERTIFICATE);
    if has_containers() {
        let key_type = certificate.unwrap().key_type();
        assert_eq!(key.is_ok(), Family::EdDsa.is_built_in());
        assert_eq!(key_type.is_ok(), Family::EdDsa.is_built_in());
        for error in [key.err(), key_type.err()].into_iter().flatten() {
            names_feature(&error, Family::EdDsa);
        }
        return;
    }
    for error in [key.unwrap_err(), certificate.unwrap_err(), Jwk::from_der(b"0").unwrap_err()] {
        asks_for_feature(&error);
        assert!(error.to_string().ends_with(CONTAINERS), "{error}");
    }
    // A block of one family names its one feature, and PEM is called PEM.
    for (label, found, feature) in [
        ("PUBLIC KEY", "a public key in PEM", "one of the features"),
        ("RSA PUBLIC KEY", "an RSA public key in PEM", "the feature rsa"),
        ("EC PRIVATE KEY", "an EC private key in PEM", "the feature ecdsa"),
    ] {
        let text = format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
        let told = Jwk::from_pem(text).unwrap_err().to_string();
        assert!(told.contains(&format!("found {found}, for which {feature}")), "{told}");
    }
    // What is no PEM text at all is told as ever.
    assert_eq!(Jwk::from_pem("no key").unwrap_err().code(), "key.malformed");
}

#[test]
fn a_set_is_used_as_far_as_the_build_goes() {
    let keys = public_keys();
    let list = keys.each_ref().map(|(_, jwk)| jwk.as_str()).join(",");
    let set = JwkSet::from_json(format!(r#"{{"keys":[{list}]}}"#)).unwrap();
    let built = keys.iter().filter(|(family, _)| family.is_built_in()).count();
    assert_eq!(
        (set.keys.len(), set.skipped.len()),
        (built, keys.len().checked_sub(built).unwrap())
    );
    assert_eq!(set.verifying_keys().is_ok(), built > 0);
    // The rules about the whole set are the same in every build: a secret beside public keys confuses others.
    let mixed = format!(r#"{{"keys":[{list},{{"kty":"oct","k":"AAAA"}}]}}"#);
    let error = JwkSet::from_json(mixed).unwrap().verifying_keys().unwrap_err();
    assert_eq!(error.code(), "key.set_mixed");
}

#[cfg(feature = "hmac")]
mod hmac {
    use jwt_core::jws;
    use jwt_core::key::VerifyingKey;

    use super::*;

    #[test]
    fn a_token_of_another_algorithm_is_refused_the_same_in_every_build() {
        let key = VerifyingKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap();
        for (name, code) in [
            ("ES256", "jws.algorithm_mismatch"),
            ("RS256", "jws.algorithm_mismatch"),
            ("HS512", "jws.algorithm_mismatch"),
            ("XY999", "jws.algorithm_mismatch"),
            ("none", "jws.unsecured"),
        ] {
            let header = jwt_core::base64url::encode(format!(r#"{{"alg":"{name}"}}"#));
            let token = format!("{header}.e30.AAAA");
            let error = jws::verify(&token, &key, &jws::Policy::default()).unwrap_err();
            assert_eq!(error.code(), code, "{name}");
        }
    }

    #[test]
    fn the_text_of_a_key_is_no_secret_in_any_build() {
        let body = ED25519_PEM.lines().nth(1).unwrap();
        for text in [ED25519_PEM, body, CERTIFICATE, &public_keys()[1].1] {
            let error = VerifyingKey::hmac(Algorithm::Hs256, text.as_bytes()).unwrap_err();
            assert_eq!(error.code(), "key.looks_like_key", "{text}");
        }
    }
}
