//! A `Service` between interceptor and HTTP client: it tells what goes out and what comes back.
//!
//! It changes nothing: an answer is read to its end, for the `errorCode` in it, and handed on as it was.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::header::AUTHORIZATION;
use http_body_util::BodyExt as _;
use http_body_util::Full;
use http_body_util::Limited;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use interceptor::Session;
use interceptor::action::Bearer;
use interceptor::adapter::tower::BoxError;
use tokio::sync::mpsc::UnboundedSender;
use tower::Service;

use super::caller;
use crate::app::message::Answer;
use crate::app::message::Message;
use crate::app::message::Step;

/// An HTTP client that tells what it does.
#[derive(Clone)]
pub(super) struct Probe {
    http: Client<HttpConnector, Full<Bytes>>,
    session: Session,
    /// Tokens that were seen, to know each again by its generation.
    seen: Arc<Mutex<VecDeque<Bearer>>>,
    messages: UnboundedSender<Message>,
}

impl Probe {
    pub(super) fn new(
        http: Client<HttpConnector, Full<Bytes>>,
        session: Session,
        messages: UnboundedSender<Message>,
    ) -> Self {
        Self { http, session, seen: Arc::default(), messages }
    }

    /// The generation of the token that a request carries.
    fn generation(&self, request: &Request<Full<Bytes>>) -> Option<u64> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bearer) = self.session.try_token()
            && seen.back() != Some(&bearer)
        {
            seen.push_back(bearer);
            if seen.len() > REMEMBERED {
                seen.pop_front();
            }
        }
        let field = request.headers().get(AUTHORIZATION)?;
        let bearer = seen.iter().rev().find(|bearer| bearer.token.header() == field)?;
        Some(bearer.generation.number())
    }
}

impl Service<Request<Full<Bytes>>> for Probe {
    type Response = Response<Full<Bytes>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        // The client opens as many connections as it needs.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Full<Bytes>>) -> Self::Future {
        let messages = self.messages.clone();
        caller::tell(&messages, Step::Sent(self.generation(&request)));
        let answer = self.http.request(request);
        Box::pin(async move {
            let (head, body) = answer.await?.into_parts();
            let octets = Limited::new(body, MOST_OCTETS).collect().await?.to_bytes();
            let answer = Answer { status: head.status.as_u16(), code: error_code(&octets) };
            caller::tell(&messages, Step::Answered(answer));
            Ok(Response::from_parts(head, Full::new(octets)))
        })
    }
}

/// The `errorCode` of a body, where there is one.
fn error_code(body: &[u8]) -> Option<u64> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    body.get("errorCode")?.as_u64()
}

/// Tokens that are remembered: requests that carry an older one are long answered.
const REMEMBERED: usize = 16;
/// Octets of the longest answer that is read.
const MOST_OCTETS: usize = 64 * 1024;
