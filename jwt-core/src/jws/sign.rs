//! Making a JWS in the Compact Serialization (RFC 7515 §5.1).

use super::HeaderBuilder;
use crate::alg::SigningFailed;
use crate::base64url;
use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::key::SigningKey;

/// Why a token could not be made.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The claims have no JSON form, or none that is an object with unique names (RFC 7519 §4).
    #[error("the claims cannot be written as a Claims Set: {0}")]
    Claims(String),
    /// The header makes a promise that signing here does not keep.
    #[error("the header parameter {0:?} is not supported when signing")]
    Header(&'static str),
    /// The key could not sign.
    #[error("{0}")]
    Key(#[from] SigningFailed),
}

impl SignError {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Claims(_) => &CLAIMS_UNWRITABLE,
            Self::Header(_) => &HEADER_UNSUPPORTED,
            Self::Key(_) => &crate::key::error::RANDOMNESS,
        }
    }
}

/// Shown when claims cannot be written.
pub(crate) const CLAIMS_UNWRITABLE: Explanation = Explanation {
    code: "jwt.claims_unwritable",
    title: "The claims are no Claims Set",
    meaning: "A Claims Set is one JSON object in which every name stands once.",
    remedy: "Serialize a struct or a map with text keys.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when a header parameter asks for what signing does not do.
pub(crate) const HEADER_UNSUPPORTED: Explanation = Explanation {
    code: "jws.header_unsupported",
    title: "Signing does not support this header parameter",
    meaning: "b64 and crit change how a token must be read. Writing them without doing what they say \
              would make a token that others read differently.",
    remedy: "Leave the parameter out.",
    reference: Rfc { number: 7515, section: "4.1.11" },
};

/// Signs any octets and gives the compact token.
///
/// The header gets `alg` and, unless the builder has one, `kid` from the key.
///
/// # Errors
///
/// [`SignError::Header`] for `b64` and `crit`, [`SignError::Key`] when the key cannot sign.
///
/// # Example: a token over plain text
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Ed25519)?;
/// let token = jws::sign(&key, &jws::HeaderBuilder::new(), b"any octets")?;
/// let verified = jws::verify(&token, &key.verifying_key(), &jws::Policy::default())?;
/// assert_eq!(verified.payload(), b"any octets");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign(key: &SigningKey, header: &HeaderBuilder, payload: &[u8]) -> Result<String, SignError> {
    for name in ["b64", "crit"] {
        if header.has(name) {
            return Err(SignError::Header(name));
        }
    }
    let json = header.to_json(key.algorithm().as_str(), key.key_id());
    let mut token = String::new();
    base64url::encode_append(json.as_bytes(), &mut token);
    token.push('.');
    base64url::encode_append(payload, &mut token);
    let signature = key.sign(token.as_bytes())?;
    token.push('.');
    base64url::encode_append(&signature, &mut token);
    Ok(token)
}
