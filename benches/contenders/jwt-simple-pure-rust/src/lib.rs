//! `jwt-simple`, as its users write it: keys and options made once, `iss`, `aud`, `exp` and `nbf` checked.
//!
//! It reads registered claims into fields of its own, and its users write down the others. Claims that are signed are
//! given away. It has no claims that borrow.

use std::collections::HashSet;
use std::error::Error;
use std::hint::black_box;

use course::AUDIENCE;
use course::Answer;
use course::Case;
use course::Cases;
use course::EXPIRES;
use course::ISSUER;
use course::Watch;
use course::keys;
use course::payload;
use course::payload::show_value;
use jwt_simple::prelude as simple;
use jwt_simple::prelude::Duration;
use jwt_simple::prelude::ECDSAP256KeyPairLike as _;
use jwt_simple::prelude::ECDSAP256PublicKeyLike as _;
use jwt_simple::prelude::ECDSAP384KeyPairLike as _;
use jwt_simple::prelude::ECDSAP384PublicKeyLike as _;
use jwt_simple::prelude::EdDSAKeyPairLike as _;
use jwt_simple::prelude::EdDSAPublicKeyLike as _;
use jwt_simple::prelude::JWTClaims;
use jwt_simple::prelude::MACLike as _;
use jwt_simple::prelude::RSAKeyPairLike as _;
use jwt_simple::prelude::RSAPublicKeyLike as _;
use jwt_simple::prelude::VerificationOptions;
use jwt_simple::token::Token;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

/// What is no registered claim, in the typical token.
#[derive(Clone, Deserialize, Serialize)]
struct Private {
    name: String,
    roles: Vec<String>,
}

/// The same in the large one.
#[derive(Clone, Deserialize, Serialize)]
struct Large {
    name: String,
    roles: Vec<String>,
    permissions: Vec<String>,
}

/// The same in the tiny one: nothing.
#[derive(Clone, Deserialize, Serialize)]
struct Nothing {}

/// The same lines for each of the key types, which share no trait.
macro_rules! pair {
    ($cases:ident, $name:literal, $private:expr, $sign:ident, $public:expr) => {{
        let key = $private?;
        let claims = session();
        $cases.push(sign(concat!($name, "-sign"), claims, move |claims| key.$sign(claims)));
        $cases.push(Case::new(concat!($name, "-sign-per-call"), move |_, watch| {
            let token = $private?.$sign(black_box(session()))?;
            watch.saw(&token, String::clone);
            Ok(())
        }));
        let key = $public?;
        let rules = named();
        $cases.push(Case::new(concat!($name, "-verify"), move |token, watch| {
            saw(watch, &key.verify_token::<Private>(token, Some(rules.clone()))?)
        }));
        $cases.push(Case::new(concat!($name, "-verify-per-call"), move |token, watch| {
            saw(watch, &$public?.verify_token::<Private>(token, Some(named()))?)
        }));
    }};
}

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = Vec::new();
    pair!(cases, "hs256", hmac(), authenticate, hmac());
    pair!(
        cases,
        "rs256",
        simple::RS256KeyPair::from_pem(keys::RSA),
        sign,
        simple::RS256PublicKey::from_pem(keys::RSA_PUBLIC)
    );
    pair!(
        cases,
        "ps256",
        simple::PS256KeyPair::from_pem(keys::RSA),
        sign,
        simple::PS256PublicKey::from_pem(keys::RSA_PUBLIC)
    );
    pair!(
        cases,
        "es256",
        simple::ES256KeyPair::from_pem(keys::P256),
        sign,
        simple::ES256PublicKey::from_pem(keys::P256_PUBLIC)
    );
    pair!(
        cases,
        "es384",
        simple::ES384KeyPair::from_pem(keys::P384),
        sign,
        simple::ES384PublicKey::from_pem(keys::P384_PUBLIC)
    );
    pair!(
        cases,
        "ed25519",
        simple::Ed25519KeyPair::from_pem(keys::ED25519),
        sign,
        simple::Ed25519PublicKey::from_pem(keys::ED25519_PUBLIC)
    );
    let key = simple::HS256Key::from_bytes(keys::HMAC);
    let signing = key.clone();
    cases.push(sign("hs256-sign-tiny", tiny(), move |claims| signing.authenticate(claims)));
    let signing = key.clone();
    cases.push(sign("hs256-sign-large", large(), move |claims| signing.authenticate(claims)));
    cases.push(hs256::<Nothing>("hs256-verify-tiny", &key, VerificationOptions::default()));
    cases.push(hs256::<Large>("hs256-verify-large", &key, named()));
    cases.push(hs256::<Tree>("hs256-verify-value-tiny", &key, VerificationOptions::default()));
    cases.push(hs256::<Tree>("hs256-verify-value", &key, named()));
    cases.push(hs256::<Tree>("hs256-verify-value-large", &key, named()));
    let any_length = VerificationOptions { max_token_length: None, ..Default::default() };
    cases.push(hs256::<Nothing>("grow-token", &key, any_length.clone()));
    cases.push(Case::new("grow-claims", move |token, watch| {
        let claims = key.verify_token::<Tree>(token, Some(any_length.clone()))?;
        // `sub` and `exp` are fields of the library's.
        watch.saw(&claims, |claims| claims.custom.len().saturating_add(2));
        Ok(())
    }));
    cases.push(Case::new("header", |token, watch| {
        let header = Token::decode_metadata(token)?;
        watch.saw(&header, |header| header.algorithm().len());
        Ok(())
    }));
    cases
        .push(imported("import-pem-es256", || simple::ES256PublicKey::from_pem(keys::P256_PUBLIC)));
    cases.push(imported("import-pem-rs256", || simple::RS256PublicKey::from_pem(keys::RSA_PUBLIC)));
    cases.push(imported("import-private-pem-es256", || simple::ES256KeyPair::from_pem(keys::P256)));
    cases.push(imported("import-private-pem-rs256", || simple::RS256KeyPair::from_pem(keys::RSA)));
    Ok(cases)
}

