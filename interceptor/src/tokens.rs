//! The two tokens of a session (RFC 6749 §1.4, §1.5) and the number by which a caller names one.
//!
//! An [`AccessToken`] is kept as the header field that carries it, marked sensitive: attaching it is a clone
//! of a pointer. A [`RefreshToken`] goes to the token endpoint and nowhere else. Both wipe their octets when
//! the last copy is dropped, and neither shows them in `Debug`. Refused: tokens that are empty, or have an
//! octet that cannot stand in a header field.

use std::fmt;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use http::HeaderValue;
use jwt_core::secret::Secret;

/// What a refresh gave, counted: 1 for the first token of a session, one more for each that follows.
///
/// A caller that was rejected says with which generation. That tells a token that has just been replaced
/// from one that must be.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Generation(u64);

impl Generation {
    /// The number itself; 0 before there was any token.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// The generation after this one.
    #[must_use]
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An access token, ready to be sent as `Authorization: Bearer …` (RFC 6750 §2.1).
#[derive(Clone, Eq, PartialEq)]
pub struct AccessToken {
    /// `Bearer `, then the token.
    header: HeaderValue,
}

impl AccessToken {
    /// Takes the text of a token, as a token endpoint gave it.
    ///
    /// # Errors
    ///
    /// [`TokenError`] when it is empty or has an octet beside the visible ones of ASCII: RFC 6750 §2.1 allows
    /// fewer, but what a header field carries is the server's affair.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        check(text, |octet| octet.is_ascii_graphic())?;
        // In memory of its own, so that the last clone of the header wipes it.
        let mut line = Vec::with_capacity(SCHEME.len().saturating_add(text.len()));
        line.extend_from_slice(SCHEME.as_bytes());
        line.extend_from_slice(text.as_bytes());
        let mut header = HeaderValue::from_maybe_shared(wiped(line))
            .map_err(|_| TokenError::Octet { offset: 0 })?;
        header.set_sensitive(true);
        Ok(Self { header })
    }

    /// The value for the header field `Authorization`; marked sensitive.
    #[must_use]
    pub fn header(&self) -> &HeaderValue {
        &self.header
    }

    /// The same, when the token is not needed any more.
    #[cfg(feature = "tower")]
    #[must_use]
    pub(crate) fn into_header(self) -> HeaderValue {
        self.header
    }

    /// Gives the token away for reading, without its scheme.
    #[must_use]
    pub fn expose(&self) -> &str {
        let line = self.header.to_str().unwrap_or_default();
        line.strip_prefix(SCHEME).unwrap_or_default()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(..)")
    }
}

/// A refresh token (RFC 6749 §1.5).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefreshToken(Secret);

impl RefreshToken {
    /// Takes the text of a token, as a token endpoint gave it.
    ///
    /// # Errors
    ///
    /// [`TokenError`] when it is empty or has an octet beside the visible ones of ASCII and the space
    /// (RFC 6749 appendix A.17).
    pub fn new(text: &str) -> Result<Self, TokenError> {
        check(text, |octet| octet.is_ascii_graphic() || octet == b' ')?;
        Ok(Self(Secret::from(text.as_bytes())))
    }

    /// Gives the token away for reading.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(self.0.expose()).unwrap_or_default()
    }
}

/// What a token endpoint answers (RFC 6749 §5.1), before anyone looks at a clock.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenPair {
    /// What goes with requests.
    pub access: AccessToken,
    /// What the next access token is asked for with. `None` in an answer to a refresh: the old one stays good.
    pub refresh: Option<RefreshToken>,
    /// How long the access token lives, counted from the answer. `None`: its `exp` is read, when it is a JWT.
    pub expires_in: Option<Duration>,
    /// What the access token is good for, space-delimited (RFC 6749 §3.3).
    pub scope: Option<String>,
    /// The server's clock when it answered (`Date`), to read `exp` by.
    pub server_time: Option<SystemTime>,
}

impl TokenPair {
    /// An access token alone, of which nothing else is known.
    #[must_use]
    pub fn new(access: AccessToken) -> Self {
        Self { access, refresh: None, expires_in: None, scope: None, server_time: None }
    }

    /// The same with a refresh token.
    #[must_use]
    pub fn with_refresh(mut self, refresh: RefreshToken) -> Self {
        self.refresh = Some(refresh);
        self
    }

    /// The same with a lifetime, counted from now.
    #[must_use]
    pub fn with_expires_in(mut self, expires_in: Duration) -> Self {
        self.expires_in = Some(expires_in);
        self
    }
}

/// A pair and when it was received: what a [`Store`](crate::port::Store) keeps. All of it has to come back from there,
/// but for `server_time`, which is needed for a token that says `exp` and not `iat`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredPair {
    /// The tokens.
    pub pair: TokenPair,
    /// When they were asked for, by the clock on the wall of this machine: their life is counted from then, so
    /// that it is not taken for longer than it is.
    pub received_at: SystemTime,
}

/// Why a text is no token.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// There is nothing.
    #[error("empty token")]
    Empty,
    /// An octet that no token has.
    #[error("octet {offset} of the token is no visible ASCII character")]
    Octet {
        /// Where it stands, counted from 0.
        offset: usize,
    },
}

/// Octets that the header field owns and that are wiped with it.
struct Wiped(Secret);

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        self.0.expose()
    }
}

/// Octets in memory of their own, wiped when the last clone is dropped.
pub(crate) fn wiped(octets: Vec<u8>) -> Bytes {
    Bytes::from_owner(Wiped(Secret::new(octets)))
}

fn check(text: &str, is_allowed: impl Fn(u8) -> bool) -> Result<(), TokenError> {
    if text.is_empty() {
        return Err(TokenError::Empty);
    }
    match text.bytes().position(|octet| !is_allowed(octet)) {
        Some(offset) => Err(TokenError::Octet { offset }),
        None => Ok(()),
    }
}

const SCHEME: &str = "Bearer ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_is_a_sensitive_header_field() {
        let token = AccessToken::new("mF_9.B5f-4.1JqM").unwrap();
        assert_eq!(token.header().to_str().unwrap(), "Bearer mF_9.B5f-4.1JqM");
        assert!(token.header().is_sensitive() && token.header().clone().is_sensitive());
        assert_eq!(token.expose(), "mF_9.B5f-4.1JqM");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        assert_eq!(AccessToken::new(""), Err(TokenError::Empty));
        assert_eq!(AccessToken::new("a\r\nCookie: b"), Err(TokenError::Octet { offset: 1 }));
        assert_eq!(AccessToken::new("a b"), Err(TokenError::Octet { offset: 1 }));
        assert_eq!(RefreshToken::new("aä"), Err(TokenError::Octet { offset: 1 }));
        assert_eq!(RefreshToken::new("a b").unwrap().expose(), "a b");
    }

    #[test]
    fn debug_shows_no_token() {
        let pair = TokenPair::new(AccessToken::new("open-sesame").unwrap())
            .with_refresh(RefreshToken::new("open-sesame-again").unwrap());
        assert!(!format!("{pair:?}").contains("sesame"));
    }
}
