//! What must hold of every key that was read, from wherever.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::VerifyingKey;

/// Claims that the key, written as JSON, is read back as the same key.
pub fn survives_json(jwk: &Jwk) {
    let json = jwk.to_json();
    let again = Jwk::from_json(json.as_bytes()).expect("a written key is read");
    is_same(&again, jwk);
    assert_eq!(*again.to_json(), *json);
    assert_eq!(again.certificates().len(), jwk.certificates().len());
    assert_eq!(again.key_id(), jwk.key_id());
    assert_eq!(again.key_operations(), jwk.key_operations());
}

/// Claims that the key, written as PEM, is read back as the same key; a secret and RSA keys beyond the
/// limits may refuse to be written.
pub fn survives_pem(jwk: &Jwk) {
    if let Ok(pem) = jwk.to_pem() {
        is_same(&Jwk::from_pem(&pem).expect("a written key is read"), jwk);
    }
}

/// Binds the key to every algorithm; a key that was bound serves what it says, and refuses a
/// signature that is none, of whatever length. What a private key signs, it verifies.
pub fn binds_or_is_refused(jwk: &Jwk) {
    for &algorithm in Algorithm::ALL {
        if let Ok(key) = jwk.verifying_key(Some(algorithm)) {
            assert!(jwk.key_type().serves(algorithm) && jwk.algorithms().contains(&algorithm));
            assert!(key.verify(b"message", b"signature").is_err());
            // RSA alone has no length of its own: that of the modulus.
            let octets = algorithm.signature_octets();
            let octets = octets.unwrap_or_else(|| jwk.bits().div_ceil(8));
            assert!(key.verify(b"message", &vec![1; octets]).is_err());
        }
        if let Ok(key) = jwk.signing_key(Some(algorithm)) {
            assert!(jwk.is_private() && key.algorithm() == algorithm);
            let public = key.verifying_key();
            assert_eq!(public.algorithm(), algorithm);
            let signature = key.sign(b"message").expect("a bound key signs");
            assert!(public.verify(b"message", &signature).is_ok());
            assert!(public.verify(b"massage", &signature).is_err());
        }
    }
    if let Some(public) = jwk.public() {
        assert!(!public.is_private());
        assert_eq!(public.thumbprint(), jwk.thumbprint());
    }
}

/// Claims that a set which hands out keys has no shared secret beside a public key, and gives one `kid`
/// to one key of a kind alone.
pub fn binds_as_a_set_or_is_refused(set: &JwkSet) {
    let Ok(bound) = set.verifying_keys() else { return };
    let keys = bound.keys();
    assert!(!keys.is_empty() && keys.len() <= set.keys.len() * Algorithm::ALL.len());
    let secrets = keys.iter().filter(|key| key.algorithm().family() == Family::Hmac).count();
    assert!(secrets == 0 || secrets == keys.len());
    for (index, key) in keys.iter().enumerate() {
        let same = |other: &&VerifyingKey| {
            key.key_id().is_some()
                && other.key_id() == key.key_id()
                && other.jwk().key_type().kty() == key.jwk().key_type().kty()
        };
        for other in keys.iter().skip(index).filter(same) {
            assert_eq!(other.thumbprint(), key.thumbprint());
        }
    }
}

/// Puts octets between the two lines of a PEM block.
pub fn armoured(label: &str, octets: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(octets))
}

fn is_same(one: &Jwk, other: &Jwk) {
    assert_eq!(one.thumbprint(), other.thumbprint());
    assert_eq!(one.key_type(), other.key_type());
    assert_eq!(one.is_private(), other.is_private());
}
