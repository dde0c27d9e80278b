//! Judges a token with the keys and rules that a person gave: five verdicts and what decided.
//!
//! The verdicts are those of `jwt-core`'s verifier. What is decided here is only which keys it gets:
//! those of the token's `kid`, then those of a fitting kind, each bound to one algorithm. Where
//! neither key nor rules name one, the header's is taken if it lies within the key's family, and the
//! verdict on the key says so; the library never does that.

mod failure;
mod ring;
mod rings;

use core::time::Duration;
use std::sync::Arc;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::explain::Explanation;
use jwt_core::inspect;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Outcome;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;
use jwt_core::inspect::Verdicts;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::JwsError;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::Jwk;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;

pub use self::failure::Failure;
pub use self::failure::FailureKind;
use self::ring::Ring;
use self::rings::Rings;
use super::times;
use super::times::Zone;
use crate::text::Lang;

/// The most bytes of a token that is judged.
pub const MAX_TOKEN_BYTES: usize = 8 * 1024 * 1024;

/// The most keys that are tried on one token.
const MAX_CANDIDATES: usize = 64;

/// What a token must say to pass.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The algorithms that may be used; empty leaves it to the key.
    pub algorithms: Vec<Algorithm>,
    /// Names of the recipient, one of which `aud` must hold.
    pub audiences: Vec<String>,
    /// What `iss` must be.
    pub issuer: Option<String>,
    /// Whether only the signature counts, whatever the payload is.
    pub jws_only: bool,
    /// What is granted for clocks that differ.
    pub leeway: Duration,
    /// Claims that must be there.
    pub require: Vec<String>,
    /// What `sub` must be.
    pub subject: Option<String>,
    /// What the header's `typ` must be.
    pub typ: Option<String>,
}

/// Keys that a person gave, and where they came from.
#[derive(Clone, Debug)]
pub struct KeySupply {
    /// The keys; the private ones are used for their public halves.
    pub keys: Vec<Jwk>,
    /// Where they came from, all of it: `./jwks.json`, `pasted`, `typed`.
    pub source: String,
    /// Where each of them came from, when that is known for each.
    sources: Vec<Arc<str>>,
    /// Whether a secret shorter than its hash is taken, which is said aloud.
    pub weak_secrets_allowed: bool,
}

impl KeySupply {
    /// Takes keys from one place; short secrets are let pass.
    #[must_use]
    pub fn new(keys: Vec<Jwk>, source: impl Into<String>) -> Self {
        let (source, sources) = (source.into(), Vec::new());
        Self { keys, source, sources, weak_secrets_allowed: true }
    }

    /// Takes keys from several places, each with its own; short secrets are let pass.
    #[must_use]
    pub fn from_places(places: impl IntoIterator<Item = (Jwk, Arc<str>)>) -> Self {
        let (keys, sources): (Vec<Jwk>, Vec<Arc<str>>) = places.into_iter().unzip();
        let mut names: Vec<&str> = Vec::new();
        for source in &sources {
            if names.last() != Some(&&**source) && !names.contains(&&**source) {
                names.push(source);
            }
        }
        let source = names.join(", ");
        Self { keys, source, sources, weak_secrets_allowed: true }
    }

    /// Where the key at a place came from; for all of them together when no more is known.
    #[must_use]
    pub fn source_of(&self, index: usize) -> &str {
        self.sources.get(index).map_or(self.source.as_str(), |source| &**source)
    }
}

/// A token, what can be seen in it, and what a verifier with these keys says.
#[derive(Clone, Debug)]
pub struct Judgement<'t> {
    /// What can be seen without a key.
    pub inspection: Inspection<'t>,
    /// The verifier's answer in five parts.
    pub verdicts: Verdicts,
    /// The key that fitted, or the only one that was tried.
    pub key: Option<KeyUsed>,
    /// What decided against the token: the first failure in the order of the checks.
    pub failure: Option<Failure>,
    /// `exp`, once the signature has held.
    pub expiration: Option<NumericDate>,
    now: NumericDate,
    leeway: Duration,
}

/// The key behind a verdict.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyUsed {
    /// The one algorithm it was bound to.
    pub algorithm: Algorithm,
    /// Its kind: `EC P-256`, `RSA 2048`, `oct, 256 bits`.
    pub description: String,
    /// Its place among the keys that were given.
    pub index: usize,
    /// Its own `kid`.
    pub kid: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Its RFC 7638 thumbprint; none for a shared secret, whose thumbprint can be guessed from.
    pub thumbprint: Option<String>,
    /// Why it is believed to be the right key, in one line.
    pub trust: String,
    /// Whether it is a secret shorter than its hash.
    pub weak: bool,
}

/// Judges a token; total on any bytes.
#[must_use]
pub fn judge<'t>(
    token: &'t [u8],
    keys: Option<&KeySupply>,
    rules: &Rules,
    now: NumericDate,
) -> Judgement<'t> {
    Judge::new(keys, rules).judge(token, now)
}

