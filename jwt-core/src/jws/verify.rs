//! Checking a JWS in the Compact Serialization (RFC 7515 §5.2).
//!
//! ```text
//! length cap ▶ two dots ▶ header ▶ kid ▶ alg = key's alg ▶ crit ▶ signature ▶ payload decoded
//! ```

use core::fmt;

use super::Caps;
use super::Compact;
use super::Header;
use super::JwsError;
use super::KeySource;
use super::Part;
use super::header::read_header;
use super::header::span_of;
use super::resolve::resolve;
use crate::base64url;
use crate::key::VerifyingKey;

/// What a caller allows beyond the standard, and the limits.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// Limits on sizes and counts.
    pub caps: Caps,
    /// Names that `crit` may hold because the caller handles them (RFC 7515 §4.1.11).
    pub understands: Vec<String>,
}

/// A payload whose signature has held. Only [`verify`] makes one.
#[derive(Clone)]
pub struct VerifiedJws {
    header: Header,
    key: VerifyingKey,
    payload: Vec<u8>,
}

impl VerifiedJws {
    /// Gives the header, which the signature covers.
    #[must_use]
    pub fn header(&self) -> &Header {
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

/// Checks a token and gives its payload, whatever that is.
///
/// # Errors
///
/// [`JwsError`], the first that applies in the order of the module's page.
pub fn verify<T, K>(token: &T, keys: &K, policy: &Policy) -> Result<VerifiedJws, JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    let mut payload = Vec::new();
    let (header, key) = verify_into(token, keys, policy, &mut payload)?;
    Ok(VerifiedJws { header, key: key.clone(), payload })
}

/// Checks a token and decodes its payload into a buffer of the caller's, which is emptied first.
///
/// The buffer stays empty unless the signature has held.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_into<'s, T, K>(
    token: &T,
    keys: &'s K,
    policy: &Policy,
    payload: &mut Vec<u8>,
) -> Result<(Header, &'s VerifyingKey), JwsError>
where
    T: AsRef<[u8]> + ?Sized,
    K: KeySource + ?Sized,
{
    payload.clear();
    let compact = Compact::parse(token, &policy.caps)?;
    let header = read_header(compact.header(), &policy.caps)?;
    let keys = resolve(keys, &header, policy.caps.candidates)?;
    check_critical(&header, policy)?;
    let signature = decode(compact.signature(), Part::Signature, compact.signature_range().start)?;
    let message = compact.signing_input().as_bytes();
    let key = keys
        .into_iter()
        .find(|key| key.verify(message, &signature).is_ok())
        .ok_or(JwsError::Signature)?;
    let place = compact.payload_range().start;
    base64url::decode_append(compact.payload().as_bytes(), payload).map_err(|source| {
        let offset = place.saturating_add(source.offset);
        JwsError::Base64Url { part: Part::Payload, offset, source }
    })?;
    Ok((header, key))
}

fn decode(segment: &str, part: Part, start: usize) -> Result<Vec<u8>, JwsError> {
    base64url::decode(segment).map_err(|source| {
        let offset = start.saturating_add(source.offset);
        JwsError::Base64Url { part, offset, source }
    })
}

/// Enforces `crit` and `b64` (RFC 7515 §4.1.11, RFC 7797 §6).
pub(crate) fn check_critical(header: &Header, policy: &Policy) -> Result<(), JwsError> {
    if header.is_unencoded() {
        return Err(JwsError::Unencoded { span: span_of(header, "b64") });
    }
    // `b64: true` is how every token is read here, so its being critical is understood.
    let understood = |name: &String| name == "b64" || policy.understands.contains(name);
    match header.critical().iter().find(|name| !understood(name)) {
        None => Ok(()),
        Some(name) => Err(JwsError::Critical {
            problem: "names a parameter that is not understood:",
            name: name.clone(),
            span: span_of(header, "crit"),
        }),
    }
}
