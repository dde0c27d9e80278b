//! What a verifier may accept, and what an inspection may say beside it.

use std::collections::BTreeMap;

use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Outcome;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::json::Limits;
use jwt_core::json::Object;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verified;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::forgery::Forgery;
use crate::forgery::NOW;

/// Claims of an accepted token that its very text was signed, under the algorithm that its header
/// names, that nothing in the header was critical, and that it is in time.
pub fn is_deserved(verified: &Verified<Claims>, forgery: &Forgery) {
    let text = str::from_utf8(&forgery.token).expect("an accepted token is ASCII");
    let (signing_input, _) = text.rsplit_once('.').expect("an accepted token has dots");
    assert_eq!(forgery.signed.as_deref(), Some(signing_input), "never signed");
    let header = members(verified.header().json());
    let text = |name: &str| header.get(name).map(|raw| serde_json::from_str::<Value>(raw.get()));
    let text = |name: &str| text(name).map(|value| value.expect("a value within limits"));
    assert_eq!(text("alg"), Some(verified.key().algorithm().as_str().into()));
    assert_ne!(text("b64"), Some(false.into()));
    assert!(text("crit").is_none_or(|crit| crit == serde_json::json!(["b64"])));
    let payload = signing_input.split_once('.').map(|(_, payload)| base64url::decode(payload));
    let payload = payload.expect("a dot").expect("an accepted payload is base64url");
    Object::parse(&payload, &Limits::default()).expect("an accepted payload is a strict object");
    let claims = members(str::from_utf8(&payload).expect("JSON is UTF-8"));
    // A number beyond all dates is no `f64` for `serde_json`.
    let date = |raw: &&RawValue| serde_json::from_str(raw.get()).unwrap_or(f64::INFINITY);
    assert!(claims.get("exp").map(date).expect("exp is demanded") + 60.0 > NOW as f64);
    assert!(claims.get("nbf").map(date).is_none_or(|date| date - 60.0 <= NOW as f64));
}

/// Reads an object as `serde_json` does, values as they are written.
fn members(json: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(json).expect("what was accepted is an object")
}

/// Claims that a payload under a good signature is refused as no Claims Set for the very reason for
/// which the strict reader refuses it, and for no other.
pub fn is_read_strictly(answer: &Result<Verified<Claims>, VerifyError>, payload: &[u8]) {
    let strict = Object::parse(payload, &Limits::default());
    match answer {
        Err(VerifyError::Jws(_)) => {}
        Err(VerifyError::NotAClaimsSet(error)) => assert_eq!(strict.as_ref().err(), Some(error)),
        Err(VerifyError::Nested) => assert!(strict.is_err()),
        _ => assert!(strict.is_ok(), "{strict:?}"),
    }
}

/// Claims that a report holds the verifier's own answer, that its verdicts are that answer told
/// apart, and that everything it points at is in the text. Gives the answer.
pub fn agrees(
    token: &[u8],
    verifier: &Verifier<&[VerifyingKey]>,
) -> Result<Verified<Claims>, VerifyError> {
    let report = inspect::examine(token, verifier, NumericDate::from(NOW));
    let Outcome::Jwt(told) = &report.outcome else { panic!("a JWT was asked for") };
    let answer = verifier.verify(token, NOW);
    assert_eq!(told.as_ref().err(), answer.as_ref().err());
    is_inside(&report.inspection, token);
    let mut failed = report.verdicts.iter().filter(|(_, one)| one.state == State::Fail).peekable();
    assert_eq!(failed.peek().is_some(), answer.is_err());
    if let Err(error) = &answer {
        assert!(failed.any(|(_, verdict)| verdict.code == error.code()), "{error:?}");
    }
    for (name, verdict) in report.verdicts.iter() {
        assert!(inside(verdict.span.clone(), token), "{name}: {verdict:?}");
    }
    let errors = report.inspection.findings.iter().filter(|one| one.severity == Severity::Error);
    for finding in errors {
        assert!(answer.is_err(), "an error for the inspection alone: {finding:?}");
    }
    answer
}

/// Claims that findings, segments and the signing input lie within the text.
pub fn is_inside(inspection: &Inspection<'_>, text: &[u8]) {
    for finding in &inspection.findings {
        assert!(inside(Some(finding.span.clone()), text), "{finding:?}");
    }
    for segment in &inspection.segments {
        assert_eq!(text.get(segment.span.clone()), Some(segment.text), "{segment:?}");
        let carriers = segment.carriers(0..segment.octets().len());
        assert!(inside(Some(carriers), text), "{segment:?}");
    }
    assert!(inside(inspection.signing_input.clone(), text));
}

fn inside(span: Option<core::ops::Range<usize>>, text: &[u8]) -> bool {
    span.is_none_or(|span| text.get(span).is_some())
}
