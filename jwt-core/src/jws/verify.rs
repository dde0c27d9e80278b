//! Checking a JWS in the Compact Serialization (RFC 7515 §5.2, RFC 7797 §5).
//!
//! ```text
//! length cap ▶ two dots ▶ header ▶ kid ▶ alg = key's alg ▶ crit ▶ signature ▶ payload decoded
//! ```

use core::fmt;
use std::borrow::Cow;

use super::Compact;
use super::Header;
use super::JwsError;
use super::KeySource;
use super::Part;
use super::Policy;
use super::header;
use super::header::Place;
use super::resolve::resolve;
use super::segment::decode_append;
use crate::alg::Algorithm;
use crate::base64url;
use crate::json::Outline;
use crate::key::VerifyingKey;

/// Memory that verifying uses again: once it has grown, checking a token allocates nothing.
#[derive(Clone, Default)]
pub struct Buffer {
    pub(crate) header: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: Vec<u8>,
    /// The members of the header, then of the Claims Set.
    pub(crate) outline: Outline,
}

impl Buffer {
    /// Starts empty.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl fmt::Debug for Buffer {
    /// Shows nothing of the token that was in it last.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer").finish_non_exhaustive()
    }
}

/// A payload whose signature has held. Only a verifier of this module makes one.
#[derive(Clone)]
pub struct VerifiedJws {
    header: Header<'static>,
    key: VerifyingKey,
    payload: Vec<u8>,
}

impl VerifiedJws {
    /// Gives the header, which the signature covers.
    #[must_use]
    pub fn header(&self) -> &Header<'static> {
        &self.header
    }

    /// Gives the key that fitted.
    #[must_use]
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }

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
}

impl fmt::Debug for VerifiedJws {
    /// Shows header and key in brief and nothing of the payload.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedJws")
            .field("header", &self.header)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// A payload whose signature has held, in the caller's [`Buffer`]. Only [`verify_into`] makes one.
pub struct VerifiedJwsRef<'b> {
    header: Header<'b>,
    key: VerifyingKey,
    payload: &'b [u8],
}

impl<'b> VerifiedJwsRef<'b> {
    /// Gives the header, which the signature covers.
    #[must_use]
    pub fn header(&self) -> &Header<'b> {
        &self.header
    }

    /// Gives the key that fitted.
    #[must_use]
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Gives the payload, decoded.
    #[must_use]
    pub fn payload(&self) -> &'b [u8] {
        self.payload
    }
}

impl fmt::Debug for VerifiedJwsRef<'_> {
    /// Shows header and key in brief and nothing of the payload.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedJwsRef")
            .field("header", &self.header)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Checks a token and gives its payload, whatever that is.
///
/// With `b64` false in header and `crit` the payload is the second segment as it stands (RFC 7797).
///
/// # Errors
///
/// [`JwsError`], the first that applies in the order of the module's page.
pub fn verify<T, K>(token: &T, keys: &K, policy: &Policy) -> Result<VerifiedJws, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let Buffer { mut header, mut payload, mut signature, mut outline } = Buffer::new();
    let memory = Memory { header: &mut header, signature: &mut signature, outline: &mut outline };
    let (header, key) = check(token.as_ref(), keys, policy, memory, &mut payload)?;
    Ok(VerifiedJws { header: header.into_owned(), key: key.into_owned(), payload })
}

/// Checks a token in memory of the caller's.
///
/// # Errors
///
/// As [`verify`].
///
/// # Example: many tokens, one buffer
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Hs256)?;
/// let (policy, mut buffer) = (jws::Policy::default(), jws::Buffer::new());
/// for payload in [&b"one"[..], b"two"] {
///     let token = jws::sign(&key, &jws::HeaderBuilder::new(), payload)?;
///     let verified = jws::verify_into(&token, &key.verifying_key(), &policy, &mut buffer)?;
///     assert_eq!(verified.payload(), payload);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_into<'b, T, K>(
    token: &T,
    keys: &K,
    policy: &Policy,
    buffer: &'b mut Buffer,
) -> Result<VerifiedJwsRef<'b>, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let Buffer { header, payload, signature, outline } = buffer;
    let memory = Memory { header, signature, outline };
    let (header, key) = check(token.as_ref(), keys, policy, memory, payload)?;
    Ok(VerifiedJwsRef { header, key: key.into_owned(), payload })
}

