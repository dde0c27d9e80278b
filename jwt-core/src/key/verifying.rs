//! A key that verifies, bound to exactly one algorithm (RFC 8725 §3.1).

use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

use super::Jwk;
use super::KeyError;
use super::Leniency;
use super::bind;
use super::bind::Purpose;
use super::material::Material;
#[cfg(feature = "trace")]
use super::trace;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::Hash;
use crate::alg::SignatureMismatch;
use crate::alg::Verify;
use crate::alg::aws_lc;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::hmac;
use crate::alg::mldsa;
use crate::alg::rsa;
#[cfg(feature = "trace")]
use crate::alg::trace::Step;

/// A prepared public key or shared secret; cloning shares it.
///
/// # Example: a key never serves another algorithm
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::key::SigningKey;
/// use jwt_core::key::VerifyingKey;
///
/// let pem = SigningKey::generate(Algorithm::Es256)?.jwk().public().unwrap().to_pem()?;
/// let error = VerifyingKey::hmac(Algorithm::Hs256, pem.as_bytes()).unwrap_err();
/// assert_eq!(error.code(), "key.looks_like_key");
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
// One count to go up and down for each result of a verifier, as every result holds its key.
#[derive(Clone)]
pub struct VerifyingKey {
    bound: Arc<Bound>,
}

#[derive(Clone)]
struct Bound {
    algorithm: Algorithm,
    issuers: Vec<String>,
    jwk: Arc<Jwk>,
    operation: Arc<dyn Verify>,
}

impl VerifyingKey {
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
    /// # Errors
    ///
    /// As [`VerifyingKey::hmac`], without [`KeyError::SecretTooShort`].
    pub fn hmac_weak(algorithm: Algorithm, secret: &[u8]) -> Result<Self, KeyError> {
        let leniency = Leniency::NONE.with_short_secrets();
        Self::bound(Cow::Owned(Jwk::from_secret(secret)?), Some(algorithm), leniency)
    }

    /// Reads a public key from PEM: SPKI, PKCS#1 or an X.509 certificate.
    ///
    /// # Errors
    ///
    /// What [`Jwk::from_pem`] and [`VerifyingKey::from_jwk`] refuse.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::bound(Cow::Owned(Jwk::from_pem(pem)?), Some(algorithm), Leniency::NONE)
    }

    /// Reads a public key from DER: SPKI, PKCS#1 or an X.509 certificate.
    ///
    /// # Errors
    ///
    /// What [`Jwk::from_der`] and [`VerifyingKey::from_jwk`] refuse.
    pub fn from_der(algorithm: Algorithm, der: &[u8]) -> Result<Self, KeyError> {
        Self::bound(Cow::Owned(Jwk::from_der(der)?), Some(algorithm), Leniency::NONE)
    }

    /// Binds a public JWK or a shared secret to its own `alg`, or to `default` when it names none.
    ///
    /// # Errors
    ///
    /// See [`Jwk::verifying_key`].
    pub fn from_jwk(jwk: &Jwk, default: Option<Algorithm>) -> Result<Self, KeyError> {
        Self::bound(Cow::Borrowed(jwk), default, Leniency::NONE)
    }

    /// Binds a JWK as [`VerifyingKey::from_jwk`] does, where a caller allows weaker keys by name.
    ///
    /// # Errors
    ///
    /// As [`VerifyingKey::from_jwk`], without what `leniency` lets pass.
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
    /// As [`VerifyingKey::from_jwk`], without [`KeyError::SecretTooShort`].
    pub fn from_jwk_weak(jwk: &Jwk, default: Option<Algorithm>) -> Result<Self, KeyError> {
        Self::bound(Cow::Borrowed(jwk), default, Leniency::NONE.with_short_secrets())
    }

    /// Tells the one algorithm of the key.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.bound.algorithm
    }

    /// Gives `kid`, which a header's `kid` is compared with.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.bound.jwk.key_id()
    }

    /// Sets `kid`.
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        let bound = Arc::make_mut(&mut self.bound);
        bound.jwk = Arc::new(Jwk::clone(&bound.jwk).with_key_id(key_id));
        self
    }

    /// Binds the key to an issuer, or to one issuer more (RFC 8725 §3.8).
    ///
    /// A token that this key verifies must then name one of them in `iss`: a key of one issuer must
    /// not vouch for another. The text is compared character by character. What enforces it is
    /// [`jwt::Verifier`](crate::jwt::Verifier); `jws::verify` reads no claims and does not.
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl Into<String>) -> Self {
        let issuer = issuer.into();
        if !self.bound.issuers.contains(&issuer) {
            Arc::make_mut(&mut self.bound).issuers.push(issuer);
        }
        self
    }

    /// Lists the issuers the key is bound to; none means that it is not bound.
    #[must_use]
    pub fn issuers(&self) -> &[String] {
        &self.bound.issuers
    }

    /// Gives the key as a JWK: the public half, or for HMAC the secret.
    #[must_use]
    pub fn jwk(&self) -> &Jwk {
        &self.bound.jwk
    }

    /// Computes the SHA-256 thumbprint, base64url (RFC 7638 §3).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.bound.jwk.thumbprint()
    }

    /// Gives the thumbprint as a URI, `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…` (RFC 9278 §3).
    #[must_use]
    pub fn thumbprint_uri(&self) -> String {
        self.bound.jwk.thumbprint_uri()
    }

    /// Prepares the key for checking many signatures, where there is a faster way.
    ///
    /// For ES256 a table of 86 KiB is worked out, which takes as long as about ten verifications and makes
    /// each three times as fast; a second such table, of the curve itself, is made once for all keys. With the
    /// feature `aws-lc-rs` the table is faster, too, than what it stands in for. For every other algorithm the key
    /// stays as it is. Answers are the same either way. Clones share the table.
    ///
    /// An RSA key needs no asking: its first verification takes half as long again as the others, and 1 KiB is kept
    /// of what it found (2 KiB for 4096 bits). Clones share that, too.
    ///
    /// ```
    /// # use jwt_core::Algorithm;
    /// # use jwt_core::key::SigningKey;
    /// let key = SigningKey::generate(Algorithm::Es256)?;
    /// let verifying_key = key.verifying_key().prepare();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn prepare(mut self) -> Self {
        if let Material::Ec { curve, point, .. } = &self.bound.jwk.material
            && let Some(operation) = ecdsa::prepared(*curve, point)
        {
            Arc::make_mut(&mut self.bound).operation = operation.into();
        }
        self
    }

    /// Checks a signature over octets; for a token call a verifier of `jwt` or `jws` instead.
    ///
    /// `signature` has the form of JWS: the tag, r‖s, or as many octets as the modulus.
    ///
    /// # Errors
    ///
    /// [`SignatureMismatch`], whatever the cause.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        self.bound.operation.verify(message, signature)
    }

    /// Shows how [`VerifyingKey::verify`] comes to its answer, value by value.
    #[cfg(feature = "trace")]
    pub(crate) fn trace(&self, message: &[u8], signature: &[u8]) -> Vec<Step> {
        trace::steps(&self.bound.jwk.material, self.bound.algorithm, message, signature)
    }

    /// The other half of a signing key, which has passed the checks already.
    pub(super) fn of(signing: &Jwk, algorithm: Algorithm) -> Self {
        let jwk = signing.public().unwrap_or_else(|| signing.clone().for_the_other_side());
        // The other half of a checked key passes the same checks; should that ever not be so, the
        // key refuses every signature instead of bringing the process down.
        let operation =
            operation(&jwk, algorithm, Leniency::ALL).unwrap_or_else(|_| Box::new(RefusesAll));
        Self::new(algorithm, jwk, operation)
    }

    /// Checks a key; a copy of it is made only of one that is good.
    fn bound(
        jwk: Cow<'_, Jwk>,
        default: Option<Algorithm>,
        leniency: Leniency,
    ) -> Result<Self, KeyError> {
        let found = jwk.key_type();
        if jwk.is_private() && jwk.public().is_some() {
            return Err(KeyError::PrivateForVerifying { found });
        }
        let algorithm = bind::algorithm(&jwk, default, Purpose::Verify)?;
        let operation = operation(&jwk, algorithm, leniency)?;
        Ok(Self::new(algorithm, jwk.into_owned().with_algorithm(algorithm), operation))
    }

    fn new(algorithm: Algorithm, jwk: Jwk, operation: Box<dyn Verify>) -> Self {
        let (issuers, jwk) = (Vec::new(), Arc::new(jwk));
        Self { bound: Arc::new(Bound { algorithm, issuers, jwk, operation: operation.into() }) }
    }
}

