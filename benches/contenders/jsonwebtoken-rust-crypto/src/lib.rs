//! `jsonwebtoken`, as its users write it: keys and validation made once, `iss`, `aud`, `exp` and `nbf` checked.
//!
//! It has no claims that borrow.

mod more;

use std::hint::black_box;

use course::AUDIENCE;
use course::Case;
use course::Cases;
use course::ISSUER;
use course::keys;
use course::payload;
use course::payload::Large;
use course::payload::Session;
use course::payload::Tiny;
use course::payload::show;
use course::payload::show_value;
use jsonwebtoken::Algorithm;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::EncodingKey;
use jsonwebtoken::Header;
use jsonwebtoken::Validation;
use jsonwebtoken::decode;
use jsonwebtoken::encode;
use jsonwebtoken::errors::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The algorithms that are measured, by the names of their cases.
const ALGORITHMS: [(&str, Algorithm); 6] = [
    ("hs256", Algorithm::HS256),
    ("rs256", Algorithm::RS256),
    ("ps256", Algorithm::PS256),
    ("es256", Algorithm::ES256),
    ("es384", Algorithm::ES384),
    ("ed25519", Algorithm::EdDSA),
];

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = Vec::new();
    for (name, algorithm) in ALGORITHMS {
        let key = encoding_key(algorithm)?;
        cases.push(sign(format!("{name}-sign"), algorithm, key, payload::session()));
        cases.push(Case::new(format!("{name}-sign-per-call"), move |_, watch| {
            let key = encoding_key(algorithm)?;
            let token = encode(&Header::new(algorithm), black_box(&payload::session()), &key)?;
            watch.saw(&token, String::clone);
            Ok(())
        }));
        let key = decoding_key(algorithm)?;
        cases.push(verify::<Session<String>>(format!("{name}-verify"), key, rules(algorithm)));
        cases.push(Case::new(format!("{name}-verify-per-call"), move |token, watch| {
            let (key, rules) = (decoding_key(algorithm)?, rules(algorithm));
            let data = decode::<Session<String>>(token, &key, &rules)?;
            watch.saw(&data.claims, show);
            Ok(())
        }));
    }
    let hs256 = Algorithm::HS256;
    let tiny = || tiny_rules(hs256);
    let signing = || encoding_key(hs256);
    let key = || decoding_key(hs256);
    cases.extend([
        sign("hs256-sign-tiny", hs256, signing()?, payload::tiny()),
        sign("hs256-sign-large", hs256, signing()?, payload::large()),
        verify::<Tiny<String>>("hs256-verify-tiny", key()?, tiny()),
        verify::<Large<String>>("hs256-verify-large", key()?, rules(hs256)),
        value("hs256-verify-value-tiny", key()?, tiny()),
        value("hs256-verify-value", key()?, rules(hs256)),
        value("hs256-verify-value-large", key()?, rules(hs256)),
    ]);
    cases.extend(more::cases());
    Ok(cases)
}

/// The tiny claims name nobody.
fn tiny_rules(algorithm: Algorithm) -> Validation {
    let mut rules = Validation::new(algorithm);
    rules.validate_nbf = true;
    rules
}

fn rules(algorithm: Algorithm) -> Validation {
    let mut rules = Validation::new(algorithm);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[AUDIENCE]);
    rules.validate_nbf = true;
    rules
}

fn encoding_key(algorithm: Algorithm) -> Result<EncodingKey> {
    match algorithm {
        Algorithm::HS256 => Ok(EncodingKey::from_secret(keys::HMAC)),
        Algorithm::RS256 | Algorithm::PS256 => EncodingKey::from_rsa_pem(keys::RSA.as_bytes()),
        Algorithm::ES256 => EncodingKey::from_ec_pem(keys::P256.as_bytes()),
        Algorithm::ES384 => EncodingKey::from_ec_pem(keys::P384.as_bytes()),
        _ => EncodingKey::from_ed_pem(keys::ED25519.as_bytes()),
    }
}

fn decoding_key(algorithm: Algorithm) -> Result<DecodingKey> {
    match algorithm {
        Algorithm::HS256 => Ok(DecodingKey::from_secret(keys::HMAC)),
        Algorithm::RS256 | Algorithm::PS256 => {
            DecodingKey::from_rsa_pem(keys::RSA_PUBLIC.as_bytes())
        }
        Algorithm::ES256 => DecodingKey::from_ec_pem(keys::P256_PUBLIC.as_bytes()),
        Algorithm::ES384 => DecodingKey::from_ec_pem(keys::P384_PUBLIC.as_bytes()),
        _ => DecodingKey::from_ed_pem(keys::ED25519_PUBLIC.as_bytes()),
    }
}

fn sign(
    name: impl Into<String>,
    algorithm: Algorithm,
    key: EncodingKey,
    claims: impl Serialize + 'static,
) -> Case {
    let header = Header::new(algorithm);
    Case::new(name, move |_, watch| {
        let token = encode(&header, black_box(&claims), &key)?;
        watch.saw(&token, String::clone);
        Ok(())
    })
}

fn verify<C: DeserializeOwned + Serialize + 'static>(
    name: impl Into<String>,
    key: DecodingKey,
    rules: Validation,
) -> Case {
    Case::new(name, move |token, watch| {
        let data = decode::<C>(token, &key, &rules)?;
        watch.saw(&data.claims, show);
        Ok(())
    })
}

fn value(name: &str, key: DecodingKey, rules: Validation) -> Case {
    Case::new(name, move |token, watch| {
        let data = decode::<Value>(token, &key, &rules)?;
        watch.saw(&data.claims, show_value);
        Ok(())
    })
}
