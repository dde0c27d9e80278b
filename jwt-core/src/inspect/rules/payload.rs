//! What is noteworthy in a payload: claims, their types and dates.

use super::Asked;
use super::json_problems;
use super::of_claims;
use super::place;
use super::with_object;
use crate::inspect::findings;
use crate::inspect::findings::Finding;
use crate::inspect::findings::Findings;
use crate::inspect::findings::Severity;
use crate::inspect::inspection::Segment;
use crate::json::Fields;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jwt::ill_typed;
use crate::time::NumericDate;

/// Dates from here on, the year 5138, are taken for milliseconds.
const MILLISECONDS_FROM: u64 = 100_000_000_000;
/// From here on, the year 5138 in milliseconds, they are not even that.
const MILLISECONDS_TO: u64 = 100_000_000_000_000;

/// Notes what is in a payload that is no token itself.
pub(super) fn payload(
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