impl fmt::Debug for VerifyingKey {
    /// Shows algorithm and `kid`, never an octet of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey")
            .field("algorithm", &self.bound.algorithm)
            .field("kid", &self.key_id())
            .finish_non_exhaustive()
    }
}

struct RefusesAll;

impl Verify for RefusesAll {
    fn verify(&self, _: &[u8], _: &[u8]) -> Result<(), SignatureMismatch> {
        Err(SignatureMismatch)
    }
}

/// Binds checked material; another backend is asked first, where there is one.
fn operation(
    jwk: &Jwk,
    algorithm: Algorithm,
    leniency: Leniency,
) -> Result<Box<dyn Verify>, KeyError> {
    let found = jwk.key_type();
    let invalid = |_| KeyError::PointInvalid { found };
    match &jwk.material {
        Material::Akp { set, public, .. } => mldsa::verifier(*set, public).map_err(invalid),
        Material::Ec { curve, point, .. } => aws_lc::ecdsa_verifier(*curve, point)
            .map_or_else(|| ecdsa::verifier(*curve, point).map_err(invalid), Ok),
        Material::Oct(secret) => {
            bind::secret(secret.expose(), algorithm, leniency)?;
            Ok(hmac::verifier(algorithm.hash().unwrap_or(Hash::Sha512), secret.expose()))
        }
        Material::Okp { public, .. } => aws_lc::eddsa_verifier(public)
            .map_or_else(|| eddsa::verifier(public).map_err(invalid), Ok),
        Material::Rsa { public, .. } => {
            let key = public.check(leniency.rsa_limits(algorithm))?;
            if let Some(operation) = aws_lc::rsa_verifier(algorithm, public) {
                return Ok(operation);
            }
            let hash = algorithm.hash().unwrap_or(Hash::Sha512);
            match algorithm.family() {
                Family::RsaPss => Ok(rsa::pss_verifier(hash, key)),
                _ => Ok(rsa::pkcs1_verifier(hash, key)),
            }
        }
    }
}
