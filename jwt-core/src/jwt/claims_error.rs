//! Why claims are refused: the claim, what was expected and what was found (RFC 7519 §4.1).

mod lessons;

use core::fmt;
use core::ops::Range;

use self::lessons::ACCESS_TOKEN_HASH;
use self::lessons::AUDIENCE;
use self::lessons::AUDIENCE_UNNAMED;
use self::lessons::AUTHENTICATED_IN_FUTURE;
use self::lessons::AUTHENTICATION_CLASS;
use self::lessons::AUTHENTICATION_TIME;
use self::lessons::AUTHORIZED_PARTY;
use self::lessons::BOUND;
use self::lessons::CLAIM_TYPE;
use self::lessons::CODE_HASH;
use self::lessons::EVENTS;
use self::lessons::EXPIRED;
pub(crate) use self::lessons::EXPLANATIONS;
use self::lessons::FORBIDDEN_CLAIM;
use self::lessons::ISSUED_IN_FUTURE;
use self::lessons::ISSUER;
use self::lessons::ISSUER_OF_KEY;
use self::lessons::MISSING;
use self::lessons::NONCE;
use self::lessons::NOT_YET_VALID;
use self::lessons::SUBJECT;
use self::lessons::TOO_OLD;
use self::lessons::TYP;
use crate::explain::Explanation;
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
    /// The token is for somebody, and the verifier has not been told who it is (RFC 7519 §4.1.3).
    #[error("aud: is for {found}, and the verifier names no audience")]
    AudienceUnnamed {
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `auth_time` lies in the future (OpenID Connect Core §3.1.3.7).
    #[error("auth_time: logged in {} in the future (auth_time {authenticated_at}, now {}, leeway {leeway} s)", ago(*authenticated_at, *now), now.seconds())]
    AuthenticatedInFuture {
        /// The claim.
        authenticated_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `acr` is another class of authentication (OpenID Connect Core §3.1.3.7).
    #[error("acr: expected {expected}, found {found:?}")]
    AuthenticationClass {
        /// The classes that would do.
        expected: String,
        /// The claim.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `auth_time` is longer ago than the maximum age (OpenID Connect Core §3.1.3.7).
    #[error("auth_time: expected a login at most {max_age} s ago, found {authenticated_at} (now {}, leeway {leeway} s)", now.seconds())]
    AuthenticationTime {
        /// The claim.
        authenticated_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds that a login may be old.
        max_age: u64,
        /// Seconds granted for clocks that differ.
        leeway: u64,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `azp` is none of the parties accepted (OpenID Connect Core §3.1.3.7).
    #[error("azp: expected {expected}, found {found}")]
    AuthorizedParty {
        /// The names that would do.
        expected: String,
        /// The claim as JSON.
        found: String,
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// The token is bound to a key by `cnf`, but no proof is asked for (RFC 9449 §7.2).
    #[error("cnf: the token is bound to a key, and came as a bearer token")]
    Bound {
        /// Bytes of the payload's JSON.
        span: Range<usize>,
    },
    /// `events` lacks the event that makes the kind of token (OpenID Connect Back-Channel Logout §2.6).
    #[error("events: expected the member {expected} as an object, found {found}")]
    Events {
        /// The member asked for.
        expected: &'static str,
        /// What is there instead.
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
    /// A claim is there that this kind of token must not have (RFC 8725 §3.12).
    #[error("{claim}: must not be there")]
    Forbidden {
        /// Name of the claim.
        claim: &'static str,
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
    /// `nonce` is not the one that was sent (OpenID Connect Core §3.1.3.7).
    #[error("nonce: is not the one that was sent")]
    Nonce {
        /// Bytes of the payload's JSON.
        span: Range<usize>,
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
    /// `at_hash` or `c_hash` is of another text (OpenID Connect Core §3.1.3.8).
    #[error("{claim}: is not the hash of what came with the token")]
    TokenHash {
        /// Name of the claim.
        claim: &'static str,
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
    #[error("typ: expected {expected}, found {}", quoted_or_nothing(found.as_deref()))]
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
            Self::Audience { .. } | Self::AudienceUnnamed { .. } => "aud",
            Self::AuthenticationClass { .. } => "acr",
            Self::AuthenticatedInFuture { .. } | Self::AuthenticationTime { .. } => "auth_time",
            Self::AuthorizedParty { .. } => "azp",
            Self::Bound { .. } => "cnf",
            Self::Events { .. } => "events",
            Self::Expired { .. } => "exp",
            Self::IssuedInFuture { .. } | Self::TooOld { .. } => "iat",
            Self::Issuer { .. } | Self::IssuerOfKey { .. } => "iss",
            Self::Missing { claim } => claim,
            Self::Nonce { .. } => "nonce",
            Self::NotYetValid { .. } => "nbf",
            Self::Subject { .. } => "sub",
            Self::Typ { .. } => "typ",
            Self::Forbidden { claim, .. }
            | Self::TokenHash { claim, .. }
            | Self::WrongType { claim, .. } => claim,
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
            | Self::AuthenticationClass { expected, .. }
            | Self::AuthorizedParty { expected, .. }
            | Self::Issuer { expected, .. }
            | Self::IssuerOfKey { expected, .. }
            | Self::Subject { expected, .. }
            | Self::Typ { expected, .. } => expected.clone(),
            Self::AudienceUnnamed { .. } => "an audience that the verifier names".to_owned(),
            Self::Expired { now, .. } => format!("later than {now}"),
            Self::AuthenticatedInFuture { now, .. }
            | Self::IssuedInFuture { now, .. }
            | Self::NotYetValid { now, .. } => format!("{now} or earlier"),
            Self::Bound { .. } | Self::Forbidden { .. } => "nothing".to_owned(),
            Self::Events { expected, .. } => format!("{expected}, an object"),
            Self::Missing { .. } => "a value".to_owned(),
            Self::Nonce { .. } => "the nonce that was sent".to_owned(),
            Self::TokenHash { .. } => "the hash of what came with the token".to_owned(),
            Self::AuthenticationTime { max_age, .. } | Self::TooOld { max_age, .. } => {
                format!("at most {max_age} s ago")
            }
            Self::WrongType { expected, .. } => (*expected).to_owned(),
        }
    }

    /// Tells what stands in the token; `None` when nothing does.
    #[must_use]
    pub fn found(&self) -> Option<String> {
        match self {
            Self::Audience { found, .. }
            | Self::AudienceUnnamed { found, .. }
            | Self::AuthenticationClass { found, .. }
            | Self::AuthorizedParty { found, .. }
            | Self::Events { found, .. }
            | Self::Issuer { found, .. }
            | Self::IssuerOfKey { found, .. }
            | Self::Subject { found, .. }
            | Self::WrongType { found, .. } => Some(found.clone()),
            Self::AuthenticatedInFuture { authenticated_at: date, .. }
            | Self::AuthenticationTime { authenticated_at: date, .. }
            | Self::Expired { expiration: date, .. }
            | Self::IssuedInFuture { issued_at: date, .. }
            | Self::NotYetValid { not_before: date, .. }
            | Self::TooOld { issued_at: date, .. } => Some(date.to_string()),
            Self::Bound { .. } | Self::Forbidden { .. } => Some("a value".to_owned()),
            Self::Missing { .. } => None,
            Self::Nonce { .. } | Self::TokenHash { .. } => Some("another".to_owned()),
            Self::Typ { found, .. } => found.clone(),
        }
    }

    /// Gives the bytes of the payload's JSON that are the value; `None` for what is missing and `typ`.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::Audience { span, .. }
            | Self::AudienceUnnamed { span, .. }
            | Self::AuthenticatedInFuture { span, .. }
            | Self::AuthenticationClass { span, .. }
            | Self::AuthenticationTime { span, .. }
            | Self::AuthorizedParty { span, .. }
            | Self::Bound { span, .. }
            | Self::Events { span, .. }
            | Self::Expired { span, .. }
            | Self::Forbidden { span, .. }
            | Self::IssuedInFuture { span, .. }
            | Self::Issuer { span, .. }
            | Self::IssuerOfKey { span, .. }
            | Self::Nonce { span, .. }
            | Self::NotYetValid { span, .. }
            | Self::Subject { span, .. }
            | Self::TokenHash { span, .. }
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
            Self::AudienceUnnamed { .. } => &AUDIENCE_UNNAMED,
            Self::AuthenticatedInFuture { .. } => &AUTHENTICATED_IN_FUTURE,
            Self::AuthenticationClass { .. } => &AUTHENTICATION_CLASS,
            Self::AuthenticationTime { .. } => &AUTHENTICATION_TIME,
            Self::AuthorizedParty { .. } => &AUTHORIZED_PARTY,
            Self::Bound { .. } => &BOUND,
            Self::Events { .. } => &EVENTS,
            Self::Expired { .. } => &EXPIRED,
            Self::Forbidden { .. } => &FORBIDDEN_CLAIM,
            Self::IssuedInFuture { .. } => &ISSUED_IN_FUTURE,
            Self::Issuer { .. } => &ISSUER,
            Self::IssuerOfKey { .. } => &ISSUER_OF_KEY,
            Self::Missing { .. } => &MISSING,
            Self::Nonce { .. } => &NONCE,
            Self::NotYetValid { .. } => &NOT_YET_VALID,
            Self::Subject { .. } => &SUBJECT,
            Self::TokenHash { claim: "c_hash", .. } => &CODE_HASH,
            Self::TokenHash { .. } => &ACCESS_TOKEN_HASH,
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

/// Writes a text of the token for a message, in quotes and escaped.
pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Writes a text as [`quoted`] does; `nothing` where there is none.
pub(super) fn quoted_or_nothing(text: Option<&str>) -> String {
    text.map_or_else(|| "nothing".to_owned(), quoted)
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
