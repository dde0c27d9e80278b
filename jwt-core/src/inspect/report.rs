//! A verifier's answer, told apart in five verdicts.
//!
//! | verdict | asks |
//! | --- | --- |
//! | structure | is it a JWS that can be read? |
//! | signature | did the holder of the key sign these bytes? |
//! | key | is the key the caller's, and for this algorithm? |
//! | time | is it valid now? |
//! | claims | does it say what was asked for? |
//!
//! Each passes, fails or was *not checked*: what comes after a failure is not judged, and a bad
//! signature hides everything that the claims say. The verdicts are read off the return value of the
//! verifier; only without a key the rest of the structure is read off the findings.

use core::ops::Range;

use super::Severity;
use super::inspection::Inspection;
use super::policy_of_a_jwt;
use super::rules::Asked;
use super::survey::is_too_long;
use super::survey::survey;
use crate::explain::Explanation;
use crate::json::Object;
use crate::jws;
use crate::jws::Caps;
use crate::jws::JwsError;
use crate::jws::KeySource;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jws::VerifiedJws;
use crate::jwt::Claims;
use crate::jwt::ClaimsError;
use crate::jwt::ClaimsErrors;
use crate::jwt::Validation;
use crate::jwt::Verified;
use crate::jwt::Verifier;
use crate::jwt::VerifyError;
use crate::key::VerifyingKey;
use crate::time::NumericDate;

/// A token, what can be seen in it, and what a verifier says of it.
#[derive(Clone, Debug)]
pub struct Report<'t> {
    /// What can be seen.
    pub inspection: Inspection<'t>,
    /// The verifier's answer in five parts.
    pub verdicts: Verdicts,
    /// The verifier's return value.
    pub outcome: Outcome,
}

/// What was asked of which verifier, and its return value.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The signature alone was asked for.
    Jws(Result<VerifiedJws, JwsError>),
    /// A whole JWT was asked for.
    Jwt(Result<Verified<Claims>, VerifyError>),
    /// There was no key.
    NotChecked,
}

/// Five answers that must not be mixed up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdicts {
    /// Whether it is a JWS that can be read.
    pub structure: Verdict,
    /// Whether the signature holds under the key.
    pub signature: Verdict,
    /// Whether the key is the caller's and for this algorithm.
    pub key: Verdict,
    /// Whether the token is valid at the time given.
    pub time: Verdict,
    /// Whether the claims are what was asked for.
    pub claims: Verdict,
}

impl Verdicts {
    /// Walks the five with their names, in the order in which a failure decides.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Verdict)> {
        [
            ("structure", &self.structure),
            ("key", &self.key),
            ("signature", &self.signature),
            ("time", &self.time),
            ("claims", &self.claims),
        ]
        .into_iter()
    }
}

/// One answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    /// Passed, failed or not checked.
    pub state: State,
    /// `"ok"`, `"not_checked"` or the dotted name of the rule that was broken.
    pub code: &'static str,
    /// One line: a lower-case fragment without a full stop.
    pub message: String,
    /// The bytes of the token at fault, where there is a narrower place than the whole.
    pub span: Option<Range<usize>>,
    /// The lesson behind a failure.
    pub explanation: Option<&'static Explanation>,
}

/// The three answers to a check.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// It was checked and holds.
    Pass,
    /// It was checked and does not hold.
    Fail,
    /// It was not checked, which is neither.
    NotChecked,
}

impl Verdict {
    /// Makes a verdict of something that was checked and holds.
    #[must_use]
    pub fn pass(message: impl Into<String>) -> Self {
        Self::plain(State::Pass, "ok", message.into())
    }

    /// Makes a verdict of something that was not checked, with the reason.
    #[must_use]
    pub fn not_checked(message: impl Into<String>) -> Self {
        Self::plain(State::NotChecked, "not_checked", message.into())
    }

    fn fail(explanation: &'static Explanation, message: String) -> Self {
        let explanation = Some(explanation);
        let code = explanation.map_or("", |one| one.code);
        Self { state: State::Fail, code, message, span: None, explanation }
    }

    fn at(mut self, span: Option<Range<usize>>) -> Self {
        self.span = span;
        self
    }

    fn plain(state: State, code: &'static str, message: String) -> Self {
        Self { state, code, message, span: None, explanation: None }
    }
}

