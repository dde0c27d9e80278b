//! Whoever sends a request: knows nothing of tokens, and may go away at any time.

use std::cell::Cell;
use std::future::Future as _;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use interceptor::adapter::tower::AuthService;
use interceptor::adapter::tower::BoxError;
use interceptor::exchange::auth_error;
use interceptor::verdict::JsonCode;
use tokio::sync::mpsc::UnboundedSender;
use tower::ServiceExt as _;

use super::probe::Probe;
use crate::app::message::End;
use crate::app::message::Message;
use crate::app::message::Step;

tokio::task_local! {
    /// The request whose task this is.
    static OWN: Own;
}

struct Own {
    number: u64,
    /// It has gone out.
    sent: Cell<bool>,
}

/// Tells a step of the request whose task this is; nothing outside of one.
pub(super) fn tell(messages: &UnboundedSender<Message>, step: Step) {
    let number = OWN.try_with(|own| {
        own.sent.set(own.sent.get() || matches!(step, Step::Sent(_)));
        own.number
    });
    if let Ok(number) = number {
        // Nobody listens any more when the program ends.
        let _ = messages.send(Message::Lane { number, step });
    }
}

/// One caller. However it ends, its end is told once.
pub(super) struct Caller {
    number: u64,
    messages: UnboundedSender<Message>,
    /// What is told when it is dropped.
    end: End,
}

impl Caller {
    pub(super) fn new(number: u64, messages: UnboundedSender<Message>) -> Self {
        Self { number, messages, end: End::HungUp }
    }

    /// Sends the request and reads what becomes of it.
    pub(super) async fn call(mut self, client: AuthService<Probe, JsonCode>, url: String) {
        let own = Own { number: self.number, sent: Cell::new(false) };
        self.end = OWN.scope(own, end_of(client, url, self.messages.clone())).await;
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let step = Step::Ended(self.end);
        let _ = self.messages.send(Message::Lane { number: self.number, step });
    }
}

async fn end_of(
    client: AuthService<Probe, JsonCode>,
    url: String,
    messages: UnboundedSender<Message>,
) -> End {
    let mut got = pin!(get(client, url));
    // What has a token goes out the first time that anything is done for it.
    let first = poll_fn(|context| Poll::Ready(got.as_mut().poll(context))).await;
    let got = match first {
        Poll::Ready(got) => got,
        Poll::Pending => {
            if OWN.try_with(|own| !own.sent.get()).unwrap_or_default() {
                tell(&messages, Step::Waits);
            }
            got.await
        }
    };
    match got {
        Ok(()) => End::Answered,
        Err(error) => match auth_error(error.as_ref()) {
            Some(error) if error.is_final() => End::LogIn,
            Some(_) => End::NoToken,
            None => End::Failed,
        },
    }
}

async fn get(client: AuthService<Probe, JsonCode>, url: String) -> Result<(), BoxError> {
    let request = Request::get(url).body(Full::<Bytes>::default())?;
    client.oneshot(request).await?;
    Ok(())
}
