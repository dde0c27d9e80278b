//! Every intermediate value of signing and of verifying one token (RFC 7515 §5.1, §5.2).
//!
//! Takes any bytes and a key, gives the steps in the order of a verifier, up to the first thing that
//! keeps it from going on. The steps compute; they do not judge. The last one, `verdict`, shows the
//! return value of [`jws::verify`] under the same policy.
//!
//! # Example: watch a tag being made
//!
//! ```
//! use jwt_core::Algorithm;
//! use jwt_core::inspect::trace;
//! use jwt_core::jws::HeaderBuilder;
//! use jwt_core::key::SigningKey;
//!
//! let key = SigningKey::generate(Algorithm::Hs256)?;
//! let (token, made) = trace::signing(&key, &HeaderBuilder::new(), b"{}")?;
//! let checked = trace::verifying(token.as_bytes(), &key.verifying_key());
//! assert!(made.holds() && checked.holds());
//! let block = checked.step("hmac.key_block").and_then(|step| step.find("K0")).unwrap();
//! assert!(block.secret);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod steps;

use core::ops::Range;

use self::steps::algorithm_step;
use self::steps::critical_step;
use self::steps::decoded;
use self::steps::header_step;
use self::steps::payload_step;
use self::steps::segments;
use self::steps::signature_step;
use self::steps::signing_input_step;
use self::steps::verdict;
use self::steps::whole_step;
use crate::alg::Algorithm;
pub use crate::alg::trace::Check;
pub use crate::alg::trace::Input;
pub use crate::alg::trace::Part;
pub use crate::alg::trace::Source;
pub use crate::alg::trace::Step;
pub use crate::alg::trace::Value;
use crate::base64url;
use crate::jws;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::HeaderBuilder;
use crate::jws::Policy;
use crate::jws::SignError;
use crate::key::SigningKey;
use crate::key::VerifyingKey;

/// The steps of one token under one key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Trace {
    /// The one algorithm of the key.
    pub algorithm: Algorithm,
    /// The steps in order; the last is the verdict.
    pub steps: Vec<Step>,
}

impl Trace {
    /// Tells the verifier's verdict on the token.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.steps.last().is_some_and(Step::holds)
    }

    /// Finds a step by its name.
    #[must_use]
    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// Finds the first check that does not hold; the verdict itself is not looked at.
    #[must_use]
    pub fn failed(&self) -> Option<&Check> {
        let steps = self.steps.split_last().map_or(&[][..], |(_, steps)| steps);
        steps.iter().flat_map(|step| &step.checks).find(|check| !check.holds)
    }
}

/// Follows a verifier with the default policy through a token; never fails, whatever the bytes are.
#[must_use]
pub fn verifying(token: &[u8], key: &VerifyingKey) -> Trace {
    verifying_with(token, key, &Policy::default())
}

/// Follows a verifier with a policy of the caller's through a token; never fails.
///
/// # Example: a token with padding
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::inspect::trace;
/// use jwt_core::jws::Policy;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Hs384)?;
/// let tag = key.sign(b"eyJhbGciOiJIUzM4NCJ9.e30=")?;
/// let token = format!("eyJhbGciOiJIUzM4NCJ9.e30=.{}", jwt_core::base64url::encode(tag));
/// let policy = Policy::default().accept_padding();
/// let key = key.verifying_key();
/// assert!(!trace::verifying(token.as_bytes(), &key).holds());
/// assert!(trace::verifying_with(token.as_bytes(), &key, &policy).holds());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn verifying_with(token: &[u8], key: &VerifyingKey, policy: &Policy) -> Trace {
    follow(token, key, policy, |message, signature| key.trace(message, signature))
}

/// Follows the making of a token that is there already, and its check, with the private key; never
/// fails.
///
/// As [`verifying_with`], with the private values too, each marked secret. Nothing is signed anew: a
/// nonce is found again from the signature. Of a token that another key made these values tell
/// nothing, so look at [`Trace::holds`] before showing them.
///
/// # Example: the nonce that an ES256 signature was made with
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::inspect::trace;
/// use jwt_core::jws;
/// use jwt_core::jws::HeaderBuilder;
/// use jwt_core::jws::Policy;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Es256)?;
/// let token = jws::sign(&key, &HeaderBuilder::new(), b"{}")?;
/// let trace = trace::retracing(token.as_bytes(), &key, &Policy::default());
/// assert!(trace.holds());
/// assert!(trace.step("ecdsa.nonce").and_then(|step| step.find("k")).unwrap().secret);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn retracing(token: &[u8], key: &SigningKey, policy: &Policy) -> Trace {
    follow(token, &key.verifying_key(), policy, |message, signature| key.trace(message, signature))
}

