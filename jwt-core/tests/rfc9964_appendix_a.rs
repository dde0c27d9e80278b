//! The examples of RFC 9964, Appendix A.1: ML-DSA keys, their thumbprints, and signatures.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::alg::ParameterSet;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyType;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

fn examples() -> Vec<Value> {
    serde_json::from_str(include_str!("vectors/rfc/rfc9964_appendix_a.json")).unwrap()
}

fn jwk(example: &Value) -> Jwk {
    Jwk::from_json(example["jwk"].to_string().as_bytes()).unwrap()
}

fn key(example: &Value) -> VerifyingKey {
    jwk(example).public().unwrap().verifying_key(None).unwrap()
}

fn refused(members: &Value) -> &'static str {
    Jwk::from_json(members.to_string().as_bytes()).unwrap_err().code()
}

/// Members of the first example with one of them changed.
fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut members = examples()[0]["jwk"].clone();
    members[name] = value.into();
    members
}

#[test]
fn the_kid_of_each_key_is_its_thumbprint() {
    let examples = examples();
    assert_eq!(examples.len(), 3);
    for (example, set) in examples.iter().zip(ParameterSet::ALL) {
        let jwk = jwk(example);
        assert_eq!(jwk.key_type(), KeyType::Akp(*set));
        assert_eq!(Some(jwk.thumbprint().as_str()), jwk.key_id());
        assert_eq!(jwk.thumbprint(), jwk.public().unwrap().thumbprint());
        assert_eq!(jwk.key_type().to_string(), format!("AKP {set}"));
    }
}

#[test]
fn each_token_verifies_and_comes_back_whole() {
    for example in examples() {
        let token = example["compact"].as_str().unwrap();
        let verified = jws::verify(token, &key(&example), &Policy::default()).unwrap();
        assert_eq!(verified.payload(), example["payload_text"].as_str().unwrap().as_bytes());
        assert_eq!(verified.header().algorithm_name(), example["alg"]);
    }
}

#[test]
fn a_changed_octet_anywhere_is_refused() {
    for example in examples() {
        let (key, token) = (key(&example), example["compact"].as_str().unwrap());
        let (input, signature) = token.rsplit_once('.').unwrap();
        let signature = base64url::decode(signature).unwrap();
        for at in (0..signature.len()).step_by(101) {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(key.verify(input.as_bytes(), &changed).is_err(), "octet {at}");
        }
        for at in (0..input.len()).step_by(17) {
            let mut changed = input.as_bytes().to_vec();
            changed[at] ^= 1;
            assert!(key.verify(&changed, &signature).is_err(), "octet {at}");
        }
        assert!(key.verify(input.as_bytes(), &signature).is_ok());
    }
}

#[test]
fn a_token_of_one_parameter_set_verifies_under_no_other() {
    for (one, example) in examples().iter().enumerate() {
        let token = example["compact"].as_str().unwrap();
        for (other, foreign) in examples().iter().enumerate() {
            let outcome = jws::verify(token, &key(foreign), &Policy::default());
            assert_eq!(outcome.is_ok(), one == other);
        }
    }
}

#[test]
fn a_private_key_signs_what_its_public_half_verifies() {
    for example in examples() {
        let signing = jwk(&example).signing_key(None).unwrap();
        let signature = signing.sign(b"message").unwrap();
        assert_eq!(key(&example).verify(b"message", &signature), Ok(()));
        assert_eq!(Some(signature.len()), signing.algorithm().signature_octets());
    }
}

/// The PKCS#8 that other programs write for the seed of zeros (RFC 9881 §6).
#[test]
fn the_seed_is_written_as_other_programs_write_it() {
    for (example, last) in examples().iter().zip([0x11, 0x12, 0x13]) {
        let mut der = vec![0x30, 0x34, 2, 1, 0, 0x30, 0x0b, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4];
        der.extend([3, last, 4, 0x22, 0x80, 0x20]);
        der.extend([0; 32]);
        let read = Jwk::from_der(&der).unwrap();
        assert_eq!(read.thumbprint(), jwk(example).thumbprint());
        let pem = jwk(example).to_pem().unwrap();
        assert_eq!(*read.to_pem().unwrap(), *pem);
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        use base64::Engine;
        assert_eq!(base64::engine::general_purpose::STANDARD.decode(body).unwrap(), der);
        // The algorithm is told by the container; another one is refused.
        let algorithm = key(example).algorithm();
        assert!(SigningKey::from_der(algorithm, &der).is_ok());
        let other = SigningKey::from_der(Algorithm::Ed25519, &der).unwrap_err();
        assert_eq!(other.code(), "key.algorithm_mismatch");
    }
}

#[test]
fn alg_and_pub_are_required_and_exact() {
    let without = |name: &str| {
        let mut members = examples()[0]["jwk"].clone();
        members.as_object_mut().unwrap().remove(name);
        members
    };
    assert_eq!(refused(&without("alg")), "key.member");
    assert_eq!(refused(&without("pub")), "key.member");
    assert!(Jwk::from_json(without("priv").to_string().as_bytes()).is_ok());
    for alg in ["ml-dsa-44", "ML-DSA", "ML-DSA-44 ", "EdDSA", "HS256", "none", ""] {
        assert_eq!(refused(&with("alg", alg)), "key.unsupported", "{alg}");
    }
    // A public key of one parameter set under the name of another.
    assert_eq!(refused(&with("alg", "ML-DSA-65")), "key.member");
    for octets in [0, 1, 32, 1311, 1313, 1952, 2592] {
        let value = base64url::encode(vec![7; octets]);
        assert_eq!(refused(&with("pub", value)), "key.member", "{octets} octets");
    }
}

#[test]
fn priv_is_the_seed_of_this_public_key_and_nothing_else() {
    for octets in [0, 31, 33, 64, 2560] {
        let value = base64url::encode(vec![0; octets]);
        assert_eq!(refused(&with("priv", value)), "key.member", "{octets} octets");
    }
    let foreign = base64url::encode([1; 32]);
    assert_eq!(refused(&with("priv", foreign)), "key.inconsistent");
}

#[test]
fn a_public_key_is_no_hmac_secret_in_any_form() {
    use base64::Engine;
    let public = jwk(&examples()[0]).public().unwrap();
    let pem = public.to_pem().unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(&body).unwrap();
    for text in [pem.as_bytes(), body.as_bytes(), &der, public.to_json().as_bytes()] {
        let error = VerifyingKey::hmac(Algorithm::Hs256, text).unwrap_err();
        assert_eq!(error.code(), "key.looks_like_key");
    }
}

#[test]
fn a_set_hands_the_key_out_once() {
    let json = jwk(&examples()[2]).public().unwrap().to_json();
    let set = JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, *json).as_bytes()).unwrap();
    let keys = set.verifying_keys().unwrap();
    assert_eq!(keys.keys().len(), 1);
    assert_eq!(keys.keys()[0].algorithm(), Algorithm::MlDsa87);
}

#[test]
fn the_largest_token_fits_the_default_caps() {
    let key = jwk(&examples()[2]).signing_key(None).unwrap();
    let claims = Claims::new()
        .with_issuer("joe")
        .with_expiration(2_000_000_000_u64)
        .with("note", "x".repeat(4_000))
        .unwrap();
    let token = jwt_core::jwt::sign(&key, &claims).unwrap();
    assert!(token.len() > 11_000, "{}", token.len());
    let verifier = Verifier::new(key.verifying_key()).issuer("joe");
    assert!(verifier.verify(&token, 1_900_000_000_u64).is_ok());
}
