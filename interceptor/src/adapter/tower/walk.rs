//! What becomes of a request once it is more than "attach and send".

use std::future::poll_fn;
use std::sync::Arc;

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
        let again = self.redeem();
        let exchange = &self.shared.exchange;
        let bearer = exchange.rejected(self.generation, self.again, reason).await?;
        let (Some(bearer), Some((service, request))) = (bearer, again) else {
            return Ok(response);
        };
        exchange.clear_away(response.into_body()).await;
        let repeat = Sent { generation: bearer.generation, again: Again::Done, ..self };
        repeat.send(service, request, bearer).await
    }

    /// The request once more and what to send it with, if its body can be had again.
    fn redeem(&mut self) -> Option<(S, Request<B>)> {
        let (service, request) = self.kept.take()?.into_parts();
        let (head, spare) = request.into_parts();
        let body = spare.redeem();
        if body.is_none() {
            self.again = Again::No(NotReplayed::Body);
        }
        Some((service, Request::from_parts(head, body?)))
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
