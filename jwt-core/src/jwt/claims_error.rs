//! Why claims are refused: the claim, what was expected and what was found (RFC 7519 §4.1).

use core::fmt;
use core::ops::Range;

use crate::explain::Document;
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
    &ACCESS_TOKEN_HASH,
    &AUDIENCE,
    &AUDIENCE_UNNAMED,
    &AUTHENTICATED_IN_FUTURE,
    &AUTHENTICATION_CLASS,
    &AUTHENTICATION_TIME,
    &AUTHORIZED_PARTY,
    &BOUND,
    &CLAIM_TYPE,
    &CODE_HASH,
    &EVENTS,
    &EXPIRED,
    &FORBIDDEN_CLAIM,
    &ISSUED_IN_FUTURE,
    &ISSUER,
    &ISSUER_OF_KEY,
    &MISSING,
    &NONCE,
    &NOT_YET_VALID,
    &SUBJECT,
    &TOO_OLD,
    &TYP,
];

/// Shown when `at_hash` is of another access token.
pub(crate) const ACCESS_TOKEN_HASH: Explanation = Explanation {
    code: "jwt.access_token_hash",
    title: "The ID token belongs to another access token",
    meaning: "at_hash ties an ID token to the access token that came with it. Another one was put \
              in its place on the way, or the hash is not the one of the signature's algorithm.",
    remedy: "Refuse both tokens and log in again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.2.2.9" },
};

/// Shown when `aud` names somebody else.
pub(crate) const AUDIENCE: Explanation = Explanation {
    code: "jwt.audience",
    title: "The token is for another audience",
    meaning: "aud names the services that a token was made for. One that accepts tokens made for \
              another lets that other service act in its users' names.",
    remedy: "Ask the issuer for a token with this service in aud, or correct the expected names.",
    reference: Rfc { number: 7519, section: "4.1.3" },
};

/// Shown when `aud` names somebody and the verifier nobody.
pub(crate) const AUDIENCE_UNNAMED: Explanation = Explanation {
    code: "jwt.audience_unnamed",
    title: "The token is for somebody, and nobody has said who checks it",
    meaning: "aud names the services that a token was made for. A verifier that has no name cannot \
              be one of them, and would take what was made for others.",
    remedy: "Name your audience in the verifier, or let any pass knowingly with allow_any_audience.",
    reference: Rfc { number: 7519, section: "4.1.3" },
};

/// Shown when `auth_time` lies in the future.
pub(crate) const AUTHENTICATED_IN_FUTURE: Explanation = Explanation {
    code: "jwt.authenticated_in_future",
    title: "The token says that the user logged in in the future",
    meaning: "auth_time lies after now by more than the leeway: one of two clocks is wrong.",
    remedy: "Set both clocks by NTP, or allow a larger leeway.",
    reference: Rfc { number: 8725, section: "3.12" },
};

/// Shown when `acr` is another class.
pub(crate) const AUTHENTICATION_CLASS: Explanation = Explanation {
    code: "jwt.authentication_class",
    title: "The user did not log in strongly enough",
    meaning: "acr names how the user was authenticated, and the client asked for another class, \
              such as one with a second factor.",
    remedy: "Send the user to the issuer again and ask for the class in acr_values.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `auth_time` is too long ago.
pub(crate) const AUTHENTICATION_TIME: Explanation = Explanation {
    code: "jwt.authentication_time",
    title: "The user logged in too long ago",
    meaning: "auth_time is when the user was authenticated. The client asked for a fresh login by \
              max_age, and an old session answered.",
    remedy: "Send the user to the issuer again with max_age, so that they log in anew.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when `azp` is another client.
pub(crate) const AUTHORIZED_PARTY: Explanation = Explanation {
    code: "jwt.authorized_party",
    title: "The ID token was made for another client",
    meaning: "azp names the client that asked for the token. One that takes what another client \
              got logs its users in with foreign tokens.",
    remedy: "Refuse the token; when one of your own clients got it, name that one as an authorized \
             party.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
};

/// Shown when a bound token came without a proof.
pub(crate) const BOUND: Explanation = Explanation {
    code: "jwt.bound",
    title: "The token is bound to a key and came without a proof",
    meaning: "cnf says that the token is good only beside a proof of its key. Taken as a bearer \
              token it would serve a thief who has no key.",
    remedy: "Send the token with a DPoP proof, and check both together.",
    reference: Rfc { number: 9449, section: "7.2" },
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

/// Shown when `c_hash` is of another code.
pub(crate) const CODE_HASH: Explanation = Explanation {
    code: "jwt.code_hash",
    title: "The ID token belongs to another authorization code",
    meaning: "c_hash ties an ID token to the code that came with it. Another one was put in its \
              place on the way, or the hash is not the one of the signature's algorithm.",
    remedy: "Refuse the answer and log in again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.3.2.10" },
};

/// Shown when `events` lacks the event asked for.
pub(crate) const EVENTS: Explanation = Explanation {
    code: "jwt.events",
    title: "The token tells of no such event",
    meaning: "events names what has happened, one member for each event. Without the member for a \
              logout, an object, the token orders no logout.",
    remedy: "Write the member http://schemas.openid.net/event/backchannel-logout with {} as its \
             value.",
    reference: Document { name: "OpenID Connect Back-Channel Logout 1.0", section: "2.4" },
};

/// Shown when `exp` has passed.
pub(crate) const EXPIRED: Explanation = Explanation {
    code: "jwt.expired",
    title: "The token is past its expiration time",
    meaning: "exp is a NumericDate; from that second on the token must not be accepted.",
    remedy: "Ask for a new access token with the refresh token, then repeat the request.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when a claim is there that must not be.
pub(crate) const FORBIDDEN_CLAIM: Explanation = Explanation {
    code: "jwt.forbidden_claim",
    title: "A claim says that this is another kind of token",
    meaning: "Kinds of tokens are told apart by what they must not have too: a logout token has no \
              nonce and an ID token no logout event, so that neither passes for the other.",
    remedy: "Send the kind of token that is asked for.",
    reference: Rfc { number: 8725, section: "3.12" },
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

/// Shown when `nonce` is another.
pub(crate) const NONCE: Explanation = Explanation {
    code: "jwt.nonce",
    title: "The token answers another login",
    meaning: "The client sends a nonce with each login and finds it again in the ID token. Another \
              nonce means a token that was stolen or used before.",
    remedy: "Refuse the token and start the login again.",
    reference: Document { name: "OpenID Connect Core 1.0", section: "3.1.3.7" },
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