/// Looks at a token without any key: signature, time and claims are not checked.
#[must_use]
pub fn examine_without_key<'t>(token: &'t [u8], caps: &Caps) -> Report<'t> {
    let policy = policy_of_a_jwt(caps);
    let inspection = survey(token, &policy, Asked::Jwt);
    let no_keys: [VerifyingKey; 0] = [];
    let mut verdicts = match jws::verify(token, &no_keys[..], &policy) {
        // With no key at hand that is as far as a verifier comes.
        Ok(_) | Err(JwsError::KeyNotFound { .. }) => Verdicts {
            structure: structure(token, &inspection),
            signature: Verdict::not_checked("no key was given"),
            key: Verdict::not_checked("no key was given"),
            time: unproven(),
            claims: unproven(),
        },
        Err(error) => refused(&error, &inspection),
    };
    for verdict in [&mut verdicts.key, &mut verdicts.signature] {
        if verdict.state == State::NotChecked {
            *verdict = Verdict::not_checked("no key was given");
        }
    }
    Report { inspection, verdicts, outcome: Outcome::NotChecked }
}

/// Reads the structure off the findings, as far as it goes beyond what needs no key.
fn structure(token: &[u8], inspection: &Inspection<'_>) -> Verdict {
    if is_too_long(token) {
        return Verdict::not_checked("too long to take apart");
    }
    // What the payload says is a matter of claims; how it is written is not.
    let written = |code: &str| code.starts_with("base64url.") || code.starts_with("jws.");
    let mut errors = inspection.findings.iter().filter(|one| one.severity == Severity::Error);
    match errors.find(|one| one.part != Part::Payload || written(one.code())) {
        Some(finding) => Verdict::fail(finding.explanation, finding.message.clone())
            .at(Some(finding.span.clone())),
        None => readable(inspection),
    }
}

/// Looks at a token and asks a verifier about its signature alone, whatever the payload is.
#[must_use]
pub fn examine_jws<'t, K>(token: &'t [u8], keys: &K, policy: &Policy) -> Report<'t>
where
    K: KeySource + ?Sized,
{
    let inspection = survey(token, policy, Asked::Jws);
    let result = jws::verify(token, keys, policy);
    let mut verdicts = match &result {
        Ok(_) => holding(&inspection),
        Err(error) => refused(error, &inspection),
    };
    if result.is_ok() {
        verdicts.time = Verdict::not_checked("only the signature was asked for");
        verdicts.claims = verdicts.time.clone();
    }
    Report { inspection, verdicts, outcome: Outcome::Jws(result) }
}

/// Looks at a token and asks a verifier about all of it.
///
/// Costs a second check of the signature where it holds and the claims are refused.
#[must_use]
pub fn examine<'t, K: KeySource>(
    token: &'t [u8],
    verifier: &Verifier<K>,
    now: NumericDate,
) -> Report<'t> {
    let inspection = survey(token, verifier.policy(), Asked::Jwt);
    let result = verifier.verify(token, now);
    let mut verdicts = match &result {
        Ok(_) | Err(VerifyError::Shape { .. }) => holding(&inspection),
        Err(VerifyError::Claims(errors)) => broken(errors, &inspection, verifier.validation()),
        Err(VerifyError::Jws(error)) => refused(error, &inspection),
        Err(error @ VerifyError::Nested) => {
            let claims = Verdict::fail(error.explanation(), error.to_string())
                .at(inspection.payload().map(|segment| segment.span.clone()));
            let time = Verdict::not_checked("the payload is no Claims Set");
            Verdicts { time, claims, ..holding(&inspection) }
        }
        Err(VerifyError::NotAClaimsSet(source)) => {
            let payload = inspection.payload();
            let after = source.offset.saturating_add(1);
            let span = payload.map(|segment| segment.carriers(source.offset..after));
            let claims = result
                .as_ref()
                .err()
                .map(|error| Verdict::fail(error.explanation(), error.to_string()).at(span));
            let time = Verdict::not_checked("the payload is no Claims Set");
            Verdicts { time, claims: claims.unwrap_or_else(unproven), ..holding(&inspection) }
        }
    };
    if let Some(proven) = Proven::of(token, verifier, &result) {
        refine(&mut verdicts, &proven, verifier.validation());
    }
    Report { inspection, verdicts, outcome: Outcome::Jwt(result) }
}

/// What there was to compare in a token whose signature holds.
struct Proven {
    /// There is an `exp` or an `nbf`.
    dated: bool,
    /// There is an `iat`.
    issued: bool,
    /// The key vouches for issuers of its own only.
    bound: bool,
}

