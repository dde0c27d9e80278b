//! Making a JWS in the Compact Serialization (RFC 7515 §5.1, RFC 7797 §5).
//!
//! What our own verifier would refuse is not signed: the header is written, then read back.

use core::fmt;

use super::Caps;
use super::HeaderBuilder;
use super::JwsError;
use super::Policy;
use super::Signer;
use super::check_critical;
use super::header;
use super::header::Place;
use crate::alg::Algorithm;
use crate::alg::SigningFailed;
use crate::base64url;
use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::json::Outline;

/// Why a token could not be made.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The claims have no JSON form, or none that is an object with unique names (RFC 7519 §4).
    #[error("the claims cannot be written as a Claims Set: {0}")]
    Claims(String),
    /// A verifier would refuse the header. Places in it are those of its JSON.
    #[error("the header would be refused: {0}")]
    Header(JwsError),
    /// The key could not sign.
    #[error("{0}")]
    Key(#[from] SigningFailed),
    /// The payload cannot stand unencoded in this form (RFC 7797 §5).
    #[error("the payload cannot stand unencoded here: {0}")]
    Payload(&'static str),
    /// What a [`Signer`] gave is no signature of its algorithm.
    #[error("{algorithm} signatures have {expected} octets, the signer gave {found}")]
    SignatureLength {
        /// The algorithm of the signer.
        algorithm: Algorithm,
        /// Octets of a signature.
        expected: usize,
        /// Octets that came.
        found: usize,
    },
    /// Too few or too many signatures, or they differ in `b64` (RFC 7515 §7.2, RFC 7797 §3).
    #[error("the signatures do not make one JWS: {0}")]
    Signatures(&'static str),
    /// A [`Signer`] of the caller's failed.
    #[error("the signer failed: {0}")]
    Signer(String),
}

impl SignError {
    /// Words the failure of a signer of the caller's.
    #[must_use]
    pub fn signer(cause: impl ToString) -> Self {
        Self::Signer(cause.to_string())
    }

    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Claims(_) => &CLAIMS_UNWRITABLE,
            Self::Header(error) => error.explanation(),
            Self::Key(error) => error.explanation(),
            Self::Payload(_) => &PAYLOAD_UNWRITABLE,
            Self::SignatureLength { .. } => &SIGNER_LENGTH,
            Self::Signatures(_) => &SIGNATURES_DISAGREE,
            Self::Signer(_) => &SIGNER_FAILED,
        }
    }
}

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &CLAIMS_UNWRITABLE,
    &PAYLOAD_UNWRITABLE,
    &SIGNATURES_DISAGREE,
    &SIGNER_FAILED,
    &SIGNER_LENGTH,
];

/// Shown when claims cannot be written.
pub(crate) const CLAIMS_UNWRITABLE: Explanation = Explanation {
    code: "jwt.claims_unwritable",
    title: "The claims are no Claims Set",
    meaning: "A Claims Set is one JSON object in which every name stands once.",
    remedy: "Serialize a struct or a map with text keys.",
    reference: Rfc { number: 7519, section: "4" },
};

/// Shown when an unencoded payload does not fit its form.
pub(crate) const PAYLOAD_UNWRITABLE: Explanation = Explanation {
    code: "jws.payload_unwritable",
    title: "The payload cannot stand unencoded",
    meaning: "In a compact token a dot would end the payload, and only printable ASCII survives \
              transport; in JSON it must be text.",
    remedy: "Sign it detached, or leave b64 out so that it is base64url.",
    reference: Rfc { number: 7797, section: "5" },
};

/// Shown when signatures do not make one JWS.
pub(crate) const SIGNATURES_DISAGREE: Explanation = Explanation {
    code: "jws.signatures_disagree",
    title: "These signatures do not make one JWS",
    meaning: "The general form has one signature or more, the flattened form exactly one. All are over \
              one payload: either every header says b64 false or none does (RFC 7797 §3).",
    remedy: "Sign before writing, use the general form for several, and give all the same b64.",
    reference: Rfc { number: 7515, section: "7.2" },
};

/// Shown when a signer of the caller's failed.
pub(crate) const SIGNER_FAILED: Explanation = Explanation {
    code: "jws.signer_failed",
    title: "The signer could not sign",
    meaning: "The key is held elsewhere, and whoever holds it gave no signature.",
    remedy: "Look at the message of the signer: its service, its rights, its connection.",
    reference: Rfc { number: 7515, section: "5.1" },
};

/// Shown when a signer of the caller's gave something of the wrong length.
pub(crate) const SIGNER_LENGTH: Explanation = Explanation {
    code: "jws.signer_length",
    title: "The signer gave no signature of this algorithm",
    meaning: "ECDSA signatures are r‖s of fixed length in JWS. Many devices give DER, which no \
              verifier takes.",
    remedy: "Take the DER structure apart and pad r and s to the length of a coordinate.",
    reference: Rfc { number: 7518, section: "3.4" },
};

