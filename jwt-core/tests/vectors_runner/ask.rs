//! A case asked through the public API. What a key cannot be loaded or bound for is refused.

use std::collections::BTreeMap;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::Report;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::Leniency;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Map;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::case::Case;
use crate::case::Expect;
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
    /// Accepted, but something else came back than belongs to the case.
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

/// Limits for the whole run: the data holds tokens of some megabytes that are otherwise in order.
fn caps() -> Caps {
    Caps::default().token_bytes(64 << 20).header_bytes(64 << 20).depth(128)
}

fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.caps = caps();
    policy
}

fn verify(case: &Case) -> Result<Answer, String> {
    let token = case.token.as_deref().ok_or("no token")?;
    let key = case.key.as_ref().ok_or("no key")?;
    // A secret that is too short is used only where a case says that it is to be accepted.
    let weak = case.short_secrets && case.expect == Expect::Accept;
    let keys = match verifying_keys(key, &case.algorithms, weak)? {
        Ok(keys) => keys,
        Err(refusal) => return Ok(Answer::Refused(refusal)),
    };
    let (outcome, report) = match case.level {
        Level::Jws => {
            let outcome = match jws::verify(token, &keys, &policy()) {
                Err(error) => Err(format!("{}: {error}", error.code())),
                Ok(verified) => Ok(differs(case.payload.as_deref(), verified.payload())),
            };
            (outcome, inspect::examine_jws(token, &keys, &policy()))
        }
        Level::Jwt => {
            let now = NumericDate::from_seconds(case.options.now);
            let verifier = verifier(keys, &case.options);
            let outcome = match verifier.verify(token, now) {
                Err(error) => Err(format!("{}: {error}", error.code())),
                Ok(verified) => Ok(claims_differ(case.payload.as_deref(), verified.claims())),
            };
            (outcome, inspect::examine(token, &verifier, now))
        }
    };
    Ok(match contradiction(outcome.is_ok(), &report) {
        Some(contradiction) => Answer::Contradicted(contradiction),
        None => answer(outcome),
    })
}

/// Compares what a verifier says with what the debugger would show of it.
fn contradiction(accepted: bool, report: &Report<'_>) -> Option<String> {
    let failed = report.verdicts.iter().find(|(_, verdict)| verdict.state == State::Fail);
    match (accepted, failed) {
        (true, Some((part, verdict))) => Some(format!("accepted, but {part}: {}", verdict.message)),
        (false, None) => Some("refused, but no verdict says so".to_owned()),
        _ => None,
    }
}

fn verifier(keys: Vec<VerifyingKey>, options: &Options) -> Verifier<Vec<VerifyingKey>> {
    let mut verifier = Verifier::new(keys)
        .caps(caps())
        .allow_missing_expiration()
        // A case that names an audience is held to it all the same.
        .allow_any_audience()
        .leeway(Duration::from_secs(options.leeway));
    for audience in &options.audiences {
        verifier = verifier.audience(audience);
    }
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

/// Binds the key to each algorithm of the allow-list that it can serve.
///
/// A key that serves none is refused with the reason of the last one; so is an empty allow-list.
fn verifying_keys(
    key: &Key,
    algorithms: &[Algorithm],
    weak: bool,
) -> Result<Result<Vec<VerifyingKey>, String>, String> {
    let mut keys = Vec::new();
    let mut refusal = "no algorithm is allowed".to_owned();
    for &algorithm in algorithms {
        match verifying_keys_for(key, algorithm, weak)? {
            Ok(mut bound) => keys.append(&mut bound),
            Err(error) => refusal = format!("{}: {error}", error.code()),
        }
    }
    Ok(if keys.is_empty() { Err(refusal) } else { Ok(keys) })
}

fn verifying_keys_for(
    key: &Key,
    algorithm: Algorithm,
    weak: bool,
) -> Result<Result<Vec<VerifyingKey>, KeyError>, String> {
    let bind = |jwk: &Jwk| match weak {
        true => VerifyingKey::from_jwk_weak(jwk, Some(algorithm)),
        false => VerifyingKey::from_jwk(jwk, Some(algorithm)),
    };
    let one = match key.format {
        Format::Der => VerifyingKey::from_der(algorithm, &key.data),
        Format::Jwk => Jwk::from_json(&key.data).and_then(|jwk| bind(&jwk)),
        // The rules about a set as a whole and about each of its keys are the library's.
        Format::JwkSet => {
            let leniency = if weak { Leniency::NONE.with_short_secrets() } else { Leniency::NONE };
            let keys = JwkSet::from_json(&key.data)
                .and_then(|set| set.verifying_keys_with(leniency))
                .map(Vec::<VerifyingKey>::from);
            return Ok(keys.map(|keys| {
                keys.into_iter().filter(|key| key.algorithm() == algorithm).collect()
            }));
        }
        Format::Pem => VerifyingKey::from_pem(algorithm, pem(key)?),
        Format::Raw if weak => VerifyingKey::hmac_weak(algorithm, &key.data),
        Format::Raw => VerifyingKey::hmac(algorithm, &key.data),
    };
    Ok(one.map(|key| vec![key]))
}

fn pem(key: &Key) -> Result<&str, String> {
    str::from_utf8(&key.data).map_err(|error| error.to_string())
}

fn sign(case: &Case) -> Result<Outcome, String> {
    let key = case.key.as_ref().ok_or("no key")?;
    let payload = case.payload.as_deref().ok_or("no payload")?;
    let header = case.header.as_ref().ok_or("no header")?;
    let Some(&algorithm) = case.algorithms.first() else {
        return Ok(Err("no algorithm is allowed".to_owned()));
    };
    if header.get("alg").and_then(Value::as_str) != Some(algorithm.as_str()) {
        return Err("alg of the header is not the one that is allowed".to_owned());
    }
    let loaded = match key.format {
        Format::Der => SigningKey::from_der(algorithm, &key.data),
        Format::Jwk => Jwk::from_json(&key.data).and_then(|jwk| jwk.signing_key(Some(algorithm))),
        Format::JwkSet => return Err("a set of keys does not sign".to_owned()),
        Format::Pem => SigningKey::from_pem(algorithm, pem(key)?),
        Format::Raw => SigningKey::hmac(algorithm, &key.data),
    };
    let key = match loaded {
        Ok(key) => key,
        Err(error) => return Ok(Err(format!("{}: {error}", error.code()))),
    };
    let keys = match &case.verify_with {
        None => vec![key.verifying_key()],
        Some(public) => verifying_keys(public, &[algorithm], false)?
            .map_err(|error| format!("verify_with: {error}"))?,
    };
    Ok(signed(&key, header, payload, &keys, case.deterministic))
}

/// Signs, then looks at what came out as its receiver does.
fn signed(
    key: &SigningKey,
    header: &Map<String, Value>,
    payload: &[u8],
    keys: &[VerifyingKey],
    deterministic: bool,
) -> Outcome {
    let mut builder = HeaderBuilder::new();
    for (name, value) in header.iter().filter(|(name, _)| *name != "alg") {
        builder = builder.member(name, value).map_err(|error| error.to_string())?;
    }
    let make = || jws::sign(key, &builder, payload).map_err(|error| error.to_string());
    let token = make()?;
    if deterministic && token != make()? {
        return Ok(Some("signing twice gave two signatures".to_owned()));
    }
    let verified = jws::verify(&token, keys, &policy())
        .map_err(|error| format!("what was signed is refused: {error}"))?;
    let difference = header_differs(Some(header), verified.header().json().as_bytes());
    Ok(difference.or_else(|| differs(Some(payload), verified.payload())))
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
