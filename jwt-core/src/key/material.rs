//! The octets of a key by kind, checked so far as the kind alone allows.
//!
//! A point is on its curve, a scalar in range, the two halves of a pair fit. How large an RSA
//! modulus or exponent or a secret must be is asked when the key is bound. RSA halves without their
//! primes are compared only then, for the primes must be looked for.
//!
//! Here a key of a family that the build leaves out is turned away, whatever form it came in: there is no other
//! way to a [`Material`].

use crate::alg::Algorithm;
use crate::alg::Curve;
use crate::alg::Family;
use crate::alg::Hash;
use crate::alg::ParameterSet;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::integers;
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
    /// The integers of an RSA key, and what its container allowed it to be used for.
    Rsa {
        public: integers::PublicIntegers,
        private: Option<integers::PrivateIntegers>,
        allowed: Allowed,
    },
}

/// What the object identifier of an RSA key allows, and its parameters (RFC 4055 §1.2, §3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(
    not(feature = "_containers"),
    expect(dead_code, reason = "a container alone restricts a key")
)]
pub(super) enum Allowed {
    /// rsaEncryption: every algorithm of RSA.
    All,
    /// id-RSASSA-PSS without parameters: RSASSA-PSS with any hash.
    Pss,
    /// id-RSASSA-PSS with parameters: one hash, and the least length of the salt in octets.
    PssWith { hash: Hash, salt: u8 },
}

impl Allowed {
    /// Gives the one algorithm that is allowed, when there is only one.
    pub(super) fn one(self) -> Option<Algorithm> {
        match self {
            Self::All | Self::Pss => None,
            Self::PssWith { hash: Hash::Sha256, .. } => Some(Algorithm::Ps256),
            Self::PssWith { hash: Hash::Sha384, .. } => Some(Algorithm::Ps384),
            Self::PssWith { hash: Hash::Sha512, .. } => Some(Algorithm::Ps512),
        }
    }

    /// Tells whether an algorithm of RSA is allowed.
    pub(super) fn allows(self, algorithm: Algorithm) -> bool {
        match self {
            Self::All => true,
            Self::Pss => algorithm.family() == Family::RsaPss,
            Self::PssWith { .. } => self.one() == Some(algorithm),
        }
    }
}

impl Material {
    /// Takes a public key, a seed or both; what is missing is computed, what is there compared.
    pub(super) fn akp(
        set: ParameterSet,
        public: Option<&[u8]>,
        private: Option<Secret>,
    ) -> Result<Self, KeyError> {
        let found = KeyType::Akp(set);
        found.built_in()?;
        // Every public key of the right length is one (FIPS 204 algorithm 23).
        let expected = set.public_key_octets();
        if let Some(octets) = public.filter(|octets| octets.len() != expected) {
            let octets = octets.len();
            let problem =
                format!("the {found} public key has {octets} octets, expected {expected}");
            return Err(KeyError::Malformed { container: "DER", problem });
        }
        let computed = private
            .as_ref()
            .map(|seed| mldsa::public_key(set, seed.expose()))
            .transpose()
            .map_err(|_| KeyError::PrivateInvalid { found })?;
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
        found.built_in()?;
        let given = sec1
            .map(|octets| ecdsa::point(curve, octets))
            .transpose()
            .map_err(|_| KeyError::PointInvalid { found })?;
        let computed = private
            .as_ref()
            .map(|scalar| ecdsa::public_point(curve, scalar.expose()))
            .transpose()
            .map_err(|_| KeyError::PrivateInvalid { found })?;
        let point = one_public_half(given, computed, found)?;
        Ok(Self::Ec { curve, point, private })
    }

    /// Takes a public key, a seed or both; what is missing is computed, what is there compared.
    pub(super) fn okp(public: Option<&[u8]>, private: Option<Secret>) -> Result<Self, KeyError> {
        let found = KeyType::OkpEd25519;
        found.built_in()?;
        if let Some(octets) = public {
            eddsa::verifier(octets).map_err(|_| KeyError::PointInvalid { found })?;
        }
        let computed = private
            .as_ref()
            .map(|seed| eddsa::public_key(seed.expose()))
            .transpose()
            .map_err(|_| KeyError::PrivateInvalid { found })?;
        let public = one_public_half(public.map(<[u8]>::to_vec), computed, found)?;
        Ok(Self::Okp { public, private })
    }

    /// Takes a secret, which must have at least one octet.
    pub(super) fn oct(secret: Secret) -> Result<Self, KeyError> {
        KeyType::Oct.built_in()?;
        if secret.is_empty() {
            return Err(KeyError::SecretEmpty);
        }
        Ok(Self::Oct(secret))
    }

    /// Takes the integers of an RSA key; what a caller may allow, and a size, is left for the binding.
    pub(super) fn rsa(
        public: integers::PublicIntegers,
        private: Option<integers::PrivateIntegers>,
    ) -> Result<Self, KeyError> {
        KeyType::Rsa.built_in()?;
        match public.check(integers::Limits::WIDEST) {
            Err(integers::Refused::Size { .. }) => {}
            Err(refused) => return Err(refused.into()),
            // A set may hold thousands of keys without primes, each of which would take long.
            Ok(_) => {
                if let Some(private) = private.as_ref().filter(|private| private.primes.is_some()) {
                    rsa::private_key(&public, private, integers::Limits::WIDEST)?;
                }
            }
        }
        Ok(Self::Rsa { public, private, allowed: Allowed::All })
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

    /// Gives what the container of the key allowed it for.
    pub(super) fn allowed(&self) -> Allowed {
        match self {
            Self::Rsa { allowed, .. } => *allowed,
            _ => Allowed::All,
        }
    }

    /// Sets what an RSA key may be used for; another kind of key has nothing to set.
    pub(super) fn restrict(&mut self, to: Allowed) {
        if let Self::Rsa { allowed, .. } = self {
            *allowed = to;
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
            Self::Rsa { public, allowed, .. } => Some(Self::Rsa { public, private: None, allowed }),
        }
    }
}

impl From<integers::Refused> for KeyError {
    fn from(refused: integers::Refused) -> Self {
        match refused {
            integers::Refused::Exponent { minimum } => Self::RsaExponent { minimum },
            integers::Refused::Inconsistent => Self::Inconsistent { found: KeyType::Rsa },
            integers::Refused::Modulus => Self::RsaModulus,
            integers::Refused::PrimesMissing => {
                let problem = "is missing, and the primes cannot be found for an exponent e under \
                               65537"
                    .to_owned();
                Self::Member { name: "p", problem }
            }
            integers::Refused::Roca => Self::RsaRoca,
            integers::Refused::Size { found, minimum } => {
                Self::RsaSize { found, minimum, maximum: integers::MAX_MODULUS_BITS }
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
