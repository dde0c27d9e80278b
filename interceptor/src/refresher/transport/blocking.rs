//! Token endpoints by way of a client that waits with its thread: `ureq`, say.
//!
//! The closure runs on a thread that tokio keeps for such work. It must not follow redirects: turn them off in the
//! client. Give the client timeouts as well: a closure that was given up goes on until it returns, and one that waits
//! for a connection should give that up first (see [`TokenTransport::send`]).

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::Response;
use tokio::runtime::Handle;

use super::BoxError;
use super::MAX_ANSWER_BYTES;
use super::TokenTransport;
use super::TransportError;
use crate::port::BoxFuture;
use crate::session::Mark;

/// A closure that sends a request and gives the answer with its body, whatever its status.
///
/// # Example: `ureq`
///
/// ```
/// use std::time::Duration;
///
/// use http::Request;
/// use interceptor::refresher::{BlockingTransport, JsonEndpoint};
/// use ureq::{Agent, Error, Timeout};
///
/// let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false);
/// let agent = agent.timeout_connect(Some(Duration::from_secs(10))).max_idle_connections(0);
/// let agent = Agent::from(agent.build());
/// let transport = BlockingTransport::new(move |request| {
///     let (head, body) = request.into_parts();
///     let mut answer = agent.run(Request::from_parts(head, &*body))?;
///     let body = answer.body_mut().read_to_vec()?;
///     Ok::<_, Error>(answer.map(|_| body))
/// });
/// // What was never sent can be sent again.
/// let transport = transport
///     .not_sent_if(|error| matches!(error, Error::HostNotFound | Error::Timeout(Timeout::Connect)));
/// let refresher = JsonEndpoint::builder("https://api.example.com/reissue", transport).build()?;
/// # let _ = refresher;
/// # Ok::<(), interceptor::refresher::SetupError>(())
/// ```
pub struct BlockingTransport<F, E> {
    send: Arc<F>,
    not_sent: fn(&E) -> bool,
}

impl<F, E, B> BlockingTransport<F, E>
where
    F: Fn(Request<Bytes>) -> Result<Response<B>, E> + Send + Sync + 'static,
{
    /// A closure whose every error comes, for all that is known, after the request was sent.
    #[must_use]
    pub fn new(send: F) -> Self {
        Self { send: Arc::new(send), not_sent: |_| false }
    }

    /// Says which errors mean that no connection came about.
    #[must_use]
    pub fn not_sent_if(mut self, not_sent: fn(&E) -> bool) -> Self {
        self.not_sent = not_sent;
        self
    }
}

impl<F, E, B> TokenTransport for BlockingTransport<F, E>
where
    F: Fn(Request<Bytes>) -> Result<Response<B>, E> + Send + Sync + 'static,
    E: Into<BoxError> + Send + 'static,
    B: Into<Bytes> + Send + 'static,
{
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let send = Arc::clone(&self.send);
        Box::pin(async move {
            // Without a runtime nothing is sent; a closure that panics may have sent it.
            let runtime =
                Handle::try_current().map_err(|none| TransportError::NotSent(none.into()))?;
            let mark = Mark::here();
            let work = runtime.spawn_blocking(move || mark.carry(|| send(request)));
            let answer = work.await.map_err(|broken| TransportError::Lost(broken.into()))?;
            let answer = answer.map_err(|error| {
                if (self.not_sent)(&error) {
                    TransportError::NotSent(error.into())
                } else {
                    TransportError::Lost(error.into())
                }
            })?;
            let mut answer = answer.map(Into::into);
            answer.body_mut().truncate(MAX_ANSWER_BYTES.saturating_add(1));
            Ok(answer)
        })
    }
}

impl<F, E> fmt::Debug for BlockingTransport<F, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingTransport(..)")
    }
}
