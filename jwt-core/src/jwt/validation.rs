//! The rules of the registered claims (RFC 7519 §4.1, RFC 8725 §3.8–3.11).
//!
//! Takes the verified header and Claims Set and the time, and tells every rule that is broken.
//! Naming a rule requires its claim. A registered claim of the wrong type is refused whether or not
//! a rule asks for it.

use core::ops::Range;
use core::time::Duration;
use std::borrow::Cow;

use super::claims_error::ClaimsError;
use super::claims_error::ClaimsErrors;
use super::claims_error::quoted;
use super::profile::Profile;
use super::profile::Seen;
use crate::json::Field;
use crate::json::Fields;
use crate::jws::Header;
use crate::time::NumericDate;
use crate::time::NumericDateError;

/// What the claims must say. The default asks for an `exp` that has not come, 60 s of leeway granted,
/// and takes no token with an `aud`, as nobody has said who the verifier is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Validation {
    pub(super) any_audience: bool,
    pub(super) audiences: Vec<String>,
    pub(super) issuers: Vec<String>,
    pub(super) leeway: Duration,
    pub(super) max_age: Option<Duration>,
    pub(super) profiles: Vec<Profile>,
    pub(super) require_expiration: bool,
    pub(super) required: Vec<String>,
    pub(super) subject: Option<String>,
    pub(super) typ: Option<String>,
}

impl Default for Validation {
    fn default() -> Self {
        Self {
            any_audience: false,
            audiences: Vec::new(),
            issuers: Vec::new(),
            leeway: Duration::from_secs(60),
            max_age: None,
            profiles: Vec::new(),
            require_expiration: true,
            required: Vec::new(),
            subject: None,
            typ: None,
        }
    }
}

impl Validation {
    /// Checks every rule. `key_issuers` are those of the key and of the one that wrapped the token.
    ///
    /// # Errors
    ///
    /// [`ClaimsErrors`] with each broken rule, those about time first.
    pub(super) fn validate(
        &self,
        header: &Header<'_>,
        key_issuers: [&[String]; 2],
        claims: &Fields<'_, '_>,
        now: NumericDate,
    ) -> Result<(), ClaimsErrors> {
        let mut errors = Vec::new();
        if !self.is_in_time(claims, now) {
            self.check_expiration(claims, now, &mut errors);
            self.check_not_before(claims, now, &mut errors);
            self.check_issued_at(claims, now, &mut errors);
        }
        self.check_texts(claims, &mut errors);
        for issuers in key_issuers {
            check_key_issuers(issuers, claims, &mut errors);
        }
        self.check_audience(claims, &mut errors);
        self.check_typ(header, &mut errors);
        self.check_required(claims, &mut errors);
        let seen = Seen { header, claims, now, leeway: self.leeway };
        self.profiles.iter().for_each(|profile| profile.check(&seen, &mut errors));
        match ClaimsErrors::of(errors) {
            Some(errors) => Err(errors),
            None => Ok(()),
        }
    }

    /// Tells whether any rule beyond time and types asks something of the claims.
    ///
    /// A key that is bound to an issuer asks for `iss` besides; that is the key's matter.
    #[must_use]
    pub fn asks_for_claims(&self) -> bool {
        !self.audiences.is_empty()
            || !self.issuers.is_empty()
            || !self.profiles.is_empty()
            || !self.required.is_empty()
            || self.subject.is_some()
            || self.typ.is_some()
    }

    /// Tells whether a token's age is asked for, which `iat` alone tells.
    pub(crate) const fn asks_for_age(&self) -> bool {
        self.max_age.is_some()
    }

    /// Gives the profiles, whose rules are asked besides the verifier's own.
    #[must_use]
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Tells of a token with usual dates, whole seconds, that they hold. All else is for a closer look.
    #[inline(always)]
    fn is_in_time(&self, claims: &Fields<'_, '_>, now: NumericDate) -> bool {
        let seconds = |claim| NumericDate::whole_seconds(claims.get(claim)?.text);
        let is_missing_or = |claim, seconds: Option<u64>| seconds.is_some() || !claims.has(claim);
        let Some(expiration) = seconds("exp") else { return false };
        let not_before = seconds("nbf");
        if !is_missing_or("nbf", not_before) || !is_missing_or("iat", seconds("iat")) {
            return false;
        }
        // Whole seconds decide: a fraction of now does not reach the next one, and one of the leeway only
        // grants more.
        let (leeway, now) = (self.leeway.as_secs(), now.seconds());
        now < expiration.saturating_add(leeway)
            && not_before.is_none_or(|begin| begin <= now.saturating_add(leeway))
            && self.max_age.is_none()
    }

