//! What is noteworthy in each part of a token.
//!
//! Errors come from the very functions that the verifier calls, so both find the same; warnings are
//! for people.

mod header;
mod payload;
mod signature;

use core::ops::Range;

pub(super) use self::header::unprotected;

use self::header::header;
use self::header::is_proof;
use self::payload::payload;
use self::signature::signatures;
use super::findings::Finding;
use super::findings::Findings;
use super::findings::Severity;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use crate::base64url;
use crate::json;
use crate::json::JsonErrorKind;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Caps;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jwt::error::NESTED;
use crate::jwt::error::NOT_A_CLAIMS_SET;
use crate::jwt::nested::is_token;
use crate::jwt::nested::says_nested;

/// What is asked of a text: a fault of its claims refuses a JWT and no other JWS.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Asked {
    Jws,
    Jwt,
}

/// Notes what is in the segments, each by the rules of its part.
pub(super) fn look(
    inspection: &Inspection<'_>,
    policy: &Policy,
    asked: Asked,
    findings: &mut Findings,
) {
    for segment in &inspection.segments {
        encoding(segment, policy, findings);
    }
    for segment in inspection.segments.iter().filter(|one| one.part == Part::Header) {
        header(segment, inspection.form, policy, findings);
    }
    if inspection.form == Form::Jwe {
        return;
    }
    if let Some(segment) = inspection.payload() {
        let nested = says_nested(inspection.header_text("cty").as_deref());
        if nested && is_token(segment.octets()) {
            findings.add(
                Finding::new(&NESTED, Part::Payload, segment.span.clone())
                    .weighs(Severity::Info)
                    .message("cty says that the payload is a JWT, and it looks like one")
                    .contrast("claims", "a token"),
            );
        } else {
            let proof = inspection.header().is_some_and(is_proof);
            payload(segment, policy, asked, proof, findings);
        }
    }
    signatures(inspection, findings);
}

/// Notes what is not strict base64url, and padding that the policy takes.
fn encoding(segment: &Segment<'_>, policy: &Policy, findings: &mut Findings) {
    let part = segment.part;
    if let Some(source) = segment.error {
        let offset = segment.place_of(source.offset);
        findings.refused(&JwsError::Base64Url { part, offset, source });
    } else if policy.padding && segment.encoded && segment.characters().ends_with(b"=") {
        let Err(source) = base64url::decode(segment.characters()) else { return };
        let offset = segment.place_of(source.offset);
        findings.add(
            Finding::new(source.explanation(), part, offset..segment.span.end)
                .weighs(Severity::Warning)
                .message(format!("the {part} has padding, which is taken here by leave"))
                .contrast("no padding", "padding"),
        );
    }
}

/// How much a fault of the claims weighs: a JWS may carry any octets.
const fn of_claims(asked: Asked) -> Severity {
    match asked {
        Asked::Jws => Severity::Warning,
        Asked::Jwt => Severity::Error,
    }
}

/// Lists what is wrong with a segment's JSON; tells whether anything is.
///
/// What is not strict base64url has been told already, and its JSON is only a guess.
fn json_problems(
    segment: &Segment<'_>,
    part: Part,
    caps: &Caps,
    asked: Asked,
    findings: &mut Findings,
) -> bool {
    if segment.error.is_some() {
        return false;
    }
    let reading = json::read(&segment.octets, &caps.json());
    let mut problems = reading.problems;
    if problems.is_empty() {
        let wrong = reading.value.as_ref().filter(|value| value.as_object().is_none());
        problems.extend(wrong.map(|value| json::JsonError {
            offset: value.span.start,
            kind: JsonErrorKind::NotAnObject(value.type_name()),
        }));
    }
    for problem in &problems {
        let span = segment.carriers(problem.offset..problem.offset.saturating_add(1));
        let object = matches!(
            problem.kind,
            JsonErrorKind::DuplicateName(_)
                | JsonErrorKind::ReservedName(_)
                | JsonErrorKind::TooDeep(_)
        );
        // A JWS may carry anything; only a JWT must carry an object.
        let (explanation, severity) = match part {
            Part::Header => (problem.explanation(), Severity::Error),
            _ if object => (problem.explanation(), of_claims(asked)),
            _ => (&NOT_A_CLAIMS_SET, Severity::Warning),
        };
        findings.add(
            Finding::new(explanation, part, span)
                .weighs(severity)
                .message(format!("the {part}'s JSON: {problem}"))
                .contrast("one JSON object in UTF-8 with unique names", &problem.to_string()),
        );
    }
    !problems.is_empty()
}

fn with_object(segment: &Segment<'_>, look: impl FnOnce(&Object<'_>)) {
    let reading = segment.json();
    let value = reading.as_ref().and_then(|reading| reading.value.as_ref());
    if let Some(object) = value.and_then(Value::as_object) {
        look(object);
    }
}

fn place(segment: &Segment<'_>, value: &Value<'_>) -> Range<usize> {
    segment.carriers(value.span.clone())
}