/// Checks a token whose payload travels apart from it (RFC 7515 Appendix F, RFC 7797 §5.1).
///
/// The second segment must be empty. `payload` is the octets themselves, not base64url.
///
/// # Errors
///
/// [`JwsError::NotDetached`] when the token has a payload of its own, else as [`verify`].
///
/// # Example: a document and its signature
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Ed25519)?;
/// let header = jws::HeaderBuilder::new().unencoded();
/// let token = jws::sign_detached(&key, &header, b"a document. With dots.")?;
/// let (keys, policy) = (key.verifying_key(), jws::Policy::default());
/// assert!(jws::verify_detached(&token, b"a document. With dots.", &keys, &policy).is_ok());
/// assert!(jws::verify_detached(&token, b"another", &keys, &policy).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_detached<T, K>(
    token: &T,
    payload: &[u8],
    keys: &K,
    policy: &Policy,
) -> Result<VerifiedJws, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let compact = Compact::parse_under(token.as_ref(), policy)?;
    if !compact.payload().is_empty() {
        return Err(JwsError::NotDetached { span: compact.payload_range() });
    }
    let Buffer { mut header, mut signature, mut outline, .. } = Buffer::new();
    let memory = Memory { header: &mut header, signature: &mut signature, outline: &mut outline };
    let Read { header, keys } = read(&compact, keys, policy, memory)?;
    let message = super::sign::signing_input(compact.header(), payload, header.is_unencoded());
    let key = fitting(keys, &message, &signature)?;
    let payload = payload.to_vec();
    Ok(VerifiedJws { header: header.into_owned(), key: key.into_owned(), payload })
}

/// The parts of a [`Buffer`] that the header and the signature need.
pub(crate) struct Memory<'b, 'm> {
    pub(crate) header: &'b mut Vec<u8>,
    pub(crate) signature: &'m mut Vec<u8>,
    pub(crate) outline: &'m mut Outline,
}

/// Runs every check and fills `payload`, which stays empty unless the signature has held.
pub(crate) fn check<'b, 's, K>(
    token: &[u8],
    keys: &'s K,
    policy: &Policy,
    memory: Memory<'b, '_>,
    payload: &mut Vec<u8>,
) -> Result<(Header<'b>, Cow<'s, VerifyingKey>), JwsError>
where
    K: KeySource + ?Sized,
{
    payload.clear();
    let compact = Compact::parse_under(token, policy)?;
    let Memory { header, signature, outline } = memory;
    let part = Memory { header, signature: &mut *signature, outline };
    let Read { header, keys } = read(&compact, keys, policy, part)?;
    let key = fitting(keys, compact.signing_input().as_bytes(), signature)?;
    if header.is_unencoded() {
        payload.extend_from_slice(compact.payload().as_bytes());
    } else {
        let start = compact.payload_range().start;
        decode_append(compact.payload(), Part::Payload, policy.padding, start, payload)?;
    }
    Ok((header, key))
}

/// Runs every check on a token whose header, so long in its text, is known: see [`KnownHeaders`].
///
/// The alphabet of the other segments is left to their decoding. Whatever is refused on the way, the
/// text as a whole comes first then, as it does for any other token.
///
/// [`KnownHeaders`]: super::KnownHeaders
pub(crate) fn check_known<'s, K>(
    token: &[u8],
    (header, length): (&Header<'_>, usize),
    keys: &'s K,
    policy: &Policy,
    signature: &mut Vec<u8>,
    payload: &mut Vec<u8>,
) -> Result<Cow<'s, VerifyingKey>, JwsError>
where
    K: KeySource + ?Sized,
{
    payload.clear();
    let key = hold(token, (header, length), keys, policy, signature, payload);
    key.map_err(|error| {
        payload.clear();
        Compact::parse_under(token, policy).err().unwrap_or(error)
    })
}

fn hold<'s, K>(
    token: &[u8],
    (header, length): (&Header<'_>, usize),
    keys: &'s K,
    policy: &Policy,
    buffer: &mut Vec<u8>,
    payload: &mut Vec<u8>,
) -> Result<Cow<'s, VerifyingKey>, JwsError>
where
    K: KeySource + ?Sized,
{
    let two = || JwsError::SegmentCount { found: 2 };
    let start = length.saturating_add(1);
    let dot = last_dot(token, header, start).ok_or_else(two)?;
    let (message, rest) = token.split_at_checked(dot).ok_or_else(two)?;
    let (encoded, tail) = (message.get(start..).unwrap_or_default(), rest.get(1..));
    let keys = resolve(keys, header, policy.caps.candidates)?;
    let tail = tail.unwrap_or_default();
    let mut short = [0; SHORT];
    let key = if let Ok(signature) = base64url::decode_into(tail, &mut short) {
        fitting(keys, message, signature)?
    } else {
        // Long, padded or wrong.
        buffer.clear();
        let start = dot.saturating_add(1);
        decode_append(tail, Part::Signature, policy.padding, start, buffer)?;
        fitting(keys, message, buffer)?
    };
    decode_append(encoded, Part::Payload, policy.padding, start, payload)?;
    Ok(key)
}

