//! Which keys may check a token (RFC 7515 §6, Appendix D).
//!
//! The header only narrows down what the caller supplied: by `kid`, never by a key or an address
//! that it carries itself.

use super::Header;
use super::JwsError;
use super::header::span_of;
use crate::key::VerifyingKey;

/// The caller's keys, asked with the header of a token.
///
/// One key is a source, and so is a slice or vector of them.
pub trait KeySource {
    /// Gives the keys that may have signed a token with this header, the likeliest first.
    ///
    /// The header is untrusted. Its `alg` is compared afterwards and need not be looked at.
    fn candidates<'s>(&'s self, header: &Header) -> impl Iterator<Item = &'s VerifyingKey>;
}

impl KeySource for VerifyingKey {
    /// Gives the one key, whatever the token's `kid` says: it is a hint, and there is no choice.
    fn candidates<'s>(&'s self, _: &Header) -> impl Iterator<Item = &'s VerifyingKey> {
        core::iter::once(self)
    }
}

impl KeySource for [VerifyingKey] {
    /// Gives the keys of the token's `kid`; when no key has it, those without a `kid` of their own.
    ///
    /// A token without `kid` may be of any key.
    fn candidates<'s>(&'s self, header: &Header) -> impl Iterator<Item = &'s VerifyingKey> {
        let wanted = header.key_id().map(str::to_owned);
        let known = self.iter().any(|key| key.key_id() == wanted.as_deref());
        self.iter().filter(move |key| match &wanted {
            Some(wanted) if known => key.key_id() == Some(wanted),
            Some(_) => key.key_id().is_none(),
            None => true,
        })
    }
}

impl KeySource for Vec<VerifyingKey> {
    fn candidates<'s>(&'s self, header: &Header) -> impl Iterator<Item = &'s VerifyingKey> {
        self.as_slice().candidates(header)
    }
}

impl<K: KeySource + ?Sized> KeySource for &K {
    fn candidates<'s>(&'s self, header: &Header) -> impl Iterator<Item = &'s VerifyingKey> {
        K::candidates(self, header)
    }
}

/// Finds the candidates whose one algorithm is the header's (RFC 8725 §3.1).
pub(super) fn resolve<'s, K: KeySource + ?Sized>(
    keys: &'s K,
    header: &Header,
    limit: usize,
) -> Result<Vec<&'s VerifyingKey>, JwsError> {
    let mut fitting = Vec::new();
    let mut others = Vec::new();
    for key in keys.candidates(header) {
        if key.algorithm().as_str() == header.algorithm_name() {
            if fitting.len() == limit {
                return Err(JwsError::TooManyKeys { limit });
            }
            fitting.push(key);
        } else if !others.contains(&key.algorithm()) {
            others.push(key.algorithm());
        }
    }
    if !fitting.is_empty() {
        return Ok(fitting);
    }
    if others.is_empty() {
        return Err(JwsError::KeyNotFound { key_id: header.key_id().map(str::to_owned) });
    }
    let (expected, found) = (others, header.algorithm_name().to_owned());
    Err(JwsError::AlgorithmMismatch { expected, found, span: span_of(header, "alg") })
}
