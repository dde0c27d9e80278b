//! How an inspection is made: take apart, decode what can be decoded, have each part looked at.

use super::findings::Finding;
use super::findings::Findings;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use super::rules;
use super::segments::named;
use super::segments::segment;
use super::segments::unencoded;
use crate::json;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::Part;
use crate::jws::Policy;

/// What is longer is not taken apart at all.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How many segments are listed.
const MAX_SEGMENTS: usize = 16;

/// Takes any bytes apart.
pub(super) fn survey<'t>(bytes: &'t [u8], policy: &Policy) -> Inspection<'t> {
    let caps = &policy.caps;
    let mut findings = Findings::new(bytes.len());
    // Length, alphabet and count are the verifier's own first step.
    if let Err(error) = Compact::parse_under(bytes, policy) {
        findings.refused(&error);
    }
    let mut inspection = if bytes.len() > MAX_BYTES {
        empty(Form::Unknown)
    } else if bytes.trim_ascii_start().starts_with(b"{") {
        json_object(bytes, caps, &mut findings)
    } else {
        segments(bytes)
    };
    rules::look(&inspection, policy, &mut findings);
    inspection.findings = findings.sorted();
    inspection
}

fn segments(bytes: &[u8]) -> Inspection<'_> {
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
        let segment = segment(name, part, start, text);
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
fn json_object<'t>(bytes: &'t [u8], caps: &Caps, findings: &mut Findings) -> Inspection<'t> {
    let reading = json::read(bytes, &caps.json());
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
        members(bytes, object, &mut inspection);
    }
    inspection.segment_count = inspection.segments.len();
    inspection
}

fn members<'t>(bytes: &'t [u8], object: &Object<'_>, inspection: &mut Inspection<'t>) {
    let mut add = |object: &Object<'_>, member: &str, name: &'static str, part: Part| {
        let Some(value) = object.get(member).filter(|value| value.as_str().is_some()) else {
            return;
        };
        let start = value.span.start.saturating_add(1);
        let end = value.span.end.saturating_sub(1);
        if let Some(text) = bytes.get(start..end) {
            inspection.segments.push(segment(name, part, start, text));
        }
    };
    add(object, "protected", "header", Part::Header);
    add(object, "payload", "payload", Part::Payload);
    add(object, "signature", "signature", Part::Signature);
    let several = object.get("signatures").and_then(Value::as_array).unwrap_or_default();
    for signature in several.iter().filter_map(Value::as_object).take(MAX_SEGMENTS / 2) {
        add(signature, "protected", "header", Part::Header);
        add(signature, "signature", "signature", Part::Signature);
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
