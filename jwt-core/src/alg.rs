//! JWA: the signature algorithms of a JWS (RFC 7518 §3, RFC 8037, RFC 8812, RFC 9864, RFC 9964).
//!
//! An algorithm here takes octets and a primitive key and has never heard of a token. What a key may
//! do stands behind two small traits, `Sign` and `Verify`: one value of them is one primitive key
//! bound to one algorithm, prepared for use. There is no `none` in [`Algorithm`], so no code path can
//! choose it.
//!
//! ```text
//! HS256/384/512   HMAC with SHA-2                 alg/hmac    one secret, both sides
//! RS256/384/512   RSASSA-PKCS1-v1_5 with SHA-2    alg/rsa     modulus of 2048 bits and more
//! PS256/384/512   RSASSA-PSS, salt = hash length  alg/rsa
//! ES256/384/512   ECDSA on P-256/384/521, r‖s     alg/ecdsa   the curve is fixed by the algorithm
//! ES256K          ECDSA on secp256k1 (RFC 8812)   alg/ecdsa
//! Ed25519, EdDSA  Ed25519 under both its names    alg/eddsa
//! ML-DSA-44/65/87 ML-DSA of FIPS 204 (RFC 9964)   alg/mldsa   a key names its parameter set
//! ```
//!
//! Each family is a feature of the package, and all are on by default. Where one is off, a module of the same
//! functions stands in its place (`alg/absent`), whose every answer is a refusal. It is never asked: the key
//! floor refuses a key of such a family before it has any ([`Family::is_built_in`]).

use core::fmt;
use core::str::FromStr;

use sha2::Digest;

use crate::explain::Explanation;
use crate::explain::Rfc;

#[cfg_attr(not(feature = "aws-lc-rs"), path = "alg/absent/aws_lc.rs")]
pub(crate) mod aws_lc;
mod curve;
#[cfg_attr(not(feature = "ecdsa"), path = "alg/absent/ecdsa.rs")]
pub(crate) mod ecdsa;
#[cfg_attr(not(feature = "eddsa"), path = "alg/absent/eddsa.rs")]
pub(crate) mod eddsa;
#[cfg_attr(not(feature = "hmac"), path = "alg/absent/hmac.rs")]
pub(crate) mod hmac;
#[cfg_attr(not(feature = "rsa"), expect(dead_code, reason = "nothing checks or prepares a key"))]
pub(crate) mod integers;
#[cfg_attr(not(feature = "ml-dsa"), path = "alg/absent/mldsa.rs")]
pub(crate) mod mldsa;
pub(crate) mod parameter_set;
#[cfg_attr(not(feature = "rsa"), path = "alg/absent/rsa.rs")]
pub(crate) mod rsa;
#[cfg(feature = "trace")]
pub mod trace;

pub use self::curve::Curve;
pub use self::parameter_set::ParameterSet;

/// A signature algorithm by its registered name; the order is that of the IANA registry.
///
/// `none` is no value of this type (RFC 8725 §3.2).
///
/// # Example: names are exact
///
/// ```
/// use jwt_core::Algorithm;
///
/// assert_eq!("ES256".parse(), Ok(Algorithm::Es256));
/// assert!("es256".parse::<Algorithm>().is_err());
/// assert!("none".parse::<Algorithm>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256.
    Hs256,
    /// HMAC with SHA-384.
    Hs384,
    /// HMAC with SHA-512.
    Hs512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 octets.
    Ps256,
    /// RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a salt of 48 octets.
    Ps384,
    /// RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 octets.
    Ps512,
    /// EdDSA on Ed25519 under its older name, which does not tell the curve (RFC 8037 §3.1).
    EdDsa,
    /// ECDSA on secp256k1 with SHA-256 (RFC 8812 §3.2).
    Es256k,
    /// EdDSA on Ed25519 under its fully specified name (RFC 9864 §2.2).
    Ed25519,
    /// ML-DSA with the parameter set ML-DSA-44 (RFC 9964 §5).
    MlDsa44,
    /// ML-DSA with the parameter set ML-DSA-65 (RFC 9964 §5).
    MlDsa65,
    /// ML-DSA with the parameter set ML-DSA-87 (RFC 9964 §5).
    MlDsa87,
}