fn imported<K>(name: &str, import: impl Fn() -> Result<K, jwt_simple::Error> + 'static) -> Case {
    Case::new(name, move |_, watch| {
        watch.saw(&import()?, |_| "a key");
        Ok(())
    })
}

/// Claims of no type of the caller's.
type Tree = Map<String, Value>;

#[expect(clippy::unnecessary_wraps, reason = "as the other keys are made")]
fn hmac() -> Result<simple::HS256Key, Box<dyn Error>> {
    Ok(simple::HS256Key::from_bytes(keys::HMAC))
}

fn named() -> VerificationOptions {
    VerificationOptions {
        allowed_issuers: Some(HashSet::from([ISSUER.to_owned()])),
        allowed_audiences: Some(HashSet::from([AUDIENCE.to_owned()])),
        ..VerificationOptions::default()
    }
}

fn tiny() -> JWTClaims<Nothing> {
    let mut claims = simple::Claims::with_custom_claims(Nothing {}, Duration::from_secs(0));
    claims.issued_at = None;
    claims.invalid_before = None;
    claims.expires_at = Some(Duration::from_secs(EXPIRES));
    claims.with_subject(payload::tiny().sub)
}

fn session() -> JWTClaims<Private> {
    let payload::Session { name, roles, .. } = payload::session();
    registered(Private { name, roles })
}

fn large() -> JWTClaims<Large> {
    let payload::Large { name, roles, permissions, .. } = payload::large();
    registered(Large { name, roles, permissions })
}

fn registered<C: Serialize + serde::de::DeserializeOwned>(custom: C) -> JWTClaims<C> {
    let issued = Duration::from_secs(payload::ISSUED);
    let mut claims = simple::Claims::with_custom_claims(custom, Duration::from_secs(0));
    claims.issued_at = Some(issued);
    claims.invalid_before = Some(issued);
    claims.expires_at = Some(Duration::from_secs(EXPIRES));
    claims
        .with_issuer(ISSUER)
        .with_audience(AUDIENCE)
        .with_subject(payload::SUBJECT)
        .with_jwt_id(payload::TOKEN_ID)
}

fn sign<C: Clone + 'static>(
    name: &str,
    claims: JWTClaims<C>,
    sign: impl Fn(JWTClaims<C>) -> Result<String, jwt_simple::Error> + 'static,
) -> Case {
    Case::new(name, move |_, watch| {
        let token = sign(black_box(&claims).clone())?;
        watch.saw(&token, String::clone);
        Ok(())
    })
}

fn hs256<C: Serialize + serde::de::DeserializeOwned + 'static>(
    name: &str,
    key: &simple::HS256Key,
    rules: VerificationOptions,
) -> Case {
    let key = key.clone();
    Case::new(name, move |token, watch| {
        saw(watch, &key.verify_token::<C>(token, Some(rules.clone()))?)
    })
}

fn saw<C: Serialize>(watch: &mut Watch, claims: &JWTClaims<C>) -> Answer {
    watch.saw(claims, |claims| {
        serde_json::to_value(claims).map(|claims| show_value(&claims)).unwrap_or_default()
    });
    Ok(())
}
