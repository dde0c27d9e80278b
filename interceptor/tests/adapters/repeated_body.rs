//! The body of a request that is sent again: the same to the octet, or not sent again at all.

use bytes::Bytes;
use http::Request;
use http::Response;
use http::StatusCode;
use http_body_util::BodyExt;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use interceptor::Session;
use interceptor::adapter::tower::BoxError;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::port::BoxFuture;
use sha2::Digest;
use sha2::Sha256;
use tower::Layer;
use tower::ServiceExt;

use crate::bodies::AnyBody;
use crate::bodies::uncounted;
use crate::bodies::whole;
use crate::clients::ADAPTERS;
use crate::clients::Outcome;
use crate::clients::reqwest_client;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::Seen;
use crate::world::guarded;
use crate::world::reader;
use crate::world::refusal;
use crate::world::told;

/// The longest body that is kept, unless the policy says otherwise.
const LIMIT: usize = 64 * 1024;

/// Octets of every value, none like its neighbours.
fn octets(length: usize) -> Bytes {
    (0..length).map(|place| u8::try_from(place * 7 % 251).unwrap()).collect()
}

fn post(server: &Server) -> http::request::Builder {
    Request::post(server.url("/orders"))
        .header("content-type", "application/vnd.order+octets; v=\"1\"")
        .header("content-encoding", "x-home-made")
}

/// Everything of a request but its token.
fn but_the_token(mut seen: Seen) -> Seen {
    seen.headers.remove("authorization");
    seen
}

/// P39: what arrives the second time has the length and the SHA-256 of what was sent, and the header fields that
/// say what it is are those of the first time.
#[tokio::test]
async fn a_body_arrives_the_second_time_as_it_did_the_first() {
    for adapter in ADAPTERS {
        for length in [0, 1, 1000, LIMIT - 1, LIMIT] {
            let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
            let session = Endpoint::new().session(&[server.origin()]);
            let body = octets(length);
            let response = adapter(&session, 1)(post(&server).body(body.clone()).unwrap()).await;
            assert_eq!(response.unwrap().status(), StatusCode::OK);

            assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
            let [first, second] =
                <[_; 2]>::try_from(server.log().all()).unwrap().map(but_the_token);
            assert_eq!(second.body.len(), length);
            assert_eq!(Sha256::digest(&second.body), Sha256::digest(&body));
            assert_eq!(first.headers, second.headers);
            assert_eq!(second.headers["content-type"], "application/vnd.order+octets; v=\"1\"");
            assert_eq!(second.headers["content-encoding"], "x-home-made");
            // An empty body may go without.
            let counted = second.headers.get("content-length");
            let counted = counted.map_or("0", |length| length.to_str().unwrap());
            assert_eq!(counted, length.to_string());
            assert_eq!(second.headers.get("transfer-encoding"), None);
        }
    }
}

/// Sends a body that the adapter knows nothing of, through a client for such.
type Sends = fn(Session, Request<AnyBody>) -> BoxFuture<'static, Outcome>;

const SENDERS: [Sends; 3] = [by_tower, by_tower_once, by_reqwest];

async fn collected<R>(response: Response<R>) -> Outcome
where
    R: http_body::Body<Data = Bytes>,
    R::Error: Into<BoxError>,
{
    let (head, body) = response.into_parts();
    let body = body.collect().await.map_err(Into::into)?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

fn by_tower(session: Session, request: Request<AnyBody>) -> BoxFuture<'static, Outcome> {
    let client = Client::builder(TokioExecutor::new()).build_http::<AnyBody>();
    let client = session.layer(reader()).layer(client);
    Box::pin(async move { collected(client.oneshot(request).await?).await })
}

fn by_tower_once(session: Session, request: Request<AnyBody>) -> BoxFuture<'static, Outcome> {
    let client = Client::builder(TokioExecutor::new()).build_http::<AnyBody>();
    let client = session.layer(reader()).never_replays().layer(client);
    Box::pin(async move { collected(client.oneshot(request).await?).await })
}

