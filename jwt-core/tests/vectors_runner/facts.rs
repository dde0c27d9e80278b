//! What the RFCs themselves say of base64url, keys, thumbprints and tokens, beyond yes and no.
//!
//! A fact is told by its members; one with a member that nothing here looks at cannot be asked.

use std::panic;
use std::panic::AssertUnwindSafe;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::VerifyingKey;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::case::known;
use crate::case::text;
use crate::folder::Folder;
use crate::score::Column;
use crate::score::Score;

/// What a fact is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Base64Url,
    /// A token, its parts, and the key that made it; its payload may travel apart (RFC 7797).
    Compact,
    /// A token that must be refused.
    Forbidden,
    /// Flattened or general JSON Serialization (RFC 7515 §7.2).
    JsonSerialization,
    /// The sets of keys of RFC 7517, Appendix A.
    KeySets,
    Thumbprint,
    /// A Claims Set and the second from which on it has expired.
    Validity,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Base64Url => "base64url",
            Self::Compact => "compact",
            Self::Forbidden => "forbidden",
            Self::JsonSerialization => "json",
            Self::KeySets => "key sets",
            Self::Thumbprint => "thumbprint",
            Self::Validity => "validity",
        }
    }

    /// Tells the kind by the members, and refuses those that do not belong to it.
    fn of(fact: &Value) -> Result<Self, String> {
        let members = fact.as_object().ok_or("is no object")?;
        let has = |name| members.contains_key(name);
        let (kind, names): (_, &[&str]) = if has("base64url") {
            (Self::Base64Url, &["base64url"])
        } else if has("json") {
            let names: &[&str] =
                &["algs", "expect", "flattened", "form", "json", "jwks", "payload_text", "title"];
            (Self::JsonSerialization, names)
        } else if has("public") {
            let names: &[&str] =
                &["private", "public", "symmetric", "thumbprints_sha256_of_public"];
            (Self::KeySets, names)
        } else if has("thumbprint_sha256") {
            (Self::Thumbprint, &["jwk", "thumbprint_sha256"])
        } else if has("valid_until_exclusive") {
            (Self::Validity, &["claims", "compact", "valid_until_exclusive"])
        } else if text(fact, "expect")?.starts_with("reject") {
            (Self::Forbidden, &["alg", "compact", "expect", "header", "payload_text"])
        } else {
            let names: &[&str] = &[
                "alg",
                "compact",
                "detached_payload_b64u",
                "deterministic_signature",
                "expect",
                "header",
                "header_text",
                "jwk",
                "note",
                "payload_b64u",
                "payload_text",
            ];
            (Self::Compact, names)
        };
        known(members, &[names, &["source"]].concat())?;
        Ok(kind)
    }
}

/// Checks every fact of `rfc/rfc_examples.json`.
///
/// # Errors
///
/// A file that is missing or does not parse.
pub(crate) fn run(folder: &Folder, score: &mut Score) -> Result<(), String> {
    let file = folder.json("rfc/rfc_examples.json")?;
    let facts = file.as_array().ok_or("rfc_examples.json is no array")?;
    for fact in facts {
        let source = text(fact, "source").unwrap_or("a fact without source");
        let kind = match Kind::of(fact) {
            Ok(kind) => kind,
            Err(unknown) => {
                score.count("?", "", Column::NotAsked);
                score.tell(Column::NotAsked, format!("{source}: {unknown}"));
                continue;
            }
        };
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| check(kind, fact, facts)));
        let (column, told) = match outcome {
            Err(_) => (Column::Panicked, "panics".to_owned()),
            Ok(Err(difference)) => (Column::WrongPayload, difference),
            Ok(Ok(())) => (Column::Passed, String::new()),
        };
        score.count(kind.name(), "", column);
        score.tell(column, format!("{source} ({}): {told}", kind.name()));
    }
    Ok(())
}

fn check(kind: Kind, fact: &Value, facts: &[Value]) -> Result<(), String> {
    match kind {
        Kind::Base64Url => base64url(member(fact, "base64url")?),
        Kind::Compact => compact(fact),
        Kind::Forbidden => forbidden(fact, facts),
        Kind::JsonSerialization => json_serialization(fact),
        Kind::KeySets => key_sets(fact),
        Kind::Thumbprint => thumbprint(fact),
        Kind::Validity => validity(fact, facts),
    }
}

/// Octets and their text: one pair with `bytes`, or a list of pairs.
fn base64url(fact: &Value) -> Result<(), String> {
    for pair in fact.as_array().map_or(std::slice::from_ref(fact), Vec::as_slice) {
        let (octets, encoded) = match pair.get("bytes") {
            Some(bytes) => {
                let octets = serde_json::from_value(bytes.clone()).map_err(told)?;
                (octets, text(pair, "text")?)
            }
            None => (text(pair, "text")?.as_bytes().to_vec(), text(pair, "b64u")?),
        };
        same("the text", base64url::encode(&octets).as_str(), encoded)?;
        same("the octets", &base64url::decode(encoded).map_err(told)?, &octets)?;
    }
    Ok(())
}

