//! One case, read strictly: a word that is not known here makes the case one that cannot be asked.
//!
//! A member that is `null` is not there, as the writers of such files mean it.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jwt_core::Algorithm;
use jwt_core::NumericDate;
use serde_json::Map;
use serde_json::Value;

/// What is done with the token or the key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Op {
    Decode,
    Sign,
    Verify,
}

/// Whether the payload is octets or a Claims Set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Level {
    Jws,
    Jwt,
}

/// What must come out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Expect {
    Accept,
    Any,
    Reject,
}

/// How much weighs a wrong answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Weight {
    Forge,
    May,
    Must,
    Should,
}

/// A key as the case names it.
pub(crate) struct Key {
    pub(crate) format: Format,
    pub(crate) data: Vec<u8>,
}

/// The container of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    Der,
    Jwk,
    JwkSet,
    Pem,
    Raw,
}

/// What a verifier of claims is told.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) now: NumericDate,
    pub(crate) leeway: Duration,
    pub(crate) audiences: Vec<String>,
    pub(crate) issuers: Vec<String>,
    pub(crate) subject: Option<String>,
    pub(crate) typ: Option<String>,
    pub(crate) required: Vec<String>,
}

/// A case in the terms of this library.
pub(crate) struct Case {
    pub(crate) op: Op,
    pub(crate) level: Level,
    /// The allow-list; a name that this library does not know allows nothing.
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) expect: Expect,
    pub(crate) weight: Weight,
    pub(crate) token: Option<Vec<u8>>,
    pub(crate) key: Option<Key>,
    pub(crate) verify_with: Option<Key>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) header: Option<Map<String, Value>>,
    pub(crate) options: Options,
    /// Signing again gives the same token, and the one that is given.
    pub(crate) deterministic: bool,
}

/// Members of a case; those that explain it and are not asked come last.
const MEMBERS: [&str; 23] = [
    "algs",
    "deterministic",
    "expect",
    "family",
    "header",
    "id",
    "key",
    "level",
    "lvl",
    "needs",
    "op",
    "opts",
    "payload_b64",
    "payload_strict",
    "policy",
    "token",
    "token_b64",
    "verify_with",
    "confirmed",
    "flags",
    "upstream_result",
    "why",
    "note",
];

/// The time of a case that names none.
const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);

/// Capabilities that the public API has.
const NEEDS: [&str; 6] = ["raw-payload", "jwks", "typ", "now", "sub", "bytes-input"];

impl Case {
    /// Reads a case; `keys` holds those that are named by `ref`.
    ///
    /// # Errors
    ///
    /// Why the case cannot be asked.
    pub(crate) fn read(case: &Value, keys: &Value) -> Result<Self, String> {
        let members = case.as_object().ok_or("is no object")?;
        known(members, &MEMBERS)?;
        check_needs(case)?;
        // That the outcome hangs on the length of a secret is no reason to ask differently.
        let _ = flag(case, "policy")?;
        let token = token(case)?;
        let header = match present(case, "header") {
            None => None,
            Some(header) => Some(header.as_object().ok_or("header is no object")?.clone()),
        };
        let payload = optional_text(case, "payload_b64")?.map(standard_base64).transpose()?;
        let (op, raw) = match text(case, "op")? {
            "decode" => (Op::Decode, false),
            "raw" => (raw(token.is_some(), header.is_some() && payload.is_some())?, true),
            "sign" => (Op::Sign, false),
            "verify" => (Op::Verify, false),
            other => return Err(format!("unknown op {other:?}")),
        };
        let expect = match text(case, "expect")? {
            "accept" => Expect::Accept,
            "any" => Expect::Any,
            "reject" => Expect::Reject,
            other => return Err(format!("unknown expect {other:?}")),
        };
        Ok(Self {
            op,
            level: match optional_text(case, "level")? {
                None if raw => Level::Jws,
                None => return Err("level is missing".to_owned()),
                Some("jws") => Level::Jws,
                Some("jwt") => Level::Jwt,
                Some(other) => return Err(format!("unknown level {other:?}")),
            },
            expect,
            weight: weight(case, expect)?,
            algorithms: texts(case, "algs")?.iter().filter_map(|name| name.parse().ok()).collect(),
            token,
            key: present(case, "key").map(|key| Key::read(key, keys)).transpose()?,
            verify_with: present(case, "verify_with")
                .map(|key| Key::read(key, keys))
                .transpose()?,
            payload,
            header,
            options: Options::read(present(case, "opts"))?,
            deterministic: flag(case, "deterministic")?,
        })
    }
}

/// A JWS of octets as they are: one that is there is verified, one whose parts are there is made.
fn raw(has_token: bool, has_parts: bool) -> Result<Op, String> {
    match (has_token, has_parts) {
        (true, _) => Ok(Op::Verify),
        (false, true) => Ok(Op::Sign),
        (false, false) => Err("raw, with neither a token nor header and payload".to_owned()),
    }
}

/// The weight of a wrong answer, which only a refusal must name.
fn weight(case: &Value, expect: Expect) -> Result<Weight, String> {
    match (optional_text(case, "lvl")?, expect) {
        (Some("forge"), _) => Ok(Weight::Forge),
        (Some("may"), _) => Ok(Weight::May),
        (Some("must"), _) | (None, Expect::Accept) => Ok(Weight::Must),
        (Some("should"), _) => Ok(Weight::Should),
        (None, Expect::Any) => Ok(Weight::May),
        (None, Expect::Reject) => Err("lvl is missing".to_owned()),
        (Some(other), _) => Err(format!("unknown lvl {other:?}")),
    }
}

