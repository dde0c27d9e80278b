//! Why a token is refused as a JWT: the claim, what was expected and what was found.

use super::ClaimsErrors;
use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::json::JsonError;
use crate::jws::JwsError;

/// Why [`Verifier::verify`](super::Verifier::verify) refused a token.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The claims were refused (RFC 7519 §4.1): the signature itself was good.
    #[error(transparent)]
    Claims(ClaimsErrors),
    /// The text is no JWS, its header is refused, or its signature does not hold (RFC 7515 §5.2).
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// The signature holds, but the payload is a token of its own (RFC 7519 §5.2).
    #[error("the signature holds, but the payload is a token itself, to be verified on its own")]
    Nested,
    /// The signature holds, but the payload is not one strict JSON object (RFC 7519 §7.2).
    #[error("the signature holds, but the payload is no Claims Set: {0}")]
    NotAClaimsSet(JsonError),
    /// The Claims Set is good but does not fit the caller's type.
    #[error(
        "the claims do not fit the type asked for, at line {line} column {column} of the payload{}",
        needed(.missing.as_deref())
    )]
    Shape {
        /// The field of the caller's type that the payload lacks, when that is what is wrong.
        missing: Option<String>,
        /// Line of the payload, from 1.
        line: usize,
        /// Column of the line, from 1.
        column: usize,
    },
}

impl VerifyError {
    /// Gives the stable dotted name of the error; of several claims errors that of the first.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Claims(errors) => errors.first().explanation(),
            Self::Jws(error) => error.explanation(),
            Self::Nested => &NESTED,
            Self::NotAClaimsSet(_) => &NOT_A_CLAIMS_SET,
            Self::Shape { .. } => &CLAIMS_SHAPE,
        }
    }

    /// Tells whether nothing was found out about the token because the keys could not be looked up:
    /// what a service answers with 503 instead of 401.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Jws(JwsError::KeysUnavailable { .. }))
    }

    /// Tells whether the signature had held when the token was refused.
    #[must_use]
    pub fn signature_holds(&self) -> bool {
        !matches!(self, Self::Jws(_))
    }
}

fn needed(field: Option<&str>) -> String {
    field.map_or_else(String::new, |field| format!(": it has no {field}"))
}

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[&CLAIMS_SHAPE, &NESTED, &NOT_A_CLAIMS_SET];

/// Shown when claims do not fit the caller's type.
pub(crate) const CLAIMS_SHAPE: Explanation = Explanation {
    code: "jwt.claims_shape",
    title: "The claims do not fit the program's type",
    meaning: "The token is good, but a claim that the program needs is missing or of another type.",
    remedy: "Compare the type with the claims of the token. A &str cannot hold a text with an escape such as \\/: \
             borrow as Cow<str>, or own a String.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when the payload is a token where claims were expected.
pub(crate) const NESTED: Explanation = Explanation {
    code: "jwt.nested",
    title: "The payload is a token itself",
    meaning: "cty JWT marks a nested token: the claims are in the inner one, which has a signature of \
              its own to check.",
    remedy: "Verify both layers by verify_nested; one that is encrypted inside is beyond this library.",
    reference: Rfc { number: 7519, section: "5.2" },
};

/// Shown when the payload is no JSON object.
pub(crate) const NOT_A_CLAIMS_SET: Explanation = Explanation {
    code: "jwt.not_a_claims_set",
    title: "The payload is no Claims Set",
    meaning: "A JWT's payload is one JSON object in UTF-8 with unique names. A JWS may carry \
              anything, but then it is no JWT.",
    remedy: "Verify it as a JWS when the payload is meant to be something else.",
    reference: Rfc { number: 7519, section: "7.2" },
};
