//! Whether a key fits a token, and if not, why not: for each key by itself, whatever else is there.
//!
//! Every answer is one of `jwt-core`: its rules bind the key to the token's algorithm, and its verifier
//! checks the signature. `kid` is only a hint (RFC 7515 §4.1.4), so a key is tried whatever it says,
//! and what it says stands beside the answer.

use jwt_core::Algorithm;
use jwt_core::inspect;
use jwt_core::inspect::Inspection;
use jwt_core::jws;
use jwt_core::jws::JwsError;
use jwt_core::key::Jwk;
use jwt_core::key::KeyError;
use jwt_core::key::KeyType;
use jwt_core::key::VerifyingKey;

use super::doctor;
use crate::engine::verdict::policy;

/// Whether a key fits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fit {
    /// The signature matches.
    Yes {
        /// The algorithm.
        algorithm: Algorithm,
        /// Whether it is a secret shorter than the hash (RFC 7518 §3.2).
        is_weak: bool,
    },
    /// The token names no algorithm that any key serves: `none`, an unknown one, or nothing.
    NoAlgorithm {
        /// What the header says, if it says anything.
        found: Option<String>,
    },
    /// The key was made for another algorithm (RFC 7517 §4.4).
    OtherAlgorithm {
        /// What the token names.
        wanted: Algorithm,
        /// What the key says.
        bound: String,
    },
    /// The family fits and the curve or parameter set does not.
    OtherCurve {
        /// What the token names.
        wanted: Algorithm,
        /// The kind of key that it needs.
        needs: KeyType,
        /// The kind of this key.
        found: KeyType,
    },
    /// The key is of another kind.
    OtherFamily {
        /// What the token names.
        wanted: Algorithm,
        /// The kind of key that it needs.
        needs: KeyType,
        /// The kind of this key.
        found: KeyType,
        /// The text of this public key was taken for an HMAC secret: how that text was written.
        confusion: Option<&'static str>,
    },
    /// `use` or `key_ops` forbid to verify (RFC 7517 §4.2, §4.3).
    Forbidden {
        /// `"use"` or `"key_ops"`.
        member: &'static str,
        /// What would allow it.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The key was tried, and the signature is not its own.
    Mismatch {
        /// The algorithm.
        algorithm: Algorithm,
    },
    /// The token cannot be verified with any key, because of what it is.
    Token(JwsError),
    /// The key cannot be used.
    Unusable(KeyError),
}

/// What token and key say in `kid`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyId {
    /// Two names that are not the same.
    Differs,
    /// Neither has one.
    Neither,
    /// Only the key has one.
    OnlyKey,
    /// Only the token has one.
    OnlyToken,
    /// One name.
    Same,
}

/// The answer for one key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Examination {
    /// Whether it fits.
    pub fit: Fit,
    /// What `kid` says.
    pub key_id: KeyId,
    /// The `kid` of the token.
    pub wanted: Option<String>,
}

/// Tries every key on a token, each by itself; total on any bytes.
pub fn examine<'k>(token: &[u8], keys: impl IntoIterator<Item = &'k Jwk>) -> Vec<Examination> {
    let seen = inspect::inspect_with(token, &policy().caps);
    let wanted = seen.header_text("kid");
    keys.into_iter()
        .map(|jwk| Examination {
            fit: fit(token, &seen, jwk),
            key_id: KeyId::of(wanted.as_deref(), jwk.key_id()),
            wanted: wanted.clone(),
        })
        .collect()
}

impl Fit {
    /// Whether it fits.
    #[must_use]
    pub fn is_yes(&self) -> bool {
        matches!(self, Self::Yes { .. })
    }

    /// Whether the question makes no sense, because no key could fit.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NoAlgorithm { .. } | Self::Token(_))
    }
}

impl KeyId {
    fn of(token: Option<&str>, key: Option<&str>) -> Self {
        match (token, key) {
            (None, None) => Self::Neither,
            (None, Some(_)) => Self::OnlyKey,
            (Some(_), None) => Self::OnlyToken,
            (Some(one), Some(other)) if one == other => Self::Same,
            _ => Self::Differs,
        }
    }
}

fn fit(token: &[u8], seen: &Inspection<'_>, jwk: &Jwk) -> Fit {
    let named = seen.algorithm_name();
    let Some(wanted) = named.as_deref().and_then(|name| name.parse::<Algorithm>().ok()) else {
        return Fit::NoAlgorithm { found: named };
    };
    let found = jwk.key_type();
    if !found.serves(wanted) {
        return other_kind(token, jwk, wanted);
    }
    let public = jwk.public().unwrap_or_else(|| jwk.clone());
    let (key, is_weak) = match VerifyingKey::from_jwk(&public, Some(wanted)) {
        Ok(key) => (key, false),
        Err(KeyError::SecretTooShort { .. }) => {
            match VerifyingKey::from_jwk_weak(&public, Some(wanted)) {
                Ok(key) => (key, true),
                Err(error) => return refused(wanted, error),
            }
        }
        Err(error) => return refused(wanted, error),
    };
    match jws::verify(token, &key, &policy()) {
        Ok(_) => Fit::Yes { algorithm: wanted, is_weak },
        Err(JwsError::Signature) => Fit::Mismatch { algorithm: wanted },
        Err(error) => Fit::Token(error),
    }
}

/// The key is of another kind: of another curve, or of another family altogether.
fn other_kind(token: &[u8], jwk: &Jwk, wanted: Algorithm) -> Fit {
    let found = jwk.key_type();
    let Some(needs) = KeyType::serving(wanted) else { return Fit::NoAlgorithm { found: None } };
    if needs.kty() == found.kty() {
        return Fit::OtherCurve { wanted, needs, found };
    }
    let confusion = doctor::confusion(token, jwk);
    Fit::OtherFamily { wanted, needs, found, confusion }
}

/// Why a key of the right kind was not bound to the token's algorithm.
fn refused(wanted: Algorithm, error: KeyError) -> Fit {
    match error {
        KeyError::AlgorithmMismatch { found, .. } | KeyError::AlgorithmUnknown { found } => {
            Fit::OtherAlgorithm { wanted, bound: found }
        }
        KeyError::NotForThis { member, expected, found } => {
            Fit::Forbidden { member, expected, found }
        }
        error => Fit::Unusable(error),
    }
}

#[cfg(test)]
mod tests;
