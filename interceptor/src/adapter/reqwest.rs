//! `reqwest`, by way of `reqwest_middleware`: an [`AuthMiddleware`].
//!
//! Requests whose body is in memory are copied before they are sent ([`Policy::max_replay_body`]); streams and
//! forms of many parts are sent once, and a rejected answer to them goes to the caller. What the session has to
//! say comes as `reqwest_middleware::Error::Middleware`: [`auth_error`](crate::auth_error) finds it.
//!
//! # Redirects
//!
//! reqwest follows redirects where no middleware sees it, and takes the token off for a hop to another origin,
//! but for that hop only: the next one, if it stays with the stranger, carries it again. So a client needs the
//! policy that [`redirects`] gives. [`Session::client`] sets it, whatever policy the builder had; whoever builds the
//! client otherwise, does that too. An answer from another origin than the request's is not judged.
//!
//! # Whose header field
//!
//! A request that brings an `Authorization` of its own is left alone. One among the default fields of the client is
//! added where no middleware sees it, and gives way to the token.
//!
//! # Retries
//!
//! A middleware that sends requests again because of lost connections stands before this one, on the outside:
//! then each try gets the token of its time. [`Session::client`] has no place for it; this has:
//!
//! ```
//! use std::sync::Arc;
//!
//! use interceptor::adapter::reqwest::redirects;
//! use interceptor::{Bearer6750, Session};
//! use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware};
//!
//! fn client(session: &Session, retry: Arc<dyn Middleware>) -> reqwest::Result<ClientWithMiddleware> {
//!     let plain = reqwest::Client::builder().redirect(redirects()).build()?;
//!     let client = ClientBuilder::new(plain).with_arc(retry);
//!     Ok(client.with(session.middleware(Bearer6750::new())).build())
//! }
//! ```
//!
//! # No token
//!
//! A request to an origin that is not in the list goes without a token, and so does one with a field of its own; which
//! it was is traced, for the target `interceptor`: the first at the level of debugging, the others at the finest.
//!
//! [`Policy::max_replay_body`]: crate::policy::Policy::max_replay_body

mod redirects;

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use http::Extensions;
use http::Uri;
use http::header::AUTHORIZATION;
use reqwest::Body;
use reqwest::ClientBuilder;
use reqwest::Request;
use reqwest::Response;
use reqwest::ResponseBuilderExt;
use reqwest::Url;
use reqwest_middleware::ClientWithMiddleware;
use reqwest_middleware::Error;
use reqwest_middleware::Middleware;
use reqwest_middleware::Next;
use reqwest_middleware::Result;

pub use self::redirects::redirects;
use crate::action::Bearer;
use crate::event::NotReplayed;
use crate::exchange::Again;
use crate::exchange::Exchange;
use crate::exchange::Repeated;
use crate::session::Session;
use crate::verdict::Classify;
use crate::verdict::Verdict;

impl Session {
    /// The middleware that sends requests with this session's tokens, and reads answers by `classify`.
    #[must_use]
    pub fn middleware<C: Classify>(&self, classify: C) -> AuthMiddleware<C> {
        AuthMiddleware::new(self.clone(), classify)
    }

    /// A client with this middleware, and with the policy of [`redirects`] in the place of the builder's own.
    ///
    /// Where all origins of the list are on this machine, it asks no proxy, neither the builder's nor that of the
    /// environment: it could not reach them, and would see the token. In a list of both kinds those on this machine
    /// are asked through the proxy of `HTTP_PROXY`, unless `NO_PROXY` names them: give them a session of their own.
    ///
    /// For more middleware, and for proxies on this machine, build the client from [`middleware`](Self::middleware).
    ///
    /// # Errors
    ///
    /// What `ClientBuilder::build` says.
    pub fn client<C: Classify>(
        &self,
        builder: ClientBuilder,
        classify: C,
    ) -> reqwest::Result<ClientWithMiddleware> {
        let local = self.policy().origins.is_local();
        let builder = if local { builder.no_proxy() } else { builder };
        let client = builder.redirect(redirects()).build()?;
        let middleware: Arc<dyn Middleware> = Arc::new(self.middleware(classify));
        Ok(ClientWithMiddleware::new(client, [middleware]))
    }
}

/// Sends requests with the tokens of a session.
#[derive(Clone)]
pub struct AuthMiddleware<C> {
    exchange: Exchange<C>,
}

