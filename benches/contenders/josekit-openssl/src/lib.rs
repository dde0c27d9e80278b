//! `josekit`, as its users write it: keys and validator made once, `iss`, `aud`, `exp` and `nbf` checked.
//!
//! It knows no claims of the caller's type: a tree is read, and made into the type afterwards. Its PSS wants keys that
//! are marked as such, which those of the course are not.

use std::error::Error;
use std::hint::black_box;
use std::time::SystemTime;

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
use josekit::JoseError;
use josekit::jws::ES256;
use josekit::jws::ES384;
use josekit::jws::EdDSA;
use josekit::jws::HS256;
use josekit::jws::JwsHeader;
use josekit::jws::JwsSigner;
use josekit::jws::JwsVerifier;
use josekit::jws::RS256;
use josekit::jwt;
use josekit::jwt::JwtPayload;
use josekit::jwt::JwtPayloadValidator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

type Signer = Box<dyn JwsSigner>;
type Verifier = Box<dyn JwsVerifier>;

/// A key, parsed anew.
struct Keys {
    name: &'static str,
    signer: fn() -> Result<Signer, JoseError>,
    verifier: fn() -> Result<Verifier, JoseError>,
}

const HMAC: Keys = Keys {
    name: "hs256",
    signer: || Ok(Box::new(HS256.signer_from_bytes(keys::HMAC)?)),
    verifier: || Ok(Box::new(HS256.verifier_from_bytes(keys::HMAC)?)),
};

const KEYS: [Keys; 5] = [
    HMAC,
    Keys {
        name: "rs256",
        signer: || Ok(Box::new(RS256.signer_from_pem(keys::RSA)?)),
        verifier: || Ok(Box::new(RS256.verifier_from_pem(keys::RSA_PUBLIC)?)),
    },
    Keys {
        name: "es256",
        signer: || Ok(Box::new(ES256.signer_from_pem(keys::P256)?)),
        verifier: || Ok(Box::new(ES256.verifier_from_pem(keys::P256_PUBLIC)?)),
    },
    Keys {
        name: "es384",
        signer: || Ok(Box::new(ES384.signer_from_pem(keys::P384)?)),
        verifier: || Ok(Box::new(ES384.verifier_from_pem(keys::P384_PUBLIC)?)),
    },
    Keys {
        name: "ed25519",
        signer: || Ok(Box::new(EdDSA.signer_from_pem(keys::ED25519)?)),
        verifier: || Ok(Box::new(EdDSA.verifier_from_pem(keys::ED25519_PUBLIC)?)),
    },
];

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = Vec::new();
    for Keys { name, signer, verifier } in KEYS {
        cases.push(sign(format!("{name}-sign"), signer()?, &payload::session())?);
        cases.push(typed::<Session<String>>(format!("{name}-verify"), verifier()?, named()));
        cases.push(Case::new(format!("{name}-sign-per-call"), move |_, watch| {
            let claims = claims(black_box(&payload::session()))?;
            let token = jwt::encode_with_signer(&claims, &header(), &*signer()?)?;
            watch.saw(&token, String::clone);
            Ok(())
        }));
        cases.push(Case::new(format!("{name}-verify-per-call"), move |token, watch| {
            let claims = read(token, &*verifier()?, &mut named())?;
            let claims: Session<String> = serde_json::from_value(claims)?;
            watch.saw(&claims, show);
            Ok(())
        }));
    }
    let (signer, verifier) = (HMAC.signer, HMAC.verifier);
    cases.extend([
        sign("hs256-sign-tiny".into(), signer()?, &payload::tiny())?,
        sign("hs256-sign-large".into(), signer()?, &payload::large())?,
        // The tiny claims name nobody.
        typed::<Tiny<String>>("hs256-verify-tiny".into(), verifier()?, JwtPayloadValidator::new()),
        typed::<Large<String>>("hs256-verify-large".into(), verifier()?, named()),
        tree("hs256-verify-value-tiny", verifier()?, JwtPayloadValidator::new()),
        tree("hs256-verify-value", verifier()?, named()),
        tree("hs256-verify-value-large", verifier()?, named()),
    ]);
    Ok(cases)
}

fn header() -> JwsHeader {
    let mut header = JwsHeader::new();
    header.set_token_type("JWT");
    header
}

fn named() -> JwtPayloadValidator {
    let mut rules = JwtPayloadValidator::new();
    rules.set_issuer(ISSUER);
    rules.set_audience(AUDIENCE);
    rules
}

fn claims(claims: &impl Serialize) -> Result<JwtPayload, Box<dyn Error>> {
    match serde_json::to_value(claims)? {
        Value::Object(claims) => Ok(JwtPayload::from_map(claims)?),
        _ => Err("no claims".into()),
    }
}

fn sign(name: String, key: Signer, written: &impl Serialize) -> Result<Case, Box<dyn Error>> {
    let (header, claims) = (header(), claims(written)?);
    Ok(Case::new(name, move |_, watch| {
        let token = jwt::encode_with_signer(black_box(&claims), &header, &*key)?;
        watch.saw(&token, String::clone);
        Ok(())
    }))
}

fn typed<C: DeserializeOwned + Serialize + 'static>(
    name: String,
    key: Verifier,
    mut rules: JwtPayloadValidator,
) -> Case {
    Case::new(name, move |token, watch| {
        let claims: C = serde_json::from_value(read(token, &*key, &mut rules)?)?;
        watch.saw(&claims, show);
        Ok(())
    })
}

fn tree(name: &str, key: Verifier, mut rules: JwtPayloadValidator) -> Case {
    Case::new(name, move |token, watch| {
        watch.saw(&read(token, &*key, &mut rules)?, show_value);
        Ok(())
    })
}

fn read(
    token: &str,
    key: &dyn JwsVerifier,
    rules: &mut JwtPayloadValidator,
) -> Result<Value, Box<dyn Error>> {
    let (payload, _) = jwt::decode_with_verifier(token, key)?;
    rules.set_base_time(SystemTime::now());
    rules.validate(&payload)?;
    Ok(Value::Object(payload.into()))
}
