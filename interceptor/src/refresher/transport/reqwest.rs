//! Token endpoints by way of [`reqwest::Client`].
//!
//! The client is built here, or from a builder, so that it follows no redirect, gives up in time on a connection
//! that does not come about, and makes a new one for each request: on one that was kept and has died meanwhile, the
//! refresh token would be sent to nobody, and nobody could tell. One that is handed in built may do otherwise, and
//! that cannot be seen in it: an answer from another URL is then refused, which keeps a foreign token out but comes
//! too late for the refresh token. Prefer the builder.

use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::Uri;
use reqwest::Client;
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

use super::Beginning;
use super::TokenTransport;
use super::TransportError;
use crate::origin::is_loopback;
use crate::port::BoxFuture;

/// A client for token endpoints.
///
/// It is no client of the API: it adds no token, and shares no connection with one.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: Client,
    /// For endpoints on this machine, which no proxy can reach.
    direct: Option<Client>,
}

impl ReqwestTransport {
    /// A client with reqwest's defaults, that follows no redirect and gives up after 10 s on a connection that does
    /// not come about. What is on this machine is not asked through the proxy of the environment.
    ///
    /// # Errors
    ///
    /// What [`ClientBuilder::build`] gives.
    pub fn new() -> Result<Self, reqwest::Error> {
        let client = build(Client::builder())?;
        let direct = build(Client::builder().no_proxy())?;
        Ok(Self { client, direct: Some(direct) })
    }

    /// A client with settings of one's own (proxy, certificates, user agent). Redirects are turned off, no connection
    /// is kept, and each has 10 s to come about, whatever the builder says: a refresh that waits for one until the
    /// session gives up counts as sent.
    ///
    /// A server on this machine is asked through a proxy, if there is one: [`ClientBuilder::no_proxy`] is for those.
    ///
    /// # Errors
    ///
    /// What [`ClientBuilder::build`] gives.
    pub fn from_builder(builder: ClientBuilder) -> Result<Self, reqwest::Error> {
        Ok(Self { client: build(builder)?, direct: None })
    }

    /// A client that is there already. It must have been built with [`Policy::none`]: when an answer comes from
    /// another URL, it is refused as [`TransportError::Redirected`]. And with a
    /// [`connect_timeout`](ClientBuilder::connect_timeout) that is shorter than
    /// [`Policy::refresh_timeout`](crate::policy::Policy): see [`TokenTransport::send`].
    #[must_use]
    pub fn from_client(client: Client) -> Self {
        Self { client, direct: None }
    }

    fn client_for(&self, uri: &Uri) -> &Client {
        match &self.direct {
            Some(direct) if is_loopback(uri) => direct,
            _ => &self.client,
        }
    }
}

impl TokenTransport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let client = self.client_for(request.uri());
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let asked = request.url().clone();
            let mut answer = client.execute(request).await.map_err(failed)?;
            if *answer.url() != asked {
                return Err(TransportError::Redirected);
            }
            let mut beginning = Beginning::new();
            while let Some(piece) = answer.chunk().await.map_err(failed)? {
                if !beginning.take(&piece) {
                    break;
                }
            }
            let mut response = Response::new(beginning.into_bytes());
            *response.status_mut() = answer.status();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok(response)
        })
    }
}

fn build(builder: ClientBuilder) -> Result<Client, reqwest::Error> {
    let builder = builder.redirect(Policy::none()).pool_max_idle_per_host(0);
    builder.connect_timeout(CONNECT_TIMEOUT).build()
}

/// A connection that did not come about has carried nothing.
fn failed(error: reqwest::Error) -> TransportError {
    let unsent = error.is_connect() || error.is_builder();
    // A query of the URL may hold what is nobody's business.
    let error = Box::new(error.without_url());
    if unsent { TransportError::NotSent(error) } else { TransportError::Lost(error) }
}

/// How long a connection may take to come about: less than a refresh may.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
