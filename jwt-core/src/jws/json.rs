//! JWS JSON Serialization (RFC 7515 §7.2): one payload, one or several signatures, a JSON object.
//!
//! ```text
//! general    {"payload":"…","signatures":[{"protected":"…","header":{…},"signature":"…"}, …]}
//! flattened  {"payload":"…","protected":"…","header":{…},"signature":"…"}
//! ```
//!
//! `protected` is base64url and covered by the signature, `header` is plain JSON and is not. Unless a
//! policy believes the latter, it may carry no algorithm and no key, and its `kid` chooses nothing; a
//! `typ`, `cty`, `x5t` or `x5t#S256` in it never counts. A text that breaks a rule anywhere is refused
//! as a whole; of well-formed signatures one must hold, or all where the policy says so. `b64` must be
//! the same for all of them (RFC 7797 §3).

mod read;
mod sign;

use core::fmt;
use std::borrow::Cow;

pub use self::sign::JsonSigning;

pub(in crate::jws) use self::read::Envelope;
use self::read::Signed;
use super::Header;
use super::JwsError;
use super::KeySource;
use super::Part;
use super::Policy;
use super::resolve::resolve;
use super::sign::signing_input;
use super::verify::check_understood;
use super::verify::check_unencoded;
use super::verify::fitting;
use crate::key::VerifyingKey;

/// A payload that at least one signature of a JSON Serialization covers.
///
/// Only [`verify_json`] and [`verify_json_detached`] make one.
#[derive(Clone)]
pub struct VerifiedJson {
    payload: Vec<u8>,
    signatures: Vec<VerifiedSignature>,
    refused: Vec<RefusedSignature>,
}

/// A signature that holds: its header and the key that fitted.
#[derive(Clone, Debug)]
pub struct VerifiedSignature {
    index: usize,
    header: Header<'static>,
    key: VerifyingKey,
}

/// A signature that does not hold or could not be checked, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefusedSignature {
    /// Its place in `signatures`, from 0.
    pub index: usize,
    /// Why it does not count.
    pub error: JwsError,
}

impl VerifiedJson {
    /// Gives the payload, decoded.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Gives the payload away.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// Gives the signatures that hold, at least one. Whose they are is for the caller to look at.
    ///
    /// The same signature may stand in the text several times, and one key may have made many. Whoever
    /// asks for a number of signers counts the different keys, by [`VerifiedSignature::key`], not the
    /// signatures.
    #[must_use]
    pub fn signatures(&self) -> &[VerifiedSignature] {
        &self.signatures
    }

    /// Gives the signatures that do not count.
    #[must_use]
    pub fn refused(&self) -> &[RefusedSignature] {
        &self.refused
    }
}

impl VerifiedSignature {
    /// Gives its place in `signatures`, from 0.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// Gives the header; only its protected part is covered by the signature.
    #[must_use]
    pub const fn header(&self) -> &Header<'static> {
        &self.header
    }

    /// Gives the key that fitted.
    #[must_use]
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }
}

impl fmt::Debug for VerifiedJson {
    /// Shows signatures in brief and nothing of the payload.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedJson")
            .field("signatures", &self.signatures)
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

/// Checks a JWS in JSON Serialization, general or flattened, with its payload in it.
///
/// # Errors
///
/// [`JwsError`]: that of the text as a whole, else that of its one signature. Of several signatures it
/// is [`JwsError::Signatures`] with the error of each; but where a look-up of keys failed and the others
/// leave open whether the text is good, it is [`JwsError::KeysUnavailable`].
///
/// # Example: two signers, one of them known
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::jws::HeaderBuilder;
/// use jwt_core::jws::JsonSigning;
/// use jwt_core::key::SigningKey;
///
/// let ours = SigningKey::generate(Algorithm::Es256)?;
/// let theirs = SigningKey::generate(Algorithm::Ed25519)?;
/// let text = JsonSigning::new(b"a contract")
///     .signature(&ours, &HeaderBuilder::new())?
///     .signature(&theirs, &HeaderBuilder::new())?
///     .general()?;
///
/// let verified = jws::verify_json(&text, &ours.verifying_key(), &jws::Policy::default())?;
/// assert_eq!(verified.payload(), b"a contract");
/// assert_eq!(verified.signatures()[0].index(), 0);
/// assert_eq!(verified.refused()[0].error.code(), "jws.algorithm_mismatch");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_json<T, K>(text: &T, keys: &K, policy: &Policy) -> Result<VerifiedJson, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let envelope = Envelope::read(text.as_ref(), policy)?;
    let Some(payload) = &envelope.payload else {
        return Err(JwsError::JsonShape {
            problem: "payload is missing: a detached payload has to be given",
            span: envelope.span.clone(),
        });
    };
    let text = &payload.text;
    let message = |signed: &Signed<'_>| format!("{}.{text}", signed.protected).into_bytes();
    let (signatures, refused) = check(&envelope, keys, policy, message)?;
    let mut octets = Vec::new();
    if envelope.unencoded {
        octets.extend_from_slice(text.as_bytes());
    } else {
        payload.decode_append(Part::Payload, policy.padding, &mut octets)?;
    }
    Ok(VerifiedJson { payload: octets, signatures, refused })
}