impl Key {
    fn read(key: &Value, keys: &Value) -> Result<Self, String> {
        let members = key.as_object().ok_or("key is no object")?;
        known(members, &["data", "fmt", "inline", "kty", "ref", "side"])?;
        let (format, side) = (text(key, "fmt")?, text(key, "side")?);
        if !["pub", "priv"].contains(&side) {
            return Err(format!("unknown side {side:?}"));
        }
        let data = if flag(key, "inline")? {
            present(key, "data")
        } else {
            let name = text(key, "ref")?;
            keys.get(name).and_then(|key| key.get(side)).and_then(|key| key.get(format))
        };
        let data = data.ok_or_else(|| format!("there is no key {key}"))?;
        let octets = || match data {
            Value::String(text) => text.clone().into_bytes(),
            other => other.to_string().into_bytes(),
        };
        let decoded = || standard_base64(data.as_str().ok_or("key data is no text")?);
        let (format, data) = match format {
            "jwk" => (Format::Jwk, octets()),
            "jwks" => (Format::JwkSet, octets()),
            "pkcs1_pem" | "pkcs8_pem" | "sec1_pem" | "spki_pem" | "x509_pem" => {
                (Format::Pem, octets())
            }
            "pkcs1_der" | "pkcs8_der" | "sec1_der" | "spki_der" | "x509_der" => {
                (Format::Der, decoded()?)
            }
            "raw" => (Format::Raw, decoded()?),
            other => return Err(format!("unknown fmt {other:?}")),
        };
        Ok(Self { format, data })
    }
}

impl Options {
    fn read(options: Option<&Value>) -> Result<Self, String> {
        let none = Value::Object(Map::new());
        let options = options.unwrap_or(&none);
        let members = options.as_object().ok_or("opts is no object")?;
        known(members, &["aud", "iss", "leeway", "now", "require", "sub", "typ"])?;
        let leeway = seconds(options, "leeway")?;
        Ok(Self {
            now: seconds(options, "now")?.unwrap_or(NOW),
            leeway: leeway
                .map_or(Duration::ZERO, |date| Duration::new(date.seconds(), date.nanoseconds())),
            audiences: texts(options, "aud")?,
            issuers: texts(options, "iss")?,
            subject: optional_text(options, "sub")?.map(str::to_owned),
            typ: optional_text(options, "typ")?.map(str::to_owned),
            required: texts(options, "require")?,
        })
    }
}

/// Decodes standard base64, as the data writes octets.
pub(crate) fn standard_base64(text: &str) -> Result<Vec<u8>, String> {
    STANDARD.decode(text).map_err(|error| error.to_string())
}

/// Refuses a member that nothing here looks at: it could change what the case means.
pub(crate) fn known(members: &Map<String, Value>, names: &[&str]) -> Result<(), String> {
    let unknown =
        |(name, value): &(&String, &Value)| !value.is_null() && !names.contains(&name.as_str());
    match members.iter().find(unknown) {
        Some((name, _)) => Err(format!("unknown member {name:?}")),
        None => Ok(()),
    }
}

/// Gives a member that is there: one that is `null` is not.
fn present<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.get(name).filter(|value| !value.is_null())
}

/// Gives a member that must be a text.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    optional_text(value, name)?.ok_or_else(|| format!("{name} is missing"))
}

fn check_needs(case: &Value) -> Result<(), String> {
    for need in texts(case, "needs")? {
        let known = match need.split_once(':') {
            Some(("alg", name)) => name.parse::<Algorithm>().is_ok(),
            Some(("require", claim)) => !claim.is_empty(),
            _ => NEEDS.contains(&need.as_str()),
        };
        if !known {
            return Err(format!("unknown need {need:?}"));
        }
    }
    Ok(())
}

fn token(case: &Value) -> Result<Option<Vec<u8>>, String> {
    match (optional_text(case, "token")?, optional_text(case, "token_b64")?) {
        (Some(text), None) => Ok(Some(text.as_bytes().to_vec())),
        (None, Some(text)) => standard_base64(text).map(Some),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err("two tokens".to_owned()),
    }
}

fn optional_text<'v>(value: &'v Value, name: &str) -> Result<Option<&'v str>, String> {
    match present(value, name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("{name} is no text: {other}")),
    }
}

/// One text or a list of them.
fn texts(value: &Value, name: &str) -> Result<Vec<String>, String> {
    let no_text = || format!("{name} is no list of texts");
    match present(value, name) {
        None => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![text.clone()]),
        Some(Value::Array(list)) => {
            list.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(no_text)).collect()
        }
        Some(_) => Err(no_text()),
    }
}

/// Seconds with any fraction, as the number is written.
fn seconds(value: &Value, name: &str) -> Result<Option<NumericDate>, String> {
    let number = |value: &Value| match value {
        Value::Number(number) => {
            NumericDate::parse(&number.to_string()).map_err(|error| format!("{name}: {error}"))
        }
        other => Err(format!("{name} is no number: {other}")),
    };
    present(value, name).map(number).transpose()
}

fn flag(value: &Value, name: &str) -> Result<bool, String> {
    match present(value, name) {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(other) => Err(format!("{name} is no truth value: {other}")),
    }
}