/// Signs a payload and follows the making of the signature.
///
/// The steps show the private values too, each marked secret, and end with the check of what was
/// made: by a verifier without limits that handles whatever `crit` names. Gives the token and its
/// trace.
///
/// # Errors
///
/// As [`jws::sign`].
pub fn signing(
    key: &SigningKey,
    header: &HeaderBuilder,
    payload: &[u8],
) -> Result<(String, Trace), SignError> {
    let token = jws::sign(key, header, payload)?;
    let trace = retracing(token.as_bytes(), key, &policy_of_the_maker(&token));
    Ok((token, trace))
}

/// What was just made is no stranger's: no limit holds, and what its `crit` names is understood.
fn policy_of_the_maker(token: &str) -> Policy {
    let caps = Caps::default().token_bytes(usize::MAX).header_bytes(usize::MAX).depth(usize::MAX);
    let mut policy = Policy::default().caps(caps);
    let header = token.split_once('.').map(|(header, _)| header);
    if let Some(Ok(header)) = header.map(|header| jws::read_header(header, &policy)) {
        policy.understands = header.critical().to_vec();
    }
    policy
}

fn follow(
    token: &[u8],
    key: &VerifyingKey,
    policy: &Policy,
    algorithm_steps: impl Fn(&[u8], &[u8]) -> Vec<Step>,
) -> Trace {
    let mut steps = Vec::new();
    // `None` is where a verifier stops; the step that tells why is in the list already.
    let _ = walk(token, key, policy, &mut steps, algorithm_steps);
    let mut trace = Trace { algorithm: key.algorithm(), steps };
    let holds = jws::verify(token, key, policy).is_ok();
    let failed = steps_failed(&trace.steps);
    trace.steps.push(verdict(holds, failed));
    trace
}

fn steps_failed(steps: &[Step]) -> Option<&'static str> {
    steps.iter().flat_map(|step| &step.checks).find(|check| !check.holds).map(|check| check.what)
}

fn walk(
    token: &[u8],
    key: &VerifyingKey,
    policy: &Policy,
    steps: &mut Vec<Step>,
    algorithm_steps: impl Fn(&[u8], &[u8]) -> Vec<Step>,
) -> Option<()> {
    let compact = Compact::parse_under(token, policy);
    steps.push(segments(token, &compact));
    let compact = compact.ok()?;

    let header = jws::read_header(compact.header(), policy);
    let octets = decoded(compact.header(), policy).unwrap_or_default();
    steps.push(header_step(&octets, compact.header_range(), &header));
    let header = header.ok()?;

    let fits = header.algorithm_name() == key.algorithm().as_str();
    steps.push(algorithm_step(header.algorithm_name(), key.algorithm(), fits));
    let refused = jws::check_critical(&header, policy).err();
    steps.push(critical_step(&header, refused.as_ref()));
    if !fits || refused.is_some() {
        return None;
    }

    let signature = decoded(compact.signature(), policy);
    let octets = signature.as_deref().unwrap_or_default();
    steps.push(signature_step(octets, compact.signature_range(), policy, signature.is_some()));
    let signature = signature?;

    let message = compact.signing_input().as_bytes();
    steps.push(signing_input_step(&compact));
    let holds = key.verify(message, &signature).is_ok();
    let mut taken_apart = algorithm_steps(message, &signature);
    if taken_apart.is_empty() {
        taken_apart.push(whole_step(message, &signature, holds));
    }
    for mut step in taken_apart {
        for value in &mut step.values {
            value.in_token = value.source.as_ref().map(|source| match source.input {
                Input::Message => source.span.clone(),
                Input::Signature => in_segment(source.span.clone(), &compact.signature_range()),
            });
        }
        steps.push(step);
    }
    if holds {
        // A verifier decodes the payload of no token whose signature does not hold.
        steps.push(payload_step(&compact, header.is_unencoded(), policy));
    }
    Some(())
}

/// Maps octets of a decoded segment to the characters of the token that carry them.
fn in_segment(octets: Range<usize>, segment: &Range<usize>) -> Range<usize> {
    let chars = base64url::chars_of_octets(octets);
    let place = |char: usize| segment.start.saturating_add(char).min(segment.end);
    place(chars.start)..place(chars.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_algorithm_without_steps_of_its_own_still_gets_the_verdict() {
        let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
        let other = SigningKey::generate(Algorithm::Ed25519).unwrap().verifying_key();
        let token = jws::sign(&key, &HeaderBuilder::new(), b"{}").unwrap();
        let policy = Policy::default();
        let trace = follow(token.as_bytes(), &key.verifying_key(), &policy, |_, _| Vec::new());
        assert!(trace.holds() && trace.failed().is_none());
        assert!(trace.step("payload").is_some());
        let trace = follow(token.as_bytes(), &other, &policy, |_, _| Vec::new());
        assert!(!trace.holds() && trace.step("payload").is_none());
        assert_eq!(trace.failed().unwrap().what, "the signature holds for the signing input");
    }
}
