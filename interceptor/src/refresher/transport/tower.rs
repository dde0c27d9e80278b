//! Token endpoints by way of any `tower` service over `http::Request`: hyper's client, a stack of layers, a mock.
//!
//! A service cannot say whether an error came before or after the request was sent, and so every error counts
//! as "maybe sent" unless [`TowerTransport::not_sent_if`] knows better. Layers that follow redirects or repeat
//! requests do not belong into such a stack. A time limit for connections does: see [`TokenTransport::send`].

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::pin;
use std::sync::Mutex;
use std::sync::PoisonError;

use bytes::Buf;
use bytes::Bytes;
use http::Request;
use http::Response;
use http_body::Body;
use http_body_util::BodyExt;
use tower_service::Service;

use super::Beginning;
use super::BoxError;
use super::TokenTransport;
use super::TransportError;
use crate::port::BoxFuture;

/// A service as a client for token endpoints; `B` is the body that it takes.
///
/// # Example: hyper's client, which gives up in time on a connection
///
/// ```
/// use std::time::Duration;
///
/// use bytes::Bytes;
/// use http_body_util::Full;
/// use hyper_util::client::legacy::connect::HttpConnector;
/// use hyper_util::client::legacy::{Client, Error};
/// use hyper_util::rt::TokioExecutor;
/// use interceptor::refresher::TowerTransport;
///
/// let mut connector = HttpConnector::new();
/// connector.set_connect_timeout(Some(Duration::from_secs(10)));
/// let mut client = Client::builder(TokioExecutor::new());
/// // A connection that was kept may have died meanwhile.
/// let client = client.pool_max_idle_per_host(0).build::<_, Full<Bytes>>(connector);
/// let transport = TowerTransport::new(client).not_sent_if(Error::is_connect);
/// # let _ = transport;
/// ```
#[derive(Debug)]
pub struct TowerTransport<S, B, E> {
    /// Cloned for each request: a service is called by `&mut`.
    service: Mutex<S>,
    not_sent: fn(&E) -> bool,
    body: PhantomData<fn(B)>,
}

impl<S, B, E> TowerTransport<S, B, E>
where
    S: Service<Request<B>, Error = E>,
{
    /// A service whose every error comes, for all that is known, after the request was sent.
    #[must_use]
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service), not_sent: |_| false, body: PhantomData }
    }

    /// Says which errors mean that no connection came about. For hyper-util's client that is
    /// `hyper_util::client::legacy::Error::is_connect`.
    #[must_use]
    pub fn not_sent_if(mut self, not_sent: fn(&E) -> bool) -> Self {
        self.not_sent = not_sent;
        self
    }
}

impl<S, B, E, R> TokenTransport for TowerTransport<S, B, E>
where
    S: Service<Request<B>, Error = E, Future: Send, Response = Response<R>>
        + Clone
        + Send
        + 'static,
    B: From<Bytes> + Send + 'static,
    E: Into<BoxError> + 'static,
    R: Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            // What is not ready was not called.
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(|error| TransportError::NotSent(error.into()))?;
            let answer = service.call(request.map(B::from)).await.map_err(|error| {
                if (self.not_sent)(&error) {
                    TransportError::NotSent(error.into())
                } else {
                    TransportError::Lost(error.into())
                }
            })?;
            let (parts, body) = answer.into_parts();
            let body = beginning(body).await.map_err(TransportError::Lost)?;
            Ok(Response::from_parts(parts, body))
        })
    }
}

async fn beginning<R>(body: R) -> Result<Bytes, BoxError>
where
    R: Body<Error: Into<BoxError>>,
{
    let mut body = pin!(body);
    let mut beginning = Beginning::new();
    while let Some(frame) = body.frame().await {
        // Trailers say nothing here.
        let Ok(mut data) = frame.map_err(Into::into)?.into_data() else { continue };
        while data.has_remaining() {
            let piece = data.chunk();
            let length = piece.len();
            if !beginning.take(piece) {
                return Ok(beginning.into_bytes());
            }
            data.advance(length);
        }
    }
    Ok(beginning.into_bytes())
}
