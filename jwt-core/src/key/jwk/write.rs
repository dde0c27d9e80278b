//! A JWK as JSON text, in memory that is wiped.

use core::fmt::Write;

use zeroize::Zeroizing;

use super::Jwk;
use crate::alg::rsa;
use crate::base64url;
use crate::key::Certificate;
use crate::key::material::Material;
use crate::secret::Secret;

/// Writes a JWK: `kty` and `crv`, the members of its kind, then the metadata.
pub(super) fn write(jwk: &Jwk) -> Zeroizing<String> {
    let mut json = Zeroizing::new(String::with_capacity(4096));
    let kind = jwk.key_type();
    let _ = write!(json, "{{\"kty\":\"{}\"", kind.kty());
    if let Some(curve) = kind.crv() {
        let _ = write!(json, ",\"crv\":\"{curve}\"");
    }
    match &jwk.material {
        Material::Akp { public, private, .. } => {
            octets(&mut json, "pub", public);
            secret(&mut json, "priv", private.as_ref());
        }
        Material::Ec { curve, point, private } => {
            let (x, y) = point.split_at_checked(curve.coordinate_octets()).unwrap_or_default();
            octets(&mut json, "x", x);
            octets(&mut json, "y", y);
            secret(&mut json, "d", private.as_ref());
        }
        Material::Oct(octets) => secret(&mut json, "k", Some(octets)),
        Material::Okp { public, private } => {
            octets(&mut json, "x", public);
            secret(&mut json, "d", private.as_ref());
        }
        Material::Rsa { public, private, .. } => {
            octets(&mut json, "n", &public.modulus);
            octets(&mut json, "e", &public.exponent);
            if let Some(private) = private {
                write_rsa_private(&mut json, public, private);
            }
        }
    }
    write_metadata(&mut json, jwk);
    json.push('}');
    json
}

fn write_rsa_private(
    json: &mut String,
    public: &rsa::PublicIntegers,
    private: &rsa::PrivateIntegers,
) {
    secret(json, "d", Some(&private.exponent));
    // A producer includes all five or none of the rest (RFC 7518 §6.3.2).
    let Ok(key) = rsa::private_key(public, private, rsa::Limits::WIDEST) else {
        return;
    };
    let (_, whole) = rsa::integers(&key);
    if let (Some(crt), [p, q]) = (rsa::crt(&key), whole.primes.as_slice()) {
        secret(json, "p", Some(p));
        secret(json, "q", Some(q));
        secret(json, "dp", Some(&crt.dp));
        secret(json, "dq", Some(&crt.dq));
        secret(json, "qi", Some(&crt.qi));
    }
}

fn write_metadata(json: &mut String, jwk: &Jwk) {
    let mut member = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(json, ",\"{name}\":{value}");
        }
    };
    let quoted = |text: &String| serde_json::to_string(text).ok();
    member("use", jwk.public_key_use.as_ref().and_then(quoted));
    member("key_ops", jwk.key_operations.as_ref().and_then(|ops| serde_json::to_string(ops).ok()));
    // The alg of an AKP key is part of the key and must be there (RFC 9964 §3).
    let own = match &jwk.material {
        Material::Akp { set, .. } => Some(set.to_string()),
        _ => None,
    };
    member("alg", own.as_ref().or(jwk.algorithm.as_ref()).and_then(quoted));
    member("kid", jwk.key_id.as_ref().and_then(quoted));
    let certificates: Vec<String> = jwk.certificates.iter().map(Certificate::to_base64).collect();
    let x5c = serde_json::to_string(&certificates).ok();
    member("x5c", x5c.filter(|_| !certificates.is_empty()));
    member("x5t#S256", jwk.certificate_thumbprint.as_ref().and_then(quoted));
}

fn octets(json: &mut String, name: &str, value: &[u8]) {
    let _ = write!(json, ",\"{name}\":\"");
    base64url::encode_append(value, json);
    json.push('"');
}

fn secret(json: &mut String, name: &str, value: Option<&Secret>) {
    if let Some(value) = value {
        octets(json, name, value.expose());
    }
}
