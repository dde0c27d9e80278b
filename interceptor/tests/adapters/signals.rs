//! What answers say in their bodies, and that nobody waits for a body that says nothing.

use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use bytes::BytesMut;
use http::Request;
use http::Response;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http_body::Body;
use http_body_util::BodyExt;
use http_body_util::Full;
use interceptor::adapter::tower::BoxError;
use interceptor::auth_error;
use interceptor::error::AuthError;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use interceptor::session::Session;
use tokio::time::Instant;
use tower::Layer;
use tower::ServiceExt;
use tower::service_fn;

use crate::bodies::AnyBody;
use crate::bodies::Endless;
use crate::bodies::fed;
use crate::bodies::uncounted;
use crate::bodies::whole;
use crate::clients::ADAPTERS;
use crate::clients::FLOWS;
use crate::clients::Flow;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::guarded;
use crate::world::pair;
use crate::world::reader;

fn get(server: &Server) -> Request<Bytes> {
    Request::get(server.url("/")).body(Bytes::new()).unwrap()
}

fn answer(status: StatusCode, kind: &str, body: AnyBody) -> Response<AnyBody> {
    let response = Response::builder().status(status).header(CONTENT_TYPE, kind);
    response.header("x-kept", "a \"b\"").body(body).unwrap()
}

/// The statuses, kinds and framings in which an error code may come.
fn codes(code: u16) -> impl Iterator<Item = (StatusCode, impl Fn() -> Response<AnyBody> + Clone)> {
    let text = format!("{{\"message\": \"5003\", \"errorCode\": {code}}}");
    let statuses = [StatusCode::OK, StatusCode::UNAUTHORIZED];
    let kinds = ["application/json", "application/problem+json; charset=utf-8"];
    let framings: [fn(String) -> AnyBody; 2] = [|text| whole(text), |text| uncounted(text)];
    statuses.into_iter().flat_map(move |status| {
        let text = text.clone();
        kinds.into_iter().flat_map(move |kind| {
            let text = text.clone();
            framings.into_iter().map(move |framing| {
                let text = text.clone();
                (status, move || answer(status, kind, framing(text.clone())))
            })
        })
    })
}

/// P40: 5001, in a 200 and in a 401, whether the length is known or not: one refresh, one repeat.
#[tokio::test]
async fn expired_by_its_code_is_renewed_and_repeated() {
    for adapter in ADAPTERS {
        for (status, expired) in codes(5001) {
            let server = Server::start(move |request| {
                std::future::ready(match guarded(&request, "token-2") {
                    good if good.status().is_success() => good.map(AnyBody::new),
                    _ => expired(),
                })
            })
            .await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let response = adapter(&session, 1)(get(&server)).await.unwrap();
            assert_eq!(
                (response.status(), &response.body()[..]),
                (StatusCode::OK, &b"welcome"[..])
            );
            assert_eq!(server.log().tokens(), ["token-1", "token-2"], "{status}");
            assert_eq!(endpoint.hits(), 1);
        }
    }
}

