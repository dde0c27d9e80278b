//! The `tower` adapter without a network and without a runtime: a service with one answer, whose body comes
//! frame by frame.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::future::Ready;
use std::future::ready;
use std::io;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use http::HeaderMap;
use http::Request;
use http::Response;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use interceptor::adapter::tower::AuthLayer;
use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::port::Refresher;
use interceptor::port::Spawner;
use interceptor::session::Session;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Classify;
use tower_layer::Layer;
use tower_service::Service;

/// What a body does when it is polled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// Gives octets, perhaps none.
    Data(Bytes),
    /// Breaks off.
    Error,
    /// Has nothing yet.
    Pending,
    /// Gives trailers.
    Trailers,
}

/// A body by script.
#[derive(Clone, Debug)]
pub struct Script {
    /// What it does, one after the other; then it ends.
    pub steps: VecDeque<Step>,
    /// Whether it says beforehand how long it is.
    pub sized: bool,
}

/// What came of a request whose answer was judged.
pub struct Outcome {
    /// The answer with its whole body, as the caller saw it.
    pub response: Response<Vec<Step>>,
    /// Whether the session took the token for expired.
    pub expired: bool,
    /// Whether the session is over.
    pub over: bool,
}

/// Sends a request that gets this answer. A clock that is `patient` never says that a body takes too long,
/// the other one says so at once.
pub fn send(response: Response<Script>, classify: impl Classify, patient: bool) -> Outcome {
    let (tasks, events) = (Tasks::default(), Arc::new(Mutex::new(Vec::new())));
    let seen = Arc::clone(&events);
    let origins = Origins::one("https://api.example").expect("an origin");
    let pair = TokenPair::new(AccessToken::new("access").expect("a token"));
    let session = Session::builder(Silent, Policy::new(origins))
        .tokens(pair.with_refresh(RefreshToken::new("refresh").expect("a token")))
        .clock(Still { patient })
        .spawner(tasks.clone())
        .seed(1)
        .observer(move |event: &Event| seen.lock().expect("a lock").push(event.clone()))
        .build();
    let mut service = AuthLayer::new(session, classify).never_replays().layer(Canned(response));
    let request = Request::get("https://api.example/").body(()).expect("a request");
    let response = block_on(service.call(request)).expect("an answer");
    let response = response.map(|body| block_on(collect(body)));
    tasks.0.lock().expect("a lock").clear();
    let told = |kind: fn(&Event) -> bool| events.lock().expect("a lock").iter().any(kind);
    Outcome {
        response,
        expired: told(|event| matches!(event, Event::NotReplayed { .. })),
        over: told(|event| matches!(event, Event::SessionEnded { .. })),
    }
}

/// Polls until the end; nothing here waits for anybody else.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Reads a body to its end. What it says of its length must hold all the time.
async fn collect(body: impl Body<Data = Bytes, Error = io::Error>) -> Vec<Step> {
    let (mut body, mut steps, mut hints) = (pin!(body), Vec::new(), Vec::new());
    loop {
        hints.push((count(&steps), body.size_hint(), body.is_end_stream()));
        match std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await {
            None => break,
            Some(Err(_)) => steps.push(Step::Error),
            Some(Ok(frame)) => steps.push(match frame.into_data() {
                Ok(data) => Step::Data(data),
                Err(_) => Step::Trailers,
            }),
        }
        if steps.last() == Some(&Step::Error) {
            return steps;
        }
    }
    for (before, hint, ended) in hints {
        let left = count(&steps) - before;
        assert!(hint.lower() <= left && hint.upper().is_none_or(|upper| left <= upper), "{hint:?}");
        assert!(!ended || left == 0);
    }
    steps
}

/// Octets of these steps.
fn count<'s>(steps: impl IntoIterator<Item = &'s Step>) -> u64 {
    let octets = |step: &Step| if let Step::Data(data) = step { data.len() as u64 } else { 0 };
    steps.into_iter().map(octets).sum()
}

impl Body for Script {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.steps.pop_front() {
            None => None,
            Some(Step::Data(data)) => Some(Ok(Frame::data(data))),
            Some(Step::Error) => {
                self.steps.clear();
                Some(Err(io::ErrorKind::ConnectionReset.into()))
            }
            Some(Step::Trailers) => Some(Ok(Frame::trailers(HeaderMap::new()))),
            Some(Step::Pending) => {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.steps.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        if self.sized { SizeHint::with_exact(count(&self.steps)) } else { SizeHint::default() }
    }
}

/// A service with one answer.
#[derive(Clone)]
struct Canned(Response<Script>);

impl Service<Request<()>> for Canned {
    type Response = Response<Script>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        ready(Ok(self.0.clone()))
    }
}

/// Tasks that are kept and never run.
#[derive(Clone, Default)]
struct Tasks(Arc<Mutex<Vec<BoxFuture<'static, ()>>>>);

impl Spawner for Tasks {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.0.lock().expect("a lock").push(task);
    }
}

/// A clock that stands still.
struct Still {
    patient: bool,
}

impl Clock for Still {
    fn now(&self) -> Moment {
        let run = Duration::from_secs(1);
        Moment { wall: SystemTime::UNIX_EPOCH + Duration::from_secs(crate::forgery::NOW), run }
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        if self.patient { Box::pin(std::future::pending()) } else { Box::pin(ready(())) }
    }
}

/// A token endpoint that is never heard of.
struct Silent;

impl Refresher for Silent {
    fn refresh<'a>(
        &'a self,
        _: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(std::future::pending())
    }
}