/// Checks a JWS in JSON Serialization whose payload travels apart from it (RFC 7515 Appendix F).
///
/// # Errors
///
/// [`JwsError::NotDetached`] when the text has a payload of its own, else as [`verify_json`].
pub fn verify_json_detached<T, K>(
    text: &T,
    payload: &[u8],
    keys: &K,
    policy: &Policy,
) -> Result<VerifiedJson, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let envelope = Envelope::read(text.as_ref(), policy)?;
    if let Some(own) = &envelope.payload {
        return Err(JwsError::NotDetached { span: own.span.clone() });
    }
    let message =
        |signed: &Signed<'_>| signing_input(&signed.protected, payload, envelope.unencoded);
    let (signatures, refused) = check(&envelope, keys, policy, message)?;
    Ok(VerifiedJson { payload: payload.to_vec(), signatures, refused })
}

/// Checks every signature; at least one holds, or all where the policy says so.
fn check<K: KeySource + ?Sized>(
    envelope: &Envelope<'_>,
    keys: &K,
    policy: &Policy,
    message: impl Fn(&Signed<'_>) -> Vec<u8>,
) -> Result<(Vec<VerifiedSignature>, Vec<RefusedSignature>), JwsError> {
    let (mut holding, mut refused) = (Vec::new(), Vec::new());
    for (index, signed) in envelope.signatures.iter().enumerate() {
        match key(signed, keys, policy, &message) {
            Ok(key) => {
                let (header, key) = (signed.header.clone().into_owned(), key.into_owned());
                holding.push(VerifiedSignature { index, header, key });
            }
            Err(error) => refused.push(RefusedSignature { index, error }),
        }
    }
    let missing = policy.all_signatures && !refused.is_empty();
    if !holding.is_empty() && !missing {
        return Ok((holding, refused));
    }
    // A signature whose keys could not be looked up may hold. Where one is enough nobody knows then
    // whether the text is good; where all are asked for, one that is refused for sure has decided.
    let unknown = |one: &RefusedSignature| matches!(one.error, JwsError::KeysUnavailable { .. });
    let decided = policy.all_signatures && !refused.iter().all(unknown);
    if let Some(one) = refused.iter().find(|one| unknown(one) && !decided) {
        return Err(one.error.clone());
    }
    match (envelope.signatures.len(), &*refused) {
        (1, [only]) => Err(only.error.clone()),
        (found, _) => Err(JwsError::Signatures { found, errors: refused }),
    }
}

/// Finds the key under which one signature holds.
fn key<'s, K: KeySource + ?Sized>(
    signed: &Signed<'_>,
    keys: &'s K,
    policy: &Policy,
    message: impl Fn(&Signed<'_>) -> Vec<u8>,
) -> Result<Cow<'s, VerifyingKey>, JwsError> {
    let keys = resolve(keys, &signed.header, policy.caps.candidates)?;
    check_unencoded(&signed.header, policy)?;
    check_understood(&signed.header, policy)?;
    fitting(keys, &message(signed), &signed.signature)
}
