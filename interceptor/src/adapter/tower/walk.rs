//! What becomes of a request once it is more than "attach and send".

use std::future::Future;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::Uri;
use http::header::AUTHORIZATION;
use http_body::Body;
use tower_service::Service;

use super::BoxError;
use super::Copies;
use super::FinalUri;
use super::Spare;
use super::kept::Kept;
use crate::action::Bearer;
use crate::error::AuthError;
use crate::event::Event;
use crate::event::NotReplayed;
use crate::exchange::Again;
use crate::exchange::Exchange;
use crate::exchange::Repeated;
use crate::exchange::body::AuthBody;
use crate::exchange::judge::readable;
use crate::exchange::same_origin;
use crate::tokens::Generation;
use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Reason;
use crate::verdict::Verdict;

/// What all requests of a layer share.
pub(super) struct Shared<C> {
    pub(super) exchange: Exchange<C>,
    pub(super) final_uri: Option<FinalUri>,
}

/// What stays behind of a request that is under way.
pub(super) struct Sent<S, B, C> {
    shared: Arc<Shared<C>>,
    generation: Generation,
    again: Again,
    /// Where `again` is "yes". In a box, since whoever awaits an answer moves it about.
    kept: Option<Box<Kept<S, Spare<B>>>>,
    /// Where answers may come from another origin.
    uri: Option<Box<Uri>>,
}

/// A token, and what to send with it.
type Next<S, B> = (Bearer, S, Request<B>);

impl<C: Classify> Shared<C> {
    /// Keeps what is needed when a token of `generation` is rejected that goes with `request`.
    pub(super) fn keep<S: Clone, B>(
        self: &Arc<Self>,
        mode: &impl Copies<B>,
        service: &S,
        request: &mut Request<B>,
        generation: Generation,
    ) -> Sent<S, B, C> {
        let mut again = self.exchange.again(request.method(), request.extensions());
        let mut kept = None;
        if again == Again::Yes {
            let max = self.exchange.session().policy().max_replay_body;
            let spare = mode.spare(request.body_mut(), max);
            kept = spare.map(|spare| Box::new(Kept::new(service.clone(), request, spare)));
            if kept.is_none() {
                again = Again::No(NotReplayed::Body);
            }
        }
        let uri = self.final_uri.map(|_| Box::new(request.uri().clone()));
        Sent { shared: Arc::clone(self), generation, again, kept, uri }
    }
}

impl<S, B, C: Classify> Sent<S, B, C> {
    /// What speaks against handing `response` to the caller at once.
    pub(super) fn doubts<R: Body>(&self, response: &Response<R>) -> Option<Glance> {
        // A layer within has sent it twice already.
        if response.extensions().get::<Repeated>().is_some() || self.is_foreign(response) {
            return None;
        }
        let glance = self.shared.exchange.glance(response.status(), response.headers());
        let rejected = matches!(glance.verdict(), Verdict::Rejected(_));
        (rejected || readable(glance, response.body()).is_some()).then_some(glance)
    }

    /// Whether an answer comes from where the token was not sent.
    fn is_foreign<R>(&self, response: &Response<R>) -> bool {
        let source = self.shared.final_uri.and_then(|read| read(response.extensions()));
        match (&self.uri, source) {
            (Some(uri), Some(source)) => !same_origin(uri, source),
            _ => false,
        }
    }
}