impl Algorithm {
    /// Every algorithm, in the order of the type.
    pub const ALL: &'static [Self] = &[
        Self::Hs256,
        Self::Hs384,
        Self::Hs512,
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::EdDsa,
        Self::Es256k,
        Self::Ed25519,
        Self::MlDsa44,
        Self::MlDsa65,
        Self::MlDsa87,
    ];

    /// Gives the name as it stands in a header's `alg` (RFC 7515 §4.1.1).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::EdDsa => "EdDSA",
            Self::Es256k => "ES256K",
            Self::Ed25519 => "Ed25519",
            Self::MlDsa44 => "ML-DSA-44",
            Self::MlDsa65 => "ML-DSA-65",
            Self::MlDsa87 => "ML-DSA-87",
        }
    }

    /// Tells which kind of mathematics, and so which kind of key, the algorithm needs.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Hs256 | Self::Hs384 | Self::Hs512 => Family::Hmac,
            Self::Rs256 | Self::Rs384 | Self::Rs512 => Family::RsaPkcs1,
            Self::Ps256 | Self::Ps384 | Self::Ps512 => Family::RsaPss,
            Self::Es256 | Self::Es384 | Self::Es512 | Self::Es256k => Family::Ecdsa,
            Self::EdDsa | Self::Ed25519 => Family::EdDsa,
            Self::MlDsa44 | Self::MlDsa65 | Self::MlDsa87 => Family::MlDsa,
        }
    }

    /// Gives the hash under the algorithm; `None` for Ed25519 and ML-DSA, which fix their own.
    #[must_use]
    pub const fn hash(self) -> Option<Hash> {
        match self {
            Self::Hs256 | Self::Rs256 | Self::Ps256 | Self::Es256 | Self::Es256k => {
                Some(Hash::Sha256)
            }
            Self::Hs384 | Self::Rs384 | Self::Ps384 | Self::Es384 => Some(Hash::Sha384),
            Self::Hs512 | Self::Rs512 | Self::Ps512 | Self::Es512 => Some(Hash::Sha512),
            Self::EdDsa | Self::Ed25519 | Self::MlDsa44 | Self::MlDsa65 | Self::MlDsa87 => None,
        }
    }

    /// Gives the curve of an ECDSA algorithm (RFC 7518 §3.4, RFC 8812 §3.2).
    #[must_use]
    pub const fn curve(self) -> Option<Curve> {
        match self {
            Self::Es256 => Some(Curve::P256),
            Self::Es384 => Some(Curve::P384),
            Self::Es512 => Some(Curve::P521),
            Self::Es256k => Some(Curve::Secp256k1),
            _ => None,
        }
    }

    /// Gives the parameter set of an ML-DSA algorithm (RFC 9964 §5).
    #[must_use]
    pub const fn parameter_set(self) -> Option<ParameterSet> {
        match self {
            Self::MlDsa44 => Some(ParameterSet::MlDsa44),
            Self::MlDsa65 => Some(ParameterSet::MlDsa65),
            Self::MlDsa87 => Some(ParameterSet::MlDsa87),
            _ => None,
        }
    }

    /// Counts the octets of a signature where the algorithm fixes them; RSA's depend on the key.
    #[must_use]
    pub const fn signature_octets(self) -> Option<usize> {
        match self {
            Self::Hs256 => Some(32),
            Self::Hs384 => Some(48),
            Self::Hs512 | Self::Es256 | Self::Es256k | Self::EdDsa | Self::Ed25519 => Some(64),
            Self::Es384 => Some(96),
            Self::Es512 => Some(132),
            Self::MlDsa44 => Some(2420),
            Self::MlDsa65 => Some(3309),
            Self::MlDsa87 => Some(4627),
            _ => None,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    /// Reads an exact, case-sensitive name (RFC 7515 §4.1.1).
    fn from_str(name: &str) -> Result<Self, UnknownAlgorithm> {
        Self::ALL
            .iter()
            .copied()
            .find(|algorithm| algorithm.as_str() == name)
            .ok_or(UnknownAlgorithm)
    }
}

/// Writes what errors expect: `"RS256 or ES256"`.
pub(crate) fn names(algorithms: &[Algorithm]) -> String {
    let names: Vec<_> = algorithms.iter().map(|one| one.as_str()).collect();
    names.join(" or ")
}

/// The kinds of mathematics behind the algorithms.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Family {
    /// ECDSA (RFC 7518 §3.4).
    Ecdsa,
    /// Edwards-curve signatures (RFC 8037 §3.1).
    EdDsa,
    /// A shared secret (RFC 7518 §3.2).
    Hmac,
    /// Module-lattice signatures (RFC 9964, FIPS 204).
    MlDsa,
    /// RSASSA-PKCS1-v1_5 (RFC 7518 §3.3).
    RsaPkcs1,
    /// RSASSA-PSS (RFC 7518 §3.5).
    RsaPss,
}

