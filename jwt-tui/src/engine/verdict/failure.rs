//! What decided against a token, told apart by the check that failed.

use jwt_core::NumericDate;
use jwt_core::explain::Explanation;
use jwt_core::jws::JwsError;
use jwt_core::jwt::ClaimsError;
use jwt_core::jwt::VerifyError;
use jwt_core::key::KeyError;

/// Why a token did not pass.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// The check that failed.
    pub kind: FailureKind,
    /// The dotted name of the rule.
    pub code: &'static str,
    /// One line: a lower-case fragment without a full stop.
    pub message: String,
    /// The lesson behind it.
    pub explanation: Option<&'static Explanation>,
    /// The date in question, for expired and early tokens.
    pub when: Option<NumericDate>,
}

/// Which check failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FailureKind {
    /// The algorithm is refused.
    Algorithm,
    /// The payload is no Claims Set, or a claim is not what was asked for.
    Claims,
    /// `exp` has come.
    Expired,
    /// No key can be used, or none matches.
    Key,
    /// No key was given.
    NoKey,
    /// The text is no JWS.
    NotAToken,
    /// `nbf` has not come.
    NotYetValid,
    /// Another check.
    Other,
    /// The signature does not match.
    Signature,
}

impl Failure {
    fn new(kind: FailureKind, explanation: &'static Explanation, message: String) -> Self {
        Self { kind, code: explanation.code, message, explanation: Some(explanation), when: None }
    }

    pub(super) fn of_key(error: &KeyError) -> Self {
        Self::new(FailureKind::Key, error.explanation(), error.to_string())
    }

    pub(super) fn of_jws(error: &JwsError) -> Self {
        let kind = match error {
            JwsError::AlgorithmMismatch { .. }
            | JwsError::AlgorithmMissing
            | JwsError::Unsecured { .. } => FailureKind::Algorithm,
            JwsError::Base64Url { .. }
            | JwsError::HeaderTooLong { .. }
            | JwsError::Json { .. }
            | JwsError::Scheme { .. }
            | JwsError::SegmentCount { .. }
            | JwsError::TokenTooLong { .. } => FailureKind::NotAToken,
            JwsError::KeyNotFound { .. }
            | JwsError::KeysUnavailable { .. }
            | JwsError::TooManyKeys { .. } => FailureKind::Key,
            JwsError::Signature => FailureKind::Signature,
            _ => FailureKind::Other,
        };
        Self::new(kind, error.explanation(), error.to_string())
    }

    /// Time rules stand first in the verifier's list, and so decide.
    pub(super) fn of_claims(error: &VerifyError) -> Self {
        let mut failure = Self::new(FailureKind::Claims, error.explanation(), error.to_string());
        let VerifyError::Claims(errors) = error else { return failure };
        failure.message = errors.first().to_string();
        (failure.kind, failure.when) = match errors.first() {
            ClaimsError::Expired { expiration, .. } => (FailureKind::Expired, Some(*expiration)),
            ClaimsError::NotYetValid { not_before, .. } => {
                (FailureKind::NotYetValid, Some(*not_before))
            }
            ClaimsError::IssuedInFuture { .. }
            | ClaimsError::TooOld { .. }
            | ClaimsError::Typ { .. } => (FailureKind::Other, None),
            _ => (FailureKind::Claims, None),
        };
        failure
    }
}
