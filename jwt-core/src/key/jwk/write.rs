//! A JWK as JSON text, in memory that is wiped.

use core::fmt::Write;

use zeroize::Zeroizing;

use super::Jwk;
use crate::alg::Algorithm;
use crate::base64url;
use crate::key::Certificate;
use crate::key::material::Allowed;
use crate::key::material::Material;
use crate::secret::Secret;

/// Writes a JWK: `kty` and `crv`, the members of its kind, then the metadata.
pub(super) fn write(jwk: &Jwk) -> Zeroizing<String> {
    let metadata = metadata(jwk);
    // Enough from the start: a text that grows leaves a copy of its secrets behind.
    let room = room(&jwk.material).saturating_add(metadata.len());
    let mut json = Zeroizing::new(String::with_capacity(room));
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
            secret(&mut json, "d", private.as_ref().map(|private| &private.exponent));
            // A producer includes all five or none of the rest (RFC 7518 §6.3.2).
            if let Some(primes) = private.as_ref().and_then(|private| private.primes.as_ref()) {
                secret(&mut json, "p", Some(&primes.p));
                secret(&mut json, "q", Some(&primes.q));
                secret(&mut json, "dp", Some(&primes.dp));
                secret(&mut json, "dq", Some(&primes.dq));
                secret(&mut json, "qi", Some(&primes.qi));
            }
        }
    }
    json.push_str(&metadata);
    json.push('}');
    json
}

/// Counts at least the characters of the members of a kind: names, and four thirds of the octets.
fn room(material: &Material) -> usize {
    let length = |secret: Option<&Secret>| secret.map_or(0, Secret::len);
    let octets = match material {
        Material::Akp { public, private, .. } | Material::Okp { public, private } => {
            public.len().saturating_add(length(private.as_ref()))
        }
        Material::Ec { point, private, .. } => point.len().saturating_add(length(private.as_ref())),
        Material::Oct(secret) => secret.len(),
        // d and the primes are as long as n, and dp, dq and qi as the primes, unless n is no modulus.
        Material::Rsa { public, private, .. } => {
            let whole = private.as_ref();
            let primes = whole.and_then(|private| private.primes.as_ref());
            let five = primes.map(|one| [&one.p, &one.q, &one.dp, &one.dq, &one.qi]);
            let rest = five.into_iter().flatten().map(Secret::len).sum::<usize>();
            let public = public.modulus.len().saturating_add(public.exponent.len());
            length(whole.map(|private| &private.exponent))
                .saturating_add(public)
                .saturating_add(rest)
        }
    };
    octets.saturating_mul(2).saturating_add(256)
}

fn metadata(jwk: &Jwk) -> String {
    let mut json = String::new();
    let mut member = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(json, ",\"{name}\":{value}");
        }
    };
    let quoted = |text: &String| serde_json::to_string(text).ok();
    member("use", jwk.public_key_use.as_ref().and_then(quoted));
    member("key_ops", jwk.key_operations.as_ref().and_then(|ops| serde_json::to_string(ops).ok()));
    member("alg", algorithm(jwk).as_ref().and_then(quoted));
    member("kid", jwk.key_id.as_ref().and_then(quoted));
    let certificates: Vec<String> = jwk.certificates.iter().map(Certificate::to_base64).collect();
    let x5c = serde_json::to_string(&certificates).ok();
    member("x5c", x5c.filter(|_| !certificates.is_empty()));
    member("x5t#S256", jwk.certificate_thumbprint.as_ref().and_then(quoted));
    json
}

/// Gives the `alg` of a key, which is part of some kinds of key, whatever their owner says.
///
/// For an AKP key it is the parameter set (RFC 9964 §3). No other member can say that a key is for
/// RSASSA-PSS alone (RFC 4055 §1.2): where its container leaves the hash open and nobody chose, the
/// first one is named rather than none, for without a name the key would serve RS256.
fn algorithm(jwk: &Jwk) -> Option<String> {
    if let Material::Akp { set, .. } = &jwk.material {
        return Some(set.to_string());
    }
    let allowed = jwk.material.allowed();
    let named = jwk.algorithm.as_deref().and_then(|name| name.parse().ok());
    let own = match allowed {
        Allowed::Pss if !named.is_some_and(|one| allowed.allows(one)) => Some(Algorithm::Ps256),
        _ => allowed.one(),
    };
    own.map(|one| one.as_str().to_owned()).or_else(|| jwk.algorithm.clone())
}

fn octets(json: &mut String, name: &str, value: &[u8]) {
    let _ = write!(json, ",\"{name}\":\"");
    base64url::encode_append(value, json);
    json.push('"');
}

/// Encodes in constant time and in memory that is wiped.
fn secret(json: &mut String, name: &str, value: Option<&Secret>) {
    if let Some(value) = value {
        let _ = write!(json, ",\"{name}\":\"{}\"", *value.to_base64url());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alg::integers;

    #[test]
    fn a_written_key_never_outgrows_its_first_buffer() {
        let long = vec![0xff; 5000];
        let secret = || Secret::from(&long[..]);
        let primes = integers::Primes::new([&long[..]; 5]);
        let mut keys: Vec<Jwk> = Algorithm::ALL
            .iter()
            .map(|&algorithm| crate::key::SigningKey::generate(algorithm).unwrap().jwk().clone())
            .collect();
        keys.push(Material::oct(secret()).unwrap().into());
        keys.push(Material::oct(Secret::from(&[1][..])).unwrap().into());
        let public = integers::PublicIntegers::new(&long, &[1, 0, 1]);
        let private = integers::PrivateIntegers { exponent: secret(), primes: Some(primes) };
        keys.push(Material::rsa(public, Some(private)).unwrap().into());
        let pem = include_str!("../../../tests/vectors/interop/rsa.cert.pem");
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let certificate = Certificate::from_base64(&body).unwrap();
        for jwk in &mut keys {
            jwk.certificates = vec![certificate.clone(); 10].into();
            jwk.key_id = Some("\u{1}".repeat(3000));
            let json = write(jwk);
            assert!(json.len() > 15_000);
            let room = room(&jwk.material) + metadata(jwk).len();
            assert!(json.len() <= room, "{} octets in {room}", json.len());
        }
    }
}
