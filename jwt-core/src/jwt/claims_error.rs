//! Why claims are refused: the claim, what was expected and what was found (RFC 7519 §4.1).

use core::fmt;
use core::ops::Range;

use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::time::NumericDate;

/// Every rule that the claims broke, at least one; rules about time stand first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClaimsErrors {
    first: ClaimsError,
    rest: Vec<ClaimsError>,
}

impl ClaimsErrors {
    /// Makes the list of what was found; `None` when nothing was.
    pub(super) fn of(errors: Vec<ClaimsError>) -> Option<Self> {
        let mut errors = errors.into_iter();
        let first = errors.next()?;
        Some(Self { first, rest: errors.collect() })
    }

    /// Gives the first error, which names the whole.
    #[must_use]
    pub fn first(&self) -> &ClaimsError {
        &self.first
    }

    /// Walks all errors, time first.
    pub fn iter(&self) -> impl Iterator<Item = &ClaimsError> {
        core::iter::once(&self.first).chain(&self.rest)
    }
}

impl fmt::Display for ClaimsErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "; " })?;
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ClaimsErrors {}

/// One rule that the claims broke (RFC 7519 §4.1).
#[derive(Clone, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimsError {
    /// `aud` does not name the recipient (RFC 7519 §4.1.3).
    #[error("aud: expected {expected}, found {found}")]
    Audience {
        /// The names that would do.
        expected: String,
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `exp` has come (RFC 7519 §4.1.4).
    #[error("exp: expired {} ago (exp {expiration}, now {}, leeway {} s)", ago(*now, *expiration), now.seconds(), leeway)]
    Expired {
        /// The claim.
        expiration: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `iat` lies in the future while a maximum age is asked for.
    #[error("iat: issued {} in the future (iat {issued_at}, now {}, leeway {} s)", ago(*issued_at, *now), now.seconds(), leeway)]
    IssuedInFuture {
        /// The claim.
        issued_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `iss` is another issuer (RFC 7519 §4.1.1).
    #[error("iss: expected {expected}, found {found}")]
    Issuer {
        /// The names that would do.
        expected: String,
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `iss` is not an issuer that the key belongs to (RFC 8725 §3.8).
    #[error("iss: the key vouches for {expected}, found {found}")]
    IssuerOfKey {
        /// The issuers of the key.
        expected: String,
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// A claim that a rule needs is missing.
    #[error("{claim}: is missing")]
    Missing {
        /// Name of the claim.
        claim: String,
    },
    /// `nbf` has not come yet (RFC 7519 §4.1.5).
    #[error("nbf: not valid for another {} (nbf {not_before}, now {}, leeway {} s)", ago(*not_before, *now), now.seconds(), leeway)]
    NotYetValid {
        /// The claim.
        not_before: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `sub` is another subject (RFC 7519 §4.1.2).
    #[error("sub: expected {expected}, found {found}")]
    Subject {
        /// The name that would do.
        expected: String,
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// The token was issued longer ago than the maximum age.
    #[error("iat: issued {} ago, at most {max_age} s are accepted (leeway {} s)", ago(*now, *issued_at), leeway)]
    TooOld {
        /// The claim.
        issued_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds that a token may be old.
        max_age: u64,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// The header's `typ` is another kind of token (RFC 8725 §3.11).
    #[error("typ: expected {expected}, found {}", found.as_deref().unwrap_or("nothing"))]
    Typ {
        /// The media type asked for.
        expected: String,
        /// The header's.
        found: Option<String>,
    },
    /// A registered claim has a value of the wrong type (RFC 7519 §4.1).
    #[error("{claim}: expected {expected}, found {found}")]
    WrongType {
        /// Name of the claim.
        claim: &'static str,
        /// What it must be.
        expected: &'static str,
        /// The JSON type that it has, or why the number is none.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
}

impl ClaimsError {
    /// Names the claim, or `typ`, at fault.
    #[must_use]
    pub fn claim(&self) -> &str {
        match self {
            Self::Audience { .. } => "aud",
            Self::Expired { .. } => "exp",
            Self::IssuedInFuture { .. } | Self::TooOld { .. } => "iat",
            Self::Issuer { .. } | Self::IssuerOfKey { .. } => "iss",
            Self::Missing { claim } => claim,
            Self::NotYetValid { .. } => "nbf",
            Self::Subject { .. } => "sub",
            Self::Typ { .. } => "typ",
            Self::WrongType { claim, .. } => claim,
        }
    }

    /// Tells whether the rule is about time: an expired, early or old token, or a date that is none.
    #[must_use]
    pub fn is_time(&self) -> bool {
        match self {
            Self::Expired { .. }
            | Self::IssuedInFuture { .. }
            | Self::NotYetValid { .. }
            | Self::TooOld { .. } => true,
            Self::WrongType { claim, .. } => matches!(*claim, "exp" | "nbf" | "iat"),
            _ => false,
        }
    }

    /// Tells what would have been accepted.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Audience { expected, .. }
            | Self::Issuer { expected, .. }
            | Self::IssuerOfKey { expected, .. }
            | Self::Subject { expected, .. }
            | Self::Typ { expected, .. } => expected.clone(),
            Self::Expired { now, .. } => format!("later than {now}"),
            Self::IssuedInFuture { now, .. } | Self::NotYetValid { now, .. } => {
                format!("{now} or earlier")
            }
            Self::Missing { .. } => "a value".to_owned(),
            Self::TooOld { max_age, .. } => format!("at most {max_age} s ago"),
            Self::WrongType { expected, .. } => (*expected).to_owned(),
        }
    }

    /// Tells what stands in the token; `None` when nothing does.
    #[must_use]
    pub fn found(&self) -> Option<String> {
        match self {
            Self::Audience { found, .. }
            | Self::Issuer { found, .. }
            | Self::IssuerOfKey { found, .. }
            | Self::Subject { found, .. }
            | Self::WrongType { found, .. } => Some(found.clone()),
            Self::Expired { expiration: date, .. }
            | Self::IssuedInFuture { issued_at: date, .. }
            | Self::NotYetValid { not_before: date, .. }
            | Self::TooOld { issued_at: date, .. } => Some(date.to_string()),
            Self::Missing { .. } => None,
            Self::Typ { found, .. } => found.clone(),
        }
    }

    /// Gives the bytes of the payload's JSON that are the value; `None` for what is missing and `typ`.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::Audience { span, .. }
            | Self::Expired { span, .. }
            | Self::IssuedInFuture { span, .. }
            | Self::Issuer { span, .. }
            | Self::IssuerOfKey { span, .. }
            | Self::NotYetValid { span, .. }
            | Self::Subject { span, .. }
            | Self::TooOld { span, .. }
            | Self::WrongType { span, .. } => Some(span.clone()),
            Self::Missing { .. } | Self::Typ { .. } => None,
        }
    }

    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Audience { .. } => &AUDIENCE,
            Self::Expired { .. } => &EXPIRED,
            Self::IssuedInFuture { .. } => &ISSUED_IN_FUTURE,
            Self::Issuer { .. } => &ISSUER,
            Self::IssuerOfKey { .. } => &ISSUER_OF_KEY,
            Self::Missing { .. } => &MISSING,
            Self::NotYetValid { .. } => &NOT_YET_VALID,
            Self::Subject { .. } => &SUBJECT,
            Self::TooOld { .. } => &TOO_OLD,
            Self::Typ { .. } => &TYP,
            Self::WrongType { .. } => &CLAIM_TYPE,
        }
    }
}

impl fmt::Debug for ClaimsError {
    /// Shows code and claim and no value: a log is no place for what a token says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.code(), self.claim())
    }
}

/// Writes the time between two dates in its largest units: `2d 3h`, `54m 12s`, `0s`.
fn ago(later: NumericDate, earlier: NumericDate) -> String {
    let seconds = later.seconds().saturating_sub(earlier.seconds());
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{rest}s"),
        (0, 0, _) => format!("{minutes}m {rest}s"),
        (0, _, _) => format!("{hours}h {minutes}m"),
        _ => format!("{days}d {hours}h"),
    }
}

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &AUDIENCE,
    &CLAIM_TYPE,
    &EXPIRED,
    &ISSUED_IN_FUTURE,
    &ISSUER,
    &ISSUER_OF_KEY,
    &MISSING,
    &NOT_YET_VALID,
    &SUBJECT,
    &TOO_OLD,
    &TYP,
];

