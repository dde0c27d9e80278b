//! The other libraries behind one shape: a token from claims, claims from a token.

use core::cell::Cell;

use jsonwebtoken as other;
use jwt_core::Algorithm;
use jwt_core::key::SigningKey;
use jwt_simple::prelude as simple;
use jwt_simple::prelude::ECDSAP256KeyPairLike as _;
use jwt_simple::prelude::ECDSAP256PublicKeyLike as _;
use jwt_simple::prelude::ECDSAP256kKeyPairLike as _;
use jwt_simple::prelude::ECDSAP256kPublicKeyLike as _;
use jwt_simple::prelude::ECDSAP384KeyPairLike as _;
use jwt_simple::prelude::ECDSAP384PublicKeyLike as _;
use jwt_simple::prelude::EdDSAKeyPairLike as _;
use jwt_simple::prelude::EdDSAPublicKeyLike as _;
use jwt_simple::prelude::MACLike as _;
use jwt_simple::prelude::MLDSAKeyPairLike as _;
use jwt_simple::prelude::MLDSAPublicKeyLike as _;
use jwt_simple::prelude::RSAKeyPairLike as _;
use jwt_simple::prelude::RSAPublicKeyLike as _;
use serde_json::Map;
use serde_json::Value;

use crate::random::NOW;

type Claims = Map<String, Value>;
type Sign = dyn Fn(&str, &Claims) -> String;
type Verify = dyn Fn(&str) -> Result<Value, String>;

/// One library with one key for one algorithm.
pub(crate) struct Library {
    pub(crate) name: &'static str,
    /// Makes a token from a `kid` and claims; `None` when the library does not write this `alg`.
    pub(crate) sign: Option<Box<Sign>>,
    /// Gives the claims of a token that it accepts.
    pub(crate) verify: Box<Verify>,
}

/// Every library that has the algorithm, with the given key.
pub(crate) fn all(key: &SigningKey) -> Vec<Library> {
    [jsonwebtoken(key), jwt_simple(key)].into_iter().flatten().collect()
}

fn jsonwebtoken(key: &SigningKey) -> Option<Library> {
    let algorithm: other::Algorithm = key.algorithm().as_str().parse().ok()?;
    let (signing, verifying) = match algorithm.family() {
        other::AlgorithmFamily::Hmac => {
            let secret = secret(key);
            (other::EncodingKey::from_secret(&secret), other::DecodingKey::from_secret(&secret))
        }
        family => {
            let private = key.jwk().to_pem().unwrap();
            let public = key.jwk().public().unwrap().to_pem().unwrap();
            let (private, public) = (private.as_bytes(), public.as_bytes());
            match family {
                other::AlgorithmFamily::Rsa => (
                    other::EncodingKey::from_rsa_pem(private).unwrap(),
                    other::DecodingKey::from_rsa_pem(public).unwrap(),
                ),
                other::AlgorithmFamily::Ec => (
                    other::EncodingKey::from_ec_pem(private).unwrap(),
                    other::DecodingKey::from_ec_pem(public).unwrap(),
                ),
                _ => (
                    other::EncodingKey::from_ed_pem(private).unwrap(),
                    other::DecodingKey::from_ed_pem(public).unwrap(),
                ),
            }
        }
    };
    let mut validation = other::Validation::new(algorithm);
    // Both refuse `aud` until an audience is named, and neither is told one here.
    validation.validate_aud = false;
    validation.validate_nbf = true;
    let sign = move |kid: &str, claims: &Claims| {
        let mut header = other::Header::new(algorithm);
        header.kid = Some(kid.to_owned());
        other::encode(&header, claims, &signing).unwrap()
    };
    let verify = move |token: &str| {
        other::decode::<Value>(token, &verifying, &validation)
            .map(|data| data.claims)
            .map_err(|error| error.to_string())
    };
    Some(Library { name: "jsonwebtoken", sign: Some(Box::new(sign)), verify: Box::new(verify) })
}

/// The same few lines for each of the key types of `jwt-simple`, which share no trait.
macro_rules! pair {
    ($pair:expr, $sign:ident, $verifier:expr) => {{
        let pair = $pair.unwrap();
        let public = $verifier(&pair);
        // Its keys take a name only by value, and not all of them can be cloned.
        let pair = Cell::new(Some(pair));
        Library {
            name: "jwt-simple",
            sign: Some(Box::new(move |kid, claims| {
                let named = pair.take().unwrap().with_key_id(kid);
                let token = named.$sign(simple_claims(claims)).unwrap();
                pair.set(Some(named));
                token
            })),
            verify: Box::new(move |token| {
                let claims = public.verify_token::<Claims>(token, Some(simple_options()));
                claims
                    .map(|claims| in_order(serde_json::to_value(claims).unwrap()))
                    .map_err(|error| error.to_string())
            }),
        }
    }};
}

