//! What is noteworthy in each part of a token.
//!
//! Errors come from the very functions that the verifier calls, so both find the same; warnings are
//! for people.

use core::ops::Range;
use core::ops::RangeInclusive;

use super::findings;
use super::findings::Finding;
use super::findings::Findings;
use super::findings::Severity;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use super::survey::Asked;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::base64url;
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
use crate::jwt::error::NESTED;
use crate::jwt::error::NOT_A_CLAIMS_SET;
use crate::jwt::ill_typed;
use crate::jwt::same_media_type;
use crate::time::NumericDate;

/// Dates from here on, the year 5138, are taken for milliseconds.
const MILLISECONDS_FROM: u64 = 100_000_000_000;
/// From here on, the year 5138 in milliseconds, they are not even that.
const MILLISECONDS_TO: u64 = 100_000_000_000_000;
/// The parameters that carry a key or an address of one.
const EMBEDDED: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];
/// Octets of the moduli that are ever taken, weak ones included.
const RSA_OCTETS: RangeInclusive<usize> = 128..=1024;

/// The `typ` of a proof of possession, in which the key belongs (RFC 9449 §4.2).
const PROOF: &str = "dpop+jwt";
/// The scheme that stands before a token in a header field of HTTP (RFC 6750 §2.1).
const SCHEME: &[u8] = b"Bearer ";