impl Family {
    /// Gives the Cargo feature of this library that brings the family.
    #[must_use]
    pub const fn feature(self) -> &'static str {
        match self {
            Self::Ecdsa => "ecdsa",
            Self::EdDsa => "eddsa",
            Self::Hmac => "hmac",
            Self::MlDsa => "ml-dsa",
            Self::RsaPkcs1 | Self::RsaPss => "rsa",
        }
    }

    /// Tells whether this build has the family: whether its feature is on.
    ///
    /// Names, key types and errors are known in every build; a key of a family that is left out is refused.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        match self {
            Self::Ecdsa => cfg!(feature = "ecdsa"),
            Self::EdDsa => cfg!(feature = "eddsa"),
            Self::Hmac => cfg!(feature = "hmac"),
            Self::MlDsa => cfg!(feature = "ml-dsa"),
            Self::RsaPkcs1 | Self::RsaPss => cfg!(feature = "rsa"),
        }
    }
}

/// The hash under an algorithm (FIPS 180-4).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Hash {
    /// SHA-256, 32 octets.
    Sha256,
    /// SHA-384, 48 octets.
    Sha384,
    /// SHA-512, 64 octets.
    Sha512,
}

impl Hash {
    /// Counts the octets of a digest.
    #[must_use]
    pub const fn octets(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Computes the digest.
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => sha2::Sha256::digest(message).to_vec(),
            Self::Sha384 => sha2::Sha384::digest(message).to_vec(),
            Self::Sha512 => sha2::Sha512::digest(message).to_vec(),
        }
    }
}

/// A private or shared primitive key bound to one algorithm.
pub(crate) trait Sign: Send + Sync {
    /// Appends the signature over `message` to `signature`.
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed>;
}

/// A public or shared primitive key bound to one algorithm.
pub(crate) trait Verify: Send + Sync {
    /// Checks `signature` over `message`; why it does not hold is not told.
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch>;
}

/// The signature does not belong to this message and this key.
///
/// One value for every cause, a wrong length, a number out of range or an equation that does not
/// hold: a forger would learn from the difference.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the signature does not match")]
pub struct SignatureMismatch;

impl SignatureMismatch {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        SIGNATURE_MISMATCH.code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub const fn explanation(&self) -> &'static Explanation {
        &SIGNATURE_MISMATCH
    }
}

/// Shown when a signature does not hold.
pub(crate) const SIGNATURE_MISMATCH: Explanation = Explanation {
    code: "jws.signature_mismatch",
    title: "The signature does not match",
    meaning: "The header and payload are not what the holder of this key signed, or another key \
              signed them. Nothing in the token can be believed.",
    remedy: "Check that the key is the issuer's, that a text secret is not meant as base64, and that \
             the token was copied whole.",
    reference: Rfc { number: 7515, section: "5.2" },
};

/// The primitive could not sign: its source of randomness failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the signature could not be made: the source of randomness failed")]
pub struct SigningFailed;

impl SigningFailed {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        RANDOMNESS.code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub const fn explanation(&self) -> &'static Explanation {
        &RANDOMNESS
    }
}

/// Shown when the operating system gives no random octets.
pub(crate) const RANDOMNESS: Explanation = Explanation {
    code: "key.randomness",
    title: "No randomness could be had",
    meaning: "Keys and some signatures need octets that nobody can guess, and the operating system \
              gave none.",
    remedy: "Look for a sandbox or an early boot stage without a random device.",
    reference: Rfc { number: 4086, section: "7.1" },
};

/// The octets are no key of the kind: off the curve, out of range, of a wrong length.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct InvalidKey;

/// The name is none of the registered signature algorithms that this library knows.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the exact name of a supported signature algorithm")]
pub struct UnknownAlgorithm;

impl UnknownAlgorithm {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        UNKNOWN.code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub const fn explanation(&self) -> &'static Explanation {
        &UNKNOWN
    }
}

/// Every explanation of this floor that no other floor lists, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[&UNKNOWN];

/// Shown when a text names no algorithm.
pub(crate) const UNKNOWN: Explanation = Explanation {
    code: "alg.unknown",
    title: "This is no algorithm that is known here",
    meaning: "Names are exact and case-sensitive: hs256 is no HS256, and none is no algorithm at all.",
    remedy: "Take a registered name, such as HS256, RS256, ES256 or Ed25519.",
    reference: Rfc { number: 7518, section: "3.1" },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for &algorithm in Algorithm::ALL {
            assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for name in ["none", "None", "NONE", "hs256", "HS256 ", " HS256", "", "HS", "ES521", "RS1"]
        {
            assert_eq!(name.parse::<Algorithm>(), Err(UnknownAlgorithm), "{name:?}");
        }
    }

    #[test]
    fn ecdsa_signatures_have_two_coordinates() {
        for &algorithm in Algorithm::ALL {
            if let Some(curve) = algorithm.curve() {
                let expected = curve.coordinate_octets().checked_mul(2);
                assert_eq!(algorithm.signature_octets(), expected);
            }
        }
    }
}
