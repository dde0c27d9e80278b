//! How a request reaches a token endpoint: the one call that a refresher makes of an HTTP client.
//!
//! Takes a request with its whole body, gives the answer with the beginning of its body, or an error that says
//! whether the server may have seen the request: a refresh token that was sent may have been used up.
//! Redirects are not followed (a 307 or 308 would carry the refresh token to another place).

mod blocking;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;

use std::error::Error;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::Response;
#[cfg(any(feature = "reqwest", feature = "tower"))]
use jwt_core::secret::Secret;

pub use self::blocking::BlockingTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
use crate::error::RefreshError;
use crate::port::BoxFuture;
#[cfg(any(feature = "reqwest", feature = "tower"))]
use crate::tokens::wiped;

/// Any error of an HTTP client.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Octets of an answer of a token endpoint that are read: 64 KiB. What is longer says nothing but its status.
pub const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// Sends requests to a token endpoint.
///
/// Whoever implements it follows no redirect and repeats nothing: a refresh token is used once.
pub trait TokenTransport: Send + Sync + 'static {
    /// Sends `request` and gives the answer, whatever its status.
    ///
    /// Of the body at most [`MAX_ANSWER_BYTES`] + 1 octets are needed: the one more says that there is more.
    ///
    /// Whoever waits for a connection must give up before the session does, after
    /// [`Policy::refresh_timeout`](crate::policy::Policy): what was never sent can be sent again, while a refresh that
    /// the session gave up counts as sent, and two of those end it. Ten seconds are enough.
    ///
    /// `request` holds the refresh token, and its `Debug` shows the body: it belongs into no log.
    ///
    /// # Errors
    ///
    /// [`TransportError::NotSent`] only when no connection came about. [`TransportError::Lost`] for everything
    /// else that went wrong.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// Nothing was sent: no connection came about.
    #[error("no connection to the token endpoint")]
    NotSent(#[source] BoxError),
    /// The request may have reached the server; its answer did not come back whole.
    #[error("the answer of the token endpoint was lost")]
    Lost(#[source] BoxError),
    /// The client followed a redirect although it should not: the answer comes from another URL.
    #[error("the client followed a redirect of the token endpoint")]
    Redirected,
}

impl<T: TokenTransport + ?Sized> TokenTransport for Arc<T> {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        (**self).send(request)
    }
}

impl TransportError {
    /// Whether the request may have reached the server.
    #[must_use]
    pub fn sent(&self) -> bool {
        !matches!(self, Self::NotSent(_))
    }
}

impl From<TransportError> for RefreshError {
    fn from(error: TransportError) -> Self {
        let refused = match &error {
            TransportError::NotSent(_) => Self::transient(error.to_string()),
            TransportError::Lost(_) => Self::ambiguous(error.to_string()),
            TransportError::Redirected => Self::permanent(error.to_string()),
        };
        match error {
            TransportError::NotSent(source) | TransportError::Lost(source) => {
                refused.with_source(source)
            }
            TransportError::Redirected => refused,
        }
    }
}

/// The beginning of a body, as far as it is read; it is wiped, since it may hold tokens.
#[cfg(any(feature = "reqwest", feature = "tower"))]
struct Beginning {
    octets: Vec<u8>,
}

#[cfg(any(feature = "reqwest", feature = "tower"))]
impl Beginning {
    /// Room for all that is read: a vector that grows leaves copies behind.
    fn new() -> Self {
        Self { octets: Vec::with_capacity(MAX_ANSWER_BYTES.saturating_add(1)) }
    }

    /// Adds a piece; `false` when nothing more is needed.
    fn take(&mut self, piece: &[u8]) -> bool {
        let room = MAX_ANSWER_BYTES.saturating_add(1).saturating_sub(self.octets.len());
        let fits = piece.get(..room).unwrap_or(piece);
        self.octets.extend_from_slice(fits);
        self.octets.len() <= MAX_ANSWER_BYTES
    }

    fn into_bytes(mut self) -> Bytes {
        wiped(std::mem::take(&mut self.octets))
    }
}

/// Of an answer that broke off.
#[cfg(any(feature = "reqwest", feature = "tower"))]
impl Drop for Beginning {
    fn drop(&mut self) {
        drop(Secret::new(std::mem::take(&mut self.octets)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Failure;

    #[test]
    fn what_was_not_sent_may_be_sent_again_and_what_was_lost_nobody_knows() {
        let cases = [
            (TransportError::NotSent("refused".into()), false, Failure::Transient),
            (TransportError::Lost("reset".into()), true, Failure::Ambiguous),
            (TransportError::Redirected, true, Failure::Permanent),
        ];
        for (error, sent, failure) in cases {
            assert_eq!(error.sent(), sent);
            assert_eq!(RefreshError::from(error).failure(), failure);
        }
    }

    #[cfg(any(feature = "reqwest", feature = "tower"))]
    #[test]
    fn one_octet_over_the_limit_is_read_and_no_more() {
        let mut beginning = Beginning::new();
        let memory = beginning.octets.as_ptr();
        assert!(beginning.take(&[b'a'; MAX_ANSWER_BYTES]));
        assert!(!beginning.take(b"bc"));
        // It has not moved, so that no copy stays behind.
        assert_eq!(beginning.octets.as_ptr(), memory);
        assert_eq!(beginning.into_bytes().len(), MAX_ANSWER_BYTES + 1);
    }
}