/// Notes what stands before a token in the text.
pub(super) fn text(bytes: &[u8], findings: &mut Findings) {
    let start = bytes.len().saturating_sub(bytes.trim_ascii_start().len());
    let end = start.saturating_add(SCHEME.len());
    if bytes.get(start..end).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME)) {
        findings.add(
            Finding::new(&findings::SCHEME, Part::Token, start..end)
                .weighs(Severity::Warning)
                .message("the text begins with Bearer, which is no part of the token")
                .contrast("a token", "Bearer and a token"),
        );
    }
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
        let nested = inspection.header_text("cty").is_some_and(|cty| same_media_type(&cty, "JWT"));
        if nested && is_token(segment) {
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

fn signatures(inspection: &Inspection<'_>, findings: &mut Findings) {
    let mut header = inspection.header();
    for segment in &inspection.segments {
        match segment.part {
            Part::Header => header = Some(segment),
            Part::Signature => {
                let algorithm = header.and_then(|header| header.member_text("alg"));
                signature(segment, algorithm, findings);
                // Of several signatures each has a header of its own, or none.
                header = None;
            }
            _ => {}
        }
    }
    let empty = |part| inspection.segment(part).is_some_and(|one| one.text.is_empty());
    if let Some(segment) = inspection.payload()
        && inspection.form == Form::Compact
        && empty(Part::Payload)
        && !empty(Part::Signature)
    {
        findings.add(
            Finding::new(&findings::DETACHED, Part::Payload, segment.span.clone())
                .weighs(Severity::Info)
                .message("the payload is empty: it may travel apart from the token")
                .contrast("a payload", "nothing"),
        );
    }
}

/// Notes what is not strict base64url, and padding that the policy takes.
fn encoding(segment: &Segment<'_>, policy: &Policy, findings: &mut Findings) {
    let part = segment.part;
    if let Some(source) = segment.error {
        let offset = segment.span.start.saturating_add(source.offset);
        if segment.unescaped.is_some() {
            // Its places are those of the text without escapes.
            findings.add(
                Finding::new(source.explanation(), part, segment.span.clone())
                    .message(format!("the {part} is not base64url: {source}")),
            );
        } else {
            findings.refused(&JwsError::Base64Url { part, offset, source });
        }
    } else if policy.padding && segment.encoded && segment.characters().ends_with(b"=") {
        let Err(source) = base64url::decode(segment.characters()) else { return };
        let offset = segment.span.start.saturating_add(source.offset).min(segment.span.end);
        findings.add(
            Finding::new(source.explanation(), part, offset..segment.span.end)
                .weighs(Severity::Warning)
                .message(format!("the {part} has padding, which is taken here by leave"))
                .contrast("no padding", "padding"),
        );
    }
}

/// Tells whether the payload is three segments itself; `cty` alone is only the sender's word.
fn is_token(segment: &Segment<'_>) -> bool {
    Compact::parse(segment.octets(), &Caps::default().token_bytes(usize::MAX)).is_ok()
}

fn is_proof(header: &Segment<'_>) -> bool {
    header.member_text("typ").as_deref() == Some(PROOF)
}

fn header(segment: &Segment<'_>, form: Form, policy: &Policy, findings: &mut Findings) {
    let told = json_problems(segment, Part::Header, &policy.caps, Asked::Jws, findings);
    let text = core::str::from_utf8(segment.characters()).unwrap_or_default();
    // The header of a JWE has rules of its own.
    if form != Form::Jwe {
        let error =
            read_header(text, policy).and_then(|header| check_critical(&header, policy)).err();
        match error {
            // In JSON the limit has been told, and an unprotected header may have the alg.
            Some(JwsError::HeaderTooLong { .. } | JwsError::AlgorithmMissing) if is_json(form) => {}
            // What cannot be decoded or read has been told as well, but for its length.
            Some(error @ JwsError::HeaderTooLong { .. }) => findings.refused_in(&error, segment),
            Some(_) if told || segment.error.is_some() => {}
            Some(error) if segment.unescaped.is_some() => {
                findings.refused_somewhere(&error, segment);
            }
            Some(error) => findings.refused_in(&error, segment),
            None => {}
        }
    }
    let proof = is_proof(segment);
    with_object(segment, |object| {
        let place = |value: &Value<'_>| place(segment, value);
        embedded(object, proof, place, findings);
        if let Some(value) = object.get("typ").filter(|_| proof) {
            findings.add(
                Finding::new(&findings::PROOF, Part::Header, place(value))
                    .weighs(Severity::Info)
                    .message(
                        "typ says that this is a DPoP proof: its jwk is the key to check it with",
                    ),
            );
        }
        if form != Form::Jwe {
            unsecured(object, place, findings);
            algorithm(segment, object, findings);
        }
    });
}

const fn is_json(form: Form) -> bool {
    matches!(form, Form::JsonFlattened | Form::JsonGeneral)
}

/// Notes what stands in a header that no signature covers.
pub(super) fn unprotected(object: &Object<'_>, findings: &mut Findings) {
    let place = |value: &Value<'_>| value.span.clone();
    embedded(object, false, place, findings);
    unsecured(object, place, findings);
}

fn embedded(
    object: &Object<'_>,
    proof: bool,
    place: impl Fn(&Value<'_>) -> Range<usize>,
    findings: &mut Findings,
) {
    for name in EMBEDDED.iter().filter(|name| !(proof && **name == "jwk")) {
        if let Some(value) = object.get(name) {
            findings.add(
                Finding::new(&findings::EMBEDDED_KEY, Part::Header, place(value))
                    .weighs(Severity::Warning)
                    .message(format!("{name} in the header is shown and never used"))
                    .contrast("a key that the verifier supplies", name),
            );
        }
    }
}

/// Notes `alg` none wherever it stands and whatever else is wrong (RFC 8725 §3.2).
fn unsecured(
    object: &Object<'_>,
    place: impl Fn(&Value<'_>) -> Range<usize>,
    findings: &mut Findings,
) {
    for member in object.members.iter().filter(|member| member.name == "alg") {
        let Some(name) = member.value.as_str() else { continue };
        if name.eq_ignore_ascii_case("none") {
            let (found, span) = (name.to_owned(), place(&member.value));
            findings.refused(&JwsError::Unsecured { found, span });
        }
    }
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

fn payload(
    segment: &Segment<'_>,
    policy: &Policy,
    asked: Asked,
    proof: bool,
    findings: &mut Findings,
) {
    if json_problems(segment, Part::Payload, &policy.caps, asked, findings) {
        return;
    }
    with_object(segment, |object| {
        for error in ill_typed(&Fields::parsed(&segment.octets, object)) {
            let span = error.span().map_or(segment.span.clone(), |span| segment.carriers(span));
            let found = error.found().unwrap_or_default();
            findings.add(
                Finding::new(error.explanation(), Part::Payload, span)
                    .weighs(of_claims(asked))
                    .message(error.to_string())
                    .contrast(&error.expected(), &found),
            );
        }
        for claim in ["exp", "nbf", "iat"] {
            if let Some(value) = object.get(claim) {
                date(segment, claim, value, findings);
            }
        }
        order(segment, object, findings);
        if object.get("exp").is_none() && !proof {
            findings.add(
                Finding::new(&findings::NO_EXPIRATION, Part::Payload, segment.span.clone())
                    .weighs(Severity::Warning)
                    .message("there is no exp: the token never expires".to_owned())
                    .contrast("exp", "no exp"),
            );
        }
    });
}

/// How much a fault of the claims weighs: a JWS may carry any octets.
const fn of_claims(asked: Asked) -> Severity {
    match asked {
        Asked::Jws => Severity::Warning,
        Asked::Jwt => Severity::Error,
    }
}

/// Notes a token whose time is over before it begins.
fn order(segment: &Segment<'_>, object: &Object<'_>, findings: &mut Findings) {
    let number = |claim| object.get(claim).and_then(|value| Some((value, value.as_number()?)));
    let date = |number: &str| NumericDate::parse(number).ok();
    let Some((value, expiration)) = number("exp") else { return };
    for claim in ["nbf", "iat"] {
        let Some((_, begin)) = number(claim) else { continue };
        let (Some(end), Some(start)) = (date(expiration), date(begin)) else { continue };
        if end <= start {
            findings.add(
                Finding::new(&findings::NEVER_VALID, Part::Payload, place(segment, value))
                    .weighs(Severity::Warning)
                    .message(format!("exp {expiration} is not later than {claim} {begin}"))
                    .contrast(&format!("later than {begin}"), expiration),
            );
        }
    }
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
    let Some(algorithm) = algorithm.and_then(|name| name.parse::<Algorithm>().ok()) else { return };
    let found = segment.octets.len();
    let (fits, expected) = match algorithm.signature_octets() {
        Some(expected) => (found == expected, expected.to_string()),
        // The others are RSA: as many octets as the modulus.
        None => (RSA_OCTETS.contains(&found), "128 to 1024".to_owned()),
    };
    if !fits && segment.error.is_none() {
        let der = algorithm.family() == Family::Ecdsa && is_der(&segment.octets);
        let form = if der { " of DER" } else { "" };
        findings.add(
            Finding::new(&findings::SIGNATURE_LENGTH, Part::Signature, segment.span.clone())
                .weighs(Severity::Warning)
                .message(format!(
                    "{algorithm} signatures have {expected} octets, found {found}{form}"
                ))
                .contrast(&format!("{expected} octets"), &format!("{found} octets{form}")),
        );
    }
}

/// Tells a SEQUENCE that fills all of the octets.
fn is_der(octets: &[u8]) -> bool {
    match octets {
        [0x30, 0x81, length, rest @ ..] | [0x30, length, rest @ ..] => {
            rest.len() == usize::from(*length)
        }
        _ => false,
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
        let object =
            matches!(problem.kind, JsonErrorKind::DuplicateName(_) | JsonErrorKind::TooDeep(_));
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
