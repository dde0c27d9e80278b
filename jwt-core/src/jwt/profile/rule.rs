//! One rule of a profile: what it asks, where that is written, and the check itself.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;

use super::super::claims_error::ClaimsError;
use super::super::claims_error::quoted;
use super::super::validation::audience;
use super::super::validation::date;
use super::super::validation::one_of;
use super::super::validation::same_media_type;
use super::super::validation::text;
use super::super::validation::wrong_type;
use super::KINDS;
use super::id_token::Hashes;
use crate::alg::Algorithm;
use crate::json::Fields;
use crate::json::Limits;
use crate::json::Object;
use crate::jws::Header;
use crate::time::NumericDate;

/// One rule of a profile.
#[derive(Clone, Eq, PartialEq)]
pub struct Rule {
    name: &'static str,
    section: &'static str,
    check: Check,
}

/// What a rule looks at: a token whose signature has held, and the time.
pub(in crate::jwt) struct Seen<'s, 't, 'r> {
    pub(in crate::jwt) header: &'s Header<'s>,
    pub(in crate::jwt) claims: &'s Fields<'t, 'r>,
    pub(in crate::jwt) now: NumericDate,
    pub(in crate::jwt) leeway: Duration,
}

#[derive(Clone, Eq, PartialEq)]
pub(super) enum Check {
    /// The claim must not be there.
    Absent,
    /// The name must be among the audiences.
    Audience(String),
    /// `acr` must be one of these.
    AuthenticationClass(Vec<String>),
    /// `auth_time` must not be longer ago.
    AuthenticationAge(Duration),
    /// `azp` must be one of these when it is there; whether it must be there.
    AuthorizedParty { accepted: Vec<String>, required: bool },
    /// The two claims of which one must be there, both texts.
    Either(&'static str, &'static str),
    /// `events` must have this member, an object.
    Event(&'static str),
    /// `iss` must be this.
    Issuer(String),
    /// `nonce` must be this.
    Nonce(String),
    /// The header's `typ` must be one of these; whether it may be missing.
    Kind { typ: &'static [&'static str], untyped: bool },
    /// The header's `typ` must be this one, which must not stand for another kind.
    OwnKind(String),
    /// The first name must be among the audiences, and nobody else but the others may be.
    OnlyAudiences { own: String, trusted: Vec<String> },
    /// A text that may be missing.
    OptionalText,
    /// A registered claim, whose type is checked in any case.
    Present,
    /// A text.
    Text,
    /// The hash of a text that came with the token, by the hash of its algorithm.
    TokenHash(Hashes),
    /// `cnf` must not be there: the token is bound to no key.
    Unbound,
    /// `events` must not have this member.
    WithoutEvent(&'static str),
}

impl Rule {
    pub(super) const fn new(name: &'static str, section: &'static str, check: Check) -> Self {
        Self { name, section, check }
    }

    /// Names the claim, or `typ`, that the rule is about.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Gives the standard and section that the rule is from, such as `"RFC 9068 §4"`.
    #[must_use]
    pub const fn section(&self) -> &'static str {
        self.section
    }

    /// Tells what is asked, in one line without a full stop; no nonce and no token is shown.
    #[must_use]
    pub fn asks(&self) -> String {
        let name = self.name;
        match &self.check {
            Check::Absent => format!("{name} must not be there"),
            Check::Audience(one) => format!("aud must name {one:?}"),
            Check::AuthenticationClass(classes) => {
                format!("acr must be {}", alternatives(classes.iter().map(String::as_str)))
            }
            Check::AuthenticationAge(age) => {
                format!("auth_time must be at most {} s ago", age.as_secs())
            }
            Check::AuthorizedParty { accepted, required } => {
                let unless = if *required { "" } else { " if it is there" };
                format!("azp must be {}{unless}", one_of(accepted))
            }
            Check::Either(one, other) => format!("{one} or {other} must be there, a string"),
            Check::Event(event) => format!("events must have the member {event}, an object"),
            Check::Issuer(one) => format!("iss must be {one:?}"),
            Check::Nonce(_) => "nonce must be the one that was sent".to_owned(),
            Check::Kind { typ, untyped } => {
                let missing = if *untyped { " or missing" } else { "" };
                format!("typ must be {}{missing}", alternatives(typ.iter().copied()))
            }
            Check::OwnKind(typ) => format!("typ must be {typ}, and no other kind's"),
            Check::OnlyAudiences { own, trusted } => {
                format!("aud must name {}", only(own, trusted))
            }
            Check::OptionalText => format!("{name} must be a string if it is there"),
            Check::Present => format!("{name} must be there"),
            Check::Text => format!("{name} must be there, a string"),
            Check::TokenHash(_) => format!("{name} must be the hash of what came with the token"),
            Check::Unbound => "cnf must not be there: no proof is asked for".to_owned(),
            Check::WithoutEvent(event) => format!("events must not have the member {event}"),
        }
    }

