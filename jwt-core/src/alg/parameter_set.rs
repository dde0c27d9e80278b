//! The parameter sets of ML-DSA by name and size (FIPS 204 §4, RFC 9964 §3); the arithmetic stands in `mldsa`.

use core::fmt;

use super::Algorithm;

/// Octets of a private seed, whatever the parameter set (RFC 9964 §4).
pub(crate) const SEED_OCTETS: usize = 32;

/// A parameter set of ML-DSA; the number tells the size of its matrix (FIPS 204 §4).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ParameterSet {
    /// ML-DSA-44, NIST security category 2.
    MlDsa44,
    /// ML-DSA-65, NIST security category 3.
    MlDsa65,
    /// ML-DSA-87, NIST security category 5.
    MlDsa87,
}

impl ParameterSet {
    /// Every parameter set.
    pub const ALL: &'static [Self] = &[Self::MlDsa44, Self::MlDsa65, Self::MlDsa87];

    /// Gives the one algorithm of the set: a key of one serves no other (RFC 9964 §3).
    #[must_use]
    pub const fn algorithm(self) -> Algorithm {
        match self {
            Self::MlDsa44 => Algorithm::MlDsa44,
            Self::MlDsa65 => Algorithm::MlDsa65,
            Self::MlDsa87 => Algorithm::MlDsa87,
        }
    }

    /// Counts the octets of a public key.
    #[must_use]
    pub const fn public_key_octets(self) -> usize {
        match self {
            Self::MlDsa44 => 1312,
            Self::MlDsa65 => 1952,
            Self::MlDsa87 => 2592,
        }
    }
}

impl fmt::Display for ParameterSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.algorithm().as_str())
    }
}