/// P9: a repeat that says 5001 again comes back as it is.
#[tokio::test]
async fn expired_by_its_code_twice_comes_back() {
    for adapter in ADAPTERS {
        for (status, expired) in codes(5001) {
            let server = Server::start(move |_| std::future::ready(expired())).await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let response = adapter(&session, 2)(get(&server)).await.unwrap();
            assert_eq!(
                (response.status(), &response.headers()["x-kept"]),
                (status, &"a \"b\"".parse().unwrap())
            );
            assert_eq!(response.body(), r#"{"message": "5003", "errorCode": 5001}"#);
            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            assert_eq!(endpoint.hits(), 1);
        }
    }
}

/// P40: 5002, in the same forms: the answer is handed on, nothing is refreshed, and whoever comes next is told.
#[tokio::test]
async fn invalid_by_its_code_is_handed_on() {
    for adapter in ADAPTERS {
        for (status, invalid) in codes(5002) {
            let server = Server::start(move |_| std::future::ready(invalid())).await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let client = adapter(&session, 1);
            let response = client(get(&server)).await.unwrap();
            assert_eq!(
                (response.status(), &response.headers()["x-kept"]),
                (status, &"a \"b\"".parse().unwrap())
            );
            assert_eq!(response.body(), r#"{"message": "5003", "errorCode": 5002}"#);
            let error = client(get(&server)).await.unwrap_err();
            assert!(matches!(**auth_error(&*error).unwrap(), AuthError::Invalid));
            assert_eq!(server.log().tokens(), ["token-1"]);
            assert_eq!(endpoint.hits(), 0);
        }
    }
}

/// A server that answers once, with this.
async fn once(response: Response<AnyBody>) -> Server {
    let response = Mutex::new(Some(response));
    Server::start(move |_| std::future::ready(response.lock().unwrap().take().unwrap())).await
}

/// So many octets of a body.
async fn read(body: &mut Flow, length: usize) -> Bytes {
    let mut octets = BytesMut::new();
    while octets.len() < length {
        octets.extend_from_slice(&body.frame().await.unwrap().unwrap().into_data().unwrap());
    }
    octets.freeze()
}

/// P40: ten megabytes of JSON, or text of any length, are not waited for. The caller has the first octets before
/// the last have been sent, and all of them as they were.
#[tokio::test]
async fn what_cannot_be_an_error_code_is_not_waited_for() {
    let large = 10_000_000;
    let cases = [
        ("application/json", large, Some(large), 1),
        // Nobody knows that it is large before so much has come.
        ("application/json", large, None, 64 * 1024 + 1),
        ("text/plain", large, None, 1),
        ("text/plain", 40, Some(40), 1),
        ("text/event-stream", 40, None, 1),
    ];
    for flow in FLOWS {
        for (kind, length, told, first) in cases {
            let mut octets = BytesMut::from(&b"{\"errorCode\": 5001, \"rest\": \""[..]);
            octets.resize(length, b'x');
            let mut rest = octets.freeze();
            let (sender, body) = fed(told.map(|length| u64::try_from(length).unwrap()));
            let server = once(answer(StatusCode::OK, kind, body)).await;
            let head = tokio::spawn(flow(&session(&server, Wait::Never))(get(&server)));
            let sent = rest.split_to(first);
            sender.send(sent.clone()).await.unwrap();

            let response = within_a_minute(head).await.unwrap().unwrap();
            assert_eq!(response.headers()["x-kept"], "a \"b\"");
            let mut body = response.into_body();
            assert_eq!(within_a_minute(read(&mut body, first)).await, sent, "{kind}");
            let feeding = tokio::spawn({
                let rest = rest.clone();
                async move { sender.send(rest).await.unwrap() }
            });
            assert_eq!(body.collect().await.unwrap().to_bytes(), rest);
            feeding.await.unwrap();
        }
    }
}

/// P40: JSON of unknown length that comes slowly is waited for a while, not to its end.
#[tokio::test]
async fn slow_json_of_unknown_length_is_given_up_on() {
    for flow in FLOWS {
        let (sender, body) = fed(None);
        let server = once(answer(StatusCode::OK, "application/json", body)).await;
        let response = flow(&session(&server, Wait::Over))(get(&server));
        let response = within_a_minute(response).await.unwrap();
        // The head is here, and nothing of the body was sent yet.
        sender.send(Bytes::from_static(b"{\"events\":")).await.unwrap();
        let mut body = response.into_body();
        assert_eq!(within_a_minute(read(&mut body, 10)).await, "{\"events\":");
        sender.send(Bytes::from_static(b" []}")).await.unwrap();
        drop(sender);
        assert_eq!(body.collect().await.unwrap().to_bytes(), " []}");
    }
}

/// P40: nor is JSON whose length is only bounded, by a layer that limits it, say; and the while is a second.
#[tokio::test(start_paused = true)]
async fn endless_json_of_bounded_length_is_given_up_on_as_well() {
    for upper in [None, Some(1000)] {
        let server = service_fn(move |_: Request<Full<Bytes>>| {
            let body = AnyBody::new(Endless { upper });
            std::future::ready(Ok::<_, BoxError>(answer(StatusCode::OK, "application/json", body)))
        });
        let session = Endpoint::new().session(&["https://api.example.com"]);
        let request = Request::get("https://api.example.com/").body(Full::default()).unwrap();
        let begun = Instant::now();
        let sent = session.layer(reader()).layer(server).oneshot(request);
        let response = within_a_minute(sent).await.unwrap();
        assert_eq!(response.body().size_hint().upper(), upper);
        // Virtual time, give or take the grain of its timer.
        assert_eq!(begun.elapsed().as_millis() / 10, 100);
    }
}

/// P9: what a repeat is told counts as well: 5002 ends the session, and the answer comes back.
#[tokio::test]
async fn a_repeat_that_is_told_invalid_ends_the_session() {
    for adapter in ADAPTERS {
        for status in [StatusCode::OK, StatusCode::UNAUTHORIZED] {
            let server = Server::start(move |request| {
                let first = guarded(&request, "token-1").status().is_success();
                let code = if first { 5001 } else { 5002 };
                let text = format!("{{\"errorCode\": {code}}}");
                std::future::ready(answer(status, "application/json", whole(text)))
            })
            .await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[server.origin()]);
            let client = adapter(&session, 1);
            let response = client(get(&server)).await.unwrap();
            assert_eq!(
                (response.status(), &response.body()[..]),
                (status, &b"{\"errorCode\": 5002}"[..])
            );
            let error = client(get(&server)).await.unwrap_err();
            assert!(matches!(**auth_error(&*error).unwrap(), AuthError::Invalid));
            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            assert_eq!(endpoint.hits(), 1);
        }
    }
}

/// A session that waits for a body in this way.
fn session(server: &Server, wait: Wait) -> Session {
    let policy = Policy::new(Origins::one(server.origin()).unwrap());
    Session::builder(Endpoint::new(), policy).clock(wait).tokens(pair(1)).build()
}

/// A clock that stands still, and what becomes of those who wait by it.
enum Wait {
    Never,
    Over,
}

impl Clock for Wait {
    fn now(&self) -> Moment {
        Moment { wall: SystemTime::UNIX_EPOCH, run: Duration::ZERO }
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        match self {
            Self::Never => Box::pin(std::future::pending()),
            Self::Over => Box::pin(std::future::ready(())),
        }
    }
}

/// Ends a test that would wait for ever.
async fn within_a_minute<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future).await.unwrap()
}
