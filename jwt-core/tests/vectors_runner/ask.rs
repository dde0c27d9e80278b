//! A case asked through the public API. What a key cannot be loaded or bound for is refused.

use std::collections::BTreeMap;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Report;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::KeySource;
use jwt_core::jws::Policy;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Map;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::case::Case;
use crate::case::Format;
use crate::case::Key;
use crate::case::Level;
use crate::case::Op;
use crate::case::Options;

/// What the library made of a case.
pub(crate) enum Answer {
    Accepted,
    /// The verifier says one thing and what `inspect` shows of it another.
    Contradicted(String),
    /// Accepted or made, but it is not what belongs to the case: no case of either kind wants that.
    Wrong(String),
    Refused(String),
}

/// Asks one case.
///
/// # Errors
///
/// Why the case cannot be asked: a part of it is missing.
pub(crate) fn ask(case: &Case) -> Result<Answer, String> {
    let outcome = match case.op {
        Op::Decode => decode(case)?,
        Op::Sign => sign(case)?,
        Op::Verify => return verify(case),
    };
    Ok(answer(outcome))
}

fn answer(outcome: Outcome) -> Answer {
    match outcome {
        Ok(None) => Answer::Accepted,
        Ok(Some(difference)) => Answer::Wrong(difference),
        Err(refusal) => Answer::Refused(refusal),
    }
}

/// What an accepted case differs in, or why it was refused.
type Outcome = Result<Option<String>, String>;

/// As much as an inspection takes apart.
const MOST_BYTES: usize = 8 << 20;

/// Limits for the whole run: the data holds tokens of some megabytes that are otherwise in order.
fn caps() -> Caps {
    Caps::default()
        .token_bytes(MOST_BYTES)
        .header_bytes(MOST_BYTES)
        .depth(128)
        .candidates(1024)
        .signatures(1024)
}

fn policy() -> Policy {
    Policy::default().caps(caps())
}

fn verify(case: &Case) -> Result<Answer, String> {
    let token = case.token.as_deref().ok_or("no token")?;
    let key = case.key.as_ref().ok_or("no key")?;
    let keys = match verifying_keys(key, &case.algorithms)? {
        Ok(keys) => keys,
        Err(refusal) => return Ok(Answer::Refused(refusal)),
    };
    let (outcome, refused_with, report) = match case.level {
        Level::Jws => {
            let answer = jws::verify(token, &keys, &policy());
            let code = answer.as_ref().err().map(jws::JwsError::code);
            let outcome = match answer {
                Err(error) => Err(format!("{}: {error}", error.code())),
                Ok(verified) => Ok(differs(case.payload.as_deref(), verified.payload())),
            };
            (outcome, code, inspect::examine_jws(token, &keys, &policy()))
        }
        Level::Jwt => {
            let now = case.options.now;
            let verifier = verifier(keys, &case.options);
            let answer = verifier.verify(token, now);
            let code = answer.as_ref().err().map(VerifyError::code);
            let outcome = match answer {
                Err(error) => Err(format!("{}: {error}", error.code())),
                Ok(verified) => Ok(claims_differ(case.payload.as_deref(), verified.claims())),
            };
            (outcome, code, inspect::examine(token, &verifier, now))
        }
    };
    Ok(match contradiction(refused_with, &report) {
        Some(contradiction) => Answer::Contradicted(contradiction),
        None => answer(outcome),
    })
}

/// Compares what a verifier says with what the debugger would show of it: what is accepted has a
/// signature that holds and no verdict that fails; what is refused has one that fails for that reason.
fn contradiction(refused_with: Option<&str>, report: &Report<'_>) -> Option<String> {
    let mut failed = report.verdicts.iter().filter(|(_, verdict)| verdict.state == State::Fail);
    let signature = report.verdicts.signature.state;
    match refused_with {
        None => match failed.next() {
            Some((part, verdict)) => Some(format!("accepted, but {part}: {}", verdict.message)),
            None if signature != State::Pass => {
                Some(format!("accepted, but the signature is {signature:?}"))
            }
            None => None,
        },
        Some(code) => (!failed.any(|(_, verdict)| verdict.code == code))
            .then(|| format!("refused with {code}, but no verdict says so")),
    }
}

fn verifier(keys: Vec<VerifyingKey>, options: &Options) -> Verifier<Vec<VerifyingKey>> {
    let verifier =
        Verifier::new(keys).caps(caps()).allow_missing_expiration().leeway(options.leeway);
    let mut verifier = audiences(verifier, &options.audiences);
    for issuer in &options.issuers {
        verifier = verifier.issuer(issuer);
    }
    for claim in &options.required {
        verifier = verifier.require(claim);
    }
    if let Some(subject) = &options.subject {
        verifier = verifier.subject(subject);
    }
    match &options.typ {
        Some(typ) => verifier.typ(typ),
        None => verifier,
    }
}

