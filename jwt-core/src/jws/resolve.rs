//! Which keys may check a token (RFC 7515 §6, Appendix D).
//!
//! The header only narrows down what the caller supplied: by `kid`, then by `alg`, never by a key or
//! an address that it carries itself.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::Header;
use super::JwsError;
use crate::alg::Algorithm;
use crate::key::VerifyingKey;
use crate::key::VerifyingKeys;

/// The caller's keys, asked with the header of a token.
///
/// One key is a source, and so is a slice or vector of them, the
/// [`VerifyingKeys`] of a JWK Set, and a [`KeyLookup`].
pub trait KeySource {
    /// Offers the keys that may have signed a token with this header, the likeliest first.
    ///
    /// The header is untrusted. Its `alg` is compared with the key's afterwards and need not be looked
    /// at; keys for other algorithms are passed over. Asked once for each signature. A source that could
    /// not look says so with [`Candidates::unavailable`].
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>);
}

impl KeySource for VerifyingKey {
    /// Offers the one key, whatever the token's `kid` says: it is a hint, and there is no choice.
    fn candidates<'s>(&'s self, _: &Header<'_>, found: &mut Candidates<'s>) {
        found.offer(self);
    }
}

impl KeySource for [VerifyingKey] {
    /// Offers the keys of the token's `kid`; when no key has it, those without a `kid` of their own.
    ///
    /// A token without `kid` may be of any key. The keys are gone through one by one: many of them are better
    /// kept in a [`VerifyingKeys`] or behind a [`KeyLookup`].
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        let wanted = header.key_id();
        let known = wanted.is_some() && self.iter().any(|key| key.key_id() == wanted);
        for key in self {
            let fits = match wanted {
                Some(_) if known => key.key_id() == wanted,
                Some(_) => key.key_id().is_none(),
                None => true,
            };
            if fits {
                found.offer(key);
            }
        }
    }
}

impl KeySource for Vec<VerifyingKey> {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        self.as_slice().candidates(header, found);
    }
}

impl KeySource for VerifyingKeys {
    /// Offers the keys of a JWK Set as a slice of them would, without a walk over those of another `kid`.
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        match header.key_id() {
            Some(key_id) => self.matching(key_id).for_each(|key| found.offer(key)),
            None => self.keys().candidates(header, found),
        }
    }
}

impl<K: KeySource + ?Sized> KeySource for &K {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        K::candidates(self, header, found);
    }
}

impl<K: KeySource + ?Sized> KeySource for Box<K> {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        K::candidates(self, header, found);
    }
}

impl<K: KeySource + ?Sized> KeySource for Arc<K> {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        K::candidates(self, header, found);
    }
}

impl<K: KeySource + ?Sized> KeySource for Rc<K> {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        K::candidates(self, header, found);
    }
}

/// A look-up of the caller's own: a function from an untrusted header to keys.
///
/// # Example: keys in a map, by `kid`
///
/// ```
/// use std::collections::HashMap;
///
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::jws::Header;
/// use jwt_core::jws::HeaderBuilder;
/// use jwt_core::jws::KeyLookup;
/// use jwt_core::jws::Policy;
/// use jwt_core::key::SigningKey;
///
/// let key = SigningKey::generate(Algorithm::Es256)?.with_key_id("2026-11");
/// let keys = HashMap::from([("2026-11".to_owned(), key.verifying_key())]);
/// let source = KeyLookup::new(|header: &Header<'_>| {
///     header.key_id().and_then(|kid| keys.get(kid)).cloned().into_iter().collect()
/// });
///
/// let token = jws::sign(&key, &HeaderBuilder::new(), b"octets")?;
/// assert!(jws::verify(&token, &source, &Policy::default()).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct KeyLookup<F>(F);

impl<F: Fn(&Header<'_>) -> Vec<VerifyingKey>> KeyLookup<F> {
    /// Takes the function. It must compare `kid` as an opaque text and fetch nothing that a header
    /// names (RFC 8725 §3.10). A look-up that can fail is a [`KeySource`] of its own instead, which
    /// says so (see [`Candidates::unavailable`]).
    pub const fn new(look_up: F) -> Self {
        Self(look_up)
    }
}

