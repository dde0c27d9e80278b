//! `tower`: an [`AuthLayer`] for any `Service` from `http::Request` to `http::Response`: hyper clients, tonic,
//! stacks of middleware.
//!
//! With a good token at hand the request is sent at once, and an accepted answer comes back as it is: no lock is
//! taken, and nothing is copied or put into a box but what is kept to send it again. Bodies
//! that are [`Replay`] are copied before they are sent; [`AuthLayer::recording`] keeps those of any other kind while
//! they are sent, [`AuthLayer::never_replays`] sends them once.
//!
//! Errors are [`BoxError`], as those of tower's own layers: an error of the service within is boxed as it is and
//! can be downcast as if this layer were not there, also where it is a box already. The session's errors are
//! found by [`auth_error`](crate::exchange::auth_error).
//!
//! # Redirects
//!
//! Stand *within* whatever follows redirects: then every hop is seen, and each gets a token only if its origin
//! is allowed. Outside of it, the token travels in a header field that the follower must strip on the way to
//! another origin, and a stranger's 401 looks like the server's own: tell the layer where an answer came from
//! by [`AuthLayer::final_uri`]. `tower_http`'s `FilterCredentials` strips it from the first hop to another
//! origin only; from there on, a hop within that origin carries it again. So it may follow within the origin only.
//!
//! # Retries
//!
//! A layer that sends requests again because of lost connections stands outside of this one: then each try gets
//! the token of its time.
//!
//! # No token
//!
//! The layer must see the whole target of a request, `https://api.example.com/orders`, not only its path: a request to
//! an origin that is not in the list goes without a token, and so does one with a field of its own. Which it was is
//! traced, for the target `interceptor`: the first at the level of debugging, the others at the finest.

mod future;
mod kept;
mod layer;
mod recorded;
mod replay;
mod walk;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::Extensions;
use http::Request;
use http::Response;
use http::Uri;
use http::header::AUTHORIZATION;
use http_body::Body;
use tower_service::Service;

pub use self::future::AuthFuture;
pub use self::layer::AuthLayer;
pub use self::recorded::Recorded;
pub use self::replay::ByCopy;
pub use self::replay::Copies;
pub use self::replay::Never;
pub use self::replay::Recording;
pub use self::replay::Replay;
pub use self::replay::Spare;
use self::walk::Shared;
pub use crate::exchange::body::AuthBody;
use crate::session::Session;
use crate::verdict::Classify;

/// Any error, as tower's layers give it.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Reads off the extensions of an answer which target it came from, after redirects.
pub type FinalUri = fn(&Extensions) -> Option<&Uri>;

impl Session {
    /// The layer that sends requests with this session's tokens, and reads answers by `classify`.
    #[must_use]
    pub fn layer<C: Classify>(&self, classify: C) -> AuthLayer<C> {
        AuthLayer::new(self.clone(), classify)
    }
}

/// Sends requests with the tokens of a session.
pub struct AuthService<S, C, M = ByCopy> {
    inner: S,
    shared: Arc<Shared<C>>,
    mode: M,
}

impl<S, C, M> AuthService<S, C, M> {
    /// The service within.
    #[must_use]
    pub fn get_ref(&self) -> &S {
        &self.inner
    }
}

impl<S, C, M, B, R> Service<Request<B>> for AuthService<S, C, M>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    C: Classify,
    M: Copies<B>,
    B: Send + 'static,
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Send,
{
    type Response = Response<AuthBody<R>>;
    type Error = BoxError;
    type Future = AuthFuture<S, B, R, C>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let exchange = &self.shared.exchange;
        if !exchange.admits(request.uri(), request.headers(), request.extensions()) {
            return AuthFuture::untouched(self.inner.call(request));
        }
        let Some(bearer) = exchange.session().try_token() else {
            // What `poll_ready` reserved in the service is given back while the token is waited for: the refresh
            // may need it. So both that stay are clones, and the one that is ready is dropped.
            let later = self.inner.clone();
            self.inner = later.clone();
            let (shared, mode) = (Arc::clone(&self.shared), self.mode.clone());
            return AuthFuture::later(walk::wait(shared, mode, later, request));
        };
        let sent = self.shared.keep(&self.mode, &self.inner, &mut request, bearer.generation);
        request.headers_mut().insert(AUTHORIZATION, bearer.token.into_header());
        AuthFuture::attached(self.inner.call(request), sent)
    }
}

impl<S: Clone, C, M: Clone> Clone for AuthService<S, C, M> {
    fn clone(&self) -> Self {
        let (inner, shared) = (self.inner.clone(), Arc::clone(&self.shared));
        Self { inner, shared, mode: self.mode.clone() }
    }
}

impl<S: fmt::Debug, C, M> fmt::Debug for AuthService<S, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