/// Names the audiences of a case; one that names none asks nothing of `aud`.
fn audiences<K: KeySource>(verifier: Verifier<K>, audiences: &[String]) -> Verifier<K> {
    match audiences {
        [] => verifier.allow_any_audience(),
        _ => audiences.iter().fold(verifier, Verifier::audience),
    }
}

/// Binds the key to each algorithm of the allow-list that it can serve.
///
/// A key that serves none is refused with the reason of the last one; so is an empty allow-list.
fn verifying_keys(
    key: &Key,
    algorithms: &[Algorithm],
) -> Result<Result<Vec<VerifyingKey>, String>, String> {
    let mut keys = Vec::new();
    let mut refusal = "no algorithm is allowed".to_owned();
    for &algorithm in algorithms {
        match verifying_keys_for(key, algorithm)? {
            Ok(mut bound) => keys.append(&mut bound),
            Err(error) => refusal = format!("{}: {error}", error.code()),
        }
    }
    Ok(if keys.is_empty() { Err(refusal) } else { Ok(keys) })
}

fn verifying_keys_for(
    key: &Key,
    algorithm: Algorithm,
) -> Result<Result<Vec<VerifyingKey>, KeyError>, String> {
    let one = match key.format {
        Format::Der => VerifyingKey::from_der(algorithm, &key.data),
        Format::Jwk => Jwk::from_json(&key.data).and_then(|jwk| jwk.verifying_key(Some(algorithm))),
        // The rules about a set as a whole and about each of its keys are the library's.
        Format::JwkSet => {
            let keys = JwkSet::from_json(&key.data)
                .and_then(|set| set.verifying_keys())
                .map(Vec::<VerifyingKey>::from);
            return Ok(keys.map(|keys| {
                keys.into_iter().filter(|key| key.algorithm() == algorithm).collect()
            }));
        }
        Format::Pem => VerifyingKey::from_pem(algorithm, pem(key)?),
        Format::Raw => VerifyingKey::hmac(algorithm, &key.data),
    };
    Ok(one.map(|key| vec![key]))
}

fn pem(key: &Key) -> Result<&str, String> {
    str::from_utf8(&key.data).map_err(|error| error.to_string())
}

