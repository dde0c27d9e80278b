//! The walk of one request, as every adapter takes it; of HTTP clients only an error is named here.
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

/// Why a request goes without a token.
#[derive(Clone, Copy)]
enum Without {
    Field,
    Mark,
    Origin,
}

impl<C> Exchange<C> {
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
        let without = if headers.contains_key(AUTHORIZATION) {
            Without::Field
        } else if extensions.get::<NoToken>().is_some() {
            Without::Mark
        } else if !self.session.policy().origins.allows(uri) {
            Without::Origin
        } else {
            return true;
        };
        without.trace(uri);
        false
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
                if let Some(bearer) = self.ask(generation, reason).await? {
                    self.session.tell(Event::Repeated { generation: bearer.generation });
                    return Ok(Some(bearer));
                }
            }
        }
        Ok(None)
    }

    /// The token in the place of the one that was rejected, if the request is to be sent again.
    pub(crate) async fn ask(
        &self,
        generation: Generation,
        reason: Reason,
    ) -> Result<Option<Bearer>, Arc<AuthError>> {
        Ok(match self.session.rejected(generation, reason).await? {
            Remedy::Repeat(bearer) => Some(bearer),
            Remedy::Keep => None,
        })
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

impl<C: Classify> Exchange<C> {
    /// What the head of an answer tells.
    #[must_use]
    pub fn glance(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        self.classify.by_head(status, headers)
    }
}

impl Without {
    /// For whoever wonders where the token is. Of the target nothing is shown in which a secret may stand.
    #[cold]
    fn trace(self, uri: &Uri) {
        let (scheme, host, port) = (uri.scheme_str(), uri.host(), uri.port_u16());
        match self {
            Self::Field => {
                tracing::trace!(target: "interceptor", host, "no token: the request has a field of its own");
            }
            Self::Mark => {
                tracing::trace!(target: "interceptor", host, "no token: the request is marked so");
            }
            Self::Origin if host.is_none() => {
                tracing::debug!(target: "interceptor", "no token: the target of the request has no origin");
            }
            Self::Origin => {
                tracing::debug!(target: "interceptor", scheme, host, port, "no token: the origin is not in the list");
            }
        }
    }
}

/// The error of a session, if `error` is or was caused by one.
///
/// Adapters put it into whatever error type their client has, as an `Arc`: all who waited for one refresh hold
/// the same. It is found in each of these, and in errors that have one of them as their source.
#[must_use]
pub fn auth_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Arc<AuthError>> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<Arc<AuthError>>() {
            return Some(found);
        }
        next = within(error);
    }
    None
}

/// The error that this one is about.
fn within<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    // It stands for the one that it holds, so its source is the one below that.
    #[cfg(feature = "reqwest")]
    if let Some(reqwest_middleware::Error::Middleware(held)) = error.downcast_ref() {
        return Some(held.as_ref());
    }
    error.source()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// P36: as RFC 6454 §5 has it: scheme, host and port, of which the port may be left out where it is the scheme's.
    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let same = |one, other| same_origin(&Uri::from_static(one), &Uri::from_static(other));
        for other in [
            "https://api.example.com/",
            "https://api.example.com:443/orders?page=2",
            "https://API.Example.COM",
        ] {
            assert!(same("https://api.example.com/me", other), "{other}");
            assert!(same(other, "https://api.example.com/me"), "{other}");
        }
        for other in [
            "http://api.example.com/me",
            "http://api.example.com:443/me",
            "https://example.com/me",
            "https://api.example.com.evil.net/me",
            "https://api.example.com:80/me",
            "https://api.example.com:8443/me",
        ] {
            assert!(!same("https://api.example.com/me", other), "{other}");
            assert!(!same(other, "https://api.example.com/me"), "{other}");
        }
        assert!(same("http://localhost/", "http://localhost:80/"));
        assert!(!same("http://localhost/", "http://localhost:443/"));
    }
}
