//! What the usual claims and header parameters mean, and which text says so.
//!
//! Registered claims (RFC 7519 §4.1), header parameters (RFC 7515 §4.1, RFC 7516 §4.1, RFC 7797),
//! and the public claims that sign-in and OAuth tokens carry. A name that is not here is a
//! private one: issuer and audience agreed on it among themselves.

mod table;

use crate::text::Phrase;
use crate::text::claims as words;

pub use self::table::CLAIMS;
pub use self::table::HEADER_PARAMETERS;

/// What one name means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Meaning {
    /// The member name as it stands in the JSON.
    pub name: &'static str,
    /// A few words for a table column.
    pub short: Phrase,
    /// One or two sentences for a reader who meets it the first time.
    pub long: Phrase,
    /// Where it is defined.
    pub reference: &'static str,
    /// Whether its value is a NumericDate: seconds since 1970-01-01T00:00:00Z.
    pub is_date: bool,
}

/// Who gave a claim or a header parameter its meaning (RFC 7519 §4, RFC 7515 §4).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Defined by the standard itself.
    Registered,
    /// Registered with IANA later, or of a name that cannot collide, such as a URI.
    Public,
    /// Agreed on by issuer and recipient.
    Private,
}

/// Tells the kind of a claim by its name.
#[must_use]
pub fn kind(name: &str) -> Kind {
    match meaning(name) {
        Some(known) if known.reference.starts_with("RFC 7519") => Kind::Registered,
        Some(_) => Kind::Public,
        None if name.contains(['.', ':']) => Kind::Public,
        None => Kind::Private,
    }
}

/// Tells the kind of a header parameter by its name.
#[must_use]
pub fn header_kind(name: &str) -> Kind {
    match header_meaning(name) {
        Some(_) => Kind::Registered,
        None if name.contains(['.', ':']) => Kind::Public,
        None => Kind::Private,
    }
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

/// Finds the meaning of a claim, when it is a registered or a well-known one.
#[must_use]
pub fn meaning(name: &str) -> Option<&'static Meaning> {
    CLAIMS.iter().find(|known| known.name == name)
}

/// Finds the meaning of a header parameter.
#[must_use]
pub fn header_meaning(name: &str) -> Option<&'static Meaning> {
    HEADER_PARAMETERS.iter().find(|known| known.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sanitize::columns;
    use crate::text::Lang;

    #[test]
    fn names_are_unique_and_texts_fit_their_place() {
        for table in [CLAIMS, HEADER_PARAMETERS] {
            for (index, known) in table.iter().enumerate() {
                assert!(
                    table[..index].iter().all(|earlier| earlier.name != known.name),
                    "{}",
                    known.name
                );
                for lang in Lang::ALL {
                    let (short, long) = (known.short.of(lang), known.long.of(lang));
                    assert!(columns(short) <= 20, "{}: {short}", known.name);
                    assert!(long.ends_with('.') && columns(long) < 200, "{}: {long}", known.name);
                }
                assert!(known.reference.contains('§'), "{}", known.name);
            }
        }
    }

    #[test]
    fn the_registered_dates_are_dates() {
        let dates: Vec<_> = CLAIMS.iter().filter(|c| c.is_date).map(|c| c.name).collect();
        assert_eq!(dates, ["exp", "nbf", "iat", "auth_time", "updated_at"]);
    }

    #[test]
    fn one_name_may_mean_two_things_in_two_places() {
        assert!(meaning("alg").is_none());
        assert!(header_meaning("exp").is_none());
        assert_eq!(header_meaning("kid").map(|m| m.reference), Some("RFC 7515 §4.1.4"));
    }
}
