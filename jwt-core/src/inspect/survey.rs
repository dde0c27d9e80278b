//! How an inspection is made: take apart, decode what can be decoded, have each part looked at.

use super::findings;
use super::findings::Finding;
use super::findings::Findings;
use super::findings::Severity;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use super::rules;
use super::rules::Asked;
use super::segments::named;
use super::segments::segment;
use super::segments::unencoded;
use super::segments::unescaped;
use crate::json;
use crate::json::Object;
use crate::json::Value;
use crate::jws;
use crate::jws::Compact;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::key::VerifyingKey;

/// What is longer is not taken apart at all.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How many segments are listed.
const MAX_SEGMENTS: usize = 16;

/// Takes any bytes apart.
pub(super) fn survey<'t>(bytes: &'t [u8], policy: &Policy, asked: Asked) -> Inspection<'t> {
    let mut findings = Findings::new(bytes.len());
    // Length, alphabet and count are the verifier's own first step.
    if let Err(error) = Compact::parse_under(bytes, policy) {
        findings.refused(&error);
    }
    let mut inspection = if is_too_long(bytes) {
        findings.add(
            Finding::new(&findings::TOO_LONG, Part::Token, 0..bytes.len())
                .weighs(Severity::Warning)
                .message(format!("{} bytes are too many to take apart", bytes.len()))
                .contrast(&format!("at most {MAX_BYTES} bytes"), &format!("{} bytes", bytes.len())),
        );
        empty(Form::Unknown)
    } else if bytes.trim_ascii_start().starts_with(b"{") {
        json_object(bytes, policy, &mut findings)
    } else {
        segments(bytes, policy.padding)
    };
    rules::look(&inspection, policy, asked, &mut findings);
    inspection.findings = findings.sorted();
    inspection
}

/// Tells whether a text is not taken apart at all.
pub(super) const fn is_too_long(bytes: &[u8]) -> bool {
    bytes.len() > MAX_BYTES
}

fn segments(bytes: &[u8], padding: bool) -> Inspection<'_> {
    let count = bytes.split(|octet| *octet == b'.').count();
    let mut inspection = empty(match count {
        3 => Form::Compact,
        5 => Form::Jwe,
        _ => Form::Unknown,
    });
    inspection.segment_count = count;
    let mut start = 0_usize;
    for (index, text) in bytes.split(|octet| *octet == b'.').take(MAX_SEGMENTS).enumerate() {
        let (name, part) = named(inspection.form, index);
        let segment = segment(name, part, start, text, padding);
        start = segment.span.end.saturating_add(1);
        inspection.segments.push(segment);
    }
    unencode(&mut inspection);
    if inspection.form == Form::Compact {
        inspection.signing_input = inspection.payload().map(|payload| 0..payload.span.end);
    }
    inspection
}

/// JSON Serialization: the values of its members are the segments (RFC 7515 §7.2, RFC 7516 §7.2).
fn json_object<'t>(bytes: &'t [u8], policy: &Policy, findings: &mut Findings) -> Inspection<'t> {
    let reading = json::read(bytes, &policy.caps.json());
    for problem in &reading.problems {
        findings.add(
            Finding::new(problem.explanation(), Part::Token, problem.offset..problem.offset)
                .message(problem.to_string()),
        );
    }
    let object = reading.value.as_ref().and_then(Value::as_object);
    let has = |name: &str| object.is_some_and(|object| object.get(name).is_some());
    let mut inspection = empty(match (has("ciphertext"), has("signatures"), has("payload")) {
        (true, _, _) => Form::Jwe,
        (_, true, true) => Form::JsonGeneral,
        (_, false, true) => Form::JsonFlattened,
        _ => Form::Unknown,
    });
    if let Some(object) = object {
        members(bytes, object, policy.padding, &mut inspection, findings);
    }
    if matches!(inspection.form, Form::JsonFlattened | Form::JsonGeneral) {
        refused_as_json(bytes, policy, &inspection, findings);
    }
    inspection.segment_count = inspection.segments.len();
    inspection
}

/// Notes what refuses a JSON Serialization as a whole, whatever its keys are.
fn refused_as_json(
    bytes: &[u8],
    policy: &Policy,
    inspection: &Inspection<'_>,
    findings: &mut Findings,
) {
    let no_keys: [VerifyingKey; 0] = [];
    let error = match jws::verify_json(bytes, &no_keys[..], policy) {
        // With no key at hand that is as far as a verifier comes.
        Ok(_) | Err(JwsError::KeyNotFound { .. } | JwsError::Signatures { .. }) => return,
        Err(error) => error,
    };
    let start = error.span().map(|span| span.start);
    // What octets behind escapes say has no narrower place than their string, whose quotation mark the
    // error names. The rules of the header name the same segment, and it is told once.
    let named = |one: &&Segment<'_>| {
        one.unescaped.is_some() && start.is_some() && one.span.start.checked_sub(1) == start
    };
    match inspection.segments.iter().find(named) {
        Some(segment) => findings.refused_somewhere(&error, segment),
        None => findings.refused(&error),
    }
}

fn members<'t>(
    bytes: &'t [u8],
    object: &Object<'_>,
    padding: bool,
    inspection: &mut Inspection<'t>,
    findings: &mut Findings,
) {
    let encrypted = inspection.form == Form::Jwe;
    let mut add = |object: &Object<'_>, member: &str, name: &'static str, part: Part| {
        let value = object.get(member);
        let Some((value, plain)) = value.and_then(|value| Some((value, value.as_str()?))) else {
            return;
        };
        let start = value.span.start.saturating_add(1);
        let end = value.span.end.saturating_sub(1);
        let Some(text) = bytes.get(start..end) else { return };
        let mut segment = segment(name, part, start, text, padding);
        if text != plain.as_bytes() {
            segment = unescaped(segment, plain, padding);
        }
        inspection.segments.push(segment);
    };
    add(object, "protected", "header", Part::Header);
    add(object, "payload", "payload", Part::Payload);
    add(object, "signature", "signature", Part::Signature);
    let several = object.get("signatures").and_then(Value::as_array).unwrap_or_default();
    let several = several.iter().filter_map(Value::as_object).take(MAX_SEGMENTS / 2);
    for signature in several.clone() {
        add(signature, "protected", "header", Part::Header);
        add(signature, "signature", "signature", Part::Signature);
    }
    if !encrypted {
        for one in several.chain([object]) {
            let header = one.get("header").and_then(Value::as_object);
            header.into_iter().for_each(|header| rules::unprotected(header, findings));
        }
    }
    unencode(inspection);
}

/// Takes the payload as it stands where the header says so (RFC 7797 §3).
fn unencode(inspection: &mut Inspection<'_>) {
    let b64 = |segment: &Segment<'_>| {
        let reading = segment.json()?;
        reading.value.as_ref()?.as_object()?.get("b64")?.as_bool()
    };
    if inspection.form == Form::Jwe || inspection.header().and_then(b64) != Some(false) {
        return;
    }
    if let Some(payload) = inspection.segments.iter_mut().find(|one| one.part == Part::Payload) {
        *payload = unencoded(payload.clone());
    }
}

fn empty<'t>(form: Form) -> Inspection<'t> {
    Inspection {
        form,
        segments: Vec::new(),
        segment_count: 0,
        signing_input: None,
        findings: Vec::new(),
    }
}
