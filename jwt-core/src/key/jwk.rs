//! One JSON Web Key (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2, RFC 8812 §3.1).
//!
//! Takes a JSON object, gives a checked key with its metadata. Refused: a missing or ill-typed
//! member, base64url that is not strict, coordinates of the wrong length, points off the curve,
//! halves that do not fit, more than two RSA primes. Unknown members are passed over, as RFC 7517 §4
//! demands.

use core::fmt;
use core::fmt::Write;

use zeroize::Zeroizing;

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
use crate::alg::Curve;
use crate::alg::rsa;
use crate::base64url;
use crate::json;
use crate::json::Object;
use crate::secret::Secret;

/// A key that is not bound to an algorithm yet: checked material and what its owner says about it.
///
/// Holds public keys, key pairs and shared secrets; secret parts are wiped on drop and never printed.
#[derive(Clone)]
pub struct Jwk {
    pub(super) material: Material,
    pub(super) algorithm: Option<String>,
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
    /// unknown `kty` or `crv`, [`KeyError::Member`] for a missing or wrong member, and what the kind
    /// of key itself refuses.
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
    pub fn from_json(json: &[u8]) -> Result<Self, KeyError> {
        let object = Object::parse(json, &json::Limits::default()).map_err(|error| {
            KeyError::Malformed { container: "JWK", problem: error.to_string() }
        })?;
        Self::from_object(&object)
    }

    /// Reads the first key of a PEM text: PKCS#8, PKCS#1, SEC1, SPKI or an X.509 certificate.
    ///
    /// Line ends may be LF, CRLF or, as in environment variables, a literal `\n`.
    ///
    /// # Errors
    ///
    /// [`KeyError::Encrypted`] for a block under a passphrase, [`KeyError::Malformed`] for a broken
    /// one, and what [`Jwk::from_der`] refuses.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        pem::read(pem)
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

    pub(super) fn from_object(object: &Object<'_>) -> Result<Self, KeyError> {
        let kty = text(object, "kty")?
            .ok_or(KeyError::Member { name: "kty", problem: "is missing".to_owned() })?;
        let material = match kty.as_str() {
            "EC" => ec(object)?,
            "OKP" => okp(object)?,
            "RSA" => rsa(object)?,
            "oct" => Material::oct(required(object, "k")?)?,
            _ => return Err(KeyError::Unsupported { found: kty }),
        };
        Ok(Self {
            material,
            algorithm: text(object, "alg")?,
            key_id: text(object, "kid")?,
            key_operations: operations(object)?,
            public_key_use: text(object, "use")?,
        })
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

    /// Tells whether the key can sign: a private key or a shared secret.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.material.is_private()
    }

    /// Counts the bits of the modulus, the field or the secret.
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

    /// Gives the public half with the same metadata, where `sign` becomes `verify`.
    ///
    /// `None` for a shared secret, which has no public half.
    #[must_use]
    pub fn public(&self) -> Option<Self> {
        let material = self.material.public()?;
        let mut public = Self { material, ..self.clone() };
        if self.is_private() {
            for operation in public.key_operations.iter_mut().flatten() {
                if operation == "sign" {
                    "verify".clone_into(operation);
                }
            }
        }
        Some(public)
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

    /// Writes the key as a JWK, private parts included: `kty` first, then its members, then metadata.
    #[must_use]
    pub fn to_json(&self) -> Zeroizing<String> {
        write(self)
    }

    /// Writes the key as PEM: PKCS#8 for a key pair, SPKI for a public key. Metadata is lost.
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
        Self { material, algorithm: None, key_id: None, key_operations: None, public_key_use: None }
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

fn ec(object: &Object<'_>) -> Result<Material, KeyError> {
    let crv = required_text(object, "crv")?;
    let curve = Curve::ALL
        .iter()
        .copied()
        .find(|curve| curve.as_str() == crv)
        .ok_or_else(|| KeyError::Unsupported { found: format!("EC {crv}") })?;
    let octets = curve.coordinate_octets();
    let x = exact(required(object, "x")?, "x", octets)?;
    let y = exact(required(object, "y")?, "y", octets)?;
    let d = optional(object, "d")?.map(|d| exact(d, "d", octets)).transpose()?;
    let sec1 = [&[4], x.expose(), y.expose()].concat();
    Material::ec(curve, Some(&sec1), d)
}

fn okp(object: &Object<'_>) -> Result<Material, KeyError> {
    let crv = required_text(object, "crv")?;
    if crv != "Ed25519" {
        return Err(KeyError::Unsupported { found: format!("OKP {crv}") });
    }
    let x = exact(required(object, "x")?, "x", 32)?;
    let d = optional(object, "d")?.map(|d| exact(d, "d", 32)).transpose()?;
    Material::okp(Some(x.expose()), d)
}

fn rsa(object: &Object<'_>) -> Result<Material, KeyError> {
    if object.get("oth").is_some() {
        return Err(KeyError::Member {
            name: "oth",
            problem: "keys with more than two primes are not supported".to_owned(),
        });
    }
    let n = required(object, "n")?;
    let e = required(object, "e")?;
    let public = rsa::PublicIntegers::new(n.expose(), e.expose());
    let [p, q, dp, dq, qi] = ["p", "q", "dp", "dq", "qi"].map(|name| optional(object, name));
    let (p, q) = (p?, q?);
    // The exponents of the Chinese remainder theorem are computed again; here they need only be read.
    let _ = (dp?, dq?, qi?);
    let primes = match (p, q) {
        (Some(p), Some(q)) => vec![p, q],
        (None, None) => Vec::new(),
        _ => {
            let problem = "one prime stands without the other".to_owned();
            return Err(KeyError::Member { name: "p", problem });
        }
    };
    let private = optional(object, "d")?.map(|exponent| rsa::PrivateIntegers { exponent, primes });
    Material::rsa(public, private, false)
}

fn operations(object: &Object<'_>) -> Result<Option<Vec<String>>, KeyError> {
    let name = "key_ops";
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    let wrong = |problem: &str| KeyError::Member { name, problem: problem.to_owned() };
    let items = value.as_array().ok_or_else(|| wrong("expected an array of strings"))?;
    let mut operations = Vec::new();
    for item in items {
        let text = item.as_str().ok_or_else(|| wrong("expected an array of strings"))?;
        if operations.iter().any(|known| known == text) {
            return Err(wrong("an operation stands twice (RFC 7517 §4.3)"));
        }
        operations.push(text.to_owned());
    }
    Ok(Some(operations))
}

fn text(object: &Object<'_>, name: &'static str) -> Result<Option<String>, KeyError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    match value.as_str() {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(KeyError::Member {
            name,
            problem: format!("expected a string, found {}", value.type_name()),
        }),
    }
}

fn required_text(object: &Object<'_>, name: &'static str) -> Result<String, KeyError> {
    text(object, name)?.ok_or(KeyError::Member { name, problem: "is missing".to_owned() })
}

fn required(object: &Object<'_>, name: &'static str) -> Result<Secret, KeyError> {
    optional(object, name)?.ok_or(KeyError::Member { name, problem: "is missing".to_owned() })
}

/// Decodes a base64url member. The error tells the place and no character: it may be a secret's.
fn optional(object: &Object<'_>, name: &'static str) -> Result<Option<Secret>, KeyError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    let text = value.as_str().ok_or_else(|| KeyError::Member {
        name,
        problem: format!("expected a base64url string, found {}", value.type_name()),
    })?;
    let octets = base64url::decode(text).map_err(|error| KeyError::Member {
        name,
        problem: format!("is not strict base64url at character {}", error.offset),
    })?;
    Ok(Some(Secret::new(octets)))
}