    /// "on or after which the JWT MUST NOT be accepted" (RFC 7519 §4.1.4): equal is too late.
    fn check_expiration(
        &self,
        claims: &Fields<'_, '_>,
        now: NumericDate,
        errors: &mut Vec<ClaimsError>,
    ) {
        let Some((expiration, span)) = date(claims, "exp", errors) else {
            if self.require_expiration && !claims.has("exp") {
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
        claims: &Fields<'_, '_>,
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
        claims: &Fields<'_, '_>,
        now: NumericDate,
        errors: &mut Vec<ClaimsError>,
    ) {
        let issued_at = date(claims, "iat", errors);
        let Some(max_age) = self.max_age else { return };
        let Some((issued_at, span)) = issued_at else {
            if !claims.has("iat") {
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

    fn check_texts(&self, claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
        let _ = text(claims, "jti", errors);
        if let Some((issuer, span)) = text(claims, "iss", errors) {
            if !self.issuers.is_empty() && !self.issuers.iter().any(|one| *one == issuer) {
                let (expected, found) = (one_of(&self.issuers), quoted(&issuer));
                errors.push(ClaimsError::Issuer { expected, found, span });
            }
        } else if !self.issuers.is_empty() && !claims.has("iss") {
            errors.push(ClaimsError::Missing { claim: "iss".to_owned() });
        }
        if let Some((subject, span)) = text(claims, "sub", errors) {
            if let Some(expected) = self.subject.as_ref().filter(|one| **one != subject) {
                let (expected, found) = (quoted(expected), quoted(&subject));
                errors.push(ClaimsError::Subject { expected, found, span });
            }
        } else if self.subject.is_some() && !claims.has("sub") {
            errors.push(ClaimsError::Missing { claim: "sub".to_owned() });
        }
    }

    /// One of the expected names must be one of the token's, as a whole. A principal that "does not
    /// identify itself with a value in the aud claim when this claim is present" MUST reject the token
    /// (RFC 7519 §4.1.3): so does one that has not said who it is.
    fn check_audience(&self, claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
        // Nearly every token is for one.
        if let Some(one) = claims.get("aud").and_then(|value| value.as_str())
            && self.audiences.iter().any(|own| *own == one)
        {
            return;
        }
        let Some((named, span)) = audience(claims, errors) else {
            if !self.audiences.is_empty() && !claims.has("aud") {
                errors.push(ClaimsError::Missing { claim: "aud".to_owned() });
            }
            return;
        };
        let found = || format!("{:?}", named.clone().collect::<Vec<_>>());
        if self.audiences.is_empty() {
            if !self.any_audience && !self.profiles.iter().any(Profile::names_audience) {
                errors.push(ClaimsError::AudienceUnnamed { found: found(), span });
            }
        } else if !named.clone().any(|name| self.audiences.iter().any(|one| *one == name)) {
            let (expected, found) = (one_of(&self.audiences), found());
            errors.push(ClaimsError::Audience { expected, found, span });
        }
    }

    fn check_typ(&self, header: &Header<'_>, errors: &mut Vec<ClaimsError>) {
        let Some(expected) = &self.typ else { return };
        let found = header.typ();
        if found.is_none_or(|found| !same_media_type(found, expected)) {
            let (expected, found) = (expected.clone(), found.map(str::to_owned));
            errors.push(ClaimsError::Typ { expected, found });
        }
    }

    fn check_required(&self, claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
        for claim in &self.required {
            let told = |error: &ClaimsError| matches!(error, ClaimsError::Missing { claim: one } if one == claim);
            if !claims.has(claim) && !errors.iter().any(told) {
                errors.push(ClaimsError::Missing { claim: claim.clone() });
            }
        }
    }
}

/// Keys belong to an issuer (RFC 8725 §3.8): a bound key vouches for its issuers only, whether it signed
/// the claims or the token around them.
fn check_key_issuers(issuers: &[String], claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
    if issuers.is_empty() {
        return;
    }
    let Some(value) = claims.get("iss") else {
        let told =
            |error: &ClaimsError| matches!(error, ClaimsError::Missing { claim } if claim == "iss");
        if !errors.iter().any(told) {
            errors.push(ClaimsError::Missing { claim: "iss".to_owned() });
        }
        return;
    };
    // Another type than a string has been told already.
    let Some(issuer) = value.as_str() else { return };
    if !issuers.iter().any(|one| *one == issuer) {
        let (expected, found) = (one_of(issuers), quoted(&issuer));
        let error = ClaimsError::IssuerOfKey { expected, found, span: value.span };
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
}

/// Lists the registered claims that have a value of the wrong type (RFC 7519 §4.1).
pub(crate) fn ill_typed(claims: &Fields<'_, '_>) -> Vec<ClaimsError> {
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

/// Compares media types without regard to case and to the prefix that may be left out
/// (RFC 7515 §4.1.9).
pub(super) fn same_media_type(one: &str, other: &str) -> bool {
    short(one).eq_ignore_ascii_case(short(other))
}

fn short(typ: &str) -> &str {
    const PREFIX: &str = "application/";
    match typ.split_at_checked(PREFIX.len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(PREFIX) && !rest.contains('/') => rest,
        _ => typ,
    }
}

/// Reads a NumericDate (RFC 7519 §2).
///
/// A negative `nbf` is a moment before 1970, which has come whatever the clock says; a negative `exp`
/// or `iat` is no date that a token could have been made with.
#[inline(always)]
pub(super) fn date(
    claims: &Fields<'_, '_>,
    claim: &'static str,
    errors: &mut Vec<ClaimsError>,
) -> Option<(NumericDate, Range<usize>)> {
    let value = claims.get(claim)?;
    match value.as_number().map(NumericDate::parse) {
        Some(Ok(date)) => Some((date, value.span)),
        other => no_date(claim, value, other.and_then(Result::err), errors),
    }
}

#[cold]
fn no_date(
    claim: &'static str,
    value: Field<'_>,
    error: Option<NumericDateError>,
    errors: &mut Vec<ClaimsError>,
) -> Option<(NumericDate, Range<usize>)> {
    let expected = "a number of seconds, not negative";
    match error {
        None => errors.push(wrong_type(claim, expected, &value)),
        Some(NumericDateError::Negative) if claim == "nbf" => {
            return Some((NumericDate::from_seconds(0), value.span));
        }
        Some(error) => {
            let (found, span) = (error.to_string(), value.span);
            errors.push(ClaimsError::WrongType { claim, expected, found, span });
        }
    }
    None
}

#[inline(always)]
pub(super) fn text<'c>(
    claims: &Fields<'c, '_>,
    claim: &'static str,
    errors: &mut Vec<ClaimsError>,
) -> Option<(Cow<'c, str>, Range<usize>)> {
    let value = claims.get(claim)?;
    let Some(text) = value.as_str() else {
        no_text(claim, &value, errors);
        return None;
    };
    Some((text, value.span))
}

#[cold]
fn no_text(claim: &'static str, value: &Field<'_>, errors: &mut Vec<ClaimsError>) {
    errors.push(wrong_type(claim, "a string", value));
}

/// Reads `aud`: one name or an array of names.
pub(super) fn audience<'c>(
    claims: &Fields<'c, '_>,
    errors: &mut Vec<ClaimsError>,
) -> Option<(impl Iterator<Item = Cow<'c, str>> + Clone + use<'c>, Range<usize>)> {
    let value = claims.get("aud")?;
    let (one, several) = (value.as_str(), value.as_strings());
    if one.is_none() && several.is_none() {
        errors.push(wrong_type("aud", "a string or an array of strings", &value));
        return None;
    }
    Some((one.into_iter().chain(several.into_iter().flatten()), value.span))
}

pub(super) fn wrong_type(
    claim: &'static str,
    expected: &'static str,
    value: &Field<'_>,
) -> ClaimsError {
    let mixed = claim == "aud" && value.is_array();
    let found = if mixed { "an array with something else" } else { value.type_name() };
    ClaimsError::WrongType { claim, expected, found: found.to_owned(), span: value.span.clone() }
}

pub(super) fn one_of(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    names.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Limits;
    use crate::json::Outline;

    fn agrees(claims: &str, validation: &Validation, now: NumericDate) {
        let mut outline = Outline::default();
        let text = outline.read(claims.as_bytes(), &Limits::default()).unwrap();
        let claims = Fields::outlined(text, &outline);
        let mut errors = Vec::new();
        validation.check_expiration(&claims, now, &mut errors);
        validation.check_not_before(&claims, now, &mut errors);
        validation.check_issued_at(&claims, now, &mut errors);
        let holds = validation.is_in_time(&claims, now);
        assert!(!holds || errors.is_empty(), "{text} {now} {validation:?}: {errors:?}");
        let usual = validation.leeway.subsec_nanos() == 0 && now == now.floor();
        let usual = usual && validation.max_age.is_none() && text.contains("exp");
        let usual = usual && !["-1", ".5", "1e2", "\"100\""].iter().any(|one| text.contains(one));
        assert!(holds || !usual || !errors.is_empty(), "{text} {now} {validation:?}");
    }

    /// What holds at a glance holds when it is looked at closely.
    #[test]
    fn dates_at_a_glance_are_the_dates() {
        const DATES: [&str; 14] = [
            "0",
            "1",
            "99",
            "100",
            "101",
            "160",
            "161",
            "40",
            "39",
            "100.5",
            "-1",
            "1e2",
            "\"100\"",
            "9999999999999999999",
        ];
        let leeways = [Duration::ZERO, Duration::from_secs(60), Duration::from_millis(60_500)];
        for leeway in leeways.into_iter().chain([Duration::MAX]) {
            for max_age in [None, Some(Duration::from_secs(10))] {
                let validation = Validation { leeway, max_age, ..Validation::default() };
                for now in ["0", "100", "100.5", "99.999", "18446744073709551615"] {
                    let now = NumericDate::parse(now).unwrap();
                    agrees("{}", &validation, now);
                    for one in DATES {
                        agrees(&format!(r#"{{"exp":{one}}}"#), &validation, now);
                        agrees(&format!(r#"{{"nbf":{one}}}"#), &validation, now);
                        for other in DATES {
                            for claim in ["nbf", "iat"] {
                                let text = format!(r#"{{"exp":{one},"{claim}":{other}}}"#);
                                agrees(&text, &validation, now);
                            }
                        }
                    }
                }
            }
        }
    }
}
