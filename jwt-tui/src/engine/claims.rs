//! What the usual claims and header parameters mean, and which text says so.
//!
//! Registered claims (RFC 7519 §4.1), header parameters (RFC 7515 §4.1, RFC 7516 §4.1, RFC 7797), the
//! public claims of the IANA registry, and private ones that known issuers write. Any other name is a
//! private one: issuer and audience agreed on it among themselves.

mod headers;
mod oauth;
mod person;
mod registered;
mod registry;
mod sign_in;
mod vendors;

use crate::text::Phrase;
use crate::text::claims as words;

/// What one name means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Meaning {
    /// The member name as it stands in the JSON.
    pub name: &'static str,
    /// A few words for a table column.
    pub short: Phrase,
    /// One or two sentences for a reader who meets it the first time.
    pub long: Phrase,
    /// Where it is defined: a place in a standard, or the product that writes it.
    pub reference: &'static str,
    /// Whether its value is a NumericDate: seconds since 1970-01-01T00:00:00Z.
    pub is_date: bool,
}

/// Who gave a claim or a header parameter its meaning (RFC 7519 §4, RFC 7515 §4).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Defined by the standard itself; of header parameters, any in the IANA registry.
    Registered,
    /// In the IANA registry of claims, or of a name that cannot collide, such as a URI.
    Public,
    /// Agreed on by issuer and recipient, or an issuer's own.
    Private,
}

/// Tells the kind of a claim by its name.
///
/// # Example: three names
///
/// ```
/// use jwt_tui::engine::claims::Kind;
/// use jwt_tui::engine::claims::kind;
///
/// assert_eq!(kind("exp"), Kind::Registered);
/// assert_eq!(kind("https://example.com/roles"), Kind::Public);
/// assert_eq!(kind("admin"), Kind::Private);
/// ```
#[must_use]
pub fn kind(name: &str) -> Kind {
    if registered::CLAIMS.iter().any(|known| known.name == name) {
        Kind::Registered
    } else if registration(name).is_some() || cannot_collide(name) {
        Kind::Public
    } else {
        Kind::Private
    }
}

/// Tells the kind of a header parameter by its name.
#[must_use]
pub fn header_kind(name: &str) -> Kind {
    if header_meaning(name).is_some() {
        Kind::Registered
    } else if cannot_collide(name) {
        Kind::Public
    } else {
        Kind::Private
    }
}

/// Gives the document that defines a claim of the IANA registry.
#[must_use]
pub fn registration(name: &str) -> Option<&'static str> {
    let described = standard().find(|known| known.name == name).map(|known| known.reference);
    let other = || registry::OTHERS.iter().find(|(known, _)| *known == name);
    described.or_else(|| other().map(|(_, reference)| *reference))
}

/// Finds the meaning of a claim, when it is a registered or a well-known one.
#[must_use]
pub fn meaning(name: &str) -> Option<&'static Meaning> {
    standard().chain(vendors::CLAIMS).find(|known| known.name == name)
}

/// Finds the meaning of a header parameter.
#[must_use]
pub fn header_meaning(name: &str) -> Option<&'static Meaning> {
    headers::PARAMETERS.iter().find(|known| known.name == name)
}

impl Kind {
    /// Names the kind of a claim.
    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Registered => words::REGISTERED_CLAIM,
            Self::Public => words::PUBLIC_CLAIM,
            Self::Private => words::PRIVATE_CLAIM,
        }
    }

    /// Names the kind of a header parameter.
    #[must_use]
    pub fn header_phrase(self) -> Phrase {
        match self {
            Self::Registered => words::REGISTERED_PARAMETER,
            Self::Public => words::PUBLIC_PARAMETER,
            Self::Private => words::PRIVATE_PARAMETER,
        }
    }
}

/// The claims of standards.
fn standard() -> impl Iterator<Item = &'static Meaning> {
    [registered::CLAIMS, sign_in::CLAIMS, person::CLAIMS, oauth::CLAIMS].into_iter().flatten()
}

/// Tells a name whose first part somebody owns: a URI or a domain (RFC 7519 §2, Collision-Resistant).
///
/// A word before a colon, as in `cognito:groups`, is owned by nobody.
fn cannot_collide(name: &str) -> bool {
    let has_scheme = name.contains("://")
        || ["urn:", "tag:", "did:"].iter().any(|scheme| name.starts_with(scheme));
    let host = name.split(['/', ':', '#']).next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    has_scheme || (host.contains('.') && host.split('.').all(is_label))
}

const fn text(
    name: &'static str,
    reference: &'static str,
    short: [&'static str; 2],
    long: [&'static str; 2],
) -> Meaning {
    let [en, ko] = short;
    let short = Phrase::new(en, ko);
    let [en, ko] = long;
    let long = Phrase::new(en, ko);
    Meaning { name, short, long, reference, is_date: false }
}

const fn date(
    name: &'static str,
    reference: &'static str,
    short: [&'static str; 2],
    long: [&'static str; 2],
) -> Meaning {
    Meaning { is_date: true, ..text(name, reference, short, long) }
}

#[cfg(test)]
mod tests;
