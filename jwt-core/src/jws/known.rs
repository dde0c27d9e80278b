//! Headers under which a signature has held, remembered so that they are not read again.
//!
//! The tokens of an issuer have the same header, octet for octet. Whoever checks many of them keeps the
//! few headers that it has met here, and compares the encoded text instead of decoding and reading it.
//! Nothing is believed on the way: keys are chosen, `alg` is compared and the signature is checked as
//! for any other header, and only a token that has passed all of it leaves its header here.
//!
//! Kept are plain headers alone: short, without padding, without `crit` and `b64`, with no object or
//! array in them. On those no two policies differ but by the limits, which are asked each time.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::Caps;
use super::Header;
use crate::base64url;

/// A few encoded headers and what they say; filled once, read without a lock.
#[derive(Default)]
pub(crate) struct KnownHeaders {
    /// A token has been checked before: there may be many.
    many: AtomicBool,
    places: [OnceLock<Known>; PLACES],
}

struct Known {
    encoded: Box<[u8]>,
    /// Octets of the header.
    octets: usize,
    header: Arc<Header<'static>>,
}

impl KnownHeaders {
    /// Finds the header that stands before the first dot of a token; gives it and its length there.
    pub(crate) fn find(&self, token: &[u8], caps: &Caps) -> Option<(&Arc<Header<'static>>, usize)> {
        if token.len() > caps.token_bytes {
            return None;
        }
        let places = self.places.iter().map_while(OnceLock::get);
        let mut starting = places.filter(|known| {
            let length = known.encoded.len();
            token.get(length) == Some(&b'.') && token.starts_with(&known.encoded)
        });
        let known = starting.next()?;
        let allowed = caps.depth > 0 && known.octets <= caps.header_bytes;
        allowed.then_some((&known.header, known.encoded.len()))
    }

    /// Keeps the header of a token whose signature has held, if it is plain and there is room.
    ///
    /// The first token of all leaves nothing: whoever builds a verifier for one token would pay for it.
    pub(crate) fn keep(&self, token: &[u8], header: &Header<'_>) {
        if !self.many.load(Ordering::Relaxed) {
            self.many.store(true, Ordering::Relaxed);
            return;
        }
        let full = self.places.last().is_some_and(|last| last.get().is_some());
        if full || !is_plain(header) {
            return;
        }
        let Some(encoded) = token.split(|octet| *octet == b'.').next() else { return };
        let octets = header.json().len();
        if base64url::encoded_len(octets) != Some(encoded.len()) {
            return;
        }
        for place in &self.places {
            let known = place.get_or_init(|| Known {
                encoded: encoded.into(),
                octets,
                header: Arc::new(header.clone().into_owned()),
            });
            if *known.encoded == *encoded {
                return;
            }
        }
    }
}

/// Clones begin with nothing.
impl Clone for KnownHeaders {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Tells whether nothing in a header is a matter of policy but its size.
fn is_plain(header: &Header<'_>) -> bool {
    let nested = header.json().bytes().skip(1).any(|octet| matches!(octet, b'{' | b'['));
    header.json().len() <= MAX_OCTETS
        && !nested
        && !header.is_unencoded()
        && header.critical().is_empty()
        && header.unprotected().is_none()
}

/// An issuer has a header for each kind of token and each key of its rotation; those of keys that are gone
/// stay, and a service runs for long.
const PLACES: usize = 8;

/// Longer headers are none of those that many tokens share.
const MAX_OCTETS: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jws::Policy;
    use crate::jws::header::read_header;

    fn encoded(key_id: usize) -> String {
        base64url::encode(format!(r#"{{"alg":"HS256","kid":"{key_id}"}}"#))
    }

    fn keep(known: &KnownHeaders, encoded: &str) {
        let header = read_header(encoded, &Policy::default().accept_padding()).unwrap();
        known.keep(format!("{encoded}.e30.").as_bytes(), &header);
    }

    fn key_id(known: &KnownHeaders, token: &str) -> Option<String> {
        let (header, length) = known.find(token.as_bytes(), &Caps::default())?;
        assert_eq!(token.as_bytes()[length], b'.');
        header.key_id().map(str::to_owned)
    }

    #[test]
    fn all_but_the_first_token_leave_their_header_while_there_is_room() {
        let known = KnownHeaders::default();
        keep(&known, &encoded(0));
        assert_eq!(key_id(&known, &format!("{}.e30.", encoded(0))), None);
        for at in (0..PLACES).chain(0..=PLACES) {
            keep(&known, &encoded(at));
        }
        for at in 0..PLACES {
            let token = format!("{}.e30.", encoded(at));
            assert_eq!(key_id(&known, &token), Some(at.to_string()));
        }
        assert_eq!(key_id(&known, &format!("{}.e30.", encoded(PLACES))), None);
        assert_eq!(key_id(&known.clone(), &format!("{}.e30.", encoded(0))), None);
    }

    #[test]
    fn only_plain_headers_are_kept() {
        let long = format!(r#"{{"alg":"HS256","kid":"{}"}}"#, "k".repeat(MAX_OCTETS - 24));
        for json in [&*long, r#"{"alg":"HS256"}"#, r#"{"alg":"HS256","b64":true}"#] {
            assert!(json.len() <= MAX_OCTETS);
            let (known, encoded) = (KnownHeaders::default(), base64url::encode(json));
            (0..2).for_each(|_| keep(&known, &encoded));
            let token = format!("{encoded}.e30.");
            let found = known.find(token.as_bytes(), &Caps::default());
            assert_eq!(found.map(|(header, _)| header.json()), Some(json));
        }
        let longer = long.replace("HS256", "HS256 ");
        assert!(longer.len() > MAX_OCTETS);
        for json in [
            &*longer,
            r#"{"alg":"HS256","x":{}}"#,
            r#"{"alg":"HS256","x":[]}"#,
            r#"{"alg":"HS256","crit":["x"],"x":1}"#,
            r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        ] {
            let (known, encoded) = (KnownHeaders::default(), base64url::encode(json));
            (0..2).for_each(|_| keep(&known, &encoded));
            let token = format!("{encoded}.e30.");
            assert!(known.find(token.as_bytes(), &Caps::default()).is_none(), "{json}");
        }
        let (known, padded) = (KnownHeaders::default(), "eyJhbGciOiJIUzI1NiIgfQ==");
        (0..2).for_each(|_| keep(&known, padded));
        assert!(known.find(format!("{padded}.e30.").as_bytes(), &Caps::default()).is_none());
    }
}
