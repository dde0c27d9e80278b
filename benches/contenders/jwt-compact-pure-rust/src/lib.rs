//! `jwt-compact`, as its users write it: keys parsed once, `exp` and `nbf` checked by the library, `iss` and `aud` by
//! its user, since it knows neither.
//!
//! It has no ES384, and no claims that borrow.

use std::error::Error;
use std::hint::black_box;

use chrono::DateTime;
use course::AUDIENCE;
use course::Case;
use course::Cases;
use course::EXPIRES;
use course::ISSUER;
use course::keys;
use course::payload;
use course::payload::show_value;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use ed25519_dalek::pkcs8::DecodePublicKey as _;
use jwt_compact::Algorithm;
use jwt_compact::AlgorithmExt as _;
use jwt_compact::Claims;
use jwt_compact::Header;
use jwt_compact::TimeOptions;
use jwt_compact::UntrustedToken;
use jwt_compact::alg::Ed25519;
use jwt_compact::alg::Es256;
use jwt_compact::alg::Hs256;
use jwt_compact::alg::Hs256Key;
use jwt_compact::alg::Rsa;
use rsa::RsaPrivateKey;
use rsa::RsaPublicKey;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the library has no field for, in the typical token.
#[derive(Deserialize, Serialize)]
struct Session {
    iss: String,
    sub: String,
    aud: String,
    jti: String,
    name: String,
    roles: Vec<String>,
}

/// The same in the large one.
#[derive(Deserialize, Serialize)]
struct Large {
    iss: String,
    sub: String,
    aud: String,
    jti: String,
    name: String,
    roles: Vec<String>,
    permissions: Vec<String>,
}

/// The same in the tiny one.
#[derive(Deserialize, Serialize)]
struct Tiny {
    sub: String,
}

/// Who a token is from, and for whom.
trait Named {
    fn is_good(&self) -> bool;
}

impl Named for Session {
    fn is_good(&self) -> bool {
        self.iss == ISSUER && self.aud == AUDIENCE
    }
}

impl Named for Large {
    fn is_good(&self) -> bool {
        self.iss == ISSUER && self.aud == AUDIENCE
    }
}

impl Named for Tiny {
    /// The tiny claims name nobody.
    fn is_good(&self) -> bool {
        true
    }
}

impl Named for Value {
    fn is_good(&self) -> bool {
        let is = |claim, name| self.get(claim).is_none_or(|claim| claim == name);
        is("iss", ISSUER) && is("aud", AUDIENCE)
    }
}

type Key<K> = Result<K, Box<dyn Error>>;

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = Vec::new();
    let hmac = || -> Key<_> { Ok(Hs256Key::new(keys::HMAC)) };
    all(&mut cases, "hs256", || Hs256, hmac, hmac)?;
    let private = || -> Key<_> { Ok(RsaPrivateKey::from_pkcs8_pem(keys::RSA)?) };
    let public = || -> Key<_> { Ok(RsaPublicKey::from_public_key_pem(keys::RSA_PUBLIC)?) };
    all(&mut cases, "rs256", Rsa::rs256, private, public)?;
    all(&mut cases, "ps256", Rsa::ps256, private, public)?;
    all(
        &mut cases,
        "es256",
        || Es256,
        || Ok(p256::ecdsa::SigningKey::from_pkcs8_pem(keys::P256)?),
        || Ok(p256::ecdsa::VerifyingKey::from_public_key_pem(keys::P256_PUBLIC)?),
    )?;
    all(
        &mut cases,
        "ed25519",
        || Ed25519,
        || Ok(ed25519_dalek::SigningKey::from_pkcs8_pem(keys::ED25519)?),
        || Ok(ed25519_dalek::VerifyingKey::from_public_key_pem(keys::ED25519_PUBLIC)?),
    )?;
    cases.extend([
        sign("hs256-sign-tiny".into(), Hs256, hmac()?, tiny()?),
        sign("hs256-sign-large".into(), Hs256, hmac()?, claims(large())?),
        verify::<Tiny, _>("hs256-verify-tiny".into(), Hs256, hmac()?),
        verify::<Large, _>("hs256-verify-large".into(), Hs256, hmac()?),
        verify::<Value, _>("hs256-verify-value-tiny".into(), Hs256, hmac()?),
        verify::<Value, _>("hs256-verify-value".into(), Hs256, hmac()?),
        verify::<Value, _>("hs256-verify-value-large".into(), Hs256, hmac()?),
    ]);
    Ok(cases)
}

