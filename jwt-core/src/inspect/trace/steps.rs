//! The steps that are the same for every algorithm, in the order of a verifier (RFC 7515 §5.2).

use core::ops::Range;

use super::Input;
use super::Step;
use super::Value;
use crate::alg::Algorithm;
use crate::base64url;
use crate::explain::Rfc;
use crate::jws::Compact;
use crate::jws::Header;
use crate::jws::JwsError;
use crate::jws::Policy;

const THREE_SEGMENTS: &str = "there are three segments";
const ALPHABET: &str = "they are base64url characters, the payload printable ASCII under b64 false";

pub(super) fn segments(token: &[u8], compact: &Result<Compact<'_>, JwsError>) -> Step {
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

pub(super) fn header_step(
    octets: &[u8],
    span: Range<usize>,
    header: &Result<Header<'_>, JwsError>,
) -> Step {
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

pub(super) fn algorithm_step(found: &str, expected: Algorithm, holds: bool) -> Step {
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

pub(super) fn critical_step(header: &Header<'_>, refused: Option<&JwsError>) -> Step {
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

pub(super) fn signature_step(
    octets: &[u8],
    span: Range<usize>,
    policy: &Policy,
    holds: bool,
) -> Step {
    let what = if policy.padding {
        "the signature is base64url, its padding exact or left out"
    } else {
        "the signature is strict base64url"
    };
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

pub(super) fn signing_input_step(compact: &Compact<'_>) -> Step {
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
pub(super) fn whole_step(message: &[u8], signature: &[u8], holds: bool) -> Step {
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

pub(super) fn payload_step(compact: &Compact<'_>, unencoded: bool, policy: &Policy) -> Step {
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

pub(super) fn verdict(holds: bool, failed: Option<&'static str>) -> Step {
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

fn carried(name: &'static str, octets: &[u8], span: Range<usize>) -> Value {
    let mut value = Value::new(name, octets);
    value.in_token = Some(span);
    value
}

/// Decodes a segment as the policy lets a verifier do it.
pub(super) fn decoded(segment: &str, policy: &Policy) -> Option<Vec<u8>> {
    if !policy.padding {
        return base64url::decode(segment).ok();
    }
    let mut octets = Vec::new();
    base64url::decode_padded_append(segment.as_bytes(), &mut octets).ok()?;
    Some(octets)
}
