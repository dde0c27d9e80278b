//! The JSON of `inspect` and `verify`: schema `jwt-tui.inspect/1` and `jwt-tui.verify/1`.
//!
//! Members may be added within a version; none is renamed, removed or given another meaning.
//!
//! | member | holds |
//! | --- | --- |
//! | `token` | kind, length, origin, and each part with its place in the token |
//! | `header`, `payload` | `raw` text; `value`, with digits and duplicate names as they stood there |
//! | `signature` | octets in hexadecimal |
//! | `times` | each date claim in words, and its distance from now in seconds |
//! | `checks` | the five verdicts: `pass`, `fail` or `not_checked` |
//! | `findings` | what is noteworthy, with its place |
//! | `key` | the key that fitted, never an octet of it |

use jwt_core::NumericDate;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;
use jwt_core::json::Value;

use super::json::Json;
use super::json::object;
use super::records::Record;
use crate::engine::explain::hex;
use crate::engine::input::Origin;
use crate::engine::times;
use crate::engine::verdict::Judgement;
use crate::engine::verdict::KeyUsed;

/// The names whose values are moments.
const DATES: [&str; 3] = ["exp", "nbf", "iat"];

/// Puts together the members that both documents share; the payload is left out when it is unproven
/// and `proven_only` is set.
pub(super) fn members(
    record: &Record,
    judgement: &Judgement<'_>,
    now: NumericDate,
    proven_only: bool,
) -> Vec<(String, Json)> {
    let inspection = &judgement.inspection;
    let shown = !proven_only || judgement.signature_holds();
    let payload = inspection.payload().filter(|_| shown && inspection.form != Form::Jwe);
    let times = payload.map(|segment| times_of(segment, now)).unwrap_or_default();
    let checks = judgement.verdicts.iter().map(|(name, verdict)| check(name, verdict)).collect();
    [
        ("token", token_json(record, inspection)),
        ("header", Json::maybe(inspection.header(), |segment| decoded(segment, false))),
        ("payload", Json::maybe(payload, |segment| decoded(segment, true))),
        ("signature", Json::maybe(inspection.signature(), signature)),
        ("times", Json::Object(times)),
        ("checks", Json::List(checks)),
        ("findings", Json::List(inspection.findings.iter().map(finding).collect())),
        ("key", Json::maybe(judgement.key.as_ref(), key)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// Names a form in the words of the schema.
pub(super) const fn kind(form: Form) -> &'static str {
    match form {
        Form::Compact => "jws-compact",
        Form::JsonFlattened => "jws-json-flattened",
        Form::JsonGeneral => "jws-json-general",
        Form::Jwe => "jwe",
        _ => "unknown",
    }
}

fn token_json(record: &Record, inspection: &Inspection<'_>) -> Json {
    let parts = inspection.segments.iter().map(|segment| {
        object([
            ("name", Json::text(segment.name)),
            ("start", Json::number(segment.span.start)),
            ("len", Json::number(segment.span.len())),
            ("text", Json::text(String::from_utf8_lossy(segment.text))),
            ("bytes_len", Json::number(segment.octets().len())),
        ])
    });
    let token = &record.token;
    let origin = match &token.origin {
        Origin::Bare => Json::Null,
        other => Json::text(other.to_string()),
    };
    object([
        ("kind", Json::text(kind(inspection.form))),
        ("length", Json::number(token.bytes.len())),
        ("origin", origin),
        ("line", Json::maybe(record.line, Json::number)),
        ("segments", Json::number(inspection.segment_count)),
        ("parts", Json::List(parts.collect())),
    ])
}

fn decoded(segment: &Segment<'_>, tells_kind: bool) -> Json {
    let text = segment.decoded_text();
    let reading = segment.json();
    let value = reading.as_ref().and_then(|reading| reading.value.as_ref());
    let value = text.zip(value).map(|(text, value)| Json::of(value, text));
    let is_json = value.is_some();
    let mut members = vec![
        ("raw".to_owned(), Json::maybe(text, Json::text)),
        ("value".to_owned(), value.unwrap_or(Json::Null)),
    ];
    if tells_kind {
        members.push(("is_json".to_owned(), Json::Bool(is_json)));
    }
    if text.is_none() {
        members.push(("hex".to_owned(), Json::Text(hex(segment.octets()))));
    }
    Json::Object(members)
}

fn signature(segment: &Segment<'_>) -> Json {
    let octets = segment.octets();
    object([("hex", Json::Text(hex(octets))), ("len", Json::number(octets.len()))])
}

fn times_of(segment: &Segment<'_>, now: NumericDate) -> Vec<(String, Json)> {
    let Some(reading) = segment.json() else { return Vec::new() };
    let Some(object) = reading.value.as_ref().and_then(Value::as_object) else { return Vec::new() };
    let date = |name: &str| {
        let digits = object.get(name)?.as_number()?;
        Some((name.to_owned(), time(digits, NumericDate::parse(digits).ok()?, now)))
    };
    DATES.iter().filter_map(|name| date(name)).collect()
}

fn time(digits: &str, date: NumericDate, now: NumericDate) -> Json {
    let relative = i128::from(date.seconds()).saturating_sub(i128::from(now.seconds()));
    object([
        ("value", Json::Number(digits.to_owned())),
        ("utc", Json::text(times::utc(date))),
        ("relative_s", Json::number(relative)),
        ("suspect_unit", Json::Bool(times::suspect_unit(date, now))),
    ])
}

/// Writes one verdict.
pub(super) fn check(name: &str, verdict: &Verdict) -> Json {
    let status = match verdict.state {
        State::Fail => "fail",
        State::NotChecked => "not_checked",
        State::Pass => "pass",
    };
    object([
        ("id", Json::text(name)),
        ("status", Json::text(status)),
        ("code", Json::text(verdict.code)),
        ("message", Json::text(verdict.message.as_str())),
        ("at", Json::maybe(verdict.span.as_ref(), place)),
    ])
}

fn finding(finding: &Finding) -> Json {
    object([
        ("id", Json::text(finding.code())),
        ("severity", Json::text(finding.severity.to_string())),
        ("message", Json::text(finding.message.as_str())),
        ("fix", Json::text(finding.explanation.remedy)),
        ("ref", Json::text(finding.explanation.reference.to_string())),
        ("at", place(&finding.span)),
    ])
}

fn place(span: &core::ops::Range<usize>) -> Json {
    object([("start", Json::number(span.start)), ("len", Json::number(span.len()))])
}

fn key(key: &KeyUsed) -> Json {
    object([
        ("source", Json::text(key.source.as_str())),
        ("kind", Json::text(key.description.as_str())),
        ("alg", Json::text(key.algorithm.as_str())),
        ("kid", Json::maybe(key.kid.as_deref(), Json::text)),
        ("thumbprint", Json::maybe(key.thumbprint.as_deref(), Json::text)),
        ("trust", Json::text(key.trust.as_str())),
        ("weak", Json::Bool(key.weak)),
    ])
}
