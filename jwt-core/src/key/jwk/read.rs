//! The members of a JWK, read by kind (RFC 7518 §6, RFC 8037 §2, RFC 8812 §3.1, RFC 9964 §3).
//!
//! Errors name the member and the place in it, never a character: it may be a secret's.

use base64ct::Base64UrlUnpadded;
use base64ct::Encoding;
use zeroize::Zeroizing;

use super::Jwk;
use crate::alg::Curve;
use crate::alg::ParameterSet;
use crate::alg::integers;
use crate::alg::parameter_set::SEED_OCTETS;
use crate::base64url;
use crate::json::Object;
use crate::key::KeyError;
use crate::key::certificate;
use crate::key::error::quoted;
use crate::key::material::Material;
use crate::secret::Secret;

/// Reads a JWK from its members.
pub(in crate::key) fn read(object: &Object<'_>) -> Result<Jwk, KeyError> {
    let kty = text(object, "kty")?
        .ok_or(KeyError::Member { name: "kty", problem: "is missing".to_owned() })?;
    let material = match kty.as_str() {
        "AKP" => akp(object)?,
        "EC" => ec(object)?,
        "OKP" => okp(object)?,
        "RSA" => rsa(object)?,
        "oct" => Material::oct(required(object, "k")?)?,
        _ => return Err(KeyError::unsupported(quoted(&kty))),
    };
    let mut jwk = Jwk {
        material,
        algorithm: text(object, "alg")?,
        certificate_thumbprint: certificate::read_thumbprint(object)?,
        certificates: certificate::read(object)?.into(),
        key_id: text(object, "kid")?,
        key_operations: operations(object)?,
        public_key_use: text(object, "use")?,
    };
    consistent(&jwk)?;
    certificate::check(&mut jwk)?;
    Ok(jwk)
}

fn akp(object: &Object<'_>) -> Result<Material, KeyError> {
    let alg = required_text(object, "alg")?;
    let set = ParameterSet::ALL
        .iter()
        .copied()
        .find(|set| set.algorithm().as_str() == alg)
        .ok_or_else(|| KeyError::unsupported(format!("AKP {}", quoted(&alg))))?;
    let public = exact(required(object, "pub")?, "pub", set.public_key_octets())?;
    let seed = optional(object, "priv")?;
    let seed = seed.map(|seed| exact(seed, "priv", SEED_OCTETS)).transpose()?;
    Material::akp(set, Some(public.expose()), seed)
}

fn ec(object: &Object<'_>) -> Result<Material, KeyError> {
    let crv = required_text(object, "crv")?;
    let curve = Curve::ALL
        .iter()
        .copied()
        .find(|curve| curve.as_str() == crv)
        .ok_or_else(|| KeyError::unsupported(format!("EC {}", quoted(&crv))))?;
    let octets = curve.coordinate_octets();
    let x = exact(required(object, "x")?, "x", octets)?;
    let y = exact(required(object, "y")?, "y", octets)?;
    let d = optional(object, "d")?.map(|d| exact(d, "d", octets)).transpose()?;
    let sec1 = [&[4], x.expose(), y.expose()].concat();
    Material::ec(curve, Some(&sec1), d)
}

fn okp(object: &Object<'_>) -> Result<Material, KeyError> {
    let crv = required_text(object, "crv")?;
    if crv != "Ed25519" {
        return Err(KeyError::unsupported(format!("OKP {}", quoted(&crv))));
    }
    let x = exact(required(object, "x")?, "x", 32)?;
    let d = optional(object, "d")?.map(|d| exact(d, "d", 32)).transpose()?;
    Material::okp(Some(x.expose()), d)
}

fn rsa(object: &Object<'_>) -> Result<Material, KeyError> {
    if object.get("oth").is_some() {
        return Err(KeyError::Member {
            name: "oth",
            problem: "keys with more than two primes are not supported".to_owned(),
        });
    }
    let n = required(object, "n")?;
    let e = required(object, "e")?;
    let public = integers::PublicIntegers::new(n.expose(), e.expose());
    let primes = primes(object)?;
    let exponent = optional(object, "d")?;
    if exponent.is_none() && primes.is_some() {
        let problem = "is missing beside the primes".to_owned();
        return Err(KeyError::Member { name: "d", problem });
    }
    let private = exponent.map(|exponent| integers::PrivateIntegers { exponent, primes });
    Material::rsa(public, private)
}

