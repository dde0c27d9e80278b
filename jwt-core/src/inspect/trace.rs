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

use core::ops::Range;

use crate::alg::Algorithm;
pub use crate::alg::trace::Check;
pub use crate::alg::trace::Input;
pub use crate::alg::trace::Part;
pub use crate::alg::trace::Source;
pub use crate::alg::trace::Step;
pub use crate::alg::trace::Value;
use crate::base64url;
use crate::explain::Rfc;
use crate::jws;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::Header;
use crate::jws::HeaderBuilder;
use crate::jws::JwsError;
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
    let verifying = key.verifying_key();
    let policy = maker_s_policy(&token);
    let trace = follow(token.as_bytes(), &verifying, &policy, |message, signature| {
        key.trace(message, signature)
    });
    Ok((token, trace))
}

/// What was just made is no stranger's: no limit holds, and what its `crit` names is understood.
fn maker_s_policy(token: &str) -> Policy {
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
    let strict = if policy.padding { PADDED_SIGNATURE } else { STRICT_SIGNATURE };
    steps.push(signature_step(octets, compact.signature_range(), strict, signature.is_some()));
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

/// Decodes a segment as the policy lets a verifier do it.
fn decoded(segment: &str, policy: &Policy) -> Option<Vec<u8>> {
    if !policy.padding {
        return base64url::decode(segment).ok();
    }
    let mut octets = Vec::new();
    base64url::decode_padded_append(segment.as_bytes(), &mut octets).ok()?;
    Some(octets)
}

/// Maps octets of a decoded segment to the characters of the token that carry them.
fn in_segment(octets: Range<usize>, segment: &Range<usize>) -> Range<usize> {
    let chars = base64url::chars_of_octets(octets);
    let place = |char: usize| segment.start.saturating_add(char).min(segment.end);
    place(chars.start)..place(chars.end)
}

fn carried(name: &'static str, octets: &[u8], span: Range<usize>) -> Value {
    let mut value = Value::new(name, octets);
    value.in_token = Some(span);
    value
}

fn segments(token: &[u8], compact: &Result<Compact<'_>, JwsError>) -> Step {
    let too_long = matches!(compact, Err(JwsError::TokenTooLong { .. }));
    let step = Step::new(
        "token",
        "Split the token at its two dots",
        "A compact token is three segments: header, payload and signature. They are base64url; only \
         where b64 is false does the payload stand as it is.",
        Rfc { number: 7515, section: "7.1" },
    )
    .check("the token is not over the limit", !too_long);
    match compact {
        Ok(compact) => step
            .value(
                carried("token", token, 0..token.len())
                    .part("header", compact.header_range())
                    .part("payload", compact.payload_range())
                    .part("signature", compact.signature_range()),
            )
            .check(THREE_SEGMENTS, true)
            .check(ALPHABET, true),
        Err(JwsError::TokenTooLong { .. }) => step,
        Err(JwsError::Base64Url { .. } | JwsError::UnencodedPayload { .. }) => {
            step.check(ALPHABET, false)
        }
        Err(_) => step.check(THREE_SEGMENTS, false),
    }
}

const THREE_SEGMENTS: &str = "there are three segments";
const ALPHABET: &str = "they are base64url characters, the payload printable ASCII under b64 false";
const STRICT_SIGNATURE: &str = "the signature is strict base64url";
const PADDED_SIGNATURE: &str = "the signature is base64url, its padding exact or left out";

fn header_step(octets: &[u8], span: Range<usize>, header: &Result<Header<'_>, JwsError>) -> Step {
    Step::new(
        "header",
        "Decode the JOSE Header",
        "The header is one JSON object that says how the token is meant to be checked. It is not \
         to be believed until the signature has held.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(carried("header", octets, span))
    .check(well_formed(header.as_ref().err()), header.is_ok())
}

/// Says what the reader of headers asked for when it stopped, or all of it.
const fn well_formed(error: Option<&JwsError>) -> &'static str {
    match error {
        Some(JwsError::AlgorithmMissing) => "the header has an alg",
        Some(JwsError::Base64Url { .. }) => "the header is base64url",
        Some(JwsError::Critical { .. }) => "crit is a well-formed list of names",
        Some(JwsError::HeaderMember { .. }) => "registered parameters have their types",
        Some(JwsError::HeaderTooLong { .. }) => "the header is not over the limit",
        Some(JwsError::Json { .. }) => "the header is one JSON object with unique names",
        Some(JwsError::Unsecured { .. }) => "alg is not none",
        _ => "the header is a well-formed JOSE Header with an alg",
    }
}

fn algorithm_step(found: &str, expected: Algorithm, holds: bool) -> Step {
    Step::new(
        "algorithm",
        "Compare alg with the algorithm of the key",
        "A key serves exactly one algorithm. The header may confirm it and never choose another.",
        Rfc { number: 8725, section: "3.1" },
    )
    .value(Value::new("alg", found.as_bytes()))
    .value(Value::new("algorithm of the key", expected.as_str().as_bytes()))
    .check("alg is the algorithm of the key", holds)
}

fn critical_step(header: &Header<'_>, refused: Option<&JwsError>) -> Step {
    let named = || header.critical().iter().any(|name| name == "b64");
    let what = match refused {
        Some(JwsError::Unencoded { .. }) => "the payload is encoded",
        Some(_) if header.is_unencoded() && !named() => "crit names b64, which is false",
        _ => "every critical parameter is understood",
    };
    Step::new(
        "critical",
        "Look for parameters that must be understood",
        "A token whose crit names something that the verifier does not handle is refused. Where b64 \
         is false the payload stands as it is, and crit must name b64, so that nobody decodes it.",
        Rfc { number: 7515, section: "4.1.11" },
    )
    .check(what, refused.is_none())
}

fn signature_step(octets: &[u8], span: Range<usize>, what: &'static str, holds: bool) -> Step {
    Step::new(
        "signature",
        "Decode the signature",
        "The third segment carries the octets of the signature. There is one spelling for them: \
         bits that belong to no octet must be zero.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(carried("signature", octets, span))
    .check(what, holds)
}

fn signing_input_step(compact: &Compact<'_>) -> Step {
    let octets = compact.signing_input().as_bytes();
    Step::new(
        "signing_input",
        "Take the signing input",
        "What is signed is the ASCII text of header, dot and payload exactly as sent, not the JSON \
         inside. Nothing has to be written again in the same way to check it.",
        Rfc { number: 7515, section: "5.1" },
    )
    .value(
        carried("signing input", octets, 0..octets.len())
            .part("header", compact.header_range())
            .part("dot", compact.header_range().end..compact.payload_range().start)
            .part("payload", compact.payload_range()),
    )
}

/// Stands in for the steps of an algorithm that has no trace of its own.
fn whole_step(message: &[u8], signature: &[u8], holds: bool) -> Step {
    Step::new(
        "signature_check",
        "Check the signature",
        "How this algorithm comes to its answer is not taken apart here.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(Value::new("message", message).of(Input::Message, 0..message.len()))
    .value(Value::new("signature", signature).of(Input::Signature, 0..signature.len()))
    .check("the signature holds for the signing input", holds)
}

fn payload_step(compact: &Compact<'_>, unencoded: bool, policy: &Policy) -> Step {
    let text = "Only now is the payload looked at: whoever holds the key has vouched for it.";
    let reference = Rfc { number: 7515, section: "5.2" };
    if unencoded {
        let reference = Rfc { number: 7797, section: "3" };
        let octets = compact.payload().as_bytes();
        return Step::new("payload", "Take the payload as it stands", text, reference)
            .value(carried("payload", octets, compact.payload_range()));
    }
    let payload = decoded(compact.payload(), policy);
    let what = if policy.padding {
        "the payload is base64url, its padding exact or left out"
    } else {
        "the payload is strict base64url"
    };
    let octets = payload.as_deref().unwrap_or_default();
    Step::new("payload", "Decode the payload", text, reference)
        .value(carried("payload", octets, compact.payload_range()))
        .check(what, payload.is_some())
}

fn verdict(holds: bool, failed: Option<&'static str>) -> Step {
    let (title, text) = if holds {
        (
            "The signature holds",
            "The verifier, which computes on its own, accepts the token. Whether its claims are \
             acceptable is another question.",
        )
    } else {
        (
            "The token is refused",
            "The verifier, which computes on its own, does not accept the token. The check below is \
             the first that does not hold.",
        )
    };
    // Only a refusal has a check to name.
    let failed = failed.filter(|_| !holds);
    Step::new("verdict", title, text, Rfc { number: 7515, section: "5.2" })
        .check(failed.unwrap_or("the verifier accepts the token"), holds)
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