impl<F: Fn(&Header<'_>) -> Vec<VerifyingKey>> KeySource for KeyLookup<F> {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        for key in (self.0)(header) {
            found.offer_owned(key);
        }
    }
}

/// The keys that a source offers for one token: those for its algorithm are kept, in order.
#[derive(Debug)]
pub struct Candidates<'s> {
    /// The token's algorithm; `None` when its name is none of ours, which no key serves.
    wanted: Option<Algorithm>,
    limit: usize,
    over: bool,
    first: Option<Cow<'s, VerifyingKey>>,
    more: Vec<Cow<'s, VerifyingKey>>,
    /// The algorithms of the other keys, for the error that names them: a bit for each place in
    /// [`Algorithm::ALL`].
    others: u64,
    unavailable: Option<String>,
}

impl<'s> Candidates<'s> {
    /// Offers a key of the source's.
    pub fn offer(&mut self, key: &'s VerifyingKey) {
        self.take(Cow::Borrowed(key));
    }

    /// Offers a key that was made or fetched for this token.
    pub fn offer_owned(&mut self, key: VerifyingKey) {
        self.take(Cow::Owned(key));
    }

    /// Says that the look-up itself failed, so that nobody knows which keys there are.
    ///
    /// The token is then refused with [`JwsError::KeysUnavailable`], whatever was offered besides: a
    /// service answers that it cannot tell now, not that the token is bad. A source that would rather
    /// try the keys that it still has offers them and says nothing. `cause` is for a log, without any
    /// secret; of several the first is told.
    ///
    /// # Example: a database that does not answer
    ///
    /// ```
    /// use jwt_core::Algorithm;
    /// use jwt_core::jws;
    /// use jwt_core::jws::Candidates;
    /// use jwt_core::jws::Header;
    /// use jwt_core::jws::KeySource;
    /// use jwt_core::key::SigningKey;
    /// use jwt_core::key::VerifyingKey;
    ///
    /// struct Database;
    ///
    /// impl Database {
    ///     fn key(&self, _kid: &str) -> Result<Option<VerifyingKey>, std::io::Error> {
    ///         Err(std::io::ErrorKind::TimedOut.into())
    ///     }
    /// }
    ///
    /// impl KeySource for Database {
    ///     fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
    ///         match self.key(header.key_id().unwrap_or_default()) {
    ///             Ok(key) => key.into_iter().for_each(|key| found.offer_owned(key)),
    ///             Err(cause) => found.unavailable(cause),
    ///         }
    ///     }
    /// }
    ///
    /// let token = jws::sign(
    ///     &SigningKey::generate(Algorithm::Es256)?.with_key_id("1"),
    ///     &jws::HeaderBuilder::new(),
    ///     b"octets",
    /// )?;
    /// let error = jws::verify(&token, &Database, &jws::Policy::default()).unwrap_err();
    /// assert_eq!(error.code(), "jws.keys_unavailable");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unavailable(&mut self, cause: impl ToString) {
        self.unavailable.get_or_insert_with(|| cause.to_string());
    }

    fn take(&mut self, key: Cow<'s, VerifyingKey>) {
        if Some(key.algorithm()) != self.wanted {
            self.others |= bit(key.algorithm());
        } else if self.first.is_none() && self.limit > 0 {
            self.first = Some(key);
        } else if self.more.len().saturating_add(1) < self.limit {
            self.more.push(key);
        } else {
            self.over = true;
        }
    }

    fn new(header: &Header<'_>, limit: usize) -> Self {
        Self {
            wanted: header.algorithm(),
            limit,
            over: false,
            first: None,
            more: Vec::new(),
            others: 0,
            unavailable: None,
        }
    }
}

/// The bit that stands for an algorithm.
fn bit(algorithm: Algorithm) -> u64 {
    let places = (0_u32..).zip(Algorithm::ALL);
    let place = places.into_iter().find(|(_, one)| **one == algorithm);
    place.and_then(|(place, _)| 1_u64.checked_shl(place)).unwrap_or_default()
}