/// What a signature is made over, and the token that it will complete (RFC 7515 §5.1).
///
/// For signers that answer later: ask with [`SigningInput::as_bytes`], then complete the token.
///
/// # Example: a signature that comes from elsewhere
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// # let elsewhere = SigningKey::generate(Algorithm::Es256)?;
/// let header = jws::HeaderBuilder::new().key_id("slot-1");
/// let unsigned = jws::SigningInput::new(Algorithm::Es256, &header, b"octets")?;
/// let signature = elsewhere.sign(unsigned.as_bytes())?;
/// let token = unsigned.with_signature(&signature)?;
/// assert_eq!(token.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct SigningInput {
    algorithm: Algorithm,
    /// The token without its last dot and signature; without payload when that is detached.
    token: String,
    /// What is signed, where that is not the text above.
    apart: Option<Vec<u8>>,
}

impl SigningInput {
    /// Prepares a token with its payload.
    ///
    /// # Errors
    ///
    /// [`SignError::Header`], and [`SignError::Payload`] when the header says `b64` false and the
    /// payload is not printable ASCII without dots.
    pub fn new(
        algorithm: Algorithm,
        header: &HeaderBuilder,
        payload: &[u8],
    ) -> Result<Self, SignError> {
        let (mut token, unencoded) = start(algorithm, None, header)?;
        append_payload(&mut token, payload, unencoded)?;
        Ok(Self { algorithm, token, apart: None })
    }

    /// Prepares a token whose payload travels apart from it (RFC 7515 Appendix F).
    ///
    /// # Errors
    ///
    /// [`SignError::Header`].
    pub fn detached(
        algorithm: Algorithm,
        header: &HeaderBuilder,
        payload: &[u8],
    ) -> Result<Self, SignError> {
        let (mut token, unencoded) = start(algorithm, None, header)?;
        let apart = Some(signing_input(&token, payload, unencoded));
        token.push('.');
        Ok(Self { algorithm, token, apart })
    }

    /// Gives the octets to sign.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.apart.as_deref().unwrap_or(self.token.as_bytes())
    }

    /// Completes the token.
    ///
    /// # Errors
    ///
    /// [`SignError::SignatureLength`] when the algorithm fixes another length. Whether the signature
    /// holds is not checked: that needs the verifying key.
    pub fn with_signature(self, signature: &[u8]) -> Result<String, SignError> {
        check_length(self.algorithm, signature)?;
        let mut token = self.token;
        token.push('.');
        base64url::encode_append(signature, &mut token);
        Ok(token)
    }
}

impl fmt::Debug for SigningInput {
    /// Shows the algorithm and how much is signed, and nothing of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningInput")
            .field("algorithm", &self.algorithm)
            .field("bytes", &self.as_bytes().len())
            .finish_non_exhaustive()
    }
}

/// Signs any octets and gives the compact token.
///
/// The header gets `alg` and, unless the builder has one, `kid` from the key. With `b64` false in the
/// header and in `crit` the payload stands as it is (RFC 7797).
///
/// # Errors
///
/// [`SignError::Header`] for what a verifier would refuse, [`SignError::Payload`] for an unencoded
/// payload that is not printable ASCII without dots, [`SignError::Key`] or [`SignError::Signer`]
/// when the key cannot sign.
///
/// # Example: a token over plain text
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Ed25519)?;
/// let token = jws::sign(&key, &jws::HeaderBuilder::new(), b"any octets")?;
/// let verified = jws::verify(&token, &key.verifying_key(), &jws::Policy::default())?;
/// assert_eq!(verified.payload(), b"any octets");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign<S: Signer + ?Sized>(
    signer: &S,
    header: &HeaderBuilder,
    payload: &[u8],
) -> Result<String, SignError> {
    let algorithm = signer.algorithm();
    let (mut token, unencoded) = start(algorithm, signer.key_id(), header)?;
    append_payload(&mut token, payload, unencoded)?;
    let unsigned = SigningInput { algorithm, token, apart: None };
    let signature = signer.sign(unsigned.as_bytes())?;
    unsigned.with_signature(&signature)
}

/// Signs a Claims Set under the usual header: `alg`, `typ` JWT and the key's `kid`.
///
/// What [`sign`] makes of the same header and payload. That header needs no reading back, the token is
/// written where it will stand, and the memory of the payload takes the signature.
pub(crate) fn sign_jwt<S: Signer + ?Sized>(
    signer: &S,
    payload: Vec<u8>,
) -> Result<String, SignError> {
    let (algorithm, key_id) = (signer.algorithm(), signer.key_id());
    let mut octets = [0; USUAL_HEADER];
    let Some(header) = usual_header(algorithm, key_id, &mut octets) else {
        return sign(signer, &HeaderBuilder::new().typ("JWT"), &payload);
    };
    let signature_octets = algorithm.signature_octets().unwrap_or(512);
    let lengths = [header.len(), payload.len(), signature_octets];
    let symbols = lengths.into_iter().filter_map(base64url::encoded_len);
    let mut token = Vec::with_capacity(symbols.fold(2, usize::saturating_add));
    base64url::encode_to(header, &mut token);
    token.push(b'.');
    base64url::encode_to(&payload, &mut token);
    let mut signature = payload;
    signature.clear();
    signer.sign_append(&token, &mut signature)?;
    check_length(algorithm, &signature)?;
    token.push(b'.');
    base64url::encode_to(&signature, &mut token);
    // Symbols and dots are ASCII: the default is never used.
    Ok(String::from_utf8(token).unwrap_or_default())
}

