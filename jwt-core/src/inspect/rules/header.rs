//! What is noteworthy in a header, protected or not.

use core::ops::Range;

use super::Asked;
use super::json_problems;
use super::place;
use super::with_object;
use crate::alg::Algorithm;
use crate::inspect::findings;
use crate::inspect::findings::Finding;
use crate::inspect::findings::Findings;
use crate::inspect::findings::Severity;
use crate::inspect::inspection::Form;
use crate::inspect::inspection::Segment;
use crate::json::Object;
use crate::json::Value;
use crate::jws::EMBEDDED_KEYS;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jws::check_critical;
use crate::jws::read_header;
use crate::jwt::dpop;

/// Notes what is in a header that a signature covers.
pub(super) fn header(segment: &Segment<'_>, form: Form, policy: &Policy, findings: &mut Findings) {
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
pub(in crate::inspect) fn unprotected(object: &Object<'_>, findings: &mut Findings) {
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
    for name in EMBEDDED_KEYS.iter().filter(|name| !(proof && **name == "jwk")) {
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

/// Tells a proof of possession, in whose header the key belongs, by its `typ` (RFC 9449 §4.2).
pub(super) fn is_proof(header: &Segment<'_>) -> bool {
    header.member_text("typ").as_deref() == Some(dpop::TYP)
}
