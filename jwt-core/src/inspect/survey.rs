//! How an inspection is made: take apart, decode what can be decoded, note what is wrong.
//!
//! Errors come from the very functions that the verifier calls, so both find the same.

use core::ops::Range;

use super::findings;
use super::findings::Finding;
use super::findings::Severity;
use super::inspection::Form;
use super::inspection::Inspection;
use super::inspection::Segment;
use super::segments::named;
use super::segments::segment;
use crate::alg::Algorithm;
use crate::explain::Explanation;
use crate::json;
use crate::json::JsonErrorKind;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::read_header;
use crate::jwt::claims_error::CLAIM_TYPE;
use crate::jwt::error::NOT_A_CLAIMS_SET;
use crate::time::NumericDate;

/// What is longer is not taken apart at all.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How many segments are listed.
const MAX_SEGMENTS: usize = 16;
/// Dates from here on, the year 5138, are taken for milliseconds.
const MILLISECONDS_FROM: u64 = 100_000_000_000;
/// The parameters that carry a key or an address of one.
const EMBEDDED: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];

/// Takes any bytes apart.
pub(super) fn survey<'t>(bytes: &'t [u8], caps: &Caps) -> Inspection<'t> {
    let mut survey = Survey { bytes, caps, findings: Vec::new() };
    let mut inspection = if bytes.len() > MAX_BYTES {
        survey.too_long()
    } else if bytes.trim_ascii_start().starts_with(b"{") {
        survey.json_object()
    } else {
        survey.segments()
    };
    survey.findings.sort_by_key(|finding| (finding.severity, finding.span.start));
    inspection.findings = survey.findings;
    inspection
}

struct Survey<'t, 'c> {
    bytes: &'t [u8],
    caps: &'c Caps,
    findings: Vec<Finding>,
}

