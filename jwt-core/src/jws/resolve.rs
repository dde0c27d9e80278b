//! Which keys may check a token (RFC 7515 §6, Appendix D).
//!
//! The header only narrows down what the caller supplied: by `kid`, then by `alg`, never by a key or
//! an address that it carries itself.

use std::borrow::Cow;

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
    /// at; keys for other algorithms are passed over.
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
    /// A token without `kid` may be of any key.
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
    /// Offers the keys of a JWK Set as a slice of them would.
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        self.keys().candidates(header, found);
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

impl<K: KeySource + ?Sized> KeySource for std::sync::Arc<K> {
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
    /// names (RFC 8725 §3.10).
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
    others: Others,
}

/// Keys for other algorithms: counted, and named only when an error has to name them.
#[derive(Debug)]
enum Others {
    Counted(usize),
    Named(Vec<Algorithm>),
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

    fn take(&mut self, key: Cow<'s, VerifyingKey>) {
        if Some(key.algorithm()) != self.wanted {
            match &mut self.others {
                Others::Counted(count) => *count = count.saturating_add(1),
                Others::Named(names) if names.contains(&key.algorithm()) => {}
                Others::Named(names) => names.push(key.algorithm()),
            }
        } else if self.first.is_none() && self.limit > 0 {
            self.first = Some(key);
        } else if self.more.len().saturating_add(1) < self.limit {
            self.more.push(key);
        } else {
            self.over = true;
        }
    }

    fn new(header: &Header<'_>, limit: usize, others: Others) -> Self {
        let wanted = header.algorithm_name().parse().ok();
        Self { wanted, limit, over: false, first: None, more: Vec::new(), others }
    }
}

/// Finds the candidates whose one algorithm is the header's (RFC 8725 §3.1), at least one.
pub(super) fn resolve<'s, K: KeySource + ?Sized>(
    keys: &'s K,
    header: &Header<'_>,
    limit: usize,
) -> Result<impl Iterator<Item = Cow<'s, VerifyingKey>> + use<'s, K>, JwsError> {
    let mut found = Candidates::new(header, limit, Others::Counted(0));
    keys.candidates(header, &mut found);
    if found.over {
        return Err(JwsError::TooManyKeys { limit });
    }
    if found.first.is_some() {
        return Ok(found.first.into_iter().chain(found.more));
    }
    if matches!(found.others, Others::Counted(0)) {
        return Err(JwsError::KeyNotFound { key_id: header.key_id().map(str::to_owned) });
    }
    let mut named = Candidates::new(header, limit, Others::Named(Vec::new()));
    keys.candidates(header, &mut named);
    let Others::Named(expected) = named.others else {
        return Err(JwsError::KeyNotFound { key_id: header.key_id().map(str::to_owned) });
    };
    let (found, span) = (header.algorithm_name().to_owned(), header.span_of("alg"));
    Err(JwsError::AlgorithmMismatch { expected, found, span })
}
