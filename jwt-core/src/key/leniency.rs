//! Rules about the strength of a key that a caller may loosen, each by its name.
//!
//! All are off unless named: RFC 7518 §3.2 and §3.3 say MUST about secrets and moduli. Never loosened,
//! whatever is named: an empty secret, the text of a key as a secret, a modulus under 1024 bits, an
//! exponent that is 1 or even, a modulus of the ROCA kind, a key of the wrong kind, curve or purpose.

use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::integers;

/// What is let pass when a key is bound; [`Leniency::NONE`], the default, lets nothing pass.
///
/// For demonstrations, for looking into tokens of others, and for partners who cannot change yet.
///
/// # Example: an old partner's key of 1024 bits
///
/// ```
/// use jwt_core::key::Leniency;
///
/// let leniency = Leniency::NONE.with_rsa_from_1024_bits();
/// assert_ne!(leniency, Leniency::default());
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Leniency {
    pub(super) rsa_from_1024_bits: bool,
    pub(super) short_secrets: bool,
    pub(super) small_rsa_exponents: bool,
}

impl Leniency {
    /// Every rule holds.
    pub const NONE: Self =
        Self { rsa_from_1024_bits: false, short_secrets: false, small_rsa_exponents: false };

    /// Every rule that can be loosened is.
    pub(super) const ALL: Self =
        Self { rsa_from_1024_bits: true, short_secrets: true, small_rsa_exponents: true };

    /// Lets RSA keys from 1024 bits pass instead of from 2048 (RFC 7518 §3.3).
    ///
    /// A modulus of 1024 bits can be factored with the means of a large organisation. PS512 still
    /// needs 1034, the least that digest and salt fit in (RFC 8017 §9.1.1).
    #[must_use]
    pub const fn with_rsa_from_1024_bits(mut self) -> Self {
        self.rsa_from_1024_bits = true;
        self
    }

    /// Lets HMAC secrets of any length but zero pass (RFC 7518 §3.2).
    ///
    /// A short secret is found by trying candidates against one token.
    #[must_use]
    pub const fn with_short_secrets(mut self) -> Self {
        self.short_secrets = true;
        self
    }

    /// Lets odd RSA exponents from 3 pass instead of from 65537 (FIPS 186-5 §5.4).
    ///
    /// With a sound verifier such as this one no forgery is known; the key's other verifiers may not be.
    #[must_use]
    pub const fn with_small_rsa_exponents(mut self) -> Self {
        self.small_rsa_exponents = true;
        self
    }

    /// Gives the least integers of an RSA key for an algorithm; PSS needs room for digest and salt.
    pub(super) fn rsa_limits(self, algorithm: Algorithm) -> integers::Limits {
        let limits = integers::Limits {
            exponent: if self.small_rsa_exponents {
                integers::MIN_SMALL_EXPONENT
            } else {
                integers::MIN_EXPONENT
            },
            modulus_bits: if self.rsa_from_1024_bits {
                integers::MIN_WEAK_MODULUS_BITS
            } else {
                integers::MIN_MODULUS_BITS
            },
        };
        match (algorithm.family(), algorithm.hash()) {
            (Family::RsaPss, Some(hash)) => limits.for_pss(hash),
            _ => limits,
        }
    }
}
