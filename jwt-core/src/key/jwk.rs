//! One JSON Web Key (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2, RFC 8812 §3.1, RFC 9964 §3).
//!
//! Takes a JSON object, gives a checked key with its metadata. Refused: a missing or ill-typed
//! member, base64url that is not strict, coordinates of the wrong length, points off the curve,
//! halves that do not fit, RSA primes without the members that belong to them, more than two of them,
//! a `use` and `key_ops` that contradict each other, an `x5c` of another key. Unknown members are
//! passed over, as RFC 7517 §4 demands.

mod read;
#[cfg(test)]
mod tests;
mod write;

use core::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::Certificate;
use super::KeyError;
use super::KeyType;
use super::SigningKey;
use super::VerifyingKey;
use super::bind;
use super::der;
use super::material::Material;
use super::pem;
use super::thumbprint;
use crate::alg::Algorithm;
use crate::json;
use crate::json::Object;
use crate::secret::Secret;

pub(super) use self::read::read as read_object;

/// Reads a text as one strict object.
pub(super) fn parsed<'j>(container: &'static str, json: &'j [u8]) -> Result<Object<'j>, KeyError> {
    Object::parse(json, &json::Limits::default()).map_err(|error| {
        let problem = match json.trim_ascii_start().first() {
            Some(b'<') => "expected JSON, found what looks like a page of HTML".to_owned(),
            _ => error.to_string(),
        };
        KeyError::MalformedJson { container, problem }
    })
}

/// A key that is not bound to an algorithm yet: checked material and what its owner says about it.
///
/// Holds public keys, key pairs and shared secrets; secret parts are wiped on drop and never printed.
#[derive(Clone)]
pub struct Jwk {
    pub(super) material: Material,
    pub(super) algorithm: Option<String>,
    pub(super) certificate_thumbprint: Option<String>,
    pub(super) certificates: Arc<[Certificate]>,
    pub(super) key_id: Option<String>,
    pub(super) key_operations: Option<Vec<String>>,
    pub(super) public_key_use: Option<String>,
}

