//! Token endpoints by way of [`reqwest::Client`].
//!
//! The client is built here, or from a builder, so that it follows no redirect. One that is handed in built may
//! follow them, and nobody can see that in it: an answer from another URL is then refused, which keeps a
//! foreign token out but comes too late for the refresh token. Prefer the builder.

use bytes::Bytes;
use http::Request;
use http::Response;
use reqwest::Client;
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

use super::Beginning;
use super::TokenTransport;
use super::TransportError;
use crate::port::BoxFuture;

/// A client for token endpoints.
///
/// It is no client of the API: it adds no token, and keeps connections of its own.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// A client with reqwest's defaults, that follows no redirect.
    ///
    /// # Errors
    ///
    /// What [`ClientBuilder::build`] gives.
    pub fn new() -> Result<Self, reqwest::Error> {
        Self::from_builder(Client::builder())
    }

    /// A client with settings of one's own (proxy, certificates, user agent); redirects are turned off.
    ///
    /// # Errors
    ///
    /// What [`ClientBuilder::build`] gives.
    pub fn from_builder(builder: ClientBuilder) -> Result<Self, reqwest::Error> {
        Ok(Self { client: builder.redirect(Policy::none()).build()? })
    }

    /// A client that is there already. It must have been built with [`Policy::none`]: when an answer comes from
    /// another URL, it is refused as [`TransportError::Redirected`].
    #[must_use]
    pub fn from_client(client: Client) -> Self {
        Self { client }
    }
}

impl TokenTransport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let asked = request.url().clone();
            let mut answer = self.client.execute(request).await.map_err(failed)?;
            if *answer.url() != asked {
                return Err(TransportError::Redirected);
            }
            let mut beginning = Beginning::default();
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

/// A connection that did not come about has carried nothing.
fn failed(error: reqwest::Error) -> TransportError {
    let unsent = error.is_connect() || error.is_builder();
    // A query of the URL may hold what is nobody's business.
    let error = Box::new(error.without_url());
    if unsent { TransportError::NotSent(error) } else { TransportError::Lost(error) }
}
