//! The bare primitives with nothing around them: a mark to measure a library by.
//!
//! A header that is the one of before is not read again; an HMAC state that is keyed once and cloned; aws-lc-rs for everything with a
//! public key, parsed once; SIMD base64url into a buffer that is used again; one pass of `serde_json`; the four claims
//! compared in the caller's own struct. None of it could be published: it knows one algorithm, one type and one key.
//!
//! It is no lower bound. Every step is a crate as it comes, and a library can be below it where it knows a better way:
//! a table for a public key that is used often, an HMAC without the wrapper, claims that are filled while they are
//! checked, another crate for Ed25519.

mod more;
mod primitive;

use std::error::Error;
use std::hint::black_box;
use std::str::from_utf8;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use base64_simd::URL_SAFE_NO_PAD as BASE64URL;
use course::AUDIENCE;
use course::Answer;
use course::Case;
use course::Cases;
use course::ISSUER;
use course::Watch;
use course::payload;
use course::payload::Large;
use course::payload::Session;
use course::payload::Tiny;
use course::payload::show;
use course::payload::show_value;
use serde::Serialize;
use serde_json::Value;

use crate::primitive::Name;
use crate::primitive::Signing;
use crate::primitive::Verifying;

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = Vec::new();
    for name in Name::ALL {
        let prefix = name.prefix();
        cases.push(sign(&format!("{prefix}-sign"), name, payload::session())?);
        cases.push(owned(&format!("{prefix}-verify"), name)?);
    }
    let name = Name::Hs256;
    cases.extend([
        sign("hs256-sign-tiny", name, payload::tiny())?,
        sign("hs256-sign-large", name, payload::large())?,
        owned_tiny("hs256-verify-tiny", name)?,
        owned_large("hs256-verify-large", name)?,
        borrowed("hs256-verify-borrowed", name)?,
        borrowed_tiny("hs256-verify-borrowed-tiny", name)?,
        borrowed_large("hs256-verify-borrowed-large", name)?,
        value("hs256-verify-value", name)?,
        value("hs256-verify-value-tiny", name)?,
        value("hs256-verify-value-large", name)?,
        owned_tiny("grow-token", name)?,
    ]);
    cases.extend(more::cases()?);
    Ok(cases)
}

fn sign(case: &str, name: Name, claims: impl Serialize + 'static) -> Result<Case, Box<dyn Error>> {
    let (header, key) = (BASE64URL.encode_to_string(name.header()), Signing::new(name)?);
    let mut payload = Vec::new();
    Ok(Case::new(case, move |_, watch| {
        payload.clear();
        serde_json::to_writer(&mut payload, black_box(&claims))?;
        let mut token = String::with_capacity(length(&header, &payload));
        token.push_str(&header);
        token.push('.');
        BASE64URL.encode_append(&payload, &mut token);
        key.sign(&mut token)?;
        watch.saw(&token, String::clone);
        Ok(())
    }))
}

/// How long a token gets: two dots, and a signature of 256 octets at most.
fn length(header: &str, payload: &[u8]) -> usize {
    let encoded = payload.len().saturating_mul(4).div_ceil(3);
    header.len().saturating_add(encoded).saturating_add(2 + 342)
}

/// Takes tokens apart whose signature holds.
struct Opened {
    name: Name,
    key: Verifying,
    /// The encoded header of the token before, which was read.
    header: String,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Opened {
    fn new(name: Name) -> Result<Self, Box<dyn Error>> {
        let (key, header) = (Verifying::new(name)?, String::new());
        Ok(Self { name, key, header, payload: Vec::new(), signature: Vec::new() })
    }

    fn open(&mut self, token: &str) -> Result<&str, Box<dyn Error>> {
        let (signed, signature) = token.rsplit_once('.').ok_or("no signature")?;
        let (header, payload) = signed.split_once('.').ok_or("no payload")?;
        if header != self.header {
            self.read(header)?;
        }
        self.signature.clear();
        BASE64URL.decode_append(signature, &mut self.signature)?;
        self.key.verify(signed.as_bytes(), &self.signature)?;
        self.payload.clear();
        BASE64URL.decode_append(payload, &mut self.payload)?;
        Ok(from_utf8(&self.payload)?)
    }

    fn read(&mut self, header: &str) -> Answer {
        let read: Value = serde_json::from_slice(&BASE64URL.decode_to_vec(header)?)?;
        let ours: Value = serde_json::from_str(self.name.header())?;
        if read.get("alg") != ours.get("alg") {
            return Err("another algorithm".into());
        }
        header.clone_into(&mut self.header);
        Ok(())
    }
}

fn now() -> Result<u64, Box<dyn Error>> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())
}

fn check(now: u64, exp: u64, nbf: u64, iss: &str, aud: &str) -> Answer {
    if now < exp && nbf <= now && iss == ISSUER && aud == AUDIENCE {
        return Ok(());
    }
    Err("a claim is refused".into())
}

/// The same lines for each type and each way to hold its texts.
macro_rules! verify {
    ($name:ident, $claims:ident<$text:ty>, |$read:ident, $now:ident| $check:expr) => {
        fn $name(case: &str, name: Name) -> Result<Case, Box<dyn Error>> {
            let mut opened = Opened::new(name)?;
            Ok(Case::new(case, move |token: &str, watch: &mut Watch| {
                let $now = now()?;
                let $read: $claims<$text> = serde_json::from_str(opened.open(token)?)?;
                $check?;
                watch.saw(&$read, show);
                Ok(())
            }))
        }
    };
}

verify!(owned, Session<String>, |read, now| check(now, read.exp, read.nbf, &read.iss, &read.aud));
verify!(owned_large, Large<String>, |read, now| check(
    now, read.exp, read.nbf, &read.iss, &read.aud
));
verify!(owned_tiny, Tiny<String>, |read, now| check(now, read.exp, 0, ISSUER, AUDIENCE));
verify!(borrowed, Session<&str>, |read, now| check(now, read.exp, read.nbf, read.iss, read.aud));
verify!(borrowed_large, Large<&str>, |read, now| check(
    now, read.exp, read.nbf, read.iss, read.aud
));
verify!(borrowed_tiny, Tiny<&str>, |read, now| check(now, read.exp, 0, ISSUER, AUDIENCE));

fn value(case: &str, name: Name) -> Result<Case, Box<dyn Error>> {
    let mut opened = Opened::new(name)?;
    Ok(Case::new(case, move |token, watch| {
        let now = now()?;
        let read: Value = serde_json::from_str(opened.open(token)?)?;
        let number = |claim, absent| read.get(claim).map_or(Some(absent), Value::as_u64);
        let text = |claim, absent| read.get(claim).map_or(Some(absent), Value::as_str);
        // What is of another type compares with nothing.
        let (exp, nbf) = (number("exp", 0).unwrap_or(0), number("nbf", 0).unwrap_or(u64::MAX));
        let (iss, aud) = (text("iss", ISSUER), text("aud", AUDIENCE));
        check(now, exp, nbf, iss.unwrap_or_default(), aud.unwrap_or_default())?;
        watch.saw(&read, show_value);
        Ok(())
    }))
}