/// Writes the usual header of a JWT; `None` when it is long or `kid` has to be escaped.
fn usual_header<'o>(
    algorithm: Algorithm,
    key_id: Option<&str>,
    octets: &'o mut [u8; USUAL_HEADER],
) -> Option<&'o [u8]> {
    if !key_id.unwrap_or_default().bytes().all(|one| one >= b' ' && !matches!(one, b'"' | b'\\')) {
        return None;
    }
    let (before, after) = if key_id.is_some() { (",\"kid\":\"", "\"") } else { ("", "") };
    let key_id = key_id.unwrap_or_default();
    let name = algorithm.as_str();
    let mut end = 0_usize;
    for part in ["{\"alg\":\"", name, "\",\"typ\":\"JWT\"", before, key_id, after, "}"] {
        let start = end;
        end = start.saturating_add(part.len());
        octets.get_mut(start..end)?.copy_from_slice(part.as_bytes());
    }
    octets.get(..end)
}

/// Room for the usual header with a `kid` as long as a thumbprint and more.
const USUAL_HEADER: usize = 128;

/// Signs octets that travel apart from the token, whose second segment is empty.
///
/// # Errors
///
/// As [`sign`], without [`SignError::Payload`]: a detached payload may be any octets.
pub fn sign_detached<S: Signer + ?Sized>(
    signer: &S,
    header: &HeaderBuilder,
    payload: &[u8],
) -> Result<String, SignError> {
    let algorithm = signer.algorithm();
    let (mut token, unencoded) = start(algorithm, signer.key_id(), header)?;
    let apart = Some(signing_input(&token, payload, unencoded));
    token.push('.');
    let unsigned = SigningInput { algorithm, token, apart };
    let signature = signer.sign(unsigned.as_bytes())?;
    unsigned.with_signature(&signature)
}

/// Gives the octets that are signed: protected header, dot, payload (RFC 7515 §5.1, RFC 7797 §3).
pub(super) fn signing_input(protected: &str, payload: &[u8], unencoded: bool) -> Vec<u8> {
    if unencoded {
        return [protected.as_bytes(), b".", payload].concat();
    }
    let mut text = format!("{protected}.");
    base64url::encode_append(payload, &mut text);
    text.into_bytes()
}

/// Writes the protected header, checks it with the verifier's reader and encodes it; tells `b64`.
pub(super) fn start(
    algorithm: Algorithm,
    key_id: Option<&str>,
    header: &HeaderBuilder,
) -> Result<(String, bool), SignError> {
    let json = header.to_json(algorithm.as_str(), key_id);
    let mut outline = Outline::default();
    let read = header::compact(json.as_bytes(), Place::Plain(0), &unlimited(), &mut outline);
    let read = read.map_err(SignError::Header)?;
    // What `crit` names is for the verifiers to understand; the rules of its form hold for us.
    let policy = Policy { understands: read.critical().to_vec(), ..Policy::default() };
    check_critical(&read, &policy).map_err(SignError::Header)?;
    Ok((base64url::encode(&json), read.is_unencoded()))
}

/// How large a header may be is for its verifiers to say.
pub(super) fn unlimited() -> Caps {
    Caps { header_bytes: usize::MAX, depth: usize::MAX, ..Caps::default() }
}

fn append_payload(token: &mut String, payload: &[u8], unencoded: bool) -> Result<(), SignError> {
    token.push('.');
    if !unencoded {
        base64url::encode_append(payload, token);
        return Ok(());
    }
    let printable = |octet: &u8| matches!(octet, b' '..=b'~') && *octet != b'.';
    match core::str::from_utf8(payload) {
        Ok(text) if payload.iter().all(printable) => token.push_str(text),
        _ => return Err(SignError::Payload("a compact token takes printable ASCII without dots")),
    }
    Ok(())
}

pub(super) fn check_length(algorithm: Algorithm, signature: &[u8]) -> Result<(), SignError> {
    match algorithm.signature_octets() {
        Some(expected) if expected != signature.len() => {
            Err(SignError::SignatureLength { algorithm, expected, found: signature.len() })
        }
        None if signature.is_empty() => {
            Err(SignError::SignatureLength { algorithm, expected: 256, found: 0 })
        }
        _ => Ok(()),
    }
}
