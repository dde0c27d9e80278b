//! The rules of the registered claims (RFC 7519 §4.1, RFC 8725 §3.8–3.11).
//!
//! Takes the verified header and Claims Set and the time, and tells every rule that is broken.
//! Naming a rule requires its claim. A registered claim of the wrong type is refused whether or not
//! a rule asks for it.

use core::time::Duration;

use super::claims_error::ClaimsError;
use super::claims_error::ClaimsErrors;
use crate::json::Kind;
use crate::json::Object;
use crate::json::Value;
use crate::jws::Header;
use crate::time::NumericDate;

/// What the claims must say. The default asks for an `exp` that has not come, 60 s of leeway granted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Validation {
    pub(super) audiences: Vec<String>,
    pub(super) issuers: Vec<String>,
    pub(super) leeway: Duration,
    pub(super) max_age: Option<Duration>,
    pub(super) require_expiration: bool,
    pub(super) required: Vec<String>,
    pub(super) subject: Option<String>,
    pub(super) typ: Option<String>,
}

impl Default for Validation {
    fn default() -> Self {
        Self {
            audiences: Vec::new(),
            issuers: Vec::new(),
            leeway: Duration::from_secs(60),
            max_age: None,
            require_expiration: true,
            required: Vec::new(),
            subject: None,
            typ: None,
        }
    }
}

impl Validation {
    /// Checks every rule.
    ///
    /// # Errors
    ///
    /// [`ClaimsErrors`] with each broken rule, those about time first.
    pub fn validate(
        &self,
        header: &Header,
        claims: &Object<'_>,
        now: NumericDate,
    ) -> Result<(), ClaimsErrors> {
        let mut errors = Vec::new();
        self.check_expiration(claims, now, &mut errors);
        self.check_not_before(claims, now, &mut errors);
        self.check_issued_at(claims, now, &mut errors);
        self.check_texts(claims, &mut errors);
        self.check_audience(claims, &mut errors);
        self.check_typ(header, &mut errors);
        self.check_required(claims, &mut errors);
        match ClaimsErrors::of(errors) {
            Some(errors) => Err(errors),
            None => Ok(()),
        }
    }

    /// Tells whether any rule beyond time and types asks something of the claims.
    #[must_use]
    pub fn asks_for_claims(&self) -> bool {
        !self.audiences.is_empty()
            || !self.issuers.is_empty()
            || !self.required.is_empty()
            || self.subject.is_some()
            || self.typ.is_some()
    }

    /// "on or after which the JWT MUST NOT be accepted" (RFC 7519 §4.1.4): equal is too late.
    fn check_expiration(
        &self,
        claims: &Object<'_>,
        now: NumericDate,
        errors: &mut Vec<ClaimsError>,
    ) {
        let Some((expiration, span)) = date(claims, "exp", errors) else {
            if self.require_expiration && claims.get("exp").is_none() {
                errors.push(ClaimsError::Missing { claim: "exp".to_owned() });
            }
            return;
        };
        if now >= expiration.saturating_add(self.leeway) {
            let leeway = self.leeway.as_secs();
            errors.push(ClaimsError::Expired { expiration, now, leeway, span });
        }
    }

    /// "before which the JWT MUST NOT be accepted" (RFC 7519 §4.1.5): equal is early enough.
    fn check_not_before(
        &self,
        claims: &Object<'_>,
        now: NumericDate,
        errors: &mut Vec<ClaimsError>,
    ) {
        let Some((not_before, span)) = date(claims, "nbf", errors) else {
            return;
        };
        if now.saturating_add(self.leeway) < not_before {
            let leeway = self.leeway.as_secs();
            errors.push(ClaimsError::NotYetValid { not_before, now, leeway, span });
        }
    }

    /// `iat` alone refuses nothing (RFC 7519 §4.1.6); with a maximum age it is required.
    fn check_issued_at(
        &self,
        claims: &Object<'_>,
        now: NumericDate,
        errors: &mut Vec<ClaimsError>,
    ) {
        let issued_at = date(claims, "iat", errors);
        let Some(max_age) = self.max_age else { return };
        let Some((issued_at, span)) = issued_at else {
            if claims.get("iat").is_none() {
                errors.push(ClaimsError::Missing { claim: "iat".to_owned() });
            }
            return;
        };
        let leeway = self.leeway.as_secs();
        if now.saturating_add(self.leeway) < issued_at {
            errors.push(ClaimsError::IssuedInFuture { issued_at, now, leeway, span });
        } else if now > issued_at.saturating_add(max_age).saturating_add(self.leeway) {
            let max_age = max_age.as_secs();
            errors.push(ClaimsError::TooOld { issued_at, now, max_age, leeway, span });
        }
    }