/// Judges many tokens with the same keys and rules; from many threads, too.
#[derive(Debug)]
pub struct Judge<'s> {
    rings: Rings<'s>,
}

impl<'s> Judge<'s> {
    /// Takes keys and rules.
    #[must_use]
    pub fn new(keys: Option<&'s KeySupply>, rules: &'s Rules) -> Self {
        Self { rings: Rings::new(keys, rules) }
    }

    /// Judges a token; total on any bytes.
    #[must_use]
    pub fn judge<'t>(&self, token: &'t [u8], now: NumericDate) -> Judgement<'t> {
        // What it says of the key it wants.
        let seen = inspect::inspect_with(token, &policy().caps);
        let (algorithm, key_id) = (seen.algorithm_name(), seen.header_text("kid"));
        self.judge_with(token, algorithm.as_deref(), key_id.as_deref(), now)
    }

    fn judge_with<'t>(
        &self,
        token: &'t [u8],
        algorithm: Option<&str>,
        key_id: Option<&str>,
        now: NumericDate,
    ) -> Judgement<'t> {
        let (keys, rules) = (self.rings.keys, self.rings.rules);
        let ring = &*self.rings.gather(algorithm, key_id);
        let policy = &policy();
        let report = if rules.jws_only {
            inspect::examine_jws(token, ring, policy)
        } else {
            inspect::examine(token, &verifier(ring, rules, policy), now)
        };
        let (failure, expiration) = match &report.outcome {
            Outcome::Jwt(Ok(verified)) => (None, verified.claims().expiration()),
            Outcome::Jwt(Err(VerifyError::Jws(error))) | Outcome::Jws(Err(error)) => {
                (Some(Failure::of_jws(error)), None)
            }
            Outcome::Jwt(Err(error)) => (Some(Failure::of_claims(error)), None),
            Outcome::Jws(Ok(_)) | Outcome::NotChecked => (None, None),
        };
        let fitted = match &report.outcome {
            Outcome::Jwt(Ok(verified)) => Some(verified.key().clone()),
            Outcome::Jws(Ok(verified)) => Some(verified.key().clone()),
            // The error does not carry the key, so the signature is asked for alone.
            Outcome::Jwt(Err(error)) if error.signature_holds() => {
                jws::verify(token, ring, policy).ok().map(|verified| verified.key().clone())
            }
            _ => None,
        };
        let mismatch = |failure: &Failure| failure.kind == FailureKind::Signature;
        let tried = fitted.is_some() || failure.as_ref().is_some_and(mismatch);
        let key =
            keys.filter(|_| tried).and_then(|supply| ring.used(fitted.as_ref(), supply, key_id));
        let mut judgement = Judgement {
            inspection: report.inspection,
            verdicts: report.verdicts,
            key,
            failure,
            expiration,
            now,
            leeway: rules.leeway,
        };
        judgement.name_time();
        judgement.name_missing_key(keys.is_some(), rules, ring, algorithm);
        judgement.name_trust();
        judgement
    }
}

/// Binds a key for signing.
///
/// # Errors
///
/// What [`SigningKey::from_jwk`] refuses; a short secret only if it is not allowed.
pub fn signing_key(
    jwk: &Jwk,
    algorithm: Option<Algorithm>,
    weak_secrets_allowed: bool,
) -> Result<SigningKey, KeyError> {
    match SigningKey::from_jwk(jwk, algorithm) {
        Err(KeyError::SecretTooShort { .. }) if weak_secrets_allowed => {
            SigningKey::from_jwk_weak(jwk, algorithm)
        }
        other => other,
    }
}

