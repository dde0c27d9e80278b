//! A key that signs, bound to exactly one algorithm (RFC 8725 §3.1).

use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

use super::Jwk;
use super::KeyError;
use super::Leniency;
use super::VerifyingKey;
use super::bind;
use super::bind::Purpose;
use super::generate;
use super::material::Material;
#[cfg(feature = "trace")]
use super::trace;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::Hash;
use crate::alg::Sign;
use crate::alg::SigningFailed;
use crate::alg::aws_lc;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::hmac;
use crate::alg::mldsa;
use crate::alg::rsa;
#[cfg(feature = "trace")]
use crate::alg::trace::Step;

/// A prepared private key or shared secret; cloning shares it.
///
/// # Example: make a key, keep it, load it again
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Es256)?;
/// let pem = key.jwk().to_pem()?;
/// let again = SigningKey::from_pem(Algorithm::Es256, &pem)?;
/// assert_eq!(key.verifying_key().thumbprint(), again.verifying_key().thumbprint());
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
#[derive(Clone)]
pub struct SigningKey {
    algorithm: Algorithm,
    jwk: Arc<Jwk>,
    operation: Arc<dyn Sign>,
}

impl SigningKey {
    /// Takes an HMAC secret at least as long as the hash (RFC 7518 §3.2).
    ///
    /// # Errors
    ///
    /// [`KeyError::SecretEmpty`], [`KeyError::SecretTooShort`], [`KeyError::LooksLikeKey`] for the
    /// text of a key, [`KeyError::KindMismatch`] when `algorithm` is not HMAC.
    pub fn hmac(algorithm: Algorithm, secret: &[u8]) -> Result<Self, KeyError> {
        Self::bound(Cow::Owned(Jwk::from_secret(secret)?), Some(algorithm), Leniency::NONE)
    }

    /// Takes an HMAC secret of any length but zero: for demonstrations, never for a service.
    ///
    /// A short secret is found by trying candidates against one token.
    ///
    /// # Errors
    ///
    /// As [`SigningKey::hmac`], without [`KeyError::SecretTooShort`].
    pub fn hmac_weak(algorithm: Algorithm, secret: &[u8]) -> Result<Self, KeyError> {
        let leniency = Leniency::NONE.with_short_secrets();
        Self::bound(Cow::Owned(Jwk::from_secret(secret)?), Some(algorithm), leniency)
    }

    /// Reads a private key from PEM: PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    ///
    /// What [`Jwk::from_pem`] and [`SigningKey::from_jwk`] refuse.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::bound(Cow::Owned(Jwk::from_pem(pem)?), Some(algorithm), Leniency::NONE)
    }

    /// Reads a private key from DER: PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    ///
    /// What [`Jwk::from_der`] and [`SigningKey::from_jwk`] refuse.
    pub fn from_der(algorithm: Algorithm, der: &[u8]) -> Result<Self, KeyError> {
        Self::bound(Cow::Owned(Jwk::from_der(der)?), Some(algorithm), Leniency::NONE)
    }

    /// Binds a JWK to its own `alg`, or to `default` when it names none.
    ///
    /// # Errors
    ///
    /// See [`Jwk::signing_key`].
    pub fn from_jwk(jwk: &Jwk, default: Option<Algorithm>) -> Result<Self, KeyError> {
        Self::bound(Cow::Borrowed(jwk), default, Leniency::NONE)
    }

    /// Binds a JWK as [`SigningKey::from_jwk`] does, where a caller allows weaker keys by name.
    ///
    /// # Errors
    ///
    /// As [`SigningKey::from_jwk`], without what `leniency` lets pass.
    pub fn from_jwk_with(
        jwk: &Jwk,
        default: Option<Algorithm>,
        leniency: Leniency,
    ) -> Result<Self, KeyError> {
        Self::bound(Cow::Borrowed(jwk), default, leniency)
    }

    /// Binds a JWK whose secret may be short: for demonstrations, never for a service.
    ///
    /// # Errors
    ///
    /// As [`SigningKey::from_jwk`], without [`KeyError::SecretTooShort`].
    pub fn from_jwk_weak(jwk: &Jwk, default: Option<Algorithm>) -> Result<Self, KeyError> {
        Self::bound(Cow::Borrowed(jwk), default, Leniency::NONE.with_short_secrets())
    }

    /// Makes a new key for `algorithm` from the randomness of the operating system.
    ///
    /// RSA keys have 2048 bits and take about a second in a debug build; the others are instant.
    ///
    /// # Errors
    ///
    /// [`KeyError::Randomness`] when the system gives none.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let jwk = Jwk::from(generate::material(algorithm)?).with_algorithm(algorithm);
        Self::bound(Cow::Owned(jwk), None, Leniency::NONE)
    }

    /// Tells the one algorithm of the key.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Gives `kid`, which signing writes into the header.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.jwk.key_id()
    }

    /// Sets `kid`.
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        self.jwk = Arc::new(Jwk::clone(&self.jwk).with_key_id(key_id));
        self
    }

    /// Gives the key as a JWK with its private part, for keeping.
    #[must_use]
    pub fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// Prepares the other half: the public key, or for HMAC the same secret.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::of(&self.jwk, self.algorithm)
    }

    /// Signs octets; for a token call `jwt::sign` or `jws::sign` instead.
    ///
    /// # Errors
    ///
    /// [`SigningFailed`] when the system gives no randomness, which RSA needs for blinding and salt
    /// and ML-DSA for hedging. With the feature `aws-lc-rs` ECDSA needs it too: its nonces are then drawn, and
    /// else derived from key and message (RFC 6979). AWS-LC gives no error where the system has none: it ends the
    /// process.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SigningFailed> {
        let mut signature = Vec::new();
        self.sign_append(message, &mut signature)?;
        Ok(signature)
    }

    /// Signs octets and appends the signature to a buffer of the caller's.
    ///
    /// # Errors
    ///
    /// As [`SigningKey::sign`].
    pub fn sign_append(
        &self,
        message: &[u8],
        signature: &mut Vec<u8>,
    ) -> Result<(), SigningFailed> {
        self.operation.sign(message, signature)
    }

    /// Shows how this key came to `signature`, value by value, and checks it.
    #[cfg(feature = "trace")]
    pub(crate) fn trace(&self, message: &[u8], signature: &[u8]) -> Vec<Step> {
        trace::steps(&self.jwk.material, self.algorithm, message, signature)
    }

    /// Checks a key; it is copied once its algorithm fits, for the rest of the checks may add the primes to it.
    fn bound(
        jwk: Cow<'_, Jwk>,
        default: Option<Algorithm>,
        leniency: Leniency,
    ) -> Result<Self, KeyError> {
        let algorithm = bind::algorithm(&jwk, default, Purpose::Sign)?;
        let mut jwk = jwk.into_owned().with_algorithm(algorithm);
        let operation = operation(&mut jwk, algorithm, leniency)?;
        Ok(Self { algorithm, jwk: jwk.into(), operation: operation.into() })
    }
}