    fn check_texts(&self, claims: &Object<'_>, errors: &mut Vec<ClaimsError>) {
        let _ = text(claims, "jti", errors);
        if let Some((issuer, value)) = text(claims, "iss", errors) {
            if !self.issuers.is_empty() && !self.issuers.iter().any(|one| one == issuer) {
                let (expected, found) = (one_of(&self.issuers), quoted(issuer));
                errors.push(ClaimsError::Issuer { expected, found, span: value.span.clone() });
            }
        } else if !self.issuers.is_empty() && claims.get("iss").is_none() {
            errors.push(ClaimsError::Missing { claim: "iss".to_owned() });
        }
        if let Some((subject, value)) = text(claims, "sub", errors) {
            if let Some(expected) = self.subject.as_ref().filter(|one| *one != subject) {
                let (expected, found) = (quoted(expected), quoted(subject));
                errors.push(ClaimsError::Subject { expected, found, span: value.span.clone() });
            }
        } else if self.subject.is_some() && claims.get("sub").is_none() {
            errors.push(ClaimsError::Missing { claim: "sub".to_owned() });
        }
    }

    /// One of the expected names must be one of the token's, as a whole (RFC 7519 §4.1.3).
    fn check_audience(&self, claims: &Object<'_>, errors: &mut Vec<ClaimsError>) {
        let Some((named, value)) = audience(claims, errors) else {
            if !self.audiences.is_empty() && claims.get("aud").is_none() {
                errors.push(ClaimsError::Missing { claim: "aud".to_owned() });
            }
            return;
        };
        let fits = named.iter().any(|name| self.audiences.iter().any(|one| one == name));
        if !self.audiences.is_empty() && !fits {
            let found = format!("{named:?}");
            let (expected, span) = (one_of(&self.audiences), value.span.clone());
            errors.push(ClaimsError::Audience { expected, found, span });
        }
    }

    fn check_typ(&self, header: &Header, errors: &mut Vec<ClaimsError>) {
        let Some(expected) = &self.typ else { return };
        let found = header.typ();
        if found.is_none_or(|found| media_type(found) != media_type(expected)) {
            let (expected, found) = (expected.clone(), found.map(str::to_owned));
            errors.push(ClaimsError::Typ { expected, found });
        }
    }

    fn check_required(&self, claims: &Object<'_>, errors: &mut Vec<ClaimsError>) {
        for claim in &self.required {
            let told = |error: &ClaimsError| matches!(error, ClaimsError::Missing { claim: one } if one == claim);
            if claims.get(claim).is_none() && !errors.iter().any(told) {
                errors.push(ClaimsError::Missing { claim: claim.clone() });
            }
        }
    }
}

/// Lists the registered claims that have a value of the wrong type (RFC 7519 §4.1).
pub(crate) fn ill_typed(claims: &Object<'_>) -> Vec<ClaimsError> {
    let mut errors = Vec::new();
    for claim in ["exp", "nbf", "iat"] {
        let _ = date(claims, claim, &mut errors);
    }
    for claim in ["iss", "sub", "jti"] {
        let _ = text(claims, claim, &mut errors);
    }
    let _ = audience(claims, &mut errors);
    errors
}

/// A media type without the prefix that may be left out, in lower case (RFC 7515 §4.1.9).
fn media_type(typ: &str) -> String {
    let lower = typ.to_ascii_lowercase();
    match lower.strip_prefix("application/") {
        Some(short) if !short.contains('/') => short.to_owned(),
        _ => lower,
    }
}

fn date(
    claims: &Object<'_>,
    claim: &'static str,
    errors: &mut Vec<ClaimsError>,
) -> Option<(NumericDate, core::ops::Range<usize>)> {
    let value = claims.get(claim)?;
    let expected = "a number of seconds, not negative";
    let Some(number) = value.as_number() else {
        errors.push(wrong_type(claim, expected, value));
        return None;
    };
    match NumericDate::parse(number) {
        Ok(date) => Some((date, value.span.clone())),
        Err(error) => {
            let (found, span) = (error.to_string(), value.span.clone());
            errors.push(ClaimsError::WrongType { claim, expected, found, span });
            None
        }
    }
}

fn text<'c>(
    claims: &'c Object<'_>,
    claim: &'static str,
    errors: &mut Vec<ClaimsError>,
) -> Option<(&'c str, &'c Value<'c>)> {
    let value = claims.get(claim)?;
    let text = value.as_str();
    if text.is_none() {
        errors.push(wrong_type(claim, "a string", value));
    }
    Some((text?, value))
}

/// Reads `aud`: one name or an array of names.
fn audience<'c>(
    claims: &'c Object<'_>,
    errors: &mut Vec<ClaimsError>,
) -> Option<(Vec<&'c str>, &'c Value<'c>)> {
    let value = claims.get("aud")?;
    let names: Option<Vec<&str>> = match &value.kind {
        Kind::String(one) => Some(vec![one]),
        Kind::Array(items) => items.iter().map(Value::as_str).collect(),
        _ => None,
    };
    if names.is_none() {
        errors.push(wrong_type("aud", "a string or an array of strings", value));
    }
    Some((names?, value))
}

fn wrong_type(claim: &'static str, expected: &'static str, value: &Value<'_>) -> ClaimsError {
    let mixed = claim == "aud" && value.as_array().is_some();
    let found = if mixed { "an array with something else" } else { value.type_name() };
    ClaimsError::WrongType { claim, expected, found: found.to_owned(), span: value.span.clone() }
}

fn one_of(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    names.join(" or ")
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}