impl<C: Classify> AuthMiddleware<C> {
    /// The middleware of `session`, which reads answers by `classify`.
    #[must_use]
    pub fn new(session: Session, classify: C) -> Self {
        Self { exchange: Exchange::new(session, classify) }
    }

    fn admits(&self, request: &Request, extensions: &Extensions) -> bool {
        let uri = request.url().as_str().parse::<Uri>();
        uri.is_ok_and(|uri| self.exchange.admits(&uri, request.headers(), extensions))
    }

    /// Whether `request` can be sent again, and the copy for it.
    fn copy(&self, request: &Request, extensions: &Extensions) -> (Again, Option<Request>) {
        let again = self.exchange.again(request.method(), extensions);
        if again != Again::Yes {
            return (again, None);
        }
        let max = self.exchange.session().policy().max_replay_body;
        let fits = match request.body() {
            Some(body) => body.as_bytes().is_some_and(|octets| octets.len() <= max),
            None => true,
        };
        match fits.then(|| request.try_clone()).flatten() {
            Some(copy) => (Again::Yes, Some(copy)),
            None => (Again::No(NotReplayed::Body), None),
        }
    }

    /// The verdict on the answer to a request for `url`, and the answer as it was.
    async fn judge(&self, url: &Url, response: Response) -> (Verdict, Response) {
        if response.url().origin() != url.origin() {
            return (Verdict::NotOurs, response);
        }
        let glance = self.exchange.glance(response.status(), response.headers());
        if glance.limit().is_none() {
            return (glance.verdict(), response);
        }
        let url = response.url().clone();
        let (verdict, response) = self.exchange.judge(response.into(), glance).await;
        (verdict, rebuilt(url, response.map(Body::wrap)))
    }
}

#[async_trait]
impl<C: Classify> Middleware for AuthMiddleware<C> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        if !self.admits(&request, extensions) {
            return next.run(request, extensions).await;
        }
        let session = self.exchange.session();
        let bearer = session.token().await.map_err(Error::middleware)?;
        let url = request.url().clone();
        let (again, copy) = self.copy(&request, extensions);
        attach(&mut request, &bearer);
        let response = next.clone().run(request, extensions).await?;
        // A layer within has sent it twice already.
        if response.extensions().get::<Repeated>().is_some() {
            return Ok(response);
        }
        let (verdict, response) = self.judge(&url, response).await;
        let Verdict::Rejected(reason) = verdict else { return Ok(response) };
        let remedy = self.exchange.rejected(bearer.generation, again, reason).await;
        let (Some(bearer), Some(request)) = (remedy.map_err(Error::middleware)?, copy) else {
            return Ok(response);
        };
        self.exchange.clear_away(Body::from(response)).await;
        self.repeat(request, bearer, extensions, next).await
    }
}

impl<C: Classify> AuthMiddleware<C> {
    /// Sends a request for the second time. A rejection of that goes to the caller.
    async fn repeat(
        &self,
        mut request: Request,
        bearer: Bearer,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let mark = Repeated { generation: bearer.generation };
        // Only those within see the mark: whoever stands outside may send another request with what is handed back,
        // also after this future was dropped.
        let mut marked = extensions.clone();
        marked.insert(mark);
        let url = request.url().clone();
        attach(&mut request, &bearer);
        let response = next.run(request, &mut marked).await;
        marked.remove::<Repeated>();
        *extensions = marked;
        let response = response?;
        let (verdict, mut response) = self.judge(&url, response).await;
        if let Verdict::Rejected(reason) = verdict {
            let told = self.exchange.rejected(bearer.generation, Again::Done, reason).await;
            let _ = told.map_err(Error::middleware)?;
        }
        response.extensions_mut().insert(mark);
        Ok(response)
    }
}

impl<C> fmt::Debug for AuthMiddleware<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthMiddleware").finish_non_exhaustive()
    }
}

fn attach(request: &mut Request, bearer: &Bearer) {
    request.headers_mut().insert(AUTHORIZATION, bearer.token.header().clone());
}

/// An answer made of its parts; what reqwest's own conversion loses is where it came from.
fn rebuilt(url: Url, mut response: http::Response<Body>) -> Response {
    if let Ok(carrier) = http::Response::builder().url(url).body(()) {
        response.extensions_mut().extend(carrier.into_parts().0.extensions);
    }
    response.into()
}
