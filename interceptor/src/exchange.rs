//! The walk of one request, as every adapter takes it; no HTTP client is named here.
//!
//! ```text
//! admits? ─ no ──▶ sent as it is, its answer is nobody's business
//!    └ yes ─▶ token ─▶ attach ─▶ send ─▶ judge ─┬─ accepted, not ours ─▶ back to the caller
//!                                               └─ rejected ─▶ session ─┬─ keep ─▶ back
//!                                                                       └─ repeat, once ─▶ back
//! ```
//!
//! Refused: tokens for other origins, for requests that bring an `Authorization` of their own, and for those
//! marked with [`NoToken`]. A request is sent twice at most, whatever is stacked: the first layer that attaches
//! a token hides the request from those within by that very header field, and a repeat is marked
//! [`Repeated`], on the request as on its answer.

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub mod body;
#[cfg(any(feature = "reqwest", feature = "tower"))]
pub(crate) mod judge;

use std::error::Error;
use std::future::Future;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use http::Extensions;
use http::HeaderMap;
use http::Method;
use http::StatusCode;
use http::Uri;
use http::header::AUTHORIZATION;

use crate::action::Bearer;
use crate::error::AuthError;
use crate::event::Event;
use crate::event::NotReplayed;
use crate::session::Remedy;
use crate::session::Session;
use crate::tokens::Generation;
use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Reason;

/// In the extensions of a request: it goes without a token, and its answer comes back as it is. For a login
/// through the same client, say.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct NoToken;

/// In the extensions of a request that is sent again with another token, and of the answer to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Repeated {
    /// The token that it is sent with.
    pub generation: Generation,
}

/// A session and how its answers are read: what an adapter holds.
#[derive(Clone, Debug)]
pub struct Exchange<C> {
    session: Session,
    classify: C,
}

/// Whether a request can be sent again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Again {
    /// It was: this is the repeat.
    Done,
    /// It cannot.
    No(NotReplayed),
    /// It can: a copy is kept.
    Yes,
}

impl<C: Classify> Exchange<C> {
    /// What `session` and `classify` make together.
    #[must_use]
    pub fn new(session: Session, classify: C) -> Self {
        Self { session, classify }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether a token may go with a request. When not, its answer is none of the session's business either.
    #[must_use]
    pub fn admits(&self, uri: &Uri, headers: &HeaderMap, extensions: &Extensions) -> bool {
        !headers.contains_key(AUTHORIZATION)
            && extensions.get::<NoToken>().is_none()
            && self.session.policy().origins.allows(uri)
    }

    /// Whether a request may be sent again, as far as its body does not matter.
    #[must_use]
    pub fn again(&self, method: &Method, extensions: &Extensions) -> Again {
        if extensions.get::<Repeated>().is_some() {
            Again::Done
        } else if (self.session.policy().replay)(method) {
            Again::Yes
        } else {
            Again::No(NotReplayed::Method)
        }
    }

    /// What the head of an answer tells.
    #[must_use]
    pub fn glance(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        self.classify.by_head(status, headers)
    }

    /// The classifier.
    #[must_use]
    pub fn classify(&self) -> &C {
        &self.classify
    }

    /// Says that an answer rejected the token of `generation`, and gives the token to send the request with
    /// again. `None`: the answer goes to the caller as it is.
    ///
    /// Where the request cannot be sent again this does not wait: the session renews the token for those who
    /// follow.
    ///
    /// # Errors
    ///
    /// As [`Session::rejected`]: there is no other token. The caller gets this in the place of the answer.
    pub async fn rejected(
        &self,
        generation: Generation,
        again: Again,
        reason: Reason,
    ) -> Result<Option<Bearer>, Arc<AuthError>> {
        match again {
            Again::Done => self.session.rejected_again(generation, reason),
            Again::No(cause) => {
                if self.would_repeat(generation, reason).await {
                    self.session.tell(Event::NotReplayed { cause });
                }
            }
            Again::Yes => {
                if let Remedy::Repeat(bearer) = self.session.rejected(generation, reason).await? {
                    self.session.tell(Event::Repeated { generation: bearer.generation });
                    return Ok(Some(bearer));
                }
            }
        }
        Ok(None)
    }

    /// Says that a token was rejected without waiting for another, and whether there is or will be one.
    async fn would_repeat(&self, generation: Generation, reason: Reason) -> bool {
        // The first poll tells the machine; whoever goes away then stops nothing.
        let mut told = pin!(self.session.rejected(generation, reason));
        poll_fn(|context| {
            Poll::Ready(match told.as_mut().poll(context) {
                Poll::Ready(Ok(Remedy::Repeat(_))) | Poll::Pending => true,
                Poll::Ready(Ok(Remedy::Keep) | Err(_)) => false,
            })
        })
        .await
    }
}

/// The error of a session, if `error` is or was caused by one.
///
/// Adapters put it into whatever error type their client has, as an `Arc`: all who waited for one refresh hold
/// the same.
#[must_use]
pub fn auth_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Arc<AuthError>> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<Arc<AuthError>>() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// Whether scheme, host and port of two targets are the same (RFC 6454 §5).
#[must_use]
pub fn same_origin(one: &Uri, other: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme() == other.scheme() && host(one) == host(other) && port(one) == port(other)
}

/// The port, also where it is not written.
fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    })
}
