//! The octets of a key by kind, checked so far as the kind alone allows.
//!
//! A point is on its curve, a scalar in range, the two halves of a pair fit. How large an RSA
//! modulus or exponent or a secret must be is asked when the key is bound.

use crate::alg::Curve;
use crate::alg::ParameterSet;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::mldsa;
use crate::alg::rsa;
use crate::key::KeyError;
use crate::key::KeyType;
use crate::secret::Secret;

/// The octets of one key.
#[derive(Clone)]
pub(super) enum Material {
    /// A public key of ML-DSA, and the private seed.
    Akp { set: ParameterSet, public: Vec<u8>, private: Option<Secret> },
    /// x‖y on the curve, and the private scalar.
    Ec { curve: Curve, point: Vec<u8>, private: Option<Secret> },
    /// A shared secret of at least one octet.
    Oct(Secret),
    /// A public key on Ed25519, and the private seed.
    Okp { public: Vec<u8>, private: Option<Secret> },
    /// The integers of an RSA key; `pss_only` when its container allowed nothing but PSS.
    Rsa { public: rsa::PublicIntegers, private: Option<rsa::PrivateIntegers>, pss_only: bool },
}

impl Material {
    /// Takes a public key, a seed or both; what is missing is computed, what is there compared.
    pub(super) fn akp(
        set: ParameterSet,
        public: Option<&[u8]>,
        private: Option<Secret>,
    ) -> Result<Self, KeyError> {
        let found = KeyType::Akp(set);
        // Every public key of the right length is one (FIPS 204 algorithm 23).
        if public.is_some_and(|octets| octets.len() != set.public_key_octets()) {
            return Err(KeyError::PointInvalid { found });
        }
        let computed = private
            .as_ref()
            .map(|seed| mldsa::public_key(set, seed.expose()))
            .transpose()
            .map_err(|_| KeyError::Inconsistent { found })?;
        let public = one_public_half(public.map(<[u8]>::to_vec), computed, found)?;
        Ok(Self::Akp { set, public, private })
    }

    /// Takes a SEC1 point, a scalar or both; what is missing is computed, what is there compared.
    pub(super) fn ec(
        curve: Curve,
        sec1: Option<&[u8]>,
        private: Option<Secret>,
    ) -> Result<Self, KeyError> {
        let found = KeyType::Ec(curve);
        let given = sec1
            .map(|octets| ecdsa::point(curve, octets))
            .transpose()
            .map_err(|_| KeyError::PointInvalid { found })?;
        let computed = private
            .as_ref()
            .map(|scalar| ecdsa::public_point(curve, scalar.expose()))
            .transpose()
            .map_err(|_| KeyError::Inconsistent { found })?;
        let point = one_public_half(given, computed, found)?;
        Ok(Self::Ec { curve, point, private })
    }

    /// Takes a public key, a seed or both; what is missing is computed, what is there compared.
    pub(super) fn okp(public: Option<&[u8]>, private: Option<Secret>) -> Result<Self, KeyError> {
        let found = KeyType::OkpEd25519;
        if let Some(octets) = public {
            eddsa::verifier(octets).map_err(|_| KeyError::PointInvalid { found })?;
        }
        let computed = private
            .as_ref()
            .map(|seed| eddsa::public_key(seed.expose()))
            .transpose()
            .map_err(|_| KeyError::Inconsistent { found })?;
        let public = one_public_half(public.map(<[u8]>::to_vec), computed, found)?;
        Ok(Self::Okp { public, private })
    }

    /// Takes a secret, which must have at least one octet.
    pub(super) fn oct(secret: Secret) -> Result<Self, KeyError> {
        if secret.is_empty() {
            return Err(KeyError::SecretEmpty);
        }
        Ok(Self::Oct(secret))
    }

    /// Takes the integers of an RSA key; what a caller may allow, and a size, is left for the binding.
    pub(super) fn rsa(
        public: rsa::PublicIntegers,
        private: Option<rsa::PrivateIntegers>,
        pss_only: bool,
    ) -> Result<Self, KeyError> {
        match public.check(rsa::Limits::WIDEST) {
            Err(rsa::Refused::Size { .. }) => {}
            Err(refused) => return Err(refused.into()),
            // Halves that do not fit would be written again as another key.
            Ok(_) => {
                if let Some(private) = &private {
                    rsa::private_key(&public, private, rsa::Limits::WIDEST)?;
                }
            }
        }
        Ok(Self::Rsa { public, private, pss_only })
    }

    pub(super) fn key_type(&self) -> KeyType {
        match self {
            Self::Akp { set, .. } => KeyType::Akp(*set),
            Self::Ec { curve, .. } => KeyType::Ec(*curve),
            Self::Oct(_) => KeyType::Oct,
            Self::Okp { .. } => KeyType::OkpEd25519,
            Self::Rsa { .. } => KeyType::Rsa,
        }
    }

    pub(super) fn bits(&self) -> usize {
        match self {
            Self::Akp { public, .. } => public.len().saturating_mul(8),
            Self::Ec { curve, .. } => curve.bits(),
            Self::Oct(secret) => secret.len().saturating_mul(8),
            Self::Okp { .. } => 256,
            Self::Rsa { public, .. } => public.bits(),
        }
    }

    /// Takes over that a key is for PSS alone from another form of the same key (RFC 4055 §1.2).
    pub(super) fn restrict_as(&mut self, other: &Self) {
        if let (Self::Rsa { pss_only, .. }, Self::Rsa { pss_only: true, .. }) = (self, other) {
            *pss_only = true;
        }
    }

    /// Tells whether the material can sign; a shared secret can.
    pub(super) fn is_private(&self) -> bool {
        match self {
            Self::Akp { private, .. } | Self::Ec { private, .. } | Self::Okp { private, .. } => {
                private.is_some()
            }
            Self::Oct(_) => true,
            Self::Rsa { private, .. } => private.is_some(),
        }
    }

    /// Gives the public half; a shared secret has none.
    pub(super) fn public(&self) -> Option<Self> {
        match self.clone() {
            Self::Akp { set, public, .. } => Some(Self::Akp { set, public, private: None }),
            Self::Ec { curve, point, .. } => Some(Self::Ec { curve, point, private: None }),
            Self::Oct(_) => None,
            Self::Okp { public, .. } => Some(Self::Okp { public, private: None }),
            Self::Rsa { public, pss_only, .. } => {
                Some(Self::Rsa { public, private: None, pss_only })
            }
        }
    }
}

impl From<rsa::Refused> for KeyError {
    fn from(refused: rsa::Refused) -> Self {
        match refused {
            rsa::Refused::Exponent => Self::RsaExponent,
            rsa::Refused::Inconsistent => Self::Inconsistent { found: KeyType::Rsa },
            rsa::Refused::Modulus => Self::RsaModulus,
            rsa::Refused::Roca => Self::RsaRoca,
            rsa::Refused::Size { found, minimum } => {
                Self::RsaSize { found, minimum, maximum: rsa::MAX_MODULUS_BITS }
            }
        }
    }
}

fn one_public_half(
    given: Option<Vec<u8>>,
    computed: Option<Vec<u8>>,
    found: KeyType,
) -> Result<Vec<u8>, KeyError> {
    match (given, computed) {
        (Some(given), Some(computed)) if given != computed => Err(KeyError::Inconsistent { found }),
        (Some(half), _) | (None, Some(half)) => Ok(half),
        (None, None) => Err(KeyError::PointInvalid { found }),
    }
}