/// Finds the dot before the signature: where the algorithm puts it, or by looking for it.
fn last_dot(token: &[u8], header: &Header<'_>, start: usize) -> Option<usize> {
    let octets = header.algorithm().and_then(Algorithm::signature_octets);
    let symbols = octets.and_then(base64url::encoded_len);
    let usual = symbols.and_then(|symbols| token.len().checked_sub(symbols)?.checked_sub(1));
    let is_dot = |place: &usize| *place >= start && token.get(*place) == Some(&b'.');
    let look = || token.iter().rposition(|octet| *octet == b'.').filter(is_dot);
    usual.filter(is_dot).or_else(look)
}

/// Signatures of so many octets need no memory.
const SHORT: usize = 64;

/// What is known of a token before its signature is looked at.
struct Read<'b, I> {
    header: Header<'b>,
    keys: I,
}

/// Reads header and signature and finds the keys that may fit, at least one.
fn read<'b, 's, K>(
    compact: &Compact<'_>,
    keys: &'s K,
    policy: &Policy,
    memory: Memory<'b, '_>,
) -> Result<Read<'b, impl Iterator<Item = Cow<'s, VerifyingKey>> + use<'b, 's, K>>, JwsError>
where
    K: KeySource + ?Sized,
{
    let Memory { header: octets, signature, outline } = memory;
    header::decode(compact.header(), policy.padding, &policy.caps, 0, octets)?;
    let header = header::compact(octets, Place::Encoded(0), &policy.caps, outline)?;
    let keys = resolve(keys, &header, policy.caps.candidates)?;
    check_critical(&header, policy)?;
    signature.clear();
    let start = compact.signature_range().start;
    decode_append(compact.signature(), Part::Signature, policy.padding, start, signature)?;
    Ok(Read { header, keys })
}

/// Gives the first key under which the signature holds.
pub(super) fn fitting<'s>(
    mut keys: impl Iterator<Item = Cow<'s, VerifyingKey>>,
    message: &[u8],
    signature: &[u8],
) -> Result<Cow<'s, VerifyingKey>, JwsError> {
    keys.find(|key| key.verify(message, signature).is_ok()).ok_or(JwsError::Signature)
}

/// Enforces `crit` and `b64` (RFC 7515 §4.1.11, RFC 7797 §6).
pub(crate) fn check_critical(header: &Header<'_>, policy: &Policy) -> Result<(), JwsError> {
    check_unencoded(header, policy)?;
    check_b64(header)?;
    check_understood(header, policy)
}

/// Refuses an unencoded payload where the policy does.
pub(super) fn check_unencoded(header: &Header<'_>, policy: &Policy) -> Result<(), JwsError> {
    if header.is_unencoded() && !policy.unencoded {
        return Err(JwsError::Unencoded { span: header.span_of("b64") });
    }
    Ok(())
}

/// Refuses a `b64` that is false and not critical, whatever a policy says.
pub(super) fn check_b64(header: &Header<'_>) -> Result<(), JwsError> {
    // "MUST be integrity protected … MUST be included in the crit" (RFC 7797 §3, §6).
    if header.is_unencoded() && !header.critical().iter().any(|name| name == "b64") {
        return Err(JwsError::Critical {
            problem: "must name a parameter that changes how the token is read:",
            name: "b64".to_owned(),
            span: header.span_of("b64"),
        });
    }
    Ok(())
}

/// Refuses a `crit` that names what the caller does not understand.
pub(super) fn check_understood(header: &Header<'_>, policy: &Policy) -> Result<(), JwsError> {
    let understood = |name: &String| name == "b64" || policy.understands.contains(name);
    match header.critical().iter().find(|name| !understood(name)) {
        None => Ok(()),
        Some(name) => Err(JwsError::Critical {
            problem: "names a parameter that is not understood:",
            name: name.clone(),
            span: header.span_of("crit"),
        }),
    }
}