impl fmt::Debug for SigningKey {
    /// Shows algorithm and `kid`, never an octet of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.algorithm)
            .field("kid", &self.key_id())
            .finish_non_exhaustive()
    }
}

/// Prepares the key, in another backend where there is one; RSA primes that had to be looked for are kept in the JWK.
fn operation(
    jwk: &mut Jwk,
    algorithm: Algorithm,
    leniency: Leniency,
) -> Result<Box<dyn Sign>, KeyError> {
    let found = jwk.key_type();
    let public = KeyError::PublicForSigning { found };
    match &mut jwk.material {
        Material::Akp { set, private, .. } => {
            let seed = private.as_ref().ok_or(public)?;
            mldsa::signer(*set, seed.expose()).map_err(|_| KeyError::PrivateInvalid { found })
        }
        Material::Ec { curve, private, point } => {
            let scalar = private.as_ref().ok_or(public)?;
            if let Some(operation) = aws_lc::ecdsa_signer(*curve, scalar.expose(), point) {
                return Ok(operation);
            }
            ecdsa::signer(*curve, scalar.expose()).map_err(|_| KeyError::PrivateInvalid { found })
        }
        Material::Oct(secret) => {
            bind::secret(secret.expose(), algorithm, leniency)?;
            Ok(hmac::signer(algorithm.hash().unwrap_or(Hash::Sha512), secret.expose()))
        }
        Material::Okp { private, public: point } => {
            let seed = private.as_ref().ok_or(public)?;
            if let Some(operation) = aws_lc::eddsa_signer(seed.expose(), point) {
                return Ok(operation);
            }
            eddsa::signer(seed.expose()).map_err(|_| KeyError::PrivateInvalid { found })
        }
        Material::Rsa { public: integers, private, .. } => {
            let private = private.as_mut().ok_or(public)?;
            let hash = algorithm.hash().unwrap_or(Hash::Sha512);
            let limits = leniency.rsa_limits(algorithm);
            let key = rsa::private_key(integers, private, limits)?;
            if private.primes.is_none() {
                private.primes = rsa::integers(&key).1.primes;
            }
            if let Some(operation) = aws_lc::rsa_signer(algorithm, integers, private) {
                return Ok(operation);
            }
            match algorithm.family() {
                Family::RsaPss => Ok(rsa::pss_signer(hash, key)),
                _ => Ok(rsa::pkcs1_signer(hash, key)),
            }
        }
    }
}