fn thumbprint(fact: &Value) -> Result<(), String> {
    let key = jwk(member(fact, "jwk")?)?;
    let wanted = text(fact, "thumbprint_sha256")?;
    same("the thumbprint", key.thumbprint().as_str(), wanted)?;
    match key.public() {
        Some(public) => same("that of the public key", public.thumbprint().as_str(), wanted),
        None => Ok(()),
    }
}

/// The parts of a token are its segments, its key checks it, and makes the same signature.
fn compact(fact: &Value) -> Result<(), String> {
    let algorithm: Algorithm = text(fact, "alg")?.parse().map_err(told)?;
    let key = jwk(member(fact, "jwk")?)?;
    let header = text(fact, "header_text")?;
    let encoded = text(fact, "payload_b64u")?;
    let payload = base64url::decode(encoded).map_err(told)?;
    same("the payload", payload.as_slice(), text(fact, "payload_text")?.as_bytes())?;
    same("the header", &parsed(header.as_bytes())?, member(fact, "header")?)?;
    let unencoded = fact.pointer("/header/b64") == Some(&Value::Bool(false));
    let signed_payload = if unencoded { text(fact, "payload_text")? } else { encoded };
    let signing_input = format!("{}.{signed_payload}", base64url::encode(header));
    let token = text(fact, "compact")?;
    let (head, signature) = token.rsplit_once('.').ok_or("the token has no signature")?;

    let public = verifying_key(&key, algorithm)?;
    let policy = Policy::default();
    let verified = match fact.get("detached_payload_b64u") {
        None => {
            same("the first two segments", head, &signing_input)?;
            jws::verify(token, &public, &policy).map_err(told)?
        }
        Some(detached) => {
            same("the detached payload", detached.as_str().unwrap_or_default(), encoded)?;
            if jws::verify(token, &public, &policy).is_ok() {
                return Err("accepted without the payload that was signed".to_owned());
            }
            jws::verify_detached(token, &payload, &public, &policy).map_err(told)?
        }
    };
    same("what verify gives", verified.payload(), &payload)?;
    same("the header that verify gives", verified.header().json(), header)?;

    let signing = key.signing_key(Some(algorithm)).map_err(told)?;
    let signed = signing.sign(signing_input.as_bytes()).map_err(told)?;
    public.verify(signing_input.as_bytes(), &signed).map_err(told)?;
    if member(fact, "deterministic_signature")? == &Value::Bool(true) {
        same("the signature", base64url::encode(signed).as_str(), signature)?;
    }
    Ok(())
}

/// No key of any fact makes a verifier take it; it can be looked at all the same.
fn forbidden(fact: &Value, facts: &[Value]) -> Result<(), String> {
    let token = text(fact, "compact")?;
    let mut asked: usize = 0;
    for (algorithm, key) in keys(facts) {
        asked = asked.saturating_add(1);
        let keys = verifying_key(&key, algorithm)?;
        if jws::verify(token, &keys, &Policy::default()).is_ok() {
            return Err(format!("a key for {algorithm} accepts it"));
        }
    }
    if asked == 0 {
        return Err("there is no key to ask with".to_owned());
    }
    let seen = inspect::inspect(token.as_bytes());
    let header = seen.header().ok_or("no header is shown")?;
    same("the header", &parsed(header.octets())?, member(fact, "header")?)?;
    match fact.get("payload_text").and_then(Value::as_str) {
        Some(payload) => same(
            "the payload",
            seen.payload().ok_or("no payload is shown")?.octets(),
            payload.as_bytes(),
        ),
        None => Ok(()),
    }
}

/// Valid up to the last second before, and expired on the second that is named.
fn validity(fact: &Value, facts: &[Value]) -> Result<(), String> {
    let token = text(fact, "compact")?;
    let made = facts.iter().find(|other| {
        other.get("compact").is_some_and(|compact| compact == token) && other.get("jwk").is_some()
    });
    let made = made.ok_or("no fact has the key of this token")?;
    let algorithm: Algorithm = text(made, "alg")?.parse().map_err(told)?;
    let key = verifying_key(&jwk(member(made, "jwk")?)?, algorithm)?;
    let verifier = Verifier::new(key);
    let end = member(fact, "valid_until_exclusive")?.as_u64().ok_or("no whole second")?;
    let before = NumericDate::from_seconds(end.saturating_sub(1));
    let verifier = verifier.leeway(std::time::Duration::ZERO);
    let verified = verifier.verify(token, before).map_err(told)?;
    let claims = serde_json::to_value(verified.claims()).map_err(told)?;
    same("the claims", &claims, member(fact, "claims")?)?;
    match verifier.verify(token, NumericDate::from_seconds(end)) {
        Ok(_) => Err("still valid".to_owned()),
        Err(error) => same("the reason", error.code(), "jwt.expired"),
    }
}