    /// Notes an error unless another rule has told it already.
    pub(super) fn check(&self, seen: &Seen<'_, '_, '_>, errors: &mut Vec<ClaimsError>) {
        let mut told = Vec::new();
        self.look(seen, &mut told);
        for error in told {
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
    }

    fn look(&self, seen: &Seen<'_, '_, '_>, errors: &mut Vec<ClaimsError>) {
        let claims = seen.claims;
        match &self.check {
            Check::Absent => self.absent(claims, errors),
            Check::Audience(one) => audience_among(claims, one, None, errors),
            Check::AuthenticationClass(classes) => authentication_class(claims, classes, errors),
            Check::AuthenticationAge(age) => authentication_age(seen, *age, errors),
            Check::AuthorizedParty { accepted, required } => {
                authorized_party(claims, accepted, *required, errors);
            }
            Check::Either(one, other) => either(claims, one, other, errors),
            Check::Event(event) => event_of(claims, event, errors),
            Check::Issuer(one) => issuer(claims, one, errors),
            Check::Nonce(sent) => nonce(claims, sent, errors),
            Check::Kind { typ, untyped } => kind(seen.header, typ, *untyped, errors),
            Check::OwnKind(typ) => own_kind(seen.header, typ, errors),
            Check::OnlyAudiences { own, trusted } => {
                audience_among(claims, own, Some(trusted), errors);
            }
            Check::OptionalText => {
                let _ = text(claims, self.name, errors);
            }
            Check::Present if claims.has(self.name) => {}
            Check::Present => errors.push(missing(self.name)),
            Check::Text => {
                let _ = required(claims, self.name, errors);
            }
            Check::TokenHash(hashes) => self.token_hash(seen, hashes, errors),
            Check::Unbound => unbound(claims, errors),
            Check::WithoutEvent(event) => self.without_event(claims, event, errors),
        }
    }

    fn absent(&self, claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
        if let Some(value) = claims.get(self.name) {
            errors.push(ClaimsError::Forbidden { claim: self.name, span: value.span });
        }
    }

    fn without_event(
        &self,
        claims: &Fields<'_, '_>,
        event: &'static str,
        errors: &mut Vec<ClaimsError>,
    ) {
        let Some(value) = claims.get("events") else { return };
        let limits = Limits { depth: usize::MAX };
        let events = Object::parse(value.text.as_bytes(), &limits);
        if events.is_ok_and(|events| events.get(event).is_some()) {
            errors.push(ClaimsError::Forbidden { claim: self.name, span: value.span });
        }
    }

    fn token_hash(&self, seen: &Seen<'_, '_, '_>, hashes: &Hashes, errors: &mut Vec<ClaimsError>) {
        let Some((found, span)) = required(seen.claims, self.name, errors) else { return };
        // The signature has held under a key of this very algorithm, so its name is known.
        let algorithm = seen.header.algorithm_name().parse::<Algorithm>().ok();
        let expected = algorithm.map(|algorithm| hashes.of(algorithm));
        if expected.is_none_or(|expected| expected != found) {
            errors.push(ClaimsError::TokenHash { claim: self.name, span });
        }
    }
}

impl fmt::Debug for Rule {
    /// Shows what the rule is about and where it is from, no value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.section)
    }
}

/// The recipient must be among the audiences (RFC 7519 §4.1.3), for some kinds beside none but these.
fn audience_among(
    claims: &Fields<'_, '_>,
    own: &str,
    others: Option<&[String]>,
    errors: &mut Vec<ClaimsError>,
) {
    let Some((mut names, span)) = audience(claims, errors) else {
        if !claims.has("aud") {
            errors.push(missing("aud"));
        }
        return;
    };
    let all = names.clone();
    let strange = others.is_some_and(|others| {
        names.clone().any(|name| name != own && !others.iter().any(|one| *one == name))
    });
    if strange || !names.any(|name| name == own) {
        let expected = others.map_or_else(|| quoted(own), |others| only(own, others));
        let found = format!("{:?}", all.collect::<Vec<_>>());
        errors.push(ClaimsError::Audience { expected, found, span });
    }
}

fn authentication_class(
    claims: &Fields<'_, '_>,
    classes: &[String],
    errors: &mut Vec<ClaimsError>,
) {
    let Some((found, span)) = required(claims, "acr", errors) else { return };
    if !classes.iter().any(|one| *one == found) {
        let expected = alternatives(classes.iter().map(String::as_str));
        let found = found.into_owned();
        errors.push(ClaimsError::AuthenticationClass { expected, found, span });
    }
}