impl Jwk {
    /// Reads a JWK from UTF-8 JSON.
    ///
    /// # Errors
    ///
    /// [`KeyError::Malformed`] when it is no strict JSON object, [`KeyError::Unsupported`] for an
    /// unknown `kty` or `crv`, [`KeyError::Member`] for a missing or wrong member,
    /// [`KeyError::CertificateMismatch`] for an `x5c` of another key, and what the kind of key itself
    /// refuses.
    ///
    /// # Example: a public key and its thumbprint
    ///
    /// ```
    /// use jwt_core::key::Jwk;
    ///
    /// let jwk = Jwk::from_json(br#"{"kty":"OKP","crv":"Ed25519",
    ///     "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
    /// assert_eq!(jwk.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    /// # Ok::<(), jwt_core::key::KeyError>(())
    /// ```
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let object = parsed("JWK", json.as_ref())?;
        if object.get("keys").is_some() && object.get("kty").is_none() {
            let problem = "expected one key, found a set with the member keys".to_owned();
            return Err(KeyError::MalformedJson { container: "JWK", problem });
        }
        read::read(&object)
    }

    /// Reads the first key of a PEM text: PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate.
    ///
    /// Line ends may be LF, CRLF or, as in environment variables, a literal `\n`.
    ///
    /// # Errors
    ///
    /// [`KeyError::Encrypted`] for a block under a passphrase, [`KeyError::Malformed`] for a broken
    /// one, and what [`Jwk::from_der`] refuses.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        pem::read(pem::text(pem.as_ref())?)
    }

    /// Reads one DER structure: PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate.
    ///
    /// # Errors
    ///
    /// [`KeyError::Malformed`] when it is none of them or octets follow it, and
    /// [`KeyError::Unsupported`] when its algorithm is not one for signatures here.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        der::read(der)
    }

    /// Takes a shared secret.
    ///
    /// # Errors
    ///
    /// [`KeyError::SecretEmpty`]. How long it must be is asked when it is bound.
    pub fn from_secret(secret: &[u8]) -> Result<Self, KeyError> {
        Ok(Material::oct(Secret::from(secret))?.into())
    }

    /// Tells the kind of key.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        self.material.key_type()
    }

    /// Gives `kid`, an opaque name (RFC 7517 §4.5).
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Gives `alg` as it is written, which may be no signature algorithm (RFC 7517 §4.4).
    #[must_use]
    pub fn algorithm_name(&self) -> Option<&str> {
        self.algorithm.as_deref()
    }

    /// Gives `use` (RFC 7517 §4.2).
    #[must_use]
    pub fn public_key_use(&self) -> Option<&str> {
        self.public_key_use.as_deref()
    }

    /// Gives `key_ops`; `None` when the member is absent (RFC 7517 §4.3).
    #[must_use]
    pub fn key_operations(&self) -> Option<&[String]> {
        self.key_operations.as_deref()
    }

    /// Gives the certificates of `x5c`, the key's own first, for showing (RFC 7517 §4.7).
    ///
    /// The first one holds this key; that is all that was checked. None of them makes the key trusted.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Gives `x5t#S256`, the hash of the key's certificate, 43 characters (RFC 7517 §4.9).
    ///
    /// Compared with the certificate when there is an `x5c`, else as the owner wrote it.
    #[must_use]
    pub fn certificate_thumbprint(&self) -> Option<&str> {
        self.certificate_thumbprint.as_deref()
    }

    /// Tells whether the key can sign: a private key or a shared secret.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.material.is_private()
    }

    /// Counts the bits of the modulus, the field or the secret; for an AKP key those of the public key.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.material.bits()
    }

    /// Lists the algorithms that kind, curve and `alg` allow; sizes and `use` are not looked at.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        Algorithm::ALL.iter().copied().filter(|one| bind::may_serve(self, *one)).collect()
    }

    /// Computes the SHA-256 thumbprint, base64url, 43 characters (RFC 7638 §3).
    ///
    /// The thumbprint of a weak shared secret can be guessed like a password's hash: do not publish it.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        thumbprint::sha256(&self.material)
    }

    /// Gives the thumbprint as a URI, `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…` (RFC 9278 §3).
    ///
    /// What is said about secrets at [`Jwk::thumbprint`] holds here too.
    #[must_use]
    pub fn thumbprint_uri(&self) -> String {
        thumbprint::uri(&self.material)
    }

    /// Writes the members that make the key, which the thumbprint is over (RFC 7638 §3.2).
    pub(crate) fn required_members(&self) -> Zeroizing<String> {
        thumbprint::canonical(&self.material)
    }

    /// Gives the public half with the same metadata, where `sign` becomes `verify`.
    ///
    /// `None` for a shared secret, which has no public half.
    #[must_use]
    pub fn public(&self) -> Option<Self> {
        let material = self.material.public()?;
        let public = Self { material, ..self.clone() };
        Some(if self.is_private() { public.for_the_other_side() } else { public })
    }

    /// Says `verify` where `key_ops` says `sign`, once (RFC 7517 §4.3).
    pub(super) fn for_the_other_side(mut self) -> Self {
        if let Some(operations) = &mut self.key_operations {
            let verifies = operations.iter().any(|one| one == "verify");
            operations.retain(|one| !verifies || one != "sign");
            for operation in operations.iter_mut().filter(|one| *one == "sign") {
                "verify".clone_into(operation);
            }
        }
        self
    }

    /// Sets `kid`.
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Sets `alg`.
    #[must_use]
    pub fn with_algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm.as_str().to_owned());
        self
    }

    /// Says that the key is for signatures: sets `use` to `sig` (RFC 7517 §4.2) and drops `key_ops`.
    ///
    /// The two "SHOULD NOT be used together" (RFC 7517 §4.3).
    ///
    /// # Example: what an issuer publishes
    ///
    /// ```
    /// use jwt_core::Algorithm;
    /// use jwt_core::key::SigningKey;
    ///
    /// let key = SigningKey::generate(Algorithm::Es256)?;
    /// let published = key.verifying_key().jwk().clone().for_signatures();
    /// assert!(published.to_json().contains(r#""use":"sig""#));
    /// # Ok::<(), jwt_core::key::KeyError>(())
    /// ```
    #[must_use]
    pub fn for_signatures(mut self) -> Self {
        self.public_key_use = Some("sig".to_owned());
        self.key_operations = None;
        self
    }

    /// Writes the key as a JWK, private parts included: `kty` first, then its members, then metadata.
    ///
    /// A key that its container allows RSASSA-PSS alone is written with an `alg` of it: the one that
    /// its parameters or its owner name, else PS256.
    #[must_use]
    pub fn to_json(&self) -> Zeroizing<String> {
        write::write(self)
    }

    /// Writes the key as PEM: PKCS#8 for a key pair, SPKI for a public key. Metadata is lost.
    ///
    /// A key that came as id-RSASSA-PSS is written as such (RFC 4055 §1.2).
    ///
    /// # Errors
    ///
    /// [`KeyError::Unrepresentable`] for a shared secret, and RSA errors for integers that make no key.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        pem::write(self)
    }

    /// Binds the key for verifying: to its own `alg`, or to `default` when it names none.
    ///
    /// # Errors
    ///
    /// [`KeyError::AlgorithmMissing`] and [`KeyError::AlgorithmMismatch`] about `alg`,
    /// [`KeyError::NotForThis`] about `use` and `key_ops`, [`KeyError::PrivateForVerifying`] for a
    /// key pair (take [`Jwk::public`]), and what the algorithm refuses.
    pub fn verifying_key(&self, default: Option<Algorithm>) -> Result<VerifyingKey, KeyError> {
        VerifyingKey::from_jwk(self, default)
    }

    /// Binds the key for signing: to its own `alg`, or to `default` when it names none.
    ///
    /// # Errors
    ///
    /// As [`Jwk::verifying_key`], and [`KeyError::PublicForSigning`] for a public key.
    pub fn signing_key(&self, default: Option<Algorithm>) -> Result<SigningKey, KeyError> {
        SigningKey::from_jwk(self, default)
    }
}

impl From<Material> for Jwk {
    fn from(material: Material) -> Self {
        // What kind of AKP key it is, its alg alone tells (RFC 9964 §3).
        let algorithm = match &material {
            Material::Akp { set, .. } => Some(set.to_string()),
            _ => None,
        };
        Self {
            material,
            algorithm,
            certificate_thumbprint: None,
            certificates: Arc::default(),
            key_id: None,
            key_operations: None,
            public_key_use: None,
        }
    }
}

impl fmt::Debug for Jwk {
    /// Shows the kind and the metadata, never an octet of the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jwk")
            .field("key_type", &self.key_type())
            .field("private", &self.is_private())
            .field("alg", &self.algorithm)
            .field("kid", &self.key_id)
            .finish_non_exhaustive()
    }
}
