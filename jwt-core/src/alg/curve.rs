//! The curves of ECDSA by name (RFC 7518 §6.2.1.1, RFC 8812 §3.1); what is computed on them stands in `ecdsa`.

use core::fmt;

/// An elliptic curve of JWA by its registered name (RFC 7518 §6.2.1.1, RFC 8812 §3.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Curve {
    /// NIST P-256, secp256r1.
    P256,
    /// NIST P-384, secp384r1.
    P384,
    /// NIST P-521, secp521r1.
    P521,
    /// secp256k1.
    Secp256k1,
}

impl Curve {
    /// Every curve.
    pub const ALL: &'static [Self] = &[Self::P256, Self::P384, Self::P521, Self::Secp256k1];

    /// Gives the name as it stands in a JWK's `crv`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// Counts the octets of one coordinate, which are those of a private scalar and of r and s.
    #[must_use]
    pub const fn coordinate_octets(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// Counts the bits of the field.
    #[must_use]
    pub const fn bits(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 256,
            Self::P384 => 384,
            Self::P521 => 521,
        }
    }
}

impl fmt::Display for Curve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