/// Finds the candidates whose one algorithm is the header's (RFC 8725 §3.1), at least one.
pub(super) fn resolve<'s, K: KeySource + ?Sized>(
    keys: &'s K,
    header: &Header<'_>,
    limit: usize,
) -> Result<impl Iterator<Item = Cow<'s, VerifyingKey>> + use<'s, K>, JwsError> {
    let mut found = Candidates::new(header, limit);
    keys.candidates(header, &mut found);
    if let Some(cause) = found.unavailable {
        return Err(JwsError::KeysUnavailable { cause });
    }
    if found.over {
        return Err(JwsError::TooManyKeys { limit });
    }
    if found.first.is_some() {
        return Ok(found.first.into_iter().chain(found.more));
    }
    if found.others == 0 {
        return Err(JwsError::KeyNotFound { key_id: header.key_id().map(str::to_owned) });
    }
    let others = |one: &&Algorithm| found.others & bit(**one) != 0;
    let expected = Algorithm::ALL.iter().filter(others).copied().collect();
    let (found, span) = (header.algorithm_name().to_owned(), header.span_of("alg"));
    Err(JwsError::AlgorithmMismatch { expected, found, span })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key::JwkSet;
    use crate::key::SigningKey;

    #[test]
    fn every_algorithm_has_a_bit_of_its_own() {
        let mut all = 0;
        for algorithm in Algorithm::ALL {
            assert_eq!(bit(*algorithm).count_ones(), 1, "{algorithm}");
            assert_eq!(all & bit(*algorithm), 0, "{algorithm}");
            all |= bit(*algorithm);
        }
    }

    /// One public key of each `kty`, without `kid` and `alg`.
    fn kinds() -> &'static [String; 3] {
        static KINDS: std::sync::LazyLock<[String; 3]> = std::sync::LazyLock::new(|| {
            [Algorithm::Ed25519, Algorithm::Es256, Algorithm::Rs256].map(|algorithm| {
                let jwk = SigningKey::generate(algorithm).unwrap().jwk().public().unwrap();
                let json = jwk.to_json().replace(&format!(",\"alg\":\"{algorithm}\""), "");
                json.replace(&format!("\"alg\":\"{algorithm}\","), "")
            })
        });
        &KINDS
    }

    /// The keys found, by where they are, or the code of the error.
    fn found<K: KeySource + ?Sized>(
        keys: &K,
        header: &Header<'_>,
        limit: usize,
    ) -> Result<Vec<*const VerifyingKey>, JwsError> {
        Ok(resolve(keys, header, limit)?.map(|key| std::ptr::from_ref(key.as_ref())).collect())
    }

    proptest! {
        #[test]
        fn a_set_finds_what_a_walk_over_its_keys_finds(
            keys in proptest::collection::vec((0_usize..3, 0_u8..5), 1..24),
            algorithms in proptest::sample::subsequence(Algorithm::ALL, 0..=Algorithm::ALL.len()),
            limit in 0_usize..6,
        ) {
            let keys: Vec<String> = keys
                .iter()
                .map(|(kind, name)| match name {
                    0 => kinds()[*kind].clone(),
                    name => kinds()[*kind].replacen('{', &format!("{{\"kid\":\"k{name}\","), 1),
                })
                .collect();
            let set = JwkSet::from_json(format!("{{\"keys\":[{}]}}", keys.join(","))).unwrap();
            let whole = set.verifying_keys().unwrap();
            let narrowed = whole.clone().for_algorithms(&algorithms);
            for keys in [whole.clone(), whole.with_issuer("a"), narrowed] {
                for name in ["EdDSA", "ES256", "RS256", "PS512", "HS256"] {
                    for key_id in ["", ",\"kid\":\"k1\"", ",\"kid\":\"k4\"", ",\"kid\":\"k9\"", ",\"kid\":\"\""] {
                        let json = format!("{{\"alg\":\"{name}\"{key_id}}}");
                        let segment = crate::base64url::encode(&json);
                        let header = super::super::header::read_header(&segment, &super::super::Policy::default());
                        let Ok(header) = header else { continue };
                        prop_assert_eq!(
                            found(&keys, &header, limit),
                            found(keys.keys(), &header, limit),
                            "{}", json
                        );
                    }
                }
            }
        }
    }
}