fn jwt_simple(key: &SigningKey) -> Option<Library> {
    type Fallible<T> = Result<T, jwt_simple::Error>;

    let algorithm = key.algorithm();
    let pem = key.jwk().to_pem().unwrap_or_default();
    let library = match algorithm {
        Algorithm::Hs256 => {
            let key: Fallible<_> = Ok(simple::HS256Key::from_bytes(&secret(key)));
            pair!(key, authenticate, simple::HS256Key::clone)
        }
        Algorithm::Hs384 => {
            let key: Fallible<_> = Ok(simple::HS384Key::from_bytes(&secret(key)));
            pair!(key, authenticate, simple::HS384Key::clone)
        }
        Algorithm::Hs512 => {
            let key: Fallible<_> = Ok(simple::HS512Key::from_bytes(&secret(key)));
            pair!(key, authenticate, simple::HS512Key::clone)
        }
        Algorithm::Rs256 => {
            pair!(simple::RS256KeyPair::from_pem(&pem), sign, simple::RS256KeyPair::public_key)
        }
        Algorithm::Rs384 => {
            pair!(simple::RS384KeyPair::from_pem(&pem), sign, simple::RS384KeyPair::public_key)
        }
        Algorithm::Rs512 => {
            pair!(simple::RS512KeyPair::from_pem(&pem), sign, simple::RS512KeyPair::public_key)
        }
        Algorithm::Ps256 => {
            pair!(simple::PS256KeyPair::from_pem(&pem), sign, simple::PS256KeyPair::public_key)
        }
        Algorithm::Ps384 => {
            pair!(simple::PS384KeyPair::from_pem(&pem), sign, simple::PS384KeyPair::public_key)
        }
        Algorithm::Ps512 => {
            pair!(simple::PS512KeyPair::from_pem(&pem), sign, simple::PS512KeyPair::public_key)
        }
        Algorithm::Es256 => {
            pair!(simple::ES256KeyPair::from_pem(&pem), sign, simple::ES256KeyPair::public_key)
        }
        Algorithm::Es384 => {
            pair!(simple::ES384KeyPair::from_pem(&pem), sign, simple::ES384KeyPair::public_key)
        }
        Algorithm::Es256k => {
            pair!(simple::ES256kKeyPair::from_pem(&pem), sign, simple::ES256kKeyPair::public_key)
        }
        Algorithm::EdDsa | Algorithm::Ed25519 => {
            let mut library = pair!(
                simple::Ed25519KeyPair::from_pem(&pem),
                sign,
                simple::Ed25519KeyPair::public_key
            );
            if algorithm == Algorithm::Ed25519 {
                // It writes the older name alone, and reads both.
                library.sign = None;
            }
            library
        }
        _ => return ml_dsa(key),
    };
    Some(library)
}

/// Theirs reads the private JWK: `AKP` with a seed (RFC 9964).
fn ml_dsa(key: &SigningKey) -> Option<Library> {
    let jwk = key.jwk().to_json();
    let library = match key.algorithm() {
        Algorithm::MlDsa44 => {
            pair!(simple::MLDSA44KeyPair::from_jwk(&jwk), sign, simple::MLDSA44KeyPair::public_key)
        }
        Algorithm::MlDsa65 => {
            pair!(simple::MLDSA65KeyPair::from_jwk(&jwk), sign, simple::MLDSA65KeyPair::public_key)
        }
        Algorithm::MlDsa87 => {
            pair!(simple::MLDSA87KeyPair::from_jwk(&jwk), sign, simple::MLDSA87KeyPair::public_key)
        }
        _ => return None,
    };
    Some(library)
}

/// Theirs keeps registered claims in fields and the others in a map.
fn simple_claims(claims: &Claims) -> simple::JWTClaims<Claims> {
    serde_json::from_value(Value::Object(claims.clone())).unwrap()
}

/// It keeps several audiences as a set, whose order changes from run to run.
fn in_order(mut claims: Value) -> Value {
    if let Some(Value::Array(names)) = claims.get_mut("aud") {
        names.sort_by_key(Value::to_string);
    }
    claims
}

fn simple_options() -> simple::VerificationOptions {
    simple::VerificationOptions {
        artificial_time: Some(simple::UnixTimeStamp::from_secs(NOW)),
        time_tolerance: Some(simple::Duration::from_secs(60)),
        ..simple::VerificationOptions::default()
    }
}

fn secret(key: &SigningKey) -> Vec<u8> {
    let jwk: Value = serde_json::from_str(&key.jwk().to_json()).unwrap();
    jwt_core::base64url::decode(jwk["k"].as_str().unwrap()).unwrap()
}