impl Proven {
    fn of<K: KeySource>(
        token: &[u8],
        verifier: &Verifier<K>,
        result: &Result<Verified<Claims>, VerifyError>,
    ) -> Option<Self> {
        let seen = |has: &dyn Fn(&str) -> bool, key: &VerifyingKey| Self {
            dated: has("exp") || has("nbf"),
            issued: has("iat"),
            bound: !key.issuers().is_empty(),
        };
        match result {
            Ok(verified) => {
                Some(seen(&|name| verified.claims().get(name).is_some(), verified.key()))
            }
            // The error holds neither claims nor key, so the signature is asked for alone.
            Err(VerifyError::Claims(_) | VerifyError::Shape { .. }) => {
                let policy = verifier.policy();
                let jws = jws::verify(token, verifier.keys(), policy).ok()?;
                let claims = Object::parse(jws.payload(), &policy.caps.json()).ok()?;
                Some(seen(&|name| claims.get(name).is_some(), jws.key()))
            }
            Err(_) => None,
        }
    }
}

/// Turns passes about nothing into what they are: not checked.
fn refine(verdicts: &mut Verdicts, proven: &Proven, validation: &Validation) {
    let dated = proven.dated || (proven.issued && validation.asks_for_age());
    if verdicts.time.state == State::Pass && !dated {
        verdicts.time = Verdict::not_checked("there is neither exp nor nbf");
    }
    let asked = proven.bound || validation.asks_for_claims();
    if verdicts.claims.state == State::Pass && !asked {
        verdicts.claims = Verdict::not_checked("no issuer, audience or other claim was asked for");
    }
}

fn holding(inspection: &Inspection<'_>) -> Verdicts {
    Verdicts {
        structure: readable(inspection),
        signature: Verdict::pass("the signature holds"),
        key: Verdict::pass("the key was supplied, not taken from the token"),
        time: Verdict::pass("valid at the time given"),
        claims: Verdict::pass("the claims are what was asked for"),
    }
}

/// The signature holds; some rules about the claims do not.
fn broken(errors: &ClaimsErrors, inspection: &Inspection<'_>, validation: &Validation) -> Verdicts {
    let mut verdicts = holding(inspection);
    let verdict = |time: bool| {
        let all: Vec<_> = errors.iter().filter(|error| error.is_time() == time).collect();
        let first = all.first()?;
        let messages: Vec<_> = all.iter().map(ToString::to_string).collect();
        let payload = inspection.payload();
        let span = first.span().and_then(|span| Some(payload?.carriers(span)));
        Some(Verdict::fail(first.explanation(), messages.join("; ")).at(span))
    };
    let missing = |name: &str| {
        errors.iter().any(|one| matches!(one, ClaimsError::Missing { claim } if claim == name))
    };
    if let Some(time) = verdict(true) {
        verdicts.time = time;
    } else if missing("exp") {
        verdicts.time = Verdict::not_checked("there is no exp to compare with");
    } else if validation.asks_for_age() && missing("iat") {
        verdicts.time = Verdict::not_checked("there is no iat to count the age from");
    }
    if let Some(claims) = verdict(false) {
        verdicts.claims = claims;
    }
    verdicts
}

/// The text is no JWS, no key fits or the signature does not hold: nothing after it was checked.
fn refused(error: &JwsError, inspection: &Inspection<'_>) -> Verdicts {
    let failed = Verdict::fail(error.explanation(), error.to_string()).at(error.span());
    let not_reached = || Verdict::not_checked("not reached");
    let mut verdicts = Verdicts {
        structure: readable(inspection),
        signature: not_reached(),
        key: not_reached(),
        time: unproven(),
        claims: unproven(),
    };
    match error {
        JwsError::AlgorithmMismatch { .. }
        | JwsError::KeyNotFound { .. }
        | JwsError::TooManyKeys { .. } => verdicts.key = failed,
        // Whether a key fits was not found out; the outcome keeps the reason.
        JwsError::KeysUnavailable { .. } => {
            verdicts.key = Verdict::not_checked("the keys could not be looked up");
        }
        JwsError::Signature => {
            let span = inspection.signature().map(|segment| segment.span.clone());
            verdicts.key = Verdict::pass("the key was supplied, not taken from the token");
            verdicts.signature = failed.at(span);
        }
        JwsError::Unsecured { .. } => verdicts.signature = failed,
        _ => verdicts.structure = failed,
    }
    verdicts
}

fn readable(inspection: &Inspection<'_>) -> Verdict {
    Verdict::pass(match inspection.payload() {
        Some(payload) if !payload.encoded => {
            "three segments, a JSON header, a payload that stands as it is"
        }
        _ => "three segments of base64url, a JSON header",
    })
}

fn unproven() -> Verdict {
    Verdict::not_checked("the signature was not shown to hold")
}