fn by_reqwest(session: Session, request: Request<AnyBody>) -> BoxFuture<'static, Outcome> {
    let client = reqwest_client(&session, 1);
    Box::pin(async move {
        let request = request.map(reqwest::Body::wrap).try_into()?;
        let answer: Response<reqwest::Body> = client.execute(request).await?.into();
        collected(answer).await
    })
}

/// P39: a stream is sent once, to its end. The answer comes back with its status, fields and octets; the event is
/// told once; those who follow have a new token.
#[tokio::test]
async fn a_stream_is_sent_once_and_its_answer_comes_back() {
    for send in SENDERS {
        let server = Server::start(|_| std::future::ready(refusal(1))).await;
        let endpoint = Endpoint::new();
        let session = endpoint.session(&[server.origin()]);
        let mut events = session.events();
        // Longer than what is kept, which is of no importance, since nothing is.
        let body = octets(3 * LIMIT);
        let request = post(&server).body(uncounted(body.clone())).unwrap();
        came_back_untouched(&send(session.clone(), request).await.unwrap());

        let [seen] = <[_; 1]>::try_from(server.log().all()).unwrap();
        assert_eq!((seen.token(), &seen.body), (Some("token-1"), &body));
        endpoint.hit().await;
        assert_eq!(session.token().await.unwrap().token.expose(), "token-2");
        let not_replayed = |event: &Event| matches!(event, Event::NotReplayed { .. });
        let events: Vec<_> = told(&mut events).into_iter().filter(not_replayed).collect();
        assert!(matches!(*events, [Event::NotReplayed { cause: NotReplayed::Body }]), "{events:?}");
        assert_eq!(endpoint.hits(), 1);
    }
}

/// P39: one octet over the limit, and the same holds; for a body in a box too, whose length is known.
#[tokio::test]
async fn one_octet_over_the_limit_is_sent_once() {
    for adapter in ADAPTERS {
        is_sent_once(|session, request, body| adapter(&session, 1)(request.body(body).unwrap()))
            .await;
    }
    for send in SENDERS {
        is_sent_once(|session, request, body| send(session, request.body(whole(body)).unwrap()))
            .await;
    }
}

async fn is_sent_once(
    send: impl FnOnce(Session, http::request::Builder, Bytes) -> BoxFuture<'static, Outcome>,
) {
    let server = Server::start(|_| std::future::ready(refusal(1))).await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[server.origin()]);
    let mut events = session.events();
    let body = octets(LIMIT + 1);
    came_back_untouched(&send(session, post(&server), body.clone()).await.unwrap());
    let [seen] = <[_; 1]>::try_from(server.log().all()).unwrap();
    assert_eq!(Sha256::digest(&seen.body), Sha256::digest(&body));
    endpoint.hit().await;
    let events = told(&mut events);
    let causes = events.iter().filter_map(|event| match event {
        Event::NotReplayed { cause } => Some(*cause),
        _ => None,
    });
    assert_eq!(causes.collect::<Vec<_>>(), [NotReplayed::Body]);
}

/// Nothing of the first refusal is lost.
fn came_back_untouched(response: &Response<Bytes>) {
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(response.headers()["x-refusal"], "1");
    assert_eq!(response.headers()["content-length"], "12");
    assert_eq!(response.body(), &b"refusal 1 \0\xff"[..]);
}

/// P39: a body of nothing is no stream, whatever box it comes in.
#[tokio::test]
async fn an_empty_body_in_a_box_is_sent_again() {
    let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
    let session = Endpoint::new().session(&[server.origin()]);
    let client = Client::builder(TokioExecutor::new()).build_http::<AnyBody>();
    let empty = AnyBody::new(Full::default());
    let response = session.layer(reader()).layer(client);
    let response = response.oneshot(post(&server).body(empty).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}
