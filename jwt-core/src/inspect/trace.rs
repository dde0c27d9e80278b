//! Every intermediate value of signing and of verifying one token (RFC 7515 §5.1, §5.2).
//!
//! Takes any bytes and a key, gives the steps in the order of a verifier, up to the first thing that
//! keeps it from going on. The steps compute; they do not judge. The last one, `verdict`, shows the
//! return value of [`jws::verify`] under the default policy.
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

/// Follows a verifier through a token; never fails, whatever the bytes are.
#[must_use]
pub fn verifying(token: &[u8], key: &VerifyingKey) -> Trace {
    follow(token, key, |message, signature| key.trace(message, signature))
}

/// Signs a payload and follows the making of the signature.
///
/// The steps show the private values too, each marked secret, and end with the check of what was
/// made. Gives the token and its trace.
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
    let trace =
        follow(token.as_bytes(), &verifying, |message, signature| key.trace(message, signature));
    Ok((token, trace))
}

fn follow(
    token: &[u8],
    key: &VerifyingKey,
    algorithm_steps: impl Fn(&[u8], &[u8]) -> Vec<Step>,
) -> Trace {
    let policy = Policy::default();
    let mut steps = Vec::new();
    // `None` is where a verifier stops; the step that tells why is in the list already.
    let _ = walk(token, key, &policy, &mut steps, algorithm_steps);
    let mut trace = Trace { algorithm: key.algorithm(), steps };
    let holds = jws::verify(token, key, &policy).is_ok();
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
    let compact = Compact::parse(token, &policy.caps).ok();
    steps.push(segments(token, compact.as_ref(), policy));
    let compact = compact?;

    let header = jws::read_header(compact.header(), &policy.caps).ok();
    let octets = base64url::decode(compact.header()).unwrap_or_default();
    steps.push(header_step(&octets, compact.header_range(), header.is_some()));
    let header = header?;

    let fits = header.algorithm_name() == key.algorithm().as_str();
    steps.push(algorithm_step(header.algorithm_name(), key.algorithm(), fits));
    let understood = jws::check_critical(&header, policy).is_ok();
    steps.push(critical_step(understood));
    if !(fits && understood) {
        return None;
    }

    let signature = base64url::decode(compact.signature()).ok();
    let octets = signature.as_deref().unwrap_or_default();
    steps.push(signature_step(octets, compact.signature_range(), signature.is_some()));
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
        let payload = base64url::decode(compact.payload()).ok();
        let octets = payload.as_deref().unwrap_or_default();
        steps.push(payload_step(octets, compact.payload_range(), payload.is_some()));
    }
    Some(())
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

fn segments(token: &[u8], compact: Option<&Compact<'_>>, policy: &Policy) -> Step {
    let step = Step::new(
        "token",
        "Split the token at its two dots",
        "A compact token is three base64url segments: header, payload and signature. Nothing is \
         decoded before their count and their alphabet are right.",
        Rfc { number: 7515, section: "7.1" },
    )
    .check("the token is not over the limit", token.len() <= policy.caps.token_bytes)
    .check("three segments of base64url characters", compact.is_some());
    match compact {
        Some(compact) => step.value(
            carried("token", token, 0..token.len())
                .part("header", compact.header_range())
                .part("payload", compact.payload_range())
                .part("signature", compact.signature_range()),
        ),
        None => step,
    }
}

fn header_step(octets: &[u8], span: Range<usize>, holds: bool) -> Step {
    Step::new(
        "header",
        "Decode the JOSE Header",
        "The header is one JSON object that says how the token is meant to be checked. It is not \
         to be believed until the signature has held.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(carried("header", octets, span))
    .check("the header is a well-formed JOSE Header with an alg", holds)
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

fn critical_step(holds: bool) -> Step {
    Step::new(
        "critical",
        "Look for parameters that must be understood",
        "A token whose crit names something that the verifier does not handle is refused, and so is \
         a payload that is not encoded.",
        Rfc { number: 7515, section: "4.1.11" },
    )
    .check("every critical parameter is understood", holds)
}

fn signature_step(octets: &[u8], span: Range<usize>, holds: bool) -> Step {
    Step::new(
        "signature",
        "Decode the signature",
        "The third segment carries the octets of the signature. There is one spelling for them: \
         bits that belong to no octet must be zero.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(carried("signature", octets, span))
    .check("the signature is strict base64url", holds)
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

fn payload_step(octets: &[u8], span: Range<usize>, holds: bool) -> Step {
    Step::new(
        "payload",
        "Decode the payload",
        "Only now is the payload looked at: whoever holds the key has vouched for it.",
        Rfc { number: 7515, section: "5.2" },
    )
    .value(carried("payload", octets, span))
    .check("the payload is strict base64url", holds)
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
        let trace = follow(token.as_bytes(), &key.verifying_key(), |_, _| Vec::new());
        assert!(trace.holds() && trace.failed().is_none());
        assert!(trace.step("payload").is_some());
        let trace = follow(token.as_bytes(), &other, |_, _| Vec::new());
        assert!(!trace.holds() && trace.step("payload").is_none());
        assert_eq!(trace.failed().unwrap().what, "the signature holds for the signing input");
    }
}