/// Signs with the algorithm that the header names, if it is allowed, then looks at what came out as
/// its receiver does.
fn sign(case: &Case) -> Result<Outcome, String> {
    let key = case.key.as_ref().ok_or("no key")?;
    let payload = case.payload.as_deref().ok_or("no payload")?;
    let header = case.header.as_ref().ok_or("no header")?;
    let named = header.get("alg").and_then(Value::as_str);
    let allowed = |one: &&Algorithm| Some(one.as_str()) == named;
    let Some(&algorithm) = case.algorithms.iter().find(allowed) else {
        return Ok(Err("alg of the header is none that is allowed".to_owned()));
    };
    let key = match signing_key(key, algorithm)? {
        Ok(key) => key,
        Err(error) => return Ok(Err(format!("{}: {error}", error.code()))),
    };
    let keys = match &case.verify_with {
        None => vec![key.verifying_key()],
        Some(public) => verifying_keys(public, &[algorithm])?
            .map_err(|error| format!("verify_with: {error}"))?,
    };
    let make = || made(case.level, &key, header, payload);
    let token = match make() {
        Ok(token) => token,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if case.deterministic && make().as_ref() != Ok(&token) {
        return Ok(Ok(Some("signing twice gave two signatures".to_owned())));
    }
    // From here on nothing is a refusal: there is a token, and it is right or wrong.
    let wanted = case.token.as_deref().filter(|_| case.deterministic);
    let difference = wanted.and_then(|wanted| is_another(&key, &token, wanted));
    // The name of a key goes into a header that names none.
    let mut header = header.clone();
    if let (Some(key_id), false) = (key.key_id(), header.contains_key("kid")) {
        header.insert("kid".to_owned(), key_id.into());
    }
    Ok(Ok(difference.or_else(|| does_not_hold(&token, &keys, &header, payload))))
}

fn signing_key(key: &Key, algorithm: Algorithm) -> Result<Result<SigningKey, KeyError>, String> {
    let bind = |jwk: &Jwk| jwk.signing_key(Some(algorithm));
    Ok(match key.format {
        Format::Der => SigningKey::from_der(algorithm, &key.data),
        Format::Jwk => Jwk::from_json(&key.data).and_then(|jwk| bind(&jwk)),
        Format::JwkSet => match JwkSet::from_json(&key.data) {
            Ok(set) => match (set.keys.as_slice(), set.skipped.as_slice()) {
                ([jwk], []) => bind(jwk),
                ([], [skipped]) => Err(skipped.error.clone()),
                _ => return Err("a set signs only when it has exactly one key".to_owned()),
            },
            Err(error) => Err(error),
        },
        Format::Pem => SigningKey::from_pem(algorithm, pem(key)?),
        Format::Raw => SigningKey::hmac(algorithm, &key.data),
    })
}

/// Makes a token of octets, or of a Claims Set.
fn made(
    level: Level,
    key: &SigningKey,
    header: &Map<String, Value>,
    payload: &[u8],
) -> Result<String, String> {
    let mut builder = HeaderBuilder::new();
    for (name, value) in header.iter().filter(|(name, _)| *name != "alg") {
        builder = builder.member(name, value).map_err(|error| error.to_string())?;
    }
    let token = match level {
        Level::Jws => jws::sign(key, &builder, payload),
        Level::Jwt => {
            let claims: Box<RawValue> =
                serde_json::from_slice(payload).map_err(|error| error.to_string())?;
            jwt::sign_with(key, &builder, &claims)
        }
    };
    token.map_err(|error| format!("{}: {error}", error.code()))
}

/// Compares with the token that a deterministic signature must give. The members of its header may
/// stand in another order; then what is signed is its own signing input.
fn is_another(key: &SigningKey, made: &str, wanted: &[u8]) -> Option<String> {
    let wanted = String::from_utf8_lossy(wanted);
    let Some((signing_input, signature)) = wanted.rsplit_once('.') else {
        return Some("the token that is given has no dot".to_owned());
    };
    let same_text = made.rsplit_once('.').is_some_and(|(input, _)| input == signing_input);
    let same = match key.sign(signing_input.as_bytes()) {
        Ok(octets) if base64url::encode(&octets) == signature => !same_text || made == wanted,
        _ => false,
    };
    (!same).then(|| "another token than the one that is given".to_owned())
}

/// What its receiver finds wrong with a token that was made, if anything.
fn does_not_hold(
    token: &str,
    keys: &[VerifyingKey],
    header: &Map<String, Value>,
    payload: &[u8],
) -> Option<String> {
    let verified = match jws::verify(token, keys, &policy()) {
        Ok(verified) => verified,
        Err(error) => return Some(format!("what was signed is refused: {error}")),
    };
    let difference = header_differs(Some(header), verified.header().json().as_bytes());
    difference.or_else(|| differs(Some(payload), verified.payload()))
}

/// Looks into a token without a key. Being unsecured is no reason against that (RFC 7519 §6.1).
fn decode(case: &Case) -> Result<Outcome, String> {
    let token = case.token.as_deref().ok_or("no token")?;
    let inspection = inspect::inspect_with(token, &caps());
    let against = |finding: &&inspect::Finding| {
        finding.severity == Severity::Error && finding.code() != "jws.unsecured"
    };
    if let Some(finding) = inspection.findings.iter().find(against) {
        return Ok(Err(format!("{}: {}", finding.code(), finding.message)));
    }
    let (Some(header), Some(payload)) = (inspection.header(), inspection.payload()) else {
        return Ok(Ok(Some("a segment is missing and nothing is said of it".to_owned())));
    };
    let difference = header_differs(case.header.as_ref(), header.octets());
    Ok(Ok(difference.or_else(|| differs(case.payload.as_deref(), payload.octets()))))
}

fn differs(wanted: Option<&[u8]>, found: &[u8]) -> Option<String> {
    let wanted = wanted.filter(|wanted| *wanted != found)?;
    Some(format!("{} octets of payload, not the {} expected", found.len(), wanted.len()))
}

fn header_differs(wanted: Option<&Map<String, Value>>, found: &[u8]) -> Option<String> {
    let wanted = wanted?;
    match serde_json::from_slice::<Map<String, Value>>(found) {
        Ok(found) if found == *wanted => None,
        _ => Some(format!("header {}", String::from_utf8_lossy(found))),
    }
}

/// Compares the text of every claim: a number is not rounded on the way.
fn claims_differ(wanted: Option<&[u8]>, found: &Claims) -> Option<String> {
    let wanted: BTreeMap<String, Box<RawValue>> = match serde_json::from_slice(wanted?) {
        Ok(wanted) => wanted,
        Err(error) => return Some(format!("claims of a payload that is no object: {error}")),
    };
    let wanted = wanted.iter().map(|(name, value)| (name.as_str(), value.get()));
    let found: BTreeMap<&str, &str> =
        found.iter().map(|(name, value)| (name, value.get())).collect();
    (!wanted.eq(found)).then(|| "other claims than expected".to_owned())
}
