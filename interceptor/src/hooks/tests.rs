//! The chain against the rules of axios, one by one.

use std::future::Future;
use std::sync::Arc;
use std::sync::Mutex;

use http::HeaderValue;
use http::Request;
use http::Response;
use http::StatusCode;
use http::header::AUTHORIZATION;
use tower::ServiceExt as _;
use tower::limit::ConcurrencyLimit;
use tower::service_fn;
use tower_service::Service;

use super::*;

mod lists;
mod repeat;

type Thrown = super::Thrown<String, String>;
type Answer = super::Answer<String, String>;
type Sent = Result<Response<String>, AnyError>;

/// What happened, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn note(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    /// What happened since the last time.
    fn take(&self) -> String {
        std::mem::take(&mut *self.0.lock().unwrap()).join(" ")
    }
}

/// A client that notes what it sends and answers with a status: the path of the request.
fn client(
    log: &Log,
) -> impl Service<Request<String>, Response = Response<String>, Error = AnyError, Future: Send>
+ Clone
+ Send
+ 'static {
    let log = log.clone();
    service_fn(move |request: Request<String>| {
        log.note(format!("send({})", request.body()));
        let status = request.uri().path().trim_start_matches('/').parse::<u16>();
        async move {
            let status = status.map_err(|_| AnyError::from("no connection"))?;
            let response = Response::builder().status(status).body("answer".to_owned()).unwrap();
            Sent::Ok(response)
        }
    })
}

fn to(path: &str) -> Request<String> {
    Request::get(format!("http://server.test/{path}")).body("body".to_owned()).unwrap()
}

/// A success side that notes its name and adds it to the body.
fn noting(
    log: &Log,
    name: &'static str,
) -> impl Fn(Request<String>) -> std::future::Ready<Result<Request<String>, Thrown>>
+ Send
+ Sync
+ 'static {
    let log = log.clone();
    move |request| {
        log.note(name);
        std::future::ready(Ok(request.map(|body| format!("{body}+{name}"))))
    }
}

/// A side that notes its name and gives on what it got.
fn seen<T, O>(
    log: &Log,
    name: &'static str,
    side: fn(T) -> O,
) -> impl Fn(T) -> std::future::Ready<O> + Send + Sync + 'static
where
    T: 'static,
    O: 'static,
{
    let log = log.clone();
    move |value| {
        log.note(name);
        std::future::ready(side(value))
    }
}

fn on<T>(value: T) -> Result<T, Thrown> {
    Ok(value)
}

fn down<T>(thrown: Thrown) -> Result<T, Thrown> {
    Err(thrown)
}

fn throws<T>(_: T) -> Result<T, Thrown> {
    Err(Thrown::new("thrown by a hook"))
}

fn recovers_request(_: Thrown) -> Result<Request<String>, Thrown> {
    Ok(to("200"))
}

fn recovers_answer(_: Thrown) -> Result<Answer, Thrown> {
    Ok(Answer::new(Response::new("recovered".to_owned())))
}

#[tokio::test]
async fn request_hooks_run_last_added_first_and_response_hooks_first_added_first() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    for name in ["request1", "request2", "request3"] {
        instance.interceptors().request().use_(noting(&log, name), rethrow);
    }
    for name in ["response1", "response2", "response3"] {
        instance.interceptors().response().use_(seen(&log, name, on), rethrow);
    }
    let answer = instance.request(to("200")).await.unwrap();
    assert_eq!(
        log.take(),
        "request3 request2 request1 send(body+request3+request2+request1) response1 response2 response3"
    );
    assert_eq!(answer.response.body(), "answer");
}

