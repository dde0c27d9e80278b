//! What is noteworthy in each part of a token.
//!
//! Errors come from the very functions that the verifier calls, so both find the same; warnings are
//! for people.

use super::findings;
use super::findings::Finding;
use super::findings::Findings;
use super::findings::Severity;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use crate::alg::Algorithm;
use crate::json;
use crate::json::Fields;
use crate::json::JsonErrorKind;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jws::check_critical;
use crate::jws::read_header;
use crate::jwt::error::NOT_A_CLAIMS_SET;
use crate::jwt::ill_typed;
use crate::time::NumericDate;

/// Dates from here on, the year 5138, are taken for milliseconds.
const MILLISECONDS_FROM: u64 = 100_000_000_000;
/// From here on, the year 5138 in milliseconds, they are not even that.
const MILLISECONDS_TO: u64 = 100_000_000_000_000;
/// The parameters that carry a key or an address of one.
const EMBEDDED: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];

/// Notes what is in the segments, each by the rules of its part.
pub(super) fn look(inspection: &Inspection<'_>, policy: &Policy, findings: &mut Findings) {
    for segment in &inspection.segments {
        let Some(source) = segment.error else { continue };
        let offset = segment.span.start.saturating_add(source.offset);
        findings.refused(&JwsError::Base64Url { part: segment.part, offset, source });
    }
    if let Some(segment) = inspection.header() {
        header(segment, inspection.form, policy, findings);
    }
    if inspection.form == Form::Jwe {
        return;
    }
    if let Some(segment) = inspection.payload() {
        let cty = inspection.header_text("cty");
        if cty.is_some_and(|cty| cty.eq_ignore_ascii_case("JWT")) && is_token(segment) {
            findings.add(
                Finding::new(&findings::NESTED, Part::Payload, segment.span.clone())
                    .weighs(Severity::Info)
                    .message("cty says that the payload is a JWT, and it looks like one")
                    .contrast("claims", "a token"),
            );
        } else {
            payload(segment, &policy.caps, findings);
        }
    }
    if let Some(segment) = inspection.signature() {
        signature(segment, inspection.algorithm_name(), findings);
    }
}

/// Tells whether the payload is three segments itself; `cty` alone is only the sender's word.
fn is_token(segment: &Segment<'_>) -> bool {
    Compact::parse(segment.octets(), &Caps::default().token_bytes(usize::MAX)).is_ok()
}

fn header(segment: &Segment<'_>, form: Form, policy: &Policy, findings: &mut Findings) {
    let told = json_problems(segment, Part::Header, &policy.caps, findings);
    let text = core::str::from_utf8(segment.text).unwrap_or_default();
    // The header of a JWE has rules of its own, and one that cannot be decoded has been told.
    if !told && segment.error.is_none() && form != Form::Jwe {
        let header = read_header(text, policy);
        if let Err(error) = header.and_then(|header| check_critical(&header, policy)) {
            findings.refused_in(&error, segment);
        }
    }
    with_object(segment, |object| {
        for name in EMBEDDED {
            if let Some(value) = object.get(name) {
                findings.add(
                    Finding::new(&findings::EMBEDDED_KEY, Part::Header, place(segment, value))
                        .weighs(Severity::Warning)
                        .message(format!("{name} in the header is shown and never used"))
                        .contrast("a key that the verifier supplies", name),
                );
            }
        }
        if form != Form::Jwe {
            algorithm(segment, object, findings);
        }
    });
}

fn algorithm(segment: &Segment<'_>, object: &Object<'_>, findings: &mut Findings) {
    let Some(value) = object.get("alg") else { return };
    let Some(name) = value.as_str() else { return };
    if !name.eq_ignore_ascii_case("none") && name.parse::<Algorithm>().is_err() {
        findings.add(
            Finding::new(&findings::ALGORITHM_UNKNOWN, Part::Header, place(segment, value))
                .weighs(Severity::Warning)
                .message(format!("alg {name:?} is not known here"))
                .contrast("a registered name, exactly", name),
        );
    }
}

fn payload(segment: &Segment<'_>, caps: &Caps, findings: &mut Findings) {
    if json_problems(segment, Part::Payload, caps, findings) {
        return;
    }
    with_object(segment, |object| {
        for error in ill_typed(&Fields::parsed(&segment.octets, object)) {
            let span = error.span().map_or(segment.span.clone(), |span| segment.carriers(span));
            let found = error.found().unwrap_or_default();
            findings.add(
                Finding::new(error.explanation(), Part::Payload, span)
                    .message(error.to_string())
                    .contrast(&error.expected(), &found),
            );
        }
        for claim in ["exp", "nbf", "iat"] {
            if let Some(value) = object.get(claim) {
                date(segment, claim, value, findings);
            }
        }
        if object.get("exp").is_none() {
            findings.add(
                Finding::new(&findings::NO_EXPIRATION, Part::Payload, segment.span.clone())
                    .weighs(Severity::Warning)
                    .message("there is no exp: the token never expires".to_owned())
                    .contrast("exp", "no exp"),
            );
        }
    });
}

fn date(segment: &Segment<'_>, claim: &str, value: &Value<'_>, findings: &mut Findings) {
    let Some(number) = value.as_number() else { return };
    let Ok(date) = NumericDate::parse(number) else { return };
    let (explanation, message) = match date.seconds() {
        MILLISECONDS_TO.. => (&findings::FAR_FUTURE, format!("{claim} lies beyond any calendar")),
        MILLISECONDS_FROM.. => {
            (&findings::MILLISECONDS, format!("{claim} looks like milliseconds, expected seconds"))
        }
        _ => return,
    };
    findings.add(
        Finding::new(explanation, Part::Payload, place(segment, value))
            .weighs(Severity::Warning)
            .message(message)
            .contrast("seconds since 1970", number),
    );
}

fn signature(segment: &Segment<'_>, algorithm: Option<String>, findings: &mut Findings) {
    if segment.text.is_empty() {
        findings.add(
            Finding::new(&findings::SIGNATURE_EMPTY, Part::Signature, segment.span.clone())
                .weighs(Severity::Warning)
                .message("the signature is empty".to_owned())
                .contrast("a signature", "nothing"),
        );
        return;
    }
    let algorithm = algorithm.and_then(|name| name.parse::<Algorithm>().ok());
    let expected = algorithm.and_then(Algorithm::signature_octets);
    let found = segment.octets.len();
    let (Some(algorithm), Some(expected)) = (algorithm, expected) else { return };
    if found != expected && segment.error.is_none() {
        findings.add(
            Finding::new(&findings::SIGNATURE_LENGTH, Part::Signature, segment.span.clone())
                .weighs(Severity::Warning)
                .message(format!("{algorithm} signatures have {expected} octets, found {found}"))
                .contrast(&format!("{expected} octets"), &format!("{found} octets")),
        );
    }
}

/// Lists what is wrong with a segment's JSON; tells whether anything is.
///
/// What is not strict base64url has been told already, and its JSON is only a guess.
fn json_problems(segment: &Segment<'_>, part: Part, caps: &Caps, findings: &mut Findings) -> bool {
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
        let object =
            matches!(problem.kind, JsonErrorKind::DuplicateName(_) | JsonErrorKind::TooDeep(_));
        // A JWS may carry anything; only a JWT must carry an object.
        let (explanation, severity) = if object || part == Part::Header {
            (problem.explanation(), Severity::Error)
        } else {
            (&NOT_A_CLAIMS_SET, Severity::Warning)
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

fn place(segment: &Segment<'_>, value: &Value<'_>) -> core::ops::Range<usize> {
    segment.carriers(value.span.clone())
}