fn session() -> Session {
    let payload::Session { iss, sub, aud, jti, name, roles, .. } = payload::session();
    Session { iss, sub, aud, jti, name, roles }
}

fn large() -> Large {
    let payload::Large { iss, sub, aud, jti, name, roles, permissions, .. } = payload::large();
    Large { iss, sub, aud, jti, name, roles, permissions }
}

fn tiny() -> Result<Claims<Tiny>, Box<dyn Error>> {
    let mut claims = Claims::new(Tiny { sub: payload::tiny().sub });
    claims.expiration = Some(date(EXPIRES)?);
    Ok(claims)
}

fn claims<C>(custom: C) -> Result<Claims<C>, Box<dyn Error>> {
    let mut claims = Claims::new(custom);
    claims.expiration = Some(date(EXPIRES)?);
    claims.issued_at = Some(date(payload::ISSUED)?);
    claims.not_before = Some(date(payload::ISSUED)?);
    Ok(claims)
}

fn date(seconds: u64) -> Result<DateTime<chrono::Utc>, Box<dyn Error>> {
    let seconds = i64::try_from(seconds)?;
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| "no such second".into())
}

/// The cases of one algorithm.
fn all<A: Algorithm + 'static>(
    cases: &mut Vec<Case>,
    name: &str,
    algorithm: impl Fn() -> A + 'static + Copy,
    private: impl Fn() -> Key<A::SigningKey> + 'static,
    public: impl Fn() -> Key<A::VerifyingKey> + 'static,
) -> Result<(), Box<dyn Error>> {
    cases.push(sign(format!("{name}-sign"), algorithm(), private()?, claims(session())?));
    cases.push(verify::<Session, A>(format!("{name}-verify"), algorithm(), public()?));
    cases.push(Case::new(format!("{name}-sign-per-call"), move |_, watch| {
        let claims = claims(session())?;
        let token = algorithm().token(&header(), black_box(&claims), &private()?)?;
        watch.saw(&token, String::clone);
        Ok(())
    }));
    cases.push(Case::new(format!("{name}-verify-per-call"), move |token, watch| {
        let claims = read::<Session, A>(&algorithm(), &public()?, token)?;
        watch.saw(&claims, shown);
        Ok(())
    }));
    Ok(())
}

/// The header of all others has a `typ` too.
fn header() -> Header {
    Header::empty().with_token_type("JWT")
}

fn sign<A: Algorithm + 'static>(
    name: String,
    algorithm: A,
    key: A::SigningKey,
    claims: Claims<impl Serialize + 'static>,
) -> Case {
    let header = header();
    Case::new(name, move |_, watch| {
        let token = algorithm.token(&header, black_box(&claims), &key)?;
        watch.saw(&token, String::clone);
        Ok(())
    })
}

fn verify<C: DeserializeOwned + Named + Serialize + 'static, A: Algorithm + 'static>(
    name: String,
    algorithm: A,
    key: A::VerifyingKey,
) -> Case {
    Case::new(name, move |token, watch| {
        let claims = read::<C, A>(&algorithm, &key, token)?;
        watch.saw(&claims, shown);
        Ok(())
    })
}

fn read<C: DeserializeOwned + Named, A: Algorithm>(
    algorithm: &A,
    key: &A::VerifyingKey,
    token: &str,
) -> Result<Claims<C>, Box<dyn Error>> {
    let token = algorithm.validator::<C>(key).validate(&UntrustedToken::new(token)?)?;
    let times = TimeOptions::default();
    token.claims().validate_expiration(&times)?;
    // The library wants an `nbf` where one is asked for; the tiny claims have none.
    if token.claims().not_before.is_some() {
        token.claims().validate_maturity(&times)?;
    }
    let (_, claims) = token.into_parts();
    if claims.custom.is_good() { Ok(claims) } else { Err("from or for another".into()) }
}

fn shown<C: Serialize>(claims: &Claims<C>) -> String {
    serde_json::to_value(claims).map(|claims| show_value(&claims)).unwrap_or_default()
}
