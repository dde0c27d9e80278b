//! How a layer is made: of a session, a way to read answers, and a way to come by a second body.

use std::fmt;
use std::sync::Arc;

use tower_layer::Layer;

use super::AuthService;
use super::ByCopy;
use super::FinalUri;
use super::Never;
use super::Recorded;
use super::Recording;
use super::walk::Shared;
use crate::exchange::Exchange;
use crate::session::Session;
use crate::verdict::Classify;

/// Makes an [`AuthService`] of a service. All that one layer makes share the session.
pub struct AuthLayer<C, M = ByCopy> {
    shared: Arc<Shared<C>>,
    mode: M,
}

impl<C: Classify> AuthLayer<C> {
    /// The layer of `session`, which reads answers by `classify`.
    #[must_use]
    pub fn new(session: Session, classify: C) -> Self {
        let shared = Shared { exchange: Exchange::new(session, classify), final_uri: None };
        Self { shared: Arc::new(shared), mode: ByCopy }
    }
}

impl<C, M> AuthLayer<C, M> {
    /// The same for bodies of any kind: each is kept while it is sent, and can be sent again as long as it was not
    /// longer than [`Policy::max_replay_body`](crate::policy::Policy::max_replay_body). `wrap` puts what is recorded
    /// into the kind of body that the service takes. This costs a box and a lock for each request.
    ///
    /// A rejection cuts off what is still being sent of the first body.
    ///
    /// # Example: tonic
    ///
    /// The layer must see where a request goes, so the client is told its origin.
    ///
    /// ```text
    /// let service = session.layer(GrpcStatus).recording(tonic::body::Body::new).layer(channel);
    /// let client = GreeterClient::with_origin(service, "https://api.example.com".parse()?);
    /// ```
    #[must_use]
    pub fn recording<B>(self, wrap: fn(Recorded<B>) -> B) -> AuthLayer<C, Recording<B>> {
        AuthLayer { shared: self.shared, mode: Recording::new(wrap) }
    }

    /// The same for bodies that are not [`Replay`](super::Replay): requests are never sent again, and a rejected answer goes to
    /// the caller.
    #[must_use]
    pub fn never_replays(self) -> AuthLayer<C, Never> {
        AuthLayer { shared: self.shared, mode: Never }
    }

    /// The same around something that follows redirects: answers from another origin than the request's are not
    /// judged.
    ///
    /// That something must not leave the origin with the token: it is in a header field already. `tower_http` takes it
    /// off for the first hop to a stranger and puts it back for the next one there, so it needs `SameOrigin`, and
    /// the answer with the redirect comes back. Better stand within: see [redirects](super#redirects).
    ///
    /// # Example: `tower_http`
    ///
    /// ```
    /// use interceptor::Bearer6750;
    /// use interceptor::adapter::tower::AuthLayer;
    /// use tower::Layer;
    /// use tower_http::follow_redirect::policy::{Limited, PolicyExt, SameOrigin};
    /// use tower_http::follow_redirect::{FollowRedirectLayer, RequestUri};
    ///
    /// # fn stack<S: Clone>(layer: AuthLayer<Bearer6750>, client: S) {
    /// let layer = layer.final_uri(|extensions| extensions.get::<RequestUri>().map(|uri| &uri.0));
    /// let within = Limited::default().and::<_, (), ()>(SameOrigin::new());
    /// let client = layer.layer(FollowRedirectLayer::with_policy(within).layer(client));
    /// # }
    /// ```
    #[must_use]
    pub fn final_uri(self, final_uri: FinalUri) -> Self
    where
        C: Clone,
    {
        let exchange = self.shared.exchange.clone();
        let shared = Shared { exchange, final_uri: Some(final_uri) };
        Self { shared: Arc::new(shared), mode: self.mode }
    }
}

impl<S, C, M: Clone> Layer<S> for AuthLayer<C, M> {
    type Service = AuthService<S, C, M>;

    fn layer(&self, inner: S) -> Self::Service {
        AuthService { inner, shared: Arc::clone(&self.shared), mode: self.mode.clone() }
    }
}

impl<C, M: Clone> Clone for AuthLayer<C, M> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), mode: self.mode.clone() }
    }
}

impl<C, M> fmt::Debug for AuthLayer<C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthLayer").finish_non_exhaustive()
    }
}
