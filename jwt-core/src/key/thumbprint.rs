//! The JWK Thumbprint (RFC 7638 §3, RFC 8037 §2, RFC 9964 §6): SHA-256 over the required members alone; and its
//! URI (RFC 9278).
//!
//! ```text
//! EC   {"crv":"P-256","kty":"EC","x":"…","y":"…"}        oct  {"k":"…","kty":"oct"}
//! OKP  {"crv":"Ed25519","kty":"OKP","x":"…"}             RSA  {"e":"AQAB","kty":"RSA","n":"…"}
//! AKP  {"alg":"ML-DSA-44","kty":"AKP","pub":"…"}
//! ```
//!
//! The members stand in lexicographic order, without white space; a key pair has the thumbprint of
//! its public half.

use core::fmt::Write;

use sha2::Digest;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::material::Material;
use crate::base64url;

/// Computes the thumbprint and encodes it, 43 characters.
pub(super) fn sha256(material: &Material) -> String {
    base64url::encode(Sha256::digest(canonical(material).as_bytes()))
}

/// Writes the thumbprint as a URI; `sha-256` is the registered name of the hash (RFC 9278 §4).
pub(super) fn uri(material: &Material) -> String {
    format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}", sha256(material))
}

/// Writes the required members in their order, without white space.
pub(super) fn canonical(material: &Material) -> Zeroizing<String> {
    // Room for a long secret from the start: a text that grows leaves copies behind.
    let octets = match material {
        Material::Oct(secret) => secret.len(),
        _ => 0,
    };
    let room = octets.saturating_mul(2).saturating_add(1024);
    let mut json = Zeroizing::new(String::with_capacity(room));
    let _ = match material {
        Material::Akp { set, public, .. } => {
            let public = base64url::encode(public);
            write!(json, r#"{{"alg":"{set}","kty":"AKP","pub":"{public}"}}"#)
        }
        Material::Ec { curve, point, .. } => {
            let (x, y) = point.split_at_checked(curve.coordinate_octets()).unwrap_or_default();
            let (x, y) = (base64url::encode(x), base64url::encode(y));
            write!(json, r#"{{"crv":"{curve}","kty":"EC","x":"{x}","y":"{y}"}}"#)
        }
        Material::Oct(secret) => {
            write!(json, r#"{{"k":"{}","kty":"oct"}}"#, *secret.to_base64url())
        }
        Material::Okp { public, .. } => {
            let x = base64url::encode(public);
            write!(json, r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#)
        }
        Material::Rsa { public, .. } => {
            let e = base64url::encode(&public.exponent);
            let n = base64url::encode(&public.modulus);
            write!(json, r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)
        }
    };
    json
}