impl Judgement<'_> {
    /// Tells whether the signature was checked and holds.
    #[must_use]
    pub fn signature_holds(&self) -> bool {
        self.verdicts.signature.state == State::Pass
    }

    /// Says in one line what was found, dates on the clock asked for.
    #[must_use]
    pub fn headline(&self, zone: Zone) -> String {
        let Some(failure) = &self.failure else { return self.success(zone) };
        let message = &failure.message;
        let date = failure.when.map(|when| {
            format!(
                "{} ({})",
                times::in_zone(when, zone),
                times::relative(when, self.now, Lang::En)
            )
        });
        match (failure.kind, date) {
            (FailureKind::Algorithm, _) => format!("algorithm refused: {message}"),
            (FailureKind::Claims, _) if failure.code == "jwt.not_a_claims_set" => {
                "signature holds but the payload is no Claims Set".to_owned()
            }
            (FailureKind::Expired, Some(date)) => {
                format!("signature holds, expired since {date}")
            }
            (FailureKind::NotYetValid, Some(date)) => {
                format!("signature holds, not valid before {date}")
            }
            (FailureKind::Key, _) => format!("signature not checked: {message}"),
            (FailureKind::NoKey, _) => "signature not checked: no key was given".to_owned(),
            (FailureKind::NotAToken, _) => format!("not a token: {message}"),
            (FailureKind::Signature, _) => message.clone(),
            _ if self.signature_holds() => format!("signature holds, but {message}"),
            _ => message.clone(),
        }
    }

    fn success(&self, zone: Zone) -> String {
        match self.expiration {
            Some(date) => {
                let (words, distance) =
                    (times::in_zone(date, zone), times::relative(date, self.now, Lang::En));
                if date <= self.now {
                    let leeway = times::span(self.leeway.as_secs(), Lang::En);
                    return format!(
                        "signature holds, expired since {words} ({distance}), within the leeway of {leeway}"
                    );
                }
                format!("signature holds, valid until {words} ({distance})")
            }
            None if self.verdicts.claims.state == State::NotChecked
                && self.verdicts.time.state == State::NotChecked =>
            {
                "signature holds".to_owned()
            }
            None => "signature holds, claims hold".to_owned(),
        }
    }

    /// The verifier had no key to try: says whose fault that is.
    fn name_missing_key(
        &mut self,
        given: bool,
        rules: &Rules,
        ring: &Ring,
        algorithm: Option<&str>,
    ) {
        if !given && self.verdicts.key.state == State::NotChecked {
            self.verdicts.key = Verdict::not_checked("no key was given");
        }
        let missing = |failure: &Failure| failure.kind == FailureKind::Key;
        if !ring.is_empty() || !self.failure.as_ref().is_some_and(missing) {
            return;
        }
        let allowed = |name: &str| rules.algorithms.iter().any(|one| one.as_str() == name);
        let pinned = algorithm.filter(|name| !rules.algorithms.is_empty() && !allowed(name));
        if let Some(name) = pinned {
            let error = JwsError::AlgorithmMismatch {
                expected: rules.algorithms.clone(),
                found: name.to_owned(),
                span: 0..0,
            };
            self.verdicts.key = failed(error.explanation(), error.to_string());
            self.failure = Some(Failure::of_jws(&error));
        } else if let Some(error) = ring.problem() {
            self.verdicts.key = failed(error.explanation(), error.to_string());
            self.failure = Some(Failure::of_key(error));
        } else if !given {
            self.verdicts.key = Verdict::not_checked("no key was given");
            if let Some(failure) = &mut self.failure {
                failure.kind = FailureKind::NoKey;
                failure.code = "not_checked";
                failure.explanation = None;
                failure.message = "no key was given".to_owned();
            }
        } else if let Some(failure) = &mut self.failure {
            failure.message = ring.nothing_fits(&failure.message);
            self.verdicts.key.message.clone_from(&failure.message);
        }
        if self.verdicts.signature.state != State::Fail {
            self.verdicts.signature = Verdict::not_checked(match given {
                true => "no key could be tried",
                false => "no key was given",
            });
        }
    }

    /// Says whether it is the leeway alone that lets the token pass.
    fn name_time(&mut self) {
        if self.verdicts.time.state != State::Pass {
            return;
        }
        let words = match self.expiration {
            Some(date) if date <= self.now => "expired, but within the leeway",
            _ => "valid at the time of the check",
        };
        self.verdicts.time.message = words.to_owned();
    }

    fn name_trust(&mut self) {
        if let Some(key) = self.key.as_ref().filter(|_| self.verdicts.key.state == State::Pass) {
            self.verdicts.key.message.clone_from(&key.trust);
        }
    }
}

/// How a token is read: large ones too, with up to 64 keys.
pub(crate) fn policy() -> Policy {
    let mut policy = Policy::default();
    let mut caps = Caps::default().token_bytes(MAX_TOKEN_BYTES).header_bytes(MAX_TOKEN_BYTES);
    caps.candidates = MAX_CANDIDATES;
    policy.caps = caps;
    policy
}

fn verifier<'r>(ring: &'r Ring, rules: &Rules, policy: &Policy) -> Verifier<&'r Ring> {
    let mut verifier = Verifier::new(ring)
        .caps(policy.caps.clone())
        .leeway(rules.leeway)
        .allow_missing_expiration()
        .allow_any_audience();
    if let Some(issuer) = &rules.issuer {
        verifier = verifier.issuer(issuer);
    }
    if let Some(subject) = &rules.subject {
        verifier = verifier.subject(subject);
    }
    if let Some(typ) = &rules.typ {
        verifier = verifier.typ(typ);
    }
    let verifier = rules.audiences.iter().fold(verifier, Verifier::audience);
    rules.require.iter().fold(verifier, Verifier::require)
}

fn failed(explanation: &'static Explanation, message: String) -> Verdict {
    let (state, code, explanation) = (State::Fail, explanation.code, Some(explanation));
    Verdict { state, code, message, span: None, explanation }
}

#[cfg(test)]
mod tests;