fn exact(octets: Secret, name: &'static str, expected: usize) -> Result<Secret, KeyError> {
    if octets.len() == expected {
        return Ok(octets);
    }
    let problem = format!("expected {expected} octets, found {}", octets.len());
    Err(KeyError::Member { name, problem })
}

fn write(jwk: &Jwk) -> Zeroizing<String> {
    let mut json = Zeroizing::new(String::with_capacity(4096));
    let kind = jwk.key_type();
    let _ = write!(json, "{{\"kty\":\"{}\"", kind.kty());
    if let Some(curve) = kind.crv() {
        let _ = write!(json, ",\"crv\":\"{curve}\"");
    }
    match &jwk.material {
        Material::Ec { curve, point, private } => {
            let (x, y) = point.split_at_checked(curve.coordinate_octets()).unwrap_or_default();
            octets(&mut json, "x", x);
            octets(&mut json, "y", y);
            secret(&mut json, "d", private.as_ref());
        }
        Material::Oct(octets) => secret(&mut json, "k", Some(octets)),
        Material::Okp { public, private } => {
            octets(&mut json, "x", public);
            secret(&mut json, "d", private.as_ref());
        }
        Material::Rsa { public, private, .. } => {
            octets(&mut json, "n", &public.modulus);
            octets(&mut json, "e", &public.exponent);
            if let Some(private) = private {
                write_rsa_private(&mut json, public, private);
            }
        }
    }
    write_metadata(&mut json, jwk);
    json.push('}');
    json
}

fn write_rsa_private(
    json: &mut String,
    public: &rsa::PublicIntegers,
    private: &rsa::PrivateIntegers,
) {
    secret(json, "d", Some(&private.exponent));
    // A producer includes all five or none of the rest (RFC 7518 §6.3.2).
    let Ok(key) = rsa::private_key(public, private) else {
        return;
    };
    let (_, whole) = rsa::integers(&key);
    if let (Some(crt), [p, q]) = (rsa::crt(&key), whole.primes.as_slice()) {
        secret(json, "p", Some(p));
        secret(json, "q", Some(q));
        secret(json, "dp", Some(&crt.dp));
        secret(json, "dq", Some(&crt.dq));
        secret(json, "qi", Some(&crt.qi));
    }
}

fn write_metadata(json: &mut String, jwk: &Jwk) {
    let mut member = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(json, ",\"{name}\":{value}");
        }
    };
    let quoted = |text: &String| serde_json::to_string(text).ok();
    member("use", jwk.public_key_use.as_ref().and_then(quoted));
    member("key_ops", jwk.key_operations.as_ref().and_then(|ops| serde_json::to_string(ops).ok()));
    member("alg", jwk.algorithm.as_ref().and_then(quoted));
    member("kid", jwk.key_id.as_ref().and_then(quoted));
}

fn octets(json: &mut String, name: &str, value: &[u8]) {
    let _ = write!(json, ",\"{name}\":\"");
    base64url::encode_append(value, json);
    json.push('"');
}

fn secret(json: &mut String, name: &str, value: Option<&Secret>) {
    if let Some(value) = value {
        octets(json, name, value.expose());
    }
}

#[cfg(test)]
mod tests;