fn authentication_age(seen: &Seen<'_, '_, '_>, age: Duration, errors: &mut Vec<ClaimsError>) {
    let Seen { claims, now, leeway, .. } = *seen;
    let Some((authenticated_at, span)) = date(claims, "auth_time", errors) else {
        if !claims.has("auth_time") {
            errors.push(missing("auth_time"));
        }
        return;
    };
    let seconds = leeway.as_secs();
    if now.saturating_add(leeway) < authenticated_at {
        let leeway = seconds;
        errors.push(ClaimsError::AuthenticatedInFuture { authenticated_at, now, leeway, span });
    } else if now > authenticated_at.saturating_add(age).saturating_add(leeway) {
        let (max_age, leeway) = (age.as_secs(), seconds);
        let error =
            ClaimsError::AuthenticationTime { authenticated_at, now, max_age, leeway, span };
        errors.push(error);
    }
}

fn authorized_party(
    claims: &Fields<'_, '_>,
    accepted: &[String],
    must: bool,
    errors: &mut Vec<ClaimsError>,
) {
    if must && !claims.has("azp") {
        errors.push(missing("azp"));
    }
    let Some((found, span)) = text(claims, "azp", errors) else { return };
    if !accepted.iter().any(|one| *one == found) {
        let (expected, found) = (one_of(accepted), quoted(&found));
        errors.push(ClaimsError::AuthorizedParty { expected, found, span });
    }
}

fn either(
    claims: &Fields<'_, '_>,
    one: &'static str,
    other: &'static str,
    errors: &mut Vec<ClaimsError>,
) {
    let _ = (text(claims, one, errors), text(claims, other, errors));
    if !claims.has(one) && !claims.has(other) {
        errors.push(ClaimsError::Missing { claim: format!("{one} or {other}") });
    }
}

fn event_of(claims: &Fields<'_, '_>, event: &'static str, errors: &mut Vec<ClaimsError>) {
    let Some(value) = claims.get("events") else {
        errors.push(missing("events"));
        return;
    };
    let span = value.span.clone();
    let limits = Limits { depth: usize::MAX };
    let Ok(events) = Object::parse(value.text.as_bytes(), &limits) else {
        errors.push(wrong_type("events", "an object", &value));
        return;
    };
    let found = match events.get(event) {
        Some(value) if value.as_object().is_some() => return,
        Some(value) => format!("it as {}", value.type_name()),
        None => "other members".to_owned(),
    };
    errors.push(ClaimsError::Events { expected: event, found, span });
}

fn issuer(claims: &Fields<'_, '_>, expected: &str, errors: &mut Vec<ClaimsError>) {
    let Some((found, span)) = required(claims, "iss", errors) else { return };
    if found != expected {
        let (expected, found) = (quoted(expected), quoted(&found));
        errors.push(ClaimsError::Issuer { expected, found, span });
    }
}

fn nonce(claims: &Fields<'_, '_>, sent: &str, errors: &mut Vec<ClaimsError>) {
    let Some((found, span)) = required(claims, "nonce", errors) else { return };
    if found != sent {
        errors.push(ClaimsError::Nonce { span });
    }
}

fn kind(
    header: &Header<'_>,
    kinds: &'static [&'static str],
    untyped: bool,
    errors: &mut Vec<ClaimsError>,
) {
    let fits = match header.typ() {
        None => untyped,
        Some(found) => kinds.iter().any(|kind| same_media_type(kind, found)),
    };
    if !fits {
        let mut expected = alternatives(kinds.iter().copied());
        if untyped {
            expected.push_str(" or nothing");
        }
        errors.push(ClaimsError::Typ { expected, found: header.typ().map(str::to_owned) });
    }
}

fn own_kind(header: &Header<'_>, expected: &str, errors: &mut Vec<ClaimsError>) {
    let taken = KINDS.iter().chain(&["JWT"]).any(|kind| same_media_type(kind, expected));
    let found = header.typ();
    if taken || found.is_none_or(|found| !same_media_type(found, expected)) {
        let expected = if taken {
            format!("no token at all, as the verifier asks for {expected}, which is another kind's")
        } else {
            expected.to_owned()
        };
        errors.push(ClaimsError::Typ { expected, found: found.map(str::to_owned) });
    }
}

/// A token that is bound to a key says so in `cnf`, whatever the way of proving it (RFC 7800 §3.1).
fn unbound(claims: &Fields<'_, '_>, errors: &mut Vec<ClaimsError>) {
    if let Some(value) = claims.get("cnf") {
        errors.push(ClaimsError::Bound { span: value.span });
    }
}

fn only(own: &str, trusted: &[String]) -> String {
    match trusted {
        [] => format!("{own:?} and nobody else"),
        _ => format!("{own:?} and nobody else but {}", one_of(trusted)),
    }
}

fn required<'c>(
    claims: &Fields<'c, '_>,
    claim: &'static str,
    errors: &mut Vec<ClaimsError>,
) -> Option<(Cow<'c, str>, core::ops::Range<usize>)> {
    if !claims.has(claim) {
        errors.push(missing(claim));
    }
    text(claims, claim, errors)
}

fn missing(claim: &str) -> ClaimsError {
    ClaimsError::Missing { claim: claim.to_owned() }
}

fn alternatives<'s>(names: impl Iterator<Item = &'s str>) -> String {
    names.collect::<Vec<_>>().join(" or ")
}