/// Public, private and symmetric keys as sets and one by one.
fn key_sets(fact: &Value) -> Result<(), String> {
    let thumbprints = member(fact, "thumbprints_sha256_of_public")?;
    for (name, private) in [("public", false), ("private", true), ("symmetric", true)] {
        let keys = member(fact, name)?;
        let set = json!({ "keys": keys }).to_string();
        let set = JwkSet::from_json(set.as_bytes()).map_err(told)?;
        same("keys skipped", &set.skipped.len(), &0)?;
        let count = keys.as_array().map_or(0, Vec::len);
        same("keys read", &set.keys.len(), &count)?;
        if set.keys.iter().any(|key| key.is_private() != private) {
            return Err(format!("{name}: another kind of key is in it"));
        }
        let written = set.to_json();
        same(name, member(&parsed(written.as_bytes())?, "keys")?, keys)?;
        if name != "symmetric" {
            let found: Vec<Value> = set.keys.iter().map(|key| key.thumbprint().into()).collect();
            same("thumbprints", &Value::from(found), thumbprints)?;
        }
    }
    Ok(())
}

/// Every signature of both forms holds; without leave one unprotected `alg` refuses the whole text.
fn json_serialization(fact: &Value) -> Result<(), String> {
    let keys = json_keys(fact)?;
    let everything = Policy::default().accept_unprotected().require_all_signatures();
    for form in ["json", "flattened"] {
        let Some(envelope) = fact.get(form).filter(|form| !form.is_null()) else { continue };
        let alone = std::slice::from_ref(envelope);
        let signatures = envelope.get("signatures").and_then(Value::as_array);
        let signatures = signatures.map_or(alone, Vec::as_slice);
        let payload = match fact.get("payload_text") {
            Some(text) => text.as_str().unwrap_or_default().as_bytes().to_vec(),
            None => base64url::decode(text(envelope, "payload")?).map_err(told)?,
        };
        let written = envelope.to_string();
        let verify = |policy: &Policy| match envelope.get("payload") {
            Some(_) => jws::verify_json(&written, &keys, policy),
            None => jws::verify_json_detached(&written, &payload, &keys, policy),
        };
        let verified = verify(&everything).map_err(|error| format!("{form}: {error}"))?;
        same("the payload", verified.payload(), &payload)?;
        same("signatures that hold", &verified.signatures().len(), &signatures.len())?;
        let believed = verify(&Policy::default()).is_ok();
        same("a protected algorithm each", &believed, &signatures.iter().all(names_algorithm))?;
        if jws::verify(&written, &keys, &everything).is_ok() {
            return Err(format!("{form}: taken for a compact token"));
        }
    }
    Ok(())
}

/// Tells whether a signature covers its own `alg`.
fn names_algorithm(signature: &Value) -> bool {
    let protected = signature.get("protected").and_then(Value::as_str);
    let header = protected.and_then(|text| base64url::decode(text).ok());
    header.and_then(|octets| parsed(&octets).ok()).is_some_and(|header| header.get("alg").is_some())
}

/// Binds each key of a fact to the algorithms that it allows, or to all that it serves.
fn json_keys(fact: &Value) -> Result<Vec<VerifyingKey>, String> {
    let allowed = fact.get("algs").and_then(Value::as_array);
    let allows = |algorithm: &Algorithm| {
        allowed.is_none_or(|names| names.iter().any(|name| name == algorithm.as_str()))
    };
    let mut keys = Vec::new();
    for key in member(fact, "jwks")?.as_array().ok_or("jwks is no array")? {
        let key = jwk(key)?;
        for algorithm in key.algorithms().into_iter().filter(allows) {
            keys.push(verifying_key(&key, algorithm)?);
        }
    }
    Ok(keys)
}

/// Every key that a fact gives, with its algorithm.
fn keys(facts: &[Value]) -> impl Iterator<Item = (Algorithm, Jwk)> {
    facts.iter().filter_map(|fact| {
        let algorithm = text(fact, "alg").ok()?.parse().ok()?;
        Some((algorithm, jwk(fact.get("jwk")?).ok()?))
    })
}

fn jwk(value: &Value) -> Result<Jwk, String> {
    Jwk::from_json(value.to_string().as_bytes()).map_err(told)
}

/// Binds the public half of a key, or the secret.
fn verifying_key(key: &Jwk, algorithm: Algorithm) -> Result<VerifyingKey, String> {
    let public = key.public();
    public.as_ref().unwrap_or(key).verifying_key(Some(algorithm)).map_err(told)
}

fn member<'v>(fact: &'v Value, name: &str) -> Result<&'v Value, String> {
    fact.get(name).ok_or_else(|| format!("{name} is missing"))
}

fn parsed(json: &[u8]) -> Result<Value, String> {
    serde_json::from_slice::<Map<String, Value>>(json).map(Value::Object).map_err(told)
}

fn same<T: PartialEq + ?Sized>(what: &str, found: &T, wanted: &T) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: another than the RFC's")) }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
