//! The future of one request: in place as long as nothing is wrong, in a box from there on.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use bytes::Bytes;
use http::Request;
use http::Response;
use http_body::Body;
use tower_service::Service;

use super::BoxError;
use super::walk::Sent;
use crate::exchange::body::AuthBody;
use crate::port::BoxFuture;
use crate::verdict::Classify;

type Outcome<R> = Result<Response<AuthBody<R>>, BoxError>;

pin_project_lite::pin_project! {
    /// The answer to a request, judged, and after a rejection to its repeat.
    pub struct AuthFuture<S, B, R, C>
    where
        S: Service<Request<B>>,
        R: Body,
    {
        #[pin]
        stage: Stage<S, B, R, C>,
    }
}

pin_project_lite::pin_project! {
    #[project = StageProjection]
    enum Stage<S, B, R, C>
    where
        S: Service<Request<B>>,
        R: Body,
    {
        /// Sent without a token.
        Untouched { #[pin] answer: S::Future },
        /// Sent with a token.
        Attached { #[pin] answer: S::Future, sent: Option<Sent<S, B, C>> },
        /// Whatever takes longer: a token that is waited for, a body that is looked at, a repeat.
        Later { outcome: BoxFuture<'static, Outcome<R>> },
    }
}

impl<S, B, R, C> AuthFuture<S, B, R, C>
where
    S: Service<Request<B>, Response = Response<R>>,
    R: Body,
{
    pub(super) fn untouched(answer: S::Future) -> Self {
        Self { stage: Stage::Untouched { answer } }
    }

    pub(super) fn attached(answer: S::Future, sent: Sent<S, B, C>) -> Self {
        Self { stage: Stage::Attached { answer, sent: Some(sent) } }
    }

    pub(super) fn later(outcome: impl Future<Output = Outcome<R>> + Send + 'static) -> Self {
        Self { stage: Stage::Later { outcome: boxed(outcome) } }
    }
}

impl<S, B, R, C> fmt::Debug for AuthFuture<S, B, R, C>
where
    S: Service<Request<B>>,
    R: Body,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthFuture(..)")
    }
}

impl<S, B, R, C> Future for AuthFuture<S, B, R, C>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    C: Classify,
    B: Send + 'static,
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Send,
{
    type Output = Outcome<R>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut stage = self.project().stage;
        loop {
            let (response, sent, glance) = match stage.as_mut().project() {
                StageProjection::Untouched { answer } => {
                    return Poll::Ready(match ready!(answer.poll(context)) {
                        Ok(response) => Ok(response.map(AuthBody::untouched)),
                        Err(error) => Err(error.into()),
                    });
                }
                StageProjection::Attached { answer, sent } => {
                    let response = match ready!(answer.poll(context)) {
                        Ok(response) => response,
                        Err(error) => return Poll::Ready(Err(error.into())),
                    };
                    let doubt = sent.as_ref().and_then(|sent| sent.doubts(&response));
                    let (Some(glance), Some(sent)) = (doubt, sent.take()) else {
                        return Poll::Ready(Ok(response.map(AuthBody::untouched)));
                    };
                    (response, sent, glance)
                }
                StageProjection::Later { outcome } => return outcome.as_mut().poll(context),
            };
            // This also drops the future of the service, and with it what that held: a permit, say.
            stage.set(Stage::Later { outcome: boxed(sent.pursue(response, glance)) });
        }
    }
}

/// Puts the rest of the walk into a box. Apart, for it is large until it is there, and few requests come this way.
#[cold]
fn boxed<'a, T>(outcome: impl Future<Output = T> + Send + 'a) -> BoxFuture<'a, T> {
    Box::pin(outcome)
}
