//! The integers of RSA keys and the bounds on them (RFC 8017 §3, RFC 7518 §6.3); what is computed with them
//! stands in `rsa`.

use super::Hash;
use crate::secret::Secret;

/// The least size of a modulus (RFC 7518 §3.3).
pub(crate) const MIN_MODULUS_BITS: usize = 2048;
/// The least size of a modulus for callers who allow weak ones.
pub(crate) const MIN_WEAK_MODULUS_BITS: usize = 1024;
/// The greatest size of a modulus: what is larger costs a verifier more than it gains.
pub(crate) const MAX_MODULUS_BITS: usize = 8192;
/// The least public exponent (FIPS 186-5 §5.4: greater than 2^16).
pub(crate) const MIN_EXPONENT: u64 = 65_537;
/// The least public exponent for callers who allow small ones; 1 would sign nothing.
pub(crate) const MIN_SMALL_EXPONENT: u64 = 3;
/// The greatest public exponent: a large one makes each verification slow.
pub(crate) const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// The least modulus and exponent that a caller takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Limits {
    pub(crate) exponent: u64,
    pub(crate) modulus_bits: usize,
}

impl Limits {
    /// What is taken unless a caller allows weaker keys.
    #[cfg(test)]
    pub(super) const STRICT: Self = Self { exponent: MIN_EXPONENT, modulus_bits: MIN_MODULUS_BITS };

    /// The least that is ever taken: for writing a key down, and for the most lenient callers.
    pub(crate) const WIDEST: Self =
        Self { exponent: MIN_SMALL_EXPONENT, modulus_bits: MIN_WEAK_MODULUS_BITS };

    /// Demands room for digest and salt as well: 8·hLen + 8·sLen + 9 bits under the first one (RFC
    /// 8017 §9.1.1), 1034 bits for PS512.
    pub(crate) fn for_pss(self, hash: Hash) -> Self {
        let room = hash.octets().saturating_mul(16).saturating_add(10);
        Self { modulus_bits: self.modulus_bits.max(room), ..self }
    }
}

/// The integers of a public key, big-endian and without leading zeros.
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct PublicIntegers {
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
}

/// The integers of a private key, big-endian; the primes may be missing (RFC 7518 §6.3.2).
#[derive(Clone)]
pub(crate) struct PrivateIntegers {
    pub(crate) exponent: Secret,
    pub(crate) primes: Option<Primes>,
}

/// The two primes and what follows from them, without leading zeros: all five or none (RFC 7518
/// §6.3.2).
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct Primes {
    pub(crate) p: Secret,
    pub(crate) q: Secret,
    /// d mod (p − 1).
    pub(crate) dp: Secret,
    /// d mod (q − 1).
    pub(crate) dq: Secret,
    /// q⁻¹ mod p.
    pub(crate) qi: Secret,
}

impl Primes {
    /// Strips leading zeros of p, q, dp, dq and qi, so that one number has one form.
    pub(crate) fn new(five: [&[u8]; 5]) -> Self {
        let [p, q, dp, dq, qi] = five.map(|octets| Secret::from(stripped(octets)));
        Self { p, q, dp, dq, qi }
    }
}

/// Why integers make no acceptable RSA key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Refused {
    /// The exponent is even, under `minimum` or over [`MAX_EXPONENT`].
    Exponent { minimum: u64 },
    /// The private integers do not belong to the public ones.
    Inconsistent,
    /// The modulus is even, zero or not larger than the exponent.
    Modulus,
    /// The primes are not there, and the exponent is too small for finding them.
    PrimesMissing,
    /// The modulus has the fingerprint of CVE-2017-15361.
    Roca,
    /// The modulus has `found` bits, too few or too many.
    Size { found: usize, minimum: usize },
}

impl PublicIntegers {
    /// Strips leading zeros, so that one number has one form.
    pub(crate) fn new(modulus: &[u8], exponent: &[u8]) -> Self {
        Self { modulus: stripped(modulus).to_vec(), exponent: stripped(exponent).to_vec() }
    }

    /// Counts the bits of the modulus.
    pub(crate) fn bits(&self) -> usize {
        let Some(first) = self.modulus.first() else {
            return 0;
        };
        let zeros = usize::try_from(first.leading_zeros()).unwrap_or(0);
        self.modulus.len().saturating_mul(8).saturating_sub(zeros)
    }

    /// Reads the exponent where it is within the bounds.
    pub(super) fn check_exponent(&self, limits: Limits) -> Result<u64, Refused> {
        let refused = Refused::Exponent { minimum: limits.exponent };
        if self.exponent.len() > 8 {
            return Err(refused);
        }
        let value = self.exponent.iter().fold(0_u64, |sum, octet| (sum << 8) | u64::from(*octet));
        if !(limits.exponent..=MAX_EXPONENT).contains(&value) || value & 1 == 0 {
            return Err(refused);
        }
        Ok(value)
    }
}

/// Cuts leading zeros off.
pub(super) fn stripped(octets: &[u8]) -> &[u8] {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    octets.get(zeros..).unwrap_or_default()
}
