//! Why a proof is refused, or could not be made.

use core::fmt;

use super::lessons;
use crate::alg::Algorithm;
use crate::alg::names;
use crate::explain::Explanation;
use crate::json::JsonError;
use crate::jws::JwsError;
use crate::jws::SignError;
use crate::jwt::VerifyError;
use crate::jwt::claims_error::quoted_or_nothing;
use crate::key::KeyError;
use crate::time::NumericDate;

/// Why a [`ProofVerifier`](super::ProofVerifier) refused a proof (RFC 9449 §4.3), or a
/// [`Prover`](super::Prover) could not make one.
#[derive(Clone, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DpopError {
    /// The access token that came with the proof is refused.
    #[error("the access token: {0}")]
    AccessToken(#[from] VerifyError),
    /// `ath` is the hash of another access token (point 12).
    #[error("ath: expected {expected:?}, found {found:?}")]
    AccessTokenHash {
        /// The hash of the access token.
        expected: String,
        /// The claim.
        found: String,
    },
    /// `alg` is not asymmetric, not known or not accepted (point 5).
    #[error("alg: expected {}, found {found:?}", names(expected))]
    Algorithm {
        /// What is accepted.
        expected: Vec<Algorithm>,
        /// The header's `alg`.
        found: String,
    },
    /// There is no proof, or more than one (point 1).
    #[error("expected one DPoP header field, found none or several")]
    Count,
    /// `exp` has come (RFC 7519 §4.1.4).
    #[error("exp: expected later than {now}, found {expiration} (leeway {leeway} s)")]
    Expired {
        /// The claim.
        expiration: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
    },
    /// `iat` lies in the future (point 11).
    #[error("iat: expected {now} or earlier, found {issued_at} (leeway {leeway} s)")]
    IssuedInFuture {
        /// The claim.
        issued_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted to a fast clock.
        leeway: u64,
    },
    /// The proof is no JWS, its header is refused, or its signature does not hold (points 2 and 6).
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// The header's `jwk` is no key for this algorithm (point 6).
    #[error("jwk: {0}")]
    Key(#[from] KeyError),
    /// The header has no `jwk`, or one that is no object (point 3).
    #[error("the header has no jwk")]
    KeyMissing,
    /// `htm` is another method (point 8).
    #[error("htm: expected {expected:?}, found {found:?}")]
    Method {
        /// The method of the request.
        expected: String,
        /// The claim.
        found: String,
    },
    /// A claim that every proof has is missing (point 3), or `ath` beside an access token (point 12).
    #[error("{claim}: is missing")]
    Missing {
        /// Name of the claim.
        claim: &'static str,
    },
    /// `nonce` is missing or not the one that the server gave (point 10).
    #[error("nonce: {}", if *missing { "is missing" } else { "is not the one that was given" })]
    Nonce {
        /// Whether there is none.
        missing: bool,
    },
    /// The payload is not one strict JSON object (point 2).
    #[error("the payload is no Claims Set: {0}")]
    NotAClaimsSet(#[from] JsonError),
    /// The access token is bound to no key: it has no `cnf` with a `jkt` (RFC 9449 §6.1).
    #[error("the access token has no cnf with a jkt")]
    NotBound,
    /// `nbf` has not come yet (RFC 7519 §4.1.5).
    #[error("nbf: expected {now} or earlier, found {not_before} (leeway {leeway} s)")]
    NotYetValid {
        /// The claim.
        not_before: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds granted for clocks that differ.
        leeway: u64,
    },
    /// The header's `jwk` holds a private key (point 7).
    #[error("jwk: expected a public key, found the private member {member:?}")]
    PrivateKey {
        /// The member that only a private key has.
        member: &'static str,
    },
    /// The proof could not be signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// A shared secret cannot prove who has signed.
    #[error("expected an asymmetric key, found one for {found}")]
    SymmetricKey {
        /// The algorithm of the key.
        found: Algorithm,
    },
    /// `htu` is another target (point 9).
    #[error("htu: expected {expected:?}, found {found:?}")]
    TargetUri {
        /// The target of the request, normalized.
        expected: String,
        /// The claim, normalized.
        found: String,
    },
    /// The proof was signed by another key than the access token is bound to (point 12).
    #[error("jkt: expected {expected:?}, found {found:?}")]
    Thumbprint {
        /// The thumbprint asked for.
        expected: String,
        /// That of the key in the header.
        found: String,
    },
    /// `iat` is longer ago than a proof may be old (point 11).
    #[error("iat: expected at most {max_age} s ago, found {issued_at} (now {now})")]
    TooOld {
        /// The claim.
        issued_at: NumericDate,
        /// The time of the check.
        now: NumericDate,
        /// Seconds that a proof may be old.
        max_age: u64,
    },
    /// `typ` is not dpop+jwt, letter by letter (point 4).
    #[error("typ: expected \"dpop+jwt\", found {}", quoted_or_nothing(found.as_deref()))]
    Typ {
        /// The header's.
        found: Option<String>,
    },
    /// A target URI, the request's or the proof's, is no absolute http or https URI.
    #[error("the target URI {problem}")]
    UriMalformed {
        /// What is wrong.
        problem: &'static str,
    },
    /// A claim has a value of the wrong type (point 2).
    #[error("{claim}: expected {expected}, found {found}")]
    WrongType {
        /// Name of the claim.
        claim: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
}

impl DpopError {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::AccessToken(error) => error.explanation(),
            Self::AccessTokenHash { .. } => &lessons::ACCESS_TOKEN_HASH,
            Self::Algorithm { .. } => &lessons::ALGORITHM,
            Self::Count => &lessons::COUNT,
            Self::Expired { .. } => &lessons::EXPIRED,
            Self::IssuedInFuture { .. } => &lessons::ISSUED_IN_FUTURE,
            Self::Jws(error) => error.explanation(),
            Self::Key(error) => error.explanation(),
            Self::KeyMissing => &lessons::KEY_MISSING,
            Self::Method { .. } => &lessons::METHOD,
            Self::Missing { .. } => &lessons::CLAIM_MISSING,
            Self::Nonce { .. } => &lessons::NONCE,
            Self::NotAClaimsSet(_) => &crate::jwt::error::NOT_A_CLAIMS_SET,
            Self::NotBound => &lessons::NOT_BOUND,
            Self::NotYetValid { .. } => &lessons::NOT_YET_VALID,
            Self::PrivateKey { .. } => &lessons::PRIVATE_KEY,
            Self::Sign(error) => error.explanation(),
            Self::SymmetricKey { .. } => &lessons::SYMMETRIC_KEY,
            Self::TargetUri { .. } => &lessons::TARGET_URI,
            Self::Thumbprint { .. } => &lessons::THUMBPRINT,
            Self::TooOld { .. } => &lessons::TOO_OLD,
            Self::Typ { .. } => &lessons::TYP,
            Self::UriMalformed { .. } => &lessons::URI_MALFORMED,
            Self::WrongType { .. } => &lessons::CLAIM_TYPE,
        }
    }

    /// Names the claim at fault, if it is one.
    const fn claim(&self) -> Option<&'static str> {
        match self {
            Self::AccessTokenHash { .. } => Some("ath"),
            Self::Expired { .. } => Some("exp"),
            Self::IssuedInFuture { .. } | Self::TooOld { .. } => Some("iat"),
            Self::Method { .. } => Some("htm"),
            Self::Missing { claim } | Self::WrongType { claim, .. } => Some(claim),
            Self::Nonce { .. } => Some("nonce"),
            Self::NotYetValid { .. } => Some("nbf"),
            Self::TargetUri { .. } => Some("htu"),
            _ => None,
        }
    }
}

impl fmt::Debug for DpopError {
    /// Shows code and claim and no value: a log is no place for what a proof says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.claim() {
            Some(claim) => write!(f, "{}({claim})", self.code()),
            None => f.write_str(self.code()),
        }
    }
}
