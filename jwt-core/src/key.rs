//! JWK: keys, before and after they are bound to an algorithm (RFC 7517, RFC 7518 §6, RFC 7638,
//! RFC 9964 §3).
//!
//! A [`Jwk`] is a key as it is stored and sent: read from JSON, PEM or DER, checked, written again,
//! identified by its thumbprint. It cannot sign or verify. Bound to exactly one [`Algorithm`] it
//! becomes a [`SigningKey`] or a [`VerifyingKey`], prepared once and cheap to clone. A header can
//! therefore never choose how a key is used (RFC 8725 §3.1).
//!
//! ```text
//! JWK, JWK Set, PEM, DER, secret octets ──▶ Jwk ──bind: kty, crv, alg, use, key_ops──▶ SigningKey
//!                                                                                     VerifyingKey
//! ```
//!
//! | algorithm | key |
//! | --- | --- |
//! | HS256, HS384, HS512 | `oct`, at least 32, 48, 64 octets |
//! | RS256 … RS512, PS256 … PS512 | `RSA`, 2048 to 8192 bits |
//! | ES256, ES384, ES512 | `EC` on P-256, P-384, P-521 |
//! | ES256K | `EC` on secp256k1 |
//! | Ed25519, EdDSA | `OKP` on Ed25519 |
//! | ML-DSA-44, ML-DSA-65, ML-DSA-87 | `AKP` of that algorithm |
//!
//! Weaker secrets and RSA keys are taken only from a caller who names the [`Leniency`]. The keys of a
//! [`JwkSet`] are handed out for verifying by [`JwkSet::verifying_keys`], which refuses sets whose
//! keys could be mistaken for one another.

use core::fmt;

use crate::alg::Algorithm;
use crate::alg::Curve;
use crate::alg::Family;
use crate::alg::ParameterSet;

mod bind;
mod certificate;
#[cfg_attr(not(feature = "_containers"), path = "key/der_absent.rs")]
mod der;
mod der_outline;
pub(crate) mod error;
mod generate;
mod jwk;
mod jwk_set;
mod leniency;
mod material;
mod pem;
mod signing;
mod thumbprint;
#[cfg(feature = "trace")]
mod trace;
mod verifying;
mod verifying_keys;

pub use self::certificate::Certificate;
pub use self::certificate::MAX_CERTIFICATE_OCTETS;
pub use self::certificate::MAX_CERTIFICATES;
pub use self::error::KeyError;
pub use self::jwk::Jwk;
pub use self::jwk_set::JwkSet;
pub use self::jwk_set::MAX_KEYS;
pub use self::jwk_set::Skipped;
pub use self::leniency::Leniency;
pub use self::signing::SigningKey;
pub use self::verifying::VerifyingKey;
pub use self::verifying_keys::VerifyingKeys;

/// The members that only a private key or a secret has (RFC 7518 §6, RFC 8037 §2, RFC 9964 §4).
///
/// A JWK with one of them is for its owner alone: it belongs into no header and no file that others read.
pub const PRIVATE_MEMBERS: [&str; 9] = ["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi"];

/// What a key is: `kty`, and `crv` where there is one (RFC 7518 §6.1, RFC 8037 §2, RFC 9964 §3).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum KeyType {
    /// A key of ML-DSA; `alg` tells the parameter set.
    Akp(ParameterSet),
    /// A key on one of the curves of ECDSA.
    Ec(Curve),
    /// A shared secret.
    Oct,
    /// A key on Ed25519.
    OkpEd25519,
    /// An RSA key.
    Rsa,
}

impl KeyType {
    /// Gives the value of `kty`.
    #[must_use]
    pub const fn kty(self) -> &'static str {
        match self {
            Self::Akp(_) => "AKP",
            Self::Ec(_) => "EC",
            Self::Oct => "oct",
            Self::OkpEd25519 => "OKP",
            Self::Rsa => "RSA",
        }
    }

    /// Gives the value of `crv`, for the kinds that have one.
    #[must_use]
    pub const fn crv(self) -> Option<&'static str> {
        match self {
            Self::Ec(curve) => Some(curve.as_str()),
            Self::OkpEd25519 => Some("Ed25519"),
            Self::Akp(_) | Self::Oct | Self::Rsa => None,
        }
    }

    /// Tells whether a key of this kind can serve `algorithm`; its size is not looked at.
    #[must_use]
    pub fn serves(self, algorithm: Algorithm) -> bool {
        Self::serving(algorithm) == Some(self)
    }

    /// Gives the family that keys of this kind serve; of RSA, the older one.
    const fn family(self) -> Family {
        match self {
            Self::Akp(_) => Family::MlDsa,
            Self::Ec(_) => Family::Ecdsa,
            Self::Oct => Family::Hmac,
            Self::OkpEd25519 => Family::EdDsa,
            Self::Rsa => Family::RsaPkcs1,
        }
    }

    /// Refuses a kind of key whose family this build leaves out, and names the feature that brings it.
    fn built_in(self) -> Result<(), KeyError> {
        let family = self.family();
        if family.is_built_in() {
            return Ok(());
        }
        Err(KeyError::Unsupported { features: vec![family.feature()], found: self.to_string() })
    }

    /// Gives the one kind of key that serves an algorithm; `None` never happens.
    #[must_use]
    pub fn serving(algorithm: Algorithm) -> Option<Self> {
        match algorithm.family() {
            Family::Ecdsa => algorithm.curve().map(Self::Ec),
            Family::EdDsa => Some(Self::OkpEd25519),
            Family::Hmac => Some(Self::Oct),
            Family::MlDsa => algorithm.parameter_set().map(Self::Akp),
            Family::RsaPkcs1 | Family::RsaPss => Some(Self::Rsa),
        }
    }
}

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.crv()) {
            (Self::Akp(set), _) => write!(f, "{} {set}", self.kty()),
            (_, Some(curve)) => write!(f, "{} {curve}", self.kty()),
            (_, None) => f.write_str(self.kty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_is_of_the_one_kind_that_serves_its_algorithm() {
        for &algorithm in Algorithm::ALL {
            let kind = SigningKey::generate(algorithm).unwrap().jwk().key_type();
            assert_eq!(KeyType::serving(algorithm), Some(kind), "{algorithm}");
        }
    }
}