/// Shown when `aud` names somebody else.
pub(crate) const AUDIENCE: Explanation = Explanation {
    code: "jwt.audience",
    title: "The token is for another audience",
    meaning: "aud names the services that a token was made for. One that accepts tokens made for \
              another lets that other service act in its users' names.",
    remedy: "Ask the issuer for a token with this service in aud, or correct the expected name.",
    reference: Rfc { number: 7519, section: "4.1.3" },
};

/// Shown when a registered claim has the wrong type.
pub(crate) const CLAIM_TYPE: Explanation = Explanation {
    code: "jwt.claim_type",
    title: "A registered claim has the wrong type",
    meaning: "exp, nbf and iat are numbers of seconds; iss, sub and jti are strings; aud is a string \
              or an array of strings. Skipping a claim of the wrong type would skip its check.",
    remedy: "Correct the program that makes the token.",
    reference: Rfc { number: 7519, section: "4.1" },
};

/// Shown when `exp` has passed.
pub(crate) const EXPIRED: Explanation = Explanation {
    code: "jwt.expired",
    title: "The token is past its expiration time",
    meaning: "exp is a NumericDate; from that second on the token must not be accepted.",
    remedy: "Ask for a new access token with the refresh token, then repeat the request.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when `iat` lies in the future.
pub(crate) const ISSUED_IN_FUTURE: Explanation = Explanation {
    code: "jwt.issued_in_future",
    title: "The token says that it was made in the future",
    meaning: "iat lies after now by more than the leeway: one of two clocks is wrong.",
    remedy: "Set both clocks by NTP, or allow a larger leeway.",
    reference: Rfc { number: 7519, section: "4.1.6" },
};

/// Shown when `iss` is another issuer.
pub(crate) const ISSUER: Explanation = Explanation {
    code: "jwt.issuer",
    title: "The token is from another issuer",
    meaning: "iss is compared as a whole, letter by letter: a trailing slash makes another issuer.",
    remedy: "Correct the expected issuer, or refuse the token.",
    reference: Rfc { number: 7519, section: "4.1.1" },
};

/// Shown when a key of one issuer signed for another.
pub(crate) const ISSUER_OF_KEY: Explanation = Explanation {
    code: "jwt.issuer_of_key",
    title: "The key belongs to another issuer",
    meaning: "The signature holds, but the key was registered for other issuers. One issuer must not \
              be able to sign in the name of another.",
    remedy: "Refuse the token, or register the key for this issuer as well.",
    reference: Rfc { number: 8725, section: "3.8" },
};

/// Shown when a claim is missing.
pub(crate) const MISSING: Explanation = Explanation {
    code: "jwt.claim_missing",
    title: "A claim that must be there is missing",
    meaning: "Naming a rule requires its claim, and exp is required unless told otherwise: what is \
              absent cannot be checked.",
    remedy: "Ask the issuer to add the claim, or drop the rule knowingly.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when `nbf` has not come.
pub(crate) const NOT_YET_VALID: Explanation = Explanation {
    code: "jwt.not_yet_valid",
    title: "The token is not valid yet",
    meaning: "nbf is a NumericDate; before that second the token must not be accepted.",
    remedy: "Wait, set the clocks by NTP, or allow a larger leeway.",
    reference: Rfc { number: 7519, section: "4.1.5" },
};

/// Shown when `sub` is another subject.
pub(crate) const SUBJECT: Explanation = Explanation {
    code: "jwt.subject",
    title: "The token is about another subject",
    meaning: "sub names the user or service that the token speaks of.",
    remedy: "Use the token of the right subject.",
    reference: Rfc { number: 7519, section: "4.1.2" },
};

/// Shown when the token is older than allowed.
pub(crate) const TOO_OLD: Explanation = Explanation {
    code: "jwt.too_old",
    title: "The token was made too long ago",
    meaning: "The verifier accepts tokens up to a maximum age, counted from iat, whatever exp says.",
    remedy: "Ask for a fresh token.",
    reference: Rfc { number: 7519, section: "4.1.6" },
};

/// Shown when `typ` is another kind of token.
pub(crate) const TYP: Explanation = Explanation {
    code: "jwt.typ",
    title: "The token is of another kind",
    meaning: "typ keeps kinds of tokens apart, so that an ID token cannot serve as an access token. \
              at+jwt and application/at+jwt are the same, in any case of letters.",
    remedy: "Send the kind of token that is asked for.",
    reference: Rfc { number: 8725, section: "3.11" },
};