#[tokio::test]
async fn what_a_request_hook_throws_skips_the_client_and_goes_down_the_error_sides() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    instance.interceptors().request().use_(seen(&log, "ok1", on), seen(&log, "err1", down));
    instance.interceptors().request().use_(seen(&log, "throw2", throws), seen(&log, "err2", down));
    instance.interceptors().request().use_(seen(&log, "ok3", on), seen(&log, "err3", down));
    instance.interceptors().response().use_(seen(&log, "ok4", on), seen(&log, "err4", down));
    let thrown = instance.request(to("200")).await.unwrap_err();
    // Its own error side is not told, and neither is that of the hook that ran before.
    assert_eq!(log.take(), "ok3 throw2 err1 err4");
    assert_eq!(thrown.to_string(), "a hook failed: thrown by a hook");
    assert!(thrown.request.is_none() && thrown.response.is_none());
}

#[tokio::test]
async fn an_error_side_of_a_request_hook_recovers_with_a_request() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    instance.interceptors().request().use_(noting(&log, "ok1"), seen(&log, "err1", down));
    instance
        .interceptors()
        .request()
        .use_(seen(&log, "ok2", on), seen(&log, "recover2", recovers_request));
    instance.interceptors().request().use_(seen(&log, "throw3", throws), rethrow);
    assert!(instance.request(to("500")).await.is_ok());
    assert_eq!(log.take(), "throw3 recover2 ok1 send(body+ok1)");
}

#[tokio::test]
async fn an_error_side_of_a_response_hook_recovers_with_an_answer() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let response = instance.interceptors().response();
    response.use_(seen(&log, "ok1", on), seen(&log, "err1", down));
    response.use_(seen(&log, "ok2", on), seen(&log, "recover2", recovers_answer));
    response.use_(seen(&log, "ok3", on), seen(&log, "err3", down));
    let answer = instance.request(to("500")).await.unwrap();
    assert_eq!(log.take(), "send(body) err1 recover2 ok3");
    assert_eq!(answer.response.body(), "recovered");
}

#[tokio::test]
async fn what_a_success_side_throws_goes_to_the_error_side_of_the_next_hook() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let response = instance.interceptors().response();
    response.use_(seen(&log, "throw1", throws), seen(&log, "err1", down));
    response.use_(seen(&log, "ok2", on), seen(&log, "err2", down));
    assert!(instance.request(to("200")).await.is_err());
    assert_eq!(log.take(), "send(body) throw1 err2");
}

#[tokio::test]
async fn an_error_side_may_throw_something_else() {
    let instance = Instance::new(client(&Log::default()));
    instance
        .interceptors()
        .response()
        .use_(pass, async |_: Thrown| Err(Thrown::new("something else")));
    let thrown = instance.request(to("500")).await.unwrap_err();
    assert_eq!(thrown.to_string(), "a hook failed: something else");
}

#[tokio::test]
async fn an_answer_outside_of_2xx_is_an_error_that_carries_the_answer() {
    let instance = Instance::new(client(&Log::default()));
    for (path, success) in [
        ("199", false),
        ("200", true),
        ("299", true),
        ("300", false),
        ("304", false),
        ("401", false),
    ] {
        let given = instance.request(to(path)).await;
        assert_eq!(given.is_ok(), success, "{path}");
        if let Err(thrown) = given {
            assert!(matches!(thrown.cause, Cause::Status(status) if status.as_str() == path));
            assert_eq!(thrown.response.unwrap().body(), "answer");
            assert_eq!(thrown.request.unwrap().body(), "body");
        }
    }
}

#[tokio::test]
async fn what_counts_as_success_can_be_said() {
    let instance = Instance::new(client(&Log::default()));
    let running = instance.request(to("401"));
    instance.validate_status(|status| status == StatusCode::UNAUTHORIZED);
    assert!(running.await.is_err());
    assert!(instance.request(to("401")).await.is_ok());
    assert!(instance.request(to("200")).await.is_err());
}

#[tokio::test]
async fn what_the_client_fails_of_is_an_error_with_the_request_and_no_answer() {
    let instance = Instance::new(client(&Log::default()));
    let thrown = instance.request(to("nowhere")).await.unwrap_err();
    assert_eq!(thrown.to_string(), "the client failed: no connection");
    assert_eq!(thrown.request.unwrap().uri().path(), "/nowhere");
    assert!(thrown.response.is_none());
}