impl<'t> Survey<'t, '_> {
    fn too_long(&mut self) -> Inspection<'t> {
        self.refused(&JwsError::TokenTooLong {
            found: self.bytes.len(),
            limit: self.caps.token_bytes,
        });
        empty(Form::Unknown)
    }

    fn segments(&mut self) -> Inspection<'t> {
        let count = self.bytes.split(|octet| *octet == b'.').count();
        let form = match count {
            3 => Form::Compact,
            5 => Form::Jwe,
            _ => Form::Unknown,
        };
        // Alphabet, count and length are the verifier's own first step.
        if let Err(error) = Compact::parse(self.bytes, self.caps) {
            self.refused(&error);
        }
        let mut inspection = empty(form);
        inspection.segment_count = count;
        let mut start = 0_usize;
        for (index, text) in self.bytes.split(|octet| *octet == b'.').take(MAX_SEGMENTS).enumerate()
        {
            let (name, part) = named(form, index);
            let segment = segment(name, part, start, text);
            start = segment.span.end.saturating_add(1);
            inspection.segments.push(segment);
        }
        if form == Form::Compact {
            let end = inspection.payload().map_or(0, |payload| payload.span.end);
            inspection.signing_input = Some(0..end);
        }
        self.read(&inspection);
        inspection
    }

    /// JSON Serialization: the values of its members are the segments (RFC 7515 §7.2).
    fn json_object(&mut self) -> Inspection<'t> {
        let reading = json::read(self.bytes, &json::Limits { depth: self.caps.depth });
        let object = reading.value.as_ref().and_then(Value::as_object);
        let has = |name: &str| object.is_some_and(|object| object.get(name).is_some());
        let form = match (has("ciphertext"), has("signatures"), has("payload")) {
            (true, _, _) => Form::Jwe,
            (_, true, true) => Form::JsonGeneral,
            (_, false, true) => Form::JsonFlattened,
            _ => Form::Unknown,
        };
        let mut inspection = empty(form);
        if let Some(object) = object {
            self.members(object, &mut inspection);
        }
        inspection.segment_count = inspection.segments.len();
        self.json_findings(form, &reading.problems);
        self.read(&inspection);
        inspection
    }

    fn json_findings(&mut self, form: Form, problems: &[json::JsonError]) {
        for problem in problems {
            let at = problem.offset.min(self.bytes.len());
            self.note(
                problem.explanation(),
                Severity::Error,
                Part::Token,
                at..at,
                problem.to_string(),
            );
        }
        let whole = 0..self.bytes.len();
        if matches!(form, Form::JsonFlattened | Form::JsonGeneral) {
            let message = "the JSON Serialization of a JWS, not a compact token".to_owned();
            self.note(&findings::JSON_SERIALIZATION, Severity::Info, Part::Token, whole, message);
        } else if form == Form::Jwe {
            self.refused(&JwsError::Jwe);
        } else if problems.is_empty() {
            self.refused(&JwsError::SegmentCount { found: 1 });
        }
    }

    fn members(&self, object: &Object<'_>, inspection: &mut Inspection<'t>) {
        let mut add = |object: &Object<'_>, name: &str, as_name: &'static str, part: Part| {
            let Some(value) = object.get(name).filter(|value| value.as_str().is_some()) else {
                return;
            };
            let start = value.span.start.saturating_add(1);
            let end = value.span.end.saturating_sub(1);
            if let Some(text) = self.bytes.get(start..end) {
                inspection.segments.push(segment(as_name, part, start, text));
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
    }

    /// Notes what is in the segments, each by the rules of its part.
    fn read(&mut self, inspection: &Inspection<'_>) {
        for segment in &inspection.segments {
            self.base64url(segment);
        }
        if let Some(header) = inspection.header() {
            self.header(header, inspection.form);
        }
        if inspection.form == Form::Jwe {
            return;
        }
        let nested =
            inspection.header_text("cty").is_some_and(|cty| cty.eq_ignore_ascii_case("JWT"));
        if let Some(payload) = inspection.payload() {
            self.payload(payload, nested);
        }
        if let Some(signature) = inspection.signature() {
            self.signature(signature, inspection.algorithm_name());
        }
    }

    fn base64url(&mut self, segment: &Segment<'_>) {
        let Some(source) = segment.error else { return };
        let offset = segment.span.start.saturating_add(source.offset);
        self.refused(&JwsError::Base64Url { part: segment.part, offset, source });
    }

    fn header(&mut self, segment: &Segment<'_>, form: Form) {
        let told = self.json_problems(segment, Part::Header);
        let text = core::str::from_utf8(segment.text).unwrap_or_default();
        if !told
            && segment.error.is_none()
            && let Err(error) = read_header(text, self.caps)
        {
            self.refused_in(&error, segment);
        }
        let Some(reading) = segment.json() else {
            return;
        };
        let Some(object) = reading.value.as_ref().and_then(Value::as_object) else {
            return;
        };
        for name in EMBEDDED {
            if let Some(value) = object.get(name) {
                let message = format!("{name} in the header is shown and never used");
                let span = segment.carriers(value.span.clone());
                self.note(&findings::EMBEDDED_KEY, Severity::Warning, Part::Header, span, message);
            }
        }
        let algorithm = object.get("alg").and_then(|value| Some((value, value.as_str()?)));
        if let Some((value, name)) = algorithm.filter(|_| form != Form::Jwe) {
            let none = name.eq_ignore_ascii_case("none");
            if !none && name.parse::<Algorithm>().is_err() {
                let message = format!("alg {name:?} is not known here");
                let span = segment.carriers(value.span.clone());
                let code = &findings::ALGORITHM_UNKNOWN;
                self.note(code, Severity::Warning, Part::Header, span, message);
            }
        }
    }

    fn payload(&mut self, segment: &Segment<'_>, nested: bool) {
        if nested {
            let message = "cty says that the payload is a JWT".to_owned();
            let (code, span) = (&findings::NESTED, segment.span.clone());
            self.note(code, Severity::Info, Part::Payload, span, message);
            return;
        }
        if self.json_problems(segment, Part::Payload) {
            return;
        }
        let Some(reading) = segment.json() else {
            return;
        };
        let Some(object) = reading.value.as_ref().and_then(Value::as_object) else {
            return;
        };
        for claim in ["exp", "nbf", "iat"] {
            if let Some(value) = object.get(claim) {
                self.date(segment, claim, value);
            }
        }
        for claim in ["iss", "sub", "jti", "aud"] {
            if let Some(value) = object.get(claim) {
                self.text(segment, claim, value);
            }
        }
        if object.get("exp").is_none() {
            let (code, span) = (&findings::NO_EXPIRATION, segment.span.clone());
            let message = "there is no exp: the token never expires".to_owned();
            self.note(code, Severity::Warning, Part::Payload, span, message);
        }
    }

    fn date(&mut self, segment: &Segment<'_>, claim: &str, value: &Value<'_>) {
        let span = segment.carriers(value.span.clone());
        let date = value.as_number().map(NumericDate::parse);
        let (explanation, severity, message) = match date {
            Some(Ok(date)) if date.seconds() >= MILLISECONDS_FROM => {
                let message = format!("{claim} looks like milliseconds, expected seconds");
                (&findings::MILLISECONDS, Severity::Warning, message)
            }
            Some(Ok(_)) => return,
            Some(Err(error)) => (&CLAIM_TYPE, Severity::Error, format!("{claim}: {error}")),
            None => {
                let found = value.type_name();
                let message = format!("{claim}: expected a number of seconds, found {found}");
                (&CLAIM_TYPE, Severity::Error, message)
            }
        };
        self.note(explanation, severity, Part::Payload, span, message);
    }

    fn text(&mut self, segment: &Segment<'_>, claim: &str, value: &Value<'_>) {
        let list = claim == "aud"
            && value
                .as_array()
                .is_some_and(|items| items.iter().all(|item| item.as_str().is_some()));
        if value.as_str().is_some() || list {
            return;
        }
        let expected = if claim == "aud" { "a string or an array of strings" } else { "a string" };
        let message = format!("{claim}: expected {expected}, found {}", value.type_name());
        let span = segment.carriers(value.span.clone());
        self.note(&CLAIM_TYPE, Severity::Error, Part::Payload, span, message);
    }

    fn signature(&mut self, segment: &Segment<'_>, algorithm: Option<String>) {
        let span = segment.span.clone();
        if segment.text.is_empty() {
            let message = "the signature is empty".to_owned();
            let code = &findings::SIGNATURE_EMPTY;
            self.note(code, Severity::Warning, Part::Signature, span, message);
            return;
        }
        let algorithm = algorithm.and_then(|name| name.parse::<Algorithm>().ok());
        let expected = algorithm.and_then(Algorithm::signature_octets);
        let found = segment.octets.len();
        let (Some(algorithm), Some(expected)) = (algorithm, expected) else {
            return;
        };
        if found != expected && segment.error.is_none() {
            let message = format!("{algorithm} signatures have {expected} octets, found {found}");
            let code = &findings::SIGNATURE_LENGTH;
            self.note(code, Severity::Warning, Part::Signature, span, message);
        }
    }

    /// Lists what is wrong with a segment's JSON; tells whether anything is.
    fn json_problems(&mut self, segment: &Segment<'_>, part: Part) -> bool {
        let reading = json::read(&segment.octets, &self.caps.json());
        let mut problems = reading.problems;
        if problems.is_empty() {
            let wrong = reading.value.as_ref().filter(|value| value.as_object().is_none());
            problems.extend(wrong.map(|value| json::JsonError {
                offset: value.span.start,
                kind: JsonErrorKind::NotAnObject(value.type_name()),
            }));
        }
        for problem in &problems {
            let after = problem.offset.saturating_add(1);
            let span = segment.carriers(problem.offset..after);
            let (explanation, severity) = match (&problem.kind, part) {
                (JsonErrorKind::DuplicateName(_) | JsonErrorKind::TooDeep(_), _)
                | (_, Part::Header) => (problem.explanation(), Severity::Error),
                // A JWS may carry anything; only a JWT must carry an object.
                _ => (&NOT_A_CLAIMS_SET, Severity::Warning),
            };
            let message = format!("the {part} is no JSON object: {problem}");
            self.note(explanation, severity, part, span, message);
        }
        !problems.is_empty()
    }

    fn refused(&mut self, error: &JwsError) {
        let whole = 0..self.bytes.len();
        self.push(Finding::of(error, whole));
    }

    /// As [`Self::refused`], for a header that does not stand at the start of the text.
    fn refused_in(&mut self, error: &JwsError, segment: &Segment<'_>) {
        let mut finding = Finding::of(error, 0..segment.text.len());
        let place = |offset: usize| segment.span.start.saturating_add(offset);
        finding.span = place(finding.span.start)..place(finding.span.end);
        self.push(finding);
    }

    fn note(
        &mut self,
        explanation: &'static Explanation,
        severity: Severity,
        part: Part,
        span: Range<usize>,
        message: String,
    ) {
        let (expected, found) = (None, None);
        self.push(Finding { explanation, severity, part, span, message, expected, found });
    }

    /// Adds a finding unless the same is there already: two steps may meet the same character.
    fn push(&mut self, finding: Finding) {
        let same = |known: &Finding| known.code() == finding.code() && known.span == finding.span;
        if self.findings.len() < 100 && !self.findings.iter().any(same) {
            self.findings.push(finding);
        }
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