impl<S, B, R, C> Sent<S, B, C>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Into<BoxError>,
    C: Classify,
    R: Body<Data = Bytes>,
{
    /// Judges an answer that is in doubt, and sends the request again if it was rejected.
    pub(super) async fn pursue(
        mut self,
        response: Response<R>,
        glance: Glance,
    ) -> Result<Response<AuthBody<R>>, BoxError> {
        let exchange = &self.shared.exchange;
        let (verdict, response) = exchange.judge(response, glance).await;
        let Verdict::Rejected(reason) = verdict else { return Ok(response) };
        let Some((bearer, service, request)) = self.remedy(reason).await? else {
            return Ok(response);
        };
        let exchange = &self.shared.exchange;
        exchange.clear_away(response.into_body()).await;
        let repeat = Sent { generation: bearer.generation, again: Again::Done, ..self };
        repeat.send(service, request, bearer).await
    }

    /// Says that the token was rejected, and gives the next one and the request for it.
    ///
    /// The body is taken from its first reader when there is or will be a token, and not before: an answer that is
    /// handed on may still live by it.
    async fn remedy(&mut self, reason: Reason) -> Result<Option<Next<S, B>>, Arc<AuthError>> {
        let shared = Arc::clone(&self.shared);
        let exchange = &shared.exchange;
        if self.kept.as_ref().is_some_and(|kept| !kept.body().is_whole()) {
            self.again = Again::No(NotReplayed::Body);
        }
        if self.again != Again::Yes {
            let _ = exchange.rejected(self.generation, self.again, reason).await?;
            return Ok(None);
        }
        let mut told = pin!(exchange.ask(self.generation, reason));
        let at_once = match poll_fn(|context| Poll::Ready(told.as_mut().poll(context))).await {
            Poll::Ready(bearer) => match bearer? {
                None => return Ok(None),
                bearer => bearer,
            },
            Poll::Pending => None,
        };
        let Some((service, request)) = self.redeem() else {
            exchange.session().tell(Event::NotReplayed { cause: NotReplayed::Body });
            return Ok(None);
        };
        let bearer = match at_once {
            None => told.await?,
            bearer => bearer,
        };
        Ok(bearer.map(|bearer| {
            exchange.session().tell(Event::Repeated { generation: bearer.generation });
            (bearer, service, request)
        }))
    }

    /// The request once more and what to send it with, if its body can still be had again.
    fn redeem(&mut self) -> Option<(S, Request<B>)> {
        let (service, request) = self.kept.take()?.into_parts();
        let (head, spare) = request.into_parts();
        Some((service, Request::from_parts(head, spare.redeem()?)))
    }

    /// Sends a request for the second time. A rejection of that goes to the caller.
    async fn send(
        self,
        mut service: S,
        mut request: Request<B>,
        bearer: Bearer,
    ) -> Result<Response<AuthBody<R>>, BoxError> {
        let mark = Repeated { generation: self.generation };
        request.headers_mut().insert(AUTHORIZATION, bearer.token.into_header());
        request.extensions_mut().insert(mark);
        let response = call(&mut service, request).await?;
        let mut response = match self.doubts(&response) {
            Some(glance) => self.hear(response, glance).await?,
            None => response.map(AuthBody::untouched),
        };
        response.extensions_mut().insert(mark);
        Ok(response)
    }

    /// Judges the answer to a repeat, for the session to know.
    async fn hear(
        self,
        response: Response<R>,
        glance: Glance,
    ) -> Result<Response<AuthBody<R>>, BoxError> {
        let exchange = &self.shared.exchange;
        let (verdict, response) = exchange.judge(response, glance).await;
        if let Verdict::Rejected(reason) = verdict {
            let _ = exchange.rejected(self.generation, self.again, reason).await?;
        }
        Ok(response)
    }
}

/// Sends a request that was waiting for its token.
pub(super) async fn wait<S, B, R, C>(
    shared: Arc<Shared<C>>,
    mode: impl Copies<B>,
    mut service: S,
    mut request: Request<B>,
) -> Result<Response<AuthBody<R>>, BoxError>
where
    S: Service<Request<B>, Response = Response<R>> + Clone,
    S::Error: Into<BoxError>,
    C: Classify,
    R: Body<Data = Bytes>,
{
    let bearer = shared.exchange.session().token().await?;
    let sent = shared.keep(&mode, &service, &mut request, bearer.generation);
    request.headers_mut().insert(AUTHORIZATION, bearer.token.into_header());
    let response = call(&mut service, request).await?;
    match sent.doubts(&response) {
        Some(glance) => sent.pursue(response, glance).await,
        None => Ok(response.map(AuthBody::untouched)),
    }
}

/// Waits until the service is ready, and for its answer.
async fn call<S, B>(service: &mut S, request: Request<B>) -> Result<S::Response, BoxError>
where
    S: Service<Request<B>>,
    S::Error: Into<BoxError>,
{
    poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
    service.call(request).await.map_err(Into::into)
}
