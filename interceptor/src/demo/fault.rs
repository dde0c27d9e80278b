//! Everything that can go wrong with an answer, to be set while the server runs.
//!
//! A [`Fault`] is what happens *before* the server does its work, and what happens *after* it, to the answer.
//! [`Knobs`] hold the faults of one kind of endpoint: a queue for the next requests, and one for all others.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header;

use super::Gate;
use super::listener::HangUp;
use super::time::ServerTime;

/// What goes wrong with one request.
#[derive(Clone, Debug, Default)]
pub struct Fault {
    before: Vec<Step>,
    after: Vec<Step>,
}

/// One thing that goes wrong.
#[derive(Clone, Debug)]
pub enum Step {
    /// It takes so long, by the server's clock.
    Delay(Duration),
    /// It is held until the gate is opened.
    Hold(Gate),
    /// The connection is closed without an answer.
    Close,
    /// This is answered in the place of what would have been.
    Answer(Canned),
}

/// An answer from the tin.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Canned {
    /// 503, with `Retry-After` when there is a time, in whole seconds.
    Unavailable(Option<Duration>),
    /// 500 with nothing in it.
    Broken,
    /// A page of HTML with this status, as proxies write it.
    Html(StatusCode),
    /// 200 and so many octets that look like JSON but never end.
    Huge(usize),
    /// This status with nothing in it.
    Empty(StatusCode),
}

/// The faults of one kind of endpoint.
#[derive(Debug, Default)]
pub struct Knobs {
    script: Mutex<Script>,
}

#[derive(Debug, Default)]
struct Script {
    next: VecDeque<Fault>,
    always: Fault,
}

impl Fault {
    /// Nothing goes wrong.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// This happens before the server does its work: nothing has been rotated yet.
    #[must_use]
    pub fn before(step: Step) -> Self {
        Self { before: vec![step], after: Vec::new() }
    }

    /// This happens to the answer: the server has done its work.
    #[must_use]
    pub fn after(step: Step) -> Self {
        Self { before: Vec::new(), after: vec![step] }
    }

    /// And then this, at the same place.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        let place = if self.after.is_empty() { &mut self.before } else { &mut self.after };
        place.push(step);
        self
    }

    /// And this happens to the answer.
    #[must_use]
    pub fn and_after(mut self, step: Step) -> Self {
        self.after.push(step);
        self
    }
}

impl Knobs {
    /// Appends a fault for one request: the first of those that come, after what was appended before.
    pub fn next(&self, fault: Fault) {
        self.script().next.push_back(fault);
    }

    /// Sets the fault of all requests for which none is appended.
    pub fn always(&self, fault: Fault) {
        self.script().always = fault;
    }

    /// Nothing goes wrong any more.
    pub fn clear(&self) {
        *self.script() = Script::default();
    }

    /// Does `work` with whatever goes wrong this time.
    pub(super) async fn run(
        &self,
        time: &ServerTime,
        work: impl Future<Output = Response>,
    ) -> Response {
        let Fault { before, after } = self.take();
        for step in before {
            if let Some(answer) = step.happen(time).await {
                return answer;
            }
        }
        let mut answer = work.await;
        for step in after {
            answer = step.happen(time).await.unwrap_or(answer);
        }
        answer
    }

    fn take(&self) -> Fault {
        let mut script = self.script();
        script.next.pop_front().unwrap_or_else(|| script.always.clone())
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Step {
    async fn happen(self, time: &ServerTime) -> Option<Response> {
        match self {
            Self::Delay(span) => time.sleep(span).await,
            Self::Hold(gate) => gate.pass().await,
            Self::Close => return Some(HangUp::response()),
            Self::Answer(canned) => return Some(canned.into_response()),
        }
        None
    }
}

impl IntoResponse for Canned {
    fn into_response(self) -> Response {
        match self {
            Self::Unavailable(None) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Self::Unavailable(Some(after)) => {
                let seconds = HeaderValue::from(after.as_secs());
                (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, seconds)]).into_response()
            }
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Self::Html(status) => {
                let kind = HeaderValue::from_static("text/html; charset=utf-8");
                (status, [(header::CONTENT_TYPE, kind)], HTML).into_response()
            }
            Self::Huge(octets) => {
                let kind = HeaderValue::from_static("application/json");
                let body = Body::from(vec![b'['; octets.min(LARGEST)]);
                ([(header::CONTENT_TYPE, kind)], body).into_response()
            }
            Self::Empty(status) => status.into_response(),
        }
    }
}

const HTML: &str = "<!doctype html>\n<title>Bad Gateway</title>\n<h1>Something went wrong</h1>\n";

/// Octets of the largest answer that is made.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;