/// Reads p, q, dp, dq and qi. RFC 7518 §6.3.2: where one is, "all of the others MUST be present".
fn primes(object: &Object<'_>) -> Result<Option<integers::Primes>, KeyError> {
    let names = ["p", "q", "dp", "dq", "qi"];
    if names.iter().all(|name| object.get(name).is_none()) {
        return Ok(None);
    }
    let [p, q, dp, dq, qi] = names.map(|name| required(object, name));
    let (p, q, dp, dq, qi) = (p?, q?, dp?, dq?, qi?);
    let five = [&p, &q, &dp, &dq, &qi].map(Secret::expose);
    Ok(Some(integers::Primes::new(five)))
}

fn operations(object: &Object<'_>) -> Result<Option<Vec<String>>, KeyError> {
    let name = "key_ops";
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    let wrong = |problem: &str| KeyError::Member { name, problem: problem.to_owned() };
    let items = value.as_array().ok_or_else(|| wrong("expected an array of strings"))?;
    // Each one is compared with all before it.
    if items.len() > MAX_OPERATIONS {
        return Err(wrong(&format!("expected at most {MAX_OPERATIONS} operations")));
    }
    let mut operations = Vec::with_capacity(items.len());
    for item in items {
        let text = item.as_str().ok_or_else(|| wrong("expected an array of strings"))?;
        if operations.iter().any(|known| known == text) {
            return Err(wrong("an operation stands twice (RFC 7517 §4.3)"));
        }
        operations.push(text.to_owned());
    }
    Ok(Some(operations))
}

/// The most entries of `key_ops`; eight are registered (RFC 7517 §8.3).
const MAX_OPERATIONS: usize = 32;

/// Compares `use` with `key_ops`: both together "MUST be consistent" (RFC 7517 §4.3).
///
/// What is registered for neither is nobody's contradiction.
fn consistent(jwk: &Jwk) -> Result<(), KeyError> {
    let forbidden: &[&str] = match jwk.public_key_use() {
        Some("sig") => &["encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"],
        Some("enc") => &["sign", "verify"],
        _ => &[],
    };
    let operations = jwk.key_operations().unwrap_or_default();
    match operations.iter().find(|one| forbidden.contains(&one.as_str())) {
        Some(one) => {
            let told = jwk.public_key_use().unwrap_or_default();
            let problem = format!("{one:?} contradicts the use {told:?}");
            Err(KeyError::Member { name: "key_ops", problem })
        }
        None => Ok(()),
    }
}

fn text(object: &Object<'_>, name: &'static str) -> Result<Option<String>, KeyError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    match value.as_str() {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(KeyError::Member {
            name,
            problem: format!("expected a string, found {}", value.type_name()),
        }),
    }
}

fn required_text(object: &Object<'_>, name: &'static str) -> Result<String, KeyError> {
    text(object, name)?.ok_or(KeyError::Member { name, problem: "is missing".to_owned() })
}

fn required(object: &Object<'_>, name: &'static str) -> Result<Secret, KeyError> {
    optional(object, name)?.ok_or(KeyError::Member { name, problem: "is missing".to_owned() })
}

/// Decodes a base64url member in constant time, for it may be a secret, into memory that is wiped.
///
/// The error tells the place and no character.
fn optional(object: &Object<'_>, name: &'static str) -> Result<Option<Secret>, KeyError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    let text = value.as_str().ok_or_else(|| KeyError::Member {
        name,
        problem: format!("expected a base64url string, found {}", value.type_name()),
    })?;
    let mut octets = Zeroizing::new(vec![0; base64url::decoded_len(text.len()).unwrap_or(0)]);
    if Base64UrlUnpadded::decode(text, &mut octets).is_ok() {
        return Ok(Some(Secret::from(octets)));
    }
    let place = base64url::first_mistake(text.as_bytes()).offset;
    let problem = format!("is not strict base64url at character {place}");
    Err(KeyError::Member { name, problem })
}

fn exact(octets: Secret, name: &'static str, expected: usize) -> Result<Secret, KeyError> {
    if octets.len() == expected {
        return Ok(octets);
    }
    let problem = format!("expected {expected} octets, found {}", octets.len());
    Err(KeyError::Member { name, problem })
}
