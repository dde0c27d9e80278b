//! A client with hooks, and the chain that a request goes through.

use std::fmt;
use std::future::Future;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;

use arc_swap::ArcSwap;
use http::Request;
use http::Response;
use http::StatusCode;
use tower_service::Service;

use super::Answer;
use super::AnyError;
use super::Cause;
use super::Interceptors;
use super::Thrown;
use super::list::Given;
use super::list::List;

/// A client with hooks. Clones share both.
///
/// `S` is the client, `B` the body of its requests and `R` that of its answers.
pub struct Instance<S, B, R> {
    inner: Arc<Inner<S, B, R>>,
}

/// An instance that does not keep itself alive: for the hooks of this very instance.
pub struct WeakInstance<S, B, R> {
    inner: Weak<Inner<S, B, R>>,
}

struct Inner<S, B, R> {
    /// Cloned for each request: a service is made ready and called by one at a time. Behind a lock, held for
    /// the clone alone, so that services that are not `Sync` will do.
    client: Mutex<S>,
    keep: fn(&Request<B>) -> Option<Request<B>>,
    is_success: ArcSwap<IsSuccess>,
    request: List<Request<B>, B, R>,
    response: List<Answer<B, R>, B, R>,
}

type IsSuccess = Box<dyn Fn(StatusCode) -> bool + Send + Sync>;

impl<S, B: Clone, R> Instance<S, B, R> {
    /// A client without hooks. A copy of each request is kept until its answer is through, for hooks that
    /// repeat it.
    #[must_use]
    pub fn new(client: S) -> Self {
        Self::build(client, |request| Some(request.clone()))
    }
}

impl<S, B, R> Instance<S, B, R> {
    /// The same for bodies that are streams: no copy is kept, and no hook can repeat a request.
    #[must_use]
    pub fn streaming(client: S) -> Self {
        Self::build(client, |_| None)
    }

    /// Says which answers go to the success side, from the next request on; by default those of 200 to 299.
    ///
    /// What is not success goes to the error side as [`Cause::Status`], with its answer.
    pub fn validate_status(&self, is_success: impl Fn(StatusCode) -> bool + Send + Sync + 'static) {
        self.inner.is_success.store(Arc::new(Box::new(is_success)));
    }

    /// The hooks.
    #[must_use]
    pub fn interceptors(&self) -> Interceptors<'_, B, R> {
        Interceptors { request: &self.inner.request, response: &self.inner.response }
    }

    /// This instance for its own hooks.
    #[must_use]
    pub fn downgrade(&self) -> WeakInstance<S, B, R> {
        WeakInstance { inner: Arc::downgrade(&self.inner) }
    }

    fn build(client: S, keep: fn(&Request<B>) -> Option<Request<B>>) -> Self {
        let is_success: IsSuccess = Box::new(|status| status.is_success());
        let inner = Inner {
            client: Mutex::new(client),
            keep,
            is_success: ArcSwap::from_pointee(is_success),
            request: List::new(),
            response: List::new(),
        };
        Self { inner: Arc::new(inner) }
    }
}

impl<S, B, R> Instance<S, B, R>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Error: Into<AnyError>,
    S::Future: Send,
    B: Send + 'static,
    R: Send + 'static,
{
    /// Sends a request through hooks and client.
    ///
    /// The hooks and what counts as success are those of the moment when the request starts.
    ///
    /// # Errors
    ///
    /// [`Thrown`] when the chain ends on the error side: see [`Cause`].
    pub fn request(
        &self,
        request: Request<B>,
    ) -> impl Future<Output = Result<Answer<B, R>, Thrown<B, R>>> + Send + use<S, B, R> {
        // Taken here and not when the future is first polled: the request starts with this call.
        let inner = Arc::clone(&self.inner);
        let (before, after) = (inner.request.now(), inner.response.now());
        let is_success = inner.is_success.load_full();
        async move {
            let mut hooks: Vec<_> = before.iter().filter(|hook| hook.runs(&request)).collect();
            hooks.reverse();
            let mut given = Ok(request);
            for hook in hooks {
                given = hook.then(given).await;
            }
            let mut answer = match given {
                Ok(request) => inner.send(request, &is_success).await,
                Err(thrown) => Err(thrown),
            };
            for hook in after.iter() {
                answer = hook.then(answer).await;
            }
            answer
        }
    }
}

impl<S, B, R> Inner<S, B, R>
where
    S: Service<Request<B>, Response = Response<R>> + Clone,
    S::Error: Into<AnyError>,
{
    async fn send(&self, request: Request<B>, is_success: &IsSuccess) -> Given<Answer<B, R>, B, R> {
        let kept = (self.keep)(&request);
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let ready: Result<(), AnyError> =
            poll_fn(|context| client.poll_ready(context).map_err(Into::into)).await;
        let answer = match ready {
            Ok(()) => client.call(request).await.map_err(Into::into),
            Err(error) => Err(error),
        };
        match answer {
            Ok(response) if is_success(response.status()) => Ok(Answer { response, request: kept }),
            Ok(response) => Err(Thrown {
                cause: Cause::Status(response.status()),
                request: kept.map(Box::new),
                response: Some(Box::new(response)),
            }),
            Err(error) => {
                let cause = Cause::Client(error);
                Err(Thrown { cause, request: kept.map(Box::new), response: None })
            }
        }
    }
}

impl<S, B, R> WeakInstance<S, B, R>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Error: Into<AnyError>,
    S::Future: Send,
    B: Send + 'static,
    R: Send + 'static,
{
    /// Sends a request as [`Instance::request`] does. The instance is there as long as one of its requests
    /// runs, so a hook always finds it.
    ///
    /// # Errors
    ///
    /// As there, and [`Cause::Client`] when the instance is gone.
    pub async fn request(&self, request: Request<B>) -> Result<Answer<B, R>, Thrown<B, R>> {
        match self.inner.upgrade() {
            Some(inner) => Instance { inner }.request(request).await,
            None => {
                let cause = Cause::Client("the instance is gone".into());
                Err(Thrown { cause, request: Some(Box::new(request)), response: None })
            }
        }
    }
}

impl<S, B, R> Clone for Instance<S, B, R> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<S, B, R> Clone for WeakInstance<S, B, R> {
    fn clone(&self) -> Self {
        Self { inner: Weak::clone(&self.inner) }
    }
}

impl<S, B, R> fmt::Debug for Instance<S, B, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}

impl<S, B, R> fmt::Debug for WeakInstance<S, B, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakInstance").finish_non_exhaustive()
    }
}
